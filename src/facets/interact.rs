//! What a person did → commands, and what the panel itself keeps.

use crate::context::{Command, Item, ViewCtx};
use km0_core::query::{Choice, Key, Term};

use super::Facets;
use super::model::Line;

/// What was done with a row.
#[derive(Clone, Debug)]
pub(super) enum Act {
    Fold(Key),
    Whole(Key),
    Look(Key, String),
    /// Of this facet, only this; again, nothing.
    Only(Line),
    /// This too, or no longer.
    Also(Line),
    /// Not this, or no longer not this.
    Not(Line),
    Forget(Key),
    Select(Line),
}

/// True when the rows must be made anew.
pub(super) fn act(facets: &mut Facets, ctx: &ViewCtx<'_>, act: Act) -> bool {
    match act {
        Act::Fold(key) => {
            if !facets.settings.open.remove(key.name()) {
                facets.settings.open.insert(key.name().to_owned());
            }
            true
        }
        Act::Whole(key) => {
            if !facets.whole.remove(&key) {
                facets.whole.insert(key);
            }
            facets.wanted.remove(&key);
            true
        }
        Act::Look(key, text) => {
            facets.wanted.insert(key, text);
            true
        }
        Act::Only(line) => send(ctx, Command::OnlyTerm(line.term())),
        Act::Also(line) if line.state == Choice::Included => send(ctx, Command::RemoveTerm(line.term())),
        Act::Also(line) => send(ctx, Command::AddTerm(line.term())),
        Act::Not(line) if line.state == Choice::Excluded => send(ctx, Command::RemoveTerm(excluded(&line))),
        Act::Not(line) => send(ctx, Command::AddTerm(excluded(&line))),
        Act::Forget(key) => send(ctx, Command::ForgetKey(key)),
        Act::Select(line) => match line.record.and_then(|ix| ctx.record(ix)) {
            Some(record) => send(ctx, Command::Select(Item::Record(record.id.clone()))),
            None => false,
        },
    }
}

/// Nothing of the panel's own changes.
fn send(ctx: &ViewCtx<'_>, command: Command) -> bool {
    ctx.send(command);
    false
}

fn excluded(line: &Line) -> Term {
    Term { exclude: true, ..line.term() }
}
