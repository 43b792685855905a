//! The bytes of a text file → UTF-8, piece by piece. UTF-8 and UTF-16 with a byte order mark say
//! what they are; else the encoding is guessed, unless it is given. What is none of the encoding's is
//! replaced and told, with its place.

mod guess;
mod names;
mod vietnamese;

use std::io::{self, BufRead, ErrorKind, Read};
use std::sync::{Arc, Mutex, PoisonError};

use encoding_rs::Decoder;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use super::bytes::after;
use crate::dataset::watch::Watch;
use crate::model::node::SourcePos;

pub use names::Encoding;

/// Bytes that are looked at in one go.
const PIECE: usize = 64 * 1024;
/// Bytes that are looked at to guess an encoding.
const LOOKED_AT: usize = 256 * 1024;

/// Why reading stopped before the end.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Stop {
    /// The bytes are no text that is understood.
    #[error("{0}")]
    NotText(&'static str),
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

/// What was found out about the encoding of a file while it was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EncodingOutcome {
    pub encoding: Option<Encoding>,
    /// Whether nothing said so.
    pub guessed: bool,
    /// Where the first bytes are that are none of the encoding's, and were replaced.
    pub broken: Option<SourcePos>,
    /// How many more there are.
    pub more_broken: usize,
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
#[allow(clippy::struct_excessive_bools)]
pub struct TextReader<R> {
    inner: R,
    coding: Option<Coding>,
    repair: Repair,
    /// Whether only some cells are to be repaired, the others being what they say.
    only_cells: bool,
    /// Whether the text is a table that does not say its encoding, so that its cells may come from several programs.
    of_cells: bool,
    /// Where to tell what was guessed and replaced.
    heard: Heard,
    /// Whether the format allows UTF-8 alone, so that valid text is what it is and a byte gone wrong no other encoding.
    strict: bool,
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
    /// Where what is ready begins.
    place: SourcePos,
    bytes: u64,
    limit: u64,
    ended: bool,
    /// What to tell once everything before it has been given.
    stop: Option<Stop>,
    watch: Watch,
}

impl<R> std::fmt::Debug for TextReader<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TextReader").field("place", &self.place).field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

impl<R: Read> TextReader<R> {
    /// Of a format that allows UTF-8 alone: where most is none, it is read as what it seems to be. Stops after
    /// `limit` bytes of the file.
    pub fn new(inner: R, limit: u64, watch: &Watch, heard: &Heard) -> Self {
        Self {
            inner,
            coding: None,
            repair: Repair::None,
            only_cells: false,
            of_cells: false,
            heard: heard.clone(),
            strict: true,
            given_encoding: None,
            plain: true,
            looked: false,
            held: String::new(),
            raw: Vec::new(),
            ready: Vec::new(),
            given: 0,
            place: SourcePos { line: 1, column: 1 },
            bytes: 0,
            limit,
            ended: false,
            stop: None,
            watch: watch.clone(),
        }
    }

    /// Of a format that allows any encoding: the one that the bytes seem to be in.
    pub fn guessing(self) -> Self {
        Self { strict: false, ..self }
    }

    /// Of a table, whose cells may come from several programs.
    pub fn of_cells(self) -> Self {
        Self { of_cells: true, ..self.guessing() }
    }

    /// In an encoding that somebody has said.
    pub fn encoded(self, given_encoding: Option<Encoding>) -> Self {
        Self { given_encoding, ..self }
    }

    /// The whole text, for formats that are read in one piece.
    ///
    /// # Errors
    /// What the reader stops for, or what the system says.
    pub fn whole(mut self) -> io::Result<String> {
        let mut text = String::new();
        self.read_to_string(&mut text)?;
        Ok(text)
    }

    fn fill(&mut self) -> io::Result<()> {
        self.place = after(self.place, &self.ready);
        self.ready.clear();
        self.given = 0;
        while self.ready.is_empty()
            && self.stop.is_none()
            && !(self.ended && self.raw.is_empty() && self.held.is_empty())
        {
            self.read_piece()?;
            // the more there is, the better is the guess
            if self.coding.is_none() && (self.raw.len() >= PIECE || self.ended) {
                self.coding = self.begin();
            }
            match &mut self.coding {
                Some(Coding::Utf8) => self.take_utf8()?,
                Some(Coding::Other(_)) => self.take_other(),
                None => {}
            }
            self.mend();
        }
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
                self.raw.clear();
                self.ended = true;
                self.stop = Some(Stop::NotText("the file is UTF-32, which is not understood"));
                return None;
            }
            [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
            [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
            [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
            _ => (Encoding::Utf8, 0),
        };
        let declared = || declared(&self.raw).filter(|_| self.strict).map(Encoding::Standard);
        if let Some(encoding) = self.given_encoding.or_else(declared) {
            self.raw.drain(..mark);
            return Some(self.take_up(encoding, false));
        }
        if mark == 0
            && let Some(big) = unmarked_utf16(&self.raw)
        {
            return Some(self.take_up(if big { Encoding::Utf16Be } else { Encoding::Utf16Le }, true));
        }
        self.raw.drain(..mark);
        self.of_cells &= mark == 0;
        self.heard.set(|outcome| outcome.encoding = Some(encoding));
        Some(match encoding {
            Encoding::Utf16Le => Coding::of(encoding_rs::UTF_16LE),
            Encoding::Utf16Be => Coding::of(encoding_rs::UTF_16BE),
            _ => Coding::Utf8,
        })
    }

    /// Tells that something was replaced behind these bytes, and how often more.
    fn tell_broken(&self, before: &[u8], more: usize) {
        let place = after(self.place, before);
        self.heard.set(|outcome| {
            outcome.more_broken += more + usize::from(outcome.broken.is_some());
            outcome.broken.get_or_insert(place);
        });
    }

    /// Reads on in this encoding.
    fn take_up(&mut self, encoding: Encoding, guessed: bool) -> Coding {
        self.heard.set(|outcome| (outcome.encoding, outcome.guessed) = (Some(encoding), guessed));
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

    fn take_utf8(&mut self) -> io::Result<()> {
        let (good, bad) = match simdutf8::compat::from_utf8(&self.raw) {
            Ok(text) => (text.len(), false),
            Err(error) => (error.valid_up_to(), error.error_len().is_some() || self.ended),
        };
        let open = self.given_encoding.is_none() && self.plain;
        while bad && open && self.raw.len() < LOOKED_AT && !self.ended {
            self.read_piece()?;
        }
        if bad && open && guess::is_other(&self.raw, self.strict) {
            let encoding = guess::of_bytes(&self.raw);
            let coding = self.take_up(encoding, true);
            self.coding = Some(coding);
            self.take_other();
            return Ok(());
        }
        self.plain &= self.raw.get(..good).unwrap_or_default().is_ascii();
        if bad {
            self.replace();
            return Ok(());
        }
        // both keep their memory: giving a large piece back and asking for it anew costs more
        std::mem::swap(&mut self.ready, &mut self.raw);
        self.raw.clear();
        self.raw.extend_from_slice(self.ready.get(good..).unwrap_or_default());
        self.ready.truncate(good);
        Ok(())
    }

    /// Gives what is good, and a sign for all bytes that are none of the encoding's.
    fn replace(&mut self) {
        let raw = std::mem::take(&mut self.raw);
        let (mut passed, mut first, mut many) = (0, 0, 0);
        for chunk in raw.utf8_chunks() {
            let invalid = chunk.invalid();
            self.ready.extend_from_slice(chunk.valid().as_bytes());
            passed += chunk.valid().len() + invalid.len();
            // the rest of a character may come with the next piece
            let cut = |bytes| std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
            if passed == raw.len() && !self.ended && cut(invalid) {
                self.raw.extend_from_slice(invalid);
            } else if !invalid.is_empty() {
                first = if many == 0 { self.ready.len() } else { first };
                // several in a row are one place
                many += usize::from(many == 0 || !chunk.valid().is_empty());
                self.ready.extend_from_slice("\u{fffd}".as_bytes());
            }
        }
        if many > 0 {
            self.tell_broken(self.ready.get(..first).unwrap_or_default(), many - 1);
        }
    }

    fn take_other(&mut self) {
        let Some(Coding::Other(decoder)) = &mut self.coding else { return };
        let mut text = String::new();
        let room = decoder.max_utf8_buffer_length(self.raw.len()).unwrap_or(self.raw.len() * 3 + 16);
        text.reserve(room);
        let (_, read, broken) = decoder.decode_to_string(&self.raw, &mut text, self.ended);
        self.raw.drain(..read);
        if broken && let Some(at) = text.find('\u{fffd}') {
            let more = text.matches('\u{fffd}').count() - 1;
            self.tell_broken(text.as_bytes().get(..at).unwrap_or_default(), more);
        }
        self.ready = text.into_bytes();
    }

    /// What is ready as it was meant, where other programs have changed it.
    fn mend(&mut self) {
        if !self.looked && !self.strict && !self.ready.is_ascii() {
            self.looked = true;
            let text = String::from_utf8_lossy(&self.ready);
            if let Some((encoding, only_cells)) = guess::of_text(&text, self.of_cells) {
                self.only_cells = only_cells;
                self.heard.set(|outcome| (outcome.encoding, outcome.guessed) = (Some(encoding), true));
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
            Repair::Tcvn3 if self.only_cells => vietnamese::where_it_helps(&text, vietnamese::OF_TCVN3),
            Repair::Vni if self.only_cells => vietnamese::where_it_helps(&text, vietnamese::OF_VNI),
            Repair::Tcvn3 => vietnamese::from_tcvn3(&text),
            Repair::Vni => vietnamese::from_vni(&text),
            Repair::Doubled => vietnamese::from_doubled(&text),
            Repair::None => text,
        }
        .into_bytes();
    }
}

/// Whether bytes are UTF-16 that does not say so, and with the larger byte first.
pub(in crate::dataset) fn unmarked_utf16(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0, b, ..] if *b != 0 => return Some(true),
        [b, 0, ..] if *b != 0 => return Some(false),
        _ => {}
    }
    let head = bytes.get(..4096).unwrap_or(bytes);
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // letters of Latin script have a zero beside them
    if even + odd >= 4 && even.max(odd) > 8 * even.min(odd) {
        return Some(even > odd);
    }
    // Chinese has none but beside ends of lines, and in one order of bytes alone it is what people write
    let written = |big: bool| {
        let unit = |pair: &[u8]| {
            <[u8; 2]>::try_from(pair).map_or(0, if big { u16::from_be_bytes } else { u16::from_le_bytes })
        };
        let fits = |unit: u16| matches!(unit, 9 | 10 | 13 | 0x20..=0x7E | 0xA0..=0x1B0 | 0x1EA0..=0x1EF9 | 0x2010..=0x2027 | 0x3000..=0x3020 | 0x4E00..=0x9FA5 | 0xFF01..=0xFF5E);
        let units = head.chunks_exact(2);
        let all = units.len();
        all > 2 && units.filter(|pair| fits(unit(pair))).count() * 20 >= all * 19
    };
    (head.contains(&0) && written(true) != written(false)).then(|| written(true))
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
        TextReader::new(Drip(bytes, 3), 1 << 20, &Watch::default(), &Heard::default())
            .whole()
            .map_err(|error| Stop::of(&error).unwrap().clone())
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let unit = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
    }

    #[test]
    fn a_byte_gone_wrong_costs_itself_and_its_place_is_told() {
        let heard = Heard::default();
        let reader =
            |drip| TextReader::new(Drip(b"a,b\nc\xC3\xA0,t\xE1\xBB,x\n\xFFz", drip), 100, &Watch::default(), &heard);
        for (drip, more_broken) in [(1, 1), (3, 3), (100, 5)] {
            assert_eq!(reader(drip).whole().unwrap(), "a,b\ncà,t\u{fffd},x\n\u{fffd}z");
            let broken = Some(SourcePos { line: 2, column: 5 });
            assert_eq!((heard.outcome().broken, heard.outcome().more_broken), (broken, more_broken));
        }
    }

    #[test]
    fn what_must_be_utf_8_and_is_none_is_read_as_what_it_seems_to_be() {
        let heard = Heard::default();
        let said = "{\"名称\": \"中越友谊关口岸恢复通关\"}";
        let bytes = encoding_rs::GBK.encode(said).0.into_owned();
        let text = TextReader::new(bytes.as_slice(), 100, &Watch::default(), &heard).whole();
        assert_eq!((text.unwrap().as_str(), heard.outcome().guessed), (said, true));
        assert_eq!(read(b"a\0b\0"), Ok("ab".to_owned()));
    }

    #[test]
    fn xml_is_read_in_the_encoding_that_it_declares() {
        let text = "<?xml version=\"1.0\" encoding='GBK'?><kml>友谊关</kml>";
        assert_eq!(read(&encoding_rs::GBK.encode(text).0), Ok(text.to_owned()));
    }

    #[test]
    fn other_codings_are_named() {
        assert!(matches!(read(b"\xFF\xFE\0\0a\0\0\0"), Err(Stop::NotText(what)) if what.contains("UTF-32")));
    }

    fn guessed(bytes: &[u8], said: Option<Encoding>) -> (String, EncodingOutcome) {
        let heard = Heard::default();
        let reader = TextReader::new(Drip(bytes, 7), 1 << 20, &Watch::default(), &heard);
        (reader.guessing().encoded(said).whole().unwrap(), heard.outcome())
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
        assert_eq!((text.as_str(), outcome.broken), ("Tên\nx\u{fffd}y\nz\n", Some(SourcePos { line: 2, column: 2 })));
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
        let read = |text: &[u8], watch: &Watch| TextReader::new(text, 9, watch, &Heard::default()).whole();
        let told = read(&b"0123456789"[..], &Watch::default()).unwrap_err();
        assert_eq!(Stop::of(&told), Some(&Stop::TooLarge(0)));
        let watch = Watch::default();
        watch.cancel();
        assert_eq!(Stop::of(&read(b"a", &watch).unwrap_err()), Some(&Stop::Cancelled));
    }

    proptest! {
        #[test]
        fn every_text_reads_the_same_in_all_codings(said in "\\PC*", drip in 1_usize..9) {
            let said = format!("#{said}");
            let marked = [&[0xEF, 0xBB, 0xBF], said.as_bytes()].concat();
            for bytes in [said.as_bytes().to_vec(), marked, utf16(&said, true), utf16(&said, false)] {
                let watch = Watch::default();
                let reader = TextReader::new(Drip(&bytes, drip), 1 << 20, &watch, &Heard::default());
                prop_assert_eq!(reader.whole().unwrap(), said.clone());
                prop_assert_eq!(watch.done(), bytes.len() as u64);
            }
        }

        #[test]
        fn any_bytes_are_text_or_told(bytes in prop::collection::vec(any::<u8>(), 0..200), drip in 1_usize..9) {
            let (whole, _) = guessed(&bytes, None);
            prop_assert!(whole.len() <= bytes.len() * 9 + 9);
            let outcome = TextReader::new(Drip(&bytes, drip), 1 << 20, &Watch::default(), &Heard::default()).whole();
            prop_assert!(outcome.is_ok() || Stop::of(&outcome.unwrap_err()).is_some());
        }
    }
}
