use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::*;
use crate::context::{Board, Command, OwnedViewCtx, RecordExport};
use crate::ui::theme;
use km0_core::dataset::builtin;
use km0_core::model::{Kind, Lang};
use km0_core::pages::PageBlock;

/// What details take of a window of 1366 × 768.
const SIZE: [f32; 2] = [382.0, 690.0];

struct Rig {
    world: OwnedViewCtx,
    details: Details,
    sent: Vec<Command>,
}

fn panel(lang: Lang, select: &[&str]) -> Harness<'static, Rig> {
    let mut world = OwnedViewCtx::new(builtin().dataset, lang);
    world.select(select.iter().map(|id| Item::Record((*id).into())).collect());
    let (style, palette) = (theme::style(&world.palette), world.palette.clone());
    let builder = Harness::builder().with_size(SIZE).with_max_steps(40);
    let builder = builder.with_theme(if palette.dark { egui::Theme::Dark } else { egui::Theme::Light });
    let builder = builder.with_context_setup(move |ctx| {
        ctx.set_fonts(crate::ui::fonts::definitions());
        ctx.all_styles_mut(|old| *old = style.clone());
    });
    let frame = |ui: &mut egui::Ui, rig: &mut Rig| {
        rig.details.ui(ui, &rig.world.ctx());
        rig.world.hover.end_frame();
        rig.sent.extend(rig.world.commands.take());
    };
    let rig = Rig { world, details: Details::default(), sent: Vec::new() };
    let mut panel = builder.build_ui_state(frame, rig);
    panel.run_ok();
    panel
}

fn select(panel: &mut Harness<'_, Rig>, id: &str) {
    panel.state_mut().world.select(vec![Item::Record(id.into())]);
    panel.run_ok();
}

fn ids_of(panel: &Harness<'_, Rig>, kind: Kind) -> Vec<String> {
    panel.state().world.ctx().dataset.of_kind(kind).map(|(_, record)| record.id.to_string()).collect()
}

/// The names of the records of a kind that the page lists, with their states.
fn listed(panel: &Harness<'_, Rig>, kind: Kind) -> Vec<(String, Option<String>)> {
    let shown = panel.state().details.cache.value().unwrap().as_ref().unwrap();
    let of = |block: &PageBlock| match block {
        PageBlock::Entry(entry) if entry.kind == kind => {
            Some((entry.name.clone(), entry.pill.as_ref().map(|state| state.text.clone())))
        }
        _ => None,
    };
    shown.page.blocks.iter().filter_map(of).collect()
}

#[test]
fn all_agreements_and_promises_of_each_gate_are_in_view_without_scrolling() {
    let (mut gates, mut papers, mut promises) = (0, 0, 0);
    let mut below = Vec::new();
    for lang in Lang::ALL {
        let mut panel = panel(lang, &[]);
        for id in ids_of(&panel, Kind::Gate) {
            select(&mut panel, &id);
            gates += 1;
            let [signed, promised] = [Kind::Agreement, Kind::Commitment].map(|kind| listed(&panel, kind));
            papers += signed.len();
            promises += promised.len();
            for (name, state) in signed.into_iter().chain(promised) {
                for (role, text) in [(Role::Link, Some(name)), (Role::Label, state)] {
                    let Some(text) = text else { continue };
                    let is = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
                        node.role() == role && node.label().or(node.value()).as_deref() == Some(&text)
                    };
                    let rects: Vec<egui::Rect> = panel.query_all_by(is).map(|node| node.rect()).collect();
                    if !rects.iter().any(|rect| rect.bottom() <= SIZE[1] && rect.right() <= SIZE[0]) {
                        below.push(format!("{lang:?} {id}: {text} stands at {rects:?}"));
                    }
                }
            }
        }
    }
    assert!(below.is_empty(), "{below:#?}");
    assert!(gates > 60 && papers > 45 && promises > 150, "{gates} gates, {papers} agreements, {promises} promises");
}

#[test]
fn nothing_stands_outside_the_panel() {
    let mut panel = panel(Lang::Vi, &[]);
    let ids = [
        "tra-linh",
        "huu-nghi",
        "ta-lung",
        "lang-son",
        "talks-cao-bang-guangxi-2025",
        "upgrade-tra-linh-2020",
        "000",
        "luu-ninh",
    ];
    for lang in Lang::ALL {
        panel.state_mut().world = OwnedViewCtx::new(builtin().dataset, lang);
        panel.run_ok();
        for id in ids {
            select(&mut panel, id);
            for node in panel.query_all_by(|node| node.label().is_some()) {
                let rect = node.rect();
                let said = node.accesskit_node().label();
                assert!(rect.left() >= -1.0 && rect.right() <= SIZE[0] + 1.0, "{lang:?} {id}: {said:?} at {rect:?}");
            }
        }
    }
}

#[test]
fn a_section_opens_by_keyboard_and_stays_open_on_the_next_page() {
    let mut panel = panel(Lang::En, &["chi-ma"]);
    let fold = |panel: &Harness<'_, Rig>| {
        let node = panel.get_by(|node| {
            node.role() == Role::Button && node.label().is_some_and(|name| name.starts_with("History of class"))
        });
        node.accesskit_node().data().is_expanded()
    };
    assert_eq!(fold(&panel), Some(false));
    let is = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.role() == Role::Button && node.label().is_some_and(|name| name.starts_with("History of class"))
    };
    panel.get_by(is).focus();
    panel.run_ok();
    panel.key_press_modifiers(Modifiers::NONE, Key::Enter);
    panel.run_ok();
    assert_eq!(fold(&panel), Some(true));
    select(&mut panel, "ta-lung");
    assert_eq!(fold(&panel), Some(true));
}

#[test]
fn a_number_leads_to_its_source_and_the_row_of_actions_acts_on_the_gate() {
    let mut panel = panel(Lang::En, &["tra-linh"]);
    panel
        .get_all_by(|node| node.role() == Role::Link && node.label().is_some_and(|name| name.starts_with("Source 1: ")))
        .next()
        .unwrap()
        .click();
    panel.run_ok();
    let to_source = |command: &Command| match command {
        Command::Select(item) => matches!(item, Item::Paragraph { .. }) || &**item.record() != "tra-linh",
        _ => false,
    };
    assert!(panel.state().sent.iter().any(to_source), "{:?}", panel.state().sent);
    for (name, fits) in [
        ("Filter by this", (|command: &Command| matches!(command, Command::AddTerm(_))) as fn(&Command) -> bool),
        ("Dossier", |command| matches!(command, Command::ExportRecord(_, RecordExport::Document))),
        ("Copy link", |command| matches!(command, Command::CopyText(text) if text == "km0://record/tra-linh")),
    ] {
        panel.state_mut().sent.clear();
        panel.get_by_label(name).click();
        panel.run_ok();
        assert!(panel.state().sent.iter().any(fits), "{name}: {:?}", panel.state().sent);
    }
}

#[test]
fn with_nothing_selected_a_gate_is_one_click_away_and_a_question_is_asked() {
    let mut panel = panel(Lang::Vi, &[]);
    let name = panel
        .get_all_by(|node| node.role() == Role::Link && node.label().is_some_and(|name| name.contains("văn bản")))
        .next()
        .unwrap();
    name.click();
    panel.run_ok();
    assert!(panel.state().sent.iter().any(|command| matches!(command, Command::Select(_))));
    panel.state_mut().sent.clear();
    panel.get_by_label("Xem cả 40 cửa khẩu, lối thông quan").click();
    panel.run_ok();
    assert!(panel.state().sent.iter().any(|command| matches!(command, Command::ShowBoard(Board::Gates))));
}
