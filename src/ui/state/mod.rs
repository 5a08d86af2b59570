//! What outlives a page: the engine's client, the open store, the address, preferences, toasts, files being imported.

pub mod address;
pub mod asking;
pub mod desk;
pub mod drafts;
pub mod file;
pub mod preferences;
pub mod session;
pub mod staging;
pub mod toasts;
pub mod version;

pub use asking::{ask, ask_device, once};
pub use preferences::Theme;
pub use session::Session;

use super::{
    client::EngineClient,
    sheet::{Kept, Rows},
};
use crate::ui::live::{Derived, Live};
use benyuan::{
    model::ids::StoreId,
    protocol::{query::Scope, sheet::Sheet, view::StoreStatus},
    route::Route,
    text::Lang,
};
use desk::Desk;
use leptos::prelude::*;
use litemap::LiteMap;
use toasts::Toasts;
use version::Version;

/// The page's services, by context. All parts are handles, so copying it copies no data.
#[derive(Clone, Copy)]
pub struct App {
    client: StoredValue<EngineClient, LocalStorage>,
    pub session: Live<Session>,
    /// The open store; `None` until it is open.
    pub status: Live<Option<StoreStatus>>,
    pub route: Live<Route>,
    pub trail: StoredValue<address::Trail>,
    /// The scope of the present page, or of the last one that had one; links carry it on.
    pub scope: Derived<Scope>,
    pub lang: Live<Lang>,
    pub theme: Live<Theme>,
    /// Who writes at this device; empty until they said so.
    pub who: Live<String>,
    /// A change is in progress; the "saved" mark waits for it.
    pub busy: Live<bool>,
    /// How much of that change is done, of how much, if the engine reports it.
    pub progress: Live<Option<(u32, u32)>>,
    /// Counts the changes made here, because some (another store's deletion) do not change the open store's revision.
    changes: Live<u32>,
    pub toasts: Toasts,
    pub desk: Desk,
    pub version: Version,
    /// Scroll positions of long lists, by address, so that going back finds the place again.
    pub scrolled: StoredValue<LiteMap<String, i32>>,
    /// Whether the page's answer is on its way.
    pub waiting: Live<bool>,
    /// Whether the row that changes the as-of date is open.
    pub dating: Live<bool>,
    /// The present stop of the tour, if one is running.
    pub tour: Live<Option<usize>>,
    /// The last sheet, which stays until the next one arrives, and which of its parts are open.
    pub sheet: Live<Option<(Route, Sheet)>>,
    pub kept: StoredValue<Kept>,
    pub rows: StoredValue<Rows>,
    /// The last drawing of each figure, which stays until the next one arrives.
    pub drawn: StoredValue<LiteMap<String, (Lang, String)>>,
    /// How many drawings have been asked for.
    pub asked: StoredValue<u32>,
}

impl App {
    /// Starts the engine and opens the last store.
    pub fn start() -> Self {
        let app = Self::over(EngineClient::start());
        address::follow(app);
        session::listen(app);
        version::follow(app);
        session::begin(app);
        app
    }

    /// With any engine, and nothing started.
    pub fn over(client: EngineClient) -> Self {
        let route = Live::new(address::present());
        Self {
            client: StoredValue::new_local(client),
            session: Live::new(Session::Opening),
            status: Live::new(None),
            route,
            trail: StoredValue::new(address::Trail::default()),
            scope: Derived::after(move |last: Option<&Scope>| {
                route.with(|route| route.scope().or(last).cloned()).unwrap_or_default()
            }),
            lang: Live::new(preferences::lang()),
            theme: Live::new(preferences::theme()),
            who: Live::new(preferences::who()),
            busy: Live::new(false),
            progress: Live::new(None),
            changes: Live::new(0),
            toasts: Toasts::new(),
            desk: Desk::new(),
            version: Version::new(),
            scrolled: StoredValue::new(LiteMap::new()),
            waiting: Live::new(false),
            dating: Live::new(false),
            tour: Live::new(None),
            sheet: Live::new(None),
            kept: StoredValue::new(Kept::default()),
            rows: StoredValue::new(Rows::default()),
            drawn: StoredValue::new(LiteMap::new()),
            asked: StoredValue::new(0),
        }
    }

    pub fn client(&self) -> EngineClient {
        self.client.get_value()
    }

    /// Changes with every commit and with the store.
    pub fn revision(&self) -> Option<(StoreId, u32)> {
        self.changes.track();
        self.who.track();
        self.status.with(|status| status.as_ref().map(|status| (status.id.clone(), status.revision)))
    }

    /// Draws the present page anew, for what changed outside its answer.
    pub fn redraw(&self) {
        self.changes.update(|changes| *changes += 1);
    }

    /// Whether the open store is the demo.
    pub fn is_demo(&self) -> bool {
        self.status.with(|status| status.as_ref().is_some_and(|status| status.demo))
    }

    /// Forgets what is remembered of pages, because their store is left.
    fn forget_pages(&self) {
        self.sheet.set(None);
        self.drawn.set_value(LiteMap::new());
        self.scrolled.set_value(LiteMap::new());
        self.kept.set_value(Kept::default());
        self.rows.set_value(Rows::default());
    }

    pub fn go(&self, route: &Route) {
        address::go(*self, route);
    }
}

pub fn use_app() -> App {
    expect_context()
}

/// The language of the texts. A plain value, because a change rebuilds the interface.
pub fn use_lang() -> Lang {
    use_app().lang.get_untracked()
}
