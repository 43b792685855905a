//! Citations as notes: those that one sentence rests on are told source by source, "paragraphs 1,
//! 3–8, 13", under one number a source. A source is quoted in full once.

use std::collections::HashMap;

use crate::model::{Cite, Field, Id, Record};

use super::{Reader, work};

/// One source, with the paragraphs of it that something rests on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quote {
    pub source: Id,
    /// In their order; none where the whole is meant.
    pub paragraphs: Vec<u32>,
}

/// The notes of a document in the order in which they first come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quotes {
    all: Vec<Quote>,
    numbers: HashMap<Quote, usize>,
}

/// What a number stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedNote {
    /// Counted from 1.
    pub number: usize,
    pub source: Id,
    /// The note that quotes the source in full, where that is an earlier one.
    pub first: Option<usize>,
    /// Who, what, when and which paragraphs.
    pub text: String,
    /// Where it can be read, if the dataset says so.
    pub address: Option<String>,
}

/// Titles that are repeated are cut after so many letters.
const SHORT: usize = 48;

/// The citations by source, in the order in which these first come.
pub fn grouped(cites: &[Cite]) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    for cite in cites {
        let at = quotes.iter().position(|quote| quote.source == cite.source).unwrap_or(quotes.len());
        if at == quotes.len() {
            quotes.push(Quote { source: Id::clone(&cite.source), paragraphs: Vec::new() });
        }
        if let Some(quote) = quotes.get_mut(at) {
            quote.paragraphs.extend(cite.paragraph);
        }
    }
    for quote in &mut quotes {
        quote.paragraphs.sort_unstable();
        quote.paragraphs.dedup();
    }
    quotes
}

impl Quotes {
    /// The numbers of these citations in order; those that are new get the next ones.
    pub fn add(&mut self, cites: &[Cite]) -> Vec<usize> {
        let mut numbers: Vec<usize> = grouped(cites).into_iter().map(|quote| self.number(quote)).collect();
        numbers.sort_unstable();
        numbers
    }

    fn number(&mut self, quote: Quote) -> usize {
        if let Some(number) = self.numbers.get(&quote) {
            return *number;
        }
        self.all.push(quote.clone());
        self.numbers.insert(quote, self.all.len());
        self.all.len()
    }

    /// The numbers that these citations have already, in order.
    pub fn numbers(&self, cites: &[Cite]) -> Vec<usize> {
        let mut numbers: Vec<usize> =
            grouped(cites).iter().filter_map(|quote| self.numbers.get(quote).copied()).collect();
        numbers.sort_unstable();
        numbers
    }

    /// What the numbers stand for, in their order.
    pub fn notes(&self, reader: &Reader<'_>) -> Vec<NumberedNote> {
        let mut firsts: HashMap<&Id, usize> = HashMap::new();
        let mut notes = Vec::with_capacity(self.all.len());
        for (at, quote) in self.all.iter().enumerate() {
            let number = at + 1;
            let first = *firsts.entry(&quote.source).or_insert(number);
            let (text, first) = if first == number {
                (full(reader, quote), None)
            } else {
                let values = [("text", short(reader, quote).into()), ("number", first.into())];
                (reader.words.with("quote-again", &values), Some(first))
            };
            let address = first.is_none().then(|| address(reader, quote)).flatten();
            notes.push(NumberedNote { number, source: Id::clone(&quote.source), first, text, address });
        }
        notes
    }
}

impl Quotes {
    /// The same for a sheet that has no room: publisher, date and paragraphs, each with its address.
    pub fn short_notes(&self, reader: &Reader<'_>) -> Vec<NumberedNote> {
        let note = |(at, quote): (usize, &Quote)| NumberedNote {
            number: at + 1,
            source: Id::clone(&quote.source),
            first: None,
            text: short(reader, quote),
            address: address(reader, quote),
        };
        self.all.iter().enumerate().map(note).collect()
    }
}

/// Author, title, publisher, date and paragraphs. What is not known is left out.
pub fn full(reader: &Reader<'_>, quote: &Quote) -> String {
    let paragraphs = paragraphs(reader, quote).unwrap_or_default();
    let said = match reader.dataset.by_id(&quote.source) {
        None => vec![joined([quote.source.to_string(), paragraphs])],
        Some(source) => {
            let byline = source.word(Field::Byline).unwrap_or_default();
            let published = source.date_in(Field::Published).map(|date| reader.words.date(date)).unwrap_or_default();
            let from = joined([publisher(reader, source).to_owned(), published]);
            let title = work::quoted_title(source, reader.words);
            // paragraphs stand behind what names the work
            if from.is_empty() {
                vec![byline.to_owned(), joined([title, paragraphs])]
            } else {
                vec![byline.to_owned(), title, joined([from, paragraphs])]
            }
        }
    };
    said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ")
}

/// Publisher, date and paragraphs; the beginning of the title where nobody is said to have
/// published it.
pub fn short(reader: &Reader<'_>, quote: &Quote) -> String {
    let named = match reader.dataset.by_id(&quote.source) {
        None => quote.source.to_string(),
        Some(source) => {
            let published =
                source.date_in(Field::Published).map(|date| reader.words.date_short(date)).unwrap_or_default();
            let name = Some(publisher(reader, source).to_owned()).filter(|name| !name.is_empty());
            joined([name.unwrap_or_else(|| beginning(source.name.get(reader.words.lang()))), published])
        }
    };
    joined([named, paragraphs(reader, quote).unwrap_or_default()])
}

/// Who published it and when; none where nobody says.
pub fn imprint(reader: &Reader<'_>, source: &Record) -> Option<String> {
    let published = source.date_in(Field::Published).map(|date| reader.words.date_short(date)).unwrap_or_default();
    Some(joined([publisher(reader, source).to_owned(), published])).filter(|said| !said.is_empty())
}

/// Where the source can be read.
pub fn address(reader: &Reader<'_>, quote: &Quote) -> Option<String> {
    let address = reader.dataset.by_id(&quote.source)?.word(Field::Address)?;
    (!address.is_empty()).then(|| address.to_owned())
}

/// An address as people read and type it: letters that programs write as "%E1%BB%87" are letters. What
/// else is written so stays as it is.
pub fn readable(address: &str) -> String {
    let bytes = address.as_bytes();
    let coded = |at: usize| -> Option<u8> {
        let [b'%', high, low] = bytes.get(at..at + 3)? else { return None };
        let digit = |byte: &u8| char::from(*byte).to_digit(16);
        u8::try_from(digit(high)? * 16 + digit(low)?).ok()
    };
    let mut text = String::with_capacity(address.len());
    let mut at = 0;
    while at < bytes.len() {
        // as many as there are in a row
        let run: Vec<u8> = (0..).map_while(|n| coded(at + 3 * n)).collect();
        let end = at + if run.is_empty() { 1 } else { 3 * run.len() };
        match std::str::from_utf8(&run) {
            Ok(said) if !said.is_empty() && said.chars().all(|c| !c.is_ascii() && c.is_alphanumeric()) => {
                text.push_str(said);
                at = end;
            }
            _ => {
                // up to the next sign that may begin one
                let next = (end..=bytes.len()).find(|next| *next == bytes.len() || address.is_char_boundary(*next));
                let next = next.unwrap_or(bytes.len());
                text.push_str(address.get(at..next).unwrap_or_default());
                at = next;
            }
        }
    }
    text
}

/// Whether it is an address of the web, which alone may be made a link.
pub fn is_link(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

fn publisher<'a>(reader: &Reader<'_>, source: &'a Record) -> &'a str {
    work::publisher(source, reader.words.lang())
}

fn paragraphs(reader: &Reader<'_>, quote: &Quote) -> Option<String> {
    let said = runs(&quote.paragraphs);
    (!said.is_empty()).then(|| reader.words.with("report-paragraph", &[("number", said.into())]))
}

fn joined<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn beginning(title: &str) -> String {
    if title.chars().count() <= SHORT {
        return title.to_owned();
    }
    let cut: String = title.chars().take(SHORT).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole}…")
}

/// Numbers in their order, those in a row as the first and the last: "1, 3–8, 13".
fn runs(numbers: &[u32]) -> String {
    let said = numbers.chunk_by(|one, next| one.checked_add(1) == Some(*next)).filter_map(|row| match row {
        [] => None,
        [only] => Some(only.to_string()),
        [first, second] => Some(format!("{first}, {second}")),
        [first, .., last] => Some(format!("{first}–{last}")),
    });
    said.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::builtin;
    use crate::model::Lang;
    use crate::words::Words;

    fn cites(all: &[&str]) -> Vec<Cite> {
        all.iter().map(|cite| Cite::parse(cite).unwrap()).collect()
    }

    #[test]
    fn thirty_citations_of_one_source_are_one_note_with_its_paragraphs_in_runs() {
        let dataset = builtin().dataset;
        let words = Words::new(Lang::Vi);
        let reader = Reader { dataset: &dataset, words: &words };
        let mut quotes = Quotes::default();
        let many = cites(&["000#1", "000#4", "000#3", "002#2", "000#5", "000#6", "000#13", "000#17", "000#7", "000#8"]);
        assert_eq!(quotes.add(&many), [1, 2]);
        assert_eq!(quotes.add(&cites(&["000#9"])), [3]);
        assert_eq!(quotes.add(&many), [1, 2], "what is cited again keeps its number");
        let notes = quotes.notes(&reader);
        assert_eq!(notes.len(), 3);
        assert!(notes[0].text.ends_with("đoạn 1, 3–8, 13, 17"), "{}", notes[0].text);
        assert_eq!((notes[2].first, &notes[2].address), (Some(1), &None));
        assert!(notes[2].text.ends_with("đoạn 9 (đầy đủ ở chú thích 1)"), "{}", notes[2].text);
        assert!(notes[2].text.chars().count() < notes[0].text.chars().count());
    }

    #[test]
    fn a_source_that_is_not_there_is_told_by_its_id() {
        let dataset = builtin().dataset;
        let words = Words::new(Lang::En);
        let reader = Reader { dataset: &dataset, words: &words };
        let quote = Quote { source: "nowhere".into(), paragraphs: vec![2, 3] };
        assert_eq!(full(&reader, &quote), "nowhere, paragraph 2, 3");
        assert_eq!(short(&reader, &quote), "nowhere, paragraph 2, 3");
    }

    #[test]
    fn an_address_is_read_in_letters() {
        assert_eq!(
            readable("https://baomoi.vn/tag/Seo-P%E1%BA%A3-Ch%C6%B0.epi"),
            "https://baomoi.vn/tag/Seo-Pả-Chư.epi"
        );
        assert_eq!(readable("https://x.vn/2020%E5%B9%B4%E4%B8%AD/a"), "https://x.vn/2020年中/a");
        // what means something to a program, is no letter or no text at all stays
        for same in
            ["https://x.vn/a%20b%22?c=%3Cd%3E", "https://x.vn/%E2%80%AE", "https://x.vn/%FF%E1", "%", "%4", "é%zz", ""]
        {
            assert_eq!(readable(same), same);
        }
    }
}
