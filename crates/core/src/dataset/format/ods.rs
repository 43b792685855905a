//! ODS workbooks, sheet by sheet and row by row. Our own: the reader of the other workbooks takes all
//! of a file into memory at once, and what a file says is repeated has no bound there.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Cursor, Read};

use foldhash::fast::RandomState;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::book::{LINK, LostCell, error_in, linked_by, lose, remarked, spread, too_far, typed, unsaved};
use super::cell_format::{percent, shown_beside};
use super::{Broken, MAX_COLUMNS, plain, xml};
use crate::dataset::problem::Rule;

/// Bytes that the sheets may unpack to.
const MAX_UNPACKED: u64 = 256 << 20;
/// Bytes of cells that may come of rows which a file says are repeated.
const MAX_REPEATED: usize = 256 << 20;
/// Characters of one cell.
const MAX_CELL: usize = 1 << 20;

pub(in crate::dataset) struct OdsWorkbook {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// By name, and whether each is shown.
    sheets: Vec<(String, bool)>,
    /// How exactly cells of a style show their dates.
    shows: HashMap<String, OdsDateShown, RandomState>,
}

/// How exactly a date is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct OdsDateShown {
    month: bool,
    day: bool,
    clock: bool,
}

impl OdsWorkbook {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Broken> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
        if is_encrypted(&mut archive) {
            let remedy = "take its password away and save it again";
            return Err(Broken::new(Rule::Syntax, 1, "the workbook is kept by a password", remedy));
        }
        let mut book = Self { archive, sheets: Vec::new(), shows: HashMap::default() };
        let (mut sheets, mut styles) = (Vec::new(), OdsStyles::default());
        // how a cell shows its date may stand among the styles of all workbooks
        let _there_may_be_none = book.each_event("styles.xml", |event| {
            if let OdsEvent::Open(start, name, depth) = event {
                styles.open(start, name, depth);
            }
            Ok(true)
        });
        book.each_event("content.xml", |event| {
            match event {
                OdsEvent::Open(start, b"table", _) => {
                    let hidden = styles.hidden.contains(&xml::attribute(start, "table:style-name"));
                    sheets.push((xml::attribute(start, "table:name"), !hidden));
                }
                OdsEvent::Open(start, name, depth) => styles.open(start, name, depth),
                _ => {}
            }
            Ok(true)
        })?;
        book.sheets = sheets;
        book.shows = styles.of_cells();
        Ok(book)
    }

    pub(super) fn sheets(&self) -> Vec<(String, bool)> {
        self.sheets.clone()
    }

    /// Gives the rows of a sheet that hold something, with their numbers, until `each` says that it is
    /// enough.
    pub(super) fn read(
        &mut self,
        sheet: &str,
        each: &mut dyn FnMut(u32, &Vec<String>) -> bool,
    ) -> Result<Vec<LostCell>, Broken> {
        let shows = std::mem::take(&mut self.shows);
        let mut rows = OdsRows {
            inside: false,
            number: 0,
            repeated: 1,
            row: Vec::new(),
            column: 0,
            cell: None,
            spans: Vec::new(),
            text: String::new(),
            passed: 0,
            aside: 0,
            by: 0,
            said: String::new(),
            lost: Vec::new(),
            spread: 0,
            shows: &shows,
            columns: Vec::new(),
            each,
        };
        let outcome = self.each_event("content.xml", |event| rows.take(sheet, event));
        let lost = rows.lost;
        self.shows = shows;
        outcome.map(|()| lost)
    }

    /// Every element of a part, until `take` wants no more.
    fn each_event(
        &mut self,
        part: &str,
        mut take: impl FnMut(OdsEvent<'_>) -> Result<bool, Broken>,
    ) -> Result<(), Broken> {
        let content = self.archive.by_name(part).map_err(|error| unreadable(&error))?;
        let mut reader = Reader::from_reader(BufReader::new(content.take(MAX_UNPACKED)));
        reader.config_mut().expand_empty_elements = true;
        let (mut buffer, mut depth) = (Vec::new(), 0_usize);
        loop {
            buffer.clear();
            let event = reader.read_event_into(&mut buffer).map_err(|error| unreadable(&error))?;
            let go_on = match &event {
                Event::Start(start) => {
                    depth += 1;
                    take(OdsEvent::Open(start, start.local_name().as_ref(), depth))?
                }
                Event::End(end) => {
                    depth = depth.saturating_sub(1);
                    take(OdsEvent::Close(end.local_name().as_ref()))?
                }
                Event::Text(text) => take(OdsEvent::Text(&text.decode().unwrap_or_default()))?,
                Event::GeneralRef(name) => {
                    let c = plain::named(&name.decode().unwrap_or_default()).unwrap_or('\u{fffd}');
                    take(OdsEvent::Text(c.encode_utf8(&mut [0; 4])))?
                }
                Event::Eof if depth > 0 => {
                    let remedy = "save the workbook again, or as .csv";
                    return Err(Broken::new(
                        Rule::TooLarge,
                        1,
                        "the workbook is cut off, or unpacks to more than 1 GiB",
                        remedy,
                    ));
                }
                Event::Eof => false,
                _ => true,
            };
            if !go_on || depth > MAX_DEPTH {
                return Ok(());
            }
        }
    }
}

/// How deep elements may be nested; text in cells has parts within parts.
const MAX_DEPTH: usize = 256;

#[derive(Clone, Copy)]
enum OdsEvent<'a> {
    /// With its name without prefix, and how deep it is.
    Open(&'a BytesStart<'a>, &'a [u8], usize),
    Close(&'a [u8]),
    Text(&'a str),
}

fn is_encrypted(archive: &mut ZipArchive<Cursor<Vec<u8>>>) -> bool {
    let Ok(manifest) = archive.by_name("META-INF/manifest.xml") else { return false };
    let lines = BufReader::new(manifest.take(1 << 20));
    lines.split(b'>').map_while(Result::ok).any(|tag| String::from_utf8_lossy(&tag).contains("encryption-data"))
}

fn unreadable(error: &impl std::fmt::Display) -> Broken {
    Broken::new(Rule::Syntax, 1, format!("the workbook can't be read: {error}"), "save the workbook again, or as .csv")
}

/// The styles of dates and of the cells that use them, and those of sheets that are hidden.
#[derive(Default)]
struct OdsStyles {
    dates: HashMap<String, OdsDateShown, RandomState>,
    cells: Vec<(String, String)>,
    hidden: HashSet<String, RandomState>,
    /// Styles that another stands for under a condition: of codes with several parts.
    maps: Vec<(String, String)>,
    /// The style of values that is open, of dates or others.
    values: String,
    open: String,
    /// How deep the style of dates is that is open.
    depth: usize,
}

impl OdsStyles {
    fn open(&mut self, start: &BytesStart<'_>, name: &[u8], depth: usize) {
        let said = |name: &str| xml::attribute(start, name);
        match name {
            b"text-style" | b"number-style" => {
                self.values = said("style:name");
                self.open.clear();
            }
            b"map" if !self.values.is_empty() => {
                self.maps.push((self.values.clone(), said("style:apply-style-name")));
            }
            b"date-style" => {
                self.open = said("style:name");
                self.values.clone_from(&self.open);
                self.depth = depth;
                self.dates.insert(self.open.clone(), OdsDateShown::default());
            }
            b"style" => {
                self.open.clear();
                self.values.clear();
                self.cells.push((said("style:name"), said("style:data-style-name")));
            }
            b"table-properties" if said("table:display") == "false" => {
                self.hidden.extend(self.cells.last().map(|(style, _)| style.clone()));
            }
            _ if depth <= self.depth => self.open.clear(),
            _ if depth == self.depth + 1 => {
                if let Some(shows) = self.dates.get_mut(&self.open) {
                    shows.month |= name == b"month";
                    shows.day |= matches!(name, b"day" | b"day-of-week");
                    shows.clock |= matches!(name, b"hours" | b"minutes");
                }
            }
            _ => {}
        }
    }

    fn of_cells(self) -> HashMap<String, OdsDateShown, RandomState> {
        let Self { dates, cells, maps, .. } = self;
        let mapped = |style: &String| maps.iter().filter(|(of, _)| of == style).find_map(|(_, to)| dates.get(to));
        cells
            .into_iter()
            .filter_map(|(cell, date)| Some((cell, *dates.get(&date).or_else(|| mapped(&date))?)))
            .collect()
    }
}

/// Rows as their elements come.
struct OdsRows<'a> {
    inside: bool,
    /// The row that is open, from 1.
    number: u32,
    repeated: u32,
    row: Vec<String>,
    column: usize,
    cell: Option<OdsCell>,
    /// Cells that hold for rows below: the last of these, the column, and the text.
    spans: Vec<(u32, usize, String)>,
    text: String,
    /// Bytes of rows that were repeated.
    passed: usize,
    /// Elements that are open whose text is none of the cell's: comments.
    aside: usize,
    /// Those of them that say who wrote a comment, and when.
    by: usize,
    /// The comment that is open.
    said: String,
    lost: Vec<LostCell>,
    /// Columns beside its own over which the last cell of the row is merged.
    spread: u32,
    shows: &'a HashMap<String, OdsDateShown, RandomState>,
    /// The styles that cells of a column have where they name none: up to which column, and the style.
    columns: Vec<(usize, String)>,
    each: &'a mut dyn FnMut(u32, &Vec<String>) -> bool,
}

/// A cell that is open.
struct OdsCell {
    repeated: usize,
    rows: u32,
    columns: u32,
    covered: bool,
    /// What it holds besides its text.
    value: Option<String>,
    /// Whether that is a number, which its text shows with the zeros at its end.
    number: bool,
    /// Whether a formula could not work it out.
    error: bool,
    /// The formula of a cell that says nothing of its value.
    formula: String,
    /// The address that it links to.
    link: String,
}

impl OdsRows<'_> {
    fn take(&mut self, sheet: &str, event: OdsEvent<'_>) -> Result<bool, Broken> {
        match event {
            OdsEvent::Open(start, b"table", _) if !self.inside => {
                self.inside = xml::attribute(start, "table:name") == sheet;
            }
            OdsEvent::Close(b"table") if self.inside => return Ok(false),
            _ if !self.inside => {}
            OdsEvent::Open(start, b"table-column", _) if self.columns.len() < MAX_COLUMNS => {
                let many: usize = xml::attribute(start, "table:number-columns-repeated").parse().unwrap_or(1);
                let from = self.columns.last().map_or(0, |(to, _)| *to);
                let style = xml::attribute(start, "table:default-cell-style-name");
                self.columns.push((from.saturating_add(many), style));
            }
            OdsEvent::Open(start, b"table-row", _) => {
                self.repeated = xml::attribute(start, "table:number-rows-repeated").parse().unwrap_or(1);
                self.number = self.number.saturating_add(1);
                self.column = 0;
                self.row.clear();
            }
            OdsEvent::Close(b"table-row") => return self.end_row(),
            OdsEvent::Open(start, name @ (b"table-cell" | b"covered-table-cell"), _) => {
                let number = |name: &str| xml::attribute(start, name).parse().unwrap_or(1);
                self.text.clear();
                let said = |name: &str| xml::attribute(start, name);
                let (formula, form) = (said("table:formula"), said("office:value-type"));
                self.cell = Some(OdsCell {
                    repeated: number("table:number-columns-repeated") as usize,
                    rows: number("table:number-rows-spanned"),
                    columns: number("table:number-columns-spanned"),
                    covered: name == b"covered-table-cell",
                    value: self.value(start, &form),
                    number: matches!(form.as_str(), "float" | "currency"),
                    error: !formula.is_empty() && said("calcext:value-type") == "error",
                    link: linked_by(&formula).unwrap_or_default().to_owned(),
                    formula: if form.is_empty() { formula } else { String::new() },
                });
            }
            OdsEvent::Close(b"table-cell" | b"covered-table-cell") => self.end_cell(),
            OdsEvent::Open(_, b"annotation", _) => self.aside += 1,
            OdsEvent::Close(b"annotation") => {
                self.aside = self.aside.saturating_sub(1);
                let (said, column) = (std::mem::take(&mut self.said), u32::try_from(self.column).unwrap_or(u32::MAX));
                if !said.trim().is_empty() {
                    remarked(&mut self.lost, self.number, column, said.trim());
                }
            }
            // who wrote it, and when, stands before it
            OdsEvent::Open(_, b"p", _) if self.aside > 0 => self.said.push(' '),
            OdsEvent::Open(_, b"creator" | b"date" | b"date-string" | b"creator-initials", _) if self.aside > 0 => {
                self.by += 1;
            }
            OdsEvent::Close(b"creator" | b"date" | b"date-string" | b"creator-initials") if self.aside > 0 => {
                self.by = self.by.saturating_sub(1);
            }
            OdsEvent::Text(text) if self.aside > 0 && self.by == 0 && self.said.len() < MAX_CELL => {
                self.said.push_str(text);
            }
            _ if self.cell.is_none() || self.aside > 0 => {}
            OdsEvent::Open(start, b"a", _) => {
                let link = Some(xml::attribute(start, "xlink:href")).filter(|link| link.starts_with("http"));
                if let Some(cell) = self.cell.as_mut().filter(|cell| cell.link.is_empty()) {
                    cell.link = link.unwrap_or_default();
                }
            }
            OdsEvent::Open(_, b"p", _) if !self.text.is_empty() => self.text.push('\n'),
            OdsEvent::Open(_, b"line-break", _) => self.text.push('\n'),
            OdsEvent::Open(_, b"tab", _) => self.text.push('\t'),
            OdsEvent::Open(start, b"s", _) => {
                let blanks: usize = xml::attribute(start, "text:c").parse().unwrap_or(1);
                self.text.extend(std::iter::repeat_n(' ', blanks.min(100)));
            }
            OdsEvent::Text(text) if self.text.len() < MAX_CELL => self.text.push_str(text),
            _ => {}
        }
        Ok(true)
    }

    /// The value of a cell, where that says more than its text.
    fn value(&self, start: &BytesStart<'_>, form: &str) -> Option<String> {
        let said = |name: &str| Some(xml::attribute(start, name)).filter(|text| !text.is_empty());
        match form {
            "float" | "currency" => said("office:value"),
            "percentage" => said("office:value").map(|share| share.parse().map_or(share, percent)),
            "boolean" => said("office:boolean-value"),
            "string" => said("office:string-value").map(typed),
            "date" => {
                let date = said("office:date-value")?;
                let of_column =
                    || self.columns.iter().find(|(to, _)| self.column < *to).map(|(_, style)| style.clone());
                let style = said("table:style-name").or_else(of_column).unwrap_or_default();
                let shows = self.shows.get(&style);
                Some(shows.map_or_else(|| date.clone(), |shows| shown(&date, *shows)))
            }
            _ => None,
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let mut text = match cell.value {
            // a number that is shown as a word: TRUE
            Some(_) if cell.number && self.text.chars().any(char::is_alphabetic) && !self.text.contains(is_digit) => {
                std::mem::take(&mut self.text)
            }
            Some(value) if cell.number => shown_beside(with_zeros(value, &self.text), &self.text),
            Some(value) => value,
            None => typed(std::mem::take(&mut self.text)),
        };
        let column = u32::try_from(self.column).unwrap_or(u32::MAX);
        if cell.error {
            lose(&mut self.lost, self.number, column, || error_in(&text));
            text.clear();
        } else if text.is_empty() && !cell.formula.is_empty() {
            let formula: String = formula(&cell.formula).chars().take(200).collect();
            lose(&mut self.lost, self.number, column, || unsaved(&formula));
            text = format!("={formula}");
        } else if !text.is_empty() && !cell.link.is_empty() && cell.link != text {
            text.push(LINK);
            text.push_str(&cell.link);
        }
        if cell.covered {
            // what it hides is not there to be read; a cell that is merged downwards holds for its rows, and
            // several that stand side by side each for its own
            self.cover(cell.repeated);
            return;
        } else if cell.rows > 1 && !text.is_empty() && self.spans.len() < MAX_COLUMNS {
            self.spans.push((self.number.saturating_add(cell.rows - 1), self.column, text.clone()));
        }
        if !text.is_empty() {
            let room = MAX_COLUMNS.saturating_sub(self.column);
            if cell.repeated > room {
                let column = u32::try_from(self.column.max(MAX_COLUMNS)).unwrap_or(u32::MAX);
                too_far(&mut self.lost, self.number, column, &text);
            }
            if room > 0 {
                self.row.resize(self.column, String::new());
                self.row.extend(std::iter::repeat_n(text, cell.repeated.min(room)));
                self.spread = cell.columns.saturating_sub(1);
            }
        }
        self.column = self.column.saturating_add(cell.repeated);
    }

    /// So many columns that lie under cells which are merged downwards.
    fn cover(&mut self, columns: usize) {
        let (number, from) = (self.number, self.column);
        self.column = from.saturating_add(columns);
        let covered = self.spans.iter().filter(|(last, at, _)| *last >= number && (from..self.column).contains(at));
        let mut texts: Vec<(usize, &String)> = covered.map(|(_, at, text)| (*at, text)).collect();
        texts.sort_unstable_by_key(|(at, _)| *at);
        for (at, text) in texts.into_iter().filter(|(at, _)| *at < MAX_COLUMNS) {
            if self.row.len() <= at {
                self.row.resize(at, String::new());
                self.row.push(text.clone());
            }
        }
    }

    fn end_row(&mut self) -> Result<bool, Broken> {
        let number = self.number;
        self.spans.retain(|(last, ..)| *last > number);
        let more = self.repeated.saturating_sub(1);
        self.number = number.saturating_add(more);
        if self.row.is_empty() {
            return Ok(true);
        }
        spread(&mut self.row, std::mem::take(&mut self.spread));
        let size: usize = self.row.iter().map(|cell| cell.len() + 24).sum();
        self.passed = self.passed.saturating_add(size.saturating_mul(more as usize));
        if self.passed > MAX_REPEATED {
            let what = "the file says that rows are repeated until they fill more than 256 MiB";
            return Err(Broken::new(Rule::TooLarge, number, what, "remove rows that are the same"));
        }
        Ok((number..=self.number).all(|number| (self.each)(number, &self.row)))
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// A formula without what says in which language it is.
fn formula(text: &str) -> &str {
    text.split_once('=').map_or(text, |(_, formula)| formula)
}

/// The number with the zeros that its cell shows at its end: a year and month 2023.10 is the number
/// 2023.1.
fn with_zeros(value: String, shown: &str) -> String {
    let shown = shown.trim().replace(',', ".");
    let zeros = shown.strip_prefix(value.as_str()).unwrap_or_default();
    let more = value.contains('.') && !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0');
    if more { shown } else { value }
}

/// A date no more exact than it is shown.
fn shown(date: &str, shows: OdsDateShown) -> String {
    let (day, clock) = date.split_once('T').map_or((date, None), |(day, clock)| (day, Some(clock)));
    let mut parts = day.splitn(3, '-');
    let (year, month) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let clock = clock.filter(|clock| shows.clock && !clock.starts_with("00:00:00"));
    match (shows.day || shows.clock, shows.month, clock) {
        (true, _, Some(clock)) => format!("{day}T{}", clock.split('.').next().unwrap_or_default()),
        (true, ..) => day.to_owned(),
        (false, true, _) => format!("{year}-{month}"),
        (false, false, _) => year.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(content: &str) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("content.xml", SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
        writer.finish().unwrap().into_inner()
    }

    fn rows(styles: &str, table: &str) -> Result<Vec<(u32, Vec<String>)>, Broken> {
        let content = format!(
            "<office:document-content><office:automatic-styles>{styles}\
             <style:style style:name=\"ta9\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>\
             </office:automatic-styles><office:body>\
             <office:spreadsheet><table:table table:name=\"Sự kiện\">{table}</table:table><table:table table:name=\"Khác\" table:style-name=\"ta9\"/>\
             </office:spreadsheet></office:body></office:document-content>"
        );
        let mut book = OdsWorkbook::open(packed(&content))?;
        assert_eq!(book.sheets(), [("Sự kiện".to_owned(), true), ("Khác".to_owned(), false)]);
        let mut rows = Vec::new();
        book.read("Sự kiện", &mut |number, row| {
            rows.push((number, row.clone()));
            true
        })?;
        Ok(rows)
    }

    fn cell(attributes: &str, text: &str) -> String {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    }

    #[test]
    fn cells_have_their_values_and_dates_as_they_are_shown() {
        let styles = "<number:date-style style:name=\"N1\"><number:month/><number:text>/</number:text><number:year/></number:date-style>\
            <number:date-style style:name=\"N2\"><number:day/><number:month/><number:year/></number:date-style>\
            <number:time-style style:name=\"N3\"><number:hours/></number:time-style>\
            <style:style style:name=\"ce1\" style:data-style-name=\"N1\"/><style:style style:name=\"ce2\" style:data-style-name=\"N2\"/>";
        let date = |style: &str| {
            format!("table:style-name=\"{style}\" office:value-type=\"date\" office:date-value=\"2023-04-01T00:00:00\"")
        };
        let table = format!(
            "<table:table-row>{}{}<table:table-cell table:number-columns-repeated=\"2\"/>{}{}{}</table:table-row>\
             <table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
             <table:table-row>{}</table:table-row>",
            cell(
                "",
                "Họp<text:s text:c=\"2\"/>&amp; ký<office:annotation><text:p>ghi chú</text:p></office:annotation>"
            ),
            cell("office:value-type=\"float\" office:value=\"21.97\"", "21,97"),
            cell(&date("ce1"), "04/2023"),
            cell(&date("ce2"), "01/04/2023"),
            cell("office:value-type=\"string\"", "a</text:p><text:p>b"),
            cell("", "cuối"),
        );
        let rows = rows(styles, &table).unwrap();
        assert_eq!(rows[0].1, ["Họp  & ký", "21.97", "", "", "2023-04", "2023-04-01", "a\nb"]);
        assert_eq!(rows[1], (1_000_002, vec!["cuối".to_owned()]));
    }

    #[test]
    fn a_cell_without_a_style_has_that_of_its_column() {
        let styles = "<number:date-style style:name=\"N1\"><number:month number:textual=\"true\"/></number:date-style>\
            <style:style style:name=\"ce1\" style:data-style-name=\"N1\"/>";
        let table = format!(
            "<table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:default-cell-style-name=\"ce1\"/>\
             <table:table-row>{}<table:table-cell/>{}</table:table-row>",
            cell("", "Họp"),
            cell("office:value-type=\"date\" office:date-value=\"2023-04-25\"", "tháng 4"),
        );
        assert_eq!(rows(styles, &table).unwrap()[0].1, ["Họp", "", "2023-04"]);
    }

    #[test]
    fn numbers_links_and_formulas_are_as_they_are_shown() {
        let table = format!(
            "<table:table-row>{}{}{}{}{}</table:table-row>",
            cell("office:value-type=\"float\" office:value=\"2023.1\"", "2023,10"),
            cell("office:value-type=\"float\" office:value=\"2023.1\"", "2.023"),
            cell("office:value-type=\"string\"", "<text:a xlink:href=\"https://a.vn/1\">tin</text:a>"),
            cell(
                "table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"",
                "#DIV/0!"
            ),
            "<table:table-cell table:formula=\"of:=[.A1]+1\"/>",
        );
        let rows = rows("", &table).unwrap();
        assert_eq!(rows[0].1, ["2023.10", "2023.1", "tin\u{1f}https://a.vn/1", "", "=[.A1]+1"]);
    }

    #[test]
    fn merged_cells_side_by_side_hold_each_for_its_own_column() {
        let spanned = |text: &str| cell("table:number-rows-spanned=\"2\"", text);
        let table = format!(
            "<table:table-row>{}{}{}</table:table-row><table:table-row><table:covered-table-cell \
             table:number-columns-repeated=\"2\"/>{}</table:table-row>",
            spanned("25/4/2023"),
            spanned("Tà Lùng"),
            cell("", "Họp A"),
            cell("", "Họp B"),
        );
        let rows = rows("", &table).unwrap();
        assert_eq!(rows[1].1, ["25/4/2023", "Tà Lùng", "Họp B"]);
    }

    #[test]
    fn a_merged_cell_holds_for_all_its_rows() {
        let table = format!(
            "<table:table-row>{}{}</table:table-row><table:table-row><table:covered-table-cell><text:p>hidden</text:p></table:covered-table-cell>{}</table:table-row>\
             <table:table-row>{}{}</table:table-row>",
            cell("table:number-rows-spanned=\"2\"", "Lạng Sơn"),
            cell("", "1"),
            cell("", "2"),
            cell("", "Cao Bằng"),
            cell("", "3"),
        );
        let rows: Vec<String> = rows("", &table).unwrap().into_iter().map(|(_, row)| row.join(" ")).collect();
        assert_eq!(rows, ["Lạng Sơn 1", "Lạng Sơn 2", "Cao Bằng 3"]);
    }

    #[test]
    fn what_is_repeated_without_end_is_refused() {
        let wide = cell("table:number-columns-repeated=\"16384\"", "x");
        let taken = rows("", &format!("<table:table-row>{wide}</table:table-row>")).unwrap();
        assert_eq!(taken[0].1.len(), MAX_COLUMNS);
        let long = format!(
            "<table:table-row table:number-rows-repeated=\"1048576\">{}</table:table-row>",
            cell("", &"x".repeat(1_000))
        );
        assert_eq!(rows("", &long).unwrap_err().rule, Rule::TooLarge);
        assert!(OdsWorkbook::open(b"PK\x03\x04 no archive".to_vec()).is_err());
    }
}
