//! Happenings that come with named values instead of columns (features, placemarks, calendar
//! entries, slides) as rows: a column is added when its name is first seen.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::dates;
use super::decode::{Context, DecodedRows, RowDecoder};
use super::guess;
use super::mapping::Mapping;
use super::target::{ColumnTarget, DatePart};
use crate::dataset::format::{MAX_COLUMNS, plain};
use crate::dataset::problem::{FileProblems, Problem, Rule};
use crate::model::node::SourcePos;
use crate::model::{Geometry, Moment, Origin};

/// One happening.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::dataset) struct RawEntry {
    /// Counted from 1 over the file.
    pub number: u32,
    pub place: SourcePos,
    pub values: Vec<EntryValue>,
    /// Where it is.
    pub geometry: Option<Geometry>,
    /// What of it can't be taken, or only with a doubt, and what to do.
    pub told: Vec<(Rule, String, &'static str)>,
}

/// What stands between the entries of a value that holds several, each of which may hold a comma.
pub(in crate::dataset) const BETWEEN: char = '\u{1f}';

/// A value of a happening.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::dataset) struct EntryValue {
    /// What it means, where the format says so; else its name does.
    pub target: Option<ColumnTarget>,
    pub name: Cow<'static, str>,
    pub text: String,
}

impl RawEntry {
    /// Whether this program wrote it, and with it what its own files say of a record.
    pub(in crate::dataset) fn is_own(&self) -> bool {
        let has = |wanted: &str| self.values.iter().any(|value| value.target.is_none() && value.name == wanted);
        has("id") && has("kind") && ["name_vi", "name_en", "name_zh"].iter().any(|name| has(name))
    }

    pub(in crate::dataset) fn know(&mut self, target: ColumnTarget, name: &'static str, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.values.push(EntryValue { target: Some(target), name: Cow::Borrowed(name), text });
        }
    }

    /// Keeps a value that the program has no field for, where its format says what it is.
    pub(in crate::dataset) fn keep(&mut self, name: &'static str, text: impl Into<String>) {
        self.know(ColumnTarget::Keep, name, text);
    }

    /// The same under a name that the file gives it.
    pub(in crate::dataset) fn keep_as(&mut self, name: String, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.values.push(EntryValue { target: Some(ColumnTarget::Keep), name: Cow::Owned(name), text });
        }
    }

    /// Names of topics, each of which may hold a comma.
    pub(in crate::dataset) fn topics(&mut self, name: &'static str, all: impl IntoIterator<Item = impl AsRef<str>>) {
        let mut joined = String::new();
        for topic in all {
            joined.push_str(topic.as_ref());
            joined.push(BETWEEN);
        }
        if joined.chars().any(|c| c != BETWEEN) {
            self.know(ColumnTarget::Topics, name, joined);
        }
    }

    pub(in crate::dataset) fn tell(&mut self, rule: Rule, what: impl Into<String>, remedy: &'static str) {
        self.told.push((rule, what.into(), remedy));
    }

    /// Where it is, as values of a row; a shape off the globe is kept and told.
    fn put_geometry(&mut self) {
        let Some(shape) = self.geometry.take() else { return };
        if !shape.is_on_globe() {
            let what = format!("its {} is not on the globe in degrees, and is not placed", shape.name());
            self.tell(Rule::BadCoordinates, what, "save it in WGS 84, longitude before latitude");
            return self.keep("geometry", shape.to_wkt());
        }
        match shape.simple() {
            Geometry::Point([lon, lat]) => {
                self.know(ColumnTarget::Lon, "longitude", lon.to_string());
                self.know(ColumnTarget::Lat, "latitude", lat.to_string());
            }
            shape => {
                if let Geometry::Points(points) = &shape {
                    let what = format!("it has {} points, and stands at the first; all are kept", points.len());
                    self.tell(Rule::LeftOut, what, "give each point an entry of its own to tell them apart");
                }
                self.know(ColumnTarget::Geometry, "geometry", shape.to_wkt());
            }
        }
    }

    /// Descriptions in HTML become text, and keep the addresses that they refer to.
    fn put_text(&mut self, meanings: &mut Meanings) {
        let mut links = Vec::new();
        // what a format itself says has been read as that format has it
        let named = self.values.iter_mut().filter(|value| value.target.is_none());
        for value in named.filter(|value| plain::is_html(&value.text) || plain::is_coded(&value.text)) {
            if matches!(
                meanings.target_of(&value.name),
                ColumnTarget::Name(_) | ColumnTarget::Summary(_) | ColumnTarget::Note(_)
            ) {
                links.extend(plain::links(&value.text));
                value.text = plain::plain_text(&value.text);
            }
        }
        self.keep("links", links.join(" "));
    }

    /// Where nothing says when by a name that is known, what does so by a longer one:
    /// `publication_date`, `Ngày khai trương cửa khẩu`.
    fn put_date(&mut self, meanings: &mut Meanings) {
        let dates = |target: ColumnTarget| {
            matches!(
                target,
                ColumnTarget::Date
                    | ColumnTarget::End
                    | ColumnTarget::Start(_)
                    | ColumnTarget::Last(_)
                    | ColumnTarget::Precision
            )
        };
        if self.values.iter().any(|value| dates(value.target.unwrap_or_else(|| meanings.target_of(&value.name)))) {
            return;
        }
        let reads = |text: &str| dates::read(text, dates::Reading::default()).is_ok();
        let found = self.values.iter_mut().find(|value| {
            value.target.is_none() && value.text.len() > 3 && meanings.is_date(&value.name) && reads(&value.text)
        });
        if let Some(value) = found {
            value.target = Some(ColumnTarget::Date);
        }
    }

    /// What has no name is called after what it says; what says nothing, by its number.
    fn put_name(&mut self, meanings: &mut Meanings) {
        let mut said = |wanted: fn(ColumnTarget) -> bool| {
            let meant = |value: &&EntryValue| wanted(value.target.unwrap_or_else(|| meanings.target_of(&value.name)));
            self.values.iter().filter(meant).map(|value| value.text.trim()).find(|text| !text.is_empty())
        };
        if said(|target| matches!(target, ColumnTarget::Name(_))).is_some() {
            return;
        }
        let text = said(|target| matches!(target, ColumnTarget::Summary(_) | ColumnTarget::Note(_)));
        let text = text.or_else(|| said(|target| matches!(target, ColumnTarget::Id | ColumnTarget::Place)));
        let line = text.and_then(|text| text.lines().next()).map(|line| line.chars().take(LONGEST_NAME).collect());
        let name: String = line.unwrap_or_else(|| format!("№ {}", self.number));
        let what = format!("it has no name, and is called {name:?}");
        self.tell(Rule::LeftOut, what, "give it a name");
        self.know(ColumnTarget::Name(None), "name", name);
    }
}

/// Characters of a text that something without a name is called by.
const LONGEST_NAME: usize = 120;

impl EntryValue {
    /// Whether it says when in seconds or milliseconds since 1970, as programs do.
    fn as_moment(&self) -> Option<String> {
        since_1970(&self.text)
    }
}

/// Seconds or thousandths of seconds since 1970 as a moment of UTC; none where a text is no such count.
pub(in crate::dataset) fn since_1970(text: &str) -> Option<String> {
    let digits = text.trim();
    let is_count = matches!(digits.len(), 12 | 13) || digits.len() == 10 && digits.starts_with('1');
    if !is_count || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = digits.parse::<i64>().ok()? / if digits.len() > 10 { 1000 } else { 1 };
    let (day, second) = (Moment(seconds), seconds.rem_euclid(86_400));
    let (year, month, day) = day.ymd();
    let clock = (second / 3600, second / 60 % 60, second % 60);
    Some(format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", clock.0, clock.1, clock.2))
}

impl RawEntry {
    pub(in crate::dataset) fn named(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.values.push(EntryValue { target: None, name: Cow::Owned(name.into()), text: text.into() });
    }
}

/// Decodes entries: those that this program wrote by their own names, others by what those mean.
#[derive(Debug)]
pub(in crate::dataset) struct EntryIntake {
    own: GrowingTable,
    foreign: GrowingTable,
    /// The number of the last entry, and that of the last one of the files before.
    last: u32,
    before: u32,
    file: Arc<str>,
    told: FileProblems,
}

/// A table that grows to the right.
#[derive(Debug)]
struct GrowingTable {
    decoder: RowDecoder,
    own: bool,
    columns: Vec<(ColumnTarget, String)>,
    cells: Vec<String>,
    meanings: Meanings,
}

/// What names mean: a million entries have the same few.
#[derive(Debug, Default)]
struct Meanings {
    own: bool,
    known: HashMap<Box<str>, ColumnTarget, RandomState>,
    /// Whether names that mean nothing by themselves are like those of dates.
    dates: HashMap<Box<str>, bool, RandomState>,
}

impl Meanings {
    fn target_of(&mut self, name: &str) -> ColumnTarget {
        if let Some(target) = self.known.get(name) {
            return *target;
        }
        let target = guess::target_of(name, self.own);
        if self.known.len() < MOST_NAMES {
            self.known.insert(name.into(), target);
        }
        target
    }
}

impl Meanings {
    fn is_date(&mut self, name: &str) -> bool {
        if let Some(known) = self.dates.get(name) {
            return *known;
        }
        let is_date = self.target_of(name) == ColumnTarget::Keep && guess::is_name(name) == Some(ColumnTarget::Date);
        if self.dates.len() < MOST_NAMES {
            self.dates.insert(name.into(), is_date);
        }
        is_date
    }
}

/// Names that are remembered.
const MOST_NAMES: usize = 10_000;

impl EntryIntake {
    pub(in crate::dataset) fn new(context: Context) -> Self {
        let file = Arc::clone(&context.file);
        let own = GrowingTable::new(context.clone(), true);
        Self {
            own,
            foreign: GrowingTable::new(context, false),
            last: 0,
            before: 0,
            file,
            told: FileProblems::default(),
        }
    }

    /// The same in another file of one archive, whose entries are counted on.
    pub(in crate::dataset) fn go_on_in(&mut self, file: &Arc<str>) {
        self.before = self.last;
        self.file = Arc::clone(file);
        for table in [&mut self.own, &mut self.foreign] {
            table.decoder.go_on_in(file);
        }
    }

    pub(in crate::dataset) fn take(&mut self, mut entry: RawEntry) {
        entry.number = entry.number.saturating_add(self.before);
        self.last = self.last.max(entry.number);
        let own = entry.is_own();
        if !own {
            entry.put_geometry();
            entry.put_text(&mut self.foreign.meanings);
            entry.put_name(&mut self.foreign.meanings);
            entry.put_date(&mut self.foreign.meanings);
        }
        for (rule, what, remedy) in std::mem::take(&mut entry.told) {
            self.tell(rule, entry.place, what, remedy);
        }
        let table = if own { &mut self.own } else { &mut self.foreign };
        let crowded = table.columns.len() == MAX_COLUMNS;
        let place = entry.place;
        let left = table.take(entry);
        if left > 0 && !crowded {
            let what = "values have more than 500 names, and the others are left out".to_owned();
            self.tell(Rule::TooLarge, place, what, "leave out what is not needed");
        }
    }

    /// Tells of something in the file that is no entry.
    pub(in crate::dataset) fn tell(&mut self, rule: Rule, place: SourcePos, what: String, remedy: &str) {
        let origin = Origin { file: Arc::clone(&self.file), line: place.line, column: place.column };
        self.told.push(Problem::new(rule, origin, what, remedy));
    }

    /// What the file says of all its entries, which its own record keeps.
    pub(in crate::dataset) fn titled(&mut self, said: &[String]) {
        self.foreign.decoder.titled(said.join("\n"));
    }

    /// Whether there are entries of this program's own, which name others by id.
    pub(in crate::dataset) fn has_own(&self) -> bool {
        !self.own.decoder.records.is_empty()
    }

    pub(in crate::dataset) fn finish(self) -> DecodedRows {
        let mut all = self.own.decoder.finish();
        let mut others = self.foreign.decoder.finish();
        all.records.append(&mut others.records);
        all.named += others.named;
        all.problems.append(&mut others.problems);
        all.problems.extend(self.told.into_list());
        all
    }
}

impl GrowingTable {
    fn new(context: Context, own: bool) -> Self {
        let decoder = RowDecoder::new(context, Mapping::default()).speaking_ids(own);
        let meanings = Meanings { own, ..Meanings::default() };
        Self { decoder, own, columns: Vec::new(), cells: Vec::new(), meanings }
    }

    /// Takes an entry; how many of its values there was no room for.
    fn take(&mut self, mut entry: RawEntry) -> usize {
        self.cells.iter_mut().for_each(String::clear);
        let mut left = 0;
        let mut meant: Vec<ColumnTarget> = Vec::new();
        // what the format says of a value goes before what its name may mean
        for known in [true, false] {
            for value in entry.values.iter_mut().filter(|value| value.target.is_some() == known) {
                let mut target = value.target.unwrap_or_else(|| self.meaning(&value.name));
                if is_single(target) && meant.contains(&target) {
                    target = ColumnTarget::Keep;
                }
                let moment = !self.own && matches!(target, ColumnTarget::Date | ColumnTarget::End);
                let text = value.as_moment().filter(|_| moment).unwrap_or_else(|| std::mem::take(&mut value.text));
                match self.column(target, known, &value.name) {
                    Some(at) => {
                        if !text.trim().is_empty() {
                            meant.push(target);
                        }
                        self.put(at, target, text);
                    }
                    None => left += 1,
                }
            }
        }
        self.decoder.row(entry.number, entry.place, &self.cells);
        left
    }

    /// Puts a text in a cell, behind what is there already.
    fn put(&mut self, at: usize, target: ColumnTarget, text: String) {
        let Some(cell) = self.cells.get_mut(at) else { return };
        if cell.is_empty() {
            *cell = text;
            return;
        }
        let exact = cell.ends_with(BETWEEN) || text.ends_with(BETWEEN);
        cell.push(match target {
            ColumnTarget::Topics if exact => BETWEEN,
            ColumnTarget::Topics => ';',
            _ => '\n',
        });
        cell.push_str(&text);
    }

    /// What a value means by its name.
    fn meaning(&mut self, name: &str) -> ColumnTarget {
        match self.meanings.target_of(name) {
            // beside no year of its own, `time` and `day` are the whole date
            ColumnTarget::Start(DatePart::Time | DatePart::Day) if !self.own && !self.has_year() => ColumnTarget::Date,
            ColumnTarget::Last(DatePart::Time | DatePart::Day) if !self.own && !self.has_year() => ColumnTarget::End,
            target => target,
        }
    }

    fn has_year(&self) -> bool {
        self.columns.iter().any(|(target, _)| {
            matches!(target, ColumnTarget::Start(DatePart::Year) | ColumnTarget::Last(DatePart::Year))
        })
    }

    /// The column of values of this name and meaning, which may be new. A value that is kept because
    /// its format knows it is nothing to tell of.
    fn column(&mut self, target: ColumnTarget, known: bool, name: &str) -> Option<usize> {
        let found = self.columns.iter().position(|(meant, other)| *meant == target && other == name);
        if found.is_some() || self.columns.len() == MAX_COLUMNS {
            return found;
        }
        if known {
            self.decoder.known_column(name, target);
        } else {
            self.decoder.column(name, target);
        }
        self.columns.push((target, name.to_owned()));
        self.cells.push(String::new());
        Some(self.columns.len() - 1)
    }
}

/// Whether an entry can have only one value of this meaning.
fn is_single(target: ColumnTarget) -> bool {
    let several = ColumnTarget::Keep == target || ColumnTarget::Topics == target || ColumnTarget::Source == target;
    let texts = matches!(
        target,
        ColumnTarget::Summary(_)
            | ColumnTarget::Note(_)
            | ColumnTarget::Cite
            | ColumnTarget::Ignore
            | ColumnTarget::Kind
    );
    !(several || texts)
}
