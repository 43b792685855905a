//! What can be worked out from the records: the date that a promise or paper takes from its
//! occasion, and what exports add for other programs, which is passed over when it is read back.

use crate::model::{Edtf, Field, Kind, Record};

use super::index::RowsById;

/// Occasions of occasions that are asked for a date; more is a circle.
const MOST_STEPS: usize = 4;

/// Gives what has no date of its own that of its occasion: a commitment that of the meeting or
/// paper where it was undertaken, an agreement that of the meeting where it was signed. Each keeps
/// by which link it is dated ([`Record::dated_by`]).
pub(super) fn date_by_occasion(records: &mut [Record], by_id: &RowsById) {
    // those of a dataset that these records were taken from may have changed
    for record in records.iter_mut().filter(|record| record.dated_by.is_some()) {
        (record.date, record.dated_by) = (None, None);
    }
    let dated = |record: &Record| Some((occasion(record)?, occasion_date(records, by_id, record)?));
    let undated = records.iter().enumerate().filter(|(_, record)| record.date.is_none());
    let found: Vec<(usize, (Field, Edtf))> = undated.filter_map(|(row, record)| Some((row, dated(record)?))).collect();
    for (row, (field, date)) in found {
        if let Some(record) = records.get_mut(row) {
            (record.date, record.dated_by) = (Some(date), Some(field));
        }
    }
}

/// The link to the occasion on which a record of this kind comes about.
fn occasion(record: &Record) -> Option<Field> {
    match record.kind {
        Kind::Commitment => Some(Field::UndertakenAt),
        // known to have stood by some day, it may be older than where it is said to be signed
        Kind::Agreement => Some(Field::SignedAt).filter(|_| record.get(Field::KnownBy).is_none()),
        _ => None,
    }
}

fn occasion_date(records: &[Record], by_id: &RowsById, record: &Record) -> Option<Edtf> {
    let mut at = record;
    for _ in 0..MOST_STEPS {
        at = records.get(by_id.get(records, at.link(occasion(at)?)?)?.row())?;
        if at.date.is_some() {
            return at.date.clone();
        }
    }
    None
}

/// Properties of this program's own GeoJSON features.
pub const OF_FEATURES: [&str; 13] = [
    "sources",
    "derived_date",
    "derived_from",
    "earliest_start",
    "latest_start",
    "earliest_end",
    "latest_end",
    "gates",
    "places",
    "placed_by",
    "placed_at",
    "about_wkt",
    "error_m",
];

/// Columns of this program's own tables.
pub(super) const OF_TABLES: [&str; 18] = [
    "outside",
    "wkt",
    "about_wkt",
    "placed_by",
    "placed_at",
    "sources",
    "derived_date",
    "derived_from",
    "earliest_start",
    "latest_start",
    "earliest_end",
    "latest_end",
    "gates",
    "gates_vi",
    "gates_en",
    "places",
    "places_vi",
    "places_en",
];

#[cfg(test)]
mod tests {
    use crate::dataset::open::{SourceFile, load};
    use crate::dataset::{Dataset, Ix};
    use crate::export::{record_json, record_ron};
    use crate::model::{Field, Record};

    const TALKS: &str = r#"
        Meeting(id: "talks", name: (vi: "Hội đàm", en: "Talks"), date: "2025-06-05~", cite: ["s"]),
        Agreement(id: "minutes", name: (vi: "Biên bản", en: "Minutes"), signed_at: "talks", cite: ["s"]),
        Agreement(id: "older", name: (vi: "Cũ", en: "Older"), signed_at: "talks", known_by: "2024", cite: ["s"]),
        Commitment(id: "road", name: (vi: "Đường", en: "Road"), undertaken_at: "minutes", cite: ["s"],
            proposed_by: [(who: "cao-bang", cite: ["s#3"])]),
        Commitment(id: "own", name: (vi: "Riêng", en: "Own"), date: "2026", undertaken_at: "talks", cite: ["s"]),
        Commitment(id: "circle", name: (vi: "Vòng", en: "Circle"), undertaken_at: "round", cite: ["s"]),
        Commitment(id: "round", name: (vi: "Vòng", en: "Circle"), undertaken_at: "circle", cite: ["s"]),
        Gate(id: "g", name: (vi: "G", en: "G"), part_of: "cao-bang", part_of_since: "2023-12-28", cite: ["s"],
            class: [(value: Bilateral, cite: ["s"])], class_cn: [(value: International, date: "2015", cite: ["s"])],
            status: [(value: NotOpen, date: "/2025-02-26", cite: ["s"])]),
        Place(id: "cao-bang", name: (vi: "Cao Bằng", en: "Cao Bằng"), cite: ["s"]),
        Source(id: "s", name: (vi: "Báo", en: "Paper"), paragraphs: 9)"#;

    fn dataset(text: &str) -> Dataset {
        let loaded = load(&[SourceFile { name: "test.ron".into(), text: format!("[{text}]") }], Vec::new());
        let unknown = loaded.problems.iter().filter(|problem| problem.what.contains("no field here"));
        assert_eq!(unknown.count(), 0);
        loaded.dataset
    }

    fn dated(dataset: &Dataset, id: &str) -> (Option<String>, Option<String>) {
        let record = dataset.by_id(id).unwrap();
        (record.date.as_ref().map(ToString::to_string), record.dated_from().map(ToString::to_string))
    }

    #[test]
    fn what_has_no_date_takes_that_of_its_occasion_and_says_so() {
        let dataset = dataset(TALKS);
        let talks = || Some("2025-06-05~".to_owned());
        assert_eq!(dated(&dataset, "minutes"), (talks(), Some("talks".to_owned())));
        assert_eq!(dated(&dataset, "road"), (talks(), Some("minutes".to_owned())));
        assert_eq!(dated(&dataset, "own"), (Some("2026".to_owned()), None));
        assert_eq!(dated(&dataset, "older"), (None, None));
        assert_eq!(dated(&dataset, "circle"), (None, None));
    }

    #[test]
    fn a_derived_date_is_never_written_as_if_it_were_stated() {
        let dataset = dataset(TALKS);
        let row = dataset.ix("road").unwrap();
        let ron = record_ron(dataset.record(row).unwrap());
        assert!(!ron.contains("date:"), "{ron}");
        let json = record_json(&dataset, row).unwrap();
        assert_eq!(
            (json.get("date"), &json["derived_date"], &json["derived_from"]),
            (None, &"2025-06-05~".into(), &"minutes".into())
        );
    }

    #[test]
    fn who_proposed_and_the_tracks_of_a_gate_are_read_and_written_alike() {
        let first = dataset(TALKS);
        let text: String = first.records().iter().map(record_ron).collect();
        let again = dataset(&text);
        let bare = |record: &Record| Record { origin: crate::model::Origin::default(), ..record.clone() };
        let (one, two): (Vec<_>, Vec<_>) =
            (first.records().iter().map(bare).collect(), again.records().iter().map(bare).collect());
        assert_eq!(one, two);
        let road = first.by_id("road").unwrap();
        assert_eq!(road.proposals().iter().map(|p| (&*p.who, p.cite.len())).collect::<Vec<_>>(), [("cao-bang", 1)]);
        let gate = first.by_id("g").unwrap();
        assert_eq!(gate.history(Field::ClassCn).first().unwrap().value, "International");
        assert_eq!(gate.history(Field::Status).first().unwrap().value, "NotOpen");
        assert_eq!(gate.date_in(Field::PartOfSince).unwrap().as_str(), "2023-12-28");
        let place = first.ix("cao-bang").unwrap();
        let back: Vec<(Field, Ix)> = first.back_links(place).iter().map(|link| (link.field, link.to)).collect();
        assert!(back.contains(&(Field::ProposedBy, first.ix("road").unwrap())), "{back:?}");
    }
}
