//! Pages → a PDF file with its fonts inside and its text as text.

use std::collections::BTreeMap;

use egui::{Pos2, Rect, pos2};
use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, LinearGradient, SpreadMethod, Stop, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ContentTag, Identifier, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document as Pdf, SerializeSettings};

use super::faces::{FaceIndex, Faces};
use super::scene::{GlyphRun, LineStyle, PathForm, PathStep, PrintScene, SceneInk, SceneMark, ScenePaint, fade, rgba};
use super::tags::{self, Region, TaggedContent, region_of};
use super::{Document, Goal, Guide, Heading, PageLink, PageSpot, PrintError};
use km0_core::query::fold::is_ideograph;

/// Points of PDF in a point of the interface: 72 to an inch, and 96.
const SHRINK: f32 = 72.0 / 96.0;

/// What a blank takes that parts two texts, in parts of their size.
const BLANK: f32 = 0.25;

/// The file's bytes: the same for the same pages.
pub(super) fn file(document: &Document, faces: &Faces) -> Result<Vec<u8>, PrintError> {
    // a reader that hears the pages is told what is what; what a validator finds wanting, a letter
    // that no face has, is no reason to write nothing
    let checked = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let checked = checked.map_err(|error| PrintError::Pdf(format!("{error:?}")))?;
    written(document, faces, checked).or_else(|_not_for_all| written(document, faces, Configuration::default()))
}

fn written(document: &Document, faces: &Faces, configuration: Configuration) -> Result<Vec<u8>, PrintError> {
    let settings = SerializeSettings { enable_tagging: true, configuration, ..SerializeSettings::default() };
    let mut pdf = Pdf::new_with(settings);
    let mut pen = PdfPen { faces, fonts: BTreeMap::new() };
    let mut content = TaggedContent::default();
    let scale = SHRINK * document.scale;
    for (number, page) in document.pages.iter().enumerate() {
        let settings = PageSettings::from_wh(page.size.x * scale, page.size.y * scale).ok_or(PrintError::Size)?;
        let mut sheet = pdf.start_page_with(settings);
        let mut surface = sheet.surface();
        surface.push_transform(&Transform::from_scale(scale, scale));
        let regions: Vec<&Region> = document.guide.regions.iter().filter(|region| region.page == number).collect();
        let links = document.guide.links.get(number).map_or(&[][..], Vec::as_slice);
        let told = pen.page(&mut surface, page, &regions, links);
        surface.pop();
        surface.finish();
        for (region, id, links) in told {
            let annotations = links.iter().filter_map(|link| annotation(link, &document.guide, scale));
            let annotations: Vec<Identifier> =
                annotations.map(|annotation| sheet.add_tagged_annotation(annotation)).collect();
            match id {
                Some(id) if annotations.is_empty() => content.add(region, id),
                id => content.add(region, tags::link(id, annotations)),
            }
        }
        sheet.finish();
    }
    pdf.set_tag_tree(content.tree(document.lang));
    if !document.guide.outline.is_empty() {
        pdf.set_outline(outline(&document.guide.outline, scale));
    }
    let metadata = Metadata::new().title(document.title.clone()).description(document.about.clone());
    let program = format!("Km0 {}", env!("CARGO_PKG_VERSION"));
    pdf.set_metadata(metadata.language(document.lang.to_owned()).creator(program));
    pdf.finish().map_err(|error| PrintError::Pdf(format!("{error:?}")))
}

/// Parts of the pages, and under each its sections.
fn outline(headings: &[Heading], scale: f32) -> Outline {
    let mut outline = Outline::new();
    for part in headings.chunk_by(|_, next| next.inner) {
        let mut nodes = part.iter().map(|one| OutlineNode::new(one.text.clone(), destination(one.at, scale)));
        if let Some(mut first) = nodes.next() {
            nodes.for_each(|node| first.push_child(node));
            outline.push_child(first);
        }
    }
    outline
}

fn destination(at: PageSpot, scale: f32) -> XyzDestination {
    XyzDestination::new(at.page, Point::from_xy(0.0, at.top * scale))
}

fn annotation(link: &PageLink, guide: &Guide, scale: f32) -> Option<Annotation> {
    let (target, told) = match &link.to {
        Goal::Address(address) => (Target::Action(LinkAction::new(address.clone()).into()), address.clone()),
        Goal::Note(number) => {
            let at = destination(*guide.notes.get(number)?, scale);
            (Target::Destination(at.into()), number.to_string())
        }
    };
    let rect = link.rect * scale;
    let rect = krilla::geom::Rect::from_ltrb(rect.left(), rect.top(), rect.right(), rect.bottom())?;
    Some(Annotation::new_link(LinkAnnotation::new(rect, target), Some(told)))
}

/// What of a page belongs to a region, and what leads somewhere from there.
type PageRegions<'a> = (&'a Region, Option<Identifier>, Vec<&'a PageLink>);

struct PdfPen<'a> {
    faces: &'a Faces,
    fonts: BTreeMap<FaceIndex, Option<Font>>,
}

impl PdfPen<'_> {
    /// Draws a page; gives what of it belongs to which region, with what leads somewhere from there.
    fn page<'b>(
        &mut self,
        surface: &mut Surface<'_>,
        page: &PrintScene,
        regions: &[&'b Region],
        links: &'b [PageLink],
    ) -> Vec<PageRegions<'b>> {
        let mut told = Vec::new();
        let mut left: Vec<&PageLink> = links.iter().collect();
        let of = |mark: &SceneMark| region_of(mark, regions).map(|region| region.order);
        for marks in page.marks.chunk_by(|a, b| a.clip == b.clip) {
            let Some(clip) = marks.first().and_then(|mark| rectangle(mark.clip)) else { continue };
            surface.push_clip_path(&clip, &FillRule::NonZero);
            let mut parted = parted(marks, of).into_iter();
            let leads = |mark: &SceneMark| links.iter().any(|link| is_on(link, mark));
            for alike in marks.chunk_by(|a, b| of(a) == of(b) && !leads(a) && !leads(b)) {
                let region = alike.first().and_then(|mark| region_of(mark, regions));
                let tag =
                    region.map_or(ContentTag::Artifact(Artifact::default()), |_| ContentTag::Span(SpanTag::empty()));
                let id = surface.start_tagged(tag);
                for (mark, parted) in alike.iter().zip(&mut parted) {
                    match &mark.ink {
                        SceneInk::Form(form) => draw(surface, form),
                        SceneInk::Text(run) => self.run(surface, run, parted),
                    }
                }
                surface.end_tagged();
                if let Some(region) = region {
                    let (own, rest) = left.into_iter().partition(|link| alike.iter().any(|mark| is_on(link, mark)));
                    left = rest;
                    told.push((region, Some(id), own));
                }
            }
            surface.pop();
        }
        let around = |link: &PageLink| regions.iter().find(|region| region.rect.contains(link.rect.center())).copied();
        told.extend(left.into_iter().filter_map(|link| Some((around(link)?, None, vec![link]))));
        told
    }

    /// Draws letters; `parted` where a blank is to follow them for whoever does not see that they end.
    fn run(&mut self, surface: &mut Surface<'_>, run: &GlyphRun, parted: bool) {
        let open = || self.faces.data(run.face).and_then(|data| Font::new(data.font.clone().into(), data.index));
        let Some(font) = self.fonts.entry(run.face).or_insert_with(open).clone() else { return };
        let mut text = run.text();
        let mut glyphs = self.glyphs(run);
        if let Some(blank) = self.faces.glyph(run.face, ' ').filter(|_| parted) {
            let range = text.len()..text.len() + 1;
            text.push(' ');
            glyphs.push(KrillaGlyph::new(GlyphId::new(blank), BLANK, 0.0, 0.0, 0.0, range, None));
        }
        let at = Point::from_xy(run.at.x, run.at.y);
        if let Some((angle, around)) = run.turn {
            surface.push_transform(&Transform::from_rotate_at(angle.to_degrees(), around.x, around.y));
        }
        if let Some((color, width)) = run.halo {
            // as outlines, or the text would be found twice
            surface.set_fill(None);
            surface.set_stroke(Some(pen(LineStyle { width, color, dash: None })));
            surface.draw_glyphs(at, &glyphs, font.clone(), &text, run.size, true);
        }
        surface.set_stroke(None);
        surface.set_fill(Some(flat(rgba(run.color), FillRule::NonZero)));
        surface.draw_glyphs(at, &glyphs, font, &text, run.size, false);
        if run.turn.is_some() {
            surface.pop();
        }
    }

    /// The letters where the toolkit has put them. What no face has is a box that can still be
    /// copied.
    fn glyphs(&self, run: &GlyphRun) -> Vec<KrillaGlyph> {
        let ends = run.letters.iter().skip(1).map(|letter| letter.x).chain([run.width]);
        let mut from = 0;
        let mut glyphs = Vec::with_capacity(run.letters.len());
        for (letter, end) in run.letters.iter().zip(ends) {
            let to = from + letter.c.len_utf8();
            let glyph = GlyphId::new(self.faces.glyph(run.face, letter.c).unwrap_or(0));
            let advance = (end - letter.x) / run.size;
            glyphs.push(KrillaGlyph::new(glyph, advance, 0.0, 0.0, 0.0, from..to, None));
            from = to;
        }
        glyphs
    }
}

/// After which marks a blank is to follow, since what comes next in the region stands apart from them:
/// what is read aloud or copied has only the letters to go by.
fn parted(marks: &[SceneMark], region: impl Fn(&SceneMark) -> Option<(usize, usize)>) -> Vec<bool> {
    let mut next: BTreeMap<Option<(usize, usize)>, &GlyphRun> = BTreeMap::new();
    let mut parted: Vec<bool> = Vec::with_capacity(marks.len());
    for mark in marks.iter().rev() {
        parted.push(match &mark.ink {
            SceneInk::Text(run) => next.insert(region(mark), run).is_some_and(|next| stands_apart(run, next)),
            SceneInk::Form(_) => false,
        });
    }
    parted.reverse();
    parted
}

/// Whether two runs are not of one word. Ideographs need no blank between lines.
fn stands_apart(run: &GlyphRun, next: &GlyphRun) -> bool {
    let last = run.letters.last().map(|letter| letter.c);
    let (gap, drop) = (next.at.x - (run.at.x + run.width), (next.at.y - run.at.y).abs());
    last.is_some_and(|c| !c.is_whitespace() && !is_ideograph(c))
        && (drop > run.size * 0.6 || gap.abs() > run.size * 0.12)
}

/// Whether the letters of a mark lead where the link does.
fn is_on(link: &PageLink, mark: &SceneMark) -> bool {
    match &mark.ink {
        SceneInk::Text(run) => {
            let at = link.rect.center();
            let on_line = pos2(at.x, run.at.y - run.size * 0.2);
            (run.at.x..=run.at.x + run.width).contains(&at.x) && link.rect.contains(on_line)
        }
        SceneInk::Form(_) => false,
    }
}

fn draw(surface: &mut Surface<'_>, form: &PathForm) {
    let Some(path) = path(&form.steps) else { return };
    surface.set_fill(form.fill.map(|paint| match paint {
        ScenePaint::Flat(color) => flat(rgba(color), FillRule::EvenOdd),
        ScenePaint::Fade { from, to, colors } => Fill {
            paint: gradient([from, to], fade(colors)).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::EvenOdd,
        },
    }));
    surface.set_stroke(form.line.map(pen));
    surface.draw_path(&path);
}

fn gradient([from, to]: [Pos2; 2], ends: [[u8; 4]; 2]) -> LinearGradient {
    let stops = [NormalizedF32::ZERO, NormalizedF32::ONE].into_iter().zip(ends);
    let stops = stops.map(|(offset, [r, g, b, a])| Stop {
        offset,
        color: rgb::Color::new(r, g, b).into(),
        opacity: opacity(a),
    });
    LinearGradient {
        x1: from.x,
        y1: from.y,
        x2: to.x,
        y2: to.y,
        transform: Transform::identity(),
        spread_method: SpreadMethod::Pad,
        stops: stops.collect(),
        anti_alias: false,
    }
}

fn flat([r, g, b, a]: [u8; 4], rule: FillRule) -> Fill {
    Fill { paint: rgb::Color::new(r, g, b).into(), opacity: opacity(a), rule }
}

fn pen(line: LineStyle) -> Stroke {
    let [r, g, b, a] = rgba(line.color);
    Stroke {
        paint: rgb::Color::new(r, g, b).into(),
        width: line.width,
        miter_limit: 4.0,
        line_cap: LineCap::Butt,
        line_join: LineJoin::Round,
        opacity: opacity(a),
        dash: line.dash.map(|dash| StrokeDash { array: dash.to_vec(), offset: 0.0 }),
    }
}

fn opacity(alpha: u8) -> NormalizedF32 {
    NormalizedF32::new(f32::from(alpha) / 255.0).unwrap_or(NormalizedF32::ONE)
}

fn path(steps: &[PathStep]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for step in steps {
        match step {
            PathStep::Move(p) => path.move_to(p.x, p.y),
            PathStep::Line(p) => path.line_to(p.x, p.y),
            PathStep::Cubic(a, b, c) => path.cubic_to(a.x, a.y, b.x, b.y, c.x, c.y),
            PathStep::Close => path.close(),
        }
    }
    path.finish()
}

fn rectangle(rect: Rect) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(krilla::geom::Rect::from_ltrb(rect.left(), rect.top(), rect.right(), rect.bottom())?);
    path.finish()
}
