//! Suggestions below the search box while something is typed there: the palette's things by the
//! palette's ranking, without its commands.

use egui::{Area, EventFilter, Frame, Id, Key, Modifiers, Order, Response, Role, Ui, vec2};

use crate::app::app_ctx::AppCtx;
use km0_core::model::Lang;

use super::search::{Entity, FoldedLabels, Matches, PaletteRow, search};
use super::{Finder, paint};
use crate::context::{Cached, Command};

/// Suggestions, at most.
const MOST: usize = 8;
/// The narrowest list, in points.
const LEAST_WIDTH: f32 = 340.0;

/// What suggestions depend on.
#[derive(Clone, Debug, PartialEq)]
struct HintsKey {
    asked: String,
    stamp: u64,
    lang: Lang,
}

/// What is suggested. Kept until the text, the language or the dataset changes.
#[derive(Debug, Default)]
pub(super) struct Suggestions {
    open: bool,
    /// The row that is chosen by the arrow keys.
    at: Option<usize>,
    found: Cached<HintsKey, Matches>,
}

impl Suggestions {
    fn rows(&self) -> &[PaletteRow] {
        let rows = self.found.value().map_or(&[][..], |found| &found.rows);
        rows.get(..rows.len().min(MOST)).unwrap_or_default()
    }

    fn shows(&self) -> bool {
        self.open && !self.rows().is_empty()
    }
}

/// The free words at the end of what stands in the search box, and what stands before them.
fn parts(text: &str) -> (&str, &str) {
    let is_free = |word: &str| !word.starts_with('-') && !word.contains([':', '"']);
    let mut from = text.len();
    loop {
        let before = text.get(..from).unwrap_or_default().trim_end();
        let start = before.char_indices().rev().find(|(_, c)| c.is_whitespace());
        let start = start.map_or(0, |(at, c)| at + c.len_utf8());
        match before.get(start..) {
            Some(word) if !word.is_empty() && is_free(word) => from = start,
            _ => break,
        }
    }
    text.split_at(from)
}

impl Finder {
    /// The keys that walk the suggestions, taken before the search box sees them.
    pub(in crate::app) fn suggestion_keys(&mut self, ui: &Ui, ctx: &AppCtx<'_>, text: &str) {
        if !self.hints.shows() {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = self.hints.rows().len() - 1;
        if pressed(Key::ArrowDown) {
            self.hints.at = Some(self.hints.at.map_or(0, |at| (at + 1).min(last)));
        }
        if pressed(Key::ArrowUp) {
            // above the first row is the text itself
            self.hints.at = self.hints.at.and_then(|at| at.checked_sub(1));
        }
        if pressed(Key::Escape) {
            self.hints.open = false;
        }
        let chosen = self.hints.at.filter(|_| self.hints.open);
        if let Some(at) = chosen.filter(|_| pressed(Key::Enter)) {
            self.go(ctx, text, at);
        }
    }

    /// Shows what is suggested below the search box.
    pub(in crate::app) fn suggest(&mut self, ui: &Ui, ctx: &AppCtx<'_>, field: &Response, text: &str) {
        if field.changed() {
            self.hints.open = true;
            self.hints.at = None;
        }
        if !self.hints.open {
            return;
        }
        self.look(ctx, parts(text).1);
        let mut inside = false;
        let mut clicked = None;
        if self.hints.shows() {
            // Escape closes the list first, and only then leaves the search box
            let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(field.id, filter));
            let shown = self.list(ui, ctx, field);
            (inside, clicked) = (shown.0, shown.1);
        }
        if let Some(at) = clicked {
            self.go(ctx, text, at);
        } else if !field.has_focus() && !inside {
            self.hints.open = false;
        }
    }

    /// The list. Whether the pointer is over it, and the row that was clicked.
    fn list(&self, ui: &Ui, ctx: &AppCtx<'_>, field: &Response) -> (bool, Option<usize>) {
        let mut clicked = None;
        let area = Area::new(Id::unique("suggestions")).order(Order::Foreground);
        let shown = area.fixed_pos(field.rect.left_bottom() + vec2(0.0, 3.0)).show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(egui::Margin::symmetric(0, 4)).show(ui, |ui| {
                ui.set_width(field.rect.width().max(LEAST_WIDTH));
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                    node.set_role(Role::ListBox);
                    node.set_label(ctx.words.t("search-suggestions"));
                });
                for (at, row) in self.hints.rows().iter().enumerate() {
                    let response = paint::line(ui, ctx, row, self.hints.at == Some(at));
                    if self.hints.at == Some(at) {
                        ui.ctx().accesskit_node_builder(field.id, |node| {
                            node.set_active_descendant(response.id.accesskit_id());
                        });
                    }
                    if let (true, Entity::Thing(ix)) = (response.hovered(), &row.what)
                        && let Some(record) = ctx.record(*ix)
                    {
                        ctx.hover.set(record.item());
                    }
                    if response.clicked() {
                        clicked = Some(at);
                    }
                }
            });
        });
        (shown.response.contains_pointer(), clicked)
    }

    /// Looks again when the words, the language or what there is to find has changed.
    fn look(&mut self, ctx: &AppCtx<'_>, words: &str) {
        if words.trim().chars().count() < 2 && words.is_ascii() {
            // nor is there anything for more letters to be looked for in
            self.hints.found.forget();
            return;
        }
        let key = HintsKey { asked: words.to_owned(), stamp: ctx.dataset.stamp(), lang: ctx.words.lang() };
        if self.hints.found.is_for(&key) {
            return;
        }
        let found = search(ctx, &FoldedLabels::default(), words);
        self.hints.found.keep(key, found);
    }

    /// Goes to what was chosen. Its words leave the search box; what else is asked for stays.
    fn go(&mut self, ctx: &AppCtx<'_>, text: &str, at: usize) {
        let Some(Entity::Thing(ix)) = self.hints.rows().get(at).map(|row| row.what) else { return };
        let Some(record) = ctx.record(ix) else { return };
        ctx.send(Command::Ask(parts(text).0.trim_end().to_owned()));
        ctx.send(Command::GoTo(record.item()));
        self.hints = Suggestions::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_are_for_the_free_words_at_the_end() {
        assert_eq!(parts("ta lung"), ("", "ta lung"));
        assert_eq!(parts("kind:meeting ta  lung "), ("kind:meeting ", "ta  lung "));
        assert_eq!(parts("\"cao bang\" -source:003 友谊"), ("\"cao bang\" -source:003 ", "友谊"));
        assert_eq!(parts("gate:ta-lung"), ("gate:ta-lung", ""));
        assert_eq!(parts(""), ("", ""));
    }
}
