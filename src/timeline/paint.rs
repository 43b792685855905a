//! Shapes of events and groups. Decides nothing: what to draw is said by the caller.

use egui::{
    Align2, Color32, CornerRadius, Direction, FontId, Galley, Painter, Pos2, Rangef, Rect, Shape, Stroke, StrokeKind,
    pos2, vec2,
};
use std::sync::Arc;

use super::arrows::Arrow;
use super::event::{Edge, Event, Form};
use super::layout::{INSET, MARK, Placed};
use crate::context::{Emphasis, TimeScale, kind_style};
use crate::ui::fonts;
use crate::ui::marks::{self, Look};
use crate::ui::theme::Palette;
use km0_core::model::Kind;

/// How a thing stands out at this moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Accent {
    pub emphasis: Emphasis,
    pub hovered: bool,
    /// It has to do with what the pointer is over.
    pub near: bool,
    pub focused: bool,
}

#[derive(Clone, Copy)]
pub(super) struct Brush<'a> {
    pub painter: &'a Painter,
    pub palette: &'a Palette,
    pub scale: &'a TimeScale,
    /// What of the lanes is in view.
    pub view: Rect,
    /// Curves that run below text.
    pub arrows: &'a [Arrow],
}

/// How much of a kind's colour is left when something else is selected.
const BACK: f32 = 0.28;
const CORNER: CornerRadius = CornerRadius::same(4);

impl Brush<'_> {
    fn mix(&self, color: Color32, share: f32) -> Color32 {
        self.palette.page.lerp_to_gamma(color, share)
    }

    fn kind(&self, kind: Kind, accent: Accent) -> Color32 {
        let color = kind_style::color(kind, self.palette);
        if accent.emphasis <= Emphasis::Background { self.mix(color, BACK) } else { color }
    }

    /// The colour of an event's text.
    pub(super) fn ink(&self, accent: Accent) -> Color32 {
        if accent.emphasis <= Emphasis::Background { self.mix(self.palette.weak, 0.75) } else { self.palette.ink }
    }

    pub(super) fn mark(&self, event: &Event, placed: &Placed, accent: Accent) {
        let center = placed.shape.center();
        self.halo(Rect::from_center_size(center, vec2(2.0 * MARK + 6.0, 2.0 * MARK + 6.0)), accent);
        self.icon(event, center, MARK, accent);
        if event.uncertain {
            let color = self.kind(event.kind, accent);
            let around = (0..=16_u8)
                .map(|n| center + (MARK + 3.0) * egui::Vec2::angled(f32::from(n) / 16.0 * std::f32::consts::TAU));
            let points: Vec<Pos2> = around.collect();
            self.painter.extend(Shape::dashed_line(&points, Stroke::new(1.0, color), 2.5, 2.5));
        }
    }

    fn icon(&self, event: &Event, center: Pos2, radius: f32, accent: Accent) {
        let color = self.kind(event.kind, accent);
        let look = if event.planned { Look::hollow(color) } else { Look::solid(color) };
        marks::paint(self.painter, kind_style::mark(event.kind), center, radius, look);
    }

    /// A bar or band: solid where it is certain, fading where it is only possible.
    pub(super) fn bar(&self, event: &Event, placed: &Placed, accent: Accent) {
        let shape = placed.shape;
        let color = self.kind(event.kind, accent);
        self.halo(shape.expand(2.0), accent);
        if !event.planned {
            self.fill(event, shape, color);
        }
        self.outline(event, shape, color);
        self.arrows(event, shape, color);
        if shape.width() < 9.0 && event.form != Form::Day {
            self.painter.rect_filled(shape.shrink2(vec2(0.0, 2.0)), 2.0, self.mix(color, 0.55));
        }
        let wide = placed.text.min < shape.right();
        let x = if wide { placed.text.min - INSET / 2.0 - 0.5 } else { placed.text.min + MARK - 1.0 };
        self.icon(event, pos2(x, shape.center().y), 3.6, accent);
    }

    fn fill(&self, event: &Event, shape: Rect, color: Color32) {
        let x = |time: f64| self.scale.x_of_seconds(time).clamp(shape.left(), shape.right());
        let (solid, light, faint) = (self.mix(color, 0.36), self.mix(color, 0.17), self.mix(color, 0.02));
        let part = |from: f32, to: f32| Rect::from_x_y_ranges(Rangef::new(from, to), shape.y_range());
        let gradient = |rect: Rect, colors: [Color32; 2]| {
            if rect.width() > 0.2 {
                self.painter.add(Shape::gradient_rect(rect, Direction::LeftToRight, colors));
            }
        };
        match (event.sure, event.form) {
            (Some((from, to)), _) => {
                let sure = part(x(from), x(to));
                self.painter.rect_filled(sure, CORNER, solid);
                gradient(part(shape.left(), sure.left()), [faint, light]);
                gradient(part(sure.right(), shape.right()), [light, faint]);
            }
            (None, Form::Vague) if !event.approximate => {
                self.painter.rect_filled(shape, CORNER, light);
            }
            (None, _) => {
                let (from, to) = (x(event.from), x(event.to));
                let third = (to - from) / 3.0;
                gradient(part(shape.left(), from + third), [faint, light]);
                self.painter.rect_filled(part(from + third, to - third), 0.0, light);
                gradient(part(to - third, shape.right()), [light, faint]);
            }
        }
    }

    fn outline(&self, event: &Event, shape: Rect, color: Color32) {
        let edge = Stroke::new(1.0, self.mix(color, if event.form == Form::Vague { 0.45 } else { 0.75 }));
        if event.uncertain {
            let r = shape.shrink(0.5);
            let corners = [r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom(), r.left_top()];
            self.painter.extend(Shape::dashed_line(&corners, Stroke::new(1.2, color), 4.0, 3.0));
        } else if event.planned {
            self.painter.rect_stroke(shape, CORNER, Stroke::new(1.4, color), StrokeKind::Inside);
        } else if let Some((from, to)) = event.sure {
            let x = |time: f64| self.scale.x_of_seconds(time).clamp(shape.left(), shape.right());
            let sure = Rect::from_x_y_ranges(Rangef::new(x(from), x(to)), shape.y_range());
            self.painter.rect_stroke(sure, CORNER, edge, StrokeKind::Inside);
        } else if event.form == Form::Vague && !event.approximate {
            self.painter.rect_stroke(shape, CORNER, Stroke::new(1.0, self.mix(color, 0.32)), StrokeKind::Inside);
        }
    }

    fn arrows(&self, event: &Event, shape: Rect, color: Color32) {
        let y = shape.center().y;
        let head = |tip: f32, way: f32| {
            let points = vec![pos2(tip, y), pos2(tip - way * 7.0, y - 5.0), pos2(tip - way * 7.0, y + 5.0)];
            self.painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
        };
        if event.end == Edge::Open {
            head(self.view.right() - 2.0, 1.0);
        }
        if event.start == Edge::Open {
            head(self.view.left() + 2.0, -1.0);
        }
    }

    fn halo(&self, rect: Rect, accent: Accent) {
        let selected = accent.emphasis == Emphasis::Selected;
        if accent.hovered || accent.focused {
            self.painter.rect_filled(rect, 5.0, self.palette.accent_fill);
        }
        if selected || accent.hovered || accent.focused {
            let width = if selected { 2.0 } else { 1.0 };
            self.painter.rect_stroke(rect, 5.0, Stroke::new(width, self.palette.accent), StrokeKind::Middle);
        } else if accent.near {
            self.painter.rect_stroke(rect, 5.0, Stroke::new(1.0, self.palette.weak), StrokeKind::Middle);
        }
    }

    pub(super) fn text(&self, placed: &Placed, galley: &Arc<Galley>, from: f32, accent: Accent) {
        let at = pos2(from, placed.center_y() - galley.size().y / 2.0);
        let plate = Rect::from_min_size(at, galley.size()).expand2(vec2(1.0, -1.0));
        if from >= placed.shape.right() && self.arrows.iter().any(|arrow| arrow.crossed(&[plate]) > 0) {
            self.painter.rect_filled(plate, 2.0, self.palette.page.gamma_multiply(0.82));
        }
        self.painter.galley(at, Arc::clone(galley), self.ink(accent));
    }

    /// A count over the shares of kinds.
    pub(super) fn group(&self, badge: Rect, tally: &[(Kind, usize)], accent: Accent) {
        let total: usize = tally.iter().map(|(_, count)| count).sum();
        let lead = tally.iter().max_by_key(|(_, count)| *count).map_or(Kind::Figure, |(kind, _)| *kind);
        self.halo(badge.expand(2.0), accent);
        let fill = self.mix(self.kind(lead, accent), 0.14);
        let edge = Stroke::new(1.0, self.mix(self.kind(lead, accent), 0.8));
        self.painter.rect(badge, 5.0, fill, edge, StrokeKind::Inside);
        let bar = Rect::from_min_max(
            pos2(badge.left() + 4.0, badge.bottom() - 4.5),
            pos2(badge.right() - 4.0, badge.bottom() - 2.0),
        );
        let mut x = bar.left();
        for (kind, count) in tally {
            let width = bar.width() * *count as f32 / total.max(1) as f32;
            let share = Rect::from_x_y_ranges(Rangef::new(x, x + width), bar.y_range());
            self.painter.rect_filled(share, 0.0, self.kind(*kind, accent));
            x += width;
        }
        let center = badge.center() - vec2(0.0, 1.5);
        if total == 1 {
            marks::paint(self.painter, kind_style::mark(lead), center, 4.5, Look::solid(self.kind(lead, accent)));
            return;
        }
        let font: FontId = fonts::bold_id(10.5);
        self.painter.text(center, Align2::CENTER_CENTER, short_count(total), font, self.ink(accent));
    }
}

/// At most four characters.
fn short_count(count: usize) -> String {
    match count {
        0..=9_999 => count.to_string(),
        10_000..=999_999 => format!("{}k", count / 1_000),
        _ => format!("{}M", count / 1_000_000),
    }
}
