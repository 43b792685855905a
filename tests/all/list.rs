//! The list, worked by keyboard and pointer through its accessibility tree.

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use km0::context::{Command, Item};
use km0::ui::theme::ThemeChoice;
use km0_core::model::{Kind, Lang};

use km0_testkit::hands::{click_row, copied, nodes, press, rows};

use crate::window::{Window, state};
use crate::window::{open, settings};

fn window(query: &str) -> Window {
    let mut window = open([1600.0, 1000.0], settings(Lang::En, ThemeChoice::Light));
    window.state().send(Command::Ask(query.to_owned()));
    window.run_ok();
    window
}

/// As [`window`], with columns.
fn table(query: &str) -> Window {
    let mut settings = settings(Lang::En, ThemeChoice::Light);
    settings.list.table = true;
    let mut window = open([1600.0, 1000.0], settings);
    window.state().send(Command::Ask(query.to_owned()));
    window.run_ok();
    window
}

fn sort_by(window: &mut Window, column: &str) {
    window.get_by_role_and_label(Role::ColumnHeader, column).click();
    window.run_ok();
}

/// The places of the selected rows among those in view.
fn selected(window: &Window) -> Vec<usize> {
    let is_selected = |node: &Node<'_>| node.accesskit_node().is_selected() == Some(true);
    nodes(window).iter().enumerate().filter(|(_, node)| is_selected(node)).map(|(at, _)| at).collect()
}

#[test]
fn arrows_walk_shift_extends_and_ctrl_a_takes_all() {
    let mut window = window("kind:agreement");
    click_row(&mut window, 2, Modifiers::NONE);
    assert_eq!(selected(&window), [2]);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(selected(&window), [3]);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(selected(&window), [3, 4, 5]);
    press(&mut window, Modifiers::SHIFT, Key::Home);
    assert_eq!(selected(&window), [0, 1, 2, 3], "Shift goes back over where it began");
    press(&mut window, Modifiers::COMMAND, Key::A);
    assert_eq!(state(&window).focus.selected().len(), state(&window).ask.answer.rows.len());
}

#[test]
fn end_goes_to_the_last_row_and_brings_it_into_view() {
    let mut window = window("");
    click_row(&mut window, 0, Modifiers::NONE);
    press(&mut window, Modifiers::NONE, Key::End);
    let total = state(&window).ask.answer.rows.len();
    let shown = rows(&window);
    assert!(shown.len() < 100, "{} rows are made for {total}", shown.len());
    assert_eq!(selected(&window), [shown.len() - 1]);
    press(&mut window, Modifiers::NONE, Key::PageUp);
    press(&mut window, Modifiers::NONE, Key::Home);
    assert_eq!(selected(&window), [0]);
}

#[test]
fn clicking_with_shift_and_ctrl_takes_a_span_and_single_rows() {
    let mut window = window("kind:meeting");
    click_row(&mut window, 1, Modifiers::NONE);
    click_row(&mut window, 4, Modifiers::SHIFT);
    assert_eq!(selected(&window), [1, 2, 3, 4]);
    click_row(&mut window, 0, Modifiers::COMMAND);
    click_row(&mut window, 2, Modifiers::COMMAND);
    assert_eq!(selected(&window), [0, 1, 3, 4]);
}

#[test]
fn typing_jumps_to_the_name_that_begins_so() {
    let mut window = window("kind:gate");
    click_row(&mut window, 0, Modifiers::NONE);
    for letter in ["t", "a", " ", "l"] {
        window.event(Event::Text(letter.to_owned()));
        window.step();
    }
    window.run_ok();
    assert_eq!(state(&window).selection, [Item::Record("ta-lung".into())]);
}

#[test]
fn enter_brings_the_details_back() {
    let mut window = window("kind:gate");
    click_row(&mut window, 0, Modifiers::NONE);
    press(&mut window, Modifiers::COMMAND, Key::Num4);
    assert!(!state(&window).settings.layout.details);
    click_row(&mut window, 1, Modifiers::NONE);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(state(&window).settings.layout.details);
}

#[test]
fn a_click_on_a_head_sorts_and_another_turns_the_order_round() {
    let mut window = table("kind:gate");
    sort_by(&mut window, "Name");
    let up = rows(&window);
    assert!(up.len() > 5, "{up:?}");
    sort_by(&mut window, "Name");
    let head = window.get_by_role_and_label(Role::ColumnHeader, "Name");
    assert_eq!(head.accesskit_node().sort_direction(), Some(egui::accesskit::SortDirection::Descending));
    let first = up.first().unwrap();
    assert_ne!(rows(&window).first(), Some(first));
}

#[test]
fn words_put_the_best_matches_first_until_a_column_is_asked_for() {
    let mut window = table("kind:gate ta lung");
    window.get_by_label("Best matches first");
    let dataset = &state(&window).data.dataset;
    let best = dataset.record(state(&window).ask.answer.best[0]).unwrap();
    let wanted = format!("Border gate: {}", best.name.get(Lang::En));
    assert_eq!(best.kind, Kind::Gate);
    assert_eq!(rows(&window)[0], wanted);
    sort_by(&mut window, "Date");
    assert!(window.query_by_label("Best matches first").is_none());
    // other words ask for an order of their own again
    window.state().send(Command::Ask(String::new()));
    window.run_ok();
    window.get_by_label("Sorted by date");
    window.state().send(Command::Ask("huu nghi".to_owned()));
    window.run_ok();
    window.get_by_label("Best matches first");
}

#[test]
fn selected_rows_are_copied_as_a_table() {
    let mut window = table("kind:gate");
    sort_by(&mut window, "Name");
    click_row(&mut window, 0, Modifiers::NONE);
    click_row(&mut window, 1, Modifiers::SHIFT);
    let names: Vec<String> = rows(&window)[..2].iter().map(|row| row.replace("Border gate: ", "")).collect();
    let expected = format!("Kind\tName\tDate\nBorder gate\t{}\t\nBorder gate\t{}\t", names[0], names[1]);
    assert_eq!(copied(&mut window), expected);
}

#[test]
fn columns_come_and_go_from_the_menu_and_are_remembered() {
    let mut window = table("kind:agreement");
    window.get_by_label("Columns").click();
    window.run_ok();
    window.get_by_role_and_label(Role::CheckBox, "Gate, place").click();
    window.run_ok();
    window.get_by_role_and_label(Role::ColumnHeader, "Gate, place");
    let remembered = window.state().settings();
    let again = km0::app::Settings::from_text(&remembered.to_text());
    assert_eq!(again.list, remembered.list);
    assert!(again.list.has(km0::browse::Column::Place));
}

#[test]
fn a_right_click_offers_to_filter_by_the_cell() {
    let mut window = window("");
    let name = rows(&window)[0].clone();
    let kind = name.split(':').next().unwrap().to_owned();
    nodes(&window)[0].click_secondary();
    window.run_ok();
    window.get_by_label_contains("Kind: ").hover();
    window.run_ok();
    window.get_by_label("Only this").click();
    window.run_ok();
    let query = state(&window).ask.query.to_string();
    assert!(query.starts_with("kind:"), "{query} for {kind}");
}

#[test]
fn the_table_tells_how_many_rows_it_has_and_which_each_is() {
    let window = window("");
    let happens = state(&window).data.dataset.records().iter().filter(|record| record.kind.happens());
    let total = happens.count();
    let grid = window.get_by_role_and_label(Role::Grid, "List");
    assert_eq!(grid.accesskit_node().data().row_count(), Some(total));
    let node = nodes(&window)[1].accesskit_node();
    assert_eq!((node.data().row_index(), node.data().position_in_set()), (Some(1), Some(2)));
    assert_eq!(node.data().size_of_set(), Some(total));
}
