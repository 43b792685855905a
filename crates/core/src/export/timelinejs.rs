//! TimelineJS JSON: a slide for each dated record. A slide begins and ends where the date possibly
//! does; what is displayed is the date in words. What is only known to end by a day has no place on it.

use std::io;

use crate::dataset::Ix;
use crate::model::date::{Clock, Date, DateForm, DateParts, End, Season};
use crate::model::{Edtf, Record};

use super::job::{ExportOut, FormatWriter, Job, stream};
use super::loss::{LossTally, LostPart, Survey};
use super::notation::Notation;
use super::prose::{self, Says};
use super::walk::Sink;

pub(super) struct TimelineJs;

impl FormatWriter for TimelineJs {
    fn count_losses(&self, _job: &Job<'_>, _ix: Ix, record: &Record, tally: &mut LossTally) -> bool {
        let Some(date) = &record.date else {
            tally.add(LostPart::LeftUndated);
            return false;
        };
        if !begins(date) {
            tally.add(LostPart::LeftNoStart);
            return false;
        }
        tally.add_if(date.open_end() || prose::is_doubtful(date), LostPart::Doubt);
        prose::count_losses(record, tally);
        true
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut ExportOut<'_>) -> io::Result<()> {
        let mut head = Vec::new();
        let mut json = Notation(&mut head);
        json.open("");
        json.some("scale", if is_human(job) { "human" } else { "cosmological" });
        json.key("title");
        json.open("");
        let about = prose::heading(job, survey);
        let about: String = about.iter().map(|line| format!("<p>{}</p>", prose::escaped(line))).collect();
        write_slide_text(&prose::escaped(job.dataset.about.name.get(job.words.lang())), &about, &mut json);
        json.close();
        // nothing shows it; it is for whoever asks what the file leaves out
        json.texts("km0_losses", survey.losses_in_words(job.words));
        json.raw("\"events\":[\n");
        out.put(&head)?;
        // the first dated record has no comma before it
        let first = job.records().position(|(_, one)| one.date.as_ref().is_some_and(begins));
        stream(job, out, || {
            |at, _, record, bytes| {
                let Some(date) = record.date.as_ref().filter(|date| begins(date)) else { return };
                if Some(at) != first {
                    bytes.extend(b",\n");
                }
                slide(job, record, date, bytes);
            }
        })?;
        out.put(b"\n]}\n")
    }
}

/// Whether it is known when the date begins, if only roughly.
fn begins(date: &Edtf) -> bool {
    !matches!(date.parts(), DateParts::Interval { start: End::Open | End::Unknown, .. })
}

/// Whether the program can count in days: beyond these years it counts in years.
fn is_human(job: &Job<'_>) -> bool {
    let ends = job.records().filter_map(|(_, record)| record.date.as_ref()).map(|date| ends(date.parts()));
    let mut years = ends.flat_map(|(start, end)| [Some(start.0), end.map(|end| end.0)]).flatten();
    years.all(|year| (-271_820..=275_759).contains(&year))
}

fn slide(job: &Job<'_>, record: &Record, date: &Edtf, bytes: &mut Vec<u8>) {
    let mut part = Vec::new();
    let mut json = Notation(&mut part);
    json.open("");
    json.some("unique_id", &record.id);
    let (start, end) = ends(date.parts());
    json.key("start_date");
    moment(start, &mut json);
    if let Some(end) = end {
        json.key("end_date");
        moment(end, &mut json);
    }
    json.some("display_date", &prose::capital(&job.words.date(date)));
    json.some("km0_date", date.as_str());
    json.some("group", job.words.kind(record.kind));
    let lang = job.words.lang();
    let (of, name) = prose::said(&record.name, lang).unwrap_or((lang, ""));
    let name = prose::escaped(name);
    // who reads it aloud, or in, must know where the name is in another language than the rest
    let headline = if of == lang { name } else { format!("<span lang=\"{}\">{name}</span>", of.tag()) };
    let lines = prose::lines(job, record);
    // the date stands above the headline already
    let body = lines
        .iter()
        .filter(|line| line.says != Says::Date)
        .map(|line| format!("<p class=\"km0-{}\" lang=\"{}\">{}</p>", class(line.says), line.lang.tag(), line.html()));
    write_slide_text(&headline, &body.collect::<String>(), &mut json);
    json.close();
    bytes.extend(part);
}

/// A slide's words, as HTML.
fn write_slide_text(headline: &str, body: &str, json: &mut Notation<'_>) {
    json.key("text");
    json.open("");
    json.some("headline", headline);
    json.some("text", body);
    json.close();
}

/// What tells styles, and whoever reads the file again, what a line says.
fn class(says: Says) -> &'static str {
    match says {
        Says::Kind => "kind",
        Says::Date => "date",
        Says::Venue => "venue",
        Says::About => "about",
        Says::Summary => "summary",
        Says::Note => "note",
        Says::Caution => "caution",
        Says::Source => "sources",
    }
}

/// A year, with what is known of the month, the day and the time.
#[derive(Clone, Copy)]
struct TimelineDate(i64, Option<u8>, Option<u8>, Option<Clock>);

/// Where the date begins and, if that is later, ends. An open end is where the other is.
fn ends(parts: DateParts) -> (TimelineDate, Option<TimelineDate>) {
    match parts {
        DateParts::Single(date) => whole(date),
        DateParts::Interval { start: End::Date(start), end: End::Date(end) } => {
            let (last, later) = whole(end);
            (whole(start).0, Some(later.unwrap_or(last)))
        }
        DateParts::Interval { start: End::Date(one), .. } | DateParts::Interval { end: End::Date(one), .. } => {
            whole(one)
        }
        // no EDTF is without any date
        DateParts::Interval { .. } => (TimelineDate(0, None, None, None), None),
    }
}

fn whole(date: Date) -> (TimelineDate, Option<TimelineDate>) {
    let year = |year| TimelineDate(year, None, None, None);
    match date.form {
        DateForm::Century { first, last } | DateForm::Decade { first, last } => (year(first), Some(year(last))),
        DateForm::Year(only) | DateForm::SomeMonth { year: only } | DateForm::SomeDate { year: only } => {
            (year(only), None)
        }
        DateForm::Season { year, season } => {
            let first = season.first_month();
            let last = if season == Season::Winter { (year + 1, 2) } else { (year, first + 2) };
            (TimelineDate(year, Some(first), None, None), Some(TimelineDate(last.0, Some(last.1), None, None)))
        }
        DateForm::Month { year, month } | DateForm::SomeDay { year, month } => {
            (TimelineDate(year, Some(month), None, None), None)
        }
        DateForm::Day { year, month, day } => (TimelineDate(year, Some(month), Some(day), None), None),
        DateForm::DateTime { year, month, day, clock } => {
            (TimelineDate(year, Some(month), Some(day), Some(clock)), None)
        }
    }
}

fn moment(TimelineDate(year, month, day, clock): TimelineDate, json: &mut Notation<'_>) {
    json.open("");
    let clock = clock.map_or([None; 3], |clock| [Some(clock.hour), Some(clock.minute), Some(clock.second)]);
    let [hour, minute, second] = clock;
    json.key("year");
    // the year before 1 is 0 to EDTF, and -1 to a timeline that shows "1 BCE"
    json.number(if year <= 0 { year - 1 } else { year } as f64);
    for (name, part) in [("month", month), ("day", day), ("hour", hour), ("minute", minute), ("second", second)] {
        if let Some(part) = part {
            json.key(name);
            json.number(part.into());
        }
    }
    json.close();
}
