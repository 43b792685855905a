//! The panel as a whole, painted and handled without a window.

mod pictures;
mod rig;
