//! What the form of a spreadsheet's cell says of its value: how much of a date it shows, and what it writes beside a
//! number. A cell that shows 7.25 % holds 0.0725, and one that shows 12 xe holds 12.

use std::sync::Arc;

/// How exactly a cell shows its date: one that shows month and year says no more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::dataset) enum DateShown {
    Year,
    Month,
    #[default]
    All,
}

/// What a cell's form says of its value; by default nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::dataset) struct CellFormat {
    /// Whether it shows a number as a date.
    pub(super) dated: bool,
    pub(super) date: DateShown,
    /// Decimals that are always shown.
    decimals: usize,
    percent: bool,
    /// What it writes before a number and behind it.
    beside: Option<Arc<(String, String)>>,
}

impl CellFormat {
    /// What a code such as `mm/yyyy`, `0.00` or `0 "xe"` shows.
    pub(super) fn from_code(code: &str) -> Self {
        let (first, _) = code.split_at(end_of_section(code));
        let beside = beside(first);
        let code = bare(code);
        let has = |c: char| code.contains(c);
        let date = if has('d') || has('h') || has('s') || !has('y') && !has('m') || code.contains("[m") {
            DateShown::All
        } else if has('m') {
            DateShown::Month
        } else {
            DateShown::Year
        };
        let dated = has('y') || has('d') || has('h') || has('s') || has('m') && !has('0') && !has('#');
        let positive = code.split(';').next().unwrap_or_default();
        let after = positive.split_once('.').map_or("", |(_, after)| after);
        let decimals = after.bytes().take_while(|byte| *byte == b'0').count();
        let percent = positive.contains('%');
        Self {
            // hours that have gone by are no moment
            dated: dated && !code.contains('['),
            date,
            decimals: if percent || has('e') { 0 } else { decimals },
            percent,
            beside: beside.filter(|_| !dated && !percent).map(Arc::new),
        }
    }

    /// What a form shows that has a number and no code: those of the spreadsheet itself.
    pub(super) fn built_in(number: u16) -> Self {
        match number {
            2 | 4 | 39 | 40 | 43 | 44 => Self { decimals: 2, ..Self::default() },
            9 | 10 => Self { percent: true, ..Self::default() },
            // in Chinese spreadsheets 2023年4月
            17 | 27 | 36 | 50 | 52 | 57 => Self { dated: true, date: DateShown::Month, ..Self::default() },
            14..=22 | 28..=35 | 45..=47 | 51 | 53..=56 | 58 => Self { dated: true, ..Self::default() },
            _ => Self::default(),
        }
    }

    /// The same where dates have been read as such.
    pub(super) fn undated(self) -> Self {
        Self { dated: false, ..self }
    }

    /// A number as its cell shows it, but with all its decimals.
    pub(super) fn number(&self, value: f64) -> String {
        if self.percent {
            return percent(value);
        }
        let number = with_zeros(value.to_string(), self.decimals);
        match self.beside.as_deref() {
            Some((before, behind)) => format!("{before}{number}{behind}"),
            None => number,
        }
    }
}

/// A share as so many of a hundred: 0.0725 is `7.25%`.
pub(super) fn percent(share: f64) -> String {
    // what doubling and halving leave behind the twelfth decimal is no part of it
    let text = format!("{:.12}", share * 100.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// The number with the zeros that its cell shows at its end: a year and month 2023.10 is the number
/// 2023.1.
fn with_zeros(number: String, shown: usize) -> String {
    let have = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    if have == 0 || have >= shown {
        return number;
    }
    format!("{number}{}", "0".repeat(shown - have))
}

/// Where the section of a code ends that is for numbers above zero.
fn end_of_section(code: &str) -> usize {
    let mut quoted = false;
    let is_end = |(_, c): &(usize, char)| {
        quoted ^= *c == '"';
        *c == ';' && !quoted
    };
    code.char_indices().find(is_end).map_or(code.len(), |(at, _)| at)
}

/// What a section writes before a number and behind it: `0 "xe"`, `[$₫-42A]#,##0`. None of one that shows thousands or
/// takes only some numbers, beside which a unit may be another.
fn beside(section: &str) -> Option<(String, String)> {
    let mut sides = [String::new(), String::new()];
    let (mut seen, mut last) = (false, ' ');
    let section = section.replace("General", "0");
    let mut rest = section.chars();
    while let Some(c) = rest.next() {
        let side = sides.get_mut(usize::from(seen))?;
        match c {
            '"' => side.extend(rest.by_ref().take_while(|c| *c != '"')),
            '\\' => side.extend(rest.next()),
            // room as wide as a character, or filled with it
            '_' | '*' => drop(rest.next()),
            '[' => {
                let said: String = rest.by_ref().take_while(|c| *c != ']').collect();
                if said.starts_with(['<', '>', '=']) {
                    return None;
                }
                side.extend(said.strip_prefix('$').map(|sign| sign.split('-').next().unwrap_or_default()));
            }
            '0' | '#' | '?' | '.' | ',' => {
                // a blank may stand between thousands; a word makes the number of a telephone
                if seen && !std::mem::take(sides.get_mut(1)?).trim().is_empty() {
                    return None;
                }
                (seen, last) = (true, c);
            }
            '$' | '€' | '£' | '¥' | '₫' | ' ' | '\u{a0}' => side.push(c),
            _ => {}
        }
    }
    let [before, behind] = sides;
    let says =
        [&before, &behind].iter().any(|side| side.contains(|c: char| c.is_alphanumeric() || "$€£¥₫¥￥°‰".contains(c)));
    (seen && last != ',' && says).then(|| (before.trim_start().to_owned(), behind.trim_end().to_owned()))
}

/// A number with what stands before and behind it in the text that its cell shows: `1.234,50 ₫`. It is as it is where
/// that text shows another number, as of thousands.
pub(super) fn shown_beside(number: String, shown: &str) -> String {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'');
    let Some((first, last)) = shown.find(|c: char| c.is_ascii_digit()).zip(shown.rfind(|c: char| c.is_ascii_digit()))
    else {
        return number;
    };
    let (before, rest) = shown.split_at(first);
    let (digits, behind) = rest.split_at(last + 1 - first);
    let whole: String = digits.chars().filter(char::is_ascii_digit).collect();
    let decimals = digits.rfind(['.', ',']).map_or(0, |at| digits.len() - at - 1);
    let near =
        |shown: f64| number.parse::<f64>().is_ok_and(|value| (value.abs() - shown).abs() <= 0.5_f64.max(shown * 0.01));
    let values = [0, decimals].map(|decimals| whole.parse::<f64>().unwrap_or(f64::NAN) / 10_f64.powf(decimals as f64));
    if !digits.chars().all(is_part) || !values.into_iter().any(near) {
        return number;
    }
    let before = before.trim_start_matches(['-', '−', '(', ' ']);
    format!("{before}{number}{}", behind.trim_end_matches([' ', ')']))
}

/// A code without words in it, colours and languages, which are no parts of a date.
fn bare(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let (mut quoted, mut bracket) = (false, None::<String>);
    let mut rest = code.chars();
    while let Some(c) = rest.next() {
        match (c, &mut bracket) {
            ('"', None) => quoted = !quoted,
            _ if quoted => {}
            ('\\' | '_' | '*', None) => drop(rest.next()),
            ('[', None) => bracket = Some(String::new()),
            (']', Some(said)) => {
                // hours, minutes and seconds that have gone by
                if said.chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
                    out.push_str(&format!("[{said}]"));
                }
                bracket = None;
            }
            (c, Some(said)) => said.extend(c.to_lowercase()),
            (c, None) => out.extend(c.to_lowercase()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_comes_with_what_its_cell_writes_beside_it() {
        for (code, value, shown) in [
            ("0.00%", 0.0725, "7.25%"),
            ("0%", 0.5, "50%"),
            ("0.0%;-0.0%", -0.125, "-12.5%"),
            ("[$$-409]#,##0.00", 1234.5, "$1234.50"),
            ("#,##0\\ [$₫-42A]", 1200.0, "1200 ₫"),
            ("0 \"xe\"", 12.0, "12 xe"),
            ("#,##0 \"xe; tấn\";-0", 12.0, "12 xe; tấn"),
            ("_($* #,##0.00_)", 3.5, "$3.50"),
            ("\"USD\" 0", 7.0, "USD 7"),
            ("#,##0.00", 1234.5, "1234.50"),
            ("# ##0 \"tấn\"", 1234.5, "1234.5 tấn"),
            ("General \"km\"", 2.5, "2.5 km"),
            ("# ?/?", 2.5, "2.5"),
            ("General", 2.5, "2.5"),
            // thousands are shown, and what stands behind them is no unit of the value
            ("0.0,\"k\"", 1500.0, "1500"),
            ("[>=1000]0 \"tấn\";0 \"kg\"", 12.0, "12"),
            ("0\"-\"0", 12.0, "12"),
        ] {
            assert_eq!(CellFormat::from_code(code).number(value), shown, "{code}");
        }
        for (value, text, shown) in [
            ("1234.5", "1.234,50 ₫", "1234.5 ₫"),
            ("12", "12 xe", "12 xe"),
            ("-12", "-12 xe", "-12 xe"),
            ("1500", "2k", "1500"),
            ("1234.5", "$1,234.50", "$1234.5"),
            ("0.001", "1E-03", "0.001"),
            ("7", "số bảy", "7"),
        ] {
            assert_eq!(shown_beside(value.to_owned(), text), shown, "{text}");
        }
        assert_eq!(CellFormat::built_in(10).number(0.355), "35.5%");
        assert!(CellFormat::from_code("\"ngày\" dd/mm/yyyy").dated);
    }
}
