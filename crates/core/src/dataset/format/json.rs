//! JSON (RFC 8259) with positions, as a stream: the entries of the lists that hold records are
//! given one by one, so that a file may be larger than memory.

use std::io::{self, BufRead};
use std::sync::Arc;

use super::bytes::Bytes;
use super::ron::SyntaxError;
use crate::dataset::intern::Interner;
use crate::model::node::{Member, Node, Place, Tree};

/// Bytes and entries that are handed over together.
const BATCH: usize = 128 * 1024;
/// Bytes that one entry may have.
const MAX_ENTRY: usize = 64 << 20;
/// How deep values may be nested.
const MAX_DEPTH: u32 = 64;
/// Values that one entry of a list may be made of.
const MAX_VALUES: usize = 500_000;
/// Bytes of texts that are likely to come again: names of members, ids, words.
const SHORT: usize = 32;
/// Bytes that one text may have.
const MAX_TEXT: usize = 16 << 20;

/// Why reading ended early.
#[derive(Debug)]
pub enum Fault {
    Io(io::Error),
    Syntax(SyntaxError),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

type Parsed<T> = Result<T, Fault>;

/// Entries of lists as they stand in the file, found and not yet read.
#[derive(Debug, Default)]
pub(in crate::dataset) struct Batch {
    bytes: Vec<u8>,
    entries: Vec<Raw>,
}

#[derive(Debug)]
struct Raw {
    /// The name of the list that the entry is in.
    list: &'static str,
    place: Place,
    /// Where it ends among the bytes.
    end: usize,
}

impl Batch {
    /// Reads the entries one by one.
    ///
    /// # Errors
    /// The first place where the grammar is broken. What came before it has been given.
    pub(in crate::dataset) fn read(
        &self,
        shared: &mut Interner,
        mut each: impl FnMut(&'static str, Node),
    ) -> Result<(), SyntaxError> {
        let mut start = 0;
        for Raw { list, place, end } in &self.entries {
            let bytes = self.bytes.get(start..*end).unwrap_or_default();
            let mut reader = Reader::new(Bytes::at(bytes, *place), shared);
            each(list, reader.one(1)?);
            reader.ended("a comma or ]")?;
            start = *end;
        }
        Ok(())
    }
}

/// Looks through a file of one value for the entries of the top value, when that is a list, under
/// the name `""`; and when it is an object, of those of its members that are lists and named in
/// `lists`. The object's other members come back. Ends early when `take` wants no more.
///
/// # Errors
/// The first place where the grammar is broken outside of the entries, or what the reader says.
/// What came before it has been given.
pub(in crate::dataset) fn find(
    source: impl BufRead,
    lists: &[&'static str],
    take: &mut dyn FnMut(Batch) -> bool,
) -> Parsed<Vec<Member>> {
    let mut shared = Interner::default();
    let mut finder = Finder { reader: Reader::new(Bytes::new(source), &mut shared), batch: Batch::default(), take };
    let outcome = finder.find(lists);
    (finder.take)(finder.batch);
    outcome
}

struct Finder<'a, R> {
    reader: Reader<'a, R>,
    batch: Batch,
    take: &'a mut dyn FnMut(Batch) -> bool,
}

impl<R: BufRead> Finder<'_, R> {
    fn find(&mut self, lists: &[&'static str]) -> Parsed<Vec<Member>> {
        let mut rest = Vec::new();
        self.reader.bytes.skip_blank()?;
        if self.reader.bytes.eat(b'[')? {
            self.entries("")?;
        } else if self.reader.bytes.eat(b'{')? {
            let mut next = self.reader.first(b'}')?;
            while next {
                let member = self.reader.member()?;
                match lists.iter().find(|name| **name == &*member.name) {
                    Some(name) if self.reader.bytes.eat(b'[')? => self.entries(name)?,
                    _ => rest.push(Member { value: self.reader.value(1)?, ..member }),
                }
                next = self.reader.next(b'}', "a comma or }")?;
            }
        } else {
            return Err(self.reader.error("the file is no JSON object or list", "begin it with { or ["));
        }
        self.reader.bytes.skip_blank()?;
        if self.reader.bytes.peek()?.is_some() {
            return Err(self.reader.error("there is text after the end of the value", "remove it"));
        }
        Ok(rest)
    }

    /// The entries of a list, after its bracket.
    fn entries(&mut self, list: &'static str) -> Parsed<()> {
        let mut next = self.reader.first(b']')?;
        while next {
            self.reader.bytes.skip_blank()?;
            let place = self.reader.bytes.place();
            if !self.reader.bytes.take_value(&mut self.batch.bytes, MAX_ENTRY)? {
                return Err(self.reader.error("one entry is longer than 64 MiB", "split it, or leave out shapes"));
            }
            self.batch.entries.push(Raw { list, place, end: self.batch.bytes.len() });
            // entries without a value take memory too
            let size = self.batch.bytes.len() + self.batch.entries.len();
            if size > BATCH && !(self.take)(std::mem::take(&mut self.batch)) {
                // whoever takes them knows why
                return Err(self.reader.error("reading has ended early", "read it again"));
            }
            next = self.reader.next(b']', "a comma or ]")?;
        }
        Ok(())
    }
}

/// The one value that a text holds, as in a cell of a table.
///
/// `shared` keeps texts that come again.
///
/// # Errors
/// What is wrong with it.
pub(in crate::dataset) fn read_one(text: &str, shared: &mut Interner) -> Result<Node, SyntaxError> {
    let mut reader = Reader::new(Bytes::new(text.as_bytes()), shared);
    let node = reader.one(0)?;
    reader.ended("the end of the value")?;
    Ok(node)
}

struct Reader<'a, R> {
    bytes: Bytes<R>,
    /// Values of the entry that is being read.
    values: usize,
    /// Texts that are likely to come again, which are then the same text.
    shared: &'a mut Interner,
    scratch: Vec<u8>,
}

impl<'a, R: BufRead> Reader<'a, R> {
    fn new(bytes: Bytes<R>, shared: &'a mut Interner) -> Self {
        Self { bytes, values: 0, shared, scratch: Vec::new() }
    }

    /// The value that comes next in a text in memory.
    fn one(&mut self, depth: u32) -> Result<Node, SyntaxError> {
        let value = self.bytes.skip_blank().map_err(Fault::Io).and_then(|()| self.value(depth));
        value.map_err(|fault| self.in_memory(fault))
    }

    /// Nothing comes any more where only `wanted` may come.
    fn ended(&mut self, wanted: &str) -> Result<(), SyntaxError> {
        let next = self.bytes.skip_blank().and_then(|()| self.bytes.peek()).map_err(Fault::Io);
        let ended = next.and_then(|next| if next.is_some() { Err(self.found(wanted)) } else { Ok(()) });
        ended.map_err(|fault| self.in_memory(fault))
    }

    /// Bytes in memory have no way to fail but by what they say.
    fn in_memory(&self, fault: Fault) -> SyntaxError {
        match fault {
            Fault::Syntax(error) => error,
            Fault::Io(error) => {
                SyntaxError { place: self.bytes.place(), what: error.to_string(), remedy: "read it again" }
            }
        }
    }

    fn error(&self, what: &str, remedy: &'static str) -> Fault {
        Fault::Syntax(SyntaxError { place: self.bytes.place(), what: what.to_owned(), remedy })
    }

    /// What stands where something else belongs.
    fn found(&mut self, wanted: &str) -> Fault {
        let shown = match self.bytes.peek() {
            Err(error) => return Fault::Io(error),
            Ok(None) => "the end of the file".to_owned(),
            Ok(Some(byte)) if byte.is_ascii_graphic() => format!("`{}`", char::from(byte)),
            Ok(Some(byte)) => format!("byte 0x{byte:02X}"),
        };
        self.error(&format!("found {shown} where {wanted} belongs"), "mend the JSON there; the rest is not read")
    }

    /// Whether there is a first entry, after the opening bracket; else takes the closing one.
    fn first(&mut self, closing: u8) -> Parsed<bool> {
        self.bytes.skip_blank()?;
        Ok(!self.bytes.eat(closing)?)
    }

    /// Whether there is one more entry after one; takes the comma, or else the closing bracket.
    fn next(&mut self, closing: u8, wanted: &str) -> Parsed<bool> {
        self.bytes.skip_blank()?;
        if self.bytes.eat(closing)? {
            return Ok(false);
        }
        if self.bytes.eat(b',')? { Ok(true) } else { Err(self.found(wanted)) }
    }

    /// The name of a member, up to its value; what it is given as one is none.
    fn member(&mut self) -> Parsed<Member> {
        self.bytes.skip_blank()?;
        let place = self.bytes.place();
        if !self.bytes.eat(b'"')? {
            return Err(self.found("a name in quotes"));
        }
        let name = self.text()?;
        self.bytes.skip_blank()?;
        if !self.bytes.eat(b':')? {
            return Err(self.found("a colon"));
        }
        self.bytes.skip_blank()?;
        Ok(Member { name, place, value: Node { tree: Tree::Null, place: self.bytes.place() } })
    }

    fn value(&mut self, depth: u32) -> Parsed<Node> {
        if depth > MAX_DEPTH {
            return Err(self.error("values are nested more than 64 deep", "flatten them"));
        }
        self.values += 1;
        if self.values > MAX_VALUES {
            return Err(self.error("one entry holds more than 500000 values", "split it, or leave out shapes"));
        }
        let place = self.bytes.place();
        let tree = match self.bytes.peek()? {
            Some(b'"') => {
                self.bytes.bump()?;
                Tree::Text(self.text()?)
            }
            Some(b'[') => {
                self.bytes.bump()?;
                self.list(depth)?
            }
            Some(b'{') => {
                self.bytes.bump()?;
                let mut members = Vec::new();
                let mut next = self.first(b'}')?;
                while next {
                    let member = self.member()?;
                    members.push(Member { value: self.value(depth + 1)?, ..member });
                    next = self.next(b'}', "a comma or }")?;
                }
                Tree::Struct(self.shared.share(""), members)
            }
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b'a'..=b'z') => self.word()?,
            _ => return Err(self.found("a value")),
        };
        Ok(Node { tree, place })
    }

    fn list(&mut self, depth: u32) -> Parsed<Tree> {
        let mut entries = Vec::new();
        let mut next = self.first(b']')?;
        while next {
            self.bytes.skip_blank()?;
            entries.push(self.value(depth + 1)?);
            next = self.next(b']', "a comma or ]")?;
        }
        Ok(Tree::List(entries))
    }

    fn word(&mut self) -> Parsed<Tree> {
        self.scratch.clear();
        self.bytes.take_run(&mut self.scratch, |byte| !byte.is_ascii_alphabetic() || byte.is_ascii_uppercase())?;
        match self.scratch.as_slice() {
            b"true" => Ok(Tree::Bool(true)),
            b"false" => Ok(Tree::Bool(false)),
            b"null" => Ok(Tree::Null),
            _ => Err(self.error("found a bare word where a value belongs", "put texts in quotes")),
        }
    }

    fn number(&mut self) -> Parsed<Tree> {
        self.scratch.clear();
        let ends = |byte| !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        self.bytes.take_run(&mut self.scratch, ends)?;
        let number = std::str::from_utf8(&self.scratch).ok().and_then(|text| text.parse::<f64>().ok());
        match number.filter(|number| number.is_finite()) {
            Some(number) => Ok(Tree::Number(number)),
            None => Err(self.error("this is no number", "write digits with at most one point")),
        }
    }

    /// A text, after its opening quote.
    fn text(&mut self) -> Parsed<Arc<str>> {
        self.scratch.clear();
        loop {
            self.bytes.take_run(&mut self.scratch, |byte| matches!(byte, b'"' | b'\\') || byte < b' ')?;
            if self.scratch.len() > MAX_TEXT {
                return Err(self.error("a text is longer than 16 MiB", "shorten it"));
            }
            match self.bytes.bump()? {
                Some(b'"') => break,
                Some(b'\\') => self.escape()?,
                // tabs and line ends are forgiven, as many programs write them
                Some(byte) => self.scratch.push(byte),
                None => return Err(self.error("a text in quotes is never closed", "close it with \"")),
            }
        }
        // the reader beneath gives valid text, and escapes are whole characters
        let text = String::from_utf8_lossy(&self.scratch);
        Ok(if text.len() <= SHORT { self.shared.share(&text) } else { text.as_ref().into() })
    }

    fn escape(&mut self) -> Parsed<()> {
        let plain = match self.bytes.bump()? {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'u') => self.unicode()?,
            _ => return Err(self.error("unknown escape in a text", "use \\\" \\\\ \\/ \\n \\t \\r \\b \\f or \\u1EA1")),
        };
        self.scratch.extend_from_slice(plain.encode_utf8(&mut [0; 4]).as_bytes());
        Ok(())
    }

    fn unicode(&mut self) -> Parsed<char> {
        let first = self.hex()?;
        let code = if (0xD800..0xDC00).contains(&first) {
            let paired = self.bytes.eat(b'\\')? && self.bytes.eat(b'u')?;
            let second = if paired { self.hex()? } else { 0 };
            if !(0xDC00..0xE000).contains(&second) {
                return Err(self.error("half of a character in a text", "write both halves, or the character itself"));
            }
            0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        } else {
            first
        };
        char::from_u32(code).ok_or_else(|| self.error("no such character", "write the character itself"))
    }

    fn hex(&mut self) -> Parsed<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.bytes.bump()?.and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else {
                return Err(self.error("\\u needs four digits", "write for example \\u1EA1"));
            };
            code = code * 16 + digit;
        }
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read_one(text: &str) -> Result<Node, SyntaxError> {
        super::read_one(text, &mut Interner::default())
    }

    type Seen = Vec<(String, Node)>;

    fn all(text: &str) -> (Seen, Result<Vec<Member>, SyntaxError>) {
        let (mut seen, mut broken) = (Vec::new(), None);
        let outcome = find(text.as_bytes(), &["records"], &mut |batch| {
            let read = batch.read(&mut Interner::default(), |list, node| seen.push((list.to_owned(), node)));
            broken = broken.take().or(read.err());
            broken.is_none()
        });
        let outcome = outcome.map_err(|fault| match fault {
            Fault::Syntax(error) => error,
            Fault::Io(error) => panic!("{error}"),
        });
        (seen, broken.map_or(outcome, Err))
    }

    fn plain(value: &Node) -> serde_json::Value {
        match &value.tree {
            Tree::Null => serde_json::Value::Null,
            Tree::Bool(yes) => (*yes).into(),
            Tree::Number(number) => (*number).into(),
            Tree::Text(text) | Tree::Word(text) => text.to_string().into(),
            Tree::List(list) => list.iter().map(plain).collect(),
            Tree::Struct(_, members) => members.iter().map(|m| (m.name.to_string(), plain(&m.value))).collect(),
        }
    }

    #[test]
    fn entries_come_one_by_one_with_their_places() {
        let (seen, rest) = all("{\"a\": 1,\n \"records\": [ {\"id\": \"x\"},\n  {\"id\": \"y\"} ], \"b\": null}");
        let places: Vec<_> = seen.iter().map(|(_, node)| (node.place.line, node.place.column)).collect();
        assert_eq!(places, [(2, 15), (3, 3)]);
        let names: Vec<_> = rest.unwrap().iter().map(|member| member.name.to_string()).collect();
        assert_eq!(names, ["a", "b"]);
    }

    #[test]
    fn what_stands_before_a_fault_has_been_given() {
        let (seen, rest) = all("[1, 2,\n 3 4]");
        assert_eq!(seen.len(), 3);
        let error = rest.unwrap_err();
        assert_eq!((error.place.line, error.place.column), (2, 4));
        assert_eq!(error.what, "found `4` where a comma or ] belongs");
    }

    #[test]
    fn entries_of_nothing_do_not_fill_memory() {
        let mut sizes = Vec::new();
        let text = format!("[{}", ",".repeat(1 << 20));
        let outcome = find(text.as_bytes(), &[], &mut |batch| {
            sizes.push(batch.entries.len());
            true
        });
        assert!(outcome.is_err() && sizes.iter().sum::<usize>() > 1 << 20);
        assert!(sizes.iter().all(|entries| *entries <= BATCH + 1), "{sizes:?}");
    }

    #[test]
    fn deep_and_crowded_values_are_refused() {
        let deep = format!("[{}", "[".repeat(100_000));
        assert!(all(&deep).1.unwrap_err().what.contains("64 deep"));
        let crowded = format!("[[{}1]]", "1,".repeat(MAX_VALUES));
        assert!(all(&crowded).1.unwrap_err().what.contains("more than 500000"));
    }

    #[test]
    fn escapes_are_characters() {
        let node = read_one(r#""\u1ea1\ud83d\ude00\n\/""#).unwrap();
        assert_eq!(node.tree, Tree::Text("ạ😀\n/".into()));
        assert!(read_one(r#""\ud83d""#).is_err());
        assert!(read_one("1 2").is_err());
    }

    fn value() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i32>().prop_map(|n| f64::from(n).into()),
            "\\PC{0,12}".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::from),
                prop::collection::btree_map("\\PC{0,6}", inner, 0..6)
                    .prop_map(|map| map.into_iter().collect::<serde_json::Map<_, _>>().into()),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_another_program_writes_is_read_as_it_reads_it(value in value()) {
            for text in [value.to_string(), format!("{value:#}")] {
                prop_assert_eq!(plain(&read_one(&text).unwrap()), value.clone());
            }
        }

        #[test]
        fn any_text_is_a_value_or_told(text in "[\\[\\]{}\",:\\\\0-9a-f -]{0,60}|\\PC{0,40}") {
            let ours = read_one(&text);
            if serde_json::from_str::<serde_json::Value>(&text).is_ok_and(|value| !value.to_string().contains('e')) {
                prop_assert!(ours.is_ok(), "{:?}", ours);
            }
            let _never_panics = all(&text);
        }
    }
}
