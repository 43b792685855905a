//! All gates in the order in which they stand along the border: what class each had and whether it
//! worked through time, and what was agreed, promised and talked over about it. Where a dataset has
//! no gates, its places with what happened there.

mod cluster;
pub mod told;

use crate::named_enum;
use std::cmp::Reverse;
use std::ops::Range;

use crate::dataset::border::border;
use crate::dataset::{Dataset, Ix};
use crate::model::parts::{GateClass, GateStatus, Merger, Position};
use crate::model::{Field, Kind, Moment, Record, Value};
use crate::promises;

use super::Reader;
use super::stages::{HeldStage, stages};

pub use cluster::{Cluster, ClusterSign, MARK, clusters};

named_enum! {
    /// In which order gates stand.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub enum GateOrder {
        /// Along the border, province by province.
        #[default]
        Place = "place",
        /// What most happened about first.
        Activity = "activity",
        /// What most promises are open about first.
        Open = "open",
    }

    /// All of them, in the order of menus and legends.
    pub ALL;
    /// The name in settings and in message keys: `along-by-place`.
    pub slug;
}

impl GateOrder {
    /// The order by its name in settings.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.slug() == slug)
    }
}

/// What a row rests on for its place in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderBasis {
    /// Its own position.
    Own,
    /// The position of the gate that it is part of.
    OfWhole,
    /// The position of the district or town that it lies in.
    OfUnit,
    /// Nothing: it stands after the others of its province.
    Unknown,
}

/// Whether people or goods pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Working {
    Open,
    Suspended,
    NotOpen,
    /// Nothing is said of that time.
    Unknown,
}

impl Working {
    /// All of them, in the order of menus and legends.
    pub const ALL: [Self; 4] = [Self::Open, Self::Suspended, Self::NotOpen, Self::Unknown];

    /// What a word of a gate's status comes to.
    pub fn from_status(status: &str) -> Self {
        match GateStatus::from_name(status) {
            Some(
                GateStatus::Open
                | GateStatus::Reopened
                | GateStatus::Upgraded
                | GateStatus::ToBeUpgraded
                | GateStatus::Trial,
            ) => Self::Open,
            Some(GateStatus::Suspended) => Self::Suspended,
            Some(GateStatus::NotOpen | GateStatus::ToBeOpened | GateStatus::UnderConstruction) => Self::NotOpen,
            None => Self::Unknown,
        }
    }
}

/// Whether a gate works at a time in seconds, by the stages of its status. What is first told to be not
/// open yet was so before; otherwise what nobody tells is not known.
pub fn working(stages: &[HeldStage], time: f64) -> Working {
    let holds = stages.iter().find(|stage| stage.holds(time));
    let first =
        || stages.first().filter(|first| time < first.from && Working::from_status(first.value) == Working::NotOpen);
    holds.or_else(first).map_or(Working::Unknown, |stage| Working::from_status(stage.value))
}

named_enum! {
    /// How a state is drawn: told apart by form as well as by colour.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Band {
        Open = "Open",
        Reopened = "Reopened",
        Trial = "Trial",
        Suspended = "Suspended",
        NotOpen = "NotOpen",
    }

    /// All of them, in the order of menus and legends.
    pub ALL;
    /// The word that stands for it in a legend.
    pub name;
}

impl Band {
    /// None for what is no word of a gate's status.
    pub fn from_status(status: &str) -> Option<Self> {
        match (Working::from_status(status), GateStatus::from_name(status)?) {
            (_, GateStatus::Trial) => Some(Self::Trial),
            (_, GateStatus::Reopened | GateStatus::Upgraded) => Some(Self::Reopened),
            (Working::Open, _) => Some(Self::Open),
            (Working::Suspended, _) => Some(Self::Suspended),
            (Working::NotOpen, _) => Some(Self::NotOpen),
            (Working::Unknown, _) => None,
        }
    }
}

/// How high a class stands, 0 to 3; none where no class is stated.
pub fn rank(class: &str) -> Option<u8> {
    match GateClass::from_name(class)? {
        GateClass::International | GateClass::RailInternational => Some(3),
        GateClass::Main | GateClass::Bilateral => Some(2),
        GateClass::Secondary => Some(1),
        GateClass::ClearanceRoute | GateClass::Opening | GateClass::TourismCrossing => Some(0),
        GateClass::Unstated => None,
    }
}

/// All rows, ready to be laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Along {
    /// Seconds since 1970: the period of the dataset, else from the first to the last thing told.
    pub span: [f64; 2],
    /// What marks stand for, in the order of their columns.
    pub kinds: Vec<Kind>,
    /// In order; none where rows are not put together.
    pub groups: Vec<ProvinceRows>,
    pub rows: Vec<GateRow>,
    /// Marks that have no date, and those that lie outside of the span.
    pub undated: usize,
    pub outside: usize,
}

/// The rows of one province.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvinceRows {
    /// Empty where no province is named.
    pub title: String,
    /// What it became part of, and when; empty where it did not.
    pub note: String,
    pub rows: Range<usize>,
}

/// One gate.
#[derive(Clone, Debug, PartialEq)]
pub struct GateRow {
    pub ix: Ix,
    pub name: String,
    /// Its province; empty where none is named.
    pub province: String,
    pub spot: OrderBasis,
    /// By Vietnamese decision.
    pub class: Vec<HeldStage>,
    /// As the other side calls it.
    pub class_cn: Vec<HeldStage>,
    /// Whether it works.
    pub status: Vec<HeldStage>,
    /// What concerns it, in the order of time; what has no date last.
    pub about: Vec<Ix>,
    /// Those of them that have a date, in the order in which they are marked.
    pub marks: Vec<GateMark>,
    /// How many records of each of [`Along::kinds`], with or without a date.
    pub counts: Vec<usize>,
    /// Promises that are not told to be done.
    pub open: usize,
    /// Marks without a date.
    pub undated: usize,
}

/// Something dated that concerns a gate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GateMark {
    pub ix: Ix,
    pub kind: Kind,
    /// A promise that was only asked for.
    pub proposal: bool,
    /// A promise that is not told to be done.
    pub open: bool,
    /// Seconds: where it is marked, and the time that may be meant.
    pub at: f64,
    pub from: f64,
    pub to: f64,
}

impl GateRow {
    /// The stage of a track that holds at a time.
    pub fn at(stages: &[HeldStage], time: f64) -> Option<&HeldStage> {
        stages.iter().find(|stage| stage.holds(time))
    }

    /// Whether it works at a time, as far as is stated.
    pub fn working(&self, time: f64) -> Working {
        working(&self.status, time)
    }

    /// Whether its class rose with this stage of [`Self::class`].
    pub fn rises(&self, stage: usize) -> bool {
        let rank = |at: usize| self.class.get(at).and_then(|stage| rank(stage.value));
        let before = stage.checked_sub(1).and_then(rank);
        before.zip(rank(stage)).is_some_and(|(before, now)| now > before)
    }
}

impl Along {
    /// How many rows work, do not, or are not known to, at a time: in the order of [`Working::ALL`].
    pub fn tally(&self, time: f64) -> [usize; 4] {
        Working::ALL.map(|working| self.rows.iter().filter(|row| row.working(time) == working).count())
    }

    /// Whether anything of class or status is told.
    pub fn has_tracks(&self) -> bool {
        self.rows.iter().any(|row| !row.class.is_empty() || !row.status.is_empty())
    }
}

/// What the rows are: gates, and places where a dataset has none.
pub fn subject(dataset: &Dataset) -> Kind {
    if dataset.has_kind(Kind::Gate) { Kind::Gate } else { Kind::Place }
}

/// The rows in order. Where gates match, these; else those about which something does. `has` says
/// what matches.
pub fn along(reader: &Reader<'_>, has: &dyn Fn(Ix) -> bool, order: GateOrder) -> Along {
    let dataset = reader.dataset;
    let subject = subject(dataset);
    let gates = subject == Kind::Gate;
    let kinds: Vec<Kind> = if gates {
        OF_GATES.to_vec()
    } else {
        let there = |kind: &Kind| kind.is_event() && dataset.of_kind(*kind).any(|(ix, _)| has(ix));
        Kind::ALL.into_iter().filter(there).take(COLUMNS).collect()
    };
    let span = span(dataset);
    let mut rows: Vec<(bool, Keyed)> = Vec::new();
    for (ix, record) in dataset.of_kind(subject) {
        let row = row(reader, (ix, record), &kinds, has);
        if gates || row.counts.iter().sum::<usize>() > 0 {
            rows.push((has(ix), Keyed::of(dataset, record, row)));
        }
    }
    let named = gates && rows.iter().any(|(matches, _)| *matches);
    rows.retain(|(matches, keyed)| if named { *matches } else { keyed.row.counts.iter().sum::<usize>() > 0 });
    let mut rows: Vec<Keyed> = rows.into_iter().map(|(_, keyed)| keyed).collect();
    let groups = sorted(reader, &mut rows, order);
    let rows: Vec<GateRow> = rows.into_iter().map(|keyed| keyed.row).collect();
    let marks = || rows.iter().flat_map(|row| &row.marks);
    let outside = marks().filter(|mark| mark.to <= span[0] || mark.from >= span[1]).count();
    Along { span, kinds, groups, undated: rows.iter().map(|row| row.undated).sum(), outside, rows }
}

/// How many gates [`along`] shows where none matches itself: those about which something does.
pub fn concerned(dataset: &Dataset, has: &dyn Fn(Ix) -> bool) -> usize {
    let is_shown = |ix: &Ix| has(*ix) && dataset.kind(*ix).is_some_and(|kind| OF_GATES.contains(&kind));
    dataset.of_kind(Kind::Gate).filter(|(ix, _)| dataset.concerning(*ix).iter().any(is_shown)).count()
}

/// What is counted of a gate.
const OF_GATES: [Kind; 3] = [Kind::Agreement, Kind::Commitment, Kind::Meeting];

/// Kinds of marks, at most, where a dataset has no gates.
const COLUMNS: usize = 4;

/// The period that the dataset is about; else from its first date to its last.
fn span(dataset: &Dataset) -> [f64; 2] {
    let period = dataset.about.time.as_ref().map(|time| time.bounds().possible());
    if let Some((from, to)) = period.and_then(|span| span.from.zip(span.to)) {
        return [from.0 as f64, to.0 as f64];
    }
    let all = dataset.rows().filter(|ix| dataset.kind(*ix).is_some_and(Kind::is_event));
    let all = all.filter_map(|ix| dataset.bounds(ix)).map(|bounds| bounds.possible());
    let (mut from, mut to) = (i64::MAX, i64::MIN);
    for span in all {
        from = span.from.map_or(from, |at| from.min(at.0));
        to = span.to.map_or(to, |at| to.max(at.0));
    }
    if from >= to {
        return [Moment::year_start(2020).0 as f64, Moment::year_start(2026).0 as f64];
    }
    // whole years
    let (first, last) = (Moment(from).ymd().0, Moment(to.saturating_sub(1)).ymd().0);
    [Moment::year_start(first).0 as f64, Moment::year_start(last.saturating_add(1)).0 as f64]
}

fn row(reader: &Reader<'_>, (ix, record): (Ix, &Record), kinds: &[Kind], has: &dyn Fn(Ix) -> bool) -> GateRow {
    let dataset = reader.dataset;
    // what is part of it is counted with it, as everywhere, and has a row of its own too
    let mut about = dataset.concerning(ix);
    about.retain(|ix| has(*ix) && dataset.kind(*ix).is_some_and(|kind| kinds.contains(&kind)));
    about.sort_by_key(|ix| {
        let bounds = dataset.bounds(*ix);
        (bounds.is_none(), bounds.and_then(|bounds| bounds.possible().from), *ix)
    });
    let counted = |kind: &Kind| about.iter().filter(|ix| dataset.kind(**ix) == Some(*kind)).count();
    let mut marks: Vec<GateMark> = about.iter().filter_map(|ix| mark(dataset, *ix)).collect();
    marks.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.kind.cmp(&b.kind)));
    let told = |field| {
        let mut stages = stages(record, field);
        stages.retain(|stage| stage.value != GateClass::Unstated.name());
        stages
    };
    GateRow {
        ix,
        name: reader.name(record).to_owned(),
        province: String::new(),
        spot: OrderBasis::Unknown,
        class: told(Field::Class),
        class_cn: told(Field::ClassCn),
        status: told(Field::Status),
        counts: kinds.iter().map(counted).collect(),
        open: about.iter().filter(|ix| is_open(dataset, **ix)).count(),
        undated: about.len() - marks.len(),
        about,
        marks,
    }
}

fn is_open(dataset: &Dataset, ix: Ix) -> bool {
    dataset.kind(ix) == Some(Kind::Commitment)
        && promises::state(dataset, ix).is_none_or(promises::PromiseStatus::is_open)
}

fn mark(dataset: &Dataset, ix: Ix) -> Option<GateMark> {
    let record = dataset.record(ix)?;
    let date = record.date.as_ref()?;
    let span = date.bounds().possible();
    let from = span.from.map_or(f64::NEG_INFINITY, |at| at.0 as f64);
    let to = span.to.map_or(f64::INFINITY, |at| at.0 as f64);
    // what lasts is marked where it begins, what happened within a month or a year in its middle
    let at = match (from.is_finite(), to.is_finite()) {
        (true, true) if !date.is_interval() => f64::midpoint(from, to),
        (true, _) => from,
        (false, true) => to,
        (false, false) => return None,
    };
    let proposal = promises::is_proposal(record);
    Some(GateMark { ix, kind: record.kind, proposal, open: is_open(dataset, ix), at, from, to })
}

/// A row with what it is sorted by.
struct Keyed {
    row: GateRow,
    province: Option<Ix>,
    at: Option<[f64; 2]>,
    key: f64,
}

impl Keyed {
    fn of(dataset: &Dataset, record: &Record, row: GateRow) -> Self {
        let (spot, at) = spot(dataset, record);
        let province = province(dataset, row.ix, record);
        Self { row: GateRow { spot, ..row }, province, at, key: f64::INFINITY }
    }
}

fn degrees(position: &Position) -> [f64; 2] {
    [position.lat, position.lon]
}

/// Where a gate stands, as well as is known.
fn spot(dataset: &Dataset, record: &Record) -> (OrderBasis, Option<[f64; 2]>) {
    if let Some(position) = record.position() {
        return (OrderBasis::Own, Some(degrees(position)));
    }
    let whole = record.link(Field::PartOf).and_then(|id| dataset.by_id(id)).filter(|whole| whole.kind == Kind::Gate);
    if let Some(position) = whole.and_then(Record::position) {
        return (OrderBasis::OfWhole, Some(degrees(position)));
    }
    // a province is too large to say where in it a gate stands
    let units = record.ids(Field::Vn).iter().rev().filter_map(|id| dataset.by_id(id));
    let mut units = units.filter(|unit| !is_province(unit));
    match units.find_map(Record::position) {
        Some(position) => (OrderBasis::OfUnit, Some(degrees(position))),
        None => (OrderBasis::Unknown, None),
    }
}

fn is_province(place: &Record) -> bool {
    matches!(place.choice(Field::Form), Some("Province" | "Region"))
}

/// The province that a gate lies in: the one that it names, else the one above it.
fn province(dataset: &Dataset, ix: Ix, record: &Record) -> Option<Ix> {
    let own = record.ids(Field::Vn).iter().filter_map(|id| dataset.ix(id));
    let above = dataset.above(ix).iter().copied();
    own.chain(above).find(|at| dataset.record(*at).is_some_and(is_province))
}

/// Metres from the border beyond which a place has nothing to do with it.
const NEAR: f64 = 60_000.0;

/// Gives each row its place along the border, or along the longer side of what the rows cover.
fn place(rows: &mut [Keyed]) {
    let beside = |at: &[f64; 2]| border().beside(at[0], at[1]);
    let placed: Vec<[f64; 2]> = rows.iter().filter_map(|keyed| keyed.at).collect();
    let near = placed.iter().filter_map(beside).filter(|beside| beside.off < NEAR).count();
    let along_border = 2 * near >= placed.len() && near > 0;
    let side = |axis: usize| {
        let values = || placed.iter().filter_map(|at| at.get(axis).copied());
        values().fold(f64::NEG_INFINITY, f64::max) - values().fold(f64::INFINITY, f64::min)
    };
    let north_south = side(0) > side(1);
    for keyed in rows {
        let Some(at) = keyed.at else { continue };
        keyed.key = match beside(&at).filter(|_| along_border) {
            Some(beside) => beside.along,
            // from the north to the south, or from the west to the east
            None if north_south => -at[0],
            None => at[1],
        };
    }
}

/// Sorts the rows; gives the provinces that they stand in.
fn sorted(reader: &Reader<'_>, rows: &mut [Keyed], order: GateOrder) -> Vec<ProvinceRows> {
    place(rows);
    let mut sums: Vec<(Option<Ix>, f64, f64)> = Vec::new();
    for keyed in rows.iter().filter(|keyed| keyed.key.is_finite()) {
        match sums.iter_mut().find(|(province, ..)| *province == keyed.province) {
            Some((_, sum, count)) => (*sum, *count) = (*sum + keyed.key, *count + 1.0),
            None => sums.push((keyed.province, keyed.key, 1.0)),
        }
    }
    let middle = |province: Option<Ix>| {
        let found = sums.iter().find(|(other, ..)| *other == province && province.is_some());
        found.map_or(f64::INFINITY, |(_, sum, count)| sum / count)
    };
    for keyed in &mut *rows {
        let record = keyed.province.and_then(|ix| reader.record(ix));
        keyed.row.province = record.map_or_else(String::new, |record| reader.name(record).to_owned());
    }
    rows.sort_by(|a, b| {
        let province = || middle(a.province).total_cmp(&middle(b.province)).then(a.province.cmp(&b.province));
        // what is part of a gate follows it
        let own = |keyed: &Keyed| (keyed.row.spot == OrderBasis::OfWhole, keyed.row.ix);
        province().then(a.key.total_cmp(&b.key)).then(own(a).cmp(&own(b)))
    });
    match order {
        GateOrder::Place => groups(reader, rows),
        GateOrder::Activity => {
            rows.sort_by_key(|keyed| Reverse(keyed.row.counts.iter().sum::<usize>()));
            Vec::new()
        }
        GateOrder::Open => {
            rows.sort_by_key(|keyed| Reverse(keyed.row.open));
            Vec::new()
        }
    }
}

fn groups(reader: &Reader<'_>, rows: &[Keyed]) -> Vec<ProvinceRows> {
    let mut groups: Vec<(Option<Ix>, ProvinceRows)> = Vec::new();
    for (at, keyed) in rows.iter().enumerate() {
        match groups.last_mut() {
            Some((province, group)) if *province == keyed.province => group.rows.end = at + 1,
            _ => {
                let note = keyed.province.and_then(|ix| merged(reader, ix)).unwrap_or_default();
                groups
                    .push((keyed.province, ProvinceRows { title: keyed.row.province.clone(), note, rows: at..at + 1 }));
            }
        }
    }
    let named = groups.iter().any(|(province, _)| province.is_some());
    if named { groups.into_iter().map(|(_, group)| group).collect() } else { Vec::new() }
}

/// "Tuyên Quang since 1 July 2025", where a province became part of another.
fn merged(reader: &Reader<'_>, province: Ix) -> Option<String> {
    let Some(Value::Merger(merger)) = reader.record(province)?.get(Field::MergedInto) else { return None };
    let Merger { place, date, .. } = &**merger;
    let name = reader.name(reader.dataset.by_id(place)?);
    let values = [("name", name.to_owned().into()), ("date", reader.words.date_short(date).into())];
    Some(reader.words.with("along-merged", &values))
}

#[cfg(test)]
mod tests;
