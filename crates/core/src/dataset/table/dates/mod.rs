//! Dates as people write them → EDTF, never more exact than written. The day comes before the
//! month unless the table shows, or a person says, that it does not.

mod clean;
mod clock;
mod moments;
mod periods;
mod single;
mod words;

use chrono::Weekday;

use crate::model::{Edtf, fold};
use moments::{moments, remarked, run_together};
use single::{DateBits, bits};
use words::{
    ABOUT, AFTER, AFTER_AFTER, BEFORE, BEFORE_AFTER, FROM, LABELS, NOW, ON, OPEN, PART, PART_AFTER, TO, UNKNOWN,
    WEEKDAYS,
};

pub(in crate::dataset::table) use periods::week_of;

/// How the two first numbers of a date such as 04/05/2023 are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)]
pub struct Reading {
    pub month_first: bool,
    /// Whether that is known, and not only usual.
    pub sure: bool,
    /// Whether a spreadsheet has turned days and months around where it could.
    pub turned: bool,
    /// Whether numbers have lost the zeros at their ends, as those of spreadsheets do.
    pub numbers: bool,
    /// Whether `2009-10` may be two years, and is told.
    pub years: bool,
}

/// What a cell says about when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateReading {
    pub date: Edtf,
    /// The other reading, where day and month could be swapped and nothing tells which is meant.
    pub or: Option<Edtf>,
    /// What the cell says that the date does not.
    pub beyond: Option<&'static str>,
}

/// Why a cell is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDate {
    pub what: String,
    pub remedy: String,
    /// Whether the cell says itself that the date is not known.
    pub unknown: bool,
}

impl NoDate {
    fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into(), unknown: false }
    }
}

/// Bytes of the longest text that can be a date.
const LONGEST: usize = 120;
/// Characters of a cell that a message shows.
const SHOWN: usize = 40;

const EXAMPLES: &str = "write for example 2023-04-25, 25/04/2023 or 4/2023";
const HALF: &str = "it says which part of that time, or only about when of the day";

/// Whether a cell says that something goes on: `nay`, `present`, `..`.
pub(super) fn goes_on(cell: &str) -> bool {
    // most cells are dates, and need no more of a look
    if cell.len() > SHOWN || cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let text = clean::plain(cell);
    let text = starts(&text, &["den ", "until ", "to ", "to the ", "至", "到"]).unwrap_or(&text);
    NOW.contains(&text) || OPEN.contains(&text)
}

/// A cell as a date.
///
/// # Errors
/// What is wrong with it and how to mend it.
pub fn read(cell: &str, reading: Reading) -> Result<DateReading, NoDate> {
    let cell = cell.trim();
    let shown: String = cell.chars().take(SHOWN).collect();
    let years = if reading.years { year_and_short(cell) } else { two_years(cell) };
    if let Some((first, last)) = years {
        let what = format!("{shown:?} may be the years {first} to {last}, or something else of {first}");
        return Err(NoDate::new(what, format!("write {first}/{last} for those years")));
    }
    if ["0001-01-01", "1/1/0001", "01/01/0001"].iter().any(|none| cell.starts_with(none)) {
        let what = format!("{shown:?} is what programs write for no date");
        return Err(NoDate {
            unknown: true,
            ..NoDate::new(what, "leave the cell empty, or write what is known of it")
        });
    }
    if let Some(date) = as_edtf(cell) {
        let or = reading.turned.then(|| turned(&date)).flatten();
        return Ok(DateReading { date, or, beyond: None });
    }
    if let Some(said) = cut_zero(cell, reading) {
        return Ok(said);
    }
    let text = if cell.len() > LONGEST { String::new() } else { clean::plain(cell) };
    if UNKNOWN.contains(&text.trim_end_matches('.')) || text == "n.d." {
        let what = format!("{shown:?} says that the date is not known");
        return Err(NoDate {
            unknown: true,
            ..NoDate::new(what, "leave the cell empty, or write what is known of it")
        });
    }
    // days are counted with `mùng` in the months Giêng and Chạp of the moon
    let of_moon = ["mung ", "mong "].iter().any(|word| text.contains(word))
        && ["gieng", "chap"].iter().any(|word| text.contains(word));
    if of_moon || ["am lich", "lunar", "农历", "農曆", "阴历", "旧历"].iter().any(|word| text.contains(word)) {
        return Err(NoDate::new(format!("{shown:?} is of the lunar calendar"), "write the day of the solar calendar"));
    }
    let attempt = |month_first: bool| attempt(&text, month_first).or_else(|| remarked(&text, month_first));
    let here = attempt(reading.month_first);
    let other = attempt(!reading.month_first);
    match (here, other) {
        (Some(here), Some(other)) if here.0 != other.0 && !reading.sure => Ok(said(here, Some(other))),
        (Some(here), _) => Ok(said(here, None)),
        (None, Some(other)) if !reading.sure => Ok(said(other, None)),
        (None, Some(_)) => {
            let (now, other) = if reading.month_first { ("month", "day") } else { ("day", "month") };
            let what = format!("{shown:?} is no date with the {now} first, as the table's dates are read");
            Err(NoDate::new(what, format!("write 2023-04-25, or choose {other} first for the table")))
        }
        (None, None) => Err(no_date(&shown, &text)),
    }
}

/// A date as one reading has it, with what the cell says beyond it.
type DateOutcome = (Edtf, Option<&'static str>, Option<Weekday>);

fn said(here: DateOutcome, other: Option<DateOutcome>) -> DateReading {
    let falls =
        |outcome: &DateOutcome| outcome.2.is_none_or(|day| periods::weekday(&outcome.0).is_none_or(|on| on == day));
    // the day of the week that is named beside the date settles which is meant
    let (here, other) = match other {
        Some(other) if here.2.is_some() && falls(&other) && !falls(&here) => (other, None),
        Some(_) if here.2.is_some() && falls(&here) => (here, None),
        other => (here, other),
    };
    let odd = (!falls(&here)).then_some("the day of the week that it names is another");
    DateReading { beyond: odd.or(here.1), date: here.0, or: other.map(|other| other.0) }
}

/// EDTF as it is written, and as older drafts and other programs write it.
fn as_edtf(cell: &str) -> Option<Edtf> {
    if let Ok(date) = Edtf::parse(cell) {
        // midnight is what programs add to a day, in whatever form
        let day = cell.split_once("T00:00:00").and_then(|(day, _)| Edtf::parse(day).ok());
        return Some(day.unwrap_or(date));
    }
    // `2023-04-25/27`
    if let Some((first, day)) = cell.split_once('/').filter(|(first, day)| first.len() == 10 && day.len() == 2)
        && let Ok(date) = Edtf::parse(&format!("{first}/{}{day}", first.get(..8)?))
    {
        return Some(date);
    }
    if !cell.is_ascii() || !cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'u' | 'o' | '.')) {
        return None;
    }
    let ends: Vec<String> = cell
        .split('/')
        .map(|end| match end {
            "open" => "..".to_owned(),
            "unknown" => String::new(),
            end => {
                let question =
                    end.strip_suffix('?').filter(|rest| rest.len() == 3 && rest.bytes().all(|b| b.is_ascii_digit()));
                question.map_or_else(|| end.replace(['u', 'x'], "X"), |rest| format!("{rest}X"))
            }
        })
        .collect();
    Edtf::parse(&ends.join("/")).ok().filter(|date| date.as_str() != "X")
}

/// An exact date with day and month the other way round.
fn turned(date: &Edtf) -> Option<Edtf> {
    let text = date.as_str();
    let (year, month, day) = (text.get(..4)?, text.get(5..7)?, text.get(8..10)?);
    let swapped = format!("{year}-{day}-{month}");
    Edtf::parse(&swapped).ok().filter(|_| text.len() == 10 && day != month)
}

/// `2023.1` as a number may be what is left of 2023.10.
fn cut_zero(cell: &str, reading: Reading) -> Option<DateReading> {
    let year = cell.strip_suffix(".1").filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))?;
    let (january, october) = (Edtf::parse(&format!("{year}-01")).ok()?, Edtf::parse(&format!("{year}-10")).ok()?);
    let (date, or) = if reading.numbers { (october, january) } else { (january, october) };
    Some(DateReading { date, or: Some(or), beyond: None })
}

/// `2021-22`: perhaps two years, perhaps a season of one; nothing tells which.
pub(super) fn two_years(cell: &str) -> Option<(u16, u16)> {
    // months, and seasons that do not come next after the year
    let doubtful = |first: u16, last: u16| {
        !matches!(last % 100, 0..=12) && (!(21..=24).contains(&(last % 100)) || last == first + 1)
    };
    year_and_short(cell).filter(|(first, last)| doubtful(*first, *last))
}

/// A year and two digits that may be those of a later one: `2009-10`.
pub(super) fn year_and_short(cell: &str) -> Option<(u16, u16)> {
    let (first, last) = cell.split_once(['-', '–', '/'])?;
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(first, 4) || !digits(last, 2) {
        return None;
    }
    let (first, last): (u16, u16) = (first.parse().ok()?, last.parse().ok()?);
    let whole = first / 100 * 100 + last;
    (whole > first).then_some((first, whole))
}

fn no_date(shown: &str, text: &str) -> NoDate {
    let told = |what: String| NoDate::new(what, EXAMPLES);
    if let Some(day) = periods::serial(text) {
        let what = format!("{shown:?} may be {day}, as a spreadsheet counts days");
        return NoDate::new(what, format!("write {day}, or give the cell the form of a date"));
    }
    let canonical = clean::canonical(&clean::digits(text));
    match bits(&canonical, false).or_else(|| bits(&canonical, true)) {
        Some(DateBits { year: Some(1900), day, month, .. }) if day == Some(0) || month == Some(0) => {
            told(format!("{shown:?} is what a spreadsheet shows for an empty cell"))
        }
        Some(DateBits { lone: Some(0), .. }) => {
            told(format!("{shown:?} is what a spreadsheet shows for an empty cell"))
        }
        Some(DateBits { year: None, .. }) => {
            NoDate::new(format!("{shown:?} says no year"), "write the year too: 25/04/2023")
        }
        _ => told(format!("{shown:?} is no date")),
    }
}

/// Whether a cell says a time of day, or from when to when, and no day.
pub(super) fn is_time(cell: &str) -> bool {
    if cell.len() > LONGEST || !cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let split = clock::split(&clean::plain(cell));
    split.found && split.day.trim_matches(['-', ' ']).is_empty()
}

/// What a date of two numbers and a year shows of the order: month first, day first, or nothing.
pub fn shown_order(cell: &str) -> Option<bool> {
    if cell.len() > LONGEST || !cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let day = clock::split(&clean::plain(cell)).day;
    let mut numbers = day.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (first, second, third) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let plain = day.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b'-' | b'.' | b' '));
    if !plain || numbers.next().is_some() || first.len() > 2 || second.len() > 2 || !matches!(third.len(), 2 | 4) {
        return None;
    }
    match (first.parse::<u8>().ok()?, second.parse::<u8>().ok()?) {
        (1..=12, 13..=31) => Some(true),
        (13..=31, 1..=12) => Some(false),
        _ => None,
    }
}

fn attempt(text: &str, month_first: bool) -> Option<DateOutcome> {
    let dated = text.contains(|c: char| c.is_ascii_digit() || fold::is_ideograph(c)) || text.starts_with("the ky ");
    if text.contains('@') || !dated {
        return None;
    }
    if let Some(both) = moments(text, month_first) {
        return Some(both);
    }
    if let Some(year) = months_or_may(text) {
        return Some((Edtf::parse(year).ok()?, Some(MONTHS_OR_MAY), None));
    }
    if let Some(moment) = periods::since_1970(text) {
        return Some((as_edtf(&moment)?, None, None));
    }
    if let Some(exact) = run_together(text) {
        return Some((Edtf::parse(&exact).ok()?, None, None));
    }
    let (text, weekday) = without_weekday(text);
    let split = clock::split(&text);
    // `tu 8h den 10h ngay 25/4`: what leads to the time does not lead to the day
    let day = if split.until { starts(&split.day, &FROM).unwrap_or(&split.day) } else { &split.day };
    // `7h30 thu ba 25/4/2023`: the day of the week stands behind the time
    let (day, weekday) = match weekday {
        None if split.found => without_weekday(day),
        weekday => (day.to_owned(), weekday),
    };
    let (day, listed) = (day.replace('&', " va "), day.contains([';', '&']) || day.contains(" va "));
    let text = clean::canonical(&clean::digits(&day));
    let text = text.trim().trim_end_matches(['.', ',', ';']).trim();
    let (text, mark) = about(text);
    let (date, beyond) = relative(text, month_first)?;
    let beyond = beyond.or(clean::has_short_year(&day).then_some(CENTURY));
    // `25 and 26 April` may be two days, or from the one to the other
    let beyond = beyond.or((listed && date.contains('/'))
        .then_some("it names single days, and is read as the time from the first to the last"));
    let beyond = beyond.or(split.until.then_some("it says until when, to the minute"));
    let dated = |date: &str| Edtf::parse(date).ok();
    let marked = |mark: &str| -> String {
        let with = |end: &str| if end.is_empty() || end == ".." { end.to_owned() } else { format!("{end}{mark}") };
        date.split('/').map(with).collect::<Vec<_>>().join("/")
    };
    if split.clock.is_empty() {
        return Some((dated(&marked(mark)).or_else(|| dated(&date))?, beyond, weekday));
    }
    match dated(&format!("{date}{}", split.clock)) {
        Some(moment) => {
            let about = (!mark.is_empty()).then_some("it says only about when");
            Some((moment, beyond.or(about), weekday))
        }
        // a time of day goes with a day alone
        None => Some((dated(&marked(mark))?, Some("it says a time of day"), weekday)),
    }
}

const MONTHS_OR_MAY: &str = "it may be so many months of the year, or a day in May";

/// The year of `9 thang nam 2023`, which is said of the first nine months, and of a day in May.
fn months_or_may(text: &str) -> Option<&str> {
    let (count, year) = text.split_once(" thang nam ")?;
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    count.parse::<u8>().ok().filter(|count| (2..=11).contains(count) && is_year).map(|_| year)
}

/// The text without the day of the week at its beginning or end.
fn without_weekday(text: &str) -> (String, Option<Weekday>) {
    for (names, day) in WEEKDAYS {
        for name in names {
            let ends = |rest: &str| !name.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
            let trimmed = text.trim_start_matches("ngay ");
            // `thu 2023` is autumn
            let autumn = |rest: &str| *name == "thu" && rest.trim_start().len() == 4;
            // `T4/2023` is a month
            let month = |rest: &str| {
                let year = rest.trim_start_matches([' ', '/', '.', '-']);
                name.len() == 2 && name.starts_with('t') && year.len() == 4 && year.len() < rest.len()
            };
            let is_day = |rest: &&str| ends(rest) && !autumn(rest) && !month(rest);
            if let Some(rest) = trimmed.strip_prefix(name).filter(is_day) {
                return (rest.trim_start_matches([' ', ',', '.', '-']).to_owned(), Some(day));
            }
            let inside = [format!("({name})"), format!(", {name}"), format!(" {name}")];
            let end = inside.iter().find_map(|end| text.strip_suffix(end.as_str()));
            if let Some(rest) =
                end.filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '日' | ' ' | '-')))
            {
                return (rest.trim_end_matches([' ', ',', '-']).to_owned(), Some(day));
            }
            if !name.is_ascii() && text.contains(name) {
                return (text.replacen(name, " ", 1), Some(day));
            }
        }
    }
    (text.to_owned(), None)
}

/// The text without what says that it is not sure, and EDTF's mark for that.
fn about(text: &str) -> (&str, &'static str) {
    let stripped = ABOUT.iter().find_map(|word| {
        let rest = text.strip_prefix(word)?;
        let ends =
            !word.ends_with(|c: char| c.is_ascii_alphabetic()) || !rest.starts_with(|c: char| c.is_ascii_alphabetic());
        ends.then(|| rest.trim_start())
    });
    match (stripped, text.strip_suffix('?'), text.strip_suffix("左右")) {
        (Some(rest), _, _) | (None, None, Some(rest)) => (rest, "~"),
        (None, Some(rest), _) => (rest.trim_end(), "?"),
        (None, None, None) => (text, ""),
    }
}

type DateText = (String, Option<&'static str>);

fn starts<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_prefix(word)).map(str::trim)
}

fn ends<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_suffix(word)).map(str::trim)
}

/// A date, an interval, or one that is open at an end.
fn relative(text: &str, month_first: bool) -> Option<DateText> {
    let text = starts(text, &LABELS).unwrap_or(text);
    // what spreadsheets show for an empty cell
    if matches!(bits(text, month_first), Some(DateBits { year: Some(1900), day, month, .. }) if day == Some(0) || month == Some(0))
    {
        return None;
    }
    let lead = starts(text, &FROM);
    let body = lead.unwrap_or(text);
    let spread = spread(body);
    if let Some(start) = until_now(&spread) {
        let (start, beyond) = one(start, month_first)?;
        return Some((format!("{}/..", first_of(&start)), beyond));
    }
    if lead.is_none()
        && let Some(dated) = one(text, month_first)
    {
        return Some(dated);
    }
    // `2021–`: nothing stands where the end would
    if let Some(start) = text.strip_suffix('-').map(str::trim).filter(|start| start.len() >= 4)
        && let Some((start, _)) = one(start, month_first)
    {
        return Some((format!("{}/..", first_of(&start)), Some("it says no end")));
    }
    if let Some(dated) = interval(&spread, month_first) {
        return Some(dated);
    }
    if let Some(start) = ends(body, &ON).or(lead) {
        let (start, beyond) = one(start, month_first)?;
        return Some((format!("{}/..", first_of(&start)), beyond));
    }
    if let Some(end) = starts(text, &BEFORE).or_else(|| ends(text, &BEFORE_AFTER)) {
        let (end, _) = one(end, month_first)?;
        return Some((format!("/{}", last_of(&end)), Some("it says before when, not when")));
    }
    let start = starts(text, &AFTER).or_else(|| ends(text, &AFTER_AFTER))?;
    let (start, _) = one(start, month_first)?;
    Some((format!("{}/", first_of(&start)), Some("it says after when, not when")))
}

/// Every word for "to" as a hyphen between spaces.
fn spread(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some((start, end)) = text.split_once("..").filter(|(start, end)| !start.is_empty() && !end.is_empty()) {
        text = format!("{start} - {end}");
    }
    for word in TO {
        if text.contains(word) {
            text = text.replace(word, " - ");
        }
    }
    text
}

fn until_now(text: &str) -> Option<&str> {
    let (start, end) = text.rsplit_once('-')?;
    // `2023年-至今` leads to now twice
    let start = start.trim_end_matches([' ', '-']).trim_start();
    (NOW.contains(&end.trim()) && !start.is_empty()).then_some(start)
}

fn first_of(date: &str) -> &str {
    date.split_once('/').map_or(date, |(start, _)| start)
}

fn last_of(date: &str) -> &str {
    date.rsplit_once('/').map_or(date, |(_, end)| end)
}

/// Two dates around a hyphen, of which one may leave out what the other says.
fn interval(text: &str, month_first: bool) -> Option<DateText> {
    let spaced = text.match_indices(" - ").map(|(at, _)| at + 1);
    let tight = text.rmatch_indices(['-', '~']).map(|(at, _)| at);
    // `April/May 2023`
    let months = text.match_indices('/').map(|(at, _)| at).filter(|_| text.matches('@').count() == 2);
    spaced.chain(tight).chain(months).find_map(|at| {
        let (start, end) = (text.get(..at)?.trim(), text.get(at + 1..)?.trim());
        if start.is_empty() || end.is_empty() {
            return None;
        }
        let (start, end, short) = both(start, end, month_first)?;
        let date = format!("{}/{}", first_of(&start), last_of(&end));
        Edtf::parse(&date).is_ok().then_some((date, short))
    })
}

fn both(start: &str, end: &str, month_first: bool) -> Option<(String, String, Option<&'static str>)> {
    // `April 25-27, 2023`: the year stands behind the last day
    if let Some((day, year)) = end.split_once(' ')
        && let (Some(first), Ok(last)) = (bits(&format!("{start} {year}"), month_first), day.trim().parse::<u8>())
        && first.day.is_some()
        && year.trim().len() == 4
    {
        let last = DateBits { day: Some(last), ..first };
        return Some((first.edtf()?, last.edtf().filter(|_| last.day <= Some(31))?, None));
    }
    // `2024.5.6-5.8`: behind a year the month comes first
    let year_first = start.bytes().take_while(u8::is_ascii_digit).count() == 4;
    let (Some(mut a), Some(mut b)) = (bits(start, month_first), bits(end, month_first || year_first)) else {
        let (end, beyond) = one(end, month_first)?;
        let year = end.get(..4)?;
        let (start, more) = one(start, month_first).or_else(|| one(&format!("{start} {year}"), month_first))?;
        return Some((start, end, beyond.or(more)));
    };
    let short = (a.short || b.short).then_some(CENTURY);
    // `25-27/4/2023`: a number alone is what the other date has last
    let place = |lone: &mut DateBits, other: DateBits| {
        if let Some(number) = lone.lone.take() {
            if other.day.is_some() {
                (lone.day, lone.month, lone.year) = (Some(number), other.month, other.year);
            } else {
                (lone.month, lone.year) = (Some(number), other.year);
            }
        }
    };
    if a.year.is_some() && b.year.is_none() {
        b.year = a.year.filter(|_| b.month.is_some());
        place(&mut b, a);
    } else if b.year.is_some() && a.year.is_none() {
        a.year = b.year.filter(|_| a.month.is_some());
        place(&mut a, b);
    }
    (a.day.is_some() == b.day.is_some() || a.year != b.year).then_some(())?;
    Some((a.edtf()?, b.edtf()?, short))
}

const CENTURY: &str = "its year has two digits, and the century is taken to be the one that is usual";

/// One date or period.
fn one(text: &str, month_first: bool) -> Option<DateText> {
    let text = text.trim().trim_matches(',').trim();
    if let Some(bits) = bits(text, month_first)
        && let Some(date) = bits.edtf()
    {
        return Some((date, bits.short.then_some(CENTURY)));
    }
    if let Some(period) = periods::period(text) {
        return Edtf::parse(&period).is_ok().then_some((period, None));
    }
    let part = PART.iter().find_map(|word| {
        text.strip_prefix(word)
            .filter(|rest| rest.starts_with([' ', '-', '@']))
            .map(|rest| rest.trim_matches([' ', '-']))
    });
    let part = part.or_else(|| ends(text, &PART_AFTER)).or_else(|| week_of_month(text))?;
    one(part, month_first).map(|(date, _)| (date, Some(HALF)))
}

/// `tuan 2 @4 2023` → the month.
fn week_of_month(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("tuan ")?;
    let rest = rest.trim_start_matches("thu ");
    let at = rest.find('@')?;
    rest.get(at..)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY_FIRST: Reading = Reading { month_first: false, sure: true, turned: false, numbers: false, years: false };

    fn as_edtf(cell: &str) -> String {
        read(cell, DAY_FIRST).map_or_else(|no| format!("{}; {}", no.what, no.remedy), |said| said.date.to_string())
    }

    #[test]
    fn dates_read_as_people_write_them() {
        let table = include_str!("../../../../../../tests/data/dates.tsv");
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
        let unsure = Reading { month_first: false, sure: false, turned: false, numbers: false, years: false };
        let said = read("04/05/2023", unsure).unwrap();
        assert_eq!((said.date.as_str(), said.or.as_ref().map(Edtf::as_str)), ("2023-05-04", Some("2023-04-05")));
        for plain in ["05/05/2023", "25/04/2023", "2023/04/05", "5 April 2023", "2024.5.6-5.8"] {
            assert_eq!(read(plain, unsure).unwrap().or, None, "{plain}");
        }
        assert_eq!(read("04/05/2023", DAY_FIRST).unwrap().or, None);
        let american = Reading { month_first: true, sure: true, turned: false, numbers: false, years: false };
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
            let name = clean::MONTHS[m - 1][0];
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
