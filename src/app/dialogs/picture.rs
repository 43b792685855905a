//! The picture dialog: what, on what, in which format; and how it will look.

use egui::{
    Align, Button, ComboBox, Id, Layout, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui,
};
use egui::{UiBuilder, Vec2, vec2};

use crate::app::app_ctx::AppCtx;
use crate::app::input::{FileCommand, Make, PictureCommand, PictureStep};
use crate::app::picture::on;
use crate::app::preview::ExportPreview;
use crate::ui::theme::ThemeChoice;
use crate::ui::widgets::{self, strong};
use km0_core::saved::{Image, Paper, SheetContent};

/// Points.
const CONTROLS: f32 = 258.0;
const HEIGHT: f32 = 452.0;
const WIDTH: f32 = 940.0;

const SHOWN: [SheetContent; 6] = [
    SheetContent::Timeline,
    SheetContent::Map,
    SheetContent::Both,
    SheetContent::Gates,
    SheetContent::Dossier,
    SheetContent::Briefing,
];
const SIZES: [f32; 6] = [0.75, 0.9, 1.0, 1.25, 1.5, 2.0];
const SCALES: [f32; 4] = [1.0, 2.0, 3.0, 4.0];
const THEMES: [(ThemeChoice, &str); 3] = [
    (ThemeChoice::Light, "theme-light"),
    (ThemeChoice::Dark, "theme-dark"),
    (ThemeChoice::HighContrast, "theme-high-contrast"),
];

pub(super) fn width() -> f32 {
    WIDTH
}

pub(super) fn show(ui: &mut Ui, ctx: &AppCtx<'_>, preview: &ExportPreview) {
    let height = HEIGHT.min((ui.ctx().content_rect().height() - 150.0).max(200.0));
    ui.horizontal_top(|ui| {
        let rect = ui.allocate_exact_size(vec2(CONTROLS, height), Sense::hover()).0;
        let mut left = ui.new_child(down(rect).id_salt("controls"));
        ScrollArea::vertical().auto_shrink([false, false]).show(&mut left, |ui| controls(ui, ctx));
        ui.add_space(12.0);
        let rect = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover()).0;
        let mut right = ui.new_child(down(rect).id_salt("preview"));
        if is_possible(ctx) {
            look(&mut right, ctx, preview);
        } else {
            let why = RichText::new(ctx.words.t("why-nothing-selected")).color(ctx.palette.weak);
            right.put(rect, egui::Label::new(why));
        }
    });
    ui.add_space(10.0);
    let possible = is_possible(ctx);
    super::buttons(ui, ctx, |ui| {
        if widgets::confirm(ui, possible, ctx.words.t("export-save"), ctx.palette) {
            ctx.send(PictureCommand::Save);
        }
        let copy = ui.add_enabled(possible, Button::new(ctx.words.t("picture-copy")));
        if copy.on_hover_text(ctx.words.t("picture-copy-help")).clicked() {
            ctx.send(PictureCommand::Copy);
        }
        if ui.button(ctx.words.t("menu-copy-as")).on_hover_text(ctx.words.t("export-copy-hint")).clicked() {
            ctx.send(FileCommand::CopyCommand(Make::Sheet));
        }
    });
}

/// A part of the dialog, filled from the top down whatever it stands in.
fn down(rect: Rect) -> UiBuilder {
    UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::LEFT))
}

fn is_possible(ctx: &AppCtx<'_>) -> bool {
    !ctx.state.settings.picture.sheet.what.is_text() || !ctx.state.selection.is_empty()
}

fn controls(ui: &mut Ui, ctx: &AppCtx<'_>) {
    let (words, sheet) = (ctx.words, &ctx.state.settings.picture.sheet);
    let send = |step: PictureStep| ctx.send(PictureCommand::Set(step));
    heading(ui, words.t("picture-what"));
    for what in SHOWN {
        let able = !what.is_text() || !ctx.state.selection.is_empty();
        let radio = ui.add_enabled(able, egui::RadioButton::new(sheet.what == what, words.t(what_key(what))));
        if radio.clicked() {
            send(PictureStep::What(what));
        }
        radio.on_disabled_hover_text(words.t("why-nothing-selected"));
    }
    heading(ui, words.t("picture-format"));
    for image in Image::ALL {
        if ui.radio(sheet.image == image, words.t(format_key(image))).clicked() {
            send(PictureStep::Image(image));
        }
    }
    heading(ui, words.t("picture-paper"));
    paper(ui, ctx);
    ui.add_space(4.0);
    looks(ui, ctx);
    heading(ui, words.t("picture-title"));
    let mut title = sheet.title.clone();
    let hint = ctx.dataset.about.name.get(words.lang());
    let edit = TextEdit::singleline(&mut title).hint_text(hint).char_limit(160).desired_width(CONTROLS - 14.0);
    let edit = ui.add(edit.id(Id::unique("picture-title")));
    if edit.changed() {
        send(PictureStep::Title(title));
    }
}

fn paper(ui: &mut Ui, ctx: &AppCtx<'_>) {
    let (paper, landscape) = on(ctx.state.settings.picture.sheet.ground);
    ui.horizontal(|ui| {
        for other in Paper::ALL {
            if ui.selectable_label(paper == other, other.slug().to_uppercase()).clicked() {
                ctx.send(PictureCommand::Set(PictureStep::Paper(other)));
            }
        }
        ui.separator();
        for (lies, key) in [(true, "picture-landscape"), (false, "picture-portrait")] {
            if ui.selectable_label(landscape == lies, ctx.words.t(key)).clicked() {
                ctx.send(PictureCommand::Set(PictureStep::Landscape(lies)));
            }
        }
    });
}

/// Colours, and how large and how fine everything is.
fn looks(ui: &mut Ui, ctx: &AppCtx<'_>) {
    let (words, picture) = (ctx.words, &ctx.state.settings.picture);
    let sheet = &picture.sheet;
    let send = |step: PictureStep| ctx.send(PictureCommand::Set(step));
    let named = THEMES.iter().find(|(choice, _)| *choice == picture.theme).map_or("theme-light", |(_, key)| key);
    choose(ui, "picture-theme", words.t("picture-theme"), words.t(named), |ui| {
        for (choice, key) in THEMES {
            if ui.selectable_label(picture.theme == choice, words.t(key)).clicked() {
                send(PictureStep::Theme(choice));
            }
        }
    });
    let percent = |factor: f32| format!("{} %", words.number(f64::from(factor) * 100.0));
    choose(ui, "picture-text", words.t("picture-text"), &percent(sheet.text), |ui| {
        for size in SIZES {
            if ui.selectable_label(same(sheet.text, size), percent(size)).clicked() {
                send(PictureStep::Text(size));
            }
        }
    });
    if sheet.image == Image::Png {
        let fine = |scale: f32| words.with("picture-dpi", &[("n", words.number(f64::from(scale) * 96.0).into())]);
        choose(ui, "picture-scale", words.t("picture-scale"), &fine(sheet.scale), |ui| {
            for scale in SCALES {
                if ui.selectable_label(same(sheet.scale, scale), fine(scale)).clicked() {
                    send(PictureStep::Scale(scale));
                }
            }
        });
    }
}

fn same(one: f32, other: f32) -> bool {
    (one - other).abs() < 1e-3
}

fn what_key(what: SheetContent) -> &'static str {
    match what {
        SheetContent::Timeline => "picture-what-timeline",
        SheetContent::Map => "picture-what-map",
        SheetContent::Gates => "board-gates",
        SheetContent::Dossier => "picture-what-dossier",
        SheetContent::Briefing => "picture-what-briefing",
        SheetContent::Both | SheetContent::Window => "picture-what-both",
    }
}

fn format_key(image: Image) -> &'static str {
    match image {
        Image::Pdf => "picture-format-pdf",
        Image::Svg => "picture-format-svg",
        Image::Png => "picture-format-png",
    }
}

fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(6.0);
    ui.label(strong(text, 13.5));
}

/// A labelled choice from a list.
fn choose(ui: &mut Ui, id: &str, label: &str, chosen: &str, list: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.label(label);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let combo = ComboBox::from_id_salt(id).selected_text(chosen).width(116.0).show_ui(ui, list);
            widgets::name(&combo.response, Role::ComboBox, &format!("{label}: {chosen}"));
        });
    });
}

/// The picture as it will be; several pages can be scrolled through.
fn look(ui: &mut Ui, ctx: &AppCtx<'_>, preview: &ExportPreview) {
    let room = ui.max_rect();
    ui.painter().rect(room, 5.0, ctx.palette.stripe, Stroke::new(1.0, ctx.palette.line), StrokeKind::Inside);
    let (shown, waiting) = preview.shown();
    match shown {
        None => _ = ui.put(room, egui::Label::new(RichText::new(ctx.words.t("picture-wait")).color(ctx.palette.weak))),
        Some(Err(message)) => {
            let text = RichText::new(message).color(ctx.palette.error);
            ui.put(room.shrink(16.0), egui::Label::new(text).wrap());
        }
        Some(Ok(texture)) => {
            let size = texture.size_vec2();
            let inner = room.shrink(8.0);
            // a page as a whole; pages one beneath the other by their width
            let fit = (inner.width() / size.x).min((inner.height() / size.y).max(0.35));
            let shown = size * fit.min(1.0);
            let mut inside = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("pages"));
            ScrollArea::both().auto_shrink([false, false]).show(&mut inside, |ui| {
                let free = (ui.available_size() - shown).max(Vec2::ZERO) / 2.0;
                ui.add_space(free.y);
                ui.horizontal(|ui| {
                    ui.add_space(free.x);
                    let image = egui::Image::new((texture.id(), shown)).alt_text(ctx.words.t("picture-preview"));
                    let rect = ui.add(image).rect;
                    ui.painter().rect_stroke(rect, 0.0, Stroke::new(1.0, ctx.palette.line), StrokeKind::Outside);
                });
            });
        }
    }
    if waiting {
        let corner = Rect::from_min_size(room.right_top() + vec2(-34.0, 8.0), Vec2::splat(24.0));
        ui.put(corner, egui::Spinner::new());
    }
}
