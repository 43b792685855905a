//! Coloured triangles → areas, flat or fading.

use egui::epaint::{TextureId, Vertex};
use egui::{Color32, Mesh, Pos2};

use super::{Form, Paint};

/// A triangle, or two that make one area.
struct Patch {
    points: Vec<Pos2>,
    paint: Paint,
}

/// The mesh's areas; none of a mesh that shows an image, which is not made of lines.
pub(super) fn forms(mesh: &Mesh) -> Option<Vec<Form>> {
    if mesh.texture_id != TextureId::default() {
        return None;
    }
    let mut patches: Vec<Patch> = Vec::new();
    for corners in mesh.indices.chunks_exact(3) {
        let vertex = |n: usize| corners.get(n).and_then(|at| mesh.vertices.get(*at as usize));
        let (Some(a), Some(b), Some(c)) = (vertex(0), vertex(1), vertex(2)) else { continue };
        let Some(next) = triangle([a, b, c]) else { continue };
        let joined = patches.last_mut().filter(|last| last.points.len() == 3).is_some_and(|last| join(last, &next));
        if !joined {
            patches.push(next);
        }
    }
    let seen = patches.into_iter().filter(|patch| match patch.paint {
        Paint::Flat(color) => color.a() > 0,
        Paint::Fade { colors, .. } => colors.iter().any(|color| color.a() > 0),
    });
    Some(seen.map(|patch| Form::polygon(&patch.points, patch.paint)).collect())
}

/// With one colour it is flat, with two it fades from the side that has one to the corner that has
/// the other. With three it takes that of its first corner.
fn triangle(corners: [&Vertex; 3]) -> Option<Patch> {
    let points: Vec<Pos2> = corners.iter().map(|vertex| vertex.pos).collect();
    let [a, b, c] = corners.map(|vertex| (vertex.pos, vertex.color));
    if ((b.0 - a.0).rot90().dot(c.0 - a.0)).abs() < 1e-4 {
        return None;
    }
    let paint = match (a.1 == b.1, b.1 == c.1, a.1 == c.1) {
        (true, true, _) => Paint::Flat(a.1),
        (true, ..) => toward([a.0, b.0], a.1, c),
        (_, true, _) => toward([b.0, c.0], b.1, a),
        (.., true) => toward([a.0, c.0], a.1, b),
        _ => Paint::Flat(a.1),
    };
    Some(Patch { points, paint })
}

/// Always from the upper left to the lower right, so that two halves of one area are found equal.
fn toward([p, q]: [Pos2; 2], color: Color32, (tip, other): (Pos2, Color32)) -> Paint {
    let side = (q - p).normalized();
    let foot = p + side * (tip - p).dot(side);
    let along = tip - foot;
    if along.x > 0.0 || (along.x == 0.0 && along.y > 0.0) {
        Paint::Fade { from: foot, to: tip, colors: [color, other] }
    } else {
        Paint::Fade { from: tip, to: foot, colors: [other, color] }
    }
}

/// Takes the second triangle into the first where they share a side and look alike.
fn join(first: &mut Patch, second: &Patch) -> bool {
    if !alike(&first.paint, &second.paint) {
        return false;
    }
    let (a, b) = (&first.points, &second.points);
    let mut odd = a.iter().filter(|point| !b.contains(point));
    let mut other = b.iter().filter(|point| !a.contains(point));
    let (Some(one), None, Some(two), None) = (odd.next(), odd.next(), other.next(), other.next()) else { return false };
    let shared: Vec<Pos2> = a.iter().filter(|point| b.contains(point)).copied().collect();
    let &[u, v] = shared.as_slice() else { return false };
    first.points = vec![*one, u, *two, v];
    true
}

fn alike(first: &Paint, second: &Paint) -> bool {
    match (first, second) {
        (Paint::Flat(one), Paint::Flat(other)) => one == other,
        (Paint::Fade { from, to, colors }, Paint::Fade { from: start, to: end, colors: others }) => {
            let (one, other) = (*to - *from, *end - *start);
            let level = (*start - *from).dot(one.normalized()).abs() < 0.01;
            colors == others && (one - other).length() < 0.01 && level
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use egui::{Direction, Rect, Shape, pos2};

    use super::*;
    use crate::ui::theme::Palette;

    #[test]
    fn a_fading_rectangle_is_one_area_that_fades() {
        let palette = Palette::light();
        let rect = Rect::from_min_max(pos2(10.0, 20.0), pos2(50.0, 30.0));
        let Shape::Mesh(mesh) = Shape::gradient_rect(rect, Direction::LeftToRight, [palette.ink, palette.page]) else {
            panic!("a mesh")
        };
        let forms = forms(&mesh).unwrap();
        let [form] = forms.as_slice() else { panic!("one area, not {}", forms.len()) };
        let Some(Paint::Fade { from, to, colors }) = form.fill else { panic!("it fades") };
        assert_eq!((from.x, to.x, colors), (10.0, 50.0, [palette.ink, palette.page]));
        assert!((from.y - to.y).abs() < 1e-3);
    }

    #[test]
    fn equal_neighbours_are_put_together_and_others_are_not() {
        let palette = Palette::light();
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 5.0)), palette.ink);
        mesh.add_colored_rect(Rect::from_min_max(pos2(3.0, 0.0), pos2(4.0, 5.0)), palette.weak);
        assert_eq!(forms(&mesh).unwrap().len(), 2);
    }
}
