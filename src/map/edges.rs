//! Where everything on the map's edges is. Nothing of it ever lies on anything else of it, however
//! small the map is: what has no room is left out, the attribution last.

use egui::{Pos2, Rect, pos2, vec2};

use super::inner;

pub(super) const BUTTON: f32 = 28.0;
/// Points between groups of buttons, and between neighbours.
const GAP: f32 = 8.0;
/// Points at the foot for scale bar, attribution and what the pointer is over.
const FOOT: f32 = 46.0;
/// Height of one line at the foot.
const LINE: f32 = 20.0;
/// Width of the scale bar with its text.
const SCALE: f32 = 116.0;
/// The least width at which an attribution says something.
const LEAST_LINE: f32 = 160.0;
/// Zoom; fit; layers and area.
const GROUPS: [usize; 3] = [2, 3, 3];
pub(super) const BUTTONS: usize = 8;

/// How large the legend would like to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LegendWish {
    pub(super) open: bool,
    pub(super) closed_width: f32,
    pub(super) open_width: f32,
    pub(super) open_height: f32,
}

/// What has no room is [`Rect::NOTHING`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MapEdgesLayout {
    /// Zoom in, zoom out; fit to the matches, to the selection, to everything; layers, area, only
    /// what is shown.
    pub(super) buttons: [Rect; BUTTONS],
    pub(super) legend: Rect,
    /// Where the shown day and the tray are, beside the legend.
    pub(super) head: Rect,
    pub(super) scale: Rect,
    /// As far as the attribution may reach; it stands at the right.
    pub(super) attribution: Rect,
    /// The same for what the pointer is over.
    pub(super) readout: Rect,
}

impl MapEdgesLayout {
    pub(super) fn new(rect: Rect, wish: LegendWish) -> Self {
        let inner = inner(rect);
        if !inner.is_positive() {
            let none = Rect::NOTHING;
            let buttons = [none; BUTTONS];
            return Self { buttons, legend: none, head: none, scale: none, attribution: none, readout: none };
        }
        let bottom = inner.bottom() - FOOT;
        let buttons = buttons(inner, bottom);
        let shown = || buttons.iter().filter(|rect| rect.is_positive());
        let right = shown().map(|rect| rect.left() - GAP).fold(inner.right(), f32::min);
        let legend = legend(inner, right, bottom, wish);
        let left = if legend.is_positive() { legend.right() + GAP } else { inner.left() };
        let head = some(pos2(left, inner.top()), pos2(right, (inner.top() + BUTTON).min(bottom)));
        let with_scale = inner.width() >= SCALE + GAP + LEAST_LINE && rect.height() > 2.0 * LINE;
        let foot = rect.bottom() - 4.0;
        let scale = pos2(inner.left() - 4.0, foot - 30.0);
        let scale =
            if with_scale { Rect::from_min_max(scale, pos2(inner.left() + SCALE, foot)) } else { Rect::NOTHING };
        let from = if with_scale { scale.right() + GAP } else { rect.left() + 4.0 };
        let line = |bottom: f32| {
            let top = bottom - LINE;
            if top < rect.top() { Rect::NOTHING } else { some(pos2(from, top), pos2(rect.right() - 4.0, bottom)) }
        };
        let readout = if inner.top() < foot - 2.0 * LINE { line(foot - LINE - 2.0) } else { Rect::NOTHING };
        Self { buttons, legend, head, scale, attribution: line(foot), readout }
    }

    /// On paper: the shown day at the top, scale bar and attribution at the foot.
    pub(super) fn on_paper(rect: Rect) -> Self {
        let none = Rect::NOTHING;
        let wish = LegendWish { open: false, closed_width: 0.0, open_width: 0.0, open_height: 0.0 };
        let head = inner(rect);
        let head = Rect::from_min_size(head.min, vec2(head.width(), BUTTON - 4.0));
        Self { buttons: [none; BUTTONS], legend: none, head, readout: none, ..Self::new(rect, wish) }
    }

    /// Whether a name there would run under something on the edges.
    pub(super) fn meets(&self, name: Rect) -> bool {
        let chips = Rect::from_min_max(self.head.min, pos2(self.head.left() + 300.0, self.head.bottom()));
        let end = |line: Rect, wide: f32| {
            Rect::from_min_max(pos2(line.left().max(line.right() - wide), line.top()), line.max)
        };
        let (line, readout) = (end(self.attribution, 430.0), end(self.readout, 200.0));
        self.buttons
            .iter()
            .chain([&self.legend, &chips, &self.scale, &line, &readout])
            .any(|rect| rect.intersects(name))
    }

    /// Whether a place is on a button or on the legend and so not on the map.
    pub(super) fn covers(&self, at: Pos2) -> bool {
        self.buttons.iter().chain([&self.legend]).any(|rect| rect.contains(at))
    }
}

fn some(min: Pos2, max: Pos2) -> Rect {
    let rect = Rect::from_min_max(min, max);
    if rect.is_positive() { rect } else { Rect::NOTHING }
}

/// In columns from the upper right; a group that has no room begins a new one.
fn buttons(inner: Rect, bottom: f32) -> [Rect; BUTTONS] {
    let mut rects = [Rect::NOTHING; BUTTONS];
    let mut slots = rects.iter_mut();
    let (mut right, mut top) = (inner.right(), inner.top());
    for count in GROUPS {
        let high = BUTTON * count as f32;
        if top > inner.top() && top + high > bottom {
            (right, top) = (right - BUTTON - 4.0, inner.top());
        }
        for _ in 0..count {
            if top > inner.top() && top + BUTTON > bottom {
                (right, top) = (right - BUTTON - 4.0, inner.top());
            }
            let rect = Rect::from_min_size(pos2(right - BUTTON, top), vec2(BUTTON, BUTTON));
            // half of the map at most
            let fits = rect.bottom() <= bottom && rect.left() >= inner.center().x;
            if let Some(slot) = slots.next() {
                *slot = if fits { rect } else { Rect::NOTHING };
            }
            top += BUTTON;
        }
        top += GAP;
    }
    rects
}

/// At the upper left, no further than `right` and `bottom`.
fn legend(inner: Rect, right: f32, bottom: f32, wish: LegendWish) -> Rect {
    let room = vec2(right - inner.left(), bottom - inner.top());
    if room.x < wish.closed_width || room.y < BUTTON {
        return Rect::NOTHING;
    }
    let open = vec2(wish.open_width.min(room.x), wish.open_height.min(room.y));
    Rect::from_min_size(inner.min, if wish.open { open } else { vec2(wish.closed_width, BUTTON) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wish(open: bool) -> LegendWish {
        LegendWish { open, closed_width: 104.0, open_width: 232.0, open_height: 347.0 }
    }

    fn all(layout: &MapEdgesLayout) -> Vec<Rect> {
        let MapEdgesLayout { buttons, legend, head, scale, attribution, readout } = *layout;
        let rects = buttons.into_iter().chain([legend, head, scale, attribution, readout]);
        rects.filter(Rect::is_positive).collect()
    }

    proptest! {
        #[test]
        fn nothing_lies_on_anything_else_at_any_size(
            wide in 1.0_f32..2000.0, high in 1.0_f32..1400.0, open: bool
        ) {
            let rect = Rect::from_min_size(pos2(300.0, 60.0), vec2(wide, high));
            let rects = all(&MapEdgesLayout::new(rect, wish(open)));
            for (i, a) in rects.iter().enumerate() {
                prop_assert!(rect.expand(0.1).contains_rect(*a), "{a:?} is off the map");
                for b in &rects[..i] {
                    let common = a.intersect(*b);
                    prop_assert!(common.width() < 0.1 || common.height() < 0.1, "{a:?} on {b:?}");
                }
            }
        }
    }

    #[test]
    fn there_is_room_for_everything_on_an_ordinary_map() {
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(700.0, 400.0));
        let layout = MapEdgesLayout::new(rect, wish(false));
        assert_eq!(all(&layout).len(), BUTTONS + 5);
        assert!(layout.buttons.iter().all(|button| button.right() > 680.0), "one column");
        let low = MapEdgesLayout::new(Rect::from_min_size(Pos2::ZERO, vec2(700.0, 200.0)), wish(false));
        assert_eq!(all(&low).len(), BUTTONS + 5, "two columns");
    }

    #[test]
    fn the_attribution_is_the_last_to_go() {
        let layout = MapEdgesLayout::new(Rect::from_min_size(Pos2::ZERO, vec2(140.0, 60.0)), wish(true));
        assert_eq!(all(&layout), [layout.attribution, layout.readout]);
        assert!(layout.attribution.width() > 100.0);
    }
}
