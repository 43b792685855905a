//! Lines of latitude and longitude, while a person has them switched on.

use egui::{Align2, Painter, Stroke, pos2};

use super::camera::Camera;
use super::geo::MercatorPoint;
use super::paint;
use crate::context::ViewCtx;

/// Points that lie between two lines at least.
const APART: f64 = 96.0;

/// Thousandths of a degree between lines, so that their names are exact.
fn step(degrees_per_point: f64) -> i64 {
    const STEPS: [i64; 12] = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000];
    let least = degrees_per_point * APART * 1000.0;
    STEPS.into_iter().find(|step| *step as f64 >= least).unwrap_or(45_000)
}

pub(super) fn paint(painter: &Painter, ctx: &ViewCtx<'_>, camera: &Camera) {
    let seen = camera.visible();
    let step = step(360.0 / camera.scale);
    let stroke = Stroke::new(0.8, ctx.palette.map.label.gamma_multiply(0.35));
    let lines = |from: f64, to: f64| {
        let thousandths = |degrees: f64| (degrees * 1000.0 / step as f64).ceil() as i64;
        (thousandths(from)..thousandths(to)).map(move |n| n * step)
    };
    let rect = camera.rect;
    for lon in lines(seen.min.lon(), seen.max.lon()) {
        let x = camera.to_screen(MercatorPoint::of(0.0, lon as f64 / 1000.0)).x;
        painter.vline(x, rect.y_range(), stroke);
        let at = pos2(x + 3.0, rect.bottom() - 52.0);
        paint::haloed(painter, ctx.palette, at, Align2::LEFT_BOTTOM, &name(lon, ['E', 'W']), 9.5);
    }
    for lat in lines(seen.max.lat(), seen.min.lat()) {
        let y = camera.to_screen(MercatorPoint::of(lat as f64 / 1000.0, 0.0)).y;
        painter.hline(rect.x_range(), y, stroke);
        let at = pos2(rect.left() + 4.0, y - 2.0);
        paint::haloed(painter, ctx.palette, at, Align2::LEFT_BOTTOM, &name(lat, ['N', 'S']), 9.5);
    }
}

/// "22.5° N".
fn name(thousandths: i64, [positive, negative]: [char; 2]) -> String {
    let side = if thousandths < 0 { negative } else { positive };
    format!("{}° {side}", thousandths.abs() as f64 / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_apart_and_named_exactly() {
        for zoom in 2..15 {
            let per_point = 360.0 / crate::map::camera::points_per_world(f64::from(zoom));
            let apart = step(per_point) as f64 / 1000.0 / per_point;
            assert!(apart >= APART.min(44_999.0 / 1000.0 / per_point) && apart < 300.0, "{zoom}: {apart}");
        }
        assert_eq!([name(22_500, ['N', 'S']), name(-2_000, ['E', 'W'])], ["22.5° N", "2° W"]);
    }
}
