//! A page to take to a meeting: of a gate or a meeting what was agreed, what became of it, what is
//! open and who sat across the table. The pages of details tell everything; this one fits a sheet.

use crate::dataset::Ix;
use crate::model::parts::{Role, Seat, Side, StatementKind};
use crate::model::{Cite, Field, Id, Item, Kind, Moment, Record};

use super::Reader;
use super::fields::{plain_cites, statement};
use super::listed::{promised, signed};
use super::page::{self, PageBlock, PageRow, PageRun, PageSection, PageTable, link, links};
use super::promise::{self, by_begin};
use super::report::{ReportPart, caution};
use super::state;

/// The lists of a sheet, in reading order.
const AGREED: usize = 0;
const OPEN: usize = 1;
const BECAME: usize = 2;
const ACROSS: usize = 3;

/// How many entries of each list stand on a sheet.
type ListRoom = [usize; 4];

/// The list that gets one entry more where there is room, beginning with one entry in each: what is
/// open comes first.
const GROWTH: [usize; 27] = [
    OPEN, OPEN, AGREED, OPEN, // what a sheet should say
    OPEN, ACROSS, BECAME, OPEN, OPEN, OPEN, AGREED, BECAME, OPEN, OPEN, ACROSS, AGREED, OPEN, OPEN, BECAME, ACROSS,
    OPEN, OPEN, AGREED, BECAME, OPEN, OPEN, OPEN,
];
/// What of it matters more than drawings.
const NEEDED: usize = 4;

/// Promises of which each is told by its text; of more by its name, so that more of them have room.
const TEXTS: usize = 4;

/// Drawings that a sheet may have: the strip of time goes before the map.
const DRAWINGS: usize = 2;

/// What a sheet tells of, or shows beside it.
const TOLD: [Kind; 4] = [Kind::Meeting, Kind::Agreement, Kind::Commitment, Kind::Milestone];

/// A briefing with all that it might tell, to be cut to a sheet.
#[derive(Clone, Debug)]
pub struct Briefing<'a> {
    reader: Reader<'a>,
    /// With what stands above its lists.
    part: ReportPart,
    lists: [BriefingList; 4],
    /// The records that have to do with it, to show where and when they were.
    pub rows: Vec<Ix>,
}

/// One of the lists. What both sides said stands above the papers that they signed.
#[derive(Clone, Debug, Default, PartialEq)]
struct BriefingList {
    title: String,
    /// What is said where there is nothing in it.
    none: String,
    said: Vec<PageBlock>,
    columns: Vec<String>,
    rows: Vec<PageRow>,
    /// How many things each row tells of.
    weights: Vec<usize>,
}

/// What a briefing is made of, of many records: the gates and meetings; where there are none of
/// these, all.
pub fn subjects(reader: &Reader<'_>, rows: &[Ix]) -> Vec<Ix> {
    let is = |ix: &&Ix| matches!(reader.dataset.kind(**ix), Some(Kind::Gate | Kind::Meeting));
    let found: Vec<Ix> = rows.iter().filter(is).copied().collect();
    if found.is_empty() { rows.to_vec() } else { found }
}

/// The briefing of a record; none when the dataset has no such record.
pub fn briefing<'a>(reader: &Reader<'a>, item: &Item) -> Option<Briefing<'a>> {
    let page = page::page(reader, item)?;
    let record = reader.dataset.by_id(item.record())?;
    let mut rows = concerned(&page.blocks);
    rows.retain(|ix| reader.dataset.kind(*ix).is_some_and(|kind| TOLD.contains(&kind)));
    let of = |kind: Kind| -> Vec<Ix> {
        let mut own: Vec<Ix> = rows.iter().copied().filter(|ix| reader.dataset.kind(*ix) == Some(kind)).collect();
        // the latest first: it is what the next meeting begins with
        own.sort_by_key(|ix| std::cmp::Reverse(begin(reader, *ix)));
        own
    };
    let [open, became] = promises(reader, &of(Kind::Commitment));
    let meetings = of(Kind::Meeting);
    let met: Vec<&Record> = std::iter::once(record)
        .filter(|own| own.kind == Kind::Meeting)
        .chain(meetings.iter().filter_map(|ix| reader.record(*ix)).filter(|_| record.kind != Kind::Meeting))
        .collect();
    let lists = [agreed(reader, record, &of(Kind::Agreement)), open, became, across(reader, &met)];
    if record.kind == Kind::Meeting {
        // where it was and what it spoke about, not where others met
        rows.retain(|ix| reader.dataset.kind(*ix) != Some(Kind::Meeting));
    }
    let part = ReportPart::of_page(page, head(reader, record));
    Some(Briefing { reader: *reader, part, lists, rows })
}

impl Briefing<'_> {
    /// The sheet: as full as `fits` says of it and so many drawings, and how many drawings it has
    /// room for. The fuller it is, the less it must fit.
    pub fn sheet(&self, mut fits: impl FnMut(&ReportPart, usize) -> bool) -> (ReportPart, usize) {
        let rooms = self.rooms();
        let needed = self.part(rooms.get(NEEDED.min(rooms.len().saturating_sub(1))).copied().unwrap_or([1; 4]));
        let drawings = (0..=DRAWINGS).rev().find(|drawings| fits(&needed, *drawings)).unwrap_or(0);
        let fit = rooms.partition_point(|room| fits(&self.part(*room), drawings));
        (self.part(rooms.get(fit.saturating_sub(1)).copied().unwrap_or([1; 4])), drawings)
    }

    /// What of its lists a sheet may have, the least first.
    fn rooms(&self) -> Vec<ListRoom> {
        let mut room = [1; 4];
        let mut rooms = vec![room];
        for list in GROWTH {
            let (Some(own), Some(of)) = (room.get_mut(list), self.lists.get(list)) else { continue };
            *own += 1;
            // the step that counts as needed stays at its place, whether or not it adds something
            if *own <= of.longest() || rooms.len() <= NEEDED {
                rooms.push(room);
            }
        }
        rooms
    }

    fn part(&self, room: ListRoom) -> ReportPart {
        let mut part = self.part.clone();
        for (list, room) in self.lists.iter().zip(room) {
            list.write(room, |left| self.more(left), &mut part.blocks);
        }
        part
    }

    /// Says that there are so many more, and where.
    fn more(&self, n: usize) -> Option<String> {
        let values = [("n", n.into()), ("name", self.part.title.as_str().into())];
        (n > 0).then(|| self.reader.words.with("briefing-more", &values))
    }
}

impl BriefingList {
    fn new(reader: &Reader<'_>, title: &str, columns: &[&str], rows: Vec<PageRow>) -> Self {
        let said = |key: &str| reader.words.t(key).to_owned();
        Self {
            title: said(title),
            none: said(&format!("{title}-none")),
            said: Vec::new(),
            columns: columns.iter().map(|key| said(key)).collect(),
            weights: vec![1; rows.len()],
            rows,
        }
    }

    /// How many things it tells of.
    fn count(&self) -> usize {
        self.said.len() + self.weights.iter().sum::<usize>()
    }

    fn longest(&self) -> usize {
        self.said.len().max(self.rows.len())
    }

    /// Writes at most so many entries of it, and how many more there are.
    fn write(&self, room: usize, more: impl Fn(usize) -> Option<String>, out: &mut Vec<PageBlock>) {
        let count = self.count();
        out.push(PageBlock::Heading {
            section: PageSection::Agreed,
            text: self.title.clone(),
            count: Some(count).filter(|count| *count > 0),
            aside: String::new(),
            folded: false,
        });
        if count == 0 {
            out.push(PageBlock::Paragraph { text: self.none.clone(), cites: Vec::new() });
        }
        out.extend(self.said.iter().take(room).cloned());
        out.extend(more(self.said.len().saturating_sub(room)).map(|text| PageBlock::Note { text }));
        if self.rows.is_empty() {
            return;
        }
        let left: usize = self.weights.iter().skip(room).sum();
        let gap = more(left).map(|text| PageRow::Gap { text });
        let rows = self.rows.iter().take(room).cloned().chain(gap).collect();
        out.push(PageBlock::Table(PageTable { columns: self.columns.clone(), rows }));
    }
}

/// The records that a page lists.
pub fn concerned(blocks: &[PageBlock]) -> Vec<Ix> {
    let entries =
        blocks.iter().filter_map(|block| if let PageBlock::Entry(entry) = block { Some(entry.ix) } else { None });
    let mut rows: Vec<Ix> = entries.collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn begin(reader: &Reader<'_>, ix: Ix) -> Option<Moment> {
    reader.record(ix).and_then(|record| by_begin(record.date.as_ref()).1)
}

/// When and where it is, how it stands, and what it is about.
fn head(reader: &Reader<'_>, record: &Record) -> Vec<PageBlock> {
    let mut blocks = Vec::new();
    let mut line = |label: &str, runs: Vec<PageRun>| {
        if !runs.is_empty() {
            blocks.push(PageBlock::Line { label: label.to_owned(), runs, cites: Vec::new() });
        }
    };
    let date = record.date.as_ref().map(|date| PageRun::Text(reader.words.date(date)));
    line(reader.words.field("date"), date.into_iter().collect());
    for field in [Field::Venues, Field::Parties, Field::Vn, Field::Cn] {
        line(reader.words.field(field.name()), links(reader, record.ids(field)));
    }
    // how it stands is one line: what it is called, and whether people and goods pass
    let (class, status) = (state::class(reader, record), state::status(reader, record));
    let label = if class.is_some() { Field::Class } else { Field::Status };
    let stands: Vec<String> = class.into_iter().chain(status).map(|pill| pill.text).collect();
    let stands = Some(stands.join(" · ")).filter(|stands| !stands.is_empty());
    line(reader.words.field(label.name()), stands.map(PageRun::Text).into_iter().collect());
    if !record.summary.is_empty() {
        let text = record.summary.get(reader.words.lang()).to_owned();
        blocks.push(PageBlock::Paragraph { text, cites: plain_cites(reader, &record.cite) });
    }
    blocks.extend(caution(reader, record).map(|text| PageBlock::Caution { text }));
    blocks
}

/// The sources that a line of a sheet names: the dossier has the others.
fn some_of(cites: &[Cite]) -> Vec<Cite> {
    cites.iter().take(2).cloned().collect()
}

/// What both sides said they agreed, and what was signed.
fn agreed(reader: &Reader<'_>, record: &Record, agreements: &[Ix]) -> BriefingList {
    let said = record.statements(Field::Statements).iter();
    let said = said.filter(|one| matches!(one.kind, StatementKind::Agreed | StatementKind::Term));
    let row = |ix: &Ix| {
        let record = reader.record(*ix)?;
        let standing = record.choice(Field::Standing).map(|word| PageRun::Text(reader.words.word(word).to_owned()));
        let cells = vec![
            dated(reader, record),
            vec![link(reader, &record.id)],
            links(reader, record.ids(Field::Parties)),
            standing.into_iter().chain(signed(reader, record).into_iter().take(1)).collect(),
        ];
        Some(PageRow::Cells { cells, caution: String::new(), cites: some_of(&record.cite) })
    };
    let rows = agreements.iter().filter_map(row).collect();
    let columns = ["briefing-date", "briefing-paper", "briefing-parties", "briefing-standing"];
    let said = said.map(|one| statement(reader, one)).collect();
    BriefingList { said, ..BriefingList::new(reader, "briefing-agreed", &columns, rows) }
}

/// What is open, and apart from it what became of the others.
fn promises(reader: &Reader<'_>, promises: &[Ix]) -> [BriefingList; 2] {
    let (open, done): (Vec<Ix>, Vec<Ix>) = promises.iter().copied().partition(|ix| promise::is_open(reader, *ix));
    let by_name = promises.len() > TEXTS;
    [(open, "briefing-open"), (done, "briefing-became")].map(|(rows, title)| {
        let row = |ix: &Ix| {
            let record = reader.record(*ix)?;
            let text = record.summary.get(reader.words.lang());
            let text = if text.is_empty() || by_name { reader.name(record) } else { text };
            let cells = vec![
                dated(reader, record),
                vec![PageRun::Link(Item::Record(Id::clone(&record.id)), text.to_owned())],
                vec![PageRun::Text(promised(reader, *ix))],
            ];
            Some(PageRow::Cells { cells, caution: String::new(), cites: some_of(&record.cite) })
        };
        let rows = rows.iter().filter_map(row).collect();
        BriefingList::new(reader, title, &["briefing-date", "briefing-promise", "briefing-state"], rows)
    })
}

/// People of a side who stand with their posts, a row each; of more, the others stand by name in one row.
const WITH_POSTS: usize = 4;

/// Who sat on either side of the table, at the latest meetings first; who led before who attended.
fn across(reader: &Reader<'_>, meetings: &[&Record]) -> BriefingList {
    let sides = [Side::Vn, Side::Cn].map(|side| people(reader, meetings, side));
    let most = sides.iter().map(Vec::len).max().unwrap_or(0);
    let posted = if most > WITH_POSTS + 1 { WITH_POSTS / 2 } else { most };
    let (mut rows, mut weights) = (Vec::new(), Vec::new());
    let mut put = |told: [Vec<&CitedRuns>; 2], names: bool| {
        let cell = |side: &Vec<&CitedRuns>| -> Vec<PageRun> {
            side.iter().flat_map(|(runs, _)| runs.iter().take(if names { 1 } else { usize::MAX })).cloned().collect()
        };
        let cites: Vec<Cite> = told.iter().flatten().flat_map(|(_, cites)| cites.iter().cloned()).collect();
        let cites = if names { some_of(&cites) } else { cites };
        weights.push(told.iter().map(Vec::len).sum());
        rows.push(PageRow::Cells { cells: told.iter().map(cell).collect(), caution: String::new(), cites });
    };
    (0..posted).for_each(|at| put(sides.each_ref().map(|side| side.get(at).into_iter().collect()), false));
    if posted < most {
        put(sides.each_ref().map(|side| side.iter().skip(posted).collect()), true);
    }
    BriefingList { weights, ..BriefingList::new(reader, "briefing-across", &["briefing-vn", "briefing-cn"], rows) }
}

/// Who somebody was, first the name, and who says so.
type CitedRuns = (Vec<PageRun>, Vec<Cite>);

fn people(reader: &Reader<'_>, meetings: &[&Record], side: Side) -> Vec<CitedRuns> {
    let mut found: Vec<(&Id, CitedRuns)> = Vec::new();
    for meeting in meetings {
        let mut seats: Vec<&Seat> = meeting.seats().iter().filter(|seat| seat.side == Some(side)).collect();
        seats.sort_by_key(|seat| (!matches!(seat.role, Role::Chair | Role::Lead | Role::Sign), seat.role));
        for seat in seats {
            if found.iter().any(|(who, _)| **who == seat.who) {
                continue;
            }
            let post = Some(seat.post.get(reader.words.lang()).to_owned()).filter(|post| !post.is_empty());
            let date = meeting.date.as_ref().map(|date| reader.words.date_short(date));
            let said: Vec<String> = post.into_iter().chain(date).collect();
            let aside = (!said.is_empty()).then(|| PageRun::Text(format!("({})", reader.words.list(&said))));
            let runs = [link(reader, &seat.who)].into_iter().chain(aside).collect();
            found.push((&seat.who, (runs, seat.cite.to_vec())));
        }
    }
    found.into_iter().map(|(_, told)| told).collect()
}

fn dated(reader: &Reader<'_>, record: &Record) -> Vec<PageRun> {
    let date = record.date.as_ref().map(|date| reader.words.date_short(date));
    vec![PageRun::Text(date.unwrap_or_else(|| reader.words.t("report-undated").to_owned()))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, builtin};
    use crate::model::Lang;
    use crate::words::Words;

    fn told<'a>(dataset: &'a Dataset, words: &'a Words, id: &str) -> Briefing<'a> {
        briefing(&Reader { dataset, words }, &Item::Record(id.into())).unwrap()
    }

    fn section<'a>(of: &'a ReportPart, title: &str) -> &'a [PageBlock] {
        let blocks = &of.blocks;
        let at = blocks.iter().position(|b| matches!(b, PageBlock::Heading { text, .. } if text == title)).unwrap();
        let rest = &blocks[at + 1..];
        &rest[..rest.iter().position(|b| matches!(b, PageBlock::Heading { .. })).unwrap_or(rest.len())]
    }

    fn rows(blocks: &[PageBlock]) -> Vec<&PageRow> {
        blocks.iter().filter_map(|b| if let PageBlock::Table(t) = b { Some(&t.rows) } else { None }).flatten().collect()
    }

    #[test]
    fn a_gates_briefing_says_what_was_agreed_what_is_open_and_who_sat_there() {
        let dataset = builtin().dataset;
        let words = Words::new(Lang::En);
        let briefing = told(&dataset, &words, "ta-lung");
        let (of, drawings) = briefing.sheet(|_, _| true);
        assert_eq!(drawings, DRAWINGS);
        let open = rows(section(&of, "Still open"));
        let reader = Reader { dataset: &dataset, words: &words };
        let expected = briefing
            .rows
            .iter()
            .filter(|ix| dataset.kind(**ix) == Some(Kind::Commitment) && promise::is_open(&reader, **ix));
        assert_eq!(open.len(), expected.count());
        assert!(!rows(section(&of, "Agreed and signed")).is_empty());
        let people = rows(section(&of, "Who took part"));
        let PageRow::Cells { cells, .. } = people[0] else { panic!("{people:?}") };
        assert_eq!(cells.len(), 2, "a column a side");
        assert!(
            cells.iter().flatten().any(|run| matches!(run, PageRun::Link(_, name) if name.contains("Quản Minh Cường"))),
            "{cells:?}"
        );
    }

    /// How many things a section says that there are more of.
    fn left(blocks: &[PageBlock]) -> usize {
        let gaps = |block: &PageBlock| match block {
            PageBlock::Note { text } => vec![text.clone()],
            PageBlock::Table(table) => {
                let gap = |row: &PageRow| if let PageRow::Gap { text } = row { Some(text.clone()) } else { None };
                table.rows.iter().filter_map(gap).collect()
            }
            _ => Vec::new(),
        };
        let number = |text: String| {
            let digits = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit);
            digits.collect::<String>().parse::<usize>().unwrap()
        };
        blocks.iter().flat_map(gaps).map(number).sum()
    }

    #[test]
    fn what_has_no_room_is_counted_and_all_that_is_counted_is_there() {
        let dataset = builtin().dataset;
        let words = Words::new(Lang::Vi);
        for (_, record) in dataset.of_kind(Kind::Gate).chain(dataset.of_kind(Kind::Meeting)) {
            let briefing = told(&dataset, &words, &record.id);
            // as long as that is not more than a few lines
            let lines = |part: &ReportPart| {
                part.blocks.iter().map(|b| if let PageBlock::Table(t) = b { t.rows.len() } else { 1 }).sum::<usize>()
            };
            let (part, drawings) = briefing.sheet(|part, drawings| lines(part) + 6 * drawings <= 26);
            for list in &briefing.lists {
                let own = section(&part, &list.title);
                let cells = |row: &PageRow| match row {
                    PageRow::Cells { cells, .. } if cells.len() == 2 => {
                        cells.iter().flatten().filter(|run| matches!(run, PageRun::Link(..))).count()
                    }
                    PageRow::Cells { .. } => 1,
                    PageRow::Gap { .. } => 0,
                };
                let shown = rows(own).into_iter().map(cells).sum::<usize>();
                let said = own.iter().filter(|b| matches!(b, PageBlock::Statement { .. })).count();
                assert_eq!(shown + said + left(own), list.count(), "{} {}", record.id, list.title);
            }
            assert!(drawings > 0 || lines(&part) >= 20, "{}", record.id);
        }
    }

    #[test]
    fn what_is_open_has_more_room_than_anything_else() {
        let dataset = builtin().dataset;
        let words = Words::new(Lang::Vi);
        let briefing = told(&dataset, &words, "huu-nghi");
        let counted = |part: &ReportPart, list: usize| {
            rows(section(part, &briefing.lists[list].title))
                .iter()
                .filter(|row| matches!(row, PageRow::Cells { .. }))
                .count()
        };
        let all: usize = briefing.lists.iter().map(|list| list.rows.len()).sum();
        for most in 6..all {
            let (part, _) = briefing.sheet(|part, _| (0..4).map(|list| counted(part, list)).sum::<usize>() <= most);
            let open = counted(&part, OPEN);
            assert!(open >= briefing.lists[OPEN].rows.len().min(most / 3), "{open} of {most}");
            assert!([AGREED, BECAME, ACROSS].iter().all(|list| counted(&part, *list) <= open.max(2)), "{most}");
        }
    }

    #[test]
    fn gates_and_meetings_have_briefings_and_where_there_are_none_whatever_there_is() {
        let dataset = builtin().dataset;
        let words = Words::new(Lang::Vi);
        let reader = Reader { dataset: &dataset, words: &words };
        let ix = |id: &str| dataset.ix(id).unwrap();
        let person = dataset.of_kind(Kind::Person).next().unwrap().0;
        assert_eq!(subjects(&reader, &[ix("ta-lung"), person]), [ix("ta-lung")]);
        assert_eq!(subjects(&reader, &[person]), [person]);
    }
}
