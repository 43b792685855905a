//! A dataset of any size in the shape of the one that is built in, for benches and for tests of
//! what must hold at any size. The same numbers give the same dataset on every machine.

#![allow(clippy::indexing_slicing)]

use km0_core::dataset::Dataset;
use km0_core::dataset::decode::About;
use km0_core::model::parts::{Change, Position, Role, Seat, Side, Statement, StatementKind};
use km0_core::model::{Cite, Edtf, Field, Id, Kind, Lang, List, Moment, Record, Text, Value};

/// A dataset of `records` records (at least 25): about one in forty is a place, gate, person,
/// mechanism, topic or source, the others are events between 2015 and 2026, most of them from
/// 2020 on.
pub fn dataset(records: usize, seed: u64) -> Dataset {
    let mut maker = Maker { dice: Dice(seed), registers: Registers::of(records), meetings: Vec::new() };
    let mut all = maker.register_records();
    let events = records.saturating_sub(all.len());
    let mut happened: Vec<Record> = (0..events).map(|n| maker.event(n, events)).collect();
    maker.dice.shuffle(&mut happened);
    all.append(&mut happened);
    let about = About {
        id: "generated".into(),
        name: Text::new("Bộ dữ liệu sinh ra", "Generated dataset", ""),
        time: Edtf::parse("2015/2026").ok(),
        ..About::default()
    };
    Dataset::new(about, all)
}

/// The splitmix64 generator.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 up to and without `end`; 0 when there is nothing to choose from.
    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 11) as usize % end.max(1)
    }

    /// True in so many of a hundred cases.
    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

const VN_PROVINCES: [&str; 6] = ["Quảng Ninh", "Lạng Sơn", "Cao Bằng", "Hà Giang", "Lào Cai", "Lai Châu"];
const CN_PROVINCES: [&str; 2] = ["Quảng Tây", "Vân Nam"];
const TOPICS: [&str; 12] = [
    "thương mại",
    "hải quan",
    "giao thông vận tải",
    "du lịch",
    "y tế",
    "giáo dục",
    "an ninh trật tự",
    "môi trường",
    "nông nghiệp",
    "văn hóa",
    "lao động",
    "chuyển đổi số",
];
const SYLLABLES: [&str; 16] = [
    "Tà", "Lùng", "Trà", "Lĩnh", "Chi", "Ma", "Bản", "Giốc", "Sóc", "Giang", "Lý", "Vạn", "Thanh", "Thủy", "Hà", "Khẩu",
];
const FAMILIES: [&str; 8] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Quản", "Vũ"];
const MECHANISMS: [&str; 6] = [
    "Gặp gỡ đầu xuân",
    "Ủy ban Công tác liên hợp",
    "Hội nghị hợp tác các tỉnh biên giới",
    "Đường dây nóng",
    "Giao lưu Hội đồng nhân dân",
    "Kết nghĩa cụm dân cư",
];
const DEEDS: [&str; 6] = [
    "Thúc đẩy",
    "Nâng cấp cơ sở hạ tầng",
    "Tăng cường trao đổi",
    "Phối hợp thực hiện",
    "Thí điểm",
    "Tạo thuận lợi cho",
];

/// How many of each register there are.
struct Registers {
    gates: usize,
    districts: usize,
    people: usize,
    mechanisms: usize,
    sources: usize,
}

impl Registers {
    fn of(records: usize) -> Self {
        let share = |part: usize, most: usize| (records / part).clamp(1, most);
        Self {
            gates: share(400, 400),
            districts: share(300, 1_000),
            people: share(150, 6_000),
            mechanisms: share(600, 60),
            sources: share(300, 5_000),
        }
    }
}

struct Maker {
    dice: Dice,
    registers: Registers,
    /// Those made so far, which is in the order of time.
    meetings: Vec<Id>,
}

fn id(prefix: &str, number: usize) -> Id {
    format!("{prefix}{number}").into()
}

fn text(vi: String) -> Text {
    Text::said(Lang::Vi, vi)
}

impl Maker {
    fn record(&mut self, id: Id, kind: Kind, name: String, fields: Vec<(Field, Value)>) -> Record {
        let cites = 1 + self.dice.below(3);
        let cite = (0..cites).map(|_| self.cite()).collect();
        Record { name: text(name), cite, fields: fields.into(), ..Record::new(id, kind) }
    }

    fn cite(&mut self) -> Cite {
        let source = id("source-", self.dice.below(self.registers.sources));
        Cite { source, paragraph: u32::try_from(1 + self.dice.below(40)).ok() }
    }

    fn register_records(&mut self) -> Vec<Record> {
        let mut all = Vec::new();
        for (n, name) in VN_PROVINCES.iter().chain(&CN_PROVINCES).enumerate() {
            let (form, side) = if n < VN_PROVINCES.len() { ("Province", "Vn") } else { ("Region", "Cn") };
            let fields = vec![(Field::Form, Value::Choice(form)), (Field::Side, Value::Choice(side))];
            all.push(self.record(id("province-", n), Kind::Place, (*name).to_owned(), fields));
        }
        for n in 0..self.registers.districts {
            let above = self.dice.below(VN_PROVINCES.len() + CN_PROVINCES.len());
            let fields = vec![
                (Field::Form, Value::Choice("District")),
                (Field::PartOf, Value::Link(id("province-", above))),
                (Field::At, Value::Position(Box::new(self.position()))),
            ];
            let name = format!("Huyện {}", self.place_name(n));
            all.push(self.record(id("district-", n), Kind::Place, name, fields));
        }
        for n in 0..self.registers.gates {
            let gate = self.gate(n);
            all.push(gate);
        }
        for n in 0..self.registers.people {
            let side = if n.is_multiple_of(2) { "Vn" } else { "Cn" };
            let name = format!("{} {}", self.dice.pick(&FAMILIES), self.place_name(n));
            all.push(self.record(id("person-", n), Kind::Person, name, vec![(Field::Side, Value::Choice(side))]));
        }
        for n in 0..self.registers.mechanisms {
            let name = format!("{} {}", MECHANISMS[n % MECHANISMS.len()], self.place_name(n));
            all.push(self.record(id("mechanism-", n), Kind::Mechanism, name, Vec::new()));
        }
        for (n, name) in TOPICS.iter().enumerate() {
            all.push(self.record(id("topic-", n), Kind::Topic, (*name).to_owned(), Vec::new()));
        }
        for n in 0..self.registers.sources {
            let layer = self.dice.pick(&["Document", "Press", "Press", "Reference"]);
            let fields = vec![(Field::Form, Value::Choice("News")), (Field::Layer, Value::Choice(layer))];
            all.push(self.record(id("source-", n), Kind::Source, format!("Bài viết số {n}"), fields));
        }
        all
    }

    fn place_name(&mut self, n: usize) -> String {
        format!("{} {}", SYLLABLES[n % SYLLABLES.len()], self.dice.pick(&SYLLABLES))
    }

    fn position(&mut self) -> Position {
        let part = |dice: &mut Dice, least: f64, most: f64| least + (most - least) * dice.below(10_000) as f64 / 1e4;
        Position {
            lat: part(&mut self.dice, 21.3, 23.3),
            lon: part(&mut self.dice, 102.2, 108.0),
            error_m: 2_000.0,
            border_m: None,
            off_line: Text::default(),
            point: Box::default(),
            confidence: None,
            cite: List::new(),
        }
    }

    fn gate(&mut self, n: usize) -> Record {
        let change = |value, date: String, cite| Change {
            value,
            date: Edtf::parse(&date).ok(),
            text: text(format!("Nguồn nêu vào {date}")),
            cite: List::from([cite]),
        };
        let (first, second) = (2016 + self.dice.below(4), 2021 + self.dice.below(4));
        let class = List::from([
            change("Secondary", format!("{first}"), self.cite()),
            change(self.dice.pick(&["Main", "International", "Bilateral"]), format!("{second}-05"), self.cite()),
        ]);
        let status = List::from([
            change("Open", format!("{first}-03"), self.cite()),
            change("Suspended", format!("2020-02/{second}-01"), self.cite()),
            change("Reopened", format!("{second}-01-08"), self.cite()),
        ]);
        let (vn, cn) = (self.dice.below(self.registers.districts), self.dice.below(CN_PROVINCES.len()));
        let fields = vec![
            (Field::Form, Value::Choice("Road")),
            (Field::Class, Value::History(class)),
            (Field::Status, Value::History(status)),
            (Field::Vn, Value::Links(List::from([id("district-", vn)]))),
            (Field::Cn, Value::Links(List::from([id("province-", VN_PROVINCES.len() + cn)]))),
            (Field::At, Value::Position(Box::new(self.position()))),
        ];
        let name = self.place_name(n);
        self.record(id("gate-", n), Kind::Gate, name, fields)
    }

    /// The `n`th event of so many in the order of time.
    fn event(&mut self, n: usize, of: usize) -> Record {
        let topic = self.dice.below(TOPICS.len());
        let gate = self.dice.below(self.registers.gates);
        let about = self.dice.pick(&TOPICS);
        let name = format!("{} {about}", self.dice.pick(&DEEDS));
        let mut record = match self.dice.below(100) {
            0..8 => self.meeting(n),
            8..20 => self.agreement(n, about),
            20..65 => self.commitment(n, of, &name),
            65..70 => {
                let place = self.place_name(n);
                self.record(id("e", n), Kind::Project, format!("Dự án đường bộ {place}"), Vec::new())
            }
            70..86 => {
                let form = self.dice.pick(&["Restriction", "Reopening", "Policy", "Effect", "Practice"]);
                self.record(id("e", n), Kind::Milestone, name, vec![(Field::Form, Value::Choice(form))])
            }
            _ => self.figure(n, about),
        };
        if self.dice.chance(60) {
            record.about.push(id("gate-", gate));
        }
        if self.dice.chance(50) {
            let place = if self.dice.chance(50) {
                id("province-", self.dice.below(VN_PROVINCES.len() + CN_PROVINCES.len()))
            } else {
                id("district-", self.dice.below(self.registers.districts))
            };
            record.about.push(place);
        }
        record.topics.push(id("topic-", topic));
        record.date = self.date(n, of);
        record
    }

    fn meeting(&mut self, n: usize) -> Record {
        let mechanism = self.dice.below(self.registers.mechanisms);
        let ordinal = 1 + self.meetings.len() / self.registers.mechanisms;
        let name = format!(
            "{} {} - {} lần thứ {ordinal}",
            MECHANISMS[mechanism % MECHANISMS.len()],
            self.dice.pick(&VN_PROVINCES),
            self.dice.pick(&CN_PROVINCES)
        );
        let status = self.dice.pick(&["Held", "Held", "Held", "Held", "Planned", "Mentioned"]);
        let venue = self.dice.below(VN_PROVINCES.len() + CN_PROVINCES.len());
        let seats = (0..2).map(|_| self.seat()).collect();
        let statement = Statement {
            kind: StatementKind::Said,
            by: List::from([id("person-", self.dice.below(self.registers.people))]),
            text: text("Hai bên nhất trí tiếp tục duy trì cơ chế gặp gỡ, trao đổi thường xuyên".to_owned()),
            about: List::new(),
            topics: List::new(),
            cite: List::from([self.cite()]),
        };
        let fields = vec![
            (Field::Form, Value::Choice(self.dice.pick(&["Talks", "CommitteeSession", "Conference", "Visit"]))),
            (Field::Status, Value::Choice(status)),
            (Field::Mechanism, Value::Link(id("mechanism-", mechanism))),
            (Field::Ordinal, Value::Number(ordinal as f64)),
            (Field::Format, Value::Choice(self.dice.pick(&["Online", "InPerson", "Unstated"]))),
            (Field::Venues, Value::Links(List::from([id("province-", venue)]))),
            (Field::Seats, Value::Seats(seats)),
            (Field::Statements, Value::Statements(List::from([statement]))),
        ];
        self.meetings.push(id("e", n));
        self.record(id("e", n), Kind::Meeting, name, fields)
    }

    fn seat(&mut self) -> Seat {
        let person = self.dice.below(self.registers.people);
        Seat {
            who: id("person-", person),
            role: if self.dice.chance(50) { Role::Lead } else { Role::Attend },
            post: text("Bí thư Tỉnh ủy".to_owned()),
            side: Some(if person.is_multiple_of(2) { Side::Vn } else { Side::Cn }),
            at: None,
            cite: List::from([self.cite()]),
        }
    }

    /// One of the last meetings.
    fn occasion(&mut self) -> Option<Id> {
        let back = self.dice.below(self.meetings.len().min(12));
        let at = self.meetings.len().checked_sub(1 + back)?;
        self.meetings.get(at).cloned()
    }

    fn agreement(&mut self, n: usize, about: &str) -> Record {
        let form = self.dice.pick(&["Minutes", "Memorandum", "Agreement", "Plan"]);
        let standing = self.dice.pick(&["Signed", "Signed", "InForce", "Planned"]);
        let mut fields = vec![(Field::Form, Value::Choice(form)), (Field::Standing, Value::Choice(standing))];
        fields.extend(self.occasion().map(|meeting| (Field::SignedAt, Value::Link(meeting))));
        let name =
            format!("Bản ghi nhớ hợp tác về {about} giữa {} và {}", self.dice.pick(&VN_PROVINCES), CN_PROVINCES[n % 2]);
        self.record(id("e", n), Kind::Agreement, name, fields)
    }

    fn commitment(&mut self, n: usize, of: usize, name: &str) -> Record {
        let state = self.dice.pick(&["Proposed", "Agreed", "Announced", "UnderWay", "Done"]);
        let mut fields = vec![(Field::State, Value::Choice(state))];
        fields.extend(self.occasion().map(|meeting| (Field::UndertakenAt, Value::Link(meeting))));
        let later = n + 1 + self.dice.below(300);
        if later < of && self.dice.chance(25) {
            fields.push((Field::FollowedBy, Value::Links(List::from([id("e", later)]))));
        }
        let whole = format!("{name} qua cặp cửa khẩu {}", self.place_name(n));
        self.record(id("e", n), Kind::Commitment, whole, fields)
    }

    fn figure(&mut self, n: usize, about: &str) -> Record {
        let value = (1 + self.dice.below(90_000)) as f64 / 10.0;
        let fields = vec![
            (Field::Value, Value::Number(value)),
            (Field::Unit, Value::Word("triệu USD".into())),
            (Field::Place, Value::Link(id("gate-", self.dice.below(self.registers.gates)))),
        ];
        self.record(id("e", n), Kind::Figure, format!("Kim ngạch {about} đạt {value} triệu USD"), fields)
    }

    /// Mixed precision, as sources give it: a few without a date, some only to the month or year.
    fn date(&mut self, n: usize, of: usize) -> Option<Edtf> {
        // three in four of all from 2020 on, busier in spring
        let share = (n as f64 + self.dice.below(1_000) as f64 / 1e3) / of.max(1) as f64;
        let days = if share < 0.25 { share / 0.25 * 1_826.0 } else { 1_826.0 + (share - 0.25) / 0.75 * 2_500.0 };
        let spring = if self.dice.chance(30) { (days / 365.25).floor() * 365.25 + 75.0 } else { days };
        let start = Moment::year_start(2015);
        let (year, month, day) = start.plus_days((spring + self.dice.below(12) as f64) as i64).ymd();
        let (later, ..) = start.plus_days((days + 30.0 + self.dice.below(900) as f64) as i64).ymd();
        let text = match self.dice.below(100) {
            0..3 => return None,
            3..58 => format!("{year}-{month:02}-{day:02}"),
            58..74 => format!("{year}-{month:02}"),
            74..85 => format!("{year}"),
            85..88 => format!("{year}-{month:02}~"),
            88..91 => format!("{year}?"),
            91..94 => format!("{year}-{month:02}-{day:02}/{}-12", later + 1),
            94..96 => format!("{year}/{}", later + 1),
            96..98 => format!("{year}-{month:02}-{day:02}/.."),
            98 => format!("/{year}-{month:02}-{day:02}"),
            _ => format!("{year}-{month:02}-{day:02}/"),
        };
        Edtf::parse(&text).ok()
    }
}
