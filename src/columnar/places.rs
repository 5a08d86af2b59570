//! Which column has a tag, found in one step: tags that follow each other never collide.

use super::Tag;

const FREE: u32 = u32::MAX;
const FIRST_SLOTS: usize = 8;

/// A table of slots, at most half of them taken. Each holds a tag and, in its lower half, the place of the column.
#[derive(Debug, Default)]
pub(super) struct Places {
    slots: Vec<u32>,
    taken: usize,
}

impl Places {
    #[inline]
    pub(super) fn find(&self, tag: Tag) -> Option<u16> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = usize::from(tag.0);
        loop {
            let slot = *self.slots.get(at & mask)?;
            if slot == FREE {
                return None;
            }
            if slot >> 16 == u32::from(tag.0) {
                return Some(slot as u16);
            }
            at += 1;
        }
    }

    /// A tag that is not there yet.
    pub(super) fn add(&mut self, tag: Tag, place: u16) {
        if (self.taken + 1) * 2 > self.slots.len() {
            let wider = vec![FREE; (self.slots.len() * 2).max(FIRST_SLOTS)];
            for slot in std::mem::replace(&mut self.slots, wider) {
                self.settle(slot);
            }
        }
        self.taken += 1;
        self.settle(u32::from(tag.0) << 16 | u32::from(place));
    }

    fn settle(&mut self, slot: u32) {
        let mask = self.slots.len() - 1;
        let mut at = (slot >> 16) as usize & mask;
        while self.slots[at] != FREE {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }

    pub(super) fn size(&self) -> usize {
        self.slots.capacity() * size_of::<u32>()
    }
}
