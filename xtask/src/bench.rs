//! `bench`: how fast dist/ is in the browser, beside the usual alternatives, on the same data in the same run.
//!
//! The measuring program is separate, in `xtask/bench/`, because it drives a browser; this prepares what it needs.

use anyhow::Result;

use crate::flags::Flags;
use crate::{browser::CHROMIUM, dist, process, tools};

/// All flags are passed on to the program.
pub fn run(flags: Flags) -> Result<()> {
    dist::check_fresh()?;
    let mut command = process::cargo();
    command.args("bench --quiet --profile dev --package xtask --bench product --".split(' ')).args(flags.rest());
    CHROMIUM.ensure()?;
    CHROMIUM.drive(&mut command)?;
    command.env("BENYUAN_OPPONENTS", opponents()?);
    if let Some(version) = CHROMIUM.parts().into_iter().find_map(|part| part.found).and_then(version) {
        command.env("BENYUAN_BROWSER_VERSION", version);
    }
    process::run(&mut command)
}

/// One line per library: its name, version and file.
fn opponents() -> Result<String> {
    let mut lines = String::new();
    for library in tools::OPPONENTS {
        library.ensure()?;
        lines += &format!("{}\t{}\t{}\n", library.name, library.version, library.path()?.display());
    }
    Ok(lines)
}

fn version(program: impl AsRef<std::path::Path>) -> Option<String> {
    process::output_of(process::command(program.as_ref()).arg("--version"))
}
