//! One store, one tab: a second tab is refused in words, and admitted once the first is gone. A page that was left
//! holds nothing.

use anyhow::ensure;

use crate::harness::{Browser, files, scenario};

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_second_tab_is_refused_until_the_first_is_closed() {
    scenario("second-tab", async |browser: &mut Browser| {
        browser.load("").await?;
        browser.choose(&[files::file("second-tab", "leads.csv", files::leads(1, 12))?]).await?;
        browser.import().await?;

        browser.new_tab().await?;
        browser.open("").await?;
        browser.wait_for_text("[role=alert] h2", "另一个标签页").await?;
        browser.wait_for_text("[role=alert] p", "请关闭另一个标签页").await?;
        ensure!(browser.value("document.querySelector('.figure')").await?.is_null(), "the second tab shows a figure");

        // The attempt does not disturb the first tab.
        browser.switch_tab(0).await?;
        let rows = browser.stored_rows().await?;
        ensure!(rows == [12, 0, 0, 0, 0, 0, 0, 0], "the first tab now has {rows:?}");
        browser.close_tab().await?;

        browser.switch_tab(0).await?;
        browser.click("button", "刷新本页").await?;
        browser.wait_for(".figure svg").await?;
        let rows = browser.stored_rows().await?;
        ensure!(rows == [12, 0, 0, 0, 0, 0, 0, 0], "the second tab has {rows:?}");
        browser.expect_quiet_console().await
    });
}

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_page_that_is_left_lets_the_store_go() {
    scenario("left", async |browser: &mut Browser| {
        browser.load("").await?;
        browser.choose(&[files::file("left", "leads.csv", files::leads(1, 12))?]).await?;
        browser.import().await?;
        browser.open("").await?;
        browser.wait_for(".figure svg").await?;
        browser.back().await?;
        browser.back().await?;
        browser.wait_for(".figure svg").await?;
        let rows = browser.stored_rows().await?;
        ensure!(rows == [12, 0, 0, 0, 0, 0, 0, 0], "come back to, the page has {rows:?}");
        browser.value("void (window.left = true, location.reload())").await?;
        browser.wait_until("!window.left").await?;
        browser.wait_for(".stores__one small").await?;
        browser.expect_quiet_console().await
    });
}
