//! What the panel works out and keeps, each with the key that it depends on.

use std::cell::RefCell;
use std::sync::Arc;

use egui::{FontId, TextStyle, Ui};

use super::arrangement::Arrangement;
use super::card;
use super::columns::{EventColumns, EventTime};
use super::density::Density;
use super::gather::GatheredLanes;
use super::gutter;
use super::head;
use super::interact::thing_id;
use super::lanes::{LaneGrouping, Membership};
use super::layout::{self, LanesInput, PlacedEvent, Space, Stacked};
use super::model::{Given, Model};
use super::relations::{self, Relation};
use super::text::{self, Glyphs};
use crate::context::{Cached, Play, Task, TimeView, ViewCtx, seconds};
use km0_core::dataset::Ix;
use km0_core::model::Lang;

/// What the content depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct ContentKey {
    opened: u64,
    grouping: LaneGrouping,
    revision: u64,
    lanes: u64,
    /// Of the strip.
    stretches: usize,
    /// What the dataset says it is about.
    whole: Option<TimeView>,
}

/// What is worked out from all events: beside the thread that paints where there are many.
#[derive(Clone, Debug, Default)]
struct TimelineContent {
    columns: Arc<EventColumns>,
    membership: Arc<Membership>,
    model: Model,
    density: Density,
}

/// What the widths of texts depend on. No laid-out text is kept: the toolkit keeps it, and drops it
/// with its fonts.
#[derive(Clone, Copy, Debug, PartialEq)]
struct TextKey {
    lang: Lang,
    size: u32,
    pixels: u32,
    cards: bool,
    opened: u64,
    events: usize,
}

/// What a layout depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct StackKey {
    same: LanesKey,
    space: Space,
    moving: bool,
}

/// What has to be the same for lanes to keep what they can while time moves.
#[derive(Clone, Copy, Debug, PartialEq)]
struct LanesKey {
    turn: u64,
    collapsed: u64,
    raises: u64,
    text: TextKey,
}

/// What it depends on which events stand out.
#[derive(Clone, Debug, PartialEq)]
struct RaisedKey {
    turn: u64,
    revision: u64,
    selected: Vec<Ix>,
    play: Option<Play>,
}

#[derive(Clone, Debug, PartialEq)]
struct RelationsKey {
    revision: u64,
    selected: Vec<Ix>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct TitlesKey {
    turn: u64,
    revision: u64,
    text: TextKey,
}

#[derive(Debug, Default)]
pub(super) struct Prepared {
    content: Task<ContentKey, TimelineContent>,
    /// Stands in while there is no content of the dataset that is open.
    none: TimelineContent,
    /// The dataset that the content must be of.
    opened: u64,
    /// Counts the contents.
    turn: u64,
    /// The content it was gathered from.
    gathered: Option<(u64, GatheredLanes)>,
    stacked: Stacked,
    stacked_for: Option<StackKey>,
    raised: Cached<RaisedKey, Vec<u32>>,
    /// Counts what stood out.
    raises: u64,
    relations: Cached<RelationsKey, Vec<Relation>>,
    /// By event: the points its text takes; not a number where nobody asked yet.
    widths: Cached<TextKey, RefCell<Vec<f32>>>,
    glyphs: RefCell<Glyphs>,
    /// Points of the widest title of a lane, count and mark included.
    titles: Cached<TitlesKey, f32>,
}

/// How often the person has changed the lanes, and which of them are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Turns {
    pub lanes: u64,
    pub collapsed: u64,
}

impl Prepared {
    /// Never shows old content while new one is made: for pictures.
    pub(super) fn wait(&mut self) {
        self.content.wait();
    }

    /// By what the keyboard's focus knows a thing; none where its lane is gone.
    pub(super) fn id_of(&self, ui: &Ui, one: &PlacedEvent) -> Option<egui::Id> {
        let lane = self.model().lanes.get(self.stacked().lanes.get(one.lane)?.lane)?;
        Some(thing_id(ui, lane, one, self.columns()))
    }

    fn content(&self) -> &TimelineContent {
        self.content.get_if(|key| key.opened == self.opened).unwrap_or(&self.none)
    }

    pub(super) fn columns(&self) -> &EventColumns {
        &self.content().columns
    }

    /// Counts the contents.
    pub(super) fn turn(&self) -> u64 {
        self.turn
    }

    pub(super) fn model(&self) -> &Model {
        &self.content().model
    }

    pub(super) fn density(&self) -> &Density {
        &self.content().density
    }

    pub(super) fn stacked(&self) -> &Stacked {
        &self.stacked
    }

    /// The matching events that the selection or the play is about, in the order of time. None
    /// where there is neither, or nothing of it matches.
    pub(super) fn raised(&self) -> &[u32] {
        self.raised.value().map_or(&[], Vec::as_slice)
    }

    /// Whether anything of it lies in a view.
    pub(super) fn raises_in(&self, view: TimeView) -> bool {
        !in_view(self.columns(), self.raised(), view).is_empty()
    }

    /// Points of the widest title with its count.
    pub(super) fn titles(&self) -> f32 {
        self.titles.value().copied().unwrap_or_default()
    }

    /// What the selected record leads to and comes from.
    pub(super) fn relations(&self) -> &[Relation] {
        self.relations.value().map_or(&[], Vec::as_slice)
    }

    /// Everything that does not depend on the part of time that is shown. True when there is
    /// another model than before.
    pub(super) fn refresh(
        &mut self,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        arrangement: &Arrangement,
        turns: Turns,
        strip: f32,
    ) -> bool {
        self.opened = ctx.opened;
        let key = ContentKey {
            opened: ctx.opened,
            grouping: arrangement.grouping,
            revision: ctx.revision,
            lanes: turns.lanes,
            stretches: layout::whole(strip / 2.0).max(1),
            whole: head::period(ctx),
        };
        let changed = self.make_content(ui, ctx, key, arrangement);
        let content = self.content.get_if(|key| key.opened == ctx.opened).unwrap_or(&self.none);
        let columns = &*content.columns;
        let Self { raised, raises, relations, turn, titles, glyphs, .. } = self;
        let selected = ctx.focus.selected().to_vec();
        let (turn, revision) = (*turn, ctx.revision);
        let key = RaisedKey { turn, revision, selected: selected.clone(), play: ctx.play };
        if raised.refresh(key, || raise(ctx, &content.model, columns)) {
            *raises += 1;
        }
        relations.refresh(RelationsKey { revision, selected }, || match ctx.focus.selected() {
            [one] => relations::relations_of(ctx.dataset, *one),
            _ => Vec::new(),
        });
        titles.refresh(TitlesKey { turn, revision, text: text_key(ui, ctx, columns, false) }, || {
            let (title, count) = (crate::ui::fonts::bold_id(gutter::FONT), FontId::proportional(gutter::COUNT_FONT));
            let measure = |font: &FontId, text: &str| glyphs.borrow_mut().measure(ui.ctx(), font, text);
            let of = |lane: &super::model::Lane| {
                let number = ctx.words.number(lane.index.len() as f64);
                gutter::with_count(measure(&title, &lane.title), measure(&count, &number))
            };
            content.model.lanes.iter().map(of).fold(0.0, f32::max)
        });
        changed
    }

    /// True when there is another content than before.
    fn make_content(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, key: ContentKey, arrangement: &Arrangement) -> bool {
        if self.content.is_for(&key) {
            return false;
        }
        // what depends on the dataset alone is taken over
        let columns = self.content.get_if(|old| old.opened == key.opened).map(|old| Arc::clone(&old.columns));
        let same = |old: &ContentKey| (old.opened, old.grouping) == (key.opened, key.grouping);
        let membership = self.content.get_if(same).map(|old| Arc::clone(&old.membership));
        let (data, matched, arrangement) = (Arc::clone(ctx.data), ctx.answer.matched.clone(), arrangement.clone());
        let (grouping, asked) = (arrangement.grouping, ctx.asked_kinds());
        let changed = self.content.refresh(&key, ctx.is_large(), ui.ctx(), move || {
            let dataset = &data.dataset;
            let columns = columns.unwrap_or_else(|| Arc::new(EventColumns::new(dataset)));
            let membership = membership.unwrap_or_else(|| Arc::new(Membership::new(dataset, &columns, key.grouping)));
            let (matched, arrangement) = (&matched, &arrangement);
            let (columns_of, membership_of) = (&*columns, &*membership);
            let given = Given { dataset, matched, asked, columns: columns_of, membership: membership_of, arrangement };
            let model = Model::new(given);
            let whole = key.whole.or(model.span).unwrap_or_default();
            let density = Density::new(&columns, matched, key.stretches, whole);
            TimelineContent { columns, membership, model, density }
        });
        if changed {
            self.turn += 1;
            if let Some(content) = self.content.get_mut() {
                content.model.name_lanes(ctx.dataset, ctx.words, grouping);
            }
        }
        changed
    }

    /// Lays the lanes. While time moves they keep what they can of how they were laid before.
    pub(super) fn lay(
        &mut self,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        arrangement: &Arrangement,
        turns: Turns,
        space: Space,
        moving: bool,
    ) {
        let Self { content, none, opened, stacked, stacked_for, gathered, widths, glyphs, raised, .. } = self;
        let content = content.get_if(|key| key.opened == *opened).unwrap_or(none);
        let columns = &*content.columns;
        let text = text_key(ui, ctx, columns, space.cards);
        let same = LanesKey { turn: self.turn, collapsed: turns.collapsed, raises: self.raises, text };
        let key = StackKey { same, space, moving };
        if *stacked_for == Some(key) {
            return;
        }
        let view = space.scale.view();
        let served = gathered.as_ref().is_some_and(|(turn, gathered)| *turn == self.turn && gathered.covers(view));
        if !served {
            *gathered = Some((self.turn, GatheredLanes::new(columns, &content.model, view)));
        }
        let Some((_, gathered)) = gathered else { return };
        let widths = widths.get(text, || RefCell::new(vec![f32::NAN; columns.len()]));
        let mut widths = measure(ui, ctx, columns, space.cards, widths, glyphs);
        let raised = in_view(columns, raised.value().map_or(&[], Vec::as_slice), view);
        let selected: Vec<u32> = ctx.focus.selected().iter().filter_map(|ix| columns.event_of(*ix)).collect();
        let source = LanesInput { columns, model: &content.model, gathered, raised, selected: &selected };
        let goes_on = moving && stacked_for.is_some_and(|old| old.same == same);
        let before = goes_on.then(|| std::mem::take(stacked));
        *stacked = Stacked::new(source, arrangement, space, before.as_ref(), &mut widths);
        *stacked_for = Some(key);
    }
}

/// The events that stand out; none where no one of them lies in the view, so that the others are not
/// made faint there.
fn in_view<'a>(columns: &EventColumns, raised: &'a [u32], view: TimeView) -> &'a [u32] {
    let seen = |at: &u32| columns.row(*at).is_some_and(|row| row.overlaps(view));
    if raised.iter().any(seen) { raised } else { &[] }
}

/// The font of labels.
pub(super) fn font(ui: &Ui) -> FontId {
    FontId { size: 12.0, ..TextStyle::Small.resolve(ui.style()) }
}

fn text_key(ui: &Ui, ctx: &ViewCtx<'_>, columns: &EventColumns, cards: bool) -> TextKey {
    let pixels = ui.ctx().pixels_per_point().to_bits();
    let (lang, size) = (ctx.words.lang(), font(ui).size.to_bits());
    TextKey { lang, size, pixels, cards, opened: ctx.opened, events: columns.len() }
}

/// The width of an event's label, measured when it is asked for the first time.
fn measure<'a>(
    ui: &'a Ui,
    ctx: &'a ViewCtx<'_>,
    columns: &'a EventColumns,
    cards: bool,
    known: &'a RefCell<Vec<f32>>,
    glyphs: &'a RefCell<Glyphs>,
) -> impl FnMut(&EventTime) -> f32 + 'a {
    let font = font(ui);
    move |row: &EventTime| {
        let mut known = known.borrow_mut();
        let Some(slot) = columns.event_of(row.ix).and_then(|at| known.get_mut(at as usize)) else { return 0.0 };
        if slot.is_nan() {
            let text = ctx.record(row.ix).map(|record| text::label(record.date.as_ref(), ctx.name(record)));
            let width = |font: &FontId, text: &str| glyphs.borrow_mut().measure(ui.ctx(), font, text);
            *slot = width(&font, &text.unwrap_or_default());
            if cards {
                let below = TextStyle::Small.resolve(ui.style());
                *slot = slot.max(width(&below, &card::place_and_state(ctx, row.ix)));
            }
        }
        *slot
    }
}

/// What a play has in its window, else what is selected or related to that.
fn raise(ctx: &ViewCtx<'_>, model: &Model, columns: &EventColumns) -> Vec<u32> {
    if let Some(window) = ctx.played() {
        let (from, to) = (window.from.map_or(f64::NEG_INFINITY, seconds), window.to.map_or(f64::INFINITY, seconds));
        let begun = |at: &u32| columns.row(*at).is_some_and(|row| row.anchor() >= from && row.anchor() < to);
        return model.order.iter().copied().filter(begun).take(RAISED).collect();
    }
    let (selected, asked) = (ctx.focus.selected(), ctx.asked_kinds());
    let near = selected.iter().flat_map(|ix| crate::context::neighbours(ctx.dataset, *ix));
    let all = near
        .chain(selected.iter().copied())
        .filter(|ix| ctx.answer.has(*ix) && ctx.record(*ix).is_some_and(|record| asked.takes(record.kind)));
    let mut raised: Vec<u32> = all.filter_map(|ix| columns.event_of(ix)).collect();
    raised.sort_unstable();
    raised.dedup();
    raised.truncate(RAISED);
    raised
}

/// More than this cannot be told apart.
const RAISED: usize = 2_000;
