//! Shapes of rows. Only rows in view come here.

use std::collections::BTreeMap;

use egui::{
    Align2, Color32, FontId, Key as Press, Rect, Response, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, pos2, vec2,
};

use crate::context::{Command, Emphasis, Standing, ViewCtx, kind_style};
use crate::ui::marks::{self, MarkFill};
use crate::ui::widgets;
use crate::ui::{fonts, text};
use km0_core::query::{Key, ValueChoice};

use super::ROW;
use super::interact::FacetAction;
use super::model::{FacetRow, ValueLine};

const BODY: f32 = 13.5;
const SMALL: f32 = 12.0;
/// Where values begin, after the box that chooses them.
const INDENT: f32 = 24.0;
/// Kept free at the right for the button that leaves a value out.
const BUTTON: f32 = 26.0;

/// Says where nothing matches, and takes everything away that is asked for, where that is more than one chip would.
pub(super) fn head(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    if ctx.answer.rows.is_empty() && !ctx.query.is_empty() {
        ui.label(widgets::strong(ctx.words.t("list-empty-title"), 15.0));
    }
    if ctx.query.terms.len() < 2 {
        return;
    }
    let clear = egui::Button::new(ctx.words.t("facets-clear")).min_size(vec2(24.0, 24.0));
    if ui.add(clear).clicked() {
        ctx.send(Command::ClearQuery);
    }
    ui.add_space(4.0);
}

pub(super) fn row(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    row: &FacetRow,
    wanted: &BTreeMap<Key, String>,
) -> Option<FacetAction> {
    match row {
        FacetRow::Head { key, open, asked } => heading(ui, ctx, *key, *open, *asked),
        FacetRow::Search(key) => search(ui, ctx, *key, wanted.get(key)),
        FacetRow::Value(line) => value(ui, ctx, line),
        FacetRow::More(key, more) => more_of(ui, ctx, *key, *more),
        FacetRow::Nothing => {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
            write(ui, rect, INDENT, ctx.words.t("facets-nothing"), FontId::proportional(SMALL), ctx.palette.weak);
            None
        }
    }
}

fn allocate(ui: &mut Ui, id: impl std::hash::Hash + std::fmt::Debug) -> (Rect, Response) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, ui.scope_id().with(id), Sense::click());
    (rect, response)
}

fn heading(ui: &mut Ui, ctx: &ViewCtx<'_>, key: Key, open: bool, asked: bool) -> Option<FacetAction> {
    let (rect, response) = allocate(ui, ("facet", key));
    let name = ctx.words.t(key_title(key));
    let hint = if open { "facet-fold" } else { "facet-unfold" };
    widgets::named(&response, Role::DisclosureTriangle, || ctx.words.with(hint, &[("facet", name.into())]));
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, ctx.palette.line));
    focus_ring(ui, ctx, &response, rect);
    let ink = if response.hovered() { ctx.palette.accent } else { ctx.palette.ink };
    let arrow = pos2(rect.left() + 8.0, rect.center().y);
    let points = if open { [(-4.0, -2.5), (4.0, -2.5), (0.0, 3.0)] } else { [(-2.5, -4.0), (-2.5, 4.0), (3.0, 0.0)] };
    let points = points.map(|(x, y)| arrow + vec2(x, y)).to_vec();
    painter.add(egui::Shape::convex_polygon(points, ctx.palette.weak, Stroke::NONE));
    write(ui, rect, 18.0, name, fonts::bold_id(BODY), ink);
    let mut act = response.clicked().then_some(FacetAction::Fold(key));
    if asked {
        let hint = ctx.words.with("facet-forget", &[("facet", name.into())]);
        if button(ui, ctx, rect, ("forget", key), "×", &hint).clicked() {
            act = Some(FacetAction::Forget(key));
        }
    }
    act
}

fn key_title(key: Key) -> &'static str {
    match key {
        Key::Kind => "list-kind",
        Key::Gate => "key-gate",
        Key::Province => "key-province",
        Key::Mechanism => "key-mechanism",
        Key::Person => "key-person",
        Key::Org => "key-org",
        Key::Topic => "key-topic",
        Key::Source => "key-source",
        Key::Side => "key-side",
        Key::Layer => "key-layer",
        Key::Confidence => "key-confidence",
        Key::Precision => "key-precision",
        Key::Year => "key-year",
        Key::Place => "key-place",
        Key::Project => "key-project",
        Key::About => "key-about",
        Key::Id => "key-id",
    }
}

fn search(ui: &mut Ui, ctx: &ViewCtx<'_>, key: Key, wanted: Option<&String>) -> Option<FacetAction> {
    let mut text = wanted.cloned().unwrap_or_default();
    let hint = ctx.words.with("facet-search", &[("facet", ctx.words.t(key_title(key)).into())]);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let rect = Rect::from_min_max(pos2(rect.left() + INDENT - 4.0, rect.top() + 1.0), rect.max - vec2(2.0, 1.0));
    let edit =
        TextEdit::singleline(&mut text).hint_text(&*hint).font(FontId::proportional(SMALL)).margin(vec2(4.0, 1.0));
    let response = ui.put(rect, edit.id(ui.scope_id().with(("look", key))));
    response.changed().then_some(FacetAction::Look(key, text))
}

fn value(ui: &mut Ui, ctx: &ViewCtx<'_>, line: &ValueLine) -> Option<FacetAction> {
    let (rect, response) = allocate(ui, (line.key, &line.value));
    let look = ValueStyle::new(ctx, line, &response);
    widgets::named(&response, Role::CheckBox, || spoken(ctx, line, look.emphasis));
    if let Some(ix) = line.record {
        Standing { emphasis: look.emphasis, pointed: ctx.hover.pointed(ix) }.tell(ctx, &response);
    }
    background(ui, ctx, line, &look, rect);
    focus_ring(ui, ctx, &response, rect);
    let box_rect = Rect::from_center_size(pos2(rect.left() + 12.0, rect.center().y), vec2(13.0, 13.0));
    check(ui, ctx, line, box_rect);
    let right = rect.right() - BUTTON;
    let counted = ui.painter().text(
        pos2(right, rect.center().y),
        Align2::RIGHT_CENTER,
        &line.counted,
        FontId::proportional(SMALL),
        if line.count == 0 { look.ink } else { ctx.palette.weak },
    );
    let mut left = INDENT;
    if let Some(kind) = line.kind {
        let center = pos2(rect.left() + INDENT + 5.0, rect.center().y);
        marks::paint(
            ui.painter(),
            kind_style::mark(kind),
            center,
            4.5,
            MarkFill::solid(kind_style::color(kind, ctx.palette)),
        );
        left += 15.0;
    }
    let room = Rect::from_min_max(rect.min, pos2(counted.left() - 6.0, rect.bottom()));
    let end = write(ui, room, left, &line.label, look.font.clone(), look.ink);
    if look.struck {
        let y = rect.center().y + 1.0;
        ui.painter().hline(rect.left() + left..=end, y, Stroke::new(1.0, look.ink));
    }
    let inside = response.hovered() || response.has_focus() || line.state == ValueChoice::Excluded;
    let not = inside && {
        let hint = if line.state == ValueChoice::Excluded { "facet-not-again" } else { "facet-not" };
        let hint = ctx.words.with(hint, &[("value", line.label.as_str().into())]);
        button(ui, ctx, rect, (line.key, &line.value, "not"), "–", &hint).clicked()
    };
    pressed(ui, ctx, line, &response, box_rect, not)
}

fn pressed(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    line: &ValueLine,
    response: &Response,
    box_rect: Rect,
    not: bool,
) -> Option<FacetAction> {
    if let Some(record) = line.record.filter(|_| response.hovered()).and_then(|ix| ctx.record(ix)) {
        ctx.hover.set(record.item());
    }
    let mut act = menu(ctx, line, response);
    if response.has_focus() {
        let (delete, space) = ui.input(|input| {
            (input.key_pressed(Press::Delete) || input.key_pressed(Press::Minus), input.key_pressed(Press::Space))
        });
        act = act.or(delete.then(|| FacetAction::Not(line.clone()))).or(space.then(|| FacetAction::Also(line.clone())));
    }
    if not {
        return Some(FacetAction::Not(line.clone()));
    }
    if act.is_none() && response.clicked() {
        let on_box = response.interact_pointer_pos().is_some_and(|at| box_rect.expand(4.0).contains(at));
        let ctrl = ui.input(|input| input.modifiers.command);
        return Some(if on_box || ctrl { FacetAction::Also(line.clone()) } else { FacetAction::Only(line.clone()) });
    }
    act
}

fn menu(ctx: &ViewCtx<'_>, line: &ValueLine, response: &Response) -> Option<FacetAction> {
    let mut act = None;
    response.context_menu(|ui| {
        let line = || line.clone();
        for (key, choice) in [
            ("facet-menu-only", FacetAction::Only(line())),
            ("facet-menu-also", FacetAction::Also(line())),
            ("facet-menu-not", FacetAction::Not(line())),
        ] {
            if ui.button(ctx.words.t(key)).clicked() {
                act = Some(choice);
                ui.close();
            }
        }
        if line().record.is_some() && ui.button(ctx.words.t("facet-menu-select")).clicked() {
            act = Some(FacetAction::Select(line()));
            ui.close();
        }
    });
    act
}

/// How a value stands out.
struct ValueStyle {
    emphasis: Emphasis,
    hovered: bool,
    ink: Color32,
    font: FontId,
    struck: bool,
}

impl ValueStyle {
    fn new(ctx: &ViewCtx<'_>, line: &ValueLine, response: &Response) -> Self {
        let record = line.record.and_then(|ix| Some((ix, ctx.record(ix)?)));
        let emphasis = record.map_or(Emphasis::Normal, |(ix, _)| ctx.focus.emphasis(ix, true));
        let telling = matches!(emphasis, Emphasis::Selected | Emphasis::Related);
        Self {
            emphasis,
            hovered: response.hovered() || record.is_some_and(|(_, record)| ctx.is_hovered(&record.id)),
            ink: if line.count == 0 && line.state == ValueChoice::Open { ctx.palette.weak } else { ctx.palette.ink },
            font: if telling { fonts::bold_id(BODY) } else { FontId::proportional(BODY) },
            struck: line.state == ValueChoice::Excluded,
        }
    }
}

/// What a screen reader says of a value.
fn spoken(ctx: &ViewCtx<'_>, line: &ValueLine, emphasis: Emphasis) -> String {
    let key = match (line.state, emphasis) {
        (ValueChoice::Excluded, _) => "facet-value-excluded",
        (ValueChoice::Included, _) => "facet-value-included",
        (ValueChoice::Open, Emphasis::Selected) => "facet-value-selected",
        (ValueChoice::Open, Emphasis::Related) => "facet-value-related",
        (ValueChoice::Open, _) => "facet-value",
    };
    ctx.words.with(key, &[("value", line.label.as_str().into()), ("count", line.counted.as_str().into())])
}

/// A bar as long as the count's share, and what the selection and the pointer say.
fn background(ui: &Ui, ctx: &ViewCtx<'_>, line: &ValueLine, look: &ValueStyle, rect: Rect) {
    let painter = ui.painter();
    if look.emphasis == Emphasis::Selected || line.state == ValueChoice::Included {
        painter.rect_filled(rect, 3.0, ctx.palette.accent_fill);
    } else if look.hovered {
        painter.rect_filled(rect, 3.0, ctx.palette.stripe);
    }
    let room = rect.width() - INDENT - BUTTON;
    let bar = vec2(room * line.share, 2.0);
    let at = pos2(rect.left() + INDENT, rect.bottom() - 2.5);
    painter.rect_filled(Rect::from_min_size(at, bar), 1.0, ctx.palette.accent.gamma_multiply(0.45));
}

fn check(ui: &Ui, ctx: &ViewCtx<'_>, line: &ValueLine, rect: Rect) {
    let painter = ui.painter();
    let (fill, edge) = match line.state {
        ValueChoice::Included => (ctx.palette.accent, ctx.palette.accent),
        ValueChoice::Excluded => (Color32::TRANSPARENT, ctx.palette.error),
        ValueChoice::Open => (Color32::TRANSPARENT, ctx.palette.weak),
    };
    painter.rect(rect, 3.0, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let at = |x: f32, y: f32| rect.center() + vec2(x, y);
    match line.state {
        ValueChoice::Included => {
            let stroke = Stroke::new(1.6, ctx.palette.page);
            painter.line(vec![at(-3.0, 0.0), at(-0.8, 2.6), at(3.4, -2.6)], stroke);
        }
        ValueChoice::Excluded => {
            painter.line(vec![at(-3.0, 0.0), at(3.0, 0.0)], Stroke::new(1.6, ctx.palette.error));
        }
        ValueChoice::Open => {}
    }
}

fn more_of(ui: &mut Ui, ctx: &ViewCtx<'_>, key: Key, more: usize) -> Option<FacetAction> {
    let (rect, response) = allocate(ui, ("more", key));
    let text = if more > 0 {
        ctx.words.with("facet-more", &[("count", more.into())])
    } else {
        ctx.words.t("facet-fewer").to_owned()
    };
    widgets::named(&response, Role::Button, || format!("{}: {text}", ctx.words.t(key_title(key))));
    focus_ring(ui, ctx, &response, rect);
    let ink = if response.hovered() { ctx.palette.ink } else { ctx.palette.accent };
    write(ui, rect, INDENT, &text, FontId::proportional(SMALL), ink);
    response.clicked().then_some(FacetAction::Whole(key))
}

/// A small button at the row's right end.
fn button(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    row: Rect,
    id: impl std::hash::Hash + std::fmt::Debug,
    sign: &str,
    hint: &str,
) -> Response {
    let rect = Rect::from_min_max(pos2(row.right() - BUTTON + 2.0, row.top()), row.right_bottom()).shrink(1.0);
    let response = ui.interact(rect, ui.scope_id().with(id), Sense::click());
    widgets::name(&response, Role::Button, hint);
    let ink = if response.hovered() { ctx.palette.error } else { ctx.palette.weak };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, sign, FontId::proportional(BODY), ink);
    response.on_hover_text(hint)
}

fn focus_ring(ui: &Ui, ctx: &ViewCtx<'_>, response: &Response, rect: Rect) {
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 3.0, Stroke::new(1.5, ctx.palette.accent), StrokeKind::Inside);
    }
}

/// Text in one line from `left` points into the row, shortened where it does not fit. Gives where
/// it ends.
fn write(ui: &Ui, rect: Rect, left: f32, words: &str, font: FontId, ink: Color32) -> f32 {
    let galley = text::one_line(ui, words, font, ink, rect.width() - left);
    let at = pos2(rect.left() + left, rect.center().y - galley.size().y / 2.0);
    let end = at.x + galley.size().x;
    ui.painter().galley(at, galley, ink);
    end
}
