//! Numbers with the points and commas of several countries.

/// A number as a cell has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    /// The other number that it may be: `1,234` is 1234 to some and 1.234 to others.
    pub(super) or: Option<f64>,
}

/// `1234.5`, `1 234,5`, `1.234.567`, `1,234,567.8`. `decimal_point` says that a single point stands
/// before decimals, as in this program's own files.
pub(super) fn read(cell: &str, decimal_point: bool) -> Option<Number> {
    let plain = |value: f64| value.is_finite().then_some(Number { value, or: None });
    let text: String = cell.trim().chars().map(narrow).collect();
    let (sign, digits) = text.strip_prefix('-').map_or((1.0, text.as_str()), |rest| (-1.0, rest));
    let spaced = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '_');
    let grouped = digits.contains(spaced);
    if grouped && !digits.split(spaced).skip(1).all(|group| group.chars().take_while(char::is_ascii_digit).count() == 3)
    {
        return None;
    }
    let digits: String = digits.chars().filter(|c| !spaced(*c)).collect();
    let has_digit = digits.bytes().any(|byte| byte.is_ascii_digit());
    if !has_digit || !digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')) {
        // 1e6, and what else a program writes
        let exponent =
            digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'));
        return digits.parse().ok().filter(|_| has_digit && exponent).and_then(|value: f64| plain(value * sign));
    }
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let decimal = match (points, commas) {
        (0, 1) => Some(','),
        (1, 0) => Some('.'),
        (0, _) | (_, 0) => None,
        (1, _) | (_, 1) => {
            let last = digits.rfind(['.', ','])?;
            digits.get(last..=last)?.chars().next()
        }
        _ => return None,
    };
    let whole_of = |mark: Option<char>| match mark {
        Some(mark) => digits.split_once(mark).map_or(digits.as_str(), |(whole, _)| whole),
        None => digits.as_str(),
    };
    let fits = |whole: &str| {
        let mut groups = whole.split(['.', ',']);
        let first = groups.next().unwrap_or_default().len();
        let mut all = groups.peekable();
        all.peek().is_none() || (1..=3).contains(&first) && all.all(|group| group.len() == 3)
    };
    let value_of = |mark: Option<char>| -> Option<f64> {
        let (whole, rest) = match mark {
            Some(mark) => digits.rsplit_once(mark)?,
            None => (digits.as_str(), ""),
        };
        let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
        format!("{whole}.{rest}0").parse::<f64>().ok().map(|value| value * sign)
    };
    if !fits(whole_of(decimal)) {
        return None;
    }
    let value = value_of(decimal)?;
    // three digits after one mark may be a group
    let mark = decimal.filter(|_| points + commas == 1 && !grouped);
    let doubtful = mark.is_some_and(|mark| {
        let (whole, rest) = digits.split_once(mark).unwrap_or_default();
        rest.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0" && !(mark == '.' && decimal_point)
    });
    if doubtful {
        return Some(Number { value: value_of(None)?, or: Some(value) });
    }
    plain(value)
}

/// Digits and signs as wide as Chinese characters as the others are.
fn narrow(c: char) -> char {
    match c {
        '−' | '－' => '-',
        '．' => '.',
        '，' => ',',
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        c => c,
    }
}

/// The mark before decimals, as far as the groups of a number show it.
pub(super) fn decimal_mark(cell: &str) -> Option<char> {
    read(cell, false).filter(|number| number.or.is_none())?;
    let (points, commas) = (cell.matches('.').count(), cell.matches(',').count());
    match (points, commas) {
        (2.., 0) => Some(','),
        (0, 2..) => Some('.'),
        (1.., 1..) => cell.get(cell.rfind(['.', ','])?..)?.chars().next(),
        // `12.5` stands beside `1.234` in tables where a point parts thousands
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_shows_the_mark_before_decimals_or_not() {
        for (cell, mark) in [
            ("12,345.6", Some('.')),
            ("1.234,5", Some(',')),
            ("12,5", None),
            ("1,234,567", Some('.')),
            ("1,234", None),
            ("1234", None),
            ("x.y", None),
        ] {
            assert_eq!(decimal_mark(cell), mark, "{cell}");
        }
    }

    #[test]
    fn numbers_of_several_countries_are_read() {
        for (cell, value) in [
            ("1234", 1234.0),
            ("12,5", 12.5),
            ("12.5", 12.5),
            ("1.234.567", 1_234_567.0),
            ("1,234,567", 1_234_567.0),
            ("1 234,5", 1234.5),
            ("1\u{a0}234\u{a0}567", 1_234_567.0),
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("-3.5", -3.5),
            ("−3,5", -3.5),
            ("0,125", 0.125),
            ("1e6", 1e6),
            ("1.234.567,89", 1_234_567.89),
            (".5", 0.5),
            ("１，２３４．５", 1234.5),
        ] {
            assert_eq!(read(cell, false), Some(Number { value, or: None }), "{cell}");
        }
        assert_eq!(read("1,234", true), Some(Number { value: 1234.0, or: Some(1.234) }));
        assert_eq!(read("1.234", false), Some(Number { value: 1234.0, or: Some(1.234) }));
        assert_eq!(read("1.234", true), Some(Number { value: 1.234, or: None }));
        for cell in ["", "abc", "12 tấn", "1,23,456", "1.2.3", "1 23", "NaN", "inf"] {
            assert_eq!(read(cell, false), None, "{cell}");
        }
    }
}
