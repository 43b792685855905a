//! A view as the command line that shows, lists or exports the same.

use super::{Board, Canvas, Image, PictureSpec, SavedView, time};
use crate::export::{ColumnSet, ExportChoice, Format, ReportForm, Scope};

/// What the command is to make.
#[derive(Clone, Debug, PartialEq)]
pub enum Recipe {
    /// The picture of a window of this size in points, in the colours that `--theme` calls so.
    Picture { size: [u32; 2], theme: &'static str },
    /// The picture that the dialog makes, in the colours that `--theme` calls so.
    Sheet { sheet: PictureSpec, theme: &'static str },
    /// The matching records, one a line.
    List,
    /// Records in a file.
    Export(ExportChoice),
}

/// The command, quoted for a POSIX shell.
pub fn command_line(view: &SavedView, recipe: Recipe) -> String {
    let mut line = CommandText(String::from("km0"));
    line.word(match recipe {
        Recipe::Picture { .. } | Recipe::Sheet { .. } => "render",
        Recipe::List => "list",
        Recipe::Export(_) => "export",
    });
    if let Some(path) = &view.dataset.path {
        line.option("--data", &path.to_string_lossy());
    }
    for layer in view.layers.iter().filter(|layer| !layer.hidden) {
        line.option("--add", &layer.path.to_string_lossy());
    }
    let asked = !matches!(recipe, Recipe::Export(ExportChoice { scope: Scope::Selection | Scope::All, .. }));
    if !view.query.is_empty() && asked {
        line.option("-q", &view.query.to_string());
    }
    if matches!(recipe, Recipe::Picture { .. } | Recipe::Sheet { .. }) {
        frame(&mut line, view);
    }
    if let Some(lang) = view.lang {
        line.option("--lang", lang.tag());
    }
    match recipe {
        Recipe::Picture { size: [width, height], theme } => {
            line.option("--theme", theme);
            line.option("--size", &format!("{width}x{height}"));
            line.option("-o", "view.png");
        }
        Recipe::Sheet { sheet, theme } => {
            line.option("--theme", theme);
            self::sheet(&mut line, &sheet);
        }
        Recipe::List => {}
        Recipe::Export(choice) => export(&mut line, view, choice),
    }
    line.0
}

fn export(line: &mut CommandText, view: &SavedView, choice: ExportChoice) {
    match choice.scope {
        Scope::Shown => {}
        Scope::All => line.option("--scope", "all"),
        Scope::Selection => view.selection.iter().for_each(|cite| line.option("--select", &cite.source)),
    }
    let form = choice.form();
    for (wanted, flag) in [
        (choice.related, "--related"),
        (form == ReportForm::Pages, "--pages"),
        (form == ReportForm::Briefing, "--briefing"),
        (form == ReportForm::Along, "--along"),
    ] {
        if wanted {
            line.word(flag);
        }
    }
    if choice.format == Format::Csv && choice.columns != ColumnSet::default() {
        line.option("--columns", choice.columns.slug());
    }
    line.option("-f", choice.format.slug());
    line.option("-o", &format!("export.{}", choice.format.extension()));
}

fn frame(line: &mut CommandText, view: &SavedView) {
    if view.board != Board::default() {
        line.option("--board", view.board.slug());
    }
    for cite in &view.selection {
        line.option("--select", &cite.to_string());
    }
    for (name, date) in [("--from", view.time.from.and_then(time::first)), ("--to", view.time.to.and_then(time::last))]
    {
        if let Some(date) = date {
            line.option(name, &date);
        }
    }
    if let Some(frame) = view.map {
        line.option("--map", &format!("{},{},{}", frame.lat, frame.lon, frame.zoom));
    }
}

/// What is as the command has it unasked is left out.
fn sheet(line: &mut CommandText, sheet: &PictureSpec) {
    line.option("--what", sheet.what.slug());
    match sheet.ground {
        Canvas::Paper { paper, landscape } => {
            line.option("--paper", paper.slug());
            if landscape == sheet.what.is_text() {
                line.word(if landscape { "--landscape" } else { "--portrait" });
            }
        }
        Canvas::Free([width, height]) => line.option("--size", &format!("{width}x{height}")),
    }
    if sheet.image == Image::Png {
        line.option("--scale", &sheet.scale.to_string());
    }
    if (sheet.text - 1.0).abs() > f32::EPSILON {
        line.option("--text", &sheet.text.to_string());
    }
    if !sheet.title.trim().is_empty() {
        line.option("--title", sheet.title.trim());
    }
    line.option("-o", &format!("{}.{}", sheet.what.slug(), sheet.image.slug()));
}

struct CommandText(String);

impl CommandText {
    fn word(&mut self, text: &str) {
        self.0.push(' ');
        self.0.push_str(&quoted(text));
    }

    /// An option with its value, joined where the value could be taken for an option.
    fn option(&mut self, name: &str, value: &str) {
        if value.starts_with('-') && name.starts_with("--") {
            self.word(&format!("{name}={value}"));
        } else {
            self.word(name);
            self.word(value);
        }
    }
}

/// The text as one word of a POSIX shell. What no argument can hold is left out.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./:,=@%+".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\0', "").replace('\'', r"'\''"))
}
