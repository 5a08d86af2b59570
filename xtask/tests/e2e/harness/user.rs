//! A user's short sequences of actions, and reading the pages.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use benyuan::model::rows::FILE_KINDS;
use serde_json::json;

use super::Browser;

/// Nothing is pending: no skeleton, no answer on its way, nothing being written.
const SETTLED: &str = "document.querySelector('main[data-page]') \
    && !document.querySelector('#boot, .skeleton, .answered--waiting, .pill--busy') \
    && ![...document.querySelectorAll('[data-figure]:not(.figure):empty')].some(folded => folded.offsetParent)";

/// The page of backups is drawn and works on nothing.
pub const RESTS: &str = "document.querySelector('#desk .desk') && !document.querySelector('#desk[aria-busy]')";

impl Browser {
    /// Goes to a hash route like a link, without reloading, and waits until it is drawn.
    pub async fn go(&mut self, route: &str) -> Result<()> {
        self.value(&format!("void (location.hash = {})", json!(route))).await?;
        let page = route.trim_start_matches("#/").split(['/', '?']).next().unwrap_or_default();
        self.wait_until(&format!("document.querySelector('main').dataset.page === '{page}'")).await?;
        self.settle().await
    }

    /// Loads the page at a hash route and waits until it is drawn.
    pub async fn load(&mut self, route: &str) -> Result<()> {
        self.open(route).await?;
        self.settle().await
    }

    pub async fn settle(&mut self) -> Result<()> {
        self.wait_until(SETTLED).await?;
        // Two frames: the first draws what follows from an answer, the second what was measured.
        self.value(
            "void (window.drawn = 0, requestAnimationFrame(() => requestAnimationFrame(() => window.drawn = 1)))",
        )
        .await?;
        self.wait_until(&format!("window.drawn && {SETTLED}")).await
    }

    /// Chooses files on the import page and waits until all are read and compared.
    pub async fn choose(&mut self, files: &[PathBuf]) -> Result<()> {
        self.go("#/import").await?;
        let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
        self.upload("[data-role=files]", &files).await?;
        self.wait_until_read(files.len()).await
    }

    /// Waits until this many files on the desk are read or reported as unreadable.
    pub async fn wait_until_read(&mut self, files: usize) -> Result<()> {
        let done = "document.querySelectorAll('.file .file__line').length + document.querySelectorAll('.failures__one').length";
        let still = "[...document.querySelectorAll('.file')].some(file => file.querySelector('td[colspan=\"5\"]'))";
        self.wait_until(&format!("{done} === {files} && !{still}")).await?;
        let button = "document.querySelector('[data-role=import]')";
        self.wait_until(&format!("!{button}.disabled || {done} === document.querySelectorAll('.failures__one').length"))
            .await
    }

    /// Presses the import button; afterwards the map is shown.
    pub async fn import(&mut self) -> Result<()> {
        self.click("[data-role=import]", "").await?;
        self.wait_until("document.querySelector('main').dataset.page === 'map'").await?;
        self.settle().await
    }

    /// Takes back the last import, on the data page.
    pub async fn undo(&mut self) -> Result<()> {
        self.go("#/data").await?;
        let before = self.text(".offer").await?;
        self.click("[data-role=undo]", "").await?;
        let offer = "document.querySelector('.offer')?.innerText";
        self.wait_until(&format!("{offer} !== {}", json!(before))).await?;
        self.settle().await
    }

    /// The number of stored rows of each kind, from the coverage page; checks that the data page shows their sum.
    pub async fn stored_rows(&mut self) -> Result<Vec<u64>> {
        self.go("#/coverage").await?;
        self.wait_for(".table--coverage tbody tr").await?;
        let cells = "[...document.querySelectorAll('.table--coverage tbody tr')].map(row => row.cells[1].innerText)";
        let cells = self.value(cells).await?;
        let rows: Vec<u64> =
            cells.as_array().into_iter().flatten().map(|cell| number(cell.as_str().unwrap_or(""))).collect();
        ensure!(rows.len() == FILE_KINDS.len(), "the coverage page has not every kind: {cells}");
        self.go("#/data").await?;
        self.wait_for(".stores__one small").await?;
        let said = number(&self.text(".stores__one:has(.tag) small").await?);
        ensure!(said == rows.iter().sum::<u64>(), "coverage counts {rows:?} rows, the list of stores {said}");
        Ok(rows)
    }

    /// Waits for the tag that marks the demo store. A narrow tag clips its words, which WebKit's driver considers
    /// hidden.
    pub async fn wait_for_demo(&mut self) -> Result<()> {
        self.wait_until("document.querySelector('.popover--demo')?.innerText.includes('演示')").await
    }

    /// The visible text of the first element of a selector.
    pub async fn text(&mut self, css: &str) -> Result<String> {
        let text = self.value(&format!("document.querySelector({})?.innerText", json!(css))).await?;
        text.as_str().map(str::to_owned).with_context(|| format!("no `{css}`"))
    }

    /// Chooses a setting by its label, such as "English" or "深色", without reloading.
    pub async fn choose_setting(&mut self, label: &str) -> Result<()> {
        self.go("#/settings").await?;
        self.click(".segments__one", label).await?;
        self.settle().await
    }

    /// Closes all toasts.
    pub async fn close_toasts(&mut self) -> Result<()> {
        self.value("void document.querySelectorAll('.toast__close').forEach(close => close.click())").await?;
        self.wait_gone(".toast").await
    }
}

/// The first whole number in a text, grouped by narrow spaces or not; 0 if there is none.
pub fn number(text: &str) -> u64 {
    let from = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let digits = text[from..].chars().filter(|c| *c != ',').take_while(char::is_ascii_digit);
    digits.collect::<String>().parse().unwrap_or(0)
}

pub async fn sleep(milliseconds: u64) {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
}
