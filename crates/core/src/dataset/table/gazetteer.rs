//! The gates and places that the built-in set knows, by every name it has for them, to tell which
//! one a row of somebody's table means.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use foldhash::fast::RandomState;

use super::places::RowPosition;
use crate::dataset::decode::Decoder;
use crate::dataset::format::ron;
use crate::dataset::open;
use crate::model::{Id, Kind, Record, Text, fold};

/// A gate or place of the built-in set.
#[derive(Debug)]
pub(super) struct GazetteerEntry {
    pub(super) id: Id,
    pub(super) kind: Kind,
    pub(super) name: Text,
    pub(super) spot: Option<RowPosition>,
    form: &'static str,
}

/// What a column, or a word before the name, says that the place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dataset) enum PlaceClass {
    Gate,
    Province,
}

/// Which one a name means.
#[derive(Debug)]
pub(super) enum PlaceMeaning {
    One(Arc<GazetteerEntry>),
    /// Several have that name.
    Several,
    None,
}

/// Words before a name that say what it is, folded; the longer before what they begin with.
pub(in crate::dataset) const BEFORE: [(&str, Option<PlaceClass>); 24] = [
    ("cap cua khau quoc te ", Some(PlaceClass::Gate)),
    ("cap cua khau ", Some(PlaceClass::Gate)),
    ("cua khau quoc te duong bo ", Some(PlaceClass::Gate)),
    ("cua khau quoc te ", Some(PlaceClass::Gate)),
    ("cua khau song phuong ", Some(PlaceClass::Gate)),
    ("cua khau chinh ", Some(PlaceClass::Gate)),
    ("cua khau phu ", Some(PlaceClass::Gate)),
    ("cua khau ", Some(PlaceClass::Gate)),
    ("ckqt ", Some(PlaceClass::Gate)),
    ("ckc ", Some(PlaceClass::Gate)),
    ("ck ", Some(PlaceClass::Gate)),
    ("ck. ", Some(PlaceClass::Gate)),
    ("tinh ", Some(PlaceClass::Province)),
    ("khu tu tri ", Some(PlaceClass::Province)),
    ("province of ", Some(PlaceClass::Province)),
    ("thanh pho ", None),
    ("tp. ", None),
    ("tp ", None),
    ("tx. ", None),
    ("thi xa ", None),
    ("thi tran ", None),
    ("huyen ", None),
    ("khu vuc ", None),
    ("tai ", None),
];
pub(in crate::dataset) const AFTER: [(&str, Option<PlaceClass>); 12] = [
    (" international border gate", Some(PlaceClass::Gate)),
    (" border gate", Some(PlaceClass::Gate)),
    (" border crossing", Some(PlaceClass::Gate)),
    (" gate", Some(PlaceClass::Gate)),
    (" port", Some(PlaceClass::Gate)),
    (" province", Some(PlaceClass::Province)),
    (" district", None),
    (" city", None),
    ("国际性口岸", Some(PlaceClass::Gate)),
    ("口岸", Some(PlaceClass::Gate)),
    ("省", Some(PlaceClass::Province)),
    ("自治区", Some(PlaceClass::Province)),
];

impl PlaceClass {
    /// What the heading of a column says that its places are.
    pub(super) fn of_heading(name: &str) -> Option<Self> {
        let folded = fold::bare(name);
        if ["cua khau", "gate", "口岸"].iter().any(|word| folded.contains(word)) {
            return Some(Self::Gate);
        }
        ["tinh", "province", "省", "admin1"].iter().any(|word| folded.contains(word)).then_some(Self::Province)
    }

    fn fits(self, known: &GazetteerEntry) -> bool {
        match self {
            Self::Gate => known.kind == Kind::Gate,
            Self::Province => matches!(known.form, "Province" | "Region"),
        }
    }
}

static KNOWN: LazyLock<HashMap<String, Vec<Arc<GazetteerEntry>>, RandomState>> = LazyLock::new(gather);

/// The gate or place of the built-in set with this id.
pub(super) fn called(id: &str) -> Option<Arc<GazetteerEntry>> {
    KNOWN.values().flatten().find(|known| &*known.id == id).map(Arc::clone)
}

/// What a name means, if it is one of the built-in set.
pub(super) fn meant(said: &str, wanted: Option<PlaceClass>) -> PlaceMeaning {
    if said.len() > 120 {
        return PlaceMeaning::None;
    }
    let folded = fold::bare(said);
    let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    let (mut name, mut wanted) = (folded.as_str(), wanted);
    let mut found = KNOWN.get(name);
    if found.is_none() {
        if let Some((rest, kind)) = BEFORE.iter().find_map(|(word, kind)| Some((name.strip_prefix(word)?, *kind))) {
            (name, wanted) = (rest, kind.or(wanted));
        }
        if let Some((rest, kind)) = AFTER.iter().find_map(|(word, kind)| Some((name.strip_suffix(word)?, *kind))) {
            (name, wanted) = (rest, kind.or(wanted));
        }
        found = KNOWN.get(name.trim());
    }
    let Some(found) = found else { return PlaceMeaning::None };
    let of_kind: Vec<&Arc<GazetteerEntry>> =
        found.iter().filter(|known| wanted.is_none_or(|wanted| wanted.fits(known))).collect();
    // a province goes before a town of its name
    let mut provinces = of_kind.iter().filter(|known| PlaceClass::Province.fits(known));
    if let (Some(one), None) = (provinces.next(), provinces.next()) {
        return PlaceMeaning::One(Arc::clone(one));
    }
    match of_kind.as_slice() {
        [] => PlaceMeaning::None,
        [one] => PlaceMeaning::One(Arc::clone(one)),
        _ => PlaceMeaning::Several,
    }
}

fn gather() -> HashMap<String, Vec<Arc<GazetteerEntry>>, RandomState> {
    let mut known: HashMap<String, Vec<Arc<GazetteerEntry>>, RandomState> = HashMap::default();
    for file in ["seeds/gates.ron", "seeds/places.ron"] {
        let (nodes, _) = ron::read(open::seed(file));
        let mut decoder = Decoder::new(Arc::from(file));
        for record in nodes.iter().filter_map(|node| decoder.record(node)) {
            let one = Arc::new(GazetteerEntry {
                id: Id::clone(&record.id),
                kind: record.kind,
                name: Text::new(&record.name.vi, &record.name.en, &record.name.zh),
                spot: record.position().map(|at| RowPosition { lat: at.lat, lon: at.lon, error_m: at.error_m }),
                form: record.choice(crate::model::Field::Form).unwrap_or_default(),
            });
            for name in names(&record) {
                let list = known.entry(name).or_default();
                if !list.iter().any(|other| other.id == one.id) {
                    list.push(Arc::clone(&one));
                }
            }
        }
    }
    known
}

/// Every name of a place, folded, also without the word for what it is.
fn names(record: &Record) -> Vec<String> {
    let counterpart = record.text(crate::model::Field::Counterpart);
    let texts = std::iter::once(&record.name).chain(record.aliases.iter()).chain(counterpart);
    let mut names = Vec::new();
    for form in texts.flat_map(Text::forms).filter(|form| !form.is_empty()) {
        let folded = fold::bare(form);
        let bare = AFTER.iter().find_map(|(word, _)| folded.strip_suffix(word)).map(str::to_owned);
        names.extend(bare.filter(|name| name.chars().count() > 1));
        names.push(folded);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(said: &str, wanted: Option<PlaceClass>) -> String {
        match meant(said, wanted) {
            PlaceMeaning::One(known) => known.id.to_string(),
            PlaceMeaning::Several => "several".to_owned(),
            PlaceMeaning::None => "none".to_owned(),
        }
    }

    #[test]
    fn names_of_gates_and_provinces_are_known_in_three_languages() {
        for (said, wanted) in [
            ("Hữu Nghị", "huu-nghi"),
            ("Cửa khẩu quốc tế Hữu Nghị", "huu-nghi"),
            ("cua khau huu nghi", "huu-nghi"),
            ("Huu Nghi Border Gate", "huu-nghi"),
            ("友谊口岸", "huu-nghi"),
            ("Quảng Tây", "guangxi"),
            ("tỉnh Cao Bằng", "cao-bang"),
            ("广西", "guangxi"),
            ("Lạng Sơn", "lang-son"),
            ("Paris", "none"),
            ("", "none"),
        ] {
            assert_eq!(id(said, None), wanted, "{said}");
        }
    }
}
