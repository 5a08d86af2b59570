//! `test`: every check, the quickest first. The first failure ends the run.
//!
//! Nothing compiles twice without need: clippy and the tests use the development profile, only `dist` uses release, and
//! the end-to-end tests run on what `dist` built.

use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Context, Result, bail};

use crate::browser::{Browser, CHROMIUM, FIREFOX, WEBKIT};
use crate::flags::Flags;
use crate::process::{cargo, run as run_command};
use crate::{browser, dist, licences, process, project, toolchain, tools};

struct Step {
    name: &'static str,
    what: &'static str,
    run: Run,
}

enum Run {
    Plain(fn() -> Result<()>),
    In(&'static Browser, fn(&Browser) -> Result<()>),
}

use Run::{In, Plain};

const STEPS: [Step; 11] = [
    Step { name: "fmt", what: "formatting", run: Plain(fmt) },
    Step { name: "clippy", what: "lints of the programs, their tests and xtask", run: Plain(clippy) },
    Step { name: "licences", what: "licences of what others wrote", run: Plain(licences::check) },
    Step { name: "clippy-wasm", what: "lints of the page and the engine", run: Plain(clippy_wasm) },
    Step { name: "unit", what: "tests on this machine", run: Plain(unit) },
    Step { name: "browser", what: "tests inside a browser", run: In(&CHROMIUM, in_browser) },
    Step { name: "browser", what: "tests inside a browser", run: In(&FIREFOX, in_browser) },
    Step { name: "dist", what: "release build and its sizes", run: Plain(dist::build) },
    Step { name: "e2e", what: "end-to-end tests on dist/", run: In(&CHROMIUM, e2e) },
    Step { name: "e2e", what: "end-to-end tests on dist/", run: In(&FIREFOX, e2e) },
    Step { name: "e2e", what: "end-to-end tests on dist/", run: In(&WEBKIT, e2e) },
];

impl Step {
    fn browser(&self) -> Option<&'static Browser> {
        match self.run {
            Plain(_) => None,
            In(browser, _) => Some(browser),
        }
    }

    fn label(&self) -> String {
        self.browser().map_or_else(|| self.name.to_owned(), |browser| format!("{} ({})", self.name, browser.name))
    }

    fn run(&self) -> Result<()> {
        match self.run {
            Plain(run) => run(),
            In(browser, run) => run(browser),
        }
    }
}

pub fn run(mut flags: Flags) -> Result<()> {
    let (only, browsers) = (flags.values("--only")?, flags.values("--browser")?);
    let (skip_e2e, list) = (flags.switch("--skip-e2e"), flags.switch("--list"));
    flags.finish()?;
    if list {
        STEPS.iter().for_each(|step| println!("{:<20} {}", step.label(), step.what));
        return Ok(());
    }
    let steps = chosen(&only, &browsers, skip_e2e)?;
    toolchain::ensure_components()?;
    // First of all, so that a missing browser is reported immediately.
    steps.iter().filter_map(|step| step.browser()).try_for_each(Browser::ensure)?;
    let times = steps.iter().enumerate().map(|(at, step)| timed(step, at + 1, steps.len()));
    let times = times.collect::<Result<Vec<_>>>()?;
    summarise(&steps, &times);
    Ok(())
}

/// `screenshots DIR`: the end-to-end scenario of that name, keeping its pictures.
pub fn screenshots(mut flags: Flags) -> Result<()> {
    let folder = flags.word().context("`screenshots` needs a folder: cargo xtask screenshots DIR")?;
    flags.finish()?;
    dist::check_fresh()?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {folder}"))?;
    let folder = fs::canonicalize(&folder)?;
    CHROMIUM.ensure()?;
    let mut test = end_to_end(&CHROMIUM)?;
    run_command(test.arg("screenshots").env("BENYUAN_SCREENSHOTS", &folder))?;
    println!("pictures are in {}", folder.display());
    Ok(())
}

/// `capture DIR`: the databases that `dist` leaves, as bytes and as profiles of two browsers.
pub fn capture(mut flags: Flags) -> Result<()> {
    let folder = flags.word().context("`capture` needs a folder: cargo xtask capture tests/released/COMMIT")?;
    flags.finish()?;
    dist::check_fresh()?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {folder}"))?;
    let folder = fs::canonicalize(&folder)?;
    for browser in [&CHROMIUM, &FIREFOX] {
        browser.ensure()?;
        let mut scenario = end_to_end(browser)?;
        run_command(scenario.args(["--nocapture", "capture::capture"]).env("BENYUAN_CAPTURE", &folder))?;
    }
    Ok(())
}

/// `kills [N]`: the end-to-end scenario of that name, for the given number of rounds.
pub fn kills(mut flags: Flags) -> Result<()> {
    let (seed, browser) = (flags.value("--seed")?, flags.value("--browser")?);
    let rounds = flags.word().unwrap_or_else(|| "100".to_owned());
    flags.finish()?;
    let is_number = |text: &String| text.parse::<u64>().with_context(|| format!("`{text}` is no number"));
    [Some(&rounds), seed.as_ref()].into_iter().flatten().try_for_each(|text| is_number(text).map(drop))?;
    let browser = browser.map_or(Ok(&CHROMIUM), |name| Browser::named(&name))?;
    dist::check_fresh()?;
    browser.ensure()?;
    let mut test = end_to_end(browser)?;
    test.args(["kills::", "--nocapture"]).env("BENYUAN_KILLS", rounds);
    seed.map(|seed| test.env("BENYUAN_KILLS_SEED", seed));
    run_command(&mut test)
}

fn chosen(only: &[String], browsers: &[String], skip_e2e: bool) -> Result<Vec<&'static Step>> {
    if let Some(unknown) = only.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let mut names = STEPS.map(|step| step.name).to_vec();
        names.dedup();
        bail!("there is no step `{unknown}`; the steps are {}", names.join(", "));
    }
    browsers.iter().try_for_each(|name| Browser::named(name).map(|_| ()))?;
    let wanted = |names: &[String], name: &str| names.is_empty() || names.iter().any(|one| one == name);
    let fits = |step: &&Step| {
        wanted(only, step.name) && step.browser().is_none_or(|browser| !skip_e2e && wanted(browsers, browser.name))
    };
    Ok(STEPS.iter().filter(fits).collect())
}

fn timed(step: &Step, at: usize, of: usize) -> Result<Duration> {
    println!("\n━━ {at}/{of} {}: {} ━━", step.label(), step.what);
    let start = Instant::now();
    let browser = step.browser().map(|browser| format!(" --browser {}", browser.name)).unwrap_or_default();
    step.run().with_context(|| {
        format!("the step `{}` failed; repeat it alone with `--only {}{browser}`", step.label(), step.name)
    })?;
    Ok(start.elapsed())
}

fn summarise(steps: &[&Step], times: &[Duration]) {
    println!("\n━━ all passed ━━");
    steps.iter().zip(times).for_each(|(step, time)| println!("{:<20} {:>5} s", step.label(), time.as_secs()));
    println!("{:<20} {:>5} s", "total", times.iter().sum::<Duration>().as_secs());
    let left_out = STEPS.iter().map(Step::label).filter(|label| steps.iter().all(|step| step.label() != *label));
    let left_out: Vec<_> = left_out.collect();
    if !left_out.is_empty() {
        println!("left out: {}", left_out.join(", "));
    }
}

fn fmt() -> Result<()> {
    run_command(cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    run_command(cargo().args("clippy --workspace --all-targets --features benyuan/web -- -D warnings".split(' ')))
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

/// Includes the views of the page program, which are tested as text (`src/ui/tests`); nothing compiles twice. A backup is
/// also opened by `age` itself.
fn unit() -> Result<()> {
    let missing: Vec<&str> = ["age", "unzip"].into_iter().filter(|tool| process::find(tool).is_none()).collect();
    if !missing.is_empty() {
        browser::install(&missing)
            .context("the tests open a backup by `age`; on Debian `apt-get install age unzip`")?;
    }
    run_command(cargo().args("test --workspace --features benyuan/web".split(' ')).env("BENYUAN_AGE", "1"))
}

/// The library's own browser tests and `tests/browser.rs`, with wasm-bindgen's runner.
fn in_browser(browser: &Browser) -> Result<()> {
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
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    browser.drive(&mut command)?;
    let settings = project::root().join(format!("xtask/webdriver/{}.json", browser.name));
    command.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings);
    command.env("WASM_BINDGEN_USE_BROWSER", "1").env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    run_command(&mut command)
}

fn has_browser_tests() -> bool {
    ["tests/browser.rs", "tests/browser/main.rs"].iter().any(|file| project::root().join(file).is_file())
}

fn e2e(browser: &Browser) -> Result<()> {
    dist::check_fresh()?;
    run_command(&mut end_to_end(browser)?)
}

/// The scenarios are ignored tests of xtask itself, with the features of `unit`, which has compiled them.
fn end_to_end(browser: &Browser) -> Result<Command> {
    tools::AXE.ensure()?;
    let mut command = cargo();
    command.args("test --workspace --features benyuan/web --test e2e -- --ignored --test-threads=2".split(' '));
    command.env("BENYUAN_BROWSER", browser.name).env("BENYUAN_AXE", tools::AXE.path()?);
    // A failed scenario reports what a reader needs; its thread's stack adds nothing.
    command.env("RUST_BACKTRACE", "0");
    browser.drive(&mut command)?;
    Ok(command)
}
