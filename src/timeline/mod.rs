//! The timeline panel: dated events in lanes over a calendar ruler, exact about what is known.
//!
//! [`columns`] hold what a dataset dates, [`model`] says what of it there is to show, [`gather`]
//! what of that is near, [`place`] and [`layout`] where it stands, [`paint`] how it looks, [`interact`] and [`navigate`] what a person
//! does with it.

mod areas;
mod arrangement;
mod arrows;
mod calendar;
mod card;
mod columns;
mod density;
mod event;
mod filter;
mod gate_lane;
mod gather;
mod gutter;
mod head;
mod index;
mod interact;
mod lanes;
mod layout;
mod legend;
mod model;
mod narrate;
mod navigate;
mod overview;
mod paint;
mod panel;
mod place;
mod player;
mod prepare;
mod relations;
mod ruler;
#[cfg(test)]
mod tests;
mod text;
mod ticks;
mod walk;

pub use arrangement::Arrangement;
pub use lanes::LaneGrouping;
pub use panel::Timeline;
