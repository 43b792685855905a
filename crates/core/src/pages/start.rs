//! What a dataset tells while nothing is selected: what it is, where most happened, what was promised
//! longest ago without a later word, what is newest, and what one could ask.

use std::cmp::Reverse;

use crate::dataset::{Dataset, Ix, place};
use crate::model::{Field, Id, Kind, Moment, Record};
use crate::promises::{PromiseStatus, age, state};
use crate::saved::{SavedView, stories_of};

use super::dossier::promised;
use super::page::{ListEntry, Pill, StateTone, entry};
use super::{Reader, story};

/// The page, made from whatever dataset is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    /// Which release it is.
    pub eyebrow: String,
    pub title: String,
    /// What is in it, in one sentence.
    pub about: String,
    /// The stories that come with it: their names, and what they are called.
    pub stories: Vec<(&'static str, String)>,
    /// The gates with most of it; the places, where there are no gates.
    pub busiest: Vec<Busy>,
    /// Of how many these are the busiest, and what they are.
    pub of: (usize, Option<Kind>),
    /// Promises longest without a later word, and how many have none.
    pub silent: Vec<ListEntry>,
    pub silent_count: usize,
    pub newest: Vec<ListEntry>,
    pub questions: Vec<SuggestedQuery>,
    pub came: Came,
}

/// A place and what is told of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Busy {
    pub id: Id,
    pub name: String,
    /// The province it lies in; may be empty.
    pub within: String,
    /// Events by half-year of the dataset's period.
    pub bars: Vec<u32>,
    /// "3 agreements · 8 promises", or how many events.
    pub told: String,
}

/// Something to ask, in words and as the search box has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedQuery {
    pub text: String,
    pub query: String,
}

/// What came of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// "12 meetings", by kind.
    pub kinds: Vec<String>,
    /// Events, and those of them without a date or without a place.
    pub events: usize,
    pub undated: usize,
    pub unplaced: usize,
}

const BUSIEST: usize = 6;
const LISTED: usize = 3;
/// Half-years that a row of bars may have.
const MOST_BARS: usize = 40;

/// The page of the dataset.
pub fn start(ctx: &Reader<'_>) -> Start {
    let about = &ctx.dataset.about;
    let counts = KindCounts::count(ctx.dataset);
    let busiest = busiest(ctx, &counts);
    let (silent, silent_count) = silent(ctx);
    let name = about.name.get(ctx.words.lang());
    Start {
        eyebrow: eyebrow(ctx),
        title: if name.is_empty() { ctx.words.t("start-unnamed").to_owned() } else { name.to_owned() },
        about: sentence(ctx, &counts),
        questions: questions(ctx, &busiest, &counts),
        of: counts.places,
        stories: stories(ctx),
        busiest,
        silent,
        silent_count,
        newest: newest(ctx),
        came: came(ctx, &counts),
    }
}

fn stories(ctx: &Reader<'_>) -> Vec<(&'static str, String)> {
    let title = |view: &SavedView| view.story.as_ref().map(|story| story::title(view, story, ctx.words.lang()));
    stories_of(ctx.dataset).filter_map(|(name, view)| Some((name, title(&view)?))).collect()
}

/// How many records of each kind, and what the busiest are taken from.
struct KindCounts {
    of: [usize; Kind::ALL.len()],
    places: (usize, Option<Kind>),
    period: Option<(Moment, Moment)>,
}

impl KindCounts {
    fn count(dataset: &Dataset) -> Self {
        let mut of = [0; Kind::ALL.len()];
        for ix in dataset.rows() {
            if let Some(count) = dataset.kind(ix).and_then(|kind| of.get_mut(kind as usize)) {
                *count += 1;
            }
        }
        let count = |kind: Kind| of.get(kind as usize).copied().unwrap_or_default();
        let kind = [Kind::Gate, Kind::Place].into_iter().find(|kind| count(*kind) > 0);
        Self { of, places: (kind.map_or(0, count), kind), period: dataset.period() }
    }

    fn kind(&self, kind: Kind) -> usize {
        self.of.get(kind as usize).copied().unwrap_or_default()
    }
}

fn eyebrow(ctx: &Reader<'_>) -> String {
    let version = &ctx.dataset.about.version;
    if version.is_empty() {
        ctx.words.t("start-dataset").to_owned()
    } else {
        ctx.words.with("start-version", &[("version", version.as_str().into())])
    }
}

/// "100 meetings, 38 agreements, 153 promises and proposals … at 40 gates, 2020–2025."
fn sentence(ctx: &Reader<'_>, counts: &KindCounts) -> String {
    let told = |kind: Kind| {
        let n = counts.kind(kind);
        (n > 0).then(|| ctx.words.with(&format!("tally-{}", kind.slug()), &[("n", n.into())]))
    };
    let events: Vec<String> = Kind::ALL.into_iter().filter(|kind| kind.is_event()).filter_map(told).take(4).collect();
    let place = counts.places.1.and_then(told);
    let years = counts.period.map(|(from, to)| years(ctx, from, to)).unwrap_or_default();
    if events.is_empty() {
        return place.map_or_else(
            || ctx.words.t("start-empty").to_owned(),
            |place| ctx.words.with("start-about-bare", &[("what", place.into())]),
        );
    }
    let key = match (place.is_some(), years.is_empty()) {
        (true, false) => "start-about",
        (true, true) => "start-about-undated",
        (false, false) => "start-about-nowhere",
        (false, true) => "start-about-bare",
    };
    let place = place.unwrap_or_default();
    let values = [("what", ctx.words.join(&events).into()), ("places", place.into()), ("years", years.into())];
    let told = ctx.words.with(key, &values);
    // most people's tables name no sources
    let cited =
        ctx.dataset.records().iter().filter(|record| record.kind.is_event()).all(|event| !event.cite.is_empty());
    if cited { format!("{told}{}", ctx.words.t("start-cited")) } else { told }
}

/// "2020–2025", the years before Christ in words.
fn years(ctx: &Reader<'_>, from: Moment, to: Moment) -> String {
    let (first, last) = (from.ymd().0, to.plus_days(-1).ymd().0.max(from.ymd().0));
    ctx.words.span(Moment::year_start(first), Moment::year_start(last + 1))
}

/// What refers to a place, or to a part of it while it was one: events, each once, as on its page.
fn events_at(ctx: &Reader<'_>, place: Ix) -> Vec<Ix> {
    let mut rows = ctx.dataset.concerning(place);
    rows.retain(|row| ctx.dataset.kind(*row).is_some_and(Kind::is_event));
    rows
}

fn busiest(ctx: &Reader<'_>, counts: &KindCounts) -> Vec<Busy> {
    let Some(kind) = counts.places.1 else { return Vec::new() };
    // a route or a bridge counts with the gate that it belongs to
    let whole = |record: &Record| kind != Kind::Gate || record.get(Field::PartOf).is_none();
    let mut ranked: Vec<(usize, Ix)> = ctx
        .dataset
        .of_kind(kind)
        .filter(|(_, record)| whole(record))
        .map(|(ix, _)| (ctx.dataset.back_links(ix).len(), ix))
        .filter(|(links, _)| *links > 0)
        .collect();
    // links are cheap to count and events are not: only the likely are looked at closely
    ranked.sort_unstable_by_key(|(links, ix)| (Reverse(*links), *ix));
    ranked.truncate(BUSIEST * 5);
    let mut rows: Vec<(usize, Ix, Vec<Ix>)> = ranked
        .into_iter()
        .map(|(_, ix)| {
            let events = events_at(ctx, ix);
            let is = |row: &Ix, kind| ctx.dataset.kind(*row) == Some(kind);
            let said = events.iter().filter(|row| is(row, Kind::Agreement) || is(row, Kind::Commitment)).count();
            (said * 1_000 + events.len(), ix, events)
        })
        .collect();
    rows.sort_by_key(|(weight, ix, _)| (Reverse(*weight), *ix));
    rows.truncate(BUSIEST);
    rows.into_iter().filter_map(|(_, ix, events)| busy(ctx, counts, ix, &events)).collect()
}

fn busy(ctx: &Reader<'_>, counts: &KindCounts, ix: Ix, events: &[Ix]) -> Option<Busy> {
    let record = ctx.record(ix)?;
    let count = |kind: Kind| events.iter().filter(|row| ctx.dataset.kind(**row) == Some(kind)).count();
    let (papers, promises) = (count(Kind::Agreement), count(Kind::Commitment));
    let told = if papers + promises > 0 {
        ctx.words.with("start-busy", &[("papers", papers.into()), ("promises", promises.into())])
    } else {
        ctx.words.with("start-events", &[("n", events.len().into())])
    };
    let within = super::state::province(ctx, record.ids(Field::Vn)).or_else(|| {
        let above = record.link(Field::PartOf).and_then(|id| ctx.dataset.by_id(id));
        above.map(|above| ctx.name(above))
    });
    Some(Busy {
        id: Id::clone(&record.id),
        name: ctx.name(record).to_owned(),
        within: within.unwrap_or_default().to_owned(),
        bars: bars(ctx.dataset, counts.period, events),
        told,
    })
}

/// Events by the half-year in which they may first have begun.
fn bars(dataset: &Dataset, period: Option<(Moment, Moment)>, events: &[Ix]) -> Vec<u32> {
    let Some((from, to)) = period else { return Vec::new() };
    let half = |at: Moment| {
        let (year, month, _) = at.ymd();
        year * 2 + i64::from(month > 6)
    };
    let (first, last) = (half(from), half(to.plus_days(-1)).max(half(from)));
    let bars = usize::try_from(last - first + 1).unwrap_or(MOST_BARS);
    if bars > MOST_BARS {
        return Vec::new();
    }
    let mut all = vec![0; bars];
    let begin = |ix: &Ix| dataset.bounds(*ix).and_then(|bounds| bounds.earliest_start);
    for at in events.iter().filter_map(begin) {
        if let Some(bar) = usize::try_from(half(at) - first).ok().and_then(|at| all.get_mut(at)) {
            *bar += 1;
        }
    }
    all
}

fn silent(ctx: &Reader<'_>) -> (Vec<ListEntry>, usize) {
    let Some(now) = ctx.dataset.last_word() else { return (Vec::new(), 0) };
    let promises = ctx.dataset.of_kind(Kind::Commitment).map(|(ix, _)| ix);
    let silent: Vec<Ix> = promises.filter(|ix| state(ctx.dataset, *ix) == Some(PromiseStatus::NoLaterWord)).collect();
    let mut aged: Vec<_> = silent.iter().filter_map(|ix| Some((age(ctx.dataset, *ix, now)?, *ix))).collect();
    aged.sort_by_key(|(age, ix)| (Reverse((age.least, age.most)), *ix));
    let one = |(age, ix): &(crate::promises::Age, Ix)| {
        let entry = promised(ctx, *ix, ctx.record(*ix)?, entry(ctx, *ix)?);
        let pill = Some(Pill { text: ctx.words.age(age.least, age.most), tone: StateTone::Waiting });
        Some(ListEntry { pill, cites: Vec::new(), ..entry })
    };
    (aged.iter().take(LISTED).filter_map(one).collect(), silent.len())
}

fn newest(ctx: &Reader<'_>) -> Vec<ListEntry> {
    // a figure is no news, and what spans years began long ago
    let told = |kind: Kind| kind.is_event() && !matches!(kind, Kind::Figure | Kind::Commitment);
    let rows = ctx.dataset.rows().filter(|ix| ctx.dataset.kind(*ix).is_some_and(told));
    let limit = ctx.dataset.last_word();
    let begin = |ix: Ix| {
        let begin = ctx.dataset.bounds(ix)?.latest_start?;
        limit.is_none_or(|last| begin <= last.plus_days(1)).then_some(begin)
    };
    let mut dated: Vec<(Reverse<Moment>, Ix)> = rows.filter_map(|ix| Some((Reverse(begin(ix)?), ix))).collect();
    if dated.len() > LISTED {
        dated.select_nth_unstable(LISTED);
        dated.truncate(LISTED);
    }
    dated.sort_unstable();
    dated.into_iter().filter_map(|(_, ix)| entry(ctx, ix)).collect()
}

/// What somebody could ask of this dataset.
fn questions(ctx: &Reader<'_>, busiest: &[Busy], counts: &KindCounts) -> Vec<SuggestedQuery> {
    let mut all = Vec::new();
    let mut ask = |key: &str, values: &[(&str, String)], query: String| {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        all.push(SuggestedQuery { text: ctx.words.with(key, &values), query });
    };
    let key = if counts.places.1 == Some(Kind::Gate) { "gate" } else { "place" };
    let last = counts.period.map(|(_, to)| to.plus_days(-1).ymd().0);
    if let Some(first) = busiest.first() {
        let place = [("place", first.name.clone())];
        if counts.kind(Kind::Commitment) > 0 {
            ask("ask-promised", &place, format!("kind:commitment {key}:{}", first.id));
        } else {
            ask("ask-happened", &place, format!("{key}:{}", first.id));
        }
    }
    if let Some(year) = last {
        let kind = [Kind::Agreement, Kind::Meeting].into_iter().find(|kind| counts.kind(*kind) > 0);
        match kind {
            Some(Kind::Agreement) => {
                ask("ask-signed", &[("year", year.to_string())], format!("kind:agreement during:{year}"));
            }
            Some(_) => ask("ask-met", &[("year", year.to_string())], format!("kind:meeting during:{year}")),
            None => ask("ask-year", &[("year", year.to_string())], format!("during:{year}")),
        }
    }
    if let Some(second) = busiest.get(1) {
        let place = [("place", second.name.clone())];
        if counts.kind(Kind::Agreement) > 0 {
            ask("ask-papers", &place, format!("kind:agreement {key}:{}", second.id));
        } else {
            ask("ask-happened", &place, format!("{key}:{}", second.id));
        }
    }
    let topics = ctx.dataset.of_kind(Kind::Topic);
    if let Some((_, topic)) = topics.max_by_key(|(ix, _)| ctx.dataset.back_links(*ix).len()) {
        ask("ask-topic", &[("topic", ctx.name(topic).to_owned())], format!("topic:{}", topic.id));
    }
    all
}

fn came(ctx: &Reader<'_>, counts: &KindCounts) -> Came {
    let kinds = Kind::ALL.into_iter().filter(|kind| counts.kind(*kind) > 0);
    let tally = |kind: Kind| {
        let n = counts.kind(kind);
        ctx.words.with("start-kind", &[("kind", ctx.words.kinds(kind).into()), ("n", n.into())])
    };
    let events = || ctx.dataset.rows().filter(|ix| ctx.dataset.kind(*ix).is_some_and(Kind::is_event));
    Came {
        kinds: kinds.map(tally).collect(),
        events: events().count(),
        undated: events().filter(|ix| ctx.dataset.bounds(*ix).is_none()).count(),
        unplaced: events().filter(|ix| is_unplaced(ctx, *ix)).count(),
    }
}

fn is_unplaced(ctx: &Reader<'_>, ix: Ix) -> bool {
    matches!(place::placed(ctx.dataset, ix), place::RecordPositions::Nowhere)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::builtin;
    use crate::dataset::open::{SourceFile, load};
    use crate::model::Lang;
    use crate::query::{Corpus, Query};
    use crate::words::Words;

    #[test]
    fn it_says_what_the_built_in_set_is_and_every_question_has_an_answer() {
        let dataset = builtin().dataset;
        let corpus = Corpus::new(&dataset);
        for lang in Lang::ALL {
            let words = Words::new(lang);
            let start = start(&Reader { dataset: &dataset, words: &words });
            assert_eq!(start.title, dataset.about.name.get(lang));
            assert!(["2020–2025", "2020—2025年"].iter().any(|years| start.about.contains(years)), "{}", start.about);
            assert_eq!((start.busiest.len(), start.of.1), (BUSIEST, Some(Kind::Gate)));
            assert!(start.busiest.iter().all(|place| place.bars.len() == 12 && !place.within.is_empty()));
            assert_eq!((start.silent.len(), start.newest.len(), start.questions.len()), (LISTED, LISTED, 4));
            for question in &start.questions {
                let query = Query::parse(&question.query).unwrap();
                let count = query.run(&dataset, &corpus).matched.count_ones(..);
                assert!(count > 0 && !question.text.contains("ask-"), "{question:?}");
            }
        }
    }

    #[test]
    fn a_gate_has_as_many_promises_here_as_a_question_for_them_finds() {
        let dataset = builtin().dataset;
        let corpus = Corpus::new(&dataset);
        let words = Words::new(Lang::En);
        let start = start(&Reader { dataset: &dataset, words: &words });
        for place in &start.busiest {
            let count = |kind: &str| {
                let query = Query::parse(&format!("kind:{kind} gate:{}", place.id)).unwrap();
                query.run(&dataset, &corpus).matched.count_ones(..)
            };
            let said = [("papers", count("agreement").into()), ("promises", count("commitment").into())];
            assert_eq!(place.told, words.with("start-busy", &said), "{}", place.id);
        }
    }

    #[test]
    fn what_has_waited_longest_stands_first_and_is_counted() {
        let dataset = builtin().dataset;
        let words = Words::new(Lang::En);
        let start = start(&Reader { dataset: &dataset, words: &words });
        let now = dataset.last_word().unwrap();
        let ages: Vec<_> = start.silent.iter().map(|entry| age(&dataset, entry.ix, now).unwrap().least).collect();
        assert!(ages.is_sorted_by(|a, b| a >= b), "{ages:?}");
        let silent = dataset
            .of_kind(Kind::Commitment)
            .filter(|(ix, _)| state(&dataset, *ix) == Some(PromiseStatus::NoLaterWord));
        assert_eq!(start.silent_count, silent.count());
    }

    #[test]
    fn somebody_elses_events_get_the_same_page_from_their_data() {
        let text = r#"[
            Place(id: "fair", name: (vi: "Chợ", en: "Fair"), cite: ["s"]),
            Milestone(id: "a", name: (vi: "A", en: "A"), date: "2031-02-01", about: ["fair"], cite: ["s"]),
            Milestone(id: "b", name: (vi: "B", en: "B"), date: "2031-08-01", about: ["fair"], cite: ["s"]),
            Milestone(id: "c", name: (vi: "C", en: "C"), cite: ["s"]),
            Source(id: "s", name: (vi: "S", en: "S")),
        ]"#;
        let dataset = load(&[SourceFile { name: "t.ron".into(), text: text.to_owned() }], Vec::new()).dataset;
        let words = Words::new(Lang::En);
        let start = start(&Reader { dataset: &dataset, words: &words });
        assert_eq!(start.title, "The dataset that is open");
        let told: Vec<_> =
            start.busiest.iter().map(|place| (place.name.as_str(), place.told.as_str(), place.bars.clone())).collect();
        assert_eq!(told, [("Fair", "2 events", vec![1, 1])]);
        assert_eq!((start.came.undated, start.came.unplaced), (1, 3));
        assert_eq!(start.questions.first().map(|ask| ask.query.as_str()), Some("place:fair"));
    }
}
