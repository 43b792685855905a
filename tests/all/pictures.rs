//! Pictures of the main states, for what words can't describe. Update with `UPDATE_SNAPSHOTS=1 scripts/test pictures`.

use egui_kittest::kittest::Queryable;
use km0::app::Settings;
use km0::context::{Command, Dialog, Item};
use km0::model::Lang;
use km0::saved::NamedView;
use km0::ui::theme::ThemeChoice;

use crate::window::{self, settings};

const WIDE: [f32; 2] = [1600.0, 900.0];
const SMALL: [f32; 2] = [1280.0, 720.0];

fn picture(name: &str, size: [f32; 2], settings: Settings, commands: Vec<Command>) {
    let mut harness = window::open(size, settings);
    for command in commands {
        harness.state().send(command);
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

#[test]
fn the_palette_before_anything_is_typed() {
    let commands = vec![select("ta-lung"), select("lang-son"), Command::Show(Dialog::Palette)];
    picture("palette-dark-vi", SMALL, settings(Lang::Vi, ThemeChoice::Dark), commands);
}

#[test]
fn the_palette_with_what_was_found() {
    let mut harness = window::open(SMALL, settings(Lang::En, ThemeChoice::Light));
    harness.state().send(Command::Show(Dialog::Palette));
    harness.run_ok();
    window::palette_field(&harness).type_text("huu nghi");
    harness.run_ok();
    harness.snapshot("palette-light-en");
}

#[test]
fn the_sheet_of_keys() {
    let commands = vec![Command::Show(Dialog::Shortcuts)];
    picture("keys-light-zh", SMALL, settings(Lang::Zh, ThemeChoice::Light), commands);
}

#[test]
fn the_named_views() {
    let mut harness = window::open(SMALL, settings(Lang::Vi, ThemeChoice::Light));
    let named = |name: &str| NamedView { name: name.to_owned(), path: format!("{name}.km0view").into() };
    let views = ["Cửa khẩu Tà Lùng từ năm 2021", "Hội nghị đầu xuân", "友谊关"].map(named);
    harness.state().send(Command::ViewsListed(views.to_vec()));
    harness.state().send(Command::Show(Dialog::Views));
    harness.run_ok();
    harness.get_by_label("Xóa Hội nghị đầu xuân").click();
    harness.run_ok();
    harness.snapshot("views-light-vi");
}
