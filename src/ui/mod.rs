//! The house style: theme, fonts, marks and small widgets. Knows egui, knows no domain word.

pub mod fonts;
pub mod marks;
pub mod stops;
pub mod table;
pub mod text;
pub mod theme;
pub mod vector;
pub mod widgets;
