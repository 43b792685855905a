//! The choice of layers, and what is said where they cannot be shown.

use std::path::Path;

use egui::{Frame, Margin, Popup, PopupCloseBehavior, Rect, Response, RichText, Role, ScrollArea, Ui, UiBuilder, pos2};

use super::{ArchiveError, Layers, TileChoice, Trouble, online, under};
use crate::context::{Command, ViewCtx};
use crate::ui::widgets;

const WIDTH: f32 = 290.0;
/// The widest that a message is.
const MESSAGE: f32 = 420.0;

/// The menu of the button that was pressed.
pub(in crate::map) fn show(ctx: &ViewCtx<'_>, button: &Response, layers: &mut Layers) {
    let popup = Popup::from_toggle_button_response(button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| {
        ui.set_width(WIDTH);
        // a file may have many classes
        let most = (ui.ctx().content_rect().height() - 60.0).max(200.0);
        ScrollArea::vertical().max_height(most).show(ui, |ui| choices(ui, ctx, layers));
    });
}

fn choices(ui: &mut Ui, ctx: &ViewCtx<'_>, layers: &mut Layers) {
    let words = ctx.words;
    ui.label(widgets::strong(words.t("map-layers"), 13.5));
    ui.checkbox(&mut layers.chosen.base, words.t("map-layers-base"));
    weak(ui, ctx, words.t("map-layers-base-help").to_owned());
    ui.checkbox(&mut layers.chosen.graticule, words.t("map-layers-graticule"));
    ui.separator();
    ui.label(widgets::strong(words.t("map-under"), 13.5));
    weak(ui, ctx, words.t("map-under-help").to_owned());
    under::rows(ui, ctx, &mut layers.unders, &mut layers.chosen.under);
    if ui.button(words.t("map-under-add")).clicked() {
        ctx.send(Command::ChooseMapFile);
    }
    ui.separator();
    ui.label(widgets::strong(words.t("map-layers-tiles"), 13.5));
    ui.radio_value(&mut layers.chosen.tiles, TileChoice::None, words.t("map-layers-none"));
    ui.radio_value(&mut layers.chosen.tiles, TileChoice::Online, words.t("map-layers-online"));
    let help = words.with("map-layers-online-help", &[("host", online::HOST.into())]);
    weak(ui, ctx, help);
    file(ui, ctx, layers);
    if let Some(trouble) = layers.trouble() {
        ui.separator();
        ui.label(RichText::new(in_words(ctx, layers, &trouble)).color(ctx.palette.error));
        if ui.button(words.t("map-layers-again")).clicked() {
            layers.again();
        }
    }
    if layers.chosen.tiles == TileChoice::Online {
        ui.hyperlink_to(online::THANKS, online::COPYRIGHT);
    }
}

fn weak(ui: &mut Ui, ctx: &ViewCtx<'_>, text: String) {
    ui.indent("help", |ui| ui.label(RichText::new(text).small().color(ctx.palette.weak)));
}

fn file(ui: &mut Ui, ctx: &ViewCtx<'_>, layers: &mut Layers) {
    let words = ctx.words;
    let shown = layers.chosen.tiles == TileChoice::File;
    let path = layers.chosen.file.clone();
    let response = ui.radio(shown, words.t("map-layers-file"));
    if response.clicked() {
        match &path {
            Some(_) => layers.chosen.tiles = TileChoice::File,
            None => ctx.send(Command::ChooseMapFile),
        }
    }
    ui.indent("file", |ui| {
        if let Some(path) = &path {
            let full = path.display().to_string();
            ui.add(egui::Label::new(RichText::new(name(path)).color(ctx.palette.weak)).truncate()).on_hover_text(full);
        }
        if ui.button(words.t("map-layers-choose")).clicked() {
            ctx.send(Command::ChooseMapFile);
        }
    });
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The message that tiles are missing, under the head of the map; where it is.
pub(in crate::map) fn message(ui: &mut Ui, ctx: &ViewCtx<'_>, head: Rect, layers: &mut Layers) -> Option<Rect> {
    let trouble = layers.trouble().filter(|_| head.width() > 120.0)?;
    let text = in_words(ctx, layers, &trouble);
    let at = pos2(head.left(), head.bottom() + 6.0);
    let room = Rect::from_min_max(at, pos2(head.right().min(at.x + MESSAGE), at.y + 200.0));
    let mut ui = ui.new_child(UiBuilder::new().max_rect(room).id_salt("trouble"));
    let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(10, 6));
    let shown = frame.show(&mut ui, |ui| {
        let response = ui.add(egui::Label::new(RichText::new(&text).color(ctx.palette.error)).wrap());
        widgets::name(&response, Role::Label, &text);
        ui.horizontal_wrapped(|ui| {
            if ui.button(ctx.words.t("map-layers-again")).clicked() {
                layers.again();
            }
            if ui.button(ctx.words.t("map-layers-off")).clicked() {
                layers.chosen.tiles = TileChoice::None;
            }
        });
    });
    Some(shown.response.rect)
}

fn in_words(ctx: &ViewCtx<'_>, layers: &Layers, trouble: &Trouble) -> String {
    let file = layers.chosen.file.as_deref().map(name).unwrap_or_default();
    let words = ctx.words;
    let name = ("name", file.into());
    match trouble {
        Trouble::Offline => words.with("map-trouble-offline", &[("host", online::HOST.into())]),
        Trouble::NoTls => words.t("map-trouble-tls").to_owned(),
        Trouble::Broken(count) => words.with("map-trouble-broken", &[name, ("count", (*count).into())]),
        Trouble::File(error) => match error {
            ArchiveError::Missing => words.with("map-trouble-missing", &[name]),
            ArchiveError::Unreadable(reason) => {
                words.with("map-trouble-unreadable", &[name, ("reason", reason.clone().into())])
            }
            ArchiveError::Foreign => words.with("map-trouble-foreign", &[name]),
            ArchiveError::Version(version) => {
                words.with("map-trouble-version", &[name, ("version", usize::from(*version).into())])
            }
            ArchiveError::Damaged => words.with("map-trouble-damaged", &[name]),
            ArchiveError::Unsupported(what) => words.with("map-trouble-unsupported", &[name, ("what", (*what).into())]),
        },
    }
}
