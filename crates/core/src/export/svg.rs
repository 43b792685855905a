//! Drawings as SVG inside of a page: colours by class, each mark of a record a link.

use std::fmt::Write as _;

use super::figure::{self, Anchor, Figure, FigureMark, FigureShape, FigureTone, PlacedGround};
use super::prose::escaped;
use crate::dataset::Ix;
use crate::pages::along::Band;

/// What a mark is called in the page, and where it leads.
pub(super) struct MarkLink {
    pub(super) id: String,
    pub(super) href: Option<String>,
}

/// The name that the whole ground has in a page.
const GROUND: &str = "ground";

/// The ground of all maps of a page, to be written once before them. It is not shown itself.
pub(super) fn ground() -> String {
    let mut out = format!("<svg class=\"none\" aria-hidden=\"true\"><g id=\"{GROUND}\">");
    for mark in figure::whole() {
        match &mark.form {
            FigureShape::Area(_) | FigureShape::Line(_) => form(&mark, 1.0, &mut out),
            FigureShape::Disc { .. } | FigureShape::Bar { .. } | FigureShape::Text { .. } => {}
        }
    }
    out.push_str("</g></svg>");
    out
}

/// The drawing as an element; `shared` where the page has the ground already.
pub(super) fn element(figure: &Figure, class: &str, shared: bool, place: impl Fn(Ix) -> MarkLink) -> String {
    let [width, height] = figure.size;
    let about = escaped(&figure.about);
    let (w, h) = (short(width), short(height));
    let mut out = format!("<svg class=\"{class}\" viewBox=\"0 0 {w} {h}\" role=\"group\" aria-label=\"{about}\">\n");
    let ground = figure.ground.filter(|_| shared);
    if let Some(PlacedGround { stretch: [x, y], moved: [dx, dy], .. }) = ground {
        let (dx, dy) = (short(dx), short(dy));
        // writing into a text never fails
        let _ = write!(out, "<use href=\"#{GROUND}\" transform=\"matrix({x:.4} 0 0 {y:.4} {dx} {dy})\"/>");
    }
    for mark in figure.marks.iter().skip(ground.map_or(0, |ground| ground.marks)) {
        self::mark(mark, &place, &mut out);
        out.push('\n');
    }
    out.push_str("</svg>");
    out
}

fn mark(mark: &FigureMark, place: &impl Fn(Ix) -> MarkLink, out: &mut String) {
    let Some(of) = &mark.of else { return form(mark, FINE, out) };
    let MarkLink { id, href } = place(of.ix);
    match &href {
        Some(href) => put(out, &format!("<a id=\"{id}\" href=\"{href}\">")),
        None => put(out, &format!("<g id=\"{id}\">")),
    }
    put(out, &format!("<title>{}</title>", escaped(&of.label)));
    form(mark, FINE, out);
    out.push_str(if href.is_some() { "</a>" } else { "</g>" });
}

fn put(out: &mut String, text: &str) {
    out.push_str(text);
}

/// Parts of a point that paths are told in.
const FINE: f32 = 10.0;

fn form(mark: &FigureMark, fine: f32, out: &mut String) {
    let class = class(mark.tone);
    // writing into a text never fails
    let _ = match &mark.form {
        FigureShape::Area(rings) => {
            let path: String = rings.iter().map(|ring| format!("{}Z", path(ring, fine))).collect();
            write!(out, "<path class=\"a {class}\" d=\"{path}\"/>")
        }
        FigureShape::Line(line) => write!(out, "<path class=\"l {class}\" d=\"{}\"/>", path(line, fine)),
        FigureShape::Disc { at: [x, y], radius, filled } => {
            let drawn = if *filled { "f" } else { "o" };
            write!(
                out,
                "<circle class=\"{drawn} {class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                short(*x),
                short(*y),
                short(*radius)
            )
        }
        FigureShape::Bar { from: [x, y], size: [w, h], filled } => {
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
        FigureShape::Text { at: [x, y], anchor, size, bold, text } => {
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

/// A beginning and steps from point to point, which take less room than the points. A minus parts
/// numbers as well as a blank does.
fn path(points: &[[f32; 2]], fine: f32) -> String {
    let mut text = String::new();
    let (mut before, mut lines) = ([0_i64, 0], false);
    for (n, point) in points.iter().enumerate() {
        let here = point.map(|value| (value * fine).round() as i64);
        let step = [here[0] - before[0], here[1] - before[1]];
        if n > 0 && step == [0, 0] {
            continue;
        }
        text.push_str(if n == 0 { "M" } else { "" });
        // one sign is enough for all that follow it
        let sign = n > 0 && !std::mem::replace(&mut lines, true);
        text.push_str(if sign { "l" } else { "" });
        for (axis, step) in step.into_iter().enumerate() {
            if step >= 0 && (axis > 0 || n > 0 && !sign) {
                text.push(' ');
            }
            text.push_str(&short(step as f32 / fine));
        }
        before = here;
    }
    text
}

/// The class that gives a mark its colour.
fn class(tone: FigureTone) -> &'static str {
    match tone {
        FigureTone::Sea => "sea",
        FigureTone::Land => "land",
        FigureTone::Front => "front",
        FigureTone::Across => "across",
        FigureTone::Unit => "unit",
        FigureTone::Border => "border",
        FigureTone::Abroad => "abroad",
        FigureTone::Grid => "grid",
        FigureTone::Ink => "ink",
        FigureTone::Weak => "weak",
        FigureTone::Site => "site",
        FigureTone::Kind(kind) => kind.slug(),
        FigureTone::Class(3..) => "class3",
        FigureTone::Class(2) => "class2",
        FigureTone::Class(1) => "class1",
        FigureTone::Class(0) => "class0",
        FigureTone::Band(Band::Open) => "open",
        FigureTone::Band(Band::Reopened) => "reopened",
        FigureTone::Band(Band::Trial) => "trial",
        FigureTone::Band(Band::Suspended) => "suspended",
        FigureTone::Band(Band::NotOpen) => "notopen",
    }
}

/// To a tenth, without needless noughts.
fn short(number: f32) -> String {
    let number = if number.is_finite() { (number * 10.0).round() / 10.0 } else { 0.0 };
    format!("{}", if number == 0.0 { 0.0 } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_the_same_points_in_few_signs() {
        let points = [[1.0, 2.0], [3.0, 1.5], [3.0, 1.5], [3.04, 4.0], [0.0, 4.0]];
        assert_eq!(path(&points, FINE), "M1 2l2-0.5 0 2.5-3 0");
        assert_eq!(path(&points, 1.0), "M1 2l2 0 0 2-3 0");
        assert_eq!(path(&[[-1.0, -2.0]], FINE), "M-1-2");
    }

    #[test]
    fn a_part_of_the_whole_ground_is_what_is_drawn_for_itself() {
        use crate::dataset::builtin;
        use crate::export::figure::{FigureSizes, Figures};
        use crate::model::Lang;
        use crate::pages::Reader;
        use crate::words::Words;
        let (dataset, words) = (builtin().dataset, Words::new(Lang::Vi));
        let reader = Reader { dataset: &dataset, words: &words };
        let gate = dataset.ix("ta-lung").unwrap();
        let sizes = FigureSizes { map: [460.0, 340.0], strip: 460.0, text: 13.0, rows: u8::MAX };
        let map = Figures::for_rows(&reader, &[gate], Some(gate), sizes).map.unwrap();
        let part = map.ground.unwrap();
        let [x, y] = part.stretch;
        let there = |[px, py]: [f32; 2]| [px * x + part.moved[0], py * y + part.moved[1]];
        let lines = |marks: &[FigureMark]| -> Vec<Vec<[f32; 2]>> {
            let border = marks.iter().filter(|mark| mark.tone == FigureTone::Border);
            border
                .filter_map(|mark| if let FigureShape::Line(line) = &mark.form { Some(line.clone()) } else { None })
                .collect()
        };
        let whole: Vec<Vec<[f32; 2]>> =
            lines(&figure::whole()).into_iter().map(|line| line.into_iter().map(there).collect()).collect();
        // how far a point is from the nearest part of it
        let off = |[x, y]: [f32; 2], [ax, ay]: [f32; 2], [bx, by]: [f32; 2]| {
            let (dx, dy) = (bx - ax, by - ay);
            let part = (((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy).max(1e-6)).clamp(0.0, 1.0);
            (x - ax - part * dx).hypot(y - ay - part * dy)
        };
        let [wide, high] = map.size;
        let own = lines(&map.marks[..part.marks]);
        let within = own.iter().flatten().filter(|[x, y]| *x > 1.0 && *y > 1.0 && *x < wide - 1.0 && *y < high - 1.0);
        let mut seen = 0;
        for at in within {
            let pairs = whole.iter().flat_map(|line| line.windows(2));
            let near = pairs.map(|pair| off(*at, pair[0], pair[1])).fold(f32::MAX, f32::min);
            assert!(near < 1.0, "{at:?} is {near} away");
            seen += 1;
        }
        assert!(seen > 20, "the border is in sight");
        let shared = element(&map, "map", true, |_| MarkLink { id: "a".into(), href: None });
        let alone = element(&map, "map", false, |_| MarkLink { id: "a".into(), href: None });
        assert!(shared.contains("<use href=\"#ground\"") && !alone.contains("<use"));
        assert!(shared.len() * 3 < alone.len() && ground().len() < 150_000, "{} {}", shared.len(), ground().len());
    }
}
