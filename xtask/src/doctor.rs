//! `doctor`: what is installed, what is missing, at which version, and how to get it. Changes nothing.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::browser::Browser;
use crate::flags::Flags;
use crate::{browser, process, project, toolchain, tools};

const BY_TEST: &str = "`cargo xtask test` installs it on Debian; elsewhere by the system's package manager";

pub fn run(flags: Flags) -> Result<()> {
    flags.finish()?;
    println!("tools are kept in {}\n", project::cache()?.display());
    let mut missing = 0;
    for (name, found, hint) in findings() {
        missing += usize::from(found.is_none());
        match found {
            Some(found) => println!("✓ {name:<18} {found}"),
            None => println!("✗ {name:<18} missing. {hint}"),
        }
    }
    if missing > 0 {
        bail!("{missing} missing; each line above says how to get it");
    }
    Ok(())
}

/// Name, what was found, how to get it.
fn findings() -> Vec<(&'static str, Option<String>, String)> {
    let rust = "Install rustup (https://rustup.rs) and run in the project's folder".to_owned();
    let node = "Install Node.js, which brings npm (https://nodejs.org)".to_owned();
    let added = |kind: &str, name: &str| format!("`rustup {kind} add {name}`; `serve` and `test` do it by themselves");
    let mut findings = vec![
        ("rustc", version("rustc"), rust.clone()),
        ("cargo", version("cargo"), rust),
        ("wasm target", yes(toolchain::has_target(), toolchain::TARGET), added("target", toolchain::TARGET)),
        ("rustfmt", yes(toolchain::has_component("fmt"), "there"), added("component", "rustfmt")),
        ("clippy", yes(toolchain::has_component("clippy"), "there"), added("component", "clippy")),
        (
            "C compiler",
            version("cc").map(first_line),
            "Install gcc or clang; on Debian `apt-get install gcc`".to_owned(),
        ),
        ("node", version("node"), node.clone()),
        ("npm", version(if cfg!(windows) { "npm.cmd" } else { "npm" }), node),
    ];
    let (build, test) =
        (tools::BUILD.map(|tool| (tool, "`serve`, `dist` and `test`")), tools::TEST.map(|tool| (tool, "`test`")));
    for (tool, who) in build.into_iter().chain(test) {
        let hint = format!("Installed by {who}. {}", tool.hint());
        findings.push((tool.name, yes(tool.is_installed(), tool.version), hint));
    }
    for part in browser::ALL.into_iter().flat_map(Browser::parts) {
        findings.push((part.name, part.found.map(version_or_place), BY_TEST.to_owned()));
    }
    if let Some(there) = browser::has_chinese_font() {
        findings.push(("Chinese font", yes(there, "there"), BY_TEST.to_owned()));
    }
    findings
}

fn yes(there: bool, what: &str) -> Option<String> {
    there.then(|| what.to_owned())
}

fn version(program: impl AsRef<Path>) -> Option<String> {
    process::output_of(process::command(program.as_ref()).arg("--version"))
}

/// Some drivers do not tell their version.
fn version_or_place(program: PathBuf) -> String {
    let version = version(&program).map(first_line).filter(|line| line.contains(char::is_numeric));
    version.unwrap_or_else(|| program.display().to_string())
}

fn first_line(text: String) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
