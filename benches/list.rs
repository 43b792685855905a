//! CPU time of one frame of the list alone, with tessellation: on the built-in set and on a million
//! generated records; at rest, scrolled, and with every column. Then how long the orders take that
//! are worked out once.

#![allow(missing_docs, clippy::print_stdout)]

#[path = "support/generate.rs"]
mod generate;

use std::hint::black_box;
use std::time::Instant;

use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use km0::browse::{Column, List, Order, Setup};
use km0::context::{Command, Commands, Focus, Hover, Item, TimeView, ViewCtx};
use km0::dataset::{Dataset, builtin};
use km0::model::Lang;
use km0::query::{Answer, Corpus, Query};
use km0::ui::theme::{self, Palette};
use km0::words::Words;

struct Bench {
    egui: Context,
    list: List,
    dataset: Dataset,
    corpus: Corpus,
    query: Query,
    answer: Answer,
    words: Words,
    palette: Palette,
    commands: Commands,
    hover: Hover,
    selection: Vec<Item>,
    focus: Focus,
    revision: u64,
    frame: u64,
    /// Points to the right.
    width: f32,
}

impl Bench {
    fn new(dataset: Dataset) -> Self {
        let corpus = Corpus::new(&dataset);
        let palette = Palette::light();
        let egui = Context::default();
        egui.set_fonts(km0::ui::fonts::definitions());
        egui.all_styles_mut(|style| *style = theme::style(&palette));
        let query = Query::default();
        Self {
            egui,
            list: List::default(),
            answer: query.run(&dataset, &corpus),
            query,
            words: Words::new(Lang::Vi),
            palette,
            commands: Commands::default(),
            hover: Hover::default(),
            selection: Vec::new(),
            focus: Focus::default(),
            revision: 1,
            frame: 0,
            width: 420.0,
            dataset,
            corpus,
        }
    }

    fn ask(&mut self, text: &str) {
        self.query = Query::parse(text).unwrap_or_default();
        self.answer = self.query.run(&self.dataset, &self.corpus);
        self.revision += 1;
    }

    fn set_up(&mut self, setup: Setup) {
        self.list = List::new(setup);
    }

    fn paint(&mut self, events: Vec<Event>) {
        self.frame += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(self.width, 1000.0))),
            time: Some(self.frame as f64 / 60.0),
            events,
            ..RawInput::default()
        };
        let ctx = ViewCtx {
            dataset: &self.dataset,
            query: &self.query,
            answer: &self.answer,
            selection: &self.selection,
            focus: &self.focus,
            hover: &self.hover,
            words: &self.words,
            palette: &self.palette,
            time: TimeView::default(),
            revision: self.revision,
            play: None,
            opened: 0,
            commands: &self.commands,
        };
        let Self { egui, list, .. } = self;
        let mut output = egui.run_ui(input, |ui| list.ui(ui, &ctx));
        output.textures_delta.clear();
        black_box(self.egui.tessellate(output.shapes, output.pixels_per_point));
        for command in self.commands.take() {
            if let Command::Select(item) = command {
                self.selection = vec![item];
                self.focus = Focus::new(&self.dataset, &self.selection);
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

fn of_all_columns() -> Setup {
    let mut setup = Setup::default();
    Column::ALL.into_iter().filter(|column| !Setup::default().has(*column)).for_each(|column| setup.toggle(column));
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
            let mut setup = Setup::default();
            setup.order = Order { column, descending: false };
            bench.set_up(setup);
            let start = Instant::now();
            bench.paint(Vec::new());
            let first = start.elapsed().as_secs_f64() * 1e3;
            bench.revision += 1;
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
