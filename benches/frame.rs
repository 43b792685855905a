//! CPU time of one frame of the whole window on the built-in set: layout, panels, tessellation.
//! Nothing is sent to a graphics card.

#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Context, Pos2, RawInput, Rect, vec2};
use km0::app::input::{Input, Panel, WindowCommand};
use km0::app::{Data, Explorer, Settings, State, apply};
use km0::context::{Board, Command, Item, TimeView};
use km0_core::dataset;

/// The interface at 1920 × 1080 with a clock of its own.
struct Window {
    ctx: Context,
    explorer: Explorer,
    frame: u64,
}

impl Window {
    fn new(inputs: Vec<Input>) -> Self {
        let ctx = Context::default();
        let mut state = State::new(Data::new(dataset::builtin(), None), Settings::default());
        for input in inputs {
            apply(&mut state, input);
        }
        Explorer::install(&ctx);
        let explorer = Explorer::new(state);
        let mut window = Self { ctx, explorer, frame: 0 };
        for _ in 0..20 {
            window.frame();
        }
        window
    }

    fn frame(&mut self) {
        self.frame += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1920.0, 1080.0))),
            time: Some(self.frame as f64 / 60.0),
            ..RawInput::default()
        };
        let Self { ctx, explorer, .. } = self;
        let mut output = ctx.run_ui(input, |ui| {
            explorer.logic(&ui.ctx().clone());
            explorer.ui(ui);
        });
        output.textures_delta.clear();
        black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
    }
}

fn select(id: &str) -> Input {
    Command::Select(Item::Record(id.into())).into()
}

fn frames(c: &mut Criterion) {
    let mut group = c.benchmark_group("frame");
    for (name, commands) in [
        ("nothing selected", vec![]),
        ("gate selected", vec![select("ta-lung")]),
        ("long meeting selected", vec![select("early-spring-2021")]),
        ("searching", vec![Command::Ask("huu nghi".to_owned()).into()]),
    ] {
        let mut window = Window::new(commands);
        group.bench_function(name, |b| b.iter(|| window.frame()));
    }
    let mut window =
        Window::new(vec![Command::ShowBoard(Board::Gates).into(), WindowCommand::Toggle(Panel::List).into()]);
    group.bench_function("the board of all gates", |b| b.iter(|| window.frame()));
    let mut window = Window::new(vec![select("ta-lung")]);
    let whole = TimeView::default();
    group.bench_function("panning through time", |b| {
        b.iter(|| {
            let step = (window.frame % 400) as f64 / 400.0;
            window.explorer.state.time = whole.zoomed(3.0, whole.from).panned(step * whole.width() * 0.6);
            window.frame();
        });
    });
    group.finish();
}

/// What each panel costs: the window with the others put away.
fn panels(c: &mut Criterion) {
    let all = [Panel::List, Panel::Map, Panel::Timeline, Panel::Details];
    let mut group = c.benchmark_group("panel");
    for (name, shown) in [
        ("none", None),
        ("list", Some(Panel::List)),
        ("map", Some(Panel::Map)),
        ("timeline", Some(Panel::Timeline)),
        ("details", Some(Panel::Details)),
    ] {
        let mut commands = vec![select("early-spring-2021")];
        commands.extend(
            all.into_iter().filter(|panel| Some(*panel) != shown).map(|panel| WindowCommand::Toggle(panel).into()),
        );
        let mut window = Window::new(commands);
        group.bench_function(name, |b| b.iter(|| window.frame()));
    }
    group.finish();
}

fn start(c: &mut Criterion) {
    c.bench_function("open the built-in set", |b| b.iter(|| Data::new(dataset::builtin(), None)));
}

criterion_group!(benches, frames, panels, start);
criterion_main!(benches);
