//! What leads to a record behaves alike in every panel.

use egui::{Response, RichText, ScrollArea, Ui};

use super::{Item, ViewCtx};
use crate::ui::widgets;
use km0_core::dataset::Ix;
use km0_core::model::Record;

/// A name that leads to its record.
pub fn link(ui: &mut Ui, ctx: &ViewCtx<'_>, item: &Item, text: RichText) {
    let text = text.color(ctx.palette.accent);
    let text = if ctx.is_hovered(item.record()) { text.underline() } else { text };
    let response = widgets::link(ui, text);
    follow(ui, ctx, item, &response);
}

/// What all links do: hover shows the thing in the other panels, click goes to it.
pub fn follow(ui: &Ui, ctx: &ViewCtx<'_>, item: &Item, response: &Response) {
    if let Some(ix) = ctx.dataset.ix(item.record()) {
        ctx.standing(ix).tell(ctx, response);
    }
    if response.hovered() {
        ctx.hover.set(item.clone());
    }
    if response.clicked() {
        ctx.click(item.clone(), ui.input(|input| input.modifiers.command));
    }
}

/// A list of records to choose from, at most so many points high; gives the chosen one. `line` paints each.
pub fn choose<'a>(
    ui: &mut Ui,
    ctx: &ViewCtx<'a>,
    rows: &[Ix],
    high: f32,
    line: impl Fn(&mut Ui, Ix, &'a Record) -> Response,
) -> Option<Ix> {
    let mut chosen = None;
    let height = ui.spacing().interact_size.y;
    let area = ScrollArea::vertical().max_height(high).auto_shrink([false, true]);
    area.show_rows(ui, height, rows.len(), |ui, seen| {
        for ix in rows.get(seen).unwrap_or_default().iter().copied() {
            let Some(record) = ctx.record(ix) else { continue };
            let response = line(ui, ix, record);
            if response.hovered() {
                ctx.hover.set(record.item());
            }
            if response.clicked() {
                chosen = Some(ix);
            }
        }
    });
    chosen
}
