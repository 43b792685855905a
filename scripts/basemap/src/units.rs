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
}

const fn vn(key: &'static str, id: &'static str, vi: &'static str, en: &'static str, zh: &'static str) -> Unit {
    Unit { id, vi, en, zh, country: "vn", key, front: false }
}

const fn cn(key: &'static str, id: &'static str, vi: &'static str, zh: &'static str) -> Unit {
    Unit { id, vi, en: key, zh, country: "cn", key, front: false }
}

const fn other(id: &'static str, vi: &'static str, en: &'static str, zh: &'static str) -> Unit {
    Unit { id, vi, en, zh, country: id, key: id, front: false }
}

const fn front(mut unit: Unit) -> Unit {
    unit.front = true;
    unit
}

/// Label 0 is sea and everything outside the box; label n is `UNITS[n - 1]`.
pub const SEA: u8 = 0;

pub const UNITS: &[Unit] = &[
    front(vn("22", "quang-ninh", "Quảng Ninh", "Quang Ninh", "广宁")),
    front(vn("20", "lang-son", "Lạng Sơn", "Lang Son", "谅山")),
    front(vn("04", "cao-bang", "Cao Bằng", "Cao Bang", "高平")),
    front(vn("02", "ha-giang", "Hà Giang", "Ha Giang", "河江")),
    front(vn("10", "lao-cai", "Lào Cai", "Lao Cai", "老街")),
    front(vn("12", "lai-chau", "Lai Châu", "Lai Chau", "莱州")),
    front(vn("11", "dien-bien", "Điện Biên", "Dien Bien", "奠边")),
    vn("06", "bac-kan", "Bắc Kạn", "Bac Kan", "北干"),
    vn("19", "thai-nguyen", "Thái Nguyên", "Thai Nguyen", "太原"),
    vn("15", "yen-bai", "Yên Bái", "Yen Bai", "安沛"),
    vn("08", "tuyen-quang", "Tuyên Quang", "Tuyen Quang", "宣光"),
    vn("24", "bac-giang", "Bắc Giang", "Bac Giang", "北江"),
    vn("14", "son-la", "Sơn La", "Son La", "山罗"),
    vn("01", "ha-noi", "Hà Nội", "Hanoi", "河内"),
    vn("25", "phu-tho", "Phú Thọ", "Phu Tho", "富寿"),
    vn("26", "vinh-phuc", "Vĩnh Phúc", "Vinh Phuc", "永福"),
    vn("27", "bac-ninh", "Bắc Ninh", "Bac Ninh", "北宁"),
    vn("30", "hai-duong", "Hải Dương", "Hai Duong", "海阳"),
    vn("31", "hai-phong", "Hải Phòng", "Hai Phong", "海防"),
    vn("33", "hung-yen", "Hưng Yên", "Hung Yen", "兴安"),
    vn("17", "hoa-binh", "Hòa Bình", "Hoa Binh", "和平"),
    vn("35", "ha-nam", "Hà Nam", "Ha Nam", "河南"),
    vn("36", "nam-dinh", "Nam Định", "Nam Dinh", "南定"),
    vn("34", "thai-binh", "Thái Bình", "Thai Binh", "太平"),
    vn("37", "ninh-binh", "Ninh Bình", "Ninh Binh", "宁平"),
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
