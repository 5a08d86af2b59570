//! A page is refined by what is chosen on it: what is open gives way to another choice, what is typed stays until then.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Browser, scenario};

const FORM: &str = "document.querySelector('#period')";
const PRESSED: &str = "document.querySelector('.period .segments__one[aria-pressed=true]').innerText.trim()";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_choice_takes_the_place_of_what_was_open() {
    scenario("refined", async |browser: &mut Browser| {
        browser.load("#/demo").await?;
        browser.wait_for(".figure__svg").await?;
        browser.go("#/scorecard").await?;
        browser.click(".filter > .pill", "筛选").await?;
        browser.click(".period .segments__one", "自选").await?;
        browser.wait_until(&format!("!{FORM}.hidden && {PRESSED} === '自选'")).await?;

        // What is typed and where one is stays through an update of the page, here for another slice.
        type_a_day(browser).await?;
        browser.value("document.querySelector('.filter__panel .select').selectedIndex = 1").await?;
        browser
            .value("document.querySelector('.filter__panel .select').dispatchEvent(new Event('change', { bubbles: true }))")
            .await?;
        browser.wait_for("[data-role=reset]").await?;
        let kept = browser.value(&format!("[{FORM}.hidden, {FORM}.querySelector('input').value, document.activeElement === {FORM}.querySelector('input')]")).await?;
        ensure!(kept == json!([false, "2026-02-03", true]), "after an update: {kept}");

        // Another period closes it and forgets the day.
        browser.click(".period .segments__one", "近 3 个月").await?;
        browser.wait_until(&format!("{FORM}.hidden && {PRESSED} === '近 3 个月'")).await?;
        browser.click(".period .segments__one", "自选").await?;
        let first = browser.value(&format!("{FORM}.querySelector('input').value")).await?;
        ensure!(first == json!("2026-08-01"), "the day that was given up is back: {first}");

        // A chosen period stands in the address, and Back leaves it as it was before.
        type_a_day(browser).await?;
        browser.click("#period button", "").await?;
        browser.wait_until("location.hash.includes('from=2026-02-03')").await?;
        browser.wait_until(&format!("{PRESSED} === '自选' && !{FORM}.hidden")).await?;
        browser.value("history.back()").await?;
        browser.wait_until(&format!("{FORM}.hidden && {PRESSED} === '近 3 个月'")).await?;
        browser.expect_quiet_console().await
    });
}

async fn type_a_day(browser: &mut Browser) -> Result<()> {
    let typed = format!(
        "(() => {{ const day = {FORM}.querySelector('input'); day.focus(); day.value = '2026-02-03'; \
        day.dispatchEvent(new Event('input', {{ bubbles: true }})); return true; }})()"
    );
    browser.value(&typed).await?;
    Ok(())
}
