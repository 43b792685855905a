//! What is wrong with what was typed, in the language that it asks for. The parser speaks English.

use std::ffi::OsString;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use fluent_bundle::FluentValue;

use km0_core::model::Lang;

use super::out;

/// The language that the arguments name, whether or not the rest of them can be understood.
pub(super) fn lang(args: &[OsString]) -> Option<Lang> {
    let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let after = words.windows(2).filter(|pair| matches!(pair, ["--lang", _])).filter_map(|pair| pair.get(1).copied());
    let within = words.iter().filter_map(|word| word.strip_prefix("--lang="));
    let named = after.chain(within).last()?;
    Lang::ALL.into_iter().find(|lang| lang.tag() == named)
}

/// The complaint; none for help, and for what is said in English only.
pub(super) fn told(error: &Error) -> Option<String> {
    let named = |kind| error.get(kind).map(written).unwrap_or_default();
    let arg = out::clean(&named(ContextKind::InvalidArg));
    let value = out::clean(&named(ContextKind::InvalidValue));
    let (key, values): (&str, Vec<(&str, FluentValue<'_>)>) = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => ("cli-usage-no-value", vec![("arg", arg.into())]),
        ErrorKind::InvalidValue => {
            let known = named(ContextKind::ValidValue);
            ("cli-usage-value", vec![("arg", arg.into()), ("value", value.into()), ("known", known.into())])
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            ("cli-usage-invalid", vec![("arg", arg.into()), ("value", value.into()), ("why", why.into())])
        }
        ErrorKind::TooManyValues => ("cli-usage-takes-none", vec![("arg", arg.into()), ("value", value.into())]),
        ErrorKind::UnknownArgument => ("cli-usage-unknown", vec![("arg", arg.into())]),
        ErrorKind::InvalidSubcommand => {
            ("cli-usage-command", vec![("name", out::clean(&named(ContextKind::InvalidSubcommand)).into())])
        }
        ErrorKind::MissingRequiredArgument => ("cli-usage-missing", vec![("args", arg.into())]),
        ErrorKind::ArgumentConflict => {
            ("cli-usage-conflict", vec![("arg", arg.into()), ("other", named(ContextKind::PriorArg).into())])
        }
        _ => return None,
    };
    let hint = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand]
        .into_iter()
        .find_map(|kind| error.get(kind).map(written));
    let hint = hint.map(|hint| out::said("cli-usage-hint", &[("name", hint.into())]));
    let said = format!("{}: {}", out::words().t("cli-error"), out::said(key, &values));
    let help = out::words().t("cli-usage-help").to_owned();
    Some([said].into_iter().chain(hint).chain([help]).collect::<Vec<_>>().join("\n"))
}

fn written(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(all) => all.join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_known_before_the_rest_is_understood() {
        let of = |typed: &str| lang(&typed.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of("km0 export -f nope --lang vi"), Some(Lang::Vi));
        assert_eq!(of("km0 --lang=zh nope"), Some(Lang::Zh));
        assert_eq!(of("km0 --lang xx"), None);
        assert_eq!(of("km0 list --lang"), None);
    }
}
