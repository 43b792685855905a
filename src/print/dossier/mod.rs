//! A dossier: everything there is to say about what is selected, page by page, with its notes at
//! the end.

mod blocks;
mod flow;
mod page;
mod piece;
mod table;
mod write;

use super::stage::{Laid, Room};
use super::{Guide, Leaf, Order};
use crate::ui::theme::Palette;
use km0_core::pages::Reader;
use km0_core::pages::report::Report;
use km0_core::words::Words;
use page::Frame;

/// The pages of what is selected.
pub(super) fn lay(order: &Order, mut room: Room, palette: &Palette, words: &Words) -> Laid {
    let reader = Reader { dataset: &order.data.dataset, words };
    let about = &reader.dataset.about;
    let release = [
        ("name", about.name.get(words.lang()).into()),
        ("version", about.version.as_str().into()),
        ("licence", about.licence.as_str().into()),
    ];
    let release = words.with("print-release", &release);
    let mut report = Report::dossiers(&reader, &order.selection, vec![release.clone()]);
    let own = order.sheet.title.trim();
    if !own.is_empty() {
        own.clone_into(&mut report.title);
    }
    let frame = Frame::new(room.size);
    let (mut pages, mut guide) = (Vec::new(), Guide::default());
    // a first pass has the fonts, a second one all their letters
    for _ in 0..2 {
        room.pass(|ui| {
            let pieces = write::pieces(ui, palette, words, &report, frame.inner.width());
            let sheets = flow::paginate(&pieces, frame.inner.height());
            guide = page::guide(&pieces, &sheets, &frame);
            let running = page::Running { title: &report.title, foot: &release };
            pages = page::shapes(ui, palette, words, (&pieces, &sheets), &frame, &running);
        });
    }
    let size = room.size;
    let pages = pages.into_iter().map(|shapes| Leaf { size, shapes }).collect();
    Laid { leaves: room.leaves(pages), about: report.lead.join(" "), title: report.title, guide, growth: 1.0 }
}
