//! A new user's first session: seven files in, the map, the people behind a number, a record, the funnel, and the undo.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::harness::{Browser, files, number, scenario};

const KINDS: [&str; 7] = ["leads", "visits", "sales", "services", "insurance", "answers", "cards"];
const STEPS: [&str; 7] = ["lead", "first_response", "visit", "test_drive", "quote", "order", "delivery"];
/// Every text of the figure: names, numbers, shares.
const FIGURE: &str = "[...document.querySelectorAll('.figure svg text')].map(text => text.textContent)";

/// From the figure's single tab stop an arrow key moves to another mark, which becomes the stop and shows its label.
const ARROWS: &str = "(() => { \
    const [stop, ...more] = document.querySelectorAll('.figure a.figure__hit:not([tabindex])'); \
    stop.focus(); \
    stop.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true })); \
    const now = document.activeElement; \
    return [more.length, now !== stop && now.matches('a.figure__hit:not([tabindex])'), \
        now.closest('.figure').querySelector('.figure__said:not([hidden])')?.textContent === now.getAttribute('aria-label')]; })()";

/// The parts of the figure that a touch at their own place does not reach.
const COVERED: &str = "[...document.querySelectorAll('a.figure__hit')].filter(hit => { \
    hit.scrollIntoView({ block: 'center' }); \
    const box = hit.getBoundingClientRect(); \
    return document.elementFromPoint(box.x + box.width / 2, box.y + 7)?.closest('a') !== hit; \
}).map(hit => hit.getAttribute('href'))";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_new_user_finds_the_leaks_and_the_people_behind_them() {
    let Some(samples) = files::samples() else { return };
    scenario("journey", async |browser: &mut Browser| {
        let expected = files::expected(&samples)?;
        browser.load("").await?;
        browser.wait_for_text("h2", "从系统导出的文件").await?;
        import(browser, &samples, &expected).await?;
        let map = look_at_the_map(browser).await?;
        open_the_leak(browser).await?;
        look_at_a_record(browser).await?;
        scroll_a_list(browser).await?;
        look_at_the_funnel(browser, &expected).await?;

        browser.load("").await?;
        browser.wait_for(".figure svg").await?;
        let again = browser.value(FIGURE).await?;
        ensure!(again == map, "after a reload the map says {again}, before it was {map}");
        browser.expect_quiet_console().await?;

        import_again(browser, &samples).await?;
        take_back(browser).await?;
        browser.expect_quiet_console().await
    });
}

async fn import(browser: &mut Browser, samples: &[PathBuf], expected: &Value) -> Result<()> {
    browser.choose(samples).await?;
    browser.wait_for_text("h2", "识别出 7 个文件，49,604 行可以导入").await?;
    let kinds = "new Set([...document.querySelectorAll('.file td:nth-child(2) .tag')].map(tag => tag.innerText)).size";
    ensure!(browser.value(kinds).await? == json!(7), "the seven files are not of seven kinds");
    let refused =
        browser.value("[...document.querySelectorAll('.file td:nth-child(8)')].map(td => td.innerText)").await?;
    ensure!(refused == json!(vec!["0"; 7]), "of the samples, rows are refused: {refused}");
    browser.wait_for_text("[data-role=import]", "49,604").await?;
    browser.import().await?;
    browser.wait_for_text(".toast", "已导入：新增 49,604 行").await?;
    browser.close_toasts().await?;

    let rows = browser.stored_rows().await?;
    let wanted = KINDS.iter().filter_map(|kind| expected["rows"]["value"][kind].as_u64());
    // None of the samples holds test drives.
    let wanted: Vec<u64> = wanted.chain([0]).collect();
    ensure!(rows == wanted, "{rows:?} are stored instead of {wanted:?}");
    browser.go("#/map").await
}

/// The figure's texts, for comparison.
async fn look_at_the_map(browser: &mut Browser) -> Result<Value> {
    browser.wait_for(".figure svg").await?;
    browser.wait_until("document.querySelector('.top__subtitle').innerText.includes('10,168 位客户')").await?;
    browser.wait_until("document.querySelector('.card--map h2')?.textContent.includes('走了')").await?;
    let words = browser.value(FIGURE).await?;
    let shares =
        words.as_array().into_iter().flatten().filter(|text| text.as_str().is_some_and(|text| text.ends_with('%')));
    ensure!(shares.count() >= 13, "too few shares in the figure: {words}");

    // The finding names the first place of the ranking with the larger loss, and its people; the figure says the same.
    let finding = browser.text(".card--map h2").await?;
    let mut first = Vec::new();
    for half in [1, 2] {
        let row = format!(".grid--ranks .card:nth-child({half}) .rank li:first-child");
        let name = browser.text(&format!("{row} .rank__name")).await?;
        first.push((number(&browser.text(&format!("{row} .rank__people")).await?), name));
    }
    let (people, name) = first.into_iter().max().unwrap_or_default();
    ensure!(finding.contains(&name), "“{finding}” does not name {name}, the first of the ranking");
    let said = finding.split_once("走了").map_or(0, |(_, said)| number(said.split('人').next().unwrap_or_default()));
    ensure!(said == people, "“{finding}” does not say {people}");
    let drawn: String = words.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let sentence = finding.split('，').nth(1).unwrap_or_default();
    ensure!(drawn.contains(sentence), "the figure does not say “{sentence}”: {drawn}");
    Ok(words)
}

/// The leak of a node, tapped in the figure: its list has as many rows as the data table says.
async fn open_the_leak(browser: &mut Browser) -> Result<()> {
    browser.click(".foot button", "数据表").await?;
    let cells = "Object.fromEntries([...document.querySelectorAll('.table__link')].map(a => [a.hash, a.innerText]))";
    let cells = browser.value(cells).await?;
    let hits =
        browser.value("[...document.querySelectorAll('a.figure__hit')].map(a => a.getAttribute('href'))").await?;
    let hits: Vec<&str> = hits.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    ensure!(hits.iter().any(|hit| hit.contains(".leaked")), "no leak can be tapped in the figure: {hits:?}");
    // Whom the finding says to look at first is a number of its own (`tests/main/lists/past.rs`).
    let is_finding = |hit: &&&str| hit.contains(".unresolved");
    let unknown: Vec<_> = hits.iter().filter(|hit| cells[**hit].is_null() && !is_finding(hit)).collect();
    ensure!(unknown.is_empty(), "these parts of the figure have no cell in its table: {unknown:?}");

    // Near its top, where the mark itself is, each region opens itself although regions overlap.
    let covered = browser.value(COVERED).await?;
    ensure!(covered == json!([]), "these parts of the figure cannot be touched: {covered}");

    let keys = browser.value(ARROWS).await?;
    ensure!(keys == json!([0, true, true]), "more stops, the next mark, its words: {keys}");

    let tested =
        hits.iter().filter(|hit| hit.contains("node.quote.leaked") || hit.contains("node.out-of-warranty.leaked"));
    let tested: Vec<_> = tested.chain(hits.iter().filter(|hit| hit.contains(".leaked")).take(1)).collect();
    for hit in tested {
        let said = number(cells[*hit].as_str().unwrap_or_default());
        ensure!(said > 0, "nobody is behind {hit}: {}", cells[*hit]);
        browser.go("#/map").await?;
        browser.tap(&format!("a.figure__hit[href='{hit}']")).await?;
        browser.wait_until("document.querySelector('main').dataset.page === 'list'").await?;
        browser.settle().await?;
        browser.wait_until("document.querySelector('.people__open b')").await?;
        let total = number(&browser.text(".list-head__size").await?);
        ensure!(total == said, "the table says {said} for {hit}, its list has {total}");
        let size = browser.value("document.querySelector('.people').getAttribute('aria-rowcount')").await?;
        ensure!(size == json!((said + 1).to_string()), "the list of {said} has {size} rows with its heads");
    }
    Ok(())
}

/// A long list scrolls with the page below its head, and returns to the position where it was left.
async fn scroll_a_list(browser: &mut Browser) -> Result<()> {
    browser.go("#/list?of=everybody").await?;
    browser.wait_until("document.querySelector('.people__open b')").await?;
    browser.value("void scrollTo(0, 56 * 500)").await?;
    let seen = "[...document.querySelectorAll('.people__place:has(b)')].find(place => { \
        const { top, bottom } = place.getBoundingClientRect(); return top < 410 && bottom >= 410 })";
    browser.wait_until(seen).await?;
    let (at, where_left) = (format!("{seen}.dataset.place"), browser.value("Math.round(scrollY)").await?);
    let place = browser.value(&at).await?;
    ensure!(number(place.as_str().unwrap_or_default()) > 400, "at row 500 the rows from {place} are shown");
    let head = "document.querySelector('.people__head').getBoundingClientRect().top";
    ensure!(browser.value(&format!("{head} >= 0 && {head} < 100")).await? == json!(true), "the head is out of sight");
    browser.value(&format!("{seen}.querySelector('a').click()")).await?;
    browser.wait_for(".identity__name").await?;
    ensure!(browser.value("scrollY").await? == json!(0), "a record begins further down");
    browser.back().await?;
    browser.wait_until(seen).await?;
    ensure!(browser.value("Math.round(scrollY)").await? == where_left, "the list is not found where it was left");
    ensure!(browser.value(&at).await? == place, "other rows than {place} stand there");
    Ok(())
}

/// From the open list to the record of somebody with a telephone number.
async fn look_at_a_record(browser: &mut Browser) -> Result<()> {
    let somebody = "[...document.querySelectorAll('.people__open')].find(a => /\\d{3}\\*{4}\\d{4}/.test(a.innerText))";
    browser.wait_until(somebody).await?;
    let name = browser.value(&format!("{somebody}.querySelector('b').innerText")).await?;
    let name = name.as_str().unwrap_or_default().to_owned();
    browser.value(&format!("{somebody}.click()")).await?;
    browser.wait_for_text(".identity__name", &name).await?;

    let masked = browser.text("#phone").await?;
    ensure!(masked.len() == 11 && masked.contains("****"), "the number is not masked: {masked}");
    let open_numbers = "/(^|\\D)1[3-9]\\d{9}(\\D|$)/.test(document.querySelector('main').innerText)";
    ensure!(browser.value(open_numbers).await? == json!(false), "the record shows a full number unasked");
    browser.wait_for(".event summary").await?.click().await?;
    let origin = browser.wait_for(".event__line[open] .event__origin").await?.text().await?;
    ensure!(origin.contains('第') && origin.contains('行') && origin.contains('.'), "no file and row: {origin}");

    // The line lies below; the number stands at the top again.
    browser.value("void scrollTo(0, 0)").await?;
    browser.click(".identity__phone button", "显示").await?;
    browser.wait_for_text(".identity__phone button", "隐藏").await?;
    let full = browser.text("#phone").await?;
    ensure!(full.len() == 11 && full.bytes().all(|byte| byte.is_ascii_digit()), "{full} is no full number");
    ensure!(full[..3] == masked[..3] && full[7..] == masked[7..], "{full} is not {masked}");
    let dialled = browser.value("document.querySelector('#phone').href").await?;
    ensure!(dialled == json!(format!("tel:{full}")), "{full} is dialled as {dialled}");
    browser.click(".identity__phone button", "隐藏").await?;
    browser.wait_until("!document.querySelector('#phone').hasAttribute('href')").await?;
    ensure!(browser.text("#phone").await? == masked, "the number is not masked again");
    Ok(())
}

async fn look_at_the_funnel(browser: &mut Browser, expected: &Value) -> Result<()> {
    browser.go("#/funnel").await?;
    browser.wait_for_text(".figure svg text", "1,555").await?;
    browser.wait_for(".bars__row").await?;
    browser.click(".foot button", "数据表").await?;
    let cell = |part: &str, step: &str| {
        format!("document.querySelector('a.table__link[href=\"#/list?of=step.{step}.{part}\"]').innerText")
    };
    let names = browser.value("[...document.querySelectorAll('.table__link')].map(a => a.hash)").await?;
    let steps =
        names.as_array().into_iter().flatten().filter_map(Value::as_str).filter(|hash| hash.ends_with(".reached"));
    let mut steps: Vec<_> =
        steps.map(|hash| hash.trim_start_matches("#/list?of=step.").trim_end_matches(".reached").to_owned()).collect();
    steps.dedup();
    ensure!(steps.len() >= STEPS.len(), "the funnel's table has these steps: {steps:?}");
    for (step, name) in steps.iter().zip(STEPS) {
        let said = number(browser.value(&cell("reached", step)).await?.as_str().unwrap_or_default());
        let wanted = &expected["funnel_last_6_months"]["value"]["reached"][name];
        ensure!(*wanted == json!(said), "{said} reached {name} instead of {wanted}");
    }
    Ok(())
}

async fn import_again(browser: &mut Browser, samples: &[PathBuf]) -> Result<()> {
    browser.choose(samples).await?;
    browser.wait_for_text("[data-role=import]", "没有新内容").await?;
    browser.import().await?;
    browser.wait_for_text(".toast", "没有新内容：49,604 行都已有").await?;
    Ok(())
}

async fn take_back(browser: &mut Browser) -> Result<()> {
    browser.undo().await?;
    ensure!(browser.stored_rows().await? == [0; 8], "rows are left after the undo");
    for _ in 0..2 {
        browser.load("").await?;
        browser.wait_for_text("h2", "从系统导出的文件").await?;
        ensure!(browser.stored_rows().await? == [0; 8], "rows came back after a reload");
    }
    Ok(())
}
