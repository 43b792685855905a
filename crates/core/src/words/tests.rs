use super::*;

mod catalogue;
mod dates;

fn all() -> [Words; 3] {
    [Words::new(Lang::En), Words::new(Lang::Vi), Words::new(Lang::Zh)]
}

#[test]
fn an_unknown_key_is_shown_as_it_is() {
    for words in all() {
        assert_eq!(words.t("no-such-message"), "no-such-message");
        assert_eq!(words.with("no-such-message", &[("n", 1.into())]), "no-such-message");
        assert_eq!(words.word("NoSuchWord"), "NoSuchWord");
        assert_eq!(words.field("no_such_field"), "no_such_field");
    }
}

#[test]
fn numbers_carry_the_separators_of_the_language() {
    let [en, vi, zh] = all();
    for (number, english, vietnamese) in [
        (0.0, "0", "0"),
        (7.0, "7", "7"),
        (1350.0, "1,350", "1.350"),
        (-1_234_567.5, "-1,234,567.5", "-1.234.567,5"),
        (6.23, "6.23", "6,23"),
        (0.0004, "0", "0"),
        (-0.0004, "0", "0"),
        (999.9996, "1,000", "1.000"),
    ] {
        assert_eq!(en.number(number), english);
        assert_eq!(zh.number(number), english);
        assert_eq!(vi.number(number), vietnamese);
    }
    let opened = |words: &Words| words.with("notice-reloaded", &[("count", 1348.into())]);
    assert!(opened(&en).contains("1,348") && opened(&vi).contains("1.348"), "{} {}", opened(&en), opened(&vi));
}

#[test]
fn a_list_is_joined_as_the_language_does() {
    let items: Vec<String> = ["Quảng Ninh", "Lạng Sơn", "Cao Bằng"].map(String::from).to_vec();
    let [en, vi, zh] = all();
    assert_eq!(en.join(&items), "Quảng Ninh, Lạng Sơn and Cao Bằng");
    assert_eq!(vi.join(&items), "Quảng Ninh, Lạng Sơn và Cao Bằng");
    assert_eq!(zh.join(&items), "Quảng Ninh、Lạng Sơn和Cao Bằng");
    assert_eq!(en.join(&items[..2]), "Quảng Ninh and Lạng Sơn");
    assert_eq!(en.join(&items[..1]), "Quảng Ninh");
    assert_eq!(en.join(&[]), "");
}
