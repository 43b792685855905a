//! Bytes → [`Node`](crate::model::node::Node) trees, one file per format.

mod lexer;
pub mod ron;
