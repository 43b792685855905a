//! Lists of objects that lie deeper in a file, or under a name of their own, as programs on the web
//! give them: `{"results": […]}`, `{"data": {"items": […]}}`.

use std::sync::Arc;

use super::{EntryDecoder, Reference};
use crate::dataset::format::json::JsonBatch;
use crate::dataset::intern::Interner;
use crate::dataset::table::{ColumnTarget, target_of};
use crate::model::node::{Member, Node, Tree};

/// How deep lists are looked for.
const MAX_DEPTH: usize = 8;
/// Entries of a list that are looked at.
const LOOKED_AT: usize = 20;
/// Lists that a message names.
const MOST_TOLD: usize = 10;
/// What the list is called that names the columns of rows beside it.
const COLUMNS: [&str; 4] = ["columns", "fields", "headers", "cols"];

/// One list of objects.
struct ObjectList {
    /// Where it lies: `data.items`.
    path: String,
    entries: ListEntries,
    /// Of those that were looked at, how many can be a record.
    usable: usize,
    /// The names of the values of the first.
    names: Vec<String>,
}

enum ListEntries {
    Raw(JsonBatch),
    Read(Vec<Node>),
}

/// The list that is taken with those like it, and those that are not.
pub(super) struct ChosenLists {
    taken: Vec<ObjectList>,
    others: Vec<(String, usize)>,
    /// Whether it is the one that somebody has said.
    pub(super) is_chosen: bool,
}

/// What to do where another list is meant.
pub(super) const REMEDY: &str = "choose another list in the window or with --sheet, or keep it alone in the file";

/// The list that `chosen` names, else the one with most objects that can be records; none where there
/// is no such list, or the top value is a record itself.
pub(super) fn choose(top: &Node, others: Vec<(String, JsonBatch)>, chosen: Option<&str>) -> Option<ChosenLists> {
    let is_feature = top.member("type").and_then(Node::said) == Some("Feature");
    if is_feature || top.member("kind").is_some() && top.member("id").is_some() {
        return None;
    }
    let mut lists: Vec<ObjectList> = others.into_iter().map(|(path, batch)| ObjectList::raw(path, batch)).collect();
    gather(top, &mut Vec::new(), &mut lists);
    lists.retain(|list| list.usable > 0 || chosen == Some(list.path.as_str()));
    let rank = |list: &ObjectList| {
        (chosen == Some(list.path.as_str()), list.usable.min(LOOKED_AT) * 2 >= list.len().min(LOOKED_AT), list.len())
    };
    let best = lists.iter().enumerate().max_by_key(|(at, list)| (rank(list), std::cmp::Reverse(*at)))?.0;
    let named = chosen.is_some_and(|chosen| lists.get(best).is_some_and(|list| list.path == chosen));
    // lists of the same values are parts of one, as sheets of a workbook are
    let alike: Vec<bool> = lists
        .iter()
        .enumerate()
        .map(|(at, list)| at == best || !named && lists.get(best).is_some_and(|best| list.is_like(best)))
        .collect();
    let (mut taken, mut others) = (Vec::new(), Vec::new());
    for (list, alike) in lists.into_iter().zip(alike) {
        if alike {
            taken.push(list);
        } else {
            others.push((list.path.clone(), list.len()));
        }
    }
    Some(ChosenLists { taken, others, is_chosen: named })
}

/// The lists that could be records, beside one that is read.
pub(super) fn beside(top: &Node, others: Vec<(String, JsonBatch)>) -> Vec<(String, usize)> {
    let mut lists: Vec<ObjectList> = others.into_iter().map(|(path, batch)| ObjectList::raw(path, batch)).collect();
    gather(top, &mut Vec::new(), &mut lists);
    let all = lists.into_iter().filter(|list| list.usable > 0);
    all.map(|list| (list.path.clone(), list.len())).collect()
}

/// Lists of plain texts, which are no records, beside those that are read.
pub(super) fn texts(node: &Node) -> Vec<(String, usize)> {
    let Tree::Struct(_, members) = &node.tree else { return Vec::new() };
    let found = members.iter().filter(|member| !member.name.starts_with(['@', '$'])).flat_map(|member| {
        let name = &member.name;
        match &member.value.tree {
            Tree::List(all)
                if !all.is_empty() && !COLUMNS.contains(&&**name) && all.iter().all(|one| one.said().is_some()) =>
            {
                vec![(name.to_string(), all.len())]
            }
            Tree::Struct(..) => {
                texts(&member.value).into_iter().map(|(inner, many)| (format!("{name}.{inner}"), many)).collect()
            }
            _ => Vec::new(),
        }
    });
    found.collect()
}

/// Lists by their names, with how much each holds.
pub(super) fn shown(lists: &[(String, usize)]) -> String {
    let lists = lists.iter().take(MOST_TOLD).map(|(path, count)| format!("{path:?} ({count})"));
    lists.collect::<Vec<_>>().join(", ")
}

/// The lists of objects within a value; not those within their entries.
fn gather(node: &Node, path: &mut Vec<String>, lists: &mut Vec<ObjectList>) {
    let Tree::Struct(_, members) = &node.tree else { return };
    if path.len() >= MAX_DEPTH {
        return;
    }
    if path.is_empty()
        && let Some(all) = by_id(members)
    {
        lists.push(ObjectList::read(String::new(), all));
    }
    for member in members {
        path.push(member.name.to_string());
        match &member.value.tree {
            Tree::List(all) if all.iter().any(is_object) => lists.push(ObjectList::read(path.join("."), all.clone())),
            Tree::List(rows) => {
                let names = COLUMNS.into_iter().find_map(|name| node.member(name));
                let rows = rows_of(rows).or_else(|| rows_under(names?, rows));
                lists.extend(rows.map(|rows| ObjectList::read(path.join("."), rows)));
            }
            Tree::Struct(_, inner) => match by_id(inner) {
                Some(all) => lists.push(ObjectList::read(path.join("."), all)),
                None => gather(&member.value, path, lists),
            },
            _ => {}
        }
        path.pop();
    }
}

/// Objects by their ids are a list of such, each with its id.
fn by_id(members: &[Member]) -> Option<Vec<Node>> {
    if members.len() < 2 || !members.iter().all(|one| object(&one.value)) {
        return None;
    }
    let with_key = |member: &Member| {
        let mut node = member.value.clone();
        let name = if node.member("id").is_none() { "id" } else { "key" };
        if let Tree::Struct(_, inner) = &mut node.tree {
            let value = Node { tree: Tree::Text(Arc::clone(&member.name)), place: member.place };
            inner.push(Member { name: Arc::from(name), place: member.place, value });
        }
        node
    };
    Some(members.iter().map(with_key).collect())
}

/// The cells of a row.
fn cells(row: &Node) -> Option<Vec<Node>> {
    match &row.tree {
        Tree::List(cells) if cells.iter().all(is_cell) => Some(cells.clone()),
        _ => None,
    }
}

/// Whether it can stand in a cell: a plain value, or several.
fn is_cell(node: &Node) -> bool {
    let plain = |node: &Node| !matches!(node.tree, Tree::List(_) | Tree::Struct(..));
    plain(node) || matches!(&node.tree, Tree::List(all) if all.iter().all(plain))
}

/// Rows of cells, the first of which names the columns, as objects.
fn rows_of(rows: &[Node]) -> Option<Vec<Node>> {
    let names = cells(rows.first()?)?;
    named_rows(&names, rows.get(1..)?)
}

/// Rows of cells, whose columns are named beside them.
fn rows_under(names: &Node, rows: &[Node]) -> Option<Vec<Node>> {
    let Tree::List(names) = &names.tree else { return None };
    let said = |node: &Node| {
        let inner = ["name", "label", "title", "id"].into_iter().find_map(|name| node.member(name));
        inner.cloned().unwrap_or_else(|| node.clone())
    };
    named_rows(&names.iter().map(said).collect::<Vec<_>>(), rows)
}

fn named_rows(names: &[Node], rows: &[Node]) -> Option<Vec<Node>> {
    if rows.is_empty() || !are_names(names) {
        return None;
    }
    rows.iter().map(|row| named_row(names, row)).collect()
}

/// Whether cells can be what columns are called.
fn are_names(names: &[Node]) -> bool {
    let texts = names.iter().all(|name| name.said().is_some_and(|text| !text.trim().is_empty()));
    texts && names.iter().filter_map(Node::said).any(|name| target_of(name, false) != ColumnTarget::Keep)
}

/// The cells of a row that names columns.
pub(super) fn names_in(row: &Node) -> Option<Vec<Node>> {
    cells(row).filter(|names| are_names(names))
}

/// A row of cells as an object; none where a cell is no plain value.
pub(super) fn named_row(names: &[Node], row: &Node) -> Option<Node> {
    let members = cells(row)?.into_iter().enumerate().map(|(at, value)| {
        let name = names.get(at).and_then(Node::said).map_or_else(|| format!("column {}", at + 1), str::to_owned);
        Member { name: Arc::from(name), place: value.place, value }
    });
    Some(Node { tree: Tree::Struct(Arc::from(""), members.collect()), place: row.place })
}

/// Whether it can be a record.
fn object(node: &Node) -> bool {
    super::object("", node, &Reference::default()).is_some()
}

fn names_of(node: &Node) -> Vec<String> {
    let Tree::Struct(_, members) = &node.tree else { return Vec::new() };
    members.iter().map(|member| member.name.to_string()).collect()
}

fn is_object(node: &Node) -> bool {
    matches!(node.tree, Tree::Struct(..))
}

fn usable(node: &Node) -> bool {
    let is = |name: &str| node.member("type").and_then(Node::said) == Some(name);
    is("Feature") || object(node) || node.member("start_date").is_some()
}

impl ObjectList {
    fn raw(path: String, batch: JsonBatch) -> Self {
        let (mut seen, mut fit, mut names) = (0, 0, Vec::new());
        // what is broken is told when it is taken
        batch.read(&mut Interner::default(), |_, node| {
            seen += 1;
            if seen == 1 {
                names = node.as_ref().map(names_of).unwrap_or_default();
            }
            fit += usize::from(seen <= LOOKED_AT && node.is_ok_and(|node| usable(&node)));
        });
        Self { path, entries: ListEntries::Raw(batch), usable: fit, names }
    }

    fn read(path: String, all: Vec<Node>) -> Self {
        let fit = all.iter().take(LOOKED_AT).filter(|node| usable(node)).count();
        let names = all.first().map(names_of).unwrap_or_default();
        Self { path, entries: ListEntries::Read(all), usable: fit, names }
    }

    /// Whether its entries have the values of another's, but for a few.
    fn is_like(&self, other: &Self) -> bool {
        let shared = self.names.iter().filter(|name| other.names.contains(name)).count();
        (shared > 1 || self.names == other.names) && shared * 3 >= self.names.len().max(other.names.len()) * 2
    }

    fn len(&self) -> usize {
        match &self.entries {
            ListEntries::Raw(batch) => batch.len(),
            ListEntries::Read(all) => all.len(),
        }
    }
}

impl ChosenLists {
    pub(super) fn read(&self, worker: &mut EntryDecoder) {
        let several = self.taken.len() > 1;
        for list in &self.taken {
            let from = worker.part.entries.len();
            match &list.entries {
                ListEntries::Raw(batch) => worker.read_batch(batch),
                ListEntries::Read(all) => all.iter().for_each(|node| worker.take("", node.clone())),
            }
            let read = worker.part.entries.iter_mut().skip(from).filter(|_| several);
            read.for_each(|entry| entry.keep("list", list.path.as_str()));
        }
    }

    /// What is said where there are several lists, and those that could be read alone or instead.
    pub(super) fn told(&self) -> Option<(String, Vec<String>)> {
        let taken: Vec<(String, usize)> = self.taken.iter().map(|list| (list.path.clone(), list.len())).collect();
        let others = &self.others;
        let what = match (taken.len(), others.is_empty()) {
            (0 | 1, true) => return None,
            (_, true) => format!("the lists {} hold the same values, and are read together", shown(&taken)),
            (1, false) => format!("of several lists {} is read, and not {}", shown(&taken), shown(others)),
            (_, false) => format!("of several lists {} are read, and not {}", shown(&taken), shown(others)),
        };
        let several = taken.iter().filter(|_| self.taken.len() > 1).chain(others);
        Some((what, several.map(|(path, _)| path.clone()).collect()))
    }
}
