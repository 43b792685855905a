//! What makes an agreement one: that two sides made it.

use super::about;
use crate::dataset::index::Dataset;
use crate::dataset::problem::{FileProblems, Rule};
use crate::model::{Field, Kind, Record};

/// Agreements whose parties stand on one side. One that is only named may leave its parties open.
pub(super) fn of_agreements(dataset: &Dataset, problems: &mut FileProblems) {
    for (_, record) in dataset.of_kind(Kind::Agreement) {
        let parties = record.ids(Field::Parties);
        if parties.is_empty() || record.choice(Field::Standing) == Some("Named") {
            continue;
        }
        let what = match parties {
            [one] => format!("{one} is its only party"),
            _ => match common_side(dataset, record) {
                Some(side) => format!("all its parties are of the side {side}"),
                None => continue,
            },
        };
        let remedy = "name a party of the other side, give the record the kind it is, or say standing: Named";
        let mut problem = about(record, Rule::OneSided, what, remedy);
        problem.field = Some(Field::Parties.name().into());
        problems.push(problem);
    }
}

/// The one side that every party is known to be of.
fn common_side(dataset: &Dataset, record: &Record) -> Option<&'static str> {
    let side = |id: &crate::model::Id| dataset.by_id(id)?.choice(Field::Side).filter(|side| *side != "Both");
    let mut sides = record.ids(Field::Parties).iter().map(side);
    let first = sides.next()??;
    sides.all(|side| side == Some(first)).then_some(first)
}
