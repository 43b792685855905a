//! The time of day and the zone after a date.

use super::error::{EdtfError, Rule};
use super::parse::number;
use super::parts::{Clock, Zone};

/// Reads `23:20:30`, with or without a zone: `Z`, `-04` or `+04:30`.
pub(super) fn clock(text: &str) -> Result<Clock, EdtfError> {
    let (time, zone) = match text.find(['Z', '+', '-']).map(|at| text.split_at(at)) {
        Some((time, written)) => (time, Some(zone(written)?)),
        None => (text, None),
    };
    let (hour, minute, second) = hms(time).ok_or_else(|| EdtfError::new(Rule::TimeDigits, time))?;
    if hour > 23 || minute > 59 || second > 59 {
        return Err(EdtfError::new(Rule::TimeRange, time));
    }
    Ok(Clock { hour, minute, second, zone })
}

fn hms(text: &str) -> Option<(u8, u8, u8)> {
    let (hour, rest) = text.split_once(':')?;
    let (minute, second) = rest.split_once(':')?;
    Some((pair(hour)?, pair(minute)?, pair(second)?))
}

fn zone(text: &str) -> Result<Zone, EdtfError> {
    if text == "Z" {
        return Ok(Zone::Utc);
    }
    let fault = |rule| EdtfError::new(rule, text);
    let (negative, plain) = match (text.strip_prefix('-'), text.strip_prefix('+')) {
        (Some(plain), _) => (true, plain),
        (None, Some(plain)) => (false, plain),
        (None, None) => return Err(fault(Rule::ZoneDigits)),
    };
    let (hour, minute) = plain.split_once(':').unwrap_or((plain, "00"));
    let (Some(hour), Some(minute)) = (pair(hour), pair(minute)) else {
        return Err(fault(Rule::ZoneDigits));
    };
    let ahead = i16::from(hour) * 60 + i16::from(minute);
    // ISO 8601-1 gives no sense to minus zero
    if hour > 23 || minute > 59 || (negative && ahead == 0) {
        return Err(fault(Rule::ZoneRange));
    }
    Ok(Zone::Ahead(if negative { -ahead } else { ahead }))
}

fn pair(text: &str) -> Option<u8> {
    u8::try_from(number(text, 2)?).ok()
}
