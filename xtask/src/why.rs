//! `size --why`: where a program's bytes come from, by crate and by part of the interface, from the names of its
//! functions.
//!
//! Built separately, with names that keep their type parameters, so that view code generated for one page counts for
//! that page. The sizes are those of the linked program; `wasm-opt` and gzip shrink it further in similar proportions.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use rustc_demangle::demangle;

use crate::flags::Flags;
use crate::functions::{self, Function};
use crate::{build_id, process, project, toolchain};

const NAMES: &str = "--cfg erase_components -Csymbol-mangling-version=v0";
/// Smaller parts are not listed.
const SHOWN_BYTES: usize = 4_000;

pub fn run(mut flags: Flags) -> Result<()> {
    let is_engine = flags.switch("--engine");
    anyhow::ensure!(flags.switch("--why"), "see `cargo xtask help`: size --why [--engine]");
    flags.finish()?;
    toolchain::ensure_target()?;
    let program = if is_engine { "engine" } else { "app" };
    let target = project::root().join("target/why");
    let mut build = process::cargo();
    build.args(["build", "--release", "--target", "wasm32-unknown-unknown", "--features", "web", "--bin", program]);
    build.env("RUSTFLAGS", NAMES).env("CARGO_TARGET_DIR", &target).env("BENYUAN_BUILD", build_id::of_sources()?);
    process::run(&mut build)?;
    let file = target.join("wasm32-unknown-unknown/release").join(format!("{program}.wasm"));
    let bytes = fs::read(&file).with_context(|| format!("no {}", file.display()))?;
    let functions = functions::named(&bytes).with_context(|| format!("{program} is no program with names"))?;
    print(&functions, bytes.len());
    Ok(())
}

fn print(functions: &[Function], whole: usize) {
    let total: usize = functions.iter().map(|function| function.bytes).sum();
    println!("\n{} functions, {total} bytes; with names and data {whole}", functions.len());
    let (mut crates, mut parts) = (BTreeMap::new(), BTreeMap::new());
    for Function { name, bytes } in functions {
        let name = format!("{:#}", demangle(name));
        *crates.entry(crate_of(&name).to_owned()).or_insert(0) += bytes;
        *parts.entry(part_of(&name).unwrap_or_else(|| "(no part of ours)".to_owned())).or_insert(0) += bytes;
    }
    table("crate", &crates, total);
    table("part, with what is made for it", &parts, total);
}

fn table(head: &str, groups: &BTreeMap<String, usize>, total: usize) {
    println!("\n{head:<52} {:>9} {:>6}", "bytes", "share");
    let mut rows: Vec<_> = groups.iter().filter(|(_, bytes)| **bytes >= SHOWN_BYTES).collect();
    rows.sort_by_key(|(_, bytes)| std::cmp::Reverse(**bytes));
    for (name, bytes) in rows {
        println!("{name:<52} {bytes:>9} {:>5.1}%", *bytes as f64 * 100.0 / total as f64);
    }
}

/// The crate of the function itself: the first path in its name.
fn crate_of(name: &str) -> &str {
    let path = name.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let path = path.strip_prefix("dyn ").unwrap_or(path);
    path.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default()
}

/// Our part that a function is, or is generated for, to a depth of three names.
fn part_of(name: &str) -> Option<String> {
    let at = ["app::ui::", "benyuan::", "app::"].iter().filter_map(|path| name.find(path)).min()?;
    let path = name[at..].split(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != ':').next()?;
    let deep = if path.starts_with("app::ui::") { 4 } else { 3 };
    Some(path.split("::").filter(|part| !part.is_empty()).take(deep).collect::<Vec<_>>().join("::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_for_a_part_counts_for_it() {
        let name =
            "<tachys::html::element::HtmlElement<Div, (), app::ui::pages::map::table::{closure#0}> as Render>::build";
        assert_eq!(crate_of(name), "tachys");
        assert_eq!(part_of(name).as_deref(), Some("app::ui::pages::map"));
        assert_eq!(crate_of("core::fmt::write"), "core");
        assert_eq!(part_of("core::fmt::write"), None);
        assert_eq!(
            part_of("<benyuan::protocol::view::View as Deserialize>::x").as_deref(),
            Some("benyuan::protocol::view")
        );
    }
}
