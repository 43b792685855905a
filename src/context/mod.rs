//! What panels share. A panel reads through a [`ViewCtx`] and changes the world only by sending
//! a [`Command`].

mod aside;
mod command;
mod data;
mod hover;
pub mod kind_style;
mod kinds;
pub mod pill;
mod play;
pub mod record_menu;
mod related;
mod source_label;
mod standing;
mod time_scale;
pub mod tsv;
mod view;
mod world;

pub use aside::{Aside, MANY};
pub use command::{
    Command, Commands, Dialog, Edge, LeftTab, Make, Mend, Panel, PictureStep, StoryFile, Tell, Unmapped, ViewRead,
    Writing, Written,
};
pub use data::Data;
pub use hover::{Hover, Pointed};
pub use kinds::AskedKinds;
pub use km0_core::model::Item;
pub use km0_core::saved::Board;
pub use play::{Pace, Play, PlayMode, PlayStep, Stretch, Told};
pub use related::{Emphasis, Focus, neighbours};
pub use standing::Standing;
pub use time_scale::{TimeScale, TimeView, seconds};
pub use view::ViewCtx;
pub use world::World;
