//! How vector tiles are drawn: as one of the two usual kinds of map, known by the names of its layers,
//! else layer by layer, coloured by the values that the file says it has.

use egui::Color32;
use serde_json::{Value, json};
use walkers::Style;

use super::under::classes::{Class, Said};
use super::under::look::{UnderlayStyle, looks};
use crate::ui::theme::Palette;

/// Layers of a file that are drawn.
const MOST_LAYERS: usize = 40;
/// Values of a layer that are told apart.
const MOST_VALUES: usize = 24;

/// The style, and whether it is that of a whole map, with land and names of its own.
pub(super) fn style(description: &Value, dark: bool) -> (Style, bool) {
    let layers: Vec<&str> = names(description);
    let named = |name: &str| layers.contains(&name);
    let openmaptiles = named("transportation") || named("landcover") && !named("earth");
    let usual =
        layers.is_empty() || openmaptiles || ["earth", "roads", "water", "places"].iter().any(|name| named(name));
    let style = match (usual, openmaptiles, dark) {
        (false, _, _) => own(description, &layers, &if dark { Palette::dark() } else { Palette::light() }),
        (true, true, true) => Style::openmaptiles_basemap_dark(),
        (true, true, false) => Style::openmaptiles_basemap_light(),
        (true, false, true) => Style::protomaps_basemap_dark(),
        (true, false, false) => Style::protomaps_basemap_light(),
    };
    (style, usual)
}

fn names(description: &Value) -> Vec<&str> {
    let layers = description.get("vector_layers").and_then(Value::as_array);
    layers.into_iter().flatten().filter_map(|layer| layer.get("id")?.as_str()).take(MOST_LAYERS).collect()
}

/// The value of a layer by which it is coloured, with the words that it has: that with the fewest.
fn values<'a>(description: &'a Value, layer: &str) -> Option<(&'a str, Vec<&'a str>)> {
    let stats = description.get("tilestats")?.get("layers")?.as_array()?;
    let own = stats.iter().find(|one| one.get("layer").is_some_and(|name| name == layer))?;
    let one = |attribute: &'a Value| {
        let all = attribute.get("values")?.as_array()?;
        let words: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
        let fit = (2..=MOST_VALUES).contains(&words.len()) && words.len() == all.len();
        fit.then_some((attribute.get("attribute")?.as_str()?, words))
    };
    own.get("attributes")?.as_array()?.iter().filter_map(one).min_by_key(|(_, words)| words.len())
}

fn own(description: &Value, layers: &[&str], palette: &Palette) -> Style {
    let word = |word: &str| Class { said: Said::Word(word.to_owned()), count: 1 };
    let whole = looks(&layers.iter().map(|layer| word(layer)).collect::<Vec<_>>(), palette);
    let mut drawn = Vec::new();
    for (layer, whole) in layers.iter().zip(&whole) {
        let by = values(description, layer);
        let each = by.as_ref().map(|(_, words)| looks(&words.iter().map(|one| word(one)).collect::<Vec<_>>(), palette));
        let of = |told: &dyn Fn(&UnderlayStyle) -> Value| match (&by, &each) {
            (Some((name, words)), Some(each)) => {
                let mut arms = vec![json!("match"), json!(["get", name])];
                for (word, look) in words.iter().zip(each) {
                    arms.extend([json!(word), told(look)]);
                }
                arms.push(told(whole));
                Value::Array(arms)
            }
            _ => told(whole),
        };
        let color = of(&|look| json!(hex(look.color)));
        let is_area = json!(["==", ["geometry-type"], "Polygon"]);
        drawn.push((
            0,
            json!({"type": "fill", "source-layer": layer, "filter": is_area,
            "paint": {"fill-color": color, "fill-opacity": 0.35}}),
        ));
        drawn.push((
            1,
            json!({"type": "line", "source-layer": layer,
            "paint": {"line-color": color, "line-width": of(&|look| json!((f64::from(look.width) * 10.0).round() / 10.0))}}),
        ));
    }
    // all areas below all lines
    drawn.sort_by_key(|(above, _)| *above);
    let layers: Vec<Value> = drawn.into_iter().map(|(_, layer)| layer).collect();
    serde_json::from_value(json!({ "layers": layers })).unwrap_or_default()
}

fn hex(color: Color32) -> String {
    let [r, g, b, _] = color.to_array();
    format!("#{r:02x}{g:02x}{b:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_unknown_layers_is_coloured_by_the_values_it_tells() {
        let about = json!({
            "vector_layers": [{"id": "duong"}, {"id": "rung"}],
            "tilestats": {"layers": [{"layer": "duong", "attributes": [
                {"attribute": "ref", "values": (0..99).map(|n| n.to_string()).collect::<Vec<_>>()},
                {"attribute": "cap", "values": ["trunk", "track"]}]}]}
        });
        assert_eq!(values(&about, "duong"), Some(("cap", vec!["trunk", "track"])));
        let (style, whole) = style(&about, false);
        assert!(!whole && style.layers.len() == 4);
        let lines = format!("{:?}", style.layers);
        assert!(lines.contains("trunk") && lines.contains("2.8"), "{lines}");
    }

    #[test]
    fn the_usual_maps_are_known_by_their_layers() {
        for layers in [json!([]), json!([{"id": "earth"}]), json!([{"id": "transportation"}])] {
            assert!(style(&json!({"vector_layers": layers}), true).1);
        }
    }
}
