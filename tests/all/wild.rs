//! Datasets with odd texts and dates of every form, for what must hold of any.

use km0_core::dataset::Dataset;
use km0_core::model::{Edtf, Field, Text, Value};
use proptest::prelude::*;
use proptest::sample::select;

use km0_testkit::generate;

/// What has a meaning to one format or another.
const ODD: [&str; 24] = [
    "'=1+1",
    "=1",
    "''",
    "@x",
    "a\nb",
    "a\tb",
    "]]>",
    "<p class=\"km0-note\" lang=\"vi\">x</p>",
    "<span lang=\"en\">x</span>",
    "&amp;amp;",
    "&#7841;",
    "a,b;c\\n\\,",
    "\\",
    "END:VEVENT",
    "_x000D_",
    "_x005F_x0041_",
    "0012",
    "1e5",
    "TRUE",
    "{\"a\":1}",
    "[1]",
    "👩\u{200d}👩\u{200d}👧",
    "\u{202e}abc",
    "友谊关",
];

const DATES: [&str; 31] = [
    "2021",
    "2021-04",
    "2021-04-09",
    "2021?",
    "2021-04~",
    "2021-04-09%",
    "202X",
    "20XX",
    "2021-XX",
    "2021-XX-XX",
    "2021-04-XX",
    "2021-21",
    "2021-24",
    "2021/2023",
    "2021-04-09/2021-05",
    "2021-04-09/2021-04-12",
    "../2021",
    "2021-04/..",
    "/2021-04-09",
    "2021/",
    "2021~/2023?",
    "2021-04-09T10:30:00",
    "2021-04-09T10:30:00Z",
    "2021-04-09T10:30:00+07:00",
    "2021-04-09T00:00:00-04",
    "0000",
    "-0043-03-15",
    "-0001/0001",
    "9999-12-31",
    "Y17000",
    "Y-300000",
];

/// Without blanks at its ends, which not every format keeps.
fn text() -> impl Strategy<Value = String> {
    let any = prop_oneof![
        3 => "[a-zà-ỹ ,.;:()/&<>\"'#%\\\\-]{1,24}",
        2 => "\\PC{1,24}",
        2 => select(&ODD[..]).prop_map(str::to_owned),
    ];
    any.prop_map(|text| text.trim().to_owned()).prop_filter("nothing is left", |text| !text.is_empty())
}

/// Vietnamese or English, or both, and perhaps Chinese.
fn said() -> impl Strategy<Value = Text> {
    (text(), text(), text(), 0..4_u8).prop_map(|(vi, en, zh, which)| {
        let only = |text: &str, there: bool| if there { text.to_owned() } else { String::new() };
        Text::new(&only(&vi, which != 0), &only(&en, which != 1), &only(&zh, which == 2))
    })
}

/// A dataset of a few dozen records of every kind.
pub(crate) fn dataset() -> impl Strategy<Value = Dataset> {
    let texts = prop::collection::vec(said(), 12..40);
    (25_usize..70, any::<u64>(), texts, any::<prop::sample::Index>()).prop_map(|(size, seed, texts, first)| {
        let tame = generate::dataset(size, seed);
        let mut records = tame.records().to_vec();
        let mut texts = texts.iter().cycle();
        let mut dates = DATES.iter().cycle().skip(first.index(DATES.len()));
        for (at, record) in records.iter_mut().enumerate() {
            record.name = texts.next().unwrap().clone();
            if at % 2 == 0 {
                record.summary = texts.next().unwrap().clone();
            }
            if at % 3 == 0 {
                record.note = texts.next().unwrap().clone();
            }
            if record.dated_by.take().is_some() {
                record.date = None;
            }
            if record.kind.is_event() && at % 7 > 0 {
                let date = dates.next().unwrap();
                record.date = Some(Edtf::parse(date).unwrap_or_else(|error| panic!("{date}: {error}")));
            }
            if record.kind.is_event() && at % 5 == 0 && !record.fields.iter().any(|(field, _)| *field == Field::Caveat)
            {
                record.fields.push((Field::Caveat, Value::Text(texts.next().unwrap().clone())));
            }
        }
        Dataset::new(tame.about.clone(), records)
    })
}
