//! The formats there are, and what each is for.

use crate::named_enum;
use serde::{Deserialize, Serialize};

use super::job::FormatWriter;
use super::{bibtex, csl, csv, docx, geojson, html, ics, json, kml, lpf, markdown, ron, timelinejs, xlsx};

named_enum! {
    /// A format to export to. Each has a file of its own with its writer and its losses.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Format {
        #[default]
        Csv = "csv",
        Xlsx = "xlsx",
        Docx = "docx",
        Html = "html",
        Markdown = "markdown",
        GeoJson = "geojson",
        Kml = "kml",
        Ics = "ics",
        TimelineJs = "timelinejs",
        Lpf = "lpf",
        Csl = "csl",
        Bibtex = "bibtex",
        Json = "json",
        Ron = "ron",
    }

    /// Group by group.
    pub ALL;
    /// The name on the command line and in message keys.
    pub slug;
}

named_enum! {
    /// What somebody who looks for a format wants to do.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum FormatPurpose {
        /// Count and sort.
        Tables = "tables",
        Reading = "reading",
        /// Maps and calendars.
        MapsAndTime = "maps",
        Sources = "sources",
        /// Nothing is left out.
        Whole = "whole",
    }

    /// Every group, in the order of the dialog.
    pub ALL;
    /// The name in message keys: `format-group-tables`.
    pub slug;
}

/// What a file of the format holds, one of which a record becomes if it becomes anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WrittenUnit {
    Records,
    Events,
    Places,
    /// The sources that the records cite, and those among the records.
    Sources,
}

impl WrittenUnit {
    /// The name in message keys: `export-unit-records`.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Events => "events",
            Self::Places => "places",
            Self::Sources => "sources",
        }
    }
}

impl Format {
    /// The format by its name on the command line.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.slug() == slug)
    }

    /// What a file's name ends with, without the first dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::TimelineJs => "timeline.json",
            Self::Lpf => "lpf.json",
            Self::Csl => "csl.json",
            Self::Bibtex => "bib",
            other => other.slug(),
        }
    }

    /// What it is for.
    pub fn group(self) -> FormatPurpose {
        match self {
            Self::Csv | Self::Xlsx => FormatPurpose::Tables,
            Self::Docx | Self::Html | Self::Markdown => FormatPurpose::Reading,
            Self::GeoJson | Self::Kml | Self::Ics | Self::TimelineJs | Self::Lpf => FormatPurpose::MapsAndTime,
            Self::Csl | Self::Bibtex => FormatPurpose::Sources,
            Self::Json | Self::Ron => FormatPurpose::Whole,
        }
    }

    /// What a record becomes in it.
    pub fn unit(self) -> WrittenUnit {
        match self {
            Self::Ics | Self::TimelineJs => WrittenUnit::Events,
            Self::Lpf => WrittenUnit::Places,
            Self::Csl | Self::Bibtex => WrittenUnit::Sources,
            _ => WrittenUnit::Records,
        }
    }

    /// Whether the format is a report, which can hold a record's whole page or a briefing.
    pub fn is_report(self) -> bool {
        self.group() == FormatPurpose::Reading
    }

    pub(super) fn writer(self) -> &'static dyn FormatWriter {
        match self {
            Self::Csv => &csv::Csv,
            Self::Xlsx => &xlsx::Xlsx,
            Self::Docx => &docx::Docx,
            Self::Html => &html::Html,
            Self::Markdown => &markdown::Markdown,
            Self::GeoJson => &geojson::GeoJson,
            Self::Kml => &kml::Kml,
            Self::Ics => &ics::Ics,
            Self::TimelineJs => &timelinejs::TimelineJs,
            Self::Lpf => &lpf::Lpf,
            Self::Csl => &csl::Csl,
            Self::Bibtex => &bibtex::Bibtex,
            Self::Json => &json::Json,
            Self::Ron => &ron::Ron,
        }
    }
}
