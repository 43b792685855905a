//! What a panel may read while it paints.

use crate::dataset::{Dataset, Ix};
use crate::model::{Id, Kind, Record};
use crate::query::{Answer, Query};
use crate::ui::theme::Palette;
use crate::words::Words;

use super::{Command, Commands, Emphasis, Focus, Hover, Item, Standing, TimeView};

/// Read only; the way back is [`ViewCtx::send`].
#[derive(Clone, Copy, Debug)]
pub struct ViewCtx<'a> {
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
    /// Changes when the dataset, the answer or the language does: the key of every cache that
    /// depends on them.
    pub revision: u64,
    pub commands: &'a Commands,
}

impl<'a> ViewCtx<'a> {
    pub fn send(&self, command: Command) {
        self.commands.send(command);
    }

    #[must_use]
    pub fn record(&self, ix: Ix) -> Option<&'a Record> {
        self.dataset.record(ix)
    }

    /// The record's name in the interface language.
    #[must_use]
    pub fn name(&self, record: &'a Record) -> &'a str {
        record.name.get(self.words.lang())
    }

    #[must_use]
    pub fn emphasis(&self, ix: Ix) -> Emphasis {
        self.focus.emphasis(ix, self.answer.has(ix))
    }

    /// How the selection, the pointer and the query concern a record.
    #[must_use]
    pub fn standing(&self, ix: Ix) -> Standing {
        Standing { emphasis: self.emphasis(ix), pointed: self.hover.pointed(ix) }
    }

    #[must_use]
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
