//! Districts and communes: their names are placed square by square, as the squares come into view, so that
//! thousands of them cost what is seen, and stand still while the map is dragged.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Rect, Ui, Vec2};

use super::basemap::gazetteer::{GazetteerPoint, Rank, places};
use super::basemap::origin;
use super::camera::Camera;
use super::geo::MercatorPoint;
use super::group::ZoomStep;
use super::labels::{self, LabelTone, MapLabel, TextSizes};
use super::layout::{self, Spared, Wish};

/// Points that a square is wide.
const SQUARE: f64 = 512.0;
/// Squares whose names are kept.
const KEPT: usize = 160;
/// From which zoom districts and communes are named.
const DISTRICTS: f64 = 8.5;
const COMMUNES: f64 = 10.5;

type Square = (i64, i64);

/// What stands there before the names of small places.
pub(super) struct Around<'a> {
    pub(super) labels: &'a [MapLabel],
    pub(super) symbols: &'a [(MercatorPoint, f32)],
    pub(super) spared: &'a Spared,
}

/// What the names of a square depend on, beside what stands around.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MinorKey {
    pub(super) step: ZoomStep,
    /// Whether provinces are shown as they are since they were merged.
    pub(super) merged: bool,
}

#[derive(Debug, Default)]
pub(super) struct Minor {
    key: Option<MinorKey>,
    squares: HashMap<Square, Vec<MapLabel>>,
    shown: Vec<Square>,
}

impl Minor {
    /// Forgets what was placed, as when other names stand around.
    pub(super) fn clear(&mut self) {
        self.squares.clear();
        self.shown.clear();
    }

    /// Sees to the squares in view; whether other ones are seen than before.
    pub(super) fn update(
        &mut self,
        ui: &Ui,
        camera: &Camera,
        key: MinorKey,
        around: &Around<'_>,
        sizes: &mut TextSizes,
    ) -> bool {
        if self.key.replace(key) != Some(key) || self.squares.len() > KEPT {
            self.clear();
        }
        let (zero, scale) = (origin(), key.step.scale());
        let wide = SQUARE / scale;
        let seen = camera.visible();
        let cell = |at: f64, zero: f64| ((at - zero) / wide).floor() as i64;
        let wanted: Vec<Square> = if key.step.zoom() < DISTRICTS {
            Vec::new()
        } else {
            let (top, bottom) = (cell(seen.min.y, zero.y), cell(seen.max.y, zero.y));
            (cell(seen.min.x, zero.x)..=cell(seen.max.x, zero.x))
                .flat_map(|x| (top..=bottom).map(move |y| (x, y)))
                .collect()
        };
        for square in &wanted {
            if !self.squares.contains_key(square) {
                let labels = place(ui, *square, key, around, sizes);
                self.squares.insert(*square, labels);
            }
        }
        let changed = wanted != self.shown;
        self.shown = wanted;
        changed
    }

    pub(super) fn labels(&self) -> impl Iterator<Item = &MapLabel> {
        self.shown.iter().filter_map(|square| self.squares.get(square)).flatten()
    }
}

/// The names of one square, none of which leaves it.
fn place(
    ui: &Ui,
    (x, y): Square,
    MinorKey { step, merged }: MinorKey,
    around: &Around<'_>,
    sizes: &mut TextSizes,
) -> Vec<MapLabel> {
    let (zero, scale) = (origin(), step.scale());
    let wide = SQUARE / scale;
    let min = MercatorPoint { x: zero.x + x as f64 * wide, y: zero.y + y as f64 * wide };
    let all = places();
    let from = all.partition_point(|place| place.at.x < min.x);
    let to = all.partition_point(|place| place.at.x < min.x + wide);
    let shown = |place: &&GazetteerPoint| {
        let rank = match place.rank {
            Rank::District => !merged,
            Rank::Commune => !merged && step.zoom() >= COMMUNES,
            Rank::NewCommune => merged && step.zoom() >= DISTRICTS + 1.0,
        };
        rank && (min.y..min.y + wide).contains(&place.at.y)
    };
    let mut found: Vec<&GazetteerPoint> = all.get(from..to).unwrap_or_default().iter().filter(shown).collect();
    found.sort_by_key(|place| (place.rank, place.name));
    // nothing in here for most of the world
    if found.is_empty() {
        return Vec::new();
    }
    let local = |at: MercatorPoint| egui::vec2(((at.x - min.x) * scale) as f32, ((at.y - min.y) * scale) as f32);
    let inside = Rect::from_min_size(egui::Pos2::ZERO, Vec2::splat(SQUARE as f32));
    let blocked: Vec<Rect> = around
        .labels
        .iter()
        .map(|label| Rect::from_min_size((local(label.at) + label.offset).to_pos2(), label.size))
        .filter(|rect| rect.intersects(inside))
        .collect();
    let symbols: Vec<(MercatorPoint, f32)> = around
        .symbols
        .iter()
        .copied()
        .filter(|(at, reach)| inside.expand(*reach).contains(local(*at).to_pos2()))
        .collect();
    let jobs: Vec<_> = found.iter().map(|place| labels::minor_job(place.name, place.rank)).collect();
    let wishes: Vec<Wish<'_>> = found
        .iter()
        .zip(&jobs)
        .map(|(place, job)| Wish::plain(place.at, labels::size_of(ui, sizes, job), 3.5))
        .collect();
    let inside = Some(inside.shrink(1.0));
    let spared = Some((around.spared, egui::vec2(x as f32, y as f32) * SQUARE as f32));
    let ground = layout::LabelObstacles { symbols: &symbols, blocked: &blocked, spared, inside };
    let rooms = layout::place(&wishes, &ground, min, scale);
    let placed = found.iter().zip(jobs).zip(wishes).zip(rooms);
    placed
        .filter_map(|(((place, job), wish), room)| {
            let tone = if place.rank == Rank::District { LabelTone::District } else { LabelTone::Commune };
            let offset = room?.offset;
            Some(MapLabel {
                job: Arc::new(job),
                at: place.at,
                offset,
                clear: 3.5,
                led: false,
                size: wish.size,
                tone,
                unit: None,
            })
        })
        .collect()
}
