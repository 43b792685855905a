//! Rows → records, by a mapping. A cell that can't be taken is left out and told with its row and
//! column; the rest of its row still loads.

mod asides;
mod cells;
mod date;
mod memory;
mod spots;
mod text;
mod title;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

use foldhash::fast::{FixedState, RandomState};

use super::dates::Reading;
use super::gazetteer::PlaceClass;
use super::ids::Ids;
use super::mapping::{DayMonthOrder, Mapping};
use super::places::Places;
use super::target::ColumnTarget;
use crate::dataset::decode::{Decoder, known_fields};
use crate::dataset::derived::OF_TABLES;
use crate::dataset::format::book::{SPREAD, TYPED, shown};
use crate::dataset::intern::Interner;
use crate::dataset::problem::{FileProblems, Problem, Rule};
use crate::model::node::{Node, SourcePos, Tree};
use crate::model::{Cite, Edtf, Field, Id, Kind, List, Origin, Record, Text, Value, fold};
use date::DateCells;
use memory::{fit, put};
use text::{composed, linked};

pub use cells::{RowCells, kind_of};
pub(in crate::dataset) use spots::BUILTIN;
pub(in crate::dataset) use text::seen_lang;

/// Where a table comes from.
#[derive(Clone, Debug)]
pub struct Context {
    /// The name that messages give the file, with the sheet where there are several.
    pub file: Arc<str>,
    /// What the file is called, without its folder.
    pub title: String,
}

/// What becomes of one column.
#[derive(Clone, Debug)]
struct Slot {
    target: ColumnTarget,
    /// The heading.
    name: Arc<str>,
    /// The name of the field that keeps what stands in it.
    kept: Arc<str>,
    reading: Reading,
    /// The mark before decimals, where its numbers show it.
    decimal: Option<char>,
    /// What its places are, as far as the heading says it.
    wanted: Option<PlaceClass>,
    /// Whether the format itself says what it means: no word in it stands for nothing.
    known: bool,
}

/// Decodes the rows of one table and gathers what is wrong with them.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)]
pub struct RowDecoder {
    context: Context,
    mapping: Mapping,
    slots: Arc<Vec<Slot>>,
    reading: Reading,
    /// Whether the table speaks the dataset's own language of ids and citations.
    own: bool,
    /// Whether an apostrophe stands before what a spreadsheet would run.
    guarded: bool,
    /// Whether a point in a number surely stands before decimals, as in what programs write.
    decimal_point: bool,
    /// Whether the cell is a text that somebody typed in a workbook, and may be a number.
    typed: bool,
    /// The record of the file itself, which rows without a source of their own cite.
    source: Id,
    cites_file: bool,
    last_row: u32,
    ids: Ids,
    /// The column of this program's own that names what is elsewhere, and what it names.
    outside_at: Option<usize>,
    outside: HashSet<Id, RandomState>,
    /// What the rows without an id say, to tell a row that comes twice.
    rows: HashSet<u64, RandomState>,
    places: Places,
    /// What place names mean in the built-in set; none where that does not know them.
    matched: HashMap<Box<str>, Option<Id>, RandomState>,
    cites_builtin: bool,
    /// Whether it is a table, which may have rows that are no records.
    tabular: bool,
    /// Whether a column counts its rows.
    counted: bool,
    /// The title of the section that the rows are in.
    section: Option<Arc<str>>,
    /// What stands above the heading.
    titles: String,
    topics: HashMap<String, Id, RandomState>,
    sources: HashMap<String, Id, RandomState>,
    dates: date::Cache,
    /// Those of columns with an order of their own.
    odd_dates: date::Cache,
    shared: Interner,
    decoder: Decoder,
    pub records: Vec<Record>,
    /// Places, topics and sources that rows name.
    registers: Vec<Record>,
    pub found: FileProblems,
}

/// A row as it is taken apart.
struct RowParts {
    number: u32,
    place: SourcePos,
    kind: Kind,
    name: Text,
    id: Option<Id>,
    date: DateCells,
    lat: Option<f64>,
    lon: Option<f64>,
    /// The cells that give latitude, longitude and how far off they may be: a half position is none, and
    /// is kept as it was written.
    spot_cells: Vec<(SourcePos, Arc<str>, Arc<str>)>,
    /// Whether one of the two could not be read, which has been told.
    refused_spot: bool,
    error_m: f64,
    /// A line or an area, as well-known text.
    geometry: String,
    spots: Vec<NamedPlace>,
    /// What names the row where no column does.
    title: Vec<String>,
    chinese: Option<Node>,
    record: Record,
}

/// A place as a row names it.
struct NamedPlace {
    said: String,
    wanted: Option<PlaceClass>,
    place: SourcePos,
    /// Whether the place is only in it.
    region: bool,
}

/// Where a heading of several rows is put together.
pub(super) const JOINS: &str = " / ";

/// What the rows of a file come to.
#[derive(Clone, Debug, Default)]
pub struct DecodedRows {
    /// Those of the rows, and behind them those of what the rows name.
    pub records: Vec<Record>,
    /// How many of them no row is of: places, topics, sources.
    pub named: usize,
    pub problems: Vec<Problem>,
}

impl RowDecoder {
    /// For the rows of a table whose columns mean this.
    pub fn new(context: Context, mapping: Mapping) -> Self {
        let own = mapping.is_own();
        // what people write in a table of the same columns may have points between thousands
        let decimal_point = own && mapping.columns.iter().any(|column| OF_TABLES.contains(&&*column.name));
        let file = Arc::clone(&context.file);
        let mut this = Self {
            reading: reading(mapping.order),
            own,
            guarded: own,
            decimal_point,
            typed: false,
            source: source_id(&context.title),
            cites_file: false,
            last_row: 1,
            ids: Ids::default(),
            outside_at: None,
            outside: HashSet::default(),
            rows: HashSet::default(),
            places: Places::default(),
            matched: HashMap::default(),
            cites_builtin: false,
            tabular: false,
            counted: false,
            section: None,
            titles: String::new(),
            topics: HashMap::default(),
            sources: HashMap::default(),
            dates: date::Cache::default(),
            odd_dates: date::Cache::default(),
            shared: Interner::default(),
            decoder: Decoder::new(file),
            records: Vec::new(),
            registers: Vec::new(),
            found: FileProblems::default(),
            slots: Arc::default(),
            context,
            mapping,
        };
        this.ids.given(&this.source);
        this.columns();
        this
    }

    fn columns(&mut self) {
        for column in self.mapping.columns.clone() {
            self.column(&column.name, column.target);
            let reading = if column.order == DayMonthOrder::Guessed { self.reading } else { reading(column.order) };
            let reading = Reading { years: column.years, ..reading };
            if let Some(slot) = Arc::make_mut(&mut self.slots).last_mut() {
                (slot.reading, slot.decimal) = (reading, column.decimal);
            }
        }
    }

    /// The same for another sheet of one workbook: its rows may name what earlier ones did.
    pub(in crate::dataset) fn turn(&mut self, context: Context, mapping: Mapping) {
        if std::mem::take(&mut self.cites_file) {
            let record = self.file_record();
            self.registers.push(record);
        }
        self.source = source_id(&context.title);
        self.ids.given(&self.source);
        self.reading = reading(mapping.order);
        self.dates.clear();
        self.odd_dates.clear();
        (self.last_row, self.section, self.slots) = (1, None, Arc::default());
        (self.context, self.mapping) = (context, mapping);
        self.columns();
    }

    /// The same rows in another file, by which messages and records are known.
    pub(super) fn go_on_in(&mut self, file: &Arc<str>) {
        self.context.file = Arc::clone(file);
    }

    /// Whether there may be rows that are no records, which tables have; `counted` where a column
    /// counts those that are.
    pub(in crate::dataset) fn tabular(mut self, counted: bool) -> Self {
        (self.tabular, self.counted) = (!self.own && self.mapping.header, counted);
        self
    }

    /// Whether numbers have lost the zeros at their ends, as those of spreadsheets do.
    pub(in crate::dataset) fn of_numbers(mut self, numbers: bool) -> Self {
        self.reading.numbers = numbers;
        self.decimal_point |= numbers;
        for slot in Arc::make_mut(&mut self.slots) {
            slot.reading.numbers = numbers;
        }
        self
    }

    /// What stands above the heading, or is said of all that is in the file, which the file's own record keeps.
    pub(in crate::dataset) fn titled(&mut self, titles: String) {
        self.titles = titles;
    }

    /// Something of the table that is no row, told at its place.
    pub(in crate::dataset) fn note(
        &mut self,
        rule: Rule,
        place: SourcePos,
        what: impl Into<String>,
        remedy: impl Into<Box<str>>,
    ) {
        self.tell(rule, place, what, remedy);
    }

    /// Whether cells hold ids and citations of the dataset's own, as tables of this program do.
    pub(super) fn speaking_ids(mut self, own: bool) -> Self {
        (self.own, self.decimal_point) = (own, own);
        self
    }

    /// Whether the cells of this program's own tables are guarded, as those of CSV are.
    pub(in crate::dataset) fn guarded(mut self, guarded: bool) -> Self {
        self.guarded = guarded && self.own;
        self
    }

    /// Another column, at the right of those that are there.
    pub fn column(&mut self, name: &str, target: ColumnTarget) {
        self.push_column(name, target, false);
        if target == ColumnTarget::Keep {
            let column = number(self.slots.len());
            let place = SourcePos { line: 1, column };
            let of_id = super::guess::target_of(name, false) == ColumnTarget::Id;
            let (what, remedy) = if of_id {
                let what = format!("values of the column {name:?} repeat, so that it tells no rows apart, and is kept");
                (what, "choose a meaning for it, or give each row a value of its own")
            } else {
                let what = format!("the column {name:?} means nothing known, and is kept as it is");
                (what, "choose a meaning for it, or leave it out")
            };
            self.tell(Rule::UnknownColumn, place, what, remedy);
        }
    }

    /// Another column, whose meaning the format itself says; one that is kept is nothing to tell of.
    pub(super) fn known_column(&mut self, name: &str, target: ColumnTarget) {
        self.push_column(name, target, true);
    }

    fn push_column(&mut self, name: &str, target: ColumnTarget, known: bool) {
        if self.own && name == "outside" {
            self.outside_at = Some(self.slots.len());
        }
        let wanted = matches!(target, ColumnTarget::Place | ColumnTarget::Region)
            .then(|| PlaceClass::of_heading(name))
            .flatten();
        let (name, kept) = (Arc::from(name), kept_name(name));
        let slot = Slot { target, name, kept, reading: self.reading, decimal: None, wanted, known };
        Arc::make_mut(&mut self.slots).push(slot);
    }

    /// Takes a row. `number` is what a person calls the row by, from 1; its cells are problems'
    /// columns, counted from 1.
    pub fn row(&mut self, number: u32, place: SourcePos, cells: &impl RowCells) {
        if (0..self.slots.len()).all(|at| cells.cell(at).trim().is_empty()) {
            return self.tell_beside(place, cells);
        }
        self.last_row = self.last_row.max(number);
        if self.tabular && self.is_aside(place, cells) {
            return;
        }
        let Some(kind) = self.kind(place, cells) else { return };
        let mut row = RowParts::new(number, place, kind, &self.context.file);
        let workbook = self.reading.numbers && !self.own;
        let slots = Arc::clone(&self.slots);
        for (at, slot) in slots.iter().enumerate() {
            let cell = cells.cell(at);
            // own tables hold texts as they are
            let cell = match (self.guarded, self.own) {
                (true, _) => cells::refused(cell),
                (false, true) => cell,
                (false, false) => cell.trim(),
            };
            let (cell, link) = if workbook { linked(cell.trim_end_matches(SPREAD)) } else { (cell, None) };
            let whole = if workbook { cell.trim_end_matches(TYPED) } else { cell };
            self.typed = whole.len() < cell.len();
            let composed = if self.own { Cow::Borrowed(whole) } else { composed(whole) };
            let cell = composed.as_ref();
            let named = matches!(slot.target, ColumnTarget::Name(_));
            let empty = cell.is_empty() || !self.own && !slot.known && asides::is_nothing(cell, named);
            if !empty && slot.target != ColumnTarget::Ignore {
                let place = SourcePos { line: place.line, column: self::number(at + 1) };
                let formula = workbook && cell.starts_with('=') && !matches!(slot.target, ColumnTarget::Name(_));
                if let Some(link) = link {
                    self.source_at(&mut row, cell, link);
                }
                if slot.target == ColumnTarget::Source && link.is_some() {
                    continue;
                }
                if formula || !self.cell(&mut row, place, slot, cell) {
                    // what could not be taken is not lost
                    row.record.extra.push((Arc::clone(&slot.kept), node(cell)));
                }
            }
        }
        if let Some(at) = self.outside_at {
            let (ids, _) = self.links(place, cells.cell(at));
            self.outside.extend(ids);
        }
        self.surplus(&mut row, cells);
        self.without_value(&row, cells);
        if let Some(record) = self.finish_row(row, cells) {
            self.records.push(record);
        }
    }

    /// Tells what stands at the right of the table in a row that says nothing else.
    fn tell_beside(&mut self, place: SourcePos, cells: &impl RowCells) {
        let beyond = (self.slots.len()..cells.count()).filter(|at| !cells.cell(*at).trim().is_empty());
        let beyond: Vec<usize> = if self.tabular || self.own { beyond.collect() } else { Vec::new() };
        let Some(first) = beyond.first() else { return };
        let place = SourcePos { line: place.line, column: number(first + 1) };
        let said: Vec<&str> = beyond.iter().map(|at| shown(cells.cell(*at)).trim()).collect();
        let what = format!("what stands beside the table, {:?}, is no record", said.join(" "));
        self.tell(Rule::LeftOut, place, what, "put it into a column of the table if it is of a record");
    }

    /// Cells beyond the last heading: a comma that nobody quoted, mostly.
    fn surplus(&mut self, row: &mut RowParts, cells: &impl RowCells) {
        let wide = self.slots.len();
        let beyond = (wide..cells.count()).filter(|at| !cells.cell(*at).trim().is_empty());
        let beyond: Vec<usize> = if self.tabular || self.own { beyond.collect() } else { Vec::new() };
        let Some(first) = beyond.first() else { return };
        let place = SourcePos { line: row.place.line, column: number(first + 1) };
        let what = format!("the row has {} cells more than there are columns, and they are kept", beyond.len());
        self.tell(Rule::LeftOut, place, what, "put quotes around a cell that has the mark between cells in it");
        for at in beyond {
            let name = format!("column_{}", super::trial::letters(at).to_lowercase());
            row.record.extra.push((Arc::from(name), node(shown(cells.cell(at)))));
        }
    }

    /// Tells a figure that says no number; one that could not be read has been told.
    fn without_value(&mut self, row: &RowParts, cells: &impl RowCells) {
        let of_value = |slot: &Slot| slot.target == ColumnTarget::Field(Field::Value);
        let Some(at) = self.slots.iter().position(of_value).filter(|_| row.kind == Kind::Figure && !self.own) else {
            return;
        };
        let cell = cells.cell(at).trim();
        if cell.is_empty() || asides::is_nothing(cell, false) {
            let place = SourcePos { line: row.place.line, column: number(at + 1) };
            self.tell(Rule::MissingField, place, "the figure has no value", "write its number, or remove the row");
        }
    }

    /// Ids that rows of this program's own name and that are known to be elsewhere.
    pub(in crate::dataset) fn take_outside(&mut self) -> impl Iterator<Item = Id> + use<> {
        std::mem::take(&mut self.outside).into_iter()
    }

    /// The records of the table's rows and of what they name, and what is wrong with them.
    pub fn finish(mut self) -> DecodedRows {
        if self.cites_file {
            let record = self.file_record();
            self.registers.push(record);
        }
        if self.cites_builtin {
            self.registers.push(spots::builtin_record(&self.context.file));
        }
        let mut places = std::mem::take(&mut self.places).into_records();
        let named = self.registers.len() + places.len();
        self.records.reserve_exact(named);
        self.records.append(&mut self.registers);
        self.records.append(&mut places);
        for problem in std::mem::take(&mut self.decoder.gathered.problems).into_list() {
            self.found.push(problem);
        }
        DecodedRows { records: self.records, named, problems: self.found.into_list() }
    }

    /// The file as a source, of which every row is a paragraph.
    fn file_record(&self) -> Record {
        let title = &self.context.title;
        let name = Text::new(title, title, "");
        let mut record = empty(Id::clone(&self.source), Kind::Source, &self.context.file, 1);
        record.name = name;
        if !self.titles.is_empty() {
            record.note = self.said(&self.titles);
        }
        record.fields = List::from([
            (Field::Form, Value::Choice("Data")),
            (Field::File, Value::Word(title.as_str().into())),
            (Field::Paragraphs, Value::Number(f64::from(self.last_row))),
        ]);
        record
    }

    fn tell(&mut self, rule: Rule, place: SourcePos, what: impl Into<String>, remedy: impl Into<Box<str>>) {
        let problem = self.problem(rule, place, what, remedy);
        self.found.push(problem);
    }

    /// A problem of a cell, with the name of its column.
    fn problem(&self, rule: Rule, at: SourcePos, what: impl Into<String>, remedy: impl Into<Box<str>>) -> Problem {
        let origin = Origin { file: Arc::clone(&self.context.file), line: at.line, column: at.column };
        let mut problem = Problem::new(rule, origin, what, remedy);
        let column = (at.column as usize).checked_sub(1);
        problem.field = column.and_then(|at| self.slots.get(at)).map(|slot| Arc::clone(&slot.name));
        problem
    }

    fn kind(&mut self, place: SourcePos, cells: &impl RowCells) -> Option<Kind> {
        let slots = self.slots.iter().enumerate().filter(|(_, slot)| slot.target == ColumnTarget::Kind);
        let mut said = slots.map(|(at, _)| (at, cells.cell(at).trim())).filter(|(_, cell)| !cell.is_empty());
        let Some((at, cell)) = said.next() else { return Some(self.mapping.kind) };
        let known = said.find(|(_, cell)| kind_of(cell).is_some()).filter(|_| kind_of(cell).is_none());
        let (at, cell) = known.unwrap_or((at, cell));
        let kind = kind_of(cell);
        if kind.is_none() && !self.own {
            // a word of the table's own, which becomes a topic
            return Some(self.mapping.kind);
        }
        if kind.is_none() {
            let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.slug()).collect();
            let place = SourcePos { line: place.line, column: number(at + 1) };
            let what = format!("{cell:?} is no kind of record, and the row is left out");
            self.tell(Rule::UnknownKind, place, what, format!("use one of {}", names.join(", ")));
        }
        kind
    }

    /// What all cells together make.
    fn finish_row(&mut self, mut row: RowParts, cells: &impl RowCells) -> Option<Record> {
        let mut beyond = Vec::new();
        let date = self.date_of(&row, &mut beyond);
        for (name, text) in beyond {
            row.record.extra.push((Arc::from(name), node(&text)));
        }
        if row.name.is_empty() && !self.own {
            self.entitle(&mut row, date.as_ref());
        }
        let name = row.name.forms().next().unwrap_or_default();
        if name.is_empty() && row.id.is_none() {
            let place = SourcePos { line: row.place.line, column: 1 };
            self.tell(
                Rule::MissingField,
                place,
                "the row has no name, and is left out",
                "give it a name, or remove it",
            );
            return None;
        }
        if name.is_empty() {
            self.tell(Rule::MissingField, row.place, "the row has no name", "give it a name");
        }
        let id = match row.id.take() {
            Some(id) => id,
            None => self.made_id(&row, name, date.as_ref(), cells),
        };
        row.record.id = id;
        row.record.date = date;
        row.record.name = std::mem::take(&mut row.name);
        if !self.own {
            // beside what it names as its source, a row stands in the file
            self.cites_file = true;
            put(&mut row.record.cite, Cite { source: Id::clone(&self.source), paragraph: Some(row.number) });
        } else if row.record.cite.is_empty() && row.kind != Kind::Source {
            self.tell(Rule::MissingCitation, row.place, "the row cites nothing", "add source#paragraph in cite");
        }
        if let Some(section) = &self.section {
            row.record.extra.push((Arc::from("section"), node(section)));
        }
        self.put_place(&mut row);
        self.put_chinese(&mut row);
        order_fields(&mut row.record);
        fit(&mut row.record);
        Some(row.record)
    }

    fn made_id(&mut self, row: &RowParts, name: &str, date: Option<&Edtf>, cells: &impl RowCells) -> Id {
        let wide = self.slots.len();
        let mut hasher = FixedState::default().build_hasher();
        (0..wide).for_each(|at| cells.cell(at).hash(&mut hasher));
        let new = self.rows.insert(hasher.finish());
        let whole = || (0..wide).map(|at| cells.cell(at)).collect::<Vec<_>>().join("\u{1f}");
        if !new {
            let place = SourcePos { line: row.place.line, column: 1 };
            let what = format!("{name:?} says the same as an earlier row, and both are kept");
            self.tell(Rule::Repeated, place, what, "remove one of the two, if it is the same thing");
        }
        self.free_id(name, date, whole)
    }

    /// An id that no row has yet, told apart by the date, by all cells, and at last by a count.
    pub(super) fn free_id(&mut self, name: &str, date: Option<&Edtf>, whole: impl Fn() -> String) -> Id {
        let date = date.map_or("", |date| date.as_str());
        for again in 0..u32::MAX {
            let told_apart = || if again == 0 { whole() } else { format!("{}\u{1f}{again}", whole()) };
            if let Some(id) = self.ids.made(name, date, told_apart) {
                return id;
            }
        }
        Id::default()
    }

    /// Pinyin and who vouches for the Chinese, into the texts they belong to.
    fn put_chinese(&mut self, row: &mut RowParts) {
        let Some(Node { tree: Tree::Struct(_, members), .. }) = row.chinese.take() else { return };
        for member in members {
            let record = &mut row.record;
            let text = match &*member.name {
                "name" => Some(&mut record.name),
                "summary" => Some(&mut record.summary),
                "note" => Some(&mut record.note),
                other => record.fields.iter_mut().find_map(|(field, value)| match value {
                    Value::Text(text) if field.name() == other => Some(text),
                    _ => None,
                }),
            };
            if let Some(text) = text {
                self.decoder.chinese(&member.value, text);
            }
        }
    }

    /// A text in the language of the table, or in the one it seems to be in.
    fn said(&self, text: &str) -> Text {
        Text::said(self.mapping.lang.unwrap_or_else(|| seen_lang(text)), text)
    }
}

impl RowParts {
    fn new(number: u32, place: SourcePos, kind: Kind, file: &Arc<str>) -> Self {
        let mut record = empty(Id::default(), kind, file, place.line);
        record.origin.column = place.column.max(1);
        Self {
            number,
            place,
            kind,
            name: Text::default(),
            id: None,
            date: DateCells::default(),
            lat: None,
            lon: None,
            spot_cells: Vec::new(),
            refused_spot: false,
            error_m: 0.0,
            geometry: String::new(),
            spots: Vec::new(),
            title: Vec::new(),
            chinese: None,
            record,
        }
    }
}

/// A record that says nothing yet.
pub(super) fn empty(id: Id, kind: Kind, file: &Arc<str>, line: u32) -> Record {
    Record { origin: Origin { file: Arc::clone(file), line, column: 1 }, ..Record::new(id, kind) }
}

/// In the schema's order, as records are everywhere.
fn order_fields(record: &mut Record) {
    if record.fields.len() > 1 {
        let specs = crate::model::schema::fields_of(record.kind);
        record.fields.sort_by_key(|(field, _)| specs.iter().position(|spec| spec.field == *field));
        record.fields.dedup_by_key(|(field, _)| *field);
    }
}

fn reading(order: DayMonthOrder) -> Reading {
    match order {
        DayMonthOrder::Guessed => Reading::default(),
        DayMonthOrder::DayFirst => Reading { sure: true, ..Reading::default() },
        DayMonthOrder::MonthFirst => Reading { month_first: true, sure: true, ..Reading::default() },
        DayMonthOrder::Turned => Reading { turned: true, ..Reading::default() },
    }
}

/// `Sự kiện 2023.csv` is the source `su-kien-2023-csv`.
fn source_id(title: &str) -> Id {
    let slug = super::ids::slug(title);
    if slug.is_empty() { Id::from(format!("file-{}", super::ids::digest(title))) } else { Id::from(slug) }
}

/// A heading as the name of a field that files can have, and that no field of the schema has.
fn kept_name(name: &str) -> Arc<str> {
    let plain: String =
        fold::plain(name).chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).take(LONGEST_NAME).collect();
    let plain = plain.split('_').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_");
    let plain = plain.as_str();
    let taken = plain == "kind" || Kind::ALL.iter().any(|kind| known_fields(*kind).any(|field| field == plain));
    match plain.chars().next() {
        None => Arc::from("column"),
        Some(c) if c.is_numeric() => Arc::from(format!("c_{plain}")),
        Some(_) if taken => Arc::from(format!("{plain}_")),
        Some(_) => Arc::from(plain),
    }
}

const LONGEST_NAME: usize = 60;

fn node(text: &str) -> Node {
    Node { tree: Tree::Text(Arc::from(text)), place: SourcePos::default() }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
