//! What every scenario needs: a static host, a WebDriver, a browser with an empty profile, and a report on failure.

mod all_kinds;
mod browser;
mod console;
pub mod driver;
mod engine;
pub mod files;
pub mod release;
mod server;
mod storage;
mod user;
mod viewport;
mod witness;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs};

use anyhow::{Context, Result, anyhow};

pub use browser::Browser;
pub use engine::{Engine, NOTHING_LASTS};
pub use server::{FRAME, Server};
pub use user::{RESTS, number, sleep};

pub const TIME_LIMIT: Duration = Duration::from_secs(180);

/// Runs a story in a new browser. On failure it reports a picture, the console and the page's text.
pub fn scenario(name: &str, story: impl AsyncFnOnce(&mut Browser) -> Result<()>) {
    scenario_within(TIME_LIMIT, name, story);
}

/// A story with a time limit of its own.
pub fn scenario_within(limit: Duration, name: &str, story: impl AsyncFnOnce(&mut Browser) -> Result<()>) {
    tell(limit, name, Browser::start(name), story);
}

/// A story in a browser that is started in a special way.
pub fn tell(
    limit: Duration,
    name: &str,
    start: impl Future<Output = Result<Browser>>,
    story: impl AsyncFnOnce(&mut Browser) -> Result<()>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be built");
    let limit = limit * Engine::under_test().slowness();
    let mut browser = runtime.block_on(start).unwrap_or_else(|error| panic!("{name}: {error:#}"));
    let told = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            let told = tokio::time::timeout(limit, story(&mut browser)).await;
            told.unwrap_or_else(|_| Err(anyhow!("not over after {} s", limit.as_secs())))
        })
    }));
    let report = matches!(told, Ok(Ok(()))).then(String::new).unwrap_or_else(|| runtime.block_on(report(&mut browser)));
    runtime.block_on(browser.close());
    match told {
        Ok(Ok(())) => {}
        Ok(Err(error)) => panic!("{name}: {error:#}\n{report}"),
        Err(panic) => {
            eprintln!("{report}");
            resume_unwind(panic)
        }
    }
}

/// A report on a browser that may be the cause of the failure and no longer answer.
async fn report(browser: &mut Browser) -> String {
    let told = tokio::time::timeout(Duration::from_secs(30), browser.report()).await;
    told.unwrap_or_else(|_| "the browser answers no more".to_owned())
}

/// The upload folder under test.
pub fn dist() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist")
}

/// Whether pictures were asked for; then there are many.
pub fn pictures_are_wanted() -> bool {
    env::var_os("BENYUAN_SCREENSHOTS").is_some()
}

/// The folder for pictures: the one given to `cargo xtask screenshots`, or the target directory.
pub fn pictures() -> Result<PathBuf> {
    let folder = env::var_os("BENYUAN_SCREENSHOTS").map_or_else(|| scratch("pictures"), PathBuf::from);
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(folder)
}

/// A folder in the target directory.
fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e").join(name)
}
