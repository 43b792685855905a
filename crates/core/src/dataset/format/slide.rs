//! Slides of `TimelineJS` (<https://timeline.knightlab.com/docs/json-format.html>).

use super::plain;
use crate::dataset::table::entries::Entry;
use crate::dataset::table::{Part, Target, kind_of};
use crate::model::node::Node;
use crate::model::{Edtf, Lang};

/// A slide, or an era, as a row.
pub(in crate::dataset) fn entry(slide: &Node) -> Entry {
    let mut entry = Entry { place: slide.place, ..Entry::default() };
    let said = |path: [&str; 2]| slide.member(path[0]).and_then(|node| node.member(path[1])).map(Node::plain);
    let own = |name: &str| slide.member(name).map(Node::plain).unwrap_or_default();
    entry.know(Target::Id, "unique_id", own("unique_id"));
    let (headline, text) = (said(["text", "headline"]).unwrap_or_default(), said(["text", "text"]).unwrap_or_default());
    if let Some((lang, _)) = marked(&text, "kind") {
        own_words(&mut entry, lang, &headline, &text);
    } else {
        entry.know(Target::Name(None), "headline", plain::text(&headline));
        entry.know(Target::Summary(None), "text", plain::text(&text));
    }
    // this program puts slides into groups by what they are
    let group = own("group");
    let meant = if kind_of(&group).is_some() { Target::Kind } else { Target::Topics };
    entry.know(meant, if meant == Target::Kind { "kind" } else { "group" }, group);
    entry.know(Target::Source, "media", said(["media", "url"]).unwrap_or_default());
    // this program shows dates in words, and keeps them beside as they are
    let own_date = slide.member("km0_date").map(Node::plain);
    let shown = own_date.or_else(|| slide.member("display_date").map(Node::plain));
    let shown = shown.or_else(|| said(["start_date", "display_date"]));
    // a date that is shown in EDTF says more than the numbers that place the slide
    if let Some(date) = shown.filter(|text| Edtf::parse(text).is_ok()) {
        entry.know(Target::Date, "display_date", date);
        return entry;
    }
    if let Some(date) = slide.member("start_date") {
        parts(&mut entry, date, START);
    }
    if let Some(date) = slide.member("end_date") {
        parts(&mut entry, date, END);
    }
    entry
}

/// The words of a slide that this program wrote: its paragraphs say what they hold and in which
/// language.
fn own_words(entry: &mut Entry, lang: Option<Lang>, headline: &str, text: &str) {
    let other = headline.strip_prefix("<span lang=\"").and_then(|rest| rest.strip_suffix("</span>")?.split_once("\">"));
    let (lang, name) = other.map_or((lang, headline), |(tag, name)| (lang_of(tag), name));
    entry.know(Target::Name(lang), "headline", plain::unescaped(name));
    if let Some((lang, summary)) = marked(text, "summary") {
        entry.know(Target::Summary(lang), "summary", summary);
    }
    if let Some((lang, note)) = marked(text, "note") {
        entry.know(Target::Note(lang), "note", note);
    }
}

/// The paragraph of a class of this program's, with its language.
fn marked(text: &str, class: &str) -> Option<(Option<Lang>, String)> {
    let (_, rest) = text.split_once(&format!("<p class=\"km0-{class}\" lang=\""))?;
    let (tag, rest) = rest.split_once("\">")?;
    let (inner, _) = rest.split_once("</p>")?;
    Some((lang_of(tag), plain::unescaped(inner)))
}

fn lang_of(tag: &str) -> Option<Lang> {
    Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
}

/// What a timeline calls itself.
pub(in crate::dataset) fn title(top: &Node) -> Option<String> {
    let headline = top.member("title")?.member("text")?.member("headline")?.said()?;
    Some(plain::text(headline)).filter(|title| !title.is_empty())
}

type Names = [(Target, &'static str); 4];
const START: Names = [
    (Target::Start(Part::Year), "start year"),
    (Target::Start(Part::Month), "start month"),
    (Target::Start(Part::Day), "start day"),
    (Target::Start(Part::Time), "start time"),
];
const END: Names = [
    (Target::Last(Part::Year), "end year"),
    (Target::Last(Part::Month), "end month"),
    (Target::Last(Part::Day), "end day"),
    (Target::Last(Part::Time), "end time"),
];

fn parts(entry: &mut Entry, date: &Node, names: Names) {
    let said = |name: &str| date.member(name).map(Node::plain).filter(|text| !text.is_empty());
    let clock = said("hour").map(|hour| {
        let part = |name: &str| said(name).unwrap_or_else(|| "0".to_owned());
        format!("{hour}:{}:{}", part("minute"), part("second"))
    });
    let values = [said("year"), said("month"), said("day"), clock];
    for ((target, name), value) in names.into_iter().zip(values) {
        entry.know(target, name, value.unwrap_or_default());
    }
}
