//! Where labels go: without collision, by importance, and the same however the map is dragged.
//! All in points at one scale, counted from the corner of the Mercator square.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::geo::MercatorPoint;

/// A label that wants a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wish<'a> {
    pub at: MercatorPoint,
    /// Points.
    pub size: Vec2,
    /// The size of the shorter form that it takes where the whole has no room.
    pub less: Option<Vec2>,
    /// Points from `at` that the symbol takes; 0 is a label in the place itself.
    pub clear: f32,
    /// Where it has no room beside its place it stands so many points away from it at the most, with a
    /// line that leads there.
    pub led: Option<f32>,
    /// Where the middle of a label that stands in its place may be, the best first.
    pub spots: &'a [MercatorPoint],
    /// Whether it rather lies across the border than nowhere.
    pub across: bool,
    /// Where it stood, which it keeps as long as it has room there.
    pub before: Option<LabelRoom>,
}

impl Wish<'_> {
    /// A label beside its place and nowhere else.
    pub(super) fn plain(at: MercatorPoint, size: Vec2, clear: f32) -> Self {
        Self { at, size, less: None, clear, led: None, spots: &[], across: true, before: None }
    }
}

/// What is there before any label.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LabelObstacles<'a> {
    /// Place and radius.
    pub symbols: &'a [(MercatorPoint, f32)],
    /// In points.
    pub blocked: &'a [Rect],
    /// Lines that a label does not lie on where it has room elsewhere: the border; and the points from
    /// the corner that they are counted from to the one that is used here.
    pub spared: Option<(&'a Spared, Vec2)>,
    /// Labels stay in here, in points.
    pub inside: Option<Rect>,
}

/// Points of the squares in which lines that are spared are known.
const SQUARE: f32 = 6.0;

/// Lines that labels spare, by the small squares that they run through.
#[derive(Clone, Debug, Default)]
pub(super) struct Spared(std::collections::HashSet<(i32, i32)>);

impl Spared {
    /// A line through these places, in points.
    pub(super) fn add(&mut self, points: impl Iterator<Item = Pos2>) {
        let mut last: Option<Pos2> = None;
        for at in points {
            let from = last.replace(at).unwrap_or(at);
            let steps = (from.distance(at) / SQUARE).ceil().clamp(1.0, 4_000.0);
            let mut step = 0.0;
            while step <= steps {
                let there = from.lerp(at, step / steps);
                self.0.insert(((there.x / SQUARE).floor() as i32, (there.y / SQUARE).floor() as i32));
                step += 1.0;
            }
        }
    }

    /// Whether one of the lines runs through a rectangle, as far as squares tell.
    pub(super) fn meets(&self, rect: Rect) -> bool {
        let square = |at: f32| (at / SQUARE).floor() as i32;
        let rect = rect.shrink(1.0);
        (square(rect.left())..=square(rect.right()))
            .any(|x| (square(rect.top())..=square(rect.bottom())).any(|y| self.0.contains(&(x, y))))
    }
}

/// Where a label has room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LabelRoom {
    /// In its shorter form.
    pub less: bool,
    /// Points from the place to the label's upper left corner.
    pub offset: Vec2,
    /// Whether it stands so far away that a line has to lead there.
    pub led: bool,
}

/// Spots from which on not all are as good.
const MANY: usize = 12;

/// Points kept free between a label and symbols that are not its own.
const APART: f32 = 1.4;
/// Points that a name stands away from its place at the most: so far a line leads over much else.
pub(super) const FAR: f32 = 92.0;
/// The same where it stands beside the symbol of another: further off it would be read as that one's name.
const AMONG: f32 = 42.0;
/// Points within which a name is read as that of a symbol.
pub(super) const NEAR: f32 = 6.0;
/// Points kept free around a label.
const MARGIN: f32 = 1.5;

/// For every wish, in the order of importance, where it has room; `None` where it has none.
pub(super) fn place(
    wishes: &[Wish<'_>],
    ground: &LabelObstacles<'_>,
    origin: MercatorPoint,
    scale: f64,
) -> Vec<Option<LabelRoom>> {
    let point = |at: MercatorPoint| vec2(((at.x - origin.x) * scale) as f32, ((at.y - origin.y) * scale) as f32);
    let mut taken = Taken::default();
    for (at, radius) in ground.symbols {
        // so far that a name beside another symbol is not read as this one's
        taken.add(Rect::from_center_size(point(*at).to_pos2(), Vec2::splat((radius + APART) * 2.0)));
        taken.symbols.push((point(*at).to_pos2(), *radius));
    }
    ground.blocked.iter().for_each(|rect| taken.add(*rect));
    let within = |rect: Rect| ground.inside.is_none_or(|inside| inside.contains_rect(rect));
    let mut offsets = Vec::with_capacity(wishes.len());
    for wish in wishes {
        let at = point(wish.at).to_pos2();
        let rect = |offset: &Vec2| Rect::from_min_size(at + *offset, wish.size);
        let way = |offset: &Vec2| [at, end_of_line(rect(offset), at)];
        let mut found = wish.before.filter(|room| {
            let size = wish.less.filter(|_| room.less).unwrap_or(wish.size);
            let rect = Rect::from_min_size(at + room.offset, size);
            taken.has_room(rect) && within(rect) && (!room.led || taken.is_free(way(&room.offset)))
        });
        let forms = || [Some((wish.size, false)), wish.less.map(|size| (size, true))].into_iter().flatten();
        // the shorter form in a good place comes before the whole in a bad one
        let good = if wish.spots.len() > MANY { wish.spots.len() / 3 } else { usize::MAX };
        let turns = forms().map(|form| (form, 0..good)).chain(forms().map(|form| (form, good..usize::MAX)));
        let turns: Vec<_> = turns.collect();
        // off the border before across it
        let crossing = [false, true].into_iter().filter(|across| wish.across || !across);
        for (((size, less), part), across) in crossing.flat_map(|a| turns.iter().map(move |t| (t, a))) {
            let (size, less) = (*size, *less);
            let fits = |offset: &Vec2| {
                let rect = Rect::from_min_size(at + *offset, size);
                let clear = across || ground.spared.is_none_or(|(spared, from)| !spared.meets(rect.translate(from)));
                clear && within(rect) && taken.has_room(rect)
            };
            found = found.or_else(|| {
                let all = candidates(wish, size, |spot| point(spot).to_pos2() - at);
                let offset = all.into_iter().skip(part.start).take(part.len()).find(fits)?;
                Some(LabelRoom { offset, led: false, less })
            });
        }
        if let Some(reach) = wish.led.filter(|_| found.is_none()) {
            let free = |offset: &Vec2| taken.has_room(rect(offset).expand(1.0)) && taken.is_free(way(offset));
            // first where it stands beside no symbol that is not its own
            let alone = |offset: &Vec2| free(offset) && taken.is_alone(rect(offset), way(offset));
            let offset = away(wish, reach).find(alone).or_else(|| away(wish, reach.min(AMONG)).find(free));
            found = offset.map(|offset| LabelRoom { offset, led: true, less: false });
        }
        if let Some(room) = &found {
            taken.lines.extend(room.led.then(|| way(&room.offset)));
            let size = wish.less.filter(|_| room.less).unwrap_or(wish.size);
            let rect = Rect::from_min_size(at + room.offset, size);
            taken.labels.push(rect);
            taken.add(rect.expand(MARGIN));
        }
        offsets.push(found);
    }
    offsets
}

/// Where a line from a place meets the label that it leads to.
pub(super) fn end_of_line(label: Rect, place: Pos2) -> Pos2 {
    let label = label.shrink2(vec2(-2.0, 3.0));
    if (label.left()..=label.right()).contains(&place.x) {
        pos2(place.x, if place.y < label.top() { label.top() } else { label.bottom() })
    } else {
        pos2(if place.x < label.left() { label.left() } else { label.right() }, label.center().y)
    }
}

/// Away from the place in wider and wider circles: to the right and the left first.
fn away(wish: &Wish<'_>, reach: f32) -> impl Iterator<Item = Vec2> {
    const RINGS: [f32; 6] = [20.0, 30.0, 42.0, 56.0, 72.0, 92.0];
    const TURNS: [f32; 7] = [0.0, -0.35, 0.35, -0.7, 0.7, -1.1, 1.1];
    let size = wish.size;
    RINGS.into_iter().take_while(move |ring| *ring <= reach).flat_map(move |ring| {
        let beside = TURNS.into_iter().flat_map(move |turn| {
            let (y, x) = (turn.sin() * ring, turn.cos() * ring);
            [vec2(x, y - size.y / 2.0), vec2(-x - size.x, y - size.y / 2.0)]
        });
        let (above, below) = (-ring - size.y, ring);
        let over = [-0.5, -0.2, -0.8].into_iter().flat_map(move |part| {
            let x = part * size.x;
            [vec2(x, above), vec2(x, below)]
        });
        beside.chain(over)
    })
}

/// Right, left, below, above, then between these; or the spots, or the middle and a little off it.
fn candidates(wish: &Wish<'_>, size: Vec2, way: impl Fn(MercatorPoint) -> Vec2) -> Vec<Vec2> {
    let Vec2 { x: w, y: h } = size;
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
        .to_vec()
    } else if !wish.spots.is_empty() {
        wish.spots.iter().map(|spot| way(*spot) - size / 2.0).collect()
    } else {
        let middle = vec2(-w / 2.0, -h / 2.0);
        let by = |x: f32, y: f32| middle + vec2(x * w, y * h);
        [middle, by(0.0, 1.0), by(0.0, -1.0), by(-0.4, 0.0), by(0.4, 0.0), by(-0.3, 1.0), by(0.3, -1.0), by(0.0, 1.6)]
            .to_vec()
    }
}

/// What is occupied, in coarse cells so that a question looks at few rectangles.
#[derive(Default)]
struct Taken {
    rects: Vec<Rect>,
    /// Symbols with their radius.
    symbols: Vec<(Pos2, f32)>,
    /// The labels among them.
    labels: Vec<Rect>,
    /// Lines that lead to labels.
    lines: Vec<[Pos2; 2]>,
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

    /// Whether a label stands so far from all symbols but its own that it is read as none of theirs, and
    /// the line to it runs over none of them.
    fn is_alone(&self, rect: Rect, [own, end]: [Pos2; 2]) -> bool {
        let mut others = self.symbols.iter().filter(|(at, _)| at.distance(own) > 1.0);
        others.all(|(at, radius)| rect.distance_to_pos(*at) > radius + NEAR && from_line(*at, own, end) > *radius)
    }

    /// Whether a line crosses no label and no other line.
    fn is_free(&self, way: [Pos2; 2]) -> bool {
        !self.lines.iter().any(|line| cross(*line, way)) && !self.labels.iter().any(|label| runs_through(*label, way))
    }

    fn has_room(&self, rect: Rect) -> bool {
        if self.lines.iter().any(|line| runs_through(rect, *line)) {
            return false;
        }
        let near = cells(rect).filter_map(|cell| self.cells.get(&cell)).flatten();
        near.filter_map(|i| self.rects.get(*i)).all(|taken| !overlap(*taken, rect))
    }
}

fn runs_through(rect: Rect, [a, b]: [Pos2; 2]) -> bool {
    if rect.contains(a) || rect.contains(b) {
        return true;
    }
    let diagonals = [[rect.left_top(), rect.right_bottom()], [rect.right_top(), rect.left_bottom()]];
    diagonals.into_iter().any(|diagonal| cross(diagonal, [a, b]))
}

/// How far a place is from the line between two others.
fn from_line(at: Pos2, a: Pos2, b: Pos2) -> f32 {
    let way = b - a;
    let part = ((at - a).dot(way) / way.length_sq().max(f32::EPSILON)).clamp(0.0, 1.0);
    at.distance(a + way * part)
}

/// Whether two lines cross, not counting a common end.
fn cross([a, b]: [Pos2; 2], [c, d]: [Pos2; 2]) -> bool {
    let side = |from: Pos2, to: Pos2, at: Pos2| (to - from).x * (at - from).y - (to - from).y * (at - from).x;
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
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

    fn wish(x: f64, y: f64) -> Wish<'static> {
        Wish { led: Some(FAR), ..Wish::plain(MercatorPoint { x, y }, vec2(60.0, 14.0), 6.0) }
    }

    fn rects(wishes: &[Wish<'_>], offsets: &[Option<LabelRoom>]) -> Vec<Rect> {
        let at = |wish: &Wish<'_>| vec2((wish.at.x * SCALE) as f32, (wish.at.y * SCALE) as f32).to_pos2();
        wishes
            .iter()
            .zip(offsets)
            .filter_map(|(w, o)| Some(Rect::from_min_size(at(w) + (*o)?.offset, w.size)))
            .collect()
    }

    proptest! {
        #[test]
        fn labels_never_overlap(at in prop::collection::vec((0.0_f64..1.0, 0.0_f64..0.4), 0..60)) {
            let wishes: Vec<Wish<'_>> = at.iter().map(|(x, y)| wish(*x, *y)).collect();
            let placed = rects(&wishes, &place(&wishes, &LabelObstacles::default(), MercatorPoint::default(), SCALE));
            for (i, a) in placed.iter().enumerate() {
                prop_assert!(placed[..i].iter().all(|b| !overlap(*a, *b)));
            }
        }

        #[test]
        fn the_most_important_label_always_has_room(at in prop::collection::vec((0.0_f64..1.0, 0.0_f64..0.4), 1..40)) {
            let wishes: Vec<Wish<'_>> = at.iter().map(|(x, y)| wish(*x, *y)).collect();
            prop_assert!(place(&wishes, &LabelObstacles::default(), MercatorPoint::default(), SCALE)[0].is_some());
        }
    }

    #[test]
    fn names_of_crowded_places_stand_apart_with_lines_that_do_not_cross() {
        let wishes: Vec<Wish<'_>> =
            (0..9).map(|i| wish(0.5 + f64::from(i % 3) * 0.003, 0.2 + f64::from(i / 3) * 0.003)).collect();
        let rooms = place(&wishes, &LabelObstacles::default(), MercatorPoint::default(), SCALE);
        assert!(rooms.iter().flatten().filter(|room| room.led).count() > 1, "{rooms:?}");
        let at = |wish: &Wish<'_>| vec2((wish.at.x * SCALE) as f32, (wish.at.y * SCALE) as f32).to_pos2();
        let all = wishes.iter().zip(&rooms).filter_map(|(wish, room)| Some((wish, (*room)?)));
        let line = |(wish, room): (&Wish<'_>, LabelRoom)| {
            let rect = Rect::from_min_size(at(wish) + room.offset, wish.size);
            [at(wish), end_of_line(rect, at(wish))]
        };
        let lines: Vec<[Pos2; 2]> = all.filter(|(_, room)| room.led).map(line).collect();
        for (i, line) in lines.iter().enumerate() {
            assert!(lines[..i].iter().all(|other| !cross(*line, *other)));
        }
    }

    #[test]
    fn a_label_in_two_lines_gives_up_the_second_before_its_place() {
        let at = MercatorPoint { x: 0.5, y: 0.2 };
        let spots = [at, MercatorPoint { x: 0.7, y: 0.2 }];
        let wish = |less| Wish { less, spots: &spots, ..Wish::plain(at, vec2(60.0, 28.0), 0.0) };
        let blocked = [Rect::from_min_size(pos2(440.0, 210.0), vec2(400.0, 4.0))];
        let ground = LabelObstacles { blocked: &blocked, ..LabelObstacles::default() };
        let room = |less| place(&[wish(less)], &ground, MercatorPoint::default(), SCALE)[0];
        assert_eq!(room(Some(vec2(60.0, 14.0))), Some(LabelRoom { less: true, offset: vec2(-30.0, -7.0), led: false }));
        assert_eq!(room(None), None);
    }

    #[test]
    fn a_label_keeps_off_the_border_where_it_can() {
        let wishes = [wish(0.5, 0.2)];
        let mut spared = Spared::default();
        // to the east, along the label
        spared.add([pos2(506.0, 200.0), pos2(580.0, 202.0)].into_iter());
        let place = |spared: &Spared| {
            let ground = LabelObstacles { spared: Some((spared, Vec2::ZERO)), ..LabelObstacles::default() };
            place(&wishes, &ground, MercatorPoint::default(), SCALE)[0].unwrap().offset
        };
        assert!(place(&Spared::default()).x > 0.0);
        assert!(place(&spared).x < 0.0, "it goes to the left");
        for y in [170.0, 185.0, 200.0, 215.0, 230.0] {
            spared.add([pos2(400.0, y), pos2(600.0, y)].into_iter());
        }
        assert!(place(&spared).x > 0.0, "rather across the border than away or not at all");
    }

    #[test]
    fn a_label_gives_way_to_a_symbol() {
        let wishes = [wish(0.5, 0.2)];
        let symbols = [(MercatorPoint { x: 0.53, y: 0.2 }, 6.0)];
        let ground = LabelObstacles { symbols: &symbols, ..LabelObstacles::default() };
        let offset = place(&wishes, &ground, MercatorPoint::default(), SCALE)[0].unwrap().offset;
        assert!(offset.x < 0.0, "it goes to the left: {offset:?}");
    }
}
