//! When a feature is, as JSON-FG (`time`) and Linked Places (`when`) say it, never more exactly.

use super::span;
use crate::dataset::problem::Rule;
use crate::dataset::table::ColumnTarget;
use crate::dataset::table::entries::RawEntry;
use crate::model::Edtf;
use crate::model::node::{Node, Tree};

/// `{"date": "2023-04-25"}`, `{"timestamp": …}`, `{"interval": ["2023-04-25", ".."]}`.
pub(super) fn json_fg(time: &Node, entry: &mut RawEntry) {
    if let Some(Tree::List(ends)) = time.member("interval").map(|node| &node.tree) {
        let end = |at: usize| ends.get(at).map(Node::plain).filter(|text| text != "..").unwrap_or_default();
        return span::put(entry, "interval", &end(0), &end(1));
    }
    let said = ["timestamp", "date", "instant"].into_iter().find_map(|name| time.member(name));
    match (said, &time.tree) {
        (Some(said), _) => span::put_moment(entry, "time", &said.plain()),
        (None, Tree::Text(text)) => span::put_moment(entry, "time", text),
        (None, Tree::Number(_)) => entry.named("time", time.plain()),
        (None, Tree::Null) => {}
        (None, _) => {
            entry.tell(
                Rule::BadDate,
                "its `time` says nothing that is known, and is kept as it is",
                "write date, timestamp or interval",
            );
            entry.keep("time", time.plain());
        }
    }
}

/// `{"timespans": [{"start": {"in": "2021"}, "end": {"latest": "2023"}}], "label": …}`; also the short
/// forms `{"start": …, "end": …}` and a text.
pub(super) fn linked_places(when: &Node, entry: &mut RawEntry) {
    let label = when.member("label").map(Node::plain).unwrap_or_default();
    for period in listed(when, "periods") {
        entry.keep("period", period.member("name").unwrap_or(period).plain());
    }
    let spans = listed(when, "timespans");
    // this program writes there the date as it is
    let own = entry.values.iter().any(|value| value.text.starts_with("urn:km0:"));
    if own && Edtf::parse(&label).is_ok() {
        return entry.know(ColumnTarget::Date, "when", label);
    }
    entry.keep("when_label", label);
    if spans.len() > 1 {
        let what = format!("it has {} times, of which the first is taken; all are kept", spans.len());
        entry.tell(Rule::LeftOut, what, "write a feature for each time");
        entry.keep("when", when.plain());
    }
    match (spans.first(), &when.tree) {
        (Some(one), _) => timespan(one, entry),
        (None, Tree::Text(text)) => entry.know(ColumnTarget::Date, "when", text.as_ref()),
        (None, Tree::Number(_)) => entry.know(ColumnTarget::Date, "when", padded(&when.plain())),
        (None, _) if ["start", "end", "stop"].iter().any(|name| when.member(name).is_some()) => timespan(when, entry),
        // `{"type": "Instant", "datetime": …}`, and how else a moment is said
        (None, _) => match ["datetime", "dateTime", "date", "timestamp", "instant", "in"]
            .iter()
            .find_map(|name| when.member(name))
        {
            Some(moment) => span::put_moment(entry, "when", &moment.plain()),
            None if spans.is_empty() && listed(when, "periods").is_empty() => {
                let what = "its `when` says nothing that is known, and is kept as it is";
                entry.tell(Rule::BadDate, what, "write timespans with start and end");
                entry.keep("when", when.plain());
            }
            None => {}
        },
    }
}

fn listed<'a>(node: &'a Node, name: &str) -> &'a [Node] {
    match node.member(name).map(|node| &node.tree) {
        Some(Tree::List(all)) => all,
        _ => &[],
    }
}

fn timespan(span: &Node, entry: &mut RawEntry) {
    let (start, end) = (span.member("start"), span.member("end").or_else(|| span.member("stop")));
    let mut doubt = false;
    let mut said = |node: Option<&Node>| node.map(|node| end_of(node, &mut doubt)).unwrap_or_default();
    let (first, last) = (said(start), said(end));
    if doubt {
        let what = format!("its time {:?} is not given as one date, and is read as {first}/{last}", span.plain());
        entry.tell(Rule::AmbiguousDate, what, "write `in` where one date is known");
        entry.keep("when", span.plain());
    }
    let whole = match (first.is_empty(), last.is_empty()) {
        (true, true) => return,
        (false, false) if first == last => first.clone(),
        _ => format!("{first}/{last}"),
    };
    if Edtf::parse(&whole).is_ok() {
        return entry.know(ColumnTarget::Date, "when", whole);
    }
    span::put(entry, "when", &first, &last);
}

/// One end as a date; `doubt` where it lies between two. Empty where nothing is known of it.
fn end_of(node: &Node, doubt: &mut bool) -> String {
    let said = |name: &str| node.member(name).map(|node| padded(&node.plain())).filter(|text| !text.is_empty());
    if !matches!(node.tree, Tree::Struct(..)) {
        return padded(&node.plain());
    }
    if let Some(exact) = said("in") {
        return exact;
    }
    match (said("earliest"), said("latest")) {
        (Some(a), Some(b)) if a == b => a,
        (Some(a), Some(b)) => {
            *doubt = true;
            between(&a, &b)
        }
        (Some(one), None) | (None, Some(one)) => {
            *doubt = true;
            let plain = Edtf::parse(&format!("{one}~")).is_ok();
            if plain { format!("{one}~") } else { one }
        }
        (None, None) => String::new(),
    }
}

/// The most exact date that holds all from the one to the other; empty where that would say nothing.
fn between(a: &str, b: &str) -> String {
    let parts =
        |text: &str| text.split('T').next().unwrap_or_default().splitn(3, '-').map(str::to_owned).collect::<Vec<_>>();
    let (one, two) = (parts(a), parts(b));
    let same = |at: usize| one.get(at).is_some() && one.get(at) == two.get(at);
    let (year, other) = (one.first().cloned().unwrap_or_default(), two.first().cloned().unwrap_or_default());
    if same(0) && same(1) {
        return format!("{year}-{}", one.get(1).cloned().unwrap_or_default());
    }
    if same(0) {
        return year;
    }
    let shares = |digits: usize| year.len() == 4 && other.len() == 4 && year.get(..digits) == other.get(..digits);
    match (year.parse::<i64>(), other.parse::<i64>()) {
        // `~` holds a year on either side
        (Ok(first), Ok(last)) if last == first + 1 => format!("{year}~"),
        _ if shares(3) => format!("{}X", year.get(..3).unwrap_or_default()),
        _ if shares(2) => format!("{}XX", year.get(..2).unwrap_or_default()),
        _ => String::new(),
    }
}

/// A year as EDTF has it, in four digits.
fn padded(text: &str) -> String {
    let text = text.trim();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (year, rest) = digits.find('-').and_then(|at| digits.split_at_checked(at)).unwrap_or((digits, ""));
    if !year.is_empty() && year.len() < 4 && year.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{sign}{year:0>4}{rest}");
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::format::json;
    use crate::dataset::intern::Interner;

    fn date(text: &str, read: fn(&Node, &mut RawEntry)) -> String {
        let mut entry = RawEntry::default();
        read(&json::read_one(text, &mut Interner::default()).unwrap(), &mut entry);
        let dates =
            entry.values.iter().filter(|value| matches!(value.target, Some(ColumnTarget::Date | ColumnTarget::End)));
        dates.map(|value| value.text.clone()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_time_of_linked_places_is_a_date_no_more_exact() {
        let said = |text: &str| date(&format!("{{\"timespans\":[{text}]}}"), linked_places);
        assert_eq!(said(r#"{"start":{"in":"2021"},"end":{"in":"2023-04-25"}}"#), "2021/2023-04-25");
        assert_eq!(said(r#"{"start":{"in":"2021"}}"#), "2021/");
        assert_eq!(
            said(r#"{"start":{"earliest":"2023-04-01","latest":"2023-04-30"},"end":{"in":"2024"}}"#),
            "2023-04/2024"
        );
        assert_eq!(said(r#"{"start":{"earliest":"2019","latest":"2020"}}"#), "2019~/");
        assert_eq!(said(r#"{"start":{"earliest":"1912","latest":"1918"}}"#), "191X/");
        assert_eq!(said(r#"{"start":{"in":"-208"},"end":{"in":"938"}}"#), "-0208/0938");
        assert_eq!(said(r#"{"start":"2021","end":"2022"}"#), "2021/2022");
        assert_eq!(date(r#"{"start":"2021","end":"2022"}"#, linked_places), "2021/2022");
    }

    #[test]
    fn a_time_of_json_fg_is_a_date_or_a_span() {
        assert_eq!(date(r#"{"date":"2023-04-25"}"#, json_fg), "2023-04-25");
        assert_eq!(date(r#"{"timestamp":"2023-04-25T08:30:00Z"}"#, json_fg), "2023-04-25T08:30:00Z");
        assert_eq!(date(r#"{"interval":["2023-04-25","2023-04-27"]}"#, json_fg), "2023-04-25|2023-04-27");
        assert_eq!(date(r#"{"interval":["2023-04-25",".."]}"#, json_fg), "2023-04-25/..");
        assert_eq!(
            date(r#"{"interval":["2023-04-25T08:00:00Z","2023-04-25T09:00:00Z"]}"#, json_fg),
            "2023-04-25|2023-04-25"
        );
    }
}
