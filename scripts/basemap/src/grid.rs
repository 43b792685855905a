//! The integer grid (1e-5 degree, about one metre) on which every layer meets.

/// Grid steps per degree.
pub const UNIT: f64 = 1e5;
/// Longitude and latitude of the grid's zero.
pub const ORIGIN: [f64; 2] = [100.0, 19.0];
/// The padded map box, in grid steps: 101..110 E, 19.5..25.5 N.
pub const BOX: [i32; 4] = [100_000, 50_000, 1_000_000, 650_000];
/// Lines are cut a little outside the box, so that the cut ends never show.
pub const MARGIN: i32 = 10_000;
/// Metres per grid step, east and north, at the middle of the border.
pub const METRES: [f64; 2] = [1.0355, 1.1074];

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Pt {
    pub x: i32,
    pub y: i32,
}

pub fn pt(lon: f64, lat: f64) -> Pt {
    Pt { x: ((lon - ORIGIN[0]) * UNIT).round() as i32, y: ((lat - ORIGIN[1]) * UNIT).round() as i32 }
}

impl Pt {
    pub fn lon(self) -> f64 {
        ORIGIN[0] + f64::from(self.x) / UNIT
    }
    pub fn lat(self) -> f64 {
        ORIGIN[1] + f64::from(self.y) / UNIT
    }
    pub fn f(self) -> [f64; 2] {
        [f64::from(self.x), f64::from(self.y)]
    }
}

pub fn in_box(p: [f64; 2]) -> bool {
    let [x0, y0, x1, y1] = BOX.map(f64::from);
    p[0] > x0 && p[0] < x1 && p[1] > y0 && p[1] < y1
}

/// The part of a segment inside the box plus margin. The ends are put in
/// order first, so that two countries cut their common edge alike.
pub fn clip(a: Pt, b: Pt) -> Option<(Pt, Pt)> {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let (p, d) = (a.f(), [f64::from(b.x) - f64::from(a.x), f64::from(b.y) - f64::from(a.y)]);
    let (mut t0, mut t1) = (0.0_f64, 1.0_f64);
    for k in 0..2 {
        let (lo, hi) = (f64::from(BOX[k] - MARGIN), f64::from(BOX[k + 2] + MARGIN));
        if d[k] == 0.0 {
            if p[k] < lo || p[k] > hi {
                return None;
            }
            continue;
        }
        let (u, v) = ((lo - p[k]) / d[k], (hi - p[k]) / d[k]);
        t0 = t0.max(u.min(v));
        t1 = t1.min(u.max(v));
    }
    let at = |t: f64| Pt { x: (p[0] + t * d[0]).round() as i32, y: (p[1] + t * d[1]).round() as i32 };
    let cut = (if t0 > 0.0 { at(t0) } else { a }, if t1 < 1.0 { at(t1) } else { b });
    (t0 < t1 && cut.0 != cut.1).then_some(cut)
}

/// Distance in metres from a point to a segment (flat, good near the border).
pub fn metres_to_segment(p: [f64; 2], a: Pt, b: Pt) -> f64 {
    let m = |q: [f64; 2]| [(q[0] - p[0]) * METRES[0], (q[1] - p[1]) * METRES[1]];
    let (a, b) = (m(a.f()), m(b.f()));
    let d = [b[0] - a[0], b[1] - a[1]];
    let len2 = d[0] * d[0] + d[1] * d[1];
    let t = if len2 > 0.0 { (-(a[0] * d[0] + a[1] * d[1]) / len2).clamp(0.0, 1.0) } else { 0.0 };
    (a[0] + t * d[0]).hypot(a[1] + t * d[1])
}

/// Length in metres of a polyline, on the ellipsoid's local radii.
pub fn length(line: &[Pt]) -> f64 {
    line.windows(2)
        .map(|w| {
            let lat = ((w[0].lat() + w[1].lat()) / 2.0).to_radians();
            let w2 = 1.0 - E2 * lat.sin().powi(2);
            let east = A / w2.sqrt() * lat.cos();
            let north = A * (1.0 - E2) / w2.powf(1.5);
            let dx = f64::from(w[1].x - w[0].x) / UNIT;
            let dy = f64::from(w[1].y - w[0].y) / UNIT;
            (dx.to_radians() * east).hypot(dy.to_radians() * north)
        })
        .sum()
}

const A: f64 = 6_378_137.0;
const E2: f64 = 0.006_694_379_990_14;

/// Height above the equator, in metres, in the cylindrical equal-area projection.
fn equal_area_y(lat: f64) -> f64 {
    let s = lat.to_radians().sin();
    let e = E2.sqrt();
    let q = (1.0 - E2) * (s / (1.0 - E2 * s * s) - ((1.0 - e * s) / (1.0 + e * s)).ln() / (2.0 * e));
    A * q / 2.0
}

/// Signed area of a closed ring in km², counter-clockwise positive.
pub fn area(ring: &[Pt]) -> f64 {
    let p: Vec<[f64; 2]> = ring.iter().map(|p| [(p.lon() - 105.0).to_radians() * A, equal_area_y(p.lat())]).collect();
    // from the ring's own first point, or the differences drown in rounding
    let o = p[0];
    let twice: f64 =
        p.windows(2).map(|w| (w[0][0] - o[0]) * (w[1][1] - o[1]) - (w[1][0] - o[0]) * (w[0][1] - o[1])).sum();
    twice / 2e6
}

/// Twice the area of a triangle in grid steps, exact.
pub fn cross(a: Pt, b: Pt, c: Pt) -> i64 {
    let d = |p: i32, q: i32| i64::from(p) - i64::from(q);
    d(b.x, a.x) * d(c.y, a.y) - d(b.y, a.y) * d(c.x, a.x)
}
