//! One file of any format → records, mentions and problems, all by one way: format, tree or rows,
//! decoder.

use std::io::Read;
use std::sync::Arc;

use super::check::Mentions;
use super::decode::{About, Decoder};
use super::format::feature::{self, Properties};
use super::format::{Broken, Format, csv, encoding, ics, json, kml, ron, slide, xlsx};
use super::problem::{Found, Problem, Rule, origin};
use super::table::entries::{Entries, Entry};
use super::table::{Context, Mapping, RowDecoder, Sheet, Target, is_own};
use super::watch::Watch;
use crate::model::node::{Member, Node, Place, Tree};
use crate::model::{Kind, Record, Text};

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
    /// The names that messages give files and sheets, in the order they were read.
    pub(super) order: Vec<Arc<str>>,
}

/// What is said about a file before it is read.
pub(super) struct Told<'a> {
    /// The name that messages give it.
    pub(super) name: Arc<str>,
    /// What it is called, without its folder.
    pub(super) title: String,
    /// What its columns mean, if it is a table and somebody has said so.
    pub(super) mapping: Option<&'a Mapping>,
    pub(super) watch: &'a Watch,
}

impl Intake {
    pub(super) fn read(&mut self, format: Format, source: impl Read + Send, told: &Told<'_>) {
        self.order.push(Arc::clone(&told.name));
        let outcome = match format {
            Format::Ron => encoding::text(source, MAX_WHOLE, told.watch)
                .map(|text| self.ron(&told.name, &text))
                .map_err(|error| Broken::of_io(&error, 1)),
            Format::Json => self.json(source, told),
            Format::Csv => self.csv(source, told),
            Format::Xlsx => self.xlsx(source, told),
            Format::Kml => self.kml(source, told),
            Format::Ics => self.ics(source, told),
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
        let mut found = Found::default();
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
        self.take_decoder(decoder);
    }

    fn take_decoder(&mut self, mut decoder: Decoder) {
        self.problems.extend(decoder.problems.into_list());
        if decoder.crowded {
            self.mentions.tables.insert(decoder.file);
        }
        self.mentions.links.append(&mut decoder.links);
        self.mentions.cites.append(&mut decoder.cites);
    }

    fn take_rows(&mut self, (mut records, mut problems): (Vec<Record>, Vec<Problem>), title: &str) {
        if self.records.is_empty() {
            self.records = records;
        } else {
            self.records.append(&mut records);
        }
        self.problems.append(&mut problems);
        self.called(title);
    }

    /// A file of another program's names the dataset where nothing else does.
    fn called(&mut self, title: &str) {
        if self.about.is_none() && !title.is_empty() {
            let id = super::table::slug_of(title);
            let name = Text::new(title, title, "");
            self.about = Some(About { id, name, ..About::default() });
        }
    }

    fn json(&mut self, source: impl Read + Send, told: &Told<'_>) -> Result<(), Broken> {
        let mut parts = JsonParts {
            decoder: Decoder::new(Arc::clone(&told.name)),
            properties: Properties::default(),
            entries: Entries::new(told.context(None)),
            records: Vec::new(),
            number: 0,
            odd: None,
        };
        let text = encoding::TextReader::new(source, MAX_STREAM, told.watch);
        let lists = ["records", "features", "events", "eras"];
        let (rest, fault) = match json::read_ahead(text, &lists, |list, node| parts.take(list, node)) {
            Ok(rest) => (rest, None),
            Err(fault) => (Vec::new(), Some(fault)),
        };
        let top = Node { tree: Tree::Struct(Arc::from(""), rest), place: Place { line: 1, column: 1 } };
        if parts.number == 0 && fault.is_none() {
            parts.take("", top.clone());
        }
        if let Some(about) = heading(&top) {
            self.about = parts.decoder.about(&about).or(self.about.take());
        }
        self.records.append(&mut parts.records);
        self.take_decoder(parts.decoder);
        let title = slide::title(&top);
        self.take_rows(parts.entries.finish(), title.as_deref().unwrap_or(&told.title));
        if let Some(place) = parts.odd {
            let remedy = "give records, GeoJSON features, TimelineJS events, or a list of objects with a name each";
            let broken = Broken::new(Rule::UnknownKind, place.line, "an entry is no record and no feature", remedy);
            self.broken(&told.name, Broken { place, ..broken });
        }
        match fault {
            None => Ok(()),
            Some(json::Fault::Io(error)) => Err(Broken::of_io(&error, 1)),
            Some(json::Fault::Syntax(error)) => {
                Err(Broken { place: error.place, ..Broken::new(Rule::Syntax, 1, error.what, error.remedy) })
            }
        }
    }

    fn csv(&mut self, source: impl Read + Send, told: &Told<'_>) -> Result<(), Broken> {
        let mut table = TableIntake::new(told, None);
        table.guarded = true;
        let text = encoding::TextReader::new(source, MAX_STREAM, told.watch);
        let outcome = csv::read(text, |number, row| table.row(number, row));
        // what broke in its first row is told, not that it has no others
        if outcome.is_ok() || table.decoder.is_some() || !table.head.rows.is_empty() {
            self.take_table(table, told);
        }
        outcome
    }

    fn take_table(&mut self, mut table: TableIntake<'_>, told: &Told<'_>) {
        table.begin();
        let name = Arc::clone(&table.context.file);
        if table.own {
            self.mentions.tables.insert(Arc::clone(&name));
        }
        match table.decoder {
            Some(decoder) => self.take_rows(decoder.finish(), &told.title),
            None => self.broken(&name, table.refused.unwrap_or_else(|| no_rows(1))),
        }
    }

    /// All sheets that this program wrote; of others the one that the mapping names, else the
    /// first that holds a table.
    fn xlsx(&mut self, mut source: impl Read, told: &Told<'_>) -> Result<(), Broken> {
        let mut bytes = Vec::new();
        let limit = (&mut source).take(MAX_WHOLE + 1).read_to_end(&mut bytes);
        limit.map_err(|error| Broken::of_io(&error, 1))?;
        told.watch.advance(bytes.len());
        if bytes.len() as u64 > MAX_WHOLE {
            return Err(Broken::new(Rule::TooLarge, 1, "the workbook is larger than 256 MiB", "split it"));
        }
        let mut book = xlsx::Workbook::open(bytes)?;
        let named = told.mapping.and_then(|mapping| mapping.sheet.clone());
        let heads = heads(&mut book)?;
        let own = |sheet: &&Sheet| is_own(&sheet.names(true));
        let chosen: Vec<&Sheet> = match &named {
            Some(name) => heads.iter().filter(|sheet| sheet.name == *name).collect(),
            None if heads.iter().any(|sheet| own(&sheet)) => heads.iter().filter(own).collect(),
            None => heads.iter().find(|sheet| sheet.rows.len() > 1).into_iter().collect(),
        };
        if chosen.is_empty() {
            let what =
                named.map_or_else(|| "no sheet holds a table".to_owned(), |name| format!("there is no sheet {name:?}"));
            return Err(Broken::new(Rule::Empty, 1, what, "give a sheet a row of names and rows below it"));
        }
        for sheet in chosen {
            let mut table = TableIntake::new(told, Some(sheet.name.as_str()).filter(|_| heads.len() > 1));
            // this program's own workbooks have several sheets; its CSV that a spreadsheet has saved
            // as a workbook has one, and its apostrophes with it
            table.guarded = heads.len() == 1;
            self.order.push(Arc::clone(&table.context.file));
            let outcome = book.read(&sheet.name, |number, row| !told.watch.is_cancelled() && table.row(number, row));
            self.take_table(table, told);
            outcome?;
        }
        Ok(())
    }

    fn kml(&mut self, source: impl Read, told: &Told<'_>) -> Result<(), Broken> {
        let text = encoding::text(source, MAX_WHOLE, told.watch).map_err(|error| Broken::of_io(&error, 1))?;
        let mut entries = Entries::new(told.context(None));
        let outcome = kml::read(&text, |entry| entries.take(entry));
        let title = outcome.as_ref().ok().cloned().flatten();
        if entries.has_own() {
            self.mentions.tables.insert(Arc::clone(&told.name));
        }
        self.take_rows(entries.finish(), title.as_deref().unwrap_or(&told.title));
        outcome.map(drop)
    }

    fn ics(&mut self, source: impl Read, told: &Told<'_>) -> Result<(), Broken> {
        let text = encoding::TextReader::new(source, MAX_STREAM, told.watch);
        let mut entries = Entries::new(told.context(None));
        let outcome = ics::read(text, |entry| entries.take(entry));
        let title = outcome.as_ref().ok().cloned().flatten();
        self.take_rows(entries.finish(), title.as_deref().unwrap_or(&told.title));
        outcome.map(drop)
    }
}

impl Told<'_> {
    fn context(&self, sheet: Option<&str>) -> Context {
        let file = sheet.map_or_else(|| Arc::clone(&self.name), |sheet| Arc::from(format!("{}#{sheet}", self.name)));
        Context { file, title: self.title.clone() }
    }
}

/// A table whose first rows are looked at before any is decoded.
struct TableIntake<'a> {
    context: Context,
    given: Option<&'a Mapping>,
    head: Sheet,
    decoder: Option<RowDecoder>,
    own: bool,
    /// Whether its cells are guarded where this program wrote it, as those of CSV are.
    guarded: bool,
    refused: Option<Broken>,
}

impl<'a> TableIntake<'a> {
    fn new(told: &Told<'a>, sheet: Option<&str>) -> Self {
        let context = told.context(sheet);
        let (head, given) = (Sheet::default(), told.mapping);
        Self { context, given, head, decoder: None, own: false, guarded: false, refused: None }
    }

    /// Takes a row; false when no more are wanted.
    fn row(&mut self, number: u32, cells: &impl Row) -> bool {
        if let Some(decoder) = &mut self.decoder {
            decoder.row(number, Place { line: number, column: 1 }, cells);
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
        let mapping = match self.given {
            Some(mapping) => mapping.fitted(&self.head.names(mapping.header)),
            None => self.head.guess(),
        };
        let first = self.head.rows.first().map_or(1, |(number, _)| *number);
        if !mapping.is_usable() {
            let what = "no column says what the rows are called";
            let remedy = "call a column name, tên or 名称, or choose one in the window";
            self.refused = Some(Broken::new(Rule::MissingColumn, first, what, remedy));
            return;
        }
        if self.head.body(mapping.header).is_empty() {
            self.refused = Some(no_rows(first));
            return;
        }
        let names: Vec<String> = mapping.columns.iter().map(|column| column.name.clone()).collect();
        self.own = mapping.header && is_own(&names);
        let mut decoder = RowDecoder::new(self.context.clone(), mapping.clone()).guarded(self.guarded);
        for (number, cells) in self.head.body(mapping.header) {
            decoder.row(*number, Place { line: *number, column: 1 }, cells);
        }
        self.head = Sheet::default();
        self.decoder = Some(decoder);
    }
}

fn no_rows(line: u32) -> Broken {
    Broken::new(Rule::Empty, line, "the table holds no rows", "write a row of names, and rows below it")
}

/// A row as its reader gives it.
trait Row: super::table::Cells {
    fn all(&self) -> Vec<String>;
}

impl Row for Vec<String> {
    fn all(&self) -> Vec<String> {
        self.clone()
    }
}

impl Row for csv::Row<'_> {
    fn all(&self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }
}

/// The first rows of every sheet.
fn heads(book: &mut xlsx::Workbook) -> Result<Vec<Sheet>, Broken> {
    let mut heads = Vec::new();
    for name in book.sheets() {
        let mut sheet = Sheet { name: name.clone(), ..Sheet::default() };
        book.read(&name, |number, row| sheet.add(number, row.clone()))?;
        heads.push(sheet);
    }
    Ok(heads)
}

/// The tables of a file by their first rows; none where the file is no table.
pub(super) fn tables(format: Format, mut source: impl Read + Send, watch: &Watch) -> Result<Vec<Sheet>, Problem> {
    let mut sheet = Sheet::default();
    let outcome = match format {
        Format::Csv => {
            let text = encoding::TextReader::new(source, MAX_STREAM, watch);
            csv::read(text, |number, row| sheet.add(number, row.all())).map(|()| vec![sheet])
        }
        Format::Xlsx => {
            let mut bytes = Vec::new();
            let read = (&mut source).take(MAX_WHOLE + 1).read_to_end(&mut bytes);
            let read = read.map_err(|error| Broken::of_io(&error, 1));
            read.and_then(|_| xlsx::Workbook::open(bytes)).and_then(|mut book| heads(&mut book))
        }
        _ => Ok(Vec::new()),
    };
    outcome
        .map_err(|broken| Problem::new(broken.rule, origin(&Arc::from(""), broken.place), broken.what, broken.remedy))
}

/// What the entries of a JSON file come to.
struct JsonParts {
    decoder: Decoder,
    properties: Properties,
    entries: Entries,
    records: Vec<Record>,
    number: u32,
    /// The first that is nothing known.
    odd: Option<Place>,
}

impl JsonParts {
    fn take(&mut self, list: &str, node: Node) {
        self.number = self.number.saturating_add(1);
        let place = node.place;
        match taken(list, node, self.number, &mut self.properties) {
            Taken::Record(node) => self.records.extend(self.decoder.record(&node)),
            Taken::Entry(entry) => self.entries.take(entry),
            Taken::Nothing => self.odd = self.odd.or(Some(place)),
        }
    }
}

/// What an entry of a JSON file is.
enum Taken {
    Record(Node),
    Entry(Entry),
    Nothing,
}

fn taken(list: &str, node: Node, number: u32, properties: &mut Properties) -> Taken {
    if !matches!(node.tree, Tree::Struct(..)) {
        return Taken::Nothing;
    }
    let is_record = |node: &Node| node.member("kind").is_some() && node.member("id").is_some();
    let node = match properties.record(node) {
        Ok(record) => return Taken::Record(own_record(record)),
        Err(node) => node,
    };
    if let Some(entry) = feature::entry(&node, number) {
        return Taken::Entry(entry);
    }
    if matches!(list, "events" | "eras") {
        return Taken::Entry(slide::entry(&node, number));
    }
    if list == "records" || is_record(&node) {
        return Taken::Record(own_record(node));
    }
    object(&node, number).map_or(Taken::Nothing, Taken::Entry)
}

/// An object of a list of such, as programs write tables.
fn object(node: &Node, number: u32) -> Option<Entry> {
    let Tree::Struct(_, members) = &node.tree else { return None };
    let mut entry = Entry { number, place: node.place, ..Entry::default() };
    for member in members.iter().filter(|member| member.value.tree != Tree::Null) {
        entry.named(&*member.name, member.value.plain());
    }
    let named = |value: &super::table::entries::Value| {
        matches!(super::table::target_of(&value.name, false), Target::Name(_) | Target::Summary(_))
    };
    entry.values.iter().any(named).then_some(entry)
}

/// A record of this program's JSON as its own files have it: `Kind(id: …)`.
fn own_record(node: Node) -> Node {
    let Tree::Struct(_, members) = node.tree else { return node };
    let said = members.iter().find(|member| &*member.name == "kind").and_then(|member| member.value.said());
    let said = said.unwrap_or_default();
    let name = Kind::from_slug(said).map_or_else(|| Arc::from(said), |kind| Arc::from(kind.name()));
    let mut own = Vec::with_capacity(members.len());
    for member in members {
        match (&*member.name, member.value.tree) {
            // the kind is the name now, and bounds are worked out from the date
            ("kind" | "bounds", _) | (_, Tree::Null) => {}
            ("unknown", Tree::Struct(_, unknown)) => own.extend(unknown),
            (_, tree) => own.push(Member { value: Node { tree, place: member.value.place }, ..member }),
        }
    }
    Node { tree: Tree::Struct(name, own), place: node.place }
}

/// What this program's JSON says about the dataset, as its own files have it: `Dataset(…)`.
fn heading(top: &Node) -> Option<Node> {
    let heading = top.member("dataset")?;
    let Tree::Struct(_, members) = &heading.tree else { return None };
    let mut members = members.clone();
    if let (None, Some(id)) = (heading.member("name"), heading.member("id")) {
        let name = |name: &str| Member { name: Arc::from(name), place: id.place, value: id.clone() };
        let names = Node { tree: Tree::Struct(Arc::from(""), vec![name("vi"), name("en")]), place: id.place };
        members.push(Member { value: names, ..name("name") });
    }
    Some(Node { tree: Tree::Struct(Arc::from("Dataset"), members), place: heading.place })
}
