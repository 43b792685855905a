//! Facts of which there are few values, told apart as a whole: records that share all of them are
//! counted at once.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::facts::ValueBits;
use crate::query::Key;
use crate::query::bits::{FixedBitSet, counted};

/// The keys whose values make up a profile.
pub(crate) const FACTS: [Key; 5] = [Key::Kind, Key::Side, Key::Layer, Key::Confidence, Key::Precision];

/// What many records have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Profile {
    /// By key of [`FACTS`]: its values, one bit each.
    facts: [ValueBits; FACTS.len()],
    /// The years it may lie in, counted from the first: half-open.
    years: (u16, u16),
}

/// The profile of each row. A million rows have some thousands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profiles {
    of_row: Vec<u32>,
    all: Vec<Profile>,
}

/// By profile: how many rows have it.
#[derive(Clone, Debug)]
pub(crate) struct ProfileCounts(Vec<u32>);

impl Profiles {
    /// From each row's values by key of [`FACTS`] and its years.
    pub(super) fn new(rows: impl Iterator<Item = ([ValueBits; FACTS.len()], (u16, u16))>) -> Self {
        let mut profiles = Self::default();
        let mut known: HashMap<Profile, u32, RandomState> = HashMap::default();
        for (facts, years) in rows {
            let profile = Profile { facts, years };
            let number = *known.entry(profile).or_insert_with_key(|profile| {
                profiles.all.push(profile.clone());
                profiles.all.len() as u32 - 1
            });
            profiles.of_row.push(number);
        }
        profiles
    }

    /// Those of the values of a key of [`FACTS`] that a row has.
    pub(super) fn values(&self, key: Key, row: usize) -> ValueBits {
        let profile = self.of_row.get(row).and_then(|profile| self.all.get(*profile as usize));
        let facts = FACTS.iter().position(|other| *other == key).zip(profile);
        facts.and_then(|(at, profile)| profile.facts.get(at).copied()).unwrap_or(0)
    }

    pub(crate) fn tally(&self, rows: &FixedBitSet) -> ProfileCounts {
        ProfileCounts(counted(rows, self.all.len(), |row, counts| {
            let profile = self.of_row.get(row).map(|profile| *profile as usize);
            if let Some(count) = profile.and_then(|profile| counts.get_mut(profile)) {
                *count += 1;
            }
        }))
    }

    /// By value of the key, of which there are `values`: how many rows have it.
    pub(crate) fn by_value(&self, key: Key, values: usize, tally: &ProfileCounts) -> Vec<u32> {
        let mut counts = vec![0; values];
        let Some(at) = FACTS.iter().position(|other| *other == key) else { return counts };
        for (profile, rows) in self.all.iter().zip(&tally.0) {
            let mut bits = profile.facts.get(at).copied().unwrap_or(0);
            while bits != 0 && *rows != 0 {
                if let Some(count) = counts.get_mut(bits.trailing_zeros() as usize) {
                    *count += rows;
                }
                bits &= bits - 1;
            }
        }
        counts
    }

    /// By year from the first, of `years`: how many rows may lie in it.
    pub(crate) fn by_year(&self, years: usize, tally: &ProfileCounts) -> Vec<u32> {
        // so many more where times begin, so many fewer after they end
        let mut steps = vec![0_i64; years + 1];
        for (Profile { years: (begin, end), .. }, rows) in self.all.iter().zip(&tally.0) {
            if begin < end {
                let mut step = |at: u16, by: i64| {
                    steps.get_mut(usize::from(at)).into_iter().for_each(|step| *step += by);
                };
                step(*begin, i64::from(*rows));
                step(*end, -i64::from(*rows));
            }
        }
        let mut sum = 0;
        let running = steps.into_iter().take(years).map(|step| {
            sum += step;
            u32::try_from(sum).unwrap_or(0)
        });
        running.collect()
    }
}
