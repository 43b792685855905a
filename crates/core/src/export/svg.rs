//! Drawings as SVG inside of a page: colours by class, each mark of a record a link.

use std::fmt::Write as _;

use super::figure::{Anchor, Figure, Form, Mark, Tone};
use super::prose::escaped;
use crate::dataset::Ix;
use crate::pages::along::Band;

/// What a mark is called in the page, and where it leads.
pub(super) struct Place {
    pub(super) id: String,
    pub(super) href: Option<String>,
}

/// The drawing as an element.
pub(super) fn element(figure: &Figure, class: &str, place: impl Fn(Ix) -> Place) -> String {
    let [width, height] = figure.size;
    let about = escaped(&figure.about);
    let (w, h) = (short(width), short(height));
    let mut out = format!("<svg class=\"{class}\" viewBox=\"0 0 {w} {h}\" role=\"group\" aria-label=\"{about}\">\n");
    for mark in &figure.marks {
        self::mark(mark, &place, &mut out);
        out.push('\n');
    }
    out.push_str("</svg>");
    out
}

fn mark(mark: &Mark, place: &impl Fn(Ix) -> Place, out: &mut String) {
    let Some(of) = &mark.of else { return form(mark, out) };
    let Place { id, href } = place(of.ix);
    match &href {
        Some(href) => put(out, &format!("<a id=\"{id}\" href=\"{href}\">")),
        None => put(out, &format!("<g id=\"{id}\">")),
    }
    put(out, &format!("<title>{}</title>", escaped(&of.label)));
    form(mark, out);
    out.push_str(if href.is_some() { "</a>" } else { "</g>" });
}

fn put(out: &mut String, text: &str) {
    out.push_str(text);
}

fn form(mark: &Mark, out: &mut String) {
    let class = class(mark.tone);
    // writing into a text never fails
    let _ = match &mark.form {
        Form::Area(rings) => {
            let path: String = rings.iter().map(|ring| format!("{}Z", path(ring))).collect();
            write!(out, "<path class=\"a {class}\" d=\"{path}\"/>")
        }
        Form::Line(line) => write!(out, "<path class=\"l {class}\" d=\"{}\"/>", path(line)),
        Form::Disc { at: [x, y], radius, filled } => {
            let drawn = if *filled { "f" } else { "o" };
            write!(
                out,
                "<circle class=\"{drawn} {class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                short(*x),
                short(*y),
                short(*radius)
            )
        }
        Form::Bar { from: [x, y], size: [w, h], filled } => {
            let drawn = if *filled { "f" } else { "o" };
            write!(
                out,
                "<rect class=\"{drawn} {class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"1.5\"/>",
                short(*x),
                short(*y),
                short(*w),
                short(*h)
            )
        }
        Form::Text { at: [x, y], anchor, size, bold, text } => {
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            let bold = if *bold { " font-weight=\"bold\"" } else { "" };
            write!(
                out,
                "<text class=\"{class}\" x=\"{}\" y=\"{}\" font-size=\"{}\"{anchor}{bold}>{}</text>",
                short(*x),
                short(*y),
                short(*size),
                escaped(text)
            )
        }
    };
}

/// Steps from point to point, which take less room than the points.
fn path(points: &[[f32; 2]]) -> String {
    let mut text = String::new();
    let mut before = [0_i64, 0];
    for (n, point) in points.iter().enumerate() {
        let here = point.map(|value| (value * 10.0).round() as i64);
        let [dx, dy] = [here[0] - before[0], here[1] - before[1]];
        let sign = if n == 0 { "m" } else { "l" };
        let _ = write!(text, "{sign}{} {}", short(dx as f32 / 10.0), short(dy as f32 / 10.0));
        before = here;
    }
    text
}

/// The class that gives a mark its colour.
fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Sea => "sea",
        Tone::Land => "land",
        Tone::Front => "front",
        Tone::Unit => "unit",
        Tone::Border => "border",
        Tone::Grid => "grid",
        Tone::Ink => "ink",
        Tone::Weak => "weak",
        Tone::Site => "site",
        Tone::Kind(kind) => kind.slug(),
        Tone::Class(3..) => "class3",
        Tone::Class(2) => "class2",
        Tone::Class(1) => "class1",
        Tone::Class(0) => "class0",
        Tone::Band(Band::Open) => "open",
        Tone::Band(Band::Reopened) => "reopened",
        Tone::Band(Band::Trial) => "trial",
        Tone::Band(Band::Suspended) => "suspended",
        Tone::Band(Band::NotOpen) => "notopen",
    }
}

/// To a tenth, without needless noughts.
fn short(number: f32) -> String {
    let number = if number.is_finite() { (number * 10.0).round() / 10.0 } else { 0.0 };
    format!("{}", if number == 0.0 { 0.0 } else { number })
}
