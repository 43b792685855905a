//! Rows of a table that are no records: totals, the titles of its sections, the heading again at the
//! top of a page, signatures below. A row that says when something was is never one.

use std::sync::Arc;

use super::{Cells, RowDecoder};
use crate::dataset::problem::Rule;
use crate::dataset::table::target::Target;
use crate::model::fold;
use crate::model::node::Place;

/// What a row is that is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Aside {
    Total,
    Section,
    Heading,
    Foot,
}

/// What totals begin with, folded.
const TOTALS: [&str; 11] = [
    "tong cong",
    "tong so",
    "cong tong",
    "grand total",
    "subtotal",
    "sub-total",
    "合计",
    "总计",
    "小计",
    "共计",
    "luy ke",
];
/// What is a total by itself, or before a colon.
const ALONE: [&str; 6] = ["tong", "cong", "total", "totals", "sum", "计"];
/// What stands below a table, folded.
const FEET: [&str; 20] = [
    "nguoi lap",
    "noi nhan",
    "ky ten",
    "tm.",
    "kt.",
    "tl.",
    "tuq.",
    "nguoi ky",
    "thu truong",
    "xac nhan cua",
    "ghi chu:",
    "luu y:",
    "nguon:",
    "source:",
    "note:",
    "notes:",
    "prepared by",
    "注:",
    "备注:",
    "来源:",
];
const LONGEST: usize = 300;
/// Bytes of the longest number that is no date.
const SHORT: usize = 3;

impl RowDecoder {
    /// Whether a row is none of the table's records; if so it is told, and what it says is kept.
    pub(super) fn is_aside(&mut self, place: Place, cells: &impl Cells) -> bool {
        let Some((aside, text)) = self.aside(cells) else { return false };
        let shown: String = text.chars().take(80).collect();
        let (what, remedy) = match aside {
            Aside::Total => (format!("a total, {shown:?}, is no record"), "give the row a date if it is one"),
            Aside::Section => {
                let what = format!("the title of a section, {shown:?}, is kept as \"section\" of the rows below it");
                self.section = Some(Arc::from(text));
                (what, "give the row a date if it is a record")
            }
            Aside::Heading => ("the row of headings comes again".to_owned(), "nothing need be done"),
            Aside::Foot => (format!("what stands below the table, {shown:?}, is no record"), "nothing need be done"),
        };
        self.tell(Rule::LeftOut, Place { column: 1, ..place }, what, remedy);
        true
    }

    fn aside(&self, cells: &impl Cells) -> Option<(Aside, String)> {
        let wide = self.slots.len();
        let at = (0..wide).find(|at| !cells.cell(*at).trim().is_empty())?;
        let first = cells.cell(at).trim();
        if wide > 1 && self.slots.get(at).is_some_and(|slot| is_heading(first, &slot.name)) {
            let filled: Vec<usize> = (0..wide).filter(|at| !cells.cell(*at).trim().is_empty()).collect();
            let alike = |at: &usize| self.slots.get(*at).is_some_and(|slot| is_heading(cells.cell(*at), &slot.name));
            if filled.iter().all(alike) && filled.len() * 2 > wide {
                return Some((Aside::Heading, String::new()));
            }
        }
        let dated = |at: &usize| {
            self.slots.get(*at).is_some_and(|slot| {
                matches!(slot.target, Target::Date | Target::End | Target::Start(_) | Target::Last(_) | Target::Lat)
            })
        };
        let cell = |at: usize| cells.cell(at).trim();
        let dates = || (0..wide).filter(dated).map(cell).filter(|cell| !cell.is_empty());
        // in a total, a short number in the column of dates counts something
        if wide < 2 || first.len() > LONGEST || dates().any(|date| date.len() > SHORT) {
            return None;
        }
        let filled: Vec<usize> = (0..wide).filter(|at| !cell(*at).is_empty()).collect();
        let counts = |at: usize| self.slots.get(at).is_some_and(|slot| slot.target == Target::Ignore);
        let spoken = |at: &usize| cell(*at).chars().any(char::is_alphabetic);
        // the figure before a title is not the title
        let titled = filled.iter().copied().filter(|at| !(counts(*at) && is_letter_or_roman(cell(*at)))).find(spoken);
        let words = titled.or_else(|| filled.iter().copied().find(spoken))?;
        let (said, text) = (fold::bare(cell(words)), cell(words).to_owned());
        if is_total(&said) {
            return Some((Aside::Total, text));
        }
        if dates().next().is_some() {
            return None;
        }
        if filled.len() <= 3 && FEET.iter().any(|word| said.starts_with(word)) {
            return Some((Aside::Foot, text));
        }
        let titled = || filled.iter().map(|at| cells.cell(*at).trim()).collect::<Vec<_>>().join(" ");
        let numbered = filled.len() == 2 && at != words && counts(at) && is_letter_or_roman(first);
        if numbered || wide > 2 && filled.len() == 1 && self.is_title(words, &text) {
            return Some((Aside::Section, titled()));
        }
        None
    }

    /// Whether the only cell of a row is the title of a section.
    fn is_title(&self, at: usize, text: &str) -> bool {
        let named = self
            .slots
            .get(at)
            .is_some_and(|slot| matches!(slot.target, Target::Name(_) | Target::Summary(_) | Target::Id));
        let capitals = text.split_whitespace().count() > 1
            && !text.chars().any(char::is_lowercase)
            && !text.chars().any(fold::is_ideograph);
        let (head, rest) = text.split_once(['.', ')', ' ', ':']).unwrap_or((text, ""));
        let enumerated = is_letter_or_roman(head)
            && !rest.trim().is_empty()
            && text.get(head.len()..).is_some_and(|rest| !rest.starts_with(' '));
        capitals || enumerated || (at == 0 && !named) || self.counted
    }
}

fn is_heading(cell: &str, name: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && (cell == name || name.split(super::JOINS).any(|part| part == cell))
}

fn is_total(said: &str) -> bool {
    let said = said.trim();
    if TOTALS.iter().any(|word| said.starts_with(word)) {
        return true;
    }
    let head = said.split([':', '(']).next().unwrap_or_default().trim();
    ALONE.contains(&head) || ALONE.contains(&head.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '))
}

/// `II`, `IV.`, `A`, `b)`.
fn is_letter_or_roman(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ')', ':']);
    let roman = !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    roman
        || (text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic()))
        || matches!(text, "一" | "二" | "三" | "四" | "五" | "六" | "七" | "八" | "九" | "十")
}

/// Whether a cell holds nothing, in the words that databases and people have for that.
///
/// A name may be a word that elsewhere stands for nothing.
pub(super) fn is_nothing(cell: &str, named: bool) -> bool {
    cell.len() <= 8
        && (matches!(
            cell,
            "NULL"
                | "\\N"
                | "n/a"
                | "N/A"
                | "#N/A"
                | "-"
                | "–"
                | "—"
                | "--"
                | "..."
                | "…"
                | "(null)"
                | "<NA>"
                | "(trống)"
                | "/"
        ) || !named && matches!(cell, "null" | "Null" | "NA" | "nan" | "NaN" | "None" | "nil"))
}
