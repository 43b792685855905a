//! What the selection leads to and comes from: what a meeting signed, the next session of its
//! mechanism, what follows a commitment up.

use km0_core::dataset::{Dataset, Ix};
use km0_core::model::{Field, Kind, Moment};

/// In which way two records are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Bond {
    /// The paper was signed at the meeting.
    Signed,
    /// The next session of the mechanism.
    Next,
    /// The commitment was undertaken there.
    Undertaken,
    /// The later record takes the commitment up.
    Followed,
}

impl Bond {
    /// The message that names the bond, read from its beginning.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Signed => "timeline-bond-signed",
            Self::Next => "timeline-bond-next",
            Self::Undertaken => "timeline-bond-undertaken",
            Self::Followed => "timeline-bond-followed",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Relation {
    pub bond: Bond,
    pub from: Ix,
    pub to: Ix,
}

/// The relations of a record, in the order of bonds.
pub(super) fn relations_of(dataset: &Dataset, ix: Ix) -> Vec<Relation> {
    let Some(record) = dataset.record(ix) else { return Vec::new() };
    let relation = |bond, from, to| Relation { bond, from, to };
    let mut found = Vec::new();
    for link in dataset.links(ix) {
        match link.field {
            Field::SignedAt => found.push(relation(Bond::Signed, link.to, ix)),
            Field::UndertakenAt => found.push(relation(Bond::Undertaken, link.to, ix)),
            Field::FollowedBy => found.push(relation(Bond::Followed, ix, link.to)),
            _ => {}
        }
    }
    for link in dataset.back_links(ix) {
        match link.field {
            Field::SignedAt => found.push(relation(Bond::Signed, ix, link.to)),
            Field::FollowedBy => found.push(relation(Bond::Followed, link.to, ix)),
            _ => {}
        }
    }
    if record.kind == Kind::Meeting {
        let (before, after) = sessions(dataset, ix);
        found.extend(before.map(|other| relation(Bond::Next, other, ix)));
        found.extend(after.map(|other| relation(Bond::Next, ix, other)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The sessions before and after a meeting: as it says itself, else by date.
fn sessions(dataset: &Dataset, ix: Ix) -> (Option<Ix>, Option<Ix>) {
    let by_field = |links: &[km0_core::dataset::index::Link]| {
        links.iter().find(|link| link.field == Field::Next).map(|link| link.to)
    };
    let start = |ix: Ix| dataset.bounds(ix).and_then(|bounds| bounds.earliest_start);
    let mechanism = dataset.links(ix).iter().find(|link| link.field == Field::Mechanism).map(|link| link.to);
    let mut series: Vec<(Moment, Ix)> = Vec::new();
    for link in mechanism.map_or(&[][..], |mechanism| dataset.back_links(mechanism)) {
        let meeting = dataset.record(link.to).is_some_and(|record| record.kind == Kind::Meeting);
        if link.field == Field::Mechanism && meeting {
            series.extend(start(link.to).map(|start| (start, link.to)));
        }
    }
    series.sort_unstable();
    let here = series.iter().position(|(_, other)| *other == ix);
    let at = |place: Option<usize>| place.and_then(|place| series.get(place)).map(|(_, ix)| *ix);
    let before = by_field(dataset.back_links(ix)).or_else(|| at(here.and_then(|here| here.checked_sub(1))));
    let after = by_field(dataset.links(ix)).or_else(|| at(here.map(|here| here + 1)));
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use km0_core::dataset::open::{SourceFile, load};

    fn said(id: &str) -> Vec<String> {
        let text = r#"[
            Mechanism(id: "m", name: (en: "M")),
            Meeting(id: "one", name: (en: "1"), date: "2021-04", mechanism: "m"),
            Meeting(id: "two", name: (en: "2"), date: "2022-03", mechanism: "m"),
            Meeting(id: "three", name: (en: "3"), date: "2023", mechanism: "m"),
            Agreement(id: "paper", name: (en: "P"), date: "2021-04", signed_at: "one"),
            Commitment(id: "promise", name: (en: "C"), date: "2021-04", undertaken_at: "one", followed_by: ["deed"]),
            Project(id: "deed", name: (en: "D"), date: "2023"),
        ]"#;
        let file = SourceFile { name: "test.ron".into(), text: text.to_owned() };
        let dataset = load(&[file], Vec::new()).dataset;
        let id_of = |ix| dataset.record(ix).unwrap().id.to_string();
        let relations = relations_of(&dataset, dataset.ix(id).unwrap());
        relations.iter().map(|r| format!("{} {:?} {}", id_of(r.from), r.bond, id_of(r.to))).collect()
    }

    #[test]
    fn a_meeting_leads_to_what_it_signed_and_to_the_next_session() {
        assert_eq!(said("one"), ["one Signed paper", "one Next two"]);
        assert_eq!(said("two"), ["one Next two", "two Next three"]);
    }

    #[test]
    fn a_commitment_leads_to_what_follows_it_up_and_back() {
        assert_eq!(said("promise"), ["one Undertaken promise", "promise Followed deed"]);
        assert_eq!(said("deed"), ["promise Followed deed"]);
    }
}
