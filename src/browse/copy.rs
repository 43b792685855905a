//! Rows as text for other programs.

use super::cells;
use super::columns::ListSetup;
use crate::context::rows::COPIED;
use crate::context::{ViewCtx, tsv};
use km0_core::dataset::Ix;

/// The shown columns of these rows, separated by tabs, below their titles.
pub(super) fn table(ctx: &ViewCtx<'_>, setup: &ListSetup, rows: &[Ix]) -> String {
    let columns = || setup.columns().iter().map(|shown| shown.column);
    let mut out = tsv::line(columns().map(|column| ctx.words.t(column.title()).to_owned()));
    for ix in rows.iter().take(COPIED) {
        out.push('\n');
        out.push_str(&tsv::line(columns().map(|column| cells::plain(&ctx.reader(), *ix, column).into_owned())));
    }
    out
}
