//! The fields of a record as blocks, by the shape of their values.

use crate::model::node::{Node, Tree};
use crate::model::parts::{Change, Position, Role, Seat, Statement, StatementKind};
use crate::model::{Cite, Field, Id, Kind, Record, Value};

use super::Reader;
use super::page::{PageBlock, PageRun, PageSection, heading, label, link, links};

/// Fields that are said above, or with another field.
const ELSEWHERE: &[Field] = &[
    Field::Form,
    Field::Standing,
    Field::State,
    Field::ValueTo,
    Field::Unit,
    Field::Bound,
    Field::BridgePoints,
    Field::Paragraphs,
    Field::Caveat,
    Field::Counterpart,
    // the thread of a promise tells what follows it
    Field::FollowedBy,
    // what a file is called serves only whoever keeps the data
    Field::File,
];

/// The fields that a reader of a kind asks for first, in this order.
fn first(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Meeting => &[Field::Venues, Field::Host, Field::Format, Field::Mechanism, Field::Theme],
        Kind::Agreement => &[Field::KnownBy, Field::SignedAt, Field::Parties, Field::Counts],
        Kind::Commitment => &[Field::ProposedBy, Field::By, Field::UndertakenAt, Field::Due],
        Kind::Figure => &[Field::Value, Field::Measure, Field::Place, Field::Changes],
        Kind::Source => &[Field::Address, Field::Publisher, Field::Published, Field::Byline],
        Kind::Mechanism => &[Field::Parties, Field::Rhythm],
        Kind::Organisation => &[Field::Seat, Field::PartOf],
        _ => &[],
    }
}

/// When, where, by whom: a line each.
pub(super) fn lead(ctx: &Reader<'_>, record: &Record, out: &mut Vec<PageBlock>) {
    out.extend(date(ctx, record));
    first_fields(ctx, record, out);
    // of what was agreed or met about, that comes before the list of all it concerns
    let later = matches!(record.kind, Kind::Meeting | Kind::Agreement);
    if record.kind.is_event() && !later {
        about(ctx, record, out);
    }
}

/// The fields that a reader asks for first; of a source where it can be read, who published it and when.
pub(super) fn first_fields(ctx: &Reader<'_>, record: &Record, out: &mut Vec<PageBlock>) {
    for field in first(record.kind) {
        if let Some(value) = record.get(*field) {
            one(ctx, record, *field, value, out);
        }
    }
    if record.kind == Kind::Agreement {
        signed_by(ctx, record, out);
    }
}

/// What the record is about, as a line.
pub(super) fn about(ctx: &Reader<'_>, record: &Record, out: &mut Vec<PageBlock>) {
    if !record.about.is_empty() {
        out.push(PageBlock::Line { label: label(ctx, "about"), runs: links(ctx, &record.about), cites: Vec::new() });
    }
}

/// The date in words; one that the record takes from its occasion says so.
fn date(ctx: &Reader<'_>, record: &Record) -> Option<PageBlock> {
    let date = record.date.as_ref()?;
    let mut runs = vec![PageRun::Text(ctx.words.date(date))];
    if let Some(occasion) = record.dated_from() {
        runs.push(PageRun::Text(ctx.words.t("details-dated-by").to_owned()));
        runs.push(link(ctx, occasion));
    }
    Some(PageBlock::Line { label: label(ctx, "date"), runs, cites: Vec::new() })
}

fn signed_by(ctx: &Reader<'_>, record: &Record, out: &mut Vec<PageBlock>) {
    let signers = || record.seats().iter().filter(|seat| seat.role == Role::Sign);
    let runs: Vec<PageRun> = signers().map(|seat| link(ctx, &seat.who)).collect();
    if !runs.is_empty() {
        let label = ctx.words.t("details-signed-by").to_owned();
        out.push(PageBlock::Line {
            label,
            runs,
            cites: signers().flat_map(|seat| seat.cite.iter().cloned()).collect(),
        });
    }
}

/// What the record says in short. What only places things on the map stands at the position.
pub(super) fn summary(ctx: &Reader<'_>, record: &Record, out: &mut Vec<PageBlock>) {
    if !record.summary.is_empty() {
        let text = record.summary.get(ctx.words.lang()).to_owned();
        out.push(PageBlock::Paragraph { text, cites: plain_cites(ctx, &record.cite) });
    }
}

/// The citations without those of data sets that only place things on the map.
pub(super) fn plain_cites(ctx: &Reader<'_>, cites: &[Cite]) -> Vec<Cite> {
    let technical =
        |cite: &&Cite| ctx.dataset.by_id(&cite.source).is_some_and(|source| source.choice(Field::Form) == Some("Data"));
    cites.iter().filter(|cite| !technical(cite)).cloned().collect()
}

/// The dated histories of the record.
pub(super) fn histories(ctx: &Reader<'_>, record: &Record, out: &mut Vec<PageBlock>) {
    for (field, value) in &record.fields {
        if let Value::History(list) = value {
            out.push(heading(PageSection::History, ctx.words.field(field.name()), list.len(), false));
            changes(ctx, list.iter().map(|change| (*field, change)).collect(), out);
        }
    }
}

/// The tracks of a gate as one story, folded.
pub(super) fn gate_history(ctx: &Reader<'_>, gate: &Record, out: &mut Vec<PageBlock>) {
    let tracks = [Field::Class, Field::ClassCn, Field::Status];
    let all: Vec<(Field, &Change)> =
        tracks.into_iter().flat_map(|field| gate.history(field).iter().map(move |change| (field, change))).collect();
    if !all.is_empty() {
        out.push(heading(PageSection::History, ctx.words.t("details-history"), all.len(), true));
        changes(ctx, all, out);
    }
}

fn changes(ctx: &Reader<'_>, mut all: Vec<(Field, &Change)>, out: &mut Vec<PageBlock>) {
    all.sort_by_key(|(_, change)| change.begin());
    for (field, change) in all {
        let value = ctx.words.word(change.value).to_owned();
        let chinese = field == Field::ClassCn;
        out.push(PageBlock::Change {
            value: if chinese { ctx.words.with("details-class-cn", &[("class", value.into())]) } else { value },
            begin: change.date.as_ref().and_then(|date| date.bounds().possible().from),
            date: change.date.as_ref().map(|date| ctx.words.date_short(date)).unwrap_or_default(),
            text: change.text.get(ctx.words.lang()).to_owned(),
            cites: change.cite.to_vec(),
        });
    }
}

/// What two sources say against each other, and what is known of it.
pub(super) fn claims(ctx: &Reader<'_>, record: &Record, out: &mut Vec<PageBlock>) {
    let Some(Value::Claims(list)) = record.get(Field::Claims) else { return };
    out.push(heading(PageSection::Claims, ctx.words.field(Field::Claims.name()), list.len(), false));
    for claim in list {
        let text = claim.text.get(ctx.words.lang()).to_owned();
        out.push(PageBlock::Paragraph { text, cites: claim.cite.to_vec() });
    }
    if let Some(finding) = record.text(Field::Finding) {
        let runs = vec![PageRun::Text(finding.get(ctx.words.lang()).to_owned())];
        out.push(PageBlock::Line { label: label(ctx, Field::Finding.name()), runs, cites: Vec::new() });
    }
}

/// The record's other fields, a line each.
pub(super) fn rest(ctx: &Reader<'_>, record: &Record, out: &mut Vec<PageBlock>) {
    if !record.kind.is_event() {
        out.extend(date(ctx, record));
    }
    let aliases: Vec<_> = record.aliases.iter().map(|alias| alias.get(ctx.words.lang())).collect();
    if !aliases.is_empty() {
        let runs = vec![PageRun::Text(aliases.join(" · "))];
        out.push(PageBlock::Line { label: label(ctx, "aliases"), runs, cites: Vec::new() });
    }
    let said = |field: Field, value: &Value| {
        let in_pill = field == Field::Status && matches!(value, Value::Choice(_));
        let finding = field == Field::Finding;
        let counted = field == Field::Corroboration && record.get(Field::Confidence).is_some();
        in_pill || finding || counted || ELSEWHERE.contains(&field) || first(record.kind).contains(&field)
    };
    for (field, value) in record.fields.iter().filter(|(field, value)| !said(*field, value)) {
        one(ctx, record, *field, value, out);
    }
    let about = if record.kind.is_event() { &[][..] } else { &record.about[..] };
    for (field, ids) in [("about", about), ("topics", &record.topics), ("see", &record.see)] {
        if !ids.is_empty() {
            out.push(PageBlock::Line { label: label(ctx, field), runs: links(ctx, ids), cites: Vec::new() });
        }
    }
}

fn one(ctx: &Reader<'_>, record: &Record, field: Field, value: &Value, out: &mut Vec<PageBlock>) {
    let lang = ctx.words.lang();
    let mut line = |runs: Vec<PageRun>, cites: &[Cite]| {
        if !runs.is_empty() {
            out.push(PageBlock::Line { label: label(ctx, field.name()), runs, cites: cites.to_vec() });
        }
    };
    let text = |text: &str| vec![PageRun::Text(text.to_owned())];
    match value {
        Value::Text(said) => line(text(said.get(lang)), &said.zh_cite),
        Value::Date(date) => line(text(&ctx.words.date(date)), &[]),
        Value::Link(id) => line(vec![link(ctx, id)], &[]),
        Value::Links(ids) => line(links(ctx, ids), &[]),
        Value::Number(number) => line(text(&number_in_words(ctx, record, field, *number)), &[]),
        Value::Word(word) if field == Field::Address => line(vec![PageRun::Url(word.to_string())], &[]),
        // what it is, and not its thousand points
        Value::Word(word) if field == Field::Geometry => line(text(word.split('(').next().unwrap_or_default()), &[]),
        Value::Word(word) => line(text(word), &[]),
        Value::Choice(word) => line(text(&choice(ctx, record, field, word)), &[]),
        Value::Position(position) => line(text(&place_in_words(ctx, position)), &position.cite),
        Value::Merger(merger) => {
            let date = PageRun::Text(format!("({})", ctx.words.date(&merger.date)));
            line(vec![link(ctx, &merger.place), date], &merger.cite);
        }
        Value::Growths(list) => {
            for growth in list {
                let percent = ctx.words.number(growth.percent);
                line(text(&format!("{percent} % · {}", growth.text.get(lang))), &[]);
            }
        }
        Value::Counts(list) => {
            for count in list {
                line(text(&format!("{} · {}", ctx.words.number(count.number), count.text.get(lang))), &count.cite);
            }
        }
        Value::Proposals(list) => {
            let cites: Vec<Cite> = list.iter().flat_map(|proposal| proposal.cite.iter().cloned()).collect();
            line(list.iter().map(|proposal| link(ctx, &proposal.who)).collect(), &cites);
        }
        Value::Names(list) => {
            for name in list {
                let date = name.date.as_ref().map(|date| format!(" ({})", ctx.words.date(date))).unwrap_or_default();
                line(text(&format!("{}{date}", name.text.get(lang))), &name.cite);
            }
        }
        // sections of their own
        Value::Statements(_) | Value::Seats(_) | Value::Claims(_) | Value::History(_) | Value::Posts(_) => {}
    }
}

/// A number with its unit and bound.
pub(super) fn number_in_words(ctx: &Reader<'_>, record: &Record, field: Field, number: f64) -> String {
    if field != Field::Value {
        return ctx.words.number(number);
    }
    let bound = record.choice(Field::Bound).filter(|bound| *bound != "Exact").map(|bound| ctx.words.word(bound));
    let to = record.number(Field::ValueTo).map(|to| format!("–{}", ctx.words.number(to))).unwrap_or_default();
    let unit = ctx.words.unit(record.word(Field::Unit).unwrap_or(""));
    let value = format!("{}{to} {unit}", ctx.words.number(number));
    bound.map_or(value.clone(), |bound| format!("{bound} {value}"))
}

/// A word, with the number that belongs to it: of a conference the places that it joined, of a confidence the reports
/// on which it rests.
fn choice(ctx: &Reader<'_>, record: &Record, field: Field, word: &str) -> String {
    let (number, key) = match field {
        Field::Format => (Field::BridgePoints, "details-bridge-points"),
        Field::Confidence => (Field::Corroboration, "details-reports"),
        _ => return ctx.words.word(word).to_owned(),
    };
    let count = record.number(number).map(|count| format!(", {}", ctx.words.with(key, &[("count", count.into())])));
    format!("{}{}", ctx.words.word(word), count.unwrap_or_default())
}

fn place_in_words(ctx: &Reader<'_>, position: &Position) -> String {
    let lang = ctx.words.lang();
    let confidence = position.confidence.map(|confidence| ctx.words.word(confidence.name()));
    let error = Some(position.error_m).filter(|metres| *metres > 0.0).map(|metres| ctx.words.number(metres));
    // what the data does not say is not said: no error given is not an error of nothing
    let doubt = match (error, confidence) {
        (Some(error), Some(confidence)) => Some(
            ctx.words.with("details-position-error", &[("metres", error.into()), ("confidence", confidence.into())]),
        ),
        (None, Some(confidence)) => {
            Some(ctx.words.with("details-position-confidence", &[("confidence", confidence.into())]))
        }
        (Some(error), None) => Some(ctx.words.with("details-position-metres", &[("metres", error.into())])),
        (None, None) => None,
    };
    let border = position
        .border_m
        .map(|metres| ctx.words.with("details-position-border", &[("metres", ctx.words.number(metres).into())]));
    let place = format!("{:.4}, {:.4}", position.lat, position.lon);
    let said: Vec<String> = std::iter::once(place).chain(doubt).chain(border).collect();
    let why = position.off_line.get(lang);
    if why.is_empty() { said.join(" · ") } else { format!("{}. {why}", said.join(" · ")) }
}

/// The statements of these kinds, as a section.
pub(super) fn statements(
    ctx: &Reader<'_>,
    record: &Record,
    section: PageSection,
    title: &str,
    wanted: impl Fn(StatementKind) -> bool,
    out: &mut Vec<PageBlock>,
) {
    let told: Vec<&Statement> = statements_of(record).filter(|one| wanted(one.kind)).collect();
    if !told.is_empty() {
        out.push(heading(section, ctx.words.t(title), told.len(), false));
        out.extend(told.into_iter().map(|one| statement(ctx, one)));
    }
}

/// A statement as a block.
pub(super) fn statement(ctx: &Reader<'_>, statement: &Statement) -> PageBlock {
    PageBlock::Statement {
        label: ctx.words.word(StatementKind::name(statement.kind)).to_owned(),
        by: links(ctx, &statement.by),
        text: statement.text.get(ctx.words.lang()).to_owned(),
        runs: links(ctx, &statement.about),
        cites: statement.cite.to_vec(),
    }
}

/// Who took part, side by side, the more prominent roles first.
pub(super) fn seats(ctx: &Reader<'_>, record: &Record, out: &mut Vec<PageBlock>) {
    let mut seats: Vec<&Seat> = record.seats().iter().collect();
    if seats.is_empty() {
        return;
    }
    out.push(heading(PageSection::Seats, ctx.words.field(Field::Seats.name()), seats.len(), false));
    seats.sort_by_key(|seat| (seat.side, seat.role));
    for seat in seats {
        let side = seat.side.map(|side| ctx.words.word(side.name()));
        let role = ctx.words.word(seat.role.name());
        let label = side.map_or_else(|| role.to_owned(), |side| format!("{role} · {side}"));
        let mut runs = vec![link(ctx, &seat.who)];
        if !seat.post.is_empty() {
            runs.push(PageRun::Text(seat.post.get(ctx.words.lang()).to_owned()));
        }
        if let Some(at) = &seat.at {
            runs.push(PageRun::Text(ctx.words.t("details-at").to_owned()));
            runs.push(link(ctx, at));
        }
        out.push(PageBlock::Line { label, runs, cites: seat.cite.to_vec() });
    }
}

/// Fields that the program does not know, as they were read.
pub(super) fn extra(record: &Record, out: &mut Vec<PageBlock>) {
    for (name, node) in &record.extra {
        let runs = vec![PageRun::Text(node_text(node))];
        out.push(PageBlock::Line { label: name.to_string(), runs, cites: Vec::new() });
    }
}

/// Whether a citation of `source` at `number` is among these.
pub(super) fn cites_paragraph(cites: &[Cite], source: &Id, number: u32) -> bool {
    cites.iter().any(|cite| cite.source == *source && cite.paragraph == Some(number))
}

/// Where a record's statements stand, for those that cite a paragraph.
pub(super) fn statements_of(record: &Record) -> impl Iterator<Item = &Statement> {
    let own = [Field::Statements, Field::Terms].into_iter();
    own.flat_map(|field| record.statements(field))
}

/// Whether records of the kind are places.
pub(super) fn is_place(kind: Kind) -> bool {
    matches!(kind, Kind::Gate | Kind::Place)
}

/// A value that the schema does not know, in one line.
fn node_text(node: &Node) -> String {
    match &node.tree {
        Tree::Null => String::new(),
        Tree::Bool(yes) => yes.to_string(),
        Tree::Number(number) => number.to_string(),
        Tree::Text(text) | Tree::Word(text) => text.to_string(),
        Tree::List(nodes) => nodes.iter().map(node_text).collect::<Vec<_>>().join(", "),
        Tree::Struct(name, members) => {
            let inner: Vec<_> = members.iter().map(|m| format!("{}: {}", m.name, node_text(&m.value))).collect();
            format!("{name}({})", inner.join(", "))
        }
    }
}
