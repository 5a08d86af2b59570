//! Tools at pinned versions, in the per-user cache, one folder per version.
//!
//! A tool is installed in a temporary folder that is renamed at the end, so an interrupted installation never looks
//! complete. Parts from the system (rustup's, browsers) are in `toolchain` and `browser`; the list of tools is in
//! `pinned`.

mod pinned;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, ensure};

use crate::{process, project};

pub use pinned::{AXE, BUILD, ESBUILD, GECKODRIVER, OPPONENTS, TEST, TRUNK, WASM_BINDGEN};

pub struct Tool {
    pub name: &'static str,
    pub version: &'static str,
    /// Relative to the tool's folder.
    folder: &'static str,
    program: &'static str,
    source: Source,
}

enum Source {
    /// Arguments of `cargo install` after the name, and how far the tool is optimised.
    Cargo(&'static [&'static str], Pace),
    Npm,
    /// An npm library: a file to serve or load, not a program to call. Its cache folder carries the version.
    Library,
}

/// What a tool spends its time on.
#[derive(Clone, Copy)]
enum Pace {
    /// It waits for other programs and for files.
    Waits,
    /// It reads and writes whole programs.
    Works,
}

impl Pace {
    fn opt_level(self) -> &'static str {
        match self {
            Self::Waits => "0",
            Self::Works => "1",
        }
    }
}

impl Tool {
    /// The folder of the tool's programs after installation.
    pub fn folder(&self) -> Result<PathBuf> {
        Ok(self.home()?.join(self.folder))
    }

    pub fn path(&self) -> Result<PathBuf> {
        Ok(self.folder()?.join(self.file_name()))
    }

    /// Installs the tool unless it is there and reports its version.
    pub fn ensure(&self) -> Result<()> {
        let home = self.home()?;
        if self.works_in(&home) {
            return Ok(());
        }
        println!("── installing {} {} (once per user) into {}", self.name, self.version, home.display());
        self.install(&home)
            .with_context(|| format!("could not install {} {}. {}", self.name, self.version, self.hint()))
    }

    pub fn is_installed(&self) -> bool {
        self.home().is_ok_and(|home| self.works_in(&home))
    }

    /// How a person can get the tool.
    pub fn hint(&self) -> &'static str {
        match self.source {
            Source::Cargo(..) => {
                "It is built by `cargo install`, which needs a crates registry and a C compiler (`cc`)"
            }
            Source::Npm | Source::Library => {
                "It comes by `npm install`, which needs Node.js with npm and an npm registry"
            }
        }
    }

    fn home(&self) -> Result<PathBuf> {
        Ok(project::cache()?.join(self.folder_name()))
    }

    /// A scoped name has a slash in it.
    fn folder_name(&self) -> String {
        format!("{}-{}", self.name.replace('/', "-"), self.version)
    }

    fn works_in(&self, home: &Path) -> bool {
        let program = home.join(self.folder).join(self.file_name());
        if matches!(self.source, Source::Library) {
            return program.is_file();
        }
        let answer = process::output_of(Command::new(program).arg("--version"));
        let version = self.version.trim_end_matches(".0.0");
        answer.is_some_and(|answer| {
            answer
                .split(|c: char| !(c.is_alphanumeric() || c == '.'))
                .any(|word| word.trim_start_matches('v') == version)
        })
    }

    fn file_name(&self) -> String {
        match self.source {
            Source::Npm if cfg!(windows) => format!("{}.cmd", self.program),
            Source::Npm | Source::Library => self.program.to_owned(),
            Source::Cargo(..) => format!("{}{}", self.program, env::consts::EXE_SUFFIX),
        }
    }

    fn install(&self, home: &Path) -> Result<()> {
        let staging = home.with_file_name(format!(".{}.{}", self.folder_name(), std::process::id()));
        fs::create_dir_all(&staging).with_context(|| format!("cannot create {}", staging.display()))?;
        let result = self.install_into(&staging).and_then(|()| self.move_into_place(&staging, home));
        fs::remove_dir_all(&staging).ok();
        result
    }

    fn install_into(&self, staging: &Path) -> Result<()> {
        match self.source {
            Source::Cargo(arguments, pace) => process::run(&mut self.cargo_install(arguments, pace, staging))?,
            Source::Npm | Source::Library => process::run(&mut self.npm_install(staging)?)?,
        }
        fs::remove_dir_all(staging.join("target")).ok();
        ensure!(
            self.works_in(staging),
            "it was installed but `{}` is not there or does not answer as expected",
            self.program
        );
        Ok(())
    }

    /// With a cheaper release profile than the tools' own: it saves minutes, and the tools are not the bottleneck.
    fn cargo_install(&self, arguments: &[&str], pace: Pace, staging: &Path) -> Command {
        let mut command = process::cargo();
        command.arg("install").arg(format!("{}@{}", self.name, self.version)).args(arguments);
        command.arg("--root").arg(staging).arg("--target-dir").arg(staging.join("target"));
        command.env("CARGO_PROFILE_RELEASE_LTO", "off");
        command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256");
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", pace.opt_level());
        command
    }

    fn npm_install(&self, staging: &Path) -> Result<Command> {
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        ensure!(
            process::output_of(Command::new(npm).arg("--version")).is_some(),
            "npm is not on PATH: install Node.js"
        );
        let mut command = Command::new(npm);
        command.args(["install", "--no-audit", "--no-fund", "--no-save", "--prefix"]).arg(staging);
        command.arg(format!("{}@{}", self.name, self.version)).current_dir(staging);
        Ok(command)
    }

    /// Another process may have been faster; its result is as good as ours.
    fn move_into_place(&self, staging: &Path, home: &Path) -> Result<()> {
        if !self.works_in(home) {
            fs::remove_dir_all(home).ok();
            let renamed = fs::rename(staging, home);
            ensure!(
                renamed.is_ok() || self.works_in(home),
                "cannot rename {} to {}",
                staging.display(),
                home.display()
            );
        }
        Ok(())
    }
}

/// PATH with the pinned tools first.
pub fn path() -> Result<OsString> {
    let ours = BUILD.iter().map(|tool| tool.folder()).collect::<Result<Vec<_>>>()?;
    let theirs = env::var_os("PATH").unwrap_or_default();
    env::join_paths(ours.into_iter().chain(env::split_paths(&theirs))).context("PATH cannot be extended")
}

/// Trunk, with every tool it calls, forbidden to download any itself.
pub fn trunk(subcommand: &str) -> Result<Command> {
    let mut command = process::command(TRUNK.path()?);
    command.arg(subcommand).arg("--offline").arg("--skip-version-check");
    command.env("PATH", path()?).env("RUST_BACKTRACE", "0").env_remove("NO_COLOR");
    Ok(command)
}

/// Everything that trunk needs, including the crates, because `--offline` also reaches cargo.
pub fn ensure_for_trunk() -> Result<()> {
    crate::toolchain::ensure_target()?;
    BUILD.iter().try_for_each(|tool| tool.ensure())?;
    process::run(process::cargo().args(["fetch", "--quiet"]))
}
