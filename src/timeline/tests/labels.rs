//! What is painted on the built-in dataset: labels are whole, and nothing that has to do with the
//! selection is without a name.

use std::collections::BTreeSet;

use egui::epaint::{ClippedShape, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::rig::Rig;
use crate::context::{Item, TimeView, neighbours, seconds};
use crate::timeline::text;
use km0_core::model::{Kind, Lang, Moment};

/// Points that the timeline has below list and map on a screen of 1366 × 768.
const SIZE: [f32; 2] = [986.0, 330.0];

fn harness(lang: Lang, time: TimeView, selected: Option<&str>) -> Harness<'static, Rig> {
    let mut rig = Rig::builtin();
    rig.world.words = km0_core::words::Words::new(lang);
    rig.world.time = time;
    rig.world.select(selected.into_iter().map(|id| Item::Record(id.into())).collect());
    let mut harness = rig.harness(SIZE, false);
    harness.run();
    harness
}

/// Every text that is painted, with where it stands and what is seen of there.
fn texts(harness: &Harness<'_, Rig>) -> Vec<(String, egui::Rect, egui::Rect)> {
    fn of(shape: &Shape, clip: egui::Rect, found: &mut Vec<(String, egui::Rect, egui::Rect)>) {
        match shape {
            Shape::Text(text) => {
                let at = egui::Rect::from_min_size(text.pos, text.galley.size());
                found.push((text.galley.text().to_owned(), at, clip));
            }
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| of(shape, clip, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for ClippedShape { clip_rect, shape, .. } in &harness.output().shapes {
        of(shape, *clip_rect, &mut found);
    }
    found
}

fn views() -> [TimeView; 3] {
    let at = |year, month| seconds(Moment::from_ymd(year, month, 1).unwrap());
    [TimeView::default(), TimeView::new(at(2023, 1), at(2024, 1)), TimeView::new(at(2023, 12), at(2024, 1))]
}

#[test]
fn every_label_in_view_is_the_whole_name_and_none_lies_over_another() {
    for lang in Lang::ALL {
        for (time, fewest) in views().into_iter().zip([10, 10, 5]) {
            let harness = harness(lang, time, None);
            let rig = harness.state();
            let ctx = rig.world.ctx();
            let names: BTreeSet<String> = rig
                .world
                .data
                .dataset
                .records()
                .iter()
                .filter(|record| record.kind.is_event())
                .map(|record| text::label(record.date.as_ref(), ctx.name(record)))
                .collect();
            let found = texts(&harness);
            let labels: Vec<_> = found.iter().filter(|(text, ..)| names.contains(text)).collect();
            assert!(labels.len() >= fewest, "{lang:?}: {} labels", labels.len());
            for (n, (text, at, clip)) in labels.iter().enumerate() {
                // lanes that scroll may show half of a row, but never half of a name
                let across = clip.left() <= at.left() + 1.0 && at.right() - 1.0 <= clip.right();
                assert!(across, "{lang:?}: {text:?} is cut: {at:?} by {clip:?}");
                assert!(!text.contains('…'));
                for (other, there, _) in labels.iter().skip(n + 1) {
                    assert!(!at.shrink(1.0).intersects(there.shrink(1.0)), "{text:?} over {other:?}");
                }
            }
        }
    }
}

#[test]
fn for_every_gate_what_has_to_do_with_it_is_labelled_or_named_in_a_group() {
    let dataset = km0_core::dataset::builtin().dataset;
    let mut harness = harness(Lang::Vi, TimeView::default(), None);
    let gates: Vec<String> = dataset.of_kind(Kind::Gate).map(|(_, record)| record.id.to_string()).collect();
    assert!(gates.len() >= 40);
    for gate in gates {
        harness.state_mut().world.select(vec![Item::Record(gate.as_str().into())]);
        harness.run();
        let painted: BTreeSet<String> = texts(&harness).into_iter().map(|(text, ..)| text).collect();
        let nodes = harness.query_all_by(|node| node.label().is_some());
        let told: Vec<String> = nodes.filter_map(|node| node.accesskit_node().label()).collect();
        let period = TimeView::default();
        for ix in neighbours(&dataset, dataset.ix(&gate).unwrap()) {
            let record = dataset.record(ix).unwrap();
            if !record.kind.happens() {
                continue;
            }
            let Some(event) = crate::timeline::event::TimelineEvent::new(ix, record) else { continue };
            if event.from >= period.to || event.to <= period.from {
                continue;
            }
            let name = record.name.get(Lang::Vi);
            let label = text::label(record.date.as_ref(), name);
            let named = painted.contains(&label) || told.iter().any(|said| said.contains(name));
            assert!(named, "{gate}: {name:?} has neither label nor group");
        }
        assert!(harness.state().timeline.hidden() <= 0.0, "{gate}: all lanes are in view");
    }
}

#[test]
fn where_nothing_of_the_selection_lies_in_the_shown_time_the_rest_is_told_as_ever() {
    let [_, _, month] = views();
    let said = |selected| -> Vec<String> {
        let name = |text: &String| text.chars().count() > 12;
        texts(&harness(Lang::En, month, selected)).into_iter().map(|(text, ..)| text).filter(name).collect()
    };
    let events = said(None);
    assert!(events.len() >= 5, "{events:?}");
    let after = said(Some("memo-old-marker-53-2025"));
    assert!(events.iter().filter(|event| after.contains(event)).count() >= 5, "{events:?} {after:?}");
}
