//! Orders pieces so that each is like those before it.
//!
//! Two pieces are alike if they share runs of bytes. The next piece is the one that shares most runs with the pieces
//! placed last: within gzip's window, because only those can be found, and directly before it, because those are the
//! cheapest to refer to. Rare runs count more, because common ones are found anywhere.

use std::collections::{BTreeMap, HashMap};

/// The distance gzip looks back, less the part used by the piece itself.
const WINDOW_BYTES: usize = 30_000;
/// Runs in more pieces than this are found nearby in any order.
const COMMON: usize = 200;
/// Keeps small pieces from coming first merely because a few of their bytes are known.
const SMALL_WEIGHT: f64 = 10.0;
/// The factor by which a neighbour's value falls with each piece placed after it.
const FADING: f64 = 0.5;

pub struct Manner {
    /// The lengths of the compared runs, in bytes.
    pub runs: [usize; 2],
    /// The extra weight of a run shared with the last pieces, besides being in the window.
    pub nearness: f64,
}

/// Every position of `pieces` once, beginning with the largest piece. The same pieces give the same order on any
/// machine, because only sums, products and square roots are used, which are exact to the bit.
pub fn order(pieces: &[&[u8]], manner: &Manner) -> Vec<usize> {
    let Some(largest) = (0..pieces.len()).rev().max_by_key(|at| pieces[*at].len()) else { return Vec::new() };
    let runs = Runs::of(pieces, manner);
    let mut row = Row::before(pieces, &runs, manner);
    let mut next = Some(largest);
    while let Some(piece) = next {
        row.place(piece);
        next = row.likest();
    }
    row.order
}

/// Which piece has which run, and its weight: how often the piece has it, times how rare it is.
struct Runs {
    of_piece: Vec<Vec<u32>>,
    with_run: Vec<Vec<(u32, f64)>>,
    /// The total that each piece shares with others.
    weights: Vec<f64>,
}

impl Runs {
    /// Runs that only one piece has are dropped: no neighbour can profit from them.
    fn of(pieces: &[&[u8]], manner: &Manner) -> Self {
        let mut numbers: HashMap<&[u8], u32> = HashMap::new();
        let mut counts: Vec<BTreeMap<u32, u32>> = vec![BTreeMap::new(); pieces.len()];
        for (counts, piece) in counts.iter_mut().zip(pieces) {
            for run in manner.runs.iter().flat_map(|length| piece.windows(*length)) {
                let new = numbers.len() as u32;
                *counts.entry(*numbers.entry(run).or_insert(new)).or_default() += 1;
            }
        }
        let mut with_run = vec![Vec::new(); numbers.len()];
        for (piece, counts) in (0..).zip(&counts) {
            counts.iter().for_each(|(run, count)| with_run[*run as usize].push((piece, f64::from(*count))));
        }
        let mut weights = vec![0.0; pieces.len()];
        for having in &mut with_run {
            let rarity = (2.0 / having.len() as f64).sqrt().sqrt();
            let is_shared = having.len() > 1;
            having.retain(|_| is_shared);
            for (piece, weight) in having {
                *weight *= rarity;
                weights[*piece as usize] += *weight;
            }
        }
        let shared = |counts: BTreeMap<u32, u32>| counts.into_keys().filter(|run| !with_run[*run as usize].is_empty());
        Self { of_piece: counts.into_iter().map(|counts| shared(counts).collect()).collect(), with_run, weights }
    }
}

/// The placed pieces, and how much they share with every other piece.
struct Row<'a> {
    pieces: &'a [&'a [u8]],
    runs: &'a Runs,
    nearness: f64,
    order: Vec<usize>,
    left: Vec<usize>,
    /// The part of `order` that gzip still sees: its begin, and its size in bytes.
    begin: usize,
    bytes: usize,
    /// For each run, how many pieces in the window have it.
    within: Vec<u32>,
    /// For each piece, what the window and what the last pieces share with it.
    known: Vec<f64>,
    near: Vec<f64>,
}

impl<'a> Row<'a> {
    fn before(pieces: &'a [&'a [u8]], runs: &'a Runs, manner: &Manner) -> Self {
        Self {
            pieces,
            runs,
            nearness: manner.nearness,
            order: Vec::with_capacity(pieces.len()),
            left: (0..pieces.len()).collect(),
            begin: 0,
            bytes: 0,
            within: vec![0; runs.with_run.len()],
            known: vec![0.0; pieces.len()],
            near: vec![0.0; pieces.len()],
        }
    }

    fn place(&mut self, piece: usize) {
        self.order.push(piece);
        self.left.retain(|left| *left != piece);
        self.near.iter_mut().for_each(|near| *near *= FADING);
        for run in &self.runs.of_piece[piece] {
            let having = &self.runs.with_run[*run as usize];
            if having.len() < COMMON {
                having.iter().for_each(|(other, weight)| self.near[*other as usize] += weight);
            }
            self.within[*run as usize] += 1;
            if self.within[*run as usize] == 1 {
                having.iter().for_each(|(other, weight)| self.known[*other as usize] += weight);
            }
        }
        self.bytes += self.pieces[piece].len();
        while self.bytes > WINDOW_BYTES && self.begin + 1 < self.order.len() {
            self.leave(self.order[self.begin]);
            self.begin += 1;
        }
    }

    /// Removes the oldest piece from the window.
    fn leave(&mut self, piece: usize) {
        self.bytes -= self.pieces[piece].len();
        for run in &self.runs.of_piece[piece] {
            self.within[*run as usize] -= 1;
            if self.within[*run as usize] == 0 {
                let having = &self.runs.with_run[*run as usize];
                having.iter().for_each(|(other, weight)| self.known[*other as usize] -= weight);
            }
        }
    }

    /// Measures against the geometric middle of all its bytes and those that can be found anywhere. With all bytes
    /// alone, unlike pieces are left for the end; with the findable ones alone, small remainders come too early.
    fn likest(&self) -> Option<usize> {
        let likeness = |piece: usize| {
            let whole = (self.runs.weights[piece] * self.pieces[piece].len() as f64).sqrt();
            (self.known[piece] + self.nearness * self.near[piece]) / (whole + SMALL_WEIGHT)
        };
        self.left
            .iter()
            .map(|piece| (likeness(*piece), *piece))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, piece)| piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANNER: Manner = Manner { runs: [4, 8], nearness: 0.5 };

    fn check(pieces: &[&str], expected: &[usize]) {
        let pieces: Vec<&[u8]> = pieces.iter().map(|piece| piece.as_bytes()).collect();
        assert_eq!(order(&pieces, &MANNER), expected);
    }

    #[test]
    fn what_is_alike_stands_together_and_the_largest_first() {
        let (a, b) = ("the first of the sentences", "another that goes on and on");
        check(&[a, b, "the first of these", "another that goes", "the first"], &[1, 3, 4, 2, 0]);
    }

    #[test]
    fn every_piece_has_its_place() {
        check(&[], &[]);
        check(&["", "", ""], &[0, 2, 1]);
        let many: Vec<Vec<u8>> =
            (0..600_u32).map(|n| (0..n % 97 * 4).map(|at| (at * n % 251) as u8).collect()).collect();
        let pieces: Vec<&[u8]> = many.iter().map(Vec::as_slice).collect();
        let first = order(&pieces, &MANNER);
        let mut sorted = first.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..600).collect::<Vec<_>>(), "their bytes are more than the window");
        assert_eq!(first, order(&pieces, &MANNER), "the same each time");
    }
}
