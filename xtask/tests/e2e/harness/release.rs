//! Upload folders for a scenario: a copy of `dist/`, and a newer version made from it, like the next upload.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{Browser, Server, dist, scratch};

impl Browser {
    /// Opens the page of another host than the scenario's, freshly loaded, and waits until it is drawn.
    pub async fn visit(&mut self, host: &Server, route: &str) -> Result<()> {
        let address = format!("{}{route}", host.url());
        self.value(&format!("void (window.isLeft = true, location.assign({}))", json!(address))).await?;
        self.wait_until(&format!("!window.isLeft && location.href.startsWith({})", json!(host.url()))).await?;
        self.settle().await
    }

    /// Reloads the page, like the browser's reload key.
    pub async fn reload(&mut self) -> Result<()> {
        self.value("void (window.isLeft = true, location.reload())").await?;
        self.wait_until("!window.isLeft").await?;
        self.settle().await
    }

    /// Waits until the program reports that this device has a complete copy, and that the copy answers this page.
    pub async fn wait_until_offline_is_ready(&mut self) -> Result<()> {
        self.go("#/settings").await?;
        self.wait_for_text("[data-role=offline]", "可离线使用").await?;
        self.wait_until("navigator.serviceWorker.controller").await
    }
}

/// A copy of `dist/` that may be changed.
pub fn copy(scenario: &str) -> Result<PathBuf> {
    let folder = scratch(&format!("dist-{scenario}"));
    fs::remove_dir_all(&folder).ok();
    copy_into(&dist(), &folder)?;
    Ok(folder)
}

/// The build id of an upload folder.
pub fn build_of(folder: &Path) -> Result<String> {
    let page = fs::read_to_string(folder.join("index.html"))?;
    let rest = page.split_once("name=\"benyuan-build\" content=\"").context("the page names no build")?.1;
    Ok(rest.split('"').next().unwrap_or_default().to_owned())
}

/// Gives the upload folder another build id, in both programs too, and its service worker the new hashes. Returns the
/// new id.
pub fn renew(folder: &Path) -> Result<String> {
    let old = build_of(folder)?;
    let new: String = old.chars().map(|digit| if digit == 'f' { '0' } else { 'f' }).collect();
    let mut programs = 0;
    for name in names(folder)?.iter().filter(|name| name.ends_with(".wasm") || *name == "index.html") {
        programs += usize::from(replace(&folder.join(name), old.as_bytes(), new.as_bytes())?);
    }
    ensure!(programs == 3, "the build id {old} is in {programs} files instead of the page and two programs");
    fill_in(folder, &old, &new)?;
    Ok(new)
}

/// Repeats the last steps of `cargo xtask dist`.
fn fill_in(folder: &Path, old: &str, new: &str) -> Result<()> {
    let worker = fs::read_to_string(folder.join("sw.js"))?;
    let (before, rest) = worker.split_once("const FILES = ").context("the worker lists no files")?;
    let (list, after) = rest.split_once(';').context("the list has no end")?;
    let mut list: Map<String, Value> = serde_json::from_str(list)?;
    for (name, hash) in &mut list {
        *hash = json!(hash_of(&fs::read(folder.join(name)).with_context(|| format!("no {name} in the folder"))?));
    }
    let before = before.replace(old, new).replace("const VERSION = \"", "const VERSION = \"newer");
    fs::write(folder.join("sw.js"), format!("{before}const FILES = {};{after}", Value::Object(list)))?;
    Ok(())
}

fn hash_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether there was anything to replace.
fn replace(file: &Path, old: &[u8], new: &[u8]) -> Result<bool> {
    let mut bytes = fs::read(file)?;
    let found: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(old)).collect();
    found.iter().for_each(|at| bytes[*at..*at + new.len()].copy_from_slice(new));
    fs::write(file, bytes)?;
    Ok(!found.is_empty())
}

fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    Ok(entries.into_iter().filter_map(|entry| entry.file_name().into_string().ok()).collect())
}

fn copy_into(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).context("no dist/")? {
        let (from, to) = (entry.as_ref().map(fs::DirEntry::path), entry.as_ref().map(|e| to.join(e.file_name())));
        let (Ok(from), Ok(to)) = (from, to) else { continue };
        if from.is_dir() { copy_into(&from, &to)? } else { fs::copy(&from, &to).map(drop)? }
    }
    Ok(())
}
