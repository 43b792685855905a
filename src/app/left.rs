//! The left panel: what is asked for, as chips, and four tabs below.

use std::sync::Arc;

use egui::{Button, Galley, RichText, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::app_ctx::AppCtx;
use crate::browse::ListPanel;
use crate::context::{Cached, Command, LeftTab};
use crate::facets::Facets;
use crate::ui::fonts;
use crate::ui::stops::Stops;
use crate::ui::widgets;
use km0_core::dataset::Ix;
use km0_core::dataset::problem::wrong;
use km0_core::model::{Field, Value};

use super::chips::FilterChips;
use super::input::{Dialog, WindowCommand};
use super::layers::LayerSwitch;

/// Points that the tabs are high.
const TABS: f32 = 36.0;
const PAD: f32 = 10.0;
/// Points between tabs, at least.
const LEAST_GAP: f32 = 6.0;

/// What the left panel keeps until something it depends on changes.
#[derive(Debug, Default)]
pub(super) struct LeftPanel {
    counts: Cached<u64, TabCounts>,
    layers: LayerSwitch,
}

/// How much there is under each tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct TabCounts {
    related: usize,
    events: usize,
    register: usize,
}

/// The panels behind the tabs.
pub(super) struct Contents<'a> {
    pub(super) list: &'a mut ListPanel,
    pub(super) facets: &'a mut Facets,
    pub(super) chips: &'a mut FilterChips,
}

impl LeftPanel {
    // the panels are handed on, one to each tab
    #[allow(clippy::needless_pass_by_value)]
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, contents: Contents<'_>) {
        let shown = ctx.state.settings.layout.tab;
        let related = contents.list.related(ctx);
        let counts = TabCounts { related, ..*self.counts.get(ctx.revision, || counts(ctx)) };
        ui.spacing_mut().item_spacing.y = 4.0;
        tabs(ui, ctx, shown, counts);
        let inner = egui::Frame::new().inner_margin(egui::Margin { left: 10, right: 6, top: 4, bottom: 6 });
        inner.show(ui, |ui| {
            contents.chips.ui(ui, ctx);
            explain(ui, ctx);
            match shown {
                LeftTab::Filters => {
                    self.layers.ui(ui, ctx);
                    contents.facets.ui(ui, ctx, &ctx.state.data.corpus);
                }
                tab => contents.list.ui(ui, ctx, tab),
            }
        });
    }
}

fn counts(ctx: &AppCtx<'_>) -> TabCounts {
    let mut counts = TabCounts::default();
    let asked = ctx.asked_kinds();
    for record in ctx.answer.rows.iter().filter_map(|ix| ctx.record(*ix)) {
        counts.events += usize::from(asked.takes(record.kind));
        counts.register += usize::from(record.kind.is_register());
    }
    counts
}

/// The tabs with their counts. Related stands there only while something is selected.
fn tabs(ui: &mut Ui, ctx: &AppCtx<'_>, shown: LeftTab, counts: TabCounts) {
    let related = !ctx.selection.is_empty();
    let all = if related { "left-all" } else { "left-events" };
    let tabs = [
        (LeftTab::Related, "left-related", Some(counts.related)),
        (LeftTab::Events, all, Some(counts.events)),
        (LeftTab::Register, "left-register", None),
        (LeftTab::Filters, "left-filters", None),
    ];
    let tabs = tabs.into_iter().filter(|(tab, ..)| *tab != LeftTab::Related || related || shown == LeftTab::Related);
    let tabs: Vec<(LeftTab, &str, Option<usize>)> =
        tabs.map(|(tab, name, count)| (tab, ctx.words.t(name), count)).collect();
    let said = |name: &str, count: Option<usize>| match count {
        Some(count) => format!("{name} {}", ctx.words.number(count as f64)),
        None => name.to_owned(),
    };
    let (_, strip) = ui.allocate_space(vec2(ui.available_width(), TABS));
    ui.painter().hline(strip.x_range(), strip.bottom() - 0.5, Stroke::new(1.0, ctx.palette.line));
    let galleys = |counted: &dyn Fn(LeftTab) -> bool| -> Vec<_> {
        let one = |&(tab, name, count): &(LeftTab, &str, Option<usize>)| {
            let on = tab == shown;
            let ink = if on { ctx.palette.ink } else { ctx.palette.weak };
            let font = if on { fonts::bold_id(13.0) } else { egui::FontId::proportional(13.0) };
            ui.painter().layout_no_wrap(said(name, count.filter(|_| counted(tab))), font, ink)
        };
        tabs.iter().map(one).collect()
    };
    let room = strip.width() - 2.0 * PAD - LEAST_GAP * (tabs.len() - 1) as f32;
    let wide = |galleys: &[Arc<Galley>]| galleys.iter().map(|galley| galley.size().x).sum::<f32>();
    // where there is no room for all counts, the open tab keeps its own; then none does
    let mut laid = galleys(&|_| true);
    if wide(&laid) > room {
        laid = galleys(&|tab| tab == shown);
    }
    if wide(&laid) > room {
        laid = galleys(&|_| false);
    }
    let gap = ((strip.width() - 2.0 * PAD - wide(&laid)) / laid.len().max(1) as f32).clamp(LEAST_GAP, 18.0);
    let mut x = strip.left() + PAD;
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_role(Role::TabList));
    let mut stops = Stops::begin(ui, "tabs");
    for (&(tab, name, count), galley) in tabs.iter().zip(laid) {
        let size = galley.size();
        let rect = egui::Rect::from_min_size(egui::pos2(x - gap / 2.0, strip.top()), vec2(size.x + gap, TABS));
        let response = ui.interact(rect, ui.scope_id().with(tab), stops.sense(Sense::click()));
        stops.add(&response);
        let on = tab == shown;
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, said(name, count)));
        if response.has_focus() {
            let ring = Stroke::new(1.5, ctx.palette.accent);
            ui.painter().rect_stroke(rect.shrink(2.0), 4.0, ring, egui::StrokeKind::Inside);
        }
        if response.hovered() && !on {
            ui.painter().rect_filled(rect.shrink2(vec2(0.0, 4.0)), 4.0, ctx.palette.stripe);
        }
        ui.painter().galley(egui::pos2(x, strip.center().y - size.y / 2.0), galley, ctx.palette.ink);
        if on {
            let under =
                egui::Rect::from_min_max(egui::pos2(x, strip.bottom() - 2.5), egui::pos2(x + size.x, strip.bottom()));
            ui.painter().rect_filled(under, 1.0, ctx.palette.accent);
        }
        if response.clicked() && !on {
            ctx.send(Command::ShowTab(tab));
        }
        x += size.x + gap;
    }
    stops.end(ui);
}

/// The folded panel: a button a tab.
pub(super) fn rail(ui: &mut Ui, ctx: &AppCtx<'_>, open: Option<LeftTab>) -> Option<LeftTab> {
    let mut asked = None;
    ui.vertical_centered(|ui| {
        ui.add_space(6.0);
        for (tab, name) in [(LeftTab::Events, "left-events"), (LeftTab::Filters, "left-filters")] {
            let on = open == Some(tab);
            let name = ctx.words.t(name);
            let response = ui.add(Button::selectable(on, "").min_size(vec2(28.0, 28.0))).on_hover_text(name);
            sign(ui, ctx, tab, response.rect.center());
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, name));
            if response.clicked() {
                asked = Some(tab);
            }
        }
    });
    asked
}

/// Lines of a list, or a funnel.
fn sign(ui: &Ui, ctx: &AppCtx<'_>, tab: LeftTab, at: egui::Pos2) {
    let stroke = Stroke::new(1.6, ctx.palette.ink);
    let widths = if tab == LeftTab::Filters { [7.0, 4.5, 2.0] } else { [7.0, 7.0, 7.0] };
    for (half, y) in widths.into_iter().zip([-5.0, 0.0, 5.0]) {
        ui.painter().hline(at.x - half..=at.x + half, at.y + y, stroke);
    }
}

/// What is wrong with the text in the search box, and what the reader must know of how it was found.
fn explain(ui: &mut Ui, ctx: &AppCtx<'_>) {
    let small = |ui: &mut Ui, text: String, ink| {
        ui.add(egui::Label::new(RichText::new(text).small().color(ink)).wrap());
    };
    if let Some(error) = &ctx.state.ask.error {
        small(ui, ctx.words.query_error(error), ctx.palette.error);
    }
    for doubt in &ctx.answer.doubts {
        small(ui, ctx.words.with("search-unknown", &[("term", doubt.term.to_string().into())]), ctx.palette.warn);
    }
    for (typed, instead) in &ctx.answer.instead {
        let instead: Vec<String> = instead.iter().map(|word| format!("“{word}”")).collect();
        let values = [("typed", typed.as_str().into()), ("instead", ctx.words.join(&instead).into())];
        small(ui, ctx.words.with("search-instead", &values), ctx.palette.warn);
    }
    for (part, whole) in &ctx.answer.through {
        if let Some(text) = through(ctx, *part, *whole) {
            small(ui, text, ctx.palette.weak);
        }
    }
    let (problems, wrong) = (ctx.state.problems().len(), wrong(ctx.state.problems()));
    if problems > 0 {
        let (key, count) = if wrong > 0 { ("count-problems", wrong) } else { ("count-notes", problems) };
        let text = ctx.words.with(key, &[("count", count.into())]);
        if widgets::link(ui, RichText::new(text).small().color(ctx.palette.warn)).clicked() {
            ctx.send(WindowCommand::Show(Dialog::Problems));
        }
    }
}

/// "Tuyên Quang includes Hà Giang, merged into it on 1 July 2025."
fn through(ctx: &AppCtx<'_>, part: Ix, whole: Ix) -> Option<String> {
    let (part, whole) = (ctx.record(part)?, ctx.record(whole)?);
    let Some(Value::Merger(merger)) = part.get(Field::MergedInto) else { return None };
    let values = [
        ("whole", ctx.name(whole).into()),
        ("part", ctx.name(part).into()),
        ("date", ctx.words.date(&merger.date).into()),
    ];
    Some(ctx.words.with("search-through", &values))
}
