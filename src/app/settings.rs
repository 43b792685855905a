//! What is remembered from one run to the next.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::layout::WindowLayout;
use super::picture::PictureSettings;
use crate::boards;
use crate::browse::ListSetup;
use crate::context::{Board, Pace, TimeView};
use crate::facets::FacetSettings;
use crate::map::{MapLayers, MapView};
use crate::timeline::Arrangement;
use crate::ui::theme::ThemeChoice;
use km0_core::dataset::Layer;
use km0_core::export::{ColumnSet, Format};
use km0_core::model::Lang;

/// How and where the last file was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportSettings {
    pub format: Format,
    pub columns: ColumnSet,
    /// Where its file, or that of a picture, was put.
    pub folder: Option<PathBuf>,
}

impl Default for ExportSettings {
    fn default() -> Self {
        // who sits at a window reads tables
        Self { format: Format::default(), columns: ColumnSet::People, folder: None }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub lang: Lang,
    pub theme: ThemeChoice,
    pub reduced_motion: bool,
    pub layout: WindowLayout,
    /// What fills the middle of the window.
    pub board: Board,
    pub boards: boards::Setup,
    /// What the timeline showed, in the dataset that was open; all of it when none.
    pub time: Option<TimeView>,
    /// What the map showed; the dataset's own frame when none.
    pub map: Option<MapView>,
    /// What lies under the gates.
    pub layers: MapLayers,
    pub timeline: Arrangement,
    pub pace: Pace,
    pub facets: FacetSettings,
    pub list: ListSetup,
    pub picture: PictureSettings,
    pub export: ExportSettings,
    /// The folder that was open last; the built-in set when there is none.
    pub folder: Option<PathBuf>,
    /// What was laid over it.
    pub over: Vec<Layer>,
    /// Datasets and views that were opened, the last one first.
    pub recent: Vec<PathBuf>,
    /// How often each command was chosen in the palette, by its message.
    pub chosen: BTreeMap<String, u32>,
    /// What was asked and selected, as text: the session comes back as it was left.
    pub query: String,
    pub selection: Vec<String>,
}

impl Settings {
    /// What was remembered; whatever can't be read any more is as new.
    pub fn from_text(text: &str) -> Self {
        ron::from_str(text).unwrap_or_default()
    }

    /// Text that reads back as the same settings.
    pub fn to_text(&self) -> String {
        ron::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_read_back_as_they_were() {
        let mut settings = Settings { lang: Lang::Zh, theme: ThemeChoice::Dark, ..Settings::default() };
        settings.layout.map = false;
        settings.layout.sizes.details = Some(410.0);
        settings.layers.tiles = crate::map::TileChoice::File;
        settings.layers.file = Some("/maps/đường biên.pmtiles".into());
        settings.export =
            ExportSettings { format: Format::Docx, columns: ColumnSet::All, folder: Some("/srv/báo cáo".into()) };
        assert_eq!(Settings::from_text(&settings.to_text()), settings);
    }

    #[test]
    fn nothing_is_fetched_until_a_person_asks_for_it() {
        let layers = Settings::from_text("(lang: vi)").layers;
        assert!(layers.base && layers.file.is_none());
        assert_eq!(layers.tiles, crate::map::TileChoice::None);
    }

    #[test]
    fn what_cannot_be_read_is_as_new() {
        assert_eq!(Settings::from_text("(lang: 7"), Settings::default());
        let partly = Settings::from_text("(lang: en, unheard_of: 3)");
        assert_eq!(partly.lang, Lang::En);
    }
}
