//! Pictures of single panels, for what words can't describe, and trees of what a screen reader
//! finds for the rest. Update with `UPDATE_SNAPSHOTS=1 INSTA_UPDATE=always scripts/test pictures`.

use egui::{Rect, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Node, image_snapshot};
use km0::app::Settings;
use km0::app::input::{Dialog, Event, Input, WindowCommand};
use km0::context::{Command, Item};
use km0::ui::theme::ThemeChoice;
use km0_core::model::Lang;
use km0_core::saved::NamedView;

use crate::window::{self, Window, settings};

const SMALL: [f32; 2] = [1280.0, 720.0];

fn window_with(settings: Settings, inputs: Vec<Input>) -> Window {
    settled(window::open(SMALL, settings), inputs)
}

/// On a few gates that stay as they are, whatever the built-in set comes to hold: a picture stays too.
fn few_gates(settings: Settings, inputs: Vec<Input>) -> Window {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/gates");
    settled(window::open_folder(&folder, SMALL, settings), inputs)
}

fn settled(mut window: Window, inputs: Vec<Input>) -> Window {
    for input in inputs {
        window.state().send(input);
    }
    window.run_ok();
    window.remove_cursor();
    window.run_ok();
    window
}

/// A picture of the part of the window that `rect` covers, in points.
fn picture(window: &mut Window, rect: Rect, name: &str) {
    let whole = window.render().unwrap();
    let rect = rect.intersect(Rect::from_min_size(egui::Pos2::ZERO, SMALL.into())).expand(2.0);
    #[allow(clippy::cast_sign_loss)]
    let [x, y, w, h] = [rect.left(), rect.top(), rect.width(), rect.height()].map(|side| side.max(0.0) as u32);
    let mut part = image::imageops::crop_imm(&whole, x, y, w, h).to_image();
    // few shades: what a picture is to show survives, and it stays small
    part.pixels_mut()
        .flat_map(|pixel| pixel.0.iter_mut())
        .for_each(|shade| *shade = shade.saturating_add(25) / 51 * 51);
    image_snapshot(&part, name);
}

/// What the node and everything in it cover, in points.
fn covered(node: Node<'_>) -> Rect {
    let own = node.accesskit_node().bounding_box();
    let own = own.map_or(Rect::NOTHING, |at| {
        Rect::from_min_max(egui::pos2(at.x0 as f32, at.y0 as f32), egui::pos2(at.x1 as f32, at.y1 as f32))
    });
    node.children().map(covered).fold(own, Rect::union)
}

/// The open dialog with its margin.
fn dialog(window: &mut Window, name: &str) {
    let rect = covered(window.get_by_role(Role::Dialog)).expand(18.0);
    picture(window, rect, name);
}

fn select(id: &str) -> Input {
    Command::Select(Item::Record(id.into())).into()
}

/// What a screen reader finds, one node a line: role, name and value, indented by depth.
fn tree(window: &Window) -> String {
    let mut lines = Vec::new();
    describe(window.root(), 0, &mut lines);
    lines.join("\n")
}

fn describe(node: Node<'_>, depth: usize, lines: &mut Vec<String>) {
    let own = node.accesskit_node();
    let named = own.label().or_else(|| own.value()).filter(|said| !said.trim().is_empty());
    let deeper = if let Some(said) = named {
        lines.push(format!("{}{:?} {}", "  ".repeat(depth), own.role(), said.replace('\n', " / ")));
        depth + 1
    } else {
        depth
    };
    for child in node.children() {
        describe(child, deeper, lines);
    }
}

#[test]
fn the_export_dialog() {
    let asked = vec![Command::Ask("gate:ta-lung".to_owned()).into(), WindowCommand::Show(Dialog::Export).into()];
    let mut window = few_gates(settings(Lang::En, ThemeChoice::Light), asked);
    dialog(&mut window, "export-light-en");
}

#[test]
fn the_about_dialog() {
    let mut window = few_gates(settings(Lang::Vi, ThemeChoice::Dark), vec![WindowCommand::Show(Dialog::About).into()]);
    dialog(&mut window, "about-dark-vi");
}

#[test]
fn the_palette_with_what_was_found() {
    let mut window =
        few_gates(settings(Lang::En, ThemeChoice::HighContrast), vec![WindowCommand::Show(Dialog::Palette).into()]);
    window::palette_field(&window).type_text("tra linh");
    window.run_ok();
    dialog(&mut window, "palette-contrast-en");
}

#[test]
fn the_named_views() {
    let mut window = few_gates(settings(Lang::Vi, ThemeChoice::Light), vec![]);
    let named = |name: &str| NamedView { name: name.to_owned(), path: format!("{name}.km0view").into() };
    let views = ["Cửa khẩu Tà Lùng từ năm 2021", "Hội nghị đầu xuân", "友谊关"].map(named);
    window.state().send(Event::ViewsListed(views.to_vec()));
    window.state().send(WindowCommand::Show(Dialog::Views));
    window.run_ok();
    window.get_by_label("Xóa Hội nghị đầu xuân").click();
    window.run_ok();
    dialog(&mut window, "views-light-vi");
}

#[test]
fn the_board_along_the_border() {
    let mut settings = settings(Lang::Vi, ThemeChoice::Light);
    settings.board = km0::context::Board::Gates;
    settings.layout.left = false;
    let mut window = few_gates(settings, vec![Command::Ask("place:cao-bang".to_owned()).into(), select("tra-linh")]);
    let rect = window.state().regions().middle;
    picture(&mut window, rect.with_max_x(rect.left() + 700.0).with_max_y(rect.top() + 200.0), "along-light-vi");
}

#[test]
fn a_screen_reader_finds_the_keys_in_chinese() {
    let window =
        window_with(settings(Lang::Zh, ThemeChoice::Light), vec![WindowCommand::Show(Dialog::Shortcuts).into()]);
    insta::assert_snapshot!("tree-keys-zh", tree(&window));
}

#[test]
fn a_screen_reader_finds_a_selected_gate() {
    let window = window_with(settings(Lang::Vi, ThemeChoice::Light), vec![select("ta-lung")]);
    insta::assert_snapshot!("tree-gate-vi", tree(&window));
}

#[test]
fn a_screen_reader_finds_a_meeting_with_its_statements() {
    let window = window_with(settings(Lang::En, ThemeChoice::Light), vec![select("early-spring-2021")]);
    insta::assert_snapshot!("tree-meeting-en", tree(&window));
}

#[test]
fn a_screen_reader_finds_that_nothing_matches() {
    let window = window_with(settings(Lang::Vi, ThemeChoice::Dark), vec![Command::Ask("zzz".to_owned()).into()]);
    insta::assert_snapshot!("tree-nothing-vi", tree(&window));
}
