//! Reads one file in a worker of its own, which is ended in any case: a file that traps or hangs costs nothing else.
//! Not what becomes of the rows: they are handed on to the engine by the caller.

use super::{
    client::link::{Heard, Link},
    worker_boot,
};
use benyuan::{
    exchange::{plan::FilePlan, read::ReadError},
    protocol::{
        decode, encode,
        reader::{ReadRequest, ReaderSays},
    },
};
use futures::{
    StreamExt,
    channel::{mpsc, oneshot},
    future::{Either, select},
};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Object, Reflect, Uint8Array};
use std::{cell::RefCell, pin::pin, rc::Rc};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, Worker};

const LIMIT_MS: u32 = 120_000;

/// Why a file was not read.
#[derive(Clone, PartialEq, Debug)]
pub enum ReadFailure {
    Read(ReadError),
    /// The browser does not give the file out: moved, changed since it was chosen, or no permission.
    Unreadable,
    /// The reader trapped: out of memory, or a mistake of ours.
    Crashed,
    TimedOut,
    Cancelled,
}

/// Cancels a reading from elsewhere. Clones are the same token.
#[derive(Clone, Default)]
pub struct CancelToken(Rc<RefCell<Cancelling>>);

#[derive(Default)]
struct Cancelling {
    is_cancelled: bool,
    waiting: Vec<oneshot::Sender<()>>,
}

impl CancelToken {
    pub fn cancel(&self) {
        let mut cancelling = self.0.borrow_mut();
        cancelling.is_cancelled = true;
        // Dropping a sender ends the waiting.
        cancelling.waiting.clear();
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.borrow().is_cancelled
    }

    async fn cancelled(&self) {
        if self.is_cancelled() {
            return;
        }
        let (sender, receiver) = oneshot::channel();
        self.0.borrow_mut().waiting.push(sender);
        receiver.await.unwrap_or_default();
    }
}

/// `on_progress` is told thousandths; `on_rows` gets encoded chunks of parsed rows in the order of the file, all of them
/// before this returns.
pub async fn read_file(
    file: File,
    request: ReadRequest,
    on_progress: impl Fn(u16),
    on_rows: impl Fn(Vec<u8>),
    cancel: CancelToken,
) -> Result<FilePlan, ReadFailure> {
    read_file_with(|| worker_boot::spawn("reader"), file, request, on_progress, on_rows, cancel).await
}

/// With a worker from elsewhere.
pub async fn read_file_with(
    spawn: impl FnOnce() -> Result<Worker, JsValue>,
    file: File,
    request: ReadRequest,
    on_progress: impl Fn(u16),
    on_rows: impl Fn(Vec<u8>),
    cancel: CancelToken,
) -> Result<FilePlan, ReadFailure> {
    let reading = async {
        check_readable(&file).await?;
        let worker = spawn().map_err(|_| ReadFailure::Crashed)?;
        converse(worker, &message(&file, &request), on_progress, on_rows).await
    };
    let stop = async {
        match select(pin!(cancel.cancelled()), TimeoutFuture::new(LIMIT_MS)).await {
            Either::Left(_) => ReadFailure::Cancelled,
            Either::Right(_) => ReadFailure::TimedOut,
        }
    };
    match select(pin!(stop), pin!(reading)).await {
        Either::Left((failure, _)) => Err(failure),
        Either::Right((result, _)) => result,
    }
}

/// Asks for the first byte, so that the reader need not tell this trouble from others.
async fn check_readable(file: &File) -> Result<(), ReadFailure> {
    let first = file.slice_with_i32_and_i32(0, 1).map_err(|_| ReadFailure::Unreadable)?;
    JsFuture::from(first.array_buffer()).await.map(drop).map_err(|_| ReadFailure::Unreadable)
}

fn message(file: &File, request: &ReadRequest) -> JsValue {
    let message = Object::new();
    let request = Uint8Array::from(encode(request).as_slice());
    for (key, value) in [("request", request.as_ref()), ("file", file.as_ref())] {
        drop(Reflect::set(&message, &key.into(), value));
    }
    message.into()
}

/// Asks once the reader has said hello, for it would miss anything earlier. The worker ends with this future.
async fn converse(
    worker: Worker,
    message: &JsValue,
    on_progress: impl Fn(u16),
    on_rows: impl Fn(Vec<u8>),
) -> Result<FilePlan, ReadFailure> {
    let (sender, mut said) = mpsc::unbounded();
    let link = Link::to(worker, move |heard| drop(sender.unbounded_send(heard)));
    while let Some(Heard::Bytes(bytes)) = said.next().await {
        match decode(&bytes) {
            Some(ReaderSays::Hello { build }) if build == worker_boot::BUILD => {
                link.post(message).map_err(|_| ReadFailure::Crashed)?;
            }
            Some(ReaderSays::Progress(share)) => on_progress(share),
            Some(ReaderSays::Rows(rows)) => on_rows(rows),
            Some(ReaderSays::Done(plan)) => return Ok(plan),
            Some(ReaderSays::Failed(error)) => return Err(ReadFailure::Read(error)),
            Some(ReaderSays::Hello { .. }) | None => break,
        }
    }
    Err(ReadFailure::Crashed)
}
