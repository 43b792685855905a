//! Where the person is in the rows, and how far they are scrolled.

use super::keys::Typed;
use super::lines::Lines;
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
    /// The row at which the time that is played begins.
    played: Option<usize>,
    pub(super) typed: Typed,
    pub(super) asked: Option<Asked>,
}

impl Walk {
    pub(super) fn begin_anew(&mut self) {
        self.fresh = true;
        self.followed = None;
    }

    /// Where to scroll: to the selection when it is another one, or to the time that is played. Other
    /// rows begin at the top.
    pub(super) fn follow(
        &mut self,
        lines: &Lines,
        selected: Option<Ix>,
        played: Option<usize>,
        high: f32,
    ) -> Option<f32> {
        let fresh = std::mem::take(&mut self.fresh);
        if let Some(at) = played {
            let moved = self.played.replace(at) != Some(at);
            self.followed = selected;
            return moved.then(|| lines.top(at) as f32);
        }
        self.played = None;
        if selected == self.followed && !fresh {
            return None;
        }
        self.followed = selected;
        let at = selected.and_then(|ix| lines.rows.iter().position(|row| *row == ix));
        match at {
            Some(at) => offset_for(lines.top(at) as f32, lines.row_height(at), self.offset, high),
            None => fresh.then_some(0.0),
        }
    }
}

/// How far to scroll so that a row is in view; none when it is. A row that is far away comes to
/// the middle.
fn offset_for(top: f32, row: f32, offset: f32, height: f32) -> Option<f32> {
    let bottom = top + row;
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
        let offset_for = |at: u8, offset| offset_for(f32::from(at) * 22.0, 22.0, offset, 220.0);
        assert_eq!(offset_for(5, 0.0), None);
        assert_eq!(offset_for(10, 0.0), Some(22.0));
        assert_eq!(offset_for(1, 44.0), Some(22.0));
        assert_eq!(offset_for(100, 0.0), Some(2_090.0));
        assert_eq!(offset_for(0, 2_000.0), Some(0.0));
    }
}
