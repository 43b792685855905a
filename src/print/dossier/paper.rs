//! What a dossier or a briefing tells, before it is laid out: its parts, each with where and when
//! things were, and its notes.

use km0_core::export::figure::{FigureSizes, Figures};
use km0_core::model::{Cite, Item};
use km0_core::pages::Reader;
use km0_core::pages::briefing::{Briefing, concerned};
use km0_core::pages::quotes::{NumberedNote, Quotes};
use km0_core::pages::report::{ReportPart, cites_of, dossier};
use km0_core::pages::story::ToldStep;

/// Everything on the pages.
#[derive(Clone, Debug, Default)]
pub(super) struct PaperPages {
    pub(super) title: String,
    /// What stands under the title.
    pub(super) lead: Vec<String>,
    pub(super) parts: Vec<(ReportPart, Figures)>,
    pub(super) notes: Vec<NumberedNote>,
    /// Whether it is a sheet to take to a meeting, on which notes are short.
    pub(super) brief: bool,
    quotes: Quotes,
}

impl PaperPages {
    /// The pages of these items; one that the dataset does not have is left out.
    pub(super) fn dossiers(reader: &Reader<'_>, items: &[Item], lead: Vec<String>, sizes: FigureSizes) -> Self {
        let one = |item: &Item| {
            let part = dossier(reader, item)?;
            let ix = reader.dataset.ix(item.record());
            let rows: Vec<_> = concerned(&part.blocks).into_iter().chain(ix).collect();
            Some((part, Figures::for_rows(reader, &rows, ix, sizes)))
        };
        let parts = items.iter().filter_map(one).collect();
        Self { lead, parts, ..Self::default() }.numbered(reader)
    }

    /// A sheet of a briefing.
    pub(super) fn briefing(reader: &Reader<'_>, part: ReportPart, figures: Figures) -> Self {
        Self { parts: vec![(part, figures)], brief: true, ..Self::default() }.numbered(reader)
    }

    /// Where and when what a briefing tells of was.
    pub(super) fn drawn(reader: &Reader<'_>, item: &Item, briefing: &Briefing<'_>, sizes: FigureSizes) -> Figures {
        let ix = reader.dataset.ix(item.record());
        let rows: Vec<_> = briefing.rows.iter().copied().chain(ix).collect();
        Figures::for_rows(reader, &rows, ix, sizes)
    }

    /// One step of a story, with its own notes.
    pub(super) fn step(reader: &Reader<'_>, scene: &ToldStep, sizes: FigureSizes) -> Self {
        let figures = Figures::seen(reader, &scene.rows, &scene.lens, sizes);
        Self { parts: vec![(scene.part.clone(), figures)], ..Self::default() }.numbered(reader)
    }

    fn numbered(mut self, reader: &Reader<'_>) -> Self {
        for block in self.parts.iter().flat_map(|(part, _)| &part.blocks) {
            for cites in cites_of(block) {
                self.quotes.add(cites);
            }
        }
        self.notes = if self.brief { self.quotes.short_notes(reader) } else { self.quotes.notes(reader) };
        self.title = match self.parts.as_slice() {
            [(only, _)] => only.title.clone(),
            _ => reader.dataset.about.name.get(reader.words.lang()).to_owned(),
        };
        self
    }

    /// The numbers of the notes that these citations have.
    pub(super) fn numbers(&self, cites: &[Cite]) -> Vec<usize> {
        self.quotes.numbers(cites)
    }
}
