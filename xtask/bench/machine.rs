//! The machine of the measurement: processor, cores, browser, day.

use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fs, thread};

use benyuan::time::Day;

pub struct Machine {
    pub cores: usize,
    pub processor: String,
    pub browser: String,
    pub day: Day,
    /// How many programs wanted a processor in the preceding minute, if the system tells.
    pub load: Option<f64>,
}

impl Machine {
    /// The load, if other programs were at work too: then every time is too long.
    pub fn busy(&self) -> Option<f64> {
        self.load.filter(|load| *load > self.cores as f64 / 2.0)
    }

    /// Must be called before anything is measured.
    pub fn this() -> Self {
        Self {
            cores: thread::available_parallelism().map_or(1, usize::from),
            processor: processor(),
            browser: browser(),
            day: today(),
            load: load(),
        }
    }
}

fn processor() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map_or_else(|| env::consts::ARCH.to_owned(), |(_, name)| name.trim().to_owned())
}

/// Its name and version, without the builder's name.
fn browser() -> String {
    let version = env::var("BENYUAN_BROWSER_VERSION").unwrap_or_else(|_| "Chromium".to_owned());
    version.split(" built on").next().unwrap_or_default().trim().to_owned()
}

fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split_whitespace().next()?.parse().ok()
}

/// In UTC.
fn today() -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Day::from_epoch_days((since.as_secs() / 86_400) as i32)
}
