//! The shapes of a file in classes by one of their values: as many as a legend can tell apart.

use std::collections::HashMap;

use km0_core::dataset::underlay::Underlay;

/// Classes of words, the most frequent first; what else there is stands together.
const MOST: usize = 7;
/// Classes of numbers, each with as many shapes as the others.
const STEPS: usize = 5;
/// Words that a value may have to be chosen by itself.
const MANY: usize = 24;
/// Names of values by which programs class roads, rail and land, the best first.
const USUAL: [&str; 12] = [
    "fclass", "highway", "railway", "landuse", "class", "kind", "type", "natural", "waterway", "category", "loại",
    "loai",
];

/// What the shapes of a class have in common.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::map) enum Said {
    /// All of one file.
    All,
    Word(String),
    /// From the first to the last, and which of how many steps.
    Numbers(f64, f64, usize),
    /// What is in no other class.
    Others,
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::map) struct Class {
    pub(in crate::map) said: Said,
    pub(in crate::map) count: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::map) struct Classes {
    /// The value that they are by, by place among the file's names.
    pub(in crate::map) by: Option<u16>,
    pub(in crate::map) all: Vec<Class>,
    /// The class of each shape.
    pub(super) of: Vec<u8>,
}

impl Classes {
    /// By the value of a name; of an empty one all are one class, and without one the program chooses.
    pub(super) fn new(file: &Underlay, by: Option<&str>) -> Self {
        let named = |name: &str| file.names.iter().position(|known| **known == *name);
        let by = match by {
            Some(name) => named(name).and_then(|at| u16::try_from(at).ok()),
            None => chosen(file),
        };
        let Some(by) = by else {
            let all = vec![Class { said: Said::All, count: file.shapes.len() }];
            return Self { by, all, of: vec![0; file.shapes.len()] };
        };
        numbers(file, by).unwrap_or_else(|| words(file, by))
    }
}

/// The value that a reader would class the file by: one of the usual names, else the one with the
/// fewest words that most shapes have.
fn chosen(file: &Underlay) -> Option<u16> {
    let fit = |name: u16| {
        let mut words: Vec<&str> = Vec::new();
        let mut with = 0;
        for value in file.shapes.iter().filter_map(|shape| shape.value(name)) {
            with += 1;
            if words.len() <= MANY && !words.contains(&value) {
                words.push(value);
            }
        }
        let usual = file.names.get(usize::from(name)).and_then(|name| {
            let name = name.to_lowercase();
            USUAL.iter().position(|usual| **usual == *name)
        });
        let good = (2..=MANY).contains(&words.len()) && with * 2 >= file.shapes.len();
        (good || usual.is_some() && words.len() > 1).then_some((usual.unwrap_or(usize::MAX), words.len(), name))
    };
    let names = 0..u16::try_from(file.names.len()).unwrap_or(u16::MAX);
    names.filter_map(fit).min().map(|(_, _, name)| name)
}

fn words(file: &Underlay, by: u16) -> Classes {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for value in file.shapes.iter().filter_map(|shape| shape.value(by)) {
        *counts.entry(value).or_default() += 1;
    }
    let mut sorted: Vec<(&str, usize)> = counts.into_iter().collect();
    sorted.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    sorted.truncate(MOST);
    let place: HashMap<&str, u8> = (0_u8..).zip(&sorted).map(|(at, (word, _))| (*word, at)).collect();
    let rest = u8::try_from(sorted.len()).unwrap_or(u8::MAX);
    let of: Vec<u8> = file
        .shapes
        .iter()
        .map(|shape| shape.value(by).and_then(|word| place.get(word).copied()).unwrap_or(rest))
        .collect();
    let others = of.iter().filter(|class| **class == rest).count();
    let mut all: Vec<Class> =
        sorted.into_iter().map(|(word, count)| Class { said: Said::Word(word.to_owned()), count }).collect();
    if others > 0 {
        all.push(Class { said: Said::Others, count: others });
    }
    Classes { by: Some(by), all, of }
}

/// Steps of numbers, where nearly all are numbers and more than words could tell apart.
fn numbers(file: &Underlay, by: u16) -> Option<Classes> {
    let number = |text: &str| text.replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite());
    let values: Vec<Option<f64>> = file.shapes.iter().map(|shape| shape.value(by).and_then(number)).collect();
    let mut sorted: Vec<f64> = values.iter().flatten().copied().collect();
    let with = file.shapes.iter().filter(|shape| shape.value(by).is_some()).count();
    sorted.sort_by(f64::total_cmp);
    let mut different = sorted.clone();
    different.dedup();
    if different.len() <= MOST || sorted.len() * 10 < with * 9 {
        return None;
    }
    let bound = |step: usize| sorted.get(sorted.len() * step / STEPS).copied().unwrap_or(f64::INFINITY);
    let bounds: Vec<f64> = (1..STEPS).map(bound).collect();
    let step = |value: f64| bounds.partition_point(|bound| *bound <= value);
    let of: Vec<u8> =
        values.iter().map(|value| value.map_or(STEPS, step)).map(|at| u8::try_from(at).unwrap_or(u8::MAX)).collect();
    let mut all: Vec<Class> = Vec::new();
    for at in 0..STEPS {
        let own = || sorted.iter().copied().filter(|value| step(*value) == at);
        let (from, to) = (own().next().unwrap_or_default(), own().next_back().unwrap_or_default());
        all.push(Class { said: Said::Numbers(from, to, at), count: own().count() });
    }
    let others = of.iter().filter(|class| usize::from(**class) == STEPS).count();
    if others > 0 {
        all.push(Class { said: Said::Others, count: others });
    }
    Some(Classes { by: Some(by), all, of })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use km0_core::dataset::underlay::UnderlayShape;
    use km0_core::model::Geometry;

    use super::*;

    fn file(names: &[&str], rows: &[&[&str]]) -> Underlay {
        let shape = |row: &&[&str]| UnderlayShape {
            geometry: Geometry::Point([106.0, 22.0]),
            values: (0..)
                .zip(*row)
                .filter(|(_, text)| !text.is_empty())
                .map(|(at, text)| (at, Arc::from(*text)))
                .collect(),
        };
        let names = names.iter().map(|name| Arc::from(*name)).collect();
        Underlay { names, shapes: rows.iter().map(shape).collect(), left_out: 0 }
    }

    #[test]
    fn roads_are_classed_by_what_programs_call_their_class() {
        let file = file(&["name", "highway"], &[&["A", "trunk"], &["B", "track"], &["C", "trunk"], &["D", ""]]);
        let classes = Classes::new(&file, None);
        assert_eq!(classes.by, Some(1));
        let said: Vec<_> = classes.all.iter().map(|class| (class.said.clone(), class.count)).collect();
        let word = |word: &str| Said::Word(word.to_owned());
        assert_eq!(said, [(word("trunk"), 2), (word("track"), 1), (Said::Others, 1)]);
        assert_eq!(classes.of, [0, 1, 0, 2]);
        assert_eq!(Classes::new(&file, Some("")).all.len(), 1, "one colour where one was asked for");
    }

    #[test]
    fn many_numbers_are_steps_with_as_many_shapes_each() {
        let texts: Vec<String> = (0..50).map(|n| n.to_string()).collect();
        let rows: Vec<[&str; 1]> = texts.iter().map(|text| [text.as_str()]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(<[&str; 1]>::as_slice).collect();
        let classes = Classes::new(&file(&["population"], &rows), Some("population"));
        assert_eq!(classes.all.len(), STEPS);
        assert!(classes.all.iter().all(|class| class.count == 10));
        assert_eq!(classes.all[1].said, Said::Numbers(10.0, 19.0, 1));
    }
}
