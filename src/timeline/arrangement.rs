//! How the person has arranged the lanes: remembered from one run to the next.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::lanes::LaneGrouping;

/// Lanes are remembered under the ids of what they stand for, so that another order of the
/// dataset changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Arrangement {
    pub grouping: LaneGrouping,
    /// Lanes that stay although nothing in them matches.
    pub show_empty: bool,
    pub collapsed: BTreeMap<LaneGrouping, BTreeSet<String>>,
    /// Lanes that were moved, and those that then stood above them.
    pub order: BTreeMap<LaneGrouping, Vec<String>>,
}

impl Arrangement {
    /// Whether the lane is collapsed.
    pub fn is_collapsed(&self, lane: &str) -> bool {
        self.collapsed.get(&self.grouping).is_some_and(|lanes| lanes.contains(lane))
    }

    /// Collapses the lane, or opens it again.
    pub fn toggle(&mut self, lane: &str) {
        let lanes = self.collapsed.entry(self.grouping).or_default();
        if !lanes.remove(lane) {
            lanes.insert(lane.to_owned());
        }
    }

    /// Collapses all of these lanes, or opens them all.
    pub fn collapse_all<'a>(&mut self, lanes: impl Iterator<Item = &'a str>, collapse: bool) {
        let all = if collapse { lanes.map(str::to_owned).collect() } else { BTreeSet::new() };
        self.collapsed.insert(self.grouping, all);
    }

    /// Moves a lane to another place among these, which are as they stand now.
    pub fn move_lane(&mut self, lanes: &[&str], lane: &str, to: usize) {
        let mut order: Vec<String> = lanes.iter().filter(|other| **other != lane).map(|o| (*o).to_owned()).collect();
        order.insert(to.min(order.len()), lane.to_owned());
        self.order.insert(self.grouping, order);
    }

    /// Forgets what was collapsed and moved under this grouping.
    pub fn reset(&mut self) {
        self.collapsed.remove(&self.grouping);
        self.order.remove(&self.grouping);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_lane_stands_at_its_new_place_and_the_others_keep_their_order() {
        let mut arrangement = Arrangement::default();
        arrangement.move_lane(&["a", "b", "c"], "c", 0);
        assert_eq!(arrangement.order[&LaneGrouping::Kind], ["c", "a", "b"]);
        arrangement.move_lane(&["c", "a", "b"], "c", 9);
        assert_eq!(arrangement.order[&LaneGrouping::Kind], ["a", "b", "c"]);
    }

    #[test]
    fn what_is_collapsed_belongs_to_its_grouping() {
        let mut arrangement = Arrangement::default();
        arrangement.toggle("rest");
        assert!(arrangement.is_collapsed("rest"));
        arrangement.grouping = LaneGrouping::Gate;
        assert!(!arrangement.is_collapsed("rest"));
    }
}
