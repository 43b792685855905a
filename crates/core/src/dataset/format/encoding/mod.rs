//! The bytes of a text file → UTF-8, piece by piece. UTF-8 and UTF-16 with a byte order mark say
//! what they are; of tables the encoding is guessed where they don't, and can be given. Whatever
//! can't be read gets told, with the line.

mod guess;
mod names;
mod vietnamese;

use std::io::{self, BufRead, ErrorKind, Read};
use std::sync::{Arc, Mutex, PoisonError};

use encoding_rs::Decoder;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use crate::dataset::watch::Watch;

pub use names::Encoding;

/// Bytes that are looked at in one go.
const PIECE: usize = 64 * 1024;
/// Bytes that are looked at to guess an encoding.
const LOOKED_AT: usize = 256 * 1024;

/// Why reading stopped before the end.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Stop {
    /// The bytes are no text that is understood.
    #[error("{what}")]
    NotText {
        /// Counted from 1.
        line: u32,
        what: String,
        remedy: &'static str,
    },
    #[error("the file is larger than {0} MiB")]
    TooLarge(u64),
    #[error("reading was cancelled")]
    Cancelled,
}

impl Stop {
    fn into_io(self) -> io::Error {
        io::Error::new(ErrorKind::InvalidData, self)
    }

    /// What stopped the reader that gave this error, if it was this module.
    pub fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref().and_then(|inner| inner.downcast_ref())
    }
}

const SAVE_AS: &str = "save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")";

/// What was found out about the encoding of a file while it was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EncodingOutcome {
    pub encoding: Option<Encoding>,
    /// Whether nothing said so.
    pub guessed: bool,
    /// The first line with bytes that are none of the encoding's, and were replaced.
    pub broken: Option<u32>,
}

/// The outcome so far, shared with the reader, which may run on another thread.
#[derive(Clone, Debug, Default)]
pub struct Heard(Arc<Mutex<EncodingOutcome>>);

impl Heard {
    /// What was found out so far.
    pub fn outcome(&self) -> EncodingOutcome {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, change: impl FnOnce(&mut EncodingOutcome)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

enum Coding {
    Utf8,
    Other(Box<Decoder>),
}

impl Coding {
    fn of(standard: &'static encoding_rs::Encoding) -> Self {
        Self::Other(Box::new(standard.new_decoder_without_bom_handling()))
    }
}

/// What text is turned into after it was decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Repair {
    None,
    Compose,
    Tcvn3,
    Vni,
    Doubled,
}

/// A reader of UTF-8 that is whole: whatever it gives is valid text, though a piece may end
/// within a character.
pub struct TextReader<R> {
    inner: R,
    coding: Option<Coding>,
    repair: Repair,
    /// Where to tell what was guessed; none where a file has to say what it is.
    heard: Option<Heard>,
    given_encoding: Option<Encoding>,
    /// Whether all that was given so far means the same in every encoding.
    plain: bool,
    /// Whether the text was looked at for what became of it in other programs.
    looked: bool,
    /// Decoded, and held back because what follows may change it.
    held: String,
    /// Read and not yet understood.
    raw: Vec<u8>,
    /// Understood and not yet given.
    ready: Vec<u8>,
    given: usize,
    line: u32,
    bytes: u64,
    limit: u64,
    ended: bool,
    /// What to tell once everything before it has been given.
    stop: Option<Stop>,
    watch: Watch,
}

impl<R> std::fmt::Debug for TextReader<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TextReader").field("line", &self.line).field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

impl<R: Read> TextReader<R> {
    /// Stops after `limit` bytes of the file.
    pub fn new(inner: R, limit: u64, watch: &Watch) -> Self {
        Self {
            inner,
            coding: None,
            repair: Repair::None,
            heard: None,
            given_encoding: None,
            plain: true,
            looked: false,
            held: String::new(),
            raw: Vec::new(),
            ready: Vec::new(),
            given: 0,
            line: 1,
            bytes: 0,
            limit,
            ended: false,
            stop: None,
            watch: watch.clone(),
        }
    }

    /// Reads in an encoding that somebody has said, or else in the one that the bytes seem to be in.
    pub fn guessing(mut self, encoding: Option<Encoding>, heard: &Heard) -> Self {
        self.heard = Some(heard.clone());
        self.given_encoding = encoding;
        self
    }

    fn fill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        while self.ready.is_empty()
            && self.stop.is_none()
            && !(self.ended && self.raw.is_empty() && self.held.is_empty())
        {
            self.read_piece()?;
            // the more there is, the better is the guess
            let enough = if self.heard.is_some() { PIECE } else { 4 };
            if self.coding.is_none() && (self.raw.len() >= enough || self.ended) {
                self.coding = self.begin();
            }
            match &mut self.coding {
                Some(Coding::Utf8) => self.take_utf8()?,
                Some(Coding::Other(_)) => self.take_other(),
                None => {}
            }
            self.mend();
        }
        self.count_lines();
        Ok(())
    }

    fn read_piece(&mut self) -> io::Result<()> {
        if self.watch.is_cancelled() {
            return Err(Stop::Cancelled.into_io());
        }
        let old = self.raw.len();
        self.raw.resize(old + PIECE, 0);
        let read = self.inner.read(self.raw.get_mut(old..).unwrap_or_default());
        self.raw.truncate(old + read.as_ref().map_or(0, |read| *read));
        let read = match read {
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(()),
            other => other?,
        };
        self.ended = read == 0;
        self.bytes += read as u64;
        self.watch.advance(read);
        if self.bytes > self.limit {
            return Err(Stop::TooLarge(self.limit >> 20).into_io());
        }
        Ok(())
    }

    /// The coding that the first bytes tell, which are taken away if they only tell that.
    fn begin(&mut self) -> Option<Coding> {
        let head = self.raw.get(..4.min(self.raw.len())).unwrap_or_default();
        let (encoding, mark) = match head {
            [0xFF, 0xFE, 0, 0] | [0, 0, 0xFE, 0xFF] => {
                return self.refuse("the file is UTF-32, which is not understood");
            }
            [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
            [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
            [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
            _ => (Encoding::Utf8, 0),
        };
        if let Some(encoding) = self.given_encoding {
            self.raw.drain(..mark);
            return Some(self.take_up(encoding, false));
        }
        if mark == 0
            && let Some(big) = unmarked_utf16(&self.raw)
        {
            if self.heard.is_none() {
                return self.refuse("the file looks like UTF-16 without a byte order mark");
            }
            return Some(self.take_up(if big { Encoding::Utf16Be } else { Encoding::Utf16Le }, true));
        }
        self.raw.drain(..mark);
        self.tell(|outcome| outcome.encoding = Some(encoding));
        Some(match encoding {
            Encoding::Utf16Le => Coding::of(encoding_rs::UTF_16LE),
            Encoding::Utf16Be => Coding::of(encoding_rs::UTF_16BE),
            _ => Coding::Utf8,
        })
    }

    fn tell(&self, change: impl FnOnce(&mut EncodingOutcome)) {
        if let Some(heard) = &self.heard {
            heard.set(change);
        }
    }

    /// Reads on in this encoding.
    fn take_up(&mut self, encoding: Encoding, guessed: bool) -> Coding {
        self.tell(|outcome| (outcome.encoding, outcome.guessed) = (Some(encoding), guessed));
        self.looked = true;
        // the old fonts' bytes, or what another program made of them
        let valid = match std::str::from_utf8(&self.raw) {
            Ok(_) => true,
            Err(error) => error.error_len().is_none() && !self.ended,
        };
        let latin = || if valid { Coding::Utf8 } else { Coding::of(encoding_rs::WINDOWS_1252) };
        let (coding, repair) = match encoding {
            Encoding::Utf8 => (Coding::Utf8, Repair::None),
            Encoding::Utf16Le => (Coding::of(encoding_rs::UTF_16LE), Repair::None),
            Encoding::Utf16Be => (Coding::of(encoding_rs::UTF_16BE), Repair::None),
            Encoding::Tcvn3 => (latin(), Repair::Tcvn3),
            Encoding::Vni => (latin(), Repair::Vni),
            Encoding::DoubledUtf8 => (Coding::Utf8, Repair::Doubled),
            Encoding::Standard(standard) => {
                let composed = if standard == encoding_rs::WINDOWS_1258 { Repair::Compose } else { Repair::None };
                (Coding::of(standard), composed)
            }
        };
        self.repair = repair;
        coding
    }

    fn refuse(&mut self, what: &str) -> Option<Coding> {
        self.raw.clear();
        self.ended = true;
        self.stop = Some(Stop::NotText { line: 1, what: what.to_owned(), remedy: SAVE_AS });
        None
    }

    fn take_utf8(&mut self) -> io::Result<()> {
        let (good, bad) = match simdutf8::compat::from_utf8(&self.raw) {
            Ok(text) => (text.len(), false),
            Err(error) => (error.valid_up_to(), error.error_len().is_some() || self.ended),
        };
        let open = self.heard.is_some() && self.given_encoding.is_none() && self.plain;
        while bad && open && self.raw.len() < LOOKED_AT && !self.ended {
            self.read_piece()?;
        }
        let before = self.raw.get(..good).unwrap_or_default();
        if bad && open && guess::is_other(&self.raw) {
            let encoding = guess::of_bytes(&self.raw);
            let coding = self.take_up(encoding, true);
            self.coding = Some(coding);
            self.take_other();
            return Ok(());
        }
        self.plain &= before.is_ascii();
        if bad && self.heard.is_some() {
            self.replace(good);
            return Ok(());
        }
        if bad {
            let byte = self.raw.get(good).copied().unwrap_or_default();
            self.fail(good, format!("the file is not UTF-8: byte 0x{byte:02X}"));
        }
        // both keep their memory: giving a large piece back and asking for it anew costs more
        std::mem::swap(&mut self.ready, &mut self.raw);
        self.raw.clear();
        if !bad {
            self.raw.extend_from_slice(self.ready.get(good..).unwrap_or_default());
        }
        self.ready.truncate(good);
        Ok(())
    }

    /// Gives what is good, and a sign for the bytes after it that are none of the encoding's.
    fn replace(&mut self, good: usize) {
        let line = self.line.saturating_add(lines(self.raw.get(..good).unwrap_or_default()));
        self.tell(|outcome| outcome.broken = outcome.broken.or(Some(line)));
        self.ready.extend(self.raw.drain(..good));
        let long = match std::str::from_utf8(&self.raw) {
            Err(error) => error.error_len().unwrap_or(self.raw.len()),
            Ok(_) => 0,
        };
        self.raw.drain(..long.max(1).min(self.raw.len()));
        self.ready.extend_from_slice("\u{fffd}".as_bytes());
    }

    fn take_other(&mut self) {
        let Some(Coding::Other(decoder)) = &mut self.coding else { return };
        let mut text = String::new();
        let room = decoder.max_utf8_buffer_length(self.raw.len()).unwrap_or(self.raw.len() * 3 + 16);
        text.reserve(room);
        let (_, read, broken) = decoder.decode_to_string(&self.raw, &mut text, self.ended);
        self.raw.drain(..read);
        if broken && let Some(at) = text.find('\u{fffd}') {
            if self.heard.is_none() {
                text.truncate(at);
                self.ready = text.into_bytes();
                self.raw.clear();
                return self.fail(at, "the file is not whole UTF-16".to_owned());
            }
            let line = self.line.saturating_add(lines(text.as_bytes().get(..at).unwrap_or_default()));
            self.tell(|outcome| outcome.broken = outcome.broken.or(Some(line)));
        }
        self.ready = text.into_bytes();
    }

    /// What is ready as it was meant, where other programs have changed it.
    fn mend(&mut self) {
        if !self.looked && self.heard.is_some() && !self.ready.is_ascii() {
            self.looked = true;
            let text = String::from_utf8_lossy(&self.ready);
            if let Some(encoding) = guess::of_text(&text) {
                self.tell(|outcome| (outcome.encoding, outcome.guessed) = (Some(encoding), true));
                self.repair = match encoding {
                    Encoding::Tcvn3 => Repair::Tcvn3,
                    Encoding::Vni => Repair::Vni,
                    _ => Repair::Doubled,
                };
            }
        }
        if self.repair == Repair::None || self.ready.is_empty() && !self.ended {
            return;
        }
        self.held.push_str(&String::from_utf8_lossy(&self.ready));
        self.ready.clear();
        // a letter may change by what follows it
        let safe = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
        let end = if self.ended && self.raw.is_empty() || self.held.len() > 4 * PIECE {
            self.held.len()
        } else {
            self.held.rfind(safe).map_or(0, |at| at + 1)
        };
        let rest = self.held.split_off(end);
        let text = std::mem::replace(&mut self.held, rest);
        self.ready = match self.repair {
            Repair::Compose => text.nfc().collect(),
            Repair::Tcvn3 => vietnamese::from_tcvn3(&text),
            Repair::Vni => vietnamese::from_vni(&text),
            Repair::Doubled => vietnamese::from_doubled(&text),
            Repair::None => text,
        }
        .into_bytes();
    }

    fn fail(&mut self, after: usize, what: String) {
        let whole = if self.ready.is_empty() { &self.raw } else { &self.ready };
        let before = whole.get(..after).unwrap_or_default();
        let line = self.line.saturating_add(lines(before));
        self.stop = Some(Stop::NotText { line, what, remedy: SAVE_AS });
        self.ended = true;
    }

    fn count_lines(&mut self) {
        self.line = self.line.saturating_add(lines(&self.ready));
    }
}

/// Whether bytes are UTF-16 that does not say so, and with the larger byte first.
fn unmarked_utf16(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0, b, ..] if *b != 0 => return Some(true),
        [b, 0, ..] if *b != 0 => return Some(false),
        _ => {}
    }
    let head = bytes.get(..4096).unwrap_or(bytes);
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // letters of Latin script have a zero beside them
    (even + odd >= 4 && even.max(odd) > 8 * even.min(odd)).then_some(even > odd)
}

/// The lines that end in the bytes.
pub(super) fn lines(bytes: &[u8]) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', bytes).count()).unwrap_or(u32::MAX)
}

impl<R: Read> BufRead for TextReader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.given == self.ready.len() {
            self.fill()?;
        }
        let rest = self.ready.get(self.given..).unwrap_or_default();
        match &self.stop {
            Some(stop) if rest.is_empty() => Err(stop.clone().into_io()),
            _ => Ok(rest),
        }
    }

    fn consume(&mut self, count: usize) {
        self.given = (self.given + count).min(self.ready.len());
    }
}

impl<R: Read> Read for TextReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

/// The whole text of a file, for formats that are read in one piece.
///
/// # Errors
/// What [`TextReader`] stops for, or what the system says.
pub fn read_text(inner: impl Read, limit: u64, watch: &Watch) -> io::Result<String> {
    let mut out = String::new();
    TextReader::new(inner, limit, watch).read_to_string(&mut out)?;
    Ok(out)
}

/// The same of a file of XML, which may say at its beginning what it is encoded in.
///
/// # Errors
/// As of [`read_text`].
pub fn xml(inner: impl Read, limit: u64, watch: &Watch) -> io::Result<String> {
    let mut inner = io::BufReader::new(inner);
    let said = inner.fill_buf().ok().and_then(declared);
    let Some(encoding) = said else { return read_text(inner, limit, watch) };
    let mut bytes = Vec::new();
    (&mut inner).take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Stop::TooLarge(limit).into_io());
    }
    watch.advance(bytes.len());
    Ok(encoding.decode(&bytes).0.into_owned())
}

/// The encoding that a declaration of XML names, where it is not UTF-8.
fn declared(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = head.get(..200).unwrap_or(head);
    let start = String::from_utf8_lossy(head.strip_prefix(b"<?xml")?).into_owned();
    let (_, rest) = start.split("?>").next()?.split_once("encoding")?;
    let name = rest.trim_start_matches(['=', ' ']).trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
    encoding_rs::Encoding::for_label(name.as_bytes())
        .filter(|encoding| encoding.is_ascii_compatible() && *encoding != encoding_rs::UTF_8)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Gives a few bytes at a time, so that characters are cut.
    struct Drip<'a>(&'a [u8], usize);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(buffer.len()).min(self.0.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn read(bytes: &[u8]) -> Result<String, Stop> {
        read_text(Drip(bytes, 3), 1 << 20, &Watch::default()).map_err(|error| Stop::of(&error).unwrap().clone())
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let unit = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
    }

    #[test]
    fn a_text_of_many_lines_of_another_coding_tells_the_line() {
        let told = read(b"a,b\nc,d\nt\xE1\xBB,x\n").unwrap_err();
        assert!(matches!(&told, Stop::NotText { line: 3, what, .. } if what.contains("0xE1")), "{told:?}");
    }

    #[test]
    fn what_is_before_the_fault_is_given_first() {
        let mut reader = TextReader::new(&b"good\nbad\xFF"[..], 100, &Watch::default());
        let mut first = [0; 32];
        let count = reader.read(&mut first).unwrap();
        assert_eq!(&first[..count], b"good\nbad");
        assert!(reader.read(&mut first).is_err());
    }

    #[test]
    fn other_codings_are_named() {
        assert!(matches!(read(b"\xFF\xFE\0\0a\0\0\0"), Err(Stop::NotText { what, .. }) if what.contains("UTF-32")));
        assert!(matches!(read(b"a\0b\0"), Err(Stop::NotText { what, .. }) if what.contains("UTF-16 without")));
    }

    fn guessed(bytes: &[u8], said: Option<Encoding>) -> (String, EncodingOutcome) {
        let heard = Heard::default();
        let mut text = String::new();
        let reader = TextReader::new(Drip(bytes, 7), 1 << 20, &Watch::default());
        reader.guessing(said, &heard).read_to_string(&mut text).unwrap();
        (text, heard.outcome())
    }

    #[test]
    fn what_spreadsheets_of_vietnam_and_china_save_is_read() {
        let zh = "名称,日期,地点\n中越友谊关口岸恢复通关,2023年4月25日,凭祥市\n签署议定书,2023年6月1日,水口\n";
        let hant = "名稱,日期,地點\n越南諒山省與廣西會談紀要,2023年4月25日,憑祥市\n簽署議定書,2023年6月1日,水口\n";
        let vi = "Tên,Ngày,Địa điểm\nHội đàm cấp tỉnh,25/04/2023,Tà Lùng\nLễ ký kết,01/06/2023,Hữu Nghị\n";
        for (standard, said) in [(encoding_rs::GBK, zh), (encoding_rs::GB18030, zh), (encoding_rs::BIG5, hant)] {
            let (bytes, _, foreign) = standard.encode(said);
            let (text, outcome) = guessed(&bytes, None);
            assert!(!foreign && outcome.guessed, "{}", standard.name());
            assert_eq!(text, said, "{} read as {:?}", standard.name(), outcome.encoding);
        }
        // tones apart from their vowels, as Windows-1258 has them
        let apart: String = vi
            .chars()
            .flat_map(|c| {
                let parts: Vec<char> = c.to_string().nfd().collect();
                let tone = |c: char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
                let base: String = parts.iter().filter(|c| !tone(**c)).collect::<String>().nfc().collect();
                base.chars().chain(parts.into_iter().filter(|c| tone(*c))).collect::<Vec<_>>()
            })
            .collect();
        let (bytes, _, foreign) = encoding_rs::WINDOWS_1258.encode(&apart);
        let (text, outcome) = guessed(&bytes, None);
        assert!(!foreign);
        assert_eq!((text.as_str(), outcome.encoding), (vi, Some(Encoding::Standard(encoding_rs::WINDOWS_1258))));
        let tcvn =
            "T\u{aa}n,Ng\u{b5}y,\u{a7}\u{de}a \u{ae}i\u{d3}m\nH\u{e9}i \u{ae}\u{b5}m,25/04/2023,T\u{b5} L\u{ef}ng\n";
        let vni = "Te\u{e2}n,Nga\u{f8}y,\u{d1}\u{f2}a \u{f1}ie\u{e5}m\nHo\u{e4}i \u{f1}a\u{f8}m,25/04/2023,Ta\u{f8} Lu\u{f8}ng\n";
        let wanted = "Tên,Ngày,Địa điểm\nHội đàm,25/04/2023,Tà Lùng\n";
        for (latin, encoding) in [(tcvn, Encoding::Tcvn3), (vni, Encoding::Vni)] {
            let raw: Vec<u8> = latin.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
            for bytes in [raw.as_slice(), latin.as_bytes()] {
                let (text, outcome) = guessed(bytes, None);
                assert_eq!((text.as_str(), outcome.encoding, outcome.guessed), (wanted, Some(encoding), true));
            }
        }
        let doubled: String = encoding_rs::WINDOWS_1252.decode_without_bom_handling(vi.as_bytes()).0.into_owned();
        let (text, outcome) = guessed(doubled.as_bytes(), None);
        assert_eq!((text.as_str(), outcome.encoding), (vi, Some(Encoding::DoubledUtf8)));
        let unmarked: Vec<u8> = vi.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (text, outcome) = guessed(&unmarked, None);
        assert_eq!((text.as_str(), outcome.encoding, outcome.guessed), (vi, Some(Encoding::Utf16Le), true));
    }

    #[test]
    fn plain_utf_8_is_no_guess_and_a_stray_byte_costs_one_character() {
        for text in ["Tên,Ngày\nHội đàm,2023\n", "name,date\nMüller,2023\nGarçon,2024\n", "名称,日期\n会谈,2023\n"]
        {
            assert_eq!(
                guessed(text.as_bytes(), None),
                (text.to_owned(), EncodingOutcome { encoding: Some(Encoding::Utf8), ..EncodingOutcome::default() })
            );
        }
        let (text, outcome) = guessed(b"T\xC3\xAAn\nx\xE1y\nz\n", None);
        assert_eq!((text.as_str(), outcome.broken), ("Tên\nx\u{fffd}y\nz\n", Some(2)));
        let (text, _) = guessed("名称".as_bytes(), Some(Encoding::Utf8));
        assert_eq!(text, "名称");
        let (text, outcome) = guessed(&[0xC3, 0xFB, 0xB3, 0xC6], Some(Encoding::from_slug("gbk").unwrap()));
        assert_eq!((text.as_str(), outcome.guessed), ("名称", false));
    }

    #[test]
    fn encodings_read_back_from_their_names() {
        for encoding in Encoding::OFFERED {
            assert_eq!(Encoding::from_slug(&encoding.to_string()), Some(encoding));
        }
        assert_eq!(Encoding::from_slug("nonsense"), None);
    }

    #[test]
    fn a_file_over_the_limit_and_one_nobody_waits_for_are_not_read_on() {
        let told = read_text(&b"0123456789"[..], 9, &Watch::default()).unwrap_err();
        assert_eq!(Stop::of(&told), Some(&Stop::TooLarge(0)));
        let watch = Watch::default();
        watch.cancel();
        assert_eq!(Stop::of(&read_text(&b"a"[..], 9, &watch).unwrap_err()), Some(&Stop::Cancelled));
    }

    proptest! {
        #[test]
        fn every_text_reads_the_same_in_all_codings(said in "\\PC*", drip in 1_usize..9) {
            let said = format!("#{said}");
            let marked = [&[0xEF, 0xBB, 0xBF], said.as_bytes()].concat();
            for bytes in [said.as_bytes().to_vec(), marked, utf16(&said, true), utf16(&said, false)] {
                let watch = Watch::default();
                prop_assert_eq!(read_text(Drip(&bytes, drip), 1 << 20, &watch).unwrap(), said.clone());
                prop_assert_eq!(watch.done(), bytes.len() as u64);
            }
        }

        #[test]
        fn any_bytes_are_text_or_told(bytes in prop::collection::vec(any::<u8>(), 0..200), drip in 1_usize..9) {
            let (whole, _) = guessed(&bytes, None);
            prop_assert!(whole.len() <= bytes.len() * 9 + 9);
            let outcome = read_text(Drip(&bytes, drip), 1 << 20, &Watch::default());
            prop_assert!(outcome.is_ok() || Stop::of(&outcome.unwrap_err()).is_some());
        }
    }
}
