//! The panel's state, and a frame of it from top to bottom.

use egui::{Id, Key, Modifiers, Popup, Rect, Role, Sense, Ui, UiBuilder, pos2, vec2};

use super::areas::{Areas, Extras};
use super::arrangement::Arrangement;
use super::filter::{self, Filter};
use super::head::OutsideEvents;
use super::interact::{EventAction, FocusedEvent, LaneResponse, Lanes};
use super::layout::{self, PlacedEvent, Space, Stacked, Thing};
use super::narrate::Narrator;
use super::navigate::Motion;
use super::overview::Overview;
use super::paint::EventPainter;
use super::prepare::{Prepared, Turns};
use super::ruler::{self, Ruler};
use super::walk::{self, WalkDirection};
use super::{arrows, calendar, card, gate_lane, gutter, head, player};
use crate::context::{Cached, Command, PlayStep, TimeScale, TimeView, ViewCtx};
use crate::ui::stops::Stops;
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
    /// What was given the focus, and for how many frames the layout may yet take it away.
    landing: Option<(u32, u8)>,
    /// The keyboard is to go to the lanes.
    called: bool,
    /// What had the keyboard's focus in the last frame.
    focused: Option<(u32, Option<egui::Id>)>,
    /// On paper it is at rest, with nothing to press.
    paper: bool,
    /// What was shown in the last frame.
    shown: Option<TimeView>,
    /// What was shown before time was played.
    before_play: Option<TimeView>,
    /// The event that came last into the window that is played.
    played: Option<u32>,
    narrator: Narrator,
    outside: Cached<OutsideKey, [OutsideEvents; 2]>,
    /// Points of the lanes that had no room on paper.
    hidden: f32,
}

/// Which content lies outside of what.
#[derive(Clone, Copy, Debug, PartialEq)]
struct OutsideKey {
    turn: u64,
    all: TimeView,
}

/// Frames within which what has the focus may be laid anew.
const LANDING: u8 = 4;

impl Timeline {
    /// How lanes are arranged.
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

    /// How many points of the lanes had no room when it was painted last.
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

    /// Goes to this part of time.
    pub fn glide_to(&mut self, view: TimeView) {
        self.motion.go(view);
    }

    /// Fills the area that is left in `ui`.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>) {
        self.paper = Medium::of(ui.ctx()).is_paper();
        let whole = ui.available_rect_before_wrap();
        ui.allocate_rect(whole, Sense::hover());
        let strip = Areas::of(whole, Extras::default()).overview.width();
        if self.prepared.refresh(ui, ctx, &self.arrangement, self.turns, strip) {
            self.listed = None;
        }
        let all = head::whole(ctx, self.prepared.model());
        let gate = gate_lane::selected_gate(ctx);
        let areas = self.areas(whole, ctx, all, gate.map_or(0.0, gate_lane::height));
        let lanes = ui.interact(areas.lanes, ui.scope_id().with("timeline"), Sense::click_and_drag());
        let keyed = lanes.has_focus() || self.focused.is_some() || player::has_focus(ui);
        if player::space(ui, keyed) {
            ctx.send(Command::Play(player::toggle(ctx, self.prepared.model())));
        }
        self.remember_before_play(ctx);
        self.narrate(ui, ctx);
        let mut view = self.motion.step(ui, &lanes, ctx.time, self.prepared.model().span, all, keyed);
        if lanes.clicked() || std::mem::take(&mut self.called) {
            lanes.request_focus();
        }
        view = player::run(ui, ctx, self.prepared.model(), all, view);
        if !self.paper {
            self.head(ui, ctx, &areas, view, all);
            if areas.overview.is_positive() {
                let bound = filter::of_query(ctx.query);
                let overview = self.overview.ui(ui, areas.overview, self.prepared.density(), bound, view, ctx);
                view = overview.unwrap_or(view);
            }
        }
        for ground in areas.corners {
            ui.painter().rect_filled(ground, 0.0, ctx.palette.raised);
        }
        // titles, the gate's stages and what lies outside of the shown time are one stop of Tab
        let mut stops = Stops::begin(ui, "lanes");
        self.lanes(ui, ctx, &areas, &lanes, &mut stops, view);
        if let Some(gate) = gate {
            let scale = TimeScale::new(view, areas.lanes.left(), areas.lanes.right());
            gate_lane::ui(ui, areas.gate_title, areas.gate, &scale, ctx, gate, &mut stops);
        }
        if !self.paper {
            self.outside(ui, ctx, &areas, view, all, &mut stops);
        }
        stops.end(ui);
        self.motion.leave(view);
        if view != ctx.time {
            ctx.send(Command::ShowTime(view));
        }
    }

    fn areas(&self, whole: Rect, ctx: &ViewCtx<'_>, all: TimeView, gate: f32) -> Areas {
        let paper = self.paper;
        let titles = self.prepared.titles();
        let width = Areas::of(whole, Extras { titles, ..Extras::default() }).lanes.width();
        let ruler = Ruler::new(&TimeScale::new(ctx.time, 0.0, width)).height();
        // of what is all in view no overview is needed
        let overview = ctx.time.from > all.from + 1.0 || ctx.time.to < all.to - 1.0;
        Areas::of(whole, Extras { player: ctx.play.is_some() && !paper, ruler, gate, titles, overview, paper })
    }

    /// Playing ends where it began.
    fn remember_before_play(&mut self, ctx: &ViewCtx<'_>) {
        if ctx.play.is_some() {
            self.before_play = self.before_play.or(Some(ctx.time));
        } else if let Some(before) = self.before_play.take() {
            self.motion.go(before);
        }
        let newest = |play| player::newest(self.prepared.model(), self.prepared.columns(), play);
        self.played = ctx.play.and_then(newest);
    }

    /// Tells what comes into the window that is played.
    fn narrate(&mut self, ui: &Ui, ctx: &ViewCtx<'_>) {
        let Some(play) = ctx.play else { return self.narrator.rest() };
        let now = ui.input(|input| input.time);
        let told = self.narrator.next(self.prepared.model(), self.prepared.columns(), &play, now);
        if let Some(told) = told {
            ctx.send(Command::Play(PlayStep::Tell(told)));
        }
        if let Some(item) = ctx.told() {
            ctx.hover.suggest(item);
        }
    }

    fn head(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, areas: &Areas, view: TimeView, all: TimeView) {
        ui.painter().rect_filled(areas.head.union(areas.player), 0.0, ctx.palette.raised);
        let mut asked = None;
        let (model, relations) = (self.prepared.model(), self.prepared.relations());
        let raising = self.prepared.raises_in(view);
        ui.scope_builder(UiBuilder::new().max_rect(areas.head).id_salt("head"), |ui| {
            asked = head::ui(ui, ctx, model, relations, raising, &self.arrangement, view);
        });
        if let Some(play) = ctx.play {
            ui.scope_builder(UiBuilder::new().max_rect(areas.player).id_salt("player"), |ui| {
                player::bar(ui, ctx, model, self.prepared.columns(), play);
            });
        }
        match asked {
            Some(head::HeadAction::Arrange(arrangement)) => self.set_arrangement(*arrangement),
            Some(head::HeadAction::Closer) => self.motion.zoom_step(view, true),
            Some(head::HeadAction::Further) => self.motion.zoom_step(view, false),
            Some(head::HeadAction::Whole) => self.motion.go(all),
            None => return,
        }
        ui.ctx().request_repaint();
    }

    /// What lies outside of all of the time is one click further, where the view ends there.
    fn outside(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewCtx<'_>,
        areas: &Areas,
        view: TimeView,
        all: TimeView,
        stops: &mut Stops,
    ) {
        let key = OutsideKey { turn: self.prepared.turn(), all };
        let mut found = *self.outside.get(key, || {
            let columns = self.prepared.columns();
            let (before, after) = self.prepared.model().outside(columns, all);
            [before, after].map(|events| OutsideEvents { count: events.len(), span: columns.span_of(&events) })
        });
        for (there, found) in [view.from <= all.from + 1.0, view.to >= all.to - 1.0].into_iter().zip(&mut found) {
            // what the view shows already is not one click further
            let seen = found.span.is_some_and(|span| view.from <= span.from && span.to <= view.to);
            found.count = if there && !seen { found.count } else { 0 };
        }
        let corner = areas.corners.first().copied().unwrap_or(areas.gutter);
        if let Some(view) = head::outside(ui, corner, areas.ruler, ctx, &found, stops) {
            self.motion.go(view);
            ui.ctx().request_repaint();
        }
    }

    /// Lays what is in view; while time moves, things keep their places.
    fn lay(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, areas: &Areas, scale: &TimeScale, dragged: bool) {
        let view = scale.view();
        let changed = self.shown.replace(view).is_some_and(|shown| shown != view);
        let playing = ctx.play.is_some_and(|play| play.running);
        let moving = changed || dragged || playing || self.motion.is_moving();
        if moving {
            // once more at rest
            ui.ctx().request_repaint();
        }
        let space = Space {
            scale: *scale,
            edges: areas.lanes.x_range(),
            height: areas.lanes.height(),
            cards: layout::in_cards(view),
        };
        self.prepared.lay(ui, ctx, &self.arrangement, self.turns, space, moving);
    }

    fn lanes(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewCtx<'_>,
        areas: &Areas,
        lanes: &egui::Response,
        stops: &mut Stops,
        view: TimeView,
    ) {
        let scale = TimeScale::new(view, areas.lanes.left(), areas.lanes.right());
        self.lay(ui, ctx, areas, &scale, lanes.dragged());
        self.scroll_lanes(ui, areas, lanes);
        let scroll = self.scroll;
        let arrows = self.arrows(areas.lanes);
        let (model, stacked) = (self.prepared.model(), self.prepared.stacked());
        let ruler = Ruler::new(&scale);
        gutter::stripes(ui, areas.gutter.union(areas.lanes), stacked, scroll, ctx);
        // a mark at either end is seen as a whole
        let painter = ui.painter_at(areas.lanes.expand2(vec2(8.0, 0.0)));
        ruler.grid(&painter, areas.lanes, ctx);
        // a sheet says the same on every day
        let today = if self.paper { f32::NEG_INFINITY } else { scale.x_of(self.today.unwrap_or_else(now)) };
        above(ui, ctx, areas, &ruler, &scale, today, &mut self.filter);
        for arrow in &arrows {
            arrow.paint(&painter, ctx.palette.accent.gamma_multiply(0.75));
        }
        let said = format!("{}, {}", ctx.words.t("timeline-name"), calendar::range(ctx.words, view));
        widgets::name(lanes, Role::Group, &said);
        let brush =
            EventPainter { painter: &painter, palette: ctx.palette, scale: &scale, view: areas.lanes, arrows: &arrows };
        // before what is in the lanes, so that Tab finds their titles first
        let titles = gutter::Titles { ctx, model, stacked, rect: areas.gutter, scroll, paper: self.paper };
        let arranged = gutter::ui(ui, titles, stops);
        let told = ui.ctx().accesskit_node_builder(lanes.id, |_| ()).is_some();
        let raising = self.prepared.raises_in(view);
        let columns = self.prepared.columns();
        let outcome = Lanes { ctx, columns, model, stacked, brush, scroll, raising, told }.ui(ui);
        if lanes.has_focus() {
            painter.rect_stroke(areas.lanes.shrink(1.0), 3.0, (1.5, ctx.palette.accent), egui::StrokeKind::Inside);
        }
        self.walk_by_keys(ui, lanes, &outcome, view);
        self.hidden = (self.prepared.stacked().height - areas.lanes.height()).max(0.0);
        if !self.paper {
            self.scroll_bar(ui, areas.lanes);
        }
        self.take(ui, arranged, outcome.asked);
        self.list(ui, ctx);
    }

    /// The curves of the selection's relations in view, around its labels.
    fn arrows(&self, view: Rect) -> Vec<arrows::Arrow> {
        let (relations, stacked) = (self.prepared.relations(), self.prepared.stacked());
        if relations.is_empty() {
            return Vec::new();
        }
        let offset = vec2(0.0, view.top() - self.scroll);
        let labels: Vec<Rect> = stacked
            .placed
            .iter()
            .filter(|one| matches!(one.thing, Thing::One(_)))
            .map(|one| Rect::from_x_y_ranges(one.text..=one.shape.right(), one.shape.y_range()).translate(offset))
            .collect();
        let place = |ix| {
            let one = stacked.placed.get(stacked.find(self.prepared.columns().event_of(ix)?)?)?;
            let mark = pos2(one.mark, one.shape.center().y) + offset;
            Some(Rect::from_center_size(mark, vec2(10.0, 10.0)))
        };
        let ends = relations.iter().filter_map(|relation| Some((place(relation.from)?, place(relation.to)?)));
        ends.map(|(from, to)| arrows::route(from, to, view, &labels)).collect()
    }

    /// Arrows lead the keyboard from thing to thing, also to those that are out of view.
    fn walk_by_keys(&mut self, ui: &Ui, lanes: &egui::Response, outcome: &LaneResponse, view: TimeView) {
        let (model, stacked, columns) = (self.prepared.model(), self.prepared.stacked(), self.prepared.columns());
        let placed = walkable(stacked);
        let height = lanes.rect.height();
        let seen = (self.scroll, self.scroll + height);
        let scroll = &mut self.scroll;
        let mut focus = |one: &PlacedEvent| {
            *scroll = scroll.max(one.shape.bottom() - height).min(one.shape.top().max(0.0));
            if let Some(id) = self.prepared.id_of(ui, one) {
                ui.memory_mut(|memory| memory.request_focus(id));
                ui.ctx().request_repaint();
            }
        };
        let focus_id = ui.memory(egui::Memory::focused);
        let was = std::mem::replace(&mut self.focused, outcome.focused.map(|at| (at.event, focus_id)));
        if outcome.focused.is_none() {
            self.wanted = self.wanted.or(was.and_then(|(event, id)| is_lost(&self.prepared, ui, id).then_some(event)));
        }
        match self.landing.take() {
            Some((event, left)) if left > 0 && outcome.focused.is_none() => {
                // the view has come to rest, and what it was in was laid anew
                if ui.memory(|memory| memory.focused().is_none()) {
                    self.wanted = self.wanted.or(Some(event));
                }
                self.landing = Some((event, left - 1));
                ui.ctx().request_repaint();
            }
            _ => {}
        }
        if let Some((event, at)) = self.wanted.and_then(|event| Some((event, stacked.find(event)?))) {
            self.wanted = None;
            self.landing = self.landing.or(Some((event, LANDING)));
            placed.get(at).into_iter().for_each(&mut focus);
        } else if let Some(event) = self.wanted.filter(|_| !self.motion.is_moving()) {
            // it is only counted there: what stands nearest to it has a place of its own
            let far = |one: &&PlacedEvent| (columns.anchor(one.first) - columns.anchor(event)).abs();
            self.wanted = None;
            placed.iter().min_by(|a, b| far(a).total_cmp(&far(b))).into_iter().for_each(&mut focus);
        } else if self.wanted.is_some() {
            // once the view is at rest
            ui.ctx().request_repaint();
        }
        let keys = [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown];
        let pressed = |key: &Key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, *key));
        let Some(FocusedEvent { event, lane }) = outcome.focused else {
            // from the lanes themselves, down leads to the first thing in view
            if lanes.has_focus() && pressed(&Key::Enter) {
                let in_view = |one: &&PlacedEvent| one.shape.top() >= seen.0 && one.shape.bottom() <= seen.1;
                placed.iter().find(in_view).or(placed.first()).into_iter().for_each(focus);
            }
            return;
        };
        let Some(key) = keys.into_iter().find(pressed) else { return };
        let here = placed.iter().position(|one| one.lane == lane && one.first == event);
        match here.and_then(|here| walk::step(placed, here, key)) {
            Some(WalkDirection::To(at)) => placed.get(at).into_iter().for_each(focus),
            Some(step) => {
                // all that is in view was walked over, one by one or in groups
                self.wanted = if step == WalkDirection::After {
                    model.order.iter().find(|next| columns.anchor(**next) > view.to).copied()
                } else {
                    model.order.iter().rev().find(|next| columns.anchor(**next) < view.from).copied()
                };
                if let Some(row) = self.wanted.and_then(|event| columns.row(event)) {
                    let share = if step == WalkDirection::After { 0.25 } else { 0.75 };
                    self.motion.go(view.panned(row.anchor() - view.from - share * view.width()));
                    ui.ctx().request_repaint();
                }
            }
            // the next lane is out of view
            None => {
                let time = columns.anchor(event);
                let Some((top, height, next)) = walk::beyond(stacked, model, columns, lane, time, key) else {
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

    fn take(&mut self, ui: &Ui, arranged: Option<gutter::LaneAction>, asked: Option<EventAction>) {
        if arranged.is_none() && asked.is_none() {
            return;
        }
        if let Some(arranged) = arranged {
            let mut arrangement = self.arrangement.clone();
            gutter::arrange(&mut arrangement, self.prepared.model(), &arranged);
            match arranged {
                gutter::LaneAction::Frame(lane) => {
                    let model = self.prepared.model();
                    let events: Vec<u32> =
                        model.lanes.get(lane).map(|lane| lane.index.all().collect()).unwrap_or_default();
                    if let Some(span) = self.prepared.columns().span_of(&events) {
                        self.motion.go(span.padded(0.05));
                    }
                }
                gutter::LaneAction::Toggle(_) => {
                    self.arrangement = arrangement;
                    self.turns.collapsed += 1;
                }
                gutter::LaneAction::Move(..) => self.set_arrangement(arrangement),
            }
        }
        match asked {
            Some(EventAction::Frame(view)) => self.motion.go(view),
            Some(EventAction::List(members, below)) => {
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
            ctx.click(record.item(), ui.input(|i| i.modifiers.command));
        }
    }

    /// Wheel over the titles or with Alt, up and down keys; what is played comes into view.
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
        let stacked = self.prepared.stacked();
        let played = self.played.and_then(|at| stacked.find(at)).and_then(|at| stacked.placed.get(at));
        if let Some(lane) = played.and_then(|one| stacked.lanes.get(one.lane)) {
            self.scroll = self.scroll.max(lane.top + lane.height - areas.lanes.height()).min(lane.top);
        }
        self.scroll = self.scroll.clamp(0.0, hidden);
    }

    fn scroll_bar(&mut self, ui: &Ui, lanes: Rect) {
        let hidden = self.prepared.stacked().height - lanes.height();
        if hidden <= 0.0 {
            return;
        }
        let track =
            Rect::from_min_max(pos2(lanes.right() + 1.0, lanes.top() + 2.0), lanes.right_bottom() + vec2(10.0, -2.0));
        let length = (track.height() * lanes.height() / (lanes.height() + hidden)).max(24.0);
        let bar = ui.interact(track, ui.scope_id().with("scroll"), Sense::drag());
        let way = (track.height() - length).max(1.0);
        self.scroll = (self.scroll + bar.drag_delta().y * hidden / way).clamp(0.0, hidden);
        let handle = Rect::from_min_size(track.left_top() + vec2(2.0, way * self.scroll / hidden), vec2(5.0, length));
        let visuals = ui.style().interact(&bar);
        ui.painter().rect_filled(handle, 2.5, visuals.fg_stroke.color.gamma_multiply(0.35));
    }
}

/// Whether what had the focus lost it to nobody: zooming or a selection may have counted it in a group or
/// taken it out of one, so that nothing has the focus now, or what is not only out of view but gone.
fn is_lost(prepared: &Prepared, ui: &Ui, id: Option<egui::Id>) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    let is_there = || walkable(prepared.stacked()).iter().any(|one| prepared.id_of(ui, one) == id);
    focused.is_none() || focused == id && !is_there()
}

/// What the keyboard can walk to.
fn walkable(stacked: &Stacked) -> &[PlacedEvent] {
    let end = stacked.placed.partition_point(|one| one.first != u32::MAX);
    stacked.placed.get(..end).unwrap_or_default()
}

/// What stands above the lanes and reaches down into them: the ruler with its day, the bound in
/// time, the window that is played.
fn above(ui: &Ui, ctx: &ViewCtx<'_>, areas: &Areas, ruler: &Ruler, scale: &TimeScale, today: f32, filter: &mut Filter) {
    let flag = ruler::today(ui, areas.ruler, areas.lanes, today, ctx);
    ruler.paint(ui, areas.ruler, flag, ctx);
    if let Some(bound) = filter.ui(ui, areas.ruler, scale, ctx) {
        filter::veil(&ui.painter_at(areas.lanes), areas.lanes, scale, bound, ctx);
    }
    if let Some(flag) = flag {
        ruler::flag(ui, areas.ruler, flag, ctx);
    }
    if let Some(play) = ctx.play {
        player::window(ui, areas.ruler, areas.lanes, scale, ctx, play);
    }
}

fn list_id(ui: &Ui) -> Id {
    ui.scope_id().with("timeline-group")
}

fn now() -> Moment {
    Moment::from_naive(chrono::Local::now().naive_local())
}
