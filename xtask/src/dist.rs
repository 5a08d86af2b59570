//! `dist`: the release build in a folder that any static host serves under any path.

use std::fs;

use anyhow::{Context, Result};

use crate::flags::Flags;
use crate::{
    build_id, home, licences, minify, offline, order, policy, process, project, size, styles, templates, toolchain,
    tools,
};

pub fn run(flags: Flags) -> Result<()> {
    flags.finish()?;
    build()?;
    println!("\nUpload the folder {} to any static host.", project::dist().display());
    Ok(())
}

/// Builds and checks the sizes.
pub fn build() -> Result<()> {
    tools::ensure_for_trunk()?;
    templates::write()?;
    styles::write()?;
    let build = build_id::of_sources()?;
    let same = [("BENYUAN_BUILD", build.clone()), (home::RUSTFLAGS, home::remapped()?)];
    // At once, on every core: Trunk asks for one program after the other, and then finds them compiled.
    let programs = "build --release --package benyuan --features web --bins --target";
    process::run(process::cargo().args(programs.split(' ')).arg(toolchain::TARGET).envs(same.clone()))?;
    process::run(tools::trunk("build")?.arg("--release").envs(same))?;
    home::check(&project::dist())?;
    minify::folder(&project::dist())?;
    order::folder(&project::dist())?;
    let page = project::dist().join("index.html");
    let html = fs::read_to_string(&page).with_context(|| format!("trunk left no {}", page.display()))?;
    fs::write(&page, policy::add(&html, &build)?)?;
    licences::write(&project::dist())?;
    offline::complete(&project::dist(), &build)?;
    println!("build {build}");
    size::check(&project::dist())
}

/// Fails if `dist/` is missing or was built from other sources.
pub fn check_fresh() -> Result<()> {
    let page = project::dist().join("index.html");
    let html = fs::read_to_string(&page).context("there is no dist/ yet: run `cargo xtask dist` first")?;
    if policy::build_of(&html) != Some(build_id::of_sources()?.as_str()) {
        println!("note: dist/ was built from other sources; `cargo xtask dist` builds it anew");
    }
    Ok(())
}
