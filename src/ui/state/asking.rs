//! A page's one question to the engine, asked anew whenever what it looks at, or the store, changes.

use super::{App, use_app};
use benyuan::protocol::{command::Trouble, query::Query, view::View};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The latest answer. While a newer one is on its way the last one stays.
pub struct Answer<T: Send + Sync + 'static> {
    latest: RwSignal<Option<Result<T, Trouble>>>,
    waiting: RwSignal<bool>,
}

impl<T: Send + Sync + 'static> Clone for Answer<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Answer<T> {}

impl<T: Clone + Send + Sync + 'static> Answer<T> {
    pub fn get(self) -> Option<Result<T, Trouble>> {
        self.latest.get()
    }

    pub fn value(self) -> Option<T> {
        self.latest.with(|latest| latest.as_ref().and_then(|result| result.as_ref().ok().cloned()))
    }

    pub fn waiting(self) -> bool {
        self.waiting.get()
    }
}

/// Asks what `question` says, again whenever a signal in it or the store changes. Stale answers are dropped.
/// `None` asks nothing yet.
pub fn ask<T: Clone + Send + Sync + 'static>(
    question: impl Fn() -> Option<Query> + 'static,
    open: fn(View) -> Option<T>,
) -> Answer<T> {
    let app = use_app();
    follow(app, move || app.revision().and_then(|_| question()), open)
}

/// Asks about the device, which needs no open store.
pub fn ask_device<T: Clone + Send + Sync + 'static>(query: Query, open: fn(View) -> Option<T>) -> Answer<T> {
    let app = use_app();
    let question = move || {
        let _ = app.revision(); // Asked again after every change.
        Some(query.clone())
    };
    follow(app, question, open)
}

fn follow<T: Clone + Send + Sync + 'static>(
    app: App,
    question: impl Fn() -> Option<Query> + 'static,
    open: fn(View) -> Option<T>,
) -> Answer<T> {
    let answer = Answer { latest: RwSignal::new(None), waiting: RwSignal::new(false) };
    let asked = StoredValue::new(0u32);
    Effect::new(move |_| {
        let Some(query) = question() else { return };
        let number = asked.get_value() + 1;
        asked.set_value(number);
        answer.waiting.set(true);
        spawn_local(async move {
            let result = once(app, query, open).await;
            // The page may be gone by now, or have asked something else.
            if asked.try_get_value() == Some(number) {
                answer.waiting.try_set(false);
                answer.latest.try_set(Some(result));
            }
        });
    });
    answer
}

/// Asks once, on a user's action.
pub async fn once<T>(app: App, query: Query, open: fn(View) -> Option<T>) -> Result<T, Trouble> {
    let view = app.client().query(query).await?;
    open(view).ok_or(Trouble::NotUnderstood)
}
