//! What a panel may read while it paints.

use std::sync::Arc;

use crate::ui::theme::Palette;
use km0_core::dataset::{Dataset, Ix};
use km0_core::model::{Id, Kind, Record, Span};
use km0_core::pages::Reader;
use km0_core::query::{Answer, Query};
use km0_core::words::Words;

use super::{Command, Commands, Data, Emphasis, Focus, Hover, Item, MANY, Play, Standing, TimeView, seconds};

/// Read only; the way back is [`ViewCtx::send`].
#[derive(Clone, Copy, Debug)]
pub struct ViewCtx<'a> {
    /// What is open, for work that is done beside the thread that paints.
    pub data: &'a Arc<Data>,
    /// The dataset of it.
    pub dataset: &'a Dataset,
    pub query: &'a Query,
    pub answer: &'a Answer,
    pub selection: &'a [Item],
    pub focus: &'a Focus,
    pub hover: &'a Hover,
    pub words: &'a Words,
    pub palette: &'a Palette,
    /// What the timeline shows.
    pub time: TimeView,
    /// The window that moves through time, while there is one.
    pub play: Option<Play>,
    /// Counts the datasets that were opened: the key of what depends on nothing else.
    pub opened: u64,
    /// Changes when the dataset, the answer or the language does: the key of every cache that
    /// depends on them.
    pub revision: u64,
    /// Changes when laid-out text must be laid out again: fonts, scale or theme are others, or the
    /// picture of the glyphs was made anew. The key of every galley that outlives its frame.
    pub text_revision: u64,
    pub commands: &'a Commands,
}

impl<'a> ViewCtx<'a> {
    pub fn send(&self, command: Command) {
        self.commands.send(command);
    }

    /// What pages about the dataset are written from.
    pub fn reader(&self) -> Reader<'a> {
        Reader { dataset: self.dataset, words: self.words }
    }

    pub fn record(&self, ix: Ix) -> Option<&'a Record> {
        self.dataset.record(ix)
    }

    /// Whether work over all records is done beside the thread that paints.
    pub fn is_large(&self) -> bool {
        self.dataset.len() >= MANY
    }

    /// The record's name in the interface language.
    pub fn name(&self, record: &'a Record) -> &'a str {
        record.name.get(self.words.lang())
    }

    pub fn emphasis(&self, ix: Ix) -> Emphasis {
        let emphasis = self.focus.emphasis(ix, self.answer.has(ix));
        let stays = emphasis == Emphasis::Selected || self.is_played(ix);
        if stays { emphasis } else { emphasis.min(Emphasis::Background) }
    }

    /// The time that stands out while time is played.
    pub fn played(&self) -> Option<Span> {
        self.play.map(|play| play.window())
    }

    /// What playing tells of now.
    pub fn told(&self) -> Option<Item> {
        let [ix, ..] = self.play?.told.rows;
        Some(Item::Record(self.record(ix?)?.id.clone()))
    }

    /// Whether a record may have happened in the time that is played. True of everything while
    /// none is, and of what has no date.
    pub fn is_played(&self, ix: Ix) -> bool {
        let Some(window) = self.played() else { return true };
        self.dataset.bounds(ix).is_none_or(|bounds| bounds.possible().overlaps(&window))
    }

    /// The moment whose state is shown, in seconds: the end of what is played, else of what the
    /// timeline shows. Of what comes after its period a dataset knows nothing.
    pub fn moment(&self) -> f64 {
        let period = self.dataset.about.time.as_ref().and_then(|time| time.bounds().possible().to);
        let last = period.map_or(f64::INFINITY, seconds);
        self.play.map_or(self.time.to, |play| play.at).min(last)
    }

    /// How the selection, the pointer and the query concern a record.
    pub fn standing(&self, ix: Ix) -> Standing {
        Standing { emphasis: self.emphasis(ix), pointed: self.hover.pointed(ix) }
    }

    pub fn is_hovered(&self, id: &Id) -> bool {
        self.hover.item().is_some_and(|item| item.record() == id)
    }

    /// The matching records of a kind.
    pub fn matching(&self, kind: Kind) -> impl Iterator<Item = (Ix, &'a Record)> {
        let answer = self.answer;
        self.dataset.of_kind(kind).filter(move |(ix, _)| answer.has(*ix))
    }

    /// What a click on an item does: selects it, or with Ctrl adds it to the selection.
    pub fn click(&self, item: Item, ctrl: bool) {
        self.send(if ctrl { Command::AlsoSelect(item) } else { Command::Select(item) });
    }
}
