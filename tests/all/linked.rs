//! All views are one: what is selected or pointed at in any shows in every other with the next
//! frame. Acted and read through the accessibility tree, for each ordered pair of views.

use egui::Role;
use egui_kittest::Harness;
use egui_kittest::Node;
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use km0::app::Explorer;
use km0::context::{Command, Item, LeftTab};
use km0::ui::theme::ThemeChoice;
use km0_core::model::Lang;

use crate::window::{open, settings};

type Window = Harness<'static, Explorer>;

/// A gate, which the map and the facets show.
const GATE: &str = "tra-linh";
/// A promise about it, which the timeline shows and which stands high on the gate's page.
const EVENT: &str = "smart-gate-tra-linh-wish";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Timeline,
    Map,
    List,
    Details,
    Facets,
}

impl View {
    /// What can be acted on there.
    fn own(self) -> &'static str {
        match self {
            Self::Map | Self::Facets => GATE,
            Self::Timeline | Self::List | Self::Details => EVENT,
        }
    }

    /// Where the view shows a record, if it shows records of its kind.
    fn place_of<'a>(self, window: &'a Window, id: &str) -> Option<Node<'a>> {
        let name = name(window, id);
        let fits = |role: Role, test: Box<dyn Fn(&str) -> bool>| {
            let node = window.query_all_by(move |node| node.role() == role && node.label().is_some_and(|l| test(&l)));
            node.into_iter().next()
        };
        match self {
            Self::Timeline => fits(
                Role::Button,
                Box::new(move |label| label.starts_with("Commitment or proposal,") && label.contains(&name)),
            ),
            Self::Map => {
                fits(Role::Button, Box::new(move |label| label.starts_with(&format!("Border gate, {name}, "))))
            }
            Self::List => fits(
                Role::Row,
                Box::new(move |label| {
                    label == format!("Border gate: {name}")
                        || ["Commitment", "Proposal"].iter().any(|is| label.starts_with(&format!("{is}: {name}, ")))
                }),
            ),
            Self::Details => fits(Role::Link, Box::new(move |label| label == name)),
            Self::Facets => fits(Role::CheckBox, Box::new(move |label| label.starts_with(&format!("{name}, ")))),
        }
    }
}

fn name(window: &Window, id: &str) -> String {
    window.state().state.data.dataset.by_id(id).unwrap().name.get(Lang::En).to_owned()
}

/// Everything about the gate, few enough to be in view everywhere at once. The gate is selected,
/// so that details have something to show.
fn window() -> Window {
    let mut settings = settings(Lang::En, ThemeChoice::Light);
    // the facet of gates in view without scrolling
    settings.facets.open = ["gate".to_owned()].into();
    settings.layout.sizes.timeline = Some(320.0);
    let mut window = open([1920.0, 1080.0], settings);
    window.state().send(Command::Ask(format!("gate:{GATE} kind:commitment")));
    window.state().send(Command::Select(Item::Record(GATE.into())));
    window.run_ok();
    window
}

fn state_of(node: &AccessKitNode<'_>) -> (bool, String) {
    (node.is_selected() == Some(true), node.description().unwrap_or_default())
}

#[track_caller]
fn says(window: &Window, view: View, id: &str, selected: bool, words: &[&str]) {
    let node = view.place_of(window, id).unwrap_or_else(|| panic!("{view:?} does not show {id}"));
    let (is_selected, said) = state_of(&node.accesskit_node());
    let heard: Vec<&str> = said.split(", ").collect();
    assert_eq!(is_selected, selected, "{view:?}, {id}: {said}");
    for word in words {
        assert!(heard.contains(word), "{view:?}, {id}: “{word}” not in “{said}”");
    }
}

/// The details' title, told apart from other texts by what is said of it.
#[track_caller]
fn title_says(window: &Window, id: &str, words: &str) {
    let name = name(window, id);
    let title = |node: &AccessKitNode<'_>| {
        node.role() == Role::Label
            && node.value().is_some_and(|value| value == name)
            && node.description().is_some_and(|said| said.split(", ").any(|part| part == words))
    };
    assert!(window.query_all_by(move |node| title(node)).next().is_some(), "no title {id} that is {words}");
}

/// What is acted on may be further down than the panel shows.
fn bring_into_view(window: &mut Window, view: View) {
    if view == View::Details {
        view.place_of(window, view.own()).unwrap_or_else(|| panic!("details have nothing to act on")).scroll_to_me();
        window.run_ok();
    }
}

/// List and facets share the left panel, of which one tab is shown.
fn show(window: &mut Window, view: View) {
    let tab = match view {
        View::List => LeftTab::Events,
        View::Facets => LeftTab::Filters,
        View::Timeline | View::Map | View::Details => return,
    };
    window.state().send(Command::ShowTab(tab));
    window.run_ok();
}

fn share_a_panel(one: View, other: View) -> bool {
    matches!((one, other), (View::List, View::Facets) | (View::Facets, View::List))
}

/// A press in one view.
fn select(window: &mut Window, view: View) {
    bring_into_view(window, view);
    let node = view.place_of(window, view.own()).unwrap_or_else(|| panic!("{view:?} has nothing to act on"));
    if view == View::Facets {
        // a plain click filters
        node.click_secondary();
        window.run_ok();
        window.get_by_label("Show details").click();
    } else {
        node.click();
    }
    // the frames in which the press and the release arrive, then the next
    window.step();
    window.step();
}

fn hover(window: &mut Window, view: View) {
    bring_into_view(window, view);
    view.place_of(window, view.own()).unwrap().hover();
    window.step();
    window.step();
}

fn chosen_in_one_shows_in_the_other(from: View, to: View) {
    let mut window = window();
    if from.own() == GATE {
        // selecting what is selected would show nothing
        window.state().send(Command::Select(Item::Record(EVENT.into())));
        window.run_ok();
    }
    show(&mut window, from);
    select(&mut window, from);
    assert_eq!(window.state().state.selection, [Item::Record(from.own().into())], "{from:?} selects");
    show(&mut window, to);
    match (to, from.own()) {
        (View::Details, own) => title_says(&window, own, "selected"),
        (View::List | View::Timeline, EVENT) => says(&window, to, EVENT, true, &["selected"]),
        (View::List | View::Timeline, _) => says(&window, to, EVENT, false, &["related to the selection"]),
        (View::Map | View::Facets, GATE) => says(&window, to, GATE, true, &["selected"]),
        (View::Map | View::Facets, _) => says(&window, to, GATE, false, &["related to the selection"]),
    }
}

fn pointed_at_in_one_shows_in_the_other(from: View, to: View) {
    // what is pointed at in one tab cannot show in another of the same panel
    if share_a_panel(from, to) {
        return;
    }
    let mut window = window();
    show(&mut window, to);
    show(&mut window, from);
    hover(&mut window, from);
    match (to, from.own()) {
        (View::Details, GATE) => title_says(&window, GATE, "pointed at"),
        (View::Details, own) => says(&window, to, own, false, &["pointed at"]),
        (View::List | View::Timeline, EVENT) => says(&window, to, EVENT, false, &["pointed at"]),
        (View::List | View::Timeline, _) => says(&window, to, EVENT, false, &["related to what is pointed at"]),
        (View::Map | View::Facets, GATE) => says(&window, to, GATE, true, &["pointed at"]),
        (View::Map | View::Facets, _) => says(&window, to, GATE, true, &["related to what is pointed at"]),
    }
}

macro_rules! pairs {
    ($($name:ident: $from:ident => $to:ident),+ $(,)?) => {$(
        #[test]
        fn $name() {
            chosen_in_one_shows_in_the_other(View::$from, View::$to);
            pointed_at_in_one_shows_in_the_other(View::$from, View::$to);
        }
    )+};
}

pairs! {
    the_timeline_shows_on_the_map: Timeline => Map,
    the_timeline_shows_in_the_list: Timeline => List,
    the_timeline_shows_in_details: Timeline => Details,
    the_timeline_shows_in_facets: Timeline => Facets,
    the_map_shows_on_the_timeline: Map => Timeline,
    the_map_shows_in_the_list: Map => List,
    the_map_shows_in_details: Map => Details,
    the_map_shows_in_facets: Map => Facets,
    the_list_shows_on_the_timeline: List => Timeline,
    the_list_shows_on_the_map: List => Map,
    the_list_shows_in_details: List => Details,
    the_list_shows_in_facets: List => Facets,
    details_show_on_the_timeline: Details => Timeline,
    details_show_on_the_map: Details => Map,
    details_show_in_the_list: Details => List,
    details_show_in_facets: Details => Facets,
    facets_show_on_the_timeline: Facets => Timeline,
    facets_show_on_the_map: Facets => Map,
    facets_show_in_the_list: Facets => List,
    facets_show_in_details: Facets => Details,
}

#[test]
fn a_selection_that_the_filter_leaves_out_stays_above_the_list() {
    let mut window = window();
    window.state().send(Command::Ask("kind:meeting".to_owned()));
    show(&mut window, View::List);
    says(&window, View::List, GATE, true, &["selected", "not in the list: left out by the filter"]);
}

#[test]
fn nothing_is_said_to_be_pointed_at_once_the_pointer_has_gone() {
    let mut window = window();
    show(&mut window, View::List);
    hover(&mut window, View::List);
    says(&window, View::List, EVENT, false, &["pointed at"]);
    window.remove_cursor();
    window.run_ok();
    let (_, said) = state_of(&View::List.place_of(&window, EVENT).unwrap().accesskit_node());
    assert!(!said.contains("pointed"), "{said}");
}
