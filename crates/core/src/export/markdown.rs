//! Markdown: a report as text, for editors, wikis and word processors. Citations are footnotes.

use std::io;

use crate::dataset::Ix;
use crate::model::{Cite, Record};
use crate::pages::listed::Listed;
use crate::pages::quotes::{NumberedNote, Quotes, is_link};
use crate::pages::report::ReportPart;
use crate::pages::{PageBlock, PageRow, PageRun, PageTable};

use super::figure::{FigureSizes, Figures};
use super::job::{ExportOut, FormatWriter, Job};
use super::loss::{LossTally, Survey};
use super::report::{self, ReportOpening, ReportPen};

pub(super) struct Markdown;

impl FormatWriter for Markdown {
    fn count_losses(&self, job: &Job<'_>, _ix: Ix, record: &Record, tally: &mut LossTally) -> bool {
        report::count_losses(job, record, tally)
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut ExportOut<'_>) -> io::Result<()> {
        report::write(job, survey, out, &mut MarkdownReport { job, text: String::new() })
    }
}

struct MarkdownReport<'a> {
    job: &'a Job<'a>,
    text: String,
}

impl MarkdownReport<'_> {
    /// A paragraph with an empty line after it.
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }

    fn item(&mut self, label: &str, body: &str) {
        let label = if label.is_empty() { String::new() } else { format!("**{}** ", plain(label)) };
        self.text.push_str(&format!("- {label}{body}\n"));
    }

    /// An empty line, unless there is one.
    fn gap(&mut self) {
        if self.text.ends_with('\n') && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

impl ReportPen for MarkdownReport<'_> {
    fn sizes(&self) -> Option<FigureSizes> {
        None
    }

    fn begin(&mut self, opening: &ReportOpening<'_>) {
        self.put(&format!("# {}", plain(opening.title)));
        for line in opening.lead {
            self.put(&plain(line));
        }
        if opening.leaves_out {
            self.put(&plain(self.job.words.t("report-is-short")));
        }
    }

    fn part(&mut self, part: &ReportPart, only: bool, _figures: &Figures) {
        self.text.push('\n');
        if !only {
            self.put(&format!("## {}", plain(&part.title)));
        }
        let under: Vec<String> = [part.eyebrow.clone()].into_iter().chain(part.other_names.iter().cloned()).collect();
        let under: Vec<String> = under.iter().filter(|text| !text.is_empty()).map(|text| plain(text)).collect();
        if !under.is_empty() {
            self.put(&format!("*{}*", under.join(" · ")));
        }
    }

    fn listed(&mut self, entry: &Listed, notes: &mut Quotes) {
        let about = |(label, list): &(String, Vec<PageRun>)| {
            format!("{}: {}", plain(label), self.job.words.list(&list.iter().map(run).collect::<Vec<_>>()))
        };
        let facts: Vec<String> = std::iter::once(plain(&entry.state))
            .filter(|state| !state.is_empty())
            .chain(entry.facts.iter().map(about))
            .collect();
        let dash = if facts.is_empty() { "" } else { " — " };
        let other = if entry.other_names.is_empty() {
            String::new()
        } else {
            format!(" ({})", plain(&entry.other_names.join(" · ")))
        };
        let name = format!("{}{other}{}{dash}{}", plain(&entry.name), marks(notes, &entry.cites), facts.join("; "));
        self.item(&entry.date, &name);
        if !entry.summary.is_empty() {
            self.alone(&plain(&entry.summary));
        }
        entry.caution.iter().for_each(|text| self.note(text));
    }

    fn block(&mut self, block: &PageBlock, notes: &mut Quotes) {
        match block {
            PageBlock::Heading { text, count, .. } => {
                let count = count.map(|count| format!(" ({count})")).unwrap_or_default();
                self.text.push('\n');
                self.put(&format!("### {}{count}", plain(text)));
            }
            PageBlock::Paragraph { text, cites } => self.alone(&format!("{}{}", plain(text), marks(notes, cites))),
            PageBlock::Summary { text } => self.alone(&format!("**{}**", plain(text))),
            PageBlock::Caution { text } | PageBlock::Note { text } => self.note(text),
            PageBlock::Line { label, runs: list, cites } => {
                self.item(label, &format!("{}{}", runs(list), marks(notes, cites)));
            }
            PageBlock::Statement { label, by, text, runs: about, cites } => {
                let by = if by.is_empty() { String::new() } else { format!("*{}*: ", runs(by)) };
                self.item(label, &format!("{by}{}{}{}", plain(text), marks(notes, cites), aside(about)));
            }
            PageBlock::Change { value, date, text, cites, .. } => {
                let dash = if text.is_empty() { "" } else { ": " };
                self.item(date, &format!("{}{dash}{}{}", plain(value), plain(text), marks(notes, cites)));
            }
            PageBlock::Entry(entry) => {
                let head = joined([&entry.name, &entry.told(), &entry.caution].map(|text| plain(text)));
                self.item(&entry.date, &format!("{head}{}", marks(notes, &entry.cites)));
                for said in &entry.said {
                    self.text.push_str(&format!("  {}{}\n", plain(&said.text), marks(notes, &said.cites)));
                }
            }
            PageBlock::Step(step) => {
                let said = joined([run(&step.name), plain(&step.state), plain(&step.text), plain(&step.caution)]);
                self.item(&step.date, &format!("{said}{}{}", marks(notes, &step.cites), aside(&step.by)));
            }
            PageBlock::Table(table) => self.table(table, notes),
            PageBlock::OfPromise(_, block) => self.block(block, notes),
        }
    }

    fn end(&mut self, left_out: &str, notes: &[NumberedNote]) {
        let words = self.job.words;
        self.gap();
        if self.job.rows.is_empty() {
            self.put(&plain(words.t("report-empty")));
        }
        if !left_out.is_empty() {
            self.put(&format!("## {}", plain(words.t("report-left-out"))));
            self.put(&plain(left_out));
        }
        self.put(&plain(&crate::dataset::boundaries::boundaries().attribution));
        for note in notes {
            let address = note.address.as_deref().filter(|address| is_link(address));
            let address = address.map(|address| format!(" <{}>", angle(address))).unwrap_or_default();
            self.text.push_str(&format!("[^{}]: {}{address}\n", note.number, plain(&note.text)));
        }
    }

    fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.text).into_bytes()
    }
}

impl MarkdownReport<'_> {
    /// A paragraph after an empty line.
    fn alone(&mut self, text: &str) {
        self.gap();
        self.put(text);
    }

    fn note(&mut self, text: &str) {
        if !text.is_empty() {
            self.alone(&format!("> {}", plain(text)));
        }
    }

    /// A table as most programs read it; a gap goes into the first cell.
    fn table(&mut self, table: &PageTable, notes: &mut Quotes) {
        self.gap();
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        self.text.push_str(&line(table.columns.iter().map(|head| plain(head)).collect()));
        self.text.push_str(&line(table.columns.iter().map(|_| "---".to_owned()).collect()));
        for row in &table.rows {
            let mut cells: Vec<String> = match row {
                PageRow::Gap { text } => vec![format!("*{}*", plain(text))],
                PageRow::Cells { cells, .. } => cells.iter().map(|cell| runs(cell)).collect(),
            };
            if let (PageRow::Cells { caution, cites, .. }, Some(first)) = (row, cells.first_mut()) {
                *first = format!("{}{}", joined([std::mem::take(first), plain(caution)]), marks(notes, cites));
            }
            cells.resize(table.columns.len(), String::new());
            self.text.push_str(&line(cells));
        }
        self.text.push('\n');
    }
}

fn marks(notes: &mut Quotes, cites: &[Cite]) -> String {
    notes.add(cites).iter().map(|number| format!("[^{number}]")).collect()
}

fn aside(about: &[PageRun]) -> String {
    if about.is_empty() { String::new() } else { format!(" ({})", runs(about)) }
}

/// What says something, with points between.
fn joined<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn runs(list: &[PageRun]) -> String {
    let mut text = String::new();
    let mut named = false;
    for (n, one) in list.iter().enumerate() {
        let names = matches!(one, PageRun::Link(..));
        if n > 0 {
            text.push_str(if named && names { " · " } else { " " });
        }
        text.push_str(&run(one));
        named = names;
    }
    text
}

fn run(run: &PageRun) -> String {
    match run {
        PageRun::Text(text) | PageRun::Link(_, text) | PageRun::Url(text) => plain(text),
    }
}

/// The text on one line, with everything that Markdown or HTML would take for its own made plain.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.trim().char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '^' => out.extend(['\\', c]),
            // what makes a list at the beginning of a line
            '-' | '+' | '=' if at == 0 => out.extend(['\\', c]),
            '.' | ')' if !out.is_empty() && out.bytes().all(|byte| byte.is_ascii_digit()) => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An address as it may stand between angle brackets.
fn angle(address: &str) -> String {
    address.chars().filter(|c| !c.is_control() && !c.is_whitespace() && !matches!(c, '<' | '>')).collect()
}
