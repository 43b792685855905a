//! Ids for records that bring none: made from what they say, never from where they stand.

use std::collections::HashSet;
use std::hash::Hasher;

use foldhash::fast::RandomState;

use crate::model::{Id, fold};

/// Characters of a name that its id is made of.
const LONGEST: usize = 64;

/// The text as a slug: lower-case letters without marks, digits and hyphens. Empty where nothing
/// of it can be written so.
#[must_use]
pub(super) fn slug(text: &str) -> String {
    let plain = fold::bare(text);
    let mut out = String::new();
    for c in plain.chars() {
        if out.len() >= LONGEST {
            break;
        }
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// A short name for any text, the same on every machine.
#[must_use]
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
    taken: HashSet<Id, RandomState>,
}

impl Ids {
    /// Takes an id that the data itself gives, whoever else has it.
    pub(super) fn given(&mut self, id: &Id) {
        self.taken.insert(Id::clone(id));
    }

    /// As [`Self::given`]; false where it was taken before.
    pub(super) fn give(&mut self, id: &Id) -> bool {
        self.taken.insert(Id::clone(id))
    }

    pub(super) fn has(&self, id: &Id) -> bool {
        self.taken.contains(id)
    }

    /// An id for what is called `name` and happened on `date`: the name; with the date where
    /// another has that; with a digest of `whole` where a third has that too. None where all three
    /// are taken: then `whole` was there before.
    pub(super) fn made(&mut self, name: &str, date: &str, whole: impl FnOnce() -> String) -> Option<Id> {
        let stem = slug(name);
        let free = |id: &String| !id.is_empty() && !self.taken.contains(id.as_str());
        let dated = || Some(format!("{stem}-{}", slug(date))).filter(|_| !stem.is_empty() && !date.is_empty());
        let last = || format!("{}-{}", if stem.is_empty() { "r" } else { &stem }, digest(&whole()));
        let id = Some(stem.clone()).filter(free).or_else(|| dated().filter(free));
        let id = Id::from(id.or_else(|| Some(last()).filter(free))?);
        self.taken.insert(Id::clone(&id));
        Some(id)
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
