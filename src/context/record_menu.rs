//! What can be done with any record wherever it is shown.

use egui::{Button, Popup, PopupCloseBehavior, RichText, Role, Ui, vec2};
use km0_core::named_enum;

use super::{Command, RecordExport, ViewCtx};
use crate::ui::widgets;
use km0_core::model::{Id, Kind};
use km0_core::query::{Key, Term};

named_enum! {
    /// What is done most often with a record; the row of buttons in details and every menu offer the same.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum RecordAction {
        /// Only what concerns it.
        Filter = "details-filter",
        /// Its pages as a document.
        Dossier = "details-dossier",
        /// What it says as a table.
        Excel = "details-excel",
        CopyLink = "details-link",
    }

    /// All of them, in this order.
    pub ALL;
    /// The key of its name.
    pub key;
}

impl RecordAction {
    pub fn send(self, ctx: &ViewCtx<'_>, id: &Id) {
        // of a gate a table holds what concerns it, a dossier its own page, which tells of that
        let export = |export| ctx.send(Command::ExportRecord(Id::clone(id), export));
        match self {
            Self::Filter => ctx.send(Command::AddTerm(Term::is(key(ctx, id), id))),
            Self::Dossier => export(RecordExport::Document),
            Self::Excel => export(RecordExport::Table),
            Self::CopyLink => ctx.send(Command::CopyText(format!("km0://record/{id}"))),
        }
    }
}

/// By what one asks for all that concerns the record: a gate with its routes, a place with what lies
/// in it.
fn key(ctx: &ViewCtx<'_>, id: &Id) -> Key {
    match ctx.dataset.by_id(id).map(|record| record.kind) {
        Some(Kind::Gate) => Key::Gate,
        Some(Kind::Place) => Key::Place,
        _ => Key::About,
    }
}

/// What is done most often, as lines of a menu.
pub fn acts(ui: &mut Ui, ctx: &ViewCtx<'_>, id: &Id) {
    for act in RecordAction::ALL {
        if ui.button(ctx.words.t(act.key())).clicked() {
            act.send(ctx, id);
            ui.close();
        }
    }
}

/// The entries that a record's menu has in every panel.
pub fn entries(ui: &mut Ui, ctx: &ViewCtx<'_>, id: &Id) {
    acts(ui, ctx, id);
    for_curators(ui, ctx, id);
}

/// What serves those who edit the data; it stands last in every menu, under a heading that says so.
pub fn for_curators(ui: &mut Ui, ctx: &ViewCtx<'_>, id: &Id) {
    ui.separator();
    ui.label(RichText::new(ctx.words.t("menu-curators")).small().color(ctx.palette.weak));
    if ui.button(ctx.words.t("command-copy-id")).clicked() {
        ctx.send(Command::CopyId(Some(Id::clone(id))));
        ui.close();
    }
    let reveal = ui.add_enabled(ctx.data.path.is_some(), Button::new(ctx.words.t("command-reveal-file")));
    if reveal.clicked() {
        ctx.send(Command::RevealInFile(Some(Id::clone(id))));
        ui.close();
    }
    reveal.on_hover_text(ctx.words.t("help-reveal-file")).on_disabled_hover_text(ctx.words.t("why-no-file"));
}

/// A button of three dots that opens them.
pub fn button(ui: &mut Ui, ctx: &ViewCtx<'_>, id: &Id) {
    let name = ctx.words.t("record-menu");
    let response = ui.add(Button::new("").min_size(vec2(24.0, 20.0)).frame_when_inactive(false)).on_hover_text(name);
    widgets::name(&response, Role::Button, name);
    let ink = if response.hovered() || response.has_focus() { ctx.palette.ink } else { ctx.palette.weak };
    for x in [-5.0, 0.0, 5.0] {
        ui.painter().circle_filled(response.rect.center() + vec2(x, 0.0), 1.6, ink);
    }
    Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClick).show(|ui| {
        ui.set_min_width(180.0);
        entries(ui, ctx, id);
    });
}
