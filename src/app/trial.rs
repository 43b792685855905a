//! Random sessions for property tests.

use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::sample::select;

use super::input::{HistoryCommand, Input, WindowCommand};
use super::settings::Settings;
use super::state::State;
use crate::context::{Command, Data, Item, TimeView};
use km0_core::dataset::builtin;
use km0_core::model::{Edtf, Lang};
use km0_core::query::{Area, Key, Query, Term};

/// A window on the built-in set where nothing was done yet.
pub(super) fn start() -> State {
    static START: OnceLock<State> = OnceLock::new();
    START.get_or_init(|| State::new(Data::new(builtin(), None), Settings::default())).clone()
}

fn terms() -> impl Strategy<Value = Term> {
    let is = |key, value| Term::is(key, value);
    let mut terms =
        vec![is(Key::Kind, "gate"), is(Key::Gate, "ta-lung"), is(Key::Topic, "trade"), is(Key::Year, "2023")];
    terms.extend([Key::Gate, Key::Place, Key::About].map(|key| is(key, "no-such-thing")));
    (select(terms), any::<bool>()).prop_map(|(term, exclude)| Term { exclude, ..term })
}

fn items() -> impl Strategy<Value = Item> {
    let records = ["ta-lung", "huu-nghi", "lang-son", "early-spring-2021", "000"].map(|id| Item::Record(id.into()));
    let paragraphs = [3, 12].map(|number| Item::Paragraph { source: "000".into(), number });
    select([&records[..], &paragraphs[..]].concat())
}

/// What is typed a letter at a time, some of it no query.
fn typed() -> impl Strategy<Value = String> {
    select(vec!["", "h", "hu", "huu", "huu nghi", "kind:", "kind:gate", "\"open", "gate:ta-lung h", "-'; $(x) \"a b\""])
        .prop_map(str::to_owned)
}

const HISTORY: [HistoryCommand; 4] =
    [HistoryCommand::Undo, HistoryCommand::Redo, HistoryCommand::Back, HistoryCommand::Forward];

/// Anything that changes what is asked, selected or shown, undoing and going back included.
pub(super) fn commands() -> impl Strategy<Value = Input> {
    let dates = select(vec!["2021", "2023-06", "2020/2022-03"]).prop_map(|text| Edtf::parse(text).unwrap());
    let areas = (100.0..110.0, 20.0..25.0).prop_map(|(lon, lat)| Area::new(lon, lat, lon + 1.0, lat + 1.0));
    let panel = prop_oneof![
        4 => typed().prop_map(Command::Ask),
        1 => terms().prop_map(|term| Command::AskQuery(Query { terms: vec![term] })),
        4 => terms().prop_map(Command::AddTerm),
        2 => terms().prop_map(Command::RemoveTerm),
        1 => terms().prop_map(Command::OnlyTerm),
        1 => select(vec![Key::Gate, Key::Kind, Key::Topic]).prop_map(Command::ForgetKey),
        1 => Just(Command::ClearQuery),
        2 => proptest::option::of(dates).prop_map(Command::FilterTime),
        1 => proptest::option::of(areas).prop_map(Command::FilterArea),
        4 => items().prop_map(Command::Select),
        3 => items().prop_map(Command::AlsoSelect),
        1 => items().prop_map(Command::GoTo),
        2 => proptest::collection::vec(items(), 0..4).prop_map(Command::SelectAll),
        1 => Just(Command::SelectAll(Vec::new())),
        2 => (-5e9..5e9_f64, 1e5..1e9_f64).prop_map(|(from, wide)| Command::ShowTime(TimeView::new(from, from + wide))),
    ];
    prop_oneof![
        27 => panel.prop_map(Input::from),
        2 => select(HISTORY.to_vec()).prop_map(Input::from),
        1 => Just(WindowCommand::ShowAllTime).prop_map(Input::from),
        1 => select(Lang::ALL.to_vec()).prop_map(|lang| WindowCommand::SetLang(lang).into()),
    ]
}
