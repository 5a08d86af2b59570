//! Owning a store: writing the record, keeping it fresh, and asking whether another owner is alive. The record's
//! meaning is in `engine::owner`.

use super::{
    OnLost,
    burst::Mode,
    connection::{Absent, Connection},
    meta::{self, META, OWNER},
    store::TABLES,
    trouble::{Failure, is_without_room},
    wait::within,
};
use crate::{
    engine::owner::{BEAT_MS, Owner},
    protocol::command::Trouble,
};
use gloo_timers::future::TimeoutFuture;
use idb::{Error, Request, Transaction};
use js_sys::{Date, Function};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::MessageEvent;

/// How long a living owner may take to answer, since it may be busy.
const ANSWER_MS: u32 = 500;
/// Pause between looks at a record whose owner may be dead.
const LOOK_MS: u32 = 500;

/// The writer that opens a store.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Me {
    pub writer: u64,
    pub tab: u64,
}

/// How certain it already is that no other owner lives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// This writer holds the Web Lock, or the user wants the store here: the former owner is refused from now on.
    Certain,
    /// Only the record can tell.
    Ask,
}

enum Claimed {
    Mine,
    Held(Owner),
}

/// Makes `me` the owner. It watches the record until the other owner beats, answers, or turns out dead: a fresh record
/// alone may be that of a page that crashed. `Ok(Some(_))`: there was no room for the record; a commit may replace the
/// writer returned.
pub async fn claim(connection: &Connection, name: &str, me: Me, how: Claim) -> Result<Option<u64>, Trouble> {
    let mut first: Option<Owner> = None;
    loop {
        let held = match try_claim(connection, me, how, first).await {
            Ok(Claimed::Mine) => return Ok(None),
            Ok(Claimed::Held(owner)) => owner,
            // Opening needs no disk space; the commit will write the record.
            Err(failure) if is_without_room(&failure.trouble) => {
                return Ok(Some(read(connection).await?.map_or(0, |owner| owner.writer)));
            }
            Err(failure) => return Err(failure.trouble),
        };
        // A beat since the first look, or an answer: it lives.
        if first.is_some_and(|first| first != held) || answers(name, held.writer).await {
            return Err(Trouble::OpenElsewhere);
        }
        // The previous page of this tab does not answer, so it is gone.
        if me.tab != 0 && held.tab == me.tab {
            return claim_from(connection, me, held).await;
        }
        first = Some(held);
        TimeoutFuture::new(LOOK_MS).await;
    }
}

async fn claim_from(connection: &Connection, me: Me, from: Owner) -> Result<Option<u64>, Trouble> {
    match try_claim(connection, me, Claim::Ask, Some(Owner { beat_ms: f64::NEG_INFINITY, ..from })).await {
        Ok(Claimed::Mine) => Ok(None),
        Ok(Claimed::Held(_)) => Err(Trouble::OpenElsewhere),
        Err(failure) if is_without_room(&failure.trouble) => Ok(Some(from.writer)),
        Err(failure) => Err(failure.trouble),
    }
}

/// Reads and writes in one transaction, so that of two simultaneous attempts one sees the other. `dead`: an owner that
/// may be replaced even if its record is fresh; marked by a beat of minus infinity.
async fn try_claim(connection: &Connection, me: Me, how: Claim, dead: Option<Owner>) -> Result<Claimed, Failure> {
    let outcome = Rc::new(RefCell::new(Claimed::Mine));
    let told = outcome.clone();
    connection
        .burst(&[META], Mode::Relaxed, 0, move |transaction| {
            on_owner(transaction, move |transaction, owner| {
                let now_ms = Date::now();
                let is_free = owner.is_none_or(|owner| {
                    let is_dead = dead.is_some_and(|dead| dead.writer == owner.writer && dead.beat_ms.is_infinite());
                    how == Claim::Certain || owner.writer == me.writer || is_dead || owner.is_stale(now_ms)
                });
                match owner {
                    Some(owner) if !is_free => drop(told.replace(Claimed::Held(owner))),
                    _ => drop(put_owner(transaction, me, now_ms)),
                }
            })
        })
        .await?;
    Ok(outcome.replace(Claimed::Mine))
}

/// Calls `then` within the transaction, with the owner found.
fn on_owner(
    transaction: &Transaction,
    then: impl FnOnce(&Transaction, Option<Owner>) + 'static,
) -> Result<idb::request::GetStoreRequest, Error> {
    let meta = transaction.object_store(META)?;
    let mut request = meta.get(meta::query(OWNER))?;
    request.on_success(move |event| {
        use idb::Event as _;
        let found = event.target().ok().and_then(|request| request.result().ok());
        let owner = found.and_then(|value| Owner::decode(&meta::bytes(value)?));
        then(&meta.transaction(), owner);
    });
    Ok(request)
}

pub fn put_owner(transaction: &Transaction, me: Me, now_ms: f64) -> Result<(), Error> {
    let record = Owner { writer: me.writer, tab: me.tab, beat_ms: now_ms }.encode();
    meta::put(&transaction.object_store(META)?, &OWNER.into(), &record)
}

/// The owner on record.
pub async fn read(connection: &Connection) -> Result<Option<Owner>, Trouble> {
    let request = connection
        .burst(&[META], Mode::Read, 0, |transaction| transaction.object_store(META)?.get(meta::query(OWNER)))
        .await
        .map_err(|failure| failure.trouble)?;
    Ok(meta::bytes_in(&request)?.and_then(|bytes| Owner::decode(&bytes)))
}

/// Keeps the record fresh and answers questions, until dropped; then the record is removed.
pub struct Presence {
    over: Rc<Cell<bool>>,
    channel: Option<Channel>,
    name: String,
    me: Me,
}

impl Presence {
    pub fn keep(name: &str, me: Me, on_lost: OnLost) -> Self {
        let over = Rc::new(Cell::new(false));
        spawn_local(beat(name.to_owned(), me, over.clone(), on_lost.clone()));
        let told = over.clone();
        let channel = Channel::open(name, move |channel, message| match message.split_once(' ') {
            Some(("alive?", writer)) if writer == me.writer.to_string() => channel.say(&format!("alive! {writer}")),
            // Somebody took over the store.
            Some(("mine!", writer)) if writer != me.writer.to_string() && !told.replace(true) => {
                on_lost(Trouble::TakenOver);
            }
            _ => {}
        });
        channel.as_ref().inspect(|channel| channel.say(&format!("mine! {}", me.writer)));
        Self { over, channel, name: name.to_owned(), me }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.channel.take();
        if !self.over.replace(true) {
            spawn_local(release(self.name.clone(), self.me));
        }
    }
}

/// On a connection of its own, so that a long transaction of the store does not delay it.
async fn beat(name: String, me: Me, over: Rc<Cell<bool>>, on_lost: OnLost) {
    let mut connection: Option<Connection> = None;
    loop {
        TimeoutFuture::new(BEAT_MS).await;
        if over.get() {
            return;
        }
        if connection.as_ref().is_none_or(|connection| !connection.is_alive()) {
            match Connection::open(&name, TABLES, Absent::Vanished, Rc::new(drop)).await {
                Ok(opened) => connection = Some(opened),
                Err(Trouble::Vanished) if !over.replace(true) => return on_lost(Trouble::Vanished),
                // The store's own connection will report it, or the next beat succeeds.
                Err(_) => continue,
            }
        }
        let Some(connection) = &connection else { continue };
        let is_mine = Rc::new(Cell::new(true));
        let told = is_mine.clone();
        let beaten = connection.burst(&[META], Mode::Relaxed, 0, move |transaction| {
            on_owner(transaction, move |transaction, owner| match owner {
                Some(owner) if owner.writer != me.writer => told.set(false),
                _ => drop(put_owner(transaction, me, Date::now())),
            })
        });
        let is_beaten = beaten.await.is_ok();
        if is_beaten && !is_mine.get() && !over.replace(true) {
            return on_lost(Trouble::TakenOver);
        }
    }
}

async fn release(name: String, me: Me) {
    let Ok(connection) = Connection::open(&name, TABLES, Absent::Vanished, Rc::new(drop)).await else { return };
    let released = connection.burst(&[META], Mode::Relaxed, 0, move |transaction| {
        on_owner(transaction, move |transaction, owner| {
            if owner.is_some_and(|owner| owner.writer == me.writer) {
                let meta = transaction.object_store(META);
                drop(meta.and_then(|meta| meta.delete(meta::query(OWNER))));
            }
        })
    });
    drop(released.await);
}

/// Whether this owner answers. Without channels, a browser has only the record.
pub async fn answers(name: &str, writer: u64) -> bool {
    let (answer, answered) = super::wait::Answer::channel();
    let expected = format!("alive! {writer}");
    let Some(channel) = Channel::open(name, move |_, message| {
        if message == expected {
            answer.send(()).unwrap_or_default();
        }
    }) else {
        return false;
    };
    channel.say(&format!("alive? {writer}"));
    within(answered, TimeoutFuture::new(ANSWER_MS)).await.is_some()
}

/// The channel between the tabs of one store. Closed when dropped.
struct Channel {
    channel: BroadcastChannel,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    fn open(name: &str, hear: impl Fn(&BroadcastChannel, &str) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let speaker = channel.clone().unchecked_into::<BroadcastChannel>();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(message) = event.data().as_string() {
                hear(&speaker, &message);
            }
        });
        channel.set_onmessage(on_message.as_ref().unchecked_ref());
        Some(Self { channel, _on_message: on_message })
    }

    fn say(&self, message: &str) {
        self.channel.say(message);
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}

impl BroadcastChannel {
    /// Perhaps nobody hears it.
    pub(super) fn say(&self, message: &str) {
        drop(self.post_message(&message.into()));
    }
}

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    pub(super) type BroadcastChannel;

    #[wasm_bindgen(constructor, catch)]
    pub(super) fn new(name: &str) -> Result<BroadcastChannel, JsValue>;

    #[wasm_bindgen(method, catch, js_name = postMessage)]
    fn post_message(this: &BroadcastChannel, message: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, setter)]
    fn set_onmessage(this: &BroadcastChannel, handler: &Function);

    #[wasm_bindgen(method)]
    pub(super) fn close(this: &BroadcastChannel);
}
