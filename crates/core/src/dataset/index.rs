//! The dataset in memory: records in columns with their links resolved both ways.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use crate::model::schema::Field;
use crate::model::{Bounds, Edtf, Id, Kind, Moment, Record};

use super::decode::About;
use super::derived::date_by_occasion;
use super::overlay::{LaidLayer, Layer};
use super::parallel::by_parts;

/// A record's row in the dataset that is open. Never stored: ids are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ix(pub u32);

impl Ix {
    /// As a place in lists by row.
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

/// Records with what links them, in an order that never changes.
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    pub about: About,
    records: Vec<Record>,
    by_id: RowsById,
    /// By row.
    kinds: Vec<Kind>,
    /// The kinds of which there is a record.
    present: BTreeSet<Kind>,
    /// By row: what the record refers to.
    out: ListPerRow<Link>,
    /// By row: what refers to the record.
    back: ListPerRow<Link>,
    /// By row: what the record and its entries cite; sorted.
    cited: ListPerRow<Ix>,
    /// By row: the places that the record, being a place or gate, lies in; sorted.
    above: ListPerRow<Ix>,
    /// Rows that refer to what is not there, sorted.
    loose: Vec<Ix>,
    last_word: Option<Moment>,
    /// What is laid over the rest, in the order of its rows; those of the last one are the last.
    layers: Vec<LaidLayer>,
    period: Option<(Moment, Moment)>,
    stamp: u64,
}

/// Rows by id. The ids stand in the records alone: a second copy of a million is felt.
#[derive(Clone, Debug, Default)]
pub(super) struct RowsById {
    rows: HashTable<Ix>,
    hasher: RandomState,
}

impl RowsById {
    /// The rows of these records. Of several with one id the first stays, and the others are given back.
    fn take_out_repeated(records: &mut Vec<Record>) -> (Self, Vec<Record>) {
        let mut by_id = Self::default();
        let repeated = by_id.add(records);
        if repeated.is_empty() {
            return (by_id, Vec::new());
        }
        let mut rows = 0..;
        let dropped = records.extract_if(.., |_| rows.next().is_some_and(|row| repeated.contains(&row))).collect();
        by_id.rows.clear();
        by_id.add(records);
        (by_id, dropped)
    }

    /// Adds every record whose id none before it has; the rows of the others.
    fn add(&mut self, records: &[Record]) -> BTreeSet<u32> {
        let Self { rows, hasher } = self;
        let id = |ix: &Ix| records.get(ix.row()).map_or("", |record| &record.id);
        rows.reserve(records.len(), |ix| hasher.hash_one(id(ix)));
        let mut repeated = BTreeSet::new();
        let hashes = by_parts(records.len(), |part| {
            let records = records.get(part).unwrap_or_default();
            records.iter().map(|record| hasher.hash_one(&*record.id)).collect::<Vec<u64>>()
        });
        for ((row, record), hash) in (0..).zip(records).zip(hashes.into_iter().flatten()) {
            if rows.find(hash, |ix| *id(ix) == *record.id).is_some() {
                repeated.insert(row);
            } else {
                rows.insert_unique(hash, Ix(row), |ix| hasher.hash_one(id(ix)));
            }
        }
        repeated
    }

    /// The row of an id among the records that this was made of.
    pub(super) fn get(&self, records: &[Record], id: &str) -> Option<Ix> {
        let is = |ix: &Ix| records.get(ix.row()).is_some_and(|record| *record.id == *id);
        self.rows.find(self.hasher.hash_one(id), is).copied()
    }
}

/// A list a row, all of them in one piece of memory.
#[derive(Clone, Debug)]
struct ListPerRow<T> {
    /// Where the list of each row ends.
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for ListPerRow<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }
}

impl<T> ListPerRow<T> {
    /// The list of the next row.
    fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.ends.push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    /// The lists of the next rows.
    fn append(&mut self, mut next: Self) {
        if self.ends.is_empty() {
            *self = next;
            return;
        }
        self.items.reserve_exact(next.items.len());
        self.ends.reserve_exact(next.ends.len());
        let before = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        self.items.append(&mut next.items);
        self.ends.extend(next.ends.into_iter().map(|end| end.saturating_add(before)));
    }

    fn of(&self, row: usize) -> &[T] {
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        let end = self.ends.get(row).map_or(start, |end| *end as usize);
        self.items.get(start..end).unwrap_or_default()
    }
}

impl ListPerRow<Link> {
    /// The same links by the row they lead to, each list in the order of the rows they come from.
    fn turned(&self, rows: usize) -> Self {
        let mut ends = vec![0_u32; rows];
        for link in &self.items {
            if let Some(count) = ends.get_mut(link.to.row()) {
                *count += 1;
            }
        }
        let mut sum = 0;
        // first the place where each list begins, which then walks to where it ends
        for end in &mut ends {
            (*end, sum) = (sum, sum + *end);
        }
        let nowhere = Link { field: Field::See, to: Ix(0) };
        let mut items = vec![nowhere; self.items.len()];
        for row in 0..self.ends.len() {
            let from = Ix(u32::try_from(row).unwrap_or(u32::MAX));
            for link in self.of(row) {
                let Some(end) = ends.get_mut(link.to.row()) else { continue };
                if let Some(slot) = items.get_mut(*end as usize) {
                    *slot = Link { field: link.field, to: from };
                }
                *end += 1;
            }
        }
        Self { ends, items }
    }
}

/// What some rows refer to.
#[derive(Default)]
struct LinksOfRows {
    links: ListPerRow<Link>,
    cited: ListPerRow<Ix>,
    /// Those of which a link leads nowhere.
    loose: Vec<Ix>,
}

/// Datasets made so far in this run.
static MADE: AtomicU64 = AtomicU64::new(0);

impl Dataset {
    /// Links that lead nowhere are left out; a second record of an id is dropped.
    pub fn new(about: About, records: Vec<Record>) -> Self {
        Self::parted(about, records).0
    }

    /// As [`Self::new`], with the records that were dropped.
    pub fn parted(about: About, records: Vec<Record>) -> (Self, Vec<Record>) {
        Self::made(about, records, Vec::new())
    }

    /// A dataset with layers over it, whose records are the last and whose ids are their own.
    pub(super) fn over(about: About, records: Vec<Record>, layers: Vec<LaidLayer>) -> Self {
        Self::made(about, records, layers).0
    }

    fn made(about: About, mut records: Vec<Record>, layers: Vec<LaidLayer>) -> (Self, Vec<Record>) {
        let stamp = MADE.fetch_add(1, Ordering::Relaxed) + 1;
        let (by_id, dropped) = RowsById::take_out_repeated(&mut records);
        date_by_occasion(&mut records, &by_id);
        let kinds: Vec<Kind> = records.iter().map(|record| record.kind).collect();
        let present = kinds.iter().copied().collect();
        let mut dataset = Self { about, records, by_id, kinds, present, layers, stamp, ..Self::default() };
        dataset.link();
        dataset.above.ends.reserve_exact(dataset.len());
        for ix in dataset.rows() {
            let above = dataset.containers(ix);
            dataset.above.push(above);
        }
        let stated = dataset.stated_period();
        // a later page that is cited for one thing does not make the dataset know of what else came later
        let within = |word: &Moment| stated.is_none_or(|(_, end)| *word < end);
        let word_of = |ix| dataset.word_of(ix).filter(within);
        let words = by_parts(dataset.len(), |part| dataset.rows_of(part).filter_map(word_of).max());
        dataset.last_word = words.into_iter().flatten().max();
        dataset.period = stated.or_else(|| super::period::bulk(&dataset));
        (dataset, dropped)
    }

    /// When a record speaks, if it does so for the time it was made in: what is planned does not.
    fn word_of(&self, ix: Ix) -> Option<Moment> {
        // what somebody lays over it makes the dataset know of no later day
        let record = self.record(ix).filter(|_| !self.is_laid(ix))?;
        let planned = [Field::Status, Field::Standing].into_iter().any(|field| record.choice(field) == Some("Planned"));
        let bounds = match record.kind {
            Kind::Source => record.date_in(Field::Published).map(Edtf::bounds),
            Kind::Meeting | Kind::Agreement | Kind::Commitment if !planned => self.bounds(ix),
            _ => None,
        };
        bounds?.earliest_start
    }

    fn link(&mut self) {
        for part in by_parts(self.len(), |part| self.links_of(part)) {
            self.out.append(part.links);
            self.cited.append(part.cited);
            self.loose.extend(part.loose);
        }
        self.back = self.out.turned(self.records.len());
    }

    /// The links of some rows.
    fn links_of(&self, part: Range<usize>) -> LinksOfRows {
        let mut found = LinksOfRows::default();
        found.links.ends.reserve_exact(part.len());
        found.cited.ends.reserve_exact(part.len());
        let (mut links, mut cited): (Vec<Link>, Vec<Ix>) = (Vec::new(), Vec::new());
        for ix in self.rows_of(part) {
            let Some(record) = self.record(ix) else { continue };
            let mut lost = false;
            for (field, id) in record.links() {
                let to = self.ix(id);
                lost |= to.is_none();
                links.extend(to.filter(|to| *to != ix).map(|to| Link { field, to }));
            }
            found.loose.extend(lost.then_some(ix));
            links.sort_unstable();
            links.dedup();
            found.links.push(links.drain(..));
            // most citations are of the source of the one before
            let mut last: Option<&Id> = None;
            record.each_cite(|cite| {
                if last.replace(&cite.source) != Some(&cite.source) {
                    cited.extend(self.ix(&cite.source));
                }
            });
            cited.sort_unstable();
            cited.dedup();
            found.cited.push(cited.drain(..));
        }
        found
    }

    /// The places above a place or gate, found by walking up; a circle ends the walk.
    fn containers(&self, ix: Ix) -> Vec<Ix> {
        let upward = |link: &&Link| matches!(link.field, Field::PartOf | Field::MergedInto | Field::Vn | Field::Cn);
        if !self.links(ix).iter().any(|link| upward(&link)) {
            return Vec::new();
        }
        let mut found = BTreeSet::new();
        let mut open = vec![ix];
        while let Some(at) = open.pop() {
            for link in self.links(at).iter().filter(upward) {
                if link.to != ix && found.insert(link.to) {
                    open.push(link.to);
                }
            }
        }
        found.into_iter().collect()
    }

    /// Tells this dataset from every other of the run: the key of what is worked out from it alone.
    pub fn stamp(&self) -> u64 {
        self.stamp
    }

    /// What the dataset was made of, to make another of it.
    pub(super) fn into_parts(self) -> (About, Vec<Record>) {
        (self.about, self.records)
    }

    /// The layers that are laid over the dataset, each with its rows.
    pub fn layers(&self) -> &[LaidLayer] {
        &self.layers
    }

    /// Whether the record is of a layer, and none of the dataset that it is laid over.
    pub fn is_laid(&self, ix: Ix) -> bool {
        self.layers.first().is_some_and(|first| ix.0 >= first.rows.start)
    }

    /// The records of the layer that was read from this file; none where no such layer lies over it.
    pub fn records_of_layer(&self, path: &Path) -> &[Record] {
        let laid = self.layers.iter().find(|laid| laid.layer.path == path);
        let rows = laid.map(|laid| laid.rows.start as usize..laid.rows.end as usize);
        rows.and_then(|rows| self.records.get(rows)).unwrap_or_default()
    }

    /// The layer that the record is of.
    pub fn layer_of(&self, ix: Ix) -> Option<&Layer> {
        self.layers.iter().find(|laid| laid.rows.contains(&ix.0)).map(|laid| &laid.layer)
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// How many of them a file has a row or an entry of: all but what such rows name.
    pub fn len_of_rows(&self) -> usize {
        self.records.len().saturating_sub(self.about.named)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Every row, in order.
    pub fn rows(&self) -> impl Iterator<Item = Ix> + use<> {
        self.rows_of(0..self.records.len())
    }

    /// The rows of a part of the dataset.
    pub(super) fn rows_of(&self, part: Range<usize>) -> impl Iterator<Item = Ix> + use<> {
        let row = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        (row(part.start)..row(part.end.min(self.records.len()))).map(Ix)
    }

    /// Every record, by row.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The row of an id.
    pub fn ix(&self, id: &str) -> Option<Ix> {
        self.by_id.get(&self.records, id)
    }

    /// The record of a row.
    pub fn record(&self, ix: Ix) -> Option<&Record> {
        self.records.get(ix.row())
    }

    /// The record of an id.
    pub fn by_id(&self, id: &str) -> Option<&Record> {
        self.ix(id).and_then(|ix| self.record(ix))
    }

    /// The kind of the record in this row.
    pub fn kind(&self, ix: Ix) -> Option<Kind> {
        self.kinds.get(ix.row()).copied()
    }

    /// Whether there is a record of this kind, without looking through the rows.
    pub fn has_kind(&self, kind: Kind) -> bool {
        self.present.contains(&kind)
    }

    /// The records of a kind with their rows, in order.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (Ix, &Record)> {
        let rows = self.rows().zip(&self.kinds).filter(move |(_, is)| **is == kind);
        rows.filter_map(|(ix, _)| Some((ix, self.record(ix)?)))
    }

    /// Whether the record refers to something that is not there.
    pub(super) fn is_loose(&self, ix: Ix) -> bool {
        self.loose.binary_search(&ix).is_ok()
    }

    /// What the record refers to, sorted by field.
    pub fn links(&self, ix: Ix) -> &[Link] {
        self.out.of(ix.row())
    }

    /// What the record and its entries cite, each once, sorted by row.
    pub(crate) fn cited(&self, ix: Ix) -> &[Ix] {
        self.cited.of(ix.row())
    }

    /// What refers to the record.
    pub fn back_links(&self, ix: Ix) -> &[Link] {
        self.back.of(ix.row())
    }

    /// The places that a place or gate lies in, sorted by row. A province that was merged into
    /// another lies in that one too.
    pub fn above(&self, ix: Ix) -> &[Ix] {
        self.above.of(ix.row())
    }

    /// As [`Self::above`], as things stood at `date`: a gate that became part of another only later
    /// did not lie in that one. Without a date nothing says that it did not.
    pub fn above_then(&self, ix: Ix, date: Option<&Edtf>) -> Cow<'_, [Ix]> {
        if !self.joined_after(ix, date) {
            return Cow::Borrowed(self.above(ix));
        }
        let others = |link: &&Link| matches!(link.field, Field::MergedInto | Field::Vn | Field::Cn);
        let near = self.links(ix).iter().filter(others).map(|link| link.to);
        let all: BTreeSet<Ix> = near.flat_map(|at| std::iter::once(at).chain(self.above(at).iter().copied())).collect();
        Cow::Owned(all.into_iter().collect())
    }

    /// Whether the gate became part of what it is part of only after the date.
    fn joined_after(&self, ix: Ix, date: Option<&Edtf>) -> bool {
        let gate = self.record(ix).filter(|record| record.kind == Kind::Gate);
        let since = gate.and_then(|gate| gate.date_in(Field::PartOfSince)?.bounds().earliest_start);
        let over = date.and_then(|date| date.bounds().possible().to);
        since.zip(over).is_some_and(|(since, over)| over <= since)
    }

    /// Whether what a record says of `part` it says of `whole` too, which holds that part: it did
    /// so when what the record tells came about.
    pub fn is_of(&self, record: Ix, part: Ix, whole: Ix) -> bool {
        let date = self.record(record).and_then(|record| record.date.as_ref());
        part == whole || !self.joined_after(part, date) || self.above_then(part, date).binary_search(&whole).is_ok()
    }

    /// The gates and places that are part of a gate or place, by its records and at any time.
    pub fn parts(&self, whole: Ix) -> impl Iterator<Item = Ix> {
        let parts = self.back_links(whole).iter().filter(|link| link.field == Field::PartOf).map(|link| link.to);
        parts.filter(|part| matches!(self.kind(*part), Some(Kind::Gate | Kind::Place)))
    }

    /// What refers to a thing, otherwise than by `see`, or to what was part of it at that time: each
    /// once, in the dataset's order. This is what counts of a gate are counts of.
    pub fn concerning(&self, ix: Ix) -> Vec<Ix> {
        let mut rows: Vec<Ix> = Vec::new();
        for at in std::iter::once(ix).chain(self.parts(ix)) {
            let back = self.back_links(at).iter().filter(|link| link.field != Field::See).map(|link| link.to);
            rows.extend(back.filter(|row| self.is_of(*row, at, ix)));
        }
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// The places and gates in a place, itself included.
    pub fn within(&self, ix: Ix) -> Vec<Ix> {
        let inside = self.rows().filter(|row| *row == ix || self.above(*row).binary_search(&ix).is_ok());
        inside.collect()
    }

    /// The last day of which the dataset has word, within the time that it says it is about: that of
    /// the newest source, or of the newest meeting, agreement or promise that is not a plan. What came
    /// after it the data cannot know, so ages are counted up to it.
    pub fn last_word(&self) -> Option<Moment> {
        self.last_word
    }

    /// The time that the dataset is about, half-open: what it says itself, else where the bulk of its
    /// events lies.
    pub fn period(&self) -> Option<(Moment, Moment)> {
        self.period
    }

    fn stated_period(&self) -> Option<(Moment, Moment)> {
        let span = self.about.time.as_ref()?.bounds().possible();
        span.from.zip(span.to)
    }

    /// The four bounds of the date of a record.
    pub fn bounds(&self, ix: Ix) -> Option<Bounds> {
        self.records.get(ix.row()).and_then(|record| record.date.as_ref()).map(crate::model::Edtf::bounds)
    }
}
