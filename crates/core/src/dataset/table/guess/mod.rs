//! What the columns of a table mean, told from their names in three languages and from a look at
//! what stands in them.

mod names;

use super::dates;
use super::decode::JOINS;
use super::mapping::{DayMonthOrder, MappedColumn, Mapping};
use super::numbers;
use super::target::{ColumnTarget, DatePart};
use crate::dataset::derived::OF_TABLES;
use crate::model::{Field, Kind, Lang, fold};
use names::{LIKE, MARKED, NAMES, UNLIKE, YEAR};

/// Whether these are the columns of a table that this program wrote.
#[expect(clippy::needless_pass_by_value, reason = "an iterator that is walked twice")]
pub(super) fn are_own<'a>(names: impl Iterator<Item = &'a str> + Clone) -> bool {
    let has = |wanted: &str| names.clone().any(|name| name == wanted);
    has("id") && has("kind") && (has("name_vi") || has("name_en") || has("name"))
}

/// What a column means by its name alone. `own` tables use the names of the schema.
pub fn target_of(name: &str, own: bool) -> ColumnTarget {
    if own {
        return own_target(name);
    }
    // of a heading of several rows the lowest says most
    if let Some((high, low)) = name.rsplit_once(JOINS) {
        let low = target_of(low, false);
        let of_end = matches!(target_of(high, false), ColumnTarget::End);
        match low {
            // `Kết thúc / Ngày`
            ColumnTarget::Date if of_end => return ColumnTarget::End,
            ColumnTarget::Start(part) if of_end => return ColumnTarget::Last(part),
            ColumnTarget::Keep => {}
            low => return low,
        }
    }
    let folded: String = unmarked(name).chars().filter(|c| c.is_alphanumeric()).collect();
    if let Some((target, _)) = NAMES.iter().find(|(_, names)| names.contains(&folded.as_str())) {
        return *target;
    }
    // what a query calls the words for a thing: `itemLabel`
    if name.strip_suffix("Label").is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_lowercase())) {
        return ColumnTarget::Name(None);
    }
    let (rest, lang) = language(name);
    match (lang, target_by_name(&rest)) {
        (Some(lang), Some(ColumnTarget::Name(_))) => ColumnTarget::Name(Some(lang)),
        (Some(lang), Some(ColumnTarget::Summary(_))) => ColumnTarget::Summary(Some(lang)),
        (Some(lang), Some(ColumnTarget::Note(_))) => ColumnTarget::Note(Some(lang)),
        _ => match name.split_once(['(', '（', '[']) {
            // what stands in brackets explains
            Some((head, _)) if !head.trim().is_empty() => target_of(head, false),
            _ => ColumnTarget::Keep,
        },
    }
}

/// A heading folded, but for words whose marks say that they are no words for the columns of a table: `Tình`, `Quỹ`.
fn unmarked(name: &str) -> String {
    let name = fold::plain(name);
    let alone = !name.trim().contains(|c: char| !c.is_alphanumeric());
    let word = |piece: &str| {
        let bare = fold::bare(piece);
        let (word, bare_word) = (piece.trim_end_matches(is_between), bare.trim_end_matches(is_between));
        let known = MARKED.iter().find(|(known, _)| *known == bare_word);
        let other = known.is_some_and(|(_, written)| !written.contains(&word) && (alone || !written.is_empty()));
        if other && word != bare_word { piece.to_owned() } else { bare }
    };
    name.split_inclusive(is_between).map(word).collect()
}

fn is_between(c: char) -> bool {
    !c.is_alphanumeric()
}

/// The words of a heading, with a space around each.
fn words(name: &str) -> String {
    let plain: String = unmarked(name).chars().map(|c| if is_between(c) { ' ' } else { c }).collect();
    format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether the words of a heading are about the table itself, about a person, or about another thing than they begin with.
fn is_unlike(words: &str) -> bool {
    UNLIKE.iter().any(|word| words.contains(word))
}

/// What a longer heading means by the words it begins with or holds.
fn like(name: &str) -> ColumnTarget {
    let plain = words(name);
    if is_unlike(&plain) || plain.len() > 80 {
        return ColumnTarget::Keep;
    }
    let holds = |word: &&str| match word.strip_prefix('^') {
        Some(word) => plain.starts_with(&format!(" {word} ")),
        None if word.is_ascii() => plain.contains(&format!(" {word} ")),
        None => plain.contains(*word),
    };
    LIKE.iter().find(|(_, words)| words.iter().any(&holds)).map_or(ColumnTarget::Keep, |(target, _)| *target)
}

/// What a cell means as the name of a column, if it is one that is known.
pub(in crate::dataset) fn is_name(cell: &str) -> Option<ColumnTarget> {
    let cell = cell.trim();
    let target =
        Some(target_of(cell, false)).filter(|target| *target != ColumnTarget::Keep).unwrap_or_else(|| like(cell));
    (!cell.is_empty() && target != ColumnTarget::Keep).then_some(target)
}

fn target_by_name(folded: &str) -> Option<ColumnTarget> {
    NAMES.iter().find(|(_, names)| names.contains(&folded)).map(|(target, _)| *target)
}

/// `name_vi`, `Title (English)`, `标题（中文）` → the name without its language, folded.
fn language(name: &str) -> (String, Option<Lang>) {
    const ENDS: [(&str, Lang); 9] = [
        ("tiengviet", Lang::Vi),
        ("vietnamese", Lang::Vi),
        ("vi", Lang::Vi),
        ("english", Lang::En),
        ("tienganh", Lang::En),
        ("en", Lang::En),
        ("chinese", Lang::Zh),
        ("中文", Lang::Zh),
        ("zh", Lang::Zh),
    ];
    let folded: String = unmarked(name).chars().filter(|c| c.is_alphanumeric()).collect();
    let found = ENDS.iter().find_map(|(end, lang)| Some((folded.strip_suffix(end)?.to_owned(), *lang)));
    found.map_or((folded, None), |(rest, lang)| (rest, Some(lang)))
}

fn own_target(name: &str) -> ColumnTarget {
    if OF_TABLES.contains(&name) || name == "bounds" {
        return ColumnTarget::Ignore;
    }
    let head = match ColumnTarget::from_slug(name) {
        Some(
            ColumnTarget::Start(_)
            | ColumnTarget::Last(_)
            | ColumnTarget::Topics
            | ColumnTarget::Source
            | ColumnTarget::Place
            | ColumnTarget::End,
        )
        | None => None,
        head => head,
    };
    // a gate's history stands beside a meeting's one word
    let field = name.strip_suffix("_history").unwrap_or(name);
    head.or_else(|| ColumnTarget::from_slug(&format!("field:{field}"))).unwrap_or(ColumnTarget::Keep)
}

/// The mapping of a table that nobody has said anything about.
///
/// `rows` are its first rows without that of the names.
pub fn for_table(names: &[String], rows: &[Vec<String>], header: bool) -> Mapping {
    let own = header && are_own(names.iter().map(String::as_str));
    let mut columns: Vec<MappedColumn> = names
        .iter()
        .map(|name| MappedColumn::new(name, if header { target_of(name, own) } else { ColumnTarget::Keep }))
        .collect();
    if !own {
        if header {
            for at in 0..columns.len() {
                let target = columns
                    .get(at)
                    .filter(|column| column.target == ColumnTarget::Keep)
                    .map(|column| like(&column.name));
                // beside a year, what is like a date is another or a label
                let with_year =
                    target == Some(ColumnTarget::Date) && columns.iter().any(|column| column.target == YEAR);
                let free = target
                    .filter(|_| !with_year)
                    .is_some_and(|target| is_shared(target) || columns.iter().all(|other| other.target != target));
                if let (Some(target), true, Some(column)) = (target, free, columns.get_mut(at)) {
                    column.target = target;
                }
            }
        }
        // ACLED's notes say what happened
        if columns.iter().any(|column| column.name.eq_ignore_ascii_case("event_id_cnty")) {
            let notes = columns.iter_mut().filter(|column| matches!(column.target, ColumnTarget::Note(_)));
            notes.for_each(|column| column.target = ColumnTarget::Summary(None));
        }
        figures(&mut columns, rows);
        look(&mut columns, rows);
    }
    for (at, column) in columns.iter_mut().enumerate() {
        column.decimal = decimal(at, rows);
    }
    let order = orders(&mut columns, rows);
    Mapping { header, columns, kind: Kind::Milestone, order, ..Mapping::default() }
}

/// In a table whose rows say that they are figures, the columns that say how much and of what.
fn figures(columns: &mut [MappedColumn], rows: &[Vec<String>]) {
    const MEANT: [(Field, &[&str]); 2] = [
        (Field::Value, &["value", "giatri", "solieu", "soluong", "amount", "数值", "数量"]),
        (Field::Unit, &["unit", "donvi", "donvitinh", "dvt", "单位", "计量单位"]),
    ];
    let at = columns.iter().position(|column| column.target == ColumnTarget::Kind);
    let cells = at.into_iter().flat_map(|at| rows.iter().filter_map(move |row| row.get(at)));
    if !cells.map(|cell| super::decode::kind_of(cell.trim())).any(|kind| kind == Some(Kind::Figure)) {
        return;
    }
    for (field, names) in MEANT {
        let called = |column: &&mut MappedColumn| {
            let folded: String = fold::bare(&column.name).chars().filter(|c| c.is_alphanumeric()).collect();
            column.target == ColumnTarget::Keep && names.contains(&folded.as_str())
        };
        if let Some(column) = columns.iter_mut().find(called) {
            column.target = ColumnTarget::Field(field);
        }
    }
}

/// Corrects by what stands in the columns what names alone leave open.
fn look(columns: &mut [MappedColumn], rows: &[Vec<String>]) {
    let cells =
        |at: usize| rows.iter().filter_map(move |row| row.get(at)).map(|cell| cell.trim()).filter(|c| !c.is_empty());
    let share = |at: usize, fits: &dyn Fn(&str) -> bool| {
        let all = cells(at).count();
        all > 0 && cells(at).filter(|cell| fits(cell)).count() * 5 >= all * 4
    };
    let is_date = |cell: &str| dates::read(cell, dates::Reading::default()).is_ok();
    let has_year = |cell: &str| (is_date(cell) || dates::two_years(cell).is_some()) && cell.trim().len() > 4;
    let is_small = |cell: &str| cell.parse::<u8>().is_ok_and(|number| number < 100);
    let is_number = |cell: &str| numbers::read(cell, false).is_some();
    let with_month = columns.iter().any(|column| column.target == ColumnTarget::Start(DatePart::Month));
    let with_year = columns.iter().any(|column| column.target == YEAR);
    let dates_of = columns.iter().filter(|column| column.target == ColumnTarget::Date).count();
    let dated = dates_of > 0;
    // codes that few rows share are a mistake, which is told row by row
    let repeats = |at: usize| {
        let different: std::collections::HashSet<&str> = cells(at).collect();
        different.len() * 4 < cells(at).count() * 3
    };
    for (at, column) in columns.iter_mut().enumerate() {
        match column.target {
            ColumnTarget::Kind if !share(at, &|cell| super::decode::kind_of(cell).is_some()) => {
                column.target = ColumnTarget::Topics;
            }
            // beside a year, a column of small numbers is the day
            ColumnTarget::Date if with_year && share(at, &|cell| cell.parse::<u8>().is_ok()) => {
                column.target = ColumnTarget::Start(DatePart::Day);
            }
            ColumnTarget::Start(DatePart::Day | DatePart::Month | DatePart::Quarter)
                if !with_year && share(at, &has_year) =>
            {
                column.target = ColumnTarget::Date;
            }
            ColumnTarget::Start(DatePart::Day) if !with_year => column.target = ColumnTarget::Date,
            ColumnTarget::Start(DatePart::Time) if !with_year && !dated => column.target = ColumnTarget::Keep,
            // times of day, beside the column that has the day
            ColumnTarget::Date if dates_of > 1 && share(at, &dates::is_time) => {
                column.target = ColumnTarget::Start(DatePart::Time);
            }
            ColumnTarget::End if dated && share(at, &dates::is_time) => {
                column.target = ColumnTarget::Last(DatePart::Time);
            }
            // a column of that name that holds whole dates
            ColumnTarget::Start(DatePart::Year) if share(at, &has_year) => column.target = ColumnTarget::Date,
            // men, in Vietnamese without marks
            ColumnTarget::Start(DatePart::Year) if dated && !with_month && share(at, &is_small) => {
                column.target = ColumnTarget::Keep;
            }
            // how much went through a gate is none; a stone on the border has a number for a name
            ColumnTarget::Place | ColumnTarget::Region if !is_stone(&column.name) && share(at, &is_number) => {
                column.target = ColumnTarget::Keep;
            }
            // the number of a document is none of a row
            ColumnTarget::Ignore if is_loose(&column.name) && !count_up(cells(at)) => {
                column.target = ColumnTarget::Keep;
            }
            // a code that several rows have is no id
            ColumnTarget::Id if repeats(at) => column.target = ColumnTarget::Keep,
            _ => {}
        }
    }
    let none = |columns: &[MappedColumn], wanted: &dyn Fn(ColumnTarget) -> bool| {
        !columns.iter().any(|column| wanted(column.target))
    };
    let free =
        |columns: &[MappedColumn], at: usize| columns.get(at).is_some_and(|column| column.target == ColumnTarget::Keep);
    if none(columns, &|t| matches!(t, ColumnTarget::Date | ColumnTarget::Start(_))) {
        // digits alone may be anything, unless they are a year or a whole date
        let plain = |cell: &str| cell.bytes().all(|byte| byte.is_ascii_digit()) && !matches!(cell.len(), 4 | 8);
        let is_date = |cell: &str| cell.len() > 3 && !plain(cell) && is_date(cell);
        let about_it = |at: usize| columns.get(at).is_some_and(|column| is_unlike(&words(&column.name)));
        let dated = (0..columns.len()).find(|at| free(columns, *at) && !about_it(*at) && share(*at, &is_date));
        set(columns, dated, ColumnTarget::Date);
    }
    let parts = columns.iter().any(|column| column.target == ColumnTarget::Titled && !is_number_of_paper(&column.name));
    if !parts && none(columns, &|t| matches!(t, ColumnTarget::Name(_) | ColumnTarget::Precision)) {
        let wordy = |cell: &str| cell.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !cell.starts_with("http");
        let short = |cell: &str| cell.chars().count() <= 200;
        let summary = columns.iter().position(|column| matches!(column.target, ColumnTarget::Summary(_)));
        let named = summary.filter(|at| share(*at, &short));
        let named = named.or_else(|| {
            (0..columns.len()).find(|at| free(columns, *at) && share(*at, &wordy) && !share(*at, &is_date))
        });
        set(columns, named.or(summary), ColumnTarget::Name(None));
    }
    single(columns);
}

/// Only one column can have most meanings; the first that claims it does.
fn single(columns: &mut [MappedColumn]) {
    let mut seen = Vec::new();
    for column in columns {
        if !is_shared(column.target) && seen.contains(&column.target) {
            column.target = ColumnTarget::Keep;
        }
        seen.push(column.target);
    }
}

fn set(columns: &mut [MappedColumn], at: Option<usize>, target: ColumnTarget) {
    if let Some(column) = at.and_then(|at| columns.get_mut(at)) {
        column.target = target;
    }
}

/// Whether several columns can have the meaning.
fn is_shared(target: ColumnTarget) -> bool {
    matches!(
        target,
        ColumnTarget::Keep
            | ColumnTarget::Ignore
            | ColumnTarget::Topics
            | ColumnTarget::Source
            | ColumnTarget::Cite
            | ColumnTarget::Region
            | ColumnTarget::Titled
    )
}

/// Whether a heading that counts rows may also be that of numbers of something else.
fn is_loose(name: &str) -> bool {
    let folded: String = fold::bare(name).chars().filter(|c| c.is_alphanumeric()).collect();
    !matches!(folded.as_str(), "stt" | "tt" | "sothutu" | "序号")
}

/// Whether cells count rows: from 0 or 1 upwards one by one, from the beginning again in each section; mostly, beside
/// letters, Roman figures and what totals and sources are called.
fn count_up<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut fit, mut words, mut next) = (0, 0, 0, None);
    for cell in cells {
        let plain = cell.trim_end_matches(['.', ')']).trim_end_matches(".0");
        let number: Option<u32> = plain.parse().ok();
        let short = plain.len() <= 5 && plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
        if plain.len() > 5 && !plain.contains(|c: char| c.is_ascii_digit()) {
            words += 1;
            continue;
        }
        all += 1;
        fit += u32::from(number.map_or(short, |number| number <= 1 || next == Some(number)));
        next = number.map(|number| number.saturating_add(1)).or(next);
    }
    fit * 5 >= all * 4 && fit >= words
}

fn is_stone(name: &str) -> bool {
    ["moc", "碑"].iter().any(|word| fold::bare(name).contains(word))
}

/// Whether a part of a name is only the number that a paper goes by.
fn is_number_of_paper(name: &str) -> bool {
    let folded: String = fold::bare(name).chars().filter(|c| c.is_alphanumeric()).collect();
    folded.starts_with("so") || matches!(folded.as_str(), "文号" | "编码")
}

/// The order of day and month, settled column by column; that of the table is what its columns of
/// dates agree on.
fn orders(columns: &mut [MappedColumn], rows: &[Vec<String>]) -> DayMonthOrder {
    let dated = |column: &MappedColumn| {
        matches!(column.target, ColumnTarget::Date | ColumnTarget::End | ColumnTarget::Field(_))
    };
    for (at, column) in columns.iter_mut().enumerate().filter(|(_, column)| dated(column)) {
        column.years = are_years(at, rows);
    }
    let of_dates = columns.iter().enumerate().filter(|(_, column)| dated(column)).map(|(at, _)| at);
    let shown: Vec<(usize, DayMonthOrder)> =
        of_dates.map(|at| (at, order(at, rows))).filter(|(_, order)| *order != DayMonthOrder::Guessed).collect();
    let first = shown.first().map_or(DayMonthOrder::Guessed, |(_, order)| *order);
    if shown.iter().all(|(_, order)| *order == first) && first != DayMonthOrder::Turned {
        return first;
    }
    for (at, order) in shown {
        if let Some(column) = columns.get_mut(at) {
            column.order = order;
        }
    }
    DayMonthOrder::Guessed
}

/// The mark before decimals on which the numbers of a column agree.
fn decimal(at: usize, rows: &[Vec<String>]) -> Option<char> {
    let mut marks = rows.iter().filter_map(|row| numbers::decimal_mark(row.get(at)?.trim()));
    let first = marks.next()?;
    marks.all(|mark| mark == first).then_some(first)
}

/// The order that the cells of a column show; `Guessed` where they show none or both.
fn order(at: usize, rows: &[Vec<String>]) -> DayMonthOrder {
    let cells = || rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim());
    let all: Vec<bool> = cells().filter_map(dates::shown_order).collect();
    // dates that a spreadsheet took for its own, and others that it could not
    let taken: Vec<(u8, u8)> = cells().filter_map(month_and_day).collect();
    let turned = taken.iter().all(|(_, day)| *day <= 12) && taken.iter().any(|(month, day)| month != day);
    match (all.contains(&true), all.contains(&false)) {
        (true, false) | (false, true) if turned => DayMonthOrder::Turned,
        (true, false) => DayMonthOrder::MonthFirst,
        (false, true) => DayMonthOrder::DayFirst,
        _ => DayMonthOrder::Guessed,
    }
}

/// Whether `2009-10` in a column are two years and no month: one of its cells can be nothing else, or each has a year
/// and the next.
fn are_years(at: usize, rows: &[Vec<String>]) -> bool {
    let cells = || rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let next = |cell: &str| dates::year_and_short(cell).is_some_and(|(first, last)| last == first + 1);
    let different: std::collections::HashSet<&str> = cells().collect();
    cells().any(|cell| dates::two_years(cell).is_some()) || different.len() > 1 && cells().all(next)
}

/// Of a date that begins with its year.
fn month_and_day(cell: &str) -> Option<(u8, u8)> {
    let mut parts = cell.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    (year.len() == 4).then_some((month.parse().ok()?, day.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(header: &str, rows: &[&str]) -> Vec<String> {
        let split = |line: &str| line.split('|').map(str::to_owned).collect::<Vec<_>>();
        let rows: Vec<Vec<String>> = rows.iter().map(|row| split(row)).collect();
        for_table(&split(header), &rows, true).columns.iter().map(|column| column.target.to_string()).collect()
    }

    #[test]
    fn columns_are_known_by_their_names_in_three_languages() {
        assert_eq!(
            guessed("STT|Tên sự kiện|Ngày bắt đầu|Ngày kết thúc|Địa điểm|Vĩ độ|Kinh độ|Nguồn|Ghi chú", &[]),
            ["ignore", "name", "date", "end", "place", "lat", "lon", "source", "note"]
        );
        assert_eq!(
            guessed("Title (English)|Tiêu đề (tiếng Việt)|标题（中文）|Start date|Latitude|Tags|Budget", &[]),
            ["name_en", "name_vi", "name_zh", "date", "lat", "topics", "keep"]
        );
        assert_eq!(
            guessed("TT|Số hiệu|Trích yếu|Cơ quan ban hành|Ngày ban hành|Cửa khẩu|Tỉnh|Địa phương", &[]),
            ["ignore", "title_part", "name", "source", "date", "place", "region", "region"]
        );
        assert_eq!(
            guessed(
                "Tên cuộc họp cấp tỉnh|Thời gian (ngày/tháng/năm)|Địa điểm tổ chức|Ngày cập nhật|Toạ độ (vĩ độ, kinh độ)",
                &[]
            ),
            ["name", "date", "place", "keep", "coordinates"]
        );
        assert_eq!(
            guessed(
                "event_id_cnty|event_date|year|time_precision|disorder_type|event_type|sub_event_type|actor1|country|admin1|location|latitude|longitude|source|notes|fatalities",
                &[]
            ),
            [
                "id",
                "date",
                "start_year",
                "date_precision",
                "topics",
                "topics",
                "title_part",
                "keep",
                "region",
                "region",
                "place",
                "lat",
                "lon",
                "source",
                "summary",
                "keep"
            ]
        );
        assert_eq!(
            guessed(
                "occurrenceID|scientificName|eventDate|decimalLatitude|decimalLongitude|coordinateUncertaintyInMeters|locality|stateProvince|recordedBy",
                &[]
            ),
            ["id", "name", "date", "lat", "lon", "error_m", "place", "region", "source"]
        );
        assert_eq!(
            guessed(
                "GLOBALEVENTID|SQLDATE|Actor1Name|Actor2Name|EventCode|ActionGeo_FullName|ActionGeo_Lat|ActionGeo_Long|SOURCEURL",
                &[]
            ),
            ["id", "date", "title_part", "title_part", "title_part", "place", "lat", "lon", "source"]
        );
        assert_eq!(
            guessed(
                "Year|Month|Day|Time|End Year|End Month|End Day|End Time|Display Date|Headline|Text|Media|Group",
                &[]
            ),
            [
                "start_year",
                "start_month",
                "start_day",
                "start_time",
                "end_year",
                "end_month",
                "end_day",
                "end_time",
                "keep",
                "name",
                "summary",
                "keep",
                "topics"
            ]
        );
        assert_eq!(guessed("名称|日期|地点|经度|纬度|描述", &[]), ["name", "date", "place", "lon", "lat", "summary"]);
    }

    #[test]
    fn what_stands_in_columns_tells_what_their_names_do_not() {
        assert_eq!(
            guessed("Year|Month|Day|Headline", &["2023|4|25|a"]),
            ["start_year", "start_month", "start_day", "name"]
        );
        assert_eq!(guessed("Năm|Tháng|Ngày|Tên", &["2023|4|25|a"]), ["start_year", "start_month", "start_day", "name"]);
        assert_eq!(guessed("A|B", &["25/04/2023|Họp", "26/04/2023|Ký kết"]), ["date", "name"]);
        assert_eq!(guessed("type|name", &["trade|a"]), ["topics", "name"]);
        assert_eq!(guessed("type|name", &["meeting|a"]), ["kind", "name"]);
    }

    #[test]
    fn marks_tell_words_that_are_alike_without_them() {
        assert_eq!(
            guessed("Tên|Ngày|Tình trạng|Tình hình|Tính chất|Tỉnh ủy|Tỉnh", &["a|25/4/2023|xong|b|c|d|Cao Bằng"]),
            ["name", "date", "keep", "keep", "keep", "keep", "region"]
        );
        assert_eq!(guessed("Tên|Ngày|Nợ|Quỹ|Tổ|Tờ", &["a|25/4/2023|500|600|7|8"])[2..], ["keep"; 4]);
        assert_eq!(guessed("Tên|Quý|Năm|Nơi tổ chức", &["a|2|2023|b"])[1..3], ["start_quarter", "start_year"]);
        assert_eq!(guessed("Tên|Nơi tổ chức|Xã", &["a|b|c"])[1..], ["place", "region"]);
    }

    #[test]
    fn numbers_are_no_places_and_small_ones_no_years() {
        let rows = ["a|25/4/2023|5|100|12|500|1116", "b|26/4/2023|7|120|15|600|1117"];
        assert_eq!(
            guessed("Tên|Ngày|口岸数量|Lưu lượng qua cửa khẩu|Nam|No|Cột mốc", &rows)[2..],
            ["keep", "keep", "keep", "keep", "place"]
        );
        assert_eq!(guessed("No|Name", &["1|a", "2|b", "3|c"])[0], "ignore");
        assert_eq!(guessed("No|Name", &["1|a", "|Section", "2|b", "Total|", "Source: customs|"])[0], "ignore");
        assert_eq!(guessed("No|Name", &["by hand|a", "by post|b"])[0], "keep");
        assert_eq!(guessed("Name|Date|State", &["a|2023-04-25|done"])[2], "keep");
    }

    #[test]
    fn the_day_somebody_was_born_or_wrote_it_down_is_no_date_of_the_row() {
        for heading in ["Ngày sinh", "Ngày cập nhật", "Ngày hết hạn", "Updated"] {
            assert_eq!(guessed(&format!("Tên|{heading}"), &["a|25/4/2023"])[1], "keep", "{heading}");
        }
    }

    #[test]
    fn periods_and_activities_are_known_by_name() {
        for (heading, target) in [
            ("Period", "date"),
            ("Season", "date"),
            ("Niên khóa", "date"),
            ("Tháng/Năm", "date"),
            ("Thời gian hoàn thành", "end"),
            ("止", "end"),
            ("Activity", "name"),
        ] {
            assert_eq!(guessed(&format!("{heading}|x"), &[])[0], target, "{heading}");
        }
    }

    #[test]
    fn short_years_are_settled_for_a_whole_column() {
        let years = |cells: &[&str]| {
            let rows: Vec<Vec<String>> = cells.iter().map(|cell| vec![(*cell).to_owned()]).collect();
            for_table(&["Date".to_owned()], &rows, true).columns[0].years
        };
        assert!(years(&["2009-10", "2010-11", "2011-12"]) && years(&["2009-10", "2012-13"]));
        assert!(!years(&["2009-10"]) && !years(&["2009-10", "2009-11"]) && !years(&["2009-10", "2010-11", "2010-12"]));
    }

    #[test]
    fn the_order_of_day_and_month_shows_in_one_row() {
        let rows = |dates: &[&str]| dates.iter().map(|date| vec![(*date).to_owned()]).collect::<Vec<_>>();
        assert_eq!(order(0, &rows(&["2023-05-04", "25/04/2023", "2023-07-06"])), DayMonthOrder::Turned);
        assert_eq!(order(0, &rows(&["2023-05-04", "04/25/2023", "2023-07-06"])), DayMonthOrder::Turned);
        assert_eq!(order(0, &rows(&["2023-05-14", "25/04/2023"])), DayMonthOrder::DayFirst);
        assert_eq!(order(0, &rows(&["04/05/2023", "25/04/2023"])), DayMonthOrder::DayFirst);
        assert_eq!(order(0, &rows(&["04/05/2023", "04/25/2023"])), DayMonthOrder::MonthFirst);
        assert_eq!(order(0, &rows(&["04/05/2023"])), DayMonthOrder::Guessed);
        assert_eq!(order(0, &rows(&["25/05/2023", "04/25/2023"])), DayMonthOrder::Guessed);
    }
}
