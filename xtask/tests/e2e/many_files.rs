//! A year of daily exports at once: every row arrives, and the page stays responsive.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Browser, Engine, files, scenario};

const FILES: u64 = 400;
const ROWS: u64 = 100;

/// When the files were chosen, when they could be imported, and the tasks of more than 50 ms, if the browser reports
/// them. The task of choosing begins with the browser's own work (60 to 80 ms for so many files, even if no page
/// listens), so it counts from the event on.
const WATCH: &str = "const told = window.told = { tasks: [] };
    addEventListener('change', () => told.chosen = performance.now(), { capture: true, once: true });
    try { new PerformanceObserver(list => list.getEntries().forEach(task => told.tasks.push(task)))
        .observe({ type: 'longtask' }) } catch {}
    const look = setInterval(() => {
        if (!document.querySelector('[data-role=import]:not(:disabled)')) return;
        clearInterval(look);
        told.ready = performance.now();
    }, 20)";

/// The page's own time in each task in which it exceeded 50 ms.
const LONG: &str = "told.tasks.map(({ startTime, duration }) => { \
    const end = startTime + duration; \
    return Math.round(end - (startTime < told.chosen && told.chosen < end ? told.chosen : startTime)); \
}).filter(took => took > 50)";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_year_of_daily_exports_is_imported_at_once() {
    scenario("many-files", async |browser: &mut Browser| {
        let files = (1..=FILES).map(|n| files::file("many-files", &format!("{n}.csv"), files::leads(n, ROWS)));
        let files = files.collect::<Result<Vec<PathBuf>>>()?;
        browser.load("").await?;
        browser.go("#/import").await?;
        browser.run(WATCH).await?;
        let paths: Vec<_> = files.iter().map(PathBuf::as_path).collect();
        browser.upload("[data-role=files]", &paths).await?;
        browser.wait_until("window.told.ready").await?;
        let took = browser.value("Math.round(told.ready - told.chosen)").await?;
        println!("{FILES} files of {ROWS} rows are read and compared after {took} ms in {}", Engine::under_test());

        browser.wait_for_text("h2", "识别出 400 个文件，40,000 行可以导入").await?;
        println!("tasks of the page of more than 50 ms until then: {}", browser.value(LONG).await?);
        is_listed_in_parts(browser).await?;
        browser.import().await?;
        browser.wait_for_text(".toast", "已导入：新增 40,000 行").await?;
        let rows = browser.stored_rows().await?;
        ensure!(rows == [FILES * ROWS, 0, 0, 0, 0, 0, 0, 0], "{rows:?} are stored");
        browser.expect_quiet_console().await
    });
}

async fn is_listed_in_parts(browser: &mut Browser) -> Result<()> {
    let listed = "document.querySelectorAll('.file .file__line').length";
    ensure!(browser.value(listed).await? == json!(50), "{} files are listed", browser.value(listed).await?);
    browser.click(".actions .link", "还有 350 个文件，全部列出").await?;
    browser.wait_until(&format!("{listed} === 400")).await
}
