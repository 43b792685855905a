//! Where the person is in the rows: what is walked to, selected from there, and scrolled into view.

use std::collections::HashSet;
use std::hash::Hash;

use egui::{Event, EventFilter, Key, Modifiers, Response, Ui};

use super::TableRecords;
use super::lines::TableLines;
use super::walking::{WALKING, target};

/// Rows that are selected at once, at most.
const SELECTED: usize = 1_000;
/// Seconds after which letters begin a new name.
const PAUSE: f64 = 1.0;
/// Names that are looked at for what was typed: hardly a frame's time.
const LOOKED_AT: usize = 50_000;

#[derive(Debug)]
pub struct Walk<R> {
    /// Where Shift extends from.
    anchor: Option<R>,
    /// The selection that was scrolled to last.
    followed: Option<R>,
    /// Where it stands, of the several places that a row may have.
    pub(super) at: Option<usize>,
    /// Points that the rows are scrolled down.
    pub(super) offset: f32,
    /// The rows are others than before.
    fresh: bool,
    /// The row that was brought to the top last.
    led: Option<usize>,
    /// Where it was scrolled to before that.
    before_led: f32,
    /// Letters typed one after the other, to jump to a name, and when the last one came.
    typed: (String, f64),
}

impl<R> Default for Walk<R> {
    fn default() -> Self {
        Self {
            anchor: None,
            followed: None,
            at: None,
            offset: 0.0,
            fresh: false,
            led: None,
            before_led: 0.0,
            typed: (String::new(), 0.0),
        }
    }
}

impl<R: Copy + Eq + Hash> Walk<R> {
    /// The rows are others: they are shown from the top, or from the selection.
    pub fn begin_anew(&mut self) {
        self.fresh = true;
        self.followed = None;
    }

    /// Where to scroll: to the selection when it is another one, or to the row that leads, which stands
    /// at the top. Other rows begin at the top.
    pub(super) fn follow(
        &mut self,
        lines: &TableLines<R>,
        selected: Option<R>,
        lead: Option<usize>,
        high: f32,
    ) -> Option<f32> {
        let fresh = std::mem::take(&mut self.fresh);
        if let Some(at) = lead {
            if self.led.is_none() {
                self.before_led = self.offset;
            }
            let moved = self.led.replace(at) != Some(at);
            self.followed = selected;
            return moved.then(|| lines.top(at) as f32);
        }
        if self.led.take().is_some() {
            return Some(self.before_led);
        }
        if selected == self.followed && !fresh {
            return None;
        }
        self.followed = selected;
        self.at = selected.and_then(|row| lines.place_of(&row, self.at));
        match self.at {
            Some(at) => offset_for(lines.top(at) as f32, lines.row_height(at), self.offset, high),
            None => fresh.then_some(0.0),
        }
    }

    pub(super) fn click(
        &mut self,
        ui: &Ui,
        records: &impl TableRecords<Row = R>,
        lines: &TableLines<R>,
        at: usize,
        twice: bool,
    ) {
        let Some(row) = lines.rows.get(at).copied() else { return };
        let modifiers = ui.input(|input| input.modifiers);
        self.at = Some(at);
        if modifiers.shift {
            return self.extend_to(records, lines, at);
        }
        (self.anchor, self.followed) = (Some(row), Some(row));
        records.selection().click(row, modifiers.command);
        if twice {
            records.open();
        }
    }

    /// Selects a row and nothing else.
    fn go_to(&mut self, records: &impl TableRecords<Row = R>, lines: &TableLines<R>, at: usize) {
        let Some(row) = lines.rows.get(at).copied() else { return };
        (self.at, self.anchor) = (Some(at), Some(row));
        records.selection().click(row, false);
    }

    /// Selects from where the selection began up to a row, which becomes the last of it.
    fn extend_to(&mut self, records: &impl TableRecords<Row = R>, lines: &TableLines<R>, to: usize) {
        let anchor = self.anchor.or_else(|| records.selection().selected().last().copied());
        let from = anchor.and_then(|row| lines.place_of(&row, self.at)).unwrap_or(to);
        (self.at, self.anchor) = (Some(to), lines.rows.get(from).copied());
        let mut span = lines.rows.get(from.min(to)..=from.max(to)).unwrap_or_default().to_vec();
        if from <= to {
            span.reverse();
        }
        // a row of several groups is selected once, and the one that was chosen is the last
        let mut span = distinct(span.into_iter(), SELECTED);
        span.reverse();
        records.selection().select(&span);
    }

    /// The keyboard, while the table has it.
    pub(super) fn keys<T: TableRecords<Row = R>>(
        &mut self,
        ui: &Ui,
        records: &T,
        lines: &TableLines<R>,
        body: &Response,
        page: usize,
    ) {
        let (selected, near) = (records.selection().selected().last().copied(), self.at);
        // looked for only once a key is pressed
        let at = || selected.and_then(|row| lines.place_of(&row, near));
        let to = |key: Key| target(key, at(), lines.rows.len(), page);
        if T::WALKED_FROM_ANYWHERE {
            let alt = |input: &mut egui::InputState| {
                [Key::ArrowDown, Key::ArrowUp].into_iter().find(|key| input.consume_key(Modifiers::ALT, *key))
            };
            if let Some(to) = ui.input_mut(alt).and_then(to) {
                return self.go_to(records, lines, to);
            }
        }
        if !body.has_focus() {
            return;
        }
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(body.id, filter));
        let pressed = ui.input(|input| WALKING.into_iter().find(|key| input.key_pressed(*key)));
        let modifiers = ui.input(|input| input.modifiers);
        match pressed.and_then(to) {
            Some(to) if modifiers.shift => self.extend_to(records, lines, to),
            Some(to) => self.go_to(records, lines, to),
            None => {}
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
            select_all(records, lines);
        }
        if ui.input(|input| input.key_pressed(Key::Enter)) && selected.is_some() {
            records.open();
        }
        for event in ui.input(|input| input.events.clone()) {
            match event {
                Event::Copy => copy(records, &chosen(records, lines)),
                Event::Text(text) if !modifiers.command && !modifiers.alt => {
                    self.typed(ui, records, lines, at(), &text);
                }
                _ => {}
            }
        }
    }

    /// Jumps to the next name that begins with what is being typed.
    fn typed(
        &mut self,
        ui: &Ui,
        records: &impl TableRecords<Row = R>,
        lines: &TableLines<R>,
        at: Option<usize>,
        text: &str,
    ) {
        let now = ui.input(|input| input.time);
        let (typed, last) = &mut self.typed;
        if now - std::mem::replace(last, now) > PAUSE {
            typed.clear();
        }
        let goes_on = !typed.is_empty();
        if !goes_on && text.trim().is_empty() {
            return;
        }
        typed.push_str(text);
        let typed = typed.clone();
        // a further letter may fit where one stands, a first one means another row
        let from = at.map_or(0, |at| if goes_on { at } else { at + 1 }).min(lines.rows.len());
        let ring = (from..lines.rows.len()).chain(0..from).take(LOOKED_AT);
        let fits = |at: &usize| lines.rows.get(*at).is_some_and(|row| records.is_called(*row, &typed));
        if let Some(to) = { ring }.find(fits) {
            self.go_to(records, lines, to);
        }
    }
}

/// Selects all rows, or as many as can be; what is shown as the last of the selection stays so.
fn select_all<T: TableRecords>(records: &T, lines: &TableLines<T::Row>) {
    let mut all = distinct(lines.rows.iter().copied(), SELECTED);
    if let Some(shown) = records.selection().selected().last().copied().filter(|row| records.stays_selected(*row, &all))
    {
        all.retain(|row| *row != shown);
        all.push(shown);
    }
    records.selection().select(&all);
}

/// The selected rows in the order in which they stand, those that stand above all first.
pub fn chosen<T: TableRecords>(records: &T, lines: &TableLines<T::Row>) -> Vec<T::Row> {
    let selected: HashSet<T::Row> = records.selection().selected().iter().copied().collect();
    let among = lines.rows.iter().copied().filter(|row| selected.contains(row));
    distinct(records.above().into_iter().chain(among), usize::MAX)
}

/// Each row once, as many as there may be.
pub fn distinct<R: Copy + Eq + Hash>(rows: impl Iterator<Item = R>, most: usize) -> Vec<R> {
    let mut seen = HashSet::new();
    rows.filter(|row| seen.insert(*row)).take(most).collect()
}

pub fn copy<T: TableRecords>(records: &T, rows: &[T::Row]) {
    if !rows.is_empty() {
        records.copy(rows);
    }
}

/// How far to scroll so that a row is in view; none when it is. A row that is far away comes to
/// the middle.
pub fn offset_for(top: f32, row: f32, offset: f32, high: f32) -> Option<f32> {
    let bottom = top + row;
    if bottom < offset - high || top > offset + 2.0 * high {
        Some((top - high / 2.0).max(0.0))
    } else if top < offset {
        Some(top)
    } else {
        (bottom > offset + high).then_some((bottom - high).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_in_view_moves_nothing_and_a_far_one_comes_to_the_middle() {
        for row in [22.0, 42.0] {
            let offset_for = |at: f32, offset: f32| offset_for(at * row, row, offset * row, 10.0 * row);
            assert_eq!(offset_for(5.0, 0.0), None);
            assert_eq!(offset_for(10.0, 0.0), Some(row));
            assert_eq!(offset_for(1.0, 2.0), Some(row));
            assert_eq!(offset_for(100.0, 0.0), Some(95.0 * row));
            assert_eq!(offset_for(0.0, 90.0), Some(0.0));
        }
    }
}
