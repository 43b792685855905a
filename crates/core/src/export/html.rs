//! HTML: a report in one file that any browser shows and prints, a map and a strip of time in it.
//! It holds no script and asks for nothing from the network.

use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io;

use crate::dataset::Ix;
use crate::model::{Cite, Item, Kind, Record};
use crate::pages::briefing::subjects;
use crate::pages::listed::Listed;
use crate::pages::quotes::{NumberedNote, Quotes, is_link, readable};
use crate::pages::report::{KINDS, ReportPart};
use crate::pages::story::ToldStory;
use crate::pages::{ListEntry, PageBlock, PageRow, PageRun, PageTable, PromiseStep, Reader};
use crate::query::bits::FixedBitSet;

use super::collection::{is_collection, is_line};
use super::figure::{FigureSizes, Figures, MapSite};
use super::job::{ExportOut, FormatWriter, Job};
use super::loss::{LossTally, Survey};
use super::prose::{self, escaped};
use super::report::{self, ReportOpening, ReportPen, of_kind};
use super::scope::ReportForm;
use super::svg::{self, MarkLink};

const STYLE: &str = include_str!("report.css");

/// Records of a kind that the contents name one by one.
const MOST_NAMED: usize = 125;

/// Where a report begins.
const TOP: &str = "top";

/// Where the end of a report says what is not in it.
const LEFT_OUT: &str = "left-out";

pub(super) struct Html;

impl FormatWriter for Html {
    fn count_losses(&self, job: &Job<'_>, _ix: Ix, record: &Record, tally: &mut LossTally) -> bool {
        report::count_losses(job, record, tally)
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut ExportOut<'_>) -> io::Result<()> {
        report::write(job, survey, out, &mut HtmlReport::new(job))
    }
}

/// How many maps the report may have.
fn maps(job: &Job<'_>) -> usize {
    match (&job.story, job.form) {
        (Some(story), _) => story.scenes.len(),
        (None, ReportForm::Pages) if job.rows.len() <= report::DRAWN => job.rows.len(),
        (None, ReportForm::Briefing) => job.rows.len(),
        _ => 1,
    }
}

struct HtmlReport<'a> {
    job: &'a Job<'a>,
    text: String,
    /// Records that have their place in the file already.
    placed: FixedBitSet,
    /// The drawings of the part that is being written, and their number.
    figures: Figures,
    drawn: usize,
    /// The records that have a mark on the strip, and those that have one on the map with its place.
    on_strip: FixedBitSet,
    on_map: HashMap<Ix, Ix>,
    /// The places on the maps, and which map's they are.
    sites: Vec<(usize, MapSite)>,
    /// The records that a story tells of, and its steps so far.
    told: FixedBitSet,
    steps: usize,
    /// Whether several maps share their ground, and whether that has been written.
    shares: bool,
    grounded: bool,
    /// Groups of a list so far.
    groups: usize,
    /// Whether there is a table of contents to come back to.
    long: bool,
}

impl<'a> HtmlReport<'a> {
    fn new(job: &'a Job<'a>) -> Self {
        let placed = FixedBitSet::with_capacity(job.dataset.len());
        let (on_strip, mut told) = (placed.clone(), placed.clone());
        job.story.iter().flat_map(ToldStory::rows).for_each(|ix| told.insert(ix.row()));
        Self {
            job,
            text: String::new(),
            placed,
            figures: Figures::default(),
            drawn: 0,
            on_strip,
            on_map: HashMap::new(),
            sites: Vec::new(),
            told,
            steps: 0,
            shares: maps(job) > 1,
            grounded: false,
            groups: 0,
            long: false,
        }
    }

    /// A line of markup.
    fn line(&mut self, markup: &str) {
        self.text.push_str(markup);
        self.text.push('\n');
    }

    fn runs(&self, runs: &[PageRun]) -> String {
        let mut text = String::new();
        let mut named = false;
        for (n, run) in runs.iter().enumerate() {
            let names = matches!(run, PageRun::Link(..));
            if n > 0 {
                // names that follow one another are parted by a dot, as on the screen
                text.push_str(if named && names { " · " } else { " " });
            }
            text.push_str(&self.run(run));
            named = names;
        }
        text
    }

    /// A name leads to its page where that is in the file, but not to a line that says hardly more.
    fn run(&self, run: &PageRun) -> String {
        match run {
            PageRun::Text(text) => escaped(text),
            PageRun::Url(url) => address(url),
            PageRun::Link(item, name) => {
                let ix = self.job.dataset.ix(item.record()).filter(|ix| self.job.has(*ix));
                let is_page = |ix: Ix| match self.job.form {
                    ReportForm::List => false,
                    _ => !is_collection(self.job) || !self.job.dataset.kind(ix).is_some_and(is_line),
                };
                match ix.filter(|ix| is_page(*ix)) {
                    Some(ix) => format!("<a href=\"#{}\">{}</a>", self.anchor(ix), escaped(name)),
                    None => escaped(name),
                }
            }
        }
    }

    fn labelled(&mut self, label: &str, body: &str) {
        let label = if label.is_empty() { String::new() } else { format!("<b>{}</b> ", escaped(label)) };
        self.line(&format!("<div>{label}{body}</div>"));
    }

    /// A record's place in the file, whatever its id holds. Where everything has a page names are
    /// short: there are some twenty thousand links.
    fn anchor(&self, ix: Ix) -> String {
        if is_collection(self.job) {
            return format!("r{}", ix.row());
        }
        anchor(self.job.dataset.record(ix).map_or("", |record| &record.id))
    }

    /// Whether there is nothing to tell of.
    fn is_empty(&self) -> bool {
        self.job.rows.is_empty() && self.job.story.is_none()
    }

    /// Whether the record has, or will have, a place in the file that can be led to.
    fn is_told(&self, ix: Ix) -> bool {
        self.job.has(ix) || self.job.form == ReportForm::Pages || self.told.contains(ix.row())
    }

    /// The attribute that makes this the record's place, the first time.
    fn mine(&mut self, ix: Ix) -> String {
        if self.placed.contains(ix.row()) {
            return String::new();
        }
        self.placed.insert(ix.row());
        format!(" id=\"{}\"", self.anchor(ix))
    }

    /// Writes the drawings of what follows.
    fn draw(&mut self, figures: &Figures) {
        self.figures = figures.clone();
        self.on_strip = FixedBitSet::with_capacity(self.job.dataset.len());
        let marked = figures.strip.iter().flat_map(|strip| &strip.marks).filter_map(|mark| mark.of.as_ref());
        marked.for_each(|of| self.on_strip.insert(of.ix.row()));
        let places = figures
            .sites
            .iter()
            .flat_map(|site| site.rows.iter().map(|row| (*row, site.ix)).chain([(site.ix, site.ix)]));
        // of several places the first, which has most to do with the others
        self.on_map.clear();
        places.for_each(|(row, site)| _ = self.on_map.entry(row).or_insert(site));
        if figures.is_empty() {
            return;
        }
        if self.job.form == ReportForm::Along {
            return self.draw_along(figures);
        }
        self.drawn += 1;
        let n = self.drawn;
        let mut text = String::from("<div class=\"figures\">\n");
        if let Some(map) = &figures.map {
            if self.shares && !std::mem::replace(&mut self.grounded, true) {
                text = format!("{}\n{text}", svg::ground());
            }
            let svg = svg::element(map, "map", self.shares, |ix| self.at_site(n, ix));
            let _ = writeln!(text, "<figure><figcaption>{}</figcaption>{svg}</figure>", escaped(&map.title));
        }
        if let Some(strip) = &figures.strip {
            let svg = svg::element(strip, "strip", false, |ix| MarkLink {
                id: format!("t{n}-{}", self.anchor(ix)),
                href: self.is_told(ix).then(|| format!("#{}", self.anchor(ix))),
            });
            let _ = writeln!(text, "<figure><figcaption>{}</figcaption>{svg}</figure>", escaped(&strip.title));
        }
        text.push_str("</div>");
        self.line(&text);
        if self.job.story.is_none() {
            self.sites.extend(figures.sites.iter().map(|site| (n, site.clone())));
        }
    }

    /// Writes the drawing of all gates: wider than a page, and each mark leads to its entry.
    fn draw_along(&mut self, figures: &Figures) {
        let Some(strip) = &figures.strip else { return };
        // entries lead to no marks, of which a record may have one on each of several rows
        self.on_strip = FixedBitSet::with_capacity(self.job.dataset.len());
        let number = Cell::new(0_usize);
        let svg = svg::element(strip, "along", false, |ix| {
            number.set(number.get() + 1);
            MarkLink { id: format!("g{}", number.get()), href: Some(format!("#{}", self.anchor(ix))) }
        });
        self.line(&format!("<figure class=\"wide\"><div class=\"scroll\" tabindex=\"0\">{svg}</div></figure>"));
    }

    /// A mark of the map leads to its only record, else to the list of what is there.
    fn at_site(&self, n: usize, ix: Ix) -> MarkLink {
        let site = self.figures.sites.iter().find(|site| site.ix == ix);
        let rows = site.map_or(&[][..], |site| &site.rows);
        let told = rows.iter().chain([&ix]).find(|row| self.told.contains(row.row()));
        let href = match rows {
            // a story has no list of what is where
            _ if self.job.story.is_some() => told.map(|row| self.anchor(*row)),
            [] if self.is_told(ix) => Some(self.anchor(ix)),
            [only] if self.is_told(*only) && !self.job.has(ix) => Some(self.anchor(*only)),
            _ => Some(format!("s{n}-{}", self.anchor(ix))),
        };
        MarkLink { id: format!("m{n}-{}", self.anchor(ix)), href: href.map(|href| format!("#{href}")) }
    }

    /// Links from an entry to its marks.
    fn to_marks(&self, ix: Ix) -> String {
        let n = self.drawn;
        let words = self.job.words;
        let strip = self
            .on_strip
            .contains(ix.row())
            .then(|| format!("<a href=\"#t{n}-{}\">{}</a>", self.anchor(ix), words.t("figure-to-strip")));
        let site = self.on_map.get(&ix);
        let map = site.map(|site| format!("<a href=\"#m{n}-{}\">{}</a>", self.anchor(*site), words.t("figure-to-map")));
        let links: Vec<String> = strip.into_iter().chain(map).collect();
        if links.is_empty() { String::new() } else { format!(" <span class=\"to\">{}</span>", links.join(" · ")) }
    }

    /// The places on the maps with what is there.
    fn write_sites(&mut self) {
        if self.sites.is_empty() {
            return;
        }
        let title = escaped(self.job.words.t("figure-sites"));
        self.line(&format!("<section class=\"foot\"><h2>{title}</h2><ul>"));
        for (n, site) in std::mem::take(&mut self.sites) {
            let at = self.anchor(site.ix);
            let there: Vec<String> = site.rows.iter().filter_map(|ix| self.dated_link(*ix)).collect();
            let name = escaped(&site.name);
            let colon = if there.is_empty() { "" } else { ": " };
            let list = there.join("; ");
            self.line(&format!("<li id=\"s{n}-{at}\"><a href=\"#m{n}-{at}\">{name}</a>{colon}{list}</li>"));
        }
        self.line("</ul></section>");
    }

    fn dated_link(&self, ix: Ix) -> Option<String> {
        let record = self.job.dataset.record(ix)?;
        let date = record.date.as_ref().map(|date| format!("{}: ", self.job.words.date_short(date)));
        // of very many the day is enough to go to it by
        let name = record.name.get(self.job.words.lang());
        let text = match date {
            Some(date) if is_collection(self.job) => escaped(date.trim_end_matches([':', ' '])),
            date => escaped(&format!("{}{name}", date.unwrap_or_default())),
        };
        Some(if self.is_told(ix) { format!("<a href=\"#{}\">{text}</a>", self.anchor(ix)) } else { text })
    }
}

impl ReportPen for HtmlReport<'_> {
    fn sizes(&self) -> Option<FigureSizes> {
        // on a phone the drawing is as wide as the page, and its text no smaller than can be read
        Some(FigureSizes { map: [400.0, 320.0], strip: 400.0, text: 14.0, rows: 20 })
    }

    fn begin(&mut self, opening: &ReportOpening<'_>) {
        let (lang, title) = (self.job.words.lang().tag(), escaped(opening.title));
        let kind = if self.job.story.is_some() { " class=\"story\"" } else { "" };
        self.line("<!DOCTYPE html>");
        self.line(&format!("<html lang=\"{lang}\"><head><meta charset=\"utf-8\">"));
        self.line(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        );
        // no site that a link leads to is told which page was read
        self.line("<meta name=\"referrer\" content=\"no-referrer\">");
        self.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        self.line(&format!("<title>{title}</title><style>\n{STYLE}</style></head><body{kind}><header id=\"{TOP}\">"));
        self.line(&format!("<h1>{title}</h1>"));
        for line in opening.lead {
            self.line(&format!("<p>{}</p>", escaped(line)));
        }
        if opening.leaves_out {
            let text = escaped(self.job.words.t("report-is-short"));
            self.line(&format!("<p><a href=\"#{LEFT_OUT}\">{text}</a></p>"));
        }
        self.line("</header>");
        self.contents();
        self.line("<main>");
        self.draw(opening.figures);
    }

    fn part(&mut self, part: &ReportPart, only: bool, figures: &Figures) {
        let along = self.job.form == ReportForm::Along;
        let ix = part.item.as_ref().and_then(|item| self.job.dataset.ix(item.record()));
        if self.job.story.is_some() {
            self.end_step();
            self.steps += 1;
            self.line(&format!("<section class=\"step\" id=\"step-{}\"><div class=\"head\">", self.steps));
        }
        let mine = ix.map(|ix| self.mine(ix)).unwrap_or_default();
        if !part.eyebrow.is_empty() {
            self.line(&format!("<p class=\"kind\"{mine}>{}</p>", escaped(&part.eyebrow)));
        } else if !mine.is_empty() {
            self.line(&format!("<div{mine}></div>"));
        }
        let lists = self.job.form == ReportForm::List || is_collection(self.job);
        let group = part.item.is_none() && lists && self.job.story.is_none();
        if group {
            self.groups += 1;
            self.line(&format!("<h2 id=\"k{}\">{}</h2>", self.groups, escaped(&part.title)));
        } else if !only {
            self.line(&format!("<h2>{}</h2>", escaped(&part.title)));
        }
        if !part.other_names.is_empty() {
            self.line(&format!("<p class=\"names\">{}</p>", escaped(&part.other_names.join(" · "))));
        }
        if self.job.story.is_some() {
            self.line("</div>");
            self.draw(figures);
            self.line("<div class=\"said\">");
        } else if part.item.is_some() && !along {
            // the parts of a list share what was drawn at its head
            self.draw(figures);
        }
    }

    fn listed(&mut self, entry: &Listed, notes: &mut Quotes) {
        let mine = self.mine(entry.ix);
        self.line(&format!("<article{mine}>"));
        let marks = marks(notes, &entry.cites);
        let to = self.to_marks(entry.ix);
        let other = entry.other_names.join(" · ");
        let other = if other.is_empty() { other } else { format!(" <small>{}</small>", escaped(&other)) };
        self.labelled(&entry.date, &format!("<strong>{}</strong>{other}{marks}{to}", escaped(&entry.name)));
        let mut facts: Vec<String> = Vec::new();
        if !entry.state.is_empty() {
            facts.push(format!("<i>{}</i>", escaped(&entry.state)));
        }
        let one = |run: &PageRun| match run {
            PageRun::Url(url) => site(url),
            run => self.run(run),
        };
        let names = |runs: &[PageRun]| self.job.words.list(&runs.iter().map(one).collect::<Vec<_>>());
        facts.extend(entry.facts.iter().map(|(label, runs)| format!("{}: {}", escaped(label), names(runs))));
        if !facts.is_empty() {
            self.line(&format!("<p class=\"facts\">{}</p>", facts.join(" · ")));
        }
        if !entry.summary.is_empty() {
            self.line(&format!("<p>{}</p>", escaped(&entry.summary)));
        }
        entry.caution.iter().for_each(|text| self.note(text));
        self.line("</article>");
    }

    fn block(&mut self, block: &PageBlock, notes: &mut Quotes) {
        match block {
            PageBlock::Heading { text, count, .. } => {
                let count = count.map(|count| format!(" <small>{count}</small>")).unwrap_or_default();
                self.line(&format!("<h3>{}{count}</h3>", escaped(text)));
            }
            PageBlock::Paragraph { text, cites } => {
                self.line(&format!("<p>{}{}</p>", escaped(text), marks(notes, cites)));
            }
            PageBlock::Summary { text } => self.line(&format!("<p><b>{}</b></p>", escaped(text))),
            PageBlock::Caution { text } | PageBlock::Note { text } => self.note(text),
            PageBlock::Line { label, runs, cites } => {
                let body = format!("{}{}", self.runs(runs), marks(notes, cites));
                self.labelled(label, &body);
            }
            PageBlock::Statement { label, by, text, runs, cites } => {
                let by = if by.is_empty() { String::new() } else { format!("<i>{}</i>: ", self.runs(by)) };
                let body = format!("{by}{}{}{}", escaped(text), marks(notes, cites), self.aside(runs));
                self.labelled(label, &body);
            }
            PageBlock::Change { value, date, text, cites, .. } => {
                let body = format!("{}{}", escaped(&with_colon(value, text)), marks(notes, cites));
                self.labelled(date, &body);
            }
            PageBlock::Entry(entry) => self.entry(entry, notes),
            PageBlock::Step(step) => self.step(step, notes),
            PageBlock::Table(table) => self.table(table, notes),
            PageBlock::OfPromise(_, block) => self.block(block, notes),
        }
    }

    fn end(&mut self, left_out: &str, notes: &[NumberedNote]) {
        let words = self.job.words;
        self.end_step();
        if self.is_empty() {
            self.line(&format!("<p>{}</p>", escaped(words.t("report-empty"))));
        }
        self.line("</main>");
        self.write_sites();
        if !notes.is_empty() {
            self.line(&format!("<section class=\"foot\"><h2>{}</h2><ol>", escaped(words.t("details-sources"))));
            for note in notes {
                let text = escaped(&note.text);
                // a source with a line of its own has its title and address there
                let line = self.job.dataset.ix(&note.source).filter(|ix| is_collection(self.job) && self.job.has(*ix));
                let place = line.map(|ix| self.anchor(ix)).or_else(|| Some(format!("n{}", note.first?)));
                let text = place.map_or_else(|| text.clone(), |place| format!("<a href=\"#{place}\">{text}</a>"));
                let link = note.address.as_deref().filter(|_| line.is_none()).map(address).unwrap_or_default();
                self.line(&format!("<li id=\"n{}\">{text}{link}</li>", note.number));
            }
            self.line("</ol></section>");
        }
        if !left_out.is_empty() {
            let title = escaped(words.t("report-left-out"));
            self.line(&format!("<section class=\"foot\" id=\"{LEFT_OUT}\"><h2>{title}</h2>"));
            self.line(&format!("<p>{}</p></section>", escaped(left_out)));
        }
        if self.drawn > 0 {
            let drawn = &crate::dataset::boundaries::boundaries().attribution;
            self.line(&format!("<footer><p>{}</p></footer>", escaped(drawn)));
        }
        if self.long {
            let text = escaped(words.t("report-top"));
            self.line(&format!("<p class=\"top\"><a href=\"#{TOP}\">{text}</a></p>"));
        }
        self.line("</body></html>");
    }

    fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.text).into_bytes()
    }
}

impl HtmlReport<'_> {
    /// What there is, kind by kind: on a phone nobody reaches the end of a long page.
    fn contents(&mut self) {
        let job = self.job;
        let pages = matches!(job.form, ReportForm::Pages | ReportForm::Briefing);
        if job.story.is_some() || job.form == ReportForm::Along {
            return;
        }
        let rows = if job.form == ReportForm::Briefing {
            subjects(&Reader { dataset: job.dataset, words: job.words }, &job.rows)
        } else {
            job.rows.clone()
        };
        let of = |kind: Kind| rows.iter().copied().filter(move |ix| job.dataset.kind(*ix) == Some(kind));
        let kinds = KINDS.into_iter().map(|kind| (kind, of(kind).count())).filter(|(_, count)| *count > 0);
        let kinds: Vec<(Kind, usize)> = kinds.collect();
        self.long = if pages { rows.len() > 1 } else { kinds.len() > 1 };
        if !self.long {
            return;
        }
        self.line(&format!("<nav aria-label=\"{}\">", escaped(job.words.t("report-contents"))));
        let mut groups = 0;
        for (kind, count) in kinds {
            let title = format!("{} ({})", job.words.kinds(kind), job.words.number(count as f64));
            if !pages || is_collection(job) && is_line(kind) {
                groups += 1;
                self.line(&format!("<a href=\"#k{groups}\">{}</a>", escaped(&title)));
                continue;
            }
            // nobody looks for one among so many names
            if let (true, Some(first)) = (count > MOST_NAMED, of_kind(job, kind).first()) {
                self.line(&format!("<a href=\"#{}\">{}</a>", self.anchor(*first), escaped(&title)));
                continue;
            }
            self.line(&format!("<details><summary>{}</summary><ul>", escaped(&title)));
            for ix in of(kind) {
                let name = job.dataset.record(ix).map_or("", |record| prose::name(job, record));
                self.line(&format!("<li><a href=\"#{}\">{}</a></li>", self.anchor(ix), escaped(name)));
            }
            self.line("</ul></details>");
        }
        self.line("</nav>");
    }

    /// Ends the section of the step before, if there is one.
    fn end_step(&mut self) {
        if self.steps > 0 {
            self.line("</div></section>");
        }
    }

    fn note(&mut self, text: &str) {
        if !text.is_empty() {
            self.line(&format!("<p class=\"note\">{}</p>", escaped(text)));
        }
    }

    /// Names that a text has to do with, in brackets after it.
    fn aside(&self, runs: &[PageRun]) -> String {
        if runs.is_empty() { String::new() } else { format!(" <small>({})</small>", self.runs(runs)) }
    }

    fn entry(&mut self, entry: &ListEntry, notes: &mut Quotes) {
        let name = self.run(&PageRun::Link(Item::Record(entry.id.clone()), entry.name.clone()));
        let told = entry.told();
        let told = if told.is_empty() { told } else { format!(" · {}", escaped(&told)) };
        // the place of a record with a page of its own is that page
        let page = self.job.has(entry.ix) && self.job.form != ReportForm::Along;
        let mine = if page { String::new() } else { self.mine(entry.ix) };
        let (marks_here, to) = (marks(notes, &entry.cites), self.to_marks(entry.ix));
        let date = escaped(&entry.date);
        self.line(&format!("<p class=\"line\"{mine}><b>{date}</b> {name}{told}{marks_here}{to}</p>"));
        for said in &entry.said {
            self.line(&format!("<p>{}{}</p>", escaped(&said.text), marks(notes, &said.cites)));
        }
        self.note(&entry.caution);
    }

    fn step(&mut self, step: &PromiseStep, notes: &mut Quotes) {
        let said = [self.run(&step.name), escaped(&step.state), escaped(&step.text)];
        let said: Vec<String> = said.into_iter().filter(|text| !text.is_empty()).collect();
        let body = format!("{}{}{}", said.join(" · "), marks(notes, &step.cites), self.aside(&step.by));
        self.labelled(&step.date, &body);
        self.note(&step.caution);
    }

    fn table(&mut self, table: &PageTable, notes: &mut Quotes) {
        self.line("<div class=\"scroll\"><table><thead><tr>");
        table.columns.iter().for_each(|head| self.line(&format!("<th scope=\"col\">{}</th>", escaped(head))));
        self.line("</tr></thead><tbody>");
        for row in &table.rows {
            match row {
                PageRow::Gap { text } => {
                    let wide = table.columns.len();
                    self.line(&format!("<tr><td colspan=\"{wide}\"><i>{}</i></td></tr>", escaped(text)));
                }
                PageRow::Cells { cells, caution, cites } => {
                    let mut cells: Vec<String> = cells.iter().map(|runs| self.runs(runs)).collect();
                    // the sentence that rests on them is the longest
                    let at = (0..cells.len()).max_by_key(|at| cells.get(*at).map_or(0, String::len)).unwrap_or(0);
                    if let Some(cell) = cells.get_mut(at) {
                        cell.push_str(&marks(notes, cites));
                        if !caution.is_empty() {
                            cell.push_str(&format!("<br><small>{}</small>", escaped(caution)));
                        }
                    }
                    // on a phone cells stand below each other; the first needs no more of a name, and a large report no
                    // more letters
                    let named = table.columns.len() > 2 && self.job.rows.len() <= MOST_WITH_HEADS;
                    let cells = cells.iter().enumerate().map(|(at, cell)| {
                        let head = table.columns.get(at).filter(|_| at > 0 && named);
                        let of = head.map(|head| format!(" data-of=\"{}\"", escaped(head))).unwrap_or_default();
                        format!("<td{of}>{cell}</td>")
                    });
                    let cells: String = cells.collect();
                    self.line(&format!("<tr>{cells}</tr>"));
                }
            }
        }
        self.line("</tbody></table></div>");
    }
}

/// Records of a report beyond which cells don't say of which column they are.
const MOST_WITH_HEADS: usize = 200;

/// "Suspended: closed to people".
fn with_colon(value: &str, text: &str) -> String {
    if text.is_empty() { value.to_owned() } else { format!("{value}: {text}") }
}

/// Numbers above the line that lead to their notes.
fn marks(notes: &mut Quotes, cites: &[Cite]) -> String {
    let links: Vec<String> = notes.add(cites).iter().map(|n| format!("<a href=\"#n{n}\">{n}</a>")).collect();
    if links.is_empty() { String::new() } else { format!("<sup>{}</sup>", links.join(", ")) }
}

/// An address by the site that it is of; on paper it stands behind that.
fn site(address: &str) -> String {
    let host = address.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or(address);
    if is_link(address) { format!("<a href=\"{}\">{}</a>", escaped(address), escaped(host)) } else { escaped(address) }
}

/// Only what is an address of the web leads there; anything else is just text.
fn address(address: &str) -> String {
    let text = escaped(address);
    if is_link(address) {
        format!(" <a href=\"{text}\">{}</a>", escaped(&readable(address)))
    } else {
        format!(" {text}")
    }
}

/// An id as the name of a place, whatever it holds.
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
