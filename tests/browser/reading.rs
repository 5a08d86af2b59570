//! Reading with pretended readers: the way of the rows, failures, crashes, cancelling.

use super::{
    tricks::{posting, worker},
    ui::{
        reading::{CancelToken, Desk, ReadFailure, Reading},
        worker_boot::BUILD,
    },
};
use benyuan::{
    exchange::{cell::FileForm, plan::FilePlan, read::ReadError},
    protocol::{
        encode,
        reader::{ReadRequest, ReaderSays},
    },
};
use gloo_timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_test::wasm_bindgen_test as test;
use web_sys::{File, MessageEvent, MessagePort};

fn plan() -> FilePlan {
    FilePlan { form: FileForm::Xlsx, encoding: None, sheets: vec![], hidden_sheets: vec![], unread_sheets: vec![] }
}

fn says(says: &[ReaderSays]) -> String {
    says.iter().map(|say| posting(&encode(say))).collect()
}

/// A port, and what hears it.
type Ear = (MessagePort, Closure<dyn FnMut(MessageEvent)>);

/// What a desk received. It hears the rows of the present reading itself, in the engine's place.
#[derive(Default)]
struct Heard {
    begun: Cell<u32>,
    rows: Rc<RefCell<Vec<Vec<u8>>>>,
    shares: RefCell<Vec<u16>>,
    ear: RefCell<Option<Ear>>,
}

impl Desk for Heard {
    fn begin(&self, port: MessagePort) {
        self.begun.set(self.begun.get() + 1);
        self.rows.take();
        let (rows, answers) = (self.rows.clone(), port.clone());
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            rows.borrow_mut().push(Uint8Array::new(&event.data()).to_vec());
            answers.post_message(&JsValue::TRUE).unwrap();
        });
        port.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        if let Some((before, _)) = self.ear.replace(Some((port, hear))) {
            before.set_onmessage(None);
        }
    }

    fn progress(&self, share: u16) {
        self.shares.borrow_mut().push(share);
    }
}

/// A statement of a reader that hands over these rows.
fn hands(rows: &[u8]) -> String {
    format!("ports[0].postMessage(new Uint8Array({rows:?}).buffer);")
}

/// A statement of a reader that says this when the rows are answered so many times.
fn answered(times: u32, say: ReaderSays) -> String {
    format!("let left = {times}; ports[0].onmessage = () => {{ if (--left === 0) {{ {} }} }};", says(&[say]))
}

/// Readers that each follow one of `acts`: the n-th reader the n-th, all later ones the last. Also counts the readers.
fn readers(acts: &[&str]) -> (Reading, Rc<Cell<usize>>) {
    let hello = says(&[ReaderSays::Hello { build: BUILD.to_owned() }]);
    let scripts: Vec<String> = acts
        .iter()
        .map(|act| format!("let asked = 0; onmessage = ({{ data, ports }}) => {{ {act} }}; {hello}"))
        .collect();
    let started = Rc::new(Cell::new(0));
    let counted = started.clone();
    let reading = Reading::with(move || {
        let script = &scripts[counted.get().min(scripts.len() - 1)];
        counted.set(counted.get() + 1);
        worker(script)
    });
    (reading, started)
}

async fn read_with(reading: &mut Reading, heard: &Heard, cancel: &CancelToken) -> Result<FilePlan, ReadFailure> {
    let file = File::new_with_str_sequence(&js_sys::Array::of1(&"姓名,电话".into()), "线索.csv").unwrap();
    let request = ReadRequest { name: "线索.csv".to_owned(), remembered: vec![], chosen: vec![] };
    reading.read(&file, &request, heard, cancel).await
}

/// Reads a small file with a reader that does `act` when asked.
async fn read(act: &str, cancel: CancelToken) -> (Result<FilePlan, ReadFailure>, Vec<Vec<u8>>, Vec<u16>) {
    let (mut reading, _) = readers(&[act]);
    let heard = Heard::default();
    let result = read_with(&mut reading, &heard, &cancel).await;
    (result, heard.rows.take(), heard.shares.take())
}

const TRAP: &str = "throw new Error('trap')";

#[test]
async fn a_file_whose_reader_traps_is_read_once_more_by_itself() {
    let good = hands(&[7]) + &answered(1, ReaderSays::Done(plan()));
    let half = hands(&[1]);
    let (mut reading, started) = readers(&[&format!("{half} {TRAP}"), &good]);
    let heard = Heard::default();
    assert_eq!(read_with(&mut reading, &heard, &CancelToken::default()).await, Ok(plan()));
    assert_eq!((heard.rows.take(), heard.begun.get(), started.get()), (vec![vec![7]], 2, 2));
}

#[test]
async fn a_file_that_traps_twice_is_blamed_alone() {
    let good = says(&[ReaderSays::Done(plan())]);
    let second_traps = format!("if (asked++ === 1) {TRAP}; {good}");
    let (mut reading, started) = readers(&[&second_traps, TRAP, &good]);
    let (heard, cancel) = (Heard::default(), CancelToken::default());
    assert_eq!(read_with(&mut reading, &heard, &cancel).await, Ok(plan()));
    assert_eq!(read_with(&mut reading, &heard, &cancel).await, Err(ReadFailure::Crashed));
    assert_eq!(read_with(&mut reading, &heard, &cancel).await, Ok(plan()));
    assert_eq!(read_with(&mut reading, &heard, &cancel).await, Ok(plan()));
    assert_eq!(started.get(), 3, "one for the first two, one alone, one for the others");
}

#[test]
async fn rows_go_over_the_port_in_order_and_are_answered() {
    let shares = says(&[ReaderSays::Progress(300), ReaderSays::Progress(900)]);
    let act = shares + &hands(&[1]) + &hands(&[2]) + &answered(2, ReaderSays::Done(plan()));
    let (result, rows, shares) = read(&act, CancelToken::default()).await;
    assert_eq!((result, rows, shares), (Ok(plan()), vec![vec![1], vec![2]], vec![300, 900]));
}

#[test]
async fn the_file_and_the_request_arrive() {
    let done = says(&[ReaderSays::Done(plan())]);
    let act = format!(
        "if (data.request instanceof Uint8Array) data.file.arrayBuffer().then(b => {{ if (b.byteLength === 13) {{ {done} }} }})"
    );
    assert_eq!(read(&act, CancelToken::default()).await.0, Ok(plan()));
}

#[test]
async fn a_file_that_is_none_is_said() {
    let act = says(&[ReaderSays::Failed(ReadError::Empty)]);
    assert_eq!(read(&act, CancelToken::default()).await.0, Err(ReadFailure::Read(ReadError::Empty)));
}

#[test]
async fn a_reader_that_traps_is_a_failure() {
    let result = read("throw new Error('trap')", CancelToken::default()).await.0;
    assert_eq!(result, Err(ReadFailure::Crashed));
}

#[test]
async fn reading_can_be_cancelled() {
    let cancel = CancelToken::default();
    let later = cancel.clone();
    wasm_bindgen_futures::spawn_local(async move {
        TimeoutFuture::new(100).await;
        later.cancel();
    });
    assert_eq!(read("for (;;) {}", cancel.clone()).await.0, Err(ReadFailure::Cancelled));
    assert_eq!(read("", cancel).await.0, Err(ReadFailure::Cancelled), "cancelled before it began");
}
