//! Binary workbooks (XLSB), sheet by sheet and row by row. Our own: the library that reads the other
//! workbooks passes over cells in the short form without a word, and says nothing of merged cells, of links
//! and of how a date is shown.

use std::collections::HashMap;

use calamine::{CellErrorType, DataRef, ExcelDateTime, ExcelDateTimeType};

use super::Broken;
use super::book::{LostCell, RowBuilder, SheetExtras};
use super::cell_format::CellFormat;
use super::opc::{OpcArchive, opened, part, relations, rels_of};
use super::xls::{u16_at, u32_at};
use super::zip_bomb_guard::unpacked_size;
use crate::dataset::problem::Rule;

/// Bytes that a workbook may unpack to.
const MAX_UNPACKED: u64 = 512 << 20;

const ROW: u16 = 0;
/// Cells: of blank ones the first. The short form leaves out the column, which is the next.
const CELLS: std::ops::RangeInclusive<u16> = 1..=11;
const SHORT: std::ops::RangeInclusive<u16> = 12..=18;
/// The kinds of the short form, as those of the long one.
const OF_SHORT: u16 = 11;
const SHARED: u16 = 19;
const FORMAT: u16 = 44;
const XF: u16 = 47;
const RICH: u16 = 62;
const WORKBOOK: u16 = 153;
const SHEET: u16 = 156;
const MERGED: u16 = 176;
const LINK: u16 = 494;
const BEGIN_CELL_XFS: u16 = 617;
const END_CELL_XFS: u16 = 618;

pub(in crate::dataset) struct Workbook {
    bytes: Vec<u8>,
    /// By name, with the part that holds each, and whether it is shown.
    sheets: Vec<(String, String, bool)>,
    shared: Vec<String>,
    forms: Vec<CellFormat>,
    from_1904: bool,
}

impl Workbook {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Broken> {
        let unreadable = |what: String| Broken::new(Rule::Syntax, 1, what, "save the workbook as .xlsx, or as .csv");
        unpacked_size(&bytes, MAX_UNPACKED, "save the workbook as .xlsx, or as .csv")?;
        let (sheets, shared, forms, from_1904) = {
            let mut archive = opened(&bytes).ok_or_else(|| unreadable("the workbook can't be unpacked".to_owned()))?;
            let workbook = part(&mut archive, "xl/workbook.bin")
                .ok_or_else(|| unreadable("the file holds no binary workbook".to_owned()))?;
            let targets = relations(&mut archive, &rels_of("xl/workbook.bin"));
            let of = |kind: u16| Records::of(&workbook).filter(move |(found, _)| *found == kind);
            let sheet = |data: &[u8]| {
                let (id, end) = wide_text(data, 8)?;
                Some((wide_text(data, end)?.0, targets.get(&id)?.clone(), u32_at(data, 0) == Some(0)))
            };
            // charts and macros stand in other folders
            let is_table = |(_, part, _): &(String, String, bool)| part.contains("worksheets/");
            let sheets: Vec<_> = of(SHEET).filter_map(|(_, data)| sheet(data)).filter(is_table).collect();
            let from_1904 = of(WORKBOOK).any(|(_, data)| u32_at(data, 0).is_some_and(|flags| flags & 1 == 1));
            let forms = part(&mut archive, "xl/styles.bin").map(|styles| forms(&styles)).unwrap_or_default();
            let shared = part(&mut archive, "xl/sharedStrings.bin").unwrap_or_default();
            let shared = Records::of(&shared).filter(|(kind, _)| *kind == SHARED);
            let shared: Vec<String> =
                shared.map(|(_, data)| wide_text(data, 1).map(|(text, _)| text).unwrap_or_default()).collect();
            (sheets, shared, forms, from_1904)
        };
        Ok(Self { bytes, sheets, shared, forms, from_1904 })
    }

    pub(super) fn sheets(&self) -> Vec<(String, bool)> {
        self.sheets.iter().map(|(name, _, shown)| (name.clone(), *shown)).collect()
    }

    /// Gives the rows of a sheet that hold something, with their numbers, until `each` says that it is
    /// enough.
    pub(super) fn read(&self, sheet: &str, mut each: impl FnMut(u32, &Vec<String>) -> bool) -> Vec<LostCell> {
        let (mut rows, mut lost, plain) = (RowBuilder::default(), Vec::new(), CellFormat::default());
        let path = self.sheets.iter().find(|(name, ..)| name == sheet).map(|(_, path, _)| path.as_str());
        let archive = opened(&self.bytes);
        let (Some(path), Some(mut archive)) = (path, archive) else { return lost };
        let Some(bytes) = part(&mut archive, path) else { return lost };
        let beside = self.beside(&mut archive, path, &bytes);
        let (mut row, mut next) = (0_u32, 0_u32);
        for (kind, data) in Records::of(&bytes) {
            if kind == ROW {
                (row, next) = (u32_at(data, 0).unwrap_or_default(), 0);
                continue;
            }
            let short = SHORT.contains(&kind);
            if !short && kind != RICH && !CELLS.contains(&kind) {
                continue;
            }
            let (kind, column, data) = if short {
                (kind - OF_SHORT, next, data)
            } else {
                (kind, u32_at(data, 0).unwrap_or(next), data.get(4..).unwrap_or_default())
            };
            next = column.saturating_add(1);
            let Some(value) = self.value(kind, data.get(4..).unwrap_or_default()) else { continue };
            if !rows.at(row.saturating_add(1), &mut each) {
                return lost;
            }
            // the number of a style has three bytes
            let style = u32_at(data, 0).unwrap_or_default() & 0x00FF_FFFF;
            let form = self.forms.get(style as usize).unwrap_or(&plain);
            rows.take(&value, (row, column), form, &beside, &mut lost);
        }
        rows.turn(0, &mut each);
        lost
    }

    /// The value of a cell; none of a blank one.
    fn value<'a>(&'a self, kind: u16, data: &[u8]) -> Option<DataRef<'a>> {
        let real = || Some(f64::from_le_bytes(data.get(..8)?.try_into().ok()?));
        let said = |at: usize| wide_text(data, at).map(|(text, _)| DataRef::String(text));
        match kind {
            2 => rk(u32_at(data, 0)?).map(DataRef::Float),
            3 | 11 => Some(DataRef::Error(error(*data.first()?))),
            4 | 10 => Some(DataRef::Bool(*data.first()? != 0)),
            5 | 9 => real().map(DataRef::Float),
            6 | 8 => said(0),
            7 => self.shared.get(u32_at(data, 0)? as usize).map(|text| DataRef::SharedString(text)),
            RICH => said(1),
            _ => None,
        }
    }

    /// What the cells of a sheet have beside their values, but for their forms.
    fn beside(&self, archive: &mut OpcArchive<'_>, path: &str, sheet: &[u8]) -> SheetExtras {
        let addresses = relations(archive, &rels_of(path));
        let mut beside = SheetExtras { from_1904: self.from_1904, ..SheetExtras::default() };
        for (kind, data) in Records::of(sheet) {
            let number = |at: usize| u32_at(data, at).unwrap_or_default();
            match kind {
                MERGED => drop(beside.merged.insert((number(0), number(8)), (number(4), number(12)))),
                LINK => {
                    let address = wide_text(data, 16).and_then(|(id, _)| addresses.get(&id));
                    let address = address.filter(|address| address.starts_with("http"));
                    beside.links.extend(address.map(|address| ((number(0), number(8)), address.clone())));
                }
                _ => {}
            }
        }
        beside
    }
}

/// The forms of the styles that cells can have.
fn forms(styles: &[u8]) -> Vec<CellFormat> {
    let (mut codes, mut forms, mut inside) = (HashMap::new(), Vec::new(), false);
    for (kind, data) in Records::of(styles) {
        match kind {
            FORMAT => {
                if let (Some(number), Some((code, _))) = (u16_at(data, 0), wide_text(data, 2)) {
                    codes.insert(number, CellFormat::from_code(&code));
                }
            }
            BEGIN_CELL_XFS => inside = true,
            END_CELL_XFS => inside = false,
            XF if inside => {
                let number = u16_at(data, 2).unwrap_or_default();
                forms.push(codes.get(&number).cloned().unwrap_or_else(|| CellFormat::built_in(number)));
            }
            _ => {}
        }
    }
    forms
}

/// A number in four bytes: a whole one or the upper half of another, perhaps of a hundred times it.
fn rk(bits: u32) -> Option<f64> {
    let value = if bits & 2 == 2 {
        f64::from(i32::from_le_bytes(bits.to_le_bytes()) >> 2)
    } else {
        f64::from_bits(u64::from(bits & 0xFFFF_FFFC) << 32)
    };
    let value = if bits & 1 == 1 { value / 100.0 } else { value };
    value.is_finite().then_some(value)
}

fn error(code: u8) -> CellErrorType {
    match code {
        0x00 => CellErrorType::Null,
        0x07 => CellErrorType::Div0,
        0x0F => CellErrorType::Value,
        0x17 => CellErrorType::Ref,
        0x1D => CellErrorType::Name,
        0x24 => CellErrorType::Num,
        0x2A => CellErrorType::NA,
        _ => CellErrorType::GettingData,
    }
}

/// A number as the moment that its form shows.
pub(super) fn as_moment(value: &DataRef<'_>, from_1904: bool) -> Option<DataRef<'static>> {
    let number = match value {
        DataRef::Int(number) => *number as f64,
        DataRef::Float(number) => *number,
        _ => return None,
    };
    Some(DataRef::DateTime(ExcelDateTime::new(number, ExcelDateTimeType::DateTime, from_1904)))
}

/// A text with its length before it, and where it ends.
fn wide_text(data: &[u8], at: usize) -> Option<(String, usize)> {
    let long = u32_at(data, at)?;
    // a text that is not there
    let long = if long == u32::MAX { 0 } else { long as usize };
    let (from, end) = (at.checked_add(4)?, long.checked_mul(2)?.checked_add(at)?.checked_add(4)?);
    let units = data.get(from..end)?.chunks_exact(2).map(|pair| u16_at(pair, 0).unwrap_or_default());
    Some((char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect(), end))
}

/// Records of a part, each with its kind. Kind and length have seven bits a byte.
struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn number(&mut self, most: u32) -> Option<u32> {
        let mut number = 0;
        for at in 0..most {
            let byte = u32::from(*self.bytes.get(self.at)?);
            self.at += 1;
            number |= (byte & 0x7F) << (7 * at);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, long) = (self.number(2)?, self.number(4)? as usize);
        let data = self.bytes.get(self.at..self.at.checked_add(long)?)?;
        self.at += long;
        Some((u16::try_from(kind).ok()?, data))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_four_bytes_are_read() {
        assert_eq!(rk(0x40E5_FE20), Some(45041.0), "half of a number");
        assert_eq!(rk((45041 << 2) | 2), Some(45041.0), "a whole one");
        assert_eq!(rk((12345 << 2) | 3), Some(123.45), "of a hundred times it");
        assert_eq!(rk((-4_i32 << 2).cast_unsigned() | 2), Some(-4.0));
    }

    #[test]
    fn records_have_seven_bits_a_byte() {
        let bytes = [0xB0, 0x01, 0x02, 7, 8, 0x00, 0x81, 0x00, 9];
        let all: Vec<(u16, &[u8])> = Records::of(&bytes).collect();
        assert_eq!(all, [(176, &[7, 8][..]), (0, &[9][..])]);
        assert_eq!(Records::of(&[0x01, 0x05, 1]).count(), 0, "a part that is cut off");
    }
}
