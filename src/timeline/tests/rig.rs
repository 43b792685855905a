//! A panel with everything it reads, applied to as the application would.

use egui_kittest::Harness;

use crate::context::OwnedViewCtx;
use crate::context::{Command, Pace};
use crate::timeline::{Arrangement, LaneGrouping, Timeline};
use crate::ui::theme;
use km0_core::dataset::Dataset;
use km0_core::model::Lang;
use km0_core::query::{Clause, Term};

pub(super) struct Rig {
    pub world: OwnedViewCtx,
    pub timeline: Timeline,
    /// Everything that was sent.
    pub sent: Vec<Command>,
}

impl Rig {
    pub(super) fn new(dataset: Dataset) -> Self {
        let mut timeline = Timeline::default();
        timeline.set_today(Some(km0_core::model::Moment::from_ymd(2025, 10, 1).unwrap()));
        timeline.wait_for_layout();
        Self { world: OwnedViewCtx::new(dataset, Lang::En), timeline, sent: Vec::new() }
    }

    pub(super) fn builtin() -> Self {
        Self::new(km0_core::dataset::builtin().dataset)
    }

    pub(super) fn grouped(mut self, grouping: LaneGrouping) -> Self {
        self.timeline.set_arrangement(Arrangement { grouping, ..Arrangement::default() });
        self
    }

    pub(super) fn frame(&mut self, ui: &mut egui::Ui) {
        self.timeline.ui(ui, &self.world.ctx());
        let world = &mut self.world;
        world.hover.end_frame();
        for command in world.commands.take() {
            match &command {
                Command::ShowTime(view) => world.time = *view,
                Command::Play(step) => world.play = step.applied_to(world.play, Pace::default()),
                Command::Select(item) => world.select(vec![item.clone()]),
                Command::FilterTime(date) => {
                    let mut query = world.query.clone();
                    query.forget_time();
                    query.terms.extend(date.clone().map(|date| Term::included(Clause::During(date))));
                    world.ask(query);
                }
                _ => {}
            }
            self.sent.push(command);
        }
    }

    pub(super) fn harness(self, size: [f32; 2], gpu: bool) -> Harness<'static, Self> {
        let style = theme::style(&self.world.palette);
        let dark = self.world.palette.dark;
        let builder = Harness::builder().with_size(size).with_max_steps(40).with_step_dt(1.0 / 60.0);
        let builder = builder.with_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
        let builder = if gpu {
            builder.renderer(egui_kittest::wgpu::WgpuTestRenderer::from_render_state(
                km0_testkit::renderer::render_state(),
            ))
        } else {
            builder
        };
        let builder = builder.with_context_setup(move |ctx| {
            ctx.set_fonts(crate::ui::fonts::definitions());
            ctx.all_styles_mut(|old| *old = style.clone());
        });
        builder.build_ui_state(|ui, rig: &mut Self| rig.frame(ui), self)
    }
}
