//! A hash map for many short keys: quicker than the standard library's, which guards against made-up keys with a random
//! seed that WebAssembly does not have anyway. Its order means nothing, as with any other.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};
use xxhash_rust::xxh3::xxh3_64;

pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

#[derive(Clone, Copy, Default)]
pub struct Quick(u64);

/// Odd and without pattern: the golden ratio's fraction.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Quick {
    fn word(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(SPREAD);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        self.word(xxh3_64(bytes));
    }

    fn write_u8(&mut self, number: u8) {
        self.word(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.word(number.into());
    }

    fn write_usize(&mut self, number: usize) {
        self.word(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.word(number as u64);
    }

    /// A product's high bits are its best; the map looks at the low ones.
    fn finish(&self) -> u64 {
        self.0.rotate_left(32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::HashSet, hash::BuildHasher};

    #[test]
    fn like_keys_fall_apart() {
        let hashes = BuildHasherDefault::<Quick>::default();
        let low = |hash: u64| hash & 0xffff;
        let texts: HashSet<_> = (0..1000).map(|n| low(hashes.hash_one(format!("RO{n:07}")))).collect();
        let numbers: HashSet<_> = (0..1000).map(|n| low(hashes.hash_one((3_usize, n)))).collect();
        assert!(texts.len() > 980 && numbers.len() > 980, "{} and {} of 1000", texts.len(), numbers.len());
    }
}
