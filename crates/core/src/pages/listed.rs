//! A record as an entry of a list: when, what, between whom, how it stands, and what must be known
//! of it.

use crate::dataset::Ix;
use crate::model::{Cite, Field, Id, Kind, Record};

use super::Reader;
use super::fields::number_in_words;
use super::page::{PageRun, label, link, links, other_names};
use super::report::caution;
use super::{people, promise, quotes, state};

/// What a list says of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    pub ix: Ix,
    pub id: Id,
    pub kind: Kind,
    /// In short; that there is none where one is to be expected.
    pub date: String,
    pub name: String,
    /// Of what is no happening, in the other languages of the two sides.
    pub other_names: Vec<String>,
    /// How it stands; may be empty.
    pub state: String,
    /// Labelled values that a reader of such records asks for first: who is party to an agreement
    /// and where it was signed, who promised, where a meeting was.
    pub facts: Vec<(String, Vec<PageRun>)>,
    /// In a sentence or two; may be empty.
    pub summary: String,
    /// Why a reader must be careful with it.
    pub caution: Option<String>,
    pub cites: Vec<Cite>,
}

/// The entry of a record; none when the dataset has no such record.
pub fn listed(reader: &Reader<'_>, ix: Ix) -> Option<Listed> {
    let record = reader.record(ix)?;
    let lang = reader.words.lang();
    let date = match &record.date {
        Some(date) => reader.words.date_short(date),
        None if record.kind.is_event() => reader.words.t("report-undated").to_owned(),
        None => String::new(),
    };
    Some(Listed {
        ix,
        id: Id::clone(&record.id),
        kind: record.kind,
        date,
        name: record.name.get(lang).to_owned(),
        other_names: if record.kind.is_event() { Vec::new() } else { other_names(&record.name, reader.name(record)) },
        state: stands(reader, ix, record),
        facts: facts(reader, record),
        summary: record.summary.get(lang).to_owned(),
        caution: caution(reader, record),
        cites: record.cite.to_vec(),
    })
}

/// How a promise stands, and while it is open how old it is.
pub(super) fn promised(reader: &Reader<'_>, ix: Ix) -> String {
    let pill = state::promise(reader, ix).map(|pill| pill.text);
    let age = promise::age_of(reader, ix).filter(|_| promise::is_open(reader, ix));
    pill.into_iter().chain(age).collect::<Vec<_>>().join(" · ")
}

fn stands(reader: &Reader<'_>, ix: Ix, record: &Record) -> String {
    let word = |field: Field| record.choice(field).map(|word| reader.words.word(word).to_owned());
    match record.kind {
        Kind::Commitment => promised(reader, ix),
        Kind::Agreement => word(Field::Standing).unwrap_or_default(),
        // that a meeting was held goes without saying
        Kind::Meeting if record.choice(Field::Status) != Some("Held") => word(Field::Status).unwrap_or_default(),
        Kind::Project => {
            let last = record.history(Field::Status).last();
            let date = last.and_then(|change| change.date.as_ref()).map(|date| reader.words.date_short(date));
            let said = last.map(|change| reader.words.word(change.value).to_owned());
            said.into_iter().chain(date).collect::<Vec<_>>().join(" ")
        }
        Kind::Gate => state::status(reader, record).map(|pill| pill.text).unwrap_or_default(),
        Kind::Figure => record
            .number(Field::Value)
            .map(|value| number_in_words(reader, record, Field::Value, value))
            .unwrap_or_default(),
        _ => String::new(),
    }
}

fn facts(reader: &Reader<'_>, record: &Record) -> Vec<(String, Vec<PageRun>)> {
    let parties = (label(reader, Field::Parties.name()), links(reader, record.ids(Field::Parties)));
    let mut facts = match record.kind {
        Kind::Agreement => vec![parties, (reader.words.t("listed-signed").to_owned(), signed(reader, record))],
        Kind::Meeting => vec![(label(reader, Field::Venues.name()), links(reader, record.ids(Field::Venues)))],
        Kind::Commitment => vec![
            (label(reader, Field::By.name()), links(reader, record.ids(Field::By))),
            (
                label(reader, Field::UndertakenAt.name()),
                record.link(Field::UndertakenAt).map(|id| link(reader, id)).into_iter().collect(),
            ),
        ],
        Kind::Person => vec![(label(reader, Field::Posts.name()), people::posts_in_short(reader, record))],
        Kind::Gate | Kind::Place | Kind::Organisation => [Field::PartOf, Field::Seat]
            .map(|field| {
                (label(reader, field.name()), record.link(field).map(|id| link(reader, id)).into_iter().collect())
            })
            .to_vec(),
        Kind::Source => {
            let address = record.word(Field::Address).filter(|address| !address.is_empty());
            vec![
                (
                    label(reader, Field::Publisher.name()),
                    quotes::imprint(reader, record).map(PageRun::Text).into_iter().collect(),
                ),
                (
                    label(reader, Field::Address.name()),
                    address.map(|url| PageRun::Url(url.to_owned())).into_iter().collect(),
                ),
            ]
        }
        _ => Vec::new(),
    };
    facts.retain(|(_, runs)| !runs.is_empty());
    facts
}

/// Where an agreement was signed: the places of the meeting where it was, and the meeting.
pub(super) fn signed(reader: &Reader<'_>, record: &Record) -> Vec<PageRun> {
    let Some(at) = record.link(Field::SignedAt) else { return Vec::new() };
    let places = reader.dataset.by_id(at).map(|meeting| links(reader, meeting.ids(Field::Venues))).unwrap_or_default();
    places.into_iter().chain([link(reader, at)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::builtin;
    use crate::model::Lang;
    use crate::words::Words;

    #[test]
    fn a_list_tells_what_must_be_known_of_a_record() {
        let dataset = builtin().dataset;
        let words = Words::new(Lang::Vi);
        let reader = Reader { dataset: &dataset, words: &words };
        let (ix, record) = dataset.rows().zip(dataset.records()).find(|(_, r)| r.get(Field::Caveat).is_some()).unwrap();
        let caveat = record.text(Field::Caveat).unwrap().get(Lang::Vi);
        assert!(listed(&reader, ix).unwrap().caution.unwrap().contains(caveat));
    }

    #[test]
    fn an_agreement_is_listed_with_its_parties_and_where_it_was_signed() {
        let dataset = builtin().dataset;
        let words = Words::new(Lang::Vi);
        let reader = Reader { dataset: &dataset, words: &words };
        let mut signed = 0;
        for (ix, record) in dataset.of_kind(Kind::Agreement) {
            let facts = listed(&reader, ix).unwrap().facts;
            let labels: Vec<&str> = facts.iter().map(|(label, _)| label.as_str()).collect();
            assert_eq!(labels.contains(&words.field("parties")), !record.ids(Field::Parties).is_empty());
            assert_eq!(labels.contains(&words.t("listed-signed")), record.link(Field::SignedAt).is_some());
            signed += usize::from(record.link(Field::SignedAt).is_some());
        }
        assert!(signed >= 15, "{signed}");
    }
}
