//! XLSX workbooks, sheet by sheet and row by row.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Style, Xlsx, XlsxError};
use quick_xml::events::Event;

use super::book::{LostCell, RowBuilder, SheetExtras, remarked, typed};
use super::cell_format::{CellFormat, DateShown};
use super::xlsx_marks::SheetMarks;
use super::zip_bomb_guard::unpacked_through;
use super::{Broken, opc, plain, xml};
use crate::dataset::problem::Rule;

/// Bytes that a workbook may unpack to.
const MAX_UNPACKED: u64 = 512 << 20;
/// Bytes of a workbook whose formulas are looked through for those without a value.
const MAX_FORMULAS: usize = 32 << 20;

pub(in crate::dataset) struct XlsxWorkbook {
    book: Xlsx<Cursor<Arc<[u8]>>>,
    bytes: Arc<[u8]>,
    marks: SheetMarks,
    /// Of the sheets that have been looked at: each is read twice, its beginning first.
    beside: HashMap<String, Arc<SheetExtras>>,
}

impl XlsxWorkbook {
    pub(in crate::dataset) fn open(bytes: Vec<u8>) -> Result<Self, Broken> {
        let mut marks = SheetMarks::default();
        let remedy = "save the workbook again, or as .csv";
        unpacked_through(&bytes, MAX_UNPACKED, remedy, |part, piece| marks.look(part, piece))?;
        let bytes: Arc<[u8]> = bytes.into();
        let book = Xlsx::new(Cursor::new(Arc::clone(&bytes))).map_err(|error| unreadable(&error))?;
        Ok(Self { book, bytes, marks, beside: HashMap::new() })
    }

    /// The sheets by name, and whether each is shown.
    pub(in crate::dataset) fn sheets(&self) -> Vec<(String, bool)> {
        let sheets = self.book.sheets_metadata().iter();
        sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect()
    }

    /// Gives the rows of a sheet that hold something, with their numbers, until `each` says that
    /// it is enough. A merged cell holds for all its rows.
    pub(in crate::dataset) fn read(
        &mut self,
        sheet: &str,
        mut each: impl FnMut(u32, &Vec<String>) -> bool,
    ) -> Result<Vec<LostCell>, Broken> {
        let beside = self.beside(sheet);
        let mut cells = match self.book.worksheet_cells_reader(sheet) {
            Ok(cells) => cells,
            // a sheet that is a chart holds no rows
            Err(XlsxError::NotAWorksheet(_)) => return Ok(Vec::new()),
            Err(error) => return Err(unreadable(&error)),
        };
        // the library has made moments of what is shown as dates
        let forms = cells.styles().iter().map(|style| form(style).undated());
        let (forms, plain): (Vec<CellFormat>, _) = (forms.collect(), CellFormat::default());
        let mut lost = Vec::new();
        for ((line, column), text) in &beside.comments {
            remarked(&mut lost, line + 1, *column, text);
        }
        let mut rows = RowBuilder::default();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|error| unreadable(&error))? {
            let at = cell.get_position();
            if !rows.at(at.0 + 1, &mut each) {
                return Ok(lost);
            }
            let form = forms.get(style).unwrap_or(&plain);
            rows.take(cell.get_value(), at, form, &beside, &mut lost);
        }
        rows.turn(0, &mut each);
        Ok(lost)
    }

    /// What can't be read of it is not there: the values come first.
    fn beside(&mut self, sheet: &str) -> Arc<SheetExtras> {
        if let Some(known) = self.beside.get(sheet) {
            return Arc::clone(known);
        }
        let mut beside = SheetExtras::default();
        let merged = self.marks.merged.then(|| self.book.merge_cells_by_sheet_name(sheet).ok()).flatten();
        let merged = merged.unwrap_or_default();
        beside.merged.extend(merged.iter().map(|area| (area.start, area.end)));
        let links = self.marks.links.then(|| self.book.hyperlinks_by_sheet_name(sheet).ok()).flatten();
        for link in links.unwrap_or_default() {
            if let Some(target) = link.target.filter(|target| target.starts_with("http")) {
                beside.links.insert(link.range.start, target);
            }
        }
        if self.marks.formulas
            && self.bytes.len() <= MAX_FORMULAS
            && let Ok(mut cells) = self.book.worksheet_cells_reader(sheet)
        {
            while let Ok(Some(formula)) = cells.next_formula() {
                let text = formula.get_value().chars().take(200).collect::<String>();
                if !text.is_empty() && beside.formulas.len() < MOST_FORMULAS {
                    beside.formulas.insert(formula.get_position(), text);
                }
            }
        }
        beside.comments = self.comments(sheet).unwrap_or_default();
        let beside = Arc::new(beside);
        self.beside.insert(sheet.to_owned(), Arc::clone(&beside));
        beside
    }
}

impl XlsxWorkbook {
    /// What people have written beside the cells of a sheet, by row and column.
    fn comments(&self, sheet: &str) -> Option<BTreeMap<(u32, u32), String>> {
        let mut archive = opc::opened(&self.bytes)?;
        if !archive.file_names().flatten().any(|name| name.contains("comments")) {
            return None;
        }
        let workbook = opc::part(&mut archive, "xl/workbook.xml")?;
        let mut id = None;
        each_element(&workbook, &mut |event| {
            if let Event::Start(start) | Event::Empty(start) = event
                && start.local_name().as_ref() == b"sheet"
                && xml::attribute(start, "name") == sheet
            {
                id = Some(xml::attribute(start, "r:id"));
            }
        });
        let sheets = opc::relations(&mut archive, &opc::rels_of("xl/workbook.xml"));
        let beside = opc::relations(&mut archive, &opc::rels_of(sheets.get(&id?)?));
        // those of a conversation stand in the other part too
        let is_comments = |path: &&String| path.contains("comments") && path.rsplit('.').next() == Some("xml");
        let path = beside.values().find(|path| is_comments(path) && !path.contains("threaded"))?;
        let comments = opc::part(&mut archive, path)?;
        let (mut found, mut at, mut said) = (BTreeMap::new(), None, String::new());
        each_element(&comments, &mut |event| match event {
            Event::Start(start) if start.local_name().as_ref() == b"comment" => {
                at = position(&xml::attribute(start, "ref"));
                said.clear();
            }
            Event::Text(text) if at.is_some() => said.push_str(&text.decode().unwrap_or_default()),
            Event::GeneralRef(name) if at.is_some() => {
                said.extend(plain::named(&name.decode().unwrap_or_default()));
            }
            Event::End(end) if end.local_name().as_ref() == b"comment" => {
                if let Some(at) = at.take().filter(|_| !said.trim().is_empty()) {
                    found.insert(at, said.trim().to_owned());
                }
            }
            _ => {}
        });
        Some(found)
    }
}

fn each_element(bytes: &[u8], take: &mut dyn FnMut(&Event<'_>)) {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    while let Ok(event) = reader.read_event() {
        if event == Event::Eof {
            break;
        }
        take(&event);
    }
}

/// The row and column, counted from 0, of a cell that is called `B12`.
fn position(name: &str) -> Option<(u32, u32)> {
    let at = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at_checked(at)?;
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.to_ascii_uppercase().checked_sub(b'A').filter(|letter| *letter < 26)?;
        column.checked_mul(26)?.checked_add(u32::from(letter) + 1)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// Formulas that are remembered.
const MOST_FORMULAS: usize = 200_000;

fn unreadable(error: &XlsxError) -> Broken {
    let what = format!("the workbook can't be read: {error}");
    let remedy = match error {
        XlsxError::Password => "take its password away and save it again",
        _ => "save the workbook again, or as .csv",
    };
    Broken::new(Rule::Syntax, 1, what, remedy)
}

pub(super) fn as_text(value: &DataRef<'_>, form: &CellFormat) -> String {
    match value {
        DataRef::Int(number) => form.number(*number as f64),
        DataRef::Float(number) => form.number(*number),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::String(text) => typed(text.clone()),
        DataRef::SharedString(text) => typed((*text).to_owned()),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(moment) => date(moment, form.date),
        // what a formula could not work out is nothing
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A date as EDTF, no more exact than the cell shows it.
fn date(moment: &ExcelDateTime, shows: DateShown) -> String {
    let serial = moment.as_f64();
    // a time of day alone
    if moment.is_datetime() && (0.0..1.0).contains(&serial) && serial > 0.0 {
        let (_, _, _, hour, minute, second, _) = moment.to_ymd_hms_milli();
        return format!("{hour:02}:{minute:02}:{second:02}");
    }
    // beyond these spreadsheets have no dates
    if !moment.is_datetime() || !(1.0..2_958_466.0).contains(&serial) {
        return serial.to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    match shows {
        DateShown::Year => format!("{year:04}"),
        DateShown::Month => format!("{year:04}-{month:02}"),
        DateShown::All if (hour, minute, second) == (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        DateShown::All => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
    }
}

fn form(style: &Style) -> CellFormat {
    let Some(format) = &style.number_format else { return CellFormat::default() };
    if format.format_code.is_empty() || format.format_code == "General" {
        return format.format_id.and_then(|id| u16::try_from(id).ok()).map(CellFormat::built_in).unwrap_or_default();
    }
    CellFormat::from_code(&format.format_code)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Writer};

    use super::*;
    use crate::dataset::format::FileFormat as Read;
    use crate::dataset::format::book::Book;
    use crate::dataset::format::zip_bomb_guard::unpacked_size;

    fn book() -> Vec<u8> {
        let mut book = Writer::new();
        let sheet = book.add_worksheet().set_name("Sự kiện").unwrap();
        let day = ExcelDateTime::from_ymd(2023, 4, 25).unwrap();
        for (at, name) in ["Tên", "Ngày", "Tháng", "Năm", "Vĩ độ"].into_iter().enumerate() {
            sheet.write(0, u16::try_from(at).unwrap(), name).unwrap();
        }
        sheet.write(2, 0, "Họp").unwrap();
        for (at, code) in ["dd/mm/yyyy", "mmm yyyy", "yyyy"].into_iter().enumerate() {
            let column = u16::try_from(at + 1).unwrap();
            sheet.write_with_format(2, column, &day, &Format::new().set_num_format(code)).unwrap();
        }
        sheet.write(2, 4, 21.97).unwrap();
        book.add_worksheet().set_name("Empty").unwrap();
        book.save_to_buffer().unwrap()
    }

    fn rows(bytes: Vec<u8>) -> Result<Vec<(u32, Vec<String>)>, Broken> {
        let mut book = Book::open(Read::Xlsx, bytes)?;
        let mut rows = Vec::new();
        for (sheet, _) in book.sheets() {
            book.read(&sheet, |number, row| {
                rows.push((number, row.clone()));
                true
            })?;
        }
        Ok(rows)
    }

    #[test]
    fn a_date_is_as_exact_as_its_cell_shows_it() {
        let rows = rows(book()).unwrap();
        assert_eq!(rows.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(rows[1].1, ["Họp", "2023-04-25", "2023-04", "2023", "21.97"]);
    }

    #[test]
    fn a_merged_cell_holds_for_all_its_rows() {
        let mut book = Writer::new();
        let sheet = book.add_worksheet();
        let plain = Format::new();
        sheet.merge_range(1, 0, 3, 0, "A", &plain).unwrap();
        sheet.merge_range(0, 1, 0, 2, "across", &plain).unwrap();
        for row in 1..6 {
            sheet.write(row, 1, row).unwrap();
        }
        sheet.write_with_format(6, 1, 2023.1, &Format::new().set_num_format("0.00")).unwrap();
        sheet.write_with_format(6, 2, 0.5, &Format::new().set_num_format("hh:mm")).unwrap();
        let rows: Vec<String> =
            rows(book.save_to_buffer().unwrap()).unwrap().iter().map(|(_, row)| row.join("|")).collect();
        assert_eq!(rows, ["|across\u{1c}", "A|1", "A|2", "A|3", "|4", "|5", "|2023.10|12:00:00"]);
    }

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_not_unpacked() {
        let mut bomb = Writer::new();
        let sheet = bomb.add_worksheet();
        for row in 0..2_000 {
            sheet.write(row, 0, "x".repeat(2_000)).unwrap();
        }
        let bytes = bomb.save_to_buffer().unwrap();
        let size = unpacked_size(&bytes, 1 << 30, "").unwrap();
        assert!(size > bytes.len() as u64);
        assert_eq!(unpacked_size(&bytes, size - 1, "").unwrap_err().rule, Rule::TooLarge);
        assert!(unpacked_size(&bytes, size, "").is_ok());
    }

    #[test]
    fn a_cell_reference_of_too_many_letters_is_no_end_of_the_program() {
        let mut book = Writer::new();
        book.add_worksheet().write(0, 0, "a").unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let mut text = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut text).unwrap();
            let text = String::from_utf8_lossy(&text).replace("r=\"A1\"", &format!("r=\"{}1\"", "Z".repeat(40)));
            out.start_file(file.name().unwrap().into_owned(), zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut out, text.as_bytes()).unwrap();
        }
        let told = rows(out.finish().unwrap().into_inner()).err().map(|broken| broken.rule);
        // where numbers are not checked, as in releases, the cell stands somewhere else instead
        assert!(told == Some(Rule::Syntax) || told == Some(Rule::TooLarge) || !cfg!(debug_assertions), "{told:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

        #[test]
        fn a_mutated_workbook_is_rows_or_told(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
            let mut bytes = book();
            let place = at.index(bytes.len());
            bytes[place] = byte;
            let _never_panics = rows(bytes.clone());
            bytes.truncate(cut.index(bytes.len()));
            let _never_panics = rows(bytes);
        }
    }
}
