//! The commands of the export dialog, and how an export goes on.

use std::path::Path;

use super::Effect;
use crate::app::settings::ExportSettings;
use crate::app::state::{Notice, State};
use crate::context::{Command, Dialog};
use km0_core::export::{Choice, ReportForm, Scope};

/// What concerns an export.
pub(super) fn exporting(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::ExportAs(format) => state.export.format = format,
        Command::ExportTake(scope) => take(state, scope),
        Command::ExportSelected(format) => {
            take(state, Scope::Selection);
            state.export = Choice { format, related: !format.is_report(), ..state.export };
            state.dialog = Some(Dialog::Export);
        }
        Command::ExportRelated => state.export.related = !state.export.related,
        Command::ExportForm(form) => state.export.form = form,
        Command::ExportColumns(columns) => state.export.columns = columns,
        Command::Surveyed(number, survey) => {
            if number == state.survey.0 {
                state.survey.1 = Some(*survey);
            }
        }
        Command::Exporting(writing) => {
            state.notice = None;
            state.writing = Some(writing);
        }
        Command::CancelExport => {
            if let Some(writing) = &state.writing {
                writing.watch.cancel();
            }
        }
        Command::ExportCancelled => {
            state.writing = None;
            state.notice = Some(Notice::ExportCancelled);
        }
        Command::Exported(outcome) => {
            state.writing = None;
            state.notice = Some(match outcome {
                Ok(written) => {
                    put_in_folder(state, &written.path);
                    Notice::Exported(written)
                }
                Err(message) => Notice::Failed(message),
            });
        }
        Command::SaveExport => {
            state.dialog = None;
            let Choice { format, columns, .. } = state.export;
            state.settings.export = ExportSettings { format, columns, ..state.settings.export.clone() };
            return vec![Effect::ChooseExportFile];
        }
        other => return super::opening(state, other),
    }
    Vec::new()
}

/// The next file is offered a place beside this one.
pub(in crate::app) fn put_in_folder(state: &mut State, file: &Path) {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    state.settings.export.folder = folder.map(Path::to_owned);
}

/// Of a few records people want the pages, of many a list.
fn take(state: &mut State, scope: Scope) {
    state.export.scope = scope;
    state.export.form = if scope == Scope::Selection { ReportForm::Pages } else { ReportForm::List };
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::app::apply::apply;
    use crate::app::settings::Settings;
    use crate::app::trial::start;
    use crate::context::{Data, Written};
    use km0_core::dataset::builtin;
    use km0_core::export::{Columns, Format};

    #[test]
    fn a_table_of_a_selection_holds_what_concerns_it_and_a_dossier_its_own_page() {
        let mut state = start();
        for (format, related) in
            [(Format::Xlsx, true), (Format::Docx, false), (Format::Csv, true), (Format::Html, false)]
        {
            apply(&mut state, Command::ExportSelected(format));
            assert_eq!((state.export.related, state.export.form), (related, ReportForm::Pages), "{format:?}");
            assert_eq!((state.export.scope, state.dialog), (Scope::Selection, Some(Dialog::Export)));
        }
    }

    #[test]
    fn the_next_run_offers_the_format_and_the_folder_of_the_last_file() {
        let mut state = start();
        assert_eq!((state.export.format, state.export.columns), (Format::Csv, Columns::People));
        apply(&mut state, Command::ExportAs(Format::Docx));
        assert_eq!(state.settings.export.format, Format::Csv, "only what was written is remembered");
        assert_eq!(apply(&mut state, Command::SaveExport), [Effect::ChooseExportFile]);
        let path = "/srv/báo cáo/ta-lung.docx".into();
        apply(&mut state, Command::Exported(Ok(Written { holds: String::new(), path })));
        let again = Settings::from_text(&state.settings.to_text());
        assert_eq!(again.export.folder.as_deref(), Some(Path::new("/srv/báo cáo")));
        assert_eq!(State::new(Data::new(builtin(), None), again).export.format, Format::Docx);
        apply(&mut state, Command::PictureSaved(Ok(("/srv/hình/ta-lung.pdf".into(), BTreeSet::new()))));
        assert_eq!(state.settings.export.folder.as_deref(), Some(Path::new("/srv/hình")));
    }
}
