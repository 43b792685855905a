//! A value that is worked out once, until something that it depends on changes.

/// The last value, with the key it was made for.
#[derive(Clone, Debug)]
pub struct Cached<K, V>(Option<(K, V)>);

impl<K, V> Default for Cached<K, V> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, V> Cached<K, V> {
    /// The value for the key, made if the one there is for another.
    pub fn get(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let kept = self.0.take().filter(|(known, _)| *known == key);
        &mut self.0.insert(kept.unwrap_or_else(|| (key, make()))).1
    }

    /// Sees to it that there is a value for the key. True when it had to be made.
    pub fn refresh(&mut self, key: K, make: impl FnOnce() -> V) -> bool {
        let stale = !self.is_for(&key);
        if stale {
            self.0 = Some((key, make()));
        }
        stale
    }

    pub fn is_for(&self, key: &K) -> bool {
        self.0.as_ref().is_some_and(|(known, _)| known == key)
    }

    pub fn value(&self) -> Option<&V> {
        self.0.as_ref().map(|(_, value)| value)
    }

    pub fn kept(&self) -> Option<(&K, &V)> {
        self.0.as_ref().map(|(key, value)| (key, value))
    }

    pub fn value_mut(&mut self) -> Option<&mut V> {
        self.0.as_mut().map(|(_, value)| value)
    }

    /// The value is made anew when it is asked for next.
    pub fn forget(&mut self) {
        self.0 = None;
    }

    /// The key and the value, which are not kept any longer.
    pub fn take(&mut self) -> Option<(K, V)> {
        self.0.take()
    }

    pub fn keep(&mut self, key: K, value: V) {
        self.0 = Some((key, value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_for_a_key() {
        let mut cached = Cached::default();
        assert_eq!(*cached.get(1, || "one"), "one");
        assert_eq!(*cached.get(1, || "again"), "one");
        assert_eq!(*cached.get(2, || "two"), "two");
        cached.forget();
        assert!(cached.refresh(2, || "two"));
    }
}
