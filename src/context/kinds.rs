//! Which kinds of record lists, counts and the timeline are about.

use km0_core::model::Kind;
use km0_core::query::bits::FixedBitSet;
use km0_core::query::{Clause, Corpus, Key, Query};

use super::ViewCtx;

/// Events, unless a query asks for a kind by name or the dataset has no events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedKinds {
    all: bool,
}

impl AskedKinds {
    /// What a query asks for, in a dataset that has events or none.
    pub fn of(query: &Query, has_events: bool) -> Self {
        Self { all: names_a_kind(query) || !has_events }
    }

    /// The records of these kinds; none where all are.
    pub fn rows(self, corpus: &Corpus) -> Option<&FixedBitSet> {
        (!self.all).then(|| corpus.happens())
    }

    pub fn takes(self, kind: Kind) -> bool {
        self.all || kind.happens()
    }
}

fn names_a_kind(query: &Query) -> bool {
    query.terms.iter().any(|term| !term.exclude && matches!(term.clause, Clause::Is(Key::Kind, _)))
}

impl ViewCtx<'_> {
    /// The kinds that lists, counts and the timeline are about.
    pub fn asked_kinds(&self) -> AskedKinds {
        AskedKinds::of(self.query, self.data.has_events)
    }
}
