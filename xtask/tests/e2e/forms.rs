//! A form of a page: typed text and an input method's composition survive arriving answers; errors are shown at their
//! field; discarded input is reset.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Browser, Engine, scenario};

const NAME: &str = "document.getElementById('store-name.name')";
const ERROR: &str = "document.querySelector('[data-error=\"store-name.name\"]').innerText";

/// Chinese being composed: the letters are in the field, but nothing is committed yet.
const COMPOSE: &str = "window.field = document.getElementById('store-name.name');
    window.told = [];
    for (const kind of ['compositionend', 'blur', 'change']) field.addEventListener(kind, () => told.push(kind));
    field.focus(); field.select();";

/// In a browser whose input methods cannot be driven, the events are sent as an input method would.
const AS_TOLD: &str = "field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    field.value = 'cheng dong';
    field.setSelectionRange(10, 10);
    field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true, inputType: 'insertCompositionText' }));";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn a_form_keeps_what_is_typed_and_says_what_is_wrong() {
    scenario("forms", async |browser: &mut Browser| {
        browser.load("").await?;
        browser.load("#/settings").await?;
        composing_survives_an_answer(browser).await?;
        what_is_wrong_stands_at_its_field(browser).await?;
        what_is_typed_survives_a_reload_and_is_put_back(browser).await?;
        browser.expect_quiet_console().await
    });
}

async fn composing_survives_an_answer(browser: &mut Browser) -> Result<()> {
    browser.run(COMPOSE).await?;
    if Engine::under_test() == Engine::Chromium {
        let composed = json!({ "text": "cheng dong", "selectionStart": 10, "selectionEnd": 10 });
        browser.devtools("Input.imeSetComposition", composed).await?;
    } else {
        browser.run(AS_TOLD).await?;
    }
    browser.wait_until(&format!("{NAME}.value === 'cheng dong'")).await?;
    // Meanwhile another form of the page is saved, so the page is rendered again.
    let other = "document.querySelector('#store-levels input:not(:checked)')";
    browser
        .run(&format!(
            "const other = {other}; other.checked = true; document.getElementById('store-levels').requestSubmit()"
        ))
        .await?;
    browser.wait_for_text(".toast", "时限已更改").await?;
    browser.settle().await?;
    let kept =
        format!("[{NAME} === field, document.activeElement === field, field.value, field.selectionStart, told.join()]");
    let kept = browser.value(&kept).await?;
    ensure!(kept == json!([true, true, "cheng dong", 10, ""]), "of what was composed there is {kept}");
    if Engine::under_test() == Engine::Chromium {
        browser.devtools("Input.insertText", json!({ "text": "城东店" })).await?;
        browser.wait_until(&format!("{NAME}.value === '城东店'")).await?;
    }
    Ok(())
}

async fn what_is_wrong_stands_at_its_field(browser: &mut Browser) -> Result<()> {
    put(browser, "  ").await?;
    browser.click("#store-name .button--primary", "").await?;
    browser.wait_until(&format!("{ERROR}.includes('请填写')")).await?;
    let told = format!("[{NAME}.getAttribute('aria-invalid'), document.activeElement === {NAME}]");
    ensure!(browser.value(&told).await? == json!(["true", true]), "the field does not say that it is wrong");
    // Typing more removes the message.
    put(browser, "城东店").await?;
    browser.wait_until(&format!("{ERROR} === '' && !{NAME}.hasAttribute('aria-invalid')")).await?;
    browser.click("#store-name .button--primary", "").await?;
    browser.wait_for_text(".toast", "店名已保存").await?;
    browser.wait_gone("#store-name[data-unsaved]").await?;
    browser.wait_until("document.querySelector('.top .pill').innerText.includes('城东店')").await
}

async fn what_is_typed_survives_a_reload_and_is_put_back(browser: &mut Browser) -> Result<()> {
    put(browser, "城西").await?;
    browser.wait_for("#store-name[data-unsaved]").await?;
    browser.load("#/settings").await?;
    browser.wait_until(&format!("{NAME}?.value === '城西'")).await?;
    browser.click("#store-name [type=reset]", "").await?;
    browser.wait_until(&format!("{NAME}.value === '城东店'")).await?;
    browser.wait_gone("#store-name[data-unsaved]").await?;
    browser.load("#/settings").await?;
    browser.wait_until(&format!("{NAME}?.value === '城东店'")).await
}

async fn put(browser: &mut Browser, text: &str) -> Result<()> {
    let text = json!(text);
    let put = format!("{NAME}.value = {text}; {NAME}.dispatchEvent(new Event('input', {{ bubbles: true }}))");
    browser.run(&put).await
}
