//! Shapes of events and groups. Decides nothing: what to draw is said by the caller.

use egui::{Color32, CornerRadius, Galley, Painter, Pos2, Rangef, Rect, Shape, Stroke, StrokeKind, pos2, vec2};
use std::sync::Arc;

use super::arrows::Arrow;
use super::event::{DateShape, EventEdge, TimelineEvent};
use super::place::MARK;
use crate::context::{Emphasis, TimeScale, kind_style};
use crate::ui::marks::{self, MarkFill};
use crate::ui::theme::Palette;
use crate::ui::vector;
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
pub(super) struct EventPainter<'a> {
    pub painter: &'a Painter,
    pub palette: &'a Palette,
    pub scale: &'a TimeScale,
    /// What of the lanes is in view.
    pub view: Rect,
    /// Curves that run below text.
    pub arrows: &'a [Arrow],
}

/// How much of a kind's colour is left of a mark without a label, and of one that something else
/// stands out from.
const LOOSE: f32 = 0.8;
const BACK: f32 = 0.55;
const CORNER: CornerRadius = CornerRadius::same(4);
/// Points up and down of a band in a row.
const BAND: f32 = 5.0;

/// Points over which a band fades out towards a side of which nobody says when it was.
const TAIL: f32 = 26.0;

/// An event in its row, in points on screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure<'a> {
    pub event: &'a TimelineEvent,
    pub band: Rangef,
    pub mark: Pos2,
}

impl EventPainter<'_> {
    fn mix(&self, color: Color32, share: f32) -> Color32 {
        self.palette.page.lerp_to_gamma(color, share)
    }

    fn kind(&self, kind: Kind, accent: Accent) -> Color32 {
        let color = kind_style::color(kind, self.palette);
        if accent.emphasis <= Emphasis::Background { self.mix(color, 0.65) } else { color }
    }

    /// The colour of an event's label.
    pub(super) fn ink(&self, accent: Accent) -> Color32 {
        if accent.emphasis <= Emphasis::Background { self.palette.weak } else { self.palette.ink }
    }

    /// What takes or may take longer than a day is a band with the mark in it.
    pub(super) fn band(&self, Figure { event, band, mark }: Figure<'_>, accent: Accent) {
        if event.form != DateShape::Day {
            let shape = Rect::from_x_y_ranges(band, Rangef::new(mark.y - BAND, mark.y + BAND));
            self.stretch(event, shape, self.kind(event.kind, accent));
        }
    }

    pub(super) fn mark(&self, Figure { event, mark, .. }: Figure<'_>, accent: Accent) {
        let color = self.kind(event.kind, accent);
        let hollow = MarkFill { fill: self.palette.page, ..MarkFill::hollow(color) };
        let look = if event.planned { hollow } else { MarkFill::solid(color) };
        marks::paint(self.painter, kind_style::mark(event.kind), mark, MARK, look);
        if event.own {
            marks::own(self.painter, mark, MARK, if event.planned { color } else { self.palette.page });
        }
        if event.uncertain {
            let turn = |n: u8| egui::Vec2::angled(f32::from(n) / 16.0 * std::f32::consts::TAU);
            let points: Vec<Pos2> = (0..=16_u8).map(|n| mark + (MARK + 3.0) * turn(n)).collect();
            self.painter.extend(Shape::dashed_line(&points, Stroke::new(1.0, color), 2.5, 2.5));
        }
    }

    /// Solid where it is certain, fading where it is only possible, with an arrow where it goes on.
    fn stretch(&self, event: &TimelineEvent, shape: Rect, color: Color32) {
        let x = |time: f64| self.scale.x_of_seconds(time).clamp(shape.left(), shape.right());
        let (solid, light, faint) = (self.mix(color, 0.34), self.mix(color, 0.16), self.mix(color, 0.02));
        let part = |from: f32, to: f32| Rect::from_x_y_ranges(Rangef::new(from, to), shape.y_range());
        let gradient = |rect: Rect, colors: [Color32; 2]| {
            if rect.width() > 0.2 {
                vector::fade(self.painter, rect, colors);
            }
        };
        match event.sure {
            Some((from, to)) => {
                let sure = part(x(from), x(to));
                self.painter.rect_filled(sure, CORNER, solid);
                gradient(part(shape.left(), sure.left()), [faint, light]);
                gradient(part(sure.right(), shape.right()), [light, faint]);
            }
            None if event.form == DateShape::Vague && !event.approximate => {
                self.painter.rect(shape, CORNER, light, Stroke::new(1.0, self.mix(color, 0.4)), StrokeKind::Inside);
            }
            None => {
                let third = shape.width() / 3.0;
                let (from, to) = (shape.left() + third, shape.right() - third);
                gradient(part(shape.left(), from), [faint, light]);
                self.painter.rect_filled(part(from, to), 0.0, light);
                gradient(part(to, shape.right()), [light, faint]);
            }
        }
        if event.start == EventEdge::Unknown {
            gradient(part(shape.left() - TAIL, shape.left()), [faint, solid]);
        }
        if event.end == EventEdge::Unknown {
            gradient(part(shape.right(), shape.right() + TAIL), [solid, faint]);
        }
        let y = shape.center().y;
        let head = |tip: f32, way: f32| {
            let points = vec![pos2(tip, y), pos2(tip - way * 7.0, y - 5.0), pos2(tip - way * 7.0, y + 5.0)];
            self.painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
        };
        if event.end == EventEdge::Open {
            head(shape.right() - 1.0, 1.0);
        }
        if event.start == EventEdge::Open {
            head(shape.left() + 1.0, -1.0);
        }
    }

    /// What stands around a thing that is selected or pointed at.
    pub(super) fn halo(&self, rect: Rect, accent: Accent) {
        let selected = accent.emphasis == Emphasis::Selected;
        if accent.hovered || accent.focused || selected {
            let width = if selected || accent.focused { 1.5 } else { 1.0 };
            let edge = Stroke::new(width, self.palette.accent);
            self.painter.rect(rect, 4.0, self.palette.accent_fill, edge, StrokeKind::Inside);
        } else if accent.near {
            self.painter.rect_stroke(rect, 4.0, Stroke::new(1.0, self.palette.weak), StrokeKind::Inside);
        }
    }

    /// What stands out of one that is selected or pointed at: a plate under its name and a ring around its mark. A frame
    /// around both would look like a duration.
    pub(super) fn lift(&self, name: Rect, mark: Pos2, accent: Accent) {
        let selected = accent.emphasis == Emphasis::Selected;
        let ring = |width, color| self.painter.circle_stroke(mark, MARK + 2.5, Stroke::new(width, color));
        if accent.hovered || accent.focused || selected {
            self.painter.rect_filled(name, 4.0, self.palette.accent_fill);
            ring(1.5, self.palette.accent);
        } else if accent.near {
            ring(1.0, self.palette.weak.gamma_multiply(0.6));
        }
        if accent.focused {
            self.painter.rect_stroke(name, 4.0, Stroke::new(1.5, self.palette.accent), StrokeKind::Inside);
        }
    }

    /// The ground of a card.
    pub(super) fn card(&self, rect: Rect) {
        let edge = Stroke::new(1.0, self.palette.line);
        self.painter.rect(rect, 4.0, self.palette.raised, edge, StrokeKind::Inside);
    }

    pub(super) fn text(&self, galley: &Arc<Galley>, at: Pos2, ink: Color32) {
        let plate = Rect::from_min_size(at, galley.size()).expand2(vec2(1.0, -1.0));
        if self.arrows.iter().any(|arrow| arrow.crossed(&[plate]) > 0) {
            self.painter.rect_filled(plate, 2.0, self.palette.page.gamma_multiply(0.82));
        }
        self.painter.galley(at, Arc::clone(galley), ink);
    }

    /// A mark in the strip; of what stands out and is not a day a line tells from when to when.
    pub(super) fn loose(&self, kind: Kind, mark: Pos2, band: Rangef, raised: bool, accent: Accent) {
        let color = kind_style::color(kind, self.palette);
        let back = accent.emphasis <= Emphasis::Background && !raised;
        let strong = raised || accent.hovered || accent.focused;
        let color = if strong { color } else { self.mix(color, if back { BACK } else { LOOSE }) };
        if strong && band.span() > 6.0 {
            let line = Rect::from_x_y_ranges(band, Rangef::new(mark.y - 1.0, mark.y + 1.0));
            self.painter.rect_filled(line, 0.0, color.gamma_multiply(0.3));
        }
        self.painter.circle_filled(mark, if strong { 3.4 } else { 2.6 }, color);
    }

    /// How dense events are at one place of the strip: 0 to 1.
    pub(super) fn dense(&self, kind: Option<Kind>, shape: Rect, share: f32, back: bool) {
        let color = kind.map_or(self.palette.weak, |kind| kind_style::color(kind, self.palette));
        let top = shape.bottom() - (shape.height() * share).max(1.5);
        let rect = Rect::from_min_max(pos2(shape.left(), top), shape.max);
        self.painter.rect_filled(rect, 0.0, self.mix(color, if back { BACK } else { LOOSE }));
    }
}
