//! Files that are chosen but not imported, while the store is switched or the engine stops: none vanishes silently.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Browser, files, scenario};

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn files_on_the_desk_wait_for_their_store() {
    scenario("desk", async |browser: &mut Browser| {
        browser.load("").await?;
        choose(browser, "desk", &[(1, 12)]).await?;
        browser.import().await?;
        choose(browser, "desk", &[(2, 5), (3, 6)]).await?;

        browser.go("#/data").await?;
        browser.enter(".stores + form input", "城东店").await?;
        browser.click(".stores + form button", "新建门店").await?;
        browser.wait_for_text(".toast", "2 个待导入的文件留给“我的门店”").await?;
        browser.close_toasts().await?;
        browser.go("#/import").await?;
        browser.wait_for(".welcome__drop").await?;
        choose(browser, "desk", &[(8, 4)]).await?;
        browser.wait_for_text("h2", "识别出 1 个文件，4 行可以导入").await?;
        browser.import().await?;
        ensure!(browser.stored_rows().await? == [4, 0, 0, 0, 0, 0, 0, 0], "the new store has other rows than its own");
        choose(browser, "desk", &[(9, 3)]).await?;

        switch(browser).await?;
        browser.wait_for_text(".toast", "1 个待导入的文件留给“城东店”").await?;
        browser.go("#/import").await?;
        browser.wait_until_read(2).await?;
        browser.wait_for_text("h2", "识别出 2 个文件，11 行可以导入").await?;
        browser.import().await?;
        ensure!(browser.stored_rows().await? == [23, 0, 0, 0, 0, 0, 0, 0], "the files did not arrive in their store");

        switch(browser).await?;
        browser.go("#/import").await?;
        browser.wait_until_read(1).await?;
        browser.import().await?;
        ensure!(browser.stored_rows().await? == [7, 0, 0, 0, 0, 0, 0, 0], "the other file did not arrive in its store");
        browser.expect_quiet_console().await
    });
}

/// The next message to the engine is lost, and the engine with it.
const STOP_THE_ENGINE: &str = "const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function () {
        Worker.prototype.postMessage = post;
        setTimeout(() => this.dispatchEvent(new Event('error')));
    }";
/// Which of the clocks is selected.
const MARKED: &str = "[...document.querySelectorAll('.options input')].findIndex(input => input.defaultChecked)";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn an_engine_that_stops_takes_no_file_and_no_choice_along() {
    scenario("stopped", async |browser: &mut Browser| {
        browser.load("").await?;
        choose(browser, "stopped", &[(1, 12), (2, 5)]).await?;
        browser.go("#/settings").await?;
        let before = browser.value(MARKED).await?;
        browser.run(STOP_THE_ENGINE).await?;
        browser.click(".options__one:not(:has(:checked))", "").await?;
        browser.click("#store-levels .button--primary", "").await?;
        browser.wait_for(".toast--problem").await?;
        // Unsaved, and marked so.
        browser.wait_for("#store-levels[data-unsaved] [type=reset]").await?;
        browser.wait_until(&format!("{MARKED} === {before}")).await?;
        browser.settle().await?;

        browser.go("#/import").await?;
        browser.wait_until_read(2).await?;
        browser.import().await?;
        ensure!(browser.stored_rows().await? == [17, 0, 0, 0, 0, 0, 0, 0], "the files did not arrive");

        // Accepted: the choice stays.
        browser.go("#/settings").await?;
        browser.click("#store-levels .button--primary", "").await?;
        browser.wait_for_text(".toast", "时限已更改").await?;
        browser.wait_gone("#store-levels[data-unsaved]").await?;
        browser.settle().await?;
        ensure!(browser.value(MARKED).await? != before, "the choice went back though it was taken");
        browser.load("#/settings").await?;
        ensure!(browser.value(MARKED).await? != before && before != json!(-1), "the choice was not kept");
        Ok(())
    });
}

/// Files of leads: by person and number of rows. Each scenario has its own files, because a browser refuses a file that
/// was rewritten after it was chosen.
async fn choose(browser: &mut Browser, scenario: &str, leads: &[(u64, u64)]) -> Result<()> {
    let made =
        leads.iter().map(|(who, rows)| files::file(scenario, &format!("leads-{who}.csv"), files::leads(*who, *rows)));
    browser.choose(&made.collect::<Result<Vec<_>>>()?).await
}

async fn switch(browser: &mut Browser) -> Result<()> {
    browser.close_toasts().await?;
    browser.go("#/data").await?;
    browser.click(".stores__one button", "切换到这家").await
}
