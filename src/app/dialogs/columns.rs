//! What the columns of a table mean: shown as guessed, with what stands in them, for a person to
//! correct; and below, what that makes of the first rows.

mod preview;

use std::sync::Arc;

use egui::{ComboBox, Grid, Id, Label, Modal, RichText, Role, ScrollArea, Ui};

use crate::app::app_ctx::AppCtx;
use crate::app::input::{FileCommand, Unmapped, WindowCommand};
use crate::ui::widgets::{self, strong};
use km0_core::dataset::format::encoding::Encoding;
use km0_core::dataset::table::{ColumnTarget, DayMonthOrder, Mapping, TableHead};
use km0_core::model::{Kind, Lang};

use preview::ColumnsPreview;

/// Points that the dialog is wide: it must fit a small laptop's screen.
const WIDTH: f32 = 860.0;
const ROWS_HIGH: f32 = 232.0;
const MEANING: f32 = 200.0;
const NAME: f32 = 190.0;
/// Values that are shown of a column.
const SAMPLES: usize = 4;

/// What has been chosen while the dialog is open.
#[derive(Debug, Default)]
pub(in crate::app) struct ColumnChoice {
    /// The table that the choices are about.
    about: Option<Arc<Unmapped>>,
    /// Which of its sheets.
    sheet: usize,
    /// How many sheets look like it, itself included.
    like_it: usize,
    /// Whether they are read with it.
    alike: bool,
    mapping: Mapping,
    preview: ColumnsPreview,
}

impl ColumnChoice {
    pub(super) fn show(&mut self, ui: &Ui, ctx: &AppCtx<'_>) {
        let Some(unmapped) = &ctx.state.unmapped else { return };
        if !self.about.as_ref().is_some_and(|about| Arc::ptr_eq(about, unmapped)) {
            self.begin(unmapped);
        }
        let frame = egui::Frame::popup(ui.style()).inner_margin(18);
        let response = Modal::new(Id::unique("columns")).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 60.0));
            self.ui(ui, ctx, unmapped);
        });
        if response.should_close() {
            ctx.send(WindowCommand::CloseDialog);
        }
    }

    fn begin(&mut self, unmapped: &Arc<Unmapped>) {
        let named = unmapped.before.as_ref().and_then(|before| before.sheet.as_ref());
        let by_name = unmapped.sheets.iter().position(|sheet| Some(&sheet.name) == named);
        let first = unmapped.sheets.iter().position(|sheet| sheet.rows.len() > 1);
        *self = Self { about: Some(Arc::clone(unmapped)), ..Self::default() };
        self.take_sheet(unmapped, by_name.or(first).unwrap_or(0));
    }

    /// Another sheet: what was said of it before, else what it seems to mean.
    fn take_sheet(&mut self, unmapped: &Unmapped, at: usize) {
        let Some(sheet) = unmapped.sheets.get(at) else { return };
        let before = unmapped.before.as_ref();
        let before = before.filter(|before| before.sheet.as_ref().is_none_or(|name| *name == sheet.name));
        self.sheet = at;
        self.mapping = match before {
            Some(before) => before.fitted(&sheet.names(before)),
            None => sheet.guess(),
        };
        self.like_it = alike(unmapped, at);
        self.alike = before.map_or(at == 0, |before| before.sheet.is_none()) && self.like_it > 1;
        self.mapping.encoding = unmapped.encoding.or(self.mapping.encoding);
    }

    /// The mapping as it is kept: without a sheet where all that look alike are read.
    fn chosen(&self) -> Mapping {
        let sheet = self.mapping.sheet.clone().filter(|_| !self.alike);
        Mapping { sheet, ..self.mapping.clone() }
    }

    fn ui(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, unmapped: &Unmapped) {
        let name = unmapped.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let title = if unmapped.over { "columns-title-add" } else { "columns-title" };
        ui.label(strong(ctx.words.with(title, &[("name", name.clone().into())]), 18.0));
        ui.add(Label::new(RichText::new(ctx.words.t("columns-help")).color(ctx.palette.weak)).wrap());
        ui.add_space(8.0);
        self.choices(ui, ctx, unmapped);
        ui.add_space(8.0);
        let Some(sheet) = unmapped.sheets.get(self.sheet) else { return };
        ui.separator();
        self.columns(ui, ctx, sheet);
        ui.separator();
        self.preview.ui(ui, ctx, sheet, &self.mapping, &name);
        ui.add_space(8.0);
        let able = self.preview.has_records();
        let open = if unmapped.over { "columns-add" } else { "columns-open" };
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::confirm(ui, able, ctx.words.t(open), ctx.palette) {
                ctx.send(WindowCommand::CloseDialog);
                ctx.send(FileCommand::OpenTable(unmapped.path.clone(), Box::new(self.chosen())));
            }
            if ui.button(ctx.words.t("load-cancel")).clicked() {
                ctx.send(WindowCommand::CloseDialog);
            }
        });
    }

    /// What holds for the whole table.
    fn choices(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, unmapped: &Unmapped) {
        let words = ctx.words;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            self.sheets(ui, ctx, unmapped);
            Self::encoding(ui, ctx, unmapped);
            let orders = [
                (DayMonthOrder::Guessed, "columns-order-guessed"),
                (DayMonthOrder::DayFirst, "columns-order-day"),
                (DayMonthOrder::MonthFirst, "columns-order-month"),
            ];
            let now = orders.iter().find(|(order, _)| *order == self.mapping.order).map_or("", |(_, key)| key);
            choice(ui, words.t("columns-order"), words.t(now), |ui| {
                for (order, key) in orders {
                    ui.selectable_value(&mut self.mapping.order, order, words.t(key));
                }
            });
            choice(ui, words.t("columns-kind"), words.kind(self.mapping.kind), |ui| {
                for kind in Kind::ALL {
                    ui.selectable_value(&mut self.mapping.kind, kind, words.kind(kind));
                }
            });
            let seen = words.t("columns-lang-seen");
            choice(ui, words.t("columns-lang"), self.mapping.lang.map_or(seen, |lang| lang.endonym()), |ui| {
                ui.selectable_value(&mut self.mapping.lang, None, seen);
                for lang in Lang::ALL {
                    ui.selectable_value(&mut self.mapping.lang, Some(lang), lang.endonym());
                }
            });
            self.heading(ui, ctx, unmapped);
        });
    }

    fn sheets(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, unmapped: &Unmapped) {
        if unmapped.sheets.len() < 2 {
            return;
        }
        let name = |at: usize| unmapped.sheets.get(at).map_or("", |sheet| sheet.name.as_str());
        let count = self.like_it;
        let all = ctx.words.with("columns-sheets-alike", &[("count", count.into())]);
        let mut chosen = Some(self.sheet).filter(|_| !self.alike);
        let now = if self.alike { all.as_str() } else { name(self.sheet) };
        choice(ui, ctx.words.t("columns-sheet"), now, |ui| {
            if count > 1 {
                ui.selectable_value(&mut chosen, None, all.as_str());
            }
            for at in 0..unmapped.sheets.len() {
                ui.selectable_value(&mut chosen, Some(at), name(at));
            }
        });
        match chosen {
            None => self.alike = true,
            Some(at) if at != self.sheet => {
                self.take_sheet(unmapped, at);
                self.alike = false;
            }
            Some(_) => self.alike = false,
        }
    }

    /// What a text file is read in: it is read again in another.
    fn encoding(ui: &mut Ui, ctx: &AppCtx<'_>, unmapped: &Unmapped) {
        let Some(now) = unmapped.sheets.first().and_then(|sheet| sheet.encoding) else { return };
        let mut chosen = now;
        choice(ui, ctx.words.t("columns-encoding"), &now.to_string(), |ui| {
            for encoding in Encoding::OFFERED {
                ui.selectable_value(&mut chosen, encoding, encoding.to_string());
            }
        });
        if chosen != now {
            ctx.send(FileCommand::ReadTableAs(unmapped.path.clone(), chosen));
        }
    }

    /// Which rows name the columns.
    fn heading(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, unmapped: &Unmapped) {
        let Some(sheet) = unmapped.sheets.get(self.sheet) else { return };
        let words = ctx.words;
        let none = words.t("columns-heading-none");
        let title = |number: u32| words.with("columns-heading-row", &[("number", number.into())]);
        let first = self.mapping.heading.or_else(|| sheet.rows.first().map(|(number, _)| *number));
        let mut chosen = first.filter(|_| self.mapping.header);
        let now = chosen.map_or_else(|| none.to_owned(), title);
        choice(ui, words.t("columns-heading"), &now, |ui| {
            ui.selectable_value(&mut chosen, None, none);
            for (number, cells) in sheet.rows.iter().take(OFFERED_ROWS) {
                let text = format!("{}: {}", title(*number), row_in_line(cells));
                ui.selectable_value(&mut chosen, Some(*number), text);
            }
        });
        let mut headings = self.mapping.headings;
        if chosen.is_some() {
            choice(ui, words.t("columns-headings"), &headings.to_string(), |ui| {
                for count in 1..=3 {
                    ui.selectable_value(&mut headings, count, count.to_string());
                }
            });
        }
        let changed = chosen != first.filter(|_| self.mapping.header) || headings != self.mapping.headings;
        if changed {
            let heading = chosen.or(self.mapping.heading);
            let mapping = Mapping { header: chosen.is_some(), heading, headings, ..self.mapping.clone() };
            self.mapping = sheet.guess_below(mapping);
        }
    }

    fn columns(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, sheet: &TableHead) {
        let body = sheet.body(&self.mapping);
        ScrollArea::vertical().max_height(ROWS_HIGH).auto_shrink([false, true]).show(ui, |ui| {
            Grid::new("columns").num_columns(3).striped(true).spacing([14.0, 4.0]).show(ui, |ui| {
                for key in ["columns-column", "columns-meaning", "columns-samples"] {
                    ui.label(RichText::new(ctx.words.t(key)).color(ctx.palette.weak));
                }
                ui.end_row();
                for (at, column) in self.mapping.columns.iter_mut().enumerate() {
                    ui.scope(|ui| {
                        ui.set_width(NAME);
                        ui.add(Label::new(strong(column.name.as_str(), 14.0)).truncate());
                    });
                    meaning(ui, ctx, at, &column.name, &mut column.target);
                    let ink = if column.target == ColumnTarget::Ignore { ctx.palette.weak } else { ctx.palette.ink };
                    ui.add(Label::new(RichText::new(samples(body, at)).color(ink)).truncate());
                    ui.end_row();
                }
            });
        });
    }
}

/// Rows that are offered as the heading.
const OFFERED_ROWS: usize = 15;

/// How many sheets look like this one, itself included.
fn alike(unmapped: &Unmapped, at: usize) -> usize {
    let Some(sheet) = unmapped.sheets.get(at) else { return 0 };
    unmapped.sheets.iter().filter(|other| !other.hidden && other.is_like(sheet)).count()
}

/// The first cells of a row.
fn row_in_line(cells: &[String]) -> String {
    let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).take(SAMPLES).collect();
    cells.join("  ·  ").chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn choice(ui: &mut Ui, label: &str, now: &str, menu: impl FnOnce(&mut Ui)) {
    ui.label(label);
    let response = ComboBox::from_id_salt(label).selected_text(now).show_ui(ui, menu).response;
    widgets::name(&response, Role::ComboBox, &format!("{label}: {now}"));
}

fn meaning(ui: &mut Ui, ctx: &AppCtx<'_>, at: usize, name: &str, target: &mut ColumnTarget) {
    let now = in_words(ctx, *target);
    let response = ComboBox::from_id_salt(("meaning", at)).selected_text(&now).width(MEANING).show_ui(ui, |ui| {
        let known = ColumnTarget::OFFERED.contains(target);
        // what a mapping file says, and is not offered, can be kept
        let other = Some(*target).filter(|_| !known);
        for one in other.into_iter().chain(ColumnTarget::OFFERED) {
            ui.selectable_value(target, one, in_words(ctx, one));
        }
    });
    let label = ctx.words.with("columns-of", &[("name", name.into())]);
    widgets::name(&response.response, Role::ComboBox, &format!("{label}: {now}"));
}

fn in_words(ctx: &AppCtx<'_>, target: ColumnTarget) -> String {
    if ColumnTarget::OFFERED.contains(&target) {
        return ctx.words.t(&format!("target-{target}")).to_owned();
    }
    let slug = target.to_string();
    let name = slug.strip_prefix("field:").unwrap_or(&slug);
    ctx.words.with("target-other", &[("name", ctx.words.field(name).to_owned().into())])
}

/// The first values of a column that differ, in one line.
fn samples(rows: &[(u32, Vec<String>)], at: usize) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for cell in rows.iter().filter_map(|(_, cells)| cells.get(at)).map(|cell| cell.trim()) {
        if !cell.is_empty() && !seen.contains(&cell) {
            seen.push(cell);
        }
        if seen.len() == SAMPLES {
            break;
        }
    }
    seen.join("  ·  ").chars().take(200).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
