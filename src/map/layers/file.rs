//! Tiles of a map file, read and decoded beside the thread that paints.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use egui::{Context, Rect, pos2};
use km0_core::guard::guarded;
use walkers::sources::Attribution;
use walkers::{Style, Tile, TileId, TilePiece, Tiles};

use super::archive::{ArchiveError, PmTiles, TileFormat};
use super::style;
use crate::context::task::{self, Coming, Stand};

/// Pixels that a picture may be wide or high.
const WIDEST: u32 = 1024;
/// Tiles that are kept beside those in view.
const KEPT: usize = 96;
/// Tiles that are asked for at a time, so that what is in view now is made first.
const AHEAD: usize = 4;
/// Bytes of the thanks to those who made the map.
const LONGEST_THANKS: usize = 160;

type TileResult = Result<Option<Tile>, ()>;

struct KeptTiles {
    /// None where the file has nothing.
    tile: Option<Tile>,
    /// When it was asked for last, counted in frames.
    used: u64,
}

pub(super) struct FileTiles {
    maker: Arc<Mutex<TileReader>>,
    making: Vec<(TileId, Coming<TileResult>)>,
    ctx: Context,
    tiles: HashMap<TileId, KeptTiles>,
    frame: u64,
    zooms: std::ops::RangeInclusive<u8>,
    size: u32,
    /// Whether it is a whole map, with land and names of its own.
    pub(super) is_map: bool,
    /// Who made the map; empty when the file does not say.
    pub(super) thanks: String,
    /// Tiles that could not be decoded.
    pub(super) broken: usize,
}

impl std::fmt::Debug for FileTiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FileTiles").field("zooms", &self.zooms).finish_non_exhaustive()
    }
}

impl FileTiles {
    /// Opens the file and reads what it says of itself, which takes no longer than a frame has.
    pub(super) fn open(path: &Path, dark: bool, ctx: &Context) -> Result<Self, ArchiveError> {
        let archive = PmTiles::open(path)?;
        let size = if archive.head.content == TileFormat::Vector { 512 } else { 256 };
        let zooms = archive.head.zooms.clone();
        let thanks = thanks(&archive.description);
        let (style, is_map) = match archive.head.content {
            TileFormat::Vector => style::style(&archive.description, dark),
            TileFormat::Raster => (Style::default(), true),
        };
        let maker = Arc::new(Mutex::new(TileReader { archive, style, size, ctx: ctx.clone() }));
        let (making, tiles) = (Vec::new(), HashMap::new());
        Ok(Self { maker, making, ctx: ctx.clone(), tiles, frame: 0, zooms, size, thanks, is_map, broken: 0 })
    }

    /// Takes what was made since, and forgets what is long out of view. To be called once a frame.
    pub(super) fn turn(&mut self) {
        self.frame += 1;
        let mut made = Vec::new();
        self.making.retain(|(id, coming)| match coming.poll() {
            Stand::Going => true,
            Stand::Done(tile) => {
                made.push((*id, tile));
                false
            }
            Stand::Lost => false,
        });
        for (id, made) in made {
            self.broken += usize::from(made.is_err());
            self.tiles.insert(id, KeptTiles { tile: made.ok().flatten(), used: self.frame });
        }
        let spare = |kept: &KeptTiles, frame: u64| kept.used + 2 < frame;
        let spares = self.tiles.values().filter(|kept| spare(kept, self.frame)).count();
        if spares > KEPT {
            let frame = self.frame;
            let mut ages: Vec<u64> = self.tiles.values().map(|kept| kept.used).collect();
            ages.sort_unstable();
            let oldest = ages.get(spares - KEPT).copied().unwrap_or_default();
            self.tiles.retain(|_, kept| !spare(kept, frame) || kept.used > oldest);
        }
    }

    /// Whether a tile is in view.
    pub(super) fn shown(&self) -> bool {
        self.tiles.values().any(|kept| kept.tile.is_some() && kept.used + 1 >= self.frame)
    }

    fn look_up(&mut self, id: TileId) -> Option<Tile> {
        let kept = self.tiles.get_mut(&id)?;
        kept.used = self.frame;
        kept.tile.clone()
    }
}

impl Tiles for FileTiles {
    fn at(&mut self, id: TileId) -> Option<TilePiece> {
        if id.zoom < *self.zooms.start() {
            return None;
        }
        let (own, _) = ancestor(id, *self.zooms.end());
        let known = self.tiles.contains_key(&own) || self.making.iter().any(|(id, _)| *id == own);
        if !known && self.making.len() < AHEAD {
            let maker = Arc::clone(&self.maker);
            let make = move || maker.lock().unwrap_or_else(PoisonError::into_inner).make_safely(own);
            self.making.extend(task::begin("map tile", &self.ctx, make).ok().map(|coming| (own, coming)));
        }
        // until it is there, a part of the nearest that covers it
        for zoom in (*self.zooms.start()..=own.zoom).rev() {
            let (wider, uv) = ancestor(id, zoom);
            if let Some(tile) = self.look_up(wider) {
                return Some(TilePiece::new(tile, uv));
            }
        }
        None
    }

    /// What the panel shows comes from the file; see [`FileTiles::thanks`].
    fn attribution(&self) -> Attribution {
        Attribution { text: "", url: "", logo_light: None, logo_dark: None }
    }

    fn tile_size(&self) -> u32 {
        self.size
    }
}

/// The tile of a zoom, or of its own when that is smaller, that covers a tile, and which part does.
fn ancestor(id: TileId, zoom: u8) -> (TileId, Rect) {
    let steps = u32::from(id.zoom.saturating_sub(zoom)).min(31);
    let wider = TileId { x: id.x >> steps, y: id.y >> steps, zoom: id.zoom.min(zoom) };
    let part = (1_u32 << steps) as f32;
    let (x, y) = ((id.x - (wider.x << steps)) as f32, (id.y - (wider.y << steps)) as f32);
    (wider, Rect::from_min_max(pos2(x / part, y / part), pos2((x + 1.0) / part, (y + 1.0) / part)))
}

/// Reads and decodes, one tile after the other.
struct TileReader {
    archive: PmTiles,
    style: Style,
    size: u32,
    ctx: Context,
}

impl TileReader {
    /// What a file holds must not bring the window down, whatever the decoder makes of it.
    fn make_safely(&mut self, id: TileId) -> TileResult {
        guarded(|| self.make(id)).unwrap_or(Err(()))
    }

    fn make(&mut self, id: TileId) -> TileResult {
        let Some(bytes) = self.archive.tile(id).map_err(drop)? else { return Ok(None) };
        if bytes.is_empty() {
            return Ok(None);
        }
        let reader = image::ImageReader::new(Cursor::new(&bytes)).with_guessed_format().map_err(drop)?;
        if reader.format().is_some() {
            let (width, height) = reader.into_dimensions().map_err(drop)?;
            if width.max(height) > WIDEST {
                return Err(());
            }
        }
        Tile::new(&bytes, &self.style, id.zoom, self.size, &self.ctx).map(Some).map_err(drop)
    }
}

/// Whom the file says to thank, as plain text of one line.
fn thanks(description: &serde_json::Value) -> String {
    let told = description.get("attribution").and_then(|text| text.as_str()).unwrap_or_default();
    let mut plain = String::new();
    let mut in_tag = false;
    for c in told.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            c if in_tag || c.is_control() => {}
            c => plain.push(c),
        }
        if plain.len() > LONGEST_THANKS {
            plain.push('…');
            break;
        }
    }
    let plain = plain.replace("&copy;", "©").replace("&amp;", "&");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_tile_that_covers_another_is_known_with_its_part() {
        let (own, all) = ancestor(TileId { x: 5, y: 3, zoom: 3 }, 9);
        assert_eq!((own.zoom, all), (3, Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0))));
        let (wider, part) = ancestor(TileId { x: 5, y: 3, zoom: 3 }, 2);
        assert_eq!((wider.x, wider.y, wider.zoom), (2, 1, 2));
        assert_eq!(part, Rect::from_min_max(pos2(0.5, 0.5), pos2(1.0, 1.0)));
    }

    #[test]
    fn thanks_are_plain_text_of_one_line() {
        let told = json!({"attribution": "<a href=\"https://x.org\">&copy; OSM</a>\n contributors"});
        assert_eq!(thanks(&told), "© OSM contributors");
        assert_eq!(thanks(&json!(null)), "");
        assert!(thanks(&json!({"attribution": "x".repeat(9000)})).len() < 200);
    }
}
