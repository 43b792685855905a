//! Other ids in place of those that a record names, links and citations alike.

use crate::dataset::once::Once;
use crate::model::{Cite, Id, List, Record, Text, Value};

/// Gives every id that the record names to `change`, the record's own left out. Links and sources
/// that come to name the same are named once.
pub(super) fn rename(record: &mut Record, link: &impl Fn(&Id) -> Option<Id>, source: &impl Fn(&Id) -> Option<Id>) {
    let one = |id: &mut Id| {
        if let Some(new) = link(id) {
            *id = new;
        }
    };
    let many = |ids: &mut List<Id>| {
        ids.iter_mut().for_each(one);
        once(ids);
    };
    let cites = |cites: &mut List<Cite>| {
        for cite in cites {
            if let Some(new) = source(&cite.source) {
                cite.source = new;
            }
        }
    };
    let text = |text: &mut Text| {
        if !text.zh_cite.is_empty() {
            cites(&mut text.zh_cite);
        }
    };
    [&mut record.about, &mut record.topics, &mut record.see].into_iter().for_each(many);
    cites(&mut record.cite);
    [&mut record.name, &mut record.summary, &mut record.note].into_iter().for_each(text);
    record.aliases.iter_mut().for_each(text);
    for (_, value) in &mut record.fields {
        match value {
            Value::Text(said) => text(said),
            Value::Link(id) => one(id),
            Value::Links(ids) => many(ids),
            Value::Statements(list) => {
                for said in list {
                    [&mut said.by, &mut said.about, &mut said.topics].into_iter().for_each(many);
                    cites(&mut said.cite);
                }
            }
            Value::Seats(list) => {
                for seat in list {
                    one(&mut seat.who);
                    seat.at.iter_mut().for_each(one);
                    cites(&mut seat.cite);
                }
            }
            Value::Position(position) => cites(&mut position.cite),
            Value::History(list) => list.iter_mut().for_each(|change| cites(&mut change.cite)),
            Value::Posts(list) => {
                for post in list {
                    post.org.iter_mut().for_each(one);
                    cites(&mut post.cite);
                }
            }
            Value::Claims(list) => list.iter_mut().for_each(|claim| cites(&mut claim.cite)),
            Value::Counts(list) => list.iter_mut().for_each(|count| cites(&mut count.cite)),
            Value::Names(list) => list.iter_mut().for_each(|name| cites(&mut name.cite)),
            Value::Proposals(list) => {
                for proposal in list {
                    one(&mut proposal.who);
                    cites(&mut proposal.cite);
                }
            }
            Value::Merger(merger) => {
                one(&mut merger.place);
                cites(&mut merger.cite);
            }
            Value::Date(_) | Value::Number(_) | Value::Word(_) | Value::Choice(_) | Value::Growths(_) => {}
        }
    }
}

/// Each id the first time that it stands there.
fn once(ids: &mut List<Id>) {
    if ids.len() > 1 {
        let mut once = Once::default();
        std::mem::take(ids).into_iter().for_each(|id| once.push(ids, id));
    }
}
