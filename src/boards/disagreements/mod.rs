//! Where sources disagree: what it is about, who says which, what was decided and why.

mod copy;
mod layout;
mod model;
mod paint;

use egui::{Event, EventFilter, Key as Press, Rect, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::Arrangement;
use super::empty;
use crate::context::{Command, Item, Panel, ViewCtx};
use crate::ui::walking::{WALKING, target};
use crate::ui::widgets::{self, strong};
use km0_core::dataset::Ix;
use km0_core::model::Kind;

use layout::Heights;
use model::{Case, Order};

/// The board. Keeps the cases until the answer or the language changes, and how high each was when
/// it was painted last.
#[derive(Debug, Default)]
pub(super) struct Disagreements {
    cases: Option<((u64, Order), Vec<Case>)>,
    heights: Heights,
    /// The selection that was scrolled to last.
    followed: Option<Ix>,
    /// The case that the person comes to by keyboard is not in view yet.
    wanted: Option<usize>,
}

impl Disagreements {
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, arrangement: &mut Arrangement) {
        let order = Order::of(arrangement);
        let key = (ctx.revision, order);
        if self.cases.as_ref().is_none_or(|(known, _)| *known != key) {
            let cases = model::cases(ctx, order);
            self.heights.reset(cases.len());
            self.cases = Some((key, cases));
            self.followed = None;
        }
        let Some((_, cases)) = self.cases.take() else { return };
        bar(ui, ctx, cases.len(), order, arrangement);
        if cases.is_empty() {
            empty::ui(ui, ctx, Kind::Discrepancy);
        } else {
            self.list(ui, ctx, &cases);
        }
        self.cases = Some((key, cases));
    }

    fn list(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, cases: &[Case]) {
        let view = ui.available_rect_before_wrap();
        let body = ui.interact(view, ui.scope_id().with("disagreements"), Sense::click());
        widgets::name(&body, Role::Group, ctx.words.t("board-disagreements"));
        if body.clicked() {
            body.request_focus();
        }
        let selected = ctx.focus.selected().last().copied();
        let at = selected.and_then(|ix| cases.iter().position(|case| case.ix == ix));
        keys(ui, ctx, cases, &body, at);
        let mut area = ScrollArea::vertical().id_salt("cases").auto_shrink([false, false]).animated(false);
        self.heights.fit(view.width());
        if selected != self.followed {
            self.followed = selected;
            self.wanted = at;
        }
        if let Some(at) = self.wanted {
            // heights above it are known only once they were painted
            if let Some(offset) = self.heights.offset_for(at, view.height()) {
                area = area.vertical_scroll_offset(offset);
                ui.ctx().request_repaint();
            } else {
                self.wanted = None;
            }
        }
        let heights = &mut self.heights;
        let shown = area.show_viewport(ui, |ui, seen| {
            ui.set_width(view.width());
            ui.set_height(heights.total());
            let origin = ui.min_rect().min;
            for (at, top, high) in heights.within(seen.top(), seen.bottom()) {
                let Some(case) = cases.get(at) else { continue };
                let rect = Rect::from_min_size(pos2(origin.x, origin.y + top), vec2(view.width(), high));
                let room = Rect::from_min_size(rect.min, vec2(view.width(), f32::INFINITY));
                let child = UiBuilder::new().id_salt(("case", case.ix)).max_rect(room);
                let high = ui.scope_builder(child, |ui| paint::case(ui, ctx, case, rect, &body)).inner;
                if heights.set(at, high) {
                    ui.ctx().request_repaint();
                }
            }
        });
        self.heights.offset = shown.state.clamped_offset().y;
    }
}

fn keys(ui: &Ui, ctx: &ViewCtx<'_>, cases: &[Case], body: &egui::Response, at: Option<usize>) {
    if !body.has_focus() {
        return;
    }
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(body.id, filter));
    let pressed = ui.input(|input| WALKING.into_iter().find(|key| input.key_pressed(*key)));
    let to = pressed.and_then(|key| target(key, at, cases.len(), 3)).and_then(|to| cases.get(to));
    if let Some(record) = to.and_then(|case| ctx.record(case.ix)) {
        ctx.send(Command::Select(Item::Record(record.id.clone())));
    }
    if at.is_some() && ui.input(|input| input.key_pressed(Press::Enter)) {
        ctx.send(Command::Reveal(Panel::Details));
    }
    if ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy))) {
        let chosen: Vec<&Case> = cases.iter().filter(|case| ctx.focus.is_selected(case.ix)).collect();
        if !chosen.is_empty() {
            ctx.send(Command::CopyText(copy::text(ctx, &chosen)));
        }
    }
}

fn bar(ui: &mut Ui, ctx: &ViewCtx<'_>, count: usize, order: Order, arrangement: &mut Arrangement) {
    let left = |ui: &mut Ui| {
        ui.label(strong(ctx.words.with("disagreements-count", &[("count", count.into())]), 13.5));
    };
    let right = |ui: &mut Ui| {
        let combo = egui::ComboBox::from_id_salt("disagreements-order").selected_text(ctx.words.t(order.title()));
        let response = combo.show_ui(ui, |ui| {
            for choice in Order::ALL {
                if ui.selectable_label(choice == order, ctx.words.t(choice.title())).clicked() {
                    choice.slug().clone_into(&mut arrangement.by);
                }
            }
        });
        let label = ctx.words.t("disagreements-order");
        widgets::name(&response.response, Role::ComboBox, &format!("{label} {}", ctx.words.t(order.title())));
        ui.label(RichText::new(label).color(ctx.palette.weak));
    };
    egui::Sides::new().height(28.0).shrink_left().truncate().show(ui, left, right);
}
