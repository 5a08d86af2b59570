//! The browser for the tests: Chromium with its WebDriver, and a font with Chinese characters.
//!
//! These come from the system. Where that is Debian or Ubuntu and we may, they are installed.

use std::env;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::process;

const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];
const PROGRAMS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const ADVICE: &str = "The tests need Chromium (or Chrome), the chromedriver of the same version, and for pictures a Chinese \
    font. On Debian: `apt-get install chromium chromium-driver fonts-noto-cjk`. Elsewhere install both, so that \
    `chromedriver` is on PATH or named by the variable CHROMEDRIVER. Without a browser: `cargo xtask test --skip-e2e`";

pub fn driver() -> Option<PathBuf> {
    let given = env::var_os("CHROMEDRIVER").map(PathBuf::from).filter(|path| path.is_file());
    let beside = || PathBuf::from("/usr/lib/chromium-browser/chromedriver");
    given.or_else(|| process::find("chromedriver")).or_else(|| Some(beside()).filter(|path| path.is_file()))
}

pub fn program() -> Option<PathBuf> {
    let mac = || Some(PathBuf::from(MAC)).filter(|path| path.is_file());
    PROGRAMS.iter().find_map(|name| process::find(name)).or_else(mac)
}

/// `None` where the system cannot be asked.
pub fn has_chinese_font() -> Option<bool> {
    let fonts = process::output_of(process::command("fc-list").args([":lang=zh-cn", "family"]))?;
    Some(!fonts.is_empty())
}

/// The WebDriver program, installed with the browser if both may be.
pub fn ensure() -> Result<PathBuf> {
    if let Some(driver) = present() {
        return Ok(driver);
    }
    install()?;
    present().map_or_else(|| bail!("no Chromium with chromedriver after the installation. {ADVICE}"), Ok)
}

fn present() -> Option<PathBuf> {
    program().and_then(|_| driver())
}

fn install() -> Result<()> {
    let Some(apt_get) = apt_get() else { bail!("no Chromium with chromedriver here. {ADVICE}") };
    println!("── installing {} (once per machine)", PACKAGES.join(", "));
    let run = |arguments: &[&str]| {
        let (program, before) = apt_get.split_first().expect("the command has a first word");
        let mut command = process::command(program);
        process::run(command.args(before).args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    // An index that cannot be refreshed may still be good enough.
    run(&["update"]).unwrap_or_else(|error| eprintln!("warning: {error:#}"));
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(PACKAGES);
    run(&arguments).map_err(|error| error.context(ADVICE))
}

/// How to call apt-get with the right to install, if there is one without a password.
fn apt_get() -> Option<Vec<&'static str>> {
    process::find("apt-get")?;
    if process::output_of(process::command("id").arg("-u")).as_deref() == Some("0") {
        return Some(vec!["apt-get"]);
    }
    process::output_of(process::command("sudo").args(["-n", "true"])).map(|_| vec!["sudo", "-n", "apt-get"])
}
