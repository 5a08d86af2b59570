//! The content policy holds: neither the page nor a worker started like the engine reaches another origin.

use std::fs;

use anyhow::ensure;
use serde_json::json;

use crate::harness::{Browser, Server, dist, release, scenario};

/// Requests `url` without needing the other side's permission, and stores "reached" or "refused" in `name`.
fn ask(name: &str, url: &str) -> String {
    let url = json!(url);
    format!("void fetch({url}, {{ mode: 'no-cors' }}).then(() => {name}('reached'), () => {name}('refused'))")
}

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn nothing_is_sent_to_another_origin() {
    scenario("policy", async |browser: &mut Browser| {
        let elsewhere = Server::start(dist())?;
        browser.open("").await?;
        browser.value("window.page = answer => window.pageAnswer = answer").await?;
        browser.value(&ask("page", &elsewhere.url())).await?;
        browser.wait_until("window.pageAnswer === 'refused'").await?;

        // Started from a blob, like the engine: therefore the page's policy applies to it.
        let script = json!(ask("postMessage", &elsewhere.url()));
        // In one step: messages that the worker sends before anybody listens are lost.
        let start = format!("window.worker = new Worker(URL.createObjectURL(new Blob([{script}])))");
        let listen = "worker.onmessage = message => window.workerAnswer = message.data";
        browser.value(&format!("void ({start}, {listen})")).await?;
        browser.wait_until("window.workerAnswer === 'refused'").await?;

        ensure!(elsewhere.requests() == 0, "another origin was asked {} times", elsewhere.requests());
        let own = browser.own_requests();
        ensure!(own > 0, "the page's own requests are not counted");
        Ok(())
    });
}

/// A worker loaded from its own address does not inherit the page's policy; the service worker guards it.
#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn the_service_worker_asks_no_other_origin() {
    scenario("policy-worker", async |browser: &mut Browser| {
        let (elsewhere, folder) = (Server::start(dist())?, release::copy("policy-worker")?);
        fs::write(folder.join("stranger.js"), ask("postMessage", &elsewhere.url()))?;
        // The first visit must find no service worker, however long it takes.
        let (kept, away) = (folder.join("sw.js"), folder.join("sw.js.away"));
        fs::rename(&kept, &away)?;
        let host = Server::start(folder)?;
        let start = "void (window.worker = new Worker('stranger.js'), \
            worker.onmessage = message => window.workerAnswer = message.data)";
        browser.visit(&host, "").await?;
        browser.value(start).await?;
        browser.wait_until("window.workerAnswer === 'reached'").await?;
        let before = elsewhere.requests();

        fs::rename(&away, &kept)?;
        browser.reload().await?;
        browser.wait_until_offline_is_ready().await?;
        browser.reload().await?;
        browser.value(start).await?;
        browser.wait_until("window.workerAnswer === 'refused'").await?;
        ensure!(before > 0 && elsewhere.requests() == before, "another origin was asked by way of the service worker");
        Ok(())
    });
}
