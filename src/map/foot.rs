//! The map's foot: scale bar, whom to thank, what the pointer is over.

use egui::text::LayoutJob;
use egui::{Align2, FontId, Painter, Rect, Role, Sense, Ui, pos2, vec2};

use super::camera::Camera;
use super::edges::MapEdgesLayout;
use super::geo::MercatorPoint;
use super::interact::MapHover;
use super::paint;
use super::scene::merged;
use crate::context::ViewCtx;
use crate::ui::text::cut_at;
use crate::ui::widgets;

pub(super) fn show(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    camera: &Camera,
    layout: &MapEdgesLayout,
    pointed: &MapHover<'_>,
    thanks: &str,
) {
    let painter = ui.painter().with_clip_rect(camera.rect);
    if layout.scale.is_positive() {
        paint::scale_bar(&painter, ctx, camera, pos2(layout.scale.left() + 4.0, layout.scale.bottom() - 6.0));
    }
    if !thanks.is_empty() && layout.attribution.is_positive() {
        let rect = line(&painter, ctx, layout.attribution, thanks, 9.5);
        let response = ui.interact(rect, ui.scope_id().with("thanks"), Sense::hover()).on_hover_text(thanks);
        widgets::name(&response, Role::Label, thanks);
    }
    if let Some(place) = pointed.place.filter(|_| layout.readout.is_positive()) {
        let name =
            pointed.unit.and_then(|unit| ctx.dataset.by_id(unit.id_when(merged(ctx)))).map(|record| ctx.name(record));
        let text = coordinates(place);
        let text = name.map_or_else(|| text.clone(), |name| format!("{name} · {text}"));
        line(&painter, ctx, layout.readout, &text, 11.0);
    }
}

/// Small text at the lower right of `room`, on a ground of its own so that what is under it does not
/// run into it; cut where it is too long.
fn line(painter: &Painter, ctx: &ViewCtx<'_>, room: Rect, text: &str, size: f32) -> Rect {
    let palette = ctx.palette;
    let mut job = LayoutJob::simple_singleline(text.to_owned(), FontId::proportional(size), palette.map.label);
    job.wrap = cut_at(room.width() - 10.0);
    let galley = painter.layout_job(job);
    let rect = Align2::RIGHT_BOTTOM.anchor_size(room.right_bottom(), galley.size() + vec2(10.0, 2.0));
    painter.rect_filled(rect, 3.0, palette.map.halo.gamma_multiply(0.85));
    painter.galley(rect.min + vec2(5.0, 1.0), galley, palette.map.label);
    rect
}

/// "22.0190° N  106.6980° E".
fn coordinates(place: MercatorPoint) -> String {
    let (lat, lon) = (place.lat(), place.lon());
    let (ns, ew) = (if lat < 0.0 { 'S' } else { 'N' }, if lon < 0.0 { 'W' } else { 'E' });
    format!("{:.4}° {ns}  {:.4}° {ew}", lat.abs(), lon.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_name_their_hemisphere() {
        assert_eq!(coordinates(MercatorPoint::of(22.019, 106.698)), "22.0190° N  106.6980° E");
        assert_eq!(coordinates(MercatorPoint::of(-1.5, -2.25)), "1.5000° S  2.2500° W");
    }
}
