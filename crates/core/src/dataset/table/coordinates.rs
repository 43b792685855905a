//! Positions as people write them: pairs in any order that their letters or sizes tell, degrees
//! with minutes and seconds, decimal commas, WKT, `geo:`, links to maps. Metres are never degrees.

use crate::model::fold;

/// Why a text is no position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoSpot {
    pub(super) what: String,
    pub(super) remedy: &'static str,
}

const PAIR: &str = "write latitude and longitude with a comma between: 21.97, 106.7";
const ON_GLOBE: &str = "write lat -90..90 and lon -180..180, in degrees";
const METRES: &str = "turn them into degrees of WGS 84 first: 22.48, 106.57";

/// Bytes of the longest text that can be a position.
const LONGEST: usize = 400;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Angle {
    degrees: f64,
    /// Whether a letter says that it is a latitude.
    latitude: Option<bool>,
}

/// Latitude and longitude.
pub(super) fn pair(cell: &str) -> Result<(f64, f64), NoSpot> {
    let shown: String = cell.chars().take(60).collect();
    let no_pair = || NoSpot { what: format!("{shown:?} is no pair of coordinates"), remedy: PAIR };
    if cell.len() > LONGEST {
        return Err(no_pair());
    }
    let text = plain(cell);
    let (text, lon_first) = unwrapped(&text);
    let (a, b) = halves(&text).ok_or_else(no_pair)?;
    let swapped = match (a.latitude, b.latitude) {
        (Some(true), Some(true)) | (Some(false), Some(false)) => return Err(no_pair()),
        (Some(latitude), _) => !latitude,
        (_, Some(latitude)) => latitude,
        // of two plain numbers the one that can't be a latitude is the longitude
        _ => lon_first || a.degrees.abs() > 90.0 && b.degrees.abs() <= 90.0,
    };
    let (lat, lon) = if swapped { (b.degrees, a.degrees) } else { (a.degrees, b.degrees) };
    on_globe(lat, lon, &shown)
}

fn on_globe(lat: f64, lon: f64, shown: &str) -> Result<(f64, f64), NoSpot> {
    if lat.abs() > 1_000.0 || lon.abs() > 1_000.0 {
        let what = format!("{shown:?} are metres of some grid, not degrees");
        return Err(NoSpot { what, remedy: METRES });
    }
    if lat.abs() > 90.0 || lon.abs() > 180.0 {
        return Err(NoSpot { what: format!("{shown} is not on the globe"), remedy: ON_GLOBE });
    }
    if lat == 0.0 && lon == 0.0 {
        let what = "0, 0 is in the Atlantic, and is what programs write for no position".to_owned();
        return Err(NoSpot { what, remedy: "leave both empty, or write where it is" });
    }
    Ok((lat, lon))
}

/// One angle in a cell of its own.
pub(super) fn angle(cell: &str, latitude: bool) -> Result<f64, NoSpot> {
    let most = if latitude { 90.0 } else { 180.0 };
    let shown = || cell.chars().take(60).collect::<String>();
    let read = (cell.len() <= LONGEST).then(|| decimal(cell).or_else(|| one(&plain(cell)))).flatten();
    let Some(angle) = read else {
        return Err(NoSpot {
            what: format!("{:?} is no number of degrees", shown()),
            remedy: "write 22.48 or 22°28'48\"N",
        });
    };
    if angle.latitude.is_some_and(|said| said != latitude) {
        let what = format!("{:?} says itself that it is the other of latitude and longitude", shown());
        return Err(NoSpot { what, remedy: "put it in the other column" });
    }
    if angle.degrees.abs() > 1_000.0 {
        return Err(NoSpot { what: format!("{:?} are metres of some grid, not degrees", shown()), remedy: METRES });
    }
    if angle.degrees.abs() > most {
        return Err(NoSpot { what: format!("{} is not on the globe", shown()), remedy: ON_GLOBE });
    }
    Ok(angle.degrees)
}

/// What words of three languages stand for, the longer before what they begin with.
const WORDS: [(&str, &str); 30] = [
    ("北纬", "N"),
    ("南纬", "S"),
    ("东经", "E"),
    ("西经", "W"),
    ("北", "N"),
    ("南", "S"),
    ("东", "E"),
    ("西", "W"),
    ("latitude", ""),
    ("longitude", ""),
    ("vi do", ""),
    ("kinh do", ""),
    ("vi tuyen", ""),
    ("kinh tuyen", ""),
    ("north", "N"),
    ("south", "S"),
    ("east", "E"),
    ("west", "W"),
    ("bac", "N"),
    ("nam", "S"),
    ("dong", "E"),
    ("tay", "W"),
    ("lat", ""),
    ("lon", ""),
    ("lng", ""),
    ("long", ""),
    ("x=", ""),
    ("y=", ""),
    ("x:", ""),
    ("y:", ""),
];

/// Lower case without marks; every sign for minutes and seconds one of `'` and `"`, letters of
/// three languages N, S, E and W.
fn plain(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for c in cell.chars() {
        match c {
            '′' | '’' | '‘' | 'ʹ' | '´' | '`' | '\'' | '＇' | '分' => text.push('\u{1}'),
            '″' | '”' | '“' | 'ʺ' | '"' | '秒' => text.push('\u{2}'),
            'º' | '˚' | '°' | '度' => text.push('°'),
            '−' | '–' | '—' => text.push('-'),
            '，' | '、' => text.push(','),
            '；' => text.push(';'),
            c => text.push(c),
        }
    }
    // `bare` would fold degree signs and drop apostrophes
    let text: String = text
        .split_inclusive(['\u{1}', '\u{2}', '°'])
        .map(|piece| {
            let end = piece.chars().next_back().filter(|c| matches!(c, '\u{1}' | '\u{2}' | '°'));
            let body = end.map_or(piece, |end| piece.strip_suffix(end).unwrap_or(piece));
            format!("{}{}", fold::bare(body), end.map(String::from).unwrap_or_default())
        })
        .collect();
    let text = degrees_in_words(&text.replace("\u{1}\u{1}", "\u{2}"));
    WORDS.iter().fold(text, |text, (word, letter)| if text.contains(word) { text.replace(word, letter) } else { text })
}

/// Degrees, minutes and seconds as words behind their numbers, and the letter o for the sign of degrees.
fn degrees_in_words(text: &str) -> String {
    const UNITS: [(&str, char); 4] = [("do", '°'), ("phut", '\u{1}'), ("giay", '\u{2}'), ("o", '°')];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after_number = out.trim_end().ends_with(|c: char| c.is_ascii_digit());
        let unit = UNITS.iter().find(|(word, _)| {
            let behind = rest.strip_prefix(word).unwrap_or("a");
            // the letter stands between numbers
            let apart = !out.ends_with(' ') && behind.trim_start().starts_with(|c: char| c.is_ascii_digit());
            after_number && !behind.starts_with(|c: char| c.is_alphabetic()) && (*word != "o" || apart)
        });
        if let Some((word, sign)) = unit {
            out.truncate(out.trim_end().len());
            out.push(*sign);
            rest = rest.get(word.len()..).unwrap_or_default();
        } else {
            out.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// The text without what stands around the numbers, and whether the longitude comes first by rule.
fn unwrapped(text: &str) -> (String, bool) {
    let text = text.trim();
    let wkt = text.split_once("point").map(|(_, rest)| rest.trim_start_matches([' ', 'z', 'm']));
    if let Some(rest) = wkt.and_then(|rest| rest.strip_prefix('(')) {
        let pair: Vec<&str> = rest.trim_end_matches(')').split_whitespace().take(2).collect();
        return (pair.join(" "), true);
    }
    if let Some(rest) = text.strip_prefix("geo:") {
        return (rest.split([';', '?']).next().unwrap_or_default().to_owned(), false);
    }
    if text.starts_with("http") {
        let after = ["?q=", "&q=", "query=", "ll=", "/@", "?m=", "center=", "destination=", "place/"];
        let found = after.iter().find_map(|mark| text.split_once(mark)).map_or("", |(_, rest)| rest);
        let found = found.replace("&mon=", ",").replace("&m=", ",").replace("%2c", ",");
        let mut numbers = found.split([',', '+']).map(|part| {
            let end = part.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-')).unwrap_or(part.len());
            part.get(..end).unwrap_or_default().to_owned()
        });
        let pair = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
        return (format!("{},{}", pair.0, pair.1), false);
    }
    // GeoJSON's order; one that is the other way round shows in its size
    let brackets = text.starts_with('[');
    let text = text.trim_matches(['(', ')', '[', ']', '{', '}', ' ']);
    (text.replace(':', " ").trim().to_owned(), brackets)
}

/// The two angles of a text.
fn halves(text: &str) -> Option<(Angle, Angle)> {
    for mark in [";", "|", "/", " , ", ", ", "\n", "\t", ","] {
        let mut cuts = text.match_indices(mark).map(|(at, _)| at).collect::<Vec<_>>();
        // `22,48,106,57`: of three commas the middle one
        if cuts.len() == 3 {
            cuts = vec![*cuts.get(1)?];
        }
        if let [at] = cuts.as_slice() {
            let (a, b) = (text.get(..*at)?, text.get(at + mark.len()..)?);
            // `22,48 106,57` has a decimal comma twice, and `22,48` alone is no pair
            if let (Some(a), Some(b)) = (one(a), one(b)) {
                return Some((a, b));
            }
        }
    }
    // after the first letter of a quarter of the globe, or at the only space
    if let Some(at) = text.find(['N', 'S', 'E', 'W', 'n', 's', 'e', 'w']) {
        let at = if at == 0 { text.get(1..)?.find(['N', 'S', 'E', 'W', 'n', 's', 'e', 'w'])? } else { at };
        if let (Some(a), Some(b)) = (one(text.get(..=at)?), one(text.get(at + 1..)?)) {
            return Some((a, b));
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let half = words.len() / 2;
    if words.len() < 2 || !words.len().is_multiple_of(2) {
        return None;
    }
    Some((one(&words.get(..half)?.join(" "))?, one(&words.get(half..)?.join(" "))?))
}

/// Digits with a point among them, as programs write them: what [`one`] would make of [`plain`], without the folding
/// that a million such cells would feel.
fn decimal(cell: &str) -> Option<Angle> {
    let digits = cell.strip_prefix('-').unwrap_or(cell).as_bytes();
    let plain = digits.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
        && [digits.first(), digits.last()].into_iter().all(|end| end.is_some_and(u8::is_ascii_digit));
    let degrees: f64 = plain.then(|| cell.parse().ok()).flatten()?;
    degrees.is_finite().then_some(Angle { degrees, latitude: None })
}

/// `22.48`, `22,48`, `22.48n`, `22°28'48"n`, `22 28.8 n`, `n22.48`.
fn one(text: &str) -> Option<Angle> {
    let text = text.trim().trim_matches([',', ';', '=', ':']).trim();
    let letter = |c: char| match c.to_ascii_lowercase() {
        // Bắc
        'n' | 'b' => Some((true, 1.0)),
        's' => Some((true, -1.0)),
        'e' | 'd' => Some((false, 1.0)),
        'w' | 't' => Some((false, -1.0)),
        _ => None,
    };
    let (first, last) = (text.chars().next()?, text.chars().next_back()?);
    let (body, said) = match (letter(first), letter(last)) {
        (Some(_), Some(_)) if text.chars().count() > 1 => return None,
        (Some(said), _) => (text.get(first.len_utf8()..)?, Some(said)),
        (_, Some(said)) => (text.get(..text.len() - last.len_utf8())?, Some(said)),
        _ => (text, None),
    };
    let body = body.trim().trim_end_matches(['.', ',']);
    let (body, negative) = body.strip_prefix('-').map_or((body, false), |rest| (rest, true));
    let body = body.strip_prefix('+').unwrap_or(body);
    let mut parts = body.split(['°', '\u{1}', '\u{2}', ' ']).filter(|part| !part.is_empty());
    let (degrees, minutes, seconds) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let degrees = number(degrees)?;
    let least =
        |part: Option<&str>| part.map_or(Some(0.0), |part| number(part).filter(|value| (0.0..60.0).contains(value)));
    let size = degrees + least(minutes)? / 60.0 + least(seconds)? / 3600.0;
    // minutes and seconds give no more than six places
    let size = if minutes.is_some() { (size * 1e6).round() / 1e6 } else { size };
    let sign = if negative { -1.0 } else { 1.0 } * said.map_or(1.0, |(_, sign)| sign);
    Some(Angle { degrees: size * sign, latitude: said.map(|(latitude, _)| latitude) })
}

/// A number with a point or a comma before its decimals.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    let value: f64 = text.replace(',', ".").parse().ok().filter(|_| plain && !text.is_empty())?;
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_position_is_written_in_many_forms() {
        let forms = "22,48; 106,57|22,48 106,57|22,48, 106,57|22.48, 106.57|22.48,106.57|(22.48, 106.57)|[106.57, 22.48]|\
            POINT (106.57 22.48)|22°28'48\"N 106°34'12\"E|22°28′48″ Bắc, 106°34′12″ Đông|22.48N, 106.57E|22.48° N, 106.57° E|\
            22 28.8 N 106 34.2 E|geo:22.48,106.57|22.48/106.57|106.57, 22.48|https://maps.google.com/?q=22.48,106.57|\
            N22.48 E106.57|22.48 N / 106.57 E|北纬22.48度，东经106.57度|北纬22°28′48″ 东经106°34′12″|106.57E 22.48N|\
            22º28'48''N, 106º34'12''E|22° 28' 48\" N, 106° 34' 12\" E|Vĩ độ: 22.48, Kinh độ: 106.57|lat 22.48, lon 106.57|\
            22,48,106,57|22.48;106.57|22.48\t106.57|SRID=4326;POINT(106.57 22.48)|geo:22.48,106.57;u=35|\
            https://www.google.com/maps/@22.48,106.57,15z|https://www.openstreetmap.org/?mlat=22.48&mlon=106.57|POINT Z (106.57 22.48 300)";
        for form in forms.split('|').chain(["22.48|106.57"]) {
            let got = pair(form).map(|(lat, lon)| format!("{lat:.6} {lon:.6}"));
            assert_eq!(got.as_deref(), Ok("22.480000 106.570000"), "{form}");
        }
    }

    #[test]
    fn what_is_no_position_of_the_globe_is_told() {
        for (form, told) in [
            ("552345, 2487654", "metres"),
            ("2487654.3; 552345.1", "metres"),
            ("91, 181", "globe"),
            ("Tà Lùng", "no pair"),
            ("22.48", "no pair"),
            ("0, 0", "Atlantic"),
            ("22.48N, 106.57N", "no pair"),
        ] {
            let no = pair(form).unwrap_err();
            assert!(no.what.contains(told), "{form}: {}", no.what);
        }
    }

    #[test]
    fn an_angle_is_degrees_in_any_form_of_its_own_axis() {
        for form in
            ["22.48", "22,48", "22°28'48\"", "22°28'48\"N", "22 28 48", "22 28.8", "N 22.48", "22.48°", "22°28,8' Bắc"]
        {
            assert_eq!(angle(form, true).map(|lat| (lat * 1e6).round()), Ok(22_480_000.0), "{form}");
        }
        assert_eq!(angle("106.57°W", false), Ok(-106.57));
        assert!(angle("106.57E", true).unwrap_err().what.contains("other"));
        assert!(angle("2487654", true).unwrap_err().what.contains("metres"));
        assert!(angle("106.57", true).unwrap_err().what.contains("globe"));
        assert!(angle("north", true).is_err());
    }

    proptest! {
        #[test]
        fn digits_are_read_as_all_writings_are(cell in "[-+]{0,2}[0-9.,]{0,12}|-?[0-9]{1,3}\\.[0-9]{1,15}") {
            if let Some(angle) = decimal(&cell) {
                prop_assert_eq!(Some(angle), one(&plain(&cell)), "{}", cell);
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_position_or_told(text in "\\PC{0,40}|[0-9 ,.;°'\"NSEWBĐ-]{0,30}") {
            match pair(&text) {
                Ok((lat, lon)) => prop_assert!(lat.abs() <= 90.0 && lon.abs() <= 180.0),
                Err(no) => prop_assert!(!no.what.is_empty()),
            }
            let _never_panics = angle(&text, true);
        }
    }
}
