//! The licences of other people's code: a check of everything used, and the notices shipped with the programs.
//!
//! Shipped code must be permissive, whatever users do with it; code used only for building and testing may also require
//! that changes to itself are published.

mod expression;
mod graph;
mod notices;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::{process, toolchain};
use graph::{Graph, Package};

/// The package whose programs are shipped.
const ROOT: &str = "benyuan";
/// Beside the programs in the upload folder; the settings page links to it.
const FILE: &str = "third-party.txt";

const SHIPPED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];
/// Additional licences for code that is in no program.
const TOOLS: [&str; 1] = ["MPL-2.0"];

/// Crates that are shipped in several versions, and why that is accepted.
const TWICE: [(&str, &str); 11] = [
    ("block-buffer", HASHES),
    ("const-oid", HASHES),
    ("crypto-common", HASHES),
    ("digest", HASHES),
    ("embedded-io", "postcard names two of them for readers that are not compiled here"),
    ("getrandom", "age draws its keys from 0.2; 0.4 comes with leptos's macros, and is in no program"),
    ("gloo-utils", "0.2 comes with leptos's server functions, which a page of one's own never calls"),
    ("hybrid-array", HASHES),
    ("rand_core", "0.6 is age's; the later one comes with macros, and is in no program"),
    ("sha2", HASHES),
    ("thiserror", "1 comes with leptos's server functions, which a page of one's own never calls"),
];
const HASHES: &str = "the later one comes with the macros that build age's words, and is in no program";

/// Fails if a crate with a forbidden licence is used.
pub fn check() -> Result<()> {
    let (page, host) = (metadata(toolchain::TARGET)?, metadata(&toolchain::host()?)?);
    let shipped = page.shipped(ROOT)?;
    let tools = page.used().union(&host.used()).copied().filter(|package| !shipped.contains(package)).collect();
    let faults = faults(&shipped, &tools, &TWICE);
    if !faults.is_empty() {
        bail!("what others wrote cannot stay as it is:\n  {}", faults.join("\n  "));
    }
    println!(
        "{} crates in the programs, {} more to build and test them: every licence is allowed",
        shipped.len(),
        tools.len()
    );
    Ok(())
}

/// Writes the notices into the upload folder.
pub fn write(dist: &Path) -> Result<()> {
    let notices = notices::of(&metadata(toolchain::TARGET)?.shipped(ROOT)?)?;
    fs::write(dist.join(FILE), notices).with_context(|| format!("cannot write {FILE}"))
}

/// The lock file's crates on a platform. Cargo fetches missing ones.
fn metadata(platform: &str) -> Result<Graph> {
    let mut cargo = process::cargo();
    cargo.args("metadata --format-version 1 --locked --features web --filter-platform".split(' ')).arg(platform);
    let output = cargo.output().context("could not start `cargo metadata`")?;
    if !output.status.success() {
        bail!("`cargo metadata` failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    Graph::read(&output.stdout)
}

/// What is wrong, one fault per line.
fn faults(shipped: &BTreeSet<&Package>, tools: &BTreeSet<&Package>, borne: &[(&str, &str)]) -> Vec<String> {
    let for_tools = [&SHIPPED[..], &TOOLS].concat();
    let shipped_ill =
        shipped.iter().filter_map(|package| fault(package, &SHIPPED)).map(|fault| fault + ", and is shipped");
    let tools_ill = tools.iter().filter_map(|package| fault(package, &for_tools));
    shipped_ill.chain(tools_ill).chain(twice(shipped, borne)).collect()
}

fn fault(package: &Package, allowed: &[&str]) -> Option<String> {
    let Package { name, version, .. } = package;
    let Some(licence) = &package.licence else { return Some(format!("{name} {version} names no licence")) };
    match expression::permits(licence, allowed) {
        Ok(true) => None,
        Ok(false) => Some(format!("{name} {version} is under {licence}, which is not allowed")),
        Err(why) => Some(format!("{name} {version} names a licence that is not understood: {why}")),
    }
}

/// A second version is more code for every visitor. An accepted one needs a reason, and leaves the list once it is
/// gone.
fn twice(shipped: &BTreeSet<&Package>, borne: &[(&str, &str)]) -> Vec<String> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in shipped {
        versions.entry(&package.name).or_default().push(&package.version);
    }
    versions.retain(|_, versions| versions.len() > 1);
    let without_reason = versions.iter().filter(|(name, _)| borne.iter().all(|(borne, _)| borne != *name));
    let without_reason = without_reason.map(|(name, versions)| {
        format!(
            "{name} is shipped as {}; if that must be, say why in xtask/src/licences/mod.rs",
            versions.join(" and ")
        )
    });
    let gone = borne.iter().filter(|(name, _)| !versions.contains_key(name));
    let gone =
        gone.map(|(name, _)| format!("{name} is no longer shipped twice: take it from xtask/src/licences/mod.rs"));
    without_reason.chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::graph::tests::graph;
    use super::*;

    /// The faults for crates that ours ships (`a…`) and crates it builds with (`b…`).
    fn faults_of(crates: &[(&str, &str)], borne: &[(&str, &str)]) -> Vec<String> {
        let kind = |name: &str| if name.starts_with('b') { "build " } else { "" };
        let used: Vec<_> = crates.iter().map(|(name, _)| kind(name).to_owned() + name).collect();
        let used: Vec<_> = used.iter().map(String::as_str).collect();
        let ours = [("ours", "MIT", &used[..])];
        let others = crates.iter().map(|(name, licence)| (*name, *licence, &[][..]));
        let graph = graph(&ours.into_iter().chain(others).collect::<Vec<_>>());
        let shipped = graph.shipped("ours").unwrap();
        let tools = graph.used().into_iter().filter(|package| !shipped.contains(package)).collect();
        faults(&shipped, &tools, borne)
    }

    #[test]
    fn programs_are_permissive_and_tools_may_be_mpl() {
        assert!(faults_of(&[("a", "MIT OR Apache-2.0"), ("b", "MPL-2.0"), ("b2", "ISC")], &[]).is_empty());
        let shipped = faults_of(&[("a", "MPL-2.0")], &[]);
        assert_eq!(shipped, ["a 1.0.0 is under MPL-2.0, which is not allowed, and is shipped"]);
        assert_eq!(faults_of(&[("b", "GPL-3.0-only")], &[]).len(), 1);
        assert_eq!(faults_of(&[("b", "MIT OR")], &[]).len(), 1);
    }

    #[test]
    fn a_second_version_needs_a_reason_and_a_reason_a_second_version() {
        let crates = [("a@1.0.0", "MIT"), ("a@2.0.0", "MIT"), ("b@1.0.0", "MIT"), ("b@2.0.0", "MIT")];
        let two = faults_of(&crates, &[]);
        assert_eq!(two.len(), 1, "{two:?}");
        assert!(two[0].starts_with("a is shipped as 1.0.0 and 2.0.0"), "{two:?}");
        assert!(faults_of(&crates, &[("a", "why")]).is_empty());
        assert_eq!(faults_of(&crates[..1], &[("a", "why")]).len(), 1);
    }
}
