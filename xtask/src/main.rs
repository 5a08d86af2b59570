//! The project's commands: `cargo xtask serve | test | dist | size | bench | kills | doctor | screenshots | capture`.
//!
//! Each command installs what it needs and the machine lacks; see `tools`. Nothing here knows what the product does,
//! except `templates`, which asks the core.

mod bench;
mod browser;
mod build_id;
mod dist;
mod doctor;
mod flags;
mod functions;
mod home;
mod licences;
mod minify;
mod offline;
mod order;
mod policy;
mod process;
mod project;
mod serve;
mod size;
mod styles;
mod templates;
mod test;
mod toolchain;
mod tools;
mod why;

use flags::Flags;

const HELP: &str = "\
Usage: cargo xtask <command>

  serve [--port N]                 build and serve at 127.0.0.1:8080, rebuilding at every change
  test [--only STEP]… [--browser NAME]… [--skip-e2e]
                                   every check, in all browsers unless some are named; `cargo xtask test --list` lists the steps
  dist                             the folder to upload, dist/, with its size gate
  size --why [--engine]            of what the bytes of the page (or the engine) are, by crate and by part
  bench [--runs N] [--only GROUP]… [--markdown FILE]…
                                   speed of dist/ in the browser, beside what one would use otherwise
  kills [N] [--seed S] [--browser NAME]
                                   kills the browser N times (100) at random moments of what writes, and looks what is left
  doctor                           what is there, what is missing and how to get it
  screenshots DIR                  pictures of the pages of dist/ for looking at
  capture DIR                      what dist/ leaves in a browser, for tests/released

Missing tools are installed into a per-user cache, never into the source tree.";

fn main() {
    let result = run(Flags::from_env());
    if let Err(error) = result {
        eprintln!("\nerror: {error:#}");
        std::process::exit(1);
    }
}

fn run(mut flags: Flags) -> anyhow::Result<()> {
    match flags.word().as_deref() {
        Some("serve") => serve::run(flags),
        Some("test") => test::run(flags),
        Some("dist") => dist::run(flags),
        Some("size") => why::run(flags),
        Some("bench") => bench::run(flags),
        Some("kills") => test::kills(flags),
        Some("doctor") => doctor::run(flags),
        Some("screenshots") => test::screenshots(flags),
        Some("capture") => test::capture(flags),
        None | Some("help" | "--help" | "-h") => {
            println!("{HELP}");
            Ok(())
        }
        Some(other) => anyhow::bail!("there is no command `{other}`.\n\n{HELP}"),
    }
}
