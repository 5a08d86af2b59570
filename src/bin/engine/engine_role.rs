//! The engine over IndexedDB: requests strictly one after another, in order of arrival. The rows of a file come from
//! its reader, on a port that arrives with the request that begins the file.

use super::{
    port::{self, Throttle},
    rows::Incoming,
};
use benyuan::{
    engine::Engine,
    protocol::{
        Answer, Ask, Now, Request, Say,
        command::{Command, Trouble},
        decode,
    },
    store_idb::IdbDisk,
};
use futures::{
    StreamExt,
    channel::mpsc::{self, UnboundedReceiver, UnboundedSender},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::MessagePort;

/// What the engine hears.
enum Heard {
    /// From the page. The port is that of the file that begins.
    Asked(Vec<u8>, Option<MessagePort>),
    /// From a reader: the number of the reading, and a batch of rows.
    Rows(u32, Vec<u8>),
}

/// Listens before it speaks: a message to a worker that does not listen yet is lost.
pub fn start() {
    let (heard, queue) = mpsc::unbounded();
    let asked = heard.clone();
    port::listen(move |data, port| {
        if let Some(bytes) = port::bytes(&data) {
            drop(asked.unbounded_send(Heard::Asked(bytes, port)));
        }
    });
    greet();
    let engine = Engine::new(IdbDisk::new(port::tab(), |trouble| port::post(&Say::Lost(trouble))));
    spawn_local(Server { engine, heard, reading: None, readings: 0 }.serve(queue));
}

fn greet() {
    port::post(&Say::Hello { build: port::BUILD.to_owned() });
}

struct Server {
    engine: Engine<IdbDisk>,
    heard: UnboundedSender<Heard>,
    reading: Option<Reading>,
    readings: u32,
}

/// The file that is being read. The page has one read after another.
struct Reading {
    number: u32,
    file: u32,
    today: i32,
    rows: Incoming,
}

impl Server {
    async fn serve(mut self, mut queue: UnboundedReceiver<Heard>) {
        while let Some(heard) = queue.next().await {
            match heard {
                // A page that started to listen late.
                Heard::Asked(bytes, _) if bytes.is_empty() => greet(),
                Heard::Asked(bytes, port) => match decode(&bytes) {
                    Some(request) => self.answer(request, port).await,
                    None => refuse(&bytes),
                },
                Heard::Rows(reading, rows) => self.rows(reading, rows).await,
            }
        }
    }

    async fn answer(&mut self, request: Request, port: Option<MessagePort>) {
        if let (Ask::Command(Command::StageFile { file, .. }), Some(port)) = (&request.ask, port) {
            self.begin(*file, request.today, port);
        }
        let number = request.number;
        let mut throttle = Throttle::new();
        let mut progress = |done: u32, total: u32| {
            if throttle.lets(done.into(), total.into()) {
                port::post(&Say::Progress { number, done, total });
            }
        };
        let result = self.engine.handle(request, &mut progress).await;
        port::post(&Say::Reply { number, result });
    }

    /// The port of the reading before closes; batches of it that wait in the queue are known by its number.
    fn begin(&mut self, file: u32, today: i32, port: MessagePort) {
        self.readings += 1;
        let (number, heard) = (self.readings, self.heard.clone());
        let rows = Incoming::new(port, move |rows| drop(heard.unbounded_send(Heard::Rows(number, rows))));
        self.reading = Some(Reading { number, file, today, rows });
    }

    async fn rows(&mut self, number: u32, rows: Vec<u8>) {
        let Some(reading) = self.reading.as_ref().filter(|reading| reading.number == number) else { return };
        let ask = Ask::Command(Command::StageRows { file: reading.file, rows });
        // The page did not ask, so nobody waits for this number.
        let request = Request { number: 0, today: reading.today, now: Now::default(), ask };
        let result: Result<Answer, Trouble> = self.engine.handle(request, &mut |_, _| {}).await;
        reading.rows.answer(result.is_ok());
    }
}

/// Answers a request of another build. The number comes first in every build, so the page need not wait for ever.
fn refuse(bytes: &[u8]) {
    if let Ok((number, _)) = postcard::take_from_bytes::<u32>(bytes) {
        port::post(&Say::Reply { number, result: Err(Trouble::NotUnderstood) });
    }
}
