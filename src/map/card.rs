//! The card beside a symbol that the pointer is over, or that has the focus.

use egui::{Align, Align2, Area, Frame, Order, Pos2, Rect, RichText, Ui, Vec2, vec2};

use super::camera::Camera;
use super::group::SymbolGroup;
use super::interact::{MapHover, SymbolNode};
use super::labels;
use super::model::Site;
use super::scene::{Scene, count_now};
use crate::context::{Emphasis, ViewCtx};
use crate::ui::widgets;
use km0_core::model::{Field, Kind, Record};
use km0_core::pages::along::Working;

/// Points that a card may take, nearly.
const SIZE: Vec2 = vec2(280.0, 120.0);
/// Points between a symbol and its card.
const AWAY: f32 = 14.0;

pub(super) fn show(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    scene: &Scene,
    camera: &Camera,
    pointed: &MapHover<'_>,
    nodes: &[SymbolNode],
) {
    // the names of a group that is open stand there already, and a menu is not to be covered
    if pointed.fanned || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let focused = || nodes.iter().find(|node| node.response.has_focus()).map(|node| node.group);
    let Some(group) = pointed.group.or_else(focused).and_then(|i| scene.groups.get(i)) else { return };
    let at = camera.to_screen(group.at);
    let is_selected = |group: &&SymbolGroup| scene.state(ctx, group).standing.emphasis == Emphasis::Selected;
    let selected: Vec<Pos2> = scene.in_view(camera).filter(is_selected).map(|it| camera.to_screen(it.at)).collect();
    let pivot = pivot(at, camera.rect, &selected);
    Area::new(ui.scope_id().with("card"))
        .order(Order::Tooltip)
        .fixed_pos(at - pivot.to_sign() * AWAY)
        .pivot(pivot)
        .interactable(false)
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(SIZE.x);
                ui.spacing_mut().item_spacing.y = 2.0;
                let named = pointed.on_name.then(|| labels::named(ctx, scene, group)).flatten();
                match named.or_else(|| scene.leader(group)) {
                    Some(site) if named.is_some() && !group.is_single() => of_site(ui, ctx, site),
                    Some(site) if group.is_single() => {
                        of_site(ui, ctx, site);
                        beside(ui, ctx, scene, group);
                    }
                    _ => of_group(ui, ctx, scene, group),
                }
            });
        });
}

/// The corner of the card at a symbol: it lies towards the middle of the map, but not over what is
/// selected, as far as another side is free.
fn pivot(at: Pos2, map: Rect, selected: &[Pos2]) -> Align2 {
    let side = |past: bool| if past { [Align::Max, Align::Min] } else { [Align::Min, Align::Max] };
    let [x, y] = [side(at.x > map.center().x), side(at.y > map.center().y)];
    let pivots = [(x[0], y[0]), (x[0], y[1]), (x[1], y[0]), (x[1], y[1])].map(|(x, y)| Align2([x, y]));
    let covers = |pivot: &Align2| {
        let card = pivot.anchor_size(at - pivot.to_sign() * AWAY, SIZE);
        !map.contains_rect(card) || selected.iter().any(|at| card.contains(*at))
    };
    pivots.into_iter().find(|pivot| !covers(pivot)).unwrap_or(pivots[0])
}

fn of_site(ui: &mut Ui, ctx: &ViewCtx<'_>, site: &Site) {
    let [first, second] = &site.names;
    let words = ctx.words;
    let weak = |text: String| RichText::new(text).color(ctx.palette.weak);
    ui.horizontal_wrapped(|ui| {
        ui.label(widgets::strong(first, 14.0));
        ui.label(weak(second.clone()));
    });
    let state = match site.working {
        Working::Unknown if site.kind == Kind::Gate => words.t("map-working-unknown"),
        Working::Open | Working::Unknown => "",
        Working::NotOpen => words.t("map-working-not-open"),
        Working::Suspended => words.t("map-working-suspended"),
    };
    let parts = [words.t(site.sign.key()), state];
    ui.label(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "));
    if let Some(record) = ctx.record(site.ix) {
        let places = places(ctx, record);
        if !places.is_empty() {
            ui.label(weak(places).small());
        }
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(words.with("map-records", &[("count", count_now(ctx, site).into())]));
        let key = if site.approximate { "map-approximate" } else { "map-uncertainty" };
        ui.label(weak(words.with(key, &[("metres", words.number(site.error_m).into())])).small());
    });
}

/// "Lạng Sơn, Cao Lộc – Guangxi, Chongzuo".
fn places(ctx: &ViewCtx<'_>, record: &Record) -> String {
    let side = |field: Field| {
        let places = record.ids(field).iter().filter_map(|id| ctx.dataset.by_id(id));
        ctx.words.list(&places.map(|place| ctx.name(place)).collect::<Vec<_>>())
    };
    let mut sides = vec![side(Field::Vn), side(Field::Cn)];
    if let Some(parent) = record.link(Field::PartOf).and_then(|id| ctx.dataset.by_id(id)) {
        sides.push(ctx.name(parent).to_owned());
    }
    sides.retain(|side| !side.is_empty());
    sides.join(" – ")
}

/// The markers that are drawn as part of a gate.
fn beside(ui: &mut Ui, ctx: &ViewCtx<'_>, scene: &Scene, group: &SymbolGroup) {
    let names: Vec<&str> =
        group.members.iter().skip(1).filter_map(|i| scene.sites.get(*i)).map(|site| site.names[0].as_str()).collect();
    if !names.is_empty() {
        let text = ctx.words.with("map-beside", &[("names", ctx.words.list(&names).into())]);
        ui.label(RichText::new(text).small().color(ctx.palette.weak));
    }
}

fn of_group(ui: &mut Ui, ctx: &ViewCtx<'_>, scene: &Scene, group: &SymbolGroup) {
    const MOST: usize = 8;
    let heading = ctx.words.with("map-group", &[("count", group.counted.into())]);
    ui.label(widgets::strong(heading, 14.0));
    for site in scene.told(group).take(MOST) {
        let [name, _] = &site.names;
        ui.horizontal(|ui| {
            ui.label(name);
            ui.label(RichText::new(ctx.words.t(site.sign.key())).small().color(ctx.palette.weak));
        });
    }
    let more = scene.told(group).count().saturating_sub(MOST);
    if more > 0 {
        ui.label(format!("+{more}"));
    }
    ui.label(RichText::new(ctx.words.t("map-group-open")).small().color(ctx.palette.weak));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_lies_towards_the_middle_but_not_over_what_is_selected() {
        let map = Rect::from_min_size(Pos2::ZERO, vec2(700.0, 400.0));
        let at = Pos2::new(400.0, 300.0);
        assert_eq!(pivot(at, map, &[]), Align2::RIGHT_BOTTOM);
        assert_eq!(pivot(at, map, &[Pos2::new(300.0, 250.0)]), Align2::LEFT_BOTTOM);
        let around = [Pos2::new(300.0, 250.0), Pos2::new(500.0, 250.0)];
        assert_eq!(pivot(at, map, &around), Align2::RIGHT_BOTTOM, "no side is free: below it would leave the map");
    }
}
