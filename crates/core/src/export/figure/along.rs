//! The gates along the border as one drawing: a row each, class and state as bands, what concerns it
//! as marks.

use super::{Anchor, Figure, FigureMark, FigureShape, FigureTone, Subject, width};
use crate::model::{Kind, Moment};
use crate::pages::Reader;
use crate::pages::along::{Along, Band, Cluster, GateRow, MARK, clusters, rank};
use crate::pages::stages::HeldStage;

/// Points of the sheet, of its text, of a row and of the head of a province.
const WIDE: f32 = 1_160.0;
const TEXT: f32 = 12.0;
const ROW: f32 = 20.0;
const HEAD: f32 = 22.0;
/// Points above the rows.
const TOP: f32 = 22.0;
/// Points of a column of counts.
const COUNT: f32 = 46.0;
/// From the top of a row to the ends of its bands.
const CLASS: [f32; 2] = [2.0, 6.5];
const STATUS: [f32; 2] = [8.0, 18.0];

/// What is needed to draw a row.
struct RowDrawing<'a> {
    reader: &'a Reader<'a>,
    along: &'a Along,
    lane: [f32; 2],
    marks: Vec<FigureMark>,
}

/// The drawing; none where there are no rows.
pub(in crate::export) fn draw(reader: &Reader<'_>, along: &Along) -> Option<Figure> {
    if along.rows.is_empty() {
        return None;
    }
    let widest = along.rows.iter().map(|row| width(&row.name, TEXT)).fold(0.0, f32::max);
    let left = widest.min(WIDE * 0.34) + 10.0;
    let right = WIDE - COUNT * along.kinds.len() as f32 - 8.0;
    let mut sheet = RowDrawing { reader, along, lane: [left, right], marks: Vec::new() };
    let high = HEAD * along.groups.len() as f32 + ROW * along.rows.len() as f32;
    sheet.years(TOP + high);
    let mut top = TOP;
    for (at, row) in along.rows.iter().enumerate() {
        if let Some(group) = along.groups.iter().find(|group| group.rows.start == at) {
            let title = if group.title.is_empty() { reader.words.t("along-no-province") } else { &group.title };
            let title = if group.note.is_empty() { title.to_owned() } else { format!("{title} ({})", group.note) };
            sheet.text([0.0, top + HEAD - 6.0], Anchor::Start, title, true, FigureTone::Ink);
            let y = top + HEAD - 1.0;
            sheet.plain(FigureShape::Line(vec![[0.0, y], [WIDE, y]]), FigureTone::Grid);
            top += HEAD;
        }
        sheet.row(row, top);
        top += ROW;
    }
    let bottom = sheet.legend(top + 18.0);
    let about = reader.words.with("along-about", &[("rows", along.rows.len().into())]);
    let title = reader.words.t("board-gates").to_owned();
    Some(Figure { size: [WIDE, bottom], title, about, marks: sheet.marks, ground: None })
}

impl RowDrawing<'_> {
    fn plain(&mut self, form: FigureShape, tone: FigureTone) {
        self.marks.push(FigureMark { form, tone, of: None });
    }

    fn text(&mut self, at: [f32; 2], anchor: Anchor, text: String, bold: bool, tone: FigureTone) {
        self.plain(FigureShape::Text { at, anchor, size: TEXT, bold, text }, tone);
    }

    fn x(&self, time: f64) -> f32 {
        let [from, to] = self.along.span;
        let part = ((time - from) / (to - from).max(1.0)).clamp(0.0, 1.0) as f32;
        self.lane[0] + (self.lane[1] - self.lane[0]) * part
    }

    /// The years, and what the columns of counts hold.
    fn years(&mut self, bottom: f32) {
        let [from, to] = self.along.span.map(|time| Moment(time as i64));
        let (first, last) = (from.ymd().0, to.plus_days(-1).ymd().0);
        let step = usize::try_from(last.saturating_sub(first) / 12 + 1).unwrap_or(1);
        for year in (first..=last).step_by(step) {
            let x = self.x(Moment::year_start(year).0 as f64);
            self.plain(FigureShape::Line(vec![[x, TOP - 6.0], [x, bottom]]), FigureTone::Grid);
            self.text([x + 3.0, TOP - 8.0], Anchor::Start, year.to_string(), false, FigureTone::Weak);
        }
        for (n, kind) in self.along.kinds.iter().enumerate() {
            let x = WIDE - COUNT * (self.along.kinds.len() - n) as f32 + COUNT - 10.0;
            self.plain(sign(*kind, [x, TOP - 12.0], true), FigureTone::Kind(*kind));
        }
    }

    fn row(&mut self, row: &GateRow, top: f32) {
        let baseline = top + ROW * 0.68;
        let name = FigureShape::Text {
            at: [0.0, baseline],
            anchor: Anchor::Start,
            size: TEXT,
            bold: false,
            text: row.name.clone(),
        };
        let of = Some(Subject { ix: row.ix, label: row.name.clone() });
        self.marks.push(FigureMark { form: name, tone: FigureTone::Ink, of });
        for stage in &row.class {
            let Some(rank) = rank(stage.value) else { continue };
            self.band(stage, top, CLASS, FigureTone::Class(rank));
        }
        for stage in &row.status {
            let Some(band) = Band::from_status(stage.value) else { continue };
            let ends = if band == Band::Suspended { [STATUS[0] + 3.0, STATUS[1] - 3.0] } else { STATUS };
            self.band(stage, top, ends, FigureTone::Band(band));
        }
        let middle = if self.along.has_tracks() { top + f32::midpoint(STATUS[0], STATUS[1]) } else { top + ROW / 2.0 };
        for cluster in clusters(&row.marks, self.along.span, &|time| self.x(time)) {
            self.cluster(row, &cluster, middle);
        }
        for (n, (kind, count)) in self.along.kinds.iter().zip(&row.counts).enumerate() {
            let open = *kind == Kind::Commitment && *count > 0;
            let text = if open { format!("{}/{count}", count.saturating_sub(row.open)) } else { count.to_string() };
            let x = WIDE - COUNT * (self.along.kinds.len() - n) as f32 + COUNT - 4.0;
            let tone = if *count == 0 { FigureTone::Weak } else { FigureTone::Ink };
            self.text([x, baseline], Anchor::End, text, false, tone);
        }
    }

    fn band(&mut self, stage: &HeldStage, top: f32, [upper, lower]: [f32; 2], tone: FigureTone) {
        let (from, to) = (self.x(stage.from), self.x(stage.to));
        if to - from > 0.4 {
            let form = FigureShape::Bar {
                from: [from, top + upper],
                size: [to - from, lower - upper],
                filled: tone != FigureTone::Band(Band::NotOpen),
            };
            self.plain(form, tone);
        }
    }

    /// Signs beside each other, each leading to the first of what it stands for.
    fn cluster(&mut self, row: &GateRow, cluster: &Cluster, middle: f32) {
        let mut x = cluster.left();
        let marks = row.marks.get(cluster.marks.clone()).unwrap_or_default();
        for one in &cluster.signs {
            let own: Vec<_> = marks.iter().filter(|mark| mark.kind == one.kind).collect();
            let said: Vec<String> = own.iter().filter_map(|mark| self.dated(mark.ix)).collect();
            let of = own.first().map(|mark| Subject { ix: mark.ix, label: said.join("; ") });
            let form = sign(one.kind, [x + MARK + 0.5, middle], !one.hollow);
            self.marks.push(FigureMark { form, tone: FigureTone::Kind(one.kind), of });
            if one.count > 1 {
                let at = [x + 2.0 * MARK + 0.5, middle + 3.6];
                let text = one.count.to_string();
                self.plain(
                    FigureShape::Text { at, anchor: Anchor::Start, size: 10.0, bold: true, text },
                    FigureTone::Ink,
                );
            }
            x += one.width();
        }
    }

    fn dated(&self, ix: crate::dataset::Ix) -> Option<String> {
        let record = self.reader.record(ix)?;
        let date = record.date.as_ref().map(|date| self.reader.words.date_short(date)).unwrap_or_default();
        Some(format!("{date}: {}", self.reader.name(record)))
    }

    /// What bands and marks mean; gives its bottom.
    fn legend(&mut self, top: f32) -> f32 {
        let words = self.reader.words;
        let (mut x, mut y) = (0.0, top);
        let mut entries: Vec<(Option<FigureTone>, String)> = Vec::new();
        if self.along.has_tracks() {
            entries.push((None, words.t("along-legend-class").to_owned()));
            let classes = [3, 2, 1, 0]
                .map(|rank| (Some(FigureTone::Class(rank)), words.t(&format!("along-class-{rank}")).to_owned()));
            entries.extend(classes);
            entries.push((None, words.t("along-legend-status").to_owned()));
            entries.extend(Band::ALL.map(|band| (Some(FigureTone::Band(band)), words.word(band.name()).to_owned())));
        }
        entries
            .extend(self.along.kinds.iter().map(|kind| (Some(FigureTone::Kind(*kind)), words.kind(*kind).to_owned())));
        for (tone, text) in entries {
            let sign_wide = if tone.is_some() { 22.0 } else { 0.0 };
            let wide = sign_wide + width(&text, TEXT) + 12.0;
            if x > 0.0 && x + wide > WIDE {
                (x, y) = (0.0, y + 18.0);
            }
            match tone {
                Some(FigureTone::Kind(kind)) => {
                    self.plain(sign(kind, [x + 9.0, y - 4.0], true), FigureTone::Kind(kind));
                }
                Some(tone) => {
                    let thin = matches!(tone, FigureTone::Class(_) | FigureTone::Band(Band::Suspended));
                    let (up, high) = if thin { (6.5, 4.5) } else { (9.0, 10.0) };
                    let filled = tone != FigureTone::Band(Band::NotOpen);
                    self.plain(FigureShape::Bar { from: [x, y - up], size: [18.0, high], filled }, tone);
                }
                None => {}
            }
            let bold = tone.is_none();
            self.text(
                [x + sign_wide, y],
                Anchor::Start,
                text,
                bold,
                if bold { FigureTone::Ink } else { FigureTone::Weak },
            );
            x += wide;
        }
        y + 10.0
    }
}

/// The mark of a kind: told apart without colour.
fn sign(kind: Kind, [x, y]: [f32; 2], filled: bool) -> FigureShape {
    let r = MARK;
    match kind {
        Kind::Agreement => FigureShape::Bar { from: [x - r * 0.85, y - r * 0.85], size: [r * 1.7; 2], filled },
        Kind::Commitment if filled => {
            FigureShape::Area(vec![vec![[x, y - r * 1.1], [x + r * 1.1, y], [x, y + r * 1.1], [x - r * 1.1, y]]])
        }
        // what was only asked for is hollow
        Kind::Commitment => {
            let ring = vec![[x, y - r * 1.1], [x + r * 1.1, y], [x, y + r * 1.1], [x - r * 1.1, y], [x, y - r * 1.1]];
            FigureShape::Line(ring)
        }
        _ => FigureShape::Disc { at: [x, y], radius: r * 0.95, filled },
    }
}
