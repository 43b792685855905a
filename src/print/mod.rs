//! Pictures on paper: what is shown, laid out on a sheet, as lines and text that can be searched
//! (SVG, PDF) or as shapes for whoever paints pixels.
//!
//! The panels themselves are painted without a display and at rest ([`stage`], [`sheet`]); what the
//! toolkit would make pixels of is read as lines and text ([`scene`]) and written ([`svg`], [`pdf`]).

mod dossier;
mod faces;
mod foot;
mod legend;
mod pdf;
mod scene;
mod sfnt;
mod sheet;
mod stage;
mod svg;
mod tags;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::epaint::ClippedShape;
use egui::{Context, Rect, TexturesDelta, Vec2};
use thiserror::Error;

use crate::context::{Data, Item, TimeView};
use crate::map::MapView;
use crate::timeline::Arrangement;
use crate::ui::fonts;
use crate::ui::theme::ThemeChoice;
use crate::ui::vector::Medium;
use km0_core::model::Lang;
use km0_core::query::{Answer, Query};
use km0_core::saved::{Image, PictureSpec, SavedView, SheetContent};

use faces::Faces;

/// Points between the pages of a picture that has several in one image.
pub const GAP: f32 = 24.0;

/// What is to be shown, and on what.
#[derive(Clone, Debug)]
pub struct PrintRequest {
    pub sheet: PictureSpec,
    pub data: Arc<Data>,
    /// The query that the answer is to.
    pub query: Query,
    pub answer: Answer,
    pub selection: Vec<Item>,
    pub time: TimeView,
    /// What the map shows; everything that matches where none.
    pub map: Option<MapView>,
    /// How large the map was that showed this, in points: on a sheet it shows the same part of the
    /// world. Without it the zoom is that of the view.
    pub map_size: Option<Vec2>,
    /// Whether the window shows tiles under its map, which no sheet has.
    pub tiles: bool,
    pub arrangement: Arrangement,
    pub theme: ThemeChoice,
    pub lang: Lang,
    /// A story to show a page a step; nothing else is shown then.
    pub story: Option<Arc<SavedView>>,
}

/// Why there is no picture.
#[derive(Debug, Error)]
pub enum PrintError {
    #[error("a dossier is of what is selected, and nothing is; name a record with --select ID")]
    NothingSelected,
    #[error("a picture of the window is made of pixels; choose PNG, or show timeline, map, both or dossier")]
    Window,
    #[error("a page has to be larger than nothing")]
    Size,
    #[error("the PDF could not be put together: {0}")]
    Pdf(String),
    #[error("the SVG could not be put together: {0}")]
    Svg(#[from] std::io::Error),
}

/// A page as shapes, for whoever paints pixels.
#[derive(Debug)]
pub struct Leaf {
    /// Points.
    pub size: Vec2,
    pub shapes: Vec<ClippedShape>,
}

/// Pages as shapes, with the context that they were laid out in and the textures they need.
#[derive(Debug)]
pub struct Leaves {
    pub ctx: Context,
    pub textures: TexturesDelta,
    pub pixels_per_point: f32,
    pub pages: Vec<Leaf>,
}

impl Leaves {
    /// The characters on them that are boxes, since no font has them.
    pub fn lacking(&self) -> BTreeSet<char> {
        fonts::boxes(&self.ctx, self.pages.iter().flat_map(|page| &page.shapes))
    }
}

/// The toolkit wants to be told that textures which nobody takes were not forgotten.
impl Drop for Leaves {
    fn drop(&mut self) {
        self.textures.clear();
    }
}

/// Pages as lines and text.
#[derive(Debug)]
struct Document {
    title: String,
    /// What is shown, in a sentence.
    about: String,
    lang: &'static str,
    /// How much larger the pages are than they were laid out.
    scale: f32,
    pages: Vec<scene::PrintScene>,
    guide: Guide,
}

/// What leads through pages that are read on a screen. Places are points as the pages were laid out.
#[derive(Clone, Debug, Default, PartialEq)]
struct Guide {
    outline: Vec<Heading>,
    /// Of every page.
    links: Vec<Vec<PageLink>>,
    /// Where each note stands, by its number from 1.
    notes: BTreeMap<usize, PageSpot>,
    /// What is what on the pages, in reading order.
    regions: Vec<tags::Region>,
}

#[derive(Clone, Debug, PartialEq)]
struct Heading {
    text: String,
    /// Whether it is of a part of what the heading before it is of.
    inner: bool,
    at: PageSpot,
}

/// A page, counted from 0, and a place from its top.
#[derive(Clone, Copy, Debug, PartialEq)]
struct PageSpot {
    page: usize,
    top: f32,
}

/// A part of a page that leads somewhere.
#[derive(Clone, Debug, PartialEq)]
struct PageLink {
    rect: Rect,
    to: Goal,
}

#[derive(Clone, Debug, PartialEq)]
enum Goal {
    Address(String),
    Note(usize),
}

/// Pixels in a point while lines and text are laid out: fine enough for letters to stand where they
/// would on paper.
const FINE: f32 = 4.0;

/// The bytes of a picture's file.
#[derive(Clone, Debug)]
pub struct Painted {
    pub bytes: Vec<u8>,
    /// The characters in it that are boxes, since no font has them.
    pub lacking: BTreeSet<char>,
}

/// The picture as lines and text: a PDF or an SVG file, the same for the same order.
///
/// # Errors
/// When the order asks for what no sheet can show, or the file can't be put together.
pub fn lines(order: &PrintRequest) -> Result<Painted, PrintError> {
    let laid = stage::lay(order, Medium::Lines, FINE)?;
    let faces = Faces::of_context(&laid.leaves.ctx);
    let pages: Vec<_> = laid.leaves.pages.iter().map(|leaf| scene::scene(&leaf.shapes, leaf.size, &faces)).collect();
    let lacking = pages.iter().flat_map(|page| page.lacking(&faces)).collect();
    let document = Document {
        title: laid.title,
        about: laid.about,
        lang: order.lang.tag(),
        scale: order.sheet.text / laid.growth,
        pages,
        guide: laid.guide,
    };
    let bytes = match order.sheet.image {
        Image::Svg => svg::file(&document, &faces)?,
        Image::Pdf | Image::Png => pdf::file(&document, &faces)?,
    };
    Ok(Painted { bytes, lacking })
}

/// The picture as shapes for pixels of this size. `pixels_per_point` is that of the ground; text that
/// is larger on it takes more pixels.
///
/// # Errors
/// When the order asks for what no sheet can show.
pub fn leaves(order: &PrintRequest, pixels_per_point: f32) -> Result<Leaves, PrintError> {
    Ok(stage::lay(order, Medium::Pixels, pixels_per_point * order.sheet.text)?.leaves)
}

/// Whether an order can be carried out at all.
///
/// # Errors
/// Why it can't.
pub fn check(order: &PrintRequest) -> Result<(), PrintError> {
    match order.sheet.what {
        _ if order.story.is_some() => Ok(()),
        SheetContent::Window => Err(PrintError::Window),
        SheetContent::Dossier | SheetContent::Briefing if order.selection.is_empty() => {
            Err(PrintError::NothingSelected)
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
