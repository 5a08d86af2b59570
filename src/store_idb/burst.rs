//! One guarded transaction: all requests at once, then a wait for `complete`, which alone means saved.

use super::{
    connection::Connection,
    trouble::{Failure, of_idb, of_js, storage, timed_out},
    wait::{Answer, seconds, within},
};
use crate::protocol::command::Trouble;
use futures::channel::oneshot;
use idb::Transaction;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{Event, IdbTransaction};

/// A longer transaction is given up; large ones get one more second per megabyte.
const WATCHDOG_SECONDS: u32 = 5;
/// After giving up: how long the browser may take to report the end.
const GRACE_SECONDS: u32 = 2;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Read,
    /// Complete once it is with the operating system.
    Relaxed,
    /// Complete once it is on disk.
    Strict,
}

impl Connection {
    /// Runs one transaction over `tables`. `issue` must make all requests without awaiting any, because a transaction
    /// ends as soon as something else is awaited; the result it returns gives access to theirs. `bytes`: how much data
    /// moves.
    pub async fn burst<T>(
        &self,
        tables: &[&str],
        mode: Mode,
        bytes: usize,
        issue: impl FnOnce(&Transaction) -> Result<T, idb::Error>,
    ) -> Result<T, Failure> {
        if !self.is_alive() {
            return Err(Failure::worth_another_try(storage("InvalidStateError", "the connection was closed")));
        }
        let raw = begin(self, tables, mode)?;
        let mut transaction = Transaction::from(raw.clone());
        let ending = watch(&mut transaction);
        let issued = issue(&transaction).map_err(|error| {
            // Half a burst must not be committed. If it was aborted already, that is just as good.
            drop(raw.abort());
            of_idb(error)
        });
        let ended = settle(ending, &raw, WATCHDOG_SECONDS + (bytes >> 20) as u32).await;
        transaction.forget_callbacks();
        let requests = issued?;
        ended.map_err(|failure| Failure { again: failure.again || !self.is_alive(), ..failure })?;
        Ok(requests)
    }
}

fn begin(connection: &Connection, tables: &[&str], mode: Mode) -> Result<IdbTransaction, Failure> {
    let tables: Array = tables.iter().map(|table| JsValue::from_str(table)).collect();
    let (access, durability) = match mode {
        Mode::Read => ("readonly", "default"),
        Mode::Relaxed => ("readwrite", "relaxed"),
        Mode::Strict => ("readwrite", "strict"),
    };
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &durability.into()).map_err(|error| of_js(&error))?;
    let database = connection.database().unchecked_ref::<WithOptions>();
    database.transaction(&tables, access, &options).map_err(|error| of_js(&error).into())
}

/// Reports the end of the transaction: an abort is an error, whether a request failed or the browser gave up at commit.
fn watch(transaction: &mut Transaction) -> oneshot::Receiver<Result<(), Trouble>> {
    let (answer, ending) = Answer::channel();
    let abort_answer = answer.clone();
    transaction.on_complete(move |_| drop(answer.send(Ok(()))));
    transaction.on_abort(move |event| drop(abort_answer.send(Err(abort_reason(&event)))));
    ending
}

fn abort_reason(event: &Event) -> Trouble {
    let transaction = event.target().and_then(|target| target.dyn_into::<IdbTransaction>().ok());
    let error = transaction.and_then(|transaction| transaction.error());
    error.map_or_else(|| storage("AbortError", "the browser gave no reason"), |error| of_js(&error))
}

/// Waits for the end, but not for ever. A transaction that can no longer be aborted is being committed.
async fn settle(
    mut ending: oneshot::Receiver<Result<(), Trouble>>,
    transaction: &IdbTransaction,
    limit_seconds: u32,
) -> Result<(), Failure> {
    if let Some(ended) = within(&mut ending, seconds(limit_seconds)).await {
        return ended.unwrap_or_else(|_| Err(timed_out("a transaction"))).map_err(Failure::from);
    }
    drop(transaction.abort());
    match within(&mut ending, seconds(GRACE_SECONDS)).await {
        Some(Ok(Ok(()))) => Ok(()),
        _ => Err(Failure::worth_another_try(timed_out("a transaction"))),
    }
}

#[wasm_bindgen]
extern "C" {
    /// web-sys has these options only behind its unstable flag.
    #[wasm_bindgen(js_name = IDBDatabase)]
    type WithOptions;

    #[wasm_bindgen(method, catch)]
    fn transaction(this: &WithOptions, tables: &Array, mode: &str, options: &Object)
    -> Result<IdbTransaction, JsValue>;
}
