//! In which colours and how wide the base map is drawn in one frame.

use egui::{Color32, Rect, Stroke};

use super::{Country, Level, LineClass, PolygonKind, origin, relief};
use crate::map::camera::Camera;
use crate::ui::theme::MapPalette;

/// How much a unit stands out, from 0 to 1.
pub(crate) type Light = f32;

/// What a frame of the base map depends on beside the level.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BasemapFrame<'a> {
    pub camera: Camera,
    /// By place in [`Level::units`].
    pub light: &'a [Light],
    /// Whether provinces that were merged are shown as one.
    pub merged: bool,
    pub palette: &'a MapPalette,
    /// Width in points of the feathered edge of a line: one pixel.
    pub feather: f32,
    /// The part of the screen, in points, that the renderer's clip space spans.
    pub screen: Rect,
}

/// How many ways of painting the shader knows.
pub(super) const PAINTS: usize = 256;
/// The first slot of a line, the first of a unit.
const LINES: usize = 3;
pub(super) const UNITS: usize = 12;

const CLASSES: [LineClass; UNITS - LINES] = [
    LineClass::Commune,
    LineClass::District,
    LineClass::River,
    LineClass::Unit,
    LineClass::FormerUnit,
    LineClass::Coast,
    LineClass::OtherBorder,
    LineClass::Border,
    LineClass::TidalBorder,
];

/// The way of painting of a ground. Units beyond the last slot are painted as land.
pub(super) fn ground_slot(ground: PolygonKind) -> u32 {
    let slot = match ground {
        PolygonKind::Lake => 1,
        PolygonKind::Sea => 2,
        PolygonKind::Unit(at) if at + UNITS < PAINTS => at + UNITS,
        PolygonKind::Land | PolygonKind::Unit(_) => 0,
    };
    slot as u32
}

pub(super) fn line_slot(class: LineClass) -> u32 {
    (CLASSES.iter().position(|other| *other == class).unwrap_or_default() + LINES) as u32
}

/// The uniform of the shader.
pub(super) fn uniform(level: &Level, frame: &BasemapFrame<'_>) -> Vec<u8> {
    let zero = frame.camera.to_screen(origin());
    let (min, size) = (frame.screen.min, frame.screen.size());
    let head = [frame.camera.scale as f32, frame.feather, zero.x, zero.y, min.x, min.y, size.x, size.y];
    let relief = relief::placed(palette_strength(frame));
    let fill = |color: Color32| (color, [1.0, 0.0, 0.0, 0.0]);
    let line = |(stroke, [dash, gap]): (Stroke, [f32; 2])| (stroke.color, [stroke.width / 2.0, dash, gap, 0.0]);
    let palette = frame.palette;
    let grounds = [fill(palette.land), fill(palette.water), fill(palette.sea)];
    let lines = CLASSES.map(|class| line(stroke(class, frame)));
    let units = (0..level.units.len()).map(|at| fill(unit_color(level, at, frame)));
    let paints = grounds.into_iter().chain(lines).chain(units).take(PAINTS);
    let mut bytes: Vec<u8> = head.into_iter().chain(relief).flat_map(f32::to_ne_bytes).collect();
    for (color, shape) in paints {
        bytes.extend(color.to_normalized_gamma_f32().into_iter().chain(shape).flat_map(f32::to_ne_bytes));
    }
    bytes
}

/// How much of the relief is seen: less and less near by, where it would blur, and far off, where it
/// would end in the middle of the view.
fn palette_strength(frame: &BasemapFrame<'_>) -> f32 {
    let zoom = frame.camera.zoom();
    let (near, far) = ((zoom - 8.2) / 1.6, (5.0 - zoom) / 1.5);
    frame.palette.relief * (1.0 - near.max(far).clamp(0.0, 1.0)) as f32
}

/// The colour of an area.
pub(super) fn ground_color(level: &Level, ground: PolygonKind, frame: &BasemapFrame<'_>) -> Color32 {
    match ground {
        PolygonKind::Land => frame.palette.land,
        PolygonKind::Lake => frame.palette.water,
        PolygonKind::Sea => frame.palette.sea,
        PolygonKind::Unit(at) => unit_color(level, at, frame),
    }
}

fn unit_color(level: &Level, at: usize, frame: &BasemapFrame<'_>) -> Color32 {
    let palette = frame.palette;
    let Some(unit) = level.units.get(at) else { return palette.land };
    let light = frame.light.get(at).copied().unwrap_or(0.0);
    let [vn, cn] = palette.front;
    let [vn_lit, cn_lit] = palette.front_lit;
    let (plain, lit) = match unit.country {
        Country::Vn => (vn, vn_lit),
        Country::Cn => (cn, cn_lit),
    };
    let now = unit.joined.filter(|_| frame.merged).and_then(|at| level.units.get(at)).unwrap_or(unit);
    let plain = if now.front_when(frame.merged) { plain } else { palette.land };
    plain.lerp_to_gamma(lit, light)
}

/// The zooms from which lines inside provinces are drawn.
const DISTRICTS: f64 = 8.5;
const COMMUNES: f64 = 10.0;

/// Tells whether an area or a line is drawn: of lines inside provinces those of the time that is shown, near enough to
/// be told apart.
pub(super) fn drawn(frame: &BasemapFrame<'_>, border_only: bool) -> impl Fn(Option<LineClass>) -> bool {
    // once for all of the thousands of lines
    let (merged, zoom) = (frame.merged, frame.camera.zoom());
    move |line| match line {
        _ if border_only => line.is_some_and(LineClass::is_front),
        Some(line) => is_of_time(line, merged, zoom),
        None => true,
    }
}

fn is_of_time(line: LineClass, merged: bool, zoom: f64) -> bool {
    match line {
        LineClass::Commune => merged && zoom >= COMMUNES,
        LineClass::District => !merged && zoom >= DISTRICTS,
        _ => true,
    }
}

/// The stroke of a line with its dash and gap in points.
pub(super) fn stroke(class: LineClass, frame: &BasemapFrame<'_>) -> (Stroke, [f32; 2]) {
    let palette = frame.palette;
    let zoom = frame.camera.zoom();
    let solid = [0.0, 0.0];
    let border = if zoom < 7.0 {
        1.6
    } else if zoom < 10.0 {
        2.0
    } else {
        2.4
    };
    match class {
        LineClass::Commune => (Stroke::new(0.7, palette.unit_line), [1.5, 3.0]),
        LineClass::District => (Stroke::new(0.8, palette.unit_line), [4.0, 3.0]),
        LineClass::River if zoom < 7.0 => (Stroke::new(0.7, palette.water.lerp_to_gamma(palette.land, 0.45)), solid),
        LineClass::River => (Stroke::new(if zoom < 9.0 { 0.9 } else { 1.4 }, palette.water), solid),
        LineClass::FormerUnit if frame.merged => (Stroke::NONE, solid),
        LineClass::Unit | LineClass::FormerUnit => (Stroke::new(0.9, palette.unit_line), solid),
        LineClass::Coast => (Stroke::new(0.9, palette.coast), solid),
        LineClass::OtherBorder => (Stroke::new(1.2, palette.unit_line), solid),
        LineClass::Border => (Stroke::new(border, palette.border), solid),
        LineClass::TidalBorder => (Stroke::new(border, palette.border), [4.0, 3.0]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::basemap::{Detail, level};

    #[test]
    fn districts_are_drawn_until_they_were_abolished_and_communes_since() {
        assert!(is_of_time(LineClass::District, false, 9.0) && !is_of_time(LineClass::District, true, 9.0));
        assert!(is_of_time(LineClass::Commune, true, 11.0) && !is_of_time(LineClass::Commune, false, 11.0));
        assert!(!is_of_time(LineClass::District, false, 7.0) && !is_of_time(LineClass::Commune, true, 9.0));
        assert!(is_of_time(LineClass::Border, false, 3.0));
    }

    #[test]
    fn there_is_a_way_of_painting_for_every_unit_and_line() {
        for detail in Detail::ALL {
            assert!(level(detail).units.len() + UNITS <= PAINTS);
        }
        let mut slots: Vec<u32> = CLASSES.map(line_slot).to_vec();
        slots.extend([PolygonKind::Land, PolygonKind::Lake, PolygonKind::Sea, PolygonKind::Unit(0)].map(ground_slot));
        slots.sort_unstable();
        assert_eq!(slots, (0..13).collect::<Vec<_>>());
        assert_eq!(ground_slot(PolygonKind::Unit(PAINTS)), ground_slot(PolygonKind::Land));
    }
}
