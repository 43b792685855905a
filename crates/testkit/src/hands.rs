//! What a person sees of a window's rows and does to them, for tests of any panel.

use egui::{Event, Key, Modifiers, OutputCommand, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};

/// The rows in view, from top to bottom. Names may come twice.
pub fn nodes<'w, S>(window: &'w Harness<'_, S>) -> Vec<Node<'w>> {
    let rows = window.query_all_by(|node| node.role() == Role::Row && node.label().is_some());
    let mut rows: Vec<Node<'_>> = rows.collect();
    rows.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    rows
}

/// The names of the rows in view, from top to bottom.
///
/// # Panics
///
/// When a row has no name.
pub fn rows<S>(window: &Harness<'_, S>) -> Vec<String> {
    nodes(window).iter().map(|node| node.accesskit_node().label().unwrap()).collect()
}

/// Clicks the row at this place among those in view.
pub fn click_row<S>(window: &mut Harness<'_, S>, at: usize, modifiers: Modifiers) {
    nodes(window)[at].click_modifiers(modifiers);
    window.run_ok();
}

/// Presses a key and lets the window settle.
pub fn press<S>(window: &mut Harness<'_, S>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_ok();
}

/// What Ctrl+C puts on the clipboard; empty when nothing.
pub fn copied<S>(window: &mut Harness<'_, S>) -> String {
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
