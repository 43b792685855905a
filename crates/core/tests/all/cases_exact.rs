//! Cells that say more, or less, than the number or name in them: shares, units, ends that are open, whole days,
//! positions beside names, words for nothing.

use km0_core::dataset::{Loaded, Rule};
use km0_core::model::{Field, Kind};
use rust_xlsxwriter::{Format, Workbook};

use super::cases_more::{kept, of, rows};
use super::foreign::{errors, is_told, read, told};

/// A figure's number with its unit.
fn figure(loaded: &Loaded, name: &str) -> (Option<f64>, String) {
    let record = of(loaded, name);
    (record.number(Field::Value), record.word(Field::Unit).unwrap_or_default().to_owned())
}

/// How many places and gates there are, and of how many records the places are those.
fn named(loaded: &Loaded, kind: Kind) -> Vec<String> {
    let records = loaded.dataset.records().iter().filter(|record| record.kind == kind);
    records.map(|record| record.name.forms().next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_number_is_read_as_its_cell_shows_it() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, heading) in (0..).zip(["Loại", "Tên", "Năm", "Giá trị", "Đơn vị"]) {
        sheet.write(0, at, heading).unwrap();
    }
    let cells = [
        ("Tăng", 0.0725, "0.00%", "%"),
        ("Tỷ trọng", 0.355, "0.0%", ""),
        ("Kim ngạch", 1234.5, "[$$-409]#,##0.00", ""),
        ("Lượt xe", 12.0, "0 \"xe\"", ""),
        ("Hàng", 12.0, "0 \"tấn\"", "kg"),
    ];
    for (row, (name, value, code, unit)) in (1..).zip(cells) {
        sheet.write(row, 0, "Số liệu").unwrap();
        sheet.write(row, 1, name).unwrap();
        sheet.write(row, 2, 2023).unwrap();
        sheet.write_with_format(row, 3, value, &Format::new().set_num_format(code)).unwrap();
        sheet.write(row, 4, unit).unwrap();
    }
    let loaded = read("a.xlsx", book.save_to_buffer().unwrap());
    let said = ["Tăng", "Tỷ trọng", "Kim ngạch", "Lượt xe", "Hàng"].map(|name| figure(&loaded, name));
    let wanted = [(7.25, "%"), (35.5, "%"), (1234.5, "$"), (12.0, "xe"), (12.0, "kg")];
    assert_eq!(said, wanted.map(|(value, unit)| (Some(value), unit.to_owned())), "{}", told(&loaded));
    assert!(is_told(&loaded, Rule::LeftOut, "\"tấn\" beside the number is another unit than \"kg\""));
}

#[test]
fn a_unit_in_the_cell_of_its_number_is_the_unit_and_no_digit_is_lost() {
    let text = "kind,name,value,unit,date\nfigure,A,\"7,25%\",,2023\nfigure,B,3.5万,人次,2023\nfigure,C,1234亿元,,2023\n\
        figure,D,9007199254740993,VND,2023\nfigure,E,khoảng 12 xe,,2023\nfigure,F,１２３４,,2023\n";
    let loaded = read("a.csv", text);
    let said = ["A", "B", "C", "E", "F"].map(|name| figure(&loaded, name));
    let wanted = [(Some(7.25), "%"), (Some(35_000.0), "人次"), (Some(1234.0), "亿元"), (None, ""), (Some(1234.0), "")];
    assert_eq!(said, wanted.map(|(value, unit)| (value, unit.to_owned())), "{}", told(&loaded));
    assert_eq!(of(&loaded, "D").word(Field::Printed), Some("9007199254740993"));
    assert!(kept(of(&loaded, "E")).contains("khoảng 12 xe"));
}

#[test]
fn what_goes_on_has_an_open_end() {
    let text = "Tên,Từ ngày,Đến ngày\nA,2021,nay\nB,25/04/2023,đến nay\nC,2021,chưa kết thúc\nD,2021,..\nE,2021,present\n\
        F,2021,至今\nG,2021,TBD\n";
    let loaded = read("a.csv", text);
    let wanted = ["A: 2021/..", "B: 2023-04-25/..", "C: 2021/..", "D: 2021/..", "E: 2021/..", "F: 2021/..", "G: 2021"];
    assert_eq!((rows(&loaded), errors(&loaded)), (wanted.map(str::to_owned).to_vec(), 0), "{}", told(&loaded));
    assert!(kept(of(&loaded, "G")).contains("TBD"));
}

#[test]
fn a_day_that_is_taken_whole_ends_before_midnight() {
    let text = "Subject,Start Date,Start Time,End Date,End Time,All day event\n\
        Talks,4/25/2023,8:30:00 AM,4/25/2023,10:00:00 AM,False\n\
        Signing,5/1/2023,12:00:00 AM,5/2/2023,12:00:00 AM,True\n\
        Fair,5/20/2023,12:00:00 AM,5/24/2023,12:00:00 AM,True\n\
        Visit,6/13/2023,,6/14/2023,,True\n";
    let wanted = [
        "Talks: 2023-04-25T08:30:00",
        "Signing: 2023-05-01",
        "Fair: 2023-05-20/2023-05-23",
        "Visit: 2023-06-13/2023-06-14",
    ];
    assert_eq!(rows(&read("a.csv", text)), wanted);
}

#[test]
fn months_of_a_year_may_be_a_day_in_may_and_a_short_year_has_no_century() {
    let loaded = read("a.csv", "Tên,Ngày\nA,9 tháng năm 2023\nB,90年代\nC,ngày 9 tháng năm năm 2023\n");
    assert_eq!(rows(&loaded), ["A: 2023", "B: 199X", "C: 2023-05-09"], "{}", told(&loaded));
    assert!(is_told(&loaded, Rule::LooseDate, "a day in May") && is_told(&loaded, Rule::LooseDate, "century"));
}

#[test]
fn a_row_named_like_its_place_leaves_the_gate_its_name() {
    let loaded = read("a.csv", "Tên,Ngày,Địa điểm\nTà Lùng,25/04/2023,Tà Lùng\nHọp,26/04/2023,cửa khẩu Tà Lùng\n");
    assert_eq!(named(&loaded, Kind::Gate), ["Tà Lùng"], "{}", told(&loaded));
    let gate = loaded.dataset.records().iter().find(|record| record.kind == Kind::Gate).unwrap();
    assert!(gate.position().is_some());
    let linked = |name: &str| {
        let rows = loaded.dataset.records().iter().filter(|record| record.kind == Kind::Milestone);
        let row = rows.into_iter().find(|record| record.name.forms().any(|form| form == name)).unwrap();
        row.links().any(|(_, id)| *id == gate.id)
    };
    assert!(linked("Tà Lùng") && linked("Họp"));
}

#[test]
fn a_position_beside_the_name_of_a_place_is_its_position() {
    let text = "Name,Date,Location\nA,2023-04-25,\"(22.48, 106.57)\"\nB,2023-04-26,\"Pò Mã (22°18'N 106°20'E)\"\n\
        C,2023-04-27,\"Mốc 1, 22.9, 106.1; Mốc 2, 22.91, 106.2\"\n";
    let loaded = read("a.csv", text);
    assert_eq!(named(&loaded, Kind::Place), ["A", "Pò Mã", "Mốc 1", "Mốc 2"], "{}", told(&loaded));
    let at = |name: &str| {
        let mut all = loaded.dataset.records().iter().filter(|record| record.kind == Kind::Place);
        let place = all.find(|record| record.name.forms().any(|form| form == name)).unwrap();
        place.position().map(|at| (at.lat, at.lon))
    };
    assert_eq!(["A", "Pò Mã", "Mốc 2"].map(at), [(22.48, 106.57), (22.3, 106.333_333), (22.91, 106.2)].map(Some));
}

#[test]
fn a_position_that_stands_for_a_region_says_so() {
    let text = "event_id_cnty,event_date,time_precision,geo_precision,event_type,location,latitude,longitude,notes\n\
        V1,25 April 2023,1,3,Protests,Cao Bang,22.66,106.26,n\nV2,26 April 2023,1,1,Protests,Ta Lung,22.48,106.57,n\n";
    let loaded = read("a.csv", text);
    let errors = named(&loaded, Kind::Place).into_iter().map(|name| of(&loaded, &name).position().unwrap().error_m);
    assert_eq!(errors.collect::<Vec<_>>(), [50_000.0, 0.0]);
}

#[test]
fn words_for_nothing_name_no_place_and_no_topic() {
    let text = "Tên,Ngày,Địa điểm,Chủ đề\nA,2023-04-25,không rõ,không\nB,2023-04-26,无,不详\nC,2023-04-27,#REF!,none\n\
        D,2023-04-28,(blank),n.a.\n";
    let loaded = read("a.csv", text);
    assert_eq!((named(&loaded, Kind::Place), named(&loaded, Kind::Topic)), (vec![], vec![]), "{}", told(&loaded));
    for (name, said) in [("A", "không rõ"), ("B", "不详"), ("C", "#REF!")] {
        assert!(kept(of(&loaded, name)).contains(said), "{name}");
    }
}

#[test]
fn a_list_under_one_name_keeps_its_commas() {
    for text in ["Tên\nHội đàm, ký kết\nLễ ký, bàn giao\nHọp, tổng kết\n", "Name\n\"Talks\"\nSigning, handing over\n"]
    {
        let loaded = read("a.csv", text);
        assert_eq!(rows(&loaded).len(), text.lines().count() - 1, "{}", told(&loaded));
        assert!(named(&loaded, Kind::Milestone).iter().any(|name| name.contains(", ")));
    }
    let titled = read("a.csv", "Sự kiện\nTên, Ngày\nHội đàm, 25/4/2023\nLễ ký, 26/4/2023\n");
    assert_eq!(rows(&titled), ["Hội đàm: 2023-04-25", "Lễ ký: 2023-04-26"], "{}", told(&titled));
}

#[test]
fn utf_16_that_does_not_say_so_is_read_in_chinese_too() {
    for (name, text) in
        [("a.txt", "名称\t日期\n会谈\t2023年4月\n签署仪式\t五月\n"), ("a.csv", "名称,日期\n会谈,2023-04-25\n")]
    {
        for big in [false, true] {
            let unit = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
            let bytes: Vec<u8> = text.encode_utf16().flat_map(unit).collect();
            let loaded = read(name, bytes);
            assert!(named(&loaded, Kind::Milestone).iter().any(|name| name == "会谈"), "{}", told(&loaded));
        }
    }
}

#[test]
fn cells_of_an_old_font_among_others_are_read() {
    let loaded = read("a.csv", "Tên,Ngày,Ghi chú\nHội đàm,25/04/2023,§Þa ®iÓm häp t¹i cöa khÈu\nLễ ký,26/04/2023,\n");
    assert_eq!(rows(&loaded), ["Hội đàm: 2023-04-25", "Lễ ký: 2023-04-26"]);
    assert_eq!(of(&loaded, "Hội đàm").note.forms().next(), Some("Địa điểm họp tại cửa khẩu"), "{}", told(&loaded));
    assert!(is_told(&loaded, Rule::GuessedEncoding, "TCVN3"), "{}", told(&loaded));
}
