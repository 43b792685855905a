//! What queries are held against, worked out once from a dataset: columns, not records.

mod called;
mod column;
mod facts;
mod profiles;
mod sites;
mod standing;
mod times;

use std::sync::OnceLock;

use crate::dataset::parallel::both;
use crate::dataset::{Dataset, Ix};
use crate::model::{Kind, Text};

pub(super) use called::names;
pub(super) use column::ValueColumn;
pub(super) use profiles::{ProfileCounts, Profiles};
pub(super) use times::RowTimes;

use super::Key;
use super::bits::{FixedBitSet, rows_among};
use super::text::{Synonyms, TextIndex};
use facts::ValueBits;
use profiles::FACTS;
use sites::Sites;

fn happening(dataset: &Dataset) -> FixedBitSet {
    rows_among(dataset.len(), dataset.rows().filter(|ix| dataset.kind(*ix).is_some_and(Kind::happens)))
}

/// The values whose bits are set, the lowest first.
fn each_bit(bits: ValueBits) -> impl Iterator<Item = u32> {
    (0..ValueBits::BITS).filter(move |value| bits >> value & 1 == 1)
}

/// The keys that have a facet of linked records.
const LINKED: [Key; 6] = [Key::Gate, Key::Province, Key::Mechanism, Key::Topic, Key::Person, Key::Org];

/// The characters beyond ASCII that the records' texts have.
pub fn characters(dataset: &Dataset) -> Vec<char> {
    let mut seen = FixedBitSet::with_capacity(char::MAX as usize + 1);
    for ix in dataset.rows() {
        let names =
            dataset.record(ix).into_iter().flat_map(|record| std::iter::once(&record.name).chain(&record.aliases));
        let texts = names.flat_map(Text::forms).chain(facts::said(dataset, ix));
        texts.filter(|text| !text.is_ascii()).flat_map(str::chars).for_each(|c| seen.insert(c as usize));
    }
    ('\u{80}'..=char::MAX).filter(|c| seen.contains(*c as usize)).collect()
}

/// The columns of a dataset.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// By word, the records that have it: see [`Self::text`].
    text: OnceLock<TextIndex>,
    /// What the dataset says means the same.
    pub(super) same: Synonyms,
    /// By record: how far behind it comes among what fits as well, in points.
    pub(super) standing: Vec<u16>,
    /// By record: itself and what it refers to (but for "see"), with all that those lie in.
    /// Values are rows.
    pub(super) links: ValueColumn,
    /// By record: the sources that it cites. Values are rows.
    pub(super) sources: ValueColumn,
    kinds: ValueColumn,
    sides: ValueColumn,
    layers: ValueColumn,
    confidences: ValueColumn,
    precisions: ValueColumn,
    pub(super) profiles: Profiles,
    pub(super) times: RowTimes,
    pub(super) sites: Sites,
    happens: FixedBitSet,
}

impl Corpus {
    /// Takes a second for a million records.
    pub fn new(dataset: &Dataset) -> Self {
        let rows = dataset.len();
        let is_of = |row: usize, keys: &[Key]| {
            dataset.kind(Ix(row as u32)).is_some_and(|kind| keys.iter().any(|key| Self::asks_for(*key, kind)))
        };
        let linked = || {
            let sources = |ix: Ix, rows: &mut Vec<u32>| rows.extend(facts::sources(dataset, ix).map(|source| source.0));
            let links = |ix: Ix, rows: &mut Vec<u32>| facts::links(dataset, ix, rows);
            (
                ValueColumn::new(rows, rows, links, |row| is_of(row, &LINKED)),
                ValueColumn::new(rows, rows, sources, |row| is_of(row, &[Key::Source])),
                Sites::new(dataset),
            )
        };
        let own = || {
            let times = RowTimes::new(dataset);
            let facts = |ix| FACTS.map(|key| Self::fact(key).map_or(0, |fact| fact(dataset, ix)));
            (Profiles::new(dataset.rows().map(facts).zip(times.in_years())), times)
        };
        let ((links, sources, sites), (profiles, times)) = both(linked, own);
        let words = |key| {
            let values = |ix: Ix, values: &mut Vec<u32>| values.extend(each_bit(profiles.values(key, ix.row())));
            // counted by profile
            ValueColumn::new(facts::words(key).len(), rows, values, |_| false)
        };
        let same = dataset.about.same_words.iter().map(|group| group.iter().map(|form| &**form).collect());
        Self {
            same: Synonyms::new(same),
            text: OnceLock::new(),
            standing: dataset.rows().map(|ix| standing::standing(dataset, ix)).collect(),
            links,
            sources,
            kinds: words(Key::Kind),
            sides: words(Key::Side),
            layers: words(Key::Layer),
            confidences: words(Key::Confidence),
            precisions: words(Key::Precision),
            profiles,
            times,
            sites,
            happens: happening(dataset),
        }
    }

    /// By word, the records that have it. Worked out when it is first asked for, which takes seconds for a million
    /// records; most of what the command line does asks for no words.
    pub(super) fn text(&self, dataset: &Dataset) -> &TextIndex {
        self.text.get_or_init(|| TextIndex::new(dataset.rows().map(|ix| facts::texts(dataset, ix))))
    }

    /// Works out beforehand what a search for words needs.
    pub fn with_words(self, dataset: &Dataset) -> Self {
        self.text(dataset);
        self
    }

    /// The records that cite a source, itself among them; in the dataset's order.
    pub fn citing(&self, source: Ix) -> impl Iterator<Item = Ix> {
        self.sources.rows(source.row()).iter().map(|row| Ix(*row))
    }

    /// The records of what happens, as against registers and figures.
    pub fn happens(&self) -> &FixedBitSet {
        &self.happens
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.standing.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.standing.is_empty()
    }

    /// The column that terms of a key ask for; none for a key whose values are counted otherwise.
    pub(super) fn column(&self, key: Key) -> Option<&ValueColumn> {
        match key {
            Key::Kind => Some(&self.kinds),
            Key::Side => Some(&self.sides),
            Key::Layer => Some(&self.layers),
            Key::Confidence => Some(&self.confidences),
            Key::Precision => Some(&self.precisions),
            Key::Source => Some(&self.sources),
            Key::Year | Key::Id => None,
            _ => Some(&self.links),
        }
    }

    /// Whether the key's values are counted with those of other keys, in the column of links.
    pub(super) fn is_of_links(&self, key: Key) -> bool {
        self.column(key).is_some_and(|column| std::ptr::eq(column, &raw const self.links))
    }

    /// The records that terms of the key can ask for by id, kind by kind in the dataset's order.
    pub(super) fn asked_for(&self, key: Key) -> impl Iterator<Item = Ix> {
        let kinds = Kind::ALL.into_iter().enumerate().filter(move |(_, kind)| Self::asks_for(key, *kind));
        kinds.flat_map(|(at, _)| self.kinds.rows(at)).map(|row| Ix(*row))
    }

    /// Every value of a key that has few, in the order of the column.
    pub fn words(key: Key) -> &'static [&'static str] {
        facts::words(key)
    }

    /// Those of the few values of a key that a record has; none for a key with many values.
    pub fn words_of(key: Key, dataset: &Dataset, ix: Ix) -> Vec<&'static str> {
        let values = Self::fact(key).map_or(0, |fact| fact(dataset, ix));
        each_bit(values).filter_map(|value| facts::words(key).get(value as usize).copied()).collect()
    }

    /// What says which of the few values of a key a record has.
    fn fact(key: Key) -> Option<fn(&Dataset, Ix) -> ValueBits> {
        match key {
            Key::Kind => Some(facts::kind),
            Key::Side => Some(facts::sides),
            Key::Layer => Some(facts::layers),
            Key::Confidence => Some(facts::confidence),
            Key::Precision => Some(facts::precision),
            _ => None,
        }
    }

    /// Whether records of this kind are what terms of the key ask for by id.
    pub(super) fn asks_for(key: Key, kind: Kind) -> bool {
        match key {
            Key::Gate => kind == Kind::Gate,
            Key::Place => matches!(kind, Kind::Place | Kind::Gate),
            Key::Province => kind == Kind::Place,
            Key::Mechanism => kind == Kind::Mechanism,
            Key::Person => kind == Kind::Person,
            Key::Org => kind == Kind::Organisation,
            Key::Project => kind == Kind::Project,
            Key::Topic => kind == Kind::Topic,
            Key::Source => kind == Kind::Source,
            Key::About | Key::Id => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::builtin;
    use crate::query::Query;

    #[test]
    fn words_are_indexed_when_words_are_asked_for() {
        let dataset = builtin().dataset;
        let corpus = Corpus::new(&dataset);
        for (query, indexed) in
            [("", false), ("kind:meeting year:2021", false), ("gate:huu-nghi", false), ("họp", true)]
        {
            let answer = Query::parse(query).unwrap().run(&dataset, &corpus);
            assert_eq!((corpus.text.get().is_some(), answer.rows.is_empty()), (indexed, false), "{query}");
        }
    }
}
