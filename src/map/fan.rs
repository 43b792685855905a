//! The names of places that crowd, fanned out beside them while the pointer is there: a line leads from
//! each symbol to its name, and the name is clicked as the symbol is.

use std::sync::Arc;

use egui::{FontId, Galley, Painter, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, text::LayoutJob, vec2};

use super::camera::Camera;
use super::group::SymbolGroup;
use super::interact::MapHover;
use super::layout::end_of_line;
use super::paint;
use super::pick;
use super::scene::Scene;
use crate::context::ViewCtx;
use crate::ui::fonts;
use km0_core::model::Id;

/// Points between symbols that crowd.
const CROWD: f32 = 14.0;
/// Points from the symbol under the pointer to the furthest of its crowd.
const REACH: f32 = 30.0;
const MOST: usize = 12;
const ROW: f32 = 20.0;
/// Points from the crowd to its names.
const AWAY: f32 = 26.0;

#[derive(Debug)]
struct FanRow {
    /// By place in the scene's groups.
    group: usize,
    at: Pos2,
    rect: Rect,
    text: Arc<Galley>,
}

#[derive(Debug)]
pub(super) struct Fan {
    /// Who is in it, the nearest to the pointer first.
    ids: Vec<Id>,
    rows: Vec<FanRow>,
    list: Rect,
    /// While the pointer is here it stays open.
    hold: Rect,
    /// The zoom at which it was opened: at another one the crowd is another.
    zoom: f64,
}

impl Fan {
    /// The fan for where the pointer is: the old one while it is held, else that of a crowd under the
    /// pointer in which some have no name on the map. `named` are the groups that have one.
    pub(super) fn update(
        old: Option<Self>,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        scene: &Scene,
        camera: &Camera,
        named: &[(usize, Rect)],
        pointer: Option<Pos2>,
    ) -> Option<Self> {
        let at = pointer?;
        let places: Vec<(usize, Pos2)> = singles(scene, camera).collect();
        let nearest = pick::nearest(places.iter().copied(), at, pick::SNAP);
        let held = old.filter(|fan| {
            let own = |group: usize| fan.rows.iter().any(|row| row.group == group);
            let still = (fan.zoom - camera.zoom()).abs() < 1e-6;
            still && (fan.list.contains(at) || (fan.hold.contains(at) && nearest.is_none_or(own)))
        });
        let groups: Vec<usize> = if let Some(fan) = held {
            let is = |group: &SymbolGroup, id: &Id| scene.leader(group).is_some_and(|site| site.id == *id);
            fan.ids.iter().filter_map(|id| scene.groups.iter().position(|group| is(group, id))).collect()
        } else {
            let crowd = crowd(&places, nearest?);
            let hidden = |group: &usize| !named.iter().any(|(named, _)| named == group);
            Some(crowd).filter(|crowd| crowd.len() > 1 && crowd.iter().any(hidden))?
        };
        Some(Self::laid(ui, ctx, scene, camera, &groups))
    }

    fn laid(ui: &Ui, ctx: &ViewCtx<'_>, scene: &Scene, camera: &Camera, groups: &[usize]) -> Self {
        let mut members: Vec<(usize, Pos2)> =
            groups.iter().filter_map(|group| Some((*group, camera.to_screen(scene.groups.get(*group)?.at)))).collect();
        let ids = groups.iter().filter_map(|group| Some(scene.leader(scene.groups.get(*group)?)?.id.clone())).collect();
        members.sort_by(|(_, a), (_, b)| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
        let texts: Vec<Arc<Galley>> = members
            .iter()
            .map(|(group, _)| ui.fonts_mut(|fonts| fonts.layout_job(name_job(ctx, scene, *group))))
            .collect();
        let wide = texts.iter().map(|text| text.size().x).fold(0.0, f32::max) + 16.0;
        let size = vec2(wide, ROW * members.len() as f32 + 6.0);
        let crowd = Rect::from_points(&members.iter().map(|(_, at)| *at).collect::<Vec<_>>());
        let right = crowd.right() + AWAY + wide < camera.rect.right() - 4.0;
        let left = if right { crowd.right() + AWAY } else { crowd.left() - AWAY - wide };
        let view = camera.rect.shrink(4.0);
        let top = (crowd.center().y - size.y / 2.0).min(view.bottom() - size.y).max(view.top());
        let list = Rect::from_min_size(pos2(left.max(view.left()), top), size);
        let rows = members.into_iter().zip(texts).enumerate().map(|(n, ((group, at), text))| {
            let min = list.min + vec2(3.0, 3.0 + ROW * n as f32);
            FanRow { group, at, rect: Rect::from_min_size(min, vec2(wide - 6.0, ROW)), text }
        });
        let rows = rows.collect();
        Self { ids, rows, list, hold: list.union(crowd.expand(pick::SNAP)), zoom: camera.zoom() }
    }

    /// The group whose row is there; a place in the list that is no row's is nobody's.
    pub(super) fn row_at(&self, at: Pos2) -> Option<usize> {
        self.rows.iter().find(|row| row.rect.contains(at)).map(|row| row.group)
    }

    /// The middle of the row of a group.
    #[cfg(test)]
    pub(super) fn place_of(&self, is: impl Fn(usize) -> bool) -> Option<Pos2> {
        self.rows.iter().find(|row| is(row.group)).map(|row| row.rect.center())
    }

    pub(super) fn covers(&self, at: Pos2) -> bool {
        self.list.contains(at)
    }

    pub(super) fn paint(&self, painter: &Painter, ctx: &ViewCtx<'_>, pointed: &MapHover<'_>) {
        let palette = ctx.palette;
        for row in &self.rows {
            let end = end_of_line(row.rect.expand2(Vec2::new(3.0, 0.0)), row.at);
            paint::leader(painter, palette, row.at + (end - row.at).normalized() * 4.0, end);
        }
        painter.rect(self.list, 5.0, palette.raised, Stroke::new(1.0, palette.line), StrokeKind::Inside);
        for row in &self.rows {
            if pointed.group == Some(row.group) {
                painter.rect_filled(row.rect, 3.0, palette.accent_fill);
            }
            let at = row.rect.left_center() + vec2(5.0, -row.text.size().y / 2.0);
            painter.galley(at, Arc::clone(&row.text), palette.ink);
        }
    }
}

/// "Tân Thanh · clearance route".
fn name_job(ctx: &ViewCtx<'_>, scene: &Scene, group: usize) -> LayoutJob {
    let format = |font: FontId, color| egui::TextFormat::simple(font, color);
    let mut job = LayoutJob::default();
    if let Some(site) = scene.groups.get(group).and_then(|group| scene.leader(group)) {
        job.append(&site.names[0], 0.0, format(fonts::bold_id(12.0), ctx.palette.ink));
        let sign = ctx.words.t(site.sign.key());
        job.append(sign, 8.0, format(FontId::proportional(11.0), ctx.palette.weak));
    }
    job
}

/// The groups in view that are drawn as one place, where they are.
fn singles<'a>(scene: &'a Scene, camera: &'a Camera) -> impl Iterator<Item = (usize, Pos2)> + 'a {
    let all = scene.groups.iter().enumerate().filter(|(_, group)| group.is_single());
    all.map(|(i, group)| (i, camera.to_screen(group.at))).filter(|(_, at)| camera.rect.contains(*at))
}

/// Who stands so near to one, from neighbour to neighbour, that they cannot all be told apart; itself
/// first.
fn crowd(places: &[(usize, Pos2)], nearest: usize) -> Vec<usize> {
    let Some((_, middle)) = places.iter().find(|(group, _)| *group == nearest) else { return Vec::new() };
    let mut near: Vec<(usize, Pos2)> = places.iter().copied().filter(|(_, at)| at.distance(*middle) <= REACH).collect();
    near.sort_by(|(_, a), (_, b)| a.distance(*middle).total_cmp(&b.distance(*middle)));
    let mut taken: Vec<(usize, Pos2)> = Vec::new();
    for (group, at) in near {
        let joins = taken.is_empty() || taken.iter().any(|(_, other)| other.distance(at) <= CROWD);
        if joins && taken.len() < MOST {
            taken.push((group, at));
        }
    }
    taken.into_iter().map(|(group, _)| group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_goes_from_neighbour_to_neighbour_and_not_too_far() {
        let places: Vec<(usize, Pos2)> =
            [0.0, 10.0, 20.0, 29.0, 38.0, 60.0].into_iter().map(|x| pos2(x, 0.0)).enumerate().collect();
        assert_eq!(crowd(&places, 0), [0, 1, 2, 3]);
        assert_eq!(crowd(&places, 5), [5]);
    }
}
