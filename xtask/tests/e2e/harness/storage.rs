//! Inspects and changes the page's databases, as an attacker or bad luck might, from a page of the same origin that is
//! not the program's.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::Browser;

/// A missing address: the server answers with a page of the same origin without a program.
const NOWHERE: &str = "nothing-here";

/// Functions for the code below; `tamper` is the body of an async function that can use them.
const TOOLS: &str = "
    const opened = name => new Promise((done, fail) => {
        const open = indexedDB.open(name);
        open.onsuccess = () => done(open.result);
        open.onerror = () => fail(open.error);
    });
    const over = t => new Promise((done, fail) => { t.oncomplete = done; t.onabort = () => fail(t.error); });
    const got = request => new Promise((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
    });
    const stores = async () => (await indexedDB.databases()).map(one => one.name)
        .filter(name => name.startsWith('benyuan.store.') && !name.endsWith('.demo'));
    const change = async (name, table, key, how) => {
        const db = await opened(name);
        const t = db.transaction(table, 'readwrite');
        const value = how(await got(t.objectStore(table).get(key)));
        if (value === undefined) t.objectStore(table).delete(key);
        else t.objectStore(table).put(value, key);
        await over(t);
        db.close();
    };
    const keys = async (name, table) => {
        const db = await opened(name);
        const found = await got(db.transaction(table).objectStore(table).getAllKeys());
        db.close();
        return found;
    };
    const remove = name => new Promise((done, fail) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => done();
        request.onerror = () => fail(request.error);
        request.onblocked = () => fail('blocked');
    });
    const flip = at => bytes => { bytes[Math.floor(bytes.length * at)] ^= 1; return bytes; };
";

impl Browser {
    /// Leaves the program and changes its databases. `tamper` is the body of an async function; it returns what the
    /// test wants to know. The page that did it stays open, with all its connections.
    pub async fn tamper(&mut self, tamper: &str) -> Result<Value> {
        self.keep_console().await.ok();
        let said = self.console.len();
        self.open(NOWHERE).await?;
        let value = self.in_databases(tamper).await;
        // Errors about this missing page are not the program's, and need no witness.
        self.value("void (window.witness = [])").await?;
        self.keep_console().await?;
        self.console.truncate(said);
        value
    }

    /// The same without leaving the open page.
    pub async fn in_databases(&mut self, tamper: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[0]; (async () => {{ {TOOLS} {tamper} }})()\
             .then(value => done({{ value: value ?? null }}), error => done({{ error: `${{error}}` }}))"
        );
        let told = self.client.execute_async(&script, Vec::new()).await?;
        ensure!(told["error"].is_null(), "the databases could not be changed: {}", told["error"]);
        Ok(told["value"].clone())
    }

    /// Presses the action that the page offers in place of a store that it cannot show.
    pub async fn press_way_on(&mut self, label: &str) -> Result<()> {
        self.click("[data-role=way-on]", label).await?;
        self.wait_for("main[data-page] .pill--state").await.context("no store after the way on")?;
        self.settle().await
    }

    /// The file that a button hands over, without saving it.
    pub async fn handed_over(&mut self, css: &str, text: &str) -> Result<String> {
        self.value(
            "void (window.handed = null, window.keptCreate ??= URL.createObjectURL, URL.createObjectURL = blob => { \
             blob.text().then(text => window.handed = text); return window.keptCreate.call(URL, blob); }, \
             HTMLAnchorElement.prototype.click = function () {})",
        )
        .await?;
        self.click(css, text).await?;
        self.wait_until("window.handed !== null").await?;
        self.value("void delete HTMLAnchorElement.prototype.click").await?;
        let handed = self.value("window.handed").await?;
        handed.as_str().map(str::to_owned).with_context(|| format!("{} is no text", json!(handed)))
    }
}
