//! HTML: a report in one file that any browser shows and prints. It holds no script and asks for
//! nothing from the network.

use std::fmt::Write as _;
use std::io;

use crate::dataset::Ix;
use crate::model::{Cite, Item, Record};
use crate::pages::report::{Footnote, Notes, Part};
use crate::pages::{Block, Entry, Row, Run, Step, Table};

use super::job::{Job, Out, Writer};
use super::loss::{Survey, Tally};
use super::prose::escaped;
use super::report::{self, Pen};

const STYLE: &str = include_str!("report.css");

pub(super) struct Html;

impl Writer for Html {
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
    /// A line of markup.
    fn line(&mut self, markup: &str) {
        self.text.push_str(markup);
        self.text.push('\n');
    }

    fn runs(&self, runs: &[Run]) -> String {
        runs.iter().map(|run| self.run(run)).collect::<Vec<_>>().join(" ")
    }

    /// A name leads to its page where that is in the file.
    fn run(&self, run: &Run) -> String {
        match run {
            Run::Text(text) => escaped(text),
            Run::Url(url) => address(url),
            Run::Link(item, name) => {
                let inside = self.job.pages && self.job.dataset.ix(item.record()).is_some_and(|ix| self.job.has(ix));
                if inside {
                    format!("<a href=\"#{}\">{}</a>", anchor(item.record()), escaped(name))
                } else {
                    escaped(name)
                }
            }
        }
    }

    fn labelled(&mut self, class: &str, label: &str, body: &str) {
        // a line without a label keeps to the column of the others
        let label = format!("<b>{}</b> ", escaped(label));
        self.line(&format!("<p class=\"{class}\">{label}{body}</p>"));
    }
}

impl Pen for Sheet<'_> {
    fn begin(&mut self, title: &str, lead: &[String]) {
        let (lang, title) = (self.job.words.lang().tag(), escaped(title));
        self.line("<!DOCTYPE html>");
        self.line(&format!("<html lang=\"{lang}\"><head><meta charset=\"utf-8\">"));
        self.line(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        );
        self.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        self.line(&format!("<title>{title}</title><style>\n{STYLE}</style></head><body><header>"));
        self.line(&format!("<h1>{title}</h1>"));
        for line in lead {
            self.line(&format!("<p>{}</p>", escaped(line)));
        }
        self.line("</header>");
    }

    fn part(&mut self, part: &Part, only: bool) {
        if let Some(item) = &part.item {
            self.line(&format!("<div id=\"{}\"></div>", anchor(item.record())));
        }
        if !part.eyebrow.is_empty() {
            self.line(&format!("<p class=\"eyebrow\">{}</p>", escaped(&part.eyebrow)));
        }
        if !only {
            self.line(&format!("<h2>{}</h2>", escaped(&part.title)));
        }
        if !part.other_names.is_empty() {
            self.line(&format!("<p class=\"names\">{}</p>", escaped(&part.other_names.join(" · "))));
        }
    }

    fn block(&mut self, block: &Block, notes: &mut Notes) {
        match block {
            Block::Heading { text, count, .. } => {
                let count = count.map(|count| format!(" <small>{count}</small>")).unwrap_or_default();
                self.line(&format!("<h3>{}{count}</h3>", escaped(text)));
            }
            Block::Paragraph { text, cites } => {
                self.line(&format!("<p>{}{}</p>", escaped(text), marks(notes, cites)));
            }
            Block::Summary { text } => self.line(&format!("<p><b>{}</b></p>", escaped(text))),
            Block::Caution { text } | Block::Note { text } => self.note(text),
            Block::Line { label, runs, cites } => {
                let body = format!("{}{}", self.runs(runs), marks(notes, cites));
                self.labelled("line", label, &body);
            }
            Block::Statement { label, by, text, runs, cites } => {
                let by = if by.is_empty() { String::new() } else { format!("<i>{}</i>: ", self.runs(by)) };
                let body = format!("{by}{}{}{}", escaped(text), marks(notes, cites), self.aside(runs));
                self.labelled("line", label, &body);
            }
            Block::Change { value, date, text, cites, .. } => {
                let body = format!("{}{}", escaped(&with_colon(value, text)), marks(notes, cites));
                self.labelled("line", date, &body);
            }
            Block::Entry(entry) => self.entry(entry, notes),
            Block::Step(step) => self.step(step, notes),
            Block::Table(table) => self.table(table, notes),
        }
    }

    fn end(&mut self, losses: &[String], notes: &[Footnote]) {
        let words = self.job.words;
        if !losses.is_empty() {
            self.line(&format!("<section class=\"foot\"><h2>{}</h2><ul>", escaped(words.t("report-left-out"))));
            losses.iter().for_each(|loss| self.line(&format!("<li>{}</li>", escaped(loss))));
            self.line("</ul></section>");
        }
        if !notes.is_empty() {
            self.line(&format!("<section class=\"foot\"><h2>{}</h2><ol>", escaped(words.t("details-sources"))));
            for note in notes {
                let link = note.address.as_deref().map(address).unwrap_or_default();
                self.line(&format!("<li id=\"note-{}\">{}{link}</li>", note.number, escaped(&note.text)));
            }
            self.line("</ol></section>");
        }
        let drawn = &crate::dataset::boundaries::boundaries().attribution;
        self.line(&format!("<footer><p>{}</p></footer>\n</body></html>", escaped(drawn)));
    }

    fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.text).into_bytes()
    }
}

impl Sheet<'_> {
    fn note(&mut self, text: &str) {
        if !text.is_empty() {
            self.line(&format!("<p class=\"note\">{}</p>", escaped(text)));
        }
    }

    /// Names that a text has to do with, in brackets after it.
    fn aside(&self, runs: &[Run]) -> String {
        if runs.is_empty() { String::new() } else { format!(" <small>({})</small>", self.runs(runs)) }
    }

    fn entry(&mut self, entry: &Entry, notes: &mut Notes) {
        let name = self.run(&Run::Link(Item::Record(entry.id.clone()), entry.name.clone()));
        let told = entry.told();
        let told = if told.is_empty() { told } else { format!(" · {}", escaped(&told)) };
        self.labelled("line", &entry.date, &format!("{name}{told}{}", marks(notes, &entry.cites)));
        for said in &entry.said {
            self.labelled("line", "", &format!("{}{}", escaped(&said.text), marks(notes, &said.cites)));
        }
        self.note(&entry.caution);
    }

    fn step(&mut self, step: &Step, notes: &mut Notes) {
        let said = [self.run(&step.name), escaped(&step.state), escaped(&step.text)];
        let said: Vec<String> = said.into_iter().filter(|text| !text.is_empty()).collect();
        let body = format!("{}{}{}", said.join(" · "), marks(notes, &step.cites), self.aside(&step.by));
        self.labelled("line", &step.date, &body);
        self.note(&step.caution);
    }

    fn table(&mut self, table: &Table, notes: &mut Notes) {
        self.line("<table><thead><tr>");
        table.columns.iter().for_each(|head| self.line(&format!("<th scope=\"col\">{}</th>", escaped(head))));
        self.line("</tr></thead><tbody>");
        for row in &table.rows {
            match row {
                Row::Gap { text } => {
                    let wide = table.columns.len();
                    self.line(&format!("<tr><td colspan=\"{wide}\"><i>{}</i></td></tr>", escaped(text)));
                }
                Row::Cells { cells, caution, cites } => {
                    let mut cells: Vec<String> = cells.iter().map(|runs| self.runs(runs)).collect();
                    if let Some(first) = cells.first_mut() {
                        first.push_str(&marks(notes, cites));
                        if !caution.is_empty() {
                            first.push_str(&format!("<br><small>{}</small>", escaped(caution)));
                        }
                    }
                    let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
                    self.line(&format!("<tr>{cells}</tr>"));
                }
            }
        }
        self.line("</tbody></table>");
    }
}

/// "Suspended: closed to people".
fn with_colon(value: &str, text: &str) -> String {
    if text.is_empty() { value.to_owned() } else { format!("{value}: {text}") }
}

/// Numbers above the line that lead to their notes.
fn marks(notes: &mut Notes, cites: &[Cite]) -> String {
    let links: Vec<String> = notes.add(cites).iter().map(|n| format!("<a href=\"#note-{n}\">{n}</a>")).collect();
    if links.is_empty() { String::new() } else { format!("<sup>{}</sup>", links.join(", ")) }
}

/// Only what is an address of the web leads there; anything else is just text.
fn address(address: &str) -> String {
    let text = escaped(address);
    if address.starts_with("https://") || address.starts_with("http://") {
        format!(" <a rel=\"noreferrer\" href=\"{text}\">{text}</a>")
    } else {
        format!(" {text}")
    }
}

/// A record's place in the file, whatever its id holds.
fn anchor(id: &str) -> String {
    id.bytes().fold(String::from("r-"), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _never = write!(out, "~{byte:02x}");
        }
        out
    })
}
