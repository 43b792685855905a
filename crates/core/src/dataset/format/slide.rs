//! Slides of `TimelineJS` (<https://timeline.knightlab.com/docs/json-format.html>).

use super::{plain, span};
use crate::dataset::table::entries::RawEntry;
use crate::dataset::table::{ColumnTarget, kind_of};
use crate::model::node::{Node, Tree};
use crate::model::{Edtf, Lang};

/// Members of a slide that are read, or that only say how it looks.
const KNOWN: [&str; 13] = [
    "unique_id",
    "start_date",
    "end_date",
    "display_date",
    "text",
    "media",
    "group",
    "location",
    "km0_date",
    "background",
    "autolink",
    "type",
    "id",
];

/// A slide, or an era, as a row.
pub(in crate::dataset) fn entry(slide: &Node) -> RawEntry {
    let mut entry = RawEntry { place: slide.place, ..RawEntry::default() };
    let said = |path: [&str; 2]| slide.member(path[0]).and_then(|node| node.member(path[1])).map(Node::plain);
    let own = |name: &str| slide.member(name).map(Node::plain).unwrap_or_default();
    entry.know(ColumnTarget::Id, "unique_id", own("unique_id"));
    let (headline, text) = (said(["text", "headline"]).unwrap_or_default(), said(["text", "text"]).unwrap_or_default());
    if let Some((lang, _)) = marked(&text, "kind") {
        own_words(&mut entry, lang, &headline, &text);
    } else {
        entry.know(ColumnTarget::Name(None), "headline", plain::plain_text(&headline));
        entry.know(ColumnTarget::Summary(None), "text", plain::plain_text(&text));
        entry.keep("links", plain::links(&text).join(" "));
    }
    // this program puts slides into groups by what they are
    let group = own("group");
    let meant = if kind_of(&group).is_some() { ColumnTarget::Kind } else { ColumnTarget::Topics };
    entry.know(meant, if meant == ColumnTarget::Kind { "kind" } else { "group" }, group);
    media(slide, &mut entry);
    entry.keep("background", said(["background", "url"]).unwrap_or_default());
    if let Some(at) = slide.member("location") {
        for (target, name, from) in [
            (ColumnTarget::Lat, "latitude", &["lat", "latitude"][..]),
            (ColumnTarget::Lon, "longitude", &["lon", "lng", "longitude"]),
            (ColumnTarget::Place, "location", &["name"]),
        ] {
            let said = from.iter().find_map(|name| at.member(name)).map(Node::plain);
            entry.know(target, name, said.unwrap_or_default());
        }
    }
    if let Tree::Struct(_, members) = &slide.tree {
        for member in members.iter().filter(|member| !KNOWN.contains(&&*member.name) && member.value.tree != Tree::Null)
        {
            entry.named(&*member.name, member.value.plain());
        }
    }
    // this program shows dates in words, and keeps them beside as they are
    if let Some(date) = slide.member("km0_date").map(Node::plain) {
        entry.know(ColumnTarget::Date, "km0_date", date);
        return entry;
    }
    let shown = slide.member("display_date").map(Node::plain).or_else(|| said(["start_date", "display_date"]));
    let shown = shown.map(|text| plain::plain_text(&text)).unwrap_or_default();
    let (start, end) = (slide.member("start_date").map(date_of), slide.member("end_date").map(date_of));
    let (start, end) = (start.unwrap_or_default(), end.unwrap_or_default());
    // what is shown is a label, unless it is the same date with how sure it is or that it goes on
    let says_more = end.is_empty() && !start.is_empty() && shown.len() > start.len() && shown.starts_with(&start);
    if says_more
        && Edtf::parse(&shown)
            .is_ok_and(|date| date.bounds().earliest_start == earliest(&start) || date.is_approximate())
    {
        entry.know(ColumnTarget::Date, "display_date", shown);
        return entry;
    }
    if shown != start {
        entry.keep("display_date", shown);
    }
    match (start.is_empty(), end.is_empty()) {
        (false, false) => span::put(&mut entry, "date", &start, &end),
        (false, true) => span::put_moment(&mut entry, "start_date", &start),
        _ => entry.know(ColumnTarget::End, "end_date", end),
    }
    entry
}

fn earliest(text: &str) -> Option<crate::model::Moment> {
    Edtf::parse(text).ok()?.bounds().earliest_start
}

/// The picture or page of a slide: its address is the source, its words are kept.
fn media(slide: &Node, entry: &mut RawEntry) {
    let Some(media) = slide.member("media") else { return };
    let said = |name: &str| media.member(name).map(Node::plain).unwrap_or_default();
    let url = said("url");
    let address =
        if url.trim_start().starts_with('<') { plain::links(&url).into_iter().next().unwrap_or(url) } else { url };
    entry.know(ColumnTarget::Source, "media", address);
    for name in ["caption", "credit", "link", "alt", "title", "thumbnail"] {
        entry.keep(name, plain::plain_text(&said(name)));
    }
}

/// The words of a slide that this program wrote: its paragraphs say what they hold and in which
/// language.
fn own_words(entry: &mut RawEntry, lang: Option<Lang>, headline: &str, text: &str) {
    let other = headline.strip_prefix("<span lang=\"").and_then(|rest| rest.strip_suffix("</span>")?.split_once("\">"));
    let (lang, name) = other.map_or((lang, headline), |(tag, name)| (lang_of(tag), name));
    entry.know(ColumnTarget::Name(lang), "headline", plain::unescaped(name));
    if let Some((lang, summary)) = marked(text, "summary") {
        entry.know(ColumnTarget::Summary(lang), "summary", summary);
    }
    if let Some((lang, note)) = marked(text, "note") {
        entry.know(ColumnTarget::Note(lang), "note", note);
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
    Some(plain::plain_text(headline)).filter(|title| !title.is_empty())
}

/// The parts of a date as one text: EDTF where they make a date, else as they are, to be told.
fn date_of(date: &Node) -> String {
    let said = |name: &str| date.member(name).map(Node::plain).map(|text| text.trim().to_owned()).unwrap_or_default();
    let [year, month, day, hour] = ["year", "month", "day", "hour"].map(said);
    let Ok(number) = year.parse::<i64>() else {
        // some write the whole date as the year
        return year;
    };
    // the year before 1 is 0 to EDTF, and -1 to whoever counts years before Christ
    let number = if number < 0 { number + 1 } else { number };
    let sign = if number < 0 { "-" } else { "" };
    let two = |text: &str| format!("{text:0>2}");
    let mut whole = format!("{sign}{:04}", number.unsigned_abs());
    if number.unsigned_abs() > 9999 {
        whole = format!("Y{number}");
    }
    if month.is_empty() {
        return whole;
    }
    whole = format!("{whole}-{}", two(&month));
    if day.is_empty() {
        return whole;
    }
    whole = format!("{whole}-{}", two(&day));
    if hour.is_empty() {
        return whole;
    }
    let [minute, second] = ["minute", "second"].map(said);
    format!("{whole}T{}:{}:{}", two(&hour), two(&minute), two(&second))
}
