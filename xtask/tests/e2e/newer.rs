//! A newer version: it is announced, waits for files chosen for import, keeps typed text, and leaves other tabs their
//! own version.

use std::fs;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Browser, Server, files, release, scenario, sleep};

const FIRST_DAY: &str = "document.querySelector('.period__custom input')";
const COPIES: &str = "void caches.keys().then(names => window.copies = names.length)";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_newer_version_takes_nothing_away() {
    scenario("newer", async |browser: &mut Browser| {
        let folder = release::copy("newer")?;
        let host = Server::start(folder.clone())?;
        let old = release::build_of(&folder)?;
        browser.visit(&host, "").await?;
        browser.wait_until_offline_is_ready().await?;
        ensure!(browser.text("[data-role=build]").await? == old, "the page is not of the build {old}");

        let new = release::renew(&folder)?;
        browser.reload().await?;
        browser.wait_for_text("[data-role=newer]", "新版本已就绪").await?;
        browser.go("#/settings").await?;
        ensure!(browser.text("[data-role=build]").await? == old, "the page changed over unasked");
        browser.value("window.tab = 'old'").await?;
        import(browser, 1).await?;
        type_things(browser).await?;
        wait_for_staged_files(browser).await?;

        // The newer version is accepted in another tab, where no store is open.
        browser.new_tab().await?;
        browser.visit(&host, "#/settings").await?;
        browser.wait_for_text("[role=alert] h2", "另一个标签页").await?;
        browser.click("[data-role=newer] [data-role=update]", "更新").await?;
        browser.wait_until(&format!("document.querySelector('meta[name=benyuan-build]').content === '{new}'")).await?;
        browser.wait_for_text("[role=alert] h2", "另一个标签页").await?;
        copies_are(browser, 2).await?;
        ensure!(
            browser.value("Boolean(document.querySelector('[data-role=newer]'))").await? == json!(false),
            "still announced"
        );

        goes_on_with_its_own_files(browser, &host).await?;
        changes_over_itself(browser, &new).await?;
        // The other tab already runs the newer version, so nobody needs the old copy.
        browser.reload().await?;
        copies_are(browser, 1).await
    });
}

/// Stores in `window.became` the outcome for the host's present version.
const ASK: &str = "void navigator.serviceWorker.getRegistration().then(known => { \
    const follow = worker => worker.addEventListener('statechange', () => window.became = worker.state); \
    known.addEventListener('updatefound', () => follow(known.installing)); \
    return known.update(); \
})";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_half_uploaded_version_is_not_taken_and_a_whole_one_is_at_the_next_start() {
    scenario("half-uploaded", async |browser: &mut Browser| {
        let folder = release::copy("half-uploaded")?;
        let host = Server::start(folder.clone())?;
        browser.visit(&host, "").await?;
        browser.wait_until_offline_is_ready().await?;
        let old = browser.text("[data-role=build]").await?;

        let new = release::renew(&folder)?;
        let whole = fs::read(folder.join("engine_bg.wasm"))?;
        fs::write(folder.join("engine_bg.wasm"), &whole[..whole.len() / 2])?;
        browser.value(ASK).await?;
        browser.wait_until("window.became === 'redundant'").await?;
        copies_are(browser, 1).await?;
        browser.reload().await?;
        ensure!(browser.text("[data-role=build]").await? == old, "the page is no longer of the build {old}");

        fs::write(folder.join("engine_bg.wasm"), whole)?;
        browser.reload().await?;
        browser.wait_for_text("[data-role=newer]", "新版本已就绪").await?;

        // Unasked, it is active at the next start, once no page of the older version is open.
        browser.open("").await?;
        browser.visit(&host, "#/settings").await?;
        ensure!(browser.text("[data-role=build]").await? == new, "the next start is not of the build {new}");
        copies_are(browser, 1).await
    });
}

/// The old tab, now answered by the newer worker, reads another file: its reader comes from the old copy, not from the
/// host.
async fn goes_on_with_its_own_files(browser: &mut Browser, host: &Server) -> Result<()> {
    browser.switch_tab(0).await?;
    ensure!(browser.value("window.tab").await? == json!("old"), "the other tab was loaded anew");
    let before = host.targets().len();
    import(browser, 2).await?;
    // A browser may check for a newer service worker at any time.
    let asked: Vec<_> = host.targets().split_off(before).into_iter().filter(|file| !file.ends_with("/sw.js")).collect();
    ensure!(asked.is_empty(), "the old tab asked the host, which has only the newer files, for {asked:?}");
    Ok(())
}

async fn changes_over_itself(browser: &mut Browser, new: &str) -> Result<()> {
    browser.go("#/data").await?;
    browser.click("[data-role=newer] [data-role=update]", "更新").await?;
    browser.wait_until("!window.tab").await?;
    browser.settle().await?;
    browser.wait_for(".stores__one form").await?;
    let typed =
        "[...document.querySelectorAll('.stores__one form input, .stores + form input')].map(input => input.value)";
    let kept = browser.value(typed).await?;
    ensure!(kept == json!(["我的门店二号", "城北店"]), "of what was typed, {kept} is left");
    // Discarded, it is no draft any more, and the store's line is back.
    browser.click(".stores__one button", "取消").await?;
    browser.wait_gone(".stores__one form").await?;
    ensure!(browser.stored_rows().await?[0] == 24, "rows were lost");
    browser.go("#/funnel").await?;
    browser.click(".filter > .pill", "筛选").await?;
    browser.wait_for(".period__custom input").await?;
    let day = browser.value(&format!("{FIRST_DAY}.value")).await?;
    ensure!(day == json!("2026-02-03"), "the day chosen became {day}");
    browser.go("#/settings").await?;
    ensure!(browser.text("[data-role=build]").await? == new, "the page is not of the build {new}");
    Ok(())
}

async fn import(browser: &mut Browser, who: u64) -> Result<()> {
    browser.choose(&[files::file("newer", &format!("leads-{who}.csv"), files::leads(who, 12))?]).await?;
    browser.import().await
}

/// A new name for the store, a name for another, and the first day of a period; none of them sent.
async fn type_things(browser: &mut Browser) -> Result<()> {
    browser.go("#/funnel").await?;
    browser.click(".filter > .pill", "筛选").await?;
    browser.click(".period .segments__one", "自选").await?;
    let change = "dispatchEvent(new Event('change', { bubbles: true }))";
    browser.value(&format!("void ({FIRST_DAY}.value = '2026-02-03', {FIRST_DAY}.{change})")).await?;
    browser.go("#/data").await?;
    browser.click(".stores__one button", "改名").await?;
    browser.enter(".stores__one form input", "二号").await?;
    browser.enter(".stores + form input", "城北店").await
}

/// While a file is chosen but not imported, the notice says so instead of offering the change.
async fn wait_for_staged_files(browser: &mut Browser) -> Result<()> {
    browser.choose(&[files::file("newer", "leads-3.csv", files::leads(3, 12))?]).await?;
    browser.wait_for_text("[data-role=newer]", "先导入或放弃已选的文件").await?;
    let offered = browser.value("Boolean(document.querySelector('[data-role=update]'))").await?;
    ensure!(offered == json!(false), "the change is offered while a file is chosen");
    browser.click("button", "全部取消").await?;
    browser.wait_for("[data-role=newer] [data-role=update]").await.map(drop)
}

async fn copies_are(browser: &mut Browser, expected: u64) -> Result<()> {
    for _ in 0..50 {
        browser.value(COPIES).await?;
        sleep(100).await;
        if browser.value("window.copies").await? == json!(expected) {
            return Ok(());
        }
    }
    anyhow::bail!("there are {} copies of the program instead of {expected}", browser.value("window.copies").await?)
}
