//! What the pointer and the keyboard ask for.

use egui::{
    Id, Key, Modifiers, Popup, PopupAnchor, PopupCloseBehavior, Pos2, Rect, Response, Role, Sense, Ui, Vec2, vec2,
};

use super::basemap::{Level, MapRegion};
use super::camera::{Camera, MapView};
use super::fan::Fan;
use super::geo::MercatorPoint;
use super::labels::{self, spoken, spoken_group};
use super::model::Site;
use super::paint::hit_rect;
use super::pick;
use super::scene::{Scene, merged};
use crate::context::{Command, Item, MapAction, ViewCtx, record_menu};
use crate::ui::stops::Stops;
use crate::ui::widgets;
use km0_core::model::Record;

/// Points of scrolling that double the scale.
const SCROLL_STEP: f64 = 160.0;
/// The part of the map that an arrow key moves it by.
const KEY_PAN: f32 = 0.15;

/// Records that share one place.
#[derive(Clone, Debug)]
pub(super) struct PlaceChoice {
    at: Pos2,
    ids: Vec<km0_core::model::Id>,
}

/// What the pointer is over.
#[derive(Debug, Default)]
pub(super) struct MapHover<'a> {
    pub(super) place: Option<MercatorPoint>,
    /// By place in the scene's groups.
    pub(super) group: Option<usize>,
    /// It is over the name beside the group, not over its symbol.
    pub(super) on_name: bool,
    /// The names of a crowd are fanned out.
    pub(super) fanned: bool,
    pub(super) unit: Option<&'a MapRegion>,
}

/// A visible symbol as a thing that can be reached by keyboard and screen reader.
#[derive(Debug)]
pub(super) struct SymbolNode {
    pub(super) group: usize,
    pub(super) response: Response,
}

/// Zooms around the pointer by wheel or pinch.
pub(super) fn wheel(ui: &Ui, camera: &Camera) -> Option<MapView> {
    if !ui.rect_contains_pointer(camera.rect) {
        return None;
    }
    let at = ui.input(|input| input.pointer.hover_pos())?;
    let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta.y, input.zoom_delta()));
    let steps = f64::from(scroll) / SCROLL_STEP + f64::from(pinch.max(1e-3)).log2();
    if steps.abs() < 1e-6 {
        return None;
    }
    ui.input_mut(|input| input.smooth_scroll_delta = Vec2::ZERO);
    Some(camera.zoomed(steps, at))
}

/// The names on the screen that lead to something.
pub(super) struct ShownNames<'a> {
    /// Of groups, with their places among all groups.
    pub(super) groups: &'a [(usize, Rect)],
    /// Of a crowd.
    pub(super) fan: Option<&'a Fan>,
}

/// What lies under the pointer: the nearest symbol within reach or the one whose name is there, and
/// the province.
pub(super) fn pointed<'a>(
    ui: &Ui,
    response: &Response,
    scene: &Scene,
    camera: &Camera,
    level: &'a Level,
    names: &ShownNames<'_>,
    covered: impl Fn(Pos2) -> bool,
) -> MapHover<'a> {
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let free = |at: &Pos2| response.contains_pointer() && !covered(*at);
    let Some(at) = pointer.filter(free) else { return MapHover::default() };
    let places: Vec<_> = scene.groups.iter().map(|group| camera.to_screen(group.at)).enumerate().collect();
    // a name is as good as its symbol, but a symbol under the pointer comes first
    let named = || names.groups.iter().find(|(_, rect)| rect.contains(at)).map(|(group, _)| *group);
    let symbol = pick::picked(&places, |group| names.groups.iter().any(|(named, _)| *named == group), at);
    let place = camera.to_world(at);
    if let Some(fan) = names.fan.filter(|fan| fan.covers(at)) {
        return MapHover { place: Some(place), group: fan.row_at(at), on_name: false, fanned: true, unit: None };
    }
    let group = if response.dragged() { None } else { symbol.or_else(named) };
    let unit = level.unit_at(place);
    MapHover { place: Some(place), group, on_name: symbol.is_none(), fanned: names.fan.is_some(), unit }
}

/// One named button for every visible symbol, in the order of importance.
pub(super) fn nodes(ui: &Ui, ctx: &ViewCtx<'_>, scene: &Scene, camera: &Camera) -> Vec<SymbolNode> {
    let mut nodes = Vec::new();
    let mut stops = Stops::begin(ui, "symbols");
    for (i, group) in scene.groups.iter().enumerate() {
        let at = camera.to_screen(group.at);
        let Some(leader) = scene.leader(group).filter(|_| camera.rect.contains(at)) else { continue };
        let id = ui.scope_id().with(("site", &leader.id, group.members.len()));
        let response = ui.interact(hit_rect(at), id, stops.sense(Sense::click()));
        stops.add(&response);
        response.widget_info(|| {
            let label = if group.is_single() { spoken(ctx, leader) } else { spoken_group(ctx, scene, group) };
            egui::WidgetInfo::labeled(Role::Button, true, label)
        });
        scene.state(ctx, group).standing.tell(ctx, &response);
        nodes.push(SymbolNode { group: i, response });
    }
    stops.end(ui);
    nodes
}

/// Turns clicks, hovering and keys into commands to the program, actions of the map, and a choice
/// among records that share one place on the screen.
pub(super) fn act(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    response: &Response,
    scene: &Scene,
    camera: &Camera,
    pointed: &MapHover<'_>,
    nodes: &[SymbolNode],
) -> (Vec<MapAction>, Option<PlaceChoice>) {
    widgets::name(response, Role::Pane, ctx.words.t("map-name"));
    tell_hover(ctx, scene, pointed);
    let copied = ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Copy)));
    if copied && response.has_focus() {
        ctx.send(Command::CopyText(degrees(pointed.place.unwrap_or(camera.centre))));
    }
    let mut actions = keys(ui, response, nodes, camera);
    let mut choice = None;
    let by_pointer = ui.input(|input| input.pointer.any_released());
    let node = nodes.iter().find(|node| node.response.clicked());
    if response.clicked() || node.is_some() {
        response.request_focus();
    }
    let group = match node {
        // the symbols' buttons overlap: the pointer means what was picked
        Some(node) if !by_pointer => Some(node.group),
        Some(node) => Some(pointed.group.unwrap_or(node.group)),
        None => pointed.group.filter(|_| response.clicked()),
    };
    let ctrl = ui.input(|input| input.modifiers.command);
    let double = response.double_clicked();
    if is_second_on_symbol(ui, response.id, group.is_some(), response.clicked() || node.is_some()) {
        return (actions, choice);
    }
    if let Some(group) = group {
        let on_name = by_pointer && pointed.on_name;
        choice = click_group(ctx, scene, camera, group, on_name, ctrl);
    } else if let Some(unit) = pointed.unit {
        if double {
            actions.push(MapAction::FitUnit(unit.id.clone().into()));
        } else if response.clicked()
            && let Some(record) = ctx.dataset.by_id(unit.id_when(merged(ctx)))
        {
            ctx.click(record.item(), ctrl);
        }
    } else if double && let Some(at) = ui.input(|input| input.pointer.interact_pos()) {
        actions.push(MapAction::FlyTo(camera.zoomed(1.0, at).into()));
    }
    (actions, choice)
}

/// Whether a click is the second of a double click that began on a symbol: names move when that is selected, and what
/// has come under the pointer since was not meant.
fn is_second_on_symbol(ui: &Ui, id: egui::Id, on_symbol: bool, clicked: bool) -> bool {
    let began = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or_default();
    if ui.input(|input| input.pointer.button_double_clicked(egui::PointerButton::Primary)) {
        return began;
    }
    if clicked {
        ui.data_mut(|data| data.insert_temp(id, on_symbol));
    }
    false
}

/// Latitude and longitude as other programs read them: "21.97110, 106.71080".
fn degrees(at: MercatorPoint) -> String {
    format!("{:.5}, {:.5}", at.lat(), at.lon())
}

/// Where a menu was asked for: the place, and the record that stands there.
#[derive(Clone, Debug)]
pub(super) struct MenuAt {
    pub(super) place: MercatorPoint,
    /// What stands there; of a disc all that it stands for.
    pub(super) records: Vec<km0_core::model::Id>,
}

impl MenuAt {
    pub(super) fn of(ctx: &ViewCtx<'_>, scene: &Scene, pointed: &MapHover<'_>) -> Option<Self> {
        let group = pointed.group.and_then(|group| scene.groups.get(group));
        let unit = || {
            pointed.unit.and_then(|unit| ctx.dataset.by_id(unit.id_when(merged(ctx)))).map(|record| record.id.clone())
        };
        let records = match group {
            Some(group) if pointed.on_name && !group.is_single() => {
                labels::named(ctx, scene, group).map(|site| site.id.clone()).into_iter().collect()
            }
            Some(group) => scene.told(group).map(|site| site.id.clone()).collect(),
            None => unit().into_iter().collect(),
        };
        Some(Self { place: pointed.place?, records })
    }
}

/// What can be done with a gate or a province, and with a place on the map. A symbol is a button of its
/// own above the map: `response` is that of whichever was asked.
pub(super) fn menu(ctx: &ViewCtx<'_>, response: &Response, at: Option<&MenuAt>) {
    response.context_menu(|ui| {
        let Some(at) = at else { return };
        let records: Vec<_> = at.records.iter().filter_map(|id| ctx.dataset.by_id(id)).collect();
        match records.as_slice() {
            [] => copy_button(ui, ctx, at.place),
            [record] => {
                ui.label(widgets::strong(ctx.name(record), 13.5));
                acts(ui, ctx, record, at.place);
            }
            several => {
                for record in several {
                    ui.menu_button(ctx.name(record), |ui| acts(ui, ctx, record, at.place));
                }
            }
        }
    });
}

/// What can be done with a record; its coordinates are its own, wherever its name stands.
fn acts(ui: &mut Ui, ctx: &ViewCtx<'_>, record: &Record, pointed: MercatorPoint) {
    record_menu::acts(ui, ctx, &record.id);
    ui.separator();
    copy_button(ui, ctx, record.position().map_or(pointed, |own| MercatorPoint::of(own.lat, own.lon)));
}

fn copy_button(ui: &mut Ui, ctx: &ViewCtx<'_>, at: MercatorPoint) {
    let degrees = degrees(at);
    if ui.button(ctx.words.with("map-copy", &[("at", degrees.clone().into())])).clicked() {
        ctx.send(Command::CopyText(degrees));
        ui.close();
    }
}

fn tell_hover(ctx: &ViewCtx<'_>, scene: &Scene, pointed: &MapHover<'_>) {
    let group = pointed.group.and_then(|i| scene.groups.get(i));
    let site = group.filter(|group| group.is_single()).and_then(|group| scene.leader(group));
    if let Some(site) = site {
        ctx.hover.set(Item::Record(site.id.clone()));
    } else if group.is_none()
        && let Some(record) = pointed.unit.and_then(|unit| ctx.dataset.by_id(unit.id_when(merged(ctx))))
    {
        ctx.hover.set(record.item());
    }
}

/// A site is selected, by its symbol or by its name; the disc of a group opens to the names in it.
/// The view stays.
fn click_group(
    ctx: &ViewCtx<'_>,
    scene: &Scene,
    camera: &Camera,
    group: usize,
    on_name: bool,
    ctrl: bool,
) -> Option<PlaceChoice> {
    let group = scene.groups.get(group)?;
    if group.is_single() || on_name {
        let site = if on_name { labels::named(ctx, scene, group) } else { scene.leader(group) };
        ctx.click(Item::Record(site?.id.clone()), ctrl);
        return None;
    }
    let ids = scene.told(group).map(|site| site.id.clone()).collect();
    Some(PlaceChoice { at: camera.to_screen(group.at), ids })
}

/// Arrows, plus, minus, Home, R and V while the map or a symbol on it has the focus.
fn keys(ui: &Ui, response: &Response, nodes: &[SymbolNode], camera: &Camera) -> Vec<MapAction> {
    let focused = response.has_focus();
    if focused {
        let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    let on_symbol = nodes.iter().any(|node| node.response.has_focus());
    if !focused && !on_symbol {
        return Vec::new();
    }
    // by what was held when the key went down: Ctrl may be up again before a slow frame is painted
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let shifted = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key));
    let mut actions = Vec::new();
    let size = camera.rect.size();
    let arrows = [
        (Key::ArrowLeft, vec2(KEY_PAN * size.x, 0.0)),
        (Key::ArrowRight, vec2(-KEY_PAN * size.x, 0.0)),
        (Key::ArrowUp, vec2(0.0, KEY_PAN * size.y)),
        (Key::ArrowDown, vec2(0.0, -KEY_PAN * size.y)),
    ];
    let pan: Vec2 =
        arrows.into_iter().filter(|(key, _)| focused && pressed(*key)).fold(Vec2::ZERO, |sum, (_, by)| sum + by);
    if pan != Vec2::ZERO {
        actions.push(MapAction::FlyTo(camera.panned(pan).into()));
    }
    let middle = camera.rect.center();
    if pressed(Key::Plus) || pressed(Key::Equals) || shifted(Key::Plus) || shifted(Key::Equals) {
        actions.push(MapAction::FlyTo(camera.zoomed(1.0, middle).into()));
    }
    if pressed(Key::Minus) {
        actions.push(MapAction::FlyTo(camera.zoomed(-1.0, middle).into()));
    }
    let others =
        [(Key::Home, MapAction::FitMatches), (Key::R, MapAction::ToggleAreaTool), (Key::V, MapAction::FilterToView)];
    actions.extend(others.into_iter().filter(|(key, _)| pressed(*key)).map(|(_, action)| action));
    actions
}

pub(super) fn choice_id() -> Id {
    Id::unique("map-choice")
}

/// The list of sites that share one place.
pub(super) fn choose(ui: &Ui, ctx: &ViewCtx<'_>, scene: &Scene, choice: Option<&PlaceChoice>) {
    let id = choice_id();
    let Some(choice) = choice.filter(|_| Popup::is_id_open(ui.ctx(), id)) else { return };
    let anchor = PopupAnchor::ParentRect(Rect::from_center_size(choice.at, Vec2::splat(GAP)));
    Popup::new(id, ui.ctx().clone(), anchor, ui.layer_id())
        .open_memory(None)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for site in choice.ids.iter().filter_map(|id| scene.sites.iter().find(|site| site.id == *id)) {
                let line = choice_line(ui, ctx, site);
                let response = ui.add(line);
                let said = format!("{}, {}", site.names[0], ctx.words.t(site.sign.key()));
                widgets::name(&response, Role::Button, &said);
                if response.clicked() {
                    ctx.click(Item::Record(site.id.clone()), ui.input(|input| input.modifiers.command));
                }
            }
        });
}

/// "Tà Lùng   International gate".
fn choice_line(ui: &Ui, ctx: &ViewCtx<'_>, site: &Site) -> egui::Button<'static> {
    let format = |style: egui::TextStyle, ink| egui::TextFormat::simple(style.resolve(ui.style()), ink);
    let mut job = egui::text::LayoutJob::default();
    job.append(&site.names[0], 0.0, format(egui::TextStyle::Body, ctx.palette.ink));
    job.append(ctx.words.t(site.sign.key()), 10.0, format(egui::TextStyle::Small, ctx.palette.weak));
    egui::Button::new(job).frame_when_inactive(false).min_size(vec2(24.0, 26.0))
}

/// Points between a place and the list that opens there.
const GAP: f32 = 20.0;
