//! The area that filters, on the map: which box it is, and what becomes of it when a handle is moved.

use super::geo::{Extent, MercatorPoint};
use km0_core::query::{Area, Clause, Query};

/// What is held to change an area: a side, a corner, or all of it. West and north are -1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Handle {
    pub(super) x: i8,
    pub(super) y: i8,
}

impl Handle {
    pub(super) const WHOLE: Self = Self { x: 0, y: 0 };
    pub(super) const SOUTH_EAST: Self = Self { x: 1, y: 1 };
    /// In the order of reading.
    pub(super) const ALL: [Self; 9] = [
        Self { x: -1, y: -1 },
        Self { x: 0, y: -1 },
        Self { x: 1, y: -1 },
        Self { x: -1, y: 0 },
        Self::WHOLE,
        Self { x: 1, y: 0 },
        Self { x: -1, y: 1 },
        Self { x: 0, y: 1 },
        Self::SOUTH_EAST,
    ];

    /// The message that names it.
    pub(super) fn key(self) -> &'static str {
        match (self.x, self.y) {
            (-1, -1) => "map-area-north-west",
            (0, -1) => "map-area-north",
            (1, -1) => "map-area-north-east",
            (-1, 0) => "map-area-west",
            (1, 0) => "map-area-east",
            (-1, 1) => "map-area-south-west",
            (0, 1) => "map-area-south",
            (1, 1) => "map-area-south-east",
            _ => "map-area-whole",
        }
    }

    /// Where it is.
    pub(super) fn at(self, extent: &Extent) -> MercatorPoint {
        let middle = extent.center();
        let pick = |side: i8, low: f64, middle: f64, high: f64| match side {
            -1 => low,
            0 => middle,
            _ => high,
        };
        MercatorPoint {
            x: pick(self.x, extent.min.x, middle.x, extent.max.x),
            y: pick(self.y, extent.min.y, middle.y, extent.max.y),
        }
    }

    /// The box when the handle is moved by so much of the Mercator square. A side that is moved past
    /// the other one becomes that.
    pub(super) fn moved(self, extent: &Extent, dx: f64, dy: f64) -> Extent {
        let shift = |side: i8, low: f64, high: f64, by: f64| match side {
            -1 => (low + by, high),
            0 if self == Self::WHOLE => (low + by, high + by),
            0 => (low, high),
            _ => (low, high + by),
        };
        let (west, east) = shift(self.x, extent.min.x, extent.max.x, dx);
        let (north, south) = shift(self.y, extent.min.y, extent.max.y, dy);
        Extent {
            min: MercatorPoint { x: west.min(east), y: north.min(south) },
            max: MercatorPoint { x: west.max(east), y: north.max(south) },
        }
    }
}

/// The area in force, if one is.
pub(super) fn in_force(query: &Query) -> Option<Area> {
    query.terms.iter().filter(|term| !term.exclude).find_map(|term| match term.clause {
        Clause::Area(area) => Some(area),
        _ => None,
    })
}

pub(super) fn extent_of(area: Area) -> Extent {
    Extent { min: MercatorPoint::of(area.north(), area.west()), max: MercatorPoint::of(area.south(), area.east()) }
}

pub(super) fn area_of(extent: &Extent) -> Area {
    Area::new(extent.min.lon(), extent.max.lat(), extent.max.lon(), extent.min.lat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_area_survives_the_way_to_the_map_and_back(
            west in 101.0_f64..105.0, south in 20.0_f64..22.0, wide in 0.01_f64..4.0, high in 0.01_f64..3.0
        ) {
            let area = Area::new(west, south, west + wide, south + high);
            let back = area_of(&extent_of(area));
            let near = |a: f64, b: f64| (a - b).abs() < 2e-6;
            prop_assert!(near(area.west(), back.west()) && near(area.east(), back.east()));
            prop_assert!(near(area.south(), back.south()) && near(area.north(), back.north()));
        }

        #[test]
        fn a_moved_handle_leaves_a_box(index in 0_usize..9, dx in -2.0_f64..2.0, dy in -2.0_f64..2.0) {
            let extent = Extent { min: MercatorPoint { x: 0.4, y: 0.4 }, max: MercatorPoint { x: 0.6, y: 0.5 } };
            let handle = Handle::ALL[index];
            let moved = handle.moved(&extent, dx, dy);
            prop_assert!(moved.min.x <= moved.max.x && moved.min.y <= moved.max.y);
            if handle == Handle::WHOLE {
                prop_assert!((moved.width() - extent.width()).abs() < 1e-9);
            } else if handle.x == 0 {
                prop_assert!((moved.width() - extent.width()).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn only_an_area_that_includes_counts() {
        let query = |text: &str| in_force(&Query::parse(text).unwrap());
        assert_eq!(query("in:106,21,107,22"), Some(Area::new(106.0, 21.0, 107.0, 22.0)));
        assert_eq!(query("-in:106,21,107,22"), None);
        assert_eq!(query("kind:gate"), None);
    }
}
