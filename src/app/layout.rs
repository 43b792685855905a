//! Where the parts of the window stand: a pure function of its size, of what is open, and of the
//! sizes that a person gave by hand.
//!
//! ```text
//! +------------------------- bar ---------------------------+
//! | left      |            map                 |            |
//! |           |                                |  details   |
//! +-----------+--------------------------------+            |
//! |            timeline                        |            |
//! +--------------------------------------------+------------+
//! ```
//!
//! Where there is no room for all of it, the left panel folds to a rail, then details to a drawer
//! over the middle; nothing else shrinks below use.

use egui::{Rect, Vec2, pos2, vec2};
use serde::{Deserialize, Serialize};

use crate::context::LeftTab;

/// Points that the bar at the top is high.
pub(super) const BAR: f32 = 44.0;
/// Points that the folded left panel is wide.
pub(super) const RAIL: f32 = 40.0;
/// The narrowest map that names the border provinces at its first view, in points: below it the left panel folds.
const NAMING_MIDDLE: f32 = 440.0;
/// The narrowest useful map, in points.
const LEAST_MIDDLE: f32 = 340.0;
const LEAST_TIMELINE: f32 = 150.0;
const LEAST_MAP: f32 = 120.0;
const LEAST_LEFT: f32 = 240.0;
const LEAST_DETAILS: f32 = 300.0;
const LEAST_STORY: f32 = 220.0;
const MOST_STORY: f32 = 300.0;
/// The narrowest map beside a story, in points.
const LEAST_STORY_MAP: f32 = 260.0;
/// The timeline keeps this share of the window's width.
const TIMELINE_SHARE: f32 = 0.6;

/// Which parts are open, and what a person made of their sizes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
// each is a part of the window, put away or not by itself
#[allow(clippy::struct_excessive_bools)]
pub struct WindowLayout {
    pub left: bool,
    pub details: bool,
    pub timeline: bool,
    pub map: bool,
    /// What the left panel shows.
    pub tab: LeftTab,
    pub sizes: PanelSizes,
}

impl Default for WindowLayout {
    fn default() -> Self {
        let (tab, sizes) = (LeftTab::default(), PanelSizes::default());
        Self { left: true, details: true, timeline: true, map: true, tab, sizes }
    }
}

/// Sizes in points that a person gave by hand; the others follow the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PanelSizes {
    pub left: Option<f32>,
    pub details: Option<f32>,
    pub timeline: Option<f32>,
}

/// Rectangles in points, from the window's top left corner. Parts that are not there are none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regions {
    pub bar: Rect,
    pub left: Option<Rect>,
    /// Stands in place of the left panel where that is closed or has no room.
    pub rail: Option<Rect>,
    pub map: Option<Rect>,
    pub timeline: Option<Rect>,
    /// Map and timeline with what is left of them: where a board stands.
    pub middle: Rect,
    pub details: Option<Rect>,
    /// What the step of a story says, beside what it shows.
    pub story: Option<Rect>,
    /// Details lie over the middle.
    pub drawer: bool,
}

/// What asks for room beside the panels of the layout.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Guests {
    /// A board stands in place of map and timeline.
    pub board: bool,
    pub story: Option<StoryRoom>,
}

/// A story that is told takes the place of the list; one that is made needs the list and the filters beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoryRoom {
    Told,
    Made,
}

/// Lays out a window of `size` points.
pub fn regions(size: Vec2, layout: &WindowLayout, guests: Guests) -> Regions {
    let Guests { board, story } = guests;
    let size = vec2(size.x.max(1.0), size.y.max(BAR + 1.0));
    let top = BAR;
    let details = details_width(size.x, layout);
    let left = left_width(size.x, layout);
    let folded = size.x - left - details < NAMING_MIDDLE;
    let shown_left = layout.left && !folded;
    let aside = if shown_left { left } else { RAIL };
    let drawer = layout.details && size.x - aside - details < LEAST_MIDDLE;
    let right = if drawer { size.x } else { size.x - details };
    // without a map time takes its place, beside the list
    let alone = layout.timeline && !layout.map && !board;
    let timeline = if alone { 0.0 } else { timeline_height(size.y - top, layout, board) };
    let middle_bottom = size.y - timeline;
    let rect = |x0: f32, y0: f32, x1: f32, y1: f32| Rect::from_min_max(pos2(x0, y0), pos2(x1.max(x0), y1.max(y0)));
    let column = rect(0.0, top, aside, middle_bottom);
    let middle = rect(aside, top, right, middle_bottom);
    let details = layout.details.then(|| {
        let from = if drawer { (size.x - details).max(RAIL) } else { right };
        rect(from, top, size.x, size.y)
    });
    let at = Regions {
        bar: rect(0.0, 0.0, size.x, top),
        left: shown_left.then_some(column),
        rail: (!shown_left).then_some(column),
        map: (layout.map && !board && middle.height() > 0.0).then_some(middle),
        timeline: if alone { Some(middle) } else { (timeline > 0.0).then(|| rect(0.0, middle_bottom, right, size.y)) },
        middle,
        details,
        story: None,
        drawer,
    };
    story.map_or(at, |story| at.with_story(story))
}

impl Regions {
    /// A story that is told takes the list's place, else room at the left of the map, and where that is narrow the
    /// timeline's place.
    fn with_story(self, room: StoryRoom) -> Self {
        let Self { left, middle, timeline, .. } = self;
        let in_middle = |part: Option<Rect>, rest: Rect| part.map(|rect| if rect == middle { rest } else { rect });
        let beside = |story: Rect, rest: Rect| Self {
            story: Some(story),
            middle: rest,
            map: in_middle(self.map, rest),
            timeline: in_middle(timeline, rest),
            ..self
        };
        if room == StoryRoom::Told && left.is_some() {
            Self { story: left, left: None, ..self }
        } else if middle.width() >= LEAST_STORY + LEAST_STORY_MAP {
            let width = (middle.width() * 0.42).clamp(LEAST_STORY, MOST_STORY);
            let (story, rest) = middle.split_left_right_at_x(middle.left() + width);
            beside(story, rest)
        } else if timeline.is_some_and(|timeline| timeline != middle) {
            Self { story: timeline, timeline: None, ..self }
        } else {
            let (rest, story) = middle.split_top_bottom_at_fraction(0.4);
            beside(story, rest)
        }
    }
}

/// How wide the left panel is when it lies over the middle, opened from its rail.
pub(super) fn overlay(size: Vec2, regions: &Regions) -> Rect {
    let width = LEAST_LEFT.max(size.x * 0.4).min(size.x - RAIL).min(340.0);
    let top = regions.bar.bottom();
    Rect::from_min_max(pos2(RAIL, top), pos2(RAIL + width, size.y))
}

fn left_width(wide: f32, layout: &WindowLayout) -> f32 {
    let most = (wide * 0.4).max(LEAST_LEFT);
    layout.sizes.left.map_or((wide * 0.22).clamp(LEAST_LEFT, 360.0), |own| own.clamp(LEAST_LEFT, most))
}

fn details_width(wide: f32, layout: &WindowLayout) -> f32 {
    if !layout.details {
        return 0.0;
    }
    let most = wide * (1.0 - TIMELINE_SHARE);
    let least = LEAST_DETAILS.min(most);
    layout.sizes.details.map_or((wide * 0.3).clamp(least, 480.0), |own| own.clamp(least, most))
}

fn timeline_height(high: f32, layout: &WindowLayout, board: bool) -> f32 {
    if board || !layout.timeline {
        return 0.0;
    }
    let most = (high - LEAST_MAP).max(0.0);
    let least = LEAST_TIMELINE.min(most);
    layout.sizes.timeline.unwrap_or(high * 0.44).clamp(least, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREENS: [Vec2; 4] = [vec2(1280.0, 720.0), vec2(1366.0, 768.0), vec2(1920.0, 1080.0), vec2(2560.0, 1440.0)];
    const SCALES: [f32; 4] = [1.0, 1.25, 1.5, 2.0];

    fn everywhere(check: impl Fn(Vec2, &Regions)) {
        everywhere_with(None, check);
    }

    fn everywhere_with(story: Option<StoryRoom>, check: impl Fn(Vec2, &Regions)) {
        for screen in SCREENS {
            for scale in SCALES {
                let size = screen / scale;
                check(size, &regions(size, &WindowLayout::default(), Guests { board: false, story }));
            }
        }
    }

    #[test]
    fn parts_fill_the_window_and_none_covers_another() {
        [None, Some(StoryRoom::Told), Some(StoryRoom::Made)].into_iter().for_each(parts_fill_the_window);
    }

    fn parts_fill_the_window(story: Option<StoryRoom>) {
        everywhere_with(story, |size, at| {
            let whole = Rect::from_min_size(egui::Pos2::ZERO, size);
            let over = if at.drawer { None } else { at.details };
            let parts = [Some(at.bar), at.left.or(at.rail), at.story, at.map, at.timeline, over];
            let parts: Vec<Rect> = parts.into_iter().flatten().collect();
            for (n, part) in parts.iter().enumerate() {
                assert!(whole.contains_rect(*part), "{size}: {part} leaves the window");
                for other in parts.iter().skip(n + 1) {
                    assert!(part.intersect(*other).area() < 0.5 || !part.intersects(*other), "{size}: {part} {other}");
                }
            }
            let covered: f32 = parts.iter().map(Rect::area).sum();
            assert!((covered - whole.area()).abs() < 2.0, "{size}: {covered} of {}", whole.area());
        });
    }

    #[test]
    fn six_years_have_three_fifths_of_the_width_and_the_map_stays_of_use() {
        everywhere(|size, at| {
            assert!(at.timeline.unwrap().width() >= size.x * TIMELINE_SHARE - 0.5, "{size}");
            assert!(at.map.unwrap().width() >= LEAST_MIDDLE - 0.5, "{size}");
            assert!(at.map.unwrap().height() >= LEAST_MAP - 0.5, "{size}");
            assert!(at.timeline.unwrap().height() >= LEAST_TIMELINE.min(size.y - BAR - LEAST_MAP) - 0.5, "{size}");
        });
    }

    #[test]
    fn the_left_panel_folds_first_and_then_details_become_a_drawer() {
        let at = |wide: f32| regions(vec2(wide, 700.0), &WindowLayout::default(), Guests::default());
        assert!(at(1366.0).left.is_some() && !at(1366.0).drawer);
        assert!(at(853.0).left.is_none() && at(853.0).rail.is_some() && !at(853.0).drawer);
        assert!(at(640.0).left.is_none() && !at(640.0).drawer);
        assert!(at(600.0).left.is_none() && at(600.0).drawer);
    }

    #[test]
    fn a_size_given_by_hand_stays_and_the_others_follow_the_window() {
        let sizes = PanelSizes { details: Some(420.0), ..PanelSizes::default() };
        let layout = WindowLayout { sizes, ..WindowLayout::default() };
        for wide in [1366.0, 1920.0] {
            let at = regions(vec2(wide, 800.0), &layout, Guests::default());
            assert!((at.details.unwrap().width() - 420.0).abs() < 0.01);
        }
        let left = |wide: f32| regions(vec2(wide, 800.0), &layout, Guests::default()).left.unwrap().width();
        assert!(left(1920.0) > left(1366.0));
    }

    #[test]
    fn without_a_map_time_takes_its_place_beside_the_list() {
        let layout = WindowLayout { map: false, ..WindowLayout::default() };
        let at = regions(vec2(1366.0, 768.0), &layout, Guests::default());
        assert_eq!((at.map, at.timeline), (None, Some(at.middle)));
        let parts = [at.left.unwrap(), at.middle, at.details.unwrap()];
        let covered: f32 = parts.iter().map(Rect::area).sum();
        assert!((covered - 1366.0 * (768.0 - BAR)).abs() < 2.0, "{parts:?}");
    }

    #[test]
    fn a_board_takes_the_place_of_map_and_timeline() {
        let at = regions(vec2(1366.0, 768.0), &WindowLayout::default(), Guests { board: true, story: None });
        assert!(at.map.is_none() && at.timeline.is_none());
        assert!((at.middle.bottom() - 768.0).abs() < 0.01);
    }

    #[test]
    fn the_smallest_window_has_no_part_of_negative_size() {
        for size in [vec2(1.0, 1.0), vec2(200.0, 50.0), vec2(50.0, 900.0)] {
            let at = regions(size, &WindowLayout::default(), Guests::default());
            for part in [Some(at.bar), at.left, at.rail, at.map, at.timeline, at.details].into_iter().flatten() {
                assert!(part.width() >= 0.0 && part.height() >= 0.0, "{size}: {part}");
            }
        }
    }
}
