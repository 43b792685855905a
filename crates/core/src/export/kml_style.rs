//! What marks and balloons of KML look like: a symbol and a colour for each kind.

use crate::model::Kind;

/// Where the symbols are that every program for KML knows.
const SYMBOLS: &str = "http://maps.google.com/mapfiles/kml/shapes/";

/// The symbol, and its colour as the format writes it: opacity, blue, green, red.
pub(super) fn look(kind: Kind) -> (String, &'static str) {
    let (symbol, colour) = match kind {
        Kind::Meeting => ("placemark_circle", "ffb4622b"),
        Kind::Agreement => ("placemark_square", "ff3c7d2e"),
        Kind::Commitment => ("flag", "ff1b7fd6"),
        Kind::Project => ("triangle", "ff8a4a8f"),
        Kind::Milestone => ("star", "ff2a2ac8"),
        Kind::Figure => ("donut", "ff8f7a1e"),
        Kind::Discrepancy => ("caution", "ff2090e0"),
        Kind::Gate => ("square", "ff333333"),
        Kind::Place => ("open-diamond", "ff555555"),
        Kind::Mechanism | Kind::Person | Kind::Organisation | Kind::Topic | Kind::Source => {
            ("placemark_circle", "ff777777")
        }
    };
    (format!("{SYMBOLS}{symbol}.png"), colour)
}

/// The name of a kind's style in the file.
pub(super) fn id(kind: Kind) -> String {
    format!("kind-{}", kind.slug())
}

/// What a balloon shows: the name, and the description in place of a table of all values.
pub(super) const BALLOON: &str = "<h3>$[name]</h3><div style=\"width:420px\">$[description]</div>";
