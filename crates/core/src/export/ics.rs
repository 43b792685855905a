//! iCalendar (RFC 5545): an all-day event for each record that is dated to the day.
//!
//! What is known only to the month is left out, as a calendar would put it on one day; so is what
//! has no date.

use std::io;

use icalendar::{Component, Event, EventLike, Property};

use crate::dataset::Ix;
use crate::dataset::place::RecordPositions;
use crate::model::date::{DateForm, Zone};
use crate::model::parts::Position;
use crate::model::{Edtf, Field, Lang, Moment, Record};

use super::iso;
use super::job::{ExportOut, FormatWriter, Job, stream};
use super::loss::{LossTally, LostPart, Survey};
use super::people::is_link;
use super::prose::{self, ProseLine, Says};

const DAY: i64 = 86_400;
const HOUR: i64 = 3600;

pub(super) struct Ics;

impl FormatWriter for Ics {
    fn count_losses(&self, _job: &Job<'_>, _ix: Ix, record: &Record, tally: &mut LossTally) -> bool {
        let Some(date) = &record.date else {
            tally.add(LostPart::LeftUndated);
            return false;
        };
        if span(date).is_none() {
            tally.add(LostPart::LeftInexact);
            return false;
        }
        prose::count_losses(record, tally);
        true
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut ExportOut<'_>) -> io::Result<()> {
        let name = job.dataset.about.name.get(job.words.lang());
        let mut about = prose::heading(job, survey);
        about.extend(survey.losses_in_short(job.words));
        let about = about.join("\n");
        let mut head = String::from("BEGIN:VCALENDAR\r\n");
        for (key, value) in [
            ("VERSION", "2.0"),
            ("PRODID", concat!("-//Km0//km0 ", env!("CARGO_PKG_VERSION"), "//EN")),
            ("CALSCALE", "GREGORIAN"),
            ("METHOD", "PUBLISH"),
            ("NAME", name),
            ("X-WR-CALNAME", name),
            ("DESCRIPTION", &about),
            ("X-WR-CALDESC", &about),
        ] {
            head.push_str(&property(key, value));
        }
        let mut bytes = Vec::new();
        folded(&head, &mut bytes);
        out.put(&bytes)?;
        let stamp = stamp(job);
        stream(job, out, || {
            |_, ix, record, bytes| {
                if let Some(span) = record.date.as_ref().and_then(span) {
                    folded(&event(job, ix, record, &span, &stamp), bytes);
                }
            }
        })?;
        out.put(b"END:VCALENDAR\r\n")
    }
}

/// The most bytes that a line may have.
const LINE: usize = 75;

/// Lines folded as the standard asks; the library counts without the blank that a continued line
/// begins with.
fn folded(text: &str, bytes: &mut Vec<u8>) {
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LINE {
                bytes.extend(b"\r\n ");
                used = 1;
            }
            used += c.len_utf8();
            bytes.extend(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        bytes.extend(b"\r\n");
    }
}

/// A property in its lines.
fn property(key: &str, value: &str) -> String {
    text_property(key, value).try_into().unwrap_or_default()
}

fn in_lang(key: &str, value: &str, lang: Lang) -> Property {
    text_property(key, value).add_parameter("LANGUAGE", lang.tag()).done()
}

fn text_property(key: &str, value: &str) -> Property {
    let value = plain(value);
    // the library escapes what it knows to be text, which extensions are too
    let known = Property::new(key, "").value_type().is_some();
    Property::new(key, if known { value } else { escaped(&value) })
}

fn event(job: &Job<'_>, ix: Ix, record: &Record, span: &CalendarTime, stamp: &str) -> String {
    let mut event = Event::new();
    event.uid(&plain(&format!("{}@{}.km0", record.id, job.dataset.about.id)));
    event.add_property("DTSTAMP", stamp);
    match span {
        CalendarTime::Days(from, to) => {
            event.append_property(Property::new("DTSTART", day(*from)).add_parameter("VALUE", "DATE").done());
            event.append_property(Property::new("DTEND", day(*to)).add_parameter("VALUE", "DATE").done());
        }
        CalendarTime::Moment(moment, zone) => {
            event.add_property("DTSTART", format!("{}{zone}", moment_text(*moment)));
        }
    }
    let lang = job.words.lang();
    if let Some((lang, name)) = prose::said(&record.name, lang) {
        event.append_property(in_lang("SUMMARY", name, lang));
    }
    let lines = prose::lines(job, record);
    let told: Vec<String> = lines.iter().map(ProseLine::plain).collect();
    event.append_property(in_lang("DESCRIPTION", &told.join("\n"), lang));
    // the description has all in one; these are for whoever reads the record again
    for ProseLine { says, lang, text, .. } in &lines {
        match says {
            Says::Summary => event.append_property(in_lang("X-KM0-SUMMARY", text, *lang)),
            Says::Note => event.append_property(in_lang("X-KM0-NOTE", text, *lang)),
            _ => &mut event,
        };
    }
    if let Some(first) = lines.iter().find(|line| is_link(line.address)) {
        event.append_property(Property::new("URL", plain(first.address)));
    }
    event.categories([plain(job.words.kind(record.kind))]);
    event.add_property("TRANSP", "TRANSPARENT");
    let planned = [Field::Status, Field::Standing].iter().any(|field| record.choice(*field) == Some("Planned"));
    event.add_property("STATUS", if planned { "TENTATIVE" } else { "CONFIRMED" });
    event.add_property("X-KM0-DATE", record.date.as_ref().map_or("", |date| date.as_str()));
    place(job, ix, record, &mut event);
    // an event that can't be written as text does not exist
    event.try_into_string().unwrap_or_default()
}

/// Where it took place, if a source says so: a calendar would send people to what it is about.
fn place(job: &Job<'_>, ix: Ix, record: &Record, event: &mut Event) {
    let mut geo = |at: &Position| {
        event.append_property(Property::new("GEO", format!("{};{}", at.lat, at.lon)));
    };
    match prose::stated(job, ix) {
        RecordPositions::Own(position) => geo(position),
        RecordPositions::At(Field::Venues, places) => {
            if let [(_, position)] = places.as_slice() {
                geo(position);
            }
        }
        _ => {}
    }
    let names = prose::venues(job, record);
    if !names.is_empty() {
        event.location(&plain(&names.join(", ")));
    }
}

/// When an event is, for a calendar.
enum CalendarTime {
    /// From the one day up to, and without, the other.
    Days(Moment, Moment),
    /// A time of day, and `Z` where it is that of the world.
    Moment(Moment, &'static str),
}

/// The days of a date that is known to the day, or its time.
fn span(date: &Edtf) -> Option<CalendarTime> {
    let exact = |one: crate::model::date::Date| matches!(one.form, DateForm::Day { .. } | DateForm::DateTime { .. });
    let open = date.open_start() || date.open_end();
    if prose::is_doubtful(date) || open || !date.parts().dates().all(exact) {
        return None;
    }
    let bounds = date.bounds();
    let (from, to) = (bounds.earliest_start?, bounds.latest_end?);
    // a calendar writes years in four digits
    let writable = |moment: Moment| (1..=9999).contains(&moment.ymd().0);
    if !writable(from) || !writable(to) {
        return None;
    }
    match date.parts().dates().next()?.form {
        DateForm::DateTime { clock, .. } if !date.is_interval() => Some(match clock.zone {
            None => CalendarTime::Moment(from, ""),
            Some(Zone::Utc) => CalendarTime::Moment(from, "Z"),
            Some(Zone::Ahead(minutes)) => CalendarTime::Moment(Moment(from.0 - i64::from(minutes) * 60), "Z"),
        }),
        _ => Some(CalendarTime::Days(from, Moment(to.0 + (DAY - 1) - (to.0 + DAY - 1).rem_euclid(DAY)))),
    }
}

/// `20210409`.
fn day(moment: Moment) -> String {
    iso::moment(Moment(moment.0 - moment.0.rem_euclid(DAY))).replace('-', "")
}

/// `20210409T103000`.
fn moment_text(moment: Moment) -> String {
    let second = moment.0.rem_euclid(DAY);
    format!("{}T{:02}{:02}{:02}", day(moment), second / HOUR, second / 60 % 60, second % 60)
}

/// When the event was put down, which the format wants to know: the month of the dataset's
/// release, so that the same records give the same bytes on every day.
fn stamp(job: &Job<'_>) -> String {
    let version = &job.dataset.about.version;
    let mut parts = version.split('.').map(|part| part.parse::<u32>().ok());
    match (parts.next().flatten(), parts.next().flatten()) {
        (Some(year @ 1970..=9999), Some(month @ 1..=12)) => format!("{year}{month:02}01T000000Z"),
        _ => "19700101T000000Z".to_owned(),
    }
}

/// The text as a value stands in the file.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// The text without control characters, which no calendar may hold; line ends and tabs stay.
fn plain(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect()
}
