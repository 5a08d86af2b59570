//! Console messages of level warning or error: from the driver, or from the witness in the page.

use anyhow::{Result, ensure};
use serde_json::json;

use super::browser::{Browser, Post};

impl Browser {
    /// Fails if the page has logged anything so far.
    pub async fn expect_quiet_console(&mut self) -> Result<()> {
        self.keep_console().await?;
        ensure!(self.console.is_empty(), "the console is not empty:\n{}", self.console.join("\n"));
        Ok(())
    }

    /// Call it before a page is left, because its console is lost with it.
    pub async fn keep_console(&mut self) -> Result<()> {
        let said = if self.engine().tells_console() { self.told().await? } else { self.heard().await? };
        self.console.extend(said);
        Ok(())
    }

    async fn told(&self) -> Result<Vec<String>> {
        let log = self.client.issue_cmd(Post { path: "se/log", body: json!({ "type": "browser" }) }).await?;
        let entries = log.as_array().into_iter().flatten();
        let loud = entries.filter(|entry| matches!(entry["level"].as_str(), Some("WARNING" | "SEVERE")));
        Ok(loud.map(|entry| format!("{} {}", entry["level"], entry["message"])).collect())
    }

    /// Messages since the witness was last asked. A page of ours without a witness would let every test pass.
    async fn heard(&mut self) -> Result<Vec<String>> {
        let ours = json!(self.server.url());
        let none = format!("location.href.startsWith({ours}) ? ['no witness in this page'] : []");
        Ok(serde_json::from_value(self.value(&format!("window.witness ? witness.splice(0) : {none}")).await?)?)
    }
}
