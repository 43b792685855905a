//! Above the rows: how many match, what they are put together by, and the columns' heads.

use egui::{ComboBox, Rect, Response, RichText, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::sheet::{Column, Look, Sheet};
use super::Act;
use super::layout::Fitted;
use super::model::Order;
use super::paint::PAD;
use crate::context::ViewCtx;
use crate::ui::widgets::{self, strong};
use crate::ui::{fonts, text};

pub(super) const HEIGHT: f32 = 26.0;
const BAR: f32 = 28.0;
const ARROW: f32 = 12.0;
const SMALL: f32 = 11.5;

/// How many records match, and the choice of groups.
pub(super) fn bar<S: Sheet>(ui: &mut Ui, ctx: &ViewCtx<'_>, rows: usize, grouping: usize, acts: &mut Vec<Act>) {
    let left = |ui: &mut Ui| {
        ui.label(strong(ctx.words.with(S::COUNT, &[("count", rows.into())]), 13.5));
    };
    let right = |ui: &mut Ui| {
        if S::GROUPINGS.len() > 1 {
            group_choice::<S>(ui, ctx, grouping, acts);
        }
    };
    egui::Sides::new().height(BAR).shrink_left().truncate().show(ui, left, right);
}

fn group_choice<S: Sheet>(ui: &mut Ui, ctx: &ViewCtx<'_>, grouping: usize, acts: &mut Vec<Act>) {
    let title = |at: usize| ctx.words.t(S::GROUPINGS.get(at).map_or("", |grouping| grouping.title));
    let combo = ComboBox::from_id_salt(("group", S::BOARD)).selected_text(title(grouping));
    let response = combo.height(400.0).show_ui(ui, |ui| {
        for at in 0..S::GROUPINGS.len() {
            if ui.selectable_label(at == grouping, title(at)).clicked() && at != grouping {
                acts.push(Act::GroupBy(at));
            }
        }
    });
    let label = ctx.words.t("board-group");
    widgets::name(&response.response, Role::ComboBox, &format!("{label} {}", title(grouping)));
    ui.label(RichText::new(label).color(ctx.palette.weak));
}

pub(super) struct Heads<'a> {
    pub(super) ctx: &'a ViewCtx<'a>,
    pub(super) all: &'static [Column],
    pub(super) shown: &'a [Fitted],
    pub(super) order: Order,
}

impl Heads<'_> {
    pub(super) fn ui(&self, ui: &mut Ui, rect: Rect, acts: &mut Vec<Act>) {
        ui.scope_builder(UiBuilder::new().id_salt("heads").max_rect(rect), |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_role(Role::Row));
            let line = Stroke::new(1.0, self.ctx.palette.line);
            ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
            for (at, fitted) in self.shown.iter().enumerate() {
                let left = pos2(rect.left() + fitted.left, rect.top());
                let cell = Rect::from_min_max(left, pos2(rect.left() + fitted.right, rect.bottom()));
                self.column(ui, at, fitted.column, cell, acts);
            }
        });
    }

    fn column(&self, ui: &Ui, at: usize, column: usize, rect: Rect, acts: &mut Vec<Act>) {
        let ctx = self.ctx;
        let Some(spec) = self.all.get(column) else { return };
        let response = ui.interact(rect, ui.scope_id().with(("head", column)), Sense::click());
        let title = ctx.words.t(spec.title);
        let sorted = (self.order.column == column).then_some(self.order.descending);
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, title));
        let hint = ctx.words.with("list-sort", &[("column", title.into())]);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            use egui::accesskit::SortDirection::{Ascending, Descending};
            node.set_column_index(at);
            node.set_description(hint.clone());
            if let Some(descending) = sorted {
                node.set_sort_direction(if descending { Descending } else { Ascending });
            }
        });
        self.paint(ui, &response, (title, spec.look), sorted, rect);
        if response.clicked() {
            acts.push(Act::Sort(column));
        }
        response.on_hover_text(hint);
    }

    fn paint(&self, ui: &Ui, response: &Response, (title, look): (&str, Look), sorted: Option<bool>, rect: Rect) {
        let palette = self.ctx.palette;
        let painter = ui.painter();
        if response.hovered() {
            painter.rect_filled(rect.shrink2(vec2(0.0, 1.0)), 3.0, palette.stripe);
        }
        if response.has_focus() {
            let ring = Stroke::new(1.5, palette.accent);
            painter.rect_stroke(rect.shrink(1.0), 2.0, ring, egui::StrokeKind::Inside);
        }
        let ink = if sorted.is_some() { palette.ink } else { palette.weak };
        let arrow = if sorted.is_some() { ARROW } else { 0.0 };
        let galley = text::one_line(ui, title, fonts::bold_id(SMALL), ink, rect.width() - 2.0 * PAD - arrow);
        let wide = galley.size().x;
        let from = match look {
            Look::Number => rect.right() - PAD - wide - arrow,
            Look::Name | Look::Plain | Look::State => rect.left() + PAD,
        };
        painter.galley(pos2(from, rect.center().y - galley.size().y / 2.0), galley, ink);
        if let Some(descending) = sorted {
            let way = if descending { 1.0 } else { -1.0 };
            let center = pos2(from + wide + 7.0, rect.center().y);
            let points = [(-4.0, -2.0), (4.0, -2.0), (0.0, 3.0)].map(|(x, y)| center + vec2(x, y * way));
            painter.add(egui::Shape::convex_polygon(points.to_vec(), ink, Stroke::NONE));
        }
    }
}
