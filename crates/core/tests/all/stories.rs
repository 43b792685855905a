//! The stories of the built-in set against its records: nothing is told that they do not say.

use std::collections::{BTreeSet, HashSet};

use km0_core::dataset::{Dataset, builtin};
use km0_core::model::{Cite, Lang, Record};
use km0_core::query::Corpus;
use km0_core::saved::{Story, StoryStep, built_in, missing, read, stories_of};

fn stories() -> Vec<(&'static str, Story)> {
    built_in().map(|(name, view)| (name, view.story.unwrap())).collect()
}

fn selected<'a>(dataset: &'a Dataset, step: &StoryStep) -> Vec<&'a Record> {
    step.view.selection.iter().map(|cite| dataset.by_id(&cite.source).unwrap()).collect()
}

/// Everything that is written in these records and in the names of what they name.
fn said(dataset: &Dataset, records: &[&Record]) -> String {
    let mut text = String::new();
    for record in records {
        text.push_str(&km0_core::export::record_ron(record));
        for (_, id) in record.links() {
            text.extend(
                dataset
                    .by_id(id)
                    .map(|of| format!("{:?} {:?}\n", of.name, of.get(km0_core::model::Field::Counterpart))),
            );
        }
    }
    text
}

/// Whole numbers, without marks between thousands and without noughts before them.
fn numbers(text: &str) -> BTreeSet<String> {
    let bare: String = text.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let parts = bare.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    parts.map(|part| part.trim_start_matches('0').to_owned()).collect()
}

/// Words with a capital that stand within a sentence.
fn names(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for sentence in text.split(['.', ':', ';', '“']) {
        // a name among ideographs begins and ends with its letters
        let parts = |c: char| c > '\u{2e80}' || (!c.is_alphanumeric() && c != '\'');
        let words = sentence.split(parts).filter(|word| !word.is_empty());
        let inside = words.skip(1).filter(|word| word.chars().next().is_some_and(char::is_uppercase));
        found.extend(inside.map(|word| word.trim_end_matches("'s").to_owned()));
    }
    found
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[test]
fn every_file_of_the_folder_is_a_story_that_comes_with_the_program() {
    let folder = std::fs::read_dir(km0_testkit::root().join("seeds/stories")).unwrap();
    let files: BTreeSet<String> =
        folder.map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    let names: BTreeSet<String> = stories().into_iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(files, names);
    assert_eq!(stories_of(&builtin().dataset).count(), names.len());
}

#[test]
fn every_step_shows_records_that_are_there_and_is_told_in_three_languages() {
    let dataset = builtin().dataset;
    let corpus = Corpus::new(&dataset);
    for (name, view) in built_in() {
        assert_eq!(missing(&view, &dataset, &[]), [], "{name}");
        let story = view.story.as_ref().unwrap();
        assert!((5..=8).contains(&story.steps.len()), "{name}: {} steps", story.steps.len());
        assert_eq!(view.name, story.title.get(Lang::Vi));
        for (n, step) in story.steps.iter().enumerate() {
            let at = format!("{name}, step {}", n + 1);
            for lang in Lang::ALL {
                assert!(!step.title.only(lang).is_empty() && !step.caption.only(lang).is_empty(), "{at}: {lang:?}");
            }
            assert!(!step.view.selection.is_empty() && step.view.map.is_some(), "{at}");
            let answer = step.view.query.run(&dataset, &corpus);
            assert!(answer.doubts.is_empty() && !answer.rows.is_empty(), "{at}: {:?}", answer.doubts);
            // what is told of is what is shown
            let window = step.view.time;
            let shown = step.view.selection.iter().filter_map(|cite| dataset.ix(&cite.source));
            let dated: Vec<_> = shown.filter_map(|ix| dataset.bounds(ix)).collect();
            assert!(dated.iter().any(|bounds| bounds.possible().overlaps(&window)), "{at}: nothing falls in its time");
        }
        assert_eq!(read(&view.to_text()).unwrap(), view, "{name}");
    }
}

#[test]
fn what_a_step_cites_is_what_its_records_cite() {
    let dataset = builtin().dataset;
    for (name, story) in stories() {
        for (n, step) in story.steps.iter().enumerate() {
            let mut known: HashSet<Cite> = HashSet::new();
            for record in selected(&dataset, step) {
                record.each_cite(|cite| _ = known.insert(cite.clone()));
            }
            let other: Vec<String> =
                step.cites.iter().filter(|cite| !known.contains(cite)).map(ToString::to_string).collect();
            assert!(other.is_empty(), "{name}, step {}: no record of it cites {other:?}", n + 1);
        }
    }
}

#[test]
fn the_dates_numbers_and_names_of_a_caption_stand_in_its_records() {
    let dataset = builtin().dataset;
    let mut wrong = Vec::new();
    for (name, story) in stories() {
        for (n, step) in story.steps.iter().enumerate() {
            let text = said(&dataset, &selected(&dataset, step));
            let (known, at) = (numbers(&text), format!("{name}, step {}", n + 1));
            for lang in Lang::ALL {
                let told = format!("{}. {}", step.title.only(lang), step.caption.only(lang));
                wrong.extend(numbers(&told).difference(&known).map(|number| format!("{at}, {}: {number}", lang.tag())));
                let odd = |word: &String| !text.contains(word.as_str()) && !MONTHS.contains(&word.as_str());
                wrong.extend(names(&told).into_iter().filter(odd).map(|word| format!("{at}, {}: {word}", lang.tag())));
            }
        }
    }
    assert!(wrong.is_empty(), "not in the records:\n{}", wrong.join("\n"));
}
