//! What the marks of the timeline mean, drawn by what draws them there.

use egui::{Rangef, Rect, Role, Sense, TextStyle, Ui, pos2, vec2};

use super::event::{DateShape, EventEdge, TimelineEvent};
use super::paint::{Accent, EventPainter, Figure};
use crate::context::{Emphasis, TimeScale, TimeView, ViewCtx, kind_style};
use crate::ui::marks::{self, MarkFill};
use crate::ui::widgets::{self, strong};
use km0_core::dataset::Ix;
use km0_core::model::Kind;

/// Points from a mark's left edge to its name.
const NAME: f32 = 18.0;
/// Points of a sample.
const SAMPLE: egui::Vec2 = vec2(56.0, 20.0);

pub(super) fn ui(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    ui.label(strong(ctx.words.t("timeline-legend"), 13.5));
    ui.horizontal_wrapped(|ui| {
        for kind in Kind::ALL.into_iter().filter(|kind| kind.is_event()) {
            // the mark stays in one line with what it means
            let font = TextStyle::Small.resolve(ui.style());
            let name = ctx.words.kind(kind);
            let galley = ui.painter().layout_no_wrap(name.to_owned(), font, ctx.palette.ink);
            let (rect, response) = ui.allocate_exact_size(vec2(NAME + galley.size().x + 6.0, 18.0), Sense::hover());
            widgets::name(&response, Role::Label, name);
            let look = MarkFill::solid(kind_style::color(kind, ctx.palette));
            marks::paint(ui.painter(), kind_style::mark(kind), rect.left_center() + vec2(6.0, 0.0), 5.0, look);
            let at = pos2(rect.left() + NAME, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, ctx.palette.ink);
        }
    });
    // ten days, of which samples take some
    let day = |n: f64| n * 86_400.0;
    let event = |form: DateShape, sure: Option<(f64, f64)>| TimelineEvent {
        ix: Ix(0),
        kind: Kind::Meeting,
        from: day(1.0),
        to: day(9.0),
        sure,
        form,
        start: EventEdge::Known,
        end: EventEdge::Known,
        approximate: false,
        uncertain: false,
        planned: false,
        own: false,
    };
    let some = event(DateShape::Vague, None);
    for (key, event) in [
        ("timeline-legend-day", event(DateShape::Day, None)),
        ("timeline-legend-planned", TimelineEvent { planned: true, ..event(DateShape::Day, None) }),
        ("timeline-legend-mine", TimelineEvent { own: true, ..event(DateShape::Day, None) }),
        ("timeline-legend-uncertain", TimelineEvent { uncertain: true, ..event(DateShape::Day, None) }),
        ("timeline-legend-vague", some),
        ("timeline-legend-range", event(DateShape::Range, Some((day(1.0), day(9.0))))),
        ("timeline-legend-fading", TimelineEvent { approximate: true, ..some }),
        ("timeline-legend-by", TimelineEvent { start: EventEdge::Unknown, ..event(DateShape::Range, None) }),
        (
            "timeline-legend-open",
            TimelineEvent { end: EventEdge::Open, ..event(DateShape::Range, Some((day(1.0), day(9.0)))) },
        ),
    ] {
        sample(ui, ctx, key, |brush, rect| {
            let whole = Rangef::new(rect.left() + 3.0, rect.right() - 3.0);
            let (band, mark) = match (event.start, event.form) {
                (EventEdge::Unknown, _) => (Rangef::point(rect.center().x), rect.center().x),
                (_, DateShape::Range) => (whole, whole.min + 6.0),
                _ => (whole, rect.center().x),
            };
            let figure = Figure { event: &event, band, mark: pos2(mark, rect.center().y) };
            brush.band(figure, accent(Emphasis::Normal));
            brush.mark(figure, accent(Emphasis::Normal));
        });
    }
    sample(ui, ctx, "timeline-legend-strip", |brush, rect| {
        for (at, kind) in [(0.2, Kind::Meeting), (0.5, Kind::Meeting), (0.58, Kind::Meeting)] {
            let mark = pos2(rect.left() + rect.width() * at, rect.center().y);
            brush.loose(kind, mark, Rangef::point(mark.x), false, accent(Emphasis::Normal));
        }
    });
    sample(ui, ctx, "timeline-legend-related", |brush, rect| {
        let at = |share: f32| pos2(rect.left() + rect.width() * share, rect.center().y);
        brush.loose(Kind::Meeting, at(0.3), Rangef::point(at(0.3).x), true, accent(Emphasis::Related));
        brush.loose(Kind::Meeting, at(0.7), Rangef::point(at(0.7).x), false, accent(Emphasis::Background));
    });
}

fn accent(emphasis: Emphasis) -> Accent {
    Accent { emphasis, hovered: false, near: false, focused: false }
}

fn sample(ui: &mut Ui, ctx: &ViewCtx<'_>, key: &str, paint: impl FnOnce(&EventPainter<'_>, Rect)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(SAMPLE, Sense::hover());
        let scale = TimeScale::new(TimeView { from: 0.0, to: 864_000.0 }, rect.left(), rect.right());
        let brush =
            EventPainter { painter: ui.painter(), palette: ctx.palette, scale: &scale, view: rect, arrows: &[] };
        paint(&brush, rect);
        ui.label(ctx.words.t(key));
    });
}
