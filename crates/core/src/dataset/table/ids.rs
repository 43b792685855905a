//! Ids for records that bring none: made from what they say, never from where they stand.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasher, Hasher};

use foldhash::fast::{FixedState, RandomState};

use crate::model::{Id, fold};

/// Characters of a name that its id is made of.
const LONGEST: usize = 64;

/// The text as a slug: lower-case letters without marks, digits and hyphens. Empty where nothing
/// of it can be written so.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(LONGEST));
    push_slug(text, &mut out);
    out
}

/// Puts the slug of a text behind what is there.
pub(super) fn push_slug(text: &str, out: &mut String) {
    let from = out.len();
    fold::each_bare(text, |c| {
        if out.len() - from >= LONGEST {
            return;
        }
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if out.len() > from && !out.ends_with('-') {
            out.push('-');
        }
    });
    let slug = out.get(from..).unwrap_or_default();
    out.truncate(from + slug.trim_end_matches('-').len());
}

/// A short name for any text, the same on every machine.
pub(super) fn digest(text: &str) -> String {
    let mut hasher = Fnv(0xCBF2_9CE4_8422_2325);
    hasher.write(text.as_bytes());
    format!("{:012x}", hasher.finish() & 0xFFFF_FFFF_FFFF)
}

/// FNV-1a: small, and unlike the standard library's the same in every release.
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
}

/// The ids that were given in a file.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// By [`print`], which tells a million ids apart in a third of their memory: what the row says that took it, 0
    /// where no row did.
    taken: HashMap<u64, u64, RandomState>,
    /// By the print of what rows say whose three choices were taken: the count that the next of them tries.
    counts: HashMap<u64, u32, RandomState>,
    /// What is being made, in the same memory from id to id.
    made: String,
}

/// An id that was made.
pub(super) struct MadeId {
    /// None where every choice was taken.
    pub(super) id: Option<Id>,
    /// Whether a row before says the same, which has one of the choices.
    pub(super) repeats: bool,
}

/// What stands for an id among others.
pub(super) fn print(id: &str) -> u64 {
    FixedState::default().hash_one(id)
}

impl Ids {
    /// Takes an id that the data itself gives, whoever else has it.
    pub(super) fn given(&mut self, id: &Id) {
        self.taken.entry(print(id)).or_default();
    }

    /// As [`Self::given`]; false where it was taken before.
    pub(super) fn give(&mut self, id: &Id) -> bool {
        self.take(print(id), 0)
    }

    /// Takes the id of this print for a row that says this; false where it was taken before.
    pub(super) fn take(&mut self, print: u64, said: u64) -> bool {
        match self.taken.entry(print) {
            Entry::Vacant(free) => {
                free.insert(said);
                true
            }
            Entry::Occupied(_) => false,
        }
    }

    /// Takes memory at once for so many more.
    pub(super) fn make_room(&mut self, more: usize) {
        self.taken.reserve(more);
    }

    pub(super) fn is_taken(&self, print: u64) -> bool {
        self.taken.contains_key(&print)
    }

    /// An id for what is called `name` and happened on `date`: the name; with the date where
    /// another has that; with a digest of `whole` where a third has that too. None where all three
    /// are taken: then `whole` was there before. `said` stands for what its row says.
    pub(super) fn made(&mut self, name: &str, date: &str, said: u64, whole: impl FnOnce() -> String) -> MadeId {
        let Self { taken, made, .. } = self;
        let mut repeats = false;
        let mut take = |made: &str| match taken.entry(print(made)) {
            Entry::Vacant(free) => {
                free.insert(said);
                Some(Id::from(made))
            }
            Entry::Occupied(other) => {
                repeats |= *other.get() == said;
                None
            }
        };
        made.clear();
        push_slug(name, made);
        let stem = made.len();
        let mut id = if stem > 0 { take(made) } else { None };
        if id.is_none() && stem > 0 && !date.is_empty() {
            made.push('-');
            push_slug(date, made);
            id = take(made);
        }
        let id = id.or_else(|| {
            made.truncate(stem);
            made.push_str(if stem > 0 { "-" } else { "r-" });
            made.push_str(&digest(&whole()));
            take(made)
        });
        MadeId { id, repeats }
    }

    /// The first count, from 1, that may tell the next row of this name and these cells apart from those before it.
    pub(super) fn count_of(&self, name: &str, whole: &str) -> u32 {
        self.counts.get(&print_of_row(name, whole)).copied().unwrap_or(1)
    }

    /// The next such row begins with this count.
    pub(super) fn counted(&mut self, name: &str, whole: &str, next: u32) {
        self.counts.insert(print_of_row(name, whole), next);
    }
}

fn print_of_row(name: &str, whole: &str) -> u64 {
    FixedState::default().hash_one((name, whole))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_come_from_what_is_said_and_tell_records_apart() {
        let mut ids = Ids::default();
        let mut said = 0;
        let mut made = |name: &str, date: &str, whole: &str| {
            said += 1;
            ids.made(name, date, said, || whole.to_owned()).id.map(|id| id.to_string())
        };
        assert_eq!(made("Hội đàm Đồng Đăng", "2023-04-25", "a").unwrap(), "hoi-dam-dong-dang");
        assert_eq!(made("Hội đàm Đồng Đăng", "2024-04-25", "b").unwrap(), "hoi-dam-dong-dang-2024-04-25");
        let third = made("Hội đàm Đồng Đăng", "2024-04-25", "c").unwrap();
        assert!(third.starts_with("hoi-dam-dong-dang-") && third.len() == 30, "{third}");
        assert_eq!(made("Hội đàm Đồng Đăng", "2024-04-25", "c"), None, "the same row twice");
        assert_eq!(made("友谊关", "2023", "d").unwrap(), format!("r-{}", digest("d")));
    }

    #[test]
    fn a_row_that_says_the_same_as_one_before_finds_it_at_one_of_its_choices() {
        let mut ids = Ids::default();
        let mut repeats = |date: &str, said| ids.made("Họp", date, said, || format!("{date} {said}")).repeats;
        let rows = [("2023", 1), ("2023", 2), ("2023", 3), ("2024", 4)];
        assert_eq!(rows.map(|(date, said)| repeats(date, said)), [false; 4]);
        assert_eq!(rows.map(|(date, said)| repeats(date, said)), [true; 4]);
    }

    proptest! {
        #[test]
        fn every_made_id_is_a_slug(name in "\\PC{0,80}", date in "\\PC{0,20}") {
            let id = Ids::default().made(&name, &date, 1, || name.clone()).id.unwrap();
            prop_assert!(!id.is_empty() && id.len() <= 120);
            prop_assert!(id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{}", id);
        }
    }
}
