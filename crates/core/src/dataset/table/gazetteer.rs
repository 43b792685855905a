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
    /// A city, town or district, which may have the name of its province or of a gate.
    Town,
}

/// Which one a name means.
#[derive(Debug)]
pub(super) enum PlaceMeaning {
    One(Arc<GazetteerEntry>),
    /// Several have that name: what they are called.
    Several(Vec<String>),
    None,
}

/// Words before a name that say what it is, folded; the longer before what they begin with.
pub(in crate::dataset) const BEFORE: [(&str, Option<PlaceClass>); 28] = [
    ("cap cua khau quoc te ", Some(PlaceClass::Gate)),
    ("cap cua khau ", Some(PlaceClass::Gate)),
    ("cua khau quoc te duong bo ", Some(PlaceClass::Gate)),
    ("cua khau quoc te ", Some(PlaceClass::Gate)),
    ("cua khau qt ", Some(PlaceClass::Gate)),
    ("cua khau song phuong ", Some(PlaceClass::Gate)),
    ("cua khau chinh ", Some(PlaceClass::Gate)),
    ("cua khau phu ", Some(PlaceClass::Gate)),
    ("cua khau ", Some(PlaceClass::Gate)),
    ("ckqt ", Some(PlaceClass::Gate)),
    ("ckqt. ", Some(PlaceClass::Gate)),
    ("c/k ", Some(PlaceClass::Gate)),
    ("ckc ", Some(PlaceClass::Gate)),
    ("ck ", Some(PlaceClass::Gate)),
    ("ck. ", Some(PlaceClass::Gate)),
    ("tinh ", Some(PlaceClass::Province)),
    ("t. ", Some(PlaceClass::Province)),
    ("khu tu tri ", Some(PlaceClass::Province)),
    ("province of ", Some(PlaceClass::Province)),
    ("thanh pho ", Some(PlaceClass::Town)),
    ("tp. ", Some(PlaceClass::Town)),
    ("tp ", Some(PlaceClass::Town)),
    ("tx. ", Some(PlaceClass::Town)),
    ("thi xa ", Some(PlaceClass::Town)),
    ("thi tran ", Some(PlaceClass::Town)),
    ("huyen ", Some(PlaceClass::Town)),
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
    (" district", Some(PlaceClass::Town)),
    (" city", Some(PlaceClass::Town)),
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
            Self::Town => known.kind != Kind::Gate && !Self::Province.fits(known),
        }
    }
}

static KNOWN: LazyLock<HashMap<String, Vec<Arc<GazetteerEntry>>, RandomState>> = LazyLock::new(gather);

/// The gate or place of the built-in set with this id.
pub(super) fn called(id: &str) -> Option<Arc<GazetteerEntry>> {
    KNOWN.values().flatten().find(|known| &*known.id == id).map(Arc::clone)
}

/// What a name means, if it is one of the built-in set: by itself, without what stands in brackets, with the province
/// behind a comma, or as the two names of one gate.
pub(super) fn meant(said: &str, wanted: Option<PlaceClass>) -> PlaceMeaning {
    if said.len() > 120 {
        return PlaceMeaning::None;
    }
    let folded = fold::bare(&said.replace(['–', '—'], "-"));
    let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = of_name(&folded, wanted);
    if !matches!(whole, PlaceMeaning::None) {
        return whole;
    }
    let bare: String = folded.split('(').map(|piece| piece.split_once(')').map_or(piece, |(_, rest)| rest)).collect();
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    let one = |name: &str, wanted| match of_name(name.trim(), wanted) {
        PlaceMeaning::One(known) => Some(known),
        _ => None,
    };
    let pair = || {
        let (first, second) = bare.split_once('-')?;
        let wanted = wanted.or(Some(PlaceClass::Gate));
        let (first, second) = (one(first, wanted)?, one(second, wanted)?);
        (first.id == second.id).then_some(first)
    };
    let within = || {
        let (name, around) = bare.split_once(',')?;
        // of a town there may be more in a province than its gate
        let gate = |(word, class): &(&str, _)| *class == Some(PlaceClass::Gate) && name.starts_with(word);
        let is_gate = wanted == Some(PlaceClass::Gate) || BEFORE.iter().any(gate);
        one(around, Some(PlaceClass::Province)).and(one(name, wanted)).filter(|_| is_gate)
    };
    let whole = one(&bare, wanted).filter(|_| bare != folded);
    whole.or_else(pair).or_else(within).map_or(PlaceMeaning::None, PlaceMeaning::One)
}

/// What a folded name means by itself.
fn of_name(name: &str, wanted: Option<PlaceClass>) -> PlaceMeaning {
    let (mut name, mut wanted) = (name, wanted);
    // what is written in Latin letters for Chinese may be written apart
    let known = |name: &str| KNOWN.get(name).or_else(|| KNOWN.get(&name.replace(' ', "")));
    let mut found = known(name);
    if found.is_none() {
        if let Some((rest, kind)) = BEFORE.iter().find_map(|(word, kind)| Some((name.strip_prefix(word)?, *kind))) {
            (name, wanted) = (rest, kind.or(wanted));
        }
        if let Some((rest, kind)) = AFTER.iter().find_map(|(word, kind)| Some((name.strip_suffix(word)?, *kind))) {
            (name, wanted) = (rest, kind.or(wanted));
        }
        found = known(name.trim());
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
        several => PlaceMeaning::Several(several.iter().map(|known| known.name.vi.to_string()).collect()),
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
            PlaceMeaning::Several(_) => "several".to_owned(),
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
            ("Tà Lùng – Thủy Khẩu", "ta-lung"),
            ("cặp cửa khẩu Tà Lùng (Việt Nam) - Thủy Khẩu (Trung Quốc)", "ta-lung"),
            ("友谊关—友谊", "huu-nghi"),
            ("cửa khẩu QT Tà Lùng", "ta-lung"),
            ("CKQT. Tà Lùng", "ta-lung"),
            ("C/K Tà Lùng", "ta-lung"),
            ("T. Cao Bằng", "cao-bang"),
            ("Quảng Tây (Trung Quốc)", "guangxi"),
            ("Cửa khẩu Tà Lùng, Cao Bằng", "ta-lung"),
            ("Friendship Gate", "huu-nghi"),
            ("Friendship", "huu-nghi"),
            ("Youyi Guan", "huu-nghi"),
            ("You Yi Guan", "huu-nghi"),
            ("Tà Lùng - Hữu Nghị", "none"),
            ("Tà Lùng, Cao Bằng", "none"),
            ("Cửa khẩu Tà Lùng, Paris", "none"),
            ("huyện Trà Lĩnh", "none"),
            ("thị trấn Tà Lùng", "none"),
            ("thành phố Hữu Nghị", "none"),
            ("TP. Lạng Sơn", "langson"),
            ("Paris", "none"),
            ("", "none"),
        ] {
            assert_eq!(id(said, None), wanted, "{said}");
        }
    }
}
