//! What a figure measures is said in one wording, so that the figures of a series find each other
//! in every language.

use std::collections::HashMap;

use super::about;
use crate::dataset::index::Dataset;
use crate::dataset::problem::{FileProblems, Rule};
use crate::model::{Field, Kind, Lang, Record, Text};

/// Measures that read alike in one language and apart in another.
pub(super) fn wordings(dataset: &Dataset, problems: &mut FileProblems) {
    let mut first: HashMap<(Lang, &str), (&Record, &Text)> = HashMap::new();
    for (_, record) in dataset.of_kind(Kind::Figure) {
        let Some(measure) = record.text(Field::Measure) else { continue };
        let mut apart = None;
        for lang in Lang::ALL.into_iter().filter(|lang| !measure.only(*lang).is_empty()) {
            let (earlier, other) = *first.entry((lang, measure.only(lang))).or_insert((record, measure));
            apart = apart.or_else(|| differing(measure, other).map(|differs| (earlier, lang, differs)));
        }
        if let Some((earlier, lang, differs)) = apart {
            let what = format!(
                "reads like that of {} in the language {}, but not in {}",
                earlier.id,
                lang.tag(),
                differs.tag()
            );
            let remedy = "use one wording for one measure, and another in every language for another measure";
            let mut problem = about(record, Rule::MeasureWording, what, remedy);
            problem.field = Some(Field::Measure.name().into());
            problems.push(problem);
        }
    }
}

/// A language in which both are given and are not the same.
fn differing(one: &Text, other: &Text) -> Option<Lang> {
    let both = |lang: &Lang| !one.only(*lang).is_empty() && !other.only(*lang).is_empty();
    Lang::ALL.into_iter().filter(both).find(|lang| one.only(*lang) != other.only(*lang))
}
