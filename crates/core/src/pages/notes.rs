//! Citations by number: those of one document, in the order in which they first come. Pages, boards
//! and reports number theirs alike.

use std::collections::HashMap;

use crate::model::{Cite, Field, Id, Record};

use super::Reader;

/// The citations of a document in the order in which they first come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    cites: Vec<Cite>,
    numbers: HashMap<Cite, usize>,
}

/// What a citation's number stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// Counted from 1.
    pub number: usize,
    pub cite: Cite,
    /// Who, what, when and which paragraph.
    pub text: String,
    /// Where it can be read, if the dataset says so.
    pub address: Option<String>,
}

/// A source with the numbers of a document that cite it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedSource {
    pub source: Id,
    pub card: Card,
    /// Each number with its citation, in their order.
    pub notes: Vec<(usize, Cite)>,
}

/// A source in two lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    pub title: String,
    /// Publisher, date and, where one is cited, paragraph.
    pub line: String,
}

impl Notes {
    /// The numbers of these citations in order, each once; those that are new get the next ones.
    pub fn add(&mut self, cites: &[Cite]) -> Vec<usize> {
        let mut numbers: Vec<usize> = cites.iter().map(|cite| self.number(cite)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn number(&mut self, cite: &Cite) -> usize {
        if let Some(number) = self.numbers.get(cite) {
            return *number;
        }
        self.cites.push(cite.clone());
        self.numbers.insert(cite.clone(), self.cites.len());
        self.cites.len()
    }

    /// The numbers that these citations have already, each once and in order.
    pub fn numbers(&self, cites: &[Cite]) -> Vec<usize> {
        let mut numbers: Vec<usize> = cites.iter().filter_map(|cite| self.numbers.get(cite).copied()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The citation of a number.
    pub fn cite(&self, number: usize) -> Option<&Cite> {
        self.cites.get(number.checked_sub(1)?)
    }

    /// What the numbers stand for, in their order.
    pub fn footnotes(&self, reader: &Reader<'_>) -> Vec<Footnote> {
        self.cites.iter().enumerate().map(|(at, cite)| footnote(reader, at + 1, cite)).collect()
    }

    /// The numbers by source, the sources in the order in which they first come.
    pub fn by_source(&self, reader: &Reader<'_>) -> Vec<NumberedSource> {
        let mut all: Vec<NumberedSource> = Vec::new();
        let mut rows: HashMap<&Id, usize> = HashMap::new();
        for (at, cite) in self.cites.iter().enumerate() {
            let row = *rows.entry(&cite.source).or_insert(all.len());
            if row == all.len() {
                let whole = Cite { source: Id::clone(&cite.source), paragraph: None };
                let card = card(reader, &whole);
                all.push(NumberedSource { source: Id::clone(&cite.source), card, notes: Vec::new() });
            }
            if let Some(cited) = all.get_mut(row) {
                cited.notes.push((at + 1, cite.clone()));
            }
        }
        all
    }
}

/// What is cited, to read beside its number.
pub fn card(reader: &Reader<'_>, cite: &Cite) -> Card {
    let Some(source) = reader.dataset.by_id(&cite.source) else { return Card::default() };
    let paragraph = cite.paragraph.map(|number| reader.words.with("report-paragraph", &[("number", number.into())]));
    let line: Vec<String> = place(reader, source).into_iter().chain(paragraph).collect();
    Card { title: reader.name(source).to_owned(), line: line.join(" · ") }
}

/// Publisher and date, as far as they are known.
fn place(reader: &Reader<'_>, source: &Record) -> Vec<String> {
    let publisher = source.text(Field::Publisher).map(|text| text.get(reader.words.lang()).to_owned());
    let published = source.date_in(Field::Published).map(|date| reader.words.date(date));
    publisher.into_iter().chain(published).filter(|part| !part.is_empty()).collect()
}

fn footnote(reader: &Reader<'_>, number: usize, cite: &Cite) -> Footnote {
    let source = reader.dataset.by_id(&cite.source);
    let mut said: Vec<String> = Vec::new();
    match source {
        Some(source) => said.extend(described(reader, source)),
        None => said.push(cite.source.to_string()),
    }
    if let Some(paragraph) = cite.paragraph {
        said.push(reader.words.with("report-paragraph", &[("number", paragraph.into())]));
    }
    let address = source.and_then(|source| source.word(Field::Address)).filter(|address| !address.is_empty());
    Footnote { number, cite: cite.clone(), text: said.join(". "), address: address.map(str::to_owned) }
}

/// A source as it is quoted: author, title, publisher, date. What is not known is left out.
fn described(reader: &Reader<'_>, source: &Record) -> Vec<String> {
    let byline = source.word(Field::Byline).unwrap_or_default();
    let parts = [byline.to_owned(), reader.name(source).to_owned(), place(reader, source).join(", ")];
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}
