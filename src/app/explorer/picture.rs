//! The picture dialog's part of the explorer: what it is set to, and when it must look anew.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use super::Explorer;
use crate::app::input::{Dialog, StoryFile};
use crate::app::picture::{self, PictureSettings};
use crate::app::preview::PictureKey;
use crate::map::TileChoice;
use crate::print::PrintRequest;
use crate::ui::theme::ThemeChoice;
use km0_core::saved::{Canvas, Image, Paper, PictureSpec, SavedView, SheetContent};

impl Explorer {
    /// The pages of a story.
    fn story_order(&self, story: &SavedView) -> PrintRequest {
        let ground = Canvas::Paper { paper: Paper::A4, landscape: false };
        let sheet = PictureSpec { what: SheetContent::Dossier, image: Image::Pdf, ground, ..PictureSpec::default() };
        PrintRequest { story: Some(Arc::new(story.clone())), sheet, theme: ThemeChoice::Light, ..self.picture_order() }
    }

    /// Asks where, and writes the story there.
    pub(super) fn save_story(&self, ctx: &Context, file: StoryFile, folder: Option<PathBuf>) {
        let Some(telling) = &self.state.telling else { return };
        let order = self.story_order(&telling.view);
        match file {
            StoryFile::Pdf => self.jobs.save_picture(ctx, order, folder),
            StoryFile::Html => self.jobs.save_story(ctx, order, folder),
        }
    }

    /// Asks for another preview where the picture dialog would make another picture than before.
    pub(super) fn look_ahead(&mut self, ctx: &Context) {
        let state = &self.state;
        let possible = !state.settings.picture.sheet.what.is_text() || !state.selection.is_empty();
        if state.dialog == Some(Dialog::Picture) && possible && !state.ask.waiting {
            let key = PictureKey::of(state, self.map.view(), self.has_tiles());
            let mut preview = std::mem::take(&mut self.dialogs.preview);
            preview.refresh(ctx, self.jobs.painter(), &key, || self.picture_order());
            self.dialogs.preview = preview;
        }
    }

    /// The picture that the dialog is set to.
    pub fn picture_order(&self) -> PrintRequest {
        let PictureSettings { sheet, theme } = self.state.settings.picture.clone();
        let order = picture::order(&self.state, sheet, theme, self.map.view());
        let arrangement = self.timeline.arrangement().clone();
        PrintRequest { arrangement, map_size: Some(self.map.size()), tiles: self.has_tiles(), ..order }
    }

    fn has_tiles(&self) -> bool {
        self.map.layers().tiles != TileChoice::None
    }
}

/// What the command line calls a theme.
pub(super) fn theme_slug(theme: ThemeChoice) -> &'static str {
    match theme {
        ThemeChoice::HighContrast => "high-contrast",
        ThemeChoice::Dark => "dark",
        ThemeChoice::Light | ThemeChoice::System => "light",
    }
}
