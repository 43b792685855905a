//! The map's buttons: what they look like and what they are called.

use egui::epaint::EllipseShape;
use egui::{Painter, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::context::ViewCtx;
use crate::ui::stops::Stops;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Icon {
    Plus,
    Minus,
    Corners,
    Target,
    Globe,
    Layers,
    Area,
    Window,
}

/// What a button is and how it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct ButtonFace {
    pub(super) icon: Icon,
    /// The message that names it.
    pub(super) key: &'static str,
    pub(super) enabled: bool,
    /// For what is on or off.
    pub(super) on: Option<bool>,
}

/// A button; none where it has no room.
pub(super) fn button(ui: &Ui, ctx: &ViewCtx<'_>, rect: Rect, face: ButtonFace, stops: &mut Stops) -> Option<Response> {
    if !rect.is_positive() {
        return None;
    }
    let text = ctx.words.t(face.key);
    let sense = if face.enabled { stops.sense(Sense::click()) } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with(face.key), sense).on_hover_text(text);
    if face.enabled {
        stops.add(&response);
    }
    response.widget_info(|| match face.on {
        Some(on) => WidgetInfo::selected(Role::Button, face.enabled, on, text),
        None => WidgetInfo::labeled(Role::Button, face.enabled, text),
    });
    let palette = ctx.palette;
    let on = face.on == Some(true);
    let hot = face.enabled && (response.hovered() || response.has_focus());
    let edge = if response.has_focus() || on { palette.accent } else { palette.line };
    let fill = if on {
        palette.accent_fill
    } else if hot {
        palette.stripe
    } else {
        palette.raised
    };
    let painter = ui.painter();
    painter.rect(rect.shrink(0.5), 4.0, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let ink = Stroke::new(1.6, if face.enabled { palette.ink } else { palette.line });
    draw(painter, face.icon, rect.center(), ink);
    Some(response)
}

fn draw(painter: &Painter, icon: Icon, center: Pos2, ink: Stroke) {
    let arm = 5.5;
    let thin = Stroke::new(1.1, ink.color);
    let across = || painter.line_segment([center - vec2(arm, 0.0), center + vec2(arm, 0.0)], ink);
    match icon {
        Icon::Plus => {
            across();
            painter.line_segment([center - vec2(0.0, arm), center + vec2(0.0, arm)], ink);
        }
        Icon::Minus => {
            across();
        }
        Icon::Target => {
            painter.circle_stroke(center, arm, ink);
            painter.circle_filled(center, 2.0, ink.color);
        }
        Icon::Globe => {
            painter.circle_stroke(center, arm + 0.5, ink);
            painter.add(EllipseShape::stroke(center, vec2(arm * 0.45, arm + 0.5), thin));
            painter.line_segment([center - vec2(arm, 0.0), center + vec2(arm, 0.0)], thin);
        }
        Icon::Corners => corners(painter, center, arm, 4.0, ink),
        Icon::Layers => layers(painter, center, ink),
        Icon::Area => {
            let rect = Rect::from_center_size(center, vec2(13.0, 10.0));
            let path = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
            let mut dashes = Vec::new();
            egui::Shape::dashed_line_many(&path, Stroke::new(1.3, ink.color), 2.6, 1.8, &mut dashes);
            painter.extend(dashes);
        }
        Icon::Window => {
            corners(painter, center, arm + 0.5, 3.0, ink);
            painter.circle_filled(center, 2.4, ink.color);
        }
    }
}

fn corners(painter: &Painter, center: Pos2, arm: f32, length: f32, ink: Stroke) {
    for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
        let corner = center + vec2(x, y) * arm;
        painter.line_segment([corner, corner - vec2(x * length, 0.0)], ink);
        painter.line_segment([corner, corner - vec2(0.0, y * length)], ink);
    }
}

/// A sheet, and the edges of two below it.
fn layers(painter: &Painter, center: Pos2, ink: Stroke) {
    let (wide, high) = (7.0, 3.6);
    let at = |x: f32, y: f32| pos2(center.x + x, center.y + y);
    let thin = Stroke::new(1.3, ink.color);
    let top = -3.2;
    let sheet = [at(-wide, top), at(0.0, top - high), at(wide, top), at(0.0, top + high), at(-wide, top)];
    painter.line(sheet.to_vec(), thin);
    for below in [3.2, 6.4] {
        let y = top + below;
        painter.line(vec![at(-wide, y), at(0.0, y + high), at(wide, y)], thin);
    }
}
