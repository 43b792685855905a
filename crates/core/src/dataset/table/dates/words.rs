//! What people write beside a date: about, until, from, before, after, part of, unknown, days of the week.

use chrono::Weekday;

/// Words for "about", folded.
pub(super) const ABOUT: [&str; 14] = [
    "khoang",
    "tam",
    "circa",
    "ca.",
    "ca",
    "c.",
    "about",
    "around",
    "approx.",
    "approximately",
    "大约",
    "大概",
    "约",
    "~",
];
/// What leads from the beginning to the end, folded.
pub(super) const TO: [&str; 14] = [
    " cho den ",
    " den het ",
    " den ",
    " toi ",
    " to ",
    " until ",
    " till ",
    " through ",
    " thru ",
    " and ",
    " va ",
    "至",
    "到",
    "~",
];
pub(super) const NOW: [&str; 13] = [
    "nay",
    "hien nay",
    "hien tai",
    "bay gio",
    "present",
    "the present",
    "now",
    "today",
    "ongoing",
    "今",
    "现在",
    "目前",
    "今天",
];
/// What stands alone where an end would.
pub(super) const OPEN: [&str; 15] = [
    "..",
    "open",
    "open-ended",
    "chua ket thuc",
    "chua xong",
    "dang dien ra",
    "dang thuc hien",
    "dang tien hanh",
    "continuing",
    "in progress",
    "nay chua ket thuc",
    "进行中",
    "未结束",
    "持续",
    "仍在进行",
];
pub(super) const FROM: [&str; 10] =
    ["ke tu ", "bat dau tu ", "tu ", "from ", "since ", "between ", "starting ", "自", "从", "始于"];
/// What a span of years is called, which says no more.
pub(super) const LABELS: [&str; 11] = [
    "nien do ",
    "nien khoa ",
    "trong cac ",
    "cac ",
    "giai doan ",
    "nhiem ky ",
    "thoi ky ",
    "hoc ",
    "khoa ",
    "period ",
    "trong ",
];
pub(super) const ON: [&str; 8] = ["以来", "开始", "起", " onwards", " onward", " tro di", " den nay", "至今"];
pub(super) const BEFORE: [&str; 11] =
    ["截至", "截止", "truoc ", "tinh den ", "before ", "prior to ", "until ", "den het ", "den ", "by ", "pre-"];
pub(super) const BEFORE_AFTER: [&str; 4] = ["以前", "之前", "前", " truoc"];
pub(super) const AFTER: [&str; 3] = ["sau ", "after ", "post-"];
pub(super) const AFTER_AFTER: [&str; 4] = ["以后", "之后", "后", "後"];
/// What says that only a part of the period is meant.
pub(super) const PART: [&str; 20] = [
    "dau",
    "giua",
    "cuoi",
    "early",
    "mid",
    "late",
    "beginning",
    "start",
    "end",
    "middle",
    "tuan dau",
    "tuan cuoi",
    "thuong tuan",
    "trung tuan",
    "ha tuan",
    "last week",
    "first week",
    "sang",
    "chieu",
    "toi",
];
pub(super) const PART_AFTER: [&str; 15] =
    ["上旬", "中旬", "下旬", "初", "底", "末", "中期", "中", "上午", "下午", "晚上", "早上", "凌晨", "中午", "傍晚"];
pub(super) const UNKNOWN: [&str; 21] = [
    "khong ro",
    "chua ro",
    "khong biet",
    "khong xac dinh",
    "chua xac dinh",
    "khong ro ngay",
    "chua co",
    "khong co",
    "unknown",
    "n.d.",
    "nd",
    "no date",
    "undated",
    "tbd",
    "tba",
    "不详",
    "未知",
    "不明",
    "待定",
    "无",
    "?",
];
pub(super) const WEEKDAYS: [(&[&str], Weekday); 7] = [
    (&["thu hai", "thu 2", "t2", "monday", "mon", "星期一", "周一", "礼拜一"], Weekday::Mon),
    (&["thu ba", "thu 3", "t3", "tuesday", "tues", "tue", "星期二", "周二", "礼拜二"], Weekday::Tue),
    (&["thu tu", "thu 4", "t4", "wednesday", "wed", "星期三", "周三", "礼拜三"], Weekday::Wed),
    (&["thu nam", "thu 5", "t5", "thursday", "thurs", "thu", "星期四", "周四", "礼拜四"], Weekday::Thu),
    (&["thu sau", "thu 6", "t6", "friday", "fri", "星期五", "周五", "礼拜五"], Weekday::Fri),
    (&["thu bay", "thu 7", "t7", "saturday", "sat", "星期六", "周六", "礼拜六"], Weekday::Sat),
    (&["chu nhat", "cn", "sunday", "sun", "星期日", "星期天", "周日", "礼拜天"], Weekday::Sun),
];
