//! Names, and the parts of names that are as good as names.

use std::borrow::Cow;

/// A name by which people look for a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SearchName<'a> {
    pub text: Cow<'a, str>,
    /// Points by which it stands behind the record's own name.
    pub behind: u16,
}

/// What stands before a bracket is all but the name.
const HEAD: u16 = 25;
/// One of several that a name puts side by side: `Móng Cái - Đông Hưng`.
const SIDE: u16 = 75;
/// What a name adds in brackets.
const ASIDE: u16 = 125;

/// The parts of a name, each with the points by which it stands behind the whole.
pub(super) fn parts(name: &str) -> Vec<(&str, u16)> {
    let (head, aside) = match name.split_once(['(', '（']) {
        Some((head, rest)) => (head, rest.split([')', '）']).next()),
        None => (name, None),
    };
    let mut parts: Vec<(&str, u16)> = aside.map(|aside| (aside, ASIDE)).into_iter().collect();
    if aside.is_some() {
        parts.push((head, HEAD));
    }
    let mut sides: Vec<&str> = head.split(['–', ',', ':', ';']).flat_map(|side| side.split(" - ")).collect();
    sides.retain(|side| side.contains(char::is_alphanumeric));
    if sides.len() > 1 {
        parts.extend(sides.into_iter().map(|side| (side, SIDE)));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_at_brackets_and_dashes() {
        assert_eq!(parts("Hữu Nghị"), []);
        assert_eq!(parts("Lào Cai (đường sắt)"), [("đường sắt", ASIDE), ("Lào Cai ", HEAD)]);
        assert_eq!(parts("Móng Cái - Đông Hưng"), [("Móng Cái", SIDE), ("Đông Hưng", SIDE)]);
        assert_eq!(parts("Mốc 834/1-835"), []);
    }
}
