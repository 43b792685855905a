//! The panel's state, and a frame of it from top to bottom.

use std::cell::RefCell;

use egui::{Id, Key, Modifiers, Popup, Rect, Role, Sense, Ui, UiBuilder, pos2, vec2};

use super::areas::{Areas, Extras};
use super::arrangement::Arrangement;
use super::filter::{self, Filter};
use super::interact::{self, Asked, Lanes, Outcome};
use super::layout::{self, Placed, Thing};
use super::navigate::Motion;
use super::overview::Overview;
use super::paint::Brush;
use super::prepare::{Prepared, Turns};
use super::ruler::{self, Ruler};
use super::walk::{self, Step};
use super::{arrows, bands, calendar, card, gate_lane, gutter, head, player};
use crate::context::{Command, Item, TimeScale, TimeView, ViewCtx};
use crate::ui::vector::Medium;
use crate::ui::widgets;
use km0_core::model::Moment;

/// Holds nothing that is not on screen: what is shown comes from the [`ViewCtx`], and the shown
/// part of time is `ctx.time`, changed by [`Command::ShowTime`].
#[derive(Debug, Default)]
pub struct Timeline {
    arrangement: Arrangement,
    turns: Turns,
    /// Points that the lanes are scrolled down.
    scroll: f32,
    motion: Motion,
    overview: Overview,
    filter: Filter,
    today: Option<Moment>,
    /// Events of a group that are listed, below a rectangle.
    listed: Option<(Vec<u32>, Rect)>,
    prepared: Prepared,
    /// The event that the keyboard goes to as soon as it is in view.
    wanted: Option<u32>,
    /// The keyboard is to go to the lanes.
    called: bool,
    /// What had the keyboard's focus in the last frame.
    focused: Option<u32>,
    medium: Medium,
    /// Points of the lanes that had no room on paper.
    hidden: f32,
}

impl Timeline {
    /// How lanes are arranged.
    #[must_use]
    pub fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }

    /// Arranges the lanes as they were remembered.
    pub fn set_arrangement(&mut self, arrangement: Arrangement) {
        if arrangement != self.arrangement {
            if arrangement.grouping != self.arrangement.grouping {
                self.scroll = 0.0;
                self.listed = None;
            }
            self.arrangement = arrangement;
            self.turns = Turns { lanes: self.turns.lanes + 1, collapsed: self.turns.collapsed + 1 };
        }
    }

    /// The day that the line of today stands at; the system's clock without it. For pictures
    /// that must not change from day to day.
    pub fn set_today(&mut self, today: Option<Moment>) {
        self.today = today;
    }

    /// What the timeline is painted on. On paper it is at rest, with nothing to press.
    pub fn set_medium(&mut self, medium: Medium) {
        self.medium = medium;
    }

    /// How many points of the lanes had no room when it was painted last.
    #[must_use]
    pub fn hidden(&self) -> f32 {
        self.hidden
    }

    /// Never shows an old layout while a new one is made: for pictures and benches.
    pub fn wait_for_layout(&mut self) {
        self.prepared.wait();
    }

    /// Takes the keyboard with the next frame.
    pub fn take_focus(&mut self) {
        self.called = true;
    }

    /// Fills the area that is left in `ui`.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>) {
        let whole = ui.available_rect_before_wrap();
        ui.allocate_rect(whole, Sense::hover());
        // the widths of the parts do not depend on what else there is
        let strip = Areas::of(whole, Extras::default()).overview.width();
        if self.prepared.refresh(ui, ctx, (&self.arrangement, self.turns), strip) {
            self.listed = None;
        }
        let gate = gate_lane::of(ctx);
        let bands = bands::height(self.prepared.bands());
        let paper = self.medium.is_paper();
        let player = ctx.play.is_some() && !paper;
        let areas = Areas::of(whole, Extras { player, bands, gate: gate.is_some(), paper });
        let lanes = ui.interact(areas.lanes, ui.scope_id().with("timeline"), Sense::click_and_drag());
        let keyed = lanes.has_focus() || self.focused.is_some() || player::has_focus(ui);
        if player::space(ui, keyed) {
            ctx.send(Command::Play(player::toggle(ctx, self.prepared.model())));
        }
        let mut view = self.motion.step(ui, &lanes, ctx.time, self.prepared.model().span, keyed);
        if lanes.clicked() || std::mem::take(&mut self.called) {
            lanes.request_focus();
        }
        view = player::run(ui, ctx, self.prepared.model(), view);
        if !paper {
            self.head(ui, ctx, &areas, view);
            let bound = filter::of_query(ctx.query);
            let overview = self.overview.ui(ui, areas.overview, (self.prepared.density(), bound), view, ctx);
            view = overview.unwrap_or(view);
        }
        for ground in areas.corners {
            ui.painter().rect_filled(ground, 0.0, ctx.palette.raised);
        }
        self.lanes(ui, ctx, &areas, &lanes, view);
        if let Some(gate) = gate {
            let scale = TimeScale::new(view, areas.lanes.left(), areas.lanes.right());
            gate_lane::ui(ui, (areas.gate_title, areas.gate), &scale, ctx, gate);
        }
        if view != ctx.time {
            ctx.send(Command::ShowTime(view));
        }
    }

    fn head(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, areas: &Areas, view: TimeView) {
        ui.painter().rect_filled(areas.head.union(areas.player), 0.0, ctx.palette.raised);
        let mut asked = None;
        let (model, relations) = (self.prepared.model(), self.prepared.relations());
        ui.scope_builder(UiBuilder::new().max_rect(areas.head).id_salt("head"), |ui| {
            asked = head::ui(ui, ctx, (model, relations), &self.arrangement, view);
        });
        if let Some(play) = ctx.play {
            ui.scope_builder(UiBuilder::new().max_rect(areas.player).id_salt("player"), |ui| {
                player::bar(ui, ctx, (model, self.prepared.columns()), play);
            });
        }
        match asked {
            Some(head::Asked::Arrange(arrangement)) => self.set_arrangement(*arrangement),
            Some(head::Asked::Closer) => self.motion.zoom_step(view, true),
            Some(head::Asked::Further) => self.motion.zoom_step(view, false),
            Some(head::Asked::Whole) => {
                if let Some(span) = self.prepared.model().span {
                    self.motion.go(span.padded(0.03));
                }
            }
            None => return,
        }
        ui.ctx().request_repaint();
    }

    fn lanes(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, areas: &Areas, lanes: &egui::Response, view: TimeView) {
        let scale = TimeScale::new(view, areas.lanes.left(), areas.lanes.right());
        // what has no room on paper cannot be scrolled to
        let fewest = if self.medium.is_paper() { 1 } else { layout::FEWEST_ROWS };
        let room = (areas.lanes.height(), fewest);
        self.prepared.stack(ui, ctx, (&self.arrangement, self.turns), &scale, room);
        self.scroll_lanes(ui, areas, lanes);
        let scroll = self.scroll;
        let placed = self
            .prepared
            .lay(ui, ctx, |stacked, source, widths| stacked.seen(source, &scale, areas.lanes, scroll, widths));
        let arrows = self.arrows(ui, ctx, (areas.lanes, &scale), &placed);
        let (model, stacked) = (self.prepared.model(), self.prepared.stacked());
        let ruler = Ruler::new(&scale);
        gutter::stripes(ui, areas.gutter.union(areas.lanes), stacked, scroll, ctx);
        let painter = ui.painter_at(areas.lanes);
        bands::ground(&painter, areas.lanes, &scale, self.prepared.bands(), ctx);
        ruler.grid(&painter, areas.lanes, ctx);
        // a sheet says the same on every day
        let today = if self.medium.is_paper() { f32::NEG_INFINITY } else { scale.x_of(self.today.unwrap_or_else(now)) };
        above(ui, ctx, areas, (&ruler, &scale), today, (&mut self.filter, &self.prepared));
        for arrow in &arrows {
            arrow.paint(&painter, ctx.palette.accent.gamma_multiply(0.75));
        }
        let said = format!("{}, {}", ctx.words.t("timeline-name"), calendar::range(ctx.words, view));
        widgets::name(lanes, Role::Group, &said);
        let brush =
            Brush { painter: &painter, palette: ctx.palette, scale: &scale, view: areas.lanes, arrows: &arrows };
        let (columns, marked, glyphs): (_, _, &RefCell<_>) =
            (self.prepared.columns(), self.prepared.marked(), &self.prepared.glyphs);
        // before what is in the lanes, so that Tab finds their titles first
        let arranged = gutter::ui(ui, areas.gutter, (model, stacked), (scroll, self.medium.is_paper()), ctx);
        let outcome = Lanes { ctx, columns, model, stacked, brush, glyphs, marked }.ui(ui, &placed);
        if lanes.has_focus() {
            painter.rect_stroke(areas.lanes.shrink(1.0), 3.0, (1.5, ctx.palette.accent), egui::StrokeKind::Inside);
        }
        self.walk(ui, lanes, &placed, &outcome, view);
        self.hidden = (self.prepared.stacked().height - areas.lanes.height()).max(0.0);
        if !self.medium.is_paper() {
            self.scroll_bar(ui, areas.lanes);
        }
        self.take(ui, arranged, outcome.asked);
        self.list(ui, ctx);
    }

    /// The curves of the selection's relations, around the labels in view.
    fn arrows(
        &mut self,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        (view, scale): (Rect, &TimeScale),
        placed: &[Placed],
    ) -> Vec<arrows::Arrow> {
        let relations = self.prepared.relations().to_vec();
        let scroll = self.scroll;
        self.prepared.lay(ui, ctx, |stacked, source, widths| {
            if relations.is_empty() {
                return Vec::new();
            }
            let label = |one: &Placed| match one.thing {
                Thing::One(at) => {
                    let width = source.columns.row(at).map_or(0.0, &mut *widths) + layout::ICON;
                    let right = one.text.max.min(one.text.min + width);
                    Rect::from_x_y_ranges(one.text.min..=right, one.shape.y_range())
                }
                Thing::Many(_) => one.shape,
            };
            let labels: Vec<Rect> = placed.iter().map(label).collect();
            let mut place = |ix| {
                let event = source.columns.event_of(ix)?;
                stacked.find(source, scale, (view, scroll), event, widths).map(|placed| placed.shape)
            };
            let ends = relations.iter().filter_map(|relation| Some((place(relation.from)?, place(relation.to)?)));
            ends.map(|(from, to)| arrows::route(from, to, view, &labels)).collect()
        })
    }

    /// Arrows lead the keyboard from thing to thing, also to those that are out of view.
    fn walk(&mut self, ui: &Ui, lanes: &egui::Response, placed: &[Placed], outcome: &Outcome, view: TimeView) {
        let (model, stacked, columns) = (self.prepared.model(), self.prepared.stacked(), self.prepared.columns());
        let lane_of = |one: &Placed| model.lanes.get(stacked.lanes.get(one.lane)?.lane);
        let id_of = |one: &Placed| lane_of(one).map(|lane| interact::thing_id(ui, lane, &one.thing, columns));
        let focus = |one: &Placed| {
            if let Some(id) = id_of(one) {
                ui.memory_mut(|memory| memory.request_focus(id));
                ui.ctx().request_repaint();
            }
        };
        let find = |event: u32| {
            walk::find(placed, event, |one| match (&one.thing, lane_of(one)) {
                (Thing::Many(badge), Some(lane)) => badge.contains(&lane.index, event),
                _ => false,
            })
        };
        let was = std::mem::replace(&mut self.focused, outcome.focused.map(|(event, _)| event));
        if outcome.focused.is_none() {
            // zooming may have counted it in a group or taken it out of one
            let lost = was.filter(|_| ui.memory(|memory| memory.focused().is_none()));
            self.wanted = self.wanted.or(lost);
        }
        if let Some(at) = self.wanted.and_then(find) {
            self.wanted = None;
            placed.get(at).into_iter().for_each(focus);
        }
        let keys = [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown];
        let pressed = |key: &Key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, *key));
        let Some((event, lane)) = outcome.focused else {
            // from the lanes themselves, down leads to the first thing in view
            if lanes.has_focus() && pressed(&Key::Enter) {
                placed.first().into_iter().for_each(focus);
            }
            return;
        };
        let Some(key) = keys.into_iter().find(pressed) else { return };
        let here = placed.iter().position(|one| one.lane == lane && one.first == event);
        match here.and_then(|here| walk::step(placed, here, key)) {
            Some(Step::To(at)) => placed.get(at).into_iter().for_each(focus),
            Some(step) => {
                let at = model.place(event);
                let next = if step == Step::After { Some(at + 1) } else { at.checked_sub(1) };
                self.wanted = next.and_then(|at| model.order.get(at)).copied();
                if let Some(row) = self.wanted.and_then(|event| columns.row(event)) {
                    let share = if step == Step::After { 0.25 } else { 0.75 };
                    self.motion.go(view.panned(row.anchor() - view.from - share * view.width()));
                    ui.ctx().request_repaint();
                }
            }
            // the next lane is out of view
            None => {
                let time = columns.anchor(event);
                let Some((top, height, next)) = walk::beyond(stacked, model, columns, (lane, time), key) else {
                    return;
                };
                let down = key == Key::ArrowDown;
                self.scroll =
                    if down { self.scroll.max(top + height - lanes.rect.height()) } else { self.scroll.min(top) };
                self.wanted = Some(next);
                let at = columns.anchor(next);
                if at < view.from || at > view.to {
                    self.motion.go(view.panned(at - f64::midpoint(view.from, view.to)));
                }
                ui.ctx().request_repaint();
            }
        }
    }

    fn take(&mut self, ui: &Ui, arranged: Option<gutter::Asked>, asked: Option<Asked>) {
        if arranged.is_none() && asked.is_none() {
            return;
        }
        if let Some(arranged) = arranged {
            let mut arrangement = self.arrangement.clone();
            gutter::arrange(&mut arrangement, self.prepared.model(), &arranged);
            match arranged {
                gutter::Asked::Frame(lane) => {
                    let model = self.prepared.model();
                    let events: Vec<u32> =
                        model.lanes.get(lane).map(|lane| lane.index.all().collect()).unwrap_or_default();
                    if let Some(span) = self.prepared.columns().span_of(&events) {
                        self.motion.go(span.padded(0.05));
                    }
                }
                gutter::Asked::Toggle(_) => {
                    self.arrangement = arrangement;
                    self.turns.collapsed += 1;
                }
                gutter::Asked::Move(..) => self.set_arrangement(arrangement),
            }
        }
        match asked {
            Some(Asked::Frame(view)) => self.motion.go(view),
            Some(Asked::List(members, below)) => {
                self.listed = Some((members, below));
                Popup::open_id(ui.ctx(), list_id(ui));
            }
            None => {}
        }
        ui.ctx().request_repaint();
    }

    /// The events of a group that zooming does not part.
    fn list(&mut self, ui: &Ui, ctx: &ViewCtx<'_>) {
        let Some((members, below)) = &self.listed else { return };
        let columns = self.prepared.columns();
        let rows: Vec<_> = members.iter().filter_map(|at| columns.row(*at)).map(|row| row.ix).collect();
        let popup = Popup::new(list_id(ui), ui.ctx().clone(), *below, ui.layer_id()).open_memory(None);
        let shown = popup.show(|ui| card::list(ui, ctx, &rows, true));
        if let Some(record) = shown.and_then(|shown| shown.inner).and_then(|ix| ctx.record(ix)) {
            ctx.click(Item::Record(record.id.clone()), ui.input(|i| i.modifiers.command));
        }
    }

    /// Wheel over the titles or with Alt, up and down keys.
    fn scroll_lanes(&mut self, ui: &Ui, areas: &Areas, lanes: &egui::Response) {
        let hidden = (self.prepared.stacked().height - areas.lanes.height()).max(0.0);
        let over_titles = ui.rect_contains_pointer(areas.gutter);
        let (wheel, alt) = ui.input(|i| (i.smooth_scroll_delta().y, i.modifiers.alt));
        if over_titles || (alt && ui.rect_contains_pointer(areas.lanes)) {
            self.scroll -= wheel;
        }
        if lanes.has_focus() {
            let presses = |key| ui.input(|i| i.num_presses(key)) as f32;
            self.scroll += 2.0 * layout::ROW * (presses(Key::ArrowDown) - presses(Key::ArrowUp));
        }
        self.scroll = self.scroll.clamp(0.0, hidden);
    }

    fn scroll_bar(&mut self, ui: &Ui, lanes: Rect) {
        let hidden = self.prepared.stacked().height - lanes.height();
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

/// What stands above the lanes and reaches down into them: the ruler with its day, the bound in
/// time, the window that is played, the periods.
fn above(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    areas: &Areas,
    (ruler, scale): (&Ruler, &TimeScale),
    today: f32,
    (filter, prepared): (&mut Filter, &Prepared),
) {
    let flag = ruler::today(ui, (areas.ruler, areas.lanes), today, ctx);
    ruler.paint(ui, areas.ruler, flag, ctx);
    if let Some(bound) = filter.ui(ui, areas.ruler, scale, ctx) {
        filter::veil(&ui.painter_at(areas.lanes), areas.lanes, scale, bound, ctx);
    }
    if let Some(flag) = flag {
        ruler::flag(ui, areas.ruler, flag, ctx);
    }
    if let Some(play) = ctx.play {
        player::window(ui, (areas.ruler, areas.lanes), scale, ctx, play);
    }
    let glyphs = &mut prepared.glyphs.borrow_mut();
    bands::strip(ui, areas.bands, scale, prepared.bands(), ctx, glyphs);
}

fn list_id(ui: &Ui) -> Id {
    ui.scope_id().with("timeline-group")
}

fn now() -> Moment {
    Moment::from_naive(chrono::Local::now().naive_local())
}
