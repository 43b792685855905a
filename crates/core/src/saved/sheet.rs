//! What a picture shows and what it is made on, as a value that the dialog, the command line and the
//! painter share.

use crate::named_enum;
use serde::{Deserialize, Serialize};

named_enum! {
    /// What a picture shows.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum SheetContent {
        /// The window as it is on the screen.
        Window = "window",
        Timeline = "timeline",
        Map = "map",
        /// The map above the timeline.
        #[default]
        Both = "both",
        /// All gates along the border.
        Gates = "gates",
        /// Everything there is to say about what is selected, page by page.
        Dossier = "dossier",
        /// A sheet for each thing that is selected, to take to a meeting.
        Briefing = "briefing",
    }

    /// All of them, in the order of the dialog.
    pub ALL;
    /// What the command line calls it.
    pub slug;
}

impl SheetContent {
    /// Whether it is text about what is selected, on pages that stand upright.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Dossier | Self::Briefing)
    }
}

named_enum! {
    /// The format of a picture.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Image {
        #[default]
        Pdf = "pdf",
        Svg = "svg",
        Png = "png",
    }

    /// All of them, in the order of the dialog.
    pub ALL;
    /// What the command line calls it, and how its files' names end.
    pub slug;
}

impl Image {
    /// The format that a file's name promises.
    pub fn of_name(path: &std::path::Path) -> Option<Self> {
        let extension = path.extension()?;
        Self::ALL.into_iter().find(|image| extension.eq_ignore_ascii_case(image.slug()))
    }
}

named_enum! {
    /// A size of paper of ISO 216.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Paper {
        #[default]
        A4 = "a4",
        A3 = "a3",
    }

    /// All of them, in the order of the dialog.
    pub ALL;
    /// Its name on the command line.
    pub slug;
}

impl Paper {
    /// Width and height upright, in millimetres.
    pub fn millimetres(self) -> [f32; 2] {
        match self {
            Self::A4 => [210.0, 297.0],
            Self::A3 => [297.0, 420.0],
        }
    }
}

/// What a picture is made on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Canvas {
    Paper {
        paper: Paper,
        landscape: bool,
    },
    /// Width and height in points of the interface, 96 to an inch.
    Free([u32; 2]),
}

impl Canvas {
    /// Width and height in points of the interface, 96 to an inch.
    pub fn points(self) -> [f32; 2] {
        match self {
            Self::Paper { paper, landscape } => {
                let [width, height] = paper.millimetres().map(|length| length / 25.4 * 96.0);
                if landscape { [height, width] } else { [width, height] }
            }
            Self::Free(size) => size.map(|side| side as f32),
        }
    }
}

/// A picture to make.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PictureSpec {
    pub what: SheetContent,
    pub image: Image,
    pub ground: Canvas,
    /// Pixels per point, 0.5 to 4; only a PNG has pixels.
    pub scale: f32,
    /// How large text, lines and symbols are on the ground, 0.5 to 2.
    pub text: f32,
    /// What stands above it; the dataset's name when empty.
    pub title: String,
}

impl Default for PictureSpec {
    fn default() -> Self {
        Self {
            what: SheetContent::default(),
            image: Image::default(),
            ground: Canvas::Paper { paper: Paper::A4, landscape: true },
            scale: 2.0,
            text: 1.0,
            title: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_has_its_size_at_96_points_an_inch() {
        let upright = Canvas::Paper { paper: Paper::A4, landscape: false }.points();
        assert!((upright[0] - 793.7).abs() < 0.1 && (upright[1] - 1122.5).abs() < 0.1);
        let [width, height] = Canvas::Paper { paper: Paper::A3, landscape: true }.points();
        assert!(width > height && (height - upright[1]).abs() < 0.1, "A3 is two A4 side by side");
    }

    #[test]
    fn a_name_promises_a_format_in_any_case() {
        assert_eq!(Image::of_name("a/b.PDF".as_ref()), Some(Image::Pdf));
        assert_eq!(Image::of_name("pdf".as_ref()), None);
        assert_eq!(Image::of_name("a.jpeg".as_ref()), None);
    }
}
