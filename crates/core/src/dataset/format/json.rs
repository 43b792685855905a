//! JSON (RFC 8259) with positions, as a stream: the entries of the lists that hold records are
//! given one by one, so that a file may be larger than memory. What breaks the grammar is told and
//! costs the entry that it stands in; the next goes on.

use std::io::{self, BufRead};
use std::sync::Arc;

use serde::de::IgnoredAny;

use super::bytes::{ByteCursor, MARK, is_whole, several};
use super::crs::Crs;
use super::feature::Reference;
use super::ron::SyntaxError;
use crate::dataset::intern::Interner;
use crate::model::node::{Member, Node, SourcePos, Tree};

/// Bytes and entries that are handed over together.
const BATCH: usize = 128 * 1024;
/// Bytes that one entry may have.
const MAX_ENTRY: usize = 64 << 20;
/// How deep values may be nested.
const MAX_DEPTH: u32 = 64;
/// Values that one entry of a list may be made of.
const MAX_VALUES: usize = 500_000;
/// Values that a file may hold outside of the lists that are read entry by entry.
const MAX_REST: usize = 4_000_000;
/// Bytes of texts that are likely to come again: names of members, ids, words.
const SHORT: usize = 32;
/// What to do about a broken entry, and about what the rest of a file is lost by.
const MEND: &str = "mend the JSON there; what is broken is left out";
const REST_NOT_READ: &str = "mend the JSON there; the rest is not read";
/// Bytes that one text may have.
const MAX_TEXT: usize = 16 << 20;

/// Why reading ended early.
#[derive(Debug)]
pub enum JsonFault {
    Io(io::Error),
    Syntax(SyntaxError),
}

impl From<io::Error> for JsonFault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

type JsonResult<T> = Result<T, JsonFault>;

/// Entries of lists as they stand in the file, found and not yet read.
#[derive(Debug, Default)]
pub(in crate::dataset) struct JsonBatch {
    bytes: Vec<u8>,
    entries: Vec<Raw>,
    /// What breaks the grammar between entries.
    faults: Vec<SyntaxError>,
    /// What the file said of the reference system of coordinates before these entries.
    pub(in crate::dataset) reference: Reference,
}

#[derive(Debug)]
struct Raw {
    /// The name of the list that the entry is in.
    list: &'static str,
    place: SourcePos,
    /// Where it ends among the bytes.
    end: usize,
}

impl JsonBatch {
    /// Reads the entries one by one, and gives what is wrong with some.
    pub(in crate::dataset) fn read(
        &self,
        shared: &mut Interner,
        mut each: impl FnMut(&'static str, Result<Node, SyntaxError>),
    ) {
        self.faults.iter().for_each(|fault| each("", Err(fault.clone())));
        let mut start = 0;
        for Raw { list, place, end } in &self.entries {
            let mut rest = Some((self.bytes.get(start..*end).unwrap_or_default(), *place));
            let mut hidden = false;
            while let Some((bytes, at)) = rest {
                let mut reader = JsonReader::new(ByteCursor::at(bytes, at), shared);
                let read = reader.one(1);
                let broken = read.is_err();
                each(list, read);
                rest = if broken {
                    // brackets that don't match have hidden where the next begins
                    hidden = true;
                    reader.bytes.next_object_line(place.column)
                } else {
                    let apart = hidden && reader.bytes.skip_comma().unwrap_or_default();
                    let ended = if apart { Ok(()) } else { reader.ended("a comma or ]") };
                    ended.err().into_iter().for_each(|error| each(list, Err(error)));
                    reader.bytes.rest_of_value()
                };
            }
            start = *end;
        }
    }

    pub(in crate::dataset) fn len(&self) -> usize {
        self.entries.len()
    }

    fn size(&self) -> usize {
        // entries without a value take memory too
        self.bytes.len() + self.entries.len() + self.faults.len()
    }
}

/// What a file holds beside the entries that were looked for.
#[derive(Debug, Default)]
pub(in crate::dataset) struct JsonRest {
    /// The members of the top object that are no lists of objects.
    pub(in crate::dataset) rest: Vec<Member>,
    /// Its other lists of objects, by their names.
    pub(in crate::dataset) others: Vec<(String, JsonBatch)>,
    /// Whether the top object was the first of several, and is an entry itself.
    pub(in crate::dataset) is_first: bool,
}

/// Bytes that lists may have which nobody looked for.
const MAX_OTHERS: usize = 256 << 20;

/// Looks through a file of one value for the entries of the top value, when that is a list, under
/// the name `""`; and when it is an object, of those of its members that are lists and named in
/// `lists`. What else it holds comes back. A file of several values, one a line or each behind a mark
/// (RFC 8142), is a list of them; `lines` says that it is one. Ends early when `take` wants no more.
///
/// # Errors
/// The place from which on nothing can be made of the file, or what the reader says. What came before
/// it has been given.
pub(in crate::dataset) fn find(
    source: impl BufRead,
    lists: &[&'static str],
    lines: bool,
    take: &mut dyn FnMut(JsonBatch) -> bool,
) -> JsonResult<JsonRest> {
    let mut shared = Interner::default();
    let reader = JsonReader { most: MAX_REST, ..JsonReader::new(ByteCursor::new(source), &mut shared) };
    let mut finder = EntryFinder { reader, batch: JsonBatch::default(), others: 0, take };
    let outcome = if lines { finder.sequence(true).map(|()| JsonRest::default()) } else { finder.find(lists) };
    (finder.take)(finder.batch);
    outcome
}

struct EntryFinder<'a, R> {
    reader: JsonReader<'a, R>,
    batch: JsonBatch,
    /// Bytes of lists that nobody looked for.
    others: usize,
    take: &'a mut dyn FnMut(JsonBatch) -> bool,
}

impl<R: BufRead> EntryFinder<'_, R> {
    fn find(&mut self, lists: &[&'static str]) -> JsonResult<JsonRest> {
        let mut found = JsonRest::default();
        self.reader.bytes.skip_blank()?;
        if self.reader.bytes.peek()? == Some(MARK) || several(self.reader.bytes.ahead()?) {
            self.sequence(false)?;
            return Ok(found);
        }
        if self.reader.bytes.eat(b'[')? {
            self.entries("")?;
        } else if self.reader.bytes.eat(b'{')? {
            let mut next = self.reader.first(b'}')?;
            while next {
                let member = self.reader.member()?;
                match lists.iter().find(|name| **name == &*member.name) {
                    Some(name) if self.reader.bytes.eat(b'[')? => self.entries(name)?,
                    None if is_list_of_objects(self.reader.bytes.ahead()?) => {
                        self.reader.bytes.bump()?;
                        let batch = self.other()?;
                        found.others.push((member.name.to_string(), batch));
                    }
                    _ => {
                        let Some(value) = self.member_value()? else {
                            next = self.next(b'}', "a comma or }", b'"')?;
                            continue;
                        };
                        let member = Member { value, ..member };
                        match &*member.name {
                            "crs" => self.batch.reference.crs = Crs::of_geojson(&member.value),
                            "spatialReference" => self.batch.reference.crs = Crs::of_esri(&member.value),
                            "coordRefSys" => self.batch.reference.fg = Crs::of_json_fg(&member.value),
                            _ => {}
                        }
                        found.rest.push(member);
                    }
                }
                next = self.next(b'}', "a comma or }", b'"')?;
            }
        } else {
            return Err(self.reader.error("the file is no JSON object or list", "begin it with { or ["));
        }
        self.reader.bytes.skip_blank()?;
        match self.reader.bytes.peek()? {
            None => {}
            Some(b'{' | MARK) => {
                self.sequence(false)?;
                found.is_first = true;
            }
            Some(_) => return Err(self.reader.error("there is text after the end of the value", "remove it")),
        }
        Ok(found)
    }

    /// The value of a member; none where it is broken, which is told.
    fn member_value(&mut self) -> JsonResult<Option<Node>> {
        let (mut bytes, place) = (Vec::new(), self.reader.bytes.place());
        if !self.reader.bytes.take_value(&mut bytes, MAX_ENTRY)? {
            return Err(self.reader.error("one entry is longer than 64 MiB", "split it, or leave out shapes"));
        }
        let mut reader = JsonReader::new(ByteCursor::at(bytes.as_slice(), place), self.reader.shared);
        reader.most = MAX_REST;
        let read = reader.one(1).and_then(|value| reader.ended("a comma or }").map(|()| value));
        Ok(read.map_err(|error| self.batch.faults.push(error)).ok())
    }

    /// As [`JsonReader::next`]; what stands in the place of a comma is told, and passed by up to the comma,
    /// the end or what entries begin with.
    fn next(&mut self, closing: u8, wanted: &str, begins: u8) -> JsonResult<bool> {
        let error = match self.reader.next(closing, wanted) {
            Err(JsonFault::Syntax(error)) => error,
            next => return next,
        };
        let ends = |byte| byte == closing || byte == begins || byte == b',';
        self.reader.bytes.skip_run(ends)?;
        if self.reader.bytes.peek()?.is_none() {
            return Err(JsonFault::Syntax(SyntaxError { remedy: REST_NOT_READ, ..error }));
        }
        self.batch.faults.push(error);
        Ok(self.reader.bytes.peek()? == Some(begins) || self.reader.next(closing, wanted)?)
    }

    /// A list that nobody looked for, as it stands, after its bracket.
    fn other(&mut self) -> JsonResult<JsonBatch> {
        let mut batch = JsonBatch::default();
        let mut next = self.reader.first(b']')?;
        while next {
            let before = batch.size();
            self.entry("", &mut batch)?;
            self.others += batch.size() - before;
            if self.others > MAX_OTHERS {
                return Err(self.reader.error("the list is larger than 256 MiB", "keep that list alone in the file"));
            }
            next = self.next(b']', "a comma or ]", b'{')?;
        }
        Ok(batch)
    }

    fn entry(&mut self, list: &'static str, batch: &mut JsonBatch) -> JsonResult<()> {
        self.reader.bytes.skip_blank()?;
        let place = self.reader.bytes.place();
        if !self.reader.bytes.take_value(&mut batch.bytes, MAX_ENTRY)? {
            return Err(self.reader.error("one entry is longer than 64 MiB", "split it, or leave out shapes"));
        }
        batch.entries.push(Raw { list, place, end: batch.bytes.len() });
        Ok(())
    }

    /// The entries of a list, after its bracket.
    fn entries(&mut self, list: &'static str) -> JsonResult<()> {
        let mut next = self.reader.first(b']')?;
        while next {
            let mut batch = std::mem::take(&mut self.batch);
            let outcome = self.entry(list, &mut batch);
            self.batch = batch;
            outcome?;
            self.hand_over()?;
            next = self.next(b']', "a comma or ]", b'{')?;
        }
        Ok(())
    }

    fn hand_over(&mut self) -> JsonResult<()> {
        if self.batch.size() <= BATCH {
            return Ok(());
        }
        let next = JsonBatch { reference: self.batch.reference.clone(), ..JsonBatch::default() };
        if (self.take)(std::mem::replace(&mut self.batch, next)) {
            return Ok(());
        }
        // whoever takes them knows why
        Err(self.reader.error("reading has ended early", "read it again"))
    }

    /// Values one after the other. `strict` lines hold one each, so that a broken one ends with its
    /// line; else one may go over several, up to its last bracket or the next mark.
    fn sequence(&mut self, strict: bool) -> JsonResult<()> {
        loop {
            while self.reader.bytes.peek()?.is_some_and(|byte| byte == MARK || byte.is_ascii_whitespace()) {
                self.reader.bytes.bump()?;
            }
            if self.reader.bytes.peek()?.is_none() {
                return Ok(());
            }
            let place = self.reader.bytes.place();
            let from = self.batch.bytes.len();
            loop {
                let piece = self.batch.bytes.len();
                self.reader.bytes.take_run(&mut self.batch.bytes, |byte| matches!(byte, b'\n' | MARK))?;
                let entry = self.batch.bytes.get(from..).unwrap_or_default();
                if entry.len() > MAX_ENTRY {
                    return Err(self.reader.error("one entry is longer than 64 MiB", "split it, or leave out shapes"));
                }
                let whole = strict || is_whole(entry);
                if whole
                    || self.reader.bytes.peek()? != Some(b'\n')
                    || piece == self.batch.bytes.len() && entry.is_empty()
                {
                    break;
                }
                self.reader.bytes.bump()?;
                self.batch.bytes.push(b'\n');
            }
            // what a list of values would have between them
            let entry = self.batch.bytes.get(from..).unwrap_or_default();
            let kept = entry.trim_ascii_end().strip_suffix(b",").unwrap_or(entry).len();
            self.batch.bytes.truncate(from + kept);
            self.batch.entries.push(Raw { list: "", place, end: self.batch.bytes.len() });
            self.hand_over()?;
        }
    }
}

fn is_list_of_objects(ahead: &[u8]) -> bool {
    ahead.strip_prefix(b"[").is_some_and(|rest| rest.trim_ascii_start().first() == Some(&b'{'))
}

/// The one value that a text holds, as in a cell of a table.
///
/// `shared` keeps texts that come again.
///
/// # Errors
/// What is wrong with it.
pub(in crate::dataset) fn read_one(text: &str, shared: &mut Interner) -> Result<Node, SyntaxError> {
    let mut reader = JsonReader::new(ByteCursor::new(text.as_bytes()), shared);
    let node = reader.one(0)?;
    reader.ended("the end of the value")?;
    Ok(node)
}

struct JsonReader<'a, R> {
    bytes: ByteCursor<R>,
    /// Values of the entry that is being read, and how many it may have.
    values: usize,
    most: usize,
    /// Texts that are likely to come again, which are then the same text.
    shared: &'a mut Interner,
    scratch: Vec<u8>,
}

impl<'a, R: BufRead> JsonReader<'a, R> {
    fn new(bytes: ByteCursor<R>, shared: &'a mut Interner) -> Self {
        Self { bytes, values: 0, most: MAX_VALUES, shared, scratch: Vec::new() }
    }

    /// The value that comes next in a text in memory.
    fn one(&mut self, depth: u32) -> Result<Node, SyntaxError> {
        let value = self.bytes.skip_blank().map_err(JsonFault::Io).and_then(|()| self.value(depth));
        value.map_err(|fault| self.in_memory(fault))
    }

    /// Nothing comes any more where only `wanted` may come.
    fn ended(&mut self, wanted: &str) -> Result<(), SyntaxError> {
        let next = self.bytes.skip_blank().and_then(|()| self.bytes.peek()).map_err(JsonFault::Io);
        let ended = next.and_then(|next| if next.is_some() { Err(self.found(wanted)) } else { Ok(()) });
        ended.map_err(|fault| self.in_memory(fault))
    }

    /// Bytes in memory have no way to fail but by what they say.
    fn in_memory(&self, fault: JsonFault) -> SyntaxError {
        match fault {
            JsonFault::Syntax(error) => error,
            JsonFault::Io(error) => {
                SyntaxError { place: self.bytes.place(), what: error.to_string(), remedy: "read it again" }
            }
        }
    }

    fn error(&self, what: &str, remedy: &'static str) -> JsonFault {
        JsonFault::Syntax(SyntaxError { place: self.bytes.place(), what: what.to_owned(), remedy })
    }

    /// What stands where something else belongs.
    fn found(&mut self, wanted: &str) -> JsonFault {
        let shown = match self.bytes.peek() {
            Err(error) => return JsonFault::Io(error),
            Ok(None) => "the end of the file".to_owned(),
            Ok(Some(byte)) if byte.is_ascii_graphic() => format!("`{}`", char::from(byte)),
            Ok(Some(byte)) => format!("byte 0x{byte:02X}"),
        };
        self.error(&format!("found {shown} where {wanted} belongs"), MEND)
    }

    /// Whether there is a first entry, after the opening bracket; else takes the closing one.
    fn first(&mut self, closing: u8) -> JsonResult<bool> {
        self.bytes.skip_blank()?;
        Ok(!self.bytes.eat(closing)?)
    }

    /// Whether there is one more entry after one; takes the comma, or else the closing bracket.
    fn next(&mut self, closing: u8, wanted: &str) -> JsonResult<bool> {
        self.bytes.skip_blank()?;
        if self.bytes.eat(closing)? {
            return Ok(false);
        }
        if self.bytes.eat(b',')? { Ok(true) } else { Err(self.found(wanted)) }
    }

    /// The name of a member, up to its value; what it is given as one is none.
    fn member(&mut self) -> JsonResult<Member> {
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

    fn value(&mut self, depth: u32) -> JsonResult<Node> {
        if depth > MAX_DEPTH {
            return Err(self.error("values are nested more than 64 deep", "flatten them"));
        }
        self.values += 1;
        if self.values > self.most {
            let what = format!("one entry holds more than {} values", self.most);
            return Err(self.error(&what, "split it, or leave out shapes"));
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

    fn list(&mut self, depth: u32) -> JsonResult<Tree> {
        let mut entries = Vec::new();
        let mut next = self.first(b']')?;
        while next {
            self.bytes.skip_blank()?;
            entries.push(self.value(depth + 1)?);
            next = self.next(b']', "a comma or ]")?;
        }
        Ok(Tree::List(entries))
    }

    fn word(&mut self) -> JsonResult<Tree> {
        self.scratch.clear();
        self.bytes.take_run(&mut self.scratch, |byte| !byte.is_ascii_alphabetic() || byte.is_ascii_uppercase())?;
        match self.scratch.as_slice() {
            b"true" => Ok(Tree::Bool(true)),
            b"false" => Ok(Tree::Bool(false)),
            b"null" => Ok(Tree::Null),
            _ => Err(self.error("found a bare word where a value belongs", "put texts in quotes")),
        }
    }

    fn number(&mut self) -> JsonResult<Tree> {
        self.scratch.clear();
        let ends = |byte| !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        self.bytes.take_run(&mut self.scratch, ends)?;
        // Rust takes more for a number than JSON does, such as 007 and 1.
        let valid = serde_json::from_slice::<IgnoredAny>(&self.scratch).is_ok();
        let number = std::str::from_utf8(&self.scratch).ok().and_then(|text| text.parse::<f64>().ok());
        match number.filter(|number| valid && number.is_finite()) {
            Some(number) => Ok(Tree::Number(number)),
            None => Err(self.error("this is no number", "write digits with at most one point")),
        }
    }

    /// A text, after its opening quote.
    fn text(&mut self) -> JsonResult<Arc<str>> {
        self.scratch.clear();
        loop {
            self.bytes.take_run(&mut self.scratch, |byte| matches!(byte, b'"' | b'\\') || byte < b' ')?;
            if self.scratch.len() > MAX_TEXT {
                return Err(self.error("a text is longer than 16 MiB", "shorten it"));
            }
            if self.bytes.peek()?.is_some_and(|byte| byte < b' ') {
                let remedy = "write \\n for the end of a line, \\t for a tab";
                return Err(self.error("a text holds a control character as it is", remedy));
            }
            match self.bytes.bump()? {
                Some(b'"') => break,
                Some(_) => self.escape()?,
                None => return Err(self.error("a text in quotes is never closed", "close it with \"")),
            }
        }
        // the reader beneath gives valid text, and escapes are whole characters
        let text = String::from_utf8_lossy(&self.scratch);
        Ok(if text.len() <= SHORT { self.shared.share(&text) } else { text.as_ref().into() })
    }

    fn escape(&mut self) -> JsonResult<()> {
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

    fn unicode(&mut self) -> JsonResult<char> {
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

    fn hex(&mut self) -> JsonResult<u32> {
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
mod tests;
