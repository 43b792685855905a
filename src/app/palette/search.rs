//! What is typed × names and commands → rows, the best first.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::super::commands::{COMMANDS, CommandEntry};
use crate::app::app_ctx::AppCtx;
use km0_core::dataset::Ix;
use km0_core::model::Lang;
use km0_core::query::{Marker, NameHits, NameIndex, fold, names_of};
use km0_core::words::Words;

/// Rows that are shown at most.
const MOST: usize = 100;
/// Things and commands that are offered before anything is typed.
const RECENT: usize = 6;
const USUAL: usize = 9;

/// The commands that most sessions need, for who has chosen none yet.
const COMMON: [&str; USUAL] = [
    "command-search",
    "command-clear-query",
    "command-undo",
    "command-fit-map",
    "command-all-time",
    "command-keep-view",
    "command-export",
    "command-open-file",
    "command-shortcuts",
];

#[derive(Debug, Default)]
pub(super) struct Matches {
    pub(super) rows: Vec<PaletteRow>,
    /// Everything that fits, shown or not.
    pub(super) total: usize,
}

impl Matches {
    /// The first row that can be chosen.
    pub(super) fn first(&self) -> usize {
        self.nearest(0, true)
    }

    /// The row itself, or the next one that way when it is a heading.
    pub(super) fn nearest(&self, at: usize, down: bool) -> usize {
        let heading = |at: usize| matches!(self.rows.get(at), Some(PaletteRow { what: Entity::Heading(_), .. }));
        match (heading(at), down || at == 0) {
            (false, _) => at,
            (true, true) => at + 1,
            (true, false) => at - 1,
        }
    }
}

/// A line of the palette.
#[derive(Debug)]
pub(super) struct PaletteRow {
    pub(super) what: Entity,
    pub(super) text: String,
    /// Bytes of the text that were asked for.
    pub(super) marks: Vec<Range<usize>>,
    /// The other name that was found, with its marks.
    pub(super) other: Option<(String, Vec<Range<usize>>)>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Entity {
    Heading(&'static str),
    Command(&'static CommandEntry),
    /// A row of the named views.
    View(usize),
    Thing(Ix),
    /// What is typed, looked for in what the records say.
    Texts,
}

/// What commands and named views are called, in the language of the interface and in English.
#[derive(Debug, Default)]
pub(super) struct FoldedLabels {
    all: Vec<(Entity, String)>,
    index: NameIndex,
}

impl FoldedLabels {
    pub(super) fn new(ctx: &AppCtx<'_>) -> Self {
        static ENGLISH: OnceLock<Words> = OnceLock::new();
        let english = ENGLISH.get_or_init(|| Words::new(Lang::En));
        let commands = COMMANDS.iter().map(|entry| (Entity::Command(entry), entry.full_text(ctx)));
        let views = ctx.state.views.iter().enumerate().map(|(at, named)| (Entity::View(at), named.name.clone()));
        let all: Vec<(Entity, String)> = commands.chain(views).collect();
        let names = |(what, text): &'_ (Entity, String)| match what {
            Entity::Command(entry) => {
                vec![text.clone(), ctx.words.t(entry.label).into(), english.t(entry.label).into()]
            }
            _ => vec![text.clone()],
        };
        let names: Vec<Vec<String>> = all.iter().map(names).collect();
        let index = NameIndex::new(names.iter().map(|names| names.iter().map(String::as_str).collect()));
        Self { all, index }
    }
}

/// What is offered before anything is typed: what was selected last, and the usual commands.
pub(super) fn usual(ctx: &AppCtx<'_>, labels: &FoldedLabels) -> Matches {
    let mut recent: Vec<Ix> = Vec::new();
    let selections = std::iter::once(&ctx.state.selection).chain(ctx.state.selections.past());
    for ix in selections.flatten().filter_map(|item| ctx.dataset.ix(item.record())) {
        if recent.len() < RECENT && !recent.contains(&ix) {
            recent.push(ix);
        }
    }
    let row = |what, text: &str| PaletteRow { what, text: text.to_owned(), marks: Vec::new(), other: None };
    let mut rows = Vec::new();
    if !recent.is_empty() {
        rows.push(row(Entity::Heading("palette-recent"), ""));
        let named = |ix: Ix| ctx.record(ix).map(|record| row(Entity::Thing(ix), ctx.name(record)));
        rows.extend(recent.into_iter().filter_map(named));
    }
    rows.push(row(Entity::Heading("palette-commands"), ""));
    let mut chosen: Vec<(&String, &u32)> = ctx.state.settings.chosen.iter().collect();
    chosen.sort_by_key(|(label, count)| (std::cmp::Reverse(**count), (*label).clone()));
    let mut wanted: Vec<&str> = chosen.into_iter().map(|(label, _)| label.as_str()).collect();
    wanted.extend(COMMON.iter().filter(|label| !ctx.state.settings.chosen.contains_key(**label)));
    let label = |name: &str| labels.all.iter().find(|(what, _)| matches!(what, Entity::Command(e) if e.label == name));
    rows.extend(wanted.into_iter().filter_map(label).take(USUAL).map(|(what, text)| row(*what, text)));
    Matches { total: rows.len(), rows }
}

/// The rows for some words, the best first.
pub(super) fn search(ctx: &AppCtx<'_>, labels: &FoldedLabels, text: &str) -> Matches {
    let (mut things, mut commands) = (ctx.data.corpus.search_names(ctx.dataset, text), labels.index.search(text));
    // a guess is for where nothing is called so
    if things.guessed != commands.guessed && things.count * commands.count > 0 {
        *(if things.guessed { &mut things } else { &mut commands }) = NameHits::default();
    }
    let mut all: Vec<(u32, bool, usize)> =
        commands.best.iter().map(|(points, at)| (points + COMMAND, false, *at)).collect();
    all.extend(things.best.iter().map(|(points, row)| (*points, true, *row)));
    all.sort_by_key(|(points, ..)| *points);
    let row = |(_, is_thing, at): (u32, bool, usize)| {
        if is_thing { thing(ctx, &things.marker, Ix(at as u32)) } else { labelled(labels, &commands.marker, at) }
    };
    let mut rows: Vec<PaletteRow> = all.into_iter().take(MOST).filter_map(row).collect();
    if rows.is_empty() {
        // nothing is called so, but a text may say it
        let plain = |what, text: String| PaletteRow { what, text, marks: Vec::new(), other: None };
        let asked = ctx.words.with("palette-texts", &[("text", text.trim().into())]);
        rows = vec![plain(Entity::Heading("palette-none"), String::new()), plain(Entity::Texts, asked)];
    }
    Matches { rows, total: things.count + commands.count }
}

/// Points by which commands stand behind things that are called the same.
const COMMAND: u32 = 60;

fn labelled(labels: &FoldedLabels, marker: &Marker, at: usize) -> Option<PaletteRow> {
    let (what, text) = labels.all.get(at)?;
    Some(PaletteRow { what: *what, text: text.clone(), marks: marker.ranges(text), other: None })
}

/// A record under its name, with the other one that was found where the name has less of what was asked
/// for.
fn thing(ctx: &AppCtx<'_>, marker: &Marker, ix: Ix) -> Option<PaletteRow> {
    let record = ctx.record(ix)?;
    // what stands in a name twice is found once
    let letters = |text: &str, marks: &[Range<usize>]| -> usize {
        let found: BTreeSet<String> = marks.iter().filter_map(|mark| text.get(mark.clone())).map(fold::bare).collect();
        let within = |part: &&String| found.iter().any(|other| other != *part && other.contains(part.as_str()));
        found.iter().filter(|part| !within(part)).map(|part| part.chars().count()).sum()
    };
    let text = ctx.name(record).to_owned();
    let marks = marker.ranges(&text);
    let mut most = letters(&text, &marks);
    let mut other = None;
    // a name in another language says an expression with more letters, and no more of it
    let told = marker.finds_expression(&text);
    for name in names_of(record).filter(|_| !told) {
        let found = marker.ranges(&name);
        let own = letters(&name, &found);
        let shorter = || other.as_ref().is_some_and(|(known, _): &(String, _)| name.len() < known.len());
        if own > most || own == most && shorter() {
            (most, other) = (own, Some((name.into_owned(), found)));
        }
    }
    let marks = if other.is_none() { marks } else { Vec::new() };
    Some(PaletteRow { what: Entity::Thing(ix), text, marks, other })
}
