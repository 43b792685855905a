//! Where the rows of a table lie above each other, and the heads of groups among them.

/// The head of a group, above the row at `at`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupHead {
    /// Tells it from all others.
    pub id: String,
    pub title: String,
    pub at: usize,
    /// Rows of the group, shown or folded away.
    pub count: usize,
    pub open: bool,
}

/// The rows from top to bottom. Heights are known of all or the same for all, so that finding the
/// ones in view costs the same however many there are.
#[derive(Clone, Debug, PartialEq)]
pub struct TableLines<R> {
    /// One may stand in several groups.
    pub rows: Vec<R>,
    /// In order; a few.
    pub heads: Vec<GroupHead>,
    /// Points that a head is high.
    pub head_high: f32,
    /// Without heads: where each row begins, and where the last ends. Empty where rows are even.
    tops: Vec<f64>,
    even: f32,
}

impl<R> Default for TableLines<R> {
    fn default() -> Self {
        Self::new(Vec::new(), Vec::new(), 0.0)
    }
}

impl<R> TableLines<R> {
    pub fn new(rows: Vec<R>, heads: Vec<GroupHead>, head_high: f32) -> Self {
        Self { rows, heads, head_high, tops: Vec::new(), even: 0.0 }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.heads.is_empty()
    }

    /// Every row so many points high.
    pub fn lay_even(&mut self, high: f32) {
        self.even = high;
        self.tops.clear();
    }

    /// Every row as high as is said of it.
    pub fn lay(&mut self, mut high: impl FnMut(&R) -> f32) {
        let mut top = 0.0;
        self.tops = Vec::with_capacity(self.rows.len() + 1);
        for row in &self.rows {
            self.tops.push(top);
            top += f64::from(high(row));
        }
        self.tops.push(top);
    }

    fn base(&self, row: usize) -> f64 {
        self.tops.get(row).copied().unwrap_or_else(|| row as f64 * f64::from(self.even))
    }

    /// How many heads stand above a row.
    pub fn heads_above(&self, row: usize) -> usize {
        self.heads.partition_point(|head| head.at <= row)
    }

    /// Points from the top of all to the row's.
    pub fn top(&self, row: usize) -> f64 {
        self.base(row) + self.heads_above(row) as f64 * f64::from(self.head_high)
    }

    pub fn row_height(&self, row: usize) -> f32 {
        (self.base(row + 1) - self.base(row)) as f32
    }

    /// Points from the top of all to a head's.
    pub fn head_top(&self, which: usize) -> f64 {
        let at = self.heads.get(which).map_or(0, |head| head.at);
        self.base(at) + which as f64 * f64::from(self.head_high)
    }

    /// Points that all lines are high.
    pub fn height(&self) -> f64 {
        self.base(self.rows.len()) + self.heads.len() as f64 * f64::from(self.head_high)
    }

    /// The first row that ends below a height.
    pub fn first_below(&self, y: f64) -> usize {
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

impl<R: PartialEq> TableLines<R> {
    /// Where a row stands: at `near` if it does so there, else where it does first.
    pub fn place_of(&self, row: &R, near: Option<usize>) -> Option<usize> {
        let near = near.filter(|at| self.rows.get(*at) == Some(row));
        near.or_else(|| self.rows.iter().position(|other| other == row))
    }
}

#[cfg(test)]
mod tests {
    // whole numbers of points come out exactly
    #![allow(clippy::float_cmp)]

    use super::*;

    fn lines(even: bool) -> TableLines<u32> {
        let head = |id: &str, at| GroupHead { id: id.to_owned(), title: String::new(), at, count: 2, open: true };
        let mut lines = TableLines::new((0..4).collect(), vec![head("a", 0), head("b", 2), head("c", 4)], 32.0);
        if even {
            lines.lay_even(40.0);
        } else {
            lines.lay(|row| 30.0 + 10.0 * *row as f32);
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

    #[test]
    fn a_row_is_found_where_the_person_is_rather_than_where_it_stands_first() {
        let lines = TableLines::new(vec![1, 2, 3, 2], Vec::new(), 0.0);
        assert_eq!(lines.place_of(&2, None), Some(1));
        assert_eq!(lines.place_of(&2, Some(3)), Some(3));
        assert_eq!(lines.place_of(&9, Some(0)), None);
    }
}
