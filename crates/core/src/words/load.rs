//! Fluent files → bundle.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use unic_langid::{LanguageIdentifier, langid};

use crate::model::Lang;

/// The files of a language, one after another.
macro_rules! messages {
    ($lang:literal) => {
        messages!(
            $lang,
            "common",
            "shell",
            "details",
            "timeline",
            "map",
            "facets",
            "browse",
            "sentence",
            "query",
            "export",
            "pages",
            "import",
            "picture",
            "boards",
            "along",
            "files",
            "cli",
        )
    };
    ($lang:literal, $($file:literal),+ $(,)?) => {
        concat!($(include_str!(concat!("../../../../assets/i18n/", $lang, "/", $file, ".ftl")), "\n"),+)
    };
}

fn messages_of(lang: Lang) -> (&'static str, LanguageIdentifier) {
    match lang {
        Lang::Vi => (messages!("vi"), langid!("vi")),
        Lang::En => (messages!("en"), langid!("en")),
        Lang::Zh => (messages!("zh"), langid!("zh-Hans")),
    }
}

/// A text with the names that keys have on this system; texts are written for Windows and Linux.
pub fn platform_keys(text: &str) -> Cow<'_, str> {
    if cfg!(target_os = "macos") { keys_of_mac(text).into() } else { text.into() }
}

fn keys_of_mac(text: &str) -> String {
    text.replace("Ctrl", "Cmd").replace("Alt+", "Option+")
}

fn resource(lang: Lang) -> FluentResource {
    // What parses of a broken file is used; a test holds that nothing is broken.
    FluentResource::try_new(platform_keys(messages_of(lang).0).into_owned()).unwrap_or_else(|(resource, _)| resource)
}

pub(super) fn bundle(lang: Lang) -> (FluentBundle<FluentResource>, HashMap<String, String>) {
    let mut bundle = FluentBundle::new_concurrent(vec![messages_of(lang).1]);
    // no invisible marks around variables: all three scripts run left to right
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(super::number::formatter(lang)));
    bundle.add_resource_overriding(resource(lang));
    let mut plain = HashMap::new();
    for key in keys(lang) {
        let mut errors = Vec::new();
        let pattern = bundle.get_message(&key).and_then(|message| message.value());
        let formatted = pattern.map(|p| bundle.format_pattern(p, None, &mut errors).into_owned());
        if let Some(formatted) = formatted.filter(|_| errors.is_empty()) {
            plain.insert(key, formatted);
        }
    }
    (bundle, plain)
}

pub(super) fn keys(lang: Lang) -> Vec<String> {
    let is_key = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
    let key = |line: &str| line.split_once('=').map(|(key, _)| key.trim().to_owned());
    messages_of(lang).0.lines().filter(is_key).filter_map(key).collect()
}

/// The parse errors of a language's file.
#[cfg(test)]
pub(super) fn errors(lang: Lang) -> Vec<String> {
    match FluentResource::try_new(messages_of(lang).0.to_owned()) {
        Ok(_) => Vec::new(),
        Err((_, errors)) => errors.iter().map(|error| format!("{error:?}")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_the_names_of_the_system() {
        assert_eq!(keys_of_mac("Ctrl+A, Alt+←; Alto"), "Cmd+A, Option+←; Alto");
        assert_eq!(platform_keys("Ctrl+A") == "Ctrl+A", !cfg!(target_os = "macos"));
    }
}
