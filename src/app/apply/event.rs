//! What came back from outside.

use std::collections::BTreeSet;

use super::{Effect, exporting, files, layers, reload};
use crate::app::input::{Dialog, Event, WrittenFile};
use crate::app::state::{Notice, State};
use crate::app::{telling, views};

pub(super) fn event(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Opened(data) => return files::opened(state, *data),
        Event::Reloaded(data) => reload::reloaded(state, *data),
        Event::Laid(data, added) => layers::laid(state, *data, added),
        Event::ColumnsAsked(unmapped) => {
            layers::asked(state, *unmapped);
            state.loading = None;
            state.dialog = Some(Dialog::Columns);
        }
        Event::NamesAsked(path, names) => {
            state.naming = Some((path, names));
            state.dialog = Some(Dialog::Names);
        }
        Event::Answered { stamp, query, answer } => {
            // one that comes late is not taken for the newest
            if stamp == state.data.dataset.stamp() && query == state.ask.query {
                state.take_answer(*answer);
            }
        }
        Event::Exporting(writing) => {
            state.notice = None;
            state.writing = Some(writing);
        }
        Event::Exported(outcome) => exported(state, outcome),
        Event::ExportCancelled => {
            state.writing = None;
            state.notice = Some(Notice::ExportCancelled);
        }
        Event::PictureSaved(outcome) => {
            if let Ok((path, _)) = &outcome {
                exporting::put_in_folder(state, path);
            }
            let saved = |(path, lacking)| Notice::PictureSaved { path, lacking };
            state.notice = Some(outcome.map_or_else(Notice::Failed, saved));
        }
        Event::PictureMade(image) => {
            state.notice = Some(Notice::Copied);
            return vec![Effect::CopyImage(image)];
        }
        Event::Revealed { place, opened } => state.notice = Some(Notice::Revealed { place, opened }),
        Event::ViewsListed(views) => state.views = views,
        Event::ViewSaved(named) => views::kept(state, named),
        Event::ViewRead(read) => return views::restore(state, *read),
        Event::ViewElsewhere(view, files) => state.elsewhere = Some((view, files)),
        Event::Lacking(signs) => lacking(state, signs),
        Event::StepCaptured { view, add } => return telling::captured(state, *view, add),
        Event::NoChooser => state.notice = Some(Notice::NoChooser),
        Event::Failed(message) => {
            state.loading = None;
            state.notice = Some(Notice::Failed(message));
        }
    }
    Vec::new()
}

/// Characters that no font has are told with what was opened, or by themselves where nothing else is told.
fn lacking(state: &mut State, signs: BTreeSet<char>) {
    match &mut state.notice {
        Some(Notice::Opened { lacking, .. }) => *lacking = signs,
        none @ None if !signs.is_empty() => *none = Some(Notice::Lacking(signs)),
        _ => {}
    }
}

fn exported(state: &mut State, outcome: Result<WrittenFile, String>) {
    state.writing = None;
    state.notice = Some(match outcome {
        Ok(written) => {
            exporting::put_in_folder(state, &written.path);
            Notice::Exported(written)
        }
        Err(message) => Notice::Failed(message),
    });
}
