//! What can be done with any record wherever it is shown.

use egui::{Button, Popup, PopupCloseBehavior, Role, Ui, vec2};

use super::{Command, Dialog, Item, PictureStep, ViewCtx};
use crate::ui::widgets;
use km0_core::export::Format;
use km0_core::model::{Id, Kind, Record};
use km0_core::query::{Key, Term};
use km0_core::saved::What;

/// The key that asks for what concerns a record of this kind.
fn filter_key(kind: Kind) -> Option<Key> {
    Some(match kind {
        Kind::Gate => Key::Gate,
        Kind::Place => Key::Place,
        Kind::Mechanism => Key::Mechanism,
        Kind::Person => Key::Person,
        Kind::Organisation => Key::Org,
        Kind::Project => Key::Project,
        Kind::Topic => Key::Topic,
        Kind::Source => Key::Source,
        _ => return None,
    })
}

/// Asks for what concerns the record.
#[must_use]
pub fn filter(record: &Record) -> Command {
    let key = filter_key(record.kind).unwrap_or(Key::About);
    Command::OnlyTerm(Term::is(key, &record.id))
}

/// Selects the record and opens the export of it with what it is related to.
pub fn export(ctx: &ViewCtx<'_>, record: &Record, format: Format) {
    ctx.send(Command::Select(Item::Record(Id::clone(&record.id))));
    ctx.send(Command::ExportSelected(format));
}

/// What a person does with a record as a whole: filter by it, its dossier, Excel, a link to it.
pub fn actions(ui: &mut Ui, ctx: &ViewCtx<'_>, record: &Record) {
    let mut line = |key: &str| {
        let clicked = ui.button(ctx.words.t(key)).clicked();
        if clicked {
            ui.close();
        }
        clicked
    };
    if line("record-filter") {
        ctx.send(filter(record));
    }
    if line("record-dossier") {
        ctx.send(Command::Select(Item::Record(Id::clone(&record.id))));
        ctx.send(Command::Picture(PictureStep::What(What::Dossier)));
        ctx.send(Command::Show(Dialog::Picture));
    }
    if line("record-excel") {
        export(ctx, record, Format::Xlsx);
    }
    if line("record-link") {
        ctx.send(Command::CopyText(link(&record.id)));
    }
}

/// The address that opens the window at a record.
#[must_use]
pub fn link(id: &Id) -> String {
    format!("km0://record/{id}")
}

/// The entries that a record's menu has in every panel.
pub fn entries(ui: &mut Ui, ctx: &ViewCtx<'_>, id: &Id) {
    if let Some(record) = ctx.dataset.by_id(id) {
        actions(ui, ctx, record);
        ui.separator();
    }
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
