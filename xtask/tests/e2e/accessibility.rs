//! axe finds nothing serious on any screen, in either theme: contrast, names, roles, keyboard access.
//!
//! It reads the tree and the styles, which are the same in every engine, so one engine is enough.

use std::collections::BTreeMap;
use std::time::Duration;
use std::{env, fs};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::harness::{Browser, Engine, RESTS, files, scenario_within};

/// For some hundred checks of whole pages.
const LIMIT: Duration = Duration::from_secs(600);
const NAME: &str = "accessibility";
const ONCE: &str = "as the tree and the styles are the same in every engine";
/// As in the settings, each with the options of axe: the second theme has other colours and the same tree, of which
/// the first has told everything.
const THEMES: [(&str, &str); 2] = [("浅色", ALL), ("深色", COLOURS)];
const ALL: &str = "{}";
const COLOURS: &str = "{ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }";

/// In a store without any rows.
const EMPTY: [&str; 6] = ["#/map", "#/funnel", "#/import", "#/data", "#/data/notes", "#/coverage"];
/// With files on the desk that are not imported yet.
const STAGED: [&str; 2] = ["#/import", "#/data/notes?of=staged"];
/// Add a line for a new screen.
const FULL: [&str; 16] = [
    "#/map",
    "#/funnel",
    "#/distribution",
    "#/satisfaction",
    "#/scorecard",
    "#/list?of=answers.service.all",
    "#/list?of=node.quote.leaked",
    "#/list?of=everybody",
    "#/import",
    "#/data",
    "#/data/notes",
    "#/data/notes?only=refused",
    "#/coverage",
    "#/catalogue",
    "#/settings",
    "#/actions",
];

/// Elements that open something: a table, a popover, a menu, a mapping.
const OPENERS: &str = "document.querySelectorAll('[aria-expanded], [data-menu] > summary')";
/// `given` are options of axe.
const SERIOUS: &str = "axe.run({ resultTypes: ['violations'], ...given }).then(({ violations }) => violations \
    .filter(({ impact }) => impact === 'serious' || impact === 'critical') \
    .flatMap(({ id, impact, help, nodes }) => nodes.map(({ target, any, all, none }) => ({ \
        rule: `${id} (${impact}): ${help}`, \
        place: target.join(' '), \
        message: [...any, ...all, ...none].map(({ message }) => message).join('; ') }))))";

#[derive(Deserialize)]
struct Violation {
    rule: String,
    place: String,
    message: String,
}

/// The faults, each with its first place and its number of occurrences.
type Faults = BTreeMap<String, (String, u32)>;

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn axe_finds_nothing_serious() {
    if Engine::under_test().passes_over(NAME, &[Engine::Firefox, Engine::WebKit], ONCE) {
        return;
    }
    scenario_within(LIMIT, NAME, async |browser: &mut Browser| {
        let mut found = Faults::new();
        let walked = walk(browser, &mut found).await;
        ensure!(found.is_empty(), "{} things are wrong:\n{}", found.len(), told(&found));
        walked
    });
}

async fn walk(browser: &mut Browser, found: &mut Faults) -> Result<()> {
    let axe = env::var_os("BENYUAN_AXE").context("`cargo xtask test --only e2e` brings axe and names its file")?;
    let axe = fs::read_to_string(axe)?;
    browser.load("").await?;
    browser.run(&axe).await?;
    it_sees_what_is_wrong(browser).await?;
    look(browser, &EMPTY, found).await?;
    browser.choose(&files::all_kinds(NAME)?).await?;
    look(browser, &STAGED, found).await?;
    browser.go("#/import").await?;
    browser.import().await?;
    look(browser, &FULL, found).await?;
    let record = record(browser).await?;
    look(browser, &[&record], found).await?;
    backups(browser, &axe, found).await
}

/// The page of backups stands alone.
async fn backups(browser: &mut Browser, axe: &str, found: &mut Faults) -> Result<()> {
    for (theme, rules) in [("light", ALL), ("dark", COLOURS)] {
        for place in ["", "#rescue"] {
            browser.value(&format!("void localStorage.setItem('benyuan.theme', '{theme}')")).await?;
            browser.open(&format!("?backup{place}")).await?;
            browser.wait_until(RESTS).await?;
            browser.run(axe).await?;
            browser.value("document.querySelectorAll('details').forEach(one => one.open = true)").await?;
            note(browser, rules, &format!("?backup{place} {theme}"), found).await?;
        }
    }
    Ok(())
}

async fn it_sees_what_is_wrong(browser: &mut Browser) -> Result<()> {
    browser.value("void document.querySelector('main').append(document.createElement('button'))").await?;
    let seen = violations(browser, ALL).await?;
    ensure!(seen.iter().any(|one| one.rule.starts_with("button-name")), "a button without a name is not noticed");
    browser.value("void document.querySelector('main').lastChild.remove()").await?;
    let pale = "void (() => { const one = document.createElement('p'); one.textContent = '看不清'; \
        one.style.color = '#bbb'; one.style.background = '#fff'; document.querySelector('main').append(one); })()";
    browser.value(pale).await?;
    let seen = violations(browser, COLOURS).await?;
    ensure!(seen.iter().any(|one| one.rule.starts_with("color-contrast")), "a pale text is not noticed");
    browser.value("void document.querySelector('main').lastChild.remove()").await?;
    Ok(())
}

/// The address of a customer with a history.
async fn record(browser: &mut Browser) -> Result<String> {
    browser.go("#/list?of=node.quote.leaked").await?;
    browser.wait_until("document.querySelector('.people__open b')").await?;
    let address = browser.value("document.querySelector('.people__open').hash").await?;
    address.as_str().map(str::to_owned).context("the first row leads nowhere")
}

/// Each screen in both themes, first as it is, then with everything opened in turn.
async fn look(browser: &mut Browser, screens: &[&str], found: &mut Faults) -> Result<()> {
    for (theme, rules) in THEMES {
        browser.choose_setting(theme).await?;
        for screen in screens {
            browser.go(screen).await?;
            note(browser, rules, &format!("{screen} {theme}"), found).await?;
            open_everything(browser, rules, &format!("{screen} {theme}"), found).await?;
        }
    }
    Ok(())
}

async fn open_everything(browser: &mut Browser, rules: &str, name: &str, found: &mut Faults) -> Result<()> {
    let count = browser.value(&format!("{OPENERS}.length")).await?.as_u64().unwrap_or(0);
    for index in 0..count {
        browser.value(&format!("void {OPENERS}[{index}].click()")).await?;
        browser.settle().await?;
        note(browser, rules, &format!("{name}, opened {index}"), found).await?;
        // A popover would cover the others.
        browser.value("void document.querySelector('.popover__away')?.click()").await?;
    }
    Ok(())
}

/// A fault that occurs in many places is reported once, with the first of them.
async fn note(browser: &mut Browser, rules: &str, screen: &str, found: &mut Faults) -> Result<()> {
    for Violation { rule, place, message } in violations(browser, rules).await? {
        let first = || (format!("{screen}, {place}"), 0);
        found.entry(format!("{rule}\n    {message}")).or_insert_with(first).1 += 1;
    }
    Ok(())
}

fn told(found: &Faults) -> String {
    let lines = found.iter().map(|(what, (first, times))| format!("{what}\n    {times} times, first on {first}"));
    lines.collect::<Vec<_>>().join("\n")
}

async fn violations(browser: &mut Browser, rules: &str) -> Result<Vec<Violation>> {
    let asked = format!("(given => {SERIOUS})({rules})");
    Ok(serde_json::from_value(browser.eventually(&asked).await?)?)
}
