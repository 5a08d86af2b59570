//! The engine under test: Chromium, Firefox or WebKit, and what has to be said to each differently.
//!
//! How its driver runs as a process lies in `driver`; what a user does in any of them, in `browser`.

use std::env;
use std::ffi::OsString;
use std::fmt::{self, Display};
use std::io::{Write, stderr};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use fantoccini::wd::Capabilities;
use serde_json::Value;

/// Why a scenario that kills the browser is not for WebKit.
pub const NOTHING_LASTS: &str = "whose driver opens private sessions alone: what they store ends with them";

/// In the profile: what Chromium writes down of its requests.
pub const LOG_OF_REQUESTS: &str = "requests.json";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    /// The engine of Safari, in the small browser that comes with its driver on Linux.
    WebKit,
}

use Engine::{Chromium, Firefox, WebKit};

impl Engine {
    /// What `cargo xtask test --browser` put into `$BENYUAN_BROWSER`; else Chromium.
    pub fn under_test() -> Self {
        let name = env::var("BENYUAN_BROWSER").unwrap_or_default();
        match name.as_str() {
            "" | "chromium" => Chromium,
            "firefox" => Firefox,
            "webkit" => WebKit,
            other => panic!("BENYUAN_BROWSER is `{other}`, which is none of chromium, firefox, webkit"),
        }
    }

    /// The driver's program: the one the environment names, else the one on PATH.
    pub fn driver(self) -> OsString {
        let (variable, program) = match self {
            Chromium => ("CHROMEDRIVER", "chromedriver"),
            Firefox => ("GECKODRIVER", "geckodriver"),
            WebKit => ("WEBKITDRIVER", "WebKitWebDriver"),
        };
        env::var_os(variable).unwrap_or_else(|| program.into())
    }

    /// What to ask for, so that the session uses this profile. The same flags serve the tests inside a browser.
    pub fn capabilities(self, profile: &Path) -> Result<Capabilities> {
        let profile = profile.display().to_string();
        let (text, options, more) = match self {
            Chromium => (
                include_str!("../../../webdriver/chromium.json"),
                "goog:chromeOptions",
                vec![format!("--user-data-dir={profile}"), format!("--log-net-log={profile}/{LOG_OF_REQUESTS}")],
            ),
            Firefox => (
                include_str!("../../../webdriver/firefox.json"),
                "moz:firefoxOptions",
                vec!["-profile".to_owned(), profile],
            ),
            // Its sessions are private ones, without a profile.
            WebKit => (include_str!("../../../webdriver/webkit.json"), "webkitgtk:browserOptions", Vec::new()),
        };
        let mut capabilities: Capabilities = serde_json::from_str(text)?;
        let arguments = capabilities.get_mut(options).and_then(|options| options["args"].as_array_mut());
        arguments
            .with_context(|| format!("no list of arguments for {self}"))?
            .extend(more.into_iter().map(Value::from));
        Ok(capabilities)
    }

    /// Under what name the session's capabilities tell the process of the browser.
    pub fn process_id(self) -> &'static str {
        match self {
            Chromium => "goog:processID",
            Firefox => "moz:processID",
            WebKit => "webkitgtk:processID",
        }
    }

    /// Whether a driver tells what the console said; for the others, see `witness.js`.
    pub fn tells_console(self) -> bool {
        self == Chromium
    }

    /// How long something a user waits for may take, on a busy machine.
    pub fn patience(self) -> Duration {
        Duration::from_secs(match self {
            Chromium | Firefox => 30,
            // It compiles the reader anew for every file.
            WebKit => 180,
        })
    }

    /// How much longer a whole scenario may take than in Chromium.
    pub fn slowness(self) -> u32 {
        match self {
            Chromium => 1,
            Firefox | WebKit => 5,
        }
    }

    /// The narrowest page: a window that a person could have made has a least width outside Chromium, where it is feigned.
    pub fn least_width(self) -> u32 {
        match self {
            Chromium => 0,
            Firefox | WebKit => 500,
        }
    }

    /// Whether a scenario cannot run in the engine under test. It says so past the test's own capture, so that whoever runs
    /// the tests learns it.
    pub fn passes_over(self, scenario: &str, unfit: &[Engine], why: &str) -> bool {
        let unfit = unfit.contains(&self);
        if unfit {
            writeln!(stderr(), "passed over in {self}: {scenario}, {why}").ok();
        }
        unfit
    }
}

impl Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Chromium => "Chromium",
            Firefox => "Firefox",
            WebKit => "WebKit",
        })
    }
}
