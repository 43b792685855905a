//! What is wrong with the data: one line a kind with its count, the first places of each, and a way
//! to mend at once what a table's columns can be told anew.

use std::path::PathBuf;

use egui::{RichText, ScrollArea, Ui};

use crate::app::app_ctx::AppCtx;
use crate::app::input::{FileCommand, Mend, WindowCommand};
use crate::app::state::State;
use crate::context::{Cached, Command};
use crate::ui::widgets;
use km0_core::dataset::format::encoding::Encoding;
use km0_core::dataset::problem::{OfRule, as_table, by_rule, wrong};
use km0_core::dataset::table::DayMonthOrder;
use km0_core::dataset::{FileFormat, Problem, Rule, Severity};

/// Places that are shown of a kind.
const SHOWN: usize = 5;

/// Keeps the problems by kind while the dialog is open.
#[derive(Debug, Default)]
pub(in crate::app) struct ProblemsDialog {
    by_rule: Cached<u64, Vec<ProblemsOfRule>>,
}

/// The problems of one rule: how many there are, and the first of them.
#[derive(Debug)]
struct ProblemsOfRule {
    rule: Rule,
    count: usize,
    first: Vec<Problem>,
    instead: Vec<String>,
}

fn by_kind(list: &[Problem]) -> Vec<ProblemsOfRule> {
    let kind = |of: OfRule<'_>| ProblemsOfRule {
        rule: of.rule,
        count: of.count,
        first: of.first.into_iter().cloned().collect(),
        instead: of.instead,
    };
    by_rule(list, SHOWN).into_iter().map(kind).collect()
}

pub(super) fn show(ui: &mut Ui, ctx: &AppCtx<'_>, kept: &mut ProblemsDialog) {
    let list = ctx.state.problems();
    if list.is_empty() {
        ui.label(ctx.words.t("problems-none"));
    } else {
        let key = if ctx.state.broken.is_some() { "problems-broken" } else { "problems-count" };
        let wrong = wrong(list);
        if wrong > 0 {
            ui.label(ctx.words.with(key, &[("count", wrong.into())]));
        }
        if wrong < list.len() {
            ui.label(ctx.words.with("count-notes", &[("count", (list.len() - wrong).into())]));
        }
        ui.add_space(4.0);
        let table = ctx.state.data.path.as_deref().and_then(FileFormat::from_path).is_some_and(FileFormat::is_table);
        ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show(ui, |ui| {
            for of in kept.by_rule.get(ctx.state.problems_revision, || by_kind(list)).iter() {
                let severity = of.rule.severity();
                let ink = match severity {
                    Severity::Error => ctx.palette.error,
                    Severity::Warning => ctx.palette.warn,
                    Severity::Note => ctx.palette.ink,
                };
                let rule = ctx.words.t(&format!("rule-{}", of.rule.slug())).to_owned();
                let values = [("rule", rule.into()), ("count", of.count.into())];
                ui.horizontal(|ui| {
                    ui.label(RichText::new(ctx.words.with("problems-of-rule", &values)).color(ink).strong());
                    at_once(ui, ctx, of);
                    if table && is_chosen(of.rule) {
                        mend(ui, ctx);
                    }
                });
                for problem in &of.first {
                    place(ui, ctx, problem);
                }
                let more = of.count - of.first.len();
                if more > 0 {
                    let text = ctx.words.with("problems-more-of", &[("count", more.into())]);
                    ui.label(RichText::new(text).small().color(ctx.palette.weak));
                }
                ui.add_space(6.0);
            }
        });
    }
    ui.add_space(10.0);
    super::buttons(ui, ctx, |ui| {
        if list.is_empty() {
            return;
        }
        if ui.add(widgets::primary(ctx.words.t("problems-save"), ctx.palette)).clicked() {
            ctx.send(FileCommand::SaveProblems);
        }
        if ui.button(ctx.words.t("problems-copy")).clicked() {
            ctx.send(Command::CopyText(as_table(list, ctx.words)));
        }
    });
}

fn place(ui: &mut Ui, ctx: &AppCtx<'_>, problem: &Problem) {
    let file = problem.origin.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let (spot, said) = (ctx.words.spot(&problem.origin), ctx.words.problem(problem));
    let text = RichText::new(format!("{file}, {spot}: {said}")).small().color(ctx.palette.weak);
    ui.add(egui::Label::new(text).wrap()).on_hover_ui(|ui| drop(ui.label(ctx.words.problem_line(problem))));
}

/// What mends all problems of a rule in one file with one choice.
fn at_once(ui: &mut Ui, ctx: &AppCtx<'_>, of: &ProblemsOfRule) {
    let Some(path) = of.first.first().and_then(|problem| file_of(ctx.state, problem)) else { return };
    let choose = |mend: Mend| {
        ctx.send(WindowCommand::CloseDialog);
        ctx.send(FileCommand::Mend(path.clone(), mend));
    };
    match of.rule {
        Rule::AmbiguousDate => {
            for (order, key) in
                [(DayMonthOrder::DayFirst, "columns-order-day"), (DayMonthOrder::MonthFirst, "columns-order-month")]
            {
                if ui.button(ctx.words.t(key)).clicked() {
                    choose(Mend::Order(order));
                }
            }
        }
        Rule::GuessedEncoding | Rule::Encoding => {
            ui.menu_button(ctx.words.t("columns-encoding"), |ui| {
                for encoding in Encoding::OFFERED {
                    if ui.button(encoding.to_string()).clicked() {
                        choose(Mend::Encoding(encoding));
                    }
                }
            });
        }
        _ if !of.instead.is_empty() => {
            ui.menu_button(ctx.words.t("problems-instead"), |ui| {
                for name in &of.instead {
                    if ui.button(name.as_str()).clicked() {
                        choose(Mend::Part(name.clone()));
                    }
                }
            });
        }
        _ => {}
    }
}

/// The file of a problem, among those that are open.
fn file_of(state: &State, problem: &Problem) -> Option<PathBuf> {
    let layers = state.data.layers.iter().map(|layer| &layer.path);
    state.data.path.iter().chain(layers).find(|path| problem.is_of(path)).cloned()
}

fn mend(ui: &mut Ui, ctx: &AppCtx<'_>) {
    if ui.button(ctx.words.t("problems-mend")).clicked() {
        ctx.send(WindowCommand::CloseDialog);
        ctx.send(FileCommand::AskColumns(None));
    }
}

/// Whether what was chosen of a table can mend it: heading, sheet, encoding, order, meaning.
fn is_chosen(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::MissingColumn
            | Rule::UnknownColumn
            | Rule::GuessedEncoding
            | Rule::Encoding
            | Rule::AmbiguousDate
            | Rule::BadDate
            | Rule::Repeated
            | Rule::LeftOut
            | Rule::Empty
    )
}
