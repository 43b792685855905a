//! A story as parts of a report: what each step says and on what it rests, and what it draws.

use crate::dataset::Ix;
use crate::export::figure::Lens;
use crate::model::{Cite, Lang};
use crate::query::Corpus;
use crate::saved::{SavedView, Story, StoryStep};

use super::Reader;
use super::page::{ListEntry, PageBlock, entry};
use super::report::ReportPart;

/// Records that a step draws besides those that it selects.
const MOST: usize = 400;

/// A story, ready to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ToldStory {
    pub title: String,
    pub scenes: Vec<ToldStep>,
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldStep {
    /// Its caption, and the records that it tells of.
    pub part: ReportPart,
    /// The records to draw.
    pub rows: Vec<Ix>,
    /// What of them is looked at.
    pub lens: Lens,
}

impl ToldStory {
    /// The story of a view; none where it has none, or one without steps.
    pub fn from_view(reader: &Reader<'_>, corpus: &Corpus, view: &SavedView) -> Option<Self> {
        let story = view.story.as_ref().filter(|story| !story.steps.is_empty())?;
        let of = story.steps.len();
        let scene = |(n, step): (usize, &StoryStep)| scene(reader, corpus, step, n + 1, of);
        Some(Self {
            title: title(view, story, reader.words.lang()),
            scenes: story.steps.iter().enumerate().map(scene).collect(),
        })
    }

    /// The records that are told of.
    pub fn rows(&self) -> Vec<Ix> {
        self.scenes.iter().flat_map(|scene| scene.lens.marked.iter().copied()).collect()
    }
}

/// What the story is called; the name of its view where it does not say.
pub fn title(view: &SavedView, story: &Story, lang: Lang) -> String {
    let title = story.title.get(lang);
    if title.is_empty() { view.name.clone() } else { title.to_owned() }
}

/// What the caption of a step rests on: what it names, else what the selected records cite.
pub fn cites(reader: &Reader<'_>, step: &StoryStep) -> Vec<Cite> {
    if !step.cites.is_empty() {
        return step.cites.clone();
    }
    let mut all: Vec<Cite> = Vec::new();
    for cite in &step.view.selection {
        match (cite.paragraph, reader.dataset.by_id(&cite.source)) {
            (Some(_), Some(_)) => all.push(cite.clone()),
            (None, Some(record)) => all.extend(record.cite.iter().cloned()),
            (_, None) => {}
        }
    }
    all
}

fn scene(reader: &Reader<'_>, corpus: &Corpus, step: &StoryStep, n: usize, of: usize) -> ToldStep {
    let (dataset, lang) = (reader.dataset, reader.words.lang());
    let marked: Vec<Ix> = step.view.selection.iter().filter_map(|cite| dataset.ix(&cite.source)).collect();
    let within = |ix: &Ix| dataset.bounds(*ix).is_some_and(|bounds| bounds.possible().overlaps(&step.view.time));
    let mut rows: Vec<Ix> = step.view.query.run(dataset, corpus).rows;
    rows.retain(|ix| dataset.kind(*ix).is_some_and(crate::model::Kind::is_event));
    if rows.len() > MOST {
        rows.retain(within);
    }
    if rows.len() > MOST {
        rows.clear();
    }
    rows.extend(marked.iter().filter(|ix| !rows.contains(ix)).copied().collect::<Vec<_>>());
    // what is looked at last stands first: it is what the step is about
    let told = marked.iter().rev().filter_map(|ix| entry(reader, *ix));
    let (title, caption) = (step.heading(lang), step.caption.get(lang));
    // the caption says on what it rests; without one each record does
    let cited = |entry: ListEntry| if caption.is_empty() { entry } else { ListEntry { cites: Vec::new(), ..entry } };
    let told = told.map(|entry| PageBlock::Entry(cited(entry)));
    let said =
        (!caption.is_empty()).then(|| PageBlock::Paragraph { text: caption.to_owned(), cites: cites(reader, step) });
    let eyebrow = reader.words.with("story-step", &[("n", n.into()), ("of", of.into())]);
    ToldStep {
        part: ReportPart {
            item: None,
            eyebrow,
            title,
            other_names: Vec::new(),
            blocks: said.into_iter().chain(told).collect(),
        },
        rows,
        lens: Lens { frame: step.view.map, time: step.view.time, marked },
    }
}
