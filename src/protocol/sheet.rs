//! A page as the engine hands it over: its names, and a body in words. What the body is made of: `pages::blocks`.

use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Sheet {
    pub title: String,
    pub subtitle: String,
    /// The people whom the subtitle counts, by their address.
    pub people: Option<String>,
    /// It can be replayed by the date slider.
    pub is_replayed: bool,
    /// Reached from other pages: it leads back.
    pub is_inner: bool,
    /// It looks at a date.
    pub is_dated: bool,
    /// Its title names somebody, which the browser's history must not keep.
    pub is_personal: bool,
    /// HTML of the top bar: what the page is narrowed to.
    pub bar: String,
    /// HTML. Elements of the same id are the same in the next answer.
    pub body: String,
}
