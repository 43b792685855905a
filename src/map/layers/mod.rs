//! What lies under the gates: the base map on board, and if the person wants it tiles from the
//! network or from a file. Without a tile the base map is seen, so that the map never goes blank.

mod archive;
mod directory;
mod file;
pub(super) mod menu;
mod online;
mod style;
mod under;

use std::path::{Path, PathBuf};

use egui::Context;
use serde::{Deserialize, Serialize};
use walkers::{TileId, TilePiece, Tiles};

use km0_core::dataset::underlay;

use archive::ArchiveError;
use file::FileTiles;
use online::OnlineTiles;
pub use under::Under;
pub(super) use under::Unders;

/// What a person chose; remembered from one run to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MapLayers {
    /// The base map on board.
    pub base: bool,
    /// Lines of latitude and longitude.
    pub graticule: bool,
    pub tiles: TileChoice,
    /// The file of tiles chosen last, shown or not.
    pub file: Option<PathBuf>,
    /// Files that lie under the gates for reference, the lowest first.
    pub under: Vec<Under>,
}

impl Default for MapLayers {
    fn default() -> Self {
        Self { base: true, graticule: false, tiles: TileChoice::None, file: None, under: Vec::new() }
    }
}

/// Where tiles come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TileChoice {
    #[default]
    None,
    Online,
    File,
}

/// Why the tiles that were chosen are not seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The network is away, or the server refuses.
    Offline,
    /// No secure connection can be made from this machine.
    NoTls,
    File(ArchiveError),
    /// So many tiles of the file cannot be decoded.
    Broken(usize),
}

#[derive(Debug)]
enum TileSource {
    Online(Box<OnlineTiles>),
    File(Box<FileTiles>),
}

/// What was opened for which choice, in which theme.
#[derive(Debug, PartialEq)]
struct OpenTiles {
    tiles: TileChoice,
    file: Option<PathBuf>,
    dark: bool,
}

#[derive(Debug)]
pub(super) struct Layers {
    pub(super) chosen: MapLayers,
    /// Where the tiles come from, without the numbers of a tile.
    pub(super) server: String,
    /// Where tiles from the network are kept; nowhere when none.
    cache: Option<PathBuf>,
    open: Option<OpenTiles>,
    source: Option<TileSource>,
    pub(super) unders: Unders,
    /// Why there is no source.
    failed: Option<Trouble>,
}

impl Default for Layers {
    fn default() -> Self {
        Self {
            chosen: MapLayers::default(),
            server: online::SERVER.to_owned(),
            cache: None,
            open: None,
            source: None,
            unders: Unders::default(),
            failed: None,
        }
    }
}

impl Layers {
    pub(super) fn set_cache(&mut self, folder: Option<PathBuf>) {
        self.cache = folder;
    }

    /// Shows the tiles of a file, or what else it holds under the gates.
    pub(super) fn show_file(&mut self, path: PathBuf) {
        if underlay::is_map(&path) {
            self.chosen.under.retain(|under| under.path != path);
            self.unders.again(&path);
            self.chosen.under.push(Under { path, shown: true, by: None });
            return;
        }
        self.chosen.file = Some(path);
        self.chosen.tiles = TileChoice::File;
        self.again();
    }

    /// Opens what was chosen once more.
    pub(super) fn again(&mut self) {
        self.open = None;
    }

    /// Opens or closes what the choice asks for, and begins a frame.
    pub(super) fn begin(&mut self, dark: bool, ctx: &Context) {
        self.unders.follow(&self.chosen.under, ctx);
        let tiles = self.chosen.tiles;
        let of_file = tiles == TileChoice::File;
        let file = self.chosen.file.clone().filter(|_| of_file);
        let wanted = OpenTiles { tiles, file, dark: dark && of_file };
        if self.open.as_ref() != Some(&wanted) {
            self.reopen(wanted.file.as_deref(), dark, ctx);
            self.open = Some(wanted);
        }
        match &mut self.source {
            Some(TileSource::Online(tiles)) => tiles.begin(),
            Some(TileSource::File(tiles)) => tiles.turn(),
            None => {}
        }
    }

    fn reopen(&mut self, file: Option<&Path>, dark: bool, ctx: &Context) {
        let opened = match (self.chosen.tiles, file) {
            (TileChoice::None, _) | (TileChoice::File, None) => {
                (self.source, self.failed) = (None, None);
                return;
            }
            (TileChoice::Online, _) => {
                let tiles = OnlineTiles::new(&self.server, self.cache.clone(), ctx);
                tiles.map(|tiles| TileSource::Online(Box::new(tiles))).ok_or(Trouble::NoTls)
            }
            (TileChoice::File, Some(path)) => {
                let tiles = FileTiles::open(path, dark, ctx);
                tiles.map(|tiles| TileSource::File(Box::new(tiles))).map_err(Trouble::File)
            }
        };
        (self.source, self.failed) = match opened {
            Ok(source) => (Some(source), None),
            Err(trouble) => (None, Some(trouble)),
        };
    }

    /// Ends a frame, at a time in seconds.
    pub(super) fn end(&mut self, now: f64, ctx: &Context) {
        if let Some(TileSource::Online(tiles)) = &mut self.source {
            tiles.end(now, ctx);
        }
    }

    /// The tiles to paint, if there are any.
    pub(super) fn tiles(&mut self) -> Option<&mut dyn Tiles> {
        if self.source.is_some() { Some(self) } else { None }
    }

    /// Whether tiles hide the base map, as far as is known.
    pub(super) fn cover(&self) -> bool {
        let whole = !matches!(&self.source, Some(TileSource::File(tiles)) if !tiles.is_map);
        whole && self.lie_over()
    }

    /// Whether tiles lie on the base map, hiding it or not.
    pub(super) fn lie_over(&self) -> bool {
        match &self.source {
            Some(TileSource::Online(tiles)) => tiles.shown(),
            Some(TileSource::File(tiles)) => tiles.shown(),
            None => false,
        }
    }

    /// Whether every tile in view has come from the network.
    #[cfg(test)]
    pub(super) fn whole(&self) -> bool {
        matches!(&self.source, Some(TileSource::Online(tiles)) if tiles.whole())
    }

    /// Why the chosen tiles are not seen, or not all of them.
    pub(super) fn trouble(&self) -> Option<Trouble> {
        match &self.source {
            Some(TileSource::Online(tiles)) => tiles.trouble.then_some(Trouble::Offline),
            Some(TileSource::File(tiles)) => Some(Trouble::Broken(tiles.broken)).filter(|_| tiles.broken > 0),
            None => self.failed.clone(),
        }
    }

    /// Whom to thank for the tiles; empty when there are none.
    pub(super) fn thanks(&self) -> &str {
        match &self.source {
            Some(TileSource::Online(_)) => online::THANKS,
            Some(TileSource::File(tiles)) => &tiles.thanks,
            None => "",
        }
    }
}

impl Tiles for Layers {
    fn at(&mut self, id: TileId) -> Option<TilePiece> {
        match self.source.as_mut()? {
            TileSource::Online(tiles) => tiles.at(id),
            TileSource::File(tiles) => tiles.at(id),
        }
    }

    fn attribution(&self) -> walkers::sources::Attribution {
        walkers::sources::Attribution { text: "", url: "", logo_light: None, logo_dark: None }
    }

    fn tile_size(&self) -> u32 {
        match &self.source {
            Some(TileSource::File(tiles)) => tiles.tile_size(),
            Some(TileSource::Online(_)) | None => 256,
        }
    }
}
