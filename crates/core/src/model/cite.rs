//! Where a statement comes from.

use std::fmt;

use thiserror::Error;

use super::Id;

/// A source, and the paragraph in it where it has numbered paragraphs: `000#12` or `s5`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cite {
    pub source: Id,
    /// The non-blank line of the source's text, counted from 1.
    pub paragraph: Option<u32>,
}

/// A text that is no citation.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{0:?} is no citation; write source#paragraph, for instance \"000#12\"")]
pub struct CiteError(String);

impl Cite {
    /// # Errors
    /// When the source part is empty or the paragraph is not a whole number from 1.
    pub fn parse(text: &str) -> Result<Self, CiteError> {
        Self::parse_with(text, |source| Id::from(source))
    }

    /// As [`Self::parse`], for whoever has the ids of sources already.
    pub(crate) fn parse_with(text: &str, id: impl FnOnce(&str) -> Id) -> Result<Self, CiteError> {
        let wrong = || CiteError(text.chars().take(40).collect());
        let (source, paragraph) = match text.split_once('#') {
            None => (text, None),
            Some((source, number)) => {
                let number: u32 = number.parse().ok().filter(|n| *n > 0).ok_or_else(wrong)?;
                (source, Some(number))
            }
        };
        if source.is_empty() || source.contains(char::is_whitespace) {
            return Err(wrong());
        }
        Ok(Self { source: id(source), paragraph })
    }
}

impl fmt::Display for Cite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.paragraph {
            Some(number) => write!(f, "{}#{number}", self.source),
            None => f.write_str(&self.source),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_prints_as_it_was_written() {
        for text in ["000#12", "s5", "press-vov#1"] {
            assert_eq!(Cite::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_citation_is_refused() {
        for text in ["", "#3", "000#", "000#0", "000#x", "a b", "000#-1"] {
            assert!(Cite::parse(text).is_err(), "{text:?}");
        }
    }
}
