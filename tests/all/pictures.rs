//! Pictures of the main states, for what words can't describe. Update with `UPDATE_SNAPSHOTS=1 scripts/test pictures`.

use km0::app::Settings;
use km0::context::{Command, Dialog, Item};
use km0::model::Lang;
use km0::ui::theme::ThemeChoice;

use crate::window::{self, settings};

const WIDE: [f32; 2] = [1600.0, 900.0];
const SMALL: [f32; 2] = [1280.0, 720.0];

fn picture(name: &str, size: [f32; 2], settings: Settings, commands: Vec<Command>) {
    let mut harness = window::open(size, settings);
    for command in commands {
        harness.state_mut().explorer.send(command);
    }
    harness.run_ok();
    harness.remove_cursor();
    harness.run_ok();
    harness.snapshot(name);
}

fn select(id: &str) -> Command {
    Command::Select(Item::Record(id.into()))
}

#[test]
fn everything_in_light_colours() {
    picture("everything-light-en", WIDE, settings(Lang::En, ThemeChoice::Light), vec![]);
}

#[test]
fn everything_in_dark_colours_in_chinese() {
    picture("everything-dark-zh", WIDE, settings(Lang::Zh, ThemeChoice::Dark), vec![]);
}

#[test]
fn a_gate_selected_in_a_small_window() {
    picture("gate-light-vi", SMALL, settings(Lang::Vi, ThemeChoice::Light), vec![select("huu-nghi")]);
}

#[test]
fn a_gate_selected_in_dark_colours() {
    picture("gate-dark-en", SMALL, settings(Lang::En, ThemeChoice::Dark), vec![select("ta-lung")]);
}

#[test]
fn a_meeting_with_all_its_statements() {
    picture("meeting-light-vi", WIDE, settings(Lang::Vi, ThemeChoice::Light), vec![select("early-spring-2021")]);
}

#[test]
fn a_province_rolled_up() {
    picture("province-light-en", WIDE, settings(Lang::En, ThemeChoice::Light), vec![select("cao-bang")]);
}

#[test]
fn a_paragraph_of_a_source() {
    let item = Item::Paragraph { source: "004".into(), number: 10 };
    picture("paragraph-light-en", SMALL, settings(Lang::En, ThemeChoice::Light), vec![Command::Select(item)]);
}

#[test]
fn filters_in_force() {
    let ask = Command::Ask("kind:commitment place:cao-bang after:2025 -topic:tourism".to_owned());
    picture("filters-light-en", SMALL, settings(Lang::En, ThemeChoice::Light), vec![ask]);
}

#[test]
fn nothing_found() {
    let ask = Command::Ask("zzz".to_owned());
    picture("nothing-dark-vi", SMALL, settings(Lang::Vi, ThemeChoice::Dark), vec![ask]);
}

#[test]
fn the_export_dialog() {
    let asked = vec![Command::Ask("gate:ta-lung".to_owned()), Command::Show(Dialog::Export)];
    picture("export-light-en", SMALL, settings(Lang::En, ThemeChoice::Light), asked);
}

#[test]
fn the_about_dialog() {
    picture("about-dark-vi", SMALL, settings(Lang::Vi, ThemeChoice::Dark), vec![Command::Show(Dialog::About)]);
}
