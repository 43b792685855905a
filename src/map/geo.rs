//! Places on the globe and on the Mercator square.

use km0_core::model::parts::LonLatBox;

/// Metres around the equator, WGS 84.
const EQUATOR: f64 = 40_075_016.686;
/// Degrees; beyond it Mercator has no room.
const MAX_LAT: f64 = 85.051_128;

/// A place on the Mercator square: both from 0 to 1, x to the east, y to the south.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MercatorPoint {
    pub x: f64,
    pub y: f64,
}

impl MercatorPoint {
    /// Degrees, WGS 84.
    pub fn of(lat: f64, lon: f64) -> Self {
        let lat = lat.clamp(-MAX_LAT, MAX_LAT).to_radians();
        Self { x: lon / 360.0 + 0.5, y: 0.5 - lat.tan().asinh() / std::f64::consts::TAU }
    }

    /// Degrees.
    pub fn lat(self) -> f64 {
        ((0.5 - self.y) * std::f64::consts::TAU).sinh().atan().to_degrees()
    }

    /// Degrees.
    pub fn lon(self) -> f64 {
        (self.x - 0.5) * 360.0
    }

    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// Metres that the whole square would be wide if all of it were as large as it is at `lat`.
pub fn metres_per_world(lat: f64) -> f64 {
    EQUATOR * lat.to_radians().cos()
}

/// A box on the Mercator square. Starts as nothing and grows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    pub min: MercatorPoint,
    pub max: MercatorPoint,
}

impl Extent {
    pub const NOTHING: Self = Self {
        min: MercatorPoint { x: f64::INFINITY, y: f64::INFINITY },
        max: MercatorPoint { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY },
    };

    pub fn of_frame(frame: &LonLatBox) -> Self {
        Self { min: MercatorPoint::of(frame.north, frame.west), max: MercatorPoint::of(frame.south, frame.east) }
    }

    pub fn add(&mut self, at: MercatorPoint) {
        self.min = MercatorPoint { x: self.min.x.min(at.x), y: self.min.y.min(at.y) };
        self.max = MercatorPoint { x: self.max.x.max(at.x), y: self.max.y.max(at.y) };
    }

    pub fn join(&mut self, other: &Self) {
        if !other.is_nothing() {
            self.add(other.min);
            self.add(other.max);
        }
    }

    pub fn is_nothing(&self) -> bool {
        self.min.x > self.max.x || self.min.y > self.max.y
    }

    pub fn center(&self) -> MercatorPoint {
        MercatorPoint { x: f64::midpoint(self.min.x, self.max.x), y: f64::midpoint(self.min.y, self.max.y) }
    }

    pub fn width(&self) -> f64 {
        (self.max.x - self.min.x).max(0.0)
    }

    pub fn height(&self) -> f64 {
        (self.max.y - self.min.y).max(0.0)
    }

    pub fn contains(&self, at: MercatorPoint) -> bool {
        self.min.x <= at.x && at.x <= self.max.x && self.min.y <= at.y && at.y <= self.max.y
    }

    pub fn meets(&self, other: &Self) -> bool {
        self.min.x <= other.max.x && other.min.x <= self.max.x && self.min.y <= other.max.y && other.min.y <= self.max.y
    }

    pub fn encloses(&self, other: &Self) -> bool {
        self.contains(other.min) && self.contains(other.max)
    }

    /// Wider on every side by a part of its size.
    pub fn grown(&self, part: f64) -> Self {
        let (x, y) = (self.width() * part, self.height() * part);
        Self {
            min: MercatorPoint { x: self.min.x - x, y: self.min.y - y },
            max: MercatorPoint { x: self.max.x + x, y: self.max.y + y },
        }
    }

    /// The place inside that is nearest.
    pub fn nearest(&self, at: MercatorPoint) -> MercatorPoint {
        MercatorPoint { x: at.x.clamp(self.min.x, self.max.x), y: at.y.clamp(self.min.y, self.max.y) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_place_survives_the_way_to_the_square_and_back(lat in -80.0_f64..80.0, lon in -180.0_f64..180.0) {
            let world = MercatorPoint::of(lat, lon);
            prop_assert!((world.lat() - lat).abs() < 1e-9);
            prop_assert!((world.lon() - lon).abs() < 1e-9);
        }
    }

    #[test]
    fn an_extent_grows_to_hold_what_is_added() {
        let mut extent = Extent::NOTHING;
        assert!(extent.is_nothing());
        extent.add(MercatorPoint::of(22.0, 106.0));
        extent.add(MercatorPoint::of(21.0, 107.0));
        assert!(extent.contains(MercatorPoint::of(21.5, 106.5)));
        assert!(!extent.contains(MercatorPoint::of(23.0, 106.5)));
    }
}
