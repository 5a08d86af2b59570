//! The browser dies at random moments, during everything that writes. Afterwards the state is the one before the last
//! action or the one after it, and everything the page has reported as done is done.
//!
//! `cargo xtask kills [N] [--seed S]` runs many rounds; the run of all scenarios has ten.

mod model;

use std::collections::BTreeMap;
use std::env;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::harness::{Browser, Engine, NOTHING_LASTS, files, number, scenario_within, sleep};
use model::{Action, Chance, Device, Seen};

/// The longest time from the press to the kill, in milliseconds. Every other kill comes early, while most changes are
/// still being made.
const LATEST: u64 = 800;
const EARLY: u64 = 40;
const ROUNDS: u64 = 10;

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn every_state_after_a_kill_was_one_that_was_acknowledged() {
    if Engine::under_test().passes_over("kills", &[Engine::WebKit], NOTHING_LASTS) {
        return;
    }
    let rounds = given("BENYUAN_KILLS").unwrap_or(ROUNDS);
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let seed = given("BENYUAN_KILLS_SEED").unwrap_or(now.as_secs());
    let limit = Duration::from_secs(60 + 30 * rounds);
    scenario_within(limit, "kills", async |browser: &mut Browser| {
        println!("{rounds} kills in {}, seed {seed}", Engine::under_test());
        story(browser, rounds, seed).await.with_context(|| format!("seed {seed}"))
    });
}

fn given(variable: &str) -> Option<u64> {
    let text = env::var(variable).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} is `{text}`, which is no number")))
}

async fn story(browser: &mut Browser, rounds: u64, seed: u64) -> Result<()> {
    let mut chance = Chance::of(seed);
    browser.load("").await?;
    browser.choose(&[files::file("kills", "first.csv", files::leads(1, 40))?]).await?;
    browser.import().await?;
    let mut device = Device::of_first_import(&seen(browser).await?, 40);
    let (mut nothing, mut all) = (0, 0);
    for round in 1..=rounds {
        if device.is_demo_open() && chance.below(2) == 0 {
            leave_demo(browser, &mut device).await?;
        }
        let action = device.action(&mut chance, round);
        let latest = if chance.below(2) == 0 { EARLY } else { LATEST };
        let delay = chance.below(latest + 1);
        let what = format!("round {round}: {action:?}, killed after {delay} ms");
        let came = killed_in(browser, &mut device, &action, delay).await.with_context(|| what.clone())?;
        println!("{what}: {}", if came { "it came" } else { "it did not come" });
        *(if came { &mut all } else { &mut nothing }) += 1;
    }
    println!("{nothing} kills came before the commit, {all} after it");
    browser.expect_quiet_console().await
}

/// Whether the begun action is there after the kill.
async fn killed_in(browser: &mut Browser, device: &mut Device, action: &Action, delay: u64) -> Result<bool> {
    let press = prepared(browser, action).await?;
    browser.value(&format!("void {press}")).await?;
    sleep(delay).await;
    let is_said = browser.value(&said(action)).await? == json!(true);
    browser.kill_and_reopen().await?;
    browser.load("").await?;
    let seen = seen(browser).await?;
    let after = device.after(action);
    let came = after.shows(&seen, device);
    ensure!(
        came || device.shows(&seen, &after),
        "neither the state before nor the one after is there\nbefore: {device:#?}\nafter: {after:#?}\nseen: {seen:#?}"
    );
    ensure!(came || !is_said, "the page said that it was done, and it is lost\nafter: {after:#?}\nseen: {seen:#?}");
    if came {
        *device = after;
    }
    device.open = seen.open;
    Ok(came)
}

/// Everything up to the last press, which is returned as an expression.
async fn prepared(browser: &mut Browser, action: &Action) -> Result<String> {
    let press = |css: &str| format!("document.querySelector({}).click()", json!(css));
    match action {
        Action::Import { who, rows } => {
            browser.choose(&[files::file("kills", &format!("{who}.csv"), files::leads(*who, *rows))?]).await?;
            return Ok(press("[data-role=import]"));
        }
        Action::Preset(place) => {
            browser.go("#/settings").await?;
            browser.wait_for(".options input").await?;
            browser.value(&format!("void document.querySelectorAll('.options input')[{place}].click()")).await?;
            return Ok(press("#store-levels .button--primary"));
        }
        _ => browser.go("#/data").await?,
    }
    browser.wait_for(".stores__one small").await?;
    let button = match action {
        Action::Undo => "[data-role=undo]",
        Action::Rename(name) => {
            browser.value(&press(".stores__one:has(.tag) .button:not(.button--danger)")).await?;
            fill(browser, ".stores__one form input", name).await?;
            ".stores__one form .button--primary"
        }
        Action::Create(name) => {
            fill(browser, ".stores + form input", name).await?;
            ".stores + form button"
        }
        Action::Delete(name) => {
            browser.value(&format!("{}.querySelector('.button--danger').click()", row_of(name))).await?;
            fill(browser, ".confirm input", name).await?;
            ".confirm .button--danger"
        }
        Action::Demo => return Ok("(location.hash = '#/demo')".to_owned()),
        Action::Import { .. } | Action::Preset(_) => anyhow::bail!("{action:?} is pressed elsewhere"),
    };
    browser.wait_until(&format!("document.querySelector({})?.disabled === false", json!(button))).await?;
    Ok(press(button))
}

/// Whether the page reports, at this moment, that it is done.
fn said(action: &Action) -> String {
    let toast = |words: &str| {
        let words = json!(words);
        format!("[...document.querySelectorAll('.toast')].some(one => one.innerText.includes({words}))")
    };
    match action {
        Action::Import { .. } => toast("已导入"),
        Action::Undo => toast("已撤销上次导入"),
        Action::Preset(_) => toast("时限已更改"),
        Action::Delete(name) => toast(&format!("已删除“{name}”")),
        Action::Rename(name) | Action::Create(name) => format!("{} !== undefined", row_of(name)),
        Action::Demo => "document.querySelector('.popover--demo') !== null".to_owned(),
    }
}

/// A row of the list of stores, by the name it shows.
fn row_of(name: &str) -> String {
    let name = json!(name);
    format!("[...document.querySelectorAll('.stores__one')].find(one => one.querySelector('b')?.innerText === {name})")
}

/// Replaces the text of a field.
async fn fill(browser: &mut Browser, css: &str, text: &str) -> Result<()> {
    browser.wait_for(css).await?;
    let (css, text) = (json!(css), json!(text));
    let put = format!(
        "(field => {{ field.value = {text}; field.dispatchEvent(new Event('input', {{ bubbles: true }})) }})\
         (document.querySelector({css}))"
    );
    browser.value(&format!("void {put}")).await.map(drop)
}

/// Opens a real store, if there is one.
async fn leave_demo(browser: &mut Browser, device: &mut Device) -> Result<()> {
    let Some(name) = device.own() else { return Ok(()) };
    browser.go("#/data").await?;
    browser.wait_for(".stores__one small").await?;
    browser.value(&format!("void {}.querySelector('.button').click()", row_of(&name))).await?;
    browser.wait_gone(".popover--demo").await?;
    device.open = name;
    let seen = seen(browser).await?;
    ensure!(device.shows(&seen, device), "after leaving the demo: {seen:#?}\nnot {device:#?}");
    Ok(())
}

/// The stores as a user sees them: on the data page, on coverage, on the settings page.
async fn seen(browser: &mut Browser) -> Result<Seen> {
    let rows = browser.stored_rows().await?;
    let listed = "[...document.querySelectorAll('.stores__one')].map(one => \
        [one.querySelector('b').innerText, one.querySelector('small').innerText, one.querySelector('.tag') !== null])";
    let listed: Vec<(String, String, bool)> = serde_json::from_value(browser.value(listed).await?)?;
    let open: Vec<_> = listed.iter().filter(|(_, _, is_open)| *is_open).map(|(name, _, _)| name.clone()).collect();
    ensure!(open.len() == 1, "{} stores are in use: {listed:?}", open.len());
    let stores: BTreeMap<_, _> = listed.iter().map(|(name, rows, _)| (name.clone(), number(rows))).collect();
    ensure!(stores.len() == listed.len(), "a store is listed twice: {listed:?}");
    browser.go("#/settings").await?;
    let chosen = "[...document.querySelectorAll('.options input')].findIndex(input => input.defaultChecked)";
    browser.wait_until(&format!("{chosen} >= 0")).await?;
    let preset = browser.value(chosen).await?.as_u64().context("no clock is chosen")?;
    Ok(Seen { stores, open: open.concat(), rows, preset })
}
