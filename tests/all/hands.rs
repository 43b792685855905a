//! What a person sees of a window's rows and does to them, for tests of any panel.

use egui::{Event, Key, Modifiers, OutputCommand, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use km0::app::{Explorer, State};

pub(crate) type Window = Harness<'static, Explorer>;

pub(crate) fn state(window: &Window) -> &State {
    &window.state().state
}

/// The rows in view, from top to bottom. Names may come twice.
pub(crate) fn nodes(window: &Window) -> Vec<Node<'_>> {
    let rows = window.query_all_by(|node| node.role() == Role::Row && node.label().is_some());
    let mut rows: Vec<Node<'_>> = rows.collect();
    rows.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    rows
}

pub(crate) fn rows(window: &Window) -> Vec<String> {
    nodes(window).iter().map(|node| node.accesskit_node().label().unwrap()).collect()
}

pub(crate) fn click_row(window: &mut Window, at: usize, modifiers: Modifiers) {
    nodes(window)[at].click_modifiers(modifiers);
    window.run_ok();
}

pub(crate) fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_ok();
}

pub(crate) fn copied(window: &mut Window) -> String {
    window.event(Event::Copy);
    let mut text = String::new();
    for _ in 0..3 {
        window.step();
        for command in &window.output().platform_output.commands {
            if let OutputCommand::CopyText(copied) = command {
                text.clone_from(copied);
            }
        }
    }
    text
}
