//! What the sheets of a workbook hold beside plain values, found by their letters while they are unpacked to
//! be measured: each reading of a sheet for merged cells, links or formulas takes as long as its values do.

use memchr::memmem;

/// Bytes that are looked at again with the next piece: no mark is longer.
const OVERLAP: usize = 512;

#[derive(Debug, Default)]
pub(super) struct SheetMarks {
    tail: Vec<u8>,
    pub(super) merged: bool,
    pub(super) links: bool,
    /// Whether there are formulas whose value was not saved, or that link.
    pub(super) formulas: bool,
}

impl SheetMarks {
    /// Looks at the next piece of a part.
    pub(super) fn look(&mut self, part: &str, piece: &[u8]) {
        if !part.contains("sheet") || !part.to_ascii_lowercase().ends_with(".xml") {
            return;
        }
        self.tail.extend_from_slice(piece);
        let text = std::mem::take(&mut self.tail);
        let has = |word: &str| memmem::find(&text, word.as_bytes()).is_some();
        self.merged |= has("mergeCell");
        self.links |= has("hyperlink");
        self.formulas = self.formulas || has("HYPERLINK(") || has(":f>") || is_unsaved(&text);
        self.tail = text;
        self.tail.drain(..self.tail.len().saturating_sub(OVERLAP));
    }
}

/// Whether a formula is not followed by a value. The end of a piece is looked at with the next one.
fn is_unsaved(text: &[u8]) -> bool {
    let is_value = |at: usize| text.get(at..at + 4).is_none_or(|next| next.starts_with(b"<v>") && next != b"<v><");
    let closed = memmem::find_iter(text, b"</f>").any(|at| !is_value(at + 4));
    // one that shares another's text: `<f t="shared" si="0"/>`
    let shared = || {
        memmem::find_iter(text, b"<f ").any(|at| {
            let end = text.get(at..).and_then(|rest| memchr::memchr(b'>', rest)).map(|long| at + long);
            end.is_some_and(|end| text.get(end - 1) == Some(&b'/') && !is_value(end + 1))
        })
    };
    closed || shared()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(pieces: &[&str]) -> [bool; 3] {
        let mut marks = SheetMarks::default();
        pieces.iter().for_each(|piece| marks.look("xl/worksheets/sheet1.xml", piece.as_bytes()));
        [marks.merged, marks.links, marks.formulas]
    }

    #[test]
    fn a_sheet_of_plain_values_has_none() {
        let saved = "<c r=\"A1\"><f>B1*2</f><v>4</v></c><c><f t=\"shared\" si=\"0\"/><v>6</v></c>";
        assert_eq!(looked(&["<sheetData><row><c t=\"s\"><v>1</v></c>", saved]), [false; 3]);
    }

    #[test]
    fn marks_are_found_wherever_a_piece_ends() {
        let (unsaved, empty) = ("<c><f>SUM(A1)</f></c>      ", "<c><f>SUM(A1)</f><v></v></c>");
        let shared = "<c><f t=\"shared\" si=\"0\"/></c>     ";
        let link = "<c><f>HYPERLINK(\"https://a.vn\",\"a\")</f><v>a</v></c>";
        for text in [unsaved, empty, shared, link] {
            for at in 0..text.len() {
                let (head, rest) = text.split_at(at);
                assert_eq!(looked(&[head, rest]), [false, false, true], "{head} | {rest}");
            }
        }
        assert_eq!(looked(&["<merge", "Cells count=\"1\"><mergeCell ref=\"A1:A3\"/>"]), [true, false, false]);
        assert_eq!(looked(&["<hyperlin", "ks>"]), [false, true, false]);
    }
}
