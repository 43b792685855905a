//! A dossier: everything there is to say about what is selected, page by page, with its notes at
//! the end. A briefing: a sheet for each thing that is selected, to take to a meeting. A story: a page
//! a step.

mod blocks;
mod figure;
mod flow;
mod page;
mod paper;
mod piece;
mod table;
mod write;

use egui::Ui;

use super::stage::{StageContext, StagedPanels};
use super::{Guide, Leaf, PrintRequest};
use crate::ui::theme::Palette;
use km0_core::export::figure::FigureSizes;
use km0_core::model::Item;
use km0_core::pages::Reader;
use km0_core::pages::briefing::briefing;
use km0_core::pages::report::ReportPart;
use km0_core::pages::story::{ToldStep, ToldStory};
use km0_core::saved::SheetContent;
use km0_core::words::Words;
use page::PageFrame;
use paper::PaperPages;
use piece::DossierPiece;

/// The height of a map in parts of the width of the text.
const MAP: f32 = 0.38;
const BRIEF_MAP: f32 = 0.17;
/// Of a step of a story, from the largest.
const STEP_MAPS: [f32; 4] = [0.62, 0.5, MAP, 0.26];
/// Rows of marks in a lane, and in one of a briefing.
const ROWS: u8 = 8;
const BRIEF_ROWS: u8 = 2;

/// The pages of what is selected.
pub(super) fn lay(order: &PrintRequest, mut room: StageContext, palette: &Palette, words: &Words) -> StagedPanels {
    let reader = Reader { dataset: &order.data.dataset, words };
    let release = km0_core::export::release(&reader.dataset.about, words);
    let frame = PageFrame::new(room.size);
    let work = Work { reader, order, frame: &frame, palette, release: &release };
    let story = order.story.as_deref().and_then(|view| ToldStory::from_view(&reader, &order.data.corpus, view));
    let papers = if let Some(story) = &story {
        story.scenes.iter().map(|scene| work.step(&mut room, scene)).collect()
    } else if order.sheet.what == SheetContent::Briefing {
        // each begins a page of its own
        order.selection.iter().map(|item| work.briefing(&mut room, item)).collect()
    } else {
        vec![work.dossier()]
    };
    let title = match papers.as_slice() {
        _ if story.is_some() => story.map(|story| story.title).unwrap_or_default(),
        [only] => only.title.clone(),
        _ if order.sheet.title.trim().is_empty() => reader.dataset.about.name.get(words.lang()).to_owned(),
        _ => order.sheet.title.trim().to_owned(),
    };
    let (mut pages, mut guide) = (Vec::new(), Guide::default());
    // a first pass has the fonts, a second one all their letters
    for _ in 0..2 {
        room.pass(|ui| (pages, guide) = work.pages(ui, &papers, &title));
    }
    let size = room.size;
    let pages = pages.into_iter().map(|shapes| Leaf { size, shapes }).collect();
    StagedPanels { leaves: room.leaves(pages), about: release, title, guide, growth: 1.0 }
}

/// What is laid out, and on what.
struct Work<'a> {
    reader: Reader<'a>,
    order: &'a PrintRequest,
    frame: &'a PageFrame,
    palette: &'a Palette,
    release: &'a str,
}

impl Work<'_> {
    fn sizes(&self, part: f32, text: f32, rows: u8) -> FigureSizes {
        let width = self.frame.inner.width();
        FigureSizes { map: [width, width * part], strip: width, text, rows }
    }

    fn dossier(&self) -> PaperPages {
        let lead = vec![self.release.to_owned()];
        let mut paper = PaperPages::dossiers(&self.reader, &self.order.selection, lead, self.sizes(MAP, 10.5, ROWS));
        let own = self.order.sheet.title.trim();
        if !own.is_empty() {
            own.clone_into(&mut paper.title);
        }
        paper
    }

    /// On one page: with as many entries in its lists as there is room for, and its drawings unless
    /// not even the first entries have room beside them.
    fn briefing(&self, room: &mut StageContext, item: &Item) -> PaperPages {
        let Some(briefing) = briefing(&self.reader, item) else { return PaperPages::default() };
        let all = PaperPages::drawn(&self.reader, item, &briefing, self.sizes(BRIEF_MAP, 8.5, BRIEF_ROWS));
        let paper =
            |part: &ReportPart, drawings: usize| PaperPages::briefing(&self.reader, part.clone(), all.kept(drawings));
        let (part, drawings) = briefing.sheet(|part, drawings| self.sheets(room, &paper(part, drawings)) <= 1);
        paper(&part, drawings)
    }

    /// How many pages it takes.
    fn sheets(&self, room: &mut StageContext, paper: &PaperPages) -> usize {
        let mut pages = 0;
        for _ in 0..2 {
            room.pass(|ui| pages = flow::paginate(&self.pieces(ui, paper), self.frame.inner.height()).len());
        }
        pages
    }

    /// On one page, with as large a map as there is room for.
    fn step(&self, room: &mut StageContext, scene: &ToldStep) -> PaperPages {
        let with = |part: f32| PaperPages::step(&self.reader, scene, self.sizes(part, 10.5, ROWS));
        for part in STEP_MAPS {
            let paper = with(part);
            if self.sheets(room, &paper) <= 1 {
                return paper;
            }
        }
        with(MAP)
    }

    fn pieces(&self, ui: &Ui, paper: &PaperPages) -> Vec<DossierPiece> {
        write::pieces(ui, self.palette, self.reader.words, paper, self.frame.inner.width())
    }

    fn pages(&self, ui: &Ui, papers: &[PaperPages], title: &str) -> (Vec<Vec<egui::epaint::ClippedShape>>, Guide) {
        let (mut pieces, mut sheets) = (Vec::new(), Vec::new());
        let mut notes = 0;
        for paper in papers {
            let first = pieces.len();
            let mut own = self.pieces(ui, paper);
            let mut placed = flow::paginate(&own, self.frame.inner.height());
            own.iter_mut().for_each(|piece| piece.move_by(first, notes));
            notes += paper.notes.len();
            pieces.append(&mut own);
            placed.iter_mut().flatten().for_each(|one| one.piece += first);
            sheets.append(&mut placed);
        }
        let guide = page::guide(&pieces, &sheets, self.frame);
        let running = page::Running { title, foot: self.release };
        let shapes = page::shapes(ui, self.palette, self.reader.words, &pieces, &sheets, self.frame, &running);
        (shapes, guide)
    }
}
