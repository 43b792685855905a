//! Where labels go: without collision, by importance, and the same however the map is dragged.
//! All in points at one scale, counted from the corner of the Mercator square.

use egui::{Rect, Vec2, vec2};

use super::geo::World;

/// A label that wants a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wish {
    pub at: World,
    /// Points.
    pub size: Vec2,
    /// Points from `at` that the symbol takes; 0 is a label in the place itself.
    pub clear: f32,
}

/// Points kept free around a label.
const MARGIN: f32 = 1.5;

/// For every wish, in the order of importance, the offset in points from its place to the label's
/// upper left corner; `None` where there is no room. `symbols` are kept free: place and radius.
#[must_use]
pub(super) fn place(wishes: &[Wish], symbols: &[(World, f32)], origin: World, scale: f64) -> Vec<Option<Vec2>> {
    let point = |at: World| vec2(((at.x - origin.x) * scale) as f32, ((at.y - origin.y) * scale) as f32);
    let mut taken = Taken::default();
    for (at, radius) in symbols {
        taken.add(Rect::from_center_size(point(*at).to_pos2(), Vec2::splat(radius * 2.0)));
    }
    let mut offsets = Vec::with_capacity(wishes.len());
    for wish in wishes {
        let at = point(wish.at).to_pos2();
        let rect = |offset: &Vec2| Rect::from_min_size(at + *offset, wish.size);
        let found = candidates(wish).into_iter().find(|offset| taken.has_room(rect(offset)));
        if let Some(offset) = &found {
            taken.add(rect(offset).expand(MARGIN));
        }
        offsets.push(found);
    }
    offsets
}

/// Right, left, below, above, then between these; or the middle and a little off it.
fn candidates(wish: &Wish) -> [Vec2; 8] {
    let Vec2 { x: w, y: h } = wish.size;
    let c = wish.clear;
    if c > 0.0 {
        let (right, left, below, above) = (c + 1.0, -c - 1.0 - w, c - 1.0, 1.0 - c - h);
        let (near_right, near_left) = (c * 0.5, -c * 0.5 - w);
        [
            vec2(right, -h / 2.0),
            vec2(left, -h / 2.0),
            vec2(-w / 2.0, below),
            vec2(-w / 2.0, above),
            vec2(near_right, above),
            vec2(near_left, above),
            vec2(near_right, below),
            vec2(near_left, below),
        ]
    } else {
        let middle = vec2(-w / 2.0, -h / 2.0);
        let by = |x: f32, y: f32| middle + vec2(x * w, y * h);
        [middle, by(0.0, 1.0), by(0.0, -1.0), by(-0.4, 0.0), by(0.4, 0.0), by(-0.3, 1.0), by(0.3, -1.0), by(0.0, 1.6)]
    }
}

/// What is occupied, in coarse cells so that a question looks at few rectangles.
#[derive(Default)]
struct Taken {
    rects: Vec<Rect>,
    cells: std::collections::HashMap<(i32, i32), Vec<usize>>,
}

const CELL: f32 = 64.0;

impl Taken {
    fn add(&mut self, rect: Rect) {
        let i = self.rects.len();
        self.rects.push(rect);
        for cell in cells(rect) {
            self.cells.entry(cell).or_default().push(i);
        }
    }

    fn has_room(&self, rect: Rect) -> bool {
        let near = cells(rect).filter_map(|cell| self.cells.get(&cell)).flatten();
        near.filter_map(|i| self.rects.get(*i)).all(|taken| !overlap(*taken, rect))
    }
}

fn cells(rect: Rect) -> impl Iterator<Item = (i32, i32)> {
    let cell = |v: f32| (v / CELL).floor() as i32;
    let (top, bottom) = (cell(rect.top()), cell(rect.bottom()));
    (cell(rect.left())..=cell(rect.right())).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.left() < b.right() && b.left() < a.right() && a.top() < b.bottom() && b.top() < a.bottom()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SCALE: f64 = 1000.0;

    fn wish(x: f64, y: f64) -> Wish {
        Wish { at: World { x, y }, size: vec2(60.0, 14.0), clear: 6.0 }
    }

    fn rects(wishes: &[Wish], offsets: &[Option<Vec2>]) -> Vec<Rect> {
        let at = |wish: &Wish| vec2((wish.at.x * SCALE) as f32, (wish.at.y * SCALE) as f32).to_pos2();
        wishes.iter().zip(offsets).filter_map(|(w, o)| Some(Rect::from_min_size(at(w) + (*o)?, w.size))).collect()
    }

    proptest! {
        #[test]
        fn labels_never_overlap(at in prop::collection::vec((0.0_f64..1.0, 0.0_f64..0.4), 0..60)) {
            let wishes: Vec<Wish> = at.iter().map(|(x, y)| wish(*x, *y)).collect();
            let placed = rects(&wishes, &place(&wishes, &[], World::default(), SCALE));
            for (i, a) in placed.iter().enumerate() {
                prop_assert!(placed[..i].iter().all(|b| !overlap(*a, *b)));
            }
        }

        #[test]
        fn the_most_important_label_always_has_room(at in prop::collection::vec((0.0_f64..1.0, 0.0_f64..0.4), 1..40)) {
            let wishes: Vec<Wish> = at.iter().map(|(x, y)| wish(*x, *y)).collect();
            prop_assert!(place(&wishes, &[], World::default(), SCALE)[0].is_some());
        }
    }

    #[test]
    fn a_label_gives_way_to_a_symbol() {
        let wishes = [wish(0.5, 0.2)];
        let symbols = [(World { x: 0.53, y: 0.2 }, 6.0)];
        let offset = place(&wishes, &symbols, World::default(), SCALE)[0].unwrap();
        assert!(offset.x < 0.0, "it goes to the left: {offset:?}");
    }
}
