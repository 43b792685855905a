//! Why a text is no date, and what to write instead.

use std::fmt;

/// The text is not EDTF of level 0 or 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}`: {rule}; {fix}", part.escape_debug())]
pub struct EdtfError {
    /// The rule that is broken.
    pub rule: Rule,
    /// The offending part of the text, cut to 40 characters; may be empty.
    pub part: String,
    /// What to write instead.
    pub fix: Fix,
}

/// The most characters of the text that an error quotes.
const PART_LENGTH: usize = 40;

impl EdtfError {
    /// The error with the rule's own example as advice.
    pub(super) fn new(rule: Rule, part: &str) -> Self {
        Self { rule, part: part.chars().take(PART_LENGTH).collect(), fix: Fix::Example(rule.example().to_owned()) }
    }
}

/// What to write instead. Every text in it is valid EDTF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// The same date, spelled by the rules.
    Rewrite(String),
    /// Two readings, of which only the author knows which is meant.
    Either(String, String),
    /// A text that shows the rule, and not the same date.
    Example(String),
}

impl fmt::Display for Fix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rewrite(text) => write!(f, "write `{text}`"),
            Self::Either(one, other) => {
                write!(f, "write `{one}` or `{other}`, whichever is meant")
            }
            Self::Example(text) => write!(f, "write for example `{text}`"),
        }
    }
}

/// The rules of EDTF that a text can break; displayed as an English clause without a full stop.
///
/// Source: the specification's sections for level 0 and level 1, unless a variant says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Rule {
    /// There is no text.
    #[error("there is no date")]
    Empty,
    /// The text is longer than [`MAX_LENGTH`](super::MAX_LENGTH) bytes, a house rule.
    #[error("a date is at most 64 bytes long")]
    TooLong,
    /// There is a space, tab or line break.
    #[error("a date has no spaces")]
    Space,
    /// A character has no meaning in EDTF.
    #[error("a date has only characters of EDTF")]
    Character,
    /// Numbers are there, but not in the order year, month, day with hyphens between.
    #[error("a date is year-month-day")]
    Order,
    /// The year does not have four digits.
    #[error("a year has four digits")]
    YearDigits,
    /// A year after `Y` does not have 5 to 11 digits without a leading zero. The upper limit is a
    /// house rule: it holds the age of the universe and keeps seconds exact.
    #[error("a year after Y has 5 to 11 digits and no leading zero")]
    LongYear,
    /// The year `-0000`.
    #[error("the year zero has no sign")]
    MinusZero,
    /// The month does not have two digits.
    #[error("a month has two digits")]
    MonthDigits,
    /// The month is neither 01 to 12 nor, without a day, a season 21 to 24.
    #[error("a month is 01 to 12, or a season 21 to 24")]
    MonthRange,
    /// A season has a day.
    #[error("a season has no day")]
    SeasonDay,
    /// The day does not have two digits.
    #[error("a day has two digits")]
    DayDigits,
    /// The month has no such day.
    #[error("a day is one that its month has")]
    DayRange,
    /// 29 February in a year that is no leap year.
    #[error("this is no leap year, so February has 28 days")]
    LeapDay,
    /// There is more after year, month and day.
    #[error("a date ends after year-month-day")]
    TooManyParts,
    /// `X` stands where level 1 does not allow it.
    #[error("X stands for one or two last digits of a year alone, or for a whole month or day with all after it")]
    Unspecified,
    /// `?`, `~` or `%` stands elsewhere than once at the end of a date.
    #[error("one of ? ~ % stands once, after the whole date")]
    Qualifier,
    /// `?`, `~` or `%` stands after a time of day.
    #[error("a time of day has none of ? ~ %")]
    QualifiedTime,
    /// A time of day stands after something other than a full date.
    #[error("a time follows a full date")]
    TimeWithoutDay,
    /// The time is not two digits each of hour, minute and second.
    #[error("a time is hh:mm:ss")]
    TimeDigits,
    /// The time is not 00:00:00 to 23:59:59.
    #[error("a time is 00:00:00 to 23:59:59")]
    TimeRange,
    /// The zone is not `Z`, or a sign and two digits each of hour and perhaps minute.
    #[error("a zone is Z, +hh or +hh:mm")]
    ZoneDigits,
    /// The zone is beyond 23:59, or a minus sign with zero.
    #[error("a zone is at most 23:59 from Z, and zero has no minus")]
    ZoneRange,
    /// A time of day stands in an interval.
    #[error("an interval has no times of day")]
    TimeInInterval,
    /// An interval has more than one slash.
    #[error("an interval has one slash")]
    Slashes,
    /// Neither end of the interval is a date, a house rule.
    #[error("an interval has a date for at least one end")]
    NoDatedEnd,
    /// `..` stands elsewhere than alone as an end of an interval.
    #[error("two dots stand alone for an end of an interval")]
    Dots,
    /// The start of the interval is after its end.
    #[error("an interval does not end before it starts")]
    StartAfterEnd,
    /// The text uses a feature of level 2.
    #[error("a date is of EDTF level 0 or 1")]
    LevelTwo,
}

impl Rule {
    /// A valid EDTF text that keeps the rule.
    pub const fn example(self) -> &'static str {
        match self {
            Self::Empty
            | Self::TooLong
            | Self::Space
            | Self::Character
            | Self::Order
            | Self::DayDigits
            | Self::TooManyParts => "1985-04-12",
            Self::YearDigits => "1985",
            Self::LongYear => "Y-12000",
            Self::MinusZero => "0000",
            Self::MonthDigits => "1985-04",
            Self::MonthRange => "1985-12",
            Self::SeasonDay => "1985-21",
            Self::DayRange => "1985-04-30",
            Self::LeapDay => "2024-02-29",
            Self::Unspecified => "1985-XX-XX",
            Self::Qualifier => "1985-04~",
            Self::QualifiedTime => "1985-04-12~",
            Self::TimeWithoutDay | Self::TimeDigits => "1985-04-12T23:20:30",
            Self::TimeRange => "1985-04-12T23:59:59",
            Self::ZoneDigits => "1985-04-12T23:20:30+04:30",
            Self::ZoneRange => "1985-04-12T23:20:30Z",
            Self::TimeInInterval => "1985-04-12/1985-04-13",
            Self::Slashes | Self::StartAfterEnd | Self::LevelTwo => "1964/2008",
            Self::NoDatedEnd | Self::Dots => "1985/..",
        }
    }
}
