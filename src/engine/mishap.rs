//! What can befall the in-memory disk: a write that fails or loses its answer, a tab that ends in the middle, and relaxed
//! writes that a crash takes away again.

use crate::protocol::command::Trouble;

/// What becomes of a write.
#[derive(Clone, PartialEq, Debug)]
pub enum Fate {
    Done,
    /// Nothing of it is on disk.
    Refused(Trouble),
    /// It is on disk, and the answer says that it failed. A relaxed write is answered all the same.
    Unanswered,
    /// The tab ends before it.
    EndsBefore,
    /// The tab ends after it, and nobody hears of it.
    EndsAfter,
}

type Change<T> = Box<dyn Fn(&mut T)>;

/// The relaxed writes to a database that no strict one has followed, and what it held before them.
pub(super) struct Unsettled<T> {
    settled: Option<T>,
    relaxed: Vec<Change<T>>,
}

impl<T> Default for Unsettled<T> {
    fn default() -> Self {
        Self { settled: None, relaxed: Vec::new() }
    }
}

impl<T: Clone> Unsettled<T> {
    /// A relaxed write: everybody sees it, and a crash may take it away.
    pub fn write(&mut self, state: &mut T, change: impl Fn(&mut T) + 'static) {
        self.settled.get_or_insert_with(|| state.clone());
        change(state);
        self.relaxed.push(Box::new(change));
    }

    /// A crash: each of them is lost, unless `keeps` says that it was written in time.
    pub fn crash(&mut self, state: &mut T, keeps: &mut dyn FnMut() -> bool) {
        let Self { settled: Some(settled), relaxed } = std::mem::take(self) else { return };
        *state = settled;
        relaxed.iter().filter(|_| keeps()).for_each(|change| change(state));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_takes_any_of_the_relaxed_writes() {
        let kept = |keeps: [bool; 3]| {
            let (mut state, mut unsettled) = (vec![0], Unsettled::default());
            (1..=3).for_each(|number| unsettled.write(&mut state, move |state| state.push(number)));
            assert_eq!(state, [0, 1, 2, 3]);
            let mut keeps = keeps.into_iter();
            unsettled.crash(&mut state, &mut || keeps.next().unwrap());
            state
        };
        assert_eq!(kept([true, true, true]), [0, 1, 2, 3]);
        assert_eq!(kept([false, true, false]), [0, 2]);
        assert_eq!(kept([false, false, false]), [0]);
    }
}
