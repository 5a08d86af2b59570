//! The size of the page: emulated if the driver can, else by the window's size.

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::browser::{Browser, Post};
use super::engine::Engine;
use super::user::sleep;

impl Browser {
    /// Sets the size of the page itself, in CSS pixels.
    pub async fn set_viewport(&mut self, width: u32, height: u32) -> Result<()> {
        match self.engine() {
            Engine::Chromium => self.feign_viewport(width, height).await,
            Engine::Firefox | Engine::WebKit => self.fit_window((width, height)).await,
        }
    }

    async fn feign_viewport(&self, width: u32, height: u32) -> Result<()> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        let body = json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": size });
        self.client.issue_cmd(Post { path: "goog/cdp/execute", body }).await?;
        Ok(())
    }

    /// Sizes the window, which is larger than the page by its frame; the frame's size is known only once the window
    /// exists.
    async fn fit_window(&mut self, (width, height): (u32, u32)) -> Result<()> {
        let mut inside = self.inside().await?;
        for _ in 0..100 {
            if inside == (width, height) {
                return Ok(());
            }
            let outside = self.client.get_window_size().await?;
            let fitting = |wanted: u32, inside: u32, outside: u64| {
                let frame =
                    u32::try_from(outside)?.checked_sub(inside).context("the page is larger than its window")?;
                anyhow::Ok(wanted + frame)
            };
            // A window whose size was set before may need a moment to take the new one.
            let (x, y) = (fitting(width, inside.0, outside.0), fitting(height, inside.1, outside.1));
            if let (Ok(x), Ok(y)) = (x, y) {
                self.client.set_window_rect(0, 0, x, y).await?;
            }
            sleep(20).await;
            inside = self.inside().await?;
        }
        bail!("{}: the page is {inside:?} and not {width} × {height}", self.engine())
    }

    async fn inside(&mut self) -> Result<(u32, u32)> {
        Ok(serde_json::from_value(self.value("[innerWidth, innerHeight]").await?)?)
    }
}
