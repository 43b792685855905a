//! What is typed × names and commands → rows, the best first.

use std::ops::Range;
use std::sync::OnceLock;

use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::super::commands::{COMMANDS, Entry};
use super::super::state::State;
use super::names::{Folded, Form, Letters, Names, forms, places};
use crate::context::ViewCtx;
use km0_core::dataset::{Dataset, Ix};
use km0_core::model::{Kind, Lang};
use km0_core::query::fold;
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

/// A question to the palette: words to find, all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    whole: String,
    words: Vec<Folded>,
    marked: bool,
}

impl Asked {
    pub(super) fn new(text: &str) -> Self {
        let marked = fold::has_marks(text);
        let folded = if marked { fold::plain(text) } else { fold::bare(text) };
        let words = folded.split_whitespace().map(|word| Folded::new(word.to_owned())).collect();
        Self { whole: folded.split_whitespace().collect::<Vec<_>>().join(" "), words, marked }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether only what another question found can be found by this one.
    pub(super) fn narrows(&self, before: &Self) -> bool {
        !before.is_empty() && before.marked == self.marked && self.whole.starts_with(&before.whole)
    }
}

#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) rows: Vec<Row>,
    /// Everything that fits, shown or not.
    pub(super) total: usize,
    /// The forms that fit, for a question that narrows this one.
    forms: Vec<u32>,
}

impl Found {
    /// The first row that can be chosen.
    pub(super) fn first(&self) -> usize {
        self.nearest(0, true)
    }

    /// The row itself, or the next one that way when it is a heading.
    pub(super) fn nearest(&self, at: usize, down: bool) -> usize {
        let heading = |at: usize| matches!(self.rows.get(at), Some(Row { what: What::Heading(_), .. }));
        match (heading(at), down || at == 0) {
            (false, _) => at,
            (true, true) => at + 1,
            (true, false) => at - 1,
        }
    }
}

/// A line of the palette.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) what: What,
    pub(super) text: String,
    /// Bytes of the text that were asked for.
    pub(super) marks: Vec<Range<usize>>,
    /// The other name that was found, with its marks.
    pub(super) other: Option<(String, Vec<Range<usize>>)>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    Heading(&'static str),
    Command(&'static Entry),
    /// A row of the named views.
    View(usize),
    Thing(Ix),
}

/// What commands and named views are called, in the language of the interface and in English.
#[derive(Debug, Default)]
pub(super) struct Labels(Vec<Label>);

#[derive(Debug)]
struct Label {
    what: What,
    text: String,
    letters: Vec<Letters>,
}

impl Labels {
    pub(super) fn new(ctx: &ViewCtx<'_>, state: &State) -> Self {
        static ENGLISH: OnceLock<Words> = OnceLock::new();
        let english = (ctx.words.lang() != Lang::En).then(|| ENGLISH.get_or_init(|| Words::new(Lang::En)));
        let commands = COMMANDS.iter().map(|entry| {
            let text = entry.full_text(ctx, state);
            let own = ctx.words.t(entry.label);
            let mut letters = vec![Letters::new(&text)];
            letters.extend((own != text).then(|| Letters::new(own)));
            letters.extend(english.map(|english| Letters::new(english.t(entry.label))));
            Label { what: What::Command(entry), text, letters }
        });
        let views = state.views.iter().enumerate().map(|(at, named)| Label {
            what: What::View(at),
            text: named.name.clone(),
            letters: vec![Letters::new(&named.name)],
        });
        Self(commands.chain(views).collect())
    }
}

/// What is offered before anything is typed: what was selected last, and the usual commands.
pub(super) fn usual(ctx: &ViewCtx<'_>, state: &State, labels: &Labels) -> Found {
    let mut recent: Vec<Ix> = Vec::new();
    let selections = std::iter::once(&state.selection).chain(state.selections.past());
    for ix in selections.flatten().filter_map(|item| ctx.dataset.ix(item.record())) {
        if recent.len() < RECENT && !recent.contains(&ix) {
            recent.push(ix);
        }
    }
    let row = |what, text: &str| Row { what, text: text.to_owned(), marks: Vec::new(), other: None };
    let mut rows = Vec::new();
    if !recent.is_empty() {
        rows.push(row(What::Heading("palette-recent"), ""));
        let named = |ix: Ix| ctx.record(ix).map(|record| row(What::Thing(ix), ctx.name(record)));
        rows.extend(recent.into_iter().filter_map(named));
    }
    rows.push(row(What::Heading("palette-commands"), ""));
    let mut chosen: Vec<(&String, &u32)> = state.settings.chosen.iter().collect();
    chosen.sort_by_key(|(label, count)| (std::cmp::Reverse(**count), (*label).clone()));
    let mut wanted: Vec<&str> = chosen.into_iter().map(|(label, _)| label.as_str()).collect();
    wanted.extend(COMMON.iter().filter(|label| !state.settings.chosen.contains_key(**label)));
    let label = |name: &str| labels.0.iter().find(|l| matches!(l.what, What::Command(e) if e.label == name));
    rows.extend(wanted.into_iter().filter_map(label).take(USUAL).map(|label| row(label.what, &label.text)));
    Found { total: rows.len(), rows, forms: Vec::new() }
}

/// The rows for a question; only what `narrowed` found is looked at where there is that.
pub(super) fn search(
    ctx: &ViewCtx<'_>,
    names: &Names,
    labels: &Labels,
    asked: &Asked,
    narrowed: Option<Found>,
) -> Found {
    let mut eye = Eye::new(asked);
    let mut ranked: Vec<Ranked> = Vec::new();
    for (at, label) in labels.0.iter().enumerate() {
        let fits = label.letters.iter().filter_map(|letters| eye.fit(letters.view(asked.marked)));
        let best = fits.filter_map(Fit::good).max();
        ranked.extend(best.map(|rank| Ranked { rank: rank + COMMAND, of: Of::Label(at) }));
    }
    let mut fitting = Vec::new();
    let all = 0..u32::try_from(names.forms.len()).unwrap_or(u32::MAX);
    let forms = narrowed.map_or_else(|| all.collect(), |before| before.forms);
    eye.look(ctx.dataset, names, &forms, &mut ranked, &mut fitting);
    let total = ranked.len();
    if total > MOST {
        ranked.select_nth_unstable_by(MOST, Ranked::order);
        ranked.truncate(MOST);
    }
    ranked.sort_by(Ranked::order);
    let rows = ranked.iter().filter_map(|one| eye.row(ctx, names, labels, one.of)).collect();
    Found { rows, total, forms: fitting }
}

#[derive(Clone, Copy, Debug)]
struct Ranked {
    rank: i32,
    of: Of,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    Label(usize),
    Form(u32),
}

impl Ranked {
    fn order(a: &Self, b: &Self) -> std::cmp::Ordering {
        b.rank.cmp(&a.rank).then(a.of.cmp(&b.of))
    }
}

/// What commands weigh beside things.
const COMMAND: i32 = 14;

/// What people look for by name, before what has a sentence for a name.
fn weight(kind: Kind) -> i32 {
    match kind {
        Kind::Gate => 16,
        Kind::Place | Kind::Person | Kind::Mechanism | Kind::Meeting => 12,
        Kind::Organisation | Kind::Agreement | Kind::Project | Kind::Topic => 10,
        Kind::Source | Kind::Milestone => 6,
        Kind::Commitment | Kind::Figure | Kind::Discrepancy => 0,
    }
}

/// How well a question fits a text.
#[derive(Clone, Copy, Debug)]
struct Fit {
    rank: i32,
    /// Letters strewn over a long text fit almost any question, and are not meant.
    strewn: bool,
}

impl Fit {
    fn good(self) -> Option<i32> {
        (!self.strewn).then_some(self.rank)
    }
}

/// Looks for one question in many texts.
struct Eye<'a> {
    asked: &'a Asked,
    whole: Vec<char>,
    /// The least that each word must score for its letters to be meant.
    least: Vec<i32>,
    matcher: Matcher,
}

impl<'a> Eye<'a> {
    fn new(asked: &'a Asked) -> Self {
        let mut config = Config::DEFAULT;
        // both sides are folded already
        config.normalize = false;
        config.ignore_case = false;
        let mut matcher = Matcher::new(config);
        let perfect = |word: &Folded| i32::from(matcher.fuzzy_match(word.view(), word.view()).unwrap_or(0));
        let least = asked.words.iter().map(perfect).map(|perfect| perfect * 7 / 10).collect();
        Self { asked, whole: asked.whole.chars().collect(), least, matcher }
    }

    /// How well all words fit a text; nothing when one does not.
    fn fit(&mut self, text: Utf32Str<'_>) -> Option<Fit> {
        let (mut score, mut strewn) = (0, false);
        for (word, least) in self.asked.words.iter().zip(&self.least) {
            let own = i32::from(self.matcher.fuzzy_match(text, word.view())?);
            score += own;
            strewn |= own < *least;
        }
        let length = i32::try_from(text.len()).unwrap_or(i32::MAX);
        let begins = text.len() >= self.whole.len() && text.chars().zip(&self.whole).all(|(a, b)| a == *b);
        let exact = begins && text.len() == self.whole.len();
        let rank = score - length.min(200) / 4 + 16 * i32::from(begins) + 40 * i32::from(exact);
        Some(Fit { rank, strewn })
    }

    /// Ranks the forms; of the forms of one thing the best counts.
    fn look(
        &mut self,
        dataset: &Dataset,
        names: &Names,
        forms: &[u32],
        ranked: &mut Vec<Ranked>,
        fitting: &mut Vec<u32>,
    ) {
        let mut last: Option<Ix> = None;
        for at in forms.iter().copied() {
            let Some(Form { ix, letters, .. }) = names.forms.get(at as usize) else { continue };
            let Some(fit) = self.fit(letters.view(self.asked.marked)) else { continue };
            fitting.push(at);
            let Some(rank) = fit.good() else { continue };
            let rank = rank + dataset.record(*ix).map_or(0, |record| weight(record.kind));
            let one = Ranked { rank, of: Of::Form(at) };
            match ranked.last_mut().filter(|_| last == Some(*ix)) {
                Some(same) if same.rank < rank => *same = one,
                Some(_) => {}
                None => ranked.push(one),
            }
            last = Some(*ix);
        }
    }

    fn row(&mut self, ctx: &ViewCtx<'_>, names: &Names, labels: &Labels, of: Of) -> Option<Row> {
        match of {
            Of::Label(at) => {
                let label = labels.0.get(at)?;
                let marks = self.marks(&label.text);
                Some(Row { what: label.what, text: label.text.clone(), marks, other: None })
            }
            Of::Form(at) => {
                let form = names.forms.get(at as usize)?;
                let record = ctx.record(form.ix)?;
                let (name, found) = (ctx.name(record), forms(record).nth(usize::from(form.which))?);
                let what = What::Thing(form.ix);
                let shown = name.to_owned();
                if name == found || self.fits(name) {
                    return Some(Row { what, text: shown, marks: self.marks(name), other: None });
                }
                let other = Some((found.to_owned(), self.marks(found)));
                Some(Row { what, text: shown, marks: Vec::new(), other })
            }
        }
    }

    fn fits(&mut self, text: &str) -> bool {
        self.fit(Letters::new(text).view(self.asked.marked)).is_some_and(|fit| !fit.strewn)
    }

    /// The bytes of a text that the words fit.
    fn marks(&mut self, text: &str) -> Vec<Range<usize>> {
        let letters = Letters::new(text);
        let places = places(text, self.asked.marked);
        let mut found = Vec::new();
        for word in &self.asked.words {
            let mut at = Vec::new();
            let view = letters.view(self.asked.marked);
            if self.matcher.fuzzy_indices(view, word.view(), &mut at).is_none() {
                return Vec::new();
            }
            found.extend(at.into_iter().filter_map(|at| places.get(at as usize).cloned()));
        }
        joined(found)
    }
}

/// Ranges in order, those that touch made one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}
