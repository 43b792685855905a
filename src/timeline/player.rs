//! The window of time that is played: its controls, its place on the ruler, its movement.

use egui::{Button, ComboBox, EventFilter, Key, Modifiers, Painter, Rect, Role, Sense, Stroke, Ui, pos2, vec2};

use super::columns::EventColumns;
use super::model::Model;
use super::ticks::TickUnit;
use super::{event, filter, head};
use crate::context::{Command, Play, PlayMode, PlayStep, Stretch, TimeScale, TimeView, ViewCtx, seconds};
use crate::ui::widgets;

/// Points.
pub(super) const HEIGHT: f32 = 32.0;
const DAY: f64 = 86_400.0;

/// The moment at which an event comes into the window: a day is in it once it is over.
pub(super) fn comes(columns: &EventColumns, event: u32) -> f64 {
    seconds(TickUnit::Day.next(TickUnit::Day.floor(event::moment(columns.anchor(event)))))
}

/// The moment at which the next event comes into the window, or the one before went.
pub(super) fn turn(model: &Model, columns: &EventColumns, at: f64, forward: bool) -> Option<f64> {
    let comes = |event: &u32| comes(columns, *event);
    let by_time = |event: &&u32| columns.from(**event).is_finite();
    let mut events = model.order.iter().filter(by_time);
    if forward {
        events.map(comes).find(|time| *time > at + 0.5)
    } else {
        events.rfind(|event| comes(event) < at - 0.5).map(comes)
    }
}

/// Where playing begins: with what is shown, or with the first event in it.
fn beginning(model: &Model, view: TimeView) -> f64 {
    model.span.map_or(view.from, |span| span.from.max(view.from)).min(view.to) + DAY
}

/// Where it ends: with the period of the dataset, or where that has nothing to play.
fn end(model: &Model, whole: TimeView, at: f64) -> f64 {
    let last = model.span.map_or(at, |span| span.to);
    if at < whole.to { last.min(whole.to) } else { last }
}

/// Runs or stops; begins where there is no window yet.
pub(super) fn toggle(ctx: &ViewCtx<'_>, model: &Model) -> PlayStep {
    match ctx.play {
        None => PlayStep::Start { at: beginning(model, ctx.time), running: true },
        Some(play) => PlayStep::Run(!play.running),
    }
}

/// Moves on by the time that has passed, and gives the view in which the window is seen. At the end
/// the window goes away.
pub(super) fn run(ui: &Ui, ctx: &ViewCtx<'_>, model: &Model, whole: TimeView, view: TimeView) -> TimeView {
    let Some(play) = ctx.play.filter(|play| play.running) else { return view };
    let passed = f64::from(ui.input(|i| i.stable_dt).min(0.1));
    let at = play.at + passed * play.pace.speed.seconds();
    if at >= end(model, whole, play.at) {
        ctx.send(Command::Play(PlayStep::Stop));
    } else {
        ctx.send(Command::Play(PlayStep::To(at)));
    }
    ui.ctx().request_repaint();
    follow(view, at, whole)
}

/// The event that came into the window last.
pub(super) fn newest(model: &Model, columns: &EventColumns, play: Play) -> Option<u32> {
    let window = play.window();
    let begun = |at: &u32| columns.anchor(*at) < play.at;
    let last = model.order.iter().copied().take_while(|at| columns.from(*at) < play.at).filter(begun);
    last.max_by(|a, b| columns.anchor(*a).total_cmp(&columns.anchor(*b)))
        .filter(|at| window.from.is_none_or(|from| columns.anchor(*at) >= seconds(from)))
}

/// The view, moved just so far that a time is well inside; not out of the time that the dataset is
/// about, as long as the time is in that.
pub(super) fn follow(view: TimeView, at: f64, whole: TimeView) -> TimeView {
    let (early, late) = (view.from + 0.05 * view.width(), view.to - 0.15 * view.width());
    let moved = if at > late {
        view.panned(at - late)
    } else if at < early {
        view.panned(at - early)
    } else {
        return view;
    };
    let (first, last) = (whole.from.min(view.from), whole.to.max(view.to));
    if !(first..=last).contains(&at) {
        moved
    } else if moved.from < first {
        moved.panned(first - moved.from)
    } else if moved.to > last {
        moved.panned(last - moved.to)
    } else {
        moved
    }
}

/// Space runs and stops, unless the keyboard is busy with something else in the window.
pub(super) fn space(ui: &Ui, own_focus: bool) -> bool {
    let elsewhere = ui.memory(|memory| memory.focused().is_some()) && !own_focus;
    !elsewhere && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Space))
}

/// The row of controls.
pub(super) fn bar(ui: &mut Ui, ctx: &ViewCtx<'_>, model: &Model, columns: &EventColumns, play: Play) {
    let words = ctx.words;
    ui.horizontal_centered(|ui| {
        ui.add_space(8.0);
        let send = |step| ctx.send(Command::Play(step));
        let button = |ui: &mut Ui, text: &str, key: &str| {
            let response = ui.add(Button::new(text).min_size(vec2(28.0, 0.0)));
            widgets::name(&response, Role::Button, words.t(key));
            response.on_hover_text(words.t(key)).clicked()
        };
        for (text, key, forward) in [("‹", "timeline-play-back", false), ("›", "timeline-play-on", true)] {
            if button(ui, text, key)
                && let Some(at) = turn(model, columns, play.at, forward)
            {
                send(PlayStep::Run(false));
                send(PlayStep::To(at));
                ctx.send(Command::ShowTime(follow(ctx.time, at, head::whole(ctx, model))));
            }
        }
        ui.add_space(6.0);
        let mut mode = play.pace.mode;
        choice(ui, "timeline-play-mode", words.t(mode_key(mode)), words.t("timeline-play-mode"), |ui| {
            for other in PlayMode::ALL {
                ui.selectable_value(&mut mode, other, words.t(mode_key(other)));
            }
        });
        if mode != play.pace.mode {
            send(PlayStep::Mode(mode));
        }
        if mode == PlayMode::Range
            && let Some(length) = stretch(ui, ctx, "timeline-play-length", play.pace.length)
        {
            send(PlayStep::Length(length));
        }
        if let Some(speed) = stretch(ui, ctx, "timeline-play-speed", play.pace.speed) {
            send(PlayStep::Speed(speed));
        }
        ui.add_space(6.0);
        ui.label(widgets::strong(said(ctx, play), 12.5));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(8.0);
            if button(ui, "×", "timeline-play-stop") {
                send(PlayStep::Stop);
            }
        });
    });
}

/// The sign of the button that runs and stops: a triangle, or two bars while it runs.
pub(super) fn sign(ui: &Ui, response: &egui::Response, running: bool) {
    let (center, ink) = (response.rect.center(), ui.style().interact(response).fg_stroke.color);
    if running {
        for x in [-3.0, 3.0] {
            let bar = Rect::from_center_size(center + vec2(x, 0.0), vec2(3.0, 11.0));
            ui.painter().rect_filled(bar, 1.0, ink);
        }
    } else {
        let points = [(-4.0, -6.0), (6.0, 0.0), (-4.0, 6.0)].map(|(x, y)| center + vec2(x, y)).to_vec();
        ui.painter().add(egui::Shape::convex_polygon(points, ink, Stroke::NONE));
    }
}

fn choice(ui: &mut Ui, id: &str, text: &str, name: &str, add: impl FnOnce(&mut Ui)) {
    let response = ComboBox::from_id_salt(id).selected_text(text).width(60.0).show_ui(ui, add).response;
    widgets::name(&response, Role::ComboBox, &format!("{name}: {text}"));
    response.on_hover_text(name);
}

fn stretch(ui: &mut Ui, ctx: &ViewCtx<'_>, key: &str, now: Stretch) -> Option<Stretch> {
    let words = ctx.words;
    let mut chosen = now;
    let said = |stretch| words.t(if key == "timeline-play-speed" { speed_key(stretch) } else { stretch_key(stretch) });
    choice(ui, key, said(now), words.t(key), |ui| {
        for other in Stretch::ALL {
            ui.selectable_value(&mut chosen, other, said(other));
        }
    });
    (chosen != now).then_some(chosen)
}

fn mode_key(mode: PlayMode) -> &'static str {
    match mode {
        PlayMode::Range => "timeline-play-range",
        PlayMode::Point => "timeline-play-point",
        PlayMode::Cumulative => "timeline-play-cumulative",
    }
}

fn stretch_key(stretch: Stretch) -> &'static str {
    match stretch {
        Stretch::Day => "timeline-stretch-day",
        Stretch::Week => "timeline-stretch-week",
        Stretch::Month => "timeline-stretch-month",
        Stretch::Quarter => "timeline-stretch-quarter",
        Stretch::Year => "timeline-stretch-year",
    }
}

fn speed_key(stretch: Stretch) -> &'static str {
    match stretch {
        Stretch::Day => "timeline-speed-day",
        Stretch::Week => "timeline-speed-week",
        Stretch::Month => "timeline-speed-month",
        Stretch::Quarter => "timeline-speed-quarter",
        Stretch::Year => "timeline-speed-year",
    }
}

/// The window in words.
fn said(ctx: &ViewCtx<'_>, play: Play) -> String {
    let window = play.window();
    let last = TickUnit::Day.floor(event::moment(play.at - 1.0));
    match window.from {
        Some(from) if play.pace.mode == PlayMode::Range => ctx.words.span(TickUnit::Day.floor(from), last.plus_days(1)),
        Some(_) => ctx.words.span(last, last.plus_days(1)),
        None => ctx.words.with("timeline-play-until", &[("date", ctx.words.span(last, last.plus_days(1)).into())]),
    }
}

/// The window over the lanes and the ruler, with a handle to drag or to move by keyboard.
pub(super) fn window(ui: &Ui, ruler: Rect, lanes: Rect, scale: &TimeScale, ctx: &ViewCtx<'_>, play: Play) {
    let window = play.window();
    let x = |time: f64| scale.x_of_seconds(time).clamp(lanes.left() - 4.0, lanes.right() + 4.0);
    let head = scale.x_of_seconds(play.at);
    let left = window.from.map_or(lanes.left(), |from| x(seconds(from)));
    let shade = ctx.palette.warn.gamma_multiply(0.10);
    let painter = ui.painter_at(lanes.union(ruler));
    for rect in [ruler, lanes] {
        let band = Rect::from_min_max(pos2(left, rect.top()), pos2(x(play.at).max(left + 1.0), rect.bottom()));
        painter.rect_filled(band, 0.0, shade);
    }
    line(&painter, lanes.union(ruler), x(play.at), ctx);
    let place = pos2(head.clamp(ruler.left() + 4.0, ruler.right() - 4.0), ruler.top() + 7.0);
    let response = ui.interact(
        Rect::from_center_size(place, vec2(14.0, 14.0)),
        ui.scope_id().with("play head"),
        Sense::click_and_drag(),
    );
    widgets::name(&response, Role::Slider, &said(ctx, play));
    let fill = if response.hovered() || response.has_focus() { ctx.palette.accent } else { ctx.palette.warn };
    let points = vec![place + vec2(-6.0, -6.0), place + vec2(6.0, -6.0), place + vec2(0.0, 6.0)];
    painter.add(egui::Shape::convex_polygon(points, fill, Stroke::NONE));
    let send = |at: f64| {
        ctx.send(Command::Play(PlayStep::Run(false)));
        ctx.send(Command::Play(PlayStep::To(at)));
    };
    if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        send(scale.time_at(pointer.x.clamp(ruler.left(), ruler.right())));
    }
    if response.has_focus() {
        let keys = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, keys));
        let unit = TickUnit::fine(scale.seconds_per_point());
        let at = event::moment(play.at);
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowRight)) {
            send(seconds(unit.next(unit.floor(at))));
        }
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowLeft)) {
            send(seconds(unit.floor(at.plus_days(-1))));
        }
    }
}

fn line(painter: &Painter, rect: Rect, x: f32, ctx: &ViewCtx<'_>) {
    painter.vline(x, rect.y_range(), Stroke::new(1.5, ctx.palette.warn));
}

/// Whether the keyboard is at the handle of the window or on the ruler.
pub(super) fn has_focus(ui: &Ui) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    focused.is_some_and(|id| id == ui.scope_id().with("play head") || id == filter::ruler_id(ui))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn playing_stays_within_the_period_of_the_dataset() {
        let whole = TimeView::new(0.0, 1_000.0 * DAY);
        for day in 1..1_000 {
            assert_eq!(follow(whole, f64::from(day) * DAY, whole), whole, "the whole of it never moves");
        }
        let part = TimeView::new(0.0, 100.0 * DAY);
        assert_eq!(follow(part, 1.0 * DAY, whole), part);
        let moved = follow(part, 500.0 * DAY, whole);
        assert!(moved.from > 400.0 * DAY && moved.to < 520.0 * DAY, "{moved:?}");
        assert!((follow(part, 999.0 * DAY, whole).to - whole.to).abs() < 1.0);
    }
}
