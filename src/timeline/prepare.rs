//! What the panel works out and keeps, each with the key that it depends on.

use std::cell::RefCell;

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
use crate::context::{TimeScale, ViewCtx};
use crate::dataset::Ix;
use crate::model::Lang;

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

/// The zoom level, the lanes' height in rows, the rows of a lane, and what the text's widths depend on.
type StackKey = (u64, u64, u64, i32, (usize, usize), (Lang, u32, u32));

#[derive(Debug, Default)]
pub(super) struct Prepared {
    columns: Cached<u64, Columns>,
    membership: Cached<(u64, Grouping), Membership>,
    model: Cached<(u64, u64, u64), Model>,
    density: Cached<(u64, usize), Density>,
    stacked: Cached<StackKey, Stacked>,
    marked: Cached<(u64, Vec<Ix>), Vec<u32>>,
    relations: Cached<(u64, Vec<Ix>), Vec<Relation>>,
    bands: Cached<u64, Vec<Band>>,
    /// By event: the points its text takes; not a number where nobody asked yet.
    widths: Cached<(u64, Lang, u32, u32), RefCell<Vec<f32>>>,
    pub glyphs: RefCell<Glyphs>,
}

/// How often the person has changed the lanes, and which of them are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Turns {
    pub lanes: u64,
    pub collapsed: u64,
}

impl Prepared {
    pub(super) fn columns(&self) -> &Columns {
        &self.columns.value
    }

    pub(super) fn model(&self) -> &Model {
        &self.model.value
    }

    pub(super) fn density(&self) -> &Density {
        &self.density.value
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
        let Self { columns, membership, model, density, widths, marked, relations, bands, .. } = self;
        columns.refresh(ctx.opened, || Columns::new(ctx.dataset));
        let (columns, grouping) = (&columns.value, arrangement.grouping);
        membership.refresh((ctx.opened, grouping), || Membership::new(ctx.dataset, columns, grouping));
        let membership = &membership.value;
        let changed = model.refresh((ctx.opened, ctx.revision, turns.lanes), || {
            let ViewCtx { dataset, answer, words, .. } = *ctx;
            Model::new(Given { dataset, answer, words, columns, membership, arrangement })
        });
        let stretches = layout::whole(strip / 2.0).max(1);
        density.refresh((ctx.revision, stretches), || Density::new(columns, ctx.answer, stretches));
        let (lang, size, sharp) = text_key(ui, ctx);
        widths.refresh((ctx.opened, lang, size, sharp), || RefCell::new(vec![f32::NAN; columns.len()]));
        let selected = ctx.focus.selected().to_vec();
        marked.refresh((ctx.revision, selected.clone()), || marks(ctx, columns));
        relations.refresh((ctx.revision, selected), || match ctx.focus.selected() {
            [one] => relations::of(ctx.dataset, *one),
            _ => Vec::new(),
        });
        bands.refresh(ctx.opened, || bands::bands(ctx.dataset, columns));
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
        let key = (ctx.revision, turns.lanes, turns.collapsed, level, (rows, fewest), text_key(ui, ctx));
        let Self { columns, model, stacked, widths, glyphs, .. } = self;
        let source = Source { columns: &columns.value, model: &model.value };
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
        let Self { columns, model, stacked, widths, glyphs, .. } = self;
        let source = Source { columns: &columns.value, model: &model.value };
        let mut widths = measure(ui, ctx, source.columns, &widths.value, glyphs);
        ask(&mut stacked.value, source, &mut widths)
    }
}

fn font(ui: &Ui) -> FontId {
    TextStyle::Small.resolve(ui.style())
}

fn text_key(ui: &Ui, ctx: &ViewCtx<'_>) -> (Lang, u32, u32) {
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
