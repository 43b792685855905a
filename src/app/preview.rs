//! A picture as it will be, painted beside the thread that paints the window: only when another one
//! is asked for, and of those that wait only the newest.

use std::sync::mpsc::{Receiver, Sender, channel};

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use super::offscreen::Painter;
use crate::print::Order;

/// Pixels in a point of the picture: enough to judge it by.
const SCALE: f32 = 1.0;
/// The longest side of a texture that every graphics card takes.
const LONGEST: u32 = 8192;

#[derive(Default)]
pub(super) struct Preview {
    worker: Option<Worker>,
    /// Counts what was asked for.
    number: u64,
    /// What there is of it.
    shown: Option<Result<TextureHandle, String>>,
    /// Whether what was asked for last is not there yet.
    waiting: bool,
}

#[derive(Debug)]
struct Worker {
    orders: Sender<(u64, Order)>,
    images: Receiver<(u64, Result<ColorImage, String>)>,
}

impl Preview {
    /// Asks for another picture; the one before is shown until it is there.
    pub(super) fn ask(&mut self, order: Order, repaint: &Context) {
        self.number += 1;
        self.waiting = true;
        let started = || start(repaint.clone());
        let worker = match self.worker.take() {
            Some(worker) => Ok(worker),
            None => started(),
        };
        match worker {
            Ok(worker) => {
                // a worker that is gone leaves the last picture standing
                self.waiting = worker.orders.send((self.number, order)).is_ok();
                self.worker = Some(worker);
            }
            Err(message) => self.shown = Some(Err(message)),
        }
    }

    /// Lets go of the picture, of the thread that made it and of its graphics device.
    pub(super) fn put_away(&mut self) {
        if self.worker.is_some() || self.shown.is_some() {
            *self = Self::default();
        }
    }

    /// What there is to see, and whether something newer is on its way.
    pub(super) fn shown(&mut self, ctx: &Context) -> (Option<&Result<TextureHandle, String>>, bool) {
        let arrived = self.worker.iter().flat_map(|worker| worker.images.try_iter()).last();
        if let Some((number, image)) = arrived {
            self.waiting = number != self.number;
            self.shown = Some(image.map(|image| ctx.load_texture("picture", image, TextureOptions::LINEAR)));
        }
        (self.shown.as_ref(), self.waiting)
    }
}

impl std::fmt::Debug for Preview {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Preview").field("number", &self.number).field("waiting", &self.waiting).finish_non_exhaustive()
    }
}

/// A thread that paints until nobody asks any more.
fn start(repaint: Context) -> Result<Worker, String> {
    let (orders, asked) = channel::<(u64, Order)>();
    let (done, images) = channel();
    let work = move || {
        let mut painter = None;
        while let Ok(first) = asked.recv() {
            let (number, order) = asked.try_iter().last().unwrap_or(first);
            let image = paint(&mut painter, &order);
            if done.send((number, image)).is_err() {
                return;
            }
            repaint.request_repaint();
        }
    };
    let spawned = std::thread::Builder::new().name("preview".to_owned()).spawn(work);
    spawned.map(|_| Worker { orders, images }).map_err(|error| error.to_string())
}

fn paint(kept: &mut Option<Painter>, order: &Order) -> Result<ColorImage, String> {
    let painter = match kept {
        Some(painter) => painter,
        none => none.insert(Painter::new().map_err(|error| error.to_string())?),
    };
    let (mut image, _) = painter.sheet(order, SCALE).map_err(|error| error.to_string())?;
    if image.height() > LONGEST {
        // a long dossier is shown as far as it goes
        image = image::imageops::crop_imm(&image, 0, 0, image.width(), LONGEST).to_image();
    }
    Ok(super::picture::image(&image))
}
