//! The files in the menu of layers: shown or not, what they are coloured by, and what the colours say.

use egui::{ComboBox, Label, RichText, Role, Sense, Shape, Stroke, Ui, pos2, vec2};

use super::classes::{Class, Said};
use super::look::{UnderlayStyle, looks};
use super::{Opened, Under, Unders};
use crate::context::ViewCtx;
use crate::ui::widgets;

/// Rows for the files; changes of them are made in `chosen`.
pub(in crate::map) fn rows(ui: &mut Ui, ctx: &ViewCtx<'_>, unders: &mut Unders, chosen: &mut Vec<Under>) {
    let mut removed = None;
    let mut again = None;
    for (at, under) in chosen.iter_mut().enumerate() {
        let name = under.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        ui.push_id(("under", at), |ui| {
            ui.horizontal(|ui| {
                let response = ui.checkbox(&mut under.shown, "");
                widgets::name(&response, Role::CheckBox, &name);
                let room = ui.available_width() - 34.0;
                ui.allocate_ui(vec2(room, ui.spacing().interact_size.y), |ui| {
                    ui.set_width(room);
                    ui.add(Label::new(&name).truncate()).on_hover_text(under.path.display().to_string());
                });
                let label = ctx.words.with("map-under-remove", &[("name", name.as_str().into())]);
                let response = ui.add(egui::Button::new("×").min_size(vec2(24.0, 24.0)).frame_when_inactive(false));
                widgets::name(&response, Role::Button, &label);
                if response.on_hover_text(label).clicked() {
                    removed = Some(at);
                }
            });
            if !under.shown {
                return;
            }
            let Some(opened) = unders.opened(&under.path) else { return };
            if let Some(problem) = opened.problem() {
                ui.label(RichText::new(ctx.words.problem(problem)).small().color(ctx.palette.error));
                if ui.button(ctx.words.t("map-layers-again")).clicked() {
                    again = Some(under.path.clone());
                }
            } else {
                file(ui, ctx, opened, under);
            }
        });
    }
    if let Some(path) = again {
        unders.again(&path);
    }
    if let Some(at) = removed {
        chosen.remove(at);
    }
}

/// What it is coloured by, the colours, and what was left out.
fn file(ui: &mut Ui, ctx: &ViewCtx<'_>, opened: &Opened, under: &mut Under) {
    let (Some(read), Some(classes)) = (opened.content(), opened.classes.value()) else {
        ui.label(RichText::new(ctx.words.t("map-under-reading")).small().color(ctx.palette.weak));
        return;
    };
    ui.indent("file", |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.spacing_mut().interact_size.y = 18.0;
        let one = ctx.words.t("map-under-one");
        let names = &read.file.names;
        let now = classes.by.and_then(|by| names.get(usize::from(by))).map_or(one, |name| &**name).to_owned();
        if !names.is_empty() {
            ui.horizontal(|ui| {
                ui.label(RichText::new(ctx.words.t("map-under-by")).small().color(ctx.palette.weak));
                let mut wanted = now.clone();
                let response =
                    ComboBox::from_id_salt("by").selected_text(&now).width(150.0).truncate().show_ui(ui, |ui| {
                        ui.selectable_value(&mut wanted, one.to_owned(), one);
                        for name in names {
                            ui.selectable_value(&mut wanted, name.to_string(), &**name);
                        }
                    });
                let label = format!("{}: {now}", ctx.words.t("map-under-by"));
                widgets::name(&response.response, Role::ComboBox, &label);
                if wanted != now {
                    under.by = Some(if wanted == one { String::new() } else { wanted });
                }
            });
        }
        for (class, look) in classes.all.iter().zip(looks(&classes.all, ctx.palette)) {
            row(ui, ctx, class, look);
        }
        if read.file.left_out > 0 {
            let text = ctx.words.with("map-under-left-out", &[("count", read.file.left_out.into())]);
            ui.label(RichText::new(text).small().color(ctx.palette.warn));
        }
    });
}

fn row(ui: &mut Ui, ctx: &ViewCtx<'_>, class: &Class, look: UnderlayStyle) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(24.0, 14.0), Sense::hover());
        let line = [pos2(rect.left(), rect.center().y), pos2(rect.right(), rect.center().y)];
        let stroke = Stroke::new(look.width.max(1.2), look.color);
        match look.dash {
            Some([dash, gap]) => ui.painter().extend(Shape::dashed_line(&line, stroke, dash, gap)),
            None => _ = ui.painter().line_segment(line, stroke),
        }
        let words = ctx.words;
        let said = match &class.said {
            Said::All => words.t("map-under-all").to_owned(),
            Said::Word(word) => word.clone(),
            Said::Numbers(from, to, _) => format!("{} – {}", words.number(*from), words.number(*to)),
            Said::Others => words.t("map-under-others").to_owned(),
        };
        ui.add(Label::new(RichText::new(said).small()).truncate());
        ui.label(RichText::new(words.number(class.count as f64)).small().color(ctx.palette.weak));
    });
}
