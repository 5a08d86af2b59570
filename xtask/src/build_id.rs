//! The build id: a hash of everything that both programs are compiled from.
//!
//! It depends only on contents, so unchanged sources give the same id and nothing is compiled again. Page and engine
//! compare it, and it changes the addresses of the engine's files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::project;

const SOURCES: [&str; 4] = ["src", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml"];

/// Twelve hexadecimal digits.
pub fn of_sources() -> Result<String> {
    let mut hash = Sha256::new();
    for source in SOURCES {
        for file in files(&project::root().join(source))? {
            let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let name = file.strip_prefix(project::root()).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            hash.update(format!("{name}\n{}\n", bytes.len()));
            hash.update(&bytes);
        }
    }
    Ok(hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect())
}

/// Every file at or below `path`, sorted.
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path).with_context(|| format!("cannot list {}", path.display()))? {
        found.extend(files(&entry?.path())?);
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_id_is_stable_and_short() {
        let id = super::of_sources().unwrap();
        assert_eq!(id.len(), 12);
        assert_eq!(id, super::of_sources().unwrap());
    }
}
