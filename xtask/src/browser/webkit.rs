//! WebKit, the engine of Safari, as WebKitGTK: a small browser of its own behind WebKitWebDriver. It has no headless
//! mode, so it gets a virtual screen.

use std::process::Command;

use super::{Browser, Part, program};

pub const WEBKIT: Browser = Browser {
    name: "webkit",
    packages: &["webkit2gtk-driver", "xvfb", "xauth"],
    advice: "On Debian: `apt-get install webkit2gtk-driver xvfb xauth`. There is none for macOS or Windows.",
    find: || {
        let programs = [("WebKitWebDriver", "WEBKITDRIVER"), ("xvfb-run", "XVFB_RUN"), ("xauth", "XAUTH")];
        programs.map(|(name, variable)| Part { name, found: program(variable, &[name]) }).into()
    },
    prepare: || Ok(()),
    point: |test| {
        in_memory(test);
        Ok(())
    },
};

/// Larger than any page that the tests open.
const SCREEN: &str = "--server-args=-screen 0 1600x1300x24";

/// The same command with a virtual screen around it.
fn in_memory(test: &mut Command) {
    let mut around = Command::new("xvfb-run");
    around.args(["--auto-servernum", SCREEN]).arg(test.get_program()).args(test.get_args());
    test.get_current_dir().map(|folder| around.current_dir(folder));
    around.envs(test.get_envs().filter_map(|(name, value)| Some((name, value?))));
    *test = around;
}
