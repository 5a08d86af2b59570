//! The same workbook read many times: a browser that optimises a running program must not break it.

use std::fs;

use anyhow::ensure;
use serde_json::json;

use crate::harness::{Browser, Engine, files, scenario_within};

/// A bug in WebKit trapped a quarter of all readings; twenty without a trap are no coincidence.
const READINGS: usize = 20;
const WORKBOOK: &str = "维修工单.xlsx";

/// Counts the readers that start and those that stop.
const COUNT: &str = "window.readers = { started: 0, stopped: 0 };
    const worker = benyuan.worker;
    benyuan.worker = role => {
        const started = worker(role);
        readers.started += 1;
        started.addEventListener('error', () => readers.stopped += 1);
        return started;
    }";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_workbook_is_read_twenty_times() {
    let Some(samples) = files::samples() else { return };
    let readings = if Engine::under_test() == Engine::WebKit { READINGS } else { 3 };
    scenario_within(std::time::Duration::from_secs(180), "readings", async |browser: &mut Browser| {
        let sample = samples.iter().find(|file| file.ends_with(WORKBOOK)).unwrap_or(&samples[0]);
        let bytes = fs::read(sample)?;
        let copy = [files::file("readings", "again.xlsx", &bytes)?];
        browser.load("").await?;
        browser.run(COUNT).await?;
        for n in 0..readings {
            browser.choose(&copy).await?;
            let failed = browser.value("document.querySelectorAll('.failures__one').length").await?;
            ensure!(failed == json!(0), "reading {n} of {readings} failed");
            browser.click(".actions .button", "全部取消").await?;
            browser.wait_for(".welcome__drop").await?;
        }
        // Each has a reader of its own, and none needed a second one.
        let readers = browser.value("window.readers").await?;
        ensure!(readers == json!({ "started": readings, "stopped": 0 }), "{readings} readings took {readers}");
        Ok(())
    });
}
