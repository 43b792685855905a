//! The date of a row, out of one cell or of several.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::RowReader;
use crate::dataset::problem::Rule;
use crate::dataset::table::dates::{self, DateReading, NoDate, Reading};
use crate::dataset::table::target::DatePart;
use crate::model::Edtf;
use crate::model::node::SourcePos;
use km0_edtf::Precision;

/// Dates that were read, by cell: tables have many rows a day.
pub(super) type Cache = HashMap<Box<str>, Result<DateReading, NoDate>, RandomState>;

/// What became of a cell with a date.
pub(super) struct DateFound {
    pub(super) date: Option<Edtf>,
    /// Whether its text is kept beside the date.
    pub(super) keep: bool,
}

/// How exactly the dates of a row are known, where a column of its own says it, as ACLED's does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StatedPrecision {
    Day,
    Week,
    Month,
    Year,
}

impl StatedPrecision {
    pub(super) fn of(cell: &str) -> Option<Self> {
        Some(match cell.trim_end_matches(".0").to_lowercase().as_str() {
            "1" | "day" | "ngày" | "日" => Self::Day,
            "2" | "week" | "tuần" | "周" => Self::Week,
            "3" | "month" | "tháng" | "月" => Self::Month,
            "4" | "year" | "năm" | "年" => Self::Year,
            _ => return None,
        })
    }

    /// The date, no more exact than this.
    fn loosened(self, date: &Edtf) -> Edtf {
        let text = date.as_str();
        let loose = match self {
            Self::Week => text
                .get(..10)
                .and_then(|day| chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").ok())
                .map(dates::week_of),
            Self::Month => text.get(..7).map(str::to_owned),
            Self::Year => text.get(..4).map(str::to_owned),
            Self::Day => None,
        };
        let loose = loose.filter(|_| !date.is_interval()).and_then(|loose| Edtf::parse(&loose).ok());
        loose.unwrap_or_else(|| date.clone())
    }
}

/// Cells that are remembered.
const REMEMBERED: usize = 100_000;

/// The cells of a row that say when.
#[derive(Debug, Default)]
pub(super) struct DateCells {
    /// With where it stands; none where it could not be read, which has been told.
    pub(super) start: Option<(SourcePos, Option<Edtf>)>,
    pub(super) end: Option<(SourcePos, Option<Edtf>)>,
    pub(super) first: SplitDate,
    pub(super) last: SplitDate,
    pub(super) exact: Option<StatedPrecision>,
    /// Whether whole days are meant, of which the last ends at the midnight after it.
    pub(super) all_day: bool,
    /// Whether it goes on, or its end is still to come.
    pub(super) open: bool,
}

impl DateCells {
    /// What programs write of a day that is taken whole: from midnight to midnight.
    fn end_with_last_day(&mut self) {
        self.first.forget_midnight();
        let midnight = self.last.forget_midnight();
        let first = self.start.as_ref().and_then(|(_, date)| date.clone());
        let Some((_, Some(last))) = &mut self.end else { return };
        let exact = |date: &Edtf| chrono::NaiveDate::parse_from_str(day(date), "%Y-%m-%d").ok();
        let midnight = midnight || last.as_str().ends_with("T00:00:00");
        if let (Some(end), Some(begun)) = (exact(last), first.as_ref().and_then(exact))
            && midnight
            && end > begun
            && let Some(before) = end.pred_opt().and_then(|day| Edtf::parse(&day.to_string()).ok())
        {
            *last = before;
        }
    }
}

/// A date in cells of its own for each part.
#[derive(Debug, Default)]
pub(super) struct SplitDate {
    place: SourcePos,
    /// How exactly the part says when that stands there.
    says: u8,
    /// Most tables have none.
    parts: Option<Box<[String; 5]>>,
}

impl SplitDate {
    pub(super) fn set(&mut self, part: DatePart, place: SourcePos, cell: &str) {
        // what is wrong with the parts is told at the one that says most
        let says = match part {
            DatePart::Time => 1,
            DatePart::Year => 2,
            DatePart::Quarter => 3,
            DatePart::Month => 4,
            DatePart::Day => 5,
        };
        if says > self.says {
            (self.place, self.says) = (place, says);
        }
        let [year, month, day, time, quarter] = &mut **self.parts.get_or_insert_default();
        let to = match part {
            DatePart::Year => year,
            DatePart::Quarter => quarter,
            DatePart::Month => month,
            DatePart::Day => day,
            DatePart::Time => time,
        };
        // spreadsheets make numbers of them
        cell.trim_end_matches(".0").clone_into(to);
    }

    /// As one cell would say it.
    fn joined(&self) -> Option<String> {
        let [year, month, day, time, quarter] = &**self.parts.as_ref()?;
        // 500 years before Christ are -499 to EDTF
        let before = year.strip_prefix('-').and_then(|digits| digits.parse::<u16>().ok()).filter(|number| *number > 0);
        if let Some(number) = before {
            let sign = if number > 1 { "-" } else { "" };
            let parts = [month, day].into_iter().take_while(|part| !part.is_empty()).map(|part| format!("-{part:0>2}"));
            return Some(format!("{sign}{:04}{}", number - 1, parts.collect::<String>()));
        }
        if month.is_empty() && !quarter.is_empty() && !year.is_empty() {
            let which = quarter.split_whitespace().next_back().unwrap_or_default();
            let which = which.trim_start_matches(['Q', 'q', '第']).trim_end_matches("季度");
            return Some(format!("quý {which} {year}"));
        }
        if year.is_empty() && month.is_empty() && day.is_empty() {
            return Some(quarter.clone()).filter(|quarter| !quarter.is_empty());
        }
        // a month column may hold all of it
        let mut joined = match (month.is_empty(), day.is_empty()) {
            (true, false) => format!("{day} {year}"),
            (true, true) => year.clone(),
            (false, _) if year.is_empty() => return Some(format!("{day} {month}").trim().to_owned()),
            (false, true) => format!("{year}/{month}"),
            (false, false) => format!("{year}/{month}/{day}"),
        };
        if !time.is_empty() && !day.is_empty() {
            joined.push(' ');
            joined.push_str(time);
        }
        Some(joined)
    }

    /// Forgets the time of day; whether that was midnight.
    fn forget_midnight(&mut self) -> bool {
        let Some([_, _, _, time, _]) = self.parts.as_deref_mut() else { return false };
        let said = dates::read(&format!("2000-01-01 {time}"), Reading { sure: true, ..Reading::default() });
        let midnight = said.is_ok_and(|said| matches!(said.date.as_str(), "2000-01-01" | "2000-01-01T00:00:00"));
        if midnight && !time.is_empty() {
            time.clear();
            return true;
        }
        false
    }

    fn time(&self) -> Option<&String> {
        let [_, _, _, time, _] = &**self.parts.as_ref()?;
        Some(time).filter(|time| !time.is_empty())
    }

    /// The time of day, where no day of its own goes with it.
    fn idle_time(&self) -> Option<&str> {
        let [_, _, day, time, _] = &**self.parts.as_ref()?;
        (day.is_empty() && !time.is_empty()).then_some(time)
    }
}

impl RowReader {
    /// A cell as a date, and whether its text says more; what is doubtful or wrong about it is told.
    pub(super) fn date(&mut self, place: SourcePos, reading: Reading, cell: &str) -> DateFound {
        // this program's own tables hold EDTF, which needs no guess
        if self.own
            && let Ok(date) = Edtf::parse(cell)
        {
            return DateFound { date: Some(date), keep: false };
        }
        let cache = if reading == self.reading { &mut self.dates } else { &mut self.odd_dates };
        let known = cache.get(cell);
        if let Some(Ok(DateReading { date, or: None, beyond: None })) = known {
            return DateFound { date: Some(date.clone()), keep: false };
        }
        let said = known.cloned().unwrap_or_else(|| {
            let said = dates::read(cell, reading);
            if cache.len() < REMEMBERED {
                cache.insert(cell.into(), said.clone());
            }
            said
        });
        match said {
            Ok(DateReading { date, or, beyond }) => {
                if let Some(or) = &or {
                    let what = format!("{cell} may be {date} or {or}, and is read as {date}");
                    let remedy = format!("write {date}, or choose for the table whether the day comes first");
                    self.tell(Rule::AmbiguousDate, place, what, remedy);
                }
                if let Some(beyond) = beyond {
                    let what = format!("{cell:?} is read as {date}: {beyond}");
                    self.tell(Rule::LooseDate, place, what, format!("write {date} if that is all; the text is kept"));
                }
                DateFound { date: Some(date), keep: beyond.is_some() }
            }
            Err(NoDate { what, remedy, unknown }) => {
                self.tell(if unknown { Rule::LooseDate } else { Rule::BadDate }, place, what, remedy);
                DateFound { date: None, keep: true }
            }
        }
    }

    /// The date of a row. What of its cells is in no date goes to `extra`.
    pub(super) fn date_of(&mut self, cells: &mut DateCells, extra: &mut Vec<(&'static str, String)>) -> Option<Edtf> {
        if cells.all_day {
            cells.end_with_last_day();
        }
        let cells = &*cells;
        for (whole, parts) in [(&cells.start, &cells.first), (&cells.end, &cells.last)] {
            let date = whole.as_ref().map(|(_, date)| date.as_ref());
            date.into_iter().for_each(|date| self.compare_parts(date, parts, extra));
        }
        let start = match &cells.start {
            Some((_, date)) => self.timed("start_time", date.as_ref(), &cells.first, extra),
            None => self.of_parts("start_time", &cells.first, extra),
        };
        let (place, end) = match &cells.end {
            Some((place, date)) => (*place, self.timed("end_time", date.as_ref(), &cells.last, extra)),
            None => (cells.last.place, self.of_parts("end_time", &cells.last, extra)),
        };
        if let Some(date) = &start
            && let Some(exact) = cells.exact
        {
            let loose = exact.loosened(date);
            // the table names a day all the same
            if loose != *date {
                extra.push(("date_given", date.to_string()));
            }
            return Some(loose);
        }
        match (start, end) {
            (Some(start), None) if cells.open && !start.is_interval() => {
                Edtf::parse(&format!("{}/..", day(&start))).ok()
            }
            (Some(start), Some(end)) => Some(self.joined(place, start, &end, extra)),
            (start, None) => start,
            // a beginning that could not be read is none that nobody knows
            (None, Some(end)) if cells.start.is_some() => {
                extra.push(("date_end", end.to_string()));
                None
            }
            (None, Some(end)) => Edtf::parse(&format!("/{}", day(&end))).ok(),
        }
    }

    /// The day of another cell with the time of day that stands in one of its own. What of that time the
    /// date has no place for is kept.
    fn timed(
        &mut self,
        name: &'static str,
        date: Option<&Edtf>,
        parts: &SplitDate,
        extra: &mut Vec<(&'static str, String)>,
    ) -> Option<Edtf> {
        let Some(time) = parts.time() else {
            return date.cloned();
        };
        let day = date.filter(|date| date.precision() == Precision::Day && !date.is_interval());
        let said = day.map(|day| dates::read(&format!("{day} {time}"), Reading { sure: true, ..Reading::default() }));
        match said {
            Some(Ok(DateReading { date, beyond: None, .. })) => return Some(date),
            Some(Ok(DateReading { date, beyond: Some(beyond), .. })) => {
                let what = format!("{time:?} is read as {date}: {beyond}");
                self.tell(Rule::LooseDate, parts.place, what, "nothing need be done; the text is kept");
                extra.push((name, time.clone()));
                return Some(date);
            }
            Some(Err(_)) => {
                let what = format!("{time:?} is no time of day, and is kept beside the date");
                self.tell(Rule::LooseDate, parts.place, what, "write it as 14:30 or 14h30");
            }
            None => {}
        }
        extra.push((name, time.clone()));
        date.cloned()
    }

    /// What cells for year, quarter, month and day say beside a date that stands whole in another; where it is no
    /// more than that one says, nothing is to keep.
    fn compare_parts(&mut self, date: Option<&Edtf>, parts: &SplitDate, extra: &mut Vec<(&'static str, String)>) {
        let Some([year, month, day, _, quarter]) = parts.parts.as_deref() else { return };
        if [year, month, day, quarter].iter().all(|part| part.is_empty()) {
            return;
        }
        let year = date.and_then(|date| date.as_str().get(..4)).filter(|_| year.is_empty()).unwrap_or(year);
        let year = year.to_owned();
        let whole = [year, month.clone(), day.clone(), String::new(), quarter.clone()];
        let Some(said) = (SplitDate { parts: Some(Box::new(whole)), ..SplitDate::default() }).joined() else { return };
        let reading = Reading { sure: true, ..Reading::default() };
        let read = dates::read(&said, reading).map(|read| read.date.bounds().possible());
        let Some(date) = date else { return extra.push(("date_parts", said)) };
        if !read.is_ok_and(|span| span.encloses(&date.bounds().possible())) {
            let what = format!("{said:?} is another time than {date} beside it, which is taken");
            self.tell(Rule::ContradictoryDates, parts.place, what, "mend one of the two");
            extra.push(("date_parts", said));
        }
    }

    /// A date whose parts stand in cells of their own.
    fn of_parts(
        &mut self,
        time: &'static str,
        parts: &SplitDate,
        extra: &mut Vec<(&'static str, String)>,
    ) -> Option<Edtf> {
        extra.extend(parts.idle_time().map(|idle| (time, idle.to_owned())));
        let cell = parts.joined()?;
        let said = self.date(parts.place, Reading { sure: true, ..Reading::default() }, &cell);
        if said.keep {
            extra.push(("date_parts", cell));
        }
        said.date
    }

    fn joined(&mut self, place: SourcePos, start: Edtf, end: &Edtf, extra: &mut Vec<(&'static str, String)>) -> Edtf {
        if start == *end || start.is_interval() && end.as_str().ends_with(day(&start)) {
            return start;
        }
        // an interval has no times of day, and a span within a day has no other end
        if day(end).len() < end.as_str().len() || day(&start).len() < start.as_str().len() {
            extra.push(("date_times", format!("{start} – {end}")));
        }
        if day(&start) == day(end) {
            return start;
        }
        if start.is_interval() || end.is_interval() {
            return self.hull(place, &start, end, extra);
        }
        match Edtf::parse(&format!("{}/{}", day(&start), day(end))) {
            Ok(date) => date,
            Err(error) => {
                let message = error.to_string();
                let (what, remedy) = message.split_once("; ").unwrap_or((&message, "mend one of the two"));
                self.tell(Rule::ContradictoryDates, place, what, remedy);
                extra.push(("date_end", end.to_string()));
                start
            }
        }
    }

    /// From where one interval begins to where another ends: `2023-01/2023-03` and `2023-06`.
    fn hull(&mut self, place: SourcePos, start: &Edtf, end: &Edtf, extra: &mut Vec<(&'static str, String)>) -> Edtf {
        let first = start.as_str().split_once('/').map_or(start.as_str(), |(first, _)| first);
        let last = end.as_str().split_once('/').map_or(end.as_str(), |(_, last)| last);
        if let Ok(date) = Edtf::parse(&format!("{first}/{last}")) {
            return date;
        }
        let what = format!("{start} and {end} make no interval, and {start} is taken");
        self.tell(Rule::ContradictoryDates, place, what, "mend one of the two");
        extra.push(("date_end", end.to_string()));
        start.clone()
    }
}

/// The date without its time of day, which intervals don't have.
fn day(date: &Edtf) -> &str {
    date.as_str().split_once('T').map_or(date.as_str(), |(day, _)| day)
}
