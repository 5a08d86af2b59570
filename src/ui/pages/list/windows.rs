//! The rows of a long list by windows of a hundred: asked for when they come into sight, kept while the list stands.

use crate::ui::state::{App, once};
use benyuan::protocol::{
    command::Trouble,
    query::{Query, Scope, Selection},
    view::{ListView, PersonRow, View},
};
use benyuan::text::{Lang, people};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen_futures::spawn_local;

pub const WINDOW: u32 = 100;

#[derive(Clone, Copy)]
pub struct Windows {
    app: App,
    selection: StoredValue<Selection>,
    loaded: RwSignal<BTreeMap<u32, Vec<PersonRow>>>,
    /// Rows, and distinct customers among them.
    size: RwSignal<Option<(u32, u32)>>,
    title: RwSignal<Option<[String; 2]>>,
    pub trouble: RwSignal<Option<Trouble>>,
    asked: StoredValue<BTreeSet<u32>>,
    /// Counts changes of the scope and the store: answers to an earlier question are dropped.
    round: StoredValue<u32>,
}

impl Windows {
    pub fn new(app: App, selection: Selection) -> Self {
        let windows = Self {
            app,
            selection: StoredValue::new(selection),
            loaded: RwSignal::new(BTreeMap::new()),
            size: RwSignal::new(None),
            title: RwSignal::new(None),
            trouble: RwSignal::new(None),
            asked: StoredValue::new(BTreeSet::new()),
            round: StoredValue::new(0),
        };
        Effect::new(move |_| {
            app.revision();
            app.scope.track();
            windows.restart();
        });
        windows
    }

    pub fn size(self) -> Option<(u32, u32)> {
        self.size.get()
    }

    /// What is listed, in words, as soon as they are there.
    pub fn title(self, lang: Lang) -> String {
        let known = self.title.get().map(|title| match title {
            [zh, _] if lang == Lang::Zh => zh,
            [_, en] => en,
        });
        known.unwrap_or_else(|| people::LIST.get(lang).to_owned())
    }

    /// The row at a place; `None` while it is on its way.
    pub fn row(self, place: u32) -> Option<PersonRow> {
        self.loaded.with(|loaded| {
            let rows = loaded.get(&(place / WINDOW))?;
            rows.get((place % WINDOW) as usize).cloned()
        })
    }

    /// Sees to it that these places are there or on their way.
    pub fn want(self, first: u32, last: u32) {
        for window in first / WINDOW..=last / WINDOW {
            if self.asked.try_update_value(|asked| asked.insert(window)) == Some(true) {
                self.ask(window);
            }
        }
    }

    fn restart(self) {
        self.round.update_value(|round| *round += 1);
        self.asked.set_value(BTreeSet::new());
        self.loaded.set(BTreeMap::new());
        self.want(0, 0);
    }

    fn ask(self, window: u32) {
        let round = self.round.get_value();
        let scope: Scope = self.app.scope.get_untracked();
        let (selection, offset) = (self.selection.get_value(), window * WINDOW);
        spawn_local(async move {
            let query = Query::List { selection, scope, offset, limit: WINDOW };
            let result = once(self.app, query, open).await;
            if self.round.try_get_value() != Some(round) {
                return;
            }
            match result {
                Ok(list) => {
                    self.size.set(Some((list.total, list.customers)));
                    self.title.set(Some(list.title));
                    self.loaded.update(|loaded| drop(loaded.insert(window, list.rows)));
                }
                Err(trouble) => self.trouble.set(Some(trouble)),
            }
        });
    }
}

fn open(view: View) -> Option<ListView> {
    match view {
        View::List(list) => Some(list),
        _ => None,
    }
}
