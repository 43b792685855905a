//! What is wrong with the data: one line a kind with its count, the first places of each, and a way
//! to mend at once what a table's columns can be told anew.

use egui::{RichText, ScrollArea, Ui};

use crate::app::state::State;
use crate::context::{Command, ViewCtx};
use km0_core::dataset::problem::{as_table, by_rule};
use km0_core::dataset::{Format, Problem, Rule, Severity};
use km0_core::model::Lang;

/// Places that are shown of a kind.
const SHOWN: usize = 5;

pub(super) fn show(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    let list = state.problems();
    if list.is_empty() {
        ui.label(ctx.words.t("problems-none"));
    } else {
        let key = if state.broken.is_some() { "problems-broken" } else { "problems-count" };
        ui.label(ctx.words.with(key, &[("count", list.len().into())]));
        ui.add_space(4.0);
        ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show(ui, |ui| {
            for of in by_rule(list, SHOWN) {
                let severity = of.rule.severity();
                let ink = if severity == Severity::Error { ctx.palette.error } else { ctx.palette.warn };
                let rule = ctx.words.t(&format!("rule-{}", of.rule.slug())).to_owned();
                let values = [("rule", rule.into()), ("count", of.count.into())];
                ui.horizontal(|ui| {
                    ui.label(RichText::new(ctx.words.with("problems-of-rule", &values)).color(ink).strong());
                    if is_chosen(of.rule) && state.data.path.as_ref().is_some_and(|path| is_table(path)) {
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
        if !list.is_empty() && ui.button(ctx.words.t("problems-copy")).clicked() {
            ctx.send(Command::CopyText(as_table(list)));
        }
    });
}

fn place(ui: &mut Ui, ctx: &ViewCtx<'_>, problem: &Problem) {
    let file = problem.origin.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let at = format!("{file}:{}:{}", problem.origin.line, problem.origin.column);
    let said = match ctx.words.lang() {
        Lang::En => sentence(problem),
        _ => quoted(&problem.what),
    };
    let text = RichText::new(format!("{at}  {said}")).small().color(ctx.palette.weak);
    ui.add(egui::Label::new(text).truncate()).on_hover_ui(|ui| drop(ui.label(problem.to_string())));
}

fn mend(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    if ui.small_button(ctx.words.t("problems-mend")).clicked() {
        ctx.send(Command::CloseDialog);
        ctx.send(Command::AskColumns(None));
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

fn is_table(path: &std::path::Path) -> bool {
    let format = path.extension().and_then(|name| Format::from_extension(&name.to_string_lossy().to_lowercase()));
    format.is_some_and(Format::is_table)
}

/// A problem in the reader's language: the whole sentence in English, the rule and what is quoted of the
/// file in others.
pub(in crate::app) fn said(ctx: &ViewCtx<'_>, problem: &Problem) -> String {
    if ctx.words.lang() == Lang::En {
        return sentence(problem);
    }
    let key = format!("rule-{}", problem.rule.slug());
    let rule = ctx.words.t(&key);
    let quoted = quoted(&problem.what);
    if quoted.is_empty() { rule.to_owned() } else { format!("{rule}: {quoted}") }
}

fn sentence(problem: &Problem) -> String {
    format!("{}; {}", problem.what, problem.remedy)
}

/// What a problem quotes of the file: its rule is told in the reader's language above, and the whole
/// sentence, which is English, where the pointer is.
fn quoted(what: &str) -> String {
    let quotes: Vec<&str> = what.split('"').skip(1).step_by(2).filter(|part| !part.trim().is_empty()).collect();
    quotes.iter().map(|part| format!("“{part}”")).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_problem_quotes_stands_without_its_sentence() {
        assert_eq!(quoted("\"31/02/2024\" is no date"), "“31/02/2024”");
        assert_eq!(quoted("\"a\" may be \"b\""), "“a” · “b”");
        assert_eq!(quoted("the sheet is not read"), "");
    }
}
