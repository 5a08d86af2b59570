//! Reading with readers that only pretend: rows in order, failures, crashes, cancelling.

use super::{
    tricks::{posting, worker},
    ui::{
        reading::{CancelToken, ReadFailure, read_file_with},
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
use std::cell::RefCell;
use wasm_bindgen_test::wasm_bindgen_test as test;
use web_sys::File;

fn plan() -> FilePlan {
    FilePlan { form: FileForm::Xlsx, encoding: None, sheets: vec![], hidden_sheets: vec![] }
}

fn says(says: &[ReaderSays]) -> String {
    says.iter().map(|say| posting(&encode(say))).collect()
}

/// Reads a small file with a reader that does `act` when it is asked.
async fn read(act: &str, cancel: CancelToken) -> (Result<FilePlan, ReadFailure>, Vec<Vec<u8>>, Vec<u16>) {
    let hello = says(&[ReaderSays::Hello { build: BUILD.to_owned() }]);
    let script = format!("onmessage = ({{ data }}) => {{ {act} }}; {hello}");
    let file = File::new_with_str_sequence(&js_sys::Array::of1(&"姓名,电话".into()), "线索.csv").unwrap();
    let request = ReadRequest { name: "线索.csv".to_owned(), remembered: vec![], chosen: vec![] };
    let (rows, shares) = (RefCell::new(vec![]), RefCell::new(vec![]));
    let (on_progress, on_rows) = (|share| shares.borrow_mut().push(share), |chunk| rows.borrow_mut().push(chunk));
    let result = read_file_with(|| worker(&script), file, request, on_progress, on_rows, cancel).await;
    (result, rows.take(), shares.take())
}

#[test]
async fn rows_arrive_in_order_before_the_plan() {
    let rows = [vec![1], vec![2]].map(ReaderSays::Rows);
    let [first, second] = rows;
    let act = says(&[ReaderSays::Progress(300), first, ReaderSays::Progress(900), second, ReaderSays::Done(plan())]);
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
