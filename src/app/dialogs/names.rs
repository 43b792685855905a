//! What the names in the file of a layer are taken to be, for a person to correct.

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui::{Align, Button, Grid, Id, Label, Layout, RichText, Role, ScrollArea, TextEdit, Ui};

use crate::app::app_ctx::AppCtx;
use crate::app::input::{Dialog, LayerCommand, WindowCommand};
use crate::context::{Cached, kind_style};
use crate::ui::marks::{self, MarkFill};
use crate::ui::widgets;
use km0_core::dataset::Ix;
use km0_core::model::{Id as RecordId, Kind, Record};
use km0_core::query::fold;

/// Records that are offered for what is typed.
const OFFERED: usize = 6;
/// Points that a name may be wide.
const NAME: f32 = 220.0;
/// Points for what a name means.
const MEANING: f32 = 340.0;

/// One name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct NameRow {
    said: String,
    /// What it is found to be; none where nothing, or several, have it.
    found: Option<RecordId>,
    several: bool,
    /// What a person has said.
    chosen: Option<Chosen>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Chosen {
    Nothing,
    Record(RecordId),
}

/// The names while they are corrected.
#[derive(Debug, Default)]
pub(in crate::app) struct NamesDialog {
    path: Option<PathBuf>,
    rows: Vec<NameRow>,
    /// The name that is being changed, and what is typed.
    changing: Option<(usize, String)>,
    /// What is offered for a text that is typed over the data of a stamp.
    offered: Cached<OfferedKey, Vec<Ix>>,
    /// A name of the file that was not found, and is to be said.
    other: String,
}

impl NamesDialog {
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>) {
        let Some((path, before)) = &ctx.state.naming else { return ctx.send(WindowCommand::CloseDialog) };
        if self.path.as_ref() != Some(path) {
            *self = Self { path: Some(path.clone()), rows: names_of(ctx, path, before), ..Self::default() };
        }
        ui.add(Label::new(RichText::new(ctx.words.t("names-help")).color(ctx.palette.weak)).wrap());
        ui.add_space(8.0);
        if self.rows.is_empty() {
            ui.label(ctx.words.t("names-empty"));
        }
        ScrollArea::vertical().max_height(340.0).auto_shrink([false, true]).show(ui, |ui| {
            Grid::new("names").num_columns(3).striped(true).spacing([12.0, 4.0]).show(ui, |ui| {
                for at in 0..self.rows.len() {
                    self.row(ui, ctx, at);
                    ui.end_row();
                }
            });
        });
        self.add(ui, ctx);
        ui.add_space(10.0);
        super::buttons(ui, ctx, |ui| {
            let keep = widgets::primary(ctx.words.t("names-keep"), ctx.palette);
            if ui.add_enabled(!self.rows.is_empty(), keep).clicked() {
                ctx.send(WindowCommand::Show(Dialog::Layers));
                ctx.send(LayerCommand::KeepNames(path.clone(), said(&self.rows)));
            }
        });
    }

    /// A name that nothing was found for.
    fn add(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>) {
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let edit = TextEdit::singleline(&mut self.other).hint_text(ctx.words.t("names-other")).char_limit(200);
            ui.add(edit.id(Id::unique("name-other")).desired_width(260.0));
            let said = self.other.trim().to_owned();
            let new = !said.is_empty() && !self.rows.iter().any(|name| name.said == said);
            if ui.add_enabled(new, Button::new(ctx.words.t("names-add"))).clicked() {
                self.rows.insert(0, NameRow { said, found: None, several: false, chosen: None });
                self.changing = Some((0, String::new()));
                self.other.clear();
            }
        });
    }

    fn row(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, at: usize) {
        let Some(name) = self.rows.get(at).cloned() else { return };
        ui.scope(|ui| {
            ui.set_width(NAME);
            ui.add(Label::new(RichText::new(&name.said).strong()).truncate()).on_hover_text(&name.said);
        });
        let changing = self.changing.take_if(|(other, _)| *other == at);
        if let Some((_, text)) = changing {
            self.change(ui, ctx, at, text);
            return;
        }
        meaning(ui, ctx, &name);
        let response = ui.button(ctx.words.t("names-change"));
        widgets::name(&response, Role::Button, &format!("{}: {}", ctx.words.t("names-change"), name.said));
        if response.clicked() {
            self.changing = Some((at, String::new()));
        }
    }

    fn change(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, at: usize, mut text: String) {
        let mut chosen: Option<Option<Chosen>> = None;
        ui.vertical(|ui| {
            let edit = TextEdit::singleline(&mut text).hint_text(ctx.words.t("names-search")).char_limit(120);
            let response = ui.add(edit.id(Id::unique("name-search")).desired_width(260.0));
            if !response.has_focus() && !response.lost_focus() {
                response.request_focus();
            }
            let key = OfferedKey { text: text.clone(), dataset: ctx.dataset.stamp() };
            let offered = self.offered.get(key, || offered(ctx, &text));
            for record in offered.iter().filter_map(|ix| ctx.record(*ix)) {
                ui.horizontal(|ui| {
                    mark(ui, ctx, record.kind);
                    if ui.add(Button::new(ctx.name(record)).frame_when_inactive(false)).clicked() {
                        chosen = Some(Some(Chosen::Record(RecordId::clone(&record.id))));
                    }
                });
            }
        });
        ui.with_layout(Layout::left_to_right(Align::TOP), |ui| {
            if ui.button(ctx.words.t("names-none")).clicked() {
                chosen = Some(Some(Chosen::Nothing));
            }
            if ui.button(ctx.words.t("names-auto")).clicked() {
                chosen = Some(None);
            }
        });
        match (chosen, self.rows.get_mut(at)) {
            (Some(chosen), Some(name)) => name.chosen = chosen,
            _ => self.changing = Some((at, text)),
        }
    }
}

/// What a name means now, in words.
fn meaning(ui: &mut Ui, ctx: &AppCtx<'_>, name: &NameRow) {
    let id = match &name.chosen {
        Some(Chosen::Nothing) => None,
        Some(Chosen::Record(id)) => Some(id),
        None => name.found.as_ref(),
    };
    ui.horizontal(|ui| {
        ui.set_width(MEANING);
        meant(ui, ctx, name, id.and_then(|id| ctx.dataset.by_id(id)));
    });
}

fn meant(ui: &mut Ui, ctx: &AppCtx<'_>, name: &NameRow, record: Option<&Record>) {
    if let Some(record) = record {
        mark(ui, ctx, record.kind);
        let called = record.name.get(ctx.words.lang());
        ui.add(Label::new(format!("{called} · {}", ctx.words.kind(record.kind))).truncate());
        return;
    }
    let key = match (&name.chosen, name.several) {
        (Some(_), _) => "names-none",
        (None, true) => "names-several",
        (None, false) => "names-unknown",
    };
    ui.add(Label::new(RichText::new(ctx.words.t(key)).color(ctx.palette.weak)).truncate());
}

fn mark(ui: &mut Ui, ctx: &AppCtx<'_>, kind: Kind) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(12.0, 18.0), egui::Sense::hover());
    let look = MarkFill::solid(kind_style::color(kind, ctx.palette));
    marks::paint(ui.painter(), kind_style::mark(kind), rect.center(), 4.5, look);
}

/// Whether a name in a layer can mean a record of this kind.
fn is_named(kind: Kind) -> bool {
    matches!(kind, Kind::Gate | Kind::Place | Kind::Person | Kind::Organisation | Kind::Mechanism)
}

/// What is offered depends on this.
#[derive(Clone, Debug, PartialEq)]
struct OfferedKey {
    text: String,
    dataset: u64,
}

/// Records of what the layer lies over that are called what is typed, the best first.
fn offered(ctx: &AppCtx<'_>, text: &str) -> Vec<Ix> {
    let found = ctx.data.corpus.search_names(ctx.dataset, text).best.into_iter().map(|(_, row)| Ix(row as u32));
    let base = found.filter(|ix| !ctx.dataset.is_laid(*ix));
    let named = |ix: &Ix| ctx.record(*ix).is_some_and(|record| is_named(record.kind));
    base.filter(named).take(OFFERED).collect()
}

/// The names that were found, what a person has said of others, and what of the layer's own register
/// was not found to be anything.
fn names_of(ctx: &AppCtx<'_>, path: &std::path::Path, said: &BTreeMap<String, String>) -> Vec<NameRow> {
    let mut names: Vec<NameRow> = Vec::new();
    let own = ctx.state.data.problems.iter().filter(|problem| problem.is_of(path));
    for name in own.filter_map(|problem| problem.name.as_deref()) {
        let several = name.to.is_none();
        names.push(NameRow { said: name.said.clone(), found: name.to.clone(), several, chosen: None });
    }
    for record in ctx.dataset.records_of_layer(path).iter().filter(|record| is_named(record.kind)) {
        let Some(own) = record.name.forms().next() else { continue };
        if !names.iter().any(|name| name.said == own) {
            names.push(NameRow { said: own.to_owned(), found: None, several: false, chosen: None });
        }
    }
    for (name, id) in said {
        let chosen = Some(if id.is_empty() { Chosen::Nothing } else { Chosen::Record(id.as_str().into()) });
        match names.iter_mut().find(|known| known.said == *name) {
            Some(known) => known.chosen = chosen,
            None => names.push(NameRow { said: name.clone(), found: None, several: false, chosen }),
        }
    }
    // what asks for a word first
    names.sort_by_key(|name| (name.found.is_some() || name.chosen.is_some(), fold::bare(&name.said)));
    names
}

/// What is kept of the names.
fn said(names: &[NameRow]) -> BTreeMap<String, String> {
    let one = |name: &NameRow| {
        let id = match name.chosen.as_ref()? {
            Chosen::Nothing => String::new(),
            Chosen::Record(id) => id.to_string(),
        };
        Some((name.said.clone(), id))
    };
    names.iter().filter_map(one).collect()
}
