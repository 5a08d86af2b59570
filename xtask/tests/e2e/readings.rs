//! The same workbook read again and again: a browser that compiles a program better while it runs must not make it go wrong.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Browser, Engine, files, scenario_within};

/// A fault of WebKit's trapped a quarter of all readings; twenty without one are no accident.
const READINGS: usize = 20;
const WORKBOOK: &str = "维修工单.xlsx";

/// Counts the readers that are started and those that stop.
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
        let copies = (0..readings).map(|n| files::file("readings", &format!("{n}.xlsx"), &bytes));
        let copies = copies.collect::<Result<Vec<PathBuf>>>()?;
        browser.load("").await?;
        browser.run(COUNT).await?;
        browser.choose(&copies).await?;
        let failed = browser.value("document.querySelectorAll('.failures__one').length").await?;
        ensure!(failed == json!(0), "{failed} of {readings} readings failed");
        println!("{readings} readings in {}: {}", Engine::under_test(), browser.value("window.readers").await?);
        let stopped = browser.value("window.readers.stopped").await?;
        ensure!(stopped == json!(0), "{stopped} of {readings} readers stopped");
        Ok(())
    });
}
