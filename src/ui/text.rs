//! Text that panels lay out themselves and keep, and when it must be laid out again.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Ui};

/// Notices when text that was laid out before points at nothing: the toolkit empties its picture of
/// the glyphs when it is full, when fonts change, and when a theme draws text with another curve.
#[derive(Debug, Default)]
pub struct AtlasWatch {
    pixels_per_point: f32,
    revision: u64,
}

impl AtlasWatch {
    /// To be called once a pass, before any text is laid out. Gives a number that changes when
    /// galleys of former passes must not be painted any more.
    pub fn revision(&mut self, ctx: &egui::Context) -> u64 {
        // whatever empties the picture lets go of all galleys of the pass before with it; how full it is says less, for
        // with few glyphs it is as full again
        // the method itself holds for one lifetime only
        #[allow(clippy::redundant_closure_for_method_calls)]
        let emptied = ctx.fonts(|fonts| fonts.num_galleys_in_cache()) == 0;
        let pixels = ctx.pixels_per_point();
        if emptied || (pixels - self.pixels_per_point).abs() > f32::EPSILON {
            self.revision += 1;
        }
        self.pixels_per_point = pixels;
        self.revision
    }

    /// What was laid out in another theme is laid out again.
    pub fn restyled(&mut self) {
        self.revision += 1;
    }
}

/// One line of at most `width` points, with an ellipsis where it is cut.
pub fn one_line(ui: &Ui, text: &str, font: FontId, ink: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = cut_at(width);
    ui.painter().layout_job(job)
}

/// Cuts text after so many points, with an ellipsis.
pub fn cut_at(width: f32) -> TextWrapping {
    TextWrapping { max_width: width.max(0.0), max_rows: 1, break_anywhere: true, overflow_character: Some('…') }
}

/// Appends a text of which some ranges stand out. The ranges are in order and don't overlap.
pub fn append_marked(
    job: &mut LayoutJob,
    text: &str,
    ranges: &[Range<usize>],
    plain: &TextFormat,
    marked: &TextFormat,
) {
    let mut done = 0;
    for range in ranges {
        job.append(text.get(done..range.start).unwrap_or_default(), 0.0, plain.clone());
        job.append(text.get(range.clone()).unwrap_or_default(), 0.0, marked.clone());
        done = range.end;
    }
    job.append(text.get(done..).unwrap_or_default(), 0.0, plain.clone());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_was_emptied_is_noticed_however_little_text_there_is() {
        let ctx = egui::Context::default();
        let mut watch = AtlasWatch::default();
        let mut pass = || {
            let mut seen = 0;
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                seen = watch.revision(ui.ctx());
                ui.label("a");
            });
            output.textures_delta.clear();
            seen
        };
        pass();
        pass();
        let steady = pass();
        assert_eq!(pass(), steady, "nothing was emptied");
        // the two draw text with other curves
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            let before = pass();
            ctx.set_theme(theme);
            assert_ne!([pass(), pass()], [before; 2], "{theme:?}");
        }
        let before = pass();
        assert_eq!(pass(), before);
    }
}
