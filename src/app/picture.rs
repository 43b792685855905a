//! The window's state → an order for a picture of it.

use std::sync::Arc;

use egui::ColorImage;
use image::RgbaImage;
use serde::{Deserialize, Serialize};

use super::input::PictureStep;
use super::state::State;
use crate::map::MapView;
use crate::print::PrintRequest;
use crate::ui::theme::ThemeChoice;
use km0_core::saved::{Canvas, Paper, PictureSpec, SheetContent};

/// What the dialog is set to; remembered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PictureSettings {
    pub sheet: PictureSpec,
    pub theme: ThemeChoice,
}

impl Default for PictureSettings {
    fn default() -> Self {
        Self { sheet: PictureSpec::default(), theme: ThemeChoice::Light }
    }
}

impl PictureSettings {
    pub(super) fn step(&mut self, step: PictureStep) {
        let sheet = &mut self.sheet;
        let (mut paper, mut landscape) = on(sheet.ground);
        match step {
            PictureStep::What(what) => {
                // a dossier is read upright, a strip of time lies
                if what == SheetContent::Gates {
                    // all rows in a size that can be read
                    (paper, landscape) = (Paper::A3, true);
                }
                landscape = if what.is_text() == sheet.what.is_text() { landscape } else { !what.is_text() };
                sheet.what = what;
            }
            PictureStep::Image(image) => sheet.image = image,
            PictureStep::Paper(other) => paper = other,
            PictureStep::Landscape(other) => landscape = other,
            PictureStep::Text(text) => sheet.text = text,
            PictureStep::Scale(scale) => sheet.scale = scale,
            PictureStep::Title(title) => sheet.title = title,
            PictureStep::Theme(theme) => self.theme = theme,
        }
        sheet.ground = Canvas::Paper { paper, landscape };
    }
}

/// The paper, and whether it lies on its long side.
pub(super) fn on(ground: Canvas) -> (Paper, bool) {
    match ground {
        Canvas::Paper { paper, landscape } => (paper, landscape),
        Canvas::Free([width, height]) => (Paper::A4, width >= height),
    }
}

/// The picture of what is shown, in these colours. The map goes to what matches where no view is given.
pub fn order(state: &State, sheet: PictureSpec, theme: ThemeChoice, map: Option<MapView>) -> PrintRequest {
    PrintRequest {
        sheet,
        data: Arc::clone(&state.data),
        // the one that the answer is to, should another be waited for
        query: state.ask.answered.clone(),
        answer: state.ask.answer.clone(),
        selection: state.selection.clone(),
        time: state.time,
        map,
        map_size: None,
        tiles: false,
        arrangement: state.settings.timeline.clone(),
        theme,
        lang: state.settings.lang,
        story: None,
    }
}

/// The name that a picture's file is offered under.
pub(super) fn file_name(order: &PrintRequest) -> String {
    if let Some(story) = &order.story {
        let told = story.story.as_ref().map(|told| km0_core::pages::story::title(story, told, order.lang));
        return format!("{}.{}", super::saved_views_dir::stem(&told.unwrap_or_default()), order.sheet.image.slug());
    }
    let id = match order.selection.as_slice() {
        [one] if order.sheet.what.is_text() => one.record(),
        _ => &order.data.dataset.about.id,
    };
    let stem: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let stem = if stem.is_empty() { "km0".to_owned() } else { stem };
    format!("{stem}-{}.{}", order.sheet.what.slug(), order.sheet.image.slug())
}

/// Pixels as the toolkit takes them.
pub(super) fn image(image: &RgbaImage) -> ColorImage {
    let size = [image.width(), image.height()].map(|side| side as usize);
    ColorImage::from_rgba_unmultiplied(size, image.as_raw())
}

#[cfg(test)]
mod tests {
    use super::*;
    use km0_core::saved::Image;

    #[test]
    fn a_dossier_stands_and_a_sheet_lies_unless_it_is_turned() {
        let mut settings = PictureSettings::default();
        let lies = |settings: &PictureSettings| on(settings.sheet.ground).1;
        assert!(lies(&settings));
        settings.step(PictureStep::What(SheetContent::Dossier));
        assert!(!lies(&settings));
        settings.step(PictureStep::Landscape(true));
        settings.step(PictureStep::Image(Image::Svg));
        assert!(lies(&settings));
        settings.step(PictureStep::What(SheetContent::Map));
        settings.step(PictureStep::Landscape(false));
        settings.step(PictureStep::What(SheetContent::Timeline));
        assert!(!lies(&settings), "turned by hand, it stays so");
    }
}
