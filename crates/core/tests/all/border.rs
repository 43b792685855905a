//! Every gate against the border as the base map draws it.

use std::fs;

use km0_core::dataset::builtin;
use km0_core::model::parts::Position;
use km0_core::model::{Kind, Record};
use serde_json::Value;

/// Metres by which a stated distance may differ from the measured one: rounding of the
/// coordinates, and of the line to a metre.
const AGREE: f64 = 30.0;

/// Longitude and latitude in degrees of the drawn line between Vietnam and China, run by run.
fn border() -> Vec<Vec<[f64; 2]>> {
    let text = fs::read_to_string(km0_testkit::root().join("assets/map/region-full.topojson")).unwrap();
    let topology: Value = serde_json::from_str(&text).unwrap();
    let pair = |value: &Value| [value[0].as_f64().unwrap(), value[1].as_f64().unwrap()];
    let (scale, translate) = (pair(&topology["transform"]["scale"]), pair(&topology["transform"]["translate"]));
    let arc = |number: i64| {
        let at = usize::try_from(if number < 0 { !number } else { number }).unwrap();
        let mut sum = [0.0, 0.0];
        let step = |point: &Value| {
            let [x, y] = pair(point);
            sum = [sum[0] + x, sum[1] + y];
            [sum[0] * scale[0] + translate[0], sum[1] * scale[1] + translate[1]]
        };
        topology["arcs"][at].as_array().unwrap().iter().map(step).collect()
    };
    let lines = topology["objects"]["border"]["geometries"].as_array().unwrap().iter();
    let ours = lines.filter(|line| line["properties"]["id"].as_str().is_some_and(|id| id.starts_with("vn-cn")));
    ours.flat_map(|line| line["arcs"].as_array().unwrap()).map(|n| arc(n.as_i64().unwrap())).collect()
}

/// Metres on the WGS 84 ellipsoid from a position to the nearest point of the line: exact to a
/// millimetre in a kilometre on the plane that touches the ellipsoid at the position.
fn metres(border: &[Vec<[f64; 2]>], at: &Position) -> f64 {
    const A: f64 = 6_378_137.0;
    const E2: f64 = 0.006_694_379_990_14;
    let lat = at.lat.to_radians();
    let w = 1.0 - E2 * lat.sin().powi(2);
    let (north, east) = (A * (1.0 - E2) / w.powf(1.5), A / w.sqrt() * lat.cos());
    let plane = |[lon, lat]: [f64; 2]| [(lon - at.lon).to_radians() * east, (lat - at.lat).to_radians() * north];
    let segments = border.iter().flat_map(|run| run.windows(2)).map(|w| (plane(w[0]), plane(w[1])));
    segments.map(|(a, b)| from_origin(a, b)).fold(f64::INFINITY, f64::min)
}

/// From the origin to a segment.
fn from_origin([ax, ay]: [f64; 2], [bx, by]: [f64; 2]) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let part = if length > 0.0 { (-(ax * dx + ay * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (ax + part * dx).hypot(ay + part * dy)
}

fn gates() -> Vec<Record> {
    builtin().dataset.of_kind(Kind::Gate).map(|(_, gate)| gate.clone()).collect()
}

/// What is wrong with the position of a gate, by the measured distance.
fn fault(gate: &Record, measured: f64) -> Option<String> {
    let at = gate.position()?;
    let Some(stated) = at.border_m else { return Some(format!("{}: no border_m", gate.id)) };
    if (stated - measured).abs() > AGREE {
        return Some(format!("{}: border_m {stated}, measured {measured:.0}", gate.id));
    }
    let fixed = matches!(gate.choice(km0_core::model::Field::Form), Some("Road" | "Rail" | "Bridge"));
    let far = measured > at.error_m && at.off_line.vi.is_empty();
    (fixed && far).then(|| format!("{}: {measured:.0} m off the line, error {} m, no off_line", gate.id, at.error_m))
}

#[test]
fn every_gate_stands_where_it_says_off_the_drawn_border() {
    let border = border();
    let measured = |gate: &Record| gate.position().map_or(0.0, |at| metres(&border, at));
    let faults: Vec<String> = gates().iter().filter_map(|gate| fault(gate, measured(gate))).collect();
    assert_eq!(faults, Vec::<String>::new());
    let placed = gates().iter().filter(|gate| gate.position().is_some()).count();
    assert!(placed >= 27, "{placed} gates have a position");
}

#[test]
fn a_road_gate_off_the_line_needs_a_reason() {
    let mut gate = gates().into_iter().find(|gate| &*gate.id == "huu-nghi").unwrap();
    assert_eq!(fault(&gate, 252.0), None);
    for (_, value) in &mut gate.fields {
        if let km0_core::model::Value::Position(at) = value {
            at.off_line = km0_core::model::Text::default();
        }
    }
    assert!(fault(&gate, 252.0).unwrap().contains("no off_line"));
    assert!(fault(&gate, 290.0).unwrap().contains("measured 290"));
}

#[test]
fn every_position_of_a_gate_has_a_source_an_error_and_says_what_the_point_is() {
    for gate in gates() {
        let Some(at) = gate.position() else { continue };
        assert!(!at.cite.is_empty() && at.error_m > 0.0 && !at.point.is_empty(), "{}", gate.id);
        assert!(at.cite.iter().any(|cite| &*cite.source == "s1"), "{}: the line is s1's", gate.id);
    }
}
