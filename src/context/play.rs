//! A window that moves through time while everything else follows it.

use serde::{Deserialize, Serialize};

use km0_core::dataset::Ix;
use km0_core::model::{Moment, Span};

/// What of time is in the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PlayMode {
    /// So much time up to the moment.
    #[default]
    Range,
    /// The moment's day.
    Point,
    /// Everything up to the moment.
    Cumulative,
}

/// A length of time to choose: of the window, or to be played in a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Stretch {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// How time is played; remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pace {
    pub mode: PlayMode,
    /// Of the window, in the mode [`PlayMode::Range`].
    pub length: Stretch,
    /// Played in one second.
    pub speed: Stretch,
}

/// The window as it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Play {
    pub pace: Pace,
    /// Seconds as [`super::seconds`] gives them: the window ends right before.
    pub at: f64,
    pub running: bool,
    pub told: PlayedCaptions,
}

/// What is told of the time that is played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlayedCaptions {
    /// The events, the one that is told now first, then those before it.
    pub rows: [Option<Ix>; 3],
    /// How many more came into the window with the first.
    pub others: usize,
}

impl PlayedCaptions {
    pub fn of(ix: Option<Ix>) -> Self {
        Self { rows: [ix, None, None], others: 0 }
    }

    /// The next is told, with so many that it stands for.
    pub fn then(self, ix: Ix, others: usize) -> Self {
        let [first, second, _] = self.rows;
        Self { rows: [Some(ix), first, second], others }
    }
}

/// What a person, or the time that passes, changes of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PlayStep {
    /// Begins, running or not, with the window ending at this time.
    Start {
        at: f64,
        running: bool,
    },
    /// The window goes away.
    Stop,
    Run(bool),
    To(f64),
    Mode(PlayMode),
    Length(Stretch),
    Speed(Stretch),
    Tell(PlayedCaptions),
}

const DAY: f64 = 86_400.0;

impl PlayMode {
    pub const ALL: [Self; 3] = [Self::Range, Self::Point, Self::Cumulative];
}

impl Stretch {
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// Of an average one.
    pub fn seconds(self) -> f64 {
        DAY * match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.436_875,
            Self::Quarter => 91.310_625,
            Self::Year => 365.2425,
        }
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self { mode: PlayMode::Range, length: Stretch::Quarter, speed: Stretch::Quarter }
    }
}

impl Play {
    /// What is in the window.
    pub fn window(&self) -> Span {
        let moment = |time: f64| Some(Moment(time.clamp(-1e17, 1e17).floor() as i64));
        let from = match self.pace.mode {
            PlayMode::Range => moment(self.at - self.pace.length.seconds()),
            PlayMode::Point => moment(self.at - DAY),
            PlayMode::Cumulative => None,
        };
        Span { from, to: moment(self.at) }
    }
}

impl PlayStep {
    /// What is left of a play, or begins, with this step.
    pub fn applied_to(self, play: Option<Play>, pace: Pace) -> Option<Play> {
        let change = |change: &dyn Fn(&mut Play)| {
            play.map(|mut play| {
                change(&mut play);
                play
            })
        };
        match self {
            Self::Start { at, running } => Some(Play { pace, at, running, told: PlayedCaptions::default() }),
            Self::Stop => None,
            Self::Run(running) => change(&|play| play.running = running),
            Self::To(at) => change(&|play| play.at = at),
            Self::Mode(mode) => change(&|play| play.pace.mode = mode),
            Self::Length(length) => change(&|play| play.pace.length = length),
            Self::Speed(speed) => change(&|play| play.pace.speed = speed),
            Self::Tell(told) => change(&|play| play.told = told),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn play(mode: PlayMode) -> Play {
        Play {
            pace: Pace { mode, length: Stretch::Week, ..Pace::default() },
            at: 30.0 * DAY,
            running: false,
            told: PlayedCaptions::default(),
        }
    }

    #[test]
    fn the_window_ends_at_the_moment_and_begins_as_the_mode_says() {
        let begin = |mode| play(mode).window().from;
        assert_eq!(begin(PlayMode::Range), Some(Moment(23 * 86_400)));
        assert_eq!(begin(PlayMode::Point), Some(Moment(29 * 86_400)));
        assert_eq!(begin(PlayMode::Cumulative), None);
        assert_eq!(play(PlayMode::Point).window().to, Some(Moment(30 * 86_400)));
    }

    #[test]
    fn steps_change_one_thing_and_stop_takes_the_window_away() {
        let pace = Pace::default();
        let started = PlayStep::Start { at: 5.0, running: true }.applied_to(None, pace);
        assert_eq!(started, Some(Play { pace, at: 5.0, running: true, told: PlayedCaptions::default() }));
        let moved = PlayStep::To(9.0).applied_to(started, pace);
        assert_eq!(moved, Some(Play { pace, at: 9.0, running: true, told: PlayedCaptions::default() }));
        assert_eq!(PlayStep::Stop.applied_to(moved, pace), None);
        assert_eq!(PlayStep::Run(true).applied_to(None, pace), None, "nothing to run");
    }
}
