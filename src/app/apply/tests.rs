use proptest::prelude::*;

use super::*;
use crate::app::input::HistoryCommand;
use crate::app::trial::{commands, start};
use crate::context::{Command, MapAction, TimeView};

fn type_letters(state: &mut State, text: &str) {
    for end in 1..=text.len() {
        apply(state, Command::Ask(text[..end].to_owned()));
    }
}

#[test]
fn what_is_typed_on_is_one_step_to_undo() {
    let mut state = start();
    type_letters(&mut state, "huu nghi");
    apply(&mut state, Command::AddTerm(Term::is(km0_core::query::Key::Kind, "gate")));
    type_letters(&mut state, "lang");
    apply(&mut state, HistoryCommand::Undo);
    assert_eq!(state.ask.text, "huu nghi kind:gate");
    apply(&mut state, HistoryCommand::Undo);
    assert_eq!(state.ask.text, "huu nghi");
    apply(&mut state, HistoryCommand::Undo);
    assert_eq!(state.ask.text, "");
    assert!(!state.queries.can_back());
}

#[test]
fn what_is_typed_and_taken_back_is_nothing_to_undo() {
    let mut state = start();
    apply(&mut state, Command::AddTerm(Term::is(km0_core::query::Key::Kind, "gate")));
    for text in ["kind:gate l", "kind:gate la", "kind:gate l", "kind:gate "] {
        apply(&mut state, Command::Ask(text.to_owned()));
    }
    apply(&mut state, HistoryCommand::Undo);
    assert!(state.ask.query.is_empty());
}

#[test]
fn a_new_filter_leaves_nothing_to_redo() {
    let mut state = start();
    type_letters(&mut state, "a");
    apply(&mut state, Command::AddTerm(Term::is(km0_core::query::Key::Kind, "gate")));
    apply(&mut state, HistoryCommand::Undo);
    apply(&mut state, Command::Ask("ab".to_owned()));
    assert!(!state.queries.can_forward());
}

#[test]
fn text_that_is_no_query_is_undone_before_a_filter_is() {
    let mut state = start();
    apply(&mut state, Command::AddTerm(Term::is(km0_core::query::Key::Kind, "gate")));
    apply(&mut state, Command::Ask("kind:gate after:20".to_owned()));
    assert!(state.ask.error.is_some());
    apply(&mut state, HistoryCommand::Undo);
    assert_eq!((state.ask.text.as_str(), &state.ask.error), ("kind:gate", &None));
}

#[test]
fn a_half_typed_filter_does_not_look_for_its_letters() {
    let mut state = start();
    apply(&mut state, Command::AddTerm(Term::is(km0_core::query::Key::Kind, "gate")));
    for typed in ["kind:gate xy", "kind:gate xy:", "kind:gate xy:2"] {
        apply(&mut state, Command::Ask(typed.to_owned()));
    }
    assert_eq!((state.ask.query.to_string().as_str(), state.ask.error.is_some()), ("kind:gate", true));
}

#[test]
fn a_year_is_asked_for_once_it_has_four_digits() {
    let mut state = start();
    for (typed, asked) in [("kind:gate year:2", "kind:gate"), ("kind:gate year:202", "kind:gate")] {
        apply(&mut state, Command::Ask(typed.to_owned()));
        assert_eq!((state.ask.query.to_string().as_str(), state.ask.error.is_some()), (asked, true), "{typed}");
    }
    for typed in ["kind:gate year:2023", "kind:gate year:20 "] {
        apply(&mut state, Command::Ask(typed.to_owned()));
        assert_eq!((state.ask.query.terms.len(), &state.ask.error), (2, &None), "{typed}");
    }
}

#[test]
fn going_to_something_brings_its_time_into_view() {
    let mut state = start();
    state.time = TimeView::new(0.0, 1e7);
    let effects = apply(&mut state, Command::GoTo(Item::Record("early-spring-2021".into())));
    assert_eq!(effects, [Effect::Map(MapAction::FitSelection)]);
    let dataset = &state.data.dataset;
    let bounds = dataset.bounds(dataset.ix("early-spring-2021").unwrap()).unwrap();
    assert!(bounds.possible().overlaps(&state.time.span()));
    let before = state.time;
    apply(&mut state, Command::GoTo(Item::Record("early-spring-2021".into())));
    assert_eq!(state.time, before, "what is in view stays where it is");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn two_hundred_actions_and_as_many_undos_end_where_they_began(
        actions in proptest::collection::vec(commands(), 200)
    ) {
        let began = start();
        let mut state = began.clone();
        for action in actions {
            apply(&mut state, action);
        }
        for _ in 0..200 {
            apply(&mut state, HistoryCommand::Undo);
            apply(&mut state, HistoryCommand::Back);
        }
        prop_assert_eq!(&state.ask.query, &began.ask.query);
        prop_assert_eq!(&state.ask.text, &began.ask.text);
        prop_assert_eq!(&state.ask.answer, &began.ask.answer);
        prop_assert_eq!(&state.ask.error, &None);
        prop_assert_eq!(&state.selection, &began.selection);
        prop_assert_eq!(&state.focus, &began.focus);
    }

    #[test]
    fn what_was_undone_is_redone(actions in proptest::collection::vec(commands(), 40)) {
        let mut state = start();
        for action in actions {
            apply(&mut state, action);
        }
        let text = |state: &State| state.ask.query.to_string();
        let (query, selection) = (text(&state), state.selection.clone());
        let mut steps = (0, 0);
        while state.queries.can_back() {
            steps.0 += usize::from(state.ask.error.is_none());
            apply(&mut state, HistoryCommand::Undo);
        }
        while state.selections.can_back() {
            steps.1 += 1;
            apply(&mut state, HistoryCommand::Back);
        }
        for (count, command) in [(steps.0, HistoryCommand::Redo), (steps.1, HistoryCommand::Forward)] {
            for _ in 0..count {
                apply(&mut state, command);
            }
        }
        prop_assert_eq!(text(&state), query);
        prop_assert_eq!(state.selection, selection);
    }
}
