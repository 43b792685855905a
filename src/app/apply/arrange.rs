//! Which parts of the window are open, and how large.

use crate::app::input::{Edge, Panel};
use crate::app::layout::Layout;
use crate::app::state::State;
use crate::context::{Board, LeftTab};

pub(super) fn resize(layout: &mut Layout, edge: Edge, size: Option<f32>) {
    let kept = match edge {
        Edge::Left => &mut layout.sizes.left,
        Edge::Details => &mut layout.sizes.details,
        Edge::Timeline => &mut layout.sizes.timeline,
    };
    *kept = size.filter(|size| size.is_finite());
}

pub(super) fn reset(state: &mut State) {
    state.settings.board = Board::default();
    state.settings.layout = Layout::default();
}

fn is_shown(layout: &Layout, panel: Panel) -> bool {
    match panel {
        Panel::Facets => layout.left && layout.tab == LeftTab::Filters,
        Panel::List => layout.left && layout.tab != LeftTab::Filters,
        Panel::Details => layout.details,
        Panel::Timeline => layout.timeline,
        Panel::Map => layout.map,
    }
}

fn reveal(layout: &mut Layout, panel: Panel) {
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

pub(super) fn toggle(layout: &mut Layout, panel: Panel) {
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
