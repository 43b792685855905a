//! What undo, redo, back and forward would do, in words: worked out from the two queries or
//! selections, so that no step has to be named when it is taken.

use crate::app::app_ctx::AppCtx;
use crate::app::state::State;
use crate::app::telling::Telling;
use crate::context::Item;
use km0_core::query::{Query, Term};

/// How one query came out of another.
#[derive(Debug, PartialEq, Eq)]
enum QueryChange<'a> {
    Added(&'a Term),
    Removed(&'a Term),
    /// One term in the place of another.
    Replaced(&'a Term, &'a Term),
    Cleared,
    /// So many terms added and so many taken away.
    Many(usize, usize),
}

impl<'a> QueryChange<'a> {
    fn of(before: &'a Query, after: &'a Query) -> Self {
        let less = |these: &'a Query, those: &Query| -> Vec<&'a Term> {
            these.terms.iter().filter(|term| !those.terms.contains(term)).collect()
        };
        let (added, removed) = (less(after, before), less(before, after));
        match (added.as_slice(), removed.as_slice()) {
            ([term], []) => Self::Added(term),
            ([], [term]) => Self::Removed(term),
            ([new], [old]) => Self::Replaced(old, new),
            ([], _) if after.is_empty() => Self::Cleared,
            _ => Self::Many(added.len(), removed.len()),
        }
    }

    fn in_words(&self, ctx: &AppCtx<'_>) -> String {
        let term = |term: &Term| ctx.words.term_text(term, ctx.dataset).into();
        match self {
            Self::Added(added) => ctx.words.with("change-added", &[("term", term(added))]),
            Self::Removed(removed) => ctx.words.with("change-removed", &[("term", term(removed))]),
            Self::Replaced(old, new) => ctx.words.with("change-replaced", &[("old", term(old)), ("new", term(new))]),
            Self::Cleared => ctx.words.t("change-cleared").to_owned(),
            Self::Many(added, removed) => {
                ctx.words.with("change-many", &[("added", (*added).into()), ("removed", (*removed).into())])
            }
        }
    }
}

/// Of the story that is edited, or of the query.
pub(super) fn can_undo(state: &State) -> bool {
    of_story(state, Telling::can_undo) || state.queries.can_back() || state.ask.error.is_some()
}

pub(super) fn can_redo(state: &State) -> bool {
    of_story(state, Telling::can_redo) || state.queries.can_forward()
}

fn of_story(state: &State, can: fn(&Telling) -> bool) -> bool {
    state.telling.as_ref().is_some_and(can)
}

pub(super) fn undo(ctx: &AppCtx<'_>) -> Option<String> {
    if of_story(ctx.state, Telling::can_undo) {
        return Some(ctx.words.with("undo-what", &[("change", ctx.words.t("change-story").into())]));
    }
    if ctx.state.ask.error.is_some() {
        return Some(ctx.words.with("undo-what", &[("change", ctx.words.t("change-typed").into())]));
    }
    let change = QueryChange::of(ctx.state.queries.last()?, &ctx.state.ask.query).in_words(ctx);
    Some(ctx.words.with("undo-what", &[("change", change.into())]))
}

pub(super) fn redo(ctx: &AppCtx<'_>) -> Option<String> {
    if of_story(ctx.state, Telling::can_redo) {
        return Some(ctx.words.with("redo-what", &[("change", ctx.words.t("change-story").into())]));
    }
    let change = QueryChange::of(&ctx.state.ask.query, ctx.state.queries.next()?).in_words(ctx);
    Some(ctx.words.with("redo-what", &[("change", change.into())]))
}

pub(super) fn back(ctx: &AppCtx<'_>) -> Option<String> {
    let items = selection_in_words(ctx, ctx.state.selections.last()?);
    Some(ctx.words.with("back-what", &[("items", items.into())]))
}

pub(super) fn forward(ctx: &AppCtx<'_>) -> Option<String> {
    let items = selection_in_words(ctx, ctx.state.selections.next()?);
    Some(ctx.words.with("forward-what", &[("items", items.into())]))
}

/// The name of what is selected, or how many things are.
fn selection_in_words(ctx: &AppCtx<'_>, selection: &[Item]) -> String {
    match selection {
        [] => ctx.words.t("selection-none").to_owned(),
        [item] => item_in_words(ctx, item),
        many => ctx.words.with("selection-many", &[("count", many.len().into())]),
    }
}

fn item_in_words(ctx: &AppCtx<'_>, item: &Item) -> String {
    let name = ctx.dataset.by_id(item.record()).map_or(&**item.record(), |record| ctx.name(record));
    match item {
        Item::Record(_) => name.to_owned(),
        Item::Paragraph { number, .. } => {
            ctx.words.with("item-paragraph", &[("name", name.into()), ("number", (*number).into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query::parse(text).unwrap()
    }

    #[test]
    fn a_change_is_told_from_the_queries_before_and_after() {
        let (none, one, two) = (query(""), query("gate:ta-lung"), query("gate:ta-lung kind:meeting"));
        assert_eq!(QueryChange::of(&none, &one), QueryChange::Added(&one.terms[0]));
        assert_eq!(QueryChange::of(&one, &two), QueryChange::Added(&two.terms[1]));
        assert_eq!(QueryChange::of(&two, &one), QueryChange::Removed(&two.terms[1]));
        assert_eq!(QueryChange::of(&two, &none), QueryChange::Cleared);
        let other = query("gate:ta-lung kind:agreement");
        assert_eq!(QueryChange::of(&two, &other), QueryChange::Replaced(&two.terms[1], &other.terms[1]));
        assert_eq!(QueryChange::of(&two, &query("a b c -d")), QueryChange::Many(4, 2));
    }
}
