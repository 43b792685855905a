//! What lies on the map's edges: buttons, legend, scale bar, coordinates, attribution.

use egui::{Align2, Painter, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::camera::{Camera, ZOOMS};
use super::geo::World;
use super::interact::{Pointed, Wish};
use super::scene::moment;
use super::{inner, legend, paint, tray};
use crate::context::ViewCtx;
use crate::dataset::Ix;
use crate::dataset::boundaries::boundaries;
use crate::model::Edtf;
use crate::ui::widgets;

const BUTTON: f32 = 28.0;

/// Where everything on the edges is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// Zoom in, zoom out; fit to the matches, to the selection, to everything.
    buttons: [Rect; 5],
    /// Where the shown day and the tray are, beside the legend.
    head: Rect,
    /// Where the scale bar and the attribution are, at most.
    feet: [Rect; 2],
    pub(super) legend: Rect,
}

impl Layout {
    pub(super) fn new(rect: Rect, legend_open: bool, ctx: &ViewCtx<'_>) -> Self {
        let inner = inner(rect);
        let button =
            |top: f32| Rect::from_min_size(pos2(inner.right() - BUTTON, inner.top() + top), vec2(BUTTON, BUTTON));
        let fit = |n: f32| button(BUTTON * (2.0 + n) + 8.0);
        let buttons = [button(0.0), button(BUTTON), fit(0.0), fit(1.0), fit(2.0)];
        let legend = legend::rect(inner, legend_open, ctx);
        let corner = pos2(legend.right() + 8.0, inner.top());
        let head = Rect::from_min_max(corner, pos2(inner.right() - BUTTON - 8.0, inner.top() + BUTTON));
        let (left, right) = (rect.left_bottom(), rect.right_bottom());
        let feet = [
            Rect::from_min_max(left - vec2(0.0, 40.0), left + vec2(130.0, 0.0)),
            Rect::from_min_max(right - vec2(430.0_f32.min(rect.width()), 22.0), right),
        ];
        Self { buttons, head, feet, legend }
    }

    /// Whether a name there would run under something on the edges.
    pub(super) fn meets(&self, name: Rect) -> bool {
        let chips = Rect::from_min_max(self.head.min, pos2(self.head.left() + 300.0, self.head.bottom()));
        self.buttons.iter().chain(&self.feet).chain([&self.legend, &chips]).any(|rect| rect.intersects(name))
    }

    pub(super) fn covers(&self, at: Pos2) -> bool {
        self.buttons.iter().chain([&self.legend]).any(|rect| rect.contains(at))
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Icon {
    Plus,
    Minus,
    Corners,
    Target,
    Globe,
}

pub(super) fn show(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    camera: &Camera,
    layout: &Layout,
    pointed: &Pointed<'_>,
    unplaced: &[Ix],
    legend_open: &mut bool,
) -> Vec<Wish> {
    let painter = ui.painter().with_clip_rect(camera.rect);
    foot(&painter, ctx, camera, pointed);
    legend::show(ui, ctx, layout.legend, legend_open);
    let taken = as_of(ui, &painter, ctx, layout.head);
    let tray = Rect::from_min_max(pos2(layout.head.left() + taken + 8.0, layout.head.top()), layout.head.max);
    if tray.width() > 90.0 {
        tray::show(ui, ctx, unplaced, tray);
    }
    let [plus, minus, fit, selection, all] = layout.buttons;
    let middle = camera.rect.center();
    let zoom = camera.zoom();
    let mut wishes = Vec::new();
    if button(ui, ctx, plus, Icon::Plus, "map-zoom-in", zoom < *ZOOMS.end() - 1e-6) {
        wishes.push(Wish::View(camera.zoomed(1.0, middle)));
    }
    if button(ui, ctx, minus, Icon::Minus, "map-zoom-out", zoom > *ZOOMS.start() + 1e-6) {
        wishes.push(Wish::View(camera.zoomed(-1.0, middle)));
    }
    if button(ui, ctx, fit, Icon::Corners, "map-fit", true) {
        wishes.push(Wish::Fit);
    }
    if button(ui, ctx, selection, Icon::Target, "map-fit-selection", !ctx.selection.is_empty()) {
        wishes.push(Wish::FitSelection);
    }
    if button(ui, ctx, all, Icon::Globe, "map-fit-all", true) {
        wishes.push(Wish::FitAll);
    }
    wishes
}

fn button(ui: &Ui, ctx: &ViewCtx<'_>, rect: Rect, icon: Icon, key: &str, enabled: bool) -> bool {
    let text = ctx.words.t(key);
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with(key), sense).on_hover_text(text);
    widgets::name(&response, Role::Button, text);
    let palette = ctx.palette;
    let hot = enabled && (response.hovered() || response.has_focus());
    let edge = if response.has_focus() { palette.accent } else { palette.line };
    let painter = ui.painter();
    let fill = if hot { palette.stripe } else { palette.raised };
    painter.rect(rect.shrink(0.5), 4.0, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let ink = Stroke::new(1.6, if enabled { palette.ink } else { palette.line });
    draw(painter, icon, rect.center(), ink);
    response.clicked()
}

fn draw(painter: &Painter, icon: Icon, center: Pos2, ink: Stroke) {
    let arm = 5.5;
    if icon == Icon::Target {
        painter.circle_stroke(center, arm, ink);
        painter.circle_filled(center, 2.0, ink.color);
    }
    if icon == Icon::Globe {
        painter.circle_stroke(center, arm + 0.5, ink);
        let half = vec2(arm * 0.45, arm + 0.5);
        painter.add(egui::epaint::EllipseShape::stroke(center, half, Stroke::new(1.1, ink.color)));
        painter.line_segment([center - vec2(arm, 0.0), center + vec2(arm, 0.0)], Stroke::new(1.1, ink.color));
    }
    if matches!(icon, Icon::Plus | Icon::Minus) {
        painter.line_segment([center - vec2(arm, 0.0), center + vec2(arm, 0.0)], ink);
    }
    if icon == Icon::Plus {
        painter.line_segment([center - vec2(0.0, arm), center + vec2(0.0, arm)], ink);
    }
    if icon == Icon::Corners {
        for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
            let corner = center + vec2(x, y) * arm;
            painter.line_segment([corner, corner - vec2(x * 4.0, 0.0)], ink);
            painter.line_segment([corner, corner - vec2(0.0, y * 4.0)], ink);
        }
    }
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
    let response = ui.interact(rect, ui.scope_id().with("as-of"), Sense::hover());
    let response = response.on_hover_text(ctx.words.t("map-as-of-help"));
    widgets::name(&response, Role::Label, &text);
    rect.width()
}

/// Scale bar, what the pointer is over, attribution.
fn foot(painter: &Painter, ctx: &ViewCtx<'_>, camera: &Camera, pointed: &Pointed<'_>) {
    let inner = inner(camera.rect);
    let palette = ctx.palette;
    let attribution = &boundaries().attribution;
    // where the line would run into the scale bar it moves below, and what does not fit is cut
    let short = attribution.split(" · ").next().unwrap_or_default();
    let room = inner.width() - 130.0;
    let wide = painter.layout_no_wrap(attribution.clone(), egui::FontId::proportional(9.5), palette.ink).size().x;
    let line = if wide <= room { attribution } else { short };
    let rect = footnote(painter, ctx, inner.right_bottom() + vec2(4.0, 6.0), line, 9.5);
    paint::scale_bar(painter, ctx, camera, inner.left_bottom());
    if let Some(place) = pointed.place {
        let name = pointed.unit.and_then(|unit| ctx.dataset.by_id(&unit.id)).map(|record| ctx.name(record));
        let text = coordinates(place);
        let text = name.map_or_else(|| text.clone(), |name| format!("{name} · {text}"));
        footnote(painter, ctx, pos2(rect.right(), rect.top() - 2.0), &text, 11.0);
    }
}

/// Small text on a ground of its own, so that what is under it does not run into it.
fn footnote(painter: &Painter, ctx: &ViewCtx<'_>, right_bottom: Pos2, text: &str, size: f32) -> Rect {
    let palette = ctx.palette;
    let galley = painter.layout_no_wrap(text.to_owned(), egui::FontId::proportional(size), palette.map.label);
    let ground = galley.size() + vec2(10.0, 2.0);
    let rect = Align2::RIGHT_BOTTOM.anchor_size(right_bottom, ground);
    painter.rect_filled(rect, 3.0, palette.map.halo.gamma_multiply(0.85));
    painter.galley(rect.min + vec2(5.0, 1.0), galley, palette.map.label);
    rect
}

/// "22.0190° N  106.6980° E".
fn coordinates(place: World) -> String {
    let (lat, lon) = (place.lat(), place.lon());
    let (ns, ew) = (if lat < 0.0 { 'S' } else { 'N' }, if lon < 0.0 { 'W' } else { 'E' });
    format!("{:.4}° {ns}  {:.4}° {ew}", lat.abs(), lon.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_name_their_hemisphere() {
        assert_eq!(coordinates(World::of(22.019, 106.698)), "22.0190° N  106.6980° E");
        assert_eq!(coordinates(World::of(-1.5, -2.25)), "1.5000° S  2.2500° W");
    }
}
