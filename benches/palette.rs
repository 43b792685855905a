//! What the palette costs the thread that paints: opening it for the first time, and each letter
//! that is typed; over the built-in set and over a hundred thousand records.

#![allow(missing_docs)]

use km0_testkit::generate;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use km0::app::{AppCtx, Data, Finder, Settings, State};
use km0::context::{Commands, Hover, Queue, ViewCtx};
use km0::ui::theme::Palette;
use km0_core::dataset::{Loaded, builtin};
use km0_core::model::Lang;
use km0_core::words::Words;

const TYPED: &str = "cua khau ta lung";

fn palette(bench: &mut Criterion) {
    for (name, size) in [("built-in", None), ("100000", Some(100_000))] {
        let generated = |records| Loaded { dataset: generate::dataset(records, 1), problems: Vec::new() };
        let loaded = size.map_or_else(builtin, generated);
        let state = State::new(Data::new(loaded, None), Settings::default());
        let (words, colours) = (Words::new(Lang::Vi), Palette::light());
        let (hover, commands) = (Hover::default(), Commands::default());
        let ctx = ViewCtx {
            data: &state.data,
            dataset: &state.data.dataset,
            query: &state.ask.query,
            answer: &state.ask.answer,
            selection: &state.selection,
            focus: &state.focus,
            hover: &hover,
            words: &words,
            palette: &colours,
            time: state.time,
            revision: state.revision,
            text_revision: 0,
            play: None,
            opened: 0,
            commands: &commands,
        };
        let inputs = Queue::default();
        let ctx = AppCtx { view: &ctx, state: &state, inputs: &inputs };
        let _egui = egui::Context::default();
        let mut group = bench.benchmark_group("palette");
        group.sample_size(20);
        group.bench_function(BenchmarkId::new("open", name), |b| {
            b.iter(|| black_box(Finder::default().ask(&ctx, "")));
        });
        let mut finder = Finder::default();
        // the names of a large set come a little later
        while finder.ask(&ctx, "a") < 100 {}
        let ends: Vec<usize> = (1..=TYPED.len()).collect();
        let mut at = ends.iter().cycle();
        group.bench_function(BenchmarkId::new("letter", name), |b| {
            b.iter(|| at.next().map(|end| black_box(finder.ask(&ctx, TYPED.get(..*end).unwrap_or_default()))));
        });
        let mut firsts = ["c", "h", "t", "l"].iter().cycle();
        group.bench_function(BenchmarkId::new("first letter", name), |b| {
            b.iter(|| firsts.next().map(|letter| black_box(finder.ask(&ctx, letter))));
        });
        group.finish();
    }
}

criterion_group!(benches, palette);
criterion_main!(benches);
