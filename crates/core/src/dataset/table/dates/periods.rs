//! Quarters, half-years, seasons, decades, centuries, weeks and other calendars, in canonical form.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::model::Edtf;

/// A period as EDTF, if the text is one.
pub(super) fn period(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', '/', ',', '.', '-', '+', '&']).filter(|word| !word.is_empty()).collect();
    quarter(text, &words)
        .or_else(|| months_of(&words))
        .or_else(|| season(&words))
        .or_else(|| decade(text, &words))
        .or_else(|| century(text, &words))
        .or_else(|| week(text))
        .or_else(|| other_era(text, &words))
}

/// The numbers 1 to 4, as they count quarters.
fn ordinal(word: &str) -> Option<u8> {
    const NAMES: [&[&str]; 4] = [
        &["1", "i", "mot", "nhat", "first", "一"],
        &["2", "ii", "hai", "nhi", "second", "二"],
        &["3", "iii", "ba", "third", "三"],
        &["4", "iv", "bon", "tu", "fourth", "四"],
    ];
    let word = word.trim_start_matches('第');
    NAMES.iter().position(|names| names.contains(&word)).and_then(|at| u8::try_from(at + 1).ok())
}

fn year(word: &str) -> Option<u16> {
    (word.len() == 4).then(|| word.parse().ok()).flatten()
}

fn months(year: u16, first: u8, last: u8) -> String {
    if first == last { format!("{year:04}-{first:02}") } else { format!("{year:04}-{first:02}/{year:04}-{last:02}") }
}

fn quarter(text: &str, words: &[&str]) -> Option<String> {
    let of = |year: u16, quarter: u8| months(year, quarter * 3 - 2, quarter * 3);
    match words {
        ["quy" | "quarter", which, of_year]
        | ["quy", "thu", which, of_year]
        | [which, "quarter" | "qtr", of_year]
        | [of_year, which, "quarter"] => {
            return Some(of(year(of_year)?, ordinal(which)?));
        }
        // `quý I+II/2023`
        ["quy", first, last, of_year] => {
            let (first, last) = (ordinal(first)?, ordinal(last)?);
            let follows = last == first + 1 || last > first && text.contains('-');
            let months = months(year(of_year)?, first * 3 - 2, last * 3);
            return follows.then_some(months);
        }
        _ => {}
    }
    if let Some((before, _)) = text.split_once('季') {
        let (of_year, which) = before.trim().split_once([' ', '第'])?;
        let which = which.trim().trim_start_matches('第');
        return Some(of(year(of_year.trim())?, ordinal(which)?));
    }
    let joined: String = text.chars().filter(|c| !matches!(c, ' ' | '/' | '-' | '.' | ',')).collect();
    // qii/2023
    if let Some((which, of_year)) =
        joined.strip_prefix('q').and_then(|rest| rest.split_at_checked(rest.len().checked_sub(4)?))
        && let (Some(which), Some(of_year)) = (ordinal(which), year(of_year))
    {
        return Some(of(of_year, which));
    }
    // q2 2023, 2q2023, 2023q2
    let parts = match joined.split_once('q')? {
        ("", rest) => rest.split_at_checked(1)?,
        (which, of_year) if which.len() == 1 => (which, of_year),
        (of_year, which) => (which, of_year),
    };
    Some(of(year(parts.1)?, parts.0.parse().ok().filter(|quarter| (1..=4).contains(quarter))?))
}

/// `6 thang dau 2023`, `nua cuoi 2023`, `h1 2023`, `2023 上半 `.
fn months_of(words: &[&str]) -> Option<String> {
    let first = |number: u8, of_year: &str| Some(months(year(of_year)?, 1, number));
    let last = |number: u8, of_year: &str| Some(months(year(of_year)?, 13 - number, 12));
    let count = |word: &str| word.parse::<u8>().ok().filter(|number| (1..=12).contains(number));
    match words {
        [number, "thang", "dau", of_year] => first(count(number)?, of_year),
        [number, "thang", "cuoi", of_year] => last(count(number)?, of_year),
        ["nua", "dau", of_year] | ["h1", of_year] | [of_year, "h1" | "上半"] | ["first" | "1", "half", of_year] => {
            first(6, of_year)
        }
        ["nua", "cuoi" | "sau", of_year]
        | ["h2", of_year]
        | [of_year, "h2" | "下半"]
        | ["second" | "2", "half", of_year] => last(6, of_year),
        _ => None,
    }
}

fn season(words: &[&str]) -> Option<String> {
    const NAMES: [(&[&str], u8); 4] = [
        (&["spring", "xuan", "春", "春季", "春天"], 21),
        (&["summer", "ha", "he", "夏", "夏季", "夏天"], 22),
        (&["autumn", "fall", "thu", "秋", "秋季", "秋天"], 23),
        (&["winter", "dong", "冬", "冬季", "冬天"], 24),
    ];
    let words = words.strip_prefix(&["mua"]).unwrap_or(words);
    let [a, b] = words else { return None };
    let (name, of_year) = if year(a).is_some() { (b, a) } else { (a, b) };
    let (_, code) = NAMES.iter().find(|(names, _)| names.contains(name))?;
    Some(format!("{:04}-{code}", year(of_year)?))
}

/// `nhung 1990`, `thap nien 1990`, `1990s`, `1990 代`, `20世纪90 代`.
fn decade(text: &str, words: &[&str]) -> Option<String> {
    let of = |digits: &str| {
        let digits = digits.trim();
        (digits.len() == 4 && digits.ends_with('0') && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| format!("{}X", digits.get(..3).unwrap_or_default()))
    };
    match words {
        ["nhung", digits] | ["thap", "nien" | "ky", digits] | ["nhung", "thap", "nien" | "ky", digits] => of(digits),
        ["nhung", short, "cua", "ky", which] | ["nhung", short, "ky", which] => {
            let first = roman_or_digits(which)?.checked_sub(1)?;
            of(&format!("{first:02}{short}"))
        }
        [one] if one.ends_with('s') => of(one.strip_suffix('s')?.trim_end_matches('\'')),
        _ => {
            let text = text.replace(' ', "");
            let before = text.strip_suffix('代')?;
            match before.split_once("世纪").or_else(|| before.split_once("世紀")) {
                Some(("上", short)) => of(&format!("19{short}")),
                Some((which, short)) => of(&format!("{:02}{short}", which.parse::<u8>().ok()?.checked_sub(1)?)),
                None => of(before),
            }
        }
    }
}

fn roman_or_digits(word: &str) -> Option<u8> {
    const ROMAN: [(&str, u8); 20] = [
        ("ii", 2),
        ("iii", 3),
        ("iv", 4),
        ("v", 5),
        ("vi", 6),
        ("vii", 7),
        ("viii", 8),
        ("ix", 9),
        ("x", 10),
        ("xi", 11),
        ("xii", 12),
        ("xiii", 13),
        ("xiv", 14),
        ("xv", 15),
        ("xvi", 16),
        ("xvii", 17),
        ("xviii", 18),
        ("xix", 19),
        ("xx", 20),
        ("xxi", 21),
    ];
    let number = word.trim_end_matches("th").trim_end_matches("st").parse::<u8>().ok();
    number.or_else(|| ROMAN.iter().find(|(name, _)| *name == word).map(|(_, number)| *number))
}

fn century(text: &str, words: &[&str]) -> Option<String> {
    let which = match words {
        ["ky", "thu", which] | ["ky", which] | [which, "century"] => roman_or_digits(which),
        _ => text.trim().strip_suffix("世纪").or_else(|| text.trim().strip_suffix("世紀"))?.trim().parse().ok(),
    };
    let first = which.filter(|which| (2..=21).contains(which))?.checked_sub(1)?;
    Some(format!("{first:02}XX"))
}

/// `2023-w17`, `2023-w17-2`, `2023-115`.
fn week(text: &str) -> Option<String> {
    let (of_year, rest) = text.split_at_checked(4)?;
    let of_year = i32::from(year(of_year)?);
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let said = |day: NaiveDate| day.format("%Y-%m-%d").to_string();
    if let Some(rest) = rest.strip_prefix('w') {
        let (number, day) = rest.split_at_checked(2)?;
        let number = number.parse().ok()?;
        return match day.trim_start_matches('-') {
            "" => {
                let first = NaiveDate::from_isoywd_opt(of_year, number, Weekday::Mon)?;
                Some(week_of(first))
            }
            day => {
                let day = day.parse::<u8>().ok().filter(|day| (1..=7).contains(day))?;
                Some(said(NaiveDate::from_isoywd_opt(of_year, number, Weekday::try_from(day - 1).ok()?)?))
            }
        };
    }
    let is_day = text.len() == 8 && rest.len() == 3 && rest.bytes().all(|byte| byte.is_ascii_digit());
    Some(said(NaiveDate::from_yo_opt(of_year, rest.parse().ok().filter(|_| is_day)?)?))
}

/// The seven days, from Monday on, in which a day is.
pub(in crate::dataset::table) fn week_of(day: NaiveDate) -> String {
    let days = day.week(Weekday::Mon);
    format!("{}/{}", days.first_day().format("%Y-%m-%d"), days.last_day().format("%Y-%m-%d"))
}

/// Years before Christ, and those of the Republic of China.
fn other_era(text: &str, words: &[&str]) -> Option<String> {
    let before = |digits: &str| {
        let number: u16 = digits.trim().parse().ok().filter(|number| (1..=9999).contains(number))?;
        Some(if number == 1 { "0000".to_owned() } else { format!("-{:04}", number - 1) })
    };
    match words {
        [digits, "tcn" | "bc" | "bce"] | [digits, "truoc", "cong", "nguyen"] => return before(digits),
        [digits, "scn"] | [digits, "sau", "cong", "nguyen"] => {
            let number: u16 = digits.parse().ok().filter(|number| (1..=9999).contains(number))?;
            return Some(format!("{number:04}"));
        }
        _ => {}
    }
    if let Some(digits) = text.trim().strip_prefix("公元前") {
        return before(digits);
    }
    if let Some(digits) = text.trim().strip_prefix("公元") {
        let number: u16 = digits.trim().parse().ok().filter(|number| (1..=9999).contains(number))?;
        return Some(format!("{number:04}"));
    }
    let rest = text.trim().strip_prefix("民國").or_else(|| text.trim().strip_prefix("民国"))?.trim();
    let (digits, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let of_year = digits.trim().parse::<u16>().ok().filter(|number| *number < 200)? + 1911;
    super::single::bits(&format!("{of_year} {rest}"), false)?.edtf()
}

/// The day of the week that an exact date falls on.
pub(super) fn weekday(date: &Edtf) -> Option<Weekday> {
    let day = date.as_str().get(..10)?;
    Some(NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?.weekday())
}

/// Seconds or thousandths since 1970 as a moment of UTC, where they fall in years people live in.
pub(super) fn since_1970(digits: &str) -> Option<String> {
    let number: i64 = digits.parse().ok()?;
    let seconds = match digits.len() {
        10 => number,
        13 => number.div_euclid(1000),
        _ => return None,
    };
    Some(chrono::DateTime::from_timestamp(seconds, 0)?.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// The day that a spreadsheet counts so.
pub(super) fn serial(digits: &str) -> Option<String> {
    let whole = digits.split('.').next()?;
    let number = whole.parse::<i64>().ok().filter(|number| whole.len() == 5 && (20_000..60_000).contains(number))?;
    let day = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(chrono::TimeDelta::days(number))?;
    Some(day.format("%Y-%m-%d").to_string())
}
