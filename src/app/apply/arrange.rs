//! Which parts of the window are open, and how large.

use crate::app::input::{Panel, PanelEdge};
use crate::app::layout::WindowLayout;
use crate::app::state::State;
use crate::context::{Board, LeftTab};

pub(super) fn resize(layout: &mut WindowLayout, edge: PanelEdge, size: Option<f32>) {
    let kept = match edge {
        PanelEdge::Left => &mut layout.sizes.left,
        PanelEdge::Details => &mut layout.sizes.details,
        PanelEdge::Timeline => &mut layout.sizes.timeline,
    };
    *kept = size.filter(|size| size.is_finite());
}

pub(super) fn reset(state: &mut State) {
    state.settings.board = Board::default();
    state.settings.layout = WindowLayout::default();
}

fn is_shown(layout: &WindowLayout, panel: Panel) -> bool {
    match panel {
        Panel::Facets => layout.left && layout.tab == LeftTab::Filters,
        Panel::List => layout.left && layout.tab != LeftTab::Filters,
        Panel::Details => layout.details,
        Panel::Timeline => layout.timeline,
        Panel::Map => layout.map,
    }
}

fn reveal(layout: &mut WindowLayout, panel: Panel) {
    match panel {
        Panel::Facets => (layout.left, layout.tab) = (true, LeftTab::Filters),
        Panel::List => {
            layout.left = true;
            if layout.tab == LeftTab::Filters {
                layout.tab = LeftTab::Events;
            }
        }
        Panel::Details => layout.details = true,
        Panel::Timeline => layout.timeline = true,
        Panel::Map => layout.map = true,
    }
}

pub(super) fn toggle(layout: &mut WindowLayout, panel: Panel) {
    if !is_shown(layout, panel) {
        return reveal(layout, panel);
    }
    match panel {
        Panel::Facets | Panel::List => layout.left = false,
        Panel::Details => layout.details = false,
        Panel::Timeline => layout.timeline = false,
        Panel::Map => layout.map = false,
    }
    // something must stand in the middle
    if !layout.map && !layout.timeline {
        reveal(layout, if panel == Panel::Map { Panel::Timeline } else { Panel::Map });
    }
}
