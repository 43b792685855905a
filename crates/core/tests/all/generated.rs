//! The generator of large datasets makes what a file could hold.

use km0_core::model::Kind;
use km0_core::model::schema::fields_of;

use km0_testkit::generate;

#[test]
fn the_same_numbers_give_the_same_dataset() {
    let (one, same, other) = (generate::dataset(600, 7), generate::dataset(600, 7), generate::dataset(600, 8));
    assert_eq!(one.records(), same.records());
    assert_ne!(one.records(), other.records());
}

#[test]
fn a_generated_dataset_has_the_size_asked_for_and_the_shape_of_the_schema() {
    let dataset = generate::dataset(5_000, 1);
    assert_eq!(dataset.len(), 5_000);
    for record in dataset.records() {
        let known = fields_of(record.kind);
        assert!(record.fields.iter().all(|(field, _)| known.iter().any(|spec| spec.field == *field)), "{}", record.id);
        assert!(record.links().all(|(_, to)| dataset.ix(to).is_some()), "{} leads nowhere", record.id);
    }
    let dated = dataset.records().iter().filter(|record| record.kind.is_event() && record.date.is_some()).count();
    assert!(dated > 4_500, "{dated} are dated events");
    let followed = dataset.of_kind(Kind::Commitment).count();
    assert!(followed > 1_500, "{followed} commitments");
}
