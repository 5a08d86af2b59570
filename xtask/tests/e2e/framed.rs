//! Inside another page's frame the program shows nothing of a store and starts nothing.

use anyhow::ensure;
use serde_json::json;

use crate::harness::{Browser, FRAME, files, scenario, sleep};

const INNER: &str = "document.querySelector('iframe').contentDocument";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_framed_page_shows_nothing_of_a_store() {
    scenario("framed", async |browser: &mut Browser| {
        browser.load("").await?;
        browser.choose(&[files::file("framed", "leads.csv", files::leads(1, 12))?]).await?;
        browser.import().await?;
        browser.keep_console().await?;
        browser.open(FRAME).await?;
        browser.wait_until(&format!("{INNER}?.querySelector('#framed')?.hidden === false")).await?;
        // By now a program that had started would be visible.
        sleep(2_000).await;
        let started = format!("!!{INNER}.querySelector('main[data-page]') || 'benyuan' in {INNER}.defaultView");
        ensure!(browser.value(&started).await? == json!(false), "the framed page started the program");
        let words = browser.value(&format!("{INNER}.querySelector('#framed').innerText")).await?;
        ensure!(words.as_str().is_some_and(|words| words.contains("单独打开")), "it offers no way on: {words}");
        Ok(())
    });
}
