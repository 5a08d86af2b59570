//! The open store: opening, switching, changing, losing it. Every command of the page goes through here.

use super::{App, preferences, staging};
use crate::ui::client::ClientEvent;
use benyuan::{
    model::ids::StoreId,
    protocol::{
        command::{Command, Outcome, Trouble},
        view::StoreStatus,
    },
    text::trouble,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Follows what the engine says without being asked.
pub fn listen(app: App) {
    app.client().on_event(move |event| match event {
        ClientEvent::Restarted => {
            // What was staged went with the engine that stopped; the files did not, and are read anew.
            app.complain(&Trouble::EngineStopped);
            begin(app);
        }
        ClientEvent::Stopped => app.session.set(Session::Lost(Trouble::EngineStopped)),
        ClientEvent::Lost(trouble) => app.session.set(Session::Lost(trouble)),
        ClientEvent::BuildMismatch => app.session.set(Session::Lost(Trouble::NotUnderstood)),
    });
    end_with_the_page(app);
}

/// Leaving the page ends the engine, which lets the store go. WebKit would keep a left page's worker and its lock for a
/// while, and so refuse the store to the same page loaded anew. A page that is shown again after that is loaded anew.
fn end_with_the_page(app: App) {
    let _ = window_event_listener_untyped("pagehide", move |_| {
        app.client().stop();
        let _ = window_event_listener_untyped("pageshow", |_| drop(window().location().reload()));
    });
}

#[derive(Clone, PartialEq, Debug)]
pub enum Session {
    Opening,
    Open,
    /// Nothing can be shown until the user has done what the page advises.
    Lost(Trouble),
}

/// Opens the store that was used last.
pub fn begin(app: App) {
    enter(app, Command::Begin { remembered: preferences::remembered() });
}

/// Opens a store in the place of what could not be shown.
pub fn enter(app: App, command: Command) {
    app.session.set(Session::Opening);
    spawn_local(async move {
        let before = app.status.with_untracked(|status| status.as_ref().map(|status| status.id.clone()));
        match app.client().command(command).await {
            Ok(outcome) => {
                take_over(app, &outcome);
                let now = app.status.with_untracked(|status| status.as_ref().map(|status| status.id.clone()));
                if now == before {
                    // The engine opened the store anew, and has nothing staged.
                    staging::again(app);
                }
            }
            Err(trouble) => app.session.set(Session::Lost(trouble)),
        }
    });
}

impl App {
    /// Sends a command; the store's new state is taken over, a trouble is said in a toast. `then` runs on success.
    pub fn command(self, command: Command, then: impl FnOnce(Outcome) + 'static) {
        self.busy.set(true);
        self.toasts.close_offers();
        let wanted = match &command {
            Command::OpenStore(id) => id.clone(),
            _ => None,
        };
        spawn_local(async move {
            let progress = move |done, total| self.progress.set(Some((done, total)));
            let result = self.client().command_with_progress(command, progress).await;
            self.busy.set(false);
            self.progress.set(None);
            match result {
                Ok(outcome) => {
                    take_over(self, &outcome);
                    self.changes.update(|changes| *changes += 1);
                    then(outcome);
                }
                Err(Trouble::OpenElsewhere) if wanted.is_some() => self.offer_to_take_over(wanted),
                // Of the store that was to be opened; the present one is still there.
                Err(Trouble::Vanished) if wanted.is_some() => self.complain(&Trouble::Vanished),
                Err(trouble) if is_lost(&trouble) => self.session.set(Session::Lost(trouble)),
                Err(trouble) => self.complain(&trouble),
            }
        });
    }

    /// Another tab has the store that was to be opened.
    fn offer_to_take_over(self, store: Option<StoreId>) {
        let words = trouble::title(&Trouble::OpenElsewhere).get(self.lang.get_untracked()).to_owned();
        let take_over = Callback::new(move |()| self.command(Command::TakeOver(store.clone()), |_| ()));
        self.toasts.with_action(words, trouble::CONTINUE_HERE, take_over);
    }

    pub fn complain(self, trouble: &Trouble) {
        let lang = self.lang.get_untracked();
        let (title, advice) = (trouble::title(trouble).get(lang), trouble::advice(lang, trouble));
        let mark = if lang == benyuan::text::Lang::Zh { "。" } else { ". " };
        self.toasts.problem(format!("{title}{mark}{advice}"));
    }
}

/// Nothing of the store can be changed: another tab has it, it is gone, or it cannot be trusted. The page that says so has ways on.
fn is_lost(trouble: &Trouble) -> bool {
    matches!(trouble, Trouble::TakenOver | Trouble::Vanished | Trouble::StoreDamaged { .. } | Trouble::StoreOlder(_))
}

fn take_over(app: App, outcome: &Outcome) {
    match outcome {
        Outcome::Store(status) | Outcome::Imported { status, .. } => adopt(app, status.clone()),
        Outcome::Deleted { status: Some(status), .. } => {
            let is_another = app.status.with_untracked(|last| last.as_ref().is_some_and(|last| last.id != status.id));
            if is_another {
                // What was chosen for the store that is gone goes with it.
                app.desk.clear();
            }
            adopt(app, status.clone());
        }
        Outcome::Erased { .. } | Outcome::Deleted { status: None, .. } => {
            app.desk.throw_everything();
            app.status.set(None);
            preferences::forget_store();
            begin(app);
        }
        Outcome::Nothing | Outcome::Wrong(_) => {}
    }
}

fn adopt(app: App, status: StoreStatus) {
    preferences::remember_store(&status.id.0);
    if status.list_rebuilt {
        app.toasts.note(trouble::LIST_REBUILT.get(app.lang.get_untracked()).to_owned());
    }
    let last = app.status.get_untracked().filter(|last| last.id != status.id);
    if app.status.with_untracked(|last| last.as_ref().is_none_or(|last| last.id != status.id)) {
        // Not for a moment does one store's page stand in another.
        app.forget_pages();
    }
    let to = status.id.clone();
    app.status.set(Some(status));
    app.session.set(Session::Open);
    if let Some(from) = last {
        staging::change_store(app, &from, &to);
    }
}
