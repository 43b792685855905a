//! BibTeX, as biblatex reads it: the sources for LaTeX and programs that quote.

use std::collections::BTreeSet;
use std::io;

use biblatex::{Chunk, Entry, EntryType, Spanned};

use crate::dataset::Ix;
use crate::model::{Field, Record};
use crate::pages::work;

use super::job::{ExportOut, FormatWriter, Job};
use super::loss::{LossTally, Survey};
use super::{prose, quoted};

pub(super) struct Bibtex;

impl FormatWriter for Bibtex {
    fn count_losses(&self, _job: &Job<'_>, _ix: Ix, source: &Record, tally: &mut LossTally) -> bool {
        tally.fields(source, quoted::HELD);
        true
    }

    fn units(&self, job: &Job<'_>) -> Option<Vec<Ix>> {
        Some(quoted::sources(job))
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut ExportOut<'_>) -> io::Result<()> {
        let mut about = prose::heading(job, survey);
        about.extend(survey.losses_in_words(job.words));
        for line in about {
            // text between entries is a comment, as long as it begins none
            out.put(format!("% {}\n", plain(&line).replace('@', " at ")).as_bytes())?;
        }
        let mut keys = BTreeSet::new();
        for source in quoted::sources(job).into_iter().filter_map(|ix| job.dataset.record(ix)) {
            let mut key = key(&source.id);
            while !keys.insert(key.clone()) {
                key.push('x');
            }
            out.put(format!("\n{}\n", entry(job, source, key).to_biblatex_string()).as_bytes())?;
            out.tick(0)?;
        }
        out.tick(job.rows.len())
    }
}

fn entry(job: &Job<'_>, source: &Record, key: String) -> Entry {
    let address = work::address(source);
    let kind = match source.choice(Field::Form) {
        _ if !address.is_empty() => EntryType::Online,
        Some("News") => EntryType::Article,
        Some("Report") => EntryType::Report,
        _ => EntryType::Misc,
    };
    // where it appeared is a journal, whoever published it, or the body behind it
    let publisher = match kind {
        EntryType::Article => "journaltitle",
        EntryType::Report => "institution",
        _ => "organization",
    };
    let mut entry = Entry::new(key, kind);
    // in braces of their own: a title keeps its capitals, and a byline is one name however written
    let byline = source.word(Field::Byline).unwrap_or_default();
    for (name, text) in [("title", quoted::title(source).unwrap_or_default()), ("author", byline)] {
        if !text.is_empty() {
            entry.set(name, vec![Spanned::detached(Chunk::Verbatim(plain(text)))]);
        }
    }
    let mut put = |name: &str, text: &str| {
        if !text.is_empty() {
            entry.set(name, vec![Spanned::detached(Chunk::Normal(plain(text)))]);
        }
    };
    put(publisher, work::publisher(source, job.words.lang()));
    if let Some(date) = source.date_in(Field::Published) {
        let said =
            quoted::ymd(date).map(|(parts, _)| parts.iter().map(|part| format!("{part:02}")).collect::<Vec<_>>());
        put("date", &said.map_or_else(|| date.as_str().to_owned(), |parts| parts.join("-")));
    }
    put("url", address);
    if let Some([year, month]) = quoted::accessed(job).filter(|_| !address.is_empty()) {
        put("urldate", &format!("{year}-{month:02}"));
    }
    put("langid", language(source.word(Field::Language).unwrap_or_default()));
    put("note", &quoted::note(job, source));
    entry
}

/// The language as the typesetting programs call it.
fn language(tag: &str) -> &str {
    match tag {
        "vi" => "vietnamese",
        "en" => "english",
        "zh" => "chinese",
        "fr" => "french",
        "ru" => "russian",
        other => other,
    }
}

/// The text on one line, without what no LaTeX takes.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A key that every program takes.
fn key(id: &str) -> String {
    let plain: String =
        id.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
    if plain.is_empty() { "source".to_owned() } else { plain }
}
