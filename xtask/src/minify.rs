//! Strips comments and spaces from the scripts and styles of the upload folder: a tenth of a first visit's download
//! besides the programs. Not from the service worker, which is completed later, line by line.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{process, tools};

const WORKER: &str = "sw.js";

/// Must run before anything hashes the files.
pub fn folder(dist: &Path) -> Result<()> {
    let mut command = process::command(tools::ESBUILD.path()?);
    command.args(["--minify", "--charset=utf8", "--allow-overwrite", "--log-level=warning"]);
    command.arg(format!("--outdir={}", dist.display())).args(texts(dist)?);
    process::run(&mut command)
}

/// The files beside the page; example files are in folders of their own.
fn texts(dist: &Path) -> Result<Vec<PathBuf>> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        let is_text = path.extension().is_some_and(|ending| ending == "js" || ending == "css");
        if is_text && path.file_name().is_none_or(|name| name != WORKER) {
            texts.push(path);
        }
    }
    texts.sort();
    Ok(texts)
}
