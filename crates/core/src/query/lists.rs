//! Many lists of numbers in two arrays, for indexes over a million rows.

/// Lists of `u32` by number.
#[derive(Clone, Debug, Default)]
pub(super) struct RowLists {
    /// Where each list begins, and where the last one ends.
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl RowLists {
    /// Adds a whole list.
    pub(super) fn list(&mut self, items: impl IntoIterator<Item = u32>) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.items.extend(items);
        self.starts.push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    #[must_use]
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The list of a number; none beyond the last.
    #[must_use]
    pub(super) fn get(&self, at: usize) -> &[u32] {
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(to)) => self.items.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// By item below `count`, the lists that have it, in order.
    #[must_use]
    pub(super) fn turned(&self, count: usize) -> Self {
        let mut starts = vec![0_u32; count + 1];
        for item in &self.items {
            if let Some(start) = starts.get_mut(*item as usize + 1) {
                *start += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut items = vec![0_u32; sum as usize];
        for list in 0..self.len() {
            for item in self.get(list) {
                let Some(at) = next.get_mut(*item as usize) else { continue };
                if let Some(slot) = items.get_mut(*at as usize) {
                    *slot = list as u32;
                }
                *at += 1;
            }
        }
        Self { starts, items }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_kept_and_turned() {
        let mut lists = RowLists::default();
        lists.list([1, 2]);
        lists.list([]);
        lists.list([2, 0]);
        assert_eq!((lists.len(), lists.get(0), lists.get(1), lists.get(2)), (3, &[1, 2][..], &[][..], &[2, 0][..]));
        let turned = lists.turned(4);
        assert_eq!((turned.get(0), turned.get(1), turned.get(2)), (&[2][..], &[0][..], &[0, 2][..]));
        assert_eq!((turned.get(3), turned.get(9)), (&[][..], &[][..]));
    }
}
