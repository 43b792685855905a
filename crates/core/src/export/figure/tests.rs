use super::shape::{line_in, ring_in, thinned};
use super::*;
use crate::dataset::{Dataset, builtin};
use crate::model::{Lang, Moment};
use crate::words::Words;

const SIZES: FigureSizes = FigureSizes { map: [420.0, 300.0], strip: 720.0, text: 12.0, rows: u8::MAX };

fn figures(dataset: &Dataset, rows: &[Ix]) -> Figures {
    let words = Words::new(Lang::Vi);
    Figures::for_rows(&Reader { dataset, words: &words }, rows, None, SIZES)
}

#[test]
fn every_dated_event_has_one_mark_on_the_strip_and_none_covers_another() {
    let dataset = builtin().dataset;
    let rows: Vec<Ix> = dataset.rows().collect();
    let strip = figures(&dataset, &rows).strip.unwrap();
    let mut marked: Vec<Ix> = strip.marks.iter().filter_map(|mark| mark.of.as_ref().map(|of| of.ix)).collect();
    marked.sort_unstable();
    let dated = |ix: &Ix| dataset.kind(*ix).unwrap().is_event() && dataset.bounds(*ix).is_some();
    assert_eq!(marked, rows.into_iter().filter(dated).collect::<Vec<_>>());
    let discs: Vec<([f32; 2], f32)> = strip
        .marks
        .iter()
        .filter_map(|mark| if let FigureShape::Disc { at, radius, .. } = mark.form { Some((at, radius)) } else { None })
        .collect();
    assert!(discs.len() > 200);
    for (n, ([x, y], radius)) in discs.iter().enumerate() {
        assert!(*y + radius <= strip.size[1]);
        let apart = |([ox, oy], other): &([f32; 2], f32)| (x - ox).hypot(y - oy) >= radius + other - 0.01;
        assert!(discs[n + 1..].iter().all(apart), "a mark at {x}, {y} is covered");
    }
}

#[test]
fn a_strip_that_may_not_be_high_has_smaller_marks_and_none_covers_another() {
    let dataset = builtin().dataset;
    let words = Words::new(Lang::Vi);
    let rows: Vec<Ix> = dataset.back_links(dataset.ix("lang-son").unwrap()).iter().map(|link| link.to).collect();
    let drawn = |rows_in: u8| {
        let sizes = FigureSizes { rows: rows_in, ..SIZES };
        Figures::for_rows(&Reader { dataset: &dataset, words: &words }, &rows, None, sizes).strip.unwrap()
    };
    let (high, low) = (drawn(u8::MAX), drawn(2));
    assert!(low.size[1] < high.size[1] * 0.8, "{:?} {:?}", low.size, high.size);
    let of = |figure: &Figure| figure.marks.iter().filter(|mark| mark.of.is_some()).count();
    assert_eq!(of(&low), of(&high));
    let discs: Vec<([f32; 2], f32)> = low
        .marks
        .iter()
        .filter_map(|mark| if let FigureShape::Disc { at, radius, .. } = mark.form { Some((at, radius)) } else { None })
        .collect();
    for (n, ([x, y], radius)) in discs.iter().enumerate() {
        let apart = |([ox, oy], other): &([f32; 2], f32)| (x - ox).hypot(y - oy) >= radius + other - 0.01;
        assert!(discs[n + 1..].iter().all(apart), "a mark at {x}, {y} is covered");
    }
}

#[test]
fn a_strip_on_paper_is_never_higher_than_a_page() {
    let dataset = builtin().dataset;
    let words = Words::new(Lang::Vi);
    let reader = Reader { dataset: &dataset, words: &words };
    let all: Vec<Ix> = dataset.rows().collect();
    for (rows, most) in [(8, 720.0 * 0.85), (2, 720.0 * 0.85)] {
        let strip = Figures::for_rows(&reader, &all, None, FigureSizes { rows, ..SIZES }).strip.unwrap();
        assert!(strip.size[1] <= most, "{rows} rows: {:?}", strip.size);
        assert!(strip.marks.iter().filter(|mark| mark.of.is_some()).count() > 400, "nothing is left out");
    }
}

#[test]
fn a_map_shows_the_places_of_the_records_and_leads_to_them() {
    let dataset = builtin().dataset;
    let gate = dataset.ix("ta-lung").unwrap();
    let about: Vec<Ix> = dataset.back_links(gate).iter().map(|link| link.to).collect();
    let figures = figures(&dataset, &about);
    assert!(figures.sites.iter().any(|site| site.ix == gate && !site.rows.is_empty()));
    let map = figures.map.unwrap();
    for mark in map.marks.iter().filter(|mark| mark.of.is_some()) {
        let FigureShape::Disc { at: [x, y], .. } = mark.form else { panic!("{mark:?}") };
        assert!((0.0..=420.0).contains(&x) && (0.0..=300.0).contains(&y), "{x}, {y}");
    }
    assert!(map.about.contains("Tà Lùng"), "{}", map.about);
    assert!(map.marks.iter().any(|mark| matches!(&mark.form, FigureShape::Text { text, .. } if text == "Tà Lùng")));
    assert!(map.marks.iter().any(|mark| mark.tone == FigureTone::Border), "the border is in sight");
}

#[test]
fn nothing_is_drawn_of_nothing() {
    let dataset = builtin().dataset;
    assert!(figures(&dataset, &[]).is_empty());
}

#[test]
fn what_is_drawn_stays_in_its_frame() {
    let ring = [[-5.0, 5.0], [5.0, -5.0], [15.0, 5.0], [5.0, 15.0]];
    let kept = ring_in(&ring, [10.0, 10.0]);
    assert!(kept.iter().flatten().all(|value| (0.0..=10.0).contains(value)), "{kept:?}");
    assert_eq!(ring_in(&[[20.0, 20.0], [30.0, 20.0], [30.0, 30.0]], [10.0, 10.0]), Vec::<[f32; 2]>::new());
    let parts = line_in(&[[-5.0, 5.0], [5.0, 5.0], [5.0, 20.0], [8.0, 20.0], [8.0, 5.0]], [10.0, 10.0]);
    assert_eq!(parts, [vec![[0.0, 5.0], [5.0, 5.0], [5.0, 10.0]], vec![[8.0, 10.0], [8.0, 5.0]]]);
    assert_eq!(
        thinned(&[[0.0, 0.0], [5.0, 0.1], [10.0, 0.0], [10.0, 9.0]], 0.5),
        [[0.0, 0.0], [10.0, 0.0], [10.0, 9.0]]
    );
}

#[test]
fn a_map_names_the_provinces_of_both_sides_as_they_were_then() {
    let dataset = builtin().dataset;
    let words = Words::new(Lang::Vi);
    let reader = Reader { dataset: &dataset, words: &words };
    let gate = dataset.ix("thanh-thuy").unwrap();
    let names = |year, month: u8| {
        // what is shown last tells, whatever comes before it
        let time = Span { from: Moment::from_ymd(2023, 1, 1), to: Moment::from_ymd(year, month + 1, 1) };
        let lens = Lens { frame: None, time, marked: vec![gate] };
        let map = Figures::seen(&reader, &[gate], &lens, SIZES).map.unwrap();
        assert!(
            map.marks.iter().any(|mark| mark.tone == FigureTone::Front)
                && map.marks.iter().any(|mark| mark.tone == FigureTone::Across)
        );
        let text =
            |mark: &FigureMark| if let FigureShape::Text { text, .. } = &mark.form { Some(text.clone()) } else { None };
        map.marks.iter().filter_map(text).collect::<Vec<_>>()
    };
    let has = |names: &[String], name: &str| names.iter().any(|one| one == name);
    let (before, after) = (names(2024, 1), names(2025, 7));
    assert!(has(&before, "HÀ GIANG") && has(&before, "VÂN NAM"), "{before:?}");
    assert!(has(&after, "TUYÊN QUANG") && !has(&after, "HÀ GIANG"), "{after:?}");
}
