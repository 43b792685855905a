//! Events and groups on screen as things to point at, click and tab to.

use egui::{Rangef, Rect, Response, Role, Sense, TextStyle, Ui, WidgetInfo};
use std::cell::RefCell;
use std::sync::Arc;

use super::card;
use super::event::{Event, span_of};
use super::layout::{self, Placed, Stacked};
use super::model::Model;
use super::paint::{Accent, Brush};
use super::rows::What;
use super::text::{self, Glyphs};
use crate::context::{Item, Pointed, Standing, TimeView, ViewCtx};

/// What the person asked of the lanes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asked {
    Frame(TimeView),
    /// A list of these events (of the model) below this rectangle.
    List(Vec<u32>, Rect),
}

/// Members of a group that are looked at for what stands out.
const LOOKED_AT: usize = 512;
/// Points at the right edge that text leaves to the scroll bar.
const EDGE: f32 = 12.0;

pub(super) struct Lanes<'a> {
    pub ctx: &'a ViewCtx<'a>,
    pub model: &'a Model,
    pub stacked: &'a Stacked,
    pub brush: Brush<'a>,
    pub glyphs: &'a RefCell<Glyphs>,
}

impl Lanes<'_> {
    /// Paints everything in view and takes what the person does with it. `placed` in the order
    /// of time: that of Tab.
    pub(super) fn ui(&self, ui: &Ui, placed: &[Placed]) -> Option<Asked> {
        let mut asked = None;
        for one in placed {
            let what = match one.what {
                What::One(at) => self.model.event(at).and_then(|event| self.event(ui, one, event)),
                What::Many(group) => self.group(ui, one, group as usize),
            };
            asked = what.or(asked);
        }
        asked
    }

    fn event(&self, ui: &Ui, placed: &Placed, event: &Event) -> Option<Asked> {
        let record = self.ctx.record(event.ix)?;
        let text = self.text(ui, placed, event, self.ctx.name(record));
        let right = text.as_ref().map_or(placed.shape.right(), |(from, galley)| from + galley.size().x);
        let left = placed.shape.left().min(text.as_ref().map_or(f32::INFINITY, |(from, _)| *from));
        let reach = Rangef::new(left, right.max(placed.shape.right()));
        let rect = Rect::from_x_y_ranges(reach, placed.shape.y_range()).intersect(self.brush.view);
        if !rect.is_positive() {
            return None;
        }
        let id = ui.scope_id().with(("event", self.lane_key(placed), &record.id));
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, card::full_name(self.ctx, event.ix)));
        let standing = self.ctx.standing(event.ix);
        standing.tell(self.ctx, &response);
        let accent = accent(&response, standing);
        if layout::is_mark(event, self.stacked.coarsest) {
            self.brush.mark(event, placed, accent);
        } else {
            self.brush.bar(event, placed, accent);
        }
        if let Some((from, galley)) = &text {
            self.brush.text(placed, galley, *from, accent);
        }
        if response.hovered() || response.has_focus() {
            self.ctx.hover.set(Item::Record(record.id.clone()));
        }
        let asked = response.double_clicked().then(|| Asked::Frame(framed(event)));
        if response.clicked() && asked.is_none() {
            self.ctx.click(Item::Record(record.id.clone()), ui.input(|i| i.modifiers.command));
        }
        response.on_hover_ui_at_pointer(|ui| card::event(ui, self.ctx, event.ix));
        asked
    }

    fn group(&self, ui: &Ui, placed: &Placed, group: usize) -> Option<Asked> {
        let lane = self.stacked.lanes.get(placed.lane)?;
        let (members, tally) = (lane.rows.groups.get(group)?, lane.tallies.get(group)?);
        let rect = self.brush.badge(placed).intersect(self.brush.view);
        if !rect.is_positive() {
            return None;
        }
        let id = ui.scope_id().with(("group", self.lane_key(placed), members.first()));
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, card::group_name(self.ctx, tally)));
        let looked_at = members.iter().take(LOOKED_AT).filter_map(|at| self.model.event(*at));
        let standing = Standing::of_all(looked_at.map(|event| self.ctx.standing(event.ix)));
        standing.tell(self.ctx, &response);
        self.brush.group(placed, tally, accent(&response, standing));
        let asked = response.clicked().then(|| self.open(members, rect));
        let splits = self.splits(members);
        response.on_hover_ui_at_pointer(|ui| card::group(ui, self.ctx, tally, splits));
        asked
    }

    fn lane_key(&self, placed: &Placed) -> Option<super::lanes::LaneKey> {
        self.model.lanes.get(placed.lane).map(|lane| lane.key)
    }

    /// The text as it fits, and where it begins.
    fn text(&self, ui: &Ui, placed: &Placed, event: &Event, name: &str) -> Option<(f32, Arc<egui::Galley>)> {
        if self.stacked.lanes.get(placed.lane).is_some_and(|lane| lane.collapsed) {
            return None;
        }
        let icon = !layout::is_mark(event, self.stacked.coarsest) && placed.text.min >= placed.shape.right();
        let from = placed.text.min + if icon { layout::ICON } else { 0.0 };
        // text stays with its shape
        if from > self.brush.view.right() || placed.shape.right() <= self.brush.view.left() {
            return None;
        }
        let font = TextStyle::Small.resolve(ui.style());
        // what the view's edge would cut ends in an ellipsis before the scroll bar
        let end = placed.text.max.min(self.brush.view.right() - EDGE);
        let fitting = self.glyphs.borrow_mut().fit(ui.ctx(), &font, &text::label(event, name), end - from)?;
        let galley = self.brush.painter.layout_no_wrap(fitting, font, egui::Color32::PLACEHOLDER);
        Some((from, galley))
    }

    /// Whether the members part when time is zoomed.
    fn splits(&self, members: &[u32]) -> bool {
        let mut spans = members.iter().filter_map(|at| self.model.event(*at)).map(|event| (event.from, event.to));
        let first = spans.next();
        spans.any(|span| Some(span) != first)
    }

    fn open(&self, members: &[u32], badge: Rect) -> Asked {
        let starts = || members.iter().filter_map(|at| self.model.event(*at));
        let span = span_of(starts().copied()).filter(|_| self.splits(members));
        // a frame that shows hardly less than now would seem to do nothing
        match span.map(|span| span.padded(0.15)).filter(|span| span.width() < self.brush.scale.view().width() * 0.7) {
            Some(span) => Asked::Frame(span),
            None => Asked::List(members.to_vec(), badge),
        }
    }
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
