//! Query text → [`Query`].

use thiserror::Error;

use super::{AreaError, Clause, Corpus, Key, Query, Term};
use crate::model::fold::bare;
use crate::model::{Edtf, EdtfError, Kind, Lang};

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

/// Keys as they are typed in Vietnamese and in Chinese, the first of each shown where one is not known. Marks, case and
/// signs between words may be left out: `Năm`, `nam`, `cua-khau`.
const TRANSLATED_KEYS: [(&str, [&str; 2], &[&str]); 15] = [
    ("kind", ["loại", "种类"], &["类型"]),
    ("gate", ["cửa-khẩu", "口岸"], &["lối thông quan"]),
    ("province", ["tỉnh", "省"], &["省区"]),
    ("place", ["địa-điểm", "地点"], &["nơi", "địa phương"]),
    ("mechanism", ["cơ-chế", "机制"], &[]),
    ("person", ["nhân-vật", "人物"], &["người"]),
    ("org", ["cơ-quan", "机构"], &["tổ chức"]),
    ("project", ["dự-án", "项目"], &[]),
    ("topic", ["lĩnh-vực", "领域"], &["chủ đề", "主题"]),
    ("source", ["nguồn", "来源"], &[]),
    ("year", ["năm", "年"], &["年份"]),
    ("side", ["phía", "一侧"], &["bên"]),
    ("after", ["từ", "自"], &["sau", "之后"]),
    ("before", ["trước", "之前"], &[]),
    ("during", ["trong", "期间"], &[]),
];

/// The key that is meant, by its name or by a word of another language.
fn known_key(typed: &str) -> Option<&'static str> {
    let mut names = Key::ALL.iter().map(|key| key.name()).chain(OTHER);
    if let Some(name) = names.find(|name| *name == typed) {
        return Some(name);
    }
    let letters = |text: &str| bare(text).replace(['-', '_', ' '], "");
    let asked = letters(typed);
    let is_it = |word: &str| letters(word) == asked;
    let known = TRANSLATED_KEYS
        .iter()
        .find(|(name, words, more)| is_it(name) || words.iter().chain(*more).any(|word| is_it(word)));
    known.map(|(name, ..)| *name)
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

    /// The filters that people type most, as they are typed in the language.
    pub fn keys_in(lang: Lang) -> String {
        let word = |(name, [vi, zh], _): &(&'static str, [&'static str; 2], _)| match lang {
            Lang::En => format!("{name}:"),
            Lang::Vi => format!("{vi}:"),
            Lang::Zh => format!("{zh}:"),
        };
        TRANSLATED_KEYS.iter().map(word).collect::<Vec<_>>().join(" ")
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
        match Self::parse_known(text) {
            (query, None) => Ok(query),
            (_, Some(error)) => Err(error),
        }
    }

    /// As [`Self::parse`], without the terms that are none, and what is wrong with the first of them: while one is
    /// typed, the others hold.
    pub fn parse_known(text: &str) -> (Self, Option<QueryError>) {
        if text.len() > QueryError::LONGEST {
            return (Self::default(), Some(QueryError::TooLong));
        }
        let (mut query, mut wrong) = (Self::default(), None);
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (token, after) = match token(rest) {
                Ok(read) => read,
                // all to the end stands in the quote that is open
                Err(error) => return (query, wrong.or(Some(error))),
            };
            match term(&token) {
                Ok(term) => query.terms.extend(term),
                Err(error) => wrong = wrong.or(Some(error)),
            }
            rest = after.trim_start();
        }
        // quotes and signs take more room as they are printed, and what is kept in views has to be read again
        if text.len() > QueryError::LONGEST / 4 && query.to_string().len() > QueryError::LONGEST {
            return (Self::default(), Some(QueryError::TooLong));
        }
        (query, wrong)
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
    let Some(known) = known_key(key) else { return Err(QueryError::UnknownKey { key: key.clone() }) };
    if value.is_empty() {
        return Err(QueryError::NoValue { key: known.to_owned() });
    }
    let date = || Edtf::parse(&value).map_err(|error| QueryError::Date { key: key.clone(), error });
    let what = match (known, Key::from_name(known)) {
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
