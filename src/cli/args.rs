//! Command-line arguments (clap).

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use super::{help, out};
use km0_core::dataset;
use km0_core::dataset::format::encoding::Encoding;
use km0_core::export::{ColumnSet, Format, Scope};
use km0_core::model::{Edtf, Lang};
use km0_core::saved::{Board, Image, Paper, SheetContent};

/// Explore dated, placed records on a timeline linked to a map
#[derive(Debug, Parser)]
#[command(name = "km0", version, long_about = help::ABOUT, after_long_help = help::AFTER, after_help = help::AFTER_SHORT)]
#[command(
    disable_help_subcommand = true,
    override_usage = "km0 [OPTIONS] [PATH] [OVER]...\n       km0 [OPTIONS] <COMMAND>"
)]
pub(super) struct Cli {
    /// The folder or file of the dataset to open in a window; the built-in set when left out
    #[arg(value_hint = ValueHint::AnyPath)]
    pub(super) path: Option<PathBuf>,
    /// Files of any format to lay over it, each as a layer of its own
    #[arg(value_name = "OVER", value_hint = ValueHint::AnyPath)]
    pub(super) over: Vec<PathBuf>,
    /// Show what was saved in this view file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) view: Option<PathBuf>,
    /// Open the window as at the first start; the settings of before are put aside, views that were kept stay
    #[arg(long)]
    pub(super) reset: bool,
    #[command(flatten)]
    pub(super) shared: Shared,
    #[command(subcommand)]
    pub(super) task: Option<CliTask>,
}

#[derive(Clone, Debug, Args)]
pub(super) struct Shared {
    /// Use the dataset in this folder or file, or on standard input (-), not the built-in one
    #[arg(long, global = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) data: Option<PathBuf>,
    /// Lay this file of any format over the dataset; may be given more than once
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub(super) add: Vec<PathBuf>,
    /// What the dataset is read as, where a command is told so.
    #[arg(skip)]
    pub(super) from: Option<dataset::FileFormat>,
    /// Read text tables in this encoding, not in the one that they seem to be in: utf-8, gb18030, big5, windows-1258,
    /// tcvn3, vni and others
    #[arg(long, global = true, value_name = "ENCODING", value_parser = encoding)]
    pub(super) encoding: Option<Encoding>,
    /// Read this sheet of a workbook, or this list of a JSON file (data.items), and no other
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) sheet: Option<String>,
    /// The language of names, texts and messages [default: vi, with messages in English; in the window, the one used
    /// last, at first the system's]
    #[arg(long, global = true, value_name = "LANG", hide_possible_values = false, value_parser = one_of::<Lang>())]
    pub(super) lang: Option<Lang>,
}

#[derive(Debug, Subcommand)]
pub(super) enum CliTask {
    /// Check a dataset and tell every problem at once
    #[command(after_help = help::CHECK)]
    Check(CheckTask),
    /// Open the window at a record
    #[command(after_help = help::OPEN)]
    Open(OpenTask),
    /// List the records that match a query
    #[command(after_help = help::LIST, visible_alias = "ls")]
    List(ListTask),
    /// Show one record with its citations and what refers to it
    #[command(after_help = help::SHOW)]
    Show(ShowTask),
    /// Count the records by kind, layer, year and confidence
    #[command(after_help = help::STATS)]
    Stats(StatsTask),
    /// Compare two datasets record by record
    #[command(after_help = help::DIFF)]
    Diff(DiffTask),
    /// Write the records that match a query for another program
    #[command(after_help = help::EXPORT)]
    Export(ExportTask),
    /// Read a dataset, table or calendar of any format and write it in another
    #[command(after_help = help::CONVERT)]
    Convert(ConvertTask),
    /// Make a picture: the window, a sheet or a dossier; needs no display
    #[command(after_help = help::RENDER)]
    Render(Box<RenderTask>),
    /// Print a completion script for a shell
    #[command(after_help = help::COMPLETIONS)]
    Completions {
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
    /// Print the manual page
    #[command(after_help = help::MAN)]
    Man,
    /// Print the help of a command
    Help {
        #[arg(value_name = "COMMAND")]
        command: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct CheckTask {
    /// The folder or file to check, or - for standard input; the built-in set when left out
    #[arg(value_hint = ValueHint::AnyPath, conflicts_with = "data")]
    pub(super) path: Option<PathBuf>,
    /// Read it as this format, whatever its name says: csv, xlsx, ods, xls, xlsb, json, geojson, jsonl, kml, kmz, gpx,
    /// ics or ron
    #[arg(long, value_name = "FORMAT", value_parser = read_format)]
    pub(super) from: Option<dataset::FileFormat>,
    /// Write the problems to this file too, as a table to work through: CSV, or with tabs where it ends in .tsv
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) problems: Option<PathBuf>,
    /// Overwrite the file if it exists
    #[arg(long, requires = "problems")]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct QueryArgs {
    /// Which records; all of them when left out
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true)]
    pub(super) query: Option<String>,
    /// Take what other options leave out from this view file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) view: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ListTask {
    /// The folder or file to list, or - for standard input; the built-in set when left out
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath, conflicts_with = "data")]
    pub(super) path: Option<PathBuf>,
    /// Read it as this format, whatever its name says: csv, xlsx, ods, xls, xlsb, json, geojson, jsonl, kml, kmz, gpx,
    /// ics or ron
    #[arg(long, value_name = "FORMAT", value_parser = read_format)]
    pub(super) from: Option<dataset::FileFormat>,
    #[command(flatten)]
    pub(super) asked: QueryArgs,
    /// In which order [default: best first where the query has words, else date]
    #[arg(long, value_name = "ORDER", hide_possible_values = false)]
    pub(super) sort: Option<Sort>,
    /// What to tell of each record, separated by commas [default: id,kind,date,name]
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub(super) columns: Vec<ListColumn>,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "table", hide_possible_values = false)]
    pub(super) format: ListFormat,
    /// Begin a table with the names of its columns, as on a terminal, also where a program reads it
    #[arg(long, conflicts_with = "json")]
    pub(super) headings: bool,
    /// Print a JSON array with every record whole; short for --format json
    #[arg(long, conflicts_with = "format")]
    pub(super) json: bool,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Sort {
    /// What fits the words of the query best
    Best,
    /// What was first in time; what has no date comes last
    Date,
    /// By name, as the language sorts
    Name,
    Kind,
    Id,
    /// As the dataset's files have them
    File,
}

/// What a list tells of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListColumn {
    Id,
    Kind,
    /// In EDTF
    Date,
    /// The date in words
    When,
    Name,
    Summary,
    /// Gates and places that it names
    Place,
    Topics,
    /// How a promise, agreement, project or gate stands
    State,
    /// Ids of the sources that it cites
    Sources,
}

impl ListColumn {
    /// As it is typed.
    pub(super) fn slug(self) -> String {
        self.to_possible_value().map(|word| word.get_name().to_owned()).unwrap_or_default()
    }
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// Columns that line up
    #[default]
    Table,
    Csv,
    /// An array of the whole records
    Json,
    /// One id a line
    Ids,
}

#[derive(Debug, Args)]
pub(super) struct OpenTask {
    /// The record's id, or its address as `km0://record/ID`
    #[arg(value_name = "ID")]
    pub(super) id: String,
}

#[derive(Debug, Args)]
pub(super) struct ShowTask {
    /// The record's id, as `km0 list` prints it
    #[arg(value_name = "ID")]
    pub(super) id: String,
    /// Print the page that the window shows: a gate's dossier, a mechanism's sessions, what became of a promise
    #[arg(long, conflicts_with = "json")]
    pub(super) page: bool,
    /// Print the record as JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct StatsTask {
    #[command(flatten)]
    pub(super) asked: QueryArgs,
    /// Print the counts as JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct DiffTask {
    /// The folder or file of the earlier dataset
    #[arg(value_name = "OLD", value_hint = ValueHint::AnyPath)]
    pub(super) old: PathBuf,
    /// The folder or file of the later dataset
    #[arg(value_name = "NEW", value_hint = ValueHint::AnyPath)]
    pub(super) new: PathBuf,
    /// Print the differences as JSON, each field with its old and new value
    #[arg(long)]
    pub(super) json: bool,
}

// each is a flag that is given or not
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Args)]
pub(super) struct ExportTask {
    #[command(flatten)]
    pub(super) asked: QueryArgs,
    /// What to write
    #[arg(short, long, value_name = "FORMAT", value_parser = one_of::<Format>())]
    pub(super) format: Format,
    /// Write the story in this view file, or the built-in one of this name, step by step: in docx, html and markdown
    #[arg(long, value_name = "STORY", value_hint = ValueHint::FilePath, conflicts_with_all = ["query", "view", "scope", "select", "related", "pages", "briefing"])]
    pub(super) story: Option<PathBuf>,
    /// Which records to take: what matches, what --select names, or everything
    /// [default: selection with --select, else shown]
    #[arg(long, value_name = "SCOPE", value_parser = one_of::<Scope>())]
    pub(super) scope: Option<Scope>,
    /// Take this record; may be given more than once
    #[arg(long, value_name = "ID")]
    pub(super) select: Vec<String>,
    /// Also take what the records are related to, and the sources that they cite
    #[arg(long)]
    pub(super) related: bool,
    /// Which columns a CSV has: what a person reads, in the language of --lang, or everything
    #[arg(long, value_name = "COLUMNS", default_value = "all", value_parser = one_of::<ColumnSet>())]
    pub(super) columns: ColumnSet,
    /// In docx, html and markdown, write the whole page of each record, not a list
    #[arg(long)]
    pub(super) pages: bool,
    /// In docx, html and markdown, write a sheet for each gate and meeting: what was agreed, what
    /// became of it, what is open, who sat across the table
    #[arg(long, conflicts_with = "pages")]
    pub(super) briefing: bool,
    /// In docx, html and markdown, write the gates in the order in which they stand along the border:
    /// class and state through time, agreements, promises and meetings
    #[arg(long, conflicts_with_all = ["pages", "briefing"])]
    pub(super) along: bool,
    #[command(flatten)]
    pub(super) target: MaybeTarget,
}

#[derive(Debug, Args)]
pub(super) struct ConvertTask {
    /// The folder or file to read: RON, CSV, XLSX, ODS, XLS, JSON, GeoJSON, TimelineJS, KML, KMZ, GPX or iCalendar;
    /// - for standard input
    #[arg(value_name = "IN", value_hint = ValueHint::AnyPath)]
    pub(super) input: PathBuf,
    /// The file to write; its extension says what
    #[arg(value_name = "OUT", value_hint = ValueHint::FilePath)]
    pub(super) output: PathBuf,
    /// What the columns of a table mean, as the window keeps it; else what IN.km0map says
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) mapping: Option<PathBuf>,
    /// Read it as this format, whatever its name says: csv, xlsx, ods, xls, xlsb, json, geojson, jsonl, kml, kmz, gpx,
    /// ics or ron
    #[arg(long, value_name = "FORMAT", value_parser = read_format)]
    pub(super) from: Option<dataset::FileFormat>,
    /// Overwrite the file if it exists
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct MaybeTarget {
    /// The file to write; standard output when left out
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// Overwrite the file if it exists
    #[arg(long, requires = "output")]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct RenderTask {
    #[command(flatten)]
    pub(super) asked: QueryArgs,
    /// Select a record, or a paragraph as SOURCE#NUMBER; may be given more than once
    #[arg(long, value_name = "ID")]
    pub(super) select: Vec<String>,
    /// Show the story in this view file, or the built-in one of this name, a page a step
    #[arg(long, value_name = "STORY", value_hint = ValueHint::FilePath, conflicts_with_all = ["query", "view", "select", "board", "from", "to", "map", "what"])]
    pub(super) story: Option<PathBuf>,
    /// What fills the middle of the window [default: overview]
    #[arg(long, value_name = "BOARD", hide_possible_values = false, value_parser = one_of::<Board>())]
    pub(super) board: Option<Board>,
    /// Where the timeline begins
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    pub(super) from: Option<Edtf>,
    /// Where the timeline ends, the date included
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    pub(super) to: Option<Edtf>,
    /// The middle of the map in degrees and its zoom, 2 to 15
    #[arg(long, value_name = "LAT,LON,ZOOM", value_parser = map_view, allow_hyphen_values = true)]
    pub(super) map: Option<[f64; 3]>,
    /// What the picture shows [default: window for a PNG, gates on paper with --board gates, else both]
    #[arg(long, value_name = "WHAT", value_parser = one_of::<SheetContent>())]
    pub(super) what: Option<SheetContent>,
    /// The format [default: what the name of the file ends in, else png]
    #[arg(short, long, value_name = "FORMAT", value_parser = one_of::<Image>())]
    pub(super) format: Option<Image>,
    /// The paper that it is made for [default: a4, for gates a3, none for the window]
    #[arg(long, value_name = "PAPER", conflicts_with = "size", value_parser = one_of::<Paper>())]
    pub(super) paper: Option<Paper>,
    /// The paper lies on its long side, as it does but for a dossier
    #[arg(long, conflicts_with_all = ["size", "portrait"])]
    pub(super) landscape: bool,
    /// The paper stands on its short side, as it does for a dossier
    #[arg(long, conflicts_with = "size")]
    pub(super) portrait: bool,
    /// Width and height in points, 96 to an inch, in place of a paper [window: 1440x900]
    #[arg(long, value_name = "WxH", value_parser = size)]
    pub(super) size: Option<[u32; 2]>,
    /// Pixels per point in a PNG, 0.5 to 4 [default: 1 for the window, else 2]
    #[arg(long, value_name = "FACTOR", value_parser = scale)]
    pub(super) scale: Option<f32>,
    /// How large text and signs are on a sheet, 0.5 to 2
    #[arg(long, value_name = "FACTOR", value_parser = text_size, default_value = "1")]
    pub(super) text: f32,
    /// What stands above a sheet [default: the name of the dataset]
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Option<String>,
    /// The colours
    #[arg(long, default_value = "light")]
    pub(super) theme: Theme,
    /// The file to write
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: PathBuf,
    /// Overwrite the file if it exists
    #[arg(long)]
    pub(super) force: bool,
}

/// A word out of a few, each with what it means.
trait WordChoice: Copy + Send + Sync + 'static {
    const CHOICES: &'static [Self];
    fn word(self) -> &'static str;
    fn help(self) -> String;
}

macro_rules! choices {
    ($type:ty: $($choice:ident => $help:expr,)*) => {
        impl WordChoice for $type {
            const CHOICES: &'static [Self] = &Self::ALL;

            fn word(self) -> &'static str {
                self.slug()
            }

            fn help(self) -> String {
                match self {
                    $(Self::$choice => $help,)*
                }
                .to_owned()
            }
        }
    };
}

fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::from_slug(name).ok_or_else(|| out::said("cli-why-encoding", &[("name", out::clean(name).into())]))
}

/// Takes one of the words of a choice.
fn one_of<T: WordChoice>() -> impl TypedValueParser<Value = T> {
    let words = T::CHOICES.iter().map(|choice| PossibleValue::new(choice.word()).help(choice.help()));
    PossibleValuesParser::new(words).try_map(|word| {
        let chosen = T::CHOICES.iter().copied().find(|choice| choice.word() == word);
        chosen.ok_or_else(|| format!("{word} is none of the words that can be chosen"))
    })
}

/// The colours of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    #[default]
    Light,
    Dark,
    HighContrast,
}

impl WordChoice for Lang {
    const CHOICES: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        self.tag()
    }

    fn help(self) -> String {
        self.endonym().to_owned()
    }
}

choices! { Board:
    Overview => "the timeline and the map",
    Promises => "commitments with what came of them",
    Figures => "figures in a table and in charts",
    Disagreements => "where sources disagree",
    Gates => "all gates along the border, with class and state through time",
}

choices! { Format:
    Csv => "a table for spreadsheets, one row a record, its columns described beside it",
    Xlsx => "a workbook: a sheet to read and print, then one a kind to count with",
    Docx => "a report for Word and LibreOffice, with footnotes",
    Html => "a report to read and print in a browser",
    Markdown => "a report as text with footnotes",
    GeoJson => "points with properties, for map programs",
    Kml => "placemarks with their time, for Google Earth",
    Ics => "what is dated to the day, for calendars",
    TimelineJs => "slides for TimelineJS, as JSON",
    Lpf => "gates and places in Linked Places Format, for gazetteers",
    Csl => "the cited sources as CSL-JSON, for Zotero and pandoc",
    Bibtex => "the cited sources, for LaTeX",
    Json => "everything, structured, for programs",
    Ron => "a dataset file, which km0 can open again",
}

choices! { Scope:
    Shown => "what matches the query",
    Selection => "what --select names, or the view file selects",
    All => "the whole dataset",
}

choices! { ColumnSet:
    People => "dates in words, names, parties, what it says, state and sources",
    All => "every field under stable names, with ids and links",
}

choices! { SheetContent:
    Window => "the window as it is on the screen, in a PNG",
    Timeline => "the timeline on a sheet, with title, filter, legend and sources",
    Map => "the map on such a sheet",
    Gates => "all gates along the border, with class and state through time, on such a sheet",
    Both => "the map beside or above the timeline on such a sheet",
    Briefing => "a sheet for each thing that is selected: what was agreed, what is open, who sat there",
    Dossier => "all there is to say about what is selected, page by page",
}

choices! { Image:
    Pdf => "lines and text that can be searched, to print",
    Svg => "lines and text that can be searched, to edit",
    Png => "pixels",
}

impl WordChoice for Paper {
    const CHOICES: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        self.slug()
    }

    fn help(self) -> String {
        let [width, height] = self.millimetres();
        format!("{width} × {height} mm")
    }
}

/// A format by the extension of its files.
fn read_format(text: &str) -> Result<dataset::FileFormat, String> {
    let named = match text.to_ascii_lowercase().as_str() {
        "timelinejs" | "lpf" => Some(dataset::FileFormat::Json),
        "icalendar" => Some(dataset::FileFormat::Ics),
        extension => dataset::FileFormat::from_extension(extension),
    };
    named.ok_or_else(|| out::said("cli-why-format", &[("known", dataset::EXTENSIONS.join(", ").into())]))
}

fn date(text: &str) -> Result<Edtf, String> {
    Edtf::parse(text).map_err(|error| out::words().date_error(text, &error))
}

/// `1440x900`, each side 64 to 16384.
fn size(text: &str) -> Result<[u32; 2], String> {
    let side = |text: &str| text.parse::<u32>().ok().filter(|side| (64..=16_384).contains(side));
    let sides = text.split_once(['x', 'X', '×']).and_then(|(width, height)| Some([side(width)?, side(height)?]));
    sides.ok_or_else(|| out::words().t("cli-why-size").to_owned())
}

/// `21.97,106.71,13`.
fn map_view(text: &str) -> Result<[f64; 3], String> {
    let numbers: Vec<f64> = text.split(',').filter_map(|part| part.trim().parse().ok()).collect();
    match numbers.as_slice() {
        &[lat, lon, zoom] if lat.abs() <= 85.0 && lon.abs() <= 180.0 && (2.0..=15.0).contains(&zoom) => {
            Ok([lat, lon, zoom])
        }
        _ => Err(out::words().t("cli-why-map").to_owned()),
    }
}

fn scale(text: &str) -> Result<f32, String> {
    let factor = text.parse::<f32>().ok().filter(|factor| (0.5..=4.0).contains(factor));
    factor.ok_or_else(|| out::words().t("cli-why-scale").to_owned())
}

fn text_size(text: &str) -> Result<f32, String> {
    let factor = text.parse::<f32>().ok().filter(|factor| (0.5..=2.0).contains(factor));
    factor.ok_or_else(|| out::words().t("cli-why-text").to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_well_defined() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_size_is_two_numbers_that_a_picture_can_have() {
        assert_eq!(size("1280x720"), Ok([1280, 720]));
        for wrong in ["1280", "x", "0x720", "1280x", "-1x5", "99999x99999", "1280x720x1"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_view_of_the_map_is_a_place_and_a_zoom() {
        assert_eq!(map_view("21.97, 106.71, 13"), Ok([21.97, 106.71, 13.0]));
        for wrong in ["", "21.97,106.71", "91,106,8", "21,106,99", "NaN,106,8", "a,b,c"] {
            assert!(map_view(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_scale_is_a_number_in_its_range() {
        assert_eq!(scale("2"), Ok(2.0));
        for wrong in ["0", "NaN", "inf", "5", "x"] {
            assert!(scale(wrong).is_err(), "{wrong}");
        }
    }
}
