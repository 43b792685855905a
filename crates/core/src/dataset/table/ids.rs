//! Ids for records that bring none: made from what they say, never from where they stand.

use std::hash::Hasher;

use foldhash::fast::RandomState;
use hashbrown::HashMap;
use hashbrown::hash_map::EntryRef;

use crate::model::{Id, fold};

/// Characters of a name that its id is made of.
const LONGEST: usize = 64;

/// The text as a slug: lower-case letters without marks, digits and hyphens. Empty where nothing
/// of it can be written so.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::new();
    push_slug(text, &mut out);
    out
}

/// Puts the slug of a text behind what is there.
fn push_slug(text: &str, out: &mut String) {
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
    taken: HashMap<Id, (), RandomState>,
    /// What is being made, in the same memory from id to id.
    made: String,
}

impl Ids {
    /// Takes an id that the data itself gives, whoever else has it.
    pub(super) fn given(&mut self, id: &Id) {
        self.taken.insert(Id::clone(id), ());
    }

    /// As [`Self::given`]; false where it was taken before.
    pub(super) fn give(&mut self, id: &Id) -> bool {
        self.taken.insert(Id::clone(id), ()).is_none()
    }

    /// Takes memory at once for so many more.
    pub(super) fn make_room(&mut self, more: usize) {
        self.taken.reserve(more);
    }

    pub(super) fn has(&self, id: &Id) -> bool {
        self.taken.contains_key(id)
    }

    /// An id for what is called `name` and happened on `date`: the name; with the date where
    /// another has that; with a digest of `whole` where a third has that too. None where all three
    /// are taken: then `whole` was there before.
    pub(super) fn made(&mut self, name: &str, date: &str, whole: impl FnOnce() -> String) -> Option<Id> {
        let Self { taken, made } = self;
        let mut take = |made: &str| match taken.entry_ref(made) {
            EntryRef::Vacant(free) if !made.is_empty() => {
                Some(Id::clone(free.insert_entry_with_key(Id::from(made), ()).key()))
            }
            _ => None,
        };
        made.clear();
        push_slug(name, made);
        let stem = made.len();
        if let Some(id) = take(made) {
            return Some(id);
        }
        if stem > 0 && !date.is_empty() {
            made.push('-');
            push_slug(date, made);
            if let Some(id) = take(made) {
                return Some(id);
            }
        }
        made.truncate(stem);
        made.push_str(if stem > 0 { "-" } else { "r-" });
        made.push_str(&digest(&whole()));
        take(made)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_come_from_what_is_said_and_tell_records_apart() {
        let mut ids = Ids::default();
        let mut made =
            |name: &str, date: &str, whole: &str| ids.made(name, date, || whole.to_owned()).map(|id| id.to_string());
        assert_eq!(made("Hội đàm Đồng Đăng", "2023-04-25", "a").unwrap(), "hoi-dam-dong-dang");
        assert_eq!(made("Hội đàm Đồng Đăng", "2024-04-25", "b").unwrap(), "hoi-dam-dong-dang-2024-04-25");
        let third = made("Hội đàm Đồng Đăng", "2024-04-25", "c").unwrap();
        assert!(third.starts_with("hoi-dam-dong-dang-") && third.len() == 30, "{third}");
        assert_eq!(made("Hội đàm Đồng Đăng", "2024-04-25", "c"), None, "the same row twice");
        assert_eq!(made("友谊关", "2023", "d").unwrap(), format!("r-{}", digest("d")));
    }

    proptest! {
        #[test]
        fn every_made_id_is_a_slug(name in "\\PC{0,80}", date in "\\PC{0,20}") {
            let id = Ids::default().made(&name, &date, || name.clone()).unwrap();
            prop_assert!(!id.is_empty() && id.len() <= 120);
            prop_assert!(id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{}", id);
        }
    }
}
