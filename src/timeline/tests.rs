//! The panel as a whole, painted and handled without a window.

mod data;
mod laid;
mod modelled;
mod rig;
mod ruled;
mod used;
mod walked;
