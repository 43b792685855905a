//! JSON text written straight into bytes: no tree is built, so that a million records cost the
//! time of copying their texts.

use std::io::Write;

use crate::model::Cite;
use crate::model::node::Tree;

use super::iso;
use super::walk::Sink;

/// Appends JSON to bytes. Commas come by themselves.
pub(super) struct Notation<'a>(pub(super) &'a mut Vec<u8>);

impl Notation<'_> {
    /// A comma, unless this is the first in its group or list, the value of a name, or the first on
    /// its line. No value ends in one of these characters.
    fn comma(&mut self) {
        if !matches!(self.0.last(), None | Some(b'{' | b'[' | b':' | b'\n')) {
            self.0.push(b',');
        }
    }

    /// A field with a text, unless that is empty.
    pub(super) fn some(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.key(name);
            self.text(text);
        }
    }

    /// A field whose name has two parts, such as a field and a language, with a text.
    pub(super) fn some_of(&mut self, name: &str, part: &str, text: &str) {
        if !text.is_empty() {
            self.key_of(name, part);
            self.text(text);
        }
    }

    /// The name of a field, `name_part`.
    pub(super) fn key_of(&mut self, name: &str, part: &str) {
        self.comma();
        self.0.push(b'"');
        escape(name, self.0);
        self.0.push(b'_');
        escape(part, self.0);
        self.0.extend(b"\":");
    }

    /// A field with a list of texts, unless that is empty.
    pub(super) fn texts<T: AsRef<str>>(&mut self, name: &str, texts: impl IntoIterator<Item = T>) {
        let mut texts = texts.into_iter().peekable();
        if texts.peek().is_none() {
            return;
        }
        self.key(name);
        self.list();
        texts.for_each(|text| self.text(text.as_ref()));
        self.end();
    }

    pub(super) fn null(&mut self) {
        self.raw("null");
    }

    /// A text of letters, digits and blanks follows, written as it is.
    pub(super) fn open_text(&mut self) {
        self.comma();
        self.0.push(b'"');
    }

    pub(super) fn close_text(&mut self) {
        self.0.push(b'"');
    }

    /// JSON as it is.
    pub(super) fn raw(&mut self, json: &str) {
        self.comma();
        self.0.extend(json.as_bytes());
    }

    /// A value that the schema does not know.
    pub(super) fn tree(&mut self, tree: &Tree) {
        match tree {
            Tree::Null => self.null(),
            Tree::Bool(yes) => self.raw(if *yes { "true" } else { "false" }),
            Tree::Number(value) => self.number(*value),
            Tree::Text(text) | Tree::Word(text) => self.text(text),
            Tree::List(entries) => {
                self.list();
                entries.iter().for_each(|entry| self.tree(&entry.tree));
                self.end();
            }
            Tree::Struct(_, members) => {
                self.open("");
                for member in members {
                    self.key(&member.name);
                    self.tree(&member.value.tree);
                }
                self.close();
            }
        }
    }
}

impl Sink for Notation<'_> {
    fn open(&mut self, _name: &str) {
        self.comma();
        self.0.push(b'{');
    }

    fn close(&mut self) {
        self.0.push(b'}');
    }

    fn list(&mut self) {
        self.comma();
        self.0.push(b'[');
    }

    fn end(&mut self) {
        self.0.push(b']');
    }

    fn key(&mut self, name: &str) {
        self.comma();
        self.0.push(b'"');
        escape(name, self.0);
        self.0.extend(b"\":");
    }

    fn text(&mut self, text: &str) {
        self.comma();
        self.0.push(b'"');
        escape(text, self.0);
        self.0.push(b'"');
    }

    fn word(&mut self, word: &str) {
        self.text(word);
    }

    fn number(&mut self, number: f64) {
        self.comma();
        push_number(number, self.0);
    }

    fn cite(&mut self, cite: &Cite) {
        self.comma();
        self.0.push(b'"');
        escape(&cite.source, self.0);
        if let Some(number) = cite.paragraph {
            self.0.push(b'#');
            iso::digits(number.into(), 1, self.0);
        }
        self.0.push(b'"');
    }
}

/// The shortest decimal that reads back as the same number; whole numbers without a point.
pub(super) fn push_number(number: f64, out: &mut Vec<u8>) {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    // writing to memory has no way to fail
    let _never = if number.fract() == 0.0 && number.abs() < EXACT {
        write!(out, "{}", number as i64)
    } else if number.is_finite() {
        write!(out, "{number}")
    } else {
        write!(out, "null")
    };
}

/// The text as it stands between quotes.
fn escape(text: &str, out: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    let special = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\\' | 0x7f);
    while let Some(at) = rest.iter().position(special) {
        let (plain, found) = rest.split_at(at);
        out.extend_from_slice(plain);
        let Some((byte, after)) = found.split_first() else { break };
        match byte {
            b'"' => out.extend(b"\\\""),
            b'\\' => out.extend(b"\\\\"),
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            b'\t' => out.extend(b"\\t"),
            other => {
                let _never = write!(out, "\\u{other:04x}");
            }
        }
        rest = after;
    }
    out.extend_from_slice(rest);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn commas_stand_between_and_nowhere_else() {
        let mut bytes = Vec::new();
        let mut json = Notation(&mut bytes);
        json.open("");
        json.some("a", "{[:");
        json.some("none", "");
        json.texts("list", ["x", "y,"]);
        json.texts("empty", Vec::<String>::new());
        json.key("deep");
        json.list();
        json.open("");
        json.close();
        json.number(1.5);
        json.null();
        json.end();
        json.close();
        assert_eq!(String::from_utf8(bytes).unwrap(), r#"{"a":"{[:","list":["x","y,"],"deep":[{},1.5,null]}"#);
    }

    proptest! {
        #[test]
        fn any_text_and_number_is_read_back_by_another_reader(text in any::<String>(), number in any::<f64>()) {
            prop_assume!(number.is_finite());
            let mut bytes = Vec::new();
            let mut json = Notation(&mut bytes);
            json.list();
            json.text(&text);
            json.number(number);
            json.end();
            let read: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(read[0].as_str(), Some(text.as_str()));
            let text = std::str::from_utf8(&bytes).unwrap().rsplit(',').next().unwrap();
            // the other reader is less exact with large numbers than the standard library
            prop_assert_eq!(text.trim_end_matches(']').parse::<f64>(), Ok(number));
            prop_assert!(read[1].is_number());
        }
    }
}
