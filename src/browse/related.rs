//! The events that something has to do with. They stay while a person walks through them.

use crate::context::{ViewCtx, neighbours};
use km0_core::dataset::Ix;
use km0_core::model::Kind;

/// What the related events are those of, and which they are.
#[derive(Debug, Default)]
pub(super) struct Related {
    /// The dataset that was looked at last, and the selection.
    dataset: Option<u64>,
    seen: Vec<Ix>,
    origins: Vec<Ix>,
    /// In the dataset's order.
    rows: Vec<Ix>,
    /// What the filter leaves of them, and the answer that it was worked out for.
    within: Vec<Ix>,
    within_for: Option<WithinKey>,
    /// Whether those are shown too that the filter leaves out.
    whole: bool,
    /// Counts the changes of what they are related to.
    pub(super) changes: u64,
}

/// What depends on the filter.
#[derive(Clone, Copy, Debug, PartialEq)]
struct WithinKey {
    revision: u64,
    changes: u64,
}

impl Related {
    /// Looks at the selection. A gate, a person or a mechanism brings its own events; an event of
    /// those leaves them as they are, another brings what it has to do with.
    pub(super) fn refresh(&mut self, ctx: &ViewCtx<'_>) {
        self.look(ctx);
        self.filter(ctx);
    }

    fn look(&mut self, ctx: &ViewCtx<'_>) {
        let stamp = ctx.dataset.stamp();
        let selected = ctx.focus.selected();
        let other_set = self.dataset.replace(stamp) != Some(stamp);
        if !other_set && self.seen == selected {
            return;
        }
        self.seen = selected.to_vec();
        let is_register = |ix: &Ix| ctx.record(*ix).is_some_and(|record| record.kind.is_register());
        let of: Vec<Ix> = selected.iter().copied().filter(is_register).collect();
        let walks = of.is_empty() && !selected.is_empty() && selected.iter().all(|ix| self.has(*ix));
        if walks && !other_set {
            return;
        }
        self.origins = if of.is_empty() { selected.to_vec() } else { of };
        let is_source = |ix: &Ix| ctx.record(*ix).is_some_and(|record| record.kind == Kind::Source);
        // what cites it has to do with a source
        let near = |ix: &Ix| {
            if is_source(ix) { ctx.data.corpus.citing(*ix).collect() } else { neighbours(ctx.dataset, *ix) }
        };
        self.rows = self.origins.iter().flat_map(near).collect();
        self.rows.sort_unstable();
        self.rows.dedup();
        let counts = |ix: &Ix| ctx.record(*ix).is_some_and(|record| record.kind.happens() || !ctx.data.has_events);
        self.rows.retain(|ix| !self.origins.contains(ix) && counts(ix));
        self.whole = false;
        self.changes += 1;
    }

    /// Looks at the filter: it holds for what is related as for everything.
    fn filter(&mut self, ctx: &ViewCtx<'_>) {
        let key = WithinKey { revision: ctx.revision, changes: self.changes };
        if self.within_for != Some(key) {
            self.within_for = Some(key);
            self.within = self.rows.iter().copied().filter(|ix| ctx.answer.has(*ix)).collect();
        }
    }

    /// How many the filter leaves out, whether they are shown or not.
    pub(super) fn outside(&self) -> usize {
        self.rows.len() - self.within.len()
    }

    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Shows what the filter leaves out, or hides it.
    pub(super) fn turn_whole(&mut self) {
        self.whole = !self.whole;
        self.changes += 1;
    }

    fn has(&self, ix: Ix) -> bool {
        self.origins.contains(&ix) || self.rows.binary_search(&ix).is_ok()
    }

    /// What they are related to.
    pub(super) fn origins(&self) -> &[Ix] {
        &self.origins
    }

    pub(super) fn rows(&self) -> &[Ix] {
        if self.whole { &self.rows } else { &self.within }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::{Item, OwnedViewCtx};
    use km0_core::model::Lang;
    use km0_core::query::Query;

    #[test]
    fn what_cites_a_source_has_to_do_with_it() {
        let mut world = OwnedViewCtx::of_builtin(Lang::Vi);
        let mut related = Related::default();
        world.select(vec![Item::Paragraph { source: "004".into(), number: 10 }]);
        related.refresh(&world.ctx());
        assert!(related.rows().len() > 10, "{}", related.rows().len());
    }

    #[test]
    fn the_filter_holds_for_what_is_related_until_it_is_asked_not_to() {
        let mut world = OwnedViewCtx::of_builtin(Lang::Vi);
        let mut related = Related::default();
        world.select(vec![Item::Record("huu-nghi".into())]);
        related.refresh(&world.ctx());
        let all = related.rows().to_vec();
        assert_eq!(related.outside(), 0);
        world.ask(Query::parse("during:2023").unwrap());
        related.refresh(&world.ctx());
        let ctx = world.ctx();
        let within: Vec<Ix> = all.iter().copied().filter(|ix| ctx.answer.has(*ix)).collect();
        assert!(!within.is_empty() && within.len() < all.len());
        assert_eq!((related.rows(), related.outside()), (within.as_slice(), all.len() - within.len()));
        related.turn_whole();
        assert_eq!(related.rows(), all);
    }

    #[test]
    fn the_events_of_a_gate_stay_while_they_are_walked_through() {
        let mut world = OwnedViewCtx::of_builtin(Lang::Vi);
        let mut related = Related::default();
        let mut select = |world: &mut OwnedViewCtx, id: &str| {
            world.select(vec![Item::Record(id.into())]);
            related.refresh(&world.ctx());
            (related.origins().to_vec(), related.rows().to_vec())
        };
        let ix = |world: &OwnedViewCtx, id: &str| world.data.dataset.ix(id).unwrap();
        let (of, events) = select(&mut world, "tra-linh");
        assert_eq!(of, [ix(&world, "tra-linh")]);
        assert!(events.len() > 5, "{}", events.len());
        for event in &events {
            let id = world.data.dataset.record(*event).unwrap().id.to_string();
            assert_eq!(select(&mut world, &id).1, events, "{id} does not replace them");
        }
        let (of, others) = select(&mut world, "mong-cai");
        assert_eq!(of, [ix(&world, "mong-cai")], "another gate does");
        assert_ne!(others, events);
        let stranger = *events.iter().find(|event| !others.contains(event)).unwrap();
        let id = world.data.dataset.record(stranger).unwrap().id.to_string();
        assert_eq!(select(&mut world, &id).0, [stranger], "so does an event of none of these");
    }
}
