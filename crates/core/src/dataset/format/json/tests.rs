use proptest::prelude::*;

use super::*;

fn read_one(text: &str) -> Result<Node, SyntaxError> {
    super::read_one(text, &mut Interner::default())
}

type Seen = Vec<(String, Node)>;

fn all(text: &str) -> (Seen, Result<Vec<Member>, SyntaxError>) {
    let (mut seen, mut broken) = (Vec::new(), None);
    let outcome = find(text.as_bytes(), &["records"], false, &mut |batch| {
        batch.read(&mut Interner::default(), |list, node| match node {
            Ok(node) => seen.push((list.to_owned(), node)),
            Err(error) => broken = broken.take().or(Some(error)),
        });
        true
    });
    let outcome = outcome.map_err(|fault| match fault {
        JsonFault::Syntax(error) => error,
        JsonFault::Io(error) => panic!("{error}"),
    });
    (seen, broken.map_or(outcome.map(|found| found.rest), Err))
}

#[test]
fn values_one_after_the_other_are_entries() {
    for (lines, text) in [
        (true, "{\"a\": 1}\n{\"a\": \n\n{\"a\": 3}"),
        (false, "{\"a\": 1}\n{\"a\" 2}\n{\"a\":\n 3}\n"),
        (false, "\u{1e}{\"a\": 1}\n\u{1e}{\"a\"\n\u{1e}{\"a\":\n3}\n"),
    ] {
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        let outcome = find(text.as_bytes(), &[], lines, &mut |batch| {
            batch.read(&mut Interner::default(), |_, node| match node {
                Ok(node) => good.push(node.place.line),
                Err(error) => bad.push(error.place.line),
            });
            true
        });
        assert!(outcome.is_ok(), "{outcome:?}");
        assert_eq!((good.len(), bad.len()), (2, 1), "{text}");
    }
}

#[test]
fn lists_that_nobody_looked_for_are_found_beside() {
    let text = "{\"links\": [{\"a\": 1}], \"results\": [ {\"b\": 1}, {\"b\": 2} ], \"tags\": [1, 2]}";
    let found = find(text.as_bytes(), &["features"], false, &mut |_| true).unwrap();
    let others: Vec<_> = found.others.iter().map(|(name, batch)| (name.as_str(), batch.len())).collect();
    assert_eq!((others, found.rest.len()), (vec![("links", 1), ("results", 2)], 1));
}

fn plain(value: &Node) -> serde_json::Value {
    match &value.tree {
        Tree::Null => serde_json::Value::Null,
        Tree::Bool(yes) => (*yes).into(),
        Tree::Number(number) => (*number).into(),
        Tree::Text(text) | Tree::Word(text) => text.to_string().into(),
        Tree::List(list) => list.iter().map(plain).collect(),
        Tree::Struct(_, members) => members.iter().map(|m| (m.name.to_string(), plain(&m.value))).collect(),
    }
}

#[test]
fn entries_come_one_by_one_with_their_places() {
    let (seen, rest) = all("{\"a\": 1,\n \"records\": [ {\"id\": \"x\"},\n  {\"id\": \"y\"} ], \"b\": null}");
    let places: Vec<_> = seen.iter().map(|(_, node)| (node.place.line, node.place.column)).collect();
    assert_eq!(places, [(2, 15), (3, 3)]);
    let names: Vec<_> = rest.unwrap().iter().map(|member| member.name.to_string()).collect();
    assert_eq!(names, ["a", "b"]);
}

#[test]
fn a_fault_costs_only_what_it_stands_in() {
    for (text, good) in [
        ("[{\"a\": 1} {\"a\": 2} {\"a\": 3}, {\"a\": 4}]", 4),
        ("[{\"a\": 1}, {\"a\": yes}, {\"a\": 3}]", 2),
        ("[{\"a\": 1}, {\"a\" 2}, {\"a\": 3},]", 2),
        ("[{\"a\": 1}}, {\"a\": 2}]", 2),
        ("[\n {\"a\": [1},\n {\"a\": 2},\n {\"a\": 3}\n]", 2),
        ("[\n {\"a\": \"x},\n {\"a\": 2},\n {\"a\": \"3\"}\n]", 2),
        ("{\"records\": [{\"a\": 1} {\"a\": 2}] \"b\": 1}", 2),
        ("{\"b\": 01, \"records\": [{\"a\": 1}]}", 1),
    ] {
        let (seen, rest) = all(text);
        assert!(seen.len() == good && rest.is_err(), "{text}: {seen:?}");
    }
    let (seen, rest) = all("[1, 2,\n 3 4]");
    assert_eq!(seen.len(), 4);
    let error = rest.unwrap_err();
    assert_eq!((error.place.line, error.place.column), (2, 4));
    assert_eq!(error.what, "found `4` where a comma or ] belongs");
}

#[test]
fn entries_of_nothing_do_not_fill_memory() {
    let mut sizes = Vec::new();
    let text = format!("[{}", ",".repeat(1 << 20));
    let outcome = find(text.as_bytes(), &[], false, &mut |batch| {
        sizes.push(batch.entries.len());
        true
    });
    assert!(outcome.is_err() && sizes.iter().sum::<usize>() > 1 << 20);
    assert!(sizes.iter().all(|entries| *entries <= BATCH + 1), "{sizes:?}");
}

#[test]
fn deep_and_crowded_values_are_refused() {
    let deep = format!("[{}", "[".repeat(100_000));
    assert!(all(&deep).1.unwrap_err().what.contains("64 deep"));
    let crowded = format!("[[{}1]]", "1,".repeat(MAX_VALUES));
    assert!(all(&crowded).1.unwrap_err().what.contains("more than 500000"));
}

#[test]
fn what_is_no_json_number_or_a_bare_control_character_is_refused() {
    for text in [
        "-01",
        "-2.",
        "0.1.2",
        "0.3e+",
        "0.3e",
        "0.e1",
        "0E+",
        "0E",
        "1.0e+",
        "1.0e-",
        "1.0e",
        "1eE2",
        "2.e+3",
        "2.e-3",
        "2.e3",
        "9.e+",
        "-012",
        "012",
        "-",
        "1e",
        "1+2",
        "0e+-1",
        "--1",
        "1-",
        "-.5",
        "1e999",
        "\"a\tb\"",
        "\"a\nb\"",
        "\"\u{1}\"",
    ] {
        assert!(read_one(text).is_err(), "{text:?}");
    }
    for text in ["0", "-0", "-0.5", "1e5", "1E+5", "1e-05", "0.10", "123456789012345678901", "\"\\t\""] {
        assert!(read_one(text).is_ok(), "{text:?}");
    }
}

#[test]
fn escapes_are_characters() {
    let node = read_one(r#""\u1ea1\ud83d\ude00\n\/""#).unwrap();
    assert_eq!(node.tree, Tree::Text("ạ😀\n/".into()));
    assert!(read_one(r#""\ud83d""#).is_err());
    assert!(read_one("1 2").is_err());
}

fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i32>().prop_map(|n| f64::from(n).into()),
        "\\PC{0,12}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::from),
            prop::collection::btree_map("\\PC{0,6}", inner, 0..6)
                .prop_map(|map| map.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    })
}

proptest! {
    #[test]
    fn what_another_program_writes_is_read_as_it_reads_it(value in value()) {
        for text in [value.to_string(), format!("{value:#}")] {
            prop_assert_eq!(plain(&read_one(&text).unwrap()), value.clone());
        }
    }

    #[test]
    fn any_text_is_a_value_or_told(text in "[\\[\\]{}\",:\\\\0-9a-f -]{0,60}|\\PC{0,40}") {
        let ours = read_one(&text);
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        prop_assert_eq!(ours.is_ok(), theirs.is_ok(), "{:?} {:?}", ours, theirs);
        let _never_panics = all(&text);
    }
}
