//! CPU time of one frame of the map alone on the built-in set, 1280 × 800, at three zooms: at rest,
//! dragged and zoomed; layout, painting and tessellation. Then a table with the 95th percentile,
//! and how long each level of the base map takes to make.

#![allow(missing_docs, clippy::print_stdout)]

use std::hint::black_box;
use std::time::Instant;

use criterion::{BenchmarkId, Criterion};
use egui::{Context, Pos2, RawInput, Rect, vec2};
use km0::context::OwnedViewCtx;
use km0::map::basemap::{Detail, level};
use km0::map::{MapPanel, MapView};
use km0_core::model::Lang;

const ZOOMS: [f64; 3] = [6.0, 9.0, 12.0];
const MOTIONS: [Motion; 3] = [Motion::Still, Motion::Panning, Motion::Zooming];

#[derive(Clone, Copy, Debug)]
enum Motion {
    Still,
    Panning,
    Zooming,
}

struct Map {
    egui: Context,
    panel: MapPanel,
    world: OwnedViewCtx,
    frame: u64,
}

impl Map {
    fn new() -> Self {
        let world = OwnedViewCtx::of_builtin(Lang::Vi);
        Self { egui: world.dressed(), panel: MapPanel::default(), world, frame: 0 }
    }

    /// A frame of a movement around a zoom; the view is as after so many frames of it.
    fn step(&mut self, zoom: f64, motion: Motion) {
        self.frame += 1;
        // there and back, so that it can go on for ever
        let wave = (self.frame as f64 / 40.0).sin();
        let (mut lat, mut lon, mut at) = (22.1, 106.3, zoom);
        match motion {
            Motion::Still => {}
            Motion::Panning => {
                let wide = 4.0 * (6.0 - zoom).exp2();
                (lat, lon) = (lat + 0.2 * wide * wave, lon + wide * wave);
            }
            Motion::Zooming => at += 1.5 * wave,
        }
        self.panel.set_view(MapView { lat, lon, zoom: at });
        self.paint();
    }

    fn paint(&mut self) {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            time: Some(self.frame as f64 / 60.0),
            ..RawInput::default()
        };
        let ctx = self.world.ctx();
        let mut output = self.egui.run_ui(input, |ui| self.panel.ui(ui, &ctx));
        output.textures_delta.clear();
        black_box(self.egui.tessellate(output.shapes, output.pixels_per_point));
    }
}

/// Milliseconds of each of so many frames.
fn samples(map: &mut Map, zoom: f64, motion: Motion, count: usize) -> Vec<f64> {
    let one = |_| {
        let start = Instant::now();
        map.step(zoom, motion);
        start.elapsed().as_secs_f64() * 1e3
    };
    let mut all: Vec<f64> = (0..count).map(one).collect();
    all.sort_by(f64::total_cmp);
    all
}

fn main() {
    println!("level of the base map   ms to make");
    for detail in Detail::ALL {
        let start = Instant::now();
        black_box(level(detail));
        println!("{:<22} {:>11.1}", format!("{detail:?}"), start.elapsed().as_secs_f64() * 1e3);
    }
    let mut map = Map::new();
    println!("\nframe of the map     median ms   p95 ms   longest ms");
    for (zoom, motion) in ZOOMS.into_iter().flat_map(|zoom| MOTIONS.map(|motion| (zoom, motion))) {
        samples(&mut map, zoom, motion, 60);
        let all = samples(&mut map, zoom, motion, 500);
        // parts are between 0 and 1
        #[allow(clippy::cast_sign_loss)]
        let at = |part: f64| all.get((all.len() as f64 * part) as usize).or(all.last()).copied().unwrap_or_default();
        println!("zoom {zoom:<3} {:<10} {:>10.2} {:>8.2} {:>12.2}", format!("{motion:?}"), at(0.5), at(0.95), at(1.0));
    }
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("map");
    for (zoom, motion) in ZOOMS.into_iter().flat_map(|zoom| MOTIONS.map(|motion| (zoom, motion))) {
        let id = BenchmarkId::new(format!("{motion:?}").to_lowercase(), zoom);
        group.bench_function(id, |b| b.iter(|| map.step(zoom, motion)));
    }
    group.finish();
    criterion.final_summary();
}
