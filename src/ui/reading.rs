//! Reads files in separate workers, so that a trap or a hang costs nothing else. A reader may take several small files;
//! if it stops, the current file is read once more by itself before it is blamed. The reader hands the rows to the
//! engine on a port; they never come here.

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
use js_sys::{Array, Object, Reflect, Uint8Array};
use std::{cell::RefCell, pin::pin, rc::Rc};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, MessageChannel, MessagePort, Worker};

const LIMIT_MS: u32 = 120_000;
/// After this many bytes a reader is replaced by a new one, because its memory never shrinks.
const READER_BYTES: f64 = 4_000_000.0;

/// Why a file was not read.
#[derive(Clone, PartialEq, Debug)]
pub enum ReadFailure {
    Read(ReadError),
    /// The browser does not give the file out: it was moved, it was changed since it was chosen, or permission is
    /// missing.
    Unreadable,
    /// The reader trapped: out of memory, or a bug of ours.
    Crashed,
    TimedOut,
    Cancelled,
}

/// Cancels a reading from outside. Clones are the same token.
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
        // Dropping a sender ends the wait.
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

/// Waits for a file. `begin` comes first, and again if a file is read once more: earlier rows no longer count.
pub trait Desk {
    /// The reader will hand over the rows on the other end of this port, and wait for an answer to each batch.
    fn begin(&self, rows: MessagePort);
    /// Thousandths of the file.
    fn progress(&self, share: u16);
}

type Spawn = Box<dyn Fn() -> Result<Worker, JsValue>>;

/// Reads one file after the other.
pub struct Reading {
    spawn: Spawn,
    reader: Option<Reader>,
}

impl Reading {
    pub fn new() -> Self {
        Self::with(|| worker_boot::spawn("reader"))
    }

    /// With workers made by the caller.
    pub fn with(spawn: impl Fn() -> Result<Worker, JsValue> + 'static) -> Self {
        Self { spawn: Box::new(spawn), reader: None }
    }

    pub async fn read(
        &mut self,
        file: &File,
        request: &ReadRequest,
        desk: &impl Desk,
        cancel: &CancelToken,
    ) -> Result<FilePlan, ReadFailure> {
        check_readable(file).await?;
        let first = self.attempt(file, request, desk, cancel).await;
        if first != Err(ReadFailure::Crashed) {
            return first;
        }
        // Once more, in a reader that reads nothing else.
        self.reader = None;
        let second = self.attempt(file, request, desk, cancel).await;
        self.reader = None;
        second
    }

    /// One reading in the present reader, or in a new one if that has read enough. Cancelling and the time limit race
    /// against the reading, because a hanging worker never answers.
    async fn attempt(
        &mut self,
        file: &File,
        request: &ReadRequest,
        desk: &impl Desk,
        cancel: &CancelToken,
    ) -> Result<FilePlan, ReadFailure> {
        let channel = MessageChannel::new().map_err(|_| ReadFailure::Crashed)?;
        desk.begin(channel.port1());
        let mut reader = match self.reader.take().filter(|reader| reader.bytes + file.size() <= READER_BYTES) {
            Some(reader) => reader,
            None => Reader::start((self.spawn)().map_err(|_| ReadFailure::Crashed)?),
        };
        let message = Message { body: message(file, request), rows: channel.port2() };
        let stop = async {
            match select(pin!(cancel.cancelled()), TimeoutFuture::new(LIMIT_MS)).await {
                Either::Left(_) => ReadFailure::Cancelled,
                Either::Right(_) => ReadFailure::TimedOut,
            }
        };
        let result = match select(pin!(stop), pin!(reader.converse(&message, desk))).await {
            Either::Left((failure, _)) => Err(failure),
            Either::Right((result, _)) => result,
        };
        reader.bytes += file.size();
        // A reader that was stopped in the middle of a file, or has crashed, is discarded.
        if matches!(result, Ok(_) | Err(ReadFailure::Read(_))) {
            self.reader = Some(reader);
        }
        result
    }
}

/// A reading worker, and the messages it sent before anybody listened.
struct Reader {
    link: Link,
    said: mpsc::UnboundedReceiver<Heard>,
    is_ready: bool,
    bytes: f64,
}

impl Reader {
    fn start(worker: Worker) -> Self {
        let (sender, said) = mpsc::unbounded();
        let link = Link::to(worker, move |heard| drop(sender.unbounded_send(heard)));
        Self { link, said, is_ready: false, bytes: 0.0 }
    }

    /// Sends the request after the reader's hello, because it would miss anything earlier.
    async fn converse(&mut self, message: &Message, desk: &impl Desk) -> Result<FilePlan, ReadFailure> {
        if self.is_ready {
            self.post(message)?;
        }
        while let Some(Heard::Bytes(bytes)) = self.said.next().await {
            match decode(&bytes) {
                Some(ReaderSays::Hello { build }) if build == worker_boot::BUILD => {
                    self.is_ready = true;
                    self.post(message)?;
                }
                Some(ReaderSays::Progress(share)) => desk.progress(share),
                Some(ReaderSays::Done(plan)) => return Ok(plan),
                Some(ReaderSays::Failed(error)) => return Err(ReadFailure::Read(error)),
                Some(ReaderSays::Hello { .. }) | None => break,
            }
        }
        Err(ReadFailure::Crashed)
    }

    fn post(&self, message: &Message) -> Result<(), ReadFailure> {
        self.link.post(&message.body, &Array::of1(&message.rows)).map_err(|_| ReadFailure::Crashed)
    }
}

/// What a reader is sent, and its end of the port.
struct Message {
    body: JsValue,
    rows: MessagePort,
}

/// Reads the first byte, so that the reader need not distinguish this trouble from others.
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
