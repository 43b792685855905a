//! What must hold of any input, however broken. `fuzz` asks it of millions, the suite of some hundreds.
#![expect(
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    reason = "each fails where what its name says does not hold"
)]

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};

use km0_core::dataset::format::{encoding, ron};
use km0_core::dataset::table::Mapping;
use km0_core::dataset::table::dates::{self, Reading};
use km0_core::dataset::{Dataset, FileFormat, Ix, Loaded, Options, Severity, Watch, open_stream};
use km0_core::export::{self, ExportNote};
use km0_core::guard;
use km0_core::model::node::{Node, SourcePos, Tree};
use km0_core::model::{Edtf, Lang, Origin, Record, hidden};
use km0_core::query::{Corpus, Query, fold};
use km0_core::saved;
use km0_core::words::Words;

/// Lets libraries break off where the program expects it: a fuzzer would end at once.
pub fn expect_what_is_guarded() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !guard::is_expected(info) {
            before(info);
        }
    }));
}

/// A file of a format is read or told, whatever is in it: nothing panics, ids are unique, problems name a place in the
/// file and can be printed.
pub fn is_read(format: FileFormat, bytes: &[u8]) -> Loaded {
    let options = Options { format: Some(format), ..Options::default() };
    let loaded = open_stream(bytes, "a", &options);
    let ids: BTreeSet<_> = loaded.dataset.records().iter().map(|record| &record.id).collect();
    assert_eq!(ids.len(), loaded.dataset.len(), "an id comes twice");
    let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
    for problem in &loaded.problems {
        assert!(!problem.to_string().is_empty());
        if !matches!(format, FileFormat::Xlsx | FileFormat::Ods | FileFormat::Xls | FileFormat::Xlsb | FileFormat::Kmz)
        {
            assert!(problem.origin.line as usize <= lines.max(1), "{problem}: of {lines} lines");
        }
    }
    loaded
}

/// The formats that keep everything of every record.
const WHOLE: [(export::Format, FileFormat); 3] = [
    (export::Format::Ron, FileFormat::Ron),
    (export::Format::Json, FileFormat::Json),
    (export::Format::GeoJson, FileFormat::Json),
];

/// What was read without an error, written in a format that keeps everything and read again, is the same.
pub fn comes_back(loaded: &Loaded) {
    if loaded.problems.iter().any(|problem| problem.severity() == Severity::Error) {
        return;
    }
    let before = &loaded.dataset;
    let rows: Vec<Ix> = before.rows().collect();
    for (written, read) in WHOLE {
        let bytes = export::export(before, &rows, written, &ExportNote::default()).bytes;
        let after = open_stream(&*bytes, "a", &Options { format: Some(read), ..Options::default() });
        assert_eq!(before.len(), after.dataset.len(), "{written:?}: {:?}", after.problems);
        for record in before.records() {
            let again = after.dataset.by_id(&record.id);
            let again = again.unwrap_or_else(|| panic!("{written:?}: {} is lost", record.id));
            assert_eq!(without_place(record), without_place(again), "{written:?}");
        }
    }
}

/// Every format can be written of what was read, and questions can be asked of it.
pub fn is_used(dataset: &Dataset) {
    let rows: Vec<Ix> = dataset.rows().collect();
    let corpus = Corpus::new(dataset);
    for query in ["", "họp", "gate:a", "sort:name"] {
        if let Ok(query) = Query::parse(query) {
            assert!(query.run(dataset, &corpus).rows.len() <= dataset.len());
        }
    }
    for format in export::Format::ALL {
        let _written = export::export(dataset, &rows, format, &ExportNote::default());
    }
}

/// A record without what no format promises to keep: where it stood, and whether a word was in quotes.
fn without_place(record: &Record) -> Record {
    let mut record = record.clone();
    record.origin = Origin::default();
    record.extra.iter_mut().for_each(|(_, node)| spoken(node));
    record
}

fn spoken(node: &mut Node) {
    node.put_at(SourcePos::default());
    match &mut node.tree {
        Tree::Word(word) => node.tree = Tree::Text(word.clone()),
        Tree::List(entries) => entries.iter_mut().for_each(spoken),
        Tree::Struct(name, members) => {
            *name = "".into();
            members.iter_mut().for_each(|member| spoken(&mut member.value));
        }
        _ => {}
    }
}

/// Text of the dataset's own notation is read or told.
pub fn is_notation(text: &str) {
    let (nodes, errors) = ron::read(text);
    let lines = text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
    assert!(errors.iter().all(|error| error.place.line as usize <= lines));
    assert!(nodes.iter().all(|node| node.place.line as usize <= lines));
}

/// A date is printed as it was written, and its bounds are in order; what is none is told with what to write instead.
pub fn is_date(text: &str) {
    match Edtf::parse(text) {
        Ok(date) => {
            assert_eq!(date.as_str(), text);
            let bounds = date.bounds();
            let possible = bounds.possible();
            assert!(!possible.is_empty(), "{text}: {bounds:?}");
            if let Some(certain) = bounds.certain() {
                assert!(certain.is_empty() || possible.encloses(&certain), "{text}: {bounds:?}");
                assert!(certain.is_empty() || date.possibly_in(&certain));
            }
            assert!(date.possibly_in(&possible), "{text}: {bounds:?}");
            for lang in Lang::ALL {
                assert!(!words(lang).date(&date).is_empty());
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A cell of a table is a date or told, in every way of reading it.
pub fn is_date_cell(text: &str) {
    for bits in 0..8_u8 {
        let [month_first, sure, turned] = [1, 2, 4].map(|bit| bits & bit != 0);
        match dates::read(text, Reading { month_first, sure, turned, numbers: bits & 3 == 3, years: bits & 5 == 5 }) {
            Ok(said) => {
                for date in std::iter::once(&said.date).chain(&said.or) {
                    assert_eq!(Edtf::parse(date.as_str()).map(|date| date.to_string()), Ok(date.to_string()));
                }
            }
            Err(no_date) => assert!(!format!("{no_date:?}").is_empty()),
        }
    }
}

/// A cell of a table, whatever its column, becomes a value or is told, and a position is on the globe.
pub fn is_cell(text: &str) {
    let text = text.replace('"', "\"\"");
    for column in ["coordinates", "lat", "value", "gate", "source", "topics", "kind", "id", "start,end", "year,month"] {
        let cells = if column.contains(',') { format!("\"{text}\",\"{text}\"") } else { format!("\"{text}\"") };
        let lon = if column == "lat" { ("lon,", "106.5,") } else { ("", "") };
        let table = format!("name,{}{column}\na,{}{cells}\nb,{}1\n", lon.0, lon.1, lon.1);
        for record in is_read(FileFormat::Csv, table.as_bytes()).dataset.records() {
            let position = record.position().map(|at| (at.lat, at.lon));
            let (lat, lon) = position.unwrap_or_default();
            assert!(lat.abs() <= 90.0 && lon.abs() <= 180.0, "{text}: {position:?}");
        }
    }
}

/// A query means the same when it is printed and read again.
pub fn is_query(text: &str) {
    match Query::parse(text) {
        Ok(query) => {
            let printed = query.to_string();
            assert_eq!(Query::parse(&printed).as_ref(), Ok(&query), "{text:?} as {printed:?}");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A view is the same when it is written and read again.
pub fn is_view(text: &str) {
    match saved::read(text) {
        Ok(view) => {
            let written = view.to_text();
            assert_eq!(saved::read(&written).as_ref().map_err(ToString::to_string), Ok(&view), "{written}");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A mapping is the same when it is written and read again.
pub fn is_mapping(text: &str) {
    if let Ok(mapping) = Mapping::from_text(text) {
        assert_eq!(Mapping::from_text(&mapping.to_text()), Ok(mapping));
    }
}

/// Bytes become text, in pieces of any size; UTF-8 stays as it is, unless it has a nought, which no text has.
pub fn is_decoded(bytes: &[u8]) {
    let heard = encoding::Heard::default();
    let whole = encoding::TextReader::new(bytes, 1 << 20, &Watch::default(), &heard).whole();
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.starts_with('\u{FEFF}')
        && !text.contains('\0')
    {
        assert_eq!(whole.as_ref().ok().map(String::as_str), Some(text));
    }
    let mut guessed = encoding::TextReader::new(bytes, 1 << 20, &Watch::default(), &heard).guessing();
    let mut text = String::new();
    let _told = std::io::Read::read_to_string(&mut guessed, &mut text);
    let folded = fold::bare(&text);
    assert!(!folded.chars().any(hidden::is_ignorable));
    let plain = fold::plain(&text);
    assert_eq!(fold::plain(&plain), plain, "{text:?}");
}

/// A packed file with these parts, not compressed: what stands in it is met as it is.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        file.start_file(*name, stored).unwrap();
        file.write_all(bytes).unwrap();
    }
    file.finish().unwrap().into_inner()
}

/// The parts of a workbook that a mutation may stand for.
const PARTS: [(&str, &str); 5] = [
    (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>45041</v></c></row></sheetData></worksheet>"#,
    ),
    (
        "xl/sharedStrings.xml",
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>name</t></si><si><t>date</t></si><si><t>Họp</t></si></sst>"#,
    ),
    (
        "xl/styles.xml",
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];

/// A workbook of which one part is replaced; `which` says which.
pub fn xlsx_with(which: u8, part: &[u8]) -> Vec<u8> {
    let at = usize::from(which) % PARTS.len();
    let parts: Vec<(&str, &[u8])> = PARTS
        .iter()
        .enumerate()
        .map(|(i, (name, usual))| (*name, if i == at { part } else { usual.as_bytes() }))
        .collect();
    packed(&parts)
}

/// A spreadsheet of `OpenDocument` with this content.
pub fn ods_with(content: &[u8]) -> Vec<u8> {
    packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)])
}

fn words(lang: Lang) -> &'static Words {
    use std::sync::OnceLock;
    static ALL: [OnceLock<Words>; 3] = [const { OnceLock::new() }; 3];
    let at = Lang::ALL.iter().position(|one| *one == lang).unwrap_or(0);
    ALL[at].get_or_init(|| Words::new(lang))
}
