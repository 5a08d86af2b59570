//! The bench's browser: started on the site with the probe in every page, and able to await promises of the page.

use std::time::Duration;

use anyhow::{Result, ensure};
use fantoccini::wd::TimeoutConfiguration;
use serde_json::{Value, json};

use crate::harness::Browser;
use crate::site::Site;

const LIMIT: Duration = Duration::from_secs(300);
const PROBE: &str = include_str!("pages/probe.js");

/// A new browser with an empty profile.
pub async fn start(site: &Site) -> Result<Browser> {
    let browser = Browser::start_on("bench", site.folder().to_owned()).await?;
    prepare(&browser).await?;
    Ok(browser)
}

/// Closes the page and opens another, which has a process of its own.
pub async fn anew(browser: &mut Browser) -> Result<()> {
    let other = browser.client.new_window(true).await?.handle;
    browser.client.close_window().await?;
    browser.client.switch_to_window(other).await?;
    prepare(browser).await
}

async fn prepare(browser: &Browser) -> Result<()> {
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": PROBE })).await?;
    browser.client.update_timeouts(TimeoutConfiguration::new(Some(LIMIT), None, None)).await?;
    Ok(())
}

impl Browser {
    /// The value a page's promise resolves to; a rejection is an error with its reason. Nothing else is asked
    /// meanwhile, because it would disturb the measurement.
    pub async fn promise(&mut self, expression: &str) -> Result<Value> {
        let script = format!(
            "const tell = arguments[0]; \
             Promise.resolve({expression}).then(value => tell({{ value }}), error => tell({{ error: String(error) }}))"
        );
        let mut told = self.client.execute_async(&script, Vec::new()).await?;
        ensure!(told["error"].is_null(), "`{expression}` says: {}", told["error"]);
        Ok(told["value"].take())
    }
}
