//! Sheets and dossiers: `km0 render`, and the dialog that makes the same.

use std::fs;

use egui_kittest::kittest::{NodeT, Queryable};
use km0::app::input::{Dialog, Make, WindowCommand};
use km0::context::{Command, Item};
use km0::map::TileChoice;
use km0::ui::theme::ThemeChoice;
use km0_core::model::Lang;
use km0_core::saved::{Image, SheetContent};

use crate::program::{code, km0, stderr};
use crate::window::{self, settings};

fn made(args: &[&str], name: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    let output =
        km0(&[&["render", "-q", "gate:ta-lung", "--lang", "vi"], args, &["-o", path.to_str().unwrap()]].concat());
    assert_eq!(code(&output), 0, "{args:?}: {}", stderr(&output));
    fs::read(path).unwrap()
}

#[test]
fn a_sheet_is_made_in_the_format_that_its_name_ends_in() {
    assert!(made(&[], "sheet.pdf").starts_with(b"%PDF-"));
    let svg = String::from_utf8(made(&["--what", "map"], "sheet.svg")).unwrap();
    assert!(svg.starts_with("<svg") && svg.contains("width=\"297mm\" height=\"210mm\""));
    let png = image::load_from_memory(&made(&["--paper", "a4", "--portrait"], "sheet.png")).unwrap();
    assert_eq!((png.width(), png.height()), (1587, 2245));
    let png =
        image::load_from_memory(&made(&["--what", "timeline", "--size", "800x500", "--scale", "1"], "x.png")).unwrap();
    assert_eq!((png.width(), png.height()), (800, 500));
}

#[test]
fn the_same_arguments_make_the_same_file() {
    for (args, name) in [
        (&["--what", "dossier", "--select", "ta-lung"][..], "a.pdf"),
        (&["--what", "both", "--theme", "dark"][..], "a.svg"),
        (&["--what", "map", "--size", "500x400"][..], "a.png"),
    ] {
        assert!(made(args, name) == made(args, name), "{args:?} {name}");
    }
}

#[test]
fn what_no_sheet_can_be_is_told_with_the_remedy() {
    let cases: [(&[&str], &str); 4] = [
        (&["-o", "x.pdf", "--what", "window"], "for an SVG or PDF write --what"),
        (&["-o", "x.png", "--what", "window", "--paper", "a4"], "the window has a --size"),
        (&["-o", "x.pdf", "--what", "dossier"], "--select ID"),
        (&["-o", "x.pdf", "--text", "9"], "0.5 to 2"),
    ];
    for (args, hint) in cases {
        let output = km0(&[&["render"], args].concat());
        assert_eq!(code(&output), 2, "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(hint), "{args:?}: {}", stderr(&output));
    }
}

#[test]
fn a_sheet_knows_whether_the_window_shows_tiles() {
    for tiles in [TileChoice::None, TileChoice::File] {
        let mut settings = settings(Lang::En, ThemeChoice::Light);
        settings.layers.tiles = tiles;
        let harness = window::open([1280.0, 720.0], settings);
        assert_eq!(harness.state().picture_order().tiles, tiles == TileChoice::File, "{tiles:?}");
    }
}

#[test]
fn the_dialog_makes_what_is_chosen_and_copies_the_command_for_it() {
    let mut harness = window::open([1280.0, 720.0], settings(Lang::En, ThemeChoice::Light));
    harness.state().send(WindowCommand::Show(Dialog::Picture));
    harness.run_ok();
    let dossier = harness.get_by_label("Dossier of what is selected");
    assert!(dossier.accesskit_node().is_disabled(), "nothing is selected");
    harness.get_by_label("SVG, to edit").click();
    harness.get_by_label("Timeline").click();
    harness.get_by_label("A3").click();
    harness.run_ok();
    let sheet = &window::state(&harness).settings.picture.sheet;
    assert_eq!((sheet.image, sheet.what), (Image::Svg, SheetContent::Timeline));
    let line = harness.state().command_line(Make::Sheet);
    assert!(line.ends_with("--what timeline --paper a3 -o timeline.svg"), "{line}");
    harness.state().send(Command::Select(Item::Record("huu-nghi".into())));
    harness.run_ok();
    harness.get_by_label("Dossier of what is selected").click();
    harness.run_ok();
    assert_eq!(window::state(&harness).settings.picture.sheet.what, SheetContent::Dossier);
}
