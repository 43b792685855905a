//! Lines of a calendar: folds undone, also those within a character; names, parameters and values
//! apart; quoted-printable decoded.

use std::io::{self, BufRead, BufReader, Read};

use crate::dataset::format::{Broken, MAX_ROW};
use crate::dataset::problem::Rule;
use crate::model::Lang;

/// Bytes of a line that are looked at together.
const PIECE: u64 = 64 * 1024;

/// The bytes of a calendar with no fold inside a character: programs fold by bytes, and whatever
/// decodes the text wants its characters whole.
pub(in crate::dataset) struct WholeCharacters<R> {
    inner: BufReader<R>,
    /// The line that is given out, and the one after it.
    ready: Vec<u8>,
    given: usize,
    next: Option<Vec<u8>>,
    begun: bool,
    /// Whether it is text of two bytes a character, in which lines end otherwise.
    wide: bool,
}

impl<R: Read> WholeCharacters<R> {
    pub(in crate::dataset) fn new(inner: R) -> Self {
        Self { inner: BufReader::new(inner), ready: Vec::new(), given: 0, next: None, begun: false, wide: false }
    }

    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        (&mut self.inner).take(PIECE).read_until(b'\n', &mut line)?;
        Ok(line)
    }

    fn fill(&mut self) -> io::Result<()> {
        self.given = 0;
        self.ready = match self.next.take() {
            Some(line) => line,
            None => self.line()?,
        };
        if !self.begun {
            self.begun = true;
            self.wide = self.ready.starts_with(&[0xFF, 0xFE]) || self.ready.starts_with(&[0xFE, 0xFF]);
        }
        if self.wide || self.ready.is_empty() {
            return Ok(());
        }
        let mut next = self.line()?;
        let end = self.ready.trim_ascii_end().len();
        let wanted = missing(self.ready.get(..end).unwrap_or_default());
        if wanted > 0 && matches!(next.first(), Some(b' ' | b'\t')) {
            let rest: Vec<u8> =
                next.iter().skip(1).take(wanted).take_while(|byte| **byte & 0xC0 == 0x80).copied().collect();
            next.drain(1..=rest.len());
            self.ready.splice(end..end, rest);
        }
        self.next = Some(next);
        Ok(())
    }
}

/// How many bytes the last character of the text still lacks.
fn missing(text: &[u8]) -> usize {
    let tail = text.get(text.len().saturating_sub(3)..).unwrap_or_default();
    let Some(lead) = tail.iter().rposition(|byte| *byte & 0xC0 != 0x80) else { return 0 };
    let has = tail.len() - lead;
    let needs = match tail.get(lead) {
        Some(0xC2..=0xDF) => 2,
        Some(0xE0..=0xEF) => 3,
        Some(0xF0..=0xF4) => 4,
        _ => 1,
    };
    usize::saturating_sub(needs, has)
}

impl<R: Read> Read for WholeCharacters<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.given == self.ready.len() {
            self.fill()?;
        }
        let rest = self.ready.get(self.given..).unwrap_or_default();
        let count = rest.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        Ok(count)
    }
}

/// One content line: `NAME;PARAM=…:value`.
pub(super) struct ContentLine {
    pub(super) number: u32,
    pub(super) name: String,
    /// Names in capitals, and values without quotes.
    params: Vec<(String, String)>,
    pub(super) value: String,
}

impl ContentLine {
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The language that it says it is in, where that is one of ours.
    pub(super) fn lang(&self) -> Option<Lang> {
        let tag = self.param("LANGUAGE")?.split('-').next()?;
        Lang::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(tag))
    }

    /// The value as text.
    pub(super) fn text(&self) -> String {
        unescaped(&self.value)
    }

    /// The texts that the value lists, with commas between; semicolons in the old format.
    pub(super) fn list(&self) -> Vec<String> {
        let (mut parts, mut part, mut escaped) = (Vec::new(), String::new(), false);
        for c in self.value.chars() {
            if matches!(c, ',' | ';') && !escaped {
                parts.push(std::mem::take(&mut part));
            } else {
                part.push(c);
            }
            escaped = c == '\\' && !escaped;
        }
        parts.push(part);
        parts.iter().map(|part| unescaped(part).trim().to_owned()).filter(|part| !part.is_empty()).collect()
    }
}

/// Gives every content line, those of several lines of the file in one.
pub(super) fn lines(source: impl Read, each: impl FnMut(ContentLine)) -> Result<(), Broken> {
    let mut reader = BufReader::new(source);
    let mut unfolding = Unfolding { number: 0, begun: 0, whole: String::new(), each };
    loop {
        let mut line = Vec::new();
        let count = (&mut reader).take(MAX_ROW as u64).read_until(b'\n', &mut line);
        count.map_err(|error| Broken::of_io(&error, unfolding.number + 1))?;
        if line.len() + unfolding.whole.len() >= MAX_ROW {
            let remedy = "fold or shorten it";
            return Err(Broken::new(Rule::TooLarge, unfolding.number + 1, "one line is longer than 16 MiB", remedy));
        }
        if line.is_empty() {
            unfolding.end();
            return Ok(());
        }
        let text = String::from_utf8_lossy(&line);
        // old programs end lines with a carriage return alone
        text.trim_end_matches(['\r', '\n']).split('\r').for_each(|line| unfolding.take(line));
    }
}

/// Lines as they come.
struct Unfolding<F> {
    number: u32,
    /// Where the content line began that is being put together.
    begun: u32,
    whole: String,
    each: F,
}

impl<F: FnMut(ContentLine)> Unfolding<F> {
    fn take(&mut self, text: &str) {
        self.number += 1;
        let text = if self.number == 1 { text.trim_start_matches('\u{feff}') } else { text };
        if self.whole.ends_with('=') && is_quoted_printable(&self.whole) {
            // a soft line break is none, and what follows it is no fold
            self.whole.pop();
            self.whole.push_str(text);
            return;
        }
        if let Some(rest) = text.strip_prefix([' ', '\t']) {
            self.whole.push_str(rest);
            return;
        }
        self.end();
        text.clone_into(&mut self.whole);
        self.begun = self.number;
    }

    fn end(&mut self) {
        if let Some(line) = content(&self.whole, self.begun) {
            (self.each)(line);
        }
        self.whole.clear();
    }
}

fn is_quoted_printable(line: &str) -> bool {
    line.split(':').next().is_some_and(|head| head.to_ascii_uppercase().contains("QUOTED-PRINTABLE"))
}

fn content(text: &str, number: u32) -> Option<ContentLine> {
    let mut quoted = false;
    let colon = text.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == ':' && !quoted
    });
    let (head, value) = text.split_at_checked(colon?.0)?;
    let mut parts = Vec::new();
    let mut quoted = false;
    for part in head.split(|c| {
        quoted ^= c == '"';
        c == ';' && !quoted
    }) {
        parts.push(part);
    }
    let mut parts = parts.into_iter();
    // `item1.SUMMARY` is a summary in a group
    let name = parts.next()?.rsplit('.').next().unwrap_or_default().trim().to_ascii_uppercase();
    // a sign gone astray before it is none of it
    let name = name.trim_start_matches(|c: char| !c.is_ascii_alphanumeric()).to_owned();
    let param = |part: &str| {
        // the old format has bare values
        let (key, value) = part.split_once('=').unwrap_or(("ENCODING", part));
        (key.to_ascii_uppercase(), value.trim_matches('"').to_owned())
    };
    let mut line = ContentLine { number, name, params: parts.map(param).collect(), value: value.get(1..)?.to_owned() };
    if line.param("ENCODING").is_some_and(|value| value.eq_ignore_ascii_case("QUOTED-PRINTABLE")) {
        line.value = printable(&line.value);
    }
    let packed =
        line.param("ENCODING").is_some_and(|value| ["BASE64", "B"].iter().any(|name| value.eq_ignore_ascii_case(name)));
    if packed
        && line.name != "ATTACH"
        && let Some(text) = base64(&line.value)
    {
        line.value = escaped(&text);
    }
    Some(line)
}

/// A text whose bytes are written with 64 letters; none where they are no text.
fn base64(text: &str) -> Option<String> {
    let (mut bytes, mut bits, mut held) = (Vec::with_capacity(text.len() / 4 * 3), 0_u32, 0_u32);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = (held << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xFF).unwrap_or_default());
        }
    }
    String::from_utf8(bytes).ok()
}

/// Text as the values of lines have it.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace("\r\n", "\n").replace('\n', "\\n").replace(',', "\\,").replace(';', "\\;")
}

/// `H=E1=BB=99i` → `Hội`; line ends come out as they are escaped elsewhere.
fn printable(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = |at: usize| {
            after.get(at).and_then(|byte| char::from(*byte).to_digit(16)).and_then(|d| u8::try_from(d).ok())
        };
        match (*first, hex(0).zip(hex(1))) {
            (b'=', Some((high, low))) => {
                bytes.push(high * 16 + low);
                rest = after.get(2..).unwrap_or_default();
            }
            (byte, _) => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).replace("\r\n", "\\n").replace('\n', "\\n")
}

/// Text as it was before its commas and line ends were escaped.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        WholeCharacters::new(bytes).read_to_end(&mut out).unwrap();
        out
    }

    #[test]
    fn a_fold_inside_a_character_moves_behind_it() {
        let text = "Tà Lùng ở biên giới 🏔 x".as_bytes();
        for at in 1..text.len() {
            let mut folded = text[..at].to_vec();
            folded.extend(b"\r\n ");
            folded.extend(&text[at..]);
            let read = String::from_utf8(whole(&folded)).unwrap();
            assert_eq!(read.replace("\r\n ", ""), std::str::from_utf8(text).unwrap(), "{at}");
        }
        let wide = [0xFF, 0xFE, b'a', 0, b'\n', 0, b' ', 0];
        assert_eq!(whole(&wide), wide);
        assert_eq!(whole(b"a\xE1\r\nb"), b"a\xE1\r\nb", "nothing but folds");
    }

    #[test]
    fn lists_and_parameters_are_taken_apart() {
        let mut found = Vec::new();
        let text =
            "CATEGORIES;LANGUAGE=vi:a\\, b,c\nX;TZID=\"A;B:C\":v\nSUMMARY;ENCODING=QUOTED-PRINTABLE:=C3=A0=\n b\nEND:X";
        lines(text.as_bytes(), |line| found.push(line)).unwrap();
        assert_eq!(found[0].list(), ["a, b", "c"]);
        assert_eq!((found[0].lang(), found[1].param("TZID")), (Some(Lang::Vi), Some("A;B:C")));
        assert_eq!(found[2].text(), "à b");
        assert_eq!(found.len(), 4);
    }
}
