//! BibTeX: the sources for LaTeX and programs that quote.

use std::collections::BTreeSet;
use std::io;

use biblatex::{Chunk, Entry, EntryType, Spanned};

use crate::dataset::Ix;
use crate::model::{Field, Record};

use super::job::{Job, Out, Writer};
use super::loss::{Survey, Tally};
use super::{prose, quoted};

pub(super) struct Bibtex;

impl Writer for Bibtex {
    fn weigh(&self, _job: &Job<'_>, _ix: Ix, source: &Record, tally: &mut Tally) -> bool {
        tally.fields(source, quoted::HELD);
        true
    }

    fn units(&self, job: &Job<'_>) -> Option<Vec<Ix>> {
        Some(quoted::sources(job))
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut Out<'_>) -> io::Result<()> {
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
            if let Ok(entry) = entry(job, source, key).to_bibtex_string() {
                out.put(format!("\n{entry}\n").as_bytes())?;
            }
            out.tick(0)?;
        }
        out.tick(job.rows.len())
    }
}

fn entry(job: &Job<'_>, source: &Record, key: String) -> Entry {
    let lang = job.words.lang();
    let newspaper = source.choice(Field::Form) == Some("News");
    let kind = match source.choice(Field::Form) {
        Some("News") => EntryType::Article,
        Some("Report") => EntryType::TechReport,
        _ => EntryType::Misc,
    };
    let mut entry = Entry::new(key, kind);
    let (title, other) = quoted::titles(job, source);
    // in braces of their own: a title keeps its capitals, and a byline is one name however written
    for (name, text) in [("title", title), ("author", source.word(Field::Byline).unwrap_or_default())] {
        if !text.is_empty() {
            entry.set(name, vec![Spanned::detached(Chunk::Verbatim(plain(text)))]);
        }
    }
    let mut put = |name: &str, text: &str| {
        if !text.is_empty() {
            entry.set(name, vec![Spanned::detached(Chunk::Normal(plain(text)))]);
        }
    };
    let publisher = source.text(Field::Publisher).map(|text| text.get(lang)).unwrap_or_default();
    put(if newspaper { "journal" } else { "institution" }, publisher);
    if let Some(date) = source.date_in(Field::Published) {
        match quoted::ymd(date) {
            Some((parts, _)) => {
                for (name, part) in ["year", "month", "day"].into_iter().zip(parts) {
                    put(name, &part.to_string());
                }
            }
            None => put("year", date.as_str()),
        }
    }
    put("url", source.word(Field::Address).unwrap_or_default());
    put("language", source.word(Field::Language).unwrap_or_default());
    let note: Vec<&str> =
        other.into_iter().chain(Some(quoted::limits(job, source))).filter(|t| !t.is_empty()).collect();
    put("note", &note.join(". "));
    entry
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
