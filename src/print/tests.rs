use std::process::Command;
use std::sync::OnceLock;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::scene::{PrintScene, SceneInk};
use super::*;
use km0_core::dataset::builtin;
use km0_core::model::Kind;
use km0_core::saved::{Canvas, Paper};

fn data() -> Arc<Data> {
    static DATA: OnceLock<Arc<Data>> = OnceLock::new();
    Arc::clone(DATA.get_or_init(|| Arc::new(Data::new(builtin(), None))))
}

fn order(what: SheetContent, query: &str, lang: Lang) -> PrintRequest {
    let data = data();
    let query = Query::parse(query).unwrap();
    let answer = query.run(&data.dataset, &data.corpus);
    let time = TimeView::of_span(&data.dataset.about.time.as_ref().unwrap().bounds().possible(), &TimeView::default());
    let ground = Canvas::Paper { paper: Paper::A4, landscape: !what.is_text() };
    PrintRequest {
        sheet: PictureSpec { what, ground, image: Image::Svg, ..PictureSpec::default() },
        data,
        query,
        answer,
        selection: vec![Item::Record("huu-nghi".into())],
        time,
        map: None,
        map_size: None,
        tiles: false,
        arrangement: Arrangement::default(),
        theme: ThemeChoice::Light,
        lang,
        story: None,
    }
}

fn with(order: &PrintRequest, image: Image) -> Vec<u8> {
    let mut order = order.clone();
    order.sheet.image = image;
    lines(&order).unwrap().bytes
}

fn scenes(order: &PrintRequest) -> Vec<PrintScene> {
    let laid = stage::lay(order, Medium::Lines, FINE).unwrap();
    let faces = Faces::of_context(&laid.leaves.ctx);
    laid.leaves.pages.iter().map(|leaf| scene::scene(&leaf.shapes, leaf.size, &faces)).collect()
}

/// The text elements of an SVG file, and its title.
fn read(svg: &[u8]) -> (Vec<String>, String) {
    let text = String::from_utf8(svg.to_vec()).unwrap();
    let mut reader = Reader::from_str(&text);
    let (mut texts, mut title, mut inside) = (Vec::new(), String::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                inside = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
                if inside == "text" {
                    texts.push(String::new());
                }
            }
            Event::End(_) => inside.clear(),
            Event::Text(text) if inside == "text" => texts.last_mut().unwrap().push_str(&text.decode().unwrap()),
            Event::GeneralRef(entity) => {
                let sign = match &*entity.decode().unwrap() {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("{other}"),
                };
                match inside.as_str() {
                    "title" => title.push(sign),
                    "text" => texts.last_mut().unwrap().push(sign),
                    _ => {}
                }
            }
            Event::Text(text) if inside == "title" => title.push_str(&text.decode().unwrap()),
            Event::Eof => return (texts, title),
            _ => {}
        }
    }
}

/// What an independent reader finds in a PDF.
fn pdf_tool(tool: &str, args: &[&str], pdf: &[u8]) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pdf).unwrap();
    let output = Command::new(tool)
        .args(args.iter().filter(|arg| **arg != "-"))
        .arg(file.path())
        .args(args.iter().filter(|arg| **arg == "-"))
        .output()
        .unwrap_or_else(|error| panic!("{tool} can't be run ({error}); scripts/test installs it with poppler-utils"));
    assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
    // the tool cuts a line within a letter where it is long
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_same_order_gives_the_same_bytes() {
    for what in [SheetContent::Both, SheetContent::Dossier] {
        let order = order(what, "gate:huu-nghi", Lang::Vi);
        for image in [Image::Svg, Image::Pdf] {
            assert!(with(&order, image) == with(&order, image), "{what:?} {image:?}");
        }
    }
}

#[test]
fn a_sheet_says_what_was_asked_for_and_where_it_is_from() {
    let order = order(SheetContent::Both, "gate:huu-nghi kind:agreement", Lang::Vi);
    let (texts, title) = read(&with(&order, Image::Svg));
    let all = texts.join(" ");
    assert_eq!(title, data().dataset.about.name.get(Lang::Vi));
    let words = km0_core::words::Words::new(Lang::Vi);
    let sentence = words.sentence_text(&order.query, &data().dataset, order.answer.rows.len());
    for said in [&title, &sentence, "OpenStreetMap", "Hữu Nghị", words.t("about-view"), words.t("map-legend-border")]
    {
        let found = all.contains(said) || all.replace(' ', "").contains(&said.replace(' ', ""));
        assert!(found, "“{said}” is not on the sheet: {all}");
    }
}

#[test]
fn a_sheet_says_that_the_tiles_of_the_window_are_not_on_it() {
    for lang in Lang::ALL {
        let words = km0_core::words::Words::new(lang);
        let note = words.t("print-tiles").replace(' ', "");
        let noted = |what: SheetContent, tiles: bool| {
            let order = PrintRequest { tiles, ..order(what, "kind:gate", lang) };
            let (texts, _) = read(&with(&order, Image::Svg));
            texts.join("").replace(' ', "").contains(&note)
        };
        assert!(noted(SheetContent::Map, true) && noted(SheetContent::Both, true), "{lang:?}");
        assert!(!noted(SheetContent::Map, false) && !noted(SheetContent::Timeline, true), "{lang:?}");
    }
}

#[test]
fn every_gate_has_room_on_a3_in_the_usual_size() {
    let mut order = order(SheetContent::Gates, "", Lang::Vi);
    order.selection.clear();
    order.sheet.ground = Canvas::Paper { paper: Paper::A3, landscape: true };
    let laid = stage::lay(&order, Medium::Lines, FINE).unwrap();
    assert!((laid.growth - 1.0).abs() < f32::EPSILON, "laid out {} times as large", laid.growth);
    let (texts, _) = read(&with(&order, Image::Svg));
    for (_, gate) in order.data.dataset.of_kind(Kind::Gate) {
        let name = gate.name.get(Lang::Vi);
        assert!(texts.iter().any(|text| text.trim_end_matches(" ~") == name), "{name}: {texts:?}");
    }
    for said in ["2020", "2025", "Tạm dừng", "Quảng Ninh", "31/12/2025"] {
        assert!(texts.iter().any(|text| text.contains(said)), "{said}");
    }
}

#[test]
fn a_dossier_leads_to_its_notes_and_its_sources_on_the_web() {
    let order = order(SheetContent::Dossier, "", Lang::Vi);
    let laid = stage::lay(&order, Medium::Lines, FINE).unwrap();
    let guide = &laid.guide;
    assert_eq!(guide.links.len(), laid.leaves.pages.len());
    let count = guide.notes.len();
    assert!(count > 10 && guide.notes.keys().copied().eq(1..=count), "every note has a place");
    let mut called = std::collections::BTreeSet::new();
    for (page, links) in guide.links.iter().enumerate() {
        for link in links {
            assert!(link.rect.is_positive() && link.rect.width() < 700.0, "{link:?}");
            match &link.to {
                Goal::Note(number) => {
                    called.insert(*number);
                    assert!(guide.notes[number].page >= page, "notes come at the end");
                }
                Goal::Address(address) => assert!(address.starts_with("http"), "{address}"),
            }
        }
    }
    assert!(called.contains(&1) && called.iter().all(|number| guide.notes.contains_key(number)), "{called:?}");
    let pdf = with(&order, Image::Pdf);
    let count = |what: &[u8]| pdf.windows(what.len()).filter(|window| *window == what).count();
    let links: Vec<&PageLink> = guide.links.iter().flatten().collect();
    let addresses = links.iter().filter(|link| matches!(link.to, Goal::Address(_))).count();
    assert!(addresses > 0);
    assert_eq!((count(b"/Subtype/Link"), count(b"/S/URI")), (links.len(), addresses));
    // another reader finds the addresses where they stand
    let found = pdf_tool("pdfinfo", &["-url"], &pdf);
    assert_eq!(found.matches("http").count(), addresses, "{found}");
}

#[test]
fn the_sections_of_a_dossier_are_under_their_part() {
    let mut order = order(SheetContent::Dossier, "", Lang::En);
    order.selection.push(Item::Record("ta-lung".into()));
    let outline = stage::lay(&order, Medium::Lines, FINE).unwrap().guide.outline;
    let outer: Vec<&str> = outline.iter().filter(|one| !one.inner).map(|one| one.text.as_str()).collect();
    let name = |id: &str| data().dataset.by_id(id).unwrap().name.get(Lang::En).to_owned();
    assert_eq!(outer, [&name("huu-nghi"), &name("ta-lung"), "Sources"]);
    assert!(outline.iter().filter(|one| one.inner).count() > 5);
    assert!(outline.windows(2).all(|pair| pair[0].at.page <= pair[1].at.page));
}

#[test]
fn hostile_titles_are_text_and_nothing_else() {
    let hostile = "</text><script>alert('x')</script> & \"quoted\" ]]> \u{7} <!-- &lt;";
    let mut order = order(SheetContent::Map, "kind:gate", Lang::En);
    order.sheet.title = hostile.to_owned();
    let svg = with(&order, Image::Svg);
    let (texts, title) = read(&svg);
    assert_eq!(title, hostile.replace('\u{7}', ""));
    assert!(texts.iter().any(|text| text.contains("<script>alert('x')</script> & \"quoted\" ]]>")), "{texts:?}");
    assert!(!String::from_utf8(svg).unwrap().contains("<script"));
    assert!(with(&order, Image::Pdf).starts_with(b"%PDF-"));
}

#[test]
fn a_name_stands_on_the_map_once() {
    let order = order(SheetContent::Map, "kind:gate", Lang::Vi);
    let scenes = scenes(&order);
    let runs = scenes.iter().flat_map(|scene| &scene.marks).filter_map(|mark| match &mark.ink {
        SceneInk::Text(run) => Some(run),
        SceneInk::Form(_) => None,
    });
    let mut labels: Vec<_> = runs.filter(|run| run.halo.is_some()).collect();
    assert!(labels.len() > 5, "{} names with a halo", labels.len());
    labels.sort_by(|a, b| a.at.y.total_cmp(&b.at.y).then(a.at.x.total_cmp(&b.at.x)));
    for pair in labels.windows(2) {
        let same = pair[0].text() == pair[1].text() && (pair[0].at - pair[1].at).length() < 4.0;
        assert!(!same, "{} stands there twice", pair[0].text());
    }
}

#[test]
fn the_border_is_a_line_and_what_matches_is_in_words() {
    let lines = scenes(&order(SheetContent::Both, "gate:ta-lung", Lang::Zh));
    let [scene] = lines.as_slice() else { panic!("one page") };
    let palette = crate::ui::theme::Palette::light();
    let border = scene.marks.iter().any(|mark| match &mark.ink {
        SceneInk::Form(form) => form.line.is_some_and(|line| line.color == palette.map.border) && form.steps.len() > 50,
        SceneInk::Text(_) => false,
    });
    assert!(border);
    let text: Vec<String> = scene
        .marks
        .iter()
        .filter_map(|mark| match &mark.ink {
            SceneInk::Text(run) => Some(run.text()),
            SceneInk::Form(_) => None,
        })
        .collect();
    assert!(text.iter().any(|text| text.contains('关') || text.contains("驮隆")), "{text:?}");
}

#[test]
fn pages_of_a_dossier_are_numbered_and_nothing_stands_beside_them() {
    for lang in Lang::ALL {
        let order = order(SheetContent::Dossier, "", lang);
        let scenes = scenes(&order);
        assert!(scenes.len() > 1, "{lang:?}");
        for (number, scene) in scenes.iter().enumerate() {
            let mut counted = false;
            for mark in &scene.marks {
                let SceneInk::Text(run) = &mark.ink else { continue };
                let inside = run.at.x >= 20.0 && run.at.x + run.width <= scene.size.x - 20.0;
                assert!(inside && run.at.y < scene.size.y - 20.0, "{} on page {}", run.text(), number + 1);
                counted |= run.text() == format!("{} / {}", number + 1, scenes.len());
            }
            assert!(counted, "page {} has no number", number + 1);
        }
    }
}

#[test]
fn a_pdf_has_its_fonts_inside_and_a_reader_finds_its_text() {
    for (lang, said) in [(Lang::Vi, "Hữu Nghị"), (Lang::Zh, "友谊关")] {
        let pdf = with(&order(SheetContent::Dossier, "", lang), Image::Pdf);
        let has = |what: &[u8]| pdf.windows(what.len()).any(|window| window == what);
        assert!(has(b"/ToUnicode") && (has(b"/FontFile2") || has(b"/FontFile3")), "{lang:?}");
        assert!(!has(b"/CreationDate"), "the day it was made on would change its bytes");
        assert!(has(b"/Lang"), "readers aloud must know the language");
        let text = pdf_tool("pdftotext", &["-"], &pdf);
        assert!(text.contains(said), "{said}: {text}");
        let fonts = pdf_tool("pdffonts", &[], &pdf);
        let rows: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!rows.is_empty());
        // embedded, a subset, with Unicode
        assert!(rows.iter().all(|row| row.contains(" yes yes yes ")), "{fonts}");
    }
}

#[test]
fn whoever_hears_a_pdf_read_is_told_what_is_what_and_what_is_drawn() {
    let pdf = with(&order(SheetContent::Dossier, "", Lang::Vi), Image::Pdf);
    let told = pdf_tool("pdfinfo", &["-struct-text"], &pdf);
    let count = |what: &str| told.lines().filter(|line| line.trim_start().starts_with(what)).count();
    assert!(told.contains("Hữu Nghị"), "{told}");
    assert_eq!((count("H1"), count("Figure")), (1, 2), "{told}");
    assert!(count("H2") > 5 && count("P ") > 20 && count("Link") > 5, "{told}");
    // what stands apart is apart for whoever hears it, and a word stays one
    assert!(told.contains("Phía Việt Nam Lạng Sơn") && !told.contains("Huy ện"), "{told}");
    let sheet = with(&order(SheetContent::Both, "gate:ta-lung", Lang::Vi), Image::Pdf);
    let told = pdf_tool("pdfinfo", &["-struct-text"], &sheet);
    let count = |what: &str| told.lines().filter(|line| line.trim_start().starts_with(what)).count();
    assert_eq!((count("H1"), count("Figure")), (1, 2), "{told}");
    // a series has rows that are read against each other
    let mut order = order(SheetContent::Dossier, "", Lang::Vi);
    let data = data();
    let mechanism = data.dataset.records().iter().find(|record| record.kind == km0_core::model::Kind::Mechanism);
    order.selection = vec![Item::Record(mechanism.unwrap().id.clone())];
    let told = pdf_tool("pdfinfo", &["-struct-text"], &with(&order, Image::Pdf));
    for row in ["Table", "TR", "TH", "TD"] {
        assert!(told.lines().any(|line| line.trim_start().starts_with(row)), "{row}: {told}");
    }
    // a cell a column, each with its own text
    let mut order = super::tests::order(SheetContent::Briefing, "", Lang::En);
    order.selection = vec![Item::Record("ta-lung".into())];
    let told = pdf_tool("pdfinfo", &["-struct-text"], &with(&order, Image::Pdf));
    let said: Vec<&str> = told.lines().map(str::trim).collect();
    let row = said.iter().position(|line| *line == "\"Date\"").expect(&told);
    let heads: Vec<&str> = said[row..].iter().copied().filter(|line| line.starts_with('"')).take(4).collect();
    assert_eq!(heads, ["\"Date\"", "\"Agreement\"", "\"Parties\"", "\"Standing, signed at\""], "{told}");
}

#[test]
fn all_text_of_a_dossier_but_what_runs_over_its_pages_is_in_its_structure() {
    let order = order(SheetContent::Dossier, "", Lang::Vi);
    let laid = stage::lay(&order, Medium::Lines, FINE).unwrap();
    for (page, scene) in scenes(&order).iter().enumerate() {
        let regions: Vec<_> = laid.guide.regions.iter().filter(|region| region.page == page).collect();
        let outside = scene.marks.iter().filter(|mark| matches!(mark.ink, SceneInk::Text(_)));
        let outside = outside.filter(|mark| tags::region_of(mark, &regions).is_none()).count();
        // the foot, the number of the page, and from the second page on its head
        let running = if page == 0 { 2..=6 } else { 3..=8 };
        assert!(running.contains(&outside), "{outside} on page {}", page + 1);
    }
}

#[test]
fn a_briefing_is_one_page() {
    for id in ["ta-lung", "ly-van", "mong-cai"] {
        let mut order = order(SheetContent::Briefing, "", Lang::Vi);
        order.selection = vec![Item::Record(id.into())];
        let laid = stage::lay(&order, Medium::Lines, 1.0).unwrap();
        assert_eq!(laid.leaves.pages.len(), 1, "{id}");
        assert!(laid.guide.outline.iter().any(|one| one.text == "Chưa có kết quả"), "{id}");
    }
    for lang in Lang::ALL {
        let mut all = order(SheetContent::Briefing, "", lang);
        let dataset = &all.data.dataset;
        let gates = dataset.of_kind(Kind::Gate).map(|(_, record)| record.item());
        let (selection, count) = (gates.collect::<Vec<_>>(), dataset.of_kind(Kind::Gate).count());
        all.selection = selection;
        assert_eq!(stage::lay(&all, Medium::Lines, 1.0).unwrap().leaves.pages.len(), count, "{lang:?}: a page each");
    }
}

#[test]
fn what_cannot_be_made_is_said() {
    let mut order = order(SheetContent::Dossier, "", Lang::En);
    order.selection.clear();
    assert!(matches!(lines(&order), Err(PrintError::NothingSelected)));
    order.sheet.what = SheetContent::Window;
    assert!(matches!(lines(&order), Err(PrintError::Window)));
}

#[test]
fn a_sheet_in_every_grouping_and_theme_has_room_for_its_lanes_or_says_that_it_has_not() {
    let mut order = order(SheetContent::Timeline, "", Lang::En);
    order.theme = ThemeChoice::Dark;
    for grouping in crate::timeline::LaneGrouping::ALL {
        order.arrangement.grouping = grouping;
        let laid = stage::lay(&order, Medium::Lines, 1.0).unwrap();
        assert!((1.0..=1.6).contains(&laid.growth), "{grouping:?}");
        let [leaf] = laid.leaves.pages.as_slice() else { panic!("one page") };
        assert!(leaf.shapes.len() > 50, "{grouping:?}");
    }
}
