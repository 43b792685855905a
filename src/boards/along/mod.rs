//! Along the border: every gate a row, in the order in which they stand, with its class and whether
//! it worked as bands through time, and what was agreed, promised and talked over as marks.

mod card;
mod laid;
mod layout;
mod legend;
mod paint;
mod ruler;

use std::sync::Arc;

use egui::{Event, EventFilter, Id, Key, Rect, Response, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, vec2};

use super::bar::{self, Choice};
use super::{BoardArrangement, empty};
use crate::context::{Cached, Command, Task, TimeScale, TimeView, ViewCtx, tsv};
use crate::ui::table::walking::{WALKING, target};
use crate::ui::widgets::{self, strong};
use km0_core::dataset::Ix;
use km0_core::model::Kind;
use km0_core::pages::Reader;
use km0_core::pages::along::{self, Along, GateOrder, Working};
use km0_core::words::Words;

use laid::LaidRows;
use layout::AlongLine;
use legend::Legend;
use ruler::Ruler;

/// Points kept free at the right for the scroll bar.
const SCROLL_BAR: f32 = 10.0;
/// Points below which there is no room for a legend.
const LOW: f32 = 260.0;

/// What the rows depend on: the answer's revision, and their order.
#[derive(Clone, Copy, Debug, PartialEq)]
struct ModelKey {
    revision: u64,
    order: GateOrder,
}

/// What the laid-out legend depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct LegendKey {
    model: ModelKey,
    width: f32,
    text: u64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct TallyKey {
    model: ModelKey,
    now: f64,
}

/// The board. Keeps the rows until the answer, the language or the order changes, and what was laid
/// out of them until the window does too.
#[derive(Debug, Default)]
pub struct Gates {
    model: Task<ModelKey, Arc<Along>>,
    laid: LaidRows,
    legend: Cached<LegendKey, Arc<Legend>>,
    /// How many gates stand how at a moment, in words.
    tally: Cached<TallyKey, String>,
    /// Points that the rows are scrolled down.
    offset: f32,
    /// The selection that was scrolled to last.
    followed: Option<Ix>,
    walk: AlongWalk,
    /// It lies on a sheet, where nothing scrolls and nobody points.
    paper: bool,
    /// Points of rows that a sheet has no room for.
    hidden: f32,
}

/// Where the keyboard is.
#[derive(Clone, Copy, Debug, Default)]
struct AlongWalk {
    row: Option<usize>,
    /// The mark of the row.
    mark: Option<usize>,
    /// The row is to come into view.
    wanted: bool,
}

/// What rows are painted with.
struct AlongScene<'a> {
    ctx: &'a ViewCtx<'a>,
    model: &'a Along,
    scale: TimeScale,
    /// Where the board begins.
    left: f32,
    /// The moment whose state is shown, in seconds.
    now: f64,
    /// What ids of rows and marks are made from.
    base: Id,
    body: &'a Response,
    /// Somebody listens to what is on screen, so that every mark has a name there.
    told: bool,
}

impl Gates {
    /// The board on a sheet of paper.
    pub fn on_paper() -> Self {
        let mut board = Self { paper: true, ..Self::default() };
        board.model.wait();
        board
    }

    /// Points of rows that had no room on the sheet when it was painted last.
    pub fn hidden(&self) -> f32 {
        self.hidden
    }

    /// Pictures show the rows at once.
    pub fn wait(&mut self) {
        self.model.wait();
    }

    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, arrangement: &mut BoardArrangement) {
        let order = GateOrder::from_slug(&arrangement.by).unwrap_or_default();
        self.refresh(ui, ctx, ModelKey { revision: ctx.revision, order });
        let Some((key, model)) = self.model.kept().map(|(key, model)| (*key, Arc::clone(model))) else { return };
        let now = moment(ctx, model.span);
        self.bar(ui, ctx, &model, order, arrangement);
        if model.rows.is_empty() {
            return nothing(ui, ctx);
        }
        advance(ui, ctx, model.span);
        let whole = ui.available_rect_before_wrap();
        let whole = if self.paper { whole } else { whole.with_max_x(whole.right() - SCROLL_BAR) };
        let low = whole.height() < LOW && !self.paper;
        let legend_key = LegendKey { model: key, width: whole.width(), text: ctx.text_revision };
        let legend = self.legend.get(legend_key, || legend::placed(ui, ctx, &model, whole.width()));
        let legend = Arc::clone(legend);
        let high = if low { 0.0 } else { legend.high };
        let (ruler, rows) = whole.split_top_bottom_at_y(whole.top() + ruler::HEIGHT);
        let (rows, foot) = rows.split_top_bottom_at_y(rows.bottom() - high);
        self.laid.refresh(ui, ctx, &model, key, rows.size(), self.paper);
        let [left, right] = self.laid.columns.lane.map(|x| whole.left() + x);
        let scale = TimeScale::new(TimeView::new(model.span[0], model.span[1]), left, right);
        let tally = self.tally.get(TallyKey { model: key, now }, || tally(ctx, &model, now));
        let shown = Ruler { model: &model, columns: &self.laid.columns, tally, scale: &scale, now };
        ruler::ui(ui, ctx, &shown, ruler);
        self.rows(ui, ctx, &model, rows, scale, now);
        if !low {
            legend::paint(ui, ctx, &legend, foot);
        }
    }

    fn refresh(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, key: ModelKey) {
        if self.model.is_for(&key) {
            return;
        }
        let (data, answer, lang) = (Arc::clone(ctx.data), ctx.answer.clone(), ctx.words.lang());
        let make = move || {
            let words = Words::new(lang);
            let reader = Reader { dataset: &data.dataset, words: &words };
            Arc::new(along::along(&reader, &|ix| answer.has(ix), key.order))
        };
        if self.model.refresh(&key, ctx.is_large(), ui.ctx(), make) {
            self.followed = None;
            self.walk = AlongWalk::default();
        }
    }

    /// How many rows there are, and in which order they stand.
    fn bar(&self, ui: &mut Ui, ctx: &ViewCtx<'_>, model: &Along, order: GateOrder, arrangement: &mut BoardArrangement) {
        let all = if self.paper { &[][..] } else { &GateOrder::ALL };
        let choice = Choice { id: "along-order", label: "along-order", all, chosen: order };
        let title = |order: GateOrder| ctx.words.t(&format!("along-by-{}", order.slug())).to_owned();
        if let Some(other) = bar::ui(ui, ctx, &count(ctx, model), &choice, title) {
            other.slug().clone_into(&mut arrangement.by);
        }
    }

    fn rows(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, model: &Along, rect: Rect, scale: TimeScale, now: f64) {
        let body = ui.interact(rect, ui.scope_id().with("gates"), Sense::click());
        widgets::name(&body, Role::Grid, ctx.words.t("board-gates"));
        if body.clicked() {
            body.request_focus();
        }
        let told = ui.ctx().accesskit_node_builder(body.id, |_| ()).is_some();
        let scene = AlongScene { ctx, model, scale, left: rect.left(), now, base: ui.scope_id(), body: &body, told };
        self.follow(ctx, model);
        self.keys(ui, &scene);
        let total = self.laid.lines.total();
        if self.paper {
            self.hidden = (total - rect.height()).max(0.0);
            let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("rows"));
            inside.set_clip_rect(rect.intersect(ui.clip_rect()));
            self.lines(&inside, &scene, rect, 0.0, rect.height());
            return;
        }
        let mut area = ScrollArea::vertical().id_salt("rows").auto_shrink([false, false]).animated(false);
        let wanted = std::mem::take(&mut self.walk.wanted).then_some(self.walk.row).flatten();
        if let Some(offset) = wanted.and_then(|row| self.laid.lines.offset_for(row, self.offset, rect.height())) {
            area = area.vertical_scroll_offset(offset);
        }
        let room = rect.with_max_x(rect.right() + SCROLL_BAR);
        let shown = ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
            area.show_viewport(ui, |ui, seen| {
                ui.set_width(rect.width());
                ui.set_height(total);
                let at = Rect::from_min_size(ui.min_rect().min, vec2(rect.width(), total));
                self.lines(ui, &scene, at, seen.top(), seen.bottom());
            })
        });
        self.offset = shown.inner.state.clamped_offset().y;
    }

    fn lines(&mut self, ui: &Ui, scene: &AlongScene<'_>, at: Rect, from: f32, to: f32) {
        let seen: Vec<(AlongLine, f32)> = self.laid.lines.within(from, to).collect();
        let mut focused = None;
        for (line, top) in seen {
            match line {
                AlongLine::Head(group) => {
                    let rect = Rect::from_min_size(at.min + vec2(0.0, top), vec2(at.width(), layout::HEAD));
                    paint::head(ui, scene, group, rect);
                }
                AlongLine::Row(row) => {
                    let rect = Rect::from_min_size(at.min + vec2(0.0, top), vec2(at.width(), self.laid.lines.row));
                    self.laid.prepare(ui, scene, row);
                    let Some(own) = self.laid.row(row) else { continue };
                    let cursor = scene.body.has_focus() && self.walk.row == Some(row);
                    let done = paint::row(ui, scene, row, own, &self.laid, rect, cursor);
                    if done.clicked {
                        (self.walk.row, self.walk.mark) = (Some(row), None);
                    }
                    focused = done.focused.map(|mark| (row, mark)).or(focused);
                }
            }
        }
        if let Some((row, mark)) = focused {
            (self.walk.row, self.walk.mark) = (Some(row), Some(mark));
        } else {
            self.walk.mark = None;
        }
        paint::cursor(ui, scene, at.x_range(), ui.clip_rect().y_range());
    }

    /// Brings a gate that was selected elsewhere into view.
    fn follow(&mut self, ctx: &ViewCtx<'_>, model: &Along) {
        let selected = ctx.focus.selected().last().copied();
        if selected == self.followed {
            return;
        }
        self.followed = selected;
        if let Some(row) = selected.and_then(|ix| model.rows.iter().position(|row| row.ix == ix)) {
            self.walk = AlongWalk { row: Some(row), mark: None, wanted: true };
        }
    }

    /// Up and down from gate to gate, right and left from mark to mark of one.
    fn keys(&mut self, ui: &Ui, scene: &AlongScene<'_>) {
        let AlongScene { ctx, model, body, .. } = scene;
        let mark = self.walk.row.zip(self.walk.mark).map(|(row, mark)| scene.mark_id(row, mark));
        let mark = mark.filter(|id| ui.memory(|memory| memory.has_focus(*id)));
        if !body.has_focus() && mark.is_none() {
            return;
        }
        let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(mark.unwrap_or(body.id), filter));
        let pressed = |key: Key| ui.input(|input| input.key_pressed(key));
        if let Some(key) = WALKING.into_iter().find(|key| pressed(*key)) {
            let to = target(key, self.walk.row, model.rows.len(), 8);
            if let Some((row, record)) = to.and_then(|to| Some((to, ctx.record(model.rows.get(to)?.ix)?))) {
                self.walk = AlongWalk { row: Some(row), mark: None, wanted: true };
                body.request_focus();
                ctx.send(Command::Select(record.item()));
            }
        }
        let step = i32::from(pressed(Key::ArrowRight)) - i32::from(pressed(Key::ArrowLeft));
        if let Some(row) = self.walk.row.filter(|_| step != 0) {
            self.laid.prepare(ui, scene, row);
            let marks = self.laid.row(row).map_or(0, |row| row.clusters.len());
            let here = mark.and(self.walk.mark);
            let next = match here {
                None => (step > 0).then_some(0),
                Some(at) if step > 0 => Some((at + 1).min(marks.saturating_sub(1))),
                Some(at) => at.checked_sub(1),
            };
            self.walk.wanted = true;
            self.walk.mark = next.filter(|next| *next < marks);
            match self.walk.mark {
                Some(next) => ui.memory_mut(|memory| memory.request_focus(scene.mark_id(row, next))),
                None => body.request_focus(),
            }
        }
        if body.has_focus() && pressed(Key::Enter) && self.walk.row.is_some() {
            ctx.send(Command::ShowDetails);
        }
        if ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy))) {
            let chosen = model.rows.iter().filter(|row| ctx.focus.is_selected(row.ix));
            let lines: Vec<String> = chosen.map(|row| copied(scene, row)).collect();
            if !lines.is_empty() {
                ctx.send(Command::CopyText(lines.join("\n")));
            }
        }
    }
}

impl AlongScene<'_> {
    /// The keyboard's name for a mark of a row.
    fn mark_id(&self, row: usize, mark: usize) -> Id {
        self.base.with(("gate-mark", self.model.rows.get(row).map(|row| row.ix), mark))
    }
}

/// One gate as a line of a table: what the row shows.
fn copied(scene: &AlongScene<'_>, row: &along::GateRow) -> String {
    let own = [row.name.clone(), row.province.clone(), card::class(scene, row), card::status(scene, row)];
    let counts = row.counts.iter().map(ToString::to_string).chain([row.open.to_string()]);
    tsv::line(own.into_iter().chain(counts))
}

/// The moment whose state is shown: within the day before it ends.
fn moment(ctx: &ViewCtx<'_>, span: [f64; 2]) -> f64 {
    (ctx.moment() - 1.0).clamp(span[0], span[1] - 1.0)
}

/// Time that is played goes on here as it does on the timeline.
fn advance(ui: &Ui, ctx: &ViewCtx<'_>, span: [f64; 2]) {
    let Some(play) = ctx.play.filter(|play| play.running) else { return };
    let passed = f64::from(ui.input(|input| input.stable_dt).min(0.1));
    let at = play.at + passed * play.pace.speed.seconds();
    ctx.send(Command::Play(if at >= span[1] {
        crate::context::PlayStep::Stop
    } else {
        crate::context::PlayStep::To(at)
    }));
    ui.ctx().request_repaint();
}

fn count(ctx: &ViewCtx<'_>, model: &Along) -> String {
    let gates = along::subject(ctx.dataset) == Kind::Gate;
    let key = if model.kinds.is_empty() || gates { "along-count" } else { "along-count-places" };
    ctx.words.with(key, &[("count", model.rows.len().into())])
}

/// "on 31 December 2025: 27 open, 5 suspended, …".
fn tally(ctx: &ViewCtx<'_>, model: &Along, now: f64) -> String {
    let parts = Working::ALL.into_iter().zip(model.tally(now)).filter(|(_, n)| *n > 0);
    let said: Vec<String> =
        parts.map(|(working, n)| ctx.words.with(working_key(working), &[("n", n.into())])).collect();
    let on = ctx.words.with("along-on", &[("date", ruler::day(ctx, now).into())]);
    format!("{on}: {}", said.join(", "))
}

fn working_key(working: Working) -> &'static str {
    match working {
        Working::Open => "along-open",
        Working::Suspended => "along-suspended",
        Working::NotOpen => "along-not-open",
        Working::Unknown => "along-unknown",
    }
}

/// Why there is nothing to see.
fn nothing(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    if !ctx.query.is_empty() {
        return empty::ui(ui, ctx, Kind::Gate);
    }
    ui.add_space(36.0);
    ui.vertical_centered(|ui| {
        ui.label(strong(ctx.words.t("along-none"), 15.0));
        ui.label(RichText::new(ctx.words.t("along-none-hint")).color(ctx.palette.weak));
    });
}
