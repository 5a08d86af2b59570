//! By keyboard: a choice that redraws the page leaves the focus in place, so that the next key works from there.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Browser, scenario};

const PAGES: [&str; 5] = ["map", "funnel", "distribution", "satisfaction", "scorecard"];

/// Focuses the second of the page's lists and makes its next choice, like a key.
const CHOOSE: &str = "const list = document.querySelectorAll('.filter__panel select')[1];
    list.focus(); list.selectedIndex += 1; list.dispatchEvent(new Event('change', { bubbles: true }));";

const FOCUSED: &str = "[document.activeElement.ariaLabel, document.activeElement.selectedIndex]";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_choice_keeps_the_focus() {
    scenario("keyboard", async |browser: &mut Browser| {
        browser.load("#/demo").await?;
        for page in PAGES {
            browser.go(&format!("#/{page}")).await?;
            browser.click(".filter > .pill", "筛选").await?;
            choose(browser, page).await?;
            choose(browser, page).await?;
        }
        browser.expect_quiet_console().await
    });
}

async fn choose(browser: &mut Browser, page: &str) -> Result<()> {
    let before = browser.value("location.hash").await?;
    browser.run(CHOOSE).await?;
    let chosen = browser.value(FOCUSED).await?;
    browser.wait_until(&format!("location.hash !== {before}")).await?;
    browser.settle().await?;
    let focused = browser.value(FOCUSED).await?;
    ensure!(chosen[1].as_u64() > Some(0), "on {page} nothing was chosen: {chosen}");
    ensure!(focused == json!(chosen), "on {page} {chosen} was chosen, and the focus is on {focused}");
    Ok(())
}
