//! The window: state, what commands do to it, and the shell that holds the panels.

mod apply;
mod cache;
mod chooser;
mod dialogs;
mod effects;
mod explorer;
mod header;
mod history;
mod offscreen;
mod settings;
mod shortcuts;
mod state;
mod window;

pub use apply::{Effect, apply};
pub use explorer::Explorer;
pub use offscreen::{Picture, RenderError, render_png};
pub use settings::{Layout, Settings};
pub use state::{Data, State};
pub use window::run_window;
