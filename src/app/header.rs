//! Title, menus, search, what is in force and how many records match.

use egui::{Align, Frame, Id, Key, Layout, Margin, Panel, RichText, Role, TextEdit, Ui};

use crate::context::{Command, Dialog, Panel as Part, ViewCtx};
use crate::dataset::Ix;
use crate::model::{Field, Lang, Value};
use crate::query::{Key as QueryKey, Term, What};
use crate::ui::theme::ThemeChoice;
use crate::ui::widgets::{self, strong};

use super::shortcuts;
use super::state::{Notice, State};

pub(super) fn menu_bar(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    let frame = Frame::new().fill(ctx.palette.raised).inner_margin(Margin::symmetric(10, 3));
    Panel::top(Id::unique("menu")).frame(frame).show(ui, |ui| {
        egui::MenuBar::new().ui(ui, |ui| {
            file_menu(ui, ctx, state);
            edit_menu(ui, ctx, state);
            view_menu(ui, ctx, state);
            help_menu(ui, ctx, state);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                languages(ui, ctx);
                theme_button(ui, ctx, state);
            });
        });
    });
}

/// A menu line with its shortcut; sends the command and closes the menu.
fn item(ui: &mut Ui, ctx: &ViewCtx<'_>, label: &'static str, enabled: bool, command: Command) {
    let button = egui::Button::new(ctx.words.t(label)).shortcut_text(shortcuts::keys_of(ui.ctx(), label));
    if ui.add_enabled(enabled, button).clicked() {
        ctx.send(command);
        ui.close();
    }
}

fn file_menu(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    ui.menu_button(ctx.words.t("menu-file"), |ui| {
        item(ui, ctx, "command-open", true, Command::ChooseFolder);
        item(ui, ctx, "command-builtin", state.data.path.is_some(), Command::UseBuiltin);
        item(ui, ctx, "command-problems", true, Command::Show(Dialog::Problems));
        ui.separator();
        item(ui, ctx, "command-export", true, Command::Show(Dialog::Export));
        ui.separator();
        item(ui, ctx, "command-quit", true, Command::Quit);
    });
}

fn edit_menu(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    ui.menu_button(ctx.words.t("menu-edit"), |ui| {
        item(ui, ctx, "command-undo", state.queries.can_back(), Command::Undo);
        item(ui, ctx, "command-redo", state.queries.can_forward(), Command::Redo);
        ui.separator();
        item(ui, ctx, "command-search", true, Command::FocusSearch);
        item(ui, ctx, "command-clear-query", !state.ask.query.is_empty(), Command::ClearQuery);
        item(ui, ctx, "command-clear-selection", !state.selection.is_empty(), Command::ClearSelection);
    });
}

fn view_menu(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    ui.menu_button(ctx.words.t("menu-view"), |ui| {
        let layout = state.settings.layout;
        for (shown, label, part) in [
            (layout.facets, "command-facets", Part::Facets),
            (layout.list, "command-list", Part::List),
            (layout.map, "command-map", Part::Map),
            (layout.timeline, "command-timeline", Part::Timeline),
            (layout.details, "command-details", Part::Details),
        ] {
            let mark = if shown { "✓ " } else { "    " };
            let text = format!("{mark}{}", ctx.words.t(label));
            let button = egui::Button::new(text).shortcut_text(shortcuts::keys_of(ui.ctx(), label));
            if ui.add(button).clicked() {
                ctx.send(Command::Toggle(part));
                ui.close();
            }
        }
        ui.separator();
        item(ui, ctx, "command-back", state.selections.can_back(), Command::Back);
        item(ui, ctx, "command-forward", state.selections.can_forward(), Command::Forward);
        item(ui, ctx, "command-fit-map", true, Command::FitMap);
        item(ui, ctx, "command-map-to-selection", !state.selection.is_empty(), Command::MapToSelection);
        item(ui, ctx, "command-all-time", true, Command::ShowAllTime);
        item(ui, ctx, "command-focus-timeline", layout.timeline, Command::FocusTimeline);
        let mut reduced = state.settings.reduced_motion;
        if ui.checkbox(&mut reduced, ctx.words.t("command-reduce-motion")).clicked() {
            ctx.send(Command::ReduceMotion(reduced));
        }
        ui.separator();
        item(ui, ctx, "command-reset-layout", true, Command::ResetLayout);
    });
}

fn help_menu(ui: &mut Ui, ctx: &ViewCtx<'_>, _state: &State) {
    ui.menu_button(ctx.words.t("menu-help"), |ui| {
        item(ui, ctx, "command-shortcuts", true, Command::Show(Dialog::Shortcuts));
        item(ui, ctx, "command-about", true, Command::Show(Dialog::About));
    });
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

fn theme_button(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    let now = state.settings.theme;
    let label = |choice: ThemeChoice| match choice {
        ThemeChoice::System => "theme-system",
        ThemeChoice::Light => "theme-light",
        ThemeChoice::Dark => "theme-dark",
        ThemeChoice::HighContrast => "theme-high-contrast",
    };
    ui.menu_button(ctx.words.t(label(now)), |ui| {
        for choice in ThemeChoice::ALL {
            if ui.selectable_label(choice == now, ctx.words.t(label(choice))).clicked() {
                ctx.send(Command::SetTheme(choice));
                ui.close();
            }
        }
    });
}

pub(super) fn search_bar(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State, focus: bool) {
    let frame = Frame::new().fill(ctx.palette.raised).inner_margin(Margin::symmetric(10, 6));
    Panel::top(Id::unique("search-bar")).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(strong("Km0", 19.0).color(ctx.palette.map.border));
            ui.add_space(2.0);
            history_buttons(ui, ctx, state);
            search_box(ui, ctx, state, focus);
            count(ui, ctx, state);
        });
        chips(ui, ctx, state);
    });
}

fn history_buttons(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    for (text, label, enabled, command) in [
        ("←", "command-back", state.selections.can_back(), Command::Back),
        ("→", "command-forward", state.selections.can_forward(), Command::Forward),
    ] {
        let name = ctx.words.t(label);
        let keys = shortcuts::keys_of(ui.ctx(), label);
        let response = ui.add_enabled(enabled, egui::Button::new(text)).on_hover_text(format!("{name} ({keys})"));
        widgets::name(&response, Role::Button, name);
        if response.clicked() {
            ctx.send(command);
        }
    }
}

fn search_box(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State, focus: bool) {
    let mut text = state.ask.text.clone();
    let width = (ui.available_width() * 0.45).clamp(200.0, 560.0);
    let hint = ctx.words.t("search-hint");
    let edit = TextEdit::singleline(&mut text).hint_text(hint).desired_width(width).id(Id::unique("search"));
    let response = ui.add(edit);
    if focus {
        response.request_focus();
    }
    if response.changed() {
        ctx.send(Command::Ask(text));
    }
    let help = ctx.words.t("search-help");
    let response = if response.has_focus() { response } else { response.on_hover_text(help) };
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) && !state.ask.text.is_empty() {
        ctx.send(Command::ClearQuery);
    }
    let clear = egui::Button::new("×").frame(false);
    let name = ctx.words.t("command-clear-query");
    if !state.ask.text.is_empty() {
        let response = ui.add(clear).on_hover_text(name);
        widgets::name(&response, Role::Button, name);
        if response.clicked() {
            ctx.send(Command::ClearQuery);
        }
    }
}

/// "17 of 240 records", and those that time leaves out for want of a date.
fn count(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    let shown = ctx.answer.rows.len();
    let values = [("shown", shown.into()), ("total", ctx.dataset.len().into())];
    ui.label(strong(ctx.words.with("count-shown", &values), 13.5));
    if !ctx.answer.undated.is_empty() {
        let text = ctx.words.with("count-undated", &[("count", ctx.answer.undated.len().into())]);
        ui.label(RichText::new(text).color(ctx.palette.weak));
    }
    let errors = state.data.problems.len();
    if errors > 0 {
        let text = ctx.words.with("count-problems", &[("count", errors.into())]);
        if widgets::link(ui, RichText::new(text).color(ctx.palette.warn)).clicked() {
            ctx.send(Command::Show(Dialog::Problems));
        }
    }
}

/// The terms in force, each removable, and what is wrong with the text in the box.
fn chips(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    if let Some(error) = &state.ask.error {
        ui.label(RichText::new(error).color(ctx.palette.error));
    }
    for doubt in &ctx.answer.doubts {
        let text = ctx.words.with("search-unknown", &[("term", doubt.term.to_string().into())]);
        ui.label(RichText::new(text).color(ctx.palette.warn));
    }
    if ctx.query.is_empty() {
        return;
    }
    for (part, whole) in &ctx.answer.through {
        if let Some(text) = through(ctx, *part, *whole) {
            ui.label(RichText::new(text).color(ctx.palette.weak));
        }
    }
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        for term in &ctx.query.terms {
            chip(ui, ctx, term);
        }
    });
}

/// "Tuyên Quang includes Hà Giang, merged into it on 1 July 2025."
fn through(ctx: &ViewCtx<'_>, part: Ix, whole: Ix) -> Option<String> {
    let (part, whole) = (ctx.record(part)?, ctx.record(whole)?);
    let Some(Value::Merger(merger)) = part.get(Field::MergedInto) else { return None };
    let values = [
        ("whole", ctx.name(whole).into()),
        ("part", ctx.name(part).into()),
        ("date", ctx.words.date(&merger.date).into()),
    ];
    Some(ctx.words.with("search-through", &values))
}

fn chip(ui: &mut Ui, ctx: &ViewCtx<'_>, term: &Term) {
    let text = in_words(ctx, term);
    let hint = ctx.words.with("search-remove", &[("term", text.clone().into())]);
    let ink = if term.exclude { ctx.palette.error } else { ctx.palette.ink };
    let button = egui::Button::new(RichText::new(format!("{text}  ×")).color(ink)).fill(ctx.palette.accent_fill);
    let response = ui.add(button).on_hover_text(&hint);
    widgets::name(&response, Role::Button, &hint);
    if response.clicked() {
        ctx.send(Command::RemoveTerm(term.clone()));
    }
}

/// A term in the interface language: names instead of ids, dates in words.
fn in_words(ctx: &ViewCtx<'_>, term: &Term) -> String {
    let text = match &term.what {
        What::Words(words) => format!("“{words}”"),
        What::Is(QueryKey::Kind, slug) => {
            let kind = crate::model::Kind::from_slug(slug);
            kind.map_or_else(|| slug.clone(), |kind| ctx.words.kinds(kind).to_owned())
        }
        What::Is(key, value) => {
            let name = ctx.dataset.by_id(value).map_or(value.as_str(), |record| ctx.name(record));
            let key = format!("key-{}", key.name());
            format!("{}: {name}", ctx.words.t(&key))
        }
        What::After(date) => ctx.words.with("term-after", &[("date", ctx.words.date(date).into())]),
        What::Before(date) => ctx.words.with("term-before", &[("date", ctx.words.date(date).into())]),
        What::During(date) => ctx.words.with("term-during", &[("date", ctx.words.date(date).into())]),
        What::Surely(date) => ctx.words.with("term-surely", &[("date", ctx.words.date(date).into())]),
        What::Area(_) => ctx.words.t("term-area").to_owned(),
    };
    if term.exclude { ctx.words.with("term-not", &[("term", text.into())]) } else { text }
}

/// What was just done, or went wrong, until it is put away.
pub(super) fn notice(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    let Some(notice) = &state.notice else { return };
    let (text, ink) = match notice {
        Notice::Exported { path, records } => {
            let values = [("count", (*records).into()), ("path", path.display().to_string().into())];
            (ctx.words.with("notice-exported", &values), ctx.palette.ink)
        }
        Notice::Opened { records, problems } => {
            let values = [("count", (*records).into()), ("problems", (*problems).into())];
            (ctx.words.with("notice-opened", &values), ctx.palette.ink)
        }
        Notice::Copied => (ctx.words.t("notice-copied").to_owned(), ctx.palette.ink),
        Notice::NoChooser => (ctx.words.t("notice-no-chooser").to_owned(), ctx.palette.error),
        Notice::Failed(message) => {
            (ctx.words.with("notice-failed", &[("message", message.clone().into())]), ctx.palette.error)
        }
    };
    let frame = Frame::new().fill(ctx.palette.accent_fill).inner_margin(Margin::symmetric(12, 6));
    Panel::bottom(Id::unique("notice")).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let name = ctx.words.t("close");
                let response = ui.button("×").on_hover_text(name);
                widgets::name(&response, Role::Button, name);
                if response.clicked() {
                    ctx.send(Command::DismissNotice);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(RichText::new(text).color(ink)).wrap());
                });
            });
        });
    });
}
