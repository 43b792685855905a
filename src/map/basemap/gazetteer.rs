//! Names on the map that are neither towns nor provinces: countries, seas, islands, rivers, and the districts
//! and communes of the Vietnamese side.

use std::sync::OnceLock;

use super::Country;
use crate::map::geo::MercatorPoint;
use km0_core::model::Text;

const LABELS: &str = include_str!("../../../assets/map/labels.tsv");
const PLACES: &str = include_str!("../../../assets/map/places.tsv");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlaceKind {
    Country,
    Sea,
    Island,
    River,
}

/// A name with the places where it may stand, the best first.
#[derive(Clone, Debug)]
pub(crate) struct PlaceName {
    pub(crate) what: PlaceKind,
    /// From which zoom, and below which.
    pub(crate) zooms: [f64; 2],
    pub(crate) spots: Vec<MercatorPoint>,
    pub(crate) text: Text,
}

/// Countries, seas, islands and rivers.
pub(crate) fn names() -> &'static [PlaceName] {
    static CELL: OnceLock<Vec<PlaceName>> = OnceLock::new();
    CELL.get_or_init(|| {
        let mut names: Vec<PlaceName> = Vec::new();
        for name in LABELS.lines().filter_map(name) {
            // a country stands once on the map, a river again and again along its way
            let same = |other: &&mut PlaceName| {
                other.what != PlaceKind::River
                    && other.what == name.what
                    && other.text.vi == name.text.vi
                    && other.zooms.map(f64::to_bits) == name.zooms.map(f64::to_bits)
            };
            match names.iter_mut().find(same) {
                Some(other) => other.spots.extend(&name.spots),
                None => names.push(name),
            }
        }
        names
    })
}

/// What a country is called.
pub(crate) fn country(country: Country) -> Option<&'static Text> {
    let vi = if country == Country::Vn { "Việt Nam" } else { "Trung Quốc" };
    names().iter().find(|name| name.what == PlaceKind::Country && &*name.text.vi == vi).map(|name| &name.text)
}

fn name(line: &str) -> Option<PlaceName> {
    let mut parts = line.split('\t');
    let what = match parts.next()? {
        "country" => PlaceKind::Country,
        "sea" => PlaceKind::Sea,
        "island" => PlaceKind::Island,
        "river" => PlaceKind::River,
        _ => return None,
    };
    let mut number = || parts.next()?.parse::<f64>().ok();
    let (from, to, lat, lon) = (number()?, number()?, number()?, number()?);
    let [vi, en, zh] = [parts.next()?, parts.next()?, parts.next()?];
    Some(PlaceName { what, zooms: [from, to], spots: vec![MercatorPoint::of(lat, lon)], text: Text::new(vi, en, zh) })
}

/// When a district or commune was one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    District,
    /// Of a district, until provinces were merged.
    Commune,
    /// Since.
    NewCommune,
}

/// The point of a district or commune.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GazetteerPoint {
    pub(crate) rank: Rank,
    pub(crate) name: &'static str,
    pub(crate) at: MercatorPoint,
}

/// The districts and communes, from west to east.
pub(crate) fn places() -> &'static [GazetteerPoint] {
    static CELL: OnceLock<Vec<GazetteerPoint>> = OnceLock::new();
    CELL.get_or_init(|| {
        let mut places: Vec<GazetteerPoint> = PLACES.lines().filter_map(place).collect();
        places.sort_by(|a, b| a.at.x.total_cmp(&b.at.x));
        places
    })
}

fn place(line: &'static str) -> Option<GazetteerPoint> {
    let mut parts = line.split('\t');
    let rank = match parts.next()? {
        "d" => Rank::District,
        "c" => Rank::Commune,
        "n" => Rank::NewCommune,
        _ => return None,
    };
    let name = parts.next()?;
    let mut number = || parts.next()?.parse::<f64>().ok();
    let (lat, lon) = (number()?, number()?);
    Some(GazetteerPoint { rank, name, at: MercatorPoint::of(lat, lon) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_files_is_read() {
        let rivers = names().iter().filter(|name| name.what == PlaceKind::River).count();
        let all: usize = names().iter().map(|name| name.spots.len()).sum();
        assert_eq!(all, LABELS.lines().count());
        assert!(rivers > 15);
        assert_eq!(places().len(), PLACES.lines().count());
        let count = |rank| places().iter().filter(|place| place.rank == rank).count();
        assert!(count(Rank::District) > 200 && count(Rank::Commune) > 4000 && count(Rank::NewCommune) > 1500);
        assert!(places().is_sorted_by(|a, b| a.at.x <= b.at.x));
    }

    #[test]
    fn a_name_has_all_three_languages() {
        for name in names() {
            assert!(!name.text.vi.is_empty() && !name.text.en.is_empty() && !name.text.zh.is_empty(), "{name:?}");
        }
    }
}
