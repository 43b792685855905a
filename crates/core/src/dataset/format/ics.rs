//! iCalendar (RFC 5545): the events of a calendar. Lines are unfolded here, so that every event
//! is known by its line.

use std::io::{BufRead, BufReader, Read};

use super::{Broken, MAX_ROW};
use crate::dataset::problem::Rule;
use crate::dataset::table::entries::Entry;
use crate::dataset::table::{Target, kind_of};
use crate::model::node::Place;
use crate::model::{Edtf, Lang, Moment};

/// One content line: `NAME;PARAM=…:value`.
struct Line {
    number: u32,
    name: String,
    /// The language that it says it is in, where that is one of ours.
    lang: Option<Lang>,
    value: String,
}

/// Gives every event; what comes back is the calendar's name, if it has one.
pub(in crate::dataset) fn read(source: impl Read, mut each: impl FnMut(Entry)) -> Result<Option<String>, Broken> {
    let mut name = None;
    let mut open: Option<Event> = None;
    let mut inside: Vec<String> = Vec::new();
    let mut count = 0;
    let mut seen = false;
    unfolded(source, |line| match (line.name.as_str(), line.value.to_ascii_uppercase().as_str()) {
        ("BEGIN", part) => {
            seen = true;
            if part == "VEVENT" {
                open = Some(Event::at(line.number));
            }
            if inside.len() < 64 {
                inside.push(part.to_owned());
            }
        }
        ("END", part) => {
            inside.pop();
            if part == "VEVENT"
                && let Some(event) = open.take()
            {
                count += 1;
                each(event.entry(count));
            }
        }
        ("X-WR-CALNAME" | "NAME", _) if open.is_none() => name = Some(unescaped(&line.value)),
        _ if inside.last().is_some_and(|part| part == "VEVENT") => {
            if let Some(event) = &mut open {
                event.take(&line);
            }
        }
        _ => {}
    })?;
    if !seen {
        let remedy = "open a file that begins with BEGIN:VCALENDAR";
        return Err(Broken::new(Rule::Syntax, 1, "the file holds no calendar", remedy));
    }
    match open {
        Some(event) => Err(Broken::new(Rule::Syntax, event.line, "the event never ends", "close it with END:VEVENT")),
        None => Ok(name),
    }
}

/// Lines that begin with a blank go on the one before.
fn unfolded(source: impl Read, mut each: impl FnMut(Line)) -> Result<(), Broken> {
    let mut reader = BufReader::new(source);
    let (mut number, mut begun) = (0_u32, 0_u32);
    let mut whole = String::new();
    loop {
        let mut line = Vec::new();
        let count = (&mut reader).take(MAX_ROW as u64).read_until(b'\n', &mut line);
        let count = count.map_err(|error| Broken::of_io(&error, number + 1))?;
        number += 1;
        if line.len() + whole.len() >= MAX_ROW {
            return Err(Broken::new(Rule::TooLarge, number, "one line is longer than 16 MiB", "fold or shorten it"));
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\r', '\n']);
        match text.strip_prefix([' ', '\t']) {
            Some(rest) if count > 0 => whole.push_str(rest),
            _ => {
                if let Some(line) = content(&whole, begun) {
                    each(line);
                }
                text.clone_into(&mut whole);
                begun = number;
            }
        }
        if count == 0 {
            return Ok(());
        }
    }
}

fn content(text: &str, number: u32) -> Option<Line> {
    let mut quoted = false;
    let colon = text.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == ':' && !quoted
    });
    let (head, value) = text.split_at_checked(colon?.0)?;
    let mut parts = head.split(';');
    let name = parts.next().unwrap_or_default().to_ascii_uppercase();
    let tagged = |part: &str| {
        let (key, tag) = part.split_once('=')?;
        let tag = tag.trim_matches('"').split('-').next().filter(|_| key.eq_ignore_ascii_case("LANGUAGE"))?;
        Lang::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(tag))
    };
    Some(Line { number, name, lang: parts.find_map(tagged), value: value.get(1..)?.to_owned() })
}

/// Text as it was before its commas and line ends were escaped.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}

/// An event as its lines come.
struct Event {
    line: u32,
    entry: Entry,
    start: Option<String>,
    end: Option<String>,
    days: Option<i64>,
    /// Whether this program wrote it.
    own: bool,
    /// The date as the record has it.
    exact: Option<String>,
    description: Option<(Option<Lang>, String)>,
}

impl Event {
    fn at(line: u32) -> Self {
        Self {
            line,
            entry: Entry::default(),
            start: None,
            end: None,
            days: None,
            own: false,
            exact: None,
            description: None,
        }
    }

    fn take(&mut self, line: &Line) {
        let text = || unescaped(&line.value);
        let entry = &mut self.entry;
        match line.name.as_str() {
            "UID" => {
                self.own = line.value.rsplit('.').next() == Some("km0");
                entry.know(Target::Id, "UID", line.value.split('@').next().unwrap_or_default());
            }
            "SUMMARY" => entry.know(Target::Name(line.lang), "SUMMARY", text()),
            "DESCRIPTION" => self.description = Some((line.lang, text())),
            "X-KM0-SUMMARY" => entry.know(Target::Summary(line.lang), "X-KM0-SUMMARY", text()),
            "COMMENT" => entry.know(Target::Note(line.lang), "COMMENT", text()),
            "X-KM0-NOTE" => entry.know(Target::Note(line.lang), "X-KM0-NOTE", text()),
            "LOCATION" => entry.know(Target::Place, "LOCATION", text()),
            "GEO" => entry.know(Target::Coordinates, "GEO", line.value.clone()),
            // this program writes there what kind of record it is
            "CATEGORIES" if self.own && kind_of(&text()).is_some() => entry.know(Target::Kind, "KIND", text()),
            "CATEGORIES" => entry.know(Target::Topics, "CATEGORIES", text()),
            "X-KM0-DATE" => self.exact = Some(text()),
            "URL" => entry.know(Target::Source, "URL", line.value.clone()),
            "DTSTART" => self.start = Some(line.value.clone()),
            "DTEND" => self.end = Some(line.value.clone()),
            "DURATION" => self.days = days(&line.value),
            "RRULE" | "RDATE" => {
                let what = "the event repeats, and only its first time is taken".to_owned();
                entry.left_out = Some((what, "write each time as an event of its own"));
            }
            _ => {}
        }
    }

    fn entry(mut self, number: u32) -> Entry {
        self.entry.number = number;
        self.entry.place = Place { line: self.line, column: 1 };
        // this program's own says in one text what the record says in several
        if let Some((lang, text)) = self.description.take().filter(|_| !(self.own && self.exact.is_some())) {
            self.entry.know(Target::Summary(lang), "DESCRIPTION", text);
        }
        let start = self.start.as_deref().map(moment);
        if let Some(exact) = self.exact.take() {
            self.entry.know(Target::Date, "X-KM0-DATE", exact);
        } else if let Some(start) = start {
            let last = self.last(&start);
            self.entry.know(Target::Date, "DTSTART", start);
            self.entry.know(Target::End, "DTEND", last.unwrap_or_default());
        }
        self.entry
    }

    /// The last day: an end of whole days is the first day after.
    fn last(&self, start: &str) -> Option<String> {
        let whole_days = !start.contains('T');
        match (&self.end, self.days) {
            (Some(end), _) if whole_days => before(&moment(end)),
            (Some(end), _) => Some(moment(end)),
            (None, Some(days)) if whole_days && days > 1 => later(start, days - 1),
            (None, _) => None,
        }
    }
}

/// `20230425T083000Z` → `2023-04-25T08:30:00Z`; what is no such moment stays as it is.
fn moment(value: &str) -> String {
    let part = |from: usize, to: usize| value.get(from..to).filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let day = || Some(format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?));
    let clock = || {
        let zone = if value.ends_with('Z') { "Z" } else { "" };
        (value.get(8..9) == Some("T"))
            .then(|| Some(format!("T{}:{}:{}{zone}", part(9, 11)?, part(11, 13)?, part(13, 15)?)))?
    };
    match (day(), value.len()) {
        (Some(day), 8) => day,
        (Some(day), _) => clock().map_or_else(|| value.to_owned(), |clock| day + &clock),
        (None, _) => value.to_owned(),
    }
}

/// The day before a day.
fn before(day: &str) -> Option<String> {
    later(day, -1)
}

fn later(day: &str, days: i64) -> Option<String> {
    let start: Moment = Edtf::parse(day).ok()?.bounds().earliest_start?;
    let (year, month, day) = start.plus_days(days).ymd();
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// The whole days of a duration: `P3D`, `P2W`.
fn days(value: &str) -> Option<i64> {
    let period = value.strip_prefix('P')?;
    let week = period.strip_suffix('W').and_then(|weeks| weeks.parse::<i64>().ok()).map(|weeks| weeks.min(5_000) * 7);
    week.or_else(|| period.split('T').next()?.strip_suffix('D')?.parse::<i64>().ok().map(|days| days.min(36_500)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entries(text: &str) -> (Vec<Entry>, Result<Option<String>, Broken>) {
        let mut entries = Vec::new();
        let outcome = read(text.as_bytes(), |entry| entries.push(entry));
        (entries, outcome)
    }

    fn said(entry: &Entry, target: Target) -> &str {
        entry.values.iter().find(|value| value.target == Some(target)).map_or("", |value| &value.text)
    }

    #[test]
    fn events_have_their_lines_unfolded_and_their_last_day() {
        let text = "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Lịch\r\nBEGIN:VEVENT\r\nUID:a-1@km0\r\nSUMMARY:Hội đàm\\, ký\r\n  kết\r\n\
            DTSTART;VALUE=DATE:20230425\r\nDTEND;VALUE=DATE:20230428\r\nLOCATION:Tà Lùng\r\nGEO:22.48;106.57\r\n\
            BEGIN:VALARM\r\nDESCRIPTION:ring\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b\r\n\
            DTSTART;TZID=\"Asia/Ho Chi Minh\":20230425T083000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let (entries, outcome) = entries(text);
        assert_eq!(outcome, Ok(Some("Lịch".to_owned())));
        let [first, second] = entries.as_slice() else { panic!("{entries:?}") };
        assert_eq!((first.place.line, second.place.line), (3, 15));
        assert_eq!(said(first, Target::Name(None)), "Hội đàm, ký kết");
        assert_eq!((said(first, Target::Date), said(first, Target::End)), ("2023-04-25", "2023-04-27"));
        assert_eq!(said(first, Target::Id), "a-1");
        assert_eq!(said(first, Target::Summary(None)), "");
        assert_eq!((said(second, Target::Date), said(second, Target::End)), ("2023-04-25T08:30:00", ""));
    }

    #[test]
    fn an_event_that_never_ends_is_told_with_its_line() {
        let (entries, outcome) =
            entries("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:b");
        assert_eq!(entries.len(), 1);
        assert_eq!(outcome.unwrap_err().place.line, 5);
    }

    proptest! {
        #[test]
        fn any_text_is_events_or_told(lines in prop::collection::vec(
            "(BEGIN:VCALENDAR|BEGIN:VEVENT|END:VEVENT|DTSTART:[0-9TZ]{0,16}|DTEND[;A-Z=:0-9]{0,20}|DURATION:P[0-9]{0,9}[WDT]|[ -~]{0,20}|\\PC{0,9})", 0..12
        )) {
            let _never_panics = entries(&lines.join("\r\n"));
        }
    }
}
