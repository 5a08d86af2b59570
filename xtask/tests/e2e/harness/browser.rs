//! A browser as a user has it: open, wait, click, type, hand files over, look.
//!
//! Every wait has a time limit and an error that names what was waited for. Which browser it is, is `engine`'s.

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
    /// In the order of opening, which drivers do not keep.
    tabs: Vec<WindowHandle>,
    /// What the console said before the last time it was read; whoever tells it forgets what was told.
    pub(super) console: Vec<String>,
}

impl Browser {
    /// With an empty profile and the upload folder behind it.
    pub async fn start(name: &str) -> Result<Self> {
        Self::start_on(name, dist()).await
    }

    /// With another folder behind it.
    pub async fn start_on(name: &str, folder: PathBuf) -> Result<Self> {
        let engine = Engine::under_test();
        let server = if engine.tells_console() { Server::start(folder) } else { Server::with_witness(folder) };
        Self::start_with(name, server.context("no port for the static server")?, |_| Ok(())).await
    }

    /// On a profile that is made ready first, before a server of the caller's.
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

    /// Ends the browser in an orderly way and throws its profile away.
    pub async fn close(self) {
        self.client.close().await.ok();
        drop(self.driver);
        fs::remove_dir_all(&self.profile).ok();
    }

    /// Kills the browser, without any chance to save, and starts it again on the same profile.
    pub async fn kill_and_reopen(&mut self) -> Result<()> {
        self.driver.kill_browser(&self.client)?;
        self.reopen().await
    }

    /// Ends the browser in an orderly way, lets the caller look at its profile, and starts it again.
    pub async fn quit_and_reopen(&mut self, look: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        self.client.clone().close().await?;
        // The driver answers before the last process of the browser has written what it holds.
        std::thread::sleep(Duration::from_secs(3));
        look(&self.profile)?;
        self.reopen().await
    }

    async fn reopen(&mut self) -> Result<()> {
        self.driver = Driver::start(self.engine)?;
        // The lock of the dead process is still in the profile; nobody holds it any more.
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

    /// The same over plain http from another machine's address, where a browser gives no locks and no offline copy.
    pub async fn open_insecure(&mut self, route: &str) -> Result<()> {
        self.keep_console().await.ok();
        self.client.goto("about:blank").await?;
        Ok(self.client.goto(&format!("{}{route}", self.server.insecure_url())).await?)
    }

    /// Opens a second tab, which is then the one that is driven. A window of its own where the driver leaves the tab it goes
    /// back to hidden: nothing is drawn in a hidden one.
    pub async fn new_tab(&mut self) -> Result<()> {
        self.keep_console().await.ok();
        let tab = self.client.new_window(self.engine != Engine::WebKit).await?;
        self.client.switch_to_window(tab.handle.clone()).await?;
        self.tabs.push(tab.handle);
        self.set_viewport(1180, 820).await
    }

    /// Drives another tab, counted in the order of opening.
    pub async fn switch_tab(&mut self, index: usize) -> Result<()> {
        self.keep_console().await.ok();
        let tab = self.tabs.get(index).with_context(|| format!("there is no tab {index}"))?;
        Ok(self.client.switch_to_window(tab.clone()).await?)
    }

    /// Closes the tab that is driven; `switch_tab` must follow.
    pub async fn close_tab(&mut self) -> Result<()> {
        self.keep_console().await.ok();
        let driven = self.client.window().await?;
        self.tabs.retain(|tab| *tab != driven);
        Ok(self.client.close_window().await?)
    }

    /// One step back in the history of the tab, as the browser's own button does.
    pub async fn back(&mut self) -> Result<()> {
        self.keep_console().await.ok();
        Ok(self.client.back().await?)
    }

    /// How many requests the page's own host has had.
    pub fn own_requests(&self) -> usize {
        self.server.requests()
    }

    /// Where Chromium writes down every request it makes.
    pub fn log_of_requests(&self) -> PathBuf {
        self.profile.join(LOG_OF_REQUESTS)
    }

    /// A command of the browser's developer tools.
    pub async fn devtools(&self, command: &str, params: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": params });
        Ok(self.client.issue_cmd(Post { path: "goog/cdp/execute", body }).await?)
    }

    /// Chooses "light" or "dark" as the page would have stored it, and loads the page anew.
    pub async fn set_theme(&mut self, theme: &str) -> Result<()> {
        self.value(&format!("localStorage.setItem('benyuan.theme', '{theme}')")).await?;
        self.keep_console().await?;
        Ok(self.client.refresh().await?)
    }

    /// The value of a JavaScript expression in the page.
    pub async fn value(&mut self, expression: &str) -> Result<Value> {
        Ok(self.client.execute(&format!("return {expression}"), Vec::new()).await?)
    }

    /// What the promise of a JavaScript expression comes to.
    pub async fn eventually(&mut self, promise: &str) -> Result<Value> {
        let script = format!("const done = arguments[0]; ({promise}).then(done, error => done(`${{error}}`))");
        Ok(self.client.execute_async(&script, Vec::new()).await?)
    }

    /// Runs a script in the page, past its content policy.
    pub async fn run(&mut self, script: &str) -> Result<()> {
        self.client.execute(script, Vec::new()).await?;
        Ok(())
    }

    /// The first element of a CSS selector, as soon as it can be seen.
    pub async fn wait_for(&mut self, css: &str) -> Result<Element> {
        self.wait_for_text(css, "").await
    }

    /// The first visible element of a CSS selector whose text holds `text`.
    pub async fn wait_for_text(&mut self, css: &str, text: &str) -> Result<Element> {
        let start = Instant::now();
        while start.elapsed() < self.engine.patience() {
            for element in self.found(css).await?.unwrap_or_default() {
                // An element may be replaced between finding and asking; then the next round sees the new one.
                let shown = element.is_displayed().await.unwrap_or(false);
                if shown && element.text().await.is_ok_and(|found| found.contains(text)) {
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

    /// The elements of a CSS selector; `None` where the page was drawn anew or left while the driver gathered them.
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

    /// Clicks the first visible element of a CSS selector whose text holds `text`, which may be empty.
    pub async fn click(&mut self, css: &str, text: &str) -> Result<()> {
        let start = Instant::now();
        loop {
            let element = self.wait_for_text(css, text).await?;
            match element.click().await {
                Err(why) if is_turned(&why) && start.elapsed() < self.engine.patience() => {}
                clicked => return clicked.with_context(|| format!("`{css}` cannot be clicked")),
            }
        }
    }

    /// Presses at the middle of an element, as a finger does, whatever lies on top there; for parts of a drawing, which the
    /// driver takes for invisible.
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

    /// Types into a field, behind what is there.
    pub async fn enter(&mut self, css: &str, text: &str) -> Result<()> {
        let element = self.wait_for(css).await?;
        element.send_keys(text).await.with_context(|| format!("`{css}` takes no text"))
    }

    /// Hands files to an `<input type=file>`, which need not be visible.
    pub async fn upload(&mut self, css: &str, files: &[&Path]) -> Result<()> {
        let absolute =
            files.iter().map(|file| fs::canonicalize(file).with_context(|| format!("no {}", file.display())));
        let paths = absolute.collect::<Result<Vec<_>>>()?;
        let lines = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join("\n");
        let input =
            self.client.find(Locator::Css(css)).await.with_context(|| format!("no `{css}` to hand files to"))?;
        Ok(input.send_keys(&lines).await?)
    }

    /// Saves what is to be seen as a picture and says where.
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

/// The page was drawn anew or left while it was asked: what is there now is to be asked again.
fn is_turned(why: &CmdError) -> bool {
    why.is_stale_element_reference() || why.to_string().contains("before the unload event")
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
