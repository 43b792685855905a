//! [`Query`] → query text that reads back as the same query.

use std::fmt;

use super::{Clause, Query, Term};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, term) in self.terms.iter().enumerate() {
            if i > 0 {
                f.write_str(" ")?;
            }
            write!(f, "{term}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.exclude {
            f.write_str("-")?;
        }
        match &self.clause {
            Clause::Words(words) => f.write_str(&quoted(words, true)),
            Clause::Is(key, value) => write!(f, "{}:{}", key.name(), quoted(value, false)),
            Clause::After(date) => write!(f, "after:{date}"),
            Clause::Before(date) => write!(f, "before:{date}"),
            Clause::During(date) => write!(f, "during:{date}"),
            Clause::Surely(date) => write!(f, "surely:{date}"),
            Clause::Area(area) => write!(f, "in:{area}"),
        }
    }
}

/// The value in quotes where it would not read back as itself without them.
fn quoted(value: &str, free: bool) -> String {
    let special = |c: char| c.is_whitespace() || c == '"' || (free && c == ':');
    if value.contains(special) || value.is_empty() || (free && value.starts_with('-')) {
        return format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
    }
    value.to_owned()
}
