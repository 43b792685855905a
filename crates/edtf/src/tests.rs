#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use proptest::prelude::*;

mod accept;
mod bounds;
mod moment;
mod parts;
mod properties;
mod reject;

fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The first moment of a day written `year-month-day`; the year may be negative or long.
fn at(day: &str) -> Moment {
    let fields: Vec<&str> = day.rsplitn(3, '-').collect();
    Moment::from_ymd(fields[2].parse().unwrap(), fields[1].parse().unwrap(), fields[0].parse().unwrap()).unwrap()
}

/// A span written `from..to`, of which either may be missing.
fn span(text: &str) -> Span {
    let (from, to) = text.split_once("..").unwrap();
    let bound = |day: &str| (!day.is_empty()).then(|| at(day));
    Span { from: bound(from), to: bound(to) }
}

/// A date that may stand in an interval.
fn any_date() -> impl Strategy<Value = String> {
    let year = prop_oneof![
        4 => (1900..2030_i32).prop_map(|year| format!("{year:04}")),
        1 => (0..10_000_i32).prop_map(|year| format!("{year:04}")),
        1 => (1..10_000_i32).prop_map(|year| format!("-{year:04}")),
    ];
    let rest = prop_oneof![
        Just(String::new()),
        Just("-XX".to_owned()),
        Just("-XX-XX".to_owned()),
        (21..=24).prop_map(|season| format!("-{season}")),
        (1..=12).prop_map(|month| format!("-{month:02}")),
        (1..=12).prop_map(|month| format!("-{month:02}-XX")),
        ((1..=12), (1..=28)).prop_map(|(month, day)| format!("-{month:02}-{day:02}")),
    ];
    let masked = prop_oneof!["-?[0-9]{3}X", "-?[0-9]{2}XX", "Y-?[1-9][0-9]{4,10}"];
    let form = prop_oneof![
        6 => (year, rest).prop_map(|(year, rest)| year + &rest),
        1 => masked,
    ];
    (form, "[?~%]?").prop_map(|(form, mark)| form + &mark)
}

/// Any kind of valid EDTF.
fn any_edtf() -> impl Strategy<Value = Edtf> {
    let time = "[01][0-9](:[0-5][0-9]){2}(Z|[+-]0[1-9]|[+-]1[0-9]:[0-5][0-9])?";
    let date_time =
        ((1..=12), (1..=28), time).prop_map(|(month, day, time)| format!("1985-{month:02}-{day:02}T{time}"));
    let undated = prop_oneof![Just(""), Just("..")];
    let text = prop_oneof![
        3 => any_date(),
        1 => date_time,
        1 => (any_date(), undated.clone()).prop_map(|(start, end)| format!("{start}/{end}")),
        1 => (undated, any_date()).prop_map(|(start, end)| format!("{start}/{end}")),
        3 => (any_date(), any_date()).prop_map(|(one, other)| {
            let text = format!("{one}/{other}");
            if Edtf::parse(&text).is_ok() { text } else { format!("{other}/{one}") }
        }),
    ];
    text.prop_map(|text| edtf(&text))
}

/// Any window, empty and unbounded ones too, near the dates of [`any_edtf`].
fn any_window() -> impl Strategy<Value = Span> {
    let bound = || {
        prop_oneof![
            5 => (1890..2040_i64, 1..=12_i64).prop_map(|(y, m)| Some(Moment::month_start(y, m))),
            1 => (-300_000..300_000_i64).prop_map(|year| Some(Moment::year_start(year))),
            1 => any::<i64>().prop_map(|seconds| Some(Moment(seconds))),
            2 => Just(None),
        ]
    };
    (bound(), bound()).prop_map(|(from, to)| Span { from, to })
}
