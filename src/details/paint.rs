//! Paints a page of details.

mod table;

use egui::{Color32, CornerRadius, Frame, Layout, Margin, RichText, Role, Sense, Stroke, Ui, Vec2};

use crate::context::{Item, ViewCtx, kind_style, record_menu, seconds};
use crate::ui::marks::{self, Look};
use crate::ui::widgets::{self, strong};
use km0_core::model::{Cite, Field, Kind, Moment};
use km0_core::pages::{Block, Entry, Page, Run, Step};

/// What is left of the ink of what lies out of the time that is played.
const OUT_OF_PLAY: f32 = 0.45;

/// What stands there while nothing is selected.
pub(super) fn empty(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    ui.add_space(28.0);
    ui.vertical_centered(|ui| {
        ui.label(strong(ctx.words.t("details-empty-title"), 15.0));
        ui.add_space(4.0);
        ui.set_max_width(ui.available_width().min(280.0));
        ui.label(RichText::new(ctx.words.t("details-empty-hint")).color(ctx.palette.weak));
    });
}

/// Paints the page; `heights` holds those of its blocks as far as they are known.
pub(super) fn page(ui: &mut Ui, ctx: &ViewCtx<'_>, page: &Page, heights: &mut [Option<f32>]) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(12.0), Sense::hover());
        let color = kind_style::color(page.kind, ctx.palette);
        marks::paint(ui.painter(), kind_style::mark(page.kind), rect.center(), 5.5, Look::solid(color));
        ui.label(RichText::new(&page.eyebrow).small().color(ctx.palette.weak));
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            record_menu::button(ui, ctx, page.item.record());
        });
    });
    let title = ui.add(egui::Label::new(strong(&page.title, 18.0)).wrap().selectable(true));
    if let Some(ix) = ctx.dataset.ix(page.item.record()) {
        ctx.standing(ix).tell(ctx, &title);
    }
    for name in &page.other_names {
        ui.add(egui::Label::new(RichText::new(name).color(ctx.palette.weak)).wrap().selectable(true));
    }
    ui.add_space(4.0);
    // half a screen around what is in view stays within reach of Tab and of screen readers
    let near = ui.clip_rect().expand2(Vec2::new(0.0, ui.clip_rect().height() * 0.5)).y_range();
    for (block, height) in page.blocks.iter().zip(heights) {
        let top = ui.cursor().top();
        match *height {
            Some(known) if top + known < near.min || top > near.max => ui.add_space(known),
            _ => {
                self::block(ui, ctx, block);
                *height = Some(ui.cursor().top() - top);
            }
        }
    }
    ui.add_space(16.0);
}

fn block(ui: &mut Ui, ctx: &ViewCtx<'_>, block: &Block) {
    match block {
        Block::Heading { text, count } => heading(ui, ctx, text, *count),
        Block::Paragraph { text, cites } => {
            flow(ui, |ui| {
                ui.add(egui::Label::new(text).wrap().selectable(true));
                self::cites(ui, ctx, cites);
            });
        }
        Block::Summary { text } => boxed(ui, ctx, ctx.palette.accent, |ui| {
            ui.add(egui::Label::new(RichText::new(text).size(13.0)).wrap().selectable(true));
        }),
        Block::Caution { text } => boxed(ui, ctx, ctx.palette.warn, |ui| {
            ui.add(egui::Label::new(RichText::new(text).size(12.5)).wrap().selectable(true));
        }),
        Block::Note { text } => boxed(ui, ctx, ctx.palette.weak, |ui| {
            ui.add(egui::Label::new(RichText::new(text).size(12.5).color(ctx.palette.weak)).wrap().selectable(true));
        }),
        Block::Disagreements(runs) => boxed(ui, ctx, ctx.palette.error, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.label(RichText::new(ctx.words.t("details-disagree")).color(ctx.palette.error));
            for run in runs {
                flow(ui, |ui| self::runs(ui, ctx, std::slice::from_ref(run)));
            }
        }),
        Block::Line { label, runs, cites } => line(ui, ctx, label, runs, cites),
        Block::Statement { label, by, text, runs, cites } => {
            indented(ui, ctx.palette.line, |ui| {
                flow(ui, |ui| {
                    ui.label(RichText::new(label).small().color(ctx.palette.weak));
                    self::runs(ui, ctx, by);
                });
                flow(ui, |ui| {
                    ui.add(egui::Label::new(text).wrap().selectable(true));
                    self::cites(ui, ctx, cites);
                });
                if !runs.is_empty() {
                    flow(ui, |ui| {
                        ui.label(RichText::new("→").color(ctx.palette.weak));
                        self::runs(ui, ctx, runs);
                    });
                }
            });
        }
        Block::Change { value, begin, date, text, cites } => {
            indented(ui, ctx.palette.accent, |ui| {
                if is_to_come(ctx, *begin) {
                    ui.multiply_opacity(OUT_OF_PLAY);
                }
                flow(ui, |ui| {
                    ui.label(strong(value, 13.5));
                    let date = if date.is_empty() { ctx.words.t("details-undated") } else { date };
                    ui.label(RichText::new(date).color(ctx.palette.weak));
                    self::cites(ui, ctx, cites);
                });
                if !text.is_empty() {
                    ui.add(egui::Label::new(text).wrap());
                }
            });
        }
        Block::Entry(entry) => self::entry(ui, ctx, entry),
        Block::Step(step) => self::step(ui, ctx, step),
        Block::Table(table) => table::table(ui, ctx, table),
        Block::Cites(list) => {
            for cite in list {
                source_line(ui, ctx, cite);
            }
        }
    }
}

/// Whether it lies after the moment that is played.
fn is_to_come(ctx: &ViewCtx<'_>, begin: Option<Moment>) -> bool {
    begin.is_some_and(|begin| ctx.play.is_some_and(|play| seconds(begin) >= play.at))
}

/// A step of a promise's thread: an edge in the accent where the data links it, a hairline where
/// it was worked out.
fn step(ui: &mut Ui, ctx: &ViewCtx<'_>, step: &Step) {
    indented(ui, if step.computed { ctx.palette.line } else { ctx.palette.accent }, |ui| {
        if is_to_come(ctx, step.begin) {
            ui.multiply_opacity(OUT_OF_PLAY);
        }
        flow(ui, |ui| {
            let date = if step.date.is_empty() { ctx.words.t("details-undated") } else { &step.date };
            ui.label(RichText::new(date).color(ctx.palette.weak));
            if !step.state.is_empty() {
                ui.label(strong(&step.state, 13.5));
            }
            mark(ui, ctx, step.kind);
            runs(ui, ctx, std::slice::from_ref(&step.name));
        });
        if !step.text.is_empty() {
            ui.add(egui::Label::new(&step.text).wrap().selectable(true));
        }
        caution(ui, ctx, &step.caution);
        flow(ui, |ui| {
            ui.style_mut().override_text_style = Some(egui::TextStyle::Small);
            ui.visuals_mut().override_text_color = Some(ctx.palette.weak);
            runs(ui, ctx, &step.by);
            cites(ui, ctx, &step.cites);
        });
    });
}

fn mark(ui: &mut Ui, ctx: &ViewCtx<'_>, kind: Kind) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(12.0, 18.0), Sense::hover());
    let color = kind_style::color(kind, ctx.palette);
    marks::paint(ui.painter(), kind_style::mark(kind), rect.center(), 4.5, Look::solid(color));
}

/// Why to be careful, in small letters; nothing where there is no reason.
fn caution(ui: &mut Ui, ctx: &ViewCtx<'_>, text: &str) {
    if !text.is_empty() {
        ui.add(egui::Label::new(RichText::new(format!("△ {text}")).small().color(ctx.palette.warn)).wrap());
    }
}

fn heading(ui: &mut Ui, ctx: &ViewCtx<'_>, text: &str, count: Option<usize>) {
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        ui.label(strong(text, 14.0));
        if let Some(count) = count {
            ui.label(RichText::new(count.to_string()).small().color(ctx.palette.weak));
        }
    });
    let rect = ui.available_rect_before_wrap();
    ui.painter().hline(rect.x_range(), rect.top() - 2.0, Stroke::new(1.0, ctx.palette.line));
    ui.add_space(2.0);
}

/// Widgets one after another, wrapping like words.
fn flow(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(5.0, 2.0);
        add(ui);
    });
}

/// A label above or beside its value, whichever fits.
fn line(ui: &mut Ui, ctx: &ViewCtx<'_>, label: &str, runs: &[Run], cites: &[Cite]) {
    flow(ui, |ui| {
        if !label.is_empty() {
            ui.label(RichText::new(label).color(ctx.palette.weak));
        }
        self::runs(ui, ctx, runs);
        self::cites(ui, ctx, cites);
    });
}

fn runs(ui: &mut Ui, ctx: &ViewCtx<'_>, runs: &[Run]) {
    for (i, run) in runs.iter().enumerate() {
        let after_link =
            i.checked_sub(1).and_then(|before| runs.get(before)).is_some_and(|r| matches!(r, Run::Link(..)));
        if after_link && matches!(run, Run::Link(..)) {
            ui.label(RichText::new("·").color(ctx.palette.weak));
        }
        match run {
            Run::Text(text) => {
                ui.add(egui::Label::new(text).wrap().selectable(true));
            }
            Run::Link(item, name) => link(ui, ctx, item, name),
        }
    }
}

fn link(ui: &mut Ui, ctx: &ViewCtx<'_>, item: &Item, name: &str) {
    let text = RichText::new(name).color(ctx.palette.accent);
    let text = if ctx.is_hovered(item.record()) { text.underline() } else { text };
    let response = widgets::link(ui, text);
    follow(ui, ctx, item, &response);
}

/// What all links do: hover shows the thing in the other panels, click goes to it.
fn follow(ui: &Ui, ctx: &ViewCtx<'_>, item: &Item, response: &egui::Response) {
    if let Some(ix) = ctx.dataset.ix(item.record()) {
        ctx.standing(ix).tell(ctx, response);
    }
    if response.hovered() {
        ctx.hover.set(item.clone());
    }
    if response.clicked() {
        ctx.click(item.clone(), ui.input(|input| input.modifiers.command));
    }
}

/// Small links to the paragraphs that a statement rests on.
fn cites(ui: &mut Ui, ctx: &ViewCtx<'_>, cites: &[Cite]) {
    for (i, cite) in cites.iter().enumerate() {
        // a source that was named just before is not named again
        let again = i.checked_sub(1).and_then(|at| cites.get(at)).is_some_and(|before| before.source == cite.source);
        let text = match cite.paragraph {
            Some(number) if again => format!("¶{number}"),
            Some(number) => format!("{} ¶{number}", cite.source),
            None => said_by(ctx, cite),
        };
        if i > 0 && cite.paragraph.is_none() {
            ui.label(RichText::new("·").small().color(ctx.palette.weak));
        }
        let response = widgets::link(ui, RichText::new(text).small().color(ctx.palette.weak));
        let response = response.on_hover_ui(|ui| source_card(ui, ctx, cite));
        follow(ui, ctx, &Item::cited(cite), &response);
    }
}

/// Who said it and when, for a source that is cited as a whole; its id where that is not known.
fn said_by(ctx: &ViewCtx<'_>, cite: &Cite) -> String {
    let Some(source) = ctx.dataset.by_id(&cite.source) else { return cite.source.to_string() };
    let Some(publisher) = source.text(Field::Publisher) else { return cite.source.to_string() };
    let publisher = publisher.get(ctx.words.lang());
    // what a publisher is called in brackets is told in the source's own record
    let short = publisher.split(" (").next().unwrap_or(publisher);
    match source.date_in(Field::Published) {
        Some(day) => format!("{short}, {}", ctx.words.date_short(day)),
        None => short.to_owned(),
    }
}

fn source_card(ui: &mut Ui, ctx: &ViewCtx<'_>, cite: &Cite) {
    let Some(source) = ctx.dataset.by_id(&cite.source) else { return };
    ui.set_max_width(320.0);
    ui.label(strong(ctx.name(source), 13.5));
    let lang = ctx.words.lang();
    let publisher = source.text(Field::Publisher).map(|text| text.get(lang).to_owned());
    let day = source.date_in(Field::Published).map(|date| ctx.words.date(date));
    let line: Vec<String> = publisher.into_iter().chain(day).collect();
    ui.label(RichText::new(line.join(" · ")).color(ctx.palette.weak));
}

fn source_line(ui: &mut Ui, ctx: &ViewCtx<'_>, cite: &Cite) {
    flow(ui, |ui| {
        cites(ui, ctx, std::slice::from_ref(cite));
        if let Some(source) = ctx.dataset.by_id(&cite.source) {
            ui.add(egui::Label::new(ctx.name(source)).wrap());
        }
    });
}

fn entry(ui: &mut Ui, ctx: &ViewCtx<'_>, entry: &Entry) {
    let item = Item::Record(entry.id.clone());
    ui.horizontal_top(|ui| {
        if !ctx.is_played(entry.ix) {
            ui.multiply_opacity(OUT_OF_PLAY);
        }
        ui.spacing_mut().item_spacing.x = 6.0;
        mark(ui, ctx, entry.kind);
        ui.with_layout(Layout::top_down(egui::Align::LEFT), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let hovered = ctx.is_hovered(&entry.id);
            let color = if ctx.answer.has(entry.ix) { ctx.palette.accent } else { ctx.palette.weak };
            let mut name = RichText::new(&entry.name).color(color);
            if hovered {
                name = name.underline();
            }
            let response = ui.add(egui::Label::new(name).wrap().sense(Sense::click()));
            let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
            widgets::name(&response, Role::Link, &entry.name);
            follow(ui, ctx, &item, &response);
            let below = [&*entry.date, &*entry.note].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
            if !below.is_empty() {
                ui.add(egui::Label::new(RichText::new(below.join(" · ")).small().color(ctx.palette.weak)).wrap());
            }
            caution(ui, ctx, &entry.caution);
        });
    });
    ui.add_space(2.0);
}

fn boxed(ui: &mut Ui, ctx: &ViewCtx<'_>, edge: Color32, add: impl FnOnce(&mut Ui)) {
    let frame = Frame::new()
        .fill(ctx.palette.stripe)
        .inner_margin(Margin::symmetric(9, 6))
        .corner_radius(CornerRadius::same(4));
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui);
    });
    let rect = inner.response.rect;
    ui.painter().vline(rect.left() + 1.0, rect.y_range(), Stroke::new(2.0, edge));
}

fn indented(ui: &mut Ui, edge: Color32, add: impl FnOnce(&mut Ui)) {
    let inner = Frame::new().inner_margin(Margin { left: 10, right: 0, top: 2, bottom: 4 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        add(ui);
    });
    let rect = inner.response.rect;
    ui.painter().vline(rect.left() + 2.0, rect.y_range().shrink(2.0), Stroke::new(2.0, edge));
}
