//! What the shell, the menus and the dialogs read while they paint: what panels read, and the state.

use std::ops::Deref;

use crate::context::{Queue, ViewCtx};

use super::input::Input;
use super::state::State;

/// Read only; the way back is [`AppCtx::send`].
#[derive(Clone, Copy, Debug)]
pub struct AppCtx<'a> {
    pub view: &'a ViewCtx<'a>,
    pub state: &'a State,
    pub inputs: &'a Queue<Input>,
}

impl AppCtx<'_> {
    pub fn send(&self, input: impl Into<Input>) {
        self.inputs.send(input.into());
    }
}

impl<'a> Deref for AppCtx<'a> {
    type Target = ViewCtx<'a>;

    fn deref(&self) -> &ViewCtx<'a> {
        self.view
    }
}
