//! Pages of the built-in set as text: dossiers, series, threads and people.

use crate::program::printed;

fn page(id: &str, lang: &str) -> String {
    printed(&["show", id, "--page", "--lang", lang])
}

/// Where each of these comes in the text, which must be one after another.
fn in_order(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let at = text[from..].find(part).unwrap_or_else(|| panic!("{part:?} does not follow in:\n{text}"));
        from += at + part.len();
    }
}

#[test]
fn the_dossier_of_a_gate_answers_in_the_order_in_which_somebody_asks() {
    let text = page("huu-nghi", "en");
    let order = [
        "Road gate · Lạng Sơn – Guangxi",
        "\nAgreements (",
        "signed by",
        "\nCommitments and proposals (",
        "\nMeetings (",
        "\nProjects (",
        "\nHistory of class and status (",
        "\nFigures (",
        "\nPosition and general facts (",
        "\nSources\n",
        "[1] ",
    ];
    in_order(&text, &order);
}

#[test]
fn a_promise_that_is_told_to_be_done_says_when_and_keeps_its_thread() {
    let text = page("upgrade-tra-linh-2020", "en");
    let order = ["Done 28 Dec 2023", "What became of it", "what came next", "said of this commitment itself"];
    in_order(&text, &order);
    assert!(text.contains("may be related: later"), "{text}");
    assert!(text.contains("Lines marked “may be related” were found"), "{text}");
    assert!(!text.contains("Smart gate at Trà Lĩnh"), "what comes after it was done is not looked for");
}

#[test]
fn a_promise_without_a_later_word_says_so() {
    let text = page("es21-adapt", "en");
    in_order(&text, &["No later word", "4 years 8 months, up to 30 December 2025", "Nothing in this dataset"]);
}

#[test]
fn both_series_tell_every_year_and_say_their_gaps_aloud() {
    let guangxi = page("early-spring-meeting", "en");
    let years = [
        "No. 1 to 4: not reported",
        "2020 · No. 5",
        "2021 · No. 6",
        "2022 · No. 7",
        "2023 · No. 8",
        "2024 · No. 9",
        "2025 · No. 10",
    ];
    in_order(&guangxi, &years);
    in_order(&guangxi, &["2022 · No. 7", "Host: no word in the sources", "2023 · No. 8"]);
    let committee = page("joint-working-committee", "en");
    in_order(&committee, &["2020 · No. 11", "No. 12", "No. 13", "No. 14", "No. 15", "No. 16"]);
    let yunnan = page("yunnan-conference", "en");
    in_order(&yunnan, &["2021 · No. 1", "No. 2", "No. 3", "No. 4", "2025 · No. 5"]);
    assert!(!yunnan.contains("2020: no session"), "the series begins with its first session");
    let group = page("yunnan-joint-working-group", "en");
    in_order(&group, &["No. 1 to 8: not reported", "2023 · No. 9", "2025 · No. 11", "What the sources leave out"]);
}

#[test]
fn the_holders_of_a_post_stand_in_the_order_of_time() {
    let chain = ["Bí thư Khu ủy Quảng Tây", "Lộc Tâm Xã", "Lưu Ninh", "Trần Cương"];
    in_order(&page("khu-uy-quang-tay", "vi"), &chain);
    in_order(&page("guangxi", "vi"), &chain);
    in_order(&page("luu-ninh", "vi"), &["trước: Lộc Tâm Xã", "sau: Trần Cương"]);
}

#[test]
fn a_caveat_stands_in_every_list_that_shows_the_record() {
    let text = page("luu-ninh", "en");
    in_order(&text, &["party secretaries, 28 February", "! Confidence: Low"]);
}

#[test]
fn pages_read_as_they_did() {
    for (id, lang) in
        [("ta-lung", "en"), ("tra-linh", "vi"), ("yunnan-joint-working-group", "zh"), ("bac-luan-3-bridge-2024", "en")]
    {
        insta::with_settings!({ prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("page-{id}-{lang}"), page(id, lang));
        });
    }
}
