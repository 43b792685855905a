//! The years above the rows, and the moment that is shown as something to drag: the map and the
//! timeline follow it.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, CursorIcon, EventFilter, FontId, Key, Rect, Role, Sense, Shape, Stroke, Ui, pos2, vec2};

use super::layout::AlongColumns;
use crate::context::{Command, PlayStep, TimeScale, ViewCtx, kind_style, seconds};
use crate::ui::fonts;
use crate::ui::marks::{self, MarkFill};
use crate::ui::text::whole_words;
use crate::ui::widgets;
use km0_core::model::{Edtf, Kind, Moment};
use km0_core::pages::along::Along;

/// Points: a line for the moment, one for the years.
pub(super) const HEIGHT: f32 = 36.0;
const SPLIT: f32 = 18.0;
const DAY: f64 = 86_400.0;
/// Points that a year must be wide to be named.
const YEAR: f32 = 34.0;

fn floor(time: f64) -> Moment {
    Moment(((time / DAY).floor() * DAY) as i64)
}

/// The day of a time in words.
pub(super) fn day(ctx: &ViewCtx<'_>, time: f64) -> String {
    let (year, month, day) = floor(time).ymd();
    let date = Edtf::parse(&format!("{year:04}-{month:02}-{day:02}"));
    date.map(|date| ctx.words.date_short(&date)).unwrap_or_default()
}

/// What the ruler shows.
pub(super) struct Ruler<'a> {
    pub(super) model: &'a Along,
    pub(super) columns: &'a AlongColumns,
    /// Which of the gates work at the moment shown, in words.
    pub(super) tally: &'a str,
    pub(super) scale: &'a TimeScale,
    /// The moment shown, in seconds.
    pub(super) now: f64,
}

pub(super) fn ui(ui: &Ui, ctx: &ViewCtx<'_>, ruler: &Ruler<'_>, rect: Rect) {
    let Ruler { model, columns, tally, scale, now } = *ruler;
    let [left, right] = model.span.map(|time| scale.x_of_seconds(time));
    let lane = Rect::from_x_y_ranges(left..=right, rect.y_range());
    let painter = ui.painter();
    if let Some(window) = ctx.played() {
        let x = |at: Option<Moment>, open: f32| at.map_or(open, |at| scale.x_of(at).clamp(left, right));
        let shown = Rect::from_x_y_ranges(x(window.from, left)..=x(window.to, right), rect.y_range());
        painter.rect_filled(shown, 0.0, ctx.palette.accent_fill);
    }
    years(ui, ctx, lane, scale);
    if model.has_tracks() {
        told(ui, ctx, tally, columns, rect);
    }
    heads(ui, ctx, model, columns, rect);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, ctx.palette.line));
    handle(ui, ctx, model, lane, scale, now);
}

/// Above the names: which of the gates work at the moment shown.
fn told(ui: &Ui, ctx: &ViewCtx<'_>, tally: &str, columns: &AlongColumns, rect: Rect) {
    let mut job = LayoutJob::simple(tally.to_owned(), FontId::proportional(12.0), ctx.palette.ink, 0.0);
    job.wrap = TextWrapping { max_rows: 2, ..TextWrapping::wrap_at_width(columns.name[1] - columns.name[0]) };
    let text = whole_words(ui.painter(), job);
    let at = pos2(rect.left() + columns.name[0], rect.bottom() - 3.0 - text.size().y);
    ui.painter().galley(at, text, ctx.palette.ink);
}

fn years(ui: &Ui, ctx: &ViewCtx<'_>, lane: Rect, scale: &TimeScale) {
    let view = scale.view();
    let year = |time: f64| Moment(time as i64).ymd().0;
    let (first, last) = (year(view.from), year(view.to - 1.0));
    let wide = lane.width() / last.saturating_sub(first).saturating_add(1).max(1) as f32;
    // no width is negative
    #[allow(clippy::cast_sign_loss)]
    let step = ((YEAR / wide.max(0.01)).ceil().max(1.0) as usize).min(10_000);
    for year in (first..=last).step_by(step) {
        let x = scale.x_of(Moment::year_start(year)).max(lane.left());
        ui.painter().vline(x, lane.top() + SPLIT..=lane.bottom(), Stroke::new(1.0, ctx.palette.line));
        let at = pos2(x + 4.0, lane.bottom() - 3.0);
        if at.x + YEAR - 6.0 <= lane.right() {
            let font = FontId::proportional(11.5);
            ui.painter().text(at, Align2::LEFT_BOTTOM, year.to_string(), font, ctx.palette.weak);
        }
    }
}

/// Above each column of counts the mark of what it counts.
fn heads(ui: &Ui, ctx: &ViewCtx<'_>, model: &Along, columns: &AlongColumns, rect: Rect) {
    for (kind, ends) in model.kinds.iter().zip(&columns.counts) {
        let at = pos2(rect.left() + ends[1] - 10.0, rect.bottom() - 10.0);
        let look = MarkFill::solid(kind_style::color(*kind, ctx.palette));
        marks::paint(ui.painter(), kind_style::mark(*kind), at, 5.0, look);
        let over = Rect::from_x_y_ranges(rect.left() + ends[0]..=rect.left() + ends[1], rect.y_range());
        let response = ui.interact(over, ui.scope_id().with(("along-head", *kind)), Sense::hover());
        let name = if *kind == Kind::Commitment {
            format!("{} / {}", ctx.words.t("along-column-open"), ctx.words.kinds(*kind))
        } else {
            ctx.words.kinds(*kind).to_owned()
        };
        widgets::named(&response, Role::ColumnHeader, || name.clone());
        response.on_hover_text(&name);
    }
}

/// The moment that is shown: dragged, or moved by a month with the arrows and by a day with Shift.
fn handle(ui: &Ui, ctx: &ViewCtx<'_>, model: &Along, lane: Rect, scale: &TimeScale, now: f64) {
    let response = ui.interact(lane, ui.scope_id().with("along-cursor"), Sense::click_and_drag());
    let response = response.on_hover_cursor(CursorIcon::ResizeHorizontal);
    widgets::name(&response, Role::Slider, ctx.words.t("along-cursor"));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(day(ctx, now)));
    let at = |day: Moment| {
        let at = seconds(day).clamp(model.span[0] + DAY, model.span[1]);
        ctx.send(Command::Play(match ctx.play {
            None => PlayStep::Start { at, running: false },
            Some(_) => PlayStep::To(at),
        }));
    };
    let pointed = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked());
    if response.double_clicked() {
        ctx.send(Command::Play(PlayStep::Stop));
    } else if let Some(pointer) = pointed {
        response.request_focus();
        at(floor(scale.time_at(pointer.x)).plus_days(1));
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, escape: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let (steps, shift, escape) = ui.input(|input| {
            let pressed = |key| i32::from(input.key_pressed(key));
            let steps = pressed(Key::ArrowRight) - pressed(Key::ArrowLeft);
            (steps, input.modifiers.shift, input.key_pressed(Key::Escape))
        });
        if escape {
            ctx.send(Command::Play(PlayStep::Stop));
        } else if steps != 0 {
            at(moved(floor(now), steps > 0, shift));
        }
    }
    let x = scale.x_of_seconds(now);
    let painter = ui.painter();
    let ink = ctx.palette.accent;
    let text = painter.layout_no_wrap(day(ctx, now), fonts::bold_id(12.0), ink);
    let room = lane.left()..=(lane.right() - text.size().x).max(lane.left());
    let left = (x - text.size().x / 2.0).clamp(*room.start(), *room.end());
    painter.galley(pos2(left, lane.top() + 1.0), text, ink);
    let tip = pos2(x, lane.bottom());
    let points = vec![tip, tip + vec2(-5.0, -7.0), tip + vec2(5.0, -7.0)];
    painter.add(Shape::convex_polygon(points, ink, Stroke::NONE));
    if response.has_focus() {
        painter.rect_stroke(lane, 2.0, Stroke::new(1.5, ink), egui::StrokeKind::Inside);
    }
    response.on_hover_text(ctx.words.t("along-cursor-help"));
}

/// The end of the next month or of the one before, or of the day beside one.
fn moved(day: Moment, forward: bool, by_day: bool) -> Moment {
    if by_day {
        return day.plus_days(if forward { 2 } else { 0 });
    }
    let (year, month, _) = day.ymd();
    let start = |months: i64| {
        let from = year * 12 + i64::from(month) - 1 + months;
        let month = u8::try_from(from.rem_euclid(12) + 1).unwrap_or(1);
        Moment::from_ymd(from.div_euclid(12), month, 1).unwrap_or(day)
    };
    match forward {
        false => start(0),
        true if day.plus_days(1) < start(1) => start(1),
        true => start(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_moment_moves_by_whole_months_or_days_and_ends_with_the_day_before() {
        let of = |year, month, day| Moment::from_ymd(year, month, day).unwrap();
        // the moment that ends 31 December is the first of January
        assert_eq!(moved(of(2023, 12, 31), true, false), of(2024, 2, 1));
        assert_eq!(moved(of(2023, 12, 30), true, false), of(2024, 1, 1));
        assert_eq!(moved(of(2023, 12, 31), false, false), of(2023, 12, 1));
        assert_eq!(moved(of(2024, 1, 31), false, false), of(2024, 1, 1));
        assert_eq!(moved(of(2023, 12, 31), true, true), of(2024, 1, 2));
        assert_eq!(moved(of(2023, 12, 31), false, true), of(2023, 12, 31));
    }
}
