//! A page's single question to the engine, asked again whenever its subject or the store changes.

use super::{App, use_app};
use crate::ui::live::{Live, react};
use benyuan::protocol::{command::Trouble, query::Query, view::View};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

/// The latest answer. The previous one stays while a newer one is on its way.
pub struct Answer<T: 'static> {
    latest: Live<Option<Result<T, Trouble>>>,
    waiting: Live<bool>,
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Answer<T> {}

impl<T: Clone + Send + Sync> Answer<T> {
    pub fn get(self) -> Option<Result<T, Trouble>> {
        self.latest.get()
    }

    pub fn value(self) -> Option<T> {
        self.get().and_then(Result::ok)
    }

    pub fn waiting(self) -> bool {
        self.waiting.get()
    }
}

type Question = Box<dyn Fn() -> Option<Query>>;
type Arrived = Rc<dyn Fn(Result<View, Trouble>)>;

/// Asks what `question` returns, and asks again whenever a signal in it or the store changes. Stale answers are
/// dropped. `None` asks nothing yet.
pub fn ask<T: Clone + Send + Sync>(
    question: impl Fn() -> Option<Query> + 'static,
    open: fn(View) -> Option<T>,
) -> Answer<T> {
    let app = use_app();
    answered(app, Box::new(move || app.revision().and_then(|_| question())), open)
}

/// Asks about the device, which needs no open store.
pub fn ask_device<T: Clone + Send + Sync>(query: Query, open: fn(View) -> Option<T>) -> Answer<T> {
    let app = use_app();
    let question = move || {
        let _ = app.revision(); // Asked again after every change.
        Some(query.clone())
    };
    answered(app, Box::new(question), open)
}

fn answered<T: Clone + Send + Sync>(app: App, question: Question, open: fn(View) -> Option<T>) -> Answer<T> {
    let (latest, waiting) = (Live::new(None), Live::new(false));
    let arrived = move |result: Result<View, Trouble>| latest.set(Some(result.and_then(|view| opened(view, open))));
    follow(app, question, waiting, Rc::new(arrived));
    Answer { latest, waiting }
}

fn opened<T>(view: View, open: fn(View) -> Option<T>) -> Result<T, Trouble> {
    open(view).ok_or(Trouble::NotUnderstood)
}

fn follow(app: App, question: Question, waiting: Live<bool>, arrived: Arrived) {
    let asked = StoredValue::new(0u32);
    react(move || {
        let Some(query) = question() else { return };
        let number = asked.get_value() + 1;
        asked.set_value(number);
        waiting.set(true);
        let arrived = arrived.clone();
        spawn_local(async move {
            let result = app.client().query(query).await;
            // Meanwhile the page may be gone, or have asked something else.
            if asked.try_get_value() == Some(number) {
                waiting.set(false);
                arrived(result);
            }
        });
    });
}

/// Asks once, on a user's action.
pub async fn once<T>(app: App, query: Query, open: fn(View) -> Option<T>) -> Result<T, Trouble> {
    app.client().query(query).await.and_then(|view| opened(view, open))
}
