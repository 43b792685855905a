//! Points, lines and areas on the globe, in degrees: the text (WKT) in which a record keeps them,
//! and the point where they are labelled.

use std::fmt::Write as _;

/// Longitude and latitude, in this order.
pub type Point = [f64; 2];

/// A shape on the globe.
#[derive(Clone, Debug, PartialEq)]
pub enum Geometry {
    Point(Point),
    Points(Vec<Point>),
    Line(Vec<Point>),
    Lines(Vec<Vec<Point>>),
    /// The outer ring, and the rings of its holes.
    Area(Vec<Vec<Point>>),
    Areas(Vec<Vec<Vec<Point>>>),
    Many(Vec<Geometry>),
}

/// Where a shape is labelled, and how far off in metres the rest of it may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelPoint {
    pub lat: f64,
    pub lon: f64,
    pub error_m: f64,
}

/// How deep collections may be nested.
const MAX_DEPTH: u32 = 8;
/// Metres of a degree of latitude.
const DEGREE_M: f64 = 111_195.0;

impl Geometry {
    /// What it is called in GeoJSON.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Point(_) => "Point",
            Self::Points(_) => "MultiPoint",
            Self::Line(_) => "LineString",
            Self::Lines(_) => "MultiLineString",
            Self::Area(_) => "Polygon",
            Self::Areas(_) => "MultiPolygon",
            Self::Many(_) => "GeometryCollection",
        }
    }

    /// The shape without what only wraps one: a list of one point is that point.
    pub fn simple(self) -> Self {
        match self {
            Self::Points(points) if points.len() == 1 => {
                points.first().map_or(Self::Points(Vec::new()), |p| Self::Point(*p))
            }
            Self::Many(mut parts) if parts.len() == 1 => parts.pop().map_or(Self::Many(Vec::new()), Self::simple),
            Self::Many(parts) => {
                let points = |part: &Self| if let Self::Point(point) = part { Some(*point) } else { None };
                let all: Option<Vec<Point>> = parts.iter().map(points).collect();
                all.map_or(Self::Many(parts), Self::Points)
            }
            other => other,
        }
    }

    /// Its parts that are no collections.
    pub fn each_part(&self, take: &mut dyn FnMut(&Self)) {
        match self {
            Self::Many(parts) => parts.iter().for_each(|part| part.each_part(take)),
            part => take(part),
        }
    }

    /// Every point of it.
    pub fn each_point(&self, take: &mut dyn FnMut(Point)) {
        match self {
            Self::Point(point) => take(*point),
            Self::Points(points) | Self::Line(points) => points.iter().for_each(|point| take(*point)),
            Self::Lines(lines) | Self::Area(lines) => lines.iter().flatten().for_each(|point| take(*point)),
            Self::Areas(areas) => areas.iter().flatten().flatten().for_each(|point| take(*point)),
            Self::Many(parts) => parts.iter().for_each(|part| part.each_point(take)),
        }
    }

    /// Puts every point somewhere else.
    pub fn change(&mut self, to: &dyn Fn(Point) -> Point) {
        match self {
            Self::Point(point) => *point = to(*point),
            Self::Points(points) | Self::Line(points) => points.iter_mut().for_each(|point| *point = to(*point)),
            Self::Lines(lines) | Self::Area(lines) => lines.iter_mut().flatten().for_each(|point| *point = to(*point)),
            Self::Areas(areas) => areas.iter_mut().flatten().flatten().for_each(|point| *point = to(*point)),
            Self::Many(parts) => parts.iter_mut().for_each(|part| part.change(to)),
        }
    }

    /// Whether it has points, and all of them are on the globe.
    pub fn is_on_globe(&self) -> bool {
        let (mut any, mut all) = (false, true);
        self.each_point(&mut |[lon, lat]| {
            any = true;
            all &= (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
        });
        any && all
    }

    /// A point to label it by: its own, the middle of the longest line, or one within the largest area.
    pub fn label(&self) -> Option<LabelPoint> {
        let mut best: Option<(f64, Point)> = None;
        self.each_part(&mut |part| {
            let (weight, point) = match part {
                Self::Point(point) => (0.0, Some(*point)),
                Self::Points(points) => (0.0, points.first().copied()),
                Self::Line(line) => (length(line), middle(line)),
                Self::Lines(lines) => match lines.iter().max_by(|a, b| length(a).total_cmp(&length(b))) {
                    Some(line) => (length(line), middle(line)),
                    None => (0.0, None),
                },
                Self::Area(rings) => (AREA_FIRST + extent(rings), within(rings)),
                Self::Areas(areas) => match areas.iter().max_by(|a, b| extent(a).total_cmp(&extent(b))) {
                    Some(rings) => (AREA_FIRST + extent(rings), within(rings)),
                    None => (0.0, None),
                },
                Self::Many(_) => (0.0, None),
            };
            if let Some(point) = point
                && best.is_none_or(|(most, _)| weight > most)
            {
                best = Some((weight, point));
            }
        });
        let [lon, lat] = best?.1;
        let mut error_m = 0.0_f64;
        self.each_point(&mut |[x, y]| {
            let (east, north) = ((x - lon) * lat.to_radians().cos(), y - lat);
            error_m = error_m.max(east.hypot(north) * DEGREE_M);
        });
        Some(LabelPoint { lat, lon, error_m: error_m.ceil() })
    }

    /// As well-known text: `LINESTRING(106.5 22.4,106.6 22.5)`.
    pub fn to_wkt(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Point(point) => {
                out.push_str("POINT");
                put_points(out, &[*point]);
            }
            Self::Points(points) => {
                out.push_str("MULTIPOINT");
                put_points(out, points);
            }
            Self::Line(line) => {
                out.push_str("LINESTRING");
                put_points(out, line);
            }
            Self::Lines(lines) => {
                out.push_str("MULTILINESTRING");
                put_list(out, lines, |out, line| put_points(out, line));
            }
            Self::Area(rings) => {
                out.push_str("POLYGON");
                put_list(out, rings, |out, ring| put_points(out, ring));
            }
            Self::Areas(areas) => {
                out.push_str("MULTIPOLYGON");
                put_list(out, areas, |out, rings| put_list(out, rings, |out, ring| put_points(out, ring)));
            }
            Self::Many(parts) => {
                out.push_str("GEOMETRYCOLLECTION");
                put_list(out, parts, |out, part| part.write(out));
            }
        }
    }

    /// The shape that a well-known text describes; heights are passed over.
    pub fn from_wkt(text: &str) -> Option<Self> {
        let mut reader = Wkt { rest: text };
        let shape = reader.shape(0)?;
        reader.rest.trim().is_empty().then_some(shape)
    }
}

/// Areas are labelled before lines.
const AREA_FIRST: f64 = 1e6;

fn put_points(out: &mut String, points: &[Point]) {
    put_list(out, points, |out, [lon, lat]| {
        // writing to a string does not fail
        let _never = write!(out, "{lon} {lat}");
    });
}

fn put_list<T>(out: &mut String, all: &[T], put: impl Fn(&mut String, &T)) {
    out.push('(');
    for (at, one) in all.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        put(out, one);
    }
    out.push(')');
}

fn distance([x, y]: Point, [to_x, to_y]: Point) -> f64 {
    ((to_x - x) * y.to_radians().cos()).hypot(to_y - y)
}

fn length(line: &[Point]) -> f64 {
    line.iter().zip(line.iter().skip(1)).map(|(a, b)| distance(*a, *b)).sum()
}

/// The point half-way along a line.
fn middle(line: &[Point]) -> Option<Point> {
    let mut left = length(line) / 2.0;
    for (a, b) in line.iter().zip(line.iter().skip(1)) {
        let step = distance(*a, *b);
        if step > 0.0 && step >= left {
            let part = left / step;
            return Some([a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part]);
        }
        left -= step;
    }
    line.first().copied()
}

/// How large the outer ring is, in square degrees.
fn extent(rings: &[Vec<Point>]) -> f64 {
    rings.first().map_or(0.0, |ring| centre(ring).0.abs())
}

/// The signed area of a ring and its centre of gravity.
fn centre(ring: &[Point]) -> (f64, Point) {
    let Some([x0, y0]) = ring.first().copied() else { return (0.0, [0.0, 0.0]) };
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for ([ax, ay], [bx, by]) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let (ax, ay, bx, by) = (ax - x0, ay - y0, bx - x0, by - y0);
        let cross = ax * by - bx * ay;
        area += cross;
        x += (ax + bx) * cross;
        y += (ay + by) * cross;
    }
    if area.abs() < f64::EPSILON {
        (0.0, [x0, y0])
    } else {
        (area / 2.0, [x0 + x / (3.0 * area), y0 + y / (3.0 * area)])
    }
}

/// A point within an area: its centre, or the middle of the widest part at the centre's latitude.
fn within(rings: &[Vec<Point>]) -> Option<Point> {
    let outer = rings.first()?;
    let (area, [x, y]) = centre(outer);
    if area == 0.0 {
        return middle(outer);
    }
    let mut crossed: Vec<f64> = Vec::new();
    for ring in rings {
        for ([ax, ay], [bx, by]) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            if (*ay > y) != (*by > y) {
                crossed.push(ax + (bx - ax) * (y - ay) / (by - ay));
            }
        }
    }
    crossed.sort_by(f64::total_cmp);
    let inside: Vec<(f64, f64)> =
        crossed.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect();
    if inside.iter().any(|(from, to)| (*from..=*to).contains(&x)) {
        return Some([x, y]);
    }
    let widest = inside.into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    widest.map(|(from, to)| [f64::midpoint(from, to), y]).or_else(|| outer.first().copied())
}

/// A cursor over well-known text.
struct Wkt<'a> {
    rest: &'a str,
}

impl Wkt<'_> {
    fn eat(&mut self, mark: char) -> bool {
        let rest = self.rest.trim_start();
        let found = rest.strip_prefix(mark);
        self.rest = found.unwrap_or(rest);
        found.is_some()
    }

    fn word(&mut self) -> String {
        let rest = self.rest.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let (word, rest) = rest.split_at_checked(end).unwrap_or((rest, ""));
        self.rest = rest;
        word.to_ascii_uppercase()
    }

    fn shape(&mut self, depth: u32) -> Option<Geometry> {
        let word = self.word();
        // POINT Z (…), POINT ZM (…)
        if !self.rest.trim_start().starts_with('(') {
            self.word();
        }
        let word = word.strip_suffix('Z').filter(|word| !word.is_empty()).unwrap_or(&word);
        Some(match word {
            "POINT" => Geometry::Point(self.list(Self::point)?.first().copied()?),
            "MULTIPOINT" => Geometry::Points(self.list(|wkt| {
                let wrapped = wkt.eat('(');
                let point = wkt.point();
                (!wrapped || wkt.eat(')')).then_some(point)?
            })?),
            "LINESTRING" | "LINEARRING" => Geometry::Line(self.list(Self::point)?),
            "MULTILINESTRING" => Geometry::Lines(self.list(|wkt| wkt.list(Self::point))?),
            "POLYGON" => Geometry::Area(self.list(|wkt| wkt.list(Self::point))?),
            "MULTIPOLYGON" => Geometry::Areas(self.list(|wkt| wkt.list(|wkt| wkt.list(Self::point)))?),
            "GEOMETRYCOLLECTION" if depth < MAX_DEPTH => Geometry::Many(self.list(|wkt| wkt.shape(depth + 1))?),
            _ => return None,
        })
    }

    fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        if !self.eat('(') {
            return None;
        }
        let mut all = vec![one(self)?];
        while self.eat(',') {
            all.push(one(self)?);
        }
        self.eat(')').then_some(all)
    }

    fn point(&mut self) -> Option<Point> {
        let end = self.rest.find([',', ')']).unwrap_or(self.rest.len());
        let (point, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        let mut numbers = point.split_whitespace().map(str::parse::<f64>);
        let point = [numbers.next()?.ok()?, numbers.next()?.ok()?];
        point.iter().all(|number| number.is_finite()).then_some(point)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_shape_reads_back_from_its_text() {
        for text in [
            "POINT(106.5 22.25)",
            "MULTIPOINT(106.5 22,107 -22)",
            "LINESTRING(1 2,3 4)",
            "MULTILINESTRING((1 2,3 4),(5 6,7 8))",
            "POLYGON((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))",
            "MULTIPOLYGON(((0 0,4 0,4 4,0 0)))",
            "GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(1 2,3 4))",
        ] {
            assert_eq!(Geometry::from_wkt(text).unwrap().to_wkt(), text);
        }
        assert_eq!(Geometry::from_wkt("point z (1 2 3)"), Some(Geometry::Point([1.0, 2.0])));
        assert_eq!(
            Geometry::from_wkt("MULTIPOINT((1 2), (3 4))"),
            Some(Geometry::Points(vec![[1.0, 2.0], [3.0, 4.0]]))
        );
        for bad in ["", "POINT()", "POINT(1)", "CIRCLE(1 2)", "POINT(1 2) x", "LINESTRING(1 2,)"] {
            assert_eq!(Geometry::from_wkt(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_shape_is_labelled_within_itself() {
        let label = |text: &str| Geometry::from_wkt(text).unwrap().label().map(|label| (label.lon, label.lat)).unwrap();
        assert_eq!(label("LINESTRING(100 0,104 0)"), (102.0, 0.0));
        assert_eq!(label("POLYGON((0 0,4 0,4 4,0 4,0 0))"), (2.0, 2.0));
        // the centre of a horseshoe lies outside of it
        let (lon, lat) = label("POLYGON((0 0,10 0,10 10,9 10,9 1,1 1,1 10,0 10,0 0))");
        assert!((0.0..=1.0).contains(&lon) || (9.0..=10.0).contains(&lon), "{lon} {lat}");
        let line = Geometry::from_wkt("LINESTRING(106 22,106 23)").unwrap().label().unwrap();
        assert!((50_000.0..60_000.0).contains(&line.error_m), "{line:?}");
        assert_eq!(Geometry::Many(Vec::new()).label(), None);
    }

    #[test]
    fn what_only_wraps_a_point_is_that_point() {
        let simple = |text: &str| Geometry::from_wkt(text).unwrap().simple().to_wkt();
        assert_eq!(simple("GEOMETRYCOLLECTION(MULTIPOINT(1 2))"), "POINT(1 2)");
        assert_eq!(simple("GEOMETRYCOLLECTION(POINT(1 2),POINT(3 4))"), "MULTIPOINT(1 2,3 4)");
        assert_eq!(simple("MULTIPOINT(1 2,3 4)"), "MULTIPOINT(1 2,3 4)");
    }

    proptest! {
        #[test]
        fn any_text_is_a_shape_or_none(text in "(POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)?[(), 0-9.e-]{0,30}|\\PC{0,20}") {
            if let Some(shape) = Geometry::from_wkt(&text) {
                let _never_panics = shape.label();
                prop_assert_eq!(Geometry::from_wkt(&shape.to_wkt()).map(|again| again.to_wkt()), Some(shape.to_wkt()));
            }
        }
    }
}
