//! The client with pretended engines: numbering, stale replies, crashes, another build.

use super::{
    tricks::{posting, worker},
    ui::{
        browser::today,
        client::{ClientEvent, EngineClient},
        worker_boot::BUILD,
    },
};
use benyuan::protocol::{
    Answer, Say,
    command::{Command, Outcome, Trouble},
    encode,
    query::Query,
    view::View,
};
use gloo_timers::future::TimeoutFuture;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen_test::wasm_bindgen_test as test;

fn hello() -> String {
    posting(&encode(&Say::Hello { build: BUILD.to_owned() }))
}

fn nothing(number: u32) -> Say {
    Say::Reply { number, result: Ok(Answer::Done(Outcome::Nothing)) }
}

/// A client whose engines each run `script`, and the events it reported.
fn client(script: String) -> (EngineClient, Rc<RefCell<Vec<ClientEvent>>>) {
    let client = EngineClient::start_with(move || worker(&script));
    let events = Rc::new(RefCell::new(Vec::new()));
    let told = events.clone();
    client.on_event(move |event| told.borrow_mut().push(event));
    (client, events)
}

async fn until(condition: impl Fn() -> bool) {
    for _ in 0..100 {
        if condition() {
            return;
        }
        TimeoutFuture::new(20).await;
    }
    panic!("it did not happen");
}

#[test]
async fn what_is_asked_before_the_engine_speaks_is_answered() {
    let answers = posting(&encode(&nothing(0)));
    let view = posting(&encode(&Say::Reply { number: 1, result: Ok(Answer::View(View::Stores(vec![]))) }));
    let script = format!(
        "let asked = 0;
         setTimeout(() => {{ onmessage = () => {{ if (asked++ === 0) {{ {answers} }} else {{ {view} }} }}; {} }}, 200);",
        hello()
    );
    let (client, _) = client(script);
    let (command, query) = (client.command(Command::StageClear), client.query(Query::Stores));
    assert_eq!(query.await, Ok(View::Stores(vec![])));
    assert_eq!(command.await, Ok(Outcome::Nothing));
}

#[test]
async fn stale_replies_are_dropped_and_progress_is_told() {
    let says = [nothing(9), Say::Progress { number: 0, done: 1, total: 2 }, nothing(0)];
    let says: String = says.iter().map(|say| posting(&encode(say))).collect();
    let (client, _) = client(format!("onmessage = () => {{ {says} }}; {}", hello()));
    let progress = Rc::new(Cell::new((0, 0)));
    let seen = progress.clone();
    let result = client.command_with_progress(Command::Import, move |done, total| seen.set((done, total))).await;
    assert_eq!(result, Ok(Outcome::Nothing));
    assert_eq!(progress.get(), (1, 2));
}

#[test]
async fn an_engine_that_traps_is_started_once_more() {
    let (client, events) = client(format!("onmessage = () => {{ throw new Error('trap') }}; {}", hello()));
    let (first, second) = (client.command(Command::StageClear), client.query(Query::Status));
    assert_eq!(first.await, Err(Trouble::EngineStopped));
    assert_eq!(second.await, Err(Trouble::EngineStopped));
    assert_eq!(client.query(Query::Status).await, Err(Trouble::EngineStopped), "not before the page knows");
    until(|| *events.borrow() == [ClientEvent::Restarted]).await;
    assert_eq!(client.query(Query::Status).await, Err(Trouble::EngineStopped));
    assert_eq!(*events.borrow(), [ClientEvent::Restarted, ClientEvent::Stopped]);
    assert_eq!(client.query(Query::Status).await, Err(Trouble::EngineStopped));
}

#[test]
async fn the_second_engine_answers() {
    let (spawned, answer) = (Cell::new(0), posting(&encode(&nothing(1))));
    let client = EngineClient::start_with(move || {
        spawned.set(spawned.get() + 1);
        let act = if spawned.get() == 1 { "throw new Error('trap')" } else { &answer };
        worker(&format!("onmessage = () => {{ {act} }}; {}", hello()))
    });
    let is_restarted = Rc::new(Cell::new(false));
    let told = is_restarted.clone();
    client.on_event(move |event| told.set(event == ClientEvent::Restarted));
    assert_eq!(client.command(Command::OpenStore(None)).await, Err(Trouble::EngineStopped));
    until(|| is_restarted.get()).await;
    assert_eq!(client.command(Command::OpenStore(None)).await, Ok(Outcome::Nothing));
}

#[test]
async fn an_engine_of_another_build_is_not_spoken_to() {
    let other = posting(&encode(&Say::Hello { build: "other".to_owned() }));
    let (client, events) = client(other);
    assert_eq!(client.query(Query::Status).await, Err(Trouble::NotUnderstood));
    assert_eq!(*events.borrow(), [ClientEvent::BuildMismatch]);
    assert_eq!(client.query(Query::Status).await, Err(Trouble::NotUnderstood));
}

#[test]
async fn a_lost_store_is_told() {
    let lost = posting(&encode(&Say::Lost(Trouble::Vanished)));
    let (_client, events) = client(format!("{} {lost}", hello()));
    until(|| *events.borrow() == [ClientEvent::Lost(Trouble::Vanished)]).await;
}

#[test]
async fn today_is_the_local_day() {
    let date = js_sys::Date::new_0();
    assert_eq!(today().unwrap().ymd(), (date.get_full_year() as i32, date.get_month() + 1, date.get_date()));
}
