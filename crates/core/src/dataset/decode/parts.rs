//! The groups of fields inside a record.

use crate::dataset::problem::Rule;
use crate::model::node::{Node, Tree};
use crate::model::parts::{
    Change, Claim, Confidence, Count, DatedName, Growth, LonLatBox, Merger, Position, Post, Proposal, Role, Seat, Side,
    Statement, StatementKind,
};
use crate::model::{Forms, List, Text};

use super::Decoder;
use super::group::FieldGroup;

impl Decoder {
    fn group<'a>(&mut self, node: &'a Node, wanted: &str) -> Option<FieldGroup<'a>> {
        if let Tree::Struct(_, members) = &node.tree {
            return Some(FieldGroup::new(self, members));
        }
        self.wrong_type(node, wanted);
        None
    }

    pub(super) fn text(&mut self, node: &Node) -> Option<Text> {
        let mut group = self.group(node, "(vi: \"…\", en: \"…\")")?;
        let mut one = |d: &mut Self, name: &'static str| group.take(d, name, Self::word).unwrap_or_default();
        let mut forms = Forms {
            vi: one(self, "vi"),
            en: one(self, "en"),
            zh: one(self, "zh"),
            pinyin: one(self, "pinyin"),
            zh_cite: List::new(),
        };
        forms.zh_cite = group.list(self, "zh_cite", Self::cite);
        group.leftover(self, &["vi", "en", "zh", "pinyin", "zh_cite"]);
        for (lang, form) in [("vi", &forms.vi), ("en", &forms.en)] {
            if form.is_empty() {
                let what = format!("the text has no {lang}");
                self.report(Rule::MissingLanguage, node.place, what, format!("add {lang}: \"…\""));
            }
        }
        Some(forms.into())
    }

    /// A list of texts, as other names are.
    pub(in crate::dataset) fn texts(&mut self, node: &Node) -> List<Text> {
        self.each(node, Self::text)
    }

    /// The pinyin of a text and who vouches for its Chinese, where they stand apart from it.
    pub(in crate::dataset) fn chinese(&mut self, node: &Node, text: &mut Text) {
        let Some(mut group) = self.group(node, "(pinyin: \"…\", zh_cite: […])") else { return };
        text.pinyin = group.take(self, "pinyin", Self::word).unwrap_or_default();
        text.zh_cite = group.list(self, "zh_cite", Self::cite);
        group.leftover(self, &["pinyin", "zh_cite"]);
    }

    pub(super) fn statement(&mut self, node: &Node) -> Option<Statement> {
        let mut group = self.group(node, "(kind: Said, text: …, cite: […])")?;
        let kind = group.required(self, "kind", node.place, |d, n| d.choice(n, StatementKind::NAMES));
        let statement = Statement {
            kind: StatementKind::from_name(kind?)?,
            by: group.ids(self, "by"),
            text: group.required_text(self, "text", node.place),
            about: group.ids(self, "about"),
            topics: group.ids(self, "topics"),
            cite: group.cites(self, node.place, true),
        };
        group.leftover(self, &["kind", "by", "text", "about", "topics", "cite"]);
        Some(statement)
    }

    pub(super) fn seat(&mut self, node: &Node) -> Option<Seat> {
        let mut group = self.group(node, "(who: \"…\", role: Attend, cite: […])")?;
        let role = group.required(self, "role", node.place, |d, n| d.choice(n, Role::NAMES));
        let seat = Seat {
            who: group.required(self, "who", node.place, Self::link)?,
            role: Role::from_name(role?)?,
            post: group.text(self, "post"),
            side: group.take(self, "side", |d, n| d.choice(n, Side::NAMES)).and_then(Side::from_name),
            at: group.take(self, "at", Self::link),
            cite: group.cites(self, node.place, true),
        };
        group.leftover(self, &["who", "role", "post", "side", "at", "cite"]);
        Some(seat)
    }

    pub(super) fn position(&mut self, node: &Node) -> Option<Position> {
        let mut group = self.group(node, "(lat: …, lon: …, cite: […])")?;
        let lat = group.required(self, "lat", node.place, Self::number);
        let lon = group.required(self, "lon", node.place, Self::number);
        let confidence = group.take(self, "confidence", |d, n| d.choice(n, Confidence::NAMES));
        let position = Position {
            lat: lat?,
            lon: lon?,
            error_m: group.take(self, "error_m", Self::number).unwrap_or(0.0).max(0.0),
            border_m: group.take(self, "border_m", Self::number).filter(|metres| *metres >= 0.0),
            off_line: group.text(self, "off_line"),
            point: group.take(self, "point", Self::word).unwrap_or_default(),
            confidence: confidence.and_then(Confidence::from_name),
            cite: group.cites(self, node.place, true),
        };
        group.leftover(self, &["lat", "lon", "error_m", "border_m", "off_line", "point", "confidence", "cite"]);
        if position.lat.abs() > 90.0 || position.lon.abs() > 180.0 {
            let what = format!("lat {}, lon {} is not on the globe", position.lat, position.lon);
            self.report(Rule::BadCoordinates, node.place, what, "write lat -90..90 and lon -180..180, in degrees");
            return None;
        }
        Some(position)
    }

    pub(super) fn change(&mut self, node: &Node, allowed: &[&'static str]) -> Option<Change> {
        let mut group = self.group(node, "(value: …, date: \"…\", cite: […])")?;
        let change = Change {
            value: group.required(self, "value", node.place, |d, n| d.choice(n, allowed))?,
            date: group.take(self, "date", Self::date),
            text: group.text(self, "text"),
            cite: group.cites(self, node.place, true),
        };
        group.leftover(self, &["value", "date", "text", "cite"]);
        Some(change)
    }

    pub(super) fn proposal(&mut self, node: &Node) -> Option<Proposal> {
        let mut group = self.group(node, "(who: \"…\", cite: […])")?;
        let who = group.required(self, "who", node.place, Self::link);
        let cite = group.cites(self, node.place, true);
        group.leftover(self, &["who", "cite"]);
        Some(Proposal { who: who?, cite })
    }

    pub(super) fn post(&mut self, node: &Node) -> Option<Post> {
        let mut group = self.group(node, "(post: …, cite: […])")?;
        let post = Post {
            post: group.required_text(self, "post", node.place),
            org: group.take(self, "org", Self::link),
            seen: group.take(self, "seen", Self::date),
            cite: group.cites(self, node.place, true),
        };
        group.leftover(self, &["post", "org", "seen", "cite"]);
        Some(post)
    }

    pub(super) fn claim(&mut self, node: &Node) -> Option<Claim> {
        let mut group = self.group(node, "(text: …, cite: […])")?;
        let claim =
            Claim { text: group.required_text(self, "text", node.place), cite: group.cites(self, node.place, true) };
        group.leftover(self, &["text", "cite"]);
        Some(claim)
    }

    pub(super) fn count(&mut self, node: &Node) -> Option<Count> {
        let mut group = self.group(node, "(number: …, text: …, cite: […])")?;
        let count = Count {
            number: group.required(self, "number", node.place, Self::number)?,
            text: group.required_text(self, "text", node.place),
            cite: group.cites(self, node.place, true),
        };
        group.leftover(self, &["number", "text", "cite"]);
        Some(count)
    }

    pub(super) fn growth(&mut self, node: &Node) -> Option<Growth> {
        let mut group = self.group(node, "(percent: …, text: …)")?;
        let growth = Growth {
            percent: group.required(self, "percent", node.place, Self::number)?,
            text: group.required_text(self, "text", node.place),
        };
        group.leftover(self, &["percent", "text"]);
        Some(growth)
    }

    pub(super) fn dated_name(&mut self, node: &Node) -> Option<DatedName> {
        let mut group = self.group(node, "(text: …, cite: […])")?;
        let name = DatedName {
            text: group.required_text(self, "text", node.place),
            date: group.take(self, "date", Self::date),
            cite: group.cites(self, node.place, true),
        };
        group.leftover(self, &["text", "date", "cite"]);
        Some(name)
    }

    pub(super) fn merger(&mut self, node: &Node) -> Option<Merger> {
        let mut group = self.group(node, "(place: \"…\", date: \"…\", cite: […])")?;
        let place = group.required(self, "place", node.place, Self::link);
        let date = group.required(self, "date", node.place, Self::date);
        let cite = group.cites(self, node.place, true);
        group.leftover(self, &["place", "date", "cite"]);
        Some(Merger { place: place?, date: date?, cite })
    }

    pub(super) fn frame(&mut self, node: &Node) -> Option<LonLatBox> {
        let mut group = self.group(node, "(west: …, south: …, east: …, north: …)")?;
        let mut side = |d: &mut Self, name: &'static str| group.required(d, name, node.place, Self::number);
        let (west, south, east, north) =
            (side(self, "west"), side(self, "south"), side(self, "east"), side(self, "north"));
        group.leftover(self, &["west", "south", "east", "north"]);
        let frame = LonLatBox { west: west?, south: south?, east: east?, north: north? };
        if frame.west < frame.east && frame.south < frame.north {
            return Some(frame);
        }
        let remedy = "put the smaller degree in west and south";
        self.report(Rule::BadCoordinates, node.place, "the frame has no area", remedy);
        None
    }
}
