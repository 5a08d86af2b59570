//! Chromium or Chrome, with the chromedriver of the same version, and a font with Chinese characters for the pictures.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::{Browser, Part, lying_at, program};
use crate::process;

pub const CHROMIUM: Browser = Browser {
    name: "chromium",
    packages: &["chromium", "chromium-driver", "fonts-noto-cjk"],
    advice: "On Debian: `apt-get install chromium chromium-driver fonts-noto-cjk`. Elsewhere install Chromium or Chrome and \
        the chromedriver of the same version, so that `chromedriver` is on PATH or named by the variable CHROMEDRIVER, \
        and a Chinese font.",
    find,
    prepare: || Ok(()),
    point,
};

const PROGRAMS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
/// On Ubuntu.
const BESIDE: &str = "/usr/lib/chromium-browser/chromedriver";

fn find() -> Vec<Part> {
    vec![
        Part { name: "chromium", found: program("CHROMIUM", &PROGRAMS).or_else(|| lying_at(MAC)) },
        Part { name: "chromedriver", found: driver() },
    ]
}

fn driver() -> Option<PathBuf> {
    program("CHROMEDRIVER", &["chromedriver"]).or_else(|| lying_at(BESIDE))
}

/// `None` if the system cannot be asked.
pub fn has_chinese_font() -> Option<bool> {
    let fonts = process::output_of(process::command("fc-list").args([":lang=zh-cn", "family"]))?;
    Some(!fonts.is_empty())
}

fn point(test: &mut Command) -> Result<()> {
    test.env("CHROMEDRIVER", driver().context("there is no chromedriver")?);
    Ok(())
}
