//! What a question costs: a keystroke in the search box, a step of the brush on the ruler, and
//! counting every facet after it; over the built-in set and over generated ones.
//!
//! `cargo bench --bench query`, or with a size: `cargo bench --bench query -- 100000`.

// a bench that can't ask has nothing to measure
#![allow(missing_docs, clippy::unwrap_used)]

use km0_testkit::generate;

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use km0_core::dataset::{Dataset, builtin};
use km0_core::model::Edtf;
use km0_core::query::{Answer, Clause, Corpus, FACETS, Query, Recount, Term};

/// What somebody types, letter by letter.
const TYPED: &str = "hop tac cua khau";

/// A walk of brushes over the years: the same on every machine.
fn brushes() -> impl Iterator<Item = Query> {
    let mut seed = 7_u64;
    std::iter::repeat_with(move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (from, months) = ((seed >> 33) % 60, 1 + (seed >> 45) % 30);
        let day = |month: u64| format!("{}-{:02}-{:02}", 2020 + month / 12, 1 + month % 12, 1 + (seed >> 50) % 28);
        let date = Edtf::parse(&format!("{}/{}", day(from), day(from + months))).unwrap();
        Query { terms: vec![Term::included(Clause::During(date))] }
    })
}

fn keystrokes() -> impl Iterator<Item = Query> {
    let texts: Vec<String> = (1..=TYPED.len()).map(|end| TYPED[..end].trim().to_owned()).collect();
    texts.into_iter().cycle().map(|text| Query::parse(&text).unwrap())
}

fn facets(query: &Query, answer: &Answer, dataset: &Dataset, corpus: &Corpus) -> usize {
    let recount = Recount::new(query, answer, dataset, corpus);
    FACETS.iter().map(|key| recount.facet(*key).len()).sum()
}

fn questions(bench: &mut Criterion) {
    let sizes: [(&str, Option<usize>); 4] =
        [("built-in", None), ("10000", Some(10_000)), ("100000", Some(100_000)), ("1000000", Some(1_000_000))];
    for (name, size) in sizes {
        // building a million records takes longer than all the measuring
        let wanted = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
        if wanted.is_some_and(|wanted| wanted != name) {
            continue;
        }
        let dataset = size.map_or_else(|| builtin().dataset, |records| generate::dataset(records, 1));
        let corpus = Corpus::new(&dataset);
        let mut group = bench.benchmark_group("question");
        group.sample_size(50);
        let mut all = brushes();
        group.bench_function(BenchmarkId::new("brush", name), |b| {
            b.iter_batched(|| all.next().unwrap(), |query| query.run(&dataset, &corpus), BatchSize::PerIteration);
        });
        group.bench_function(BenchmarkId::new("facets", name), |b| {
            let asked = || {
                let query = all.next().unwrap();
                let answer = query.run(&dataset, &corpus);
                (query, answer)
            };
            b.iter_batched(asked, |(q, a)| black_box(facets(&q, &a, &dataset, &corpus)), BatchSize::PerIteration);
        });
        let mut typed = keystrokes();
        group.bench_function(BenchmarkId::new("keystroke", name), |b| {
            b.iter_batched(|| typed.next().unwrap(), |query| query.run(&dataset, &corpus), BatchSize::PerIteration);
        });
        group.finish();
    }
}

criterion_group!(benches, questions);
criterion_main!(benches);
