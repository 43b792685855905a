//! Pages → one SVG file, one beneath the other, with its fonts inside and its text as text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use egui::{Pos2, Rect};
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

use super::faces::{FaceIndex, Faces};
use super::scene::{GlyphRun, LineStyle, PathForm, PathStep, PrintScene, SceneInk, SceneMark, ScenePaint, fade, rgba};
use super::sfnt;
use super::{Document, GAP};

type Out = Writer<Vec<u8>>;

/// The file's text.
///
/// # Errors
/// Never in practice: it is written into memory.
pub(super) fn file(document: &Document, faces: &Faces) -> io::Result<Vec<u8>> {
    let mut writer = Svg { out: Writer::new(Vec::new()), clips: Clips::default(), fades: 0 };
    writer.document(document, faces)?;
    let mut bytes = writer.out.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// Rectangles that things are cut at, each once.
#[derive(Default)]
struct Clips(BTreeMap<[u32; 4], usize>);

impl Clips {
    /// Its number, and whether it is new.
    fn number_of(&mut self, clip: Rect) -> (usize, bool) {
        let next = self.0.len();
        let key = [clip.left(), clip.top(), clip.right(), clip.bottom()].map(f32::to_bits);
        let number = *self.0.entry(key).or_insert(next);
        (number, number == next)
    }
}

struct Svg {
    out: Out,
    clips: Clips,
    fades: usize,
}

impl Svg {
    fn document(&mut self, document: &Document, faces: &Faces) -> io::Result<()> {
        let width = document.pages.iter().map(|page| page.size.x).fold(0.0, f32::max);
        let gaps = GAP * document.pages.len().saturating_sub(1) as f32;
        let height = document.pages.iter().map(|page| page.size.y).sum::<f32>() + gaps;
        // the size on paper of points of which 96 make an inch
        let millimetres = |points: f32| format!("{}mm", short(points * document.scale / 96.0 * 25.4));
        let mut svg = BytesStart::new("svg");
        svg.push_attribute(("xmlns", "http://www.w3.org/2000/svg"));
        svg.push_attribute(("width", &*millimetres(width)));
        svg.push_attribute(("height", &*millimetres(height)));
        svg.push_attribute(("viewBox", &*format!("0 0 {} {}", short(width), short(height))));
        svg.push_attribute(("xml:lang", document.lang));
        svg.push_attribute(("role", "img"));
        self.out.write_event(Event::Start(svg))?;
        self.text_element("title", &document.title)?;
        self.text_element("desc", &document.about)?;
        self.text_element("style", &style(&document.pages, faces))?;
        let mut top = 0.0;
        for page in &document.pages {
            let shift = (top > 0.0).then(|| format!("translate(0 {})", short(top)));
            let shift: Vec<_> = shift.iter().map(|shift| ("transform", shift.as_str())).collect();
            self.open("g", &shift)?;
            self.page(page)?;
            self.close("g")?;
            top += page.size.y + GAP;
        }
        self.close("svg")
    }

    /// What is cut at the same rectangle stands in one group.
    fn page(&mut self, page: &PrintScene) -> io::Result<()> {
        for marks in page.marks.chunk_by(|a, b| a.clip == b.clip) {
            let Some(clip) = marks.first().map(|mark| mark.clip) else { continue };
            let (number, new) = self.clips.number_of(clip);
            let id = format!("c{number}");
            if new {
                self.open("clipPath", &[("id", &id)])?;
                let [x, y] = [clip.left(), clip.top()].map(short);
                let [width, height] = [clip.width(), clip.height()].map(short);
                self.empty("rect", &[("x", &x), ("y", &y), ("width", &width), ("height", &height)])?;
                self.close("clipPath")?;
            }
            self.open("g", &[("clip-path", &format!("url(#{id})"))])?;
            marks.iter().try_for_each(|mark| self.mark(mark))?;
            self.close("g")?;
        }
        Ok(())
    }

    fn mark(&mut self, mark: &SceneMark) -> io::Result<()> {
        match &mark.ink {
            SceneInk::Form(form) => self.form(form),
            SceneInk::Text(run) => self.run(run),
        }
    }

    fn form(&mut self, form: &PathForm) -> io::Result<()> {
        let path = path(&form.steps);
        let mut style: Vec<(&str, String)> = vec![("d", path)];
        match form.fill {
            None => style.push(("fill", "none".to_owned())),
            Some(ScenePaint::Flat(color)) => ink(&mut style, "fill", "fill-opacity", rgba(color)),
            Some(ScenePaint::Fade { from, to, colors }) => {
                let id = format!("f{}", self.fades);
                self.fades += 1;
                self.gradient(&id, [from, to], fade(colors))?;
                style.push(("fill", format!("url(#{id})")));
            }
        }
        let rings = form.steps.iter().filter(|step| matches!(step, PathStep::Move(_))).count();
        if rings > 1 && form.fill.is_some() {
            style.push(("fill-rule", "evenodd".to_owned()));
        }
        if let Some(line) = form.line {
            stroke(&mut style, line);
        }
        let style: Vec<_> = style.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.empty("path", &style)
    }

    fn gradient(&mut self, id: &str, [from, to]: [Pos2; 2], stops: [[u8; 4]; 2]) -> io::Result<()> {
        let [x1, y1, x2, y2] = [from.x, from.y, to.x, to.y].map(short);
        let ends = [("x1", &*x1), ("y1", &y1), ("x2", &x2), ("y2", &y2)];
        let own = [("id", id), ("gradientUnits", "userSpaceOnUse")];
        self.open("linearGradient", &[&own[..], &ends].concat())?;
        for (offset, color) in ["0", "1"].into_iter().zip(stops) {
            let mut style = vec![("offset", offset.to_owned())];
            ink(&mut style, "stop-color", "stop-opacity", color);
            let style: Vec<_> = style.iter().map(|(name, value)| (*name, value.as_str())).collect();
            self.empty("stop", &style)?;
        }
        self.close("linearGradient")
    }

    fn run(&mut self, run: &GlyphRun) -> io::Result<()> {
        let mut style = vec![
            ("class", format!("t{}", run.face.0)),
            ("x", short(run.at.x)),
            ("y", short(run.at.y)),
            ("font-size", short(run.size)),
        ];
        if run.letters.len() > 1 {
            style.push(("textLength", short(run.width)));
        }
        ink(&mut style, "fill", "fill-opacity", rgba(run.color));
        if let Some((color, width)) = run.halo {
            stroke(&mut style, LineStyle { width, color, dash: None });
            style.push(("paint-order", "stroke".to_owned()));
        }
        if let Some((angle, around)) = run.turn {
            let turn = format!("rotate({} {} {})", short(angle.to_degrees()), short(around.x), short(around.y));
            style.push(("transform", turn));
        }
        let style: Vec<_> = style.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.open("text", &style)?;
        self.out.write_event(Event::Text(BytesText::new(&legal(&run.text()))))?;
        self.close("text")
    }

    fn text_element(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.open(name, &[])?;
        self.out.write_event(Event::Text(BytesText::new(&legal(text))))?;
        self.close(name)
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.line(name)?;
        self.out.write_event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())))
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.line(name)?;
        self.out.write_event(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())))
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        self.out.write_event(Event::End(BytesEnd::new(name)))
    }

    /// A line an element, so that the files can be compared.
    fn line(&mut self, _name: &str) -> io::Result<()> {
        self.out.write_event(Event::Text(BytesText::from_escaped("\n")))
    }
}

/// The fonts with the letters that are used, and what stands in for them where a program does not
/// take fonts from a picture.
fn style(pages: &[PrintScene], faces: &Faces) -> String {
    let mut letters: BTreeMap<FaceIndex, BTreeSet<char>> = BTreeMap::new();
    for mark in pages.iter().flat_map(|page| &page.marks) {
        if let SceneInk::Text(run) = &mark.ink {
            letters.entry(run.face).or_default().extend(run.letters.iter().map(|letter| letter.c));
        }
    }
    let mut css = String::from("text{white-space:pre;font-kerning:none;stroke-linejoin:round}\n");
    for (face, letters) in letters {
        let n = face.0;
        let (weight, family) = match n {
            0 => (400, "'Noto Sans'".to_owned()),
            1 => (600, "'Noto Sans'".to_owned()),
            2 => (400, "'Noto Sans CJK SC','Noto Sans SC'".to_owned()),
            3 => (700, "'Noto Sans CJK SC','Noto Sans SC'".to_owned()),
            _ => (400, format!("'{}'", faces.name(face).unwrap_or_default())),
        };
        if let Some(font) = sfnt::subset(face, &letters, faces) {
            let kind = if font.starts_with(b"OTTO") { "otf" } else { "ttf" };
            let data = BASE64.encode(&font);
            let source = format!("url(data:font/{kind};base64,{data})");
            // writing into a text never fails
            let _ = writeln!(css, "@font-face{{font-family:km0-{n};font-weight:{weight};src:{source}}}");
        }
        let _ = writeln!(css, ".t{n}{{font-family:km0-{n},{family},sans-serif;font-weight:{weight}}}");
    }
    css
}

fn ink(style: &mut Vec<(&'static str, String)>, color: &'static str, opacity: &'static str, [r, g, b, a]: [u8; 4]) {
    style.push((color, format!("#{r:02x}{g:02x}{b:02x}")));
    if a < 255 {
        style.push((opacity, short(f32::from(a) / 255.0)));
    }
}

fn stroke(style: &mut Vec<(&'static str, String)>, line: LineStyle) {
    ink(style, "stroke", "stroke-opacity", rgba(line.color));
    style.push(("stroke-width", short(line.width)));
    style.push(("stroke-linejoin", "round".to_owned()));
    if let Some([dash, gap]) = line.dash {
        style.push(("stroke-dasharray", format!("{} {}", short(dash), short(gap))));
    }
}

fn path(steps: &[PathStep]) -> String {
    let mut text = String::new();
    let at = |p: &Pos2| format!("{} {}", short(p.x), short(p.y));
    for step in steps {
        // writing into a text never fails
        let _ = match step {
            PathStep::Move(p) => write!(text, "M{}", at(p)),
            PathStep::Line(p) => write!(text, "L{}", at(p)),
            PathStep::Cubic(a, b, c) => write!(text, "C{} {} {}", at(a), at(b), at(c)),
            PathStep::Close => write!(text, "Z"),
        };
    }
    text
}

/// To a hundredth, without needless noughts.
fn short(number: f32) -> String {
    let number = if number.is_finite() { (number * 100.0).round() / 100.0 } else { 0.0 };
    format!("{}", if number == 0.0 { 0.0 } else { number })
}

/// Without the characters that XML forbids.
fn legal(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}') || matches!(c, '\n' | '\t');
    text.chars().filter(allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let all = [0.0, -0.001, 1.0, 12.345, 1e-9, f32::NAN, -7.5].map(short);
        assert_eq!(all, ["0", "0", "1", "12.35", "0", "0", "-7.5"].map(str::to_owned));
    }

    #[test]
    fn what_xml_forbids_is_left_out() {
        assert_eq!(legal("a\u{0}b\u{1b}c\nd\u{FFFF}"), "abc\nd");
    }
}
