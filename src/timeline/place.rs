//! Which row of its lane an event stands in with its whole label, to the right or to the left of
//! its mark. Pure geometry, in points.

use egui::Rangef;

/// Half the size of a mark.
pub(super) const MARK: f32 = 5.0;
/// Between a mark and its label.
const GAP: f32 = 5.0;
/// Between things in a row.
const APART: f32 = 8.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LabelSide {
    Right,
    Left,
}

/// What an event needs of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Need {
    pub mark: f32,
    /// The time it takes, as far as it is in view.
    pub band: Rangef,
    /// Of its whole label.
    pub width: f32,
    /// The label may cover the end of the band, as a card does.
    pub over: bool,
}

/// Where it has found room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RowSpot {
    pub row: usize,
    pub side: LabelSide,
    /// The left edge of its label.
    pub text: f32,
}

impl Need {
    /// Where the label begins on a side: on the band, where all of it fits there, else beside it.
    fn label_left(self, side: LabelSide) -> f32 {
        let (left, right) = (self.mark - MARK - GAP, self.mark + MARK + GAP);
        match side {
            LabelSide::Right if self.over || right + self.width <= self.band.max => right,
            LabelSide::Right => right.max(self.band.max + GAP),
            LabelSide::Left if self.over || left - self.width >= self.band.min => left - self.width,
            LabelSide::Left => left.min(self.band.min - GAP) - self.width,
        }
    }

    /// What is left of the label where its whole has room on neither side of the mark; the whole where that is too
    /// little to be read.
    pub(super) fn shortened(self, edges: Rangef) -> Self {
        const READABLE: f32 = 120.0;
        let (left, right) = (self.mark - MARK - GAP, self.mark + MARK + GAP);
        let room = (edges.max - right.max(self.band.max + GAP))
            .max(left.min(self.band.min - GAP) - edges.min)
            .max(self.band.max - right);
        Self { width: if room < READABLE { self.width } else { self.width.min(room) }, ..self }
    }

    /// All that it takes of a row with its label on a side.
    pub(super) fn extent(self, text: f32) -> Rangef {
        let left = (self.mark - MARK).min(self.band.min).min(text);
        let right = (self.mark + MARK).max(self.band.max).max(text + self.width);
        Rangef::new(left, right)
    }
}

/// The rows of a lane while they are filled.
#[derive(Clone, Debug)]
pub(super) struct LaneRows {
    /// Where labels may stand.
    edges: Rangef,
    most: usize,
    taken: Vec<Vec<Rangef>>,
}

impl LaneRows {
    pub(super) fn new(edges: Rangef, most: usize) -> Self {
        Self { edges, most, taken: Vec::new() }
    }

    /// How many hold anything.
    pub(super) fn used(&self) -> usize {
        self.taken.len()
    }

    /// Puts it into the first row that has room for it, or not at all.
    pub(super) fn put(&mut self, need: Need) -> Option<RowSpot> {
        (0..self.most).find_map(|row| {
            self.put_at(need, row, LabelSide::Right).or_else(|| self.put_at(need, row, LabelSide::Left))
        })
    }

    /// Puts it into a row, if there is room.
    pub(super) fn put_at(&mut self, need: Need, row: usize, side: LabelSide) -> Option<RowSpot> {
        let text = need.label_left(side);
        if row >= self.most || text < self.edges.min || text + need.width > self.edges.max {
            return None;
        }
        let extent = need.extent(text);
        let free = |other: &Rangef| extent.max + APART <= other.min || other.max + APART <= extent.min;
        if !self.taken.get(row).is_none_or(|row| row.iter().all(free)) {
            return None;
        }
        if self.taken.len() <= row {
            self.taken.resize(row + 1, Vec::new());
        }
        self.taken.get_mut(row)?.push(extent);
        Some(RowSpot { row, side, text })
    }
}

#[cfg(test)]
mod tests {
    // whole numbers of points come out exactly
    #![allow(clippy::float_cmp)]

    use super::*;

    fn need(mark: f32, width: f32) -> Need {
        Need { mark, band: Rangef::point(mark), width, over: false }
    }

    #[test]
    fn a_label_stands_right_of_its_mark_else_left_else_in_the_next_row() {
        let mut rows = LaneRows::new(Rangef::new(0.0, 300.0), 2);
        assert_eq!(rows.put(need(20.0, 100.0)).unwrap(), RowSpot { row: 0, side: LabelSide::Right, text: 30.0 });
        assert_eq!(rows.put(need(280.0, 100.0)).unwrap(), RowSpot { row: 0, side: LabelSide::Left, text: 170.0 });
        assert_eq!(rows.put(need(40.0, 100.0)).unwrap().row, 1);
        assert_eq!(rows.put(need(30.0, 200.0)), None, "no row has room for all of it");
        assert_eq!(rows.used(), 2);
    }

    #[test]
    fn a_label_that_the_edge_would_cut_is_not_there() {
        let mut rows = LaneRows::new(Rangef::new(0.0, 100.0), 3);
        assert_eq!(rows.put(need(50.0, 80.0)), None);
        assert_eq!(rows.used(), 0);
    }

    #[test]
    fn what_has_to_be_named_is_shortened_to_the_wider_side() {
        let edges = Rangef::new(0.0, 300.0);
        assert_eq!(need(100.0, 80.0).shortened(edges).width, 80.0);
        let short = need(100.0, 400.0).shortened(edges);
        assert_eq!(short.width, 190.0);
        assert_eq!(LaneRows::new(edges, 1).put(short).unwrap().side, LabelSide::Right);
        assert_eq!(need(100.0, 400.0).shortened(Rangef::new(0.0, 200.0)).width, 400.0, "too little to be read");
    }

    #[test]
    fn a_label_stands_on_a_band_that_holds_all_of_it_else_beside_it() {
        let mut rows = LaneRows::new(Rangef::new(0.0, 400.0), 1);
        let need = Need { mark: 10.0, band: Rangef::new(5.0, 200.0), width: 60.0, over: false };
        assert_eq!(rows.put(need).unwrap().text, 20.0);
        let short = Need { mark: 10.0, band: Rangef::new(5.0, 60.0), width: 60.0, over: false };
        assert_eq!(LaneRows::new(Rangef::new(0.0, 400.0), 1).put(short).unwrap().text, 65.0);
        let card = Need { over: true, ..short };
        assert_eq!(LaneRows::new(Rangef::new(0.0, 400.0), 1).put(card).unwrap().text, 20.0, "a card covers it");
        let after = Need { mark: 150.0, band: Rangef::point(150.0), width: 10.0, over: false };
        assert_eq!(rows.put(after), None, "the band has the row");
    }
}
