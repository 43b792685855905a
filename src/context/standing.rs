//! How a record stands out at this moment, told to screen readers by every panel in the same words.

use egui::Response;

use super::{Emphasis, Pointed, ViewCtx};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub emphasis: Emphasis,
    pub pointed: Pointed,
}

impl Standing {
    /// That of several records shown as one: whatever stands out most.
    #[must_use]
    pub fn of_all(all: impl Iterator<Item = Self>) -> Self {
        let least = Self { emphasis: Emphasis::Dimmed, pointed: Pointed::No };
        all.fold(least, |most, one| Self {
            emphasis: most.emphasis.max(one.emphasis),
            pointed: most.pointed.max(one.pointed),
        })
    }

    /// The message keys of what there is to say.
    fn keys(self) -> impl Iterator<Item = &'static str> {
        let emphasis = match self.emphasis {
            Emphasis::Selected => Some("standing-selected"),
            Emphasis::Related => Some("standing-related"),
            Emphasis::Dimmed => Some("standing-dimmed"),
            Emphasis::Background | Emphasis::Normal => None,
        };
        let pointed = match self.pointed {
            Pointed::Here => Some("standing-pointed"),
            Pointed::Near => Some("standing-near"),
            Pointed::No => None,
        };
        emphasis.into_iter().chain(pointed)
    }

    /// Says it of something that was painted: selected or not, and the rest as a description.
    /// Costs nothing while nobody listens.
    pub fn tell(self, ctx: &ViewCtx<'_>, response: &Response) {
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_selected(self.emphasis == Emphasis::Selected);
            let said: Vec<&str> = self.keys().map(|key| ctx.words.t(key)).collect();
            if !said.is_empty() {
                node.set_description(said.join(", "));
            }
        });
    }
}
