//! The page program without a browser: its views as text, over the real engine on the in-memory disk. There are no
//! window events; tests call the handlers directly.

mod data;
mod import;
mod session;
mod shell;

use super::{
    client::{
        EngineClient,
        link::{Heard, Letter, Line},
    },
    state::{App, preferences, session as store},
    worker_boot::BUILD,
};
use benyuan::{
    engine::{Engine, memory::MemoryDisk},
    protocol::{Request, Say, command::Command, decode, encode},
    route::Route,
    text::Lang,
};
use futures::{StreamExt, channel::mpsc};
use leptos::{prelude::*, task::spawn_local};

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

/// The page program with an engine of its own.
struct Program {
    app: App,
    disk: MemoryDisk,
    _owner: Owner,
}

struct Wire(mpsc::UnboundedSender<Vec<u8>>);

impl Line for Wire {
    fn send(&self, letter: &Letter) -> bool {
        self.0.unbounded_send(letter.bytes.clone()).is_ok()
    }
}

/// Serves requests one after another, like the worker.
async fn serve(disk: MemoryDisk, mut queue: mpsc::UnboundedReceiver<Vec<u8>>, hear: impl Fn(Say)) {
    hear(Say::Hello { build: BUILD.to_owned() });
    let mut engine = Engine::new(disk);
    while let Some(bytes) = queue.next().await {
        let request: Request = decode(&bytes).expect("the page speaks the protocol");
        let number = request.number;
        let result = engine.handle(request, &mut |_, _| ()).await;
        hear(Say::Reply { number, result });
    }
}

impl Program {
    /// Opened at an address on an empty device.
    fn at(address: &str) -> Self {
        preferences::forget_store();
        Self::on(MemoryDisk::default(), address)
    }

    /// Opened at an address on a device with data.
    fn on(disk: MemoryDisk, address: &str) -> Self {
        // Every test has a thread of its own; the first one sets the executor for all.
        let _ = any_spawner::Executor::init_futures_executor();
        super::browser::keep_nothing();
        super::browser::go_to(address);
        let owner = Owner::new();
        owner.set();
        let served = disk.clone();
        let client = EngineClient::over(Box::new(move |hear| {
            let (requests, queue) = mpsc::unbounded();
            let tell = move |say: Say| hear(Heard::Bytes(encode(&say)));
            spawn_local(serve(served.clone(), queue, tell));
            Some(Box::new(Wire(requests)))
        }));
        let app = App::over(client);
        provide_context(app);
        store::begin(app);
        let program = Self { app, disk, _owner: owner };
        program.settle();
        program
    }

    /// Runs everything that was started to its end.
    fn settle(&self) {
        any_spawner::Executor::poll_local();
    }

    fn command(&self, command: Command) {
        self.app.command(command, |_| ());
        self.settle();
    }

    fn go(&self, route: Route) {
        self.app.route.set(route);
        self.settle();
    }

    /// A view's markup, after the answers it asked for have arrived.
    fn markup<V: IntoView>(&self, lang: Lang, view: impl FnOnce() -> V) -> String {
        self.app.lang.set(lang);
        let view = view();
        self.settle();
        view.to_html()
    }

    /// A view's words.
    fn words<V: IntoView>(&self, lang: Lang, view: impl FnOnce() -> V) -> String {
        words(&self.markup(lang, view))
    }
}

/// Markup without tags and comments, in one line.
fn words(markup: &str) -> String {
    let mut words = String::new();
    let mut rest = markup;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        let end = if after.starts_with("!--") { after.find("-->").map(|at| at + 2) } else { after.find('>') };
        rest = end.map_or("", |end| &after[end + 1..]);
        words.push(' ');
    }
    words.push_str(rest);
    let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn assert_says(words: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(words.contains(wanted), "{wanted:?} is not said: {words}");
    }
}
