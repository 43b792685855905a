//! Draws what the map shows: where things stand and how they stand out was decided before.

use egui::epaint::TextShape;
use egui::{Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

use super::camera::Camera;
use super::group::SymbolGroup;
use super::labels::{GROUP_RADIUS, LabelTone, MapLabel, radius_now as radius};
use super::layout::end_of_line;
use super::scene::Scene;
use super::symbols::{self, SymbolColours};
use crate::context::{Emphasis, ViewCtx};
use crate::ui::fonts;
use crate::ui::theme::Palette;
use crate::ui::vector;

/// The ground under everything: the sea of the base map.
pub(super) fn ground(camera: &Camera, palette: &Palette, sea: bool) -> Shape {
    Shape::rect_filled(camera.rect, 0.0, if sea { palette.map.sea } else { palette.page })
}

/// The symbol of a group with what its emphasis and the pointer add.
pub(super) fn group(
    painter: &Painter,
    ctx: &ViewCtx<'_>,
    scene: &Scene,
    group: &SymbolGroup,
    camera: &Camera,
    hot: bool,
) {
    let Some(leader) = scene.leader(group) else { return };
    let center = camera.to_screen(group.at);
    let state = scene.state(ctx, group);
    let emphasis = state.standing.emphasis;
    let palette = ctx.palette;
    let radius = radius(ctx, scene, group) + if hot { 1.0 } else { 0.0 };
    ring(painter, palette, center, radius, emphasis, hot);
    if group.is_single() {
        let own = SymbolColours::of(palette, leader.sign, leader.working);
        let ink = SymbolColours { line: faded(own.line, palette, emphasis), ..own };
        let error = (leader.error_m / camera.metres_per_point()) as f32;
        if hot && (leader.approximate || error > radius + 4.0) {
            painter.extend(symbols::rough_ring(center, error.clamp(radius + 4.0, 600.0), palette.ink));
        }
        painter.extend(symbols::shapes(leader.sign, leader.working, center, radius, ink));
    } else {
        let ink = ink(palette, emphasis);
        painter.circle(center, radius, ink.fill, Stroke::new(1.6, ink.line));
        let count = group.counted.to_string();
        painter.text(center, Align2::CENTER_CENTER, count, fonts::bold_id(11.5), ink.line);
    }
    if state.own {
        own(painter, palette, center + Vec2::splat(radius * 0.8) * vec2(1.0, -1.0));
    }
}

/// The dot beside what has something of a person's own file.
pub(super) fn own(painter: &Painter, palette: &Palette, at: Pos2) {
    painter.circle(at, 3.6, palette.accent, Stroke::new(1.4, palette.map.halo));
}

/// Around what has to do with what the pointer is over.
pub(super) fn near(painter: &Painter, ctx: &ViewCtx<'_>, scene: &Scene, group: &SymbolGroup, camera: &Camera) {
    painter.circle_stroke(
        camera.to_screen(group.at),
        radius(ctx, scene, group) + 6.5,
        Stroke::new(1.0, ctx.palette.weak),
    );
}

fn ring(painter: &Painter, palette: &Palette, center: Pos2, radius: f32, emphasis: Emphasis, hot: bool) {
    let halo = palette.map.halo;
    match emphasis {
        Emphasis::Selected => {
            painter.circle(center, radius + 5.0, palette.accent_fill, Stroke::new(2.6, palette.accent));
        }
        Emphasis::Related => {
            painter.circle(center, radius + 3.2, halo, Stroke::new(1.4, palette.accent));
        }
        Emphasis::Normal | Emphasis::Background | Emphasis::Dimmed => {}
    }
    if hot {
        painter.circle_stroke(center, radius + 6.5, Stroke::new(1.5, palette.ink));
    }
}

/// A colour that steps back where a place does, and is still told from others.
fn faded(color: Color32, palette: &Palette, emphasis: Emphasis) -> Color32 {
    match emphasis {
        Emphasis::Background => color.lerp_to_gamma(palette.map.gate_fill, 0.3),
        Emphasis::Dimmed => color.lerp_to_gamma(palette.map.gate_fill, 0.45),
        Emphasis::Selected | Emphasis::Related | Emphasis::Normal => color,
    }
}

fn ink(palette: &Palette, emphasis: Emphasis) -> SymbolColours {
    let map = &palette.map;
    let line = match emphasis {
        Emphasis::Selected | Emphasis::Related => palette.accent,
        Emphasis::Normal => map.gate,
        Emphasis::Background => map.gate.lerp_to_gamma(map.gate_fill, 0.35),
        Emphasis::Dimmed => map.gate.lerp_to_gamma(map.gate_fill, 0.5),
    };
    SymbolColours { line, fill: map.gate_fill, halo: map.halo }
}

/// A label with its halo.
pub(super) fn label(painter: &Painter, ctx: &ViewCtx<'_>, label: &MapLabel, offset: Vec2, camera: &Camera) {
    let at = camera.to_screen(label.at);
    let palette = ctx.palette;
    let galley = painter.layout_job((*label.job).clone());
    let pos = at + offset - galley.rect.min.to_vec2();
    let color = tone_color(palette, label.tone);
    let rect = label.rect(camera, offset);
    if label.is_site() && rect.distance_to_pos(at) > label.clear + 7.0 {
        let end = end_of_line(rect, at);
        leader(painter, palette, at + (end - at).normalized() * label.clear, end);
    }
    match label.tone {
        LabelTone::Town => _ = painter.circle(at, 2.2, palette.map.halo, Stroke::new(1.1, color)),
        LabelTone::District => _ = painter.circle(at, 1.8, palette.map.halo, Stroke::new(1.0, color)),
        LabelTone::Commune => _ = painter.circle_filled(at, 1.3, color),
        _ => {}
    }
    let text = TextShape { override_text_color: Some(color), ..TextShape::new(pos, galley, color) };
    if label.tone == LabelTone::Sea {
        painter.add(text);
    } else {
        let ways = [vec2(-1.0, -1.0), vec2(1.0, -1.0), vec2(-1.0, 1.0), vec2(1.0, 1.0)];
        vector::haloed_text(painter, text, palette.map.halo, ways);
    }
}

/// The line from a place to its name.
pub(super) fn leader(painter: &Painter, palette: &Palette, from: Pos2, to: Pos2) {
    painter.line_segment([from, to], Stroke::new(3.0, palette.map.halo.gamma_multiply(0.8)));
    painter.line_segment([from, to], Stroke::new(1.0, palette.weak));
}

fn tone_color(palette: &Palette, tone: LabelTone) -> Color32 {
    let map = &palette.map;
    match tone {
        LabelTone::Site(Emphasis::Selected | Emphasis::Related) => palette.accent,
        LabelTone::Site(Emphasis::Normal) => map.gate,
        LabelTone::Site(Emphasis::Background | Emphasis::Dimmed)
        | LabelTone::Unit
        | LabelTone::Country
        | LabelTone::District
        | LabelTone::Commune => palette.weak,
        LabelTone::Town | LabelTone::Island => map.label,
        LabelTone::Sea | LabelTone::River => map.sea_label,
    }
}

/// Where a small thing says how long a distance is: its left end.
pub(super) fn scale_bar(painter: &Painter, ctx: &ViewCtx<'_>, camera: &Camera, at: Pos2) -> f32 {
    let (metres, points) = round_distance(camera.metres_per_point(), 96.0);
    let words = ctx.words;
    let text = if metres >= 1000.0 {
        words.with("map-km", &[("n", words.number(metres / 1000.0).into())])
    } else {
        words.with("map-m", &[("n", words.number(metres).into())])
    };
    let color = ctx.palette.map.label;
    let path = vec![at - vec2(0.0, 5.0), at, at + vec2(points, 0.0), pos2(at.x + points, at.y - 5.0)];
    painter.add(Shape::line(path.clone(), Stroke::new(3.6, ctx.palette.map.halo)));
    painter.add(Shape::line(path, Stroke::new(1.4, color)));
    haloed(painter, ctx.palette, at + vec2(points / 2.0, -3.0), Align2::CENTER_BOTTOM, &text, 10.5);
    points
}

/// The longest round distance (1, 2 or 5 and noughts) of at most `room` points: metres, points.
fn round_distance(metres_per_point: f64, room: f32) -> (f64, f32) {
    let most = metres_per_point * f64::from(room);
    let decade = 10_f64.powf(most.log10().floor());
    let metres = [5.0, 2.0, 1.0].map(|n| n * decade).into_iter().find(|m| *m <= most).unwrap_or(decade);
    (metres, (metres / metres_per_point) as f32)
}

/// Small text on the map; where it is.
pub(super) fn haloed(painter: &Painter, palette: &Palette, at: Pos2, anchor: Align2, text: &str, size: f32) -> Rect {
    let galley = painter.layout_no_wrap(text.to_owned(), egui::FontId::proportional(size), palette.map.label);
    let rect = anchor.anchor_size(at, galley.size());
    let ways = [vec2(-1.0, 0.0), vec2(1.0, 0.0), vec2(0.0, -1.0), vec2(0.0, 1.0)];
    vector::haloed_text(painter, TextShape::new(rect.min, galley, palette.map.label), palette.map.halo, ways);
    rect
}

/// The place that a hidden group's disc would take, for the pointer.
pub(super) fn hit_rect(center: Pos2) -> Rect {
    Rect::from_center_size(center, Vec2::splat(GROUP_RADIUS * 2.0 + 3.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_bar_is_round_and_fits() {
        for metres_per_point in [0.7, 3.0, 51.0, 612.0, 4000.0] {
            let (metres, points) = round_distance(metres_per_point, 96.0);
            assert!(points <= 96.0 && points > 38.0);
            let lead = metres / 10_f64.powf(metres.log10().floor());
            assert!([1.0, 2.0, 5.0].iter().any(|n| (lead - n).abs() < 1e-9 || (lead - n * 10.0).abs() < 1e-9));
        }
    }
}
