//! From thing to thing by keyboard: along time, and from lane to lane.

use egui::Key;

use super::columns::EventColumns;
use super::layout::{PlacedEvent, Stacked};
use super::model::Model;

/// Where an arrow leads from one of the things in view, which are in the order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WalkDirection {
    /// To another thing in view.
    To(usize),
    /// Out of view, to what comes before or after it.
    Before,
    After,
}

pub(super) fn step(placed: &[PlacedEvent], from: usize, key: Key) -> Option<WalkDirection> {
    match key {
        Key::ArrowLeft => Some(from.checked_sub(1).map_or(WalkDirection::Before, WalkDirection::To)),
        Key::ArrowRight => {
            Some(if from + 1 < placed.len() { WalkDirection::To(from + 1) } else { WalkDirection::After })
        }
        Key::ArrowUp => other_lane(placed, from, false).map(WalkDirection::To),
        Key::ArrowDown => other_lane(placed, from, true).map(WalkDirection::To),
        _ => None,
    }
}

/// The nearest thing of the next lane that has any in view.
fn other_lane(placed: &[PlacedEvent], from: usize, down: bool) -> Option<usize> {
    let here = placed.get(from)?;
    let beyond = |lane: usize| if down { lane > here.lane } else { lane < here.lane };
    let lanes = placed.iter().map(|other| other.lane).filter(|lane| beyond(*lane));
    let lane = if down { lanes.min() } else { lanes.max() }?;
    let far = |other: &PlacedEvent| (other.shape.left() - here.shape.left()).abs();
    let of_lane = placed.iter().enumerate().filter(|(_, other)| other.lane == lane);
    of_lane.min_by(|(_, a), (_, b)| far(a).total_cmp(&far(b))).map(|(at, _)| at)
}

/// The next lane that holds anything, in view or not: its top, its height, and the event in it
/// that is nearest to a time.
pub(super) fn beyond(
    stacked: &Stacked,
    model: &Model,
    columns: &EventColumns,
    lane: usize,
    time: f64,
    key: Key,
) -> Option<(f32, f32, u32)> {
    let held = |at: usize| {
        let laid = stacked.lanes.get(at).filter(|laid| !laid.header)?;
        let index = &model.lanes.get(laid.lane)?.index;
        let far = |event: &u32| (columns.anchor(*event) - time).abs();
        let nearest = index.all().min_by(|a, b| far(a).total_cmp(&far(b)))?;
        Some((laid.top, laid.height, nearest))
    };
    match key {
        Key::ArrowDown => (lane + 1..stacked.lanes.len()).find_map(held),
        Key::ArrowUp => (0..lane).rev().find_map(held),
        _ => None,
    }
}
