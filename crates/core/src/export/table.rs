//! Records as rows of a table: which columns there are, and what stands in a cell.
//!
//! Scalars, names and links have plain columns. What a row of plain cells can't hold (who sat
//! where, statements, histories) stands at the right end as JSON text, so that a table loses
//! nothing. Columns that none of the records would fill are left out, but for the first ones.

use crate::dataset::place::{self, Placed};
use crate::dataset::{Dataset, Ix};
use crate::model::parts::Position;
use crate::model::schema::{Shape, fields_of};
use crate::model::{Cite, Field, Id, Kind, Lang, Moment, Record, Text, Value};

use super::job::Job;
use super::loss::{Part, Seen, has_pinyin};
use super::notation::Notation;
use super::walk::{self, Sink};
use super::{cited, iso, wkt};

/// One column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) of: Of,
}

/// What of a record stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
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

impl Of {
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
pub(super) enum Cell<'a> {
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
    sources: cited::Cells,
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
pub(super) fn columns(seen: Seen, part: bool) -> Vec<Column> {
    let mut all = Columns(Vec::new());
    all.head();
    for field in FIRST {
        all.add(field.name(), Of::Plain(field));
    }
    let rest = || Field::ALL.iter().copied().filter(|field| seen.has(*field) && !FIRST.contains(field));
    for field in rest() {
        all.plain(field);
    }
    all.texts("note", Of::Note);
    for field in Field::ALL.iter().copied().filter(|field| seen.has(*field)) {
        all.whole(field);
    }
    for (part, name, of) in [
        (Part::See, "see", Of::See),
        (Part::Aliases, "aliases", Of::Aliases),
        (Part::Chinese, "chinese", Of::Chinese),
        (Part::Unknown, "unknown", Of::Unknown),
    ] {
        if seen.has_part(part) {
            all.add(name, of);
        }
    }
    if part {
        all.add("outside", Of::Outside);
    }
    all.0
}

struct Columns(Vec<Column>);

impl Columns {
    fn add(&mut self, name: &str, of: Of) {
        self.0.push(Column { name: name.to_owned(), of });
    }

    fn texts(&mut self, name: &str, of: impl Fn(Lang) -> Of) {
        for lang in Lang::ALL {
            self.add(&format!("{name}_{}", lang.tag()), of(lang));
        }
    }

    fn head(&mut self) {
        self.add("id", Of::Id);
        self.add("kind", Of::Kind);
        self.texts("name", Of::Name);
        self.texts("summary", Of::Summary);
        self.add("date", Of::Date);
        self.add("derived_date", Of::DerivedDate);
        self.add("derived_from", Of::DerivedFrom);
        for (at, name) in iso::BOUNDS.into_iter().enumerate() {
            self.add(name, Of::Bound(at));
        }
        for (name, kind) in [("gates", Kind::Gate), ("places", Kind::Place)] {
            self.add(name, Of::Places(kind, None));
            for lang in [Lang::Vi, Lang::En] {
                self.add(&format!("{name}_{}", lang.tag()), Of::Places(kind, Some(lang)));
            }
        }
        for (name, of) in [
            ("about", Of::About),
            ("topics", Of::Topics),
            ("lat", Of::Lat),
            ("lon", Of::Lon),
            ("error_m", Of::Error),
            ("wkt", Of::Points),
            ("placed_by", Of::PlacedBy),
            ("placed_at", Of::PlacedAt),
            ("about_wkt", Of::AboutPoints),
            ("cite", Of::Cite),
            ("sources", Of::Sources),
        ] {
            self.add(name, of);
        }
    }

    /// Columns for what a field of any kind may have that fits into a plain cell.
    fn plain(&mut self, field: Field) {
        let shapes = shapes(field);
        if shapes.iter().any(|shape| matches!(shape, Shape::Text)) {
            self.texts(field.name(), |lang| Of::Said(field, lang));
        } else if shapes.iter().any(|shape| is_plain(*shape)) {
            self.add(field.name(), Of::Plain(field));
        }
    }

    /// A column of JSON for what a field of any kind may have that does not.
    fn whole(&mut self, field: Field) {
        let shapes = shapes(field);
        let both = shapes.iter().any(|shape| is_plain(*shape));
        if shapes.iter().any(|shape| !is_plain(*shape) && !matches!(shape, Shape::Text)) {
            // a gate's history beside a meeting's one word
            let name = if both { format!("{}_history", field.name()) } else { field.name().to_owned() };
            self.add(&name, Of::Whole(field));
        }
    }
}

/// The shapes that the field has in the kinds that have it.
fn shapes(field: Field) -> Vec<Shape> {
    let specs = Kind::ALL.into_iter().flat_map(fields_of);
    specs.filter(|spec| spec.field == field).map(|spec| spec.shape).collect()
}

/// Whether a plain cell holds it.
pub(super) fn is_plain(shape: Shape) -> bool {
    matches!(shape, Shape::Date | Shape::Link(_) | Shape::Links(_) | Shape::Number | Shape::Word | Shape::Choice(_))
}

/// One record, looked at once for all of its cells.
#[derive(Debug)]
pub(super) struct Row<'a> {
    ix: Ix,
    record: &'a Record,
    bounds: [Option<Moment>; 4],
    values: [Option<&'a Value>; Field::ALL.len()],
    /// Gates and places that the record names.
    places: Vec<&'a Record>,
    site: Placed<'a>,
    dataset: &'a Dataset,
    /// Ids that it names and that are not among those written.
    outside: Vec<&'a Id>,
}

impl<'a> Row<'a> {
    pub(super) fn new(job: &Job<'a>, ix: Ix, record: &'a Record) -> Self {
        let dataset = job.dataset;
        let mut values = [None; Field::ALL.len()];
        for (field, value) in &record.fields {
            if let Some(slot) = values.get_mut(*field as usize) {
                *slot = Some(value);
            }
        }
        let (places, site) = (place::named(dataset, ix), place::stated(dataset, ix));
        let outside = if job.is_part() { job.outside(record) } else { Vec::new() };
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
    pub(super) fn cell<'c>(&'c self, of: Of, scratch: &mut Scratch) -> Cell<'c> {
        let record = self.record;
        let Scratch { made, sources } = scratch;
        match of {
            Of::Id => text(&record.id),
            Of::Kind => text(record.kind.slug()),
            Of::Name(lang) => text(record.name.only(lang)),
            Of::Summary(lang) => text(record.summary.only(lang)),
            Of::Note(lang) => text(record.note.only(lang)),
            Of::DerivedDate => record
                .date
                .as_ref()
                .filter(|_| record.dated_by.is_some())
                .map_or(Cell::Empty, |date| text(date.as_str())),
            Of::DerivedFrom => record.dated_from().map_or(Cell::Empty, |id| text(id)),
            Of::Date => record.stated_date().map_or(Cell::Empty, |date| text(date.as_str())),
            Of::Bound(at) => self.bounds.get(at).copied().flatten().map_or(Cell::Empty, Cell::Moment),
            Of::Places(kind, lang) => {
                let of_kind = self.places.iter().filter(|place| place.kind == kind);
                joined(of_kind.map(|place| lang.map_or(&*place.id, |lang| place.name.get(lang))), made)
            }
            Of::About => ids(&record.about, made),
            Of::Topics => ids(&record.topics, made),
            Of::See => ids(&record.see, made),
            Of::Lat => self.position().map_or(Cell::Empty, |at| Cell::Number(at.lat)),
            Of::Lon => self.position().map_or(Cell::Empty, |at| Cell::Number(at.lon)),
            Of::Error => {
                self.position().filter(|at| at.error_m > 0.0).map_or(Cell::Empty, |at| Cell::Number(at.error_m))
            }
            Of::Cite => cites(&record.cite, made),
            Of::Sources => {
                made.clear();
                sources.push(self.dataset, &record.cite, made);
                if made.is_empty() { Cell::Empty } else { Cell::Made }
            }
            Of::Points => self.points(made),
            Of::PlacedBy => match &self.site {
                Placed::Own(_) => Cell::Text("own"),
                Placed::At(field, _) => Cell::Text(field.name()),
                Placed::Nowhere => Cell::Empty,
            },
            Of::PlacedAt => match &self.site {
                Placed::At(_, places) => {
                    joined(places.iter().filter_map(|(at, _)| Some(&*self.dataset.record(*at)?.id)), made)
                }
                _ => Cell::Empty,
            },
            Of::AboutPoints => {
                let about = place::about(self.dataset, self.ix);
                let points: Vec<&Position> = about.into_iter().map(|(_, position)| position).collect();
                wkt_of(&points, made)
            }
            Of::Plain(field) => self.value(field).map_or(Cell::Empty, |value| plain(value, made)),
            Of::Said(field, lang) => match self.value(field) {
                Some(Value::Text(said)) => text(said.only(lang)),
                _ => Cell::Empty,
            },
            Of::Whole(field) => self.value(field).map_or(Cell::Empty, |value| whole(value, made)),
            Of::Aliases => json(!record.aliases.is_empty(), made, |json| {
                json.list();
                record.aliases.iter().for_each(|alias| walk::text(alias, json));
                json.end();
            }),
            Of::Chinese => self.chinese(made),
            Of::Outside => joined(self.outside.iter().map(|id| &***id), made),
            Of::Unknown => json(!record.extra.is_empty(), made, |json| {
                json.open("");
                for (name, node) in &record.extra {
                    json.key(name);
                    json.tree(&node.tree);
                }
                json.close();
            }),
        }
    }

    /// The points where it is stated to be.
    fn points<'c>(&self, made: &mut Vec<u8>) -> Cell<'c> {
        match &self.site {
            Placed::Own(position) => wkt_of(&[*position], made),
            Placed::At(_, places) => {
                let points: Vec<&Position> = places.iter().map(|(_, position)| *position).collect();
                wkt_of(&points, made)
            }
            Placed::Nowhere => Cell::Empty,
        }
    }

    fn chinese<'c>(&'c self, made: &mut Vec<u8>) -> Cell<'c> {
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

fn wkt_of<'a>(points: &[&Position], made: &mut Vec<u8>) -> Cell<'a> {
    made.clear();
    wkt::push(points, made);
    if made.is_empty() { Cell::Empty } else { Cell::Made }
}

fn text(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

fn plain<'a>(value: &'a Value, made: &mut Vec<u8>) -> Cell<'a> {
    match value {
        Value::Date(date) => text(date.as_str()),
        Value::Link(id) => text(id),
        Value::Links(all) => ids(all, made),
        Value::Number(number) => Cell::Number(*number),
        Value::Word(word) => text(word),
        Value::Choice(word) => text(word),
        _ => Cell::Empty,
    }
}

/// What [`plain`] and a text's columns leave.
fn whole<'a>(value: &'a Value, made: &mut Vec<u8>) -> Cell<'a> {
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

fn json<'a>(any: bool, made: &mut Vec<u8>, write: impl FnOnce(&mut Notation<'_>)) -> Cell<'a> {
    if !any {
        return Cell::Empty;
    }
    made.clear();
    write(&mut Notation(made));
    Cell::Made
}

fn ids<'a>(ids: &'a [Id], made: &mut Vec<u8>) -> Cell<'a> {
    match ids {
        [] => Cell::Empty,
        [only] => text(only),
        many => joined(many.iter().map(|id| &**id), made),
    }
}

fn cites<'a>(cites: &[Cite], made: &mut Vec<u8>) -> Cell<'a> {
    if cites.is_empty() {
        return Cell::Empty;
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
    Cell::Made
}

fn joined<'a, 'b>(parts: impl Iterator<Item = &'b str>, made: &mut Vec<u8>) -> Cell<'a> {
    made.clear();
    for part in parts {
        made.extend(if made.is_empty() { &b""[..] } else { b"; " });
        made.extend(part.as_bytes());
    }
    if made.is_empty() { Cell::Empty } else { Cell::Made }
}
