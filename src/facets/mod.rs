//! Facets beside the views: the values that records have, with how many a click would leave.

mod interact;
mod model;
mod paint;

use std::collections::{BTreeMap, BTreeSet};

use egui::{ScrollArea, Ui};
use serde::{Deserialize, Serialize};

use crate::context::ViewCtx;
use km0_core::query::{Corpus, FACETS, Key, Recount};

use model::{FacetRow, FacetSection};

/// Points.
const ROW: f32 = 24.0;

/// What is remembered of the panel from one run to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FacetSettings {
    /// The facets that are unfolded, by their names in queries.
    pub open: BTreeSet<String>,
}

impl Default for FacetSettings {
    fn default() -> Self {
        Self { open: ["kind", "year", "gate"].map(str::to_owned).into() }
    }
}

/// The panel. Counts are kept until the answer or the language changes, and made only for facets
/// that are unfolded.
#[derive(Debug, Default)]
pub struct Facets {
    settings: FacetSettings,
    /// Facets that show all their values.
    whole: BTreeSet<Key>,
    /// What is looked for within a long facet.
    wanted: BTreeMap<Key, String>,
    revision: u64,
    sections: BTreeMap<Key, FacetSection>,
    rows: Vec<FacetRow>,
    /// Something that the rows depend on has changed.
    stale: bool,
}

impl Facets {
    pub fn new(settings: FacetSettings) -> Self {
        Self { settings, stale: true, ..Self::default() }
    }

    pub fn settings(&self) -> FacetSettings {
        self.settings.clone()
    }

    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, corpus: &Corpus) {
        self.recount(ctx, corpus);
        paint::head(ui, ctx);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut acts = Vec::new();
        let Self { rows, wanted, .. } = self;
        ScrollArea::vertical().auto_shrink([false, false]).show_rows(ui, ROW, rows.len(), |ui, range| {
            for row in rows.get(range).unwrap_or_default() {
                acts.extend(paint::row(ui, ctx, row, wanted));
            }
        });
        for act in acts {
            self.stale |= interact::act(self, ctx, act);
        }
    }

    fn is_open(&self, key: Key) -> bool {
        self.settings.open.contains(key.name())
    }

    /// Counts what is unfolded and not counted yet.
    fn recount(&mut self, ctx: &ViewCtx<'_>, corpus: &Corpus) {
        if self.revision != ctx.revision {
            self.revision = ctx.revision;
            self.sections.clear();
            self.stale = true;
        }
        if !self.stale {
            return;
        }
        self.stale = false;
        let recount = Recount::new(ctx.query, ctx.answer, ctx.dataset, corpus).only(ctx.asked_kinds().rows(corpus));
        for key in shown().filter(|key| self.settings.open.contains(key.name())) {
            self.sections.entry(key).or_insert_with(|| model::section(key, &recount, ctx.dataset));
        }
        let none = String::new();
        self.rows = shown()
            .flat_map(|key| {
                let section = self.sections.get(&key).filter(|_| self.is_open(key));
                let wanted = self.wanted.get(&key).unwrap_or(&none);
                model::rows(key, section, self.whole.contains(&key), wanted, ctx)
            })
            .collect();
    }
}

/// The facets of the panel. What of the layers can be chosen stands in the switch above it.
fn shown() -> impl Iterator<Item = Key> {
    FACETS.into_iter().filter(|key| *key != Key::Layer)
}
