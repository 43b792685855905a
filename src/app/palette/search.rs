//! What is typed × names and commands → rows, the best first.

use std::ops::Range;
use std::sync::OnceLock;

use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::super::commands::{COMMANDS, Entry};
use super::names::{Folded, FoldedNames, Letters, NameForm, forms, places};
use crate::app::app_ctx::AppCtx;
use km0_core::dataset::{Dataset, Ix};
use km0_core::model::{Kind, Lang};
use km0_core::query::{fold, is_slip, said_otherwise};
use km0_core::words::Words;

/// Rows that are shown at most.
const MOST: usize = 100;
/// Things and commands that are offered before anything is typed.
const RECENT: usize = 6;
const USUAL: usize = 9;

/// Other ways to say it that are looked for, at most.
const MOST_WAYS: usize = 12;
/// Names up to which slips are looked for.
const SLIPS_AMONG: usize = 60_000;

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
pub(super) struct PaletteQuery {
    whole: String,
    words: Vec<Folded>,
    marked: bool,
}

impl PaletteQuery {
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
pub(super) struct Matches {
    pub(super) rows: Vec<PaletteRow>,
    /// Everything that fits, shown or not.
    pub(super) total: usize,
    /// The forms that fit, for a question that narrows this one.
    forms: Vec<u32>,
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
    Command(&'static Entry),
    /// A row of the named views.
    View(usize),
    Thing(Ix),
}

/// What commands and named views are called, in the language of the interface and in English.
#[derive(Debug, Default)]
pub(super) struct FoldedLabels(Vec<FoldedLabel>);

#[derive(Debug)]
struct FoldedLabel {
    what: Entity,
    text: String,
    letters: Vec<Letters>,
}

impl FoldedLabels {
    pub(super) fn new(ctx: &AppCtx<'_>) -> Self {
        static ENGLISH: OnceLock<Words> = OnceLock::new();
        let english = (ctx.words.lang() != Lang::En).then(|| ENGLISH.get_or_init(|| Words::new(Lang::En)));
        let commands = COMMANDS.iter().map(|entry| {
            let text = entry.full_text(ctx);
            let own = ctx.words.t(entry.label);
            let mut letters = vec![Letters::new(&text)];
            letters.extend((own != text).then(|| Letters::new(own)));
            letters.extend(english.map(|english| Letters::new(english.t(entry.label))));
            FoldedLabel { what: Entity::Command(entry), text, letters }
        });
        let views = ctx.state.views.iter().enumerate().map(|(at, named)| FoldedLabel {
            what: Entity::View(at),
            text: named.name.clone(),
            letters: vec![Letters::new(&named.name)],
        });
        Self(commands.chain(views).collect())
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
    let label = |name: &str| labels.0.iter().find(|l| matches!(l.what, Entity::Command(e) if e.label == name));
    rows.extend(wanted.into_iter().filter_map(label).take(USUAL).map(|label| row(label.what, &label.text)));
    Matches { total: rows.len(), rows, forms: Vec::new() }
}

/// The rows for a question; only what `narrowed` found is looked at where there is that. Known
/// expressions are also looked for in their other forms, and where nothing has the words, what may
/// have been meant by them.
pub(super) fn search(
    ctx: &AppCtx<'_>,
    names: &FoldedNames,
    labels: &FoldedLabels,
    asked: &PaletteQuery,
    narrowed: Option<&Matches>,
) -> Matches {
    let others: Vec<PaletteQuery> =
        said_otherwise(ctx.dataset, &asked.whole).iter().take(MOST_WAYS).map(|text| PaletteQuery::new(text)).collect();
    let mut eyes: Vec<Eye<'_>> = vec![Eye::new(asked)];
    eyes.extend(others.iter().map(Eye::of_phrase));
    let mut ranked: Vec<Ranked> = Vec::new();
    let mut fitting = Vec::new();
    let all = || (0..u32::try_from(names.forms.len()).unwrap_or(u32::MAX)).collect::<Vec<_>>();
    for (way, eye) in eyes.iter_mut().enumerate() {
        for (at, label) in labels.0.iter().enumerate().filter(|_| way == 0) {
            let fits = label.letters.iter().filter_map(|letters| eye.fit(letters.view(asked.marked)));
            let best = fits.filter(|fit| fit.how != How::Not).max();
            ranked.extend(best.map(|fit| Ranked { fit: fit.more(COMMAND), way, of: Of::Label(at) }));
        }
        let forms = if way == 0 { narrowed.map(|before| before.forms.clone()) } else { None };
        let mut kept = Vec::new();
        eye.look(ctx.dataset, names, &forms.unwrap_or_else(all), way, &mut ranked, &mut kept);
        if way == 0 {
            fitting = kept;
        }
    }
    if others.is_empty() && !asked.marked && !ranked.iter().any(|one| one.fit.how > How::Strewn) {
        ranked.extend(meant(ctx.dataset, names, asked));
    }
    // letters strewn over a word are meant where nothing else is
    if ranked.iter().any(|one| one.fit.how > How::Strewn) {
        ranked.retain(|one| one.fit.how > How::Strewn);
    }
    let ranked = each_once(names, ranked);
    let total = ranked.len();
    let ranked = best(ranked);
    let row = |one: &Ranked| eyes.get_mut(one.way).and_then(|eye| eye.row(ctx, names, labels, one));
    let rows = ranked.iter().filter_map(row).collect();
    Matches { rows, total, forms: fitting }
}

/// The first of them, in order.
fn best(mut ranked: Vec<Ranked>) -> Vec<Ranked> {
    if ranked.len() > MOST {
        ranked.select_nth_unstable_by(MOST, Ranked::order);
        ranked.truncate(MOST);
    }
    ranked.sort_by(Ranked::order);
    ranked
}

/// Of what was found in several ways the best.
fn each_once(names: &FoldedNames, ranked: Vec<Ranked>) -> Vec<Ranked> {
    if ranked.iter().all(|one| one.way == 0) {
        return ranked;
    }
    let mut seen = std::collections::HashMap::new();
    let mut out: Vec<Ranked> = Vec::new();
    for one in ranked {
        let Of::Form(at) = one.of else {
            out.push(one);
            continue;
        };
        let ix = names.forms.get(at as usize).map(|form| form.ix);
        match seen.get(&ix).and_then(|slot: &usize| out.get_mut(*slot)) {
            Some(same) if same.fit < one.fit => *same = one,
            Some(_) => {}
            None => {
                seen.insert(ix, out.len());
                out.push(one);
            }
        }
    }
    out
}

/// What has the words but for slips, in a dataset that is not too large for it.
fn meant(dataset: &Dataset, names: &FoldedNames, asked: &PaletteQuery) -> Vec<Ranked> {
    if names.forms.len() > SLIPS_AMONG {
        return Vec::new();
    }
    let words: Vec<&str> = asked.whole.split(' ').collect();
    let mut out: Vec<(Ix, Ranked)> = Vec::new();
    for (at, form) in (0..).zip(&names.forms) {
        let text = form.letters.view(false).to_string();
        let own: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let has = |word: &&str| own.iter().any(|own| own.starts_with(*word) || is_slip(word, own));
        if !words.iter().all(has) || out.last().is_some_and(|(ix, _)| *ix == form.ix) {
            continue;
        }
        let weight = dataset.record(form.ix).map_or(0, |record| weight(record.kind));
        let length = i32::try_from(text.len()).unwrap_or(i32::MAX).min(200);
        let fit = Fit { how: How::Strewn, rank: weight - length / 4 };
        out.push((form.ix, Ranked { fit, way: 0, of: Of::Form(at) }));
    }
    out.into_iter().map(|(_, ranked)| ranked).collect()
}

#[derive(Clone, Copy, Debug)]
struct Ranked {
    fit: Fit,
    /// Which of the ways to say it was found.
    way: usize,
    of: Of,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    Label(usize),
    Form(u32),
}

impl Ranked {
    fn order(a: &Self, b: &Self) -> std::cmp::Ordering {
        b.fit.cmp(&a.fit).then(a.of.cmp(&b.of))
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

/// How the words of a question stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    /// Letters strewn over a long text fit almost any question, and are not meant.
    Not,
    /// Letters of one word, with others between them; or a slip.
    Strewn,
    /// Within words, or as their beginnings one after the other: `tlung`, `hnq`.
    Within,
    /// At the beginning of words.
    Begins,
}

/// How well a question fits a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    how: How,
    rank: i32,
}

impl Fit {
    fn more(self, weight: i32) -> Self {
        Self { rank: self.rank + weight, ..self }
    }
}

/// Letters that a word needs to be looked for within others or strewn over one.
const ENOUGH: usize = 3;

/// Whether a word begins at this letter.
fn begins_at(text: Utf32Str<'_>, at: usize) -> bool {
    let letter = |at: usize| u32::try_from(at).ok().map(|at| text.get(at));
    let before = at.checked_sub(1).and_then(letter);
    before.is_none_or(|c| !c.is_alphanumeric() || fold::is_ideograph(c)) || letter(at).is_some_and(fold::is_ideograph)
}

/// Where the letters of a word stand side by side in a text: at the beginning of a word if anywhere.
fn side_by_side(text: Utf32Str<'_>, word: Utf32Str<'_>) -> Option<How> {
    let mut found = None;
    for from in 0..=text.len().checked_sub(word.len())? {
        let here = word.chars().enumerate().all(|(at, c)| text.get((from + at) as u32) == c);
        if here && begins_at(text, from) {
            return Some(How::Begins);
        }
        if here && word.len() >= ENOUGH {
            found = Some(How::Within);
        }
    }
    found
}

/// How letters that stand at these places, in order, make up a word.
fn strewn(text: Utf32Str<'_>, places: &[u32]) -> How {
    let piece_begins = |pair: &[u32]| match pair {
        // the next word, none left out
        [a, b] => {
            let words = (a + 1..=*b).filter(|at| text.get(*at).is_alphanumeric() && begins_at(text, *at as usize));
            *b == a + 1 || begins_at(text, *b as usize) && words.count() == 1
        }
        _ => true,
    };
    let first = places.first().is_some_and(|first| begins_at(text, *first as usize));
    if first && places.windows(2).all(piece_begins) {
        return How::Within;
    }
    let (Some(from), Some(to)) = (places.first(), places.last()) else { return How::Not };
    let one_word = (*from..=*to).all(|at| text.get(at).is_alphanumeric());
    if one_word && places.len() >= ENOUGH { How::Strewn } else { How::Not }
}

/// Looks for one question in many texts.
struct Eye<'a> {
    asked: &'a PaletteQuery,
    whole: Vec<char>,
    /// The least that each word must score for its letters to be meant.
    least: Vec<i32>,
    matcher: Matcher,
    /// The words as one expression, where they are.
    phrase: Option<Folded>,
    /// Taken and left again.
    places: Vec<u32>,
}

impl<'a> Eye<'a> {
    fn new(asked: &'a PaletteQuery) -> Self {
        let mut config = Config::DEFAULT;
        // both sides are folded already
        config.normalize = false;
        config.ignore_case = false;
        let mut matcher = Matcher::new(config);
        let perfect = |word: &Folded| i32::from(matcher.fuzzy_match(word.view(), word.view()).unwrap_or(0));
        let least = asked.words.iter().map(perfect).map(|perfect| perfect * 7 / 10).collect();
        Self { asked, whole: asked.whole.chars().collect(), least, matcher, phrase: None, places: Vec::new() }
    }

    /// Looks for the words side by side: together they are one expression.
    fn of_phrase(asked: &'a PaletteQuery) -> Self {
        Self { phrase: Some(Folded::new(asked.whole.clone())), ..Self::new(asked) }
    }

    /// How well all words fit a text; nothing when one does not.
    fn fit(&mut self, text: Utf32Str<'_>) -> Option<Fit> {
        let (mut score, mut how) = (0, How::Begins);
        for (word, least) in self.asked.words.iter().zip(&self.least) {
            let word = word.view();
            let own = i32::from(self.matcher.fuzzy_match(text, word)?);
            score += own;
            if how == How::Not {
                continue;
            }
            how = how.min(side_by_side(text, word).unwrap_or_else(|| {
                if own < *least {
                    return How::Not;
                }
                self.places.clear();
                self.matcher.fuzzy_indices(text, word, &mut self.places);
                strewn(text, &self.places)
            }));
        }
        if self.phrase.as_ref().is_some_and(|phrase| side_by_side(text, phrase.view()).is_none()) {
            how = How::Not;
        }
        let length = i32::try_from(text.len()).unwrap_or(i32::MAX);
        let begins = text.len() >= self.whole.len() && text.chars().zip(&self.whole).all(|(a, b)| a == *b);
        let exact = begins && text.len() == self.whole.len();
        let rank = score - length.min(200) / 4 + 16 * i32::from(begins) + 40 * i32::from(exact);
        Some(Fit { how, rank })
    }

    /// Ranks the forms; of the forms of one thing the best counts.
    fn look(
        &mut self,
        dataset: &Dataset,
        names: &FoldedNames,
        forms: &[u32],
        way: usize,
        ranked: &mut Vec<Ranked>,
        fitting: &mut Vec<u32>,
    ) {
        let mut last: Option<Ix> = None;
        for at in forms.iter().copied() {
            let Some(NameForm { ix, letters, .. }) = names.forms.get(at as usize) else { continue };
            let Some(fit) = self.fit(letters.view(self.asked.marked)) else { continue };
            fitting.push(at);
            if fit.how == How::Not {
                continue;
            }
            let fit = fit.more(dataset.record(*ix).map_or(0, |record| weight(record.kind)));
            let one = Ranked { fit, way, of: Of::Form(at) };
            match ranked.last_mut().filter(|_| last == Some(*ix)) {
                Some(same) if same.fit < fit => *same = one,
                Some(_) => {}
                None => ranked.push(one),
            }
            last = Some(*ix);
        }
    }

    fn row(
        &mut self,
        ctx: &AppCtx<'_>,
        names: &FoldedNames,
        labels: &FoldedLabels,
        one: &Ranked,
    ) -> Option<PaletteRow> {
        match one.of {
            Of::Label(at) => {
                let label = labels.0.get(at)?;
                let marks = self.marks(&label.text);
                Some(PaletteRow { what: label.what, text: label.text.clone(), marks, other: None })
            }
            Of::Form(at) => {
                let form = names.forms.get(at as usize)?;
                let record = ctx.record(form.ix)?;
                let (name, found) = (ctx.name(record), forms(record).nth(usize::from(form.which))?);
                let what = Entity::Thing(form.ix);
                let shown = name.to_owned();
                if name == found || self.fits(name) {
                    return Some(PaletteRow { what, text: shown, marks: self.marks(name), other: None });
                }
                let other = Some((found.to_owned(), self.marks(found)));
                Some(PaletteRow { what, text: shown, marks: Vec::new(), other })
            }
        }
    }

    fn fits(&mut self, text: &str) -> bool {
        self.fit(Letters::new(text).view(self.asked.marked)).is_some_and(|fit| fit.how != How::Not)
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
