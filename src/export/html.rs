//! HTML: a report in one file that any browser shows and prints. It holds no script and asks for
//! nothing from the network.

use std::fmt::Write as _;
use std::io;

use crate::dataset::Ix;
use crate::model::{Item, Record};
use crate::pages::report::{Footnote, Part};
use crate::pages::{Block, Entry, Run};

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
        let label = if label.is_empty() { String::new() } else { format!("<b>{}</b> ", escaped(label)) };
        self.line(&format!("<p class=\"{class}\">{label}{body}</p>"));
    }
}

impl Pen for Sheet<'_> {
    fn begin(&mut self, title: &str, lead: &[String]) {
        let (lang, title) = (self.job.words.lang().tag(), escaped(title));
        self.line("<!DOCTYPE html>");
        self.line(&format!("<html lang=\"{lang}\"><head><meta charset=\"utf-8\">"));
        self.line("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
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

    fn block(&mut self, block: &Block, notes: &[usize]) {
        let marks = marks(notes);
        match block {
            Block::Heading { text, count } => {
                let count = count.map(|count| format!(" <small>{count}</small>")).unwrap_or_default();
                self.line(&format!("<h3>{}{count}</h3>", escaped(text)));
            }
            Block::Paragraph { text, .. } => self.line(&format!("<p>{}{marks}</p>", escaped(text))),
            Block::Note { text } => self.line(&format!("<p class=\"note\">{}</p>", escaped(text))),
            Block::Disagreements(runs) => {
                let label = self.job.words.kinds(crate::model::Kind::Discrepancy).to_owned();
                let runs = runs.iter().map(|run| self.run(run)).collect::<Vec<_>>().join("; ");
                self.labelled("note", &label, &runs);
            }
            Block::Line { label, runs, .. } => {
                let body = format!("{}{marks}", self.runs(runs));
                self.labelled("line", label, &body);
            }
            Block::Statement { label, by, text, runs, .. } => {
                let by = if by.is_empty() { String::new() } else { format!("<i>{}</i>: ", self.runs(by)) };
                let about =
                    if runs.is_empty() { String::new() } else { format!(" <small>({})</small>", self.runs(runs)) };
                self.labelled("line", label, &format!("{by}{}{marks}{about}", escaped(text)));
            }
            Block::Change { value, date, text, .. } => {
                let dash = if text.is_empty() { "" } else { ": " };
                self.labelled("line", date, &format!("{}{dash}{}{marks}", escaped(value), escaped(text)));
            }
            Block::Entry(entry) => self.entry(entry),
            Block::Cites(_) => self.line(&format!("<p>{marks}</p>")),
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
    fn entry(&mut self, entry: &Entry) {
        let name = self.run(&Run::Link(Item::Record(entry.id.clone()), entry.name.clone()));
        self.labelled("line", &entry.date, &name);
    }
}

/// Numbers above the line that lead to their notes.
fn marks(notes: &[usize]) -> String {
    if notes.is_empty() {
        return String::new();
    }
    let links: Vec<String> = notes.iter().map(|n| format!("<a href=\"#note-{n}\">{n}</a>")).collect();
    format!("<sup>{}</sup>", links.join(", "))
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
