//! What the window and the picture are asked for, checked before anything is painted.

use std::path::{Path, PathBuf};

use km0_core::dataset::{Dataset, Layer, Loaded};
use km0_core::files::{self, WriteError};
use km0_core::model::{Cite, Edtf, Lang, Span};
use km0_core::query::{Corpus, Query};
use km0_core::saved::{self, Board, Canvas, Image, Paper, PictureSpec, SavedView, SheetContent, is_view};

use super::args::{RenderTask, Shared, Theme};
use super::failure::{CommandResult, Failure, Status};
use super::source::RequestedView;
use super::{out, show, source};

/// A window to open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WindowPlan {
    /// The dataset, which exists; the built-in one when none.
    pub data: Option<PathBuf>,
    /// The language; the one used last when none.
    pub lang: Option<Lang>,
    /// A view to show, with the file it was read from.
    pub view: Option<(SavedView, PathBuf)>,
    /// What to lay over the dataset; what was there last when none and the dataset is that of then.
    pub layers: Vec<Layer>,
    /// The id of a record to go to.
    pub record: Option<String>,
    /// It opens as at a first start.
    pub reset: bool,
}

/// A picture to paint.
#[derive(Clone, Debug)]
pub struct RenderPlan {
    pub loaded: Loaded,
    /// What the query was held against already.
    pub corpus: Corpus,
    /// Where the dataset came from; nowhere for the built-in one.
    pub data: Option<PathBuf>,
    pub query: Query,
    /// Records that the dataset has, and paragraphs of such.
    pub select: Vec<Cite>,
    /// What the timeline shows. A side without bound is the dataset's own.
    pub time: Span,
    /// What the map shows: latitude, longitude, zoom. The dataset's own frame when none.
    pub map: Option<[f64; 3]>,
    /// What it shows, on what, and as what.
    pub sheet: PictureSpec,
    /// What fills the middle of the window.
    pub board: Board,
    pub theme: Theme,
    pub lang: Lang,
    /// A story to show a page a step, in place of all that.
    pub story: Option<SavedView>,
}

/// A file to write, once what goes into it is there.
#[derive(Clone, Copy, Debug)]
pub(super) struct OutputFile<'a> {
    pub(super) path: &'a Path,
    pub(super) force: bool,
}

/// What addresses of records begin with.
const ADDRESS: &str = "km0://record/";

/// The id in an address of a record, as a desktop hands it on; bytes may be written as `%20`.
fn addressed(text: &str) -> Option<String> {
    let rest = text.strip_prefix(ADDRESS)?.trim_end_matches('/');
    let mut bytes = Vec::new();
    let mut rest = rest.bytes();
    while let Some(byte) = rest.next() {
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        bytes.push(match byte {
            b'%' => u8::try_from(digit(rest.next())? * 16 + digit(rest.next())?).ok()?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok().filter(|id| !id.is_empty())
}

/// A window at a record, which must be there.
pub(super) fn open(id: &str, shared: Shared) -> Result<WindowPlan, Failure> {
    let id = if id.starts_with("km0:") {
        addressed(id).ok_or_else(|| Failure::usage(out::said("cli-no-address", &[("text", out::clean(id).into())])))?
    } else {
        id.to_owned()
    };
    let loaded = source::load(&shared)?;
    let record = show::find(&loaded.dataset, &id)?.id.to_string();
    let layers = source::layers(&shared)?;
    Ok(WindowPlan { data: shared.data, lang: shared.lang, view: None, layers, record: Some(record), reset: false })
}

pub(super) fn window(path: Option<PathBuf>, view: Option<PathBuf>, shared: Shared) -> Result<WindowPlan, Failure> {
    let layers = source::layers(&shared)?;
    // a desktop hands the address that was clicked to the program that is named for it
    if let Some(text) = path.as_ref().and_then(|path| path.to_str()).filter(|text| text.starts_with("km0:")) {
        return open(text, shared);
    }
    let (path, view) = match (path, view) {
        // a view may stand in the place of a dataset, as desktops hand a program what was clicked
        (Some(path), None) if is_view(&path) && path.exists() => (None, Some(path)),
        both => both,
    };
    let data = match (path, shared.data) {
        (Some(_), Some(_)) => return Err(Failure::usage(out::words().t("cli-two-datasets"))),
        (Some(path), None) if !path.exists() => {
            let values = [("path", out::clean(&path.display().to_string()).into())];
            return Err(Failure::usage(out::said("cli-neither", &values)));
        }
        (path, data) => path.or(data),
    };
    data.as_deref().map_or(Ok(()), source::exists)?;
    let view = view.map(|path| source::view(&path).map(|view| (view, path))).transpose()?;
    // the window asks before it opens what a view names and nobody has opened in it
    Ok(WindowPlan { data, lang: shared.lang, view, layers, record: None, reset: false })
}

/// A render command's plan, and where its picture goes.
pub(super) fn render(task: RenderTask, shared: &Shared) -> Result<(RenderPlan, OwnedTarget), Failure> {
    let time = time(task.from.as_ref(), task.to.as_ref())?;
    let mut sheet = sheet(&task)?;
    let RequestedView { query, mut view, mut shared } = source::wanted(&task.asked, shared)?;
    let story = task.story.as_deref().map(source::story).transpose()?;
    if let Some(story) = &story {
        shared = source::shared_by(story, &shared);
        view = Some(story.clone());
        sheet.what = SheetContent::Dossier;
    }
    let loaded = source::load(&shared)?;
    source::tell_missing(view.as_ref(), &loaded);
    let corpus = Corpus::new(&loaded.dataset);
    let _tells_doubts = source::answered(&query, &loaded.dataset, &corpus, source::lang(&shared));
    let view = view.unwrap_or_default();
    let select = select(&task.select, &view, &loaded.dataset)?;
    if sheet.what.is_text() && select.is_empty() && story.is_none() {
        return Err(Failure::usage(out::said("cli-needs-selection", &[("what", sheet.what.slug().into())])));
    }
    let bounded = task.from.is_some() || task.to.is_some();
    let plan = RenderPlan {
        query,
        select,
        time: if bounded { time } else { view.time },
        map: task.map.or(view.map.map(|frame| [frame.lat, frame.lon, frame.zoom])),
        sheet,
        board: task.board.unwrap_or(view.board),
        theme: task.theme,
        lang: source::lang(&shared),
        data: shared.data.clone(),
        story,
        loaded,
        corpus,
    };
    Ok((plan, OwnedTarget { path: task.output, force: task.force }))
}

/// What is asked for, with what is left out filled in.
fn sheet(task: &RenderTask) -> Result<PictureSpec, Failure> {
    let image = image(task)?;
    let board = task.board == Some(Board::Gates);
    let what = if task.story.is_some() { Some(SheetContent::Dossier) } else { task.what };
    let what = what.unwrap_or(match image {
        Image::Png if task.paper.is_none() => SheetContent::Window,
        // the one board that lies on paper as it stands in the window
        _ if board => SheetContent::Gates,
        _ => SheetContent::Both,
    });
    let window = what == SheetContent::Window;
    if window && image != Image::Png {
        return Err(Failure::usage(out::words().t("cli-window-is-png")));
    }
    if window && (task.paper.is_some() || task.landscape || task.portrait) {
        return Err(Failure::usage(out::words().t("cli-window-no-paper")));
    }
    let landscape = task.landscape || (!what.is_text() && !task.portrait);
    let least = if what == SheetContent::Gates { Paper::A3 } else { Paper::default() };
    let ground = match task.size {
        Some(size) => Canvas::Free(size),
        None if window => Canvas::Free([1440, 900]),
        None => Canvas::Paper { paper: task.paper.unwrap_or(least), landscape },
    };
    let scale = task.scale.unwrap_or(if window { 1.0 } else { 2.0 });
    let title = task.title.clone().unwrap_or_default();
    Ok(PictureSpec { what, image, ground, scale, text: task.text, title })
}

/// The format that is asked for, else that of the file's name. A name that ends in another one is a
/// slip: what it says it is it would not be.
fn image(task: &RenderTask) -> Result<Image, Failure> {
    let named = Image::of_name(&task.output);
    let other = task.output.extension().filter(|_| named.is_none());
    match (task.format, named, other) {
        (Some(format), Some(named), _) if format != named => {
            let values = [("format", format.slug().into()), ("name", named.slug().into())];
            Err(Failure::usage(out::said("cli-two-images", &values)))
        }
        (Some(format), ..) => Ok(format),
        (None, Some(named), _) => Ok(named),
        (None, None, Some(other)) => {
            let name = format!(".{}", out::clean(&other.to_string_lossy()));
            Err(Failure::usage(out::said("cli-no-such-image", &[("name", name.into())])))
        }
        (None, None, None) => Ok(Image::Png),
    }
}

/// What is named on the command line, all of which must be there; else what of the view's is.
fn select(named: &[String], view: &SavedView, dataset: &Dataset) -> Result<Vec<Cite>, Failure> {
    if named.is_empty() {
        return Ok(view.selection.iter().filter(|cite| dataset.ix(&cite.source).is_some()).cloned().collect());
    }
    let one = |text: &String| {
        let cite =
            Cite::parse(text).unwrap_or_else(|_an_odd_id| Cite { source: text.as_str().into(), paragraph: None });
        show::find(dataset, &cite.source).map(|_| cite)
    };
    named.iter().map(one).collect()
}

/// From the beginning of the one date to the end of the other.
fn time(from: Option<&Edtf>, to: Option<&Edtf>) -> Result<Span, Failure> {
    let span = saved::window(from, to);
    if span.is_empty() {
        return Err(Failure::usage(out::words().t("cli-from-to")));
    }
    Ok(span)
}

#[derive(Clone, Debug)]
pub(super) struct OwnedTarget {
    path: PathBuf,
    force: bool,
}

impl OwnedTarget {
    fn as_ref(&self) -> OutputFile<'_> {
        OutputFile { path: &self.path, force: self.force }
    }

    pub(super) fn allowed(&self) -> Result<(), Failure> {
        self.as_ref().allowed()
    }

    pub(super) fn write(&self, bytes: &[u8]) -> CommandResult {
        self.as_ref().write(bytes)
    }
}

impl OutputFile<'_> {
    /// Fails early where writing would be refused, before the work for it is done.
    pub(super) fn allowed(&self) -> Result<(), Failure> {
        if self.path.is_file() && !self.force {
            return Err(refused(WriteError::Exists(self.path.to_owned())));
        }
        Ok(())
    }

    pub(super) fn write(&self, bytes: &[u8]) -> CommandResult {
        files::write_atomically(self.path, bytes, self.force).map_err(refused)?;
        out::complain(&out::said("cli-wrote", &[("path", self.path.display().to_string().into())]));
        Ok(Status::Fine)
    }
}

pub(super) fn refused(error: WriteError) -> Failure {
    let said = |key: &str, path: &Path| out::said(key, &[("path", path.display().to_string().into())]);
    match error {
        WriteError::Exists(path) => Failure::usage(said("cli-file-exists", &path)),
        WriteError::Folder(path) => Failure::usage(said("cli-is-folder", &path)),
        WriteError::NoFolder(path) => Failure::usage(said("cli-no-folder", &path)),
        WriteError::Io { path, cause } => {
            let values = [("cause", cause.to_string().into()), ("path", path.display().to_string().into())];
            Failure::problem(anyhow::anyhow!(out::said("cli-not-written", &values)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_record() {
        assert_eq!(addressed("km0://record/ta-lung").as_deref(), Some("ta-lung"));
        assert_eq!(addressed("km0://record/ta-lung/").as_deref(), Some("ta-lung"));
        assert_eq!(addressed("km0://record/c%E1%BA%A7u").as_deref(), Some("cầu"));
        for wrong in ["km0://record/", "km0://other/x", "km0://record/%", "km0://record/%ff", "ta-lung"] {
            assert_eq!(addressed(wrong), None, "{wrong}");
        }
    }
}
