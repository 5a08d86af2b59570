//! In English no Chinese is left on any page: neither in its text nor in what is read out, in an empty store and in one
//! whose data are in Latin letters, so that every Chinese character is one of the program's own.

use std::fmt::Write;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::harness::{Browser, files, scenario};

const NAME: &str = "languages";
const ENGLISH: &str = "English";

/// Every text and every attribute that is shown or read out and has a Chinese character or mark, with where it is. The mark in
/// the rail and the name of the other language are what they are in any language; samples of a file's cells are data.
const CHINESE: &str = r#"(() => {
    const chinese = /[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/;
    const found = [];
    const place = element => element.tagName.toLowerCase() + [...element.classList].map(name => '.' + name).join('');
    const look = (text, element, what) => {
        if (chinese.test(text) && text.trim() !== '中文' && !element.closest('.rail__mark, .mapping__samples'))
            found.push(`${what}${place(element)}: ${text.trim()}`);
    };
    look(document.title, document.documentElement, 'title of ');
    for (const element of document.querySelectorAll('body, body *')) {
        if (element.closest('script, style, noscript, template')) continue;
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'data-label'])
            if (element.hasAttribute(name)) look(element.getAttribute(name), element, name + ' of ');
        if (element.matches('input, textarea')) look(element.value, element, 'value of ');
        for (const pseudo of ['::before', '::after']) look(getComputedStyle(element, pseudo).content, element, pseudo + ' of ');
        for (const child of element.childNodes) if (child.nodeType === 3) look(child.data, element, '');
    }
    return [...new Set(found)];
})()"#;

const PAGES: [&str; 10] = [
    "#/map",
    "#/funnel",
    "#/scorecard",
    "#/import",
    "#/data",
    "#/data/notes",
    "#/data/notes?only=refused",
    "#/coverage",
    "#/catalogue",
    "#/settings",
];

const LISTS: [&str; 12] = [
    "node.quote.leaked",
    "node.visit.stagnant",
    "node.lead.standing",
    "step.lead.reached",
    "step.visit.leaked",
    "step.lead.dormant",
    "bought-after-defeat",
    "deliveries-without-lead",
    "everybody",
    "guard",
    "unattended",
    "measure.wechat.numerator",
];

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn no_chinese_is_left_in_english() {
    scenario(NAME, async |browser: &mut Browser| {
        let mut found = Vec::new();
        browser.load("").await?;
        browser.choose_setting(ENGLISH).await?;
        let lang = browser.value("document.documentElement.lang").await?;
        ensure!(lang == json!("en"), "the page says that its language is {lang}");
        for page in PAGES {
            look(browser, page, &format!("empty {page}"), &mut found).await?;
        }
        preview(browser, &mut found).await?;
        browser.import().await?;
        walk(browser, "the toasts", &mut found).await?;
        for page in PAGES {
            look(browser, page, page, &mut found).await?;
        }
        for list in LISTS {
            look(browser, &format!("#/list?of={list}"), list, &mut found).await?;
        }
        records(browser, &mut found).await?;

        // The choice lasts, and it can be taken back.
        browser.load("#/settings").await?;
        walk(browser, "settings after a reload", &mut found).await?;
        browser.choose_setting("中文").await?;
        browser.wait_for_text("h1", "设置").await?;
        ensure!(found.is_empty(), "Chinese in the English interface:\n{}", found.join("\n"));
        browser.expect_quiet_console().await
    });
}

/// Files of every kind, and some that cannot be read.
async fn preview(browser: &mut Browser, found: &mut Vec<String>) -> Result<()> {
    let mut chosen = latin_files()?;
    chosen.push(files::file(NAME, "empty.csv", "")?);
    chosen.push(files::file(NAME, "report.xls", "%PDF-1.7\n%%EOF\n")?);
    chosen.push(files::file(NAME, "unknown.csv", "foo,bar\n1,2\n3,4\n")?);
    browser.choose(&chosen).await?;
    walk(browser, "the preview", found).await?;
    let mappings = browser.value("document.querySelectorAll('.file .link[aria-expanded]').length").await?;
    ensure!(mappings == json!(8), "{mappings} of 8 mappings can be opened");
    open_everything(browser, "the preview", found).await
}

/// The page as it is, then with everything opened that opens.
async fn look(browser: &mut Browser, route: &str, name: &str, found: &mut Vec<String>) -> Result<()> {
    browser.go(route).await?;
    walk(browser, name, found).await?;
    open_everything(browser, name, found).await
}

async fn open_everything(browser: &mut Browser, name: &str, found: &mut Vec<String>) -> Result<()> {
    let buttons = "document.querySelectorAll('main [aria-expanded]')";
    let count = browser.value(&format!("{buttons}.length")).await?.as_u64().unwrap_or(0);
    for index in 0..count {
        browser.value(&format!("void {buttons}[{index}].click()")).await?;
        browser.settle().await?;
        walk(browser, &format!("{name}, opened {index}"), found).await?;
        // A popover would lie over the others.
        browser.value("void document.querySelector('.popover__away')?.click()").await?;
    }
    Ok(())
}

/// The records of some customers, with their opportunities, vehicles, touchpoints and facts.
async fn records(browser: &mut Browser, found: &mut Vec<String>) -> Result<()> {
    browser.go("#/list?of=everybody").await?;
    browser.wait_for(".people__row[href] b").await?;
    let links = browser.value("[...document.querySelectorAll('.people__row')].map(a => a.hash)").await?;
    let links: Vec<&str> = links.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    ensure!(links.len() > 8, "the list of everybody has no rows: {links:?}");
    for link in links.iter().step_by(3).filter(|link| !link.is_empty()) {
        look(browser, link, link, found).await?;
    }
    Ok(())
}

async fn walk(browser: &mut Browser, page: &str, found: &mut Vec<String>) -> Result<()> {
    let here = browser.value(CHINESE).await?;
    for one in here.as_array().into_iter().flatten().filter_map(Value::as_str) {
        // The same words on several pages are told once.
        if !found.iter().any(|before| before.ends_with(one)) {
            found.push(format!("{page}: {one}"));
        }
    }
    Ok(())
}

/// All seven kinds, with Latin letters wherever a cell is kept as it is; words of a dictionary are the program's to translate.
fn latin_files() -> Result<Vec<PathBuf>> {
    const PEOPLE: u64 = 60;
    let phone = |n: u64| 13_900_000_000 + n * 7;
    let vin = |n: u64| format!("LSVAA49J132{n:06}");
    let mut leads = "Lead ID,Name,Phone,Channel,Lead Date,Level,First Contact Time,Last Contact Time,Visit Date,Test Drive,Quote Date,Order Date,\
        Deal Date,Lost Date,Lost Reason,Model,Consultant,Status,Wechat,Gender,City,Budget\n".to_owned();
    let (mut sales, mut services) = (
        "VIN,Customer Name,Phone,Delivery Date,Model,Price,Consultant\n".to_owned(),
        "RO No,Service Date,Name,Phone,VIN,Service Type,Mileage,Total,Adviser,Brought By\n".to_owned(),
    );
    let mut insurance =
        "VIN,Name,Phone,Insurance Type,Last Insurer,Insurer,Renewed Here,Specialist,Expires On\n".to_owned();
    let mut answers = "Survey Date,Survey Type,Name,Phone,VIN,Online,Reception,Showroom,Test Drive,Deal,Delivery,Service Quality,Recommend,Comments\n".to_owned();
    let mut cards = "VIN,Phone,Name,Purchase Date,Model,Mileage,Last Service,Next Service,Warranty Until\n".to_owned();
    let mut visits = "Customer Name,Gender,Visit Date,Phone,Level,Model,Colour,Consultant\n".to_owned();
    for n in 1..=PEOPLE {
        let (month, day, reached) = (5 + n % 6, n % 27 + 1, n % 7);
        let step = |at: u64| if reached >= at { format!("2026-{month:02}-{day:02} 1{at}:00") } else { String::new() };
        let (lost, why) = if (1..6).contains(&reached) && n % 3 == 0 {
            (format!("2026-{:02}-{day:02}", month + 1), ["Price", "Bought elsewhere", ""][n as usize % 2])
        } else {
            (String::new(), "")
        };
        let (channel, level) =
            (["Fair", "Phone", "Walk in"][n as usize % 3], ["H", "A", "B", "C", "O"][n as usize % 5]);
        let number = match n {
            5 => "abc".into(),
            11 => "139****0077".into(),
            17 => String::new(),
            _ => phone(n).to_string(),
        };
        writeln!(
            leads,
            "L{n},Person {n},{number},{channel},2026-{month:02}-{day:02} 09:00,{level},{},{},{},{},{},{},{},{lost},{why},Model {},Smith,Open,yes,M,Town,10",
            step(1),
            step(1),
            step(2),
            step(3),
            step(4),
            step(5),
            step(6),
            n % 3
        )?;
        if reached >= 2 {
            writeln!(visits, "Person {n},F,2026-{month:02}-{day:02} 12:00,{},{level},Model 1,White,Smith", phone(n))?;
        }
        if reached != 6 && n % 4 != 0 {
            continue;
        }
        let year = 2018 + n % 9;
        writeln!(sales, "{},Person {n},{},{year}-0{}-{day:02},Model 1,150000,Smith", vin(n), phone(n), n % 5 + 1)?;
        writeln!(
            cards,
            "{},{},Person {n},{year}-0{}-{day:02},Model 1,{},2026-08-{day:02},2027-02-{day:02},2027-01-01",
            vin(n),
            phone(n),
            n % 5 + 1,
            n * 2000
        )?;
        let service = ["首保", "保养", "事故", "索赔", "Wash"][n as usize % 5];
        writeln!(
            services,
            "R{n},2026-0{}-{day:02},Person {n},{},{},{service},{},500,Jones,Person {n}",
            n % 9 + 1,
            phone(n),
            vin(n),
            n * 1900
        )?;
        let (policy, here) = (["商业险", "交强险"][n as usize % 2], ["yes", "no"][n as usize % 2]);
        writeln!(
            insurance,
            "{},Person {n},{},{policy},Old Insurer,New Insurer,{here},Brown,2026-{:02}-{day:02}",
            vin(n),
            phone(n),
            n % 12 + 1
        )?;
        let survey = ["SSI", "CSI", "战败"][n as usize % 3];
        writeln!(
            answers,
            "2026-09-{day:02},{survey},Person {n},{},{},8,9,7,8,9,10,6,{},Fine",
            phone(n),
            vin(n),
            n % 11
        )?;
    }
    // Rows that are refused, and rows with a note.
    leads += "L900,,,Fair,2026-10-01 09:00,H,,,,,,,,,,,,,,,,\nL901,Nobody,13900009999,Fair,,H,,,,,,,,,,,,,,,,\nL902,Odd,13900009998,Fair,2026-10-09 09:00,Z,,,2026-10-02 09:00,,,,,,,,,,maybe,?,,\n";
    sales += "SHORT,Person 900,13900009997,2026-10-05,Model 1,cheap,Smith\nLSVAA49J132900901,Person 901,13900009996,someday,Model 1,1,Smith\n";
    [
        ("leads.csv", leads),
        ("visits.csv", visits),
        ("sales.csv", sales),
        ("services.csv", services),
        ("insurance.csv", insurance),
        ("answers.csv", answers),
        ("cards.csv", cards),
    ]
    .into_iter()
    .map(|(name, content)| files::file(NAME, name, content))
    .collect()
}
