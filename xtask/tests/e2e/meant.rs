//! Lists that are not recognised by themselves: unused columns offered with one tap, a kind chosen by hand, and what
//! stays on the desk.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Browser, files, scenario};

const LEADS: &str = "姓名,手机号,线索来源,创建时间,客户是否已经添加企微状态\n\
    甲一,13910000001,网络,2026-10-02 09:00,是\n甲二,13910000002,网络,2026-10-03 09:00,否\n";
/// No kind has these headers; chosen by hand, it is a list of visits.
const UNKNOWN: &str = "称呼,联络,哪天来的\n丙一,13910000003,2026-10-04\n丙二,13910000004,2026-10-05\n";
const NOTHING: &str = "物料,数量,单价\n机油,3,200\n滤芯,1,80\n";

/// Whether the browser would ask before closing the page.
const ASKS: &str = "(() => { const leaving = new Event('beforeunload', { cancelable: true }); \
    dispatchEvent(leaving); return leaving.defaultPrevented; })()";
/// How many messages offer an undo.
const OFFERS: &str =
    "[...document.querySelectorAll('.toast button')].filter(button => button.innerText === '撤销').length";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn what_is_not_read_by_itself_takes_a_tap() {
    scenario("meant", async |browser: &mut Browser| {
        let lists = [("leads.csv", LEADS), ("unknown.csv", UNKNOWN), ("nothing.csv", NOTHING)];
        let lists = lists.map(|(name, text)| files::file("meant", name, text));
        let lists = lists.into_iter().collect::<Result<Vec<_>>>()?;
        browser.load("").await?;
        browser.choose(&lists).await?;
        browser.wait_for_text("h2", "识别出 1 个文件，2 行可以导入").await?;

        browser.wait_for_text(".offers", "1 列没有识别，像是：").await?;
        browser.click(".offers button", "「客户是否已经添加企微状态」作是否加微").await?;
        browser.wait_gone(".offers").await?;
        browser.wait_for_text(".file .hint", "沿用上次的匹配").await?;

        choose_the_kind_by_hand(browser).await?;
        what_waits_is_said(browser).await?;
        ensure!(browser.value(ASKS).await? == json!(true), "closing the page while files wait asks nothing");
        browser.import().await?;
        ensure!(browser.value(OFFERS).await? == json!(1), "the import cannot be taken back");
        ensure!(browser.stored_rows().await? == [2, 2, 0, 0, 0, 0, 0, 0], "other rows than the two lists have");

        // A file of no kind was not imported, and the page does not say it was.
        browser.wait_for_text(".notice", "有 1 个文件等待导入").await?;
        browser.go("#/data").await?;
        browser.wait_for(".table--files tbody tr").await?;
        let imported = browser.value("document.querySelectorAll('.table--files tbody tr').length").await?;
        ensure!(imported == json!(2), "{imported} files are called imported");

        // The offer to take back the import disappears with the import.
        browser.undo().await?;
        browser.wait_until(&format!("{OFFERS} === 0")).await?;
        browser.expect_quiet_console().await
    });
}

/// Two sheets of one workbook, recognised as no kind: one press settles both, and both keep it.
#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn sheets_of_one_workbook_are_settled_together() {
    scenario("meant-sheets", async |browser: &mut Browser| {
        let leads = files::file("meant-sheets", "leads.csv", LEADS)?;
        let book = files::file("meant-sheets", "book.xlsx", workbook()?)?;
        browser.load("").await?;
        browser.choose(&[leads, book]).await?;
        browser.wait_until(&format!("{LISTS}.length === 2")).await?;
        for (sheet, lists) in [(0, 5), (1, 8)] {
            browser.value(&set_in_sheet(sheet, 0, "来店登记")).await?;
            browser.wait_until(&format!("{LISTS}.length === {lists}")).await?;
        }
        for sheet in [0, 1] {
            for (place, label) in [(1, "客户姓名"), (2, "手机号"), (3, "来访时间")] {
                browser.value(&set_in_sheet(sheet, place, label)).await?;
            }
        }
        browser.click(".mapping ~ .actions button", "").await?;
        browser.wait_for_text("h2", "识别出 2 个文件，6 行可以导入").await?;
        browser.import().await?;
        ensure!(browser.stored_rows().await? == [2, 4, 0, 0, 0, 0, 0, 0], "not the four visits of both sheets");
        browser.expect_quiet_console().await
    });
}

const LISTS: &str = "document.querySelectorAll('.mapping select')";

fn set_in_sheet(sheet: usize, place: usize, label: &str) -> String {
    format!(
        "(() => {{ const list = document.querySelectorAll('.mapping')[{sheet}].querySelectorAll('select')[{place}]; \
        list.value = [...list.options].find(option => option.text.trim() === '{label}').value; \
        list.dispatchEvent(new Event('change', {{ bubbles: true }})); return true; }})()"
    )
}

fn workbook() -> Result<Vec<u8>> {
    let sheets = [
        (
            "一月",
            ["称呼", "联络", "哪天来的"],
            ["丙一", "13910000003", "2026-01-04"],
            ["丙二", "13910000004", "2026-01-05"],
        ),
        ("二月", ["谁", "号儿", "何日"], ["丙三", "13910000005", "2026-02-04"], ["丙四", "13910000006", "2026-02-05"]),
    ];
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, head, first, second) in sheets {
        let sheet = book.add_worksheet().set_name(name)?;
        for (row, cells) in [head, first, second].into_iter().enumerate() {
            for (column, cell) in cells.into_iter().enumerate() {
                sheet.write_string(row as u32, column as u16, cell)?;
            }
        }
    }
    Ok(book.save_to_buffer()?)
}

/// For the second file: first the kind, then the meaning of its columns.
async fn choose_the_kind_by_hand(browser: &mut Browser) -> Result<()> {
    let set = |place: usize, label: &str| {
        format!(
            "(() => {{ const list = document.querySelectorAll('.file')[1].querySelectorAll('.mapping select')[{place}]; \
            list.value = [...list.options].find(option => option.text.trim() === '{label}').value; \
            list.dispatchEvent(new Event('change', {{ bubbles: true }})); return true; }})()"
        )
    };
    browser.wait_until("document.querySelectorAll('.file')[1].querySelector('.mapping select')").await?;
    browser.value(&set(0, "来店登记")).await?;
    browser
        .wait_until("document.querySelectorAll('.file')[1].querySelectorAll('.mapping select').length === 4")
        .await?;
    for (place, label) in [(1, "客户姓名"), (2, "手机号"), (3, "来访时间")] {
        browser.value(&set(place, label)).await?;
    }
    browser.value("document.querySelectorAll('.file')[1].querySelector('.mapping ~ .actions button').click()").await?;
    browser.wait_for_text("h2", "识别出 2 个文件，4 行可以导入").await?;
    Ok(())
}

async fn what_waits_is_said(browser: &mut Browser) -> Result<()> {
    browser.go("#/data").await?;
    browser.wait_for_text(".notice", "有 3 个文件等待导入").await?;
    browser.click(".notice a", "继续").await?;
    browser.wait_for_text("h2", "识别出 2 个文件，4 行可以导入").await?;
    Ok(())
}
