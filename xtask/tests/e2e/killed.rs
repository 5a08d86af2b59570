//! A browser that dies in the middle of an import leaves the store as before it or as after it, never between.

use std::time::Instant;

use anyhow::{Result, ensure};

use crate::harness::{Browser, Engine, NOTHING_LASTS, files, scenario, sleep};

/// Milliseconds from pressing the button to the kill.
const DELAYS: [u64; 6] = [0, 30, 80, 150, 300, 700];
const PRESS: &str = "void document.querySelector('[data-role=import]').click()";
const BEFORE: u64 = 12;
const AFTER: u64 = BEFORE + 49_604;

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_killed_import_is_all_or_nothing() {
    if Engine::under_test().passes_over("killed-import", &[Engine::WebKit], NOTHING_LASTS) {
        return;
    }
    let Some(samples) = files::samples() else { return };
    scenario("killed-import", async |browser: &mut Browser| {
        browser.load("").await?;
        browser.choose(&[files::file("killed-import", "leads.csv", files::leads(1, BEFORE))?]).await?;
        browser.import().await?;
        ensure!(total(browser).await? == BEFORE, "the first import did not arrive");

        // While the files are being read, nothing may have been written.
        browser.go("#/import").await?;
        let paths: Vec<_> = samples.iter().map(|file| file.as_path()).collect();
        browser.upload("[data-role=files]", &paths).await?;
        browser.wait_for("progress").await?;
        reopen(browser).await?;
        ensure!(total(browser).await? == BEFORE, "reading alone changed the store");

        let (mut nothing, mut all) = (0, 0);
        for delay in DELAYS {
            browser.choose(&samples).await?;
            let start = Instant::now();
            browser.value(PRESS).await?;
            sleep(delay).await;
            reopen(browser).await?;
            let pressed = start.elapsed();
            let rows = total(browser).await?;
            println!("killed {delay} ms after the press: {rows} rows; open again after {} ms", pressed.as_millis());
            match rows {
                BEFORE => nothing += 1,
                AFTER => {
                    all += 1;
                    browser.undo().await?;
                    ensure!(total(browser).await? == BEFORE, "the undo after the kill left something else");
                }
                other => anyhow::bail!("killed after {delay} ms, {other} rows are stored"),
            }
        }
        ensure!(nothing > 0, "every kill came after the commit: the delays are too long");
        println!("{nothing} kills came before the commit, {all} after it");

        // Whatever the kills left behind hinders neither an import nor its undo; an undo is all or nothing too.
        for delay in [Some(0), Some(60), None] {
            if total(browser).await? == BEFORE {
                browser.choose(&samples).await?;
                browser.import().await?;
            }
            ensure!(total(browser).await? == AFTER, "the import after the kills is not complete");
            let Some(delay) = delay else { break };
            browser.value("void document.querySelector('[data-role=undo]').click()").await?;
            sleep(delay).await;
            reopen(browser).await?;
            let rows = total(browser).await?;
            println!("killed {delay} ms after pressing undo: {rows} rows");
            ensure!([BEFORE, AFTER].contains(&rows), "an undo killed after {delay} ms left {rows} rows");
        }
        browser.undo().await?;
        ensure!(total(browser).await? == BEFORE, "the undo after the kills is not complete");
        browser.load("").await?;
        ensure!(total(browser).await? == BEFORE, "the undo did not last");
        browser.expect_quiet_console().await
    });
}

async fn reopen(browser: &mut Browser) -> Result<()> {
    browser.kill_and_reopen().await?;
    browser.load("").await
}

async fn total(browser: &mut Browser) -> Result<u64> {
    Ok(browser.stored_rows().await?.iter().sum())
}
