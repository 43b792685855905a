//! Which symbol a click means.

use egui::Pos2;

/// Points; how far from a symbol's middle a click still means it.
pub const SNAP: f32 = 12.0;

/// The nearest of the places that is within `snap` points of the pointer; the first of equals.
pub fn nearest(places: impl IntoIterator<Item = (usize, Pos2)>, pointer: Pos2, snap: f32) -> Option<usize> {
    let mut best: Option<(usize, f32)> = None;
    for (i, place) in places {
        let distance = place.distance(pointer);
        if distance <= snap && best.is_none_or(|(_, least)| distance < least) {
            best = Some((i, distance));
        }
    }
    best.map(|(i, _)| i)
}

/// Points around the pointer within which symbols lie on each other.
const HEAP: f32 = 9.0;

/// The nearest within reach; of symbols that lie on each other below the pointer the one that bears its
/// name, for that is what a person reads there.
pub fn picked(places: &[(usize, Pos2)], named: impl Fn(usize) -> bool, pointer: Pos2) -> Option<usize> {
    let bears = places.iter().copied().filter(|(at, _)| named(*at));
    nearest(bears, pointer, HEAP).or_else(|| nearest(places.iter().copied(), pointer, SNAP))
}

#[cfg(test)]
mod tests {
    use egui::pos2;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_nearest_symbol_within_reach_is_picked() {
        let places = [(0, pos2(0.0, 0.0)), (1, pos2(10.0, 0.0)), (2, pos2(100.0, 0.0))];
        assert_eq!(nearest(places, pos2(7.0, 0.0), SNAP), Some(1));
        assert_eq!(nearest(places, pos2(5.0, 0.0), SNAP), Some(0), "the first of equals");
        assert_eq!(nearest(places, pos2(50.0, 0.0), SNAP), None);
        assert_eq!(nearest([], pos2(0.0, 0.0), SNAP), None);
    }

    proptest! {
        #[test]
        fn nothing_nearer_is_passed_over(xs in prop::collection::vec((-50.0_f32..50.0, -50.0_f32..50.0), 0..30)) {
            let places: Vec<Pos2> = xs.iter().map(|(x, y)| pos2(*x, *y)).collect();
            let picked = nearest(places.iter().copied().enumerate(), Pos2::ZERO, SNAP);
            let least = places.iter().map(|p| p.distance(Pos2::ZERO)).fold(f32::INFINITY, f32::min);
            match picked {
                Some(i) => prop_assert!(places[i].distance(Pos2::ZERO) <= least),
                None => prop_assert!(least > SNAP),
            }
        }
    }

    #[test]
    fn of_symbols_in_a_heap_the_one_that_bears_its_name_is_picked() {
        let places = [(0, pos2(0.0, 0.0)), (1, pos2(4.0, 0.0)), (2, pos2(30.0, 0.0))];
        assert_eq!(picked(&places, |at| at == 0, pos2(4.0, 1.0)), Some(0));
        assert_eq!(picked(&places, |_| false, pos2(4.0, 1.0)), Some(1));
        assert_eq!(picked(&places, |at| at == 0, pos2(28.0, 0.0)), Some(2));
    }
}
