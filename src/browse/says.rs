//! What stands below a record's title, in words.

use km0_core::dataset::{Ix, place};
use km0_core::model::{Field, Id, Kind, Record};
use km0_core::pages::{Reader, project_state, promise_state};
pub(super) use km0_core::promises::is_proposal;

/// Whether what stands below tells a state.
pub(super) fn is_promise(record: &Record) -> bool {
    record.kind == Kind::Commitment
}

/// "Commitment · 26 Aug 2020 · done"; of an entry of a register what tells it from its like.
pub(super) fn below(ctx: &Reader<'_>, ix: Ix, record: &Record) -> String {
    let parts = if record.kind.is_register() {
        vec![of_register(ctx, record)]
    } else {
        let date = record.date.as_ref().map(|date| ctx.words.date_short(date));
        vec![kind(ctx, record).to_owned(), date.unwrap_or_default(), state_or_place(ctx, ix, record)]
    };
    let said = parts.into_iter().filter(|part| !part.is_empty());
    said.collect::<Vec<_>>().join(" · ")
}

/// What it is; proposals and commitments apart.
pub(super) fn kind<'a>(ctx: &Reader<'a>, record: &Record) -> &'a str {
    match record.kind {
        Kind::Commitment if is_proposal(record) => ctx.words.t("promise-proposal"),
        Kind::Commitment => ctx.words.t("promise-commitment"),
        kind => ctx.words.kind(kind),
    }
}

/// How a promise or project stands; of other events where they were.
pub(super) fn state_or_place(ctx: &Reader<'_>, ix: Ix, record: &Record) -> String {
    match record.kind {
        Kind::Commitment => promise_state(ctx, ix).map(|pill| lower_first(&pill.text)).unwrap_or_default(),
        Kind::Project => project_state(ctx, record).map(|pill| lower_first(&pill.text)).unwrap_or_default(),
        _ => place::shown(ctx.dataset, record).map(|at| ctx.name(at).to_owned()).unwrap_or_default(),
    }
}

/// As it stands in the middle of a line.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn of_register(ctx: &Reader<'_>, record: &Record) -> String {
    let name = |id: &Id| ctx.dataset.by_id(id).map(|to| ctx.name(to));
    match record.kind {
        Kind::Gate => {
            let sides = [Field::Vn, Field::Cn].map(|field| record.ids(field).iter().find_map(name));
            sides.into_iter().flatten().collect::<Vec<_>>().join(" – ")
        }
        Kind::Place => record.link(Field::PartOf).and_then(name).unwrap_or_default().to_owned(),
        Kind::Organisation => record.link(Field::Seat).and_then(name).unwrap_or_default().to_owned(),
        Kind::Person => match record.get(Field::Posts) {
            Some(km0_core::model::Value::Posts(posts)) => {
                posts.last().map(|post| post.post.get(ctx.words.lang()).to_owned()).unwrap_or_default()
            }
            _ => String::new(),
        },
        Kind::Source => {
            let publisher = record.text(Field::Publisher).map(|text| text.get(ctx.words.lang()).to_owned());
            let date = record.date_in(Field::Published).map(|date| ctx.words.date_short(date));
            publisher.into_iter().chain(date).collect::<Vec<_>>().join(" · ")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::OwnedViewCtx;
    use km0_core::model::Lang;

    #[test]
    fn the_list_tells_how_a_promise_stands_in_the_words_of_its_page() {
        let world = OwnedViewCtx::of_builtin(Lang::Vi);
        let ctx = world.ctx();
        for (ix, record) in ctx.dataset.of_kind(Kind::Commitment) {
            let pill = promise_state(&ctx.reader(), ix).unwrap();
            let said = below(&ctx.reader(), ix, record);
            assert!(said.to_lowercase().ends_with(&pill.text.to_lowercase()), "{said}: {}", pill.text);
        }
    }
}
