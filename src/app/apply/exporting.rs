//! What the export dialog is set to.

use std::path::Path;

use super::Effect;
use crate::app::effect::Save;
use crate::app::input::{Dialog, ExportCommand};
use crate::app::settings::ExportSettings;
use crate::app::state::State;
use crate::context::RecordExport;
use km0_core::export::{ExportChoice, Format, ReportForm, Scope};

pub(super) fn export(state: &mut State, command: ExportCommand) -> Vec<Effect> {
    match command {
        ExportCommand::As(format) => state.export.format = format,
        ExportCommand::AllFormats => state.export_purpose = None,
        ExportCommand::Take(scope) => take(state, scope),
        ExportCommand::Related => state.export.related = !state.export.related,
        ExportCommand::Form(form) => state.export.form = form,
        ExportCommand::Columns(columns) => state.export.columns = columns,
        ExportCommand::Save => {
            state.dialog = None;
            let ExportChoice { format, columns, .. } = state.export;
            state.settings.export = ExportSettings { format, columns, ..state.settings.export.clone() };
            return vec![Effect::Save(Save::Export)];
        }
        ExportCommand::Cancel => {
            if let Some(writing) = &state.writing {
                writing.watch.cancel();
            }
        }
    }
    Vec::new()
}

/// Asks how what is selected is to be written.
pub(super) fn ask_selected(state: &mut State, export: RecordExport) {
    take(state, Scope::Selection);
    let (format, related) = match export {
        RecordExport::Document => (Format::Docx, false),
        RecordExport::Table => (Format::Xlsx, true),
    };
    state.export_purpose = Some(format.group());
    state.export = ExportChoice { format, related, ..state.export };
    state.dialog = Some(Dialog::Export);
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
    use crate::app::input::{Event, WrittenFile};
    use crate::app::settings::Settings;
    use crate::app::trial::start;
    use crate::context::{Command, Data};
    use km0_core::dataset::builtin;
    use km0_core::export::ColumnSet;

    #[test]
    fn a_table_of_a_selection_holds_what_concerns_it_and_a_dossier_its_own_page() {
        let mut state = start();
        let exports = [(RecordExport::Table, Format::Xlsx, true), (RecordExport::Document, Format::Docx, false)];
        for (export, format, related) in exports {
            apply(&mut state, Command::ExportRecord("ta-lung".into(), export));
            let ExportChoice { scope, form, .. } = state.export;
            assert_eq!((state.export.format, state.export.related), (format, related));
            assert_eq!((scope, form), (Scope::Selection, ReportForm::Pages));
            assert_eq!((state.dialog, state.export_purpose), (Some(Dialog::Export), Some(format.group())));
            apply(&mut state, ExportCommand::AllFormats);
            assert_eq!(state.export_purpose, None, "the others are one click away");
        }
    }

    #[test]
    fn the_next_run_offers_the_format_and_the_folder_of_the_last_file() {
        let mut state = start();
        assert_eq!((state.export.format, state.export.columns), (Format::Csv, ColumnSet::People));
        apply(&mut state, ExportCommand::As(Format::Docx));
        assert_eq!(state.settings.export.format, Format::Csv, "only what was written is remembered");
        assert_eq!(apply(&mut state, ExportCommand::Save), [Effect::Save(Save::Export)]);
        let path = "/srv/báo cáo/ta-lung.docx".into();
        apply(&mut state, Event::Exported(Ok(WrittenFile { holds: String::new(), path })));
        let again = Settings::from_text(&state.settings.to_text());
        assert_eq!(again.export.folder.as_deref(), Some(Path::new("/srv/báo cáo")));
        assert_eq!(State::new(Data::new(builtin(), None), again).export.format, Format::Docx);
        apply(&mut state, Event::PictureSaved(Ok(("/srv/hình/ta-lung.pdf".into(), BTreeSet::new()))));
        assert_eq!(state.settings.export.folder.as_deref(), Some(Path::new("/srv/hình")));
    }
}
