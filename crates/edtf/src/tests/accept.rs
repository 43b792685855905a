use super::*;

/// The examples of the specification for level 0 and level 1, and their like.
const VALID: &[&str] = &[
    // level 0: date
    "1985-04-12",
    "1985-04",
    "1985",
    "0000",
    "2024-02-29",
    "2000-02-29",
    // level 0: date and time
    "1985-04-12T23:20:30",
    "1985-04-12T23:20:30Z",
    "1985-04-12T23:20:30-04",
    "1985-04-12T23:20:30+04:30",
    "1985-04-12T00:00:00+00",
    // level 0: interval
    "1964/2008",
    "2004-06/2006-08",
    "2004-02-01/2005-02-08",
    "2004-02-01/2005-02",
    "2004-02-01/2005",
    "2005/2006-02",
    // level 1: letter-prefixed year
    "Y170000002",
    "Y-170000002",
    "Y12000",
    "Y-99999999999",
    // level 1: seasons
    "2001-21",
    "2001-22",
    "2001-23",
    "2001-24",
    // level 1: qualification
    "1984?",
    "2004-06~",
    "2004-06-11%",
    "201X~",
    "2001-21?",
    // level 1: unspecified digits from the right
    "201X",
    "20XX",
    "2004-XX",
    "1985-04-XX",
    "1985-XX-XX",
    "-201X",
    // level 1: extended interval
    "1985-04-12/..",
    "1985-04/..",
    "1985/..",
    "../1985-04-12",
    "../1985-04",
    "../1985",
    "1985-04-12/",
    "1985-04/",
    "1985/",
    "/1985-04-12",
    "/1985-04",
    "/1985",
    "1984~/2004-06",
    "1984/2004-06~",
    "1984~/2004~",
    "1984?/2004%",
    "2001-21/2003",
    "2004-06-XX/2004-07-03",
    "198X/1990",
    "Y-170000002/2020",
    "2004/2004",
    "2004-06-11/2004",
    // level 1: negative year
    "-1985",
    "-0001-12-31",
];

#[test]
fn every_example_of_the_specification_is_printed_back_byte_for_byte() {
    for text in VALID {
        assert_eq!(edtf(text).as_str(), *text);
        assert_eq!(edtf(text).to_string(), *text);
        assert_eq!(text.parse::<Edtf>().unwrap(), edtf(text));
    }
}

#[test]
fn dates_that_span_the_same_time_but_say_different_things_differ() {
    assert_eq!(edtf("2004-06").bounds(), edtf("2004-06-XX").bounds());
    assert_ne!(edtf("2004-06"), edtf("2004-06-XX"));
}

#[cfg(feature = "serde")]
#[test]
fn a_date_is_stored_as_its_text_and_read_back() {
    fn kept<T: serde::Serialize + serde::de::DeserializeOwned>() {}
    kept::<Edtf>();
    let stored = serde_json::to_string(&edtf("1984~/..")).unwrap();
    assert_eq!(stored, "\"1984~/..\"");
    assert_eq!(serde_json::from_str::<Edtf>(&stored).unwrap(), edtf("1984~/.."));
    let refused = serde_json::from_str::<Edtf>("\"2023-13\"").unwrap_err();
    assert!(refused.to_string().contains("a month is 01 to 12"));
}
