//! RON files with positions.
//!
//! The `ron` crate stops at the first error and forgets where values stood; a curator needs every
//! error at once, each with its line. So files are read here into positioned trees. Covered:
//! structs, lists, maps with text keys, text (plain and raw), numbers, words, `Some`, comments.

use std::sync::Arc;

use super::lexer::Cursor;
use crate::model::node::{Member, Node, SourcePos, Tree};

/// How deep values may be nested.
const MAX_DEPTH: u32 = 64;

/// What broke the grammar, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub place: SourcePos,
    pub what: String,
    pub remedy: &'static str,
}

type RonResult<T> = Result<T, SyntaxError>;

/// The records of a file, and every place where the grammar is broken.
pub fn read(text: &str) -> (Vec<Node>, Vec<SyntaxError>) {
    let mut cursor = Cursor::new(text);
    let mut records = Vec::new();
    let mut errors = Vec::new();
    cursor.skip_blank();
    if !cursor.eat("[") {
        errors.push(error(&cursor, "a dataset file is one list of records", "begin the file with [ and end it with ]"));
        return (records, errors);
    }
    loop {
        cursor.skip_blank();
        if cursor.eat("]") {
            break;
        }
        if cursor.peek().is_none() {
            errors.push(error(&cursor, "the file ends inside its list", "close the list with ]"));
            return (records, errors);
        }
        match entry(&mut cursor) {
            Ok(node) => records.push(node),
            Err(problem) => {
                errors.push(problem);
                if !cursor.skip_to_record() {
                    return (records, errors);
                }
            }
        }
    }
    cursor.skip_blank();
    if cursor.peek().is_some() {
        errors.push(error(&cursor, "there is text after the list", "remove it, or move it into the list"));
    }
    (records, errors)
}

/// The one value that a text holds.
///
/// # Errors
/// The first place where the grammar is broken, or where something follows the value.
pub fn read_one(text: &str) -> Result<Node, SyntaxError> {
    let mut cursor = Cursor::new(text);
    let node = value(&mut cursor, 0)?;
    cursor.skip_blank();
    if cursor.peek().is_some() {
        return Err(error(&cursor, &format!("found {} after the end", shown(&cursor)), "remove it"));
    }
    Ok(node)
}

/// One list entry with the comma that must follow it, unless the list ends.
fn entry(cursor: &mut Cursor<'_>) -> RonResult<Node> {
    let node = value(cursor, 0)?;
    separator(cursor, "]")?;
    Ok(node)
}

fn separator(cursor: &mut Cursor<'_>, end: &'static str) -> RonResult<()> {
    cursor.skip_blank();
    if cursor.eat(",") || cursor.rest().starts_with(end) {
        return Ok(());
    }
    Err(error(
        cursor,
        &format!("found {} where a comma or {end} belongs", shown(cursor)),
        "put a comma between entries",
    ))
}

fn value(cursor: &mut Cursor<'_>, depth: u32) -> RonResult<Node> {
    if depth > MAX_DEPTH {
        return Err(error(cursor, "values are nested more than 64 deep", "flatten them"));
    }
    cursor.skip_blank();
    let place = cursor.place();
    let tree = match cursor.peek() {
        Some('"') => Tree::Text(text(cursor)?),
        Some('[') => list(cursor, depth)?,
        Some('(') => Tree::Struct(Arc::from(""), members(cursor, depth)?),
        Some('{') => Tree::Struct(Arc::from(""), map(cursor, depth)?),
        Some('r') if raw_ahead(cursor.rest()) => Tree::Text(raw_text(cursor)?),
        Some(c) if c.is_ascii_digit() || matches!(c, '-' | '+' | '.') => number(cursor)?,
        Some(c) if c.is_alphabetic() || c == '_' => return word_or_struct(cursor, depth, place),
        _ => return Err(error(cursor, &format!("found {} where a value belongs", shown(cursor)), "write a value")),
    };
    Ok(Node { tree, place })
}

fn word_or_struct(cursor: &mut Cursor<'_>, depth: u32, place: SourcePos) -> RonResult<Node> {
    let word = cursor.take_while(|c| c.is_alphanumeric() || c == '_');
    let before = cursor.place();
    cursor.skip_blank();
    let tree = match word {
        "true" => Tree::Bool(true),
        "false" => Tree::Bool(false),
        "None" => Tree::Null,
        "Some" if cursor.eat("(") => {
            let inner = value(cursor, depth + 1)?;
            cursor.skip_blank();
            if !cursor.eat(")") {
                return Err(error(cursor, "Some( is not closed", "close it with )"));
            }
            return Ok(inner);
        }
        _ if cursor.rest().starts_with('(') => {
            Tree::Struct(Arc::from(word), members(cursor, depth).map_err(|e| opened(e, word, before))?)
        }
        _ => Tree::Word(Arc::from(word)),
    };
    Ok(Node { tree, place })
}

/// An error at the end of the file is better told where the unclosed bracket stands.
fn opened(mut problem: SyntaxError, word: &str, before: SourcePos) -> SyntaxError {
    if problem.what == END {
        problem.place = before;
        problem.what = format!("{word}( is never closed");
    }
    problem
}

const END: &str = "the file ends inside a group of fields";

fn members(cursor: &mut Cursor<'_>, depth: u32) -> RonResult<Vec<Member>> {
    cursor.bump();
    let mut members = Vec::new();
    loop {
        cursor.skip_blank();
        if cursor.eat(")") {
            return Ok(members);
        }
        if cursor.peek().is_none() {
            return Err(error(cursor, END, "close it with )"));
        }
        let place = cursor.place();
        let name = cursor.take_while(|c| c.is_alphanumeric() || c == '_');
        cursor.skip_blank();
        if name.is_empty() || !cursor.eat(":") {
            return Err(error(
                cursor,
                &format!("found {} where `field:` belongs", shown(cursor)),
                "write field: value",
            ));
        }
        let value = value(cursor, depth + 1)?;
        members.push(Member { name: Arc::from(name), place, value });
        separator(cursor, ")")?;
    }
}

fn map(cursor: &mut Cursor<'_>, depth: u32) -> RonResult<Vec<Member>> {
    cursor.bump();
    let mut members = Vec::new();
    loop {
        cursor.skip_blank();
        if cursor.eat("}") {
            return Ok(members);
        }
        let place = cursor.place();
        if cursor.peek() != Some('"') {
            return Err(error(cursor, "a map key must be a text in quotes", "write \"key\": value"));
        }
        let name = text(cursor)?;
        cursor.skip_blank();
        if !cursor.eat(":") {
            return Err(error(cursor, "a map key has no value", "write \"key\": value"));
        }
        let value = value(cursor, depth + 1)?;
        members.push(Member { name, place, value });
        separator(cursor, "}")?;
    }
}

fn list(cursor: &mut Cursor<'_>, depth: u32) -> RonResult<Tree> {
    cursor.bump();
    let mut entries = Vec::new();
    loop {
        cursor.skip_blank();
        if cursor.eat("]") {
            return Ok(Tree::List(entries));
        }
        if cursor.peek().is_none() {
            return Err(error(cursor, "the file ends inside a list", "close it with ]"));
        }
        entries.push(value(cursor, depth + 1)?);
        separator(cursor, "]")?;
    }
}

fn number(cursor: &mut Cursor<'_>) -> RonResult<Tree> {
    let place = cursor.place();
    let digits = cursor.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_'));
    let plain: String = digits.chars().filter(|c| *c != '_').collect();
    match plain.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(Tree::Number(number)),
        _ => Err(SyntaxError {
            place,
            what: format!("{digits:?} is no number"),
            remedy: "write a number such as 6.23, or put text in quotes",
        }),
    }
}

fn text(cursor: &mut Cursor<'_>) -> RonResult<Arc<str>> {
    let start = cursor.place();
    cursor.bump();
    let mut out = String::new();
    loop {
        out.push_str(cursor.take_while(|c| c != '"' && c != '\\'));
        match cursor.bump() {
            Some('"') => return Ok(Arc::from(out)),
            Some(_) => out.push(escape(cursor)?),
            None => {
                let what = "a text in quotes is never closed".to_owned();
                return Err(SyntaxError { place: start, what, remedy: "close it with \"" });
            }
        }
    }
}

fn escape(cursor: &mut Cursor<'_>) -> RonResult<char> {
    let problem = error(cursor, "unknown escape in a text", "use \\\" \\\\ \\n \\t or \\u{1EA1}");
    match cursor.bump() {
        Some('n') => Ok('\n'),
        Some('t') => Ok('\t'),
        Some('r') => Ok('\r'),
        Some('0') => Ok('\0'),
        Some(c @ ('"' | '\\' | '\'')) => Ok(c),
        Some('u') if cursor.eat("{") => {
            let digits = cursor.take_while(|c| c.is_ascii_hexdigit());
            let code = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
            if cursor.eat("}") { code.ok_or(problem) } else { Err(problem) }
        }
        _ => Err(problem),
    }
}

fn raw_ahead(rest: &str) -> bool {
    rest.strip_prefix('r').is_some_and(|rest| rest.trim_start_matches('#').starts_with('"'))
}

fn raw_text(cursor: &mut Cursor<'_>) -> RonResult<Arc<str>> {
    let problem = error(cursor, "a raw text is never closed", "close it with a quote and as many #");
    cursor.bump();
    let hashes = cursor.take_while(|c| c == '#');
    cursor.bump();
    let close = format!("\"{hashes}");
    let end = cursor.rest().find(&close).ok_or(problem)?;
    let out: Arc<str> = Arc::from(cursor.rest().get(..end).unwrap_or(""));
    for _ in out.chars().chain(close.chars()) {
        cursor.bump();
    }
    Ok(out)
}

fn error(cursor: &Cursor<'_>, what: &str, remedy: &'static str) -> SyntaxError {
    SyntaxError { place: cursor.place(), what: what.to_owned(), remedy }
}

/// What comes next, short enough for a message.
fn shown(cursor: &Cursor<'_>) -> String {
    if cursor.peek().is_none() {
        return "the end of the file".to_owned();
    }
    let ahead: String = cursor.rest().chars().take_while(|c| *c != '\n').take(20).collect();
    format!("`{}`", ahead.trim_end())
}
