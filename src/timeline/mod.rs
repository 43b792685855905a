//! The timeline panel: dated events in lanes over a calendar ruler, exact about what is known.
//!
//! [`model`] says what there is to show, [`rows`] and [`layout`] where it stands, [`paint`] how it
//! looks, [`interact`] and [`navigate`] what a person does with it.

mod calendar;
mod card;
mod density;
mod event;
mod gutter;
mod head;
mod interact;
mod lanes;
mod layout;
mod model;
mod navigate;
mod overview;
mod paint;
mod panel;
mod rows;
mod ruler;
#[cfg(test)]
mod tests;
mod text;
mod ticks;

pub use event::whole_span;
pub use lanes::Grouping;
pub use panel::Timeline;
