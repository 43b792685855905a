//! JSON of every kind → records and rows: this program's own, GeoJSON, TimelineJS, lists of objects.

use std::io::Read;
use std::sync::Arc;

use super::{Intake, MAX_STREAM, Told};
use crate::dataset::decode::{Decoder, Gathered};
use crate::dataset::format::feature::{self, Properties};
use crate::dataset::format::ron::SyntaxError;
use crate::dataset::format::{Broken, encoding, json, slide};
use crate::dataset::intern::Interner;
use crate::dataset::parallel::in_order;
use crate::dataset::problem::Rule;
use crate::dataset::table::entries::{Entries, Entry};
use crate::dataset::table::{Target, target_of};
use crate::model::node::{Member, Node, Place, Tree};
use crate::model::{Kind, Record};

/// Lists whose entries are read one by one.
const LISTS: [&str; 4] = ["records", "features", "events", "eras"];

impl Intake {
    pub(super) fn json(&mut self, source: impl Read + Send, told: &Told<'_>) -> Result<(), Broken> {
        let text = encoding::TextReader::new(source, MAX_STREAM, told.watch);
        let mut whole = Whole {
            records: &mut self.records,
            entries: Entries::new(told.context(None)),
            gathered: Gathered::default(),
            count: 0,
            odd: None,
            broken: None,
        };
        let worker = || {
            let mut worker = Worker::new(&told.name);
            move |batch: json::Batch| worker.read(&batch)
        };
        let found = in_order(|take| json::find(text, &LISTS, take), worker, |part| whole.take(part));
        let fault = whole.broken.take().map(json::Fault::Syntax);
        let (rest, fault) = match (fault, found) {
            (None, Ok(rest)) => (rest, None),
            (Some(fault), _) | (None, Err(fault)) => (Vec::new(), Some(fault)),
        };
        let mut worker = Worker::new(&told.name);
        let top = Node { tree: Tree::Struct(Arc::from(""), rest), place: Place { line: 1, column: 1 } };
        if whole.count == 0 && fault.is_none() {
            worker.take("", top.clone());
            whole.take(worker.part(None));
        }
        let about = heading(&top).and_then(|heading| worker.decoder.about(&heading));
        let Whole { entries, mut gathered, odd, .. } = whole;
        gathered.append(worker.decoder.gathered);
        self.about = about.or(self.about.take());
        self.take_gathered(&told.name, gathered);
        let title = slide::title(&top);
        self.take_rows(entries.finish(), title.as_deref().unwrap_or(&told.title));
        if let Some(place) = odd {
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
}

/// What all entries of a file come to, in their order.
struct Whole<'a> {
    records: &'a mut Vec<Record>,
    entries: Entries,
    gathered: Gathered,
    /// Entries so far.
    count: u32,
    /// The first that is nothing known.
    odd: Option<Place>,
    broken: Option<SyntaxError>,
}

impl Whole<'_> {
    /// Takes what came next; false when nothing can come after it.
    fn take(&mut self, part: Part) -> bool {
        self.records.extend(part.records);
        self.gathered.append(part.gathered);
        for entry in part.entries {
            self.entries.take(Entry { number: entry.number.saturating_add(self.count), ..entry });
        }
        self.count = self.count.saturating_add(part.count);
        self.odd = self.odd.or(part.odd);
        self.broken = part.broken;
        self.broken.is_none()
    }
}

/// What some entries come to.
#[derive(Default)]
struct Part {
    records: Vec<Record>,
    /// Numbered from 1 among the entries of the part.
    entries: Vec<Entry>,
    gathered: Gathered,
    count: u32,
    odd: Option<Place>,
    broken: Option<SyntaxError>,
}

/// Reads entries; several do so at the same time, and share nothing.
struct Worker {
    decoder: Decoder,
    properties: Properties,
    shared: Interner,
    part: Part,
}

impl Worker {
    fn new(file: &Arc<str>) -> Self {
        Self {
            decoder: Decoder::new(Arc::clone(file)),
            properties: Properties::default(),
            shared: Interner::default(),
            part: Part::default(),
        }
    }

    fn read(&mut self, batch: &json::Batch) -> Part {
        let mut shared = std::mem::take(&mut self.shared);
        let outcome = batch.read(&mut shared, |list, node| self.take(list, node));
        self.shared = shared;
        self.part(outcome.err())
    }

    fn take(&mut self, list: &str, node: Node) {
        let part = &mut self.part;
        part.count += 1;
        let place = node.place;
        match taken(list, node, &mut self.properties) {
            Taken::Record(node) => part.records.extend(self.decoder.record(&node)),
            Taken::Entry(entry) => part.entries.push(Entry { number: part.count, ..entry }),
            Taken::Nothing => part.odd = part.odd.or(Some(place)),
        }
    }

    /// What was taken since the last time.
    fn part(&mut self, broken: Option<SyntaxError>) -> Part {
        let gathered = std::mem::take(&mut self.decoder.gathered);
        Part { gathered, broken, ..std::mem::take(&mut self.part) }
    }
}

/// What an entry of a JSON file is.
enum Taken {
    Record(Node),
    Entry(Entry),
    Nothing,
}

fn taken(list: &str, node: Node, properties: &mut Properties) -> Taken {
    if !matches!(node.tree, Tree::Struct(..)) {
        return Taken::Nothing;
    }
    let is_record = |node: &Node| node.member("kind").is_some() && node.member("id").is_some();
    let node = match properties.record(node) {
        Ok(record) => return Taken::Record(own_record(record)),
        Err(node) => node,
    };
    if let Some(entry) = feature::entry(&node) {
        return Taken::Entry(entry);
    }
    if matches!(list, "events" | "eras") {
        return Taken::Entry(slide::entry(&node));
    }
    if list == "records" || is_record(&node) {
        return Taken::Record(own_record(node));
    }
    object(&node).map_or(Taken::Nothing, Taken::Entry)
}

/// An object of a list of such, as programs write tables.
fn object(node: &Node) -> Option<Entry> {
    let Tree::Struct(_, members) = &node.tree else { return None };
    let mut entry = Entry { place: node.place, ..Entry::default() };
    for member in members.iter().filter(|member| member.value.tree != Tree::Null) {
        entry.named(&*member.name, member.value.plain());
    }
    let named = |value: &crate::dataset::table::entries::Value| {
        matches!(target_of(&value.name, false), Target::Name(_) | Target::Summary(_))
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
