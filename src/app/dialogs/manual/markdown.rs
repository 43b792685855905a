//! The few forms of Markdown that the manual is written in → blocks. It reads pages that come with the program; what it
//! does not know stays as text.

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MarkdownBlock {
    Heading(u8, Vec<MarkdownSpan>),
    Paragraph(Vec<MarkdownSpan>),
    /// A line of a list with what stands before it, its number or a dot.
    Item(String, Vec<MarkdownSpan>),
    Table(MarkdownTable),
    Code(String),
    /// What it shows, and the file.
    Picture(String, String),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MarkdownTable {
    /// The head first.
    pub(super) rows: Vec<Vec<Vec<MarkdownSpan>>>,
    /// Of each column the letters of its longest cell and of its longest word.
    pub(super) widths: Vec<[usize; 2]>,
}

/// Text of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MarkdownSpan {
    pub(super) text: String,
    pub(super) strong: bool,
    pub(super) slanted: bool,
    pub(super) code: bool,
    /// Where it leads.
    pub(super) link: Option<String>,
}

/// What a page says, from top to bottom.
pub(super) fn blocks(markdown: &str) -> Vec<MarkdownBlock> {
    let mut blocks = Vec::new();
    let mut lines = markdown.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim().is_empty() {
            continue;
        }
        if line.starts_with("```") {
            let code: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            blocks.push(MarkdownBlock::Code(code.join("\n")));
        } else if let Some(first) = line.strip_prefix("    ") {
            let mut code = vec![first];
            while let Some(more) = lines.next_if(|line| line.starts_with("    ")) {
                code.push(more.trim_start_matches("    "));
            }
            blocks.push(MarkdownBlock::Code(code.join("\n")));
        } else if let Some((depth, text)) = heading(line) {
            blocks.push(MarkdownBlock::Heading(depth, spans(text)));
        } else if line.starts_with('|') {
            let mut rows = vec![cells(line)];
            while let Some(more) = lines.next_if(|line| line.starts_with('|')) {
                if !more.contains("| --- |") {
                    rows.push(cells(more));
                }
            }
            blocks.push(MarkdownBlock::Table(table(rows)));
        } else if let Some((alt, file)) = picture(line) {
            blocks.push(MarkdownBlock::Picture(alt.to_owned(), file.to_owned()));
        } else {
            let mut text = line.trim().to_owned();
            while let Some(more) = lines.next_if(|line| goes_on(line)) {
                text.push(' ');
                text.push_str(more.trim());
            }
            blocks.push(match mark(&text) {
                Some((mark, rest)) => MarkdownBlock::Item(mark.to_owned(), spans(rest)),
                None => MarkdownBlock::Paragraph(spans(&text)),
            });
        }
    }
    blocks
}

/// Whether a line belongs to the paragraph or the line of a list before it.
fn goes_on(line: &str) -> bool {
    let starts_another = line.starts_with('|') || line.starts_with("```") || heading(line).is_some();
    !line.trim().is_empty() && !starts_another && mark(line.trim()).is_none()
}

fn heading(line: &str) -> Option<(u8, &str)> {
    let text = line.trim_start_matches('#');
    let depth = line.len() - text.len();
    (1..=6).contains(&depth).then_some(())?;
    Some((depth as u8, text.strip_prefix(' ')?.trim()))
}

/// The number or the dot of a line of a list, and the rest.
fn mark(text: &str) -> Option<(&str, &str)> {
    if let Some(rest) = text.strip_prefix("- ") {
        return Some(("•", rest));
    }
    let (number, rest) = text.split_once(". ")?;
    let digits = !number.is_empty() && number.len() < 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| (text.get(..=number.len()).unwrap_or(number), rest))
}

fn picture(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("![")?.strip_suffix(')')?.split_once("](")
}

/// The cells of a row: a stroke with a backslash before it is a letter.
fn cells(line: &str) -> Vec<Vec<MarkdownSpan>> {
    let mut cells = vec![String::new()];
    let mut letters = line.trim().trim_start_matches('|').chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek() == Some(&'|') => {
                letters.next();
                cells.last_mut().into_iter().for_each(|cell| cell.push('|'));
            }
            '|' if letters.peek().is_some() => cells.push(String::new()),
            '|' => {}
            letter => cells.last_mut().into_iter().for_each(|cell| cell.push(letter)),
        }
    }
    cells.iter().map(|cell| spans(cell.trim())).collect()
}

fn table(rows: Vec<Vec<Vec<MarkdownSpan>>>) -> MarkdownTable {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let texts = rows.iter().filter_map(|row| row.get(column)).map(|cell| plain(cell));
        texts.fold([0, 0], |[cell, word], text| {
            let longest = text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
            [cell.max(text.chars().count()), word.max(longest)]
        })
    };
    let widths = (0..columns).map(width).collect();
    MarkdownTable { rows, widths }
}

/// The text without its looks.
pub(super) fn plain(spans: &[MarkdownSpan]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// A heading as the end of an address: small letters, with a hyphen for each space.
pub(super) fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn spans(text: &str) -> Vec<MarkdownSpan> {
    let mut spans = Vec::new();
    let mut now = MarkdownSpan::default();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some((code, after)) = rest.strip_prefix('`').and_then(|inner| inner.split_once('`')) {
            end(&mut spans, &mut now);
            spans.push(MarkdownSpan { text: code.to_owned(), code: true, ..now.clone() });
            rest = after;
        } else if let Some((said, after, link)) = link(rest) {
            end(&mut spans, &mut now);
            let within = self::spans(said).into_iter();
            spans.extend(within.map(|span| MarkdownSpan { link: Some(link.to_owned()), ..span }));
            rest = after;
        } else if let Some(after) = rest.strip_prefix("**") {
            end(&mut spans, &mut now);
            now.strong = !now.strong;
            rest = after;
        } else if let Some(after) = rest.strip_prefix('*').filter(|after| now.slanted || after.contains('*')) {
            end(&mut spans, &mut now);
            now.slanted = !now.slanted;
            rest = after;
        } else {
            now.text.push(letter);
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        }
    }
    end(&mut spans, &mut now);
    spans
}

/// Puts down what was gathered; what comes next looks alike.
fn end(spans: &mut Vec<MarkdownSpan>, now: &mut MarkdownSpan) {
    if !now.text.is_empty() {
        spans.push(MarkdownSpan { text: std::mem::take(&mut now.text), ..now.clone() });
    }
}

/// The text, what follows, and the address of a link that begins here.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (said, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, after) = rest.split_once(')')?;
    (!said.contains('[')).then_some((said, after, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<MarkdownSpan> {
        vec![MarkdownSpan { text: text.to_owned(), ..MarkdownSpan::default() }]
    }

    #[test]
    fn a_page_is_read_block_by_block() {
        let page = "# A b\n\n![what](x/y.png)\n\none\ntwo\n\n1. first\n   goes on\n- dot\n\n```sh\nkm0 list\n```\n\n    code\n";
        let [heading, picture, text, first, dot, code, indented] = &blocks(page)[..] else { panic!("seven blocks") };
        assert_eq!(*heading, MarkdownBlock::Heading(1, words("A b")));
        assert_eq!(*picture, MarkdownBlock::Picture("what".into(), "x/y.png".into()));
        assert_eq!(*text, MarkdownBlock::Paragraph(words("one two")));
        assert_eq!(*first, MarkdownBlock::Item("1.".into(), words("first goes on")));
        assert_eq!(*dot, MarkdownBlock::Item("•".into(), words("dot")));
        assert_eq!(*code, MarkdownBlock::Code("km0 list".into()));
        assert_eq!(*indented, MarkdownBlock::Code("code".into()));
    }

    #[test]
    fn a_table_has_a_head_and_rows_and_strokes_in_code() {
        let [MarkdownBlock::Table(table)] = &blocks("| A | B |\n| --- | --- |\n| `a\\|b` | two words |\n")[..] else {
            panic!("a table")
        };
        let texts: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect()).collect();
        assert_eq!(texts, [["A", "B"], ["a|b", "two words"]]);
        assert_eq!(table.widths, [[3, 3], [9, 5]]);
    }

    #[test]
    fn looks_and_links_are_told_from_text() {
        let read = spans("a **b** *c* `d*` [e `f`](g.md#h) 2 * 3");
        let told: Vec<(&str, bool, bool, bool, Option<&str>)> =
            read.iter().map(|s| (s.text.as_str(), s.strong, s.slanted, s.code, s.link.as_deref())).collect();
        let text = |text| (text, false, false, false, None);
        assert_eq!(
            told,
            [
                text("a "),
                ("b", true, false, false, None),
                text(" "),
                ("c", false, true, false, None),
                text(" "),
                ("d*", false, false, true, None),
                text(" "),
                ("e ", false, false, false, Some("g.md#h")),
                ("f", false, false, true, Some("g.md#h")),
                text(" 2 * 3"),
            ]
        );
    }
}
