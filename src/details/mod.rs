//! The details of one thing: everything the dataset says about it, each statement with its
//! citation, each name a link. While nothing is selected, what the dataset is.

mod cited;
mod entry;
mod folds;
mod head;
mod paint;
mod start;
#[cfg(test)]
mod tests;

use egui::{ScrollArea, Ui};

use crate::context::{Cached, Item, ViewCtx};
use folds::Folds;
use km0_core::pages::{NumberedSource, Page, page};
use start::StartPage;

/// The panel. Keeps the page of what is selected until something it depends on changes.
#[derive(Debug, Default)]
pub struct Details {
    cache: Cached<Key, Option<Shown>>,
    heights: Heights,
    folds: Folds,
    front: StartPage,
}

/// A page with what is worked out from it once.
#[derive(Debug)]
struct Shown {
    page: Page,
    sources: Vec<NumberedSource>,
}

#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    item: Item,
}

/// How high each block of the page was when it was painted last, in points: what is far out of
/// view then need not be laid out to know where the rest stands.
#[derive(Debug, Default)]
struct Heights {
    /// The width in points that they hold for.
    width: f32,
    of: Vec<Option<f32>>,
}

impl Heights {
    fn reset(&mut self, blocks: usize) {
        self.of = vec![None; blocks];
    }

    fn fit(&mut self, width: f32) {
        if (self.width - width).abs() > 0.5 {
            self.width = width;
            self.of.fill(None);
        }
    }
}

impl Details {
    /// From now on nothing is worked out beside the thread that paints: for pictures.
    pub fn wait(&mut self) {
        self.front.wait();
    }

    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>) {
        // what is told here wraps or is cut, and never makes the panel wider
        ui.set_max_width(ui.available_width());
        // where nothing is selected, what playing tells of
        let Some(item) = ctx.selection.last().cloned().or_else(|| ctx.told()) else {
            self.front.ui(ui, ctx);
            return;
        };
        let key = Key { revision: ctx.revision, item: item.clone() };
        let made = self.cache.refresh(key, || {
            page(&ctx.reader(), &item).map(|page| Shown { sources: page.notes.by_source(&ctx.reader()), page })
        });
        let Some(Some(shown)) = self.cache.value() else { return };
        if made {
            self.heights.reset(shown.page.blocks.len());
        }
        head::head(ui, ctx, &shown.page);
        let (heights, folds) = (&mut self.heights, &mut self.folds);
        let scroll = ScrollArea::vertical().id_salt(("details", &shown.page.item)).auto_shrink([false, false]);
        scroll.show(ui, |ui| {
            ui.set_width(ui.available_width());
            heights.fit(ui.available_width());
            paint::page(ui, ctx, &shown.page, &shown.sources, &mut heights.of, folds);
        });
    }
}
