//! Rows of a table that are no records: totals, the titles of its sections, the heading again at the
//! top of a page, signatures below. A row that says when something was is never one.

use std::sync::Arc;

use super::{RowCells, RowDecoder, RowReader};
use crate::dataset::format::book::{SPREAD, shown};
use crate::dataset::problem::Rule;
use crate::dataset::table::target::ColumnTarget;
use crate::model::fold;
use crate::model::node::SourcePos;

/// What a row is that is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
enum RowAside {
    Total,
    Section,
    /// With what it calls columns otherwise than the first.
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
/// Who signs below a table.
const SIGNERS: [&str; 10] = [
    "giam doc",
    "chu tich",
    "pho giam doc",
    "pho chu tich",
    "truong phong",
    "thu ky",
    "nguoi duyet",
    "nguoi kiem tra",
    "lanh dao",
    "can bo tong hop",
];
const LONGEST: usize = 300;
/// Characters of a row that are told.
const SHOWN: usize = 80;
const NOTHING_TO_DO: &str = "nothing need be done";
/// Bytes of the longest number that is no date.
const SHORT: usize = 3;

impl RowReader {
    /// Whether a row is none of the table's records; if so it is told, and what it says is kept.
    pub(super) fn is_aside(&mut self, place: SourcePos, cells: &impl RowCells) -> bool {
        let Some((aside, text)) = self.aside(cells) else { return false };
        let shown: String = text.chars().take(SHOWN).collect();
        let (what, remedy) = match aside {
            RowAside::Total => (format!("a total, {shown:?}, is no record"), "give the row a date if it is one"),
            RowAside::Section => {
                let what = format!("the title of a section, {shown:?}, is kept as \"section\" of the rows below it");
                self.said.section = Some(Arc::from(text));
                (what, "give the row a date if it is a record")
            }
            RowAside::Heading if text.is_empty() => ("the row of headings comes again".to_owned(), NOTHING_TO_DO),
            RowAside::Heading => {
                let what = format!("another row of headings, {shown:?}, is read as the first one");
                (what, "give the table below it a sheet or file of its own")
            }
            RowAside::Foot => {
                self.said.below = true;
                (below(&shown), NOTHING_TO_DO)
            }
        };
        self.tell(Rule::LeftOut, SourcePos { column: 1, ..place }, what, remedy);
        true
    }

    fn aside(&self, cells: &impl RowCells) -> Option<(RowAside, String)> {
        let wide = self.slots.len();
        let at = (0..wide).find(|at| !cells.cell(*at).trim().is_empty())?;
        let first = cells.cell(at).trim();
        if wide > 1 && self.slots.get(at).is_some_and(|slot| is_heading(first, &slot.name)) {
            let filled: Vec<usize> = (0..wide).filter(|at| !cells.cell(*at).trim().is_empty()).collect();
            let alike = |at: &usize| self.slots.get(*at).is_some_and(|slot| is_heading(cells.cell(*at), &slot.name));
            let same = filled.iter().filter(|at| alike(at)).count();
            let beyond = (wide..cells.count()).any(|at| !cells.cell(at).trim().is_empty());
            if same * 2 > wide && same * 3 >= filled.len() * 2 {
                let whole = || (0..cells.count()).map(|at| cells.cell(at).trim()).filter(|cell| !cell.is_empty());
                let other = same < filled.len() || beyond;
                let said = if other { whole().collect::<Vec<_>>().join(" | ") } else { String::new() };
                return Some((RowAside::Heading, said));
            }
        }
        let dated = |at: &usize| {
            self.slots.get(*at).is_some_and(|slot| {
                matches!(
                    slot.target,
                    ColumnTarget::Date
                        | ColumnTarget::End
                        | ColumnTarget::Start(_)
                        | ColumnTarget::Last(_)
                        | ColumnTarget::Lat
                )
            })
        };
        let cell = |at: usize| cells.cell(at).trim();
        // words alone are no date, and neither is where and when somebody signed
        let is_date = |cell: &&str| cell.chars().any(char::is_numeric) && !is_signed(cell);
        let dates = || (0..wide).filter(dated).map(cell).filter(is_date);
        // in a total, a short number in the column of dates counts something
        if wide < 2 || first.len() > LONGEST || dates().any(|date| date.len() > SHORT) {
            return None;
        }
        let filled: Vec<usize> = (0..wide).filter(|at| !cell(*at).is_empty()).collect();
        let counts = |at: usize| self.slots.get(at).is_some_and(|slot| slot.target == ColumnTarget::Ignore);
        let spoken = |at: &usize| cell(*at).chars().any(char::is_alphabetic);
        // merged over the rest of the table, with nothing before it but what counts it
        let spread = filled.last().copied().filter(|at| {
            let columns = at + 1 + cell(*at).chars().rev().take_while(|c| *c == SPREAD).count();
            columns > at + 1 && columns >= wide
        });
        // the figure before a title is not the title
        let titled = filled.iter().copied().filter(|at| !(counts(*at) && is_letter_or_roman(cell(*at)))).find(spoken);
        let words = titled.or_else(|| filled.iter().copied().find(spoken))?;
        let text = shown(cell(words)).to_owned();
        let said = fold::bare(&text);
        if is_total(&said) {
            return Some((RowAside::Total, text));
        }
        if dates().next().is_some() {
            return None;
        }
        let signs = |word: &str| FEET.iter().any(|foot| word.starts_with(foot)) || SIGNERS.contains(&word);
        if filled.len() <= 3 && (signs(&said) || filled.iter().all(|at| is_signed(cell(*at)))) {
            let whole = filled.iter().map(|at| shown(cell(*at))).collect::<Vec<_>>().join(" ");
            return Some((RowAside::Foot, whole));
        }
        let titled = || filled.iter().map(|at| shown(cell(*at))).collect::<Vec<_>>().join(" ");
        let marks = |at: usize| is_letter_or_roman(cell(at)) || cell(at).parse::<u32>().is_ok();
        let merged = spread.is_some_and(|last| last == words && (last == at || filled.len() == 2 && marks(at)));
        let numbered = filled.len() == 2 && at != words && counts(at) && is_letter_or_roman(first);
        let alone = filled.len() == 1;
        if merged || numbered || alone && (self.is_title(words, &text) || at == 0 && is_period(&said)) {
            return Some((RowAside::Section, titled()));
        }
        None
    }

    /// Whether the only cell of a row is the title of a section.
    fn is_title(&self, at: usize, text: &str) -> bool {
        let named = self.slots.get(at).is_some_and(|slot| {
            matches!(slot.target, ColumnTarget::Name(_) | ColumnTarget::Summary(_) | ColumnTarget::Id)
        });
        let capitals = text.split_whitespace().count() > 1
            && !text.chars().any(char::is_lowercase)
            && !text.chars().any(fold::is_ideograph);
        let enumerated = is_enumerated(text);
        // of two columns, the other may only be empty
        enumerated || self.slots.len() > 2 && (capitals || (at == 0 && !named) || self.counted)
    }
}

impl RowDecoder {
    /// Whether a row goes on with what stands below the table: `(Đã ký)`, and the name of who signed. If so it is told.
    pub(super) fn goes_on_below(&mut self, place: SourcePos, cells: &impl RowCells) -> bool {
        if !self.below {
            return false;
        }
        let filled = || (0..cells.count()).map(|at| cells.cell(at).trim()).filter(|cell| !cell.is_empty());
        self.below = filled().count() <= 2 && !filled().any(|cell| cell.chars().any(char::is_numeric));
        if self.below {
            let text: String = filled().map(shown).collect::<Vec<_>>().join(" ").chars().take(SHOWN).collect();
            self.tell(Rule::LeftOut, SourcePos { column: 1, ..place }, below(&text), NOTHING_TO_DO);
        }
        self.below
    }
}

fn below(shown: &str) -> String {
    format!("what stands below the table, {shown:?}, is no record")
}

/// Whether a text begins with what counts sections: `I. `, `A/`, `一、`, `II - `, or with a dash.
fn is_enumerated(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '（']);
    let dashes = ['-', '–', '—', '+', '*', '•'];
    let (head, rest) =
        text.split_at(text.find(['.', ')', '）', ' ', ':', '/', '、', '．', '-', '–']).unwrap_or(text.len()));
    let rest = rest.trim_start_matches(' ');
    let counted = is_letter_or_roman(head)
        && rest.starts_with(|c: char| !c.is_alphanumeric())
        && (!rest.starts_with(dashes) || rest.chars().nth(1) == Some(' '));
    let rest = if text.starts_with(dashes) { text } else { rest };
    let title = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    (counted || text.starts_with(dashes) && title.starts_with(char::is_alphabetic)) && !title.is_empty()
}

/// `Cao Bằng, ngày 30 tháng 6 năm 2023`: where and when somebody signed.
fn is_signed(cell: &str) -> bool {
    // most cells need no more of a look
    let said = if cell.contains(',') { fold::bare(cell) } else { return false };
    said.split_once(", ngay ").is_some_and(|(place, rest)| {
        !place.is_empty()
            && !place.chars().any(|c| c.is_ascii_digit())
            && rest.contains("thang")
            && rest.contains("nam")
    })
}

/// Whether a text says nothing but a time that rows may be grouped by: `Năm 2023`, `Tháng 4`, `Quý I`.
fn is_period(said: &str) -> bool {
    let (word, rest) = said.split_once(' ').unwrap_or((said, ""));
    let number = rest.split([' ', '/', '-']).next().unwrap_or_default();
    let counted = number.parse::<u16>().is_ok() || is_letter_or_roman(&number.to_uppercase());
    let unit = matches!(word, "nam" | "thang" | "quy" | "tuan" | "year" | "month" | "quarter" | "week");
    unit && counted && rest.len() <= 12 || said.ends_with('年') && said.chars().count() <= 5
}

fn is_heading(cell: &str, name: &str) -> bool {
    let cell = cell.trim();
    // a part of a heading is shorter than all of it, and most cells are longer
    cell == name && !cell.is_empty()
        || !cell.is_empty() && cell.len() < name.len() && name.split(super::JOINS).any(|part| part == cell)
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
    cell.len() <= 9
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
        ) || !named
            && matches!(
                cell,
                "null" | "Null" | "NA" | "nan" | "NaN" | "NaT" | "None" | "none" | "nil" | "n.a." | "N.A." | "(blank)"
            ))
}

/// Whether a cell says that something is not known or not there, or holds what a formula could not work out: it names
/// no place, topic or source.
pub(super) fn names_nothing(cell: &str) -> bool {
    const LONGEST: usize = 24;
    const WORDS: [&str; 22] = [
        "khong",
        "khong co",
        "khong ro",
        "chua ro",
        "chua co",
        "chua xac dinh",
        "khong xac dinh",
        "de trong",
        "unknown",
        "not known",
        "not available",
        "unspecified",
        "tbd",
        "tba",
        "无",
        "無",
        "没有",
        "不详",
        "不詳",
        "未知",
        "不明",
        "待定",
    ];
    if cell.len() > LONGEST || cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    // most cells begin otherwise, and folding a million of them is felt
    let begins = |first: &str| cell.get(..first.len()).is_some_and(|start| start.eq_ignore_ascii_case(first));
    let likely = ["kh", "ch", "un", "no", "tb", "#", "Đ", "đ", "de"].into_iter().any(begins)
        || cell.starts_with(['无', '無', '没', '不', '未', '待']);
    if !likely {
        return false;
    }
    cell.starts_with('#') && cell.ends_with(['!', '?', 'A']) || WORDS.contains(&fold::bare(cell).as_str())
}
