//! The other side: Dexie, PapaParse, SheetJS and SQLite in pages of their own, from the same host, in the same kind of browser.

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::args::Group;
use crate::data::{LEADS, SERVICES, WRITTEN};
use crate::measures::{BackupPart, Measure};
use crate::memory;
use crate::ours::{busy, measures, milliseconds};
use crate::page;
use crate::samples::{Samples, Side};
use crate::site::{self, Site};

pub async fn store(site: &Site, samples: &mut Samples) -> Result<()> {
    let mut sum = None;
    for (measure, durability) in [(Measure::StoreRelaxed, "relaxed"), (Measure::Store, "strict")] {
        let mut browser = page::start(site).await?;
        browser.open(site::OPPONENT).await?;
        let stored = browser.promise(&format!("store('{durability}')")).await?;
        expect(&stored, SERVICES)?;
        samples.add(measure, Side::Opponent, milliseconds(&stored, "whole")?);
        if measure == Measure::Store {
            browser.open(site::OPPONENT).await?;
            let read = browser.promise("read()").await?;
            expect(&read, SERVICES)?;
            samples.add(Measure::ColdRead, Side::Opponent, milliseconds(&read, "read")?);
            samples.add(Measure::ColdVisit, Side::Opponent, milliseconds(&read, "whole")?);
            sum = Some(read["sum"].clone());
        }
        browser.close().await;
    }
    let mut browser = page::start(site).await?;
    browser.open(site::SQLITE).await?;
    let stored = browser.promise("ask('store')").await?;
    expect(&stored, SERVICES)?;
    samples.add(Measure::StoreSqlite, Side::Opponent, milliseconds(&stored, "whole")?);
    browser.open(site::SQLITE).await?;
    let read = browser.promise("ask('read')").await?;
    expect(&read, SERVICES)?;
    ensure!(sum.as_ref() == Some(&read["sum"]), "SQLite's cells sum up to {}, Dexie's to {sum:?}", read["sum"]);
    samples.add(Measure::VisitSqlite, Side::Opponent, milliseconds(&read, "whole")?);
    browser.close().await;
    Ok(())
}

pub async fn import(group: Group, site: &Site, samples: &mut Samples) -> Result<()> {
    let mut browser = page::start(site).await?;
    browser.open(site::OPPONENT).await?;
    browser.value(&format!("void (window.told = importing({}))", group.name())).await?;
    browser.upload("#file", &[&site.file(group)]).await?;
    let told = browser.promise("window.told").await?;
    expect(&told, LEADS)?;
    let [file, longest, long, after, peak] = measures(group);
    samples.add(file, Side::Opponent, milliseconds(&told, "saved")?);
    println!("    read after {:.0}", milliseconds(&told, "read")?);
    busy(&told, [longest, long], Side::Opponent, samples);
    if let Some(memory) = memory::of_page(&mut browser).await? {
        samples.add(after, Side::Opponent, memory.now_mb);
        samples.add(peak, Side::Opponent, memory.peak_mb);
    }
    browser.close().await;
    Ok(())
}

/// The rows of the smaller store, exported and imported again: in the clear, and without looking whether they are the same.
pub async fn backups(site: &Site, samples: &mut Samples) -> Result<()> {
    let customers = WRITTEN[0];
    let mut browser = page::start(site).await?;
    browser.open(site::OPPONENT).await?;
    for (kind, file) in ["leads", "sales", "services"].into_iter().zip(site.files_to_write_in(customers)) {
        browser.value(&format!("void (window.told = filling('{kind}'))")).await?;
        browser.upload("#file", &[&file]).await?;
        browser.promise("window.told").await?;
    }
    page::anew(&mut browser).await?;
    browser.open(site::OPPONENT).await?;
    let told = browser.promise("backup()").await?;
    expect(&told, customers * 12)?;
    let mut add = |part, value| samples.add(Measure::Backup(part), Side::Opponent, value);
    add(BackupPart::Made, milliseconds(&told, "made")?);
    add(BackupPart::Size, milliseconds(&told, "bytes")? / 1e6);
    if let Some(memory) = memory::of_page(&mut browser).await? {
        add(BackupPart::MadePeak, memory.peak_mb);
    }
    let told = browser.promise("restore()").await?;
    expect(&told, customers * 12)?;
    add(BackupPart::Restored, milliseconds(&told, "restored")?);
    if let Some(memory) = memory::of_page(&mut browser).await? {
        add(BackupPart::RestoredPeak, memory.peak_mb);
    }
    browser.close().await;
    Ok(())
}

fn expect(told: &Value, rows: usize) -> Result<()> {
    ensure!(told["rows"] == rows, "the opponent holds {} rows instead of {rows}", told["rows"]);
    Ok(())
}
