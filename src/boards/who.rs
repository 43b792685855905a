//! Who says something: the publishers of what is cited.

use crate::context::ViewCtx;
use km0_core::model::Cite;

/// Publishers that are named, at most.
const NAMED: usize = 3;

/// Everybody who is cited, each once, in the order in which they are.
pub(super) fn sources(ctx: &ViewCtx<'_>, cites: &[Cite]) -> String {
    let mut seen: Vec<String> = Vec::new();
    for cite in cites {
        let who = ctx.source_label(cite);
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
