//! How far reading or writing is, for whoever waits for it, and how to stop it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Shared between the thread that works and the one that waits. Clones watch the same work.
#[derive(Clone, Debug, Default)]
pub struct Watch(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    done: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
}

impl Watch {
    /// Bytes read or records written so far.
    pub fn done(&self) -> u64 {
        self.0.done.load(Ordering::Relaxed)
    }

    /// From 0 to 1; 0 while nothing is known.
    pub fn share(&self) -> f32 {
        let (done, total) = (self.done(), self.0.total.load(Ordering::Relaxed));
        if total == 0 { 0.0 } else { (done as f64 / total as f64).clamp(0.0, 1.0) as f32 }
    }

    /// How many there will be in all if so many bytes gave so many; 0 while nothing is known.
    pub(crate) fn in_all(&self, so_far: usize, bytes: usize) -> usize {
        let total = self.0.total.load(Ordering::Relaxed);
        usize::try_from((so_far as u64).saturating_mul(total) / bytes.max(1) as u64).unwrap_or(usize::MAX)
    }

    /// The work ends as soon as it can; what it wrote so far is worth nothing.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether somebody wants the work to end.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    pub(crate) fn expect(&self, more: u64) {
        self.0.total.fetch_add(more, Ordering::Relaxed);
    }

    pub(crate) fn advance(&self, more: usize) {
        self.0.done.fetch_add(more as u64, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_the_work_is_known_once_its_size_is() {
        let watch = Watch::default();
        assert!(watch.share().abs() < 1e-6);
        watch.expect(200);
        watch.advance(50);
        assert!((watch.clone().share() - 0.25).abs() < 1e-6);
        assert_eq!((watch.in_all(7, 50), Watch::default().in_all(7, 50)), (28, 0));
        watch.clone().cancel();
        assert!(watch.is_cancelled());
    }
}
