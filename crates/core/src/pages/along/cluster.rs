//! Marks that stand too near each other to be told apart, as one thing to point at.

use std::ops::Range;

use super::GateMark;
use crate::model::Kind;

/// Points of a mark from its middle to its edge.
pub const MARK: f32 = 4.0;
/// Points of a digit behind a mark that stands for several.
const DIGIT: f32 = 7.0;

/// Marks of a row in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// The middle.
    pub x: f32,
    pub width: f32,
    /// Of the marks of the row.
    pub marks: Range<usize>,
    /// What is drawn, from the left.
    pub signs: Vec<ClusterSign>,
}

/// One sign for all marks of a kind in a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClusterSign {
    pub kind: Kind,
    /// None of them is more than asked for.
    pub hollow: bool,
    pub count: usize,
}

impl ClusterSign {
    /// Points, with its number where it stands for several.
    pub fn width(self) -> f32 {
        let digits = if self.count > 1 { self.count.ilog10() as f32 + 1.0 } else { 0.0 };
        2.0 * MARK + 1.0 + digits * DIGIT
    }
}

impl Cluster {
    /// `ends` are those of the row.
    fn of(all: &[GateMark], marks: Range<usize>, x: &dyn Fn(f64) -> f32, ends: [f32; 2]) -> Self {
        let own = all.get(marks.clone()).unwrap_or_default();
        let mut signs: Vec<ClusterSign> = Vec::new();
        for mark in own {
            match signs.iter_mut().find(|sign| sign.kind == mark.kind) {
                Some(sign) => (sign.count, sign.hollow) = (sign.count + 1, sign.hollow && mark.proposal),
                None => signs.push(ClusterSign { kind: mark.kind, hollow: mark.proposal, count: 1 }),
            }
        }
        signs.sort_by_key(|sign| sign.kind);
        let width: f32 = signs.iter().map(|sign| sign.width()).sum();
        let middle = own.iter().map(|mark| x(mark.at)).sum::<f32>() / own.len().max(1) as f32;
        let middle = middle.min(ends[1] - width / 2.0).max(ends[0] + width / 2.0);
        Self { x: middle, width, marks, signs }
    }

    /// Where it begins, in points.
    pub fn left(&self) -> f32 {
        self.x - self.width / 2.0
    }

    /// Where it ends, in points.
    pub fn right(&self) -> f32 {
        self.x + self.width / 2.0
    }
}

/// The marks within a span, put together until none covers another. Marks stand in the order of time.
pub fn clusters(marks: &[GateMark], span: [f64; 2], x: &dyn Fn(f64) -> f32) -> Vec<Cluster> {
    let mut found: Vec<Cluster> = Vec::new();
    let ends = span.map(x);
    for (at, mark) in marks.iter().enumerate() {
        if mark.at < span[0] || mark.at > span[1] {
            continue;
        }
        let mut next = Cluster::of(marks, at..at + 1, x, ends);
        while let Some(before) = found.pop_if(|before| before.right() > next.left()) {
            next = Cluster::of(marks, before.marks.start..next.marks.end, x, ends);
        }
        found.push(next);
    }
    found
}
