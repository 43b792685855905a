//! Single cells.

use std::borrow::Cow;
use std::sync::Arc;

use super::asides::names_nothing;
use super::date::{DateFound, StatedPrecision};
use super::title;
use super::{NamedPlace, RowDecoder, RowParts, RowReader, Slot, empty, node, seen_lang};
use crate::dataset::decode::{is_slug, slug};
use crate::dataset::format::{csv, json, plain};
use crate::dataset::once::Once;
use crate::dataset::problem::Rule;
use crate::dataset::table::coordinates::{self, NoSpot};
use crate::dataset::table::dates;
use crate::dataset::table::numbers::{self, Number};
use crate::dataset::table::target::ColumnTarget;
use crate::dataset::table::{entries, ids};
use crate::model::node::{Node, SourcePos, Tree};
use crate::model::schema::{FieldShape, fields_of};
use crate::model::{Cite, Edtf, Field, Geometry, Id, Kind, Lang, List, Record, Text, Value, fold};

/// The cells of a row, by the number of their column from 0.
pub trait RowCells {
    /// Empty where the row has no such cell.
    fn cell(&self, at: usize) -> &str;
    /// How many there are.
    fn count(&self) -> usize;
}

impl RowCells for Vec<String> {
    fn cell(&self, at: usize) -> &str {
        self.get(at).map_or("", String::as_str)
    }

    fn count(&self) -> usize {
        self.len()
    }
}

impl RowCells for csv::CsvRow<'_> {
    fn cell(&self, at: usize) -> &str {
        self.get(at).unwrap_or("")
    }

    fn count(&self) -> usize {
        self.len()
    }
}

/// The kind that a word means, in the words of files or in those of three languages.
pub fn kind_of(cell: &str) -> Option<Kind> {
    const WORDS: [(Kind, &[&str]); 14] = [
        (
            Kind::Meeting,
            &["cuoc gap", "hoi nghi", "cuoc hop", "hoi dam", "gap go", "cuoc hop, hoi dam", "会晤", "会议", "会谈"],
        ),
        (Kind::Agreement, &["thoa thuan", "hiep dinh", "bien ban", "van ban da ky", "协议", "协定", "备忘录"]),
        (
            Kind::Commitment,
            &[
                "commitment or proposal",
                "cam ket",
                "de xuat",
                "cam ket, de xuat",
                "cam ket, kien nghi",
                "承诺",
                "承诺与建议",
            ],
        ),
        (Kind::Project, &["du an", "项目"]),
        (Kind::Milestone, &["event", "su kien", "moc", "moc su kien", "dau moc", "要事", "事件", "大事", "重要事件"]),
        (Kind::Figure, &["so lieu", "数据", "统计数字"]),
        (
            Kind::Discrepancy,
            &[
                "disagreement",
                "sources differ",
                "nguon ghi khac nhau",
                "diem chua thong nhat",
                "diem chua khop",
                "来源说法不一",
                "分歧",
                "不一致之处",
            ],
        ),
        (Kind::Gate, &["border gate", "cua khau", "口岸"]),
        (Kind::Place, &["dia diem", "dia danh", "地点"]),
        (Kind::Mechanism, &["co che", "机制"]),
        (Kind::Person, &["nhan vat", "人物"]),
        (Kind::Organisation, &["organization", "co quan, to chuc", "co quan", "to chuc", "机构"]),
        (Kind::Topic, &["linh vuc", "领域"]),
        (Kind::Source, &["nguon", "来源"]),
    ];
    if let Some(kind) = Kind::from_slug(cell).or_else(|| Kind::from_name(cell)) {
        return Some(kind);
    }
    let folded = fold::bare(cell);
    Kind::from_slug(&folded)
        .or_else(|| WORDS.iter().find(|(_, words)| words.contains(&folded.as_str())).map(|(kind, _)| *kind))
}

/// How many entries a cell has room for at first that holds ids or citations: as many as it has,
/// where these are few; a cell of nothing but semicolons gets no more.
fn entries(cell: &str) -> usize {
    1 + cell.bytes().filter(|byte| matches!(byte, b';' | b',')).take(FEW).count()
}

const FEW: usize = 7;

/// What stands between the entries of a cell that holds several.
const BETWEEN: [char; 6] = [';', ',', '|', '、', '，', '；'];

/// Degrees within which two positions of one row are the same: some hundred metres.
const SAME_SPOT: f64 = 2e-3;

impl RowReader {
    /// Takes a cell that means something by itself; false where it could not be taken whole, and its text has to be
    /// kept.
    pub(super) fn cell(&mut self, row: &mut RowParts, place: SourcePos, slot: &Slot, cell: &str) -> bool {
        match slot.target {
            ColumnTarget::Ignore | ColumnTarget::Kind | ColumnTarget::Topics | ColumnTarget::Source => {}
            ColumnTarget::Keep => return false,
            ColumnTarget::Id => {
                row.id = self.id(place, cell);
                return row.id.is_some();
            }
            ColumnTarget::Name(lang) => {
                let text = self.without_html(row, cell);
                self.say(&mut row.name, lang, &text);
            }
            ColumnTarget::Titled => {
                row.title.push(title::spoken(&slot.name, cell));
                return false;
            }
            ColumnTarget::Summary(lang) => {
                let text = self.without_html(row, cell);
                self.say(&mut row.record.summary, lang, &text);
            }
            ColumnTarget::Note(lang) => {
                let text = self.without_html(row, cell);
                self.say(&mut row.record.note, lang, &text);
            }
            ColumnTarget::End if !self.own && dates::goes_on(cell) => self.when.open = true,
            ColumnTarget::AllDay => self.when.all_day = is_yes(cell),
            ColumnTarget::SpotPrecision => {
                row.error_m = row.error_m.max(error_of_code(&slot.name, cell));
                return false;
            }
            ColumnTarget::Date | ColumnTarget::End => return self.date_cell(place, slot, cell),
            ColumnTarget::Start(part) => self.when.first.set(part, place, cell),
            ColumnTarget::Last(part) => self.when.last.set(part, place, cell),
            ColumnTarget::Precision => {
                self.when.exact = StatedPrecision::of(cell);
                return self.when.exact.is_some();
            }
            ColumnTarget::Place | ColumnTarget::Region => return self.places(row, place, slot, cell),
            ColumnTarget::Lat | ColumnTarget::Lon => {
                return self.half_of_position(row, place, slot.target == ColumnTarget::Lat, cell);
            }
            ColumnTarget::Coordinates => return self.coordinates(row, place, cell),
            ColumnTarget::Geometry => return self.geometry(row, place, cell),
            ColumnTarget::Error => return self.error_of_position(row, place, cell),
            ColumnTarget::Cite => return self.cites(row, place, cell),
            ColumnTarget::Field(field) => return self.field(row, place, slot, field, cell),
            ColumnTarget::Said(field, lang) => said(row, slot, field, lang, cell),
            ColumnTarget::Aliases => {
                let mut whole = true;
                let aliases = self.group(row, place, cell, &mut whole, |decoder, node| Some(decoder.texts(node)));
                let taken = aliases.is_some() && whole;
                row.record.aliases = aliases.unwrap_or_default();
                return taken;
            }
            ColumnTarget::Chinese => {
                row.chinese = self.group(row, place, cell, &mut true, |_, node| Some(Box::new(node.clone())));
            }
            ColumnTarget::Unknown => {
                if let Some(Node { tree: Tree::Struct(_, members), .. }) =
                    self.group(row, SourcePos::default(), cell, &mut true, |_, node| Some(node.clone()))
                {
                    row.record.extra.extend(members.into_iter().map(|member| (member.name, member.value)));
                }
            }
        }
        true
    }

    /// A whole date in a cell, or the end of one.
    fn date_cell(&mut self, place: SourcePos, slot: &Slot, cell: &str) -> bool {
        // a format that has days and moments means a moment, be it midnight
        let moment = Some(cell).filter(|cell| slot.known && cell.contains("T00:00:00"));
        let said = match moment.and_then(|cell| Edtf::parse(cell).ok()) {
            Some(date) => DateFound { date: Some(date), keep: false },
            None => self.date(place, slot.reading, cell),
        };
        let of = if slot.target == ColumnTarget::Date { &mut self.when.start } else { &mut self.when.end };
        *of = Some((place, said.date));
        !said.keep
    }

    /// The places that a cell names; false where it says that there is none.
    fn places(&self, row: &mut RowParts, place: SourcePos, slot: &Slot, cell: &str) -> bool {
        if !self.own && names_nothing(cell) {
            return false;
        }
        let region = slot.target == ColumnTarget::Region;
        let whole = || coordinates::beside_name(cell).is_some_and(|(name, _)| name.is_empty());
        let between: &[char] = if !self.own && whole() { &[] } else { &[';', '；'] };
        let named = cell.split(between).map(str::trim).filter(|said| !said.is_empty());
        row.spots.extend(named.map(|said| NamedPlace {
            said: said.to_owned(),
            wanted: slot.wanted,
            place,
            region,
            at: None,
        }));
        true
    }

    /// A latitude or longitude in a cell of its own.
    fn half_of_position(&mut self, row: &mut RowParts, place: SourcePos, latitude: bool, cell: &str) -> bool {
        let degrees = self.degrees(place, cell, latitude);
        *(if latitude { &mut row.lat } else { &mut row.lon }) = degrees;
        row.refused_spot |= degrees.is_none();
        degrees.is_some()
    }

    /// By how many metres a position may be wrong.
    fn error_of_position(&mut self, row: &mut RowParts, place: SourcePos, cell: &str) -> bool {
        let metres = self.number(place, metres(cell));
        row.error_m = metres.unwrap_or(0.0).max(0.0);
        metres.is_some()
    }

    /// The text of a cell that a page of the web was written in; the addresses that it leads to are kept.
    fn without_html<'a>(&self, row: &mut RowParts, cell: &'a str) -> Cow<'a, str> {
        if !self.tabular || !(plain::is_html(cell) || plain::is_coded(cell)) {
            return Cow::Borrowed(cell);
        }
        let links = plain::links(cell).join(" ");
        if !links.is_empty() {
            row.record.extra.push((Arc::from("links"), node(&links)));
        }
        Cow::Owned(plain::plain_text(cell))
    }

    fn say(&self, text: &mut Text, lang: Option<Lang>, cell: &str) {
        let lang = lang.or(self.mapping.lang).unwrap_or_else(|| seen_lang(cell));
        text.set(lang, cell);
    }

    /// The id that a cell gives.
    fn id(&mut self, place: SourcePos, cell: &str) -> Option<Id> {
        let made = || (!self.own).then(|| ids::slug(cell)).and_then(|made| slug(&made));
        let id = slug(cell).or_else(made);
        if id.is_none() && self.own {
            let what = format!("{cell:?} is no id");
            self.tell(Rule::BadId, place, what, "use lower-case letters without marks, digits and -");
        }
        id
    }

    pub(super) fn number(&mut self, place: SourcePos, cell: &str) -> Option<f64> {
        let mut number = numbers::read(cell, self.decimal_point && !self.typed);
        // the other numbers of the column show which mark stands before decimals
        let slot = (place.column as usize).checked_sub(1).and_then(|at| self.slots.get(at));
        if let (Some(Number { value, or: Some(or) }), Some(mark)) = (number, slot.and_then(|slot| slot.decimal)) {
            number = Some(Number { value: if cell.contains(mark) { or } else { value }, or: None });
        }
        match number {
            Some(Number { value, or: Some(or) }) => {
                let what = format!("{cell} may be {value} or {or}, and is read as {value}");
                self.tell(Rule::AmbiguousNumber, place, what, format!("write {value} without marks between thousands"));
            }
            Some(_) => {}
            None => {
                let what = format!("{cell:?} is no number");
                self.tell(Rule::WrongType, place, what, "write digits with at most one point, without a unit");
            }
        }
        number.map(|number| number.value)
    }

    fn degrees(&mut self, place: SourcePos, cell: &str, latitude: bool) -> Option<f64> {
        let read = coordinates::angle(cell, latitude);
        read.map_err(|NoSpot { what, remedy }| self.tell(Rule::BadCoordinates, place, what, remedy)).ok()
    }

    fn coordinates(&mut self, row: &mut RowParts, place: SourcePos, cell: &str) -> bool {
        match coordinates::pair(cell) {
            Ok((lat, lon)) => self.first_spot(row, place, lat, lon, cell),
            Err(NoSpot { what, remedy }) => {
                self.tell(Rule::BadCoordinates, place, what, remedy);
                false
            }
        }
    }

    /// Takes a position that comes whole; false where the row has another already, which stays.
    fn first_spot(&mut self, row: &mut RowParts, place: SourcePos, lat: f64, lon: f64, cell: &str) -> bool {
        let near = |one: Option<f64>, other: f64| one.is_none_or(|one| (one - other).abs() < SAME_SPOT);
        if let (Some(_), Some(_)) = (row.lat, row.lon)
            && !(near(row.lat, lat) && near(row.lon, lon))
        {
            let shown: String = cell.chars().take(40).collect();
            let what = format!("{shown:?} is another position than the one before it in the row, which is taken");
            self.tell(Rule::BadCoordinates, place, what, "give the row one position, or a row for each");
            return false;
        }
        (row.lat, row.lon) = (Some(lat), Some(lon));
        true
    }

    /// A point, line or area; where that stands which is labelled is the position.
    fn geometry(&mut self, row: &mut RowParts, place: SourcePos, cell: &str) -> bool {
        let shape = Geometry::from_wkt(cell).filter(Geometry::is_on_globe).map(Geometry::simple);
        let Some((shape, label)) = shape.and_then(|shape| shape.label().map(|label| (shape, label))) else {
            let shown: String = cell.chars().take(40).collect();
            let what = format!("{shown:?} is no shape on the globe");
            self.tell(Rule::BadCoordinates, place, what, "write it as WKT in degrees: POINT(106.57 22.48)");
            return false;
        };
        // a shape says more than a point beside it
        (row.lat, row.lon) = (Some(label.lat), Some(label.lon));
        row.error_m = row.error_m.max(label.error_m);
        if !matches!(shape, Geometry::Point(_)) {
            row.geometry = shape.to_wkt();
        }
        true
    }

    fn cites(&mut self, row: &mut RowParts, place: SourcePos, cell: &str) -> bool {
        let mut whole = true;
        row.record.cite.reserve_exact(entries(cell));
        for one in cell.split([';', ',']).map(str::trim).filter(|one| !one.is_empty()) {
            // the plain form first: most of a million rows have it, and share their sources
            let plain = one.split_once('#').filter(|(source, _)| is_slug(source));
            let number = plain.and_then(|(_, number)| number.parse().ok()).filter(|number| *number > 0);
            if let (Some((source, _)), Some(number)) = (plain, number) {
                let source = self.shared.share(source).into();
                row.record.cite.push(Cite { source, paragraph: Some(number) });
                continue;
            }
            match Cite::parse(one) {
                Ok(cite) => row.record.cite.push(cite),
                Err(error) => {
                    let message = error.to_string();
                    let (what, remedy) = message.split_once("; ").unwrap_or((&message, "write source#paragraph"));
                    self.tell(Rule::BadCitation, place, what, remedy);
                    whole = false;
                }
            }
        }
        whole
    }

    /// The ids in a cell, and whether it holds nothing else.
    pub(super) fn links(&mut self, place: SourcePos, cell: &str) -> (List<Id>, bool) {
        let mut whole = true;
        let mut ids = List::with_capacity(entries(cell));
        for one in cell.split([';', ',']).map(str::trim).filter(|one| !one.is_empty()) {
            if is_slug(one) {
                ids.push(self.shared.share(one).into());
            } else {
                let what = format!("{one:?} is no id");
                self.tell(Rule::BadId, place, what, "use the id of another row, and ; between ids");
                whole = false;
            }
        }
        (ids, whole)
    }

    fn field(&mut self, row: &mut RowParts, place: SourcePos, slot: &Slot, field: Field, cell: &str) -> bool {
        let list = match field {
            Field::About => Some(&mut row.record.about),
            Field::Topics => Some(&mut row.record.topics),
            Field::See => Some(&mut row.record.see),
            _ => None,
        };
        if let Some(list) = list {
            let (ids, whole) = self.links(place, cell);
            *list = ids;
            return whole;
        }
        let specs = fields_of(row.kind);
        let Some(spec) = specs.iter().find(|spec| spec.field == field) else { return false };
        let mut whole = true;
        let value = match spec.shape {
            FieldShape::Choice(allowed) => self.choice(place, cell, allowed).map(Value::Choice),
            FieldShape::Number if field == Field::Value => self.value(row, place, cell).map(Value::Number),
            FieldShape::Number => self.number(place, cell).map(Value::Number),
            FieldShape::Word => Some(Value::Word(cell.into())),
            FieldShape::Date => {
                let said = self.date(place, slot.reading, cell);
                whole = !said.keep;
                said.date.map(Value::Date)
            }
            FieldShape::Link(_) => {
                let (ids, all) = self.links(place, cell);
                whole = all && ids.len() < 2;
                ids.into_iter().next().map(Value::Link)
            }
            FieldShape::Links(_) => {
                let (ids, all) = self.links(place, cell);
                whole = all;
                Some(Value::Links(ids))
            }
            FieldShape::Text if !cell.starts_with('{') => Some(Value::Text(self.said(cell))),
            _ => self.group(row, place, cell, &mut whole, |decoder, node| decoder.value(spec, node)),
        };
        let taken = value.is_some() && whole;
        row.record.fields.extend(value.map(|value| (spec.field, value)));
        taken
    }

    /// A cell that holds a group of fields, as JSON.
    fn group<T>(
        &mut self,
        row: &RowParts,
        place: SourcePos,
        cell: &str,
        whole: &mut bool,
        take: impl FnOnce(&mut crate::dataset::decode::Decoder, &crate::model::node::Node) -> Option<T>,
    ) -> Option<T> {
        match json::read_one(cell, &mut self.shared) {
            Ok(mut node) => {
                node.put_at(place);
                let id = row.id.clone().unwrap_or_default();
                self.decoder.within(id, row.kind);
                let refused = self.decoder.refused;
                let taken = take(&mut self.decoder, &node);
                *whole &= self.decoder.refused == refused;
                // rows are looked through for what they mention once all are there
                self.decoder.gathered.links.clear();
                self.decoder.gathered.cites.clear();
                taken
            }
            Err(error) => {
                let what = format!("the cell holds no list or group of fields: {}", error.what);
                self.tell(Rule::Syntax, place, what, error.remedy);
                None
            }
        }
    }

    fn choice(&mut self, place: SourcePos, cell: &str, allowed: &[&'static str]) -> Option<&'static str> {
        let found = allowed.iter().copied().find(|name| name.eq_ignore_ascii_case(cell));
        if found.is_none() {
            let what = format!("{cell:?} is not among the field's words");
            self.tell(Rule::UnknownWord, place, what, format!("use one of {}", allowed.join(", ")));
        }
        found
    }
}

impl RowDecoder {
    /// Takes a cell, which may mean something only beside other rows; false where it could not be taken whole, and its
    /// text has to be kept.
    pub(super) fn cell(&mut self, row: &mut RowParts, place: SourcePos, slot: &Slot, cell: &str) -> bool {
        match slot.target {
            ColumnTarget::Kind | ColumnTarget::Topics | ColumnTarget::Source
                if !self.reader.own && names_nothing(cell) =>
            {
                return false;
            }
            ColumnTarget::Kind if !self.reader.own && kind_of(cell).is_none() => self.topics(row, cell),
            ColumnTarget::Id if !self.reader.own => return self.id(row, place, cell),
            ColumnTarget::Topics => self.topics(row, cell),
            ColumnTarget::Source => self.source(row, cell),
            _ => {
                let taken = self.reader.cell(row, place, slot, cell);
                let said = self.reader.take_said();
                self.take_said(said);
                return taken;
            }
        }
        true
    }

    /// The id that a row brings; false where it is none, or another row has it. Rows of this program's own tables all
    /// have one.
    fn id(&mut self, row: &mut RowParts, place: SourcePos, cell: &str) -> bool {
        let Some(id) = self.reader.id(place, cell) else { return false };
        if !self.ids.give(&id) {
            let what = if id == self.reader.source {
                format!("{cell:?} is the id of the file itself, and the row has another")
            } else {
                format!("{cell:?} is the id of an earlier row too, and both rows are kept")
            };
            self.tell(Rule::Repeated, place, what, "give each row an id of its own, or choose that the column is kept");
            return false;
        }
        row.id = Some(id);
        true
    }

    fn topics(&mut self, row: &mut RowParts, cell: &str) {
        let between: &[char] = if cell.contains(entries::BETWEEN) { &[entries::BETWEEN] } else { &BETWEEN };
        let mut once = Once::default();
        for name in cell.split(between).map(str::trim).filter(|name| !name.is_empty()) {
            let topic = self.topic(row, name);
            once.push(&mut row.record.topics, topic);
        }
    }

    fn topic(&mut self, row: &RowParts, name: &str) -> Id {
        let key = fold::plain(name);
        if let Some(id) = self.topics.get(&key) {
            return Id::clone(id);
        }
        let mut record = self.named(row, Kind::Topic, "topic", name);
        record.name = self.reader.said(name);
        let id = Id::clone(&record.id);
        self.registers.push(record);
        self.topics.insert(key, Id::clone(&id));
        id
    }

    /// What a row names as its source: a source of its own, cited beside the row.
    fn source(&mut self, row: &mut RowParts, cell: &str) {
        let known = self.sources.get(cell).cloned();
        let source = known.unwrap_or_else(|| self.new_source(row, cell));
        row.record.cite.push(Cite { source, paragraph: None });
    }

    /// What a row links to, under the text of the link.
    pub(super) fn source_at(&mut self, row: &mut RowParts, text: &str, address: &str) {
        let key = format!("{text}\n{address}");
        let known = self.sources.get(&key).cloned();
        let source = known.unwrap_or_else(|| {
            let mut record = self.named(row, Kind::Source, "source", text);
            record.cite.clear();
            record.name = self.reader.said(text);
            record.fields.push((Field::Address, Value::Word(address.into())));
            let id = Id::clone(&record.id);
            self.registers.push(record);
            self.sources.insert(key, Id::clone(&id));
            id
        });
        row.record.cite.push(Cite { source, paragraph: None });
    }

    fn new_source(&mut self, row: &RowParts, cell: &str) -> Id {
        let web = cell.starts_with("http://") || cell.starts_with("https://");
        let short = cell.split_once("://").map_or(cell, |(_, rest)| rest);
        let mut record = self.named(row, Kind::Source, "source", short);
        record.cite.clear();
        record.name = self.reader.said(short);
        if web {
            record.fields.push((Field::Address, Value::Word(cell.into())));
        }
        let id = Id::clone(&record.id);
        self.registers.push(record);
        self.sources.insert(cell.to_owned(), Id::clone(&id));
        id
    }

    /// A record for something that a row names.
    fn named(&mut self, row: &RowParts, kind: Kind, prefix: &str, name: &str) -> Record {
        let stem = ids::slug(name);
        let stem = if stem.is_empty() { ids::digest(name) } else { stem };
        // long addresses begin alike
        let (id, _) = self.free_id(&format!("{prefix} {stem}"), None, 0, || name.to_owned());
        let mut record = empty(id, kind, &self.reader.context.file, row.place.line);
        self.cites_file = true;
        record.cite = List::from([Cite { source: Id::clone(&self.reader.source), paragraph: Some(row.number) }]);
        record
    }
}

/// Whether a cell says yes, as programs write it in three languages.
fn is_yes(cell: &str) -> bool {
    matches!(fold::bare(cell).as_str(), "true" | "yes" | "1" | "x" | "co" | "dung" | "是" | "真")
}

/// Metres within which a position lies that stands for a region, by the codes of ACLED's `geo_precision` and GDELT's
/// `ActionGeo_Type`. The codes name no distance: what is around a town, a province and a country are taken to be as wide as
/// they mostly are.
fn error_of_code(heading: &str, cell: &str) -> f64 {
    const AROUND: f64 = 10_000.0;
    const PROVINCE: f64 = 50_000.0;
    const COUNTRY: f64 = 500_000.0;
    let gdelt = heading.to_ascii_lowercase().contains("type");
    match (gdelt, cell.trim_end_matches(".0")) {
        (false, "2") => AROUND,
        (false, "3") | (true, "2" | "5") => PROVINCE,
        (true, "1") => COUNTRY,
        _ => 0.0,
    }
}

/// A cell in metres without its unit.
pub(super) fn metres(cell: &str) -> &str {
    cell.trim_end_matches(['m', ' '])
}

/// One language of a text of the record's kind.
fn said(row: &mut RowParts, slot: &Slot, field: Field, lang: Lang, cell: &str) {
    let is_text = fields_of(row.kind).iter().any(|spec| spec.field == field && spec.shape == FieldShape::Text);
    if !is_text {
        row.record.extra.push((Arc::clone(&slot.kept), node(cell)));
        return;
    }
    let known = row.record.fields.iter_mut().find_map(|(name, value)| match value {
        Value::Text(text) if *name == field => Some(text),
        _ => None,
    });
    if let Some(text) = known {
        text.set(lang, cell);
        return;
    }
    row.record.fields.push((field, Value::Text(Text::said(lang, cell))));
}

/// This program puts an apostrophe before what a spreadsheet would run, and before what would run
/// without its own apostrophes.
pub(super) fn refused(cell: &str) -> &str {
    let risky = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    cell.strip_prefix('\'').filter(|rest| rest.trim_start_matches('\'').starts_with(risky)).unwrap_or(cell)
}
