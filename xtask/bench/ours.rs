//! Our side: the engine program alone for storing and reading; the whole page, used as by a user, for the rest.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::args::Group;
use crate::data::{LEADS, MANY_SERVICES, SERVICES, WRITTEN};
use crate::harness::{Browser, files, number};
use crate::measures::{EDIT_PARTS, EditPart, Measure};
use crate::memory;
use crate::page;
use crate::requests;
use crate::samples::{Samples, Side};
use crate::site::{self, Site};

/// Passes rows from the page to the engine in chunks until it reports them saved; then a new engine opens the store.
pub async fn store(site: &Site, samples: &mut Samples) -> Result<()> {
    let mut browser = page::start(site).await?;
    browser.open(site::ENGINE).await?;
    let run = format!("run('{}', '{}')", site::OPENING, site::IMPORTING);
    let stored = browser.promise(&run).await?;
    expect_services(&stored)?;
    samples.add(Measure::Store, Side::Ours, milliseconds(&stored, "whole")?);
    println!("    of which the import command {:.0}", milliseconds(&stored, "last")?);

    browser.open(site::ENGINE).await?;
    let read = browser.promise(&format!("run('', '{}')", site::OPENING)).await?;
    expect_services(&read)?;
    samples.add(Measure::ColdRead, Side::Ours, milliseconds(&read, "whole")?);

    browser.open(site::ENGINE).await?;
    let visited = browser.promise(&format!("visit('{}')", site::VISITING)).await?;
    ensure!(visited["bytes"].as_f64() > Some(4e6), "the engine wrote only {} bytes", visited["bytes"]);
    samples.add(Measure::ColdVisit, Side::Ours, milliseconds(&visited, "whole")?);
    browser.close().await;
    Ok(())
}

/// Half a million rows: imported, and opened again in a new page.
pub async fn large(site: &Site, samples: &mut Samples) -> Result<()> {
    let mut browser = page::start(site).await?;
    browser.load("#/import").await?;
    let told = importing(&mut browser, &[site.file(Group::Large)]).await?;
    let said = told["said"].as_str().unwrap_or_default();
    ensure!(number(said) as usize == MANY_SERVICES, "after the import the page says: {said}");
    println!("    read after {:.0}", milliseconds(&told, "read")?);
    samples.add(Measure::Large, Side::Ours, milliseconds(&told, "saved")?);
    samples.add(Measure::LargeShown, Side::Ours, milliseconds(&told, "shown")?);
    if let Some(memory) = memory::of_page(&mut browser).await? {
        samples.add(Measure::LargePeak, Side::Ours, memory.peak_mb);
    }
    // In a process of its own, so that its memory is not the import's.
    page::anew(&mut browser).await?;
    browser.load("#/map").await?;
    let shown = browser.promise("probe.mapShown()").await?;
    samples.add(Measure::LargeOpened, Side::Ours, shown.as_f64().context("the probe says no time")?);
    if let Some(memory) = memory::of_page(&mut browser).await? {
        samples.add(Measure::LargeMemory, Side::Ours, memory.now_mb);
    }
    browser.close().await;
    Ok(())
}

fn expect_services(told: &Value) -> Result<()> {
    let rows: u32 = requests::status(&told["reply"])?.rows.iter().map(|(_, rows)| rows).sum();
    ensure!(rows as usize == SERVICES, "the engine holds {rows} rows instead of {SERVICES}");
    Ok(())
}

/// From choosing a file on the import page to the message that it is saved.
pub async fn import(group: Group, site: &Site, samples: &mut Samples) -> Result<()> {
    let mut browser = page::start(site).await?;
    browser.load("#/import").await?;
    if group == Group::Csv
        && let Some(memory) = memory::of_page(&mut browser).await?
    {
        samples.add(Measure::EmptyMemory, Side::Ours, memory.now_mb);
    }
    let told = importing(&mut browser, &[site.file(group)]).await?;
    let said = told["said"].as_str().unwrap_or_default();
    ensure!(number(said) as usize == LEADS, "after the import the page says: {said}");
    let [file, longest, long, after, peak] = measures(group);
    samples.add(file, Side::Ours, milliseconds(&told, "saved")?);
    println!("    pressed after {:.0}, map after {:.0}", milliseconds(&told, "read")?, milliseconds(&told, "shown")?);
    println!("    long tasks while reading, importing, drawing the map: {}", told["busyIn"]);
    busy(&told, [longest, long], Side::Ours, samples);
    if let Some(memory) = memory::of_page(&mut browser).await? {
        samples.add(after, Side::Ours, memory.now_mb);
        samples.add(peak, Side::Ours, memory.peak_mb);
    }
    browser.close().await;
    Ok(())
}

/// The measures of an import group: time, longest task, number of long tasks, memory, peak memory.
pub fn measures(group: Group) -> [Measure; 5] {
    use Measure::*;
    match group {
        Group::Xlsx => [Xlsx, XlsxLongest, XlsxLong, XlsxMemory, XlsxPeak],
        _ => [Csv, CsvLongest, CsvLong, CsvMemory, CsvPeak],
    }
}

/// Browsers report only tasks over 50 ms; without any, the longest is given as 50 ms.
pub fn busy(told: &Value, [longest, long]: [Measure; 2], side: Side, samples: &mut Samples) {
    let tasks: Vec<f64> = told["tasks"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    samples.add(longest, side, tasks.iter().copied().fold(50.0, f64::max));
    samples.add(long, side, tasks.len() as f64);
}

/// Reopens the page on an existing store: the demo store if the page offers one, else the samples.
pub async fn start(site: &Site, samples: &mut Samples) -> Result<()> {
    let mut browser = page::start(site).await?;
    browser.load("").await?;
    if !fill(&mut browser).await? {
        println!("  left out: there is neither a demo store nor the samples");
        browser.close().await;
        return Ok(());
    }
    for (measure, rate) in [(Measure::Start, 1), (Measure::StartSlow, 4)] {
        browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await?;
        // Reloaded, because a new visit might run in another process, which is not slowed.
        browser.client.refresh().await?;
        let shown = browser.promise("probe.mapShown()").await?;
        samples.add(measure, Side::Ours, shown.as_f64().context("the probe says no time")?);
        println!("    a fixed piece of work takes, in ms: {}", browser.promise("probe.pace()").await?);
    }
    browser.close().await;
    Ok(())
}

/// Follow-ups of different people one after the other, and after each the pages of today. As the opponent, the same
/// pages of periods that nobody asked for before: computed anew.
pub async fn edits(site: &Site, samples: &mut Samples) -> Result<()> {
    let measures: [fn(EditPart) -> Measure; 2] = [Measure::Edit, Measure::LargeEdit];
    for (customers, measure) in WRITTEN.into_iter().zip(measures) {
        let mut browser = page::start(site).await?;
        browser.load("#/import").await?;
        importing(&mut browser, &site.files_to_write_in(customers)).await?;
        let told = browser.promise("probe.edits()").await?;
        for (part, key) in EDIT_PARTS.into_iter().zip(["saved", "record", "list", "map", "funnel"]) {
            samples.add(measure(part), Side::Ours, late(&told["ours"][key])?);
            if !told["anew"][key].is_null() {
                samples.add(measure(part), Side::Opponent, late(&told["anew"][key])?);
            }
        }
        browser.close().await;
    }
    Ok(())
}

/// Nineteen of twenty are within.
fn late(told: &Value) -> Result<f64> {
    let times = times(told)?;
    println!("    of {}: median {:.0}", times.len(), times[times.len() / 2]);
    Ok(times[times.len() * 19 / 20])
}

/// Map, scorecard and a record in turn, and the two languages, each until it is painted.
pub async fn turns(site: &Site, samples: &mut Samples) -> Result<()> {
    let mut browser = page::start(site).await?;
    browser.load("").await?;
    ensure!(fill(&mut browser).await?, "there is neither a demo store nor the samples");
    let pages = times(&browser.promise("probe.pages()").await?)?;
    samples.add(Measure::PageTurn, Side::Ours, pages[pages.len() / 2]);
    samples.add(Measure::PageTurnLate, Side::Ours, pages[pages.len() * 19 / 20]);
    let languages = times(&browser.promise("probe.languages()").await?)?;
    samples.add(Measure::LanguageTurn, Side::Ours, languages[languages.len() / 2]);
    browser.close().await;
    Ok(())
}

/// Sorted by length.
fn times(told: &Value) -> Result<Vec<f64>> {
    let mut times: Vec<f64> = told.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    ensure!(!times.is_empty(), "the probe says no times");
    times.sort_by(f64::total_cmp);
    Ok(times)
}

async fn fill(browser: &mut Browser) -> Result<bool> {
    if browser.value("!!document.querySelector('.welcome__demo')").await? == json!(true) {
        browser.click(".welcome__demo button", "").await?;
        browser.promise("probe.mapShown()").await?;
        return Ok(true);
    }
    let Some(samples) = files::samples() else { return Ok(false) };
    browser.go("#/import").await?;
    importing(browser, &samples).await?;
    Ok(true)
}

pub async fn importing(browser: &mut Browser, files: &[PathBuf]) -> Result<Value> {
    browser.value("void (window.told = probe.importing())").await?;
    let files: Vec<_> = files.iter().map(PathBuf::as_path).collect();
    browser.upload("[data-role=files]", &files).await?;
    browser.promise("window.told").await
}

pub fn milliseconds(told: &Value, key: &str) -> Result<f64> {
    told[key].as_f64().with_context(|| format!("no `{key}` in {told}"))
}
