//! What there is to show: gates, markers and tourism areas as they were at a moment. No pixels.

use super::basemap::{Detail, level};
use super::geo::MercatorPoint;
use super::history::{class_at, working_at};
use crate::context::AskedKinds;
use km0_core::dataset::{Dataset, Ix};
use km0_core::model::parts::{Confidence, GateClass};
use km0_core::model::{Field, Id, Kind, Lang, Moment, Record, Span, Text};
use km0_core::named_enum;
use km0_core::pages::along::Working;
use km0_core::query::bits::FixedBitSet;

named_enum! {
    /// What a place is on the map, the most important first. The symbol and the rank of the label
    /// follow from it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum PlaceSign {
        International = "map-sign-international",
        Rail = "map-sign-rail",
        Main = "map-sign-main",
        Secondary = "map-sign-secondary",
        Route = "map-sign-route",
        Opening = "map-sign-opening",
        Tourism = "map-sign-tourism",
        Unstated = "map-sign-unstated",
        /// A town or other place where the base map has none of its own.
        Place = "map-sign-place",
        Marker = "map-sign-marker",
    }

    /// All of them, in this order.
    pub ALL;
    /// The message that names it.
    pub key;
}

impl PlaceSign {
    fn of(record: &Record, moment: Moment) -> Option<Self> {
        match (record.kind, record.choice(Field::Form)) {
            (Kind::Gate, _) => Some(Self::of_class(class_at(record, moment))),
            (Kind::Place, Some("Marker")) => Some(Self::Marker),
            (Kind::Place, Some("Area")) => Some(Self::Tourism),
            // a place of somebody's own file is none of those that the base map names
            (Kind::Place, None) => Some(Self::Place),
            (Kind::Place, _) => Some(Self::Place).filter(|_| !on_base_map(record)),
            _ => None,
        }
    }

    fn of_class(class: Option<GateClass>) -> Self {
        match class {
            Some(GateClass::International) => Self::International,
            Some(GateClass::RailInternational) => Self::Rail,
            Some(GateClass::Main | GateClass::Bilateral) => Self::Main,
            Some(GateClass::Secondary) => Self::Secondary,
            Some(GateClass::ClearanceRoute) => Self::Route,
            Some(GateClass::Opening) => Self::Opening,
            Some(GateClass::TourismCrossing) => Self::Tourism,
            Some(GateClass::Unstated) | None => Self::Unstated,
        }
    }
}

/// Whether the base map shows what lies where the record does.
fn on_base_map(record: &Record) -> bool {
    let at = record.position().map(|position| MercatorPoint::of(position.lat, position.lon));
    at.is_none_or(|at| level(Detail::Low).bounds.contains(at))
}

/// A gate, marker or area with a position.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    pub ix: Ix,
    pub id: Id,
    pub kind: Kind,
    pub at: MercatorPoint,
    /// Metres.
    pub error_m: f64,
    pub approximate: bool,
    pub sign: PlaceSign,
    /// Whether it is a part of a gate, which has a place of its own.
    pub part: bool,
    pub working: Working,
    /// In the interface language, and in the language of the other side where it is known.
    pub names: [String; 2],
    /// Matching records of what happened that concern it.
    pub count: usize,
    /// When those of them were that have a date.
    pub times: Times,
    /// Whether it, or one of them, is of a person's own file.
    pub own: bool,
}

/// Times of several records: when they may have begun and when they may have ended, each in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Times {
    from: Vec<Moment>,
    to: Vec<Moment>,
}

impl Times {
    fn new(spans: impl Iterator<Item = Span>) -> Self {
        let spans = spans.filter(|span| !span.is_empty());
        let ends = |span: Span| (span.from.unwrap_or(Moment(i64::MIN)), span.to.unwrap_or(Moment(i64::MAX)));
        let (mut from, mut to): (Vec<_>, Vec<_>) = spans.map(ends).unzip();
        from.sort_unstable();
        to.sort_unstable();
        Self { from, to }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.from.len()
    }

    /// How many may lie in a stretch of time, at least in part.
    pub fn within(&self, window: &Span) -> usize {
        if window.is_empty() {
            return 0;
        }
        let begun = window.to.map_or(self.from.len(), |end| self.from.partition_point(|from| *from < end));
        let over = window.from.map_or(0, |begin| self.to.partition_point(|to| *to <= begin));
        begun - over
    }
}

/// Every gate, marker and area that has a position, the most important first.
pub(super) fn sites(
    dataset: &Dataset,
    matched: &FixedBitSet,
    asked: AskedKinds,
    moment: Moment,
    lang: Lang,
) -> Vec<Site> {
    let of = |kind| dataset.of_kind(kind);
    let mut sites: Vec<Site> = of(Kind::Gate)
        .chain(of(Kind::Place))
        .filter_map(|(ix, record)| site(dataset, matched, asked, moment, lang, ix, record))
        .collect();
    sites.sort_by(|a, b| (a.sign, &a.id).cmp(&(b.sign, &b.id)));
    sites
}

fn site(
    dataset: &Dataset,
    matched: &FixedBitSet,
    asked: AskedKinds,
    moment: Moment,
    lang: Lang,
    ix: Ix,
    record: &Record,
) -> Option<Site> {
    let sign = PlaceSign::of(record, moment)?;
    let position = record.position()?;
    let rows = matching(dataset, matched, asked, ix);
    Some(Site {
        ix,
        id: Id::clone(&record.id),
        kind: record.kind,
        at: MercatorPoint::of(position.lat, position.lon),
        error_m: position.error_m,
        approximate: position.confidence == Some(Confidence::Low),
        sign,
        part: is_part(dataset, record),
        working: working_at(record, moment),
        names: names(&record.name, lang),
        count: rows.len(),
        own: dataset.is_laid(ix) || rows.iter().any(|row| dataset.is_laid(*row)),
        times: Times::new(rows.iter().filter_map(|ix| dataset.bounds(*ix)).map(|bounds| bounds.possible())),
    })
}

fn is_part(dataset: &Dataset, record: &Record) -> bool {
    let whole = record.link(Field::PartOf).and_then(|id| dataset.by_id(id));
    record.kind == Kind::Gate && whole.is_some_and(|whole| whole.position().is_some())
}

/// The matching records of what happened that refer to a record.
pub(super) fn matching(dataset: &Dataset, matched: &FixedBitSet, asked: AskedKinds, ix: Ix) -> Vec<Ix> {
    let takes = |to: &Ix| dataset.kind(*to).is_some_and(|kind| kind.is_event() && asked.takes(kind));
    let mut rows = dataset.concerning(ix);
    rows.retain(|to| matched.contains(to.row()) && takes(to));
    rows
}

/// What matches and is not on the map: gates without a position, then the records of what happened that
/// refer to no gate or place on it, none with a position and none that is a unit of it.
pub(super) fn unplaced(dataset: &Dataset, matched: &FixedBitSet, is_unit: impl Fn(&str) -> bool) -> Vec<Ix> {
    let on_map = |ix: Ix| {
        let place = dataset.record(ix).filter(|record| matches!(record.kind, Kind::Gate | Kind::Place));
        place.is_some_and(|record| record.position().is_some() || is_unit(&record.id))
    };
    let rows = matched.ones().map(|row| Ix(row as u32));
    let events = rows.filter(|ix| dataset.record(*ix).is_some_and(|r| r.kind.is_event()));
    let lost = events.filter(|ix| !dataset.links(*ix).iter().any(|link| link.field != Field::See && on_map(link.to)));
    let gates = dataset.of_kind(Kind::Gate).map(|(ix, _)| ix).filter(|ix| matched.contains(ix.row()) && !on_map(*ix));
    gates.chain(lost).collect()
}

/// The name in the interface language, and in Chinese, or for Chinese readers in Vietnamese; the
/// second is empty where it would say the same.
pub fn names(text: &Text, lang: Lang) -> [String; 2] {
    let first = text.get(lang);
    let second = text.only(if lang == Lang::Zh { Lang::Vi } else { Lang::Zh });
    [first.to_owned(), if second == first { String::new() } else { second.to_owned() }]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use km0_core::dataset::open::builtin;
    use km0_core::query::{Corpus, Query};

    fn builtin_sites(query: &str, moment: Moment) -> Vec<Site> {
        let dataset = builtin().dataset;
        let answer = Query::parse(query).unwrap().run(&dataset, &Corpus::new(&dataset));
        sites(&dataset, &answer.matched, AskedKinds::of(&Query::parse(query).unwrap(), true), moment, Lang::Vi)
    }

    fn end_of(year: i64) -> Moment {
        Moment::year_start(year + 1)
    }

    #[test]
    fn every_placed_gate_is_shown_once_and_the_important_ones_come_first() {
        let sites = builtin_sites("", end_of(2025));
        let dataset = builtin().dataset;
        let placed = dataset.of_kind(Kind::Gate).filter(|(_, gate)| gate.position().is_some()).count();
        assert_eq!(sites.iter().filter(|site| site.kind == Kind::Gate).count(), placed);
        assert!(sites.is_sorted_by_key(|site| site.sign));
        assert_eq!(sites[0].sign, PlaceSign::International);
    }

    #[test]
    fn a_gate_counts_only_the_records_that_match() {
        let all = builtin_sites("", end_of(2025));
        let few = builtin_sites("kind:agreement", end_of(2025));
        let count = |sites: &[Site]| sites.iter().find(|site| &*site.id == "huu-nghi").unwrap().count;
        assert!(count(&all) > count(&few));
    }

    #[test]
    fn what_refers_to_no_place_is_unplaced() {
        let dataset = builtin().dataset;
        let answer = Query::parse("").unwrap().run(&dataset, &Corpus::new(&dataset));
        let found = unplaced(&dataset, &answer.matched, |id| id == "cao-bang");
        assert!(!found.is_empty() && found.len() < answer.rows.len() / 2, "{}", found.len());
        assert!(found.iter().all(|ix| dataset.record(*ix).unwrap().position().is_none()));
        let none = Query::parse("gate:ta-lung kind:meeting").unwrap().run(&dataset, &Corpus::new(&dataset));
        assert_eq!(unplaced(&dataset, &none.matched, |_| false), Vec::new());
    }

    proptest! {
        #[test]
        fn times_in_a_window_are_counted_as_one_by_one(
            spans in proptest::collection::vec((proptest::option::of(-20_i64..20), proptest::option::of(-20_i64..20)), 0..12),
            window in (proptest::option::of(-25_i64..25), proptest::option::of(-25_i64..25)),
        ) {
            let span = |(from, to): (Option<i64>, Option<i64>)| Span { from: from.map(Moment), to: to.map(Moment) };
            let (spans, window): (Vec<Span>, Span) = (spans.into_iter().map(span).collect(), span(window));
            let expected = spans.iter().filter(|one| one.overlaps(&window)).count();
            prop_assert_eq!(Times::new(spans.into_iter()).within(&window), expected);
        }
    }

    #[test]
    fn a_name_is_not_said_twice() {
        let text = Text::new("Móng Cái", "Móng Cái", "芒街");
        assert_eq!(names(&text, Lang::En), ["Móng Cái", "芒街"]);
        assert_eq!(names(&text, Lang::Zh), ["芒街", "Móng Cái"]);
        let only = Text::said(Lang::Vi, "Mốc 92");
        assert_eq!(names(&only, Lang::Zh), ["Mốc 92", ""]);
    }
}
