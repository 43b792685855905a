//! Map files that lie under the gates for reference (roads, rail, land use), drawn by their values.

pub(in crate::map) mod classes;
pub(in crate::map) mod look;
mod menu;
mod mesh;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;

use egui::{Context, Painter};
use serde::{Deserialize, Serialize};

use crate::context::Cached;
use crate::map::camera::Camera;
use crate::map::outline::PlacedOutline;
use crate::ui::theme::Palette;
use crate::ui::vector::Medium;
use classes::Classes;
use km0_core::dataset::Problem;
use km0_core::dataset::underlay::{self, Underlay};
use mesh::CachedMesh;

pub(in crate::map) use menu::rows;

/// A file that a person laid under the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Under {
    pub path: PathBuf,
    #[serde(default = "shown")]
    pub shown: bool,
    /// The name of the value that it is coloured by; empty for one colour, none while nobody chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

fn shown() -> bool {
    true
}

/// What was read of a file.
#[derive(Debug)]
struct Read {
    file: Underlay,
    /// One a shape.
    outlines: Vec<PlacedOutline>,
}

type UnderlayResult = Result<Read, Box<Problem>>;

/// A file while it is read and afterwards.
#[derive(Debug)]
struct Opened {
    path: PathBuf,
    read: Arc<OnceLock<UnderlayResult>>,
    reader: Option<JoinHandle<()>>,
    /// The classes, with what was chosen to colour by.
    classes: Cached<Option<String>, Classes>,
    cached: Option<CachedMesh>,
}

/// The files that are open.
#[derive(Debug, Default)]
pub(in crate::map) struct Unders {
    open: Vec<Opened>,
    /// A picture waits until all is read.
    waits: bool,
}

impl Opened {
    fn new(path: &Path, egui: &Context) -> Self {
        let read = Arc::new(OnceLock::new());
        let (to, from, waker) = (Arc::clone(&read), path.to_owned(), egui.clone());
        let work = move || {
            let outcome = underlay::read(&from).map_err(Box::new).map(|file| {
                let outlines = file.shapes.iter().map(|shape| PlacedOutline::of(&shape.geometry)).collect();
                Read { file, outlines }
            });
            _ = to.set(outcome);
            waker.request_repaint();
        };
        let reader = std::thread::Builder::new().name("read map file".to_owned()).spawn(work).ok();
        Self { path: path.to_owned(), read, reader, classes: Cached::default(), cached: None }
    }

    fn content(&self) -> Option<&Read> {
        self.read.get()?.as_ref().ok()
    }

    fn problem(&self) -> Option<&Problem> {
        self.read.get()?.as_ref().err().map(|problem| &**problem)
    }

    /// Sorts the shapes into classes, where they are not by this value already.
    fn sort(&mut self, by: Option<&String>) {
        if let Some(Ok(read)) = self.read.get()
            && self.classes.refresh(by.cloned(), || Classes::new(&read.file, by.map(String::as_str)))
        {
            self.cached = None;
        }
    }
}

impl Unders {
    /// Opens and closes files as they were chosen. What is not shown is not read.
    pub(in crate::map) fn follow(&mut self, chosen: &[Under], egui: &Context) {
        self.open.retain(|opened| chosen.iter().any(|under| under.shown && under.path == opened.path));
        for under in chosen.iter().filter(|under| under.shown) {
            if !self.open.iter().any(|opened| opened.path == under.path) {
                self.open.push(Opened::new(&under.path, egui));
            }
        }
        if self.waits {
            for reader in self.open.iter_mut().filter_map(|opened| opened.reader.take()) {
                _ = reader.join();
            }
        }
        for opened in &mut self.open {
            let by = chosen.iter().find(|under| under.path == opened.path).and_then(|under| under.by.as_ref());
            opened.sort(by);
        }
    }

    /// Reads a file once more, which was not there or not whole.
    pub(in crate::map) fn again(&mut self, path: &Path) {
        self.open.retain(|opened| opened.path != path);
    }

    /// From now on waits until all is read, for pictures.
    pub(in crate::map) fn wait(&mut self) {
        self.waits = true;
    }

    fn opened(&self, path: &Path) -> Option<&Opened> {
        self.open.iter().find(|opened| opened.path == path)
    }

    /// Paints what is in view, the first file lowest; whether there was anything.
    pub(in crate::map) fn paint(
        &mut self,
        painter: &Painter,
        palette: &Palette,
        camera: &Camera,
        medium: Medium,
        chosen: &[Under],
    ) -> bool {
        let mut any = false;
        for under in chosen {
            let Some(opened) = self.open.iter_mut().find(|opened| opened.path == under.path) else { continue };
            let Some(Ok(read)) = opened.read.get() else { continue };
            let Some(classes) = opened.classes.value() else { continue };
            any = true;
            if medium == Medium::Lines {
                painter.extend(mesh::shapes(read, classes, palette, camera, camera.rect.expand(8.0), false));
                continue;
            }
            let key = mesh::MeshKey::new(painter, palette, camera);
            if opened.cached.as_ref().is_none_or(|cached| !cached.is_for(&key, camera)) {
                opened.cached = Some(CachedMesh::new(read, classes, palette, camera, key));
            }
            if let Some(cached) = &opened.cached {
                painter.add(cached.shape(camera));
            }
        }
        any
    }
}
