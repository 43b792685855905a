//! A story: views in an order, each with what is to be said of it.

use super::SavedView;
use crate::model::node::Member;
use crate::model::{Cite, Lang, Text};

/// What is told step by step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    pub title: Text,
    pub steps: Vec<StoryStep>,
    /// Fields that this program does not know; written back.
    pub extra: Vec<Member>,
}

/// One step: what is shown, and what is said of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryStep {
    pub title: Text,
    pub caption: Text,
    /// What the caption rests on. Where nothing is named it rests on what the selected records cite.
    pub cites: Vec<Cite>,
    /// Query, time, map, board and selection; the dataset and the language are those of the story.
    pub view: SavedView,
}

impl Story {
    /// Puts a step after the one at `at`, or at the end; gives where it stands.
    pub fn add(&mut self, at: Option<usize>, step: StoryStep) -> usize {
        let at = at.map_or(self.steps.len(), |at| at + 1).min(self.steps.len());
        self.steps.insert(at, step);
        at
    }

    /// Lets a step stand one place earlier or later; gives where it stands then.
    pub fn shift(&mut self, at: usize, earlier: bool) -> usize {
        let to = if earlier { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < self.steps.len()) };
        match to.filter(|_| at < self.steps.len()) {
            Some(to) => {
                self.steps.swap(at, to);
                to
            }
            None => at,
        }
    }

    /// Takes a step out; gives the one that stands in its place then.
    pub fn remove(&mut self, at: usize) -> usize {
        if at < self.steps.len() {
            self.steps.remove(at);
        }
        at.min(self.steps.len().saturating_sub(1))
    }
}

impl StoryStep {
    /// What stands above the caption: its title, or the beginning of the caption.
    pub fn heading(&self, lang: Lang) -> String {
        const LONGEST: usize = 60;
        let title = self.title.get(lang);
        if !title.is_empty() {
            return title.to_owned();
        }
        let caption = self.caption.get(lang);
        if caption.chars().count() <= LONGEST {
            return caption.to_owned();
        }
        let cut: String = caption.chars().take(LONGEST).collect();
        format!("{}…", cut.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(story: &Story) -> Vec<&str> {
        story.steps.iter().map(|step| step.title.get(Lang::Vi)).collect()
    }

    fn story() -> Story {
        let step = |title: &str| StoryStep { title: Text::said(Lang::Vi, title), ..StoryStep::default() };
        Story { steps: ["a", "b", "c"].map(step).into(), ..Story::default() }
    }

    #[test]
    fn steps_are_added_moved_and_taken_out() {
        let mut story = story();
        let new = StoryStep { title: Text::said(Lang::Vi, "new"), ..StoryStep::default() };
        assert_eq!(story.add(Some(0), new.clone()), 1);
        assert_eq!(titles(&story), ["a", "new", "b", "c"]);
        assert_eq!(story.shift(1, true), 0);
        assert_eq!(titles(&story), ["new", "a", "b", "c"]);
        assert_eq!((story.shift(0, true), story.shift(3, false), story.shift(9, false)), (0, 3, 9));
        assert_eq!(story.remove(3), 2);
        assert_eq!(titles(&story), ["new", "a", "b"]);
        assert_eq!(story.add(None, new), 3);
    }

    #[test]
    fn a_step_without_a_title_is_called_by_its_caption() {
        let step = StoryStep { caption: Text::said(Lang::Vi, "x".repeat(80)), ..StoryStep::default() };
        assert_eq!(step.heading(Lang::Vi), format!("{}…", "x".repeat(60)));
    }
}
