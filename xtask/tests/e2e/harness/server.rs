//! A static file server that serves only `dist/` under a sub-path, like a shared host.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::{fs, io, thread};

use super::witness;

const SUB_PATH: &str = "/some/path/";

/// Somebody else's page that shows the program in a frame.
pub const FRAME: &str = "somebody-elses-frame";

/// Replaces the served bytes of a file below the root.
type Change = fn(&Path, &Path, Vec<u8>) -> Vec<u8>;

pub struct Server {
    address: SocketAddr,
    stopped: Arc<AtomicBool>,
    requests: Arc<AtomicUsize>,
    targets: Targets,
}

/// The requested targets, in order.
type Targets = Arc<Mutex<Vec<String>>>;

impl Server {
    pub fn start(root: PathBuf) -> io::Result<Self> {
        Self::serve(root, |_, _, bytes| bytes)
    }

    /// On a port chosen by the caller, because databases belong to it.
    pub fn start_at(root: PathBuf, port: u16) -> io::Result<Self> {
        Self::listen(root, |_, _, bytes| bytes, port)
    }

    /// With the witness added to the page.
    pub fn with_witness(root: PathBuf) -> io::Result<Self> {
        Self::serve(root, witness::added)
    }

    fn serve(root: PathBuf, change: Change) -> io::Result<Self> {
        Self::listen(root, change, 0)
    }

    fn listen(root: PathBuf, change: Change, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port))?;
        let server = Self {
            address: listener.local_addr()?,
            stopped: Arc::default(),
            requests: Arc::default(),
            targets: Arc::default(),
        };
        let (stopped, requests, targets) = (server.stopped.clone(), server.requests.clone(), server.targets.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                requests.fetch_add(1, Ordering::Relaxed);
                let (root, targets) = (root.clone(), targets.clone());
                // A browser that went away is not our error.
                thread::spawn(move || answer(&stream, &root, &targets, change).ok());
            }
        });
        Ok(server)
    }

    /// The number of requests so far.
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    /// All targets requested so far.
    pub fn targets(&self) -> Vec<String> {
        self.targets.lock().map(|targets| targets.clone()).unwrap_or_default()
    }

    /// The same page under a host name, as over plain http in a shop's network: not a secure context. Browsers
    /// configured for it (`webdriver/`) resolve the name to this machine.
    pub fn insecure_url(&self) -> String {
        format!("http://shop.test:{}{SUB_PATH}", self.address.port())
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        format!("http://{}{SUB_PATH}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        // Wakes the listener, which then sees that it should stop.
        TcpStream::connect(self.address).ok();
    }
}

fn answer(mut stream: &TcpStream, root: &Path, targets: &Targets, change: Change) -> io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // Reads the rest of the head: closing with unread bytes would reset the connection.
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let target = request.split(' ').nth(1);
    if let (Some(target), Ok(mut targets)) = (target, targets.lock()) {
        targets.push(target.to_owned());
    }
    if target.is_some_and(|target| target.ends_with(FRAME)) {
        let frame = "<!doctype html><title>frame</title><iframe src='./' width='1100' height='700'></iframe>";
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n", frame.len());
        stream.write_all(head.as_bytes())?;
        return stream.write_all(frame.as_bytes());
    }
    let file = target.and_then(|target| file_of(target, root));
    let content = |file: PathBuf| {
        let bytes = fs::read(&file).ok()?;
        Some((kind_of(&file), change(root, &file, bytes)))
    };
    let (status, kind, body) = match file.and_then(content) {
        Some((kind, body)) => ("200 OK", kind, body),
        None => ("404 Not Found", "text/plain", b"not found".to_vec()),
    };
    let head = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n", body.len());
    stream.write_all(head.as_bytes())?;
    stream.write_all(b"Connection: close\r\nCache-Control: no-cache\r\n\r\n")?;
    stream.write_all(&body)
}

/// The file for a request's target: never outside the sub-path or above the root.
fn file_of(target: &str, root: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix(SUB_PATH)?;
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    path.components().all(|part| matches!(part, Component::Normal(_))).then(|| root.join(path))
}

fn kind_of(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("txt") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json" | "webmanifest") => "application/json",
        _ => "application/octet-stream",
    }
}
