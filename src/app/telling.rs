//! A story while it is told or made: which step is shown, and what a person changes of it.

use crate::context::{Board, Item, MapAction, TimeView};
use km0_core::model::Lang;
use km0_core::pages::story::title;
use km0_core::query::Query;
use km0_core::saved::{SavedView, Story, StoryStep};

use super::apply::{change_query, select};
use super::effect::{Effect, Save};
use super::history::History;
use super::input::StoryCommand;
use super::state::{Notice, State};

/// The story that is told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Telling {
    pub view: SavedView,
    pub at: usize,
    /// Whether its words can be written and its steps changed.
    pub editing: bool,
    /// What a person changed, to be undone step by step.
    drafts: History<StoryDraft>,
    /// The words that are being typed: all of it is one change.
    typing: Option<(usize, StoryWords)>,
    /// As it was opened or kept last.
    kept: Option<Story>,
    /// What was looked at before it was told.
    before: Option<LookedAt>,
}

/// What somebody looked at: all that a step of a story shows, but the map.
#[derive(Clone, Debug, PartialEq)]
struct LookedAt {
    query: Query,
    selection: Vec<Item>,
    time: TimeView,
    board: Board,
}

/// A story at a time, with the step that was shown.
#[derive(Clone, Debug, PartialEq)]
struct StoryDraft {
    story: Story,
    at: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StoryWords {
    Name,
    Heading,
    Caption,
}

impl StoryWords {
    fn of(command: &StoryCommand) -> Option<Self> {
        match command {
            StoryCommand::Name(_) => Some(Self::Name),
            StoryCommand::Heading(_) => Some(Self::Heading),
            StoryCommand::Caption(_) => Some(Self::Caption),
            _ => None,
        }
    }
}

impl Telling {
    /// A story that comes back after a crash, at most at its last step: none of it counts as kept.
    pub(super) fn recovered(view: SavedView, at: usize, editing: bool) -> Self {
        let mut telling = Self { view, editing, ..Self::default() };
        telling.at = at.min(telling.len().saturating_sub(1));
        telling
    }

    pub(super) fn new(view: SavedView) -> Self {
        Self { kept: view.story.clone(), view, ..Self::default() }
    }

    /// Whether undo is about the story, and has something of it to undo.
    pub fn can_undo(&self) -> bool {
        self.editing && self.drafts.can_back()
    }

    pub fn can_redo(&self) -> bool {
        self.editing && self.drafts.can_forward()
    }

    /// It was written to a file.
    pub(super) fn is_kept(&mut self) {
        self.kept.clone_from(&self.view.story);
    }

    /// Whether a person made something of it that no file holds.
    pub(super) fn is_changed(&self) -> bool {
        self.len() > 0 && self.view.story != self.kept
    }

    fn draft(&self) -> StoryDraft {
        StoryDraft { story: self.view.story.clone().unwrap_or_default(), at: self.at }
    }

    /// Makes a change that can be undone. Words that are typed on are one.
    fn change(&mut self, typed: Option<StoryWords>, make: impl FnOnce(&mut Self)) {
        let typed = typed.map(|words| (self.at, words));
        let goes_on = typed.is_some() && self.typing == typed;
        let before = (!goes_on).then(|| self.draft());
        make(self);
        let changed = before.filter(|draft| self.view.story.as_ref().is_some_and(|story| *story != draft.story));
        if let Some(draft) = changed {
            self.drafts.remember(draft);
        }
        self.typing = typed;
    }

    /// The story as it was before the last change, or after it; whether there was one.
    fn travel(&mut self, back: bool) -> bool {
        let now = self.draft();
        let Some(draft) = (if back { self.drafts.back(now) } else { self.drafts.forward(now) }) else { return false };
        self.at = draft.at.min(draft.story.steps.len().saturating_sub(1));
        self.view.story = Some(draft.story);
        self.typing = None;
        true
    }

    pub fn title(&self, lang: Lang) -> String {
        self.view.story.as_ref().map(|story| title(&self.view, story, lang)).unwrap_or_default()
    }

    pub fn len(&self) -> usize {
        self.view.story.as_ref().map_or(0, |story| story.steps.len())
    }

    pub fn step(&self) -> Option<&StoryStep> {
        self.view.story.as_ref()?.steps.get(self.at)
    }

    fn story(&mut self) -> &mut Story {
        self.view.story.get_or_insert_default()
    }

    fn step_mut(&mut self) -> Option<&mut StoryStep> {
        let at = self.at;
        self.story().steps.get_mut(at)
    }
}

/// Tells the story of a view from its first step.
pub(super) fn begin(state: &mut State, view: SavedView) -> Vec<Effect> {
    // one story after another: what was looked at before the first
    let before = state.telling.as_ref().and_then(|telling| telling.before.clone()).unwrap_or_else(|| LookedAt {
        query: state.ask.query.clone(),
        selection: state.selection.clone(),
        time: state.time,
        board: state.settings.board,
    });
    put_away(state);
    state.telling = Some(Telling { before: Some(before), ..Telling::new(view) });
    show(state)
}

/// Takes the story off the screen, and shows what was looked at before it was told. Who makes a story goes on with
/// what is on the screen.
fn leave(state: &mut State) -> Vec<Effect> {
    let before = state.telling.as_ref().filter(|telling| !telling.editing).and_then(|telling| telling.before.clone());
    put_away(state);
    let Some(LookedAt { query, selection, time, board }) = before else { return Vec::new() };
    change_query(state, |asked| *asked = query);
    select(state, selection);
    state.settings.board = board;
    vec![Effect::Map(MapAction::FitMatches), Effect::GlideTime(time)]
}

/// Takes the story off the screen. What a person made of it that no file holds can be returned to.
pub(super) fn put_away(state: &mut State) {
    let Some(telling) = state.telling.take().filter(Telling::is_changed) else { return };
    state.notice = Some(Notice::StoryLeft { title: telling.title(state.settings.lang) });
    state.left_story = Some(telling);
}

/// Undoes or does again what was changed of the story that is edited; none where that is nothing.
pub(super) fn travel(state: &mut State, back: bool) -> Option<Vec<Effect>> {
    let telling = state.telling.as_mut().filter(|telling| telling.editing)?;
    telling.travel(back).then(|| show(state))
}

/// What is done with the story, and what that asks for.
pub(super) fn story(state: &mut State, command: StoryCommand) -> Vec<Effect> {
    match command {
        StoryCommand::New => {
            put_away(state);
            let view = SavedView { story: Some(Story::default()), ..SavedView::default() };
            state.telling = Some(Telling { editing: true, ..Telling::new(view) });
        }
        StoryCommand::Leave => return leave(state),
        StoryCommand::Return => {
            if let Some(left) = state.left_story.take() {
                put_away(state);
                state.telling = Some(left);
                return show(state);
            }
        }
        StoryCommand::Add => return of_story(state, Effect::CaptureStep { add: true }),
        StoryCommand::Take => return of_story(state, Effect::CaptureStep { add: false }),
        StoryCommand::Save(file) => return of_story(state, Effect::Save(Save::Story(file))),
        step => return change(state, step),
    }
    Vec::new()
}

/// The effect, while there is a story.
fn of_story(state: &State, effect: Effect) -> Vec<Effect> {
    if state.telling.is_some() { vec![effect] } else { Vec::new() }
}

/// What is done with its steps and its words.
fn change(state: &mut State, command: StoryCommand) -> Vec<Effect> {
    let lang = state.settings.lang;
    let Some(telling) = &mut state.telling else { return Vec::new() };
    let (at, last) = (telling.at, telling.len().saturating_sub(1));
    telling.change(StoryWords::of(&command), |telling| match command {
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
        StoryCommand::New
        | StoryCommand::Return
        | StoryCommand::Leave
        | StoryCommand::Add
        | StoryCommand::Take
        | StoryCommand::Save(_) => {}
    });
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
    telling.change(None, |telling| {
        if add {
            let after = (telling.len() > 0).then_some(at);
            telling.at = telling.story().add(after, StoryStep { view, ..StoryStep::default() });
        } else if let Some(step) = telling.step_mut() {
            let extra = std::mem::take(&mut step.view.extra);
            // what the caption rests on is told anew by what is selected now
            step.cites.clear();
            step.view = SavedView { extra, ..view };
        }
    });
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
    let map = Effect::Map(view.map.map_or(MapAction::FitMatches, MapAction::FlyTo));
    vec![map, Effect::GlideTime(time)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::apply::apply;
    use crate::app::input::{Event, HistoryCommand};
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
    fn a_story_that_is_left_leaves_nothing_behind() {
        let mut state = start();
        apply(&mut state, Command::Ask("gate:ta-lung".to_owned()));
        let before = (state.ask.query.to_string(), state.selection.clone(), state.settings.board);
        for (_, view) in built_in().take(2) {
            apply(&mut state, Command::TellStory(Box::new(view)));
            apply(&mut state, StoryCommand::Next);
        }
        assert_ne!(state.ask.query.to_string(), before.0);
        let time = state.telling.as_ref().and_then(|telling| telling.before.as_ref()).unwrap().time;
        let effects = apply(&mut state, StoryCommand::Leave);
        assert_eq!(effects, [Effect::Map(MapAction::FitMatches), Effect::GlideTime(time)]);
        assert_eq!((state.ask.query.to_string(), state.selection.clone(), state.settings.board), before);
    }

    fn captions(state: &State) -> Vec<String> {
        let story = state.telling.as_ref().and_then(|telling| telling.view.story.as_ref()).unwrap();
        story.steps.iter().map(|step| step.caption.get(Lang::Vi).to_owned()).collect()
    }

    fn add(state: &mut State) {
        let view = crate::app::views::capture(state, None);
        apply(state, Event::StepCaptured { view: Box::new(view), add: true });
    }

    #[test]
    fn what_is_changed_of_a_story_is_undone_and_done_again() {
        let mut state = start();
        apply(&mut state, Command::Ask("gate:ta-lung".to_owned()));
        apply(&mut state, StoryCommand::New);
        assert!(!state.telling.as_ref().unwrap().can_undo());
        add(&mut state);
        for said in ["o", "on", "one"] {
            apply(&mut state, StoryCommand::Caption(said.to_owned()));
        }
        add(&mut state);
        apply(&mut state, StoryCommand::Caption("two".to_owned()));
        apply(&mut state, StoryCommand::Shift { earlier: true });
        apply(&mut state, StoryCommand::Remove);
        assert_eq!(captions(&state), ["one"]);
        let mut past = vec![captions(&state)];
        for _ in 0..6 {
            apply(&mut state, HistoryCommand::Undo);
            past.push(captions(&state));
        }
        let told: [&[&str]; 7] = [&["one"], &["two", "one"], &["one", "two"], &["one", ""], &["one"], &[""], &[]];
        assert_eq!(past, told, "what is typed in one go is one change");
        assert_eq!(state.ask.query.to_string(), "gate:ta-lung", "the filter stays while the story is undone");
        for _ in 0..6 {
            apply(&mut state, HistoryCommand::Redo);
        }
        assert_eq!(captions(&state), ["one"]);
        apply(&mut state, StoryCommand::Edit);
        apply(&mut state, HistoryCommand::Undo);
        assert_eq!((captions(&state).len(), state.ask.query.is_empty()), (1, true), "not edited, undo is the filter's");
    }

    #[test]
    fn a_changed_story_that_is_left_can_be_returned_to() {
        let mut state = told("smart-gate");
        apply(&mut state, StoryCommand::Leave);
        assert_eq!((state.notice.clone(), state.left_story.clone()), (None, None), "nothing was made of it");
        let mut state = told("smart-gate");
        apply(&mut state, StoryCommand::Edit);
        apply(&mut state, StoryCommand::Caption("mine".to_owned()));
        apply(&mut state, StoryCommand::New);
        assert!(matches!(state.notice, Some(Notice::StoryLeft { .. })), "{:?}", state.notice);
        apply(&mut state, StoryCommand::Return);
        assert_eq!(captions(&state)[0], "mine");
        state.telling.as_mut().unwrap().is_kept();
        state.notice = None;
        apply(&mut state, StoryCommand::Leave);
        assert_eq!(state.notice, None, "a file holds it");
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
