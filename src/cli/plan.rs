//! What the window and the picture are asked for, checked before anything is painted.

use std::path::{Path, PathBuf};

use crate::dataset::Loaded;
use crate::files::{self, WriteError};
use crate::model::{Edtf, Id, Lang, Span};
use crate::query::Query;

use super::args::{RenderTask, Shared, Theme};
use super::failure::{Done, Failure, Status};
use super::{out, show, source};

/// A window to open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowPlan {
    /// The dataset, which exists; the built-in one when none.
    pub data: Option<PathBuf>,
    /// The language; the one used last when none.
    pub lang: Option<Lang>,
}

/// A picture to paint.
#[derive(Clone, Debug)]
pub struct RenderPlan {
    pub loaded: Loaded,
    /// Where the dataset came from; nowhere for the built-in one.
    pub data: Option<PathBuf>,
    pub query: Query,
    /// Ids that the dataset has.
    pub select: Vec<Id>,
    /// What the timeline shows. A side without bound is the dataset's own.
    pub time: Span,
    /// What the map shows: latitude, longitude, zoom. The dataset's own frame when none.
    pub map: Option<[f64; 3]>,
    /// Width and height in points, 64 to 16384.
    pub size: [u32; 2],
    /// Pixels per point, 0.5 to 4.
    pub scale: f32,
    pub theme: Theme,
    pub lang: Lang,
}

/// A file to write, once what goes into it is there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target<'a> {
    pub(super) path: &'a Path,
    pub(super) force: bool,
}

pub(super) fn window(path: Option<PathBuf>, shared: Shared) -> Result<WindowPlan, Failure> {
    let data = match (path, shared.data) {
        (Some(_), Some(_)) => return Err(Failure::usage("PATH and --data name two datasets; give one of them")),
        (Some(path), None) if !path.exists() => {
            let what = format!("neither a command nor a file or folder; see km0 --help: {}", path.display());
            return Err(Failure::usage(what));
        }
        (path, data) => path.or(data),
    };
    data.as_deref().map_or(Ok(()), source::exists)?;
    Ok(WindowPlan { data, lang: shared.lang })
}

/// A render command's plan, and where its picture goes.
pub(super) fn render(task: RenderTask, shared: &Shared) -> Result<(RenderPlan, OwnedTarget), Failure> {
    let query = source::query(&task.asked.query)?;
    let time = time(task.from.as_ref(), task.to.as_ref())?;
    let loaded = source::load(shared)?;
    let _tells_doubts = source::answer(&query, &loaded, source::lang(shared));
    let select = task.select.iter().map(|id| show::find(&loaded.dataset, id).map(|record| Id::clone(&record.id)));
    let plan = RenderPlan {
        query,
        select: select.collect::<Result<_, _>>()?,
        time,
        map: task.map,
        size: task.size,
        scale: task.scale,
        theme: task.theme,
        lang: source::lang(shared),
        data: shared.data.clone(),
        loaded,
    };
    Ok((plan, OwnedTarget { path: task.output, force: task.force }))
}

/// From the beginning of the one date to the end of the other.
fn time(from: Option<&Edtf>, to: Option<&Edtf>) -> Result<Span, Failure> {
    let span = Span {
        from: from.and_then(|date| date.bounds().possible().from),
        to: to.and_then(|date| date.bounds().possible().to),
    };
    if span.is_empty() {
        return Err(Failure::usage("--from must lie before the end of --to"));
    }
    Ok(span)
}

#[derive(Clone, Debug)]
pub(super) struct OwnedTarget {
    path: PathBuf,
    force: bool,
}

impl OwnedTarget {
    fn as_ref(&self) -> Target<'_> {
        Target { path: &self.path, force: self.force }
    }

    pub(super) fn allowed(&self) -> Result<(), Failure> {
        self.as_ref().allowed()
    }

    pub(super) fn write(&self, bytes: &[u8]) -> Done {
        self.as_ref().write(bytes)
    }
}

impl Target<'_> {
    /// Fails early where writing would be refused, before the work for it is done.
    pub(super) fn allowed(&self) -> Result<(), Failure> {
        if self.path.is_file() && !self.force {
            return Err(refused(WriteError::Exists(self.path.to_owned())));
        }
        Ok(())
    }

    pub(super) fn write(&self, bytes: &[u8]) -> Done {
        files::write_atomically(self.path, bytes, self.force).map_err(refused)?;
        out::complain(&format!("wrote {}", self.path.display()));
        Ok(Status::Fine)
    }
}

fn refused(error: WriteError) -> Failure {
    match error {
        WriteError::Exists(path) => {
            Failure::usage(format_args!("the file exists; add --force to overwrite it: {}", path.display()))
        }
        error @ (WriteError::Folder(_) | WriteError::NoFolder(_)) => Failure::usage(error),
        error @ WriteError::Io { .. } => Failure::problem(error),
    }
}
