//! The window: state, what commands do to it, and the shell that holds the panels.

mod apply;
mod areas;
mod bar;
mod cache;
mod caption;
mod chooser;
mod commands;
mod dialogs;
mod effects;
mod explorer;
mod history;
mod layers;
mod layout;
mod left;
mod loading;
mod menus;
mod messages;
mod offscreen;
mod opener;
mod palette;
mod picture;
mod preview;
mod quiet;
mod report;
mod session;
mod settings;
mod shelf;
mod shell;
mod startup;
mod state;
mod story;
mod telling;
#[cfg(test)]
mod trial;
mod views;
mod watch;
mod window;

pub use apply::{Effect, apply};
pub use commands::command_table;
pub use explorer::Explorer;
pub use layout::{Layout, Regions, Sizes, regions};
pub use offscreen::{Picture, RenderError, render_png, render_sheet};
pub use palette::Finder;
pub use picture::{PictureSettings, order};
pub use settings::Settings;
pub use startup::{alert, reader_lang};
pub use state::State;

pub use crate::context::Data;
pub use views::capture;
pub use window::{Opening, run_window};
