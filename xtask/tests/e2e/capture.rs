//! Captures what this version leaves in a browser, for later versions: `cargo xtask capture DIR`. It is no test:
//! without a folder to write to it does nothing. `tests/released/README.md` says what is captured and who opens it.

use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::harness::{Browser, Engine, Server, dist, files, tell};
use crate::released::PORT;

const NAME: &str = "城东店";
/// Two more leads, so that the last import has one before it.
const MORE: &str = "线索ID,客户姓名,手机号,线索创建时间,线索评级,一级渠道名称,销售顾问,自家备注栏\n\
    ZZ1,补录甲,13900990001,2026-10-20 10:00,H,车展,陈立,x\n\
    ZZ2,补录乙,13900990002,2026-10-21 10:00,A,车展,陈立,y\n";

/// All records of all databases, each `[database/table/key, bytes in base 64]`.
const DUMP: &str = "
    const text = record => {
        if (typeof record === 'number') return btoa(record);
        const bytes = record instanceof ArrayBuffer ? new Uint8Array(record) : record;
        if (!(bytes instanceof Uint8Array)) throw `a record that is no bytes: ${record}`;
        let letters = '';
        for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
        return btoa(letters);
    };
    const records = [];
    for (const { name, version } of await indexedDB.databases()) {
        if (version !== 1) throw `${name} has version ${version}`;
        const db = await opened(name);
        for (const table of db.objectStoreNames) {
            for (const key of await got(db.transaction(table).objectStore(table).getAllKeys())) {
                const record = await got(db.transaction(table).objectStore(table).get(key));
                records.push([`${name}/${table}/${key}`, text(record)]);
            }
        }
        db.close();
    }
    return records;";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask capture DIR"]
fn capture() {
    let Some(folder) = env::var_os("BENYUAN_CAPTURE").map(PathBuf::from) else { return };
    let start = async {
        let server = Server::start_at(dist(), PORT).with_context(|| format!("port {PORT} is taken"))?;
        Browser::start_with("capture", server, |_| Ok(())).await
    };
    tell(Duration::from_secs(600), "capture", start, async |browser: &mut Browser| {
        let samples = files::samples().context("the sample exports are what is captured")?;
        use_everything(browser, &samples).await?;
        if browser.engine() == Engine::Chromium {
            let records = browser.tamper(DUMP).await?;
            pack_databases(&folder.join("databases.zip"), &records)?;
        }
        browser.open("nothing-here").await?;
        browser.quit_and_reopen(|profile| pack_profile(&folder, profile)).await
    });
}

/// Imports, a name, another maker's clocks, the demo: no part of a store keeps its initial value.
async fn use_everything(browser: &mut Browser, samples: &[PathBuf]) -> Result<()> {
    browser.load("").await?;
    browser.choose(samples).await?;
    browser.import().await?;
    browser.choose(&[files::file("capture", "补录.csv", MORE)?]).await?;
    browser.import().await?;
    browser.go("#/data").await?;
    browser.close_toasts().await?;
    browser.click(".stores__one button", "改名").await?;
    browser.wait_for(".stores__one input").await?.clear().await?;
    browser.enter(".stores__one input", NAME).await?;
    browser.click(".stores__one button", "保存名称").await?;
    browser.wait_for_text(".stores__one", NAME).await?;
    browser.close_toasts().await?;
    browser.go("#/settings").await?;
    browser.click(".options__one", "广汽本田").await?;
    browser.click("#store-levels .button--primary", "").await?;
    browser.wait_for_text(".toast", "时限已更改").await?;
    browser.wait_for_text(".options__one:has(:checked)", "广汽本田").await?;
    browser.settle().await?;
    browser.load("#/demo").await?;
    browser.wait_for_demo().await?;
    browser.settle().await?;
    browser.click(".tour__close", "").await?;
    browser.go("#/data").await?;
    browser.click(".stores__one:not(:has(.tag)) button", "切换到这家").await?;
    browser.wait_gone(".popover--demo").await?;
    browser.settle().await?;
    let rows = browser.stored_rows().await?;
    println!("rows of each kind: {rows:?}");
    Ok(())
}

fn pack_databases(file: &Path, records: &Value) -> Result<()> {
    let mut records: Vec<(String, Vec<u8>)> = serde_json::from_value::<Vec<(String, String)>>(records.clone())?
        .into_iter()
        .map(|(name, text)| Ok((name, bytes(&text)?)))
        .collect::<Result<_>>()?;
    records.sort();
    pack(file, records)
}

/// The part of the profile that belongs to pages; the rest is the browser's own, and large.
fn pack_profile(folder: &Path, profile: &Path) -> Result<()> {
    let (name, root, parts): (_, _, &[&str]) = match Engine::under_test() {
        Engine::Chromium => ("chromium-profile.zip", profile.join("Default"), &["IndexedDB", "Local Storage"]),
        Engine::Firefox => ("firefox-profile.zip", profile.to_owned(), &["storage", "storage.sqlite"]),
        Engine::WebKit => return Ok(()),
    };
    let mut entries = Vec::new();
    for part in parts {
        collect(&root, &root.join(part), &mut entries)?;
    }
    entries.sort();
    ensure!(!entries.is_empty(), "the profile has no databases");
    pack(&folder.join(name), entries)
}

fn collect(root: &Path, path: &Path, entries: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    if path.is_dir() {
        return fs::read_dir(path)?.try_for_each(|entry| collect(root, &entry?.path(), entries));
    }
    // The lock of whoever has the files open; nobody has now.
    if path.file_name().is_some_and(|name| name == "LOCK") {
        return Ok(());
    }
    let bytes = fs::read(path).with_context(|| format!("no {}", path.display()))?;
    entries.push((path.strip_prefix(root)?.to_string_lossy().replace('\\', "/"), bytes));
    Ok(())
}

fn pack(file: &Path, entries: Vec<(String, Vec<u8>)>) -> Result<()> {
    let mut zip = ZipWriter::new(fs::File::create(file)?);
    for (name, bytes) in entries {
        zip.start_file(name, SimpleFileOptions::default().compression_level(Some(9)))?;
        std::io::Write::write_all(&mut zip, &bytes)?;
    }
    zip.finish()?;
    println!("{}: {} bytes", file.display(), fs::metadata(file)?.len());
    Ok(())
}

/// From base 64.
fn bytes(text: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for four in text.trim_end_matches('=').as_bytes().chunks(4) {
        let mut number = 0_u32;
        for letter in four {
            let six = match letter {
                b'A'..=b'Z' => letter - b'A',
                b'a'..=b'z' => letter - b'a' + 26,
                b'0'..=b'9' => letter - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                _ => anyhow::bail!("no base 64"),
            };
            number = number << 6 | u32::from(six);
        }
        number <<= 6 * (4 - four.len());
        bytes.extend_from_slice(&number.to_be_bytes()[1..four.len()]);
    }
    Ok(bytes)
}

#[test]
fn base_64_is_read() {
    for (text, expected) in [("", ""), ("YQ==", "a"), ("YWI=", "ab"), ("YWJj", "abc"), ("YWJjZA==", "abcd")] {
        assert_eq!(bytes(text).ok().as_deref(), Some(expected.as_bytes()));
    }
}
