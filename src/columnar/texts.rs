//! The texts of a page that is being written: each once, one after another, found by its hash.

use xxhash_rust::xxh3::xxh3_64;

const FREE: u32 = u32::MAX;
const FIRST_SLOTS: usize = 256;

#[derive(Clone, Copy, Debug)]
struct Text {
    at: usize,
    length: u32,
    hash: u32,
}

/// At most half of the slots are taken; each holds a text's number.
#[derive(Debug, Default)]
pub(super) struct Texts {
    letters: Vec<u8>,
    texts: Vec<Text>,
    slots: Vec<u32>,
}

impl Texts {
    /// The text's number: 0 for the first.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        let hash = xxh3_64(text.as_bytes()) as u32;
        if (self.texts.len() + 1) * 2 > self.slots.len() {
            self.widen();
        }
        let at = self.slot(hash, text.as_bytes());
        if self.slots[at] == FREE {
            self.slots[at] = self.texts.len() as u32;
            self.texts.push(Text { at: self.letters.len(), length: text.len() as u32, hash });
            self.letters.extend_from_slice(text.as_bytes());
        }
        self.slots[at]
    }

    pub(super) fn get(&self, number: u32) -> &[u8] {
        self.texts.get(number as usize).map_or(&[], |text| self.letters_of(*text))
    }

    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// Bytes of all of them.
    pub(super) fn size(&self) -> usize {
        self.letters.len()
    }

    /// Their room is kept.
    pub(super) fn clear(&mut self) {
        self.letters.clear();
        self.texts.clear();
        self.slots.fill(FREE);
    }

    fn letters_of(&self, text: Text) -> &[u8] {
        self.letters.get(text.at..text.at + text.length as usize).unwrap_or_default()
    }

    /// Where the text is, or where it would go.
    fn slot(&self, hash: u32, letters: &[u8]) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at] != FREE {
            let text = self.texts[self.slots[at] as usize];
            if text.hash == hash && self.letters_of(text) == letters {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }

    fn widen(&mut self) {
        let slots = (self.slots.len() * 2).max(FIRST_SLOTS);
        self.slots = vec![FREE; slots];
        for (number, text) in self.texts.iter().enumerate() {
            let mut at = text.hash as usize & (slots - 1);
            while self.slots[at] != FREE {
                at = (at + 1) & (slots - 1);
            }
            self.slots[at] = number as u32;
        }
    }
}
