//! Keeps the building machine's own paths out of the programs: a panic is located by the crate's name, and the same
//! sources make the same programs on every machine.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, bail};

/// Cargo adds it to the flags of `.cargo/config.toml`.
pub const RUSTFLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Compiler flags that rename each folder of unpacked crates to `crates`.
pub fn remapped() -> Result<String> {
    let flags = crates()?.into_iter().map(|folder| format!("--remap-path-prefix={folder}=crates"));
    Ok(flags.collect::<Vec<_>>().join(" "))
}

/// Fails if a program in the upload folder reveals where it was built.
pub fn check(dist: &Path) -> Result<()> {
    let folders = crates()?;
    for entry in fs::read_dir(dist).with_context(|| format!("cannot list {}", dist.display()))? {
        let file = entry?.path();
        if file.extension().is_some_and(|ending| ending == "wasm") {
            let program = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            if let Some(folder) = folders.iter().find(|folder| holds(&program, folder)) {
                bail!("{} names {folder}, a folder of this machine", file.display());
            }
        }
    }
    Ok(())
}

fn holds(program: &[u8], folder: &str) -> bool {
    program.windows(folder.len()).any(|window| window == folder.as_bytes())
}

/// The folders where cargo unpacks crates, one per registry; except paths that a list of flags cannot express.
fn crates() -> Result<Vec<String>> {
    let given = env::var_os("CARGO_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = given.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let home = home.context("no home directory: set CARGO_HOME")?;
    let Ok(registries) = fs::read_dir(home.join("registry").join("src")) else { return Ok(Vec::new()) };
    let mut folders = Vec::new();
    for registry in registries {
        let folder = registry?.path().to_str().map(str::to_owned);
        folders.extend(folder.filter(|folder| !folder.contains(char::is_whitespace)));
    }
    folders.sort();
    Ok(folders)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_wherever_it_stands() {
        let folder = "/home/me/.cargo";
        assert!(holds(b"\0asm /home/me/.cargo/registry \0", folder));
        assert!(!holds(b"\0asm /home/you/.cargo/registry \0", folder));
        assert!(!holds(b"", folder));
    }
}
