//! A view as the command line that shows, lists or exports the same.

use super::{Board, SavedView, time};
use crate::export::Format;

/// What the command is to make.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Recipe {
    /// The picture of a window of this size in points, in the colours that `--theme` calls so.
    Picture { size: [u32; 2], theme: &'static str },
    /// The matching records, one a line.
    List,
    /// The matching records in a file.
    Export(Format),
}

/// The command, quoted for a POSIX shell.
#[must_use]
pub fn command_line(view: &SavedView, recipe: Recipe) -> String {
    let mut line = Line(String::from("km0"));
    line.word(match recipe {
        Recipe::Picture { .. } => "render",
        Recipe::List => "list",
        Recipe::Export(_) => "export",
    });
    if let Some(path) = &view.dataset.path {
        line.option("--data", &path.to_string_lossy());
    }
    if !view.query.is_empty() {
        line.option("-q", &view.query.to_string());
    }
    if matches!(recipe, Recipe::Picture { .. }) {
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
        Recipe::List => {}
        Recipe::Export(format) => {
            line.option("-f", format.slug());
            line.option("-o", &format!("export.{}", format.slug()));
        }
    }
    line.0
}

fn frame(line: &mut Line, view: &SavedView) {
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

struct Line(String);

impl Line {
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
