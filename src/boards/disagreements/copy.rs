//! Disagreements as text for other programs.

use super::model::Case;
use crate::context::{ViewCtx, tsv};

/// One a row below a head: its name, what was decided, then the claims with who says them.
pub(super) fn text(ctx: &ViewCtx<'_>, cases: &[&Case]) -> String {
    let most = cases.iter().map(|case| case.claims.len()).max().unwrap_or(0);
    let word = |key: &str| ctx.words.t(key).to_owned();
    let claims = (1..=most).map(|at| ctx.words.with("disagreements-claim", &[("number", at.into())]));
    let head = [word("disagreements-what"), word("disagreements-decided")].into_iter().chain(claims);
    let mut out = tsv::line(head);
    for case in cases {
        let claims = case.claims.iter().map(|side| {
            let cites: Vec<String> = side.cites.iter().map(ToString::to_string).collect();
            format!("{} ({}; {})", side.text, side.who, cites.join(", "))
        });
        out.push('\n');
        out.push_str(&tsv::line([case.name.clone(), case.finding.clone()].into_iter().chain(claims)));
    }
    out
}
