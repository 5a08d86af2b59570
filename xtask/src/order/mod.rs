//! The functions and texts of the built programs, in an order that compresses.
//!
//! gzip finds repetitions only within the last 32 KB. The compiler puts functions made from one pattern far apart; here
//! they are placed together. Their behaviour does not change.

mod likeness;
mod renumber;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::build_id::files;
use crate::{functions, size};
use likeness::Manner;
use renumber::Orders;

/// No setting is best for every program, and the differences are small: each program uses the one that makes it
/// smallest.
const MANNERS: [Manner; 3] = [
    Manner { runs: [4, 8], nearness: 0.5 },
    Manner { runs: [3, 7], nearness: 0.5 },
    Manner { runs: [4, 8], nearness: 0.3 },
];

/// Rewrites the programs in `dist`; must run before anything hashes them.
pub fn folder(dist: &Path) -> Result<()> {
    for file in files(dist)? {
        if file.extension().is_some_and(|ending| ending == "wasm") {
            let before = fs::read(&file)?;
            let after = program(&before).with_context(|| format!("{} cannot be put in order", file.display()))?;
            fs::write(&file, after)?;
        }
    }
    Ok(())
}

fn program(bytes: &[u8]) -> Result<Vec<u8>> {
    let bodies = functions::bodies(bytes)?;
    let bytes = smallest(bytes, &bodies, |functions| Orders { functions, segments: Vec::new() })?;
    let segments = renumber::segments(&bytes)?;
    smallest(&bytes, &segments, |segments| Orders { functions: Vec::new(), segments })
}

/// `bytes` with its pieces in the best order found; unchanged if none is better.
fn smallest(bytes: &[u8], pieces: &[&[u8]], orders: impl Fn(Vec<usize>) -> Orders) -> Result<Vec<u8>> {
    let mut best = (size::gzip_len(bytes)?, bytes.to_vec());
    for manner in &MANNERS {
        let ordered = renumber::program(bytes, &orders(likeness::order(pieces, manner)))?;
        let length = size::gzip_len(&ordered)?;
        if length < best.0 {
            best = (length, ordered);
        }
    }
    Ok(best.1)
}
