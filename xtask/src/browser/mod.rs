//! The browsers for the tests: their drivers, and the packages they need.
//!
//! They come from the system; on Debian and Ubuntu they are installed if we have the rights. Which test uses which
//! browser is decided in `test`.

mod apt;
mod chromium;
mod firefox;
mod webkit;

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

pub use apt::install;
pub use chromium::{CHROMIUM, has_chinese_font};
pub use firefox::FIREFOX;
pub use webkit::WEBKIT;

pub const ALL: [&Browser; 3] = [&CHROMIUM, &FIREFOX, &WEBKIT];

pub struct Browser {
    /// The name that `--browser` takes, also of the file in `webdriver/` with its session options.
    pub name: &'static str,
    /// Debian packages.
    packages: &'static [&'static str],
    /// What a person has to do if we may not install.
    advice: &'static str,
    find: fn() -> Vec<Part>,
    /// Prepares what does not come from the system: a tool at a pinned version.
    prepare: fn() -> Result<()>,
    /// Tells a test which driver to use.
    point: fn(&mut Command) -> Result<()>,
}

/// A required program.
pub struct Part {
    pub name: &'static str,
    pub found: Option<PathBuf>,
}

impl Browser {
    pub fn named(name: &str) -> Result<&'static Self> {
        let found = ALL.into_iter().find(|browser| browser.name == name);
        found.map_or_else(|| bail!("there is no browser `{name}`; the tests know {}", names(&ALL)), Ok)
    }

    pub fn parts(&self) -> Vec<Part> {
        (self.find)()
    }

    /// Makes sure that everything is there, installing it if possible.
    pub fn ensure(&self) -> Result<()> {
        if !self.missing().is_empty() {
            self.install()?;
        }
        (self.prepare)()
    }

    /// Makes a test run in this browser.
    pub fn drive(&self, test: &mut Command) -> Result<()> {
        (self.point)(test)
    }

    fn missing(&self) -> Vec<&'static str> {
        self.parts().into_iter().filter(|part| part.found.is_none()).map(|part| part.name).collect()
    }

    fn install(&self) -> Result<()> {
        println!("── installing {} (once per machine)", self.packages.join(", "));
        let installed = apt::install(self.packages);
        let missing = self.missing();
        if missing.is_empty() {
            return Ok(());
        }
        let why = installed.err().map(|error| format!(" ({error:#})")).unwrap_or_default();
        let others: Vec<_> = ALL.into_iter().filter(|other| other.name != self.name).collect();
        bail!(
            "the tests in {} miss {}{why}. {} To leave this browser out: `--browser {}`; every browser: `--skip-e2e`",
            self.name,
            missing.join(", "),
            self.advice,
            names(&others).replace(", ", " --browser ")
        )
    }
}

fn names(browsers: &[&Browser]) -> String {
    browsers.iter().map(|browser| browser.name).collect::<Vec<_>>().join(", ")
}

/// The program in a variable, else the first of these on PATH.
fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    given(variable).or_else(|| names.iter().find_map(|name| process::find(name)))
}

fn given(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

/// A program at a fixed place outside PATH.
fn lying_at(path: &str) -> Option<PathBuf> {
    Some(PathBuf::from(path)).filter(|path| path.is_file())
}
