//! The foot of a sheet: where what is on it comes from.

use std::collections::BTreeMap;

use egui::text::{LayoutJob, TextWrapping};
use egui::{FontId, Rect, Ui, pos2};

use crate::context::ViewCtx;
use km0_core::dataset::boundaries::boundaries;
use km0_core::export;
use km0_core::model::{Field, Id, Record};

/// Sources that are named; all are counted.
const NAMED: usize = 4;
/// That a line may take at most.
const ROWS: usize = 3;

/// Dataset, sources, and for a map its boundaries with their point of view and whom to thank.
pub(super) fn lines(ctx: &ViewCtx<'_>, map: bool) -> Vec<String> {
    let release = export::release(&ctx.dataset.about, ctx.words);
    let mut lines: Vec<String> = sources(ctx).into_iter().collect();
    lines.push(format!("{release}. Km0 {}.", env!("CARGO_PKG_VERSION")));
    if map {
        let said = crate::map::boundaries_said(ctx);
        lines.push(format!("{said} {} {}", ctx.words.t("about-view"), boundaries().attribution));
    }
    lines
}

/// The sources of what is shown, those first that most of it rests on. What nobody published is none.
fn sources(ctx: &ViewCtx<'_>) -> Option<String> {
    let mut counts: BTreeMap<&Id, usize> = BTreeMap::new();
    for record in ctx.answer.rows.iter().filter_map(|ix| ctx.record(*ix)) {
        let mut cited: Vec<&Id> = record.all_cites().into_iter().map(|cite| &cite.source).collect();
        cited.sort_unstable();
        cited.dedup();
        for source in cited {
            *counts.entry(source).or_default() += 1;
        }
    }
    let nowhere = |source: &Record| {
        [Field::Publisher, Field::Address].iter().all(|field| source.get(*field).is_none())
            && source.get(Field::Limits).is_some()
    };
    let published = |id: &Id| !ctx.dataset.by_id(id).is_some_and(nowhere);
    let mut counted: Vec<(&Id, usize)> = counts.into_iter().filter(|(id, _)| published(id)).collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let name = |id: &Id| ctx.dataset.by_id(id).map_or_else(|| id.to_string(), |record| ctx.name(record).to_owned());
    let names: Vec<String> = counted.iter().take(NAMED).map(|(id, _)| name(id)).collect();
    let key = if counted.len() > NAMED { "print-sources-more" } else { "print-sources" };
    let values = [("names", names.join("; ").into()), ("n", counted.len().into())];
    (!names.is_empty()).then(|| ctx.words.with(key, &values))
}

/// Paints the lines at the foot of `inner`; gives their top.
pub(super) fn paint(ui: &Ui, ctx: &ViewCtx<'_>, lines: &[String], inner: Rect) -> f32 {
    let width = inner.width();
    let galleys = lines.iter().map(|line| {
        let mut job = LayoutJob::simple(line.clone(), FontId::proportional(9.5), ctx.palette.weak, width);
        job.wrap = TextWrapping { max_rows: ROWS, ..TextWrapping::wrap_at_width(width) };
        ui.painter().layout_job(job)
    });
    let galleys: Vec<_> = galleys.collect();
    let top = inner.bottom() - galleys.iter().map(|galley| galley.size().y).sum::<f32>();
    let mut y = top;
    for galley in galleys {
        let height = galley.size().y;
        ui.painter().galley(pos2(inner.left(), y), galley, ctx.palette.weak);
        y += height;
    }
    top
}
