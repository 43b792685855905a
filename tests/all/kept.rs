//! What the formats that keep only a part keep: written, and read again as somebody would who opens
//! the file.
//!
//! - KML: of every record id, kind, names, summary and note in three languages, date (EDTF), form,
//!   status, standing, state, confidence and caveat where they are one word or text, what it is
//!   about, topics, what to see, citations; of a place its position with its error.
//! - iCalendar: of what is dated to the day id, kind, date (EDTF), and in one language name, summary
//!   and note; the place it is at with its position, where that is one.
//! - TimelineJS: of what has a date id, kind, date (EDTF), and in one language name, summary, note.
//! - XLSX keeps everything but texts that are too long for a cell; with the formats that keep
//!   everything it is held in `import`.

use km0_core::dataset::{Dataset, Ix, builtin};
use km0_core::export::{self, ExportNote, Format, Job, RecordPositions, Survey, placed};
use km0_core::model::parts::Position;
use km0_core::model::{Edtf, Field, Kind, Lang, Precision, Record, Text, Value};
use km0_core::words::Words;
use proptest::prelude::*;

use crate::import::{plain, there_and_back};
use crate::wild;

/// A text without what KML has no room for.
fn forms(text: &Text) -> Text {
    Text::new(&text.vi, &text.en, &text.zh)
}

/// What KML holds of a record.
fn of_kml(record: &Record) -> Record {
    let mut held = plain(record);
    (held.name, held.summary, held.note) = (forms(&held.name), forms(&held.summary), forms(&held.note));
    held.aliases.clear();
    held.extra.clear();
    // the link to the occasion is lost, and with it the date that it lends
    if held.dated_by.take().is_some() {
        held.date = None;
    }
    let words = [Field::Form, Field::Status, Field::Standing, Field::State, Field::Confidence];
    held.fields.retain_mut(|(field, value)| match value {
        Value::Choice(_) => words.contains(field),
        Value::Text(text) => {
            *text = forms(text);
            *field == Field::Caveat
        }
        Value::Position(at) => {
            let cite = held.cite.clone();
            let (border_m, confidence) = (None, None);
            let (off_line, point) = (Text::default(), Box::default());
            **at =
                Position { lat: at.lat, lon: at.lon, error_m: at.error_m, border_m, off_line, point, confidence, cite };
            true
        }
        _ => false,
    });
    held
}

#[track_caller]
fn assert_kml_keeps(before: &Dataset) {
    let after = there_and_back(before, Format::Kml).dataset;
    // entries of a register that have no place are nothing for a globe
    let placeless = |record: &&Record| !record.kind.is_event() && record.position().is_none();
    assert_eq!(after.len() + before.records().iter().filter(placeless).count(), before.len());
    for record in before.records().iter().filter(|record| !placeless(record)) {
        let again = after.by_id(&record.id).unwrap_or_else(|| panic!("{} is lost", record.id));
        assert_eq!(plain(again), of_kml(record));
    }
}

/// What a slide or an event holds of a record.
#[derive(Debug, PartialEq)]
struct Held {
    kind: Kind,
    date: Option<Edtf>,
    texts: [Text; 3],
}

/// The form that a reader of the language is shown, in its own language.
fn shown(text: &Text, lang: Lang) -> Text {
    let form = text.get(lang).to_owned();
    let of = [lang].into_iter().chain(Lang::ALL).find(|one| text.only(*one) == form);
    of.filter(|_| !form.is_empty()).map_or_else(Text::default, |lang| Text::said(lang, form))
}

fn held(record: &Record, lang: Lang) -> Held {
    let texts = [&record.name, &record.summary, &record.note].map(|text| shown(text, lang));
    Held { kind: record.kind, date: record.date.clone(), texts }
}

/// As read: one form a text, whichever.
fn read(record: &Record) -> Held {
    let texts = [&record.name, &record.summary, &record.note].map(Text::clone);
    Held { kind: record.kind, date: record.date.clone(), texts }
}

/// Written in a language, and read again.
fn again(before: &Dataset, format: Format, lang: Lang) -> Dataset {
    let words = Words::new(lang);
    let rows: Vec<Ix> = before.rows().collect();
    let job = Job::new(before, &words, &rows, ExportNote::default());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("part.{}", format.extension()));
    let watch = km0_core::dataset::Watch::default();
    export::write_file(&job, format, &Survey::count_losses(&job, format), &path, false, &watch).unwrap();
    km0_core::dataset::open(&path).dataset
}

#[track_caller]
fn assert_slides_keep(before: &Dataset, lang: Lang) {
    let after = again(before, Format::TimelineJs, lang);
    // what is only known to have been by some day has no slide
    let begins =
        |record: &&Record| record.date.as_ref().is_some_and(|date| !date.unknown_start() && !date.open_start());
    for record in before.records().iter().filter(begins) {
        let again = after.by_id(&record.id).unwrap_or_else(|| panic!("{} is lost", record.id));
        assert_eq!(read(again), held(record, lang), "{}", record.id);
    }
}

/// Whether a calendar takes it.
fn is_exact(record: &Record) -> bool {
    let exact = |date: &Edtf| {
        let doubt = date.is_approximate() || date.is_uncertain();
        let open = date.open_start() || date.open_end() || date.unknown_start() || date.unknown_end();
        let years = date.bounds().earliest_start.zip(date.bounds().latest_end);
        let known = matches!(date.precision(), Precision::Day | Precision::Instant);
        let whole = !date.is_interval() || date.as_str().split('/').all(|end| end.len() >= 10);
        let written = years.is_some_and(|(from, to)| from.ymd().0 >= 1 && to.ymd().0 <= 9999);
        known && whole && !doubt && !open && written
    };
    record.date.as_ref().is_some_and(exact)
}

#[track_caller]
fn assert_events_keep(before: &Dataset, lang: Lang) -> usize {
    let after = again(before, Format::Ics, lang);
    let mut count = 0;
    for (ix, record) in before.rows().zip(before.records()).filter(|(_, record)| is_exact(record)) {
        count += 1;
        let again = after.by_id(&record.id).unwrap_or_else(|| panic!("{} is lost", record.id));
        assert_eq!(read(again), held(record, lang), "{}", record.id);
        let at = match placed(before, ix) {
            // only a stated venue is a place of the event
            RecordPositions::At(..) | RecordPositions::Nowhere => None,
            RecordPositions::Own(at) => Some((at.lat, at.lon)),
        };
        let Some(at) = at else { continue };
        let places = again.links().filter_map(|(_, id)| after.by_id(id)).chain([again]);
        let found = places.filter_map(Record::position).any(|place| (place.lat, place.lon) == at);
        assert!(found, "{} is not where it was", record.id);
    }
    count
}

#[test]
fn the_built_in_set_keeps_in_kml_what_kml_holds() {
    assert_kml_keeps(&builtin().dataset);
}

#[test]
fn the_built_in_set_keeps_in_slides_and_events_what_these_hold() {
    let dataset = builtin().dataset;
    for lang in Lang::ALL {
        assert_slides_keep(&dataset, lang);
        assert!(assert_events_keep(&dataset, lang) > 100);
    }
}

#[test]
fn every_kind_is_known_by_its_name_in_every_language() {
    for lang in Lang::ALL {
        let words = Words::new(lang);
        for kind in Kind::ALL {
            assert_eq!(km0_core::dataset::table::kind_of(words.kind(kind)), Some(kind), "{}", words.kind(kind));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn any_records_keep_what_a_format_holds(dataset in wild::dataset(), lang in prop::sample::select(&Lang::ALL[..])) {
        assert_kml_keeps(&dataset);
        assert_slides_keep(&dataset, lang);
        assert_events_keep(&dataset, lang);
    }
}
