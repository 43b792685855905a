//! The head of a column.

use egui::{Rect, Response, Role, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::ui::theme::Palette;
use crate::ui::{fonts, text};

/// Points that the arrow takes.
const ARROW: f32 = 12.0;
const SMALL: f32 = 11.5;
/// Points below which a column shows no title.
const NARROW: f32 = 40.0;

/// What the head of a column says.
#[derive(Clone, Copy, Debug)]
pub struct ColumnHead<'a> {
    pub title: &'a str,
    /// What a click on it does.
    pub hint: &'a str,
    /// Its place among those that are shown.
    pub at: usize,
    /// Whether the rows stand by it, and then whether downwards.
    pub sorted: Option<bool>,
    /// Points between the edge of a cell and its text.
    pub pad: f32,
    /// Whether its cells stand at the right.
    pub right: bool,
}

impl ColumnHead<'_> {
    /// Says it to screen readers.
    pub fn tell(&self, response: &Response) {
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, self.title));
        response.ctx.accesskit_node_builder(response.id, |node| {
            use egui::accesskit::SortDirection::{Ascending, Descending};
            node.set_column_index(self.at);
            node.set_description(self.hint);
            if let Some(descending) = self.sorted {
                node.set_sort_direction(if descending { Descending } else { Ascending });
            }
        });
    }

    pub fn paint(&self, ui: &Ui, palette: &Palette, response: &Response, rect: Rect) {
        let painter = ui.painter();
        if response.hovered() || response.dragged() {
            painter.rect_filled(rect.shrink2(vec2(0.0, 1.0)), 3.0, palette.stripe);
        }
        if response.has_focus() {
            painter.rect_stroke(rect.shrink(1.0), 2.0, Stroke::new(1.5, palette.accent), StrokeKind::Inside);
        }
        let ink = if self.sorted.is_some() { palette.ink } else { palette.weak };
        let arrow = if self.sorted.is_some() { ARROW } else { 0.0 };
        let mut from = rect.left() + self.pad;
        if rect.width() >= NARROW {
            let room = rect.width() - 2.0 * self.pad - arrow;
            let galley = text::one_line(ui, self.title, fonts::bold_id(SMALL), ink, room);
            let size = galley.size();
            if self.right {
                from = rect.right() - self.pad - size.x - arrow;
            }
            painter.galley(pos2(from, rect.center().y - size.y / 2.0), galley, ink);
            from += size.x + 2.0;
        } else if self.sorted.is_none() {
            painter.circle_filled(pos2(from + 5.0, rect.center().y), 3.0, ink);
        }
        if let Some(descending) = self.sorted {
            let way = if descending { 1.0 } else { -1.0 };
            let center = pos2(from + 5.0, rect.center().y);
            let points = [(-4.0, -2.0), (4.0, -2.0), (0.0, 3.0)].map(|(x, y)| center + vec2(x, y * way));
            painter.add(egui::Shape::convex_polygon(points.to_vec(), ink, Stroke::NONE));
        }
    }
}

/// Where the keyboard is in the head of a group, and so many points from its left whether the group is
/// open.
pub fn head_frame(ui: &Ui, palette: &Palette, rect: Rect, response: &Response, open: bool, inset: f32) {
    if response.has_focus() {
        let ring = Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(rect.shrink(1.0), 2.0, ring, StrokeKind::Inside);
    }
    let arrow = pos2(rect.left() + inset, rect.center().y);
    let (down, right) = ([(-4.0, -2.5), (4.0, -2.5), (0.0, 3.0)], [(-2.5, -4.0), (-2.5, 4.0), (3.0, 0.0)]);
    let points = if open { down } else { right }.map(|(x, y)| arrow + vec2(x, y)).to_vec();
    ui.painter().add(egui::Shape::convex_polygon(points, palette.weak, Stroke::NONE));
}
