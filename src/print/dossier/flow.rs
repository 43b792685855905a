//! Pieces → pages: what stands where. No pixels.

use super::piece::DossierPiece;

/// What pagination needs to know of a piece.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PieceHeights {
    pub(super) height: f32,
    pub(super) above: f32,
    pub(super) leads: bool,
    /// Where it may be parted, from its top, from the top down.
    pub(super) cuts: Vec<f32>,
    /// What stands above it again at the top of a page.
    pub(super) under: Option<usize>,
}

/// A piece, or a part of one, on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PlacedPiece {
    pub(super) piece: usize,
    /// Its top from that of the page.
    pub(super) top: f32,
    /// From the top of the piece.
    pub(super) from: f32,
    pub(super) to: f32,
}

pub(super) fn paginate(pieces: &[DossierPiece], height: f32) -> Vec<Vec<PlacedPiece>> {
    let extent = |piece: &DossierPiece| PieceHeights {
        height: piece.height(),
        above: piece.above,
        leads: piece.leads,
        cuts: piece.cuts(),
        under: piece.under,
    };
    let extents: Vec<PieceHeights> = pieces.iter().map(extent).collect();
    pages(&extents, height)
}

/// In order, as many on a page as have room. What leads to something stands on its page; what may not
/// be parted is not, unless it is higher than a page.
fn pages(extents: &[PieceHeights], height: f32) -> Vec<Vec<PlacedPiece>> {
    let mut pages = Pages { height, done: Vec::new(), page: Vec::new(), y: 0.0 };
    for (at, extent) in extents.iter().enumerate() {
        // a run of headings goes where the text that they lead to begins
        let chain = extents.iter().skip(at).take_while(|next| next.leads).count();
        let begins = at == 0 || extents.get(at - 1).is_none_or(|before| !before.leads);
        if begins && chain > 0 {
            let run = extents.get(at..=at + chain).or_else(|| extents.get(at..)).unwrap_or_default();
            let need: f32 = run.iter().map(|one| one.above + least(one)).sum();
            if pages.y + need > height {
                pages.turn();
            }
        }
        let head = extent.under.and_then(|piece| Some(RepeatedHead { piece, height: extents.get(piece)?.height }));
        pages.place(at, extent, head);
    }
    pages.turn();
    pages.done
}

/// The height of the smallest first part.
fn least(extent: &PieceHeights) -> f32 {
    if extent.leads { extent.height } else { extent.cuts.first().copied().unwrap_or(extent.height) }
}

/// What stands at the top of each page on which a piece goes on.
#[derive(Clone, Copy)]
struct RepeatedHead {
    piece: usize,
    height: f32,
}

struct Pages {
    height: f32,
    done: Vec<Vec<PlacedPiece>>,
    page: Vec<PlacedPiece>,
    /// Where the next piece goes.
    y: f32,
}

impl Pages {
    fn turn(&mut self) {
        if !self.page.is_empty() {
            self.done.push(std::mem::take(&mut self.page));
        }
        self.y = 0.0;
    }

    fn place(&mut self, piece: usize, extent: &PieceHeights, head: Option<RepeatedHead>) {
        let mut from = 0.0;
        loop {
            // no page is only a head
            let repeats = |head: &RepeatedHead| head.height + extent.above + extent.height - from <= self.height;
            if let Some(RepeatedHead { piece, height }) = head.filter(|head| self.page.is_empty() && repeats(head)) {
                self.put(PlacedPiece { piece, top: 0.0, from: 0.0, to: height });
            }
            let above = if self.page.is_empty() || from > 0.0 { 0.0 } else { extent.above };
            let top = self.y + above;
            let room = self.height - top;
            let rest = extent.height - from;
            if rest <= room {
                self.put(PlacedPiece { piece, top, from, to: extent.height });
                return;
            }
            let cut = extent.cuts.iter().copied().rfind(|cut| *cut > from && *cut - from <= room);
            match cut {
                Some(to) => {
                    self.put(PlacedPiece { piece, top, from, to });
                    from = to;
                    self.turn();
                }
                // nowhere to part it: on a page of its own, and what is higher than a page loses its end
                None if self.page.is_empty() => {
                    self.put(PlacedPiece { piece, top, from, to: extent.height });
                    return;
                }
                None => self.turn(),
            }
        }
    }

    fn put(&mut self, placed: PlacedPiece) {
        self.y = placed.top + placed.to - placed.from;
        self.page.push(placed);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(rows: u8) -> PieceHeights {
        let row = |n: u8| f32::from(n) * 10.0;
        let cuts = (2..rows.saturating_sub(1)).map(row).collect();
        PieceHeights { height: row(rows), above: 4.0, leads: false, cuts, under: None }
    }

    fn heading() -> PieceHeights {
        PieceHeights { height: 14.0, above: 12.0, leads: true, cuts: Vec::new(), under: None }
    }

    #[test]
    fn a_heading_goes_with_what_it_leads_to() {
        let pages = pages(&[text(8), heading(), heading(), text(4)], 100.0);
        assert_eq!(pages.len(), 2);
        assert_eq!(pages[1][0].piece, 1);
        assert!(pages[1][0].top.abs() < f32::EPSILON, "nothing stands above it there");
    }

    #[test]
    fn the_head_of_a_table_comes_again_on_every_page() {
        let row = PieceHeights { height: 10.0, above: 4.0, under: Some(0), ..PieceHeights::default() };
        let tall = PieceHeights { height: 95.0, ..row.clone() };
        let all = [vec![heading()], vec![row; 12], vec![tall]].concat();
        let pages = pages(&all, 100.0);
        let first: Vec<usize> = pages.iter().map(|page| page[0].piece).collect();
        assert_eq!(first, [0, 0, 13], "what has a page to itself leaves no room for it");
        let (again, row, last) = (pages[1][0], pages[1][1], pages[1].last().unwrap());
        assert!((row.top - again.to - 4.0).abs() < 1e-3 && again.top.abs() < 1e-3, "{again:?} {row:?}");
        assert!(last.top + last.to - last.from <= 100.0);
        let rows = pages.iter().flatten().filter(|placed| placed.piece > 0).count();
        assert_eq!(rows, 13, "each row once");
    }

    #[test]
    fn no_row_is_left_alone() {
        let pages = pages(&[text(8), text(4)], 104.0);
        // of four rows two would have room, and two go on
        assert!((pages[0].last().unwrap().to - 20.0).abs() < 1e-3);
        let pages = super::pages(&[text(8), text(3)], 104.0);
        assert_eq!(pages[0].len(), 1, "of three rows none can be parted");
    }

    proptest! {
        #[test]
        fn everything_stands_somewhere_once_and_in_order(
            rows in prop::collection::vec((1_u8..60, any::<bool>()), 0..60), height in 60.0_f32..400.0
        ) {
            let extents: Vec<PieceHeights> = rows.iter().map(|(rows, leads)| if *leads { heading() } else { text(*rows) }).collect();
            let pages = pages(&extents, height);
            let all: Vec<PlacedPiece> = pages.iter().flatten().copied().collect();
            let mut next = (0, 0.0);
            for placed in &all {
                prop_assert_eq!((placed.piece, placed.from), next);
                let whole = (placed.to - extents[placed.piece].height).abs() < 1e-3;
                next = if whole { (placed.piece + 1, 0.0) } else { (placed.piece, placed.to) };
            }
            prop_assert_eq!(next, (extents.len(), 0.0));
            for page in &pages {
                prop_assert!(!page.is_empty());
                prop_assert!(page.windows(2).all(|pair| pair[0].top + pair[0].to - pair[0].from <= pair[1].top + 0.01));
                let last = page.last().unwrap();
                prop_assert!(last.top + last.to - last.from <= height + 0.01 || page.len() == 1);
            }
        }
    }
}
