//! Opens, closes and deletes databases. Reading and writing them is in `burst`.

use super::{
    OnLost,
    trouble::{of_disk, of_idb, timed_out},
    wait::{Answer, seconds, within},
};
use crate::protocol::command::Trouble;
use futures::channel::oneshot;
use idb::{
    Database, DatabaseEvent, Event as _, Factory, ObjectStoreParams, Request,
    event::VersionChangeEvent,
    request::{DeleteDatabaseRequest, OpenDatabaseRequest},
};
use js_sys::{Array, Promise, Reflect};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, IdbDatabase};

/// The version of the database's layout. A higher one on disk is [`Trouble::TooNew`].
const VERSION: u32 = 1;
/// How long `blocked` may last, and how long opening and deleting may take without any event.
const BLOCKED_SECONDS: u32 = 3;
const OPEN_SECONDS: u32 = 10;
const DELETE_SECONDS: u32 = 10;

/// Whether a missing database is made or reported.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    Create,
    Vanished,
}

/// An open database. It closes when dropped, and by itself if another tab wants to delete or upgrade it.
pub struct Connection {
    database: IdbDatabase,
    alive: Rc<Cell<bool>>,
    _handlers: [Closure<dyn FnMut(Event)>; 2],
}

impl Connection {
    pub async fn open(name: &str, tables: &[&str], absent: Absent, on_lost: OnLost) -> Result<Self, Trouble> {
        let mut request = Factory::new().and_then(|factory| factory.open(name, Some(VERSION))).map_err(of_idb)?;
        let refusal = upgrade_handler(&mut request, tables, absent);
        let (answer, opened) = Answer::channel();
        let (blocked, is_blocked) = oneshot::channel();
        request.on_blocked(move |_| blocked.send(()).unwrap_or_default());
        let error_answer = answer.clone();
        request.on_error(move |event| {
            let trouble = refusal.take().unwrap_or_else(|| event.target().map_or_else(of_idb, |r| error_of(&r)));
            drop(error_answer.send(Err(of_disk(trouble))));
        });
        request.on_success(move |event| {
            let database = event.target().and_then(|request| request.database()).map_err(of_idb);
            // Nobody waits any more, and an idle connection would block others.
            if let Err(Ok(database)) = answer.send(database) {
                database.close();
            }
        });
        let opened = patiently(opened, is_blocked, OPEN_SECONDS, "opening the database").await;
        request.forget_callbacks();
        Ok(Self::around(opened?.into(), on_lost))
    }

    fn around(database: IdbDatabase, on_lost: OnLost) -> Self {
        let alive = Rc::new(Cell::new(true));
        // The browser closes a connection itself if it clears the storage, or if its storage process ended.
        let on_close = Closure::<dyn FnMut(Event)>::new({
            let (alive, name, on_lost) = (alive.clone(), database.name(), on_lost.clone());
            move |_| {
                alive.set(false);
                spawn_local(miss(name.clone(), on_lost.clone()));
            }
        });
        let on_version_change = Closure::<dyn FnMut(Event)>::new({
            let (alive, database) = (alive.clone(), database.clone());
            move |event: Event| {
                database.close();
                alive.set(false);
                on_lost(if is_deletion(&event) { Trouble::Vanished } else { Trouble::TooNew });
            }
        });
        database.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        database.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        Self { database, alive, _handlers: [on_close, on_version_change] }
    }

    pub fn database(&self) -> &IdbDatabase {
        &self.database
    }

    pub fn is_alive(&self) -> bool {
        self.alive.get()
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onclose(None);
        self.database.set_onversionchange(None);
        self.database.close();
    }
}

/// Reports a database that no longer exists. On a full disk Chromium lists no databases at all; only opening shows
/// which case it is.
async fn miss(name: String, on_lost: OnLost) {
    if listed().await.is_some_and(|names| !names.contains(&name))
        && matches!(Connection::open(&name, &[], Absent::Vanished, Rc::new(drop)).await, Err(Trouble::Vanished))
    {
        on_lost(Trouble::Vanished);
    }
}

/// Deletes a database; fine if there is none. After [`Trouble::Blocked`] the browser still deletes it once the other
/// tab lets go: the request cannot be withdrawn.
pub async fn delete(name: &str) -> Result<(), Trouble> {
    let mut request = Factory::new().and_then(|factory| factory.delete(name)).map_err(of_idb)?;
    let (answer, deleted) = Answer::channel();
    let (blocked, is_blocked) = oneshot::channel();
    let error_answer = answer.clone();
    request.on_blocked(move |_| blocked.send(()).unwrap_or_default());
    request.on_success(move |_| drop(answer.send(Ok(()))));
    request.on_error(move |event| {
        let trouble = event.target().map_or_else(of_idb, |request: DeleteDatabaseRequest| error_of(&request));
        drop(error_answer.send(Err(trouble)));
    });
    let result = patiently(deleted, is_blocked, DELETE_SECONDS, "deleting the database").await;
    request.forget_callbacks();
    match result {
        // Firefox does not report "blocked" if another connection was closed meanwhile. The request stays in force.
        Err(trouble) if trouble == timed_out("deleting the database") => Err(Trouble::Blocked),
        result => result,
    }
}

/// Names of all databases; `None` if the browser cannot list them.
pub async fn listed() -> Option<Vec<String>> {
    let entries = JsFuture::from(databases().ok()?).await.ok()?;
    let name = |entry: JsValue| Reflect::get(&entry, &"name".into()).ok()?.as_string();
    Some(entries.dyn_into::<Array>().ok()?.iter().filter_map(name).collect())
}

/// Makes the tables of a new database. If it must not be new, the opening is undone, and the returned cell holds the
/// reason.
fn upgrade_handler(request: &mut OpenDatabaseRequest, tables: &[&str], absent: Absent) -> Rc<RefCell<Option<Trouble>>> {
    let refusal = Rc::new(RefCell::new(None));
    let (tables, refused) = (tables.iter().map(ToString::to_string).collect::<Vec<_>>(), refusal.clone());
    request.on_upgrade_needed(move |event| {
        let made = match refused_upgrade(&event, absent) {
            Some(trouble) => Err(trouble),
            None => event.database().and_then(|database| make_tables(&database, &tables)).map_err(of_idb),
        };
        if let Err(trouble) = made {
            refused.replace(Some(trouble));
            let upgrade = event.target().ok().and_then(|request| request.transaction());
            drop(upgrade.map(idb::Transaction::abort));
        }
    });
    refusal
}

/// Chromium says `dataLoss: "total"` if it found the old database damaged and discarded it.
fn refused_upgrade(event: &VersionChangeEvent, absent: Absent) -> Option<Trouble> {
    let is_new = event.old_version().is_ok_and(|version| version == 0);
    let loss = Reflect::get(&event.clone().into(), &"dataLoss".into()).ok().and_then(|loss| loss.as_string());
    let was_damaged = loss.is_some_and(|loss| loss == "total");
    (was_damaged || is_new && absent == Absent::Vanished).then_some(Trouble::Vanished)
}

fn make_tables(database: &Database, tables: &[String]) -> Result<(), idb::Error> {
    let there = database.store_names();
    tables
        .iter()
        .filter(|table| !there.contains(table))
        .try_for_each(|table| database.create_object_store(table, ObjectStoreParams::new()).map(drop))
}

fn is_deletion(event: &Event) -> bool {
    Reflect::get(event, &"newVersion".into()).is_ok_and(|version| version.is_null())
}

fn error_of(request: &impl Request) -> Trouble {
    match request.error() {
        Ok(Some(error)) => super::trouble::of_js(&error),
        Ok(None) => super::trouble::storage("Error", "the browser gave no reason"),
        Err(error) => of_idb(error),
    }
}

/// `blocked` fires instead of success or error, so it has a shorter limit of its own.
async fn patiently<T>(
    answer: oneshot::Receiver<Result<T, Trouble>>,
    blocked: oneshot::Receiver<()>,
    limit_seconds: u32,
    what: &str,
) -> Result<T, Trouble> {
    let give_up = async {
        match within(heard(blocked), seconds(limit_seconds)).await {
            Some(()) => {
                seconds(BLOCKED_SECONDS).await;
                Trouble::Blocked
            }
            None => timed_out(what),
        }
    };
    let mut trouble = None;
    let answer = within(answer, async { trouble = Some(give_up.await) }).await;
    match answer {
        Some(Ok(result)) => result,
        _ => Err(trouble.unwrap_or_else(|| timed_out(what))),
    }
}

/// Waits for ever if the event never comes.
async fn heard(event: oneshot::Receiver<()>) {
    if event.await.is_err() {
        futures::future::pending::<()>().await;
    }
}

#[wasm_bindgen]
extern "C" {
    /// Throws if the browser has no such function.
    #[wasm_bindgen(catch, js_namespace = indexedDB)]
    fn databases() -> Result<Promise, JsValue>;
}
