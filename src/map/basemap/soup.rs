//! A level of the base map as a "triangle soup": vertices and indices as the graphics card keeps
//! them, made once; a frame only moves the camera.

use std::ops::Range;

use super::look::{ground_slot, line_slot};
use super::{BorderLine, Fill, LineClass, Local, origin};
use crate::map::geo::{Extent, MercatorPoint};

/// Bytes of a vertex: place, normal, side, length along the line, slot; each part takes four.
pub(super) const STRIDE: u64 = 28;

/// Indices from which on an area is kept in parts, so that what lies elsewhere is left out.
const LARGE: usize = 9_000;
/// Boxes across the world that the parts are sorted into.
const CELLS: f64 = 48.0;

/// Part of the triangles that lies in one box.
#[derive(Clone, Debug)]
pub(super) struct TrianglePiece {
    pub(super) extent: Extent,
    pub(super) indices: Range<u32>,
    /// Of a line.
    pub(super) line: Option<LineClass>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Soup {
    pub(super) vertices: Vec<u8>,
    /// 32 bits each.
    pub(super) indices: Vec<u8>,
    /// In the order of painting.
    pub(super) pieces: Vec<TrianglePiece>,
    count: u32,
}

impl Soup {
    pub(super) fn of(fills: &[Fill], lines: &[BorderLine]) -> Self {
        let mut soup = Self::default();
        for fill in fills {
            soup.add_fill(fill);
        }
        for line in lines {
            soup.add_line(line);
        }
        soup
    }

    /// The runs of indices that show what meets `area`, is at least `least` in size, and is `drawn`.
    pub(super) fn seen(&self, area: &Extent, least: f64, drawn: impl Fn(Option<LineClass>) -> bool) -> Vec<Range<u32>> {
        let mut runs: Vec<Range<u32>> = Vec::new();
        for piece in self.pieces.iter().filter(|piece| drawn(piece.line)) {
            let extent = &piece.extent;
            if !extent.meets(area) || extent.width().max(extent.height()) < least {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.end == piece.indices.start => run.end = piece.indices.end,
                _ => runs.push(piece.indices.clone()),
            }
        }
        runs
    }

    fn index(&mut self, index: u32) {
        self.indices.extend(index.to_ne_bytes());
    }

    fn vertex(&mut self, place: Local, normal: Local, side: f32, along: f32, slot: u32) {
        for part in [place[0], place[1], normal[0], normal[1], side, along] {
            self.vertices.extend(part.to_ne_bytes());
        }
        self.vertices.extend(slot.to_ne_bytes());
        self.count += 1;
    }

    fn piece(&mut self, extent: Extent, from: u32, line: Option<LineClass>) {
        self.pieces.push(TrianglePiece { extent, indices: from..self.length(), line });
    }

    /// How many indices there are.
    fn length(&self) -> u32 {
        (self.indices.len() / 4) as u32
    }

    fn add_fill(&mut self, fill: &Fill) {
        let (base, from) = (self.count, self.length());
        let slot = ground_slot(fill.ground);
        for at in &fill.vertices {
            self.vertex(*at, [0.0; 2], 0.0, 0.0, slot);
        }
        if fill.indices.len() < LARGE {
            for index in &fill.indices {
                self.index(base + index);
            }
            self.piece(fill.extent, from, None);
            return;
        }
        let zero = origin();
        let place = |index: u32| {
            let [x, y] = fill.vertices.get(index as usize).copied().unwrap_or_default();
            MercatorPoint { x: zero.x + f64::from(x), y: zero.y + f64::from(y) }
        };
        let corners = fill.indices.chunks_exact(3).filter_map(|three| <[u32; 3]>::try_from(three).ok());
        let cell = |three: &[u32; 3]| {
            let at = place(three[0]);
            ((at.x * CELLS) as i32, (at.y * CELLS) as i32)
        };
        let mut corners: Vec<[u32; 3]> = corners.collect();
        corners.sort_by_key(cell);
        for part in corners.chunk_by(|a, b| cell(a) == cell(b)) {
            let from = self.length();
            let mut extent = Extent::NOTHING;
            for index in part.iter().flatten() {
                extent.add(place(*index));
                self.index(base + index);
            }
            self.piece(extent, from, None);
        }
    }

    /// Two vertices at every point, one on each side.
    fn add_line(&mut self, line: &BorderLine) {
        let from = self.length();
        let slot = line_slot(line.class);
        let mut along = 0.0;
        let mut before: Option<Local> = None;
        for (at, normal) in line.points.iter().zip(&line.normals) {
            let base = self.count;
            if let Some(old) = before {
                along += (at[0] - old[0]).hypot(at[1] - old[1]);
                for index in [base - 2, base - 1, base, base, base - 1, base + 1] {
                    self.index(index);
                }
            }
            self.vertex(*at, *normal, -1.0, along, slot);
            self.vertex(*at, *normal, 1.0, along, slot);
            before = Some(*at);
        }
        self.piece(line.extent, from, Some(line.class));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::basemap::{Detail, level};

    #[test]
    fn every_triangle_has_vertices_and_every_piece_its_own_run() {
        for detail in Detail::ALL {
            let soup = &level(detail).soup;
            assert_eq!(soup.vertices.len(), soup.count as usize * 28);
            let most = soup.indices.chunks(4).map(|b| u32::from_ne_bytes(b.try_into().unwrap())).max().unwrap();
            assert!(most < soup.count && soup.length().is_multiple_of(3));
            assert!(soup.pieces.windows(2).all(|w| w[0].indices.end == w[1].indices.start));
            assert_eq!(soup.pieces.last().unwrap().indices.end, soup.length());
        }
    }

    #[test]
    fn what_lies_elsewhere_or_is_too_small_is_left_out() {
        let soup = &level(Detail::Full).soup;
        let count = |runs: &[Range<u32>]| runs.iter().map(ExactSizeIterator::len).sum::<usize>();
        let whole = level(Detail::Full).bounds;
        assert_eq!(soup.seen(&whole, 0.0, |_| true), vec![Range { start: 0, end: soup.length() }]);
        let (a, b) = (MercatorPoint::of(22.1, 106.6), MercatorPoint::of(21.9, 106.8));
        let gate = count(&soup.seen(&Extent { min: a, max: b }, 0.0, |_| true));
        assert!(gate > 0 && gate < soup.length() as usize / 2, "{gate}");
        let border = count(&soup.seen(&whole, 0.0, |line| line.is_some_and(LineClass::is_front)));
        assert!(border > 0 && border < soup.length() as usize / 2, "{border}");
        assert_eq!(soup.seen(&whole, 1.0, |_| true), []);
    }
}
