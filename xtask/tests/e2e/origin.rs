//! Nothing leaves the origin: a whole session, checked in the browser's own log of all requests of all processes.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::harness::{Browser, Engine, Server, files, scenario};

/// A request started by a page, one of its workers or its service worker.
struct Begun {
    by: String,
    url: String,
}

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_session_asks_nobody_but_its_host() {
    let unfit = [Engine::Firefox, Engine::WebKit];
    if Engine::under_test().passes_over("origin", &unfit, "which keep no log of their requests") {
        return;
    }
    scenario("origin", async |browser: &mut Browser| {
        let elsewhere = files::file("origin", "index.html", "<p>elsewhere")?;
        let elsewhere = Server::start(elsewhere.parent().context("a file lies in a folder")?.to_owned())?;
        session(browser).await?;
        browser.wait_until_offline_is_ready().await?;
        let own = browser.value("location.origin").await?;
        let own = own.as_str().context("a page has an origin")?.to_owned();

        // A page without a policy does reach another host, which proves that the log would show it.
        let stranger = format!("<img src=\"{}seen.png\"><h1>stranger", elsewhere.url());
        let stranger = files::file("origin-stranger", "index.html", stranger)?;
        let stranger = Server::start(stranger.parent().context("a file lies in a folder")?.to_owned())?;
        browser.new_tab().await?;
        browser.value(&format!("void (location.href = '{}')", stranger.url())).await?;
        browser.wait_for_text("h1", "stranger").await?;

        let begun = log_until(browser, "seen.png").await?;
        let of_the_page: Vec<&Begun> = begun.iter().filter(|begun| begun.by == own).collect();
        for file in ["engine.js", "engine_bg.wasm", "sw.js", "icons/192.png"] {
            ensure!(of_the_page.iter().any(|begun| begun.url.contains(file)), "the log does not know of {file}");
        }
        let foreign: Vec<&str> =
            of_the_page.iter().map(|begun| begun.url.as_str()).filter(|url| !is_of(url, &own)).collect();
        ensure!(foreign.is_empty(), "the session asked others: {foreign:?}");
        Ok(())
    });
}

async fn session(browser: &mut Browser) -> Result<()> {
    browser.load("").await?;
    browser.choose(&[files::file("origin", "leads.csv", files::leads(1, 40))?]).await?;
    browser.import().await?;
    for page in ["#/map", "#/funnel", "#/data", "#/coverage", "#/catalogue", "#/settings"] {
        browser.go(page).await?;
    }
    browser.undo().await
}

/// `blob:` and `data:` addresses never leave the browser.
fn is_of(url: &str, origin: &str) -> bool {
    url.starts_with(&format!("{origin}/")) || url.starts_with("blob:") || url.starts_with("data:")
}

/// The requests started before the one for `last`. The log is written with delay, but in order.
async fn log_until(browser: &mut Browser, last: &str) -> Result<Vec<Begun>> {
    for _ in 0..100 {
        let begun = begun(&fs::read_to_string(browser.log_of_requests())?);
        if begun.iter().any(|begun| begun.url.ends_with(last)) {
            return Ok(begun);
        }
        crate::harness::sleep(100).await;
    }
    anyhow::bail!("the browser's log does not mention {last}")
}

/// One event per line; the last one may be half written.
fn begun(log: &str) -> Vec<Begun> {
    let events = log.lines().filter_map(|line| serde_json::from_str::<Value>(line.trim_end_matches(',')).ok());
    let begun = |event: Value| {
        let by = event["params"]["initiator"].as_str()?.to_owned();
        Some(Begun { by, url: event["params"]["url"].as_str()?.to_owned() })
    };
    events.filter_map(begun).collect()
}
