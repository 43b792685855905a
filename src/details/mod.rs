//! The details of one thing: everything the dataset says about it, each statement with its
//! citation, each name a link.

mod paint;

use egui::{ScrollArea, Ui};

use crate::context::{Item, ViewCtx};
use km0_core::pages::{Page, page};

/// The panel. Keeps the page of what is selected until something it depends on changes.
#[derive(Debug, Default)]
pub struct Details {
    cache: Option<(Key, Page)>,
    heights: Heights,
}

#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    item: Item,
}

/// How high each block of the page was when it was painted last, in points: what is far out of
/// view then need not be laid out to know where the rest stands.
#[derive(Debug, Default)]
pub(crate) struct Heights {
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
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>) {
        let Some(item) = ctx.selection.last() else {
            paint::empty(ui, ctx);
            return;
        };
        let key = Key { revision: ctx.revision, item: item.clone() };
        if self.cache.as_ref().is_none_or(|(cached, _)| *cached != key) {
            self.cache = page(&ctx.reader(), item).map(|page| (key, page));
            self.heights.reset(self.cache.as_ref().map_or(0, |(_, page)| page.blocks.len()));
        }
        let Some((_, page)) = &self.cache else { return };
        let heights = &mut self.heights;
        ScrollArea::vertical().id_salt(("details", &page.item)).auto_shrink([false, false]).show(ui, |ui| {
            ui.set_width(ui.available_width());
            heights.fit(ui.available_width());
            paint::page(ui, ctx, page, &mut heights.of);
        });
    }
}
