//! A table of records: which rows are in view, and what the pointer, the keyboard and a screen
//! reader do there. What a row is, how it looks and what is done with it, its [`TableRecords`] say.

mod head;
mod lines;
mod walk;
pub mod walking;

use std::hash::Hash;

use egui::{PointerButton, Rect, Response, Role, ScrollArea, Sense, Ui, pos2, vec2};

pub use head::{ColumnHead, head_frame};
pub use lines::{GroupHead, TableLines};
pub use walk::{Walk, chosen, copy, distinct, offset_for};

use super::widgets;

/// What tables share that show the same rows.
pub trait RowSelection {
    type Row;

    /// The one that was selected last at the end.
    fn selected(&self) -> &[Self::Row];

    /// Selects a row alone, or with what was selected already.
    fn click(&self, row: Self::Row, also: bool);

    /// Selects these rows instead of what was selected.
    fn select(&self, rows: &[Self::Row]);

    /// What a screen reader says of the head of a group: what a click on it does.
    fn head_said(&self, head: &GroupHead) -> String;
}

/// The rows of a table, and what is asked of them.
pub trait TableRecords {
    type Row: Copy + Eq + Hash + std::fmt::Debug;

    /// Whether Alt with an arrow walks the rows wherever the keyboard is.
    const WALKED_FROM_ANYWHERE: bool = false;

    /// Where its rows are selected.
    fn selection(&self) -> &dyn RowSelection<Row = Self::Row>;

    /// Selected rows that are shown above all others.
    fn above(&self) -> Vec<Self::Row> {
        Vec::new()
    }

    /// Whether the row stays the last of the selection when all rows are selected.
    fn stays_selected(&self, row: Self::Row, all: &[Self::Row]) -> bool {
        all.contains(&row)
    }

    /// Whether the row's name begins with what was typed.
    fn is_called(&self, _row: Self::Row, _typed: &str) -> bool {
        false
    }

    /// Paints a row, names it for screen readers, and says what hovers over it.
    fn row(&mut self, ui: &Ui, row: Self::Row, place: &RowPlace, response: Response) -> Response;

    fn head(&self, ui: &Ui, head: &GroupHead, rect: Rect, response: &Response);

    fn fold(&mut self, head: &GroupHead);

    /// Brings other panels to the selection.
    fn open(&self);

    /// Some rows as text for other programs.
    fn copy(&self, rows: &[Self::Row]);
}

/// Where a row stands.
#[derive(Clone, Copy, Debug)]
pub struct RowPlace {
    pub rect: Rect,
    /// Where the first column begins on the screen.
    pub left: f32,
    /// Among all rows; none where it stands above them.
    pub at: Option<usize>,
    /// Every second line.
    pub striped: bool,
    /// The keyboard is here.
    pub cursor: bool,
}

/// How the rows are shown.
#[derive(Clone, Copy, Debug)]
pub struct Body<'a> {
    pub title: &'a str,
    /// Whether it scrolls from left to right too, and how wide it is then.
    pub wide: Option<f32>,
    /// Points that a row is wide.
    pub across: f32,
    /// Points of a row that the keys for a page count in.
    pub row: f32,
    /// Points at the end of what scrolls that are hard to read.
    pub fade: f32,
    /// The row that stands at the top.
    pub lead: Option<usize>,
}

/// Says that this is a table, of so many rows and columns.
pub fn announce(ui: &Ui, title: &str, rows: usize, columns: usize) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::Grid);
        node.set_label(title);
        node.set_row_count(rows);
        node.set_column_count(columns);
    });
}

/// One row by itself.
pub fn row<T: TableRecords>(ui: &Ui, records: &mut T, row: T::Row, place: &RowPlace) -> Response {
    // reached by arrows from the table, not one by one by Tab
    let response = ui.interact(place.rect, ui.scope_id().with(("row", place.at, row)), Sense::CLICK);
    records.row(ui, row, place, response)
}

/// The rows in view. Gives where the first column begins on the screen.
pub fn body<T: TableRecords>(
    ui: &mut Ui,
    records: &mut T,
    lines: &TableLines<T::Row>,
    walk: &mut Walk<T::Row>,
    look: &Body<'_>,
) -> f32 {
    let view = ui.available_rect_before_wrap();
    let body = ui.interact(view, ui.scope_id().with("table"), Sense::click());
    widgets::name(&body, Role::Group, look.title);
    // no height is negative
    #[allow(clippy::cast_sign_loss)]
    let page = (view.height() / look.row).floor().max(1.0) as usize;
    walk.keys(ui, records, lines, &body, page);
    let selected = records.selection().selected().last().copied();
    let area = ScrollArea::new([look.wide.is_some(), true]).id_salt("rows");
    let mut area = area.auto_shrink([false, false]).animated(false);
    if let Some(offset) = walk.follow(lines, selected, look.lead, view.height() - look.fade) {
        area = area.vertical_scroll_offset(offset);
    }
    let shown = area.show_viewport(ui, |ui, seen| {
        ui.set_width(look.wide.unwrap_or(view.width()));
        ui.set_height(lines.height() as f32);
        let at = |top: f64, high: f32| {
            // far down a long list a line's own place is too coarse a number for the screen
            let top = (top - f64::from(seen.top())) as f32 + view.top();
            Rect::from_min_size(pos2(view.left(), top), vec2(look.across, high))
        };
        heads(ui, records, lines, at);
        let cursor = selected.filter(|_| body.has_focus());
        in_view(ui, records, lines, walk, &SeenRows { cursor, body: &body, part: seen, view }, at);
    });
    walk.offset = shown.state.clamped_offset().y;
    view.left() - shown.state.clamped_offset().x
}

struct SeenRows<'a, R> {
    cursor: Option<R>,
    body: &'a Response,
    /// What of all lines shows, and where on the screen.
    part: Rect,
    view: Rect,
}

fn in_view<T: TableRecords>(
    ui: &Ui,
    records: &mut T,
    lines: &TableLines<T::Row>,
    walk: &mut Walk<T::Row>,
    SeenRows { cursor, body, part: seen, view }: &SeenRows<'_, T::Row>,
    rect: impl Fn(f64, f32) -> Rect,
) {
    let (mut clicked, left) = (None, view.left() - seen.left());
    for (at, one) in lines.rows.iter().copied().enumerate().skip(lines.first_below(f64::from(seen.top()))) {
        let rect = rect(lines.top(at), lines.row_height(at));
        if rect.top() > view.bottom() {
            break;
        }
        let striped = (at + lines.heads_above(at)) % 2 == 1;
        let cursor = *cursor == Some(one) && lines.place_of(&one, walk.at) == Some(at);
        let place = RowPlace { rect, left, at: Some(at), striped, cursor };
        let response = row(ui, records, one, &place);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_row_index(at);
            node.set_position_in_set(at + 1);
            node.set_size_of_set(lines.rows.len());
        });
        if place.cursor {
            ui.ctx().accesskit_node_builder(body.id, |node| {
                node.set_active_descendant(response.id.accesskit_id());
            });
        }
        if response.secondary_clicked() && !records.selection().selected().contains(&one) {
            walk.at = Some(at);
            records.selection().click(one, false);
        }
        if response.clicked() {
            clicked = Some((at, response.double_clicked()));
        }
    }
    if let Some((at, twice)) = clicked {
        body.request_focus();
        walk.click(ui, records, lines, at, twice);
    } else if body.clicked_by(PointerButton::Primary) {
        body.request_focus();
    }
}

/// The heads of groups that are in view. A click folds or unfolds one.
fn heads<T: TableRecords>(ui: &Ui, records: &mut T, lines: &TableLines<T::Row>, rect: impl Fn(f64, f32) -> Rect) {
    for (which, head) in lines.heads.iter().enumerate() {
        let rect = rect(lines.head_top(which), lines.head_high);
        if !rect.intersects(ui.clip_rect()) {
            continue;
        }
        let response = ui.interact(rect, ui.scope_id().with(("group", &head.id)), Sense::click());
        widgets::named(&response, Role::DisclosureTriangle, || records.selection().head_said(head));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(head.open));
        records.head(ui, head, rect, &response);
        if response.clicked() {
            records.fold(head);
        }
    }
}
