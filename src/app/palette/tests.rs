use std::collections::BTreeSet;

use super::*;
use crate::app::app_ctx::AppCtx;
use crate::app::input::WindowCommand;
use crate::app::state::State;
use crate::app::trial::start;
use crate::context::{Command, Commands, Hover, Item, Queue, ViewCtx};
use km0_core::query::fold;
use km0_core::words::Words;

/// The rows for some text on the built-in set in a language.
fn found(text: &str, lang: Lang) -> Vec<(String, String)> {
    let state = start();
    with_ctx(&state, lang, |ctx| {
        let found = search::search(ctx, &FoldedLabels::new(ctx), text);
        let id = |what: &Entity| match what {
            Entity::Thing(ix) => ctx.record(*ix).unwrap().id.to_string(),
            Entity::Command(entry) => entry.label.to_owned(),
            other => format!("{other:?}"),
        };
        found.rows.iter().map(|row| (id(&row.what), shown(row))).collect()
    })
}

/// The text of a row with what is marked in brackets.
fn shown(row: &search::PaletteRow) -> String {
    let bracketed = |text: &str, marks: &[std::ops::Range<usize>]| {
        let mut out = String::new();
        let mut from = 0;
        for mark in marks {
            out.extend([&text[from..mark.start], "[", &text[mark.clone()], "]"]);
            from = mark.end;
        }
        out + &text[from..]
    };
    let other = row.other.as_ref().map(|(text, marks)| format!(" | {}", bracketed(text, marks)));
    bracketed(&row.text, &row.marks) + &other.unwrap_or_default()
}

fn with_ctx<T>(state: &State, lang: Lang, use_it: impl FnOnce(&AppCtx<'_>) -> T) -> T {
    let (words, palette) = (Words::new(lang), crate::ui::theme::Palette::light());
    let (hover, commands) = (Hover::default(), Commands::default());
    let inputs = Queue::default();
    let view = ViewCtx {
        data: &state.data,
        dataset: &state.data.dataset,
        query: &state.ask.query,
        answer: &state.ask.answer,
        selection: &state.selection,
        focus: &state.focus,
        hover: &hover,
        words: &words,
        palette: &palette,
        time: state.time,
        revision: state.revision,
        text_revision: 0,
        play: None,
        opened: 0,
        commands: &commands,
    };
    use_it(&AppCtx { view: &view, state, inputs: &inputs })
}

#[test]
fn every_name_of_a_gate_finds_it_first_and_shows_what_was_found() {
    for (text, lang, row) in [
        ("huu nghi", Lang::Vi, "[Hữu Nghị]"),
        ("Hữu Nghị", Lang::Vi, "[Hữu] [Nghị]"),
        ("nghi huu", Lang::Vi, "[Hữu] [Nghị]"),
        ("友谊关", Lang::Vi, "Hữu Nghị | [友谊关]"),
        ("youyiguan", Lang::Vi, "Hữu Nghị | [Youyiguan]"),
    ] {
        let rows = found(text, lang);
        assert_eq!(rows.first(), Some(&("huu-nghi".to_owned(), row.to_owned())), "{text}: {rows:?}");
    }
    let rows = found("hũu nghi", Lang::Vi);
    assert!(rows.iter().all(|(id, _)| id != "huu-nghi"), "a mark that is typed counts: {rows:?}");
}

#[test]
fn where_nothing_is_called_so_the_texts_are_offered() {
    let rows = found("xyzzy", Lang::Vi);
    assert_eq!(rows.last().unwrap(), &("Texts".to_owned(), "Tìm “xyzzy” trong nội dung các bản ghi".to_owned()));
    let state = start();
    with_ctx(&state, Lang::Vi, |ctx| {
        let mut finder = Finder::default();
        assert_eq!(finder.ask(ctx, " xyzzy "), 0);
        let command = finder.command(ctx, &Entity::Texts, false);
        assert!(matches!(command, Some(Input::Panel(Command::Ask(text))) if text == "xyzzy"));
    });
}

#[test]
fn letters_strewn_over_a_name_are_not_meant() {
    let rows = found("huu nghi", Lang::Vi);
    assert!(rows.len() >= 10);
    let together = |shown: &str| fold::bare(&shown.replace(['[', ']'], "")).replace('-', " ").contains("huu nghi");
    assert!(rows.iter().all(|(_, shown)| together(shown)), "{rows:?}");
    assert_eq!(found("tlung", Lang::Vi)[0].0, "ta-lung");
}

#[test]
fn words_come_before_strewn_letters_and_abbreviations_are_known() {
    let is_of = |row: &(String, String), words: &[&str]| {
        words.iter().any(|word| fold::bare(&row.1.replace(['[', ']'], "")).contains(word))
    };
    let rows = found("XNK", Lang::Vi);
    assert!(!rows.is_empty() && rows.iter().all(|(id, _)| id != "nguyen-xuan-ky"), "{rows:?}");
    let said = ["xnk", "xuat nhap khau", "xuat khau, nhap khau", "import", "进出口"];
    assert!(rows.iter().all(|row| is_of(row, &said)), "{rows:?}");
    let says = |name: &str| fold::bare(&name.replace(['[', ']'], "")).contains("xuat nhap khau");
    let doubled = |row: &&(String, String)| row.1.split_once(" | ").is_some_and(|(name, _)| says(name));
    assert_eq!(rows.iter().find(doubled), None, "a name that says it is not followed by one in another language");
    let rows = found("ta lung", Lang::Vi);
    assert_eq!(rows[0].0, "ta-lung");
    assert!(rows.iter().all(|row| is_of(row, &["lung"])), "{rows:?}");
    assert_eq!(found("Tra Linnh", Lang::Vi)[0].0, "tra-linh", "but for a slip");
    assert_eq!(found("龍邦", Lang::Vi)[0].0, found("龙邦", Lang::Vi)[0].0, "in traditional characters");
}

#[test]
fn a_command_is_found_in_the_language_of_the_interface_and_in_english() {
    for (text, lang) in
        [("export", Lang::En), ("xuat", Lang::Vi), ("Xuất", Lang::Vi), ("导出", Lang::Zh), ("export", Lang::Zh)]
    {
        let rows = found(text, lang);
        assert!(rows.iter().take(3).any(|(id, _)| id == "command-export"), "{text}: {rows:?}");
    }
    assert_eq!(found("theme dark", Lang::En)[0], ("theme-dark".to_owned(), "[Theme]: [Dark]".to_owned()));
}

#[test]
fn what_was_selected_last_is_offered_first() {
    let mut state = start();
    for id in ["ta-lung", "huu-nghi", "ta-lung", "lang-son"] {
        crate::app::apply(&mut state, Command::Select(Item::Record(id.into())));
    }
    crate::app::apply(&mut state, WindowCommand::Chosen("command-quit"));
    with_ctx(&state, Lang::En, |ctx| {
        let found = search::usual(ctx, &FoldedLabels::new(ctx));
        let texts: Vec<&str> = found.rows.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(texts[..5], ["", "Lạng Sơn", "Tà Lùng", "Hữu Nghị", ""]);
        assert_eq!(texts[5], "Quit", "the command chosen most comes first");
        assert_eq!(found.first(), 1);
        assert_eq!((found.nearest(4, true), found.nearest(4, false)), (5, 3));
    });
}

#[test]
fn every_kind_of_thing_can_be_filtered_by() {
    let state = start();
    with_ctx(&state, Lang::En, |ctx| {
        let terms: BTreeSet<String> = Kind::ALL
            .iter()
            .filter_map(|kind| ctx.dataset.of_kind(*kind).next())
            .filter_map(|(ix, _)| filter_by(ctx, ix))
            .map(|term| km0_core::query::Query { terms: vec![term] }.to_string())
            .collect();
        assert!(terms.len() >= 13, "{terms:?}");
        for text in terms {
            let query = km0_core::query::Query::parse(&text).unwrap();
            let answer = query.run(ctx.dataset, &state.data.corpus);
            assert!(!answer.rows.is_empty() && answer.doubts.is_empty(), "{text}");
        }
    });
}
