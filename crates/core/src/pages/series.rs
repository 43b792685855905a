//! The sessions of a mechanism in the order of time, with what the sources leave out said aloud.

use crate::dataset::Ix;
use crate::model::parts::{Role, StatementKind};
use crate::model::{Edtf, Field, Item, Kind, Record};

use super::Reader;
use super::fields::statement;
use super::page::{PageBlock, PageRow, PageRun, PageSection, PageTable, heading, link, links};
use super::promise::{by_begin, told};
use super::report::caution;

/// The table of a mechanism's sessions, then what its record says is missing.
pub(super) fn sessions(ctx: &Reader<'_>, ix: Ix, record: &Record, out: &mut Vec<PageBlock>) {
    let sessions = sessions_of(ctx, ix);
    if !sessions.is_empty() {
        out.push(heading(PageSection::Series, ctx.words.t("series-heading"), sessions.len(), false));
        out.push(PageBlock::Table(table(ctx, record, &sessions)));
    }
    let missing: Vec<PageBlock> = record
        .statements(Field::Statements)
        .iter()
        .filter(|one| one.kind == StatementKind::Missing)
        .map(|one| statement(ctx, one))
        .collect();
    if !missing.is_empty() {
        out.push(heading(PageSection::Notes, ctx.words.t("gaps-heading"), missing.len(), true));
        out.extend(missing);
    }
}

/// The meetings of the mechanism, in the order of time.
pub(super) fn sessions_of(ctx: &Reader<'_>, ix: Ix) -> Vec<Ix> {
    let back = ctx.dataset.back_links(ix).iter().filter(|link| link.field == Field::Mechanism);
    let mut sessions: Vec<Ix> = back.map(|link| link.to).collect();
    sessions.sort_by_key(|ix| by_begin(ctx.record(*ix).and_then(|record| record.date.as_ref())));
    sessions
}

/// The promises made at a session.
pub(super) fn promises_of(ctx: &Reader<'_>, session: Ix) -> Vec<Ix> {
    let back = ctx.dataset.back_links(session).iter().filter(|link| link.field == Field::UndertakenAt);
    back.map(|link| link.to).collect()
}

const COLUMNS: [&str; 6] =
    ["series-session", "series-host", "series-place", "series-led", "series-signed", "series-promised"];

fn table(ctx: &Reader<'_>, mechanism: &Record, sessions: &[Ix]) -> PageTable {
    let told: Vec<(Ix, &Record)> = sessions.iter().filter_map(|ix| Some((*ix, ctx.record(*ix)?))).collect();
    let met: Vec<Met> = told.iter().map(|(_, record)| Met::of(record)).collect();
    let mut gaps = gaps(ctx, mechanism, &met);
    let mut rows = Vec::new();
    for (at, (ix, record)) in told.iter().enumerate() {
        rows.extend(
            std::mem::take(gaps.get_mut(at).unwrap_or(&mut Vec::new())).into_iter().map(|text| PageRow::Gap { text }),
        );
        rows.push(row(ctx, *ix, record));
    }
    rows.extend(gaps.pop().unwrap_or_default().into_iter().map(|text| PageRow::Gap { text }));
    PageTable { columns: COLUMNS.map(|key| ctx.words.t(key).to_owned()).to_vec(), rows }
}

fn row(ctx: &Reader<'_>, ix: Ix, record: &Record) -> PageRow {
    let or_silence = |runs: Vec<PageRun>| {
        if runs.is_empty() { vec![PageRun::Text(ctx.words.t("series-silent").to_owned())] } else { runs }
    };
    let host: Vec<PageRun> = record.link(Field::Host).map(|id| link(ctx, id)).into_iter().collect();
    let signed = ctx.dataset.back_links(ix).iter().filter(|link| link.field == Field::SignedAt);
    let signed: Vec<PageRun> = signed.filter_map(|to| Some(link(ctx, &ctx.record(to.to)?.id))).collect();
    let promises = promises_of(ctx, ix);
    let values = [("n", promises.len().into()), ("told", told(ctx, &promises).into())];
    let promised = (!promises.is_empty()).then(|| PageRun::Text(ctx.words.with("series-promises", &values)));
    let cells = vec![
        session(ctx, record),
        or_silence(host),
        or_silence(place(ctx, record)),
        or_silence(led(ctx, record)),
        or_silence(signed),
        promised.into_iter().collect(),
    ];
    PageRow::Cells { cells, caution: caution(ctx, record).unwrap_or_default(), cites: record.cite.to_vec() }
}

/// "22 Feb 2023 · No. 8", as one link.
fn session(ctx: &Reader<'_>, record: &Record) -> Vec<PageRun> {
    let date = record.date.as_ref().map(|date| ctx.words.date_short(date));
    let number =
        record.number(Field::Ordinal).map(|n| ctx.words.with("series-number", &[("n", ctx.words.number(n).into())]));
    let name = number.is_none().then(|| ctx.name(record).to_owned());
    let said: Vec<String> = date.into_iter().chain(number).chain(name).collect();
    let mut runs = vec![PageRun::Link(Item::Record(record.id.clone()), said.join(" · "))];
    let status = record.choice(Field::Status).filter(|status| *status != "Held");
    runs.extend(status.map(|status| PageRun::Text(format!("({})", ctx.words.word(status)))));
    runs
}

fn place(ctx: &Reader<'_>, record: &Record) -> Vec<PageRun> {
    let mut runs = links(ctx, record.ids(Field::Venues));
    let format = record.choice(Field::Format).filter(|format| *format != "Unstated");
    runs.extend(format.map(|format| {
        let word = ctx.words.word(format);
        PageRun::Text(if runs.is_empty() { word.to_owned() } else { format!("({word})") })
    }));
    runs
}

/// Those who chaired or led a delegation, each once.
fn led(ctx: &Reader<'_>, record: &Record) -> Vec<PageRun> {
    let mut seats: Vec<_> =
        record.seats().iter().filter(|seat| matches!(seat.role, Role::Chair | Role::Lead)).collect();
    seats.sort_by_key(|seat| (seat.role, seat.side));
    let mut ids: Vec<_> = Vec::new();
    for seat in seats {
        if !ids.contains(&&seat.who) {
            ids.push(&seat.who);
        }
    }
    ids.into_iter().map(|id| link(ctx, id)).collect()
}

/// When a session met, and which it was.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Met {
    year: Option<i64>,
    ordinal: Option<i64>,
}

impl Met {
    fn of(record: &Record) -> Self {
        let year = record.date.as_ref().and_then(|date| date.bounds().earliest_start).map(|from| from.ymd().0);
        let ordinal =
            record.number(Field::Ordinal).filter(|n| n.fract() == 0.0 && (1.0..1e6).contains(n)).map(|n| n as i64);
        Self { year, ordinal }
    }
}

/// What to say before each session, and last what to say after all of them: of the numbers that
/// are left out, and of the years if the mechanism meets yearly.
fn gaps(ctx: &Reader<'_>, mechanism: &Record, met: &[Met]) -> Vec<Vec<String>> {
    let yearly = mechanism.choice(Field::Rhythm) == Some("Yearly");
    let (first, last) = frame(ctx);
    let mut gaps = Vec::new();
    let mut before = Met { year: first.map(|year| year - 1), ordinal: Some(0) };
    for (at, now) in met.iter().enumerate() {
        let mut said = numbers(ctx, before.ordinal, now.ordinal, at == 0);
        // a series whose first session is told of has no years before it
        if yearly && !(at == 0 && now.ordinal == Some(1)) {
            said.extend(years(ctx, before, *now));
        }
        gaps.push(said);
        before = Met { year: now.year.or(before.year), ordinal: now.ordinal };
    }
    let end = Met { year: last.map(|year| year + 1), ordinal: None };
    gaps.push(if yearly { years(ctx, before, end) } else { Vec::new() });
    gaps
}

/// The first and last year that the dataset is about.
fn frame(ctx: &Reader<'_>) -> (Option<i64>, Option<i64>) {
    let bounds = ctx.dataset.about.time.as_ref().map(Edtf::bounds);
    let first = bounds.and_then(|bounds| bounds.earliest_start).map(|from| from.ymd().0);
    let last = bounds.and_then(|bounds| bounds.latest_end).map(|to| to.plus_days(-1).ymd().0);
    (first, last)
}

/// The numbers between two sessions that no session has.
fn numbers(ctx: &Reader<'_>, before: Option<i64>, now: Option<i64>, first: bool) -> Vec<String> {
    let Some((from, to)) = before.zip(now).map(|(before, now)| (before + 1, now - 1)).filter(|(from, to)| from <= to)
    else {
        return Vec::new();
    };
    let number = |name: &'static str, n: i64| (name, n.to_string().into());
    vec![match (first, from == to) {
        (true, true) => ctx.words.t("gap-before-one").to_owned(),
        (true, false) => ctx.words.with("gap-before", &[number("to", to)]),
        (false, true) => ctx.words.with("gap-number", &[number("n", from)]),
        (false, false) => ctx.words.with("gap-numbers", &[number("from", from), number("to", to)]),
    }]
}

/// The years between two sessions of a mechanism that meets yearly. When their numbers follow each
/// other there was none; otherwise none is told of.
fn years(ctx: &Reader<'_>, before: Met, now: Met) -> Vec<String> {
    /// Longer silences are told by the numbers alone.
    const MOST: i64 = 20;
    let Some((from, to)) = before.year.zip(now.year).map(|(before, now)| (before + 1, now - 1)) else {
        return Vec::new();
    };
    if to - from >= MOST {
        return Vec::new();
    }
    let next = before.ordinal.zip(now.ordinal).filter(|(before, now)| *before > 0 && before + 1 == *now);
    let say = |year: i64| match next {
        Some((before, after)) => ctx.words.with(
            "gap-year-none",
            &[
                ("year", year.to_string().into()),
                ("before", before.to_string().into()),
                ("after", after.to_string().into()),
            ],
        ),
        None => ctx.words.with("gap-year", &[("year", year.to_string().into())]),
    };
    (from..=to).map(say).collect()
}

/// Whether the kind has sessions.
pub(super) fn has_sessions(kind: Kind) -> bool {
    kind == Kind::Mechanism
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::open::{SourceFile, load};
    use crate::model::Lang;
    use crate::words::Words;

    /// What the series of a mechanism says between its sessions, which are given by number and year.
    fn told(rhythm: &str, sessions: &[(Option<u32>, u32)]) -> Vec<String> {
        let mut text = format!("[Dataset(id: \"d\", time: \"2020/2025\"), Mechanism(id: \"m\", {rhythm}),");
        for (n, (ordinal, year)) in sessions.iter().enumerate() {
            let ordinal = ordinal.map(|ordinal| format!("ordinal: {ordinal},")).unwrap_or_default();
            text.push_str(&format!(
                "Meeting(id: \"s{n}\", name: (en: \"s{n}\"), date: \"{year}\", mechanism: \"m\", {ordinal}),"
            ));
        }
        let data = load(&[SourceFile { name: "t.ron".into(), text: text + "]" }], Vec::new()).dataset;
        let words = Words::new(Lang::En);
        let ctx = Reader { dataset: &data, words: &words };
        let ix = data.ix("m").unwrap();
        let table = table(&ctx, data.record(ix).unwrap(), &sessions_of(&ctx, ix));
        let line = |row: PageRow| match row {
            PageRow::Gap { text } => text,
            PageRow::Cells { cells, .. } => match cells[0].first().unwrap() {
                PageRun::Link(_, name) | PageRun::Text(name) | PageRun::Url(name) => name.clone(),
            },
        };
        table.rows.into_iter().map(line).collect()
    }

    #[test]
    fn numbers_that_no_session_has_are_said_aloud() {
        let sessions = [(Some(9), 2023), (Some(12), 2025), (Some(13), 2025)];
        let expected = [
            "No. 1 to 8: not reported in the sources of this dataset",
            "2023 · No. 9",
            "No. 10 to 11: not reported in the sources of this dataset",
            "2025 · No. 12",
            "2025 · No. 13",
        ];
        assert_eq!(told("", &sessions), expected);
    }

    #[test]
    fn years_are_missed_only_where_the_mechanism_is_said_to_meet_yearly() {
        let sessions = [(None, 2021), (None, 2023)];
        assert_eq!(told("", &sessions), ["2021 · s0", "2023 · s1"]);
        let said = told("rhythm: Yearly", &sessions);
        let years: Vec<&str> =
            said.iter().filter(|text| text.contains("no session is reported")).map(|text| &text[..4]).collect();
        assert_eq!(years, ["2020", "2022", "2024", "2025"]);
    }

    #[test]
    fn a_first_session_has_none_before_it_and_numbers_in_a_row_leave_none_out() {
        let sessions = [(Some(1), 2021), (Some(2), 2023), (Some(3), 2024), (Some(4), 2025)];
        let said = told("rhythm: Yearly", &sessions);
        assert_eq!(said[1], "2022: no session; no. 1 and no. 2 follow each other");
        assert_eq!(said.len(), 5);
    }
}
