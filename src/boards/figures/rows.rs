//! The columns of the table of figures.

use std::borrow::Cow;

use super::super::sheet::{BoardColumn, BoardGroup, BoardGrouping, BoardSheet, ColumnStyle, SortKey, group_of};
use super::super::who;
use super::series::{Bound, Measure};
use crate::context::{Board, ViewCtx};
use km0_core::dataset::Ix;
use km0_core::model::{Field, Kind, Record};
use km0_core::words::Words;

#[derive(Debug, Default)]
pub(super) struct FigureRows;

const WHAT: usize = 0;
const VALUE: usize = 1;
const UNIT: usize = 2;
const PERIOD: usize = 3;
const PLACE: usize = 4;
const MEASURE: usize = 5;

const BY_PLACE: usize = 1;
const BY_MEASURE: usize = 2;
const BY_YEAR: usize = 3;

const fn column(
    slug: &'static str,
    title: &'static str,
    sizes: (f32, f32),
    rank: u8,
    look: ColumnStyle,
) -> BoardColumn {
    BoardColumn { slug, title, least: sizes.0, share: sizes.1, rank, look }
}

/// The value as the source bounds it: `~1.57`, `>81`, `1,100–1,350`.
pub(super) fn value(words: &Words, record: &Record) -> Option<String> {
    let number = record.number(Field::Value)?;
    let to = record.number(Field::ValueTo).map(|to| format!("–{}", words.number(to))).unwrap_or_default();
    Some(format!("{}{}{to}", Bound::of(record).sign(), words.number(number)))
}

impl BoardSheet for FigureRows {
    const BOARD: Board = Board::Figures;
    const KIND: Kind = Kind::Figure;
    const DATE: usize = PERIOD;
    const COUNT: &'static str = "figures-count";
    const COLUMNS: &'static [BoardColumn] = &[
        column("what", "figures-what", (226.0, 3.0), 0, ColumnStyle::Name),
        column("value", "figures-value", (104.0, 0.0), 0, ColumnStyle::Number),
        column("unit", "figures-unit", (92.0, 0.4), 1, ColumnStyle::Plain),
        column("period", "figures-period", (112.0, 0.6), 2, ColumnStyle::Plain),
        column("place", "figures-place", (96.0, 0.8), 3, ColumnStyle::Plain),
        column("measure", "figures-measure", (140.0, 2.4), 5, ColumnStyle::Plain),
        column("source", "figures-source", (110.0, 1.2), 4, ColumnStyle::Plain),
    ];
    const AT_FIRST: (usize, bool, usize) = (PERIOD, true, 0);
    const GROUPINGS: &'static [BoardGrouping] = &[
        BoardGrouping { slug: "none", title: "group-none" },
        BoardGrouping { slug: "place", title: "figures-place" },
        BoardGrouping { slug: "measure", title: "figures-measure" },
        BoardGrouping { slug: "year", title: "key-year" },
    ];

    fn cell<'a>(&self, ctx: &ViewCtx<'a>, _ix: Ix, record: &'a Record, column: usize) -> Cow<'a, str> {
        match column {
            WHAT => Cow::Borrowed(ctx.name(record)),
            VALUE => Cow::Owned(value(ctx.words, record).unwrap_or_default()),
            UNIT => Cow::Borrowed(record.word(Field::Unit).map_or("", |unit| ctx.words.unit(unit))),
            PERIOD => Cow::Owned(record.date.as_ref().map(|date| ctx.words.date_short(date)).unwrap_or_default()),
            PLACE => Cow::Borrowed(place(ctx, record).map_or("", |place| ctx.name(place))),
            MEASURE => Cow::Borrowed(record.text(Field::Measure).map_or("", |text| text.get(ctx.words.lang()))),
            _ => Cow::Owned(who::sources(ctx, &record.cite)),
        }
    }

    fn key(&self, ctx: &ViewCtx<'_>, ix: Ix, record: &Record, column: usize) -> SortKey {
        match column {
            VALUE => {
                SortKey::amount(ctx.words.unit(record.word(Field::Unit).unwrap_or("")), record.number(Field::Value))
            }
            PERIOD => SortKey::date(ctx, ix),
            _ => SortKey::name(&self.cell(ctx, ix, record, column)),
        }
    }

    fn groups<'a>(&self, ctx: &ViewCtx<'a>, ix: Ix, record: &'a Record, grouping: usize) -> Vec<BoardGroup<'a>> {
        match grouping {
            BY_PLACE => place(ctx, record).map(|place| group_of(ctx, place)).into_iter().collect(),
            BY_MEASURE => measure(ctx, record).into_iter().collect(),
            BY_YEAR => years(ctx, ix),
            _ => Vec::new(),
        }
    }

    fn none(&self, grouping: usize) -> &'static str {
        match grouping {
            BY_PLACE => "group-no-place",
            BY_MEASURE => "group-no-measure",
            _ => "group-no-date",
        }
    }
}

fn place<'a>(ctx: &ViewCtx<'a>, record: &Record) -> Option<&'a Record> {
    ctx.dataset.by_id(record.link(Field::Place)?)
}

/// What a chart could be made of: "Goods declared at Lạng Sơn customs · Lạng Sơn · million USD".
fn measure<'a>(ctx: &ViewCtx<'a>, record: &'a Record) -> Option<BoardGroup<'a>> {
    let measure = Measure::of(record)?;
    let what = record.text(Field::Measure)?.get(ctx.words.lang());
    let place = ctx.dataset.by_id(&measure.place).map_or(&*measure.place, |place| ctx.name(place));
    let title = format!("{what} · {place} · {}", ctx.words.unit(&measure.unit));
    Some(BoardGroup { rank: 0, id: format!("{measure:?}").into(), title: title.into() })
}

/// The year that the period ends in, the latest first: a figure of eleven months of 2024 is one of
/// 2024, and one of 2021 to 2025 is told at its end.
fn years<'a>(ctx: &ViewCtx<'a>, ix: Ix) -> Vec<BoardGroup<'a>> {
    let Some(span) = ctx.dataset.bounds(ix).map(|bounds| bounds.possible()) else { return Vec::new() };
    let last = span.to.map(|to| to.plus_days(-1)).or(span.from);
    let Some(year) = last.map(|moment| moment.ymd().0) else { return Vec::new() };
    let rank = u32::try_from(10_000_i64.saturating_sub(year).max(0)).unwrap_or(u32::MAX - 1);
    vec![BoardGroup { rank, id: year.to_string().into(), title: year.to_string().into() }]
}
