//! The palette: every command and every named thing, found by a few letters of any of its names.

mod paint;
mod search;
mod suggest;
#[cfg(test)]
mod tests;

use egui::{Key, Modifiers, Ui};

use crate::context::{Command, Item, ViewCtx};
use km0_core::dataset::Ix;
use km0_core::model::{Kind, Lang};
use km0_core::query::{Key as QueryKey, Term};

use super::state::State;
use search::{Found, Labels, What};

/// Rows that the keys for a page pass.
const PAGE: usize = 10;

/// The palette's own state. What is found is kept from frame to frame until the text changes.
#[derive(Debug, Default)]
pub struct Finder {
    open: bool,
    text: String,
    /// The row that is chosen.
    at: usize,
    /// Points that the rows are scrolled down.
    offset: f32,
    /// Whether the chosen row is to be brought into view.
    follow: bool,
    labels: Option<((Lang, u64), Labels)>,
    found: Option<(String, Found)>,
    /// What is suggested below the search box.
    hints: suggest::Suggestions,
}

impl Finder {
    /// Asks for other words, and gives how many things and commands fit them.
    pub fn ask(&mut self, ctx: &ViewCtx<'_>, state: &State, text: &str) -> usize {
        text.clone_into(&mut self.text);
        self.refresh(ctx, state);
        self.found.as_ref().map_or(0, |(_, found)| found.total)
    }

    pub(super) fn put_away(&mut self) {
        if self.open {
            *self = Self::default();
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
        let opened = !std::mem::replace(&mut self.open, true);
        self.refresh(ctx, state);
        self.walk(ui);
        let acted = act(ui);
        let clicked = paint::ui(self, ui, ctx, state, opened);
        if let Some(filter) = clicked.or(acted) {
            self.choose(ctx, state, filter);
        }
    }

    /// Looks again when the text, the language or what there is to find has changed.
    fn refresh(&mut self, ctx: &ViewCtx<'_>, state: &State) {
        let key = (ctx.words.lang(), ctx.revision);
        if self.labels.as_ref().is_none_or(|(cached, _)| *cached != key) {
            self.labels = Some((key, Labels::new(ctx, state)));
            self.found = None;
        }
        let Some((_, labels)) = &self.labels else { return };
        if self.found.as_ref().is_some_and(|(cached, _)| *cached == self.text) {
            return;
        }
        let found = if self.text.trim().is_empty() {
            search::usual(ctx, state, labels)
        } else {
            search::search(ctx, labels, &self.text)
        };
        self.at = found.first();
        self.follow = true;
        self.found = Some((self.text.clone(), found));
    }

    /// The keys that walk the rows, taken before the text field sees them.
    fn walk(&mut self, ui: &Ui) {
        let Some((_, found)) = &self.found else { return };
        let last = found.rows.len().saturating_sub(1);
        let before = self.at;
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let ends = [Key::Home, Key::End].map(|key| pressed(key) > 0);
        let down = pressed(Key::ArrowDown) + PAGE * pressed(Key::PageDown);
        let up = pressed(Key::ArrowUp) + PAGE * pressed(Key::PageUp);
        let to = match ends {
            [true, _] => 0,
            [_, true] => last,
            _ => (self.at + down).saturating_sub(up).min(last),
        };
        self.at = found.nearest(to, up == 0);
        self.follow |= self.at != before;
    }

    /// Does what the chosen row stands for; `filter` asks for a filter by it instead.
    fn choose(&mut self, ctx: &ViewCtx<'_>, state: &State, filter: bool) {
        let row = self.found.as_ref().and_then(|(_, found)| found.rows.get(self.at));
        let Some(command) = row.and_then(|row| command(ctx, state, &row.what, filter)) else { return };
        ctx.send(Command::CloseDialog);
        if let Some(What::Command(entry)) = row.map(|row| &row.what) {
            ctx.send(Command::Chosen(entry.label));
        }
        ctx.send(command);
    }
}

/// Whether Enter was pressed, and if so whether it asks for a filter.
fn act(ui: &Ui) -> Option<bool> {
    ui.input_mut(|input| {
        let filter = input.consume_key(Modifiers::COMMAND, Key::Enter);
        let plain = input.consume_key(Modifiers::NONE, Key::Enter);
        (filter || plain).then_some(filter)
    })
}

/// What choosing a row does; nothing for a heading or a command that can't be given.
fn command(ctx: &ViewCtx<'_>, state: &State, what: &What, filter: bool) -> Option<Command> {
    match what {
        What::Heading(_) => None,
        What::Command(entry) => (entry.able)(state).is_ok().then(|| (entry.command)()),
        What::View(at) => state.views.get(*at).map(|named| Command::OpenView(named.path.clone())),
        What::Thing(ix) if filter => filter_by(ctx, *ix).map(Command::AddTerm),
        What::Thing(ix) => ctx.record(*ix).map(|record| Command::GoTo(Item::Record(record.id.clone()))),
    }
}

/// The term that asks for everything that has to do with a record.
fn filter_by(ctx: &ViewCtx<'_>, ix: Ix) -> Option<Term> {
    let record = ctx.record(ix)?;
    let key = match record.kind {
        Kind::Gate => QueryKey::Gate,
        Kind::Place => QueryKey::Place,
        Kind::Mechanism => QueryKey::Mechanism,
        Kind::Person => QueryKey::Person,
        Kind::Organisation => QueryKey::Org,
        Kind::Project => QueryKey::Project,
        Kind::Topic => QueryKey::Topic,
        Kind::Source => QueryKey::Source,
        Kind::Meeting | Kind::Agreement | Kind::Commitment | Kind::Milestone | Kind::Figure | Kind::Discrepancy => {
            QueryKey::About
        }
    };
    Some(Term::is(key, &record.id))
}
