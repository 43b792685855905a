//! Bytes → positioned trees or rows, one file per format.
//!
//! A format is known by the file's name and, where that says nothing or something else than the
//! first bytes do, by those.

mod bytes;
pub(super) mod csv;
pub mod encoding;
pub(super) mod feature;
pub(super) mod ics;
pub mod json;
pub(super) mod kml;
mod lexer;
mod plain;
pub mod ron;
pub(super) mod slide;
pub(super) mod xlsx;
mod zip;

use super::problem::Rule;
use crate::model::node::Place;

/// Columns that a table may have.
pub const MAX_COLUMNS: usize = 500;
/// Bytes that one row of a table, or one entry of a calendar, may have.
pub const MAX_ROW: usize = 16 << 20;
/// Rows that a table may have.
pub const MAX_ROWS: u32 = 20_000_000;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// The dataset's own files.
    Ron,
    /// JSON of this program, `GeoJSON` or a `TimelineJS` timeline: their lists tell them apart.
    Json,
    Csv,
    Xlsx,
    Kml,
    Ics,
}

impl Format {
    /// The extensions that files of a dataset can have.
    pub const EXTENSIONS: [&str; 9] = ["ron", "csv", "tsv", "xlsx", "xlsm", "json", "geojson", "kml", "ics"];

    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "ron" => Self::Ron,
            "json" | "geojson" => Self::Json,
            "csv" | "tsv" | "tab" => Self::Csv,
            "xlsx" | "xlsm" => Self::Xlsx,
            "kml" => Self::Kml,
            "ics" | "ical" => Self::Ics,
            _ => return None,
        })
    }

    /// The format of a file by its extension and its first bytes.
    ///
    /// # Errors
    /// What it seems to be instead, and what to do about it.
    pub fn of(extension: &str, head: &[u8]) -> Result<Self, (&'static str, &'static str)> {
        let named = Self::from_extension(extension);
        if head.starts_with(b"PK\x03\x04") {
            return match named {
                Some(Self::Xlsx) => Ok(Self::Xlsx),
                _ if extension.eq_ignore_ascii_case("kmz") => {
                    Err(("a KMZ file is a packed KML file", "unpack it and open the .kml in it"))
                }
                _ if extension.eq_ignore_ascii_case("ods") => {
                    Err(("an ODS workbook is not understood", "save it as .xlsx or .csv"))
                }
                _ => Err(("the file is a packed archive", "unpack it, or name a workbook .xlsx")),
            };
        }
        if head.starts_with(b"\xD0\xCF\x11\xE0") {
            return Err(("an old Excel workbook (.xls) is not understood", "save it as .xlsx or .csv"));
        }
        if head.starts_with(b"%PDF") {
            return Err(("a PDF holds no records", "open the table or dataset it was made from"));
        }
        if named == Some(Self::Xlsx) {
            return Err(("the file is no XLSX workbook", "save it again as .xlsx, or as .csv"));
        }
        let seen = Self::seen(head);
        match (named, seen) {
            // the grammar of the name's own format tells best what is wrong
            (Some(named), _) => Ok(named),
            (None, Some(seen)) => Ok(seen),
            (None, None) => Err((
                "the file is of no format that is understood",
                "open RON, CSV, XLSX, JSON, GeoJSON, TimelineJS, KML or iCalendar",
            )),
        }
    }

    /// What the first characters say.
    fn seen(head: &[u8]) -> Option<Self> {
        let wide = match head {
            [0xFF, 0xFE, ..] => Some(encoding_rs::UTF_16LE),
            [0xFE, 0xFF, ..] => Some(encoding_rs::UTF_16BE),
            _ => None,
        };
        let text = wide.map_or_else(|| String::from_utf8_lossy(head), |wide| wide.decode(head).0);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with("BEGIN:VCALENDAR") {
            Some(Self::Ics)
        } else if text.starts_with('<') {
            text.contains("<kml").then_some(Self::Kml)
        } else if text.starts_with('{') {
            Some(Self::Json)
        } else if let Some(rest) = text.strip_prefix('[') {
            Some(if rest.trim_start().starts_with(['{', ']']) { Self::Json } else { Self::Ron })
        } else {
            let line = text.lines().next().unwrap_or_default();
            (line.contains([',', ';', '\t']) && !line.contains('\0')).then_some(Self::Csv)
        }
    }
}

/// What broke a file, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) rule: Rule,
    pub(super) place: Place,
    pub(super) what: String,
    pub(super) remedy: String,
}

impl Broken {
    pub(super) fn new(rule: Rule, line: u32, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { rule, place: Place { line, column: 1 }, what: what.into(), remedy: remedy.into() }
    }

    /// What an error of reading means for the file.
    pub(super) fn of_io(error: &std::io::Error, line: u32) -> Self {
        use encoding::Stop;
        match Stop::of(error) {
            Some(Stop::NotText { line, what, remedy }) => Self::new(Rule::Encoding, *line, what, *remedy),
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
        assert_eq!(Format::of("CSV", b"a,b"), Ok(Format::Csv));
        assert_eq!(Format::of("", b"[Topic(id: \"a\")]"), Ok(Format::Ron));
        assert_eq!(Format::of("txt", b"[ {\"id\": 1}]"), Ok(Format::Json));
        assert_eq!(Format::of("", b"\xEF\xBB\xBFBEGIN:VCALENDAR\r\n"), Ok(Format::Ics));
        assert_eq!(Format::of("xml", b"<?xml version=\"1.0\"?>\n<kml xmlns=\"x\">"), Ok(Format::Kml));
        assert_eq!(Format::of("dat", b"Ng\xC3\xA0y;T\xC3\xAAn\n"), Ok(Format::Csv));
        assert_eq!(Format::of("xlsx", b"PK\x03\x04"), Ok(Format::Xlsx));
    }

    #[test]
    fn what_is_not_understood_is_told_with_a_way_out() {
        for (extension, head) in
            [("xlsx", &b"a,b"[..]), ("kmz", b"PK\x03\x04"), ("xls", b"\xD0\xCF\x11\xE0"), ("", b"hm")]
        {
            let (what, remedy) = Format::of(extension, head).unwrap_err();
            assert!(!what.is_empty() && !remedy.is_empty());
        }
    }
}
