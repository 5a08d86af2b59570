//! A browser as a user uses it: open, wait, click, type, choose files, look.
//!
//! Every wait has a limit and an error that names what was awaited. Differences between browsers are in `engine`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use super::driver::Driver;
use super::engine::{Engine, LOG_OF_REQUESTS};
use super::server::Server;
use super::{dist, pictures, scratch};

const PAUSE: Duration = Duration::from_millis(40);

pub struct Browser {
    name: String,
    engine: Engine,
    profile: PathBuf,
    pub(super) server: Server,
    driver: Driver,
    pub(crate) client: Client,
    /// In the order of opening, because drivers do not keep it.
    tabs: Vec<WindowHandle>,
    /// Earlier console messages: reading them clears them.
    pub(super) console: Vec<String>,
}

impl Browser {
    /// With an empty profile, on the upload folder.
    pub async fn start(name: &str) -> Result<Self> {
        Self::start_on(name, dist()).await
    }

    /// On another folder.
    pub async fn start_on(name: &str, folder: PathBuf) -> Result<Self> {
        let engine = Engine::under_test();
        let server = if engine.tells_console() { Server::start(folder) } else { Server::with_witness(folder) };
        Self::start_with(name, server.context("no port for the static server")?, |_| Ok(())).await
    }

    /// On a prepared profile and the caller's server.
    pub async fn start_with(name: &str, server: Server, prepare: impl FnOnce(&Path) -> Result<()>) -> Result<Self> {
        let profile = scratch(&format!("profile-{name}"));
        fs::remove_dir_all(&profile).ok();
        fs::create_dir_all(&profile)?;
        prepare(&profile)?;
        let engine = Engine::under_test();
        let driver = Driver::start(engine)?;
        let client = driver.open(&profile).await?;
        let (name, tabs) = (name.to_owned(), vec![client.window().await?]);
        let mut browser = Self { name, engine, profile, server, driver, client, tabs, console: Vec::new() };
        browser.set_viewport(1180, 820).await?;
        Ok(browser)
    }

    /// Ends the browser properly and deletes its profile.
    pub async fn close(self) {
        self.client.close().await.ok();
        drop(self.driver);
        fs::remove_dir_all(&self.profile).ok();
    }

    /// Kills the browser, so that it cannot save anything, and restarts it on the same profile.
    pub async fn kill_and_reopen(&mut self) -> Result<()> {
        self.driver.kill_browser(&self.client)?;
        self.reopen().await
    }

    /// Ends the browser properly, lets the caller inspect its profile, and restarts it.
    pub async fn quit_and_reopen(&mut self, look: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        self.client.clone().close().await?;
        // The driver returns before the browser's last process has written everything.
        std::thread::sleep(Duration::from_secs(3));
        look(&self.profile)?;
        self.reopen().await
    }

    async fn reopen(&mut self) -> Result<()> {
        self.driver = Driver::start(self.engine)?;
        // The dead process's lock is still in the profile, but nobody holds it.
        fs::remove_file(self.profile.join("SingletonLock")).ok();
        self.client = self.driver.open(&self.profile).await?;
        self.tabs = vec![self.client.window().await?];
        self.set_viewport(1180, 820).await
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Opens the page at a hash route such as `#/today`, or at none; always as a fresh load.
    pub async fn open(&mut self, route: &str) -> Result<()> {
        self.keep_console().await.ok();
        self.client.goto("about:blank").await?;
        Ok(self.client.goto(&format!("{}{route}", self.server.url())).await?)
    }

    /// The same over plain http from another machine's address, where browsers offer no locks and no offline copy.
    pub async fn open_insecure(&mut self, route: &str) -> Result<()> {
        self.keep_console().await.ok();
        self.client.goto("about:blank").await?;
        Ok(self.client.goto(&format!("{}{route}", self.server.insecure_url())).await?)
    }

    /// Opens a second tab and drives it. It is a separate window if the driver would leave a background tab hidden when
    /// going back to it: a hidden tab draws nothing.
    pub async fn new_tab(&mut self) -> Result<()> {
        self.keep_console().await.ok();
        let tab = self.client.new_window(self.engine != Engine::WebKit).await?;
        self.client.switch_to_window(tab.handle.clone()).await?;
        self.tabs.push(tab.handle);
        self.set_viewport(1180, 820).await
    }

    /// Switches to another tab, counted in the order of opening.
    pub async fn switch_tab(&mut self, index: usize) -> Result<()> {
        self.keep_console().await.ok();
        let tab = self.tabs.get(index).with_context(|| format!("there is no tab {index}"))?;
        Ok(self.client.switch_to_window(tab.clone()).await?)
    }

    /// Closes the present tab; call `switch_tab` next.
    pub async fn close_tab(&mut self) -> Result<()> {
        self.keep_console().await.ok();
        let driven = self.client.window().await?;
        self.tabs.retain(|tab| *tab != driven);
        Ok(self.client.close_window().await?)
    }

    /// One step back in the tab's history, like the browser's own button.
    pub async fn back(&mut self) -> Result<()> {
        self.keep_console().await.ok();
        Ok(self.client.back().await?)
    }

    /// How many requests the page's own host has received.
    pub fn own_requests(&self) -> usize {
        self.server.requests()
    }

    /// The file in which Chromium logs all its requests.
    pub fn log_of_requests(&self) -> PathBuf {
        self.profile.join(LOG_OF_REQUESTS)
    }

    /// A command of the browser's developer tools.
    pub async fn devtools(&self, command: &str, params: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": params });
        Ok(self.client.issue_cmd(Post { path: "goog/cdp/execute", body }).await?)
    }

    /// Stores the theme "light" or "dark" as the page would, and reloads.
    pub async fn set_theme(&mut self, theme: &str) -> Result<()> {
        self.value(&format!("localStorage.setItem('benyuan.theme', '{theme}')")).await?;
        self.keep_console().await?;
        Ok(self.client.refresh().await?)
    }

    /// The value of a JavaScript expression in the page.
    pub async fn value(&mut self, expression: &str) -> Result<Value> {
        Ok(self.client.execute(&format!("return {expression}"), Vec::new()).await?)
    }

    /// The result of a JavaScript promise in the page.
    pub async fn eventually(&mut self, promise: &str) -> Result<Value> {
        let script = format!("const done = arguments[0]; ({promise}).then(done, error => done(`${{error}}`))");
        Ok(self.client.execute_async(&script, Vec::new()).await?)
    }

    /// Runs a script in the page, past its content policy.
    pub async fn run(&mut self, script: &str) -> Result<()> {
        self.client.execute(script, Vec::new()).await?;
        Ok(())
    }

    /// The first element of a CSS selector, once it is visible.
    pub async fn wait_for(&mut self, css: &str) -> Result<Element> {
        self.wait_for_text(css, "").await
    }

    /// The first visible element of a CSS selector whose text contains `text`.
    pub async fn wait_for_text(&mut self, css: &str, text: &str) -> Result<Element> {
        let start = Instant::now();
        while start.elapsed() < self.engine.patience() {
            for element in self.found(css).await?.unwrap_or_default() {
                // An element may be replaced between finding and asking; the next round finds the new one.
                let shown = element.is_displayed().await.unwrap_or(false);
                // WebKit's driver fails to read the text of some forms, so it is only asked for where it counts.
                if shown && (text.is_empty() || element.text().await.is_ok_and(|found| found.contains(text))) {
                    return Ok(element);
                }
            }
            tokio::time::sleep(PAUSE).await;
        }
        bail!("no visible `{css}` with the text “{text}” within {} s", self.engine.patience().as_secs())
    }

    pub async fn wait_gone(&mut self, css: &str) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < self.engine.patience() {
            if self.found(css).await?.is_some_and(|found| found.is_empty()) {
                return Ok(());
            }
            tokio::time::sleep(PAUSE).await;
        }
        bail!("`{css}` is still there after {} s", self.engine.patience().as_secs())
    }

    /// The elements of a CSS selector; `None` if the page was redrawn or left while the driver gathered them.
    async fn found(&self, css: &str) -> Result<Option<Vec<Element>>> {
        match self.client.find_all(Locator::Css(css)).await {
            Err(why) if is_turned(&why) => Ok(None),
            found => Ok(Some(found?)),
        }
    }

    /// Waits until a JavaScript expression is true.
    pub async fn wait_until(&mut self, expression: &str) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < self.engine.patience() {
            match self.client.execute(&format!("return Boolean({expression})"), Vec::new()).await {
                Ok(Value::Bool(true)) => return Ok(()),
                Err(why) if is_turned(&why) => {}
                told => drop(told?),
            }
            tokio::time::sleep(PAUSE).await;
        }
        bail!("`{expression}` is not true within {} s", self.engine.patience().as_secs())
    }

    /// Clicks the first visible element of a CSS selector whose text contains `text`, which may be empty. If it stands
    /// under a bar that stays in place, it is scrolled to the middle first, as a user would; what covers it for good
    /// fails.
    pub async fn click(&mut self, css: &str, text: &str) -> Result<()> {
        let start = Instant::now();
        loop {
            let element = self.wait_for_text(css, text).await?;
            match element.click().await {
                Err(why) if is_turned(&why) && start.elapsed() < self.engine.patience() => {}
                Err(why) if is_covered(&why) && start.elapsed() < self.engine.patience() => {
                    let middle = "arguments[0].scrollIntoView({ block: 'center' })";
                    drop(self.client.execute(middle, vec![serde_json::to_value(&element)?]).await);
                    tokio::time::sleep(PAUSE).await;
                }
                clicked => return clicked.with_context(|| format!("`{css}` cannot be clicked")),
            }
        }
    }

    /// Presses the middle of an element like a finger, whatever lies on top there. For parts of a drawing, which the
    /// driver considers invisible.
    pub async fn tap(&mut self, css: &str) -> Result<()> {
        let one = format!("document.querySelector({})", json!(css));
        self.wait_until(&one).await?;
        self.value(&format!("{one}.scrollIntoView({{ block: 'center' }})")).await?;
        let middle = format!("(box => [box.x + box.width / 2, box.y + box.height / 2])({one}.getBoundingClientRect())");
        let middle = self.value(&middle).await?;
        let (x, y): (f64, f64) = serde_json::from_value(middle)?;
        let press = MouseActions::new("finger".to_owned())
            .then(PointerAction::MoveTo { duration: None, x, y })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        Ok(self.client.perform_actions(press).await?)
    }

    /// Types into a field, after its present text.
    pub async fn enter(&mut self, css: &str, text: &str) -> Result<()> {
        let element = self.wait_for(css).await?;
        element.send_keys(text).await.with_context(|| format!("`{css}` takes no text"))
    }

    /// Chooses files in an `<input type=file>`, which need not be visible.
    pub async fn upload(&mut self, css: &str, files: &[&Path]) -> Result<()> {
        let absolute =
            files.iter().map(|file| fs::canonicalize(file).with_context(|| format!("no {}", file.display())));
        let paths = absolute.collect::<Result<Vec<_>>>()?;
        let lines = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join("\n");
        let input =
            self.client.find(Locator::Css(css)).await.with_context(|| format!("no `{css}` to hand files to"))?;
        Ok(input.send_keys(&lines).await?)
    }

    /// Saves a picture of the visible page; returns its path.
    pub async fn screenshot(&mut self, name: &str) -> Result<PathBuf> {
        let file = pictures()?.join(format!("{name}.png"));
        fs::write(&file, self.client.screenshot().await?)?;
        Ok(file)
    }

    /// For a failed scenario: a picture, the console, the page's text.
    pub async fn report(&mut self) -> String {
        self.keep_console().await.ok();
        let picture = self.screenshot(&format!("failed-{}", self.name)).await;
        let picture = picture.map_or_else(|error| format!("none ({error:#})"), |file| file.display().to_string());
        let text = self.value("document.body.innerText").await.unwrap_or_default();
        format!("picture: {picture}\nconsole:\n{}\ntext: {text}", self.console.join("\n"))
    }
}

/// The page was redrawn or left meanwhile: ask again.
fn is_turned(why: &CmdError) -> bool {
    why.is_stale_element_reference() || why.to_string().contains("before the unload event")
}

/// Something else lies where the element would be clicked.
fn is_covered(why: &CmdError) -> bool {
    why.to_string().contains("click intercepted") || why.to_string().contains("not clickable at point")
}

/// A command of chromedriver that the WebDriver standard does not have.
#[derive(Debug)]
pub struct Post {
    pub path: &'static str,
    pub body: Value,
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
