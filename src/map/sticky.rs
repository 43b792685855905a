//! The names of provinces whose middle is out of view: so near to the border one would not know where
//! one is. Each stands at the place of a grid on the ground that lies best in the part of it that is
//! seen, and so stays where it is while the map is dragged, as long as that place is seen.

use std::collections::HashMap;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Rect, Ui, Vec2, vec2};

use super::basemap::{Level, origin};
use super::camera::Camera;
use super::geo::MercatorPoint;
use super::group::ZoomStep;
use super::labels::{self, LabelTone, MapLabel, TextSizes};
use super::layout::Spared;
use crate::context::ViewCtx;

/// Points between the places of the grid.
const GRID: f64 = 64.0;
/// Places of the grid whose province is kept.
const KEPT: usize = 4_000;
/// From which zoom those are named that the map is about, and all.
const FROM: f64 = 6.0;
pub(super) const ALL: f64 = 8.0;

#[derive(Debug, Default)]
pub(super) struct Sticky {
    step: Option<ZoomStep>,
    /// By place in [`Level::units`].
    units: HashMap<(i64, i64), Option<usize>>,
    /// What the texts hold for.
    key: Option<LabelsKey>,
    /// The name of a unit with its size in points.
    texts: HashMap<usize, (Arc<LayoutJob>, Vec2)>,
}

/// What the names say, and how large they are, depends on this.
#[derive(Clone, Copy, Debug, PartialEq)]
struct LabelsKey {
    revision: u64,
    text_revision: u64,
    merged: bool,
    with_country: bool,
    /// Of the level: units are known by their place in it.
    units: usize,
}

/// What the names of provinces depend on beside the view.
pub(super) struct Of<'a> {
    pub(super) level: &'a Level,
    /// Units that have a name already.
    pub(super) named: &'a [usize],
    /// Kept free.
    pub(super) taken: &'a [Rect],
    /// The border, in points at the zoom step: no name of a province lies across it.
    pub(super) spared: &'a Spared,
}

impl Sticky {
    /// The names, where in the view they stand.
    pub(super) fn labels(
        &mut self,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        camera: &Camera,
        of: &Of<'_>,
        sizes: &mut TextSizes,
        free: impl Fn(Rect) -> bool,
    ) -> Vec<(MapLabel, Vec2)> {
        let Of { level, named, taken, spared } = *of;
        let step = ZoomStep::of(camera.zoom());
        if camera.zoom() < FROM {
            return Vec::new();
        }
        if self.step != Some(step) || self.units.len() > KEPT {
            self.step = Some(step);
            self.units.clear();
        }
        let merged = super::scene::merged(ctx);
        let with_country = labels::tells_country(camera.zoom());
        let (revision, text_revision) = (ctx.revision, ctx.text_revision);
        let key = LabelsKey { revision, text_revision, merged, with_country, units: level.units.len() };
        if self.key.replace(key) != Some(key) {
            self.texts.clear();
        }
        let (zero, wide) = (origin(), GRID / step.scale());
        let seen = camera.visible();
        let cell = |at: f64, zero: f64| ((at - zero) / wide).ceil() as i64;
        let mut found: Vec<(usize, Vec<MercatorPoint>)> = Vec::new();
        for x in cell(seen.min.x, zero.x)..cell(seen.max.x, zero.x) {
            for y in cell(seen.min.y, zero.y)..cell(seen.max.y, zero.y) {
                let at = MercatorPoint { x: zero.x + x as f64 * wide, y: zero.y + y as f64 * wide };
                let unit = *self.units.entry((x, y)).or_insert_with(|| level.unit_index_at(at));
                let Some(unit) = unit.map(|unit| level.joined_when(unit, merged)) else { continue };
                match found.iter_mut().find(|(other, _)| *other == unit) {
                    Some((_, places)) => places.push(at),
                    None => found.push((unit, vec![at])),
                }
            }
        }
        let view = camera.rect.shrink(6.0);
        let mut taken = taken.to_vec();
        let mut shown = Vec::new();
        for (index, mut places) in found.into_iter().filter(|(unit, _)| !named.contains(unit)) {
            let Some(unit) = level.units.get(index) else { continue };
            if places.len() < 2 || (camera.zoom() < ALL && !unit.front_when(merged)) {
                continue;
            }
            let middle = middle(&places);
            places.sort_by(|a, b| a.distance(middle).total_cmp(&b.distance(middle)));
            let text = self.texts.entry(index).or_insert_with(|| {
                let job = labels::unit_job(ui, ctx, unit, with_country);
                let size = labels::size_of(ui, sizes, &job);
                (Arc::new(job), size)
            });
            let (job, size) = (Arc::clone(&text.0), text.1);
            let rect = |at: &MercatorPoint| Rect::from_center_size(camera.to_screen(*at), size);
            let across = |at: &MercatorPoint| {
                let at = vec2(((at.x - zero.x) * step.scale()) as f32, ((at.y - zero.y) * step.scale()) as f32);
                spared.meets(Rect::from_center_size(at.to_pos2(), size))
            };
            let fits = |at: &&MercatorPoint| {
                let rect = rect(at);
                view.contains_rect(rect)
                    && !across(at)
                    && free(rect)
                    && !taken.iter().any(|other| other.intersects(rect.expand(3.0)))
            };
            if let Some(at) = places.iter().find(fits) {
                taken.push(rect(at));
                let offset = -size / 2.0;
                let label = MapLabel {
                    job,
                    at: *at,
                    offset,
                    clear: 0.0,
                    led: false,
                    size,
                    tone: LabelTone::Unit,
                    unit: Some(index),
                };
                shown.push((label, offset));
            }
        }
        shown
    }
}

fn middle(places: &[MercatorPoint]) -> MercatorPoint {
    let count = places.len().max(1) as f64;
    let (x, y) = places.iter().fold((0.0, 0.0), |(x, y), at| (x + at.x, y + at.y));
    MercatorPoint { x: x / count, y: y / count }
}
