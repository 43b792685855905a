//! A record in a few lines of text, for formats that have one room for it, and text made safe for
//! markup.

use crate::dataset::Ix;
use crate::dataset::decode::About;
use crate::dataset::place::{self, RecordPositions};
use crate::model::{Edtf, Field, Kind, Lang, Record, Text};
use crate::pages::Reader;
use crate::pages::report::caution;
use crate::words::Words;

use super::cited::cited;
use super::format::WrittenUnit;
use super::job::Job;
use super::loss::{Fields, LossTally, LostPart, Survey};
use super::people::{is_link, with_address};

/// The fields that the lines say.
pub(super) const SAID: Fields = Fields::new(&[
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

/// What of a record a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Kind,
    Date,
    /// Where it took place.
    Venue,
    /// The gates and places that it is about.
    About,
    Summary,
    Note,
    Caution,
    Source,
}

/// A line, the language that it is in, and the address that it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ProseLine<'a> {
    pub(super) says: Says,
    pub(super) lang: Lang,
    pub(super) text: String,
    pub(super) address: &'a str,
}

impl ProseLine<'_> {
    /// With the address behind it, for plain text.
    pub(super) fn plain(&self) -> String {
        with_address(&self.text, self.address)
    }

    /// As markup, a link where it leads somewhere.
    pub(super) fn html(&self) -> String {
        let text = escaped(&self.text);
        if is_link(self.address) {
            format!("<a href=\"{}\" target=\"_blank\" rel=\"noopener\">{text}</a>", escaped(self.address))
        } else {
            text
        }
    }
}

/// What a reader should know of a record, a line each: kind and standing, when, where it was and
/// what places it is about, the summary, the note, what must be told of it, and who says so.
pub(super) fn lines<'a>(job: &Job<'a>, record: &'a Record) -> Vec<ProseLine<'a>> {
    let words = job.words;
    let own = words.lang();
    let line = |says, lang, text| ProseLine { says, lang, text, address: "" };
    let mut lines = vec![line(Says::Kind, own, eyebrow(job, record))];
    lines.extend(record.date.as_ref().map(|date| line(Says::Date, own, capital(&words.date(date)))));
    for (says, key, names) in
        [(Says::Venue, "people-venue", venues(job, record)), (Says::About, "prose-about", subjects(job, record))]
    {
        if !names.is_empty() {
            lines.push(line(says, own, format!("{}: {}", words.t(key), words.list(&names))));
        }
    }
    for (says, text) in [(Says::Summary, &record.summary), (Says::Note, &record.note)] {
        lines.extend(said(text, own).map(|(lang, form)| line(says, lang, form.to_owned())));
    }
    let caution = caution(&Reader { dataset: job.dataset, words }, record);
    lines.extend(caution.map(|text| line(Says::Caution, own, text)));
    for one in cited(job.dataset, &record.cite) {
        let text = format!("{}: {}", words.t("people-source"), one.text(words));
        lines.push(ProseLine { says: Says::Source, lang: own, text, address: one.address() });
    }
    lines
}

/// The names of the places where it took place, as the sources state them.
pub(super) fn venues<'a>(job: &Job<'a>, record: &'a Record) -> Vec<&'a str> {
    record.ids(Field::Venues).iter().filter_map(|id| job.dataset.by_id(id)).map(|to| name(job, to)).collect()
}

/// The names of the gates and places that it is about.
fn subjects<'a>(job: &Job<'a>, record: &'a Record) -> Vec<&'a str> {
    let about = record.about.iter().chain(record.link(Field::Place));
    about.filter_map(|id| job.dataset.by_id(id)).filter(|to| is_site(to.kind)).map(|to| name(job, to)).collect()
}

/// Where a source states that it is: its own position, or where it took place; a figure is where it
/// was measured. What a record is only about is no place of it.
pub(super) fn stated<'a>(job: &Job<'a>, ix: Ix) -> RecordPositions<'a> {
    place::stated(job.dataset, ix)
}

/// With a capital letter at the beginning.
pub(super) fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
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
pub(super) fn count_losses(record: &Record, tally: &mut LossTally) {
    tally.fields(record, SAID);
    tally.add_if(record.links().next().is_some(), LostPart::Relations);
    let texts = [&record.name, &record.summary, &record.note];
    tally.add_if(
        texts.into_iter().any(|text| Lang::ALL.iter().filter(|l| !text.only(**l).is_empty()).count() > 1),
        LostPart::Languages,
    );
    tally.pinyin(record);
}

/// What a file says about itself: the dataset with its release, the filter as a sentence, how much
/// there is, and what is not in it.
pub(super) fn heading(job: &Job<'_>, survey: &Survey) -> Vec<String> {
    let mut lines = vec![release(&job.dataset.about, job.words)];
    if !job.note.sentence.is_empty() {
        lines.push(job.note.sentence.clone());
    }
    // the sentence of a query tells how much it found
    let is_told =
        !job.note.sentence.is_empty() && survey.unit == WrittenUnit::Records && survey.written == survey.records;
    lines.extend((!is_told).then(|| survey.in_words(job.words)));
    lines.extend(job.note.generated.clone());
    lines
}

/// "Vietnam-China border cooperation, release 2026.11.1, CC-BY-4.0"; the name alone of what has no releases.
pub fn release(about: &About, words: &Words) -> String {
    let values = [
        ("name", about.name.get(words.lang()).into()),
        ("version", about.version.as_str().into()),
        ("licence", about.licence.as_str().into()),
    ];
    let key = if about.version.is_empty() { "report-dataset" } else { "report-release" };
    words.with(key, &values)
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
