//! While time is played: what comes into the window, and below it what came before. It stands over the
//! far corner of the map, or over the foot of a board.

use egui::{Align2, Area, Frame, Id, Label, Margin, Order, RichText, Role, Sense, Stroke, Ui, UiBuilder, vec2};

use crate::context::{ViewCtx, kind_style};
use crate::ui::marks;
use crate::ui::widgets::{self, strong};
use km0_core::dataset::{Ix, place};

use super::app_ctx::AppCtx;
use super::layout::Regions;

const WIDTH: f32 = 430.0;
/// Points below the edge of the map: the legend and the shown day stay in sight.
const HEAD: f32 = 48.0;

pub(super) fn show(ui: &Ui, ctx: &AppCtx<'_>, regions: &Regions) {
    let Some(told) = ctx.play.map(|play| play.told).filter(|_| ctx.state.telling.is_none()) else { return };
    let [Some(first), second, third] = told.rows else { return };
    let (at, pivot) = match regions.map.filter(|map| map.height() > 200.0) {
        Some(map) => (map.left_top() + vec2(10.0, HEAD), Align2::LEFT_TOP),
        None => (regions.middle.center_bottom() - vec2(0.0, 14.0), Align2::CENTER_BOTTOM),
    };
    // the buttons of the map stay free
    let width = WIDTH.min(regions.middle.width() - 96.0).max(220.0);
    let frame = Frame::popup(ui.style()).fill(ctx.palette.raised).inner_margin(Margin::symmetric(14, 9));
    let frame = frame.stroke(Stroke::new(1.0, ctx.palette.line));
    let area = Area::new(Id::unique("caption")).order(Order::Middle).fixed_pos(at).pivot(pivot);
    area.show(ui.ctx(), |ui| {
        // a screen reader says it when it changes
        ui.scope_builder(UiBuilder::new().accessibility_role(Role::Status), |ui| {
            frame.show(ui, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 2.0;
                headline(ui, ctx, first, told.others);
                // on a low map more of them would hide the gates that they are about
                let room = if regions.map.is_some_and(|map| map.height() < 520.0) { 0 } else { 2 };
                for ix in [second, third].into_iter().flatten().take(room) {
                    earlier(ui, ctx, ix);
                }
            });
        });
    });
}

/// Date and place, then the title as a whole; a click selects it.
fn headline(ui: &mut Ui, ctx: &ViewCtx<'_>, ix: Ix, others: usize) {
    let Some(record) = ctx.record(ix) else { return };
    ui.horizontal(|ui| {
        mark(ui, ctx, ix);
        let date = record.date.as_ref().map(|date| ctx.words.date(date)).unwrap_or_default();
        ui.label(strong(date, 12.5));
        let place = place::shown(ctx.dataset, record).map(|place| ctx.name(place)).unwrap_or_default();
        let kind = ctx.words.kind(record.kind);
        let more = if others > 0 { ctx.words.with("play-others", &[("count", others.into())]) } else { String::new() };
        let said = [kind, place, &more].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
        ui.add(Label::new(RichText::new(said).size(12.5).color(ctx.palette.weak)).truncate());
    });
    title(ui, ctx, ix, Label::new(strong(ctx.name(record), 15.0).color(ctx.palette.ink)).wrap(), ctx.name(record));
}

fn earlier(ui: &mut Ui, ctx: &ViewCtx<'_>, ix: Ix) {
    let Some(record) = ctx.record(ix) else { return };
    ui.horizontal(|ui| {
        mark(ui, ctx, ix);
        let date = record.date.as_ref().map(|date| ctx.words.date(date)).unwrap_or_default();
        let text = format!("{date} · {}", ctx.name(record));
        let label = Label::new(RichText::new(&text).size(12.0).color(ctx.palette.weak)).truncate();
        title(ui, ctx, ix, label, &text);
    });
}

fn title(ui: &mut Ui, ctx: &ViewCtx<'_>, ix: Ix, label: Label, said: &str) {
    let Some(record) = ctx.record(ix) else { return };
    let response = ui.add(label.sense(Sense::click()));
    widgets::name(&response, Role::Link, said);
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        ctx.click(record.item(), ui.input(|input| input.modifiers.command));
    }
}

fn mark(ui: &mut Ui, ctx: &ViewCtx<'_>, ix: Ix) {
    let Some(record) = ctx.record(ix) else { return };
    let (rect, _) = ui.allocate_exact_size(vec2(12.0, 14.0), Sense::hover());
    let look = kind_style::fill(record, kind_style::color(record.kind, ctx.palette));
    marks::paint(ui.painter(), kind_style::mark(record.kind), rect.center(), 5.0, look);
}
