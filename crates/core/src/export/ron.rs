//! RON in the form of the dataset's own files: an export is itself a dataset file.

use std::io;

use crate::dataset::Ix;
use crate::dataset::boundaries::boundaries;
use crate::model::Record;
use crate::model::node::{Member, Node, Tree};

use super::job::{ExportOut, FormatWriter, Job, stream};
use super::loss::{LossTally, Survey};
use super::tree;

/// Columns that a line may have before its value is broken over several.
const WIDTH: usize = 120;
const STEP: usize = 4;

pub(super) struct Ron;

impl FormatWriter for Ron {
    fn count_losses(&self, job: &Job<'_>, ix: Ix, _record: &Record, tally: &mut LossTally) -> bool {
        tally.outside(job, ix);
        true
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut ExportOut<'_>) -> io::Result<()> {
        out.put(head(job, survey).as_bytes())?;
        stream(job, out, || |_, _, one, bytes| bytes.extend(record(one).as_bytes()))?;
        out.put(b"]\n")
    }
}

fn head(job: &Job<'_>, survey: &Survey) -> String {
    let mut out = String::new();
    let about = &job.dataset.about;
    comment(&mut out, &format!("{} records of {} {}", survey.written, about.id, about.version));
    let note = &job.note;
    let said = [("filter", &note.filter), ("shown", &note.sentence)].into_iter();
    for (name, text) in said.chain(note.generated.as_ref().map(|text| ("exported", text))) {
        if !text.is_empty() {
            comment(&mut out, &format!("{name}: {text}"));
        }
    }
    comment(&mut out, &format!("boundaries: {}", boundaries().edition));
    for loss in survey.losses_in_words(job.words) {
        comment(&mut out, &loss);
    }
    out.push_str("[\n");
    let about = job.about(|_, _| false);
    if !about.id.is_empty() {
        entry(&mut out, &tree::of_about(&about));
    }
    out
}

/// One record as it stands in a dataset file, indented by four, with its comma and line end.
pub fn record(record: &Record) -> String {
    let mut tree = tree::of_record(record);
    if let Tree::Struct(_, members) = &mut tree {
        let extra = record.extra.iter();
        members.extend(extra.map(|(name, node)| Member { name: name.clone(), place: node.place, value: node.clone() }));
    }
    let mut out = String::new();
    entry(&mut out, &tree);
    out
}

/// A group of fields as a file of its own, a field a line.
pub fn file(tree: &Tree) -> String {
    let mut out = String::new();
    match tree {
        Tree::Struct(name, members) if !is_map(members) => {
            out.push_str(name);
            fields(&mut out, members, 0);
        }
        other => value(&mut out, other, 0, 0),
    }
    out.push('\n');
    out
}

/// A line of comment, whatever the text holds.
fn comment(out: &mut String, text: &str) {
    out.push_str("// ");
    out.extend(text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }));
    out.push('\n');
}

/// An entry of the file's list, always one field a line.
fn entry(out: &mut String, tree: &Tree) {
    indent(out, STEP);
    match tree {
        Tree::Struct(name, members) if !is_map(members) => {
            out.push_str(name);
            fields(out, members, STEP);
        }
        other => value(out, other, STEP, STEP),
    }
    out.push_str(",\n");
}

/// Writes a value that begins at `column` of a line indented by `depth`.
fn value(out: &mut String, tree: &Tree, depth: usize, column: usize) {
    let one_line = flat(tree);
    let fits = column + one_line.chars().count() < WIDTH;
    match tree {
        Tree::List(entries) if !(fits && entries.iter().all(|entry| is_scalar(&entry.tree))) => {
            list(out, entries, depth);
        }
        Tree::Struct(name, members) if !fits && !is_map(members) => {
            out.push_str(name);
            fields(out, members, depth);
        }
        _ => out.push_str(&one_line),
    }
}

fn fields(out: &mut String, members: &[Member], depth: usize) {
    out.push_str("(\n");
    for member in members {
        indent(out, depth + STEP);
        out.push_str(&member.name);
        out.push_str(": ");
        let column = depth + STEP + member.name.chars().count() + 2;
        value(out, &member.value.tree, depth + STEP, column);
        out.push_str(",\n");
    }
    indent(out, depth);
    out.push(')');
}

/// Groups stand one an entry; single values fill their lines.
fn list(out: &mut String, entries: &[Node], depth: usize) {
    let inner = depth + STEP;
    out.push('[');
    let mut column = WIDTH;
    for entry in entries {
        let scalar = is_scalar(&entry.tree);
        let length = flat(&entry.tree).chars().count() + 1;
        if scalar && column + 1 + length <= WIDTH {
            out.push(' ');
            column += 1 + length;
        } else {
            out.push('\n');
            indent(out, inner);
            column = if scalar { inner + length } else { WIDTH };
        }
        value(out, &entry.tree, inner, inner);
        out.push(',');
    }
    out.push('\n');
    indent(out, depth);
    out.push(']');
}

fn indent(out: &mut String, columns: usize) {
    out.extend(std::iter::repeat_n(' ', columns));
}

fn is_scalar(tree: &Tree) -> bool {
    !matches!(tree, Tree::List(_) | Tree::Struct(..))
}

/// Whether fields have names that only a map can have.
fn is_map(members: &[Member]) -> bool {
    let plain = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    members.iter().any(|member| !plain(&member.name))
}

/// The value on one line.
fn flat(tree: &Tree) -> String {
    match tree {
        Tree::Null => "None".to_owned(),
        Tree::Bool(yes) => yes.to_string(),
        // the shortest decimal that reads back as the same number, never with an exponent
        Tree::Number(number) => number.to_string(),
        Tree::Text(text) => quoted(text),
        Tree::Word(word) => word.to_string(),
        Tree::List(entries) => format!("[{}]", joined(entries.iter().map(|entry| flat(&entry.tree)))),
        Tree::Struct(_, members) if is_map(members) => {
            let pair = |member: &Member| format!("{}: {}", quoted(&member.name), flat(&member.value.tree));
            format!("{{{}}}", joined(members.iter().map(pair)))
        }
        Tree::Struct(name, members) => {
            let pair = |member: &Member| format!("{}: {}", member.name, flat(&member.value.tree));
            format!("{name}({})", joined(members.iter().map(pair)))
        }
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
