//! What a symbol's shape, colour and size mean.

use egui::{
    Align2, FontId, Painter, Pos2, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

use super::camera::Camera;
use super::edges::LegendWish;
use super::model::PlaceSign;
use super::scene::{Scene, merged};
use super::symbols::{self, SymbolColours};
use crate::context::ViewCtx;
use crate::ui::fonts;
use crate::ui::widgets;
use km0_core::dataset::boundaries::boundaries;
use km0_core::model::Kind;
use km0_core::pages::along::Working;

const ROW: f32 = 19.0;
const HEAD: f32 = 28.0;
/// Of what a part of the legend is about.
const TITLE: f32 = 22.0;
const WIDTH: f32 = 248.0;

/// What a row explains.
#[derive(Clone, Copy, Debug, PartialEq)]
enum MapLegendRow {
    Sign(PlaceSign),
    Working(Working),
    /// As large as the symbol of a place where so much happened.
    Size(usize),
    Group,
    Border,
    Own,
}

impl MapLegendRow {
    fn text(self, ctx: &ViewCtx<'_>) -> String {
        let words = ctx.words;
        let key = match self {
            Self::Sign(sign) => sign.key(),
            Self::Working(Working::Open) => "map-working-open",
            Self::Working(Working::NotOpen) => "map-working-not-open",
            Self::Working(Working::Suspended) => "map-working-suspended",
            Self::Working(Working::Unknown) => "map-working-unknown",
            Self::Size(count) => return words.with("map-records", &[("count", count.into())]),
            Self::Group => "map-legend-group",
            Self::Border => "map-legend-border",
            Self::Own => "map-sign-mine",
        };
        words.t(key).to_owned()
    }
}

const WORKING: [Working; 4] = [Working::Open, Working::Suspended, Working::NotOpen, Working::Unknown];
const SIZES: [usize; 3] = [1, 10, 50];

/// What a symbol says: its shape, its colour, its size.
fn parts(ctx: &ViewCtx<'_>) -> [(String, Vec<MapLegendRow>); 3] {
    let words = ctx.words;
    let own = (!ctx.dataset.layers().is_empty()).then_some(MapLegendRow::Own);
    [
        (
            words.t("map-legend-shape").to_owned(),
            PlaceSign::ALL.into_iter().map(MapLegendRow::Sign).chain(own).collect(),
        ),
        (words.t("map-legend-colour").to_owned(), WORKING.map(MapLegendRow::Working).to_vec()),
        (words.t("map-legend-size").to_owned(), SIZES.map(MapLegendRow::Size).to_vec()),
    ]
}

/// A symbol that a legend beside the map explains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LegendEntry(MapLegendRow);

impl LegendEntry {
    /// Points from the left edge of the symbol to the text.
    pub const INDENT: f32 = 20.0;

    pub fn text(&self, ctx: &ViewCtx<'_>) -> String {
        self.0.text(ctx)
    }

    /// Paints the symbol and its text from the middle of the left edge on.
    pub fn paint(&self, painter: &Painter, ctx: &ViewCtx<'_>, left: Pos2) {
        explain(painter, ctx, self.0, &self.text(ctx), left + vec2(LegendEntry::INDENT / 2.0, 0.0));
    }
}

/// The entries for what is in view.
pub(super) fn used(scene: &Scene, camera: &Camera, base: bool) -> Vec<LegendEntry> {
    let groups: Vec<_> = scene.in_view(camera).collect();
    let leaders: Vec<_> =
        groups.iter().filter(|group| group.is_single()).filter_map(|group| scene.leader(group)).collect();
    let gates = || leaders.iter().filter(|site| site.kind == Kind::Gate);
    let is_used = |row: &MapLegendRow| match *row {
        MapLegendRow::Sign(sign) => leaders.iter().any(|site| site.sign == sign),
        MapLegendRow::Working(working) => gates().any(|site| site.working == working),
        MapLegendRow::Size(_) => gates().next().is_some(),
        MapLegendRow::Group => groups.len() > leaders.len(),
        MapLegendRow::Border => base,
        MapLegendRow::Own => leaders.iter().any(|site| site.own),
    };
    let shapes = PlaceSign::ALL.into_iter().map(MapLegendRow::Sign);
    let rest = [MapLegendRow::Group, MapLegendRow::Border, MapLegendRow::Own];
    let all = shapes.chain(WORKING.map(MapLegendRow::Working)).chain(SIZES.map(MapLegendRow::Size)).chain(rest);
    all.filter(is_used).map(LegendEntry).collect()
}

/// How large the legend would like to be.
pub(super) fn wish(open: bool, ctx: &ViewCtx<'_>) -> LegendWish {
    let closed_width = if ctx.words.t("map-legend").chars().count() > 8 { 104.0 } else { 92.0 };
    let rows: usize = parts(ctx).iter().map(|(_, rows)| rows.len()).sum();
    let open_height = HEAD + rows as f32 * ROW + 3.0 * TITLE + 34.0;
    LegendWish { open, closed_width, open_width: WIDTH, open_height }
}

pub(super) fn show(ui: &mut Ui, ctx: &ViewCtx<'_>, rect: Rect, open: &mut bool) {
    if !rect.is_positive() {
        return;
    }
    let palette = ctx.palette;
    // the map below takes neither clicks nor drags through it
    ui.interact(rect, ui.scope_id().with("legend-ground"), Sense::click_and_drag() - Sense::FOCUSABLE);
    let head = Rect::from_min_size(rect.min, vec2(rect.width(), HEAD));
    let title = ctx.words.t("map-legend");
    let response = ui.interact(head, ui.scope_id().with("legend"), Sense::click());
    let shown = *open;
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, shown, title));
    if response.clicked() {
        *open = !*open;
    }
    let painter = ui.painter().with_clip_rect(rect.expand(1.0));
    let edge = if response.has_focus() { palette.accent } else { palette.line };
    painter.rect(rect.shrink(0.5), 5.0, palette.raised, Stroke::new(1.0, edge), StrokeKind::Inside);
    let ink = if response.hovered() { palette.accent } else { palette.ink };
    painter.text(head.left_center() + vec2(10.0, 0.0), Align2::LEFT_CENTER, title, fonts::bold_id(12.5), ink);
    chevron(&painter, head.right_center() - vec2(14.0, 0.0), shown, Stroke::new(1.5, ink));
    let body = Rect::from_min_max(head.left_bottom(), rect.max).shrink2(vec2(1.0, 2.0));
    if shown && body.height() > ROW {
        let mut ui = ui.new_child(UiBuilder::new().max_rect(body).id_salt("legend-rows"));
        ScrollArea::vertical().auto_shrink([false, false]).show(&mut ui, |ui| list(ui, ctx));
    }
}

fn list(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = ui.available_width();
    for (title, rows) in parts(ctx) {
        let (rect, response) = ui.allocate_exact_size(vec2(width, TITLE), Sense::hover());
        widgets::name(&response, Role::Label, &title);
        let at = pos2(rect.left() + 9.0, rect.bottom() - 2.0);
        ui.painter().text(at, Align2::LEFT_BOTTOM, title, FontId::proportional(11.0), ctx.palette.weak);
        for row in rows {
            let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
            let text = row.text(ctx);
            widgets::name(&response, Role::Label, &text);
            explain(ui.painter(), ctx, row, &text, pos2(rect.left() + 17.0, rect.center().y));
        }
    }
    let galley = ui.painter().layout(
        boundaries_shown(ctx),
        FontId::proportional(10.0),
        ctx.palette.weak,
        (width - 18.0).max(40.0),
    );
    let (rect, _) = ui.allocate_exact_size(vec2(width, galley.size().y + 8.0), Sense::hover());
    ui.painter().galley(rect.min + vec2(9.0, 3.0), galley, ctx.palette.weak);
}

/// Whose boundaries are drawn, of which day, and what is drawn in them.
pub fn boundaries_said(ctx: &ViewCtx<'_>) -> String {
    format!("{} {}.", boundaries().said(ctx.words), boundaries_shown(ctx))
}

/// Of which day the provinces are that are drawn, and what is drawn in them.
fn boundaries_shown(ctx: &ViewCtx<'_>) -> String {
    let Some(end) = boundaries().until() else { return String::new() };
    let (key, day) = if merged(ctx) { ("map-legend-merged", end) } else { ("map-legend-provinces", end.plus_days(-1)) };
    ctx.words.with(key, &[("date", ctx.words.span(day, day.plus_days(1)).into())])
}

fn chevron(painter: &Painter, center: Pos2, open: bool, stroke: Stroke) {
    let y = if open { -2.0 } else { 2.0 };
    painter.line_segment([center + vec2(-4.0, -y), center + vec2(0.0, y)], stroke);
    painter.line_segment([center + vec2(0.0, y), center + vec2(4.0, -y)], stroke);
}

fn explain(painter: &Painter, ctx: &ViewCtx<'_>, row: MapLegendRow, text: &str, at: Pos2) {
    let palette = ctx.palette;
    let map = &palette.map;
    let plain = SymbolColours { line: map.gate, fill: map.gate_fill, halo: palette.raised };
    match row {
        MapLegendRow::Sign(sign) => {
            painter.extend(symbols::shapes(sign, Working::Open, at, symbols::radius(sign, 4), plain));
        }
        MapLegendRow::Working(working) => {
            let ink = SymbolColours { halo: palette.raised, ..SymbolColours::of(palette, PlaceSign::Main, working) };
            painter.extend(symbols::shapes(PlaceSign::Main, working, at, symbols::radius(PlaceSign::Main, 8), ink));
        }
        MapLegendRow::Size(count) => {
            let radius = symbols::radius(PlaceSign::Main, count);
            painter.extend(symbols::shapes(PlaceSign::Main, Working::Open, at, radius, plain));
        }
        MapLegendRow::Group => {
            painter.circle(at, 8.0, map.gate_fill, Stroke::new(1.5, map.gate));
            painter.text(at, Align2::CENTER_CENTER, "3", fonts::bold_id(10.5), map.gate);
        }
        MapLegendRow::Own => super::paint::own(painter, palette, at),
        MapLegendRow::Border => {
            painter.line_segment([at - vec2(9.0, 0.0), at + vec2(9.0, 0.0)], Stroke::new(2.2, map.border));
        }
    }
    painter.text(at + vec2(18.0, 0.0), Align2::LEFT_CENTER, text, FontId::proportional(11.5), palette.ink);
}
