//! The menu bar: every command of the list in its menu, and what a menu lists besides.

use egui::{Align, Atom, Button, Frame, Id, Layout, Margin, Panel, Response, Role, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::context::{Command, ViewCtx};
use crate::model::Lang;
use crate::saved;
use crate::ui::widgets;

use super::commands::{COMMANDS, Entry, Menu};
use super::state::State;

/// Points that a menu's lines are wide at least.
const WIDTH: f32 = 210.0;
/// Points that a check mark takes.
const MARK: f32 = 14.0;

pub(super) fn bar(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    let frame = Frame::new().fill(ctx.palette.raised).inner_margin(Margin::symmetric(10, 3));
    Panel::top(Id::unique("menu")).frame(frame).show(ui, |ui| {
        egui::MenuBar::new().ui(ui, |ui| {
            for menu in Menu::BAR {
                open(ui, ctx, state, menu);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                languages(ui, ctx);
                open(ui, ctx, state, Menu::Theme);
            });
        });
    });
}

fn open(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State, menu: Menu) {
    ui.menu_button(ctx.words.t(menu.title()), |ui| lines(ui, ctx, state, menu));
}

/// The lines of a menu: its groups of commands between rules, each with the menus that open
/// from it and with what the state adds.
fn lines(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State, menu: Menu) {
    ui.set_min_width(WIDTH);
    let own = || COMMANDS.iter().filter(move |entry| entry.menu == menu);
    let below =
        || Menu::ALL.into_iter().filter_map(move |sub| Some((sub, sub.parent()?))).filter(move |(_, at)| at.0 == menu);
    let marked = own().any(|entry| entry.on.is_some());
    let mut groups: Vec<u8> = own().map(|entry| entry.group).chain(below().map(|(_, (_, group))| group)).collect();
    groups.sort_unstable();
    groups.dedup();
    for (at, group) in groups.into_iter().enumerate() {
        if at > 0 {
            ui.separator();
        }
        if (menu, group) == (Menu::File, 1) {
            recent(ui, ctx, state);
        }
        for entry in own().filter(|entry| entry.group == group) {
            if line(ui, ctx, state, entry, marked).clicked() {
                ctx.send((entry.command)());
                ui.close();
            }
        }
        for (sub, _) in below().filter(|(_, (_, under))| *under == group) {
            ui.menu_button((space(marked), ctx.words.t(sub.title())), |ui| lines(ui, ctx, state, sub));
        }
    }
    if menu == Menu::Views {
        named_views(ui, ctx, state);
    }
}

/// A command with its keys; greyed with the reason where it can't be given.
fn line(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State, entry: &Entry, marked: bool) -> Response {
    let text = entry.text(ctx, state);
    let on = entry.on.map(|on| on(state));
    let button = Button::new((mark(marked, on == Some(true)), text.as_str())).shortcut_text(entry.keys_text(ui.ctx()));
    let able = (entry.able)(state);
    let response = ui.add_enabled(able.is_ok(), button);
    match on {
        Some(on) => response.widget_info(|| WidgetInfo::selected(Role::MenuItemCheckBox, able.is_ok(), on, &text)),
        None => widgets::name(&response, Role::MenuItem, &text),
    }
    match able {
        Ok(()) => response,
        Err(reason) => response.on_disabled_hover_text(ctx.words.t(reason)),
    }
}

/// The room of a check mark in menus that have some.
fn space(marked: bool) -> Atom<'static> {
    mark(marked, false)
}

fn mark(marked: bool, on: bool) -> Atom<'static> {
    let width = if marked { MARK } else { 0.0 };
    Atom::paint(vec2(width, MARK), move |ui, args| {
        if on {
            let at = |x: f32, y: f32| pos2(args.rect.left() + x, args.rect.center().y + y);
            let points = vec![at(1.0, 0.5), at(4.5, 4.0), at(11.0, -4.5)];
            ui.painter().line(points, Stroke::new(1.8, args.fallback_text_color));
        }
    })
}

/// Datasets and views that were opened last.
fn recent(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    let files = &state.settings.recent;
    let title = ctx.words.t("menu-recent");
    if files.is_empty() {
        ui.add_enabled(false, Button::new(title)).on_disabled_hover_text(ctx.words.t("why-no-recent"));
        return;
    }
    ui.menu_button(title, |ui| {
        for path in files {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            let kind = if saved::is_view(path) { "recent-view" } else { "recent-dataset" };
            let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
            let button = Button::new(&*name).shortcut_text(ctx.words.t(kind));
            if ui.add(button).on_hover_text(folder).clicked() {
                ctx.send(Command::Open(path.clone()));
                ui.close();
            }
        }
    });
}

fn named_views(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    ui.separator();
    if state.views.is_empty() {
        ui.add_enabled(false, Button::new(ctx.words.t("views-none")));
    }
    for named in &state.views {
        let response = ui.add(Button::new(named.name.as_str()).truncate());
        widgets::name(&response, Role::MenuItem, &named.name);
        if response.clicked() {
            ctx.send(Command::OpenView(named.path.clone()));
            ui.close();
        }
    }
}

/// The three languages by their own names, the one in force marked. Painted from the right.
fn languages(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    for lang in Lang::ALL.into_iter().rev() {
        let chosen = ctx.words.lang() == lang;
        if ui.selectable_label(chosen, lang.endonym()).clicked() && !chosen {
            ctx.send(Command::SetLang(lang));
        }
    }
    ui.separator();
}
