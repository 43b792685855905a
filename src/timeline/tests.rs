//! The panel as a whole, painted and handled without a window.

mod data;
mod labels;
mod laid;
mod modelled;
#[cfg(test)]
mod rig;
mod ruled;
mod used;
mod walked;
