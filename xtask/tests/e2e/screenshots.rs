//! Pictures of the pages, for looking at: `cargo xtask screenshots DIR`. As a test it shows that each page opens.

use crate::harness::{Browser, scenario};

/// File name and hash route.
const PAGES: [(&str, &str); 1] = [("start", "")];

/// A tablet lying and standing, in both themes.
const VIEWS: [(&str, u32, u32, &str); 3] =
    [("light", 1180, 820, "light"), ("dark", 1180, 820, "dark"), ("portrait", 768, 1024, "light")];

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask screenshots DIR"]
fn screenshots() {
    scenario("screenshots", async |browser: &mut Browser| {
        browser.open("").await?;
        for (view, width, height, theme) in VIEWS {
            browser.set_viewport(width, height).await?;
            browser.set_theme(theme).await?;
            for (page, route) in PAGES {
                browser.open(route).await?;
                browser.wait_gone("#boot").await?;
                browser.screenshot(&format!("{page}-{view}")).await?;
            }
        }
        Ok(())
    });
}
