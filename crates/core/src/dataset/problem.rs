//! What is wrong with a file, said so that its owner can mend it.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use crate::export::defused;
use crate::model::node::SourcePos;
use crate::model::{Id, List, Origin};
use crate::words::Words;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The record, or a part of it, could not be taken.
    Error,
    /// Everything was taken, but a reader should look.
    Warning,
    /// Nothing is wrong: what was made of the file is told.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $slug:literal, $severity:ident;)+) => {
        /// A rule that a dataset must keep. Each has a small bad file in `tests/data/bad/`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule { $($(#[$doc])* $rule),+ }

        impl Rule {
            /// Every rule, in the order of the manual.
            pub const ALL: &'static [Self] = &[$(Self::$rule),+];

            /// Its name in messages and in the manual.
            pub fn slug(self) -> &'static str {
                match self { $(Self::$rule => $slug),+ }
            }

            /// Whether it is an error or a warning.
            pub fn severity(self) -> Severity {
                match self { $(Self::$rule => Severity::$severity),+ }
            }
        }
    };
}

rules! {
    /// The file can't be read at all.
    Unreadable = "unreadable", Error;
    /// The file is of no format that is understood.
    UnknownFormat = "unknown-format", Error;
    /// The file is neither UTF-8 nor UTF-16.
    Encoding = "encoding", Error;
    /// The encoding of the file is not said, and is guessed.
    GuessedEncoding = "guessed-encoding", Warning;
    /// The file, or a value in it, is larger than the program takes.
    TooLarge = "too-large", Error;
    /// The text breaks the format's grammar.
    Syntax = "syntax", Error;
    /// A list entry is no record of a known kind.
    UnknownKind = "unknown-kind", Error;
    /// A field the schema does not know; it is kept.
    UnknownField = "unknown-field", Warning;
    /// A field is given twice; the first is taken.
    DuplicateField = "duplicate-field", Error;
    /// A field that every record needs is not there.
    MissingField = "missing-field", Error;
    /// A value is of another type than its field.
    WrongType = "wrong-type", Error;
    /// A word that the field does not allow.
    UnknownWord = "unknown-word", Error;
    /// An id is no slug.
    BadId = "bad-id", Error;
    /// Two records have one id; the first is taken.
    DuplicateId = "duplicate-id", Error;
    /// A row, or the id that it brings, comes again; both rows are kept.
    Repeated = "repeated", Warning;
    /// A name is taken to be that of a place of the built-in set.
    MatchedName = "matched-name", Note;
    /// A name is that of several records, and is taken to be none of them.
    AmbiguousName = "ambiguous-name", Warning;
    /// A date is no EDTF date.
    BadDate = "bad-date", Error;
    /// A date has two readings, and nothing tells which is meant.
    AmbiguousDate = "ambiguous-date", Warning;
    /// A date says less than its cell, whose text is kept.
    LooseDate = "loose-date", Warning;
    /// A number has two readings, and nothing tells which is meant.
    AmbiguousNumber = "ambiguous-number", Warning;
    /// Two dates can't both be right.
    ContradictoryDates = "contradictory-dates", Error;
    /// A date is less exact than that of the occasion on which the record came about.
    VagueDate = "vague-date", Warning;
    /// A promise is dated by the day on which an article tells of it.
    PublicationDate = "publication-date", Warning;
    /// A step of a gate's history changes nothing.
    NoChange = "no-change", Warning;
    /// An agreement has parties of one side alone.
    OneSided = "one-sided", Warning;
    /// One measure is worded in two ways, or two measures in one.
    MeasureWording = "measure-wording", Warning;
    /// A record or entry cites nothing.
    MissingCitation = "missing-citation", Error;
    /// A citation is not of the form `source#paragraph`.
    BadCitation = "bad-citation", Error;
    /// A citation names a source that the dataset does not have.
    UnknownSource = "unknown-source", Error;
    /// A citation names a paragraph that the source does not have.
    ParagraphOutOfRange = "paragraph-out-of-range", Error;
    /// A record refers to one that the dataset does not have.
    UnknownReference = "unknown-reference", Error;
    /// A record refers to one of the wrong kind.
    WrongKind = "wrong-kind", Error;
    /// A place is part of itself, directly or by way of others.
    Circular = "circular", Error;
    /// Coordinates are off the globe.
    BadCoordinates = "bad-coordinates", Error;
    /// Coordinates lie outside the dataset's own map frame.
    OffTheMap = "off-the-map", Warning;
    /// A text lacks one of the two languages every text must have.
    MissingLanguage = "missing-language", Warning;
    /// A source is named by a headline in square brackets, which nobody saw.
    RebuiltHeadline = "rebuilt-headline", Error;
    /// A record that rests on press alone does not say how sure it is.
    MissingConfidence = "missing-confidence", Error;
    /// A record of low confidence does not say why.
    MissingCaveat = "missing-caveat", Error;
    /// Two people have one name and don't refer to each other.
    SharedName = "shared-name", Warning;
    /// A name holds signs that can't be seen and can make it look like another.
    HiddenSign = "hidden-sign", Warning;
    /// No column of a table says what its rows are called.
    MissingColumn = "missing-column", Error;
    /// A column of a table means nothing known; it is kept.
    UnknownColumn = "unknown-column", Warning;
    /// Something of a record of another program that there is no room for.
    LeftOut = "left-out", Warning;
    /// A folder or table holds no records.
    Empty = "empty", Error;
}

/// One thing wrong, with where it stands and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub rule: Rule,
    pub origin: Origin,
    /// The record's id, where it is known.
    pub record: Option<Id>,
    /// The field, where there is one.
    pub field: Option<Arc<str>>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: Box<str>,
    /// Sheets or lists that could be read instead.
    pub instead: List<String>,
    /// The name that was taken to be a record's, or that of none.
    pub name: Option<Box<TakenName>>,
}

/// A name of the file and what it was taken to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenName {
    pub said: String,
    /// None where several records have the name.
    pub to: Option<Id>,
}

impl Problem {
    /// Whether it is about this file, a sheet of it, or a file in it where it is a folder.
    pub fn is_of(&self, path: &Path) -> bool {
        let rest = self.origin.file.strip_prefix(&*path.to_string_lossy());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '/', '\\']))
    }

    /// What is wrong and what to do, in English: the key of its translations.
    pub fn new(rule: Rule, origin: Origin, what: impl Into<String>, remedy: impl Into<Box<str>>) -> Self {
        Self {
            rule,
            origin,
            record: None,
            field: None,
            what: what.into(),
            remedy: remedy.into(),
            instead: List::new(),
            name: None,
        }
    }

    /// The same as being about a name and the record that it was taken to be.
    pub(crate) fn of_name(self, said: &str, to: Option<&Id>) -> Self {
        Self { name: Some(Box::new(TakenName { said: said.to_owned(), to: to.cloned() })), ..self }
    }

    /// The same with what could be read instead.
    pub fn or_read(mut self, instead: impl IntoIterator<Item = String>) -> Self {
        self.instead = instead.into_iter().collect();
        self
    }

    /// Whether it is an error or a warning.
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }
}

impl fmt::Display for Problem {
    /// `file:line:column: severity [rule]: what is wrong; what to do`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Origin { file, line, column } = &self.origin;
        write!(f, "{file}:{line}:{column}: {} [{}]: ", self.severity(), self.rule.slug())?;
        if let Some(record) = &self.record {
            write!(f, "{record}: ")?;
        }
        if let Some(field) = &self.field {
            write!(f, "{field}: ")?;
        }
        write!(f, "{}; {}", self.what, self.remedy)
    }
}

/// How many of them say that something is wrong, notes left out.
pub fn wrong(problems: &[Problem]) -> usize {
    problems.iter().filter(|problem| problem.severity() != Severity::Note).count()
}

/// The problems of one rule: how many there are, and the first of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfRule<'a> {
    pub rule: Rule,
    pub count: usize,
    pub first: Vec<&'a Problem>,
    /// Sheets or lists that could be read instead.
    pub instead: Vec<String>,
}

/// Problems by rule, errors before warnings and within these the most frequent first; of each rule
/// so many.
pub fn by_rule(problems: &[Problem], most: usize) -> Vec<OfRule<'_>> {
    let mut rules: Vec<OfRule<'_>> = Vec::new();
    for problem in problems {
        let at = rules.iter().position(|of| of.rule == problem.rule).unwrap_or_else(|| {
            rules.push(OfRule { rule: problem.rule, count: 0, first: Vec::new(), instead: Vec::new() });
            rules.len() - 1
        });
        if let Some(of) = rules.get_mut(at) {
            of.count += 1;
            of.instead.extend(problem.instead.iter().cloned());
            if of.first.len() < most {
                of.first.push(problem);
            }
        }
    }
    rules.sort_by_key(|of| (of.rule.severity(), std::cmp::Reverse(of.count)));
    rules
}

/// Problems as a table to work through, its cells between tabs: what pastes into a spreadsheet. What is
/// wrong and what to do stand in the reader's language.
pub fn as_table(problems: &[Problem], words: &Words) -> String {
    let rows = rows(problems, words);
    std::iter::once(COLUMNS.join("\t")).chain(rows.map(|cells| cells.join("\t"))).map(|line| line + "\n").collect()
}

/// The same as CSV, as spreadsheets open it.
pub fn as_csv(problems: &[Problem], words: &Words) -> String {
    let quoted = |cell: String| {
        if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
    };
    let rows = rows(problems, words).map(|cells| cells.map(quoted).join(",") + "\r\n");
    // the mark tells spreadsheets that the text is UTF-8
    std::iter::once(format!("\u{feff}{}\r\n", COLUMNS.join(","))).chain(rows).collect()
}

/// What is told of a problem in a table.
const COLUMNS: [&str; 9] = ["file", "line", "column", "severity", "rule", "record", "field", "what", "remedy"];

fn rows<'a>(problems: &'a [Problem], words: &'a Words) -> impl Iterator<Item = [String; COLUMNS.len()]> + 'a {
    let cell = |text: &str| defused(text.replace(|c: char| c.is_control(), " "));
    problems.iter().map(move |problem| {
        [
            cell(&problem.origin.file),
            problem.origin.line.to_string(),
            problem.origin.column.to_string(),
            problem.severity().to_string(),
            problem.rule.slug().to_owned(),
            cell(problem.record.as_deref().unwrap_or_default()),
            cell(problem.field.as_deref().unwrap_or_default()),
            cell(&words.fault(&problem.what)),
            cell(&words.fault(&problem.remedy)),
        ]
    })
}

/// Problems as they are found in one file: of each rule so many, and then their number.
#[derive(Clone, Debug, Default)]
pub struct FileProblems {
    list: Vec<Problem>,
    counts: BTreeMap<Rule, (usize, Origin)>,
}

impl FileProblems {
    /// Problems of one rule that are told one by one.
    pub const TOLD: usize = 1_000;

    /// Takes in one more; of a rule that has many only their number.
    pub fn push(&mut self, problem: Problem) {
        let (count, last) = self.counts.entry(problem.rule).or_default();
        *count += 1;
        if *count <= Self::TOLD {
            self.list.push(problem);
        } else {
            *last = problem.origin;
        }
    }

    /// What was found next.
    pub(super) fn append(&mut self, next: Self) {
        next.list.into_iter().for_each(|problem| self.push(problem));
        for (rule, (more, origin)) in next.counts {
            if let Some(more) = more.checked_sub(Self::TOLD).filter(|more| *more > 0) {
                let (count, last) = self.counts.entry(rule).or_default();
                (*count, *last) = (*count + more, origin);
            }
        }
    }

    /// What was found, in that order.
    pub fn into_list(self) -> Vec<Problem> {
        let mut list = self.list;
        for (rule, (count, last)) in self.counts {
            if let Some(more) = count.checked_sub(Self::TOLD).filter(|more| *more > 0) {
                let what = format!("{more} more break this rule, the last of them here");
                list.push(Problem::new(rule, last, what, "mend those that are told, and check again"));
            }
        }
        list
    }

    /// How many there are, those that are only counted included.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// The origin of a place in `file`.
pub fn origin(file: &Arc<str>, place: SourcePos) -> Origin {
    Origin { file: Arc::clone(file), line: place.line, column: place.column }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_of_its_file_and_of_no_other_that_begins_alike() {
        let is_of = |file: &str, path: &str| {
            let origin = Origin { file: Arc::from(file), line: 1, column: 1 };
            Problem::new(Rule::BadDate, origin, "", "").is_of(Path::new(path))
        };
        assert!(is_of("/x/data", "/x/data"), "the file");
        assert!(is_of("/x/data.xlsx#2021", "/x/data.xlsx"), "a sheet of it");
        assert!(is_of("/x/data/a.ron", "/x/data"), "a file of the folder");
        assert!(!is_of("/x/data2.csv", "/x/data"), "a neighbour");
        assert!(!is_of("/x/data.csv", "/x/data.csv#2021"), "a sheet is not the whole");
    }

    #[test]
    fn problems_are_gathered_by_rule_and_written_as_a_table() {
        let at = |line| Origin { file: Arc::from("=a.csv"), line, column: 2 };
        let told = |rule, line| Problem::new(rule, at(line), "a\tb", "mend it");
        let list = [told(Rule::LeftOut, 1), told(Rule::BadDate, 2), told(Rule::LeftOut, 3), told(Rule::LeftOut, 4)];
        let rules = by_rule(&list, 2);
        let seen: Vec<(Rule, usize, usize)> = rules.iter().map(|of| (of.rule, of.count, of.first.len())).collect();
        assert_eq!(seen, [(Rule::BadDate, 1, 1), (Rule::LeftOut, 3, 2)]);
        let table = as_table(&list, &Words::new(crate::model::Lang::En));
        assert_eq!(table.lines().nth(2), Some("'=a.csv\t2\t2\terror\tbad-date\t\t\ta b\tmend it"));
        let mended = Problem { remedy: "write \"a, b\"".into(), ..told(Rule::BadDate, 2) };
        let csv = as_csv(&[mended], &Words::new(crate::model::Lang::En));
        let wanted = "'=a.csv,2,2,error,bad-date,,,a b,\"write \"\"a, b\"\"\"";
        assert_eq!(csv.lines().nth(1), Some(wanted), "{csv}");
    }
}
