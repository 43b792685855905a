//! Buttons, legend, foot and the menu of a place.

use egui::{Key, Modifiers, Role};

use super::*;

#[test]
fn the_legend_opens_and_its_rows_have_names() {
    let mut harness = harness(plain(""), [800.0, 300.0], false);
    assert!(harness.query_by_label("International gate").is_none());
    harness.get_by_label("Legend").click();
    harness.run();
    for name in ["Shape: what it is", "International gate", "Boundary marker"] {
        harness.get_by_label(name);
    }
    harness.get_by_label("Legend").click();
    harness.run();
    assert!(harness.query_by_label("International gate").is_none());
}

#[test]
fn the_right_button_offers_the_coordinates_of_the_place() {
    let mut rig = plain("");
    rig.panel.set_view(MapView { lat: 20.2, lon: 108.9, zoom: 9.0 });
    let mut harness = harness(rig, [800.0, 500.0], false);
    let at = egui::pos2(400.0, 250.0);
    harness.event(egui::Event::PointerMoved(at));
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Secondary, Modifiers::NONE);
        harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
    }
    harness.run();
    harness.get_by_label("Copy the coordinates 20.20000, 108.90000").click();
    harness.run();
    let commands = harness.state().world.commands.take();
    assert!(
        commands.iter().any(|c| matches!(c, Command::CopyText(text) if text == "20.20000, 108.90000")),
        "{commands:?}"
    );
}

#[test]
fn a_gate_is_copied_with_its_own_coordinates() {
    let mut rig = plain("");
    rig.panel.set_view(MapView { lat: 22.475, lon: 106.58, zoom: 10.0 });
    let mut harness = harness(rig, [800.0, 500.0], false);
    let symbol = harness.get_by(|node| {
        node.role() == Role::Button && node.label().is_some_and(|name| name.starts_with("Border gate, Tà Lùng,"))
    });
    let at = symbol.rect().left_center() + egui::vec2(3.0, 0.0);
    harness.event(egui::Event::PointerMoved(at));
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Secondary, Modifiers::NONE);
        harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
    }
    harness.run();
    let own = harness.state().world.ctx().dataset.by_id("ta-lung").unwrap().position().unwrap();
    harness.get_by_label(&format!("Copy the coordinates {:.5}, {:.5}", own.lat, own.lon));
}

#[test]
fn everything_that_matches_has_a_button_and_a_key() {
    let mut rig = plain("gate:ta-lung");
    rig.panel.set_view(MapView { lat: 22.0, lon: 103.0, zoom: 9.0 });
    let mut harness = harness(rig, [800.0, 500.0], false);
    harness.get_by_label("Show everything that matches").click();
    harness.run();
    let fitted = harness.state().panel.view().unwrap();
    assert!(fitted.lon > 105.0, "{fitted:?}");
    harness.state_mut().panel.set_view(MapView { lat: 22.0, lon: 103.0, zoom: 9.0 });
    harness.get_by_label("Map").focus();
    harness.run();
    harness.key_press(Key::Home);
    harness.run();
    let again = harness.state().panel.view().unwrap();
    assert!((again.lon - fitted.lon).abs() < 1e-6, "{again:?}");
}

#[test]
fn plus_zooms_in_while_a_gate_has_the_focus() {
    let mut rig = plain("");
    rig.panel.set_view(MapView { lat: 21.97, lon: 106.71, zoom: 10.5 });
    let mut harness = harness(rig, [800.0, 500.0], false);
    harness.get_by_label_contains("gate, Hữu Nghị, International gate, ").focus();
    harness.run();
    harness.key_press(Key::Plus);
    harness.run();
    assert!((harness.state().panel.view().unwrap().zoom - 11.5).abs() < 1e-6);
}

#[test]
fn the_map_says_whom_to_thank_at_every_size() {
    for size in [[800.0, 500.0], [260.0, 160.0], [200.0, 90.0]] {
        let harness = harness(plain(""), size, false);
        assert!(harness.query_by_label_contains("© OpenStreetMap contributors").is_some(), "{size:?}");
    }
}

#[test]
fn the_smallest_map_is_painted_all_the_same() {
    for size in [[60.0, 40.0], [20.0, 300.0], [300.0, 20.0]] {
        let harness = harness(plain("in:105,21,107,23"), size, false);
        assert!(harness.state().panel.view().is_some(), "{size:?}");
    }
}
