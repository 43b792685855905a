//! Events and groups on screen as things to point at, click and tab to.

use egui::{EventFilter, Id, Rangef, Rect, Response, Role, Sense, TextStyle, Ui, WidgetInfo};
use std::cell::RefCell;
use std::sync::Arc;

use super::card;
use super::columns::Columns;
use super::event::Event;
use super::group::Badge;
use super::layout::{self, Placed, Stacked, Thing};
use super::model::{self, Lane, Model};
use super::paint::{Accent, Brush};
use super::text::{self, Glyphs};
use crate::context::{Emphasis, Item, Pointed, Standing, TimeView, ViewCtx};
use km0_core::dataset::Ix;
use km0_core::model::Edtf;

/// What the person asked of the lanes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asked {
    Frame(TimeView),
    /// A list of these events below this rectangle.
    List(Vec<u32>, Rect),
}

/// Points at the right edge that text leaves to the scroll bar.
const EDGE: f32 = 12.0;

pub(super) struct Lanes<'a> {
    pub ctx: &'a ViewCtx<'a>,
    pub columns: &'a Columns,
    pub model: &'a Model,
    pub stacked: &'a Stacked,
    pub brush: Brush<'a>,
    pub glyphs: &'a RefCell<Glyphs>,
    /// What is selected or related to it, in the order of time.
    pub marked: &'a [u32],
}

/// What came of painting the lanes.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub asked: Option<Asked>,
    /// The event, or the first one of the group, that has the keyboard's focus, with its lane.
    pub focused: Option<(u32, usize)>,
}

/// The keyboard's name for a thing in a lane.
pub(super) fn thing_id(ui: &Ui, lane: &Lane, thing: &Thing, columns: &Columns) -> Id {
    match thing {
        Thing::One(at) => ui.scope_id().with(("event", lane.key, columns.row(*at).map(|row| row.ix))),
        Thing::Many(badge) => ui.scope_id().with(("group", lane.key, badge.cell_from.to_bits())),
    }
}

impl Lanes<'_> {
    /// Paints everything in view and takes what the person does with it. `placed` in the order
    /// of time: that of Tab.
    pub(super) fn ui(&self, ui: &Ui, placed: &[Placed]) -> Outcome {
        let mut outcome = Outcome::default();
        // looked up once: what is hovered is told by id
        let hovered = self.ctx.hover.item().and_then(|item| self.ctx.dataset.ix(item.record()));
        for one in placed {
            let Some(lane) = self.lane(one) else { continue };
            let asked = match &one.thing {
                Thing::One(at) => self.event(ui, one, lane, *at, &mut outcome),
                Thing::Many(badge) => self.group(ui, one, lane, badge, hovered, &mut outcome),
            };
            outcome.asked = asked.or(outcome.asked);
        }
        outcome
    }

    fn lane(&self, placed: &Placed) -> Option<&Lane> {
        self.model.lanes.get(self.stacked.lanes.get(placed.lane)?.lane)
    }

    fn event(&self, ui: &Ui, placed: &Placed, lane: &Lane, at: u32, outcome: &mut Outcome) -> Option<Asked> {
        let row = self.columns.row(at)?;
        let record = self.ctx.record(row.ix)?;
        let event = model::event(self.ctx.dataset, row)?;
        let text = self.text(ui, placed, &event, (record.date.as_ref(), self.ctx.name(record)));
        let right = text.as_ref().map_or(placed.shape.right(), |(from, galley)| from + galley.size().x);
        let left = placed.shape.left().min(text.as_ref().map_or(f32::INFINITY, |(from, _)| *from));
        let reach = Rangef::new(left, right.max(placed.shape.right()));
        let rect = Rect::from_x_y_ranges(reach, placed.shape.y_range()).intersect(self.brush.view);
        if !rect.is_positive() {
            return None;
        }
        let response = ui.interact(rect, thing_id(ui, lane, &placed.thing, self.columns), Sense::click());
        let place = || (self.model.place(at) + 1, self.model.order.len());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, card::full_name(self.ctx, event.ix, Some(place())))
        });
        let standing = self.ctx.standing(event.ix);
        standing.tell(self.ctx, &response);
        let accent = accent(&response, standing);
        if layout::is_mark(&event, self.stacked.coarsest) {
            self.brush.mark(&event, placed, accent);
        } else {
            self.brush.bar(&event, placed, accent);
        }
        if let Some((from, galley)) = &text {
            self.brush.text(placed, galley, *from, accent);
        }
        if response.hovered() || response.has_focus() {
            self.ctx.hover.set(Item::Record(record.id.clone()));
        }
        keep_focus(ui, &response, (at, placed.lane), outcome);
        let asked = response.double_clicked().then(|| Asked::Frame(framed(&event)));
        if response.clicked() && asked.is_none() {
            self.ctx.click(Item::Record(record.id.clone()), ui.input(|i| i.modifiers.command));
        }
        response.on_hover_ui_at_pointer(|ui| card::event(ui, self.ctx, event.ix));
        asked
    }

    fn group(
        &self,
        ui: &Ui,
        placed: &Placed,
        lane: &Lane,
        badge: &Badge,
        hovered: Option<Ix>,
        outcome: &mut Outcome,
    ) -> Option<Asked> {
        let rect = placed.shape.intersect(self.brush.view);
        if !rect.is_positive() {
            return None;
        }
        let response = ui.interact(rect, thing_id(ui, lane, &placed.thing, self.columns), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, card::group_name(self.ctx, &badge.tally)));
        let is_hovered =
            hovered.and_then(|ix| self.columns.event_of(ix)).is_some_and(|event| badge.contains(&lane.index, event));
        let pointed = if is_hovered { Pointed::Here } else { Pointed::No };
        let standing = Standing { emphasis: self.emphasis(lane, badge), pointed };
        standing.tell(self.ctx, &response);
        self.brush.group(placed.shape, &badge.tally, accent(&response, standing));
        keep_focus(ui, &response, (badge.first, placed.lane), outcome);
        let asked = response.clicked().then(|| self.open(badge.members(&lane.index), rect));
        let splits = response.hovered() && self.splits(&badge.members(&lane.index));
        response.on_hover_ui_at_pointer(|ui| card::group(ui, self.ctx, &badge.tally, splits));
        asked
    }

    /// A group stands out as much as the member that does most.
    fn emphasis(&self, lane: &Lane, badge: &Badge) -> Emphasis {
        let marked = badge.of(&lane.index, self.marked).filter_map(|at| self.columns.row(at));
        let plain = if self.ctx.focus.selected().is_empty() { Emphasis::Normal } else { Emphasis::Background };
        let in_play = self.ctx.played().is_none_or(|window| {
            let first = crate::context::seconds;
            window.from.is_none_or(|from| badge.last >= first(from))
                && window.to.is_none_or(|to| badge.from < first(to))
        });
        let rest = if in_play { plain } else { Emphasis::Background };
        marked.map(|row| self.ctx.emphasis(row.ix)).max().map_or(rest, |most| most.max(rest))
    }

    /// The text as it fits, and where it begins.
    fn text(
        &self,
        ui: &Ui,
        placed: &Placed,
        event: &Event,
        (date, name): (Option<&Edtf>, &str),
    ) -> Option<(f32, Arc<egui::Galley>)> {
        let icon = !layout::is_mark(event, self.stacked.coarsest) && placed.text.min >= placed.shape.right();
        let from = placed.text.min + if icon { layout::ICON } else { 0.0 };
        // text stays with its shape
        if from > self.brush.view.right() || placed.shape.right() <= self.brush.view.left() {
            return None;
        }
        let font = TextStyle::Small.resolve(ui.style());
        // what the view's edge would cut ends in an ellipsis before the scroll bar
        let end = placed.text.max.min(self.brush.view.right() - EDGE);
        let fitting = self.glyphs.borrow_mut().fit(ui.ctx(), &font, &text::label(date, name), end - from)?;
        let galley = self.brush.painter.layout_no_wrap(fitting, font, egui::Color32::PLACEHOLDER);
        Some((from, galley))
    }

    /// Whether the members part when time is zoomed.
    fn splits(&self, members: &[u32]) -> bool {
        let mut spans = members.iter().filter_map(|at| self.columns.row(*at)).map(|row| (row.from, row.to));
        let first = spans.next();
        spans.any(|span| Some(span) != first)
    }

    fn open(&self, members: Vec<u32>, badge: Rect) -> Asked {
        let span = self.columns.span_of(&members).filter(|_| self.splits(&members));
        // a frame that shows hardly less than now would seem to do nothing
        match span.map(|span| span.padded(0.15)).filter(|span| span.width() < self.brush.scale.view().width() * 0.7) {
            Some(span) => Asked::Frame(span),
            None => Asked::List(members, badge),
        }
    }
}

/// Arrows walk from one thing to the next and do not leave the lanes.
fn keep_focus(ui: &Ui, response: &Response, at: (u32, usize), outcome: &mut Outcome) {
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    outcome.focused = Some(at);
}

fn accent(response: &Response, Standing { emphasis, pointed }: Standing) -> Accent {
    let hovered = pointed == Pointed::Here || response.hovered();
    Accent { emphasis, hovered, near: pointed == Pointed::Near, focused: response.has_focus() }
}

/// The view that shows an event with some time around it.
fn framed(event: &Event) -> TimeView {
    const MONTH: f64 = 30.0 * 86_400.0;
    let (from, to) = event.core();
    TimeView::new(from, to).padded(0.6_f64.max(MONTH / (to - from).max(86_400.0) / 2.0))
}
