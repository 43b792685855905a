//! Query text → [`Query`].

use thiserror::Error;

use super::{AreaError, Clause, Corpus, Key, Query, Term};
use crate::model::{Edtf, EdtfError, Kind};

/// What can't be understood in a query, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum QueryError {
    #[error("{key}: is no filter; use one of {}, or put it in quotes to look for the words", Self::keys())]
    UnknownKey { key: String },
    #[error("{key}: needs a value, for instance {key}:{}", Self::example(key))]
    NoValue { key: String },
    #[error("{kind:?} is no kind of record; use one of {}", Self::words(Key::Kind))]
    UnknownKind { kind: String },
    #[error("{key}: {error}")]
    Date { key: String, error: EdtfError },
    #[error("in: {0}")]
    Area(#[from] AreaError),
    #[error("{value:?} is none of the values of {key}:; use one of {}", Self::words(*key))]
    UnknownWord { key: Key, value: String },
    #[error("{value:?} is no year; write for instance year:2023")]
    NoYear { value: String },
    #[error("a quote is never closed; add \" at its end")]
    OpenQuote,
    #[error("the query is longer than 4096 characters; shorten it")]
    TooLong,
}

/// Terms that are no link or property.
const OTHER: [&str; 5] = ["after", "before", "during", "surely", "in"];

impl QueryError {
    /// Bytes that a query has, at most.
    pub const LONGEST: usize = 4096;

    /// The filters that there are, side by side.
    pub fn keys() -> String {
        let names: Vec<_> = Key::ALL.iter().map(|key| key.name()).chain(OTHER).collect();
        names.join(", ")
    }

    /// The values of a key that has few, side by side.
    pub fn words(key: Key) -> String {
        Corpus::words(key).join(", ")
    }

    /// A value that a filter may have.
    pub fn example(key: &str) -> &'static str {
        match key {
            "after" | "before" => "2023-06",
            "during" | "surely" => "2021/2023-06",
            "in" => "106,21.5,107.5,22.5",
            "year" => "2023",
            "side" => "vn",
            "layer" => "press",
            "confidence" => "low",
            "precision" => "day",
            "kind" => "agreement",
            _ => "ta-lung",
        }
    }
}

impl Query {
    /// Reads query text: words, `key:value`, `after:` and `before:` with EDTF dates, `-` to
    /// exclude, quotes around words that belong together.
    ///
    /// # Errors
    /// When the text is too long, or a term is not one: which, and why.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        if text.len() > QueryError::LONGEST {
            return Err(QueryError::TooLong);
        }
        let mut query = Self::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (token, after) = token(rest)?;
            query.terms.extend(term(&token)?);
            rest = after.trim_start();
        }
        // quotes and signs take more room as they are printed, and what is kept in views has to be read again
        if text.len() > QueryError::LONGEST / 4 && query.to_string().len() > QueryError::LONGEST {
            return Err(QueryError::TooLong);
        }
        Ok(query)
    }
}

/// One term's text: an optional `-`, an optional `key:`, and a value with its quotes taken off.
struct QueryToken {
    exclude: bool,
    key: Option<String>,
    value: String,
}

fn token(text: &str) -> Result<(QueryToken, &str), QueryError> {
    let body = text.strip_prefix('-').filter(|rest| !rest.is_empty() && !rest.starts_with(char::is_whitespace));
    let exclude = body.is_some();
    let body = body.unwrap_or(text);
    let end = body.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(body.len());
    let (key, value) = match body.get(..end).and_then(|head| head.split_once(':')) {
        Some((key, _)) if !key.is_empty() => (Some(key.to_owned()), body.get(key.len() + 1..).unwrap_or("")),
        _ => (None, body),
    };
    let (value, rest) = if let Some(quoted) = value.strip_prefix('"') {
        unquote(quoted)?
    } else {
        let (value, rest) = value.split_at(value.find(char::is_whitespace).unwrap_or(value.len()));
        (value.to_owned(), rest)
    };
    Ok((QueryToken { exclude, key, value }, rest))
}

/// The text up to the closing quote, `\"` and `\\` taken as the characters they stand for.
fn unquote(text: &str) -> Result<(String, &str), QueryError> {
    let mut value = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Ok((value, text.get(at + 1..).unwrap_or(""))),
            '\\' => value.extend(chars.next().map(|(_, c)| c)),
            _ => value.push(c),
        }
    }
    Err(QueryError::OpenQuote)
}

fn term(token: &QueryToken) -> Result<Option<Term>, QueryError> {
    let value = token.value.clone();
    let Some(key) = &token.key else {
        let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
        return Ok((!words.is_empty()).then_some(Term { exclude: token.exclude, clause: Clause::Words(words) }));
    };
    if value.is_empty() && (Key::from_name(key).is_some() || OTHER.contains(&key.as_str())) {
        return Err(QueryError::NoValue { key: key.clone() });
    }
    let date = || Edtf::parse(&value).map_err(|error| QueryError::Date { key: key.clone(), error });
    let what = match (key.as_str(), Key::from_name(key)) {
        ("after", _) => Clause::After(date()?),
        ("before", _) => Clause::Before(date()?),
        ("during", _) => Clause::During(date()?),
        ("surely", _) => Clause::Surely(date()?),
        ("in", _) => Clause::Area(value.parse()?),
        (_, Some(Key::Kind)) if Kind::from_slug(&value).is_none() => {
            return Err(QueryError::UnknownKind { kind: value });
        }
        (_, Some(key)) if !Corpus::words(key).is_empty() && !Corpus::words(key).contains(&value.as_str()) => {
            return Err(QueryError::UnknownWord { key, value });
        }
        (_, Some(Key::Year)) if value.parse::<i32>().is_err() => {
            return Err(QueryError::NoYear { value });
        }
        (_, Some(known)) => Clause::Is(known, value),
        (_, None) => return Err(QueryError::UnknownKey { key: key.clone() }),
    };
    Ok(Some(Term { exclude: token.exclude, clause: what }))
}
