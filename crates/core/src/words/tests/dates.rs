//! Dates against a table of what they should read like, and against every date there is.

use proptest::prelude::*;

use super::*;
use crate::model::Edtf;
use crate::model::date::Moment;

/// The rows of a table: EDTF, then English, Vietnamese and Chinese.
fn rows(table: &'static str) -> impl Iterator<Item = (Edtf, [&'static str; 3])> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let cells: Vec<&str> = line.split(" | ").collect();
        (Edtf::parse(cells[0]).unwrap(), [cells[1], cells[2], cells[3]])
    })
}

#[test]
fn dates_read_naturally_in_three_languages() {
    let all = all();
    for (date, expected) in rows(include_str!("dates_full.txt")) {
        assert_eq!(all.each_ref().map(|words| words.date(&date)), expected, "{date}");
    }
}

#[test]
fn dates_are_compact_in_a_table_cell() {
    let all = all();
    for (date, expected) in rows(include_str!("dates_short.txt")) {
        assert_eq!(all.each_ref().map(|words| words.date_short(&date)), expected, "{date}");
    }
}

#[test]
fn precision_says_what_the_source_leaves_open() {
    let [en, vi, zh] = all();
    for (date, expected) in [
        ("2021-04-09", "exact day"),
        ("2023-06", "month known, day not stated"),
        ("1985-04-XX", "month known, day not stated"),
        ("2020?", "year known, day not stated, uncertain"),
        ("2025-05~", "month known, day not stated, approximate"),
        ("2021/2025", "start and end: year known, day not stated"),
        ("2024-02-17/..", "start: exact day; end: goes on"),
        ("../2024-02-17", "start: open; end: exact day"),
        ("/2020", "start: not known; end: year known, day not stated"),
        ("1985-04-12T23:20:30", "exact time"),
    ] {
        assert_eq!(en.precision(&Edtf::parse(date).unwrap()), expected);
    }
    let month = Edtf::parse("2023-06").unwrap();
    assert_eq!(vi.precision(&month), "biết tháng, không nêu ngày");
    assert_eq!(zh.precision(&month), "知月份，未说明日期");
}

fn at(text: &str) -> Moment {
    let (day, time) = text.split_once('T').unwrap_or((text, "0:0:0"));
    let numbers = |text: &str, by: char| text.split(by).map(|n| n.parse().unwrap()).collect::<Vec<i64>>();
    let (day, time) = (numbers(day, '-'), numbers(time, ':'));
    let start = Moment::from_ymd(day[0], day[1].try_into().unwrap(), day[2].try_into().unwrap()).unwrap();
    Moment(start.0 + time[0] * 3600 + time[1] * 60 + time[2])
}

#[test]
fn a_shown_stretch_is_told_in_units_that_fit_its_width() {
    let [en, vi, zh] = all();
    for (from, to, expected) in [
        ("2003-05-07", "2025-08-01", "2003–2025"),
        ("2020-01-01", "2026-01-01", "2020–2025"),
        ("2021-01-01", "2022-01-01", "2021"),
        ("2021-03-05", "2023-06-20", "March 2021 – June 2023"),
        ("2021-03-05", "2021-06-20", "March–June 2021"),
        ("2021-03-01", "2021-04-01", "March 2021"),
        ("2021-04-09", "2021-04-20", "9–19 April 2021"),
        ("2021-03-28T13:00:00", "2021-04-03T01:00:00", "28 March – 3 April 2021"),
        ("2021-04-09", "2021-04-10", "9 April 2021"),
        ("2021-04-09T08:30:00", "2021-04-09T14:00:00", "9 April 2021, 08:30–14:00"),
        ("2021-04-09T08:30:05", "2021-04-09T08:30:50", "9 April 2021, 08:30:05–08:30:50"),
        ("2021-04-09T22:00:00", "2021-04-10T04:00:00", "9 April 2021, 22:00 – 10 April 2021, 04:00"),
    ] {
        assert_eq!(en.span(at(from), at(to)), expected, "{from} {to}");
    }
    let (from, to) = (at("2021-03-05"), at("2023-06-20"));
    assert_eq!(vi.span(from, to), "từ tháng 3 năm 2021 đến tháng 6 năm 2023");
    assert_eq!(zh.span(from, to), "2021年3月至2023年6月");
}

#[test]
fn months_and_days_of_the_week_have_names() {
    let [en, vi, zh] = all();
    assert_eq!((en.month_name(4), en.month_short(4)), ("April", "Apr"));
    assert_eq!((vi.month_name(12), vi.month_short(12)), ("tháng 12", "Th12"));
    assert_eq!((zh.month_name(1), zh.month_short(1)), ("1月", "1月"));
    assert_eq!((en.month_name(0), en.month_name(13)), ("", ""));
    let early_spring = at("2021-04-09T09:00:00");
    assert_eq!(en.weekday(early_spring), "Friday");
    assert_eq!(vi.weekday(early_spring), "thứ Sáu");
    assert_eq!(zh.weekday(early_spring), "星期五");
    assert_eq!(en.weekday(at("1969-12-31T23:00:00")), "Wednesday");
}

/// A date or interval as people write them, with every mark.
fn any_edtf() -> impl Strategy<Value = Edtf> {
    let date = (1990..2040_i32, 0..6_u8, 1..=12_u8, 1..=28_u8, "[?~%]?").prop_map(|(year, form, month, day, mark)| {
        let date = match form {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            2 => format!("{year}-{:02}", 21 + month % 4),
            3 => format!("{year}-XX"),
            4 => format!("{year}-{month:02}-XX"),
            _ => format!("{year}-{month:02}-{day:02}"),
        };
        date + &mark
    });
    let text = (date.clone(), date, 0..6_u8).prop_map(|(one, other, form)| match form {
        0 => one + "/..",
        1 => "../".to_owned() + &one,
        2 => one + "/",
        3 => "/".to_owned() + &one,
        4 => one,
        _ if one[..4] <= other[..4] => format!("{one}/{other}"),
        _ => format!("{other}/{one}"),
    });
    text.prop_filter_map("ends out of order", |text| Edtf::parse(&text).ok())
}

static ALL: std::sync::LazyLock<[Words; 3]> = std::sync::LazyLock::new(all);

proptest! {
    #[test]
    fn no_date_shows_the_name_of_a_message_or_variable(date in any_edtf()) {
        for words in &*ALL {
            for text in [words.date(&date), words.date_short(&date), words.precision(&date)] {
                prop_assert!(!text.is_empty());
                for mark in ["{", "$", "date-", "short-", "precision-"] {
                    prop_assert!(!text.contains(mark), "{}: {}", date, text);
                }
            }
        }
    }

    #[test]
    fn any_stretch_of_time_can_be_told(from in any::<i64>(), to in any::<i64>()) {
        prop_assert!(!ALL[0].span(Moment(from), Moment(to)).is_empty());
    }
}
