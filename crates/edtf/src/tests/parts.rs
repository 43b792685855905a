use super::*;

const CLOCK: Clock = Clock { hour: 23, minute: 20, second: 30, zone: Some(Zone::Ahead(-240)) };

/// A text and what it says.
const TAKEN_APART: &[(&str, DateForm, Qualifier)] = &[
    ("1985", DateForm::Year(1985), Qualifier::None),
    ("-1985?", DateForm::Year(-1985), Qualifier::Uncertain),
    ("Y-170000002", DateForm::Year(-170_000_002), Qualifier::None),
    ("1985-04~", DateForm::Month { year: 1985, month: 4 }, Qualifier::Approximate),
    ("1985-04-12%", DateForm::Day { year: 1985, month: 4, day: 12 }, Qualifier::Both),
    ("1985-04-XX", DateForm::SomeDay { year: 1985, month: 4 }, Qualifier::None),
    ("1985-XX", DateForm::SomeMonth { year: 1985 }, Qualifier::None),
    ("1985-XX-XX", DateForm::SomeDate { year: 1985 }, Qualifier::None),
    ("1985-24", DateForm::Season { year: 1985, season: Season::Winter }, Qualifier::None),
    ("198X", DateForm::Decade { first: 1980, last: 1989 }, Qualifier::None),
    ("-20XX", DateForm::Century { first: -2099, last: -2000 }, Qualifier::None),
    ("-000X", DateForm::Decade { first: -9, last: -1 }, Qualifier::None),
    ("1985-04-12T23:20:30-04", DateForm::DateTime { year: 1985, month: 4, day: 12, clock: CLOCK }, Qualifier::None),
];

#[test]
fn a_date_is_taken_apart_as_written() {
    for &(text, form, qualifier) in TAKEN_APART {
        assert_eq!(edtf(text).parts(), DateParts::Single(Date { form, qualifier }), "{text}");
    }
}

#[test]
fn a_zone_is_minutes_ahead_of_utc() {
    for (text, zone) in [
        ("1985-04-12T23:20:30", None),
        ("1985-04-12T23:20:30Z", Some(Zone::Utc)),
        ("1985-04-12T23:20:30+04:30", Some(Zone::Ahead(270))),
        ("1985-04-12T23:20:30-04:30", Some(Zone::Ahead(-270))),
    ] {
        let DateParts::Single(Date { form: DateForm::DateTime { clock, .. }, .. }) = edtf(text).parts() else {
            panic!("{text} is a date-time");
        };
        assert_eq!(clock.zone, zone);
    }
}

#[test]
fn precision_is_that_of_what_is_known() {
    for (text, precision) in [
        ("1985-04-12T23:20:30", Precision::Instant),
        ("1985-04-12", Precision::Day),
        ("1985-04-XX", Precision::Month),
        ("1985-04", Precision::Month),
        ("1985-21", Precision::Season),
        ("1985-XX", Precision::Year),
        ("1985-XX-XX", Precision::Year),
        ("Y170000002", Precision::Year),
        ("198X", Precision::Decade),
        ("19XX", Precision::Century),
        ("1985/1985", Precision::Interval),
    ] {
        assert_eq!(edtf(text).precision(), precision, "{text}");
    }
}

#[test]
fn marks_on_either_end_count_for_the_interval() {
    let marks = |text| (edtf(text).is_uncertain(), edtf(text).is_approximate());
    assert_eq!(marks("1984"), (false, false));
    assert_eq!(marks("1984?"), (true, false));
    assert_eq!(marks("1984~"), (false, true));
    assert_eq!(marks("1984%"), (true, true));
    assert_eq!(marks("1984?/2004~"), (true, true));
    assert_eq!(marks("1984/2004?"), (true, false));
}

#[test]
fn open_and_unknown_ends_are_told_apart() {
    let ends = |text| {
        let date = edtf(text);
        let open = (date.open_start(), date.open_end());
        (open, (date.unknown_start(), date.unknown_end()))
    };
    assert_eq!(ends("1985/.."), ((false, true), (false, false)));
    assert_eq!(ends("../1985"), ((true, false), (false, false)));
    assert_eq!(ends("1985/"), ((false, false), (false, true)));
    assert_eq!(ends("/1985"), ((false, false), (true, false)));
    assert_eq!(ends("1985"), ((false, false), (false, false)));
    assert!(edtf("1985/").is_interval() && !edtf("1985").is_interval());
}
