//! Text that panels lay out themselves and keep, and when it must be laid out again.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Painter, Ui};

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
    whole_words(ui.painter(), job)
}

/// Lays out text which, where it has not the room, ends behind a whole word. It is told to be cut as the toolkit does
/// that: by [`Galley::elided`].
pub fn whole_words(painter: &Painter, mut job: LayoutJob) -> Arc<Galley> {
    let galley = painter.layout_job(job.clone());
    // the last sign is the ellipsis
    let shown: usize = galley.rows.iter().map(|row| row.glyphs.len()).sum::<usize>().saturating_sub(1);
    let Some(end) = galley.elided.then(|| end_of_word(&job.text, shown)).flatten() else { return galley };
    job.text.truncate(end);
    job.text.push('…');
    let whole = job.text.len();
    job.sections.retain(|section| section.byte_range.start.0 < end);
    for section in &mut job.sections {
        section.byte_range.end.0 = section.byte_range.end.0.min(end);
    }
    if let Some(last) = job.sections.last_mut() {
        last.byte_range.end.0 = whole;
    }
    let mut galley = painter.layout_job(job);
    Arc::make_mut(&mut galley).elided = true;
    galley
}

/// Where the last word ends that is whole within so many signs, in bytes; nothing where a word ends there or not even
/// one is whole. Chinese may be cut behind any sign.
fn end_of_word(text: &str, signs: usize) -> Option<usize> {
    let (end, next) = text.char_indices().nth(signs)?;
    let begun = text.get(..end)?;
    let word = |c: char| c.is_alphanumeric() && !('\u{2E80}'..='\u{FAFF}').contains(&c);
    let whole = if word(next) { begun.trim_end_matches(word) } else { begun };
    let kept = whole.trim_end_matches(|c: char| c.is_whitespace() || c == '-' || c == '–');
    (!kept.is_empty() && kept.len() < begun.len()).then_some(kept.len())
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
    fn text_that_is_cut_ends_behind_a_whole_word() {
        let told = |text: &str, signs| end_of_word(text, signs).and_then(|end| text.get(..end)).map(str::to_owned);
        assert_eq!(told("Móng Cái - Đông Hưng", 17).as_deref(), Some("Móng Cái - Đông"));
        assert_eq!(told("Móng Cái - Đông Hưng", 13).as_deref(), Some("Móng Cái"));
        for (text, signs) in
            [("Móng Cái - Đông Hưng", 15), ("Móng Cái", 4), ("Cửakhẩu", 3), ("口岸开放", 2), ("Cái", 9)]
        {
            assert_eq!(told(text, signs), None, "{text} {signs}");
        }
    }

    #[test]
    fn what_is_cut_is_told_to_be_at_any_width() {
        let text = "Cam kết, đề xuất";
        let ctx = egui::Context::default();
        let mut cut = 0;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for width in (40..140).step_by(3) {
                let galley = one_line(ui, text, FontId::proportional(13.0), Color32::BLACK, width as f32);
                let shown: String = galley.rows.iter().map(|row| row.text()).collect();
                let begun = shown.strip_suffix('…');
                assert_eq!(begun.is_some(), galley.elided, "{width}: {shown}");
                let rest = begun.and_then(|begun| text.strip_prefix(begun));
                if let Some(rest) = rest {
                    cut += 1;
                    assert!(!rest.starts_with(char::is_alphanumeric), "{width}: {shown}");
                }
                assert!(galley.size().x <= width as f32 + 0.5, "{width}: {shown}");
            }
        });
        output.textures_delta.clear();
        assert!(cut > 10, "{cut}");
    }

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
