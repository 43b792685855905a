//! What a row is called where no cell names it: by what says what happened, and where.

use super::{RowDecoder, RowParts};
use crate::dataset::problem::Rule;
use crate::model::Record;

/// Characters of a summary that make a name.
const LONGEST: usize = 120;

impl RowDecoder {
    /// Gives a row without a name one of its parts, of its topics and places, or of its summary.
    pub(super) fn entitle(&mut self, row: &mut RowParts) {
        let place = row.spots.iter().find(|named| !named.region).map(|named| named.said.clone());
        let of_parts = if row.title.is_empty() { self.topic_names(&row.record) } else { row.title.join(" – ") };
        let made = match (of_parts.is_empty(), place) {
            (false, Some(place)) => format!("{of_parts} – {place}"),
            (false, None) => of_parts,
            (true, place) => {
                let summary = row.record.summary.forms().next().map(first_words);
                let note = || row.record.note.forms().next().map(first_words);
                let kept = || row.record.extra.iter().find_map(|(_, node)| node.said().map(first_words));
                let said = summary.or_else(note).or_else(|| place.filter(|_| row.record.date.is_some())).or_else(kept);
                let Some(said) = said.filter(|said| !said.is_empty()) else { return };
                let what = format!("the row has no name, and is called {said:?}");
                self.tell(Rule::MissingField, row.place, what, "give it a name");
                said
            }
        };
        row.name = self.reader.said(&made);
    }

    fn topic_names(&self, record: &Record) -> String {
        let named = |id| self.registers.iter().find(|topic| topic.id == id).and_then(|topic| topic.name.forms().next());
        let names: Vec<&str> = record.topics.iter().filter_map(|id| named(id.clone())).collect();
        names.join(", ")
    }
}

/// The first sentence, or as much of it as makes a name.
fn first_words(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let end = line.match_indices(['.', '。', '!', '?']).map(|(at, _)| at).find(|at| *at > 20);
    let sentence = end.and_then(|at| line.get(..at)).unwrap_or(line);
    if sentence.chars().count() <= LONGEST {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(LONGEST).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{words}…")
}

/// A part of a name in words: GDELT writes what was done as a code of CAMEO.
pub(super) fn spoken(heading: &str, cell: &str) -> String {
    const CAMEO: [&str; 20] = [
        "Statement",
        "Appeal",
        "Intent to cooperate",
        "Consultation",
        "Diplomatic cooperation",
        "Material cooperation",
        "Aid",
        "Yielding",
        "Investigation",
        "Demand",
        "Disapproval",
        "Rejection",
        "Threat",
        "Protest",
        "Show of force",
        "Reduced relations",
        "Coercion",
        "Assault",
        "Fight",
        "Mass violence",
    ];
    let code = heading.to_lowercase().starts_with("event").then(|| cell.get(..2)).flatten();
    let root = code.and_then(|code| code.parse::<usize>().ok()).and_then(|code| CAMEO.get(code.checked_sub(1)?));
    root.map_or_else(|| cell.to_owned(), |root| (*root).to_owned())
}
