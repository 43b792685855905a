//! What bands and marks mean, in lines beneath the rows; and what has no mark.

use std::sync::Arc;

use egui::{Color32, FontId, Rect, Ui, pos2, vec2};

use super::paint;
use crate::context::{ViewCtx, kind_style};
use crate::ui::marks::{self, MarkFill};
use km0_core::model::Kind;
use km0_core::pages::along::{Along, Band, OrderBasis, rank};

const LINE: f32 = 17.0;
/// Points of a sign, between it and its name, and between names.
const SIGN: f32 = 18.0;
const GAP: f32 = 5.0;
const APART: f32 = 14.0;

/// What is drawn before a name.
#[derive(Clone, Copy, Debug, PartialEq)]
enum LegendSymbol {
    /// Nothing: it names those that follow.
    Title,
    Class(u8),
    Status(Band),
    Rise,
    Mark(Kind, bool),
    About,
    Note,
}

fn entries(ctx: &ViewCtx<'_>, model: &Along) -> Vec<(LegendSymbol, String)> {
    let words = ctx.words;
    let t = |key: &str| words.t(key).to_owned();
    let mut all = Vec::new();
    if model.has_tracks() {
        all.push((LegendSymbol::Title, t("along-legend-class")));
        let there = |wanted: u8| {
            let mut stages = model.rows.iter().flat_map(|row| &row.class);
            stages.any(|stage| rank(stage.value) == Some(wanted))
        };
        all.extend(
            [3, 2, 1, 0]
                .into_iter()
                .filter(|rank| there(*rank))
                .map(|rank| (LegendSymbol::Class(rank), t(&format!("along-class-{rank}")))),
        );
        if model.rows.iter().any(|row| (0..row.class.len()).any(|stage| row.rises(stage))) {
            all.push((LegendSymbol::Rise, t("along-rose")));
        }
        all.push((LegendSymbol::Title, t("along-legend-status")));
        let there = |band: &Band| {
            model.rows.iter().flat_map(|row| &row.status).any(|stage| Band::from_status(stage.value) == Some(*band))
        };
        let named = |band: Band| (LegendSymbol::Status(band), words.word(band.name()).to_owned());
        all.extend(Band::ALL.into_iter().filter(there).map(named));
    }
    for kind in &model.kinds {
        if *kind == Kind::Commitment {
            all.push((LegendSymbol::Mark(*kind, false), t("promise-commitment")));
            all.push((LegendSymbol::Mark(*kind, true), t("promise-proposal")));
        } else {
            all.push((LegendSymbol::Mark(*kind, false), words.kind(*kind).to_owned()));
        }
    }
    if !model.groups.is_empty() && model.rows.iter().any(|row| row.spot != OrderBasis::Own) {
        all.push((LegendSymbol::About, t("along-about-place")));
    }
    if model.kinds.contains(&Kind::Commitment) {
        all.push((LegendSymbol::Note, t("along-counts")));
    }
    for (n, key) in [(model.undated, "along-undated"), (model.outside, "along-outside")] {
        if n > 0 {
            all.push((LegendSymbol::Note, words.with(key, &[("n", n.into())])));
        }
    }
    all
}

/// Each entry with its place and its text, in lines of this width.
pub(super) fn placed(ui: &Ui, ctx: &ViewCtx<'_>, model: &Along, width: f32) -> Arc<Legend> {
    let (mut x, mut y) = (0.0, LINE / 2.0);
    let mut places = Vec::new();
    for (drawn, text) in entries(ctx, model) {
        let text = ui.painter().layout_no_wrap(text, FontId::proportional(11.5), Color32::PLACEHOLDER);
        let sign = if matches!(drawn, LegendSymbol::Title | LegendSymbol::Note) { 0.0 } else { SIGN + GAP };
        let wide = sign + text.size().x;
        if x > 0.0 && x + wide > width {
            (x, y) = (0.0, y + LINE);
        }
        places.push(AlongLegendEntry { drawn, at: vec2(x, y), sign, text });
        x += wide + if drawn == LegendSymbol::Title { GAP + 2.0 } else { APART };
    }
    let high = if places.is_empty() { 0.0 } else { y + LINE / 2.0 + 6.0 };
    Arc::new(Legend { places, high })
}

/// The legend, laid out.
#[derive(Debug)]
pub(super) struct Legend {
    places: Vec<AlongLegendEntry>,
    /// Points.
    pub(super) high: f32,
}

#[derive(Debug)]
struct AlongLegendEntry {
    drawn: LegendSymbol,
    /// The middle of its left edge.
    at: egui::Vec2,
    sign: f32,
    text: Arc<egui::Galley>,
}

pub(super) fn paint(ui: &Ui, ctx: &ViewCtx<'_>, legend: &Legend, rect: Rect) {
    let (palette, painter) = (ctx.palette, ui.painter());
    for place in &legend.places {
        let left = rect.min + vec2(0.0, 4.0) + place.at;
        let sign = Rect::from_center_size(left + vec2(SIGN / 2.0, 0.0), vec2(SIGN, 10.0));
        match place.drawn {
            LegendSymbol::Title | LegendSymbol::Note => {}
            LegendSymbol::Class(rank) => {
                let [first, ..] = palette.series;
                let edge = egui::Stroke::new(0.6, first.gamma_multiply(0.6));
                let rect = sign.shrink2(vec2(0.0, 2.0));
                painter.rect(rect, 1.0, paint::class_fill(palette, rank), edge, egui::StrokeKind::Inside);
            }
            LegendSymbol::Status(value) => paint::status(painter, palette, value, sign),
            LegendSymbol::Rise => paint::rise(painter, palette, sign.center()),
            LegendSymbol::Mark(kind, hollow) => {
                let color = kind_style::color(kind, palette);
                let look = if hollow { MarkFill::hollow(color) } else { MarkFill::solid(color) };
                marks::paint(painter, kind_style::mark(kind), sign.center(), 4.5, look);
            }
            LegendSymbol::About => {
                let at = pos2(sign.center().x, sign.center().y);
                painter.text(at, egui::Align2::CENTER_CENTER, "~", FontId::proportional(12.5), palette.weak);
            }
        }
        let strong = place.drawn == LegendSymbol::Title;
        let ink = if strong { palette.ink } else { palette.weak };
        painter.galley(left + vec2(place.sign, -place.text.size().y / 2.0), place.text.clone(), ink);
    }
}
