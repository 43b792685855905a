//! What is wrong with data, in the reader's language.
//!
//! As gettext has it, the English sentence is the key of its translations; `{}` stands for what it names.
//! The catalogue is `assets/i18n/problems.tsv`: English, Vietnamese, Chinese. `{1}` and `{2}` in a
//! translation are the first and the second of what is named.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::dataset::{Problem, Severity};
use crate::model::{Lang, Origin};

use super::Words;

/// A sentence, and what it is in other languages.
struct Sentence {
    /// The English, parted where something is named.
    parts: Vec<&'static str>,
    vi: &'static str,
    zh: &'static str,
}

struct Catalogue {
    /// Sentences that name nothing, by their English.
    plain: HashMap<&'static str, usize>,
    /// Those that name something, what has most letters of its own first.
    open: Vec<usize>,
    all: Vec<Sentence>,
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut cells = line.split('\t');
        Some(Sentence { parts: cells.next()?.split("{}").collect(), vi: cells.next()?, zh: cells.next()? })
    };
    let text = include_str!("../../../../assets/i18n/problems.tsv");
    let all: Vec<Sentence> = text.lines().skip(1).filter_map(line).collect();
    let (mut plain, mut open) = (HashMap::new(), Vec::new());
    for (at, sentence) in all.iter().enumerate() {
        match sentence.parts.as_slice() {
            [whole] => drop(plain.insert(*whole, at)),
            _ => open.push(at),
        }
    }
    let own = |at: &usize| all.get(*at).map_or(0, |sentence| sentence.parts.iter().map(|part| part.len()).sum());
    open.sort_by_key(|at| std::cmp::Reverse(own(at)));
    Catalogue { plain, open, all }
});

/// Sentences that stand in one another.
const DEEPEST: usize = 3;

/// The sentence in the language; none where nobody has translated it.
fn translated(text: &str, lang: Lang, depth: usize) -> Option<String> {
    let known = &*CATALOGUE;
    let said = |sentence: &Sentence| if lang == Lang::Zh { sentence.zh } else { sentence.vi };
    if let Some(sentence) = known.plain.get(text).and_then(|at| known.all.get(*at)) {
        return Some(said(sentence).to_owned());
    }
    if depth == 0 {
        return None;
    }
    known.open.iter().filter_map(|at| known.all.get(*at)).find_map(|sentence| {
        let named = named(text, &sentence.parts)?;
        let mut out = said(sentence).to_owned();
        for (at, value) in named.iter().enumerate() {
            let value = translated(value, lang, depth - 1).unwrap_or_else(|| (*value).to_owned());
            out = out.replace(&format!("{{{}}}", at + 1), &value);
        }
        Some(out)
    })
}

/// What stands between the parts of a sentence in a text, if it is that sentence.
fn named<'a>(text: &'a str, parts: &[&str]) -> Option<Vec<&'a str>> {
    let (first, rest) = parts.split_first()?;
    let mut text = text.strip_prefix(first)?;
    let mut named = Vec::with_capacity(rest.len());
    for (at, part) in rest.iter().enumerate() {
        // the last part is the end of the text
        let end = if at + 1 == rest.len() { text.len().checked_sub(part.len())? } else { text.find(part)? };
        let value = text.get(..end)?;
        text = text.get(end..)?.strip_prefix(part)?;
        named.push(value);
    }
    Some(named)
}

impl Words {
    /// What is wrong, or what to do about it, in the language; the English where it has no
    /// translation.
    pub fn fault(&self, english: &str) -> String {
        let other = (self.lang != Lang::En).then(|| translated(english, self.lang, DEEPEST)).flatten();
        other.unwrap_or_else(|| english.to_owned())
    }

    /// What is wrong and what to do: `"31/02" is no date; write 2024-02-29`.
    pub fn problem(&self, problem: &Problem) -> String {
        let mark = if self.lang == Lang::Zh { "；" } else { "; " };
        format!("{}{mark}{}", self.fault(&problem.what), self.fault(&problem.remedy))
    }

    /// Where in its file it stands: "line 39, column 2".
    pub fn spot(&self, origin: &Origin) -> String {
        self.with("problem-spot", &[("line", origin.line.into()), ("column", origin.column.into())])
    }

    /// The same with where it stands: `file:line:column: error [rule]: record: field: …`.
    pub fn problem_line(&self, problem: &Problem) -> String {
        let Origin { file, line, column } = &problem.origin;
        let severity = self.t(match problem.severity() {
            Severity::Error => "severity-error",
            Severity::Warning => "severity-warning",
            Severity::Note => "severity-note",
        });
        // a column without a name is called by its letter, in words
        let field = problem.field.as_deref().map(|name| self.fault(name));
        let named = problem.record.as_deref().into_iter().chain(field.as_deref());
        let named: String = named.map(|name| format!("{name}: ")).collect();
        let rule = problem.rule.slug();
        format!("{file}:{line}:{column}: {severity} [{rule}]: {named}{}", self.problem(problem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_sentence_names_stands_between_its_parts() {
        assert_eq!(named("\"x; y\" is no id", &["", " is no id"]), Some(vec!["\"x; y\""]));
        assert_eq!(named("found a text, not a list", &["found ", ", not ", ""]), Some(vec!["a text", "a list"]));
        assert_eq!(named("found a text", &["found ", ", not ", ""]), None);
        assert_eq!(named("ab", &["ab", "b"]), None);
    }

    #[test]
    fn a_column_without_a_name_is_called_so_in_the_readers_language() {
        let origin = Origin { file: "a.csv".into(), line: 2, column: 3 };
        let mut problem = Problem::new(crate::dataset::Rule::LeftOut, origin, "the row has no name", "give it a name");
        problem.field = Some("column C".into());
        for (lang, wanted) in [(Lang::En, ": column C: "), (Lang::Vi, ": cột C: "), (Lang::Zh, ": 列 C: ")] {
            let line = Words::new(lang).problem_line(&problem);
            assert!(line.contains(wanted), "{line}");
        }
    }

    #[test]
    fn a_translation_names_what_the_sentence_names() {
        for sentence in &CATALOGUE.all {
            let holes = sentence.parts.len() - 1;
            for said in [sentence.vi, sentence.zh] {
                assert!(!said.trim().is_empty(), "{:?}", sentence.parts);
                for at in 1..=holes {
                    assert!(said.contains(&format!("{{{at}}}")), "{:?}: {said}", sentence.parts);
                }
                assert!(!said.contains(&format!("{{{}}}", holes + 1)) && !said.contains("{}"), "{said}");
            }
        }
    }
}
