//! The files of the open dataset have changed under it.

use crate::app::input::Dialog;
use crate::app::state::{Notice, State};
use crate::context::Data;
use km0_core::dataset::{Problem, Severity};

/// What the files say now takes the place of what they said: query, selection and views stay. When
/// they have errors that they did not have before, what was shown stays, and the errors are told.
pub(super) fn reloaded(state: &mut State, data: Data) {
    if data.path != state.data.path || data.layers != state.data.layers {
        // another dataset was opened meanwhile
        return;
    }
    let broken = new_errors(&state.data.problems, &data.problems);
    if broken > 0 {
        if state.broken.is_none() {
            state.dialog = Some(Dialog::Problems);
        }
        state.set_broken(Some(data.problems));
        state.notice = Some(Notice::Broken { errors: broken });
        return;
    }
    let was_broken = state.set_broken(None).is_some();
    if was_broken && state.dialog == Some(Dialog::Problems) {
        state.dialog = None;
    }
    let dataset = &state.data.dataset;
    let same = dataset.records() == data.dataset.records() && dataset.about == data.dataset.about;
    if same && state.data.problems == data.problems {
        // written without a change, or mended by going back
        state.notice = if was_broken { Some(Notice::Reloaded { records: dataset.len() }) } else { state.notice.take() };
        return;
    }
    take(state, data);
}

pub(super) fn take(state: &mut State, data: Data) {
    let showed_all = state.time == state.whole_time();
    state.notice = Some(Notice::Reloaded { records: data.dataset.len() });
    state.show_data(data);
    if showed_all {
        state.time = state.whole_time();
    }
}

/// How many errors there are now that were not there before. Lines do not count: an edit above an
/// old error moves it.
fn new_errors(before: &[Problem], now: &[Problem]) -> usize {
    let same = |a: &Problem, b: &Problem| {
        (a.rule, &a.origin.file, &a.record, &a.field, &a.what) == (b.rule, &b.origin.file, &b.record, &b.field, &b.what)
    };
    let errors = now.iter().filter(|problem| problem.severity() == Severity::Error);
    let mut left: Vec<&Problem> = before.iter().collect();
    let is_new = |problem: &&Problem| match left.iter().position(|old| same(old, problem)) {
        Some(at) => {
            left.swap_remove(at);
            false
        }
        None => true,
    };
    errors.filter(is_new).count()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::app::apply::apply;
    use crate::app::input::{Event, WindowCommand};
    use crate::app::settings::Settings;
    use crate::context::{Board, Command, TimeView};
    use km0_core::dataset::open::{SourceFile, load};
    use km0_core::model::Item;

    const SOURCE: &str = r#"Source(id: "s", name: (vi: "Nguồn", en: "Source"), cite: ["s"]),"#;

    fn data(records: &str) -> Data {
        let text = format!("[\n{SOURCE}\n{records}\n]");
        let loaded = load(&[SourceFile { name: "a.ron".into(), text }], Vec::new());
        Data::new(loaded, Some(PathBuf::from("a.ron")))
    }

    fn topic(id: &str) -> String {
        format!("Topic(id: \"{id}\", name: (vi: \"{id}\", en: \"{id}\"), cite: [\"s\"]),")
    }

    fn window(records: &str) -> State {
        let mut state = State::new(data(records), Settings::default());
        for command in [
            Command::Ask("kind:topic".to_owned()),
            Command::Select(Item::Record("one".into())),
            Command::AlsoSelect(Item::Record("two".into())),
            Command::ShowTime(TimeView::new(0.0, 1e8)),
            Command::ShowBoard(Board::Figures),
        ] {
            apply(&mut state, command);
        }
        state
    }

    fn reload(state: &mut State, records: &str) {
        apply(state, Event::Reloaded(Box::new(data(records))));
    }

    #[test]
    fn a_good_edit_is_shown_and_query_selection_and_views_stay() {
        let mut state = window(&[topic("one"), topic("two")].concat());
        let shown = (state.ask.query.clone(), state.time, state.settings.board);
        reload(&mut state, &[topic("zero"), topic("one"), topic("three")].concat());
        assert_eq!((state.ask.query.clone(), state.time, state.settings.board), shown);
        assert_eq!(state.ask.answer.rows.len(), 3, "the question is asked again");
        assert_eq!(state.selection, [Item::Record("one".into())], "what is gone is not selected");
        assert_eq!(state.notice, Some(Notice::Reloaded { records: 4 }));
        assert!(state.broken.is_none() && state.dialog.is_none());
    }

    #[test]
    fn a_broken_edit_leaves_what_was_shown_and_tells_the_errors_until_it_is_mended() {
        let good = [topic("one"), topic("two")].concat();
        let mut state = window(&good);
        let records = state.data.dataset.records().to_vec();
        reload(&mut state, &format!("{good} Topic(id: \"three\", name: (vi"));
        assert_eq!(state.data.dataset.records(), records);
        assert_eq!(state.selection.len(), 2);
        assert_eq!(state.dialog, Some(Dialog::Problems));
        assert!(matches!(state.notice, Some(Notice::Broken { errors: 1.. })), "{:?}", state.notice);
        assert!(state.problems().iter().any(|problem| problem.severity() == Severity::Error));
        apply(&mut state, WindowCommand::CloseDialog);
        reload(&mut state, &format!("{good} Topic(id: 7)"));
        assert!(state.dialog.is_none() && state.broken.is_some(), "told once, not with every key");
        reload(&mut state, &good);
        assert!(state.broken.is_none() && state.problems().is_empty());
        assert_eq!(state.notice, Some(Notice::Reloaded { records: 3 }));
    }

    #[test]
    fn an_error_that_was_there_before_does_not_keep_an_edit_out() {
        let bad = "Topic(id: \"bad\", name: (vi: \"x\", en: \"x\"), cite: [\"gone\"]),";
        let mut state = window(&[bad, &topic("one")].concat());
        assert_eq!(state.data.problems.len(), 1);
        reload(&mut state, &[&topic("two"), "\n\n", bad, &topic("one")].concat());
        assert!(state.broken.is_none());
        assert!(state.data.dataset.ix("two").is_some());
        reload(&mut state, &[&topic("two"), bad, bad, &topic("one")].concat());
        assert!(state.broken.is_some(), "the same error twice is one more");
    }

    #[test]
    fn files_that_say_the_same_and_other_datasets_change_nothing() {
        let mut state = window(&topic("one"));
        let (opened, revision) = (state.opened, state.revision);
        reload(&mut state, &topic("one"));
        let mut other = data(&topic("two"));
        other.path = Some(PathBuf::from("b.ron"));
        apply(&mut state, Event::Reloaded(Box::new(other)));
        assert_eq!((state.opened, state.revision, &state.notice), (opened, revision, &None));
    }
}
