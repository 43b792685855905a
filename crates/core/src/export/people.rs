//! Records as rows of a table for people: dates, names and states in words, in the reader's
//! language. What a row says is what the window shows; ids and JSON stand in the other tables.

use crate::dataset::Ix;
use crate::model::parts::Role;
use crate::model::{Field, Id, Kind, Moment, Record, Value};
use crate::pages::report::{KINDS, begun, caution};
use crate::pages::{Reader, work};
use crate::promises::{Basis, standing};

use super::cited::cited;
use super::iso;
use super::job::Job;
use super::loss::{Fields, LossTally, LostPart};
use super::prose::capital;

/// A column for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PeopleColumn {
    /// The date in words.
    When,
    First,
    /// The last day, of what has more than one.
    Last,
    Name,
    Kind,
    /// Where it took place, as the sources state it.
    Venue,
    /// Gates and places that it is about.
    About,
    Parties,
    Proposed,
    By,
    /// Parties, and with their names who proposed it and who is to do it: paper is narrow.
    Sides,
    Says,
    State,
    Signed,
    /// All sources, a line each.
    Source,
    /// The source of this number, from 0, among those that have an address, to click on: a cell has
    /// one link, and not every program breaks the lines of a text that is one.
    Link(usize),
}

impl PeopleColumn {
    /// What a table of text has.
    pub(super) const TEXT: [Self; 14] = [
        Self::When,
        Self::First,
        Self::Last,
        Self::Name,
        Self::Kind,
        Self::Venue,
        Self::About,
        Self::Parties,
        Self::Proposed,
        Self::By,
        Self::Says,
        Self::State,
        Self::Signed,
        Self::Source,
    ];

    /// What a sheet of these rows has: first what is printed.
    pub(super) fn of_sheet(job: &Job<'_>, rows: &[Ix]) -> Vec<Self> {
        let links = rows.iter().filter_map(|ix| PeopleRow::new(job, *ix)).map(PeopleRow::links).max().unwrap_or(0);
        let printed = [
            Self::When,
            Self::First,
            Self::Name,
            Self::Kind,
            Self::Venue,
            Self::About,
            Self::Sides,
            Self::Says,
            Self::State,
            Self::Signed,
            Self::Source,
        ];
        printed.into_iter().chain([Self::Last]).chain((0..links.min(MOST_LINKS)).map(Self::Link)).collect()
    }

    /// Whether it is on paper: what repeats the words of a date, or is only to click on, is not.
    pub(super) fn is_printed(self) -> bool {
        !matches!(self, Self::Last | Self::Link(_))
    }

    /// The message that is its heading.
    fn key(self) -> &'static str {
        match self {
            Self::When => "people-when",
            Self::First => "people-first",
            Self::Last => "people-last",
            Self::Name => "people-name",
            Self::Kind => "people-kind",
            Self::Venue => "people-venue",
            Self::About => "people-about",
            Self::Parties | Self::Sides => "people-parties",
            Self::Proposed => "people-proposed",
            Self::By => "people-by",
            Self::Says => "people-says",
            Self::State => "people-state",
            Self::Signed => "people-signed",
            Self::Source => "people-source",
            Self::Link(_) => "people-link",
        }
    }

    pub(super) fn heading(self, job: &Job<'_>) -> String {
        match self {
            Self::Link(at @ 1..) => format!("{} {}", job.words.t(self.key()), at + 1),
            other => job.words.t(other.key()).to_owned(),
        }
    }

    /// The widest it gets on a sheet, in characters.
    pub(super) fn widest(self) -> usize {
        match self {
            Self::First | Self::Last => 10,
            Self::Kind | Self::State => 12,
            Self::When | Self::Venue | Self::Proposed | Self::By => 13,
            Self::About | Self::Signed | Self::Parties | Self::Sides => 15,
            Self::Name => 20,
            Self::Source => 24,
            Self::Says => 38,
            Self::Link(_) => 18,
        }
    }
}

/// Links of a record that have columns: more than any record of the built-in dataset has.
const MOST_LINKS: usize = 24;

/// How exactly a date says a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPrecision {
    Day,
    Month,
    Year,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum PeopleCell {
    Empty,
    Text(String),
    /// A day, of which no more is shown than the date says.
    Day(Moment, DayPrecision),
    /// A text, and the address that it leads to.
    Link(String, String),
}

/// The records in the order of time; those without a date after them, kind by kind.
pub(super) fn sorted(job: &Job<'_>) -> Vec<Ix> {
    let mut rows = job.rows.clone();
    rows.sort_by_cached_key(|ix| {
        let kind = KINDS.iter().position(|kind| job.dataset.kind(*ix) == Some(*kind));
        let begun = begun(job.dataset, *ix);
        (begun, kind.filter(|_| begun.0))
    });
    rows
}

/// What the table leaves out of a record. What has no date is in it, below the others.
pub(super) fn count_losses(record: &Record, tally: &mut LossTally) {
    tally.fields(record, HELD);
    tally.add_if(!record.note.is_empty(), LostPart::Notes);
    tally.pinyin(record);
}

/// The fields that have a column, or words in one.
const HELD: Fields = Fields::new(&[
    Field::Form,
    Field::Status,
    Field::Standing,
    Field::State,
    Field::Format,
    Field::Venues,
    Field::Parties,
    Field::Seats,
    Field::Terms,
    Field::By,
    Field::ProposedBy,
    Field::History,
    Field::Class,
    Field::Value,
    Field::ValueTo,
    Field::Unit,
    Field::Printed,
    Field::Place,
    Field::PartOf,
    Field::Vn,
    Field::Cn,
    Field::Finding,
    Field::Posts,
    Field::Address,
    Field::Confidence,
    Field::Caveat,
]);

/// Those of the columns in which any of these rows has something; of no rows, those that lists mostly have.
pub(super) fn columns(job: &Job<'_>, rows: &[Ix], all: &[PeopleColumn]) -> Vec<PeopleColumn> {
    let mut left = all.to_vec();
    for ix in rows {
        if left.is_empty() {
            break;
        }
        let row = PeopleRow::new(job, *ix);
        left.retain(|column| row.as_ref().is_none_or(|row| row.cell(*column) == PeopleCell::Empty));
    }
    let always = |column: &PeopleColumn| match column {
        PeopleColumn::Name => true,
        PeopleColumn::When | PeopleColumn::Kind | PeopleColumn::State | PeopleColumn::Source => rows.is_empty(),
        _ => false,
    };
    all.iter().copied().filter(|column| !left.contains(column) || always(column)).collect()
}

/// One record, as people are told of it.
#[derive(Clone, Copy)]
pub(super) struct PeopleRow<'a> {
    job: &'a Job<'a>,
    ix: Ix,
    record: &'a Record,
}

impl<'a> PeopleRow<'a> {
    pub(super) fn new(job: &'a Job<'a>, ix: Ix) -> Option<Self> {
        Some(Self { job, ix, record: job.dataset.record(ix)? })
    }

    pub(super) fn cell(self, column: PeopleColumn) -> PeopleCell {
        let (job, record) = (self.job, self.record);
        match column {
            PeopleColumn::When => {
                text_cell(record.date.as_ref().map(|date| capital(&job.words.date(date))).unwrap_or_default())
            }
            PeopleColumn::First => self.days().map_or(PeopleCell::Empty, |(first, _)| day(first, self.exact(true))),
            PeopleColumn::Last => match self.days() {
                Some((first, last)) if last != first && self.is_span() => day(last, self.exact(false)),
                _ => PeopleCell::Empty,
            },
            PeopleColumn::Name => text_cell(record.name.get(job.words.lang()).to_owned()),
            PeopleColumn::Kind => text_cell(self.kind()),
            PeopleColumn::Venue => text_cell(self.venue()),
            PeopleColumn::About => text_cell(self.about()),
            PeopleColumn::Parties => text_cell(self.names(record.ids(Field::Parties))),
            PeopleColumn::Proposed => text_cell(self.names(record.proposals().iter().map(|proposal| &proposal.who))),
            PeopleColumn::By => text_cell(self.names(record.ids(Field::By))),
            PeopleColumn::Sides => text_cell(self.sides()),
            PeopleColumn::Says => text_cell(self.says()),
            PeopleColumn::State => text_cell(self.state()),
            PeopleColumn::Signed => text_cell(self.signed()),
            PeopleColumn::Source => self.sources(),
            PeopleColumn::Link(at) => self.link(at),
        }
    }

    /// The same for a table without links: sources with their addresses.
    pub(super) fn plain(self, column: PeopleColumn) -> PeopleCell {
        if column != PeopleColumn::Source {
            return self.cell(column);
        }
        if self.record.kind == Kind::Source {
            return text_cell(work::address(self.record).to_owned());
        }
        let all = cited(self.job.dataset, &self.record.cite);
        let lines = all.iter().map(|one| with_address(&one.text(self.job.words), one.address()));
        text_cell(lines.collect::<Vec<_>>().join("\n"))
    }

    fn reader(self) -> Reader<'a> {
        Reader { dataset: self.job.dataset, words: self.job.words }
    }

    /// The first and the last day that the date names, as far as it does.
    fn days(self) -> Option<(Option<Moment>, Option<Moment>)> {
        let date = self.record.date.as_ref()?;
        let [first, .., last] = iso::bounds(Some(date.bounds_as_written()));
        Some((first, last))
    }

    /// Whether the date has another end than its beginning: a month or a year has none.
    fn is_span(self) -> bool {
        self.record.date.as_ref().is_some_and(|date| date.is_interval() || date.as_str().contains('X'))
    }

    /// How exactly the date says its first day, or its last.
    fn exact(self, first: bool) -> DayPrecision {
        let text = self.record.date.as_ref().map_or("", |date| date.as_str());
        let end = if first { text.split('/').next() } else { text.rsplit('/').next() };
        match end.unwrap_or_default().trim_start_matches('-').matches('-').count() {
            0 => DayPrecision::Year,
            1 => DayPrecision::Month,
            _ => DayPrecision::Day,
        }
    }

    fn names<'b>(self, ids: impl IntoIterator<Item = &'b Id>) -> String {
        let names: Vec<&str> = ids.into_iter().map(|id| self.name(id)).collect();
        self.job.words.list(&names)
    }

    fn name<'b>(self, id: &'b Id) -> &'b str
    where
        'a: 'b,
    {
        self.job.dataset.by_id(id).map_or(&**id, |record| record.name.get(self.job.words.lang()))
    }

    /// "Agreement: minutes".
    fn kind(self) -> String {
        let kind = self.job.words.kind(self.record.kind);
        match self.record.choice(Field::Form).filter(|word| *word != "Other") {
            Some(form) if self.job.words.word(form).starts_with(kind) => self.job.words.word(form).to_owned(),
            Some(form) => format!("{kind}: {}", self.job.words.word(form)),
            None => kind.to_owned(),
        }
    }

    fn venue(self) -> String {
        let mut said: Vec<String> = vec![self.names(self.record.ids(Field::Venues))];
        let online = self.record.choice(Field::Format).filter(|word| *word == "Online");
        said.extend(online.map(|word| self.job.words.word(word).to_owned()));
        said.retain(|part| !part.is_empty());
        said.join("; ")
    }

    /// What it is about, with the place that a figure measures and what a gate or place is part of.
    fn about(self) -> String {
        let record = self.record;
        let is_place =
            |id: &&Id| self.job.dataset.by_id(id).is_some_and(|to| matches!(to.kind, Kind::Gate | Kind::Place));
        let own = [Field::Place, Field::PartOf].into_iter().filter_map(|field| record.link(field));
        let sides = [Field::Vn, Field::Cn].into_iter().flat_map(|field| record.ids(field));
        let mut ids: Vec<&Id> = Vec::new();
        for id in record.about.iter().chain(own).chain(sides).filter(is_place) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        self.names(ids)
    }

    /// Parties, and who proposed it and who is to do it, a line each.
    fn sides(self) -> String {
        let parties = self.names(self.record.ids(Field::Parties));
        let mut lines: Vec<String> = Some(parties).filter(|names| !names.is_empty()).into_iter().collect();
        for column in [PeopleColumn::Proposed, PeopleColumn::By] {
            if let PeopleCell::Text(names) = self.cell(column) {
                lines.push(format!("{}: {names}", self.job.words.t(column.key())));
            }
        }
        lines.join("\n")
    }

    /// A line each.
    fn sources(self) -> PeopleCell {
        let all = cited(self.job.dataset, &self.record.cite);
        let lines: Vec<String> = all.iter().map(|one| one.text(self.job.words)).collect();
        text_cell(lines.join("\n"))
    }

    /// How many of its sources can be opened.
    fn links(self) -> usize {
        let own = usize::from(self.record.kind == Kind::Source);
        cited(self.job.dataset, &self.record.cite).iter().filter(|one| is_link(one.address())).count().max(own)
    }

    /// The source of this number, counted from 0, among those that can be opened.
    fn link(self, at: usize) -> PeopleCell {
        if self.record.kind == Kind::Source {
            return if at == 0 { own_address(self.record) } else { PeopleCell::Empty };
        }
        let all = cited(self.job.dataset, &self.record.cite);
        let nth = all.iter().filter(|one| is_link(one.address())).nth(at);
        nth.map_or(PeopleCell::Empty, |one| {
            let publisher = one.source.map(|source| work::publisher(source, self.job.words.lang())).unwrap_or_default();
            let name = if publisher.is_empty() { one.address() } else { publisher };
            PeopleCell::Link(name.to_owned(), one.address().to_owned())
        })
    }

    /// The summary, and what else a record of its kind says.
    fn says(self) -> String {
        let (record, lang) = (self.record, self.job.words.lang());
        let mut lines = vec![self.figure(), record.summary.get(lang).to_owned()];
        lines.extend(record.text(Field::Finding).map(|text| text.get(lang).to_owned()));
        if let Some(Value::Posts(posts)) = record.get(Field::Posts) {
            lines.extend(posts.last().map(|post| post.post.get(lang).to_owned()));
        }
        lines.retain(|line| !line.is_empty());
        let mut used: usize = lines.iter().map(|line| line.chars().count()).sum();
        let terms = record.statements(Field::Terms);
        for (at, term) in terms.iter().enumerate() {
            let term_text = term.text.get(lang);
            used += term_text.chars().count();
            // more than this no row can show
            if used > LONGEST {
                lines.push(self.job.words.with("people-more", &[("count", (terms.len() - at).into())]));
                break;
            }
            lines.push(format!("– {term_text}"));
        }
        let caution = caution(&self.reader(), record);
        lines.extend(caution.map(|text| format!("{}: {text}", self.job.words.t("people-caution"))));
        lines.join("\n")
    }

    /// "23 million USD", as the source prints it where it does.
    fn figure(self) -> String {
        let record = self.record;
        if record.kind != Kind::Figure {
            return String::new();
        }
        if let Some(printed) = record.word(Field::Printed).filter(|printed| !printed.is_empty()) {
            return printed.to_owned();
        }
        let number = |field: Field| record.number(field).map(|number| self.job.words.number(number));
        let ends: Vec<String> = [Field::Value, Field::ValueTo].into_iter().filter_map(number).collect();
        let unit = record.word(Field::Unit).map(|unit| self.job.words.unit(unit)).unwrap_or_default();
        format!("{} {unit}", ends.join("–")).trim().to_owned()
    }

    fn state(self) -> String {
        let words = self.job.words;
        let record = self.record;
        let dated = |word: &str, date: Option<&crate::model::Edtf>| match date {
            Some(date) => format!("{} ({})", words.word(word), words.date_short(date)),
            None => words.word(word).to_owned(),
        };
        if record.kind == Kind::Commitment {
            return standing(self.job.dataset, self.ix).map_or_else(String::new, |stands| match stands.basis {
                Basis::Change(_) => dated(stands.state.name(), stands.date),
                _ => words.word(stands.state.name()).to_owned(),
            });
        }
        let own = [Field::Standing, Field::Status].into_iter().filter_map(|field| record.choice(field));
        let mut said: Vec<String> = own.map(|word| words.word(word).to_owned()).collect();
        for field in [Field::Class, Field::Status, Field::History] {
            said.extend(record.history(field).last().map(|change| dated(change.value, change.date.as_ref())));
        }
        said.join("; ")
    }

    fn signed(self) -> String {
        let lang = self.job.words.lang();
        let signers = self.record.seats().iter().filter(|seat| seat.role == Role::Sign);
        let said = signers.map(|seat| match seat.post.get(lang) {
            "" => self.name(&seat.who).to_owned(),
            post => format!("{} ({post})", self.name(&seat.who)),
        });
        said.collect::<Vec<_>>().join("\n")
    }
}

/// Characters that a row can show in the column of what it says.
const LONGEST: usize = 1_200;

fn text_cell(text: String) -> PeopleCell {
    if text.is_empty() { PeopleCell::Empty } else { PeopleCell::Text(text) }
}

fn day(moment: Option<Moment>, exact: DayPrecision) -> PeopleCell {
    moment.map_or(PeopleCell::Empty, |moment| PeopleCell::Day(moment, exact))
}

fn own_address(source: &Record) -> PeopleCell {
    match work::address(source) {
        "" => PeopleCell::Empty,
        address if is_link(address) => PeopleCell::Link(address.to_owned(), address.to_owned()),
        other => PeopleCell::Text(other.to_owned()),
    }
}

/// What programs open in a browser.
pub(super) fn is_link(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://")
}

pub(super) fn with_address(text: &str, address: &str) -> String {
    if address.is_empty() { text.to_owned() } else { format!("{text}, {address}") }
}
