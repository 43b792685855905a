//! The shell: paints each part of the window in its region, and the edges between them.

use egui::{CursorIcon, Id, Rect, Role, Sense, Stroke, Ui, UiBuilder, pos2};

use super::app_ctx::AppCtx;
use crate::boards::{Boards, RowCounts};
use crate::browse::ListPanel;
use crate::context::{Board, Command, LeftTab};
use crate::details::Details;
use crate::facets::Facets;
use crate::map::MapPanel;
use crate::timeline::Timeline;
use crate::ui::widgets;

use super::areas::{self, WindowArea};
use super::chips::FilterChips;
use super::input::{FileCommand, PanelEdge, WindowCommand};
use super::layout::{self, Regions};
use super::left::{self, Contents, LeftPanel};
use super::palette::Finder;
use super::{bar, caption, messages, story};
use km0_core::dataset::Rule;

/// Points on either side of an edge that take hold of it.
const GRIP: f32 = 3.0;
const DETAILS_MARGIN: egui::Margin = egui::Margin { left: 14, right: 6, top: 8, bottom: 4 };

/// What the shell keeps from frame to frame.
#[derive(Debug, Default)]
pub(super) struct Shell {
    left: LeftPanel,
    chips: FilterChips,
    counts: RowCounts,
    /// What lies over the middle, opened from the rail.
    overlay: Option<LeftTab>,
    messages: messages::ShownSince,
    /// The keyboard is to go to the next part, or back.
    step: Option<bool>,
}

/// The panels that the shell gives room to.
pub(super) struct Panels<'a> {
    pub(super) timeline: &'a mut Timeline,
    pub(super) map: &'a mut MapPanel,
    pub(super) details: &'a mut Details,
    pub(super) list: &'a mut ListPanel,
    pub(super) facets: &'a mut Facets,
    pub(super) boards: &'a mut Boards,
    /// What is suggested below the search box.
    pub(super) finder: &'a mut Finder,
}

impl Shell {
    /// Paints the whole window.
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, mut search: bool, panels: Panels<'_>) {
        let whole = ui.ctx().content_rect();
        let board = ctx.state.settings.board;
        let regions = layout::regions(whole.size(), &ctx.state.settings.layout, ctx.state.guests());
        ui.painter().rect_filled(whole, 0.0, ctx.palette.page);
        self.counts.refresh(ctx);
        let Panels { timeline, map, details, list, facets, boards, finder } = panels;
        if let Some(back) = self.step.take() {
            match areas::next(ui, &regions, back) {
                WindowArea::Search => search = true,
                WindowArea::Timeline => timeline.take_focus(),
                area => ui.memory_mut(|memory| memory.request_focus(area.anchor())),
            }
        }
        bar::show(ui, ctx, regions.bar, search, finder, &self.counts);
        if let Some(rect) = regions.left.or(regions.rail) {
            areas::anchor(ui, ctx, WindowArea::Left, rect);
        }
        self.left(ui, ctx, &regions, list, facets);
        if let Some(rect) = regions.story {
            areas::anchor(ui, ctx, WindowArea::Story, rect);
            part(ui, rect, "story", |ui| story::show(ui, ctx, &mut self.chips));
        }
        areas::anchor(ui, ctx, WindowArea::Middle, regions.middle);
        if ctx.dataset.is_empty() {
            part(ui, regions.middle, "nothing", |ui| nothing_to_show(ui, ctx));
        } else if let Some(rect) = regions.map {
            part(ui, rect, "map", |ui| map.ui(ui, ctx));
        }
        if board != Board::Overview {
            part(ui, regions.middle, "board", |ui| boards.ui(ui, ctx, board));
        }
        if let Some(rect) = regions.timeline {
            part(ui, rect, "timeline", |ui| timeline.ui(ui, ctx));
        }
        if let Some(rect) = regions.details {
            areas::anchor(ui, ctx, WindowArea::Details, rect);
            details_part(ui, ctx, rect, regions.drawer, details);
        }
        edges(ui, ctx, &regions);
        caption::show(ui, ctx, &regions);
        messages::show(ui, ctx, &regions, &mut self.messages);
    }

    /// The keyboard goes to the next part of the window with the next frame, or to the one before.
    pub(super) fn next_area(&mut self, back: bool) {
        self.step = Some(back);
    }

    fn left(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, regions: &Regions, list: &mut ListPanel, facets: &mut Facets) {
        let contents = Contents { list, facets, chips: &mut self.chips };
        if let Some(rect) = regions.left {
            self.overlay = None;
            part(ui, rect, "left", |ui| self.left.ui(ui, ctx, contents));
            return;
        }
        let Some(rail) = regions.rail else { return };
        ui.painter().rect_filled(rail, 0.0, ctx.palette.raised);
        let mut asked = None;
        part(ui, rail, "rail", |ui| asked = left::rail(ui, ctx, self.overlay));
        if let Some(tab) = asked {
            ctx.send(Command::ShowTab(tab));
            self.overlay = if self.overlay == Some(tab) { None } else { Some(tab) };
        }
        if self.overlay.is_some() {
            let rect = layout::overlay(ui.ctx().content_rect().size(), regions);
            over(ui, ctx, "left-overlay", rect, |ui| self.left.ui(ui, ctx, contents));
            let outside = ui.input(|input| {
                let away = |at: egui::Pos2| !rect.contains(at) && !rail.contains(at);
                input.key_pressed(egui::Key::Escape)
                    || input.pointer.any_click() && input.pointer.interact_pos().is_some_and(away)
            });
            if outside {
                self.overlay = None;
            }
        }
    }
}

/// Stands in the middle when a file holds nothing that can be shown.
fn nothing_to_show(ui: &mut Ui, ctx: &AppCtx<'_>) {
    ui.add_space((ui.available_height() * 0.3).max(12.0));
    ui.vertical_centered(|ui| {
        let name = ctx.state.data.path.as_ref().and_then(|path| path.file_name()).unwrap_or_default().to_string_lossy();
        // what was read and holds nothing is told apart from what could not be read
        let empty = ctx.state.problems().iter().all(|problem| problem.rule == Rule::Empty);
        let title = if empty { "nothing-empty-title" } else { "nothing-title" };
        ui.label(widgets::strong(ctx.words.with(title, &[("name", name.into_owned().into())]), 16.0));
        ui.add_space(4.0);
        ui.set_max_width(ui.available_width().min(460.0));
        let why = match ctx.state.problems().first() {
            Some(problem) => ctx.words.problem(problem),
            None => ctx.words.t("nothing-empty").to_owned(),
        };
        ui.add(egui::Label::new(egui::RichText::new(why).color(ctx.palette.weak)).wrap());
        ui.add_space(8.0);
        if !ctx.state.problems().is_empty() && ui.button(ctx.words.t("notice-problems")).clicked() {
            ctx.send(Command::ShowProblems);
        }
        if ui.add(widgets::primary(ctx.words.t("command-open-file"), ctx.palette)).clicked() {
            ctx.send(FileCommand::ChooseFile);
        }
    });
}

/// A part of the window: what it holds never leaves its rectangle.
fn part(ui: &mut Ui, rect: Rect, name: &str, add: impl FnOnce(&mut Ui)) {
    if rect.width() < 1.0 || rect.height() < 1.0 {
        return;
    }
    ui.scope_builder(
        UiBuilder::new().max_rect(rect).id_salt(name).layout(egui::Layout::top_down(egui::Align::LEFT)),
        |ui| {
            ui.set_clip_rect(rect.intersect(ui.clip_rect()));
            add(ui);
        },
    );
}

/// A part that lies over the middle.
fn over(ui: &Ui, ctx: &AppCtx<'_>, name: &'static str, rect: Rect, add: impl FnOnce(&mut Ui)) {
    let area = egui::Area::new(Id::unique(name)).order(egui::Order::Middle).fixed_pos(rect.min).constrain(false);
    area.show(ui.ctx(), |ui| {
        ui.painter().rect_filled(rect, 0.0, ctx.palette.page);
        ui.painter().rect_stroke(rect, 0.0, Stroke::new(1.0, ctx.palette.line), egui::StrokeKind::Inside);
        // the area is as large as its part, so that nothing below is touched through it
        ui.allocate_rect(rect, Sense::click_and_drag());
        part(ui, rect, name, add);
    });
}

fn details_part(ui: &mut Ui, ctx: &AppCtx<'_>, rect: Rect, drawer: bool, details: &mut Details) {
    let mut framed = |ui: &mut Ui| {
        egui::Frame::new().inner_margin(DETAILS_MARGIN).show(ui, |ui| details.ui(ui, ctx));
    };
    if !drawer {
        part(ui, rect, "details", framed);
        return;
    }
    // a drawer shuts when nothing is selected, and leaves a handle
    if ctx.selection.is_empty() {
        return;
    }
    over(ui, ctx, "details-drawer", rect, |ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            let name = ctx.words.t("close");
            let response = ui.add(egui::Button::new("×").min_size(egui::vec2(24.0, 24.0)).frame_when_inactive(false));
            widgets::name(&response, Role::Button, name);
            if response.clicked() {
                ctx.send(Command::SelectAll(Vec::new()));
            }
        });
        framed(ui);
    });
}

/// The edges that can be moved, after what they part, so that they lie on top.
fn edges(ui: &mut Ui, ctx: &AppCtx<'_>, regions: &Regions) {
    let upright = |x: f32, rect: Rect| Rect::from_min_max(pos2(x - GRIP, rect.top()), pos2(x + GRIP, rect.bottom()));
    if let Some(left) = regions.left {
        edge(ui, ctx, PanelEdge::Left, upright(left.right(), left), |at| at.x - left.left());
    }
    if let Some(details) = regions.details.filter(|_| !regions.drawer) {
        edge(ui, ctx, PanelEdge::Details, upright(details.left(), details), |at| details.right() - at.x);
    }
    if let (Some(timeline), Some(_)) = (regions.timeline, regions.map) {
        let y = timeline.top();
        let rect = Rect::from_min_max(pos2(timeline.left(), y - GRIP), pos2(timeline.right(), y + GRIP));
        edge(ui, ctx, PanelEdge::Timeline, rect, |at| timeline.bottom() - at.y);
    }
}

fn edge(ui: &mut Ui, ctx: &AppCtx<'_>, edge: PanelEdge, rect: Rect, size: impl Fn(egui::Pos2) -> f32) {
    let (name, cursor) = match edge {
        PanelEdge::Left => ("edge-left", CursorIcon::ResizeHorizontal),
        PanelEdge::Details => ("edge-details", CursorIcon::ResizeHorizontal),
        PanelEdge::Timeline => ("edge-timeline", CursorIcon::ResizeVertical),
    };
    let response = ui.interact(rect, Id::unique(name), Sense::DRAG | Sense::CLICK).on_hover_cursor(cursor);
    widgets::name(&response, Role::Splitter, ctx.words.t(name));
    let hot = response.hovered() || response.dragged();
    let line = if hot { Stroke::new(2.0, ctx.palette.accent) } else { Stroke::new(1.0, ctx.palette.line) };
    if rect.height() > rect.width() {
        ui.painter().vline(rect.center().x, rect.y_range(), line);
    } else {
        ui.painter().hline(rect.x_range(), rect.center().y, line);
    }
    if response.double_clicked() {
        ctx.send(WindowCommand::Resize(edge, None));
    } else if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        ctx.send(WindowCommand::Resize(edge, Some(size(at).max(0.0))));
    }
}
