//! Completes the service worker of the upload folder with every file's hash, so that a new file makes a new worker,
//! which browsers treat as a new version. Its behaviour is in `public/sw.js`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::build_id::files;
use crate::project;

const WORKER: &str = "sw.js";
/// The lines to fill in, as in a development build.
const LINES: [&str; 3] = ["const BUILD = \"dev\";", "const VERSION = \"\";", "const FILES = {};"];

/// Completes the worker in `dist`; must run after everything else has been written there.
pub fn complete(dist: &Path, build: &str) -> Result<()> {
    let source = project::root().join("public").join(WORKER);
    let source = fs::read_to_string(&source).with_context(|| format!("no {}", source.display()))?;
    fs::write(dist.join(WORKER), filled(&without_comments(&source), build, &list(dist)?)?)?;
    Ok(())
}

/// Comments are only for readers of the source.
fn without_comments(source: &str) -> String {
    source.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// The name under `dist` and the hash of every file except the worker's own.
fn list(dist: &Path) -> Result<Vec<(String, String)>> {
    let mut listed = Vec::new();
    for file in files(dist)? {
        let name = file.strip_prefix(dist)?.to_string_lossy().replace('\\', "/");
        ensure!(!name.contains(['?', '#', '%', '"', '\\']), "the name {name} cannot stand in an address as it is");
        if name != WORKER {
            listed.push((name, hash(&fs::read(&file)?)));
        }
    }
    Ok(listed)
}

/// `source` with its three lines filled in. The version is a hash of the whole list and of the worker itself.
fn filled(source: &str, build: &str, list: &[(String, String)]) -> Result<String> {
    let entries: Vec<String> = list.iter().map(|(name, hash)| format!("\"{name}\":\"{hash}\"")).collect();
    let entries = entries.join(",");
    let version = hash(format!("{source}\n{entries}").as_bytes());
    let lines = [
        format!("const BUILD = \"{build}\";"),
        format!("const VERSION = \"{version}\";"),
        format!("const FILES = {{{entries}}};"),
    ];
    LINES.iter().zip(lines).try_fold(source.to_owned(), |text, (from, to)| {
        ensure!(text.matches(from).count() == 1, "public/{WORKER} must hold `{from}` once");
        Ok(text.replacen(from, &to, 1))
    })
}

/// Half of SHA-256, as the worker computes it.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worker(files: &[(&str, &str)]) -> String {
        let list: Vec<_> = files.iter().map(|(name, text)| ((*name).to_owned(), hash(text.as_bytes()))).collect();
        let source = fs::read_to_string(project::root().join("public").join(WORKER)).unwrap();
        filled(&source, "0123456789ab", &list).unwrap()
    }

    #[test]
    fn the_worker_names_every_file_with_its_hash() {
        let worker = worker(&[("index.html", "abc"), ("templates/线索.csv", "")]);
        // SHA-256 of "abc" and of the empty text, FIPS 180-4.
        assert!(worker.contains("\"index.html\":\"ba7816bf8f01cfea414140de5dae2223\""));
        assert!(worker.contains("\"templates/线索.csv\":\"e3b0c44298fc1c149afbf4c8996fb924\""));
        assert!(worker.contains("const BUILD = \"0123456789ab\";"));
    }

    #[test]
    fn a_changed_file_makes_another_worker() {
        assert_eq!(worker(&[("a.css", "one")]), worker(&[("a.css", "one")]));
        assert_ne!(worker(&[("a.css", "one")]), worker(&[("a.css", "two")]));
        assert_ne!(worker(&[("a.css", "one")]), worker(&[("b.css", "one")]));
    }

    #[test]
    fn a_worker_without_the_lines_is_refused() {
        assert!(filled("const FILES = {};", "0123456789ab", &[]).is_err());
    }
}
