//! What is shown ↔ a [`SavedView`].

use std::path::PathBuf;

use crate::context::{Item, MapAction};
use crate::map::MapView;
use km0_core::model::{Cite, Span};
use km0_core::saved::{self, Edition, MapFrame, NamedView, SavedView, missing};

use super::apply::{change_query, open, select};
use super::effect::Effect;
use super::input::{Dialog, ViewRead};
use super::state::{Notice, State};
use super::telling::{self, Telling};

/// Files that are remembered as opened last.
const RECENT: usize = 10;

/// What is shown, as a view to keep.
pub fn capture(state: &State, map: Option<MapView>) -> SavedView {
    let data = &state.data;
    let about = &data.dataset.about;
    let shown = state.time.span();
    let time = if state.time == state.whole_time() { Span::ALL } else { shown };
    let kept = state.view.clone().unwrap_or_default();
    SavedView {
        name: kept.name,
        dataset: Edition { id: about.id.to_string(), release: about.version.clone(), path: data.path.clone() },
        query: state.ask.query.clone(),
        time: Span {
            from: time.from.filter(|from| saved::first(*from).is_some()),
            to: time.to.filter(|to| saved::last(*to).is_some()),
        },
        map: map.map(|view| MapFrame::new(view.lat, view.lon, view.zoom)),
        board: state.settings.board,
        selection: state.selection.iter().map(cite).collect(),
        lang: Some(state.settings.lang),
        layers: data.layers.clone(),
        story: state.telling.as_ref().and_then(|telling| telling.view.story.clone()),
        extra: kept.extra,
    }
}

pub(super) fn cite(item: &Item) -> Cite {
    match item {
        Item::Record(id) => Cite { source: id.clone(), paragraph: None },
        Item::Paragraph { source, number } => Cite { source: source.clone(), paragraph: Some(*number) },
    }
}

/// Shows what a view shows, as far as the dataset has it, and says what it has not.
pub(super) fn restore(state: &mut State, read: ViewRead) -> Vec<Effect> {
    let ViewRead { view, path, loaded } = read;
    if let Some(data) = loaded {
        open(state, data);
    }
    if let Some(lang) = view.lang {
        state.set_lang(lang);
    }
    change_query(state, |query| query.clone_from(&view.query));
    if state.ask.waiting {
        // what the query can't find is told with the view
        state.answer_now();
    }
    let there = view.selection.iter().filter(|cite| state.data.dataset.ix(&cite.source).is_some());
    let selection = there.map(Item::cited).collect();
    select(state, selection);
    state.show_span(&view.time);
    state.settings.board = view.board;
    let gone = missing(&view, &state.data.dataset, &state.ask.answer.doubts);
    let name = if view.name.is_empty() { file_name(&path) } else { view.name.clone() };
    state.notice = Some(Notice::ViewOpened { name, gone });
    state.dialog = state.dialog.filter(|dialog| *dialog == Dialog::Problems);
    let map = view.map;
    remember(state, path);
    telling::put_away(state);
    state.telling = view.story.as_ref().map(|_| Telling::new(view.clone()));
    state.view = Some(view);
    if state.telling.as_ref().is_some_and(|telling| telling.step().is_some()) {
        // its card says what is shown
        let complete = |notice: &Notice| matches!(notice, Notice::ViewOpened { gone, .. } if gone.is_empty());
        state.notice = state.notice.take().filter(|notice| !complete(notice));
        return telling::show(state);
    }
    vec![Effect::Map(map.map_or(MapAction::FitAll, MapAction::Show))]
}

/// A view was written: it is the one that is open now.
pub(super) fn kept(state: &mut State, named: NamedView) {
    let view = state.view.get_or_insert_default();
    view.name.clone_from(&named.name);
    let name = if named.name.is_empty() { file_name(&named.path) } else { named.name };
    remember(state, named.path);
    state.telling.iter_mut().for_each(Telling::is_kept);
    state.notice = Some(Notice::ViewKept { name });
}

fn file_name(path: &std::path::Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Puts a file first among those opened last. Named views have a menu of their own.
pub(super) fn remember(state: &mut State, path: PathBuf) {
    let recent = &mut state.settings.recent;
    recent.retain(|other| *other != path);
    if !state.views.iter().any(|named| named.path == path) {
        recent.insert(0, path);
        recent.truncate(RECENT);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::apply::apply;
    use crate::app::input::{Event, HistoryCommand};
    use crate::app::settings::Settings;
    use crate::app::trial::{commands, start};
    use km0_core::model::Lang;

    fn reread(view: &SavedView) -> Box<ViewRead> {
        let view = saved::read(&view.to_text()).unwrap();
        Box::new(ViewRead { view, path: "a.km0view".into(), loaded: None })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_is_shown_survives_being_saved_and_opened(
            commands in proptest::collection::vec(commands(), 0..8),
            map in proptest::option::of((-85.0..85.0, -180.0..180.0, 2.0..15.0)),
        ) {
            let mut state = start();
            for command in commands {
                apply(&mut state, command);
            }
            let map = map.map(|(lat, lon, zoom)| MapView { lat, lon, zoom });
            let view = capture(&state, map);
            let mut other = State { settings: Settings { lang: Lang::Zh, ..Settings::default() }, ..start() };
            let effects = apply(&mut other, Event::ViewRead(reread(&view)));
            prop_assert_eq!(&other.ask.query, &state.ask.query);
            prop_assert_eq!(&other.ask.answer, &state.ask.answer);
            prop_assert_eq!(&other.selection, &state.selection);
            prop_assert_eq!(other.settings.lang, state.settings.lang);
            prop_assert!((other.time.from - state.time.from).abs() <= 1.0, "{:?} {:?}", other.time, state.time);
            prop_assert!((other.time.to - state.time.to).abs() <= 1.0);
            let frame = effects.iter().find_map(|effect| match effect {
                Effect::Map(MapAction::Show(frame)) => Some(MapView { lat: frame.lat, lon: frame.lon, zoom: frame.zoom }),
                _ => None,
            });
            prop_assert_eq!(capture(&other, frame), view);
        }
    }

    #[test]
    fn a_view_of_another_dataset_shows_what_is_there_and_names_what_is_not() {
        let mut state = start();
        let text = r#"View(version: 1, dataset: (id: "elsewhere", release: "9"), query: "gate:gone kind:gate",
            selection: ["ta-lung", "gone"])"#;
        let read = ViewRead { view: saved::read(text).unwrap(), path: "b.km0view".into(), loaded: None };
        apply(&mut state, Event::ViewRead(Box::new(read)));
        assert_eq!(state.selection, [Item::Record("ta-lung".into())]);
        let Some(Notice::ViewOpened { name, gone }) = &state.notice else { panic!("{:?}", state.notice) };
        assert_eq!((name.as_str(), gone.len()), ("b.km0view", 3));
        assert_eq!(state.settings.recent, [PathBuf::from("b.km0view")]);
        apply(&mut state, HistoryCommand::Undo);
        assert!(state.ask.query.is_empty());
    }

    #[test]
    fn files_opened_last_come_first_and_only_so_many_are_kept() {
        let mut state = start();
        for number in 0..12 {
            remember(&mut state, PathBuf::from(format!("{number}.km0view")));
        }
        remember(&mut state, PathBuf::from("5.km0view"));
        assert_eq!(state.settings.recent.len(), RECENT);
        assert_eq!(state.settings.recent[0], PathBuf::from("5.km0view"));
        assert_eq!(state.settings.recent[1], PathBuf::from("11.km0view"));
    }
}
