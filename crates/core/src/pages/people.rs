//! Who held which post when, as the sources saw it, and who took what part in a meeting.

use std::collections::BTreeMap;

use crate::dataset::Ix;
use crate::model::parts::{Post, Seat};
use crate::model::{Cite, Field, Id, Kind, Record, Value};

use super::Reader;
use super::page::{PageBlock, PageRow, PageRun, PageSection, PageTable, heading, link};
use super::promise::by_begin;

/// Somebody in a post, as seen at a time.
struct Held<'a> {
    who: &'a Record,
    post: &'a Post,
}

/// The posts of a person in the order of time, each with who is seen in it before and after.
pub(super) fn posts(ctx: &Reader<'_>, person: &Record, out: &mut Vec<PageBlock>) {
    let mut posts: Vec<&Post> = posts_of(person).iter().collect();
    if posts.is_empty() {
        return;
    }
    posts.sort_by_key(|post| by_begin(post.seen.as_ref()));
    out.push(heading(PageSection::Posts, ctx.words.t("posts-heading"), posts.len(), false));
    let columns = ["posts-post", "posts-seen", "posts-body", "posts-before"];
    let rows = posts.into_iter().map(|post| PageRow::Cells {
        cells: vec![
            vec![PageRun::Text(post.post.get(ctx.words.lang()).to_owned())],
            seen(ctx, post).map(PageRun::Text).into_iter().collect(),
            post.org.iter().map(|org| link(ctx, org)).collect(),
            around(ctx, person, post),
        ],
        caution: String::new(),
        cites: post.cite.to_vec(),
    });
    let rows = rows.collect();
    out.push(PageBlock::Table(PageTable { columns: columns.map(|key| ctx.words.t(key).to_owned()).to_vec(), rows }));
}

/// The posts of a person in the order of time, in one text: "Governor (2021 – 2024); Secretary (2025)".
pub(super) fn posts_in_short(ctx: &Reader<'_>, person: &Record) -> Vec<PageRun> {
    let mut posts: Vec<&Post> = posts_of(person).iter().collect();
    posts.sort_by_key(|post| by_begin(post.seen.as_ref()));
    let said = posts.into_iter().map(|post| {
        let name = post.post.get(ctx.words.lang());
        seen(ctx, post).map_or_else(|| name.to_owned(), |seen| format!("{name} ({seen})"))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| PageRun::Text(said.join("; "))).into_iter().collect()
}

fn posts_of(person: &Record) -> &[Post] {
    match person.get(Field::Posts) {
        Some(Value::Posts(posts)) => posts,
        _ => &[],
    }
}

fn seen(ctx: &Reader<'_>, post: &Post) -> Option<String> {
    post.seen.as_ref().map(|date| ctx.words.date_short(date))
}

/// Who is seen in the post before and after the person.
fn around(ctx: &Reader<'_>, person: &Record, post: &Post) -> Vec<PageRun> {
    let Some(org) = post.org.as_ref().and_then(|org| ctx.dataset.ix(org)) else { return Vec::new() };
    let mut chains = holders(ctx, &[org]);
    let Some(chain) = chains.remove(&key(post)) else { return Vec::new() };
    let own = |held: &&Held<'_>| held.who.id == person.id;
    let first = chain.iter().position(|held| own(&held));
    let last = chain.iter().rposition(|held| own(&held));
    let before = first.and_then(|at| chain.get(..at)).and_then(|held| held.last());
    let after = last.and_then(|at| chain.get(at + 1));
    let mut runs = Vec::new();
    for (key, held) in [("posts-holder-before", before), ("posts-holder-after", after)] {
        if let Some(held) = held {
            runs.push(PageRun::Text(ctx.words.t(key).to_owned()));
            runs.push(link(ctx, &held.who.id));
        }
    }
    runs
}

/// One post under one name. The body tells posts of one name apart.
fn key(post: &Post) -> (Id, String) {
    let name = post.post.forms().next().unwrap_or_default().to_lowercase();
    (post.org.clone().unwrap_or_else(|| Id::from("")), name)
}

/// By post, who is seen in it at these bodies, in the order of time.
fn holders<'a>(ctx: &Reader<'a>, bodies: &[Ix]) -> BTreeMap<(Id, String), Vec<Held<'a>>> {
    let mut found: BTreeMap<(Id, String), Vec<Held<'a>>> = BTreeMap::new();
    for body in bodies {
        let Some(id) = ctx.record(*body).map(|record| &record.id) else { continue };
        let people = ctx.dataset.back_links(*body).iter().filter(|link| link.field == Field::Posts);
        for who in people.filter_map(|link| ctx.record(link.to)) {
            for post in posts_of(who).iter().filter(|post| post.org.as_ref() == Some(id)) {
                found.entry(key(post)).or_default().push(Held { who, post });
            }
        }
    }
    for chain in found.values_mut() {
        chain.sort_by_key(|held| by_begin(held.post.seen.as_ref()));
    }
    found
}

/// For a body, everybody seen in a post of it; for a place, the posts of the bodies seated there
/// that more than one person is seen in.
pub(super) fn posts_at(ctx: &Reader<'_>, ix: Ix, record: &Record, out: &mut Vec<PageBlock>) {
    let bodies: Vec<Ix> = match record.kind {
        Kind::Organisation => vec![ix],
        Kind::Place => ctx.dataset.back_links(ix).iter().filter(|l| l.field == Field::Seat).map(|l| l.to).collect(),
        _ => return,
    };
    let mut chains: Vec<Vec<Held<'_>>> = holders(ctx, &bodies).into_values().collect();
    if record.kind == Kind::Place {
        chains.retain(|chain| people(chain) > 1);
    }
    if chains.is_empty() {
        return;
    }
    chains.sort_by_key(|chain| {
        let first = chain.first().and_then(|held| held.post.seen.as_ref());
        (std::cmp::Reverse(people(chain)), by_begin(first))
    });
    out.push(heading(PageSection::Posts, ctx.words.t("holders-heading"), chains.len(), record.kind == Kind::Place));
    let columns = ["posts-post", "holders-in-order"].map(|key| ctx.words.t(key).to_owned()).to_vec();
    out.push(PageBlock::Table(PageTable { columns, rows: chains.iter().map(|chain| chain_row(ctx, chain)).collect() }));
}

fn people(chain: &[Held<'_>]) -> usize {
    let mut ids: Vec<&Id> = chain.iter().map(|held| &held.who.id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}

/// "Secretary: Lộc Tâm Xã (6 Jan 2020 – 9 Apr 2021) – Lưu Ninh (…) – Trần Cương (…)".
fn chain_row(ctx: &Reader<'_>, chain: &[Held<'_>]) -> PageRow {
    let mut runs = Vec::new();
    let mut cites: Vec<Cite> = Vec::new();
    for (at, held) in chain.iter().enumerate() {
        if at > 0 {
            runs.push(PageRun::Text("–".to_owned()));
        }
        runs.push(link(ctx, &held.who.id));
        runs.extend(seen(ctx, held.post).map(|seen| PageRun::Text(format!("({seen})"))));
        cites.extend(held.post.cite.iter().filter(|cite| !cites.contains(cite)).cloned().collect::<Vec<_>>());
    }
    let post = chain.first().map(|held| held.post.post.get(ctx.words.lang()).to_owned()).unwrap_or_default();
    PageRow::Cells { cells: vec![vec![PageRun::Text(post)], runs], caution: String::new(), cites }
}

/// What part somebody took: "Head of delegation · Party secretary of Hà Giang".
pub(super) fn part_in(ctx: &Reader<'_>, person: &Record, record: &Record) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut seats: Vec<&Seat> = record.seats().iter().filter(|seat| seat.who == person.id).collect();
    seats.sort_by_key(|seat| seat.role);
    for seat in seats {
        let post = seat.post.get(ctx.words.lang());
        let role = ctx.words.word(seat.role.name());
        for text in [role, post] {
            if !text.is_empty() && !said.iter().any(|known| known == text) {
                said.push(text.to_owned());
            }
        }
    }
    said.join(" · ")
}
