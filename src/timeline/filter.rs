//! The bound in time that is in force, as a brush on the ruler: dragged anew, by its ends or as a
//! whole, or moved by keyboard. It is a filter; the overview below is what zooms.

use egui::{CursorIcon, EventFilter, Id, Key, Modifiers, Painter, Rect, Response, Role, Sense, Stroke, Ui, pos2, vec2};

use super::event::moment;
use super::ticks::{self, TickUnit};
use crate::context::{Command, TimeScale, ViewCtx, seconds};
use crate::ui::widgets;
use km0_core::model::{Edtf, Moment, Span};
use km0_core::query::{Clause, Query};

/// What a drag that began on the ruler does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum RulerDrag {
    /// A new brush from here on.
    New(f64),
    /// All of it, taken at this time.
    Whole(f64, Span),
    /// The end that is not dragged stays.
    From(Option<Moment>),
    To(Option<Moment>),
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Filter {
    drag: Option<RulerDrag>,
    /// What is being dragged, before it is asked for.
    draft: Option<Span>,
}

/// The time that the query asks for, if it bounds time.
pub(super) fn of_query(query: &Query) -> Option<Span> {
    let mut found: Option<Span> = None;
    for term in query.terms.iter().filter(|term| !term.exclude) {
        let span = match &term.clause {
            Clause::During(date) | Clause::Surely(date) => date.bounds().possible(),
            Clause::After(date) => Span { from: date.bounds().possible().from, to: None },
            Clause::Before(date) => Span { from: None, to: date.bounds().possible().from },
            Clause::Words(_) | Clause::Is(..) | Clause::Area(_) => continue,
        };
        let whole = found.unwrap_or(Span::ALL);
        let to = match (whole.to, span.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        found = Some(Span { from: whole.from.max(span.from), to });
    }
    found
}

/// The days from `from` up to and without `to` as they are asked for: whole years and months as
/// such. None where the calendar of queries, years 0 to 9999, does not reach.
pub(super) fn interval(span: Span) -> Option<Edtf> {
    let edge = |at: Option<Moment>, last: bool| {
        let Some(at) = at else { return "..".to_owned() };
        let (year, month, day) = at.ymd();
        // the first of a month, or the last
        let month_edge = if last { at.plus_days(1).ymd().2 == 1 } else { day == 1 };
        match (last, month, day) {
            (false, 1, 1) | (true, 12, 31) => format!("{year:04}"),
            _ if month_edge => format!("{year:04}-{month:02}"),
            _ => format!("{year:04}-{month:02}-{day:02}"),
        }
    };
    let last = span.to.map(|to| to.plus_days(-1));
    let day = |at: Moment| {
        let (year, month, day) = at.ymd();
        format!("{year:04}-{month:02}-{day:02}")
    };
    let text = match (span.from, last) {
        (Some(from), Some(to)) if to <= from => day(from),
        (from, to) => {
            let (start, end) = (edge(from, false), edge(to, true));
            // both ends as exactly as the more exact one, so that they read alike
            let even = start.len() == end.len() || from.is_none() || to.is_none();
            match (even, from, to) {
                (false, Some(from), Some(to)) if start.len().max(end.len()) == 7 => {
                    format!("{}/{}", day(from).get(..7)?, day(to).get(..7)?)
                }
                (false, Some(from), Some(to)) => format!("{}/{}", day(from), day(to)),
                _ if start == end => start,
                _ => format!("{start}/{end}"),
            }
        }
    };
    Edtf::parse(&text).ok()
}

fn day_of(time: f64) -> Moment {
    TickUnit::Day.floor(moment(time))
}

/// Points from a tick within which it is meant.
const REACH: f32 = 8.0;

/// To what a brush is drawn: the ticks that are shown, or days.
#[derive(Clone, Copy)]
struct Snap<'a> {
    scale: &'a TimeScale,
    unit: TickUnit,
    free: bool,
}

impl<'a> Snap<'a> {
    fn new(ui: &Ui, scale: &'a TimeScale) -> Self {
        let free = ui.input(|i| i.modifiers.alt);
        Self { scale, unit: TickUnit::fine(scale.seconds_per_point()), free }
    }

    /// Where an end of a brush goes that is drawn to a time; `after`: its later end.
    fn end(self, time: f64, after: bool) -> Moment {
        if self.free {
            return if after { day_of(time).plus_days(1) } else { day_of(time) };
        }
        ticks::snapped(self.unit, time, self.scale, f64::from(REACH), after)
    }

    /// From the one to the other, whichever comes first: every unit that is touched, and no other.
    fn between(self, a: f64, b: f64) -> Span {
        let from = self.end(a.min(b), false);
        let to = self.end(a.max(b), true);
        let least = if self.free { from.plus_days(1) } else { self.unit.next(self.unit.floor(from)) };
        Span::new(from, to.max(least))
    }
}

impl Filter {
    /// Takes what the person does on the ruler, and paints the brush there; gives the brush.
    pub(super) fn ui(&mut self, ui: &Ui, ruler: Rect, scale: &TimeScale, ctx: &ViewCtx<'_>) -> Option<Span> {
        let force = of_query(ctx.query);
        let response = ui.interact(ruler, ui.scope_id().with("ruler"), Sense::click_and_drag());
        widgets::name(&response, Role::Group, ctx.words.t("timeline-ruler"));
        if response.clicked() {
            response.request_focus();
        }
        self.dragged(ui, &response, ruler, scale, force);
        let mut asked = self.finished(ui, &response);
        let shown = self.draft.or(force);
        if let Some(span) = shown {
            paint(&ui.painter_at(ruler), ruler, scale, span, ctx);
            for first in [true, false] {
                asked = self.handle(ui, ruler, scale, span, first, ctx).or(asked);
            }
        }
        keep(ui, &response);
        if response.has_focus() {
            ui.painter().rect_stroke(ruler.shrink(1.0), 3.0, (1.5, ctx.palette.accent), egui::StrokeKind::Inside);
            if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter)) {
                asked = Some(Some(Snap::new(ui, scale).between(scale.view().from, scale.view().to)));
            }
        }
        let escaped = response.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
        if escaped {
            asked = Some(None).filter(|_| self.draft.is_none());
            (self.drag, self.draft) = (None, None);
        }
        response.on_hover_text_at_pointer(ctx.words.t("timeline-ruler-help"));
        match asked {
            Some(Some(span)) => {
                if let Some(date) = interval(span) {
                    ctx.send(Command::FilterTime(Some(date)));
                }
            }
            Some(None) if force.is_some() => ctx.send(Command::FilterTime(None)),
            _ => {}
        }
        shown
    }

    fn dragged(&mut self, ui: &Ui, response: &Response, ruler: Rect, scale: &TimeScale, force: Option<Span>) {
        let Some(pointer) = response.interact_pointer_pos() else { return };
        let time = |x: f32| scale.time_at(x.clamp(ruler.left(), ruler.right()));
        if response.drag_started() {
            let origin = time(ui.input(|i| i.pointer.press_origin()).map_or(pointer.x, |at| at.x));
            let inside = force.filter(|span| span.contains(moment(origin)));
            self.drag = Some(inside.map_or(RulerDrag::New(origin), |span| RulerDrag::Whole(origin, span)));
            response.request_focus();
        }
        if response.dragged() {
            let snap = Snap::new(ui, scale);
            self.draft = self.drag.map(|drag| moved(drag, time(pointer.x), snap));
            ui.ctx().set_cursor_icon(match self.drag {
                Some(RulerDrag::Whole(..)) => CursorIcon::Grabbing,
                _ => CursorIcon::ResizeHorizontal,
            });
        }
    }

    /// What was dragged, once it is let go.
    #[expect(clippy::option_option, reason = "nothing asked, the filter taken away, or another one")]
    fn finished(&mut self, ui: &Ui, response: &Response) -> Option<Option<Span>> {
        if !response.drag_stopped() && (self.drag.is_none() || ui.input(|i| i.pointer.any_down())) {
            return None;
        }
        self.drag = None;
        self.draft.take().map(Some)
    }

    /// One end of the brush, as something to drag and to move with the arrows.
    #[expect(clippy::option_option, reason = "as finished")]
    fn handle(
        &mut self,
        ui: &Ui,
        ruler: Rect,
        scale: &TimeScale,
        span: Span,
        first: bool,
        ctx: &ViewCtx<'_>,
    ) -> Option<Option<Span>> {
        let at = if first { span.from } else { span.to }?;
        let x = scale.x_of(at);
        let place = pos2(x.clamp(ruler.left() + 4.0, ruler.right() - 4.0), ruler.center().y);
        let out = !ruler.x_range().contains(x);
        let sense = if out { Sense::focusable_noninteractive() } else { Sense::click_and_drag() };
        let id = ui.scope_id().with(("filter", first));
        let response = ui.interact(Rect::from_center_size(place, vec2(9.0, ruler.height())), id, sense);
        let day = if first { at } else { at.plus_days(-1) };
        let key = if first { "timeline-filter-from" } else { "timeline-filter-to" };
        let said = ctx.words.with(key, &[("date", ctx.words.span(day, day.plus_days(1)).into())]);
        widgets::name(&response, Role::Slider, &said);
        if response.drag_started() {
            self.drag = Some(if first { RulerDrag::From(span.to) } else { RulerDrag::To(span.from) });
        }
        if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
            let time = scale.time_at(pointer.x.clamp(ruler.left(), ruler.right()));
            let snap = Snap::new(ui, scale);
            self.draft = self.drag.map(|drag| moved(drag, time, snap));
        }
        if response.hovered() || response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        if !out {
            let strong = response.hovered() || response.dragged() || response.has_focus();
            let grip = Rect::from_center_size(place, vec2(if strong { 7.0 } else { 5.0 }, 18.0));
            ui.painter_at(ruler.expand(3.0)).rect_filled(grip, 2.5, ctx.palette.accent);
        }
        let done = self.finished(ui, &response).filter(|_| response.drag_stopped());
        self.keys(ui, &response, scale, span, first).map(Some).or(done)
    }

    fn keys(&self, ui: &Ui, response: &Response, scale: &TimeScale, span: Span, first: bool) -> Option<Span> {
        keep(ui, response);
        if !response.has_focus() || self.drag.is_some() {
            return None;
        }
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
            ui.memory_mut(|memory| memory.request_focus(ui.scope_id().with("ruler")));
            return None;
        }
        let unit = TickUnit::fine(scale.seconds_per_point());
        let pressed = |key| {
            let plain = ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)).then_some(unit);
            plain.or_else(|| ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, key)).then(|| unit.coarse()))
        };
        let step = |at: Moment| {
            let later = pressed(Key::ArrowRight).map(|unit| unit.next(unit.floor(at)));
            later.or_else(|| pressed(Key::ArrowLeft).map(|unit| unit.floor(at.plus_days(-1))))
        };
        let moved = if first {
            Span { from: Some(step(span.from?)?), ..span }
        } else {
            Span { to: Some(step(span.to?)?), ..span }
        };
        (!moved.is_empty()).then_some(moved)
    }
}

/// Arrows and Esc are meant for what has the focus here.
fn keep(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, escape: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
}

fn moved(drag: RulerDrag, time: f64, snap: Snap<'_>) -> Span {
    match drag {
        RulerDrag::New(from) => snap.between(from, time),
        RulerDrag::Whole(taken, span) => {
            let days = ((time - taken) / 86_400.0).round() as i64;
            let moved = |at: Option<Moment>| at.map(|at| snap.end(seconds(at.plus_days(days)), false));
            let (from, to) = (moved(span.from), moved(span.to));
            if from.is_some() && from == to { span } else { Span { from, to } }
        }
        RulerDrag::From(None) => Span { from: Some(snap.end(time, false)), to: None },
        RulerDrag::To(None) => Span { from: None, to: Some(snap.end(time, true)) },
        RulerDrag::From(Some(to)) => {
            let from = snap.end(time, false);
            if from < to { Span::new(from, to) } else { snap.between(seconds(to), time) }
        }
        RulerDrag::To(Some(from)) => {
            let to = snap.end(time, true);
            if from < to { Span::new(from, to) } else { snap.between(time, seconds(from)) }
        }
    }
}

fn paint(painter: &Painter, rect: Rect, scale: &TimeScale, span: Span, ctx: &ViewCtx<'_>) {
    let (left, right) = edges(rect, scale, span);
    let brush = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
    painter.rect_filled(brush, 0.0, ctx.palette.accent.gamma_multiply(0.16));
    painter.hline(brush.x_range(), rect.bottom() - 1.5, Stroke::new(3.0, ctx.palette.accent));
}

fn edges(rect: Rect, scale: &TimeScale, span: Span) -> (f32, f32) {
    let x = |at: Option<Moment>, open: f32| at.map_or(open, |at| scale.x_of(at)).clamp(rect.left(), rect.right());
    let left = x(span.from, rect.left());
    (left, x(span.to, rect.right()).max(left))
}

/// What is left out steps back, in the lanes and in the overview.
pub(super) fn veil(painter: &Painter, rect: Rect, scale: &TimeScale, span: Span, ctx: &ViewCtx<'_>) {
    let (left, right) = edges(rect, scale, span);
    let veil = ctx.palette.line.gamma_multiply(0.28);
    painter.rect_filled(Rect::from_min_max(rect.min, pos2(left, rect.bottom())), 0.0, veil);
    painter.rect_filled(Rect::from_min_max(pos2(right, rect.top()), rect.max), 0.0, veil);
    for (x, open) in [(left, span.from.is_none()), (right, span.to.is_none())] {
        if !open && x > rect.left() && x < rect.right() {
            painter.vline(x, rect.y_range(), Stroke::new(1.0, ctx.palette.accent));
        }
    }
}

/// The name by which the ruler takes the keyboard.
pub(super) fn ruler_id(ui: &Ui) -> Id {
    ui.scope_id().with("ruler")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(year: i64, month: u8, day: u8) -> Moment {
        Moment::from_ymd(year, month, day).unwrap()
    }

    #[test]
    fn whole_years_and_months_are_asked_for_as_such() {
        let asked = |from, to| interval(Span::new(from, to)).unwrap().to_string();
        assert_eq!(asked(day(2021, 1, 1), day(2024, 1, 1)), "2021/2023");
        assert_eq!(asked(day(2021, 1, 1), day(2022, 1, 1)), "2021");
        assert_eq!(asked(day(2021, 3, 1), day(2021, 7, 1)), "2021-03/2021-06");
        assert_eq!(asked(day(2021, 1, 1), day(2021, 7, 1)), "2021-01/2021-06");
        assert_eq!(asked(day(2021, 3, 1), day(2021, 3, 2)), "2021-03-01");
        assert_eq!(asked(day(2021, 3, 5), day(2023, 1, 1)), "2021-03-05/2022-12-31");
        let open = Span { from: Some(day(2021, 1, 1)), to: None };
        assert_eq!(interval(open).unwrap().as_str(), "2021/..");
    }

    proptest! {
        #[test]
        fn what_is_asked_for_is_what_was_brushed(from in -10_000..20_000_i64, days in 1..4_000_i64) {
            let start = Moment::year_start(1970).plus_days(from);
            let span = Span::new(start, start.plus_days(days));
            prop_assert_eq!(interval(span).unwrap().bounds().possible(), span);
        }
    }

    #[test]
    fn several_bounds_are_one() {
        let query = Query::parse("after:2021 before:2024 during:2019/2022").unwrap();
        let span = of_query(&query).unwrap();
        assert_eq!(span, Span::new(day(2021, 1, 1), day(2023, 1, 1)));
        assert_eq!(of_query(&Query::parse("kind:meeting").unwrap()), None);
    }
}
