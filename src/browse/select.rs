//! The table's rows as the toolkit of tables sees them: what is selected, and what is done with them.

use egui::{Rect, Response, Role, Ui, WidgetInfo};

use super::columns::Column;
use super::interact::ListTable;
use super::menu::{self, MenuCell};
use super::paint::RowPainter;
use super::{ListAction, cells, copy, rows, says};
use crate::context::{Command, MapAction};
use crate::ui::table::{GroupHead, RowPlace, RowSelection, TableRecords};
use km0_core::dataset::Ix;
use km0_core::pages::report::caution;
use km0_core::query::fold;

/// Selected records that do not match and are shown above the rows, at most.
const ABOVE: usize = 3;

impl TableRecords for ListTable<'_> {
    type Row = Ix;

    const WALKED_FROM_ANYWHERE: bool = true;

    fn selection(&self) -> &dyn RowSelection<Row = Ix> {
        self.ctx
    }

    /// What is selected and does not match.
    fn above(&self) -> Vec<Ix> {
        let selected = self.ctx.focus.selected().iter().copied();
        selected.filter(|ix| !self.ctx.answer.has(*ix)).take(ABOVE).collect()
    }

    /// Details go on showing what they show.
    fn stays_selected(&self, row: Ix, _all: &[Ix]) -> bool {
        self.ctx.answer.has(row)
    }

    fn is_called(&self, row: Ix, typed: &str) -> bool {
        let Some(name) = self.ctx.record(row).map(|record| self.ctx.name(record)) else { return false };
        let wanted = fold::bare(typed);
        // a letter folds to one or more, and decomposed ones to fewer
        let head: String = name.chars().take(wanted.chars().count() * 3).collect();
        fold::bare(&head).starts_with(&wanted)
    }

    fn row(&mut self, ui: &Ui, ix: Ix, place: &RowPlace, response: Response) -> Response {
        let ctx = self.ctx;
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, self.spoken(ix)));
        let standing = ctx.standing(ix);
        standing.tell(ctx, &response);
        let many = rows::are_many(self.lines.rows.len());
        let cut_title = if let Some(rows) = &mut self.two_lines {
            rows.paint(ui, ctx, ix, standing, place, many)
        } else {
            let brush = RowPainter { ui, ctx, setup: self.setup, edges: &self.edges };
            brush.row(self.galleys, ix, standing, place);
            false
        };
        let Some(record) = ctx.record(ix) else { return response };
        if response.hovered() {
            ctx.hover.set(record.item());
        }
        if response.secondary_clicked() {
            let at = response.interact_pointer_pos().map_or(0.0, |at| at.x - place.left);
            *self.asked = Some(MenuCell::new(self.setup, &self.edges, ix, at));
        }
        if let Some(asked) = self.asked.filter(|asked| asked.ix == ix) {
            response.context_menu(|ui| menu::ui(ui, self, asked));
        }
        let table = response.hovered() && self.two_lines.is_none();
        let cut = if table { self.cut(ui, ix, place.left) } else { cut_title.then_some(Column::Name) };
        let caution = response.hovered().then(|| caution(&ctx.reader(), record)).flatten();
        let cut = cut.map(|column| cells::text(&ctx.reader(), ix, column).into_owned());
        let said: Vec<String> = cut.into_iter().chain(caution).collect();
        if said.is_empty() { response } else { response.on_hover_text(said.join("\n")) }
    }

    fn head(&self, ui: &Ui, head: &GroupHead, rect: Rect, response: &Response) {
        rows::head(ui, self.ctx, head, rect, response);
    }

    fn fold(&mut self, head: &GroupHead) {
        self.acts.push(ListAction::Fold(head.id.clone()));
    }

    /// Brings the details and the map to the selection.
    fn open(&self) {
        self.ctx.send(Command::ShowDetails);
        self.ctx.send(Command::Map(MapAction::FitSelection));
    }

    fn copy(&self, rows: &[Ix]) {
        self.ctx.send(Command::CopyText(copy::table(self.ctx, self.setup, rows)));
    }
}

impl ListTable<'_> {
    /// "Meeting: Early-spring meeting 2021, 9 April 2021".
    fn spoken(&self, ix: Ix) -> String {
        let Some(record) = self.ctx.record(ix) else { return String::new() };
        let kind = says::kind(&self.ctx.reader(), record);
        let values = [("kind", kind.into()), ("name", self.ctx.name(record).into())];
        let name = self.ctx.words.with("list-row", &values);
        let date = record.date.as_ref().map(|date| self.ctx.words.date(date));
        let state = says::is_promise(record).then(|| says::state_or_place(&self.ctx.reader(), ix, record));
        let caution = caution(&self.ctx.reader(), record);
        std::iter::once(name).chain(date).chain(state).chain(caution).collect::<Vec<_>>().join(", ")
    }

    /// The column that the pointer is over, where its text in the row is cut short.
    fn cut(&mut self, ui: &Ui, ix: Ix, left: f32) -> Option<Column> {
        let at = ui.input(|input| input.pointer.hover_pos())?;
        let under = self.edges.iter().position(|(from, to)| (left + from..left + to).contains(&at.x))?;
        let is_cut = self.galleys.row(ui, self.ctx, ix, self.ctx.emphasis(ix).is_strong()).get(under)?.as_ref()?.elided;
        self.setup.columns().get(under).filter(|_| is_cut).map(|shown| shown.column)
    }
}
