//! The interface in three languages: messages in Fluent files, dates and counts in words.

mod ages;
pub mod collate;
mod dates;
mod load;
mod mistake;
mod number;
mod precision;
mod problem;
mod sentence;
mod span;

use std::collections::HashMap;
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::model::{Kind, Lang};

pub use load::platform_keys;
pub use sentence::SentencePart;

/// Every message in one language.
pub struct Words {
    lang: Lang,
    /// Messages without variables, formatted once.
    plain: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("lang", &self.lang).field("messages", &self.plain.len()).finish_non_exhaustive()
    }
}

impl Words {
    /// The messages of a language.
    pub fn new(lang: Lang) -> Self {
        let (bundle, plain) = load::bundle(lang);
        Self { lang, plain, bundle }
    }

    /// Whose messages these are.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A message without variables. An unknown key is shown as it is, so that it is noticed.
    pub fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or(key, String::as_str)
    }

    /// A message with variables: `words.with("count-shown", &[("shown", 3.into())])`.
    pub fn with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
    }

    /// `Meeting`, in the language.
    pub fn kind(&self, kind: Kind) -> &str {
        self.plain.get(&format!("kind-{}", kind.slug())).map_or(kind.name(), String::as_str)
    }

    /// `Meetings`, in the language.
    pub fn kinds(&self, kind: Kind) -> &str {
        self.plain.get(&format!("kinds-{}", kind.slug())).map_or(kind.name(), String::as_str)
    }

    /// A word that stands in data files (`RailInternational`), in the language.
    pub fn word<'a>(&'a self, word: &'a str) -> &'a str {
        self.plain.get(&format!("word-{word}")).map_or(word, String::as_str)
    }

    /// The unit of a figure (`million USD`), in the language; as it is where it is not known.
    pub fn unit<'a>(&'a self, unit: &'a str) -> &'a str {
        self.plain.get(&format!("unit-{}", unit.replace(' ', "-"))).map_or(unit, String::as_str)
    }

    /// The label of a field (`signed_at`), in the language.
    pub fn field<'a>(&'a self, name: &'a str) -> &'a str {
        self.plain.get(&format!("field-{name}")).map_or(name, String::as_str)
    }

    /// `a, b, c`, in the language.
    pub fn list(&self, items: &[impl AsRef<str>]) -> String {
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        items.join(self.t("list-comma"))
    }

    /// `a, b and c`, in the language.
    pub fn join(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{}{}{last}", self.list(first), self.t("list-and")),
        }
    }

    /// A number with the language's separators, to three decimals.
    pub fn number(&self, number: f64) -> String {
        number::said(self.lang, number)
    }
}

/// The keys of every message of a language, for tests that hold the three against each other.
pub fn keys(lang: Lang) -> Vec<String> {
    load::keys(lang)
}

#[cfg(test)]
mod tests;
