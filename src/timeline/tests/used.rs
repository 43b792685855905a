use egui::{Event, Key, Modifiers, MouseWheelUnit, TouchPhase, Vec2, pos2};
use egui_kittest::kittest::Queryable as _;

use super::data;
use super::rig::Rig;
use crate::context::{Command, Item};
use crate::timeline::Grouping;
use crate::timeline::columns::Columns;

fn wheel(by: Vec2, modifiers: Modifiers) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: by,
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers,
    }
}

#[test]
fn an_event_is_found_by_its_full_name_and_selected_by_a_click() {
    let mut harness = Rig::new(data::small()).harness([1000.0, 500.0], false);
    harness.run();
    harness.get_by_label_contains("A day").click();
    harness.run();
    let selected =
        harness.state().sent.iter().any(|c| matches!(c, Command::Select(Item::Record(id)) if &**id == "day"));
    assert!(selected, "{:?}", harness.state().sent);
}

#[test]
fn the_wheel_zooms_around_the_pointer() {
    let mut harness = Rig::new(data::small()).harness([1000.0, 500.0], false);
    harness.run();
    let before = harness.state().world.time;
    harness.hover_at(pos2(600.0, 300.0));
    harness.run();
    harness.event(wheel(Vec2::new(0.0, 120.0), Modifiers::NONE));
    harness.run();
    let after = harness.state().world.time;
    assert!(after.width() < before.width() * 0.8, "{before:?} {after:?}");
    assert!(after.from > before.from && after.to < before.to);
}

#[test]
fn keys_move_time_when_the_panel_has_focus() {
    let mut harness = Rig::new(data::small()).harness([1000.0, 500.0], false);
    harness.run();
    let before = harness.state().world.time;
    harness.get_by_label_contains("Timeline, ").focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    let right = harness.state().world.time;
    assert!(right.from > before.from && (right.width() - before.width()).abs() < 2.0);
    harness.key_press(Key::Plus);
    harness.run();
    assert!(harness.state().world.time.width() < right.width());
    harness.key_press(Key::Home);
    harness.run();
    let whole = Columns::new(&harness.state().world.data.dataset).span_of(&[0, 1, 2, 3, 4, 5, 6]).unwrap().padded(0.03);
    assert_eq!(harness.state().world.time, whole);
}

#[test]
fn tab_walks_events_in_the_order_of_time() {
    let mut harness = Rig::new(data::small()).grouped(Grouping::None).harness([1000.0, 500.0], false);
    harness.run();
    harness.get_by_label_contains("Timeline, ").focus();
    harness.run();
    let mut walked = Vec::new();
    for _ in 0..40 {
        harness.key_press(Key::Tab);
        harness.run();
        if let Some(Item::Record(id)) = harness.state().world.hover.item()
            && walked.last() != Some(id)
        {
            walked.push(id.clone());
        }
    }
    walked.dedup();
    let text: Vec<&str> = walked.iter().take(7).map(|id| &**id).collect();
    assert_eq!(text, ["doubt", "range", "day", "planned", "unknown", "open", "about"]);
}

#[test]
fn the_undated_are_in_their_tray() {
    let mut harness = Rig::new(data::small()).harness([1000.0, 500.0], false);
    harness.run();
    harness.get_by_label("Undated: 1").click();
    harness.run();
    harness.get_by_label_contains("Undated, 0 sources").click();
    harness.run();
    let selected =
        harness.state().sent.iter().any(|c| matches!(c, Command::Select(Item::Record(id)) if &**id == "never"));
    assert!(selected);
}

#[test]
fn a_group_that_zooming_does_not_part_lists_its_events() {
    let dates = vec!["2021-04-09".to_owned(); 60];
    let mut harness = Rig::new(data::dated(&dates)).harness([1000.0, 400.0], false);
    harness.run();
    // what has no room beside the others
    harness.get_by_label_contains(" events: ").click();
    harness.run();
    assert!(harness.query_all_by_label_contains("9 April 2021").count() > 5);
}

#[test]
fn a_still_panel_sends_nothing() {
    let mut harness = Rig::builtin().harness([1000.0, 500.0], false);
    harness.run();
    assert!(harness.state().sent.is_empty(), "{:?}", harness.state().sent);
}
