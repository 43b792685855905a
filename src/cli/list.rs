//! `km0 list`: the records that match, one a line.

use serde_json::{Map, Value};

use km0_core::dataset::{Dataset, Ix};
use km0_core::export::record_json;
use km0_core::model::Lang;

use super::args::{ListTask, Shared};
use super::failure::Done;
use super::source::Wanted;
use super::{out, source};

/// What an entry of the JSON list has of the record.
const BRIEF: [&str; 5] = ["id", "kind", "date", "name", "summary"];

pub(super) fn run(task: &ListTask, shared: &Shared) -> Done {
    let Wanted { query, view, shared } = source::wanted(&task.asked, shared)?;
    let loaded = source::load(&shared)?;
    source::tell_missing(view.as_ref(), &loaded);
    let answer = source::answer(&query, &loaded, source::lang(&shared));
    let dataset = &loaded.dataset;
    if task.json {
        let list: Value = answer.rows.iter().filter_map(|ix| brief(dataset, *ix)).collect();
        return out::print(format!("{list:#}\n").as_bytes());
    }
    let done = out::print(out::table(&rows(dataset, &answer.rows, source::lang(&shared))).as_bytes());
    let shown = answer.rows.len();
    let all = dataset.len();
    out::complain(&if shown == all { out::count(all, "record") } else { format!("{shown} of {all} records") });
    done
}

fn rows(dataset: &Dataset, rows: &[Ix], lang: Lang) -> Vec<[String; 4]> {
    let row = |ix: &Ix| {
        let record = dataset.record(*ix)?;
        let date = record.date.as_ref().map_or("-", |date| date.as_str());
        let cells = [&*record.id, record.kind.slug(), date, record.name.get(lang)];
        Some(cells.map(out::clean))
    };
    rows.iter().filter_map(row).collect()
}

fn brief(dataset: &Dataset, ix: Ix) -> Option<Value> {
    let Value::Object(mut all) = record_json(dataset, ix)? else { return None };
    let pick = |name: &str| Some((name.to_owned(), all.remove(name)?));
    Some(Value::Object(BRIEF.into_iter().filter_map(pick).collect::<Map<_, _>>()))
}
