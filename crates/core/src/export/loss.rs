//! What an export leaves unsaid, counted and named.

use std::fmt;

use crate::dataset::Ix;
use crate::dataset::parallel::by_parts;
use crate::model::{Field, Record, Text, Value};
use crate::words::Words;

use super::Format;
use super::format::WrittenUnit;
use super::job::Job;

/// One thing that the format could not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    pub what: LostPart,
    /// In how many of the records.
    pub records: usize,
}

/// What can be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LostPart {
    /// No date: empty cells or properties.
    Undated,
    /// No position: nothing on a map.
    Unplaced,
    /// Not in the file, which holds only what has a date.
    LeftUndated,
    /// Not in the file, which holds only what is known to the day.
    LeftInexact,
    /// Not in the file, which holds only places.
    LeftNoPlace,
    /// Not in the file, which holds only what begins at a known time.
    LeftNoStart,
    /// Not in the file, which holds a register only if it has a position.
    LeftUnplaced,
    /// A date that the format can only give to an exactness that the source does not have; what the
    /// source says stands beside it.
    Doubt,
    /// Which records it refers to.
    Relations,
    /// Fields that the format has no place for.
    Field(Field),
    /// The note.
    Notes,
    /// Other names.
    Aliases,
    /// Names and texts in the other languages.
    Languages,
    /// Pinyin, and who vouches for the Chinese.
    Pinyin,
    /// Fields that the schema does not know.
    UnknownFields,
    /// Texts longer than a cell can hold, which are cut.
    Cut,
    /// References to records that are not exported; they lead nowhere when the file stands alone.
    Outside,
}

const FIELDS: usize = Field::ALL.len();
const OTHERS: [LostPart; 16] = [
    LostPart::Undated,
    LostPart::Unplaced,
    LostPart::LeftUndated,
    LostPart::LeftInexact,
    LostPart::LeftNoPlace,
    LostPart::LeftNoStart,
    LostPart::LeftUnplaced,
    LostPart::Doubt,
    LostPart::Relations,
    LostPart::Notes,
    LostPart::Aliases,
    LostPart::Languages,
    LostPart::Pinyin,
    LostPart::UnknownFields,
    LostPart::Cut,
    LostPart::Outside,
];

impl LostPart {
    /// The name in message keys: `loss-undated`, `loss-field`.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Undated => "undated",
            Self::Unplaced => "unplaced",
            Self::LeftUndated => "left-undated",
            Self::LeftInexact => "left-inexact",
            Self::LeftNoPlace => "left-no-place",
            Self::LeftNoStart => "left-no-start",
            Self::LeftUnplaced => "left-unplaced",
            Self::Doubt => "doubt",
            Self::Relations => "relations",
            Self::Field(_) => "field",
            Self::Notes => "notes",
            Self::Aliases => "aliases",
            Self::Languages => "languages",
            Self::Pinyin => "pinyin",
            Self::UnknownFields => "unknown-fields",
            Self::Cut => "cut",
            Self::Outside => "outside",
        }
    }

    fn index(self) -> usize {
        match self {
            Self::Field(field) => field as usize,
            other => FIELDS + OTHERS.iter().position(|one| *one == other).unwrap_or(0),
        }
    }
}

impl Loss {
    /// In the reader's language.
    pub fn in_words(&self, words: &Words) -> String {
        let count = ("count", self.records.into());
        match self.what {
            LostPart::Field(field) => words.with("loss-field", &[count, ("field", words.field(field.name()).into())]),
            what => words.with(&format!("loss-{}", what.slug()), &[count]),
        }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = self.records == 1;
        let (noun, has) = if one { ("record", "has") } else { ("records", "have") };
        let is = if one { "is" } else { "are" };
        write!(f, "{} {noun} ", self.records)?;
        match self.what {
            LostPart::Undated => write!(f, "{has} no date"),
            LostPart::Unplaced => write!(f, "{has} no position"),
            LostPart::LeftUndated => write!(f, "{is} not in the file, having no date"),
            LostPart::LeftInexact => write!(f, "{is} not in the file, the date not being known to the day"),
            LostPart::LeftNoPlace => write!(f, "{is} not in the file, being no place"),
            LostPart::LeftNoStart => write!(f, "{is} not in the file, being known only to end by a day"),
            LostPart::LeftUnplaced => write!(f, "{is} not in the file, being no event and having no position"),
            LostPart::Doubt => {
                write!(f, "{has} a date that the format makes more exact; the source's stands beside it")
            }
            LostPart::Relations => f.write_str("without links to other records"),
            LostPart::Field(field) => write!(f, "without {}", field.name()),
            LostPart::Notes => f.write_str("without the note"),
            LostPart::Aliases => f.write_str("without aliases"),
            LostPart::Languages => f.write_str("without texts in other languages"),
            LostPart::Pinyin => f.write_str("without pinyin or who vouches for the Chinese"),
            LostPart::UnknownFields => f.write_str("without the fields that the schema does not know"),
            LostPart::Cut => write!(f, "{has} texts cut to what a cell can hold"),
            LostPart::Outside => write!(f, "{} to records that are not exported", if one { "refers" } else { "refer" }),
        }
    }
}

/// What a file will hold and what it leaves unsaid, known before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// Records that were to be written.
    pub records: usize,
    /// Units that the file has.
    pub written: usize,
    pub unit: WrittenUnit,
    /// Those of the written that lists show as events.
    events: usize,
    /// In a stable order: dates and places first, then fields in the order of the schema.
    pub losses: Vec<Loss>,
    /// What of the schema the records have.
    pub(super) seen: SeenFields,
}

impl Survey {
    /// Looks at every record once.
    pub fn count_losses(job: &Job<'_>, format: Format) -> Self {
        let writer = format.writer();
        let counted = |rows: &[Ix]| {
            let mut tally = LossTally::default();
            for ix in rows {
                let Some(record) = job.dataset.record(*ix) else { continue };
                tally.seen.see(record);
                let written = writer.count_losses(job, *ix, record, &mut tally);
                tally.written += usize::from(written);
                tally.events += usize::from(written && record.kind.happens());
            }
            tally
        };
        let units = writer.units(job);
        let rows = units.as_deref().unwrap_or(&job.rows);
        let parts = by_parts(rows.len(), |part| counted(rows.get(part).unwrap_or_default()));
        let mut tally = LossTally::default();
        parts.iter().for_each(|part| tally.merge(part));
        Self {
            records: job.rows.len(),
            written: tally.written,
            unit: format.unit(),
            events: tally.events,
            losses: tally.losses(),
            seen: tally.seen,
        }
    }

    /// How much the file holds, in words: "58 sources cited by 214 records".
    pub fn in_words(&self, words: &Words) -> String {
        let values = [("written", self.written.into()), ("records", self.records.into())];
        let said = words.with(&format!("report-count-{}", self.unit.slug()), &values);
        if self.unit == WrittenUnit::Records { words.of_which(said, self.events, self.written) } else { said }
    }

    /// Each loss in the reader's language.
    pub fn losses_in_words(&self, words: &Words) -> Vec<String> {
        self.losses.iter().map(|loss| loss.in_words(words)).collect()
    }

    /// The same in few lines, for whoever reads and does not count: all fields in one.
    pub fn losses_in_short(&self, words: &Words) -> Vec<String> {
        let (mut said, mut fields) = (Vec::new(), Vec::new());
        for loss in &self.losses {
            match loss.what {
                LostPart::Field(field) => {
                    fields.push(format!("{} ({})", words.field(field.name()), words.number(loss.records as f64)));
                }
                _ => said.push(loss.in_words(words)),
            }
        }
        if !fields.is_empty() {
            said.push(words.with("report-fields-left-out", &[("fields", fields.join(", ").into())]));
        }
        said
    }
}

/// Fields, and parts of the head that not every record has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SeenFields(Fields);

/// A part of a record's head.
#[derive(Clone, Copy, Debug)]
pub(super) enum HeadPart {
    Aliases = 124,
    Unknown,
    See,
    /// Pinyin, or who vouches for the Chinese.
    Chinese,
}

impl SeenFields {
    pub(super) fn has(self, field: Field) -> bool {
        self.0.has(field)
    }

    pub(super) fn has_part(self, part: HeadPart) -> bool {
        self.0.0 >> part as u32 & 1 == 1
    }

    pub(super) fn see(&mut self, record: &Record) {
        let mut pinyin = [&record.name, &record.summary, &record.note].into_iter().any(has_pinyin);
        for (field, value) in &record.fields {
            self.0.0 |= 1 << *field as u32;
            pinyin |= matches!(value, Value::Text(text) if has_pinyin(text));
        }
        for (there, part) in [
            (!record.aliases.is_empty(), HeadPart::Aliases),
            (!record.extra.is_empty(), HeadPart::Unknown),
            (!record.see.is_empty(), HeadPart::See),
            (pinyin, HeadPart::Chinese),
        ] {
            self.0.0 |= u128::from(there) << part as u32;
        }
    }
}

pub(super) fn has_pinyin(text: &Text) -> bool {
    !text.pinyin.is_empty() || !text.zh_cite.is_empty()
}

/// A set of fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields(u128);

impl Fields {
    pub(super) const fn new(fields: &[Field]) -> Self {
        let mut bits = 0;
        let mut rest = fields;
        while let [first, others @ ..] = rest {
            bits |= 1 << *first as u32;
            rest = others;
        }
        Self(bits)
    }

    pub(super) const fn has(self, field: Field) -> bool {
        self.0 >> field as u32 & 1 == 1
    }
}

const _: () = assert!(FIELDS <= HeadPart::Aliases as usize, "a set of fields has a bit for each");

/// Losses as they are counted.
#[derive(Debug)]
pub(super) struct LossTally {
    counts: [usize; FIELDS + OTHERS.len()],
    seen: SeenFields,
    written: usize,
    events: usize,
}

impl Default for LossTally {
    fn default() -> Self {
        Self { counts: [0; FIELDS + OTHERS.len()], seen: SeenFields::default(), written: 0, events: 0 }
    }
}

impl LossTally {
    /// One record more has this loss.
    pub(super) fn add(&mut self, what: LostPart) {
        if let Some(count) = self.counts.get_mut(what.index()) {
            *count += 1;
        }
    }

    pub(super) fn add_if(&mut self, lost: bool, what: LostPart) {
        if lost {
            self.add(what);
        }
    }

    fn merge(&mut self, other: &Self) {
        self.counts.iter_mut().zip(other.counts).for_each(|(count, more)| *count += more);
        self.written += other.written;
        self.events += other.events;
        self.seen.0.0 |= other.seen.0.0;
    }

    fn losses(&self) -> Vec<Loss> {
        let fields = Field::ALL.iter().map(|field| LostPart::Field(*field));
        let mut all: Vec<LostPart> = OTHERS.into_iter().chain(fields).collect();
        all.sort_unstable();
        let counted = all.into_iter().map(|what| Loss { what, records: self.count(what) });
        counted.filter(|loss| loss.records > 0).collect()
    }

    fn count(&self, what: LostPart) -> usize {
        self.counts.get(what.index()).copied().unwrap_or(0)
    }

    /// What a format that holds only `fields` beside the head leaves out of a record.
    pub(super) fn fields(&mut self, record: &Record, held: Fields) {
        for (field, _) in record.fields.iter().filter(|(field, _)| !held.has(*field)) {
            self.add(LostPart::Field(*field));
        }
        self.add_if(!record.aliases.is_empty(), LostPart::Aliases);
        self.add_if(!record.extra.is_empty(), LostPart::UnknownFields);
    }

    /// Pinyin and its citations, where a format has no room for them.
    pub(super) fn pinyin(&mut self, record: &Record) {
        let texts = [&record.name, &record.summary, &record.note];
        self.add_if(texts.into_iter().any(has_pinyin), LostPart::Pinyin);
    }

    /// References that lead out of the file, for formats that keep every reference.
    pub(super) fn outside(&mut self, job: &Job<'_>, ix: Ix) {
        let named = job.dataset.links(ix).iter().map(|link| link.to).chain(job.dataset.cited(ix).iter().copied());
        self.add_if(!job.is_all() && named.into_iter().any(|to| !job.has(to)), LostPart::Outside);
    }
}
