//! What is worked out ahead of a frame and kept until what it depends on changes.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use egui::Ui;

use super::area::in_force;
use super::basemap::Detail;
use super::camera::Camera;
use super::drawn::{DrawnShape, drawn};
use super::group::{SiteSpot, SymbolGroup, ZoomStep, groups};
use super::history::turns;
use super::labels::{self, MapLabel};
use super::layout::Spared;
use super::minor::{Around, Minor, MinorKey};
use super::model::{PlaceSign, Site, sites, unplaced};
use super::symbols;
use crate::context::{Cached, Emphasis, Focus, Item, Pointed, Standing, Task, ViewCtx};
use km0_core::dataset::Ix;
use km0_core::dataset::boundaries::boundaries;
use km0_core::model::{Moment, Span};

/// Seconds in a day.
const DAY: i64 = 86_400;

#[derive(Clone, Copy, Debug, PartialEq)]
struct SitesKey {
    opened: u64,
    revision: u64,
    /// How many of [`turns`] lie behind.
    era: usize,
}

/// What is worked out from all matching records: beside the thread that paints where they are many.
#[derive(Debug, Default)]
struct MapContent {
    sites: Vec<Site>,
    drawn: Vec<DrawnShape>,
    unplaced: Vec<Ix>,
}

/// Groups and labels of a zoom step, as one comes back to it while zooming.
#[derive(Debug)]
struct StepLayout {
    groups: Vec<SymbolGroup>,
    labels: Vec<MapLabel>,
    spared: Spared,
    placed_for: u64,
}

/// Sites beyond which names keep their places whatever the time: there is hardly room for any of them.
const MOST_WEIGHED: usize = 5_000;

/// Which step, in which detail of the base map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct StepKey {
    step: ZoomStep,
    detail: Detail,
}

/// What the steps that are kept hold for, beside the sites.
#[derive(Clone, Debug, PartialEq)]
struct StepsKey {
    selection: Vec<Item>,
    pixels: u32,
}

/// What groups have to do with the time that is shown, the selection and the pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct GroupState {
    pub(super) standing: Standing,
    /// Whether the pointer is over something in it, in this panel or another.
    pub(super) hovered: bool,
    /// Whether something in it is of a person's own file.
    pub(super) own: bool,
}

/// What the states of groups hold for.
#[derive(Clone, Debug, PartialEq)]
struct StatesKey {
    revision: u64,
    /// How often groups were made.
    made: u64,
    time: Span,
    played: bool,
    hover: Option<Item>,
}

/// Sites depend on the data, the answer, the language and the era; groups on these and the zoom
/// step; labels on these, the detail, the selection and the size of a pixel.
#[derive(Debug, Default)]
pub(super) struct Scene {
    /// The moments at which a place may change, with the revision they hold for.
    turns: Cached<u64, Vec<Moment>>,
    content: Task<SitesKey, MapContent>,
    steps_key: Option<StepsKey>,
    /// The steps that were shown and are not now; forgotten when what they hold for changes.
    steps: HashMap<StepKey, StepLayout>,
    shown: Option<StepKey>,
    pub(super) sizes: labels::TextSizes,
    pub(super) sites: Vec<Site>,
    pub(super) drawn: Vec<DrawnShape>,
    /// Matching records of what happened that no place on the map stands for; with an area, what all
    /// else fits and has no place.
    pub(super) unplaced: Vec<Ix>,
    /// Whether any of the sites is of a person's own file.
    has_own: bool,
    pub(super) groups: Vec<SymbolGroup>,
    made: u64,
    states_key: Option<StatesKey>,
    /// By leader, of the groups that were asked for: a group may stand for thousands.
    states: RefCell<HashMap<usize, GroupState>>,
    pub(super) labels: Vec<MapLabel>,
    /// What weighed when the labels found their places, by [`Scene::weights`].
    placed_for: u64,
    /// The time that was shown in the frame before, with the revision of the data, and whether names were placed for it.
    rests: Option<([u64; 3], bool)>,
    /// The labels of the steps with nothing selected.
    unselected: HashMap<StepKey, Vec<MapLabel>>,
    /// The border, which labels keep off.
    pub(super) spared: Spared,
    minor: Minor,
    /// The labels, and those of small places in the part of the world that is shown.
    pub(super) all: Vec<MapLabel>,
}

/// The moment that the map shows, to the day: the end of what is played or of what the timeline
/// shows.
pub(super) fn moment(ctx: &ViewCtx<'_>) -> Moment {
    let end = ctx.moment().clamp(-1e15, 1e15) as i64 - 1;
    Moment(end.div_euclid(DAY) * DAY)
}

/// Whether the map shows provinces as they are since those were merged that it draws.
pub(super) fn merged(ctx: &ViewCtx<'_>) -> bool {
    boundaries().until().is_some_and(|end| moment(ctx) >= end)
}

impl Scene {
    pub(super) fn update(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, camera: &Camera, detail: Detail) {
        let moment = moment(ctx);
        let era = self.turns.get(ctx.revision, || turns(ctx.dataset)).partition_point(|turn| *turn <= moment);
        let key = SitesKey { opened: ctx.opened, revision: ctx.revision, era };
        if !self.content.is_for(&key) {
            self.gather(ui, ctx, key, moment);
        }
        self.place_anew(ctx);
        let step = ZoomStep::of(camera.zoom());
        let fresh = self.step(ui, ctx, StepKey { step, detail });
        if fresh {
            self.minor.clear();
            self.made += 1;
        }
        let (time, hover) = (shown(ctx), ctx.hover.item().cloned());
        let key = StatesKey { revision: ctx.revision, made: self.made, time, played: ctx.play.is_some(), hover };
        if self.states_key.as_ref() != Some(&key) {
            self.states_key = Some(key);
            self.states.get_mut().clear();
        }
        let symbols: Vec<_> = self.groups.iter().map(|group| (group.at, labels::radius(self, group))).collect();
        let key = MinorKey { step, merged: merged(ctx) };
        let around = Around { labels: &self.labels, symbols: &symbols, spared: &self.spared };
        let seen = self.minor.update(ui, camera, key, &around, &mut self.sizes);
        if fresh || seen {
            self.all.clone_from(&self.labels);
            self.all.extend(self.minor.labels().cloned());
        }
    }

    fn gather(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, key: SitesKey, moment: Moment) {
        if self.content.get_if(|known| known.opened == key.opened).is_none() {
            // sites of another dataset are none of this one
            (self.sites, self.unplaced, self.steps_key) = (Vec::new(), Vec::new(), None);
            self.unselected.clear();
            self.drawn.clear();
        }
        let (data, matched, lang) = (Arc::clone(ctx.data), ctx.answer.matched.clone(), ctx.words.lang());
        let asked = ctx.asked_kinds();
        // where an area filters, what it cannot tell about has been left out
        let left_out = in_force(ctx.query).map(|_| ctx.answer.unplaced.clone());
        let came = self.content.refresh(&key, ctx.is_large(), ui.ctx(), move || {
            let units = &super::basemap::level(Detail::Low).units;
            let is_unit = |id: &str| units.iter().any(|unit| *unit.id == *id);
            MapContent {
                sites: sites(&data.dataset, &matched, asked, moment, lang),
                drawn: drawn(&data.dataset, &matched),
                unplaced: left_out.unwrap_or_else(|| unplaced(&data.dataset, &matched, is_unit)),
            }
        });
        if came && let Some(content) = self.content.get_mut() {
            self.sites = std::mem::take(&mut content.sites);
            self.has_own = self.sites.iter().any(|site| site.own);
            self.drawn = std::mem::take(&mut content.drawn);
            self.unplaced = std::mem::take(&mut content.unplaced);
            self.steps_key = None;
            self.unselected.clear();
        }
    }

    /// Once the time that is shown has come to rest, lets names find their places by what happened in it: while it moves
    /// they stay where they are.
    fn place_anew(&mut self, ctx: &ViewCtx<'_>) {
        let now = [ctx.time.from.to_bits(), ctx.time.to.to_bits(), ctx.revision];
        let rests = ctx.play.is_none() && self.rests.is_some_and(|(time, _)| time == now);
        if rests && self.rests == Some((now, false)) && self.placed_for != self.weights(ctx) {
            self.steps_key = None;
            self.unselected.clear();
        }
        self.rests = Some((now, rests));
    }

    /// What of the sites tells which names come first, and how far from their symbols they stand.
    fn weights(&self, ctx: &ViewCtx<'_>) -> u64 {
        if self.sites.len() > MOST_WEIGHED {
            return 0;
        }
        let mut hasher = DefaultHasher::new();
        for site in &self.sites {
            let radius = symbols::radius(site.sign, count_now(ctx, site));
            (site_emphasis(ctx, site), (radius * 4.0).round().to_bits()).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Never shows old sites while new ones are gathered: for pictures.
    pub(super) fn wait(&mut self) {
        self.content.wait();
    }

    /// Groups and labels for a zoom step: those kept, else made anew. Whether they are others than before.
    fn step(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, wanted: StepKey) -> bool {
        let pixels = ui.pixels_per_point().to_bits();
        let fresh = |key: &StepsKey| key.pixels == pixels && key.selection == ctx.selection;
        if !self.steps_key.as_ref().is_some_and(fresh) {
            if self.steps_key.as_ref().is_none_or(|key| key.pixels != pixels) {
                self.sizes.clear();
                self.unselected.clear();
            }
            self.steps.clear();
            self.shown = None;
            self.steps_key = Some(StepsKey { selection: ctx.selection.to_vec(), pixels });
        }
        if self.shown == Some(wanted) {
            return false;
        }
        if let Some(left) = self.shown.replace(wanted) {
            let (groups, labels) = (std::mem::take(&mut self.groups), std::mem::take(&mut self.labels));
            let spared = std::mem::take(&mut self.spared);
            let step = StepLayout { groups, labels, spared, placed_for: self.placed_for };
            self.steps.insert(left, step);
        }
        if let Some(kept) = self.steps.remove(&wanted) {
            (self.groups, self.labels, self.spared) = (kept.groups, kept.labels, kept.spared);
            (self.placed_for, self.rests) = (kept.placed_for, None);
            return true;
        }
        self.placed_for = self.weights(ctx);
        let StepKey { step, detail } = wanted;
        let spot = |site: &Site| SiteSpot { at: site.at, minor: site.sign == PlaceSign::Marker };
        let spots: Vec<SiteSpot> = self.sites.iter().map(spot).collect();
        self.groups = groups(&spots, step);
        let level = super::basemap::level(detail);
        self.spared = level.border_in_points(step.scale());
        let mut sizes = std::mem::take(&mut self.sizes);
        // names stay where they stand with nothing selected: the next click is meant for what is seen there
        let nothing = Focus::default();
        let unselected = self.unselected.remove(&wanted).unwrap_or_else(|| {
            labels::place(ui, &ViewCtx { focus: &nothing, ..*ctx }, self, level, step, &mut sizes, &[])
        });
        self.labels = if ctx.focus == &nothing {
            unselected.clone()
        } else {
            labels::place(ui, ctx, self, level, step, &mut sizes, &unselected)
        };
        self.unselected.insert(wanted, unselected);
        self.sizes = sizes;
        true
    }

    /// How the selection, the pointer, the time and the query concern what is in the group: whatever stands out most.
    pub(super) fn state(&self, ctx: &ViewCtx<'_>, group: &SymbolGroup) -> GroupState {
        let known = self.states.borrow().get(&group.leader()).copied();
        known.unwrap_or_else(|| {
            let state = self.worked_out(ctx, group);
            self.states.borrow_mut().insert(group.leader(), state);
            state
        })
    }

    /// Looks at no more members than it has to.
    fn worked_out(&self, ctx: &ViewCtx<'_>, group: &SymbolGroup) -> GroupState {
        let sites = || group.members.iter().filter_map(|i| self.sites.get(*i));
        let lifted = |site: &Site| ctx.focus.emphasis(site.ix, true);
        let selects = !ctx.focus.selected().is_empty();
        // where nothing is selected all stand out alike
        let emphasis = sites().take(if selects { usize::MAX } else { 1 }).map(lifted).max().unwrap_or_default();
        let fits = emphasis >= Emphasis::Related || sites().any(|site| fits(ctx, site));
        let points = ctx.hover.item().is_some();
        let pointed = || sites().map(|site| ctx.hover.pointed(site.ix)).max().unwrap_or_default();
        GroupState {
            standing: Standing {
                emphasis: if fits { emphasis } else { Emphasis::Dimmed },
                pointed: if points { pointed() } else { Pointed::No },
            },
            hovered: points && sites().any(|site| ctx.is_hovered(&site.id)),
            own: self.has_own && sites().any(|site| site.own),
        }
    }

    /// The groups in view, the most important last.
    pub(super) fn in_view(&self, camera: &Camera) -> impl Iterator<Item = &SymbolGroup> {
        self.groups.iter().rev().filter(|group| camera.rect.contains(camera.to_screen(group.at)))
    }

    /// The members that are counted: the leader, and who is no marker beside a gate.
    pub(super) fn told(&self, group: &SymbolGroup) -> impl Iterator<Item = &Site> {
        let members = group.members.iter().filter_map(|i| self.sites.get(*i)).enumerate();
        members.filter(|(at, site)| *at == 0 || site.sign != PlaceSign::Marker).map(|(_, site)| site)
    }

    pub(super) fn leader(&self, group: &SymbolGroup) -> Option<&Site> {
        self.sites.get(group.leader())
    }
}

/// The matching records of what happened that concern a site, in the time that is shown: what is
/// played, else what the timeline shows, where what has no date may have been too.
pub(super) fn count_now(ctx: &ViewCtx<'_>, site: &Site) -> usize {
    match ctx.played() {
        Some(window) => site.times.within(&window),
        None => site.times.within(&shown(ctx)) + site.count.saturating_sub(site.times.count()),
    }
}

/// The time that the symbols' size is about.
pub(super) fn shown(ctx: &ViewCtx<'_>) -> Span {
    let moment = |time: f64| Some(Moment(time.clamp(-1e15, 1e15) as i64));
    ctx.played().unwrap_or(Span { from: moment(ctx.time.from), to: moment(ctx.time.to) })
}

/// A gate that no matching record concerns steps back.
pub(super) fn site_emphasis(ctx: &ViewCtx<'_>, site: &Site) -> Emphasis {
    ctx.focus.emphasis(site.ix, fits(ctx, site))
}

/// Whether a matching record concerns the site in the time that is shown, or the query is about the site itself.
fn fits(ctx: &ViewCtx<'_>, site: &Site) -> bool {
    let asked = !ctx.query.is_empty() && ctx.answer.has(site.ix);
    asked && ctx.play.is_none() || count_now(ctx, site) > 0
}
