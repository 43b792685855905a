//! A record in a few lines of text, for formats that have one room for it, and text made safe for
//! markup.

use crate::model::{Cite, Edtf, Field, Kind, Lang, Record, Text};
use crate::pages::Reader;
use crate::pages::report::caution;

use super::job::Job;
use super::loss::{Fields, Lost, Survey, Tally};

/// The fields that the lines say.
pub(super) const SAID: Fields = Fields::of(&[
    Field::Form,
    Field::Status,
    Field::Standing,
    Field::State,
    Field::Confidence,
    Field::Caveat,
    Field::Venues,
    Field::Place,
    Field::At,
]);

/// A line, and what of the record it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Kind,
    Date,
    Summary,
    Note,
    Caution,
    Sources,
}

/// What a reader should know of a record, a line each: kind and standing, when, the summary, the
/// note, what must be told of it, and who says so. With the language that each is in.
pub(super) fn lines(job: &Job<'_>, record: &Record) -> Vec<(Says, Lang, String)> {
    let words = job.words;
    let lang = words.lang();
    let mut lines = vec![(Says::Kind, lang, eyebrow(job, record))];
    lines.extend(record.date.as_ref().map(|date| (Says::Date, lang, format!("{} ({date})", words.date(date)))));
    for (says, text) in [(Says::Summary, &record.summary), (Says::Note, &record.note)] {
        lines.extend(said(text, lang).map(|(lang, form)| (says, lang, form.to_owned())));
    }
    let caution = caution(&Reader { dataset: job.dataset, words }, record);
    lines.extend(caution.map(|text| (Says::Caution, lang, text)));
    if !record.cite.is_empty() {
        let cites: Vec<String> = record.cite.iter().map(Cite::to_string).collect();
        lines.push((Says::Sources, lang, format!("{}: {}", words.t("details-sources"), cites.join(", "))));
    }
    lines
}

/// The form that a reader of this language is shown, and the language that it is in.
pub(super) fn said(text: &Text, lang: Lang) -> Option<(Lang, &str)> {
    let form = text.get(lang);
    let of = [lang].into_iter().chain(Lang::ALL).find(|one| text.only(*one) == form)?;
    (!form.is_empty()).then_some((of, form))
}

/// "Meeting · early-spring meeting · held".
fn eyebrow(job: &Job<'_>, record: &Record) -> String {
    let words = job.words;
    let choices = [Field::Form, Field::Status, Field::Standing, Field::State];
    let own = choices.into_iter().filter_map(|field| record.choice(field)).filter(|word| *word != "Other");
    let mut parts = vec![words.kind(record.kind)];
    parts.extend(own.map(|word| words.word(word)));
    parts.join(" · ")
}

/// The name in the reader's language.
pub(super) fn name<'a>(job: &Job<'a>, record: &'a Record) -> &'a str {
    record.name.get(job.words.lang())
}

/// What these lines leave unsaid of a record.
pub(super) fn weigh(record: &Record, tally: &mut Tally) {
    tally.fields(record, SAID);
    tally.add_if(record.links().next().is_some(), Lost::Relations);
    let texts = [&record.name, &record.summary, &record.note];
    tally.add_if(
        texts.into_iter().any(|text| Lang::ALL.iter().filter(|l| !text.only(**l).is_empty()).count() > 1),
        Lost::Languages,
    );
    tally.pinyin(record);
}

/// What a file says about itself: the dataset with its release, the filter as a sentence, how much
/// there is, and what is not in it.
pub(super) fn heading(job: &Job<'_>, survey: &Survey) -> Vec<String> {
    let mut lines = vec![release(job)];
    if !job.note.sentence.is_empty() {
        lines.push(job.note.sentence.clone());
    }
    lines.push(counted(job, survey));
    lines.extend(job.note.generated.clone());
    lines
}

/// "Vietnam-China border cooperation, release 2026.11.1, CC-BY-4.0".
pub(super) fn release(job: &Job<'_>) -> String {
    let about = &job.dataset.about;
    let values = [
        ("name", about.name.get(job.words.lang()).into()),
        ("version", about.version.as_str().into()),
        ("licence", about.licence.as_str().into()),
    ];
    let key = if about.version.is_empty() { "report-dataset" } else { "report-release" };
    job.words.with(key, &values)
}

/// "214 records", "58 sources cited by 214 records".
pub(super) fn counted(job: &Job<'_>, survey: &Survey) -> String {
    let values = [("written", survey.written.into()), ("records", survey.records.into())];
    job.words.with(&format!("report-count-{}", survey.unit.slug()), &values)
}

/// Whether the date is written as anything but what it says when only a beginning and an end can be.
pub(super) fn is_doubtful(date: &Edtf) -> bool {
    date.is_approximate() || date.is_uncertain() || date.unknown_start() || date.unknown_end()
}

/// Places that an event or a place can be said to be in.
pub(super) fn is_site(kind: Kind) -> bool {
    matches!(kind, Kind::Gate | Kind::Place)
}

/// The text for HTML and XML, between tags or in quotes. What no XML file may hold is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(c),
            '\r' => out.push('\n'),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
