//! chromedriver as a process, and the Chromium sessions it opens.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io, thread};

use anyhow::{Context, Result, ensure};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;

/// The same flags as for the tests inside a browser.
const CAPABILITIES: &str = include_str!("../../../webdriver.json");

pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts `$CHROMEDRIVER`, or the one on PATH, at a free port.
    pub fn start() -> Result<Self> {
        let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut command = Command::new(&program);
        command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
        let started = command.spawn();
        let mut process = started.with_context(|| format!("cannot start {program:?}; see `cargo xtask doctor`"))?;
        let output = process.stdout.take().context("chromedriver has no output")?;
        let mut output = BufReader::new(output);
        let port = output.by_ref_lines().find_map(|line| port_in(&line));
        // Read on, lest the pipe fill up.
        thread::spawn(move || io::copy(&mut output, &mut io::sink()));
        let driver = Self { process, port: port.unwrap_or_default() };
        port.map(|_| driver).context("chromedriver ended without naming its port")
    }

    /// Opens a browser on a profile folder, which is created if need be.
    pub async fn open(&self, profile: &Path) -> Result<Client> {
        let mut capabilities: Capabilities = serde_json::from_str(CAPABILITIES)?;
        let arguments = capabilities.get_mut("goog:chromeOptions").and_then(|options| options["args"].as_array_mut());
        let arguments = arguments.context("webdriver.json holds no list of arguments")?;
        arguments.push(format!("--user-data-dir={}", profile.display()).into());
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let connected = builder.capabilities(capabilities).connect(&format!("http://127.0.0.1:{}", self.port)).await;
        connected.context("chromedriver could not start the browser")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// Ends the browser of a session at once, as a crash or an empty battery would: with every process it started, and until
/// none is left. A browser started on the profile of one that is still dying would not be what a user meets.
pub fn kill_browser(client: &Client) -> Result<()> {
    let family = processes(client)?;
    let process = family[0];
    let mut command = if cfg!(windows) { Command::new("taskkill") } else { Command::new("kill") };
    let ids = family.iter().map(u64::to_string);
    match cfg!(windows) {
        true => command.args(["/F", "/T", "/PID"]).arg(process.to_string()),
        false => command.arg("-KILL").args(ids),
    };
    // Some of the family may be gone before their turn comes.
    command.stderr(Stdio::null()).status()?;
    let end = Instant::now() + Duration::from_secs(10);
    while family.iter().any(|process| is_alive(*process)) {
        ensure!(Instant::now() < end, "the browser, process {process}, could not be ended");
        thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}

/// Every process of the browser of a session, the browser's own first.
pub fn processes(client: &Client) -> Result<Vec<u64>> {
    let process =
        client.capabilities().and_then(|capabilities| capabilities.get("goog:processID")).and_then(Value::as_u64);
    process.map(family).context("chromedriver does not say which process the browser is")
}

/// A process with all it started, itself first. Where there is no `/proc`, itself alone.
fn family(process: u64) -> Vec<u64> {
    let all: Vec<(u64, u64)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|process| Some((process, status(process)?.1)))
        .collect();
    let mut family = vec![process];
    let mut next = 0;
    while let Some(parent) = family.get(next).copied() {
        family.extend(all.iter().filter(|(_, of)| *of == parent).map(|(process, _)| *process));
        next += 1;
    }
    family
}

/// A dead process that nobody has asked after yet is no longer alive.
fn is_alive(process: u64) -> bool {
    status(process).is_some_and(|(state, _)| state != 'Z')
}

/// State and parent of a process, from `/proc`.
fn status(process: u64) -> Option<(char, u64)> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut words = text.rsplit_once(')')?.1.split_whitespace();
    Some((words.next()?.chars().next()?, words.next()?.parse().ok()?))
}

fn port_in(line: &str) -> Option<u16> {
    line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
}

/// Lines of a reader that is used again afterwards.
trait ByRefLines: BufRead {
    fn by_ref_lines(&mut self) -> impl Iterator<Item = String> {
        std::iter::from_fn(|| {
            let mut line = String::new();
            (self.read_line(&mut line).ok()? > 0).then(|| line.trim_end().to_owned())
        })
    }
}

impl<R: BufRead> ByRefLines for R {}
