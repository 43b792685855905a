//! Where the person is in the rows, and how far they are scrolled.

use super::ROW;
use super::keys::Typed;
use super::menu::Asked;
use km0_core::dataset::Ix;

/// Where the person is in the rows.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// Where Shift extends from.
    pub(super) anchor: Option<Ix>,
    /// The selection that was scrolled to last.
    pub(super) followed: Option<Ix>,
    /// Points that the rows are scrolled down.
    pub(super) offset: f32,
    /// The rows are others than before.
    fresh: bool,
    pub(super) typed: Typed,
    pub(super) asked: Option<Asked>,
}

impl Walk {
    pub(super) fn begin_anew(&mut self) {
        self.fresh = true;
        self.followed = None;
    }

    /// The row to scroll to: the selection when it is another one. Other rows begin at the top.
    pub(super) fn follow(&mut self, rows: &[Ix], selected: Option<Ix>, height: f32) -> Option<f32> {
        let fresh = std::mem::take(&mut self.fresh);
        if selected == self.followed && !fresh {
            return None;
        }
        self.followed = selected;
        let at = selected.and_then(|ix| rows.iter().position(|row| *row == ix));
        match at {
            Some(at) => offset_for(at, self.offset, height),
            None => fresh.then_some(0.0),
        }
    }
}

/// How far to scroll so that a row is in view; none when it is. A row that is far away comes to
/// the middle.
fn offset_for(at: usize, offset: f32, height: f32) -> Option<f32> {
    let top = at as f32 * ROW;
    let bottom = top + ROW;
    let far = bottom < offset - height || top > offset + 2.0 * height;
    if far {
        Some((top - height / 2.0).max(0.0))
    } else if top < offset {
        Some(top)
    } else {
        (bottom > offset + height).then_some((bottom - height).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_in_view_moves_nothing_and_a_far_one_comes_to_the_middle() {
        assert_eq!(offset_for(5, 0.0, 220.0), None);
        assert_eq!(offset_for(10, 0.0, 220.0), Some(22.0));
        assert_eq!(offset_for(1, 44.0, 220.0), Some(22.0));
        assert_eq!(offset_for(100, 0.0, 220.0), Some(2_090.0));
        assert_eq!(offset_for(0, 2_000.0, 220.0), Some(0.0));
    }
}
