//! What a right click on a row offers.

use egui::{RichText, Ui};

use super::cells::{self, Offer};
use super::columns::{Column, ListSetup};
use super::interact::ListTable;
use crate::context::{Command, ViewCtx, record_menu, rows};
use crate::ui::table::TableRecords;
use km0_core::dataset::Ix;
use km0_core::query::{Key, Query, Term};

/// Letters of a cell's text that a menu shows.
const SHOWN: usize = 40;

/// The cell that was clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MenuCell {
    pub(super) ix: Ix,
    column: Option<Column>,
}

impl MenuCell {
    /// The cell at so many points from the table's left edge.
    pub(super) fn new(setup: &ListSetup, edges: &[(f32, f32)], ix: Ix, x: f32) -> Self {
        let at = edges.iter().position(|(left, right)| (*left..*right).contains(&x));
        let column = at.and_then(|at| setup.columns().get(at)).map(|shown| shown.column);
        Self { ix, column }
    }
}

pub(super) fn ui(ui: &mut Ui, records: &ListTable<'_>, asked: MenuCell) {
    let ctx = records.ctx;
    ui.set_min_width(200.0);
    copying(ui, records, asked);
    ui.separator();
    if ui.button(ctx.words.t("list-to-map")).clicked() {
        records.open();
        ui.close();
    }
    if let Some(record) = ctx.record(asked.ix) {
        let term = Term::is(Key::About, &record.id);
        if ui.button(ctx.words.t("list-concerning")).clicked() {
            ctx.send(Command::OnlyTerm(term));
            ui.close();
        }
    }
    ui.separator();
    if let Some(record) = ctx.record(asked.ix) {
        record_menu::acts(ui, ctx, &record.id);
    }
    // the kind is worth asking for wherever the name was clicked
    let column = asked.column.filter(|column| !matches!(column, Column::Name | Column::Id)).unwrap_or(Column::Kind);
    let offers = cells::offers(&ctx.reader(), asked.ix, column);
    if !offers.is_empty() {
        ui.separator();
    }
    for offer in offers {
        value(ui, ctx, column, &offer);
    }
    if let Some(record) = ctx.record(asked.ix) {
        record_menu::for_curators(ui, ctx, &record.id);
    }
}

fn copying(ui: &mut Ui, records: &ListTable<'_>, asked: MenuCell) {
    let ctx = records.ctx;
    rows::copies(ui, ctx, records, records.lines, asked.ix, records.lines.rows.len(), |ui| {
        let cell = cells::text(&ctx.reader(), asked.ix, asked.column.unwrap_or(Column::Name));
        let text = || ctx.words.with("list-copy-text", &[("text", short(&cell).into())]);
        if !cell.is_empty() && ui.button(text()).clicked() {
            ctx.send(Command::CopyText(cell.into_owned()));
            ui.close();
        }
    });
}

/// One value of the cell with what can be asked of it.
fn value(ui: &mut Ui, ctx: &ViewCtx<'_>, column: Column, offer: &Offer) {
    let values = [("column", ctx.words.t(column.title()).into()), ("value", short(&offer.text).into())];
    let title = ctx.words.with("list-value", &values);
    let Offer { term, .. } = offer;
    ui.menu_button(RichText::new(title), |ui| {
        let without = Term { exclude: true, clause: term.clause.clone() };
        for (key, command, changes) in [
            ("list-filter", Command::AddTerm(term.clone()), !ctx.query.terms.contains(term)),
            ("list-only", Command::OnlyTerm(term.clone()), *ctx.query != Query { terms: vec![term.clone()] }),
            ("list-without", Command::AddTerm(without.clone()), !ctx.query.terms.contains(&without)),
        ] {
            if ui.add_enabled(changes, egui::Button::new(ctx.words.t(key))).clicked() {
                ctx.send(command);
                ui.close();
            }
        }
    });
}

fn short(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    let head: String = text.chars().take(SHOWN - 1).collect();
    format!("{}…", head.trim_end())
}
