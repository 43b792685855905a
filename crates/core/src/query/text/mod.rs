//! Free words: an index of every word of every record, and what is found in it.
//!
//! Words are kept with their marks and looked up without them where the asker left them out.

mod cost;
mod find;
mod free;
mod index;
mod mark;
mod names;
mod same;
mod tokens;
mod typo;

pub(super) use cost::Costs;
pub(super) use find::Find;
pub(super) use free::Free;
pub(super) use index::{Parts, TextIndex};
pub use mark::Marker;
pub(super) use names::Name;
pub(super) use same::Same;

use crate::dataset::Dataset;

/// A text with a known expression in its other forms, as the dataset has them: an abbreviation
/// written out, another language. Empty where it holds none.
#[must_use]
pub fn said_otherwise(dataset: &Dataset, text: &str) -> Vec<String> {
    let groups = dataset.about.same_words.iter().map(|group| group.iter().map(|form| &**form).collect());
    let others = Find::new(text, &Same::new(groups)).others;
    let one = |words: &Vec<find::Asked>| {
        let mut text = String::new();
        for word in words {
            // what is written without spaces stays so
            let apart = !word.typed.contains(super::fold::is_ideograph) && !text.is_empty();
            text.push_str(if apart { " " } else { "" });
            text.push_str(&word.typed);
        }
        text
    };
    others.iter().map(one).collect()
}

/// Whether a word may have been typed for one that another begins with: by as many slips as are
/// forgiven. Both without marks.
#[must_use]
pub fn is_slip(typed: &str, word: &str) -> bool {
    let chars = |text: &str| text.chars().collect::<Vec<_>>();
    typo::slips(&chars(typed), &chars(word), typo::forgiven(typed)).is_some()
}
