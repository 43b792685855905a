//! The one place where the window touches files and native dialogs. Slow work runs on a thread
//! of its own and comes back as a command.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::context::Command;
use crate::dataset;
use crate::export::{self, Format};
use crate::files;

use super::chooser::{self, NoChooser};

/// An export with everything it needs, so that it can be written while the window goes on.
#[derive(Clone, Debug)]
pub(super) struct ExportJob {
    pub(super) bytes: Vec<u8>,
    pub(super) records: usize,
    pub(super) format: Format,
    pub(super) file_name: String,
}

#[derive(Debug)]
pub(super) struct Effects {
    sender: Sender<Command>,
    receiver: Receiver<Command>,
}

impl Default for Effects {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver }
    }
}

impl Effects {
    /// Commands that finished work sends.
    pub(super) fn finished(&self) -> impl Iterator<Item = Command> {
        self.receiver.try_iter()
    }

    pub(super) fn load(&self, path: Option<PathBuf>, repaint: egui::Context) {
        self.run("load", repaint, move || {
            let loaded = path.as_ref().map_or_else(dataset::builtin, |path| dataset::open(path));
            Some(Command::Opened(Box::new(loaded), path))
        });
    }

    pub(super) fn choose_folder(&self, repaint: egui::Context) {
        self.run("choose folder", repaint, || match chooser::ask(|| rfd::FileDialog::new().pick_folder()) {
            Ok(chosen) => chosen.map(Command::Open),
            Err(NoChooser) => Some(Command::NoChooser),
        });
    }

    pub(super) fn choose_tiles(&self, repaint: egui::Context) {
        let dialog = rfd::FileDialog::new().add_filter("PMTiles", &["pmtiles"]);
        self.run("choose map file", repaint, || match chooser::ask(|| dialog.pick_file()) {
            Ok(chosen) => chosen.map(Command::ShowTiles),
            Err(NoChooser) => Some(Command::NoChooser),
        });
    }

    pub(super) fn save_export(&self, job: ExportJob, repaint: egui::Context) {
        self.run("export", repaint, move || {
            let dialog = rfd::FileDialog::new()
                .set_file_name(&job.file_name)
                .add_filter(job.format.slug(), &[job.format.slug()]);
            // the native dialog itself asks before it gives the name of a file that exists
            let path = match chooser::ask(|| dialog.save_file()) {
                Ok(chosen) => chosen?,
                Err(NoChooser) => return Some(Command::NoChooser),
            };
            let outcome = files::write_atomically(&path, &job.bytes, true);
            Some(Command::Exported(outcome.map(|()| (path, job.records)).map_err(|error| error.to_string())))
        });
    }

    fn run(&self, name: &str, repaint: egui::Context, work: impl FnOnce() -> Option<Command> + Send + 'static) {
        let sender = self.sender.clone();
        let spawned = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            // the window may be gone by now, and then nobody waits for the outcome
            if let Some(command) = work() {
                let _sent = sender.send(command);
            }
            repaint.request_repaint();
        });
        if let Err(error) = spawned {
            let _sent = self.sender.send(Command::Exported(Err(error.to_string())));
        }
    }
}

/// The file name an export is offered under.
#[must_use]
pub(super) fn export_name(dataset_id: &str, format: Format) -> String {
    let stem: String = dataset_id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let stem = if stem.is_empty() { "km0".to_owned() } else { stem };
    format!("{stem}.{}", export::Format::slug(format))
}
