//! CPU time of one frame of the list alone, with tessellation: on the built-in set and on a million
//! generated records; at rest, scrolled, and with every column. Then how long the orders take that
//! are worked out once.

#![allow(missing_docs, clippy::print_stdout)]

use km0_testkit::generate;

use std::hint::black_box;
use std::time::Instant;

use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use km0::browse::{Column, ListOrder, ListPanel, ListSetup};
use km0::context::{Command, LeftTab, OwnedViewCtx};
use km0_core::dataset::{Dataset, builtin};
use km0_core::model::Lang;
use km0_core::query::Query;

struct Bench {
    egui: Context,
    list: ListPanel,
    world: OwnedViewCtx,
    frame: u64,
    /// Points to the right.
    width: f32,
}

impl Bench {
    fn new(dataset: Dataset) -> Self {
        let world = OwnedViewCtx::new(dataset, Lang::Vi);
        let mut list = ListPanel::default();
        list.wait_for_order();
        Self { egui: world.dressed(), list, world, frame: 0, width: 420.0 }
    }

    fn ask(&mut self, text: &str) {
        self.world.ask(Query::parse(text).unwrap_or_default());
    }

    fn set_up(&mut self, setup: ListSetup) {
        self.list = ListPanel::new(setup);
        self.list.wait_for_order();
    }

    fn paint(&mut self, events: Vec<Event>) {
        self.frame += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(self.width, 1000.0))),
            time: Some(self.frame as f64 / 60.0),
            events,
            ..RawInput::default()
        };
        let Self { egui, list, world, .. } = self;
        let ctx = world.ctx();
        let mut output = egui.run_ui(input, |ui| list.ui(ui, &ctx, LeftTab::Events));
        output.textures_delta.clear();
        black_box(self.egui.tessellate(output.shapes, output.pixels_per_point));
        for command in self.world.commands.take() {
            if let Command::Select(item) = command {
                self.world.select(vec![item]);
            }
        }
    }

    /// Prints the median and the 95th percentile of 400 frames in milliseconds.
    fn measure(&mut self, name: &str, events: impl Fn(u64) -> Vec<Event>) {
        for _ in 0..30 {
            self.paint(Vec::new());
        }
        let mut all: Vec<f64> = (0..400)
            .map(|at| {
                let events = events(at);
                let start = Instant::now();
                self.paint(events);
                start.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        all.sort_by(f64::total_cmp);
        let at = |part: usize| all.get(all.len() * part / 100).copied().unwrap_or_default();
        println!("{name:<44} {:>8.3} {:>8.3}", at(50), at(95));
    }
}

fn down(_: u64) -> Vec<Event> {
    vec![Event::Key { key: Key::ArrowDown, physical_key: None, pressed: true, repeat: true, modifiers: Modifiers::ALT }]
}

fn pointer(at: u64) -> Vec<Event> {
    vec![Event::PointerMoved(egui::pos2(200.0, 60.0 + (at * 7 % 900) as f32))]
}

fn of_all_columns() -> ListSetup {
    let mut setup = ListSetup::default();
    Column::ALL.into_iter().filter(|column| !ListSetup::default().has(*column)).for_each(|column| setup.toggle(column));
    setup
}

fn main() {
    println!("{:<44} {:>8} {:>8}", "frame of the list", "median", "p95 ms");
    let sets = [("built in", builtin().dataset), ("a million", generate::dataset(1_000_000, 7))];
    for (set, dataset) in sets {
        let mut bench = Bench::new(dataset);
        bench.width = 420.0;
        bench.measure(&format!("{set}, at rest"), |_| Vec::new());
        bench.measure(&format!("{set}, pointed at"), pointer);
        bench.measure(&format!("{set}, walked by keyboard"), down);
        bench.ask("huu nghi");
        bench.measure(&format!("{set}, matches marked"), |_| Vec::new());
        bench.ask("");
        bench.width = 1_400.0;
        bench.set_up(of_all_columns());
        bench.measure(&format!("{set}, all columns, at rest"), |_| Vec::new());
        bench.measure(&format!("{set}, all columns, walked by keyboard"), down);
        for column in Column::ALL {
            let mut setup = ListSetup::default();
            setup.order = ListOrder { column, descending: false };
            bench.set_up(setup);
            let start = Instant::now();
            bench.paint(Vec::new());
            let first = start.elapsed().as_secs_f64() * 1e3;
            bench.world.revision += 1;
            let start = Instant::now();
            bench.paint(Vec::new());
            println!(
                "{:<44} {first:>8.1} {:>8.2}",
                format!("{set}, by {column:?}: first, another answer"),
                start.elapsed().as_secs_f64() * 1e3
            );
        }
    }
}
