//! What a person has folded away or asked to see whole: it holds for that kind of section on every
//! page while the program runs.

use std::collections::{HashMap, HashSet};

use km0_core::model::Kind;
use km0_core::pages::PageSection;

/// Bit by bit what is not as it is at first.
#[derive(Debug, Default)]
pub(super) struct Folds {
    chosen: HashMap<PageSection, bool>,
    whole: HashSet<PageSection>,
    /// Counts the changes.
    pub(super) changes: u64,
}

impl Folds {
    /// Whether the section stands open; `folded` is how it is at first.
    pub(super) fn is_open(&self, section: PageSection, folded: bool) -> bool {
        self.chosen.get(&section).copied().unwrap_or(!folded)
    }

    pub(super) fn set(&mut self, section: PageSection, open: bool) {
        self.chosen.insert(section, open);
        self.changes += 1;
    }

    pub(super) fn is_whole(&self, section: PageSection) -> bool {
        self.whole.contains(&section)
    }

    pub(super) fn turn_whole(&mut self, section: PageSection) {
        if !self.whole.remove(&section) {
            self.whole.insert(section);
        }
        self.changes += 1;
    }
}

/// Records that a section lists before one asks for the rest. A page has to show what else there is.
pub(super) fn most(section: PageSection) -> usize {
    match section {
        PageSection::Records(Kind::Agreement) => 8,
        _ => 6,
    }
}

/// Whether a section shows that many entries in a line each before one asks for more of them:
/// everything that was promised about a gate is to be seen at once, below the `papers` signed there.
pub(super) fn in_brief(section: PageSection, entries: usize, papers: usize) -> bool {
    section == PageSection::Records(Kind::Commitment) && (entries > 3 || entries + papers > 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_holds_for_its_kind_of_section_and_is_counted() {
        let mut folds = Folds::default();
        assert!(folds.is_open(PageSection::Seats, false) && !folds.is_open(PageSection::History, true));
        folds.set(PageSection::History, true);
        assert!(folds.is_open(PageSection::History, true));
        assert!(!folds.is_open(PageSection::Notes, true));
        folds.turn_whole(PageSection::Seats);
        assert!(folds.is_whole(PageSection::Seats) && !folds.is_whole(PageSection::Posts));
        folds.turn_whole(PageSection::Seats);
        assert_eq!((folds.is_whole(PageSection::Seats), folds.changes), (false, 3));
    }
}
