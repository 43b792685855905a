//! Characters of a RON file with their positions.

use crate::model::node::SourcePos;

/// A cursor over the text that knows its line and column.
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    place: SourcePos,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { text, at: 0, place: SourcePos { line: 1, column: 1 } }
    }

    pub(super) fn place(&self) -> SourcePos {
        self.place
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        if next == '\n' {
            self.place = SourcePos { line: self.place.line.saturating_add(1), column: 1 };
        } else {
            self.place.column = self.place.column.saturating_add(1);
        }
        Some(next)
    }

    /// Takes `token` if it comes next.
    pub(super) fn eat(&mut self, token: &str) -> bool {
        let comes = self.rest().starts_with(token);
        if comes {
            for _ in token.chars() {
                self.bump();
            }
        }
        comes
    }

    pub(super) fn take_while(&mut self, keep: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        while self.peek().is_some_and(&keep) {
            self.bump();
        }
        rest.get(..rest.len() - self.rest().len()).unwrap_or("")
    }

    /// Skips white space and comments.
    pub(super) fn skip_blank(&mut self) {
        loop {
            self.take_while(char::is_whitespace);
            if self.rest().starts_with("//") {
                self.take_while(|c| c != '\n');
            } else if self.eat("/*") {
                self.skip_block_comment();
            } else {
                return;
            }
        }
    }

    fn skip_block_comment(&mut self) {
        let mut depth = 1_u32;
        while depth > 0 {
            if self.eat("/*") {
                depth += 1;
            } else if self.eat("*/") {
                depth -= 1;
            } else if self.bump().is_none() {
                return;
            }
        }
    }

    /// Goes on to the next line that looks like the head of a record, `Name(` after at most four
    /// blanks, so that one broken record does not take the others with it.
    pub(super) fn skip_to_record(&mut self) -> bool {
        while self.peek().is_some() {
            self.take_while(|c| c != '\n');
            self.bump();
            if looks_like_record(self.rest()) {
                return true;
            }
        }
        false
    }
}

fn looks_like_record(line: &str) -> bool {
    let head = line.trim_start_matches([' ', '\t']);
    let indent = line.len() - head.len();
    let word = head.len() - head.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
    indent <= 4
        && head.starts_with(|c: char| c.is_ascii_uppercase())
        && head.get(word..).is_some_and(|rest| rest.trim_start_matches(' ').starts_with('('))
}
