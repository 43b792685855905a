//! How the cells of an old workbook (XLS, BIFF8) show their values, and what they link to: the library
//! that reads them says what a cell holds, and not that it shows a month or a year of a date.

use std::collections::HashMap;

use super::book::SheetExtras;
use super::cell_format::CellFormat;

const FORMAT: u16 = 0x041E;
const XF: u16 = 0x00E0;
const SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const NUMBER: u16 = 0x0203;
const PACKED: u16 = 0x027E;
const SEVERAL_PACKED: u16 = 0x00BD;
const FORMULA: u16 = 0x0006;
const LINK: u16 = 0x01B8;
/// A comment: the cell, the thing drawn for it, and the text of that.
const NOTE: u16 = 0x001C;
const DRAWN: u16 = 0x005D;
const SAID: u16 = 0x01B6;
const MORE: u16 = 0x003C;

/// What the cells of every sheet have beside their values, in the order in which the workbook lists them; none where they can't be had.
pub(super) fn beside(bytes: &[u8]) -> Vec<SheetExtras> {
    workbook(bytes).map(|stream| of_stream(&stream)).unwrap_or_default()
}

fn of_stream(stream: &[u8]) -> Vec<SheetExtras> {
    let (mut codes, mut cells, mut sheets): (HashMap<u16, CellFormat>, Vec<u16>, Vec<usize>) = Default::default();
    for (kind, data) in (Records { bytes: stream, at: 0 }) {
        match kind {
            FORMAT => {
                if let (Some(number), Some(code)) = (u16_at(data, 0), short_text(data.get(2..).unwrap_or_default())) {
                    codes.insert(number, CellFormat::from_code(&code));
                }
            }
            XF => cells.push(u16_at(data, 2).unwrap_or_default()),
            SHEET => sheets.push(u32_at(data, 0).map_or(usize::MAX, |at| at as usize)),
            END => break,
            _ => {}
        }
    }
    let forms: Vec<CellFormat> = cells
        .iter()
        .map(|number| codes.get(number).cloned().unwrap_or_else(|| CellFormat::built_in(*number)))
        .collect();
    sheets.into_iter().map(|at| of_sheet(stream, at, &forms)).collect()
}

fn of_sheet(stream: &[u8], at: usize, forms: &[CellFormat]) -> SheetExtras {
    let (mut found, mut links) = (HashMap::new(), HashMap::new());
    let (mut deep, mut drawn, mut wanted) = (0_u32, 0_u16, 0_usize);
    let mut said: HashMap<u16, String> = HashMap::new();
    let mut comments: Vec<((u32, u32), u16)> = Vec::new();
    let mut take = |row: u16, column: u16, form: Option<u16>| {
        let form = form.and_then(|at| forms.get(usize::from(at))).filter(|form| **form != CellFormat::default());
        if let Some(form) = form {
            found.insert((u32::from(row), u32::from(column)), form.clone());
        }
    };
    for (kind, data) in (Records { bytes: stream, at }) {
        let head = u16_at(data, 0).zip(u16_at(data, 2));
        match (kind, head) {
            // charts within a sheet are streams of their own
            (BEGIN, _) => deep += 1,
            (END, _) if deep <= 1 => break,
            (END, _) => deep -= 1,
            (NUMBER | PACKED | FORMULA, Some((row, column))) => {
                take(row, column, u16_at(data, 4));
                let address = Some(data).filter(|_| kind == FORMULA).and_then(linked_by);
                links.extend(address.map(|address| ((u32::from(row), u32::from(column)), address)));
            }
            (SEVERAL_PACKED, Some((row, first))) => {
                let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
                for (column, cell) in (first..).zip(cells) {
                    take(row, column, u16_at(cell, 0));
                }
            }
            (DRAWN, _) => drawn = u16_at(data, 6).unwrap_or_default(),
            (SAID, _) => wanted = usize::from(u16_at(data, 10).unwrap_or_default()),
            // the text stands in the record behind
            (MORE, _) if wanted > 0 => {
                said.entry(drawn).or_insert_with(|| characters(data, wanted).unwrap_or_default());
                wanted = 0;
            }
            (NOTE, Some((row, column))) => {
                let of = u16_at(data, 6).unwrap_or_default();
                comments.push(((u32::from(row), u32::from(column)), of));
            }
            (LINK, Some(_)) => {
                if let (Some(column), Some(address)) = (u16_at(data, 4), address(data)) {
                    links.insert((u32::from(u16_at(data, 0).unwrap_or_default()), u32::from(column)), address);
                }
            }
            _ => {}
        }
    }
    let comments = comments.into_iter().filter_map(|(at, of)| Some((at, said.get(&of)?.trim().to_owned())));
    let comments = comments.filter(|(_, text)| !text.is_empty()).collect();
    SheetExtras { forms: found, links, comments, ..SheetExtras::default() }
}

/// The address of the web in the record of a link.
fn address(data: &[u8]) -> Option<String> {
    const MARK: [u8; 16] =
        [0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00, 0x4B, 0xA9, 0x0B];
    let at = data.windows(MARK.len()).position(|part| part == MARK)? + MARK.len();
    let long = u32_at(data, at)? as usize;
    let units =
        data.get(at + 4..(at + 4).checked_add(long)?)?.chunks_exact(2).map(|pair| u16_at(pair, 0).unwrap_or_default());
    let text: String =
        char::decode_utf16(units.take_while(|unit| *unit != 0)).map(|c| c.unwrap_or('\u{fffd}')).collect();
    text.starts_with("http").then_some(text)
}

/// The address that the formula of a cell leads to, where it is `HYPERLINK` and the address is its own.
fn linked_by(data: &[u8]) -> Option<String> {
    const TEXT: u8 = 0x17;
    const HYPERLINK: [u8; 2] = 359_u16.to_le_bytes();
    let long = usize::from(u16_at(data, 20)?);
    let tokens = data.get(22..22_usize.checked_add(long)?)?;
    // the function stands last, behind what it is given
    let [first, count, .., _, given, low, high] = tokens else { return None };
    let is_link = *first == TEXT && matches!(given & 0x7F, 1 | 2) && [*low, *high] == HYPERLINK;
    let address = characters(tokens.get(2..)?, usize::from(*count)).filter(|_| is_link)?;
    address.starts_with("http").then_some(address)
}

/// Records of a stream, each with its kind.
struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, long) = (u16_at(self.bytes, self.at)?, usize::from(u16_at(self.bytes, self.at.checked_add(2)?)?));
        let from = self.at.checked_add(4)?;
        let data = self.bytes.get(from..from.checked_add(long)?)?;
        self.at = from + long;
        Some((kind, data))
    }
}

/// A text of BIFF8: its length, whether its characters have two bytes, and these.
fn short_text(data: &[u8]) -> Option<String> {
    characters(data.get(2..)?, usize::from(u16_at(data, 0)?))
}

/// So many characters, behind what says whether each has two bytes.
fn characters(data: &[u8], long: usize) -> Option<String> {
    let (wide, body) = (data.first()? & 1 == 1, data.get(1..)?);
    if !wide {
        return Some(body.get(..long)?.iter().copied().map(char::from).collect());
    }
    let units = body.get(..long * 2)?.chunks_exact(2).map(|pair| u16_at(pair, 0).unwrap_or_default());
    Some(char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect())
}

/// Where the sectors of a compound file that come first of all are listed.
const FIRST_LISTED: usize = 109;
/// What stands for the end of a chain of sectors, and what is beyond the last sector.
const LAST: u32 = 0xFFFF_FFFA;

/// Whether what the file is made of comes to an end: the library that reads workbooks follows a chain of
/// sectors that leads back to itself until there is no memory left.
pub(super) fn is_sound(bytes: &[u8]) -> bool {
    // of anything else it says itself what it is not
    if !bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return true;
    }
    let sound = || {
        let file = Compound::open(bytes)?;
        let mut known = vec![Seen::Never; file.table.len()];
        let folder = u32_at(bytes, 48)?;
        if !file.ends(folder, &mut known) || !file.ends(u32_at(bytes, 60)?, &mut known) {
            return None;
        }
        let starts = file.chain(folder)?;
        let mut starts = starts.chunks_exact(128).filter_map(|entry| u32_at(entry, 116));
        starts.all(|start| file.ends(start, &mut known)).then_some(())
    };
    sound().is_some()
}

/// How a sector was come by, while chains are followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Never,
    OnThisWay,
    /// From here on the end is reached.
    Ends,
}

/// The stream of the workbook out of the compound file that it lies in.
fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let file = Compound::open(bytes)?;
    let folder = file.chain(u32_at(bytes, 48)?)?;
    let entry = |name: &str| {
        let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        folder.chunks_exact(128).find(|entry| {
            let long = usize::from(u16_at(entry, 64).unwrap_or_default()).saturating_sub(2);
            long == wanted.len() && entry.get(..long).is_some_and(|name| name.eq_ignore_ascii_case(&wanted))
        })
    };
    let entry = entry("Workbook").or_else(|| entry("Book"))?;
    let (start, size) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
    let cutoff = u32_at(bytes, 56)? as usize;
    let mut stream = if size >= cutoff {
        file.chain(start)?
    } else {
        // small streams lie in pieces of one that belongs to the root
        let holder = file.chain(u32_at(folder.get(..128)?, 116)?)?;
        let table = file.chain(u32_at(bytes, 60)?)?;
        let piece = 1_usize.checked_shl(u32::from(u16_at(bytes, 32)?).min(16))?;
        let mut out = Vec::new();
        let mut at = start;
        while at < LAST && out.len() < size {
            let from = (at as usize).checked_mul(piece)?;
            out.extend_from_slice(holder.get(from..from + piece)?);
            at = u32_at(&table, (at as usize).checked_mul(4)?)?;
        }
        out
    };
    stream.truncate(size);
    Some(stream)
}

/// A compound file: sectors, and which comes after which.
struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector = 1_usize.checked_shl(u32::from(u16_at(bytes, 30)?).min(16))?;
        let mut file = Self { bytes, sector, table: Vec::new() };
        let mut listed: Vec<u32> = (0..FIRST_LISTED).filter_map(|at| u32_at(bytes, 76 + at * 4)).collect();
        let (mut at, most) = (u32_at(bytes, 68)?, bytes.len() / sector.max(1));
        for _ in 0..most {
            let Some(more) = file.sector_at(at).filter(|_| at < LAST) else { break };
            let units = more.chunks_exact(4).filter_map(|unit| u32_at(unit, 0));
            listed.extend(units);
            at = listed.pop()?;
        }
        for at in listed.into_iter().filter(|at| *at < LAST).take(most) {
            let sector = file.sector_at(at)?;
            file.table.extend(sector.chunks_exact(4).filter_map(|unit| u32_at(unit, 0)));
        }
        Some(file)
    }

    fn sector_at(&self, at: u32) -> Option<&'a [u8]> {
        let from = (at as usize).checked_add(1)?.checked_mul(self.sector)?;
        let to = from.checked_add(self.sector)?;
        // the last sector may be cut off
        self.bytes.get(from..to.min(self.bytes.len())).filter(|sector| !sector.is_empty())
    }

    /// Whether a chain comes to an end, be it that the file has no such sector.
    fn ends(&self, first: u32, known: &mut [Seen]) -> bool {
        let (mut at, mut way) = (first, Vec::new());
        let ends = loop {
            match known.get_mut(at as usize) {
                Some(seen @ Seen::Never) => *seen = Seen::OnThisWay,
                Some(Seen::OnThisWay) => break false,
                Some(Seen::Ends) | None => break true,
            }
            way.push(at);
            at = self.table.get(at as usize).copied().unwrap_or(LAST);
        };
        let passed = way.into_iter().filter_map(|at| usize::try_from(at).ok());
        passed.for_each(|at| known.get_mut(at).into_iter().for_each(|seen| *seen = Seen::Ends));
        ends
    }

    /// The sectors of a chain, no more than the file has.
    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        let (mut at, mut out) = (first, Vec::new());
        while at < LAST {
            out.extend_from_slice(self.sector_at(at)?);
            if out.len() > self.bytes.len() {
                return None;
            }
            at = *self.table.get(at as usize)?;
        }
        Some(out)
    }
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let long = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &long.to_le_bytes(), data].concat()
    }

    fn units(units: &[u16]) -> Vec<u8> {
        units.iter().flat_map(|unit| unit.to_le_bytes()).collect()
    }

    fn stream() -> Vec<u8> {
        let code = "mm/yyyy";
        let mut format = units(&[164, 7]);
        format.push(0);
        format.extend(code.bytes());
        let begin = record(BEGIN, &units(&[0x0600, 5]));
        let forms = [0_u16, 164, 17].map(|form| record(XF, &units(&[0, form, 0]))).concat();
        let at = |list: usize| u32::try_from(list).unwrap().to_le_bytes().to_vec();
        let head = [begin, record(FORMAT, &format), forms].concat();
        let listed = |from: usize| record(SHEET, &[at(from), vec![0, 0, 1, 0, b'a']].concat());
        let from = head.len() + listed(0).len() + 4;
        let cells = [
            record(BEGIN, &units(&[0x0600, 16])),
            record(NUMBER, &units(&[1, 2, 1, 0, 0, 0, 0])),
            record(NUMBER, &units(&[1, 3, 0, 0, 0, 0, 0])),
            record(SEVERAL_PACKED, &units(&[4, 1, 0, 0, 0, 2, 0, 0, 2])),
            record(END, &[]),
        ];
        [head, listed(from), record(END, &[]), cells.concat()].concat()
    }

    #[test]
    fn cells_have_the_form_that_shows_a_month() {
        let forms = of_stream(&stream());
        let mut cells: Vec<((u32, u32), CellFormat)> =
            forms[0].forms.iter().map(|(cell, form)| (*cell, form.clone())).collect();
        cells.sort_by_key(|(cell, _)| *cell);
        assert_eq!(cells, [((1, 2), CellFormat::from_code("mm/yyyy")), ((4, 2), CellFormat::from_code("mmm-yy"))]);
    }

    /// A compound file of a folder in its second sector, whose chain goes on as told.
    fn compound(next: u32) -> Vec<u8> {
        let mut head = vec![0_u8; 512];
        head[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
        let mut put = |at: usize, number: u32| head[at..at + 4].copy_from_slice(&number.to_le_bytes());
        put(30, 9);
        put(32, 6);
        put(44, 1);
        put(48, 1);
        put(56, 4096);
        put(60, 0xFFFF_FFFE);
        put(68, 0xFFFF_FFFE);
        put(76, 0);
        (1..FIRST_LISTED).for_each(|at| put(76 + at * 4, 0xFFFF_FFFF));
        let table = [0xFFFF_FFFD, next].into_iter().chain(std::iter::repeat_n(0xFFFF_FFFF, 126));
        let table = table.flat_map(u32::to_le_bytes);
        let folder = (0..4).flat_map(|_| {
            let mut entry = vec![0_u8; 128];
            entry[116..120].copy_from_slice(&0xFFFF_FFFE_u32.to_le_bytes());
            entry
        });
        head.into_iter().chain(table).chain(folder).collect()
    }

    #[test]
    fn a_chain_that_leads_back_to_itself_is_not_followed() {
        assert!(is_sound(&compound(0xFFFF_FFFE)), "the end");
        assert!(!is_sound(&compound(1)), "itself");
        assert!(!is_sound(&compound(0xFFFF_FFFE)[..600]), "there is no folder");
        assert!(is_sound(b"no workbook"), "that is told by whoever reads it");
    }

    #[test]
    fn a_formula_may_be_a_link() {
        let linked = |tokens: &[u8]| {
            let long = u16::try_from(tokens.len()).unwrap().to_le_bytes();
            let data = [&units(&[2, 1, 0])[..], &[0; 14], &long, tokens].concat();
            of_sheet(&record(FORMULA, &data), 0, &[]).links.remove(&(2, 1))
        };
        let text = |said: &str| [&[0x17, u8::try_from(said.len()).unwrap(), 0], said.as_bytes()].concat();
        let link = [text("https://a.vn/1"), text("Báo"), vec![0x42, 2, 0x67, 1]].concat();
        assert_eq!(linked(&link).as_deref(), Some("https://a.vn/1"));
        let other = [text("https://a.vn/1"), vec![0x42, 1, 0x68, 1]].concat();
        assert_eq!((linked(&other), linked(&text("https://a.vn/1")), linked(&[])), (None, None, None));
    }

    proptest! {
        #[test]
        fn any_bytes_have_forms_or_none(bytes in prop::collection::vec(any::<u8>(), 0..2_000), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let _never_panics = beside(&bytes);
            let mut stream = stream();
            let at = at.index(stream.len());
            stream[at] = byte;
            let _never_panics = of_stream(&stream);
        }
    }
}
