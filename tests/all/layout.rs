//! The window at every size and scale, in three languages: nothing leaves it, nothing covers what
//! can be pressed, and nothing is too small to hit.

use egui::epaint::TextShape;
use egui::{Color32, Rect, Role, Shape, Vec2};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT;
use km0::app::input::WindowCommand;
use km0::context::{Board, Command, Item};
use km0::ui::theme::{Palette, ThemeChoice};
use km0_core::model::Lang;

use crate::window::{self, Window, settings};

/// Points that a control is wide and high at least; half a point is lost to rounding.
const LEAST: f32 = 23.5;
const LAPTOP: [f32; 2] = [1366.0, 768.0];

struct Control {
    name: String,
    role: Role,
    rect: Rect,
}

fn controls(node: Node<'_>, found: &mut Vec<Control>) {
    let own = node.accesskit_node();
    let pressed = matches!(
        own.role(),
        Role::Button | Role::Tab | Role::CheckBox | Role::RadioButton | Role::TextInput | Role::ComboBox
    );
    if let Some(at) = own.bounding_box().filter(|_| pressed) {
        let rect = Rect::from_min_max(egui::pos2(at.x0 as f32, at.y0 as f32), egui::pos2(at.x1 as f32, at.y1 as f32));
        let name = own.label().or_else(|| own.value()).unwrap_or_default();
        found.push(Control { name, role: own.role(), rect });
    }
    node.children().for_each(|child| controls(child, found));
}

/// What is wrong with the controls of a window of this size.
fn faults(window: &Window, size: Vec2) -> Vec<String> {
    let mut found = Vec::new();
    controls(window.root(), &mut found);
    assert!(found.len() > 10, "{}", found.len());
    let whole = Rect::from_min_size(egui::Pos2::ZERO, size).expand(0.5);
    let regions = window.state().regions();
    // marks of events stand as close as their days; what works the timeline is in its head
    let head = regions.timeline.map(|rect| rect.with_max_y(rect.top() + 30.0));
    // a drawer lies over marks of the timeline
    let details = regions.details.filter(|_| !regions.drawer);
    let bars = [Some(regions.bar), regions.left, details, head];
    let mut faults = Vec::new();
    for control in &found {
        let Control { name, role, rect } = control;
        // what is scrolled out of view has no place yet
        let in_view = whole.intersects(*rect);
        let fixed = bars.iter().flatten().any(|bar| bar.contains(rect.center()));
        // what scrolls may be half in view from top to bottom, never from left to right
        let across = rect.left() >= whole.left() && rect.right() <= whole.right();
        let scrolls = [regions.left, regions.details].iter().flatten().any(|part| part.contains(rect.center()));
        if fixed && !(whole.contains_rect(*rect) || scrolls && across) {
            faults.push(format!("{role:?} {name:?} leaves the window: {rect}"));
        }
        if in_view && fixed && (rect.width() < LEAST || rect.height() < LEAST) {
            faults.push(format!("{role:?} {name:?} is too small: {rect}"));
        }
    }
    for (n, one) in
        found.iter().enumerate().filter(|(_, one)| bars.iter().flatten().any(|bar| bar.contains(one.rect.center())))
    {
        for other in found.iter().skip(n + 1) {
            let both = one.rect.intersect(other.rect);
            let inside = one.rect.contains_rect(other.rect) || other.rect.contains_rect(one.rect);
            // a drawer is what lies over the middle
            let drawer = regions.details.filter(|_| regions.drawer);
            let inside = inside || drawer.is_some_and(|over| over.intersects(both));
            if both.is_positive() && both.width() > 1.0 && both.height() > 1.0 && !inside {
                faults.push(format!("{:?} covers {:?}", one.name, other.name));
            }
        }
    }
    faults
}

#[test]
fn at_every_size_and_scale_in_three_languages_controls_stand_apart_and_can_be_hit() {
    let mut wrong = Vec::new();
    window::at_every_size(|window, lang, size| {
        let mut look = |window: &Window, scene: &str| {
            wrong.extend(faults(window, size).into_iter().map(|fault| format!("{lang:?} {size} {scene}: {fault}")));
        };
        look(window, "start");
        window.state().send(Command::Select(Item::Record("huu-nghi".into())));
        window.run_ok();
        look(window, "gate");
        window.state().send(Command::ShowBoard(Board::Promises));
        window.run_ok();
        look(window, "board");
    });
    wrong.dedup();
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn details_never_grow_by_themselves() {
    let mut window = window::open([1366.0, 768.0], settings(Lang::Vi, ThemeChoice::Light));
    let before = window.state().regions().details.unwrap();
    for id in ["huu-nghi", "ta-lung", "talks-cao-bang-guangxi-2025", "lang-son", "early-spring-2021"] {
        window.state().send(Command::Select(Item::Record(id.into())));
        window.run_ok();
        assert_eq!(window.state().regions().details.unwrap(), before, "{id}");
    }
}

/// What is laid out and kept is laid out again when fonts, scale or theme are others.
#[test]
fn after_cycling_theme_scale_and_language_every_panel_looks_as_in_a_fresh_window() {
    let built_in = |selected: Option<&str>| {
        let mut window = window::open(LAPTOP, settings(Lang::Vi, ThemeChoice::Light));
        if let Some(id) = selected {
            window.state().send(Command::Select(Item::Record(id.into())));
        }
        window.run_ok();
        window
    };
    as_in_a_fresh_window("built-in", || built_in(None));
    as_in_a_fresh_window("a gate", || built_in(Some("tra-linh")));
}

fn as_in_a_fresh_window(what: &str, open: impl Fn() -> Window) {
    let (mut fresh, mut cycled) = (open(), open());
    for (theme, lang, scale) in [
        (ThemeChoice::Dark, Lang::Zh, 1.25),
        (ThemeChoice::HighContrast, Lang::En, 2.0),
        (ThemeChoice::Light, Lang::Zh, 1.5),
        (ThemeChoice::Dark, Lang::Vi, 1.0),
        (ThemeChoice::Light, Lang::Vi, 1.0),
    ] {
        cycled.state().send(WindowCommand::SetTheme(theme));
        cycled.state().send(WindowCommand::SetLang(lang));
        cycled.set_pixels_per_point(scale);
        cycled.run_ok();
    }
    for window in [&mut fresh, &mut cycled] {
        window.remove_cursor();
        window.run_ok();
    }
    let (fresh, cycled) = (fresh.render().unwrap(), cycled.render().unwrap());
    assert_eq!(fresh.dimensions(), cycled.dimensions());
    let differing = fresh
        .pixels()
        .zip(cycled.pixels())
        .filter(|(one, other)| one.0.iter().zip(other.0).any(|(a, b)| a.abs_diff(b) > 24));
    let count = differing.count();
    assert!(count < 200, "{what}: {count} pixels differ");
}

#[test]
fn the_frame_in_which_the_theme_is_changed_is_whole_in_the_new_one() {
    let mut window = window::open([1366.0, 768.0], settings(Lang::Vi, ThemeChoice::Light));
    let inked = |window: &Window, ink: Color32| {
        let shapes = window.output().shapes.iter().map(|clipped| &clipped.shape);
        let texts = shapes.filter_map(|shape| if let Shape::Text(text) = shape { Some(text) } else { None });
        let color = |text: &TextShape| {
            let own = text.galley.job.sections.first().map(|section| section.format.color);
            let own = own.filter(|own| *own != Color32::PLACEHOLDER).unwrap_or(text.fallback_color);
            text.override_text_color.unwrap_or(own)
        };
        texts.filter(|text| color(text) == ink).count()
    };
    let (light, dark) = (Palette::light().ink, Palette::dark().ink);
    assert!(inked(&window, light) > 20 && inked(&window, dark) == 0);
    window.state().send(WindowCommand::SetTheme(ThemeChoice::Dark));
    window.step();
    assert_eq!(inked(&window, light), 0);
    assert!(inked(&window, dark) > 20);
}
