//! The stories that come with the built-in set, written from its records.

use super::{SavedView, read};
use crate::dataset::Dataset;

macro_rules! stories {
    ($($name:literal),+ $(,)?) => {
        /// Their files by name, in the order in which they are offered.
        const STORIES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../../../seeds/stories/", $name, ".km0view")))),+];
    };
}

stories!("smart-gate", "tra-linh-international", "closed-years", "early-spring-promises");

/// The names of the stories, as the command line takes them, and what they tell.
pub fn built_in() -> impl Iterator<Item = (&'static str, SavedView)> {
    // a test reads them all
    STORIES.iter().filter_map(|(name, text)| Some((*name, read(text).ok()?)))
}

/// The stories that tell of this dataset.
pub fn stories_of(dataset: &Dataset) -> impl Iterator<Item = (&'static str, SavedView)> {
    built_in().filter(|(_, view)| view.dataset.id == *dataset.about.id)
}
