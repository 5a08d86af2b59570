//! The witness: a script before the page's first one that records console messages, for engines whose driver does not
//! report them.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

const SCRIPT: &[u8] = include_bytes!("witness.js");
/// Runs before the program, and must be a file of its own because of the content policy.
const FIRST: &str = "boot.js";
/// Holds every file's hash, so it must know the first script as it is served.
const SERVICE_WORKER: &str = "sw.js";

/// The served bytes for a file of the upload folder.
pub fn added(root: &Path, file: &Path, bytes: Vec<u8>) -> Vec<u8> {
    if file == root.join(FIRST) {
        return before(&bytes);
    }
    if file == root.join(SERVICE_WORKER)
        && let (Ok(worker), Ok(first)) = (std::str::from_utf8(&bytes), fs::read(root.join(FIRST)))
    {
        return worker.replace(&hash(&first), &hash(&before(&first))).into_bytes();
    }
    bytes
}

fn before(first: &[u8]) -> Vec<u8> {
    [SCRIPT, first].concat()
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
