//! The window without a pointer: few steps from part to part, and from the start to what was promised
//! about a gate.

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use km0::context::{Board, Item};
use km0::ui::theme::ThemeChoice;
use km0_core::model::Lang;

use km0_testkit::hands::press;

use crate::window::{Window, ask, open, settings, state};

fn focused(window: &Window) -> Option<(String, Role, egui::Rect)> {
    let node = window.query_all_by(|node: &AccessKitNode<'_>| node.is_focused()).last()?;
    let name = node.accesskit_node().label().or_else(|| node.accesskit_node().value()).unwrap_or_default();
    Some((name, node.accesskit_node().role(), node.rect()))
}

/// Which part of the window has the keyboard.
fn part(window: &Window) -> Option<&'static str> {
    let at = focused(window)?.2.center();
    let regions = window.state().regions();
    let parts = [
        ("bar", Some(regions.bar)),
        ("left", regions.left),
        ("map", regions.map),
        ("timeline", regions.timeline),
        ("details", regions.details),
    ];
    parts.into_iter().find(|(_, rect)| rect.is_some_and(|rect| rect.contains(at))).map(|(name, _)| name)
}

#[test]
fn tab_leads_from_part_to_part_in_at_most_six_steps() {
    let mut window = open([1366.0, 768.0], settings(Lang::Vi, ThemeChoice::Light));
    press(&mut window, Modifiers::COMMAND, Key::F);
    let mut here = part(&window).unwrap();
    let (mut steps, mut seen, mut names) = (0, vec![(here, 0)], Vec::new());
    for _ in 0..200 {
        press(&mut window, Modifiers::NONE, Key::Tab);
        steps += 1;
        names.push(focused(&window).map(|(name, role, _)| format!("{role:?} {name}")));
        let Some(now) = part(&window) else { continue };
        if now != here {
            seen.push((now, steps));
            (here, steps) = (now, 0);
        }
        if now == "details" {
            break;
        }
    }
    assert_eq!(here, "details", "{names:#?}");
    assert!(seen.iter().all(|(_, steps)| *steps <= 6), "{seen:?}");
}

#[test]
fn a_key_that_shows_a_board_types_nothing_into_the_field_that_has_the_keyboard() {
    let mut window = open([1366.0, 768.0], settings(Lang::En, ThemeChoice::Light));
    ask(&mut window, "after:2023");
    let modifiers = Modifiers::ALT;
    let down = Event::Key { key: Key::Num2, physical_key: None, pressed: true, repeat: false, modifiers };
    // a keyboard tells of the sign on the key in the same breath
    window.input_mut().events.extend([Event::ModifiersChanged(modifiers), down, Event::Text("2".to_owned())]);
    window.run_ok();
    window.event(Event::ModifiersChanged(Modifiers::NONE));
    assert_eq!(state(&window).settings.board, Board::Promises);
    assert_eq!(state(&window).ask.query.to_string(), "after:2023");
    window.event(Event::Text("/2024".to_owned()));
    window.run_ok();
    assert_eq!(state(&window).ask.text, "after:2023/2024", "what is typed on is kept");
}

#[test]
fn what_was_promised_about_a_gate_is_reached_by_keys_alone() {
    let mut window = open([1366.0, 768.0], settings(Lang::Vi, ThemeChoice::Light));
    press(&mut window, Modifiers::COMMAND, Key::F);
    for letter in "ta lung".chars() {
        window.event(Event::Text(letter.to_string()));
        window.step();
    }
    window.run_ok();
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(state(&window).selection, [Item::Record("ta-lung".into())]);
    // from the search box backwards: details are the last part
    press(&mut window, Modifiers::SHIFT, Key::F6);
    assert_eq!(part(&window), Some("details"));
    let promise = "Triển khai quản lý vận tải đường bộ quốc tế qua Trà Lĩnh và Tà Lùng";
    for _ in 0..20 {
        press(&mut window, Modifiers::NONE, Key::Tab);
        if focused(&window).is_some_and(|(name, ..)| name == promise) {
            break;
        }
    }
    assert_eq!(focused(&window).unwrap().0, promise);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let chosen = state(&window).selection[0].record().to_string();
    assert_eq!(state(&window).data.dataset.by_id(&chosen).unwrap().name.get(Lang::Vi), promise);
}
