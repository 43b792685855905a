//! Above the promises: how many were proposed and how many agreed, and how they stand, as a bar.

use egui::{Color32, Rect, Role, Sense, Ui, Vec2, pos2, vec2};

use super::promises::rank;
use crate::context::{ViewCtx, kind_style, pill};
use crate::ui::marks::{self, MarkFill};
use crate::ui::theme::Palette;
use crate::ui::widgets::{self, strong};
use km0_core::model::Kind;
use km0_core::pages::{Pill, StateTone, tone};
use km0_core::promises::{self, PromiseStatus};

/// Points that the bar is high.
const BAR: f32 = 14.0;
/// The narrowest part of it, in points: what there is can be seen.
const LEAST: f32 = 4.0;
const GAP: f32 = 1.5;
/// Points of the square that tells which part of the bar a label is about.
const SIGN: f32 = 12.0;

/// Counted anew when the answer changes.
#[derive(Debug, Default)]
pub(super) struct Summary {
    revision: Option<u64>,
    counts: PromiseCounts,
}

/// How many promises match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PromiseCounts {
    pub(super) proposals: usize,
    pub(super) commitments: usize,
    /// By state, what is open before what is done; only what there is.
    pub(super) states: Vec<(PromiseStatus, usize)>,
}

impl PromiseCounts {
    fn of(ctx: &ViewCtx<'_>) -> Self {
        let mut counts = Self::default();
        for (ix, record) in ctx.matching(Kind::Commitment) {
            let which = if promises::is_proposal(record) { &mut counts.proposals } else { &mut counts.commitments };
            *which += 1;
            let Some(state) = promises::state(ctx.dataset, ix) else { continue };
            match counts.states.iter_mut().find(|(other, _)| *other == state) {
                Some((_, count)) => *count += 1,
                None => counts.states.push((state, 1)),
            }
        }
        counts.states.sort_by_key(|(state, _)| rank(*state));
        counts
    }
}

impl Summary {
    pub(super) fn refresh(&mut self, ctx: &ViewCtx<'_>) {
        if self.revision != Some(ctx.revision) {
            self.revision = Some(ctx.revision);
            self.counts = PromiseCounts::of(ctx);
        }
    }

    pub(super) fn ui(&self, ui: &mut Ui, ctx: &ViewCtx<'_>) {
        let counts = &self.counts;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            for (count, hollow, key) in
                [(counts.commitments, false, "promises-commitments"), (counts.proposals, true, "promises-proposals")]
            {
                let (rect, _) = ui.allocate_exact_size(vec2(12.0, 18.0), Sense::hover());
                let color = kind_style::color(Kind::Commitment, ctx.palette);
                let look = if hollow { MarkFill::hollow(color) } else { MarkFill::solid(color) };
                marks::paint(ui.painter(), kind_style::mark(Kind::Commitment), rect.center(), 4.5, look);
                ui.label(strong(ctx.words.with(key, &[("count", count.into())]), 13.5));
                ui.add_space(8.0);
            }
        });
        self.bar(ui, ctx);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            for (at, (state, count)) in counts.states.iter().enumerate() {
                let text = said(ctx, *state, *count);
                let most = ui.max_rect().width() - SIGN - 6.0;
                let label = Pill { text, tone: tone(*state) };
                // the square stays with its label
                if pill::width(ui, &label) + SIGN + 6.0 > ui.available_size_before_wrap().x {
                    ui.end_row();
                }
                let (rect, _) = ui.allocate_exact_size(Vec2::splat(SIGN), Sense::hover());
                ui.painter().rect_filled(rect.shrink(1.0), 2.0, color(ctx.palette, &counts.states, at));
                pill::paint(ui, ctx, &label, most);
            }
        });
        ui.add_space(6.0);
    }

    fn bar(&self, ui: &mut Ui, ctx: &ViewCtx<'_>) {
        let (rect, whole) = ui.allocate_exact_size(vec2(ui.available_width(), BAR), Sense::hover());
        widgets::named(&whole, Role::Figure, || {
            let parts = self.counts.states.iter().map(|(state, count)| said(ctx, *state, *count));
            parts.collect::<Vec<_>>().join(", ")
        });
        let parts = self.counts.states.iter().zip(shares(&self.counts.states, rect.width())).enumerate();
        for (at, ((state, count), (from, to))) in parts {
            let part =
                Rect::from_min_max(pos2(rect.left() + from, rect.top()), pos2(rect.left() + to - GAP, rect.bottom()));
            ui.painter().rect_filled(part, 2.0, color(ctx.palette, &self.counts.states, at));
            let response = ui.interact(part, ui.scope_id().with(("state", state.name())), Sense::hover());
            response.on_hover_text(said(ctx, *state, *count));
        }
    }
}

/// The colour of a state in the bar: that of its label, of several with one label each lighter than
/// the one before.
fn color(palette: &Palette, states: &[(PromiseStatus, usize)], at: usize) -> Color32 {
    let own = states.get(at).map_or(StateTone::Plain, |(state, _)| tone(*state));
    let before = states.iter().take(at).filter(|(state, _)| tone(*state) == own).count();
    pill::base(own, palette).lerp_to_gamma(palette.page, (0.32 * before as f32).min(0.7))
}

/// "107 without later word".
fn said(ctx: &ViewCtx<'_>, state: PromiseStatus, count: usize) -> String {
    format!("{} {}", ctx.words.number(count as f64), ctx.words.word(state.name()).to_lowercase())
}

/// Where each part of a bar so wide begins and ends: as its count, and never less than can be seen.
fn shares(states: &[(PromiseStatus, usize)], wide: f32) -> Vec<(f32, f32)> {
    let total: usize = states.iter().map(|(_, count)| count).sum();
    let spare = (wide - LEAST * states.len() as f32).max(0.0);
    let mut left = 0.0;
    let part = |(_, count): &(PromiseStatus, usize)| {
        let from = left;
        left += LEAST + spare * *count as f32 / total.max(1) as f32;
        (from, left)
    };
    states.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::OwnedViewCtx;
    use km0_core::model::Lang;

    #[test]
    fn the_states_of_all_promises_add_up_and_silence_is_told_first() {
        let world = OwnedViewCtx::of_builtin(Lang::Vi);
        let counts = PromiseCounts::of(&world.ctx());
        let all = world.data.dataset.of_kind(Kind::Commitment).count();
        assert_eq!(counts.proposals + counts.commitments, all);
        assert_eq!(counts.states.iter().map(|(_, count)| count).sum::<usize>(), all);
        assert_eq!(counts.states[0].0, PromiseStatus::NoLaterWord);
        let silent = |state: &PromiseStatus| *state == PromiseStatus::NoLaterWord;
        let told = world.data.dataset.of_kind(Kind::Commitment);
        let told = told.filter(|(ix, _)| promises::state(&world.data.dataset, *ix).as_ref().is_some_and(silent));
        assert_eq!(counts.states[0].1, told.count());
        assert!(counts.proposals > 10 && counts.commitments > 10, "{counts:?}");
    }

    #[test]
    fn every_state_has_a_colour_of_its_own_in_the_bar() {
        let states = PromiseStatus::ALL.map(|state| (state, 1));
        for palette in [Palette::light(), Palette::dark(), Palette::high_contrast()] {
            let colors: Vec<Color32> = (0..states.len()).map(|at| color(&palette, &states, at)).collect();
            let distinct: std::collections::HashSet<_> = colors.iter().collect();
            assert_eq!(distinct.len(), colors.len(), "{colors:?}");
            let waiting = states.iter().position(|(state, _)| *state == PromiseStatus::NoLaterWord).unwrap();
            assert_eq!(colors[waiting], pill::base(StateTone::Waiting, &palette), "as its label");
        }
    }

    #[test]
    fn the_parts_of_the_bar_fill_it_and_each_can_be_seen() {
        let parts = shares(&[(PromiseStatus::NoLaterWord, 999), (PromiseStatus::Done, 1)], 300.0);
        assert_eq!((parts[0].0, parts[0].1), (0.0, parts[1].0));
        assert!((parts[1].1 - 300.0).abs() < 0.01 && parts[1].1 - parts[1].0 >= LEAST);
    }
}
