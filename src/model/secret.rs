//! The secret of a store, under which addresses name its rows. A row's id is a hash of what the row says, and a hash of
//! a telephone number is reversed by counting; who has an address without the store learns nothing from it.

use super::ids::RowId;
use serde::{Deserialize, Serialize};
use siphasher::sip::SipHasher24;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Secret(u64, u64);

/// Four make a permutation that cannot be told from a random one, if the function of a round cannot (Luby, Rackoff: How
/// to construct pseudorandom permutations, 1988).
const ROUNDS: [u8; 4] = [0, 1, 2, 3];

impl Secret {
    pub fn draw(mut random: impl FnMut() -> u32) -> Self {
        let mut wide = || (u64::from(random()) << 32) | u64::from(random());
        Self(wide(), wide())
    }

    /// The name of a row in addresses.
    pub fn seal(self, id: RowId) -> u64 {
        let halves =
            ROUNDS.into_iter().fold(halves(id.0), |(left, right), round| (right, left ^ self.mix(round, right)));
        whole(halves)
    }

    /// The row that an address names.
    pub fn open(self, name: u64) -> RowId {
        let halves =
            ROUNDS.into_iter().rev().fold(halves(name), |(left, right), round| (right ^ self.mix(round, left), left));
        RowId(whole(halves))
    }

    fn mix(self, round: u8, half: u32) -> u32 {
        let [a, b, c, d] = half.to_le_bytes();
        SipHasher24::new_with_keys(self.0, self.1).hash(&[round, a, b, c, d]) as u32
    }
}

fn halves(number: u64) -> (u32, u32) {
    ((number >> 32) as u32, number as u32)
}

fn whole((left, right): (u32, u32)) -> u64 {
    (u64::from(left) << 32) | u64::from(right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_sealed_opens_with_the_same_secret_alone(id: u64, key: (u64, u64)) {
            let secret = Secret(key.0, key.1);
            let name = secret.seal(RowId(id));
            prop_assert_eq!(secret.open(name), RowId(id));
            prop_assert_eq!(secret.seal(secret.open(id)), id);
            prop_assert_ne!(Secret(key.0 ^ 1, key.1).open(name), RowId(id));
        }
    }

    /// Neighbours in, strangers out: about half of the bits differ.
    #[test]
    fn ids_that_differ_in_a_bit_get_names_that_differ_in_half_of_theirs() {
        let secret = Secret(1, 2);
        let differing: u32 = (0..64u64)
            .flat_map(|bit| (0..50u64).map(move |id| (id, id ^ (1 << bit))))
            .map(|(one, other)| (secret.seal(RowId(one)) ^ secret.seal(RowId(other))).count_ones())
            .sum();
        let mean = f64::from(differing) / (64.0 * 50.0);
        // The standard error is 4 / √3200 = 0.07.
        assert!((mean - 32.0).abs() < 0.35, "{mean}");
    }
}
