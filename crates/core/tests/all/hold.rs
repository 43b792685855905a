//! What `fuzz` asks of millions of inputs, asked of some hundreds here: files of every format with a few bytes changed,
//! and texts made of what means something to a reader.

use std::fs;
use std::path::{Path, PathBuf};

use km0_core::dataset::FileFormat;
use km0_testkit::{hold, root};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Every file of the tests' data that a reader is for, but for the large ones.
fn files(folder: &Path, found: &mut Vec<(FileFormat, Vec<u8>)>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, found);
        } else if let Some(format) = FileFormat::from_path(&path)
            && fs::metadata(&path).unwrap().len() < 30_000
        {
            found.push((format, fs::read(&path).unwrap()));
        }
    }
}

fn seeds() -> &'static [(FileFormat, Vec<u8>)] {
    static SEEDS: std::sync::OnceLock<Vec<(FileFormat, Vec<u8>)>> = std::sync::OnceLock::new();
    SEEDS.get_or_init(|| {
        let mut found = Vec::new();
        files(&root().join("tests/data"), &mut found);
        found
    })
}

/// What means something to one reader or another.
const SIGNS: &[&[u8]] =
    &[b"\"", b",", b"\n", b"{", b"[", b"(", b"<a>", b"&#0;", b"-", b"9999999999", b"\xFF\xFE", b"\0"];

/// A change of a file: bytes at a place are replaced by others, taken from the file or not.
fn changes() -> impl Strategy<Value = Vec<(Index, u8, Vec<u8>)>> {
    let with = prop_oneof![prop::collection::vec(any::<u8>(), 0..4), select(SIGNS).prop_map(<[u8]>::to_vec),];
    prop::collection::vec((any::<Index>(), 0_u8..6, with), 1..4)
}

fn changed(bytes: &[u8], changes: &[(Index, u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, length, with) in changes {
        let from = at.index(bytes.len() + 1);
        let to = (from + usize::from(*length)).min(bytes.len());
        bytes.splice(from..to, with.iter().copied());
    }
    bytes
}

/// Pieces of texts that mean something to one reader or another.
fn pieces(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => select(of).prop_map(str::to_owned), 1 => "\\PC{1,3}", 1 => "[0-9]{1,5}"];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

const DATES: &[&str] = &[
    "2021", "-", "/", "..", "?", "~", "%", "X", "T", ":", "Z", "+07:00", "Y", "E", " ", "ngày ", "tháng ", "年", "月",
    "日", "Quý ", "April", ".",
];
const QUERIES: &[&str] = &[
    "kind:", "gate:", "date:", "sort:", "near:", "-", "|", "\"", "..", ",", "họp", "友谊", "(", ")", " ", ":", "km",
    "\\", "\u{202E}",
];
const VIEWS: &[&str] = &[
    "View(",
    "version: 1",
    ", ",
    "query: \"họp\"",
    "time: (from: \"2021\")",
    "story: (steps: [(",
    "caption: (vi: \"",
    "\"",
    ")",
    "]",
    "lang: vi",
    "map: (lat: 1, lon: 2, zoom: 3)",
    "x: 1",
    "selection: [\"a#1\"]",
    "board: ",
];
const CELLS: &[&str] = &[
    "22.48", "106°", "30'", "B", "N", ",", ";", " ", "\"", "-", "%", "km", "tỷ", "亿", "POINT(", ")", "geo:", "1.234",
    "a", "\n", "\u{A0}",
];
const TEXTS: &[&str] = &[
    "Hữu Nghị",
    "\u{31B}",
    "\u{323}",
    "đ",
    "ð",
    "\u{200B}",
    "\u{AD}",
    "'",
    "\u{2019}",
    "雲南",
    "ﬁ",
    "İ",
    "ǆ",
    "\u{FFFD}",
    "\r",
    "\n",
    "\u{FEFF}",
    "ŉ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_file_is_read_or_told(which in any::<Index>(), changes in changes()) {
        let (format, bytes) = which.get(seeds());
        hold::is_read(*format, &changed(bytes, &changes));
    }

    #[test]
    fn a_file_of_another_format_is_read_or_told(which in any::<Index>(), format in any::<Index>()) {
        let (_, bytes) = which.get(seeds());
        hold::is_read(format.get(seeds()).0, bytes);
    }

    #[test]
    fn dates_are_printed_as_they_were_written(text in pieces(DATES)) {
        hold::is_date(&text);
        hold::is_date_cell(&text);
    }

    #[test]
    fn cells_become_values_or_are_told(text in pieces(CELLS)) {
        hold::is_cell(&text);
    }

    #[test]
    fn queries_mean_the_same_when_they_are_printed(text in pieces(QUERIES)) {
        hold::is_query(&text);
    }

    #[test]
    fn views_are_the_same_when_they_are_written(text in pieces(VIEWS)) {
        hold::is_view(&text);
        hold::is_mapping(&text);
        hold::is_notation(&text);
    }

    #[test]
    fn texts_are_decoded_and_folded(text in pieces(TEXTS), changes in changes()) {
        hold::is_decoded(&changed(text.as_bytes(), &changes));
    }

    #[test]
    fn the_parts_of_a_workbook_are_read_or_told(which in any::<u8>(), text in pieces(&["<c r=\"B2\"", " t=\"s\"", ">", "<v>", "</v>", "</c>", "<row r=\"", "\">", "<sheetData>", "<si><t>", "<xf numFmtId=\"164\"/>", "9", "A1048577", "<mergeCell ref=\"A1:XFD9\"/>"])) {
        hold::is_read(FileFormat::Xlsx, &hold::xlsx_with(which, text.as_bytes()));
        hold::is_read(FileFormat::Ods, &hold::ods_with(text.as_bytes()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn what_any_reader_makes_of_a_file_without_errors_comes_back_whole(which in any::<Index>(), changes in changes()) {
        let (format, bytes) = which.get(seeds());
        let read = hold::is_read(*format, &changed(bytes, &changes));
        hold::comes_back(&read);
    }
}

#[test]
fn a_query_that_would_be_printed_too_long_to_be_read_again_is_refused() {
    use km0_core::query::{Query, QueryError};
    let text = "a\"\"b ".repeat(800);
    assert!(text.len() <= QueryError::LONGEST);
    assert_eq!(Query::parse(&text), Err(QueryError::TooLong));
    hold::is_query(&text);
    hold::is_query(&"a\"\"b ".repeat(300));
}
