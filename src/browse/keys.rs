//! The keyboard in the table.

use egui::{Event, EventFilter, Key, Modifiers, Response, Ui};

use super::interact::Table;
use crate::context::ViewCtx;
use crate::ui::walking::{WALKING, target};
use km0_core::dataset::Ix;
use km0_core::query::fold;

/// Letters typed one after the other, to jump to a name.
#[derive(Debug, Default)]
pub(super) struct Typed {
    text: String,
    /// Seconds, when the last one came.
    at: f64,
}

/// Seconds after which letters begin a new name.
const PAUSE: f64 = 1.0;
/// Names that are looked at for what was typed: hardly a frame's time.
const LOOKED_AT: usize = 50_000;

pub(super) fn ui(ui: &Ui, table: &mut Table<'_>, body: &Response, page: usize) {
    let cursor = table.ctx.focus.selected().last().copied();
    let at = || cursor.and_then(|ix| table.rows.iter().position(|row| *row == ix));
    let row = |key: Key| target(key, at(), table.rows.len(), page).and_then(|to| table.rows.get(to)).copied();
    // Alt with an arrow walks the rows from wherever the focus is
    let step = ui.input_mut(|input| {
        [Key::ArrowDown, Key::ArrowUp].into_iter().find(|key| input.consume_key(Modifiers::ALT, *key))
    });
    if let Some(ix) = step.and_then(row) {
        table.go_to(ix);
        return;
    }
    if !body.has_focus() {
        return;
    }
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(body.id, filter));
    let (modifiers, pressed) = ui.input(|input| {
        let pressed = WALKING.into_iter().find(|key| input.key_pressed(*key));
        (input.modifiers, pressed)
    });
    if let Some(ix) = pressed.and_then(row) {
        if modifiers.shift {
            table.extend_to(ix);
        } else {
            table.go_to(ix);
        }
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
        table.select_all();
    }
    if ui.input(|input| input.key_pressed(Key::Enter)) && cursor.is_some() {
        table.open();
    }
    let events = ui.input(|input| input.events.clone());
    for event in events {
        match event {
            Event::Copy => table.copy(&table.chosen()),
            Event::Text(text) if !modifiers.command && !modifiers.alt => typed(ui, table, cursor, &text),
            _ => {}
        }
    }
}

/// Jumps to the next name that begins with what is being typed.
fn typed(ui: &Ui, table: &mut Table<'_>, cursor: Option<Ix>, text: &str) {
    let now = ui.input(|input| input.time);
    let typed = &mut table.walk.typed;
    if now - typed.at > PAUSE {
        typed.text.clear();
    }
    typed.at = now;
    let goes_on = !typed.text.is_empty();
    if !goes_on && text.trim().is_empty() {
        return;
    }
    typed.text.push_str(text);
    let wanted = fold::bare(&typed.text);
    let at = cursor.and_then(|ix| table.rows.iter().position(|row| *row == ix));
    // a further letter may fit where one stands, a first one means another row
    let from = at.map_or(0, |at| if goes_on { at } else { at + 1 });
    let (before, after) = table.rows.split_at(from.min(table.rows.len()));
    let ring = after.iter().chain(before).copied().take(LOOKED_AT);
    if let Some(ix) = { ring }.find(|ix| begins(table.ctx, *ix, &wanted)) {
        table.go_to(ix);
    }
}

fn begins(ctx: &ViewCtx<'_>, ix: Ix, wanted: &str) -> bool {
    let Some(name) = ctx.record(ix).map(|record| ctx.name(record)) else { return false };
    // a letter folds to one or more, and decomposed ones to fewer
    let head: String = name.chars().take(wanted.chars().count() * 3).collect();
    fold::bare(&head).starts_with(wanted)
}
