//! The manual, inside the program: its pages at the left, the one that is read at the right.

mod markdown;
mod pages;

use std::collections::BTreeMap;

use egui::{
    Align, Color32, Frame, Image, Label, Layout, RichText, Role, ScrollArea, TextureHandle, TextureOptions, Ui, Vec2,
};

use crate::app::app_ctx::AppCtx;
use crate::ui::fonts;
use crate::ui::widgets::{self, strong};
use km0_core::model::Lang;
use km0_core::words;

use markdown::{MarkdownBlock, MarkdownSpan, MarkdownTable};
use pages::{ManualTarget, PAGES};

pub(super) const WIDTH: f32 = 1000.0;
/// Points of the list of pages.
const LIST: f32 = 190.0;
/// Points that a letter takes, about.
const LETTER: f32 = 7.4;
const SIZE: f32 = 13.5;

/// What is read, and how one came there. It stays when the window in front is closed.
#[derive(Default)]
pub(in crate::app) struct Manual {
    page: usize,
    before: Vec<usize>,
    /// The language that was chosen for it, where that is not the window's.
    lang: Option<Lang>,
    /// The heading to go to, or the top.
    #[allow(clippy::option_option)]
    to: Option<Option<String>>,
    /// The page that was read last.
    read: Option<(usize, Lang, Vec<MarkdownBlock>)>,
    pictures: BTreeMap<(Lang, String), TextureHandle>,
}

impl std::fmt::Debug for Manual {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Manual").field("page", &self.page).field("before", &self.before).finish_non_exhaustive()
    }
}

impl Manual {
    /// Lets go of the pictures.
    pub(super) fn put_away(self) -> Self {
        Self { pictures: BTreeMap::new(), lang: None, ..self }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>) {
        // there is none in Chinese
        let own = if ctx.words.lang() == Lang::Vi { Lang::Vi } else { Lang::En };
        let lang = self.lang.unwrap_or(own);
        if ctx.words.lang() == Lang::Zh {
            ui.label(RichText::new(ctx.words.t("manual-languages")).color(ctx.palette.weak));
            ui.add_space(4.0);
        }
        let height = (ui.ctx().content_rect().height() - 190.0).max(160.0);
        let (blocks, mut go) = match self.read.take() {
            Some((page, of, blocks)) if page == self.page && of == lang => (blocks, None),
            _ => (markdown::blocks(PAGES.get(self.page).map_or("", |page| page.text(lang))), None),
        };
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 18.0;
            let list = ScrollArea::vertical().id_salt("manual-pages").max_height(height).auto_shrink([false, false]);
            ui.allocate_ui(Vec2::new(LIST.min(ui.available_width() * 0.3), height), |ui| {
                list.show(ui, |ui| self.list(ui, ctx, lang, &mut go));
            });
            let mut page = ScrollArea::vertical()
                .id_salt(("manual-page", self.page))
                .max_height(height)
                .auto_shrink([false, false]);
            if self.to == Some(None) {
                page = page.vertical_scroll_offset(0.0);
                self.to = None;
            }
            page.show(ui, |ui| {
                ui.set_width(ui.available_width() - 8.0);
                ui.spacing_mut().item_spacing = Vec2::new(4.0, 6.0);
                for (at, block) in blocks.iter().enumerate() {
                    ui.push_id(at, |ui| self.block(ui, ctx, lang, block, &mut go));
                }
            });
        });
        self.read = Some((self.page, lang, blocks));
        ui.add_space(10.0);
        super::buttons(ui, ctx, |ui| {
            let back = ui.add_enabled(!self.before.is_empty(), egui::Button::new(ctx.words.t("manual-back")));
            if back.clicked()
                && let Some(before) = self.before.pop()
            {
                self.page = before;
            }
        });
        if let Some(target) = go {
            self.follow(ui, target);
        }
    }

    fn list(&self, ui: &mut Ui, ctx: &AppCtx<'_>, lang: Lang, go: &mut Option<ManualTarget>) {
        ui.with_layout(Layout::top_down_justified(Align::Min), |ui| {
            for (at, page) in PAGES.iter().enumerate() {
                let on = at == self.page;
                let title = page.title(lang);
                let text =
                    if on { strong(title, 13.0).color(ctx.palette.accent) } else { RichText::new(title).size(13.0) };
                if ui.add(egui::Button::selectable(on, text).wrap()).clicked() {
                    *go = Some(ManualTarget::Page(at, None));
                }
            }
        });
    }

    fn follow(&mut self, ui: &Ui, target: ManualTarget) {
        match target {
            ManualTarget::Page(page, part) => {
                if page != self.page {
                    self.before.push(self.page);
                    self.page = page;
                }
                self.to = Some(part);
            }
            ManualTarget::Web(url) => ui.ctx().open_url(egui::OpenUrl::new_tab(url)),
            ManualTarget::Other(lang) => self.lang = Some(lang),
            ManualTarget::Outside => {}
        }
    }

    fn block(
        &mut self,
        ui: &mut Ui,
        ctx: &AppCtx<'_>,
        lang: Lang,
        block: &MarkdownBlock,
        go: &mut Option<ManualTarget>,
    ) {
        match block {
            MarkdownBlock::Heading(depth, spans) => {
                let text = markdown::plain(spans);
                ui.add_space(if *depth == 1 { 0.0 } else { 8.0 });
                let size = if *depth == 1 { 20.0 } else { 16.0 };
                let response = ui.add(Label::new(strong(text.as_str(), size)).wrap());
                widgets::name(&response, Role::Heading, &text);
                if self.to.as_ref().is_some_and(|to| to.as_ref().is_some_and(|to| *to == markdown::anchor(&text))) {
                    response.scroll_to_me(Some(Align::TOP));
                    self.to = None;
                }
            }
            MarkdownBlock::Paragraph(spans) => self.text(ui, ctx, spans, false, go),
            MarkdownBlock::Item(mark, spans) => {
                ui.horizontal_top(|ui| {
                    ui.add_sized([18.0, SIZE], Label::new(RichText::new(mark).size(SIZE)));
                    ui.vertical(|ui| self.text(ui, ctx, spans, false, go));
                });
            }
            MarkdownBlock::Table(table) => self.table(ui, ctx, table, go),
            MarkdownBlock::Code(code) => {
                Frame::new().fill(ctx.palette.stripe).inner_margin(8).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.add(Label::new(RichText::new(code).monospace().size(13.0)).wrap().selectable(true));
                });
            }
            MarkdownBlock::Picture(alt, file) => self.picture(ui, ctx, lang, alt, file),
        }
    }

    /// Words with their looks, in lines as wide as there is room.
    fn text(&self, ui: &mut Ui, ctx: &AppCtx<'_>, spans: &[MarkdownSpan], head: bool, go: &mut Option<ManualTarget>) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::new(0.0, 2.0);
            ui.spacing_mut().interact_size.y = 0.0;
            for span in spans {
                let said = words::platform_keys(&span.text);
                let mut text = RichText::new(said).size(SIZE);
                if span.strong || head {
                    text = text.family(fonts::bold());
                }
                if span.slanted {
                    text = text.italics();
                }
                if span.code {
                    text = text.background_color(ctx.palette.stripe);
                }
                let target = span.link.as_ref().map(|link| pages::target(self.page, link));
                match target.filter(|target| *target != ManualTarget::Outside) {
                    Some(target) => {
                        if widgets::link(ui, text.color(ctx.palette.accent)).clicked() {
                            *go = Some(target);
                        }
                    }
                    None => drop(ui.add(Label::new(text).wrap().selectable(true))),
                }
            }
        });
    }

    fn table(&self, ui: &mut Ui, ctx: &AppCtx<'_>, table: &MarkdownTable, go: &mut Option<ManualTarget>) {
        let gap = 14.0;
        // the first pass of a window in front measures, with hardly any room
        let room = (ui.available_width() - gap * table.widths.len().saturating_sub(1) as f32).max(LIST);
        let widths = shares(&table.widths, room);
        ui.spacing_mut().item_spacing = Vec2::new(gap, 4.0);
        for (at, row) in table.rows.iter().enumerate() {
            let fill = if at % 2 == 0 && at > 0 { ctx.palette.stripe } else { Color32::TRANSPARENT };
            Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(0, 3)).show(ui, |ui| {
                ui.horizontal_top(|ui| {
                    for (cell, width) in row.iter().zip(&widths) {
                        ui.allocate_ui(Vec2::new(*width, 0.0), |ui| {
                            ui.set_width(*width);
                            self.text(ui, ctx, cell, at == 0, go);
                        });
                    }
                });
            });
            if at == 0 {
                let line = egui::Stroke::new(1.0, ctx.palette.line);
                ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top() - 2.0, line);
            }
        }
        ui.add_space(4.0);
    }

    fn picture(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, lang: Lang, alt: &str, file: &str) {
        let key = (lang, file.to_owned());
        if !self.pictures.contains_key(&key)
            && let Some(image) = pages::picture(file, lang).and_then(|bytes| image::load_from_memory(bytes).ok())
        {
            let image = image.into_rgba8();
            let size = [image.width() as usize, image.height() as usize];
            let colours = egui::ColorImage::from_rgba_unmultiplied(size, &image);
            self.pictures.insert(key.clone(), ui.ctx().load_texture(file, colours, TextureOptions::LINEAR));
        }
        if let Some(texture) = self.pictures.get(&key) {
            let size = texture.size_vec2();
            let shown = size * (ui.available_width() / size.x).min(1.0);
            ui.add(Image::new((texture.id(), shown)).alt_text(alt));
        }
        ui.label(RichText::new(alt).small().color(ctx.palette.weak));
    }
}

/// How wide each column is: as its longest cell asks for, and where that is too much, no narrower than its longest word.
fn shares(widths: &[[usize; 2]], room: f32) -> Vec<f32> {
    let points = |letters: usize| letters as f32 * LETTER + 6.0;
    let asked: f32 = widths.iter().map(|[cell, _]| points(*cell)).sum();
    if asked <= room {
        return widths.iter().map(|[cell, _]| points(*cell)).collect();
    }
    let least: f32 = widths.iter().map(|[_, word]| points(*word)).sum();
    if least >= room {
        return widths.iter().map(|[_, word]| points(*word) * room / least).collect();
    }
    // what is left goes to where it is missing most; a very long cell asks no more than a long one
    let missing = |[cell, word]: &[usize; 2]| points((*cell).min(90)) - points((*word).min(90)) + 1.0;
    let all: f32 = widths.iter().map(missing).sum();
    widths.iter().map(|of| points(of[1]) + missing(of) / all * (room - least)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_take_what_they_need_and_share_what_there_is() {
        let total = |widths: &[f32]| widths.iter().sum::<f32>();
        assert!(total(&shares(&[[5, 5], [9, 5]], 900.0)) < 200.0);
        let tight = shares(&[[10, 10], [300, 12]], 500.0);
        assert!((total(&tight) - 500.0).abs() < 0.5, "{tight:?}");
        assert!(tight[0] >= 80.0 && tight[1] > 300.0, "{tight:?}");
        let narrow = shares(&[[40, 40], [80, 60]], 300.0);
        assert!((total(&narrow) - 300.0).abs() < 0.5, "{narrow:?}");
    }
}
