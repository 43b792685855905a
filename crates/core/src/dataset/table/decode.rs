//! Rows → records, by a mapping. A cell that can't be taken is left out and told with its row and
//! column; the rest of its row still loads.

mod asides;
mod cells;
mod date;
mod figures;
mod memory;
mod reader;
mod spots;
mod text;
mod title;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::dates::Reading;
use super::gazetteer::PlaceClass;
use super::ids::{Ids, MadeId};
use super::mapping::{DayMonthOrder, Mapping};
use super::places::Places;
use super::target::ColumnTarget;
use crate::dataset::decode::known_fields;
use crate::dataset::problem::{FileProblems, Problem, Rule};
use crate::model::node::{Node, SourcePos, Tree};
use crate::model::{Edtf, Field, Id, Kind, List, Origin, Record, Text, Value, fold};
use memory::{fit, put};
pub(in crate::dataset) use reader::{ReadRow, RowReader};
use reader::{RowParts, SaidBeside};

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
pub struct RowDecoder {
    pub(in crate::dataset) reader: RowReader,
    cites_file: bool,
    last_row: u32,
    ids: Ids,
    /// Ids that rows of this program's own name and that are known to be elsewhere.
    outside: HashSet<Id, RandomState>,
    places: Places,
    /// What place names mean in the built-in set; none where that does not know them.
    matched: HashMap<Box<str>, Option<Id>, RandomState>,
    /// The places of the built-in set that rows name, by their ids there, with those that they have here.
    known: HashMap<Id, Id, RandomState>,
    cites_builtin: bool,
    /// The title of the section that the rows are in.
    section: Option<Arc<str>>,
    /// Whether the rows are below the table, as the one before.
    below: bool,
    /// What stands above the heading.
    titles: String,
    topics: HashMap<String, Id, RandomState>,
    sources: HashMap<String, Id, RandomState>,
    pub records: Vec<Record>,
    /// Places, topics and sources that rows name.
    registers: Vec<Record>,
    pub found: FileProblems,
    /// What is told of groups of fields in cells, behind all else.
    of_groups: FileProblems,
}

/// A place as a row names it.
#[derive(Debug)]
struct NamedPlace {
    said: String,
    wanted: Option<PlaceClass>,
    place: SourcePos,
    /// Whether the place is only in it.
    region: bool,
    /// Latitude and longitude that stand beside the name.
    at: Option<(f64, f64)>,
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
        let reader = RowReader::new(context, mapping);
        let mut ids = Ids::default();
        ids.given(&reader.source);
        Self {
            reader,
            cites_file: false,
            last_row: 1,
            ids,
            outside: HashSet::default(),
            places: Places::default(),
            matched: HashMap::default(),
            known: HashMap::default(),
            cites_builtin: false,
            section: None,
            below: false,
            titles: String::new(),
            topics: HashMap::default(),
            sources: HashMap::default(),
            records: Vec::new(),
            registers: Vec::new(),
            found: FileProblems::default(),
            of_groups: FileProblems::default(),
        }
    }

    /// The same for another sheet of one workbook: its rows may name what earlier ones did.
    pub(in crate::dataset) fn turn(&mut self, context: Context, mapping: Mapping) {
        if std::mem::take(&mut self.cites_file) {
            let record = self.file_record();
            self.registers.push(record);
        }
        self.reader.turn(context, mapping);
        self.ids.given(&self.reader.source);
        (self.last_row, self.section, self.below) = (1, None, false);
    }

    /// The same rows in another file, by which messages and records are known.
    pub(super) fn go_on_in(&mut self, file: &Arc<str>) {
        self.reader.context.file = Arc::clone(file);
    }

    /// Whether there may be rows that are no records, which tables have; `counted` where a column
    /// counts those that are.
    pub(in crate::dataset) fn tabular(mut self, counted: bool) -> Self {
        let reader = &mut self.reader;
        (reader.tabular, reader.counted) = (!reader.own && reader.mapping.header, counted);
        self
    }

    /// Whether numbers have lost the zeros at their ends, as those of spreadsheets do.
    pub(in crate::dataset) fn of_numbers(mut self, numbers: bool) -> Self {
        let reader = &mut self.reader;
        reader.reading.numbers = numbers;
        reader.decimal_point |= numbers;
        for slot in Arc::make_mut(&mut reader.slots) {
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
        (self.reader.own, self.reader.decimal_point) = (own, own);
        self
    }

    /// Whether the cells of this program's own tables are guarded, as those of CSV are.
    pub(in crate::dataset) fn guarded(mut self, guarded: bool) -> Self {
        self.reader.guarded = guarded && self.reader.own;
        self
    }

    /// Another column, at the right of those that are there.
    pub fn column(&mut self, name: &str, target: ColumnTarget) {
        self.reader.column(name, target);
    }

    /// Another column, whose meaning the format itself says; one that is kept is nothing to tell of.
    pub(super) fn known_column(&mut self, name: &str, target: ColumnTarget) {
        self.reader.push_column(name, target, true);
    }

    /// Takes a row. `number` is what a person calls the row by, from 1; its cells are problems'
    /// columns, counted from 1.
    pub fn row(&mut self, number: u32, place: SourcePos, cells: &impl RowCells) {
        let row = self.reader.begin(number, place, cells);
        self.put(row, cells);
    }

    /// Takes a row that was read from these cells.
    pub(in crate::dataset) fn put(&mut self, row: ReadRow, cells: &impl RowCells) {
        self.last_row = self.last_row.max(row.number);
        if row.parts.as_ref().is_some_and(|row| self.goes_on_below(row.place, cells)) {
            return;
        }
        self.take_said(row.said);
        let Some(mut row) = row.parts else { return };
        self.late_cells(&mut row, cells);
        if self.finish_row(&mut row, cells) {
            self.records.push(row.record);
        }
    }

    fn take_said(&mut self, said: Option<Box<SaidBeside>>) {
        let Some(said) = said else { return };
        said.told.into_iter().for_each(|problem| self.found.push(problem));
        self.of_groups.append(said.of_groups);
        self.outside.extend(said.outside);
        self.section = said.section.or_else(|| self.section.take());
        self.below |= said.below;
    }

    /// Cells that mean something only beside other rows.
    fn late_cells(&mut self, row: &mut RowParts, cells: &impl RowCells) {
        let slots = Arc::clone(&self.reader.slots);
        let waiting = std::mem::take(&mut row.waiting);
        let mut more = 0;
        for (at, kept) in &waiting {
            let before = row.record.extra.len();
            slots.get(*at).into_iter().for_each(|slot| self.late_cell(row, *at, slot, cells));
            // what is kept of it stands where its column does
            let extra = &mut row.record.extra;
            if let Some(late) = (extra.len() > before).then(|| extra.pop()).flatten() {
                extra.insert(kept + more, late);
                more += 1;
            }
        }
        if let Some(rest) = row.rest {
            self.reader.when = row.when.take().map(|when| *when).unwrap_or_default();
            for (at, slot) in slots.iter().enumerate().skip(rest) {
                self.late_cell(row, at, slot, cells);
            }
            self.reader.close(row, cells);
            let said = self.reader.take_said();
            self.take_said(said);
        } else if !waiting.is_empty() {
            self.reader.cite_file(row);
        }
    }

    fn late_cell(&mut self, row: &mut RowParts, at: usize, slot: &Slot, cells: &impl RowCells) {
        let Some((cell, link)) = self.reader.text(slot, cells.cell(at)) else { return };
        if let Some(link) = link {
            self.source_at(row, &cell, link);
            if slot.target == ColumnTarget::Source {
                return;
            }
        }
        let place = SourcePos { line: row.place.line, column: number(at + 1) };
        if self.reader.is_formula(slot, &cell) || !self.cell(row, place, slot, &cell) {
            row.record.extra.push((Arc::clone(&slot.kept), node(&cell)));
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
            self.registers.push(spots::builtin_record(&self.reader.context.file));
        }
        let mut places = std::mem::take(&mut self.places).into_records();
        let named = self.registers.len() + places.len();
        self.records.reserve_exact(named);
        self.records.append(&mut self.registers);
        self.records.append(&mut places);
        let said = self.reader.take_said();
        self.take_said(said);
        for problem in self.of_groups.into_list() {
            self.found.push(problem);
        }
        DecodedRows { records: self.records, named, problems: self.found.into_list() }
    }

    /// The file as a source, of which every row is a paragraph.
    fn file_record(&self) -> Record {
        let reader = &self.reader;
        let title = &reader.context.title;
        let name = Text::new(title, title, "");
        let mut record = empty(Id::clone(&reader.source), Kind::Source, &reader.context.file, 1);
        record.name = name;
        if !self.titles.is_empty() {
            record.note = reader.said(&self.titles);
        }
        record.fields = List::from([
            (Field::Form, Value::Choice("Data")),
            (Field::File, Value::Word(title.as_str().into())),
            (Field::Paragraphs, Value::Number(f64::from(self.last_row))),
        ]);
        record
    }

    fn tell(&mut self, rule: Rule, place: SourcePos, what: impl Into<String>, remedy: impl Into<Box<str>>) {
        // what the reader has to tell comes first
        let said = self.reader.take_said();
        self.take_said(said);
        self.found.push(self.reader.problem(rule, place, what, remedy));
    }

    /// What all cells together make.
    fn finish_row(&mut self, row: &mut RowParts, cells: &impl RowCells) -> bool {
        let own = self.reader.own;
        if row.name.is_empty() && !own {
            self.entitle(row);
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
            return false;
        }
        if name.is_empty() {
            self.tell(Rule::MissingField, row.place, "the row has no name", "give it a name");
        }
        // to count the users of an id that another thread made is felt a million times: a first choice stays where it is
        if let Some(id) = row.id.take().or_else(|| self.other_id(row, name, cells)) {
            row.record.id = id;
        }
        row.record.name = std::mem::take(&mut row.name);
        if !own {
            self.cites_file = true;
        } else if row.record.cite.is_empty() && row.kind != Kind::Source {
            self.tell(Rule::MissingCitation, row.place, "the row cites nothing", "add source#paragraph in cite");
        }
        if let Some(section) = &self.section {
            row.record.extra.push((Arc::from("section"), node(section)));
        }
        self.put_place(row, cells);
        self.put_chinese(row);
        order_fields(&mut row.record);
        fit(&mut row.record);
        true
    }

    /// The id that is made where the record's first choice is taken; none where it is not.
    fn other_id(&mut self, row: &RowParts, name: &str, cells: &impl RowCells) -> Option<Id> {
        let wide = self.reader.slots.len();
        if !row.record.id.is_empty() && self.ids.take(row.print, row.whole) {
            return None;
        }
        let whole = || (0..wide).map(|at| cells.cell(at)).collect::<Vec<_>>().join("\u{1f}");
        let (id, repeats) = self.free_id(name, row.record.date.as_ref(), row.whole, whole);
        if repeats {
            let place = SourcePos { line: row.place.line, column: 1 };
            let what = format!("{name:?} says the same as an earlier row, and both are kept");
            self.tell(Rule::Repeated, place, what, "remove one of the two, if it is the same thing");
        }
        Some(id)
    }

    /// Brings into the processor's cache where the ids of these rows are looked for: they lie all over memory, and one
    /// by one each would be waited for.
    pub(in crate::dataset) fn warm(&self, rows: &[ReadRow]) {
        let prints = rows.iter().filter_map(|row| Some(row.parts.as_ref()?.print));
        std::hint::black_box(prints.filter(|print| self.ids.is_taken(*print)).count());
    }

    /// An id that no row has yet, told apart by the date, by all cells, and at last by a count; and whether a row before
    /// says the same.
    pub(super) fn free_id(
        &mut self,
        name: &str,
        date: Option<&Edtf>,
        said: u64,
        whole: impl Fn() -> String,
    ) -> (Id, bool) {
        let date = date.map_or("", |date| date.as_str());
        let MadeId { id, mut repeats } = self.ids.made(name, date, said, &whole);
        if let Some(id) = id {
            return (id, repeats);
        }
        let whole = whole();
        // the same row a hundred thousand times: each goes on where the one before it found an id
        let first = self.ids.count_of(name, &whole);
        for count in first..u32::MAX {
            let made = self.ids.made(name, date, said, || format!("{whole}\u{1f}{count}"));
            repeats |= made.repeats;
            if let Some(id) = made.id {
                self.ids.counted(name, &whole, count + 1);
                return (id, repeats);
            }
        }
        (Id::default(), repeats)
    }

    /// Pinyin and who vouches for the Chinese, into the texts they belong to.
    fn put_chinese(&mut self, row: &mut RowParts) {
        let Some(Node { tree: Tree::Struct(_, members), .. }) = row.chinese.take().map(|node| *node) else { return };
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
                self.reader.decoder.chinese(&member.value, text);
            }
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
