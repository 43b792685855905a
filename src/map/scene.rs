//! What is worked out ahead of a frame and kept until what it depends on changes.

use egui::Ui;

use super::basemap::Detail;
use super::camera::Camera;
use super::group::{Group, Spot, ZoomStep, groups};
use super::history::turns;
use super::labels::{self, Label};
use super::model::{Sign, Site, sites, unplaced};
use crate::context::{Emphasis, Item, ViewCtx};
use crate::dataset::Ix;
use crate::model::Moment;

/// Seconds in a day.
const DAY: i64 = 86_400;

#[derive(Clone, Copy, Debug, PartialEq)]
struct SitesKey {
    revision: u64,
    /// How many of [`turns`] lie behind.
    era: usize,
}

#[derive(Clone, Debug, PartialEq)]
struct LabelsKey {
    step: ZoomStep,
    detail: Detail,
    selection: Vec<Item>,
    pixels_per_point: f32,
}

/// Sites depend on the data, the answer, the language and the era; groups on these and the zoom
/// step; labels on these, the selection and the size of a pixel.
#[derive(Debug, Default)]
pub(super) struct Scene {
    /// The moments at which a place may change, with the revision they hold for.
    turns: Option<(u64, Vec<Moment>)>,
    sites_key: Option<SitesKey>,
    groups_key: Option<ZoomStep>,
    labels_key: Option<LabelsKey>,
    sizes: labels::Sizes,
    /// Pixels per point that the sizes hold for.
    labels_pixels: f32,
    pub(super) sites: Vec<Site>,
    /// What a screen reader says of each site.
    pub(super) spoken: Vec<String>,
    /// Matching records of what happened that no place on the map stands for.
    pub(super) unplaced: Vec<Ix>,
    pub(super) groups: Vec<Group>,
    pub(super) labels: Vec<Label>,
}

/// The moment that the map shows, to the day: the end of what is played or of what the timeline
/// shows.
#[must_use]
pub(super) fn moment(ctx: &ViewCtx<'_>) -> Moment {
    let end = ctx.moment().clamp(-1e15, 1e15) as i64 - 1;
    Moment(end.div_euclid(DAY) * DAY)
}

impl Scene {
    pub(super) fn update(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, camera: &Camera, detail: Detail) {
        let moment = moment(ctx);
        if self.turns.as_ref().is_none_or(|(revision, _)| *revision != ctx.revision) {
            self.turns = Some((ctx.revision, turns(ctx.dataset)));
        }
        let behind = |(_, turns): &(u64, Vec<Moment>)| turns.partition_point(|turn| *turn <= moment);
        let key = SitesKey { revision: ctx.revision, era: self.turns.as_ref().map_or(0, behind) };
        if self.sites_key != Some(key) {
            let units = &super::basemap::level(Detail::Low).units;
            self.sites = sites(ctx.dataset, ctx.answer, moment, ctx.words.lang());
            self.unplaced = unplaced(ctx.dataset, ctx.answer, |id| units.iter().any(|unit| *unit.id == *id));
            self.spoken = self.sites.iter().map(|site| labels::spoken(ctx, site)).collect();
            (self.sites_key, self.groups_key) = (Some(key), None);
        }
        let step = ZoomStep::of(camera.zoom());
        if self.groups_key != Some(step) {
            let spot = |site: &Site| Spot { at: site.at, minor: site.sign == Sign::Marker };
            let spots: Vec<Spot> = self.sites.iter().map(spot).collect();
            self.groups = groups(&spots, step);
            (self.groups_key, self.labels_key) = (Some(step), None);
        }
        let pixels_per_point = ui.pixels_per_point();
        let current = self.labels_key.as_ref().is_some_and(|key| {
            key.step == step
                && key.detail == detail
                && key.selection == ctx.selection
                && key.pixels_per_point.to_bits() == pixels_per_point.to_bits()
        });
        if !current {
            let level = super::basemap::level(detail);
            let same = self.labels_pixels.to_bits() == pixels_per_point.to_bits();
            let mut sizes = if same { std::mem::take(&mut self.sizes) } else { labels::Sizes::default() };
            self.labels = labels::place(ui, ctx, self, level, step, &mut sizes);
            (self.sizes, self.labels_pixels) = (sizes, pixels_per_point);
            self.labels_key = Some(LabelsKey { step, detail, selection: ctx.selection.to_vec(), pixels_per_point });
        }
    }

    /// How much a group stands out: as much as the member that does most.
    pub(super) fn emphasis(&self, ctx: &ViewCtx<'_>, group: &Group) -> Emphasis {
        let members = group.members.iter().filter_map(|i| self.sites.get(*i));
        members.map(|site| site_emphasis(ctx, site)).max().unwrap_or_default()
    }

    /// Whether what the pointer is over, in this panel or another, is in the group.
    pub(super) fn is_hovered(&self, ctx: &ViewCtx<'_>, group: &Group) -> bool {
        group.members.iter().filter_map(|i| self.sites.get(*i)).any(|site| ctx.is_hovered(&site.id))
    }

    pub(super) fn leader(&self, group: &Group) -> Option<&Site> {
        self.sites.get(group.leader())
    }
}

/// A gate that no matching record concerns steps back.
pub(super) fn site_emphasis(ctx: &ViewCtx<'_>, site: &Site) -> Emphasis {
    let asked = !ctx.query.is_empty() && ctx.answer.has(site.ix);
    ctx.focus.emphasis(site.ix, site.count > 0 || asked)
}
