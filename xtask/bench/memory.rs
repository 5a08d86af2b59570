//! The memory of the page's process, as the system counts it: scripts, WebAssembly, workers and buffers.
//!
//! `performance.measureUserAgentSpecificMemory` would need headers that a plain static host does not send. Works only
//! with `/proc`.

use std::fs;

use anyhow::Result;
use serde_json::json;

use crate::harness::driver::processes;
use crate::harness::{Browser, sleep};

/// Now and at its peak, in megabytes.
pub struct Memory {
    pub now_mb: f64,
    pub peak_mb: f64,
}

/// After a garbage collection. The browser keeps an empty process ready for the next page; the page's own is the larger
/// one.
pub async fn of_page(browser: &mut Browser) -> Result<Option<Memory>> {
    browser.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    sleep(500).await;
    let pages = processes(&browser.client)?.into_iter().filter(|process| is_page(*process)).filter_map(memory);
    Ok(pages.max_by(|a, b| a.peak_mb.total_cmp(&b.peak_mb)))
}

/// The browser writes its arguments as one text.
fn is_page(process: u64) -> bool {
    let line = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&line).contains("--type=renderer")
}

fn memory(process: u64) -> Option<Memory> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let megabytes = |key: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(key))?;
        line.split_whitespace().next()?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1000.0)
    };
    Some(Memory { now_mb: megabytes("VmRSS:")?, peak_mb: megabytes("VmHWM:")? })
}
