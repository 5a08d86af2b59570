//! The first visit: the page opens, appears, and logs no problems.

use anyhow::ensure;
use serde_json::json;

use crate::harness::{Browser, Engine, NOTHING_LASTS, scenario};

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn the_page_opens_without_complaints() {
    scenario("start", async |browser: &mut Browser| {
        browser.open("").await?;
        browser.wait_for("main[data-page]").await?;
        browser.wait_gone("#boot").await?;
        let lang = browser.value("document.documentElement.lang").await?;
        ensure!(lang.as_str().is_some_and(|lang| lang.starts_with("zh")), "the page's language is {lang}");
        browser.expect_quiet_console().await
    });
}

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn the_chosen_theme_is_there_before_the_program() {
    scenario("theme", async |browser: &mut Browser| {
        browser.open("").await?;
        for theme in ["dark", "light"] {
            browser.set_theme(theme).await?;
            let shown = browser.value("document.documentElement.dataset.theme").await?;
            ensure!(shown.as_str() == Some(theme), "{theme} was chosen and {shown} is shown");
            browser.settle().await?;
            let shown = browser.value("document.documentElement.dataset.theme").await?;
            ensure!(shown.as_str() == Some(theme), "{theme} was chosen and the program shows {shown}");
        }
        Ok(())
    });
}

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn the_page_opens_again_after_the_browser_was_killed() {
    if Engine::under_test().passes_over("killed", &[Engine::WebKit], NOTHING_LASTS) {
        return;
    }
    scenario("killed", async |browser: &mut Browser| {
        browser.open("").await?;
        browser.wait_gone("#boot").await?;
        browser.kill_and_reopen().await?;
        browser.open("").await?;
        browser.wait_gone("#boot").await
    });
}

/// The error event that a panic or a trap causes in the page: it must be an error of the page's own, which Firefox's
/// driver hides from its scripts.
const STOP: &str = "const page = window.wrappedJSObject || window;
    dispatchEvent(new ErrorEvent('error', { error: new page.WebAssembly.RuntimeError('unreachable') }))";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_program_that_has_stopped_says_so() {
    scenario("stopped", async |browser: &mut Browser| {
        browser.load("").await?;
        ensure!(browser.value("document.querySelector('#stopped')").await?.is_null(), "a running program has stopped");
        browser.run(STOP).await?;
        browser.run(STOP).await?;
        browser.wait_for_text("#stopped[role=alert]", "数据都在").await?;
        ensure!(browser.value("document.querySelectorAll('#stopped').length").await? == json!(1), "it is said twice");
        browser.screenshot("stopped").await?;
        browser.click("#stopped button", "刷新本页").await?;
        browser.wait_gone("#stopped").await?;
        browser.settle().await
    });
}
