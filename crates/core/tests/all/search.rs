//! Search: what a person types brings first what they look for, and is forgiven what fingers do.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use km0_core::dataset::{Dataset, Ix, builtin};
use km0_core::model::Text;
use km0_core::query::fold::{bare, plain};
use km0_core::query::{Answer, Clause, Corpus, Query, Term};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// What is typed, and what must come first: `tests/data/search.tsv`.
const TABLE: &str = include_str!("../../../../tests/data/search.tsv");
/// Lines that the table must have, and those of a hundred that must hold.
const LEAST: usize = 200;
const SHARE: usize = 98;

static BUILTIN: LazyLock<(Dataset, Corpus)> = LazyLock::new(|| {
    let dataset = builtin().dataset;
    let corpus = Corpus::new(&dataset);
    (dataset, corpus)
});

fn ask(typed: &str) -> Answer {
    let (dataset, corpus) = &*BUILTIN;
    Query::parse(typed).unwrap().run(dataset, corpus)
}

/// The ids of what comes first, the best first.
fn first(typed: &str, most: usize) -> Vec<&'static str> {
    let dataset = &BUILTIN.0;
    ask(typed).best.iter().take(most).map(|ix| dataset.record(*ix).unwrap().id.as_ref()).collect()
}

// the score is worth reading when it is good, too
#[allow(clippy::print_stdout)]
#[test]
fn what_people_type_brings_first_what_they_look_for() {
    let lines: Vec<Vec<&str>> =
        TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    assert!(lines.len() >= LEAST, "the table has {} lines", lines.len());
    let mut missed = Vec::new();
    for line in &lines {
        let [typed, wanted, why] = line[..] else { panic!("{line:?} has not three columns") };
        for id in wanted.split('|') {
            assert!(BUILTIN.0.ix(id).is_some(), "{id} of {typed:?} is no record");
        }
        let found = first(typed, 3);
        if !found.first().is_some_and(|first| wanted.split('|').any(|id| id == *first)) {
            missed.push(format!("{typed:?} ({why}): wanted {wanted}, found {found:?}"));
        }
    }
    let held = lines.len() - missed.len();
    let score = format!("{held} of {} come first\n{}", lines.len(), missed.join("\n"));
    println!("{score}");
    assert!(held * 100 >= lines.len() * SHARE, "{score}");
}

#[test]
fn marks_count_where_they_are_typed() {
    for (typed, id) in [("hưu nghi", "huu-nghi"), ("tạ lùng", "ta-lung"), ("đai tân", "daxin")] {
        assert!(!first(typed, 1).contains(&id), "{typed} is not {id}");
    }
    for (typed, id) in
        [("huu nghi", "huu-nghi"), ("hữu nghi", "huu-nghi"), ("ta lùng", "ta-lung"), ("dai tan", "daxin")]
    {
        assert_eq!(first(typed, 1), [id], "{typed}");
    }
}

#[test]
fn composition_makes_no_difference() {
    for typed in typed() {
        let (composed, apart): (String, String) = (typed.nfc().collect(), typed.nfd().collect());
        assert_eq!(ask(&composed).best, ask(&apart).best, "{typed}");
    }
}

#[test]
fn what_matched_is_marked_where_it_stands() {
    let marked = |typed: &str, text: &'static str| {
        ask(typed).marker.ranges(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>()
    };
    assert_eq!(marked("huu ngh", "Cửa khẩu Hữu Nghị"), ["Hữu", "Ngh"]);
    assert_eq!(marked("huunghi", "Cửa khẩu Hữu Nghị"), ["Hữu Nghị"]);
    assert_eq!(marked("you yi guan", "Youyiguan (Friendship Pass)"), ["Youyiguan"]);
    assert_eq!(marked("guagnxi", "Guangxi Party Committee"), ["Guangxi"]);
    assert_eq!(marked("bac luan 2", "Cầu Bắc Luân II"), ["Bắc", "Luân", "II"]);
    assert_eq!(marked("友谊", "通过友谊关口岸"), ["友谊"]);
    assert_eq!(marked("dong dang", "Ga Đồng Đăng"), ["Đồng Đăng"]);
    assert_eq!(marked("-kind:gate", "Hữu Nghị"), [""; 0]);
}

#[test]
fn a_slip_is_told_and_a_word_that_stands_somewhere_is_not_taken_for_one() {
    let instead = ask("guagnxi").instead;
    assert_eq!(instead, [("guagnxi".to_owned(), vec!["guangxi".to_owned()])]);
    assert_eq!(ask("guangxi").instead, []);
    assert_eq!(ask("lang son").instead, []);
}

#[test]
fn a_dash_between_words_asks_for_nothing() {
    assert_eq!(ask("Tà Lùng - Thủy Khẩu").best, ask("Tà Lùng Thủy Khẩu").best);
    assert_eq!(ask("–").rows.len(), BUILTIN.0.len());
}

fn typed() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next())
}

/// Free words that are not read as query text, in which a colon means more.
fn ask_words(typed: &str) -> Answer {
    let (dataset, corpus) = &*BUILTIN;
    let terms = typed.split_whitespace().map(|word| Term::included(Clause::Words(word.to_owned()))).collect();
    Query { terms }.run(dataset, corpus)
}

/// Every name of every record, in every language.
fn names() -> Vec<(Ix, &'static str)> {
    let dataset = &BUILTIN.0;
    let texts = |ix| {
        let record = dataset.record(ix).unwrap();
        std::iter::once(&record.name).chain(&record.aliases).flat_map(Text::forms)
    };
    dataset.rows().flat_map(|ix| texts(ix).map(move |name| (ix, name))).collect()
}

fn any_name() -> impl Strategy<Value = (Ix, &'static str)> {
    proptest::sample::select(names())
}

/// One slip in a word: two letters swapped, one left out, one too many, or another in its place.
fn slipped(word: &str, at: usize, how: u8, letter: char) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = at % (letters.len() - 1);
    match how {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letter),
        _ => letters[at] = letter,
    }
    letters.into_iter().collect()
}

/// By record: its names, folded.
static FOLDED: LazyLock<BTreeMap<Ix, String>> = LazyLock::new(|| {
    let mut folded: BTreeMap<Ix, String> = BTreeMap::new();
    for (ix, name) in names() {
        folded.entry(ix).or_default().extend([" ", &bare(name)]);
    }
    folded
});

fn words_of(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Whether the names of some record, all together, have every word, of the last its beginning.
fn something_is_called(typed: &str) -> bool {
    let typed = words_of(typed);
    let Some((last, rest)) = typed.split_last() else { return false };
    FOLDED.values().any(|names| {
        let own = words_of(names);
        rest.iter().all(|word| own.contains(word)) && own.iter().any(|own| own.starts_with(last))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn folding_does_not_see_composition(text in "[a-zA-ZÀ-ỹĐđǎǐǒǔǜ'’ 友谊关0-9-]{0,24}") {
        let (composed, apart): (String, String) = (text.nfc().collect(), text.nfd().collect());
        prop_assert_eq!(plain(&composed), plain(&apart));
        prop_assert_eq!(bare(&composed), bare(&apart));
        prop_assert_eq!(bare(&plain(&text)), bare(&text));
        prop_assert_eq!(plain(&plain(&text)), plain(&text));
    }

    #[test]
    fn the_beginning_of_a_name_finds_the_record((ix, name) in any_name(), letters in 1_usize..40, marks: bool) {
        let typed: String = name.chars().take(letters).collect();
        let typed = if marks { typed } else { bare(&typed) };
        prop_assert!(ask_words(&typed).has(ix), "{typed:?} does not find {name:?}");
    }

    #[test]
    fn a_name_with_a_slip_finds_the_record(
        (ix, name) in any_name(), which: prop::sample::Index, at: usize, how in 0_u8..4, letter in proptest::char::range('a', 'z'),
    ) {
        let folded = bare(name);
        let mut words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
        let long = |word: &String| word.len() >= 5 && word.chars().all(|c| c.is_ascii_lowercase());
        let long: Vec<usize> = (0..words.len()).filter(|at| long(&words[*at])).collect();
        prop_assume!(!long.is_empty());
        let which = long[which.index(long.len())];
        words[which] = slipped(&words[which], at, how, letter);
        let typed = words.join(" ");
        let answer = ask_words(&typed);
        // where what was typed stands somewhere as it is, nothing is taken for a slip
        let as_typed = something_is_called(&typed) || answer.instead.is_empty() && !answer.best.is_empty();
        prop_assert!(answer.best.iter().take(400).any(|found| *found == ix) || as_typed, "{typed:?} does not find {name:?}");
    }

    #[test]
    fn what_is_marked_is_what_was_looked_for((_, name) in any_name(), which: prop::sample::Index, letters in 1_usize..12) {
        let folded = bare(name);
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
        let latin = |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic());
        let words: Vec<&str> = words.into_iter().filter(latin).collect();
        prop_assume!(!words.is_empty());
        let typed: String = words[which.index(words.len())].chars().take(letters).collect();
        let ranges = ask_words(&typed).marker.ranges(name);
        prop_assert!(!ranges.is_empty(), "{typed:?} is not marked in {name:?}");
        let squeezed = |part: &str| bare(part).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        // besides what was typed only what means the same, which is told by its marking that in turn
        let mut own = false;
        for part in ranges.into_iter().map(|range| name.get(range).unwrap()) {
            own |= squeezed(part) == typed;
            let back = ask_words(part).marker.ranges(name);
            let same = || back.into_iter().any(|range| squeezed(name.get(range).unwrap()).starts_with(&typed));
            prop_assert!(squeezed(part) == typed || same(), "{typed:?} marks {part:?} in {name:?}");
        }
        prop_assert!(own, "{typed:?} itself is not marked in {name:?}");
    }
}

#[test]
fn an_abbreviation_and_its_full_form_find_the_same_in_every_language() {
    for (one, others) in [
        ("XNK", ["xuất nhập khẩu", "进出口"]),
        ("HĐND", ["hội đồng nhân dân", "人大"]),
        ("UBND", ["ủy ban nhân dân", "uỷ ban nhân dân"]),
        ("CKQT", ["cửa khẩu quốc tế", "international gate"]),
        ("BĐBP", ["bộ đội biên phòng", "border guard"]),
        ("KTCK", ["kinh tế cửa khẩu", "\"kinh tế cửa khẩu\""]),
        ("智慧口岸", ["cửa khẩu thông minh", "smart gate"]),
    ] {
        let rows = ask(one).rows;
        assert!(rows.len() >= 5, "{one} finds {}", rows.len());
        for other in others {
            assert_eq!(ask(other).rows, rows, "{one} and {other}");
        }
    }
    assert_eq!(ask("xnk").rows, ask("XNK").rows, "in any case");
    assert_eq!(ask("hdnd").rows, ask("hoi dong nhan dan").rows, "without marks");
}

#[test]
fn chinese_words_of_the_field_find_what_the_texts_say_of_them() {
    let id = |answer: &Answer, id: &str| answer.has(BUILTIN.0.ix(id).unwrap());
    let smart = ask("智慧口岸");
    let minutes =
        BUILTIN.0.records().iter().find(|record| record.name.zh.contains("智慧口岸试点建设框架协议")).unwrap();
    assert!(id(&smart, &minutes.id), "the framework agreement on smart gates");
    let congress = ask("人大");
    let body = BUILTIN
        .0
        .records()
        .iter()
        .find(|record| record.name.vi.contains("HĐND") && record.kind == km0_core::model::Kind::Organisation);
    assert!(id(&congress, &body.unwrap().id), "a People's Council");
    assert_eq!(ask("-HĐND").rows.len() + congress.rows.len(), BUILTIN.0.len(), "left out in every form");
}

#[test]
fn a_known_expression_among_other_words_narrows_as_it_does_alone() {
    let both = ask("HĐND Cao Bằng");
    assert_eq!(both.rows, ask("hội đồng nhân dân Cao Bằng").rows);
    assert!(!both.rows.is_empty() && both.rows.len() < ask("HĐND").rows.len());
    let marked = ask("HĐND").marker.ranges("Thường trực Hội đồng nhân dân tỉnh");
    let wanted = "Thường trực ".len().."Thường trực Hội đồng nhân dân".len();
    assert!(marked.len() == 1 && marked.first() == Some(&wanted), "{marked:?}");
}

#[test]
fn abbreviations_slips_and_traditional_characters_are_understood() {
    let (dataset, corpus) = &*BUILTIN;
    let rows = |text: &str| ask(text).rows;
    assert_eq!(rows("龍邦"), rows("龙邦"));
    assert!(!rows("龍邦").is_empty());
    assert_eq!(rows("外办"), rows("外事办"));
    assert!(!rows("外办").is_empty());
    assert!(rows("TAND").len() < 60, "no slip for tân: {}", rows("TAND").len());
    assert_eq!(rows("ZZTA").len(), 0, "an unknown abbreviation is no slip");
    let hint = Query::parse("Huu Ngi").unwrap().hindrances(dataset, corpus);
    assert!(matches!(&hint[0].term.clause, Clause::Words(word) if word == "Ngi"), "{hint:?}");
    assert_eq!(bare(&hint[0].near[0].words), "nghi", "{hint:?}");
    let hint = Query::parse("Hửu Nghị").unwrap().hindrances(dataset, corpus);
    assert!(matches!(&hint[0].term.clause, Clause::Words(word) if word == "Hửu"), "{hint:?}");
    assert_eq!(hint[0].near[0].words, "hữu", "{hint:?}");
}
