//! iCalendar (RFC 5545) and its forerunner vCalendar: the events of a calendar. Lines are unfolded
//! here, so that every event is known by its line.

mod unfold;
mod when;
mod zone;

use std::collections::HashMap;
use std::io::Read;

use foldhash::fast::RandomState;

use super::{Broken, plain};
use crate::dataset::problem::Rule;
use crate::dataset::table::entries::RawEntry;
use crate::dataset::table::{ColumnTarget, kind_of};
use crate::model::Lang;
use crate::model::node::SourcePos;
use unfold::ContentLine;
use when::TimeLines;
use zone::CalendarZone;

pub(in crate::dataset) use unfold::WholeCharacters;

/// What a calendar says beside its events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::dataset) struct Calendar {
    pub(in crate::dataset) name: Option<String>,
    /// What it says of all its events.
    pub(in crate::dataset) said: Vec<String>,
    /// What is in it that is no event: rule, line, what and remedy.
    pub(in crate::dataset) told: Vec<(Rule, u32, String, &'static str)>,
}

/// What of a calendar all its events share.
#[derive(Default)]
struct CalendarContext {
    zone: Option<CalendarZone>,
    /// Whether the calendar takes back what it lists.
    cancels: bool,
    /// Whole ids by the part of them that records are called by.
    ids: HashMap<String, String, RandomState>,
}

/// What lines begin with that say how programs handle an event, and nothing of it.
const HOUSEKEEPING: [&str; 22] = [
    "DTSTAMP",
    "CREATED",
    "LAST-MODIFIED",
    "SEQUENCE",
    "TRANSP",
    "CLASS",
    "PRIORITY",
    "REQUEST-STATUS",
    "DCREATED",
    "AALARM",
    "DALARM",
    "MALARM",
    "PALARM",
    "X-MICROSOFT-",
    "X-MS-",
    "X-APPLE-",
    "X-MOZ-",
    "X-GOOGLE-",
    "X-LIC-",
    "X-EVOLUTION-",
    "X-FUNAMBOL-",
    "X-KM0-",
];

/// Parts of a calendar that hold no events, with what to call them.
const OTHERS: [(&str, &str); 3] =
    [("VTODO", "tasks (VTODO)"), ("VJOURNAL", "journal entries (VJOURNAL)"), ("VFREEBUSY", "busy times (VFREEBUSY)")];

/// Gives every event; what comes back is what the calendar says beside them.
pub(in crate::dataset) fn read(source: impl Read, mut each: impl FnMut(RawEntry)) -> Result<Calendar, Broken> {
    let mut calendar = Calendar::default();
    let mut shared = CalendarContext::default();
    let mut open: Option<CalendarEvent> = None;
    let mut inside: Vec<String> = Vec::new();
    let mut others = [(0_u32, 0_u32); OTHERS.len()];
    let (mut count, mut seen) = (0, false);
    unfold::lines(source, |line| match (line.name.as_str(), line.value.trim().to_ascii_uppercase().as_str()) {
        ("BEGIN", part) => {
            if part == "VCALENDAR" {
                seen = true;
                // the next calendar of a file has a zone of its own
                (shared.zone, shared.cancels) = (None, false);
            }
            if part == "VEVENT" {
                open = Some(CalendarEvent::at(line.number));
            }
            if let Some(at) = OTHERS.iter().position(|(name, _)| *name == part)
                && let Some((many, first)) = others.get_mut(at)
            {
                *many += 1;
                *first = if *first == 0 { line.number } else { *first };
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
                each(event.entry(count, &mut shared));
            }
        }
        ("X-WR-CALNAME" | "NAME" | "X-WR-CALDESC" | "DESCRIPTION", _) if open.is_none() && inside.len() == 1 => {
            let text = line.text();
            if !text.trim().is_empty() && !calendar.said.contains(&text) {
                calendar.said.push(text.clone());
            }
            if line.name.ends_with("NAME") {
                calendar.name = Some(text);
            }
        }
        ("METHOD", "CANCEL") if open.is_none() => shared.cancels = true,
        ("X-WR-TIMEZONE" | "TIMEZONE-ID", _) if open.is_none() => {
            shared.zone = CalendarZone::named(&line.value);
            if shared.zone.is_none() {
                let what = format!("the time zone {:?} is not known, and times in UTC stay so", line.text());
                let remedy = "name one of the IANA database: Asia/Ho_Chi_Minh";
                calendar.told.push((Rule::LeftOut, line.number, what, remedy));
            }
        }
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
    if let Some(event) = open {
        return Err(Broken::new(Rule::Syntax, event.line, "the event never ends", "close it with END:VEVENT"));
    }
    for ((many, first), (_, called)) in others.into_iter().zip(OTHERS).filter(|((many, _), _)| *many > 0) {
        let what = format!("{many} {called} are no events, and are left out");
        calendar.told.push((Rule::LeftOut, first, what, "write them as events to see them in time"));
    }
    if count == 0 {
        let what = "the calendar holds no event".to_owned();
        calendar.told.push((Rule::Empty, 1, what, "open one that has entries between BEGIN:VEVENT and END:VEVENT"));
    }
    Ok(calendar)
}

/// An event as its lines come.
struct CalendarEvent {
    line: u32,
    entry: RawEntry,
    when: TimeLines,
    /// Its id, and of a moved occurrence the time at which it was to be.
    uid: String,
    /// Whether this program wrote it.
    own: bool,
    /// The date as the record has it.
    exact: Option<String>,
    summary: Option<(Option<Lang>, String)>,
    description: Option<(Option<Lang>, String)>,
    /// The description again, as HTML.
    html: Option<String>,
    topics: Vec<String>,
    status: String,
}

impl CalendarEvent {
    fn at(line: u32) -> Self {
        Self {
            line,
            entry: RawEntry::default(),
            when: TimeLines::default(),
            uid: String::new(),
            own: false,
            exact: None,
            summary: None,
            description: None,
            html: None,
            topics: Vec::new(),
            status: String::new(),
        }
    }

    fn take(&mut self, line: &ContentLine) {
        let entry = &mut self.entry;
        let text = || line.text();
        match line.name.as_str() {
            "UID" => {
                self.own = line.value.rsplit('.').next() == Some("km0");
                line.value.trim().clone_into(&mut self.uid);
            }
            "SUMMARY" => self.summary = Some((line.lang(), text())),
            "DESCRIPTION" => self.description = Some((line.lang(), text())),
            "X-ALT-DESC" | "STYLED-DESCRIPTION" => self.html = Some(text()),
            "X-KM0-SUMMARY" => entry.know(ColumnTarget::Summary(line.lang()), "X-KM0-SUMMARY", text()),
            "COMMENT" => entry.know(ColumnTarget::Note(line.lang()), "COMMENT", text()),
            "X-KM0-NOTE" => entry.know(ColumnTarget::Note(line.lang()), "X-KM0-NOTE", text()),
            "LOCATION" => entry.know(ColumnTarget::Place, "LOCATION", text()),
            "GEO" => entry.know(ColumnTarget::Coordinates, "GEO", line.value.clone()),
            // this program writes there what kind of record it is
            "CATEGORIES" if self.own && kind_of(&text()).is_some() => entry.know(ColumnTarget::Kind, "KIND", text()),
            "CATEGORIES" => self.topics.extend(line.list()),
            "X-KM0-DATE" => self.exact = Some(text()),
            "URL" => entry.know(ColumnTarget::Source, "URL", line.value.clone()),
            "STATUS" => self.status = line.value.trim().to_ascii_uppercase(),
            "ORGANIZER" | "ATTENDEE" | "CONTACT" => {
                let name = if line.name == "ORGANIZER" {
                    "organizer"
                } else if line.name == "CONTACT" {
                    "contact"
                } else {
                    "attendee"
                };
                let address = line.text();
                let address = address.strip_prefix("mailto:").or(address.strip_prefix("MAILTO:")).unwrap_or(&address);
                let said = line.param("CN").map_or(address.to_owned(), |said| format!("{said} <{address}>"));
                entry.keep(name, said);
            }
            "ATTACH" if line.param("ENCODING").is_none() => entry.keep("attachment", line.value.clone()),
            "ATTACH" => {
                entry.tell(Rule::LeftOut, "a file within it is left out", "keep it beside, and give its address");
            }
            "X-APPLE-STRUCTURED-LOCATION" => {
                let at = line.value.strip_prefix("geo:").unwrap_or_default();
                entry.know(ColumnTarget::Coordinates, "GEO", at);
            }
            "CLASS" if line.value != "PUBLIC" => entry.keep("class", line.value.clone()),
            "PRIORITY" if line.value != "0" => entry.keep("priority", line.value.clone()),
            "RELATED-TO" => entry.keep("related_to", text()),
            "RESOURCES" => entry.keep("resources", line.list().join("; ")),
            "CONFERENCE" | "X-GOOGLE-CONFERENCE" => entry.keep("conference", line.value.clone()),
            name if self.when.take(line) || HOUSEKEEPING.iter().any(|known| name.starts_with(known)) => {}
            name => entry.keep_as(name.to_lowercase().replace('-', "_"), text()),
        }
    }

    fn entry(mut self, number: u32, shared: &mut CalendarContext) -> RawEntry {
        self.entry.number = number;
        self.entry.place = SourcePos { line: self.line, column: 1 };
        self.put_id(shared);
        self.put_words();
        let cancelled = self.status == "CANCELLED" || shared.cancels;
        if let Some((lang, name)) = self.summary.take() {
            let mark = if cancelled { Some(0) } else { (self.status == "TENTATIVE" && !self.own).then_some(1) };
            let name = mark.map_or(name.clone(), |at| marked(at, lang, &name));
            self.entry.know(ColumnTarget::Name(lang), "SUMMARY", name);
        }
        if !self.own && (cancelled || !matches!(self.status.as_str(), "" | "CONFIRMED")) {
            self.entry.keep("status", if cancelled { "CANCELLED" } else { &self.status });
        }
        if !self.topics.is_empty() {
            self.entry.topics("CATEGORIES", std::mem::take(&mut self.topics));
        }
        match self.exact.take() {
            Some(exact) => self.entry.know(ColumnTarget::Date, "X-KM0-DATE", exact),
            None => self.when.put(&mut self.entry, shared.zone),
        }
        self.entry
    }

    /// The part of the id before the place where it was made, as long as that tells events apart.
    fn put_id(&mut self, shared: &mut CalendarContext) {
        if self.uid.is_empty() {
            return;
        }
        let short = self.uid.split('@').next().unwrap_or_default().to_owned();
        let known = shared.ids.entry(short.clone()).or_insert_with(|| self.uid.clone());
        let id = if *known == self.uid { short } else { self.uid.clone() };
        let id = match self.when.moved_from() {
            Some(from) => format!("{id} {from}"),
            None => id,
        };
        self.entry.know(ColumnTarget::Id, "UID", id);
    }

    fn put_words(&mut self) {
        // this program's own says in one text what the record says in several
        let own = self.own && self.exact.is_some();
        let said = self.description.take().filter(|(_, text)| !text.trim().is_empty());
        let said = said.or_else(|| Some((None, self.html.take()?)));
        if let Some((lang, text)) = said.filter(|_| !own) {
            self.entry.know(ColumnTarget::Summary(lang), "DESCRIPTION", plain::plain_text(&text));
            self.entry.keep("links", plain::links(&text).join(" "));
        }
    }
}

/// What stands before the name of an event that was called off, and of one that is not sure.
const MARKS: [[(Lang, &str); 3]; 2] = [
    [(Lang::Vi, "[Đã hủy]"), (Lang::En, "[Cancelled]"), (Lang::Zh, "[已取消]")],
    [(Lang::Vi, "[Dự kiến]"), (Lang::En, "[Tentative]"), (Lang::Zh, "[暂定]")],
];

/// A name with its mark, in the language of the name.
fn marked(mark: usize, lang: Option<Lang>, name: &str) -> String {
    let lang = lang.unwrap_or_else(|| crate::dataset::table::seen_lang(name));
    let said = MARKS.get(mark).and_then(|marks| marks.iter().find(|(known, _)| *known == lang));
    said.map_or_else(|| name.to_owned(), |(_, said)| format!("{said} {name}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entries(text: &str) -> (Vec<RawEntry>, Result<Calendar, Broken>) {
        let mut entries = Vec::new();
        let outcome = read(text.as_bytes(), |entry| entries.push(entry));
        (entries, outcome)
    }

    fn said(entry: &RawEntry, target: ColumnTarget) -> &str {
        entry.values.iter().find(|value| value.target == Some(target)).map_or("", |value| &value.text)
    }

    #[test]
    fn events_have_their_lines_unfolded_and_their_last_day() {
        let text = "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Lịch\r\nX-WR-CALDESC:của Sở\r\nBEGIN:VEVENT\r\nUID:a-1@km0\r\nSUMMARY:Hội đàm\\, ký\r\n  kết\r\n\
            DTSTART;VALUE=DATE:20230425\r\nDTEND;VALUE=DATE:20230428\r\nLOCATION:Tà Lùng\r\nGEO:22.48;106.57\r\n\
            BEGIN:VALARM\r\nDESCRIPTION:ring\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b\r\n\
            DTSTART;TZID=\"Asia/Ho Chi Minh\":20230425T083000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let (entries, outcome) = entries(text);
        let calendar = outcome.unwrap();
        assert_eq!(
            (calendar.name.as_deref(), &*calendar.said),
            (Some("Lịch"), &["Lịch".to_owned(), "của Sở".to_owned()][..])
        );
        let [first, second] = entries.as_slice() else { panic!("{entries:?}") };
        assert_eq!((first.place.line, second.place.line), (4, 16));
        assert_eq!(said(first, ColumnTarget::Name(None)), "Hội đàm, ký kết");
        assert_eq!((said(first, ColumnTarget::Date), said(first, ColumnTarget::End)), ("2023-04-25", "2023-04-27"));
        assert_eq!(said(first, ColumnTarget::Id), "a-1");
        assert_eq!(said(first, ColumnTarget::Summary(None)), "");
        assert_eq!((said(second, ColumnTarget::Date), said(second, ColumnTarget::End)), ("2023-04-25T08:30:00", ""));
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
