//! How much a figure says: a number, its unit where that stands in the same cell, and the digits that a number has no
//! room for.

use super::asides::is_nothing;
use super::{RowCells, RowParts, RowReader, Slot, node, number};
use crate::dataset::problem::Rule;
use crate::dataset::table::numbers;
use crate::dataset::table::target::ColumnTarget;
use crate::model::node::SourcePos;
use crate::model::{Field, Kind, Value};

/// Digits that a number surely keeps.
const DIGITS: usize = 15;
/// Characters of the longest unit that stands beside a number.
const LONGEST_UNIT: usize = 24;
/// Signs of money.
const SIGNS: &str = "$€£¥￥₫";
/// What counts ten thousands and more, behind digits.
const LARGE: [(&str, f64); 2] = [("万", 1e4), ("亿", 1e8)];

impl RowReader {
    /// The number of a figure: `12 xe`, `7,25%`, `$1234.50`, `３.5万`. What stands beside it is its unit, unless a column of its
    /// own says that.
    pub(super) fn value(&mut self, row: &mut RowParts, place: SourcePos, cell: &str) -> Option<f64> {
        if self.own || numbers::read(cell, true).is_some() {
            return self.number(place, cell).inspect(|_| self.keep_digits(row, cell));
        }
        let Some((digits, unit)) = with_unit(cell) else { return self.number(place, cell) };
        let value = self.number(place, digits)?;
        self.keep_digits(row, digits);
        let (times, unit) = LARGE
            .iter()
            .find_map(|(word, times)| Some((*times, unit.strip_prefix(word)?)))
            .filter(|(_, rest)| rest.is_empty())
            .unwrap_or((1.0, unit));
        if !unit.is_empty() {
            row.unit = Some(Box::new((place, unit.to_owned())));
        }
        Some(value * times)
    }

    /// The text of a number that has more digits than numbers keep.
    fn keep_digits(&self, row: &mut RowParts, cell: &str) {
        let digits = cell.trim_start_matches(['-', '0', '.', ',']).chars().filter(char::is_ascii_digit).count();
        if digits > DIGITS && !self.own && !row.record.fields.iter().any(|(field, _)| *field == Field::Printed) {
            row.record.fields.push((Field::Printed, Value::Word(cell.into())));
        }
    }

    /// The unit that stood beside the number, once all cells are read.
    pub(super) fn put_unit(&mut self, row: &mut RowParts) {
        let Some((place, beside)) = row.unit.take().map(|unit| *unit) else { return };
        match row.record.word(Field::Unit) {
            None => row.record.fields.push((Field::Unit, Value::Word(beside.as_str().into()))),
            Some(unit) if unit.contains(&beside) => {}
            Some(unit) => {
                let what = format!("{beside:?} beside the number is another unit than {unit:?}, which is taken");
                self.tell(Rule::LeftOut, place, what, "mend one of the two");
                row.record.extra.push((std::sync::Arc::from("unit_beside"), node(&beside)));
            }
        }
    }

    /// Tells a figure that says no number; one that could not be read has been told.
    pub(super) fn without_value(&mut self, row: &RowParts, cells: &impl RowCells) {
        let of_value = |slot: &Slot| slot.target == ColumnTarget::Field(Field::Value);
        let Some(at) = self.slots.iter().position(of_value).filter(|_| row.kind == Kind::Figure && !self.own) else {
            return;
        };
        let cell = cells.cell(at).trim();
        if cell.is_empty() || is_nothing(cell, false) {
            let place = SourcePos { line: row.place.line, column: number(at + 1) };
            self.tell(Rule::MissingField, place, "the figure has no value", "write its number, or remove the row");
        }
    }
}

/// A number and the words or signs that stand on one side of it.
fn with_unit(cell: &str) -> Option<(&str, &str)> {
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let (first, last) = (cell.find(is_digit)?, cell.rfind(is_digit)?);
    let end = last + cell.get(last..)?.chars().next()?.len_utf8();
    let start = if cell.get(..first)?.ends_with(['-', '−']) {
        cell.get(..first)?.char_indices().next_back()?.0
    } else {
        first
    };
    let (before, digits, behind) = (cell.get(..start)?.trim(), cell.get(start..end)?, cell.get(end..)?.trim());
    // words before it say more than a unit: about, over, from
    let sign = |text: &str| text.len() <= 4 && text.chars().all(|c| c.is_ascii_uppercase() || SIGNS.contains(c));
    let unit = match (before.is_empty(), behind.is_empty()) {
        (true, false) => behind,
        (false, true) if sign(before) => before,
        _ => return None,
    };
    let is_unit = unit.chars().count() <= LONGEST_UNIT
        && unit.chars().all(|c| c.is_alphabetic() || " %‰°/.²³$€£¥￥₫".contains(c))
        && !unit.starts_with(['/', '.']);
    (is_unit && numbers::read(digits, true).is_some()).then_some((digits, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_stands_on_one_side_of_a_number() {
        for (cell, parts) in [
            ("12 xe", Some(("12", "xe"))),
            ("7,25%", Some(("7,25", "%"))),
            ("$1234.50", Some(("1234.50", "$"))),
            ("USD 7", Some(("7", "USD"))),
            ("1.234 tỷ đồng", Some(("1.234", "tỷ đồng"))),
            ("1234亿元", Some(("1234", "亿元"))),
            ("３.５万", Some(("３.５", "万"))),
            ("-3.5 triệu USD", Some(("-3.5", "triệu USD"))),
            ("khoảng 12 xe", None),
            ("约200", None),
            (">12", None),
            ("12-15 xe", None),
            ("12+", None),
            ("xe", None),
            ("12/4", None),
        ] {
            assert_eq!(with_unit(cell), parts, "{cell}");
        }
    }
}
