//! What people write around the numbers of a date, brought to one form: letters without marks, one
//! kind of dash and of space, months as `@4`, years, months and days of three languages as spaces.

use crate::model::fold;

/// Months by name, folded; a name is cut off where it is abbreviated with a point.
pub(super) const MONTHS: [&[&str]; 12] = [
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// What stands for a number after `thang`, the longer before what it begins with.
const VIETNAMESE: [(&str, u8); 16] = [
    ("muoi mot", 11),
    ("muoi hai", 12),
    ("muoi", 10),
    ("gieng", 1),
    ("mot", 1),
    ("hai", 2),
    ("ba", 3),
    ("bon", 4),
    ("tu", 4),
    ("nam", 5),
    ("lam", 5),
    ("sau", 6),
    ("bay", 7),
    ("tam", 8),
    ("chin", 9),
    ("chap", 12),
];

/// Without case, marks, invisible characters and doubled spaces; every dash a hyphen.
pub(super) fn plain(cell: &str) -> String {
    let seen = cell.trim().trim_start_matches('\'');
    let seen = seen.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(seen);
    let bare = fold::bare(seen);
    let mut out = String::with_capacity(bare.len());
    for c in bare.chars() {
        let c = match c {
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => continue,
            // arrows lead to the end too
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '→' | '⇒' | '➔' | '⟶' => '-',
            '\u{301c}' | '\u{223c}' => '~',
            '\u{2044}' | '\u{2215}' => '/',
            '’' => '\'',
            '。' | '．' => '.',
            '，' | '、' => ',',
            '（' => '(',
            '）' => ')',
            '：' => ':',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out.trim().replace("(?)", "?")
}

/// Numbers in Chinese characters as digits, where 年, 月, 日 and their like follow.
pub(super) fn digits(text: &str) -> String {
    if !text.contains(is_numeral) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_numeral) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.find(|c| !is_numeral(c)).unwrap_or(from.len());
        let (run, after) = from.split_at(end);
        match number(run)
            .filter(|_| after.starts_with(['年', '月', '日', '号', '號', '季', '旬', '世', '至', '-', '到']))
        {
            Some(number) => out.push_str(&number.to_string()),
            None => out.push_str(run),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn is_numeral(c: char) -> bool {
    numeral(c).is_some()
}

fn numeral(c: char) -> Option<u32> {
    "〇一二三四五六七八九十".chars().chain(['零', '廿', '卅']).position(|known| known == c).map(|at| match at {
        11 => 0,
        12 => 20,
        13 => 30,
        at => at as u32,
    })
}

fn number(run: &str) -> Option<u32> {
    let digits: Vec<u32> = run.chars().filter_map(numeral).collect();
    match digits.as_slice() {
        [] => None,
        [tens @ (20 | 30)] | [tens @ (20 | 30), 0] => Some(*tens),
        [tens @ (20 | 30), one @ 1..=9] => Some(tens + one),
        [10] => Some(10),
        [10, one @ 1..=9] => Some(10 + one),
        [tens @ 1..=9, 10] => Some(tens * 10),
        [tens @ 1..=9, 10, one @ 1..=9] => Some(tens * 10 + one),
        plain if plain.len() <= 4 && plain.iter().all(|digit| *digit < 10) => {
            Some(plain.iter().fold(0, |sum, digit| sum * 10 + digit))
        }
        _ => None,
    }
}

/// Months as `@4`, and the words and characters for year, month and day as spaces.
pub(super) fn canonical(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_alphabetic() {
            let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            rest = word_as(word, after, &mut out);
            continue;
        }
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        // 月份 and 年度 say no more than 月 and 年
        let after = match c {
            '月' => after.strip_prefix('份').unwrap_or(after),
            '年' => after.strip_prefix('度').unwrap_or(after),
            _ => after,
        };
        match c {
            '月' => month_before(&mut out),
            '年' => year_before(&mut out),
            '日' | '号' | '號' | '(' | ')' | ',' => out.push(' '),
            c => out.push(c),
        }
        rest = after;
    }
    out
}

/// Writes what a word stands for; what comes after it.
fn word_as<'a>(word: &str, after: &'a str, out: &mut String) -> &'a str {
    let numbered = |month: usize, out: &mut String| out.push_str(&format!(" @{month} "));
    if let Some(at) = MONTHS.iter().position(|names| names.contains(&word)) {
        numbered(at + 1, out);
        return after.strip_prefix('.').unwrap_or(after);
    }
    if let Some(month) = roman(word).filter(|_| is_between(out, after)) {
        // `25-IV-2023`
        out.push_str(&format!("@{month}"));
        return after;
    }
    let short = matches!(word, "th" | "t") && !out.ends_with(|c: char| c.is_ascii_digit());
    match word {
        "thg" => word_as("thang", after.trim_start_matches('.'), out),
        // `25 Th4 2023`, `T.4/2023`
        _ if short && after.trim_start_matches('.').starts_with(|c: char| c.is_ascii_digit()) => {
            word_as("thang", after.trim_start_matches('.'), out)
        }
        "thang" => {
            let rest = after.trim_start();
            let named = VIETNAMESE.iter().find(|(name, _)| {
                rest.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
            });
            if let Some((name, number)) = named {
                numbered(usize::from(*number), out);
                return rest.get(name.len()..).unwrap_or_default();
            }
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (digits, rest) = rest.split_at(end);
            let year = |rest: &&str| rest.bytes().take_while(u8::is_ascii_digit).count() == 4;
            // `thang 4, 5/2023`: another month, and no day
            let several = rest.trim_start().starts_with(',') && rest.contains('/');
            match digits.parse::<usize>() {
                Ok(number @ 1..=12) if digits.len() <= 2 && !several => {
                    numbered(number, out);
                    // `thang 4/2023`: the slash says no more than a space
                    rest.strip_prefix(['/', '-', '.']).filter(year).unwrap_or(rest)
                }
                _ => {
                    out.push_str(word);
                    after
                }
            }
        }
        "ngay" | "nam" | "mung" | "mong" | "of" | "the" | "in" | "on" | "luc" | "vao" | "hoi" | "at" => {
            out.push(' ');
            after
        }
        "ad" | "ce" => {
            let (before, behind) = (out.trim().to_owned(), after.trim());
            let year = if before.is_empty() { behind } else { before.as_str() };
            let alone = before.is_empty() != behind.is_empty();
            if alone && year.len() < 4 && year.bytes().all(|byte| byte.is_ascii_digit()) {
                *out = format!("{year:0>4}");
                return "";
            }
            out.push(' ');
            after
        }
        // 25th, 1st
        "th" | "st" | "nd" | "rd" if out.ends_with(|c: char| c.is_ascii_digit()) => after,
        _ => {
            out.push_str(word);
            after
        }
    }
}

/// Whether a month may stand here: behind a day, and before what follows a month.
fn is_between(out: &str, after: &str) -> bool {
    let marks = ['-', '.', '/'];
    let day = out.strip_suffix(marks).is_some_and(|day| day.ends_with(|c: char| c.is_ascii_digit()));
    day && after.starts_with(marks)
}

fn roman(word: &str) -> Option<usize> {
    const MONTHS: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    MONTHS.iter().position(|month| *month == word).map(|at| at + 1)
}

/// `23年` → `2023 `: two digits that nothing stands before are a year without its century.
fn year_before(out: &mut String) {
    let start = out.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (before, digits) = out.split_at(start);
    let short: Option<u8> = digits.parse().ok().filter(|_| digits.len() == 2);
    let alone = before.is_empty() || before.ends_with([' ', '-', '~']);
    if let Some(short) = short.filter(|_| alone) {
        let year = super::single::century(short);
        out.truncate(start);
        out.push_str(&year.to_string());
    }
    out.push(' ');
}

/// Whether a text has a year of two digits before 年, and none of four that tells its century: `90年代`.
pub(super) fn has_short_year(text: &str) -> bool {
    let digits = |text: &str| text.chars().rev().take_while(char::is_ascii_digit).count();
    text.match_indices('年').any(|(at, _)| text.get(..at).is_some_and(|before| digits(before) == 2))
        && !text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4)
        && !text.contains(['世', '紀'])
}

/// `2023 4月` → `2023 @4 `: the number before 月 is a month.
fn month_before(out: &mut String) {
    let kept = out.trim_end_matches(' ').len();
    out.truncate(kept);
    let start = out.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    out.insert_str(start, " @");
    out.push(' ');
}
