//! The areas of the map: provinces, and neighbour countries as a whole.

pub struct Unit {
    pub id: &'static str,
    pub vi: &'static str,
    pub en: &'static str,
    pub zh: &'static str,
    pub country: &'static str,
    /// Vietnamese province code of the commune table, or name in the Chinese source.
    pub key: &'static str,
    pub front: bool,
    /// The unit that it has been a part of since 1 July 2025; its own id where it goes on, empty where
    /// nothing changed.
    pub since_2025: &'static str,
}

const fn vn(key: &'static str, id: &'static str, vi: &'static str, en: &'static str, zh: &'static str) -> Unit {
    Unit { id, vi, en, zh, country: "vn", key, front: false, since_2025: "" }
}

const fn cn(key: &'static str, id: &'static str, vi: &'static str, zh: &'static str) -> Unit {
    Unit { id, vi, en: key, zh, country: "cn", key, front: false, since_2025: "" }
}

const fn part(mut unit: Unit, of: &'static str) -> Unit {
    unit.since_2025 = of;
    unit
}

const fn other(id: &'static str, vi: &'static str, en: &'static str, zh: &'static str) -> Unit {
    Unit { id, vi, en, zh, country: id, key: id, front: false, since_2025: "" }
}

const fn front(mut unit: Unit) -> Unit {
    unit.front = true;
    unit
}

/// Label 0 is sea and everything outside the box; label n is `UNITS[n - 1]`.
pub const SEA: u8 = 0;

// the mergers: Resolution 202/2025/QH15 of the National Assembly, in force on 1 July 2025, as the package
// `vietnamadminunits` has them
pub const UNITS: &[Unit] = &[
    front(vn("22", "quang-ninh", "Quảng Ninh", "Quang Ninh", "广宁")),
    front(vn("20", "lang-son", "Lạng Sơn", "Lang Son", "谅山")),
    front(vn("04", "cao-bang", "Cao Bằng", "Cao Bang", "高平")),
    part(front(vn("02", "ha-giang", "Hà Giang", "Ha Giang", "河江")), "tuyen-quang"),
    part(front(vn("10", "lao-cai", "Lào Cai", "Lao Cai", "老街")), "lao-cai"),
    front(vn("12", "lai-chau", "Lai Châu", "Lai Chau", "莱州")),
    front(vn("11", "dien-bien", "Điện Biên", "Dien Bien", "奠边")),
    part(vn("06", "bac-kan", "Bắc Kạn", "Bac Kan", "北干"), "thai-nguyen"),
    part(vn("19", "thai-nguyen", "Thái Nguyên", "Thai Nguyen", "太原"), "thai-nguyen"),
    part(vn("15", "yen-bai", "Yên Bái", "Yen Bai", "安沛"), "lao-cai"),
    part(vn("08", "tuyen-quang", "Tuyên Quang", "Tuyen Quang", "宣光"), "tuyen-quang"),
    part(vn("24", "bac-giang", "Bắc Giang", "Bac Giang", "北江"), "bac-ninh"),
    vn("14", "son-la", "Sơn La", "Son La", "山罗"),
    vn("01", "ha-noi", "Hà Nội", "Hanoi", "河内"),
    part(vn("25", "phu-tho", "Phú Thọ", "Phu Tho", "富寿"), "phu-tho"),
    part(vn("26", "vinh-phuc", "Vĩnh Phúc", "Vinh Phuc", "永福"), "phu-tho"),
    part(vn("27", "bac-ninh", "Bắc Ninh", "Bac Ninh", "北宁"), "bac-ninh"),
    part(vn("30", "hai-duong", "Hải Dương", "Hai Duong", "海阳"), "hai-phong"),
    part(vn("31", "hai-phong", "Hải Phòng", "Hai Phong", "海防"), "hai-phong"),
    part(vn("33", "hung-yen", "Hưng Yên", "Hung Yen", "兴安"), "hung-yen"),
    part(vn("17", "hoa-binh", "Hòa Bình", "Hoa Binh", "和平"), "phu-tho"),
    part(vn("35", "ha-nam", "Hà Nam", "Ha Nam", "河南"), "ninh-binh"),
    part(vn("36", "nam-dinh", "Nam Định", "Nam Dinh", "南定"), "ninh-binh"),
    part(vn("34", "thai-binh", "Thái Bình", "Thai Binh", "太平"), "hung-yen"),
    part(vn("37", "ninh-binh", "Ninh Bình", "Ninh Binh", "宁平"), "ninh-binh"),
    vn("38", "thanh-hoa", "Thanh Hóa", "Thanh Hoa", "清化"),
    vn("40", "nghe-an", "Nghệ An", "Nghe An", "乂安"),
    front(cn("Guangxi", "guangxi", "Quảng Tây", "广西")),
    front(cn("Yunnan", "yunnan", "Vân Nam", "云南")),
    cn("Guizhou", "guizhou", "Quý Châu", "贵州"),
    cn("Guangdong", "guangdong", "Quảng Đông", "广东"),
    cn("Hainan", "hainan", "Hải Nam", "海南"),
    other("la", "Lào", "Laos", "老挝"),
    other("mm", "Myanmar", "Myanmar", "缅甸"),
    other("th", "Thái Lan", "Thailand", "泰国"),
];

pub fn label_of(key: &str) -> Option<u8> {
    UNITS.iter().position(|u| u.key == key).map(|i| i as u8 + 1)
}

/// Country of a label, empty for the sea.
pub fn country(label: u8) -> &'static str {
    if label == SEA { "" } else { UNITS[usize::from(label) - 1].country }
}
