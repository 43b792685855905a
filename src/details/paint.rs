//! Paints a page of details.

mod table;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, CornerRadius, FontId, Frame, Label, Layout, Margin, Pos2, RichText, Role, Sense, Stroke, Ui, Vec2, pos2,
    vec2,
};

use super::cited::{LetterStyle as TextLook, PagePainter, cited, marks};
use super::entry::{BriefText, brief, entry};
use super::folds::{Folds, in_brief, most};
use super::head;
use crate::context::links::link;
use crate::context::{ViewCtx, kind_style, seconds};
use crate::ui::fonts;
use crate::ui::marks::{self as signs, MarkFill};
use crate::ui::text::whole_words;
use crate::ui::widgets::{self, strong};
use km0_core::model::{Cite, Kind, Moment};
use km0_core::pages::{NumberedSource, Page, PageBlock, PageRun, PageSection, PromiseStep};

/// What is left of the ink of what lies out of the time that is played.
pub(super) const OUT_OF_PLAY: f32 = crate::ui::theme::FADED;

/// Points that the heading of a section takes.
const HEADING: f32 = 36.0;

/// A section while the blocks are walked through.
#[derive(Clone, Copy, Debug)]
struct SectionPart {
    section: Option<PageSection>,
    open: bool,
    /// Entries that were met in it.
    entries: usize,
    /// Entries that it has.
    of: usize,
    /// Entries of the section of agreements, where that came before.
    papers: usize,
    /// How its promises in brief are set.
    text: BriefText,
}

impl SectionPart {
    fn is_brief(self, folds: &Folds) -> bool {
        self.section.is_some_and(|section| in_brief(section, self.of, self.papers) && !folds.is_whole(section))
    }
}

/// Paints the page; `heights` holds those of its blocks as far as they are known.
pub(super) fn page(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    page: &Page,
    sources: &[NumberedSource],
    heights: &mut [Option<f32>],
    folds: &mut Folds,
) {
    let brush = PagePainter { ctx, notes: &page.notes };
    // half a screen around what is in view stays within reach of Tab and of screen readers
    let near = ui.clip_rect().expand2(Vec2::new(0.0, ui.clip_rect().height() * 0.5)).y_range();
    let begin = ui.cursor().top();
    let mut part = SectionPart { section: None, open: true, entries: 0, of: 0, papers: 0, text: BriefText::default() };
    for (at, (block, height)) in page.blocks.iter().zip(heights).enumerate() {
        if let PageBlock::Heading { section, folded, .. } = block {
            rest_of(ui, ctx, part, folds);
            let open = folds.is_open(*section, *folded);
            let is_papers = part.section == Some(PageSection::Records(Kind::Agreement));
            let papers = if is_papers { part.of } else { part.papers };
            let of = entries_from(&page.blocks, at + 1);
            let room = ui.clip_rect().height() - (ui.cursor().top() - begin) - HEADING;
            part = SectionPart {
                section: Some(*section),
                open,
                entries: 0,
                of,
                papers,
                text: BriefText::fitting(of, room),
            };
        } else if !part.open || is_left_out(&mut part, block, folds) {
            continue;
        }
        let top = ui.cursor().top();
        match *height {
            Some(known) if top + known < near.min || top > near.max => ui.add_space(known),
            _ => {
                match block {
                    PageBlock::Entry(entry) if part.is_brief(folds) => {
                        brief(ui, &brush, entry, part.text);
                    }
                    PageBlock::Statement { .. } => {
                        let before = at.checked_sub(1).and_then(|before| page.blocks.get(before));
                        statement(ui, &brush, block, !is_headed_alike(before, block));
                    }
                    block => self::block(ui, &brush, block, folds),
                }
                *height = Some(ui.cursor().top() - top);
            }
        }
    }
    rest_of(ui, ctx, part, folds);
    if !sources.is_empty() {
        let title = ctx.words.t("details-sources");
        if heading(
            ui,
            ctx,
            &SectionTitle {
                section: PageSection::Sources,
                text: title,
                count: Some(sources.len()),
                aside: "",
                folded: false,
            },
            folds,
        ) {
            head::sources(ui, ctx, sources);
        }
    }
    ui.add_space(16.0);
}

fn entries_from(blocks: &[PageBlock], from: usize) -> usize {
    let section = blocks.iter().skip(from).take_while(|block| !matches!(block, PageBlock::Heading { .. }));
    section.filter(|block| matches!(block, PageBlock::Entry(_))).count()
}

/// Entries that are shown of a section at first; one more is shown rather than a button for it.
fn shown_of(part: SectionPart, folds: &Folds) -> usize {
    let Some(section) = part.section else { return usize::MAX };
    let most = most(section);
    let all = folds.is_whole(section) || part.of <= most + 1 || in_brief(section, part.of, part.papers);
    if all { usize::MAX } else { most }
}

fn is_left_out(part: &mut SectionPart, block: &PageBlock, folds: &Folds) -> bool {
    if !matches!(block, PageBlock::Entry(_)) {
        return false;
    }
    part.entries += 1;
    part.entries > shown_of(*part, folds)
}

/// Below a list that is not shown whole, what shows the rest; below a long one, what shortens it.
fn rest_of(ui: &mut Ui, ctx: &ViewCtx<'_>, part: SectionPart, folds: &mut Folds) {
    let is_long = |section: &PageSection| in_brief(*section, part.of, part.papers) || part.of > most(*section) + 1;
    let Some(section) = part.section.filter(|section| part.open && is_long(section)) else { return };
    let text = if folds.is_whole(section) {
        ctx.words.t("details-fewer").to_owned()
    } else if part.is_brief(folds) {
        ctx.words.t("details-more").to_owned()
    } else {
        ctx.words.with("details-all", &[("n", part.of.into())])
    };
    let text = RichText::new(text).size(12.5).color(ctx.palette.accent);
    if ui.add(egui::Button::new(text).frame(false).min_size(Vec2::new(24.0, 24.0))).clicked() {
        folds.turn_whole(section);
    }
}

fn text_look(ctx: &ViewCtx<'_>) -> TextLook {
    TextLook { font: FontId::proportional(13.5), color: ctx.palette.ink, rows: 0 }
}

fn block(ui: &mut Ui, brush: &PagePainter<'_>, block: &PageBlock, folds: &mut Folds) {
    let ctx = brush.ctx;
    match block {
        PageBlock::Heading { section, text, count, aside, folded } => {
            heading(ui, ctx, &SectionTitle { section: *section, text, count: *count, aside, folded: *folded }, folds);
        }
        PageBlock::Paragraph { text, cites } => cited(ui, brush, text, text_look(ctx), cites),
        PageBlock::Summary { text } => {
            ui.add(Label::new(RichText::new(text).size(13.0)).wrap().selectable(true));
        }
        PageBlock::Caution { text } => {
            let said = ctx.words.with("details-caution", &[("text", text.as_str().into())]);
            let said = RichText::new(format!("△ {said}")).size(12.0).color(ctx.palette.warn);
            ui.add(Label::new(said).truncate());
        }
        PageBlock::Note { text } => boxed(ui, ctx, ctx.palette.weak, |ui| {
            ui.add(Label::new(RichText::new(text).size(12.5).color(ctx.palette.weak)).wrap().selectable(true));
        }),
        PageBlock::Line { label, runs, cites } => line(ui, brush, label, runs, cites),
        PageBlock::Statement { .. } => statement(ui, brush, block, true),
        PageBlock::Change { value, begin, date, text, cites } => change(ui, brush, value, date, text, *begin, cites),
        PageBlock::Entry(entry) => self::entry(ui, brush, entry),
        PageBlock::Step(step) => self::step(ui, brush, step),
        PageBlock::Table(table) => table::table(ui, brush, table),
        PageBlock::OfPromise(_, block) => self::block(ui, brush, block, folds),
    }
}

/// What a meeting or paper says. The head, its kind and by whom, may have been said by the one above.
fn statement(ui: &mut Ui, brush: &PagePainter<'_>, block: &PageBlock, headed: bool) {
    let PageBlock::Statement { label, by, text, runs, cites } = block else { return };
    let ctx = brush.ctx;
    indented(ui, ctx.palette.line, |ui| {
        if headed {
            flow(ui, |ui| {
                ui.label(RichText::new(label).small().color(ctx.palette.weak));
                self::runs(ui, ctx, by);
            });
        }
        cited(ui, brush, text, text_look(ctx), cites);
        if !runs.is_empty() {
            flow(ui, |ui| {
                ui.label(RichText::new("→").color(ctx.palette.weak));
                self::runs(ui, ctx, runs);
            });
        }
    });
}

/// Whether a statement has the head of the block before it.
fn is_headed_alike(before: Option<&PageBlock>, block: &PageBlock) -> bool {
    match (before, block) {
        (Some(PageBlock::Statement { label, by, .. }), PageBlock::Statement { label: own, by: who, .. }) => {
            label == own && by == who
        }
        _ => false,
    }
}

fn change(
    ui: &mut Ui,
    brush: &PagePainter<'_>,
    value: &str,
    date: &str,
    text: &str,
    begin: Option<Moment>,
    cites: &[Cite],
) {
    let ctx = brush.ctx;
    indented(ui, ctx.palette.accent, |ui| {
        if is_to_come(ctx, begin) {
            ui.multiply_opacity(OUT_OF_PLAY);
        }
        flow(ui, |ui| {
            ui.label(strong(value, 13.5));
            let date = if date.is_empty() { ctx.words.t("details-undated") } else { date };
            ui.label(RichText::new(date).color(ctx.palette.weak));
            if text.is_empty() {
                marks(ui, brush, cites);
            }
        });
        if !text.is_empty() {
            cited(ui, brush, text, text_look(ctx), cites);
        }
    });
}

/// Whether it lies after the moment that is played.
fn is_to_come(ctx: &ViewCtx<'_>, begin: Option<Moment>) -> bool {
    begin.is_some_and(|begin| ctx.play.is_some_and(|play| seconds(begin) >= play.at))
}

/// A step of a promise's thread: an edge in the accent where the data links it, a hairline where
/// it was worked out.
fn step(ui: &mut Ui, brush: &PagePainter<'_>, step: &PromiseStep) {
    let ctx = brush.ctx;
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
            mark(ui, ctx, step.kind, is_own(ctx, &step.name));
            runs(ui, ctx, std::slice::from_ref(&step.name));
        });
        if !step.text.is_empty() {
            cited(ui, brush, &step.text, text_look(ctx), &step.cites);
        }
        caution(ui, ctx, &step.caution);
        flow(ui, |ui| {
            ui.style_mut().override_text_style = Some(egui::TextStyle::Small);
            ui.visuals_mut().override_text_color = Some(ctx.palette.weak);
            runs(ui, ctx, &step.by);
            if step.text.is_empty() {
                marks(ui, brush, &step.cites);
            }
        });
    });
}

/// The mark of a kind; `own` where it is of a person's own file.
pub(super) fn mark(ui: &mut Ui, ctx: &ViewCtx<'_>, kind: Kind, own: bool) {
    mark_of(ui, ctx, kind, own, false);
}

/// As [`mark`]; hollow for what was only asked for.
pub(super) fn mark_of(ui: &mut Ui, ctx: &ViewCtx<'_>, kind: Kind, own: bool, hollow: bool) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(12.0, 18.0), Sense::hover());
    let color = kind_style::color(kind, ctx.palette);
    let look = if hollow { MarkFill::hollow(color) } else { MarkFill::solid(color) };
    signs::paint(ui.painter(), kind_style::mark(kind), rect.center(), 4.5, look);
    if own {
        signs::own(ui.painter(), rect.center(), 4.5, ctx.palette.page);
    }
}

/// Whether a link leads to a record of a person's own file.
fn is_own(ctx: &ViewCtx<'_>, run: &PageRun) -> bool {
    let PageRun::Link(item, _) = run else { return false };
    ctx.dataset.ix(item.record()).is_some_and(|ix| ctx.dataset.is_laid(ix))
}

/// Why to be careful, in small letters; nothing where there is no reason.
fn caution(ui: &mut Ui, ctx: &ViewCtx<'_>, text: &str) {
    if !text.is_empty() {
        ui.add(Label::new(RichText::new(format!("△ {text}")).small().color(ctx.palette.warn)).wrap());
    }
}

/// What stands above a section.
struct SectionTitle<'a> {
    section: PageSection,
    text: &'a str,
    count: Option<usize>,
    aside: &'a str,
    /// Whether it is folded away until a person opens it.
    folded: bool,
}

/// The title of a section with its count, which folds it away or opens it. Whether it stands open.
fn heading(ui: &mut Ui, ctx: &ViewCtx<'_>, title: &SectionTitle<'_>, folds: &mut Folds) -> bool {
    let SectionTitle { section, text, count, aside, folded } = *title;
    ui.add_space(5.0);
    let open = folds.is_open(section, folded);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 25.0), Sense::click());
    let palette = ctx.palette;
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(3), palette.stripe);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            CornerRadius::same(3),
            Stroke::new(1.0, palette.accent),
            egui::StrokeKind::Inside,
        );
    }
    let parts = [count.map(|count| count.to_string()).unwrap_or_default(), aside.to_owned()];
    let right = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let right = ui.painter().layout_no_wrap(right, FontId::proportional(12.0), palette.weak);
    let end = rect.right() - 14.0;
    let at = pos2(end - right.size().x, rect.center().y - right.size().y / 2.0);
    let room = at.x - rect.left() - 8.0;
    ui.painter().galley(at, right, palette.weak);
    let mut job = LayoutJob::simple_singleline(text.to_owned(), fonts::bold_id(14.0), palette.ink);
    job.wrap = TextWrapping::truncate_at_width(room.max(24.0));
    let title = whole_words(ui.painter(), job);
    let elided = title.elided;
    ui.painter().galley(pos2(rect.left(), rect.center().y - title.size().y / 2.0), title, palette.ink);
    chevron(ui, pos2(rect.right() - 5.0, rect.center().y), open, palette.weak);
    if open {
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
    }
    let n = count.unwrap_or_default();
    let name = || match count {
        Some(_) => ctx.words.with("details-fold", &[("name", text.into()), ("n", n.into())]),
        None => text.to_owned(),
    };
    widgets::named(&response, Role::Button, name);
    response.ctx.accesskit_node_builder(response.id, |node| node.set_expanded(open));
    if response.clicked() {
        folds.set(section, !open);
    }
    if elided {
        response.on_hover_text(text);
    }
    ui.add_space(1.0);
    open
}

fn chevron(ui: &Ui, at: Pos2, open: bool, color: Color32) {
    let points = if open {
        [vec2(-3.5, -1.8), vec2(0.0, 1.8), vec2(3.5, -1.8)]
    } else {
        [vec2(-1.8, -3.5), vec2(1.8, 0.0), vec2(-1.8, 3.5)]
    };
    ui.painter().line(points.map(|by| at + by).to_vec(), Stroke::new(1.4, color));
}

/// Widgets one after another, wrapping like words.
fn flow(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(5.0, 2.0);
        add(ui);
    });
}

/// A row of two columns: what it is, and what is said of it.
fn line(ui: &mut Ui, brush: &PagePainter<'_>, label: &str, runs: &[PageRun], cites: &[Cite]) {
    let ctx = brush.ctx;
    let value = |ui: &mut Ui| {
        flow(ui, |ui| {
            self::runs(ui, ctx, runs);
            marks(ui, brush, cites);
        });
    };
    if label.is_empty() {
        return value(ui);
    }
    let width = ui.available_width();
    let (left, gap) = ((width * 0.3).clamp(70.0, 130.0), 8.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for (wide, is_label) in [(left, true), (width - left - gap, false)] {
            ui.allocate_ui_with_layout(Vec2::new(wide, 0.0), Layout::top_down(egui::Align::LEFT), |ui| {
                ui.set_width(wide);
                if is_label {
                    ui.add(Label::new(RichText::new(label).size(12.5).color(ctx.palette.weak)).wrap());
                } else {
                    value(ui);
                }
            });
        }
    });
}

fn runs(ui: &mut Ui, ctx: &ViewCtx<'_>, runs: &[PageRun]) {
    for (i, run) in runs.iter().enumerate() {
        let after_link =
            i.checked_sub(1).and_then(|before| runs.get(before)).is_some_and(|r| matches!(r, PageRun::Link(..)));
        if after_link && matches!(run, PageRun::Link(..)) {
            ui.label(RichText::new("·").color(ctx.palette.weak));
        }
        match run {
            PageRun::Text(text) => {
                ui.add(Label::new(text).wrap().selectable(true));
            }
            PageRun::Link(item, name) => link(ui, ctx, item, RichText::new(name)),
            PageRun::Url(url) => address(ui, ctx, url),
        }
    }
}

/// An address of the web opens in the browser; anything else is only text.
fn address(ui: &mut Ui, ctx: &ViewCtx<'_>, url: &str) {
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        ui.add(Label::new(url).truncate().selectable(true));
        return;
    }
    let mut job = LayoutJob::simple_singleline(url.to_owned(), FontId::proportional(13.0), ctx.palette.accent);
    job.wrap =
        TextWrapping { max_width: ui.available_width(), max_rows: 2, break_anywhere: true, ..TextWrapping::default() };
    let response = ui.add(Label::new(job).sense(Sense::click())).on_hover_cursor(egui::CursorIcon::PointingHand);
    widgets::name(&response, Role::Link, url);
    if response.on_hover_text(url).clicked() {
        ui.ctx().open_url(egui::OpenUrl::new_tab(url));
    }
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
