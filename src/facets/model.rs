//! What there is to show: lines of text and numbers, no pixels.

use crate::context::ViewCtx;
use crate::dataset::Ix;
use crate::model::{Kind, Lang};
use crate::query::{Choice, Corpus, FacetValue, Key, Recount, Term, What, fold};

/// A facet whose values are counted.
#[derive(Clone, Debug)]
pub(super) struct Section {
    values: Vec<Line>,
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) key: Key,
    pub(super) value: String,
    pub(super) record: Option<Ix>,
    pub(super) kind: Option<Kind>,
    pub(super) label: String,
    pub(super) count: u32,
    /// The count as the reader's language writes it.
    pub(super) counted: String,
    pub(super) state: Choice,
    /// The count as a share of the largest in the facet.
    pub(super) share: f32,
}

/// A row of the panel. All rows are equally high.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Row {
    /// How many values are asked for, wanted or not.
    Head {
        key: Key,
        open: bool,
        asked: usize,
    },
    /// A box to look for values in.
    Search(Key),
    Value(Line),
    /// So many values more, or none when all are shown and can be put away again.
    More(Key, usize),
    /// Nothing in the facet has what is looked for.
    Nothing,
}

/// Values that a facet shows at first.
const FEW: usize = 8;
/// Values from which on a facet that shows all can be searched.
const MANY: usize = 12;

pub(super) fn section(key: Key, ctx: &ViewCtx<'_>, recount: &Recount<'_>) -> Section {
    let values = recount.facet(key);
    let most = values.iter().map(|value| value.count).max().unwrap_or(0).max(1);
    Section { values: values.into_iter().map(|value| line(key, value, most, ctx)).collect() }
}

fn line(key: Key, value: FacetValue, most: u32, ctx: &ViewCtx<'_>) -> Line {
    Line {
        key,
        label: label(key, &value, ctx),
        kind: Kind::from_slug(&value.value).filter(|_| key == Key::Kind),
        record: value.record,
        share: value.count as f32 / most as f32,
        count: value.count,
        counted: ctx.words.number(f64::from(value.count)),
        state: value.state,
        value: value.value,
    }
}

fn label(key: Key, value: &FacetValue, ctx: &ViewCtx<'_>) -> String {
    if let Some(record) = value.record.and_then(|ix| ctx.record(ix)) {
        return ctx.name(record).to_owned();
    }
    match (key, Kind::from_slug(&value.value)) {
        (Key::Kind, Some(kind)) => ctx.words.kinds(kind).to_owned(),
        (Key::Year, _) => value.value.clone(),
        _ => ctx.words.t(&format!("facet-{}-{}", key.name(), value.value)).to_owned(),
    }
}

/// The rows of one facet: its head, and when it is counted the values that fit in.
pub(super) fn rows(key: Key, section: Option<&Section>, whole: bool, wanted: &str, ctx: &ViewCtx<'_>) -> Vec<Row> {
    let asked = ctx.query.terms.iter().filter(|term| asks(term, key)).count();
    let mut rows = vec![Row::Head { key, open: section.is_some(), asked }];
    let Some(section) = section else { return rows };
    let all = section.values.len();
    if whole && all > MANY {
        rows.push(Row::Search(key));
    }
    if whole {
        let wanted = fold::bare(wanted.trim());
        let fits = |line: &&Line| wanted.is_empty() || names(line, ctx).any(|name| fold::bare(name).contains(&wanted));
        rows.extend(section.values.iter().filter(fits).cloned().map(Row::Value));
        if matches!(rows.last(), Some(Row::Search(_))) {
            rows.push(Row::Nothing);
        }
        if all > FEW {
            rows.push(Row::More(key, 0));
        }
        return rows;
    }
    let shown = shown_at_first(section, key);
    rows.extend(shown.iter().copied().cloned().map(Row::Value));
    let more = all - shown.len();
    if more > 0 {
        rows.push(Row::More(key, more));
    }
    rows
}

/// Short facets whole; of long ones what is chosen and the values with most records, years the
/// latest first.
fn shown_at_first(section: &Section, key: Key) -> Vec<&Line> {
    if section.values.len() <= FEW || !Corpus::words(key).is_empty() {
        return section.values.iter().collect();
    }
    let asked = |line: &&Line| line.state != Choice::Open;
    let mut shown: Vec<&Line> = section.values.iter().filter(asked).collect();
    let mut rest: Vec<&Line> =
        section.values.iter().filter(|line| line.state == Choice::Open && line.count > 0).collect();
    rest.sort_by_key(|line| std::cmp::Reverse(line.count));
    shown.extend(rest.into_iter().take(FEW.saturating_sub(shown.len())));
    if key == Key::Year {
        shown.sort_by_key(|line| std::cmp::Reverse(line.value.parse::<i32>().unwrap_or(0)));
    }
    shown
}

/// The label, and the record's names in the other languages.
fn names<'a>(line: &'a Line, ctx: &ViewCtx<'a>) -> impl Iterator<Item = &'a str> {
    let record = line.record.and_then(|ix| ctx.record(ix));
    let other = record.into_iter().flat_map(|record| Lang::ALL.map(|lang| record.name.only(lang)));
    std::iter::once(line.label.as_str()).chain(other)
}

fn asks(term: &Term, key: Key) -> bool {
    matches!(&term.what, What::Is(other, _) if *other == key)
}

impl Line {
    /// The term that asks for the value.
    pub(super) fn term(&self) -> Term {
        Term::is(self.key, &self.value)
    }
}
