//! Where the rows lie above each other, and the heads of groups among them.

use km0_core::dataset::Ix;
use km0_core::model::Kind;

/// Points that the head of a group is high.
pub(super) const HEAD: f32 = 32.0;

/// The head of a group, above the row at `at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) kind: Kind,
    pub(super) at: usize,
    /// Records of the group, shown or folded away.
    pub(super) count: usize,
    pub(super) open: bool,
}

/// The rows from top to bottom. Heights are known of all or the same for all, so that finding the
/// ones in view costs the same however many there are.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    pub(super) rows: Vec<Ix>,
    /// In order; a few.
    pub(super) heads: Vec<Head>,
    /// Without heads: where each row begins, and where the last ends. Empty where rows are even.
    tops: Vec<f64>,
    even: f32,
}

impl Lines {
    #[must_use]
    pub(super) fn new(rows: Vec<Ix>, heads: Vec<Head>) -> Self {
        Self { rows, heads, ..Self::default() }
    }

    /// Every row so many points high.
    pub(super) fn lay_even(&mut self, high: f32) {
        self.even = high;
        self.tops.clear();
    }

    /// Every row as high as is said of it.
    pub(super) fn lay(&mut self, mut high: impl FnMut(Ix) -> f32) {
        let mut top = 0.0;
        self.tops = Vec::with_capacity(self.rows.len() + 1);
        for ix in &self.rows {
            self.tops.push(top);
            top += f64::from(high(*ix));
        }
        self.tops.push(top);
    }

    fn base(&self, row: usize) -> f64 {
        self.tops.get(row).copied().unwrap_or_else(|| row as f64 * f64::from(self.even))
    }

    /// Points from the top of all to the row's.
    pub(super) fn top(&self, row: usize) -> f64 {
        let above = self.heads.iter().filter(|head| head.at <= row).count();
        self.base(row) + above as f64 * f64::from(HEAD)
    }

    pub(super) fn row_height(&self, row: usize) -> f32 {
        (self.base(row + 1) - self.base(row)) as f32
    }

    /// Points from the top of all to a head's.
    pub(super) fn head_top(&self, which: usize) -> f64 {
        let at = self.heads.get(which).map_or(0, |head| head.at);
        self.base(at) + which as f64 * f64::from(HEAD)
    }

    /// Points that all lines are high.
    pub(super) fn height(&self) -> f64 {
        self.base(self.rows.len()) + self.heads.len() as f64 * f64::from(HEAD)
    }

    /// The first row that ends below a height.
    pub(super) fn first_below(&self, y: f64) -> usize {
        let (mut from, mut to) = (0, self.rows.len());
        while from < to {
            let middle = from + (to - from) / 2;
            if self.top(middle) + f64::from(self.row_height(middle)) <= y {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }
}

#[cfg(test)]
mod tests {
    // whole numbers of points come out exactly
    #![allow(clippy::float_cmp)]

    use super::*;

    fn lines(even: bool) -> Lines {
        let head = |kind, at| Head { kind, at, count: 2, open: true };
        let rows = (0..4).map(Ix).collect();
        let mut lines = Lines::new(rows, vec![head(Kind::Gate, 0), head(Kind::Place, 2), head(Kind::Person, 4)]);
        if even {
            lines.lay_even(40.0);
        } else {
            lines.lay(|ix| 30.0 + 10.0 * ix.0 as f32);
        }
        lines
    }

    #[test]
    fn rows_lie_below_the_heads_of_their_groups() {
        let even = lines(true);
        assert_eq!([0, 1, 2, 3].map(|row| even.top(row)), [32.0, 72.0, 144.0, 184.0]);
        assert_eq!([0, 1, 2].map(|head| even.head_top(head)), [0.0, 112.0, 224.0]);
        assert_eq!(even.height(), 256.0);
        let own = lines(false);
        assert_eq!([0, 1, 2, 3].map(|row| own.top(row)), [32.0, 62.0, 134.0, 184.0]);
        assert_eq!(own.height(), 276.0);
        assert_eq!(own.row_height(3), 60.0);
    }

    #[test]
    fn the_first_row_in_view_is_the_first_that_ends_below_its_top() {
        for lines in [lines(true), lines(false)] {
            for y in 0..300 {
                let y = f64::from(y);
                let ends = |row: &usize| lines.top(*row) + f64::from(lines.row_height(*row)) > y;
                assert_eq!(lines.first_below(y), (0..4).find(ends).unwrap_or(4), "{y}");
            }
        }
    }
}
