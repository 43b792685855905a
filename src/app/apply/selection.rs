//! What is selected, and what follows it.

use crate::app::effect::Effect;
use crate::app::state::State;
use crate::context::{AskedKinds, Item, LeftTab, MapAction, TimeView};

/// Selects it and shows where and when it is.
pub(super) fn go_to(state: &mut State, item: Item) -> Vec<Effect> {
    show_time_of(state, &item);
    select(state, vec![item]);
    vec![Effect::Map(MapAction::FitSelection)]
}

pub(in crate::app) fn select(state: &mut State, selection: Vec<Item>) {
    if selection != state.selection {
        let was = std::mem::take(&mut state.selection);
        state.selections.remember(was);
        state.set_selection(selection);
        follow(state);
    }
}

/// The left panel tells what a gate, a place or a person has to do with; what happened stays where
/// it was found.
pub(super) fn follow(state: &mut State) {
    let asked = AskedKinds::of(&state.ask.query, state.data.has_events);
    let tab = &mut state.settings.layout.tab;
    let last = state.selection.last().and_then(|item| state.data.dataset.by_id(item.record()));
    match (*tab, last) {
        // what the list itself holds is looked at there
        (LeftTab::Events, Some(record)) if record.kind.is_register() && !asked.takes(record.kind) => {
            *tab = LeftTab::Related;
        }
        (LeftTab::Related, None) => *tab = LeftTab::Events,
        _ => {}
    }
}

/// Moves the timeline where the item is, unless a part of it is in view.
fn show_time_of(state: &mut State, item: &Item) {
    let dataset = &state.data.dataset;
    let Some(bounds) = dataset.ix(item.record()).and_then(|ix| dataset.bounds(ix)) else { return };
    let span = bounds.possible();
    if !span.overlaps(&state.time.span()) {
        let view = TimeView::of_span(&span, &state.time).padded(0.1);
        let middle = f64::midpoint(view.from, view.to);
        let half = view.width().max(state.time.width()) / 2.0;
        state.time = TimeView::new(middle - half, middle + half);
    }
}

pub(super) fn travel(state: &mut State, back: bool) {
    let now = state.selection.clone();
    let selection = if back { state.selections.back(now) } else { state.selections.forward(now) };
    if let Some(selection) = selection {
        state.set_selection(selection);
    }
}

pub(super) fn toggled(selection: &[Item], item: Item) -> Vec<Item> {
    let mut selection = selection.to_vec();
    match selection.iter().position(|other| *other == item) {
        Some(at) => drop(selection.remove(at)),
        None => selection.push(item),
    }
    selection
}
