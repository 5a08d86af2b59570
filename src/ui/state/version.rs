//! The program's own copy on this device: whether everything works offline, whether a newer version waits, and the
//! change to it. The service worker, `public/sw.js`, keeps the copies; a development build has none.

use super::{App, Session};
use crate::ui::live::{Live, react};
use benyuan::text::{Text, version};
use js_sys::{Date, Function, Reflect};
use leptos::task::spawn_local;
use leptos::{ev, prelude::*};
use std::{cell::Cell, time::Duration};
use wasm_bindgen::{JsCast, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    RegistrationOptions, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerUpdateViaCache,
    VisibilityState,
};

const HOUR_MS: f64 = 3_600_000.0;
/// A worker that has not taken over by then will do so at the next start; the page is reloaded all the same.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Offline {
    Preparing,
    Ready,
    Unavailable,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug)]
pub enum Newer {
    None,
    Ready,
    /// The user wants it: the worker is told when nothing is being written.
    Wanted,
    /// The newer worker has taken over: the page is reloaded when nothing is being written.
    TakenOver,
}

impl Newer {
    pub const fn words(self) -> Text {
        match self {
            Self::None | Self::Ready => version::NEWER,
            Self::Wanted | Self::TakenOver => version::UPDATING,
        }
    }
}

#[derive(Clone, Copy)]
pub struct Version {
    pub offline: Live<Offline>,
    pub newer: Live<Newer>,
    registration: StoredValue<Option<ServiceWorkerRegistration>, LocalStorage>,
}

impl Version {
    pub fn new() -> Self {
        Self {
            offline: Live::new(Offline::Preparing),
            newer: Live::new(Newer::None),
            registration: StoredValue::new_local(None),
        }
    }
}

/// Registers the worker after the engine has been fetched, which is more important.
pub fn follow(app: App) {
    let Some(container) = container() else { return app.version.offline.set(Offline::Unavailable) };
    Effect::new(move |begun: Option<bool>| {
        let begin = app.session.get() != Session::Opening;
        if begin && begun != Some(true) {
            spawn_local(register(app, container.clone()));
        }
        begin || begun == Some(true)
    });
    react(move || change_when_free(app));
}

/// A change must not lose files chosen for import: it waits until the desk is empty.
pub fn is_held_up(app: App) -> bool {
    app.desk.holds_files()
}

/// None in a development build, and none if the browser offers none: insecure addresses, forbidden storage.
fn container() -> Option<ServiceWorkerContainer> {
    let is_built = document().query_selector("meta[name=benyuan-build]").ok().flatten().is_some();
    let container = Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?;
    container.dyn_into().ok().filter(|_| is_built)
}

async fn register(app: App, container: ServiceWorkerContainer) {
    let options = RegistrationOptions::new();
    // The host is asked for the worker's file each time, whatever it says about caching.
    options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
    let registered = JsFuture::from(container.register_with_options("sw.js", &options)).await;
    match registered.map(ServiceWorkerRegistration::unchecked_from_js) {
        Ok(registration) => watch(app, &container, registration),
        Err(_) => app.version.offline.set(Offline::Unavailable),
    }
}

fn watch(app: App, container: &ServiceWorkerContainer, registration: ServiceWorkerRegistration) {
    follow_installing(app, &registration);
    look(app, &registration);
    let found = registration.clone();
    registration.set_onupdatefound(Some(&for_ever(move || follow_installing(app, &found))));
    follow_controller(app, container);
    app.version.registration.set_value(Some(registration.clone()));
    ask_now_and_then(registration);
}

fn follow_installing(app: App, registration: &ServiceWorkerRegistration) {
    if let Some(worker) = registration.installing() {
        let registration = registration.clone();
        worker.set_onstatechange(Some(&for_ever(move || look(app, &registration))));
    }
}

/// A worker waiting behind an active one is a newer version; the very first does not wait.
fn look(app: App, registration: &ServiceWorkerRegistration) {
    if registration.active().is_none() {
        return;
    }
    app.version.offline.set(Offline::Ready);
    if registration.waiting().is_some() && app.version.newer.get_untracked() == Newer::None {
        app.version.newer.set(Newer::Ready);
    }
}

/// Another worker now answers this page: the very first, or a newer one called by this tab or another. If another tab
/// called it, the page keeps its own files.
fn follow_controller(app: App, container: &ServiceWorkerContainer) {
    let had_one = Cell::new(container.controller().is_some());
    let newer = app.version.newer;
    container.set_oncontrollerchange(Some(&for_ever(move || {
        let is_first = !had_one.replace(true);
        match newer.get_untracked() {
            Newer::None if !is_first => newer.set(Newer::Ready),
            Newer::Wanted => newer.set(Newer::TakenOver),
            _ => {}
        }
    })));
}

/// Asks the host for a newer version: now, and when the page is looked at again after an hour.
fn ask_now_and_then(registration: ServiceWorkerRegistration) {
    let asked = Cell::new(0.0);
    let ask = move || {
        let is_seen = document().visibility_state() == VisibilityState::Visible;
        if is_seen && Date::now() - asked.get() > HOUR_MS {
            asked.set(Date::now());
            // Without a network there is none, which is no trouble.
            if let Ok(promise) = registration.update() {
                spawn_local(async move { drop(JsFuture::from(promise).await) });
            }
        }
    };
    ask();
    // It lives as long as the page, so it is never removed.
    std::mem::forget(window_event_listener(ev::visibilitychange, move |_| ask()));
}

fn change_when_free(app: App) {
    let newer = app.version.newer;
    if app.busy.get() || is_held_up(app) {
        return;
    }
    match newer.get() {
        Newer::None | Newer::Ready => {}
        Newer::Wanted => call_over(app),
        Newer::TakenOver => drop(window().location().reload()),
    }
}

/// If no worker waits, another tab has called it already.
fn call_over(app: App) {
    let waiting = app.version.registration.with_value(|known| known.as_ref().and_then(|known| known.waiting()));
    let is_told = waiting.is_some_and(|worker| worker.post_message(&"skip-waiting".into()).is_ok());
    let over = move || app.version.newer.set(Newer::TakenOver);
    if is_told { set_timeout(over, PATIENCE) } else { over() }
}

fn for_ever(heard: impl Fn() + 'static) -> Function {
    Closure::<dyn Fn()>::new(heard).into_js_value().unchecked_into()
}
