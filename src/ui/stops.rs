//! One stop of Tab for several controls, the roving tabindex of ARIA: Tab leads to the one that had the
//! keyboard last, arrows lead from it to the others.

use egui::{EventFilter, Id, Key, Modifiers, Response, Sense, Ui};

/// Controls that share a stop, in the order in which they are added.
#[derive(Debug)]
pub struct Stops {
    key: Id,
    /// Which control is the stop.
    here: usize,
    seen: Vec<Id>,
    focused: Option<usize>,
}

impl Stops {
    /// Begins a frame's controls; the name is one of its own within `ui`.
    pub fn begin(ui: &Ui, name: &str) -> Self {
        let key = ui.scope_id().with(("stops", name));
        let here = ui.data(|data| data.get_temp(key)).unwrap_or(0);
        Self { key, here, seen: Vec::new(), focused: None }
    }

    /// What the next control senses of `whole`: only one of all is reached by Tab.
    pub fn sense(&self, whole: Sense) -> Sense {
        if self.seen.len() == self.here { whole } else { whole - Sense::FOCUSABLE }
    }

    /// Takes in a control that was made with [`Self::sense`].
    pub fn add(&mut self, response: &Response) {
        if response.has_focus() {
            self.focused = Some(self.seen.len());
        }
        self.seen.push(response.id);
    }

    /// Ends a frame's controls: arrows, Home and End move the keyboard among them.
    pub fn end(self, ui: &Ui) {
        let Some(last) = self.seen.len().checked_sub(1) else { return };
        let mut here = self.focused.unwrap_or(self.here).min(last);
        if let Some(focused) = self.focused {
            let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            let id = self.seen.get(focused).copied().unwrap_or(self.key);
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
            let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            if pressed(Key::ArrowRight) || pressed(Key::ArrowDown) {
                here = (here + 1).min(last);
            }
            if pressed(Key::ArrowLeft) || pressed(Key::ArrowUp) {
                here = here.saturating_sub(1);
            }
            if pressed(Key::Home) {
                here = 0;
            }
            if pressed(Key::End) {
                here = last;
            }
            if let Some(id) = self.seen.get(here).filter(|_| here != focused) {
                ui.memory_mut(|memory| memory.request_focus(*id));
            }
        }
        if here != self.here {
            ui.data_mut(|data| data.insert_temp(self.key, here));
            ui.ctx().request_repaint();
        }
    }
}
