//! Everyday tasks with the keyboard alone.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use egui_kittest::kittest::Queryable as _;

use super::rig::Rig;
use crate::context::Item;
use crate::timeline::LaneGrouping;
use km0_core::model::Edtf;
use km0_core::query::Clause;

/// Somebody at the keyboard.
struct Hands(Harness<'static, Rig>);

impl Hands {
    fn at(rig: Rig) -> Self {
        let mut harness = rig.harness([1100.0, 560.0], false);
        harness.run();
        Self(harness)
    }

    fn rig(&self) -> &Rig {
        self.0.state()
    }

    fn press(&mut self, key: Key) {
        self.0.key_press(key);
        // what moves by itself comes to rest
        self.0.run();
    }

    fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.0.key_press_modifiers(modifiers, key);
        self.0.run();
    }

    /// What has the keyboard's focus, by its name.
    fn focused(&self) -> String {
        let node = self.0.query_all_by(|node| node.is_focused() && node.label().is_some()).next();
        node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    /// Tabs on until the name of what has the focus contains the text.
    fn tab_to(&mut self, text: &str) {
        let mut passed = Vec::new();
        for _ in 0..200 {
            self.press(Key::Tab);
            if self.focused().contains(text) {
                return;
            }
            passed.push(self.focused());
        }
        panic!("Tab does not lead to {text:?}, but to {passed:#?}");
    }

    /// Arrows back until the name of what has the focus contains the text.
    fn arrow_to(&mut self, text: &str) {
        for _ in 0..60 {
            if self.focused().contains(text) {
                return;
            }
            self.press(Key::ArrowUp);
        }
        panic!("arrows do not lead to {text:?}");
    }

    fn selected(&self) -> String {
        self.rig().world.selection.first().map(|item| item.record().to_string()).unwrap_or_default()
    }

    fn bound(&self) -> Option<Edtf> {
        self.rig().world.query.terms.iter().find_map(|term| match &term.clause {
            Clause::During(date) => Some(date.clone()),
            _ => None,
        })
    }
}

fn selected(id: &str) -> Rig {
    let mut rig = Rig::builtin();
    rig.world.select(vec![Item::Record(id.into())]);
    rig
}

#[test]
fn moving_and_zooming_through_time() {
    let mut hands = Hands::at(Rig::builtin());
    hands.tab_to("Timeline, ");
    let start = hands.rig().world.time;
    hands.press(Key::Plus);
    let closer = hands.rig().world.time;
    assert!(closer.width() < start.width(), "1: zoom in");
    hands.press(Key::ArrowRight);
    assert!(hands.rig().world.time.from > closer.from, "2: move on");
    hands.press(Key::Minus);
    hands.press(Key::Home);
    assert_eq!(hands.rig().world.time, start, "3: everything");
}

#[test]
fn walking_the_events_and_opening_one() {
    let mut hands = Hands::at(Rig::builtin().grouped(LaneGrouping::Mechanism));
    hands.tab_to("Timeline, ");
    hands.press(Key::Enter);
    let place = |name: &str| name.rsplit(", ").next().and_then(|end| end.split_once(" of ")?.0.parse::<usize>().ok());
    let mut names = vec![hands.focused()];
    for _ in 0..12 {
        hands.press(Key::ArrowRight);
        names.push(hands.focused());
    }
    let numbers: Vec<usize> = names.iter().filter_map(|name| place(name)).collect();
    assert!(numbers.len() > 3, "4: from event to event: {names:#?}");
    assert!(numbers.is_sorted(), "in the order of time: {numbers:?}");
    for _ in 0..200 {
        if place(&hands.focused()).is_some() {
            break;
        }
        hands.press(Key::ArrowRight);
    }
    let name = hands.focused();
    hands.press(Key::Enter);
    assert!(!hands.selected().is_empty(), "5: open {name}");
    let before = hands.focused();
    hands.press(Key::ArrowDown);
    if hands.focused() == before {
        // it is in the last lane
        hands.press(Key::ArrowUp);
    }
    assert_ne!(hands.focused(), before, "6: to another lane");
}

#[test]
fn walking_on_past_the_edge_of_the_view() {
    let mut hands = Hands::at(Rig::builtin().grouped(LaneGrouping::None));
    hands.tab_to("Timeline, ");
    for _ in 0..8 {
        hands.press(Key::Plus);
    }
    let shown = hands.rig().world.time;
    hands.press(Key::Enter);
    let mut walked = Vec::new();
    for _ in 0..60 {
        hands.press(Key::ArrowRight);
        if hands.rig().world.time.from > shown.from {
            break;
        }
        walked.push(hands.focused());
    }
    walked.dedup();
    assert!(hands.rig().world.time.from > shown.from, "7: time comes along: {walked:#?}");
    assert!(!hands.focused().is_empty() && !hands.focused().starts_with("Timeline"), "{}", hands.focused());
}

#[test]
fn filtering_by_time_on_the_ruler() {
    let mut hands = Hands::at(Rig::builtin());
    hands.tab_to("Ruler");
    hands.press(Key::Enter);
    assert_eq!(hands.bound().unwrap().as_str(), "2020/2025", "8: filter to what is shown");
    hands.tab_to("Filter from");
    hands.press(Key::ArrowRight);
    hands.press(Key::ArrowRight);
    let moved = hands.bound().unwrap();
    assert_ne!(moved.as_str(), "2020/2025", "9: move an end of the filter");
    assert!(moved.as_str().ends_with("/2025") || moved.as_str().ends_with("/2025-12"), "{moved:?}");
    hands.press(Key::Escape);
    hands.press(Key::Escape);
    assert_eq!(hands.bound(), None, "10: take the filter away");
}

#[test]
fn playing_and_stepping() {
    let mut hands = Hands::at(Rig::builtin());
    hands.tab_to("Timeline, ");
    hands.0.key_press(Key::Space);
    hands.0.run_steps(10);
    let play = hands.rig().world.play.unwrap();
    assert!(play.running, "11: play");
    hands.0.run_steps(10);
    assert!(hands.rig().world.play.unwrap().at > play.at);
    hands.0.key_press(Key::Space);
    hands.0.run_steps(2);
    let paused = hands.rig().world.play.unwrap();
    assert!(!paused.running, "pause");
    hands.tab_to("On to the next event");
    hands.press(Key::Enter);
    assert!(hands.rig().world.play.unwrap().at > paused.at, "12: step to the next event");
    hands.tab_to("End playing");
    hands.press(Key::Enter);
    assert_eq!(hands.rig().world.play, None);
}

#[test]
fn arranging_the_lanes() {
    let mut hands = Hands::at(Rig::builtin());
    hands.tab_to("Meetings, ");
    hands.press(Key::ArrowDown);
    assert!(hands.focused().starts_with("Agreements, "), "arrows lead from title to title");
    hands.press(Key::Enter);
    assert!(hands.focused().ends_with("collapsed"), "13: collapse a lane: {}", hands.focused());
    hands.press_with(Modifiers::ALT, Key::ArrowUp);
    let order = &hands.rig().timeline.arrangement().order[&LaneGrouping::Kind];
    assert_eq!(order[0], "agreement", "14: move a lane");
}

#[test]
fn following_what_a_meeting_signed() {
    let mut hands = Hands::at(selected("talks-cao-bang-guangxi-2025"));
    hands.tab_to("Legend and how to move");
    hands.press(Key::End);
    assert!(hands.focused().contains("Relations of the selection"), "{}", hands.focused());
    hands.press(Key::Enter);
    hands.tab_to("Signed there: ");
    hands.press(Key::Enter);
    assert!(hands.selected().contains("2025"), "15: {}", hands.selected());
    assert_ne!(hands.selected(), "talks-cao-bang-guangxi-2025");
}

#[test]
fn reading_who_says_that_a_gate_is_open() {
    let mut hands = Hands::at(selected("huu-nghi"));
    hands.tab_to("Meetings, ");
    hands.press(Key::End);
    hands.arrow_to("Status: ");
    hands.press(Key::Enter);
    hands.tab_to("¶");
    hands.press(Key::Enter);
    assert!(matches!(hands.rig().world.selection[0], Item::Paragraph { .. }), "16: {:?}", hands.rig().world.selection);
}
