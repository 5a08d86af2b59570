//! Where things are: the source tree, the per-user cache, the target directory.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folder with the product's `Cargo.toml`.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies inside the project")
}

/// `$XDG_CACHE_HOME/benyuan` or `~/.cache/benyuan`: tools are shared by all clones of one user.
pub fn cache() -> Result<PathBuf> {
    let given = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = given.or_else(|| env::home_dir().map(|home| home.join(".cache")));
    Ok(cache.context("no home directory: set XDG_CACHE_HOME to a directory for the tools")?.join("benyuan"))
}

/// The development build of `serve`, kept apart so that it is never in the upload folder.
pub fn served() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    root().join(target).join("serve")
}

/// The upload folder.
pub fn dist() -> PathBuf {
    root().join("dist")
}
