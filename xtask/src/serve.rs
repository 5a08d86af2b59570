//! `serve`: the development build, rebuilt and reloaded on every change.

use anyhow::{Context, Result};

use crate::flags::Flags;
use crate::{process, project, styles, templates, tools};

pub fn run(mut flags: Flags) -> Result<()> {
    let port = flags.value("--port")?.unwrap_or_else(|| "8080".to_owned());
    let port: u16 = port.parse().with_context(|| format!("`--port {port}` is not a port number"))?;
    flags.finish()?;
    tools::ensure_for_trunk()?;
    templates::write()?;
    styles::write()?;
    styles::follow();
    println!("\n  Benyuan 本源 will be at http://127.0.0.1:{port}/ once the build is done; end with Ctrl+C.");
    println!("  The first build takes some 14 minutes on two cores, a later one seconds.\n");
    let mut trunk = tools::trunk("serve")?;
    trunk.args(["--address", "127.0.0.1", "--port"]).arg(port.to_string()).arg("--dist").arg(project::served());
    process::run(&mut trunk)
}
