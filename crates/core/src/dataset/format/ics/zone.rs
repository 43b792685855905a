//! Time zones of calendars: by the names of the IANA database, by those of Windows, or as an offset.

use chrono::{Offset, TimeZone, Utc};
use chrono_tz::Tz;

use crate::model::Moment;

/// A zone whose offset from UTC is known at every time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CalendarZone {
    Named(Tz),
    /// Minutes ahead of UTC.
    Ahead(i32),
}

/// Names that Windows gives zones, with a place in each.
const OF_WINDOWS: &[(&str, &str)] = &[
    ("SE Asia Standard Time", "Asia/Bangkok"),
    ("China Standard Time", "Asia/Shanghai"),
    ("Singapore Standard Time", "Asia/Singapore"),
    ("Taipei Standard Time", "Asia/Taipei"),
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("Korea Standard Time", "Asia/Seoul"),
    ("Myanmar Standard Time", "Asia/Yangon"),
    ("India Standard Time", "Asia/Kolkata"),
    ("Bangladesh Standard Time", "Asia/Dhaka"),
    ("Nepal Standard Time", "Asia/Kathmandu"),
    ("Pakistan Standard Time", "Asia/Karachi"),
    ("Arabian Standard Time", "Asia/Dubai"),
    ("Arab Standard Time", "Asia/Riyadh"),
    ("Iran Standard Time", "Asia/Tehran"),
    ("Israel Standard Time", "Asia/Jerusalem"),
    ("Turkey Standard Time", "Europe/Istanbul"),
    ("Russian Standard Time", "Europe/Moscow"),
    ("GTB Standard Time", "Europe/Bucharest"),
    ("FLE Standard Time", "Europe/Kiev"),
    ("E. Europe Standard Time", "Europe/Chisinau"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("Romance Standard Time", "Europe/Paris"),
    ("W. Europe Standard Time", "Europe/Berlin"),
    ("GMT Standard Time", "Europe/London"),
    ("Greenwich Standard Time", "Atlantic/Reykjavik"),
    ("Egypt Standard Time", "Africa/Cairo"),
    ("South Africa Standard Time", "Africa/Johannesburg"),
    ("W. Central Africa Standard Time", "Africa/Lagos"),
    ("E. Africa Standard Time", "Africa/Nairobi"),
    ("AUS Eastern Standard Time", "Australia/Sydney"),
    ("E. Australia Standard Time", "Australia/Brisbane"),
    ("W. Australia Standard Time", "Australia/Perth"),
    ("Cen. Australia Standard Time", "Australia/Adelaide"),
    ("New Zealand Standard Time", "Pacific/Auckland"),
    ("West Pacific Standard Time", "Pacific/Port_Moresby"),
    ("Hawaiian Standard Time", "Pacific/Honolulu"),
    ("Alaskan Standard Time", "America/Anchorage"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("US Mountain Standard Time", "America/Phoenix"),
    ("Mountain Standard Time", "America/Denver"),
    ("Central Standard Time", "America/Chicago"),
    ("Eastern Standard Time", "America/New_York"),
    ("Atlantic Standard Time", "America/Halifax"),
    ("E. South America Standard Time", "America/Sao_Paulo"),
    ("Argentina Standard Time", "America/Buenos_Aires"),
    ("UTC", "UTC"),
];

impl CalendarZone {
    /// The zone of a name, where it is one that is known.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name.trim().trim_matches('"');
        let windows = || OF_WINDOWS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, place)| *place);
        // `/freeassociation.sourceforge.net/Asia/Ho_Chi_Minh`
        let tail = || {
            let mut parts = name.rsplit('/');
            let (last, before) = (parts.next()?, parts.next()?);
            format!("{before}/{last}").parse::<Tz>().ok()
        };
        let named = name.parse::<Tz>().ok().or_else(|| windows()?.parse().ok()).or_else(tail);
        named.map(Self::Named).or_else(|| offset(name).map(Self::Ahead))
    }

    /// The local time of a moment of UTC, and by how many minutes it is ahead.
    pub(super) fn local(self, utc: Moment) -> (Moment, i32) {
        let ahead = match self {
            Self::Ahead(minutes) => minutes,
            Self::Named(zone) => Utc
                .timestamp_opt(utc.0, 0)
                .single()
                .map_or(0, |time| zone.offset_from_utc_datetime(&time.naive_utc()).fix().local_minus_utc() / 60),
        };
        (Moment(utc.0 + i64::from(ahead) * 60), ahead)
    }
}

/// `GMT+7`, `UTC+07:00`, `+0700` → minutes.
fn offset(name: &str) -> Option<i32> {
    let upper = name.to_ascii_uppercase();
    let plain = upper.trim_start_matches("GMT").trim_start_matches("UTC").trim();
    let (sign, digits) = match (plain.strip_prefix('+'), plain.strip_prefix(['-', '−'])) {
        (Some(digits), _) => (1, digits),
        (None, Some(digits)) => (-1, digits),
        (None, None) => return None,
    };
    let digits: String = digits.chars().filter(|c| *c != ':').collect();
    let number: i32 = digits.parse().ok()?;
    let minutes = if digits.len() <= 2 { number * 60 } else { number / 100 * 60 + number % 100 };
    (minutes <= 14 * 60).then_some(sign * minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_several_kinds_of_names() {
        let summer = Moment::from_ymd(2023, 7, 1).unwrap();
        let ahead = |name: &str| CalendarZone::named(name).map(|zone| zone.local(summer).1);
        for name in ["Asia/Ho_Chi_Minh", "SE Asia Standard Time", "/a.b/Asia/Saigon", "UTC+07:00", "GMT+7", "+0700"] {
            assert_eq!(ahead(name), Some(420), "{name}");
        }
        assert_eq!((ahead("Europe/Paris"), ahead("W. Europe Standard Time")), (Some(120), Some(120)));
        assert_eq!((ahead("America/New_York"), ahead("UTC"), ahead("Moon/Sea")), (Some(-240), Some(0), None));
    }
}
