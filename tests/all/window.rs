//! The whole window, driven through its accessibility tree: no pixels.

use std::path::Path;

use egui::{Key, Modifiers, Role, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use egui_kittest::wgpu::WgpuTestRenderer;
use km0::app::{Data, Explorer, Settings, State};
use km0::context::Item;
use km0::ui::theme::ThemeChoice;
use km0_core::dataset::{self, Ix};
use km0_core::export::{ExportNote, Format, export};
use km0_core::model::{Kind, Lang};
use km0_core::words::Words;

pub(crate) fn settings(lang: Lang, theme: ThemeChoice) -> Settings {
    Settings { lang, theme, ..Settings::default() }
}

pub(crate) type Window = Harness<'static, Explorer>;

/// Screens in pixels, and the factors by which desktops enlarge what is on them.
const SCREENS: [Vec2; 4] = [vec2(1280.0, 720.0), vec2(1366.0, 768.0), vec2(1920.0, 1080.0), vec2(2560.0, 1440.0)];
const SCALES: [f32; 4] = [1.0, 1.25, 1.5, 2.0];

/// The built-in set in each language at each size and scale, one window after the other.
pub(crate) fn at_every_size(mut each: impl FnMut(&mut Window, Lang, Vec2)) {
    for lang in Lang::ALL {
        for screen in SCREENS {
            for scale in SCALES {
                let size = screen / scale;
                each(&mut open(size.into(), settings(lang, ThemeChoice::Light)), lang, size);
            }
        }
    }
}

/// The built-in set in a window of this size, settled.
pub(crate) fn open(size: [f32; 2], settings: Settings) -> Harness<'static, Explorer> {
    open_on(dataset::builtin(), None, size, settings)
}

/// The dataset of a folder in a window of this size, settled.
pub(crate) fn open_folder(folder: &Path, size: [f32; 2], settings: Settings) -> Harness<'static, Explorer> {
    open_on(dataset::open(folder), Some(folder), size, settings)
}

/// What paints pictures, ready for the map.
fn renderer() -> WgpuTestRenderer {
    let render = km0_testkit::renderer::render_state();
    Explorer::install_renderer(&render);
    WgpuTestRenderer::from_render_state(render)
}

/// A window on any dataset, settled.
fn open_on(
    loaded: dataset::Loaded,
    folder: Option<&Path>,
    size: [f32; 2],
    settings: Settings,
) -> Harness<'static, Explorer> {
    let state = State::new(Data::new(loaded, folder.map(Path::to_owned)), settings);
    let mut explorer = Explorer::new(state);
    explorer.stop_the_clock();
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(80)
        .with_context_setup(Explorer::install)
        .renderer(renderer())
        .build_ui_state(
            |ui, explorer: &mut Explorer| {
                explorer.logic(&ui.ctx().clone());
                explorer.ui(ui);
            },
            explorer,
        );
    harness.run_ok();
    harness
}

/// Opens one of the menus behind the button of the bar.
pub(crate) fn open_menu(window: &mut Window, title: &str) {
    window.get_by_role_and_label(Role::Button, "Menu").click();
    window.run_ok();
    window.get_by_label(title).click();
    window.run_ok();
}

pub(crate) fn english() -> Harness<'static, Explorer> {
    open([1920.0, 1080.0], settings(Lang::En, ThemeChoice::Light))
}

pub(crate) fn state<'a>(harness: &'a Harness<'static, Explorer>) -> &'a State {
    &harness.state().state
}

pub(crate) fn ask(harness: &mut Harness<'static, Explorer>, query: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run_ok();
    harness.get_by_role(Role::TextInput).type_text(query);
    harness.run_ok();
}

/// The palette's text field, which is painted in front of the search box.
pub(crate) fn palette_field<'a>(harness: &'a Harness<'static, Explorer>) -> egui_kittest::Node<'a> {
    let fields: Vec<_> = harness.get_all_by_role(Role::TextInput).collect();
    fields.into_iter().find(egui_kittest::Node::is_focused).unwrap()
}

#[test]
fn asking_a_question_narrows_every_view_and_the_export_equals_the_list() {
    let mut window = english();
    let total = state(&window).data.dataset.len();
    ask(&mut window, "kind:agreement");
    let answer = state(&window).ask.answer.clone();
    assert!(!answer.rows.is_empty() && answer.rows.len() < total);
    let number = |count: usize| Words::new(Lang::En).number(count as f64);
    window.get_by_role_and_label(Role::Tab, &format!("Events {}", number(answer.rows.len())));
    let dataset = &state(&window).data.dataset;
    assert!(answer.rows.iter().all(|ix| dataset.record(*ix).unwrap().kind == Kind::Agreement));
    for format in Format::ALL {
        let exported = export(dataset, &answer.rows, format, &ExportNote::default());
        assert_eq!(exported.records, answer.rows.len(), "{}", format.slug());
    }
}

#[test]
fn clicking_a_gate_on_the_map_shows_its_agreements_and_marks_them_on_the_timeline() {
    let mut window = english();
    let gate = window.get_by(|node| node.label().is_some_and(|name| name.starts_with("Border gate, Trà Lĩnh, ")));
    gate.click();
    window.run_ok();
    assert_eq!(state(&window).selection, [Item::Record("tra-linh".into())]);
    assert!(window.query_all_by_label_contains("Agreements, ").next().is_some(), "in details");
    let state = state(&window);
    let ix = state.data.dataset.ix("minutes-cao-bang-guangxi-talks-2025").unwrap();
    assert!(state.focus.is_related(ix), "the minutes that name the gate are marked");
    let unrelated = state.data.dataset.ix("yunnan-conference-2022").unwrap();
    assert!(!state.focus.is_related(unrelated));
}

#[test]
fn a_wrong_query_is_explained_and_the_last_answer_stays() {
    let mut window = english();
    ask(&mut window, "kind:meeting ");
    let before = state(&window).ask.answer.clone();
    window.get_by_role(Role::TextInput).type_text("after:20");
    window.run_ok();
    assert_eq!(state(&window).ask.answer, before);
    assert!(state(&window).ask.error.is_some());
}

#[test]
fn escape_lets_the_selection_go_and_back_brings_it_again() {
    let mut window = english();
    window.get_by(|node| node.label().is_some_and(|name| name.starts_with("Border gate, Trà Lĩnh, "))).click();
    window.run_ok();
    window.key_press(Key::Escape);
    window.run_ok();
    assert!(state(&window).selection.is_empty());
    window.get_by_label("Back").click();
    window.run_ok();
    assert_eq!(state(&window).selection.len(), 1);
}

#[test]
fn escape_closes_a_menu_and_leaves_the_selection() {
    let mut window = english();
    window.get_by(|node| node.label().is_some_and(|name| name.starts_with("Border gate, Trà Lĩnh, "))).click();
    window.run_ok();
    window.get_by_role_and_label(Role::Button, "Language").click();
    window.run_ok();
    assert!(window.query_by_label("Tiếng Việt").is_some());
    window.key_press(Key::Escape);
    window.run_ok();
    assert!(window.query_by_label("Tiếng Việt").is_none(), "the menu is closed");
    assert_eq!(state(&window).selection.len(), 1);
}

#[test]
fn the_language_changes_at_once_and_everywhere() {
    let mut window = english();
    window.get_by_role_and_label(Role::Button, "Language").click();
    window.run_ok();
    window.get_by_label("Tiếng Việt").click();
    window.run_ok();
    assert!(window.query_all_by_label_contains("Sự kiện ").next().is_some());
    window.get_by_role_and_label(Role::Button, "Ngôn ngữ").click();
    window.run_ok();
    window.get_by_label("中文").click();
    window.run_ok();
    window.get_by_role_and_label(Role::Button, "导出");
}

#[test]
fn the_export_dialog_says_how_many_records_and_what_would_be_lost() {
    let mut window = english();
    ask(&mut window, "gate:ta-lung");
    window.key_press_modifiers(Modifiers::COMMAND, Key::E);
    window.run_ok();
    let rows = &state(&window).ask.answer.rows;
    let happens = |ix: &&Ix| state(&window).data.dataset.kind(**ix).is_some_and(Kind::happens);
    let events = rows.iter().filter(happens).count();
    // the list counts the events alone
    let counts = format!("{events} events and {} other records", rows.len() - events);
    window.get_by_label(&format!("What is shown: {counts}"));
    let whole = format!("{} records: {counts} (gates, people, sources …)", rows.len());
    assert!(window.query_all_by_label(&whole).next().is_some());
    window.get_by_label_contains("KML:").click();
    window.run_ok();
    assert!(window.query_all_by_label_contains("left out in").next().is_some(), "KML cannot hold statements");
    window.get_by_label_contains("RON:").click();
    window.run_ok();
    assert_eq!(state(&window).export.format, Format::Ron);
    window.get_by_label("Close").click();
    window.run_ok();
    assert!(state(&window).dialog.is_none());
}

#[test]
fn removing_a_filter_chip_undoes_that_filter_and_undo_brings_it_back() {
    let mut window = english();
    ask(&mut window, "kind:agreement gate:ta-lung");
    assert_eq!(state(&window).ask.query.terms.len(), 2);
    window.get_by_label_contains("Remove the filter agreement").click();
    window.run_ok();
    assert_eq!(state(&window).ask.query.to_string(), "gate:ta-lung");
    open_menu(&mut window, "Edit");
    window.get_by_label("Undo: filter agreements removed").click();
    window.run_ok();
    assert_eq!(state(&window).ask.query.to_string(), "kind:agreement gate:ta-lung");
}

#[test]
fn the_panels_can_be_put_away_and_the_layout_reset() {
    let mut window = english();
    window.get_by_label("As a table, with columns");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    window.run_ok();
    assert!(!state(&window).settings.layout.left);
    assert!(window.query_by_label("As a table, with columns").is_none());
    open_menu(&mut window, "View");
    window.get_by_label_contains("Reset the layout").click();
    window.run_ok();
    assert!(state(&window).settings.layout.left);
}

#[test]
fn a_window_smaller_than_it_asks_to_be_is_painted_all_the_same() {
    for size in [[800.0, 520.0], [300.0, 200.0], [64.0, 64.0]] {
        let window = open(size, settings(Lang::Vi, ThemeChoice::Light));
        assert!(!state(&window).ask.answer.rows.is_empty(), "{size:?}");
    }
}

#[test]
fn a_dataset_of_another_continent_and_century_is_shown_where_and_when_it_is() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fairs");
    let loaded = dataset::open(&folder);
    assert_eq!(loaded.problems, []);
    let mut window = open_on(loaded, None, [1280.0, 720.0], settings(Lang::En, ThemeChoice::Light));
    assert_eq!(state(&window).ask.answer.rows.len(), 7);
    assert!(window.query_all_by_label_contains("11 July 1240").next().is_some(), "on the timeline");
    let on_map = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.role() == Role::Button && node.label().is_some_and(|name| name.starts_with("Place, Frankfurt"))
    };
    window.get_by(move |node| on_map(node)).click();
    window.run_ok();
    assert_eq!(state(&window).selection, [Item::Record("frankfurt".into())]);
}

#[test]
fn an_idle_window_asks_for_no_further_frame() {
    let mut window = english();
    window.run_steps(3);
    let output = window.output();
    let delay = output.viewport_output.values().map(|viewport| viewport.repaint_delay).min().unwrap();
    assert!(delay > std::time::Duration::from_secs(1), "repaints after {delay:?}");
}
