//! What panels share. A panel reads through a [`ViewCtx`] and changes the world only by sending
//! a [`Command`].

mod command;
mod hover;
mod item;
pub mod kind_style;
mod play;
mod related;
mod time_scale;
mod view;

pub use command::{Command, Commands, Dialog, Panel};
pub use hover::Hover;
pub use item::Item;
pub use play::{Pace, Play, PlayMode, PlayStep, Stretch};
pub use related::{Emphasis, Focus, neighbours};
pub use time_scale::{TimeScale, TimeView, seconds};
pub use view::ViewCtx;
