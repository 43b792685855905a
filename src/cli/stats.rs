//! `km0 stats`: how many records of what kind, layer, year and confidence, and how well the
//! sources are used.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use km0_core::dataset::Dataset;
use km0_core::model::{Field, Kind, Record};
use km0_core::query::{Answer, Corpus, Key, tally};
use km0_core::words::Words;

use super::args::{Shared, StatsTask};
use super::failure::CommandResult;
use super::source::RequestedView;
use super::{out, source};

/// What the records are counted by.
const COUNTED: [Key; 4] = [Key::Kind, Key::Layer, Key::Year, Key::Confidence];

pub(super) fn run(task: &StatsTask, shared: &Shared) -> CommandResult {
    let RequestedView { query, view, shared } = source::wanted(&task.asked, shared)?;
    let loaded = source::load(&shared)?;
    source::tell_missing(view.as_ref(), &loaded);
    let dataset = &loaded.dataset;
    let corpus = Corpus::new(dataset);
    let answer = source::answered(&query, dataset, &corpus, source::lang(&shared));
    let counts = COUNTED.map(|key| (key, counted(key, &answer, dataset, &corpus)));
    let coverage = Coverage::of(dataset, &answer);
    let text = if task.json {
        format!("{:#}\n", as_json(dataset, &counts, &coverage))
    } else {
        as_text(dataset, &counts, &coverage, out::words())
    };
    Ok(source::done(out::print(text.as_bytes())?, &loaded))
}

/// How many records have a value, by value. Years run forward.
type CountsByValue = Vec<(String, u32)>;

/// Values that some record has.
fn counted(key: Key, answer: &Answer, dataset: &Dataset, corpus: &Corpus) -> CountsByValue {
    let mut values = tally(key, answer, dataset, corpus);
    values.retain(|(_, count)| *count > 0);
    if key == Key::Year {
        values.reverse();
    }
    values
}

/// How the records that were asked for cite.
#[derive(Default)]
struct Coverage {
    records: usize,
    citations: usize,
    to_a_paragraph: usize,
    /// Records that cite two sources or more.
    several: usize,
    /// Records that give a confidence.
    confident: usize,
    /// Sources of the dataset, and those that these records cite.
    sources: usize,
    cited: usize,
    /// By source that has paragraphs: how many are cited, and how many there are.
    paragraphs: BTreeMap<String, (usize, usize)>,
}

impl Coverage {
    fn of(dataset: &Dataset, answer: &Answer) -> Self {
        let mut coverage = Self::default();
        let mut cited: BTreeMap<&str, BTreeSet<Option<u32>>> = BTreeMap::new();
        let records = answer.rows.iter().filter_map(|ix| dataset.record(*ix));
        for record in records.filter(|record| record.kind != Kind::Source) {
            coverage.take(record);
            for cite in record.all_cites() {
                cited.entry(&cite.source).or_default().insert(cite.paragraph);
            }
        }
        for source in dataset.records().iter().filter(|record| record.kind == Kind::Source) {
            let paragraphs = cited.get(&*source.id);
            coverage.sources += 1;
            coverage.cited += usize::from(paragraphs.is_some());
            if let Some(all) = source.number(Field::Paragraphs) {
                let of = paragraphs.map_or(0, |set| set.iter().flatten().count());
                // a count of lines: what is no such number is no more than none
                #[allow(clippy::cast_sign_loss)]
                let all = all.max(0.0) as usize;
                coverage.paragraphs.insert(source.id.to_string(), (of, all));
            }
        }
        coverage
    }

    fn take(&mut self, record: &Record) {
        let cites = record.all_cites();
        let sources: BTreeSet<&str> = cites.iter().map(|cite| &*cite.source).collect();
        self.records += 1;
        self.citations += cites.len();
        self.to_a_paragraph += usize::from(cites.iter().any(|cite| cite.paragraph.is_some()));
        self.several += usize::from(sources.len() > 1);
        self.confident += usize::from(record.choice(Field::Confidence).is_some());
    }

    /// By the names that they have in JSON.
    fn lines(&self) -> [(&'static str, usize); 5] {
        [
            ("records_but_sources", self.records),
            ("citations", self.citations),
            ("records_that_cite_a_paragraph", self.to_a_paragraph),
            ("records_of_several_sources", self.several),
            ("records_with_a_confidence", self.confident),
        ]
    }
}

fn as_text(dataset: &Dataset, counts: &[(Key, CountsByValue)], coverage: &Coverage, words: &Words) -> String {
    let about = &dataset.about;
    let mut text = format!("{} {}\n", out::clean(&about.id), out::clean(&about.version));
    for (key, values) in counts {
        let said = values.iter().map(|(value, count)| (said(*key, value, words), count.to_string()));
        section(&mut text, words.field(key.name()), said);
    }
    let lines = coverage.lines().into_iter().map(|(name, count)| {
        let message = format!("stats-{}", name.replace('_', "-"));
        (words.t(&message).to_owned(), count.to_string())
    });
    section(&mut text, words.t("stats-citations"), lines);
    let of = |part: usize, all: usize| words.with("stats-of", &[("part", part.into()), ("all", all.into())]);
    let sources = (words.t("stats-sources").to_owned(), of(coverage.cited, coverage.sources));
    let paragraphs = coverage
        .paragraphs
        .iter()
        .map(|(id, (part, all))| (words.with("stats-paragraphs", &[("id", id.as_str().into())]), of(*part, *all)));
    section(&mut text, words.t("stats-coverage"), std::iter::once(sources).chain(paragraphs));
    text
}

/// A value that records are counted by, in words.
fn said(key: Key, value: &str, words: &Words) -> String {
    match (key, Kind::from_slug(value)) {
        (Key::Kind, Some(kind)) => words.kind(kind).to_owned(),
        (Key::Layer | Key::Confidence, _) => words.t(&format!("facet-{}-{value}", key.name())).to_owned(),
        _ => value.to_owned(),
    }
}

fn section(text: &mut String, head: &str, rows: impl Iterator<Item = (String, String)>) {
    let rows: Vec<[String; 2]> = rows.map(|(what, count)| [format!("  {}", out::clean(&what)), count]).collect();
    text.push('\n');
    text.push_str(head);
    text.push('\n');
    text.push_str(&out::table(&rows));
}

fn as_json(dataset: &Dataset, counts: &[(Key, CountsByValue)], coverage: &Coverage) -> Value {
    let mut top = Map::new();
    let about = &dataset.about;
    top.insert("dataset".to_owned(), json!({ "id": &*about.id, "version": about.version }));
    for (key, values) in counts {
        let values: Map<String, Value> = values.iter().map(|(value, count)| (value.clone(), (*count).into())).collect();
        top.insert(key.name().to_owned(), values.into());
    }
    let lines: Map<String, Value> =
        coverage.lines().into_iter().map(|(what, count)| (what.to_owned(), count.into())).collect();
    top.insert("citations".to_owned(), lines.into());
    let paragraphs: Map<String, Value> =
        coverage.paragraphs.iter().map(|(id, (of, all))| (id.clone(), json!({ "cited": of, "all": all }))).collect();
    let sources = json!({ "cited": coverage.cited, "all": coverage.sources });
    top.insert("coverage".to_owned(), json!({ "sources": sources, "paragraphs": paragraphs }));
    top.into()
}
