//! What stands in details while nothing is selected.

use std::sync::Arc;

use egui::{Align, Align2, FontId, Label, Layout, Rect, RichText, Role, ScrollArea, Sense, Ui, Vec2, pos2, vec2};

use super::cited::PagePainter;
use super::entry::entry;
use crate::context::links::follow;
use crate::context::{Board, Command, Item, Task, ViewCtx};
use crate::ui::fonts;
use crate::ui::text::whole_words;
use crate::ui::widgets::{self, strong};
use km0_core::dataset::problem::wrong;
use km0_core::model::{Kind, Lang};
use km0_core::pages::start::{Busy, Start, start};
use km0_core::pages::{ListEntry, Notes, Reader};
use km0_core::saved::built_in;
use km0_core::words::Words;

/// Points of a row of a place.
const ROW: f32 = 36.0;
/// Points that bars take across: as many as names and counts leave them.
const BARS: std::ops::RangeInclusive<f32> = 36.0..=74.0;
/// Points between the columns of a row.
const BETWEEN: f32 = 8.0;
const BAR: f32 = 15.0;

/// What the page depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct StartKey {
    dataset: u64,
    lang: Lang,
}

/// Keeps the page until another dataset is opened or the language changes.
#[derive(Debug, Default)]
pub(super) struct StartPage {
    page: Task<StartKey, Start>,
}

impl StartPage {
    pub(super) fn wait(&mut self) {
        self.page.wait();
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>) {
        let (data, lang) = (Arc::clone(ctx.data), ctx.words.lang());
        let make = move || {
            let words = Words::new(lang);
            start(&Reader { dataset: &data.dataset, words: &words })
        };
        self.page.refresh(&StartKey { dataset: ctx.dataset.stamp(), lang }, ctx.is_large(), ui.ctx(), make);
        let Some(start) = self.page.get() else { return };
        ScrollArea::vertical().id_salt("details-start").auto_shrink([false, false]).show(ui, |ui| {
            ui.set_width(ui.available_width());
            page(ui, ctx, start);
        });
    }
}

fn page(ui: &mut Ui, ctx: &ViewCtx<'_>, start: &Start) {
    let weak = ctx.palette.weak;
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.add(Label::new(RichText::new(&start.eyebrow).size(12.0).color(weak)).truncate());
    ui.add(Label::new(strong(&start.title, 18.0)).wrap().selectable(true));
    ui.add(Label::new(&start.about).wrap().selectable(true));
    if ctx.data.path.is_some() {
        came(ui, ctx, start);
    }
    if !start.stories.is_empty() {
        heading(ui, ctx, "start-stories", None);
        for (name, title) in &start.stories {
            if action(ui, ctx, title) {
                let view = built_in().find(|(known, _)| known == name).map(|(_, view)| Box::new(view));
                view.into_iter().for_each(|view| ctx.send(Command::TellStory(view)));
            }
        }
    }
    if !start.busiest.is_empty() {
        busiest(ui, ctx, start);
    }
    if !start.silent.is_empty() {
        heading(ui, ctx, "start-silent", Some(start.silent_count));
        entries(ui, ctx, &start.silent);
        if action(ui, ctx, ctx.words.t("start-all-silent")) {
            ctx.send(Command::ShowBoard(Board::Promises));
        }
    }
    if !start.newest.is_empty() {
        heading(ui, ctx, "start-newest", None);
        entries(ui, ctx, &start.newest);
    }
    if !start.questions.is_empty() {
        heading(ui, ctx, "start-ask", None);
        for question in &start.questions {
            if action(ui, ctx, &question.text) {
                ctx.send(Command::Ask(question.query.clone()));
            }
        }
    }
    ui.add_space(16.0);
}

fn heading(ui: &mut Ui, ctx: &ViewCtx<'_>, key: &str, count: Option<usize>) {
    ui.add_space(9.0);
    ui.horizontal(|ui| {
        let count = count.map(|count| count.to_string()).unwrap_or_default();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(count).size(12.0).color(ctx.palette.weak));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(strong(ctx.words.t(key), 14.0)).truncate());
            });
        });
    });
}

/// A line that does something, high enough to be hit. Wraps.
fn action(ui: &mut Ui, ctx: &ViewCtx<'_>, text: &str) -> bool {
    widgets::action(ui, ctx.palette, text).clicked()
}

fn entries(ui: &mut Ui, ctx: &ViewCtx<'_>, list: &[ListEntry]) {
    // where something is said is told on its own page
    let notes = Notes::default();
    let brush = PagePainter { ctx, notes: &notes };
    for one in list {
        entry(ui, &brush, one);
    }
}

fn busiest(ui: &mut Ui, ctx: &ViewCtx<'_>, start: &Start) {
    let gates = start.of.1 == Some(Kind::Gate);
    heading(ui, ctx, if gates { "start-gates" } else { "start-places" }, None);
    let most = start.busiest.iter().flat_map(|place| &place.bars).copied().max().unwrap_or(1).max(1);
    let columns = StartColumns::of(ui, &start.busiest);
    for place in &start.busiest {
        busy(ui, ctx, place, most, columns);
    }
    if start.of.0 > start.busiest.len() {
        let key = if gates { "start-all-gates" } else { "start-all-places" };
        if action(ui, ctx, &ctx.words.with(key, &[("n", start.of.0.into())])) {
            // all gates stand in their order along the border
            ctx.send(if gates { Command::ShowBoard(Board::Gates) } else { Command::Ask("kind:place".to_owned()) });
        }
    }
}

/// Points across of what stands in each row.
#[derive(Clone, Copy)]
struct StartColumns {
    names: f32,
    bars: f32,
    told: f32,
}

impl StartColumns {
    /// Counts are whole, then names; bars take what is left.
    fn of(ui: &Ui, places: &[Busy]) -> Self {
        let wide = |text: &str, font: FontId| {
            ui.painter().layout_no_wrap(text.to_owned(), font, egui::Color32::PLACEHOLDER).size().x.ceil()
        };
        let told = places.iter().flat_map(|place| place.told.split(" · ")).map(|text| wide(text, told_font()));
        let told = told.fold(0.0, f32::max).min(ui.available_width() * 0.5);
        let names = places.iter().map(|place| wide(&place.name, fonts::bold_id(13.5))).fold(0.0, f32::max);
        let rest = ui.available_width() - told - 2.0 * BETWEEN;
        let bars = (rest - names).clamp(*BARS.start(), *BARS.end());
        let bars = if places.iter().all(|place| place.bars.is_empty()) { 0.0 } else { bars };
        Self { names: rest - bars, bars, told }
    }
}

fn told_font() -> FontId {
    FontId::proportional(12.0)
}

/// One place: its name, what happened by half-year, and how much was agreed and promised.
fn busy(ui: &mut Ui, ctx: &ViewCtx<'_>, place: &Busy, most: u32, columns: StartColumns) {
    let palette = ctx.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    if response.hovered() || response.has_focus() || ctx.is_hovered(&place.id) {
        ui.painter().rect_filled(rect.expand2(vec2(4.0, 0.0)), 4.0, palette.stripe);
    }
    let StartColumns { names, bars, told } = columns;
    let text = |x: f32, y: f32, width: f32, text: &str, font: FontId, color| {
        let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, color, width);
        job.wrap.max_rows = 1;
        let galley = whole_words(ui.painter(), job);
        ui.painter().galley(pos2(x, y), galley, color);
    };
    text(rect.left(), rect.top() + 1.0, names, &place.name, fonts::bold_id(13.5), palette.ink);
    text(rect.left(), rect.top() + 18.0, names, &place.within, FontId::proportional(12.0), palette.weak);
    let left = rect.left() + names + BETWEEN;
    self::bars(ui, ctx, place, most, Rect::from_min_size(pos2(left, rect.center().y - BAR / 2.0), vec2(bars, BAR)));
    let mut job = egui::text::LayoutJob::simple(place.told.replacen(" · ", "\n", 1), told_font(), palette.ink, told);
    job.wrap.max_rows = 2;
    let galley = whole_words(ui.painter(), job);
    let at = Align2::LEFT_CENTER.anchor_size(pos2(rect.right() - told, rect.center().y), galley.size()).min;
    ui.painter().galley(at, galley, palette.ink);
    widgets::named(&response, Role::Link, || format!("{}, {}, {}", place.name, place.within, place.told));
    follow(ui, ctx, &Item::Record(place.id.clone()), &response);
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    response.on_hover_ui(|ui| {
        let counts = place.bars.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        ui.label(format!("{} · {} · {}", place.name, place.within, place.told));
        ui.label(ctx.words.with("start-bars", &[("counts", counts.into())]));
    });
}

fn bars(ui: &Ui, ctx: &ViewCtx<'_>, place: &Busy, most: u32, rect: Rect) {
    let step = rect.width() / place.bars.len().max(1) as f32;
    let color = ctx.palette.accent.gamma_multiply(0.55);
    for (at, count) in place.bars.iter().enumerate() {
        let high = if *count == 0 { 0.0 } else { (rect.height() * *count as f32 / most as f32).max(2.0) };
        let left = rect.left() + at as f32 * step;
        let bar = Rect::from_min_max(pos2(left, rect.bottom() - high), pos2(left + step - 1.0, rect.bottom()));
        ui.painter().rect_filled(bar, 0.0, color);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() + 0.5, egui::Stroke::new(1.0, ctx.palette.line));
}

/// What came of the files that were opened, and what did not.
fn came(ui: &mut Ui, ctx: &ViewCtx<'_>, start: &Start) {
    heading(ui, ctx, "start-came", Some(ctx.dataset.len()));
    let came = &start.came;
    ui.add(Label::new(RichText::new(came.kinds.join(" · ")).size(13.0)).wrap());
    let say = |key: &str, n: usize| (n > 0).then(|| ctx.words.with(key, &[("n", n.into())]));
    let missing: Vec<String> =
        [say("start-undated", came.undated), say("start-unplaced", came.unplaced)].into_iter().flatten().collect();
    let said = if came.events == 0 {
        String::new()
    } else if missing.is_empty() {
        ctx.words.t("start-all-well").to_owned()
    } else {
        missing.join(" · ")
    };
    ui.add(Label::new(RichText::new(said).size(13.0).color(ctx.palette.weak)).wrap());
    let problems = wrong(&ctx.data.problems);
    if problems > 0 && action(ui, ctx, &ctx.words.with("start-problems", &[("n", problems.into())])) {
        ctx.send(Command::ShowProblems);
    }
    ui.add_space(Vec2::splat(2.0).y);
}
