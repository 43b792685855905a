//! The export dialog: formats by what they are for, which records, what the file will hold and what
//! it leaves out.

use egui::{Align, Layout, RichText, Role, ScrollArea, Ui, vec2};

use crate::app::app_ctx::AppCtx;
use crate::ui::widgets::{self, strong};
use km0_core::export::{ColumnSet, Format, FormatPurpose, ReportForm, Scope, Survey};

use crate::app::input::{ExportCommand, FileCommand, Make};

/// In points; the smallest window has room for it.
pub(super) const WIDTH: f32 = 740.0;
const LEFT: f32 = 380.0;
const GAP: f32 = 20.0;
/// What the rest of the dialog and the window's edge take of its height.
const AROUND: f32 = 150.0;
/// The tallest that the formats get without scrolling.
const TALLEST: f32 = 520.0;

/// `survey` is what the file would hold and lose; none while that is worked out.
pub(super) fn show(ui: &mut Ui, ctx: &AppCtx<'_>, survey: Option<&Survey>) {
    let height = (ui.ctx().content_rect().height() - AROUND).clamp(200.0, TALLEST);
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(LEFT, height), Layout::top_down(Align::Min), |ui| {
            ui.set_width(LEFT);
            ScrollArea::vertical().id_salt("formats").max_height(height).show(ui, |ui| formats(ui, ctx));
        });
        ui.add_space(GAP);
        ui.allocate_ui_with_layout(vec2(WIDTH - LEFT - GAP, height), Layout::top_down(Align::Min), |ui| {
            ui.set_width(WIDTH - LEFT - GAP - 8.0);
            ScrollArea::vertical().id_salt("records").max_height(height).show(ui, |ui| {
                scope(ui, ctx);
                ui.add_space(10.0);
                outcome(ui, ctx, survey);
            });
        });
    });
    ui.add_space(10.0);
    let some = survey.is_some_and(|survey| survey.written > 0);
    super::buttons(ui, ctx, |ui| {
        let able = some && ctx.state.writing.is_none();
        if widgets::confirm(ui, able, ctx.words.t("export-save"), ctx.palette) {
            ctx.send(ExportCommand::Save);
        }
        if ui.button(ctx.words.t("menu-copy-as")).on_hover_text(ctx.words.t("export-copy-hint")).clicked() {
            ctx.send(FileCommand::CopyCommand(Make::Export));
        }
    });
}

fn formats(ui: &mut Ui, ctx: &AppCtx<'_>) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let only = ctx.state.export_purpose;
    for (at, group) in FormatPurpose::ALL.into_iter().filter(|group| only.is_none_or(|only| only == *group)).enumerate()
    {
        if at > 0 {
            ui.add_space(6.0);
        }
        let title = ctx.words.t(match group {
            FormatPurpose::Tables => "format-group-tables",
            FormatPurpose::Reading => "format-group-reading",
            FormatPurpose::MapsAndTime => "format-group-maps",
            FormatPurpose::Sources => "format-group-sources",
            FormatPurpose::Whole => "format-group-whole",
        });
        ui.label(RichText::new(title).small().color(ctx.palette.weak));
        for format in Format::ALL.into_iter().filter(|format| format.group() == group) {
            one(ui, ctx, format);
        }
    }
    if only.is_some() {
        ui.add_space(6.0);
        if ui.link(ctx.words.t("export-all-formats")).clicked() {
            ctx.send(ExportCommand::AllFormats);
        }
    }
}

/// A format with what it is, in one line that is clicked as a whole.
fn one(ui: &mut Ui, ctx: &AppCtx<'_>, format: Format) {
    let (name, about) = named(ctx, format);
    let chosen = ctx.state.export.format == format;
    let mut text = egui::text::LayoutJob::default();
    let font = egui::TextStyle::Body.resolve(ui.style());
    text.append(&name, 0.0, egui::TextFormat::simple(font.clone(), ctx.palette.ink));
    text.append(&about, 8.0, egui::TextFormat::simple(font, ctx.palette.weak));
    text.wrap = egui::text::TextWrapping::truncate_at_width(ui.available_width() - 28.0);
    let response = ui.radio(chosen, text);
    widgets::name(&response, Role::RadioButton, &format!("{name}: {about}"));
    if response.on_hover_text(about).clicked() {
        ctx.send(ExportCommand::As(format));
    }
}

/// The format's name and what it is.
fn named(ctx: &AppCtx<'_>, format: Format) -> (String, String) {
    let text = ctx.words.with(&format!("format-{}", format.slug()), &[]);
    let (name, about) = text.split_once(": ").or_else(|| text.split_once('：')).unwrap_or((&text, ""));
    (name.to_owned(), about.to_owned())
}

fn scope(ui: &mut Ui, ctx: &AppCtx<'_>) {
    let happens = ctx.data.corpus.happens();
    ui.label(strong(ctx.words.t("export-records"), 14.0));
    for scope in Scope::ALL {
        let selected = ctx.state.focus.selected();
        let (key, count, events) = match scope {
            Scope::Shown => {
                ("export-scope-shown", ctx.answer.rows.len(), happens.intersection_count(&ctx.answer.matched))
            }
            Scope::Selection => {
                let events = selected.iter().filter(|ix| happens.contains(ix.row())).count();
                ("export-scope-selection", selected.len(), events)
            }
            Scope::All => ("export-scope-all", ctx.dataset.len(), happens.count_ones(..)),
        };
        // the list counts events alone
        let counts = ctx.words.events_and_others(events, count).unwrap_or_else(|| ctx.words.number(count as f64));
        let text = ctx.words.with(key, &[("count", counts.into())]);
        let chosen = ctx.state.export.scope == scope;
        if ui.add_enabled(count > 0 || chosen, egui::RadioButton::new(chosen, text)).clicked() {
            ctx.send(ExportCommand::Take(scope));
        }
    }
    ui.add_space(4.0);
    let mut related = ctx.state.export.related;
    let hint = ctx.words.t("export-related-hint");
    if ui.checkbox(&mut related, ctx.words.t("export-related")).on_hover_text(hint).clicked() {
        ctx.send(ExportCommand::Related);
    }
    if ctx.state.export.format == Format::Csv {
        columns(ui, ctx);
    }
    if ctx.state.export.format.is_report() {
        report_form(ui, ctx);
    }
}

/// How a report tells of the records.
fn report_form(ui: &mut Ui, ctx: &AppCtx<'_>) {
    ui.add_space(4.0);
    let one = ctx.state.export.scope == Scope::Selection && ctx.state.focus.selected().len() == 1;
    for form in ReportForm::ALL.into_iter().filter(|form| !(one && *form == ReportForm::Along)) {
        let (key, hint) = match form {
            ReportForm::List => ("export-form-list", ""),
            ReportForm::Pages => ("export-form-pages", "export-form-pages-hint"),
            ReportForm::Briefing => ("export-form-briefing", "export-form-briefing-hint"),
            ReportForm::Along => ("export-form-along", "export-form-along-hint"),
        };
        let mut response = ui.radio(ctx.state.export.form == form, ctx.words.t(key));
        if !hint.is_empty() {
            response = response.on_hover_text(ctx.words.t(hint));
        }
        if response.clicked() {
            ctx.send(ExportCommand::Form(form));
        }
    }
}

/// For people, or for programs.
fn columns(ui: &mut Ui, ctx: &AppCtx<'_>) {
    ui.add_space(4.0);
    ui.label(strong(ctx.words.t("export-columns"), 14.0));
    for columns in ColumnSet::ALL {
        let (key, hint) = match columns {
            ColumnSet::People => ("export-columns-people", "export-columns-people-hint"),
            ColumnSet::All => ("export-columns-all", "export-columns-all-hint"),
        };
        let chosen = ctx.state.export.columns == columns;
        if ui.radio(chosen, ctx.words.t(key)).on_hover_text(ctx.words.t(hint)).clicked() {
            ctx.send(ExportCommand::Columns(columns));
        }
    }
}

/// What the file will hold, and what it will not.
fn outcome(ui: &mut Ui, ctx: &AppCtx<'_>, survey: Option<&Survey>) {
    ui.label(strong(ctx.words.t("export-file"), 14.0));
    let Some(survey) = survey else {
        ui.label(RichText::new(ctx.words.t("export-weighing")).color(ctx.palette.weak));
        return;
    };
    ui.label(survey.in_words(ctx.words));
    if ctx.state.export.format == Format::Csv && ctx.state.export.columns == ColumnSet::All {
        ui.label(RichText::new(ctx.words.t("export-beside")).color(ctx.palette.weak));
    }
    if survey.losses.is_empty() {
        ui.label(RichText::new(ctx.words.t("export-lossless")).color(ctx.palette.weak));
        return;
    }
    ui.add_space(4.0);
    for loss in survey.losses_in_words(ctx.words) {
        ui.label(RichText::new(loss).color(ctx.palette.warn));
    }
}
