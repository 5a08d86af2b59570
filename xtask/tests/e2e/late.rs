//! What the browser delivers to a page that was already left: frames and scroll events requested before.

use anyhow::{Result, ensure};

use crate::harness::{Browser, files, scenario};

/// Keeps the program's frames until `window.late` is called.
const KEEP_FRAMES: &str = "window.kept = [];
    window.soon = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = run => window.kept.push(run);
    window.late = () => { const run = window.kept.splice(0); run.forEach(one => one(performance.now())); return run.length };";

const PAGES: [&str; 6] = ["list?of=everybody", "map", "funnel", "distribution", "satisfaction", "scorecard"];

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn what_comes_late_disturbs_nobody() {
    scenario("late", async |browser: &mut Browser| {
        browser.load("").await?;
        browser.choose(&files::all_kinds("late")?).await?;
        browser.import().await?;
        browser.go("#/settings").await?;
        browser.run(KEEP_FRAMES).await?;
        for page in PAGES {
            leave(browser, page).await?;
        }
        let told = browser.value("window.late()").await?;
        ensure!(told.as_u64() > Some(0), "no page had asked for a frame");
        browser.run("window.requestAnimationFrame = window.soon").await?;
        // The present page works.
        browser.go("#/list?of=everybody").await?;
        browser.wait_until("document.querySelector('.people__open b')").await?;
        browser.expect_quiet_console().await
    });
}

/// Opens a page and leaves it before its first frame; then its scrolled or unfolded parts send their events.
async fn leave(browser: &mut Browser, route: &str) -> Result<()> {
    let page = route.split('?').next().unwrap_or(route);
    browser.run(&format!("location.hash = '#/{route}'")).await?;
    browser.wait_for(&format!("main[data-page={page}] :is(.answered:not(.answered--waiting), .people)")).await?;
    browser.wait_gone("main .skeleton").await?;
    browser.run("window.left = [...document.querySelectorAll('main *')]").await?;
    browser.run("location.hash = '#/import'").await?;
    browser.wait_for("main[data-page=import]").await?;
    browser.wait_gone("main :is(.answered, .people)").await?;
    browser
        .run(
            "for (const one of left) for (const event of ['scroll', 'toggle']) one.dispatchEvent(new Event(event)); \
            dispatchEvent(new Event('scroll'))",
        )
        .await
}
