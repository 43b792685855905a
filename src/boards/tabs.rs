//! The tabs above the middle of the window.

use egui::{Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::context::{Board, Command, ViewCtx};
use crate::ui::{fonts, text};
use km0_core::model::Kind;

const HEIGHT: f32 = 30.0;
/// Points on both sides of a tab's name.
const PAD: f32 = 10.0;
const BODY: f32 = 13.5;
const SMALL: f32 = 11.5;
/// Points between a name and its count.
const GAP: f32 = 5.0;

/// Keeps how many records of each kind match until that changes.
#[derive(Debug, Default)]
pub(super) struct Tabs {
    counts: Option<(u64, [usize; 3])>,
}

/// The message with a board's name.
pub(super) fn title(board: Board) -> &'static str {
    match board {
        Board::Overview => "board-overview",
        Board::Promises => "board-promises",
        Board::Figures => "board-figures",
        Board::Disagreements => "board-disagreements",
    }
}

/// The kind of record that a board shows.
fn kind(board: Board) -> Option<Kind> {
    match board {
        Board::Overview => None,
        Board::Promises => Some(Kind::Commitment),
        Board::Figures => Some(Kind::Figure),
        Board::Disagreements => Some(Kind::Discrepancy),
    }
}

/// How wide a tab is with its name and count, and with its name alone.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Natural {
    name: f32,
    count: f32,
}

/// Where tabs lie from 0 on, and whether there is room for counts. Without room for the names
/// either, all are as wide as each other.
fn lay(tabs: &[Natural], room: f32) -> (Vec<(f32, f32)>, bool) {
    let wide = |counted: bool| {
        let count = |tab: &Natural| if counted && tab.count > 0.0 { GAP + tab.count } else { 0.0 };
        tabs.iter().map(|tab| tab.name + count(tab) + 2.0 * PAD).collect::<Vec<f32>>()
    };
    let fits = |widths: &[f32]| widths.iter().sum::<f32>() <= room;
    let (full, bare) = (wide(true), wide(false));
    let (widths, counted) = if fits(&full) {
        (full, true)
    } else if fits(&bare) {
        (bare, false)
    } else {
        (vec![room / tabs.len().max(1) as f32; tabs.len()], false)
    };
    let mut left = 0.0;
    let lie = |width: f32| {
        left += width;
        (left - width, left)
    };
    (widths.into_iter().map(lie).collect(), counted)
}

impl Tabs {
    fn counts(&mut self, ctx: &ViewCtx<'_>) -> [usize; 3] {
        match self.counts {
            Some((revision, counts)) if revision == ctx.revision => counts,
            _ => {
                let mut counts = [0; 3];
                for record in ctx.answer.rows.iter().filter_map(|ix| ctx.record(*ix)) {
                    let at = Board::ALL.iter().skip(1).position(|board| kind(*board) == Some(record.kind));
                    if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                        *count += 1;
                    }
                }
                self.counts = Some((ctx.revision, counts));
                counts
            }
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, shown: Board) {
        let counts = self.counts(ctx);
        let count = |at: usize| at.checked_sub(1).and_then(|at| counts.get(at)).copied();
        let wide = ui.available_width();
        let (_, whole) = ui.allocate_space(vec2(wide, HEIGHT));
        let line = Stroke::new(1.0, ctx.palette.line);
        ui.painter().hline(whole.x_range(), whole.bottom() - 0.5, line);
        let measure = |words: &str, font| ui.painter().layout_no_wrap(words.to_owned(), font, ctx.palette.ink).size().x;
        let natural: Vec<Natural> = Board::ALL
            .into_iter()
            .enumerate()
            .map(|(at, board)| Natural {
                name: measure(ctx.words.t(title(board)), fonts::bold_id(BODY)),
                count: count(at)
                    .map_or(0.0, |count| measure(&ctx.words.number(count as f64), egui::FontId::proportional(SMALL))),
            })
            .collect();
        let (places, counted) = lay(&natural, wide);
        ui.scope_builder(UiBuilder::new().id_salt("tabs").max_rect(whole), |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_role(Role::TabList));
            for ((at, board), (left, right)) in Board::ALL.into_iter().enumerate().zip(places) {
                let rect = Rect::from_min_max(
                    pos2(whole.left() + left, whole.top()),
                    pos2(whole.left() + right, whole.bottom()),
                );
                tab(ui, ctx, board, board == shown, (rect, count(at), counted));
            }
        });
    }
}

fn tab(ui: &Ui, ctx: &ViewCtx<'_>, board: Board, on: bool, (rect, count, counted): (Rect, Option<usize>, bool)) {
    let response = ui.interact(rect, ui.scope_id().with(board), Sense::click());
    let name = ctx.words.t(title(board));
    response.widget_info(|| {
        let label = match count {
            Some(count) => ctx.words.with("board-tab", &[("board", name.into()), ("count", count.into())]),
            None => name.to_owned(),
        };
        WidgetInfo::selected(Role::Tab, true, on, label)
    });
    let painter = ui.painter();
    if response.hovered() && !on {
        painter.rect_filled(rect.shrink2(vec2(1.0, 2.0)), 4.0, ctx.palette.stripe);
    }
    if response.has_focus() {
        let ring = Stroke::new(1.5, ctx.palette.accent);
        painter.rect_stroke(rect.shrink(2.0), 4.0, ring, egui::StrokeKind::Inside);
    }
    let (font, ink) =
        if on { (fonts::bold_id(BODY), ctx.palette.ink) } else { (egui::FontId::proportional(BODY), ctx.palette.weak) };
    let galley = text::one_line(ui, name, font, ink, rect.width() - 2.0 * PAD + 1.0);
    let at = pos2(rect.left() + PAD, rect.center().y - galley.size().y / 2.0);
    let end = at.x + galley.size().x + GAP;
    painter.galley(at, galley, ink);
    if let Some(count) = count.filter(|_| counted) {
        let font = egui::FontId::proportional(SMALL);
        let count = ctx.words.number(count as f64);
        painter.text(pos2(end, rect.center().y + 0.5), egui::Align2::LEFT_CENTER, count, font, ctx.palette.weak);
    }
    if on {
        let under =
            Rect::from_min_max(pos2(rect.left() + PAD, rect.bottom() - 2.5), pos2(rect.right() - PAD, rect.bottom()));
        painter.rect_filled(under, 1.0, ctx.palette.accent);
    }
    if response.clicked() && !on {
        ctx.send(Command::ShowBoard(board));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABS: [Natural; 2] = [Natural { name: 100.0, count: 0.0 }, Natural { name: 60.0, count: 20.0 }];

    #[test]
    fn counts_go_first_and_then_names_are_cut() {
        assert_eq!(lay(&TABS, 300.0), (vec![(0.0, 120.0), (120.0, 225.0)], true));
        assert_eq!(lay(&TABS, 210.0), (vec![(0.0, 120.0), (120.0, 200.0)], false));
        assert_eq!(lay(&TABS, 150.0), (vec![(0.0, 75.0), (75.0, 150.0)], false));
    }
}
