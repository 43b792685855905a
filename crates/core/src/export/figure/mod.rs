//! Small drawings for reports: where records are, and when. Lines and text on a plane, which each
//! format writes in its own notation; every mark of a record leads to it.

pub(super) mod along;
mod ground;
mod map;
mod shape;
mod strip;
#[cfg(test)]
mod tests;

use crate::dataset::Ix;
use crate::model::{Kind, Span};
use crate::pages::Reader;
use crate::pages::along::Band;
use crate::saved::MapFrame;

pub use ground::whole;
pub use map::MapSite;

/// Records beyond which nothing is drawn: their marks would cover each other.
pub const MOST: usize = 3_000;

/// A drawing. Lengths are points of a sheet of this size, from its upper left.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub size: [f32; 2],
    pub title: String,
    /// What it shows, for whoever does not see it.
    pub about: String,
    /// In the order of painting.
    pub marks: Vec<FigureMark>,
    /// Of a map, which of its marks are ground that other maps have too.
    pub ground: Option<PlacedGround>,
}

/// The ground of a map as a part of the whole ground, for a format that draws it once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedGround {
    /// How many marks at the beginning are ground.
    pub marks: usize,
    /// How the whole ground is stretched, across and down, and then moved.
    pub stretch: [f32; 2],
    pub moved: [f32; 2],
}

/// One thing that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureMark {
    pub form: FigureShape,
    pub tone: FigureTone,
    /// What it stands for, if it is more than ground.
    pub of: Option<Subject>,
}

/// What a mark stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// A record on a strip; on a map the place that its records are at.
    pub ix: Ix,
    /// What to say of it: "05/06/2025: Talks".
    pub label: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum FigureShape {
    /// Rings, of which those inside of others are holes.
    Area(Vec<Vec<[f32; 2]>>),
    Line(Vec<[f32; 2]>),
    Disc {
        at: [f32; 2],
        radius: f32,
        /// Else a ring: it is not known to the day, or stands among others.
        filled: bool,
    },
    /// A time that has an extent; as an outline where it is only known to lie within.
    Bar {
        from: [f32; 2],
        size: [f32; 2],
        filled: bool,
    },
    Text {
        /// On the baseline.
        at: [f32; 2],
        anchor: Anchor,
        size: f32,
        bold: bool,
        text: String,
    },
}

/// Where a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// What a mark is, for whoever gives it a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigureTone {
    Sea,
    Land,
    /// Provinces that the base map is about, on the Vietnamese side and across.
    Front,
    Across,
    Unit,
    Border,
    /// A border that the base map is not about.
    Abroad,
    Grid,
    Ink,
    Weak,
    Site,
    Kind(Kind),
    /// How high the class of a gate stands, 0 to 3.
    Class(u8),
    /// Whether a gate works.
    Band(Band),
}

/// The drawings of a part of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    pub map: Option<Figure>,
    /// The places on the map, with what is there.
    pub sites: Vec<MapSite>,
    pub strip: Option<Figure>,
}

/// How large drawings are, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FigureSizes {
    pub map: [f32; 2],
    /// The height of a strip follows from what is on it.
    pub strip: f32,
    /// Of text.
    pub text: f32,
    /// Rows of marks that a lane of a strip has room for; of more, its marks are smaller.
    pub rows: u8,
}

/// What of the records is looked at, where a drawing belongs to a step of a story: the others stand
/// back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lens {
    /// The part of the world that a window showed; as much as is needed without it.
    pub frame: Option<MapFrame>,
    /// The part of time.
    pub time: Span,
    pub marked: Vec<Ix>,
}

impl Lens {
    fn has(&self, ix: Ix) -> bool {
        self.marked.contains(&ix)
    }

    fn tone(lens: Option<&Self>, ix: Ix, tone: FigureTone) -> FigureTone {
        if lens.is_some_and(|lens| !lens.has(ix)) { FigureTone::Weak } else { tone }
    }
}

impl Figures {
    /// Where and when these records are. `centre` is what a part is about: it has its mark on the
    /// map whatever the others say.
    pub fn for_rows(reader: &Reader<'_>, rows: &[Ix], centre: Option<Ix>, sizes: FigureSizes) -> Self {
        if rows.len() > MOST {
            return Self::default();
        }
        let (map, sites) = map::draw(reader, rows, map::MapSubject { centre, lens: None }, sizes).unzip();
        Self { map, sites: sites.unwrap_or_default(), strip: strip::draw(reader, rows, None, sizes) }
    }

    /// The same through a lens.
    pub fn seen(reader: &Reader<'_>, rows: &[Ix], lens: &Lens, sizes: FigureSizes) -> Self {
        if rows.len() > MOST {
            return Self::default();
        }
        // a map has no time of its own: it shows what happened then
        let then = |ix: &Ix| reader.dataset.bounds(*ix).is_some_and(|bounds| bounds.possible().overlaps(&lens.time));
        let there: Vec<Ix> = rows.iter().filter(|ix| lens.has(**ix) || then(ix)).copied().collect();
        let (map, sites) = map::draw(reader, &there, map::MapSubject { centre: None, lens: Some(lens) }, sizes).unzip();
        Self { map, sites: sites.unwrap_or_default(), strip: strip::draw(reader, rows, Some(lens), sizes) }
    }

    /// Only so many of the drawings: the map goes last.
    pub fn kept(&self, drawings: usize) -> Self {
        match drawings {
            0 => Self::default(),
            1 => Self { map: self.map.clone(), sites: self.sites.clone(), strip: None },
            _ => self.clone(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.map.is_none() && self.strip.is_none()
    }
}

/// About how wide a text is, in points of its size: wide enough for any face of letters.
fn width(text: &str, size: f32) -> f32 {
    let em = |c: char| if c > '\u{2e80}' { 1.0 } else { 0.58 };
    text.chars().map(em).sum::<f32>() * size
}
