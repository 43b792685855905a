//! A page of details as text: what the details panel shows, with numbered notes for the citations.

use km0_core::dataset::Dataset;
use km0_core::model::{Cite, Lang, Record};
use km0_core::pages::report::{Footnote, Report};
use km0_core::pages::{ListEntry, PageBlock, PageRow, PageRun, PageTable, PromiseStep, Reader};
use km0_core::words::Words;

use super::super::out;
use super::WIDTH;

/// The page of a record, ready to be printed.
pub(super) fn page_text(dataset: &Dataset, record: &Record, lang: Lang) -> String {
    let words = Words::new(lang);
    let reader = Reader { dataset, words: &words };
    let report = Report::dossiers(&reader, &[record.item()], Vec::new());
    let mut page = Printer { words: &words, report: &report, out: String::new() };
    for part in &report.parts {
        page.line(0, &part.eyebrow);
        page.line(0, &part.title);
        page.line(0, &part.other_names.join(" · "));
        for block in &part.blocks {
            page.block(block);
        }
    }
    page.notes(&report.footnotes);
    page.out
}

struct Printer<'a> {
    words: &'a Words,
    report: &'a Report,
    out: String,
}

impl Printer<'_> {
    /// One or more lines, wrapped and set in; nothing for nothing.
    fn line(&mut self, indent: usize, text: &str) {
        let text = out::clean(text);
        if text.trim().is_empty() {
            return;
        }
        for part in out::wrapped(&text, WIDTH - indent) {
            self.out.push_str(&format!("{:indent$}{part}\n", ""));
        }
    }

    fn heading(&mut self, text: &str, count: Option<usize>) {
        let count = count.map(|count| format!(" ({count})")).unwrap_or_default();
        self.out.push('\n');
        self.line(0, &format!("{text}{count}"));
    }

    fn block(&mut self, block: &PageBlock) {
        match block {
            PageBlock::Heading { text, count, .. } => self.heading(text, *count),
            PageBlock::Summary { text } => self.line(0, text),
            PageBlock::Paragraph { text, cites } => self.line(2, &self.cited(text, cites)),
            PageBlock::Note { text } => self.line(2, &format!("| {text}")),
            PageBlock::Caution { text } => self.line(2, &format!("! {text}")),
            PageBlock::Line { label, runs, cites } => {
                self.line(2, &self.cited(&format!("{label}  {}", said(runs)), cites));
            }
            PageBlock::Statement { label, by, text, runs, cites } => {
                let head = [label.as_str(), &said(by)].join("  ");
                self.line(2, &format!("- {}", head.trim_end()));
                self.line(4, &self.cited(text, cites));
                self.line(4, &arrow(runs));
            }
            PageBlock::Change { value, date, text, cites, .. } => {
                let date = if date.is_empty() { self.words.t("details-undated") } else { date };
                self.line(2, &self.cited(&format!("- {date}  {value}"), cites));
                self.line(4, text);
            }
            PageBlock::Entry(entry) => self.entry(entry),
            PageBlock::Step(step) => self.step(step),
            PageBlock::Table(table) => self.table(table),
            PageBlock::OfPromise(_, block) => self.block(block),
        }
    }

    fn entry(&mut self, entry: &ListEntry) {
        let told = entry.told();
        let parts = [&entry.date, &entry.name, &told].map(String::as_str);
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        self.line(2, &self.cited(&format!("- {}", parts.join("  ")), &entry.cites));
        for said in &entry.said {
            self.line(4, &self.cited(&said.text, &said.cites));
        }
        self.warning(&entry.caution);
    }

    fn step(&mut self, step: &PromiseStep) {
        let date = if step.date.is_empty() { self.words.t("details-undated") } else { &step.date };
        let name = said(std::slice::from_ref(&step.name));
        let parts = [date, step.state.as_str(), &name].into_iter().filter(|part| !part.is_empty());
        let head = parts.collect::<Vec<_>>().join("  ");
        self.line(2, &self.cited(&format!("- {head}"), &step.cites));
        self.line(4, &step.text);
        self.warning(&step.caution);
        self.line(4, &format!("({})", said(&step.by)));
    }

    fn table(&mut self, table: &PageTable) {
        for row in &table.rows {
            match row {
                PageRow::Gap { text } => self.line(2, &format!("· {text}")),
                PageRow::Cells { cells, caution, cites } => {
                    for (at, (head, cell)) in table.columns.iter().zip(cells).enumerate() {
                        let cell = said(cell);
                        match (at, cell.is_empty()) {
                            (_, true) => {}
                            (0, _) => self.line(2, &self.cited(&format!("- {cell}"), cites)),
                            _ => self.line(4, &format!("{head}: {cell}")),
                        }
                    }
                    self.warning(caution);
                }
            }
        }
    }

    fn warning(&mut self, text: &str) {
        if !text.is_empty() {
            self.line(4, &format!("! {text}"));
        }
    }

    /// The text with the numbers of its notes.
    fn cited(&self, text: &str, cites: &[Cite]) -> String {
        let numbers: Vec<String> = self.report.numbers(cites).iter().map(ToString::to_string).collect();
        if numbers.is_empty() { text.to_owned() } else { format!("{text} [{}]", numbers.join(", ")) }
    }

    fn notes(&mut self, notes: &[Footnote]) {
        if !notes.is_empty() {
            self.heading(self.words.t("details-sources"), None);
        }
        for note in notes {
            let address = note.address.as_deref().map(|address| format!(" <{address}>")).unwrap_or_default();
            self.line(2, &format!("[{}] {}{address}", note.number, note.text));
        }
    }
}

/// Runs as text; what stands side by side as links is parted.
fn said(runs: &[PageRun]) -> String {
    let mut out = String::new();
    let mut after_link = false;
    for run in runs {
        let (text, link) = match run {
            PageRun::Text(text) | PageRun::Url(text) => (text, false),
            PageRun::Link(_, name) => (name, true),
        };
        let close = text.starts_with([';', ',', '.', '；', '，']);
        out.push_str(match (out.is_empty() || close, after_link && link) {
            (true, _) => "",
            (false, true) => " · ",
            (false, false) => " ",
        });
        out.push_str(text);
        after_link = link;
    }
    out
}

fn arrow(runs: &[PageRun]) -> String {
    if runs.is_empty() { String::new() } else { format!("→ {}", said(runs)) }
}
