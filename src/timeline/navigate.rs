//! Wheel, drag and keys → the view of time, with motion that any new input interrupts.

use egui::{EventFilter, Key, Modifiers, PointerButton, Response, Ui};

use crate::context::{TimeScale, TimeView};

/// What moves by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Motion {
    /// Where an animation goes.
    target: Option<TimeView>,
    /// Points a second that are left from a drag.
    glide: f32,
    /// The view as this panel left it: another one means that somebody else moved it.
    left_at: Option<TimeView>,
}

/// Points of wheel travel that zoom by a factor of e.
const WHEEL: f32 = 240.0;
/// Shares of the view.
const KEY_STEP: f64 = 0.15;
const KEY_ZOOM: f64 = 1.5;
/// Per second: how fast an animation nears its end, and a glide stops.
const NEARING: f64 = 13.0;
const BRAKE: f32 = 5.0;

impl Motion {
    /// Goes to a view, at once when motion is not wanted.
    pub(super) fn go(&mut self, view: TimeView) {
        self.target = Some(view);
        self.glide = 0.0;
        // where time was moved while there was no timeline, it goes on from there
        self.left_at = None;
    }

    fn stop(&mut self) {
        self.target = None;
        self.glide = 0.0;
    }

    /// Whether something moves by itself.
    pub(super) fn is_moving(&self) -> bool {
        self.target.is_some() || self.glide != 0.0
    }

    /// The view after this frame's motion and input on the lanes. `keyed`: whether keys that zoom
    /// are meant for the timeline.
    pub(super) fn step(
        &mut self,
        ui: &Ui,
        lanes: &Response,
        shown: TimeView,
        span: Option<TimeView>,
        whole: TimeView,
        keyed: bool,
    ) -> TimeView {
        if self.left_at.is_some_and(|view| view != shown) {
            self.stop();
        }
        let mut view = self.moved(ui, lanes, shown);
        let scale = TimeScale::new(view, lanes.rect.left(), lanes.rect.right());
        if let Some(wheeled) = wheel(ui, lanes, &scale) {
            self.stop();
            view = wheeled;
        }
        view = self.dragged(ui, lanes, view);
        self.arrows(ui, lanes, view);
        if keyed {
            self.keys(ui, view, whole);
        }
        // a view that was asked for elsewhere is shown as asked; moving on from it stays near the data
        if view == shown { view } else { near(view, span.map_or(whole, |span| joined(span, whole))) }
    }

    /// The view with which the panel ends its frame.
    pub(super) fn leave(&mut self, view: TimeView) {
        self.left_at = Some(view);
    }

    fn moved(&mut self, ui: &Ui, lanes: &Response, shown: TimeView) -> TimeView {
        let dt = ui.input(|i| i.stable_dt).min(0.1);
        let still = ui.style().animation_time <= 0.0;
        if let Some(target) = self.target {
            let share = if still { 1.0 } else { 1.0 - (-NEARING * f64::from(dt)).exp() };
            let mix = |from: f64, to: f64| from + (to - from) * share;
            let view = TimeView { from: mix(shown.from, target.from), to: mix(shown.to, target.to) };
            let rest = (view.from - target.from).abs() + (view.to - target.to).abs();
            if still || rest < target.width() * 1e-3 {
                self.target = None;
                return target;
            }
            ui.ctx().request_repaint();
            return view;
        }
        if self.glide.abs() > 8.0 && !still {
            let points = self.glide * dt;
            self.glide *= (-BRAKE * dt).exp();
            ui.ctx().request_repaint();
            return shown.panned(-f64::from(points) * shown.width() / f64::from(lanes.rect.width().max(1.0)));
        }
        self.glide = 0.0;
        shown
    }

    fn dragged(&mut self, ui: &Ui, lanes: &Response, view: TimeView) -> TimeView {
        if lanes.is_pointer_button_down_on() {
            self.stop();
        }
        if lanes.drag_stopped_by(PointerButton::Primary) {
            self.glide = ui.input(|i| i.pointer.velocity().x);
            ui.ctx().request_repaint();
        }
        if !lanes.dragged() {
            return view;
        }
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        view.panned(-f64::from(lanes.drag_delta().x) * view.width() / f64::from(lanes.rect.width().max(1.0)))
    }

    fn arrows(&mut self, ui: &Ui, lanes: &Response, view: TimeView) {
        if !lanes.has_focus() {
            return;
        }
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(lanes.id, filter));
        let from = self.target.unwrap_or(view);
        let pressed = |key: Key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let step = from.width() * KEY_STEP;
        if pressed(Key::ArrowLeft) {
            self.go(from.panned(-step));
        }
        if pressed(Key::ArrowRight) {
            self.go(from.panned(step));
        }
    }

    fn keys(&mut self, ui: &Ui, view: TimeView, whole: TimeView) {
        let from = self.target.unwrap_or(view);
        let middle = f64::midpoint(from.from, from.to);
        let pressed = |key: Key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if pressed(Key::Minus) {
            self.go(from.zoomed(1.0 / KEY_ZOOM, middle));
        }
        if pressed(Key::Plus) || pressed(Key::Equals) || ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, Key::Plus)) {
            self.go(from.zoomed(KEY_ZOOM, middle));
        }
        if pressed(Key::Home) {
            self.go(whole);
        }
    }

    /// One step closer or further, around the middle.
    pub(super) fn zoom_step(&mut self, view: TimeView, closer: bool) {
        let from = self.target.unwrap_or(view);
        let factor = if closer { KEY_ZOOM } else { 1.0 / KEY_ZOOM };
        self.go(from.zoomed(factor, f64::midpoint(from.from, from.to)));
    }
}

/// Plain wheel and pinch zoom around the pointer; sideways and with Shift the wheel pans. With
/// Alt it is left to the lanes.
fn wheel(ui: &Ui, lanes: &Response, scale: &TimeScale) -> Option<TimeView> {
    let over = ui.rect_contains_pointer(lanes.rect);
    let pointer = ui.input(|i| i.pointer.hover_pos()).filter(|_| over)?;
    let (scroll, pinch, alt) = ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta(), i.modifiers.alt));
    if alt {
        return None;
    }
    let zoom = f64::from(pinch * (scroll.y / WHEEL).exp());
    let view = scale.view();
    let panned = view.panned(-f64::from(scroll.x) * scale.seconds_per_point());
    let view = if (zoom - 1.0).abs() > 1e-4 { panned.zoomed(zoom, scale.time_at(pointer.x)) } else { panned };
    (view != scale.view()).then_some(view)
}

fn joined(a: TimeView, b: TimeView) -> TimeView {
    TimeView::new(a.from.min(b.from), a.to.max(b.to))
}

/// The view, no further away from all data than makes sense.
fn near(view: TimeView, span: TimeView) -> TimeView {
    let most = span.width().max(4.0 * 365.25 * 86_400.0) * 3.0;
    let view =
        if view.width() > most { view.zoomed(view.width() / most, f64::midpoint(view.from, view.to)) } else { view };
    let slack = view.width() * 0.5;
    let shift = if view.from > span.to - slack * 0.2 {
        span.to - slack * 0.2 - view.from
    } else if view.to < span.from + slack * 0.2 {
        span.from + slack * 0.2 - view.to
    } else {
        0.0
    };
    if shift == 0.0 { view } else { view.panned(shift) }
}
