//! The text of the document: parts and blocks → paragraphs, tables and footnotes.

use std::collections::HashMap;

use crate::dataset::Ix;
use crate::export::figure::{FigureSizes, Figures};
use crate::export::job::Job;
use crate::export::report::{ReportOpening, ReportPen};
use crate::export::scope::ReportForm;
use crate::model::{Cite, Id, Kind};
use crate::pages::briefing::subjects;
use crate::pages::listed::Listed;
use crate::pages::quotes::{self, NumberedNote, Quote, Quotes, grouped, is_link};
use crate::pages::report::ReportPart;
use crate::pages::{ListEntry, PageBlock, PageRow, PageRun, PageTable, PromiseStep, Reader};
use crate::query::fold::is_ideograph;

use super::xml::{BOLD, HEAD, ITALIC, PLAIN, RunStyle, WEAK, inner_link, paragraph, paragraph_with, run, web_link};
use super::{drawing, fit, table};

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:wpg=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\"";

/// A4 with the margins that offices in Vietnam keep: three centimetres where pages are bound. Above
/// and below there are two, on a sheet that must do with one page a little less.
fn section(brief: bool) -> String {
    let (edge, foot) = if brief { (fit::EDGE, 480) } else { (1134, 567) };
    format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"{edge}\" w:right=\"1134\" w:bottom=\"{edge}\" w:left=\"1701\" w:header=\"567\" \
         w:footer=\"{foot}\" w:gutter=\"0\"/></w:sectPr>"
    )
}

/// Widths of the columns of facts, and of lists: when, what, how it stands.
const FACTS: [u32; 2] = [2400, 6671];
const WHEN: u32 = 1650;
const STATE: u32 = 2400;

/// Rows of a list in one table. LibreOffice leaves half of each page empty where a long table has
/// footnotes; these take about a page.
const MOST_ROWS: usize = 10;

/// What is being written and not yet closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OpenBlock {
    Facts,
    /// Whether it has a column of dates, and one of states.
    List(bool, bool),
}

/// A row of a list that is not yet written.
#[derive(Clone)]
struct Pending {
    date: String,
    what: String,
    state: String,
}

#[derive(Clone)]
pub(super) struct DocumentBody<'a> {
    job: &'a Job<'a>,
    text: String,
    open: Option<OpenBlock>,
    pending: Option<Pending>,
    /// Rows of the table that is open.
    rows: usize,
    footnotes: String,
    count: usize,
    /// The footnote that quotes a source in full, and those of the section by what they quote.
    quoted: HashMap<Id, usize>,
    said: HashMap<Vec<Quote>, usize>,
    drawings: usize,
    parts: usize,
    /// Whether the document is of one record, whose sections are its chapters.
    only: bool,
}

/// The part of a page up to which what a record has to say is short.
const SHORT: f32 = 0.6;

/// Points that a drawing may take, across and down: what is larger would run over the text below it.
const ROOM: [f32; 2] = [470.0, 640.0];

impl<'a> DocumentBody<'a> {
    pub(super) fn new(job: &'a Job<'a>) -> Self {
        Self {
            job,
            text: String::new(),
            open: None,
            pending: None,
            rows: 0,
            footnotes: String::new(),
            count: 0,
            quoted: HashMap::new(),
            said: HashMap::new(),
            drawings: 0,
            parts: 0,
            only: false,
        }
    }

    /// The part with the footnotes, and the lines that set them off.
    pub(super) fn footnotes(&self) -> String {
        let line = |id: i8, kind: &str, mark: &str| {
            format!(
                "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" \
                 w:lineRule=\"auto\"/></w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>"
            )
        };
        format!(
            "{HEAD}<w:footnotes {SPACES}>{}{}{}</w:footnotes>",
            line(-1, "separator", "separator"),
            line(0, "continuationSeparator", "continuationSeparator"),
            self.footnotes
        )
    }

    fn is_brief(&self) -> bool {
        self.job.form == ReportForm::Briefing
    }

    fn reader(&self) -> Reader<'a> {
        Reader { dataset: self.job.dataset, words: self.job.words }
    }

    fn body_style(&self) -> &'static str {
        if self.is_brief() { "Brief" } else { "" }
    }

    /// Text that belongs to no table.
    fn put(&mut self, style: &str, runs: &str) {
        self.close();
        let text = paragraph(style, runs);
        self.text.push_str(&text);
    }

    fn open(&mut self, what: OpenBlock) {
        if self.open == Some(what) {
            self.flush();
            if self.rows < MOST_ROWS {
                return;
            }
        }
        self.close();
        self.open = Some(what);
        self.rows = 0;
        match what {
            OpenBlock::Facts => self.text.push_str(&table::begin("Facts", &FACTS)),
            OpenBlock::List(dates, states) => {
                let widths = columns(dates, states);
                self.text.push_str(&table::begin("Listing", &widths));
                let words = self.job.words;
                let heads = [(dates, "briefing-date"), (true, "listed-what"), (states, "listed-state")];
                let heads = heads.into_iter().filter(|(shown, _)| *shown);
                let heads: Vec<String> = heads.map(|(_, key)| head(words.t(key))).collect();
                self.text.push_str(&table::row(&widths, &heads, true));
            }
        }
    }

    fn flush(&mut self) {
        if let Some(row) = self.pending.take() {
            let Some(OpenBlock::List(dates, states)) = self.open else { return };
            let mut what = row.what;
            if !states {
                what.push_str(&row.state);
            }
            let cells = [(dates, paragraph("Cell", &row.date)), (true, what), (states, row.state)];
            let cells = cells.into_iter().filter(|(shown, _)| *shown);
            // a cell without a paragraph is none
            let cells: Vec<String> =
                cells.map(|(_, cell)| if cell.is_empty() { paragraph("Cell", "") } else { cell }).collect();
            self.text.push_str(&table::row(&columns(dates, states), &cells, false));
            self.rows += 1;
        }
    }

    /// Ends a table; two that follow each other would be taken for one.
    fn close(&mut self) {
        self.flush();
        if self.open.take().is_some() {
            self.text.push_str(table::END);
            self.text.push_str(&paragraph("Gap", ""));
        }
    }

    /// The mark of a footnote that tells all sources of a place, each quoted in full once. What rests
    /// on the same in the same section calls the same note.
    fn mark(&mut self, cites: &[Cite]) -> String {
        const STYLE: &str = "<w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>";
        if cites.is_empty() {
            return String::new();
        }
        let quoted = grouped(cites);
        if let Some(first) = self.said.get(&quoted) {
            let field = format!(" NOTEREF _RefNote{first} \\f \\h ");
            return format!("<w:fldSimple w:instr=\"{field}\"><w:r>{STYLE}<w:t>{first}</w:t></w:r></w:fldSimple>");
        }
        let number = self.count + 1;
        let reader = self.reader();
        let mut said =
            String::from("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>");
        for (n, quote) in quoted.iter().enumerate() {
            let address = quotes::address(&reader, quote).filter(|address| is_link(address));
            let first = self.quoted.get(&quote.source).copied();
            let text = match first {
                None if !self.is_brief() => quotes::full(&reader, quote),
                Some(first) if !self.is_brief() => {
                    let values = [("text", quotes::short(&reader, quote).into()), ("number", first.into())];
                    self.job.words.with("quote-again", &values)
                }
                _ => quotes::short(&reader, quote),
            };
            self.quoted.entry(Id::clone(&quote.source)).or_insert(number);
            let part = if n == 0 { " " } else { "; " };
            said.push_str(&run(part, PLAIN));
            match address {
                // a sheet has no room for addresses, which are there to be clicked
                Some(address) if self.is_brief() => said.push_str(&web_link(&address, &text)),
                Some(address) if first.is_none() => {
                    said.push_str(&run(&format!("{text}. "), PLAIN));
                    said.push_str(&web_link(&address, &quotes::readable(&address)));
                }
                _ => said.push_str(&run(&text, PLAIN)),
            }
        }
        self.said.insert(quoted, number);
        self.count = number;
        let text = paragraph(if self.is_brief() { "BriefNote" } else { "FootnoteText" }, &said);
        self.footnotes.push_str(&format!("<w:footnote w:id=\"{number}\">{text}</w:footnote>"));
        // after the numbers of the places that records have
        let id = self.job.dataset.len() + number;
        format!(
            "<w:bookmarkStart w:id=\"{id}\" w:name=\"_RefNote{number}\"/><w:r>{STYLE}<w:footnoteReference \
             w:id=\"{number}\"/></w:r><w:bookmarkEnd w:id=\"{id}\"/>"
        )
    }

    /// Names and texts; a name leads to its page where that is in the document.
    fn runs(&self, runs: &[PageRun]) -> String {
        let mut text = String::new();
        let mut after_link = false;
        for (n, one) in runs.iter().enumerate() {
            let is_link = matches!(one, PageRun::Link(..));
            if n > 0 {
                text.push_str(&run(if after_link && is_link { " · " } else { " " }, PLAIN));
            }
            text.push_str(&self.one(one));
            after_link = is_link;
        }
        text
    }

    fn one(&self, one: &PageRun) -> String {
        match one {
            PageRun::Text(text) => run(text, PLAIN),
            PageRun::Url(address) if is_link(address) => web_link(address, address),
            PageRun::Url(address) => run(address, PLAIN),
            PageRun::Link(item, name) => {
                let ix = self.job.dataset.ix(item.record()).filter(|ix| self.job.has(*ix) && !self.only);
                match ix.filter(|_| !matches!(self.job.form, ReportForm::List | ReportForm::Along)) {
                    Some(ix) => inner_link(&bookmark(ix), name),
                    None => run(name, PLAIN),
                }
            }
        }
    }

    /// Whether a part that is not the first begins a page: a sheet does, and a long page. Short ones
    /// would leave most of the paper empty.
    fn turns(&self, part: &ReportPart, figures: &Figures) -> bool {
        match self.job.form {
            ReportForm::List | ReportForm::Along => false,
            ReportForm::Briefing => true,
            ReportForm::Pages => {
                let mut trial = DocumentBody::new(self.job);
                trial.part(part, false, figures);
                part.blocks.iter().for_each(|block| trial.block(block, &mut Quotes::default()));
                trial.close();
                fit::height(&trial.text) + fit::height(&trial.footnotes) > fit::PAGE * SHORT
            }
        }
    }

    fn draw(&mut self, figures: &Figures) {
        for figure in figures.map.iter().chain(&figures.strip) {
            let [wide, high] = figure.size;
            if wide > ROOM[0] || high > ROOM[1] {
                let text = self.job.words.with("docx-no-room", &[("name", figure.title.as_str().into())]);
                self.put("Caption", &run(&text, WEAK));
                continue;
            }
            self.drawings += 1;
            if !self.is_brief() {
                self.put("Caption", &run(&figure.title, PLAIN));
            }
            let drawing = drawing::run(figure, self.drawings);
            self.put("Drawing", &drawing);
        }
    }

    fn labelled(&mut self, label: &str, body: &str) {
        let label = if label.is_empty() { String::new() } else { run(&format!("{label} "), WEAK) };
        self.put(if self.is_brief() { "Brief" } else { "Said" }, &format!("{label}{body}"));
    }

    fn entry(&mut self, entry: &ListEntry) {
        self.open(list_of(entry.kind));
        let name = self.one(&PageRun::Link(crate::model::Item::Record(entry.id.clone()), entry.name.clone()));
        let mut what = paragraph("Cell", &format!("{name}{}", self.mark(&entry.cites)));
        for said in &entry.said {
            let mark = self.mark(&said.cites);
            what.push_str(&paragraph("CellNote", &format!("{}{mark}", run(&said.text, PLAIN))));
        }
        if !entry.caution.is_empty() {
            what.push_str(&paragraph("CellNote", &run(&entry.caution, ITALIC)));
        }
        let told = entry.told();
        let state = if told.is_empty() { String::new() } else { paragraph("Cell", &run(&told, PLAIN)) };
        self.pending = Some(Pending { date: run(&entry.date, PLAIN), what, state });
    }

    fn step(&mut self, step: &PromiseStep) {
        let mut body = self.one(&step.name);
        for text in [&step.state, &step.text] {
            if !text.is_empty() {
                body.push_str(&run(&format!(" · {text}"), PLAIN));
            }
        }
        body.push_str(&self.mark(&step.cites));
        body.push_str(&self.aside(&step.by));
        self.labelled(&step.date, &body);
        self.caution(&step.caution);
    }

    fn aside(&self, runs: &[PageRun]) -> String {
        if runs.is_empty() {
            return String::new();
        }
        format!("{}{}{}", run(" (", WEAK), self.runs(runs), run(")", WEAK))
    }

    fn caution(&mut self, text: &str) {
        if !text.is_empty() {
            self.put("Caution", &run(text, PLAIN));
        }
    }

    fn table(&mut self, table: &PageTable) {
        self.close();
        let longest = |n: usize| {
            let cells = table.rows.iter().filter_map(|row| match row {
                PageRow::Cells { cells, .. } => cells.get(n),
                PageRow::Gap { .. } => None,
            });
            let long = cells.map(|runs| runs.iter().map(|run| letters(said(run)) + 1).sum::<usize>());
            // a heading may be broken, but not in a word
            let head = table.columns.get(n).into_iter().flat_map(|head| head.split(' ')).map(|word| letters(word) + 2);
            long.chain(head).max().unwrap_or(0)
        };
        let letters: Vec<usize> = (0..table.columns.len()).map(longest).collect();
        let widest = (0..letters.len()).max_by_key(|n| letters.get(*n)).unwrap_or(0);
        let widths = table::widths(&letters);
        let style = if self.is_brief() { "Brief" } else { "Cell" };
        self.text.push_str(&table::begin("Listing", &widths));
        let heads: Vec<String> = table.columns.iter().map(|head| paragraph(style, &run(head, BOLD))).collect();
        self.text.push_str(&table::row(&widths, &heads, true));
        for row in &table.rows {
            let row = match row {
                PageRow::Gap { text } => table::across(widths.len(), &paragraph(style, &run(text, ITALIC))),
                PageRow::Cells { cells, caution, cites } => {
                    let mut cells: Vec<String> = cells.iter().map(|cell| self.runs(cell)).collect();
                    let mark = self.mark(cites);
                    let caution = if caution.is_empty() { String::new() } else { run(&format!(" {caution}"), ITALIC) };
                    // what says nothing rests on nothing
                    let is_silent = cells.get(widest).is_none_or(String::is_empty);
                    let last = cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0);
                    let at = if is_silent { last } else { widest };
                    cells.get_mut(at).into_iter().for_each(|cell| cell.push_str(&format!("{mark}{caution}")));
                    let cells: Vec<String> = cells.iter().map(|cell| paragraph(style, cell)).collect();
                    table::row(&widths, &cells, false)
                }
            };
            self.text.push_str(&row);
        }
        self.text.push_str(table::END);
        self.text.push_str(&paragraph("Gap", ""));
    }
}

impl ReportPen for DocumentBody<'_> {
    fn sizes(&self) -> Option<FigureSizes> {
        let map = if self.is_brief() { [453.0, 76.0] } else { [453.0, 230.0] };
        let (text, rows) = if self.is_brief() { (7.0, 2) } else { (8.5, 8) };
        Some(FigureSizes { map, strip: 453.0, text, rows })
    }

    fn fits(&self, part: &ReportPart, only: bool, figures: &Figures) -> bool {
        let mut trial = DocumentBody { footnotes: String::new(), ..self.clone() };
        trial.part(part, only, figures);
        part.blocks.iter().for_each(|block| trial.block(block, &mut Quotes::default()));
        trial.close();
        fit::is_one_sheet(&trial.text, &trial.footnotes)
    }

    fn begin(&mut self, opening: &ReportOpening<'_>) {
        self.text.push_str(&format!("{HEAD}<w:document {SPACES}><w:body>\n"));
        let chapter = self.is_brief() && subjects(&self.reader(), &self.job.rows).len() == 1;
        if !chapter {
            self.put("Title", &run(opening.title, PLAIN));
        }
        for line in opening.lead.iter().filter(|_| !chapter) {
            self.put("Subtitle", &run(line, PLAIN));
        }
        self.draw(opening.figures);
    }

    fn part(&mut self, part: &ReportPart, only: bool, figures: &Figures) {
        self.close();
        self.only = only;
        self.parts += 1;
        self.said.clear();
        let ix = part.item.as_ref().and_then(|item| self.job.dataset.ix(item.record()));
        if !part.eyebrow.is_empty() {
            let turn = match self.parts {
                1 => "",
                _ if self.turns(part, figures) => "<w:pageBreakBefore/>",
                _ => "<w:spacing w:before=\"480\" w:after=\"0\"/>",
            };
            self.text.push_str(&paragraph_with("Eyebrow", turn, &run(&part.eyebrow, PLAIN)));
        }
        if !only || self.is_brief() {
            let title = run(&part.title, PLAIN);
            let title = ix.map_or(title.clone(), |ix| marked(ix, &title));
            self.put("Heading1", &title);
        }
        if !part.other_names.is_empty() {
            let names = part.other_names.join(" · ");
            let style = if self.is_brief() { "Brief" } else { "Subtitle" };
            self.put(style, &run(&names, RunStyle { foreign: true, ..WEAK }));
        }
        self.draw(figures);
    }

    fn listed(&mut self, entry: &Listed, _notes: &mut Quotes) {
        self.said.clear();
        self.open(list_of(entry.kind));
        let mark = self.mark(&entry.cites);
        let other =
            if entry.other_names.is_empty() { String::new() } else { format!(" {}", entry.other_names.join(" · ")) };
        let name = format!("{}{}", run(&entry.name, BOLD), run(&other, RunStyle { foreign: true, ..WEAK }));
        // names lead to it where most records have pages
        let name = if self.job.form == ReportForm::Pages { marked(entry.ix, &name) } else { name };
        let mut what = paragraph("Cell", &format!("{name}{mark}"));
        if !entry.summary.is_empty() {
            what.push_str(&paragraph("Cell", &run(&entry.summary, PLAIN)));
        }
        if let Some(text) = &entry.caution {
            what.push_str(&paragraph("CellNote", &run(text, ITALIC)));
        }
        let mut state = String::new();
        if !entry.state.is_empty() {
            state.push_str(&paragraph("Cell", &run(&entry.state, PLAIN)));
        }
        for (label, runs) in &entry.facts {
            let fact = format!("{}{}", run(&format!("{label}: "), WEAK), self.runs(runs));
            state.push_str(&paragraph("CellNote", &fact));
        }
        self.pending = Some(Pending { date: run(&entry.date, PLAIN), what, state });
    }

    fn block(&mut self, block: &PageBlock, _notes: &mut Quotes) {
        match block {
            PageBlock::Heading { text, count, .. } => {
                // a sheet is one section: all of its notes are at its foot
                if !self.is_brief() {
                    self.said.clear();
                }
                let count = count.map(|count| run(&format!("  ({count})"), WEAK)).unwrap_or_default();
                // a sheet has its name for a chapter, also where it is the only one
                let style = if self.only && !self.is_brief() { "Heading1" } else { "Heading2" };
                self.put(style, &format!("{}{count}", run(text, PLAIN)));
            }
            PageBlock::Paragraph { text, cites } => {
                let mark = self.mark(cites);
                self.put(self.body_style(), &format!("{}{mark}", run(text, PLAIN)));
            }
            PageBlock::Summary { text } => self.put(self.body_style(), &run(text, BOLD)),
            PageBlock::Caution { text } | PageBlock::Note { text } => self.caution(text),
            PageBlock::Line { label, runs, cites } if label.is_empty() => {
                let body = format!("{}{}", self.runs(runs), self.mark(cites));
                self.labelled("", &body);
            }
            PageBlock::Line { label, runs, cites } => {
                self.open(OpenBlock::Facts);
                let mark = self.mark(cites);
                let value = format!("{}{mark}", self.runs(runs));
                let style = if self.is_brief() { "Brief" } else { "Cell" };
                let cells = [paragraph(style, &run(label, WEAK)), paragraph(style, &value)];
                self.text.push_str(&table::row(&FACTS, &cells, false));
            }
            PageBlock::Statement { label, by, text, runs, cites } => {
                let by = if by.is_empty() { String::new() } else { format!("{}{}", self.runs(by), run(": ", PLAIN)) };
                let mark = self.mark(cites);
                let body = format!("{by}{}{mark}{}", run(text, PLAIN), self.aside(runs));
                self.labelled(label, &body);
            }
            PageBlock::Change { value, date, text, cites, .. } => {
                let mark = self.mark(cites);
                let colon = if text.is_empty() { "" } else { ": " };
                let body = format!("{}{}{mark}", run(&format!("{value}{colon}"), BOLD), run(text, PLAIN));
                self.labelled(date, &body);
            }
            PageBlock::Entry(entry) => self.entry(entry),
            PageBlock::Step(step) => self.step(step),
            PageBlock::Table(table) => self.table(table),
            // footnotes are numbered here, by nobody else
            PageBlock::OfPromise(_, block) => self.block(block, &mut Quotes::default()),
        }
    }

    fn end(&mut self, left_out: &str, _notes: &[NumberedNote]) {
        self.close();
        if !left_out.is_empty() && !self.is_brief() {
            self.put("Heading1", &run(self.job.words.t("report-left-out"), PLAIN));
            self.put("CellNote", &run(left_out, PLAIN));
        }
        if self.parts == 0 {
            self.put("", &run(self.job.words.t("report-empty"), PLAIN));
        }
        if self.drawings > 0 {
            let drawn = &crate::dataset::boundaries::boundaries().attribution;
            self.put("CellNote", &run(drawn, WEAK));
        }
        let section = section(self.is_brief());
        self.text.push_str(&format!("{section}</w:body></w:document>\n"));
    }

    fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.text).into_bytes()
    }
}

/// How wide a text is in letters.
fn letters(text: &str) -> usize {
    let halves: usize = text.chars().map(|c| if is_ideograph(c) { 5 } else { 2 }).sum();
    halves.div_ceil(2)
}

fn said(run: &PageRun) -> &str {
    match run {
        PageRun::Text(text) | PageRun::Link(_, text) | PageRun::Url(text) => text,
    }
}

/// Which columns a list of records of this kind has.
fn list_of(kind: Kind) -> OpenBlock {
    let states = matches!(kind, Kind::Agreement | Kind::Commitment | Kind::Figure | Kind::Project);
    OpenBlock::List(kind.is_event(), states)
}

fn columns(dates: bool, states: bool) -> Vec<u32> {
    let (when, state) = (if dates { WHEN } else { 0 }, if states { STATE } else { 0 });
    [when, table::WIDE - when - state, state].into_iter().filter(|width| *width > 0).collect()
}

/// The name of a record's place in the document.
fn bookmark(ix: Ix) -> String {
    format!("r{}", ix.row())
}

/// A text as the record's place in the document.
fn marked(ix: Ix, text: &str) -> String {
    let (row, name) = (ix.row(), bookmark(ix));
    format!("<w:bookmarkStart w:id=\"{row}\" w:name=\"{name}\"/>{text}<w:bookmarkEnd w:id=\"{row}\"/>")
}

/// The head of a column.
fn head(text: &str) -> String {
    paragraph("CellHead", &run(text, PLAIN))
}
