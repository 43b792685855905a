//! Which figures may stand on one axis.
//!
//! Two figures are one series only when they are of the same place, measure the same thing in the
//! same words, and count it in the same unit. A [`Series`] can hold no others, and a chart is made
//! of one series: what is unlike has no way onto one axis.

use std::collections::HashMap;

use crate::context::seconds;
use km0_core::dataset::{Dataset, Ix};
use km0_core::model::date::{Date, Qualifier};
use km0_core::model::{Field, Id, Kind, Record};

/// What figures must agree in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::boards) struct Measure {
    /// What is measured, in every language in which the data says it.
    what: [String; 2],
    pub(in crate::boards) unit: String,
    pub(in crate::boards) place: Id,
}

impl Measure {
    /// None for what does not say what it measures, where, or in what unit: such a figure can't
    /// agree with another.
    pub(in crate::boards) fn of(record: &Record) -> Option<Self> {
        let said = record.text(Field::Measure).filter(|_| record.kind == Kind::Figure)?;
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let what = [plain(&said.vi), plain(&said.en)];
        let unit = plain(record.word(Field::Unit)?);
        let place = Id::clone(record.link(Field::Place)?);
        let said = what.iter().any(|text| !text.is_empty()) && !unit.is_empty();
        said.then_some(Self { what, unit, place })
    }
}

/// How the number that a source gives bounds the one it means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::boards) enum Bound {
    #[default]
    Exact,
    About,
    Over,
    Under,
}

impl Bound {
    pub(in crate::boards) fn of(record: &Record) -> Self {
        match record.choice(Field::Bound) {
            Some("About") => Self::About,
            Some("Over") => Self::Over,
            Some("Under") => Self::Under,
            _ => Self::Exact,
        }
    }

    /// Before the number.
    pub(in crate::boards) fn sign(self) -> &'static str {
        match self {
            Self::Exact => "",
            Self::About => "~",
            Self::Over => ">",
            Self::Under => "<",
        }
    }
}

/// A figure in time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FigurePoint {
    pub(super) ix: Ix,
    /// The whole time that the figure is of, in seconds; none on a side that is open or not known.
    pub(super) from: Option<f64>,
    pub(super) to: Option<f64>,
    /// The date is written as uncertain or approximate.
    pub(super) doubtful: bool,
    pub(super) value: f64,
    /// The other end of a range.
    pub(super) value_to: Option<f64>,
    pub(super) bound: Bound,
}

/// Seconds up to which a time is shown as a point: a day.
const MOMENT: f64 = 86_400.0;

impl FigurePoint {
    fn of(dataset: &Dataset, ix: Ix, record: &Record) -> Option<Self> {
        let date = record.date.as_ref()?;
        // what counts a year counts all of it: nothing here asks when in the year it began
        let span = dataset.bounds(ix)?.possible();
        let value = record.number(Field::Value).filter(|value| value.is_finite())?;
        let value_to = record.number(Field::ValueTo).filter(|value| value.is_finite());
        let doubtful = date.parts().dates().any(|date: Date| date.qualifier != Qualifier::None);
        let (from, to) = (span.from.map(seconds), span.to.map(seconds));
        let dated = from.is_some() || to.is_some();
        dated.then(|| Self { ix, from, to, doubtful, value, value_to, bound: Bound::of(record) })
    }

    /// Whether it is of a day or less.
    pub(super) fn is_moment(&self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to - from <= MOMENT)
    }

    /// The lower and the upper end of what is given.
    pub(super) fn range(&self) -> (f64, f64) {
        let to = self.value_to.unwrap_or(self.value);
        (self.value.min(to), self.value.max(to))
    }

    fn order(&self) -> (f64, f64) {
        (self.from.or(self.to).unwrap_or(0.0), self.to.unwrap_or(f64::MAX))
    }
}

/// Figures that agree in place, measure and unit.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::boards) struct Series {
    measure: Measure,
    points: Vec<FigurePoint>,
    /// Figures of the series that have no date, or no number.
    left_out: usize,
}

impl Series {
    fn new(measure: Measure) -> Self {
        Self { measure, points: Vec::new(), left_out: 0 }
    }

    /// Adds a figure. False, and nothing added, when it is unlike those of the series.
    fn add(&mut self, dataset: &Dataset, ix: Ix) -> bool {
        let Some(record) = dataset.record(ix) else { return false };
        if Measure::of(record).as_ref() != Some(&self.measure) {
            return false;
        }
        match FigurePoint::of(dataset, ix, record) {
            Some(point) => self.points.push(point),
            None => self.left_out += 1,
        }
        true
    }

    pub(super) fn measure(&self) -> &Measure {
        &self.measure
    }

    pub(super) fn points(&self) -> &[FigurePoint] {
        &self.points
    }

    pub(super) fn left_out(&self) -> usize {
        self.left_out
    }

    pub(super) fn has(&self, ix: Ix) -> bool {
        self.points.iter().any(|point| point.ix == ix)
    }

    /// The time that the points cover, in seconds, with some room around; at least a month.
    pub(super) fn time(&self) -> (f64, f64) {
        let known = || self.points.iter().flat_map(|point| [point.from, point.to]).flatten();
        let (from, to) = (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
        let pad = ((to - from) * 0.04).max(15.0 * MOMENT);
        (from - pad, to + pad)
    }

    /// The highest and the lowest of what is given, nought among them.
    pub(super) fn values(&self) -> (f64, f64) {
        let ends = || self.points.iter().map(FigurePoint::range);
        (ends().fold(0.0, |least, (low, _)| least.min(low)), ends().fold(0.0, |most, (_, high)| most.max(high)))
    }
}

/// The series of at least two dated figures among these rows, the longest first.
pub(super) fn gather(dataset: &Dataset, rows: &[Ix]) -> Vec<Series> {
    let mut all: Vec<Series> = Vec::new();
    let mut places: HashMap<Measure, usize> = HashMap::new();
    for ix in rows {
        let Some(measure) = dataset.record(*ix).and_then(Measure::of) else { continue };
        let at = *places.entry(measure.clone()).or_insert(all.len());
        if at == all.len() {
            all.push(Series::new(measure));
        }
        if let Some(series) = all.get_mut(at) {
            let _of_this_measure = series.add(dataset, *ix);
        }
    }
    all.retain(|series| series.points.len() > 1);
    for series in &mut all {
        series.points.sort_by(|a, b| {
            let (a, b) = (a.order(), b.order());
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
    }
    all.sort_by_key(|series| std::cmp::Reverse(series.points.len()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use km0_core::dataset::builtin;
    use km0_core::dataset::open::{SourceFile, load};

    fn all(dataset: &Dataset) -> Vec<Ix> {
        dataset.of_kind(Kind::Figure).map(|(ix, _)| ix).collect()
    }

    /// Goods through the province's gates, and goods declared at its customs: both are called the
    /// trade of Lạng Sơn, and the one is ten times the other.
    const THROUGH_THE_GATES: &str = "lang-son-transit-trade-2023";
    const DECLARED: &str = "lang-son-declared-trade-2023";

    #[test]
    fn goods_through_the_gates_and_goods_declared_at_customs_never_share_an_axis() {
        let dataset = builtin().dataset;
        let (through, declared) = (dataset.ix(THROUGH_THE_GATES).unwrap(), dataset.ix(DECLARED).unwrap());
        let mut series = Series::new(Measure::of(dataset.record(through).unwrap()).unwrap());
        assert!(series.add(&dataset, through));
        assert!(!series.add(&dataset, declared), "it is of another measure");
        assert_eq!(series.points().len(), 1);
        let all = gather(&dataset, &all(&dataset));
        let of = |ix: Ix| all.iter().position(|series| series.has(ix)).unwrap();
        assert_ne!(of(through), of(declared));
    }

    #[test]
    fn all_of_a_series_agree_in_place_measure_and_unit() {
        let dataset = builtin().dataset;
        let series = gather(&dataset, &all(&dataset));
        assert!(series.len() >= 8, "{}", series.len());
        for one in &series {
            let first = dataset.record(one.points()[0].ix).unwrap();
            for point in one.points() {
                let record = dataset.record(point.ix).unwrap();
                assert_eq!(record.text(Field::Measure), first.text(Field::Measure));
                assert_eq!(record.word(Field::Unit), first.word(Field::Unit));
                assert_eq!(record.link(Field::Place), first.link(Field::Place));
            }
        }
    }

    #[test]
    fn one_unit_and_a_thousand_of_it_are_two_axes() {
        let of = |unit: &str| {
            let text = format!(
                r#"[Figure(id: "f", name: (vi: "F", en: "F"), value: 1, unit: "{unit}", place: "p",
                    measure: (vi: "Kim ngạch", en: "Trade")), Place(id: "p", name: (vi: "P", en: "P"))]"#
            );
            let file = SourceFile { name: "test.ron".into(), text };
            Measure::of(load(&[file], Vec::new()).dataset.by_id("f").unwrap()).unwrap()
        };
        assert_eq!(of("billion USD"), of("billion  USD"));
        assert_ne!(of("billion USD"), of("million USD"));
    }

    #[test]
    fn what_does_not_say_its_place_agrees_with_nothing() {
        let dataset = builtin().dataset;
        let record = dataset.by_id("trade-two-way-2020").unwrap();
        assert_eq!(Measure::of(record), None);
    }

    #[test]
    fn a_figure_of_a_year_spans_its_year() {
        let dataset = builtin().dataset;
        let ix = dataset.ix(THROUGH_THE_GATES).unwrap();
        let point = FigurePoint::of(&dataset, ix, dataset.record(ix).unwrap()).unwrap();
        let year = |year| seconds(km0_core::model::Moment::year_start(year));
        assert_eq!((point.from, point.to), (Some(year(2023)), Some(year(2024))));
        assert!(!point.doubtful && !point.is_moment());
        let about = dataset.ix("lang-son-transit-trade-2025-11").unwrap();
        assert!(FigurePoint::of(&dataset, about, dataset.record(about).unwrap()).unwrap().doubtful, "2025-11-15~");
    }

    #[test]
    fn the_points_of_a_series_are_in_the_order_of_time() {
        let dataset = builtin().dataset;
        for series in gather(&dataset, &all(&dataset)) {
            let from: Vec<f64> = series.points().iter().map(|point| point.order().0).collect();
            assert!(from.is_sorted(), "{from:?}");
        }
    }
}
