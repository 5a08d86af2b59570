//! The store keeps its promises in a browser: damage, removal and full disks are reported, each with a way on.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Browser, Engine, Server, TIME_LIMIT, dist, files, scenario, tell};

const NAME: &str = "kept";
const ROWS: u64 = 1500;

/// A store with one file of 1 500 leads and one of 40.
async fn filled(browser: &mut Browser, name: &str) -> Result<()> {
    browser.load("").await?;
    browser.choose(&[files::file(name, "一月.csv", files::leads(1, ROWS))?]).await?;
    browser.import().await?;
    browser.choose(&[files::file(name, "二月.csv", files::leads(9, 40))?]).await?;
    browser.import().await
}

async fn total(browser: &mut Browser) -> Result<u64> {
    Ok(browser.stored_rows().await?.iter().sum())
}

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_damaged_page_is_said_everywhere_and_repaired_by_its_file() {
    scenario("kept-page", async |browser: &mut Browser| {
        filled(browser, "kept-page").await?;
        let flipped = "const [name] = await stores(); const [first] = await keys(name, 'pages'); \
            await change(name, 'pages', first, flip(0.5)); return first";
        browser.tamper(flipped).await?;
        browser.load("").await?;
        for page in ["#/map", "#/funnel", "#/distribution", "#/satisfaction", "#/scorecard", "#/data", "#/coverage"] {
            browser.go(page).await?;
            browser.wait_for_text(".partial", "1,024 行读不出来，来自 一月.csv").await?;
        }
        ensure!(total(browser).await? == ROWS + 40 - 1024, "the readable rows are not all there");
        browser.go("#/data").await?;
        let csv = browser.handed_over("[data-role=take-out]", "线索").await?;
        ensure!(csv.lines().count() as u64 == 1 + ROWS + 40 - 1024, "{} lines were taken out", csv.lines().count());
        browser.choose(&[files::file("kept-page", "一月.csv", files::leads(1, ROWS))?]).await?;
        browser.import().await?;
        browser.wait_gone(".partial").await?;
        ensure!(total(browser).await? == ROWS + 40, "the file did not repair the store");
        browser.load("").await?;
        browser.wait_gone(".partial").await?;
        ensure!(total(browser).await? == ROWS + 40, "the repair did not last");
        browser.expect_quiet_console().await
    });
}

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_damaged_manifest_or_list_of_stores_shuts_nobody_out() {
    scenario("kept-lists", async |browser: &mut Browser| {
        filled(browser, "kept-lists").await?;
        // The manifest: the previous state is offered.
        browser.tamper("const [name] = await stores(); await change(name, 'meta', 'manifest', flip(0.5))").await?;
        browser.open("").await?;
        browser.wait_for_text("[role=alert] h2", "这家店的数据已损坏").await?;
        browser.wait_for_text(".stores__one", "删除").await?;
        browser.press_way_on("打开上一次保存的数据").await?;
        ensure!(total(browser).await? == ROWS, "the state before is another one");
        // Both: rebuilt from the pages.
        let both = "const [name] = await stores(); await change(name, 'meta', 'manifest', flip(0.3)); \
            await change(name, 'meta', 'previous', flip(0.7))";
        browser.tamper(both).await?;
        browser.open("").await?;
        browser.press_way_on("从能读出的部分重建").await?;
        ensure!(total(browser).await? >= ROWS, "what could be read is not all there");
        // An older state put back.
        let rows = total(browser).await?;
        let put_aside = "const [name] = await stores(); const db = await opened(name); \
            const t = db.transaction('meta'); const kept = {}; \
            for (const key of ['manifest', 'guard']) kept[key] = [...await got(t.objectStore('meta').get(key))]; \
            db.close(); return kept";
        let kept = browser.tamper(put_aside).await?;
        browser.load("").await?;
        browser.choose(&[files::file("kept-lists", "三月.csv", files::leads(5, 3))?]).await?;
        browser.import().await?;
        let put_back = format!(
            "const kept = {kept}; const [name] = await stores(); \
             for (const key in kept) await change(name, 'meta', key, () => new Uint8Array(kept[key]))"
        );
        browser.tamper(&put_back).await?;
        browser.open("").await?;
        browser.wait_for_text("[role=alert] h2", "不是最后一次保存的").await?;
        browser.press_way_on("照现在的样子使用").await?;
        ensure!(total(browser).await? == rows, "the older state is another one");
        // The list of stores, altered and missing.
        browser.tamper("await change('benyuan', 'meta', 'registry', flip(0.5))").await?;
        browser.load("").await?;
        browser.wait_for_text(".toast", "门店清单").await?;
        ensure!(total(browser).await? == rows, "the store is not there without its list");
        browser.tamper("await remove('benyuan')").await?;
        browser.load("").await?;
        ensure!(total(browser).await? == rows, "an empty store greets where the list is gone");
        ensure!(
            browser.value("document.querySelectorAll('.stores__one').length").await? == json!(1),
            "another store was made"
        );
        browser.expect_quiet_console().await
    });
}

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn what_the_browser_removed_is_no_first_visit_and_can_be_written_anew() {
    scenario("kept-removed", async |browser: &mut Browser| {
        filled(browser, "kept-removed").await?;
        // While the page runs: it reports it at once, and still has every row.
        browser.go("#/data").await?;
        browser.in_databases("const [name] = await stores(); await remove(name)").await?;
        browser.wait_for_text("[role=alert] h2", "数据不见了").await?;
        let csv = browser.handed_over("[data-role=take-out]", "线索").await?;
        ensure!(csv.lines().count() as u64 == 1 + ROWS + 40, "{} lines were taken out", csv.lines().count());
        browser.press_way_on("重新存到这台设备").await?;
        browser.load("").await?;
        ensure!(total(browser).await? == ROWS + 40, "not everything was written anew");
        // While it does not run: a trace remains in the browser's local storage.
        browser.tamper("for (const name of [...await stores(), 'benyuan']) await remove(name)").await?;
        browser.open("").await?;
        browser.wait_for_text("[role=alert] h2", "数据不见了").await?;
        browser.wait_for_text(".hint", "上次在这里使用是").await?;
        ensure!(browser.value("document.querySelector('.welcome')").await?.is_null(), "it looks like a first visit");
        // Without a trace, the first page still works.
        browser.tamper("localStorage.clear(); for (const name of ['benyuan']) await remove(name)").await?;
        browser.load("").await?;
        browser.click(".welcome__have summary", "已有数据？").await?;
        browser.wait_for_text(".welcome__have p", "七天").await?;
        browser.expect_quiet_console().await
    });
}

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn deleting_everything_names_what_another_page_holds() {
    scenario("kept-deleted", async |browser: &mut Browser| {
        filled(browser, "kept-deleted").await?;
        browser.new_tab().await?;
        // A page of the same origin that never releases its connection, like a sleeping tab.
        browser.tamper("const [name] = await stores(); window.held = await opened(name)").await?;
        browser.switch_tab(0).await?;
        browser.go("#/data").await?;
        browser.click("button", "删除本机全部数据").await?;
        browser.enter(".confirm input", "全部删除").await?;
        browser.click(".confirm button", "永久删除").await?;
        browser.wait_for_text(".toast--problem", "关闭那个标签页后就会清除").await?;
        // The new store exists before the page is reloaded: interrupting its making would leave a third.
        browser.settle().await?;
        browser.wait_for(".welcome").await?;
        browser.switch_tab(1).await?;
        browser.close_tab().await?;
        browser.switch_tab(0).await?;
        browser.load("").await?;
        browser.wait_for(".welcome").await?;
        // A browser may take a moment to release what the closed page held.
        let gone = "const until = Date.now() + 15000; \
            while ((await stores()).length > 1 && Date.now() < until) await new Promise(next => setTimeout(next, 100)); \
            return (await stores()).length";
        let left = browser.in_databases(gone).await?;
        let names =
            browser.in_databases("return JSON.stringify([await stores(), await keys('benyuan', 'meta')])").await?;
        ensure!(left == json!(1), "{left} stores are there, not the new one alone: {names}");
        browser.expect_quiet_console().await
    });
}

/// The size of the disk for a browser's databases.
const ROOM: &str = "size=6m";

/// A small disk in memory; mounting one needs the right to do so.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", ROOM, "tmpfs"]).arg(folder).status()?;
        ensure!(mounted.success(), "no disk could be mounted at {}", folder.display());
        Ok(Self(folder.to_owned()))
    }

    fn may_be_mounted() -> bool {
        let user = Command::new("id").arg("-u").output();
        cfg!(target_os = "linux") && user.is_ok_and(|user| user.stdout.starts_with(b"0\n"))
    }
}

/// This many bytes stay free.
const LEFT: u64 = 512 * 1024;

/// Fills the disk, except for a little.
fn fill(disk: &Path) -> Result<()> {
    let mut ballast = fs::File::create(disk.join("ballast"))?;
    let mut size = 0;
    while ballast.write_all(&[7; 1024]).is_ok() {
        size += 1024;
    }
    Ok(ballast.set_len(size - LEFT)?)
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg("--lazy").arg(&self.0).status().ok();
    }
}

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_full_disk_can_be_read_and_is_called_so() {
    let engine = Engine::under_test();
    if engine.passes_over(
        "kept-full",
        &[Engine::Firefox, Engine::WebKit],
        "whose databases lie beside what it needs to start",
    ) {
        return;
    }
    if !SmallDisk::may_be_mounted() {
        println!("passed over: a full disk, which takes the right to mount a small one");
        return;
    }
    let mut disk = None;
    let disk_path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e/profile-kept-full").join("Default/IndexedDB");
    let start = async {
        let server = Server::start(dist())?;
        Browser::start_with("kept-full", server, |profile| {
            disk = Some(SmallDisk::mount(&profile.join("Default/IndexedDB"))?);
            Ok(())
        })
        .await
    };
    tell(TIME_LIMIT, "kept-full", start, async |browser: &mut Browser| {
        filled(browser, "kept-full").await?;
        fill(&disk_path)?;
        let import = files::file("kept-full", "too-much.csv", files::leads(20, 50_000))?;
        browser.choose(&[import]).await?;
        browser.click("[data-role=import]", "").await?;
        browser.wait_for_text(".toast--problem", "空间不够").await?;
        let rows = ROWS + 40;
        ensure!(total(browser).await? == rows, "half an import is there");
        // With no room at all, Chromium opens no database and lists none. That is neither a first visit nor a loss.
        browser.load("").await?;
        browser.wait_for_text("[role=alert] h2", "空间不够").await?;
        // A little room, too little for an import, is enough to read.
        fill(&disk_path)?;
        browser.load("").await?;
        ensure!(total(browser).await? == rows, "a full disk keeps the store from being read");
        browser.go("#/data").await?;
        browser.click(".stores__one button", "删除").await?;
        browser.enter(".confirm input", "我的门店").await?;
        browser.click(".confirm button", "永久删除").await?;
        browser.wait_for_text(".toast", "已删除").await?;
        Ok(())
    });
    drop(disk);
}

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn two_tabs_on_plain_http_lose_nothing() {
    if Engine::under_test().passes_over("kept-http", &[Engine::WebKit], "whose driver knows no names of its own") {
        return;
    }
    scenario("kept-http", async |browser: &mut Browser| {
        browser.open_insecure("").await?;
        browser.settle().await?;
        ensure!(
            browser.value("isSecureContext || 'locks' in navigator").await? == json!(false),
            "there are locks here"
        );
        browser.choose(&[files::file(NAME, "一月.csv", files::leads(1, ROWS))?]).await?;
        browser.import().await?;
        // After a reload, the tab is not shut out by its own former page.
        browser.open_insecure("").await?;
        browser.wait_for(".figure svg").await?;

        browser.new_tab().await?;
        browser.open_insecure("").await?;
        browser.wait_for_text("[role=alert] h2", "另一个标签页").await?;
        // The first tab has files on its desk when the second takes over the store.
        browser.switch_tab(0).await?;
        browser.choose(&[files::file(NAME, "二月.csv", files::leads(9, 40))?]).await?;
        browser.switch_tab(1).await?;
        browser.press_way_on("在这里继续").await?;
        browser.choose(&[files::file(NAME, "三月.csv", files::leads(5, 3))?]).await?;
        browser.import().await?;
        browser.switch_tab(0).await?;
        browser.wait_for_text("[role=alert] h2", "已转到另一个标签页").await?;
        browser.press_way_on("在这里继续").await?;
        // The chosen files are still there, and are read again.
        browser.go("#/import").await?;
        browser.wait_until_read(1).await?;
        browser.import().await?;
        ensure!(total(browser).await? == ROWS + 43, "an import was lost between the tabs");
        browser.open_insecure("").await?;
        browser.wait_for(".figure svg").await?;
        ensure!(total(browser).await? == ROWS + 43, "an import did not last");
        browser.expect_quiet_console().await
    });
}
