use super::*;

#[test]
fn the_possible_time_of_each_notation() {
    for (text, possible) in [
        ("1985-04-12", "1985-04-12..1985-04-13"),
        ("1984-12-31", "1984-12-31..1985-01-01"),
        ("1985-04", "1985-04-01..1985-05-01"),
        ("1985-12", "1985-12-01..1986-01-01"),
        ("1985-04-XX", "1985-04-01..1985-05-01"),
        ("1985-21", "1985-03-01..1985-06-01"),
        ("1985-24", "1985-12-01..1986-03-01"),
        ("1985", "1985-01-01..1986-01-01"),
        ("1985-XX", "1985-01-01..1986-01-01"),
        ("1985-XX-XX", "1985-01-01..1986-01-01"),
        ("198X", "1980-01-01..1990-01-01"),
        ("19XX", "1900-01-01..2000-01-01"),
        ("-201X", "-2019-01-01..-2009-01-01"),
        ("-000X", "-9-01-01..0-01-01"),
        ("-0001", "-1-01-01..0-01-01"),
        ("0000", "0-01-01..1-01-01"),
        ("Y170000002", "170000002-01-01..170000003-01-01"),
        ("Y-99999999999", "-99999999999-01-01..-99999999998-01-01"),
        ("1985-04-12?", "1985-04-12..1985-04-13"),
        ("1985-04-12~", "1985-04-11..1985-04-14"),
        ("1985-01~", "1984-12-01..1985-03-01"),
        ("1985-12%", "1985-11-01..1986-02-01"),
        ("1985-24~", "1985-09-01..1986-06-01"),
        ("1985-21~", "1984-12-01..1985-09-01"),
        ("1985~", "1984-01-01..1987-01-01"),
        ("198X~", "1970-01-01..2000-01-01"),
        ("19XX~", "1800-01-01..2100-01-01"),
        ("2004-02-01/2005-02-08", "2004-02-01..2005-02-09"),
        ("2004-02-01/2005-02", "2004-02-01..2005-03-01"),
        ("2005/2006-02", "2005-01-01..2006-03-01"),
        ("1984~/2004-06", "1983-01-01..2004-07-01"),
        ("1985/..", "1985-01-01.."),
        ("1985/", "1985-01-01.."),
        ("../1985", "..1986-01-01"),
        ("/1985-04-12", "..1985-04-13"),
    ] {
        assert_eq!(edtf(text).bounds().possible(), span(possible), "{text}");
    }
}

#[test]
fn the_certain_time_of_each_notation() {
    for (text, certain) in [
        ("1985-04-12", "1985-04-12..1985-04-13"),
        ("1985-04-12?", "1985-04-12..1985-04-13"),
        ("2021/2025", "2022-01-01..2025-01-01"),
        ("1964-05-03/2008-02-01", "1964-05-03..2008-02-02"),
        ("2004-02-01/2005", "2004-02-01..2005-01-01"),
        ("2005/2006-02", "2006-01-01..2006-02-01"),
        ("1984~/2004-06", "1986-01-01..2004-06-01"),
        ("1984/2004-06~", "1985-01-01..2004-05-01"),
        ("1984-05-03~/1985", "1984-05-05..1985-01-01"),
        ("1985/..", "1986-01-01.."),
        ("1985-04-12/..", "1985-04-12.."),
        ("../1985", "..1985-01-01"),
        ("../1985-04-12", "..1985-04-13"),
        ("1985-04-12/", "1985-04-12..1985-04-13"),
        ("/1985-04-12", "1985-04-12..1985-04-13"),
        // the day that is known is covered, wherever in the year the other end is
        ("2004-02-01/2004", "2004-02-01..2004-02-02"),
        ("2004/2004-02-01", "2004-02-01..2004-02-02"),
    ] {
        assert_eq!(edtf(text).bounds().certain(), Some(span(certain)), "{text}");
    }
}

#[test]
fn a_date_that_is_coarse_or_approximate_covers_no_time_for_certain() {
    for text in [
        "1985-04",
        "1985",
        "198X",
        "1985-21",
        "1985-04-XX",
        "1985-04-12~",
        "1985-04-12%",
        "1985/",
        "/1985",
        "2004/2005",
        "2004/2004",
        "1985-04-12~/",
        "2004~/2006~",
    ] {
        assert_eq!(edtf(text).bounds().certain(), None, "{text}");
    }
}

#[test]
fn a_coarse_date_starts_and_ends_somewhere_within() {
    let (from, to) = (Some(at("1985-01-01")), Some(at("1986-01-01")));
    let bounds = Bounds { earliest_start: from, latest_start: to, earliest_end: from, latest_end: to };
    assert_eq!(edtf("1985").bounds(), bounds);
}

#[test]
fn an_unknown_end_does_not_go_on_for_certain_as_an_open_one_does() {
    let (open, unknown) = (edtf("1985/..").bounds(), edtf("1985/").bounds());
    assert_eq!(open.possible(), unknown.possible());
    assert_eq!(open.earliest_end, None);
    assert_eq!(unknown.earliest_end, Some(at("1985-01-01")));
    assert_eq!(edtf("../1985").bounds().latest_start, None);
    assert_eq!(edtf("/1985").bounds().latest_start, Some(at("1986-01-01")));
}

#[test]
fn a_date_time_covers_its_second_whatever_the_zone() {
    let second = at("1985-04-12").0 + 23 * 3600 + 20 * 60 + 30;
    for zone in ["", "Z", "-04", "+04:30"] {
        let bounds = edtf(&format!("1985-04-12T23:20:30{zone}")).bounds();
        let span = Span::new(Moment(second), Moment(second + 1));
        assert_eq!((bounds.possible(), bounds.certain()), (span, Some(span)));
    }
}

#[test]
fn a_date_starts_where_it_is_written_to_start() {
    for (text, day, start) in [
        ("2025~", Some("2025-01-01"), Some("2025~")),
        ("2020~/2023-01-07", Some("2020-01-01"), Some("2020~")),
        ("2023-06/..", Some("2023-06-01"), Some("2023-06")),
        ("2023-06/", Some("2023-06-01"), Some("2023-06")),
        ("../2023", None, None),
        ("/2023", None, None),
        ("1985-04-12%", Some("1985-04-12"), Some("1985-04-12%")),
    ] {
        let date = edtf(text);
        let written =
            date.bounds_as_written().earliest_start.map(|at| at.to_naive().unwrap().format("%Y-%m-%d").to_string());
        assert_eq!(written.as_deref(), day, "{text}");
        assert_eq!(date.start().as_ref().map(Edtf::as_str), start, "{text}");
    }
}

#[test]
fn a_date_is_certainly_in_a_window_that_holds_all_it_may_mean() {
    let window = span("1980-01-01..1990-01-01");
    for (text, certainly, possibly) in [
        ("1985", true, true),
        ("198X", true, true),
        ("1985?", false, true),
        ("1985~", true, true),
        ("1985%", false, true),
        ("1980~", false, true),
        ("19XX", false, true),
        ("1989-12-31", true, true),
        ("1990-01-01", false, false),
        ("1979-12-31", false, false),
        ("1981/1989", true, true),
        ("1981/1990", false, true),
        ("1985/..", false, true),
        ("1985/", false, true),
        ("1990/..", false, false),
        ("../1979", false, false),
    ] {
        let date = edtf(text);
        assert_eq!(date.certainly_in(&window), certainly, "{text}");
        assert_eq!(date.possibly_in(&window), possibly, "{text}");
    }
    assert!(edtf("1985/..").certainly_in(&span("1985-01-01..")));
    assert!(!edtf("1985?").certainly_in(&Span::ALL));
}

#[test]
fn an_empty_window_holds_nothing() {
    for window in [span("1985-04-12..1985-04-12"), span("1990-01-01..1980-01-01")] {
        assert!(window.is_empty() && !window.contains(at("1985-04-12")));
        for text in ["1985", "1985/..", "../1985", "19XX"] {
            assert!(!edtf(text).possibly_in(&window), "{text}");
            assert!(!edtf(text).certainly_in(&window), "{text}");
        }
    }
}

#[test]
fn a_window_holds_its_first_moment_and_not_its_last() {
    let window = span("1980-01-01..1990-01-01");
    assert!(window.contains(at("1980-01-01")) && !window.contains(at("1990-01-01")));
    assert!(Span::ALL.contains(Moment(i64::MIN)) && Span::ALL.contains(Moment(i64::MAX)));
    assert!(!window.overlaps(&span("1990-01-01..")) && window.overlaps(&span("..1980-01-02")));
    assert!(Span::ALL.encloses(&window) && !window.encloses(&Span::ALL));
}
