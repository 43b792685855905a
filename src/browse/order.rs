//! In which order records stand in the table.

use std::cmp::Ordering;

use crate::context::ViewCtx;
use crate::dataset::Ix;
use crate::model::{Moment, Record};
use crate::query::fold;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Column {
    Kind,
    #[default]
    Date,
    Name,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Order {
    pub column: Column,
    pub descending: bool,
}

impl Order {
    /// A click on a column's head: sorts by it, or turns the order round.
    #[must_use]
    pub fn clicked(self, column: Column) -> Self {
        Self { column, descending: self.column == column && !self.descending }
    }
}

/// The matching rows in order. Equal ones stay in the dataset's order, records without a date
/// come last whichever way dates are sorted.
#[must_use]
pub(super) fn sorted(ctx: &ViewCtx<'_>, order: Order) -> Vec<Ix> {
    let mut rows = ctx.answer.rows.clone();
    let turn = |ordering: Ordering| if order.descending { ordering.reverse() } else { ordering };
    match order.column {
        Column::Kind => rows.sort_by(|a, b| turn(ctx.record(*a).map(kind).cmp(&ctx.record(*b).map(kind)))),
        Column::Date => rows.sort_by(|a, b| {
            let (a, b) = (begin(ctx, *a), begin(ctx, *b));
            a.is_none().cmp(&b.is_none()).then_with(|| turn(a.cmp(&b)))
        }),
        Column::Name => {
            let mut named: Vec<(String, Ix)> = rows
                .into_iter()
                .map(|ix| (ctx.record(ix).map(|record| fold::bare(ctx.name(record))).unwrap_or_default(), ix))
                .collect();
            named.sort_by(|a, b| turn(a.0.cmp(&b.0)));
            rows = named.into_iter().map(|(_, ix)| ix).collect();
        }
    }
    rows
}

fn kind(record: &Record) -> crate::model::Kind {
    record.kind
}

/// When the record's time may begin. An open beginning is before all others.
fn begin(ctx: &ViewCtx<'_>, ix: Ix) -> Option<Moment> {
    let bounds = ctx.dataset.bounds(ix)?;
    Some(bounds.possible().from.unwrap_or(Moment(i64::MIN)))
}
