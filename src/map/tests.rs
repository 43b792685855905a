//! The panel as a whole, without pixels.

mod filter;

mod tiles;
mod used;

use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::*;
use crate::context::OwnedViewCtx;
use crate::context::{Command, Item, MapAction, Pace, Play, PlayMode, PlayStep, Stretch, seconds};
use crate::ui::theme::{self, Palette};
use km0_core::model::{Lang, Moment};
use km0_core::query::Query;

/// The panel with everything it reads.
struct Rig {
    world: OwnedViewCtx,
    panel: MapPanel,
    dressed: bool,
}

impl Rig {
    fn new(query: &str, selected: &[&str], lang: Lang, palette: Palette) -> Self {
        let mut world = OwnedViewCtx::of_builtin(lang);
        world.ask(Query::parse(query).unwrap());
        world.select(selected.iter().map(|id| Item::Record((*id).into())).collect());
        world.palette = palette;
        Self { world, panel: MapPanel::default(), dressed: false }
    }

    fn with_panel<R>(&mut self, act: impl FnOnce(&mut MapPanel, &ViewCtx<'_>) -> R) -> R {
        act(&mut self.panel, &self.world.ctx())
    }

    fn ui(&mut self, ui: &mut Ui) {
        self.with_panel(|panel, ctx| panel.ui(ui, ctx));
        self.world.hover.end_frame();
    }
}

fn harness(rig: Rig, size: [f32; 2], wgpu: bool) -> Harness<'static, Rig> {
    let style = theme::style(&rig.world.palette);
    let builder = Harness::builder().with_size(size).with_step_dt(1.0 / 60.0).with_max_steps(120);
    let builder = if wgpu {
        builder.renderer(egui_kittest::wgpu::WgpuTestRenderer::from_render_state(km0_testkit::renderer::render_state()))
    } else {
        builder
    };
    let mut harness = builder.build_ui_state(
        move |ui, rig: &mut Rig| {
            // fonts count from the next frame on
            if !std::mem::replace(&mut rig.dressed, true) {
                ui.ctx().set_fonts(crate::ui::fonts::definitions());
                ui.ctx().set_theme(if rig.world.palette.dark { egui::Theme::Dark } else { egui::Theme::Light });
                ui.ctx().all_styles_mut(|old| *old = style.clone());
                ui.ctx().request_repaint();
                return;
            }
            let rect = ui.ctx().content_rect();
            let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
            rig.ui(&mut ui);
        },
        rig,
    );
    harness.run();
    harness
}

fn plain(query: &str) -> Rig {
    Rig::new(query, &[], Lang::En, Palette::light())
}

#[test]
fn the_first_view_is_the_part_of_the_world_that_the_dataset_is_about() {
    let harness = harness(plain(""), [800.0, 500.0], false);
    let view = harness.state().panel.view().unwrap();
    assert!((view.lon - 105.5).abs() < 0.2 && (view.lat - 22.3).abs() < 0.3, "{view:?}");
    assert!(view.zoom > 6.0 && view.zoom < 7.5, "{view:?}");
}

#[test]
fn a_gate_can_be_clicked_by_its_name() {
    let mut rig = plain("");
    rig.panel.set_view(MapView { lat: 21.97, lon: 106.71, zoom: 10.5 });
    let mut harness = harness(rig, [800.0, 500.0], false);
    harness.get_by_label_contains("gate, Hữu Nghị, International gate, ").click();
    harness.run();
    let commands = harness.state().world.commands.take();
    assert!(
        commands.iter().any(|c| matches!(c, Command::Select(Item::Record(id)) if &**id == "huu-nghi")),
        "{commands:?}"
    );
}

/// The names of gates with where they stand on the screen.
fn gate_names(harness: &Harness<'_, Rig>) -> Vec<(String, egui::Pos2)> {
    let panel = &harness.state().panel;
    let camera = Camera::new(&panel.view().unwrap(), Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(655.0, 405.0)));
    let sites = panel.scene.labels.iter().filter(|label| label.is_site());
    sites.map(|label| (label.job.text.clone(), label.rect(&camera, label.offset).center())).collect()
}

#[test]
fn names_stay_where_they_are_when_another_gate_is_selected() {
    for id in ["ta-lung", "huu-nghi", "soc-giang"] {
        let mut harness = harness(Rig::new("", &[], Lang::Vi, Palette::light()), [655.0, 405.0], false);
        let before = gate_names(&harness);
        assert!(before.len() > 10, "{before:?}");
        harness.state_mut().world.select(vec![Item::Record(id.into())]);
        harness.run();
        let after = gate_names(&harness);
        let moved = |(name, at): &&(String, egui::Pos2)| {
            after.iter().any(|(other, there)| other == name && there.distance(*at) > 12.0)
        };
        assert_eq!(before.iter().find(moved), None, "{id}: {after:?}");
        let gone = before.iter().filter(|(name, _)| !after.iter().any(|(other, _)| other == name));
        assert!(gone.count() <= 1, "{id}: {before:?} {after:?}");
    }
}

#[test]
fn the_wheel_over_the_legend_does_not_move_the_map() {
    let mut rig = plain("");
    rig.panel.legend_open = true;
    let mut harness = harness(rig, [655.0, 405.0], false);
    let before = harness.state().panel.view().unwrap();
    let chrome = |harness: &Harness<'_, Rig>| {
        let rig = harness.state();
        let rect = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(655.0, 405.0));
        edges::MapEdgesLayout::new(rect, legend::wish(true, &rig.world.ctx())).legend
    };
    let at = chrome(&harness).center();
    for (at, moves) in [(at, false), (egui::pos2(500.0, 300.0), true)] {
        harness.event(egui::Event::PointerMoved(at));
        harness.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: egui::vec2(0.0, -4.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: egui::Modifiers::NONE,
        });
        harness.run();
        let view = harness.state().panel.view().unwrap();
        assert_eq!((view.zoom - before.zoom).abs() > 0.1, moves, "{view:?}");
    }
}

#[test]
fn a_click_on_a_province_selects_it() {
    let mut harness = harness(plain(""), [800.0, 500.0], false);
    let view = harness.state().panel.view().unwrap();
    let rect = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(800.0, 500.0));
    let at = Camera::new(&view, rect).to_screen(geo::MercatorPoint::of(23.6, 107.6));
    harness.drag_at(at);
    harness.drop_at(at);
    harness.run();
    let commands = harness.state().world.commands.take();
    assert!(
        commands.iter().any(|c| matches!(c, Command::Select(Item::Record(id)) if &**id == "guangxi")),
        "{commands:?}"
    );
}

#[test]
fn the_map_goes_to_the_selection() {
    let rig = Rig::new("", &["ta-lung"], Lang::Vi, Palette::light());
    let mut harness = harness(rig, [800.0, 500.0], false);
    harness.state_mut().with_panel(|panel, ctx| panel.act(MapAction::FitSelection, ctx));
    harness.run();
    let view = harness.state().panel.view().unwrap();
    // near enough to see the place, and not so near that the border is lost
    assert!((view.zoom - 9.0).abs() < 1e-6, "{view:?}");
    let gate = harness.state().world.data.dataset.by_id("ta-lung").unwrap().position().unwrap().clone();
    assert!((view.lat - gate.lat).abs() < 1e-3 && (view.lon - gate.lon).abs() < 1e-3);
}

#[test]
fn a_remembered_view_comes_back() {
    let mut rig = plain("");
    let view = MapView { lat: 22.0, lon: 106.7, zoom: 11.0 };
    rig.panel.set_view(view);
    let harness = harness(rig, [800.0, 500.0], false);
    let back = harness.state().panel.view().unwrap();
    assert!((back.lat - view.lat).abs() < 1e-6 && (back.zoom - view.zoom).abs() < 1e-6);
}

#[test]
fn a_group_opens_to_its_names_and_the_view_stays() {
    let mut rig = plain("");
    rig.panel.set_view(MapView { lat: 22.3, lon: 106.0, zoom: 5.5 });
    let mut harness = harness(rig, [800.0, 500.0], false);
    harness.get_by_label_contains("Hữu Nghị, ").click();
    harness.run();
    let view = harness.state().panel.view().unwrap();
    assert!((view.zoom - 5.5).abs() < 1e-9, "{view:?}");
    assert!(harness.state().world.commands.take().iter().all(|c| !matches!(c, Command::Select(_))));
    harness.get_by_role_and_label(egui::Role::Button, "Tân Thanh, Clearance or freight route").click();
    harness.run();
    let sent = harness.state().world.commands.take();
    let wanted = Item::Record("tan-thanh".into());
    assert!(sent.iter().any(|command| matches!(command, Command::Select(item) if *item == wanted)), "{sent:?}");
}

#[test]
fn every_gate_is_one_step_from_its_name_at_the_first_view() {
    let mut harness = harness(plain(""), [683.0, 405.0], false);
    let view = harness.state().panel.view().unwrap();
    let camera = Camera::new(&view, Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(683.0, 405.0)));
    let sites = harness.state().panel.scene.sites.iter().filter(|site| site.kind == km0_core::model::Kind::Gate);
    let gates: Vec<(km0_core::model::Id, geo::MercatorPoint)> = sites.map(|site| (site.id.clone(), site.at)).collect();
    assert!(gates.len() > 20, "{}", gates.len());
    let mut fanned = 0;
    for (id, at) in gates {
        harness.event(egui::Event::PointerMoved(egui::pos2(340.0, 60.0)));
        harness.run();
        harness.event(egui::Event::PointerMoved(camera.to_screen(at)));
        harness.run();
        let panel = &harness.state().panel;
        let named = panel.labels_of(&camera).into_iter();
        let own = |group: usize| panel.scene.leader(&panel.scene.groups[group]).is_some_and(|site| site.id == id);
        let row = panel.fan.as_ref().and_then(|fan| fan.place_of(own));
        let name = named.into_iter().find(|(group, _)| own(*group)).map(|(_, rect)| rect.center());
        let pointed = harness.state().world.hover.item().is_some_and(|item| *item.record() == id);
        assert!(row.is_some() || name.is_some() || pointed, "{id}");
        // and a click on the fanned name selects
        if let Some(row) = row {
            fanned += 1;
            harness.event(egui::Event::PointerMoved(row));
            harness.run();
            harness.drag_at(row);
            harness.drop_at(row);
            harness.run();
            let sent = harness.state().world.commands.take();
            let wanted = Item::Record(id.clone());
            assert!(sent.iter().any(|c| matches!(c, Command::Select(item) if *item == wanted)), "{id} {sent:?}");
        }
    }
    assert!(fanned > 10, "{fanned}");
}

#[test]
fn arrows_and_signs_move_the_map_that_has_the_focus() {
    let mut rig = plain("");
    rig.panel.set_view(MapView { lat: 20.2, lon: 108.9, zoom: 9.0 });
    let mut harness = harness(rig, [800.0, 500.0], false);
    let at = egui::pos2(400.0, 250.0);
    harness.drag_at(at);
    harness.drop_at(at);
    harness.run();
    harness.key_press(egui::Key::ArrowRight);
    harness.run();
    let east = harness.state().panel.view().unwrap();
    assert!(east.lon > 109.0, "{east:?}");
    harness.key_press(egui::Key::Minus);
    harness.run();
    let out = harness.state().panel.view().unwrap();
    assert!((out.zoom - 8.0).abs() < 1e-6, "{out:?}");
}

#[test]
fn the_map_says_of_which_day_it_is() {
    let harness = harness(plain(""), [800.0, 500.0], false);
    assert!(harness.query_by_label_contains("As of ").is_some());
}

#[test]
fn what_is_copied_are_the_degrees_in_the_middle_or_under_the_pointer() {
    let mut rig = plain("");
    rig.panel.set_view(MapView { lat: 20.2, lon: 108.9, zoom: 9.0 });
    let mut harness = harness(rig, [800.0, 500.0], false);
    let at = egui::pos2(400.0, 250.0);
    harness.drag_at(at);
    harness.drop_at(at);
    harness.run();
    harness.event(egui::Event::Copy);
    harness.run();
    let commands = harness.state().world.commands.take();
    assert!(
        commands.iter().any(|c| matches!(c, Command::CopyText(text) if text == "20.20000, 108.90000")),
        "{commands:?}"
    );
}

#[test]
fn ctrl_click_adds_a_gate_to_the_selection() {
    let mut rig = plain("");
    rig.panel.set_view(MapView { lat: 22.475, lon: 106.578, zoom: 12.0 });
    let mut harness = harness(rig, [800.0, 500.0], false);
    let at = egui::pos2(400.0, 250.0);
    harness.event(egui::Event::PointerMoved(at));
    for pressed in [true, false] {
        let modifiers = egui::Modifiers::COMMAND;
        harness.event_modifiers(
            egui::Event::PointerButton { pos: at, button: egui::PointerButton::Primary, pressed, modifiers },
            modifiers,
        );
    }
    harness.run();
    let commands = harness.state().world.commands.take();
    assert!(
        commands.iter().any(|c| matches!(c, Command::AlsoSelect(Item::Record(id)) if id.starts_with("ta-lung"))),
        "{commands:?}"
    );
}

#[test]
fn a_double_click_frames_the_province() {
    let mut harness = harness(plain(""), [800.0, 500.0], false);
    let view = harness.state().panel.view().unwrap();
    let rect = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(800.0, 500.0));
    let at = Camera::new(&view, rect).to_screen(geo::MercatorPoint::of(22.75, 105.95));
    for _ in 0..2 {
        harness.drag_at(at);
        harness.drop_at(at);
        harness.step();
    }
    harness.run();
    let near = harness.state().panel.view().unwrap();
    let unit = level(Detail::Low).units.iter().find(|unit| &*unit.id == "cao-bang").unwrap();
    assert!(near.zoom > view.zoom + 0.5, "{near:?}");
    assert!(near.centre().distance(unit.extent.center()) < 1e-3, "{near:?}");
}

#[test]
fn the_second_click_on_a_gate_means_nothing_else() {
    let mut harness = harness(plain(""), [800.0, 500.0], false);
    let view = harness.state().panel.view().unwrap();
    let rect = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(800.0, 500.0));
    let gate = harness.state().panel.scene.sites.iter().find(|site| &*site.id == "thanh-thuy").unwrap().at;
    let at = Camera::new(&view, rect).to_screen(gate);
    harness.drag_at(at);
    harness.drop_at(at);
    harness.step();
    // the map has gone elsewhere below the pointer
    harness.state_mut().panel.set_view(MapView { lat: 22.66, lon: 106.26, zoom: 9.0 });
    harness.drag_at(at);
    harness.drop_at(at);
    harness.run();
    let commands = harness.state().world.commands.take();
    let selected = commands.iter().filter(|command| matches!(command, Command::Select(_))).count();
    assert_eq!(selected, 1, "{commands:?}");
    assert!((harness.state().panel.view().unwrap().zoom - 9.0).abs() < 0.01, "nothing is framed either");
}

#[test]
fn the_whole_map_and_the_selection_have_buttons() {
    let mut rig = Rig::new("", &["ta-lung"], Lang::En, Palette::high_contrast());
    rig.panel.set_view(MapView { lat: 22.0, lon: 103.0, zoom: 9.0 });
    let mut harness = harness(rig, [800.0, 500.0], false);
    harness.get_by_label("Show the selection").click();
    harness.run();
    assert!((harness.state().panel.view().unwrap().lat - 22.4753).abs() < 0.05);
    harness.get_by_label("Show the whole map").click();
    harness.run();
    assert!(harness.state().panel.view().unwrap().zoom < 8.0);
}

#[test]
fn the_tray_lists_what_has_no_place() {
    let mut harness = harness(plain(""), [800.0, 500.0], false);
    harness.get_by_label_contains("Unplaced: ").click();
    harness.run();
    let first = harness.state().panel.scene.unplaced[0];
    let name = harness.state().world.data.dataset.record(first).unwrap().name.en.clone();
    harness.get_by_label(&name).click();
    harness.run();
    assert!(harness.state().world.commands.take().iter().any(|c| matches!(c, Command::Select(_))));
}

#[test]
fn a_gate_counts_what_is_played() {
    let count = |play: Option<Play>| {
        let mut rig = plain("");
        rig.world.play = play;
        rig.panel.set_view(MapView { lat: 21.97, lon: 106.71, zoom: 10.5 });
        let harness = harness(rig, [800.0, 500.0], false);
        let label = harness.get_by_label_contains("gate, Hữu Nghị, ").accesskit_node().label().unwrap();
        let number = label.rsplit(", ").next().unwrap().split(' ').next().unwrap().to_owned();
        number.parse::<usize>().unwrap()
    };
    let until = |year: i64, mode: PlayMode| {
        let at = seconds(Moment::year_start(year));
        let pace = Pace { mode, length: Stretch::Year, ..Pace::default() };
        PlayStep::Start { at, running: false }.applied_to(None, pace)
    };
    let all = count(None);
    let (of_2023, up_to_2023) = (count(until(2024, PlayMode::Range)), count(until(2024, PlayMode::Cumulative)));
    assert!(0 < of_2023 && of_2023 < up_to_2023 && up_to_2023 < all, "{of_2023} {up_to_2023} {all}");
    // what is only known to have been by some day may have been then
    assert!(count(until(1990, PlayMode::Range)) < of_2023);
}

#[test]
fn names_that_are_fanned_out_go_when_the_map_is_zoomed() {
    let mut harness = harness(plain(""), [683.0, 405.0], false);
    let view = harness.state().panel.view().unwrap();
    let camera = Camera::new(&view, Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(683.0, 405.0)));
    let at = harness.state().panel.scene.sites.iter().find(|site| *site.id == *"huu-nghi").unwrap().at;
    harness.event(egui::Event::PointerMoved(camera.to_screen(at)));
    harness.run();
    let row = harness.state().panel.fan.as_ref().and_then(|fan| fan.place_of(|_| true)).unwrap();
    harness.event(egui::Event::PointerMoved(row));
    harness.run();
    assert!(harness.state().panel.fan.is_some(), "it is held while the pointer is on it");
    harness.state_mut().panel.set_view(MapView { zoom: view.zoom + 2.0, ..view });
    harness.run();
    assert!(harness.state().panel.fan.is_none());
}
