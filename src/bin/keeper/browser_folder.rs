//! A folder that the user chose, as the browser has it (the File System Access API; in tests the origin's private folder).

use super::page;
use benyuan::backup::{folder::Folder, settings::Problem};
use js_sys::{Array, AsyncIterator, Function, IteratorNext, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

pub struct BrowserFolder(JsValue);

impl BrowserFolder {
    /// `None`: there is no handle of a folder.
    pub fn of(handle: JsValue) -> Option<Self> {
        handle.is_object().then_some(Self(handle))
    }

    pub fn handle(&self) -> &JsValue {
        &self.0
    }

    /// Whether the program may write into it now. A browser may want to be asked again after each start, which only a press
    /// of the user can do.
    pub async fn is_open(&self) -> Result<(), Problem> {
        let query = page::part(&self.0, "queryPermission");
        if !query.is_function() {
            // The origin's private folder needs no permission.
            return Ok(());
        }
        let mode = page::object(&[("mode", "readwrite".into())]);
        match call(&self.0, "queryPermission", &[mode]).await {
            Ok(state) if state.as_string().as_deref() == Some("granted") => Ok(()),
            Ok(_) => Err(Problem::Revoked),
            Err(why) => Err(problem(&why)),
        }
    }

    async fn file(&self, name: &str, create: bool) -> Result<JsValue, Problem> {
        let options = page::object(&[("create", create.into())]);
        call(&self.0, "getFileHandle", &[name.into(), options]).await.map_err(|why| problem(&why))
    }
}

impl Folder for BrowserFolder {
    fn name(&self) -> String {
        page::text(&self.0, "name")
    }

    async fn names(&mut self) -> Result<Vec<String>, Problem> {
        self.is_open().await?;
        let method: Function = page::part(&self.0, "keys").dyn_into().map_err(|_| Problem::FolderGone)?;
        let names: AsyncIterator = method.call0(&self.0).map_err(|why| problem(&why))?.unchecked_into();
        let mut found = Vec::new();
        loop {
            let next = names.next().map_err(|why| problem(&why))?;
            let next: IteratorNext = settled(next).await.map_err(|why| problem(&why))?.unchecked_into();
            if next.done() {
                return Ok(found);
            }
            found.extend(next.value().as_string());
        }
    }

    async fn read(&mut self, name: &str) -> Result<Vec<u8>, Problem> {
        let handle = self.file(name, false).await?;
        let file = call(&handle, "getFile", &[]).await.map_err(|why| problem(&why))?;
        let file: Blob = file.dyn_into().map_err(|why| problem(&why))?;
        page::bytes(&file).await.map_err(|why| problem(&why))
    }

    /// What is written appears under its name when it is closed, and not before.
    async fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Problem> {
        let handle = self.file(name, true).await?;
        let written = async {
            let writable = call(&handle, "createWritable", &[]).await?;
            let put = async {
                call(&writable, "write", &[Uint8Array::from(bytes).into()]).await?;
                call(&writable, "close", &[]).await
            };
            match put.await {
                Ok(done) => Ok(done),
                Err(why) => {
                    let _ = call(&writable, "abort", &[]).await;
                    Err(why)
                }
            }
        };
        let written: Result<JsValue, JsValue> = written.await;
        if let Err(why) = written {
            // An empty file must not look like a backup.
            let _ = self.remove(name).await;
            return Err(problem(&why));
        }
        Ok(())
    }

    async fn remove(&mut self, name: &str) -> Result<(), Problem> {
        call(&self.0, "removeEntry", &[name.into()]).await.map(drop).map_err(|why| problem(&why))
    }
}

/// Calls a method that gives a promise.
async fn call(of: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = page::part(of, method).dyn_into()?;
    let arguments: Array = arguments.iter().collect();
    let promise: Promise = method.apply(of, &arguments)?.dyn_into()?;
    settled(promise).await
}

async fn settled(promise: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}

/// By the browser's own name of what went wrong.
fn problem(why: &JsValue) -> Problem {
    match page::text(why, "name").as_str() {
        "NotAllowedError" | "SecurityError" => Problem::Revoked,
        "NotFoundError" => Problem::FolderGone,
        "QuotaExceededError" => Problem::DiskFull,
        "NoModificationAllowedError" | "InvalidStateError" => Problem::DiskFull,
        name => Problem::Other(format!("{name} {}", page::text(why, "message"))),
    }
}
