//! CPU time of a frame of the timeline while time is panned: model, layout, paint, tessellation.
//! Nothing is sent to a graphics card. The first figures are those of opening: everything that a
//! dataset, a question and a zoom level are worked out for once.

#![allow(missing_docs)]
#![allow(clippy::print_stdout)]

use std::hint::black_box;
use std::time::Instant;

use egui::{Context, Pos2, RawInput, Rect, vec2};
use km0::context::OwnedViewCtx;
use km0::context::{TimeView, seconds};
use km0::timeline::Timeline;
use km0_core::dataset::{self, Dataset};
use km0_core::model::{Lang, Moment};

use km0_testkit::generate;

const SIZE: [f32; 2] = [1600.0, 480.0];
/// Points that a frame pans by: a quick hand.
const STEP: f64 = 24.0;
const FRAMES: usize = 400;

struct Panel {
    egui: Context,
    timeline: Timeline,
    world: OwnedViewCtx,
    frame: usize,
}

impl Panel {
    fn new(dataset: Dataset) -> Self {
        let mut timeline = Timeline::default();
        timeline.set_today(Moment::from_ymd(2025, 10, 1));
        timeline.wait_for_layout();
        let world = OwnedViewCtx::new(dataset, Lang::Vi);
        Self { egui: world.dressed(), timeline, world, frame: 0 }
    }

    /// One frame in milliseconds.
    fn paint(&mut self, time: TimeView) -> f64 {
        self.frame += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(SIZE[0], SIZE[1]))),
            time: Some(self.frame as f64 / 60.0),
            ..RawInput::default()
        };
        let start = Instant::now();
        self.world.time = time;
        let ctx = self.world.ctx();
        let mut output = self.egui.run_ui(input, |ui| self.timeline.ui(ui, &ctx));
        output.textures_delta.clear();
        black_box(self.egui.tessellate(output.shapes, output.pixels_per_point));
        let took = start.elapsed().as_secs_f64() * 1e3;
        // a panel without its application: nobody asks what it sent
        drop(self.world.commands.take());
        took
    }
}

fn views() -> [(&'static str, TimeView); 3] {
    let at = |year, month| Moment::from_ymd(year, month, 1).map_or(0.0, seconds);
    [
        ("whole span", TimeView::new(at(2020, 1), at(2026, 1))),
        ("one year", TimeView::new(at(2022, 1), at(2023, 1))),
        ("one month", TimeView::new(at(2022, 3), at(2022, 4))),
    ]
}

fn main() {
    println!("{:<12} {:<12} {:>9} {:>9} {:>9} {:>9}", "records", "view", "first ms", "median", "p95", "longest");
    for size in [None, Some(10_000), Some(100_000), Some(1_000_000)] {
        let dataset = size.map_or_else(|| dataset::builtin().dataset, |records| generate::dataset(records, 1));
        let name = size.map_or("built-in".to_owned(), |records| records.to_string());
        let mut panel = Panel::new(dataset);
        for (view, time) in views() {
            let first = panel.paint(time);
            // there and back, so that it can go on for ever; a wave of two windows
            let shift = |n: usize| {
                let way = (n as f64 * STEP) % (4.0 * f64::from(SIZE[0]));
                let back = 4.0 * f64::from(SIZE[0]) - way;
                way.min(back) * time.width() / f64::from(SIZE[0])
            };
            let mut all: Vec<f64> = (0..FRAMES).map(|n| panel.paint(time.panned(shift(n)))).collect();
            all.sort_by(f64::total_cmp);
            // parts are between 0 and 1
            #[allow(clippy::cast_sign_loss)]
            let at =
                |part: f64| all.get((all.len() as f64 * part) as usize).or(all.last()).copied().unwrap_or_default();
            println!("{name:<12} {view:<12} {first:>9.2} {:>9.2} {:>9.2} {:>9.2}", at(0.5), at(0.95), at(1.0));
        }
    }
}
