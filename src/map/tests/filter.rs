//! The area that filters, drawn and changed on the map.

use egui::{Key, Modifiers, Pos2, pos2};

use super::*;
use km0_core::query::Area;

const SIZE: [f32; 2] = [800.0, 500.0];
const VIEW: MapView = MapView { lat: 22.0, lon: 106.0, zoom: 8.0 };

fn opened(query: &str) -> Harness<'static, Rig> {
    let mut rig = plain(query);
    rig.panel.set_view(VIEW);
    harness(rig, SIZE, false)
}

fn camera() -> Camera {
    Camera::new(&VIEW, Rect::from_min_size(Pos2::ZERO, SIZE.into()))
}

fn drag(harness: &mut Harness<'static, Rig>, from: Pos2, to: Pos2, modifiers: Modifiers) {
    let button =
        |pos, pressed| egui::Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers };
    harness.event_modifiers(egui::Event::PointerMoved(from), modifiers);
    harness.event_modifiers(button(from, true), modifiers);
    harness.step();
    harness.event_modifiers(egui::Event::PointerMoved(from.lerp(to, 0.5)), modifiers);
    harness.step();
    harness.event_modifiers(egui::Event::PointerMoved(to), modifiers);
    harness.step();
    harness.event_modifiers(button(to, false), modifiers);
    harness.run();
}

fn focus_the_map(harness: &mut Harness<'static, Rig>) {
    harness.get_by_label("Map").focus();
    harness.run();
}

/// What was asked for last.
#[derive(Debug, PartialEq)]
enum Asked {
    Nothing,
    NoArea,
    Area(Area),
}

fn asked(harness: &Harness<'static, Rig>) -> Asked {
    let commands = harness.state().world.commands.take().into_iter();
    let last = commands.rev().find_map(|command| match command {
        Command::FilterArea(area) => Some(area.map_or(Asked::NoArea, Asked::Area)),
        _ => None,
    });
    last.unwrap_or(Asked::Nothing)
}

fn assert_near(asked: &Asked, from: Pos2, to: Pos2) {
    let Asked::Area(area) = asked else { panic!("{asked:?}") };
    let extent = area::extent_of(*area);
    let (min, max) = (camera().to_screen(extent.min), camera().to_screen(extent.max));
    assert!((min - from).length() < 1.0 && (max - to).length() < 1.0, "{min:?} {max:?}");
}

#[test]
fn dragging_with_shift_draws_an_area_and_leaves_the_map_where_it_is() {
    let mut harness = opened("");
    drag(&mut harness, pos2(250.0, 150.0), pos2(450.0, 330.0), Modifiers::SHIFT);
    assert_near(&asked(&harness), pos2(250.0, 150.0), pos2(450.0, 330.0));
    let view = harness.state().panel.view().unwrap();
    assert!((view.lat - VIEW.lat).abs() < 1e-6 && (view.lon - VIEW.lon).abs() < 1e-6, "{view:?}");
}

#[test]
fn dragging_without_shift_moves_the_map_and_draws_nothing() {
    let mut harness = opened("");
    drag(&mut harness, pos2(250.0, 250.0), pos2(450.0, 330.0), Modifiers::NONE);
    assert_eq!(asked(&harness), Asked::Nothing);
    assert!((harness.state().panel.view().unwrap().lon - VIEW.lon).abs() > 0.1);
}

#[test]
fn the_button_has_the_next_drag_draw_an_area() {
    let mut harness = opened("");
    harness.get_by_label_contains("Draw an area").click();
    harness.run();
    drag(&mut harness, pos2(450.0, 330.0), pos2(250.0, 150.0), Modifiers::NONE);
    assert_near(&asked(&harness), pos2(250.0, 150.0), pos2(450.0, 330.0));
    assert!(!harness.state().panel.area.on, "once");
}

#[test]
fn escape_gives_drawing_up() {
    let mut harness = opened("");
    harness.get_by_label_contains("Draw an area").click();
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!harness.state().panel.area.on);
    assert_eq!(asked(&harness), Asked::Nothing);
}

#[test]
fn the_keyboard_draws_an_area_and_takes_what_is_shown() {
    let mut harness = opened("");
    focus_the_map(&mut harness);
    harness.key_press(Key::R);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_near(&asked(&harness), pos2(200.0, 125.0), pos2(600.0, 375.0));
    harness.key_press(Key::V);
    harness.run();
    assert_near(&asked(&harness), pos2(0.0, 0.0), pos2(800.0, 500.0));
}

#[test]
fn the_button_takes_what_the_map_shows() {
    let mut harness = opened("");
    harness.get_by_label_contains("Only what the map shows").click();
    harness.run();
    assert_near(&asked(&harness), pos2(0.0, 0.0), pos2(800.0, 500.0));
}

#[test]
fn a_corner_moves_the_area_by_pointer_and_by_keys() {
    let mut harness = opened("in:105.5,21.6,106.5,22.4");
    let extent = area::extent_of(Area::new(105.5, 21.6, 106.5, 22.4));
    let (min, max) = (camera().to_screen(extent.min), camera().to_screen(extent.max));
    drag(&mut harness, max, max + egui::vec2(40.0, 20.0), Modifiers::NONE);
    assert_near(&asked(&harness), min, max + egui::vec2(40.0, 20.0));
    harness.get_by_label("West edge of the area").focus();
    harness.run();
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert_near(&asked(&harness), min - egui::vec2(12.0, 0.0), max);
    harness.get_by_label("Move the area").focus();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_near(&asked(&harness), min + egui::vec2(0.0, 12.0), max + egui::vec2(0.0, 12.0));
    let view = harness.state().panel.view().unwrap();
    assert!((view.lat - VIEW.lat).abs() < 1e-6, "the map stays: {view:?}");
}

#[test]
fn the_area_can_be_taken_away() {
    let mut harness = opened("in:105.5,21.6,106.5,22.4");
    harness.get_by_label("Remove the area from the filter").click();
    harness.run();
    assert_eq!(asked(&harness), Asked::NoArea);
}

#[test]
fn an_area_larger_than_the_map_can_still_be_taken_away() {
    let mut harness = opened("in:100,18,112,27");
    harness.get_by_label("Remove the area from the filter").click();
    harness.run();
    assert_eq!(asked(&harness), Asked::NoArea);
}
