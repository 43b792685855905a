//! JSON of every kind → records and rows: this program's own, GeoJSON, TimelineJS, lists of objects.

mod nested;

use std::io::Read;
use std::sync::Arc;

use super::{FileContext, Intake, MAX_STREAM};
use crate::dataset::decode::{DecodedBeside, Decoder};
use crate::dataset::format::crs::Crs;
use crate::dataset::format::feature::{self, Properties, Reference};
use crate::dataset::format::ron::SyntaxError;
use crate::dataset::format::{Broken, encoding, json, shape, slide};
use crate::dataset::intern::Interner;
use crate::dataset::parallel::in_order;
use crate::dataset::problem::{Problem, Rule, origin};
use crate::dataset::table::entries::{EntryIntake, RawEntry};
use crate::dataset::table::{ColumnTarget, target_of};
use crate::model::node::{Member, Node, SourcePos, Tree};
use crate::model::{Kind, Record};

/// Lists whose entries are read one by one.
const LISTS: [&str; 4] = ["records", "features", "events", "eras"];

impl Intake {
    /// `lines`: whether the file is known to hold a value a line.
    pub(super) fn json(&mut self, source: impl Read + Send, lines: bool, told: &FileContext<'_>) -> Result<(), Broken> {
        let heard = encoding::Heard::default();
        let text = encoding::TextReader::new(source, MAX_STREAM, told.watch, &heard).encoded(told.encoding);
        let mut whole = JsonIntake {
            records: &mut self.records,
            entries: EntryIntake::new(told.context(None)),
            gathered: DecodedBeside::default(),
            count: 0,
            odd: Vec::new(),
            faults: Vec::new(),
            waiting: Vec::new(),
            columns: None,
        };
        let worker = || {
            let mut worker = EntryDecoder::new(&told.name);
            move |batch: json::JsonBatch| worker.read(&batch)
        };
        // where somebody has said which list is meant, none is taken before all are there
        let wanted: &[&'static str] = if told.sheet.is_none_or(|name| LISTS.contains(&name)) { &LISTS } else { &[] };
        let found = in_order(|take| json::find(text, wanted, lines, take), worker, |part| whole.take(part));
        let (found, fault) = found.map_or_else(|fault| (json::JsonRest::default(), Some(fault)), |found| (found, None));
        let mut worker = EntryDecoder::new(&told.name);
        let json::JsonRest { rest, others, is_first } = found;
        let top = Node { tree: Tree::Struct(Arc::from(""), rest), place: SourcePos { line: 1, column: 1 } };
        if top.member("type").and_then(Node::said) == Some("Topology") {
            let remedy = "save it as GeoJSON";
            return Err(Broken::new(Rule::UnknownFormat, 1, "a TopoJSON file is not understood", remedy));
        }
        // a list without entries is no entry itself
        let collection = top.member("type").and_then(Node::said) == Some("FeatureCollection");
        let bare = matches!(&top.tree, Tree::Struct(_, members) if members.is_empty());
        let broken = fault.is_some() || !whole.faults.is_empty();
        if !broken && !is_first && whole.count == 0 && others.is_empty() && (collection || bare) {
            let what = if collection { "the file holds no features" } else { "the file holds no records" };
            return Err(Broken::new(Rule::Empty, 1, what, "open a file that holds something"));
        }
        let mut of_lists = Vec::new();
        if fault.is_none() && !is_first && whole.count > 0 && !collection && heading(&top).is_none() {
            of_lists.extend(left_out(told, &nested::beside(&top, others)));
            of_lists.extend(texts_left_out(told, &top));
        } else if fault.is_none() && (is_first || whole.count == 0) && !(broken && bare && others.is_empty()) {
            let lists = if is_first { None } else { nested::choose(&top, others, told.sheet) };
            if let Some(lists) = lists {
                of_lists.extend(of_choice(told, &lists));
                of_lists.extend(texts_left_out(told, &top));
                lists.read(&mut worker);
                whole.take(worker.part());
            } else {
                worker.take("", top.clone());
                whole.take(worker.part());
            }
        }
        let about = heading(&top).and_then(|heading| worker.decoder.about(&heading));
        whole.finish_waiting(&top);
        let JsonIntake { mut entries, mut gathered, odd, faults, .. } = whole;
        gathered.append(worker.decoder.gathered);
        self.heard(&told.name, heard.outcome());
        self.about = about.or(self.about.take());
        self.take_gathered(&told.name, gathered);
        let title = slide::title(&top).or_else(|| title(&top));
        if collection {
            entries.titled(&feature::said_of_all(&top));
        }
        self.take_rows(entries.finish(), title.as_deref().unwrap_or(&told.title));
        self.problems.append(&mut of_lists);
        for fault in faults {
            let broken = Broken::new(Rule::Syntax, 1, fault.what, fault.remedy);
            self.broken(&told.name, Broken { place: fault.place, ..broken });
        }
        for place in odd.into_iter().take(MOST_FAULTS) {
            let remedy = "give records, GeoJSON features, TimelineJS events, or a list of objects with a name each";
            let broken = Broken::new(Rule::UnknownKind, place.line, "an entry is no record and no feature", remedy);
            self.broken(&told.name, Broken { place, ..broken });
        }
        match fault {
            None => Ok(()),
            Some(json::JsonFault::Io(error)) => Err(Broken::of_io(&error, 1)),
            Some(json::JsonFault::Syntax(error)) => {
                Err(Broken { place: error.place, ..Broken::new(Rule::Syntax, 1, error.what, error.remedy) })
            }
        }
    }
}

fn of_file(told: &FileContext<'_>, rule: Rule, what: String, remedy: &str) -> Problem {
    Problem::new(rule, origin(&told.name, SourcePos { line: 1, column: 1 }), what, remedy)
}

/// Tells of lists beside the one that is read.
fn left_out(told: &FileContext<'_>, beside: &[(String, usize)]) -> Option<Problem> {
    let what = format!("the lists {} are not read", nested::shown(beside));
    let names = || beside.iter().map(|(name, _)| name.clone());
    (!beside.is_empty()).then(|| of_file(told, Rule::LeftOut, what, nested::REMEDY).or_read(names()))
}

/// Tells of lists that hold no objects beside those that are read.
fn texts_left_out(told: &FileContext<'_>, top: &Node) -> Option<Problem> {
    let texts = nested::texts(top);
    let what = format!("the lists {} hold plain texts, which are no records", nested::shown(&texts));
    let remedy = "give each of them as an object with a name if it is one";
    (!texts.is_empty()).then(|| of_file(told, Rule::LeftOut, what, remedy))
}

/// Tells whether the list that was asked for is there, and which others are.
fn of_choice(told: &FileContext<'_>, lists: &nested::ChosenLists) -> Vec<Problem> {
    let missing = told.sheet.filter(|_| !lists.is_chosen).map(|wanted| {
        let what = format!("there is no list {wanted:?} in the file");
        of_file(told, Rule::Empty, what, "name one of its lists: data.items")
    });
    let others = lists.told().map(|(what, names)| of_file(told, Rule::LeftOut, what, nested::REMEDY).or_read(names));
    missing.into_iter().chain(others).collect()
}

/// What a collection of features calls itself.
fn title(top: &Node) -> Option<String> {
    let is_collection = top.member("type").and_then(Node::said) == Some("FeatureCollection");
    let name = top.member("title").or_else(|| top.member("name")).filter(|_| is_collection)?;
    name.said().map(str::to_owned).filter(|name| !name.is_empty())
}

/// What all entries of a file come to, in their order.
struct JsonIntake<'a> {
    records: &'a mut Vec<Record>,
    entries: EntryIntake,
    gathered: DecodedBeside,
    /// Entries so far.
    count: u32,
    /// Those that are nothing known.
    odd: Vec<SourcePos>,
    /// What breaks the grammar.
    faults: Vec<SyntaxError>,
    /// Entries off the globe: what they are in may be said behind them.
    waiting: Vec<RawEntry>,
    /// What the first row calls the columns, where the file is a list of rows of cells.
    columns: Option<Vec<Node>>,
}

/// Broken entries that are told one by one.
const MOST_FAULTS: usize = 1_000;

impl JsonIntake<'_> {
    /// Takes what came next, and wants more.
    fn take(&mut self, part: DecodedEntries) -> bool {
        self.records.extend(part.records);
        self.gathered.append(part.gathered);
        for entry in part.entries {
            let entry = RawEntry { number: entry.number.saturating_add(self.count), ..entry };
            if entry.geometry.as_ref().is_some_and(|shape| !shape.is_on_globe()) {
                self.waiting.push(entry);
            } else {
                self.entries.take(entry);
            }
        }
        self.take_rows(part.rows);
        self.count = self.count.saturating_add(part.count);
        self.odd.extend(part.odd.into_iter().take(MOST_FAULTS.saturating_sub(self.odd.len())));
        self.faults.extend(part.faults.into_iter().take(MOST_FAULTS.saturating_sub(self.faults.len())));
        true
    }

    /// Takes rows of cells, the first of all as the names of their columns.
    fn take_rows(&mut self, rows: Vec<(u32, Node)>) {
        for (number, row) in rows {
            let Some(columns) = &self.columns else {
                let columns = nested::names_in(&row);
                self.odd.extend(columns.is_none().then_some(row.place));
                self.columns = Some(columns.unwrap_or_default());
                continue;
            };
            let named = nested::named_row(columns, &row).filter(|_| !columns.is_empty());
            match named.and_then(|row| object("", &row, &Reference::default())) {
                Some(entry) => self.entries.take(RawEntry { number: number.saturating_add(self.count), ..entry }),
                // where none names the columns, that is told once
                None if !columns.is_empty() && self.odd.len() < MOST_FAULTS => self.odd.push(row.place),
                None => {}
            }
        }
    }

    /// Places what is off the globe by the reference system that the whole file names, and tells of it.
    fn finish_waiting(&mut self, top: &Node) {
        let at = top.member("crs").or_else(|| top.member("coordRefSys")).map_or(top.place, |node| node.place);
        let named = [
            top.member("crs").and_then(Crs::of_geojson),
            top.member("coordRefSys").and_then(Crs::of_json_fg),
            top.member("spatialReference").and_then(Crs::of_esri),
        ];
        let crs = named.into_iter().flatten().next();
        for mut entry in std::mem::take(&mut self.waiting) {
            if let Some(crs) = &crs {
                feature::put_in_degrees(&mut entry, crs);
            }
            self.entries.take(entry);
        }
        let what = match &crs {
            Some(Crs::Mercator { name }) => format!("coordinates in {name:?} (Web Mercator) are converted to degrees"),
            Some(Crs::Near { name, .. }) => {
                format!(
                    "coordinates in {name:?} are taken as WGS 84, from which they may be off by some hundred metres"
                )
            }
            _ => return,
        };
        self.entries.tell(Rule::LeftOut, at, what, "save it in WGS 84 (EPSG:4326) to be sure");
    }
}

/// What some entries come to.
#[derive(Default)]
struct DecodedEntries {
    records: Vec<Record>,
    /// Numbered from 1 among the entries of the part.
    entries: Vec<RawEntry>,
    /// Rows of cells, numbered alike.
    rows: Vec<(u32, Node)>,
    gathered: DecodedBeside,
    count: u32,
    odd: Vec<SourcePos>,
    faults: Vec<SyntaxError>,
}

/// Reads entries; several do so at the same time, and share nothing.
struct EntryDecoder {
    decoder: Decoder,
    properties: Properties,
    shared: Interner,
    reference: Reference,
    part: DecodedEntries,
}

impl EntryDecoder {
    fn new(file: &Arc<str>) -> Self {
        Self {
            decoder: Decoder::new(Arc::clone(file)),
            properties: Properties::default(),
            shared: Interner::default(),
            reference: Reference::default(),
            part: DecodedEntries::default(),
        }
    }

    fn read(&mut self, batch: &json::JsonBatch) -> DecodedEntries {
        self.read_batch(batch);
        self.part()
    }

    fn read_batch(&mut self, batch: &json::JsonBatch) {
        self.reference.clone_from(&batch.reference);
        let mut shared = std::mem::take(&mut self.shared);
        batch.read(&mut shared, |list, node| match node {
            Ok(node) => self.take(list, node),
            Err(error) => self.part.faults.push(error),
        });
        self.shared = shared;
    }

    fn take(&mut self, list: &str, node: Node) {
        // a line may hold a whole collection
        if node.member("type").and_then(Node::said) == Some("FeatureCollection")
            && let Some(Node { tree: Tree::List(features), .. }) = node.member("features")
        {
            features.iter().for_each(|feature| self.take(list, feature.clone()));
            return;
        }
        let part = &mut self.part;
        part.count += 1;
        if list.is_empty() && matches!(node.tree, Tree::List(_)) {
            return part.rows.push((part.count, node));
        }
        let place = node.place;
        match taken(list, node, &mut self.properties, &self.reference) {
            EntryKind::Record(node) => part.records.extend(self.decoder.record(&node)),
            EntryKind::Entry(entry) => part.entries.push(RawEntry { number: part.count, ..*entry }),
            EntryKind::Nothing if part.odd.len() < MOST_FAULTS => part.odd.push(place),
            EntryKind::Nothing => {}
        }
    }

    /// What was taken since the last time.
    fn part(&mut self) -> DecodedEntries {
        let gathered = std::mem::take(&mut self.decoder.gathered);
        DecodedEntries { gathered, ..std::mem::take(&mut self.part) }
    }
}

/// What an entry of a JSON file is.
enum EntryKind {
    Record(Node),
    Entry(Box<RawEntry>),
    Nothing,
}

fn taken(list: &str, node: Node, properties: &mut Properties, reference: &Reference) -> EntryKind {
    if !matches!(node.tree, Tree::Struct(..)) {
        return EntryKind::Nothing;
    }
    // other programs have kinds and ids too, but their names are texts
    let is_record = |node: &Node| {
        let kind = node.member("kind").and_then(Node::said).and_then(Kind::from_slug);
        let named = node.member("name").is_none_or(|name| matches!(name.tree, Tree::Struct(..)));
        kind.is_some() && node.member("id").is_some() && named
    };
    let node = match properties.record(node) {
        Ok(record) => return EntryKind::Record(own_record(record)),
        Err(node) => node,
    };
    if let Some(entry) = feature::entry(&node, reference) {
        return EntryKind::Entry(Box::new(entry));
    }
    if matches!(list, "events" | "eras")
        && ["start_date", "text", "media"].iter().any(|name| node.member(name).is_some())
    {
        return EntryKind::Entry(Box::new(slide::entry(&node)));
    }
    let foreign = list != "records" || node.member("kind").is_none();
    if is_record(&node) || !foreign {
        return EntryKind::Record(own_record(node));
    }
    object(list, &node, reference).map_or(EntryKind::Nothing, |entry| EntryKind::Entry(Box::new(entry)))
}

/// An object of a list of such, as programs write tables; or a shape by itself.
fn object(list: &str, node: &Node, reference: &Reference) -> Option<RawEntry> {
    let Tree::Struct(_, members) = &node.tree else { return None };
    let mut entry = RawEntry { place: node.place, ..RawEntry::default() };
    if let Some(shape) = shape::geometry(node) {
        entry.geometry = Some(shape);
        return Some(entry);
    }
    // features as ArcGIS gives them
    if let Some(Tree::Struct(_, attributes)) = node.member("attributes").map(|node| &node.tree)
        && (list == "features" || node.member("geometry").is_some())
    {
        feature::values(attributes.iter(), &mut entry);
        entry.geometry = node.member("geometry").and_then(shape::geometry_of_esri);
        if let Some(crs) = &reference.crs {
            feature::put_in_degrees(&mut entry, crs);
        }
        return Some(entry);
    }
    // databases on the web keep the values of an entry in a group of their own
    let is_group = |node: &Node| matches!(node.tree, Tree::Struct(..));
    let group = ["properties", "fields", "attributes", "_source"]
        .into_iter()
        .find(|name| node.member(name).is_some_and(is_group))
        .or_else(|| only_group(members));
    feature::values(members.iter().filter(|member| group.is_none_or(|name| *member.name != *name)), &mut entry);
    if let Some(Tree::Struct(_, inner)) = group.and_then(|name| node.member(name)).map(|group| &group.tree) {
        feature::values(inner.iter(), &mut entry);
    }
    let named = |value: &crate::dataset::table::entries::EntryValue| {
        let target = value.target.unwrap_or_else(|| target_of(&value.name, false));
        matches!(target, ColumnTarget::Name(_) | ColumnTarget::Summary(_))
    };
    entry.values.iter().any(named).then_some(entry)
}

/// The one group of an object that says nothing itself: `{"node": {"title": …}}`.
fn only_group(members: &[Member]) -> Option<&str> {
    let mut groups = members.iter().filter(|member| matches!(member.value.tree, Tree::Struct(..)));
    let (first, second) = (groups.next()?, groups.next());
    let named = |members: &[Member]| {
        members
            .iter()
            .any(|member| matches!(target_of(&member.name, false), ColumnTarget::Name(_) | ColumnTarget::Summary(_)))
    };
    let Tree::Struct(_, inner) = &first.value.tree else { return None };
    (second.is_none() && !named(members) && named(inner)).then_some(&*first.name)
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
            // the kind is the name now, and the others are worked out
            ("kind" | "bounds" | "derived_date" | "derived_from", _) | (_, Tree::Null) => {}
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
