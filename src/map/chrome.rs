//! What lies on the map's edges: buttons, legend, the shown day, the tray, and the foot.

use egui::{Painter, Rect, Role, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::buttons::{ButtonFace, Icon, button};
use super::camera::{Camera, ZOOMS};
use super::edges::MapEdgesLayout;
use super::interact::MapHover;
use super::layers::{self, Layers};
use super::scene::moment;
use super::{area_tool::AreaTool, foot, legend, tray};
use crate::context::{MapAction, ViewCtx};
use crate::ui::stops::Stops;
use crate::ui::widgets;
use km0_core::dataset::Ix;
use km0_core::dataset::boundaries::boundaries;
use km0_core::model::Edtf;

/// What of the panel the edges show and change.
pub(super) struct EdgeControls<'a> {
    pub(super) layers: &'a mut Layers,
    pub(super) area: &'a mut AreaTool,
    pub(super) legend_open: &'a mut bool,
    pub(super) unplaced: &'a [Ix],
    /// Where the message about missing tiles was.
    pub(super) message: &'a mut Option<Rect>,
}

pub(super) fn show(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    camera: &Camera,
    layout: &MapEdgesLayout,
    pointed: &MapHover<'_>,
    parts: &mut EdgeControls<'_>,
) -> Vec<MapAction> {
    let painter = ui.painter().with_clip_rect(camera.rect);
    foot::show(ui, ctx, camera, layout, pointed, &thanks(parts.layers));
    legend::show(ui, ctx, layout.legend, parts.legend_open);
    if layout.head.is_positive() {
        let taken = as_of(ui, &painter, ctx, layout.head);
        let tray = Rect::from_min_max(pos2(layout.head.left() + taken + 8.0, layout.head.top()), layout.head.max);
        tray::show(ui, ctx, parts.unplaced, tray);
    }
    *parts.message = layers::menu::message(ui, ctx, layout.head, parts.layers);
    let mut stops = Stops::begin(ui, "buttons");
    let mut actions = moves(ui, ctx, camera, layout, &mut stops);
    let [.., layers, area, only] = layout.buttons;
    let face = |icon, key, on| ButtonFace { icon, key, enabled: true, on };
    if let Some(response) = button(ui, ctx, layers, face(Icon::Layers, "map-layers", None), &mut stops) {
        layers::menu::show(ctx, &response, parts.layers);
    }
    let mut clicked = |rect, face| button(ui, ctx, rect, face, &mut stops).is_some_and(|response| response.clicked());
    if clicked(area, face(Icon::Area, "map-area-draw", Some(parts.area.on))) {
        parts.area.on = !parts.area.on;
    }
    if clicked(only, face(Icon::Window, "map-area-shown", None)) {
        actions.push(MapAction::FilterToView);
    }
    stops.end(ui);
    actions
}

/// On paper: the shown day, the scale, whom to thank.
pub(super) fn at_rest(ui: &Ui, ctx: &ViewCtx<'_>, camera: &Camera, layout: &MapEdgesLayout, layers: &Layers) {
    foot::show(ui, ctx, camera, layout, &MapHover::default(), &thanks(layers));
    if layout.head.is_positive() {
        as_of(ui, &ui.painter().with_clip_rect(camera.rect), ctx, layout.head);
    }
}

/// The buttons that move the map.
fn moves(ui: &Ui, ctx: &ViewCtx<'_>, camera: &Camera, layout: &MapEdgesLayout, stops: &mut Stops) -> Vec<MapAction> {
    let [plus, minus, fit, selection, all, ..] = layout.buttons;
    let middle = camera.rect.center();
    let zoom = camera.zoom();
    let selected = !ctx.selection.is_empty();
    let zoomed = |steps: f64| MapAction::FlyTo(camera.zoomed(steps, middle).into());
    let buttons = [
        (plus, Icon::Plus, "map-zoom-in", zoom < *ZOOMS.end() - 1e-6, zoomed(1.0)),
        (minus, Icon::Minus, "map-zoom-out", zoom > *ZOOMS.start() + 1e-6, zoomed(-1.0)),
        (fit, Icon::Corners, "map-fit", true, MapAction::FitMatches),
        (selection, Icon::Target, "map-fit-selection", selected, MapAction::FitSelection),
        (all, Icon::Globe, "map-fit-all", true, MapAction::FitAll),
    ];
    let pressed = buttons.into_iter().filter(|(rect, icon, key, enabled, _)| {
        let face = ButtonFace { icon: *icon, key, enabled: *enabled, on: None };
        button(ui, ctx, *rect, face, stops).is_some_and(|response| response.clicked())
    });
    pressed.map(|(.., action)| action).collect()
}

/// Whom to thank for what is shown.
fn thanks(layers: &Layers) -> String {
    let base = if layers.chosen.base { boundaries().attribution.as_str() } else { "" };
    let parts = [layers.thanks(), base];
    // both may begin with the same
    let repeated = !parts[0].is_empty() && base.starts_with(parts[0]);
    let parts = parts.into_iter().skip(usize::from(repeated)).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// The day that the map shows, in words; the width it takes.
fn as_of(ui: &Ui, painter: &Painter, ctx: &ViewCtx<'_>, head: Rect) -> f32 {
    let (year, month, day) = moment(ctx).ymd();
    let Ok(date) = Edtf::parse(&format!("{year:04}-{month:02}-{day:02}")) else { return 0.0 };
    let palette = ctx.palette;
    let text = ctx.words.with("map-as-of", &[("date", ctx.words.date(&date).into())]);
    let galley = painter.layout_no_wrap(text.clone(), egui::FontId::proportional(12.0), palette.ink);
    let rect = Rect::from_min_size(head.min, vec2(galley.size().x + 18.0, head.height()));
    if rect.right() > head.right() {
        return 0.0;
    }
    painter.rect(rect.shrink(0.5), 5.0, palette.raised, Stroke::new(1.0, palette.line), StrokeKind::Inside);
    painter.galley(rect.center() - galley.size() / 2.0, galley, palette.ink);
    let response = ui.interact(rect, ui.scope_id().with("as-of"), Sense::CLICK);
    let response = response.on_hover_text(ctx.words.t("map-as-of-help"));
    widgets::name(&response, Role::Label, &text);
    rect.width()
}
