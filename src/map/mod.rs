//! The map panel: the base map on board, gates as they were at the shown time, and what they have
//! to do with the records that match.

mod area;
mod area_tool;
pub mod basemap;
mod buttons;
pub mod camera;
mod card;
mod chrome;
mod drawn;
mod edges;
mod fan;
mod foot;
pub mod geo;
mod graticule;
pub mod group;
pub mod history;
mod interact;
mod labels;
mod layers;
mod layout;
mod legend;
mod minor;
pub mod model;
mod outline;
mod paint;
pub mod pick;
mod reach;
mod rest;
mod scene;
mod sticky;
mod symbols;
mod tray;

use std::path::PathBuf;

use egui::layers::ShapeIdx;
use egui::{DragPanButtons, Rect, Response, Shape, Ui, UiBuilder, Vec2};
use walkers::{Map, MapMemory, Position, lat_lon};

pub use camera::MapView;
pub use layers::{MapLayers, TileChoice, Under};
pub use legend::{LegendEntry, boundaries_said};

use crate::context::{Cached, Command, MapAction, Pointed, ViewCtx};
use area_tool::AreaTool;
use basemap::look::BasemapFrame;
use basemap::{Detail, gpu, level, vector};
use camera::Camera;
use geo::{Extent, MercatorPoint};
use interact::MapHover;
use layers::Layers;
use scene::Scene;

use crate::ui::vector::Medium;

/// Prepares a renderer for what the map paints past the toolkit. Without it neither the base map nor
/// a vector tile is seen. To be called once for every renderer.
pub fn install(render: &egui_wgpu::RenderState) {
    gpu::install(render);
    walkers::install_renderer(Some(render));
}

/// From this zoom on gates that stand together are told apart by their size.
const APART: f64 = 8.5;
/// Seconds that the map takes to go somewhere it is sent.
const FLIGHT: f64 = 0.25;

/// Shapes below the tiles: page or sea, the base map.
const GROUND: usize = 2;

/// Where the map is to go.
#[derive(Clone, Copy, Debug)]
enum MapTarget {
    View(MapView),
    /// All of this, but no closer than a zoom.
    Extent(Extent, f64),
}

/// The map as walkers left it.
struct Stage {
    response: Response,
    memory: MapMemory,
    /// Places kept for shapes below the tiles.
    ground: [ShapeIdx; GROUND],
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
    target: Option<MapTarget>,
    /// What the view was fitted to, while nobody has moved it by hand since: another size of the map
    /// is fitted to it again.
    fitted: Option<(Extent, f64)>,
    /// Points, when it was painted last.
    size: Vec2,
    flight: Option<Flight>,
    /// What the map can show of the dataset's revision.
    reach: Cached<u64, Extent>,
    scene: Scene,
    legend_open: bool,
    layers: Layers,
    area: AreaTool,
    /// Where the message about missing tiles was.
    message: Option<Rect>,
    /// Where the menu was asked for.
    asked_at: Option<interact::MenuAt>,
    /// What to choose from where several sites share one place.
    choice: Option<interact::PlaceChoice>,
    /// The names of the crowd that the pointer is on.
    fan: Option<fan::Fan>,
    sticky: sticky::Sticky,
    /// What a legend beside the map has to explain, when it is on paper.
    explained: Vec<LegendEntry>,
}

impl MapPanel {
    /// What the map shows; `None` before it was painted for the first time.
    pub fn view(&self) -> Option<MapView> {
        self.view
    }

    /// What the map shows, where a person moved it there: what it was fitted to follows the window.
    pub fn kept_view(&self) -> Option<MapView> {
        self.view.filter(|_| self.fitted.is_none())
    }

    /// Shows this at once.
    pub fn set_view(&mut self, view: MapView) {
        self.flight = None;
        self.fitted = None;
        self.view = Some(view.kept_in(&self.bounds(), self.size));
        self.steer();
    }

    /// Does what it is asked to.
    pub fn act(&mut self, action: MapAction, ctx: &ViewCtx<'_>) {
        match action {
            MapAction::FitAll => self.go(reach::of_dataset(ctx), 12.0),
            MapAction::FitMatches => {
                // without a query that is the dataset in its own frame, not the furthest place it names
                let extent = if ctx.query.is_empty() { Extent::NOTHING } else { reach::of_matches(ctx) };
                self.go(if extent.is_nothing() { reach::of_dataset(ctx) } else { extent }, 12.0);
            }
            MapAction::FitSelection => {
                let extent = reach::of_selection(ctx);
                if !extent.is_nothing() {
                    // a gate alone is shown with its part of the border
                    self.go(extent, 9.0);
                }
            }
            MapAction::FitUnit(id) => {
                let zoom = self.view.map_or(0.0, |view| view.zoom);
                if let Some(unit) = level(basemap::ready(zoom)).units.iter().find(|unit| *unit.id == *id) {
                    self.go(unit.extent_when(scene::merged(ctx)).unwrap_or(unit.extent), 12.0);
                }
            }
            MapAction::Show(frame) => self.set_view(frame.into()),
            MapAction::FlyTo(frame) => {
                self.fitted = None;
                self.target = Some(MapTarget::View(frame.into()));
            }
            MapAction::FilterToView => {
                if let Some(view) = self.view {
                    let camera = Camera::new(&view, Rect::from_min_size(egui::Pos2::ZERO, self.size));
                    ctx.send(Command::FilterArea(Some(area::area_of(&camera.visible()))));
                }
            }
            MapAction::ToggleAreaTool => self.area.on = !self.area.on,
            MapAction::ShowFile(path) => self.layers.show_file(path),
        }
    }

    /// Which layers are shown.
    pub fn layers(&self) -> &MapLayers {
        &self.layers.chosen
    }

    pub fn set_layers(&mut self, layers: MapLayers) {
        self.layers.chosen = layers;
    }

    /// Where tiles from the network are kept on the disk. Without a place they are fetched anew in
    /// every run.
    pub fn set_tile_cache(&mut self, folder: Option<PathBuf>) {
        self.layers.set_cache(folder);
    }

    /// Shows in another size what the view was fitted to.
    fn refit(&mut self) {
        if let (Some((extent, closest)), Some(_)) = (self.fitted, self.view) {
            self.flight = None;
            self.view = Some(MapView::fitting(&extent, self.size, closest).kept_in(&self.bounds(), self.size));
            self.steer();
        }
    }

    fn go(&mut self, extent: Extent, closest: f64) {
        self.target = Some(MapTarget::Extent(extent, closest));
    }

    /// Waits until the base map has all its detail, for pictures that must not depend on speed.
    pub fn wait_for_detail(&mut self) {
        self.scene.wait();
        self.layers.unders.wait();
        for detail in Detail::ALL {
            _ = level(detail);
        }
        _ = basemap::world();
    }

    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>) {
        let rect = ui.available_rect_before_wrap();
        if rect.width() < 8.0 || rect.height() < 8.0 {
            return;
        }
        let resized = (self.size - rect.size()).abs().max_elem() > 0.5;
        self.size = rect.size();
        if resized {
            self.refit();
        }
        basemap::prepare(ui.ctx());
        self.reach.refresh(ctx.revision, || reach::of_map(ctx));
        self.travel(ui, ctx);
        let chrome = edges::MapEdgesLayout::new(rect, legend::wish(self.legend_open, ctx));
        if let Some(view) = self.view
            && !ui.rect_contains_pointer(chrome.legend)
            && let Some(moved) = interact::wheel(ui, &Camera::new(&view, rect))
        {
            self.flight = None;
            self.fitted = None;
            self.view = Some(moved.kept_in(&self.bounds(), self.size));
            self.steer();
        }
        let stage = self.lay_ground(ui, ctx);
        let mut inner = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("inner"));
        self.inside(&mut inner, ctx, &stage, &chrome);
        let dragged = view_of(&stage.memory);
        self.memory = stage.memory;
        let kept = dragged.kept_in(&self.bounds(), self.size);
        if self.target.is_none() && self.flight.is_none() {
            self.view = Some(kept);
            if kept != dragged {
                self.steer();
            }
        }
    }

    /// Lets walkers move the map and paint tiles above the ground, whose place is kept for it.
    fn lay_ground(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>) -> Stage {
        let home = self.memory.detached().unwrap_or_default();
        let mut memory = std::mem::take(&mut self.memory);
        let egui = ui.ctx().clone();
        self.layers.begin(ctx.palette.dark, &egui);
        let ground = [(); GROUND].map(|()| ui.painter().add(Shape::Noop));
        let buttons = if self.area.takes_drag(ui) { DragPanButtons::empty() } else { DragPanButtons::PRIMARY };
        let map = Map::new(self.layers.tiles(), &mut memory, home);
        let map = map.zoom_gesture(false).panning(false).double_click_to_zoom(false).drag_pan_buttons(buttons);
        let response = map.show(ui, |_, _, _, _| ()).response;
        self.layers.end(ui.input(|input| input.time), &egui);
        Stage { response, memory, ground }
    }

    /// The part of the world that can be shown; anywhere before the map was painted.
    fn bounds(&self) -> Extent {
        let anywhere = Extent { min: MercatorPoint::of(85.0, -180.0), max: MercatorPoint::of(-85.0, 180.0) };
        self.reach.value().copied().unwrap_or(anywhere)
    }

    /// Paints, and answers the pointer and the keyboard.
    fn inside(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, stage: &Stage, chrome: &edges::MapEdgesLayout) {
        let response = &stage.response;
        let camera = Camera::new(&view_of(&stage.memory), response.rect);
        if response.drag_started() {
            self.flight = None;
            self.fitted = None;
        }
        let detail = basemap::ready(camera.zoom());
        if detail != Detail::for_zoom(camera.zoom()) || basemap::world_made().is_none() {
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(50));
        }
        self.scene.update(ui, ctx, &camera, detail);
        let painter = ui.painter().with_clip_rect(response.rect);
        self.paint_ground(&painter, ctx, &camera, detail, stage.ground);
        if self.layers.chosen.graticule {
            graticule::paint(&painter, ctx, &camera);
        }
        self.area.mark(ui, ctx, &camera);
        if Medium::of(ui.ctx()).is_paper() {
            self.at_rest(ui, ctx, &camera);
            return;
        }
        let message = self.message;
        let covered = |at| chrome.covers(at) || message.is_some_and(|rect| rect.contains(at));
        let offsets = self.label_offsets(&camera, chrome);
        self.paint_provinces(ui, ctx, &camera, detail, chrome, &offsets);
        let names = self.names(&camera, &offsets);
        let pointer = ui.input(|input| input.pointer.hover_pos());
        let free = pointer.filter(|at| response.contains_pointer() && !response.dragged() && !covered(*at));
        let fan = fan::Fan::update(self.fan.take(), ui, ctx, &self.scene, &camera, &names, free);
        let names = interact::ShownNames { groups: &names, fan: fan.as_ref() };
        let pointed = interact::pointed(ui, response, &self.scene, &camera, level(detail), &names, covered);
        let nodes = interact::nodes(ui, ctx, &self.scene, &camera);
        self.paint_scene(&painter, ctx, &camera, &pointed, &nodes, &offsets);
        if response.has_focus() {
            let ring = egui::Stroke::new(2.0, ctx.palette.accent);
            painter.rect_stroke(response.rect.shrink(1.0), 2.0, ring, egui::StrokeKind::Inside);
        }
        if let Some(fan) = &fan {
            fan.paint(&painter, ctx, &pointed);
        }
        card::show(ui, ctx, &self.scene, &camera, &pointed, &nodes);
        let (mut actions, choice) = interact::act(ui, ctx, response, &self.scene, &camera, &pointed, &nodes);
        self.area.show(ui, ctx, response, &camera, chrome);
        let mut parts = chrome::EdgeControls {
            layers: &mut self.layers,
            area: &mut self.area,
            legend_open: &mut self.legend_open,
            unplaced: &self.scene.unplaced,
            message: &mut self.message,
        };
        actions.extend(chrome::show(ui, ctx, &camera, chrome, &pointed, &mut parts));
        if let Some(choice) = choice {
            self.choice = Some(choice);
            egui::Popup::open_id(ui.ctx(), interact::choice_id());
            ui.request_repaint();
        }
        for action in actions {
            self.act(action, ctx);
            ui.request_repaint();
        }
        interact::choose(ui, ctx, &self.scene, self.choice.as_ref());
        let symbols = nodes.iter().map(|node| &node.response);
        self.fan = fan;
        for asked in std::iter::once(response).chain(symbols) {
            if asked.secondary_clicked() {
                self.asked_at = interact::MenuAt::of(ctx, &self.scene, &pointed);
            }
            interact::menu(ctx, asked, self.asked_at.as_ref());
        }
    }

    /// The base map below the tiles, and above them the border that the data is about.
    fn paint_ground(
        &mut self,
        painter: &egui::Painter,
        ctx: &ViewCtx<'_>,
        camera: &Camera,
        detail: Detail,
        [ground, base]: [ShapeIdx; GROUND],
    ) {
        let merged = scene::merged(ctx);
        let light = reach::light(ctx, level(detail), merged);
        let feather = 1.0 / painter.pixels_per_point();
        let screen = gpu::screen(painter);
        let frame = BasemapFrame { camera: *camera, light: &light, merged, palette: &ctx.palette.map, feather, screen };
        let on_board = self.layers.chosen.base;
        painter.set(ground, paint::ground(camera, ctx.palette, on_board));
        let shape = if Medium::of(painter.ctx()) == Medium::Lines { vector::shape } else { gpu::shape };
        if on_board {
            painter.set(base, shape(detail, &frame, false));
        }
        let Layers { chosen, unders, .. } = &mut self.layers;
        let under = unders.paint(painter, ctx.palette, camera, Medium::of(painter.ctx()), &chosen.under);
        if on_board && (under || self.layers.lie_over()) {
            painter.add(shape(detail, &frame, true));
        }
    }

    /// Where in the view each label goes, beside its place; none where it has no room.
    fn label_offsets(&self, camera: &Camera, chrome: &edges::MapEdgesLayout) -> Vec<Option<Vec2>> {
        let in_view = self.scene.in_view(camera);
        let symbols: Vec<_> =
            in_view.map(|group| (camera.to_screen(group.at), labels::radius(&self.scene, group))).collect();
        labels::in_view(&self.scene.all, camera, &symbols, |rect| !chrome.meets(rect))
    }

    /// The names of provinces that have none in the middle of them.
    fn paint_provinces(
        &mut self,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        camera: &Camera,
        detail: Detail,
        chrome: &edges::MapEdgesLayout,
        offsets: &[Option<Vec2>],
    ) {
        if !self.layers.chosen.base || self.layers.cover() {
            return;
        }
        let scene = &mut self.scene;
        let shown = scene.all.iter().zip(offsets).filter_map(|(label, offset)| Some((label, (*offset)?)));
        let named: Vec<usize> = shown.clone().filter_map(|(label, _)| label.unit).collect();
        let mut taken: Vec<Rect> = shown.map(|(label, offset)| label.rect(camera, offset)).collect();
        let symbol = |group| Vec2::splat(labels::radius(scene, group) * 2.0);
        taken.extend(
            scene.in_view(camera).map(|group| Rect::from_center_size(camera.to_screen(group.at), symbol(group))),
        );
        let free = |rect| !chrome.meets(rect);
        let of = sticky::Of { level: level(detail), named: &named, taken: &taken, spared: &scene.spared };
        let painter = ui.painter().with_clip_rect(camera.rect);
        for (label, offset) in self.sticky.labels(ui, ctx, camera, &of, &mut scene.sizes, free) {
            paint::label(&painter, ctx, &label, offset, camera);
        }
    }

    /// The names of gates on the screen, each with the group that it names: a name is clicked as its
    /// symbol is.
    fn names(&self, camera: &Camera, offsets: &[Option<Vec2>]) -> Vec<(usize, Rect)> {
        let labels = self.scene.all.iter().zip(offsets).filter(|(label, _)| label.is_site());
        let shown = labels.filter_map(|(label, offset)| Some((label.at, label.rect(camera, (*offset)?))));
        let group = |at: MercatorPoint| self.scene.groups.iter().position(|group| group.at == at);
        shown.filter_map(|(at, rect)| Some((group(at)?, rect.expand(2.0)))).collect()
    }

    /// As they stand with nothing on the edges.
    #[cfg(test)]
    fn labels_of(&self, camera: &Camera) -> Vec<(usize, Rect)> {
        let edges = edges::MapEdgesLayout::on_paper(camera.rect);
        self.names(camera, &self.label_offsets(camera, &edges))
    }

    fn paint_scene(
        &self,
        painter: &egui::Painter,
        ctx: &ViewCtx<'_>,
        camera: &Camera,
        pointed: &MapHover<'_>,
        nodes: &[interact::SymbolNode],
        offsets: &[Option<Vec2>],
    ) {
        drawn::paint(painter, ctx, &self.scene.drawn, camera);
        // tiles bring names of their own
        let own_names = self.layers.chosen.base && !self.layers.cover();
        let placed = || self.scene.all.iter().zip(offsets).filter_map(|(label, offset)| Some((label, (*offset)?)));
        for (label, offset) in placed().filter(|(label, _)| own_names && !label.is_site()) {
            paint::label(painter, ctx, label, offset, camera);
        }
        // the most important last, on top
        if Medium::of(painter.ctx()).is_paper() {
            self.scene.in_view(camera).for_each(|group| paint::group(painter, ctx, &self.scene, group, camera, false));
        }
        // the smaller over the larger, from afar the more important over the less, and what the pointer
        // is on over all
        let size = |node: &interact::SymbolNode| {
            let group = self.scene.groups.get(node.group).filter(|_| camera.zoom() >= APART);
            group.map_or(0.0, |group| labels::radius_now(ctx, &self.scene, group))
        };
        let is_on_top = |node: &interact::SymbolNode| pointed.group == Some(node.group) || node.response.has_focus();
        let mut order: Vec<(bool, f32, &interact::SymbolNode)> =
            nodes.iter().rev().map(|node| (is_on_top(node), size(node), node)).collect();
        order.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        for (_, _, node) in order {
            let Some(group) = self.scene.groups.get(node.group) else { continue };
            let state = self.scene.state(ctx, group);
            let hot = pointed.group == Some(node.group) || node.response.has_focus() || state.hovered;
            paint::group(painter, ctx, &self.scene, group, camera, hot);
            if !hot && state.standing.pointed == Pointed::Near {
                paint::near(painter, ctx, &self.scene, group, camera);
            }
        }
        for (label, offset) in placed().filter(|(label, _)| label.is_site()) {
            paint::label(painter, ctx, label, offset, camera);
        }
    }

    /// Decides on the view of this frame: the first one, one that was asked for, or the next on
    /// the way there.
    fn travel(&mut self, ui: &Ui, ctx: &ViewCtx<'_>) {
        let first = self.view.is_none();
        if first && self.target.is_none() {
            self.act(MapAction::FitAll, ctx);
        }
        let now = ui.input(|input| input.time);
        if let Some(target) = self.target.take() {
            let to = match target {
                MapTarget::View(view) => {
                    self.fitted = None;
                    view
                }
                MapTarget::Extent(extent, closest) => {
                    self.fitted = Some((extent, closest));
                    MapView::fitting(&extent, self.size, closest)
                }
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
