//! Installs packages, on Debian and Ubuntu, with sufficient rights.

use anyhow::{Context, Result};

use crate::process;

pub fn install(packages: &[&str]) -> Result<()> {
    let apt_get = apt_get().context("there is no apt-get that we may use without a password")?;
    let run = |arguments: &[&str]| {
        let (program, before) = apt_get.split_first().context("the command has no first word")?;
        let mut command = process::command(program);
        process::run(command.args(before).args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    // An index that cannot be refreshed may still be usable.
    run(&["update"]).unwrap_or_else(|error| eprintln!("warning: {error:#}"));
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(packages);
    run(&arguments)
}

/// How to call apt-get with the right to install, if there is one without a password.
fn apt_get() -> Option<Vec<&'static str>> {
    process::find("apt-get")?;
    if process::output_of(process::command("id").arg("-u")).as_deref() == Some("0") {
        return Some(vec!["apt-get"]);
    }
    process::output_of(process::command("sudo").args(["-n", "true"])).map(|_| vec!["sudo", "-n", "apt-get"])
}
