//! The menus: every command of the list in its menu, and what a menu lists besides.

use egui::containers::menu::SubMenuButton;
use egui::{Atom, Button, RichText, Role, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::app_ctx::AppCtx;
use crate::ui::widgets;
use km0_core::saved;

use super::commands::{COMMANDS, CommandEntry, Menu};
use super::input::{FileCommand, ViewCommand};

/// Points that a menu's lines are wide at least.
const WIDTH: f32 = 210.0;
/// Points that a check mark takes.
const MARK: f32 = 14.0;

/// The lines of a menu: its groups of commands between rules, each with the menus that open
/// from it, and what the state adds.
pub(super) fn lines(ui: &mut Ui, ctx: &AppCtx<'_>, menu: Menu) {
    ui.set_min_width(WIDTH);
    if menu == Menu::Recent {
        recent(ui, ctx);
    }
    let own = || COMMANDS.iter().filter(move |entry| entry.menu == menu);
    let marked = own().any(|entry| entry.on.is_some());
    let mut before = None;
    for (group, sub) in groups(menu) {
        if before.is_some_and(|before| before != group) {
            ui.separator();
        }
        let heading = menu.heading(group).filter(|_| before != Some(group));
        if let Some(heading) = heading {
            ui.label(RichText::new(ctx.words.t(heading)).small().color(ctx.palette.weak));
        }
        before = Some(group);
        match sub {
            None => own().filter(|entry| entry.group == group).for_each(|entry| line(ui, ctx, entry, marked)),
            Some(sub) => {
                let button = button(ctx.words.t(sub.title()), marked, false);
                SubMenuButton::from_button(button).ui(ui, |ui| lines(ui, ctx, sub));
            }
        }
    }
    if menu == Menu::Views {
        named_views(ui, ctx);
    }
}

/// The groups of a menu in order: first each group's commands, then the menus that open there.
fn groups(menu: Menu) -> Vec<(u8, Option<Menu>)> {
    let own = COMMANDS.iter().filter(|entry| entry.menu == menu).map(|entry| (entry.group, None));
    let below = Menu::ALL.into_iter().filter_map(|sub| {
        let (parent, group) = sub.parent()?;
        (parent == menu).then_some((group, Some(sub)))
    });
    let mut groups: Vec<_> = own.chain(below).collect();
    // a stable sort, so that menus keep their order
    groups.sort_by_key(|(group, sub)| (*group, sub.is_some()));
    groups.dedup();
    groups
}

/// A command with its keys; greyed with the reason where it can't be given.
fn line(ui: &mut Ui, ctx: &AppCtx<'_>, entry: &CommandEntry, marked: bool) {
    let text = entry.label(ctx);
    let on = entry.on.map(|on| on(ctx.state));
    let able = (entry.able)(ctx.state);
    let button = button(&text, marked, on == Some(true)).shortcut_text(entry.keys_text(ui.ctx()));
    let response = ui.add_enabled(able.is_ok(), button);
    match on {
        Some(on) => response.widget_info(|| WidgetInfo::selected(Role::MenuItemCheckBox, able.is_ok(), on, &text)),
        None => widgets::name(&response, Role::MenuItem, &text),
    }
    if response.clicked() {
        ctx.send((entry.command)());
        ui.close();
    }
    match (able, entry.help) {
        (Err(reason), _) => drop(response.on_disabled_hover_text(ctx.words.t(reason))),
        (Ok(()), Some(help)) => drop(response.on_hover_text(ctx.words.t(help))),
        (Ok(()), None) => {}
    }
}

/// A line's button, with room for a check mark in menus that have some.
fn button(text: &str, marked: bool, on: bool) -> Button<'_> {
    if !marked {
        return Button::new(text);
    }
    let mark = Atom::paint(vec2(MARK, MARK), move |ui, args| {
        if on {
            let at = |x: f32, y: f32| pos2(args.rect.left() + x, args.rect.center().y + y);
            let points = vec![at(1.0, 0.5), at(4.5, 4.0), at(11.0, -4.5)];
            ui.painter().line(points, Stroke::new(1.8, args.fallback_text_color));
        }
    });
    Button::new((mark, text))
}

/// Datasets and views that were opened last.
fn recent(ui: &mut Ui, ctx: &AppCtx<'_>) {
    for path in &ctx.state.settings.recent {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let kind = if saved::is_view(path) { "recent-view" } else { "recent-dataset" };
        let response = ui.add(Button::new(&*name).shortcut_text(ctx.words.t(kind)));
        widgets::name(&response, Role::MenuItem, &name);
        if response.on_hover_text(path.display().to_string()).clicked() {
            ctx.send(FileCommand::Open(path.clone()));
            ui.close();
        }
    }
    if !ctx.state.settings.recent.is_empty() {
        ui.separator();
    }
}

fn named_views(ui: &mut Ui, ctx: &AppCtx<'_>) {
    ui.separator();
    if ctx.state.views.is_empty() {
        ui.add_enabled(false, Button::new(ctx.words.t("views-none")));
    }
    for named in &ctx.state.views {
        let response = ui.add(Button::new(named.name.as_str()).truncate());
        widgets::name(&response, Role::MenuItem, &named.name);
        if response.clicked() {
            ctx.send(ViewCommand::Open(named.path.clone()));
            ui.close();
        }
    }
}
