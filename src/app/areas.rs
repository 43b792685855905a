//! The main parts of the window as the keyboard goes through them: F6 leads from one to the next.

use egui::{Id, LayerId, Order, Rect, Role, Sense, Stroke, StrokeKind, Ui};
use km0_core::named_enum;

use super::app_ctx::AppCtx;
use crate::ui::widgets;

use super::layout::Regions;

named_enum! {
    /// In the order in which F6 goes through them.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum WindowArea {
        Search = "command-search",
        Left = "command-list",
        Story = "start-stories",
        Middle = "command-map",
        Timeline = "command-timeline",
        Details = "command-details",
    }

    /// All of them, in this order.
    ALL;
    /// The message with its name.
    name;
}

impl WindowArea {
    fn rect(self, regions: &Regions) -> Option<Rect> {
        match self {
            Self::Search => Some(regions.bar),
            Self::Left => regions.left.or(regions.rail),
            Self::Story => regions.story,
            Self::Middle => Some(regions.middle),
            Self::Timeline => regions.timeline,
            Self::Details => regions.details,
        }
    }

    /// What the keyboard goes to when it enters the part.
    pub(super) fn anchor(self) -> Id {
        Id::unique(("window-area", self.name()))
    }
}

/// The part that holds what has the keyboard.
fn current(ui: &Ui, regions: &Regions) -> Option<WindowArea> {
    let focused = ui.memory(egui::Memory::focused)?;
    if let Some(area) = WindowArea::ALL.into_iter().find(|area| area.anchor() == focused) {
        return Some(area);
    }
    let at = ui.ctx().read_response(focused)?.rect.center();
    WindowArea::ALL.into_iter().find(|area| area.rect(regions).is_some_and(|rect| rect.contains(at)))
}

/// The part after the one that has the keyboard, or before it; the first where none has it.
pub(super) fn next(ui: &Ui, regions: &Regions, back: bool) -> WindowArea {
    let there: Vec<WindowArea> =
        WindowArea::ALL.into_iter().filter(|area| area.rect(regions).is_some_and(|rect| rect.area() > 1.0)).collect();
    let here = current(ui, regions).and_then(|area| there.iter().position(|other| *other == area));
    let step = if back { there.len().saturating_sub(1) } else { 1 };
    let to = match here {
        Some(at) => (at + step) % there.len().max(1),
        None if back => there.len().saturating_sub(1),
        None => 0,
    };
    there.get(to).copied().unwrap_or(WindowArea::Search)
}

/// A place for the keyboard at the beginning of a part: from there Tab goes through it.
pub(super) fn anchor(ui: &mut Ui, ctx: &AppCtx<'_>, area: WindowArea, rect: Rect) {
    let response = ui.interact(rect, area.anchor(), Sense::focusable_noninteractive());
    widgets::name(&response, Role::Region, ctx.words.t(area.name()));
    if response.has_focus() {
        let ring = Stroke::new(2.0, ctx.palette.accent);
        // what the part paints afterwards, a map above all, would cover it
        let above = ui.ctx().layer_painter(LayerId::new(Order::Foreground, area.anchor()));
        above.rect_stroke(rect.shrink(1.0), 0.0, ring, StrokeKind::Inside);
    }
}
