//! Somebody's files laid over an open dataset, each as a layer of its own: its rows come behind
//! those of the dataset, which stays as it is, and are linked to the gates, places, people, bodies
//! and mechanisms that they name.
//!
//! What a layer's file only names (the gate of a row, the province of a column) is the dataset's own
//! record; what it says something of stays a record of the layer that is about the dataset's.

mod ids;
mod layer;
mod names;

use std::collections::{BTreeMap, HashMap, HashSet};

use foldhash::fast::RandomState;

use super::index::{Dataset, Ix};
use super::open::Loaded;
use super::problem::{FileProblems, Problem, Rule};
use super::table::BUILTIN;
use crate::model::{Field, Id, Kind, Origin, Record, Text, Value, fold};
pub use layer::{LaidLayer, Layer};
use names::{KnownNames, NameMeaning};

/// A layer with what its file says.
#[derive(Clone, Debug, Default)]
pub struct Over {
    pub layer: Layer,
    pub loaded: Loaded,
    /// What a person has said that its names mean: the id of a record, or nothing.
    pub names: BTreeMap<String, String>,
}

/// Lays layers over a dataset, the first one first.
pub fn overlay(base: Loaded, layers: Vec<Over>) -> Loaded {
    let Loaded { dataset, mut problems } = base;
    if layers.is_empty() {
        return Loaded { dataset, problems };
    }
    let names = KnownNames::new(&dataset);
    let mut taken = TakenIds::default();
    let (mut laid, mut more): (Vec<LaidLayer>, Vec<Record>) = (Vec::new(), Vec::new());
    for Over { layer, loaded, names: said } in layers {
        let from = dataset.len() + more.len();
        let mut lay =
            Lay::new(&dataset, &names, EarlierLayers { taken: &taken, records: &more }, &layer, &loaded.problems);
        lay.take_said(&said);
        let records = lay.records(loaded.dataset.into_parts().1);
        let told = lay.found.into_list();
        problems.extend(loaded.problems);
        problems.extend(told);
        taken.extend(records.iter().enumerate().map(|(at, record)| (Id::clone(&record.id), more.len() + at)));
        more.extend(records);
        laid.push(LaidLayer { layer, rows: row(from)..row(dataset.len() + more.len()) });
    }
    let (about, mut records) = dataset.into_parts();
    records.append(&mut more);
    Loaded { dataset: Dataset::over(about, records, laid), problems }
}

fn row(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// By id, where the records of earlier layers are.
type TakenIds = HashMap<Id, usize, RandomState>;

/// The records of the layers that were laid before.
#[derive(Clone, Copy)]
struct EarlierLayers<'a> {
    taken: &'a TakenIds,
    records: &'a [Record],
}

/// One layer while it is laid.
struct Lay<'a> {
    dataset: &'a Dataset,
    names: &'a KnownNames<'a>,
    earlier: EarlierLayers<'a>,
    layer: &'a Layer,
    /// What a person has said of names, folded.
    said: HashMap<String, Option<Id>, RandomState>,
    /// Names that were told of, folded.
    told: HashSet<String, RandomState>,
    found: FileProblems,
}

/// What becomes of a record of the layer.
enum Fate {
    /// It only names a record that the dataset has.
    Gone(Ix),
    /// It stays. With a record of the dataset that it says something of.
    Stays(Option<Ix>),
}

impl<'a> Lay<'a> {
    fn new(
        dataset: &'a Dataset,
        names: &'a KnownNames<'a>,
        earlier: EarlierLayers<'a>,
        layer: &'a Layer,
        problems: &[Problem],
    ) -> Self {
        let told = problems.iter().filter_map(|problem| problem.name.as_ref()).map(|one| folded(&one.said)).collect();
        Self { dataset, names, earlier, layer, said: HashMap::default(), told, found: FileProblems::default() }
    }

    /// Takes what a person has said of names. An id that is not there is told.
    fn take_said(&mut self, said: &BTreeMap<String, String>) {
        for (name, id) in said {
            let to = self.dataset.by_id(id).map(|record| Id::clone(&record.id));
            if to.is_none() && !id.is_empty() {
                let origin = Origin {
                    file: super::open::mapping_path(&self.layer.path).display().to_string().into(),
                    line: 1,
                    column: 1,
                };
                let what = format!("{name:?} is to be {id:?}, which the open dataset does not have");
                self.found.push(Problem::new(
                    Rule::UnknownReference,
                    origin,
                    what,
                    "choose another record for the name",
                ));
            }
            self.said.insert(folded(name), to);
        }
    }

    fn known(&self, id: &str) -> Option<&'a Record> {
        let EarlierLayers { taken, records } = self.earlier;
        self.dataset.by_id(id).or_else(|| records.get(*taken.get(id)?))
    }

    fn records(&mut self, records: Vec<Record>) -> Vec<Record> {
        let own: HashSet<Id, RandomState> = records.iter().map(|record| Id::clone(&record.id)).collect();
        let (mut links, mut sources): (Renames, Renames) = (Renames::default(), Renames::default());
        let (mut kept, mut same) = (Vec::new(), 0_usize);
        for mut record in records {
            let known = self.known(&record.id);
            if known.is_some_and(|known| says_same(known, &record)) {
                same += usize::from(!record.kind.is_register());
                continue;
            }
            let old = Id::clone(&record.id);
            match self.fate(&record) {
                Fate::Gone(to) => {
                    links.insert(old, self.id(to));
                    continue;
                }
                Fate::Stays(about) => {
                    if known.is_some() {
                        record.id = self.free_id(&record, &own);
                        links.insert(Id::clone(&old), Id::clone(&record.id));
                        sources.insert(Id::clone(&old), Id::clone(&record.id));
                    }
                    if let Some(about) = about {
                        let id = self.id(about);
                        if has_own_spot(&record) && record.kind == Kind::Place {
                            put_in(&mut record, id);
                        } else {
                            links.insert(old, Id::clone(&id));
                            record.about.push(id);
                        }
                    }
                }
            }
            kept.push(record);
        }
        for record in &mut kept {
            ids::rename(record, &|id| links.get(id).cloned(), &|id| sources.get(id).cloned());
            self.link(record);
        }
        self.tell_same(same);
        // what was taken from the built-in set is the dataset's own now
        let builtin = kept.iter().position(|record| &*record.id == BUILTIN);
        if let Some(at) = builtin.filter(|_| !kept.iter().any(cites_builtin)) {
            kept.remove(at);
        }
        kept
    }

    fn tell_same(&mut self, same: usize) {
        if same > 0 {
            let origin = Origin { file: self.layer.path.display().to_string().into(), line: 1, column: 1 };
            let what = format!("{same} records say what the open dataset has under the same ids, and are shown once");
            self.found.push(Problem::new(Rule::Repeated, origin, what, "nothing needs to be done"));
        }
    }

    fn id(&self, ix: Ix) -> Id {
        self.dataset.record(ix).map(|record| Id::clone(&record.id)).unwrap_or_default()
    }

    fn fate(&mut self, record: &Record) -> Fate {
        match self.target(record) {
            Some(target) if is_bare(record, self.dataset.record(target)) => Fate::Gone(target),
            target => Fate::Stays(target),
        }
    }

    /// The record of the dataset that an entry of a register of the layer is, by what a person has
    /// said, by id and name, or by name alone.
    fn target(&mut self, record: &Record) -> Option<Ix> {
        if !names::is_named(record.kind) {
            return None;
        }
        for form in record.name.forms() {
            if let Some(said) = self.said.get(&folded(form)) {
                return said.as_ref().and_then(|id| self.dataset.ix(id));
            }
        }
        let takes = |kind: Kind| match record.kind {
            Kind::Place => matches!(kind, Kind::Place | Kind::Gate),
            own => kind == own,
        };
        let by_id = self.dataset.ix(&record.id).filter(|ix| self.dataset.kind(*ix) == Some(record.kind));
        if let Some(ix) = by_id.filter(|ix| self.dataset.record(*ix).is_some_and(|known| share_name(known, record))) {
            return Some(ix);
        }
        for form in record.name.forms() {
            match self.names.whole(form, takes) {
                NameMeaning::One(ix) => {
                    self.tell_match(form, ix, &record.origin);
                    return Some(ix);
                }
                NameMeaning::Several(_) => {
                    self.tell_several(form, &record.origin);
                    return None;
                }
                NameMeaning::None => {}
            }
        }
        None
    }

    /// An id that neither the dataset nor a layer has, told.
    fn free_id(&mut self, record: &Record, own: &HashSet<Id, RandomState>) -> Id {
        let layer = super::table::slug_of(&self.layer.name);
        let free = |id: &str| self.known(id).is_none() && !own.contains(id);
        let numbered = (2_u32..).map(|count| format!("{}-{layer}-{count}", record.id));
        let new = std::iter::once(format!("{}-{layer}", record.id)).chain(numbered).find(|id| free(id));
        let new: Id = new.unwrap_or_default().into();
        let what = format!("the open dataset has the id {:?} too, and the record is {new:?} here", record.id);
        let mut problem = Problem::new(Rule::Repeated, record.origin.clone(), what, "give it an id of its own");
        problem.record = Some(Id::clone(&record.id));
        self.found.push(problem);
        new
    }

    /// Links the record to what it names in its title, its text and the cells that are kept as they
    /// are.
    fn link(&mut self, record: &mut Record) {
        if matches!(record.kind, Kind::Source | Kind::Topic) {
            return;
        }
        let mut to: Vec<Ix> = Vec::new();
        let mut kept: Vec<String> = Vec::new();
        record.extra.iter().for_each(|(_, node)| node.each_text(&mut |text| kept.push(text.to_owned())));
        for cell in kept.iter().filter(|cell| !cell.contains("://")) {
            for part in cell.split([';', ',', '/', '\n', '、', '；', '，']).map(str::trim) {
                self.part(part, &record.origin, &mut to);
            }
        }
        if !record.kind.is_register() {
            let said: Vec<String> = [&record.name, &record.summary, &record.note]
                .into_iter()
                .flat_map(Text::forms)
                .map(str::to_owned)
                .collect();
            for text in said {
                self.running(&text, &record.origin, &mut to);
            }
        }
        if to.is_empty() {
            return;
        }
        let links = record.links().filter(|(field, _)| *field != Field::See);
        let mut named: HashSet<Id, RandomState> = links.map(|(_, id)| Id::clone(id)).collect();
        let new = to.into_iter().map(|ix| self.id(ix)).filter(|id| named.insert(Id::clone(id)));
        record.about.extend(new);
    }

    /// A part of a cell: a whole name, or a text with names in it.
    fn part(&mut self, part: &str, origin: &Origin, to: &mut Vec<Ix>) {
        if part.is_empty() {
            return;
        }
        if let Some(said) = self.said.get(&folded(part)) {
            to.extend(said.as_ref().and_then(|id| self.dataset.ix(id)));
            return;
        }
        match self.names.whole(part, |kind| kind != Kind::Topic) {
            NameMeaning::One(ix) => {
                self.tell_match(part, ix, origin);
                to.push(ix);
            }
            NameMeaning::Several(_) => self.tell_several(part, origin),
            NameMeaning::None => self.running(part, origin, to),
        }
    }

    fn running(&mut self, text: &str, origin: &Origin, to: &mut Vec<Ix>) {
        for hit in self.names.within(text) {
            match (self.said.get(&folded(&hit.said)), hit.meant) {
                (Some(said), _) => to.extend(said.as_ref().and_then(|id| self.dataset.ix(id))),
                (None, NameMeaning::One(ix)) => {
                    self.tell_match(&hit.said, ix, origin);
                    to.push(ix);
                }
                (None, NameMeaning::Several(_)) => self.tell_several(&hit.said, origin),
                (None, NameMeaning::None) => {}
            }
        }
    }

    /// Tells once what a name is taken to be.
    fn tell_match(&mut self, said: &str, ix: Ix, origin: &Origin) {
        let Some(record) = self.dataset.record(ix).filter(|_| self.told.insert(folded(said))) else { return };
        let called = record.name.forms().next().unwrap_or_default();
        let what = format!("{said:?} is taken to be {called:?} of the open dataset");
        let remedy = "if it is another, say so under the names of the layer";
        let problem = Problem::new(Rule::MatchedName, origin.clone(), what, remedy);
        self.found.push(problem.of_name(said, Some(&record.id)));
    }

    fn tell_several(&mut self, said: &str, origin: &Origin) {
        if self.told.insert(folded(said)) {
            let what = format!("{said:?} is the name of several records of the open dataset, and is linked to none");
            let remedy = "say which one under the names of the layer";
            let problem = Problem::new(Rule::AmbiguousName, origin.clone(), what, remedy);
            self.found.push(problem.of_name(said, None));
        }
    }
}

/// New ids by old ones.
type Renames = HashMap<Id, Id, RandomState>;

/// A name as it is remembered.
fn folded(name: &str) -> String {
    fold::plain(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two records say the same, wherever they stand.
fn says_same(known: &Record, record: &Record) -> bool {
    let bare = |record: &Record| {
        let mut bare = Record { origin: Origin::default(), ..record.clone() };
        if bare.dated_by.take().is_some() {
            bare.date = None;
        }
        bare
    };
    known.kind == record.kind && bare(known) == bare(record)
}

fn share_name(known: &Record, record: &Record) -> bool {
    let known: Vec<String> = known.name.forms().map(fold::bare).collect();
    record.name.forms().any(|form| known.contains(&fold::bare(form)))
}

fn cites_builtin(record: &Record) -> bool {
    record.all_cites().into_iter().any(|cite| &*cite.source == BUILTIN)
}

/// Whether the record has a position that its own file gives it.
fn has_own_spot(record: &Record) -> bool {
    record.position().is_some_and(|position| position.cite.iter().any(|cite| &*cite.source != BUILTIN))
        || record.get(Field::Geometry).is_some()
}

/// Degrees within which a position says nothing new: some hundred metres.
const NEAR: f64 = 1e-3;

/// Whether the record only names what the dataset has: it says nothing else.
fn is_bare(record: &Record, known: Option<&Record>) -> bool {
    let text = record.summary.is_empty() && record.note.is_empty() && record.date.is_none();
    let lists = record.about.is_empty() && record.topics.is_empty() && record.see.is_empty();
    let plain = |(field, _): &(Field, Value)| *field == Field::At;
    let near = || {
        let here = record.position().zip(known.and_then(Record::position));
        here.is_some_and(|(one, other)| (one.lat - other.lat).abs() < NEAR && (one.lon - other.lon).abs() < NEAR)
    };
    text && lists && record.extra.is_empty() && record.fields.iter().all(plain) && (!has_own_spot(record) || near())
}

/// Lets a place of the layer lie in one of the dataset.
fn put_in(record: &mut Record, place: Id) {
    if record.get(Field::PartOf).is_none() {
        record.fields.push((Field::PartOf, Value::Link(place)));
        let specs = crate::model::schema::fields_of(record.kind);
        record.fields.sort_by_key(|(field, _)| specs.iter().position(|spec| spec.field == *field));
    }
}
