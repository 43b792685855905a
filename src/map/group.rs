//! Symbols that would lie on each other become one with a count where the map shows a whole part of the
//! world; nearer, each gate has its own. Which ones do depends on where they are and on the zoom step
//! alone, so that nothing changes while the map is dragged.

use std::collections::HashMap;

use super::camera::points_per_world;
use super::geo::{Extent, MercatorPoint};

/// Points; symbols nearer than this at the widest zoom of a step are drawn as one.
const NEAR: f64 = 17.0;

/// From this zoom on every place has its own symbol.
const APART: f64 = 6.0;
/// More places than these are never all apart.
const MOST_APART: usize = 300;

/// A quarter step of zoom: what depends on the zoom is worked out once for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ZoomStep(i32);

impl ZoomStep {
    pub fn of(zoom: f64) -> Self {
        Self((zoom * 4.0).floor() as i32)
    }

    /// The widest zoom of the step.
    pub fn zoom(self) -> f64 {
        f64::from(self.0) / 4.0
    }

    /// Points that the Mercator square is wide, at the widest zoom of the step.
    pub fn scale(self) -> f64 {
        points_per_world(self.zoom())
    }
}

/// A site as far as grouping goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SiteSpot {
    pub at: MercatorPoint,
    /// Near something more important it is drawn as part of that and not counted.
    pub minor: bool,
}

/// One symbol on the map: a site, or several.
#[derive(Clone, Debug, PartialEq)]
pub struct SymbolGroup {
    /// By place in the list of sites; never empty, the most important first.
    pub members: Vec<usize>,
    pub at: MercatorPoint,
    pub extent: Extent,
    /// The members that are counted: the leader, and who is not minor.
    pub counted: usize,
}

impl SymbolGroup {
    pub fn leader(&self) -> usize {
        self.members.first().copied().unwrap_or_default()
    }

    /// Whether it is drawn as its leader alone.
    pub fn is_single(&self) -> bool {
        self.counted == 1
    }
}

/// Sites in the order of importance → groups in the same order. A site joins the first group
/// whose leader is near: a minor one always, others while they are drawn as one.
pub fn groups(sites: &[SiteSpot], step: ZoomStep) -> Vec<SymbolGroup> {
    let near = NEAR / step.scale();
    let apart = is_apart(sites.len(), step);
    let cell = |at: MercatorPoint| ((at.x / near).floor() as i64, (at.y / near).floor() as i64);
    let mut leaders: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    let mut groups: Vec<SymbolGroup> = Vec::new();
    for (i, SiteSpot { at, minor }) in sites.iter().enumerate() {
        let (x, y) = cell(*at);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let mut candidates = around.filter_map(|key| leaders.get(&key)).flatten().copied().collect::<Vec<_>>();
        candidates.sort_unstable();
        let leads = |group: &usize| {
            if apart && !minor {
                return false;
            }
            groups.get(*group).and_then(|g| sites.get(g.leader())).is_some_and(|leader| leader.at.distance(*at) < near)
        };
        if let Some(group) = candidates.into_iter().find(leads).and_then(|group| groups.get_mut(group)) {
            group.members.push(i);
            if !minor {
                group.counted += 1;
                group.extent.add(*at);
            }
        } else {
            leaders.entry((x, y)).or_default().push(groups.len());
            groups.push(SymbolGroup { members: vec![i], at: *at, extent: Extent { min: *at, max: *at }, counted: 1 });
        }
    }
    groups
}

/// Whether every place has its own symbol.
fn is_apart(count: usize, step: ZoomStep) -> bool {
    step.zoom() >= APART && count <= MOST_APART
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spot(lat: f64, lon: f64, minor: bool) -> SiteSpot {
        SiteSpot { at: MercatorPoint::of(lat, lon), minor }
    }

    fn places() -> impl Strategy<Value = Vec<SiteSpot>> {
        let one = (21.0_f64..23.5, 102.0_f64..108.5, any::<bool>());
        prop::collection::vec(one.prop_map(|(lat, lon, minor)| spot(lat, lon, minor)), 0..80)
    }

    proptest! {
        #[test]
        fn every_site_is_in_exactly_one_group(sites in places(), zoom in 5.0_f64..15.0) {
            let mut seen: Vec<usize> = groups(&sites, ZoomStep::of(zoom)).into_iter().flat_map(|g| g.members).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..sites.len()).collect::<Vec<_>>());
        }

        #[test]
        fn leaders_are_apart_and_members_are_near(sites in places(), zoom in 2.0_f64..15.0) {
            let step = ZoomStep::of(zoom);
            let near = NEAR / step.scale();
            let groups = groups(&sites, step);
            for (i, group) in groups.iter().enumerate() {
                for member in &group.members {
                    prop_assert!(sites[*member].at.distance(sites[group.leader()].at) < near);
                }
                for other in groups[..i].iter().filter(|_| !is_apart(sites.len(), step)) {
                    prop_assert!(sites[group.leader()].at.distance(sites[other.leader()].at) >= near);
                }
            }
        }
    }

    #[test]
    fn close_gates_separate_as_one_zooms_in() {
        let sites = [spot(21.9711, 106.7108, false), spot(22.0190, 106.6980, false)];
        assert_eq!(groups(&sites, ZoomStep::of(5.5)).len(), 1);
        assert_eq!(groups(&sites, ZoomStep::of(6.0)).len(), 2, "each has its own symbol");
        let many: Vec<SiteSpot> = (0..=MOST_APART).map(|_| sites[0]).collect();
        assert_eq!(groups(&many, ZoomStep::of(9.0)).len(), 1);
    }

    #[test]
    fn a_marker_beside_a_gate_does_not_hide_the_gate() {
        let sites = [spot(21.9711, 106.7108, false), spot(21.9715, 106.7109, true)];
        let groups = groups(&sites, ZoomStep::of(9.0));
        assert_eq!(groups.len(), 1);
        assert!(groups[0].is_single());
        assert_eq!(groups[0].at, sites[0].at);
    }
}
