//! Which of the records that match fit the free words best.

use std::cmp::Reverse;

use crate::dataset::{Dataset, Ix};
use crate::model::Kind;

use super::bits::Bits;
use super::corpus::Corpus;
use super::fold::bare;
use super::text::Found;
use super::{Query, What};

/// Rows that are ranked, at most.
pub(super) const MOST: usize = 400;

/// The rows that fit best, the best first; none when no free words are asked for.
///
/// First by where and how wholly the words stand (see [`Found::scores`]), then by how much of a
/// name they make up, then by how much refers to the record.
pub(super) fn best(
    query: &Query,
    corpus: &Corpus,
    dataset: &Dataset,
    matched: &Bits,
    texts: &[(String, Found)],
) -> Vec<Ix> {
    if texts.is_empty() {
        return Vec::new();
    }
    let score = |row: usize| -> u32 {
        texts.iter().map(|(_, found)| u32::from(found.scores.get(row).copied().unwrap_or(0))).sum()
    };
    let mut rows: Vec<(Reverse<u32>, u32)> = matched.rows().map(|row| (Reverse(score(row)), row as u32)).collect();
    if rows.len() > MOST {
        rows.select_nth_unstable(MOST);
        rows.truncate(MOST);
    }
    let asked = asked(query);
    let mut ranked: Vec<_> = rows
        .into_iter()
        .map(|(score, row)| {
            let ix = Ix(row);
            let kind = dataset.record(ix).map_or(Kind::Source, |record| record.kind);
            let near = nearness(corpus.text.names(row as usize), &asked);
            (near.0, score, near.1, Reverse(weight(dataset, ix, kind)), row)
        })
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(.., row)| Ix(row)).collect()
}

/// The free words in a row, folded.
fn asked(query: &Query) -> String {
    let words = query.terms.iter().filter(|term| !term.exclude).filter_map(|term| match &term.what {
        What::Words(words) => Some(words.as_str()),
        _ => None,
    });
    bare(&words.collect::<Vec<_>>().join(" "))
}

/// How near a record's names come to what was asked: whether one is it (0), is it but for spaces
/// (1), begins with it (2), has it (3) or not (4); and how many letters more it has.
fn nearness(names: &str, asked: &str) -> (u8, usize) {
    let squeezed = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let joined = squeezed(asked);
    let near = |name: &str| {
        let more = name.chars().count().saturating_sub(asked.chars().count());
        let rank = if name == asked {
            0
        } else if squeezed(name) == joined {
            1
        } else if name.starts_with(asked) {
            2
        } else if super::fold::find(name, asked).is_some() {
            3
        } else {
            4
        };
        (rank, more)
    };
    names.lines().map(near).min().unwrap_or((4, usize::MAX))
}

/// What is referred to most is most likely meant; what happened comes after what it happened to.
fn weight(dataset: &Dataset, ix: Ix, kind: Kind) -> usize {
    let links = dataset.back_links(ix).len();
    links + if matches!(kind, Kind::Gate | Kind::Place | Kind::Mechanism | Kind::Topic) { 20 } else { 0 }
}
