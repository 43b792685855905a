//! How high cases are, and where claims lie beside each other.

/// Points that a case is taken to be high until it was painted.
const GUESS: f32 = 220.0;
/// Points that a claim is wide at least beside another.
const CLAIM: f32 = 210.0;
/// Points between claims.
pub(super) const GAP: f32 = 8.0;

/// How high each case was when it was painted last, in points: what is far out of view need not be
/// laid out to know where the rest stands.
#[derive(Debug, Default)]
pub(super) struct Heights {
    /// The width in points that they hold for.
    width: f32,
    of: Vec<Option<f32>>,
    /// Points that the cases are scrolled down.
    pub(super) offset: f32,
}

impl Heights {
    pub(super) fn reset(&mut self, cases: usize) {
        self.of = vec![None; cases];
    }

    pub(super) fn fit(&mut self, width: f32) {
        if (self.width - width).abs() > 0.5 {
            self.width = width;
            self.of.fill(None);
        }
    }

    /// Keeps how high a case is. True when it was thought to be otherwise, and so all below it stand
    /// elsewhere.
    pub(super) fn set(&mut self, at: usize, high: f32) -> bool {
        let Some(slot) = self.of.get_mut(at) else { return false };
        let changed = slot.is_none_or(|known| (known - high).abs() > 0.5);
        if changed {
            *slot = Some(high);
        }
        changed
    }

    fn high(known: Option<f32>) -> f32 {
        known.unwrap_or(GUESS)
    }

    pub(super) fn total(&self) -> f32 {
        self.of.iter().map(|known| Self::high(*known)).sum()
    }

    /// The cases that show between two heights, each with its top and how high it is.
    pub(super) fn within(&self, from: f32, to: f32) -> Vec<(usize, f32, f32)> {
        let mut top = 0.0;
        let mut found = Vec::new();
        for (at, known) in self.of.iter().enumerate() {
            if top >= to {
                break;
            }
            let bottom = top + Self::high(*known);
            if bottom > from {
                found.push((at, top, bottom - top));
            }
            top = bottom;
        }
        found
    }

    /// How far to scroll so that a case is in view from its top; none when it is, and is known.
    pub(super) fn offset_for(&self, at: usize, high: f32) -> Option<f32> {
        let top: f32 = self.of.iter().take(at).map(|known| Self::high(*known)).sum();
        let own = self.of.get(at).copied().flatten();
        let bottom = top + Self::high(own);
        let seen = top >= self.offset - 0.5 && (bottom <= self.offset + high + 0.5 || top <= self.offset + 0.5);
        if seen && own.is_some() {
            return None;
        }
        Some(if top < self.offset || bottom - top > high { top } else { (bottom - high).max(0.0) })
    }
}

/// How many of so many claims lie beside each other, and how wide each is.
pub(super) fn columns(claims: usize, room: f32) -> (usize, f32) {
    let most = ((room + GAP) / (CLAIM + GAP)).floor().max(1.0);
    // no room is negative
    #[allow(clippy::cast_sign_loss)]
    let beside = (most as usize).min(claims).max(1);
    // rows as even as can be: four claims are two and two, not three and one
    let rows = claims.div_ceil(beside).max(1);
    let beside = claims.div_ceil(rows).max(1);
    (beside, (room - GAP * (beside - 1) as f32) / beside as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_lie_beside_each_other_as_even_as_there_is_room_for() {
        assert_eq!(columns(2, 700.0), (2, 346.0));
        assert_eq!(columns(4, 700.0), (2, 346.0));
        assert_eq!(columns(3, 700.0).0, 3);
        assert_eq!(columns(5, 700.0).0, 3);
        assert_eq!(columns(2, 300.0), (1, 300.0));
        assert_eq!(columns(0, 300.0), (1, 300.0));
    }

    #[test]
    fn only_cases_in_view_are_laid_out() {
        let mut heights = Heights::default();
        heights.reset(100);
        assert_eq!(heights.within(0.0, 2.0 * GUESS), [(0, 0.0, GUESS), (1, GUESS, GUESS)]);
        assert!(heights.set(0, 100.0));
        assert!(!heights.set(0, 100.2));
        assert_eq!(heights.within(50.0, 150.0), [(0, 0.0, 100.0), (1, 100.0, GUESS)]);
        assert_eq!(heights.within(100.0, 150.0), [(1, 100.0, GUESS)]);
    }

    #[test]
    fn a_case_that_is_wanted_comes_into_view() {
        let mut heights = Heights::default();
        heights.reset(10);
        for at in 0..10 {
            heights.set(at, 100.0);
        }
        assert_eq!(heights.offset_for(1, 300.0), None);
        assert_eq!(heights.offset_for(5, 300.0), Some(300.0));
        heights.offset = 500.0;
        assert_eq!(heights.offset_for(2, 300.0), Some(200.0));
        heights.set(2, 900.0);
        heights.offset = 200.0;
        assert_eq!(heights.offset_for(2, 300.0), None, "as much of it as there is room for");
    }
}
