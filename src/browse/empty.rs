//! What stands where no row does: which word nothing has, what is near, what to do instead.

use egui::{Button, RichText, Ui, vec2};

use crate::context::{Cached, Command, LeftTab, ViewCtx};
use crate::ui::widgets::strong;
use km0_core::query::{Hindrance, Query, Term};

/// What is to blame, worked out once for an answer.
#[derive(Debug, Default)]
pub(super) struct Empty {
    /// By revision.
    known: Cached<u64, Vec<Hindrance>>,
}

/// Terms that are told of.
const TOLD: usize = 3;

impl Empty {
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, tab: LeftTab) {
        ui.add_space(20.0);
        ui.vertical_centered(|ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if tab == LeftTab::Related {
                let said = if ctx.query.is_empty() { "list-none-related" } else { "list-none-related-here" };
                ui.label(RichText::new(ctx.words.t(said)).color(ctx.palette.weak));
                return;
            }
            if ctx.dataset.is_empty() {
                ui.label(RichText::new(ctx.words.t("rule-empty")).color(ctx.palette.weak));
                return;
            }
            let elsewhere = if tab == LeftTab::Register { LeftTab::Events } else { LeftTab::Register };
            if ctx.answer.rows.is_empty() {
                self.why(ui, ctx);
            } else {
                let said = if tab == LeftTab::Register { "list-none-in-register" } else { "list-no-events" };
                ui.label(strong(ctx.words.t(said), 15.0));
                let button = ctx.words.with("list-look-there", &[("count", ctx.answer.rows.len().into())]);
                if wide(ui, &button).clicked() {
                    ctx.send(Command::ShowTab(elsewhere));
                }
            }
        });
    }

    fn why(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>) {
        let found = self.known.get(ctx.revision, || ctx.query.hindrances(ctx.dataset, &ctx.data.corpus));
        let unknown: Vec<String> =
            found.iter().filter(|one| one.unknown).take(TOLD).map(|one| said(ctx, &one.term)).collect();
        let title = if unknown.is_empty() {
            ctx.words.t("list-empty-title").to_owned()
        } else {
            ctx.words.with("list-no-word", &[("word", ctx.words.list(&unknown).into())])
        };
        ui.label(strong(title, 15.0));
        // two words that are mended together may come to the same
        let near: Vec<_> = found.iter().take(TOLD).flat_map(|one| &one.near).collect();
        for (at, one) in near.iter().enumerate() {
            let known = near.iter().take(at).any(|other| other.query == one.query);
            let values = [("word", one.words.as_str().into()), ("count", one.rows.into())];
            if !known && wide(ui, &ctx.words.with("list-instead", &values)).clicked() {
                ctx.send(Command::AskQuery(one.query.clone()));
            }
        }
        for one in found.iter().take(TOLD).filter(|one| one.without > 0 && ctx.query.terms.len() > 1) {
            let values = [("term", said(ctx, &one.term).into()), ("count", one.without.into())];
            if wide(ui, &ctx.words.with("list-drop", &values)).clicked() {
                ctx.send(Command::RemoveTerm(one.term.clone()));
            }
        }
        if !ctx.query.is_empty() && wide(ui, ctx.words.t("list-drop-all")).clicked() {
            ctx.send(Command::ClearQuery);
        }
    }
}

/// A button over the whole width, whose text wraps.
fn wide(ui: &mut Ui, text: &str) -> egui::Response {
    let width = ui.available_width() - 16.0;
    ui.add(Button::new(text).wrap().min_size(vec2(width.clamp(24.0, 280.0), 28.0)))
}

/// The term in the reader's words, as its chip has it.
fn said(ctx: &ViewCtx<'_>, term: &Term) -> String {
    let alone = Query { terms: vec![term.clone()] };
    let parts = ctx.words.sentence(&alone, ctx.dataset, 0);
    parts.into_iter().find(|part| part.term.is_some()).map_or_else(|| term.to_string(), |part| part.text)
}
