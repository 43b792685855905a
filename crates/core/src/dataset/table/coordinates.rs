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
    let text = cell.trim().to_lowercase();
    let (halves, lon_first) = if text.starts_with("http") { (of_link(&text), false) } else { written(cell) };
    let (a, b) = halves.ok_or_else(no_pair)?;
    let swapped = match (a.latitude, b.latitude) {
        (Some(true), Some(true)) | (Some(false), Some(false)) => return Err(no_pair()),
        (Some(latitude), _) => !latitude,
        (_, Some(latitude)) => latitude,
        // of two plain numbers the one that can't be a latitude is the longitude
        _ => lon_first && b.degrees.abs() <= 90.0 || a.degrees.abs() > 90.0 && b.degrees.abs() <= 90.0,
    };
    let (lat, lon) = if swapped { (b.degrees, a.degrees) } else { (a.degrees, b.degrees) };
    on_globe(lat, lon, &shown)
}

/// A name and the position that stands in the same cell: `Pò Mã (22°18'N 106°20'E)`, `Tà Lùng, 22.48, 106.57`. The name
/// is empty where there is only a position.
pub(super) fn beside_name(cell: &str) -> Option<(&str, (f64, f64))> {
    // most cells need no more of a look
    if cell.len() > LONGEST || cell.bytes().filter(u8::is_ascii_digit).count() < 4 {
        return None;
    }
    // no other pair of decimals has one that only a longitude can be
    let position =
        |text: &str| pair(text).ok().filter(|(_, lon)| is_exact(text) || lon.abs() > 90.0 && decimals(text, 1) >= 2);
    if let Some(whole) = position(cell) {
        return Some(("", whole));
    }
    let bracketed = cell.trim_end().strip_suffix([')', '）', ']']).and_then(|text| text.rsplit_once(['(', '（', '[']));
    if let Some((name, inner)) = bracketed {
        return Some((name.trim(), position(inner)?));
    }
    [", ", ": ", " - ", " – ", "; ", "\n"].into_iter().find_map(|mark| {
        cell.match_indices(mark).find_map(|(at, _)| {
            let name = cell.get(..at)?.trim();
            let named = name.chars().any(char::is_alphabetic) && !name.chars().any(|c| matches!(c, '°' | 'º'));
            Some((name, position(cell.get(at + mark.len()..)?)?)).filter(|_| named)
        })
    })
}

/// Whether a text is written as positions are, and not as other numbers: with degrees, or with decimals twice.
fn is_exact(text: &str) -> bool {
    let lettered = text.contains(['N', 'B', 'E', 'Đ']);
    text.contains(['°', 'º', '˚', '度', '纬']) || decimals(text, 2) >= 2 || lettered && decimals(text, 1) >= 2
}

/// How many numbers have so many digits behind a point or comma.
fn decimals(text: &str, least: usize) -> usize {
    let behind = text.split(['.', ',']).skip(1);
    behind.filter(|rest| rest.bytes().take_while(u8::is_ascii_digit).count() >= least).count()
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

/// What stands for the words that say which of the two a number is.
const LAT: &str = "\u{3}";
const LON: &str = "\u{4}";

/// What words of three languages stand for, the longer before what they begin with.
const WORDS: [(&str, &str); 35] = [
    ("北纬", "N"),
    ("南纬", "S"),
    ("东经", "E"),
    ("西经", "W"),
    ("北", "N"),
    ("南", "S"),
    ("东", "E"),
    ("西", "W"),
    ("bac", "N"),
    ("nam", "S"),
    ("dong", "E"),
    ("tay", "W"),
    ("纬", LAT),
    ("经", LON),
    ("latitude", LAT),
    ("longitude", LON),
    ("vi do", LAT),
    ("kinh do", LON),
    ("vi tuyen", LAT),
    ("kinh tuyen", LON),
    ("vi", LAT),
    ("kinh", LON),
    ("north", "N"),
    ("south", "S"),
    ("east", "E"),
    ("west", "W"),
    ("lat", LAT),
    ("long", LON),
    ("lon", LON),
    ("lng", LON),
    ("khoang", ""),
    ("x=", ""),
    ("y=", ""),
    ("x:", ""),
    ("y:", ""),
];

/// Lower case without marks; every sign for minutes and seconds one of `'` and `"`, letters of
/// three languages N, S, E and W.
fn plain(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for c in cell.replace("经度", "经").replace("纬度", "纬").chars() {
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
    const UNITS: [(&str, char); 7] =
        [("do", '°'), ("phut", '\u{1}'), ("giay", '\u{2}'), ("o", '°'), ("d", '°'), ("m", '\u{1}'), ("s", '\u{2}')];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after_number = out.trim_end().ends_with(|c: char| c.is_ascii_digit());
        let before = text.get(..text.len() - rest.len()).unwrap_or_default();
        let unit_before = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').chars().next_back();
        let unit = UNITS.iter().find(|(word, _)| {
            let Some(behind) = rest.strip_prefix(word) else { return false };
            // the letter stands between numbers
            let apart = !out.ends_with(' ') && behind.trim_start().starts_with(|c: char| c.is_ascii_digit());
            let fits = match *word {
                "o" | "d" => apart,
                "m" => unit_before == Some('d'),
                "s" => return after_number && unit_before == Some('m'),
                _ => true,
            };
            after_number && fits && !behind.starts_with(|c: char| c.is_alphabetic())
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

/// The two numbers of a link to a map. The middle of the view is not the place or the way that a link is to.
fn of_link(link: &str) -> Option<(Angle, Angle)> {
    const EACH: [(&str, &str); 4] = [("!3d", "!4d"), ("lat=", "lon="), ("lat=", "lng="), ("latitude=", "longitude=")];
    const BOTH: [&str; 9] =
        ["?q=", "&q=", "query=", "ll=", "latlng=", "center=", "destination=", "/place/", "/search/"];
    let link = link.replace("%2c", ",").replace("%20", " ").replace("=loc:", "=");
    let digits = |text: &str| {
        let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-')).unwrap_or(text.len());
        decimal(text.get(..end)?)
    };
    let behind = |mark: &str| link.split_once(mark).map(|(_, rest)| rest);
    // the zoom stands before the middle of the view
    let framed = behind("#map=").and_then(|rest| {
        let mut parts = rest.split(['/', '&']).skip(1);
        Some((digits(parts.next()?)?, digits(parts.next()?)?))
    });
    let each = EACH.iter().find_map(|(lat, lon)| Some((digits(behind(lat)?)?, digits(behind(lon)?)?)));
    let view = Some("/@").filter(|_| !link.contains("/place/") && !link.contains("/dir/"));
    each.or(framed).or_else(|| {
        BOTH.into_iter().chain(view).find_map(|mark| {
            let (a, b) = behind(mark)?.split_once([',', '+', ' '])?;
            Some((digits(a)?, digits(b.trim_start_matches(['+', ' ']))?))
        })
    })
}

/// The two angles of what somebody wrote, and whether the longitude comes first by rule.
fn written(cell: &str) -> (Option<(Angle, Angle)>, bool) {
    let text = plain(cell);
    let text = text.trim();
    let wkt = text.split_once("point").map(|(_, rest)| rest.trim_start_matches([' ', 'z', 'm']));
    if let Some(rest) = wkt.and_then(|rest| rest.strip_prefix('(')).filter(|rest| !rest.contains(',')) {
        let pair: Vec<&str> = rest.trim_matches(['(', ')']).split_whitespace().take(2).collect();
        return (halves(&pair.join(" ")), true);
    }
    // GeoJSON
    if let Some((_, rest)) = text.split_once("coordinates").filter(|_| text.starts_with('{')) {
        let inner = rest.split('[').nth(1).and_then(|rest| rest.split(']').next());
        return (inner.and_then(halves), true);
    }
    // ISO 6709: `+22.48+106.57/`
    let signed = text.strip_suffix('/').unwrap_or(text);
    if let Some(at) = signed.get(1..).and_then(|rest| rest.rfind(['+', '-'])).filter(|_| signed.starts_with(['+', '-']))
        && let (Some(lat), Some(lon)) = (signed.get(..=at).and_then(one), signed.get(at + 1..).and_then(one))
    {
        return (Some((lat, lon)), false);
    }
    if let Some(rest) = text.strip_prefix("geo:") {
        return (halves(rest.split([';', '?']).next().unwrap_or_default()), false);
    }
    // a remark behind says no other number
    let remark = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let remark = remark.filter(|(head, said)| !head.trim().is_empty() && !said.contains(|c: char| c.is_ascii_digit()));
    let text = remark.map_or(text, |(head, _)| head.trim());
    // GeoJSON's order; one that is the other way round shows in its size
    let brackets = text.starts_with('[');
    let bare = text.trim_matches(['(', ')', '[', ']', '{', '}', ' ']);
    // `22,48` is one number to some
    let one_number = bare.len() == text.len()
        && bare
            .split_once(',')
            .is_some_and(|(a, b)| [a, b].iter().all(|half| half.bytes().all(|c| c.is_ascii_digit())));
    let text = bare.replace(':', " ");
    (if one_number { None } else { halves(text.trim()) }, brackets)
}

/// The two angles of a text.
fn halves(text: &str) -> Option<(Angle, Angle)> {
    for mark in [";", "|", "/", " , ", ", ", "\n", "\t", ",", " - "] {
        let mut cuts = text.match_indices(mark).map(|(at, _)| at).collect::<Vec<_>>();
        // `22,48,106,57`: of three commas the middle one; what follows a second is the height
        if cuts.len() == 3 {
            cuts = vec![*cuts.get(1)?];
        }
        let text = match cuts.as_slice() {
            [_, height] if mark != " - " && text.get(height + mark.len()..).is_some_and(is_height) => {
                let height = *height;
                cuts.truncate(1);
                text.get(..height)?
            }
            _ => text,
        };
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
        let joint = [' ', '-'];
        let rest = text.get(at + 1..)?;
        let a = one(text.get(..=at)?.trim_end_matches(joint));
        if let (Some(a), Some(b)) = (a, one(rest).or_else(|| one(rest.trim_start_matches(joint)))) {
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

/// Metres above the sea, behind a position.
fn is_height(text: &str) -> bool {
    number(text.trim().trim_end_matches('m').trim_start_matches('-')).is_some()
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
    let of_word = match (text.contains(LAT), text.contains(LON)) {
        (true, true) => return None,
        (false, false) => None,
        (latitude, _) => Some(latitude),
    };
    let text = text.replace([LAT, LON].map(|word| word.chars().next().unwrap_or_default()), " ");
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
    let latitude = said.map(|(latitude, _)| latitude);
    // a letter tells the side already, and what looks like a minus joined two numbers
    if negative && said.is_some() || of_word.is_some() && latitude.is_some() && of_word != latitude {
        return None;
    }
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
    Some(Angle { degrees: size * sign, latitude: latitude.or(of_word) })
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
        let forms = "22,48; 106,57|22,48 106,57|22,48, 106,57|22.48, 106.57|22.48,106.57|(22.48, 106.57)|[106.57, 22.48]|[22.48, 106.57]|\
            POINT (106.57 22.48)|22°28'48\"N 106°34'12\"E|22°28′48″ Bắc, 106°34′12″ Đông|22.48N, 106.57E|22.48° N, 106.57° E|\
            22 28.8 N 106 34.2 E|geo:22.48,106.57|22.48/106.57|106.57, 22.48|https://maps.google.com/?q=22.48,106.57|\
            N22.48 E106.57|22.48 N / 106.57 E|北纬22.48度，东经106.57度|北纬22°28′48″ 东经106°34′12″|106.57E 22.48N|\
            22º28'48''N, 106º34'12''E|22° 28' 48\" N, 106° 34' 12\" E|Vĩ độ: 22.48, Kinh độ: 106.57|lat 22.48, lon 106.57|\
            22,48,106,57|22.48;106.57|22.48\t106.57|SRID=4326;POINT(106.57 22.48)|geo:22.48,106.57;u=35|\
            https://www.google.com/maps/@22.48,106.57,15z|https://www.openstreetmap.org/?mlat=22.48&mlon=106.57|POINT Z (106.57 22.48 300)|\
            22°28'48\"N - 106°34'12\"E|106.57E - 22.48N|106.57E – 22.48N|22.48N-106.57E|N22.48 - E106.57|N22.48-E106.57|\
            22,48 - 106,57|https://www.google.com/maps/place/T%C3%A0+L%C3%B9ng/@22.5,106.6,17z/data=!3m1!4b1!8m2!3d22.48!4d106.57|\
            https://www.google.com/maps/search/?api=1&query=22.48%2C106.57|https://a.vn/map?lat=22.48&lon=106.57|\
            https://a.vn/?latlng=22.48,106.57|https://a.vn/?lng=106.57&lat=22.48|Lat: 22.48, Long: 106.57|\
            经度106.57 纬度22.48|22.48 độ vĩ Bắc, 106.57 độ kinh Đông|khoảng 22.48, 106.57|22.48, 106.57 (ước lượng)|\
            MULTIPOINT((106.57 22.48))|{\"type\":\"Point\",\"coordinates\":[106.57,22.48]}|+22.48+106.57/|\
            https://www.openstreetmap.org/#map=15/22.48/106.57|{lat: 22.48, lng: 106.57}|22.48, 106.57, 300|22.48, 106.57, 300 m|22d28m48sN 106d34m12sE|22d28m48s 106d34m12s|22d28m48s, 106d34m12s";
        for form in forms.split('|').chain(["22.48|106.57"]) {
            let got = pair(form).map(|(lat, lon)| format!("{lat:.6} {lon:.6}"));
            assert_eq!(got.as_deref(), Ok("22.480000 106.570000"), "{form}");
        }
    }

    #[test]
    fn a_position_may_stand_beside_the_name_of_its_place() {
        let spot = (22.48, 106.57);
        for (cell, name) in [
            ("(22.48, 106.57)", ""),
            ("22.48, 106.57", ""),
            ("22.48; 106.57", ""),
            ("Tà Lùng (22.48, 106.57)", "Tà Lùng"),
            ("Tà Lùng, 22.48, 106.57", "Tà Lùng"),
            ("Tà Lùng: 22.48N 106.57E", "Tà Lùng"),
            ("Cửa khẩu Tà Lùng [22°28'48\"N 106°34'12\"E]", "Cửa khẩu Tà Lùng"),
            ("Cao Bằng, Tà Lùng, 22.48, 106.57", "Cao Bằng, Tà Lùng"),
            ("水口（北纬22.48度，东经106.57度）", "水口"),
        ] {
            assert_eq!(beside_name(cell), Some((name, spot)), "{cell}");
        }
        for cell in ["Mốc 943, 944", "Km 12, 25/04/2023", "Tà Lùng (2019)", "Số 12.345, 67", "QL 3 (12,5 km; 34 m)"]
        {
            assert_eq!(beside_name(cell), None, "{cell}");
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
            ("22,48", "no pair"),
            ("-22.48N, 106.57E", "no pair"),
            ("https://www.google.com/maps/dir/Cao+Bang/Ta+Lung/@22.5,106.6,11z", "no pair"),
            ("https://www.google.com/maps/place/Ta+Lung/@22.5,106.6,17z", "no pair"),
        ] {
            let no = pair(form).unwrap_err();
            assert!(no.what.contains(told), "{form}: {}", no.what);
        }
    }

    #[test]
    fn words_tell_latitude_from_longitude_where_sizes_do_not() {
        for form in ["Lon: 50, Lat: 22.48", "经度50 纬度22.48", "kinh độ 50; vĩ độ 22.48"] {
            assert_eq!(pair(form), Ok((22.48, 50.0)), "{form}");
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
