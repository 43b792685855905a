//! Paragraphs, runs and links as markup of a word processor.

use crate::export::prose::escaped;

pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// How text is set.
// each is a property of a run, on or off by itself
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RunStyle {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) weak: bool,
    /// In a language that is not the document's.
    pub(super) foreign: bool,
}

pub(super) const BOLD: RunStyle = RunStyle { bold: true, italic: false, weak: false, foreign: false };
pub(super) const WEAK: RunStyle = RunStyle { bold: false, italic: false, weak: true, foreign: false };
pub(super) const PLAIN: RunStyle = RunStyle { bold: false, italic: false, weak: false, foreign: false };
pub(super) const ITALIC: RunStyle = RunStyle { bold: false, italic: true, weak: false, foreign: false };

/// Text; its lines are lines of the document.
pub(super) fn run(text: &str, set: RunStyle) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut properties = String::new();
    for (is, property) in [
        (set.bold, "<w:b/><w:bCs/>"),
        (set.italic, "<w:i/><w:iCs/>"),
        (set.foreign, "<w:noProof/>"),
        (set.weak, "<w:color w:val=\"566070\"/>"),
    ] {
        if is {
            properties.push_str(property);
        }
    }
    let properties = if properties.is_empty() { properties } else { format!("<w:rPr>{properties}</w:rPr>") };
    let lines: Vec<String> =
        text.lines().map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line))).collect();
    format!("<w:r>{properties}{}</w:r>", lines.join("<w:br/>"))
}

/// A paragraph of a style with these runs.
pub(super) fn paragraph(style: &str, runs: &str) -> String {
    paragraph_with(style, "", runs)
}

/// A paragraph with more properties, in the order of the schema.
pub(super) fn paragraph_with(style: &str, more: &str, runs: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:pStyle w:val=\"{style}\"/>") };
    let properties = format!("{style}{more}");
    let properties = if properties.is_empty() { properties } else { format!("<w:pPr>{properties}</w:pPr>") };
    format!("<w:p>{properties}{runs}</w:p>\n")
}

/// A link to a place of the document.
pub(super) fn inner_link(bookmark: &str, text: &str) -> String {
    format!(
        "<w:hyperlink w:anchor=\"{bookmark}\" w:history=\"1\"><w:r><w:rPr><w:rStyle w:val=\"Hyperlink\"/></w:rPr>\
         <w:t xml:space=\"preserve\">{}</w:t></w:r></w:hyperlink>",
        escaped(text)
    )
}

/// A link to an address of the web, which must be one. It is a field, whose text may hold neither
/// quotes nor backslashes.
pub(super) fn web_link(address: &str, text: &str) -> String {
    let target: String = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .map(|c| match c {
            '"' => "%22".to_owned(),
            '\\' => "%5C".to_owned(),
            c => c.to_string(),
        })
        .collect();
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "{}<w:r><w:instrText xml:space=\"preserve\"> HYPERLINK \"{}\" </w:instrText></w:r>{}<w:r><w:rPr>\
         <w:rStyle w:val=\"Hyperlink\"/><w:noProof/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>{}",
        mark("begin"),
        escaped(&target),
        mark("separate"),
        escaped(text),
        mark("end")
    )
}
