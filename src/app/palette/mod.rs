//! The palette: every command and every named thing, found by a few letters of any of its names.

mod paint;
mod search;
mod suggest;
#[cfg(test)]
mod tests;

use egui::{Key, Modifiers, Ui};

use crate::app::app_ctx::AppCtx;
use crate::context::{Cached, Command};
use km0_core::dataset::Ix;
use km0_core::model::{Kind, Lang};
use km0_core::query::{Key as QueryKey, Query, Term};

use crate::app::input::{Input, ViewCommand, WindowCommand};
use search::{Entity, FoldedLabels, Matches};

/// Rows that the keys for a page pass.
const PAGE: usize = 10;

/// What the names of commands and views depend on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct LabelsKey {
    lang: Lang,
    revision: u64,
}

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
    labels: Cached<LabelsKey, FoldedLabels>,
    found: Cached<String, Matches>,
    /// What is suggested below the search box.
    hints: suggest::Suggestions,
    /// What is being typed in the search box.
    pub(super) typed: Option<TypedWords>,
}

/// What somebody types in the search box, which shows the words alone: filters stand as chips below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TypedWords {
    /// The filters that there were when the typing began, as the text of a query.
    filters: String,
    pub(super) words: String,
}

impl TypedWords {
    /// What the query is besides its words, with these words.
    pub(super) fn new(query: &Query, words: String) -> Self {
        Self { filters: query.filters_alone().to_string(), words }
    }

    /// A query that could not be understood stands as it is.
    pub(super) fn whole(text: String) -> Self {
        Self { filters: String::new(), words: text }
    }

    /// The text of the whole query.
    pub(super) fn query(&self) -> String {
        [self.filters.as_str(), self.words.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl Finder {
    /// Asks for other words, and gives how many things and commands fit them.
    pub fn ask(&mut self, ctx: &AppCtx<'_>, text: &str) -> usize {
        text.clone_into(&mut self.text);
        self.refresh(ctx);
        self.found.value().map_or(0, |found| found.total)
    }

    /// As at first, with what is suggested below the search box.
    pub(super) fn put_away(self) -> Self {
        Self { hints: self.hints, typed: self.typed, ..Self::default() }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>) {
        let opened = !std::mem::replace(&mut self.open, true);
        self.refresh(ctx);
        self.walk_by_keys(ui);
        let acted = act(ui);
        let clicked = paint::ui(self, ui, ctx, opened);
        if let Some(filter) = clicked.or(acted) {
            self.choose(ctx, filter);
        }
    }

    /// Looks again when the text, the language or what there is to find has changed.
    fn refresh(&mut self, ctx: &AppCtx<'_>) {
        let key = LabelsKey { lang: ctx.words.lang(), revision: ctx.revision };
        if self.labels.refresh(key, || FoldedLabels::new(ctx)) {
            self.found.forget();
        }
        let Some(labels) = self.labels.value() else { return };
        if self.found.is_for(&self.text) {
            return;
        }
        let found = if self.text.trim().is_empty() {
            search::usual(ctx, labels)
        } else {
            search::search(ctx, labels, &self.text)
        };
        self.at = found.first();
        self.follow = true;
        self.found.keep(self.text.clone(), found);
    }

    /// The keys that walk the rows, taken before the text field sees them.
    fn walk_by_keys(&mut self, ui: &Ui) {
        let Some(found) = self.found.value() else { return };
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
    fn choose(&mut self, ctx: &AppCtx<'_>, filter: bool) {
        let row = self.found.value().and_then(|found| found.rows.get(self.at));
        let Some(command) = row.and_then(|row| self.command(ctx, &row.what, filter)) else { return };
        ctx.send(WindowCommand::CloseDialog);
        if let Some(Entity::Command(entry)) = row.map(|row| &row.what) {
            ctx.send(WindowCommand::Chosen(entry.label));
        }
        ctx.send(command);
    }

    /// What choosing a row does; nothing for a heading or a command that can't be given.
    fn command(&self, ctx: &AppCtx<'_>, what: &Entity, filter: bool) -> Option<Input> {
        match what {
            Entity::Heading(_) => None,
            Entity::Command(entry) => (entry.able)(ctx.state).is_ok().then(|| (entry.command)()),
            Entity::View(at) => ctx.state.views.get(*at).map(|named| ViewCommand::Open(named.path.clone()).into()),
            Entity::Thing(ix) if filter => filter_by(ctx, *ix).map(|term| Command::AddTerm(term).into()),
            Entity::Thing(ix) => ctx.record(*ix).map(|record| Command::GoTo(record.item()).into()),
            Entity::Texts => Some(Command::Ask(self.text.trim().to_owned()).into()),
        }
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

/// The term that asks for everything that has to do with a record.
fn filter_by(ctx: &AppCtx<'_>, ix: Ix) -> Option<Term> {
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
