//! One date in its canonical form, whole or in part: `25 @4 2023`, `25/4/2023`, `@4 2023`, `25/4`.

use crate::model::Edtf;

/// What a text says of a date. A month or a day of 0 is one that is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DateBits {
    pub(super) year: Option<u16>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    /// A number that may be a day or a month.
    pub(super) lone: Option<u8>,
    /// Whether the century was not written.
    pub(super) short: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateToken {
    Year(u16),
    Month(u8),
    Number(u8),
}

impl DateBits {
    /// As EDTF, where the year is there and the day in the calendar.
    pub(super) fn edtf(self) -> Option<String> {
        let year = self.year.filter(|year| *year > 0)?;
        let text = match (self.month.filter(|m| *m > 0), self.day.filter(|d| *d > 0)) {
            (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year:04}-{month:02}"),
            // a day of no month is none
            (None, Some(_)) => return None,
            (None, None) => format!("{year:04}"),
        };
        Edtf::parse(&text).is_ok().then_some(text)
    }
}

/// What the text says, if it is made of the parts of one date alone.
pub(super) fn bits(text: &str, month_first: bool) -> Option<DateBits> {
    use DateToken::{Month, Number, Year};
    let (tokens, marks) = tokens(text)?;
    let alike = marks.windows(2).all(|pair| matches!(pair, [a, b] if a == b));
    let marked = alike && marks.first().is_none_or(|mark| *mark != ' ');
    let whole = |year: u16, month: u8, day: u8| {
        let fits = month <= 12 && day <= 31;
        fits.then_some(DateBits { year: Some(year), month: Some(month), day: Some(day), ..DateBits::default() })
    };
    let ordered = |a: u8, b: u8| if month_first { (a, b) } else { (b, a) };
    match *tokens.as_slice() {
        [Year(year)] => Some(DateBits { year: Some(year), ..DateBits::default() }),
        [Year(year), Month(month)] | [Month(month), Year(year)] => {
            Some(DateBits { year: Some(year), month: Some(month), ..DateBits::default() })
        }
        [Year(year), Number(month)] if month <= 12 => {
            Some(DateBits { year: Some(year), month: Some(month), ..DateBits::default() })
        }
        [Number(month), Year(year)] if marked && month <= 12 => {
            Some(DateBits { year: Some(year), month: Some(month), ..DateBits::default() })
        }
        [Year(year), Month(month), Number(day)] | [Number(day), Month(month), Year(year)] => whole(year, month, day),
        // `thang 4-5/2023` has two months
        [Month(month), Number(day), Year(year)] if alike || matches!(marks.first(), Some(' ' | ',' | '.')) => {
            whole(year, month, day)
        }
        [Year(year), Number(month), Number(day)] if alike => whole(year, month, day),
        [Number(a), Number(b), Year(year)] if marked => {
            let (month, day) = ordered(a, b);
            whole(year, month, day)
        }
        [Number(day), Month(month), Number(year)] => {
            Some(DateBits { short: true, ..whole(century(year), month, day)? })
        }
        [Number(a), Number(b), Number(year)] if marked => {
            let (month, day) = ordered(a, b);
            Some(DateBits { short: true, ..whole(century(year), month, day)? })
        }
        [Number(day), Month(month)] | [Month(month), Number(day)] if day <= 31 => {
            Some(DateBits { month: Some(month), day: Some(day), ..DateBits::default() })
        }
        [Number(a), Number(b)] if marked && marks.first() != Some(&'-') => {
            let (month, day) = ordered(a, b);
            let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
            fits.then_some(DateBits { month: Some(month), day: Some(day), ..DateBits::default() })
        }
        [Month(month)] => Some(DateBits { month: Some(month), ..DateBits::default() }),
        [Number(lone)] => Some(DateBits { lone: Some(lone), ..DateBits::default() }),
        _ => None,
    }
}

/// The year that two digits most likely mean.
pub(super) fn century(short: u8) -> u16 {
    u16::from(short) + if short < 50 { 2000 } else { 1900 }
}

/// The parts, and the mark between each two.
fn tokens(text: &str) -> Option<(Vec<DateToken>, Vec<char>)> {
    let (mut tokens, mut marks) = (Vec::new(), Vec::new());
    let mut rest = text.trim_matches([' ', '.', ',']);
    let alone = rest.bytes().all(|byte| byte.is_ascii_digit());
    while !rest.is_empty() {
        if !tokens.is_empty() {
            let end = rest.find(|c: char| c.is_ascii_digit() || c == '@')?;
            let (between, after) = rest.split_at(end);
            let mut seen = between.chars().filter(|c| *c != ' ');
            let mark = seen.next().unwrap_or(' ');
            if seen.next().is_some() || !matches!(mark, ' ' | '/' | '.' | '-' | ',') {
                return None;
            }
            marks.push(mark);
            rest = after;
        }
        let named = rest.strip_prefix('@');
        let from = named.unwrap_or(rest);
        let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        let number: u16 = digits.parse().ok()?;
        tokens.push(match (named, digits.len()) {
            (Some(_), 1 | 2) => DateToken::Month(u8::try_from(number).ok().filter(|month| (1..=12).contains(month))?),
            (None, 4) => DateToken::Year(number),
            // nobody writes the year 23 with two digits
            (None, 3) if alone => DateToken::Year(number),
            (None, 1 | 2) => DateToken::Number(u8::try_from(number).ok()?),
            _ => return None,
        });
        rest = after;
    }
    (!tokens.is_empty() && tokens.len() <= 3).then_some((tokens, marks))
}
