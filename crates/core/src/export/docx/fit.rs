//! About how much of a page some text takes, to keep a briefing on its sheet. Word processors lay
//! out for themselves and do not agree to the point: what is worked out here is rather too high.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::table::WIDE;

/// The margins above and below, in twentieths of a point.
pub(super) const EDGE: u16 = 907;
/// The height of A4 between them, in points.
pub(in crate::export) const PAGE: f32 = 841.0 - 2.0 * EDGE as f32 / TWIPS;
/// What stands at its end whatever is on it: where the map comes from, and the line above the
/// footnotes.
const END: f32 = 24.0;
/// Twentieths of a point.
const TWIPS: f32 = 20.0;
/// Metric units in a point.
const EMU: f32 = 12_700.0;
/// A line of text, in parts of its size.
const LEADING: f32 = 1.15;
/// A letter and an ideograph, in parts of the size of a text.
const LETTER: f32 = 0.45;
const IDEOGRAPH: f32 = 1.0;
/// What cells have above and below, and at their sides.
const ABOVE_AND_BELOW: f32 = 1.7;
const SIDES: f32 = 170.0;

/// Whether text and footnotes have room on one page.
pub(super) fn is_one_sheet(text: &str, footnotes: &str) -> bool {
    height(text) + height(footnotes) + END <= PAGE
}

/// How a style sets a paragraph: its size, the space around it and between its lines, and whether it
/// is bold.
struct ParagraphStyle {
    size: f32,
    around: f32,
    lines: f32,
    bold: bool,
}

/// As `styles.xml` has it for a sheet.
fn set(style: &str) -> ParagraphStyle {
    let of = |size, around, lines| ParagraphStyle { size, around, lines, bold: false };
    let bold = |set: ParagraphStyle| ParagraphStyle { bold: true, ..set };
    match style {
        "Title" => bold(of(18.0, 4.0, 1.1)),
        "Subtitle" | "Eyebrow" => of(11.0, 6.0, 1.1),
        "Heading1" => bold(of(15.0, 2.0, 1.1)),
        "Heading2" => bold(of(11.0, 4.0, 1.1)),
        "Caption" => of(10.0, 5.0, 1.1),
        "Caution" => of(11.0, 4.0, 1.1),
        "Gap" => of(5.2, 0.0, 1.0),
        "Drawing" => of(13.0, 4.0, 1.0),
        "Cell" => of(11.0, 1.0, 1.03),
        "CellHead" => bold(of(11.0, 1.0, 1.03)),
        "CellNote" => of(10.0, 1.0, 1.03),
        "Brief" => of(10.0, 0.0, 1.0),
        "FootnoteText" => of(9.0, 0.0, 1.0),
        "BriefNote" => of(8.0, 0.0, 1.0),
        _ => of(13.0, 5.0, 1.1),
    }
}

/// A paragraph as far as it has been read.
struct Paragraph {
    set: ParagraphStyle,
    /// Of its text, in parts of its size.
    wide: f32,
    /// Of a drawing in it, in points.
    drawn: f32,
}

impl Paragraph {
    /// In points, in a column of this width in twentieths of them.
    fn height(&self, column: f32) -> f32 {
        if self.drawn > 0.0 {
            return self.drawn + self.set.around;
        }
        let size = self.set.size;
        // words do not fill lines to their ends
        let lines = (self.wide * size * 1.02 * TWIPS / column).ceil().max(1.0);
        lines * size * LEADING * self.set.lines + self.set.around
    }
}

/// The height of paragraphs and tables in points.
pub(in crate::export) fn height(xml: &str) -> f32 {
    let mut reader = Reader::from_str(xml);
    let (mut all, mut row, mut cell) = (0.0, 0.0_f32, None);
    let mut column = WIDE as f32;
    let mut paragraph: Option<Paragraph> = None;
    // what is drawn is no text of the page, and stands in it once more for programs that can't draw
    let mut other = 0;
    // addresses of links are no text either
    let mut is_text = false;
    loop {
        let Ok(event) = reader.read_event() else { return all };
        match event {
            Event::Eof => return all,
            Event::Start(tag) if tag.name().as_ref() == b"mc:Fallback" || tag.name().as_ref() == b"wps:wsp" => {
                other += 1;
            }
            Event::End(tag) if tag.name().as_ref() == b"mc:Fallback" || tag.name().as_ref() == b"wps:wsp" => other -= 1,
            _ if other > 0 => {}
            Event::Start(tag) => match tag.name().as_ref() {
                b"w:p" => paragraph = Some(Paragraph { set: set(""), wide: 0.0, drawn: 0.0 }),
                b"w:tr" => row = 0.0,
                b"w:tc" => cell = Some(0.0),
                b"w:t" => is_text = true,
                _ => {}
            },
            Event::Empty(tag) => match (tag.name().as_ref(), &mut paragraph) {
                (b"w:tcW", _) => column = number(&tag, b"w:w").unwrap_or(WIDE as f32) - SIDES,
                (b"w:pStyle", Some(paragraph)) => {
                    let style = value(&tag, b"w:val").unwrap_or_default();
                    paragraph.set = set(&style);
                }
                (b"wp:extent", Some(paragraph)) => paragraph.drawn += number(&tag, b"cy").unwrap_or(0.0) / EMU,
                _ => {}
            },
            Event::Text(text) if is_text => {
                if let (Some(paragraph), Ok(text)) = (&mut paragraph, text.decode()) {
                    let letter = if paragraph.set.bold { LETTER * 1.08 } else { LETTER };
                    paragraph.wide +=
                        text.chars().map(|c| if c > '\u{2e80}' { IDEOGRAPH } else { letter }).sum::<f32>();
                }
            }
            Event::End(tag) => match tag.name().as_ref() {
                b"w:t" => is_text = false,
                b"w:p" => {
                    let high = paragraph.take().map_or(0.0, |one| one.height(column));
                    match &mut cell {
                        Some(cell) => *cell += high,
                        None => all += high,
                    }
                }
                b"w:tc" => {
                    row = row.max(cell.take().unwrap_or(0.0));
                    column = WIDE as f32;
                }
                b"w:tr" => all += row + ABOVE_AND_BELOW,
                _ => {}
            },
            _ => {}
        }
    }
}

fn value(tag: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    String::from_utf8(attribute.value.into_owned()).ok()
}

fn number(tag: &BytesStart<'_>, name: &[u8]) -> Option<f32> {
    value(tag, name)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::docx::table;
    use crate::export::docx::xml::{PLAIN, paragraph, run, web_link};

    fn brief(text: &str) -> String {
        paragraph("Brief", &run(text, PLAIN))
    }

    #[test]
    fn a_line_is_as_high_as_its_style_has_it_and_long_text_takes_more_of_them() {
        let line = height(&brief("một dòng"));
        assert!((11.4..12.0).contains(&line), "{line}");
        // some hundred letters of ten points stand on a line of sixteen centimetres
        let five = height(&brief(&"chữ ".repeat(110)));
        assert!((55.0..62.0).contains(&five), "{five}");
        assert!(height(&brief(&"字".repeat(90))) > height(&brief(&"a".repeat(90))));
    }

    #[test]
    fn the_address_of_a_link_takes_no_room() {
        let link = paragraph("Brief", &web_link(&format!("https://example.org/{}", "a".repeat(900)), "Báo"));
        assert!(height(&link) < 12.0, "{}", height(&link));
    }

    #[test]
    fn a_row_is_as_high_as_its_highest_cell() {
        let cells = [brief("a"), brief(&"chữ ".repeat(60))];
        let widths = [1300, 7771];
        let row = table::row(&widths, &cells, false);
        let table = format!("{}{row}{}", table::begin("Listing", &widths), table::END);
        let high = height(&table);
        assert!(high > height(&cells[1]) && high < height(&cells[1]) + 20.0, "{high}");
    }
}
