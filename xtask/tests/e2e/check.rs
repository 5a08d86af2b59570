//! The harness checks itself: typed text, clicks and files arrive in the page.

use std::path::Path;

use anyhow::ensure;
use serde_json::json;

use crate::harness::{Browser, scenario};

const FORM: &str = "<input id=name><input type=file multiple hidden id=files><button>Send</button>";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn what_a_user_does_arrives_in_the_page() {
    scenario("harness", async |browser: &mut Browser| {
        browser.open("").await?;
        // Until nothing more can arrive that would replace the form.
        browser.settle().await?;
        browser.value(&format!("document.body.innerHTML = {}", json!(FORM))).await?;
        browser.value("document.querySelector('button').onclick = e => e.target.className = 'sent'").await?;

        browser.enter("#name", "本源").await?;
        browser.click("button", "Send").await?;
        browser.wait_for("button.sent").await?;
        browser.wait_until("document.querySelector('#name').value === '本源'").await?;

        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        browser.upload("#files", &[&here.join("Cargo.toml"), &here.join("webdriver/webkit.json")]).await?;
        let names = browser.value("[...document.querySelector('#files').files].map(file => file.name)").await?;
        ensure!(names == json!(["Cargo.toml", "webkit.json"]), "these files arrived: {names}");
        Ok(())
    });
}
