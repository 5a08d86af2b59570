//! The page's end of the engine: starts it, numbers requests, and delivers answers to whoever waits. What to say when
//! the engine is lost is the page's decision, told by [`ClientEvent`].

pub(super) mod link;

use super::{browser, worker_boot};
use benyuan::{
    protocol::{
        Answer, Ask, Request, Say,
        command::{Command, Outcome, Trouble},
        decode, encode,
        query::Query,
        view::View,
    },
    time::Day,
};
use futures::channel::oneshot;
use link::{Heard, Letter, Line, Link};
use litemap::LiteMap;
use std::{
    cell::RefCell,
    future::Future,
    mem,
    rc::{Rc, Weak},
};
use wasm_bindgen::JsValue;
use web_sys::{MessagePort, Worker};

/// A trap is a bug of ours and may well repeat.
const RESTARTS: u32 = 1;

/// Events that the page must know without asking.
#[derive(Clone, PartialEq, Debug)]
pub enum ClientEvent {
    /// The engine stopped and was replaced; the new one has no store open yet.
    Restarted,
    /// It stopped again: only reloading the page helps.
    Stopped,
    /// The engine lost its store.
    Lost(Trouble),
    /// Page and engine are from different builds: the page must be reloaded.
    BuildMismatch,
}

/// A handle; cloning it is cheap. The engine ends with the last one.
#[derive(Clone)]
pub struct EngineClient(Rc<Inner>);

/// Makes an engine that reports to the given listener.
type Spawn = Box<dyn Fn(Hear) -> Option<Box<dyn Line>>>;
type Hear = Rc<dyn Fn(Heard)>;
type Progress = Rc<dyn Fn(u32, u32)>;
/// An answer of the engine.
type Said<T> = Result<T, Trouble>;

struct Inner {
    spawn: Spawn,
    state: RefCell<State>,
    listener: RefCell<Rc<dyn Fn(ClientEvent)>>,
}

struct State {
    phase: Phase,
    link: Option<Box<dyn Line>>,
    restarts_left: u32,
    next_number: u32,
    waiting: LiteMap<u32, Waiting>,
}

enum Phase {
    /// Waits for the engine's first message; holds the requests made meanwhile.
    Starting(Vec<Letter>),
    /// No requests are accepted until the page knows that the store must be opened again.
    Restarting,
    Ready,
    /// For good; every request gets this trouble.
    Stopped(Trouble),
}

struct Waiting {
    answer: oneshot::Sender<Said<Answer>>,
    progress: Option<Progress>,
}

impl EngineClient {
    pub fn start() -> Self {
        Self::start_with(worker_boot::engine)
    }

    /// With a worker made by the caller.
    pub fn start_with(spawn: impl Fn() -> Result<Worker, JsValue> + 'static) -> Self {
        Self::over(Box::new(move |hear| {
            let link: Box<dyn Line> = Box::new(Link::to(spawn().ok()?, move |heard| hear(heard)));
            Some(link)
        }))
    }

    /// With any engine that has a connection.
    pub fn over(spawn: Spawn) -> Self {
        let inner = Rc::new(Inner { spawn, state: RefCell::new(State::new()), listener: RefCell::new(Rc::new(drop)) });
        inner.start_worker();
        Self(inner)
    }

    /// Sets the only listener; a later one replaces it.
    pub fn on_event(&self, listener: impl Fn(ClientEvent) + 'static) {
        self.0.listener.replace(Rc::new(listener));
    }

    /// For good: whoever waits for an answer learns that the engine stopped.
    pub fn stop(&self) {
        let _old = self.0.state.borrow_mut().stop(Trouble::EngineStopped);
    }

    /// Sent when called, not when first awaited: requests are handled in the order of the calls.
    pub fn command(&self, command: Command) -> impl Future<Output = Said<Outcome>> + use<> {
        outcome(self.0.ask(Ask::Command(command), None, None))
    }

    /// Begins a file whose reader hands the rows to the other end of the port.
    pub fn stage(&self, file: u32, name: String, rows: MessagePort) {
        // What goes wrong is said to the reader, batch by batch.
        drop(self.0.ask(Ask::Command(Command::StageFile { file, name }), None, Some(rows)));
    }

    /// The same, with reports of how much of how much is done.
    pub fn command_with_progress<P: Fn(u32, u32) + 'static>(
        &self,
        command: Command,
        progress: P,
    ) -> impl Future<Output = Said<Outcome>> + use<P> {
        outcome(self.0.ask(Ask::Command(command), Some(Rc::new(progress)), None))
    }

    pub fn query(&self, query: Query) -> impl Future<Output = Said<View>> + use<> {
        let answer = self.0.ask(Ask::Query(query), None, None);
        async move {
            match arrived(answer).await? {
                Answer::View(view) => Ok(view),
                Answer::Done(_) => Err(Trouble::NotUnderstood),
            }
        }
    }
}

async fn outcome(answer: oneshot::Receiver<Said<Answer>>) -> Said<Outcome> {
    match arrived(answer).await? {
        Answer::Done(outcome) => Ok(outcome),
        Answer::View(_) => Err(Trouble::NotUnderstood),
    }
}

/// An engine that stops drops the senders.
async fn arrived(answer: oneshot::Receiver<Said<Answer>>) -> Said<Answer> {
    answer.await.unwrap_or(Err(Trouble::EngineStopped))
}

impl Inner {
    fn start_worker(self: &Rc<Self>) {
        let inner = Rc::downgrade(self);
        match (self.spawn)(Rc::new(move |heard| Self::hear(&inner, heard))) {
            Some(link) => self.state.borrow_mut().link = Some(link),
            None => self.crashed(),
        }
    }

    fn ask(&self, ask: Ask, progress: Option<Progress>, port: Option<MessagePort>) -> oneshot::Receiver<Said<Answer>> {
        let (answer, arrival) = oneshot::channel();
        self.state.borrow_mut().take(ask, port, Waiting { answer, progress });
        arrival
    }

    fn hear(inner: &Weak<Self>, heard: Heard) {
        let Some(inner) = inner.upgrade() else { return };
        match heard {
            Heard::Crashed => inner.crashed(),
            Heard::Bytes(bytes) => match decode(&bytes) {
                Some(say) => inner.said(say),
                None => inner.is_of_another_build(),
            },
        }
    }

    fn said(&self, say: Say) {
        match say {
            Say::Hello { build } if build == worker_boot::BUILD => self.greeted(),
            Say::Hello { .. } => self.is_of_another_build(),
            Say::Reply { number, result } => self.replied(number, result),
            Say::Progress { number, done, total } => {
                let progress = self.state.borrow().progress_of(number);
                progress.inspect(|progress| progress(done, total));
            }
            Say::Lost(trouble) => self.tell(ClientEvent::Lost(trouble)),
        }
    }

    fn greeted(&self) {
        let before = self.state.borrow_mut().begin();
        if matches!(before, Phase::Restarting) {
            self.tell(ClientEvent::Restarted);
        }
    }

    /// Answers with a number nobody waits for belong to a page that was left.
    fn replied(&self, number: u32, result: Said<Answer>) {
        let waiting = self.state.borrow_mut().waiting.remove(&number);
        if let Some(waiting) = waiting {
            drop(waiting.answer.send(result));
        }
    }

    fn crashed(self: &Rc<Self>) {
        let (is_restarting, _old) = self.state.borrow_mut().crash();
        if is_restarting { self.start_worker() } else { self.tell(ClientEvent::Stopped) }
    }

    fn is_of_another_build(&self) {
        let _old = self.state.borrow_mut().stop(Trouble::NotUnderstood);
        self.tell(ClientEvent::BuildMismatch);
    }

    /// No borrow is held here, because the listener may ask something at once.
    fn tell(&self, event: ClientEvent) {
        let listener = self.listener.borrow().clone();
        listener(event);
    }
}

/// The rest of an engine that ended, dropped while the state is not borrowed.
type Old = (Option<Box<dyn Line>>, LiteMap<u32, Waiting>);

impl State {
    fn new() -> Self {
        let phase = Phase::Starting(Vec::new());
        Self { phase, link: None, restarts_left: RESTARTS, next_number: 0, waiting: LiteMap::new() }
    }

    fn take(&mut self, ask: Ask, port: Option<MessagePort>, waiting: Waiting) {
        let refusal = match &self.phase {
            Phase::Restarting => Some(Trouble::EngineStopped),
            Phase::Stopped(trouble) => Some(trouble.clone()),
            Phase::Starting(_) | Phase::Ready => None,
        };
        match refusal {
            Some(trouble) => drop(waiting.answer.send(Err(trouble))),
            None => self.number(ask, port, waiting),
        }
    }

    /// Numbers are never reused, not even by the next engine.
    fn number(&mut self, ask: Ask, port: Option<MessagePort>, waiting: Waiting) {
        let number = self.next_number;
        self.next_number += 1;
        self.waiting.insert(number, waiting);
        let bytes = encode(&Request { number, today: today().epoch_days(), now: browser::now(), ask });
        let letter = Letter { bytes, port };
        match &mut self.phase {
            Phase::Starting(queue) => queue.push(letter),
            _ => self.send(number, &letter),
        }
    }

    fn send(&mut self, number: u32, letter: &Letter) {
        let is_sent = self.link.as_ref().is_some_and(|link| link.send(letter));
        if !is_sent {
            // Dropping the sender tells the waiting side that the engine stopped.
            self.waiting.remove(&number);
        }
    }

    /// The engine has spoken: sends the requests made meanwhile.
    fn begin(&mut self) -> Phase {
        let before = mem::replace(&mut self.phase, Phase::Ready);
        if let (Phase::Starting(queue), Some(link)) = (&before, &self.link) {
            for letter in queue {
                // If sending fails, whoever waits for the answer notices.
                let _ = link.send(letter);
            }
        }
        before
    }

    fn progress_of(&self, number: u32) -> Option<Progress> {
        self.waiting.get(&number)?.progress.clone()
    }

    fn crash(&mut self) -> (bool, Old) {
        let is_restarting = self.restarts_left > 0;
        self.restarts_left = self.restarts_left.saturating_sub(1);
        self.phase = if is_restarting { Phase::Restarting } else { Phase::Stopped(Trouble::EngineStopped) };
        (is_restarting, (self.link.take(), mem::take(&mut self.waiting)))
    }

    fn stop(&mut self, trouble: Trouble) -> Old {
        for (_, waiting) in mem::take(&mut self.waiting) {
            drop(waiting.answer.send(Err(trouble.clone())));
        }
        self.phase = Phase::Stopped(trouble);
        (self.link.take(), LiteMap::new())
    }
}

/// The day on the device's own calendar.
fn today() -> Day {
    browser::today().unwrap_or(Day::from_epoch_days(0))
}
