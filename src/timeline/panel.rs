//! The panel's state, its caches with their keys, and a frame from top to bottom.

use std::cell::RefCell;
use std::collections::BTreeSet;

use egui::{Id, Popup, Rect, Role, Sense, TextStyle, Ui, UiBuilder, pos2, vec2};

use super::density::Density;
use super::interact::{Asked, Lanes};
use super::lanes::{Grouping, LaneKey};
use super::layout::{self, Room, Stacked};
use super::model::Model;
use super::navigate::Motion;
use super::overview::{self, Overview};
use super::paint::Brush;
use super::ruler::{self, Ruler};
use super::text::{self, Glyphs};
use super::{calendar, card, gutter, head, rows};
use crate::context::{Command, Item, TimeScale, TimeView, ViewCtx};
use crate::model::Moment;
use crate::ui::widgets;

/// Holds nothing that is not on screen: what is shown comes from the [`ViewCtx`], and the shown
/// part of time is `ctx.time`, changed by [`Command::ShowTime`].
#[derive(Debug, Default)]
pub struct Timeline {
    grouping: Grouping,
    collapsed: BTreeSet<LaneKey>,
    /// Points that the lanes are scrolled down.
    scroll: f32,
    motion: Motion,
    overview: Overview,
    today: Option<Moment>,
    /// Events of a group that are listed, below a rectangle.
    listed: Option<(Vec<u32>, Rect)>,
    model: Cached<(u64, Grouping), Model>,
    widths: Cached<(u64, Grouping, u32, u32), Vec<f32>>,
    stacked: Cached<StackKey, Stacked>,
    density: Cached<(u64, usize), Density>,
    glyphs: RefCell<Glyphs>,
}

/// What rows depend on: the model, the zoom level, the lanes' height in rows, text, what is open.
type StackKey = (u64, Grouping, i32, usize, u32, BTreeSet<LaneKey>);

/// A value that is worked out again when its key changes.
#[derive(Debug, Default)]
struct Cached<K, V> {
    key: Option<K>,
    value: V,
}

impl<K: PartialEq, V> Cached<K, V> {
    fn refresh(&mut self, key: K, make: impl FnOnce() -> V) {
        if self.key.as_ref() != Some(&key) {
            self.value = make();
            self.key = Some(key);
        }
    }
}

/// The parts of the panel's area.
struct Areas {
    head: Rect,
    corner: Rect,
    ruler: Rect,
    gutter: Rect,
    lanes: Rect,
    overview: Rect,
}

impl Areas {
    fn of(whole: Rect) -> Self {
        let left = whole.left() + gutter::width(whole.width());
        let ruler_top = whole.top() + head::HEIGHT;
        let lanes_top = ruler_top + ruler::HEIGHT;
        let lanes_bottom = (whole.bottom() - overview::HEIGHT).max(lanes_top);
        let rect = |x0, y0, x1, y1| Rect::from_min_max(pos2(x0, y0), pos2(x1, y1));
        Self {
            head: rect(whole.left(), whole.top(), whole.right(), ruler_top),
            corner: rect(whole.left(), ruler_top, left, lanes_top),
            ruler: rect(left, ruler_top, whole.right(), lanes_top),
            gutter: rect(whole.left(), lanes_top, left, lanes_bottom),
            lanes: rect(left, lanes_top, whole.right(), lanes_bottom),
            overview: rect(left, lanes_bottom, whole.right(), whole.bottom()),
        }
    }
}

impl Timeline {
    /// What lanes stand for.
    #[must_use]
    pub fn grouping(&self) -> Grouping {
        self.grouping
    }

    /// Says what lanes stand for. What is collapsed and scrolled begins anew.
    pub fn set_grouping(&mut self, grouping: Grouping) {
        if grouping != self.grouping {
            self.grouping = grouping;
            self.collapsed.clear();
            self.scroll = 0.0;
            self.listed = None;
        }
    }

    /// The day that the line of today stands at; the system's clock without it. For pictures
    /// that must not change from day to day.
    pub fn set_today(&mut self, today: Option<Moment>) {
        self.today = today;
    }

    /// Fills the area that is left in `ui`.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>) {
        let whole = ui.available_rect_before_wrap();
        ui.allocate_rect(whole, Sense::hover());
        let areas = Areas::of(whole);
        self.refresh_model(ui, ctx, areas.overview.width());
        let lanes = ui.interact(areas.lanes, ui.scope_id().with("timeline"), Sense::click_and_drag());
        let mut view = self.motion.step(ui, &lanes, ctx.time, self.model.value.span);
        if lanes.clicked() {
            lanes.request_focus();
        }
        self.head(ui, ctx, areas.head, view);
        if let Some(dragged) = self.overview.ui(ui, areas.overview, &self.density.value, view, ctx) {
            view = dragged;
        }
        let corner = Rect::from_min_max(areas.overview.left_bottom(), pos2(areas.corner.left(), areas.overview.top()));
        for ground in [areas.corner, corner] {
            ui.painter().rect_filled(ground, 0.0, ctx.palette.raised);
        }
        self.lanes(ui, ctx, &areas, &lanes, view);
        if view != ctx.time {
            ctx.send(Command::ShowTime(view));
        }
    }

    fn refresh_model(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, strip: f32) {
        let grouping = self.grouping;
        let key = (ctx.revision, grouping);
        if self.model.key != Some(key) {
            self.listed = None;
        }
        self.model.refresh(key, || Model::new(ctx.dataset, ctx.answer, ctx.words, grouping));
        let font = TextStyle::Small.resolve(ui.style());
        let sharp = ui.ctx().pixels_per_point().to_bits();
        let model = &self.model.value;
        self.widths.refresh((ctx.revision, grouping, font.size.to_bits(), sharp), || {
            let label = |event: &super::event::Event| {
                text::label(event, ctx.record(event.ix).map_or("", |record| ctx.name(record)))
            };
            text::widths(ui.ctx(), &font, model.events.iter().map(label))
        });
        let stretches = layout::whole(strip / 2.0).max(1);
        self.density.refresh((ctx.revision, stretches), || Density::new(ctx.dataset, ctx.answer, stretches));
    }

    fn head(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, rect: Rect, view: TimeView) {
        ui.painter().rect_filled(rect, 0.0, ctx.palette.raised);
        let mut asked = None;
        ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt("head"), |ui| {
            asked = head::ui(ui, ctx, &self.model.value, self.grouping, view);
        });
        match asked {
            Some(head::Asked::Group(grouping)) => self.set_grouping(grouping),
            Some(head::Asked::Closer) => self.motion.zoom_step(view, true),
            Some(head::Asked::Further) => self.motion.zoom_step(view, false),
            Some(head::Asked::Whole) => {
                if let Some(span) = self.model.value.span {
                    self.motion.go(span.padded(0.03));
                }
            }
            None => return,
        }
        ui.ctx().request_repaint();
    }

    fn restack(&mut self, ctx: &ViewCtx<'_>, scale: &TimeScale, height: f32) {
        let level = rows::level(scale.seconds_per_point());
        let room = Room { level, height: (height / layout::ROW).floor() * layout::ROW };
        let text = self.widths.key.map_or(0, |(_, _, size, sharp)| size ^ sharp.rotate_left(7));
        let key =
            (ctx.revision, self.grouping, level, layout::whole(height / layout::ROW), text, self.collapsed.clone());
        let (model, widths, collapsed) = (&self.model.value, &self.widths.value, &self.collapsed);
        self.stacked.refresh(key, || layout::arrange(model, widths, collapsed, room));
    }

    fn lanes(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, areas: &Areas, lanes: &egui::Response, view: TimeView) {
        let scale = TimeScale::new(view, areas.lanes.left(), areas.lanes.right());
        self.restack(ctx, &scale, areas.lanes.height());
        self.scroll_lanes(ui, areas, lanes);
        let stacked = &self.stacked.value;
        let ruler = Ruler::new(&scale);
        gutter::stripes(ui, areas.gutter.union(areas.lanes), stacked, self.scroll, ctx);
        let painter = ui.painter_at(areas.lanes);
        ruler.grid(&painter, areas.lanes, ctx);
        let today = scale.x_of(self.today.unwrap_or_else(now));
        let flag = ruler::today(ui, (areas.ruler, areas.lanes), today, ctx);
        ruler.paint(ui, areas.ruler, flag, ctx);
        if let Some(flag) = flag {
            ruler::flag(ui, areas.ruler, flag, ctx);
        }
        let mut placed = layout::seen(stacked, &scale, areas.lanes, self.scroll);
        placed.sort_by(|a, b| a.slot.from.total_cmp(&b.slot.from));
        let said = format!("{}, {}", ctx.words.t("timeline-name"), calendar::range(ctx.words, view));
        widgets::name(lanes, Role::Group, &said);
        let brush = Brush { painter: &painter, palette: ctx.palette, scale: &scale, view: areas.lanes };
        let asked = Lanes { ctx, model: &self.model.value, stacked, brush, glyphs: &self.glyphs }.ui(ui, &placed);
        let toggled = gutter::ui(ui, areas.gutter, (&self.model.value, stacked), self.scroll, ctx);
        if lanes.has_focus() {
            painter.rect_stroke(areas.lanes.shrink(1.0), 3.0, (1.5, ctx.palette.accent), egui::StrokeKind::Inside);
        }
        self.scroll_bar(ui, areas.lanes);
        self.take(ui, toggled, asked);
        self.list(ui, ctx);
    }

    fn take(&mut self, ui: &Ui, toggled: Option<LaneKey>, asked: Option<Asked>) {
        if let Some(key) = toggled
            && !self.collapsed.remove(&key)
        {
            self.collapsed.insert(key);
        }
        match asked {
            Some(Asked::Frame(view)) => self.motion.go(view),
            Some(Asked::List(members, below)) => {
                self.listed = Some((members, below));
                Popup::open_id(ui.ctx(), list_id(ui));
            }
            None if toggled.is_none() => return,
            None => {}
        }
        ui.ctx().request_repaint();
    }

    /// The events of a group that zooming does not part.
    fn list(&mut self, ui: &Ui, ctx: &ViewCtx<'_>) {
        let Some((members, below)) = &self.listed else { return };
        let rows: Vec<_> = members.iter().filter_map(|at| self.model.value.event(*at)).map(|event| event.ix).collect();
        let popup = Popup::new(list_id(ui), ui.ctx().clone(), *below, ui.layer_id()).open_memory(None);
        let shown = popup.show(|ui| card::list(ui, ctx, &rows, true));
        if let Some(record) = shown.and_then(|shown| shown.inner).and_then(|ix| ctx.record(ix)) {
            ctx.click(Item::Record(record.id.clone()), ui.input(|i| i.modifiers.command));
        }
    }

    /// Wheel over the titles or with Alt, up and down keys.
    fn scroll_lanes(&mut self, ui: &Ui, areas: &Areas, lanes: &egui::Response) {
        let hidden = (self.stacked.value.height - areas.lanes.height()).max(0.0);
        let over_titles = ui.rect_contains_pointer(areas.gutter);
        let (wheel, alt) = ui.input(|i| (i.smooth_scroll_delta().y, i.modifiers.alt));
        if over_titles || (alt && ui.rect_contains_pointer(areas.lanes)) {
            self.scroll -= wheel;
        }
        if lanes.has_focus() {
            let presses = |key| ui.input(|i| i.num_presses(key)) as f32;
            self.scroll += 2.0 * layout::ROW * (presses(egui::Key::ArrowDown) - presses(egui::Key::ArrowUp));
        }
        self.scroll = self.scroll.clamp(0.0, hidden);
    }

    fn scroll_bar(&mut self, ui: &Ui, lanes: Rect) {
        let hidden = self.stacked.value.height - lanes.height();
        if hidden <= 0.0 {
            return;
        }
        let track =
            Rect::from_min_max(pos2(lanes.right() - 9.0, lanes.top() + 2.0), lanes.right_bottom() - vec2(0.0, 2.0));
        let length = (track.height() * lanes.height() / (lanes.height() + hidden)).max(24.0);
        let bar = ui.interact(track, ui.scope_id().with("scroll"), Sense::drag());
        let way = (track.height() - length).max(1.0);
        self.scroll = (self.scroll + bar.drag_delta().y * hidden / way).clamp(0.0, hidden);
        let handle = Rect::from_min_size(track.left_top() + vec2(2.0, way * self.scroll / hidden), vec2(5.0, length));
        let visuals = ui.style().interact(&bar);
        ui.painter().rect_filled(handle, 2.5, visuals.fg_stroke.color.gamma_multiply(0.35));
    }
}

fn list_id(ui: &Ui) -> Id {
    ui.scope_id().with("timeline-group")
}

fn now() -> Moment {
    Moment::from_naive(chrono::Local::now().naive_local())
}
