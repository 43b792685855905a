//! A strip of time: a lane a kind, a mark a record, so that none covers another.

use super::{Anchor, Figure, FigureMark, FigureShape, FigureSizes, FigureTone, Lens, Subject, width};
use crate::dataset::Ix;
use crate::model::{Kind, Moment, Record, Span};
use crate::pages::Reader;
use crate::pages::report::KINDS;

/// Of a point in time, in parts of a text's height; what is longer is a bar.
const DOT: f32 = 0.34;
/// The most of the width that names of lanes take; a longer one has two lines.
const GUTTER: f32 = 0.3;
/// Between the marks of a lane.
const GAP: f32 = 1.0;
const DAY: i64 = 86_400;

/// A strip that may not have any number of rows is at most so high, in parts of its width.
const HIGHEST: f32 = 0.8;

/// The strip; none where nothing has a date.
pub(super) fn draw(reader: &Reader<'_>, rows: &[Ix], lens: Option<&Lens>, mut sizes: FigureSizes) -> Option<Figure> {
    loop {
        let strip = drawn(reader, rows, lens, sizes)?;
        if sizes.rows == u8::MAX || sizes.rows <= 1 || strip.size[1] <= sizes.strip * HIGHEST {
            return Some(strip);
        }
        sizes.rows /= 2;
    }
}

fn drawn(reader: &Reader<'_>, rows: &[Ix], lens: Option<&Lens>, sizes: FigureSizes) -> Option<Figure> {
    let dated: Vec<DatedRecord<'_>> = rows.iter().filter_map(|ix| DatedRecord::of(reader, *ix)).collect();
    let lanes: Vec<(Kind, Vec<&DatedRecord<'_>>)> = KINDS
        .into_iter()
        .map(|kind| (kind, dated.iter().filter(|one| one.record.kind == kind).collect::<Vec<_>>()))
        .filter(|(_, own)| !own.is_empty())
        .collect();
    let names = lanes.iter().map(|(kind, _)| width(reader.words.kinds(*kind), sizes.text));
    let gutter = names.fold(0.0, f32::max).min(sizes.strip * GUTTER) + sizes.text * 0.7;
    let axis = Axis::of(reader, &dated, [gutter, sizes.strip - sizes.text * 0.6], sizes.text * YEAR)?;
    let mut marks = Vec::new();
    let mut top = sizes.text * 0.4;
    for (kind, own) in &lanes {
        top = lane(reader, *kind, own, &axis, sizes, top, &mut marks);
    }
    let bottom = top + sizes.text * 0.2;
    let mut all: Vec<FigureMark> = lens.and_then(|lens| axis.window(&lens.time, bottom)).into_iter().collect();
    all.append(&mut axis.lines(reader, bottom, sizes));
    for mark in &mut marks {
        mark.tone = mark.of.as_ref().map_or(mark.tone, |of| Lens::tone(lens, of.ix, mark.tone));
    }
    all.append(&mut marks);
    let size = [sizes.strip, bottom + sizes.text * 1.5];
    let title = reader.words.t("figure-strip").to_owned();
    Some(Figure { size, title, about: about(reader, &lanes), marks: all, ground: None })
}

/// A record with the time that it may mean.
struct DatedRecord<'a> {
    ix: Ix,
    record: &'a Record,
    from: Option<Moment>,
    to: Option<Moment>,
    /// Whether that whole time is meant.
    certain: bool,
}

impl<'a> DatedRecord<'a> {
    /// None without a date, or for what does not happen.
    fn of(reader: &Reader<'a>, ix: Ix) -> Option<Self> {
        let record = reader.record(ix).filter(|record| record.kind.is_event())?;
        let bounds = reader.dataset.bounds(ix)?;
        let (possible, certain) = (bounds.possible(), bounds.certain());
        Some(Self { ix, record, from: possible.from, to: possible.to, certain: certain == Some(possible) })
    }

    fn label(&self, reader: &Reader<'_>) -> String {
        let date = self.record.date.as_ref().map(|date| reader.words.date_short(date)).unwrap_or_default();
        format!("{date}: {}", reader.name(self.record))
    }
}

/// The size of years and of what stands beside them, as a part of that of other texts.
const YEAR: f32 = 0.9;

/// Years along the strip. What lies before or after them stands in a margin of its own.
struct Axis {
    years: [i64; 2],
    /// The ends of the years in points.
    ends: [f32; 2],
    /// The ends of the strip.
    edges: [f32; 2],
}

impl Axis {
    /// The years that the dataset is about, or those of the records where it does not say.
    /// `size` is that of the texts below it.
    fn of(reader: &Reader<'_>, dated: &[DatedRecord<'_>], edges: [f32; 2], size: f32) -> Option<Self> {
        let years = dated.iter().flat_map(|one| [one.from, one.to.map(|to| to.plus_days(-1))]).flatten();
        let years: Vec<i64> = years.map(|at| at.ymd().0).collect();
        let (first, last) = (*years.iter().min()?, *years.iter().max()?);
        let frame = reader.dataset.about.time.as_ref().map(|time| time.bounds().possible());
        let frame = frame.and_then(|span| Some((span.from?.ymd().0, span.to?.plus_days(-1).ymd().0)));
        // of many years only as many as can be told apart
        let (from, to) = frame.unwrap_or((first.max(last.saturating_sub(60)), last));
        // as wide as what is written below it
        let margin = |key| ((edges[1] - edges[0]) * 0.07).max(width(reader.words.t(key), size) + 4.0);
        let before = if first < from { margin("figure-before") } else { 0.0 };
        let after = if last > to { margin("figure-after") } else { 0.0 };
        let ends = [edges[0] + before, edges[1] - after];
        Some(Self { years: [from, to.max(from)], ends, edges })
    }

    fn x(&self, at: Moment) -> f32 {
        let [from, to] = [Moment::year_start(self.years[0]), Moment::year_start(self.years[1].saturating_add(1))];
        let [left, right] = self.ends;
        if at < from {
            return self.edges[0] + (left - self.edges[0]) / 2.0;
        }
        if at > to {
            return right + (self.edges[1] - right) / 2.0;
        }
        let part = at.0.saturating_sub(from.0) as f64 / (to.0.saturating_sub(from.0)).max(DAY) as f64;
        left + (right - left) * part as f32
    }

    /// The part of time that is looked at; none where that is all of it.
    fn window(&self, time: &Span, bottom: f32) -> Option<FigureMark> {
        let from = time.from.map_or(self.edges[0], |from| self.x(from));
        let to = time.to.map_or(self.edges[1], |to| self.x(to));
        let form = FigureShape::Bar { from: [from, 0.0], size: [(to - from).max(2.0), bottom], filled: true };
        (time.from.is_some() || time.to.is_some()).then_some(FigureMark { form, tone: FigureTone::Front, of: None })
    }

    /// The lines between years, the years below them, and what the margins hold.
    fn lines(&self, reader: &Reader<'_>, bottom: f32, sizes: FigureSizes) -> Vec<FigureMark> {
        let [from, to] = self.years;
        let count = to.saturating_sub(from).saturating_add(1);
        // as many as stand apart
        let pitch = ((self.ends[1] - self.ends[0]) / count.max(1) as f32).max(0.1);
        let wide = width("2000", sizes.text * YEAR) + sizes.text * 0.4;
        let step = (count.div_euclid(12) + 1).max((wide / pitch).ceil().min(1e4) as i64);
        let plain = |form, tone| FigureMark { form, tone, of: None };
        let text = |x: f32, text: String| {
            let at = [x, bottom + sizes.text * 1.1];
            plain(
                FigureShape::Text { at, anchor: Anchor::Middle, size: sizes.text * YEAR, bold: false, text },
                FigureTone::Weak,
            )
        };
        let mut marks = Vec::new();
        for n in (0..=count).step_by(usize::try_from(step).unwrap_or(1)) {
            let year = from.saturating_add(n);
            let x = self.x(Moment::year_start(year));
            marks.push(plain(FigureShape::Line(vec![[x, 0.0], [x, bottom]]), FigureTone::Grid));
            if n < count {
                let next = self.x(Moment::year_start(year.saturating_add(step).min(to.saturating_add(1))));
                marks.push(text(f32::midpoint(x, next), year.to_string()));
            }
        }
        let [left, right] = self.ends;
        for (shown, x, key) in [
            (left > self.edges[0], f32::midpoint(left, self.edges[0]), "figure-before"),
            (right < self.edges[1], f32::midpoint(right, self.edges[1]), "figure-after"),
        ] {
            if shown {
                marks.push(text(x, reader.words.t(key).to_owned()));
            }
        }
        marks.push(plain(FigureShape::Line(vec![[self.edges[0], bottom], [self.edges[1], bottom]]), FigureTone::Weak));
        marks
    }
}

/// The marks of a kind in as many rows as they take; gives their bottom.
fn lane(
    reader: &Reader<'_>,
    kind: Kind,
    own: &[&DatedRecord<'_>],
    axis: &Axis,
    sizes: FigureSizes,
    top: f32,
    marks: &mut Vec<FigureMark>,
) -> f32 {
    let mut spans: Vec<(f32, f32, &DatedRecord<'_>)> = own
        .iter()
        .map(|one| {
            let from = one.from.map_or(axis.edges[0], |from| axis.x(from));
            let to = one.to.map_or(axis.edges[1], |to| axis.x(to));
            (from, to.max(from), *one)
        })
        .collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut dot = sizes.text * DOT;
    let (mut places, mut rows) = stacked(&spans, dot);
    let mut gap = GAP;
    if rows > usize::from(sizes.rows) {
        // the smaller they are the fewer rows they take
        dot *= f32::from(sizes.rows) / rows as f32;
        gap = gap.min(dot);
        (places, rows) = stacked(&spans, dot);
    }
    let pitch = dot * 2.0 + gap;
    for ((from, to, one), row) in spans.into_iter().zip(places) {
        let y = top + row as f32 * pitch;
        let form = if to - from < dot * 2.0 {
            FigureShape::Disc { at: [from + dot, y + dot], radius: dot, filled: one.certain }
        } else {
            let thin = dot * 0.5;
            FigureShape::Bar { from: [from, y + thin], size: [to - from, dot], filled: one.certain }
        };
        marks.push(FigureMark {
            form,
            tone: FigureTone::Kind(kind),
            of: Some(Subject { ix: one.ix, label: one.label(reader) }),
        });
    }
    let room = axis.edges[0] - sizes.text * 0.7;
    let lines = broken(reader.words.kinds(kind), room / sizes.text);
    let height = (rows as f32 * pitch).max(sizes.text * (0.1 + 1.05 * lines.len() as f32));
    for (n, text) in lines.into_iter().enumerate() {
        let at = [sizes.text * 0.2, top + sizes.text * (0.8 + 1.05 * n as f32)];
        // smaller, where it would run into the marks
        let size = sizes.text * (room / width(&text, sizes.text).max(1.0)).min(1.0);
        let form = FigureShape::Text { at, anchor: Anchor::Start, size, bold: false, text };
        marks.push(FigureMark { form, tone: FigureTone::Ink, of: None });
    }
    top + height + sizes.text * 0.35
}

/// A name in one line, or in two where that is too long for so many of its letters' size.
fn broken(name: &str, room: f32) -> Vec<String> {
    let middle = name.len() / 2;
    let blank = name.match_indices(' ').map(|(at, _)| at).min_by_key(|at| at.abs_diff(middle));
    match blank.filter(|_| width(name, 1.0) > room).and_then(|at| name.split_at_checked(at)) {
        Some((first, rest)) => vec![first.to_owned(), rest.trim_start().to_owned()],
        None => vec![name.to_owned()],
    }
}

/// The row of each span where dots are so large, so that none covers another; and how many rows
/// there are.
fn stacked(spans: &[(f32, f32, &DatedRecord<'_>)], dot: f32) -> (Vec<usize>, usize) {
    // where each row is free again
    let mut rows: Vec<f32> = Vec::new();
    let places = spans.iter().map(|(from, to, _)| {
        let row = rows.iter().position(|free| free <= from).unwrap_or(rows.len());
        rows.resize(rows.len().max(row + 1), 0.0);
        rows.get_mut(row).into_iter().for_each(|free| *free = to.max(from + dot * 2.0) + GAP);
        row
    });
    (places.collect(), rows.len())
}

/// "Strip of time: 12 agreements; 40 meetings".
fn about(reader: &Reader<'_>, lanes: &[(Kind, Vec<&DatedRecord<'_>>)]) -> String {
    let said = lanes.iter().map(|(kind, own)| format!("{} {}", reader.words.kinds(*kind), own.len()));
    let lanes = said.collect::<Vec<_>>().join("; ");
    reader.words.with("figure-strip-about", &[("lanes", lanes.into())])
}
