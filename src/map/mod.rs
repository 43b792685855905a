//! The map panel: the base map on board, gates as they were at the shown time, and what they have
//! to do with the records that match.

pub mod basemap;
pub mod camera;
mod card;
mod chrome;
pub mod geo;
pub mod group;
pub mod history;
mod interact;
mod labels;
mod layout;
mod legend;
pub mod model;
mod paint;
pub mod pick;
mod reach;
mod scene;
mod symbols;
mod tray;

use egui::{Rect, Ui, Vec2};
use walkers::{Map, MapMemory, Position, lat_lon};

pub use camera::MapView;

use crate::context::ViewCtx;
use basemap::mesh::Frame;
use basemap::{Detail, level};
use camera::Camera;
use geo::{Extent, World};
use interact::Pointed;
use paint::BaseCache;
use scene::Scene;

/// Seconds that the map takes to go somewhere it is sent.
const FLIGHT: f64 = 0.25;

/// Where the map is to go.
#[derive(Clone, Copy, Debug)]
enum Target {
    View(MapView),
    /// All of this, but no closer than a zoom.
    Extent(Extent, f64),
}

#[derive(Clone, Copy, Debug)]
struct Flight {
    from: MapView,
    to: MapView,
    /// Seconds, as egui counts them.
    start: f64,
}

#[derive(Debug, Default)]
pub struct MapPanel {
    memory: MapMemory,
    view: Option<MapView>,
    target: Option<Target>,
    /// Points, when it was painted last.
    size: Vec2,
    flight: Option<Flight>,
    /// What the map can show of the dataset's revision.
    reach: Option<(u64, Extent)>,
    scene: Scene,
    base: BaseCache,
    legend_open: bool,
    /// Where the menu was asked for.
    asked_at: Option<geo::World>,
    /// What to choose from where several sites share one place.
    choice: Option<interact::Choice>,
}

impl MapPanel {
    /// What the map shows; `None` before it was painted for the first time.
    #[must_use]
    pub fn view(&self) -> Option<MapView> {
        self.view
    }

    /// Shows this at once.
    pub fn set_view(&mut self, view: MapView) {
        self.flight = None;
        self.view = Some(view.kept_in(&self.bounds(), self.size));
        self.steer();
    }

    /// Goes to everything that matches: the sites that matching records concern, or the part of
    /// the world the dataset is about where there are none.
    pub fn fit_matches(&mut self, ctx: &ViewCtx<'_>) {
        let extent = reach::of_matches(ctx);
        self.go(if extent.is_nothing() { reach::of_dataset(ctx) } else { extent }, 12.0);
    }

    /// Goes to the selection, or to what it has to do with where it has no place of its own.
    /// Stays where it is when nothing selected has a place.
    pub fn fit_selection(&mut self, ctx: &ViewCtx<'_>) {
        let extent = reach::of_selection(ctx);
        if !extent.is_nothing() {
            self.go(extent, 12.0);
        }
    }

    /// Goes to the part of the world that the dataset is about.
    pub fn fit_all(&mut self, ctx: &ViewCtx<'_>) {
        self.go(reach::of_dataset(ctx), 12.0);
    }

    fn go(&mut self, extent: Extent, closest: f64) {
        self.target = Some(Target::Extent(extent, closest));
    }

    /// Waits until the base map has all its detail, for pictures that must not depend on speed.
    pub fn wait_for_detail(&self) {
        for detail in Detail::ALL {
            _ = level(detail);
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>) {
        let rect = ui.available_rect_before_wrap();
        if rect.width() < 8.0 || rect.height() < 8.0 {
            return;
        }
        self.size = rect.size();
        basemap::prepare();
        if self.reach.is_none_or(|(revision, _)| revision != ctx.revision) {
            self.reach = Some((ctx.revision, reach::of_map(ctx)));
        }
        self.travel(ui, ctx);
        if let Some(view) = self.view
            && let Some(moved) = interact::wheel(ui, &Camera::new(&view, rect))
        {
            self.flight = None;
            self.view = Some(moved.kept_in(&self.bounds(), self.size));
            self.steer();
        }
        let home = self.memory.detached().unwrap_or_default();
        let mut memory = std::mem::take(&mut self.memory);
        Map::new(None, &mut memory, home)
            .zoom_gesture(false)
            .panning(false)
            .double_click_to_zoom(false)
            .show(ui, |ui, response, _, memory| self.inside(ui, ctx, response, memory));
        let dragged = view_of(&memory);
        self.memory = memory;
        let kept = dragged.kept_in(&self.bounds(), self.size);
        if self.target.is_none() && self.flight.is_none() {
            self.view = Some(kept);
            if kept != dragged {
                self.steer();
            }
        }
    }

    /// The part of the world that can be shown; anywhere before the map was painted.
    fn bounds(&self) -> Extent {
        self.reach.map_or(Extent { min: World::of(85.0, -180.0), max: World::of(-85.0, 180.0) }, |(_, extent)| extent)
    }

    /// Paints, and answers the pointer and the keyboard.
    fn inside(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, response: &egui::Response, memory: &MapMemory) {
        let camera = Camera::new(&view_of(memory), response.rect);
        if response.drag_started() {
            self.flight = None;
        }
        let detail = basemap::ready(camera.zoom());
        if detail != Detail::for_zoom(camera.zoom()) {
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(50));
        }
        self.scene.update(ui, ctx, &camera, detail);
        let painter = ui.painter().with_clip_rect(response.rect);
        let light = reach::light(ctx, level(detail));
        let feather = 1.0 / ui.pixels_per_point();
        let frame = Frame { camera, light, palette: ctx.palette.map.clone(), feather };
        self.base.paint(&painter, detail, frame, ctx.palette.page);

        let chrome = chrome::Layout::new(response.rect, self.legend_open, ctx);
        let pointed = interact::pointed(ui, response, &self.scene, &camera, level(detail), &chrome);
        let nodes = interact::nodes(ui, ctx, &self.scene, &camera);
        self.paint_scene(&painter, ctx, &camera, &pointed, &nodes, &chrome);
        card::show(ui, ctx, &self.scene, &camera, &pointed, &nodes);
        let mut asked = interact::act(ui, ctx, response, &self.scene, &camera, &pointed, &nodes);
        asked.extend(chrome::show(ui, ctx, &camera, &chrome, &pointed, &self.scene.unplaced, &mut self.legend_open));
        for wish in asked {
            self.grant(ui, ctx, wish);
        }
        interact::choose(ui, ctx, self.choice.as_ref());
        if response.secondary_clicked() {
            self.asked_at = pointed.place;
        }
        interact::menu(ctx, response, self.asked_at);
    }

    fn paint_scene(
        &self,
        painter: &egui::Painter,
        ctx: &ViewCtx<'_>,
        camera: &Camera,
        pointed: &Pointed<'_>,
        nodes: &[interact::Node],
        chrome: &chrome::Layout,
    ) {
        let offsets = labels::in_view(&self.scene.labels, camera, |rect| !chrome.meets(rect));
        let placed = || self.scene.labels.iter().zip(&offsets).filter_map(|(label, offset)| Some((label, (*offset)?)));
        for (label, offset) in placed().filter(|(label, _)| !label.is_site()) {
            paint::label(painter, ctx, label, offset, camera);
        }
        // the most important last, on top
        for node in nodes.iter().rev() {
            let Some(group) = self.scene.groups.get(node.group) else { continue };
            let hot =
                pointed.group == Some(node.group) || node.response.has_focus() || self.scene.is_hovered(ctx, group);
            paint::group(painter, ctx, &self.scene, group, camera, hot);
            if !hot && self.scene.is_near(ctx, group) {
                paint::near(painter, ctx, &self.scene, group, camera);
            }
        }
        for (label, offset) in placed().filter(|(label, _)| label.is_site()) {
            paint::label(painter, ctx, label, offset, camera);
        }
    }

    fn grant(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, wish: interact::Wish) {
        match wish {
            interact::Wish::View(view) => self.target = Some(Target::View(view)),
            interact::Wish::Frame(extent, closest) => self.go(extent, closest),
            interact::Wish::Fit => self.fit_matches(ctx),
            interact::Wish::FitSelection => self.fit_selection(ctx),
            interact::Wish::FitAll => self.fit_all(ctx),
            interact::Wish::Choose(choice) => {
                self.choice = Some(choice);
                egui::Popup::open_id(ui.ctx(), interact::choice_id());
            }
        }
        ui.request_repaint();
    }

    /// Decides on the view of this frame: the first one, one that was asked for, or the next on
    /// the way there.
    fn travel(&mut self, ui: &Ui, ctx: &ViewCtx<'_>) {
        let first = self.view.is_none();
        if first && self.target.is_none() {
            self.fit_all(ctx);
        }
        let now = ui.input(|input| input.time);
        if let Some(target) = self.target.take() {
            let to = match target {
                Target::View(view) => view,
                Target::Extent(extent, closest) => MapView::fitting(&extent, self.size, closest),
            };
            let to = to.kept_in(&self.bounds(), self.size);
            self.flight = self.view.map(|from| Flight { from, to, start: now });
            if first || ui.style().animation_time <= 0.0 {
                self.flight = None;
                self.view = Some(to);
                self.steer();
            }
        }
        if let Some(flight) = self.flight {
            let part = ((now - flight.start) / FLIGHT).clamp(0.0, 1.0);
            let smooth = part * part * (3.0 - 2.0 * part);
            self.view = Some(flight.from.toward(&flight.to, smooth));
            self.steer();
            if part >= 1.0 {
                self.flight = None;
            } else {
                ui.request_repaint();
            }
        }
    }

    /// Tells walkers what the view is.
    fn steer(&mut self) {
        if let Some(view) = self.view {
            self.memory.center_at(lat_lon(view.lat, view.lon));
            // in range: a view's zoom is clamped
            let _ = self.memory.set_zoom(view.zoom);
        }
    }
}

fn view_of(memory: &MapMemory) -> MapView {
    let at: Position = memory.detached().unwrap_or_default();
    MapView { lat: at.y(), lon: at.x(), zoom: memory.zoom() }
}

/// Points kept between the map's edge and what lies on it.
const MARGIN: f32 = 10.0;

/// The map's rectangle without its margin.
fn inner(rect: Rect) -> Rect {
    rect.shrink(MARGIN)
}

#[cfg(test)]
mod tests;
