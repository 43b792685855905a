//! What the symbols mean.

use egui::{
    Align2, FontId, Painter, Pos2, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

use super::camera::Camera;
use super::edges::LegendWish;
use super::history::Standing;
use super::model::Sign;
use super::scene::{Scene, merged};
use super::symbols::{self, Ink};
use crate::context::ViewCtx;
use crate::ui::fonts;
use crate::ui::widgets;
use km0_core::dataset::boundaries::boundaries;

const ROW: f32 = 19.0;
const HEAD: f32 = 28.0;
const WIDTH: f32 = 232.0;

/// What a row explains.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Row {
    Sign(Sign, Standing),
    Approximate,
    Group,
    Border,
    Own,
}

fn rows() -> impl Iterator<Item = (Row, &'static str)> {
    let signs = Sign::ALL.into_iter().map(|sign| (Row::Sign(sign, Standing::Working), sign.key()));
    signs.chain([
        (Row::Sign(Sign::Secondary, Standing::Pending), "map-standing-pending"),
        (Row::Sign(Sign::Secondary, Standing::Suspended), "map-standing-suspended"),
        (Row::Approximate, "map-legend-approximate"),
        (Row::Group, "map-legend-group"),
        (Row::Border, "map-legend-border"),
    ])
}

/// What has something of a person's own file, where one is laid over the dataset.
const OWN: (Row, &str) = (Row::Own, "map-sign-mine");

fn own(ctx: &ViewCtx<'_>) -> Option<(Row, &'static str)> {
    (!ctx.dataset.layers().is_empty()).then_some(OWN)
}

/// A symbol that a legend beside the map explains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LegendEntry {
    row: Row,
    key: &'static str,
}

impl LegendEntry {
    /// Points from the left edge of the symbol to the text.
    pub const INDENT: f32 = 20.0;

    #[must_use]
    pub fn text<'a>(&self, ctx: &ViewCtx<'a>) -> &'a str {
        ctx.words.t(self.key)
    }

    /// Paints the symbol and its text from the middle of the left edge on.
    pub fn paint(&self, painter: &Painter, ctx: &ViewCtx<'_>, left: Pos2) {
        explain(painter, ctx, self.row, self.text(ctx), left + vec2(LegendEntry::INDENT / 2.0, 0.0));
    }
}

/// The entries for what is in view.
pub(super) fn used(scene: &Scene, camera: &Camera, base: bool) -> Vec<LegendEntry> {
    let groups: Vec<_> = scene.in_view(camera).collect();
    let leaders: Vec<_> =
        groups.iter().filter(|group| group.is_single()).filter_map(|group| scene.leader(group)).collect();
    let is_used = |row: Row| match row {
        Row::Sign(Sign::Secondary, Standing::Pending) => leaders.iter().any(|site| site.standing == Standing::Pending),
        Row::Sign(Sign::Secondary, Standing::Suspended) => {
            leaders.iter().any(|site| site.standing == Standing::Suspended)
        }
        Row::Sign(sign, _) => leaders.iter().any(|site| site.sign == sign),
        Row::Approximate => leaders.iter().any(|site| site.approximate),
        Row::Group => groups.len() > leaders.len(),
        Row::Border => base,
        Row::Own => leaders.iter().any(|site| site.own),
    };
    rows().chain([OWN]).filter(|(row, _)| is_used(*row)).map(|(row, key)| LegendEntry { row, key }).collect()
}

/// How large the legend would like to be.
pub(super) fn wish(open: bool, ctx: &ViewCtx<'_>) -> LegendWish {
    let closed_width = if ctx.words.t("map-legend").chars().count() > 8 { 104.0 } else { 92.0 };
    let open_height = HEAD + rows().chain(own(ctx)).count() as f32 * ROW + 34.0;
    LegendWish { open, closed_width, open_width: WIDTH, open_height }
}

pub(super) fn show(ui: &mut Ui, ctx: &ViewCtx<'_>, rect: Rect, open: &mut bool) {
    if !rect.is_positive() {
        return;
    }
    let palette = ctx.palette;
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
    for (row, key) in rows().chain(own(ctx)) {
        let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
        let text = ctx.words.t(key);
        widgets::name(&response, Role::Label, text);
        explain(ui.painter(), ctx, row, text, pos2(rect.left() + 17.0, rect.center().y));
    }
    let galley =
        ui.painter().layout(caption(ctx), FontId::proportional(10.0), ctx.palette.weak, (width - 18.0).max(40.0));
    let (rect, _) = ui.allocate_exact_size(vec2(width, galley.size().y + 8.0), Sense::hover());
    ui.painter().galley(rect.min + vec2(9.0, 3.0), galley, ctx.palette.weak);
}

/// Of which day the provinces are that are drawn.
fn caption(ctx: &ViewCtx<'_>) -> String {
    let Some(end) = boundaries().until() else { return String::new() };
    let (key, day) = if merged(ctx) { ("map-legend-merged", end) } else { ("map-legend-provinces", end.plus_days(-1)) };
    ctx.words.with(key, &[("date", ctx.words.span(day, day.plus_days(1)).into())])
}

fn chevron(painter: &Painter, center: Pos2, open: bool, stroke: Stroke) {
    let y = if open { -2.0 } else { 2.0 };
    painter.line_segment([center + vec2(-4.0, -y), center + vec2(0.0, y)], stroke);
    painter.line_segment([center + vec2(0.0, y), center + vec2(4.0, -y)], stroke);
}

fn explain(painter: &Painter, ctx: &ViewCtx<'_>, row: Row, text: &str, at: Pos2) {
    let palette = ctx.palette;
    let map = &palette.map;
    let ink = Ink { line: map.gate, fill: map.gate_fill, halo: palette.raised };
    match row {
        Row::Sign(sign, standing) => {
            painter.extend(symbols::shapes(sign, standing, at, symbols::radius(sign), ink));
        }
        Row::Approximate => {
            painter.extend(symbols::rough_ring(at, 8.0, map.gate));
            painter.extend(symbols::shapes(Sign::Unstated, Standing::Working, at, 3.6, ink));
        }
        Row::Group => {
            painter.circle(at, 8.0, map.gate_fill, Stroke::new(1.5, map.gate));
            painter.text(at, Align2::CENTER_CENTER, "3", fonts::bold_id(10.5), map.gate);
        }
        Row::Own => super::paint::own(painter, palette, at),
        Row::Border => {
            painter.line_segment([at - vec2(9.0, 0.0), at + vec2(9.0, 0.0)], Stroke::new(2.2, map.border));
        }
    }
    painter.text(at + vec2(18.0, 0.0), Align2::LEFT_CENTER, text, FontId::proportional(11.5), palette.ink);
}
