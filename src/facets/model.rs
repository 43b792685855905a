//! What there is to show: lines of text and numbers, no pixels.

use crate::context::ViewCtx;
use km0_core::dataset::{Dataset, Ix};
use km0_core::model::{Kind, Lang};
use km0_core::query::{Clause, Corpus, FacetSubject, FacetValue, Key, Recount, Term, ValueChoice, fold};

/// A facet whose values are counted.
#[derive(Clone, Debug)]
pub(super) struct FacetSection {
    values: Vec<FacetValue>,
    /// The largest count.
    most: u32,
    /// Years of the time that the dataset is about; of others only as many as are asked for stand
    /// there at first.
    own: Option<(i32, i32)>,
}

impl FacetSection {
    fn is_own(&self, value: &FacetValue) -> bool {
        self.own.is_none_or(|(first, last)| (first..=last).contains(&year(value)))
    }
}

/// The first and last year of the time that the dataset is about.
fn own_years(dataset: &Dataset) -> Option<(i32, i32)> {
    let (from, to) = dataset.period()?;
    Some((i32::try_from(from.ymd().0).ok()?, i32::try_from(to.plus_days(-1).ymd().0).ok()?))
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ValueLine {
    pub(super) key: Key,
    pub(super) value: String,
    pub(super) record: Option<Ix>,
    pub(super) kind: Option<Kind>,
    pub(super) label: String,
    pub(super) count: u32,
    /// The count as the reader's language writes it.
    pub(super) counted: String,
    pub(super) state: ValueChoice,
    /// The count as a share of the largest in the facet.
    pub(super) share: f32,
}

/// A row of the panel. All rows are equally high.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FacetRow {
    Head {
        key: Key,
        open: bool,
        /// Some of its values are asked for, wanted or not.
        asked: bool,
    },
    /// A box to look for values in.
    Search(Key),
    Value(ValueLine),
    /// So many values more, or none when all are shown and can be put away again.
    More(Key, usize),
    /// Nothing in the facet has what is looked for.
    Nothing,
}

/// Values that a facet shows at first.
const FEW: usize = 8;
/// Values from which on a facet can be searched.
const MANY: usize = 12;

pub(super) fn section(key: Key, recount: &Recount<'_>, dataset: &Dataset) -> FacetSection {
    let mut values = recount.facet(key);
    if key == Key::Year {
        values.sort_by_key(year);
    } else if Corpus::words(key).is_empty() {
        // what no record has comes last
        values.sort_by_key(|value| value.count == 0 && value.state == ValueChoice::Open);
    }
    let most = values.iter().map(|value| value.count).max().unwrap_or(0).max(1);
    let own = (key == Key::Year).then(|| own_years(dataset)).flatten();
    let mut section = FacetSection { values: Vec::new(), most, own };
    if key == Key::Year {
        // the dataset's own years first, in their order
        values.sort_by_key(|value| !section.is_own(value));
    }
    section.values = values;
    section
}

fn line(key: Key, value: FacetValue, most: u32, ctx: &ViewCtx<'_>) -> ValueLine {
    let said = value.value(ctx.dataset);
    ValueLine {
        key,
        label: label(key, &said, value.record(), ctx),
        kind: Kind::from_slug(&said).filter(|_| key == Key::Kind),
        record: value.record(),
        share: value.count as f32 / most as f32,
        count: value.count,
        counted: ctx.words.number(f64::from(value.count)),
        state: value.state,
        value: said.into_owned(),
    }
}

fn label(key: Key, value: &str, record: Option<Ix>, ctx: &ViewCtx<'_>) -> String {
    if let Some(record) = record.and_then(|ix| ctx.record(ix)) {
        return ctx.name(record).to_owned();
    }
    match (key, Kind::from_slug(value)) {
        (Key::Kind, Some(kind)) => ctx.words.kinds(kind).to_owned(),
        (Key::Year, _) => value.to_owned(),
        _ => ctx.words.t(&format!("facet-{}-{value}", key.name())).to_owned(),
    }
}

/// The rows of one facet: its head, and when it is counted the values that fit in.
pub(super) fn rows(
    key: Key,
    section: Option<&FacetSection>,
    whole: bool,
    wanted: &str,
    ctx: &ViewCtx<'_>,
) -> Vec<FacetRow> {
    let asked = ctx.query.terms.iter().any(|term| asks(term, key));
    let mut rows = vec![FacetRow::Head { key, open: section.is_some(), asked }];
    let Some(section) = section else { return rows };
    let all = section.values.len();
    let line = |value: &FacetValue| line(key, *value, section.most, ctx);
    let long = all > MANY && key != Key::Year;
    if long {
        rows.push(FacetRow::Search(key));
    }
    let wanted = fold::bare(wanted.trim());
    if long && !wanted.is_empty() {
        let fits = |line: &ValueLine| names(line, ctx).any(|name| fold::bare(name).contains(&wanted));
        rows.extend(section.values.iter().map(line).filter(fits).map(FacetRow::Value));
        if matches!(rows.last(), Some(FacetRow::Search(_))) {
            rows.push(FacetRow::Nothing);
        }
        return rows;
    }
    let shown = if whole { section.values.clone() } else { shown_at_first(section, key) };
    rows.extend(shown.iter().map(|value| FacetRow::Value(line(value))));
    let more = all - shown.len();
    if more > 0 || whole && all > shown_at_first(section, key).len() {
        rows.push(FacetRow::More(key, more));
    }
    rows
}

/// Short facets whole; of long ones what is chosen and the values with most records, years in
/// their order.
fn shown_at_first(section: &FacetSection, key: Key) -> Vec<FacetValue> {
    let all_own = key != Key::Year || section.values.iter().all(|value| section.is_own(value));
    if (section.values.len() <= FEW && all_own) || !Corpus::words(key).is_empty() {
        return section.values.clone();
    }
    let asked = |value: &&FacetValue| value.state != ValueChoice::Open;
    let mut shown: Vec<FacetValue> = section.values.iter().filter(asked).copied().collect();
    let open = section.values.iter().filter(|value| value.state == ValueChoice::Open && value.count > 0);
    let mut rest: Vec<FacetValue> = open.copied().filter(|value| key != Key::Year || section.is_own(value)).collect();
    rest.sort_by_key(|value| std::cmp::Reverse(value.count));
    shown.extend(rest.into_iter().take(FEW.saturating_sub(shown.len())));
    if key == Key::Year {
        shown.sort_by_key(year);
    }
    shown
}

fn year(value: &FacetValue) -> i32 {
    if let FacetSubject::Year(year) = value.named { year } else { 0 }
}

/// The label, and the record's names in the other languages.
fn names<'a>(line: &'a ValueLine, ctx: &ViewCtx<'a>) -> impl Iterator<Item = &'a str> {
    let record = line.record.and_then(|ix| ctx.record(ix));
    let other = record.into_iter().flat_map(|record| Lang::ALL.map(|lang| record.name.only(lang)));
    std::iter::once(line.label.as_str()).chain(other)
}

fn asks(term: &Term, key: Key) -> bool {
    matches!(&term.clause, Clause::Is(other, _) if *other == key)
}

impl ValueLine {
    /// The term that asks for the value.
    pub(super) fn term(&self) -> Term {
        Term::is(self.key, &self.value)
    }
}
