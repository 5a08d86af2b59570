//! A WebDriver process, the sessions it opens, and killing them.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, io, thread};

use anyhow::{Context, Result, ensure};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;

use super::engine::Engine;

const PATIENCE: Duration = Duration::from_secs(10);

pub struct Driver {
    engine: Engine,
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts the engine's driver on a free port. A free port may be taken before the driver uses it; then another is
    /// tried.
    pub fn start(engine: Engine) -> Result<Self> {
        let start = || match engine {
            Engine::Chromium | Engine::Firefox => Self::start_telling_port(engine),
            Engine::WebKit => Self::start_at_port(engine),
        };
        start().or_else(|_| start()).or_else(|_| start())
    }

    /// A driver that finds a free port and prints it.
    fn start_telling_port(engine: Engine) -> Result<Self> {
        let mut process = spawn(engine, 0, Stdio::piped())?;
        let output = process.stdout.take().context("the driver has no output")?;
        let mut output = BufReader::new(output);
        let port = output.by_ref_lines().find_map(|line| port_in(&line));
        // Keep reading, or the pipe would fill up.
        thread::spawn(move || io::copy(&mut output, &mut io::sink()));
        let driver = Self { engine, process, port: port.unwrap_or_default() };
        port.map(|_| driver).with_context(|| format!("the driver of {engine} ended without naming its port"))
    }

    /// A driver that must be given its port and prints nothing.
    fn start_at_port(engine: Engine) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let driver = Self { engine, process: spawn(engine, port, Stdio::null())?, port };
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            ensure!(Instant::now() < end, "the driver of {engine} does not listen");
            thread::sleep(Duration::from_millis(20));
        }
        Ok(driver)
    }

    /// Opens a browser on a profile folder, created if needed.
    pub async fn open(&self, profile: &Path) -> Result<Client> {
        fs::create_dir_all(profile)?;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let builder = builder.capabilities(self.engine.capabilities(profile)?);
        let connected = builder.connect(&format!("http://127.0.0.1:{}", self.port)).await;
        connected.with_context(|| format!("{} could not be started by its driver", self.engine))
    }

    /// Ends a session's browser at once, like a crash or an empty battery.
    pub fn kill_browser(&self, client: &Client) -> Result<()> {
        let name = self.engine.process_id();
        let process = client.capabilities().and_then(|capabilities| capabilities.get(name)).and_then(Value::as_u64);
        kill(process.with_context(|| format!("{} does not tell which process it is", self.engine))?)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Together with the browser, if its session was not closed.
        kill_family(&family(self.process.id().into())).ok();
        self.process.wait().ok();
    }
}

fn spawn(engine: Engine, port: u16, output: Stdio) -> Result<Child> {
    let program = engine.driver();
    let mut command = Command::new(&program);
    command.arg(format!("--port={port}")).stdout(output).stderr(Stdio::null());
    // A container's root user cannot use WebKit's sandbox; other engines ignore the variable.
    command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    command.spawn().with_context(|| format!("cannot start {program:?}; see `cargo xtask doctor`"))
}

/// Kills a process and all its descendants, and waits until none is left: a browser started on the profile of one that
/// is still dying would not be a user's situation.
fn kill(process: u64) -> Result<()> {
    let family = family(process);
    kill_family(&family)?;
    let end = Instant::now() + PATIENCE;
    while family.iter().any(|process| is_alive(*process)) {
        ensure!(Instant::now() < end, "the browser, process {process}, could not be ended");
        thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}

fn kill_family(family: &[u64]) -> Result<()> {
    let mut command = if cfg!(windows) { Command::new("taskkill") } else { Command::new("kill") };
    match cfg!(windows) {
        true => command.args(["/F", "/T", "/PID"]).args(family.first().map(u64::to_string)),
        false => command.arg("-KILL").args(family.iter().map(u64::to_string)),
    };
    // Some of them may already be gone.
    command.stderr(Stdio::null()).status()?;
    Ok(())
}

/// The processes of a session's browser, the browser's own first. Chromium only.
#[allow(dead_code, reason = "the bench asks for it")]
pub fn processes(client: &Client) -> Result<Vec<u64>> {
    let name = Engine::Chromium.process_id();
    let process = client.capabilities().and_then(|capabilities| capabilities.get(name)).and_then(Value::as_u64);
    process.map(family).context("chromedriver does not say which process the browser is")
}

/// A process and all its descendants, itself first. Without `/proc`, only itself.
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

/// A zombie is no longer alive.
fn is_alive(process: u64) -> bool {
    status(process).is_some_and(|(state, _)| state != 'Z')
}

/// State and parent of a process, from `/proc`.
fn status(process: u64) -> Option<(char, u64)> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut words = text.rsplit_once(')')?.1.split_whitespace();
    Some((words.next()?.chars().next()?, words.next()?.parse().ok()?))
}

/// As printed by chromedriver and geckodriver.
fn port_in(line: &str) -> Option<u16> {
    let chromium = line.split_once("successfully on port ").map(|(_, port)| port.trim_end_matches('.'));
    let firefox = || line.split_once("Listening on 127.0.0.1:").map(|(_, port)| port);
    chromium.or_else(firefox)?.parse().ok()
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
