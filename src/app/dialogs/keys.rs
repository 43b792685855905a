//! The sheet of keys, made from the list of commands.

use egui::{Grid, RichText, ScrollArea, Ui};

use crate::app::app_ctx::AppCtx;
use crate::app::commands::{COMMANDS, Menu};
use crate::ui::widgets::strong;
use km0_core::words::platform_keys;

/// Keys that belong to a panel or to the pointer, and so to no command.
const OTHERS: [(&str, &str); 3] = [("Alt+↑   Alt+↓", "keys-list"), ("Esc", "keys-escape"), ("Ctrl", "keys-ctrl-click")];

pub(super) fn sheet(ui: &mut Ui, ctx: &AppCtx<'_>) {
    let most = ui.ctx().content_rect().height() - 160.0;
    ScrollArea::vertical().max_height(most).auto_shrink([false, true]).show(ui, |ui| {
        ui.columns(2, |columns| {
            let [left, right] = columns else { return };
            for menu in [Menu::File, Menu::Edit, Menu::Views, Menu::Help] {
                group(left, ctx, menu);
            }
            for menu in [Menu::Go, Menu::View] {
                group(right, ctx, menu);
            }
            right.add_space(8.0);
            right.label(strong(ctx.words.t("keys-elsewhere"), 13.5));
            rows(
                right,
                "others",
                OTHERS.iter().map(|(keys, label)| (platform_keys(keys).into_owned(), ctx.words.t(label))),
            );
        });
        ui.add_space(8.0);
        for key in ["keys-timeline", "keys-map", "keys-table"] {
            ui.label(RichText::new(ctx.words.t(key)).color(ctx.palette.weak));
        }
    });
    ui.add_space(10.0);
    super::buttons(ui, ctx, |_| {});
}

/// The keys of a menu's commands and of the menus that open from it.
fn group(ui: &mut Ui, ctx: &AppCtx<'_>, menu: Menu) {
    let within = |other: Menu| other == menu || other.parent().is_some_and(|(parent, _)| parent == menu);
    let entries: Vec<_> = COMMANDS.iter().filter(|entry| within(entry.menu) && !entry.keys.is_empty()).collect();
    ui.add_space(8.0);
    ui.label(strong(ctx.words.t(menu.title()), 13.5));
    let keys: Vec<_> = entries
        .iter()
        .map(|entry| (entry.all_keys_text(ui.ctx()), ctx.words.t(entry.label).trim_end_matches('…')))
        .collect();
    rows(ui, menu.title(), keys.into_iter());
}

fn rows<'a>(ui: &mut Ui, id: &str, rows: impl Iterator<Item = (String, &'a str)>) {
    Grid::new(("keys", id)).num_columns(2).min_col_width(130.0).spacing([14.0, 4.0]).show(ui, |ui| {
        for (keys, label) in rows {
            ui.label(RichText::new(keys).strong());
            ui.add(egui::Label::new(label).wrap());
            ui.end_row();
        }
    });
}
