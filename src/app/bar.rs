//! The one bar at the top: menu, back and forward, search, what fills the middle, export, language.

use egui::containers::menu::{MenuButton, SubMenuButton};
use egui::{Align, Button, Id, Key, Layout, Rect, Role, Sense, Stroke, TextEdit, Ui, UiBuilder, WidgetInfo, vec2};

use super::app_ctx::AppCtx;
use crate::boards;
use crate::context::{Board, Command};
use crate::ui::stops::Stops;
use crate::ui::widgets::{self, strong};
use km0_core::model::Lang;

use super::commands::{self, Menu};
use super::input::{Dialog, WindowCommand};
use super::menus;
use super::palette::{Finder, TypedWords};

/// Points that a control of the bar is high.
const HIGH: f32 = 28.0;
/// The search box's least and greatest widths, in points.
const SEARCH: (f32, f32) = (120.0, 420.0);
const EDGE: f32 = 10.0;

pub(super) fn show(
    ui: &mut Ui,
    ctx: &AppCtx<'_>,
    rect: Rect,
    focus: bool,
    finder: &mut Finder,
    counts: &boards::RowCounts,
) {
    ui.painter().rect_filled(rect, 0.0, ctx.palette.raised);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, ctx.palette.line));
    let inner = rect.shrink2(vec2(EDGE, 0.0));
    ui.scope_builder(
        UiBuilder::new().max_rect(inner).id_salt("bar").layout(Layout::left_to_right(Align::Center)),
        |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.spacing_mut().interact_size.y = HIGH;
            menu(ui, ctx);
            ui.label(strong("Km0", 18.0).color(ctx.palette.map.border));
            history_buttons(ui, ctx);
            let right = right_width(ui, ctx);
            let tabs = tabs_width(ui, ctx, counts);
            let room = ui.available_width() - right - 3.0 * 8.0;
            // where not all board names fit beside a useful search box, one button opens their list
            let whole = room - tabs >= SEARCH.0 + 60.0;
            let tabs = if whole { tabs } else { widest_name(ui, ctx) };
            search_box(ui, ctx, (room - tabs).clamp(SEARCH.0, SEARCH.1), focus, finder);
            if whole {
                segments(ui, ctx, ctx.state.settings.board, counts);
            } else {
                board_menu(ui, ctx, ctx.state.settings.board, counts);
            }
            // at the right edge, and Tab comes to them from left to right
            ui.add_space((ui.available_width() - right).max(0.0));
            export(ui, ctx);
            languages(ui, ctx);
        },
    );
}

/// All menus behind one button.
fn menu(ui: &mut Ui, ctx: &AppCtx<'_>) {
    let button = Button::new("").min_size(vec2(30.0, HIGH)).frame_when_inactive(false);
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        for menu in Menu::BAR {
            SubMenuButton::new(ctx.words.t(menu.title())).ui(ui, |ui| menus::lines(ui, ctx, menu));
        }
    });
    widgets::name(&response, Role::Button, ctx.words.t("bar-menu"));
    let ink = Stroke::new(1.6, ctx.palette.ink);
    let center = response.rect.center();
    for y in [-4.5, 0.0, 4.5] {
        ui.painter().hline(center.x - 7.0..=center.x + 7.0, center.y + y, ink);
    }
}

fn history_buttons(ui: &mut Ui, ctx: &AppCtx<'_>) {
    ui.spacing_mut().item_spacing.x = 2.0;
    for (text, label) in [("←", "command-back"), ("→", "command-forward")] {
        let Some(entry) = commands::find(label) else { continue };
        let able = (entry.able)(ctx.state).is_ok();
        let button = Button::new(text).min_size(vec2(24.0, HIGH)).frame_when_inactive(false);
        let response = ui.add_enabled(able, button);
        widgets::name(&response, Role::Button, ctx.words.t(label));
        if response.clicked() {
            ctx.send((entry.command)());
        }
        response.on_hover_text(entry.tooltip(ui.ctx(), ctx));
    }
    ui.spacing_mut().item_spacing.x = 8.0;
}

fn search_box(ui: &mut Ui, ctx: &AppCtx<'_>, width: f32, focus: bool, finder: &mut Finder) {
    let clearable = !ctx.state.ask.text.is_empty();
    let id = Id::unique("search");
    let focused = ui.memory(|memory| memory.has_focus(id));
    let ask = &ctx.state.ask;
    // what was typed stays as it is while it is typed, and until it can be understood
    let kept = finder.typed.take().filter(|typed| (focused || ask.error.is_some()) && typed.query() == ask.text);
    let mut typed = kept.unwrap_or_else(|| TypedWords::new(&ask.query, ask.query.words_alone().to_string()));
    if ask.error.is_some() && typed.query() != ask.text {
        // it came from elsewhere: a link, the command line
        typed = TypedWords::whole(ask.text.clone());
    }
    if focused {
        finder.suggestion_keys(ui, ctx, &typed.query());
    }
    let hint = ctx.words.t("search-hint");
    let edit = TextEdit::singleline(&mut typed.words)
        .hint_text(hint)
        .desired_width(width - 8.0)
        .margin(egui::Margin { left: 8, right: if clearable { 26 } else { 8 }, top: 5, bottom: 5 })
        .id(id);
    let response = ui.add(edit);
    if focus {
        response.request_focus();
    }
    finder.suggest(ui, ctx, &response, &typed.query());
    if response.changed() {
        ctx.send(Command::Ask(typed.query()));
    }
    finder.typed = Some(typed);
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) && clearable {
        ctx.send(Command::ClearQuery);
    }
    if clearable {
        clear_button(ui, ctx, response.rect);
    }
    if !response.has_focus() {
        response.on_hover_text(ctx.words.t("search-help"));
    }
}

/// The cross at the end of the search box.
fn clear_button(ui: &mut Ui, ctx: &AppCtx<'_>, field: Rect) {
    let rect = Rect::from_center_size(egui::pos2(field.right() - 14.0, field.center().y), vec2(24.0, 24.0));
    let name = ctx.words.t("command-clear-query");
    let response = ui.put(rect, Button::new("×").frame_when_inactive(false)).on_hover_text(name);
    widgets::name(&response, Role::Button, name);
    if response.clicked() {
        ctx.send(Command::ClearQuery);
    }
}

fn title(ctx: &AppCtx<'_>, board: Board, counts: &boards::RowCounts) -> String {
    let name = ctx.words.t(boards::title(board));
    match counts.on(board) {
        Some(count) => format!("{name} {}", ctx.words.number(count as f64)),
        None => name.to_owned(),
    }
}

/// As [`title`], for who hears it.
fn spoken(ctx: &AppCtx<'_>, board: Board, counts: &boards::RowCounts) -> String {
    let name = ctx.words.t(boards::title(board));
    match counts.on(board) {
        Some(count) => ctx.words.with("board-tab", &[("board", name.into()), ("count", count.into())]),
        None => name.to_owned(),
    }
}

fn text_width(ui: &Ui, ctx: &AppCtx<'_>, text: &str) -> f32 {
    let font = egui::TextStyle::Button.resolve(ui.style());
    ui.painter().layout_no_wrap(text.to_owned(), font, ctx.palette.ink).size().x
}

fn padded(ui: &Ui) -> f32 {
    2.0 * ui.spacing().button_padding.x + 4.0
}

fn tabs_width(ui: &Ui, ctx: &AppCtx<'_>, counts: &boards::RowCounts) -> f32 {
    Board::ALL.iter().map(|board| text_width(ui, ctx, &title(ctx, *board, counts)) + padded(ui)).sum()
}

fn widest_name(ui: &Ui, ctx: &AppCtx<'_>) -> f32 {
    let names = Board::ALL.iter().map(|board| text_width(ui, ctx, ctx.words.t(boards::title(*board))));
    names.fold(0.0, f32::max) + padded(ui) + 20.0
}

fn right_width(ui: &Ui, ctx: &AppCtx<'_>) -> f32 {
    let texts = [ctx.words.t("bar-export"), code(ctx.words.lang())];
    texts.iter().map(|text| text_width(ui, ctx, text) + padded(ui)).sum::<f32>() + 8.0
}

/// What fills the middle: one control, of which one part is on.
fn segments(ui: &mut Ui, ctx: &AppCtx<'_>, shown: Board, counts: &boards::RowCounts) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_role(Role::TabList));
        let mut stops = Stops::begin(ui, "boards");
        for board in Board::ALL {
            let text = title(ctx, board, counts);
            let on = board == shown;
            let segment = widgets::segment(&text, on, ctx.palette).min_size(vec2(0.0, HIGH));
            let response = ui.add(segment.sense(stops.sense(Sense::click())));
            stops.add(&response);
            response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, spoken(ctx, board, counts)));
            if response.clicked() && !on {
                ctx.send(Command::ShowBoard(board));
            }
        }
        stops.end(ui);
    });
}

/// The boards in a menu, where the bar has no room for their names.
fn board_menu(ui: &mut Ui, ctx: &AppCtx<'_>, shown: Board, counts: &boards::RowCounts) {
    let name = ctx.words.t(boards::title(shown));
    let button = Button::new(format!("{name}  ▼")).truncate().min_size(vec2(24.0, HIGH));
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        for board in Board::ALL {
            if ui.selectable_label(board == shown, title(ctx, board, counts)).clicked() {
                ctx.send(Command::ShowBoard(board));
                ui.close();
            }
        }
    });
    widgets::name(&response, Role::Button, name);
}

fn export(ui: &mut Ui, ctx: &AppCtx<'_>) {
    let name = ctx.words.t("bar-export");
    let button = Button::new(name).min_size(vec2(24.0, HIGH));
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        for (label, dialog) in [("command-export", Dialog::Export), ("command-picture", Dialog::Picture)] {
            if ui.button(ctx.words.t(label)).clicked() {
                ctx.send(WindowCommand::Show(dialog));
                ui.close();
            }
        }
    });
    widgets::name(&response, Role::Button, name);
}

/// As people abbreviate the language.
fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "VI",
        Lang::En => "EN",
        Lang::Zh => "中文",
    }
}

fn languages(ui: &mut Ui, ctx: &AppCtx<'_>) {
    let button = Button::new(code(ctx.words.lang())).min_size(vec2(24.0, HIGH));
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        for lang in Lang::ALL {
            let chosen = ctx.words.lang() == lang;
            if ui.selectable_label(chosen, lang.endonym()).clicked() {
                ctx.send(WindowCommand::SetLang(lang));
                ui.close();
            }
        }
    });
    let name = ctx.words.t("menu-language");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
}
