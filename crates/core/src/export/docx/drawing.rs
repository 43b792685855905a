//! Drawings as shapes of the word processor, in one group with an alternative text: they are sharp
//! in print, and need no picture.

use std::fmt::Write as _;

use super::xml;
use crate::export::figure::{Anchor, Figure, Form, Mark, Tone};
use crate::export::prose::escaped;
use crate::model::Kind;
use crate::pages::along::Band;

/// English metric units in a point, and units of a path in one.
const EMU: f32 = 12_700.0;
const FINE: f32 = 20.0;

/// How a shape is painted: what follows it in the same way goes into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Paint {
    tone: Tone,
    fill: Fill,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fill {
    Area,
    Line,
    Whole,
    Outline,
}

/// The drawing as a run of a paragraph. `id` is a number of its own in the document.
pub(super) fn run(figure: &Figure, id: usize) -> String {
    let [w, h] = figure.size.map(emu);
    let mut shapes = String::new();
    let mut next = 0;
    let drawn: Vec<(&Mark, Option<Paint>)> = figure.marks.iter().map(|mark| (mark, paint(mark))).collect();
    for alike in drawn.chunk_by(|a, b| {
        // discs on a map may lie over each other, where one path would have holes
        a.1.is_some_and(|how| how.tone != Tone::Site) && a.1 == b.1
    }) {
        let Some((first, how)) = alike.first() else { continue };
        next += 1;
        match how {
            Some(how) => {
                let marks: Vec<&Mark> = alike.iter().map(|(mark, _)| *mark).collect();
                shape(&marks, *how, figure.size, id * 1000 + next, &mut shapes);
            }
            None => text(first, figure.size, id * 1000 + next, &mut shapes),
        }
    }
    let (title, about) = (escaped(&figure.title), escaped(&figure.about));
    format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wpg\"><w:drawing><wp:inline distT=\"0\" distB=\"0\" \
         distL=\"0\" distR=\"0\"><wp:extent cx=\"{w}\" cy=\"{h}\"/><wp:docPr id=\"{id}\" name=\"{title}\" \
         descr=\"{about}\"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData \
         uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\"><wpg:wgp><wpg:cNvGrpSpPr/>\
         <wpg:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{w}\" cy=\"{h}\"/><a:chOff x=\"0\" y=\"0\"/>\
         <a:chExt cx=\"{w}\" cy=\"{h}\"/></a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp></a:graphicData></a:graphic>\
         </wp:inline></w:drawing></mc:Choice><mc:Fallback><w:t>{about}</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
}

fn emu(points: f32) -> i64 {
    (points * EMU).round() as i64
}

/// None for text, which is a box of its own.
fn paint(mark: &Mark) -> Option<Paint> {
    let fill = match &mark.form {
        Form::Area(_) => Fill::Area,
        Form::Line(_) => Fill::Line,
        Form::Disc { filled, .. } | Form::Bar { filled, .. } => {
            if *filled {
                Fill::Whole
            } else {
                Fill::Outline
            }
        }
        Form::Text { .. } => return None,
    };
    Some(Paint { tone: mark.tone, fill })
}

fn shape(marks: &[&Mark], how: Paint, size: [f32; 2], id: usize, out: &mut String) {
    let [w, h] = size.map(emu);
    let [pw, ph] = size.map(fine);
    let mut path = String::new();
    marks.iter().for_each(|mark| self::path(&mark.form, &mut path));
    let color = color(how.tone);
    let solid = format!("<a:solidFill><a:srgbClr val=\"{color}\"/></a:solidFill>");
    let (fill, line) = match how.fill {
        Fill::Area => (solid, "<a:ln><a:noFill/></a:ln>".to_owned()),
        Fill::Line => {
            let width = if how.tone == Tone::Border { 15_000 } else { 7_000 };
            ("<a:noFill/>".to_owned(), format!("<a:ln w=\"{width}\">{solid}</a:ln>"))
        }
        Fill::Whole => {
            (solid, "<a:ln w=\"4000\"><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill></a:ln>".to_owned())
        }
        Fill::Outline => (
            "<a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>".to_owned(),
            format!("<a:ln w=\"9000\">{solid}</a:ln>"),
        ),
    };
    let unfilled = if how.fill == Fill::Line { " fill=\"none\"" } else { "" };
    // writing into a text never fails
    let _ = write!(
        out,
        "<wps:wsp><wps:cNvPr id=\"{id}\" name=\"s{id}\"/><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>\
         <a:ext cx=\"{w}\" cy=\"{h}\"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>\
         <a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst><a:path w=\"{pw}\" h=\"{ph}\"{unfilled}>{path}</a:path>\
         </a:pathLst></a:custGeom>{fill}{line}</wps:spPr><wps:bodyPr/></wps:wsp>"
    );
}

fn fine(points: f32) -> i64 {
    (points * FINE).round() as i64
}

fn point([x, y]: [f32; 2]) -> String {
    format!("<a:pt x=\"{}\" y=\"{}\"/>", fine(x), fine(y))
}

fn path(form: &Form, out: &mut String) {
    match form {
        Form::Area(rings) => rings.iter().for_each(|ring| steps(ring, true, out)),
        Form::Line(line) => steps(line, false, out),
        Form::Disc { at: [x, y], radius, .. } => {
            let r = fine(*radius);
            let _ = write!(
                out,
                "<a:moveTo>{}</a:moveTo><a:arcTo wR=\"{r}\" hR=\"{r}\" stAng=\"0\" swAng=\"21600000\"/><a:close/>",
                point([x + radius, *y])
            );
        }
        Form::Bar { from: [x, y], size: [w, h], .. } => {
            steps(&[[*x, *y], [x + w, *y], [x + w, y + h], [*x, y + h]], true, out);
        }
        Form::Text { .. } => {}
    }
}

fn steps(points: &[[f32; 2]], closed: bool, out: &mut String) {
    for (n, at) in points.iter().enumerate() {
        let step = if n == 0 { "moveTo" } else { "lnTo" };
        let _ = write!(out, "<a:{step}>{}</a:{step}>", point(*at));
    }
    if closed {
        out.push_str("<a:close/>");
    }
}

/// A box of text without edges, wide enough for any face of letters.
fn text(mark: &Mark, [wide, _]: [f32; 2], id: usize, out: &mut String) {
    let Form::Text { at: [x, y], anchor, size, bold, text } = &mark.form else { return };
    let (left, right, align) = match anchor {
        Anchor::Start => (*x, wide, "left"),
        Anchor::End => (0.0, *x, "right"),
        Anchor::Middle => {
            let half = x.min(wide - x);
            (x - half, x + half, "center")
        }
    };
    let [cx, cy] = [(right - left).max(1.0), size * 1.5].map(emu);
    let [ox, oy] = [left, y - size * 1.12].map(emu);
    let half = (size * 2.0).round() as i64;
    let bold = if *bold { "<w:b/><w:bCs/>" } else { "" };
    let color = color(mark.tone);
    let letters = format!(
        "<w:r><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>{bold}<w:noProof/>\
         <w:color w:val=\"{color}\"/><w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/></w:rPr>\
         <w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escaped(text)
    );
    let more = format!(
        "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"{align}\"/>"
    );
    let paragraph = xml::paragraph_with("", &more, &letters);
    let _ = write!(
        out,
        "<wps:wsp><wps:cNvPr id=\"{id}\" name=\"t{id}\"/><wps:cNvSpPr txBox=\"1\"/><wps:spPr><a:xfrm>\
         <a:off x=\"{ox}\" y=\"{oy}\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>\
         </a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>{paragraph}\
         </w:txbxContent></wps:txbx><wps:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" \
         anchor=\"t\"><a:noAutofit/></wps:bodyPr></wps:wsp>"
    );
}

/// On paper, which is white.
fn color(tone: Tone) -> &'static str {
    match tone {
        Tone::Sea => "D8E6EE",
        Tone::Land => "EFEDE7",
        Tone::Front => "F6EFD9",
        Tone::Across => "E9EBDD",
        Tone::Unit => "BDB6A6",
        Tone::Border => "A83A32",
        Tone::Grid => "DDD9D0",
        Tone::Ink => "1C2430",
        Tone::Band(Band::Open | Band::Reopened) => "A9D3C4",
        Tone::Band(Band::Trial) => "E3C89F",
        Tone::Class(0 | 1) => "C9D8EB",
        Tone::Class(2) => "8FB1D8",
        Tone::Class(_) | Tone::Site | Tone::Kind(Kind::Meeting) => "1F63B0",
        Tone::Kind(Kind::Agreement) => "0E7A57",
        Tone::Kind(Kind::Commitment) => "A86200",
        Tone::Kind(Kind::Project) => "7546A8",
        Tone::Kind(Kind::Milestone) => "B03060",
        Tone::Kind(Kind::Figure) => "2F7386",
        Tone::Kind(Kind::Discrepancy) | Tone::Band(Band::Suspended) => "B02A1F",
        Tone::Abroad => "8A8474",
        Tone::Weak | Tone::Kind(_) | Tone::Band(Band::NotOpen) => "566070",
    }
}
