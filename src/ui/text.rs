//! Text laid out by hand.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Ui};

/// One line of at most `width` points, with an ellipsis where it is cut.
#[must_use]
pub fn one_line(ui: &Ui, text: &str, font: FontId, ink: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = cut_at(width);
    ui.painter().layout_job(job)
}

/// Cuts text after so many points, with an ellipsis.
#[must_use]
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
