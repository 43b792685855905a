//! The boards beside the timeline and the map, worked by keyboard and pointer through their
//! accessibility tree.

use egui::{Key, Modifiers, OutputCommand, Role};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use km0::app::Settings;
use km0::context::{Board, Command, Item, LeftTab};
use km0::ui::theme::ThemeChoice;
use km0_core::model::{Kind, Lang};

use km0_testkit::hands::{click_row, copied, nodes, press, rows};

use crate::window::{Window, state};
use crate::window::{open, settings};

fn window(board: Board, query: &str) -> Window {
    let mut settings = Settings { board, ..settings(Lang::En, ThemeChoice::Light) };
    // rows of the list are none of the board's
    settings.layout.left = false;
    let mut window = open([1600.0, 1000.0], settings);
    window.state().send(Command::Ask(query.to_owned()));
    window.run_ok();
    window
}

fn matching(window: &Window, kind: Kind) -> usize {
    let state = state(window);
    let is_of = |ix: &&km0_core::dataset::Ix| state.data.dataset.record(**ix).unwrap().kind == kind;
    state.ask.answer.rows.iter().filter(is_of).count()
}

fn selected(window: &Window) -> Vec<String> {
    state(window).selection.iter().map(|item| item.record().to_string()).collect()
}

#[test]
fn tabs_and_keys_choose_what_fills_the_middle_and_it_is_remembered() {
    let mut window = window(Board::Overview, "gate:tra-linh");
    let count = matching(&window, Kind::Commitment);
    window.get_by_role_and_label(Role::Tab, &format!("Commitments and proposals, {count}")).click();
    window.run_ok();
    assert_eq!(state(&window).settings.board, Board::Promises);
    for (key, board) in [
        (Key::Num3, Board::Figures),
        (Key::Num4, Board::Disagreements),
        (Key::Num5, Board::Gates),
        (Key::Num1, Board::Overview),
    ] {
        press(&mut window, Modifiers::ALT, key);
        assert_eq!(state(&window).settings.board, board);
    }
    press(&mut window, Modifiers::ALT, Key::Num2);
    let kept = window.state().settings();
    assert_eq!(Settings::from_text(&kept.to_text()).board, Board::Promises);
    assert_eq!(window.state().captured().board, Board::Promises);
}

#[test]
fn a_board_shows_what_matches_of_its_kind_and_says_how_many() {
    for (board, kind, said) in [
        (Board::Promises, Kind::Commitment, "commitments and proposals"),
        (Board::Figures, Kind::Figure, "figures"),
        (Board::Disagreements, Kind::Discrepancy, "points on which sources differ"),
    ] {
        let mut window = window(board, "place:lang-son");
        let count = matching(&window, kind);
        assert!(count > 3, "{board:?}: {count}");
        window.get_by_label(&format!("{count} {said}"));
        window.state().send(Command::Ask("zzz".to_owned()));
        window.run_ok();
        let empty = window.query_all_by(|node| node.value().is_some_and(|text| text.ends_with(": nothing matches")));
        assert_eq!(empty.count(), 1, "{board:?}");
    }
}

#[test]
fn a_figure_that_is_chosen_is_selected_and_arrows_walk_on() {
    let mut window = window(Board::Figures, "");
    click_row(&mut window, 2, Modifiers::NONE);
    let first = selected(&window);
    assert_eq!(first.len(), 1);
    assert_eq!(nodes(&window)[2].accesskit_node().is_selected(), Some(true));
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_ne!(selected(&window), first);
    assert_eq!(nodes(&window)[3].accesskit_node().is_selected(), Some(true));
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(selected(&window).len(), 2);
    press(&mut window, Modifiers::NONE, Key::End);
    assert_eq!(selected(&window).len(), 1);
    press(&mut window, Modifiers::COMMAND, Key::A);
    assert_eq!(selected(&window).len(), matching(&window, Kind::Figure));
}

#[test]
fn what_is_selected_elsewhere_is_marked_with_what_has_to_do_with_it() {
    let mut window = window(Board::Promises, "gate:tra-linh");
    window.state().send(Command::Select(Item::Record("tra-linh".into())));
    window.run_ok();
    let related = |node: &Node<'_>| {
        node.accesskit_node().description().is_some_and(|said| said.contains("related to the selection"))
    };
    assert!(nodes(&window).iter().any(related));
}

#[test]
fn a_click_on_a_head_sorts_and_another_turns_the_order_round() {
    let mut window = window(Board::Figures, "place:lao-cai");
    window.get_by_role_and_label(Role::ColumnHeader, "Period").click();
    window.run_ok();
    let up = rows(&window);
    window.get_by_role_and_label(Role::ColumnHeader, "Period").click();
    window.run_ok();
    let down = rows(&window);
    assert_ne!(up, down);
    assert_eq!(window.state().settings().boards.figures.by, "period");
    assert!(window.state().settings().boards.figures.descending);
}

#[test]
fn rows_are_copied_as_a_table_with_the_columns_that_there_is_no_room_for() {
    let mut window = window(Board::Figures, "id:lang-son-transit-trade-2023");
    click_row(&mut window, 0, Modifiers::NONE);
    let text = copied(&mut window);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert_eq!(lines[0], "Figure\tValue\tUnit\tPeriod\tPlace\tWhat is measured\tSource\tId");
    assert!(lines[1].contains("\t51.991\tbillion USD\t2023\tLạng Sơn\t"), "{text}");
    assert!(lines[1].ends_with("\tlang-son-transit-trade-2023"), "{text}");
}

#[test]
fn groups_fold_and_say_how_many_they_hold() {
    let mut window = window(Board::Promises, "gate:tra-linh");
    window.get_by_role_and_label(Role::ComboBox, "Grouped by State").click();
    window.run_ok();
    window.get_by_role_and_label(Role::Button, "Gate").click();
    window.run_ok();
    assert_eq!(window.state().settings().boards.promises.group, "gate");
    let heads = window.query_all_by(|node| {
        node.role() == Role::DisclosureTriangle && node.label().is_some_and(|label| label.ends_with(": fold"))
    });
    let heads: Vec<String> = heads
        .map(|node| node.accesskit_node().label().unwrap())
        // the filters at the left fold as well
        .filter(|label| label.contains(", "))
        .collect();
    assert!(!heads.is_empty());
    let before = rows(&window).len();
    window.get_by_role_and_label(Role::DisclosureTriangle, &heads[0]).click();
    window.run_ok();
    assert!(rows(&window).len() < before);
    window.get_by_role_and_label(Role::DisclosureTriangle, &heads[0].replace(": fold", ": unfold"));
}

#[test]
fn a_disagreement_names_its_sides_and_what_was_decided() {
    let mut window = window(Board::Disagreements, "id:bridge-points-2021");
    let case = window.get_by_role_and_label(Role::Article, "Eight video-link venues stated, seven named");
    case.click();
    window.run_ok();
    assert_eq!(selected(&window), ["bridge-points-2021"]);
    let text = copied(&mut window);
    assert!(text.contains("The meeting had eight video-link venues. ("), "{text}");
    assert!(text.contains("000#3"), "{text}");
    window.get_by_label("What was decided and why");
    window.get_by_role_and_label(Role::Link, "Dương Liễu ¶3").click();
    window.run_ok();
    assert_eq!(state(&window).selection, [Item::Paragraph { source: "000".into(), number: 3 }]);
}

#[test]
fn the_switch_above_the_filters_chooses_the_layer() {
    let mut window = window(Board::Overview, "kind:meeting");
    window.state().send(Command::ShowTab(LeftTab::Filters));
    window.run_ok();
    let all = state(&window).ask.answer.rows.len();
    window.get_by_role_and_label(Role::RadioButton, "Source layer: Press").click();
    window.run_ok();
    assert_eq!(state(&window).ask.text, "kind:meeting layer:press");
    let press = state(&window).ask.answer.rows.len();
    assert!(press < all && press > 0);
    window.get_by_role_and_label(Role::RadioButton, "Source layer: Read in full").click();
    window.run_ok();
    assert_eq!(state(&window).ask.text, "kind:meeting layer:document");
    window.get_by_role_and_label(Role::RadioButton, "Source layer: Both").click();
    window.run_ok();
    assert_eq!(state(&window).ask.text, "kind:meeting");
    assert_eq!(state(&window).ask.answer.rows.len(), all);
}

#[test]
fn every_record_can_give_its_id_and_built_in_ones_say_why_they_have_no_file() {
    let mut window = window(Board::Figures, "");
    nodes(&window)[0].click_secondary();
    window.run_ok();
    let reveal = window.get_by_label("Reveal in file");
    assert!(reveal.accesskit_node().is_disabled());
    window.get_by_label("Copy id").click();
    window.step();
    window.step();
    let id = selected(&window)[0].clone();
    let mut found = Vec::new();
    for _ in 0..3 {
        for command in &window.output().platform_output.commands {
            if let OutputCommand::CopyText(copied) = command {
                found.push(copied.clone());
            }
        }
        window.step();
    }
    // copied by now, whichever frame did it
    assert!(found.iter().all(|copied| *copied == id), "{found:?} {id}");
    window.get_by_label("Copied");
}
