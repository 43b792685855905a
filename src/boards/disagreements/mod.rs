//! Where sources disagree: what it is about, who says which, what was decided and why.

mod copy;
mod layout;
mod model;
mod paint;

use egui::{Event, EventFilter, Key as Press, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::bar::{self, Choice};
use super::{BoardArrangement, empty};
use crate::context::{Cached, Command, ViewCtx};
use crate::ui::table::walking::{WALKING, target};
use crate::ui::widgets;
use km0_core::dataset::Ix;
use km0_core::model::Kind;

use layout::Heights;
use model::{Case, CaseOrder};

/// The board. Keeps the cases until the answer or the language changes, and how high each was when
/// it was painted last.
#[derive(Debug, Default)]
pub(super) struct Disagreements {
    cases: Cached<CasesKey, Vec<Case>>,
    heights: Heights,
    /// The selection that was scrolled to last.
    followed: Option<Ix>,
    /// The case that the person comes to by keyboard is not in view yet.
    wanted: Option<usize>,
}

/// What the cases depend on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct CasesKey {
    revision: u64,
    order: CaseOrder,
}

impl Disagreements {
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, arrangement: &mut BoardArrangement) {
        let order = CaseOrder::of(arrangement);
        let key = CasesKey { revision: ctx.revision, order };
        if self.cases.refresh(key, || model::cases(ctx, order)) {
            self.heights.reset(self.cases.value().map_or(0, Vec::len));
            self.followed = None;
        }
        let Some((key, cases)) = self.cases.take() else { return };
        let count = ctx.words.with("disagreements-count", &[("count", cases.len().into())]);
        let (id, label) = ("disagreements-order", "disagreements-order");
        let choice = Choice { id, label, all: &CaseOrder::ALL, chosen: order };
        if let Some(other) = bar::ui(ui, ctx, &count, &choice, |order| ctx.words.t(order.title()).to_owned()) {
            other.slug().clone_into(&mut arrangement.by);
        }
        if cases.is_empty() {
            empty::ui(ui, ctx, Kind::Discrepancy);
        } else {
            self.list(ui, ctx, &cases);
        }
        self.cases.keep(key, cases);
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
        ctx.send(Command::Select(record.item()));
    }
    if at.is_some() && ui.input(|input| input.key_pressed(Press::Enter)) {
        ctx.send(Command::ShowDetails);
    }
    if ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy))) {
        let chosen: Vec<&Case> = cases.iter().filter(|case| ctx.focus.is_selected(case.ix)).collect();
        if !chosen.is_empty() {
            ctx.send(Command::CopyText(copy::text(ctx, &chosen)));
        }
    }
}
