use super::*;

/// Texts, the rule they break and the part that breaks it.
const INVALID: &[(&str, Rule, &str)] = &[
    ("", Rule::Empty, ""),
    (" ", Rule::Space, " "),
    ("1985 ", Rule::Space, " "),
    ("198\u{0665}", Rule::Character, "\u{0665}"),
    ("about 1985", Rule::Space, " "),
    ("march", Rule::Character, "m"),
    ("85", Rule::YearDigits, "85"),
    ("12000", Rule::YearDigits, "12000"),
    ("+1985", Rule::YearDigits, "+1985"),
    ("Y1985", Rule::LongYear, "1985"),
    ("Y012000", Rule::LongYear, "012000"),
    ("Y100000000000", Rule::LongYear, "100000000000"),
    ("Y12000-05", Rule::LongYear, "12000-05"),
    ("Y1700X", Rule::LongYear, "1700X"),
    ("-0000", Rule::MinusZero, "-0000"),
    ("2023-3", Rule::MonthDigits, "3"),
    ("2023-", Rule::MonthDigits, ""),
    ("2023-00", Rule::MonthRange, "00"),
    ("2023-13", Rule::MonthRange, "13"),
    ("2023-20", Rule::MonthRange, "20"),
    ("2023-25", Rule::LevelTwo, "25"),
    ("2023-42", Rule::MonthRange, "42"),
    ("2023-21-01", Rule::SeasonDay, "01"),
    ("2023-03-5", Rule::DayDigits, "5"),
    ("2023-04-00", Rule::DayRange, "2023-04-00"),
    ("2023-04-31", Rule::DayRange, "2023-04-31"),
    ("2024-02-30", Rule::DayRange, "2024-02-30"),
    ("2023-02-29", Rule::LeapDay, "2023-02-29"),
    ("1900-02-29", Rule::LeapDay, "1900-02-29"),
    ("2023-04-05-06", Rule::TooManyParts, "06"),
    ("1XXX", Rule::Unspecified, "1XXX"),
    ("XXXX", Rule::Unspecified, "XXXX"),
    ("1X85", Rule::Unspecified, "1X85"),
    ("201X-05", Rule::Unspecified, "201X-05"),
    ("2004-1X", Rule::Unspecified, "1X"),
    ("2004-XX-11", Rule::Unspecified, "XX"),
    ("2004-06-1X", Rule::Unspecified, "1X"),
    ("201XX", Rule::Unspecified, "201XX"),
    ("1984?~", Rule::Qualifier, "1984?~"),
    ("?1984", Rule::Qualifier, "?1984"),
    ("2004?-06", Rule::Qualifier, "2004?-06"),
    ("1985-04-12T23:20:30~", Rule::QualifiedTime, "1985-04-12T23:20:30~"),
    ("1985-04T23:20:30", Rule::TimeWithoutDay, "1985-04"),
    ("1985-04-12T", Rule::TimeDigits, ""),
    ("1985-04-12T23:20", Rule::TimeDigits, "23:20"),
    ("1985-04-12T23:20:30.5", Rule::TimeDigits, "23:20:30.5"),
    ("1985-04-12T24:00:00", Rule::TimeRange, "24:00:00"),
    ("1985-04-12T23:59:60", Rule::TimeRange, "23:59:60"),
    ("1985-04-12T23:20:30+0430", Rule::ZoneDigits, "+0430"),
    ("1985-04-12T23:20:30ZZ", Rule::ZoneDigits, "ZZ"),
    ("1985-04-12T23:20:30+24", Rule::ZoneRange, "+24"),
    ("1985-04-12T23:20:30-00", Rule::ZoneRange, "-00"),
    ("1985-04-12T23:20:30/1986", Rule::TimeInInterval, "1985-04-12T23:20:30"),
    ("1964/2008/2010", Rule::Slashes, "1964/2008/2010"),
    ("../..", Rule::NoDatedEnd, "../.."),
    ("/", Rule::NoDatedEnd, "/"),
    ("/..", Rule::NoDatedEnd, "/.."),
    ("1985..", Rule::Dots, "1985.."),
    ("..", Rule::Dots, ".."),
    ("2008/1964", Rule::StartAfterEnd, "2008/1964"),
    ("2005~/2004~", Rule::StartAfterEnd, "2005~/2004~"),
    ("2004-06-12/2004-06-11", Rule::StartAfterEnd, "2004-06-12/2004-06-11"),
    ("2004-06/1985-13", Rule::MonthRange, "13"),
    ("[1667,1668]", Rule::LevelTwo, "["),
    ("Y-17E7", Rule::LevelTwo, "E"),
    ("1950S2", Rule::LevelTwo, "S"),
    ("15/03/2023", Rule::Order, "15/03/2023"),
    ("2023/03/15", Rule::Order, "2023/03/15"),
    ("13/13/2023", Rule::Order, "13/13/2023"),
];

#[test]
fn each_broken_rule_is_named_with_the_part_that_breaks_it() {
    for (text, rule, part) in INVALID {
        let error = Edtf::parse(text).expect_err(text);
        assert_eq!((error.rule, error.part.as_str()), (*rule, *part), "{text}");
    }
}

#[test]
fn what_was_meant_is_proposed_where_it_is_plain() {
    for (text, meant) in [
        ("15/03/2023", "2023-03-15"),
        ("15.3.2023", "2023-03-15"),
        ("03/15/2023", "2023-03-15"),
        ("3/3/2023", "2023-03-03"),
        ("2023/03/15", "2023-03-15"),
        ("2023-3", "2023-03"),
        ("2023-3-5", "2023-03-05"),
        ("03/2023", "2023-03"),
        ("1914-18", "1914/1918"),
        ("1964-2008", "1964/2008"),
        ("1964 \u{2013} 2008", "1964/2008"),
        ("2023-3/2023-5", "2023-03/2023-05"),
        (" 1985-04-12\n", "1985-04-12"),
        ("1985-04-12 23:20:30", "1985-04-12T23:20:30"),
        ("1985-04-12T23:20:30+0430", "1985-04-12T23:20:30+04:30"),
        ("1985-04-12T23:20:30-00:00", "1985-04-12T23:20:30Z"),
        ("1980s", "198X"),
        ("198u", "198X"),
        ("c. 1980", "1980~"),
        ("~1980", "1980~"),
        ("1984?~", "1984%"),
        ("12000", "Y12000"),
        ("-12000", "Y-12000"),
        ("Y1985", "1985"),
        ("985", "0985"),
        ("-44", "-0044"),
        ("44 BC", "-0043"),
        ("1 BC", "0000"),
        ("-0000", "0000"),
        ("1985/open", "1985/.."),
        ("1985/unknown", "1985/"),
        ("1985..", "1985/.."),
        ("1985..1990", "1985/1990"),
        ("1985-04-12T23:20:30/1986", "1985-04-12/1986"),
    ] {
        let error = Edtf::parse(text).expect_err(text);
        assert_eq!(error.fix, Fix::Rewrite(meant.to_owned()), "{text}");
    }
}

#[test]
fn both_readings_are_proposed_where_only_the_author_knows() {
    for (text, one, other) in [
        ("03/04/2023", "2023-04-03", "2023-03-04"),
        ("1900s", "190X", "19XX"),
        ("2023-02-29", "2023-02-28", "2023-03-01"),
        ("2024-02-30", "2024-02-29", "2024-03-01"),
        ("2023-04-31", "2023-04-30", "2023-05-01"),
        ("1903/04", "1903-04", "1903/1904"),
        ("20230315", "2023-03-15", "Y20230315"),
    ] {
        let error = Edtf::parse(text).expect_err(text);
        assert_eq!(error.fix, Fix::Either(one.into(), other.into()), "{text}");
    }
}

#[test]
fn an_example_is_shown_where_the_meaning_is_lost() {
    for (text, example) in [
        ("2023-13", "1985-12"),
        ("85", "1985"),
        ("2008/1964", "1964/2008"),
        ("2001/2000-05", "2000-05/2001"),
        ("1985-04-12T23:20", "1985-04-12T23:20:00"),
        ("1985-04-12T23:20:30.5Z", "1985-04-12T23:20:30Z"),
    ] {
        let error = Edtf::parse(text).expect_err(text);
        assert_eq!(error.fix, Fix::Example(example.to_owned()), "{text}");
    }
}

#[test]
fn an_error_says_what_is_wrong_why_and_what_to_write() {
    for (text, message) in [
        ("2023-13", "`13`: a month is 01 to 12, or a season 21 to 24; write for example `1985-12`"),
        ("15/03/2023", "`15/03/2023`: a date is year-month-day; write `2023-03-15`"),
        (
            "2023-02-29",
            "`2023-02-29`: this is no leap year, so February has 28 days; \
             write `2023-02-28` or `2023-03-01`, whichever is meant",
        ),
        ("2023-3\n", "`\\n`: a date has no spaces; write `2023-03`"),
    ] {
        assert_eq!(Edtf::parse(text).unwrap_err().to_string(), message);
    }
}

#[test]
fn a_text_that_is_too_long_is_refused_unread_and_quoted_in_part() {
    for text in ["1".repeat(MAX_LENGTH + 1), "\u{00e9}".repeat(1_000_000)] {
        let error = Edtf::parse(&text).unwrap_err();
        assert_eq!(error.rule, Rule::TooLong);
        assert!(error.part.chars().count() <= 40);
    }
    assert_ne!(Edtf::parse(&"1".repeat(MAX_LENGTH)).unwrap_err().rule, Rule::TooLong);
}

#[test]
fn the_example_of_every_rule_is_valid() {
    for (text, ..) in INVALID {
        let rule = Edtf::parse(text).unwrap_err().rule;
        assert_eq!(edtf(rule.example()).as_str(), rule.example());
    }
}
