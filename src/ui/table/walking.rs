//! How keys walk through rows.

use egui::Key;

/// Where a key leads from a row of so many; none for other keys.
pub fn target(key: Key, at: Option<usize>, count: usize, page: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let from = |step: &dyn Fn(usize) -> usize| at.map_or(0, step).min(last);
    match key {
        Key::ArrowDown => Some(from(&|at| at + 1)),
        Key::ArrowUp => Some(from(&|at| at.saturating_sub(1))),
        Key::PageDown => Some(from(&|at| at + page)),
        Key::PageUp => Some(from(&|at| at.saturating_sub(page))),
        Key::Home => Some(0),
        Key::End => Some(last),
        _ => None,
    }
}

/// The keys that walk.
pub const WALKING: [Key; 6] = [Key::ArrowDown, Key::ArrowUp, Key::PageDown, Key::PageUp, Key::Home, Key::End];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_to_rows_and_never_beyond() {
        let lead = |key, at| target(key, at, 30, 10);
        assert_eq!(lead(Key::ArrowDown, None), Some(0));
        assert_eq!(lead(Key::ArrowDown, Some(29)), Some(29));
        assert_eq!(lead(Key::ArrowUp, Some(0)), Some(0));
        assert_eq!(lead(Key::PageDown, Some(3)), Some(13));
        assert_eq!(lead(Key::PageUp, Some(3)), Some(0));
        assert_eq!(lead(Key::Home, Some(9)), Some(0));
        assert_eq!(lead(Key::End, None), Some(29));
        assert_eq!(lead(Key::Space, Some(1)), None);
        assert_eq!(target(Key::End, None, 0, 10), None);
    }
}
