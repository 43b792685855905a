//! Which columns the table has, how wide they are, and where they lie.

use serde::{Deserialize, Serialize};

use super::order::ListOrder;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Column {
    Kind,
    #[default]
    Date,
    Name,
    /// The gates and places that the record names.
    Place,
    Side,
    Mechanism,
    Topics,
    /// How many sources it cites.
    Sources,
    Layer,
    Confidence,
    Id,
}

impl Column {
    pub const ALL: [Self; 11] = [
        Self::Kind,
        Self::Name,
        Self::Date,
        Self::Place,
        Self::Side,
        Self::Mechanism,
        Self::Topics,
        Self::Sources,
        Self::Layer,
        Self::Confidence,
        Self::Id,
    ];

    /// The message that is its title.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Kind => "list-kind",
            Self::Date => "list-date",
            Self::Name => "list-name",
            Self::Place => "list-place",
            Self::Side => "list-side",
            Self::Mechanism => "list-mechanism",
            Self::Topics => "list-topics",
            Self::Sources => "list-sources",
            Self::Layer => "list-layer",
            Self::Confidence => "list-confidence",
            Self::Id => "list-id",
        }
    }

    /// Points, at first.
    fn width(self) -> f32 {
        match self {
            Self::Kind => 26.0,
            Self::Date | Self::Side | Self::Confidence => 92.0,
            Self::Name => 120.0,
            Self::Place | Self::Mechanism | Self::Topics => 150.0,
            Self::Sources => 58.0,
            Self::Layer | Self::Id => 110.0,
        }
    }

    fn least(self) -> f32 {
        if self == Self::Kind { 26.0 } else { 44.0 }
    }
}

/// A column that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShownColumn {
    pub column: Column,
    /// Points. The name takes more where there is room.
    pub width: f32,
}

/// How the table is set up; remembered from one run to the next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListSetup {
    /// From left to right; never empty, none twice.
    columns: Vec<ShownColumn>,
    pub order: ListOrder,
    /// Columns, for who wants them, instead of rows of two lines.
    pub table: bool,
}

impl Default for ListSetup {
    fn default() -> Self {
        let columns = [Column::Kind, Column::Name, Column::Date];
        Self { columns: columns.map(shown).to_vec(), order: ListOrder::default(), table: false }
    }
}

fn shown(column: Column) -> ShownColumn {
    ShownColumn { column, width: column.width() }
}

/// The widest a column can be made, in points.
const WIDEST: f32 = 900.0;

impl ListSetup {
    pub fn columns(&self) -> &[ShownColumn] {
        &self.columns
    }

    /// As it was read from a file that anybody can edit, made to hold together.
    pub fn mended(mut self) -> Self {
        let mut seen = Vec::new();
        self.columns.retain(|shown| {
            let first = !seen.contains(&shown.column);
            seen.push(shown.column);
            first && shown.width.is_finite()
        });
        for shown in &mut self.columns {
            shown.width = shown.width.clamp(shown.column.least(), WIDEST);
        }
        if self.columns.is_empty() {
            self.columns = Self::default().columns;
        }
        self
    }

    pub fn has(&self, column: Column) -> bool {
        self.at(column).is_some()
    }

    fn at(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|shown| shown.column == column)
    }

    /// Shows a column at the right end, or puts it away unless it is the last there is.
    pub fn toggle(&mut self, column: Column) {
        match self.at(column) {
            Some(at) if self.columns.len() > 1 => drop(self.columns.remove(at)),
            Some(_) => {}
            None => self.columns.push(shown(column)),
        }
    }

    /// Columns and widths as at first. The order of rows stays.
    pub fn reset(&mut self) {
        self.columns = Self::default().columns;
    }

    /// Puts a column where the one at `to` is.
    pub fn relocate(&mut self, column: Column, to: usize) {
        if let Some(at) = self.at(column) {
            let shown = self.columns.remove(at);
            self.columns.insert(to.min(self.columns.len()), shown);
        }
    }

    /// Puts a column so many places further right.
    pub fn shift(&mut self, column: Column, by: isize) {
        if let Some(at) = self.at(column) {
            self.relocate(column, at.saturating_add_signed(by));
        }
    }

    /// Moves a column's right edge. Where the name takes what room is left, its edge takes from
    /// the next column or gives to it.
    pub fn widen(&mut self, column: Column, by: f32, room: f32) {
        let Some(at) = self.at(column) else { return };
        let stretched = self.stretched(room).is_some_and(|(stretched, _)| stretched == at);
        let (at, by) = if stretched && at + 1 < self.columns.len() { (at + 1, -by) } else { (at, by) };
        if let Some(shown) = self.columns.get_mut(at) {
            shown.width = (shown.width + by).clamp(shown.column.least(), WIDEST);
        }
    }

    /// The column that takes the room that is left, and how much that is.
    fn stretched(&self, room: f32) -> Option<(usize, f32)> {
        let left = room - self.columns.iter().map(|shown| shown.width).sum::<f32>();
        let at = self.at(Column::Name).or(self.columns.len().checked_sub(1))?;
        (left > 0.0).then_some((at, left))
    }

    /// Where the columns lie in so many points: pairs of left and right edges from 0 on.
    pub fn lay(&self, room: f32) -> Vec<(f32, f32)> {
        let stretched = self.stretched(room);
        let mut left = 0.0;
        let mut edges = Vec::with_capacity(self.columns.len());
        for (at, shown) in self.columns.iter().enumerate() {
            let more = stretched.filter(|(wide, _)| *wide == at).map_or(0.0, |(_, more)| more);
            edges.push((left, left + shown.width + more));
            left += shown.width + more;
        }
        edges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(setup: &ListSetup, room: f32) -> Vec<f32> {
        setup.lay(room).into_iter().map(|(left, right)| right - left).collect()
    }

    #[test]
    fn the_name_takes_the_room_that_is_left() {
        assert_eq!(widths(&ListSetup::default(), 300.0), [26.0, 182.0, 92.0]);
        assert_eq!(widths(&ListSetup::default(), 100.0), [26.0, 120.0, 92.0]);
        let mut setup = ListSetup::default();
        setup.toggle(Column::Name);
        assert_eq!(widths(&setup, 300.0), [26.0, 274.0]);
    }

    #[test]
    fn the_edge_of_the_stretched_name_moves_with_the_pointer() {
        let mut setup = ListSetup::default();
        setup.widen(Column::Name, 20.0, 300.0);
        assert_eq!(widths(&setup, 300.0), [26.0, 202.0, 72.0]);
        setup.widen(Column::Date, 500.0, 300.0);
        setup.widen(Column::Name, 20.0, 300.0);
        assert_eq!(widths(&setup, 300.0), [26.0, 140.0, 572.0]);
    }

    #[test]
    fn columns_come_go_and_move() {
        let mut setup = ListSetup::default();
        setup.toggle(Column::Topics);
        setup.relocate(Column::Topics, 0);
        setup.shift(Column::Kind, 1);
        let order: Vec<Column> = setup.columns().iter().map(|shown| shown.column).collect();
        assert_eq!(order, [Column::Topics, Column::Name, Column::Kind, Column::Date]);
        for column in order {
            setup.toggle(column);
        }
        assert_eq!(setup.columns().len(), 1, "one column always stays");
    }

    #[test]
    fn settings_that_somebody_broke_are_mended() {
        let odd = ShownColumn { column: Column::Date, width: f32::NAN };
        let thin = ShownColumn { column: Column::Name, width: -4.0 };
        let setup = ListSetup { columns: vec![odd, thin, thin], order: ListOrder::default(), table: false }.mended();
        assert_eq!(setup.columns(), [ShownColumn { column: Column::Name, width: 44.0 }]);
        assert_eq!(
            ListSetup { columns: Vec::new(), order: ListOrder::default(), table: false }.mended(),
            ListSetup::default()
        );
    }
}
