//! The browser engine under test: Chromium, Firefox or WebKit, and their differences.
//!
//! Driver processes are in `driver`; a user's actions, which are the same for all, in `browser`.

use std::env;
use std::ffi::OsString;
use std::fmt::{self, Display};
use std::io::{Write, stderr};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use fantoccini::wd::Capabilities;
use serde_json::Value;

/// Why WebKit skips scenarios that kill the browser.
pub const NOTHING_LASTS: &str = "whose driver opens private sessions alone: what they store ends with them";

/// The file in the profile where Chromium logs its requests.
pub const LOG_OF_REQUESTS: &str = "requests.json";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    /// Safari's engine, in the small browser that comes with its driver on Linux.
    WebKit,
}

use Engine::{Chromium, Firefox, WebKit};

impl Engine {
    /// The engine that `cargo xtask test --browser` set in `$BENYUAN_BROWSER`; else Chromium.
    pub fn under_test() -> Self {
        let name = env::var("BENYUAN_BROWSER").unwrap_or_default();
        match name.as_str() {
            "" | "chromium" => Chromium,
            "firefox" => Firefox,
            "webkit" => WebKit,
            other => panic!("BENYUAN_BROWSER is `{other}`, which is none of chromium, firefox, webkit"),
        }
    }

    /// The driver program: from the environment, else on PATH.
    pub fn driver(self) -> OsString {
        let (variable, program) = match self {
            Chromium => ("CHROMEDRIVER", "chromedriver"),
            Firefox => ("GECKODRIVER", "geckodriver"),
            WebKit => ("WEBKITDRIVER", "WebKitWebDriver"),
        };
        env::var_os(variable).unwrap_or_else(|| program.into())
    }

    /// The session options for this profile. The tests inside a browser use the same flags.
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
            // Its sessions are private, without a profile.
            WebKit => (include_str!("../../../webdriver/webkit.json"), "webkitgtk:browserOptions", Vec::new()),
        };
        let mut capabilities: Capabilities = serde_json::from_str(text)?;
        let arguments = capabilities.get_mut(options).and_then(|options| options["args"].as_array_mut());
        arguments
            .with_context(|| format!("no list of arguments for {self}"))?
            .extend(more.into_iter().map(Value::from));
        Ok(capabilities)
    }

    /// The key of the browser's process id in the session's capabilities.
    pub fn process_id(self) -> &'static str {
        match self {
            Chromium => "goog:processID",
            Firefox => "moz:processID",
            WebKit => "webkitgtk:processID",
        }
    }

    /// Whether the driver reports console messages; otherwise see `witness.js`.
    pub fn tells_console(self) -> bool {
        self == Chromium
    }

    /// How long a single wait of a user may take, on a busy machine.
    pub fn patience(self) -> Duration {
        Duration::from_secs(match self {
            Chromium | Firefox => 30,
            // It compiles the reader again for every file.
            WebKit => 180,
        })
    }

    /// How many times as long as in Chromium a whole scenario may take.
    pub fn slowness(self) -> u32 {
        match self {
            Chromium => 1,
            Firefox | WebKit => 5,
        }
    }

    /// The narrowest page. Outside Chromium, which emulates the width, windows have a minimum width.
    pub fn least_width(self) -> u32 {
        match self {
            Chromium => 0,
            Firefox | WebKit => 500,
        }
    }

    /// Whether a scenario cannot run in the engine under test. If so, it prints that past the test's own capture, so
    /// that whoever runs the tests sees it.
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
