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

    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The list of a number; none beyond the last.
    pub(super) fn get(&self, at: usize) -> &[u32] {
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(to)) => self.items.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// By item below `count`, the lists that have it, in order.
    pub(super) fn turned(&self, count: usize) -> Self {
        Self::by_item(count, self.len(), |list| self.get(list).iter())
    }

    /// As [`Self::turned`], for `lists` lists whose items may come more than once.
    pub(super) fn by_item<'a, I: Iterator<Item = &'a u32>>(
        count: usize,
        lists: usize,
        items_of: impl Fn(usize) -> I,
    ) -> Self {
        // by item: the list that it was met in last, and so is not counted in again
        let mut last = vec![u32::MAX; count];
        let mut each = |take: &mut dyn FnMut(u32, usize)| {
            last.fill(u32::MAX);
            for list in 0..lists as u32 {
                for item in items_of(list as usize) {
                    let Some(last) = last.get_mut(*item as usize) else { continue };
                    if std::mem::replace(last, list) != list {
                        take(list, *item as usize);
                    }
                }
            }
        };
        let mut starts = vec![0_u32; count + 1];
        each(&mut |_, item| starts.get_mut(item + 1).into_iter().for_each(|start| *start += 1));
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut items = vec![0_u32; sum as usize];
        let mut next = starts.clone();
        each(&mut |list, item| {
            let Some(at) = next.get_mut(item) else { return };
            items.get_mut(*at as usize).into_iter().for_each(|slot| *slot = list);
            *at += 1;
        });
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
        let twice = [[3, 1, 3], [1, 1, 9]];
        let turned = RowLists::by_item(4, 2, |list| twice[list].iter());
        assert_eq!((turned.get(1), turned.get(3), turned.len()), (&[0, 1][..], &[0][..], 4));
    }
}
