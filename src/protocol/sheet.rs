//! A page as the engine delivers it: its titles, and a body as HTML. The body's blocks are in `pages::blocks`.

use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Sheet {
    pub title: String,
    pub subtitle: String,
    /// The address of the people that the subtitle counts.
    pub people: Option<String>,
    /// The date slider can replay it.
    pub is_replayed: bool,
    /// Reached from other pages, so it offers a way back.
    pub is_inner: bool,
    /// It shows a particular date.
    pub is_dated: bool,
    /// Its title names somebody, so the browser's history must not keep it.
    pub is_personal: bool,
    /// HTML of the top bar: what the page is narrowed to.
    pub bar: String,
    /// HTML. An id stands for the same element in the next answer.
    pub body: String,
}
