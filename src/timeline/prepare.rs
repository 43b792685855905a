//! What the panel works out and keeps, each with the key that it depends on.

use std::cell::RefCell;
use std::sync::Arc;

use egui::{FontId, TextStyle, Ui};

use super::arrangement::Arrangement;
use super::bands::{self, Band};
use super::columns::{Columns, Row};
use super::density::Density;
use super::lane_box::{Source, Widths};
use super::lanes::{Grouping, Membership};
use super::layout::{self, Space, Stacked};
use super::model::{Given, Model};
use super::relations::{self, Relation};
use super::text::{self, Glyphs};
use super::tiles;
use crate::context::{Aside, TimeScale, ViewCtx};
use km0_core::dataset::Ix;
use km0_core::model::Lang;

/// A value that is worked out again when its key changes.
#[derive(Debug, Default)]
pub(super) struct Cached<K, V> {
    key: Option<K>,
    pub value: V,
}

impl<K: PartialEq, V> Cached<K, V> {
    /// True when it was worked out again.
    pub(super) fn refresh(&mut self, key: K, make: impl FnOnce() -> V) -> bool {
        let stale = self.key.as_ref() != Some(&key);
        if stale {
            self.value = make();
            self.key = Some(key);
        }
        stale
    }
}

/// What the content depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct ContentKey {
    opened: u64,
    grouping: Grouping,
    revision: u64,
    lanes: u64,
    /// Of the strip.
    stretches: usize,
}

/// What is worked out from all events: beside the thread that paints where there are many.
#[derive(Clone, Debug, Default)]
struct Content {
    columns: Arc<Columns>,
    membership: Arc<Membership>,
    model: Model,
    density: Density,
}

/// The language, the size of the text and that of a pixel: what the widths of text depend on.
type TextKey = (Lang, u32, u32);

/// The zoom level, the lanes' height in rows, the rows of a lane, and what the text's widths depend on.
type StackKey = (u64, u64, i32, (usize, usize), TextKey);

#[derive(Debug, Default)]
pub(super) struct Prepared {
    content: Aside<ContentKey, Content>,
    /// Stands in while there is no content of the dataset that is open.
    none: Content,
    /// The dataset that the content must be of.
    opened: u64,
    /// Counts the contents.
    turn: u64,
    stacked: Cached<StackKey, Stacked>,
    marked: Cached<(u64, u64, Vec<Ix>), Vec<u32>>,
    relations: Cached<(u64, Vec<Ix>), Vec<Relation>>,
    bands: Cached<(u64, usize), Vec<Band>>,
    /// By event: the points its text takes; not a number where nobody asked yet.
    widths: Cached<(u64, usize, TextKey), RefCell<Vec<f32>>>,
    pub glyphs: RefCell<Glyphs>,
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

    fn content(&self) -> &Content {
        self.content.get_if(|key| key.opened == self.opened).unwrap_or(&self.none)
    }

    pub(super) fn columns(&self) -> &Columns {
        &self.content().columns
    }

    pub(super) fn model(&self) -> &Model {
        &self.content().model
    }

    pub(super) fn density(&self) -> &Density {
        &self.content().density
    }

    pub(super) fn stacked(&self) -> &Stacked {
        &self.stacked.value
    }

    /// The matching events that are selected or related to the selection, in the order of time.
    pub(super) fn marked(&self) -> &[u32] {
        &self.marked.value
    }

    /// What the selected record leads to and comes from.
    pub(super) fn relations(&self) -> &[Relation] {
        &self.relations.value
    }

    pub(super) fn bands(&self) -> &[Band] {
        &self.bands.value
    }

    /// Everything that does not depend on the part of time that is shown. True when there is
    /// another model than before.
    pub(super) fn refresh(
        &mut self,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        (arrangement, turns): (&Arrangement, Turns),
        strip: f32,
    ) -> bool {
        self.opened = ctx.opened;
        let key = ContentKey {
            opened: ctx.opened,
            grouping: arrangement.grouping,
            revision: ctx.revision,
            lanes: turns.lanes,
            stretches: layout::whole(strip / 2.0).max(1),
        };
        let changed = self.make_content(ui, ctx, key, arrangement);
        let content = self.content.get_if(|key| key.opened == ctx.opened).unwrap_or(&self.none);
        let columns = &*content.columns;
        let Self { widths, marked, relations, bands, turn, .. } = self;
        let text = text_key(ui, ctx);
        widths.refresh((ctx.opened, columns.len(), text), || RefCell::new(vec![f32::NAN; columns.len()]));
        let selected = ctx.focus.selected().to_vec();
        marked.refresh((*turn, ctx.revision, selected.clone()), || marks(ctx, columns));
        relations.refresh((ctx.revision, selected), || match ctx.focus.selected() {
            [one] => relations::of(ctx.dataset, *one),
            _ => Vec::new(),
        });
        bands.refresh((ctx.opened, columns.len()), || bands::bands(ctx.dataset, columns));
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
        let grouping = arrangement.grouping;
        let changed = self.content.refresh(&key, ctx.is_large(), ui.ctx(), move || {
            let dataset = &data.dataset;
            let columns = columns.unwrap_or_else(|| Arc::new(Columns::new(dataset)));
            let membership = membership.unwrap_or_else(|| Arc::new(Membership::new(dataset, &columns, key.grouping)));
            let (matched, arrangement) = (&matched, &arrangement);
            let model = Model::new(Given { dataset, matched, columns: &columns, membership: &membership, arrangement });
            let density = Density::new(&columns, matched, key.stretches);
            Content { columns, membership, model, density }
        });
        if changed {
            self.turn += 1;
            if let Some(content) = self.content.get_mut() {
                content.model.name_lanes(ctx.dataset, ctx.words, grouping);
            }
        }
        changed
    }

    /// The lanes for a scale.
    pub(super) fn stack(
        &mut self,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        (arrangement, turns): (&Arrangement, Turns),
        scale: &TimeScale,
        (height, fewest): (f32, usize),
    ) {
        let level = tiles::level(scale.seconds_per_point());
        let rows = layout::whole(height / layout::ROW);
        let space = Space { level, height: rows as f32 * layout::ROW, fewest };
        let key = (self.turn, turns.collapsed, level, (rows, fewest), text_key(ui, ctx));
        let Self { content, none, opened, stacked, widths, glyphs, .. } = self;
        let content = content.get_if(|key| key.opened == *opened).unwrap_or(none);
        let source = Source { columns: &content.columns, model: &content.model };
        let mut widths = measure(ui, ctx, source.columns, &widths.value, glyphs);
        stacked.refresh(key, || layout::arrange(source, arrangement, space, &mut widths));
    }

    /// Asks the lanes with what they need to lay tiles that were not seen before.
    pub(super) fn lay<T>(
        &mut self,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        ask: impl FnOnce(&mut Stacked, Source<'_>, Widths<'_>) -> T,
    ) -> T {
        let Self { content, none, opened, stacked, widths, glyphs, .. } = self;
        let content = content.get_if(|key| key.opened == *opened).unwrap_or(none);
        let source = Source { columns: &content.columns, model: &content.model };
        let mut widths = measure(ui, ctx, source.columns, &widths.value, glyphs);
        ask(&mut stacked.value, source, &mut widths)
    }
}

fn font(ui: &Ui) -> FontId {
    TextStyle::Small.resolve(ui.style())
}

fn text_key(ui: &Ui, ctx: &ViewCtx<'_>) -> TextKey {
    (ctx.words.lang(), font(ui).size.to_bits(), ui.ctx().pixels_per_point().to_bits())
}

/// The width of an event's text, measured when it is asked for the first time.
fn measure<'a>(
    ui: &'a Ui,
    ctx: &'a ViewCtx<'_>,
    columns: &'a Columns,
    known: &'a RefCell<Vec<f32>>,
    glyphs: &'a RefCell<Glyphs>,
) -> impl FnMut(&Row) -> f32 + 'a {
    let font = font(ui);
    move |row: &Row| {
        let mut known = known.borrow_mut();
        let Some(slot) = columns.event_of(row.ix).and_then(|at| known.get_mut(at as usize)) else { return 0.0 };
        if slot.is_nan() {
            let text = ctx.record(row.ix).map(|record| text::label(record.date.as_ref(), ctx.name(record)));
            *slot = glyphs.borrow_mut().measure(ui.ctx(), &font, &text.unwrap_or_default());
        }
        *slot
    }
}

fn marks(ctx: &ViewCtx<'_>, columns: &Columns) -> Vec<u32> {
    let selected = ctx.focus.selected();
    let near = selected.iter().flat_map(|ix| crate::context::neighbours(ctx.dataset, *ix));
    let all = near.chain(selected.iter().copied()).filter(|ix| ctx.answer.has(*ix));
    let mut marks: Vec<u32> = all.filter_map(|ix| columns.event_of(ix)).collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}
