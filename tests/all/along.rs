//! The board along the border, worked by keyboard and pointer through its accessibility tree, on paper
//! and as a page.

use std::fs;

use egui::{Key, Modifiers, Rect, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use km0::app::Settings;
use km0::context::{Board, Command, Item};
use km0::ui::theme::ThemeChoice;
use km0_core::model::{Kind, Lang};

use km0_testkit::hands::{copied, nodes, press, rows};

use crate::legible::texts_of;
use crate::program::{code, km0, stderr};
use crate::window::{Window, open, open_folder, settings, state};

fn window(lang: Lang, size: [f32; 2], left: bool) -> Window {
    let mut settings = Settings { board: Board::Gates, ..settings(lang, ThemeChoice::Light) };
    settings.layout.left = left;
    let mut window = open(size, settings);
    window.run_ok();
    window
}

fn board() -> Window {
    window(Lang::En, [1600.0, 1000.0], false)
}

fn selected(window: &Window) -> Vec<String> {
    state(window).selection.iter().map(|item| item.record().to_string()).collect()
}

fn focused(window: &Window) -> String {
    window
        .root()
        .children_recursive()
        .find(egui_kittest::Node::is_focused)
        .and_then(|node| node.accesskit_node().label())
        .unwrap_or_default()
}

#[test]
fn every_gate_is_a_row_from_the_corner_to_the_sea() {
    let mut window = board();
    let gates = state(&window).data.dataset.of_kind(Kind::Gate).count();
    window.get_by_label(&format!("{gates} gates"));
    assert!(
        rows(&window)[0].starts_with("A Pa Chải. Điện Biên. Class: Border opening. Status on 31 Dec 2025: "),
        "{:?}",
        rows(&window)[0]
    );
    press(&mut window, Modifiers::ALT, Key::Num1);
    press(&mut window, Modifiers::ALT, Key::Num5);
    assert_eq!(state(&window).settings.board, Board::Gates);
    window.get_by_role_and_label(Role::Grid, "Along the border");
}

#[test]
fn a_row_selects_its_gate_and_keys_walk_from_gate_to_gate_and_from_mark_to_mark() {
    let mut window = board();
    let at = rows(&window).iter().position(|row| row.starts_with("Sóc Giang.")).unwrap();
    nodes(&window)[at].click();
    window.run_ok();
    assert_eq!(selected(&window), ["soc-giang"]);
    assert_eq!(nodes(&window)[at].accesskit_node().is_selected(), Some(true));
    press(&mut window, Modifiers::NONE, Key::ArrowUp);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(selected(&window), ["soc-giang"]);
    let text = copied(&mut window);
    assert!(text.starts_with("Sóc Giang\tCao Bằng\tMain (bilateral) gate\tOpen\t"), "{text}");
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    let first = focused(&window);
    assert!(first.starts_with("Sóc Giang: "), "{first}");
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    assert!(focused(&window).starts_with("Sóc Giang: ") && focused(&window) != first);
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(focused(&window), first);
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(focused(&window), "Along the border", "back to the rows");
}

#[test]
fn a_click_on_a_mark_selects_its_record_and_where_several_stand_asks_which() {
    let mut window = board();
    let marks = |window: &Window, several: bool| -> Vec<String> {
        let gates = window.query_all_by(|node| node.role() == Role::Button && node.label().is_some());
        let names = gates.filter_map(|node| node.accesskit_node().label());
        names.filter(|name| name.starts_with("Tà Lùng: ") && name.contains(" records. ") == several).collect()
    };
    let one = marks(&window, false).into_iter().next().unwrap();
    window.get_by_role_and_label(Role::Button, &one).click();
    window.run_ok();
    let chosen = selected(&window);
    let record = state(&window).data.dataset.by_id(&chosen[0]).unwrap();
    assert!(one.ends_with(record.name.get(Lang::En)), "{one}: {chosen:?}");
    assert_ne!(record.kind, Kind::Gate);
    let many = marks(&window, true).into_iter().next().unwrap();
    window.get_by_role_and_label(Role::Button, &many).click();
    window.run_ok();
    assert_eq!(selected(&window), chosen, "nothing is selected yet");
    let first = many.split(" records. ").nth(1).unwrap().split("; ").next().unwrap().to_owned();
    window.get_by_role_and_label(Role::Button, &first).click();
    window.run_ok();
    assert_ne!(selected(&window), chosen);
}

#[test]
fn the_moment_is_shared_with_the_map_and_moved_by_keys() {
    let mut window = board();
    let slider = window.get_by_role_and_label(Role::Slider, "Moment");
    assert_eq!(slider.accesskit_node().value().unwrap(), "31 Dec 2025");
    slider.focus();
    window.run_ok();
    for _ in 0..48 {
        press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    }
    press(&mut window, Modifiers::SHIFT, Key::ArrowLeft);
    let slider = window.get_by_role_and_label(Role::Slider, "Moment");
    assert_eq!(slider.accesskit_node().value().unwrap(), "30 Dec 2021");
    assert!(state(&window).play.is_some_and(|play| !play.running), "the map and the timeline show it too");
    let tan_thanh = rows(&window).into_iter().find(|row| row.starts_with("Tân Thanh. ")).unwrap();
    assert!(tan_thanh.contains("Status on 30 Dec 2021: Suspended"), "{tan_thanh}");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(state(&window).play.is_none());
}

#[test]
fn rows_sort_by_what_is_open_and_the_order_is_remembered() {
    let mut window = board();
    window.get_by_role_and_label(Role::ComboBox, "Sorted by position on the border").click();
    window.run_ok();
    window.get_by_role_and_label(Role::Button, "open promises").click();
    window.run_ok();
    assert_eq!(window.state().settings().boards.gates.by, "open");
    let first = rows(&window)[0].clone();
    assert!(first.contains("open promises") && !first.starts_with("A Pa Chải"), "{first}");
}

#[test]
fn the_filter_applies_and_where_nothing_is_left_it_says_why() {
    let mut window = board();
    window.state().send(Command::Ask("place:cao-bang".to_owned()));
    window.run_ok();
    assert!(rows(&window).len() >= 8 && rows(&window).iter().all(|row| row.contains("Cao Bằng")));
    window.state().send(Command::Ask("zzz".to_owned()));
    window.run_ok();
    assert_eq!(
        window.query_all_by(|node| node.value().is_some_and(|text| text.ends_with(": nothing matches"))).count(),
        1
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.ron"), r#"[Topic(id: "t", name: (vi: "T", en: "T"))]"#).unwrap();
    let mut settings = Settings { board: Board::Gates, ..settings(Lang::En, ThemeChoice::Light) };
    settings.layout.left = false;
    let mut window = open_folder(folder.path(), [1280.0, 720.0], settings);
    window.run_ok();
    window.get_by_label("This dataset has no gates, nor places with anything that happened there.");
}

#[test]
fn a_province_and_its_neighbours_are_in_view_on_a_laptop_with_no_name_cut() {
    for lang in Lang::ALL {
        let mut window = window(lang, [1366.0, 768.0], true);
        window.state().send(Command::Select(Item::Record("ban-khoong".into())));
        window.run_ok();
        let whole = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1366.0, 768.0));
        let texts = texts_of(&window, whole);
        let dataset = &state(&window).data.dataset;
        let seen = |name: &str| texts.iter().any(|text| text.trim_end_matches(" ~") == name);
        let of = |provinces: &[&str]| -> Vec<String> {
            let gates = dataset
                .of_kind(Kind::Gate)
                .filter(|(_, gate)| gate.ids(km0_core::model::Field::Vn).iter().any(|id| provinces.contains(&&**id)));
            gates.map(|(_, gate)| gate.name.get(lang).to_owned()).filter(|name| !seen(name)).collect()
        };
        assert_eq!(of(&["cao-bang"]), Vec::<String>::new(), "{lang:?}");
        assert!(!texts.iter().any(|text| {
            text.ends_with('…')
                && dataset
                    .of_kind(Kind::Gate)
                    .any(|(_, gate)| gate.name.get(lang).starts_with(text.trim_end_matches('…')))
        }));
    }
}

#[test]
fn the_sheet_holds_every_gate_on_a3_and_the_page_leads_from_each_mark_to_its_entry() {
    let folder = tempfile::tempdir().unwrap();
    let made = |args: &[&str], name: &str| {
        let path = folder.path().join(name);
        let output = km0(&[args, &["--lang", "vi", "-o", path.to_str().unwrap()]].concat());
        assert_eq!(code(&output), 0, "{args:?}: {}", stderr(&output));
        fs::read(path).unwrap()
    };
    assert!(made(&["render", "--board", "gates"], "sheet.pdf").starts_with(b"%PDF-"));
    let svg = String::from_utf8(made(&["render", "--board", "gates", "--paper", "a3"], "sheet.svg")).unwrap();
    assert!(svg.contains("width=\"420mm\" height=\"297mm\""));
    let loaded = km0_core::dataset::builtin();
    for (_, gate) in loaded.dataset.of_kind(Kind::Gate) {
        assert!(svg.contains(&format!(">{}<", gate.name.get(Lang::Vi))), "{}", gate.id);
    }
    let html = String::from_utf8(made(&["export", "--along", "-f", "html"], "gates.html")).unwrap();
    assert!(html.contains("<svg class=\"along\"") && !html.contains("<script"));
}
