use egui::{Event, Key, Modifiers, MouseWheelUnit, TouchPhase, Vec2, pos2};
use egui_kittest::kittest::Queryable as _;

use super::data;
use super::rig::Rig;
use crate::context::{Command, Item, TimeView};
use crate::timeline::LaneGrouping;
use km0_core::model::Kind;
use km0_core::query::Query;

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
    // whole years around the first and the last event
    assert_eq!(harness.state().world.time, TimeView::default());
}

#[test]
fn arrows_walk_events_in_the_order_of_time_and_tab_leaves_them() {
    let mut harness = Rig::new(data::small()).grouped(LaneGrouping::None).harness([1000.0, 500.0], false);
    harness.run();
    harness.get_by_label_contains("Timeline, ").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let mut walked = Vec::new();
    for _ in 0..7 {
        if let Some(Item::Record(id)) = harness.state().world.hover.item() {
            walked.push(id.clone());
        }
        harness.key_press(Key::ArrowRight);
        harness.run();
    }
    let text: Vec<&str> = walked.iter().map(|id| &**id).collect();
    assert_eq!(text, ["doubt", "range", "day", "planned", "unknown", "open", "about"]);
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(harness.state().world.hover.item(), None, "all events together are one stop");
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

/// Where a year begins in a harness of 1000 points that shows 2020 to 2025.
fn year(harness: &egui_kittest::Harness<'_, Rig>, year: i64) -> f32 {
    let lanes = harness.get_by_label_contains("Timeline, ").rect();
    lanes.left() + lanes.width() * (year - 2020) as f32 / 6.0
}

#[test]
fn brushing_two_years_asks_what_the_typed_query_asks() {
    let mut harness = Rig::builtin().harness([1000.0, 360.0], false);
    harness.run();
    let y = harness.get_by_label_contains("Ruler").rect().center().y;
    // a little beside the ticks, as a hand does
    let (from, to) = (year(&harness, 2023) + 3.0, year(&harness, 2025) - 4.0);
    harness.drag_at(pos2(from, y));
    harness.run();
    harness.hover_at(pos2(f32::midpoint(from, to), y));
    harness.run();
    harness.hover_at(pos2(to, y));
    harness.run();
    harness.drop_at(pos2(to, y));
    harness.run();
    let asked = harness.state().sent.iter().find_map(|command| match command {
        Command::FilterTime(Some(date)) => Some(date.as_str().to_owned()),
        _ => None,
    });
    assert_eq!(asked.as_deref(), Some("2023/2024"));
    let world = &harness.state().world;
    let rows = |text: &str| Query::parse(text).unwrap().run(&world.data.dataset, &world.data.corpus).rows;
    let brushed: Vec<_> = world.answer.rows.clone();
    assert_eq!(brushed, rows("during:2023/2024"));
    let promises = brushed.iter().filter(|ix| world.data.dataset.record(**ix).unwrap().kind == Kind::Commitment);
    assert_eq!(promises.count(), rows("kind:commitment during:2023/2024").len());
}

#[test]
fn all_of_the_time_is_the_period_of_the_dataset_and_the_rest_is_one_click_further() {
    let mut rig = Rig::builtin();
    rig.world.time = TimeView::new(0.0, 1e9);
    let mut harness = rig.harness([1000.0, 360.0], false);
    harness.run();
    harness.get_by_label("Show all of the dataset's time (Home)").click();
    harness.run();
    assert_eq!(harness.state().world.time, TimeView::default());
    assert!(harness.query_by_label_contains("Overview").is_none(), "of what is all in view");
    assert!(harness.query_by_label_contains(" later: ").is_none(), "no event is later than the period");
    harness.state_mut().world.ask(Query::parse("kind:figure").unwrap());
    harness.run();
    // what is aimed at for 2030
    harness.get_by_label_contains(" later: ").click();
    harness.run();
    let after = harness.state().world.time;
    assert!(after.from > TimeView::default().to - after.width(), "{after:?}");
    let last = harness.state().world.ctx().moment();
    assert!(last <= TimeView::default().to, "nothing is known as of 2036");
}

#[test]
fn playing_ends_where_it_began() {
    let mut rig = Rig::builtin();
    let day = |y, m| crate::context::seconds(km0_core::model::Moment::from_ymd(y, m, 1).unwrap());
    let before = TimeView::new(day(2025, 7), day(2025, 10));
    rig.world.time = before;
    let mut harness = rig.harness([1000.0, 360.0], false);
    harness.run();
    harness.get_by_label("Play (Space)").click();
    harness.run_steps(20);
    assert!(harness.state().world.play.unwrap().running);
    let told = harness.state().world.play.unwrap().told;
    assert!(told.rows[0].is_some(), "what list, details and caption tell");
    harness.run_steps(200);
    assert_eq!(harness.state().world.play, None, "over with the dataset's period");
    harness.run_steps(60);
    assert_eq!(harness.state().world.time, before);
}
