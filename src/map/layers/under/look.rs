//! How a class of shapes is drawn: what maps call roads, rail, water and land as maps draw them,
//! anything else in a colour of its own.

use egui::Color32;

use super::classes::{Class, Said};
use crate::ui::theme::Palette;

/// How lines and edges of a class are drawn, and in what colour its areas are filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::map) struct UnderlayStyle {
    pub(in crate::map) color: Color32,
    /// Points.
    pub(in crate::map) width: f32,
    /// Points of dash and gap.
    pub(in crate::map) dash: Option<[f32; 2]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StyledPart {
    Road,
    Rail,
    Water,
    Green,
    Built,
}

/// Words of OpenStreetMap and of what is made from it, with width in tenths of a point.
const KNOWN: [(&str, StyledPart, u8); 47] = [
    ("motorway", StyledPart::Road, 32),
    ("trunk", StyledPart::Road, 28),
    ("primary", StyledPart::Road, 24),
    ("secondary", StyledPart::Road, 19),
    ("tertiary", StyledPart::Road, 15),
    ("unclassified", StyledPart::Road, 11),
    ("residential", StyledPart::Road, 10),
    ("living_street", StyledPart::Road, 10),
    ("service", StyledPart::Road, 8),
    ("road", StyledPart::Road, 12),
    ("minor", StyledPart::Road, 10),
    ("major_road", StyledPart::Road, 22),
    ("minor_road", StyledPart::Road, 10),
    ("highway", StyledPart::Road, 28),
    ("track", StyledPart::Road, 7),
    ("path", StyledPart::Road, 6),
    ("footway", StyledPart::Road, 6),
    ("cycleway", StyledPart::Road, 6),
    ("pedestrian", StyledPart::Road, 8),
    ("rail", StyledPart::Rail, 17),
    ("railway", StyledPart::Rail, 17),
    ("narrow_gauge", StyledPart::Rail, 14),
    ("light_rail", StyledPart::Rail, 14),
    ("subway", StyledPart::Rail, 14),
    ("river", StyledPart::Water, 18),
    ("canal", StyledPart::Water, 14),
    ("stream", StyledPart::Water, 9),
    ("drain", StyledPart::Water, 7),
    ("ditch", StyledPart::Water, 7),
    ("water", StyledPart::Water, 10),
    ("reservoir", StyledPart::Water, 10),
    ("riverbank", StyledPart::Water, 10),
    ("wetland", StyledPart::Water, 8),
    ("forest", StyledPart::Green, 6),
    ("wood", StyledPart::Green, 6),
    ("park", StyledPart::Green, 6),
    ("nature_reserve", StyledPart::Green, 6),
    ("grass", StyledPart::Green, 6),
    ("meadow", StyledPart::Green, 6),
    ("scrub", StyledPart::Green, 6),
    ("orchard", StyledPart::Green, 6),
    ("farmland", StyledPart::Green, 6),
    ("farm", StyledPart::Green, 6),
    ("industrial", StyledPart::Built, 6),
    ("commercial", StyledPart::Built, 6),
    ("retail", StyledPart::Built, 6),
    ("buildings", StyledPart::Built, 6),
];

const PLAIN: f32 = 1.6;
/// Dashes of ways that no car goes, and of rails.
const DASHED: [&str; 4] = ["track", "path", "footway", "cycleway"];

/// How each class is drawn. A word that is known is drawn as maps do, but no two words alike.
pub(in crate::map) fn looks(classes: &[Class], palette: &Palette) -> Vec<UnderlayStyle> {
    let map = &palette.map;
    let mut next = palette.series.iter().copied().cycle();
    let look = |class: &Class| {
        let plain = |color: Color32| UnderlayStyle { color, width: PLAIN, dash: None };
        match &class.said {
            Said::All => plain(map.road),
            Said::Others => UnderlayStyle { width: 1.0, ..plain(map.unit_line) },
            Said::Numbers(_, _, step) => {
                let part = 0.25 + 0.75 * *step as f32 / 4.0;
                let width = 1.0 + 0.5 * *step as f32;
                UnderlayStyle { width, ..plain(map.land.lerp_to_gamma(palette.accent, part)) }
            }
            Said::Word(word) => known(word).map_or_else(
                || plain(next.next().unwrap_or(map.road)),
                |(what, width)| {
                    let color = match what {
                        StyledPart::Road => map.road,
                        StyledPart::Rail => map.rail,
                        StyledPart::Water => map.water,
                        StyledPart::Green => map.green,
                        StyledPart::Built => map.built,
                    };
                    let dash = (what == StyledPart::Rail).then_some([6.0, 3.0]);
                    let dash = dash.or_else(|| DASHED.contains(&word.as_str()).then_some([3.0, 2.0]));
                    UnderlayStyle { color, width, dash }
                },
            ),
        }
    };
    classes.iter().map(look).collect()
}

fn known(word: &str) -> Option<(StyledPart, f32)> {
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
