//! What a mapping makes of the first rows of a table.

use std::sync::Arc;

use egui::{Grid, Label, RichText, ScrollArea, Ui};

use crate::app::app_ctx::AppCtx;
use km0_core::dataset::problem::wrong;
use km0_core::dataset::table::{Context, Mapping, TableHead, Trial, trial};
use km0_core::dataset::{Problem, Severity};
use km0_core::model::{Edtf, Lang, Record};

/// Records that are shown.
const SHOWN: usize = 5;
/// Problems that are shown.
const TOLD: usize = 20;

/// Worked out anew only when sheet or mapping have changed.
#[derive(Debug, Default)]
pub(super) struct ColumnsPreview {
    key: Option<(String, Mapping)>,
    lines: Vec<PreviewLine>,
    problems: Vec<Problem>,
    records: usize,
    /// Problems, notes left out.
    found: usize,
}

/// A record in a line.
#[derive(Debug)]
struct PreviewLine {
    date: Option<Edtf>,
    name: [String; 3],
    place: String,
}

impl ColumnsPreview {
    pub(super) fn has_records(&self) -> bool {
        self.records > 0
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, sheet: &TableHead, mapping: &Mapping, file: &str) {
        if self.key.as_ref().is_none_or(|(name, known)| *name != sheet.name || known != mapping) {
            self.refresh(sheet, mapping, file);
        }
        ui.horizontal(|ui| {
            ui.label(RichText::new(ctx.words.t("columns-preview")).color(ctx.palette.weak));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let (text, ink) = self.said(ctx, sheet, mapping);
                ui.label(RichText::new(text).color(ink));
            });
        });
        self.records(ui, ctx);
        self.problems(ui, ctx);
    }

    fn refresh(&mut self, sheet: &TableHead, mapping: &Mapping, file: &str) {
        let context = Context { file: Arc::from(file), title: file.to_owned() };
        let trial = if mapping.is_usable() { trial(sheet, mapping, context) } else { Trial::default() };
        let places = |record: &Record| {
            let named = trial.records.iter().filter(|other| record.links().any(|(_, id)| *id == other.id));
            let at = named.filter(|other| other.position().is_some() || other.kind == km0_core::model::Kind::Place);
            at.map(place).next().or_else(|| record.position().map(|_| place(record))).unwrap_or_default()
        };
        let line = |record: &Record| PreviewLine {
            date: record.date.clone(),
            name: Lang::ALL.map(|lang| record.name.get(lang).to_owned()),
            place: places(record),
        };
        let rows = sheet.body(mapping).len();
        self.lines = trial.records.iter().take(SHOWN.min(rows)).map(line).collect();
        self.records = if mapping.is_usable() { trial.records.len() } else { 0 };
        self.found = wrong(&trial.problems);
        self.problems = trial.problems;
        // errors first: they are what a person must see
        self.problems.sort_by_key(Problem::severity);
        self.problems.truncate(TOLD);
        self.key = Some((sheet.name.clone(), mapping.clone()));
    }

    fn said(&self, ctx: &AppCtx<'_>, sheet: &TableHead, mapping: &Mapping) -> (String, egui::Color32) {
        if sheet.body(mapping).is_empty() {
            return (ctx.words.t("columns-empty").to_owned(), ctx.palette.error);
        }
        if self.records == 0 {
            return (ctx.words.t("columns-none").to_owned(), ctx.palette.error);
        }
        let rows = sheet.body(mapping).len();
        let values = [("rows", rows.into()), ("problems", self.found.into())];
        let (fine, key) = match (self.found == 0, sheet.more) {
            (true, false) => (true, "columns-fine"),
            (true, true) => (true, "columns-fine-more"),
            (false, false) => (false, "columns-problems"),
            (false, true) => (false, "columns-problems-more"),
        };
        (ctx.words.with(key, &values), if fine { ctx.palette.weak } else { ctx.palette.warn })
    }

    fn records(&self, ui: &mut Ui, ctx: &AppCtx<'_>) {
        let lang = Lang::ALL.iter().position(|lang| *lang == ctx.words.lang()).unwrap_or(0);
        Grid::new("columns-preview").num_columns(3).spacing([14.0, 3.0]).show(ui, |ui| {
            for line in &self.lines {
                ui.scope(|ui| {
                    ui.set_width(150.0);
                    let date = line.date.as_ref().map_or_else(|| "–".to_owned(), |date| ctx.words.date_short(date));
                    ui.add(Label::new(date).truncate());
                });
                ui.scope(|ui| {
                    ui.set_width(430.0);
                    ui.add(Label::new(line.name.get(lang).map_or("", String::as_str)).truncate());
                });
                ui.add(Label::new(RichText::new(&line.place).color(ctx.palette.weak)).truncate());
                ui.end_row();
            }
        });
    }

    fn problems(&self, ui: &mut Ui, ctx: &AppCtx<'_>) {
        if self.problems.is_empty() {
            return;
        }
        ui.add_space(4.0);
        ScrollArea::vertical().id_salt("columns-problems").max_height(66.0).auto_shrink([false, true]).show(ui, |ui| {
            for problem in &self.problems {
                let ink = match problem.severity() {
                    Severity::Error => ctx.palette.error,
                    Severity::Warning => ctx.palette.warn,
                    Severity::Note => ctx.palette.weak,
                };
                let text = format!("{}: {}", ctx.words.spot(&problem.origin), ctx.words.problem(problem));
                ui.add(Label::new(RichText::new(text).color(ink)).wrap())
                    .on_hover_ui(|ui| drop(ui.label(ctx.words.problem_line(problem))));
            }
        });
    }
}

fn place(record: &Record) -> String {
    let degrees = record.position().map(|at| format!("{:.3}, {:.3}", at.lat, at.lon));
    let name = record.name.forms().next().unwrap_or_default().to_owned();
    degrees.map_or(name.clone(), |degrees| format!("{name} ({degrees})"))
}
