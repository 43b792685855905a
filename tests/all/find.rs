//! Finding things: rows that say what they are, the register, what is related, suggestions, and what
//! to do where nothing is found.

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use km0::context::{Command, Item, LeftTab, PlayStep};
use km0::ui::theme::ThemeChoice;
use km0_core::model::{Kind, Lang};

use km0_testkit::hands::{click_row, nodes, press, rows};

use crate::window::{Window, open, settings, state};

const LAPTOP: [f32; 2] = [1366.0, 768.0];

fn window(lang: Lang) -> Window {
    open(LAPTOP, settings(lang, ThemeChoice::Light))
}

fn send(window: &mut Window, command: Command) {
    window.state().send(command);
    window.run_ok();
}

fn typed(window: &mut Window, text: &str) {
    press(window, Modifiers::COMMAND, Key::F);
    for letter in text.chars() {
        window.event(Event::Text(letter.to_string()));
        window.step();
    }
    window.run_ok();
    // names are made ready beside the thread that paints
    let start = std::time::Instant::now();
    while window.query_all_by(|node| node.role() == Role::ListBoxOption).next().is_none() {
        assert!(start.elapsed().as_secs() < 20, "nothing is suggested");
        std::thread::sleep(std::time::Duration::from_millis(20));
        window.step();
    }
}

fn related(window: &Window) -> String {
    window
        .get_by(|node| node.role() == Role::Tab && node.label().is_some_and(|name| name.starts_with("Related")))
        .accesskit_node()
        .label()
        .unwrap()
}

#[test]
fn rows_are_as_high_as_their_titles_and_a_button_brings_columns() {
    let mut window = window(Lang::Vi);
    let heights: Vec<f32> = nodes(&window).iter().map(|node| node.rect().height()).collect();
    assert!(heights.len() >= 4, "{heights:?}");
    assert!(heights.iter().all(|height| *height >= 40.0), "two lines at least: {heights:?}");
    assert!(heights.iter().any(|height| *height >= 55.0), "some titles wrap: {heights:?}");
    assert!(window.query_by_role_and_label(Role::ColumnHeader, "Tên").is_none());
    window.get_by_label("Dạng bảng, có cột").click();
    window.run_ok();
    window.get_by_role_and_label(Role::ColumnHeader, "Tên");
    assert!(nodes(&window).iter().all(|node| (node.rect().height() - 22.0).abs() < 0.5));
    assert!(window.state().settings().list.table, "remembered");
}

#[test]
fn undated_events_and_vague_dates_stand_behind_what_is_known_to_the_day() {
    let mut window = window(Lang::En);
    send(&mut window, Command::Ask("kind:meeting".to_owned()));
    let first = state(&window).data.dataset.clone();
    click_row(&mut window, 0, Modifiers::NONE);
    let chosen = first.by_id(state(&window).selection[0].record()).unwrap();
    assert!(chosen.date.is_some(), "{}", chosen.id);
    press(&mut window, Modifiers::NONE, Key::End);
    let last = first.by_id(state(&window).selection[0].record()).unwrap();
    let vague = |record: &km0_core::model::Record| record.date.as_ref().is_none_or(|date| date.as_str().len() < 10);
    assert!(vague(last) || last.date.as_ref().unwrap().as_str() >= chosen.date.as_ref().unwrap().as_str());
}

#[test]
fn whoever_types_beside_filters_types_words_alone() {
    let mut window = window(Lang::Vi);
    send(&mut window, Command::Ask("during:2022".to_owned()));
    let shown = |window: &Window| window.get_by_role(Role::TextInput).accesskit_node().value().unwrap_or_default();
    assert_eq!(shown(&window), "", "a filter stands as a chip");
    let field = window.get_by_role(Role::TextInput).rect();
    window.drag_at(field.center());
    window.drop_at(field.center());
    window.run_ok();
    for letter in "Hữu Nghị ".chars() {
        window.event(Event::Text(letter.to_string()));
        window.step();
    }
    window.run_ok();
    assert_eq!(shown(&window), "Hữu Nghị ");
    let asked = &state(&window).ask;
    assert_eq!((asked.query.to_string().as_str(), asked.error.is_none()), ("during:2022 Hữu Nghị", true));
    // taking the filter away leaves the words
    send(&mut window, Command::Ask("Hữu Nghị".to_owned()));
    assert_eq!(shown(&window), "Hữu Nghị");
}

#[test]
fn what_is_related_stays_while_its_events_are_walked_through() {
    let mut window = window(Lang::En);
    send(&mut window, Command::Select(Item::Record("tra-linh".into())));
    assert_eq!(state(&window).settings.layout.tab, LeftTab::Related);
    let (tab, before) = (related(&window), rows(&window));
    assert!(before.len() >= 4, "{before:?}");
    click_row(&mut window, 1, Modifiers::NONE);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_ne!(state(&window).selection, [Item::Record("tra-linh".into())]);
    assert_eq!(related(&window), tab);
    assert_eq!(rows(&window)[0], before[0]);
    window.get_by_label("Related to Trà Lĩnh").click();
    window.run_ok();
    assert_eq!(state(&window).selection, [Item::Record("tra-linh".into())]);
    send(&mut window, Command::Select(Item::Record("mong-cai".into())));
    assert_ne!(rows(&window), before, "another gate brings its own");
}

#[test]
fn the_register_stands_in_folded_groups_and_words_open_them() {
    let mut window = window(Lang::En);
    send(&mut window, Command::ShowTab(LeftTab::Register));
    assert_eq!(rows(&window), Vec::<String>::new(), "all folded");
    let gates = state(&window).data.dataset.of_kind(Kind::Gate).count();
    window.get_by_label_contains(&format!("Border gates, {gates}")).click();
    window.run_ok();
    assert!(rows(&window).iter().all(|row| row.starts_with("Border gate: ")) && rows(&window).len() > 3);
    send(&mut window, Command::Ask("huu nghi".to_owned()));
    send(&mut window, Command::ShowTab(LeftTab::Register));
    let found = rows(&window);
    assert!(found.iter().any(|row| row.starts_with("Border gate: Hữu Nghị")), "{found:?}");
    window.get_by_label_contains("Border gates, ").click();
    window.run_ok();
    assert!(window.query_all_by_label_contains("Places, ").next().is_some(), "other groups stand below");
    send(&mut window, Command::ClearQuery);
    send(&mut window, Command::ShowTab(LeftTab::Register));
    assert_eq!(rows(&window), Vec::<String>::new(), "folded again");
}

#[test]
fn arrow_keys_choose_a_suggestion_and_enter_goes_there() {
    let mut window = window(Lang::Vi);
    typed(&mut window, "ta lun");
    let options: Vec<String> = window
        .query_all_by(|node| node.role() == Role::ListBoxOption)
        .map(|node| node.accesskit_node().label().unwrap())
        .collect();
    assert!((1..=8).contains(&options.len()), "{options:?}");
    assert_eq!(options[0], "Cửa khẩu: Tà Lùng");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(state(&window).selection, [Item::Record("ta-lung".into())]);
    assert_eq!(state(&window).ask.text, "", "its words are no filter any more");
    assert!(window.query_by(|node| node.role() == Role::ListBoxOption).is_none());
}

#[test]
fn escape_closes_the_suggestions_before_it_clears_the_search() {
    let mut window = window(Lang::Vi);
    typed(&mut window, "ta lun");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by(|node| node.role() == Role::ListBoxOption).is_none());
    assert_eq!(state(&window).ask.text, "ta lun");
}

#[test]
fn where_nothing_is_found_the_word_is_named_and_one_click_helps() {
    let mut window = window(Lang::En);
    send(&mut window, Command::Ask("kind:meeting qqzwx".to_owned()));
    assert!(state(&window).ask.answer.rows.is_empty());
    window.get_by_label_contains("Nothing contains");
    let button = window.get_by(|node| {
        node.role() == Role::Button
            && node.label().is_some_and(|name| name.contains("qqzwx") && name.contains("Without"))
    });
    button.click();
    window.run_ok();
    assert_eq!(state(&window).ask.text, "kind:meeting");
    send(&mut window, Command::Ask("kind:gate cqi".to_owned()));
    window
        .get_all_by(|node| {
            node.role() == Role::Button && node.label().is_some_and(|name| name.starts_with("Search for"))
        })
        .next()
        .unwrap()
        .click();
    window.run_ok();
    assert!(!state(&window).ask.answer.rows.is_empty());
}

#[test]
fn the_list_follows_the_time_that_is_played() {
    let mut window = window(Lang::En);
    let before = rows(&window);
    let at = km0::context::seconds(km0_core::model::Moment::year_start(2024));
    send(&mut window, Command::Play(PlayStep::Start { at, running: false }));
    let played = rows(&window);
    assert_ne!(played, before);
    assert!(played[0].contains("2023"), "the quarter before: {}", played[0]);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(state(&window).play.is_none(), "Esc ends what is played");
}
