//! Firefox with a geckodriver: the one in the variable GECKODRIVER or on PATH, else ours at its pinned version.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::{Browser, Part, lying_at, program};
use crate::tools::GECKODRIVER;

pub const FIREFOX: Browser = Browser {
    name: "firefox",
    packages: &["firefox-esr"],
    advice: "On Debian: `apt-get install firefox-esr`. Elsewhere install Firefox, so that `firefox` is on PATH.",
    find: || {
        vec![Part { name: "firefox", found: program("FIREFOX", &["firefox-esr", "firefox"]).or_else(|| lying_at(MAC)) }]
    },
    prepare: || if driver().is_some() { Ok(()) } else { GECKODRIVER.ensure() },
    point,
};

const MAC: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";

fn driver() -> Option<PathBuf> {
    program("GECKODRIVER", &["geckodriver"])
}

fn point(test: &mut Command) -> Result<()> {
    test.env("GECKODRIVER", driver().map_or_else(|| GECKODRIVER.path(), Ok)?);
    Ok(())
}
