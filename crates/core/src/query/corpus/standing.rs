//! Which of several records that fit equally well is likelier meant.

use crate::dataset::{Dataset, Ix};
use crate::model::{Field, Kind};

/// Points that being referred to brings, at most.
const WELL_KNOWN: u16 = 90;

/// How far behind a record comes, in points: things before what happened to them, that before what
/// was promised, and what is only said about the data last; what much refers to before the rest.
pub(super) fn standing(dataset: &Dataset, ix: Ix) -> u16 {
    let Some(record) = dataset.record(ix) else { return u16::MAX };
    let kind = match record.kind {
        Kind::Gate | Kind::Place | Kind::Person | Kind::Organisation | Kind::Mechanism => 0,
        Kind::Topic | Kind::Meeting | Kind::Agreement | Kind::Project => 50,
        Kind::Milestone | Kind::Figure => 100,
        Kind::Commitment => 200,
        Kind::Discrepancy => 250,
        Kind::Source => 300,
    };
    // a bridge or route comes after the gate that it belongs to
    let part = record.kind == Kind::Gate && record.get(Field::PartOf).is_some();
    let links = dataset.back_links(ix).len();
    let known = ((links + 1).ilog2() as u16 * 15).min(WELL_KNOWN);
    WELL_KNOWN + kind + if part { 25 } else { 0 } - known
}
