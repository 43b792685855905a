//! DOCX: a report as an office writes it, for Word and LibreOffice. Headings are headings, citations
//! are footnotes, the text says what language it is in, and drawings are drawn, not pixels.

mod body;
mod drawing;
pub(super) mod fit;
mod table;
mod xml;

use std::io::{self, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use crate::dataset::Ix;
use crate::model::{Lang, Record};

use super::job::{ExportOut, FormatWriter, Job};
use super::loss::{LossTally, Survey};
use super::prose::escaped;
use super::report;
use body::DocumentBody;

pub(super) struct Docx;

const TYPES: &str = include_str!("content_types.xml");
const RELATIONS: &str = include_str!("relations.xml");
const DOCUMENT_RELATIONS: &str = include_str!("document_relations.xml");
const STYLES: &str = include_str!("styles.xml");
const SETTINGS: &str = include_str!("settings.xml");
const FOOTER: &str = include_str!("footer.xml");

impl FormatWriter for Docx {
    fn count_losses(&self, job: &Job<'_>, _ix: Ix, record: &Record, tally: &mut LossTally) -> bool {
        report::count_losses(job, record, tally)
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut ExportOut<'_>) -> io::Result<()> {
        let (to, watch) = out.parts();
        let mut zip = ZipWriter::new_stream(to);
        part(&mut zip, "[Content_Types].xml", TYPES)?;
        part(&mut zip, "_rels/.rels", RELATIONS)?;
        part(&mut zip, "docProps/core.xml", &properties(job))?;
        part(&mut zip, "word/_rels/document.xml.rels", DOCUMENT_RELATIONS)?;
        part(&mut zip, "word/styles.xml", &styles(job))?;
        part(&mut zip, "word/settings.xml", &in_language(SETTINGS, job.words.lang()))?;
        part(&mut zip, "word/footer1.xml", &footer(job))?;
        let mut body = DocumentBody::new(job);
        zip.start_file("word/document.xml", options())?;
        report::write(job, survey, &mut ExportOut::new(&mut zip, watch), &mut body)?;
        part(&mut zip, "word/footnotes.xml", &body.footnotes())?;
        zip.finish()?.into_inner().flush()
    }
}

/// The same bytes for the same report: nothing asks the clock.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default())
}

fn part<W: Write>(zip: &mut ZipWriter<zip::write::StreamWriter<W>>, name: &str, text: &str) -> io::Result<()> {
    zip.start_file(name, options())?;
    zip.write_all(text.as_bytes())
}

/// On a sheet that must do with one page headings are smaller, and closer to what is around them.
fn styles(job: &Job<'_>) -> String {
    let brief = job.form == super::ReportForm::Briefing;
    let [above1, above2, below, size2, air] =
        if brief { ["0", "60", "20", "22", "12"] } else { ["280", "200", "70", "26", "30"] };
    let sized = [("{above1}", above1), ("{above2}", above2), ("{below}", below), ("{size2}", size2), ("{air}", air)];
    let styles = sized.into_iter().fold(STYLES.to_owned(), |text, (name, value)| text.replace(name, value));
    in_language(&styles, job.words.lang())
}

/// For the spelling checker: the language of letters and that of characters.
fn in_language(text: &str, lang: Lang) -> String {
    let latin = match lang {
        Lang::Vi => "vi-VN",
        Lang::En | Lang::Zh => "en-GB",
    };
    text.replace("{latin}", latin)
}

/// Title, what it is about, who made it and its language.
fn properties(job: &Job<'_>) -> String {
    let about = job.dataset.about.name.get(job.words.lang());
    let title = match job.rows.as_slice() {
        [one] if matches!(job.form, super::ReportForm::Pages | super::ReportForm::Briefing) => {
            job.dataset.record(*one).map_or(about, |record| super::prose::name(job, record))
        }
        _ => about,
    };
    let made = job.note.generated.as_deref().filter(|at| at.len() >= 19).and_then(|at| at.get(..19));
    let made = made.map_or(String::new(), |at| {
        format!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{}Z</dcterms:created>", escaped(at))
    });
    format!(
        "{}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject>\
         <dc:creator>{}</dc:creator><dc:language>{}</dc:language>{made}</cp:coreProperties>",
        xml::HEAD,
        escaped(title),
        escaped(&job.note.sentence),
        escaped(&format!("{about} (Km0 {})", env!("CARGO_PKG_VERSION"))),
        job.words.lang().tag(),
    )
}

fn footer(job: &Job<'_>) -> String {
    let about = escaped(&super::prose::release(&job.dataset.about, job.words));
    FOOTER.replace("{about}", &about).replace("{page}", &escaped(job.words.t("docx-page")))
}
