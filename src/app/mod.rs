//! The window: state, what commands do to it, and the shell that holds the panels.

mod app_ctx;
mod apply;
mod areas;
mod bar;
mod cache;
mod caption;
mod chooser;
mod commands;
mod dialogs;
mod effect;
mod explorer;
mod export_job;
mod history;
pub mod input;
mod jobs;
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
mod saved_views_dir;
mod settings;
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

pub use app_ctx::AppCtx;
pub use apply::apply;
pub use commands::command_table;
pub use effect::{Choose, Effect, Load, Save};
pub use explorer::Explorer;
pub use layout::{Layout, Regions, Sizes, regions};
pub use offscreen::{Picture, RenderError, render_png, render_sheet};
pub use palette::Finder;
pub use picture::{PictureSettings, order};
pub use settings::Settings;
pub use startup::{alert, reader_lang};
pub use state::{Question, State};

pub use crate::context::Data;
pub use views::capture;
pub use window::{Opening, run_window};
