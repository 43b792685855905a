//! The rows of a table by the groups that they are in.

use std::collections::HashMap;

use super::super::sheet::{BoardGroup, LAST};
use crate::ui::table::{GroupHead, TableLines};
use km0_core::dataset::Ix;
use km0_core::words::collate;

/// Points that a row is high where a sheet says nothing else: two lines of text.
pub(in crate::boards) const ROW: f32 = 42.0;
/// Points that the head of a group is high.
pub(super) const HEAD: f32 = 28.0;

/// By which column rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ColumnOrder {
    pub(super) column: usize,
    pub(super) descending: bool,
}

/// The rows of a sorted whole that match. What has nothing to go by comes last, whichever way the
/// `known` first ones are sorted.
pub(super) fn matching(whole: &[Ix], known: usize, descending: bool, matches: impl Fn(Ix) -> bool) -> Vec<Ix> {
    let (first, rest) = whole.split_at(known.min(whole.len()));
    let mut rows: Vec<Ix> = first.iter().copied().filter(|ix| matches(*ix)).collect();
    if descending {
        rows.reverse();
    }
    rows.extend(rest.iter().copied().filter(|ix| matches(*ix)));
    rows
}

/// The rows by group, in their order within each. A record of several groups stands in all of
/// them; one of none in the last, which is called `none`.
pub(super) fn grouped<'a>(
    rows: &[Ix],
    groups: impl Fn(Ix) -> Vec<BoardGroup<'a>>,
    none: &'a str,
    is_folded: impl Fn(&str) -> bool,
) -> TableLines<Ix> {
    let mut found: Vec<(BoardGroup<'a>, Vec<Ix>)> = Vec::new();
    let mut places: HashMap<(u32, String), usize> = HashMap::new();
    for ix in rows {
        let mut own = groups(*ix);
        if own.is_empty() {
            own.push(BoardGroup { rank: LAST, id: "".into(), title: none.into() });
        }
        for group in own {
            let place = *places.entry((group.rank, group.id.clone().into_owned())).or_insert(found.len());
            if place == found.len() {
                found.push((group, Vec::new()));
            }
            if let Some((_, members)) = found.get_mut(place).filter(|(_, members)| members.last() != Some(ix)) {
                members.push(*ix);
            }
        }
    }
    found.sort_by_cached_key(|(group, _)| {
        let mut name = Vec::new();
        collate::push(&group.title, &mut name);
        (group.rank, name, group.id.clone().into_owned())
    });
    let (mut shown, mut heads) = (Vec::new(), Vec::new());
    for (group, members) in found {
        let open = !is_folded(&group.id);
        let (id, title) = (group.id.into_owned(), group.title.into_owned());
        heads.push(GroupHead { id, title, at: shown.len(), count: members.len(), open });
        if open {
            shown.extend(members);
        }
    }
    TableLines::new(shown, heads, HEAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(rank: u32, id: &'static str) -> BoardGroup<'static> {
        BoardGroup { rank, id: id.into(), title: id.into() }
    }

    /// Numbers by the parity and by whether three divides them; 0 is in no group.
    fn groups(ix: Ix) -> Vec<BoardGroup<'static>> {
        let parity = if ix.0.is_multiple_of(2) { "even" } else { "odd" };
        let three = ix.0.is_multiple_of(3).then(|| group(0, "three"));
        if ix.0 == 0 { Vec::new() } else { std::iter::once(group(1, parity)).chain(three).collect() }
    }

    fn titles(lines: &TableLines<Ix>) -> Vec<(&str, usize)> {
        lines.heads.iter().map(|head| (head.title.as_str(), head.count)).collect()
    }

    #[test]
    fn a_record_of_two_groups_stands_in_both_and_is_counted_once() {
        let rows: Vec<Ix> = (0..7).map(Ix).collect();
        let lines = grouped(&rows, groups, "none", |_| false);
        assert_eq!(titles(&lines), [("three", 2), ("even", 3), ("odd", 3), ("none", 1)]);
        assert_eq!(lines.rows.len(), 9);
    }

    #[test]
    fn what_is_folded_shows_its_head_and_its_count() {
        let rows: Vec<Ix> = (1..7).map(Ix).collect();
        let lines = grouped(&rows, groups, "none", |id| id == "even");
        assert_eq!(titles(&lines), [("three", 2), ("even", 3), ("odd", 3)]);
        assert_eq!(lines.rows.len(), 5, "of the two that are open");
    }

    #[test]
    fn what_has_nothing_to_go_by_stays_last_both_ways() {
        let whole: Vec<Ix> = (0..6).map(Ix).collect();
        let order = |descending| matching(&whole, 4, descending, |ix| ix.0 != 2).into_iter().map(|ix| ix.0);
        assert!(order(false).eq([0, 1, 3, 4, 5]));
        assert!(order(true).eq([3, 1, 0, 4, 5]));
    }
}
