//! Tiles from the network, only what is in view and only while the person wants them.
//! <https://operations.osmfoundation.org/policies/tiles/>

use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Once};

use egui::{Context, Rect, pos2};
use km0_core::guard::guarded;
use walkers::sources::{Attribution, TileSource};
use walkers::{HeaderValue, HttpOptions, HttpTiles, MaxParallelDownloads, TileId, TilePiece, Tiles};

use crate::context::task;

/// Where the tiles come from, without the numbers of a tile.
pub(super) const SERVER: &str = "https://tile.openstreetmap.org";
/// Its name for people.
pub(super) const HOST: &str = "tile.openstreetmap.org";
/// Whom to thank for them.
pub(super) const THANKS: &str = "© OpenStreetMap contributors";
pub(super) const COPYRIGHT: &str = "https://www.openstreetmap.org/copyright";
/// Downloads at a time.
const PARALLEL: usize = 2;
/// Seconds without a download under way after which what is missing is given up.
const IDLE: f64 = 1.0;
/// Seconds after which nothing is awaited any more.
const PATIENCE: f64 = 20.0;
/// Tiles whose request is remembered.
const MOST_ASKED: usize = 4096;

type Asked = Arc<Mutex<HashSet<TileId>>>;

#[derive(Clone)]
struct Server {
    url: String,
    asked: Asked,
}

impl TileSource for Server {
    fn tile_url(&self, id: TileId) -> String {
        if let Ok(mut asked) = self.asked.lock() {
            if asked.len() >= MOST_ASKED {
                asked.clear();
            }
            asked.insert(id);
        }
        format!("{}/{}/{}/{}.png", self.url, id.zoom, id.x, id.y)
    }

    fn attribution(&self) -> Attribution {
        Attribution { text: THANKS, url: COPYRIGHT, logo_light: None, logo_dark: None }
    }
}

pub(super) struct OnlineTiles {
    /// Always there; taken out to be dropped elsewhere.
    tiles: Option<HttpTiles>,
    server: Server,
    /// Where tiles are kept, as long as they can be.
    cache: Option<PathBuf>,
    /// In view in this frame: tiles that are there, and that are not; and that were there before.
    here: usize,
    missing: Vec<TileId>,
    before: usize,
    /// Seconds: since when tiles are missing and none came, and since when nothing is under way.
    waiting_since: Option<f64>,
    idle_since: Option<f64>,
    /// Whether what is missing in view has been given up.
    pub(super) trouble: bool,
}

impl std::fmt::Debug for OnlineTiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OnlineTiles").field("trouble", &self.trouble).finish_non_exhaustive()
    }
}

impl OnlineTiles {
    /// None when the machine has nothing to make a secure connection with. Asks nobody yet.
    pub(super) fn new(url: &str, cache: Option<PathBuf>, ctx: &Context) -> Option<Self> {
        prepare_tls();
        let server = Server { url: url.to_owned(), asked: Asked::default() };
        Some(Self {
            tiles: Some(download(server.clone(), cache.clone(), ctx)?),
            server,
            cache,
            here: 0,
            missing: Vec::new(),
            before: 0,
            waiting_since: None,
            idle_since: None,
            trouble: false,
        })
    }

    /// Begins a frame.
    pub(super) fn begin(&mut self) {
        self.missing.clear();
        self.here = 0;
    }

    /// Ends a frame, at a time in seconds.
    pub(super) fn end(&mut self, now: f64, ctx: &Context) {
        let asked = |id: &TileId| self.server.asked.lock().is_ok_and(|asked| asked.contains(id));
        let under_way = self.tiles.as_ref().is_some_and(|tiles| tiles.stats().in_progress > 0);
        let idle = !under_way && self.missing.iter().all(asked);
        if self.missing.is_empty() || self.here > self.before || self.waiting_since.is_none() {
            self.waiting_since = Some(now).filter(|_| !self.missing.is_empty());
        }
        self.idle_since = if idle { self.idle_since.or(Some(now)) } else { None };
        self.before = self.here;
        let longer = |since: Option<f64>, seconds: f64| since.is_some_and(|since| now - since > seconds);
        let some = !self.missing.is_empty();
        let trouble = some && (longer(self.idle_since, IDLE) || longer(self.waiting_since, PATIENCE));
        if trouble && !self.trouble && self.cache.take_if(|folder| !can_be_written(folder)).is_some() {
            // the client gives no tile that it cannot keep
            self.tiles = download(self.server.clone(), None, ctx);
            (self.waiting_since, self.idle_since) = (None, None);
            ctx.request_repaint();
            return;
        }
        self.trouble = trouble;
        if some && !self.trouble {
            // nobody tells the window of a download that failed
            ctx.request_repaint_after(std::time::Duration::from_millis(100));
        }
    }

    #[cfg(test)]
    pub(super) fn whole(&self) -> bool {
        self.here > 0 && self.missing.is_empty()
    }

    /// Whether a tile is in view.
    pub(super) fn shown(&self) -> bool {
        self.here > 0
    }
}

impl Tiles for OnlineTiles {
    fn at(&mut self, id: TileId) -> Option<TilePiece> {
        let piece = self.tiles.as_mut()?.at(id);
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        if piece.as_ref().is_some_and(|piece| piece.uv == whole) {
            self.here += 1;
        } else {
            self.missing.push(id);
        }
        piece
    }

    fn attribution(&self) -> Attribution {
        Attribution { text: THANKS, url: COPYRIGHT, logo_light: None, logo_dark: None }
    }

    fn tile_size(&self) -> u32 {
        256
    }
}

/// The client, which keeps tiles in a folder; none when the machine has nothing to make a secure connection with.
fn download(server: Server, cache: Option<PathBuf>, ctx: &Context) -> Option<HttpTiles> {
    if let Ok(mut asked) = server.asked.lock() {
        asked.clear();
    }
    let options = HttpOptions {
        cache,
        user_agent: Some(agent()?),
        max_parallel_downloads: MaxParallelDownloads::value_manually_confirmed_with_provider_limits(PARALLEL),
        tls: None,
    };
    let make = || HttpTiles::with_options(server, options, ctx.clone());
    // without root certificates the client cannot be made, and says so by a panic
    guarded(make)
}

/// Whether a folder takes as much as a tile.
fn can_be_written(folder: &Path) -> bool {
    let probe = fs::create_dir_all(folder).and_then(|()| tempfile::tempfile_in(folder));
    probe.and_then(|mut file| file.write_all(&vec![0; 64 << 10]).and_then(|()| file.sync_all())).is_ok()
}

impl Drop for OnlineTiles {
    /// The end of a download may be long in coming; the window does not wait for it.
    fn drop(&mut self) {
        task::let_go("tiles", self.tiles.take());
    }
}

/// Who asks, as the policy wants it: the program, and where it is at home once that is known.
fn agent() -> Option<HeaderValue> {
    let (version, home) = (env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_REPOSITORY"));
    let name = if home.is_empty() { format!("km0/{version}") } else { format!("km0/{version} (+{home})") };
    HeaderValue::from_str(&name).ok()
}

/// Chooses who encrypts, once.
fn prepare_tls() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // somebody else may have chosen before
        let _chosen = rustls::crypto::ring::default_provider().install_default();
    });
}
