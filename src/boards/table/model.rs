//! The lines of a table: rows, and the heads of groups.

use std::collections::HashMap;

use super::super::sheet::{Group, LAST};
use km0_core::dataset::Ix;
use km0_core::words::collate;

/// Points that a row is high where a sheet says nothing else: two lines of text.
pub(in crate::boards) const ROW: f32 = 42.0;
/// Points that the head of a group is high.
pub(super) const HEAD: f32 = 28.0;

/// By which column rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) column: usize,
    pub(super) descending: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The head of this section.
    Head(usize),
    Row(Ix),
}

/// Rows that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) count: usize,
    pub(super) open: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lines {
    all: Vec<Line>,
    sections: Vec<Section>,
    /// Points from the first line's top to each line's, and to the end of the last.
    tops: Vec<f64>,
    /// Records, each counted once.
    records: usize,
    /// Points that a row is high.
    row: f32,
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

impl Lines {
    pub(super) fn flat(rows: Vec<Ix>) -> Self {
        let records = rows.len();
        Self::of(rows.into_iter().map(Line::Row).collect(), Vec::new(), records)
    }

    /// The rows by group, in their order within each. A record of several groups stands in all of
    /// them; one of none in the last, which is called `none`.
    pub(super) fn grouped<'a>(
        rows: &[Ix],
        groups: impl Fn(Ix) -> Vec<Group<'a>>,
        none: &'a str,
        is_folded: impl Fn(&str) -> bool,
    ) -> Self {
        let mut found: Vec<(Group<'a>, Vec<Ix>)> = Vec::new();
        let mut places: HashMap<(u32, String), usize> = HashMap::new();
        for ix in rows {
            let mut own = groups(*ix);
            if own.is_empty() {
                own.push(Group { rank: LAST, id: "".into(), title: none.into() });
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
        let (mut lines, mut sections) = (Vec::new(), Vec::new());
        for (group, members) in found {
            let open = !is_folded(&group.id);
            lines.push(Line::Head(sections.len()));
            sections.push(Section {
                id: group.id.into_owned(),
                title: group.title.into_owned(),
                count: members.len(),
                open,
            });
            if open {
                lines.extend(members.into_iter().map(Line::Row));
            }
        }
        Self::of(lines, sections, rows.len())
    }

    fn of(lines: Vec<Line>, sections: Vec<Section>, records: usize) -> Self {
        Self { all: lines, sections, tops: Vec::new(), records, row: ROW }.with_rows(ROW)
    }

    /// With rows so many points high.
    pub(super) fn with_rows(mut self, row: f32) -> Self {
        self.row = row;
        let mut top = 0.0;
        let mut tops = Vec::with_capacity(self.all.len() + 1);
        for line in &self.all {
            tops.push(top);
            top += f64::from(self.line_height(*line));
        }
        tops.push(top);
        self.tops = tops;
        self
    }

    pub(super) fn line_height(&self, line: Line) -> f32 {
        match line {
            Line::Head(_) => HEAD,
            Line::Row(_) => self.row,
        }
    }

    pub(super) fn row_height(&self) -> f32 {
        self.row
    }

    pub(super) fn lines(&self) -> &[Line] {
        &self.all
    }

    pub(super) fn section(&self, at: usize) -> Option<&Section> {
        self.sections.get(at)
    }

    /// How many records there are, folded away or not.
    pub(super) fn records(&self) -> usize {
        self.records
    }

    /// Points that all lines are high.
    pub(super) fn height(&self) -> f64 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// Points from the first line's top to this one's.
    pub(super) fn top(&self, at: usize) -> f64 {
        self.tops.get(at).copied().unwrap_or(0.0)
    }

    /// The lines that show between two heights.
    pub(super) fn within(&self, from: f64, to: f64) -> std::ops::Range<usize> {
        let first = self.tops.partition_point(|top| *top <= from).saturating_sub(1);
        let end = self.tops.partition_point(|top| *top < to).min(self.all.len());
        first..end.max(first)
    }

    /// The records in order, each line of one.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, Ix)> + '_ {
        self.all.iter().enumerate().filter_map(|(at, line)| match line {
            Line::Row(ix) => Some((at, *ix)),
            Line::Head(_) => None,
        })
    }

    /// The line of a record: the one at `near` where that is it, else the first.
    pub(super) fn line_of(&self, ix: Ix, near: Option<usize>) -> Option<usize> {
        let is_it = |at: &usize| self.all.get(*at) == Some(&Line::Row(ix));
        near.filter(is_it).or_else(|| self.rows().find(|(_, row)| *row == ix).map(|(at, _)| at))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn group(rank: u32, id: &'static str) -> Group<'static> {
        Group { rank, id: id.into(), title: id.into() }
    }

    /// Numbers by the parity and by whether three divides them; 0 is in no group.
    fn groups(ix: Ix) -> Vec<Group<'static>> {
        let parity = if ix.0.is_multiple_of(2) { "even" } else { "odd" };
        let three = ix.0.is_multiple_of(3).then(|| group(0, "three"));
        if ix.0 == 0 { Vec::new() } else { std::iter::once(group(1, parity)).chain(three).collect() }
    }

    fn titles(lines: &Lines) -> Vec<(&str, usize)> {
        lines.sections.iter().map(|section| (section.title.as_str(), section.count)).collect()
    }

    #[test]
    fn a_record_of_two_groups_stands_in_both_and_is_counted_once() {
        let rows: Vec<Ix> = (0..7).map(Ix).collect();
        let lines = Lines::grouped(&rows, groups, "none", |_| false);
        assert_eq!(titles(&lines), [("three", 2), ("even", 3), ("odd", 3), ("none", 1)]);
        assert_eq!(lines.records(), 7);
        assert_eq!(lines.rows().count(), 9);
    }

    #[test]
    fn what_is_folded_shows_its_head_and_its_count() {
        let rows: Vec<Ix> = (1..7).map(Ix).collect();
        let lines = Lines::grouped(&rows, groups, "none", |id| id == "even");
        assert_eq!(titles(&lines), [("three", 2), ("even", 3), ("odd", 3)]);
        assert_eq!(lines.lines().iter().filter(|line| matches!(line, Line::Row(_))).count(), 5);
    }

    #[test]
    fn what_has_nothing_to_go_by_stays_last_both_ways() {
        let whole: Vec<Ix> = (0..6).map(Ix).collect();
        let order = |descending| matching(&whole, 4, descending, |ix| ix.0 != 2).into_iter().map(|ix| ix.0);
        assert!(order(false).eq([0, 1, 3, 4, 5]));
        assert!(order(true).eq([3, 1, 0, 4, 5]));
    }

    #[test]
    fn a_record_is_found_where_the_person_is_rather_than_where_it_stands_first() {
        let rows: Vec<Ix> = (1..7).map(Ix).collect();
        let lines = Lines::grouped(&rows, groups, "none", |_| false);
        let places: Vec<usize> = lines.rows().filter(|(_, ix)| ix.0 == 3).map(|(at, _)| at).collect();
        assert_eq!(lines.line_of(Ix(3), None), Some(places[0]));
        assert_eq!(lines.line_of(Ix(3), Some(places[1])), Some(places[1]));
        assert_eq!(lines.line_of(Ix(9), Some(0)), None);
    }

    proptest! {
        #[test]
        fn the_lines_within_a_height_are_those_that_show_there(
            count in 0_u32..60, from in -10.0..3_000.0_f64, high in 0.0..900.0_f64
        ) {
            let rows: Vec<Ix> = (0..count).map(Ix).collect();
            let lines = Lines::grouped(&rows, groups, "none", |_| false);
            let seen = lines.within(from, from + high);
            prop_assert!(seen.end <= lines.lines().len());
            for (at, line) in lines.lines().iter().enumerate() {
                let (top, bottom) = (lines.top(at), lines.top(at) + f64::from(lines.line_height(*line)));
                let shows = bottom > from && top < from + high;
                prop_assert!(!shows || seen.contains(&at), "{} of {:?}", at, seen);
                prop_assert!(shows || !seen.contains(&at) || bottom >= from && top <= from + high || seen.len() == 1);
            }
        }
    }
}
