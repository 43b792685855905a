//! What panels share. A panel reads through a [`ViewCtx`] and changes the world only by sending
//! a [`Command`].

mod cached;
mod command;
mod data;
mod hover;
pub mod kind_style;
mod kinds;
pub mod links;
pub mod pill;
mod play;
pub mod record_menu;
mod related;
pub mod rows;
mod source_label;
mod standing;
pub mod task;
mod time_scale;
pub mod tsv;
mod view;
mod world;

pub use cached::Cached;
pub use command::{Command, Commands, LeftTab, MapAction, Queue, RecordExport};
pub use data::Data;
pub use hover::{Hover, Pointed};
pub use kinds::AskedKinds;
pub use km0_core::model::Item;
pub use km0_core::saved::Board;
pub use play::{Pace, Play, PlayMode, PlayStep, PlayedCaptions, Stretch};
pub use related::{Emphasis, Focus, neighbours};
pub use standing::Standing;
pub use task::{MANY, Task};
pub use time_scale::{TimeScale, TimeView, seconds};
pub use view::ViewCtx;
pub use world::OwnedViewCtx;
