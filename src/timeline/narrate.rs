//! What playing tells: of the events that come into the window the most important, one after the
//! other, each long enough to be read.

use super::columns::EventColumns;
use super::model::Model;
use super::player::{comes, newest};
use crate::context::{Play, PlayedCaptions, seconds};

/// Seconds that a headline stands before the next takes its place.
const STANDS: f64 = 1.6;
/// Seconds of the time that is played.
const DAY: f64 = 86_400.0;

#[derive(Debug, Default)]
pub(super) struct Narrator {
    /// What came into the window up to here has been told or passed over.
    heard: f64,
    /// When the headline came, in seconds of the toolkit's clock.
    since: Option<f64>,
    /// Where the window was in the frame before.
    at: Option<f64>,
}

impl Narrator {
    /// Playing is over.
    pub(super) fn rest(&mut self) {
        *self = Self::default();
    }

    /// What is to be told from now on, where that is something else. `now` in seconds of the toolkit's
    /// clock.
    pub(super) fn next(
        &mut self,
        model: &Model,
        columns: &EventColumns,
        play: &Play,
        now: f64,
    ) -> Option<PlayedCaptions> {
        let before = self.at.replace(play.at);
        let began = before.is_none();
        if began || self.heard > play.at {
            self.heard = play.at - DAY;
        }
        if !play.running {
            // a step of the person's own tells what it led to; a pause leaves what was told
            self.since = None;
            if !began && before == Some(play.at) {
                return None;
            }
            self.heard = play.at;
            let told =
                PlayedCaptions::of(newest(model, columns, *play).and_then(|at| columns.row(at)).map(|row| row.ix));
            return (told != play.told).then_some(told);
        }
        if self.since.is_some_and(|since| now - since < STANDS) {
            return None;
        }
        let first = model.order.partition_point(|event| comes(columns, *event) <= self.heard);
        let came = model.order.get(first..).unwrap_or_default().iter().copied();
        let came = came.take_while(|event| comes(columns, *event) <= play.at);
        let (mut best, mut count) = (None, 0_usize);
        for event in came {
            count += 1;
            if best.is_none_or(|known| columns.rank(event) < columns.rank(known)) {
                best = Some(event);
            }
        }
        let Some(best) = best else { return gone(columns, play) };
        let ix = columns.row(best)?.ix;
        self.heard = play.at;
        self.since = Some(now);
        Some(play.told.then(ix, count - 1))
    }
}

/// Nothing, where what is told has left the window and nothing has come since: the words are of the time that is shown.
fn gone(columns: &EventColumns, play: &Play) -> Option<PlayedCaptions> {
    let from = seconds(play.window().from?);
    let told = play.told.rows[0].and_then(|ix| columns.event_of(ix))?;
    (columns.anchor(told) < from).then(PlayedCaptions::default)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::{OwnedViewCtx, Pace, PlayStep};
    use crate::timeline::arrangement::Arrangement;
    use crate::timeline::lanes::Membership;
    use crate::timeline::model::Given;
    use km0_core::model::Lang;

    fn of_builtin() -> (OwnedViewCtx, Model, EventColumns) {
        let world = OwnedViewCtx::of_builtin(Lang::Vi);
        let ctx = world.ctx();
        let columns = EventColumns::new(ctx.dataset);
        let arrangement = Arrangement::default();
        let membership = Membership::new(ctx.dataset, &columns, arrangement.grouping);
        let (matched, asked) = (&ctx.answer.matched, ctx.asked_kinds());
        let given = Given {
            dataset: ctx.dataset,
            matched,
            asked,
            columns: &columns,
            membership: &membership,
            arrangement: &arrangement,
        };
        let model = Model::new(given);
        (world, model, columns)
    }

    /// Plays from one moment to another, and gives what was told with the second in which it was.
    fn play(from: f64, seconds: usize) -> Vec<(f64, PlayedCaptions)> {
        let (_, model, columns) = of_builtin();
        let mut play = PlayStep::Start { at: from, running: true }.applied_to(None, Pace::default()).unwrap();
        let (mut narrator, mut told) = (Narrator::default(), Vec::new());
        for frame in 0..seconds * 60 {
            let now = frame as f64 / 60.0;
            play.at += play.pace.speed.seconds() / 60.0;
            if let Some(next) = narrator.next(&model, &columns, &play, now) {
                play.told = next;
                told.push((now, next));
            }
        }
        told
    }

    #[test]
    fn headlines_follow_each_other_no_faster_than_one_can_read() {
        // 1 January 2020
        let told = play(1_577_836_800.0, 24);
        assert!(told.len() > 10, "{}", told.len());
        assert!(told.windows(2).all(|two| two[1].0 - two[0].0 >= STANDS));
        for two in told.windows(2) {
            assert_eq!(two[1].1.rows[1], two[0].1.rows[0], "the one before stays below it");
            assert_ne!(two[1].1.rows[0], two[0].1.rows[0]);
        }
        assert!(told.iter().any(|(_, told)| told.others > 0), "what is passed over is counted");
    }

    #[test]
    fn what_has_left_the_window_is_told_no_longer() {
        let (_, model, columns) = of_builtin();
        let mut play =
            PlayStep::Start { at: 1_600_000_000.0, running: true }.applied_to(None, Pace::default()).unwrap();
        let mut narrator = Narrator::default();
        narrator.next(&model, &columns, &play, 0.0);
        play.told = PlayedCaptions::of(columns.row(*model.order.first().unwrap()).map(|row| row.ix));
        // nothing comes on the very next day of this window, and the first event of all is long gone
        play.at += 1.0;
        assert_eq!(narrator.next(&model, &columns, &play, 9.0), Some(PlayedCaptions::default()));
    }

    #[test]
    fn a_pause_leaves_what_is_told_and_a_step_tells_what_it_led_to() {
        let (_, model, columns) = of_builtin();
        let mut play =
            PlayStep::Start { at: 1_600_000_000.0, running: true }.applied_to(None, Pace::default()).unwrap();
        let mut narrator = Narrator::default();
        play.at += 60.0 * DAY;
        play.told = narrator.next(&model, &columns, &play, 0.0).unwrap_or_default();
        play.at += 60.0 * DAY;
        play.told = narrator.next(&model, &columns, &play, 9.0).unwrap();
        play.running = false;
        assert_eq!(narrator.next(&model, &columns, &play, 9.1), None);
        let later = crate::timeline::player::turn(&model, &columns, play.at + 30.0 * DAY, true).unwrap();
        play.at = later;
        let told = narrator.next(&model, &columns, &play, 9.2).unwrap();
        let event = told.rows[0].and_then(|ix| columns.event_of(ix)).unwrap();
        assert!((comes(&columns, event) - later).abs() < 1.0, "what comes into the window with that step");
    }
}
