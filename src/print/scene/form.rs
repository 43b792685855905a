//! Lines and areas.

use egui::epaint::{CircleShape, EllipseShape, PathShape, RectShape};
use egui::{Color32, Pos2, Rect, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::{LineStyle, ScenePaint};
use crate::ui::vector::{Fade, VectorOutline};

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::print) enum PathStep {
    Move(Pos2),
    Line(Pos2),
    Cubic(Pos2, Pos2, Pos2),
    Close,
}

/// What an odd number of its rings encloses is filled.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::print) struct PathForm {
    pub(in crate::print) steps: Vec<PathStep>,
    pub(in crate::print) fill: Option<ScenePaint>,
    pub(in crate::print) line: Option<LineStyle>,
}

/// How far the handles of a quarter of a circle reach.
const ARC: f32 = 0.552_284_8;

impl PathForm {
    /// None when nothing of it would be seen.
    fn new(steps: Vec<PathStep>, fill: Color32, stroke: Stroke, dash: Option<[f32; 2]>) -> Option<Self> {
        let fill = (fill.a() > 0).then_some(ScenePaint::Flat(fill));
        let seen = !stroke.is_empty() && stroke.color.a() > 0;
        let line = seen.then_some(LineStyle { width: stroke.width, color: stroke.color, dash });
        (steps.len() > 1 && (fill.is_some() || line.is_some())).then_some(Self { steps, fill, line })
    }

    /// None when nothing of it would be seen.
    pub(super) fn fade(fade: &Fade) -> Option<Self> {
        let Fade { rect, colors } = *fade;
        let points = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
        let fill = ScenePaint::Fade { from: rect.left_top(), to: rect.right_top(), colors };
        let seen = rect.is_positive() && colors.iter().any(|color| color.a() > 0);
        seen.then(|| Self { steps: ring(&points, true), fill: Some(fill), line: None })
    }

    pub(super) fn segment([a, b]: [Pos2; 2], stroke: Stroke) -> Option<Self> {
        Self::new(vec![PathStep::Move(a), PathStep::Line(b)], Color32::TRANSPARENT, stroke, None)
    }

    pub(super) fn path(path: &PathShape, color: Color32) -> Option<Self> {
        let fill = if path.closed { path.fill } else { Color32::TRANSPARENT };
        Self::new(ring(&path.points, path.closed), fill, Stroke::new(path.stroke.width, color), None)
    }

    pub(super) fn outline(outline: &VectorOutline) -> Option<Self> {
        let steps = outline.rings.iter().flat_map(|points| ring(points, outline.closed)).collect();
        Self::new(steps, outline.fill, outline.stroke, outline.dash)
    }

    pub(super) fn circle(circle: &CircleShape) -> Option<Self> {
        Self::new(ellipse(circle.center, Vec2::splat(circle.radius)), circle.fill, circle.stroke, None)
    }

    pub(super) fn ellipse(shape: &EllipseShape) -> Option<Self> {
        Self::new(ellipse(shape.center, shape.radius), shape.fill, shape.stroke, None)
    }

    /// The fill reaches to the rectangle's edge; the line lies where its kind says.
    pub(super) fn rect(shape: &RectShape) -> Vec<Self> {
        let radius = shape.corner_radius;
        let corners = [radius.nw, radius.ne, radius.se, radius.sw].map(f32::from);
        let by = match shape.stroke_kind {
            StrokeKind::Inside => -shape.stroke.width / 2.0,
            StrokeKind::Middle => 0.0,
            StrokeKind::Outside => shape.stroke.width / 2.0,
        };
        let fill = Self::new(rounded(shape.rect, corners), shape.fill, Stroke::NONE, None);
        let bent = corners.map(|corner| if corner > 0.0 { (corner + by).max(0.0) } else { 0.0 });
        let edge = rounded(shape.rect.expand(by), bent);
        fill.into_iter().chain(Self::new(edge, Color32::TRANSPARENT, shape.stroke, None)).collect()
    }

    pub(super) fn curve([a, b, c, d]: [Pos2; 4], closed: bool, fill: Color32, stroke: Stroke) -> Option<Self> {
        let mut steps = vec![PathStep::Move(a), PathStep::Cubic(b, c, d)];
        steps.extend(closed.then_some(PathStep::Close));
        Self::new(steps, fill, stroke, None)
    }
}

fn ring(points: &[Pos2], closed: bool) -> Vec<PathStep> {
    let mut steps: Vec<PathStep> = Vec::with_capacity(points.len() + 1);
    for (n, at) in points.iter().enumerate() {
        steps.push(if n == 0 { PathStep::Move(*at) } else { PathStep::Line(*at) });
    }
    steps.extend((closed && points.len() > 2).then_some(PathStep::Close));
    steps
}

fn ellipse(center: Pos2, radius: Vec2) -> Vec<PathStep> {
    let at = |x: f32, y: f32| center + vec2(x, y) * radius;
    vec![
        PathStep::Move(at(1.0, 0.0)),
        PathStep::Cubic(at(1.0, ARC), at(ARC, 1.0), at(0.0, 1.0)),
        PathStep::Cubic(at(-ARC, 1.0), at(-1.0, ARC), at(-1.0, 0.0)),
        PathStep::Cubic(at(-1.0, -ARC), at(-ARC, -1.0), at(0.0, -1.0)),
        PathStep::Cubic(at(ARC, -1.0), at(1.0, -ARC), at(1.0, 0.0)),
        PathStep::Close,
    ]
}

/// A rectangle with these radii at the upper left, upper right, lower right and lower left.
fn rounded(rect: Rect, corners: [f32; 4]) -> Vec<PathStep> {
    let most = rect.width().min(rect.height()).max(0.0) / 2.0;
    let [nw, ne, se, sw] = corners.map(|corner| corner.min(most));
    let Rect { min, max } = rect;
    if nw + ne + se + sw <= 0.0 {
        return ring(&[min, pos2(max.x, min.y), max, pos2(min.x, max.y)], true);
    }
    let hold = 1.0 - ARC;
    vec![
        PathStep::Move(pos2(min.x + nw, min.y)),
        PathStep::Line(pos2(max.x - ne, min.y)),
        PathStep::Cubic(pos2(max.x - ne * hold, min.y), pos2(max.x, min.y + ne * hold), pos2(max.x, min.y + ne)),
        PathStep::Line(pos2(max.x, max.y - se)),
        PathStep::Cubic(pos2(max.x, max.y - se * hold), pos2(max.x - se * hold, max.y), pos2(max.x - se, max.y)),
        PathStep::Line(pos2(min.x + sw, max.y)),
        PathStep::Cubic(pos2(min.x + sw * hold, max.y), pos2(min.x, max.y - sw * hold), pos2(min.x, max.y - sw)),
        PathStep::Line(pos2(min.x, min.y + nw)),
        PathStep::Cubic(pos2(min.x, min.y + nw * hold), pos2(min.x + nw * hold, min.y), pos2(min.x + nw, min.y)),
        PathStep::Close,
    ]
}
