//! The toolkit's shapes → a scene.

use egui::epaint::{ClippedShape, ColorMode, TextShape};
use egui::{Color32, Pos2, Rect, Shape, Stroke, Vec2};

use super::text::written;
use super::{GlyphRun, PathForm, PrintScene, SceneInk, SceneMark};
use crate::print::faces::Faces;
use crate::ui::vector::{Drawing, VectorPart};

/// Everything that is seen of the shapes on a page of this size. Images and other meshes are left out.
pub(in crate::print) fn scene(shapes: &[ClippedShape], size: Vec2, faces: &Faces) -> PrintScene {
    let page = Rect::from_min_size(Pos2::ZERO, size);
    let mut reader = ShapeReader { faces, marks: Vec::new(), clip: page };
    for clipped in shapes {
        reader.clip = clipped.clip_rect.intersect(page);
        if reader.clip.is_positive() {
            reader.shape(&clipped.shape);
        }
    }
    PrintScene { size, marks: reader.marks }
}

struct ShapeReader<'a> {
    faces: &'a Faces,
    marks: Vec<SceneMark>,
    clip: Rect,
}

impl ShapeReader<'_> {
    fn shape(&mut self, shape: &Shape) {
        if let Shape::Vec(shapes) = shape {
            for shape in shapes {
                self.shape(shape);
            }
            return;
        }
        if let Shape::Callback(callback) = shape {
            for part in Drawing::of(callback).map_or(&[][..], |drawing| &drawing.0) {
                match part {
                    VectorPart::Outline(outline) => self.forms(PathForm::outline(outline)),
                    VectorPart::Fade(fade) => self.forms(PathForm::fade(fade)),
                    VectorPart::Text(text) => self.text(&text.text, Some((text.halo, text.width))),
                }
            }
            return;
        }
        if !shape.visual_bounding_rect().intersects(self.clip) {
            return;
        }
        match shape {
            Shape::Text(text) => self.text(text, None),
            Shape::Circle(circle) => self.forms(PathForm::circle(circle)),
            Shape::Ellipse(ellipse) => self.forms(PathForm::ellipse(ellipse)),
            Shape::LineSegment { points, stroke } => self.forms(PathForm::segment(*points, *stroke)),
            Shape::Path(path) => self.forms(PathForm::path(path, solid(&path.stroke.color))),
            // blurred ones are shadows; those with a brush are images
            Shape::Rect(rect) if rect.blur_width <= 0.0 && rect.brush.is_none() => self.forms(PathForm::rect(rect)),
            Shape::QuadraticBezier(curve) => {
                let [a, b, c] = curve.points;
                let handles = [a, a.lerp(b, 2.0 / 3.0), c.lerp(b, 2.0 / 3.0), c];
                let stroke = Stroke::new(curve.stroke.width, solid(&curve.stroke.color));
                self.forms(PathForm::curve(handles, curve.closed, curve.fill, stroke));
            }
            Shape::CubicBezier(curve) => {
                let stroke = Stroke::new(curve.stroke.width, solid(&curve.stroke.color));
                self.forms(PathForm::curve(curve.points, curve.closed, curve.fill, stroke));
            }
            Shape::Mesh(_) | Shape::Rect(_) | Shape::Band(_) | Shape::Noop | Shape::Vec(_) | Shape::Callback(_) => {}
        }
    }

    fn forms(&mut self, forms: impl IntoIterator<Item = PathForm>) {
        let clip = self.clip;
        self.marks.extend(forms.into_iter().map(|form| SceneMark { clip, ink: SceneInk::Form(form) }));
    }

    /// `halo` is the colour and the width of a line around the letters.
    fn text(&mut self, text: &TextShape, halo: Option<(Color32, f32)>) {
        if !text.visual_bounding_rect().intersects(self.clip) {
            return;
        }
        let mut written = written(text, self.faces);
        let clip = self.clip;
        // rows that are cut off are on another page
        let middle = |run: &GlyphRun| run.at.y - run.size * 0.35;
        written.runs.retain(|run| run.turn.is_some() || clip.y_range().contains(middle(run)));
        let runs = written.runs.into_iter().map(|run| SceneInk::Text(GlyphRun { halo, ..run }));
        self.marks.extend(runs.map(|ink| SceneMark { clip, ink }));
        self.forms(written.forms);
    }
}

fn solid(color: &ColorMode) -> Color32 {
    match color {
        ColorMode::Solid(color) => *color,
        ColorMode::UV(_) => Color32::TRANSPARENT,
    }
}
