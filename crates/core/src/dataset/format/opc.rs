//! The parts of a workbook that is packed as Open Packaging has it (XLSX, XLSB), and what they refer to.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use ::zip::ZipArchive;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::xml;

/// Bytes that one part may unpack to.
const MAX_PART: u64 = 256 << 20;

pub(super) type OpcArchive<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn opened(bytes: &[u8]) -> Option<OpcArchive<'_>> {
    ZipArchive::new(Cursor::new(bytes)).ok()
}

pub(super) fn part(archive: &mut OpcArchive<'_>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    archive.by_name(name).ok()?.take(MAX_PART).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The part that says what a part refers to: of `xl/worksheets/sheet1.xml`
/// `xl/worksheets/_rels/sheet1.xml.rels`.
pub(super) fn rels_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{name}.rels")
}

/// What a part refers to, by the ids that it uses: parts from the top of the archive, or addresses.
pub(super) fn relations(archive: &mut OpcArchive<'_>, name: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    let Some(bytes) = part(archive, name) else { return found };
    let folder = name.split_once("_rels/").map_or("", |(folder, _)| folder.trim_end_matches('/'));
    let mut reader = Reader::from_reader(bytes.as_slice());
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == b"Relationship" => {
                let target = xml::attribute(&start, "Target");
                let outside = xml::attribute(&start, "TargetMode") == "External";
                let target = if outside { target } else { placed(folder, &target) };
                found.insert(xml::attribute(&start, "Id"), target);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// Where a part lies that another in a folder refers to.
fn placed(folder: &str, target: &str) -> String {
    if let Some(from_top) = target.strip_prefix('/') {
        return from_top.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_lies_where_another_says() {
        assert_eq!(placed("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(placed("xl", "worksheets/sheet1.bin"), "xl/worksheets/sheet1.bin");
        assert_eq!(placed("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(rels_of("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
    }
}
