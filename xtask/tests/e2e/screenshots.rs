//! Pictures of the pages, for people: `cargo xtask screenshots DIR`. As a test it checks that every page opens and that
//! none is wider than the screen; then it takes only a few pictures.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;

use crate::harness::{Browser, Engine, files, pictures_are_wanted, scenario_within};

/// A tablet, landscape and portrait, and a telephone.
const SIZES: [(u32, u32); 3] = [(1180, 820), (768, 1024), (390, 844)];
const NOT_NARROWER: &str = "whose windows are at least a tablet's half";
/// The name of each language in file names, and its label in the settings.
const LANGUAGES: [(&str, &str); 2] = [("zh", "中文"), ("en", "English")];
const THEMES: [(&str, [&str; 2]); 2] = [("light", ["浅色", "Light"]), ("dark", ["深色", "Dark"])];

const EMPTY: [(&str, &str); 2] = [("00-map-empty", "#/map"), ("01-import-empty", "#/import")];
const PREVIEW: [(&str, &str); 2] = [("02-import-preview", "#/import"), ("03-notes-staged", "#/data/notes?of=staged")];
const FULL: [(&str, &str); 13] = [
    ("04-map", "#/map"),
    ("05-funnel", "#/funnel"),
    ("06-list", "#/list?of=node.quote.leaked"),
    ("14-distribution", "#/distribution"),
    ("15-satisfaction", "#/satisfaction"),
    ("16-scorecard", "#/scorecard"),
    ("17-answers", "#/list?of=answers.service.all&item=service-adviser"),
    ("08-data", "#/data"),
    ("09-notes", "#/data/notes"),
    ("10-coverage", "#/coverage"),
    ("11-catalogue", "#/catalogue"),
    ("12-settings", "#/settings"),
    ("13-list-everybody", "#/list?of=everybody"),
];

/// How far the page extends beyond the screen's right edge, and which element does.
const TOO_WIDE: &str = "(width => document.documentElement.scrollWidth > width \
    ? [document.documentElement.scrollWidth - width, ...[...document.querySelectorAll('body *')] \
        .filter(one => one.getBoundingClientRect().right > width + 0.5) \
        .map(one => one.tagName + '.' + one.getAttribute('class'))].join(' ') : null)(document.documentElement.clientWidth)";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask screenshots DIR"]
fn screenshots() {
    let Some(samples) = files::samples() else { return };
    let limit = Duration::from_secs(if pictures_are_wanted() { 900 } else { 180 });
    let engine = Engine::under_test();
    engine.passes_over("screenshots at a telephone's width", &[Engine::Firefox, Engine::WebKit], NOT_NARROWER);
    scenario_within(limit, "screenshots", async |browser: &mut Browser| {
        let mut wide = Vec::new();
        browser.load("").await?;
        take(browser, &EMPTY, &mut wide).await?;
        browser.choose(&samples).await?;
        take(browser, &PREVIEW, &mut wide).await?;
        browser.go("#/import").await?;
        browser.import().await?;
        browser.close_toasts().await?;

        let mut pages = FULL.map(|(name, route)| (name, route.to_owned())).to_vec();
        pages.insert(3, ("07-record", record(browser).await?));
        let pages: Vec<_> = pages.iter().map(|(name, route)| (*name, route.as_str())).collect();
        take(browser, &pages, &mut wide).await?;
        anyhow::ensure!(wide.is_empty(), "wider than the screen:\n{}", wide.join("\n"));
        browser.expect_quiet_console().await
    });
}

/// The address of a customer with a history.
async fn record(browser: &mut Browser) -> Result<String> {
    browser.go("#/list?of=node.quote.leaked").await?;
    browser.wait_until("document.querySelector('.people__open b')").await?;
    let address = browser.value("document.querySelector('.people__open').hash").await?;
    address.as_str().map(str::to_owned).context("the first row leads nowhere")
}

/// Every page in every language, theme and size; without a folder for pictures, only in every size.
async fn take(browser: &mut Browser, pages: &[(&str, &str)], wide: &mut Vec<String>) -> Result<()> {
    for (turn, (lang, label)) in LANGUAGES.iter().enumerate() {
        browser.set_viewport(1180, 820).await?;
        browser.choose_setting(label).await?;
        for (theme, labels) in THEMES {
            if theme == "dark" && !pictures_are_wanted() {
                continue;
            }
            browser.set_viewport(1180, 820).await?;
            browser.choose_setting(labels[turn]).await?;
            browser.wait_until(&format!("document.documentElement.dataset.theme === {}", json!(theme))).await?;
            let least = browser.engine().least_width();
            for (width, height) in SIZES.into_iter().filter(|(width, _)| *width >= least) {
                for (name, route) in pages {
                    browser.set_viewport(width, height).await?;
                    browser.go(route).await?;
                    picture(browser, &format!("{name}-{width}-{lang}-{theme}"), (width, height), wide).await?;
                }
            }
        }
    }
    browser.set_viewport(1180, 820).await?;
    browser.choose_setting(LANGUAGES[0].1).await?;
    browser.choose_setting(THEMES[0].1[0]).await
}

async fn picture(browser: &mut Browser, name: &str, size: (u32, u32), wide: &mut Vec<String>) -> Result<()> {
    let too_wide = browser.value(TOO_WIDE).await?;
    if let Some(one) = too_wide.as_str() {
        wide.push(format!("{name}: {one}"));
    }
    if !pictures_are_wanted() {
        return Ok(());
    }
    browser.value("void scrollTo(0, 0)").await?;
    browser.screenshot(name).await?;
    let height = browser.value("document.documentElement.scrollHeight").await?.as_u64().unwrap_or(0);
    // The whole of a long page, once per size; nobody looks at more than a few screens of a table.
    if height > u64::from(size.1) + 40 && name.ends_with("-zh-light") {
        browser.set_viewport(size.0, u32::try_from(height.min(6000))?).await?;
        browser.settle().await?;
        browser.screenshot(&format!("{name}-whole")).await?;
    }
    Ok(())
}
