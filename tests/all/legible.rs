//! What stands written in the window at every size and scale, in three languages: a text is whole or
//! ends in an ellipsis, and none lies over another.

use egui::Rect;
use egui::epaint::{ClippedShape, Shape, TextShape};
use km0::context::{Board, Command, Item, LeftTab};

use crate::window::{self, Window};

/// Points that a text may reach over the edge of what it is painted in, or over another: the side
/// bearings of letters.
const SLACK: f32 = 2.0;

/// A text that is in view: what it says, where it is written, and where it may be.
struct Written {
    text: String,
    at: Rect,
    clip: Rect,
    /// What was painted later lies over what was painted before.
    order: usize,
}

fn texts(shape: &Shape, found: &mut Vec<TextShape>) {
    match shape {
        Shape::Text(text) => found.push(text.clone()),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
        _ => {}
    }
}

fn written(shapes: &[ClippedShape]) -> Vec<Written> {
    let mut all = Vec::new();
    for (order, ClippedShape { clip_rect: clip, shape, .. }) in shapes.iter().enumerate() {
        let mut found = Vec::new();
        texts(shape, &mut found);
        for text in found {
            let faint = text.opacity_factor < 0.2 || text.override_text_color.is_some_and(|ink| ink.a() < 40);
            if faint || text.angle != 0.0 {
                continue;
            }
            for row in &text.galley.rows {
                let at = row.visuals.mesh_bounds.translate(text.pos.to_vec2() + row.pos.to_vec2());
                if at.is_positive() && clip.intersects(at) {
                    all.push(Written { text: row.text().trim().to_owned(), at, clip: *clip, order });
                }
            }
        }
    }
    all
}

/// Every text that is whole within a part of the window.
pub(crate) fn texts_of(window: &Window, part: Rect) -> Vec<String> {
    let all = written(&window.output().shapes).into_iter();
    let whole = |one: &Written| part.contains_rect(one.at) && one.clip.expand(SLACK).contains_rect(one.at);
    all.filter(whole).map(|one| one.text).collect()
}

/// Filled shapes that hide what was painted before them.
fn covers(shapes: &[ClippedShape]) -> Vec<(usize, Rect)> {
    let mut found = Vec::new();
    for (order, ClippedShape { clip_rect: clip, shape, .. }) in shapes.iter().enumerate() {
        let mut each = |shape: &Shape| {
            if let Shape::Rect(rect) = shape
                && rect.fill.a() > 250
            {
                found.push((order, rect.rect.intersect(*clip)));
            }
        };
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(&mut each),
            shape => each(shape),
        }
    }
    found
}

/// What cannot be read as it should be.
fn faults(window: &Window) -> Vec<String> {
    let shapes = &window.output().shapes;
    let covers = covers(shapes);
    let hidden = |one: &Written| {
        let seen = one.at.intersect(one.clip);
        covers.iter().any(|(order, rect)| *order > one.order && rect.intersect(seen).area() > seen.area() * 0.3)
    };
    let all: Vec<Written> = written(shapes).into_iter().filter(|one| !hidden(one)).collect();
    assert!(all.len() > 20, "{} texts", all.len());
    let mut faults = Vec::new();
    for one in &all {
        if one.at.right() > one.clip.right() + SLACK || one.at.left() < one.clip.left() - SLACK {
            faults.push(format!("{:?} is cut: {} in {}", one.text, one.at, one.clip));
        }
    }
    for (n, one) in all.iter().enumerate() {
        for other in all.iter().skip(n + 1).filter(|other| other.text != one.text) {
            let both = one.at.intersect(one.clip).intersect(other.at.intersect(other.clip));
            let between =
                covers.iter().any(|(order, rect)| (one.order..other.order).contains(order) && rect.contains_rect(both));
            if both.width() > SLACK && both.height() > SLACK * 2.0 && !between {
                faults.push(format!("{:?} over {:?}: {both}", other.text, one.text));
            }
        }
    }
    faults
}

/// What is on screen, and the commands that bring it there.
fn scenes() -> Vec<(&'static str, Vec<Command>)> {
    let select = |id: &str| Command::Select(Item::Record(id.into()));
    vec![
        ("start", Vec::new()),
        ("gate", vec![select("huu-nghi")]),
        ("agreement", vec![select("minutes-cao-bang-guangxi-talks-2025"), Command::ShowTab(LeftTab::Register)]),
        ("filtered", vec![Command::Ask("year:2023".to_owned()), Command::ShowTab(LeftTab::Filters)]),
        ("promises", vec![Command::ShowBoard(Board::Promises)]),
        ("figures", vec![Command::ShowBoard(Board::Figures)]),
        ("disagreements", vec![Command::ShowBoard(Board::Disagreements)]),
        ("gates", vec![Command::ShowBoard(Board::Gates)]),
    ]
}

#[test]
fn texts_are_whole_or_end_in_an_ellipsis_and_none_lies_over_another() {
    let mut wrong = Vec::new();
    window::at_every_size(|window, lang, size| {
        for (scene, commands) in scenes() {
            for command in commands {
                window.state().send(command);
                window.run_ok();
            }
            wrong.extend(faults(window).into_iter().map(|fault| format!("{lang:?} {size} {scene}: {fault}")));
        }
    });
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_border_province_is_named_at_the_first_view() {
    let provinces = ["dien-bien", "lai-chau", "lao-cai", "tuyen-quang", "cao-bang", "lang-son", "quang-ninh"];
    let mut missing = Vec::new();
    window::at_every_size(|window, lang, size| {
        // on a map of 370 points gates take the room of the smallest
        let small = |province: &&&str| size.x < 700.0 && ["cao-bang", "quang-ninh"].contains(*province);
        let map = window.state().regions().map.unwrap();
        let written = texts_of(window, map);
        for province in provinces.iter().filter(|province| !small(province)) {
            let record = window.state().state.data.dataset.by_id(province).unwrap();
            let name = record.name.get(lang).to_uppercase();
            if !written.contains(&name) {
                missing.push(format!("{lang:?} {size}: {name}"));
            }
        }
    });
    assert!(missing.is_empty(), "{} missing:\n{}", missing.len(), missing.join("\n"));
}
