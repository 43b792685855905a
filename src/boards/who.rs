//! Who says something: the publishers of what is cited.

use crate::context::ViewCtx;
use km0_core::model::{Cite, Field};

/// Publishers that are named, at most.
const NAMED: usize = 3;

/// The publisher of a source with its day; its author where it names no publisher, else its id.
pub(super) fn source(ctx: &ViewCtx<'_>, cite: &Cite) -> String {
    let Some(source) = ctx.dataset.by_id(&cite.source) else { return cite.source.to_string() };
    let publisher = source.text(Field::Publisher).map(|text| text.get(ctx.words.lang()));
    let Some(publisher) = publisher.or_else(|| source.word(Field::Byline)) else { return cite.source.to_string() };
    // what a publisher is called in brackets is told in the source's own record
    let short = publisher.split(" (").next().unwrap_or(publisher);
    match source.date_in(Field::Published) {
        Some(day) => format!("{short}, {}", ctx.words.date_short(day)),
        None => short.to_owned(),
    }
}

/// Everybody who is cited, each once, in the order in which they are.
pub(super) fn sources(ctx: &ViewCtx<'_>, cites: &[Cite]) -> String {
    let mut seen: Vec<String> = Vec::new();
    for cite in cites {
        let who = source(ctx, cite);
        if !seen.contains(&who) {
            seen.push(who);
        }
    }
    let more = seen.len().saturating_sub(NAMED);
    seen.truncate(NAMED);
    if more > 0 {
        seen.push(ctx.words.with("view-more-missing", &[("count", more.into())]));
    }
    seen.join(" · ")
}
