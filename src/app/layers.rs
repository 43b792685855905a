//! The switch above the filters between what documents say, what the press says, what a person has
//! laid over it, and all of it; and below it the files that are laid over it.

use egui::{Button, CornerRadius, Role, Ui, WidgetInfo};

use super::app_ctx::AppCtx;
use super::input::{Dialog, LayerCommand, WindowCommand};
use crate::context::{Cached, Command};
use km0_core::model::{Field, Kind};
use km0_core::query::{Clause, Key, Query, Term};

/// Keeps whether there is anything to choose between until another dataset is opened.
#[derive(Debug, Default)]
pub(super) struct LayerSwitch {
    both: Cached<u64, bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LayerChoice {
    Documents,
    Press,
    Mine,
    All,
}

impl LayerChoice {
    const ALL: [Self; 4] = [Self::Documents, Self::Press, Self::Mine, Self::All];

    /// Those that there are to choose between; none where there is one.
    fn offered(documents: bool, mine: bool) -> Vec<Self> {
        let is = |choice: &Self| match choice {
            Self::Documents | Self::Press => documents,
            Self::Mine => mine,
            Self::All => documents || mine,
        };
        Self::ALL.into_iter().filter(is).collect()
    }

    fn title(self, mine: bool) -> &'static str {
        match self {
            Self::Documents => "layer-documents",
            Self::Press => "layer-press",
            Self::Mine => "layer-mine",
            Self::All if mine => "layer-all",
            Self::All => "layer-both",
        }
    }

    fn value(self) -> Option<&'static str> {
        match self {
            Self::Documents => Some("document"),
            Self::Press => Some("press"),
            Self::Mine => Some("mine"),
            Self::All => None,
        }
    }

    /// What a query has chosen; none where it asks something else of the layer.
    fn of(query: &Query) -> Option<Self> {
        let asked: Vec<&Term> = query.terms.iter().filter(|term| term.clause.key() == Some(Key::Layer)).collect();
        match asked.as_slice() {
            [] => Some(Self::All),
            [Term { exclude: false, clause: Clause::Is(_, value) }] => {
                Self::ALL.into_iter().find(|choice| choice.value() == Some(value))
            }
            _ => None,
        }
    }

    /// What makes it the query's choice: whatever was asked of the layer gives way. One step to
    /// undo, but where something was excluded.
    fn commands(self, query: &Query) -> Vec<Command> {
        let excludes = query.terms.iter().any(|term| term.exclude && term.clause.key() == Some(Key::Layer));
        let forget = excludes || self.value().is_none();
        let only = self.value().map(|value| Command::OnlyTerm(Term::is(Key::Layer, value)));
        forget.then_some(Command::ForgetKey(Key::Layer)).into_iter().chain(only).collect()
    }
}

impl LayerSwitch {
    fn has_both(&mut self, ctx: &AppCtx<'_>) -> bool {
        *self.both.get(ctx.dataset.stamp(), || {
            let has = |layer: &str| {
                ctx.dataset.of_kind(Kind::Source).any(|(_, source)| source.choice(Field::Layer) == Some(layer))
            };
            has("Document") && has("Press")
        })
    }

    /// A row of buttons, and the files below it. Nothing where the dataset has one layer.
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>) {
        let mine = !ctx.dataset.layers().is_empty();
        let offered = LayerChoice::offered(self.has_both(ctx), mine);
        if !offered.is_empty() {
            switch(ui, ctx, &offered, mine);
        }
        files(ui, ctx);
    }
}

/// A switch for each file that is laid over the dataset, and the way to their names and columns.
fn files(ui: &mut Ui, ctx: &AppCtx<'_>) {
    if ctx.data.layers.is_empty() {
        return;
    }
    for layer in &ctx.data.layers {
        let mut shown = !layer.hidden;
        let response = ui.checkbox(&mut shown, layer.name.as_str()).on_hover_text(layer.path.display().to_string());
        if response.changed() {
            ctx.send(LayerCommand::Show(layer.path.clone(), shown));
        }
    }
    if ui.add(egui::Link::new(ctx.words.t("command-layers"))).clicked() {
        ctx.send(WindowCommand::Show(Dialog::Layers));
    }
    ui.add_space(4.0);
}

fn switch(ui: &mut Ui, ctx: &AppCtx<'_>, offered: &[LayerChoice], mine: bool) {
    let chosen = LayerChoice::of(ctx.query);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        if offered.len() > 3 {
            // four of them stand side by side in the narrowest panel
            ui.spacing_mut().button_padding.x = 3.0;
        }
        let last = offered.len() - 1;
        for (at, choice) in offered.iter().copied().enumerate() {
            let round = |is: bool| if is { 5 } else { 0 };
            let corners =
                CornerRadius { nw: round(at == 0), sw: round(at == 0), ne: round(at == last), se: round(at == last) };
            let on = chosen == Some(choice);
            let title = ctx.words.t(choice.title(mine));
            let button = Button::selectable(on, title)
                .corner_radius(corners)
                .frame_when_inactive(true)
                .min_size(egui::vec2(24.0, 24.0));
            let response = ui.add(button).on_hover_text(ctx.words.t("layer-switch-help"));
            response.widget_info(|| {
                let label = format!("{}: {title}", ctx.words.t("layer-switch"));
                WidgetInfo::selected(Role::RadioButton, true, on, label)
            });
            if response.clicked() && !on {
                choice.commands(ctx.query).into_iter().for_each(|command| ctx.send(command));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::apply::apply;
    use crate::app::trial::start;

    #[test]
    fn a_choice_takes_the_place_of_whatever_was_asked_of_the_layer() {
        for asked in ["", "layer:press", "layer:document layer:press", "-layer:press", "layer:reference"] {
            for choice in LayerChoice::ALL {
                let mut state = start();
                apply(&mut state, Command::Ask(format!("lang {asked}")));
                if LayerChoice::of(&state.ask.query) == Some(choice) {
                    continue;
                }
                for command in choice.commands(&state.ask.query.clone()) {
                    apply(&mut state, command);
                }
                assert_eq!(LayerChoice::of(&state.ask.query), Some(choice), "{asked}");
                assert!(state.ask.text.starts_with("lang"), "the rest stays: {}", state.ask.text);
            }
        }
    }

    #[test]
    fn what_the_switch_cannot_say_leaves_it_without_a_choice() {
        for asked in ["-layer:press", "layer:reference", "layer:press layer:document"] {
            assert_eq!(LayerChoice::of(&Query::parse(asked).unwrap()), None, "{asked}");
        }
    }
}
