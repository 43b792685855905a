//! When an event of a calendar is: its lines that say so → the date of a record, never more exact
//! than they are.
//!
//! A day's event has its time; what lasts several days has days, and its times stand beside. What
//! lasts from midnight to midnight lasts whole days, as calendars mean it.

use super::unfold::ContentLine;
use super::zone::CalendarZone;
use crate::dataset::problem::Rule;
use crate::dataset::table::ColumnTarget;
use crate::dataset::table::dates;
use crate::dataset::table::entries::RawEntry;
use crate::model::Moment;

const DAY: i64 = 86_400;

/// The lines of an event that say when.
#[derive(Default)]
pub(super) struct TimeLines {
    start: Option<CalendarMoment>,
    end: Option<CalendarMoment>,
    duration: Option<String>,
    /// Of a moved occurrence, when it was to be.
    moved: Option<CalendarMoment>,
    all_day: bool,
    rules: Vec<String>,
    called_off: Vec<CalendarMoment>,
    added: Vec<String>,
}

/// A moment as it stands.
struct CalendarMoment {
    text: String,
    zone: Option<String>,
}

/// A moment taken apart.
#[derive(Clone, Copy)]
struct Stamp {
    /// Midnight of its day.
    day: Moment,
    /// Seconds since; none of a whole day.
    clock: Option<i64>,
    /// Minutes ahead of UTC, where that is known.
    ahead: Option<i32>,
}

impl TimeLines {
    /// Takes a line that says when; whether it was one.
    pub(super) fn take(&mut self, line: &ContentLine) -> bool {
        let zone = || line.param("TZID").map(str::to_owned);
        let said = || CalendarMoment { text: line.value.trim().to_owned(), zone: zone() };
        match line.name.as_str() {
            "DTSTART" => self.start = Some(said()),
            "DTEND" => self.end = Some(said()),
            "DURATION" => self.duration = Some(line.value.trim().to_owned()),
            "RECURRENCE-ID" => self.moved = Some(said()),
            "X-MICROSOFT-CDO-ALLDAYEVENT" | "X-FUNAMBOL-ALLDAY" => {
                self.all_day |= line.value.trim().eq_ignore_ascii_case("TRUE") || line.value.trim() == "1";
            }
            "RRULE" | "EXRULE" => self.rules.push(line.value.trim().to_owned()),
            "RDATE" => self.added.push(line.value.trim().to_owned()),
            "EXDATE" => {
                let each = line
                    .value
                    .split([',', ';'])
                    .map(|text| CalendarMoment { text: text.trim().to_owned(), zone: zone() });
                self.called_off.extend(each);
            }
            _ => return false,
        }
        true
    }

    /// When a moved occurrence was to be.
    pub(super) fn moved_from(&self) -> Option<String> {
        self.moved.as_ref().map(|said| said.stamp(None).map_or_else(|| said.text.clone(), Stamp::iso))
    }

    /// Says it in the values of an entry. `own` is the calendar's zone, in which times of UTC are put.
    pub(super) fn put(self, entry: &mut RawEntry, own: Option<CalendarZone>) {
        self.put_series(entry, own);
        let Some(said) = &self.start else {
            if let Some(end) = &self.end {
                entry.know(ColumnTarget::End, "DTEND", end.stamp(own).map_or_else(|| end.text.clone(), Stamp::date));
            }
            return;
        };
        if let Some(zone) = &said.zone {
            entry.keep("time_zone", zone.clone());
        }
        let Some(start) = said.stamp(own) else {
            if dates::read(&said.text, dates::Reading::default()).is_ok() {
                entry.know(ColumnTarget::Date, "DTSTART", said.text.clone());
            } else {
                let remedy = "write DTSTART;VALUE=DATE:20230425 or DTSTART:20230425T083000";
                entry.tell(Rule::BadDate, format!("{:?} is no date", said.text), remedy);
            }
            entry.keep("dtstart", said.text.clone());
            return self.end.iter().for_each(|end| entry.keep("dtend", end.text.clone()));
        };
        let end = self.end_of(start, own, entry);
        let first_called_off = self.called_off.iter().filter_map(|off| off.stamp(own)).any(|off| off.is(start));
        if first_called_off {
            entry.keep("dtstart", start.iso());
            let what = "the first time of the series is among those that were called off (EXDATE), so it has no date";
            return entry.tell(Rule::LeftOut, what, "write each time as an event of its own");
        }
        self.put_span(entry, start, end);
    }

    /// The date from a start to an end that is no longer in it.
    fn put_span(&self, entry: &mut RawEntry, start: Stamp, end: Option<Stamp>) {
        let whole = start.clock.is_none()
            || self.all_day
            || start.clock == Some(0) && end.is_none_or(|end| end.clock.unwrap_or(0) == 0 && end.day.0 != start.day.0);
        let Some(end) = end else {
            return entry.know(ColumnTarget::Date, "DTSTART", if whole { start.date() } else { start.iso() });
        };
        // an end at midnight is the end of the day before
        let at_midnight = end.clock.unwrap_or(0) == 0 && end.day.0 > start.day.0;
        let last = if at_midnight { Stamp { day: end.day.plus_days(-1), ..end } } else { end };
        if end.moment().0 < start.moment().0 {
            let what = format!("it ends ({}) before it begins ({}); the end is kept aside", end.iso(), start.iso());
            entry.tell(Rule::ContradictoryDates, what, "mend DTSTART or DTEND");
            entry.know(ColumnTarget::Date, "DTSTART", if whole { start.date() } else { start.iso() });
            return entry.keep("dtend", end.iso());
        }
        if last.day.0 == start.day.0 {
            entry.know(ColumnTarget::Date, "DTSTART", if whole { start.date() } else { start.iso() });
            if !whole && end.moment() != start.moment() {
                entry.keep("dtend", end.iso());
            }
            return;
        }
        entry.know(ColumnTarget::Date, "DTSTART", start.date());
        entry.know(ColumnTarget::End, "DTEND", last.date());
        if !whole {
            entry.keep("dtstart", start.iso());
            entry.keep("dtend", end.iso());
        }
    }

    fn end_of(&self, start: Stamp, own: Option<CalendarZone>, entry: &mut RawEntry) -> Option<Stamp> {
        if let Some(said) = &self.end {
            let end = said.stamp(own);
            if end.is_none() {
                let what = format!("its end {:?} is no moment, and is kept as it is", said.text);
                entry.tell(Rule::BadDate, what, "write it as 20230425T173000");
                entry.keep("dtend", said.text.clone());
            }
            return end;
        }
        let text = self.duration.as_ref()?;
        let Some(seconds) = seconds(text) else {
            let what = format!("its duration {text:?} is none, and is kept as it is");
            entry.tell(Rule::BadDate, what, "write it as P2D or PT90M");
            entry.keep("duration", text.clone());
            return None;
        };
        let end = Moment(start.moment().0.checked_add(seconds)?);
        let clock = end.0.rem_euclid(DAY);
        let day = Moment(end.0 - clock);
        Some(Stamp { day, clock: start.clock.map(|_| clock).or((clock > 0).then_some(clock)), ..start })
    }

    fn put_series(&self, entry: &mut RawEntry, own: Option<CalendarZone>) {
        if let Some(from) = self.moved_from() {
            entry.keep("recurrence_id", from);
        }
        if !self.rules.is_empty() || !self.added.is_empty() {
            let rule = self.rules.iter().chain(&self.added).map(String::as_str).collect::<Vec<_>>().join("; ");
            let what = format!("the event repeats ({rule}), and only its first time is taken");
            entry.tell(Rule::LeftOut, what, "write each time as an event of its own");
            entry.keep("rrule", self.rules.join("; "));
            entry.keep("rdate", self.added.join("; "));
        }
        if !self.called_off.is_empty() {
            let text = |said: &CalendarMoment| said.stamp(own).map_or_else(|| said.text.clone(), Stamp::iso);
            entry.keep("exdate", self.called_off.iter().map(text).collect::<Vec<_>>().join("; "));
        }
    }
}

impl CalendarMoment {
    /// `20230425T083000Z`, also with hyphens and colons; none where it is no such moment.
    fn stamp(&self, own: Option<CalendarZone>) -> Option<Stamp> {
        // a period begins with its start
        let text = self.text.split('/').next()?.trim();
        let plain: String = text.chars().filter(|c| !matches!(c, '-' | ':')).collect();
        let (utc, plain) = plain.strip_suffix('Z').map_or((false, plain.as_str()), |plain| (true, plain));
        let (date, clock) = plain.split_once(['T', ' ']).map_or((plain, None), |(date, clock)| (date, Some(clock)));
        let number =
            |text: Option<&str>| text.filter(|text| text.bytes().all(|b| b.is_ascii_digit()))?.parse::<i64>().ok();
        let part = |text: &str, from: usize, to: usize| number(text.get(from..to));
        if date.len() != 8 {
            return None;
        }
        let (year, month, day) = (part(date, 0, 4)?, part(date, 4, 6)?, part(date, 6, 8)?);
        let day = Moment::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
        let Some(clock) = clock else { return Some(Stamp { day, clock: None, ahead: None }) };
        // a leap second is the second before it
        let second = if clock.len() == 4 { 0 } else { part(clock, 4, 6)?.min(59) };
        let (hour, minute) = (part(clock, 0, 2)?, part(clock, 2, 4)?);
        if hour > 23 || minute > 59 {
            return None;
        }
        let clock = hour * 3600 + minute * 60 + second;
        if !utc {
            return Some(Stamp { day, clock: Some(clock), ahead: None });
        }
        let (local, ahead) = own.map_or((Moment(day.0 + clock), 0), |zone| zone.local(Moment(day.0 + clock)));
        let clock = local.0.rem_euclid(DAY);
        Some(Stamp { day: Moment(local.0 - clock), clock: Some(clock), ahead: Some(ahead) })
    }
}

impl Stamp {
    fn moment(self) -> Moment {
        Moment(self.day.0 + self.clock.unwrap_or(0))
    }

    fn is(self, other: Self) -> bool {
        self.day == other.day && (self.clock == other.clock || self.clock.is_none() || other.clock.is_none())
    }

    fn date(self) -> String {
        let (year, month, day) = self.day.ymd();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// With the time of day, and with the zone where that is known.
    fn iso(self) -> String {
        let Some(clock) = self.clock else { return self.date() };
        let zone = match self.ahead {
            None => String::new(),
            Some(0) => "Z".to_owned(),
            Some(minutes) => {
                let (sign, ahead) = (if minutes < 0 { '-' } else { '+' }, minutes.unsigned_abs());
                format!("{sign}{:02}:{:02}", ahead / 60, ahead % 60)
            }
        };
        format!("{}T{:02}:{:02}:{:02}{zone}", self.date(), clock / 3600, clock / 60 % 60, clock % 60)
    }
}

/// The seconds of a duration: `P3D`, `+P2W`, `P1DT2H30M`. One that goes back is none.
fn seconds(text: &str) -> Option<i64> {
    let period = text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?;
    let (mut total, mut number, mut any) = (0_i64, String::new(), false);
    for c in period.chars() {
        let unit = match c {
            '0'..='9' if number.len() < 9 => {
                number.push(c);
                continue;
            }
            'T' => continue,
            'W' => 7 * DAY,
            'D' => DAY,
            'H' => 3600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        total += number.parse::<i64>().ok()?.min(36_500 * DAY / unit) * unit;
        number.clear();
        any = true;
    }
    (any && number.is_empty()).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_in_every_unit() {
        assert_eq!(
            [seconds("P2D"), seconds("+P1W"), seconds("PT12H"), seconds("P1DT2H30M5S")],
            [Some(2 * DAY), Some(7 * DAY), Some(DAY / 2), Some(DAY + 9005)]
        );
        assert_eq!([seconds("-P1D"), seconds("P"), seconds("PT"), seconds("2D"), seconds("P9X")], [None; 5]);
    }
}
