//! A query as a sentence: `31 agreements and meetings about Tà Lùng, 2021 – June 2023, without
//! figures`.

use crate::dataset::Dataset;
use crate::model::{Edtf, Kind};
use crate::query::{Clause, Key, Query, Term};

use super::Words;

/// A piece of the sentence. All pieces in a row are the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentencePart {
    pub text: String,
    /// What this piece says of the query: what is taken away with it. None for the words between.
    pub term: Option<Term>,
}

/// Stands in a message for what is put there piece by piece.
const HERE: &str = "\u{1}";

/// The keys in the order in which a sentence names them. Kinds are its subject.
const ORDER: [Key; 16] = [
    Key::Id,
    Key::Mechanism,
    Key::Gate,
    Key::Place,
    Key::Province,
    Key::Project,
    Key::About,
    Key::Topic,
    Key::Person,
    Key::Org,
    Key::Side,
    Key::Source,
    Key::Layer,
    Key::Confidence,
    Key::Precision,
    Key::Year,
];

struct SentenceWriter<'a> {
    words: &'a Words,
    dataset: &'a Dataset,
    query: &'a Query,
    parts: Vec<SentencePart>,
}

impl Words {
    /// What is shown, in words: each term of the query stands in exactly one piece. `count` is
    /// how many records match.
    pub fn sentence(&self, query: &Query, dataset: &Dataset, count: usize) -> Vec<SentencePart> {
        let mut writer = SentenceWriter { words: self, dataset, query, parts: Vec::new() };
        // where the subject stands, at the end or at the beginning, is the language's own business
        for slot in self.t("sentence-order").split_whitespace() {
            match slot {
                "subject" => writer.subject(count),
                "keys" => writer.keys(),
                "words" => writer.free_words(),
                "time" => writer.time(),
                "area" => writer.area(),
                "without" => writer.without(),
                _ => {}
            }
        }
        writer.parts
    }

    /// As [`Self::sentence`], in one piece.
    pub fn sentence_text(&self, query: &Query, dataset: &Dataset, count: usize) -> String {
        self.sentence(query, dataset, count).into_iter().map(|part| part.text).collect()
    }
}

impl Words {
    /// One term by itself: `Gate: Tà Lùng`, `not: agreements`.
    pub fn term_text(&self, term: &Term, dataset: &Dataset) -> String {
        // as in "without …", where a value stands with all that it needs to be understood
        let alone = Term { exclude: true, clause: term.clause.clone() };
        let value = SentenceWriter { words: self, dataset, query: &Query::default(), parts: Vec::new() }.value(&alone);
        let text = match &term.clause {
            Clause::Is(key, _) if *key != Key::Kind => {
                let key = format!("key-{}", key.name());
                self.with("term-of-key", &[("key", self.t(&key).into()), ("value", value.into())])
            }
            _ => value,
        };
        if term.exclude { self.with("term-not", &[("term", text.into())]) } else { text }
    }
}

impl SentenceWriter<'_> {
    fn plain(&mut self, text: &str) {
        if !text.is_empty() {
            self.parts.push(SentencePart { text: text.to_owned(), term: None });
        }
    }

    /// A message around pieces that say the terms, joined by a word.
    fn phrase(&mut self, key: &str, terms: &[&Term], join: &str) {
        if terms.is_empty() {
            return;
        }
        let message = self.words.with(key, &[("values", HERE.into())]);
        let (before, after) = message.split_once(HERE).unwrap_or((&message, ""));
        let closes = self.parts.is_empty() || before.starts_with(',');
        let gap = if closes { "" } else { self.words.t("sentence-gap") };
        self.plain(&format!("{gap}{before}"));
        for (at, term) in terms.iter().enumerate() {
            let glue = match at {
                0 => "",
                _ if at + 1 == terms.len() => self.words.t(join),
                _ => self.words.t("list-comma"),
            };
            self.plain(glue);
            self.parts.push(SentencePart { text: self.value(term), term: Some((*term).clone()) });
        }
        self.plain(after);
    }

    /// "31 agreements and meetings", "all 552 records".
    fn subject(&mut self, count: usize) {
        let query = self.query;
        let kinds: Vec<&Term> = included(query, |what| what.key() == Some(Key::Kind)).collect();
        let number = self.words.number(count as f64);
        let values = [("count", count.into()), ("number", number.into()), ("values", HERE.into())];
        let key = match (kinds.is_empty(), query.is_empty()) {
            (false, _) => "sentence-kinds",
            (true, false) => "sentence-records",
            (true, true) => "sentence-all",
        };
        let message = self.words.with(key, &values);
        let (before, after) = message.split_once(HERE).unwrap_or((&message, ""));
        if !self.parts.is_empty() {
            self.plain(self.words.t("sentence-link"));
        }
        self.plain(before);
        for (at, term) in kinds.iter().enumerate() {
            let glue = if at == 0 {
                ""
            } else if at + 1 == kinds.len() {
                self.words.t("list-and")
            } else {
                self.words.t("list-comma")
            };
            self.plain(glue);
            let text = self.noun(term, count);
            self.parts.push(SentencePart { text, term: Some((*term).clone()) });
        }
        self.plain(after);
    }

    fn noun(&self, term: &Term, count: usize) -> String {
        let Clause::Is(_, slug) = &term.clause else { return String::new() };
        let kind = Kind::from_slug(slug).map_or("record", Kind::slug);
        self.words.with(&format!("sentence-noun-{kind}"), &[("count", count.into())])
    }

    fn keys(&mut self) {
        let query = self.query;
        for key in ORDER {
            let terms: Vec<&Term> = included(query, |what| what.key() == Some(key)).collect();
            self.phrase(&format!("sentence-{}", key.name()), &terms, "list-or");
        }
    }

    fn free_words(&mut self) {
        let query = self.query;
        let terms: Vec<&Term> = included(query, |what| matches!(what, Clause::Words(_))).collect();
        self.phrase("sentence-words", &terms, "list-and");
    }

    fn time(&mut self) {
        let query = self.query;
        for term in included(query, Clause::is_time) {
            let key = match &term.clause {
                Clause::After(_) => "sentence-after",
                Clause::Before(_) => "sentence-before",
                Clause::Surely(_) => "sentence-surely",
                Clause::During(date) if self.words.date_ends(date).is_some() => "sentence-between",
                _ => "sentence-during",
            };
            self.phrase(key, &[term], "list-and");
        }
    }

    fn area(&mut self) {
        let query = self.query;
        let terms: Vec<&Term> = included(query, |what| matches!(what, Clause::Area(_))).collect();
        self.phrase("sentence-in", &terms, "list-and");
    }

    fn without(&mut self) {
        let terms: Vec<&Term> = self.query.terms.iter().filter(|term| term.exclude).collect();
        self.phrase("sentence-without", &terms, "list-or");
    }

    /// A term's value in words: names instead of ids, dates in words.
    fn value(&self, term: &Term) -> String {
        let date = |date: &Edtf| match self.words.date_ends(date).filter(|_| !term.exclude) {
            Some((from, to)) => self.words.with("sentence-from-to", &[("from", from.into()), ("to", to.into())]),
            None => self.words.date(date),
        };
        match &term.clause {
            Clause::Words(words) => format!("“{words}”"),
            Clause::After(day) | Clause::Before(day) | Clause::During(day) | Clause::Surely(day) if !term.exclude => {
                date(day)
            }
            Clause::After(day) => self.words.with("term-after", &[("date", date(day).into())]),
            Clause::Before(day) => self.words.with("term-before", &[("date", date(day).into())]),
            Clause::During(day) => self.words.with("term-during", &[("date", date(day).into())]),
            Clause::Surely(day) => self.words.with("term-surely", &[("date", date(day).into())]),
            Clause::Area(area) => self.words.with(
                "sentence-area",
                &[
                    ("west", self.words.number(area.west()).into()),
                    ("south", self.words.number(area.south()).into()),
                    ("east", self.words.number(area.east()).into()),
                    ("north", self.words.number(area.north()).into()),
                ],
            ),
            Clause::Is(Key::Kind, slug) => Kind::from_slug(slug).map_or_else(|| slug.clone(), |_| self.noun(term, 2)),
            Clause::Is(Key::Year, year) => year.clone(),
            Clause::Is(key @ (Key::Side | Key::Layer | Key::Confidence | Key::Precision), value) => {
                self.words.t(&format!("sentence-{}-{value}", key.name())).to_owned()
            }
            Clause::Is(_, value) => {
                let lang = self.words.lang();
                self.dataset.by_id(value).map_or_else(|| value.clone(), |record| record.name.get(lang).to_owned())
            }
        }
    }
}

fn included<'a>(query: &'a Query, fits: impl Fn(&Clause) -> bool + 'a) -> impl Iterator<Item = &'a Term> {
    query.terms.iter().filter(move |term| !term.exclude && fits(&term.clause))
}
