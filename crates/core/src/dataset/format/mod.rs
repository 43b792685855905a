//! Bytes → positioned trees or rows, one file per format.
//!
//! A format is known by the file's name and, where that says nothing or something else than the
//! first bytes do, by those.

pub(super) mod book;
mod bytes;
mod cell_format;
pub(super) mod crs;
pub(super) mod csv;
pub mod encoding;
pub(super) mod feature;
pub(super) mod gpx;
pub(super) mod ics;
pub mod json;
pub(super) mod kml;
pub(super) mod kmz;
mod lexer;
mod ods;
mod opc;
pub(super) mod plain;
pub mod ron;
pub(super) mod shape;
pub(super) mod slide;
mod span;
mod when;
mod xls;
mod xlsb;
mod xlsx;
mod xlsx_marks;
mod xml;
mod zip_bomb_guard;

use std::path::Path;

use super::problem::Rule;
use crate::model::node::SourcePos;

/// Columns that a table may have.
pub const MAX_COLUMNS: usize = 500;
/// Bytes that one row of a table, or one entry of a calendar, may have.
pub const MAX_ROW: usize = 16 << 20;
/// Rows that a table may have.
pub const MAX_ROWS: u32 = 20_000_000;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileFormat {
    /// The dataset's own files.
    Ron,
    /// JSON of this program, `GeoJSON` or a `TimelineJS` timeline: their lists tell them apart.
    Json,
    /// The same, a value a line.
    JsonLines,
    Csv,
    Xlsx,
    Ods,
    /// Workbooks of Excel up to 2003.
    Xls,
    /// Binary workbooks of Excel since 2007.
    Xlsb,
    Kml,
    /// A packed KML file.
    Kmz,
    Gpx,
    Ics,
}

/// Formats by the extensions of their files, the usual one first.
const NAMED: [(&str, FileFormat); 26] = [
    ("ron", FileFormat::Ron),
    ("csv", FileFormat::Csv),
    ("tsv", FileFormat::Csv),
    ("tab", FileFormat::Csv),
    ("xlsx", FileFormat::Xlsx),
    ("xlsm", FileFormat::Xlsx),
    ("xltx", FileFormat::Xlsx),
    ("ods", FileFormat::Ods),
    ("ots", FileFormat::Ods),
    ("xls", FileFormat::Xls),
    ("xlt", FileFormat::Xls),
    ("xlsb", FileFormat::Xlsb),
    ("json", FileFormat::Json),
    ("geojson", FileFormat::Json),
    ("jsonld", FileFormat::Json),
    ("jsonl", FileFormat::JsonLines),
    ("ndjson", FileFormat::JsonLines),
    ("geojsonl", FileFormat::JsonLines),
    ("ndgeojson", FileFormat::JsonLines),
    ("geojsons", FileFormat::Json),
    ("geojsonseq", FileFormat::Json),
    ("kml", FileFormat::Kml),
    ("kmz", FileFormat::Kmz),
    ("gpx", FileFormat::Gpx),
    ("ics", FileFormat::Ics),
    ("ical", FileFormat::Ics),
];

impl FileFormat {
    /// The extensions that files of a dataset can have.
    pub const EXTENSIONS: [&str; 18] = [
        "ron", "csv", "tsv", "xlsx", "xlsm", "ods", "xls", "xlsb", "json", "geojson", "jsonl", "ndjson", "geojsonl",
        "geojsons", "kml", "kmz", "gpx", "ics",
    ];

    /// The format by the end of a file's name, without the point.
    pub fn from_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_ascii_lowercase();
        NAMED.iter().find(|(known, _)| *known == extension).map(|(_, format)| *format)
    }

    /// The format that the name of a file promises.
    pub fn from_path(path: &Path) -> Option<Self> {
        Self::from_extension(&path.extension()?.to_string_lossy())
    }

    /// Whether its files are rows whose columns a person may say the meaning of.
    pub fn is_table(self) -> bool {
        self == Self::Csv || self.is_workbook()
    }

    /// Whether it may hold several tables.
    pub fn is_workbook(self) -> bool {
        matches!(self, Self::Xlsx | Self::Ods | Self::Xls | Self::Xlsb)
    }

    /// The format of a file by its extension and its first bytes.
    ///
    /// # Errors
    /// What it seems to be instead, and what to do about it.
    pub fn detect(extension: &str, head: &[u8]) -> Result<Self, (&'static str, &'static str)> {
        let named = Self::from_extension(extension);
        if head.starts_with(b"PK\x03\x04") {
            return Self::packed(named, head);
        }
        if head.starts_with(b"\xD0\xCF\x11\xE0") {
            return match named {
                Some(Self::Xlsx | Self::Xlsb | Self::Ods) => {
                    Err(("the workbook is kept by a password", "take its password away and save it again"))
                }
                _ => Ok(Self::Xls),
            };
        }
        if head.starts_with(b"%PDF") {
            return Err(("a PDF holds no records", "open the table or dataset it was made from"));
        }
        let seen = Self::seen(head);
        match (named, seen) {
            // programs call a page or a table of text `.xls` so that a spreadsheet opens it
            (Some(Self::Xls), Some(Self::Csv)) => Ok(Self::Csv),
            (Some(Self::Xls), _) if head.trim_ascii_start().starts_with(b"<") => Err((
                "the file is a page of the web that is named .xls",
                "open it in a spreadsheet and save it as .xlsx",
            )),
            (Some(Self::Xlsx), _) => Err(("the file is no XLSX workbook", "save it again as .xlsx, or as .csv")),
            (Some(Self::Ods | Self::Xls | Self::Xlsb), _) => {
                Err(("the file is no workbook", "save it again as .xlsx, or as .csv"))
            }
            (Some(Self::Kmz), Some(Self::Kml)) => Ok(Self::Kml),
            (Some(Self::Kmz), _) => Err(("the file is no KMZ archive", "save it again as .kmz, or as .kml")),
            // the grammar of the name's own format tells best what is wrong
            (Some(named), _) => Ok(named),
            (None, Some(seen)) => Ok(seen),
            (None, None) => Err((
                "the file is of no format that is understood",
                "open RON, CSV, XLSX, ODS, XLS, JSON, GeoJSON, TimelineJS, KML, KMZ, GPX or iCalendar",
            )),
        }
    }

    /// What a packed file is, by its name and by its first part.
    fn packed(named: Option<Self>, head: &[u8]) -> Result<Self, (&'static str, &'static str)> {
        let has = |wanted: &[u8]| head.windows(wanted.len()).any(|part| part == wanted);
        if has(b"application/vnd.oasis.opendocument.spreadsheet") {
            return Ok(Self::Ods);
        }
        match named {
            Some(named @ (Self::Xlsx | Self::Ods | Self::Xlsb | Self::Kmz)) => Ok(named),
            _ if has(b"doc.kml") => Ok(Self::Kmz),
            _ if has(b"[Content_Types].xml") || has(b"xl/workbook.xml") => Ok(Self::Xlsx),
            _ => Err(("the file is a packed archive", "unpack it, or name a workbook .xlsx")),
        }
    }

    /// What the first characters say.
    fn seen(head: &[u8]) -> Option<Self> {
        let wide = match head {
            [0xFF, 0xFE, ..] => Some(encoding_rs::UTF_16LE),
            [0xFE, 0xFF, ..] => Some(encoding_rs::UTF_16BE),
            _ => encoding::unmarked_utf16(head)
                .map(|big| if big { encoding_rs::UTF_16BE } else { encoding_rs::UTF_16LE }),
        };
        let text = wide.map_or_else(|| String::from_utf8_lossy(head), |wide| wide.decode(head).0);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with("BEGIN:VCALENDAR") {
            Some(Self::Ics)
        } else if text.starts_with('<') {
            let has = |name: &str| text.contains(&format!("<{name}")) || text.contains(&format!(":{name} "));
            if has("kml") { Some(Self::Kml) } else { has("gpx").then_some(Self::Gpx) }
        } else if text.starts_with(['{', '\u{1e}']) {
            Some(Self::Json)
        } else if let Some(rest) = text.strip_prefix('[') {
            Some(if rest.trim_start().starts_with(['{', ']']) { Self::Json } else { Self::Ron })
        } else {
            let line = text.lines().next().unwrap_or_default();
            (line.contains([',', ';', '\t', '|']) && !line.contains('\0')).then_some(Self::Csv)
        }
    }
}

/// What broke a file, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) rule: Rule,
    pub(super) place: SourcePos,
    pub(super) what: String,
    pub(super) remedy: String,
}

impl Broken {
    pub(super) fn new(rule: Rule, line: u32, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { rule, place: SourcePos { line, column: 1 }, what: what.into(), remedy: remedy.into() }
    }

    /// What an error of reading means for the file.
    pub(super) fn of_io(error: &std::io::Error, line: u32) -> Self {
        use encoding::Stop;
        match Stop::of(error) {
            Some(Stop::NotText(what)) => Self::new(Rule::Encoding, line, *what, "save it as UTF-8"),
            Some(stop @ Stop::TooLarge(_)) => {
                Self::new(Rule::TooLarge, line, stop.to_string(), "split it into several files")
            }
            Some(stop @ Stop::Cancelled) => Self::new(Rule::Unreadable, line, stop.to_string(), "open it again"),
            None => Self::new(Rule::Unreadable, line, error.to_string(), "check that the file may be read"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_name_and_by_sight() {
        assert_eq!(FileFormat::detect("CSV", b"a,b"), Ok(FileFormat::Csv));
        assert_eq!(FileFormat::detect("", b"[Topic(id: \"a\")]"), Ok(FileFormat::Ron));
        assert_eq!(FileFormat::detect("txt", b"[ {\"id\": 1}]"), Ok(FileFormat::Json));
        assert_eq!(FileFormat::detect("", b"\xEF\xBB\xBFBEGIN:VCALENDAR\r\n"), Ok(FileFormat::Ics));
        assert_eq!(FileFormat::detect("xml", b"<?xml version=\"1.0\"?>\n<kml xmlns=\"x\">"), Ok(FileFormat::Kml));
        assert_eq!(FileFormat::detect("dat", b"Ng\xC3\xA0y;T\xC3\xAAn\n"), Ok(FileFormat::Csv));
        assert_eq!(FileFormat::detect("xlsx", b"PK\x03\x04"), Ok(FileFormat::Xlsx));
        assert_eq!(FileFormat::detect("kmz", b"PK\x03\x04"), Ok(FileFormat::Kmz));
        assert_eq!(FileFormat::detect("", b"PK\x03\x04....doc.kml"), Ok(FileFormat::Kmz));
        assert_eq!(
            FileFormat::detect("zip", b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
            Ok(FileFormat::Ods)
        );
        assert_eq!(FileFormat::detect("xls", b"\xD0\xCF\x11\xE0"), Ok(FileFormat::Xls));
        assert_eq!(FileFormat::detect("xls", b"a\tb\n"), Ok(FileFormat::Csv));
        assert_eq!(FileFormat::detect("xml", b"<?xml version=\"1.0\"?><gpx version=\"1.1\">"), Ok(FileFormat::Gpx));
        assert_eq!(FileFormat::detect("", b"\x1e{\"a\":1}"), Ok(FileFormat::Json));
    }

    #[test]
    fn what_is_not_understood_is_told_with_a_way_out() {
        for (extension, head) in [
            ("xlsx", &b"a,b"[..]),
            ("kmz", b"hm"),
            ("xls", b"<html><table>"),
            ("xlsx", b"\xD0\xCF\x11\xE0"),
            ("", b"hm"),
        ] {
            let (what, remedy) = FileFormat::detect(extension, head).unwrap_err();
            assert!(!what.is_empty() && !remedy.is_empty());
        }
    }
}
