//! A rectangle on the map.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Degrees as whole millionths (about a tenth of a metre), so that queries can be compared.
const SCALE: f64 = 1e6;

/// A rectangle of meridians and parallels, its edges included. Never crosses the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Area {
    west: i32,
    south: i32,
    east: i32,
    north: i32,
}

/// A text that is no area.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:?} is no area; write west,south,east,north in degrees, for instance 106,21.5,107.5,22.5")]
pub struct AreaError(String);

impl Area {
    /// Degrees, WGS 84, in any order of the corners; what lies off the globe is cut off.
    pub fn new(west: f64, south: f64, east: f64, north: f64) -> Self {
        let millionths = |degrees: f64, most: f64| (degrees.clamp(-most, most) * SCALE).round() as i32;
        let (west, east) = (millionths(west, 180.0), millionths(east, 180.0));
        let (south, north) = (millionths(south, 90.0), millionths(north, 90.0));
        Self { west: west.min(east), south: south.min(north), east: west.max(east), north: south.max(north) }
    }

    /// Degrees.
    pub fn west(self) -> f64 {
        f64::from(self.west) / SCALE
    }

    /// Degrees.
    pub fn south(self) -> f64 {
        f64::from(self.south) / SCALE
    }

    /// Degrees.
    pub fn east(self) -> f64 {
        f64::from(self.east) / SCALE
    }

    /// Degrees.
    pub fn north(self) -> f64 {
        f64::from(self.north) / SCALE
    }

    /// Degrees.
    pub fn contains(self, lat: f64, lon: f64) -> bool {
        (self.south()..=self.north()).contains(&lat) && (self.west()..=self.east()).contains(&lon)
    }
}

impl FromStr for Area {
    type Err = AreaError;

    fn from_str(text: &str) -> Result<Self, AreaError> {
        let wrong = || AreaError(text.chars().take(60).collect());
        let mut edges =
            text.split(',').map(|edge| edge.trim().parse::<f64>().ok().filter(|degrees| degrees.is_finite()));
        let mut edge = || edges.next().flatten().ok_or_else(wrong);
        let (west, south, east, north) = (edge()?, edge()?, edge()?, edge()?);
        if edges.next().is_some() || west > east || south > north {
            return Err(wrong());
        }
        Ok(Self::new(west, south, east, north))
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{},{}", self.west(), self.south(), self.east(), self.north())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_reads_back_as_it_prints() {
        let area = Area::new(104.123_456_7, 21.5, 108.0, 23.25);
        assert_eq!(area.to_string().parse(), Ok(area));
        assert_eq!(area.to_string(), "104.123457,21.5,108,23.25");
    }

    #[test]
    fn what_is_no_area_is_refused() {
        for text in ["", "1,2,3", "1,2,3,4,5", "a,2,3,4", "3,2,1,4", "1,5,3,4", "1,2,inf,4", "NaN,1,2,3"] {
            assert!(text.parse::<Area>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_area_holds_its_edges() {
        let area = Area::new(106.0, 21.0, 107.0, 22.0);
        assert!(area.contains(21.0, 106.0) && area.contains(22.0, 107.0));
        assert!(!area.contains(20.999, 106.5) && !area.contains(21.5, 107.001));
    }
}
