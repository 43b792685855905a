//! What is asked for, as chips: each part of the filter with a cross that takes it away.

use egui::{AtomExt, Button, RichText, Role, Stroke, Ui, vec2};

use super::app_ctx::AppCtx;
use crate::context::{Cached, Command};
use crate::ui::widgets;
use km0_core::query::Term;
use km0_core::words::SentencePart;

/// The chips, in words until the filter changes.
#[derive(Debug, Default)]
pub(super) struct FilterChips(Cached<u64, Vec<SentencePart>>);

impl FilterChips {
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>) {
        if ctx.query.is_empty() {
            return;
        }
        let parts = self.0.get(ctx.revision, || {
            let parts = ctx.words.sentence(ctx.query, ctx.dataset, ctx.answer.rows.len());
            parts.into_iter().filter(|part| part.term.is_some()).collect()
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for part in parts {
                if let Some(term) = &part.term {
                    chip(ui, ctx, &part.text, term);
                }
            }
        });
        ui.add_space(2.0);
    }
}

fn chip(ui: &mut Ui, ctx: &AppCtx<'_>, text: &str, term: &Term) {
    let hint = ctx.words.with("search-remove", &[("term", text.into())]);
    let ink = if term.exclude { ctx.palette.error } else { ctx.palette.accent };
    // however long the text, what takes it away stays in view
    let parts = (RichText::new(text).color(ink).atom_shrink(true), RichText::new("×").color(ink));
    let button = Button::new(parts)
        .fill(ctx.palette.accent_fill)
        .stroke(Stroke::NONE)
        .corner_radius(12)
        .truncate()
        .min_size(vec2(24.0, 24.0));
    let response = ui.add(button).on_hover_text(&hint);
    widgets::name(&response, Role::Button, &hint);
    if response.clicked() {
        ctx.send(Command::RemoveTerm(term.clone()));
    }
}
