//! What a person did → commands, and what the panel itself keeps.

use crate::context::{Command, ViewCtx};
use km0_core::query::{Key, Term, ValueChoice};

use super::Facets;
use super::model::ValueLine;

/// What was done with a row.
#[derive(Clone, Debug)]
pub(super) enum FacetAction {
    Fold(Key),
    Whole(Key),
    Look(Key, String),
    /// Of this facet, only this; again, nothing.
    Only(ValueLine),
    /// This too, or no longer.
    Also(ValueLine),
    /// Not this, or no longer not this.
    Not(ValueLine),
    Forget(Key),
    Select(ValueLine),
}

/// True when the rows must be made anew.
pub(super) fn act(facets: &mut Facets, ctx: &ViewCtx<'_>, act: FacetAction) -> bool {
    match act {
        FacetAction::Fold(key) => {
            if !facets.settings.open.remove(key.name()) {
                facets.settings.open.insert(key.name().to_owned());
            }
            true
        }
        FacetAction::Whole(key) => {
            if !facets.whole.remove(&key) {
                facets.whole.insert(key);
            }
            facets.wanted.remove(&key);
            true
        }
        FacetAction::Look(key, text) => {
            facets.wanted.insert(key, text);
            true
        }
        FacetAction::Only(line) => send(ctx, Command::OnlyTerm(line.term())),
        FacetAction::Also(line) if line.state == ValueChoice::Included => send(ctx, Command::RemoveTerm(line.term())),
        FacetAction::Also(line) => send(ctx, Command::AddTerm(line.term())),
        FacetAction::Not(line) if line.state == ValueChoice::Excluded => {
            send(ctx, Command::RemoveTerm(excluded(&line)))
        }
        FacetAction::Not(line) => send(ctx, Command::AddTerm(excluded(&line))),
        FacetAction::Forget(key) => send(ctx, Command::ForgetKey(key)),
        FacetAction::Select(line) => match line.record.and_then(|ix| ctx.record(ix)) {
            Some(record) => send(ctx, Command::Select(record.item())),
            None => false,
        },
    }
}

/// Nothing of the panel's own changes.
fn send(ctx: &ViewCtx<'_>, command: Command) -> bool {
    ctx.send(command);
    false
}

fn excluded(line: &ValueLine) -> Term {
    Term { exclude: true, ..line.term() }
}
