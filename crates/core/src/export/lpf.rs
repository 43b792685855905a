//! Linked Places Format 1.3: the gazetteer, for World Historical Gazetteer and other programs that
//! link places. Gates and places with their names, types, positions and what they are part of.

use std::io;

use crate::dataset::Ix;
use crate::model::parts::{Change, Confidence, Position};
use crate::model::{Cite, Edtf, Field, Id, Kind, Lang, Record, Text, Value};
use crate::pages::Reader;
use crate::pages::report::Notes;

use super::cited::{CitedSource, cited};
use super::geojson::degrees;
use super::job::{ExportOut, FormatWriter, Job, stream};
use super::loss::{Fields, LossTally, LostPart, Survey};
use super::notation::Notation;
use super::people::with_address;
use super::walk::Sink;
use super::{iso, json, prose};

const CONTEXT: &str =
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld";

const HELD: Fields = Fields::new(&[
    Field::Form,
    Field::At,
    Field::PartOf,
    Field::Vn,
    Field::Cn,
    Field::Former,
    Field::MergedInto,
    Field::Side,
    Field::Class,
]);

pub(super) struct Lpf;

impl FormatWriter for Lpf {
    fn count_losses(&self, job: &Job<'_>, _ix: Ix, record: &Record, tally: &mut LossTally) -> bool {
        if !prose::is_site(record.kind) {
            tally.add(LostPart::LeftNoPlace);
            return false;
        }
        tally.add_if(record.position().is_none(), LostPart::Unplaced);
        tally.add_if(first_year(job, record).is_none() && job.dataset.about.time.is_none(), LostPart::Undated);
        for (field, _) in record.fields.iter().filter(|(field, _)| !HELD.has(*field)) {
            tally.add(LostPart::Field(*field));
        }
        tally.add_if(!record.extra.is_empty(), LostPart::UnknownFields);
        tally.add_if(record.links().any(|(field, _)| !HELD.has(field)), LostPart::Relations);
        true
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut ExportOut<'_>) -> io::Result<()> {
        let mut head = b"{\n\"type\":\"FeatureCollection\",\n".to_vec();
        Notation(&mut head).some("@context", CONTEXT);
        head.extend(b",\n");
        json::heading(job, survey, &mut head);
        head.extend(b",\n\"features\":[\n");
        out.put(&head)?;
        let first = job.records().position(|(_, record)| prose::is_site(record.kind));
        stream(job, out, || {
            |at, ix, record, bytes| {
                if prose::is_site(record.kind) {
                    if Some(at) != first {
                        bytes.extend(b",\n");
                    }
                    let mut part = Vec::new();
                    LpfPlace { job, ix, record, json: Notation(&mut part) }.feature();
                    bytes.extend(part);
                }
            }
        })?;
        out.put(b"\n]}\n")
    }
}

struct LpfPlace<'a> {
    job: &'a Job<'a>,
    ix: Ix,
    record: &'a Record,
    json: Notation<'a>,
}

impl LpfPlace<'_> {
    fn feature(mut self) {
        self.json.open("");
        let address = self.address(&self.record.id);
        self.json.some("@id", &address);
        self.json.some("type", "Feature");
        self.properties();
        self.attested();
        self.names();
        self.types();
        self.geometry();
        self.relations();
        self.descriptions();
        self.json.close();
    }

    /// A name for a record that is the same in every export of the dataset.
    fn address(&self, id: &str) -> String {
        let plain = |text: &str| -> String {
            let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
            text.bytes()
                .map(|byte| if safe(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
                .collect()
        };
        format!("urn:km0:{}:{}", plain(&self.job.dataset.about.id), plain(id))
    }

    fn properties(&mut self) {
        let (record, job) = (self.record, self.job);
        let countries = countries(job, self.ix, record);
        let json = &mut self.json;
        json.key("properties");
        json.open("");
        json.some("title", prose::name(job, record));
        json.texts("ccodes", countries);
        json.texts("fclasses", [feature_class(record)]);
        json.some("kind", record.kind.slug());
        json.close();
    }

    /// The format wants to know of every place when it was spoken of: a name's citation has the year
    /// of its source; where none has, it is the time that the dataset is about.
    fn attested(&mut self) {
        if first_year(self.job, self.record).is_none() {
            self.when(self.job.dataset.about.time.as_ref());
        }
    }

    fn names(&mut self) {
        let record = self.record;
        let former = match record.get(Field::Former) {
            Some(Value::Names(all)) => all.as_slice(),
            _ => &[],
        };
        self.json.key("names");
        self.json.list();
        self.toponyms(&record.name, &record.cite, None);
        for alias in &record.aliases {
            self.toponyms(alias, &[], None);
        }
        for name in former {
            self.toponyms(&name.text, &name.cite, name.date.as_ref());
        }
        self.json.end();
    }

    fn toponyms(&mut self, text: &Text, cites: &[Cite], date: Option<&Edtf>) {
        let forms = [("vi", &text.vi, cites), ("en", &text.en, cites), ("zh", &text.zh, &text.zh_cite)];
        for (lang, form, cites) in forms.into_iter().chain([("zh-Latn", &text.pinyin, &text.zh_cite[..])]) {
            if form.is_empty() {
                continue;
            }
            self.json.open("");
            self.json.some("toponym", form);
            self.json.some("lang", lang);
            self.citations(cites);
            self.when(date);
            self.json.close();
        }
    }

    fn citations(&mut self, cites: &[Cite]) {
        if cites.is_empty() {
            return;
        }
        let mut notes = Notes::default();
        notes.add(cites);
        self.json.key("citations");
        self.json.list();
        for note in notes.footnotes(&Reader { dataset: self.job.dataset, words: self.job.words }) {
            let source = self.address(&note.cite.source);
            self.json.open("");
            self.json.some("label", &note.text);
            if let Some(year) = year(self.job, &note.cite) {
                self.json.key("year");
                self.json.number(year as f64);
            }
            self.json.some("@id", note.address.as_deref().unwrap_or(&source));
            self.json.close();
        }
        self.json.end();
    }

    /// The earliest and latest of a date's beginning and end; its text is the label.
    fn when(&mut self, date: Option<&Edtf>) {
        let Some(date) = date else { return };
        let [earliest_start, latest_start, earliest_end, latest_end] = iso::bounds(Some(date.bounds()));
        let json = &mut self.json;
        json.key("when");
        json.open("");
        json.some("label", date.as_str());
        json.key("timespans");
        json.list();
        json.open("");
        // every timespan has a start: one that nobody knows is at the latest where the end is
        let latest_start = latest_start.or(if earliest_start.is_none() { latest_end } else { None });
        for (name, least, most) in [("start", earliest_start, latest_start), ("end", earliest_end, latest_end)] {
            if least.is_none() && most.is_none() {
                continue;
            }
            json.key(name);
            json.open("");
            for (name, moment) in [("earliest", least), ("latest", most)] {
                if let Some(moment) = moment {
                    json.key(name);
                    iso::push_quoted(moment, json.0);
                }
            }
            json.close();
        }
        json.close();
        json.end();
        json.close();
    }

    fn types(&mut self) {
        self.json.key("types");
        self.json.list();
        self.one_type(self.record.choice(Field::Form).unwrap_or(self.record.kind.name()), None);
        let classes: Vec<&Change> = self.record.history(Field::Class).iter().collect();
        for change in classes {
            self.one_type(change.value, change.date.as_ref());
        }
        self.json.end();
    }

    /// A type by its concept in the Art & Architecture Thesaurus, where there is one, else in the
    /// dataset; and in the dataset's own word.
    fn one_type(&mut self, word: &str, date: Option<&Edtf>) {
        let said = self.job.words.word(word);
        let own = format!("urn:km0:type:{}", word.to_lowercase());
        let (concept, label) = concept(word).unwrap_or((&own, said));
        self.json.open("");
        self.json.some("identifier", concept);
        self.json.some("label", label);
        self.json.key("sourceLabels");
        self.json.list();
        self.json.open("");
        self.json.some("label", said);
        self.json.some("lang", self.job.words.lang().tag());
        self.json.close();
        self.json.end();
        self.when(date);
        self.json.close();
    }

    /// Where nobody knows where it is, nothing.
    fn geometry(&mut self) {
        self.json.key("geometry");
        let Some(position) = self.record.position() else { return self.json.null() };
        self.json.open("");
        self.json.some("type", "Point");
        self.json.key("coordinates");
        degrees(position, &mut self.json);
        self.citations(&position.cite);
        self.json.some("certainty", certainty(position));
        self.json.close();
    }

    fn relations(&mut self) {
        let record = self.record;
        let part_of = record.link(Field::PartOf).into_iter();
        let sides = [Field::Vn, Field::Cn].into_iter().flat_map(|field| record.ids(field));
        let wider: Vec<&Id> = part_of.chain(sides).collect();
        let merger = match record.get(Field::MergedInto) {
            Some(Value::Merger(merger)) => Some(merger),
            _ => None,
        };
        if wider.is_empty() && merger.is_none() {
            return;
        }
        self.json.key("relations");
        self.json.list();
        for id in wider {
            self.relation("gvp:broaderPartitive", id, None, &[]);
        }
        if let Some(merger) = merger {
            self.relation("gvp:tgn3317_member_of", &merger.place, Some(&merger.date), &merger.cite);
        }
        self.json.end();
    }

    fn relation(&mut self, kind: &str, to: &Id, date: Option<&Edtf>, cites: &[Cite]) {
        let label = self.job.dataset.by_id(to).map_or(&**to, |record| prose::name(self.job, record)).to_owned();
        let address = self.address(to);
        self.json.open("");
        self.json.some("relationType", kind);
        self.json.some("relationTo", &address);
        self.json.some("label", &label);
        self.when(date);
        self.citations(cites);
        self.json.close();
    }

    fn descriptions(&mut self) {
        let record = self.record;
        let said: Vec<(&str, Lang)> = [&record.summary, &record.note]
            .into_iter()
            .flat_map(|text| Lang::ALL.map(|lang| (text.only(lang), lang)))
            .filter(|(text, _)| !text.is_empty())
            .collect();
        if said.is_empty() {
            return;
        }
        let cites = cited(self.job.dataset, &record.cite);
        let said_by = |one: &CitedSource<'_>| with_address(&one.text(self.job.words), one.address());
        let source = cites.iter().map(said_by).collect::<Vec<_>>().join("; ");
        self.json.key("descriptions");
        self.json.list();
        for (text, lang) in said {
            self.json.open("");
            self.json.some("value", text);
            self.json.some("lang", lang.tag());
            self.json.some("source", &source);
            self.json.close();
        }
        self.json.end();
    }
}

/// The year in which the source of a citation was published.
fn year(job: &Job<'_>, cite: &Cite) -> Option<i64> {
    let published = job.dataset.by_id(&cite.source)?.date_in(Field::Published)?;
    Some(published.bounds().earliest_start?.ymd().0)
}

/// The first year that a citation of the place's names has.
fn first_year(job: &Job<'_>, record: &Record) -> Option<i64> {
    let former = match record.get(Field::Former) {
        Some(Value::Names(all)) => all.as_slice(),
        _ => &[],
    };
    let own = record.cite.iter().chain(&record.name.zh_cite);
    own.chain(former.iter().flat_map(|name| &name.cite)).find_map(|cite| year(job, cite))
}

/// The countries that a place lies in, as ISO 3166-1 has them.
fn countries(job: &Job<'_>, ix: Ix, record: &Record) -> Vec<&'static str> {
    let side = |record: &Record| record.choice(Field::Side);
    let above = job.dataset.above(ix).iter().filter_map(|at| job.dataset.record(*at));
    let sides: Vec<&str> = std::iter::once(record).chain(above).filter_map(side).collect();
    let in_country = |word: &str| sides.iter().any(|side| *side == word || *side == "Both");
    // a gate lies where the two meet, whatever of its two sides is recorded
    let gate = record.kind == Kind::Gate;
    [("Vn", "VN"), ("Cn", "CN")]
        .into_iter()
        .filter(|(word, _)| gate || in_country(word))
        .map(|(_, code)| code)
        .collect()
}

/// The class of GeoNames.
fn feature_class(record: &Record) -> &'static str {
    match record.choice(Field::Form) {
        _ if record.kind == Kind::Gate => "S",
        Some("City" | "Town") => "P",
        Some("River") => "H",
        Some("Area") => "L",
        Some("Marker" | "Market" | "Landmark") => "S",
        _ => "A",
    }
}

/// The concept of a form in the Art & Architecture Thesaurus and its label there.
fn concept(form: &str) -> Option<(&'static str, &'static str)> {
    Some(match form {
        "Country" => ("aat:300128207", "nation"),
        "Province" => ("aat:300000774", "province"),
        "Region" => ("aat:300387107", "autonomous region"),
        "Prefecture" => ("aat:300235099", "prefecture"),
        "District" => ("aat:300232418", "administrative division"),
        "County" => ("aat:300000771", "county"),
        "City" => ("aat:300008389", "city"),
        "Town" => ("aat:300008375", "town"),
        "Area" => ("aat:300182722", "region (geographic)"),
        _ => return None,
    })
}

fn certainty(position: &Position) -> &'static str {
    match position.confidence {
        Some(Confidence::High) => "certain",
        Some(Confidence::Medium) => "less-certain",
        Some(Confidence::Low) => "uncertain",
        None => "",
    }
}
