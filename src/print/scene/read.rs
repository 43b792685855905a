//! The toolkit's shapes → a scene.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::{ClippedShape, ColorMode, TextShape};
use egui::{Color32, Galley, Pos2, Rect, Shape, Stroke, Vec2};

use super::text::written;
use super::{Form, Ink, Mark, Run, Scene, mesh};
use crate::print::faces::Faces;
use crate::ui::vector::Drawing;

/// Points by which copies of one text lie apart that are meant as a line around it.
const HALO: f32 = 3.0;

/// Everything that is seen of the shapes on a page of this size. Images are left out.
pub(in crate::print) fn scene(shapes: &[ClippedShape], size: Vec2, faces: &Faces) -> Scene {
    let page = Rect::from_min_size(Pos2::ZERO, size);
    let mut reader = Reader { faces, marks: Vec::new(), clip: page, last: None };
    for clipped in shapes {
        reader.clip = clipped.clip_rect.intersect(page);
        if reader.clip.is_positive() {
            reader.shape(&clipped.shape);
        }
    }
    Scene { size, marks: reader.marks }
}

/// The text before, which may have been the first copy of a halo.
struct Last {
    galley: Arc<Galley>,
    at: Pos2,
    color: Color32,
    /// Its marks.
    marks: Range<usize>,
}

struct Reader<'a> {
    faces: &'a Faces,
    marks: Vec<Mark>,
    clip: Rect,
    last: Option<Last>,
}

impl Reader<'_> {
    fn shape(&mut self, shape: &Shape) {
        if let Shape::Vec(shapes) = shape {
            for shape in shapes {
                self.shape(shape);
            }
            return;
        }
        if let Shape::Callback(callback) = shape {
            let outlines = Drawing::of(callback).map_or(&[][..], |drawing| &drawing.0);
            self.forms(outlines.iter().filter_map(Form::outline));
            return;
        }
        if !shape.visual_bounding_rect().intersects(self.clip) {
            return;
        }
        match shape {
            Shape::Text(text) => self.text(text),
            Shape::Circle(circle) => self.forms(Form::circle(circle)),
            Shape::Ellipse(ellipse) => self.forms(Form::ellipse(ellipse)),
            Shape::LineSegment { points, stroke } => self.forms(Form::segment(*points, *stroke)),
            Shape::Path(path) => self.forms(Form::path(path, solid(&path.stroke.color))),
            // blurred ones are shadows; those with a brush are images
            Shape::Rect(rect) if rect.blur_width <= 0.0 && rect.brush.is_none() => self.forms(Form::rect(rect)),
            Shape::Mesh(mesh) => self.forms(mesh::forms(mesh).into_iter().flatten()),
            Shape::QuadraticBezier(curve) => {
                let [a, b, c] = curve.points;
                let handles = [a, a.lerp(b, 2.0 / 3.0), c.lerp(b, 2.0 / 3.0), c];
                let stroke = Stroke::new(curve.stroke.width, solid(&curve.stroke.color));
                self.forms(Form::curve(handles, curve.closed, curve.fill, stroke));
            }
            Shape::CubicBezier(curve) => {
                let stroke = Stroke::new(curve.stroke.width, solid(&curve.stroke.color));
                self.forms(Form::curve(curve.points, curve.closed, curve.fill, stroke));
            }
            Shape::Rect(_) | Shape::Band(_) | Shape::Noop | Shape::Vec(_) | Shape::Callback(_) => {}
        }
    }

    fn forms(&mut self, forms: impl IntoIterator<Item = Form>) {
        let clip = self.clip;
        self.marks.extend(forms.into_iter().map(|form| Mark { clip, ink: Ink::Form(form) }));
    }

    /// Copies of one text close to each other are the last of them with a halo.
    fn text(&mut self, text: &TextShape) {
        let mut written = written(text, self.faces);
        let color = text.override_text_color.unwrap_or(text.fallback_color);
        let copied = self.last.take().filter(|last| {
            let near = (last.at - text.pos).length() <= HALO;
            near && Arc::ptr_eq(&last.galley, &text.galley) && last.marks.end == self.marks.len()
        });
        if let Some(last) = &copied {
            let before = self.marks.get(last.marks.start).and_then(|mark| match &mark.ink {
                Ink::Text(run) => run.halo,
                Ink::Form(_) => None,
            });
            let width = 2.0 * (last.at - text.pos).length();
            let halo = before.map_or((last.color, width), |(color, wide)| (color, wide.min(width)));
            written.runs.iter_mut().for_each(|run| run.halo = Some(halo));
            self.marks.truncate(last.marks.start);
        }
        let (clip, start) = (self.clip, self.marks.len());
        // rows that are cut off are on another page
        let middle = |run: &Run| run.at.y - run.size * 0.35;
        written.runs.retain(|run| run.turn.is_some() || clip.y_range().contains(middle(run)));
        self.marks.extend(written.runs.into_iter().map(|run| Mark { clip, ink: Ink::Text(run) }));
        self.forms(written.forms);
        let marks = start..self.marks.len();
        self.last = Some(Last { galley: Arc::clone(&text.galley), at: text.pos, color, marks });
    }
}

fn solid(color: &ColorMode) -> Color32 {
    match color {
        ColorMode::Solid(color) => *color,
        ColorMode::UV(_) => Color32::TRANSPARENT,
    }
}
