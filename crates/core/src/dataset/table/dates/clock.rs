//! The time of day in a cell, taken out of it: `14h30`, `2:30 CH`, `T08:30+07:00`, `下午2点30分`.

/// A text without its time of day.
#[derive(Debug, Default)]
pub(super) struct Split {
    pub(super) day: String,
    /// As EDTF; empty at midnight, which spreadsheets add.
    pub(super) clock: String,
    /// Whether a time of day follows at which it ended, which EDTF has no place for.
    pub(super) until: bool,
    /// Whether there is a time of day at all.
    pub(super) found: bool,
}

pub(super) fn split(text: &str) -> Split {
    let found = text.char_indices().filter(|(at, c)| {
        c.is_ascii_digit() && !text.get(..*at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
    });
    for (at, _) in found.collect::<Vec<_>>() {
        let (before, from) = text.split_at(at);
        if let Some((clock, after)) = read(before, from) {
            let (after, until) = ended(after);
            let kept = before.trim_end();
            let kept = PARTS.iter().find_map(|(word, _)| kept.strip_suffix(word)).unwrap_or(kept);
            // the letter between day and time
            let kept = kept.strip_suffix('t').filter(|day| day.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(kept);
            let kept = FROM.iter().find_map(|word| kept.strip_suffix(word)).unwrap_or(kept);
            let after = after.trim_start_matches([' ', ',']);
            let after = after.strip_prefix("- ").unwrap_or(after);
            let rest = format!("{} {after}", kept.trim_end_matches([' ', ',', '-']));
            // the hour 24 is where the day ends
            let until = until || from.starts_with("24");
            return Split { day: rest.trim().to_owned(), clock, until, found: true };
        }
    }
    Split { day: text.to_owned(), ..Split::default() }
}

/// What leads from the day to the time, folded.
const FROM: [&str; 4] = [" tu", " from", "从", "自"];

/// What follows the time at which it ended, where such a one comes next.
fn ended(after: &str) -> (&str, bool) {
    let rest = after.trim_start();
    let ahead =
        ["-", "~", "den ", "to ", "至", "到"].iter().find_map(|word| rest.strip_prefix(word)).map(str::trim_start);
    match ahead.and_then(|rest| read("", rest)) {
        Some((_, rest)) => (rest, true),
        None => (after, false),
    }
}

/// Parts of the day, folded, and whether noon has passed.
const PARTS: [(&str, bool); 17] = [
    ("am", false),
    ("a.m.", false),
    ("sa", false),
    ("sang", false),
    ("上午", false),
    ("凌晨", false),
    ("早上", false),
    ("pm", true),
    ("p.m.", true),
    ("ch", true),
    ("chieu", true),
    ("toi", true),
    ("trua", true),
    ("下午", true),
    ("晚上", true),
    ("dem", true),
    ("中午", true),
];

struct ClockScan<'a>(&'a str);

impl ClockScan<'_> {
    fn number(&mut self, most: usize) -> Option<u8> {
        let end = self.0.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.0.len());
        let (digits, rest) = self.0.split_at(end);
        let number = digits.parse().ok().filter(|_| digits.len() <= most)?;
        self.0 = rest;
        Some(number)
    }

    fn eat(&mut self, words: &[&str]) -> bool {
        let rest = self.0.trim_start();
        let found = words.iter().find_map(|word| {
            let after = rest.strip_prefix(word)?;
            let ends = !word.ends_with(|c: char| c.is_ascii_alphabetic())
                || !after.starts_with(|c: char| c.is_ascii_alphabetic());
            ends.then_some(after)
        });
        if let Some(after) = found {
            self.0 = after;
        }
        found.is_some()
    }

    /// `half` is noon passed, where a word says so.
    fn half(&mut self) -> Option<bool> {
        PARTS.iter().find(|(word, _)| self.eat(&[word])).map(|(_, late)| *late)
    }

    fn zone(&mut self, exact: bool) -> String {
        let named = self.eat(&["z", "utc", "gmt"]);
        let rest = self.0.trim_start();
        // a hyphen after hours and minutes alone leads to the time at which it ended
        let Some(sign) = rest.chars().next().filter(|c| *c == '+' || *c == '-' && (exact || named)) else {
            return if named { "Z".to_owned() } else { String::new() };
        };
        let digits: String = rest.chars().skip(1).take_while(|c| c.is_ascii_digit() || *c == ':').collect();
        let after = rest.get(1 + digits.len()..).unwrap_or_default();
        let plain = digits.replace(':', "");
        let (hours, minutes) = match plain.len() {
            1 | 2 => (plain.as_str(), "00"),
            3 | 4 => plain.split_at(plain.len() - 2),
            _ => return String::new(),
        };
        match (hours.parse::<u8>(), minutes.parse::<u8>()) {
            (Ok(hours @ 0..=14), Ok(minutes @ 0..=59)) => {
                self.0 = after;
                format!("{sign}{hours:02}:{minutes:02}")
            }
            _ => String::new(),
        }
    }
}

/// The time that begins here, and what follows it.
fn read<'a>(before: &str, from: &'a str) -> Option<(String, &'a str)> {
    let mut scan = ClockScan(from);
    let hour = scan.number(2)?;
    let mut minute = 0;
    let mut second = 0;
    let mut seconds = false;
    let early =
        PARTS.iter().find(|(word, _)| before.trim_end().ends_with(word) && !word.is_ascii()).map(|(_, late)| *late);
    if scan.0.starts_with(':') {
        scan.0 = scan.0.get(1..)?;
        minute = scan.number(2)?;
        if scan.0.starts_with(':') {
            scan.0 = scan.0.get(1..)?;
            second = scan.number(2)?;
            seconds = true;
        }
        if let Some(rest) =
            scan.0.strip_prefix(['.', ',']).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            scan.0 = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    } else if scan.eat(&["gio", "点", "點", "时", "時"]) || hour_letter(&mut scan) {
        scan.0 = scan.0.trim_start();
        minute = scan.number(2).unwrap_or(0);
        let _minutes = scan.eat(&["phut", "分"]);
        if scan.eat(&["半"]) {
            minute = 30;
        }
    } else if matches!(scan.0.trim_start(), rest if rest.starts_with("am") || rest.starts_with("pm")) {
        // `2 pm`: a word follows that only a time has
    } else if let Some(minutes) = dotted(before, &scan) {
        // `25/04/2023 14.30`
        scan.0 = scan.0.get(3..)?;
        minute = minutes;
    } else {
        return None;
    }
    let late = scan.half().or(early);
    let hour = match (hour, late) {
        (12, Some(false)) => 0,
        (24, _) if minute == 0 && second == 0 => 0,
        (1..=11, Some(true)) => hour + 12,
        (hour, _) => hour,
    };
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let zone = scan.zone(seconds || before.ends_with('t'));
    let clock = format!("T{hour:02}:{minute:02}:{second:02}{zone}");
    let midnight = (hour, minute, second) == (0, 0, 0);
    Some((if midnight { String::new() } else { clock }, scan.0))
}

/// The minutes of `14.30`, which is a time only behind a whole day and at the end, or before the part of the
/// day.
fn dotted(before: &str, scan: &ClockScan<'_>) -> Option<u8> {
    let numbers = before.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let is_day = numbers.clone().count() == 3 && numbers.clone().any(|number| number.len() == 4);
    let minutes = scan.0.strip_prefix('.')?;
    let (digits, rest) = minutes.split_at_checked(2)?;
    let mut rest = ClockScan(rest);
    let ends = rest.0.trim().is_empty() || rest.half().is_some();
    let minutes = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    (is_day && before.ends_with([' ', ',']) && ends).then_some(minutes)
}

/// The `h` of `14h30`, or the `g` that stands for giờ, not one that begins a word.
fn hour_letter(scan: &mut ClockScan<'_>) -> bool {
    let Some(rest) = scan.0.strip_prefix(['h', 'g']) else { return false };
    let ends = !rest.starts_with(|c: char| c.is_ascii_alphabetic());
    if ends {
        scan.0 = rest;
    }
    ends
}
