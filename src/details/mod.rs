//! The details of one thing: everything the dataset says about it, each statement with its
//! citation, each name a link.

mod dossier;
mod fields;
mod model;
mod paint;

use egui::{ScrollArea, Ui};

use crate::context::{Item, ViewCtx};

pub use model::{Block, Entry, Page, Run, page};

/// The panel. Keeps the page of what is selected until something it depends on changes.
#[derive(Debug, Default)]
pub struct Details {
    cache: Option<(Key, Page)>,
}

#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    item: Item,
}

impl Details {
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>) {
        let Some(item) = ctx.selection.last() else {
            paint::empty(ui, ctx);
            return;
        };
        let key = Key { revision: ctx.revision, item: item.clone() };
        if self.cache.as_ref().is_none_or(|(cached, _)| *cached != key) {
            self.cache = page(ctx, item).map(|page| (key, page));
        }
        let Some((_, page)) = &self.cache else { return };
        ScrollArea::vertical().id_salt(("details", &page.item)).auto_shrink([false, false]).show(ui, |ui| {
            ui.set_width(ui.available_width());
            paint::page(ui, ctx, page);
        });
    }
}
