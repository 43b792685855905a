//! What the map shows, and where on the screen that is.

use std::ops::RangeInclusive;

use egui::{Pos2, Rect, Vec2, vec2};
use serde::{Deserialize, Serialize};

use super::geo::{Extent, MercatorPoint, metres_per_world};
use km0_core::saved::MapFrame;

/// From a continent to one gate. How far out a map goes depends on what it has: see [`widest`].
pub const ZOOMS: RangeInclusive<f64> = 2.0..=15.0;
/// Points the whole square is wide at zoom 0, as web maps count.
const SQUARE: f64 = 256.0;

/// The centre in degrees and the zoom as web maps count it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapView {
    pub lat: f64,
    pub lon: f64,
    pub zoom: f64,
}

impl From<MapFrame> for MapView {
    fn from(MapFrame { lat, lon, zoom }: MapFrame) -> Self {
        Self { lat, lon, zoom }
    }
}

impl From<MapView> for MapFrame {
    fn from(MapView { lat, lon, zoom }: MapView) -> Self {
        Self { lat, lon, zoom }
    }
}

impl MapView {
    pub fn new(centre: MercatorPoint, zoom: f64) -> Self {
        Self { lat: centre.lat(), lon: centre.lon(), zoom: zoom.clamp(*ZOOMS.start(), *ZOOMS.end()) }
    }

    pub fn centre(&self) -> MercatorPoint {
        MercatorPoint::of(self.lat, self.lon)
    }

    /// The view that shows all of `extent` in `size` points, with a margin, no closer than `closest`.
    pub fn fitting(extent: &Extent, size: Vec2, closest: f64) -> Self {
        /// Points of both margins together, and their part of a map that is small.
        const MARGINS: Vec2 = vec2(96.0, 80.0);
        const PART: f32 = 0.2;
        let margins = MARGINS.min(size * PART);
        let room = size - margins;
        let scale = |points: f32, world: f64| f64::from(points.max(1.0)) / world.max(1e-12) / SQUARE;
        let zoom = scale(room.x, extent.width()).min(scale(room.y, extent.height())).log2();
        let zoom = zoom.min(closest);
        // what stands at the foot of a small map takes more of it than what stands at its head
        let lift = f64::from(MARGINS.y - margins.y) / 4.0 / SQUARE / zoom.exp2();
        let MercatorPoint { x, y } = extent.center();
        Self::new(MercatorPoint { x, y: y + lift }, zoom)
    }

    /// This view with a centre in `bounds` and a zoom in range, at which `bounds` fill
    /// `size` points one way at least. What is no number becomes the middle of `bounds`.
    pub fn kept_in(&self, bounds: &Extent, size: Vec2) -> Self {
        let centre = self.centre();
        let finite = centre.x.is_finite() && centre.y.is_finite() && self.zoom.is_finite();
        if finite {
            Self::new(bounds.nearest(centre), self.zoom.max(widest(bounds, size)))
        } else {
            Self::new(bounds.center(), widest(bounds, size))
        }
    }

    /// Part of the way from this view to another: 0 is this one, 1 the other.
    pub fn toward(&self, other: &Self, part: f64) -> Self {
        let mix = |a: f64, b: f64| a + (b - a) * part;
        Self { lat: mix(self.lat, other.lat), lon: mix(self.lon, other.lon), zoom: mix(self.zoom, other.zoom) }
    }
}

/// ```text
///   rect.min           rect.center() = centre
///      +-------------------+---
///      |    to_screen(w)   |      one world unit = scale points
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    pub centre: MercatorPoint,
    pub scale: f64,
    pub rect: Rect,
}

impl Camera {
    pub fn new(view: &MapView, rect: Rect) -> Self {
        Self { centre: view.centre(), scale: points_per_world(view.zoom), rect }
    }

    pub fn zoom(&self) -> f64 {
        (self.scale / SQUARE).log2()
    }

    pub fn view(&self) -> MapView {
        MapView::new(self.centre, self.zoom())
    }

    pub fn to_screen(&self, at: MercatorPoint) -> Pos2 {
        let middle = self.rect.center();
        let x = f64::from(middle.x) + (at.x - self.centre.x) * self.scale;
        let y = f64::from(middle.y) + (at.y - self.centre.y) * self.scale;
        Pos2::new(x as f32, y as f32)
    }

    /// The inverse of [`Self::to_screen`].
    pub fn to_world(&self, at: Pos2) -> MercatorPoint {
        let offset = at - self.rect.center();
        MercatorPoint {
            x: self.centre.x + f64::from(offset.x) / self.scale,
            y: self.centre.y + f64::from(offset.y) / self.scale,
        }
    }

    pub fn visible(&self) -> Extent {
        Extent { min: self.to_world(self.rect.min), max: self.to_world(self.rect.max) }
    }

    /// The view with `steps` more zoom in which the place under `at` has not moved.
    pub fn zoomed(&self, steps: f64, at: Pos2) -> MapView {
        let zoom = (self.zoom() + steps).clamp(*ZOOMS.start(), *ZOOMS.end());
        let fixed = self.to_world(at);
        let shrink = self.scale / points_per_world(zoom);
        let centre = MercatorPoint {
            x: fixed.x + (self.centre.x - fixed.x) * shrink,
            y: fixed.y + (self.centre.y - fixed.y) * shrink,
        };
        MapView::new(centre, zoom)
    }

    /// The view when the map is moved by so many points.
    pub fn panned(&self, points: Vec2) -> MapView {
        MapView::new(self.to_world(self.rect.center() - points), self.zoom())
    }

    /// Metres on the ground that one point stands for in the middle of the map.
    pub fn metres_per_point(&self) -> f64 {
        metres_per_world(self.centre.lat()) / self.scale
    }
}

/// The zoom at which `bounds` fill `size` points one way, in range.
pub fn widest(bounds: &Extent, size: Vec2) -> f64 {
    let fill = |points: f32, world: f64| (f64::from(points.max(1.0)) / world.max(1e-12) / SQUARE).log2();
    let whole = fill(size.x, bounds.width()).min(fill(size.y, bounds.height()));
    whole.clamp(*ZOOMS.start(), *ZOOMS.end())
}

pub fn points_per_world(zoom: f64) -> f64 {
    SQUARE * zoom.exp2()
}

#[cfg(test)]
mod tests {
    use egui::pos2;
    use proptest::prelude::*;
    use walkers::{MapMemory, MercatorProjection, Projector, lat_lon};

    use super::*;

    fn rect() -> Rect {
        Rect::from_min_size(pos2(40.0, 30.0), vec2(900.0, 600.0))
    }

    proptest! {
        #[test]
        fn place_and_screen_are_inverse(
            lat in 20.0_f64..25.0, lon in 101.0_f64..110.0, zoom in 5.0_f64..15.0, x in 0.0_f32..900.0, y in 0.0_f32..600.0
        ) {
            let camera = Camera::new(&MapView { lat, lon, zoom }, rect());
            let back = camera.to_screen(camera.to_world(pos2(x, y)));
            prop_assert!((back - pos2(x, y)).length() < 0.05);
        }

        #[test]
        fn zooming_keeps_the_place_under_the_pointer(zoom in 6.0_f64..14.0, steps in -1.0_f64..1.0, x in 40.0_f32..900.0) {
            let camera = Camera::new(&MapView { lat: 22.0, lon: 106.0, zoom }, rect());
            let at = pos2(x, 200.0);
            let after = Camera::new(&camera.zoomed(steps, at), rect());
            prop_assert!((after.to_screen(camera.to_world(at)) - at).length() < 0.1);
        }

        #[test]
        fn the_camera_and_walkers_agree(lat in 20.0_f64..25.0, lon in 101.0_f64..110.0, zoom in 5.0_f64..15.0) {
            let mut memory = MapMemory::default();
            memory.center_at(lat_lon(22.5, 105.5));
            memory.set_zoom(zoom).unwrap();
            let theirs = Projector::new(rect(), &MercatorProjection, &memory, lat_lon(22.5, 105.5));
            let ours = Camera::new(&MapView { lat: 22.5, lon: 105.5, zoom }, rect());
            let at = theirs.project(lat_lon(lat, lon)).to_pos2();
            let size = (at - rect().center()).length();
            prop_assert!((ours.to_screen(MercatorPoint::of(lat, lon)) - at).length() < 0.05 + size * 1e-5);
        }
    }

    #[test]
    fn a_fitted_extent_is_wholly_visible() {
        let mut extent = Extent::NOTHING;
        extent.add(MercatorPoint::of(20.8, 102.0));
        extent.add(MercatorPoint::of(23.8, 109.0));
        let camera = Camera::new(&MapView::fitting(&extent, rect().size(), 12.0), rect());
        assert!(rect().contains(camera.to_screen(extent.min)));
        assert!(rect().contains(camera.to_screen(extent.max)));
    }

    #[test]
    fn a_view_is_kept_in_the_box_and_in_range() {
        let mut bounds = Extent::NOTHING;
        bounds.add(MercatorPoint::of(20.0, 101.0));
        bounds.add(MercatorPoint::of(25.0, 110.0));
        let far = MapView { lat: 50.0, lon: 0.0, zoom: 40.0 }.kept_in(&bounds, Vec2::ZERO);
        assert!((far.lat - 25.0).abs() < 1e-6 && (far.lon - 101.0).abs() < 1e-6);
        assert!((far.zoom - 15.0).abs() < 1e-9);
        assert!(MapView { lat: f64::NAN, lon: 0.0, zoom: 7.0 }.kept_in(&bounds, Vec2::ZERO).lat.is_finite());
    }
}
