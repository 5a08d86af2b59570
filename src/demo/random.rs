//! Seeded random numbers: SplitMix64 (Steele, Lea & Flood 2014), integers only, so the same on every platform. Every
//! person, lead and car has a stream of its own, so that one never shifts another.

/// The purpose of a stream.
#[derive(Clone, Copy)]
pub enum Lane {
    Calendar,
    Person,
    Lead,
    LeadStep,
    EarlySale,
    Car,
    Service,
    Insurance,
    BuyerAnswer,
    DefeatAnswer,
    ServiceAnswer,
    Card,
}

pub struct Random(u64);

/// The golden ratio's odd fraction of 2^64, the generator's own step.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
const SEED: u64 = 20_261_031;

impl Random {
    pub fn of(lane: Lane, index: usize) -> Self {
        let mut start = Self(SEED ^ ((lane as u64 + 1) << 40));
        let lane = start.next();
        Self(lane ^ (index as u64).wrapping_mul(STEP))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// 0..n
    pub fn below(&mut self, n: u32) -> u32 {
        (((self.next() >> 32) * u64::from(n)) >> 32) as u32
    }

    /// low..=high
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below((high - low).max(0) as u32 + 1) as i32
    }

    /// True this many times in a thousand.
    pub fn chance(&mut self, permille: i32) -> bool {
        (self.below(1000) as i32) < permille
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len() as u32) as usize]
    }

    /// A position among the weights, with probability in proportion to its weight.
    pub fn weighed(&mut self, weights: impl Iterator<Item = u32> + Clone) -> usize {
        let mut left = self.below(weights.clone().sum());
        let fits = |weight: u32| {
            let found = left < weight;
            left = left.saturating_sub(weight);
            found
        };
        weights.map(fits).position(|found| found).unwrap_or(0)
    }

    /// A span drawn from bands of (weight, low, high).
    pub fn banded(&mut self, bands: &[(u32, i32, i32)]) -> i32 {
        let (_, low, high) = bands[self.weighed(bands.iter().map(|band| band.0))];
        self.between(low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the authors' reference implementation for the seed 1234567.
    #[test]
    fn numbers_as_published() {
        let mut random = Random(1_234_567);
        let known = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(known.map(|_| random.next()), known);
    }

    #[test]
    fn bounds_are_kept_and_reached() {
        let mut random = Random::of(Lane::Person, 7);
        let drawn: Vec<i32> = (0..500).map(|_| random.between(-2, 3)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&-2), Some(&3)));
        assert!(!random.chance(0) && random.chance(1000));
    }
}
