//! Records as rows of a table: which columns there are, and what stands in a cell.
//!
//! Scalars, names and links have plain columns. What a row of plain cells can't hold (who sat
//! where, statements, histories) stands at the right end as JSON text, so that a table loses
//! nothing. Columns that none of the records would fill are left out, but for the first ones.

use crate::dataset::place::{self, RecordPositions};
use crate::dataset::{Dataset, Ix};
use crate::model::parts::Position;
use crate::model::schema::{FieldShape, fields_of};
use crate::model::{Cite, Field, Id, Kind, Lang, Moment, Record, Text, Value};

use super::job::Job;
use super::kept::KeptTexts;
use super::loss::{HeadPart, SeenFields, has_pinyin};
use super::notation::Notation;
use super::walk::{self, Sink};
use super::{cited, iso, wkt};

/// One column.
#[derive(Clone, Debug)]
pub(super) struct TableColumn {
    pub(super) name: String,
    pub(super) of: ColumnSource,
}

/// What of a record stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnSource {
    Id,
    Kind,
    Name(Lang),
    Summary(Lang),
    Note(Lang),
    Date,
    /// The date of the occasion, where the record has none of its own, and which that is.
    DerivedDate,
    DerivedFrom,
    /// One of the four bounds of the date.
    Bound(usize),
    /// Places of this kind that the record names: their ids, or their names in a language.
    Places(Kind, Option<Lang>),
    About,
    Topics,
    See,
    Lat,
    Lon,
    Error,
    Cite,
    /// Publisher, date, title and address of what is cited.
    Sources,
    /// Where it is, as GeoJSON has it: the points as WKT, by which field, and of which records.
    Points,
    PlacedBy,
    PlacedAt,
    /// The points of what it is about.
    AboutPoints,
    /// A field that a plain cell can hold.
    Plain(Field),
    /// A text in one language.
    Said(Field, Lang),
    /// A field as JSON.
    Whole(Field),
    Aliases,
    /// Pinyin and who vouches for the Chinese, by field.
    Chinese,
    Unknown,
    /// Ids that the record names and that are not in the file.
    Outside,
}

impl ColumnSource {
    /// Whether a record of this kind can have something in the column.
    pub(super) fn fits(self, kind: Kind) -> bool {
        let has = |field: Field| fields_of(kind).iter().any(|spec| spec.field == field);
        match self {
            Self::Plain(field) | Self::Said(field, _) | Self::Whole(field) => has(field),
            Self::Lat | Self::Lon | Self::Error => has(Field::At),
            _ => true,
        }
    }
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum TableCell<'a> {
    Empty,
    Text(&'a str),
    Number(f64),
    Moment(Moment),
    /// Text that was put together in the scratch.
    Made,
}

/// What is used again from cell to cell.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// The text of the last cell that was put together.
    pub(super) made: Vec<u8>,
    sources: cited::CitationCells,
    /// Degrees by place, of which there are few.
    degrees: KeptTexts<Ix>,
}

/// Fields with a column whether or not a record has them, in the order in which people ask.
const FIRST: [Field; 12] = [
    Field::Form,
    Field::Status,
    Field::Standing,
    Field::State,
    Field::Side,
    Field::Mechanism,
    Field::Value,
    Field::ValueTo,
    Field::Unit,
    Field::Printed,
    Field::Bound,
    Field::Confidence,
];

/// The columns for records that have this of the schema; `part` of a dataset, or all of one.
pub(super) fn columns(seen: SeenFields, part: bool) -> Vec<TableColumn> {
    let mut all = TableColumns(Vec::new());
    all.head();
    for field in FIRST {
        all.add(field.name(), ColumnSource::Plain(field));
    }
    let rest = || Field::ALL.iter().copied().filter(|field| seen.has(*field) && !FIRST.contains(field));
    for field in rest() {
        all.plain(field);
    }
    all.texts("note", ColumnSource::Note);
    for field in Field::ALL.iter().copied().filter(|field| seen.has(*field)) {
        all.whole(field);
    }
    for (part, name, of) in [
        (HeadPart::See, "see", ColumnSource::See),
        (HeadPart::Aliases, "aliases", ColumnSource::Aliases),
        (HeadPart::Chinese, "chinese", ColumnSource::Chinese),
        (HeadPart::Unknown, "unknown", ColumnSource::Unknown),
    ] {
        if seen.has_part(part) {
            all.add(name, of);
        }
    }
    if part {
        all.add("outside", ColumnSource::Outside);
    }
    all.0
}

struct TableColumns(Vec<TableColumn>);

impl TableColumns {
    fn add(&mut self, name: &str, of: ColumnSource) {
        self.0.push(TableColumn { name: name.to_owned(), of });
    }

    fn texts(&mut self, name: &str, of: impl Fn(Lang) -> ColumnSource) {
        for lang in Lang::ALL {
            self.add(&format!("{name}_{}", lang.tag()), of(lang));
        }
    }

    fn head(&mut self) {
        self.add("id", ColumnSource::Id);
        self.add("kind", ColumnSource::Kind);
        self.texts("name", ColumnSource::Name);
        self.texts("summary", ColumnSource::Summary);
        self.add("date", ColumnSource::Date);
        self.add("derived_date", ColumnSource::DerivedDate);
        self.add("derived_from", ColumnSource::DerivedFrom);
        for (at, name) in iso::BOUNDS.into_iter().enumerate() {
            self.add(name, ColumnSource::Bound(at));
        }
        for (name, kind) in [("gates", Kind::Gate), ("places", Kind::Place)] {
            self.add(name, ColumnSource::Places(kind, None));
            for lang in [Lang::Vi, Lang::En] {
                self.add(&format!("{name}_{}", lang.tag()), ColumnSource::Places(kind, Some(lang)));
            }
        }
        for (name, of) in [
            ("about", ColumnSource::About),
            ("topics", ColumnSource::Topics),
            ("lat", ColumnSource::Lat),
            ("lon", ColumnSource::Lon),
            ("error_m", ColumnSource::Error),
            ("wkt", ColumnSource::Points),
            ("placed_by", ColumnSource::PlacedBy),
            ("placed_at", ColumnSource::PlacedAt),
            ("about_wkt", ColumnSource::AboutPoints),
            ("cite", ColumnSource::Cite),
            ("sources", ColumnSource::Sources),
        ] {
            self.add(name, of);
        }
    }

    /// Columns for what a field of any kind may have that fits into a plain cell.
    fn plain(&mut self, field: Field) {
        let shapes = shapes(field);
        if shapes.iter().any(|shape| matches!(shape, FieldShape::Text)) {
            self.texts(field.name(), |lang| ColumnSource::Said(field, lang));
        } else if shapes.iter().any(|shape| is_plain(*shape)) {
            self.add(field.name(), ColumnSource::Plain(field));
        }
    }

    /// A column of JSON for what a field of any kind may have that does not.
    fn whole(&mut self, field: Field) {
        let shapes = shapes(field);
        let both = shapes.iter().any(|shape| is_plain(*shape));
        if shapes.iter().any(|shape| !is_plain(*shape) && !matches!(shape, FieldShape::Text)) {
            // a gate's history beside a meeting's one word
            let name = if both { format!("{}_history", field.name()) } else { field.name().to_owned() };
            self.add(&name, ColumnSource::Whole(field));
        }
    }
}

/// The shapes that the field has in the kinds that have it.
fn shapes(field: Field) -> Vec<FieldShape> {
    let specs = Kind::ALL.into_iter().flat_map(fields_of);
    specs.filter(|spec| spec.field == field).map(|spec| spec.shape).collect()
}

/// Whether a plain cell holds it.
pub(super) fn is_plain(shape: FieldShape) -> bool {
    matches!(
        shape,
        FieldShape::Date
            | FieldShape::Link(_)
            | FieldShape::Links(_)
            | FieldShape::Number
            | FieldShape::Word
            | FieldShape::Choice(_)
    )
}

/// One record, looked at once for all of its cells.
#[derive(Debug)]
pub(super) struct TableRow<'a> {
    ix: Ix,
    record: &'a Record,
    bounds: [Option<Moment>; 4],
    values: [Option<&'a Value>; Field::ALL.len()],
    /// Gates and places that the record names.
    places: Vec<&'a Record>,
    site: RecordPositions<'a>,
    dataset: &'a Dataset,
    /// Ids that it names and that are not among those written.
    outside: Vec<&'a Id>,
}

impl<'a> TableRow<'a> {
    pub(super) fn new(job: &Job<'a>, ix: Ix, record: &'a Record) -> Self {
        let dataset = job.dataset;
        let mut values = [None; Field::ALL.len()];
        for (field, value) in &record.fields {
            if let Some(slot) = values.get_mut(*field as usize) {
                *slot = Some(value);
            }
        }
        let (places, site) = (place::named(dataset, ix), place::stated(dataset, ix));
        let outside = if job.is_part() { job.outside(ix, record) } else { Vec::new() };
        Self { ix, record, bounds: iso::bounds(dataset.bounds(ix)), values, places, site, dataset, outside }
    }

    fn value(&self, field: Field) -> Option<&'a Value> {
        self.values.get(field as usize).copied().flatten()
    }

    fn position(&self) -> Option<&'a Position> {
        match self.value(Field::At) {
            Some(Value::Position(position)) => Some(position),
            _ => None,
        }
    }

    /// The cell of a column.
    pub(super) fn cell<'c>(&'c self, of: ColumnSource, scratch: &mut Scratch) -> TableCell<'c> {
        let record = self.record;
        let Scratch { made, sources, degrees } = scratch;
        match of {
            ColumnSource::Id => text_cell(&record.id),
            ColumnSource::Kind => text_cell(record.kind.slug()),
            ColumnSource::Name(lang) => text_cell(record.name.only(lang)),
            ColumnSource::Summary(lang) => text_cell(record.summary.only(lang)),
            ColumnSource::Note(lang) => text_cell(record.note.only(lang)),
            ColumnSource::DerivedDate => record
                .date
                .as_ref()
                .filter(|_| record.dated_by.is_some())
                .map_or(TableCell::Empty, |date| text_cell(date.as_str())),
            ColumnSource::DerivedFrom => record.dated_from().map_or(TableCell::Empty, |id| text_cell(id)),
            ColumnSource::Date => record.stated_date().map_or(TableCell::Empty, |date| text_cell(date.as_str())),
            ColumnSource::Bound(at) => {
                self.bounds.get(at).copied().flatten().map_or(TableCell::Empty, TableCell::Moment)
            }
            ColumnSource::Places(kind, lang) => {
                let of_kind = self.places.iter().filter(|place| place.kind == kind);
                joined(of_kind.map(|place| lang.map_or(&*place.id, |lang| place.name.get(lang))), made)
            }
            ColumnSource::About => ids(&record.about, made),
            ColumnSource::Topics => ids(&record.topics, made),
            ColumnSource::See => ids(&record.see, made),
            ColumnSource::Lat => self.position().map_or(TableCell::Empty, |at| TableCell::Number(at.lat)),
            ColumnSource::Lon => self.position().map_or(TableCell::Empty, |at| TableCell::Number(at.lon)),
            ColumnSource::Error => self
                .position()
                .filter(|at| at.error_m > 0.0)
                .map_or(TableCell::Empty, |at| TableCell::Number(at.error_m)),
            ColumnSource::Cite => cites(&record.cite, made),
            ColumnSource::Sources => {
                made.clear();
                sources.push(self.dataset, &record.cite, made);
                if made.is_empty() { TableCell::Empty } else { TableCell::Made }
            }
            ColumnSource::Points => match &self.site {
                RecordPositions::Own(position) => {
                    made.clear();
                    wkt::push(&[*position], made);
                    TableCell::Made
                }
                RecordPositions::At(_, places) => places_cell(places, degrees, made),
                RecordPositions::Nowhere => TableCell::Empty,
            },
            ColumnSource::PlacedBy => match &self.site {
                RecordPositions::Own(_) => TableCell::Text("own"),
                RecordPositions::At(field, _) => TableCell::Text(field.name()),
                RecordPositions::Nowhere => TableCell::Empty,
            },
            ColumnSource::PlacedAt => match &self.site {
                RecordPositions::At(_, places) => {
                    joined(places.iter().filter_map(|(at, _)| Some(&*self.dataset.record(*at)?.id)), made)
                }
                _ => TableCell::Empty,
            },
            ColumnSource::AboutPoints => places_cell(&place::about(self.dataset, self.ix), degrees, made),
            ColumnSource::Plain(field) => self.value(field).map_or(TableCell::Empty, |value| plain(value, made)),
            ColumnSource::Said(field, lang) => match self.value(field) {
                Some(Value::Text(said)) => text_cell(said.only(lang)),
                _ => TableCell::Empty,
            },
            ColumnSource::Whole(field) => self.value(field).map_or(TableCell::Empty, |value| whole(value, made)),
            ColumnSource::Aliases => json(!record.aliases.is_empty(), made, |json| {
                json.list();
                record.aliases.iter().for_each(|alias| walk::write_text(alias, json));
                json.end();
            }),
            ColumnSource::Chinese => self.chinese(made),
            ColumnSource::Outside => joined(self.outside.iter().map(|id| &***id), made),
            ColumnSource::Unknown => json(!record.extra.is_empty(), made, |json| {
                json.open("");
                for (name, node) in &record.extra {
                    json.key(name);
                    json.tree(&node.tree);
                }
                json.close();
            }),
        }
    }

    fn chinese<'c>(&'c self, made: &mut Vec<u8>) -> TableCell<'c> {
        let record = self.record;
        let head = [("name", &record.name), ("summary", &record.summary), ("note", &record.note)];
        let own = record.fields.iter().filter_map(|(field, value)| match value {
            Value::Text(text) => Some((field.name(), text)),
            _ => None,
        });
        let said: Vec<(&str, &Text)> = head.into_iter().chain(own).filter(|(_, text)| has_pinyin(text)).collect();
        json(!said.is_empty(), made, |json| {
            json.open("");
            for (name, text) in said {
                json.key(name);
                json.open("");
                json.some("pinyin", &text.pinyin);
                json.texts("zh_cite", text.zh_cite.iter().map(Cite::to_string));
                json.close();
            }
            json.close();
        })
    }
}

/// The points of places.
fn places_cell<'a>(places: &[(Ix, &Position)], kept: &mut KeptTexts<Ix>, made: &mut Vec<u8>) -> TableCell<'a> {
    made.clear();
    wkt::push_each(places, made, |(at, position), made| {
        made.extend(kept.get(at, |text| wkt::degrees(position, text)));
    });
    if made.is_empty() { TableCell::Empty } else { TableCell::Made }
}

fn text_cell(text: &str) -> TableCell<'_> {
    if text.is_empty() { TableCell::Empty } else { TableCell::Text(text) }
}

fn plain<'a>(value: &'a Value, made: &mut Vec<u8>) -> TableCell<'a> {
    match value {
        Value::Date(date) => text_cell(date.as_str()),
        Value::Link(id) => text_cell(id),
        Value::Links(all) => ids(all, made),
        Value::Number(number) => TableCell::Number(*number),
        Value::Word(word) => text_cell(word),
        Value::Choice(word) => text_cell(word),
        _ => TableCell::Empty,
    }
}

/// What [`plain`] and a text's columns leave.
fn whole<'a>(value: &'a Value, made: &mut Vec<u8>) -> TableCell<'a> {
    let done = matches!(
        value,
        Value::Date(_)
            | Value::Link(_)
            | Value::Links(_)
            | Value::Number(_)
            | Value::Word(_)
            | Value::Choice(_)
            | Value::Text(_)
    );
    json(!done, made, |json| walk::value(value, json))
}

fn json<'a>(any: bool, made: &mut Vec<u8>, write: impl FnOnce(&mut Notation<'_>)) -> TableCell<'a> {
    if !any {
        return TableCell::Empty;
    }
    made.clear();
    write(&mut Notation(made));
    TableCell::Made
}

fn ids<'a>(ids: &'a [Id], made: &mut Vec<u8>) -> TableCell<'a> {
    match ids {
        [] => TableCell::Empty,
        [only] => text_cell(only),
        many => joined(many.iter().map(|id| &**id), made),
    }
}

fn cites<'a>(cites: &[Cite], made: &mut Vec<u8>) -> TableCell<'a> {
    if cites.is_empty() {
        return TableCell::Empty;
    }
    made.clear();
    for (at, cite) in cites.iter().enumerate() {
        made.extend(if at == 0 { &b""[..] } else { b"; " });
        made.extend(cite.source.as_bytes());
        if let Some(number) = cite.paragraph {
            made.push(b'#');
            iso::digits(number.into(), 1, made);
        }
    }
    TableCell::Made
}

fn joined<'a, 'b>(parts: impl Iterator<Item = &'b str>, made: &mut Vec<u8>) -> TableCell<'a> {
    made.clear();
    for part in parts {
        made.extend(if made.is_empty() { &b""[..] } else { b"; " });
        made.extend(part.as_bytes());
    }
    if made.is_empty() { TableCell::Empty } else { TableCell::Made }
}
