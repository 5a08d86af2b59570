//! A visitor without data: the demo store, its tour, one year back, the see-saw, a point, an answer, the customer; the
//! three pictures on paper; then a store of one's own, with nothing of the demo in it.

use std::fs;

use anyhow::{Result, anyhow, ensure};
use fantoccini::wd::PrintConfigurationBuilder;
use serde_json::json;

use crate::harness::{Browser, Engine, pictures, scenario};

const SLIDE: &str = "(range => { range.value = range.max - 12; range.dispatchEvent(new Event('input', { bubbles: true })) })\
    (document.querySelector('.replay__range'))";

const DISTRIBUTION: &str = "document.querySelector('[data-figure=distribution] svg').textContent";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn the_demo_shows_what_it_is_for() {
    scenario("demo", async |browser: &mut Browser| {
        browser.load("").await?;
        browser.click(".welcome__demo button", "打开演示店").await?;
        browser.wait_for_text(".tour", "1 / 4").await?;
        browser.wait_for("[data-figure=map] svg").await?;
        browser.wait_for_demo().await?;
        a_year_back(browser).await?;
        who_stops_following_up(browser).await?;
        an_answer_behind_a_point(browser).await?;
        browser.expect_quiet_console().await?;
        if Engine::under_test() == Engine::Chromium {
            on_paper(browser).await?;
        }
        a_store_of_ones_own(browser).await
    });
}

async fn a_year_back(browser: &mut Browser) -> Result<()> {
    browser.click(".tour .button--primary", "下一站").await?;
    browser.wait_for_text(".tour", "2 / 4").await?;
    browser.wait_for("[data-figure=timeline] svg").await?;
    let now = browser.value(DISTRIBUTION).await?;
    browser.value(SLIDE).await?;
    browser.wait_for_text(".replay__date", "2025-10-31").await?;
    browser.wait_until("location.hash.includes('as-of=2025-10-31')").await?;
    browser.settle().await?;
    let then = browser.value(DISTRIBUTION).await?;
    ensure!(now != then, "a year back the distribution is the same: {now}");
    Ok(())
}

async fn who_stops_following_up(browser: &mut Browser) -> Result<()> {
    browser.click(".tour .button--primary", "下一站").await?;
    browser.wait_for_text(".tour", "3 / 4").await?;
    browser.wait_for_text(".card h2", "试驾 → 报价").await?;
    browser.wait_for_text(".card h2", "周启航").await?;
    browser.wait_for_text(".card", "沈佳怡").await?;
    Ok(())
}

async fn an_answer_behind_a_point(browser: &mut Browser) -> Result<()> {
    browser.click(".tour .button--primary", "下一站").await?;
    browser.wait_for_text(".tour", "4 / 4").await?;
    let title = browser.wait_for_text(".card h2", "此消彼长").await?.text().await?;
    ensure!(title.contains("交车过程 +") && title.contains("服务顾问 −"), "the see-saw is not named: {title}");
    browser.click(".tour .button--primary", "开始使用").await?;
    browser.wait_gone(".tour").await?;
    browser.wait_for("[data-figure=factors] svg").await?;
    browser.tap("[data-figure=factors] a.figure__hit").await?;
    browser.wait_until("document.querySelector('main').dataset.page === 'list'").await?;
    browser.wait_until("document.querySelector('.people__open b')").await?;
    let said = "[...document.querySelectorAll('.people__said')].some(said => said.innerText.length > 3)";
    browser.wait_until(said).await?;
    browser.value("document.querySelector('.people__open').click()").await?;
    browser.wait_for(".identity__name").await?;
    // One kind alone, chosen by its pill; the answer unfolds to its row.
    browser.click(".event-kinds__one", "满意度").await?;
    browser.wait_for_text(".event[data-kind=voice] summary", "回访").await?;
    let others = "[...document.querySelectorAll('.event:not([data-kind=voice])')].filter(one => one.checkVisibility())";
    ensure!(browser.value(&format!("{others}.length")).await? == json!(0), "other events are shown beside the answers");
    let said = "[...document.querySelectorAll('.event[data-kind=voice] details')].find(one => one.textContent.includes('客户原话'))";
    browser.value(&format!("{said}.querySelector('summary').click()")).await?;
    browser.wait_for_text(".event__line[open]", "客户原话").await?;
    Ok(())
}

/// Cards with a table on screen but none on paper.
const LOST_TABLES: &str = "[...document.querySelectorAll('main .card:has(> .table-scroll)')]\
    .filter(card => ![...card.querySelectorAll('.table-scroll')].some(table => table.checkVisibility()))\
    .map(card => card.querySelector('h2').innerText)";

/// The pages handed to a manager, as the browser prints them.
async fn on_paper(browser: &mut Browser) -> Result<()> {
    for page in ["map", "distribution", "satisfaction", "funnel"] {
        browser.go(&format!("#/{page}")).await?;
        browser.wait_for(".figure svg").await?;
        browser.settle().await?;
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        let lost = browser.value(LOST_TABLES).await?;
        ensure!(lost == json!([]), "{page} loses tables on paper: {lost}");
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;
        let paper = PrintConfigurationBuilder::default().build().map_err(|why| anyhow!("no printer: {why:?}"))?;
        let pdf = browser.client.print(paper).await?;
        ensure!(pdf.starts_with(b"%PDF") && pdf.len() > 20_000, "{page} is no page of paper: {} bytes", pdf.len());
        fs::write(pictures()?.join(format!("print-{page}.pdf")), pdf)?;
    }
    Ok(())
}

/// The demo accepts no imports, and none of it appears elsewhere.
async fn a_store_of_ones_own(browser: &mut Browser) -> Result<()> {
    browser.go("#/import").await?;
    browser.wait_for_text("main .card", "演示店不接受导入").await?;
    ensure!(browser.value("document.querySelector('[data-role=files]')").await? == json!(null), "the demo takes files");
    browser.click("main .button--primary", "用自己的数据").await?;
    browser.wait_for("[data-role=files]").await?;
    browser.wait_gone(".popover--demo").await?;
    ensure!(browser.stored_rows().await? == [0; 8], "rows of the demo are in the user's own store");
    browser.load("#/demo").await?;
    browser.wait_for("[data-figure=map] svg").await?;
    browser.wait_for_demo().await?;
    browser.expect_quiet_console().await
}
