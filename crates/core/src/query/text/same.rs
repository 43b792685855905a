//! Words and phrases that mean the same: an abbreviation and what it stands for, in any language.
//! What there is comes from the dataset (`same_words`), so that others can add theirs.

use std::collections::HashMap;

use super::find::TypedWord;
use super::tokens;
use crate::query::fold::{bare, plain};

/// Words of a form, at most: longer ones are no expression.
const LONGEST: usize = 12;
/// Groups and forms of a group that are taken in, at most. Files are untrusted.
const MOST: usize = 2_000;

/// Groups of forms that mean the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Synonyms {
    groups: Vec<Vec<WrittenForm>>,
    /// By the first word of a form without marks: its group and its place there.
    by_first: HashMap<String, Vec<(usize, usize)>>,
}

/// One way of writing it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct WrittenForm {
    text: String,
    /// Each word with its marks and without.
    words: Vec<(String, String)>,
}

impl Synonyms {
    pub(crate) fn new<'a>(groups: impl Iterator<Item = Vec<&'a str>>) -> Self {
        let mut same = Self::default();
        for group in groups.take(MOST) {
            let forms: Vec<WrittenForm> =
                group.into_iter().take(MOST).map(WrittenForm::new).filter(WrittenForm::is_useful).collect();
            for (at, form) in forms.iter().enumerate() {
                let first = form.words.first().map(|(_, bare)| bare.clone()).unwrap_or_default();
                same.by_first.entry(first).or_default().push((same.groups.len(), at));
            }
            same.groups.push(forms);
        }
        same
    }

    /// The longest form that the words begin with: how many of them it takes, its group, its place.
    pub(super) fn begins(&self, words: &[TypedWord]) -> Option<(usize, usize, usize)> {
        let first = bare(&words.first()?.typed);
        let fits = |(group, at): &&(usize, usize)| self.form(*group, *at).is_some_and(|form| form.begins(words));
        let found = self.by_first.get(&first)?.iter().filter(fits);
        let length = |(group, at): (usize, usize)| self.form(group, at).map_or(0, |form| form.words.len());
        found.map(|place| (length(*place), place.0, place.1)).max_by_key(|(length, ..)| *length)
    }

    /// The other forms of a group.
    pub(super) fn others(&self, group: usize, but: usize) -> impl Iterator<Item = &str> {
        let forms = self.groups.get(group).into_iter().flatten().enumerate();
        forms.filter(move |(at, _)| *at != but).map(|(_, form)| form.text.as_str())
    }

    fn form(&self, group: usize, at: usize) -> Option<&WrittenForm> {
        self.groups.get(group)?.get(at)
    }
}

impl WrittenForm {
    fn new(text: &str) -> Self {
        let words = tokens::words(text).map(|word| (plain(word), bare(word))).collect();
        Self { text: text.to_owned(), words }
    }

    fn is_useful(&self) -> bool {
        (1..=LONGEST).contains(&self.words.len())
    }

    fn begins(&self, asked: &[TypedWord]) -> bool {
        let is = |(word, asked): (&(String, String), &TypedWord)| {
            let own = if asked.marked { &word.0 } else { &word.1 };
            asked.typed == *own || asked.marked && asked.also.as_ref() == Some(own)
        };
        asked.len() >= self.words.len() && self.words.iter().zip(asked).all(is)
    }
}

#[cfg(test)]
mod tests {
    use super::super::find::SearchTerm;
    use super::*;

    fn same() -> Synonyms {
        Synonyms::new([vec!["HĐND", "hội đồng nhân dân", "人大"], vec!["UBND", "uỷ ban nhân dân"]].into_iter())
    }

    fn others(text: &str) -> Vec<String> {
        let find = SearchTerm::new(text, &same());
        let text = |words: &Vec<TypedWord>| words.iter().map(|word| word.typed.as_str()).collect::<Vec<_>>().join(" ");
        find.others.iter().map(text).collect()
    }

    #[test]
    fn a_known_form_brings_its_other_forms() {
        assert_eq!(others("HĐND"), ["hội đồng nhân dân", "人 大"]);
        assert_eq!(others("hdnd"), ["hội đồng nhân dân", "人 大"], "typed without marks");
        assert_eq!(others("ủy ban nhân dân"), ["ubnd"], "with its tone on the other vowel");
        assert_eq!(others("人大"), ["hđnd", "hội đồng nhân dân"]);
        assert_eq!(others("hội đồng"), [""; 0], "a part of a form means nothing else");
    }

    #[test]
    fn a_form_within_a_phrase_is_replaced_where_it_stands() {
        assert_eq!(others("HĐND tỉnh"), ["hội đồng nhân dân tỉnh", "人 大 tỉnh"]);
        assert_eq!(others("họp hội đồng nhân dân"), ["họp hđnd", "họp 人 大"]);
    }
}
