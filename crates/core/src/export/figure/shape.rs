//! Lines on a plane: thinned to what can be seen, and cut at a frame.

pub(super) type SheetPoint = [f32; 2];

/// The line without points that lie no farther than `within` from it.
pub(super) fn thinned(line: &[SheetPoint], within: f32) -> Vec<SheetPoint> {
    let mut kept = vec![false; line.len()];
    let ends = [0, line.len().saturating_sub(1)];
    ends.iter().for_each(|end| kept.get_mut(*end).into_iter().for_each(|kept| *kept = true));
    let mut spans = vec![(0, line.len().saturating_sub(1))];
    while let Some((from, to)) = spans.pop() {
        let Some((&a, &b)) = line.get(from).zip(line.get(to)) else { continue };
        let between = line.iter().enumerate().take(to).skip(from + 1);
        let far = between.map(|(at, p)| (at, off(*p, a, b))).max_by(|one, other| one.1.total_cmp(&other.1));
        if let Some((at, _)) = far.filter(|(_, distance)| *distance > within) {
            kept.get_mut(at).into_iter().for_each(|kept| *kept = true);
            spans.extend([(from, at), (at, to)]);
        }
    }
    line.iter().zip(kept).filter(|(_, kept)| *kept).map(|(p, _)| *p).collect()
}

/// How far a point is from the line between two others.
fn off([x, y]: SheetPoint, [ax, ay]: SheetPoint, [bx, by]: SheetPoint) -> f32 {
    let (dx, dy) = (bx - ax, by - ay);
    let square = dx * dx + dy * dy;
    let part = if square > 0.0 { (((x - ax) * dx + (y - ay) * dy) / square).clamp(0.0, 1.0) } else { 0.0 };
    (x - ax - part * dx).hypot(y - ay - part * dy)
}

#[derive(Clone, Copy)]
enum FrameAxis {
    X,
    Y,
}

impl FrameAxis {
    /// The coordinate along it.
    fn of(self, [x, y]: SheetPoint) -> f32 {
        match self {
            Self::X => x,
            Self::Y => y,
        }
    }
}

/// A side of a frame.
#[derive(Clone, Copy)]
struct Side {
    axis: FrameAxis,
    at: f32,
    /// Whether what is kept lies below it.
    below: bool,
}

impl Side {
    /// Of a frame from 0 to `size`.
    fn all(size: SheetPoint) -> [Self; 4] {
        let side = |axis, below| Self { axis, at: if below { axis.of(size) } else { 0.0 }, below };
        [side(FrameAxis::X, false), side(FrameAxis::X, true), side(FrameAxis::Y, false), side(FrameAxis::Y, true)]
    }

    fn keeps(self, p: SheetPoint) -> bool {
        let value = self.axis.of(p);
        if self.below { value <= self.at } else { value >= self.at }
    }

    fn crossing(self, a: SheetPoint, b: SheetPoint) -> SheetPoint {
        let (from, to) = (self.axis.of(a), self.axis.of(b));
        let part = (self.at - from) / (to - from);
        [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part]
    }
}

/// The part of a ring that lies in the frame; it may run along its edges.
pub(super) fn ring_in(ring: &[SheetPoint], size: SheetPoint) -> Vec<SheetPoint> {
    let mut kept = ring.to_vec();
    for side in Side::all(size) {
        let mut next = Vec::with_capacity(kept.len());
        let before = kept.iter().cycle().skip(kept.len().saturating_sub(1));
        for (a, b) in before.zip(&kept) {
            match (side.keeps(*a), side.keeps(*b)) {
                (true, true) => next.push(*b),
                (true, false) => next.push(side.crossing(*a, *b)),
                (false, true) => next.extend([side.crossing(*a, *b), *b]),
                (false, false) => {}
            }
        }
        kept = next;
    }
    if kept.len() < 3 { Vec::new() } else { kept }
}

/// The parts of a line that lie in the frame.
pub(super) fn line_in(line: &[SheetPoint], size: SheetPoint) -> Vec<Vec<SheetPoint>> {
    let mut parts: Vec<Vec<SheetPoint>> = Vec::new();
    for pair in line.windows(2) {
        let [a, b] = pair else { continue };
        let Some((from, to)) = segment_in(*a, *b, size) else { continue };
        match parts.last_mut().filter(|part| part.last() == Some(&from)) {
            Some(part) => part.push(to),
            None => parts.push(vec![from, to]),
        }
    }
    parts
}

fn segment_in(mut a: SheetPoint, mut b: SheetPoint, size: SheetPoint) -> Option<(SheetPoint, SheetPoint)> {
    for side in Side::all(size) {
        match (side.keeps(a), side.keeps(b)) {
            (true, true) => {}
            (true, false) => b = side.crossing(a, b),
            (false, true) => a = side.crossing(a, b),
            (false, false) => return None,
        }
    }
    Some((a, b))
}
