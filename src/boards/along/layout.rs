//! Where columns, rows and marks of the board stand. Points from the upper left of the rows.

use km0_core::pages::along::Along;

/// Points that the head of a province is high.
pub(super) const HEAD: f32 = 19.0;
/// Points that a row is high, at least and at most.
pub(super) const ROW: (f32, f32) = (20.0, 34.0);
/// Points that a row is high at least on paper, which is looked at from nearer.
const PRINTED: f32 = 17.0;
/// Rows from which on a class is written in its band.
const WRITTEN: f32 = 28.0;
/// Points between the parts of a row.
const PAD: f32 = 8.0;
/// Points that a column of counts is wide.
const COUNT: f32 = 37.0;
/// Of the bands, before columns of counts give way to them.
const LANE: f32 = 210.0;

/// Left and right ends of the columns.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AlongColumns {
    pub(super) name: [f32; 2],
    pub(super) lane: [f32; 2],
    /// Of each kind that is counted; empty where there is no room.
    pub(super) counts: Vec<[f32; 2]>,
}

impl AlongColumns {
    /// `name` is what the widest name takes.
    pub(super) fn fit(width: f32, name: f32, kinds: usize) -> Self {
        let name = name.min(width * 0.36);
        let left = name + PAD;
        let counted = COUNT * kinds as f32;
        let shown = width - left - counted - PAD >= LANE;
        let right = if shown { width - counted - PAD } else { width - PAD };
        let counts = if shown { kinds } else { 0 };
        let count = |n: usize| {
            let from = right + PAD + n as f32 * COUNT;
            [from, from + COUNT]
        };
        Self { name: [0.0, name], lane: [left, right.max(left + 1.0)], counts: (0..counts).map(count).collect() }
    }
}

/// What stands in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AlongLine {
    /// The head of a group, by its place.
    Head(usize),
    Row(usize),
}

/// The lines from the top down.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct AlongLines {
    all: Vec<AlongLine>,
    /// Where each begins, and where the last ends.
    tops: Vec<f32>,
    /// Points that a row is high.
    pub(super) row: f32,
}

impl AlongLines {
    /// As high as there is room for, within reason.
    pub(super) fn new(along: &Along, room: f32, paper: bool) -> Self {
        let heads = HEAD * along.groups.len() as f32;
        let row =
            ((room - heads) / along.rows.len().max(1) as f32).floor().clamp(if paper { PRINTED } else { ROW.0 }, ROW.1);
        let mut lines = Vec::new();
        let mut groups = along.groups.iter().enumerate().peekable();
        for at in 0..along.rows.len() {
            if let Some((group, _)) = groups.next_if(|(_, group)| group.rows.start == at) {
                lines.push(AlongLine::Head(group));
            }
            lines.push(AlongLine::Row(at));
        }
        let mut tops = vec![0.0];
        let mut top = 0.0;
        for line in &lines {
            top += if matches!(line, AlongLine::Head(_)) { HEAD } else { row };
            tops.push(top);
        }
        Self { all: lines, tops, row }
    }

    pub(super) fn total(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// The lines that show between two heights, each with its top.
    pub(super) fn within(&self, from: f32, to: f32) -> impl Iterator<Item = (AlongLine, f32)> + '_ {
        let first = self.tops.partition_point(|top| *top <= from).saturating_sub(1);
        let shown = self.all.iter().zip(&self.tops).skip(first);
        shown.take_while(move |(_, top)| **top < to).map(|(line, top)| (*line, *top))
    }

    /// Where a row begins.
    pub(super) fn top(&self, row: usize) -> Option<f32> {
        let at = self.all.iter().position(|line| *line == AlongLine::Row(row))?;
        self.tops.get(at).copied()
    }

    /// How far to scroll so that a row is in view with the head of its group; none when it is.
    pub(super) fn offset_for(&self, row: usize, offset: f32, high: f32) -> Option<f32> {
        let top = self.top(row)?;
        if top - HEAD < offset {
            Some((top - HEAD).max(0.0))
        } else {
            (top + self.row > offset + high).then_some(top + self.row - high)
        }
    }
}

/// The bands of a row, in points from its top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bands {
    pub(super) class: [f32; 2],
    pub(super) status: [f32; 2],
    /// Whether classes are written in theirs.
    pub(super) written: bool,
}

impl Bands {
    pub(super) fn of(row: f32) -> Self {
        let written = row >= WRITTEN;
        let class = if written { 13.0 } else { 4.5 };
        Self { class: [2.0, 2.0 + class], status: [3.5 + class, row - 2.0], written }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::OwnedViewCtx;
    use km0_core::model::Lang;
    use km0_core::pages::along::{GateOrder, along, clusters};

    fn model() -> Along {
        let world = OwnedViewCtx::of_builtin(Lang::Vi);
        along(&world.ctx().reader(), &|_| true, GateOrder::Place)
    }

    #[test]
    fn counts_give_way_to_the_bands_and_names_to_neither() {
        let wide = AlongColumns::fit(900.0, 240.0, 3);
        assert_eq!((wide.name, wide.counts.len()), ([0.0, 240.0], 3));
        assert!((wide.counts[2][1] - 900.0).abs() < 0.01 && wide.lane[1] < wide.counts[0][0]);
        let narrow = AlongColumns::fit(420.0, 240.0, 3);
        assert!(narrow.counts.is_empty() && narrow.lane[1] > narrow.lane[0]);
        assert!(narrow.name[1] <= 420.0 * 0.36);
    }

    #[test]
    fn a_province_and_its_neighbours_are_in_view_on_a_small_screen() {
        let along = model();
        let lines = AlongLines::new(&along, 600.0, false);
        assert!((lines.row - ROW.0).abs() < 0.01);
        for group in 0..along.groups.len() {
            let near = &along.groups[group.saturating_sub(1)..(group + 2).min(along.groups.len())];
            let rows: usize = near.iter().map(|group| group.rows.len()).sum();
            let high = rows as f32 * lines.row + near.len() as f32 * HEAD;
            assert!(high <= 600.0, "{}: {rows} rows, {high} points", along.groups[group].title);
        }
    }

    #[test]
    fn only_lines_in_view_are_taken_and_a_row_comes_into_view_with_its_head() {
        let along = model();
        let lines = AlongLines::new(&along, 300.0, false);
        assert_eq!(lines.within(0.0, 1.0).map(|(line, _)| line).collect::<Vec<_>>(), [AlongLine::Head(0)]);
        let all = lines.within(0.0, f32::INFINITY).count();
        assert_eq!(all, along.rows.len() + along.groups.len());
        let seen: Vec<(AlongLine, f32)> = lines.within(HEAD + 1.0, HEAD + lines.row).collect();
        assert_eq!(seen, [(AlongLine::Row(0), HEAD)]);
        assert_eq!(lines.offset_for(0, 0.0, 300.0), None);
        assert_eq!(lines.offset_for(0, 200.0, 300.0), Some(0.0));
        let last = along.rows.len() - 1;
        assert_eq!(lines.offset_for(last, 0.0, 300.0), Some(lines.total() - 300.0));
    }

    #[test]
    fn no_mark_covers_another_and_none_is_lost() {
        let along = model();
        for wide in [80.0, 360.0, 1_400.0] {
            let x = |time: f64| ((time - along.span[0]) / (along.span[1] - along.span[0]) * wide) as f32;
            for row in &along.rows {
                let clusters = clusters(&row.marks, along.span, &x);
                assert!(clusters.windows(2).all(|pair| pair[0].right() <= pair[1].left()), "{}", row.name);
                let told: usize = clusters.iter().flat_map(|one| &one.signs).map(|sign| sign.count).sum();
                let inside = row.marks.iter().filter(|mark| (along.span[0]..=along.span[1]).contains(&mark.at));
                assert_eq!(told, inside.count(), "{}", row.name);
            }
        }
    }
}
