//! A story while it is told or made: which step is shown, and what a person changes of it.

use crate::context::{Board, Command, Tell, TimeView};
use km0_core::model::{Lang, Text};
use km0_core::pages::story::title;
use km0_core::saved::{SavedView, Step, Story};

use super::apply::{Effect, change_query, select};
use super::state::State;
use crate::context::Item;

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

/// What is done with the story, and what that asks for.
pub(super) fn tell(state: &mut State, tell: Tell) -> Vec<Effect> {
    let lang = state.settings.lang;
    match tell {
        Tell::Begin(view) => {
            state.telling = Some(Telling::new(*view));
            return show(state);
        }
        Tell::New => {
            let view = SavedView { story: Some(Story::default()), ..SavedView::default() };
            state.telling = Some(Telling { view, at: 0, editing: true });
        }
        Tell::Leave => state.telling = None,
        Tell::Add | Tell::Take if state.telling.is_some() => {
            return vec![Effect::CaptureStep(matches!(tell, Tell::Add))];
        }
        Tell::Save(file) if state.telling.is_some() => return vec![Effect::SaveStory(file)],
        other => {
            let Some(telling) = &mut state.telling else { return Vec::new() };
            let before = telling.at;
            change(telling, other, lang);
            if telling.at != before {
                return show(state);
            }
        }
    }
    Vec::new()
}

fn change(telling: &mut Telling, tell: Tell, lang: Lang) {
    let last = telling.len().saturating_sub(1);
    let at = telling.at;
    let write = |text: &mut Text, said: String| text.set(lang, said);
    match tell {
        Tell::Next => telling.at = (at + 1).min(last),
        Tell::Previous => telling.at = at.saturating_sub(1),
        Tell::Edit => telling.editing = !telling.editing,
        Tell::Name(said) => write(&mut telling.story().title, said),
        Tell::Heading(said) => telling.step_mut().into_iter().for_each(|step| write(&mut step.title, said.clone())),
        Tell::Caption(said) => telling.step_mut().into_iter().for_each(|step| write(&mut step.caption, said.clone())),
        Tell::Captured { view, add: true } => {
            let after = (telling.len() > 0).then_some(at);
            telling.at = telling.story().add(after, Step { view: *view, ..Step::default() });
        }
        Tell::Captured { view, add: false } => {
            if let Some(step) = telling.step_mut() {
                let extra = std::mem::take(&mut step.view.extra);
                // what the caption rests on is told anew by what is selected now
                step.cites.clear();
                step.view = SavedView { extra, ..*view };
            }
        }
        // the same step is shown: it only stands elsewhere
        Tell::Shift { earlier } => telling.at = telling.story().shift(at, earlier),
        Tell::Remove => telling.at = telling.story().remove(at),
        _ => {}
    }
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
    let mut effects = vec![view.map.map_or(Effect::FitMap, Effect::FlyMap)];
    if view.board == Board::Overview && state.settings.layout.timeline {
        effects.push(Effect::GlideTime(time));
    } else {
        state.time = time;
    }
    effects
}

/// What is on the screen as a step has it.
pub(super) fn captured(view: SavedView, add: bool) -> Command {
    let SavedView { query, time, map, board, selection, .. } = view;
    Command::Tell(Tell::Captured {
        view: Box::new(SavedView { query, time, map, board, selection, ..SavedView::default() }),
        add,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::apply::apply;
    use crate::app::trial::start;
    use km0_core::saved::built_in;

    fn told(name: &str) -> State {
        let mut state = start();
        let (_, view) = built_in().find(|(known, _)| *known == name).unwrap();
        let effects = apply(&mut state, Command::Tell(Tell::Begin(Box::new(view))));
        assert!(matches!(effects[..], [Effect::FlyMap(_), Effect::GlideTime(_)]), "{effects:?}");
        state
    }

    #[test]
    fn each_step_shows_its_records_and_the_ends_are_ends() {
        let mut state = told("tra-linh-international");
        assert_eq!(state.ask.query.to_string(), "gate:tra-linh");
        assert_eq!(state.selection.last(), Some(&Item::Record("upgrade-tra-linh-2020".into())));
        assert_eq!(apply(&mut state, Command::Tell(Tell::Previous)), []);
        for _ in 0..20 {
            apply(&mut state, Command::Tell(Tell::Next));
        }
        assert_eq!(state.telling.as_ref().unwrap().at, 7);
        assert_eq!(state.selection.last(), Some(&Item::Record("e-visa-tra-linh".into())));
        apply(&mut state, Command::Tell(Tell::Leave));
        assert_eq!(state.telling, None);
    }

    #[test]
    fn a_story_is_made_of_what_is_on_the_screen() {
        let mut state = start();
        apply(&mut state, Command::Tell(Tell::New));
        for (query, said) in [("gate:ta-lung", "one"), ("gate:huu-nghi", "two")] {
            apply(&mut state, Command::Ask(query.to_owned()));
            assert_eq!(apply(&mut state, Command::Tell(Tell::Add)), [Effect::CaptureStep(true)]);
            let view = crate::app::views::capture(&state, None);
            apply(&mut state, captured(view, true));
            apply(&mut state, Command::Tell(Tell::Caption(said.to_owned())));
        }
        apply(&mut state, Command::Tell(Tell::Shift { earlier: true }));
        let kept = crate::app::views::capture(&state, None);
        let story = km0_core::saved::read(&kept.to_text()).unwrap().story.unwrap();
        let steps: Vec<_> =
            story.steps.iter().map(|step| (step.caption.get(Lang::Vi), step.view.query.to_string())).collect();
        assert_eq!(steps, [("two", "gate:huu-nghi".to_owned()), ("one", "gate:ta-lung".to_owned())]);
        apply(&mut state, Command::Tell(Tell::Remove));
        assert_eq!(state.telling.as_ref().unwrap().len(), 1);
        assert_eq!(state.ask.query.to_string(), "gate:huu-nghi", "what is shown is another step's only when that is");
    }
}
