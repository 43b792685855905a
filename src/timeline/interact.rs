//! Events and groups on screen as things to point at, click and tab to.

use egui::{EventFilter, Id, Rect, Response, Role, Sense, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::card;
use super::columns::EventColumns;
use super::event::TimelineEvent;
use super::layout::{PlacedEvent, Stacked, Thing};
use super::model::{self, Lane, Model};
use super::paint::{Accent, EventPainter, Figure};
use super::{prepare, text};
use crate::context::{Emphasis, Pointed, Standing, TimeView, ViewCtx};
use crate::ui::text::whole_words;
use crate::ui::widgets;
use km0_core::dataset::Ix;
use km0_core::model::{Kind, Record};

use super::lanes::LaneKey;

/// What the person asked of the lanes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum EventAction {
    Frame(TimeView),
    /// A list of these events below this rectangle.
    List(Vec<u32>, Rect),
}

pub(super) struct Lanes<'a> {
    pub ctx: &'a ViewCtx<'a>,
    pub columns: &'a EventColumns,
    pub model: &'a Model,
    pub stacked: &'a Stacked,
    pub brush: EventPainter<'a>,
    /// Points that the lanes are scrolled down.
    pub scroll: f32,
    /// Something stands out.
    pub raising: bool,
    /// Somebody listens to what is on screen, so that everything has a name there.
    pub told: bool,
}

/// The event, or the first one of the group, that has the keyboard's focus, with its lane.
#[derive(Clone, Copy, Debug)]
pub(super) struct FocusedEvent {
    pub event: u32,
    pub lane: usize,
}

/// What came of painting the lanes.
#[derive(Debug, Default)]
pub(super) struct LaneResponse {
    pub asked: Option<EventAction>,
    pub focused: Option<FocusedEvent>,
}

/// The keyboard's name for a thing in a lane.
pub(super) fn thing_id(ui: &Ui, lane: &Lane, placed: &PlacedEvent, columns: &EventColumns) -> Id {
    let first = columns.row(placed.first).map(|row| row.ix);
    match &placed.thing {
        Thing::One(_) => ui.scope_id().with(("event", lane.key, first)),
        Thing::Marks(_) => ui.scope_id().with(("group", lane.key, first)),
        Thing::Crowd { from, .. } => ui.scope_id().with(("crowd", lane.key, from.to_bits())),
    }
}

impl Lanes<'_> {
    /// Paints everything in view and takes what the person does with it.
    pub(super) fn ui(&self, ui: &Ui) -> LaneResponse {
        let mut outcome = LaneResponse::default();
        // looked up once: what is hovered is told by id
        let hovered = self.ctx.hover.item().and_then(|item| self.ctx.dataset.ix(item.record()));
        let hovered = hovered.and_then(|ix| self.columns.event_of(ix));
        let offset = vec2(0.0, self.brush.view.top() - self.scroll);
        let mut entry = true;
        // what stands out lies over the rest
        let (raised, rest): (Vec<&PlacedEvent>, Vec<&PlacedEvent>) =
            self.stacked.placed.iter().partition(|one| one.raised);
        for one in rest.into_iter().chain(raised) {
            let rect = one.shape.translate(offset).intersect(self.brush.view.expand2(vec2(8.0, 0.0)));
            let lane = self.stacked.lanes.get(one.lane).and_then(|lane| self.model.lanes.get(lane.lane));
            let Some(lane) = lane.filter(|_| rect.is_positive()) else { continue };
            let asked = match &one.thing {
                Thing::One(at) => self.event(ui, &InView { one, lane, rect, entry }, *at, &mut outcome),
                Thing::Marks(members) => {
                    self.marks(ui, &InView { one, lane, rect, entry }, members, hovered, &mut outcome)
                }
                Thing::Crowd { .. } => self.crowd(ui, one, lane, rect),
            };
            entry = false;
            outcome.asked = asked.or(outcome.asked);
        }
        outcome
    }

    /// One thing of the lanes is a stop of Tab, that which has the focus or the first; from there
    /// arrows lead on.
    fn interact(&self, ui: &Ui, InView { one, lane, rect, entry }: &InView<'_>) -> Response {
        let id = thing_id(ui, lane, one, self.columns);
        let stop = *entry || ui.memory(|memory| memory.has_focus(id));
        ui.interact(*rect, id, if stop { Sense::click() } else { Sense::CLICK })
    }

    fn event(&self, ui: &Ui, thing: &InView<'_>, at: u32, outcome: &mut LaneResponse) -> Option<EventAction> {
        let one = thing.one;
        let row = self.columns.row(at)?;
        let record = self.ctx.record(row.ix)?;
        let event = model::event(self.ctx.dataset, row)?;
        let response = self.interact(ui, thing);
        let order = || (self.model.place(at) + 1, self.model.order.len());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, card::full_name(self.ctx, event.ix, Some(order())))
        });
        let standing = self.ctx.standing(event.ix);
        standing.tell(self.ctx, &response);
        self.paint(ui, thing, &event, self.accent(&response, standing));
        if response.hovered() || response.has_focus() {
            self.ctx.hover.set(record.item());
        }
        keep_focus(ui, &response, FocusedEvent { event: at, lane: one.lane }, outcome);
        let asked = response.double_clicked().then(|| EventAction::Frame(framed(&event)));
        if response.clicked() && asked.is_none() {
            self.ctx.click(record.item(), ui.input(|i| i.modifiers.command));
        }
        response.on_hover_ui_at_pointer(|ui| card::event(ui, self.ctx, event.ix));
        asked
    }

    /// The mark and the whole label, on a card where there is room for more.
    fn paint(&self, ui: &Ui, thing: &InView<'_>, event: &TimelineEvent, accent: Accent) {
        let (one, rect) = (thing.one, thing.rect);
        let Some(record) = self.ctx.record(event.ix) else { return };
        let painter = self.brush.painter;
        let font = prepare::font(ui);
        let label = text::label(record.date.as_ref(), self.ctx.name(record));
        let mut job = egui::text::LayoutJob::simple_singleline(label, font, egui::Color32::PLACEHOLDER);
        // it was measured by its letters, which comes out a little different
        job.wrap = egui::text::TextWrapping::truncate_at_width(one.width + 2.0);
        let galley = whole_words(painter, job);
        // what is half out of view keeps its lines apart
        let high = one.shape.y_range();
        let down = self.brush.view.top() - self.scroll;
        let (top, bottom) = (high.min + down, high.max + down);
        let y = if self.stacked.cards { top + 9.5 } else { f32::midpoint(top, bottom) };
        let figure = Figure { event, band: one.band, mark: pos2(one.mark, y) };
        if self.stacked.cards {
            // the card of what goes on for longer stands on its band
            self.brush.band(figure, accent);
            let card =
                egui::Rangef::new(one.text.min(one.mark - 4.0) - 5.0, (one.text + one.width).max(one.mark + 4.0) + 5.0);
            let card = Rect::from_x_y_ranges(card, egui::Rangef::new(top + 0.5, bottom - 0.5));
            self.brush.card(card);
            self.brush.halo(card, accent);
        } else {
            let name = egui::Rangef::new(one.text - 3.0, one.text + one.width + 3.0);
            self.brush.lift(Rect::from_x_y_ranges(name, rect.y_range()), figure.mark, accent);
            self.brush.band(figure, accent);
        }
        self.brush.mark(figure, accent);
        self.brush.text(&galley, pos2(one.text, y - galley.size().y / 2.0), self.brush.ink(accent));
        if self.stacked.cards {
            let small = TextStyle::Small.resolve(ui.style());
            let said = card::place_and_state(self.ctx, event.ix);
            let below = painter.layout_no_wrap(said, small, egui::Color32::PLACEHOLDER);
            self.brush.text(&below, pos2(one.text, bottom - 2.0 - below.size().y), self.ctx.palette.weak);
        }
    }

    fn marks(
        &self,
        ui: &Ui,
        thing: &InView<'_>,
        members: &[u32],
        hovered: Option<u32>,
        outcome: &mut LaneResponse,
    ) -> Option<EventAction> {
        let InView { one, lane, rect, entry } = *thing;
        let id = thing_id(ui, lane, one, self.columns);
        // nobody could do anything with one that is neither pointed at nor told of
        let near = ui.rect_contains_pointer(rect.expand(4.0)) || ui.memory(|memory| memory.has_focus(id));
        if !(near || self.told || entry) {
            let pointed = hovered.is_some_and(|at| members.contains(&at));
            self.dots(one, members, rect, pointed.then_some(Pointed::Here));
            return None;
        }
        let response = self.interact(ui, thing);
        let rows = || members.iter().filter_map(|at| self.columns.row(*at)).map(|row| row.ix).collect::<Vec<Ix>>();
        let single = (members.len() == 1).then(|| rows().first().copied()).flatten();
        let order = || (self.model.place(one.first) + 1, self.model.order.len());
        widgets::named(&response, Role::Button, || match single {
            Some(ix) => card::full_name(self.ctx, ix, Some(order())),
            None => card::group_name(self.ctx, &rows()),
        });
        let standing = Standing::of_all(
            members.iter().filter_map(|at| self.columns.row(*at)).map(|row| self.ctx.standing(row.ix)),
        );
        standing.tell(self.ctx, &response);
        let pointed = response.hovered() || response.has_focus() || standing.pointed == Pointed::Here;
        self.dots(one, members, rect, pointed.then_some(Pointed::Here));
        if response.has_focus() {
            self.brush.halo(rect, Accent { emphasis: Emphasis::Normal, hovered: false, near: true, focused: false });
        }
        keep_focus(ui, &response, FocusedEvent { event: one.first, lane: one.lane }, outcome);
        let item = single.and_then(|ix| self.ctx.record(ix)).map(Record::item);
        if let Some(item) = item.as_ref().filter(|_| response.hovered() || response.has_focus()) {
            self.ctx.hover.set(item.clone());
        }
        let clicked = response.clicked();
        response.on_hover_ui_at_pointer(|ui| match single {
            Some(ix) => card::event(ui, self.ctx, ix),
            None => card::group(ui, self.ctx, &rows()),
        });
        match item {
            _ if !clicked => None,
            Some(item) => {
                self.ctx.click(item, ui.input(|i| i.modifiers.command));
                None
            }
            None => Some(EventAction::List(members.to_vec(), rect)),
        }
    }

    /// The marks of a group, each at its own place.
    fn dots(&self, one: &PlacedEvent, members: &[u32], rect: Rect, pointed: Option<Pointed>) {
        for row in members.iter().filter_map(|at| self.columns.row(*at)) {
            let scale = self.brush.scale;
            let edges = self.brush.view.x_range();
            let cut = |time: f64| scale.x_of_seconds(time).clamp(edges.min, edges.max);
            let band = if row.traits.day() {
                egui::Rangef::point(one.mark)
            } else {
                egui::Rangef::new(cut(row.from), cut(row.to))
            };
            let accent = Accent {
                emphasis: if self.raising && !one.raised { Emphasis::Background } else { Emphasis::Normal },
                hovered: pointed.is_some(),
                near: false,
                focused: false,
            };
            let mark = pos2(cut(row.marked_at()), rect.center().y);
            self.brush.loose(row.kind, mark, band, one.raised, accent);
            if self.ctx.dataset.is_laid(row.ix) {
                crate::ui::marks::own(self.brush.painter, mark, 3.4, self.brush.palette.page);
            }
        }
    }

    /// So many that only their number is told; a click goes closer.
    fn crowd(&self, ui: &Ui, one: &PlacedEvent, lane: &Lane, rect: Rect) -> Option<EventAction> {
        let Thing::Crowd { from, to, count, highest } = one.thing else { return None };
        let share = (count as f32 / highest.max(1) as f32).cbrt();
        let kind = match lane.key {
            LaneKey::Kind(kind) => Some(kind),
            _ => None::<Kind>,
        };
        self.brush.dense(kind, rect, share, self.raising);
        if !ui.rect_contains_pointer(rect) {
            return None;
        }
        let response = ui.interact(rect, thing_id(ui, lane, one, self.columns), Sense::CLICK);
        let name = || self.ctx.words.with("timeline-events", &[("n", count.into())]);
        widgets::named(&response, Role::Button, name);
        let asked = response.clicked().then(|| EventAction::Frame(TimeView::new(from, to).padded(4.0)));
        response.on_hover_ui_at_pointer(|ui| card::crowd(ui, self.ctx, count));
        asked
    }

    fn accent(&self, response: &Response, Standing { emphasis, pointed }: Standing) -> Accent {
        // where nothing is raised in view, nothing is faint either
        let emphasis = if self.raising { emphasis } else { emphasis.max(Emphasis::Normal) };
        let hovered = pointed == Pointed::Here || response.hovered();
        Accent { emphasis, hovered, near: pointed == Pointed::Near, focused: response.has_focus() }
    }
}

/// A thing of the lanes as far as it is in view.
struct InView<'a> {
    one: &'a PlacedEvent,
    lane: &'a Lane,
    rect: Rect,
    /// It comes first, and so is a stop of Tab.
    entry: bool,
}

/// Arrows walk from one thing to the next and do not leave the lanes.
fn keep_focus(ui: &Ui, response: &Response, at: FocusedEvent, outcome: &mut LaneResponse) {
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    outcome.focused = Some(at);
}

/// The view that shows an event with some time around it.
fn framed(event: &TimelineEvent) -> TimeView {
    const MONTH: f64 = 30.0 * 86_400.0;
    let (from, to) = event.core();
    TimeView::new(from, to).padded(0.6_f64.max(MONTH / (to - from).max(86_400.0) / 2.0))
}
