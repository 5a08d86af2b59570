//! `test`: every check, in the order of how soon it answers. The first that fails ends the run.
//!
//! Nothing compiles twice without need: clippy and the tests use the development profile, only `dist` the release one,
//! and the end-to-end tests run on what `dist` built.

use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Context, Result, bail};

use crate::flags::Flags;
use crate::process::{cargo, run as run_command};
use crate::{browser, dist, project, toolchain, tools};

struct Step {
    name: &'static str,
    what: &'static str,
    run: fn() -> Result<()>,
    needs_browser: bool,
}

const STEPS: [Step; 7] = [
    Step { name: "fmt", what: "formatting", run: fmt, needs_browser: false },
    Step { name: "clippy", what: "lints of the core, its tests and xtask", run: clippy, needs_browser: false },
    Step { name: "clippy-wasm", what: "lints of the page and the engine", run: clippy_wasm, needs_browser: false },
    Step { name: "unit", what: "tests on this machine", run: unit, needs_browser: false },
    Step { name: "browser", what: "tests inside a browser", run: in_browser, needs_browser: true },
    Step { name: "dist", what: "release build and its sizes", run: dist::build, needs_browser: false },
    Step { name: "e2e", what: "end-to-end tests on dist/", run: e2e, needs_browser: true },
];

pub fn run(mut flags: Flags) -> Result<()> {
    let (only, skip_e2e, list) = (flags.values("--only")?, flags.switch("--skip-e2e"), flags.switch("--list"));
    flags.finish()?;
    if list {
        STEPS.iter().for_each(|step| println!("{:<12} {}", step.name, step.what));
        return Ok(());
    }
    let steps = chosen(&only, skip_e2e)?;
    toolchain::ensure_components()?;
    if steps.iter().any(|step| step.needs_browser) {
        browser::ensure()?;
    }
    let times = steps.iter().enumerate().map(|(at, step)| timed(step, at + 1, steps.len()));
    let times = times.collect::<Result<Vec<_>>>()?;
    summarise(&steps, &times, skip_e2e);
    Ok(())
}

/// `screenshots DIR`: the end-to-end scenario of that name, with its pictures kept.
pub fn screenshots(mut flags: Flags) -> Result<()> {
    let folder = flags.word().context("`screenshots` needs a folder: cargo xtask screenshots DIR")?;
    flags.finish()?;
    dist::check_fresh()?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {folder}"))?;
    let folder = fs::canonicalize(&folder)?;
    run_command(end_to_end(browser::ensure()?).arg("screenshots").env("BENYUAN_SCREENSHOTS", &folder))?;
    println!("pictures are in {}", folder.display());
    Ok(())
}

fn chosen(only: &[String], skip_e2e: bool) -> Result<Vec<&'static Step>> {
    if let Some(unknown) = only.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let names = STEPS.map(|step| step.name).join(", ");
        bail!("there is no step `{unknown}`; the steps are {names}");
    }
    let wanted = |step: &&Step| only.is_empty() || only.iter().any(|name| name == step.name);
    Ok(STEPS.iter().filter(wanted).filter(|step| !(skip_e2e && step.needs_browser)).collect())
}

fn timed(step: &Step, at: usize, of: usize) -> Result<Duration> {
    println!("\n━━ {at}/{of} {}: {} ━━", step.name, step.what);
    let start = Instant::now();
    (step.run)().with_context(|| format!("the step `{}` failed; repeat it alone with `--only {0}`", step.name))?;
    Ok(start.elapsed())
}

fn summarise(steps: &[&Step], times: &[Duration], skip_e2e: bool) {
    println!("\n━━ all passed ━━");
    steps.iter().zip(times).for_each(|(step, time)| println!("{:<12} {:>5} s", step.name, time.as_secs()));
    println!("{:<12} {:>5} s", "total", times.iter().sum::<Duration>().as_secs());
    if skip_e2e {
        println!("left out by --skip-e2e: the steps that need a browser");
    }
}

fn fmt() -> Result<()> {
    run_command(cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    run_command(cargo().args("clippy --workspace --all-targets -- -D warnings".split(' ')))
}

fn clippy_wasm() -> Result<()> {
    toolchain::ensure_target()?;
    let mut command = cargo();
    command.args("clippy --package benyuan --features web --lib --bins --target".split(' ')).arg(toolchain::TARGET);
    if has_browser_tests() {
        command.args(["--test", "browser"]);
    }
    run_command(command.args(["--", "-D", "warnings"]))
}

fn unit() -> Result<()> {
    run_command(cargo().args(["test", "--workspace"]))
}

/// The library's own browser tests and `tests/browser.rs`, through wasm-bindgen's runner.
fn in_browser() -> Result<()> {
    if !has_browser_tests() {
        println!("there is no tests/browser.rs or tests/browser/ yet: 0 tests");
        return Ok(());
    }
    toolchain::ensure_target()?;
    tools::WASM_BINDGEN.ensure()?;
    let runner = tools::WASM_BINDGEN.folder()?.join(format!("wasm-bindgen-test-runner{}", env::consts::EXE_SUFFIX));
    let mut command = cargo();
    command
        .args("test --package benyuan --features web --lib --test browser --target".split(' '))
        .arg(toolchain::TARGET);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner).env("CHROMEDRIVER", browser::ensure()?);
    command.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", project::root().join("xtask/webdriver.json"));
    command.env("WASM_BINDGEN_USE_BROWSER", "1").env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    run_command(&mut command)
}

fn has_browser_tests() -> bool {
    ["tests/browser.rs", "tests/browser/main.rs"].iter().any(|file| project::root().join(file).is_file())
}

fn e2e() -> Result<()> {
    dist::check_fresh()?;
    run_command(&mut end_to_end(browser::ensure()?))
}

/// The scenarios are ignored tests of xtask itself, so that only this compiles the WebDriver client.
fn end_to_end(driver: PathBuf) -> std::process::Command {
    let mut command = cargo();
    command.args("test --workspace --test e2e -- --ignored --test-threads=2".split(' '));
    command.env("CHROMEDRIVER", driver);
    // A failed scenario reports what a reader needs; the stack of its thread is not that.
    command.env("RUST_BACKTRACE", "0");
    command
}
