//! A story while it is told or made: which step is shown, and what a person changes of it.

use crate::context::{Board, Item, MapAction, TimeView};
use km0_core::model::Lang;
use km0_core::pages::story::title;
use km0_core::saved::{SavedView, Step, Story};

use super::apply::{change_query, select};
use super::effect::{Effect, Save};
use super::input::StoryCommand;
use super::state::State;

/// The story that is told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Telling {
    pub view: SavedView,
    pub at: usize,
    /// Whether its words can be written and its steps changed.
    pub editing: bool,
}

impl Telling {
    pub(super) fn new(view: SavedView) -> Self {
        Self { view, at: 0, editing: false }
    }

    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        self.view.story.as_ref().map(|story| title(&self.view, story, lang)).unwrap_or_default()
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.view.story.as_ref().map_or(0, |story| story.steps.len())
    }

    #[must_use]
    pub fn step(&self) -> Option<&Step> {
        self.view.story.as_ref()?.steps.get(self.at)
    }

    fn story(&mut self) -> &mut Story {
        self.view.story.get_or_insert_default()
    }

    fn step_mut(&mut self) -> Option<&mut Step> {
        let at = self.at;
        self.story().steps.get_mut(at)
    }
}

/// Tells the story of a view from its first step.
pub(super) fn begin(state: &mut State, view: SavedView) -> Vec<Effect> {
    state.telling = Some(Telling::new(view));
    show(state)
}

/// What is done with the story, and what that asks for.
pub(super) fn story(state: &mut State, command: StoryCommand) -> Vec<Effect> {
    let lang = state.settings.lang;
    if command == StoryCommand::New {
        let view = SavedView { story: Some(Story::default()), ..SavedView::default() };
        state.telling = Some(Telling { view, at: 0, editing: true });
    }
    let Some(telling) = &mut state.telling else { return Vec::new() };
    let (at, last) = (telling.at, telling.len().saturating_sub(1));
    match command {
        StoryCommand::New => {}
        StoryCommand::Leave => state.telling = None,
        StoryCommand::Add => return vec![Effect::CaptureStep { add: true }],
        StoryCommand::Take => return vec![Effect::CaptureStep { add: false }],
        StoryCommand::Save(file) => return vec![Effect::Save(Save::Story(file))],
        StoryCommand::Next => telling.at = (at + 1).min(last),
        StoryCommand::Previous => telling.at = at.saturating_sub(1),
        StoryCommand::Edit => telling.editing = !telling.editing,
        StoryCommand::Name(said) => telling.story().title.set(lang, said),
        StoryCommand::Heading(said) => {
            telling.step_mut().into_iter().for_each(|step| step.title.set(lang, said.clone()));
        }
        StoryCommand::Caption(said) => {
            telling.step_mut().into_iter().for_each(|step| step.caption.set(lang, said.clone()));
        }
        // the same step is shown: it only stands elsewhere
        StoryCommand::Shift { earlier } => telling.at = telling.story().shift(at, earlier),
        StoryCommand::Remove => telling.at = telling.story().remove(at),
    }
    show_if_moved(state, at)
}

fn show_if_moved(state: &mut State, before: usize) -> Vec<Effect> {
    let moved = state.telling.as_ref().is_some_and(|telling| telling.at != before);
    if moved { show(state) } else { Vec::new() }
}

/// What is on the screen is taken for a step, without what belongs to the story as a whole.
pub(super) fn captured(state: &mut State, view: SavedView, add: bool) -> Vec<Effect> {
    let SavedView { query, time, map, board, selection, .. } = view;
    let view = SavedView { query, time, map, board, selection, ..SavedView::default() };
    let Some(telling) = &mut state.telling else { return Vec::new() };
    let at = telling.at;
    if add {
        let after = (telling.len() > 0).then_some(at);
        telling.at = telling.story().add(after, Step { view, ..Step::default() });
    } else if let Some(step) = telling.step_mut() {
        let extra = std::mem::take(&mut step.view.extra);
        // what the caption rests on is told anew by what is selected now
        step.cites.clear();
        step.view = SavedView { extra, ..view };
    }
    show_if_moved(state, at)
}

/// Shows what the step shows; time and map glide there.
pub(super) fn show(state: &mut State) -> Vec<Effect> {
    let Some(view) = state.telling.as_ref().and_then(Telling::step).map(|step| step.view.clone()) else {
        return Vec::new();
    };
    change_query(state, |query| query.clone_from(&view.query));
    let there = view.selection.iter().filter(|cite| state.data.dataset.ix(&cite.source).is_some());
    let selection = there.map(Item::cited).collect();
    select(state, selection);
    state.settings.board = view.board;
    let time = TimeView::of_span(&view.time, &state.whole_time());
    let mut effects = vec![Effect::Map(view.map.map_or(MapAction::FitMatches, MapAction::FlyTo))];
    if view.board == Board::Overview && state.settings.layout.timeline {
        effects.push(Effect::GlideTime(time));
    } else {
        state.time = time;
    }
    effects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::apply::apply;
    use crate::app::input::Event;
    use crate::app::trial::start;
    use crate::context::Command;
    use km0_core::saved::built_in;

    fn told(name: &str) -> State {
        let mut state = start();
        let (_, view) = built_in().find(|(known, _)| *known == name).unwrap();
        let effects = apply(&mut state, Command::TellStory(Box::new(view)));
        assert!(matches!(effects[..], [Effect::Map(MapAction::FlyTo(_)), Effect::GlideTime(_)]), "{effects:?}");
        state
    }

    #[test]
    fn each_step_shows_its_records_and_the_ends_are_ends() {
        let mut state = told("tra-linh-international");
        assert_eq!(state.ask.query.to_string(), "gate:tra-linh");
        assert_eq!(state.selection.last(), Some(&Item::Record("upgrade-tra-linh-2020".into())));
        assert_eq!(apply(&mut state, StoryCommand::Previous), []);
        for _ in 0..20 {
            apply(&mut state, StoryCommand::Next);
        }
        assert_eq!(state.telling.as_ref().unwrap().at, 7);
        assert_eq!(state.selection.last(), Some(&Item::Record("e-visa-tra-linh".into())));
        apply(&mut state, StoryCommand::Leave);
        assert_eq!(state.telling, None);
    }

    #[test]
    fn a_story_is_made_of_what_is_on_the_screen() {
        let mut state = start();
        apply(&mut state, StoryCommand::New);
        for (query, said) in [("gate:ta-lung", "one"), ("gate:huu-nghi", "two")] {
            apply(&mut state, Command::Ask(query.to_owned()));
            assert_eq!(apply(&mut state, StoryCommand::Add), [Effect::CaptureStep { add: true }]);
            let view = crate::app::views::capture(&state, None);
            apply(&mut state, Event::StepCaptured { view: Box::new(view), add: true });
            apply(&mut state, StoryCommand::Caption(said.to_owned()));
        }
        apply(&mut state, StoryCommand::Shift { earlier: true });
        let kept = crate::app::views::capture(&state, None);
        let story = km0_core::saved::read(&kept.to_text()).unwrap().story.unwrap();
        let steps: Vec<_> =
            story.steps.iter().map(|step| (step.caption.get(Lang::Vi), step.view.query.to_string())).collect();
        assert_eq!(steps, [("two", "gate:huu-nghi".to_owned()), ("one", "gate:ta-lung".to_owned())]);
        apply(&mut state, StoryCommand::Remove);
        assert_eq!(state.telling.as_ref().unwrap().len(), 1);
        assert_eq!(state.ask.query.to_string(), "gate:huu-nghi", "what is shown is another step's only when that is");
    }
}
