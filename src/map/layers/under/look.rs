//! How a class of shapes is drawn: what maps call roads, rail, water and land as maps draw them,
//! anything else in a colour of its own.

use egui::Color32;

use super::classes::{Class, Said};
use crate::ui::theme::Palette;

/// How lines and edges of a class are drawn, and in what colour its areas are filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::map) struct Look {
    pub(in crate::map) color: Color32,
    /// Points.
    pub(in crate::map) width: f32,
    /// Points of dash and gap.
    pub(in crate::map) dash: Option<[f32; 2]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Road,
    Rail,
    Water,
    Green,
    Built,
}

/// Words of OpenStreetMap and of what is made from it, with width in tenths of a point.
const KNOWN: [(&str, What, u8); 47] = [
    ("motorway", What::Road, 32),
    ("trunk", What::Road, 28),
    ("primary", What::Road, 24),
    ("secondary", What::Road, 19),
    ("tertiary", What::Road, 15),
    ("unclassified", What::Road, 11),
    ("residential", What::Road, 10),
    ("living_street", What::Road, 10),
    ("service", What::Road, 8),
    ("road", What::Road, 12),
    ("minor", What::Road, 10),
    ("major_road", What::Road, 22),
    ("minor_road", What::Road, 10),
    ("highway", What::Road, 28),
    ("track", What::Road, 7),
    ("path", What::Road, 6),
    ("footway", What::Road, 6),
    ("cycleway", What::Road, 6),
    ("pedestrian", What::Road, 8),
    ("rail", What::Rail, 17),
    ("railway", What::Rail, 17),
    ("narrow_gauge", What::Rail, 14),
    ("light_rail", What::Rail, 14),
    ("subway", What::Rail, 14),
    ("river", What::Water, 18),
    ("canal", What::Water, 14),
    ("stream", What::Water, 9),
    ("drain", What::Water, 7),
    ("ditch", What::Water, 7),
    ("water", What::Water, 10),
    ("reservoir", What::Water, 10),
    ("riverbank", What::Water, 10),
    ("wetland", What::Water, 8),
    ("forest", What::Green, 6),
    ("wood", What::Green, 6),
    ("park", What::Green, 6),
    ("nature_reserve", What::Green, 6),
    ("grass", What::Green, 6),
    ("meadow", What::Green, 6),
    ("scrub", What::Green, 6),
    ("orchard", What::Green, 6),
    ("farmland", What::Green, 6),
    ("farm", What::Green, 6),
    ("industrial", What::Built, 6),
    ("commercial", What::Built, 6),
    ("retail", What::Built, 6),
    ("buildings", What::Built, 6),
];

const PLAIN: f32 = 1.6;
/// Dashes of ways that no car goes, and of rails.
const DASHED: [&str; 4] = ["track", "path", "footway", "cycleway"];

/// How each class is drawn. A word that is known is drawn as maps do, but no two words alike.
pub(in crate::map) fn looks(classes: &[Class], palette: &Palette) -> Vec<Look> {
    let map = &palette.map;
    let mut next = palette.series.iter().copied().cycle();
    let look = |class: &Class| {
        let plain = |color: Color32| Look { color, width: PLAIN, dash: None };
        match &class.said {
            Said::All => plain(map.road),
            Said::Others => Look { width: 1.0, ..plain(map.unit_line) },
            Said::Numbers(_, _, step) => {
                let part = 0.25 + 0.75 * *step as f32 / 4.0;
                let width = 1.0 + 0.5 * *step as f32;
                Look { width, ..plain(map.land.lerp_to_gamma(palette.accent, part)) }
            }
            Said::Word(word) => known(word).map_or_else(
                || plain(next.next().unwrap_or(map.road)),
                |(what, width)| {
                    let color = match what {
                        What::Road => map.road,
                        What::Rail => map.rail,
                        What::Water => map.water,
                        What::Green => map.green,
                        What::Built => map.built,
                    };
                    let dash = (what == What::Rail).then_some([6.0, 3.0]);
                    let dash = dash.or_else(|| DASHED.contains(&word.as_str()).then_some([3.0, 2.0]));
                    Look { color, width, dash }
                },
            ),
        }
    };
    classes.iter().map(look).collect()
}

fn known(word: &str) -> Option<(What, f32)> {
    let word = word.to_lowercase();
    let word = word.strip_suffix("_link").unwrap_or(&word);
    let (_, what, tenths) = KNOWN.iter().find(|(known, ..)| *known == word)?;
    Some((*what, f32::from(*tenths) / 10.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greater_road_is_wider_and_unknown_words_have_colours_of_their_own() {
        let palette = Palette::light();
        let class = |word: &str| Class { said: Said::Word(word.to_owned()), count: 1 };
        let looks = looks(&["trunk", "tertiary", "rail", "đường tuần tra", "khác"].map(class), &palette);
        assert!(looks[0].width > looks[1].width && looks[0].color == looks[1].color);
        assert!(looks[2].dash.is_some() && looks[2].color != looks[0].color);
        assert!(looks[3].color != looks[4].color);
    }
}
