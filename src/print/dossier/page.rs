//! Placed pieces → shapes.

use egui::epaint::{ClippedShape, TextShape};
use egui::{Align2, FontId, Pos2, Rect, Shape, Stroke, Ui, Vec2, pos2, vec2};

use super::figure;
use super::flow::PlacedPiece;
use super::piece::{DossierPiece, LaidText};
use crate::context::kind_style;
use crate::print::tags::{Region, Role};
use crate::print::{Guide, Heading, PageLink, PageSpot};
use crate::ui::marks::{self, MarkFill};
use crate::ui::theme::Palette;
use km0_core::words::Words;

/// The part of a page that text has.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageFrame {
    page: Rect,
    pub(super) inner: Rect,
}

impl PageFrame {
    /// Two centimetres at the sides, but no more than a tenth of the page.
    pub(super) fn new(size: Vec2) -> Self {
        let margin = (size.x * 0.1).min(72.0);
        let inner = Rect::from_min_max(pos2(margin, 78.0), pos2(size.x - margin, size.y - 70.0));
        Self { page: Rect::from_min_size(Pos2::ZERO, size), inner }
    }
}

/// What every page says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Running<'a> {
    pub(super) title: &'a str,
    pub(super) foot: &'a str,
}

/// The headings, the notes, and what leads to notes and addresses.
pub(super) fn guide(pieces: &[DossierPiece], pages: &[Vec<PlacedPiece>], frame: &PageFrame) -> Guide {
    let mut guide = Guide::default();
    for (page, placed) in pages.iter().enumerate() {
        let mut links = Vec::new();
        for one in placed {
            let Some(piece) = pieces.get(one.piece) else { continue };
            let at = PageSpot { page, top: frame.inner.top() + one.top };
            guide.outline.extend(piece.entry.clone().map(|(text, inner)| Heading { text, inner, at }));
            piece.notes.iter().for_each(|number| _ = guide.notes.entry(*number).or_insert(at));
            regions(piece, page, one, frame, &mut guide.regions);
            links.extend(linked(piece, one, frame));
        }
        guide.links.push(links);
    }
    guide
}

/// Where a piece, or the cells of a row, stand. What comes again at the top of a page is read once.
fn regions(piece: &DossierPiece, page: usize, placed: &PlacedPiece, frame: &PageFrame, out: &mut Vec<Region>) {
    if is_head_again(placed, out) {
        return;
    }
    let top = frame.inner.top() + placed.top;
    let tall = top..=top + placed.to - placed.from;
    let cells: Vec<f32> = match piece.role {
        Role::Row { .. } => piece.columns.iter().map(|(left, _)| *left).collect(),
        _ => vec![0.0],
    };
    for (n, left) in cells.iter().enumerate() {
        // text begins where its column does, which is no part of the column before
        let from = if n == 0 { 0.0 } else { frame.inner.left() + left - BEFORE };
        let to = cells.get(n + 1).map_or(f32::INFINITY, |next| frame.inner.left() + next - BEFORE);
        let rect = Rect::from_x_y_ranges(from..=to, tall.clone());
        out.push(Region { page, rect, order: (placed.piece, n), role: piece.role.clone() });
    }
}

/// Points before a column that belong to it: less than there is between columns.
const BEFORE: f32 = 2.0;

/// Whether a piece stands after ones that follow it: the head of a table that goes on.
fn is_head_again(placed: &PlacedPiece, before: &[Region]) -> bool {
    before.last().is_some_and(|region| region.order.0 > placed.piece)
}

/// What of a piece, as far as it stands on this page, leads somewhere.
fn linked(piece: &DossierPiece, placed: &PlacedPiece, frame: &PageFrame) -> Vec<PageLink> {
    let corner = pos2(frame.inner.left(), frame.inner.top() + placed.top - placed.from);
    let of = |(at, text): &(f32, LaidText)| -> Vec<PageLink> {
        let offset = piece.offset(*at);
        let seen = text.linked().filter(|(rect, _)| {
            let middle = rect.center().y + offset.y;
            placed.from <= middle && middle <= placed.to
        });
        seen.map(|(rect, to)| PageLink { rect: rect.translate(corner.to_vec2() + offset), to: to.clone() }).collect()
    };
    piece.columns.iter().flat_map(of).collect()
}

/// The shapes of every page.
pub(super) fn shapes(
    ui: &Ui,
    palette: &Palette,
    words: &Words,
    pieces: &[DossierPiece],
    pages: &[Vec<PlacedPiece>],
    frame: &PageFrame,
    running: &Running<'_>,
) -> Vec<Vec<ClippedShape>> {
    let paint = |(number, placed): (usize, &Vec<PlacedPiece>)| {
        let mut page = PageComposer { palette, frame, shapes: Vec::new() };
        page.add(frame.page, Shape::rect_filled(frame.page, 0.0, palette.page));
        page.running(ui, words, running, number + 1, pages.len());
        for one in placed {
            if let Some(piece) = pieces.get(one.piece) {
                page.piece(piece, one);
                if let Some(figure) = &piece.figure {
                    let ink = figure::FigurePainting { painter: ui.painter(), palette };
                    let corner = frame.inner.min + vec2(0.0, one.top);
                    let drawn = figure::shapes(figure, corner, ink);
                    drawn.into_iter().for_each(|shape| page.add(frame.page, shape));
                }
            }
        }
        page.shapes
    };
    pages.iter().enumerate().map(paint).collect()
}

struct PageComposer<'a> {
    palette: &'a Palette,
    frame: &'a PageFrame,
    shapes: Vec<ClippedShape>,
}

impl PageComposer<'_> {
    fn add(&mut self, clip_rect: Rect, shape: Shape) {
        self.shapes.push(ClippedShape::new(clip_rect, shape));
    }

    /// Header and foot; the first page has its title already.
    fn running(&mut self, ui: &Ui, words: &Words, running: &Running<'_>, number: usize, of: usize) {
        let (page, inner, weak) = (self.frame.page, self.frame.inner, self.palette.weak);
        let rule = Stroke::new(1.0, self.palette.line);
        // the number of the page has its room beside the foot, whatever letters a reader draws it with
        let room = inner.width() * 0.8;
        let mut text = |at: Pos2, anchor: Align2, width: f32, text: &str| {
            let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), FontId::proportional(10.0), weak);
            job.wrap = crate::ui::text::cut_at(width);
            let galley = ui.painter().layout_job(job);
            let rect = anchor.anchor_size(at, galley.size());
            self.add(page, Shape::galley(rect.min, galley, weak));
        };
        let (head, foot) = (inner.top() - 22.0, inner.bottom() + 22.0);
        if number > 1 {
            text(pos2(inner.left(), head), Align2::LEFT_BOTTOM, inner.width(), running.title);
        }
        let count = words.with("print-page", &[("n", number.into()), ("of", of.into())]);
        text(pos2(inner.right(), foot), Align2::RIGHT_TOP, inner.width() - room, &count);
        text(pos2(inner.left(), foot), Align2::LEFT_TOP, room, running.foot);
        if number > 1 {
            self.add(page, Shape::hline(inner.x_range(), head + 5.0, rule));
        }
        self.add(page, Shape::hline(inner.x_range(), foot - 5.0, rule));
    }

    fn piece(&mut self, piece: &DossierPiece, placed: &PlacedPiece) {
        let (page, inner) = (self.frame.page, self.frame.inner);
        let top = inner.top() + placed.top;
        let shown = Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right(), top + placed.to - placed.from));
        if let Some(ground) = piece.ground {
            self.add(page, Shape::rect_filled(shown, 2.0, ground));
        }
        if let Some(bar) = piece.bar {
            let x = inner.left() + 1.0;
            self.add(page, Shape::vline(x, shown.y_range(), Stroke::new(2.0, bar)));
        }
        if let Some(kind) = piece.sign {
            let color = kind_style::color(kind, self.palette);
            let at = shown.left_top() + vec2(6.0, 8.5);
            self.add(page, marks::shape(kind_style::mark(kind), at, 4.2, MarkFill::solid(color)));
        }
        // rows of which a part stands on another page are not seen here
        let clip = Rect::from_x_y_ranges(page.x_range(), shown.y_range());
        let clip = if placed.from == 0.0 && placed.to >= piece.height() { page } else { clip };
        for (at, LaidText { galley, .. }) in &piece.columns {
            let at = pos2(shown.left(), top - placed.from) + piece.offset(*at);
            let text = TextShape::new(at, std::sync::Arc::clone(galley), self.palette.ink);
            self.add(clip, Shape::Text(text));
        }
        if piece.rule {
            self.add(page, Shape::hline(inner.x_range(), shown.bottom() - 1.0, Stroke::new(1.0, self.palette.line)));
        }
    }
}
