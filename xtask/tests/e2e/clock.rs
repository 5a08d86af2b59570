//! The device's date contradicts the records: every page says so, in both languages, and nothing is hidden.
//!
//! The records are far from any device's date, because a browser's clock cannot be set.

use anyhow::{Result, ensure};

use crate::harness::{Browser, files, number, scenario};

const SAID: &str = "[data-role=clock]";
const PAGES: [&str; 6] = ["#/funnel", "#/distribution", "#/satisfaction", "#/scorecard", "#/data", "#/settings"];

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_doubtful_date_is_said_above_every_page() {
    scenario("clock", async |browser: &mut Browser| {
        browser.load("").await?;
        import_of(browser, "2049").await?;
        browser.wait_for_text(SAID, "最新记录是 2049-10-28").await?;
        let customers = number(&browser.text(".top__subtitle").await?);
        ensure!(customers == 30, "the map counts {customers} customers of 30");
        for page in PAGES {
            browser.go(page).await?;
            browser.wait_for_text(SAID, "设备日期").await?;
        }
        browser.choose_setting("English").await?;
        browser.wait_for_text(SAID, "The device's date").await?;
        browser.choose_setting("中文").await?;
        browser.undo().await?;
        browser.wait_gone(SAID).await?;
        import_of(browser, "2001").await?;
        browser.wait_for_text(SAID, "隔了一年以上").await?;
        browser.expect_quiet_console().await
    });
}

/// Thirty leads of an October.
async fn import_of(browser: &mut Browser, year: &str) -> Result<()> {
    let leads = files::leads(1, 30).replace("2026-", &format!("{year}-"));
    browser.choose(&[files::file("clock", &format!("{year}.csv"), leads)?]).await?;
    browser.import().await
}
