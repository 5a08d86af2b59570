//! The parts that rustup provides: the WebAssembly target and the components used by `test`.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::process;

pub const TARGET: &str = "wasm32-unknown-unknown";

/// The compiling platform.
pub fn host() -> Result<String> {
    let told = process::output_of(process::command("rustc").arg("-vV")).context("`rustc -vV` tells nothing")?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc does not say which platform it runs on")
}

pub fn has_target() -> bool {
    let sysroot = process::output_of(process::command("rustc").args(["--print", "sysroot"]));
    sysroot.is_some_and(|sysroot| Path::new(&sysroot).join("lib/rustlib").join(TARGET).join("lib").is_dir())
}

/// `cargo fmt` or `cargo clippy`.
pub fn has_component(subcommand: &str) -> bool {
    process::output_of(process::cargo().args([subcommand, "--version"])).is_some()
}

pub fn ensure_target() -> Result<()> {
    if has_target() { Ok(()) } else { rustup("target", TARGET) }
}

pub fn ensure_components() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !has_component(subcommand) {
            rustup("component", component)?;
        }
    }
    Ok(())
}

/// Asks for the part explicitly, because rustup may be configured not to install what `rust-toolchain.toml` lists.
fn rustup(kind: &str, name: &str) -> Result<()> {
    if process::find("rustup").is_none() {
        bail!(
            "the Rust {kind} {name} is missing and rustup is not on PATH: install it, or use rustup (https://rustup.rs)"
        );
    }
    process::run(process::command("rustup").args([kind, "add", name]))
}
