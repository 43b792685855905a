//! One file of any format → records, mentions and problems, all by one way: format, tree or rows,
//! decoder.

mod json;

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::{Arc, OnceLock};

use super::check::Mentions;
use super::decode::{About, DecodedBeside, Decoder};
use super::format::book::Book;
use super::format::csv::CsvBatch;
use super::format::encoding::{Encoding, Heard};
use super::format::{Broken, FileFormat, csv, encoding, gpx, ics, kml, kmz, ron};
use super::problem::{FileProblems, Problem, Rule, origin};
use super::table::entries::EntryIntake;
use super::table::{Context, DayMonthOrder, DecodedRows, Mapping, ReadRow, RowDecoder, RowReader, TableHead};
use super::watch::Watch;
use crate::model::node::SourcePos;
use crate::model::{Id, Record, Text};

/// Bytes that a file may have which is read in one piece.
pub(super) const MAX_WHOLE: u64 = 256 << 20;
/// Bytes that a file may have which is read piece by piece.
pub(super) const MAX_STREAM: u64 = 8 << 30;
/// Rows that are looked at before anything is decoded.
pub(super) const HEAD: usize = 500;

/// What the files read so far hold.
#[derive(Debug, Default)]
pub(super) struct Intake {
    pub(super) about: Option<About>,
    pub(super) records: Vec<Record>,
    pub(super) mentions: Mentions,
    pub(super) problems: Vec<Problem>,
    /// What names of the files mean in a dataset that they are laid over, as somebody has said.
    pub(super) names: BTreeMap<String, String>,
    /// The names that messages give files and sheets, in the order they were read.
    pub(super) order: Vec<Arc<str>>,
}

/// What is said about a file before it is read.
pub(super) struct FileContext<'a> {
    /// The name that messages give it.
    pub(super) name: Arc<str>,
    /// What it is called, without its folder.
    pub(super) title: String,
    /// What its columns mean, if it is a table and somebody has said so.
    pub(super) mapping: Option<&'a Mapping>,
    /// The encoding of a text file, if somebody has said so.
    pub(super) encoding: Option<Encoding>,
    /// The sheet or list that somebody has said.
    pub(super) sheet: Option<&'a str>,
    pub(super) watch: &'a Watch,
}

impl Intake {
    pub(super) fn read(&mut self, format: FileFormat, source: impl Read + Send, told: &FileContext<'_>) {
        self.order.push(Arc::clone(&told.name));
        let outcome = match format {
            FileFormat::Ron => self.text(source, &told.name, told).map(|text| self.ron(&told.name, &text)),
            FileFormat::Json | FileFormat::JsonLines => self.json(source, format == FileFormat::JsonLines, told),
            FileFormat::Csv => self.csv(source, told),
            FileFormat::Xlsx | FileFormat::Ods | FileFormat::Xls | FileFormat::Xlsb => {
                self.workbook(format, source, told)
            }
            FileFormat::Kml => self.kml(source, told),
            FileFormat::Kmz => self.kmz(source, told),
            FileFormat::Gpx => self.gpx(source, told),
            FileFormat::Ics => self.ics(source, told),
        };
        if let Err(broken) = outcome {
            self.broken(&told.name, broken);
        }
    }

    fn broken(&mut self, name: &Arc<str>, broken: Broken) {
        self.problems.push(Problem::new(broken.rule, origin(name, broken.place), broken.what, broken.remedy));
    }

    /// A file of the dataset's own.
    pub(super) fn ron(&mut self, name: &Arc<str>, text: &str) {
        let (nodes, errors) = ron::read(text);
        let mut found = FileProblems::default();
        for error in errors {
            found.push(Problem::new(Rule::Syntax, origin(name, error.place), error.what, error.remedy));
        }
        let mut decoder = Decoder::new(Arc::clone(name));
        for node in &nodes {
            match decoder.about(node) {
                Some(about) => self.about = Some(about),
                None => self.records.extend(decoder.record(node)),
            }
        }
        self.problems.extend(found.into_list());
        self.take_gathered(name, decoder.gathered);
    }

    fn take_gathered(&mut self, name: &Arc<str>, mut gathered: DecodedBeside) {
        self.problems.extend(gathered.problems.into_list());
        if gathered.crowded {
            self.mentions.tables.insert(Arc::clone(name));
        }
        self.mentions.links.append(&mut gathered.links);
        self.mentions.cites.append(&mut gathered.cites);
    }

    fn take_rows(&mut self, rows: DecodedRows, title: &str) {
        let DecodedRows { mut records, named, mut problems } = rows;
        if self.records.is_empty() {
            self.records = records;
        } else {
            self.records.append(&mut records);
        }
        self.problems.append(&mut problems);
        self.called(title);
        if named > 0 {
            self.about.get_or_insert_default().named += named;
        }
    }

    /// A file of another program's names the dataset where nothing else does.
    fn called(&mut self, title: &str) {
        if self.about.as_ref().is_none_or(|about| about.id.is_empty()) && !title.is_empty() {
            let about = self.about.get_or_insert_default();
            about.id = super::table::slug_of(title);
            about.name = Text::new(title, title, "");
        }
    }

    fn csv(&mut self, source: impl Read + Send, told: &FileContext<'_>) -> Result<(), Broken> {
        let mut table = TableIntake::new(told, None);
        table.guarded = true;
        let heard = Heard::default();
        let said = told.encoding.or_else(|| told.mapping.and_then(|mapping| mapping.encoding));
        let text = encoding::TextReader::new(source, MAX_STREAM, told.watch, &heard).of_cells().encoded(said);
        // known once the first rows were looked at
        let reader: OnceLock<RowReader> = OnceLock::new();
        let worker = || {
            let mut own: Option<RowReader> = None;
            let reader = &reader;
            move |batch: &CsvBatch| -> Option<Vec<ReadRow>> {
                own = own.take().or_else(|| reader.get().map(RowReader::another));
                let read = own.as_mut()?;
                Some(batch.rows().map(|(number, row)| read.read(number, of_line(number), &row)).collect())
            }
        };
        let mut bytes = 0;
        let (unclosed, outcome) = csv::read_ahead(text, worker, |batch, read| {
            bytes += batch.bytes();
            if let (Some(decoder), Some(read)) = (&mut table.decoder, read) {
                decoder.warm(&read);
                for (read, (_, row)) in read.into_iter().zip(batch.rows()) {
                    decoder.make_room(told.watch, bytes);
                    decoder.put(read, &row);
                }
                return true;
            }
            let more = batch.rows().all(|(number, row)| table.row(number, &row));
            if let Some(decoder) = &table.decoder {
                reader.get_or_init(|| decoder.reader.another());
            }
            more
        });
        self.heard(&told.name, heard.outcome());
        for line in unclosed {
            self.broken(&told.name, line.told());
        }
        // what broke in its first row is told, not that it has no others
        if outcome.is_ok() || table.decoder.is_some() || !table.head.rows.is_empty() {
            self.take_table(table, told);
        }
        outcome
    }

    /// Tells which encoding was taken, where nothing said so, and where it does not fit.
    fn heard(&mut self, name: &Arc<str>, outcome: encoding::EncodingOutcome) {
        let encoding = outcome.encoding.unwrap_or(Encoding::Utf8);
        if outcome.guessed {
            let what = match encoding {
                Encoding::DoubledUtf8 => "the text looks like UTF-8 that was encoded twice, and is read so".to_owned(),
                encoding => format!("the text looks like {encoding}, and is read so"),
            };
            let remedy = "choose another encoding if it reads wrong, or save the file as UTF-8";
            self.broken(name, Broken::new(Rule::GuessedEncoding, 1, what, remedy));
        }
        if let Some(place) = outcome.broken {
            let what = match outcome.more_broken {
                0 => format!("bytes here are no {encoding}, and \u{fffd} stands for them"),
                more => format!("bytes here and elsewhere ({more}) are no {encoding}, and \u{fffd} stands for them"),
            };
            let remedy = "choose another encoding, or save the file as UTF-8";
            self.broken(name, Broken { place, ..Broken::new(Rule::Encoding, 1, what, remedy) });
        }
    }

    /// The whole text of a file that messages call `name`; tells what of it is no text.
    fn text(&mut self, source: impl Read, name: &Arc<str>, told: &FileContext<'_>) -> Result<String, Broken> {
        let heard = Heard::default();
        let reader = encoding::TextReader::new(source, MAX_WHOLE, told.watch, &heard);
        let text = reader.encoded(told.encoding).whole();
        self.heard(name, heard.outcome());
        text.map_err(|error| Broken::of_io(&error, 1))
    }

    fn take_table(&mut self, mut table: TableIntake<'_>, told: &FileContext<'_>) {
        table.begin();
        let name = Arc::clone(&table.context.file);
        if table.own {
            self.mentions.tables.insert(Arc::clone(&name));
        }
        match table.decoder {
            Some(mut decoder) => {
                let outside: Vec<Id> = decoder.take_outside().collect();
                self.take_rows(decoder.finish(), &told.title);
                if !outside.is_empty() {
                    self.about.get_or_insert_default().outside.extend(outside);
                }
            }
            None => self.broken(&name, table.refused.unwrap_or_else(|| no_rows(1))),
        }
    }

    /// All sheets that this program wrote; of others the one that the mapping names, else the first
    /// that holds a table and those that look like it. The rest is told.
    fn workbook(&mut self, format: FileFormat, source: impl Read, told: &FileContext<'_>) -> Result<(), Broken> {
        let mut book = Book::open(format, packed(source, told.watch)?)?;
        let named = told.sheet.map(str::to_owned);
        let heads = heads(&mut book)?;
        let chosen = chosen(&heads, named.as_deref());
        if chosen.is_empty() {
            let what =
                named.map_or_else(|| "no sheet holds a table".to_owned(), |name| format!("there is no sheet {name:?}"));
            return Err(Broken::new(Rule::Empty, 1, what, "give a sheet a row of names and rows below it"));
        }
        let own = chosen.iter().any(|sheet| sheet.is_own());
        let several = chosen.len() > 1 && !own;
        let mut going: Option<RowDecoder> = None;
        for sheet in &chosen {
            let mut table = TableIntake::new(told, Some(sheet.name.as_str()).filter(|_| heads.len() > 1));
            if several {
                table.context.title = format!("{} – {}", told.title, sheet.name);
            }
            // this program's own workbooks have several sheets; its CSV that a spreadsheet has saved
            // as a workbook has one, and its apostrophes with it
            table.guarded = heads.len() == 1;
            (table.numbers, table.before) = (true, going.take());
            self.order.push(Arc::clone(&table.context.file));
            let outcome = book.read(&sheet.name, |number, row| !told.watch.is_cancelled() && table.row(number, row));
            table.begin();
            if let (Ok(lost), Some(decoder)) = (&outcome, &mut table.decoder) {
                for lost in lost {
                    decoder.note(Rule::LeftOut, lost.place, lost.what.clone(), lost.remedy);
                }
            }
            if several && table.refused.is_none() && !table.own {
                going = table.decoder.take().or_else(|| table.before.take());
            } else {
                going = table.before.take();
                self.take_table(table, told);
            }
            outcome?;
        }
        if let Some(decoder) = going {
            self.take_rows(decoder.finish(), &told.title);
        }
        if !own {
            self.left_out(&book, &heads, &chosen, told);
        }
        Ok(())
    }

    /// Tells the sheets that hold something and are not read.
    fn left_out(&mut self, book: &Book, heads: &[TableHead], chosen: &[&TableHead], told: &FileContext<'_>) {
        for (name, shown) in book.sheets() {
            let head = heads.iter().find(|sheet| sheet.name == name);
            let empty = head.is_none_or(|sheet| sheet.rows.is_empty());
            if empty || chosen.iter().any(|sheet| sheet.name == name) {
                continue;
            }
            let (what, remedy) = if shown {
                (format!("the sheet {name:?} is not read"), "choose it in the window, or save it as a file of its own")
            } else {
                (
                    format!("the hidden sheet {name:?} is not read"),
                    "show it in the spreadsheet, or choose it in the window",
                )
            };
            let place = origin(&told.name, SourcePos { line: 1, column: 1 });
            self.problems.push(Problem::new(Rule::LeftOut, place, what, remedy).or_read(vec![name]));
        }
    }

    fn kml(&mut self, source: impl Read, told: &FileContext<'_>) -> Result<(), Broken> {
        let text = self.text(source, &told.name, told)?;
        self.map(&text, told)
    }

    /// The maps in an archive, each told under its name. They are one: what comes in several has one id.
    fn kmz(&mut self, source: impl Read, told: &FileContext<'_>) -> Result<(), Broken> {
        let maps = kmz::maps(packed(source, told.watch)?)?;
        let several = maps.len() > 1;
        let mut entries = EntryIntake::new(told.context(None));
        let mut title = None;
        for (name, bytes) in maps {
            let file = if several { Arc::from(format!("{}#{name}", told.name)) } else { Arc::clone(&told.name) };
            if several {
                self.order.push(Arc::clone(&file));
            }
            entries.go_on_in(&file);
            let text = self.text(bytes.as_slice(), &file, told);
            match text.and_then(|text| self.placemarks(&text, &file, &mut entries)) {
                Ok(name) => title = title.or(name),
                Err(broken) => self.broken(&file, broken),
            }
        }
        self.take_rows(entries.finish(), title.as_deref().unwrap_or(&told.title));
        Ok(())
    }

    fn map(&mut self, text: &str, told: &FileContext<'_>) -> Result<(), Broken> {
        let mut entries = EntryIntake::new(told.context(None));
        let outcome = self.placemarks(text, &told.name, &mut entries);
        let title = outcome.as_ref().ok().cloned().flatten();
        self.take_rows(entries.finish(), title.as_deref().unwrap_or(&told.title));
        outcome.map(drop)
    }

    /// Takes the placemarks of a map; what it calls itself.
    fn placemarks(&mut self, text: &str, file: &Arc<str>, entries: &mut EntryIntake) -> Result<Option<String>, Broken> {
        let outcome = kml::read(text, |entry| entries.take(entry));
        for (line, what, remedy) in outcome.as_ref().map(|map| map.told.as_slice()).unwrap_or_default() {
            entries.tell(Rule::LeftOut, SourcePos { line: *line, column: 1 }, what.clone(), remedy);
        }
        entries.titled(outcome.as_ref().map(|map| map.said.as_slice()).unwrap_or_default());
        if entries.has_own() {
            self.mentions.tables.insert(Arc::clone(file));
        }
        let outside = outcome.as_ref().map(|map| map.outside.as_slice()).unwrap_or_default();
        if !outside.is_empty() {
            let outside = outside.iter().map(|id| Id::from(id.as_str()));
            self.about.get_or_insert_default().outside.extend(outside);
        }
        outcome.map(|map| map.name)
    }

    fn gpx(&mut self, source: impl Read, told: &FileContext<'_>) -> Result<(), Broken> {
        let text = self.text(source, &told.name, told)?;
        let mut entries = EntryIntake::new(told.context(None));
        let outcome = gpx::read(&text, |entry| entries.take(entry));
        let gpx::Tracks { name, said } = outcome.as_ref().cloned().unwrap_or_default();
        entries.titled(&said);
        self.take_rows(entries.finish(), name.as_deref().unwrap_or(&told.title));
        outcome.map(drop)
    }

    fn ics(&mut self, source: impl Read, told: &FileContext<'_>) -> Result<(), Broken> {
        let heard = Heard::default();
        let text = encoding::TextReader::new(ics::WholeCharacters::new(source), MAX_STREAM, told.watch, &heard);
        let text = text.guessing().encoded(told.encoding);
        let mut entries = EntryIntake::new(told.context(None));
        let outcome = ics::read(text, |entry| entries.take(entry));
        self.heard(&told.name, heard.outcome());
        for (rule, line, what, remedy) in outcome.as_ref().map(|calendar| calendar.told.as_slice()).unwrap_or_default()
        {
            entries.tell(*rule, SourcePos { line: *line, column: 1 }, what.clone(), remedy);
        }
        let title = outcome.as_ref().ok().and_then(|calendar| calendar.name.clone());
        entries.titled(outcome.as_ref().map(|calendar| calendar.said.as_slice()).unwrap_or_default());
        self.take_rows(entries.finish(), title.as_deref().unwrap_or(&told.title));
        outcome.map(drop)
    }
}

/// The bytes of a file that is read in one piece.
fn packed(mut source: impl Read, watch: &Watch) -> Result<Vec<u8>, Broken> {
    let mut bytes = Vec::new();
    let limit = (&mut source).take(MAX_WHOLE + 1).read_to_end(&mut bytes);
    limit.map_err(|error| Broken::of_io(&error, 1))?;
    watch.advance(bytes.len());
    if bytes.len() as u64 > MAX_WHOLE {
        return Err(Broken::new(Rule::TooLarge, 1, "the file is larger than 256 MiB", "split it"));
    }
    Ok(bytes)
}

impl FileContext<'_> {
    fn context(&self, sheet: Option<&str>) -> Context {
        let file = sheet.map_or_else(|| Arc::clone(&self.name), |sheet| Arc::from(format!("{}#{sheet}", self.name)));
        Context { file, title: self.title.clone() }
    }
}

/// A table whose first rows are looked at before any is decoded.
struct TableIntake<'a> {
    context: Context,
    given: Option<&'a Mapping>,
    head: TableHead,
    decoder: Option<RowDecoder>,
    own: bool,
    /// What read the sheets before it, which this one goes on with.
    before: Option<RowDecoder>,
    /// Whether its numbers have lost the zeros at their ends.
    numbers: bool,
    /// Whether its cells are guarded where this program wrote it, as those of CSV are.
    guarded: bool,
    refused: Option<Broken>,
}

impl<'a> TableIntake<'a> {
    fn new(told: &FileContext<'a>, sheet: Option<&str>) -> Self {
        let context = told.context(sheet);
        let (head, given) = (TableHead::default(), told.mapping);
        Self {
            context,
            given,
            head,
            decoder: None,
            own: false,
            before: None,
            numbers: false,
            guarded: false,
            refused: None,
        }
    }

    /// What the columns mean: as somebody has said, as far as that goes, or as they seem to.
    fn meaning(&self) -> Mapping {
        match self.given {
            // something else was said of the table
            Some(given) if given.columns.is_empty() && given.header && given.heading.is_none() => {
                let found = self.head.guess();
                let order = if given.order == DayMonthOrder::Guessed { found.order } else { given.order };
                let Mapping { heading, headings, columns, .. } = found;
                Mapping { heading, headings, order, columns, ..given.clone() }
            }
            Some(given) => {
                let found = if given.heading.is_none() && given.header { self.head.guess() } else { given.clone() };
                let given = Mapping { heading: found.heading, headings: found.headings, ..given.clone() };
                given.fitted(&self.head.names(&given))
            }
            None => self.head.guess(),
        }
    }

    /// Takes a row; false when no more are wanted.
    fn row(&mut self, number: u32, cells: &impl RowOfCells) -> bool {
        if let Some(decoder) = &mut self.decoder {
            decoder.row(number, of_line(number), cells);
            return true;
        }
        self.head.rows.push((number, cells.all()));
        if self.head.rows.len() > HEAD {
            self.begin();
        }
        self.refused.is_none()
    }

    /// Makes up its mind about the columns, and decodes what was looked at.
    fn begin(&mut self) {
        if self.decoder.is_some() || self.head.rows.is_empty() || self.refused.is_some() {
            return;
        }
        let mapping = self.meaning();
        let first = self.head.rows.first().map_or(1, |(number, _)| *number);
        if self.head.body(&mapping).is_empty() {
            self.refused = Some(no_rows(first));
            return;
        }
        if !mapping.is_usable() {
            let what = "no column says what the rows are called";
            let remedy = "call a column name, tên or 名称, or choose one in the window";
            let line = mapping.heading.filter(|_| mapping.header).unwrap_or(first);
            self.refused = Some(Broken::new(Rule::MissingColumn, line, what, remedy));
            return;
        }
        self.own = mapping.is_own();
        let counted = self.head.is_counted(&mapping);
        let decoder = match self.before.take() {
            Some(mut decoder) => {
                decoder.turn(self.context.clone(), mapping.clone());
                decoder
            }
            None => RowDecoder::new(self.context.clone(), mapping.clone()),
        };
        let mut decoder = decoder.guarded(self.guarded).tabular(counted).of_numbers(self.numbers);
        decoder.titled(self.head.titles(&mapping));
        for (number, cells) in self.head.body(&mapping) {
            decoder.row(*number, of_line(*number), cells);
        }
        self.head = TableHead::default();
        self.decoder = Some(decoder);
    }
}

fn of_line(number: u32) -> SourcePos {
    SourcePos { line: number, column: 1 }
}

fn no_rows(line: u32) -> Broken {
    Broken::new(Rule::Empty, line, "the table holds no rows", "write a row of names, and rows below it")
}

/// A row as its reader gives it.
trait RowOfCells: super::table::RowCells {
    fn all(&self) -> Vec<String>;
}

impl RowOfCells for Vec<String> {
    fn all(&self) -> Vec<String> {
        self.clone()
    }
}

impl RowOfCells for csv::CsvRow<'_> {
    fn all(&self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }
}

/// The first rows of every sheet.
fn heads(book: &mut Book) -> Result<Vec<TableHead>, Broken> {
    let mut heads = Vec::new();
    for (name, shown) in book.sheets() {
        let mut sheet = TableHead { name: name.clone(), hidden: !shown, numbers: true, ..TableHead::default() };
        book.read(&name, |number, row| sheet.add(number, row.clone()))?;
        heads.push(sheet);
    }
    Ok(heads)
}

/// The sheets that are read.
fn chosen<'a>(heads: &'a [TableHead], named: Option<&str>) -> Vec<&'a TableHead> {
    if let Some(name) = named {
        return heads.iter().filter(|sheet| sheet.name == *name).collect();
    }
    let own: Vec<&TableHead> = heads.iter().filter(|sheet| sheet.is_own()).collect();
    if !own.is_empty() {
        return own;
    }
    let table = |sheet: &&TableHead| {
        let mapping = sheet.guess();
        mapping.is_usable() && !sheet.body(&mapping).is_empty()
    };
    let shown = || heads.iter().filter(|sheet| !sheet.hidden);
    // a cover has lines, and no columns
    let wide = |sheet: &&TableHead| table(sheet) && sheet.names(&sheet.guess()).len() > 1;
    let first = shown()
        .find(wide)
        .or_else(|| shown().find(table))
        .or_else(|| shown().find(|sheet| sheet.rows.len() > 1))
        .or_else(|| heads.iter().find(table));
    let Some(first) = first else { return Vec::new() };
    heads
        .iter()
        .filter(|sheet| std::ptr::eq(*sheet, first) || !sheet.hidden && table(sheet) && sheet.is_like(first))
        .collect()
}

/// The tables of a file by their first rows; none where the file is no table.
pub(super) fn tables(
    format: FileFormat,
    source: impl Read + Send,
    said: Option<Encoding>,
    watch: &Watch,
) -> Result<Vec<TableHead>, Problem> {
    let mut sheet = TableHead::default();
    let outcome = match format {
        FileFormat::Csv => {
            let heard = Heard::default();
            let text = encoding::TextReader::new(source, MAX_STREAM, watch, &heard).of_cells().encoded(said);
            let (unclosed, outcome) = csv::read(text, |number, row| sheet.add(number, row.all()));
            sheet.unread = unclosed.iter().map(|line| problem(line.told())).collect();
            sheet.encoding = heard.outcome().encoding;
            outcome.map(|()| vec![sheet])
        }
        _ if format.is_workbook() => {
            packed(source, watch).and_then(|bytes| Book::open(format, bytes)).and_then(|mut book| heads(&mut book))
        }
        _ => Ok(Vec::new()),
    };
    outcome.map_err(problem)
}

/// Of a file that is only looked at.
fn problem(broken: Broken) -> Problem {
    Problem::new(broken.rule, origin(&Arc::from(""), broken.place), broken.what, broken.remedy)
}
