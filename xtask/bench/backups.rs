//! Our side of backups, on the page of backups, as a user presses: each step until the page rests again.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Result, bail, ensure};
use serde_json::json;

use crate::data::WRITTEN;
use crate::harness::{Browser, RESTS, sleep};
use crate::measures::{BackupPart, Measure};
use crate::memory;
use crate::ours::{importing, milliseconds};
use crate::page;
use crate::samples::{Samples, Side};
use crate::site::Site;

const PASSPHRASE: &str = "城东店 2026 冬";
const LIMIT: Duration = Duration::from_secs(60);

pub async fn ours(site: &Site, samples: &mut Samples) -> Result<()> {
    let measures: [fn(BackupPart) -> Measure; 2] = [Measure::Backup, Measure::LargeBackup];
    for (customers, measure) in WRITTEN.into_iter().zip(measures) {
        one(site, customers, &mut |part, value| samples.add(measure(part), Side::Ours, value)).await?;
    }
    Ok(())
}

/// Each step in a process of its own, so that its memory is not another's.
async fn one(site: &Site, customers: usize, add: &mut impl FnMut(BackupPart, f64)) -> Result<()> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-backups");
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder)?;
    let mut browser = page::start(site).await?;
    browser.load("#/import").await?;
    importing(&mut browser, &site.files_to_write_in(customers)).await?;

    desk(&mut browser, &folder).await?;
    for field in ["passphrase", "again"] {
        browser.enter(&format!("[data-act=set-up] [name={field}]"), PASSPHRASE).await?;
    }
    browser.click("[data-act=set-up] button", "").await?;
    browser.wait_for("[data-role=recovery]").await?;
    browser.click("[data-act=home].button", "").await?;
    browser.wait_until(RESTS).await?;
    add(BackupPart::Made, press(&mut browser, "[data-act=back-up]", "[data-again]").await?);
    if let Some(memory) = memory::of_page(&mut browser).await? {
        add(BackupPart::MadePeak, memory.peak_mb);
    }
    let file = downloaded(&folder).await?;
    add(BackupPart::Size, fs::metadata(&file)?.len() as f64 / 1e6);

    desk(&mut browser, &folder).await?;
    browser.upload("[data-file=choose]", &[&file]).await?;
    browser.enter("[data-role=passphrase] [name=passphrase]", PASSPHRASE).await?;
    add(BackupPart::Opened, press(&mut browser, "[data-role=passphrase] button", "[data-act=restore-new]").await?);
    add(BackupPart::Restored, press(&mut browser, "[data-act=restore-new]", "[data-role=restored]").await?);
    if let Some(memory) = memory::of_page(&mut browser).await? {
        add(BackupPart::RestoredPeak, memory.peak_mb);
    }

    fs::remove_file(&file)?;
    desk(&mut browser, &folder).await?;
    add(BackupPart::Out, press(&mut browser, "[data-act=export]", "#desk:not([aria-busy])").await?);
    let zip = downloaded(&folder).await?;
    ensure!(fs::metadata(&zip)?.len() > 1_000_000, "{} is too small", zip.display());
    browser.close().await;
    fs::remove_dir_all(&folder).ok();
    Ok(())
}

/// The page of backups in a new process, which keeps what it hands over in a folder.
async fn desk(browser: &mut Browser, folder: &Path) -> Result<()> {
    page::anew(browser).await?;
    let to = json!({ "behavior": "allow", "downloadPath": folder });
    browser.devtools("Page.setDownloadBehavior", to).await?;
    browser.open("?backup").await?;
    browser.wait_until(RESTS).await
}

/// From pressing a button until something is there and the page rests.
async fn press(browser: &mut Browser, button: &str, there: &str) -> Result<f64> {
    let told = browser.promise(&format!("probe.pressing({}, {})", json!(button), json!(there))).await?;
    milliseconds(&told, "whole")
}

/// The file that was handed over, once it is whole.
async fn downloaded(folder: &Path) -> Result<PathBuf> {
    let start = Instant::now();
    while start.elapsed() < LIMIT {
        let files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
        let is_partial = |file: &PathBuf| file.extension().is_some_and(|ending| ending == "crdownload");
        if let [file] = &files[..]
            && !is_partial(file)
        {
            return Ok(file.clone());
        }
        sleep(200).await;
    }
    bail!("not one whole file in {} after {} s", folder.display(), LIMIT.as_secs())
}
