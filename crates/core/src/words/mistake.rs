//! Why a text is no query, in the reader's language.

use crate::model::date::Fix;
use crate::model::{EdtfError, Lang};
use crate::query::{Key, QueryError};

use super::Words;

impl Words {
    /// What is wrong with a query, and what to write instead.
    pub fn query_error(&self, error: &QueryError) -> String {
        match error {
            QueryError::UnknownKey { key } => {
                let keys = QueryError::keys_in(self.lang());
                self.with("query-error-key", &[("key", key.as_str().into()), ("keys", keys.into())])
            }
            QueryError::NoValue { key } => {
                let example = format!("{key}:{}", QueryError::example(key));
                self.with("query-error-value", &[("key", key.as_str().into()), ("example", example.into())])
            }
            QueryError::UnknownKind { kind } => self.with(
                "query-error-kind",
                &[("value", kind.as_str().into()), ("values", QueryError::words(Key::Kind).into())],
            ),
            QueryError::UnknownWord { key, value } => {
                let values = QueryError::words(*key);
                let said = [("key", key.name().into()), ("value", value.as_str().into()), ("values", values.into())];
                self.with("query-error-word", &said)
            }
            QueryError::Date { key, error } => {
                let said = [
                    ("key", key.as_str().into()),
                    ("part", error.part.as_str().into()),
                    ("fix", self.fix(error).into()),
                ];
                self.with("query-error-date", &said)
            }
            QueryError::NoYear { value } => self.with("query-error-year", &[("value", value.as_str().into())]),
            QueryError::Area(_) => self.t("query-error-area").to_owned(),
            QueryError::OpenQuote => self.t("query-error-quote").to_owned(),
            QueryError::TooLong => self.with("query-error-long", &[("most", QueryError::LONGEST.into())]),
        }
    }

    /// What is wrong with a date, and what to write instead.
    pub fn date_error(&self, text: &str, error: &EdtfError) -> String {
        if self.lang() == Lang::En {
            return error.to_string();
        }
        self.with("cli-why-date", &[("part", text.to_owned().into()), ("fix", self.fix(error).into())])
    }

    fn fix(&self, error: &EdtfError) -> String {
        match &error.fix {
            Fix::Rewrite(text) => text.clone(),
            Fix::Either(one, other) => {
                self.with("query-error-either", &[("one", one.as_str().into()), ("other", other.as_str().into())])
            }
            Fix::Example(text) => self.with("query-error-instance", &[("example", text.as_str().into())]),
        }
    }
}
