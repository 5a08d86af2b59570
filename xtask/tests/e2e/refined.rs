//! A page is refined by its choices: an open panel gives way to another choice, and typed text stays until then.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Browser, scenario};

const FORM: &str = "document.querySelector('#period')";
const PRESSED: &str = "document.querySelector('.period .segments__one[aria-pressed=true]').innerText.trim()";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_choice_takes_the_place_of_what_was_open() {
    scenario("refined", async |browser: &mut Browser| {
        browser.load("#/demo").await?;
        browser.wait_for(".figure__svg").await?;
        browser.go("#/scorecard").await?;
        browser.click(".filter > .pill", "筛选").await?;
        browser.click(".period .segments__one", "自选").await?;
        browser.wait_until(&format!("!{FORM}.hidden && {PRESSED} === '自选'")).await?;

        // Typed text and the focus survive an update of the page, here for another slice.
        type_a_day(browser).await?;
        browser.value("document.querySelector('.filter__panel .select').selectedIndex = 1").await?;
        browser
            .value("document.querySelector('.filter__panel .select').dispatchEvent(new Event('change', { bubbles: true }))")
            .await?;
        browser.wait_for("[data-role=reset]").await?;
        let kept = browser.value(&format!("[{FORM}.hidden, {FORM}.querySelector('input').value, document.activeElement === {FORM}.querySelector('input')]")).await?;
        ensure!(kept == json!([false, "2026-02-03", true]), "after an update: {kept}");

        // Another period closes it and discards the day.
        browser.click(".period .segments__one", "近 3 个整月").await?;
        browser.wait_until(&format!("{FORM}.hidden && {PRESSED} === '近 3 个整月'")).await?;
        browser.click(".period .segments__one", "自选").await?;
        let first = browser.value(&format!("{FORM}.querySelector('input').value")).await?;
        ensure!(first == json!("2026-08-01"), "the day that was given up is back: {first}");

        // A chosen period is in the address, and Back restores the page before it.
        type_a_day(browser).await?;
        browser.click("#period button", "").await?;
        browser.wait_until("location.hash.includes('from=2026-02-03')").await?;
        browser.wait_until(&format!("{PRESSED} === '自选' && !{FORM}.hidden")).await?;
        browser.value("history.back()").await?;
        browser.wait_until(&format!("{FORM}.hidden && {PRESSED} === '近 3 个整月'")).await?;
        browser.expect_quiet_console().await
    });
}

/// The stagnant share of each consultant, down the table, in hundredths.
const STANDING: &str =
    "[...document.querySelectorAll('#consultants-rows tbody td:nth-child(4)')].map(cell => parseInt(cell.innerText))";
const NAMES: &str =
    "[...document.querySelectorAll('#consultants-rows tbody td:first-child')].map(cell => cell.innerText)";
const SORTED: &str = "document.querySelector('#consultants-rows th:nth-child(4)').getAttribute('aria-sort')";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_table_is_sorted_by_its_heads() {
    scenario("sorted", async |browser: &mut Browser| {
        browser.load("#/demo").await?;
        browser.wait_for(".figure__svg").await?;
        browser.go("#/funnel").await?;
        browser.wait_for("#consultants-rows").await?;
        let given = browser.value(NAMES).await?;
        for (state, is_sorted) in [
            ("descending", "every((value, at) => at === 0 || list[at - 1] >= value)"),
            ("ascending", "every((value, at) => at === 0 || list[at - 1] <= value)"),
        ] {
            browser.click("#consultants-rows .table__sort", "滞留").await?;
            browser.wait_until(&format!("{SORTED} === '{state}'")).await?;
            let list = browser.value(&format!("(list => list.{is_sorted})({STANDING})")).await?;
            ensure!(list == json!(true), "{state}: {}", browser.value(STANDING).await?);
            ensure!(browser.text("#consultants-rows tfoot td").await? == "全店", "everybody together has moved");
        }

        // It stays sorted after a visit to a list, and through an update of the page.
        let sorted = browser.value(NAMES).await?;
        browser.go("#/scorecard").await?;
        browser.wait_for(".score").await?;
        browser.go("#/funnel").await?;
        browser.wait_until(&format!("document.querySelector('#consultants-rows') && {SORTED} === 'ascending'")).await?;
        ensure!(browser.value(NAMES).await? == sorted, "sorted otherwise: {}", browser.value(NAMES).await?);

        browser.click("#consultants-rows .table__sort", "滞留").await?;
        browser.wait_until(&format!("{SORTED} === 'none'")).await?;
        ensure!(browser.value(NAMES).await? == given, "not as given: {}", browser.value(NAMES).await?);

        // A measure of the scorecard unfolds, and its consultants can be sorted too.
        browser.go("#/scorecard").await?;
        browser.click(".score__unfold", "滞留率").await?;
        browser.wait_until("!document.querySelector('#measureStagnant').hidden").await?;
        browser.wait_for("#measureStagnantdots").await?;
        browser.click("#measureStagnantdots .table__sort", "全部线索").await?;
        browser.wait_until("document.querySelector('#measureStagnantdots [aria-sort=descending]')").await?;
        browser.expect_quiet_console().await
    });
}

/// The values that the list is ordered by, down the rows shown.
const MILEAGES: &str = "[...document.querySelectorAll('.people__row > .people__beside')]\
    .map(cell => parseInt(cell.innerText.replaceAll(',', '')))";
const ROWS: &str = "parseInt(document.querySelector('.people').getAttribute('aria-rowcount')) - 1";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_list_is_sorted_by_its_heads_and_printed_whole() {
    scenario("list-sorted", async |browser: &mut Browser| {
        browser.load("#/demo").await?;
        browser.wait_for(".figure__svg").await?;
        browser.go("#/list?of=owners&stage=repurchase").await?;
        browser.wait_until("document.querySelector('.people__open b')").await?;
        for (word, is_sorted) in [("descending", "list[at - 1] >= value"), ("ascending", "list[at - 1] <= value")] {
            browser.click(".people__sort", "里程").await?;
            browser.wait_for(&format!(".people__beside[aria-sort={word}]")).await?;
            browser
                .wait_until(&format!(
                    "(list => list.length > 5 && list.every((value, at) => at === 0 || {is_sorted}))({MILEAGES})"
                ))
                .await?;
        }
        browser
            .run("window.print = () => { window.printed = document.querySelectorAll('.people__open b').length }")
            .await?;
        browser.click(".list-head__tools [data-print]", "").await?;
        browser.wait_until(&format!("window.printed === {ROWS}")).await?;
        browser.click(".people__sort", "里程").await?;
        browser.wait_until("!location.hash.includes('sort=')").await?;
        browser.expect_quiet_console().await
    });
}

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn the_month_of_a_list_ends_with_it() {
    scenario("list-month", async |browser: &mut Browser| {
        browser.load("#/demo").await?;
        browser.wait_for(".figure__svg").await?;
        browser.go("#/satisfaction?step=month").await?;
        browser.wait_for("a.figure__hit[href*='own=']").await?;
        browser.settle().await?;
        browser.tap("a.figure__hit[href*='own=']").await?;
        browser.wait_until("document.querySelector('main').dataset.page === 'list'").await?;
        browser.wait_for_text(".list-head__facts", "月回访").await?;
        let looked_at = browser.text(".list-head__facts").await?;
        ensure!(!looked_at.contains('–'), "the list of a point is of more than its month: {looked_at}");
        browser.click(".rail__item", "指标").await?;
        browser.wait_until("document.querySelector('main').dataset.page === 'scorecard'").await?;
        let hash = browser.value("location.hash").await?;
        ensure!(hash == json!("#/scorecard"), "the scorecard is looked at as the list was: {hash}");
        browser.expect_quiet_console().await
    });
}

async fn type_a_day(browser: &mut Browser) -> Result<()> {
    let typed = format!(
        "(() => {{ const day = {FORM}.querySelector('input'); day.focus(); day.value = '2026-02-03'; \
        day.dispatchEvent(new Event('input', {{ bubbles: true }})); return true; }})()"
    );
    browser.value(&typed).await?;
    Ok(())
}
