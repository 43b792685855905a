//! What one row says by itself, whatever other rows say: several threads read the rows of a large
//! table, and what they read is put together in the order of the rows.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::date::{self, DateCells};
use super::text::{composed, linked};
use super::{Context, NamedPlace, Slot, asides, cells, empty, kept_name, node, number, put, reading, source_id};
use super::{RowCells, kind_of, seen_lang};
use crate::dataset::decode::Decoder;
use crate::dataset::derived::OF_TABLES;
use crate::dataset::format::book::{SPREAD, TYPED, shown};
use crate::dataset::intern::Interner;
use crate::dataset::problem::{FileProblems, Problem, Rule};
use crate::dataset::table::dates::Reading;
use crate::dataset::table::gazetteer::PlaceClass;
use crate::dataset::table::mapping::{DayMonthOrder, Mapping};
use crate::dataset::table::target::ColumnTarget;
use crate::dataset::table::{guess, ids, trial};
use crate::model::node::{Node, SourcePos};
use crate::model::schema::{FieldShape, fields_of};
use crate::model::{Cite, Id, Kind, List, Origin, Record, Text};

/// Reads the rows of a table one by one.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)]
pub(in crate::dataset) struct RowReader {
    pub(super) context: Context,
    pub(super) mapping: Mapping,
    pub(super) slots: Arc<Vec<Slot>>,
    pub(super) reading: Reading,
    /// Whether the table speaks the dataset's own language of ids and citations.
    pub(super) own: bool,
    /// Whether an apostrophe stands before what a spreadsheet would run.
    pub(super) guarded: bool,
    /// Whether a point in a number surely stands before decimals, as in what programs write.
    pub(super) decimal_point: bool,
    /// Whether the cell is a text that somebody typed in a workbook, and may be a number.
    pub(super) typed: bool,
    /// The record of the file itself, which rows without a source of their own cite.
    pub(super) source: Id,
    /// The id of a row that has none yet.
    nameless: Id,
    /// The column of this program's own that names what is elsewhere.
    outside_at: Option<usize>,
    /// Whether it is a table, which may have rows that are no records.
    pub(super) tabular: bool,
    /// Whether a column counts its rows.
    pub(super) counted: bool,
    pub(super) dates: date::Cache,
    /// Those of columns with an order of their own.
    pub(super) odd_dates: date::Cache,
    pub(super) shared: Interner,
    pub(super) decoder: Decoder,
    pub(super) said: SaidBeside,
    /// What the cells of the row say of its date.
    pub(super) when: DateCells,
    /// What an id is made of, in the same memory from row to row.
    slug: String,
}

/// A row that was read.
#[derive(Debug)]
pub(in crate::dataset) struct ReadRow {
    /// What a person calls it by; 0 where it says nothing.
    pub(super) number: u32,
    pub(super) said: Option<Box<SaidBeside>>,
    /// None where the row is no record.
    pub(super) parts: Option<RowParts>,
}

/// What a row says beside its record.
#[derive(Debug, Default)]
pub(super) struct SaidBeside {
    pub(super) told: Vec<Problem>,
    /// What is told of groups of fields, behind all else.
    pub(super) of_groups: FileProblems,
    /// The title of the section that begins here.
    pub(super) section: Option<Arc<str>>,
    /// Whether the row is one of those below a table: who signs it, whom it goes to.
    pub(super) below: bool,
    /// Ids that are known to be elsewhere.
    pub(super) outside: Vec<Id>,
}

/// A row as it is taken apart.
#[derive(Debug)]
pub(super) struct RowParts {
    pub(super) number: u32,
    pub(super) place: SourcePos,
    pub(super) kind: Kind,
    pub(super) name: Text,
    pub(super) id: Option<Id>,
    /// Where not all cells were read: what those say of its date that were.
    pub(super) when: Option<Box<DateCells>>,
    pub(super) lat: Option<f64>,
    pub(super) lon: Option<f64>,
    /// Whether one of the two could not be read, which has been told.
    pub(super) refused_spot: bool,
    pub(super) error_m: f64,
    /// A line or an area, as well-known text.
    pub(super) geometry: String,
    pub(super) spots: Vec<NamedPlace>,
    /// What names the row where no column does.
    pub(super) title: Vec<String>,
    pub(super) chinese: Option<Box<Node>>,
    /// What stands beside a figure's number in its cell, and where.
    pub(super) unit: Option<Box<(SourcePos, String)>>,
    /// Its id is the first choice for a row that brings none.
    pub(super) record: Record,
    /// What stands for that id.
    pub(super) print: u64,
    /// What its cells say together, to tell a row that comes twice.
    pub(super) whole: u64,
    /// Cells that mean something only beside other rows, and how many fields were kept before each.
    pub(super) waiting: List<(usize, usize)>,
    /// The first cell from which on all have to wait, if there is one.
    pub(super) rest: Option<usize>,
}

/// When the meaning of a cell is known.
enum Ready {
    Now,
    /// Once the rows before are there; what is at its right need not wait.
    Later,
    /// As it was, and all at its right needs to know this one.
    InOrder,
}

impl RowReader {
    pub(super) fn new(context: Context, mapping: Mapping) -> Self {
        let mut this = Self::without_columns(context, mapping);
        this.columns();
        this
    }

    fn without_columns(context: Context, mapping: Mapping) -> Self {
        let own = mapping.is_own();
        // what people write in a table of the same columns may have points between thousands
        let decimal_point = own && mapping.columns.iter().any(|column| OF_TABLES.contains(&&*column.name));
        Self {
            reading: reading(mapping.order),
            own,
            guarded: own,
            decimal_point,
            typed: false,
            source: source_id(&context.title),
            nameless: Id::from(""),
            outside_at: None,
            tabular: false,
            counted: false,
            dates: date::Cache::default(),
            odd_dates: date::Cache::default(),
            shared: Interner::default(),
            decoder: Decoder::new(Arc::clone(&context.file)),
            said: SaidBeside::default(),
            when: DateCells::default(),
            slug: String::new(),
            slots: Arc::default(),
            context,
            mapping,
        }
    }

    /// Another that reads rows of the same table. It shares no text with this one: threads that count the users of one
    /// text wait for each other.
    pub(in crate::dataset) fn another(&self) -> Self {
        let context = Context { file: Arc::from(&*self.context.file), title: self.context.title.clone() };
        let Self { reading, own, guarded, decimal_point, typed, outside_at, tabular, counted, .. } = *self;
        let slots = Arc::new(self.slots.to_vec());
        let empty = Self::without_columns(context, self.mapping.clone());
        Self { slots, reading, own, guarded, decimal_point, typed, outside_at, tabular, counted, ..empty }
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

    /// The same for another sheet of one workbook.
    pub(super) fn turn(&mut self, context: Context, mapping: Mapping) {
        self.source = source_id(&context.title);
        self.reading = reading(mapping.order);
        self.dates.clear();
        self.odd_dates.clear();
        self.slots = Arc::default();
        (self.context, self.mapping) = (context, mapping);
        self.columns();
    }

    /// Another column, at the right of those that are there.
    pub(super) fn column(&mut self, name: &str, target: ColumnTarget) {
        self.push_column(name, target, false);
        if target == ColumnTarget::Keep {
            let column = number(self.slots.len());
            let place = SourcePos { line: 1, column };
            let of_id = guess::target_of(name, false) == ColumnTarget::Id;
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

    pub(super) fn push_column(&mut self, name: &str, target: ColumnTarget, known: bool) {
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

    /// Reads a row; cells that mean something only beside other rows are left for later.
    pub(in crate::dataset) fn read(&mut self, number: u32, place: SourcePos, cells: &impl RowCells) -> ReadRow {
        self.taken_apart(number, place, cells, true)
    }

    /// Reads a row up to the first cell that means something only beside other rows.
    pub(super) fn begin(&mut self, number: u32, place: SourcePos, cells: &impl RowCells) -> ReadRow {
        self.taken_apart(number, place, cells, false)
    }

    fn taken_apart(&mut self, number: u32, place: SourcePos, cells: &impl RowCells, ahead: bool) -> ReadRow {
        if (0..self.slots.len()).all(|at| cells.cell(at).trim().is_empty()) {
            self.tell_beside(place, cells);
            return ReadRow { number: 0, said: self.take_said(), parts: None };
        }
        let aside = self.tabular && self.is_aside(place, cells);
        let kind = if aside { None } else { self.kind(place, cells) };
        let parts = kind.map(|kind| {
            let mut row = RowParts::new(number, place, kind, Id::clone(&self.nameless), &self.context.file);
            let slots = Arc::clone(&self.slots);
            for (at, slot) in slots.iter().enumerate() {
                let Some((cell, link)) = self.text(slot, cells.cell(at)) else { continue };
                match self.ready(kind, slot, &cell, link) {
                    Ready::Now => self.cell_at(&mut row, at, slot, &cell),
                    Ready::Later if ahead => row.waiting.push((at, row.record.extra.len())),
                    Ready::Later | Ready::InOrder => {
                        row.rest = Some(at);
                        row.when = Some(Box::new(std::mem::take(&mut self.when)));
                        break;
                    }
                }
            }
            if row.rest.is_none() {
                self.close(&mut row, cells);
            }
            row
        });
        ReadRow { number, said: self.take_said(), parts }
    }

    /// What is said beside the row that was read.
    pub(super) fn take_said(&mut self) -> Option<Box<SaidBeside>> {
        self.said.of_groups = std::mem::take(&mut self.decoder.gathered.problems);
        let SaidBeside { told, of_groups, section, below, outside } = &self.said;
        let none = told.is_empty() && of_groups.is_empty() && section.is_none() && !below && outside.is_empty();
        (!none).then(|| Box::new(std::mem::take(&mut self.said)))
    }

    /// What stands in a cell, and the address that it links to; none where that says nothing.
    pub(super) fn text<'a>(&mut self, slot: &Slot, cell: &'a str) -> Option<(Cow<'a, str>, Option<&'a str>)> {
        // own tables hold texts as they are
        let cell = match (self.guarded, self.own) {
            (true, _) => cells::refused(cell),
            (false, true) => cell,
            (false, false) => cell.trim(),
        };
        let workbook = self.is_workbook();
        let (cell, link) = if workbook { linked(cell.trim_end_matches(SPREAD)) } else { (cell, None) };
        let whole = if workbook { cell.trim_end_matches(TYPED) } else { cell };
        self.typed = whole.len() < cell.len();
        let cell = if self.own { Cow::Borrowed(whole) } else { composed(whole) };
        let named = matches!(slot.target, ColumnTarget::Name(_));
        let none = cell.is_empty() || !self.own && !slot.known && asides::is_nothing(&cell, named);
        (!none && slot.target != ColumnTarget::Ignore).then_some((cell, link))
    }

    fn is_workbook(&self) -> bool {
        self.reading.numbers && !self.own
    }

    /// Whether a cell would run in a workbook, and means nothing by itself.
    pub(super) fn is_formula(&self, slot: &Slot, cell: &str) -> bool {
        self.is_workbook() && cell.starts_with('=') && !matches!(slot.target, ColumnTarget::Name(_))
    }

    fn cell_at(&mut self, row: &mut RowParts, at: usize, slot: &Slot, cell: &str) {
        let place = SourcePos { line: row.place.line, column: number(at + 1) };
        if self.is_formula(slot, cell) || !self.cell(row, place, slot, cell) {
            // what could not be taken is not lost
            row.record.extra.push((Arc::clone(&slot.kept), node(cell)));
        }
    }

    fn ready(&self, kind: Kind, slot: &Slot, cell: &str, link: Option<&str>) -> Ready {
        let named = match slot.target {
            ColumnTarget::Topics | ColumnTarget::Source => true,
            ColumnTarget::Id => !self.own,
            ColumnTarget::Kind => !self.own && kind_of(cell).is_none(),
            _ => false,
        };
        match (named, self.own) {
            _ if link.is_some() => Ready::InOrder,
            (true, true) => Ready::InOrder,
            (true, false) => Ready::Later,
            // citations stand in the order of their columns, and what is told of groups names the row's id
            (false, false) if slot.target == ColumnTarget::Cite || is_group(kind, slot.target, cell) => Ready::InOrder,
            (false, _) => Ready::Now,
        }
    }

    /// What all cells together say.
    pub(super) fn close(&mut self, row: &mut RowParts, cells: &impl RowCells) {
        if let Some(at) = self.outside_at {
            let (ids, _) = self.links(row.place, cells.cell(at));
            self.said.outside.extend(ids);
        }
        self.surplus(row, cells);
        self.without_value(row, cells);
        self.put_unit(row);
        let mut beyond = Vec::new();
        let mut dates = std::mem::take(&mut self.when);
        row.record.date = self.date_of(&mut dates, &mut beyond);
        for (name, text) in beyond {
            row.record.extra.push((Arc::from(name), node(&text)));
        }
        if row.id.is_none() {
            let mut hasher = FixedState::default().build_hasher();
            (0..self.slots.len()).for_each(|at| cells.cell(at).hash(&mut hasher));
            row.whole = hasher.finish();
            self.slug.clear();
            ids::push_slug(row.name.forms().next().unwrap_or_default(), &mut self.slug);
            if !self.slug.is_empty() {
                (row.record.id, row.print) = (Id::from(self.slug.as_str()), ids::print(&self.slug));
            }
        }
        if row.waiting.is_empty() {
            self.cite_file(row);
        }
    }

    /// Beside what it names as its source, a row stands in the file.
    pub(super) fn cite_file(&self, row: &mut RowParts) {
        if !self.own {
            put(&mut row.record.cite, Cite { source: Id::clone(&self.source), paragraph: Some(row.number) });
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
            let name = format!("column_{}", trial::letters(at).to_lowercase());
            row.record.extra.push((Arc::from(name), node(shown(cells.cell(at)))));
        }
    }

    pub(super) fn tell(&mut self, rule: Rule, place: SourcePos, what: impl Into<String>, remedy: impl Into<Box<str>>) {
        let problem = self.problem(rule, place, what, remedy);
        self.said.told.push(problem);
    }

    /// A problem of a cell, with the name of its column.
    pub(super) fn problem(
        &self,
        rule: Rule,
        at: SourcePos,
        what: impl Into<String>,
        remedy: impl Into<Box<str>>,
    ) -> Problem {
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

    /// A text in the language of the table, or in the one it seems to be in.
    pub(super) fn said(&self, text: &str) -> Text {
        Text::said(self.mapping.lang.unwrap_or_else(|| seen_lang(text)), text)
    }
}

impl RowParts {
    fn new(number: u32, place: SourcePos, kind: Kind, id: Id, file: &Arc<str>) -> Self {
        let mut record = empty(id, kind, file, place.line);
        record.origin.column = place.column.max(1);
        Self {
            number,
            place,
            kind,
            name: Text::default(),
            id: None,
            when: None,
            lat: None,
            lon: None,
            refused_spot: false,
            error_m: 0.0,
            geometry: String::new(),
            spots: Vec::new(),
            title: Vec::new(),
            chinese: None,
            unit: None,
            record,
            print: 0,
            whole: 0,
            waiting: List::new(),
            rest: None,
        }
    }
}

/// Whether a cell holds a group of fields, as JSON.
fn is_group(kind: Kind, target: ColumnTarget, cell: &str) -> bool {
    let of_field = |field| fields_of(kind).iter().find(|spec| spec.field == field).map(|spec| spec.shape);
    match target {
        ColumnTarget::Aliases | ColumnTarget::Chinese | ColumnTarget::Unknown => true,
        ColumnTarget::Field(field) => match of_field(field) {
            Some(FieldShape::Text) => cell.starts_with('{'),
            Some(
                FieldShape::Choice(_)
                | FieldShape::Number
                | FieldShape::Word
                | FieldShape::Date
                | FieldShape::Link(_)
                | FieldShape::Links(_),
            )
            | None => false,
            Some(_) => true,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::RowDecoder;
    use super::*;
    use crate::dataset::table::MappedColumn;

    #[test]
    fn rows_that_are_read_ahead_come_to_the_same_as_row_by_row() {
        let columns = [
            ("Lạ", ColumnTarget::Keep),
            ("Mã", ColumnTarget::Id),
            ("Tên", ColumnTarget::Name(None)),
            ("Chủ đề", ColumnTarget::Topics),
            ("Ngày", ColumnTarget::Date),
            ("Nguồn", ColumnTarget::Source),
            ("Tên khác", ColumnTarget::Aliases),
            ("Vĩ độ", ColumnTarget::Lat),
            ("Nơi", ColumnTarget::Place),
        ];
        let columns = columns.map(|(name, target)| MappedColumn::new(name, target));
        let mapping = Mapping { columns: columns.to_vec(), header: true, ..Mapping::default() };
        let context = Context { file: Arc::from("t.csv"), title: "t.csv".to_owned() };
        let rows = [
            "x|a|Họp|k; l|2023-04-01|Báo|||Tà Lùng",
            "x|a|Họp|l|không rõ|Báo||21,5|Chợ",
            "|a|Họp|l|không rõ|Báo||21,5|Chợ",
            "|a|Họp|l|không rõ|Báo||21,5|Chợ",
            "|b|Lễ ký||2023|https://b.vn|{\"vi\": 3}|x|",
            "I. Phần một||||||||",
            "||Lễ ký|m|03/04/2021||[{\"vi\": \"Ký\"}]||Chợ|thừa",
            "Tổng cộng|||||||5|",
        ];
        let rows = rows.map(|row| row.split('|').map(str::to_owned).collect::<Vec<String>>());
        let place = |at: usize| SourcePos { line: number(at + 2), column: 1 };
        let decoder = || RowDecoder::new(context.clone(), mapping.clone()).tabular(false);
        let (mut one_by_one, mut ahead) = (decoder(), decoder());
        let mut reader = ahead.reader.another();
        for (at, row) in rows.iter().enumerate() {
            one_by_one.row(number(at + 2), place(at), row);
        }
        let read: Vec<ReadRow> =
            rows.iter().enumerate().map(|(at, row)| reader.read(number(at + 2), place(at), row)).collect();
        read.into_iter().zip(&rows).for_each(|(read, row)| ahead.put(read, row));
        let (mut one, mut other) = (one_by_one.finish(), ahead.finish());
        for problems in [&mut one.problems, &mut other.problems] {
            problems.sort_by_key(|problem| (problem.origin.line, problem.origin.column));
        }
        assert_eq!((one.records, one.named, one.problems), (other.records, other.named, other.problems));
    }
}
