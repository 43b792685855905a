//! What is asked, and the way back to what was asked before.

use crate::app::effect::Effect;
use crate::app::state::State;
use crate::app::telling;
use km0_core::query::{Clause, Key, Query, QueryError};

/// Text that is being typed: those of its terms that are in order are in force. Typing on is one step to undo.
pub(super) fn ask(state: &mut State, text: String) {
    let (mut query, mut error) = Query::parse_known(&text);
    if let Some(year) = year_begun(&query, &text) {
        query.terms.pop();
        error = error.or(Some(QueryError::NoYear { value: year }));
    }
    let continues = text.starts_with(&state.ask.text) || state.ask.text.starts_with(&text);
    state.ask.text = text;
    state.ask.error = error;
    if query == state.ask.query {
        return;
    }
    let typing_on = state.ask.typing && continues;
    let taken_back = typing_on && state.queries.last() == Some(&query);
    if taken_back {
        // typed and taken back is nothing to undo
        state.queries.forget_last();
    } else if !typing_on {
        state.queries.remember(state.ask.query.clone());
    }
    state.ask.typing = !taken_back && !query.is_empty();
    state.ask.query = query;
    state.answer();
}

/// The digits of a year that stands last and may go on: `year:20` is on the way to 2023.
fn year_begun(query: &Query, text: &str) -> Option<String> {
    match &query.terms.last()?.clause {
        Clause::Is(Key::Year, year) if year.len() < 4 && text.ends_with(year.as_str()) => Some(year.clone()),
        _ => None,
    }
}

pub(in crate::app) fn change_query(state: &mut State, change: impl FnOnce(&mut Query)) {
    let mut query = state.ask.query.clone();
    change(&mut query);
    if query != state.ask.query {
        state.queries.remember(state.ask.query.clone());
    }
    state.set_query(query);
}

/// Undo and redo: of the story that is edited, else of the query. Text that is no query is the first
/// thing to be undone.
pub(super) fn travel(state: &mut State, back: bool) -> Vec<Effect> {
    if let Some(effects) = telling::travel(state, back) {
        return effects;
    }
    let now = state.ask.query.clone();
    if back && state.ask.error.is_some() {
        state.set_query(now);
        return Vec::new();
    }
    let query = if back { state.queries.back(now) } else { state.queries.forward(now) };
    if let Some(query) = query {
        state.set_query(query);
    }
    Vec::new()
}
