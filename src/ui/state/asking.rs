//! A page's one question to the engine, asked anew whenever what it looks at, or the store, changes.

use super::{App, use_app};
use benyuan::protocol::{command::Trouble, query::Query, view::View};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The latest answer. While a newer one is on its way the last one stays.
pub struct Answer<T: 'static> {
    latest: Latest,
    open: fn(View) -> Option<T>,
}

/// Whatever was asked: opened by the page, so that all this is compiled once.
#[derive(Clone, Copy)]
struct Latest {
    view: RwSignal<Option<Result<View, Trouble>>>,
    waiting: RwSignal<bool>,
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Answer<T> {}

impl<T> Answer<T> {
    pub fn get(self) -> Option<Result<T, Trouble>> {
        let opened = |view| (self.open)(view).ok_or(Trouble::NotUnderstood);
        self.latest.view.get().map(|result| result.and_then(opened))
    }

    pub fn value(self) -> Option<T> {
        self.get().and_then(Result::ok)
    }

    pub fn waiting(self) -> bool {
        self.latest.waiting.get()
    }
}

type Question = Box<dyn Fn() -> Option<Query>>;

/// Asks what `question` says, again whenever a signal in it or the store changes. Stale answers are dropped.
/// `None` asks nothing yet.
pub fn ask<T>(question: impl Fn() -> Option<Query> + 'static, open: fn(View) -> Option<T>) -> Answer<T> {
    let app = use_app();
    let question: Question = Box::new(move || app.revision().and_then(|_| question()));
    Answer { latest: follow(app, question), open }
}

/// Asks about the device, which needs no open store.
pub fn ask_device<T>(query: Query, open: fn(View) -> Option<T>) -> Answer<T> {
    let app = use_app();
    let question: Question = Box::new(move || {
        let _ = app.revision(); // Asked again after every change.
        Some(query.clone())
    });
    Answer { latest: follow(app, question), open }
}

fn follow(app: App, question: Question) -> Latest {
    let latest = Latest { view: RwSignal::new(None), waiting: RwSignal::new(false) };
    let asked = StoredValue::new(0u32);
    Effect::new(move |_| {
        let Some(query) = question() else { return };
        let number = asked.get_value() + 1;
        asked.set_value(number);
        latest.waiting.set(true);
        spawn_local(async move {
            let result = app.client().query(query).await;
            // The page may be gone by now, or have asked something else.
            if asked.try_get_value() == Some(number) {
                latest.waiting.try_set(false);
                latest.view.try_set(Some(result));
            }
        });
    });
    latest
}

/// Asks once, on a user's action.
pub async fn once<T>(app: App, query: Query, open: fn(View) -> Option<T>) -> Result<T, Trouble> {
    let view = app.client().query(query).await?;
    open(view).ok_or(Trouble::NotUnderstood)
}
