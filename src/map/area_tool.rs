//! Drawing the area that filters, and moving and resizing it, by pointer and by keyboard.

use egui::{
    Align2, CursorIcon, EventFilter, Key, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, vec2,
};

use super::area::{Handle, area_of, extent_of, in_force};
use super::camera::Camera;
use super::edges::MapEdgesLayout;
use super::geo::{Extent, MercatorPoint};
use crate::context::{Command, ViewCtx};
use crate::ui::widgets;

/// Points that an area must be wide and high to be meant.
const LEAST: f32 = 6.0;
/// Points that an arrow key moves a handle.
const NUDGE: f32 = 12.0;
/// Points that a handle is wide, drawn and to the pointer.
const HANDLE: f32 = 8.0;
const HIT: f32 = 18.0;
/// Points below which only the corners have handles.
const ROOM: f32 = 56.0;

#[derive(Clone, Copy, Debug)]
struct AreaDrag {
    handle: Handle,
    /// The area when it began.
    from: Extent,
    pressed: MercatorPoint,
}

impl AreaDrag {
    fn now(&self, at: MercatorPoint) -> Extent {
        self.handle.moved(&self.from, at.x - self.pressed.x, at.y - self.pressed.y)
    }
}

#[derive(Debug, Default)]
pub(super) struct AreaTool {
    /// Whether dragging the map draws an area.
    pub(super) on: bool,
    drag: Option<AreaDrag>,
}

impl AreaTool {
    /// Whether dragging means the area and so must not move the map.
    pub(super) fn takes_drag(&self, ui: &Ui) -> bool {
        self.on || self.drag.is_some() || ui.input(|input| input.modifiers.shift)
    }

    /// The area that is being drawn or changed, or is in force.
    fn extent(&self, ui: &Ui, ctx: &ViewCtx<'_>, camera: &Camera) -> Option<Extent> {
        let drawn = self.drag.and_then(|drag| Some(drag.now(pointer(ui, camera)?)));
        drawn.or_else(|| in_force(ctx.query).map(extent_of))
    }

    /// Marks the area on the ground, below gates and names.
    pub(super) fn mark(&self, ui: &Ui, ctx: &ViewCtx<'_>, camera: &Camera) {
        if let Some(extent) = self.extent(ui, ctx, camera) {
            paint(ui, ctx, camera.rect, on_screen(&extent, camera));
        }
    }

    /// Draws what the area is held by, and answers pointer and keys.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        response: &Response,
        camera: &Camera,
        layout: &MapEdgesLayout,
    ) {
        self.draw_new(ui, ctx, response, camera);
        let Some(extent) = self.extent(ui, ctx, camera) else { return };
        let rect = on_screen(&extent, camera);
        if self.drag.is_none_or(|drag| drag.handle != Handle::SOUTH_EAST || drag.from.width() > 0.0) {
            self.handles(ui, ctx, camera, layout, &extent, rect);
        }
    }

    fn draw_new(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, response: &Response, camera: &Camera) {
        let shift = ui.input(|input| input.modifiers.shift);
        if (self.on || shift) && response.hovered() {
            ui.set_cursor_icon(CursorIcon::Crosshair);
        }
        if (self.on || shift) && response.drag_started_by(egui::PointerButton::Primary) {
            let pressed = ui.input(|input| input.pointer.press_origin()).map(|at| camera.to_world(at));
            let drag = |at| AreaDrag { handle: Handle::SOUTH_EAST, from: Extent { min: at, max: at }, pressed: at };
            self.drag = pressed.map(drag);
        }
        if self.drag.is_some() && response.drag_stopped() {
            self.commit(ui, ctx, camera);
        }
        if (self.on || self.drag.is_some())
            && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape))
        {
            (self.on, self.drag) = (false, None);
        }
        if self.on && response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            self.on = false;
            ctx.send(Command::FilterArea(Some(area_of(&camera.visible().grown(-0.25)))));
        }
    }

    /// Ends a drag: what is large enough to be meant filters.
    fn commit(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, camera: &Camera) {
        let Some((drag, at)) = self.drag.take().zip(pointer(ui, camera)) else { return };
        let extent = drag.now(at);
        let points = |world: f64| (world * camera.scale) as f32;
        if points(extent.width()) >= LEAST && points(extent.height()) >= LEAST {
            self.on = false;
            ctx.send(Command::FilterArea(Some(area_of(&extent))));
        }
    }

    fn handles(
        &mut self,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        camera: &Camera,
        layout: &MapEdgesLayout,
        extent: &Extent,
        rect: Rect,
    ) {
        let roomy = rect.width() >= ROOM && rect.height() >= ROOM;
        let Some(corner) = remove(ui, ctx, camera, layout, rect) else { return };
        for handle in Handle::ALL {
            let whole = handle == Handle::WHOLE;
            // all of it is held beside the corner, where no gate is in the way
            let at = if whole { corner.center_bottom() + vec2(0.0, 14.0) } else { camera.to_screen(handle.at(extent)) };
            let kept = whole || roomy || (handle.x != 0 && handle.y != 0);
            if !(kept && camera.rect.shrink(2.0).contains(at)) || layout.covers(at) {
                continue;
            }
            let id = ui.scope_id().with(("area", handle));
            let response = ui.interact(Rect::from_center_size(at, Vec2::splat(HIT)), id, Sense::click_and_drag());
            let response = response.on_hover_cursor(cursor(handle));
            widgets::name(&response, Role::Button, ctx.words.t(handle.key()));
            paint_handle(ui, ctx, at, handle, response.has_focus() || response.hovered());
            if response.drag_started() {
                let pressed = ui.input(|input| input.pointer.press_origin()).map(|at| camera.to_world(at));
                self.drag = pressed.map(|pressed| AreaDrag { handle, from: *extent, pressed });
            }
            if response.drag_stopped() {
                self.commit(ui, ctx, camera);
            }
            if let Some(by) = nudge(ui, &response) {
                let (dx, dy) = (f64::from(by.x) / camera.scale, f64::from(by.y) / camera.scale);
                ctx.send(Command::FilterArea(Some(area_of(&handle.moved(extent, dx, dy)))));
            }
        }
    }
}

fn on_screen(extent: &Extent, camera: &Camera) -> Rect {
    Rect::from_min_max(camera.to_screen(extent.min), camera.to_screen(extent.max))
}

fn pointer(ui: &Ui, camera: &Camera) -> Option<MercatorPoint> {
    let at = ui.input(|input| input.pointer.interact_pos())?;
    Some(camera.to_world(camera.rect.clamp(at)))
}

/// How the arrow keys move a handle that has the focus.
fn nudge(ui: &Ui, response: &Response) -> Option<Vec2> {
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let keys = [
        (Key::ArrowLeft, vec2(-NUDGE, 0.0)),
        (Key::ArrowRight, vec2(NUDGE, 0.0)),
        (Key::ArrowUp, vec2(0.0, -NUDGE)),
        (Key::ArrowDown, vec2(0.0, NUDGE)),
    ];
    let by = ui.input(|input| {
        let pressed = keys.into_iter().filter(|(key, _)| input.modifiers.is_none() && input.key_pressed(*key));
        pressed.fold(Vec2::ZERO, |sum, (_, by)| sum + by)
    });
    (by != Vec2::ZERO).then_some(by)
}

/// The button that takes the area away, at its upper right corner or where of that is in view;
/// where it is. None while nothing of the area is in view.
fn remove(ui: &Ui, ctx: &ViewCtx<'_>, camera: &Camera, layout: &MapEdgesLayout, rect: Rect) -> Option<Rect> {
    let seen = rect.intersect(camera.rect);
    if !seen.is_positive() {
        return None;
    }
    let size = Vec2::splat(22.0);
    let beside = Rect::from_min_size(rect.right_top() + vec2(8.0, 0.0), size);
    let inside = Rect::from_min_size(seen.right_top() + vec2(-30.0, 10.0), size);
    let free = |rect: &Rect| camera.rect.shrink(4.0).contains_rect(*rect) && !layout.meets(*rect);
    // past the column of buttons when it is in the way
    let left = layout.buttons.iter().filter(|rect| rect.is_positive()).map(Rect::left).fold(f32::INFINITY, f32::min);
    let moved = inside.translate(vec2((left - 8.0 - inside.right()).min(0.0), layout.head.height().max(0.0) + 14.0));
    let place = [beside, inside].into_iter().find(free).unwrap_or(moved);
    let text = ctx.words.t("map-area-remove");
    let response = ui.interact(place, ui.scope_id().with("area-remove"), Sense::click()).on_hover_text(text);
    widgets::name(&response, Role::Button, text);
    let palette = ctx.palette;
    let hot = response.hovered() || response.has_focus();
    let painter = ui.painter();
    let fill = if hot { palette.accent_fill } else { palette.raised };
    painter.rect(place, 4.0, fill, Stroke::new(1.0, palette.accent), StrokeKind::Inside);
    painter.text(place.center(), Align2::CENTER_CENTER, "×", egui::FontId::proportional(16.0), palette.ink);
    if response.clicked() {
        ctx.send(Command::FilterArea(None));
    }
    Some(place)
}

fn cursor(handle: Handle) -> CursorIcon {
    match (handle.x, handle.y) {
        (0, 0) => CursorIcon::Move,
        (0, _) => CursorIcon::ResizeVertical,
        (_, 0) => CursorIcon::ResizeHorizontal,
        (x, y) if x == y => CursorIcon::ResizeNwSe,
        _ => CursorIcon::ResizeNeSw,
    }
}

/// The area with a veil over what is outside of it.
fn paint(ui: &Ui, ctx: &ViewCtx<'_>, map: Rect, rect: Rect) {
    let palette = ctx.palette;
    let painter = ui.painter().with_clip_rect(map);
    let veil = palette.page.gamma_multiply(0.45);
    let seen = rect.intersect(map);
    if seen.is_positive() {
        let bands = [
            Rect::from_min_max(map.min, egui::pos2(map.right(), seen.top())),
            Rect::from_min_max(egui::pos2(map.left(), seen.bottom()), map.max),
            Rect::from_min_max(egui::pos2(map.left(), seen.top()), seen.left_bottom()),
            Rect::from_min_max(seen.right_top(), egui::pos2(map.right(), seen.bottom())),
        ];
        painter.extend(bands.map(|band| Shape::rect_filled(band, 0.0, veil)));
    } else {
        painter.rect_filled(map, 0.0, veil);
    }
    painter.rect_stroke(rect, 0.0, Stroke::new(3.6, palette.map.halo), StrokeKind::Middle);
    painter.rect_stroke(rect, 0.0, Stroke::new(1.6, palette.accent), StrokeKind::Middle);
}

fn paint_handle(ui: &Ui, ctx: &ViewCtx<'_>, at: egui::Pos2, handle: Handle, hot: bool) {
    let palette = ctx.palette;
    let painter = ui.painter();
    let edge = Stroke::new(1.6, palette.accent);
    let fill = if hot { palette.accent } else { palette.raised };
    if handle == Handle::WHOLE {
        painter.circle(at, HANDLE, palette.raised, edge);
        for arm in [vec2(4.5, 0.0), vec2(0.0, 4.5)] {
            painter.line_segment([at - arm, at + arm], Stroke::new(if hot { 2.2 } else { 1.4 }, palette.accent));
        }
    } else {
        painter.rect(Rect::from_center_size(at, Vec2::splat(HANDLE)), 1.5, fill, edge, StrokeKind::Middle);
    }
}
