//! Stores that released versions left in a browser open with every row: from their bytes, and from the profile itself.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::json;
use zip::ZipArchive;

use crate::harness::{Browser, Engine, Server, TIME_LIMIT, dist, number, scenario, tell};

/// The version whose profiles were kept.
const VERSION: &str = "9130f1a";
const VERSIONS: [&str; 2] = [VERSION, "a19d198"];
/// The origin that the captured profiles belong to.
pub const PORT: u16 = 43_117;
/// Rows of each kind, as that version counted them.
const ROWS: [u64; 8] = [8898, 4652, 3407, 12206, 11365, 5591, 3487, 0];
/// On the map, at the reporting date.
const CUSTOMERS: u64 = 10_170;

/// Makes a database with its records, given as base-64 texts.
const RESTORE: &str = "
    const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    const restore = (name, tables, records) => new Promise((done, fail) => {
        const open = indexedDB.open(name, 1);
        open.onupgradeneeded = () => tables.forEach(table => open.result.createObjectStore(table));
        open.onerror = () => fail(open.error);
        open.onsuccess = () => {
            const t = open.result.transaction(tables, 'readwrite');
            records.forEach(([table, key, text]) => {
                const value = `${key}`.startsWith('revision:') ? Number(atob(text)) : bytes(text);
                t.objectStore(table).put(value, key);
            });
            t.oncomplete = () => { open.result.close(); done(); };
            t.onabort = () => fail(t.error);
        };
    });";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn databases_of_a_released_version_open() {
    for version in VERSIONS {
        opens(version);
    }
}

fn opens(version: &'static str) {
    scenario("released-bytes", async |browser: &mut Browser| {
        let databases = databases(version)?;
        let count = databases.len();
        for (name, records) in databases {
            let tables = if name == "benyuan" { json!(["meta"]) } else { json!(["pages", "journal", "meta"]) };
            browser.tamper(&format!("{RESTORE} await restore({}, {tables}, {})", json!(name), json!(records))).await?;
        }
        ensure!(count == 3, "{count} databases were captured");
        browser.load("").await?;
        is_all_there(browser).await?;
        browser.expect_quiet_console().await
    });
}

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_profile_of_a_released_version_opens() {
    let engine = Engine::under_test();
    if engine.passes_over("released-profile", &[Engine::WebKit], "whose driver opens private sessions alone") {
        return;
    }
    let start = async {
        let server = Server::start_at(dist(), PORT)
            .with_context(|| format!("port {PORT} is taken: the profile is bound to it"))?;
        Browser::start_with("released-profile", server, |profile| match engine {
            Engine::Chromium => unpack("chromium-profile.zip", &profile.join("Default")),
            Engine::Firefox | Engine::WebKit => unpack("firefox-profile.zip", profile),
        })
        .await
    };
    tell(TIME_LIMIT, "released-profile", start, async |browser: &mut Browser| {
        browser.load("").await?;
        is_all_there(browser).await
    });
}

/// Checks every row, the name, a figure of the map, and the demo.
async fn is_all_there(browser: &mut Browser) -> Result<()> {
    let rows = browser.stored_rows().await?;
    ensure!(rows == ROWS, "{rows:?} are stored");
    browser.wait_for_text(".stores__one", "城东店").await?;
    browser.go("#/settings").await?;
    browser.wait_for_text(".options__one:has(:checked)", "广汽本田").await?;
    browser.go("#/map").await?;
    browser.wait_for("[data-figure=map] svg").await?;
    let customers = number(&browser.text(".top__subtitle").await?);
    ensure!(customers == CUSTOMERS, "the map counts {customers} customers");
    browser.load("#/demo").await?;
    browser.wait_for_demo().await?;
    browser.wait_for("[data-figure=map] svg").await?;
    Ok(())
}

type Records = Vec<(String, serde_json::Value, String)>;

/// The captured databases with their records.
fn databases(version: &str) -> Result<Vec<(String, Records)>> {
    let mut archive = ZipArchive::new(fs::File::open(captured(version, "databases.zip"))?)?;
    let mut databases: Vec<(String, Records)> = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at)?;
        let name = entry.name()?.into_owned();
        let mut parts = name.splitn(3, '/');
        let mut next = || parts.next().map(str::to_owned).context("a record without a place");
        let (database, table, key) = (next()?, next()?, next()?);
        let key = key.parse::<u32>().map_or_else(|_| json!(key), |number| json!(number));
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        let record = (table, key, base64(&bytes));
        match databases.last_mut().filter(|(last, _)| *last == database) {
            Some((_, records)) => records.push(record),
            None => databases.push((database, vec![record])),
        }
    }
    Ok(databases)
}

fn unpack(name: &str, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    Ok(ZipArchive::new(fs::File::open(captured(VERSION, name))?)?.extract(folder)?)
}

fn captured(version: &str, name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/released").join(version).join(name)
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * at)) as usize & 63];
            text.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}
