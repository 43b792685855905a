//! Honest dates: what a source says about *when*, kept as written and never made more exact.
//!
//! A date is text in the Extended Date/Time Format (EDTF) of the Library of Congress, 4 February
//! 2019 (<https://www.loc.gov/standards/datetime/>), which profiles ISO 8601-1 and 8601-2:2019.
//! Level 0 and level 1 are read in full, and of level 2 only what level 1 grammar already spells:
//! unspecified digits in the ends of an interval. All else is an [`EdtfError`].
//!
//! Where the specification gives a notation but no numbers, these house rules hold:
//!
//! * `~` widens the possible time by one unit of the date's precision on each side.
//! * Seasons are the meteorological ones of the northern hemisphere: 21 is March to May, 22 June
//!   to August, 23 September to November, 24 December to February of the next year.
//! * `..` says that the interval certainly goes on without end on that side; an empty end says
//!   that it ends there somewhere unknown.
//! * `20XX` is the years 2000 to 2099, and `-201X` the years -2019 to -2010.
//! * A time zone is kept and shown but not applied: time is civil time as written.
//! * An interval has at least one dated end, so `../..` and `/` are refused: they date nothing.
//!
//! ```
//! use km0_edtf::{Edtf, Moment, Precision};
//!
//! let june: Edtf = "2023-06~".parse()?;
//! assert_eq!(june.precision(), Precision::Month);
//! assert!(june.is_approximate());
//! // about June: a month more on either side is possible
//! assert_eq!(june.bounds().earliest_start, Moment::from_ymd(2023, 5, 1));
//! assert_eq!(june.bounds().latest_end, Moment::from_ymd(2023, 8, 1));
//! # Ok::<(), km0_edtf::EdtfError>(())
//! ```
//!
//! What is wrong with a text comes with a text that is right:
//!
//! ```
//! use km0_edtf::{Edtf, Fix};
//!
//! let error = Edtf::parse("25/04/2023").unwrap_err();
//! assert_eq!(error.fix, Fix::Rewrite("2023-04-25".to_owned()));
//! ```
//!
//! The feature `serde` reads and writes a date as its text.

mod advice;
mod advice_date;
mod bounds;
mod error;
mod moment;
mod parse;
mod parse_calendar;
mod parse_time;
mod parts;
mod span;
#[cfg(test)]
mod tests;

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

pub use error::{EdtfError, Fix, Rule};
pub use moment::Moment;
pub use parse::MAX_LENGTH;
pub use parts::{Clock, Date, DateForm, DateParts, End, Precision, Qualifier, Season, Zone};
pub use span::{Bounds, Span};

/// A date or interval in EDTF, valid by construction and printed back byte for byte.
///
/// Two values are equal when their texts are: `2004-06` and `2004-06-XX` span the same time and
/// yet say different things.
///
/// Clones share one text: a million records have a few thousand dates.
#[derive(Clone)]
pub struct Edtf(Arc<WholeText>);

#[derive(Debug)]
struct WholeText {
    text: Box<str>,
    parts: DateParts,
    bounds: Bounds,
}

impl fmt::Debug for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Edtf {
    /// Reads EDTF text of level 0 or 1, exactly as written: no spaces, upper-case letters.
    ///
    /// # Errors
    ///
    /// The rule that is broken, the offending part, and a text to write instead that does parse.
    /// Text of more than [`MAX_LENGTH`] bytes is refused unread.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        let parts = parse::parts(text).map_err(|broken| advice::advise(text, broken))?;
        Ok(Self(Arc::new(WholeText { text: text.into(), parts, bounds: bounds::bounds_of(&parts) })))
    }

    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The earliest and latest times of the start and of the end; see [`Bounds`].
    ///
    /// `?` does not change them, `~` and `%` widen them.
    pub fn bounds(&self) -> Bounds {
        self.0.bounds
    }

    /// The same of what is written, for an order in time and for a day to show: `~` and `%` don't widen it.
    pub fn bounds_as_written(&self) -> Bounds {
        bounds::bounds_as_written(&self.0.parts)
    }

    /// A date itself, of an interval the date with which it starts; none where that is open or unknown.
    pub fn start(&self) -> Option<Self> {
        let (start, _) = self.as_str().split_once('/').unwrap_or((self.as_str(), ""));
        Self::parse(start).ok()
    }

    /// The value taken apart, for printing it in words.
    pub fn parts(&self) -> DateParts {
        self.0.parts
    }

    /// How exactly the date is known; [`Precision::Interval`] for an interval.
    pub fn precision(&self) -> Precision {
        match self.0.parts {
            DateParts::Single(date) => date.form.precision(),
            DateParts::Interval { .. } => Precision::Interval,
        }
    }

    /// Whether the date, or an end of the interval, is marked `~` or `%`.
    pub fn is_approximate(&self) -> bool {
        self.0.parts.dates().any(|date| date.qualifier.approximate())
    }

    /// Whether the date, or an end of the interval, is marked `?` or `%`.
    pub fn is_uncertain(&self) -> bool {
        self.0.parts.dates().any(|date| date.qualifier.uncertain())
    }

    /// Whether this is an interval: a start and an end around a slash.
    pub fn is_interval(&self) -> bool {
        matches!(self.0.parts, DateParts::Interval { .. })
    }

    /// Whether this is an interval without a start: `../1985`.
    pub fn open_start(&self) -> bool {
        self.0.parts.start() == Some(End::Open)
    }

    /// Whether this is an interval that goes on: `1985/..`.
    pub fn open_end(&self) -> bool {
        self.0.parts.end() == Some(End::Open)
    }

    /// Whether this is an interval whose start is not known: `/1985`.
    pub fn unknown_start(&self) -> bool {
        self.0.parts.start() == Some(End::Unknown)
    }

    /// Whether this is an interval whose end is not known: `1985/`.
    pub fn unknown_end(&self) -> bool {
        self.0.parts.end() == Some(End::Unknown)
    }

    /// Whether the whole possible time lies in the window and the date is not marked uncertain.
    ///
    /// Implies [`Edtf::possibly_in`].
    pub fn certainly_in(&self, window: &Span) -> bool {
        !self.is_uncertain() && window.encloses(&self.0.bounds.possible())
    }

    /// Whether some of the possible time lies in the window. Never true of an empty window.
    pub fn possibly_in(&self, window: &Span) -> bool {
        window.overlaps(&self.0.bounds.possible())
    }
}

impl PartialEq for Edtf {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.text == other.0.text
    }
}

impl Eq for Edtf {}

impl Hash for Edtf {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.text.hash(state);
    }
}

/// A date is found among others by its text.
impl Borrow<str> for Edtf {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.text)
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        Self::parse(text)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Edtf {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.text)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Edtf {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
