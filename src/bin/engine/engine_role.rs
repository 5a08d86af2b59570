//! The engine over IndexedDB: requests strictly one after another, in order of arrival.

use super::port::{self, Throttle};
use benyuan::{
    engine::Engine,
    protocol::{Request, Say, command::Trouble, decode},
    store_idb::IdbDisk,
};
use futures::{
    StreamExt,
    channel::mpsc::{self, UnboundedReceiver},
};
use wasm_bindgen_futures::spawn_local;

/// Listens before it speaks: a message to a worker that does not listen yet is lost.
pub fn start() {
    let (requests, queue) = mpsc::unbounded();
    port::listen(move |data| {
        if let Some(bytes) = port::bytes(&data) {
            drop(requests.unbounded_send(bytes));
        }
    });
    greet();
    spawn_local(serve(queue));
}

fn greet() {
    port::post(&Say::Hello { build: port::BUILD.to_owned() });
}

async fn serve(mut queue: UnboundedReceiver<Vec<u8>>) {
    let mut engine = Engine::new(IdbDisk::new(port::tab(), |trouble| port::post(&Say::Lost(trouble))));
    while let Some(bytes) = queue.next().await {
        match decode(&bytes) {
            // A page that started to listen late.
            None if bytes.is_empty() => greet(),
            Some(request) => answer(&mut engine, request).await,
            None => refuse(&bytes),
        }
    }
}

async fn answer(engine: &mut Engine<IdbDisk>, request: Request) {
    let number = request.number;
    let mut throttle = Throttle::new();
    let mut progress = |done: u32, total: u32| {
        if throttle.lets(done.into(), total.into()) {
            port::post(&Say::Progress { number, done, total });
        }
    };
    let result = engine.handle(request, &mut progress).await;
    port::post(&Say::Reply { number, result });
}

/// Answers a request of another build. The number comes first in every build, so the page need not wait for ever.
fn refuse(bytes: &[u8]) {
    if let Ok((number, _)) = postcard::take_from_bytes::<u32>(bytes) {
        port::post(&Say::Reply { number, result: Err(Trouble::NotUnderstood) });
    }
}
