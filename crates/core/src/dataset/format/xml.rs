//! XML as a walk over elements, with lines: what KML and GPX have in common.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::encoding::lines;
use super::{Broken, plain};
use crate::dataset::problem::Rule;

/// How deep elements may be nested.
const MAX_DEPTH: usize = 64;

/// The elements that are open, by their names without prefix.
pub(super) type Path = Vec<String>;

/// What is done with elements as they go by.
pub(super) trait Visit {
    /// An element opens, whose parents are in `path`.
    fn open(&mut self, path: &Path, name: &str, start: &BytesStart<'_>, line: u32);

    /// An element ends that held this text; `path` are its parents.
    fn close(&mut self, path: &Path, name: &str, text: &str);
}

/// Walks through a text whose first element is of this name.
pub(super) fn visit(text: &str, root: &str, visitor: &mut impl Visit) -> Result<(), Broken> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut lines = LineCounter { text, at: 0, line: 1 };
    let (mut path, mut said, mut seen) = (Path::new(), String::new(), false);
    loop {
        let event = reader.read_event();
        let line = lines.at(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        match event {
            Ok(Event::Start(start)) => {
                let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
                if path.len() >= MAX_DEPTH {
                    return Err(Broken::new(
                        Rule::TooLarge,
                        line,
                        "elements are nested more than 64 deep",
                        "flatten them",
                    ));
                }
                seen |= name == root;
                visitor.open(&path, &name, &start, line);
                said.clear();
                path.push(name);
            }
            Ok(Event::End(_)) => {
                if let Some(name) = path.pop() {
                    visitor.close(&path, &name, &std::mem::take(&mut said));
                }
            }
            Ok(Event::Text(text)) => said.push_str(&text.decode().unwrap_or_default()),
            Ok(Event::CData(text)) => said.push_str(&text.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(name)) => {
                let name = name.decode().unwrap_or_default();
                match plain::named(&name) {
                    Some(c) => said.push(c),
                    None => said.push_str(&format!("&{name};")),
                }
            }
            Ok(Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Ok(Event::Eof) => break,
            Err(error) => {
                let what = format!("the file is no XML from here on: {error}");
                return Err(Broken::new(Rule::Syntax, line, what, "mend it; the rest is not read"));
            }
        }
    }
    if !path.is_empty() {
        let what = "the file ends inside an element";
        return Err(Broken::new(Rule::Syntax, lines.line, what, "close it; what came before is taken"));
    }
    if !seen {
        let what = format!("the file holds no {}", root.to_uppercase());
        let remedy = format!("open a file whose first element is {root}");
        return Err(Broken::new(Rule::Syntax, 1, what, remedy));
    }
    Ok(())
}

/// The value of an attribute; empty where there is none.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> String {
    let found = start.attributes().flatten().find(|one| one.key.as_ref() == name.as_bytes());
    found.map(|one| plain::unescaped(&String::from_utf8_lossy(&one.value))).unwrap_or_default()
}

/// The line of a place in the text, asked for in order.
struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl LineCounter<'_> {
    fn at(&mut self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        let passed = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        self.line = self.line.saturating_add(lines(passed));
        self.at = at.max(self.at);
        self.line
    }
}
