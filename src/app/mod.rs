//! The window: state, what commands do to it, and the shell that holds the panels.

mod apply;
mod cache;
mod chooser;
mod commands;
mod dialogs;
mod effects;
mod explorer;
mod header;
mod history;
mod layers;
mod loading;
mod menus;
mod notice;
mod offscreen;
mod opener;
mod palette;
mod picture;
mod preview;
mod quiet;
mod settings;
mod shelf;
mod state;
#[cfg(test)]
mod trial;
mod views;
mod watch;
mod window;

pub use apply::{Effect, apply};
pub use commands::key_table;
pub use explorer::Explorer;
pub use offscreen::{Picture, RenderError, render_png, render_sheet};
pub use palette::Finder;
pub use picture::{PictureSettings, order};
pub use settings::{Layout, Settings};
pub use state::State;

pub use crate::context::Data;
pub use views::capture;
pub use window::run_window;
