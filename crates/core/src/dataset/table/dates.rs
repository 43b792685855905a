//! Dates as people write them → EDTF, never more exact than written. The day comes before the
//! month unless the table shows, or a person says, that it does not.

use crate::model::{Edtf, fold};

/// How the two first numbers of a date such as 04/05/2023 are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub month_first: bool,
    /// Whether that is known, and not only usual.
    pub sure: bool,
}

/// What a cell says about when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub date: Edtf,
    /// The other reading, where day and month could be swapped and nothing tells which is meant.
    pub or: Option<Edtf>,
}

/// Why a cell is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDate {
    pub what: String,
    pub remedy: String,
}

const MONTHS: [[&str; 2]; 12] = [
    ["january", "jan"],
    ["february", "feb"],
    ["march", "mar"],
    ["april", "apr"],
    ["may", "may"],
    ["june", "jun"],
    ["july", "jul"],
    ["august", "aug"],
    ["september", "sep"],
    ["october", "oct"],
    ["november", "nov"],
    ["december", "dec"],
];
/// Words for "about" and how many of them stand before a date, folded.
const ABOUT: [&str; 10] = ["khoang", "circa", "ca.", "ca", "c.", "about", "around", "approx.", "约", "大约"];
const TO: [&str; 8] = [" - ", " – ", " — ", " to ", " den ", "至", "到", "~"];

/// Bytes of the longest text that can be a date.
const LONGEST: usize = 120;
/// Characters of a cell that a message shows.
const SHOWN: usize = 40;

/// A cell as a date.
///
/// # Errors
/// What is wrong with it and how to mend it.
pub fn read(cell: &str, reading: Reading) -> Result<Said, NoDate> {
    let cell = cell.trim();
    if let Ok(date) = Edtf::parse(cell) {
        return Ok(Said { date, or: None });
    }
    let shown: String = cell.chars().take(SHOWN).collect();
    let text = if cell.len() > LONGEST { String::new() } else { fold::bare(cell) };
    if let Some(said) = interval(&text, reading).or_else(|| single(&text, reading)) {
        return Ok(said);
    }
    let swapped = Reading { month_first: !reading.month_first, ..reading };
    if single(&text, swapped).is_some() {
        let (now, other) = if reading.month_first { ("month", "day") } else { ("day", "month") };
        let what = format!("{shown:?} is no date with the {now} first, as the table's dates are read");
        return Err(NoDate { what, remedy: format!("write 2023-04-25, or choose {other} first for the table") });
    }
    let remedy = "write for example 2023-04-25, 25/04/2023 or 4/2023".into();
    Err(NoDate { what: format!("{shown:?} is no date"), remedy })
}

/// What a date of two numbers and a year shows of the order: month first, day first, or nothing.
#[must_use]
pub fn shown_order(cell: &str) -> Option<bool> {
    let text = fold::bare(cell);
    let (first, second, _) = three(text.split(' ').next().unwrap_or_default())?;
    match (first.len() <= 2, first.parse::<u8>().ok()?, second.parse::<u8>().ok()?) {
        (true, 1..=12, 13..=31) => Some(true),
        (true, 13..=31, 1..=12) => Some(false),
        _ => None,
    }
}

fn interval(text: &str, reading: Reading) -> Option<Said> {
    TO.iter().find_map(|to| {
        let (start, end) = text.split_once(to)?;
        let (start, end) = (single(start, reading)?, single(end, reading)?);
        let both = |a: &Edtf, b: &Edtf| Edtf::parse(&format!("{a}/{b}")).ok();
        let or = match (&start.or, &end.or) {
            (None, None) => None,
            (a, b) => both(a.as_ref().unwrap_or(&start.date), b.as_ref().unwrap_or(&end.date)),
        };
        Some(Said { date: both(&start.date, &end.date)?, or })
    })
}

fn single(text: &str, reading: Reading) -> Option<Said> {
    let text = text.trim().trim_end_matches('.');
    let about = ABOUT.iter().find_map(|word| {
        let rest = text.strip_prefix(word)?;
        (rest.starts_with([' ', '2', '1']) || !word.is_ascii()).then(|| rest.trim_start())
    });
    let (text, mark) = match (about, text.strip_suffix('?')) {
        (Some(rest), _) => (rest, "~"),
        (None, Some(rest)) => (rest.trim_end(), "?"),
        (None, None) => (text, ""),
    };
    let (day, clock) = split_clock(text);
    let mark = if clock.is_empty() { mark } else { "" };
    let parsed = |plain: &str| Edtf::parse(&format!("{plain}{clock}{mark}")).ok();
    if let Some((date, or)) = numbers(day, reading) {
        return Some(Said { date: parsed(&date)?, or: or.and_then(|or| parsed(&or)) });
    }
    let date = chinese(day).or_else(|| vietnamese(day)).or_else(|| english(day)).or_else(|| plain_year(day))?;
    Some(Said { date: parsed(&date)?, or: None })
}

/// `25/04/2023 10:30` → the day and `T10:30:00`; no clock at midnight, which spreadsheets add.
fn split_clock(text: &str) -> (&str, String) {
    let Some((day, clock)) = text.rsplit_once([' ', 't']) else { return (text, String::new()) };
    let (clock, zone) = match clock.strip_suffix('z') {
        Some(clock) => (clock, "Z"),
        None => (clock, ""),
    };
    let clock = clock.split_once('.').map_or(clock, |(whole, _)| whole);
    let parts: Vec<&str> = clock.split(':').collect();
    let digits = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !(2..=3).contains(&parts.len()) || !parts.iter().all(digits) {
        return (text, String::new());
    }
    let numbers: Vec<u8> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let at = |n: usize| numbers.get(n).copied().unwrap_or(0);
    let clock = format!("T{:02}:{:02}:{:02}{zone}", at(0), at(1), at(2));
    (day.trim_end(), if clock.starts_with("T00:00:00") { String::new() } else { clock })
}

/// Three numbers between points, slashes or hyphens.
fn three(text: &str) -> Option<(&str, &str, &str)> {
    let mark = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '-' | '.'))?;
    let mut parts = text.split(mark);
    let three = (parts.next()?, parts.next()?, parts.next()?);
    let number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    (parts.next().is_none() && number(three.0) && number(three.1) && number(three.2)).then_some(three)
}

/// Dates of numbers alone, with the other reading where there are two.
fn numbers(text: &str, reading: Reading) -> Option<(String, Option<String>)> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        let (year, rest) = text.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        return day_of(year, month, day).map(|date| (date, None));
    }
    if let Some((a, b, c)) = three(text) {
        if a.len() == 4 {
            return day_of(a, b, c).map(|date| (date, None));
        }
        if a.len() > 2 || c.len() != 4 {
            return None;
        }
        let (by_day, by_month) = (day_of(c, b, a), day_of(c, a, b));
        let (date, or) = if reading.month_first { (by_month, by_day) } else { (by_day, by_month) };
        let date = date?;
        let told = or.filter(|or| !reading.sure && *or != date);
        return Some((date, told));
    }
    let (a, b) = text.split_once(['/', '.', '-'])?;
    let (year, month) = if a.len() == 4 { (a, b) } else { (b, a) };
    month_of(year, month).map(|date| (date, None))
}

fn part(text: &str, least: u8, most: u8) -> Option<u8> {
    let text = text.trim();
    let plain = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|number| plain && (least..=most).contains(number))
}

fn year(text: &str) -> Option<&str> {
    let text = text.trim();
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

fn day_of(of_year: &str, month: &str, day: &str) -> Option<String> {
    let date = format!("{}-{:02}-{:02}", year(of_year)?, part(month, 1, 12)?, part(day, 1, 31)?);
    Edtf::parse(&date).is_ok().then_some(date)
}

fn month_of(of_year: &str, month: &str) -> Option<String> {
    Some(format!("{}-{:02}", year(of_year)?, part(month, 1, 12)?))
}

fn plain_year(text: &str) -> Option<String> {
    year(text).map(str::to_owned)
}

/// `2023年4月25日`, `2023年4月`, `2023年`.
fn chinese(text: &str) -> Option<String> {
    let (of_year, rest) = text.split_once('年')?;
    let rest = rest.trim();
    if rest.is_empty() {
        return plain_year(of_year);
    }
    let (month, rest) = rest.split_once('月')?;
    let rest = rest.trim();
    if rest.is_empty() {
        return month_of(of_year, month);
    }
    day_of(of_year, month, rest.strip_suffix(['日', '号'])?)
}

/// `ngày 25 tháng 4 năm 2023`, `tháng 4/2023`, `năm 2023`, folded.
fn vietnamese(text: &str) -> Option<String> {
    let text = text.strip_prefix("ngay ").unwrap_or(text);
    let Some((day, rest)) = text.split_once("thang ") else { return plain_year(text.strip_prefix("nam ")?) };
    let rest = rest.trim();
    let parts = rest.split_once(" nam ").or_else(|| rest.split_once(['/', '-', ',']));
    let (month, of_year) = parts.or_else(|| rest.split_once(' '))?;
    if day.trim().is_empty() { month_of(of_year, month) } else { day_of(of_year, month, day) }
}

/// `25 April 2023`, `April 25, 2023`, `Apr 2023`, folded.
fn english(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', ',', '-']).filter(|word| !word.is_empty() && *word != "of").collect();
    let day =
        |word: &str| part(word.trim_end_matches(|c: char| c.is_ascii_alphabetic()), 1, 31).map(|day| day.to_string());
    match words.as_slice() {
        [name, of_year] => month_of(of_year, &month(name)?),
        [a, b, of_year] => match month(b) {
            Some(name) => day_of(of_year, &name, &day(a)?),
            None => day_of(of_year, &month(a)?, &day(b)?),
        },
        _ => None,
    }
}

fn month(word: &str) -> Option<String> {
    let word = word.trim_end_matches('.');
    let at = MONTHS
        .iter()
        .position(|[long, short]| word == *long || word == *short || (word == "sept" && *short == "sep"))?;
    Some((at + 1).to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY_FIRST: Reading = Reading { month_first: false, sure: true };

    fn as_edtf(cell: &str) -> String {
        read(cell, DAY_FIRST).map_or_else(|no| format!("{}; {}", no.what, no.remedy), |said| said.date.to_string())
    }

    #[test]
    fn dates_read_as_people_write_them() {
        let table = include_str!("../../../../../tests/data/dates.tsv");
        let mut wrong = Vec::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let (cell, wanted) = line.split_once('\t').unwrap();
            let got = as_edtf(cell);
            if got != wanted {
                wrong.push(format!("{cell}\t{got}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_date_of_two_readings_tells_the_other() {
        let unsure = Reading { month_first: false, sure: false };
        let said = read("04/05/2023", unsure).unwrap();
        assert_eq!((said.date.as_str(), said.or.as_ref().map(Edtf::as_str)), ("2023-05-04", Some("2023-04-05")));
        for plain in ["05/05/2023", "25/04/2023", "2023/04/05", "5 April 2023"] {
            assert_eq!(read(plain, unsure).unwrap().or, None, "{plain}");
        }
        assert_eq!(read("04/05/2023", DAY_FIRST).unwrap().or, None);
        let american = Reading { month_first: true, sure: true };
        assert_eq!(read("04/25/2023", american).unwrap().date.as_str(), "2023-04-25");
        let told = read("04/25/2023", DAY_FIRST).unwrap_err();
        assert!(told.what.contains("with the day first") && told.remedy.contains("month first"), "{told:?}");
    }

    #[test]
    fn dates_show_their_order_when_a_number_is_no_month() {
        assert_eq!(
            ["25/04/2023", "04/25/2023", "04/05/2023", "2023/04/25"].map(shown_order),
            [Some(false), Some(true), None, None]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_told(text in "\\PC{0,40}|[0-9/ .:年月日tháng-]{0,30}") {
            match read(&text, DAY_FIRST) {
                Ok(said) => prop_assert!(Edtf::parse(said.date.as_str()).is_ok()),
                Err(no) => prop_assert!(!no.what.is_empty() && !no.remedy.is_empty()),
            }
        }

        #[test]
        fn every_day_reads_the_same_in_every_form(y in 1000_u16..2999, m in 1_usize..=12, d in 1_u8..=28) {
            let day = format!("{y}-{m:02}-{d:02}");
            let name = MONTHS[m - 1][0];
            let forms = [
                format!("{d:02}/{m:02}/{y}"), format!("{d}.{m}.{y}"), format!("{d}-{m}-{y}"), format!("{y}/{m}/{d}"),
                format!("{d} {name} {y}"), format!("{name} {d}, {y}"), format!("{d} tháng {m} năm {y}"),
                format!("ngày {d} tháng {m} năm {y}"), format!("{y}年{m}月{d}日"), format!("{y}{m:02}{d:02}"),
            ];
            for form in forms {
                prop_assert_eq!(as_edtf(&form), day.clone(), "{}", form);
            }
            prop_assert_eq!(as_edtf(&format!("{y}年{m}月")), as_edtf(&format!("tháng {m} năm {y}")));
        }
    }
}
