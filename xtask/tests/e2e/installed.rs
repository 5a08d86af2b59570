//! The page can be installed: the browser itself finds no fault with the manifest, its icons and the worker.

use anyhow::{Context, ensure};
use serde_json::{Value, json};

use crate::harness::{Browser, Engine, scenario};

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn the_browser_offers_to_install_the_page() {
    let unfit = [Engine::Firefox, Engine::WebKit];
    if Engine::under_test().passes_over("installed", &unfit, "which do not tell what they object to") {
        return;
    }
    scenario("installed", async |browser: &mut Browser| {
        browser.load("").await?;
        browser.wait_until_offline_is_ready().await?;
        browser.devtools("Page.enable", json!({})).await?;
        let found = browser.devtools("Page.getAppManifest", json!({})).await?;
        ensure!(found["errors"] == json!([]), "the manifest has errors: {}", found["errors"]);
        let manifest: Value = serde_json::from_str(found["data"].as_str().context("there is no manifest")?)?;
        ensure!(manifest["name"] == json!("本源 Benyuan"), "the manifest names it {}", manifest["name"]);
        let objections = browser.devtools("Page.getInstallabilityErrors", json!({})).await?;
        ensure!(objections["installabilityErrors"] == json!([]), "the browser objects: {objections}");
        Ok(())
    });
}
