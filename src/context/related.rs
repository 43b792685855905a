//! What stands out: the selection, what it is related to, and what the query leaves out.

use km0_core::dataset::{Dataset, Ix};
use km0_core::model::{Field, Kind};
use km0_core::query::bits::FixedBitSet;

use super::Item;

/// How much a record stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Emphasis {
    /// The query leaves it out; it is context at most.
    Dimmed,
    /// There is a selection that it has nothing to do with.
    Background,
    #[default]
    Normal,
    Related,
    Selected,
}

impl Emphasis {
    /// Whether its text stands out.
    pub fn is_strong(self) -> bool {
        self >= Self::Related
    }
}

/// The selection, worked out once when it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    selected: Vec<Ix>,
    /// The same as a set, and what has to do with it; empty when nothing is selected.
    chosen: FixedBitSet,
    related: FixedBitSet,
}

impl Focus {
    pub fn new(dataset: &Dataset, selection: &[Item]) -> Self {
        let selected: Vec<Ix> = selection.iter().filter_map(|item| dataset.ix(item.record())).collect();
        if selected.is_empty() {
            return Self::default();
        }
        let (mut chosen, mut related) =
            (FixedBitSet::with_capacity(dataset.len()), FixedBitSet::with_capacity(dataset.len()));
        for ix in &selected {
            chosen.insert(ix.row());
            for near in neighbours(dataset, *ix) {
                related.insert(near.row());
            }
        }
        Self { selected, chosen, related }
    }

    /// In the order in which they were selected.
    pub fn selected(&self) -> &[Ix] {
        &self.selected
    }

    pub fn is_selected(&self, ix: Ix) -> bool {
        self.chosen.contains(ix.row())
    }

    pub fn is_related(&self, ix: Ix) -> bool {
        self.related.contains(ix.row())
    }

    /// How much a record that matches (or not) stands out.
    pub fn emphasis(&self, ix: Ix, matches: bool) -> Emphasis {
        if self.is_selected(ix) {
            Emphasis::Selected
        } else if self.is_related(ix) {
            Emphasis::Related
        } else if !matches {
            Emphasis::Dimmed
        } else if self.selected.is_empty() {
            Emphasis::Normal
        } else {
            Emphasis::Background
        }
    }
}

/// The records that a selected one is related to: what it refers to, what refers to it, and for a
/// place or gate the same for everything in it.
pub fn neighbours(dataset: &Dataset, ix: Ix) -> Vec<Ix> {
    let place = dataset.record(ix).is_some_and(|record| matches!(record.kind, Kind::Gate | Kind::Place));
    let heart = if place { dataset.within(ix) } else { vec![ix] };
    let mut near: Vec<Ix> = heart.iter().copied().filter(|inside| *inside != ix).collect();
    for inside in heart {
        let links = dataset.links(inside).iter().chain(dataset.back_links(inside));
        let linked = links.filter(|link| telling(link.field)).map(|link| link.to);
        near.extend(linked.filter(|at| dataset.is_of(*at, inside, ix)));
    }
    near.sort_unstable();
    near.dedup();
    near
}

/// Topics link half the dataset with the other half and so tell nothing about a selection.
fn telling(field: Field) -> bool {
    !matches!(field, Field::Topics)
}
