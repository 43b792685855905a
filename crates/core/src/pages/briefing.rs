//! A page to take to a meeting: of a gate or a meeting what was agreed, what became of it, what is
//! open and who sat across the table. The pages of details tell everything; this one fits a sheet.

use crate::dataset::Ix;
use crate::model::parts::{Role, Seat, Side, StatementKind};
use crate::model::{Field, Id, Item, Kind, Moment, Record};

use super::Reader;
use super::fields::statement;
use super::listed::{promised, signed};
use super::page::{self, Block, Row, Run, Section, Table, link, links};
use super::promise::{self, by_begin};
use super::report::{Part, caution};
use super::state;

/// Entries of a list that have room beside the others on a sheet of A4.
const ROOM: usize = 5;

/// What a sheet tells of, or shows beside it.
const TOLD: [Kind; 4] = [Kind::Meeting, Kind::Agreement, Kind::Commitment, Kind::Milestone];

/// What a sheet may be made of, the fullest first: how many entries in each list, and how many
/// drawings.
pub fn briefs() -> impl Iterator<Item = (usize, usize)> {
    (1..=ROOM).rev().map(|room| (room, 2)).chain([(1, 1), (1, 0)])
}

/// The page, and what it tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct Briefing {
    pub part: Part,
    /// The records that have to do with it, to show where and when they were.
    pub rows: Vec<Ix>,
}

/// What a briefing is made of, of many records: the gates and meetings; where there are none of
/// these, all.
#[must_use]
pub fn subjects(reader: &Reader<'_>, rows: &[Ix]) -> Vec<Ix> {
    let is = |ix: &&Ix| matches!(reader.dataset.kind(**ix), Some(Kind::Gate | Kind::Meeting));
    let found: Vec<Ix> = rows.iter().filter(is).copied().collect();
    if found.is_empty() { rows.to_vec() } else { found }
}

/// The briefing of a record, with at most `room` entries in each list; none when the dataset has no
/// such record.
#[must_use]
pub fn briefing(reader: &Reader<'_>, item: &Item, room: usize) -> Option<Briefing> {
    let page = page::page(reader, item)?;
    let record = reader.dataset.by_id(item.record())?;
    let mut rows = concerned(&page.blocks);
    rows.retain(|ix| reader.dataset.kind(*ix).is_some_and(|kind| TOLD.contains(&kind)));
    let of = |kind: Kind| -> Vec<Ix> {
        let mut own: Vec<Ix> = rows.iter().copied().filter(|ix| reader.dataset.kind(*ix) == Some(kind)).collect();
        // the latest first: it is what the next meeting begins with
        own.sort_by_key(|ix| std::cmp::Reverse(begin(reader, *ix)));
        own
    };
    let mut blocks = head(reader, record);
    agreed(reader, record, &of(Kind::Agreement), room, &mut blocks);
    promises(reader, &of(Kind::Commitment), room, &mut blocks);
    let meetings = of(Kind::Meeting);
    let met: Vec<&Record> = std::iter::once(record)
        .filter(|own| own.kind == Kind::Meeting)
        .chain(meetings.iter().filter_map(|ix| reader.record(*ix)).filter(|_| record.kind != Kind::Meeting))
        .collect();
    across(reader, &met, room, &mut blocks);
    let part =
        Part { item: Some(page.item), eyebrow: page.eyebrow, title: page.title, other_names: page.other_names, blocks };
    Some(Briefing { part, rows })
}

/// The records that a page lists.
#[must_use]
pub fn concerned(blocks: &[Block]) -> Vec<Ix> {
    let entries = blocks.iter().filter_map(|block| if let Block::Entry(entry) = block { Some(entry.ix) } else { None });
    let mut rows: Vec<Ix> = entries.collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn begin(reader: &Reader<'_>, ix: Ix) -> Option<Moment> {
    reader.record(ix).and_then(|record| by_begin(record.date.as_ref()).1)
}

/// When and where it is, how it stands, and what it is about.
fn head(reader: &Reader<'_>, record: &Record) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut line = |label: &str, runs: Vec<Run>| {
        if !runs.is_empty() {
            blocks.push(Block::Line { label: label.to_owned(), runs, cites: Vec::new() });
        }
    };
    let date = record.date.as_ref().map(|date| Run::Text(reader.words.date(date)));
    line(reader.words.field("date"), date.into_iter().collect());
    for field in [Field::Venues, Field::Parties, Field::Vn, Field::Cn] {
        line(reader.words.field(field.name()), links(reader, record.ids(field)));
    }
    // how it stands is one line: what it is called, and whether people and goods pass
    let (class, status) = (state::class(reader, record), state::status(reader, record));
    let label = if class.is_some() { Field::Class } else { Field::Status };
    let stands: Vec<String> = class.into_iter().chain(status).map(|pill| pill.text).collect();
    let stands = Some(stands.join(" · ")).filter(|stands| !stands.is_empty());
    line(reader.words.field(label.name()), stands.map(Run::Text).into_iter().collect());
    if !record.summary.is_empty() {
        let text = record.summary.get(reader.words.lang()).to_owned();
        blocks.push(Block::Paragraph { text, cites: record.cite.to_vec() });
    }
    blocks.extend(caution(reader, record).map(|text| Block::Caution { text }));
    blocks
}

/// What both sides said they agreed, and what was signed.
fn agreed(reader: &Reader<'_>, record: &Record, agreements: &[Ix], room: usize, out: &mut Vec<Block>) {
    let said: Vec<_> = record
        .statements(Field::Statements)
        .iter()
        .filter(|one| matches!(one.kind, StatementKind::Agreed | StatementKind::Term))
        .collect();
    heading(reader, "briefing-agreed", said.len() + agreements.len(), out);
    if said.is_empty() && agreements.is_empty() {
        silence(reader, "briefing-agreed-none", out);
        return;
    }
    out.extend(said.iter().take(room).map(|one| statement(reader, one)));
    if said.len() > room {
        out.push(Block::Note { text: more(reader, said.len() - room) });
    }
    let row = |ix: &Ix| {
        let record = reader.record(*ix)?;
        let standing = record.choice(Field::Standing).map(|word| Run::Text(reader.words.word(word).to_owned()));
        let cells = vec![
            dated(reader, record),
            vec![link(reader, &record.id)],
            links(reader, record.ids(Field::Parties)),
            standing.into_iter().chain(signed(reader, record).into_iter().take(1)).collect(),
        ];
        Some(Row::Cells { cells, caution: String::new(), cites: record.cite.to_vec() })
    };
    let rows = agreements.iter().filter_map(row).collect();
    table(reader, ["briefing-date", "briefing-paper", "briefing-parties", "briefing-standing"], rows, room, out);
}

/// What became of what was promised, and apart from it what is open: that comes first.
fn promises(reader: &Reader<'_>, promises: &[Ix], room: usize, out: &mut Vec<Block>) {
    let (open, done): (Vec<Ix>, Vec<Ix>) = promises.iter().copied().partition(|ix| promise::is_open(reader, *ix));
    for (rows, title, none) in
        [(open, "briefing-open", "briefing-open-none"), (done, "briefing-became", "briefing-became-none")]
    {
        heading(reader, title, rows.len(), out);
        if rows.is_empty() {
            silence(reader, none, out);
            continue;
        }
        let row = |ix: &Ix| {
            let record = reader.record(*ix)?;
            let text = record.summary.get(reader.words.lang());
            let text = if text.is_empty() { reader.name(record) } else { text };
            let cells = vec![
                dated(reader, record),
                vec![Run::Link(Item::Record(Id::clone(&record.id)), text.to_owned())],
                vec![Run::Text(promised(reader, *ix))],
            ];
            Some(Row::Cells { cells, caution: String::new(), cites: record.cite.to_vec() })
        };
        let rows = rows.iter().filter_map(row).collect();
        table(reader, ["briefing-date", "briefing-promise", "briefing-state"], rows, room, out);
    }
}

/// Who sat on either side of the table, at the latest meetings first; who led before who attended.
fn across(reader: &Reader<'_>, meetings: &[&Record], room: usize, out: &mut Vec<Block>) {
    let [vn, cn] = [Side::Vn, Side::Cn].map(|side| people(reader, meetings, side));
    heading(reader, "briefing-across", vn.len() + cn.len(), out);
    if vn.is_empty() && cn.is_empty() {
        silence(reader, "briefing-across-none", out);
        return;
    }
    let most = vn.len().max(cn.len());
    let (mut vn, mut cn) = (vn.into_iter(), cn.into_iter());
    let rows = (0..most).map(|_| {
        let (cells, cites): (Vec<_>, Vec<_>) =
            [vn.next(), cn.next()].map(Option::unwrap_or_default).into_iter().unzip();
        Row::Cells { cells, caution: String::new(), cites: cites.concat() }
    });
    // names and posts take more room than what they promised
    table(reader, ["briefing-vn", "briefing-cn"], rows.collect(), room.saturating_sub(1).max(1), out);
}

type Told = (Vec<Run>, Vec<crate::model::Cite>);

fn people(reader: &Reader<'_>, meetings: &[&Record], side: Side) -> Vec<Told> {
    let mut found: Vec<(&Id, Told)> = Vec::new();
    for meeting in meetings {
        let mut seats: Vec<&Seat> = meeting.seats().iter().filter(|seat| seat.side == Some(side)).collect();
        seats.sort_by_key(|seat| (!matches!(seat.role, Role::Chair | Role::Lead | Role::Sign), seat.role));
        for seat in seats {
            if found.iter().any(|(who, _)| **who == seat.who) {
                continue;
            }
            let post = Some(seat.post.get(reader.words.lang()).to_owned()).filter(|post| !post.is_empty());
            let date = meeting.date.as_ref().map(|date| reader.words.date_short(date));
            let said: Vec<String> = post.into_iter().chain(date).collect();
            let aside = (!said.is_empty()).then(|| Run::Text(format!("({})", said.join(", "))));
            let runs = [link(reader, &seat.who)].into_iter().chain(aside).collect();
            found.push((&seat.who, (runs, seat.cite.to_vec())));
        }
    }
    found.into_iter().map(|(_, told)| told).collect()
}

fn dated(reader: &Reader<'_>, record: &Record) -> Vec<Run> {
    let date = record.date.as_ref().map(|date| reader.words.date_short(date));
    vec![Run::Text(date.unwrap_or_else(|| reader.words.t("report-undated").to_owned()))]
}

fn heading(reader: &Reader<'_>, key: &str, count: usize, out: &mut Vec<Block>) {
    out.push(Block::Heading {
        section: Section::Agreed,
        text: reader.words.t(key).to_owned(),
        count: Some(count).filter(|count| *count > 0),
        aside: String::new(),
        folded: false,
    });
}

fn silence(reader: &Reader<'_>, key: &str, out: &mut Vec<Block>) {
    out.push(Block::Paragraph { text: reader.words.t(key).to_owned(), cites: Vec::new() });
}

fn more(reader: &Reader<'_>, n: usize) -> String {
    reader.words.with("briefing-more", &[("n", n.into())])
}

fn table<const N: usize>(
    reader: &Reader<'_>,
    columns: [&str; N],
    mut rows: Vec<Row>,
    room: usize,
    out: &mut Vec<Block>,
) {
    if rows.is_empty() {
        return;
    }
    let left = rows.len().saturating_sub(room);
    rows.truncate(room);
    if left > 0 {
        rows.push(Row::Gap { text: more(reader, left) });
    }
    out.push(Block::Table(Table { columns: columns.map(|key| reader.words.t(key).to_owned()).to_vec(), rows }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, builtin};
    use crate::model::Lang;
    use crate::words::Words;

    fn told(dataset: &Dataset, lang: Lang, id: &str, room: usize) -> Briefing {
        let words = Words::new(lang);
        briefing(&Reader { dataset, words: &words }, &Item::Record(id.into()), room).unwrap()
    }

    fn section<'a>(of: &'a Briefing, title: &str) -> &'a [Block] {
        let blocks = &of.part.blocks;
        let at = blocks.iter().position(|b| matches!(b, Block::Heading { text, .. } if text == title)).unwrap();
        let rest = &blocks[at + 1..];
        &rest[..rest.iter().position(|b| matches!(b, Block::Heading { .. })).unwrap_or(rest.len())]
    }

    fn rows(blocks: &[Block]) -> Vec<&Row> {
        blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(&t.rows) } else { None }).flatten().collect()
    }

    #[test]
    fn a_gates_briefing_says_what_was_agreed_what_is_open_and_who_sat_there() {
        let dataset = builtin().dataset;
        let of = told(&dataset, Lang::En, "ta-lung", ROOM);
        let open = rows(section(&of, "Still open"));
        let words = Words::new(Lang::En);
        let reader = Reader { dataset: &dataset, words: &words };
        let expected =
            of.rows.iter().filter(|ix| dataset.kind(**ix) == Some(Kind::Commitment) && promise::is_open(&reader, **ix));
        assert_eq!(open.len(), expected.count());
        assert!(!rows(section(&of, "Agreed and signed")).is_empty());
        let people = rows(section(&of, "Who took part"));
        let Row::Cells { cells, .. } = people[0] else { panic!("{people:?}") };
        assert_eq!(cells.len(), 2, "a column a side");
        assert!(
            cells.iter().flatten().any(|run| matches!(run, Run::Link(_, name) if name.contains("Quản Minh Cường"))),
            "{cells:?}"
        );
    }

    #[test]
    fn a_list_that_has_no_room_says_how_much_more_there_is() {
        let dataset = builtin().dataset;
        for (_, record) in dataset.of_kind(Kind::Gate).chain(dataset.of_kind(Kind::Meeting)) {
            let of = told(&dataset, Lang::Vi, &record.id, 2);
            for block in &of.part.blocks {
                if let Block::Table(table) = block {
                    assert!(table.rows.len() <= 3);
                    let gap = table.rows.iter().any(|row| matches!(row, Row::Gap { .. }));
                    assert!(gap || table.rows.len() <= 2, "{}", record.id);
                }
            }
        }
    }

    #[test]
    fn gates_and_meetings_have_briefings_and_where_there_are_none_whatever_there_is() {
        let dataset = builtin().dataset;
        let words = Words::new(Lang::Vi);
        let reader = Reader { dataset: &dataset, words: &words };
        let ix = |id: &str| dataset.ix(id).unwrap();
        let person = dataset.of_kind(Kind::Person).next().unwrap().0;
        assert_eq!(subjects(&reader, &[ix("ta-lung"), person]), [ix("ta-lung")]);
        assert_eq!(subjects(&reader, &[person]), [person]);
    }
}
