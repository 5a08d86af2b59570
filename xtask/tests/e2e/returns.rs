//! Ways back: the focus returns to the followed link; 返回 leads one level up if there is no previous page; Escape
//! returns the focus to its button; and an unknown address says so.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Browser, scenario};

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn one_finds_the_way_back() {
    scenario("returns", async |browser: &mut Browser| {
        browser.load("#/demo").await?;
        browser.wait_for(".figure__svg").await?;
        browser.click(".tour .button", "跳过").await?;
        the_link_is_found_again(browser).await?;
        a_person_of_a_list_is_found_again(browser).await?;
        escape_closes(browser).await?;
        an_unknown_address_says_so(browser).await?;
        another_store_has_nothing_of_the_last(browser).await?;
        a_page_of_its_own_leads_up(browser).await?;
        browser.expect_quiet_console().await
    });
}

/// The address of the focused element.
const FOCUSED: &str = "document.activeElement.getAttribute('href')";

async fn the_link_is_found_again(browser: &mut Browser) -> Result<()> {
    let link = "[...document.querySelectorAll('main .answered a[href*=\"#/list\"]')].at(-1)";
    let href = browser.value(&format!("{link}.getAttribute('href')")).await?;
    browser
        .run(&format!("{link}.dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true }}))"))
        .await?;
    browser.wait_until("location.hash.startsWith('#/list')").await?;
    browser.settle().await?;
    browser.click(".top__back", "").await?;
    browser.wait_until("location.hash.startsWith('#/map')").await?;
    browser.wait_until(&format!("{FOCUSED} === {href}")).await
}

async fn a_person_of_a_list_is_found_again(browser: &mut Browser) -> Result<()> {
    browser.go("#/list?of=everybody").await?;
    browser.wait_until("document.querySelector('.people__open b')").await?;
    let row = "document.querySelectorAll('.people__open')[4]";
    let href = browser.value(&format!("{row}.getAttribute('href')")).await?;
    browser.run(&format!("{row}.click()")).await?;
    browser.wait_until("location.hash.startsWith('#/person')").await?;
    browser.settle().await?;
    browser.click(".top__back", "").await?;
    browser.wait_until(&format!("{FOCUSED} === {href}")).await
}

async fn escape_closes(browser: &mut Browser) -> Result<()> {
    browser.go("#/funnel").await?;
    for (button, panel) in
        [(".filter > .pill", "#filter"), (".pill--date", "#dating"), (".popover .pill", ".popover__panel")]
    {
        browser.click(button, "").await?;
        browser.wait_for(panel).await?;
        let escape =
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))";
        // From a field inside it, if there is one.
        browser
            .run(&format!(
                "document.querySelector('{panel}').querySelector('input, select, button')?.focus(); {escape}"
            ))
            .await?;
        browser.wait_until(&format!("!document.querySelector('{panel}:not([hidden])')")).await?;
        browser.wait_until(&format!("document.activeElement === document.querySelector('{button}')")).await?;
    }
    // A press elsewhere closes what hangs over the page.
    browser.click(".filter > .pill", "").await?;
    browser.run("document.querySelector('.card').click()").await?;
    browser.wait_until("document.getElementById('filter').hidden").await
}

async fn an_unknown_address_says_so(browser: &mut Browser) -> Result<()> {
    browser.run("location.hash = '#/person/nobody-of-that-name'").await?;
    // Read from the page: WebKit's driver takes a title that may be cut with "…" for one that is cut, and gives no text.
    browser.wait_until("document.querySelector('.top__title').textContent === '没有这个页面'").await?;
    browser.click("main .foot__link", "去地图").await?;
    browser.wait_for(".figure__svg").await.map(drop)
}

/// What the page shows in each frame after the other store's name appears.
const STOOD: &str = "window.stood = [];
    const look = () => {
        const store = document.querySelector('.popover .pill__text').innerText;
        if (store !== '演示店') stood.push(document.querySelector('.answered').innerText);
        if (stood.length < 30) requestAnimationFrame(look);
    };
    look();
    document.querySelector('.menu__item:not([aria-current]):has(.menu__name)').click();";

async fn another_store_has_nothing_of_the_last(browser: &mut Browser) -> Result<()> {
    browser.wait_until("document.querySelector('.answered').innerText.includes('528')").await?;
    browser.click(".popover .pill", "").await?;
    browser.wait_for(".menu__item:not([aria-current]) .menu__name").await?;
    browser.run(STOOD).await?;
    browser.wait_until("window.stood.length === 30").await?;
    let left = browser.value("window.stood.filter(text => text.includes('528')).length").await?;
    ensure!(left == json!(0), "for {left} frames the page of the last store stood in another one");
    Ok(())
}

async fn a_page_of_its_own_leads_up(browser: &mut Browser) -> Result<()> {
    // As for a link opened in a new tab: no product page came before.
    browser.run("sessionStorage.removeItem('benyuan.within')").await?;
    browser.load("#/catalogue").await?;
    browser.click(".top__back", "").await?;
    browser.wait_until("location.hash === '#/data'").await?;
    browser.settle().await?;
    let name = browser.value("document.querySelector('h1').innerText").await?;
    ensure!(name == json!("数据"), "above the catalogue is {name}");
    Ok(())
}
