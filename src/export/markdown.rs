//! Markdown: a report as text, for editors, wikis and word processors. Citations are footnotes.

use std::io;

use crate::dataset::Ix;
use crate::model::Record;
use crate::pages::report::{Footnote, Part};
use crate::pages::{Block, Run};

use super::job::{Job, Out, Writer};
use super::loss::{Survey, Tally};
use super::report::{self, Pen};

pub(super) struct Markdown;

impl Writer for Markdown {
    fn weigh(&self, job: &Job<'_>, _ix: Ix, record: &Record, tally: &mut Tally) -> bool {
        report::weigh(job, record, tally)
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut Out<'_>) -> io::Result<()> {
        report::write(job, survey, out, &mut Sheet { job, text: String::new() })
    }
}

struct Sheet<'a> {
    job: &'a Job<'a>,
    text: String,
}

impl Sheet<'_> {
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

impl Pen for Sheet<'_> {
    fn begin(&mut self, title: &str, lead: &[String]) {
        self.put(&format!("# {}", plain(title)));
        for line in lead {
            self.put(&plain(line));
        }
    }

    fn part(&mut self, part: &Part, only: bool) {
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

    fn block(&mut self, block: &Block, notes: &[usize]) {
        let marks: String = notes.iter().map(|number| format!("[^{number}]")).collect();
        match block {
            Block::Heading { text, count } => {
                let count = count.map(|count| format!(" ({count})")).unwrap_or_default();
                self.text.push('\n');
                self.put(&format!("### {}{count}", plain(text)));
            }
            Block::Paragraph { text, .. } => {
                self.gap();
                self.put(&format!("{}{marks}", plain(text)));
            }
            Block::Note { text } => {
                self.gap();
                self.put(&format!("> {}", plain(text)));
            }
            Block::Disagreements(list) => {
                self.gap();
                let label = plain(self.job.words.kinds(crate::model::Kind::Discrepancy));
                self.put(&format!("> **{label}** {}", list.iter().map(run).collect::<Vec<_>>().join("; ")));
            }
            Block::Line { label, runs: list, .. } => self.item(label, &format!("{}{marks}", runs(list))),
            Block::Statement { label, by, text, runs: about, .. } => {
                let by = if by.is_empty() { String::new() } else { format!("*{}*: ", runs(by)) };
                let about = if about.is_empty() { String::new() } else { format!(" ({})", runs(about)) };
                self.item(label, &format!("{by}{}{marks}{about}", plain(text)));
            }
            Block::Change { value, date, text, .. } => {
                let dash = if text.is_empty() { "" } else { ": " };
                self.item(date, &format!("{}{dash}{}{marks}", plain(value), plain(text)));
            }
            Block::Entry(entry) => self.item(&entry.date, &plain(&entry.name)),
            Block::Cites(_) => {
                self.gap();
                self.put(&marks);
            }
        }
    }

    fn end(&mut self, losses: &[String], notes: &[Footnote]) {
        let words = self.job.words;
        self.gap();
        if !losses.is_empty() {
            self.put(&format!("## {}", plain(words.t("report-left-out"))));
            losses.iter().for_each(|loss| self.item("", &plain(loss)));
            self.gap();
        }
        self.put(&plain(&crate::dataset::boundaries::boundaries().attribution));
        for note in notes {
            let address = note.address.as_deref().filter(|address| address.starts_with("http"));
            let address = address.map(|address| format!(" <{}>", angle(address))).unwrap_or_default();
            self.text.push_str(&format!("[^{}]: {}{address}\n", note.number, plain(&note.text)));
        }
    }

    fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.text).into_bytes()
    }
}

fn runs(list: &[Run]) -> String {
    list.iter().map(run).collect::<Vec<_>>().join(" ")
}

fn run(run: &Run) -> String {
    match run {
        Run::Text(text) | Run::Link(_, text) => plain(text),
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
