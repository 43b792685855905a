//! From a record to its id and its place in a file.

use super::Effect;
use crate::app::state::{Notice, State};
use km0_core::model::Id;

/// Puts a text on the clipboard, and says so.
pub(super) fn copy(state: &mut State, text: String) -> Effect {
    state.notice = Some(Notice::Copied);
    Effect::CopyText(text)
}

/// Copies the id of a record, or those of all that is selected, one a line.
pub(super) fn copy_id(state: &mut State, id: Option<Id>) -> Vec<Effect> {
    let selected = || state.selection.iter().map(|item| Id::clone(item.record())).collect();
    let ids: Vec<Id> = id.map_or_else(selected, |id| vec![id]);
    if ids.is_empty() {
        return Vec::new();
    }
    vec![copy(state, ids.iter().map(|id| &**id).collect::<Vec<_>>().join("\n"))]
}

/// Copies where a record, or the one selected last, stands and opens its file. Nothing for the
/// built-in set, which has no files.
pub(super) fn reveal(state: &State, id: Option<Id>) -> Vec<Effect> {
    let id = id.or_else(|| state.selection.last().map(|item| Id::clone(item.record())));
    let record = id.and_then(|id| state.data.dataset.by_id(&id));
    let (Some(path), Some(record)) = (&state.data.path, record) else { return Vec::new() };
    vec![Effect::Reveal { dataset: path.clone(), origin: record.origin.clone() }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::apply::apply;
    use crate::app::opener::place_of;
    use crate::app::settings::Settings;
    use crate::app::trial::start;
    use crate::context::{Command, Data};
    use km0_core::dataset::open;
    use km0_core::model::Item;

    #[test]
    fn the_ids_of_what_is_selected_are_copied_one_a_line() {
        let mut state = start();
        assert_eq!(apply(&mut state, Command::CopyId(None)), [], "nothing is selected");
        for id in ["ta-lung", "huu-nghi"] {
            apply(&mut state, Command::AlsoSelect(Item::Record(id.into())));
        }
        let copied = apply(&mut state, Command::CopyId(None));
        assert_eq!(copied, [Effect::CopyText("ta-lung\nhuu-nghi".to_owned())]);
        let copied = apply(&mut state, Command::CopyId(Some("lang-son".into())));
        assert_eq!(copied, [Effect::CopyText("lang-son".to_owned())]);
    }

    #[test]
    fn a_record_is_found_in_its_file_at_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.ron");
        std::fs::write(&file, "[\n\nSource(id: \"s\", name: (vi: \"N\", en: \"S\"), cite: [\"s\"]),\n]").unwrap();
        let data = Data::new(open(folder.path()), Some(folder.path().to_owned()));
        let mut state = State::new(data, Settings::default());
        let effects = apply(&mut state, Command::RevealInFile(Some("s".into())));
        let [Effect::Reveal { dataset, origin }] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(place_of(dataset, origin), (file.clone(), format!("{}:3", file.display())));
    }

    #[test]
    fn the_built_in_set_has_no_files_to_open() {
        let mut state = start();
        assert_eq!(apply(&mut state, Command::RevealInFile(Some("ta-lung".into()))), []);
    }
}
