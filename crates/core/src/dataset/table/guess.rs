//! What the columns of a table mean, told from their names in three languages and from a look at
//! what stands in them.

use super::dates;
use super::mapping::{Column, Mapping, Order};
use super::target::{Part, Target};
use crate::dataset::derived::OF_TABLES;
use crate::model::{Kind, Lang, fold};

const YEAR: Target = Target::Start(Part::Year);

/// Names of columns, folded and without anything but letters and digits.
const NAMES: &[(Target, &[&str])] = &[
    (Target::Id, &["id", "ma", "maso", "key", "uid", "uuid", "uniqueid", "slug", "编号", "代码"]),
    (Target::Ignore, &["", "stt", "tt", "no", "nr", "rownumber", "index", "序号"]),
    (Target::Kind, &["kind", "type", "loai", "kieu", "类型", "种类"]),
    (
        Target::Name(None),
        &[
            "name",
            "title",
            "headline",
            "event",
            "eventname",
            "subject",
            "label",
            "ten",
            "tieude",
            "sukien",
            "tensukien",
            "tengoi",
            "名称",
            "标题",
            "事件",
            "事件名称",
            "题目",
        ],
    ),
    (
        Target::Summary(None),
        &[
            "summary",
            "description",
            "desc",
            "text",
            "details",
            "content",
            "abstract",
            "mota",
            "noidung",
            "tomtat",
            "chitiet",
            "描述",
            "内容",
            "说明",
            "摘要",
            "简介",
        ],
    ),
    (Target::Note(None), &["note", "notes", "comment", "comments", "remarks", "ghichu", "chuthich", "备注", "注"]),
    (
        Target::Date,
        &[
            "date",
            "when",
            "start",
            "startdate",
            "datestart",
            "begin",
            "begindate",
            "from",
            "dtstart",
            "timestamp",
            "datetime",
            "eventdate",
            "ngay",
            "thoigian",
            "ngaythang",
            "ngaythangnam",
            "ngaybatdau",
            "batdau",
            "tungay",
            "ngaydienra",
            "日期",
            "时间",
            "开始",
            "开始日期",
            "开始时间",
            "起始日期",
        ],
    ),
    (
        Target::End,
        &[
            "end",
            "enddate",
            "dateend",
            "until",
            "finish",
            "to",
            "dtend",
            "ngayketthuc",
            "ketthuc",
            "denngay",
            "结束",
            "结束日期",
            "结束时间",
            "截止日期",
            "终止日期",
        ],
    ),
    (YEAR, &["year", "startyear", "nam", "年", "年份"]),
    (Target::Start(Part::Month), &["month", "startmonth", "thang", "月", "月份"]),
    (Target::Start(Part::Day), &["day", "startday", "日"]),
    (Target::Start(Part::Time), &["time", "starttime", "gio"]),
    (Target::Last(Part::Year), &["endyear", "namketthuc"]),
    (Target::Last(Part::Month), &["endmonth"]),
    (Target::Last(Part::Day), &["endday"]),
    (Target::Last(Part::Time), &["endtime"]),
    (
        Target::Place,
        &[
            "place",
            "location",
            "venue",
            "where",
            "city",
            "placename",
            "locationname",
            "site",
            "diadiem",
            "noi",
            "noitochuc",
            "noidienra",
            "diaphuong",
            "diadanh",
            "地点",
            "地方",
            "位置",
            "场所",
            "地名",
        ],
    ),
    (Target::Lat, &["lat", "latitude", "y", "vido", "纬度"]),
    (Target::Lon, &["lon", "lng", "long", "longitude", "x", "kinhdo", "经度"]),
    (Target::Coordinates, &["coordinates", "coords", "latlon", "latlng", "latlong", "geo", "toado", "坐标"]),
    (Target::Geometry, &["wkt", "geom", "thegeom", "geometry", "wktgeometry", "geometrywkt"]),
    (Target::Error, &["errorm", "accuracy", "uncertainty", "uncertaintym", "saiso", "误差"]),
    (
        Target::Topics,
        &[
            "topic",
            "topics",
            "tag",
            "tags",
            "category",
            "categories",
            "group",
            "theme",
            "chude",
            "linhvuc",
            "nhom",
            "the",
            "主题",
            "标签",
            "类别",
            "领域",
            "分类",
        ],
    ),
    (
        Target::Source,
        &[
            "source",
            "sources",
            "reference",
            "references",
            "url",
            "link",
            "website",
            "nguon",
            "trichdan",
            "lienket",
            "来源",
            "出处",
            "网址",
            "链接",
            "参考",
        ],
    ),
    (Target::Cite, &["cite", "cites", "citation", "citations"]),
];

/// Whether these are the columns of a table that this program wrote.
#[must_use]
pub fn is_own(names: &[String]) -> bool {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    has("id") && has("kind") && (has("name_vi") || has("name_en") || has("name"))
}

/// What a column means by its name alone. `own` tables use the names of the schema.
#[must_use]
pub fn target_of(name: &str, own: bool) -> Target {
    if own {
        return own_target(name);
    }
    let folded: String = fold::bare(name).chars().filter(|c| c.is_alphanumeric()).collect();
    if let Some((target, _)) = NAMES.iter().find(|(_, names)| names.contains(&folded.as_str())) {
        return *target;
    }
    let (rest, lang) = language(name);
    match (lang, target_by_name(&rest)) {
        (Some(lang), Some(Target::Name(_))) => Target::Name(Some(lang)),
        (Some(lang), Some(Target::Summary(_))) => Target::Summary(Some(lang)),
        (Some(lang), Some(Target::Note(_))) => Target::Note(Some(lang)),
        _ => Target::Keep,
    }
}

fn target_by_name(folded: &str) -> Option<Target> {
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
    let folded: String = fold::bare(name).chars().filter(|c| c.is_alphanumeric()).collect();
    let found = ENDS.iter().find_map(|(end, lang)| Some((folded.strip_suffix(end)?.to_owned(), *lang)));
    found.map_or((folded, None), |(rest, lang)| (rest, Some(lang)))
}

fn own_target(name: &str) -> Target {
    if OF_TABLES.contains(&name) || name == "bounds" {
        return Target::Ignore;
    }
    let head = match Target::from_slug(name) {
        Some(Target::Start(_) | Target::Last(_) | Target::Topics | Target::Source | Target::Place | Target::End)
        | None => None,
        head => head,
    };
    // a gate's history stands beside a meeting's one word
    let field = name.strip_suffix("_history").unwrap_or(name);
    head.or_else(|| Target::from_slug(&format!("field:{field}"))).unwrap_or(Target::Keep)
}

/// The mapping of a table that nobody has said anything about.
///
/// `rows` are its first rows without that of the names.
#[must_use]
pub fn for_table(names: &[String], rows: &[Vec<String>], header: bool) -> Mapping {
    let own = header && is_own(names);
    let mut columns: Vec<Column> = names
        .iter()
        .map(|name| Column { name: name.clone(), target: if header { target_of(name, own) } else { Target::Keep } })
        .collect();
    if !own {
        look(&mut columns, rows);
    }
    Mapping { header, columns, kind: Kind::Milestone, order: order(names.len(), rows), ..Mapping::default() }
}

/// Corrects by what stands in the columns what names alone leave open.
fn look(columns: &mut [Column], rows: &[Vec<String>]) {
    let cells =
        |at: usize| rows.iter().filter_map(move |row| row.get(at)).map(|cell| cell.trim()).filter(|c| !c.is_empty());
    let share = |at: usize, fits: &dyn Fn(&str) -> bool| {
        let all = cells(at).count();
        all > 0 && cells(at).filter(|cell| fits(cell)).count() * 5 >= all * 4
    };
    let is_date = |cell: &str| dates::read(cell, dates::Reading { month_first: false, sure: false }).is_ok();
    let with_year = columns.iter().any(|column| column.target == YEAR);
    for (at, column) in columns.iter_mut().enumerate() {
        match column.target {
            Target::Kind if !share(at, &|cell| super::decode::kind_of(cell).is_some()) => {
                column.target = Target::Topics;
            }
            // beside a year, a column of small numbers is the day
            Target::Date if with_year && share(at, &|cell| cell.parse::<u8>().is_ok()) => {
                column.target = Target::Start(Part::Day);
            }
            Target::Start(Part::Day) if !with_year => column.target = Target::Date,
            Target::Start(Part::Time) if !with_year => column.target = Target::Keep,
            _ => {}
        }
    }
    let none =
        |columns: &[Column], wanted: &dyn Fn(Target) -> bool| !columns.iter().any(|column| wanted(column.target));
    let free = |columns: &[Column], at: usize| columns.get(at).is_some_and(|column| column.target == Target::Keep);
    if none(columns, &|t| matches!(t, Target::Date | Target::Start(_))) {
        let dated = (0..columns.len()).find(|at| free(columns, *at) && share(*at, &|c| c.len() > 3 && is_date(c)));
        set(columns, dated, Target::Date);
    }
    if none(columns, &|t| matches!(t, Target::Name(_))) {
        let wordy = |cell: &str| cell.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !cell.starts_with("http");
        let named = (0..columns.len()).find(|at| free(columns, *at) && share(*at, &wordy) && !share(*at, &is_date));
        let named = named.or_else(|| columns.iter().position(|column| matches!(column.target, Target::Summary(_))));
        set(columns, named, Target::Name(None));
    }
    single(columns);
}

/// Only one column can have most meanings; the first that claims it does.
fn single(columns: &mut [Column]) {
    let mut seen = Vec::new();
    for column in columns {
        let shared =
            matches!(column.target, Target::Keep | Target::Ignore | Target::Topics | Target::Source | Target::Cite);
        if !shared && seen.contains(&column.target) {
            column.target = Target::Keep;
        }
        seen.push(column.target);
    }
}

fn set(columns: &mut [Column], at: Option<usize>, target: Target) {
    if let Some(column) = at.and_then(|at| columns.get_mut(at)) {
        column.target = target;
    }
}

/// The order of day and month that the first rows show; `Guessed` where they show none or both.
fn order(columns: usize, rows: &[Vec<String>]) -> Order {
    let shown = |at: usize| rows.iter().filter_map(move |row| dates::shown_order(row.get(at)?.trim()));
    let all: Vec<bool> = (0..columns).flat_map(shown).collect();
    match (all.contains(&true), all.contains(&false)) {
        (true, false) => Order::MonthFirst,
        (false, true) => Order::DayFirst,
        _ => Order::Guessed,
    }
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
    fn the_order_of_day_and_month_shows_in_one_row() {
        let rows = |dates: &[&str]| dates.iter().map(|date| vec![(*date).to_owned()]).collect::<Vec<_>>();
        assert_eq!(order(1, &rows(&["04/05/2023", "25/04/2023"])), Order::DayFirst);
        assert_eq!(order(1, &rows(&["04/05/2023", "04/25/2023"])), Order::MonthFirst);
        assert_eq!(order(1, &rows(&["04/05/2023"])), Order::Guessed);
        assert_eq!(order(1, &rows(&["25/05/2023", "04/25/2023"])), Order::Guessed);
    }
}
