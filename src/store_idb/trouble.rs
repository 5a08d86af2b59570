//! The browser's errors as [`Trouble`], by their names.

use crate::protocol::command::Trouble;
use idb::Error;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// A trouble, and whether a new connection may cure it.
pub struct Failure {
    pub trouble: Trouble,
    pub again: bool,
}

impl Failure {
    /// The browser closed the connection, or it hangs.
    pub fn worth_another_try(trouble: Trouble) -> Self {
        Self { trouble, again: true }
    }
}

/// WebKit names a lost connection `UnknownError`; a closed one is `InvalidStateError` everywhere.
impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        let lost = |name: &str| ["InvalidStateError", "UnknownError"].contains(&name);
        let again = matches!(&trouble, Trouble::Storage { name, .. } if lost(name));
        Self { trouble, again }
    }
}

/// Whether the error's name means that the disk took nothing. Chromium uses `UnknownError` for its log and `DataError`
/// for large values; WebKit uses `UnknownError` for both, and also for the loss of its storage process.
fn is_of_disk(trouble: &Trouble) -> bool {
    let Trouble::Storage { name, detail } = trouble else { return false };
    ["UnknownError", "DataError"].contains(&name.as_str()) && !detail.contains("server lost")
}

/// For a write or an opening that failed for good.
pub fn of_disk(trouble: Trouble) -> Trouble {
    if is_of_disk(&trouble) { Trouble::DiskRefused } else { trouble }
}

pub fn is_without_room(trouble: &Trouble) -> bool {
    *trouble == Trouble::QuotaExceeded || is_of_disk(trouble)
}

pub fn storage(name: &str, detail: &str) -> Trouble {
    Trouble::Storage { name: name.to_owned(), detail: detail.to_owned() }
}

pub fn timed_out(what: &str) -> Trouble {
    storage("TimeoutError", what)
}

/// From a `DOMException`, or whatever else was thrown.
pub fn of_js(error: &JsValue) -> Trouble {
    let text = |key: &str| Reflect::get(error, &key.into()).ok().and_then(|value| value.as_string());
    let name = text("name").unwrap_or_else(|| "Error".to_owned());
    match name.as_str() {
        "QuotaExceededError" => Trouble::QuotaExceeded,
        // The database on disk has a higher version than this program's.
        "VersionError" => Trouble::TooNew,
        _ => Trouble::Storage { name, detail: text("message").unwrap_or_else(|| format!("{error:?}")) },
    }
}

pub fn of_idb(error: Error) -> Trouble {
    match error {
        Error::DomException(error) => of_js(&error),
        Error::TransactionOpenFailed(error)
        | Error::ObjectStoreNotFound(error)
        | Error::ObjectStoreCreateFailed(error)
        | Error::AddFailed(error)
        | Error::UpdateFailed(error)
        | Error::DeleteFailed(error)
        | Error::GetFailed(error)
        | Error::GetKeyFailed(error)
        | Error::GetAllFailed(error)
        | Error::GetAllKeysFailed(error)
        | Error::RequestResultNotFound(error)
        | Error::IndexedDbOpenFailed(error)
        | Error::IndexedDbDeleteFailed(error) => of_js(&error),
        Error::IndexedDbNotFound(_) => storage("NotFoundError", "this browser offers no IndexedDB here"),
        other => storage("Error", &other.to_string()),
    }
}
