//! The date of a row, out of one cell or of several.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::{Row, RowDecoder};
use crate::dataset::problem::Rule;
use crate::dataset::table::dates::{self, NoDate, Said};
use crate::dataset::table::target::Part;
use crate::model::Edtf;
use crate::model::node::Place;

/// Dates that were read, by cell: tables have many rows a day.
pub(super) type Cache = HashMap<Box<str>, Result<Said, NoDate>, RandomState>;

/// Cells that are remembered.
const REMEMBERED: usize = 100_000;

/// The cells of a row that say when.
#[derive(Default)]
pub(super) struct DateCells {
    /// With where it stands; none where it could not be read, which has been told.
    pub(super) start: Option<(Place, Option<Edtf>)>,
    pub(super) end: Option<(Place, Option<Edtf>)>,
    pub(super) first: Parts,
    pub(super) last: Parts,
}

/// A date in cells of its own for each part.
#[derive(Default)]
pub(super) struct Parts {
    place: Place,
    parts: [String; 4],
}

impl Parts {
    pub(super) fn set(&mut self, part: Part, place: Place, cell: &str) {
        if part == Part::Year || self.place == Place::default() {
            self.place = place;
        }
        let [year, month, day, time] = &mut self.parts;
        let to = match part {
            Part::Year => year,
            Part::Month => month,
            Part::Day => day,
            Part::Time => time,
        };
        // spreadsheets make numbers of them
        cell.trim_end_matches(".0").clone_into(to);
    }

    /// As one cell would say it.
    fn joined(&self) -> Option<String> {
        let [year, month, day, time] = &self.parts;
        if self.parts.iter().all(String::is_empty) {
            return None;
        }
        let mut joined = match (month.is_empty(), day.is_empty()) {
            (true, _) => year.clone(),
            (false, true) => format!("{year}/{month}"),
            (false, false) => format!("{year}/{month}/{day}"),
        };
        if !time.is_empty() && !day.is_empty() {
            joined.push(' ');
            joined.push_str(time);
        }
        Some(joined)
    }
}

impl RowDecoder {
    /// A cell as a date; what is doubtful or wrong about it is told.
    pub(super) fn date(&mut self, place: Place, cell: &str) -> Option<Edtf> {
        let known = self.dates.get(cell);
        if let Some(Ok(Said { date, or: None })) = known {
            return Some(date.clone());
        }
        let said = known.cloned().unwrap_or_else(|| {
            let said = dates::read(cell, self.reading);
            if self.dates.len() < REMEMBERED {
                self.dates.insert(cell.into(), said.clone());
            }
            said
        });
        match said {
            Ok(Said { date, or }) => {
                if let Some(or) = or {
                    let what = format!("{cell} may be {date} or {or}, and is read as {date}");
                    let remedy = format!("write {date}, or choose for the table whether the day comes first");
                    self.tell(Rule::AmbiguousDate, place, what, remedy);
                }
                Some(date)
            }
            Err(NoDate { what, remedy }) => {
                self.tell(Rule::BadDate, place, what, remedy);
                None
            }
        }
    }

    pub(super) fn date_of(&mut self, row: &Row) -> Option<Edtf> {
        let cells = &row.date;
        let start = match &cells.start {
            Some((_, date)) => date.clone(),
            None => cells.first.joined().and_then(|cell| self.date(cells.first.place, &cell)),
        };
        let (place, end) = match &cells.end {
            Some((place, date)) => (*place, date.clone()),
            None => (cells.last.place, cells.last.joined().and_then(|cell| self.date(cells.last.place, &cell))),
        };
        match (start, end) {
            (Some(start), Some(end)) => Some(self.joined(place, start, &end)),
            (start, None) => start,
            // a beginning that could not be read is none that nobody knows
            (None, Some(_)) if cells.start.is_some() => None,
            (None, Some(end)) => Edtf::parse(&format!("/{}", day(&end))).ok(),
        }
    }

    fn joined(&mut self, place: Place, start: Edtf, end: &Edtf) -> Edtf {
        if day(&start) == day(end) || start.is_interval() {
            return start;
        }
        match Edtf::parse(&format!("{}/{}", day(&start), day(end))) {
            Ok(date) => date,
            Err(error) => {
                let message = error.to_string();
                let (what, remedy) = message.split_once("; ").unwrap_or((&message, "mend one of the two"));
                self.tell(Rule::ContradictoryDates, place, what, remedy);
                start
            }
        }
    }
}

/// The date without its time of day, which intervals don't have.
fn day(date: &Edtf) -> &str {
    date.as_str().split_once('T').map_or(date.as_str(), |(day, _)| day)
}
