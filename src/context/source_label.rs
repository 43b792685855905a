//! What a source is called in front of a reader: never by its id.

use super::ViewCtx;
use km0_core::model::{Cite, Field};

impl ViewCtx<'_> {
    /// The publisher of a source with its day; its author where it names no publisher, else its id.
    pub fn source_label(&self, cite: &Cite) -> String {
        let Some(source) = self.dataset.by_id(&cite.source) else { return cite.source.to_string() };
        let publisher = source.text(Field::Publisher).map(|text| text.get(self.words.lang()));
        let Some(publisher) = publisher.or_else(|| source.word(Field::Byline)) else { return cite.source.to_string() };
        // what a publisher is called in brackets is told in the source's own record
        let short = publisher.split(" (").next().unwrap_or(publisher);
        match source.date_in(Field::Published) {
            Some(day) => format!("{short}, {}", self.words.date_short(day)),
            None => short.to_owned(),
        }
    }
}
