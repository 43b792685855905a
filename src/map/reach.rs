//! What part of the world something is about, and which provinces it lights up.

use super::basemap::{Detail, Level, level};
use super::geo::{Extent, MercatorPoint};
use crate::context::{ViewCtx, neighbours};
use km0_core::dataset::Ix;
use km0_core::model::{Kind, Record};

/// The frame of the dataset, else what has a position, else the whole base map.
pub(super) fn of_dataset(ctx: &ViewCtx<'_>) -> Extent {
    if let Some(frame) = &ctx.dataset.about.frame {
        return Extent::of_frame(frame);
    }
    let mut extent = Extent::NOTHING;
    for position in ctx.dataset.records().iter().filter_map(Record::position) {
        extent.add(MercatorPoint::of(position.lat, position.lon));
    }
    if extent.is_nothing() { level(Detail::Low).bounds } else { extent }
}

/// The part of the world that the map can show: the base map, and where a dataset reaches beyond
/// it the surroundings of its places too.
pub(super) fn of_map(ctx: &ViewCtx<'_>) -> Extent {
    let (mut map, own) = (level(Detail::Low).bounds, of_dataset(ctx));
    if !map.encloses(&own) {
        map = own.grown(0.5);
    }
    // what lies far off can be gone to: there is land everywhere
    if let Some(extent) = &ctx.dataset.about.extent {
        map.join(&Extent::of_frame(extent));
    }
    map
}

/// Every place that matches or that a matching record of what happened refers to.
pub(super) fn of_matches(ctx: &ViewCtx<'_>) -> Extent {
    let (map, mut extent) = (of_map(ctx), Extent::NOTHING);
    for (ix, record) in ctx.dataset.rows().zip(ctx.dataset.records()) {
        let concerned = || !super::model::matching(ctx.dataset, &ctx.answer.matched, ctx.asked_kinds(), ix).is_empty();
        if matches!(record.kind, Kind::Gate | Kind::Place)
            && record.position().is_some()
            && (ctx.answer.has(ix) && !ctx.query.is_empty() || concerned())
        {
            extent.join(&of_record(record, &map));
        }
    }
    extent
}

/// The selection's own places, or those of what it is related to.
pub(super) fn of_selection(ctx: &ViewCtx<'_>) -> Extent {
    let selected = ctx.focus.selected();
    let own = of_rows(ctx, selected.iter().copied());
    if own.is_nothing() { of_rows(ctx, selected.iter().flat_map(|ix| neighbours(ctx.dataset, *ix))) } else { own }
}

fn of_rows(ctx: &ViewCtx<'_>, rows: impl Iterator<Item = Ix>) -> Extent {
    let (map, mut extent) = (of_map(ctx), Extent::NOTHING);
    for record in rows.filter_map(|ix| ctx.record(ix)) {
        extent.join(&of_record(record, &map));
    }
    extent
}

/// A province's polygon or a record's point, where it lies on the map.
fn of_record(record: &Record, map: &Extent) -> Extent {
    let level = level(Detail::Low);
    if !matches!(record.kind, Kind::Gate | Kind::Place) {
        return Extent::NOTHING;
    }
    if let Some(unit) = level.units.iter().find(|unit| *unit.id == *record.id) {
        return unit.whole.as_ref().map_or(unit.extent, |whole| whole.extent);
    }
    let mut extent = Extent::NOTHING;
    if let Some(at) = record.position().map(|p| MercatorPoint::of(p.lat, p.lon)).filter(|at| map.contains(*at)) {
        extent.add(at);
    }
    extent
}

/// How much each unit of a level stands out; merged ones as one.
pub(super) fn light(ctx: &ViewCtx<'_>, level: &Level, merged: bool) -> Vec<f32> {
    let of_unit = |id: &str| {
        let Some(ix) = ctx.dataset.ix(id) else { return 0.0 };
        let hovered = ctx.hover.item().is_some_and(|item| **item.record() == *id);
        if ctx.focus.is_selected(ix) {
            1.0
        } else if hovered {
            0.75
        } else if ctx.focus.is_related(ix) {
            0.45
        } else {
            0.0
        }
    };
    let own: Vec<f32> = level.units.iter().map(|unit| of_unit(&unit.id)).collect();
    if merged { level.as_merged(&own) } else { own }
}
