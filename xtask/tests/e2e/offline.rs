//! Without a network: after the first visit the page opens, reopens, reads files and keeps them, and has its demo.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Browser, Engine, Server, dist, files, scenario};

const ASK: &str = "void fetch('no-such-file').then(() => window.host = 'answers', () => window.host = 'is gone')";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn after_the_first_visit_no_network_is_needed() {
    scenario("offline", async |browser: &mut Browser| {
        let host = Server::start(dist())?;
        let address = host.url();
        browser.visit(&host, "").await?;
        browser.wait_until_offline_is_ready().await?;
        drop(host);
        if Engine::under_test() == Engine::Chromium {
            lose_the_network(browser).await?;
        }

        browser.reload().await?;
        browser.value(ASK).await?;
        browser.wait_until("window.host === 'is gone'").await?;
        import(browser).await?;

        // The first tab's network settings do not affect another tab; but the host is gone too.
        browser.new_tab().await?;
        // With any query after the address, as messengers add them.
        let passed_on = format!("{address}?v=9&utm_source=x");
        browser.value(&format!("void (location.href = {})", json!(passed_on))).await?;
        browser.wait_for_text("[role=alert] h2", "另一个标签页").await?;
        browser.switch_tab(0).await?;
        browser.close_tab().await?;
        browser.switch_tab(0).await?;
        browser.reload().await?;
        browser.wait_for(".figure svg").await?;

        browser.value("void (location.hash = '#/demo')").await?;
        browser.wait_for_demo().await?;
        browser.wait_for("[data-figure=map] svg").await?;
        Ok(())
    });
}

/// In addition to the host, which is gone for all.
async fn lose_the_network(browser: &mut Browser) -> Result<()> {
    browser.devtools("Network.enable", json!({})).await?;
    let nothing = json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 });
    browser.devtools("Network.emulateNetworkConditions", nothing).await?;
    ensure!(browser.value("navigator.onLine").await? == json!(false), "the browser takes itself to be online");
    Ok(())
}

/// The sample files, or made-up leads where there are none.
async fn import(browser: &mut Browser) -> Result<()> {
    let files = match files::samples() {
        Some(samples) => samples,
        None => vec![files::file("offline", "leads.csv", files::leads(1, 40))?],
    };
    browser.choose(&files).await?;
    browser.import().await?;
    browser.wait_for_text(".toast", "已导入：新增").await?;
    browser.wait_for(".figure svg").await?;
    ensure!(browser.stored_rows().await?[0] > 0, "no leads are stored");
    browser.go("#/map").await
}
