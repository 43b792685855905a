//! The base map as outlines, for pictures that are not made of pixels: cut at the view and no finer
//! than print can show.

use egui::{Color32, Pos2, Rect, Shape, Stroke, pos2};

use super::look::{self, BasemapFrame};
use super::{BorderLine, Fill, Level, Local, level, origin, world_made};
use crate::map::basemap::Detail;
use crate::ui::vector::{Drawing, VectorOutline, VectorPart};

/// Points between places that a line keeps.
const FINE: f32 = 0.25;
/// Points by which an area reaches under its neighbours, so that no seam shows between them.
const SEAM: f32 = 0.5;
/// Points that outlines are kept beyond the view.
const BEYOND: f32 = 8.0;

/// As the graphics card paints it: see [`super::gpu::shape`].
pub(crate) fn shape(detail: Detail, frame: &BasemapFrame<'_>, border_only: bool) -> Shape {
    let level = level(detail);
    let view = frame.camera.rect.expand(BEYOND);
    let mut drawing = Drawing::default();
    if let Some(world) = world_made().filter(|_| !border_only && !level.bounds.encloses(&frame.camera.visible())) {
        drawing.0.extend(world.fills.iter().filter_map(|fill| area(level, fill, frame, view)).map(VectorPart::Outline));
        drawing.0.extend(world.lines.iter().filter_map(|line| stroke(line, frame, view)).map(VectorPart::Outline));
    }
    if !border_only {
        drawing.0.extend(level.fills.iter().filter_map(|fill| area(level, fill, frame, view)).map(VectorPart::Outline));
    }
    let drawn = look::drawn(frame, border_only);
    let lines = level.lines.iter().filter(|line| drawn(Some(line.class)));
    drawing.0.extend(lines.filter_map(|line| stroke(line, frame, view)).map(VectorPart::Outline));
    drawing.shape(frame.camera.rect)
}

fn area(level: &Level, fill: &Fill, frame: &BasemapFrame<'_>, view: Rect) -> Option<VectorOutline> {
    let camera = &frame.camera;
    if !fill.extent.meets(&camera.visible()) || fill.extent.width().max(fill.extent.height()) * camera.scale < 0.6 {
        return None;
    }
    let color = look::ground_color(level, fill.ground, frame);
    let rings = fill.rings().map(|ring| {
        let places: Vec<Pos2> = thinned(ring, frame, true);
        cut_area(&places, view)
    });
    let rings: Vec<_> = rings.filter(|ring| ring.len() >= 3).collect();
    let stroke = Stroke::new(SEAM, color);
    (!rings.is_empty()).then_some(VectorOutline { rings, closed: true, fill: color, stroke, dash: None })
}

fn stroke(line: &BorderLine, frame: &BasemapFrame<'_>, view: Rect) -> Option<VectorOutline> {
    if !line.extent.meets(&frame.camera.visible()) {
        return None;
    }
    let (stroke, [dash, gap]) = look::stroke(line.class, frame);
    let rings = cut_line(&thinned(&line.points, frame, false), view);
    let dash = (dash > 0.0).then_some([dash, gap]);
    (!rings.is_empty()).then_some(VectorOutline { rings, closed: false, fill: Color32::TRANSPARENT, stroke, dash })
}

/// On the screen, without what lies too near to what is before it. The ends stay.
fn thinned(places: &[Local], frame: &BasemapFrame<'_>, closed: bool) -> Vec<Pos2> {
    let zero = frame.camera.to_screen(origin());
    let scale = frame.camera.scale as f32;
    let mut kept: Vec<Pos2> = Vec::with_capacity(places.len());
    let last = places.len().saturating_sub(1);
    for (n, [x, y]) in places.iter().enumerate() {
        let at = pos2(zero.x + x * scale, zero.y + y * scale);
        let near = kept.last().is_some_and(|before| (at - *before).length() < FINE);
        if !near || (n == last && !closed) {
            kept.push(at);
        }
    }
    kept
}

/// The part of an area in the view, one side of the view after the other.
fn cut_area(ring: &[Pos2], view: Rect) -> Vec<Pos2> {
    if view.contains_rect(Rect::from_points(ring)) {
        return ring.to_vec();
    }
    let mut ring = ring.to_vec();
    for (vertical, at, more) in [
        (true, view.left(), true),
        (true, view.right(), false),
        (false, view.top(), true),
        (false, view.bottom(), false),
    ] {
        let depth = |p: &Pos2| {
            let along = if vertical { p.x } else { p.y };
            if more { along - at } else { at - along }
        };
        let mut kept = Vec::with_capacity(ring.len());
        for (n, here) in ring.iter().enumerate() {
            let before = n.checked_sub(1).and_then(|n| ring.get(n)).or_else(|| ring.last()).unwrap_or(here);
            let (d, e) = (depth(before), depth(here));
            if (d < 0.0) != (e < 0.0) {
                kept.push(before.lerp(*here, d / (d - e)));
            }
            if e >= 0.0 {
                kept.push(*here);
            }
        }
        ring = kept;
    }
    ring
}

/// The runs of a line of which a part may be in the view.
fn cut_line(places: &[Pos2], view: Rect) -> Vec<Vec<Pos2>> {
    let mut runs: Vec<Vec<Pos2>> = Vec::new();
    let mut going = false;
    for pair in places.windows(2) {
        let &[a, b] = pair else { continue };
        let meets = Rect::from_two_pos(a, b).intersects(view);
        match runs.last_mut().filter(|_| going && meets) {
            Some(run) => run.push(b),
            None if meets => runs.push(vec![a, b]),
            None => {}
        }
        going = meets;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(min: f32, max: f32) -> Vec<Pos2> {
        vec![pos2(min, min), pos2(max, min), pos2(max, max), pos2(min, max)]
    }

    #[test]
    fn an_area_is_cut_at_the_view_and_one_inside_is_left_whole() {
        let view = Rect::from_min_max(pos2(0.0, 0.0), pos2(10.0, 10.0));
        assert_eq!(cut_area(&square(2.0, 8.0), view), square(2.0, 8.0));
        let cut = cut_area(&square(-5.0, 5.0), view);
        assert_eq!(Rect::from_points(&cut), Rect::from_min_max(pos2(0.0, 0.0), pos2(5.0, 5.0)));
        assert_eq!(cut_area(&square(20.0, 30.0), view), []);
        assert_eq!(Rect::from_points(&cut_area(&square(-50.0, 50.0), view)), view);
    }

    #[test]
    fn of_a_line_only_the_runs_in_view_are_kept() {
        let view = Rect::from_min_max(pos2(0.0, 0.0), pos2(10.0, 10.0));
        let line: Vec<Pos2> = (-30_i16..40).map(|x| pos2(f32::from(x), 5.0)).collect();
        let runs = cut_line(&line, view);
        assert_eq!(runs.len(), 1);
        assert!(runs[0].len() <= 13 && runs[0].len() >= 11);
        assert!(cut_line(&[pos2(-5.0, -5.0), pos2(-1.0, -5.0)], view).is_empty());
    }
}
