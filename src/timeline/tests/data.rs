//! Handmade and generated datasets.

use std::fmt::Write as _;

use km0_core::dataset::Dataset;
use km0_core::dataset::open::{SourceFile, load};

pub(super) fn ron(text: &str) -> Dataset {
    let file = SourceFile { name: "test.ron".into(), text: text.to_owned() };
    load(&[file], Vec::new()).dataset
}

/// One record of each way to be dated.
pub(super) fn small() -> Dataset {
    ron(r#"[
        Meeting(id: "day", name: (en: "A day"), date: "2021-04-09", status: Held, mechanism: "mech", about: ["north"]),
        Meeting(id: "planned", name: (en: "Some month"), date: "2022-03", status: Planned, about: ["north", "south"]),
        Agreement(id: "range", name: (en: "From to"), date: "2021/2025", signed_at: "day"),
        Agreement(id: "open", name: (en: "Goes on"), date: "2024-05-27/..", standing: InForce),
        Commitment(id: "about", name: (en: "Near"), date: "2025-05~", undertaken_at: "day"),
        Commitment(id: "doubt", name: (en: "Doubted"), date: "2020?"),
        Milestone(id: "unknown", name: (en: "No end known"), date: "2023-06-01/"),
        Project(id: "never", name: (en: "Undated")),
        Mechanism(id: "mech", name: (en: "A mechanism"), date: "2008"),
        Place(id: "north", name: (en: "North"), form: Province),
        Place(id: "south", name: (en: "South"), form: Province),
    ]"#)
}

/// Meetings with these dates.
pub(super) fn dated(dates: &[String]) -> Dataset {
    let mut text = String::from("[");
    for (n, date) in dates.iter().enumerate() {
        let name = "word ".repeat(n % 7 + 1);
        let _ = write!(text, "Meeting(id: \"m{n}\", name: (en: \"{name}\"), date: \"{date}\"),");
    }
    ron(&(text + "]"))
}
