//! Drawings as shapes of the word processor, in one group with an alternative text: they are sharp
//! in print, and need no picture.

use std::fmt::Write as _;

use super::xml;
use crate::export::figure::{Anchor, Figure, FigureMark, FigureShape, FigureTone};
use crate::export::prose::escaped;
use crate::model::Kind;
use crate::pages::along::Band;

/// English metric units in a point, and units of a path in one.
const EMU: f32 = 12_700.0;
const FINE: f32 = 20.0;

/// How a shape is painted: what follows it in the same way goes into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ShapePaint {
    tone: FigureTone,
    fill: ShapeFill,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ShapeFill {
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
    let drawn: Vec<(&FigureMark, Option<ShapePaint>)> = figure.marks.iter().map(|mark| (mark, paint(mark))).collect();
    for alike in drawn.chunk_by(|a, b| {
        // discs on a map may lie over each other, where one path would have holes
        a.1.is_some_and(|how| how.tone != FigureTone::Site) && a.1 == b.1
    }) {
        let Some((first, how)) = alike.first() else { continue };
        next += 1;
        match how {
            Some(how) => {
                let marks: Vec<&FigureMark> = alike.iter().map(|(mark, _)| *mark).collect();
                shape(&marks, *how, figure.size, id * 1000 + next, &mut shapes);
            }
            None => text_box(first, figure.size, id * 1000 + next, &mut shapes),
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
fn paint(mark: &FigureMark) -> Option<ShapePaint> {
    let fill = match &mark.form {
        FigureShape::Area(_) => ShapeFill::Area,
        FigureShape::Line(_) => ShapeFill::Line,
        FigureShape::Disc { filled, .. } | FigureShape::Bar { filled, .. } => {
            if *filled {
                ShapeFill::Whole
            } else {
                ShapeFill::Outline
            }
        }
        FigureShape::Text { .. } => return None,
    };
    Some(ShapePaint { tone: mark.tone, fill })
}

fn shape(marks: &[&FigureMark], how: ShapePaint, size: [f32; 2], id: usize, out: &mut String) {
    let [w, h] = size.map(emu);
    let [pw, ph] = size.map(fine);
    let mut path = String::new();
    marks.iter().for_each(|mark| self::path(&mark.form, &mut path));
    let color = color(how.tone);
    let solid = format!("<a:solidFill><a:srgbClr val=\"{color}\"/></a:solidFill>");
    let (fill, line) = match how.fill {
        ShapeFill::Area => (solid, "<a:ln><a:noFill/></a:ln>".to_owned()),
        ShapeFill::Line => {
            let width = if how.tone == FigureTone::Border { 15_000 } else { 7_000 };
            ("<a:noFill/>".to_owned(), format!("<a:ln w=\"{width}\">{solid}</a:ln>"))
        }
        ShapeFill::Whole => {
            (solid, "<a:ln w=\"4000\"><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill></a:ln>".to_owned())
        }
        ShapeFill::Outline => (
            "<a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>".to_owned(),
            format!("<a:ln w=\"9000\">{solid}</a:ln>"),
        ),
    };
    let unfilled = if how.fill == ShapeFill::Line { " fill=\"none\"" } else { "" };
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

fn path(form: &FigureShape, out: &mut String) {
    match form {
        FigureShape::Area(rings) => rings.iter().for_each(|ring| steps(ring, true, out)),
        FigureShape::Line(line) => steps(line, false, out),
        FigureShape::Disc { at: [x, y], radius, .. } => {
            let r = fine(*radius);
            let _ = write!(
                out,
                "<a:moveTo>{}</a:moveTo><a:arcTo wR=\"{r}\" hR=\"{r}\" stAng=\"0\" swAng=\"21600000\"/><a:close/>",
                point([x + radius, *y])
            );
        }
        FigureShape::Bar { from: [x, y], size: [w, h], .. } => {
            steps(&[[*x, *y], [x + w, *y], [x + w, y + h], [*x, y + h]], true, out);
        }
        FigureShape::Text { .. } => {}
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
fn text_box(mark: &FigureMark, [wide, _]: [f32; 2], id: usize, out: &mut String) {
    let FigureShape::Text { at: [x, y], anchor, size, bold, text } = &mark.form else { return };
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
fn color(tone: FigureTone) -> &'static str {
    match tone {
        FigureTone::Sea => "D8E6EE",
        FigureTone::Land => "EFEDE7",
        FigureTone::Front => "F6EFD9",
        FigureTone::Across => "E9EBDD",
        FigureTone::Unit => "BDB6A6",
        FigureTone::Border => "A83A32",
        FigureTone::Grid => "DDD9D0",
        FigureTone::Ink => "1C2430",
        FigureTone::Band(Band::Open | Band::Reopened) => "A9D3C4",
        FigureTone::Band(Band::Trial) => "E3C89F",
        FigureTone::Class(0 | 1) => "C9D8EB",
        FigureTone::Class(2) => "8FB1D8",
        FigureTone::Class(_) | FigureTone::Site | FigureTone::Kind(Kind::Meeting) => "1F63B0",
        FigureTone::Kind(Kind::Agreement) => "0E7A57",
        FigureTone::Kind(Kind::Commitment) => "A86200",
        FigureTone::Kind(Kind::Project) => "7546A8",
        FigureTone::Kind(Kind::Milestone) => "B03060",
        FigureTone::Kind(Kind::Figure) => "2F7386",
        FigureTone::Kind(Kind::Discrepancy) | FigureTone::Band(Band::Suspended) => "B02A1F",
        FigureTone::Abroad => "8A8474",
        FigureTone::Weak | FigureTone::Kind(_) | FigureTone::Band(Band::NotOpen) => "566070",
    }
}
