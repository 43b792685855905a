//! The dataset in memory: records in columns with their links resolved both ways.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::model::schema::Field;
use crate::model::{Bounds, Edtf, Id, Kind, Moment, Record};

use super::decode::About;

/// A record's row in the dataset that is open. Never stored: ids are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ix(pub u32);

impl Ix {
    #[must_use]
    pub fn row(self) -> usize {
        self.0 as usize
    }
}

/// A link from or to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Link {
    pub field: Field,
    pub to: Ix,
}

#[derive(Clone, Debug, Default)]
pub struct Dataset {
    pub about: About,
    records: Vec<Record>,
    by_id: HashMap<Id, Ix>,
    /// By row: what the record refers to.
    out: Vec<Vec<Link>>,
    /// By row: what refers to the record.
    back: Vec<Vec<Link>>,
    /// By row: the places that the record, being a place or gate, lies in; sorted.
    above: Vec<Vec<Ix>>,
    /// By row: the four bounds of the date.
    bounds: Vec<Option<Bounds>>,
    last_word: Option<Moment>,
    stamp: u64,
}

/// Datasets made so far in this run.
static MADE: AtomicU64 = AtomicU64::new(0);

impl Dataset {
    /// Links that lead nowhere are left out; a second record of an id is dropped.
    #[must_use]
    pub fn new(about: About, records: Vec<Record>) -> Self {
        let stamp = MADE.fetch_add(1, Ordering::Relaxed) + 1;
        let mut dataset = Self { about, stamp, ..Self::default() };
        for record in records {
            let ix = Ix(u32::try_from(dataset.records.len()).unwrap_or(u32::MAX));
            if !dataset.by_id.contains_key(&record.id) {
                dataset.by_id.insert(Id::clone(&record.id), ix);
                dataset.records.push(record);
            }
        }
        dataset.link();
        dataset.above = dataset.rows().map(|ix| dataset.containers(ix)).collect();
        dataset.bounds = dataset.records.iter().map(|r| r.date.as_ref().map(crate::model::Edtf::bounds)).collect();
        dataset.last_word = dataset.rows().filter_map(|ix| dataset.word_of(ix)).max();
        dataset
    }

    /// When a record speaks, if it does so for the time it was made in: what is planned does not.
    fn word_of(&self, ix: Ix) -> Option<Moment> {
        let record = self.record(ix)?;
        let planned = [Field::Status, Field::Standing].into_iter().any(|field| record.choice(field) == Some("Planned"));
        let bounds = match record.kind {
            Kind::Source => record.date_in(Field::Published).map(Edtf::bounds),
            Kind::Meeting | Kind::Agreement | Kind::Commitment if !planned => self.bounds(ix),
            _ => None,
        };
        bounds?.earliest_start
    }

    fn link(&mut self) {
        self.back = vec![Vec::new(); self.records.len()];
        for ix in self.rows() {
            let Some(record) = self.records.get(ix.row()) else { continue };
            let links: BTreeSet<Link> = record
                .links()
                .filter_map(|(field, id)| Some(Link { field, to: self.ix(id)? }))
                .filter(|link| link.to != ix)
                .collect();
            for link in &links {
                if let Some(back) = self.back.get_mut(link.to.row()) {
                    back.push(Link { field: link.field, to: ix });
                }
            }
            self.out.push(links.into_iter().collect());
        }
    }

    /// The places above a place or gate, found by walking up; a circle ends the walk.
    fn containers(&self, ix: Ix) -> Vec<Ix> {
        let mut found = BTreeSet::new();
        let mut open = vec![ix];
        while let Some(at) = open.pop() {
            let upward = |link: &&Link| matches!(link.field, Field::PartOf | Field::MergedInto | Field::Vn | Field::Cn);
            for link in self.links(at).iter().filter(upward) {
                if link.to != ix && found.insert(link.to) {
                    open.push(link.to);
                }
            }
        }
        found.into_iter().collect()
    }

    /// Tells this dataset from every other of the run: the key of what is worked out from it alone.
    #[must_use]
    pub fn stamp(&self) -> u64 {
        self.stamp
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    pub fn rows(&self) -> impl Iterator<Item = Ix> + use<> {
        (0..u32::try_from(self.records.len()).unwrap_or(u32::MAX)).map(Ix)
    }

    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    #[must_use]
    pub fn ix(&self, id: &str) -> Option<Ix> {
        self.by_id.get(id).copied()
    }

    #[must_use]
    pub fn record(&self, ix: Ix) -> Option<&Record> {
        self.records.get(ix.row())
    }

    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Record> {
        self.ix(id).and_then(|ix| self.record(ix))
    }

    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (Ix, &Record)> {
        self.rows().zip(&self.records).filter(move |(_, record)| record.kind == kind)
    }

    /// What the record refers to, sorted by field.
    #[must_use]
    pub fn links(&self, ix: Ix) -> &[Link] {
        self.out.get(ix.row()).map_or(&[], Vec::as_slice)
    }

    /// What refers to the record.
    #[must_use]
    pub fn back_links(&self, ix: Ix) -> &[Link] {
        self.back.get(ix.row()).map_or(&[], Vec::as_slice)
    }

    /// The places that a place or gate lies in, sorted by row. A province that was merged into
    /// another lies in that one too.
    #[must_use]
    pub fn above(&self, ix: Ix) -> &[Ix] {
        self.above.get(ix.row()).map_or(&[], Vec::as_slice)
    }

    /// The places and gates in a place, itself included.
    #[must_use]
    pub fn within(&self, ix: Ix) -> Vec<Ix> {
        let inside = self.rows().filter(|row| *row == ix || self.above(*row).binary_search(&ix).is_ok());
        inside.collect()
    }

    /// The last day of which the dataset has word: that of the newest source, or of the newest
    /// meeting, agreement or promise that is not a plan. What came after it the data cannot know, so
    /// ages are counted up to it.
    #[must_use]
    pub fn last_word(&self) -> Option<Moment> {
        self.last_word
    }

    #[must_use]
    pub fn bounds(&self, ix: Ix) -> Option<Bounds> {
        self.bounds.get(ix.row()).copied().flatten()
    }
}
