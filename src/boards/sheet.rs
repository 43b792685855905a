//! What a table of records of one kind is made of.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::table::model::ROW;
use crate::context::{Board, ViewCtx};
use crate::ui::marks::{self, Mark};
use km0_core::dataset::Ix;
use km0_core::model::{Kind, Record};
use km0_core::pages::StateTone;
use km0_core::words::collate;

/// How the text of a column looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnStyle {
    /// What the row is about.
    Name,
    Plain,
    /// How it stands, in the colour of that.
    State,
    /// Numbers, at the right.
    Number,
}

/// The width of a column that is copied with the others and never shown: there is never room for it.
pub(super) const NOT_SHOWN: f32 = f32::INFINITY;

/// What of a row is more than text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dress {
    /// The mark before its name.
    pub(super) sign: Option<(Mark, marks::MarkFill)>,
    /// The colour of how it stands.
    pub(super) tone: Option<StateTone>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct BoardColumn {
    /// The name in settings.
    pub(super) slug: &'static str,
    /// The message with its title.
    pub(super) title: &'static str,
    /// Points that it takes at least.
    pub(super) least: f32,
    /// Its part of the room that is left.
    pub(super) share: f32,
    /// The highest ones go first where there is no room for all.
    pub(super) rank: u8,
    pub(super) look: ColumnStyle,
}

/// What rows can be put together by.
#[derive(Clone, Copy, Debug)]
pub(super) struct BoardGrouping {
    pub(super) slug: &'static str,
    pub(super) title: &'static str,
}

/// A group that a row is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BoardGroup<'a> {
    /// Where groups have an order of their own; those of one rank stand by name.
    pub(super) rank: u32,
    /// Tells it from all others.
    pub(super) id: Cow<'a, str>,
    pub(super) title: Cow<'a, str>,
}

/// The rank of the group of what belongs to none.
pub(super) const LAST: u32 = u32::MAX;

/// What a column sorts by.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum SortKey {
    /// By name, then by number.
    By(Vec<u8>, f64),
    /// Stands last, whichever way the others are sorted.
    Nothing,
}

impl SortKey {
    pub(super) fn name(text: &str) -> Self {
        let mut bytes = Vec::new();
        collate::push(text, &mut bytes);
        if bytes.is_empty() { Self::Nothing } else { Self::By(bytes, 0.0) }
    }

    pub(super) fn number(number: Option<f64>) -> Self {
        number.filter(|number| number.is_finite()).map_or(Self::Nothing, |number| Self::By(Vec::new(), number))
    }

    /// Numbers of one unit together.
    pub(super) fn amount(unit: &str, number: Option<f64>) -> Self {
        let mut bytes = Vec::new();
        collate::push(unit, &mut bytes);
        number.filter(|number| number.is_finite()).map_or(Self::Nothing, |number| Self::By(bytes, number))
    }

    /// When a record may have begun; an open beginning is before all others.
    pub(super) fn date(ctx: &ViewCtx<'_>, ix: Ix) -> Self {
        let from = ctx.dataset.bounds(ix).map(|bounds| bounds.possible().from.map_or(f64::MIN, |from| from.0 as f64));
        Self::number(from)
    }

    pub(super) fn is_nothing(&self) -> bool {
        *self == Self::Nothing
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::By(a, x), Self::By(b, y)) => a.cmp(b).then(x.total_cmp(y)),
            _ => self.is_nothing().cmp(&other.is_nothing()),
        }
    }
}

/// A table of the records of one kind.
pub(super) trait BoardSheet: Default {
    const BOARD: Board;
    const KIND: Kind;
    const COLUMNS: &'static [BoardColumn];
    /// The first one is none.
    const GROUPINGS: &'static [BoardGrouping];
    /// The column and the grouping at first, and whether the column runs downwards.
    const AT_FIRST: (usize, bool, usize);
    /// The column with the date of a record.
    const DATE: usize;
    /// The message that says how many match.
    const COUNT: &'static str;

    /// Points that a row is high.
    const ROW: f32 = ROW;

    /// The column that the titles of groups say already; it is not shown then.
    fn said_by_groups(_grouping: usize) -> Option<usize> {
        None
    }

    /// What stands in small below the name of a row.
    fn below(&self, _ctx: &ViewCtx<'_>, _ix: Ix, _record: &Record, _grouping: usize) -> String {
        String::new()
    }

    fn dress(&self, _ctx: &ViewCtx<'_>, _ix: Ix, _record: &Record) -> Dress {
        Dress::default()
    }

    /// Works out what depends on the dataset alone. Called once a frame.
    fn prepare(&mut self, _ctx: &ViewCtx<'_>) {}

    /// What else cells depend on.
    fn moment(&self, _ctx: &ViewCtx<'_>) -> i64 {
        0
    }

    /// The text of a cell, whole. `column` is a place in [`Self::COLUMNS`].
    fn cell<'a>(&self, ctx: &ViewCtx<'a>, ix: Ix, record: &'a Record, column: usize) -> Cow<'a, str>;

    /// As [`Self::cell`], for programs that sort it: a date as EDTF.
    fn plain<'a>(&self, ctx: &ViewCtx<'a>, ix: Ix, record: &'a Record, column: usize) -> Cow<'a, str> {
        let date = record.date.as_ref().filter(|_| column == Self::DATE);
        date.map_or_else(|| self.cell(ctx, ix, record, column), |date| Cow::Borrowed(date.as_str()))
    }

    fn key(&self, ctx: &ViewCtx<'_>, ix: Ix, record: &Record, column: usize) -> SortKey;

    /// The groups that a row is in; none where it is in none. `grouping` is a place in
    /// [`Self::GROUPINGS`], never that of the first.
    fn groups<'a>(&self, ctx: &ViewCtx<'a>, ix: Ix, record: &'a Record, grouping: usize) -> Vec<BoardGroup<'a>>;

    /// The message with the title of the group of rows that are in none.
    fn none(&self, grouping: usize) -> &'static str;
}

/// The group that a record stands for.
pub(super) fn group_of<'a>(ctx: &ViewCtx<'a>, record: &'a Record) -> BoardGroup<'a> {
    BoardGroup { rank: 0, id: Cow::Borrowed(&record.id), title: Cow::Borrowed(ctx.name(record)) }
}
