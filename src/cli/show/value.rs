//! The values of fields as lines to read.

use km0_core::dataset::Dataset;
use km0_core::model::parts::{Position, Seat, Statement};
use km0_core::model::{Cite, Edtf, Id, Lang, Text, Value};
use km0_core::words::Words;

/// Puts values into words of one language, and names beside ids.
pub(super) struct ValueReader<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) lang: Lang,
    pub(super) words: &'a Words,
}

impl ValueReader<'_> {
    /// Every form of a name.
    pub(super) fn names(&self, text: &Text) -> String {
        let mut forms: Vec<String> = vec![text.get(self.lang).to_owned()];
        for form in [&text.vi, &text.en, &text.zh] {
            if !form.is_empty() && !forms.iter().any(|known| **known == **form) {
                forms.push(form.to_string());
            }
        }
        let pinyin = if text.pinyin.is_empty() { String::new() } else { format!(" ({})", text.pinyin) };
        forms.join(" · ") + &pinyin
    }

    pub(super) fn said(&self, text: &Text) -> Vec<String> {
        vec![text.get(self.lang).to_owned()]
    }

    /// `ta-lung (Tà Lùng)`, or the id alone where it leads nowhere.
    fn link(&self, id: &Id) -> String {
        match self.dataset.by_id(id) {
            Some(record) => format!("{id} ({})", record.name.get(self.lang)),
            None => id.to_string(),
        }
    }

    pub(super) fn links(&self, ids: &[Id]) -> Vec<String> {
        vec![self.joined(ids)]
    }

    fn joined(&self, ids: &[Id]) -> String {
        ids.iter().map(|id| self.link(id)).collect::<Vec<_>>().join(", ")
    }

    /// An entry for each part of the value.
    pub(super) fn value(&self, value: &Value) -> Vec<String> {
        match value {
            // a name has forms that are worth knowing, a sentence has translations
            Value::Text(text) if !text.zh.is_empty() => vec![self.names(text)],
            Value::Text(text) => self.said(text),
            Value::Date(date) => vec![date.to_string()],
            Value::Link(id) => vec![self.link(id)],
            Value::Links(ids) => self.links(ids),
            Value::Number(number) => vec![number.to_string()],
            Value::Word(word) => vec![word.to_string()],
            Value::Choice(word) => vec![self.words.word(word).to_owned()],
            Value::Statements(all) => all.iter().map(|statement| self.statement(statement)).collect(),
            Value::Seats(all) => all.iter().map(|seat| self.seat(seat)).collect(),
            Value::Position(position) => vec![self.at(position)],
            Value::History(all) => {
                all.iter().map(|c| self.dated(self.words.word(c.value), c.date.as_ref(), &c.text, &c.cite)).collect()
            }
            Value::Posts(all) => {
                let whose = |org: Option<&Id>| org.map(|org| self.link(org)).unwrap_or_default();
                all.iter().map(|p| self.dated(&whose(p.org.as_ref()), p.seen.as_ref(), &p.post, &p.cite)).collect()
            }
            Value::Claims(all) => all.iter().map(|c| self.dated("", None, &c.text, &c.cite)).collect(),
            Value::Counts(all) => {
                all.iter().map(|c| self.dated(&c.number.to_string(), None, &c.text, &c.cite)).collect()
            }
            Value::Growths(all) => {
                all.iter().map(|g| self.dated(&format!("{} %", g.percent), None, &g.text, &[])).collect()
            }
            Value::Proposals(all) => all.iter().map(|p| sourced(self.link(&p.who), &p.cite)).collect(),
            Value::Names(all) => all.iter().map(|n| self.dated("", n.date.as_ref(), &n.text, &n.cite)).collect(),
            Value::Merger(merger) => {
                let place = self.link(&merger.place);
                vec![self.dated(&place, Some(&merger.date), &Text::default(), &merger.cite)]
            }
        }
    }

    /// `International, 2024-02-17: what the source says [003#15]`, with what there is of it.
    fn dated(&self, head: &str, date: Option<&Edtf>, text: &Text, cite: &[Cite]) -> String {
        let date = date.map(ToString::to_string).unwrap_or_default();
        let head = [head, &date].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let text = text.get(self.lang);
        let colon = if head.is_empty() || text.is_empty() { "" } else { ": " };
        sourced(format!("{head}{colon}{text}"), cite)
    }

    fn statement(&self, statement: &Statement) -> String {
        let mut head = self.words.word(statement.kind.name()).to_owned();
        // who said it; of a commitment the same word is who is to do it
        for (label, ids) in
            [(self.words.t("show-said-by"), &statement.by), (self.words.field("about"), &statement.about)]
        {
            if !ids.is_empty() {
                head = format!("{head}; {label} {}", self.joined(ids));
            }
        }
        self.dated(&head, None, &statement.text, &statement.cite)
    }

    fn at(&self, position: &Position) -> String {
        let metres = |metres: f64| format!("{} m", self.words.number(metres));
        let mut said = vec![format!("{}, {}", position.lat, position.lon)];
        if position.error_m > 0.0 {
            said.push(format!("± {}", metres(position.error_m)));
        }
        if !position.point.is_empty() {
            said.push(self.words.word(&position.point).to_owned());
        }
        if let Some(border) = position.border_m {
            said.push(self.words.with("show-off-border", &[("metres", border.into())]));
        }
        if let Some(confidence) = position.confidence {
            said.push(format!("{} {}", self.words.field("confidence"), self.words.word(confidence.name())));
        }
        let (text, why) = (said.join(", "), position.off_line.get(self.lang));
        let colon = if why.is_empty() { "" } else { ": " };
        sourced(format!("{text}{colon}{why}"), &position.cite)
    }

    fn seat(&self, seat: &Seat) -> String {
        let side = seat.side.map(|side| format!(", {}", self.words.word(side.name()))).unwrap_or_default();
        let at = seat.at.as_ref().map(|at| format!(", {}", self.link(at))).unwrap_or_default();
        self.dated(
            &format!("{} {}{side}{at}", self.words.word(seat.role.name()), self.link(&seat.who)),
            None,
            &seat.post,
            &seat.cite,
        )
    }
}

fn sourced(text: String, cite: &[Cite]) -> String {
    if cite.is_empty() { text } else { format!("{text} [{}]", cites(cite)) }
}

pub(super) fn cites(cites: &[Cite]) -> String {
    cites.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
