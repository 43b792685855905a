//! In which order records stand in the table.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::cells;
use super::columns::Column;
use km0_core::dataset::begun::begun;
use km0_core::dataset::{Dataset, Ix};
use km0_core::model::Kind;
use km0_core::pages::Reader;
use km0_core::query::bits::{FixedBitSet, rows_among};
use km0_core::words::collate;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct ListOrder {
    pub column: Column,
    pub descending: bool,
}

impl ListOrder {
    /// A click on a column's head: sorts by it, or turns the order round.
    pub fn clicked(self, column: Column) -> Self {
        Self { column, descending: self.column == column && !self.descending }
    }
}

/// The whole dataset in the order of a column, worked out once; answers are taken from it without
/// sorting again.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_field_names)]
pub(super) struct Ranks {
    /// By row. Equal records have the same rank; those with nothing to go by the last of all.
    ranks: Vec<u32>,
    /// Rows, in order.
    rows: Vec<u32>,
    /// From this rank on records come last whichever way the others are sorted, in an order of their
    /// own.
    late: u32,
}

/// The rank of a record without a date, a place or whatever is asked.
const NOTHING: u32 = u32::MAX;

impl Ranks {
    pub(super) fn new(ctx: &Reader<'_>, column: Column) -> Self {
        let rows = || ctx.dataset.rows();
        match column {
            Column::Date => {
                let mut ranks = Self::of_keys(rows().map(|ix| begun(ctx.dataset, ix)));
                let in_period = |row: &u32| begun(ctx.dataset, Ix(*row)).is_some_and(|begun| !begun.early);
                let main = ranks.rows.partition_point(in_period);
                ranks.late = ranks.rows.get(main).map_or(NOTHING, |row| ranks.rank(*row));
                ranks
            }
            Column::Kind => Self::of_keys(rows().map(|ix| ctx.record(ix).map(|record| record.kind))),
            Column::Sources => Self::of_keys(rows().map(|ix| ctx.record(ix).map(cells::count))),
            _ => Self::of_texts(rows().map(|ix| cells::text(ctx, ix, column))),
        }
    }

    fn of_keys<K: Ord>(keys: impl Iterator<Item = Option<K>>) -> Self {
        let keys: Vec<Option<K>> = keys.collect();
        let key = |row: u32| keys.get(row as usize).and_then(Option::as_ref);
        let mut rows: Vec<u32> = (0..u32::try_from(keys.len()).unwrap_or(u32::MAX)).collect();
        // false is before true: what has a key comes first
        rows.sort_by(|a, b| (key(*a).is_none(), key(*a)).cmp(&(key(*b).is_none(), key(*b))));
        Self::ranked(rows, |row| key(row).is_some(), |a, b| key(a) == key(b))
    }

    fn of_texts<T: AsRef<str>>(texts: impl Iterator<Item = T>) -> Self {
        // all keys in one buffer, with their first bytes beside the rows: a million names sort in
        // a fraction of the time that a million strings would take
        let mut bytes = Vec::new();
        let mut keys: Vec<(u64, u32)> = Vec::new();
        let mut ends = Vec::new();
        for (row, text) in (0..).zip(texts) {
            let start = bytes.len();
            collate::push(text.as_ref(), &mut bytes);
            let mut head = [0; 8];
            head.iter_mut().zip(bytes.iter().skip(start)).for_each(|(slot, byte)| *slot = *byte);
            keys.push((u64::from_be_bytes(head), row));
            ends.push(bytes.len());
        }
        let key = |row: u32| {
            let start = (row as usize).checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
            ends.get(row as usize).and_then(|end| bytes.get(start..*end)).unwrap_or_default()
        };
        let empty = |row: u32| key(row).is_empty();
        keys.sort_unstable_by(|a, b| {
            let by_text = || a.0.cmp(&b.0).then_with(|| key(a.1).cmp(key(b.1)));
            empty(a.1).cmp(&empty(b.1)).then_with(by_text).then(a.1.cmp(&b.1))
        });
        let rows = keys.into_iter().map(|(_, row)| row).collect();
        Self::ranked(rows, |row| !empty(row), |a, b| key(a) == key(b))
    }

    fn ranked(rows: Vec<u32>, has_key: impl Fn(u32) -> bool, same: impl Fn(u32, u32) -> bool) -> Self {
        let mut ranks = vec![NOTHING; rows.len()];
        let mut rank = 0;
        let mut before = None;
        for row in rows.iter().copied().take_while(|row| has_key(*row)) {
            if before.is_some_and(|before| !same(before, row)) {
                rank += 1;
            }
            before = Some(row);
            if let Some(slot) = ranks.get_mut(row as usize) {
                *slot = rank;
            }
        }
        Self { ranks, rows, late: NOTHING }
    }

    fn rank(&self, row: u32) -> u32 {
        self.ranks.get(row as usize).copied().unwrap_or(NOTHING)
    }

    /// The matching rows in order. Equal ones stay in the dataset's order, and what has nothing to
    /// go by comes last, whichever way the others are sorted.
    pub(super) fn sorted(&self, matched: &[Ix], is_matched: &FixedBitSet, descending: bool) -> Vec<Ix> {
        // a few are sorted, many are picked from the sorted whole
        let mut rows: Vec<Ix> = if matched.len() < self.rows.len() / 16 {
            let mut rows = matched.to_vec();
            rows.sort_unstable_by_key(|ix| (self.rank(ix.0), ix.0));
            rows
        } else {
            self.rows.iter().filter(|row| is_matched.contains(**row as usize)).map(|row| Ix(*row)).collect()
        };
        if descending {
            let rest = rows.split_off(rows.partition_point(|ix| self.rank(ix.0) != NOTHING));
            let late = rows.split_off(rows.partition_point(|ix| self.rank(ix.0) < self.late));
            rows = self.turned(&rows).chain(self.turned(&late)).chain(rest).collect();
        }
        rows
    }

    /// The other way round; equal ones stay in their order.
    fn turned(&self, rows: &[Ix]) -> impl Iterator<Item = Ix> {
        let groups: Vec<&[Ix]> = rows.chunk_by(|a, b| self.rank(a.0) == self.rank(b.0)).collect();
        groups.into_iter().rev().flatten().copied().collect::<Vec<_>>().into_iter()
    }
}

/// The best matches first, the others as they stand.
pub(super) fn best_first(best: &[Ix], rows: &[Ix], size: usize) -> Vec<Ix> {
    let ranked = rows_among(size, best.iter().copied());
    let rest = rows.iter().filter(|ix| !ranked.contains(ix.row()));
    best.iter().chain(rest).copied().collect()
}

/// Kinds in the order in which somebody preparing for a meeting asks for them.
const ASKED: [Kind; 5] = [Kind::Agreement, Kind::Commitment, Kind::Meeting, Kind::Project, Kind::Milestone];

/// What was agreed first, then what was promised, then who met: of each kind the newest first, and what
/// has no date last.
pub(super) fn by_kind(dataset: &Dataset, mut rows: Vec<Ix>) -> Vec<Ix> {
    rows.sort_by_cached_key(|ix| {
        let kind = dataset.kind(*ix).and_then(|kind| ASKED.iter().position(|asked| *asked == kind));
        let begun = begun(dataset, *ix);
        (kind.unwrap_or(ASKED.len()), begun.is_none(), Reverse(begun), *ix)
    });
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn order(ranks: &Ranks, matched: &[u32], descending: bool) -> Vec<u32> {
        let rows: Vec<Ix> = matched.iter().copied().map(Ix).collect();
        let bits = rows_among(ranks.rows.len(), rows.iter().copied());
        ranks.sorted(&rows, &bits, descending).into_iter().map(|ix| ix.0).collect()
    }

    #[test]
    fn undated_ones_come_last_both_ways_and_equal_ones_stay_as_they_were() {
        let ranks = Ranks::of_keys([None, Some(3), Some(1), Some(3), None, Some(2)].into_iter());
        let all = [0, 1, 2, 3, 4, 5];
        assert_eq!(order(&ranks, &all, false), [2, 5, 1, 3, 0, 4]);
        assert_eq!(order(&ranks, &all, true), [1, 3, 5, 2, 0, 4]);
    }

    #[test]
    fn what_lies_before_the_period_comes_after_it_and_the_vaguest_is_last() {
        use km0_core::dataset::open::{SourceFile, load};
        use km0_core::words::Words;
        let dates = ["2008-05", "../2022-04-27", "2021-02-03", "/2022-04-27", "2022-04-27", "2009", "2022-04", "2024"];
        let rows = dates.iter().enumerate().map(|(at, date)| format!("Milestone(id: \"m{at}\", date: \"{date}\"),"));
        let text = format!("[Dataset(id: \"d\", time: \"2020/2025\"), {}]", rows.collect::<String>());
        let dataset = load(&[SourceFile { name: "t.ron".into(), text }], Vec::new()).dataset;
        let words = Words::new(km0_core::model::Lang::En);
        let ranks = Ranks::new(&Reader { dataset: &dataset, words: &words }, Column::Date);
        let told = |descending| -> Vec<&str> {
            order(&ranks, &[0, 1, 2, 3, 4, 5, 6, 7], descending).into_iter().map(|row| dates[row as usize]).collect()
        };
        let in_order = |said: &[&str], wanted: &[&str]| {
            let at: Vec<_> = wanted.iter().map(|one| said.iter().position(|other| other == one)).collect();
            assert!(at.is_sorted(), "{said:?}");
        };
        in_order(&told(false), &["2021-02-03", "2022-04-27", "/2022-04-27", "2022-04", "2024", "2008-05", "2009"]);
        in_order(&told(true), &["2024", "2022-04", "2022-04-27", "2021-02-03", "2009", "2008-05"]);
    }

    #[test]
    fn names_are_sorted_as_in_a_vietnamese_dictionary() {
        let names = ["Đồng Đăng", "", "Bắc Kạn", "Cao Bằng", "bắc kạn"];
        let ranks = Ranks::of_texts(names.into_iter());
        assert_eq!(order(&ranks, &[0, 1, 2, 3, 4], false), [2, 4, 3, 0, 1]);
        assert_eq!(order(&ranks, &[0, 1, 2, 3, 4], true), [0, 3, 2, 4, 1]);
    }

    #[test]
    fn the_best_matches_come_before_the_others() {
        let ix = |rows: &[u32]| rows.iter().copied().map(Ix).collect::<Vec<_>>();
        assert_eq!(best_first(&ix(&[4, 1]), &ix(&[0, 1, 2, 3, 4]), 5), ix(&[4, 1, 0, 2, 3]));
    }

    #[test]
    fn what_has_to_do_with_a_gate_begins_with_what_was_agreed_there() {
        let dataset = km0_core::dataset::builtin().dataset;
        let gate = dataset.ix("tra-linh").unwrap();
        let rows: Vec<Ix> = crate::context::neighbours(&dataset, gate);
        let rows = by_kind(&dataset, rows.into_iter().filter(|ix| dataset.kind(*ix).unwrap().happens()).collect());
        let kinds: Vec<usize> =
            rows.iter().map(|ix| ASKED.iter().position(|kind| dataset.kind(*ix) == Some(*kind)).unwrap()).collect();
        assert!(kinds.is_sorted() && kinds[0] == 0, "{kinds:?}");
        let papers: Vec<_> = rows.iter().take_while(|ix| dataset.kind(**ix) == Some(Kind::Agreement)).collect();
        assert!(papers.len() > 1 && papers.is_sorted_by_key(|ix| Reverse(begun(&dataset, **ix))), "{papers:?}");
    }

    proptest! {
        #[test]
        fn a_part_is_sorted_as_the_whole_is(
            keys in proptest::collection::vec(proptest::option::of(0_u8..5), 0..200),
            some in proptest::collection::btree_set(0_u32..200, 0..200),
            descending: bool,
        ) {
            let ranks = Ranks::of_keys(keys.iter().copied());
            let some: Vec<u32> = some.into_iter().filter(|row| (*row as usize) < keys.len()).collect();
            let mut wanted = some.clone();
            wanted.sort_by(|a, b| {
                let (a, b) = (keys[*a as usize], keys[*b as usize]);
                a.is_none().cmp(&b.is_none()).then(if descending { b.cmp(&a) } else { a.cmp(&b) })
            });
            prop_assert_eq!(order(&ranks, &some, descending), wanted);
        }
    }
}
