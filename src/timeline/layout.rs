//! Where everything stands: lanes with the height of what there is, labels in their rows, and marks
//! without a label in a strip at the foot of their lane.

use std::collections::HashMap;
use std::rc::Rc;

use egui::{Rangef, Rect};

use super::arrangement::Arrangement;
use super::columns::{EventColumns, EventTime};
use super::gather::{EventCounts, GatheredLanes};
use super::model::Model;
use super::place::{LabelSide, LaneRows, MARK, Need};
use crate::context::{TimeScale, TimeView};

/// Points of a row of labels, and of a row of cards.
pub(super) const ROW: f32 = 17.0;
pub(super) const CARD_ROW: f32 = 33.0;
/// Of the strip at the foot of a lane.
pub(super) const STRIP: f32 = 10.0;
/// Above and below what stands in a lane.
pub(super) const LANE_PAD: f32 = 2.0;
/// Of a lane without rows: room for its title.
const TITLE: f32 = 20.0;
/// Marks of a strip that are nearer to each other than this are one group.
const TOGETHER: f32 = 9.0;
/// A view of less time than this shows cards, and of less than this rows: so many of them are worth
/// that lanes have to be scrolled.
const CARDS: f64 = 62.5 * 86_400.0;
const ROWS: f64 = 550.0 * 86_400.0;
const WORTH_SCROLLING: [usize; 3] = [2, 3, 1];
const MOST_ROWS: usize = 40;

/// What is laid, and what stands out of it.
#[derive(Clone, Copy)]
pub(super) struct LanesInput<'a> {
    pub columns: &'a EventColumns,
    pub model: &'a Model,
    pub gathered: &'a GatheredLanes,
    /// What the selection or the play is about, in the order of time; when there is anything, only
    /// that is labelled.
    pub raised: &'a [u32],
    /// What is selected: of all that stands out it is labelled first.
    pub selected: &'a [u32],
}

/// Where it is laid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Space {
    pub scale: TimeScale,
    /// Points that lanes and labels may take.
    pub edges: Rangef,
    pub height: f32,
    pub cards: bool,
}

/// The points that the whole label of an event takes.
pub(super) type Widths<'a> = &'a mut dyn FnMut(&EventTime) -> f32;

/// A lane as it is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct LaneBox {
    /// Its place in [`Model::lanes`].
    pub lane: usize,
    /// Events in the shown time.
    pub count: usize,
    pub rows: usize,
    /// From the top of the first lane.
    pub top: f32,
    pub height: f32,
    pub collapsed: bool,
    /// It only names its parts, which follow.
    pub header: bool,
}

/// What stands somewhere.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Thing {
    /// An event with its label.
    One(u32),
    /// Marks in the strip that are one to point at, in the order of time.
    Marks(Rc<[u32]>),
    /// So many events between two times.
    Crowd { from: f64, to: f64, count: usize, highest: usize },
}

/// One thing, in points; down from the top of the first lane.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlacedEvent {
    pub thing: Thing,
    /// Its place in [`Stacked::lanes`].
    pub lane: usize,
    /// All that can be pointed at.
    pub shape: Rect,
    /// The time it takes, as far as it is in view, and the middle of its mark.
    pub band: Rangef,
    pub mark: f32,
    /// The left edge of its label, and how wide that is.
    pub text: f32,
    pub width: f32,
    /// Whether it is what the selection or the play is about.
    pub raised: bool,
    /// The event, or the first of them: events are numbered in the order of time.
    pub first: u32,
}

/// Where things stood before, by lane of the model and event.
type KeptRows = HashMap<(usize, u32), (usize, LabelSide)>;

#[derive(Clone, Debug, Default)]
pub(super) struct Stacked {
    pub lanes: Vec<LaneBox>,
    /// In the order of time.
    pub placed: Vec<PlacedEvent>,
    pub height: f32,
    pub cards: bool,
    kept: KeptRows,
}

/// Rows that a lane has in any case, if it needs them.
fn fewest(view: TimeView) -> usize {
    let [cards, rows, headlines] = WORTH_SCROLLING;
    if in_cards(view) {
        cards
    } else if view.width() < ROWS {
        rows
    } else {
        headlines
    }
}

/// Whether so much time is shown in cards.
pub(super) fn in_cards(view: TimeView) -> bool {
    view.width() < CARDS
}

/// The whole part of a number of rows or the like; none of a negative one.
#[expect(clippy::cast_sign_loss, reason = "the sign is taken off before")]
pub(super) fn whole(number: f32) -> usize {
    number.max(0.0) as usize
}

/// A lane while it is filled.
struct Filled {
    bound: LaneBox,
    placed: Vec<RowOfEvent>,
    /// Without a label, raised or not.
    loose: Vec<u32>,
}

/// An event in its row.
struct RowOfEvent {
    at: u32,
    need: Need,
    row: usize,
    side: LabelSide,
    text: f32,
}

impl Stacked {
    /// Lays everything in view. While time moves, lanes keep the heights that they had `before`, and
    /// what has a label keeps its place as long as it can.
    pub(super) fn new(
        source: LanesInput<'_>,
        arrangement: &Arrangement,
        space: Space,
        before: Option<&Self>,
        widths: Widths<'_>,
    ) -> Self {
        let row = if space.cards { CARD_ROW } else { ROW };
        let before = before.filter(|before| before.cards == space.cards);
        let most = whole(space.height / row).clamp(1, MOST_ROWS);
        let mut lanes: Vec<Filled> = Vec::new();
        for bound in shown(source, arrangement, space.scale.view(), before) {
            let most = match before {
                _ if bound.collapsed || bound.header => 0,
                Some(_) => bound.rows,
                None => most,
            };
            lanes.push(fill(source, bound, space, most, before.map(|before| &before.kept), &mut *widths));
        }
        if before.is_none() {
            let needs: Vec<usize> = lanes.iter().map(|lane| lane.bound.rows).collect();
            let loose: Vec<bool> = lanes.iter().map(|lane| !lane.loose.is_empty()).collect();
            for (lane, rows) in
                lanes.iter_mut().zip(shares(&needs, &loose, fewest(space.scale.view()), space.height, row))
            {
                lane.cut(rows);
            }
        }
        Self::of_lanes(source, lanes, space, row, before)
    }

    fn of_lanes(source: LanesInput<'_>, lanes: Vec<Filled>, space: Space, row: f32, before: Option<&Self>) -> Self {
        let mut stacked = Self { cards: space.cards, ..Self::default() };
        for (n, mut lane) in lanes.into_iter().enumerate() {
            let cells = source.gathered.lanes.get(lane.bound.lane).and_then(|found| found.cells.as_ref());
            let strip = (!lane.loose.is_empty() || cells.is_some()) && !lane.bound.header;
            lane.bound.top = stacked.height;
            if before.is_none() {
                lane.bound.height = height(lane.bound.rows, strip, row);
            }
            stacked.height += lane.bound.height;
            lane.put_rows(source, n, row, &mut stacked);
            let foot = Rangef::new(stacked.height - LANE_PAD - STRIP, stacked.height - LANE_PAD);
            if let Some(cells) = cells.filter(|_| strip) {
                put_cells(cells, space, n, foot, &mut stacked.placed);
            }
            // what stands out is pointed at first
            for raised in [false, true] {
                put_marks(source, &lane.loose, space, n, foot, raised, &mut stacked.placed);
            }
            stacked.lanes.push(lane.bound);
        }
        stacked.placed.sort_by_key(|placed| (placed.first, placed.raised, placed.lane));
        stacked
    }

    /// What an event stands as in the lanes in view.
    pub(super) fn find(&self, event: u32) -> Option<usize> {
        let is_it = |placed: &PlacedEvent| match &placed.thing {
            Thing::One(at) => *at == event,
            Thing::Marks(members) => members.contains(&event),
            Thing::Crowd { .. } => false,
        };
        self.placed.iter().position(is_it)
    }
}

/// The lanes that have something to say; while time moves those that there are.
fn shown(source: LanesInput<'_>, arrangement: &Arrangement, view: TimeView, before: Option<&Stacked>) -> Vec<LaneBox> {
    let count = |lane: usize| source.model.lanes.get(lane).map_or(0, |lane| lane.index.count(source.columns, view));
    if let Some(before) = before {
        return before.lanes.iter().map(|lane| LaneBox { count: count(lane.lane), ..lane.clone() }).collect();
    }
    let mut shown = Vec::new();
    let mut hidden = 0;
    for (at, lane) in source.model.lanes.iter().enumerate() {
        if hidden > 0 {
            hidden -= 1;
            continue;
        }
        let collapsed = arrangement.is_collapsed(&lane.stored);
        hidden = if collapsed { lane.parts } else { 0 };
        let count = count(at);
        if count > 0 || arrangement.show_empty {
            shown.push(LaneBox {
                lane: at,
                count,
                collapsed,
                header: lane.parts > 0 && !collapsed,
                ..LaneBox::default()
            });
        }
    }
    shown
}

/// Where an event stands in a view.
fn need(row: &EventTime, space: &Space, width: f32) -> Need {
    let (from, to) = (space.scale.x_of_seconds(row.from), space.scale.x_of_seconds(row.to));
    let cut = |x: f32| x.clamp(space.edges.min, space.edges.max);
    let mark = space.scale.x_of_seconds(row.marked_at());
    if row.traits.day() {
        return Need { mark, band: Rangef::point(mark), width, over: space.cards };
    }
    let band = Rangef::new(cut(from), cut(to));
    // the mark of what began before is at the edge, so that it can be seen
    let inner = Rangef::new(band.min + MARK, (band.max - MARK).max(band.min + MARK));
    let mark = if row.traits.range() { mark.max(from + MARK.min((to - from) / 2.0)) } else { mark };
    Need {
        mark: if inner.span() > 2.0 * MARK { mark.clamp(inner.min, inner.max) } else { mark },
        band,
        width,
        over: space.cards,
    }
}

fn fill(
    source: LanesInput<'_>,
    mut bound: LaneBox,
    space: Space,
    most: usize,
    kept: Option<&KeptRows>,
    widths: Widths<'_>,
) -> Filled {
    let LanesInput { columns, model, gathered, raised, selected } = source;
    let mut filled = Filled { bound: LaneBox::default(), placed: Vec::new(), loose: Vec::new() };
    let view = space.scale.view();
    let in_view = |at: &u32| columns.row(*at).filter(|row| row.overlaps(view)).copied();
    let (Some(found), Some(lane)) = (gathered.lanes.get(bound.lane), model.lanes.get(bound.lane)) else {
        return Filled { bound, ..filled };
    };
    let mut rows = LaneRows::new(space.edges, most);
    let own = raised.iter().filter(|at| lane.index.contains(columns, **at)).copied();
    let rest = found.ranked.iter().copied().filter(|at| raised.binary_search(at).is_err());
    let mut all: Vec<(bool, bool, bool, u32, u32)> = Vec::new();
    for (at, faint) in own.map(|at| (at, false)).chain(rest.map(|at| (at, !raised.is_empty()))) {
        if let Some(row) = in_view(&at) {
            // what says more about the shown time than that it goes on
            let wide = row.to - row.from > view.width() / 2.0;
            all.push((faint, !selected.contains(&at), wide, columns.rank(at), at));
        }
    }
    all.sort_unstable();
    let mut wanting = Vec::new();
    for (faint, .., at) in all {
        let Some(row) = columns.row(at).filter(|_| !faint && most > 0) else {
            filled.loose.push(at);
            continue;
        };
        let need = need(row, &space, widths(row));
        // what is selected is named in any case
        let need = if selected.contains(&at) { need.shortened(space.edges) } else { need };
        match kept.and_then(|kept| kept.get(&(bound.lane, at))) {
            Some((row, side)) => match rows.put_at(need, *row, *side) {
                Some(spot) => filled.placed.push(RowOfEvent::new(at, need, spot)),
                None => wanting.push((at, need)),
            },
            // what is selected comes before what stood there already
            None if selected.contains(&at) => match rows.put(need) {
                Some(spot) => filled.placed.push(RowOfEvent::new(at, need, spot)),
                None => filled.loose.push(at),
            },
            None => wanting.push((at, need)),
        }
    }
    for (at, need) in wanting {
        match rows.put(need) {
            Some(spot) => filled.placed.push(RowOfEvent::new(at, need, spot)),
            None => filled.loose.push(at),
        }
    }
    if kept.is_none() {
        bound.rows = rows.used();
    }
    if found.cells.is_some() {
        // the others are told by how dense they are
        filled.loose.retain(|at| raised.binary_search(at).is_ok());
    }
    Filled { bound, ..filled }
}

impl RowOfEvent {
    fn new(at: u32, need: Need, spot: super::place::RowSpot) -> Self {
        Self { at, need, row: spot.row, side: spot.side, text: spot.text }
    }
}

impl Filled {
    /// Leaves so many rows.
    fn cut(&mut self, rows: usize) {
        self.bound.rows = rows.min(self.bound.rows);
        let left = self.bound.rows;
        let (stays, goes): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.placed).into_iter().partition(|one| one.row < left);
        self.placed = stays;
        self.loose.extend(goes.into_iter().map(|one| one.at));
    }

    fn put_rows(&self, source: LanesInput<'_>, n: usize, row: f32, stacked: &mut Stacked) {
        for one in &self.placed {
            let top = self.bound.top + LANE_PAD + one.row as f32 * row;
            let reach = one.need.extent(one.text);
            stacked.kept.insert((self.bound.lane, one.at), (one.row, one.side));
            stacked.placed.push(PlacedEvent {
                thing: Thing::One(one.at),
                lane: n,
                shape: Rect::from_x_y_ranges(reach, Rangef::new(top, top + row)),
                band: one.need.band,
                mark: one.need.mark,
                text: one.text,
                width: one.need.width,
                raised: source.raised.binary_search(&one.at).is_ok(),
                first: one.at,
            });
        }
    }
}

/// The marks of a strip, those close to each other as one.
fn put_marks(
    source: LanesInput<'_>,
    loose: &[u32],
    space: Space,
    lane: usize,
    foot: Rangef,
    raised: bool,
    placed: &mut Vec<PlacedEvent>,
) {
    let chosen = loose.iter().filter(|at| source.raised.binary_search(at).is_ok() == raised);
    let mut marks: Vec<(f32, u32)> = chosen
        .filter_map(|at| {
            let mark = need(source.columns.row(*at)?, &space, 0.0).mark;
            Some((mark.clamp(space.edges.min, space.edges.max), *at))
        })
        .collect();
    marks.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut rest = marks.as_slice();
    while let Some((begin, _)) = rest.first() {
        let end = rest.partition_point(|(mark, _)| *mark < begin + TOGETHER);
        let (here, after) = rest.split_at(end);
        rest = after;
        let reach = Rangef::new(*begin, here.last().map_or(*begin, |(mark, _)| *mark));
        let members: Rc<[u32]> = here.iter().map(|(_, at)| *at).collect();
        let first = members.iter().copied().min().unwrap_or_default();
        placed.push(PlacedEvent {
            thing: Thing::Marks(members),
            lane,
            shape: Rect::from_x_y_ranges(reach.expand(4.0), foot),
            band: reach,
            mark: reach.center(),
            text: reach.max,
            width: 0.0,
            raised,
            first,
        });
    }
}

/// How dense events are that are too many to be marked one by one.
fn put_cells(cells: &EventCounts, space: Space, lane: usize, foot: Rangef, placed: &mut Vec<PlacedEvent>) {
    let highest = cells.counts.iter().copied().max().unwrap_or(0);
    for (n, count) in cells.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let from = cells.from + n as f64 * cells.step;
        let to = from + cells.step;
        let x = Rangef::new(space.scale.x_of_seconds(from), space.scale.x_of_seconds(to));
        if x.max <= space.edges.min || x.min >= space.edges.max {
            continue;
        }
        let thing = Thing::Crowd { from, to, count: *count, highest };
        let shape = Rect::from_x_y_ranges(x, foot);
        placed.push(PlacedEvent {
            thing,
            lane,
            shape,
            band: x,
            mark: x.center(),
            text: x.max,
            width: 0.0,
            raised: false,
            first: u32::MAX,
        });
    }
}

fn height(rows: usize, strip: bool, row: f32) -> f32 {
    let strip = if strip { STRIP } else { 0.0 };
    (rows as f32 * row + strip + 2.0 * LANE_PAD).max(TITLE)
}

/// How many rows each lane gets: a few in any case, and of what height is left one after the other
/// as many as it needs.
fn shares(needs: &[usize], loose: &[bool], fewest: usize, room: f32, row: f32) -> Vec<usize> {
    let tall = |n: usize, share: usize| {
        let strip = loose.get(n).is_some_and(|loose| *loose) || needs.get(n).is_some_and(|need| share < *need);
        height(share, strip, row)
    };
    let mut shares: Vec<usize> = needs.iter().map(|need| (*need).min(fewest)).collect();
    let mut left: f32 = room - shares.iter().enumerate().map(|(n, share)| tall(n, *share)).sum::<f32>();
    loop {
        let mut given = false;
        for (n, (share, need)) in shares.iter_mut().zip(needs).enumerate() {
            let more = tall(n, *share + 1) - tall(n, *share);
            if *share < *need && more <= left {
                *share += 1;
                left -= more;
                given = true;
            }
        }
        if !given {
            return shares;
        }
    }
}
